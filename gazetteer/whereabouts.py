"""From a point to places: the nearest city, the region and the country that hold the point, and how far the city is.

The country and the region come from their polygons: the country of the nearest city is another one for every thirtieth point on
land. The city is the nearest of that country, or the nearest of all where none of that country is among the next few.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from gazetteer.errors import InvalidPoint
from gazetteer.index import KINDS, Index
from gazetteer.model import Kind, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    countries, regions = countries_at(lon, lat), regions_at(lon, lat)
    rows, away = _nearest_cities(index, lon, lat, countries)
    held = {id: _get(index, id) for id in {*countries, *regions}}
    return [
        Whereabouts(index.place(row) if row >= 0 else None, held[region], held[code], round(far, 3))
        for row, far, code, region in zip(rows, away, countries, regions, strict=True)
    ]


def _nearest_cities(
    index: Index, lon: NDArray[np.float64], lat: NDArray[np.float64], countries: Sequence[str | None]
) -> tuple[list[int], list[float]]:
    """The row of each point's city and how far it is: the nearest, but of the next few the first that lies in the point's country."""
    import numpy as np

    cities = _cities(index)
    near, far = cities.nearest.find(lon, lat)
    rows, away = np.where(near < 0, -1, cities.rows[near])[:, 0].tolist(), far[:, 0].tolist()
    abroad = [at for at, code in enumerate(countries) if code in cities.countries and index.country_of(rows[at]) != code]
    near, far = cities.nearest.find(lon[abroad], lat[abroad], _CHOICE)
    for at, around, distances in zip(abroad, cities.rows[near].tolist(), far.tolist(), strict=True):
        for row, distance in zip(around, distances, strict=True):
            if distance < inf and index.country_of(row) == countries[at]:
                rows[at], away[at] = row, distance
                break
    return rows, away


def _get(index: Index, id: str | None) -> Place | None:
    row = index.row_of(id) if id else None
    return None if row is None else index.place(row)


class _Cities:
    """The populated places of an index, made ready for the search by distance, and the countries that have any."""

    def __init__(self, index: Index) -> None:
        import numpy as np

        from gazetteer.nearest import Nearest

        self.rows = np.flatnonzero(index.kind == KINDS.index(Kind.CITY))
        self.countries = frozenset(index.countries[number] for number in np.unique(index.country[self.rows]).tolist() if number)
        self.nearest: Nearest = Nearest(index.lon[self.rows], index.lat[self.rows])


_CITIES: weakref.WeakKeyDictionary[Index, _Cities] = weakref.WeakKeyDictionary()


def _cities(index: Index) -> _Cities:
    found = _CITIES.get(index)
    if found is None:
        found = _CITIES[index] = _Cities(index)
    return found
