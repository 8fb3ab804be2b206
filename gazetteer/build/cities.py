"""GeoNames' populated places, with their alternate names cleaned."""

from __future__ import annotations

from collections.abc import Mapping

from gazetteer.build.canonical import Canonical
from gazetteer.build.clean import Cleaner
from gazetteer.build.drafts import Draft
from gazetteer.build.scripts import language_of
from gazetteer.build.sources import Sources
from gazetteer.index import Origin
from gazetteer.model import Kind

__all__ = ["draft_cities"]


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
