"""Countries, dependent territories and continents: GeoNames' table, CLDR's names in all languages, ISO 3166-1 codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gazetteer.build.drafts import Draft
from gazetteer.build.sources import Sources
from gazetteer.errors import DataError
from gazetteer.index import Origin
from gazetteer.model import Kind
from gazetteer.names import fold

__all__ = ["draft_continents", "draft_countries", "flag_capitals"]

DISSOLVED = ("AN", "CS")        # in GeoNames' table still; their names come from the curated table of renamed places
_SEATS = {"PW": "8063361"}      # Ngerulmud; the table of countries still has its former seat


def draft_countries(sources: Sources, points: Mapping[str, tuple[float, float]]) -> dict[str, Draft]:
    """Drafts by ISO 3166-1 alpha-2 code. ``points`` are representative points (lon, lat) by code; DataError where one is missing."""
    drafts = {}
    spoken: dict[str, set[str]] = {}
    for code, row in sources.countries().items():
        if code in DISSOLVED:
            continue
        if code not in points:
            raise DataError(f"no representative point for country {code} ({row['name']}): add it to country_points.toml")
        lon, lat = points[code]
        numeric = f"{int(row['isonumeric']):03d}" if int(row["isonumeric"]) else None
        drafts[code] = Draft(
            id=str(row["geonameid"]), name=row["name"], kind=Kind.COUNTRY, lon=lon, lat=lat, country=code, population=row["population"],
            codes=tuple(filter(None, (code, row["iso3"], numeric))),
            neighbours=tuple(sorted(filter(None, row["neighbours"].split(",")))),
        )
        drafts[code].call(row["name"], Origin.PRIMARY)
        for short in (code, row["iso3"]):
            drafts[code].call(short, Origin.CODE)
        spoken[code] = {tag.split("-")[0] for tag in row["languages"].split(",")}
    for tag, code, name in sources.country_names():
        if code in drafts:
            language = tag.split("-")[0]
            origin = (Origin.ENGLISH if language == "en" else Origin.ENDONYM if language in spoken[code] else Origin.LOCALE)
            if len(name) < 3 and name.isascii():         # "US", "UK": as plain words they would be "us" and Ukrainian
                origin = Origin.CODE
            drafts[code].call(name, origin, tag)
            for part in _parts(name):
                drafts[code].call(part, max(origin, Origin.CURATED))
    return drafts


def _parts(name: str) -> list[str]:
    """What stands before and in the brackets: "Myanmar (Burma)" is called both."""
    if not name.endswith(")") or "(" not in name:
        return []
    before, _, inside = name[:-1].partition("(")
    return [part for part in (before.strip(), inside.strip()) if len(fold(part)) > 3]


def draft_continents(sources: Sources) -> list[Draft]:
    """The seven continents, with GeoNames' names in many languages."""
    drafts = []
    for row in sources.continents().values():
        draft = Draft(id=str(row["geonameId"]), name=row["toponymName"], kind=Kind.CONTINENT, lon=float(row["lng"]), lat=float(row["lat"]),
                      population=int(row["population"]))
        for entry in row["alternateNames"]:
            tag = entry.get("lang", "")
            if 2 <= len(tag) <= 3:                       # longer ones are types: "link", "wkdt"
                draft.call(entry["name"], Origin.ENGLISH if tag == "en" else Origin.LOCALE, tag)
            elif tag == "wkdt":
                draft.wikidata = entry["name"]
        drafts.append(draft)
    return drafts


def flag_capitals(sources: Sources, cities: Iterable[Draft]) -> list[str]:
    """Mark the capitals among the cities by GeoNames' table of countries; returns the codes of the countries whose was not found."""
    wanted = {code: fold(row["capital"]) for code, row in sources.countries().items() if row["capital"] and code not in DISSOLVED}
    found: dict[str, Draft] = {}
    for city in cities:
        code = city.country or ""
        if code in _SEATS:
            if _SEATS[code] == city.id:
                found[code] = city
        elif code in wanted and wanted[code] in (fold(text) for text in (city.name, *city.spellings)) and (
                code not in found or city.population > found[code].population):
            found[code] = city
    for city in found.values():
        city.capital = True
    return sorted(set(wanted) - set(found))


