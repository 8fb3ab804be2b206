"""Cut a frame out of the world: land, borders, rivers and lakes in the detail a zoom can show, with less of it farther out.

What neighbours share is one arc, and which vertices of an arc are kept is decided once, so that no two areas can gap. Areas are not
clipped: what lies beyond the frame is kept in its coarsest form, so that the map can be moved and zoomed out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from gazetteer import borders
from gazetteer.borders import WATER, Borders
from gazetteer.rings import dissolve
from gazetteer.topology import Arcs, Pack, Polygons, Ring
from gazetteer.worldview import Worldview, worldview
from geomap.basemap.sight import PIXEL, Sight, surroundings

__all__ = ["Box", "Cut", "cut"]

SMALLEST_ISLAND = 1.2  # square pixels
ADMIN1_FOCUS_ZOOM = 3.5  # from which admin-1 borders of the countries in focus are drawn ...
ADMIN1_ZOOM = 7.5  # ... and of all
RIVERS_ZOOM = 2.5
SHORTEST_RIVER = 24.0  # pixels

Line = tuple[tuple[float, float], ...]


class Box(Protocol):
    """A frame in degrees, as `geomap.scene.model.Bounds`; ``east`` exceeds 180 where it crosses the antimeridian."""

    @property
    def west(self) -> float: ...
    @property
    def south(self) -> float: ...
    @property
    def east(self) -> float: ...
    @property
    def north(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Land:
    """Everything that one country owns in this cut; ``owner`` is its ISO code, a disputed area's id, or "" for nobody."""

    owner: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of the basemap. Longitudes are unrolled to the frame's side: they may exceed 180.

    ``arcs`` are arrays (n, 2) of (lon, lat); all else are arc numbers, ``~n`` meaning backwards. Rings close; shells run
    counter-clockwise, holes clockwise, so either fill rule draws them right.
    """

    frame: tuple[float, float, float, float]
    outer: tuple[float, float, float, float]
    zoom: float
    arcs: tuple[Any, ...]
    land: tuple[Land, ...]
    lakes: tuple[tuple[Ring, ...], ...]
    coast: tuple[int, ...]
    borders: tuple[int, ...]
    disputed: tuple[int, ...]
    admin1: tuple[int, ...]
    rivers: tuple[int, ...]
    worldview: Worldview = field(repr=False)

    def line(self, number: int) -> Any:
        """The points of an arc."""
        return self.arcs[~number][::-1] if number < 0 else self.arcs[number]

    def ring(self, ring: Sequence[int]) -> Any:
        """The points of a ring, the last equal to the first."""
        lines = [self.line(number) for number in ring]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])


def cut(
    bounds: Box,
    *,
    zoom: float,
    worldview: str | Path | Worldview = "un",
    focus: Iterable[str] = (),
    admin1: bool = True,
    outer: Box | None = None,
) -> Cut:
    """The basemap of a frame.

    ``bounds`` is drawn in full detail for web map zoom ``zoom`` (0 the world in 256 pixels, 10 the finest there is), and detail
    falls off towards ``outer`` (by default six times the frame). ``focus`` are ISO codes: admin-1 borders are drawn within
    these countries, at high zoom within all; ``admin1=False`` draws none.
    """
    view = worldview if isinstance(worldview, Worldview) else _view(worldview)
    frame = (bounds.west, bounds.south, bounds.east, bounds.north)
    around = (outer.west, outer.south, outer.east, outer.north) if outer else surroundings(frame)
    return _Cutter(borders.default(), _water(), Sight(frame, around, zoom), view).run(frozenset(focus), admin1)


def _view(name: str | Path) -> Worldview:
    return worldview(name)


@lru_cache(maxsize=1)
def _water() -> tuple[Arcs, Polygons, int]:
    """Arcs of lakes, then of rivers; the lakes; how many arcs are lakes'."""
    pack = Pack(Path(__file__).parent / "data" / "water.bin")
    about = pack.table("about")
    return Arcs.decode(pack.section("arcs"), about["grid"]), Polygons.decode(pack.section("lakes")), about["lake_arcs"]


