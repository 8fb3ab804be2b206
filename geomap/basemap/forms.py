"""The two forms a cut is drawn from: compact text for the page, clipped coordinates for static maps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from geomap.basemap.coding import encode
from geomap.basemap.cut import PIXEL, Cut

__all__ = ["clipped_land", "clipped_lakes", "clipped_lines", "compact"]

FINER = 0.75                    # levels beyond the cut's zoom at which the grid is still half a pixel
Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]


def compact(cut: Cut, *, focus: Iterable[str] = ()) -> dict[str, Any]:
    """The cut for the page, ready for JSON.

    - ``text``, ``origin`` (lon, lat) and ``perDegree``: all arcs, in the coding of `geomap.basemap.coding`;
    - ``fills``: in drawing order, ``{"kind", "rings"}`` with rings of arc numbers (``~n`` backwards), kind "land", "focus", "lake";
    - ``lines``: in drawing order, ``{"kind", "arcs"}``, kind "river", "admin1", "coast", "border", "focus-border", "disputed".
    """
    chosen = frozenset(focus)
    per_degree = 2 ** (cut.zoom + FINER + 1) / PIXEL
    west, south = round(cut.outer[0]), round(cut.outer[1])
    grids = (np.rint((arc - (west, south)) * per_degree).astype(np.int64).tolist() for arc in cut.arcs)
    around = {n if n >= 0 else ~n for land in cut.land if land.owner in chosen
              for polygon in land.polygons for ring in polygon for n in ring}
    fills = [
        ("land", [ring for land in cut.land if land.owner not in chosen for polygon in land.polygons for ring in polygon]),
        ("focus", [ring for land in cut.land if land.owner in chosen for polygon in land.polygons for ring in polygon]),
        ("lake", [ring for lake in cut.lakes for ring in lake]),
    ]
    lines = [
        ("river", cut.rivers),
        ("admin1", cut.admin1),
        ("coast", cut.coast),
        ("border", [n for n in cut.borders if n not in around]),
        ("focus-border", [n for n in cut.borders if n in around]),
        ("disputed", cut.disputed),
    ]
    return {
        "text": encode(grids),
        "origin": [west, south],
        "perDegree": round(per_degree, 3),
        "fills": [{"kind": kind, "rings": rings} for kind, rings in fills if rings],
        "lines": [{"kind": kind, "arcs": list(arcs)} for kind, arcs in lines if arcs],
    }


def clipped_land(cut: Cut, box: Box | None = None) -> dict[str, tuple[tuple[Ring, ...], ...]]:
    """Land by owner as polygons of rings of (lon, lat), shell first, clipped to ``box`` (the surroundings where not given)."""
    box = box or cut.outer
    found = {land.owner: _clipped(cut, land.polygons, box) for land in cut.land}
    return {owner: polygons for owner, polygons in found.items() if polygons}


def clipped_lakes(cut: Cut, box: Box | None = None) -> tuple[tuple[Ring, ...], ...]:
    """Lakes as polygons of rings of (lon, lat)."""
    return _clipped(cut, cut.lakes, box or cut.outer)


def clipped_lines(cut: Cut, layer: str, box: Box | None = None) -> tuple[Ring, ...]:
    """A layer's lines ("coast", "borders", "disputed", "admin1", "rivers") as (lon, lat) points, joined where they meet."""
    lines = [cut.arcs[number] for number in getattr(cut, layer)]
    if not lines:
        return ()
    merged = shapely.line_merge(shapely.multilinestrings([shapely.linestrings(line) for line in lines]))
    parts = shapely.get_parts(shapely.clip_by_rect(merged, *(box or cut.outer)))
    return tuple(_points(part) for part in parts if part.geom_type == "LineString")


def _clipped(cut: Cut, polygons: Sequence[Any], box: Box) -> tuple[tuple[Ring, ...], ...]:
    shapes = []
    for rings in polygons:
        shell = cut.ring(rings[0])
        if len(shell) < 4 or (shell.min(axis=0) > box[2:]).any() or (shell.max(axis=0) < box[:2]).any():
            continue
        holes = [hole for hole in (cut.ring(ring) for ring in rings[1:]) if len(hole) >= 4]
        shapes.append(shapely.Polygon(shell, holes))
    if not shapes:
        return ()
    # An arc thinned far from the frame may cross itself; zero-width buffers and the like would lose land, make_valid does not.
    solid = shapely.make_valid(np.array(shapes, dtype=object))
    parts = shapely.get_parts(shapely.get_parts(shapely.clip_by_rect(solid, *box)))
    return tuple(tuple(_points(ring) for ring in (part.exterior, *part.interiors))
                 for part in parts if part.geom_type == "Polygon" and not part.is_empty)


def _points(line: Any) -> Ring:
    return tuple(map(tuple, shapely.get_coordinates(line).tolist()))
