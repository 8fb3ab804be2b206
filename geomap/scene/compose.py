"""Findings to Scene: what to draw, where, in which words. The whole composition on one screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from gazetteer.model import Kind, Place
from geomap.model import Corridor, Findings, PlaceFinding, Venue, VenueStatus
from geomap.scene import arrows, captions, cards, context, words
from geomap.scene import frame as frames
from geomap.scene.atlas import Atlas, embedded
from geomap.scene.model import Area, Arrow, Bounds, Card, Ending, LonLat, Pin, Role, Scene
from geomap.scene.shading import shade
from geomap.scene.strands import Strand, anchor, is_area, is_unpaired, lonlat, precision, strands
from geomap.scene.symbols import STATUS

REACH = 0.03  # how far an arrow reaches into its destination area, as a share of the frame's diagonal
SHADED_PLACES = 8  # more areas than that, merely named, would paint the map over: they get labels only
VENUE_ORDER = (VenueStatus.HELD, VenueStatus.PLANNED, VenueStatus.PROPOSED, VenueStatus.PAST)


def compose(findings: Findings, *, worldview: str = "un", atlas: Atlas | None = None) -> Scene:
    """The scene for ``findings``: pins, arrows, shaded areas, context, cards, legend, and the words around them.

    ``worldview`` names whose view of disputed borders the map and its border note follow. ``atlas`` is where shapes and
    context come from, the embedded data unless given. Deterministic; draws nothing the findings do not say.
    """
    atlas = atlas or embedded(worldview)
    draft = _survey(findings, atlas)
    frame, outside = _frame(draft, atlas)
    draft.strands = _strands(findings, atlas, REACH * frames.diagonal_km(frame))
    pins = _pins(draft, frame, outside)
    areas = _areas(draft, atlas, frame)
    lines = _arrows(draft, frame, [pin.point for pin in pins])
    all_cards = _cards(draft, atlas)
    focus = _focus(draft)
    tags = context.tags(atlas, frame, focus)
    helpers = context.cities(atlas, frame, pins)
    said = captions.write(
        findings,
        lines,
        pins,
        areas,
        focus=[_country(atlas, code) for code in focus],
        worldview=worldview,
        frame=frame,
        outside=outside,
    )
    return Scene(
        title=said.title,
        deck=said.deck,
        kicker=said.kicker,
        language=findings.language,
        frame=frame,
        pins=(*pins, *helpers),
        arrows=tuple(lines),
        areas=tuple(areas),
        tags=tuple(tags),
        cards=tuple(all_cards),
        legend=captions.legend(findings, lines, pins, areas),
        focus=tuple(focus),
        worldview=worldview,
        footer=said.footer,
        alt=said.alt,
        empty=said.empty,
    )


@dataclass(slots=True)
class Draft:
    """What the story's places are used for, gathered once."""

    findings: Findings
    strands: list[Strand] = field(default_factory=list)
    venues: dict[str, list[Venue]] = field(default_factory=dict)  # place id -> venues there, weightiest first
    roles: dict[str, set[Role]] = field(default_factory=dict)  # place id -> roles in corridors
    places: dict[str, Place] = field(default_factory=dict)
    named: dict[str, PlaceFinding] = field(default_factory=dict)  # place id -> the mere mention
    uses: dict[str, list[str]] = field(default_factory=dict)  # place id -> lines for its card

    def plays(self, place_id: str) -> bool:
        """Whether the place has a part in the story, beyond being named."""
        return bool(self.roles.get(place_id)) or place_id in self.venues


