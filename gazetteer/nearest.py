"""The places nearest to a point, by great-circle distance: right at the poles and across the antimeridian.

Points become unit vectors, whose chords grow with the distance on the globe and know no seam. The vectors are parted across their
longest side, the parts across theirs, and so on; a few neighbours are a leaf, two neighbouring boxes a larger box, up to one that
holds all (a balanced k-d tree). Many points go down this tree together, one level at a time: what lies farther off than something
already known is dropped.

Bentley, "Multidimensional binary search trees used for associative searching", Communications of the ACM 18 (1975).
"""

from __future__ import annotations

from math import ceil, log2, sin
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gazetteer.globe import EARTH_RADIUS_KM

Vectors = NDArray[np.float64]
Positions = NDArray[np.intp]

_LEAF = 12                       # vectors that are compared one by one
_CUTS = 2                        # halvings of one sorted side at a time: two are faster made than one, and hardly worse
_BATCH = 2048                    # points that go down together, which bounds the memory
_MANY = 3                        # boxes a point may have open before it is worth looking at their far corners
_SLACK = 1 + 1e-9                # for squares that were rounded


def unit_vectors(lon: ArrayLike, lat: ArrayLike) -> Vectors:
    """Points in degrees as vectors from the earth's centre, one a row."""
    east, north = np.radians(np.asarray(lon, np.float64)), np.radians(np.asarray(lat, np.float64))
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)


