"""The hand-kept tables, read and laid over the drafts. Every reference must lead somewhere: a broken one fails the build.

What each file may hold stands in its header; `gazetteer/curated/FORMAT.md` tells what they share.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians
from pathlib import Path
from typing import Any

from gazetteer.build.drafts import Draft
from gazetteer.errors import DataError
from gazetteer.index import Origin
from gazetteer.model import Kind
from gazetteer.names import fold

__all__ = ["CURATED", "Curated", "grouped"]

CURATED = Path(__file__).parent.parent / "curated"
# The tables that define places of our own: the word of their rows, and the kind of place.
_OWN = {"areas": ("area", Kind.AREA), "seas": ("sea", Kind.SEA), "rivers": ("river", Kind.RIVER),
        "sites": ("site", Kind.SITE), "towns": ("town", Kind.CITY),
        "lands": ("land", Kind.AREA), "islands": ("island", Kind.AREA), "stations": ("station", Kind.SITE)}
_NAMING = ("canonical", "countries", "renamed", "demonyms")      # the tables about the names of places
_REFERRING = ("government",)                                     # those only refer to places
_ABOUT_NAMES = {"place", "name", "official", "also", "abbreviations", "former", "names", "adjective", "people", "yields"}
_REMARKS = {"source", "country", "why", "note", "year", "since", "until"}


def grouped(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of all groups, each with what it inherits from its group."""
    for group in table.get("group", ()):
        shared = {key: value for key, value in group.items() if key != "rows"}
        for row in group.get("rows", ()):
            yield {**shared, **row}


