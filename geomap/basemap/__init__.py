"""The embedded vector basemap: land, borders after a worldview, rivers and lakes, cut to a frame in the detail its zoom can show."""

from gazetteer.worldview import Worldview, worldview
from geomap.basemap.cut import Box, Cut, Land, cut
from geomap.basemap.forms import clipped_lakes, clipped_land, clipped_lines, compact

__all__ = ["Box", "Cut", "Land", "Worldview", "clipped_lakes", "clipped_land", "clipped_lines", "compact", "cut", "worldview"]
