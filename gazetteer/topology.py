"""Polygons that share their edges: the reader of a shapes pack, and the stitching of arcs into rings.

An arc is a line between two junctions that both its neighbours use; each vertex carries the zoom from which it matters (web map
zoom levels, by Visvalingam's effective area), so that a cut for any zoom is one comparison and neighbours can never gap. A pack is
one file of zlib sections that are read when first asked for. A ring is a sequence of arc numbers; ``~n`` means arc n backwards.
Shells run counter-clockwise, holes clockwise, so a polygon's inside is always on the left.

Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", Cartographic Journal 30 (1993).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import atan2, tau
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.errors import DataError

__all__ = ["ALWAYS", "Arcs", "Pack", "Polygons", "dissolve", "pack_sections", "ring_area", "stitch"]

MAGIC = b"GMTOPO1\n"
ALWAYS = 0                     # minimum zoom of a vertex that is never left out; others are in tenths of a zoom level

Ring = tuple[int, ...]


class Arcs:
    """Arcs in one array: ``xy`` (n, 2) degrees, ``zoom`` (n,) tenths of the zoom from which each vertex matters, ``start`` of each arc.

    ``seam`` tells the arcs that run along the edge of the sheet (the antimeridian, the South Pole) and are never drawn as lines.
    """

    def __init__(self, xy: Any, zoom: Any, start: Any) -> None:
        self.xy, self.zoom, self.start = xy, zoom, start

    @classmethod
    def decode(cls, data: bytes, grid: int) -> Arcs:
        count, arcs = np.frombuffer(data, "<u4", 2).tolist()
        at = 8
        axes = []
        for _ in range(2):
            planes = np.frombuffer(data, np.uint8, 3 * count, at).reshape(3, count).astype(np.int64)
            at += 3 * count
            folded = planes[0] | planes[1] << 8 | planes[2] << 16
            axes.append(np.cumsum(folded >> 1 ^ -(folded & 1)))
        zoom = np.frombuffer(data, np.uint8, count, at)
        lengths = np.frombuffer(data, "<u4", arcs, at + count)
        return cls(np.stack(axes, axis=1) / grid, zoom, np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))

    @staticmethod
    def encode(arcs: Sequence[Any], zooms: Sequence[Any]) -> bytes:
        """Arcs on the grid (int arrays (n, 2)) and their vertices' zooms; the inverse of `decode`."""
        if not arcs:
            return np.array([0, 0], "<u4").tobytes()
        points = np.concatenate(arcs)
        parts = [np.array([len(points), len(arcs)], "<u4").tobytes()]
        for axis in range(2):
            step = np.diff(points[:, axis], prepend=0)
            folded = (step << 1) ^ (step >> 63)
            parts += [((folded >> shift) & 0xFF).astype(np.uint8).tobytes() for shift in (0, 8, 16)]
        parts.append(np.concatenate(zooms).astype(np.uint8).tobytes())
        parts.append(np.array([len(arc) for arc in arcs], "<u4").tobytes())
        return b"".join(parts)

    def __len__(self) -> int:
        return len(self.start) - 1

    def __add__(self, other: Arcs) -> Arcs:
        """These arcs, then the other's, whose numbers follow on."""
        return Arcs(np.concatenate([self.xy, other.xy]), np.concatenate([self.zoom, other.zoom]),
                    np.concatenate([self.start, other.start[1:] + self.start[-1]]))

    def line(self, number: int) -> Any:
        """The points of one arc, backwards for ``~n``."""
        if number < 0:
            return self.line(~number)[::-1]
        return self.xy[self.start[number] : self.start[number + 1]]

    def ring(self, numbers: Iterable[int]) -> Any:
        """The points of a closed ring, the last equal to the first."""
        lines = [self.line(number) for number in numbers]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    @cached_property
    def bounds(self) -> Any:
        """(n, 4): west, south, east, north of each arc."""
        first = self.start[:-1]
        return np.concatenate([np.minimum.reduceat(self.xy, first), np.maximum.reduceat(self.xy, first)], axis=1)

    @cached_property
    def moments(self) -> Any:
        """Twice the signed area between each arc and the origin: summed over a ring, twice the ring's area."""
        x, y = self.xy.T
        cross = np.append(x[:-1] * y[1:] - x[1:] * y[:-1], 0.0)
        cross[self.start[1:] - 1] = 0.0                      # no edge from one arc's end to the next one's beginning
        return np.add.reduceat(cross, self.start[:-1])

    @cached_property
    def seam(self) -> Any:
        """Which arcs run along the antimeridian or the South Pole."""
        west, south, east, north = self.bounds.T
        return (west == east) & (np.abs(west) == 180) | (south == -90) & (north == -90)


