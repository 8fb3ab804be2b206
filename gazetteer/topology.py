"""Polygons that share their edges: the arrays and the file they are kept in.

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
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.errors import DataError

__all__ = ["ALWAYS", "Arcs", "Pack", "Polygons", "Ring", "pack_sections"]

MAGIC = b"GMTOPO1\n"
ALWAYS = 0  # minimum zoom of a vertex that is never left out; others are in tenths of a zoom level

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
        return Arcs(
            np.concatenate([self.xy, other.xy]),
            np.concatenate([self.zoom, other.zoom]),
            np.concatenate([self.start, other.start[1:] + self.start[-1]]),
        )

    def at_zoom(self, zoom: float) -> Arcs:
        """The same arcs with only the vertices that matter at a zoom."""
        keep = self.zoom <= max(zoom * 10, ALWAYS)
        kept = np.concatenate([[0], np.cumsum(keep)])
        return Arcs(self.xy[keep], self.zoom[keep], kept[self.start])

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
        cross[self.start[1:] - 1] = 0.0  # no edge from one arc's end to the next one's beginning
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
        columns = (
            arcs,
            [len(ring) for ring in rings],
            [len(parts) for _, parts in polygons],
            [owner for owner, _ in polygons],
        )
        return sizes.tobytes() + b"".join(np.array(column, "<i4").tobytes() for column in columns)

    def __len__(self) -> int:
        return len(self.feature)

    def rings(self, polygon: int) -> tuple[Ring, ...]:
        """The rings of one polygon, its shell first."""
        first, last = self.polygon_start[polygon], self.polygon_start[polygon + 1]
        cuts = self.ring_start[first : last + 1].tolist()
        return tuple(tuple(self.arcs[low:high].tolist()) for low, high in pairwise(cuts))

    def of(self, feature: int) -> Any:
        """The numbers of a feature's polygons."""
        return np.flatnonzero(self.feature == feature)

    def bounds(self, arcs: Arcs) -> Any:
        """(n, 4): west, south, east, north of each polygon."""
        boxes = arcs.bounds[np.where(self.arcs < 0, ~self.arcs, self.arcs)]
        first = self.ring_start[self.polygon_start[:-1]]
        return np.concatenate(
            [np.minimum.reduceat(boxes[:, :2], first), np.maximum.reduceat(boxes[:, 2:], first)], axis=1
        )

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
            raise DataError(
                f"cannot read {path.name}: {error.strerror}; reinstall the package or rebuild its data"
            ) from error
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
        raw = (
            content
            if isinstance(content, bytes)
            else json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        )
        packed = zlib.compress(raw, 9)
        index[name] = (offset, len(packed))
        offset += len(packed)
        body.append(packed)
    head = json.dumps(index, separators=(",", ":")).encode()
    return b"".join([MAGIC, len(head).to_bytes(4, "little"), head, *body])
