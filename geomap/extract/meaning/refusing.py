"""Refusals in other words: "said no to a corridor", "will have none of it", "called the offer absurd", "its answer was no"."""

from __future__ import annotations

import re

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.judgements import Judgement
from geomap.extract.meaning.scope import Scope
from geomap.extract.syntax.propositions import Mood, VerbGroup
from geomap.extract.syntax.verbhood import PREPOSITIONS, state_at
from geomap.extract.syntax.verbs import Act, inflected, nouns
from geomap.model import Status

__all__ = ["refuse"]

# a verb and what makes a refusal of it
_SAYS_NO = re.compile(
    r"(?:say|answer|reply|vote) (?:\" )?no(?: \" ,?)?(?= (?:to|again|on ¤\d+|¤\d+|[.,;:\"]|because|and)(?!\S)|$)"
    r"|have (?:none|no part) of(?!\S)|want (?:none of|no part (?:of|in)|nothing to do with)(?!\S)"
    r"|give (?:(?!to\b)\S+ ){0,3}?(?:short shrift|the thumbs down|the cold shoulder)(?!\S)"
    r"|shoot down (?:\S+ ){1,3}?(?:offers?|proposals?|plans?|ideas?|requests?|suggestions?|initiatives?)(?!\S)"
    r"|see no (?:need|reason|point|grounds|case|sense) (?:for|in|to)(?!\S)"
    r"|(?:pour|throw) (?:cold water|scorn) on(?!\S)|(?:slam|close|shut) the door (?:on|to)(?!\S)"
    r"|turn (?:(?:its|their|his|her) back on|a deaf ear to|up (?:its|their|his|her) noses? at)(?!\S)"
)
_NO_WISH = re.compile(r"have (?:absolutely )?(?:no|any) (?:intention of|plans? to|desire to|wish to)(?!\S)")
# ... of what nobody would do
_WOULD_NOT = re.compile(r"(?:hear of|countenance|tolerate|entertain|brook|stand for|put up with|settle for|agree to)(?!\S)")
_NO = re.compile(r"(?:(?:a|an|again|once|more|still|firm|flat|clear|categorical|resounding|polite|\w+ly) )*(?:no|negative)(?= [.,;:\"]|$)")
_ANSWERS = frozenset(["answer", "answers", "reply", "replies", "response", "responses", "verdict"])
_JUDGING = frozenset(
    form
    for base in ("call", "describe", "deem", "consider", "brand", "term", "label", "find", "judge", "regard", "declare", "see")
    for form, _ in inflected(base)
)
_WITHHOLDING = frozenset(["withhold", "refuse"])
_LONGEST_OBJECT = 12  # words


def refuse(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """The refusal that a verb tells together with the words beside it."""
    if scope.hypothetical or scope.mood in (Mood.MAY, Mood.MUST):
        return None
    phrase = f"{group.verb.base} {' '.join(clause.codes[group.head + 1 : group.head + 1 + _LONGEST_OBJECT])}"
    if group.verb.base == "be":
        refused = _is_answer(clause, group)
    elif scope.negated:
        refused = _NO_WISH.match(phrase) is not None
        refused = refused or (scope.mood in (Mood.FUTURE, Mood.WOULD) and _WOULD_NOT.match(phrase) is not None)
    else:
        refused = _SAYS_NO.match(phrase) is not None or _withholds(clause, group) or _finds_it_bad(clause, group)
    return clause.judgement(group, Status.REJECTED, negated=True) if refused else None


def _is_answer(clause: Clause, group: VerbGroup) -> bool:
    """ "The answer was a flat no"."""
    asked = not _ANSWERS.isdisjoint(clause.codes[clause.proposition.start : group.first])
    return asked and _NO.match(" ".join(clause.codes[group.head + 1 : group.head + 6])) is not None


def _withholds(clause: Clause, group: VerbGroup) -> bool:
    """ "Withheld its consent", "permission was denied": it is for him to give."""
    if group.verb.base not in _WITHHOLDING:
        return False
    at = group.last + 1
    if group.passive:
        given = clause.codes[clause.proposition.start : group.first]
    else:
        until = next((i for i in range(at, len(clause.codes)) if clause.codes[i] in PREPOSITIONS), at)
        given = clause.codes[at : min(until, at + _LONGEST_OBJECT)]
    return any(nouns().get(code) is Act.AGREE for code in given)


def _finds_it_bad(clause: Clause, group: VerbGroup) -> bool:
    """ "Called the offer absurd", "deems the route unacceptable"."""
    if clause.codes[group.head] not in _JUDGING or group.passive or group.verb.particle:
        return False
    after = group.last + 1
    until = min(next((g.first for g in clause.verbs_after(group) if g.finite), len(clause.codes)), after + _LONGEST_OBJECT)
    for at in range(after + 1, until):
        if clause.codes[at] in {",", ";", "and"}:
            return False
        state = state_at(clause.codes, at)
        if state is not None and state[0] is Act.REJECT:
            object_ = range(after, at)
            offered = any(nouns().get(clause.codes[i]) is Act.PROPOSE or clause.codes[i] in {"it", "this", "that"} for i in object_)
            return offered or any(t in object_ for t in clause.theme.tokens)
    return False
