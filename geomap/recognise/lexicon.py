"""The gazetteer as a recogniser needs it: keys to senses, the user's overlay on top, every key looked up once.

A *sense* is one place a key may mean, with the few facts that context is weighed against, in plain Python numbers: the scanner
asks for the same thousand keys again and again, and numpy scalars would cost more than the look-up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from gazetteer.index import KINDS, Index, Origin, default
from gazetteer.model import Kind, Place
from gazetteer.names import fold
from geomap.recognise.overlay import EMPTY, Overlay

MOST_SENSES = 48        # a key with more places than this keeps its most important ones


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """A place a key may mean. ``region`` is the admin-1 row (the place's own, if it is a region), or -1."""

    row: int
    origin: Origin
    kind: Kind
    country: str
    region: int
    lon: float
    lat: float
    population: int
    capital: bool
    renown: int
    place: Callable[[], Place]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """All a key may mean, the most important sense first. ``zipf`` is how common the key is as a word of running English."""

    key: str
    senses: tuple[Sense, ...]
    zipf: float = 0.0
    demonym: bool = False
    sure: bool = False            # an abbreviation or an overlay's name: it needs no evidence that it is a name
    lesser: frozenset[int] = frozenset()    # rows that only share the name of a place better known by it; they come last


class Lexicon:
    """Keys of one index under one overlay. Look-ups are remembered, so that one lexicon serves many documents."""

    def __init__(self, index: Index | None = None, overlay: Overlay = EMPTY) -> None:
        self.index = index or default()
        self.overlay = overlay
        self.entry = lru_cache(maxsize=32_768)(self._entry)
        self.demonym = lru_cache(maxsize=8_192)(self._demonym)
        self._prefixes = self.index.names.prefixes
        self._own: dict[str, list[Sense]] = {}
        self._first_words: set[str] = set()
        for number, own in enumerate(overlay.places):
            sense = Sense(-2 - number, Origin.CURATED, own.kind, own.country or "", self._row_or_none(own.admin1), own.point.lon,
                          own.point.lat, own.population, own.capital, 1, lambda own=own: own)  # type: ignore[misc]
            for name in own.names:
                self._claim(name.text, sense)
        for alias, target in overlay.aliases:
            senses = self._lookup(fold(target))
            if senses:
                self._claim(alias, senses[0])

    def _row_or_none(self, id: str | None) -> int:
        row = self.index.row_of(id) if id else None
        return -1 if row is None else row

    def _claim(self, name: str, sense: Sense) -> None:
        key = fold(name)
        if key:
            self._own.setdefault(key, []).append(sense)
            self._first_words.add(key.split(" ", 1)[0])

    @property
    def has_own(self) -> bool:
        """Whether the overlay gives names at all."""
        return bool(self._own)

    def opens_own(self, word: str) -> bool:
        """Whether a name of the overlay begins with this folded word; such a name needs no capital there."""
        return word in self._first_words

    def is_own(self, key: str) -> bool:
        """Whether the overlay itself gives this folded name."""
        return key in self._own

    def prefixes(self, folded: str) -> list[str]:
        """The keys that ``folded`` begins with, ending where a word ends, the longest first."""
        found = self._prefixes(folded)
        if self._first_words and folded.split(" ", 1)[0] in self._first_words:
            words = folded.split(" ")
            own = [key for n in range(len(words), 0, -1) if (key := " ".join(words[:n])) in self._own]
            found = sorted({*found, *own}, key=len, reverse=True)
        return found

    def _entry(self, key: str) -> Entry | None:
        """The senses of a folded key; None where there is none or the overlay blocks the name."""
        if key in self.overlay.blocked:
            return None
        own = self._own.get(key)
        if own:
            return Entry(key, tuple(own), sure=True)
        senses = self._lookup(key)
        forced = self.overlay.forced.get(key)
        if forced is not None:
            senses = [sense for sense in senses if forced(sense.place())] or senses
        if not senses:
            return None
        if any(sense.kind is Kind.SEA and sense.origin is Origin.CANONICAL for sense in senses):      # a state is named after the sea
            senses = [sense for sense in senses if sense.kind is not Kind.REGION or sense.origin is Origin.CANONICAL]
        lesser = _overshadowed(senses)
        if lesser:
            senses.sort(key=lambda sense: sense.row in lesser)
        return Entry(key, tuple(senses), self.index.zipf(key), sure=forced is not None, lesser=lesser)

    def _lookup(self, key: str) -> list[Sense]:
        index = self.index
        senses: list[Sense] = []
        seen: set[int] = set()
        for row, origin, _ in index.names.postings(key):
            if row in seen:
                continue
            seen.add(row)
            if origin is Origin.ALTERNATE and len(key) < 4 and key.isascii():
                continue                                     # GeoNames' three-letter codes of everything
            senses.append(self._sense(row, origin))
            if len(senses) == MOST_SENSES:
                break
        return senses

    def _sense(self, row: int, origin: Origin) -> Sense:
        index = self.index
        kind = KINDS[index.kind[row]]
        region = row if kind is Kind.REGION else int(index.admin1[row])
        return Sense(row, origin, kind, index.countries[index.country[row]], region, float(index.lon[row]), float(index.lat[row]),
                     int(index.population[row]), bool(index.capital[row]), index.renown_of(row), lambda: index.place(row))

    def _demonym(self, key: str) -> Entry | None:
        """Whose people or what adjective a folded key is: "ukrainian", "muscovites"."""
        if key in self.overlay.blocked:
            return None
        found = self.index.demonyms.postings(key)
        if not found and key.endswith("s"):
            found = self.index.demonyms.postings(key[:-1])
        elif not found:                                      # "Israeli" beside "Israelis", where it is a name in some language
            found = self.index.demonyms.postings(key + "s")
        senses = tuple(self._sense(posting.row, posting.origin) for posting in found[:8])
        return Entry(key, senses, demonym=True) if senses else None

    def abbreviation(self, form: str, *, after_place: bool) -> Entry | None:
        """The entry for a short form as written ("U.S.", "Ala."); those that are words too count only after "Place, "."""
        if form not in _short_forms():
            return None
        always, after = _abbreviations()
        name = always.get(form) or (after.get(form) if after_place else None)
        return self._short(form, name) if name else None

    @lru_cache(maxsize=512)  # noqa: B019 - one lexicon lives as long as the program
    def _short(self, form: str, name: str) -> Entry | None:
        senses = self._lookup(fold(name))
        if form in ("D.C.", "DC"):
            senses = [sense for sense in senses if sense.capital] or senses
        elif name not in ("Washington", "Los Angeles", "New York City", "Philadelphia") or form == "WA" or form == "Wash.":
            senses = [sense for sense in senses if sense.kind in (Kind.REGION, Kind.COUNTRY, Kind.AREA)] or senses
            if form == "Ga." or form == "GA":
                senses = [sense for sense in senses if sense.country == "US"] or senses
        return Entry(fold(form), tuple(senses[:1]), sure=True) if senses else None


def _overshadowed(senses: list[Sense]) -> frozenset[int]:
    """The places among the senses that the name means only where a word says so.

    Mexico is the country before the state and the city; Geneva is the city before the canton, which is little more; Idlib is the city
    before the governorate, whose own name has a word more; Washington is the capital before the state;
    Sloviansk is the city called so before another that once was.
    """
    cities = [sense for sense in senses if sense.kind is Kind.CITY]
    country = next((sense for sense in senses if sense.kind is Kind.COUNTRY and sense.origin <= Origin.CURATED), None)
    known = max((city.population for city in cities if city.origin is Origin.CANONICAL), default=0)
    found = set()
    for sense in senses:
        if country is not None and sense is not country:
            at_home = sense.country == country.country
            by_another_name = sense.origin >= Origin.ENDONYM
            if by_another_name if sense.kind is Kind.COUNTRY else at_home and (sense.kind is not Kind.CITY or by_another_name):
                found.add(sense.row)
        elif sense.kind is Kind.REGION:
            if any(_outshines(city, sense) for city in cities):
                found.add(sense.row)
        elif sense.kind is Kind.CITY and sense.origin >= Origin.ALTERNATE and 3 * known > sense.population:
            found.add(sense.row)
    return frozenset(found)


def _outshines(city: Sense, region: Sense) -> bool:
    """Whether a name that both have means the city rather than the region."""
    if city.capital and city.country == region.country and city.origin <= region.origin:
        return True
    if city.region != region.row and (region.origin < Origin.ALTERNATE or city.country != region.country):
        return False
    if city.origin > region.origin < Origin.ENDONYM:
        return False
    if region.origin is not Origin.CANONICAL and (city.origin is Origin.CANONICAL or city.capital or city.population > 200_000):
        return True
    return (5 if city.renown > region.renown else 3) * city.population > region.population


@cache
def _abbreviations() -> tuple[dict[str, str], dict[str, str]]:
    table = tomllib.loads(resources.files(__package__).joinpath("abbreviations.toml").read_text("utf-8"))
    return table["always"], table["after_place"]


@cache
def _short_forms() -> frozenset[str]:
    always, after = _abbreviations()
    return frozenset(always) | frozenset(after)


@cache
def short_beginnings() -> frozenset[str]:
    """The short forms as words of a text may have them: "Ala" as well as "Ala.", for a word ends before its full stop."""
    return _short_forms() | {form.rstrip(".") for form in _short_forms()}


@lru_cache(maxsize=1)
def standard() -> Lexicon:
    """The lexicon of the embedded gazetteer without an overlay; built at the first call."""
    return Lexicon()
