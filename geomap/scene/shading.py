"""Shaded areas: a region's shape cut to the view, as fine as the view can show, with a spot for its symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.model import Place
from geomap.model import Status, VenueStatus
from geomap.scene.atlas import Atlas
from geomap.scene.context import simplified
from geomap.scene.frame import centre, grow
from geomap.scene.model import Area, Bounds, LonLat, Precision, Role

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FINEST = 2500  # a frame's width in the smallest steps worth drawing: under half a pixel on a wide screen
SURROUND = 1.5  # how far beyond the frame an area goes on: for panning
SPECK = 4e-6  # parts smaller than this share of the frame's square are invisible

Rings = tuple[tuple[LonLat, ...], ...]


def shade(
    place: Place,
    atlas: Atlas,
    frame: Bounds,
    *,
    id: str,
    card: str,
    label: str,
    role: Role,
    precision: Precision,
    sublabel: str = "",
    status: Status | VenueStatus | None = None,
    also: tuple[str, ...] = (),
) -> Area | None:
    """The area of ``place`` as the scene draws it; None where no shape is known or none of it is in view."""
    import shapely

    shape = atlas.polygon(place)
    if shape is None:
        return None
    view = grow(frame, SURROUND)
    width = frame.east - frame.west
    shape = simplified(shape, centre(frame)[0], width / FINEST)
    shape = shapely.make_valid(shapely.clip_by_rect(shape, view.west, view.south, view.east, view.north))
    polygons = _polygons(shape, SPECK * width * width)
    if not polygons:
        return None
    visible = shapely.intersection(shape, shapely.box(frame.west, frame.south, frame.east, frame.north))
    middle = _middle(visible) or _middle(shape)
    return Area(id, card, label, role, polygons, middle, sublabel, precision, status, also) if middle else None


def _middle(visible: BaseGeometry) -> LonLat | None:
    """The centre of the largest circle inside the visible part: where a symbol looks at home."""
    import shapely

    parts = [part for part in getattr(visible, "geoms", [visible]) if part.geom_type == "Polygon" and part.area > 0]
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    west, south, east, north = largest.bounds
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(east - west, north - south) / 100)
    lon, lat = circle.coords[0]
    return round(lon, 4), round(lat, 4)


def _polygons(shape: BaseGeometry, smallest: float) -> tuple[Rings, ...]:
    found = []
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and part.area > smallest:
            rings = [part.exterior, *part.interiors]
            found.append(tuple(tuple((round(lon, 4), round(lat, 4)) for lon, lat in ring.coords) for ring in rings))
    return tuple(found)
