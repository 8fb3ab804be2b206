"""Read TopoJSON (quantised, with a transform) as shapely geometries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

__all__ = ["only_polygons", "read_lines", "read_polygons"]


def read_polygons(path: Path, layer: str) -> list[tuple[str, str, Any]]:
    """(id, name, polygon) of each object in one layer, made valid."""
    found = []
    arcs, entries = _open(path, layer)
    for entry in entries:
        polygons = []
        for rings in [entry["arcs"]] if entry["type"] == "Polygon" else entry["arcs"]:
            drawn = [_join(arcs, numbers) for numbers in rings]
            drawn = [points for points in drawn if len(points) >= 4]
            if drawn:
                polygons.append(Polygon(drawn[0], drawn[1:]))
        name = (entry.get("properties") or {}).get("name", "")
        found.append((str(entry.get("id") or ""), name, only_polygons(MultiPolygon(polygons))))
    return found


def read_lines(path: Path, layer: str) -> Iterator[Any]:
    """The lines of one layer."""
    arcs, entries = _open(path, layer)
    for entry in entries:
        for numbers in [entry["arcs"]] if entry["type"] == "LineString" else entry["arcs"]:
            points = _join(arcs, numbers)
            if len(points) > 1:
                yield LineString(points)


def only_polygons(geometry: Any) -> Any:
    """A geometry made valid, without the stray lines and points that cutting and mending leave behind."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(geometry)))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _open(path: Path, layer: str) -> tuple[list[Any], list[Any]]:
    topology = json.loads(path.read_text("utf-8"))
    scale, origin = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]
    return arcs, [entry for entry in topology["objects"][layer]["geometries"] if entry.get("arcs")]


def _join(arcs: list[Any], numbers: list[int]) -> Any:
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
