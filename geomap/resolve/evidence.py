"""What speaks for each place a name may mean, over a whole stretch of text at once.

The names of a stretch are weighed jointly: a place is likelier where the other names point to its country, its region and its
neighbourhood, and those are likelier for it in turn. Two or three rounds of that (mean-field inference) settle; each costs
time in proportion to the number of candidates, for the neighbourhood is kept in cells of one degree, not in pairs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gazetteer.index import Origin
from gazetteer.model import Kind
from geomap.recognise.lexicon import Entry, Sense
from geomap.resolve.shares import Floats, Ints, Nearness, Sharing, cell_of
from geomap.resolve.units import Unit

# The names of the columns of a unit's features, in order; their weights stand in weights.toml under [resolve].
STATIC = ("kind:country", "kind:region", "kind:county", "kind:area", "kind:continent", "kind:sea", "kind:river", "kind:site", "capital",
          "population", "population unknown", "renown",
          "overshadowed", "first", "share of population", "origin:primary", "origin:english", "origin:curated",
          "origin:bare", "origin:locale", "origin:alternate", "origin:historic")
SAID = ("qualified", "contradicted", "qualified elsewhere", "cue fits", "cue does not fit", "region beside", "country beside",
        "demonym beside", "list of its kind", "list of another kind", "telephone", "preferred", "hinted near")
SHARED = ("country shared", "country named", "region shared", "region named", "neighbourhood", "close neighbourhood",
          "most of the name in its country", "most of the name in its region", "most of the name in its neighbourhood")
NAMES = STATIC + SAID + SHARED
_ORIGINS = {Origin.PRIMARY: "origin:primary", Origin.ENGLISH: "origin:english", Origin.CURATED: "origin:curated",
            Origin.ENDONYM: "origin:curated", Origin.BARE: "origin:bare", Origin.LOCALE: "origin:locale",
            Origin.ALTERNATE: "origin:alternate", Origin.HISTORIC: "origin:historic"}


@dataclass(slots=True, eq=False)
class _Facts:
    """The constant side of an entry's senses, as arrays; computed once an entry."""

    static: Floats
    country: Ints
    region: Ints
    cell: Ints
    fine: Ints
    local: Floats


_COUNTRIES: dict[str, int] = {"": 0}


def _country_number(code: str) -> int:
    return _COUNTRIES.setdefault(code, len(_COUNTRIES))


@lru_cache(maxsize=32_768)
def facts_of(entry: Entry) -> _Facts:
    """The constant features of an entry's senses."""
    senses = entry.senses
    total = sum(sense.population for sense in senses) or 1
    static = np.zeros((len(senses), len(STATIC)))
    column = {name: number for number, name in enumerate(STATIC)}
    for number, sense in enumerate(senses):
        row = static[number]
        row[column["overshadowed"]] = sense.row in entry.lesser        # Kyiv City, Kyiv Oblast beside Kyiv
        if sense.kind is not Kind.CITY:
            row[column[f"kind:{sense.kind}"]] = 1
        else:
            row[column["population"]] = math.log10(sense.population + 100) - 4
            row[column["renown"]] = math.log10(sense.renown + 1) - 1
            row[column["population unknown"]] = not sense.population
            row[column["share of population"]] = sense.population / total
        row[column["capital"]] = sense.capital
        row[column["first"]] = number == 0
        if sense.origin in _ORIGINS:
            row[column[_ORIGINS[sense.origin]]] = 1
    best = max(sense.renown for sense in senses)
    return _Facts(
        static,
        np.array([_country_number(sense.country) for sense in senses], np.int64),
        np.array([sense.region for sense in senses], np.int64),
        np.array([cell_of(sense.lon, sense.lat, 1.0) for sense in senses], np.int64),
        np.array([cell_of(sense.lon, sense.lat, 0.3) for sense in senses], np.int64),
        np.array([_local(sense, best) for sense in senses]),
    )


def _local(sense: Sense, renown: int) -> float:
    """How much a place says about what else a text is on: the whole world speaks of New York, few speak of Ithaca."""
    return 1.0 if sense.kind in (Kind.COUNTRY, Kind.REGION) else 1 / (1 + renown / 30)


