"""Sums over the senses of a stretch by country, region or cell of the globe, in time proportional to their number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_BIG = 1 << 20            # more than any row of the gazetteer


def cell_of(lon: float, lat: float, size: float) -> int:
    return int((lat + 90) / size) * 4096 + int((lon + 180) / size)


def _sums(keys: Ints, weight: Floats) -> tuple[Ints, Floats, Ints]:
    unique, inverse = np.unique(keys, return_inverse=True)
    return unique, np.bincount(inverse, weight, len(unique)).astype(np.float64), inverse.astype(np.int64)


def others(codes: Ints, weight: Floats, group: Ints) -> Floats:
    """For every sense, the weight of the senses of other names that share its code."""
    _, total, inverse = _sums(codes, weight)
    _, own, own_inverse = _sums(group * _BIG * 4 + codes + 1, weight)
    return np.maximum(total[inverse] - own[own_inverse], 0)


def around(cells: Ints, weight: Floats, group: Ints) -> Floats:
    """For every sense, the weight of the senses of other names in its cell and the eight around it."""
    total = _sums(cells, weight)
    pairs = group * (_BIG * 8) + cells
    own = _sums(pairs, weight)
    found = np.zeros(len(cells))
    for step in (-4097, -4096, -4095, -1, 0, 1, 4095, 4096, 4097):
        found += _at(total, cells + step) - _at(own, pairs + step)
    return np.maximum(found, 0)


def _at(sums: tuple[Ints, Floats, Ints], keys: Ints) -> Floats:
    unique, values, _ = sums
    position = np.minimum(np.searchsorted(unique, keys), len(unique) - 1)
    return np.where(unique[position] == keys, values[position], 0.0)
