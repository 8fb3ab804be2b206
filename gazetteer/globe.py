"""The earth as a sphere: its radius, and the distance of two points on it."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["EARTH_RADIUS_KM", "distance_km"]

EARTH_RADIUS_KM = 6371.0088          # mean radius, IUGG


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """The great-circle distance of two points given in degrees, in kilometres (haversine formula; a sphere, hence within 0.6 %).

    >>> round(distance_km(30.52, 50.45, 36.25, 49.98))
    411
    """
    south, north = radians(lat), radians(other_lat)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))
