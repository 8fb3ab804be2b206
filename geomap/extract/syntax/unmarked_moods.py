"""Moods that English does not mark by a modal: what is awaited or demanded stands in the present.

"Will leave once the corridor opens", "have yet to settle when it opens", "demanded that Kyiv open it": nothing has been opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.syntax.links import Link
from geomap.extract.syntax.proposition import Proposition
from geomap.extract.syntax.verbgroup import Mood, VerbGroup
from geomap.extract.syntax.verbhood import PREPOSITIONS
from geomap.extract.syntax.verbs import Act, Form, forms_of, has_verb, nouns

__all__ = ["supply_moods"]

_TIMES = frozenset(["time", "times", "hour", "hours", "date", "day", "moment"])
_IN_TIME = frozenset(["when", "once", "after", "before", "until"])
_PRESENT = frozenset(["is", "are", "has", "have", "does", "do", "isn't", "aren't", "hasn't", "haven't"])
# after these a "when" asks: "have yet to settle when the corridor opens"
_ASKING = frozenset([Act.AGREE, Act.ANNOUNCE, Act.PROPOSE, Act.REPORT])
_NOT_KNOWN = frozenset(["known", "unknown", "clear", "unclear", "certain", "uncertain"])
_STATING = frozenset(["suggest", "insist", "stress", "rule"])  # of what is, as of what should be


def supply_moods(codes: tuple[str, ...], made: Sequence[Proposition]) -> None:
    """Give the verbs of such clauses the mood that they mean."""
    for number, clause in enumerate(made):
        first = clause.finite_verb
        if first is not None and _is_inverted(codes, clause, first):
            clause.link, clause.marker = Link.CONDITION, codes[first.first]
        if first is None or first.mood is not Mood.REAL:
            continue
        if _is_foreseen(codes, first, made[:number]):
            mood = Mood.FUTURE
        elif _is_wanted(codes, clause, first):
            mood = Mood.MUST
        elif clause.link is Link.MAIN:
            continue
        elif _is_of_coming(codes, clause, first):
            mood = Mood.FUTURE
        elif _is_demanded(codes, clause, made[:number]):
            mood = Mood.MUST
        elif _is_awaited(codes, clause, first, made, number):
            mood = Mood.FUTURE
        else:
            continue
        clause.groups = [replace(g, mood=mood, pluperfect=False) if g is first else g for g in clause.groups]


_INVERTED = frozenset(["should", "were", "had"])
_SUBJECT = re.compile(r"[@§]\d+|the|both|either|any|it|they|its|their|this|that|fighting|shelling")


def _is_inverted(codes: tuple[str, ...], clause: Proposition, first: VerbGroup) -> bool:
    """ "Should Kyiv agree", "were the army to withdraw", "had it been cleared": as with "if"."""
    at = first.first
    alone = clause.start == at or (clause.start == at - 1 and codes[at - 1] in {",", '"', "and", "but"})
    if codes[at] not in _INVERTED or not alone or codes[-1:] == ("?",) or clause.link in (Link.RELATIVE, Link.CONDITION):
        return False
    subject = at + 1 < len(codes) and _SUBJECT.fullmatch(codes[at + 1]) is not None
    if codes[at] == "were":
        return subject and "to" in codes[at + 2 : at + 6]
    return subject and (codes[at] == "should" or len(clause.groups) > 1)


def _is_foreseen(codes: tuple[str, ...], first: VerbGroup, before: Sequence[Proposition]) -> bool:
    """ "The deal will see families evacuated", "2,000 will leave Homs in exchange for 2,000 being brought from Hama"."""
    around = next((p.finite_verb for p in reversed(before) if p.finite_verb is not None and p.link is not Link.RELATIVE), None)
    if around is None or around.mood in (Mood.REAL, Mood.NONE):
        return False
    return (first.bare and around.verb.base == "see") or codes[first.first] == "being"


def _is_of_coming(codes: tuple[str, ...], clause: Proposition, first: VerbGroup) -> bool:
    """ "Each of the vessels that leave Homs is to dock in Tyre": has not left yet."""
    around = clause.parent.finite_verb if clause.parent is not None and clause.link is Link.RELATIVE else None
    if around is None or around.mood is not Mood.FUTURE or around.act not in _JOURNEY or first.act not in _JOURNEY:
        return False
    forms = forms_of(codes[first.head]) if first.first == first.head else frozenset()
    return not forms.isdisjoint((Form.BASE, Form.THIRD)) and Form.PAST not in forms


_JOURNEY = frozenset([Act.LEAVE, Act.GO, Act.CARRY, Act.ARRIVE])


def _is_demanded(codes: tuple[str, ...], clause: Proposition, before: Sequence[Proposition]) -> bool:
    """ "Demanded that Kyiv open it"; after verbs that also state, only in the bare form: "suggested it open"."""
    first = clause.finite_verb
    around = next((p for p in reversed(before) if p.groups and p.link is not Link.RELATIVE), None)
    if clause.link is not Link.REPORTED or clause.marker != "that" or first is None or first.pluperfect or around is None:
        return False
    noun = clause.start - 1
    if nouns().get(codes[noun]) is Act.PROPOSE and not any(g.first <= noun <= g.last for g in around.groups):
        return _is_base(codes, first)  # "rejected a suggestion that buses take them out"
    governor = around.groups[-1]
    if governor.verb.base in _STATING:
        return _is_base(codes, first) and (codes[first.first - 1].startswith(("@", "§")) or codes[governor.head].endswith("ed"))
    return governor.act is Act.PROPOSE and not governor.negated


_WANTING = frozenset(["want", "need", "like", "prefer"])


def _is_wanted(codes: tuple[str, ...], clause: Proposition, first: VerbGroup) -> bool:
    """ "Wants its wounded moved out of Homs"."""
    around = clause.parent
    if around is None or not around.groups or not first.bare or clause.marker or clause.link is not Link.RELATIVE:
        return False
    governor = around.groups[-1]
    if governor.verb.base == "have" and len(around.groups) > 1:
        governor = around.groups[-2]  # "would like to have them moved"
    return governor.verb.base.removesuffix(" to") in _WANTING and PREPOSITIONS.isdisjoint(codes[governor.last + 1 : clause.start])


def _is_base(codes: tuple[str, ...], group: VerbGroup) -> bool:
    """Whether the verb stands in the bare form, which cannot be its past."""
    forms = forms_of(codes[group.head])
    return group.first == group.head and Form.BASE in forms and Form.PAST not in forms


def _is_awaited(codes: tuple[str, ...], clause: Proposition, first: VerbGroup, made: Sequence[Proposition], number: int) -> bool:
    """Whether a clause says when something is to be, and not when it was."""
    if _names_time(codes, clause) or _asks_when(codes, clause, made[:number]):
        return _is_present(codes, first)
    soon = clause.marker == "as" and codes[clause.start + 1 : clause.start + 3] == ("soon", "as")
    around = _around(number, made)
    if not (soon or clause.marker in _IN_TIME) or around is None or around.mood in (Mood.REAL, Mood.NONE):
        return False
    if around.mood is Mood.WOULD and (soon or clause.marker in {"once", "until"}):
        return True  # "would leave once the buses had arrived"
    return _is_present(codes, first)


def _is_present(codes: tuple[str, ...], group: VerbGroup) -> bool:
    third = group.first == group.head and Form.THIRD in forms_of(codes[group.head])
    return codes[group.first] in _PRESENT or third or _is_base(codes, group)


def _names_time(codes: tuple[str, ...], clause: Proposition) -> bool:
    """ "the hour at which the corridor opens", "the day when it opens"."""
    before = clause.start - 1
    if clause.marker == "which" and before >= 0 and codes[before] in PREPOSITIONS:
        before -= 1
    elif clause.marker != "when":
        return False
    return before >= 0 and codes[before] in _TIMES


def _asks_when(codes: tuple[str, ...], clause: Proposition, before: Sequence[Proposition]) -> bool:
    """ "It is not known when the corridor opens"."""
    last = before[-1].groups[-1] if before and before[-1].groups else None
    if clause.marker != "when" or last is None:
        return False
    if codes[clause.start - 1] in _NOT_KNOWN:
        return True
    return last.last == clause.start - 1 and (last.act in _ASKING or has_verb((codes[last.head],), _ASKING))


def _around(number: int, made: Sequence[Proposition]) -> VerbGroup | None:
    """The verb of the clause that a clause of time goes with: the one before it, or the next where it opens the sentence."""
    others = made[1:] if not number else made[number - 1 :: -1]
    return next((p.finite_verb for p in others if p.finite_verb is not None), None)
