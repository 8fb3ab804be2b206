"""From the survey to what is drawn: pins, shaded areas, arrows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import groupby

from gazetteer.model import Kind, Place
from geomap.model import Corridor, Venue
from geomap.scene import arrows, words
from geomap.scene import frame as frames
from geomap.scene.atlas import Atlas
from geomap.scene.borders import band
from geomap.scene.model import Area, Arrow, Bounds, Ending, LonLat, Pin, Role
from geomap.scene.shading import shade
from geomap.scene.strands import Strand, is_area, is_unpaired, lonlat, precision, starts_anywhere
from geomap.scene.survey import Survey
from geomap.scene.symbols import STATUS

SHADED_PLACES = 8         # more areas than that, merely named, would paint the map over

CountryName = Callable[[str | None], str]


def pins(found: Survey, atlas: Atlas, frame: Bounds, outside: Sequence[Place]) -> list[Pin]:
    """Venues first, then ends of corridors, then what is merely named, by how often."""
    placed = [_venue_pin(found.places[key], group) for key, group in found.venues.items() if _is_pin(found.places[key], atlas)]
    placed += [_end_pin(found, key, roles) for key, roles in found.roles.items() if _is_pin(found.places[key], atlas)]
    left_out = {place.id for place in outside}
    rest = [finding for finding in found.merely_named()
            if not is_area(finding.place) and finding.place.id not in left_out]
    for finding in sorted(rest, key=lambda f: (-f.count, -f.place.population, f.place.id)):
        key = f"p{finding.place.id}"
        placed.append(Pin(key, lonlat(finding.place), found.label(finding.place), Role.PLACE, precision(finding.place),
                          capital=finding.place.capital, card=key))
    return [Pin(pin.id, frames.unrolled(pin.point, frame), pin.label, pin.role, pin.precision, pin.sublabel, rank,
                pin.capital, pin.card, pin.status, pin.also) for rank, pin in enumerate(placed)]


def _is_pin(place: Place, atlas: Atlas) -> bool:
    """Points are pins, and so are areas whose shape nobody knows; continents never."""
    return not is_area(place) or (place.kind is not Kind.CONTINENT and atlas.polygon(place) is None)


def _venue_pin(place: Place, group: Sequence[Venue]) -> Pin:
    first = group[0]
    where = words.clip(f"{first.site}, {place.name}", 60) if first.site else place.name
    return Pin(first.id, lonlat(place), words.event(first), Role.VENUE, precision(place), where, capital=place.capital,
               card=first.id, status=first.status, also=tuple(venue.id for venue in group[1:]))


def _end_pin(found: Survey, place_id: str, roles: set[Role]) -> Pin:
    place = found.places[place_id]
    return Pin(f"p{place_id}", lonlat(place), found.label(place), _role(roles), precision(place), _open_ends(found, place),
               capital=place.capital, card=f"p{place_id}")


def _role(roles: set[Role]) -> Role:
    if {Role.ORIGIN, Role.DESTINATION} <= roles:
        return Role.THROUGH
    return next(role for role in (Role.ORIGIN, Role.DESTINATION, Role.VIA) if role in roles)


def _open_ends(found: Survey, place: Place) -> str:
    """"to Russia or Belarus": where corridors out of the place may lead, as far as an unpaired group narrows it down."""
    groups = [corridor for corridor in found.findings.corridors
              if is_unpaired(corridor) and any(stop.place and stop.place.id == place.id for stop in corridor.origins)]
    ends = words.listed((words.stop_name(stop) for corridor in groups for stop in corridor.destinations), "or")
    return words.clip(f"to {ends}", 60) if ends else ""


# ------------------------------------------------------------------------------------------------------------- areas

def areas(found: Survey, atlas: Atlas, frame: Bounds, country: CountryName) -> list[Area]:
    """Shaded areas: venues known no more precisely, regions that corridors begin in or lead to."""
    shaded: list[Area | None] = []
    for place_id, group in found.venues.items():
        place, first = found.places[place_id], group[0]
        if is_area(place):
            shaded.append(shade(place, atlas, frame, id=first.id, card=first.id, label=words.event(first), role=Role.VENUE,
                                precision=precision(place), sublabel=words.where(place, country(place.country)),
                                status=first.status, also=tuple(venue.id for venue in group[1:])))
    whole = {(strand.corridor.id, strand.origin.place.id) for strand in found.strands
             if strand.origin.place and starts_anywhere(strand)}
    shaded += [band(stretch, frame) for stretch in found.borders]
    for corridor in found.findings.corridors:
        for stops, role in ((corridor.origins, Role.ORIGIN), (corridor.destinations, Role.DESTINATION)):
            ends = [stop.place for stop in stops if stop.place and is_area(stop.place)]
            shaded += [shade(place, atlas, frame, id=f"{corridor.id}.{place.id}", card=corridor.id, label=place.name, role=role,
                             precision=precision(place), status=corridor.status, facing=_facing(corridor, place, role, atlas))
                       for place in ends if _is_worth_shading(corridor, place, role, whole)]
    named = _areas_merely_named(found)
    if not found.findings.corridors and not found.venues and not found.borders and len(named) <= SHADED_PLACES:
        shaded += [shade(place, atlas, frame, id=f"p{place.id}", card=f"p{place.id}", label=found.label(place), role=Role.PLACE,
                         precision=precision(place)) for place in named]
    return _once([area for area in shaded if area])


def _areas_merely_named(found: Survey) -> list[Place]:
    """Regions that the text names; countries only where it names nothing smaller."""
    places = [finding.place for finding in found.merely_named()]
    return [place for place in places if place.kind in (Kind.REGION, Kind.AREA)] or (
        [] if any(not is_area(place) for place in places) else [place for place in places if place.kind is Kind.COUNTRY])


def _facing(corridor: Corridor, place: Place, role: Role, atlas: Atlas) -> list[Place]:
    """The countries of departure, where ``place`` is a country that the corridor is said to lead to."""
    if place.kind is not Kind.COUNTRY or role is not Role.DESTINATION:
        return []
    codes = dict.fromkeys(stop.place.country for stop in corridor.origins if stop.place and stop.place.country)
    return [country for country in map(atlas.country, filter(None, codes)) if country and country.id != place.id]


def _is_worth_shading(corridor: Corridor, place: Place, role: Role, whole: Collection[tuple[str, str]]) -> bool:
    """Regions at either end are; a country only where no arrow can be drawn into it, or where one leaves from anywhere in it.

    ``whole``: ids of corridors with those of the countries that they leave from anywhere.
    """
    if place.kind in (Kind.COUNTRY, Kind.CONTINENT):
        if role is Role.ORIGIN:
            return (corridor.id, place.id) in whole
        return role is Role.DESTINATION and (is_unpaired(corridor) or not corridor.origins)
    return True


def _once(shaded: Sequence[Area]) -> list[Area]:
    """One shading an area and role; further corridors add their cards to it."""
    merged: dict[tuple[str, Role, LonLat], Area] = {}
    for area in shaded:
        first = merged.setdefault((area.label, area.role, area.anchor), area)
        if first is not area and area.card not in (first.card, *first.also):
            merged[area.label, area.role, area.anchor] = Area(
                first.id, first.card, first.label, first.role, first.polygons, first.anchor, first.sublabel, first.precision,
                first.status, (*first.also, area.card))
    return list(merged.values())


# ------------------------------------------------------------------------------------------------------------ arrows

def lines(strands: Sequence[Strand], frame: Bounds, pins: Sequence[LonLat]) -> list[Arrow]:
    """Strands as curves, bowed clear of each other and of pins; those without a direction as exit marks."""
    routes = [tuple(point for point, _ in groupby(frames.unrolled(point, frame) for point in strand.path)) for strand in strands]
    bent = [i for i, route in enumerate(routes) if len(route) > 1]
    curves = dict(zip(bent, arrows.bow([routes[i] for i in bent], pins, diagonal=frame.east - frame.west), strict=True))
    number: Counter[str] = Counter()
    slots: Counter[LonLat] = Counter()
    drawn = []
    for i, strand in enumerate(strands):
        corridor, route = strand.corridor, routes[i]
        number[corridor.id] += 1
        path = curves.get(i, route)
        is_exit = strand.ending is Ending.EXIT or len(route) < 2
        end = words.stop_name(strand.destination) if strand.destination and strand.ending is Ending.AREA else ""
        drawn.append(Arrow(
            f"{corridor.id}.{number[corridor.id]}", corridor.id, corridor.status, path, route[1:] if is_exit else route[1:-1],
            Ending.EXIT if is_exit else strand.ending, end, strand.unpaired, corridor.two_way, _spoken(strand),
            slots[path[-1]] if is_exit else 0))
        slots[path[-1]] += is_exit
    return drawn


def _spoken(strand: Strand) -> str:
    """What a screen reader says of the arrow."""
    corridor, origin = strand.corridor, words.stop_name(strand.origin)
    if strand.origin not in corridor.origins:
        way = f"over {origin} to {words.stop_name(strand.destination)}" if strand.destination else f"at {origin}"
    elif strand.unpaired:
        ends = words.listed(map(words.stop_name, corridor.destinations), "or")
        way = f"out of {origin}, to {ends}: which of them is not stated"
    elif strand.destination:
        destination = words.stop_name(strand.destination)
        way = f"between {origin} and {destination}" if corridor.two_way else f"from {origin} to {destination}"
    else:
        way = f"out of {origin}, destination not stated"
    via = f" by way of {words.stops(corridor.via)}" if corridor.via else ""
    return f"{words.sentence(corridor.kind.value)} {way}{via}; {STATUS[corridor.status].word.lower()}"
