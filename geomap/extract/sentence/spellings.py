"""A name that no gazetteer spells so, found by the places told of beside it: "Golaya Pristan", where ferries leave Kherson."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.model import Label, Mention, Resolution
from geomap.sphere import distance_km

__all__ = ["named_beside"]

_FAR = 300  # km within which the next place of a way may lie
_SURE = 0.8


def named_beside(start: int, end: int, name: str, why: str, known: Sequence[Mention]) -> Mention:
    """The mention of a name that stands where a place stands, with the place near one of ``known`` that is spelt like it."""
    beside = [m.place for m in known if m.place is not None and m.place.kind is not Kind.COUNTRY]
    near = min(known, key=lambda m: abs(m.start - start)).place if beside else None
    place = _spelt_so(name, near if near in beside else beside[0]) if beside else None
    resolution = Resolution(place, 0.7, ("spelt like a place near one told of beside it",)) if place is not None else None
    return Mention(start, end, name, Label.PLACE, (why,), resolution)


@lru_cache(maxsize=512)
def _spelt_so(name: str, beside: Place | None) -> Place | None:
    import gazetteer

    if beside is None:
        return None
    try:
        found = gazetteer.search(name, near=beside.point, limit=1)
    except DataError:
        return None  # a checkout whose data is not built yet
    here = (beside.point.lon, beside.point.lat)
    good = (m.place for m in found if m.confidence >= _SURE and m.place.kind in (Kind.CITY, Kind.SITE))
    return next((p for p in good if distance_km(here, (p.point.lon, p.point.lat)) < _FAR), None)
