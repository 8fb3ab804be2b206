"""The places nearest to a point, by great-circle distance: right at the poles and across the antimeridian.

Points become unit vectors, whose chords grow with the distance on the globe and know no seam. The vectors lie in
grids of cubes, fine ones for where people live and coarse ones for deserts and seas; what none answers is compared with all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gazetteer.rank import EARTH_RADIUS_KM

Vectors = NDArray[np.float64]

_EDGES = (0.002, 0.006, 0.016, 0.04, 0.08, 0.16, 0.5)    # of a cube, in earth radii: 13 km to 3200 km
_OFFSETS = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1)], np.int64)
_BATCH = 4096                    # points compared at a time, which bounds the memory


def unit_vectors(lon: ArrayLike, lat: ArrayLike) -> Vectors:
    """Points in degrees as vectors from the earth's centre, one a row."""
    east, north = np.radians(np.asarray(lon, np.float64)), np.radians(np.asarray(lat, np.float64))
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)


class Nearest:
    """Points (degrees) made ready to be searched. Read-only once made, hence safe in threads."""

    def __init__(self, lon: ArrayLike, lat: ArrayLike) -> None:
        self._vectors = unit_vectors(lon, lat)
        self._grids = tuple(_Grid(self._vectors, edge) for edge in _EDGES)

    def find(self, lon: ArrayLike, lat: ArrayLike, count: int = 1) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """For every point its ``count`` nearest, the nearest first: positions and distances in km, one point a row.

        Where there are fewer points than ``count``, the last columns hold position -1 and distance infinity.

        >>> Nearest([179.9, 0.0], [0.0, 80.0]).find([-179.9], [0.0])[0].tolist()
        [[0]]
        """
        wanted = unit_vectors(np.atleast_1d(np.asarray(lon)), np.atleast_1d(np.asarray(lat)))
        found = np.full((len(wanted), count), -1, np.intp)
        chords = np.full((len(wanted), count), np.inf)
        for start in range(0, len(wanted), _BATCH):
            self._find(wanted[start : start + _BATCH], found[start : start + _BATCH], chords[start : start + _BATCH])
        away = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chords / 2))
        return found, np.where(found < 0, np.inf, away)

    def _find(self, wanted: Vectors, found: NDArray[np.intp], chords: NDArray[np.float64]) -> None:
        open_ = np.arange(len(wanted))
        for grid in self._grids:
            if not len(open_):
                return
            asked, near = grid.around(wanted[open_])
            places, far = self._closest(wanted[open_], asked, near, found.shape[1])
            done = far[:, -1] <= grid.edge        # nothing beyond the cubes looked into can be nearer
            found[open_[done]], chords[open_[done]] = places[done], far[done]
            open_ = open_[~done]
        everywhere = np.arange(len(self._vectors))
        for one in open_:
            asked = np.zeros(len(everywhere), np.intp)
            places, far = self._closest(wanted[one : one + 1], asked, everywhere, found.shape[1])
            found[one], chords[one] = places[0], far[0]

    def _closest(
        self, wanted: Vectors, asked: NDArray[np.intp], near: NDArray[np.intp], count: int
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Of pairs (number of the point asked, position of a place near it) the ``count`` closest for every point."""
        places = np.full((len(wanted), count), -1, np.intp)
        far = np.full((len(wanted), count), np.inf)
        if not len(asked):
            return places, far
        apart = self._vectors[near]
        apart -= wanted[asked]
        squared = np.einsum("ij,ij->i", apart, apart)
        start = np.flatnonzero(np.r_[True, asked[1:] != asked[:-1]])
        width = np.diff(np.r_[start, len(asked)])
        owner = asked[start]
        for column in range(count):
            least = np.minimum.reduceat(squared, start)
            hit = np.flatnonzero(squared == np.repeat(least, width))
            hit = hit[np.unique(asked[hit], return_index=True)[1]]         # the first of equals
            known = np.isfinite(least)
            places[owner[known], column] = near[hit[known]]
            far[owner[known], column] = np.sqrt(least[known])
            squared[hit] = np.inf
        return places, far


class _Grid:
    """Positions sorted by the cube that holds them."""

    def __init__(self, vectors: Vectors, edge: float) -> None:
        self.edge = edge
        self._side = int(2 / edge) + 3
        numbers = self._number(self._cubes(vectors))
        self._order = np.argsort(numbers, kind="stable")
        self._numbers = numbers[self._order]

    def _cubes(self, vectors: Vectors) -> NDArray[np.int64]:
        return np.floor((vectors + 1) / self.edge).astype(np.int64) + 1

    def _number(self, cubes: NDArray[np.int64]) -> NDArray[np.int64]:
        numbers: NDArray[np.int64] = (cubes[..., 0] * self._side + cubes[..., 1]) * self._side + cubes[..., 2]
        return numbers

    def around(self, wanted: Vectors) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Pairs (number of the point, position of a place) for all places in the point's cube and the 26 around it."""
        cubes = self._number(self._cubes(wanted)[:, None, :] + _OFFSETS)
        start = np.searchsorted(self._numbers, cubes.ravel(), "left")
        count = np.searchsorted(self._numbers, cubes.ravel(), "right") - start
        asked = np.repeat(np.repeat(np.arange(len(wanted)), len(_OFFSETS)), count)
        inside = np.arange(len(asked)) - np.repeat(np.cumsum(count) - count, count)
        return asked, self._order[np.repeat(start, count) + inside]