def _neighbours_together(vectors: Vectors, depth: int) -> Positions:
    """The positions of vectors in ``2**depth`` rows of neighbours: each part is cut across its longest side, and its parts again."""
    order, columns = np.arange(len(vectors))[None, :], np.ascontiguousarray(vectors.T)
    for level in range(0, depth, _CUTS):
        few = columns[:, order[:, :: max(1, order.shape[1] // _LEAF)]]                  # enough to tell which side is the longest
        longest = (few.max(axis=2) - few.min(axis=2)).argmax(axis=0)
        along = columns[longest[:, None], order]
        parts = len(order) << min(_CUTS, depth - level)
        order = np.take_along_axis(order, along.argsort(axis=1), axis=1).reshape(parts, -1)
    return order


class _Level(NamedTuple):
    """The boxes of one level of the tree, by their corners. Box n holds boxes 2n and 2n + 1 of the next level."""

    low: Vectors
    high: Vectors

    def apart(self, points: Vectors, box: Positions) -> NDArray[np.float64]:
        """How far, squared, each point lies outside of its box."""
        outside = np.maximum(np.maximum(self.low[box] - points, points - self.high[box]), 0.0)
        return _squares(outside)

    def across(self, points: Vectors, box: Positions) -> NDArray[np.float64]:
        """How far, squared, each point is from the farthest corner of its box."""
        corner = np.maximum(points - self.low[box], self.high[box] - points)
        return _squares(corner)


class Nearest:
    """Points (degrees) made ready to be searched. Read-only once made, hence safe in threads."""

    def __init__(self, lon: ArrayLike, lat: ArrayLike) -> None:
        vectors = unit_vectors(np.atleast_1d(np.asarray(lon)), np.atleast_1d(np.asarray(lat)))
        count = len(vectors)
        depth = ceil(log2(count / _LEAF)) if count > _LEAF else 0
        width = ceil(count / 2**depth)
        # Every leaf is equally wide, so that a level is one array: some places come twice, and the second does not count.
        slots = np.arange(width << depth) * count // (width << depth)
        spare = np.diff(slots, prepend=-1) == 0
        order = _neighbours_together(vectors[slots], depth)
        self._leaves = vectors[slots[order]]
        self._places = np.where(spare[order], -1, slots[order])
        low, high = self._leaves.min(axis=1, initial=1), self._leaves.max(axis=1, initial=-1)
        self._levels = [_Level(low, high)]                                        # from all in one box down to the leaves
        for _ in range(depth):
            low, high = low.reshape(-1, 2, 3).min(axis=1), high.reshape(-1, 2, 3).max(axis=1)
            self._levels.insert(0, _Level(low, high))

    def find(
        self, lon: ArrayLike, lat: ArrayLike, count: int = 1, *, within_km: float | None = None
    ) -> tuple[Positions, NDArray[np.float64]]:
        """For every point its ``count`` nearest, the nearest first: positions and distances in km, one point a row.

        Where there are fewer points than ``count``, or fewer ``within_km``, the last columns hold position -1 and distance infinity.

        >>> Nearest([179.9, 0.0], [0.0, 80.0]).find([-179.9], [0.0])[0].tolist()
        [[0]]
        """
        wanted = unit_vectors(np.atleast_1d(np.asarray(lon)), np.atleast_1d(np.asarray(lat)))
        places, squares = np.full((len(wanted), count), -1, np.intp), np.full((len(wanted), count), np.inf)
        reach = np.inf if within_km is None else (2 * sin(within_km / EARTH_RADIUS_KM / 2)) ** 2
        for start in range(0, len(wanted) if len(self._leaves[0]) else 0, _BATCH):
            batch = slice(start, start + _BATCH)
            self._find(wanted[batch], reach, places[batch], squares[batch])
        away = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(squares) / 2))
        return places, np.where(places < 0, np.inf, away)

    def _find(self, wanted: Vectors, reach: float, places: Positions, squares: NDArray[np.float64]) -> None:
        bound = np.minimum(reach, self._bound(wanted, places.shape[1]))
        sure = np.isfinite(bound)
        for rows in (np.flatnonzero(sure), *np.flatnonzero(~sure)[:, None]):     # what has no bound is compared with all, one by one
            asked, leaves = self._descend(wanted[rows], bound[rows] * _SLACK, places.shape[1])
            near, square = self._compare(wanted[rows], asked, leaves)
            square[square > reach] = np.inf
            _choose(rows[np.repeat(asked, near.shape[1])], near.ravel(), square.ravel(), places, squares)

    def _bound(self, wanted: Vectors, count: int) -> NDArray[np.float64]:
        """How far off, squared, a point's ``count`` nearest are at most: as far as those in the part of the tree it belongs to."""
        leaves, width = self._places.shape
        part = min(leaves, 1 << max(0, ceil(log2(2 * count / width))))
        if part * width < count:
            return np.full(len(wanted), np.inf)
        home = self._home(wanted) // part * part
        _, square = self._compare(wanted, np.repeat(np.arange(len(wanted)), part), (home[:, None] + np.arange(part)).ravel())
        bound: NDArray[np.float64] = np.partition(square.reshape(len(wanted), -1), count - 1, axis=1)[:, count - 1]
        return bound

    def _home(self, wanted: Vectors) -> Positions:
        """For every point the leaf that one comes to by always taking the nearer half: something near is in it."""
        box = np.zeros(len(wanted), np.intp)
        for level in self._levels[1:]:
            left, right = level.apart(wanted, 2 * box), level.apart(wanted, 2 * box + 1)
            box = 2 * box + (right < left)
        return box

    def _descend(self, wanted: Vectors, bound: NDArray[np.float64], count: int) -> tuple[Positions, Positions]:
        """Pairs (number of the point, leaf that may hold one of its nearest), by point; ``bound`` is how far off, squared, these are."""
        asked, box = np.arange(len(wanted)), np.zeros(len(wanted), np.intp)
        for number, level in enumerate(self._levels):
            if number:
                asked, box = np.repeat(asked, 2), np.repeat(2 * box, 2)
                box[1::2] += 1
            least = level.apart(wanted[asked], box)
            kept = least <= bound[asked]
            asked, box = asked[kept], box[kept]
            if len(asked) > _MANY * len(wanted) and self._places.size >= 2 * count << number:
                # Far from everything the first bound is a loose one. No box is emptier than by half, and so tells another.
                first = _firsts(asked)
                most = np.minimum.reduceat(level.across(wanted[asked], box), first)
                bound[asked[first]] = np.minimum(bound[asked[first]], most * _SLACK)
                kept = least[kept] <= bound[asked]
                asked, box = asked[kept], box[kept]
        return asked, box

    def _compare(self, wanted: Vectors, asked: Positions, leaves: Positions) -> tuple[Positions, NDArray[np.float64]]:
        """For every pair of point and leaf: the places in the leaf, and the squares of their distances."""
        apart = self._leaves[leaves] - wanted[asked][:, None, :]
        near, square = self._places[leaves], _squares(apart)
        square[near < 0] = np.inf
        return near, square


def _squares(vectors: Vectors) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.einsum("...k,...k->...", vectors, vectors)
    return found


def _firsts(asked: Positions) -> Positions:
    """Where in a sorted array each number comes first."""
    return np.flatnonzero(np.diff(asked, prepend=-1))


def _choose(asked: Positions, near: Positions, square: NDArray[np.float64], places: Positions, squares: NDArray[np.float64]) -> None:
    """Of pairs (point, place), sorted by point, put the closest for every point into its row; of equals the one that comes first."""
    known = np.flatnonzero(np.isfinite(square))
    order = known[np.lexsort((near[known], square[known], asked[known]))]
    first = _firsts(asked[order])
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    chosen = rank < places.shape[1]
    order, rank = order[chosen], rank[chosen]
    places[asked[order], rank], squares[asked[order], rank] = near[order], square[order]
