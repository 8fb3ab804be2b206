"""A cut in the form the page takes it: arcs as text, everything else as arc numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from geomap.basemap.coding import encode
from geomap.basemap.cut import Cut
from geomap.basemap.sight import PIXEL

__all__ = ["compact"]

FINER = 0.75  # levels beyond the cut's zoom at which the grid is still half a pixel


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
    around = {
        n if n >= 0 else ~n
        for land in cut.land
        if land.owner in chosen
        for polygon in land.polygons
        for ring in polygon
        for n in ring
    }
    fills = [
        (
            "land",
            [ring for land in cut.land if land.owner not in chosen for polygon in land.polygons for ring in polygon],
        ),
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
