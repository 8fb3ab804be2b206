"""Empty buses sent for people: where they drive to is where the evacuation begins, as the rest of the text may tell.

"Rebels burned buses on their way to Foua. ... 4,000 people will be evacuated from Foua": no way leads to Foua.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.model import CorridorKind, Status

__all__ = ["with_fetchers_turned"]

_STOPPED = frozenset([Status.BLOCKED, Status.FAILED])
_FETCH_PEOPLE = frozenset(["bus", "ambulance"])
_BUSES = re.compile(r"\b(?:buses|ambulances|convoys?)\b")
# what is said of vehicles that have nobody on board yet
_SENT = re.compile(
    r"\b(?:on (?:their|its) way|head(?:ed|ing)|bound|sen(?:t|d|ding)|dispatched|dr[io]v(?:e|ing)|enter\w*|going|near(?:er)?|g[eo]t to"
    r"|travel\w*|to reach|let in(?:to)?)\b"
)


def with_fetchers_turned(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those of vehicles that were to fetch people told as ways out of the places they were sent to."""
    left = {m.key for c in claims if _takes_out(c) for m in c.path.origins}
    reached = {m.key for c in claims if c.path.origins for m in c.path.destinations}
    return [_turned(c) if _fetches(c, claims) and {m.key for m in c.path.destinations} <= left - reached else c for c in claims]


def _takes_out(claim: Claim) -> bool:
    return claim.kind is not CorridorKind.AID and bool(claim.path.origins)


def _fetches(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether vehicles for people are said to go somewhere, and not from where."""
    path = claim.path
    there = {m.key for m in path.destinations}
    # "buses arrived in two towns, and people will leave the two towns for Aleppo"
    leave = any(c.evidence.sentence == claim.evidence.sentence and there == {m.key for m in c.path.origins} for c in claims)
    if not leave and not _SENT.search(claim.evidence.sentence):
        return False  # "ten buses left the villages for Aleppo"
    return (
        claim.sort is Sort.CONVOY
        and (claim.mode in _FETCH_PEOPLE or (claim.mode is None and _BUSES.search(claim.evidence.sentence) is not None))
        and claim.kind is not CorridorKind.AID
        and bool(path.destinations)
        and not path.origins
    )


def _turned(claim: Claim) -> Claim:
    """Where the bus was kept from coming, nobody was fetched; that it drives there says nothing yet of the way out."""
    path = replace(claim.path, origins=claim.path.destinations, destinations=())
    kept = [n for n, s in enumerate(claim.statements) if s.status in _STOPPED]
    earlier = tuple(claim.earlier[n] for n in kept) if claim.earlier else ()
    return replace(claim, path=path, statements=tuple(claim.statements[n] for n in kept), earlier=earlier)
