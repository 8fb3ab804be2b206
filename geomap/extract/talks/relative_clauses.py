"""What a relative clause tells of a meeting: "the talks between A and B, which opened in C on Monday, will resume in D"."""

from __future__ import annotations

from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, Form
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.cuts import is_cut
from geomap.extract.talks.grammar import Grammar, base_of, lexis, verb_at

__all__ = ["is_told_beside", "stands_beside", "tells_more", "took_place_there"]


def took_place_there(grammar: Grammar, cue: Cue, place: int) -> VerbGroup | None:
    """The verb of the relative clause in which the token ``place`` stands, where it tells that the meeting took place there."""
    clause = grammar.proposition(place)
    if cue.sort is not Sort.NOUN or clause is grammar.proposition(cue.first) or not tells_more(clause) or clause.start < cue.last:
        return None
    told = clause.finite_verb
    if told is None or told.mood is not Mood.REAL or told.negated:
        return None
    past = told.passive and grammar.codes[told.first] in {"was", "were"}
    if not told.passive and told.first == told.head:
        form = verb_at(grammar.codes, told.head, "hold")
        past = form is not None and form[1] is Form.PAST
    return told if past and (told.act in (Act.OPEN, Act.BEGIN) or verb_at(grammar.codes, told.head, "event") is not None) else None


def tells_more(clause: Proposition) -> bool:
    """Whether a proposition is a relative clause that tells something more: "which opened in A on Monday"."""
    return clause.link is Link.RELATIVE and clause.marker == "which"


def is_told_beside(grammar: Grammar, cue: Cue, governor: int) -> bool:
    """ "The talks, which opened in A on Monday, have ended": the relative clause is of the meeting."""
    which = next((t for t in range(cue.last + 1, governor) if grammar.codes[t] == "which"), None)
    if cue.sort is not Sort.NOUN or which is None or grammar.at(which - 1) != "," or "," in grammar.codes[cue.last + 1 : which - 1]:
        return False
    if any(g.finite for g in grammar.groups(cue.last + 1, which)) or "," in grammar.codes[which:governor]:
        return False
    if is_cut(grammar, which + 1, governor):
        return False
    told = grammar.groups(which, governor)
    if told[:1] and told[0].act is Act.DUE and len(told) == 2 and not told[1].finite and told[1].first == told[0].last + 1:
        told = told[1:]  # "the meeting, which had been due to open in A, will now be held there next week"
        return grammar.head_before(governor) <= told[0].last
    if len(told) != 1 or not told[0].finite or told[0].first != which + 1:
        return False
    event = base_of(grammar.codes, told[0].head, "event") is not None or told[0].act in (Act.OPEN, Act.BEGIN) or told[0].state
    head = grammar.head_before(governor)
    return event and (head <= told[0].last or grammar.codes[head] in lexis("noun.site") | {"suburb", "outskirts", "town", "city"})


def stands_beside(grammar: Grammar, group: VerbGroup) -> bool:
    """Whether the verb stands in a relative clause: "talks, which should have ended on Sunday, go on in A", "the last held there"."""
    proposition = grammar.proposition(group.head)
    return proposition.link is Link.RELATIVE and (proposition.marker in {"which", "who", "whose"} or group.bare)
