"""From which zoom each vertex of an arc matters: Visvalingam's effective area, as web map zoom levels."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Any

import numpy as np

from gazetteer.topology import ALWAYS

__all__ = ["FINEST", "thin", "zooms"]

FINEST = 10.0  # vertices that matter only beyond this zoom are not kept
VISIBLE = 0.35  # square pixels of triangle from which a vertex is missed
PIXEL = 360 / 256  # degrees of longitude a pixel at zoom 0


def zooms(line: Any) -> Any:
    """The least zoom of each vertex of ``line`` (degrees); the ends are always kept and get minus infinity.

    Areas are weighed by 1 / cos(latitude), which makes them areas on the Mercator map up to a constant.
    """
    area = _effective_areas(line)
    with np.errstate(divide="ignore"):
        return 0.5 * np.log2(VISIBLE / area) + np.log2(PIXEL)


def _effective_areas(line: Any) -> Any:
    """Visvalingam: take out the vertex with the least triangle again and again; no vertex counts less than one before it."""
    count = len(line)
    x, y = line[:, 0].tolist(), line[:, 1].tolist()
    weight = (1 / np.cos(np.radians(np.clip(np.abs(line[:, 1]), 0, 85)))).tolist()
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def triangle(i: int) -> float:
        a, b = before[i], after[i]
        return float(abs((x[a] - x[b]) * (y[i] - y[a]) - (x[a] - x[i]) * (y[b] - y[a])) / 2 * weight[i])

    area = [float("inf")] * count
    current = [0.0] * count
    heap = []
    for i in range(1, count - 1):
        current[i] = triangle(i)
        heap.append((current[i], i))
    heapq.heapify(heap)
    least = 0.0
    while heap:
        size, i = heapq.heappop(heap)
        if size != current[i] or area[i] != float("inf"):
            continue  # an outdated entry
        least = max(least, size)
        area[i] = max(least, 1e-14)
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < count - 1:
                current[j] = triangle(j)
                heapq.heappush(heap, (current[j], j))
    return np.array(area)


def thin(arc: Any, grid: int, fixed: Sequence[int] = ()) -> tuple[Any, Any, list[int]]:
    """An arc on the grid without the vertices that matter only beyond the finest zoom, the others' zooms in tenths, and where
    the ``fixed`` vertices, which stay whatever their zoom, are now.

    A closed arc keeps three corners at every zoom: whether so small an island is drawn at all is decided by its area.
    """
    least = zooms(arc / grid)
    keep = least <= FINEST
    keep[list(fixed)] = True
    tenths = np.clip(np.ceil(np.clip(least, -1, 99) * 10), ALWAYS + 1, 255)
    tenths[[0, -1]] = ALWAYS
    if (arc[0] == arc[-1]).all() and len(arc) >= 4:
        corners = 1 + np.argsort(least[1:-1], kind="stable")[:2]
        keep[corners] = True
        tenths[corners] = ALWAYS
    places = np.cumsum(keep) - 1
    return arc[keep], tenths[keep].astype(np.uint8), places[list(fixed)].tolist()
