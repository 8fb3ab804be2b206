"""What the story does not name but the reader needs: cities to lean on, and the names of countries and seas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from geomap.scene.atlas import Atlas, ContextCity
from geomap.scene.frame import centre, grow, holds, unrolled
from geomap.scene.model import Bounds, LonLat, Pin, Precision, Role, Tag
from geomap.sphere import unroll

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CITIES = 110  # of which a renderer shows those that find room
APART = 0.062  # of the view's width: context cities stand no closer to each other
CLEAR = 0.02  # ... and no closer to the story's own pins
SURROUND = 0.75  # how far beyond the frame there is context: for panning, and for wide screens
SCANLINES = 13  # per country, to find where its name has room
SPOTS = 6


def cities(atlas: Atlas, frame: Bounds, pins: Sequence[Pin]) -> list[Pin]:
    """Context cities, the most helpful first: capitals, then big ones, spread over the view and clear of the pins.

    Thinned in rank order, so any renderer that shows the first n shows a good map.
    """
    view = grow(frame, SURROUND)
    width = frame.east - frame.west
    scale = cos(radians(centre(frame)[1]))
    taken: list[tuple[LonLat, float]] = [(pin.point, CLEAR * width) for pin in pins]
    names = {pin.label for pin in pins}
    chosen: list[Pin] = []
    for city in sorted(atlas.cities(view), key=lambda c: _weight(c, frame), reverse=True):
        point = unrolled(city.point, frame)
        if city.name in names or not holds(view, point):
            continue
        if any(hypot(point[0] - x, (point[1] - y) / scale) < apart for (x, y), apart in taken):
            continue
        taken.append((point, APART * width))
        chosen.append(
            Pin(
                f"x{city.id}",
                point,
                city.name,
                Role.CONTEXT,
                Precision.CITY,
                rank=1000 + len(chosen),
                capital=city.capital,
            )
        )
        if len(chosen) == CITIES:
            break
    return chosen


def _weight(city: ContextCity, frame: Bounds) -> tuple[float, float, str]:
    """Capitals before others; in the frame before beside it; big before small; names settle what is left."""
    inside = holds(frame, unrolled(city.point, frame))
    return (
        (2.0 if city.capital else 0.0) + (1.0 if inside else 0.0) + min(city.population / 2e7, 0.9),
        city.population,
        city.name,
    )


def country_tags(atlas: Atlas, frame: Bounds, focus: Sequence[str]) -> list[Tag]:
    """Names of the countries in view, each with the spots where it has most room, those in the frame first."""
    import shapely

    window = shapely.box(frame.west, frame.south, frame.east, frame.north)
    found = []
    for place, shape in atlas.countries(grow(frame, SURROUND)):
        shape = shifted(shape, centre(frame)[0])
        visible = shapely.intersection(shape, window)
        spots = roomiest(visible, SPOTS) + roomiest(shape, 3)
        if spots:
            found.append((float(visible.area), Tag(place.name, "country", tuple(spots), focus=place.country in focus)))
    found.sort(key=lambda item: (not item[1].focus, -item[0], item[1].text))
    return [Tag(tag.text, tag.kind, tag.spots, rank, tag.focus) for rank, (_, tag) in enumerate(found)]


def sea_tags(atlas: Atlas, frame: Bounds, start: int) -> list[Tag]:
    """Names of the seas in view, each with spots on the water that lies within its bounds and in the frame."""
    import shapely

    view = grow(frame, SURROUND)
    middle = centre(frame)[0]
    land = shapely.union_all([shifted(shape, middle) for _, shape in atlas.countries(view)])
    tags: list[Tag] = []
    for place in atlas.seas(view):
        point = unrolled((place.point.lon, place.point.lat), frame)
        west, south, east, north = place.bounds or (point[0] - 1, point[1] - 1, point[0] + 1, point[1] + 1)
        west = unroll(west, point[0])
        east = west + (east - west) % 360
        waters = []
        for bounds in (frame, view):
            box = shapely.box(
                max(west, bounds.west), max(south, bounds.south), min(east, bounds.east), min(north, bounds.north)
            )
            if box.bounds[0] < box.bounds[2] and box.bounds[1] < box.bounds[3]:
                waters += roomiest(shapely.difference(box, land), 3)
        own = [point] if holds(view, point) and not shapely.contains_xy(land, *point) else []
        spots = tuple(dict.fromkeys([*(own if own and holds(frame, own[0]) else []), *waters, *own]))
        if spots:
            tags.append(Tag(place.name, "sea", spots, start + len(tags)))
    return tags


def roomiest(shape: BaseGeometry, count: int) -> list[LonLat]:
    """Where a horizontal label fits best into ``shape``: the middles of its longest level stretches, best first.

    Stretches near the shape's upper or lower edge count less: a label is as high as it is wide in letters.
    """
    import shapely

    if shape.is_empty or shape.area <= 0:
        return []
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area, default=None)
    if largest is None:
        return []
    west, south, east, north = largest.bounds
    step = (north - south) / (SCANLINES + 1)
    stretches: list[tuple[float, LonLat]] = []
    for k in range(1, SCANLINES + 1):
        lat = south + k * step
        level = shapely.intersection(largest, shapely.LineString([(west - 1, lat), (east + 1, lat)]))
        for line in getattr(level, "geoms", [level]):
            if line.geom_type != "LineString" or line.length <= 0:
                continue
            left, right = line.bounds[0], line.bounds[2]
            middle = (round((left + right) / 2, 4), round(lat, 4))
            clearance = shapely.distance(shapely.Point(middle), largest.boundary)
            stretches.append(((right - left) * 0.35 + clearance * 2, middle))
    stretches.sort(key=lambda stretch: (-stretch[0], stretch[1]))
    return [middle for _, middle in _spread(stretches, step)][:count]


def _spread(stretches: Iterable[tuple[float, LonLat]], step: float) -> list[tuple[float, LonLat]]:
    """Without near-repeats: candidates a line apart would be taken or refused together."""
    kept: list[tuple[float, LonLat]] = []
    for room, (lon, lat) in stretches:
        if all(abs(lat - y) > step * 1.5 or abs(lon - x) > room for _, (x, y) in kept):
            kept.append((room, (lon, lat)))
    return kept


def shifted(shape: BaseGeometry, middle: float) -> BaseGeometry:
    """``shape`` with each part moved by whole turns to the side of the globe around longitude ``middle``."""
    import shapely
    from shapely.affinity import translate

    moved = []
    for part in getattr(shape, "geoms", [shape]):
        here = (part.bounds[0] + part.bounds[2]) / 2
        turn = unroll(here, middle) - here
        moved.append(translate(part, turn) if turn else part)
    return moved[0] if len(moved) == 1 else shapely.union_all(moved)
