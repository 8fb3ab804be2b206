"""Arcs stitched into rings, and polygons that share arcs melted into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, tau
from typing import Any

import numpy as np

from gazetteer.errors import DataError
from gazetteer.topology import Arcs, Ring

__all__ = ["dissolve", "ring_area", "stitch"]

Polygon = tuple[Ring, ...]


def stitch(arcs: Arcs, numbers: Iterable[int]) -> list[Polygon]:
    """Close directed arcs into polygons: each a shell and its holes.

    Every arc must have the inside on its left, and at every junction as many must arrive as leave; an arc between two parts that
    melt into one has to be left out by the caller (`dissolve` does). Where rings touch in a point they stay separate rings, so that
    polygons are valid in the sense of the OGC.
    """
    out: dict[tuple[float, float], list[int]] = {}
    remaining = list(dict.fromkeys(numbers))
    for number in remaining:
        line = arcs.line(number)
        out.setdefault((line[0][0], line[0][1]), []).append(number)
    used: set[int] = set()
    rings: list[Ring] = []
    for first in remaining:
        if first in used:
            continue
        path: list[int] = []
        opened: dict[tuple[float, float], int] = {}  # junction -> position in path of the arc that leaves it
        number = first
        while True:
            used.add(number)
            line = arcs.line(number)
            opened[(line[0][0], line[0][1])] = len(path)
            path.append(number)
            here = (line[-1][0], line[-1][1])
            if here in opened:  # a ring closes; what came before it goes on
                rings.append(tuple(path[opened[here] :]))
                del path[opened[here] :]
                opened = {_start_of(arcs, n): place for place, n in enumerate(path)}
                if not path:
                    break
            choices = [n for n in out.get(here, ()) if n not in used]
            if not choices:
                raise DataError(f"arcs do not close at {here[0]:.4f}, {here[1]:.4f}")
            number = choices[0] if len(choices) == 1 else _leftmost(arcs, line, choices)
    return _nest(arcs, rings)


def _start_of(arcs: Arcs, number: int) -> tuple[float, float]:
    x, y = arcs.line(number)[0].tolist()
    return x, y


def _leftmost(arcs: Arcs, arriving: Any, choices: Sequence[int]) -> int:
    """The arc that bounds the same inside as the one arriving: the first one clockwise from where we came."""
    back = atan2(*(arriving[-2] - arriving[-1])[::-1])

    def turn(number: int) -> float:
        line = arcs.line(number)
        return float((back - atan2(*(line[1] - line[0])[::-1])) % tau) or tau

    return min(choices, key=turn)


def _nest(arcs: Arcs, rings: Sequence[Ring]) -> list[Polygon]:
    """Put each hole (clockwise ring) into the smallest shell around it."""
    shells: list[list[Ring]] = []
    holes: list[Ring] = []
    for ring in rings:
        if ring_area(arcs.ring(ring)) > 0:
            shells.append([ring])
        else:
            holes.append(ring)
    if not holes:
        return [tuple(parts) for parts in shells]
    import shapely

    outlines = [shapely.Polygon(arcs.ring(parts[0])) for parts in shells]
    areas = [outline.area for outline in outlines]
    tree = shapely.STRtree(outlines)
    for hole in holes:
        around = tree.query(shapely.Polygon(arcs.ring(hole)), predicate="within").tolist()
        if around:
            shells[min(around, key=lambda index: areas[index])].append(hole)
    return [tuple(parts) for parts in shells]


def dissolve(arcs: Arcs, parts: Iterable[Sequence[Ring]]) -> list[Polygon]:
    """Melt polygons into one area: the arcs that two of them share disappear. Polygons that share none stay as they are."""
    polygons = [tuple(part) for part in parts]
    present = {number for polygon in polygons for ring in polygon for number in ring}
    whole: list[Polygon] = []
    melting: list[Polygon] = []
    for polygon in polygons:
        shares = any(~number in present for ring in polygon for number in ring)
        (melting if shares else whole).append(polygon)
    rest = [n for polygon in melting for ring in polygon for n in ring if ~n not in present]
    return whole + (stitch(arcs, rest) if rest else [])


def ring_area(points: Any) -> float:
    """Signed area in square degrees: positive counter-clockwise."""
    x, y = points[:, 0] - points[0, 0], points[:, 1] - points[0, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2
