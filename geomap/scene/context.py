"""What the story does not name but the reader needs: cities to lean on, and the names of countries and seas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, log2, radians
from typing import TYPE_CHECKING, Any

from gazetteer.model import Place
from geomap.scene.atlas import Atlas, ContextCity
from geomap.scene.frame import centre, diagonal_km, grow, holds, unrolled
from geomap.scene.model import Bounds, LonLat, Pin, Role, Tag
from geomap.scene.room import WATER, Grid, Spot, inner
from geomap.sphere import unroll

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.scene.room import Mask

CITIES = 90               # of which a renderer shows those that find room
APART = 0.06              # of the view's width: context cities stand no closer to each other ...
CLEAR = 0.02              # ... and no closer to the story's own pins
SURROUND = 0.75           # how far beyond the frame there is context: for panning, and for wide screens
PEOPLE_PER_KM = 60        # of the frame's diagonal: what a city needs to be worth a label on a map of that size ...
FEWEST_PEOPLE, MOST_PEOPLE = 1_500, 400_000
FEWEST_CITIES = 8         # ... unless that leaves fewer than so many in the frame
SPOTS = 6
FINEST = 400              # a frame's width in the smallest steps that matter for room
LETTER = 9.5              # pixels a letter of a country's or sea's name takes on the page
SEAS = 12
OCEAN = 50.0              # degrees of longitude; wider waters are oceans


def cities(atlas: Atlas, frame: Bounds, pins: Sequence[Pin]) -> list[Pin]:
    """Context cities, the most helpful first: capitals, then big ones, spread over the view and clear of the pins.

    Thinned in rank order, so any renderer that shows the first n shows a good map.
    """
    found = _worthy(atlas.cities(grow(frame, SURROUND)), frame)
    width = frame.east - frame.west
    scale = cos(radians(centre(frame)[1]))
    taken: list[tuple[LonLat, float]] = [(pin.point, CLEAR * width) for pin in pins]
    names = {pin.label for pin in pins}
    chosen: list[Pin] = []
    for city in sorted(found, key=lambda c: _weight(c, frame), reverse=True):
        point = unrolled(city.point, frame)
        if city.name in names:
            continue
        if any(hypot(point[0] - x, (point[1] - y) / scale) < apart for (x, y), apart in taken):
            continue
        taken.append((point, APART * width))
        rank = 1000 + len(chosen)
        chosen.append(Pin(f"x{city.id}", point, city.name, Role.CONTEXT, rank=rank, capital=city.capital))
        if len(chosen) == CITIES:
            break
    return chosen


def _worthy(found: Iterable[ContextCity], frame: Bounds) -> list[ContextCity]:
    """Capitals, and cities big enough for the size of the map; smaller ones where the land is empty."""
    view = grow(frame, SURROUND)
    inside = [city for city in found if holds(view, unrolled(city.point, frame))]
    least = min(max(PEOPLE_PER_KM * diagonal_km(frame), FEWEST_PEOPLE), MOST_PEOPLE)
    while True:
        worthy = [city for city in inside if city.capital or city.population >= least]
        seen = sum(holds(frame, unrolled(city.point, frame)) for city in worthy)
        if seen >= FEWEST_CITIES or least < 100 or len(worthy) == len(inside):
            return worthy
        least /= 2


def _weight(city: ContextCity, frame: Bounds) -> tuple[float, float, str]:
    """Capitals before others; in the frame before beside it; prominent before obscure; names settle what is left."""
    inside = holds(frame, unrolled(city.point, frame))
    return 2.0 * city.capital + 1.0 * inside, city.prominence, city.name


def tags(atlas: Atlas, frame: Bounds, focus: Sequence[str]) -> list[Tag]:
    """Names of the countries and seas in view, the important first, each with the spots where it has most room."""
    middle = centre(frame)[0]
    view = grow(frame, SURROUND)
    coarse = (frame.east - frame.west) / FINEST
    countries = [(place, simplified(shape, middle, coarse)) for place, shape in atlas.countries(view)]
    grid = Grid(view, [shape for _, shape in countries])
    inside = grid.within(frame.west, frame.south, frame.east, frame.north)
    named = _countries([place for place, _ in countries], grid, inside, focus) + _seas(atlas.seas(view), grid, inside, frame)
    return [Tag(tag.text, tag.kind, tag.spots, rank, tag.focus, tag.zoom) for rank, tag in enumerate(named)]


def _countries(places: Sequence[Place | None], grid: Grid, inside: Mask, focus: Sequence[str]) -> list[Tag]:
    found = []
    for number, place in enumerate(places):
        mask = grid.area == number
        spots = grid.roomiest(mask & inside, SPOTS) + grid.roomiest(mask, 3)
        if spots and place is not None:
            tag = Tag(place.name, "country", _points(spots), 0, place.country in focus, _zoom(place.name, spots))
            found.append((int((mask & inside).sum()), tag))
    found.sort(key=lambda item: (not item[1].focus, -item[0], item[1].text))
    return [tag for _, tag in found]


def _seas(seas: Sequence[Place], grid: Grid, inside: Mask, frame: Bounds) -> list[Tag]:
    """Seas with spots on open water within their bounds, where no smaller sea lies: boxes of seas overlap."""
    boxes = sorted(((place, _box(place, frame)) for place in seas), key=lambda item: (_size(item[1]), item[0].id))
    found: list[tuple[bool, float, Tag]] = []
    free = grid.area == WATER
    wide = inner(free)       # slivers between borders simplified one by one are no ocean
    if grid.width < OCEAN:
        # Boxes of oceans overlap across continents: on a map of a small region, only one that nobody contests is sure.
        middle = centre(frame)
        oceans = [box for _, box in boxes if box[2] - box[0] > OCEAN and _holds(box, middle)]
        boxes = [(place, box) for place, box in boxes if box[2] - box[0] <= OCEAN or oceans == [box]]
    for place, box in boxes:
        within = grid.within(*box)
        water = free & within & (wide if box[2] - box[0] > OCEAN else free)
        seen = grid.roomiest(water & inside, 3)
        spots = seen + grid.roomiest(water, 3)
        free &= ~within
        if spots:
            found.append((not seen, -_size(box), Tag(place.name, "sea", _points(spots), zoom=_zoom(place.name, spots))))
    found.sort(key=lambda item: (item[0], item[1], item[2].text))
    return [tag for _, _, tag in found][:SEAS]


def _box(place: Place, frame: Bounds) -> tuple[float, float, float, float]:
    """The sea's bounds on the frame's side of the globe; a degree around its point where none are known."""
    lon, lat = unrolled((place.point.lon, place.point.lat), frame)
    west, south, east, north = place.bounds or (lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5)
    west = unroll(west, lon)
    return west, south, west + (east - west) % 360, north


def _holds(box: tuple[float, float, float, float], point: LonLat) -> bool:
    return box[1] <= point[1] <= box[3] and any(box[0] <= point[0] + turn <= box[2] for turn in (-360, 0, 360))


def _size(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _points(spots: Iterable[Spot]) -> tuple[LonLat, ...]:
    return tuple(dict.fromkeys(point for _, point in spots))


def _zoom(name: str, spots: Sequence[Spot]) -> float:
    """The web map zoom at which the name is as wide as the room at its roomiest spot."""
    room = max(room for room, _ in spots)
    return round(max(0.0, log2(len(name) * LETTER * 360 / (256 * room))), 1)


def simplified(shape: BaseGeometry, middle: float, tolerance: float) -> BaseGeometry:
    """The shape on the side of the globe around longitude ``middle``, with steps under ``tolerance`` degrees left out."""
    import shapely

    parts: Any = shapely.get_parts(shape)
    boxes = shapely.bounds(parts)
    turns = [unroll(lon, middle) - lon for lon in ((boxes[:, 0] + boxes[:, 2]) / 2).tolist()]
    turned = shapely.MultiPolygon([_turned(part, turn) for part, turn in zip(parts, turns, strict=True)])
    return turned.simplify(tolerance)


def _turned(shape: Any, by: float) -> Any:
    from shapely.affinity import translate

    return translate(shape, by) if by else shape
