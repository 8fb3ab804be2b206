"""Where places come from: the embedded index, a list in memory (tests, overlays of one's own places), several in a row.

All three are a `Gazetteer`, and all three search through the same chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from gazetteer import chain
from gazetteer.index import Index, Origin, Posting
from gazetteer.model import Kind, Match, Name, NameKind, Place
from gazetteer.names import fold, romanise, skeleton
from gazetteer.rank import NOTHING, Wish

__all__ = ["Chained", "Embedded", "Gazetteer", "Memory", "Wish"]

class Gazetteer(Protocol):
    """Anything that knows which places a name may mean."""

    def lookup(self, name: str, wish: Wish = NOTHING) -> Place | None:
        """The place that the name means where that is sure enough, else None."""
        ...

    def search(self, name: str, wish: Wish = NOTHING, limit: int = 10) -> tuple[Match, ...]:
        """The places that the name may mean, the likeliest first."""
        ...

    def get(self, id: str) -> Place | None:
        """The place with this id or code."""
        ...


class Embedded:
    """The gazetteer of an index: the embedded data or another artefact."""

    def __init__(self, index: chain.Searchable) -> None:
        self._index = index

    def lookup(self, name: str, wish: Wish = NOTHING) -> Place | None:
        return chain.lookup(self._index, name, wish)

    def search(self, name: str, wish: Wish = NOTHING, limit: int = 10) -> tuple[Match, ...]:
        return chain.search(self._index, name, wish, limit)

    def get(self, id: str) -> Place | None:
        row = self._index.row_of(id)
        return None if row is None else self._index.place(row)


class Memory(Embedded):
    """A gazetteer of a few thousand places in memory.

    >>> from gazetteer.model import Kind, Point
    >>> depot = Place("depot", "North Depot", Kind.SITE, Point(36.2, 50.0), "UA")
    >>> Memory([depot]).lookup("north depot").id
    'depot'
    """

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__(_MemoryIndex(places))


class Chained:
    """Several gazetteers as one; the earlier is preferred where both know the name equally well."""

    def __init__(self, *gazetteers: Gazetteer) -> None:
        self._gazetteers = gazetteers

    def lookup(self, name: str, wish: Wish = NOTHING) -> Place | None:
        matches = self.search(name, wish, 1)
        if not matches or matches[0].confidence < chain.CERTAIN:
            return None
        return matches[0].place

    def search(self, name: str, wish: Wish = NOTHING, limit: int = 10) -> tuple[Match, ...]:
        found = [match for gazetteer in self._gazetteers for match in gazetteer.search(name, wish, limit)]
        exact = {match.place.id: match for match in reversed(found)}
        return tuple(sorted(exact.values(), key=lambda match: (-_trust(match), found.index(match)))[:limit])

    def get(self, id: str) -> Place | None:
        return next((place for gazetteer in self._gazetteers if (place := gazetteer.get(id)) is not None), None)


def _trust(match: Match) -> float:
    return round(match.confidence, 1)


# ------------------------------------------------------------------------------------------------------------ in memory


class _MemoryTable:
    """Keys to postings, as `gazetteer.index.Table`."""

    def __init__(self) -> None:
        self._postings: dict[str, list[Posting]] = defaultdict(list)

    def add(self, key: str, posting: Posting) -> None:
        known = self._postings[key] if key else None
        if known is not None and all(posting.row != other.row for other in known):
            known.append(posting)

    def __contains__(self, key: str) -> bool:
        return key in self._postings

    def among(self, keys: Iterable[str]) -> list[str]:
        return [key for key in keys if key in self._postings]

    def begins(self, head: str) -> bool:
        return any(key.startswith(head) for key in self._postings)

    def postings(self, key: str) -> list[Posting]:
        return self._postings.get(key, [])

    def rows(self, key: str) -> list[int]:
        return [posting.row for posting in self.postings(key)]


_ORIGINS = {NameKind.CANONICAL: Origin.CANONICAL, NameKind.HISTORIC: Origin.HISTORIC, NameKind.CODE: Origin.CODE,
            NameKind.DEMONYM: Origin.DEMONYM, NameKind.ALTERNATE: Origin.CURATED}


class _MemoryIndex:
    """Places in memory, with the face of `gazetteer.index.Index` that the chain looks at."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)
        self.names, self.romanised, self.skeletons, self.ids, self.codes = (_MemoryTable() for _ in range(5))
        self._rows = {place.id: row for row, place in enumerate(self._places)}
        for row, place in enumerate(self._places):
            for id in (place.id, *place.codes, *([place.wikidata] if place.wikidata else [])):
                self.ids.add(id.lower(), Posting(row, Origin.CODE, 0))
            for ordinal, name in enumerate(place.names):
                posting = Posting(row, _ORIGINS[name.kind], ordinal)
                if name.kind is NameKind.CODE:
                    self.codes.add(fold(name.text), posting)
                elif name.kind is not NameKind.DEMONYM:
                    self.names.add(fold(name.text), posting)
                    self.romanised.add(romanise(name.text), posting)
                    self.skeletons.add(skeleton(name.text), posting)

    def place(self, row: int) -> Place:
        return self._places[row]

    def name(self, row: int) -> str:
        return self._places[row].name

    def within(self, row: int) -> list[int]:
        code = self._places[row].country
        return [other for other, place in enumerate(self._places) if place.country == code and other != row]

    def row_of(self, id: str) -> int | None:
        return next(iter(self.ids.rows(id.lower())), None)

    def zipf(self, key: str) -> float:
        return 0.0

    def kind_of(self, row: int) -> Kind:
        return self._places[row].kind

    def population_of(self, row: int) -> int:
        return self._places[row].population

    def country_of(self, row: int) -> str | None:
        return self._places[row].country

    def region_of(self, row: int) -> int | None:
        return self._rows.get(self._places[row].admin1 or "")

    def is_capital(self, row: int) -> bool:
        return self._places[row].capital

    def renown_of(self, row: int) -> int:
        return 10                    # of one's own places nobody lists the spellings: it speaks neither for nor against them

    def lonlat(self, row: int) -> tuple[float, float]:
        point = self._places[row].point
        return point.lon, point.lat

    def of_kind(self, kind: Kind) -> list[int]:
        return [row for row, place in enumerate(self._places) if place.kind is kind]

    def spelling(self, posting: Posting) -> Name:
        return self._places[posting.row].names[posting.ordinal]

    def spellings(self, row: int) -> list[tuple[str, Origin, tuple[str, ...]]]:
        return list(self._spelt(row))

    def _spelt(self, row: int) -> Iterator[tuple[str, Origin, tuple[str, ...]]]:
        for name in self._places[row].names:
            yield name.text, _ORIGINS[name.kind], (name.language,) if name.language else ()


def opened(path: str | None = None) -> Embedded:
    """The gazetteer of the artefact at ``path``, or of the default one. Raises DataError where it cannot be used."""
    from gazetteer.index import default

    return Embedded(Index.open(path) if path else default())