def _survey(findings: Findings, atlas: Atlas) -> Draft:
    """Which place is used for what."""
    draft = Draft(findings, _strands(findings, atlas, 5.0))
    venues: dict[str, list[Venue]] = defaultdict(list)
    for venue in findings.venues:
        if venue.place:
            venues[venue.place.id].append(venue)
            draft.places[venue.place.id] = venue.place
    draft.venues = {key: sorted(found, key=lambda v: VENUE_ORDER.index(v.status)) for key, found in venues.items()}
    for corridor in findings.corridors:
        for stops, role in (
            (corridor.origins, Role.ORIGIN),
            (corridor.via, Role.VIA),
            (corridor.destinations, Role.DESTINATION),
        ):
            for stop in stops:
                if stop.place:
                    draft.places[stop.place.id] = stop.place
                    draft.roles.setdefault(stop.place.id, set()).add(role)
                    use = f"{captions.ROLE_WORDS[role]}: {words.heading(corridor)} ({words.status_text(corridor)})"
                    lines = draft.uses.setdefault(stop.place.id, [])
                    if use not in lines:
                        lines.append(use)
    for place_id, found in draft.venues.items():
        draft.uses.setdefault(place_id, []).extend(f"Venue: {words.event(venue)}" for venue in found)
    for finding in findings.places:
        draft.places.setdefault(finding.place.id, finding.place)
        draft.named.setdefault(finding.place.id, finding)
    return draft


def _strands(findings: Findings, atlas: Atlas, inside_km: float) -> list[Strand]:
    return [strand for corridor in findings.corridors for strand in strands(corridor, atlas, inside_km=inside_km)]


def _frame(draft: Draft, atlas: Atlas) -> tuple[Bounds, list[Place]]:
    """The frame, and the places merely named that lie outside it."""
    must = [point for strand in draft.strands for point in strand.path]
    for place_id, place in draft.places.items():
        if not draft.plays(place_id):
            continue
        if not is_area(place):
            must.append(lonlat(place))
        elif place_id in draft.venues and place.kind is not Kind.COUNTRY:
            must += _outline(place, atlas)
        elif place_id in draft.venues:
            must.append(anchor(place, atlas))
    must += _named_ends(draft, atlas)
    named = [
        finding
        for key, finding in draft.named.items()
        if not draft.plays(key) and finding.place.kind is not Kind.CONTINENT
    ]
    if must:
        frame = frames.fit(must)
        return frame, [
            f.place
            for f in named
            if not is_area(f.place)
            and not frames.holds(frames.grow(frame, 0.1), frames.unrolled(lonlat(f.place), frame))
        ]
    pointed = [f for f in named if not is_area(f.place)]
    if pointed:
        kept = set(frames.cluster([lonlat(f.place) for f in pointed], [f.count for f in pointed]))
        points = [lonlat(f.place) for i, f in enumerate(pointed) if i in kept]
        return frames.fit(points), [f.place for i, f in enumerate(pointed) if i not in kept]
    return frames.fit([point for f in named for point in _outline(f.place, atlas)]), []


def _named_ends(draft: Draft, atlas: Atlas) -> list[LonLat]:
    """Border points of areas that corridors are said to lead to without saying from where, or to begin in."""
    points = []
    for corridor in draft.findings.corridors:
        starts = [lonlat(stop.place) for stop in corridor.origins if stop.place]
        for stop in corridor.destinations:
            if stop.place and is_area(stop.place) and (is_unpaired(corridor) or not starts):
                reached = [atlas.border_point(stop.place, start, 30.0) for start in starts]
                near = [point for point in reached if point]
                points += near or ([anchor(stop.place, atlas)] if stop.place.kind is not Kind.COUNTRY else [])
    return points


def _outline(place: Place, atlas: Atlas) -> list[LonLat]:
    """The corners of the area's bounds, or its point where no shape is known."""
    shape = atlas.polygon(place)
    if shape is None:
        return [lonlat(place)]
    # Part by part: a shape in two halves at the antimeridian would else span the globe.
    corners = []
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    for part in parts:
        if part.area < 0.05 * parts[0].area and place.kind is Kind.COUNTRY:
            break  # overseas islets do not set the frame
        west, south, east, north = part.bounds
        corners += [(west, south), (east, north)]
    return corners


