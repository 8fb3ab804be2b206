"""Keys to postings: a trie of folded names, and for each the places so named and why. One kind of table serves names, codes, ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

import marisa_trie

from gazetteer.artefact import Artefact
from gazetteer.model import NameKind

__all__ = ["ORIGINS", "STRIDE", "Origin", "Posting", "Table"]

STRIDE = 32        # keys that share one absolute posting offset


class Origin(IntEnum):
    """Why a name is known, from the name a place goes by to the faintest hint; ranking reads it beside population."""

    CANONICAL = 0     # today's English usage; exactly one a place
    PRIMARY = 1       # the source's main name, where usage has moved on
    ENGLISH = 2       # CLDR English: short, variant, formal
    CURATED = 3       # kept by hand: variants, abbreviations people write, names for the same area
    ENDONYM = 4       # CLDR or curated, in a language of the country itself
    BARE = 5          # a region's name without its generic word: "Kharkiv" for Kharkiv Oblast
    LOCALE = 6        # CLDR, in any other language
    ALTERNATE = 7     # GeoNames' alternate names, whose language and worth are not known
    HISTORIC = 8      # no longer the name
    CODE = 9          # airport codes and the like; only in the table "codes"
    DEMONYM = 10      # the people; only in the table "demonyms"

    @property
    def kind(self) -> NameKind:
        return _NAME_KINDS.get(self, NameKind.ALTERNATE)


_NAME_KINDS = {Origin.CANONICAL: NameKind.CANONICAL, Origin.HISTORIC: NameKind.HISTORIC, Origin.CODE: NameKind.CODE,
               Origin.DEMONYM: NameKind.DEMONYM}


class Posting(NamedTuple):
    """One meaning of a key: the place's row, why it bears the name, and which of its spellings this is (see `Index.spelling`)."""

    row: int
    origin: Origin
    ordinal: int


ORIGINS = tuple(Origin)


class Table:
    """Keys to postings: a trie, and for each key its places, the most important first."""

    def __init__(self, artefact: Artefact, name: str) -> None:
        self._trie = marisa_trie.Trie()
        # The trie's own code trusts its bytes, so that they are checked before it sees them.
        self._trie.map(artefact.view(f"{name}.trie", check=True))
        self._base = artefact.numbers(f"{name}.base")
        self._step = artefact.numbers(f"{name}.step")
        self._rows = artefact.numbers(f"{name}.rows")
        self._why = artefact.numbers(f"{name}.why")
        self.name = name

    def __len__(self) -> int:
        return len(self._trie)

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def among(self, keys: Iterable[str]) -> list[str]:
        """Those of ``keys`` that are there."""
        trie = self._trie
        return [key for key in keys if key in trie]

    def begins(self, head: str) -> bool:
        """Whether any key begins so."""
        return next(iter(self._trie.iterkeys(head)), None) is not None

    def __iter__(self) -> Iterator[str]:
        """All keys, in the trie's order."""
        return iter(self._trie.iterkeys())

    def id(self, key: str) -> int | None:
        """The key's number, 0 to len(table) - 1: the position in per-key arrays. None where the key is not there."""
        found: int | None = self._trie.get(key)
        return found

    def key(self, id: int) -> str:
        """The key with this number."""
        found: str = self._trie.restore_key(id)
        return found

    def _span(self, id: int) -> tuple[int, int]:
        after = id + 1
        return self._base[id // STRIDE] + self._step[id], self._base[after // STRIDE] + self._step[after]

    def rows(self, key: str) -> list[int]:
        """The rows of the places so named, the most important first; [] where there is none."""
        id = self._trie.get(key)
        if id is None:
            return []
        start, end = self._span(id)
        return self._rows[start:end].tolist()

    def postings(self, key: str) -> list[Posting]:
        """As `rows`, with the reason and the spelling."""
        id = self._trie.get(key)
        if id is None:
            return []
        after, rows, why = id + 1, self._rows, self._why            # as `_span`, without a call
        start = self._base[id // STRIDE] + self._step[id]
        end = self._base[after // STRIDE] + self._step[after]
        if end == start + 1:                       # most keys; a slice costs more than an element
            word = why[start]
            return [Posting(rows[start], ORIGINS[word & 15], word >> 4)]
        return [Posting(row, ORIGINS[word & 15], word >> 4) for row, word in zip(rows[start:end], why[start:end], strict=True)]

    def prefixes(self, text: str, *, whole_words: bool = True) -> list[str]:
        """The keys that ``text`` (folded) begins with, the longest first; by default only those that end where a word ends.

        >>> import gazetteer.index
        >>> gazetteer.index.default().names.prefixes("new york city hall")[0]
        'new york city'
        """
        found: list[str] = self._trie.prefixes(text)
        if whole_words:
            size = len(text)
            found = [key for key in found if len(key) == size or text[len(key)] == " "]
        found.reverse()
        return found

