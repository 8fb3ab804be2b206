"""Whether words tell of a meeting, or only name one that the text tells of elsewhere: "ahead of the A talks"."""

from __future__ import annotations

from geomap.extract.syntax.propositions import Mood
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import Grammar, is_sign
from geomap.extract.talks.occasion import is_asserted
from geomap.extract.talks.siting import Siting
from geomap.model import VenueStatus

__all__ = ["NAMED", "is_dated_beside", "is_only_named", "is_taken_up_again"]

NAMED = "the A talks"  # the rule that finds a meeting called after its town
HOSTS = "A hosts talks"


def is_only_named(grammar: Grammar, siting: Siting, status: VenueStatus) -> bool:
    """ "ahead of the A talks", "stayed away from the talks in A": no verb tells of the meeting, no word says which of several it is."""
    cue = siting.cue
    if cue is not None and siting.rule == HOSTS and status is VenueStatus.PROPOSED:
        return cue.definite and not (cue.next or cue.mooted)  # "Turkey had offered to host the meeting"
    if cue is None or cue.sort is not Sort.NOUN or siting.status is not None or is_asserted(grammar, cue):
        return False
    told_apart = cue.number is not None or cue.earlier or cue.next or cue.mooted or is_dated_beside(grammar, siting)
    if siting.rule.startswith("travelled") or told_apart:
        return False
    return siting.rule == NAMED or (cue.definite and status is VenueStatus.HELD)


def is_dated_beside(grammar: Grammar, siting: Siting) -> bool:
    """ "Friday's A talks", "the A talks on Friday", "the talks in A on Friday"."""
    cue = siting.cue
    first, last = min(siting.token, cue.first if cue else siting.token), max(siting.token, cue.last if cue else siting.token)
    return any(is_sign(c, "¤") for c in grammar.codes[max(0, first - 3) : last + 4])


def is_taken_up_again(grammar: Grammar, cue: Cue) -> bool:
    """ "agreed to meet again in A", "will reconvene there": another meeting than the last."""
    verbs = grammar.groups(cue.last + 1, cue.last + 8) if cue.sort is Sort.NOUN and cue.definite else []
    if any(grammar.codes[g.head] in {"resume", "resumed", "reconvene", "reconvened"} and g.mood is not Mood.REAL for g in verbs):
        return True  # "the talks are to be resumed in A"
    taken_up = grammar.codes[cue.first] in {"reconvene", "resume", "resumed", "reconvened", "return"}
    return taken_up or "again" in grammar.codes[cue.first : cue.last + 3]
