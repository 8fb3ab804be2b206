"""The embedded vector basemap: land, borders after a worldview, rivers and lakes, cut to a frame in the detail its zoom can show."""

from gazetteer.worldview import Worldview, worldview
from geomap.basemap.compact import compact
from geomap.basemap.cut import Box, Cut, Land, cut

__all__ = ["Box", "Cut", "Land", "Worldview", "compact", "cut", "worldview"]
