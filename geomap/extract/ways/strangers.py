"""Who moves from place to place and is on no way for people or aid: talks that are held elsewhere, fighters who take a town."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.lexicon import cue, words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Proposition
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.roles import Role, Step
from geomap.extract.ways.standing import is_under_deal

__all__ = ["is_held_elsewhere", "takes_a_place", "tells_of_talks"]

_TALKS = re.compile(rf"(?<!\S)(?:{words('talks.event')}|process|attempts?|efforts?|trial|delegations?|negotiators)(?!\S)")
_ON_WHAT = re.compile(r"(?: \S+){0,2} (?:on|about|over|for)(?: \S+){0,4} ")
_MOVED = re.compile(r"(?<!\S)(?:mov|shift|transferr|relocat|switch|adjourn)(?:e|es|ed|s|ing)(?!\S)")
_OBJECT = re.compile(r" (?:(?!from|to|in|and|by|,)\S+ ){0,4}")
_ARMED = r"(?:fighters|rebels|soldiers|militants|jihadists|insurgents|gunmen|militiamen|troops)"
_UNDER_ARMS = re.compile(rf"(?<!\S)(?:{_ARMED}|defenders)$")
_OF_ARMED = re.compile(rf"\b{_ARMED}\b", re.IGNORECASE)
_HARMLESS = re.compile(r"(?<!\S)(?:wounded|injured|sick|disarmed|captured|surrendered|freed|evacuated|former|trapped|besieged) \S+$")
_FETCHED = re.compile(r"evacu|famil|\bbus|convoy|withdr|\bdeal\b|swap|surrender|corridor|safe passage")


def tells_of_talks(code: str) -> bool:
    """Whether "they" in the next sentence may be the talks."""
    return _TALKS.search(code) is not None


def is_held_elsewhere(sentence: Phrases, part: Phrases, anchor: Anchor, *, own: bool, after_talks: bool) -> bool:
    """ "The talks on a corridor moved from Geneva to New York", "an attempt which began in Quito and was moved to Cuba"."""
    moved = _MOVED.search(part.code)
    if moved is None:
        return False
    if not own:
        return after_talks and anchor.sort.travels  # "they moved there"
    if anchor.sort is Sort.PEOPLE and _OBJECT.fullmatch(part.code, moved.end(), anchor.start):
        return False  # "efforts to relocate the refugees"
    talks = list(_TALKS.finditer(sentence.code, 0, moved.start()))
    if anchor.end < moved.start():
        return any(_ON_WHAT.fullmatch(sentence.code, t.end(), anchor.start) for t in talks)
    # "was moved" names nobody
    return bool(talks) and cue("corridor.people").search(sentence.code, talks[-1].end(), moved.start()) is None


def takes_a_place(anchor: Anchor, found: list[Step], proposition: Proposition, part: Phrases, sentence: str, told: Sequence[Claim]) -> bool:
    """ "Rebel fighters entered Walikale", where the text tells of none who were to be taken away."""
    who = part.code[: anchor.end]
    if anchor.sort is not Sort.PEOPLE or not _UNDER_ARMS.search(who) or _HARMLESS.search(who):
        return False
    if any(s.role is not Role.TO for s in found) or any(g.passive or g.act in (Act.CARRY, Act.ALLOW) for g in proposition.groups):
        return False
    if is_under_deal(sentence) or _FETCHED.search(sentence):
        return False
    return not any(_OF_ARMED.search(c.evidence.sentence) for c in told if c.path.origins)
