"""Distances on the globe and longitudes that run on past 180°.

Distances are great circles on a sphere of the Earth's mean radius: at most 0.6 % off the ellipsoid, far below what
"about 220 km" says. Pairs are (lon, lat) in degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor, radians

from gazetteer import globe
from gazetteer.globe import EARTH_RADIUS_KM

LonLat = tuple[float, float]

KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1)


def distance_km(a: LonLat, b: LonLat) -> float:
    """Great-circle distance in kilometres: `gazetteer.globe.distance_km`, of pairs."""
    return globe.distance_km(*a, *b)


def length_km(line: Sequence[LonLat]) -> float:
    """Length in kilometres of a polyline whose legs are great circles."""
    return sum(distance_km(a, b) for a, b in pairwise(line))


def unroll(lon: float, centre: float) -> float:
    """The longitude equal to ``lon`` that lies nearest to ``centre``: it may run past 180.

    >>> unroll(-172, 178)
    188
    """
    return lon + 360 * floor((centre - lon + 180) / 360)


def span(lons: Iterable[float]) -> tuple[float, float]:
    """The shortest stretch (west, east) that holds all longitudes; ``east`` exceeds 180 where it crosses the
    antimeridian, ``west`` never does.

    Raises ValueError where there are no longitudes.

    >>> span([178.4, -171.8])
    (178.4, 188.2)
    """
    ordered = sorted({(lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon for lon in lons})
    if not ordered:
        raise ValueError("no longitudes to span")
    gaps = [b - a for a, b in pairwise(ordered)]
    over_the_edge = ordered[0] + 360 - ordered[-1]
    if not gaps or over_the_edge >= max(gaps):
        return ordered[0], ordered[-1]
    cut = gaps.index(max(gaps))
    return ordered[cut + 1], round(ordered[cut] + 360, 9)
