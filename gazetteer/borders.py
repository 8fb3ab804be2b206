"""The embedded borders: countries and disputed areas ("units"), their admin-1 regions, and the arcs all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gazetteer.rings import dissolve
from gazetteer.topology import ALWAYS, Arcs, Pack, Polygons, Ring

__all__ = ["WATER", "Borders", "Region", "default", "encode_pieces"]

WATER = -1


class Region(NamedTuple):
    """An area as Natural Earth draws it, usually admin-1; several may make up one admin-1 division of GeoNames.

    ``unit`` is the country code or disputed area it belongs to; ``admin1`` GeoNames' code ("07"), ``admin1_id`` that division's
    GeoNames id, ``geonames`` the id of the area itself; "" where not known.
    """

    source: str
    unit: str
    country: str
    admin1: str
    admin1_id: str
    geonames: str
    name: str


class Borders:
    """A shapes pack, each part read when first asked for. See `gazetteer.topology` for arcs and rings.

    ``arcs`` lie between units or on the coast, ``inner`` ones inside units. Regions are made of ``all_arcs``: ``arcs`` cut into
    ``pieces``, then ``inner``.
    """

    def __init__(self, path: Path) -> None:
        self._pack = Pack(path)
        about = self._pack.table("about")
        self._grid: int = about["grid"]
        self.arcs = Arcs.decode(self._pack.section("borders"), self._grid)
        self.sides = np.frombuffer(self._pack.section("border_sides"), "<i2").reshape(
            -1, 2
        )  # units left, right; -1 water
        self.units: tuple[str, ...] = tuple(self._pack.table("units"))
        self.polygons = Polygons.decode(self._pack.section("unit_polygons"))

    @cached_property
    def unit_number(self) -> dict[str, int]:
        return {unit: number for number, unit in enumerate(self.units)}

    @cached_property
    def boxes(self) -> Any:
        """West, south, east, north of each unit polygon."""
        return self.polygons.bounds(self.arcs)

    @cached_property
    def areas(self) -> Any:
        """Area of each unit polygon's shell in square degrees."""
        return self.polygons.shell_areas(self.arcs)

    @cached_property
    def islands(self) -> Any:
        """Which unit polygons have nothing but water around them and no hole: those that may be left out when too small."""
        water = (self.sides == WATER).any(axis=1)
        return self.polygons.all_of(water)

    @cached_property
    def inner(self) -> Arcs:
        """The arcs inside units: between regions of one country or disputed area."""
        return Arcs.decode(self._pack.section("inner"), self._grid)

    @cached_property
    def pieces(self) -> Arcs:
        """``arcs`` cut where a region ends along them; their ends are always kept."""
        counts, lengths = self._piece_numbers
        steps = np.concatenate([[0], np.cumsum(lengths - 1)])
        heads = np.concatenate([[0], np.cumsum(counts)])
        first = steps[:-1] + np.repeat(self.arcs.start[:-1] - steps[heads[:-1]], counts)
        start = np.concatenate([[0], np.cumsum(lengths)])
        index = np.arange(start[-1]) + np.repeat(first - start[:-1], lengths)
        zoom = self.arcs.zoom[index]
        zoom[start[:-1]] = zoom[start[1:] - 1] = ALWAYS
        return Arcs(self.arcs.xy[index], zoom, start)

    @cached_property
    def piece_counts(self) -> Any:
        """How many pieces each arc is cut into."""
        return self._piece_numbers[0]

    @cached_property
    def _piece_numbers(self) -> tuple[Any, Any]:
        return _decode_pieces(self._pack.section("border_pieces"), len(self.arcs))

    @cached_property
    def all_arcs(self) -> Arcs:
        """``pieces``, then ``inner``."""
        return self.pieces + self.inner

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """ISO codes under which gazetteers list the regions."""
        return tuple(self._pack.table("countries"))

    @cached_property
    def region_columns(self) -> Any:
        """(n, 3): the numbers of each region's unit, country (in ``countries``) and admin-1 division; ``regions`` in short."""
        return np.frombuffer(self._pack.section("region_columns"), "<i2").reshape(-1, 3)

    @cached_property
    def region_sides(self) -> Any:
        """Regions left and right of each arc of ``all_arcs``; -1 for water."""
        return np.frombuffer(self._pack.section("region_sides"), "<i2").reshape(-1, 2)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        return tuple(Region(*row) for row in self._pack.table("regions"))

    @cached_property
    def region_polygons(self) -> Polygons:
        return Polygons.decode(self._pack.section("region_polygons"))

    @cached_property
    def area_members(self) -> dict[str, list[str]]:
        """Of what a named area is the union, by its place's id: country codes and GeoNames ids of admin-1 divisions."""
        members: dict[str, list[str]] = self._pack.table("area_members")
        return members

    def unit_meets(self, unit: str, bounds: tuple[float, float, float, float]) -> bool:
        """Whether any part of a unit lies in the bounds (west, south, east, north; east may exceed 180)."""
        import shapely

        number = self.unit_number.get(unit)
        west, south, east, north = bounds
        for polygon in self.polygons.of(number).tolist() if number is not None else ():
            left, low, right, high = self.boxes[polygon].tolist()
            for turn in (-360, 0, 360):
                if left + turn < east and right + turn > west and low < north and high > south:
                    shell = shapely.Polygon(self.arcs.ring(self.polygons.rings(polygon)[0]))
                    if shapely.intersects(shell, shapely.box(west - turn, south, east - turn, north)):
                        return True
        return False

    def unit_parts(self, unit: str) -> list[tuple[Ring, ...]]:
        """The polygons of a country or disputed area, as rings of arcs."""
        return [self.polygons.rings(polygon) for polygon in self.polygons.of(self.unit_number[unit]).tolist()]

    def region_parts(self, *regions: int) -> list[tuple[Ring, ...]]:
        """The polygons of regions melted into one, as rings of ``all_arcs``."""
        polygons = self.region_polygons
        parts = [polygons.rings(polygon) for region in regions for polygon in polygons.of(region).tolist()]
        return dissolve(self.all_arcs, parts) if len(regions) > 1 else parts


def encode_pieces(lengths: Sequence[Sequence[int]]) -> bytes:
    """How many pieces each border arc has, then how many vertices each of these."""
    flat = [length for line in lengths for length in line]
    return np.array([len(line) for line in lengths] + flat, "<u4").tobytes()


def _decode_pieces(data: bytes, arcs: int) -> tuple[Any, Any]:
    numbers = np.frombuffer(data, "<u4").astype(np.int64)
    return numbers[:arcs], numbers[arcs:]


@lru_cache(maxsize=1)
def default() -> Borders:
    """The embedded pack, opened once."""
    return Borders(Path(__file__).parent / "data" / "shapes.bin")