def _pins(draft: Draft, frame: Bounds, outside: Sequence[Place]) -> list[Pin]:
    """Venues first, then ends of corridors, then what is merely named, by how often."""
    pins: list[Pin] = []
    left_out = {place.id for place in outside}

    def add(place: Place, key: str, label: str, role: Role, **more: object) -> None:
        pins.append(
            Pin(
                key,
                frames.unrolled(lonlat(place), frame),
                label,
                role,
                precision(place),
                rank=len(pins),
                capital=place.capital,
                **more,
            )
        )  # type: ignore[arg-type]

    for place_id, found in draft.venues.items():
        place = draft.places[place_id]
        if not is_area(place):
            first = found[0]
            add(
                place,
                first.id,
                words.event(first),
                Role.VENUE,
                sublabel=first.site and words.clip(first.site, 60) or place.name,
                card=first.id,
                status=first.status,
                also=tuple(v.id for v in found[1:]),
            )
    for place_id, roles in draft.roles.items():
        place = draft.places[place_id]
        if not is_area(place):
            add(
                place,
                f"p{place_id}",
                _label(draft, place),
                _role(roles),
                card=f"p{place_id}",
                sublabel=_open_ends(draft, place),
            )
    rest = [
        f for key, f in draft.named.items() if not draft.plays(key) and not is_area(f.place) and key not in left_out
    ]
    for finding in sorted(rest, key=lambda f: (-f.count, -f.place.population, f.place.id)):
        if finding.place.kind not in (Kind.SEA, Kind.RIVER):
            add(
                finding.place,
                f"p{finding.place.id}",
                _label(draft, finding.place),
                Role.PLACE,
                card=f"p{finding.place.id}",
            )
    return pins


def _open_ends(draft: Draft, place: Place) -> str:
    """"to Russia or Belarus": where corridors out of the place may lead, as far as an unpaired group narrows it down."""
    groups = [c for c in draft.findings.corridors if is_unpaired(c) and place.id in {s.place.id for s in c.origins if s.place}]
    ends = words.listed((words.stop_name(stop) for corridor in groups for stop in corridor.destinations), "or")
    return words.clip(f"to {ends}", 60) if ends else ""


def _label(draft: Draft, place: Place) -> str:
    finding = draft.named.get(place.id)
    return words.clip(finding.label if finding and finding.label else place.name, 60)


def _role(roles: set[Role]) -> Role:
    if {Role.ORIGIN, Role.DESTINATION} <= roles:
        return Role.THROUGH
    return next(role for role in (Role.ORIGIN, Role.DESTINATION, Role.VIA) if role in roles)


def _areas(draft: Draft, atlas: Atlas, frame: Bounds) -> list[Area]:
    """Shaded areas: venues known no more precisely, regions that corridors begin in or lead to."""
    areas: list[Area] = []

    def add(place: Place, key: str, card: str, label: str, role: Role, **more: object) -> None:
        area = shade(place, atlas, frame, id=key, card=card, label=label, role=role, precision=precision(place), **more)
        if area:
            areas.append(area)

    for place_id, found in draft.venues.items():
        place, first = draft.places[place_id], found[0]
        if is_area(place):
            where = words.where(place, _country(atlas, place.country))
            add(
                place,
                first.id,
                first.id,
                words.event(first),
                Role.VENUE,
                sublabel=where,
                status=first.status,
                also=tuple(venue.id for venue in found[1:]),
            )
    for corridor in draft.findings.corridors:
        for stops, role in ((corridor.origins, Role.ORIGIN), (corridor.destinations, Role.DESTINATION)):
            for stop in stops:
                if stop.place and is_area(stop.place) and _worth_shading(corridor, stop.place, role):
                    key = f"{corridor.id}.{stop.place.id}"
                    add(stop.place, key, corridor.id, stop.place.name, role, status=corridor.status)
    named = [f for key, f in draft.named.items() if f.place.kind in (Kind.REGION, Kind.AREA) and not draft.plays(key)]
    if not draft.findings.corridors and not draft.venues and len(named) <= SHADED_PLACES:
        for finding in named:
            add(finding.place, f"p{finding.place.id}", f"p{finding.place.id}", _label(draft, finding.place), Role.PLACE)
    return _once(areas)


def _worth_shading(corridor: Corridor, place: Place, role: Role) -> bool:
    """Regions at either end are shaded; a country only where no arrow can be drawn into it: the pairing is open."""
    if place.kind in (Kind.COUNTRY, Kind.CONTINENT):
        return role is Role.DESTINATION and (is_unpaired(corridor) or not corridor.origins)
    return True


