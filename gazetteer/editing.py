"""Misspelt and misread names: how far two spellings are apart, and what scanners take one letter for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

__all__ = ["Spellings", "edits", "misread", "respelt", "undigited"]

# What optical character recognition takes for each other, in both directions; long s comes out as f.
_ALIKE = (
    ("rn", "m"), ("cl", "d"), ("vv", "w"), ("li", "h"), ("ii", "u"), ("ri", "n"), ("o", "0"), ("l", "1"), ("i", "1"), ("s", "5"),
    ("b", "8"), ("g", "9"), ("z", "2"), ("e", "c"), ("l", "i"), ("u", "n"), ("h", "b"), ("s", "f"), ("t", "f"), ("v", "y"), ("g", "q"),
    ("a", "o"), ("r", "t"), ("h", "k"), ("i", "j"),
)
_TAKEN_FOR = tuple({*_ALIKE, *((other, one) for one, other in _ALIKE)})


def misread(key: str) -> Iterator[str]:
    """The folded name with one group of letters taken back for what a scanner may have read it from.

    >>> "kharkiv" in misread("kharkjv"), "warsaw" in misread("warfaw"), "bern" in misread("bem")
    (True, True, True)
    """
    seen = {key}
    for read, was in sorted(_TAKEN_FOR):
        at = key.find(read)
        while at >= 0:
            back = key[:at] + was + key[at + len(read) :]
            if back not in seen:
                seen.add(back)
                yield back
            at = key.find(read, at + 1)


_DIGITS = {"0": "o", "1": "li", "2": "z", "3": "e", "4": "a", "5": "s", "6": "bg", "8": "b", "9": "g"}
_MIXED = re.compile(r"(?=\w*[^\W\d]{2})(?=\w*\d)\w{3,}")


def undigited(key: str) -> Iterator[str]:
    """The folded name with the digits in its words taken back for letters, the first few ways; none where no word mixes both.

    >>> list(undigited("phi1ade1phia"))[0], list(undigited("route 66"))
    ('philadelphia', [])
    """
    if not _MIXED.search(key):
        return
    choices = [_DIGITS.get(char, char) for char in key]
    yield from islice(map("".join, product(*choices)), 4)


# How names were spelt before there was a rule: a silent e or an h that only lengthens, v for u and i for j, and doubled letters.
_OLD = ((re.compile(r"(?<=[^aeiou ])e\b"), ""), (re.compile(r"(?<=[aeiou])h(?=[^aeiouy ]|\b)"), ""),
        (re.compile(r"(?<=[^aeiou ])v(?=[^aeiouy ]|\b)"), "u"), (re.compile(r"(?<=[^aeiou])oo(?=[^aeiou]|\b)"), "u"))


def respelt(key: str) -> Iterator[str]:
    """The folded name as it may be spelt today, by all rules at once and then by each; none where there is nothing to change.

    >>> list(respelt("bahndvng"))[0], list(respelt("hasselte")), list(respelt("kyiv"))
    ('bandung', ['hasselt'], [])
    """
    whole = key
    for pattern, letter in _OLD:
        whole = pattern.sub(letter, whole)
    found = dict.fromkeys([whole, *(pattern.sub(letter, key) for pattern, letter in _OLD)])
    yield from (name for name in found if name != key and len(name) > 3)


def edits(one: str, other: str, limit: int = 3) -> int:
    """How many letters must be dropped, added, replaced or swapped with their neighbour; ``limit`` where it is that or more.

    The restricted Damerau-Levenshtein distance, by the textbook's dynamic programme over rows.

    >>> edits("kharkiv", "kharikv"), edits("lviv", "lvov"), edits("paris", "kyiv")
    (1, 1, 3)
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) >= limit:
        return limit
    while one and other and one[-1] == other[-1]:          # what they share at either end needs no table
        one, other = one[:-1], other[:-1]
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, counterpart in enumerate(other, 1):
            cost = before[j - 1]
            if letter != counterpart:
                cost = 1 + min(cost, before[j], row[j - 1])
                if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                    cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)


class Spellings:
    """Some thousand folded names made ready to be searched for those within two edits of another."""

    def __init__(self, keys: Sequence[str]) -> None:
        import numpy as np

        self._keys = keys
        self._letters = np.array([_letters(key) for key in keys], np.int8).reshape(len(keys), _KINDS_OF_LETTERS)

    def near(self, key: str) -> Iterator[int]:
        """The positions of the names at most two edits away. An edit changes the letter counts by two at most."""
        import numpy as np

        apart = np.abs(self._letters - np.array(_letters(key), np.int8)).sum(axis=1, dtype=np.int32)
        for at in np.flatnonzero(apart <= 4).tolist():
            if edits(key, self._keys[at]) < 3:
                yield at


_KINDS_OF_LETTERS = 32


def _letters(key: str) -> list[int]:
    counts = [0] * _KINDS_OF_LETTERS
    for char in key[:120]:
        counts[ord(char) % _KINDS_OF_LETTERS] += 1
    return counts
