"""Sums over the senses of a stretch by country, region or cell of the globe, in time proportional to their number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_BIG = 1 << 20            # more than any row of the gazetteer


def cell_of(lon: float, lat: float, size: float) -> int:
    return int((lat + 90) / size) * 4096 + int((lon + 180) / size)


class Sharing:
    """Which senses share a code (a country, a region). Sorted once; the weights change from round to round."""

    def __init__(self, codes: Ints, group: Ints) -> None:
        self._all = _ranks(codes)
        self._own = _ranks(group * _BIG * 4 + codes + 1)

    def others(self, weight: Floats) -> Floats:
        """For every sense, the weight of the senses of other names that share its code."""
        return np.maximum(_sums(self._all, weight)[self._all] - _sums(self._own, weight)[self._own], 0)


class Nearness:
    """Which senses lie in the same cell of the globe or in one of the eight around it."""

    def __init__(self, cells: Ints, group: Ints) -> None:
        pairs = group * (_BIG * 8) + cells
        self._all, self._all_near = _ranks(cells), _near(cells)
        self._own, self._own_near = _ranks(pairs), _near(pairs)

    def others(self, weight: Floats) -> Floats:
        """For every sense, the weight of the senses of other names near it."""
        every = np.append(_sums(self._all, weight), 0.0)[self._all_near].sum(axis=0)
        own = np.append(_sums(self._own, weight), 0.0)[self._own_near].sum(axis=0)
        near: Floats = np.maximum(every - own, 0)
        return near


def _ranks(keys: Ints) -> Ints:
    """The rank of each key among the different ones."""
    ranks: Ints = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    return ranks


def _sums(ranks: Ints, weight: Floats) -> Floats:
    sums: Floats = np.bincount(ranks, weight).astype(np.float64)
    return sums


def _near(keys: Ints) -> Ints:
    """The ranks of the nine cells about each key, as nine rows; one past the last rank where no sense lies in a cell."""
    unique = np.unique(keys)
    wanted = keys + _STEPS
    position = np.minimum(np.searchsorted(unique, wanted), len(unique) - 1)
    return np.where(unique[position] == wanted, position, len(unique))


_STEPS = np.array([[-4097], [-4096], [-4095], [-1], [0], [1], [4095], [4096], [4097]], np.int64)
