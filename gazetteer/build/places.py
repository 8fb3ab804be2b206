"""The build on one screen: sources -> drafts -> curated tables over them -> checks -> artefact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import pi, sqrt
from pathlib import Path
from typing import Any

from gazetteer.build.canonical import Canonical
from gazetteer.build.cities import call_in_languages, draft_cities
from gazetteer.build.clean import Cleaner
from gazetteer.build.countries import draft_continents, draft_countries, flag_capitals
from gazetteer.build.curated import Curated
from gazetteer.build.drafts import Draft
from gazetteer.build.regions import admin1_ids, draft_regions
from gazetteer.build.sources import Sources
from gazetteer.build.writer import Writer
from gazetteer.errors import DataError
from gazetteer.globe import distance_km
from gazetteer.model import Kind

__all__ = ["build"]

Say = Callable[[str], None]


def build(sources: Sources, output: Path, *, curated: Curated | None = None, say: Say = lambda line: None) -> int:
    """Build the embedded artefact; returns its size in bytes. Raises DataError for missing sources and broken references."""
    curated = curated or Curated()
    canonical = Canonical(curated.table("canonical"))

    divisions = list(sources.divisions())
    regions = admin1_ids(divisions)
    cleaner = Cleaner(sources.language_names())
    cities = draft_cities(sources, cleaner, canonical, regions)
    say(f"cities: {len(cities):,}; alternate names by rule: {_listed(cleaner.counts)}")

    countries = draft_countries(sources, curated.country_points())
    say(f"countries and territories: {len(countries)}, {sum(len(d.spellings) for d in countries.values()):,} names")
    spoken = {code: {tag.split('-')[0] for tag in row['languages'].split(',')} for code, row in sources.countries().items()}
    called, homeless = call_in_languages(cities, sources.city_names(), spoken)
    say(f"names of cities by language: {called:,}")
    areas, counts = draft_regions(sources, divisions, canonical, _middles(sources), sources.counties(), spoken)
    say(f"regions and counties: {_listed(counts)}")
    missing = flag_capitals(sources, cities)
    say(f"countries without a capital among the cities: {' '.join(missing) or 'none'}")

    drafts = [*cities, *countries.values(), *areas, *draft_continents(sources)]
    known = len(drafts)
    drafts = curated.apply(drafts, regions, spoken)
    say(f"curated: {', '.join(curated.tables)}; places of our own: {len(drafts) - known}")
    # Time zones are called by islands and research stations too, which are places of our own or regions.
    others = (draft for draft in drafts if draft.kind in (Kind.AREA, Kind.REGION, Kind.SITE))
    called, homeless = call_in_languages(others, (row for row in sources.city_names() if row[1:3] in homeless), spoken)
    strangers = ", ".join(f"{name} ({code})" for code, name in sorted(homeless))
    say(f"names of islands and stations by language: {called:,}; of no place: {strangers}")
    drafts.sort(key=_order)
    check(drafts)

    writer = Writer(zipf=sources.word_frequency())
    for draft in drafts:
        writer.add(draft)
    say(f"writing {len(writer):,} places")
    size = writer.finish(output, sources=sources.versions)
    say(f"wrote {output.name}: {size:,} bytes")
    return size


def check(drafts: Iterable[Draft]) -> None:
    """Cross references among the drafts. Raises DataError that lists what is broken."""
    drafts = list(drafts)
    counted = Counter(draft.id for draft in drafts)
    problems = [f"two places have the id {id}" for id, times in counted.items() if times > 1]
    countries = {draft.country for draft in drafts if draft.kind == "country"}
    for draft in drafts:
        if draft.country and draft.country not in countries:
            problems.append(f"{draft.id} {draft.name}: no country {draft.country}")
        if draft.admin1 and draft.admin1 not in counted:
            problems.append(f"{draft.id} {draft.name}: no region {draft.admin1}")
        problems += [f"{draft.id} {draft.name}: no neighbour {code}" for code in draft.neighbours if code not in countries]
    if problems:
        raise DataError(f"{len(problems)} broken references: " + "; ".join(problems[:20]))


def _order(draft: Draft) -> tuple[bool, int, str]:
    """GeoNames ids by number, then slugs by letter."""
    numbered = draft.id.isascii() and draft.id.isdigit()
    return (not numbered, int(draft.id) if numbered else 0, draft.id)


def _middles(sources: Sources) -> dict[str, tuple[float, float, int]]:
    """By admin-1 and admin-2 code: the middle of the known cities, weighed by population, and their population together."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])

    def count(code: str, lon: float, lat: float, people: int) -> None:
        weight = people + 1
        for at, value in enumerate((lon * weight, lat * weight, weight, people)):
            sums[code][at] += value

    populations = {}
    for code, cities in _by_region(sources.cities().values()).items():
        for city in _not_nested(cities):
            count(code, city["longitude"], city["latitude"], city["population"])
            populations[city["name"], city["longitude"], city["latitude"]] = city["population"]
    for code, name, lon, lat in sources.admin2_cities():
        count(code, lon, lat, populations.get((name, lon, lat), 0))
    shares = _shares(sources, sums)
    middles = {code: (lon / weight, lat / weight, int(people * shares.get(code.split(".")[0], 1.0)))
               for code, (lon, lat, weight, people) in sums.items()}
    for code, (lon, lat) in sources.states().items():     # the outline's middle is the better point where we have it
        middles[code] = (lon, lat, middles[code][2] if code in middles else 0)
    return middles


def _shares(sources: Sources, sums: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """By what the counts of a country's regions are to be multiplied where together they come to more than the country's people."""
    counted: Counter[str] = Counter()
    for code, (*_, people) in sums.items():
        if code.count(".") == 1:
            counted[code.split(".")[0]] += int(people)
    return {code: row["population"] / counted[code] for code, row in sources.countries().items() if counted[code] > row["population"] > 0}


_CROWDED = 5_000               # people a square kilometre: what a big city's quarters are as thickly settled as


def _by_region(cities: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Cities by admin-1 code, the largest first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in sorted(cities, key=lambda city: -city["population"]):
        found[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    return found


def _not_nested(cities: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The cities of a region, the largest first, without those that stand on a larger one's ground: GeoNames lists a city's boroughs
    and quarters beside it, and counting them too made New York State half as large again as it is.
    """
    grounds: list[tuple[float, float, float]] = []
    for city in cities:
        lon, lat = city["longitude"], city["latitude"]
        if any(distance_km(lon, lat, *ground[:2]) < ground[2] for ground in grounds):
            continue
        if city["population"] >= 100_000:
            grounds.append((lon, lat, sqrt(city["population"] / _CROWDED / pi)))
        yield city


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


