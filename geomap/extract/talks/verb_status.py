"""What a row of verbs makes of the meeting they lead to: "agreed to meet", "offered to host", "are due in A"."""

from __future__ import annotations

from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.grammar import Grammar, base_of, is_sign
from geomap.model import VenueStatus

__all__ = ["is_headline", "verbs_say"]


def verbs_say(grammar: Grammar, groups: list[VerbGroup], proposition: Proposition) -> VenueStatus | None:
    """What a row of verbs makes of the meeting they lead to; None where they tell it as a fact."""
    for group in groups:
        if is_headline(grammar, group, proposition):
            return VenueStatus.PLANNED
        expected = group.passive and base_of(grammar.codes, group.head, "plan") is not None  # "are confirmed to attend"
        if group.act is Act.REPORT and not expected and base_of(grammar.codes, group.head, "reject") is None:
            continue
        said = _verb_says(grammar, group, grammar.reported(proposition) or _is_told_of(proposition))
        if said is not None:
            return said
    return None


def is_headline(grammar: Grammar, group: VerbGroup, proposition: Proposition) -> bool:
    """ "Lavrov and Kuleba to meet in Antalya": an infinitive that nothing governs tells what is ahead."""
    alone = not proposition.finite and not any(g.first < group.first for g in proposition.groups)
    return alone and proposition.link is Link.MAIN and grammar.codes[group.first] == "to" and group.first > 0


def _is_told_of(proposition: Proposition) -> bool:
    """ "A day was set for talks, which would take place in A": what was ahead then."""
    over = proposition.parent
    told = proposition.link is Link.RELATIVE and proposition.marker in {"which", "where", "when"}
    return told and over is not None and any(g.finite and g.mood is Mood.REAL for g in over.groups)


def _verb_says(grammar: Grammar, group: VerbGroup, reported: bool) -> VenueStatus | None:
    codes = grammar.codes
    if group.verb.base == "be" and codes[group.last + 1 : group.last + 2] == ("to",):
        return VenueStatus.PLANNED  # "is to follow"
    if codes[group.last + 1 : group.last + 3] == ("likely", "to") and base_of(codes, group.last + 3, "host") is not None:
        return VenueStatus.PROPOSED if "otherwise" in codes else VenueStatus.PLANNED  # "is likely to host"
    if base_of(codes, group.head, "postpone"):
        return VenueStatus.PLANNED
    if base_of(codes, group.head, "reject") or group.act is Act.REJECT:
        return VenueStatus.PROPOSED
    if group.act in (Act.READY, Act.UNWILLING) or group.mood is Mood.MAY:
        return VenueStatus.PROPOSED
    if group.mood is Mood.WOULD:
        wishes = base_of(codes, group.head, "propose") or codes[group.head] in {"accept", "agree"}  # "would only accept talks in A"
        return VenueStatus.PLANNED if reported and not wishes else VenueStatus.PROPOSED
    if base_of(codes, group.head, "propose"):
        dated = codes[group.head] == "called" and any(is_sign(c, "¤") for c in codes[group.head + 1 : group.head + 3])
        return VenueStatus.PLANNED if dated else VenueStatus.PROPOSED  # "has called the next round for 28 November"
    if group.mood is Mood.FUTURE:
        return VenueStatus.PLANNED
    if group.mood is Mood.MUST and codes[max(0, group.first - 2) : group.first] in {("are", "to"), ("is", "to")}:
        return VenueStatus.PLANNED  # "who refused to speak, are to be in A"
    if group.mood is Mood.MUST:
        return VenueStatus.PLANNED if "likely" in codes[max(0, group.first - 3) : group.last + 1] else VenueStatus.PROPOSED
    if base_of(codes, group.head, "plan") or group.act is Act.DUE:
        return VenueStatus.PLANNED if codes[group.head] != "settled" else None
    return None