class _Cutter:
    """The work of one cut: a layer's arcs are taken over when first used, thinned and moved to the frame's side."""

    def __init__(self, world: Borders, water: tuple[Arcs, Polygons, int], sight: Sight, view: Worldview) -> None:
        self.world, self.water, self.sight, self.view = world, water, sight, view
        self.arcs: list[Any] = []
        self.copies = sight.copies

    def run(self, focus: frozenset[str], admin1: bool) -> Cut:
        land, coast, lines, disputed = self._land()
        lakes, rivers = self._waters()
        inner = self._admin1(focus) if admin1 and self.sight.zoom >= ADMIN1_FOCUS_ZOOM else ()
        return Cut(
            frame=self.sight.frame,
            outer=self.sight.outer,
            zoom=self.sight.zoom,
            arcs=tuple(self.arcs),
            land=land,
            lakes=lakes,
            coast=coast,
            borders=lines,
            disputed=disputed,
            admin1=inner,
            rivers=rivers,
            worldview=self.view,
        )

    def _land(self) -> tuple[tuple[Land, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        world = self.world
        owner_of = [self.view.owner(unit) for unit in world.units]
        owned: dict[str, list[tuple[Ring, ...]]] = {}
        lines: dict[str, list[int]] = {"coast": [], "border": [], "disputed": []}
        for turn in self.copies:
            islets = world.islands & self.sight.too_small(world.areas, world.boxes, SMALLEST_ISLAND)
            chosen = self.sight.in_view(world.boxes, turn) & ~islets
            parts: dict[str, list[tuple[Ring, ...]]] = {}
            for polygon in np.flatnonzero(chosen).tolist():
                parts.setdefault(owner_of[world.polygons.feature[polygon]], []).append(world.polygons.rings(polygon))
            used = sorted(
                {n if n >= 0 else ~n for rings in parts.values() for polygon in rings for ring in polygon for n in ring}
            )
            local = self._take(world.arcs, used, turn)
            for owner, polygons in parts.items():
                melted = dissolve(world.arcs, polygons) if self._melts(owner, owner_of) else polygons
                owned.setdefault(owner, []).extend(
                    tuple(_renumber(ring, local) for ring in polygon) for polygon in melted
                )
            for number in used:
                kind = self._kind(number)
                if kind:
                    lines[kind].append(local[number])
        land = tuple(Land(owner, tuple(polygons)) for owner, polygons in sorted(owned.items()))
        return land, tuple(lines["coast"]), tuple(lines["border"]), tuple(lines["disputed"])

    def _melts(self, owner: str, owner_of: Sequence[str]) -> bool:
        return owner_of.count(owner) > 1

    def _kind(self, number: int) -> str | None:
        """What an arc between units is drawn as; None where it is the edge of the sheet."""
        if self.world.arcs.seam[number]:
            return None
        left, right = self.world.sides[number].tolist()
        return "coast" if WATER in (left, right) else self._line(left, right)

    def _line(self, left: int, right: int) -> str | None:
        return self.view.line(self.world.units[left], self.world.units[right])

    def _waters(self) -> tuple[tuple[tuple[Ring, ...], ...], tuple[int, ...]]:
        arcs, polygons, lake_arcs = self.water
        boxes, areas = polygons.bounds(arcs), polygons.shell_areas(arcs)
        spans = np.hypot(*(arcs.bounds[lake_arcs:, 2:] - arcs.bounds[lake_arcs:, :2]).T)
        lakes: list[tuple[Ring, ...]] = []
        rivers: list[int] = []
        for turn in self.copies:
            chosen = np.flatnonzero(
                self.sight.in_view(boxes, turn) & ~self.sight.too_small(areas, boxes, 4 * SMALLEST_ISLAND)
            ).tolist()
            local = self._take(
                arcs, sorted({n for lake in chosen for ring in polygons.rings(lake) for n in ring}), turn
            )
            lakes += [tuple(_renumber(ring, local) for ring in polygons.rings(lake)) for lake in chosen]
            if self.sight.zoom >= RIVERS_ZOOM:
                river_boxes = arcs.bounds[lake_arcs:]
                long = spans * 2 ** self.sight.local_zoom(river_boxes) / PIXEL > SHORTEST_RIVER
                numbers = (lake_arcs + np.flatnonzero(self.sight.in_view(river_boxes, turn) & long)).tolist()
                rivers += self._take(arcs, numbers, turn).values()
        return tuple(lakes), tuple(rivers)

    def _admin1(self, focus: frozenset[str]) -> tuple[int, ...]:
        """Lines between admin-1 divisions inside one country; also those along a disputed area where no line is drawn else."""
        world = self.world
        unit, country, division = world.region_columns.T
        if self.sight.zoom >= ADMIN1_ZOOM:
            wanted = np.ones(len(unit), bool)
        else:
            owned = np.array([self.view.owner(name) in focus for name in world.units])
            wanted = owned[unit] | np.array([code in focus for code in world.countries])[country]
        numbers: list[int] = []
        first = 0
        for arcs, between in ((world.pieces, True), (world.inner, False)):
            left, right = world.region_sides[first : first + len(arcs)].T
            show = wanted[left] & (division[left] != division[right]) & (left != WATER) & (right != WATER)
            for turn in self.copies:
                chosen = np.flatnonzero(show & self.sight.in_view(arcs.bounds, turn, self.sight.near())).tolist()
                if between:
                    chosen = [n for n in chosen if not self._line(int(unit[left[n]]), int(unit[right[n]]))]
                numbers += self._take(arcs, chosen, turn).values()
            first += len(arcs)
        return tuple(numbers)

    def _take(self, arcs: Arcs, numbers: Sequence[int], turn: int) -> dict[int, int]:
        """Thin arcs, move them by ``turn`` degrees and give them numbers in this cut."""
        if not numbers:
            return {}
        chosen = np.array(numbers)
        first, last = arcs.start[chosen], arcs.start[chosen + 1]
        sizes = last - first
        index = np.arange(sizes.sum()) + np.repeat(first - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        xy = arcs.xy[index]
        xy[:, 0] += turn
        zoom = arcs.zoom[index]
        keep = zoom <= np.maximum(self.sight.detail(*self.sight.distance(xy)) * 10, 0)
        ends = np.cumsum(sizes)
        kept = np.concatenate([[0], np.cumsum(keep)])[np.concatenate([[0], ends])]
        points = xy[keep]
        base = len(self.arcs)
        self.arcs += [points[low:high] for low, high in zip(kept[:-1].tolist(), kept[1:].tolist(), strict=True)]
        return {number: base + place for place, number in enumerate(numbers)}


def _renumber(ring: Ring, local: dict[int, int]) -> Ring:
    return tuple(local[n] if n >= 0 else ~local[~n] for n in ring)
