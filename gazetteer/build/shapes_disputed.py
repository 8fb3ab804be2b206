"""Cut the disputed areas out of the countries: each becomes a unit of its own, with borders on all sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import shapely

from gazetteer.build.shapes_sources import Piece
from gazetteer.build.topojson import only_polygons
from gazetteer.errors import DataError

__all__ = ["divide"]

CRUMB = (
    1e-5  # square degrees, a tenth of a square kilometre: what a cut along an old line leaves of a region that is whole
)


def divide(pieces: Sequence[Piece], areas: Sequence[Mapping[str, Any]], outlines: Mapping[str, Any]) -> list[Piece]:
    """Pieces, some of them cut in two, each with the disputed area it is part of.

    ``areas`` are the rows of ``disputed.toml``; ``outlines`` maps world-atlas' names to polygons. Raises DataError for an area
    that nothing, or not everything, is found of.
    """
    pieces = list(pieces)
    for area in areas:
        blade = _blade(area, outlines)
        divided = [
            part for piece in pieces for part in (_named(piece, area) if blade is None else _cut(piece, area, blade))
        ]
        missing = set(area.get("regions", ())) - {piece.id for piece in divided if piece.disputed == area["id"]}
        if missing or all(piece.disputed != area["id"] for piece in divided):
            raise DataError(
                f"disputed area {area['id']}: {', '.join(sorted(missing)) or 'nothing'} not found in the sources"
            )
        pieces = divided
    return pieces


def _named(piece: Piece, area: Mapping[str, Any]) -> tuple[Piece, ...]:
    """The piece, marked where the area lists it."""
    listed = piece.id in area.get("regions", ()) or piece.country == area.get("territory")
    return (replace(piece, disputed=area["id"]),) if listed else (piece,)


def _cut(piece: Piece, area: Mapping[str, Any], blade: Any) -> tuple[Piece, ...]:
    """The piece, or its parts outside and inside the blade, the latter marked."""
    source = piece.country in area["from"] or piece.id in area["from"]
    if not source or piece.disputed or not blade.intersects(piece.geometry):
        return (piece,)
    inside = only_polygons(piece.geometry.intersection(blade))
    outside = only_polygons(piece.geometry.difference(blade))
    if inside.area < CRUMB:
        return (piece,)
    marked = replace(piece, geometry=inside, disputed=area["id"])
    return (marked,) if outside.area < CRUMB else (replace(piece, geometry=outside), marked)


def _blade(area: Mapping[str, Any], outlines: Mapping[str, Any]) -> Any | None:
    """The polygon to cut with, or None where the area consists of whole regions."""
    if "cut" in area:
        return shapely.Polygon(area["cut"])
    if "outline" in area:
        if area["outline"] not in outlines:
            raise DataError(f"disputed area {area['id']}: world-atlas has no {area['outline']!r}")
        return outlines[area["outline"]]
    return None
