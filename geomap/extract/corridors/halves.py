"""A journey told in halves: "the lorries had left Semera", and a sentence later they "reached Mekelle"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.corridors.drafts import CLOSE, Draft
from geomap.extract.corridors.ends import ends_known, ends_told, is_country
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.within import holds
from geomap.model import CorridorKind, Statement, Status

__all__ = ["OTHER_TRAFFIC", "completes", "is_country_of", "is_one_journey", "with_what_they_left"]

OTHER_TRAFFIC = {CorridorKind.EVACUATION, CorridorKind.AID}
_GOODS = re.compile(r"\b(?:aid|relief|food|flour|medicines?|supplies|deliver\w*)\b")
_STOPPED = frozenset([Status.BLOCKED, Status.FAILED, Status.CLOSED, Status.REJECTED])


def with_what_they_left(claims: Sequence[Claim]) -> list[Claim]:
    """ "A ferry, which had carried people from Tripoli, docked in Malta": where those set out who arrive, told in the same breath."""
    told: list[Claim] = []
    for claim in claims:
        if told and _is_of_same_breath(told[-1], claim):
            told[-1] = replace(told[-1], path=replace(told[-1].path, origins=claim.path.origins))
        else:
            told.append(claim)
    return told


def _is_of_same_breath(came: Claim, left: Claim) -> bool:
    """Whether ``came`` brings in somebody new who gets somewhere, and ``left`` says where from, right behind it."""
    new = came.sort.travels and not (came.definite or came.continues or came.another or came.name or came.path.origins)
    if not new or not came.path.destinations or left.path.destinations or not left.path.origins or left.name:
        return False
    if came.evidence.sentence != left.evidence.sentence or left.another or not (came.deed and left.deed):
        return False
    if any(is_country_of(wide, end) or is_country_of(end, wide) for wide in left.path.origins for end in came.path.destinations):
        return False
    return all({s.status for s in c.statements} == {Status.OPERATIONAL} for c in (came, left)) and came.kind is left.kind


def completes(draft: Draft, claim: Claim) -> bool:
    """Whether one of the two knows only where from, and the other only where to."""
    known, told = ends_known(draft), ends_told(claim)
    if any(holds(wide, start) for start in claim.path.origins for wide in draft.destinations.values()):
        return False  # "stood at Barda", "crossed into Azerbaijan": no way leads from a town to its own country
    fresh = claim.sort is Sort.CONVOY and not (claim.definite or claim.continues)
    expected = bool(draft.origins) and _is_to_be([s for c in draft.claims for s in c.statements])
    if fresh and expected and all(map(is_country, draft.origins.values())):
        return False  # "expected lorries from Syria", "sent a convoy to Rmeish"
    if any(is_country_of(origin, end) for origin in draft.origins.values() for end in claim.path.destinations):
        return False  # "people flooded out of Lebanon", "civilians drove towards Tyre"
    if told.origins and not told.destinations:
        return bool(known.destinations) and not known.origins and not told.origins & known.destinations
    half = bool(told.destinations and known.origins) and not told.origins and not known.destinations
    return half and not told.destinations & known.origins


def is_country_of(wide: Member, near: Member) -> bool:
    return is_country(wide) and holds(wide, near)


def is_one_journey(draft: Draft, claim: Claim) -> bool:
    """Whether two tellings near each other are of the same people or vehicles on their way."""
    if not claim.continues and (_went_otherwise(draft, claim) or _by_other_means(draft, claim)):
        return False  # "buses bring people out of Tokmak; buses are not let into Mariupol"
    if {claim.kind, draft.claims[0].kind} == OTHER_TRAFFIC and not claim.continues and any(map(_brings_goods, (claim, draft.claims[0]))):
        return False  # "residents of A were able to leave; B received food"
    distance = draft.distance(claim)
    if claim.tentative and all(c.tentative for c in draft.claims) and not claim.continues:
        return distance <= CLOSE // 2 and not claim.another
    told_before = [s for c in draft.claims for s in c.statements]
    if not (claim.definite or claim.continues) and _is_to_be(claim.statements) and not _is_to_be(told_before):
        return False  # "lorries were sent to Hasbaya, and a convoy was expected from Damascus"
    if draft.in_one_sentence(claim):
        return claim.deed or draft.deed  # "a second convoy, which left Port Sudan, is on its way to the camp"
    if claim.continues:
        return distance <= 2 * CLOSE
    if claim.path.origins and not claim.definite and not any(claim.earlier) and _comes_by_itself(claim):
        return False  # "two aircraft landed in Mumbai. A warship brought 179 people out of Aden"
    return claim.deed and draft.deed and distance <= CLOSE and not claim.another


_NOT_BY_LAND = frozenset(["ship", "air"])


def _by_other_means(draft: Draft, claim: Claim) -> bool:
    """ "Two catamarans are to make the trip to Tripoli. Three aircraft had taken off from Malta"."""
    by_land = claim.mode not in _NOT_BY_LAND and any(c.mode is not None and c.mode not in _NOT_BY_LAND for c in draft.claims)
    return draft.goes_otherwise(claim) and not by_land  # by bus or by lorry is all one


def _comes_by_itself(claim: Claim) -> bool:
    """Whether a claim that knows only where from has a doer of its own: "a warship brought people out of Aden"."""
    return claim.sort.travels and _BROUGHT.search(claim.evidence.sentence) is not None


_BROUGHT = re.compile(
    r"\b(?:brought|took|carried|ferried|flew|airlifted|evacuated|rescued|bussed)\s+(?:(?:out|away|home)\s+)?"
    r"(?:(?:about|around|some|nearly|almost|more than|over|at least|another|a further)\s+)*[\d,]+\b"
)


def _brings_goods(claim: Claim) -> bool:
    """Whether it is said that aid is brought: a "humanitarian convoy" may fetch people."""
    return claim.kind is CorridorKind.AID and _GOODS.search(claim.evidence.sentence) is not None


def _is_to_be(told: Sequence[Statement]) -> bool:
    return {s.status for s in told} == {Status.ANNOUNCED}


def _went_otherwise(draft: Draft, claim: Claim) -> bool:
    """Whether one of the two is told to have gone well and the other not."""
    now = _went_well(claim)
    before = next((well for well in map(_went_well, reversed(draft.claims)) if well is not None), now)
    return now is not None and now is not before


def _went_well(claim: Claim) -> bool | None:
    told = [s.status for s in claim.statements if not s.conditional]
    return told[-1] not in _STOPPED if told else None
