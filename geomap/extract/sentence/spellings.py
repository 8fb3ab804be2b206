"""A name that no gazetteer spells so, found by the places told of beside it: "Golaya Pristan", where ferries leave Kherson."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gazetteer.errors import DataError
from gazetteer.model import Kind, Method, Place
from geomap.model import Label, Mention, Resolution
from geomap.sphere import distance_km

__all__ = ["named_beside"]

_FAR = 300  # km within which the next place of a way may lie
_CLOSE = 150  # and within which a name that is spelt exactly so is enough
_SURE, _LIKELY = 0.8, 0.4


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
        found = gazetteer.search(name, near=beside.point, limit=2)
    except DataError:
        return None  # a checkout whose data is not built yet
    here = (beside.point.lon, beside.point.lat)
    far = {m.place.id: distance_km(here, (m.place.point.lon, m.place.point.lat)) for m in found}
    towns = [m for m in found if m.place.kind in (Kind.CITY, Kind.SITE)]
    good = [m.place for m in towns if m.confidence >= _SURE and far[m.place.id] < _FAR]
    # "out of Mosul to Qayyarah": too small a place to be sure of by its name alone, and no other of that name is near
    rivals = max((m.confidence for m in found[1:]), default=0.0)
    alone = [m.place for m in towns[:1] if m is found[0] and m.method is Method.EXACT and far[m.place.id] < _CLOSE]
    return next(iter(good or (alone if found and found[0].confidence > max(_LIKELY, 2 * rivals) else [])), None)