class Curated:
    """The tables of a folder. Raises DataError for a file that is no TOML."""

    def __init__(self, folder: Path = CURATED) -> None:
        self.tables: dict[str, dict[str, Any]] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                self.tables[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise DataError(f"{path.name}: {error}") from None

    def table(self, stem: str) -> dict[str, Any]:
        """A table by its file's name, {} where there is none."""
        return self.tables.get(stem, {})

    def country_points(self) -> dict[str, tuple[float, float]]:
        """Representative points (lon, lat) of countries by code."""
        return {row["place"]: (row["lon"], row["lat"]) for row in grouped(self.table("country_points"))}

    def apply(self, drafts: Iterable[Draft], admin1: Mapping[str, str], spoken: Mapping[str, set[str]]) -> list[Draft]:
        """The drafts with the tables over them: places of our own added, names, spellings and demonyms laid over the others.

        ``admin1`` gives region ids by GeoNames admin-1 code, ``spoken`` the languages of a country by its code. Raises DataError that
        lists every reference that leads nowhere and every key that means nothing.
        """
        overlay = _Overlay(drafts, admin1, spoken)
        for stem, (word, kind) in _OWN.items():
            for row in self.table(stem).get(word, ()):
                overlay.define(row, kind, f"{stem}.toml")
        for stem, (word, _) in _OWN.items():
            for row in self.table(stem).get(word, ()):
                overlay.join(row, f"{stem}.toml")
        overlay.settle()
        for stem in _NAMING:
            for row in grouped(self.table(stem)):
                overlay.lay(row, f"{stem}.toml")
        for stem in _REFERRING:
            for row in grouped(self.table(stem)):
                overlay.follow(row["near"], f"{stem}.toml")
        if overlay.problems:
            raise DataError(f"{len(overlay.problems)} broken curated rows: " + "; ".join(overlay.problems))
        return overlay.drafts


class _Overlay:
    """Drafts by every reference that leads to them, and what went wrong."""

    def __init__(self, drafts: Iterable[Draft], admin1: Mapping[str, str], spoken: Mapping[str, set[str]]) -> None:
        self.drafts = list(drafts)
        self._spoken = spoken
        self.problems: list[str] = []
        self._by_reference: dict[str, Draft] = {}
        for draft in self.drafts:
            self._enter(draft, draft.id)
            if draft.kind is Kind.COUNTRY and draft.country:
                self._enter(draft, draft.country)
        for code, id in admin1.items():
            if id in self._by_reference:
                self._by_reference.setdefault(code, self._by_reference[id])
        self._continents = {draft.name: draft for draft in self.drafts if draft.kind is Kind.CONTINENT}

    def _enter(self, draft: Draft, reference: str) -> None:
        if reference in self._by_reference:
            self.problems.append(f"two places claim {reference!r}")
        self._by_reference[reference] = draft

    def follow(self, reference: str, where: str) -> Draft | None:
        """The draft that a reference names; None, and a problem noted, where there is none."""
        found = self._by_reference.get(reference)
        if found is None:
            self.problems.append(f"{where}: no place {reference!r}")
        return found

    def define(self, row: Mapping[str, Any], kind: Kind, where: str) -> None:
        """Add a place of our own; or lay the row over the place it is ``same_as``, or over GeoNames' continent of that name."""
        kind = Kind(row["kind"]) if "kind" in row else kind
        bounds = tuple(row["bounds"]) if "bounds" in row else None
        countries = tuple(row.get("countries", ()))
        # A site stands on one side of the border that it crosses; an area in several countries is in none of them.
        country = row.get("country") or (countries[0] if len(countries) == 1 or (countries and kind is Kind.SITE) else None)
        place = None
        if "same_as" in row:
            place = self.follow(row["same_as"], where)
            if place is None:
                return
        elif kind is Kind.CONTINENT:
            place = self._continents.get(row["name"])
        if place is None:
            place = Draft(id=row["id"], name=row["name"], kind=kind, lon=row["lon"], lat=row["lat"], country=country)
            self.drafts.append(place)
        else:
            place.lon, place.lat = row["lon"], row["lat"]
            place.aliases += (row["id"],)
            if "kind" in row:
                place.kind = kind
            self._name(place, row["name"])
        self._enter(place, row["id"])
        place.bounds = bounds or place.bounds
        place.wikidata = row.get("wikidata") or place.wikidata
        place.countries = countries if len(countries) > 1 else ()
        place.type = row.get("type")
        place.population = row.get("population", place.population)
        self._call(place, row)
        for code in countries:
            self.follow(code, f"{where}: {row['id']}")

    def join(self, row: Mapping[str, Any], where: str) -> None:
        """Resolve what a place of our own consists of, once all are defined."""
        place = self._by_reference.get(row["id"])
        members = [self.follow(reference, f"{where}: {row['id']}") for reference in row.get("members", ())]
        connects = [self.follow(reference, f"{where}: {row['id']}") for reference in row.get("connects", ())]
        city = self.follow(row["city"], f"{where}: {row['id']}") if "city" in row else None
        for reference in row.get("absorbs", ()):
            other = self.follow(reference, f"{where}: {row['id']}")
            if place is not None and other is not None:
                self._absorb(place, other)
        if place is not None:
            place.members = tuple(member.id for member in members if member is not None and member is not place)
            place.connects = tuple(end.id for end in connects if end is not None)
            if city is not None:
                place.city, place.admin1 = city.id, city.admin1
            if "region" in row:
                region = self.follow(row["region"], f"{where}: {row['id']}")
                place.admin1 = region.id if region is not None else place.admin1

    def _absorb(self, place: Draft, other: Draft) -> None:
        """Let a division that another state counts as its own go up in the place whose ground it is, with the cities in it."""
        self.drafts.remove(other)
        for text in other.spellings:
            place.call(text, Origin.ALTERNATE)
        for draft in self.drafts:
            if draft.admin1 == other.id:
                draft.admin1, draft.country = place.id, place.country

    def settle(self) -> None:
        """Towns and sites of our own lie in the region of the nearest city of their country."""
        cities: dict[str | None, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            if draft.kind is Kind.CITY and draft.admin1:
                cities[draft.country].append(draft)
        for draft in self.drafts:
            if draft.kind in (Kind.CITY, Kind.SITE) and draft.admin1 is None and draft.country and not draft.id.isdigit():
                wide = cos(radians(draft.lat))
                nearest = min(cities[draft.country], default=None,
                              key=lambda city: ((city.lon - draft.lon) * wide) ** 2 + (city.lat - draft.lat) ** 2)
                draft.admin1 = nearest.admin1 if nearest else None

    def lay(self, row: Mapping[str, Any], where: str) -> None:
        """Lay a row of names over the place that it references."""
        strange = set(row) - _ABOUT_NAMES - _REMARKS
        if strange:
            self.problems.append(f"{where}: {row.get('place')}: what is {', '.join(sorted(strange))}?")
        place = self.follow(row["place"], where)
        if place is not None:
            if "name" in row:
                self._name(place, row["name"])
            self._call(place, row)

    @staticmethod
    def _name(place: Draft, name: str) -> None:
        if place.name != name:
            place.call(place.name, Origin.PRIMARY)
            place.name = name

    def _call(self, place: Draft, row: Mapping[str, Any]) -> None:
        for key in ("adjective", "people"):
            for text in _several(row.get(key, ())):
                if text not in place.demonyms:
                    place.demonyms.append(text)
                known = place.spellings.get(text)
                if known is not None and known.origin in (Origin.LOCALE, Origin.ALTERNATE):
                    known.origin = Origin.DEMONYM      # "Israeli" is Israel in Taita, and in any other text an adjective
        for key, origin in _CALLED.items():
            for text in _several(row.get(key, ())):
                place.call(text, origin, *(["en"] if key == "official" else []))
        former, yielded = ({fold(text) for text in _several(row.get(key, ()))} for key in ("former", "yields"))
        for text, spelling in place.spellings.items():
            if text != place.name and fold(text) in former:           # a source still lists it as a name like any other
                spelling.origin = Origin.HISTORIC
            elif text != place.name and fold(text) in yielded:
                spelling.origin = Origin.ALTERNATE
        spoken = self._spoken.get(place.country or "", ())
        for tag, texts in row.get("names", {}).items():
            origin = Origin.ENGLISH if tag == "en" else Origin.ENDONYM if tag.split("-")[0] in spoken else Origin.LOCALE
            for text in _several(texts):
                place.call(text, origin, tag)


_CALLED = {"official": Origin.ENGLISH, "also": Origin.CURATED, "abbreviations": Origin.CODE, "former": Origin.HISTORIC}


def _several(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
