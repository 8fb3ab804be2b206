"""The read-only embedded index: names to places and back, memory-mapped; it serves look-up and text scanning alike.

A place is a row, a small whole number that holds for one artefact only. What is known of places lies in columns (numpy arrays by
row); what is known of names lies in tables (tries of keys with their postings). Nothing is parsed at opening, and every process
on the machine shares the pages. All of it is read-only, hence safe in threads and after a fork.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.arrays import DEGREE, Arrays, rows_within
from gazetteer.artefact import Artefact
from gazetteer.model import Kind, Name, NameKind, Place, Point
from gazetteer.spellings import Spelling, Spellings, Told
from gazetteer.table import Origin, Posting, Table

if TYPE_CHECKING:                          # see gazetteer.artefact: a look-up does without numpy
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["KINDS", "ZIPF_STEP", "Index", "Origin", "Posting", "Table", "default", "opened"]

KINDS: tuple[Kind, ...] = tuple(Kind)      # the kind column holds positions in this tuple
ZIPF_STEP = 32                             # Zipf frequencies are stored in 1/32, 0 to 7.97


class Index(Arrays):
    """An artefact of places, opened. Use `Index.open` or `default`.

    Columns are numpy arrays by row, made when first asked for: ``lon`` and ``lat`` (degrees), ``population``, ``kind`` (position in
    `KINDS`), ``country`` (position in ``countries``, 0 for none), ``admin1`` (the region's row, -1 for none), ``capital`` (0 or 1),
    ``geonames`` (the GeoNames id, 0 for none). For one row at a time ``kind_of``, ``population_of`` and their like are faster, and
    do not make the process import numpy.
    """

    def __init__(self, artefact: Artefact, *, embedded: bool = False) -> None:
        self.artefact = artefact
        self.meta = artefact.meta
        self.countries: tuple[str, ...] = tuple(artefact.meta["countries"])     # "" first
        self.languages: tuple[str, ...] = tuple(artefact.meta["languages"])
        self._kind = artefact.numbers("kind")
        self._country = artefact.numbers("country")
        self._admin1 = artefact.numbers("admin1")
        self._population = artefact.numbers("population")
        self._capital = artefact.numbers("capital")
        self._geonames = artefact.numbers("geonames")
        self._lon = artefact.numbers("lon")
        self._lat = artefact.numbers("lat")
        self._name_ends = artefact.numbers("name.ends")
        self._name_bytes = artefact.view("name")
        self.names = Table(artefact, "names")
        self._source = Told(None if embedded else artefact.path.absolute())

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Index:
        """Open an artefact. Raises DataError where it cannot be used."""
        return cls(Artefact(path))

    def __len__(self) -> int:
        return len(self._kind)

    # ---------------------------------------------------------------------------------------------------- places

    def kind_of(self, row: int) -> Kind:
        """What sort of place it is."""
        return KINDS[self._kind[row]]

    def population_of(self, row: int) -> int:
        """Its population, 0 where not known."""
        return self._population[row]

    def country_of(self, row: int) -> str | None:
        """Its country's ISO 3166-1 alpha-2 code."""
        return self.countries[self._country[row]] or None

    def region_of(self, row: int) -> int | None:
        """The row of the admin-1 region that holds it."""
        region = self._admin1[row]
        return None if region < 0 else region

    def is_capital(self, row: int) -> bool:
        """Whether it is the seat of its country's government."""
        return bool(self._capital[row])

    @cached_property
    def _renown(self) -> memoryview[int] | None:
        return self.artefact.numbers("renown") if "renown" in self.artefact else None      # artefacts of old do without

    def renown_of(self, row: int) -> int:
        """In how many spellings it is known, at most 255: how much of the world has heard of it."""
        renown = self._renown
        return min(255, self._spellings.count(row)) if renown is None else renown[row]

    def lonlat(self, row: int) -> tuple[float, float]:
        """Its longitude and latitude in degrees."""
        return self._lon[row] / DEGREE, self._lat[row] / DEGREE

    @cached_property
    def _slugs(self) -> dict[int, str]:
        return {int(row): slug for row, slug in self.artefact.json("slugs").items()}

    @cached_property
    def _facts_at(self) -> dict[int, int]:
        return {row: at for at, row in enumerate(self.artefact.numbers("facts.rows"))}

    @cached_property
    def ids(self) -> Table:
        """The table of slugs, ISO 3166-1 and 3166-2 codes and Wikidata ids, in small letters."""
        return Table(self.artefact, "ids")

    @cached_property
    def codes(self) -> Table:
        """The table of codes (airports, abbreviations), folded; matched only on request."""
        return Table(self.artefact, "codes")

    @cached_property
    def demonyms(self) -> Table:
        """The table of demonyms and adjectives, folded; matched only on request."""
        return Table(self.artefact, "demonyms")

    @cached_property
    def romanised(self) -> Table:
        """The table of romanisation keys (`gazetteer.names.romanise`)."""
        return Table(self.artefact, "romanised")

    @cached_property
    def skeletons(self) -> Table:
        """The table of consonants (`gazetteer.names.skeleton`) of the main names."""
        return Table(self.artefact, "skeletons")

    def id_of(self, row: int) -> str:
        """The place's id."""
        number = self._geonames[row]
        return str(number) if number else self._slugs[row]

    def row_of(self, id: str) -> int | None:
        """The row of an id: GeoNames id, slug, ISO 3166-1 code (alpha-2, alpha-3, numeric), ISO 3166-2 code, Wikidata id.

        Digits alone are a GeoNames id first and an ISO 3166-1 numeric code second.
        """
        if id.isascii() and id.isdigit() and len(id) < 11:
            row = self._row_of_number(int(id))
            if row is not None:
                return row
        try:
            found = self.ids.rows(id.lower())
        except UnicodeEncodeError:                                # a lone surrogate
            return None
        return found[0] if found else None

    def _row_of_number(self, number: int) -> int | None:
        if "order" in self.artefact:                              # rows that do not come in the order of their ids
            order = self.artefact.numbers("order")
            at = bisect_left(order, number, key=self._geonames.__getitem__)
            row = order[at] if at < len(order) else -1
        else:
            row = bisect_left(self._geonames, number, 0, self.meta["numbered"])
        return row if number > 0 and 0 <= row < len(self) and self._geonames[row] == number else None

    def facts(self, row: int) -> dict[str, Any]:
        """What only few places have, {} for most.

        codes, wikidata, bounds; of countries neighbours (ISO codes); of areas, seas and rivers countries (ISO codes) and members (ids);
        of sites type ("crossing"), city (id) and connects (ids).
        """
        at = self._facts_at.get(row)
        if at is None:
            return {}
        ends = self.artefact.numbers("facts.ends")
        start = ends[at - 1] if at else 0
        import json

        found: dict[str, Any] = json.loads(bytes(self.artefact.view("facts")[start : ends[at]]))
        return found

    def name(self, row: int) -> str:
        """The canonical name."""
        ends = self._name_ends
        start = ends[row - 1] if row else 0
        return str(self._name_bytes[start : ends[row]], "utf-8")

    def place(self, row: int) -> Place:
        """The place in a row, as a value; equal for equal rows."""
        facts = self.facts(row)
        region = self._admin1[row]
        bounds = facts.get("bounds")
        return Place(                                             # by position: this is a quarter of what an exact look-up costs
            self.id_of(row),
            self.name(row),
            KINDS[self._kind[row]],
            Point(self._lon[row] / DEGREE, self._lat[row] / DEGREE),
            self.countries[self._country[row]] or None,
            self.id_of(region) if region >= 0 else None,
            self._population[row],
            self._capital[row] != 0,
            tuple(facts["codes"]) if "codes" in facts else (),
            facts.get("wikidata"),
            tuple(bounds) if bounds else None,
            self._source,
        )

    # ----------------------------------------------------------------------------------------------------- names

    def rows(self, key: str) -> list[Posting]:
        """The meanings of a folded key in the table of names, the most important place first; [] where there is none."""
        return self.names.postings(key)

    def prefixes(self, text: str, *, whole_words: bool = True) -> list[str]:
        """The keys that folded ``text`` begins with, the longest first: see `Table.prefixes`."""
        return self.names.prefixes(text, whole_words=whole_words)

    def zipf(self, key: str) -> float:
        """How common the key is as a word of running English: its Zipf frequency, 0 (unknown) to about 8 ("the")."""
        id = self.names.id(key)
        return 0.0 if id is None else self._zipf[id] / ZIPF_STEP

    @cached_property
    def _zipf(self) -> memoryview[int]:
        return self.artefact.numbers("names.zipf")

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.artefact)

    def spellings(self, row: int) -> list[Spelling]:
        """The distinct spellings of a place, the canonical first: text, why it is known, the languages known to write it so.

        The position in this list is a posting's ``ordinal``.
        """
        return self._spellings.of(row)

    def spelling(self, posting: Posting) -> Name:
        """The name that a posting stands for."""
        if posting.ordinal == 0:
            return Name(self.name(posting.row), "en", NameKind.CANONICAL)
        text, language = self._spellings.one(posting.row, posting.ordinal)
        return Name(text, language, posting.origin.kind)

    def names_of(self, row: int) -> tuple[Name, ...]:
        """All names of a place, the canonical one first; a spelling that several languages share comes once a language."""
        return self._spellings.names(row)

    # ------------------------------------------------------------------------------------------------- relations

    def of_kind(self, kind: Kind) -> list[int]:
        """The rows of all places of a kind, in order."""
        column, wanted = bytes(self._kind), KINDS.index(kind)
        found, at = [], column.find(wanted)
        while at >= 0:
            found.append(at)
            at = column.find(wanted, at + 1)
        return found

    def within(self, row: int) -> NDArray[np.intp]:
        """The rows of the places that lie in a country, a region or the members of an area: see `gazetteer.arrays.rows_within`."""
        return rows_within(self, row)

    def parents(self, row: int) -> list[int]:
        """The rows of the region and the country that hold a place, the nearest first."""
        found = []
        region = self.region_of(row)
        if region is not None and region != row:
            found.append(region)
        code = self.country_of(row)
        country = self.row_of(code) if code else None
        if country is not None and country != row:
            found.append(country)
        return found

    def neighbours(self, row: int) -> list[int]:
        """The rows of the countries that share a land border with a country, of the places that a crossing connects; [] for others."""
        facts = self.facts(row)
        rows = (self.row_of(id) for id in facts.get("neighbours") or facts.get("connects") or ())
        return [found for found in rows if found is not None]


def _embedded() -> Path:
    chosen = os.environ.get("GAZETTEER_DATA")
    return Path(chosen) if chosen else Path(__file__).parent / "data" / "places.gaz"


@lru_cache(maxsize=1)
def default() -> Index:
    """The embedded index, or the one that the environment variable GAZETTEER_DATA names; opened at the first call."""
    return Index(Artefact(_embedded()), embedded=True)


@lru_cache(maxsize=8)
def opened(path: Path) -> Index:
    """The index of the artefact at ``path``; the last few are kept."""
    return Index.open(path)