def _once(areas: list[Area]) -> list[Area]:
    """One shading an area and role; further corridors add their cards to it."""
    merged: dict[tuple[str, Role, LonLat], Area] = {}
    for area in areas:
        key = area.label, area.role, area.anchor
        if key in merged:
            first = merged[key]
            merged[key] = Area(
                first.id,
                first.card,
                first.label,
                first.role,
                first.polygons,
                first.anchor,
                first.sublabel,
                first.precision,
                first.status,
                (*first.also, area.card),
            )
        else:
            merged[key] = area
    return list(merged.values())


def _arrows(draft: Draft, frame: Bounds, pins: Sequence[LonLat]) -> list[Arrow]:
    """Strands as curves, bowed clear of each other and of pins."""
    courses = {
        i: arrows.Course(tuple(frames.unrolled(point, frame) for point in strand.path))
        for i, strand in enumerate(draft.strands)
        if len(set(strand.path)) > 1
    }
    diagonal = frame.east - frame.west
    curves = dict(zip(courses, arrows.bow(list(courses.values()), pins, diagonal=diagonal), strict=True))
    number: Counter[str] = Counter()
    slots: Counter[LonLat] = Counter()
    drawn = []
    for i, strand in enumerate(draft.strands):
        corridor = strand.corridor
        number[corridor.id] += 1
        path = curves.get(i) or (frames.unrolled(strand.path[0], frame),)
        stops = courses[i].waypoints[1:-1] if i in courses else ()
        if i in courses and strand.ending is Ending.EXIT:
            stops = courses[i].waypoints[1:]
        slot = slots[path[-1]] if strand.ending is Ending.EXIT else 0
        slots[path[-1]] += strand.ending is Ending.EXIT
        end = words.stop_name(strand.destination) if strand.destination and strand.ending is Ending.AREA else ""
        drawn.append(
            Arrow(
                f"{corridor.id}.{number[corridor.id]}",
                corridor.id,
                corridor.status,
                path,
                stops,
                strand.ending,
                end,
                strand.unpaired,
                corridor.two_way,
                _spoken(strand),
                slot,
            )
        )
    return drawn


def _spoken(strand: Strand) -> str:
    """What a screen reader says of the arrow."""
    origin, kind = words.stop_name(strand.origin), words.sentence(strand.corridor.kind.value)
    if strand.unpaired:
        way = f"out of {origin}, which way is not stated: to {words.listed(map(words.stop_name, strand.corridor.destinations), 'or')}"
    elif strand.destination:
        way = f"from {origin} to {words.stop_name(strand.destination)}"
    else:
        way = f"out of {origin}, destination not stated"
    via = f" by way of {words.stops(strand.corridor.via)}" if strand.corridor.via else ""
    return f"{kind} {way}{via}: {STATUS[strand.corridor.status].word.lower()}"


def _cards(draft: Draft, atlas: Atlas) -> list[Card]:
    by_corridor: dict[str, list[Strand]] = defaultdict(list)
    for strand in draft.strands:
        by_corridor[strand.corridor.id].append(strand)

    def country(code: str | None) -> str:
        return _country(atlas, code)

    found = [cards.corridor_card(corridor, by_corridor[corridor.id]) for corridor in draft.findings.corridors]
    found += [cards.venue_card(venue, country) for venue in draft.findings.venues]
    order = sorted(
        draft.places, key=lambda key: (not draft.plays(key), -(draft.named[key].count if key in draft.named else 0))
    )
    found += [
        cards.place_card(f"p{key}", draft.places[key], draft.named.get(key), draft.uses.get(key, ()), country)
        for key in order
    ]
    return found


def _country(atlas: Atlas, code: str | None) -> str:
    place = atlas.country(code) if code else None
    return place.name if place else ""


def _focus(draft: Draft) -> list[str]:
    """The countries the story is about: where corridors begin, else where talks are held, else what is named most."""
    origins = [
        stop.place for corridor in draft.findings.corridors for stop in (corridor.origins or corridor.destinations)
    ]
    venues = [venue.place for venue in draft.findings.venues]
    for group in (origins, venues):
        codes = Counter(place.country for place in group if place and place.country)
        if codes:
            return [code for code, _ in codes.most_common(4)]
    counts: Counter[str] = Counter()
    for finding in draft.named.values():
        if finding.place.country:
            counts[finding.place.country] += finding.count
    most = max(counts.values(), default=0)
    return [code for code, count in counts.most_common(3) if count * 2 >= most]
