"""Arcs as a short text for the page: whole numbers on a grid, differences, five bits a character.

The coding, exactly, so that a script can read it back:

- A point is (x, y) on a grid: ``lon = x / scale + west``, ``lat = y / scale + south`` (``scale``: grid lines a degree). Longitudes are
  unrolled: they may exceed 180.
- An arc is its number of points, then for each point x and y as differences from the point before. The point before the first one
  of an arc is the last one of the arc before; before the very first it is (0, 0). All arcs stand in one text, one after another.
- Every number n, also a count, is folded to a natural number: 2n for n >= 0, -2n - 1 for n < 0.
- A natural number is written five bits a character, lowest first, each character's value being ``bits + 32`` where more follow and
  ``bits`` in the last; the character of value v is ``ALPHABET[v]``.

``ALPHABET`` has only letters, digits, hyphen and underscore: it needs no escaping in JSON, HTML, scripts or templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

__all__ = ["ALPHABET", "decode", "encode"]

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def encode(arcs: Iterable[Sequence[Sequence[int]]]) -> str:
    """Arcs of grid points as text."""
    out: list[str] = []
    last_x = last_y = 0
    for arc in arcs:
        out.append(_written(len(arc)))
        for x, y in arc:
            out.append(_written(x - last_x))
            out.append(_written(y - last_y))
            last_x, last_y = x, y
    return "".join(out)


def decode(text: str) -> list[list[tuple[int, int]]]:
    """The inverse of `encode`; the page's script does the same."""
    numbers = _read(text)
    arcs = []
    x = y = 0
    for count in numbers:
        arc = []
        for _ in range(count):
            x += next(numbers)
            y += next(numbers)
            arc.append((x, y))
        arcs.append(arc)
    return arcs


@lru_cache(maxsize=8192)
def _written(number: int) -> str:
    rest = 2 * number if number >= 0 else -2 * number - 1
    digits = []
    while rest > 31:
        digits.append(ALPHABET[rest & 31 | 32])
        rest >>= 5
    digits.append(ALPHABET[rest])
    return "".join(digits)


def _read(text: str) -> Iterator[int]:
    folded = shift = 0
    for character in text:
        value = _VALUE[character]
        folded |= (value & 31) << shift
        shift += 5
        if value < 32:
            yield -(folded + 1) // 2 if folded & 1 else folded // 2
            folded = shift = 0
