"""From a corridor to its strands: who leads where, as far as the text says, and where each strand begins and ends.

What is left open stays open. Several origins and several destinations without a stated pairing become strands that
leave their origin and point nowhere: drawing one origin to one destination would invent what nobody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.model import Kind, Place
from gazetteer.names import fold
from geomap.model import Corridor, Stop
from geomap.scene.atlas import Atlas
from geomap.scene.model import Ending, LonLat, Precision
from geomap.sphere import length_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

AREAS = {Kind.COUNTRY, Kind.REGION, Kind.AREA, Kind.CONTINENT}
WATERS = {Kind.SEA, Kind.RIVER}
PRECISION = {
    Kind.SITE: Precision.POINT,
    Kind.CITY: Precision.CITY,
    Kind.COUNTRY: Precision.COUNTRY,
    Kind.CONTINENT: Precision.COUNTRY,
}


CROSSING = 3.0            # how far a way between neighbours reaches into either, so that it is seen to be an arrow


def is_area(place: Place) -> bool:
    return place.kind in AREAS


def stations(corridor: Corridor) -> list[Place]:
    """The places on the way that a line may turn at: not "via Russia" nor "across the Red Sea", somewhere in which it goes."""
    return [stop.place for stop in corridor.via if stop.place and stop.place.kind not in AREAS | WATERS]


def precision(place: Place) -> Precision:
    """How precisely the story knows the spot when it names this place."""
    return PRECISION.get(place.kind, Precision.REGION)


def lonlat(place: Place) -> LonLat:
    return place.point.lon, place.point.lat


@dataclass(frozen=True, slots=True)
class Strand:
    """One way of a corridor. ``path`` is its waypoints in order of travel, longitudes not yet unrolled.

    A strand with one waypoint has no stated direction: it ends in an exit mark at its origin.
    """

    corridor: Corridor
    origin: Stop
    destination: Stop | None
    path: tuple[LonLat, ...]
    ending: Ending
    unpaired: bool = False
    site: Place | None = None  # whose name the way has, where it leads over it
    km: float = 0.0  # from the origin along the stops to the destination, or to its border; 0 where not known


def starts_anywhere(strand: Strand) -> bool:
    """Whether the strand leaves a country for no known place outside: its mark stands for all of the country."""
    return strand.ending is Ending.EXIT and strand.origin.place is not None and strand.origin.place.kind is Kind.COUNTRY


def pairs(corridor: Corridor) -> list[tuple[Stop, Stop | None]]:
    """The corridor's origins, each with the destination the text gives it, None where it gives none.

    One end shared by all pairs is stated by the text's own wording; equally many ends on both sides, called paired by
    who read the text, go in order. Everything else is left open.
    """
    origins = [stop for stop in corridor.origins if stop.place]
    destinations = [stop for stop in corridor.destinations if stop.place]
    if not destinations:
        return [(origin, None) for origin in origins]
    if len(origins) == 1 or len(destinations) == 1:
        return [(origin, destination) for origin in origins for destination in destinations]
    if corridor.paired and len(origins) == len(destinations):
        return list(zip(origins, destinations, strict=True))
    return [(origin, None) for origin in origins]


def is_unpaired(corridor: Corridor) -> bool:
    """Whether the corridor has ends on both sides whose pairing is not stated.

    Ends that no gazetteer knew count: one known end out of two is no reason to claim a pairing.
    """
    origins, destinations = len(corridor.origins), len(corridor.destinations)
    return origins > 1 and destinations > 1 and not (corridor.paired and origins == destinations)


def _site_of(corridor: Corridor, named: Sequence[Place]) -> Place | None:
    """Where a way with a name is, if it is among the places ``named``: "Rafah crossing", "Adre border crossing" at Adré."""
    name = fold(corridor.name or "")
    ends = {stop.place.id for stop in (*corridor.origins, *corridor.destinations) if stop.place}
    if not name or any(stop.place for stop in corridor.via):
        return None
    passed = name.endswith(_PASSED)
    found = [
        place for place in named
        if place.id not in ends and (
            (place.kind is Kind.SITE and fold(place.name) == name)
            or (place.kind in (Kind.SITE, Kind.CITY) and passed and name.startswith(f"{fold(place.name)} "))
        )
    ]
    return max(found, key=lambda place: len(place.name), default=None)


_PASSED = ("crossing", "crossing point", "gate", "border post", "checkpoint")


def strands(corridor: Corridor, atlas: Atlas, *, inside_km: float, named: Sequence[Place] = ()) -> list[Strand]:
    """The corridor's strands; ``inside_km`` is how far an arrow reaches into the area it ends in.

    ``named``: places of the story, for a way that has the name of one of them leads over it.
    """
    open_pairing = is_unpaired(corridor)
    via = tuple(lonlat(place) for place in stations(corridor))
    site = _site_of(corridor, named)
    found = []
    for origin, destination in pairs(corridor):
        assert origin.place is not None
        if open_pairing or destination is None or destination.place is None:
            if site is not None and origin.place.kind is Kind.COUNTRY and site.country == origin.place.country:
                found.append(_at_site(corridor, site, atlas, inside_km))      # rather than somewhere in all of the country
                continue
            start = _start(origin.place, None, atlas, inside_km)
            found.append(
                Strand(
                    corridor,
                    origin,
                    None,
                    (start, *via) if via and not open_pairing else (start,),
                    Ending.EXIT,
                    unpaired=open_pairing,
                )
            )
            continue
        if _is_within(destination.place, origin.place, atlas):
            continue      # "out of Ukraine to Sumy": where in the country it begins is not known, so there is no line to draw
        over = lonlat(site) if site and _is_on_the_way(site, origin.place, destination.place) else None
        ending = Ending.AREA if is_area(destination.place) else Ending.PLACE
        if over is not None and (way := _over(over, origin.place, destination.place, atlas, inside_km)):
            km = 0.0 if is_area(origin.place) or is_area(destination.place) else length_km(way)
            found.append(Strand(corridor, origin, destination, way, ending, site=site, km=km))
            continue
        if not via and _are_countries(origin.place, destination.place):
            crossing = _crossing(origin.place, destination.place, atlas, inside_km)
            if crossing:
                found.append(Strand(corridor, origin, destination, crossing, Ending.AREA))
                continue
        start = _start(origin.place, destination.place, atlas, inside_km)
        end = _end(destination.place, via[-1] if via else start, atlas, inside_km)
        if end is None:
            found.append(Strand(corridor, origin, destination, (start, *via), Ending.EXIT))
        else:
            there = (
                atlas.border_point(destination.place, via[-1] if via else start, 0.0) if ending is Ending.AREA else end
            )
            found.append(
                Strand(
                    corridor,
                    origin,
                    destination,
                    (start, *via, end),
                    ending,
                    km=0.0 if origin.place.kind is Kind.COUNTRY else length_km((start, *via, there or end)),
                )
            )
    return found or ([_at_site(corridor, site, atlas, inside_km)] if site else [])


def _at_site(corridor: Corridor, site: Place, atlas: Atlas, inside_km: float) -> Strand:
    """A way of which only its site is known, and perhaps where it leads: a mark at the site, or an arrow from there."""
    known = [stop for stop in corridor.destinations if stop.place]
    here, origin = lonlat(site), Stop(site.name, site)
    if len(known) != 1 or not known[0].place:
        return Strand(corridor, origin, None, (here,), Ending.EXIT)
    place = known[0].place
    if not is_area(place):
        return Strand(corridor, origin, known[0], (here, lonlat(place)), Ending.PLACE, km=length_km((here, lonlat(place))))
    reach = CROSSING * inside_km
    inwards = atlas.border_point(place, here, reach) or _towards(here, anchor(place, atlas), reach)
    return Strand(corridor, origin, known[0], (here, inwards), Ending.AREA)


def _is_within(place: Place, country: Place, atlas: Atlas) -> bool:
    """Whether ``place`` is a smaller one in ``country``."""
    if country.kind is not Kind.COUNTRY or place.kind in (Kind.COUNTRY, Kind.CONTINENT):
        return False
    shape = atlas.polygon(country)
    return shape is not None and _holds(shape, lonlat(place))


def _are_countries(a: Place, b: Place) -> bool:
    return a.kind is Kind.COUNTRY and b.kind is Kind.COUNTRY and a.id != b.id


def _is_on_the_way(site: Place, origin: Place, destination: Place) -> bool:
    """Whether a site lies about between two places; with a country at either end its own countries must be theirs."""
    if is_area(origin) or is_area(destination):
        codes = {place.country for place in (origin, destination)}
        return site.country in codes
    direct = length_km((lonlat(origin), lonlat(destination)))
    return length_km((lonlat(origin), lonlat(site), lonlat(destination))) <= 2 * direct + 20


def _over(site: LonLat, a: Place, b: Place, atlas: Atlas, inside_km: float) -> tuple[LonLat, ...]:
    """The way from ``a`` to ``b`` over a site; a short one within areas. Nothing where both areas hold the site."""
    reach = CROSSING * inside_km
    start = atlas.border_point(a, site, reach) if is_area(a) else lonlat(a)
    end = atlas.border_point(b, site, reach) if is_area(b) else lonlat(b)
    if start is None and end is None:
        return ()
    return start or _towards(site, end or site, -reach), site, end or _towards(site, start or site, -reach)


def _towards(site: LonLat, other: LonLat, km: float) -> LonLat:
    """The point so many km from a site towards another one; away from it where ``km`` is negative."""
    share = km / max(length_km((other, site)), 0.001)
    return site[0] + share * (other[0] - site[0]), site[1] + share * (other[1] - site[1])


def _crossing(a: Place, b: Place, atlas: Atlas, inside_km: float) -> tuple[LonLat, ...]:
    """A short way over the middle of two countries' common border; nothing where they have none.

    Any spot would do: the text gives none, and the frame shows all of the border.
    """
    from geomap.scene.borders import middle, shared_border

    line = shared_border(a, b, atlas)
    if line is None:
        return ()
    spot, reach = middle(line), CROSSING * inside_km
    return atlas.border_point(a, spot, reach) or spot, atlas.border_point(b, spot, reach) or spot


def _start(origin: Place, destination: Place | None, atlas: Atlas, inside_km: float) -> LonLat:
    """Where a strand leaves: a country is left at its border, a region from its middle."""
    if origin.kind is Kind.COUNTRY and destination is not None:
        border = atlas.border_point(origin, lonlat(destination), inside_km)
        if border is not None:
            return border
    return anchor(origin, atlas)


def _end(destination: Place, towards: LonLat, atlas: Atlas, inside_km: float) -> LonLat | None:
    """Where a strand arrives; None where it stays in the area it is said to lead to."""
    if not is_area(destination):
        return lonlat(destination)
    shape = atlas.polygon(destination)
    if shape is None:
        return None if destination.kind in (Kind.COUNTRY, Kind.CONTINENT) else lonlat(destination)
    if _holds(shape, towards):
        return None
    return atlas.border_point(destination, towards, inside_km)


def _holds(shape: BaseGeometry, point: LonLat) -> bool:
    import shapely

    return bool(shapely.contains_xy(shape, *point))


def anchor(place: Place, atlas: Atlas) -> LonLat:
    """A point that stands for the place: its own, or one inside its shape where its own lies outside."""
    own = lonlat(place)
    shape = atlas.polygon(place) if is_area(place) else None
    if shape is None or _holds(shape, own):
        return own
    inside = shape.representative_point()
    return inside.x, inside.y
