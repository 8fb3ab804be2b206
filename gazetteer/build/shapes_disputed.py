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

CRUMB = 1e-5      # square degrees, a tenth of a square kilometre: what a cut along an old line leaves of a region that is whole


def divide(
    pieces: Sequence[Piece], areas: Sequence[Mapping[str, Any]], outlines: Mapping[str, Any]
) -> tuple[list[Piece], list[str]]:
    """Pieces, some cut in two, and for each the unit it belongs to: its country code or a disputed area's id.

    ``areas`` are the rows of ``disputed.toml``; ``outlines`` maps world-atlas' names to polygons. Raises DataError for an area
    that nothing is found of.
    """
    units = [piece.country for piece in pieces]
    pieces = list(pieces)
    for area in areas:
        found = False
        blade = _blade(area, outlines)
        for number in range(len(pieces)):
            piece = pieces[number]
            if blade is None:
                if piece.id in area.get("regions", ()) or piece.country == area.get("territory"):
                    units[number] = area["id"]
                    found = True
                continue
            source = piece.country in area["from"] or piece.id in area["from"]
            if not source or units[number] != piece.country or not blade.intersects(piece.geometry):
                continue
            inside = only_polygons(piece.geometry.intersection(blade))
            outside = only_polygons(piece.geometry.difference(blade))
            if inside.area < CRUMB:
                continue
            found = True
            if outside.area < CRUMB:
                units[number] = area["id"]
                continue
            pieces[number] = replace(piece, geometry=outside)
            pieces.append(replace(piece, geometry=inside))
            units.append(area["id"])
        missing = set(area.get("regions", ())) - {piece.id for piece in pieces}
        if missing or not found:
            raise DataError(f"disputed area {area['id']}: {', '.join(sorted(missing)) or 'nothing'} not found in the sources")
    return pieces, units


def _blade(area: Mapping[str, Any], outlines: Mapping[str, Any]) -> Any | None:
    """The polygon to cut with, or None where the area consists of whole regions."""
    if "cut" in area:
        return shapely.Polygon(area["cut"])
    if "outline" in area:
        if area["outline"] not in outlines:
            raise DataError(f"disputed area {area['id']}: world-atlas has no {area['outline']!r}")
        return outlines[area["outline"]]
    return None