class Evidence:
    """The units of a stretch with their features as one matrix, and the weights of their senses as one vector."""

    def __init__(self, units: list[Unit], *, phones: set[int] = frozenset(), prefer: frozenset[str] = frozenset(),  # type: ignore[assignment]
                 near: tuple[float, float] | None = None) -> None:
        self.units = units
        facts = [facts_of(unit.entry) for unit in units]
        sizes = np.array([len(unit.entry.senses) for unit in units], np.int64)
        self.offsets = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        for unit, offset in zip(units, self.offsets.tolist(), strict=True):
            unit.offset = offset
        self.unit_of = np.repeat(np.arange(len(units)), sizes)
        self.group = np.repeat(np.array([unit.group for unit in units], np.int64), sizes)
        self.country = np.concatenate([fact.country for fact in facts])
        self.region = np.concatenate([fact.region for fact in facts])
        self.local = np.concatenate([fact.local for fact in facts])
        self._countries = Sharing(self.country, self.group)
        self._regions = Sharing(self.region, self.group)
        self._cells = Nearness(np.concatenate([fact.cell for fact in facts]), self.group)
        self._fine_cells = Nearness(np.concatenate([fact.fine for fact in facts]), self.group)
        self.features = np.zeros((len(self.group), len(NAMES)))
        self.features[:, : len(STATIC)] = np.concatenate([fact.static for fact in facts])
        self.mass = np.array([_mass(unit) for unit in units])
        self._say(phones, prefer, near)
        self.weights = np.ones(len(self.group))

    def _say(self, phones: set[int], prefer: frozenset[str], near: tuple[float, float] | None) -> None:
        """Fill in what is said of each unit."""
        column = {name: number for number, name in enumerate(NAMES)}
        qualified: dict[int, set[int]] = {}
        for unit in self.units:
            senses = unit.entry.senses
            if len(senses) < 2:
                continue
            rows = self.features[unit.offset : unit.offset + len(senses)]
            if unit.regions or unit.countries:
                fits = [_lies(sense, unit.regions, unit.countries) for sense in senses]
                if any(fits):
                    rows[:, column["qualified"]] = fits
                    rows[:, column["contradicted"]] = [not fit for fit in fits]
                    qualified.setdefault(unit.group, set()).update(s.row for s, fit in zip(senses, fits, strict=True) if fit)
            if unit.cue is not None:
                if "city" not in unit.cue:
                    rows[:, column["overshadowed"]] = 0             # "the Kharkiv and Sumy regions"
                fits = [sense.kind in unit.cue for sense in senses]
                if any(fits):
                    rows[:, column["cue fits"]] = fits
                    rows[:, column["cue does not fit"]] = [not fit for fit in fits]
            if unit.beside_regions:
                rows[:, column["region beside"]] = [s.region in unit.beside_regions and s.kind is not Kind.REGION for s in senses]
            if unit.beside_countries:
                rows[:, column["country beside"]] = [s.country in unit.beside_countries and s.kind is not Kind.COUNTRY for s in senses]
            if unit.beside_people:
                rows[:, column["demonym beside"]] = [s.country in unit.beside_people for s in senses]
            if len(unit.listed) == 1:
                fits = [sense.kind in unit.listed for sense in senses]
                if any(fits) and not all(fits):
                    rows[:, column["list of its kind"]] = fits
                    rows[:, column["list of another kind"]] = [not fit for fit in fits]
            if phones:
                rows[:, column["telephone"]] = [s.region in phones for s in senses]
            if prefer:
                rows[:, column["preferred"]] = [s.country in prefer for s in senses]
            if near is not None:
                rows[:, column["hinted near"]] = [_closeness(s, near) for s in senses]
        for unit in self.units:
            known = qualified.get(unit.group)
            if known and not (unit.regions or unit.countries):
                rows = self.features[unit.offset : unit.offset + len(unit.entry.senses)]
                rows[:, column["qualified elsewhere"]] = [sense.row in known for sense in unit.entry.senses]

    def share(self) -> None:
        """Fill in what the other names of the stretch say, as their senses are weighted now."""
        weight = self.weights * self.mass[self.unit_of] * self.local
        first = len(STATIC) + len(SAID)
        kinds = self.features[:, :2]
        named = weight * kinds[:, 0]
        total = weight.sum() + 1  # one name is not yet a map
        country = self._countries.others(weight) * (self.country > 0)
        self.features[:, first] = country / total
        self.features[:, first + 1] = np.minimum(self._countries.others(named) * (self.country > 0), 3.0) / 3
        placed = self.region >= 0
        self.features[:, first + 2] = self._regions.others(weight) * placed / total
        self.features[:, first + 3] = np.minimum(self._regions.others(weight * kinds[:, 1]) * placed, 3.0) / 3
        point = weight * (1 - kinds.sum(axis=1))
        nearby = self._cells.others(point)
        self.features[:, first + 4] = 1 - np.exp(-nearby / 2)
        self.features[:, first + 5] = 1 - np.exp(-self._fine_cells.others(point) / 2)
        region = self.features[:, first + 2] * total
        for column, values in ((first + 6, country), (first + 7, region), (first + 8, nearby)):
            top = np.maximum.reduceat(values, self.offsets)[self.unit_of]
            self.features[:, column] = values / (top + 1.0)

    def weigh(self, weights: Floats) -> Floats:
        """Set each unit's senses to the softmax of their scores; the scores."""
        scores: Floats = self.features @ weights
        top = np.maximum.reduceat(scores, self.offsets)
        power = np.exp(scores - top[self.unit_of])
        self.weights = power / np.add.reduceat(power, self.offsets)[self.unit_of]
        return scores

    def settle(self, first: Floats, then: Floats, *, rounds: int = 3) -> Floats:
        """Weigh by what is said alone, then ``rounds`` times jointly; the last scores."""
        scores = self.weigh(first)
        for _ in range(rounds):
            self.share()
            scores = self.weigh(then)
        return scores


def _mass(unit: Unit) -> float:
    """How much a unit says about the stretch: how surely it is a place, and a little more where it comes often."""
    best = max(spot.score for spot in unit.spots)
    sure = 1 / (1 + math.exp(-max(min(best, 30.0), -30.0)))
    return sure * (1 + 0.5 * math.log(len(unit.spots))) * (0.5 if unit.entry.demonym else 1.0) * (0.1 if unit.remote else 1.0)


def _lies(sense: Sense, regions: set[int], countries: set[str]) -> bool:
    inside_region = sense.region in regions and sense.row not in regions
    return inside_region or (sense.country in countries and sense.kind is not Kind.COUNTRY)


def _closeness(sense: Sense, near: tuple[float, float]) -> float:
    lon, lat = near
    x = (sense.lon - lon) * math.cos(math.radians((sense.lat + lat) / 2))
    return math.exp(-math.hypot(x, sense.lat - lat) * 111.2 / 200)