class Polygons:
    """Polygons as rings of arc numbers in flat arrays; ``feature`` says whose each polygon is."""

    def __init__(self, arcs: Any, ring_start: Any, polygon_start: Any, feature: Any) -> None:
        self.arcs, self.ring_start, self.polygon_start, self.feature = arcs, ring_start, polygon_start, feature

    @classmethod
    def decode(cls, data: bytes) -> Polygons:
        sizes = np.frombuffer(data, "<u4", 3).tolist()
        numbers, at = [], 12
        for size in (*sizes, sizes[2]):
            numbers.append(np.frombuffer(data, "<i4", size, at))
            at += 4 * size
        arcs, ring_sizes, polygon_sizes, feature = numbers
        return cls(arcs, _starts(ring_sizes), _starts(polygon_sizes), feature)

    @staticmethod
    def encode(polygons: Sequence[tuple[int, Sequence[Ring]]]) -> bytes:
        """(feature, rings) of each polygon, shell first; the inverse of `decode`."""
        rings = [ring for _, parts in polygons for ring in parts]
        arcs = [number for ring in rings for number in ring]
        sizes = np.array([len(arcs), len(rings), len(polygons)], "<u4")
        columns = (arcs, [len(ring) for ring in rings], [len(parts) for _, parts in polygons], [owner for owner, _ in polygons])
        return sizes.tobytes() + b"".join(np.array(column, "<i4").tobytes() for column in columns)

    def __len__(self) -> int:
        return len(self.feature)

    def rings(self, polygon: int) -> tuple[Ring, ...]:
        """The rings of one polygon, its shell first."""
        first, last = self.polygon_start[polygon], self.polygon_start[polygon + 1]
        cuts = self.ring_start[first : last + 1].tolist()
        return tuple(tuple(self.arcs[low:high].tolist()) for low, high in zip(cuts, cuts[1:], strict=False))

    def of(self, feature: int) -> Any:
        """The numbers of a feature's polygons."""
        return np.flatnonzero(self.feature == feature)

    def bounds(self, arcs: Arcs) -> Any:
        """(n, 4): west, south, east, north of each polygon."""
        boxes = arcs.bounds[np.where(self.arcs < 0, ~self.arcs, self.arcs)]
        first = self.ring_start[self.polygon_start[:-1]]
        return np.concatenate([np.minimum.reduceat(boxes[:, :2], first), np.maximum.reduceat(boxes[:, 2:], first)], axis=1)


    def shell_areas(self, arcs: Arcs) -> Any:
        """Area of each polygon's shell in square degrees, holes not taken off."""
        numbers = np.where(self.arcs < 0, ~self.arcs, self.arcs)
        twice = np.where(self.arcs < 0, -arcs.moments[numbers], arcs.moments[numbers])
        rings = np.add.reduceat(twice, self.ring_start[:-1])
        return rings[self.polygon_start[:-1]] / 2

    def all_of(self, arc_is: Any) -> Any:
        """Which polygons consist only of arcs for which ``arc_is`` holds."""
        numbers = np.where(self.arcs < 0, ~self.arcs, self.arcs)
        return np.logical_and.reduceat(arc_is[numbers], self.ring_start[self.polygon_start[:-1]])


def _starts(sizes: Any) -> Any:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])


class Pack:
    """A file of named zlib sections; each is decompressed when first asked for. Raises DataError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise DataError(f"cannot read {path.name}: {error.strerror}; reinstall the package or rebuild its data") from error
        if not self._data.startswith(MAGIC):
            raise DataError(f"{path.name} is no shapes pack of this version; rebuild it")
        head = int.from_bytes(self._data[len(MAGIC) : len(MAGIC) + 4], "little")
        self._base = len(MAGIC) + 4 + head
        self._sections: dict[str, tuple[int, int]] = json.loads(self._data[len(MAGIC) + 4 : self._base])

    def section(self, name: str) -> bytes:
        try:
            offset, size = self._sections[name]
            return zlib.decompress(self._data[self._base + offset : self._base + offset + size])
        except (KeyError, zlib.error) as error:
            raise DataError(f"{self.path.name} has no readable section {name!r}; rebuild it") from error

    def table(self, name: str) -> Any:
        """A section that holds JSON."""
        return json.loads(self.section(name))


def pack_sections(sections: Mapping[str, bytes | object]) -> bytes:
    """The bytes of a pack; what is not bytes is written as JSON. The same sections give the same bytes."""
    body, index = [], {}
    offset = 0
    for name, content in sections.items():
        raw = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        packed = zlib.compress(raw, 9)
        index[name] = (offset, len(packed))
        offset += len(packed)
        body.append(packed)
    head = json.dumps(index, separators=(",", ":")).encode()
    return b"".join([MAGIC, len(head).to_bytes(4, "little"), head, *body])


def stitch(arcs: Arcs, numbers: Iterable[int]) -> list[tuple[Ring, ...]]:
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
        opened: dict[tuple[float, float], int] = {}            # junction -> position in path of the arc that leaves it
        number = first
        while True:
            used.add(number)
            line = arcs.line(number)
            opened[(line[0][0], line[0][1])] = len(path)
            path.append(number)
            here = (line[-1][0], line[-1][1])
            if here in opened:                                 # a ring closes; what came before it goes on
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


def _nest(arcs: Arcs, rings: Sequence[Ring]) -> list[tuple[Ring, ...]]:
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


def dissolve(arcs: Arcs, parts: Iterable[Sequence[Ring]]) -> list[tuple[Ring, ...]]:
    """Melt polygons into one area: the arcs that two of them share disappear. Polygons that share none stay as they are."""
    polygons = [tuple(part) for part in parts]
    present = {number for polygon in polygons for ring in polygon for number in ring}
    whole, melting = [], []
    for polygon in polygons:
        shares = any(~number in present for ring in polygon for number in ring)
        (melting if shares else whole).append(polygon)
    rest = [n for polygon in melting for ring in polygon for n in ring if ~n not in present]
    return whole + (stitch(arcs, rest) if rest else [])


def ring_area(points: Any) -> float:
    """Signed area in square degrees: positive counter-clockwise."""
    x, y = points[:, 0] - points[0, 0], points[:, 1] - points[0, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2
