"""A journey told in halves: "the lorries had left Semera", and a sentence later they "reached Mekelle"."""

from __future__ import annotations

from geomap.extract.corridors.drafts import CLOSE, Draft
from geomap.extract.corridors.ends import ends_known, ends_told, holds
from geomap.extract.ways.claims import Claim
from geomap.model import Status

__all__ = ["completes", "is_one_journey"]

_STOPPED = frozenset([Status.BLOCKED, Status.FAILED, Status.CLOSED, Status.REJECTED])


def completes(draft: Draft, claim: Claim) -> bool:
    """Whether one of the two knows only where from, and the other only where to."""
    known, told = ends_known(draft), ends_told(claim)
    if any(holds(wide, start) for start in claim.path.origins for wide in draft.destinations.values()):
        return False  # "stood at Barda", "crossed into Azerbaijan": no way leads from a town to its own country
    if told.origins and not told.destinations:
        return bool(known.destinations) and not known.origins and not told.origins & known.destinations
    half = bool(told.destinations and known.origins) and not told.origins and not known.destinations
    return half and not told.destinations & known.origins


def is_one_journey(draft: Draft, claim: Claim) -> bool:
    """Whether two tellings near each other are of the same people or vehicles on their way."""
    if not claim.continues and _went_otherwise(draft, claim):
        return False  # "buses bring people out of Tokmak; buses are not let into Mariupol"
    distance = draft.distance(claim)
    if claim.tentative and all(c.tentative for c in draft.claims) and not claim.continues:
        return distance <= CLOSE // 2
    if draft.in_one_sentence(claim):
        return claim.deed or draft.deed  # "a second convoy, which left Port Sudan, is on its way to the camp"
    if claim.continues:
        return distance <= 2 * CLOSE
    return claim.deed and draft.deed and distance <= CLOSE and not claim.another


def _went_otherwise(draft: Draft, claim: Claim) -> bool:
    """Whether one of the two is told to have gone well and the other not."""
    now = _went_well(claim)
    before = next((well for well in map(_went_well, reversed(draft.claims)) if well is not None), now)
    return now is not None and now is not before


def _went_well(claim: Claim) -> bool | None:
    told = [s.status for s in claim.statements if not s.conditional]
    return told[-1] not in _STOPPED if told else None
