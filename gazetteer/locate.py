"""Which of many polygons holds a point: an index over their boxes, and the nearest coast for points just off it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.globe import EARTH_RADIUS_KM
from gazetteer.nearest import Nearest, unit_vectors
from gazetteer.topology import Arcs, Polygons

__all__ = ["OFF_COAST_KM", "Coast", "Locator"]

OFF_COAST_KM = 28.0  # how far off a coast a point still belongs to it: a quarter of a degree of latitude
_STEP_KM = 4.0  # between marks along a coast, which makes their distance right to about 2 km


class Coast:
    """Lines between land and water as marks a few kilometres apart, in a search tree: a point in the open sea is dismissed at once.

    ``line`` is the number of the arc that each mark lies on. Distances are great circles, at the poles and over 180 degrees too.
    """

    def __init__(self, arcs: Arcs, coastal: NDArray[np.bool_]) -> None:
        lon, lat, self.line = _marks(arcs, coastal & ~arcs.seam)
        self._nearest = Nearest(lon, lat)

    def lines_at(self, lons: Any, lats: Any) -> NDArray[np.intp]:
        """The arc nearest to each point, -1 where none is within reach."""
        marks = self._nearest.find(lons, lats, within_km=OFF_COAST_KM)[0][:, 0]
        return np.where(marks < 0, -1, self.line[marks])


def _marks(arcs: Arcs, wanted: NDArray[np.bool_]) -> tuple[Any, Any, NDArray[np.intp]]:
    """Longitudes, latitudes and arcs of the vertices of the wanted arcs, with further points along what is long between two."""
    owner = np.repeat(np.arange(len(arcs)), np.diff(arcs.start))
    vectors = unit_vectors(arcs.xy[:, 0], arcs.xy[:, 1])
    length = np.linalg.norm(np.diff(vectors, axis=0, append=vectors[-1:]), axis=1) * EARTH_RADIUS_KM
    steps = np.maximum(np.ceil(length / _STEP_KM).astype(np.intp), 1)
    steps[arcs.start[1:] - 1] = 1  # from one arc's end nothing leads to the next one's beginning
    steps[~wanted[owner]] = 0
    vertex = np.repeat(np.arange(len(steps)), steps)
    share = (np.arange(len(vertex)) - np.repeat(np.cumsum(steps) - steps, steps)) / steps[vertex]
    following = np.minimum(vertex + 1, len(steps) - 1)
    points = arcs.xy[vertex] + share[:, None] * (arcs.xy[following] - arcs.xy[vertex])
    return points[:, 0], points[:, 1], owner[vertex]


class Locator:
    """Which of many polygons holds a point; polygons are built when a point first falls into their bounds.

    ``coast`` is asked for when a point first lies in no polygon; ``ashore`` is the feature on the land side of each of its lines, -1
    where no feature is known there.
    """

    def __init__(self, arcs: Arcs, polygons: Polygons, coast: Callable[[], Coast], ashore: NDArray[Any]) -> None:
        import shapely

        self._arcs, self._polygons, self._coast, self._ashore = arcs, polygons, coast, ashore
        boxes = polygons.bounds(arcs)
        self._tree = shapely.STRtree(shapely.box(boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]))
        self._built: dict[int, Any] = {}

    def locate(self, lons: Any, lats: Any) -> Any:
        """The feature that holds each point, else the one on the nearest coast within `OFF_COAST_KM`, else -1."""
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
        lost = np.flatnonzero(found < 0)
        if len(lost):
            lines = self._coast().lines_at(lons[lost], lats[lost])
            found[lost] = np.where(lines < 0, -1, self._ashore[lines])
        return found

    def _shape(self, polygon: int) -> Any:
        import shapely

        shape = self._built.get(polygon)
        if shape is None:
            rings = self._polygons.rings(polygon)
            shape = shapely.Polygon(self._arcs.ring(rings[0]), [self._arcs.ring(ring) for ring in rings[1:]])
            shapely.prepare(shape)
            self._built[polygon] = shape
        return shape
