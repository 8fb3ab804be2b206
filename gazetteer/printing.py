"""What the gazetteer command prints: tables for people, a JSON object a line for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from gazetteer.model import Match, Place

__all__ = ["HEAD", "match_dict", "match_row", "place_dict", "printable", "say_json", "say_table"]


def place_dict(place: Place) -> dict[str, Any]:
    return {
        "id": place.id, "name": place.name, "kind": str(place.kind), "lon": round(place.point.lon, 5),
        "lat": round(place.point.lat, 5), "country": place.country, "admin1": place.admin1,
        "population": place.population or None, "capital": place.capital, "codes": list(place.codes),
        "wikidata": place.wikidata,
    }


def match_dict(match: Match | None) -> dict[str, Any]:
    if match is None:
        return {"id": None, "name": None}
    return {
        **place_dict(match.place), "matched": match.name.text, "language": match.name.language, "method": str(match.method),
        "confidence": match.confidence, "reason": match.reason,
    }


def say_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace").decode())


def say_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell, so that a person can read down them."""
    cells = [tuple(printable(cell) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


def match_row(query: str, match: Match | None) -> tuple[str, ...]:
    if match is None:
        return (query, "-", "not found", "", "", "", "")
    place = match.place
    where = f"{place.point.lon:.4f} {place.point.lat:.4f}"
    return (query, place.id, place.name, str(place.kind), place.country or "", where, f"{match.confidence:.2f} {match.method}")


HEAD = ("query", "id", "name", "kind", "country", "lon lat", "confidence")
