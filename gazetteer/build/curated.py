"""The hand-kept tables, read and laid over the drafts. Every reference must lead somewhere: a broken one fails the build.

What each file may hold stands in its header; `gazetteer/curated/FORMAT.md` tells what they share.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.build.drafts import Draft
from gazetteer.errors import DataError
from gazetteer.index import Origin
from gazetteer.model import Kind

__all__ = ["CURATED", "Curated", "rows"]

CURATED = Path(__file__).parent.parent / "curated"
_OWN = {"areas": ("area", Kind.AREA), "seas": ("sea", Kind.SEA), "rivers": ("river", Kind.RIVER), "sites": ("site", Kind.SITE)}


def rows(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of all groups, each with what it inherits from its group."""
    for group in table.get("group", ()):
        shared = {key: value for key, value in group.items() if key != "rows"}
        for row in group.get("rows", ()):
            yield {**shared, **row}


class Curated:
    """The tables of a folder. Raises DataError for a file that is no TOML."""

    def __init__(self, folder: Path = CURATED) -> None:
        self.folder = folder
        self.tables: dict[str, dict[str, Any]] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                self.tables[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise DataError(f"{path.name}: {error}") from None
        self._problems: list[str] = []

    def table(self, stem: str) -> dict[str, Any]:
        return self.tables.get(stem, {})

    def country_points(self) -> dict[str, tuple[float, float]]:
        """Representative points (lon, lat) of countries by code."""
        return {row["country"]: (row["lon"], row["lat"]) for row in rows(self.table("country_points"))}

    def own_places(self) -> list[Draft]:
        """The places that the tables themselves define: areas, seas, rivers, sites."""
        drafts = []
        for stem, (word, kind) in _OWN.items():
            for row in self.table(stem).get(word, ()):
                draft = Draft(id=row["id"], name=row["name"], kind=kind, lon=row["lon"], lat=row["lat"], country=row.get("country"),
                              wikidata=row.get("wikidata"), bounds=tuple(row["bounds"]) if "bounds" in row else None)
                self._call_all(draft, row)
                drafts.append(draft)
        return drafts

    def lay_over(self, drafts: list[Draft], admin1: Mapping[str, str]) -> None:
        """Apply canonical names, spellings, historic names and demonyms. DataError lists every broken reference."""
        by_id = {draft.id: draft for draft in drafts}
        countries = {draft.country: draft for draft in drafts if draft.kind is Kind.COUNTRY}

        def follow(reference: str, where: str) -> Draft | None:
            found = by_id.get(reference) or countries.get(reference) or by_id.get(admin1.get(reference, ""))
            if found is None:
                self._problems.append(f"{where}: no place {reference!r}")
            return found

        for row in rows(self.table("canonical")):
            place = follow(row["place"], "canonical.toml")
            if place is not None:
                if place.name != row["name"]:
                    place.call(place.name, Origin.PRIMARY)
                place.name = row["name"]
                self._call_all(place, row)
        if self._problems:
            raise DataError("curated tables: " + "; ".join(self._problems))

    @staticmethod
    def _call_all(draft: Draft, row: Mapping[str, Any]) -> None:
        for text in row.get("also", ()):
            draft.call(text, Origin.CURATED)
        for tag, texts in row.get("names", {}).items():
            for text in [texts] if isinstance(texts, str) else texts:
                draft.call(text, Origin.ENGLISH if tag == "en" else Origin.LOCALE, tag)
