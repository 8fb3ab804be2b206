"""Which of many polygons holds a point: an index over their boxes, and the nearest coast for points just off it."""

from __future__ import annotations

from math import cos, radians
from typing import Any

import numpy as np

from gazetteer.topology import Arcs, Polygons

__all__ = ["Locator"]

OFF_COAST = 0.25  # degrees of latitude: how far off a coast a point still belongs to it


class Locator:
    """Which of many polygons holds a point; polygons are built when a point first falls into their bounds."""

    def __init__(self, arcs: Arcs, polygons: Polygons) -> None:
        import shapely

        self._arcs, self._polygons = arcs, polygons
        boxes = polygons.bounds(arcs)
        self._tree = shapely.STRtree(shapely.box(boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]))
        self._built: dict[int, Any] = {}

    def locate(self, lons: Any, lats: Any) -> Any:
        """The feature that holds each point, else the nearest within reach of a coast, else -1."""
        import shapely

        found = np.full(len(lons), -1)
        points = shapely.points(lons, lats)
        point, polygon = self._tree.query(points)
        order = np.argsort(polygon, kind="stable")
        point, polygon = point[order], polygon[order]
        cuts = np.flatnonzero(np.diff(polygon, prepend=-1, append=-1))
        for low, high in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            members = point[low:high]
            inside = shapely.intersects_xy(self._shape(int(polygon[low])), lons[members], lats[members])
            found[members[inside]] = self._polygons.feature[polygon[low]]
        for lost in np.flatnonzero(found < 0).tolist():
            found[lost] = self._nearest(float(lons[lost]), float(lats[lost]))
        return found

    def _nearest(self, lon: float, lat: float) -> int:
        import shapely

        squeeze = max(cos(radians(lat)), 0.05)
        reach = OFF_COAST / squeeze
        best, feature = OFF_COAST, -1
        point = shapely.Point(lon, lat)
        for polygon in sorted(
            self._tree.query(shapely.box(lon - reach, lat - OFF_COAST, lon + reach, lat + OFF_COAST)).tolist()
        ):
            (x0, y0), (x1, y1) = shapely.get_coordinates(shapely.shortest_line(point, self._shape(polygon)))
            distance = float(np.hypot((x1 - x0) * squeeze, y1 - y0))
            if distance < best:
                best, feature = distance, int(self._polygons.feature[polygon])
        return feature

    def _shape(self, polygon: int) -> Any:
        import shapely

        shape = self._built.get(polygon)
        if shape is None:
            rings = self._polygons.rings(polygon)
            shape = shapely.Polygon(self._arcs.ring(rings[0]), [self._arcs.ring(ring) for ring in rings[1:]])
            shapely.prepare(shape)
            self._built[polygon] = shape
        return shape
