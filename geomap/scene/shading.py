"""Shaded areas: a region's shape cut to the view, as fine as the view can show, with a spot for its symbol."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
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
STRIP = 0.014              # width of the strip along a border, as a share of the frame's
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
    facing: Sequence[Place] = (),
) -> Area | None:
    """The area of ``place`` as the scene draws it; None where no shape is known or none of it is in view.

    ``facing``: countries whose border with it is meant. Then only the strip along that border is shaded, if there is one:
    all of a large country would drown the map, and all of its border would speak of the wrong neighbours.
    """
    import shapely

    shape = atlas.polygon(place)
    if shape is None:
        return None
    view = grow(frame, SURROUND)
    width = frame.east - frame.west
    shape = simplified(shape, centre(frame)[0], width / FINEST)
    shape = shapely.make_valid(shapely.clip_by_rect(shape, view.west, view.south, view.east, view.north))
    strip = _strip(shape, [known for known in map(atlas.polygon, facing) if known is not None], frame) if facing else None
    polygons = polygons_of(strip or shape, SPECK * width * width)
    if not polygons:
        return None
    visible = shapely.intersection(shape, shapely.box(frame.west, frame.south, frame.east, frame.north))
    middle = _middle(visible) or _middle(shape)
    return Area(id, card, label, role, polygons, middle, sublabel, precision, status, also) if middle else None


def _strip(shape: BaseGeometry, neighbours: Sequence[BaseGeometry], frame: Bounds) -> BaseGeometry | None:
    """The part of ``shape`` within STRIP of its neighbours; None where they do not touch."""
    import shapely
    from shapely.affinity import scale

    lon, lat = centre(frame)
    width = frame.east - frame.west
    view = grow(frame, SURROUND)
    shrink = max(0.1, cos(radians(lat)))       # degrees of longitude are shorter: buffer where both are alike
    across: list[BaseGeometry] = []
    for neighbour in neighbours:
        near = shapely.make_valid(simplified(neighbour, lon, width / FINEST))
        near = shapely.clip_by_rect(near, view.west, view.south, view.east, view.north)
        across.append(shapely.buffer(scale(near, shrink, 1.0, origin=(lon, lat)), STRIP * width * shrink, quad_segs=4))
    flat = scale(shape, shrink, 1.0, origin=(lon, lat))
    strip = shapely.intersection(flat, shapely.union_all(across))
    return None if strip.is_empty else scale(strip, 1 / shrink, 1.0, origin=(lon, lat))


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


def polygons_of(shape: BaseGeometry, smallest: float) -> tuple[Rings, ...]:
    """The shape's polygons as rings of rounded points, without those whose area is ``smallest`` or less."""
    found = []
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and part.area > smallest:
            rings = [part.exterior, *part.interiors]
            found.append(tuple(tuple((round(lon, 4), round(lat, 4)) for lon, lat in ring.coords) for ring in rings))
    return tuple(found)
