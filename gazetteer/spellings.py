"""A place's names as the artefact keeps them: all its spellings in one string, sixteen places compressed together."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path

from gazetteer.artefact import Artefact
from gazetteer.errors import DataError
from gazetteer.model import Name, NameKind, Place
from gazetteer.table import ORIGINS, Origin

__all__ = ["BLOCK", "Spelling", "Spellings", "Told"]

BLOCK = 16                                 # places whose names are compressed together

Spelling = tuple[str, Origin, tuple[str, ...]]


class Spellings:
    """The spellings of every place, by row. The last blocks that were read are kept unpacked."""

    def __init__(self, artefact: Artefact) -> None:
        self._artefact = artefact
        self._blocks = artefact.view("spellings")
        self._ends = artefact.numbers("spellings.ends")
        self._dictionary = bytes(artefact.view("spellings.dictionary"))
        self._block = lru_cache(maxsize=128)(self._read_block)

    def _read_block(self, block: int) -> list[str]:
        start = self._ends[block - 1] if block else 0
        try:
            unpacker = zlib.decompressobj(-15, self._dictionary)
            return unpacker.decompress(self._blocks[start : self._ends[block]]).decode().split("\0")
        except (zlib.error, UnicodeDecodeError):
            raise DataError(f"{self._artefact.path} is corrupt: the names of block {block} cannot be read") from None

    def _lines(self, row: int) -> list[str]:
        """As they are stored: text, origin and languages, parted by tabs."""
        return self._block(row // BLOCK)[row % BLOCK].split("\n")

    def count(self, row: int) -> int:
        """How many spellings a place has."""
        return len(self._lines(row))

    def of(self, row: int) -> list[Spelling]:
        """The distinct spellings of a place, the canonical first: text, why it is known, the languages known to write it so."""
        lines = (line.split("\t") for line in self._lines(row))
        return [(text, ORIGINS[int(why)], tuple(tags.split())) for text, why, tags in lines]

    def one(self, row: int, ordinal: int) -> tuple[str, str | None]:
        """The text of one spelling, by its position among the place's, and the first of its languages."""
        text, _, tags = self._lines(row)[ordinal].split("\t")
        return text, tags.split(maxsplit=1)[0] if tags else None

    def names(self, row: int) -> tuple[Name, ...]:
        """All names of a place, the canonical one first; a spelling that several languages share comes once a language."""
        found = []
        for text, origin, tags in self.of(row):
            if origin is Origin.CANONICAL:
                found.append(Name(text, "en", NameKind.CANONICAL))
                found += [Name(text, tag) for tag in tags if tag != "en"]
            else:
                found += [Name(text, tag, origin.kind) for tag in tags] or [Name(text, None, origin.kind)]
        return tuple(found)


class Told:
    """Where an embedded place's names are read from. It pickles as a path, so that a place never drags the index along."""

    __slots__ = ("_path",)

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def names(self, place: Place) -> tuple[Name, ...]:
        """All names of the place, the canonical one first; () where the artefact is not there any more."""
        from gazetteer.index import default, opened

        try:
            index = default() if self._path is None else opened(self._path)
        except DataError:
            return ()
        row = index.row_of(place.id)
        return () if row is None else index.names_of(row)

    def __reduce__(self) -> tuple[type[Told], tuple[Path | None]]:
        return Told, (self._path,)
