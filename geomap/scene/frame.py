"""The frame: what must be seen. Set by origins, city destinations, venues and border points, never by a centroid."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

from geomap.scene.model import Bounds, LonLat
from geomap.sphere import KM_PER_DEGREE, distance_km, span, unroll

# Closer than this there is nothing on a 1:10,000,000 basemap to look at, and a lone city says nothing without the
# towns around it.
SMALLEST_KM = 90.0
LONE_PLACE_KM = 320.0
MARGIN = 0.07  # of the frame's larger side, on each side
WORLD = Bounds(-168.0, -56.0, 192.0, 78.0)  # cut in the Bering Strait: no country falls in two
FARTHEST_SPAN = 200.0  # degrees of longitude; a story wider than that gets the whole world
STEEPEST = 90.0
MERCATOR_END = 83.0  # a frame begins below that, or the page, whose maps are Mercator's, would have nothing to show


def fit(points: Sequence[LonLat], *, smallest_km: float = SMALLEST_KM) -> Bounds:
    """The frame around ``points`` ((lon, lat), -180..180), with a margin and never smaller than ``smallest_km``.

    A single point gets LONE_PLACE_KM around it. Without points, or with points all around the globe: the world.
    """
    if not points:
        return WORLD
    west, east = span(lon for lon, _ in points)
    if east - west > FARTHEST_SPAN:
        return WORLD
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    lone = distance_km((west, south), (east, north)) < 1
    middle = (south + north) / 2
    degree_km = KM_PER_DEGREE * max(0.12, cos(radians(middle)))
    width, height = (east - west) * degree_km, (north - south) * KM_PER_DEGREE
    smallest = LONE_PLACE_KM if lone else smallest_km
    margin = MARGIN * max(width, height)
    width, height = max(width + 2 * margin, smallest), max(height + 2 * margin, smallest * 0.7)
    half_lon, half_lat = width / degree_km / 2, height / KM_PER_DEGREE / 2
    centre = (west + east) / 2
    half_lon = min(half_lon, 180.0)
    low, high = max(middle - half_lat, -STEEPEST), min(middle + half_lat, STEEPEST)
    return _turn(Bounds(centre - half_lon, min(low, MERCATOR_END), centre + half_lon, max(high, -MERCATOR_END)))


def _turn(bounds: Bounds) -> Bounds:
    """The same frame with its western edge in -180..180."""
    west = (bounds.west + 180) % 360 - 180
    return Bounds(
        round(west, 4), round(bounds.south, 4), round(west + bounds.east - bounds.west, 4), round(bounds.north, 4)
    )


def grow(bounds: Bounds, share: float) -> Bounds:
    """The frame, wider and higher by ``share`` of its size on each side; at most once around the globe."""
    lon = min((bounds.east - bounds.west) * share, max(0.0, (360 - (bounds.east - bounds.west)) / 2))
    lat = (bounds.north - bounds.south) * share
    return Bounds(bounds.west - lon, max(bounds.south - lat, -89.0), bounds.east + lon, min(bounds.north + lat, 89.0))


def holding(bounds: Bounds, points: Sequence[LonLat]) -> Bounds:
    """The frame, made larger where unrolled points lie outside it: arrows between the same places bow far out."""
    if not points or bounds == WORLD:
        return bounds
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    west, east = min(bounds.west, *lons), max(bounds.east, *lons)
    if west < -180 or east - west > 360:
        return bounds
    return Bounds(west, min(bounds.south, *lats), east, max(bounds.north, *lats))


def surroundings(bounds: Bounds, share: float) -> Bounds:
    """The frame with ``share`` of its larger side, in kilometres, all around: what a map of any shape may show besides."""
    shrink = max(0.12, cos(radians(centre(bounds)[1])))
    reach = share * max((bounds.east - bounds.west) * shrink, bounds.north - bounds.south)
    lon = min(reach / shrink, max(0.0, (360 - (bounds.east - bounds.west)) / 2))
    return Bounds(bounds.west - lon, max(bounds.south - reach, -90.0), bounds.east + lon, min(bounds.north + reach, 90.0))


def centre(bounds: Bounds) -> LonLat:
    return (bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2


def unrolled(point: LonLat, bounds: Bounds) -> LonLat:
    """``point`` with its longitude on the frame's side of the globe."""
    return round(unroll(point[0], centre(bounds)[0]), 6), round(point[1], 6)


def holds(bounds: Bounds, point: LonLat) -> bool:
    """Whether an unrolled point lies in the frame."""
    return bounds.west <= point[0] <= bounds.east and bounds.south <= point[1] <= bounds.north


def diagonal_km(bounds: Bounds) -> float:
    """The frame's size: its diagonal in kilometres, measured so that wide frames do not wrap around."""
    lat = centre(bounds)[1]
    height = (bounds.north - bounds.south) * KM_PER_DEGREE
    width = (bounds.east - bounds.west) * KM_PER_DEGREE * cos(radians(lat))
    return float((height**2 + width**2) ** 0.5)


def cluster(points: Sequence[LonLat], weights: Sequence[int], *, keep: float = 0.75, shrink: float = 0.25) -> list[int]:
    """Which points to frame when a few far ones would turn a story about one region into a map of the world.

    Drops the point farthest from the weighted middle as long as ``keep`` of the weight stays; the result counts only
    if it shrinks the frame's diagonal below ``shrink`` of the whole. Returns indices, in order.
    """
    everything = list(range(len(points)))
    if len(points) < 4:
        return everything
    kept = everything[:]
    total = sum(weights)
    whole = diagonal_km(fit(points))
    while len(kept) > 2:
        middle = _middle([points[i] for i in kept], [weights[i] for i in kept])
        farthest = max(kept, key=lambda i: distance_km(points[i], middle))
        left = [i for i in kept if i != farthest]
        if sum(weights[i] for i in left) < keep * total:
            break
        kept = left
    # Points beside the cluster come back in: only those that really blow the frame up stay out.
    small = diagonal_km(fit([points[i] for i in kept]))
    if small > shrink * whole:
        return everything
    middle = _middle([points[i] for i in kept], [weights[i] for i in kept])
    return [i for i in everything if i in set(kept) or distance_km(points[i], middle) < small * 0.75]


def _middle(points: Sequence[LonLat], weights: Sequence[int]) -> LonLat:
    """The weighted median in longitude and latitude: a few outliers do not pull it along."""
    west, east = span(lon for lon, _ in points)
    lons = [(unroll(lon, (west + east) / 2), weight) for (lon, _), weight in zip(points, weights, strict=True)]
    lats = [(lat, weight) for (_, lat), weight in zip(points, weights, strict=True)]
    return _median(lons), _median(lats)


def _median(values: list[tuple[float, int]]) -> float:
    values.sort()
    half, seen = sum(weight for _, weight in values) / 2, 0.0
    for value, weight in values:
        seen += weight
        if seen >= half:
            return value
    return values[-1][0]
