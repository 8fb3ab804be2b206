"""Whether one place lies in another, as far as the gazetteer's codes and bounds tell."""

from __future__ import annotations

from typing import Protocol

from gazetteer.model import Kind, Place

__all__ = ["holds", "lies_in"]


class _Located(Protocol):
    """A mention, or a member of a list: what may be a place that the gazetteer knows."""

    @property
    def place(self) -> Place | None: ...


def holds(outer: _Located, inner: _Located) -> bool:
    """Whether one of two is known to lie in the other."""
    return outer.place is not None and inner.place is not None and lies_in(inner.place, outer.place)


def lies_in(inner: Place, outer: Place) -> bool:
    """By country and first-level division; in an area by its bounds, which may reach further than the area."""
    if inner.id == outer.id:
        return False
    if outer.kind is Kind.COUNTRY:
        return inner.kind is not Kind.COUNTRY and inner.country == outer.country
    if outer.kind in (Kind.REGION, Kind.COUNTY):
        return inner.admin1 == outer.id and inner.kind is not Kind.REGION
    if outer.kind is Kind.AREA and outer.bounds and inner.kind in (Kind.CITY, Kind.SITE):
        west, south, east, north = outer.bounds
        return west <= inner.point.lon <= east and south <= inner.point.lat <= north
    return False
