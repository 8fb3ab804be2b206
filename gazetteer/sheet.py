"""The flat views of the globe that shapes are measured on: kilometres around a point, and boxes that may cross 180 degrees."""

from __future__ import annotations

from typing import Any

import numpy as np

from gazetteer.model import Point

__all__ = ["EARTH_KM", "AzimuthalSheet", "main_bounds"]

EARTH_KM = 6371.0088  # mean radius, IUGG
NEAR = 0.2   # parts nearer to each other than this share of their extent belong together ...
NEAR_DEGREES = 2.5  # ... and those nearer than this
GREAT_SHARE = 0.2  # a part as large as this share of all belongs to the main body wherever it lies
CRUMB = 4e-3  # smaller shares neither widen the main body nor bridge to others


class AzimuthalSheet:
    """The azimuthal equidistant projection around a point, in kilometres east and north of it: distances from it are true.

    Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987), page 195, on the sphere.
    """

    def __init__(self, centre: Point) -> None:
        self._lon, self._lat = np.radians(centre.lon), np.radians(centre.lat)

    def project(self, lonlat: Any) -> Any:
        """Degrees (n, 2) to kilometres (n, 2)."""
        lon, lat = np.radians(lonlat[:, 0]) - self._lon, np.radians(lonlat[:, 1])
        east = np.cos(lat) * np.sin(lon)
        north = np.cos(self._lat) * np.sin(lat) - np.sin(self._lat) * np.cos(lat) * np.cos(lon)
        up = np.sin(self._lat) * np.sin(lat) + np.cos(self._lat) * np.cos(lat) * np.cos(lon)
        side = np.hypot(east, north)
        scale = np.where(side > 1e-12, np.arctan2(side, up) / np.where(side > 1e-12, side, 1), 1) * EARTH_KM
        return np.stack([east * scale, north * scale], axis=1)

    def point(self, east: float, north: float) -> Point:
        """Kilometres to a point on the globe."""
        distance = np.hypot(east, north) / EARTH_KM
        if distance < 1e-12:
            return Point(float(np.degrees(self._lon)), float(np.degrees(self._lat)))
        bearing = np.arctan2(east, north)
        lat = np.arcsin(np.sin(self._lat) * np.cos(distance) + np.cos(self._lat) * np.sin(distance) * np.cos(bearing))
        lon = self._lon + np.arctan2(
            np.sin(bearing) * np.sin(distance) * np.cos(self._lat), np.cos(distance) - np.sin(self._lat) * np.sin(lat)
        )
        return Point(float((np.degrees(lon) + 180) % 360 - 180), float(np.degrees(lat)))

    def nearest(self, lines: Any) -> Point:
        """The point of any of the lines that is nearest to the centre."""
        import shapely

        strings = shapely.get_parts(lines)
        points, line = shapely.get_coordinates(strings, return_index=True)
        flat = self.project(points)
        start, step = flat[:-1], np.diff(flat, axis=0)
        length = (step**2).sum(axis=1)
        along = np.clip(-(start * step).sum(axis=1) / np.where(length > 0, length, 1), 0, 1)
        foot = start + step * along[:, None]
        distance = np.where(line[1:] == line[:-1], np.hypot(foot[:, 0], foot[:, 1]), np.inf)
        east, north = foot[int(distance.argmin())]
        return self.point(float(east), float(north))

    def window(self, polygons: Any, reach_km: float) -> Any:
        """Polygons projected, as far as they lie within ``reach_km`` east, west, north and south of the centre."""
        import shapely

        high = np.degrees(reach_km / EARTH_KM)
        wide = min(high / max(np.cos(self._lat), 0.02), 179.0)
        lon, lat = np.degrees(self._lon), np.degrees(self._lat)
        found = []
        for turn in (-360, 0, 360):
            clipped = shapely.clip_by_rect(polygons, lon - wide + turn, lat - high, lon + wide + turn, lat + high)
            found += [shapely.transform(part, self.project) for part in clipped if not part.is_empty]
        return shapely.union_all(shapely.make_valid(np.array(found, dtype=object))) if found else shapely.Polygon()


def main_bounds(boxes: Any, areas: Any) -> tuple[float, float, float, float]:
    """West, south, east, north around the largest part and what lies near it; east < west over 180 degrees.

    ``boxes`` (n, 4) and ``areas`` (n,) describe the parts of one place on the sheet from -180 to 180.
    """
    share = areas / areas.sum()
    weighty = np.flatnonzero(share >= min(CRUMB, share.max()))
    boxes, share = boxes[weighty], share[weighty]
    inside = np.zeros(len(boxes), bool)
    inside[[int(share.argmax())]] = True
    inside |= share >= GREAT_SHARE
    while True:
        west, east = _arc_of(boxes[inside])
        south, north = boxes[inside, 1].min(), boxes[inside, 3].max()
        reach = max(NEAR_DEGREES, NEAR * min(east - west, north - south))
        aside = np.min(
            [
                np.maximum(0, np.maximum(boxes[:, 0] + turn - east, west - boxes[:, 2] - turn))
                for turn in (-360, 0, 360)
            ],
            axis=0,
        )
        above = np.maximum(0, np.maximum(boxes[:, 1] - north, south - boxes[:, 3]))
        joined = inside | (np.maximum(aside, above) <= reach)
        if (joined == inside).all():
            break
        inside = joined
    return float(west), float(south), float(east if east <= 180 else east - 360), float(north)


def _arc_of(boxes: Any) -> tuple[float, float]:
    """The narrowest span of longitudes that holds all boxes: west in -180..180, east up to 360 more."""
    order = np.argsort(boxes[:, 0], kind="stable")
    west, east = boxes[order, 0], np.maximum.accumulate(boxes[order, 2])
    gaps = np.append(west[1:] - east[:-1], west[0] + 360 - east[-1])
    widest = int(gaps.argmax())
    if widest == len(boxes) - 1:
        return float(west[0]), float(east[-1])
    return float(west[widest + 1]), float(east[widest]) + 360
