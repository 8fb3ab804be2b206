"""One's own places, from a CSV or GeoJSON file: villages, depots, crossings that no public gazetteer carries.

CSV: a header line with ``name``, ``lon`` and ``lat`` (WGS 84 degrees), optionally ``id``, ``kind``, ``country``, ``population`` and
``also`` (further names, parted by semicolons). GeoJSON: a FeatureCollection of points with the same keys as properties.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.errors import DataError, InvalidPoint
from gazetteer.model import Kind, Name, NameKind, Place, Point
from gazetteer.names import fold

__all__ = ["read_places"]


@dataclass(frozen=True, slots=True)
class _Listed:
    """The names of one place, as they were read."""

    listed: tuple[Name, ...]

    def names(self, place: Place) -> tuple[Name, ...]:
        return self.listed


def read_places(path: str | Path) -> tuple[Place, ...]:
    """The places of a CSV or GeoJSON file, told apart by its content.

    Raises DataError that names the line or feature where the file cannot be understood.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read places from {path}: {_reason(error)}") from None
    rows = _features(text, path) if text.lstrip().startswith("{") else _lines(text, path)
    places = tuple(_place(row, where, number) for number, (where, row) in enumerate(rows, 1))
    if not places:
        raise DataError(f"no places in {path}")
    return places


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"


def _lines(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(text.splitlines())
    try:
        header = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = {"name", "lon", "lat"} - set(header)
        if missing:
            raise DataError(f"{path} has no column {', '.join(sorted(missing))}: it needs name, lon and lat")
        reader.fieldnames = header
        for row in reader:
            yield f"{path}, line {reader.line_num}", row
    except csv.Error as error:
        raise DataError(f"{path}, line {reader.line_num}: {error}") from None


def _features(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        features: Iterable[Any] = json.loads(text)["features"]
        for number, feature in enumerate(features, 1):
            where = f"{path}, feature {number}"
            if feature["geometry"]["type"] != "Point":
                raise DataError(f"{where} is a {feature['geometry']['type']}: only points are places here")
            lon, lat = feature["geometry"]["coordinates"][:2]
            yield where, {**(feature.get("properties") or {}), "lon": lon, "lat": lat, "id": feature.get("id")}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} is no GeoJSON FeatureCollection of points: {type(error).__name__} {error}") from None


def _place(row: Mapping[str, Any], where: str, number: int) -> Place:
    name = str(row.get("name") or "").strip()
    if not fold(name):
        raise DataError(f"{where}: a place without a name")
    try:
        point = Point(float(row["lon"]), float(row["lat"]))
        kind = Kind(str(row.get("kind") or "site").strip().lower())
        population = int(row.get("population") or 0)
    except InvalidPoint as error:
        raise DataError(f"{where}: {error}") from None
    except (TypeError, ValueError):
        raise DataError(
            f"{where}: lon, lat and population must be numbers, kind one of {', '.join(Kind)}"
        ) from None
    also = tuple(part.strip() for part in str(row.get("also") or "").split(";") if fold(part))
    names = (Name(name, None, NameKind.CANONICAL), *(Name(text) for text in also))
    country = str(row.get("country") or "").strip().upper() or None
    id = str(row.get("id") or "").strip() or f"own-{number}"
    return Place(id, name, kind, point, country, population=population, source=_Listed(names))
