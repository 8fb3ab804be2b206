"""From a point to places: the nearest city, the region and the country that hold the point, and how far the city is.

The country and the region come from their polygons: the country of the nearest city is another one for every thirtieth point on
land. The city is the nearest of that country, or the nearest of all where none of that country is among the next few.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.errors import InvalidPoint
from gazetteer.index import KINDS, Index
from gazetteer.model import Kind, Place

if TYPE_CHECKING:
    from gazetteer.nearest import Nearest

__all__ = ["Whereabouts", "locate"]

_CHOICE = 8              # cities to choose from


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What lies around a point; ``city`` is the nearest populated place and ``distance_km`` how far its point is.

    ``region`` and ``country`` hold the point; both None at sea, ``country`` also where no state is recognised to hold it.
    """

    city: Place | None
    region: Place | None
    country: Place | None
    distance_km: float


def locate(index: Index, lons: Sequence[float], lats: Sequence[float]) -> list[Whereabouts]:
    """The whereabouts of many points (degrees), in order. Raises InvalidPoint for the first that lies nowhere on the globe."""
    import numpy as np

    from gazetteer.shapes import countries_at, regions_at

    lon, lat = np.asarray(lons, np.float64), np.asarray(lats, np.float64)
    good = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    if not good.all():
        first = int(np.argmin(good))
        raise InvalidPoint(f"no point on the globe: lon {lon[first]}, lat {lat[first]} (lon -180..180, lat -90..90)")
    if not len(lon):
        return []
    cities = _cities(index)
    near, away = cities.nearest.find(lon, lat, _CHOICE)
    rows = np.where(near >= 0, cities.rows[near], -1)
    countries, regions = countries_at(lons, lats), regions_at(lons, lats)
    held = {id: _get(index, id) for id in {*countries, *regions}}
    found = []
    for around, far, code, region in zip(rows.tolist(), away.tolist(), countries, regions, strict=True):
        at = 0
        if code and index.country_of(around[0]) != code:
            at = next((at for at, row in enumerate(around) if row >= 0 and index.country_of(row) == code), 0)
        city = index.place(around[at]) if around[at] >= 0 else None
        found.append(Whereabouts(city, held[region], held[code], round(far[at], 3)))
    return found


def _get(index: Index, id: str | None) -> Place | None:
    row = index.row_of(id) if id else None
    return None if row is None else index.place(row)


class _Cities:
    """The populated places of an index, made ready for the search by distance."""

    def __init__(self, index: Index) -> None:
        import numpy as np

        from gazetteer.nearest import Nearest

        self.rows = np.flatnonzero(index.kind == KINDS.index(Kind.CITY))
        self.nearest: Nearest = Nearest(index.lon[self.rows], index.lat[self.rows])


_CITIES: weakref.WeakKeyDictionary[Index, _Cities] = weakref.WeakKeyDictionary()


def _cities(index: Index) -> _Cities:
    found = _CITIES.get(index)
    if found is None:
        found = _CITIES[index] = _Cities(index)
    return found
