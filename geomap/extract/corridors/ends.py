"""Where a way begins and ends, by the keys of its places: what a claim tells of it and what a draft knows ("from Sumy to ...")."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.model import Kind
from geomap.extract.corridors.drafts import Draft, keys_of
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.claims import Claim
from geomap.extract.within import holds

__all__ = ["Ends", "ends_known", "ends_told", "is_country", "lie_in"]


@dataclass(frozen=True, slots=True)
class Ends:
    """Keys of places; empty where the text leaves that end open."""

    origins: frozenset[str]
    destinations: frozenset[str]

    def __bool__(self) -> bool:
        """Whether any end is named."""
        return bool(self.origins or self.destinations)

    @property
    def both(self) -> bool:
        """Whether it is said where from and where to."""
        return bool(self.origins and self.destinations)


def ends_told(claim: Claim) -> Ends:
    return Ends(frozenset(keys_of(claim.path.origins)), frozenset(keys_of(claim.path.destinations)))


def ends_known(draft: Draft) -> Ends:
    return Ends(frozenset(draft.origins), frozenset(draft.destinations))


def is_country(member: Member) -> bool:
    return member.place is not None and member.place.kind is Kind.COUNTRY


def lie_in(inner: dict[str, Member], outer: dict[str, Member]) -> bool:
    """Whether each known place of the one lies in one of the other."""
    known = [small for small in inner.values() if small.place is not None]
    return bool(known) and all(any(holds(large, small) for large in outer.values()) for small in known)
