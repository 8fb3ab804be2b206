"""Talks "on the border of A and B": the stretch of border they may have been held on, and where their symbol goes.

The text gives a line, not a place, so all of the line is marked. The symbol stands where it serves the reader: on the part
of the border nearest to what else the story tells of, but clear of that, since next to a pin it would seem to belong there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

from gazetteer.model import Kind, Place
from geomap.model import Venue
from geomap.scene import words
from geomap.scene.atlas import Atlas
from geomap.scene.frame import centre, fit, grow
from geomap.scene.model import Area, Bounds, LonLat, Precision, Role
from geomap.scene.shading import SURROUND, polygons_of
from geomap.sphere import unroll

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TOUCHING = 0.02           # degrees: outlines that run closer than that are one border, wherever they come from
BAND = 0.012              # width of the band to either side of the border, as a share of the frame's width
STEPS = 240               # places along the border that are tried for the symbol
ENDS = 0.12               # of a border, at either end, is no place for the symbol
CLEAR = 0.2               # how far the symbol keeps from the rest of the story, as a share of that story's size
SEEN_KM = 25.0            # so much of the border around the symbol is always in the frame


@dataclass(frozen=True, slots=True)
class Stretch:
    """The common border of two countries that talks were held on. ``line`` in -180..180, not unrolled."""

    venues: tuple[Venue, ...]                # the weightiest first
    line: BaseGeometry
    anchor: LonLat
    alone: bool                              # nothing else sets the frame

    @property
    def corners(self) -> list[LonLat]:
        """What the frame must hold: all of the border where the story has nothing else, else some of it at the symbol."""
        if self.alone:
            west, south, east, north = self.line.bounds
            return [(west, south), (east, north)]
        lon, lat = self.anchor
        high = SEEN_KM / 111
        wide = high / max(0.1, cos(radians(lat)))
        return [(lon - wide, max(lat - high, -90.0)), (lon + wide, min(lat + high, 90.0))]


def is_on_border(venue: Venue) -> bool:
    """Whether a border is all that is known: no place, or only one of the two countries."""
    if len(venue.border) < 2 or venue.border[0].id == venue.border[1].id:
        return False
    return venue.place is None or (venue.place.kind is Kind.COUNTRY and venue.place.id in {side.id for side in venue.border})


def stretches(venues: Sequence[Venue], atlas: Atlas, seen: Sequence[Sequence[LonLat]]) -> list[Stretch]:
    """One stretch a pair of countries that share a border; ``venues`` the weightiest first.

    ``seen``: what else the frame must hold, each a point or the way of an arrow, in (lon, lat).
    """
    groups: dict[frozenset[str], list[Venue]] = {}
    for venue in filter(is_on_border, venues):
        groups.setdefault(frozenset(side.id for side in venue.border[:2]), []).append(venue)
    found = []
    for group in groups.values():
        line = shared_border(group[0].border[0], group[0].border[1], atlas)
        if line is not None:
            found.append(Stretch(tuple(group), line, _anchor(line, seen), not seen))
    return found


def shared_border(a: Place, b: Place, atlas: Atlas) -> BaseGeometry | None:
    """The line along which two countries meet; None where they do not, or where a shape is not known."""
    import shapely

    shapes = [atlas.polygon(a), atlas.polygon(b)]
    if shapes[0] is None or shapes[1] is None:
        return None
    boxes = [shape.bounds for shape in shapes if shape is not None]
    west, south = max(box[0] for box in boxes) - TOUCHING, max(box[1] for box in boxes) - TOUCHING
    east, north = min(box[2] for box in boxes) + TOUCHING, min(box[3] for box in boxes) + TOUCHING
    if west >= east or south >= north:
        return None
    window = shapely.box(west, south, east, north)
    first, second = (shapely.intersection(shape.boundary, window) for shape in shapes if shape is not None)
    # Outlines from one topology share their points; those that only nearly meet are taken within TOUCHING.
    line = _lines(shapely.intersection(first, second))
    if line is None:
        line = _lines(shapely.intersection(first, shapely.buffer(second, TOUCHING, quad_segs=2)))
    return line


def middle(line: BaseGeometry) -> LonLat:
    """The middle of the line's longest part."""
    import shapely

    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    spot = longest.interpolate(0.5, normalized=True)
    return round(spot.x, 4), round(spot.y, 4)


def _lines(shape: BaseGeometry) -> BaseGeometry | None:
    """The parts of a geometry that are lines, joined where they meet; None where there are none."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.length > 0]
    return shapely.line_merge(shapely.multilinestrings(parts)) if parts else None


def _anchor(line: BaseGeometry, seen: Sequence[Sequence[LonLat]]) -> LonLat:
    """The middle of the border's longest part; where there is more to see, the place on it near that but clear of it."""
    import numpy as np
    import shapely

    if not seen:
        return middle(line)
    frame = fit([point for way in seen for point in way])
    lon, lat = centre(frame)
    shrink = max(0.1, cos(radians(lat)))

    def flat(points: Sequence[LonLat]) -> list[LonLat]:
        return [((unroll(x, lon) - lon) * shrink, y - lat) for x, y in points]

    spots = _spread(line)
    level = np.asarray(flat(spots))
    marks = shapely.points(level)
    ways = shapely.union_all([shapely.linestrings(flat(way)) if len(way) > 1 else shapely.points(flat(way)[0]) for way in seen])
    clear = CLEAR * float(np.hypot((frame.east - frame.west) * shrink, frame.north - frame.south))
    crowded = np.clip(clear - shapely.distance(marks, ways), 0.0, None)
    best = int(np.argmin(np.hypot(level[:, 0], level[:, 1]) + 4 * crowded))
    return round(spots[best][0], 4), round(spots[best][1], 4)


def _spread(line: BaseGeometry) -> list[LonLat]:
    """Points along the line, about STEPS of them, well off the ends of its parts: there a third country may begin."""
    import shapely

    found: list[LonLat] = []
    for part in shapely.get_parts(line):
        count = max(1, round(STEPS * part.length / line.length))
        shares = [ENDS + (1 - 2 * ENDS) * (k + 0.5) / count for k in range(count)]
        found += [(spot.x, spot.y) for spot in part.interpolate(shares, normalized=True)]
    return found


def band(stretch: Stretch, frame: Bounds) -> Area | None:
    """The stretch as the scene draws it: a soft band along the border, as far as the view goes."""
    import shapely
    from shapely.affinity import scale, translate

    lon, lat = centre(frame)
    width, view = frame.east - frame.west, grow(frame, SURROUND)
    shrink = max(0.1, cos(radians(lat)))       # degrees of longitude are shorter: buffer where both are alike
    anchor = round(unroll(stretch.anchor[0], lon), 6), stretch.anchor[1]
    line = translate(stretch.line, anchor[0] - stretch.anchor[0])
    line = shapely.clip_by_rect(line, view.west, view.south, view.east, view.north)
    flat = scale(shapely.simplify(line, BAND * width / 6), shrink, 1.0, origin=(lon, lat))
    wide = shapely.buffer(flat, BAND * width * shrink, quad_segs=4)
    polygons = polygons_of(scale(wide, 1 / shrink, 1.0, origin=(lon, lat)), 0.0)
    if not polygons:
        return None
    first, *others = stretch.venues
    return Area(first.id, first.id, words.event(first), Role.VENUE, polygons, anchor, words.on_border(first), Precision.REGION,
                first.status, tuple(venue.id for venue in others))
