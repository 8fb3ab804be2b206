"""Room for names: a coarse grid over the view that knows land from water, and where a level label fits into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.scene.model import Bounds, LonLat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Mask = NDArray[np.bool_]

COLUMNS, ROWS = 150, 110
WATER = -1

Spot = tuple[float, LonLat]    # room in degrees of longitude, and the middle of it


def inner(mask: Mask) -> Mask:
    """The cells of a mask whose eight neighbours are in it too; cells on the grid's edge count as having all."""
    import numpy as np

    wide = np.pad(mask, 1, constant_values=True)
    rows, columns = mask.shape
    kept: Mask = np.logical_and.reduce([wide[y: y + rows, x: x + columns] for y in range(3) for x in range(3)])
    return kept


class Grid:
    """The cells of a view and the area each lies in: its position in ``shapes``, or WATER."""

    def __init__(self, view: Bounds, shapes: Sequence[BaseGeometry]) -> None:
        import numpy as np
        import shapely

        # Middles of cells: on the view's edge, where shapes are cut, every point would be neither in nor out.
        self.lons = view.west + (np.arange(COLUMNS) + 0.5) * (view.east - view.west) / COLUMNS
        self.lats = view.south + (np.arange(ROWS) + 0.5) * (view.north - view.south) / ROWS
        self.width = view.east - view.west
        self.area = np.full((ROWS, COLUMNS), WATER, dtype=np.int16)
        for number, shape in enumerate(shapes):
            west, south, east, north = shape.bounds
            columns = np.flatnonzero((self.lons >= west) & (self.lons <= east))
            rows = np.flatnonzero((self.lats >= south) & (self.lats <= north))
            if not len(columns) or not len(rows):
                continue
            x, y = np.meshgrid(self.lons[columns], self.lats[rows])
            shapely.prepare(shape)
            inside = shapely.contains_xy(shape, x, y)
            block = self.area[rows[0]: rows[-1] + 1, columns[0]: columns[-1] + 1]
            block[inside] = number

    def within(self, west: float, south: float, east: float, north: float) -> Mask:
        """The cells in a box."""
        mask: Mask = ((self.lats >= south) & (self.lats <= north))[:, None] & ((self.lons >= west) & (self.lons <= east))[None, :]
        return mask

    def roomiest(self, mask: Mask, count: int) -> list[Spot]:
        """Where a level label fits best into the cells of ``mask``: the middles of its longest runs, best first.

        A run counts less the closer it is to the mask's upper or lower edge. Near-repeats are left out: they would be
        taken or refused together.
        """
        import numpy as np

        width, height = self.lons[1] - self.lons[0], self.lats[1] - self.lats[0]
        found: list[tuple[float, Spot]] = []
        for row in np.flatnonzero(mask.any(axis=1)).tolist():
            cells = np.concatenate([[0], mask[row].astype(np.int8), [0]])
            edges = np.flatnonzero(np.diff(cells))
            for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
                middle = (start + end - 1) // 2
                clear = min(_run(mask[row:, middle]), _run(mask[row::-1, middle]))
                room = float((end - start) * width)
                lon = float((self.lons[start] + self.lons[end - 1]) / 2)
                found.append((room * 0.35 + clear * height * 2, (room, (round(lon, 4), round(float(self.lats[row]), 4)))))
        found.sort(key=lambda item: (-item[0], item[1]))
        kept: list[Spot] = []
        for _, (room, (lon, lat)) in found:
            if all(abs(lat - y) > height * 4 or abs(lon - x) > other for other, (x, y) in kept):
                kept.append((room, (lon, lat)))
                if len(kept) == count:
                    break
        return kept


def _run(cells: Mask) -> int:
    """How many cells in a row are set, from the first on."""
    stops = (~cells).nonzero()[0]
    return int(stops[0]) if len(stops) else len(cells)
