"""GeoNames' populated places, with their alternate names cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gazetteer.build.canonical import Canonical
from gazetteer.build.clean import Cleaner
from gazetteer.build.drafts import Draft
from gazetteer.build.scripts import language_of
from gazetteer.build.sources import Sources
from gazetteer.index import Origin
from gazetteer.model import Kind
from gazetteer.names import fold

__all__ = ["call_in_languages", "draft_cities"]


def draft_cities(sources: Sources, cleaner: Cleaner, canonical: Canonical, regions: Mapping[str, str]) -> list[Draft]:
    """Drafts in the order of their ids. ``regions`` gives a region's id by GeoNames' admin-1 code ("UA.07")."""
    drafts = []
    for row in sorted(sources.cities().values(), key=lambda row: int(row["geonameid"])):
        country, main = row["countrycode"], row["name"]
        draft = Draft(
            id=str(row["geonameid"]), name=canonical.name(main, country), kind=Kind.CITY, lon=row["longitude"], lat=row["latitude"],
            country=country, admin1=regions.get(f"{country}.{row['admin1code']}"), population=row["population"],
        )
        draft.call(main, Origin.PRIMARY)
        for text, origin in cleaner.clean(main, row["alternatenames"]):
            language = language_of(text)
            draft.call(text, origin, *([language] if language else []))
        drafts.append(draft)
    return drafts


def call_in_languages(
    drafts: Iterable[Draft], names: Iterable[tuple[str, str, str, str]], spoken: Mapping[str, set[str]],
) -> tuple[int, set[tuple[str, str]]]:
    """Give the cities of time zones their names by language: (language tag, country code, English name, name).

    Of several cities of that English name in the country the largest is meant. Returns how many names found their city, and the cities
    (country code, English name) that were not found.
    """
    entries = list(names)
    wanted = {(country, fold(english)) for _, country, english, _ in entries}
    largest: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        for text in (draft.name, *draft.spellings):
            key = (draft.country or "", fold(text))
            if key in wanted and (key not in largest or draft.population > largest[key].population):
                largest[key] = draft
    found, missing = 0, set()
    for tag, country, english, name in entries:
        city = largest.get((country, fold(english)))
        if city is None:
            missing.add((country, english))
            continue
        language = tag.split("-")[0]
        origin = Origin.ENGLISH if language == "en" else Origin.ENDONYM if language in spoken.get(country, ()) else Origin.LOCALE
        city.call(name, origin, tag)
        found += 1
    return found, missing
