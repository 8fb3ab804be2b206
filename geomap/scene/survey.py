"""What the story does with each place, gathered once, and the frame that follows from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from gazetteer.model import Kind, Place
from geomap.model import Findings, PlaceFinding, Stop, Venue, VenueStatus
from geomap.scene import frame as frames
from geomap.scene import words
from geomap.scene.atlas import Atlas
from geomap.scene.borders import Stretch, is_on_border, shared_border, stretches
from geomap.scene.model import Bounds, LonLat, Role
from geomap.scene.strands import Strand, anchor, is_area, is_unpaired, lonlat, starts_anywhere, stations, strands

ROLE_WORDS = {Role.ORIGIN: "Start", Role.VIA: "Way station", Role.DESTINATION: "Destination"}
VENUE_ORDER = (VenueStatus.HELD, VenueStatus.PLANNED, VenueStatus.PROPOSED, VenueStatus.PAST)
FIRST_REACH_KM = 5.0      # how far arrows reach into areas before the frame is known
MOST_REGION_KM = 700.0    # a region of departure of that size is always seen whole
FARTHEST_VENUE = 3.0      # times the size of the corridors' frame: a venue that would need more is not framed
NEARBY = 1.0              # share of the frame's larger side: places named no farther out are pins for whoever looks there
NAMED_REACH_KM = 30.0     # how much of an area named as destination must be seen beyond its border


@dataclass(slots=True)
class Survey:
    """A story's places by id: what they are used for, and the strands between them."""

    findings: Findings
    strands: list[Strand] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    venues: dict[str, list[Venue]] = field(default_factory=dict)         # the weightiest first
    roles: dict[str, set[Role]] = field(default_factory=dict)            # in corridors
    borders: list[Stretch] = field(default_factory=list)                 # known with the frame
    named: dict[str, PlaceFinding] = field(default_factory=dict)         # mentions
    uses: dict[str, list[str]] = field(default_factory=dict)             # lines for the place's card

    def plays(self, place_id: str) -> bool:
        """Whether the place has a part in the story, beyond being named."""
        return bool(self.roles.get(place_id)) or place_id in self.venues

    def merely_named(self) -> list[PlaceFinding]:
        """Mentions of places that play no part, in the order of the findings; continents and seas are no pins."""
        no_pins = {Kind.CONTINENT, Kind.SEA, Kind.RIVER}
        return [finding for key, finding in self.named.items() if not self.plays(key) and finding.place.kind not in no_pins]

    def label(self, place: Place) -> str:
        """The story's own wording for the place, or its name."""
        finding = self.named.get(place.id)
        return words.clip(finding.label if finding and finding.label else place.name, 60)


def survey(findings: Findings, atlas: Atlas) -> Survey:
    """Who is where, and what for."""
    found = Survey(findings, all_strands(findings, atlas, FIRST_REACH_KM))
    venues: dict[str, list[Venue]] = defaultdict(list)
    for venue in findings.venues:
        # A country whose border is meant is not shaded as a whole.
        if venue.place and not (is_on_border(venue) and shared_border(venue.border[0], venue.border[1], atlas)):
            venues[venue.place.id].append(venue)
            found.places[venue.place.id] = venue.place
    found.venues = {key: sorted(group, key=lambda v: VENUE_ORDER.index(v.status)) for key, group in venues.items()}
    for corridor in findings.corridors:
        said = f"{words.heading(corridor)} ({words.status_text(corridor)})"
        ends = _places(corridor.origins), stations(corridor), _places(corridor.destinations)
        for places, role in zip(ends, (Role.ORIGIN, Role.VIA, Role.DESTINATION), strict=True):
            for place in places:
                found.places[place.id] = place
                found.roles.setdefault(place.id, set()).add(role)
                found.uses.setdefault(place.id, []).append(f"{ROLE_WORDS[role]}: {said}")
        site = next((strand.site for strand in found.strands if strand.corridor is corridor and strand.site), None)
        if site is not None:
            found.places[site.id] = site
            found.roles.setdefault(site.id, set()).add(Role.VIA)
            found.uses.setdefault(site.id, []).append(f"{ROLE_WORDS[Role.VIA]}: {said}")
    for place_id, group in found.venues.items():
        found.uses.setdefault(place_id, []).extend(f"Venue: {words.event(venue)}" for venue in group)
    for finding in findings.places:
        found.places.setdefault(finding.place.id, finding.place)
        found.named.setdefault(finding.place.id, finding)
    return found


def all_strands(findings: Findings, atlas: Atlas, inside_km: float) -> list[Strand]:
    named = [finding.place for finding in findings.places]
    return [strand for corridor in findings.corridors for strand in strands(corridor, atlas, inside_km=inside_km, named=named)]


def _places(stops: tuple[Stop, ...]) -> list[Place]:
    return [stop.place for stop in stops if stop.place]


# ------------------------------------------------------------------------------------------------------------- frame

def frame(found: Survey, atlas: Atlas) -> tuple[Bounds, list[Place]]:
    """The frame, and the venues and places merely named that lie far outside it; settles which stretches of borders are shown."""
    must = _must_be_seen(found, atlas)
    beyond = _frame_venues(found, atlas, must)
    named = found.merely_named()
    pointed = [finding for finding in named if not is_area(finding.place)]
    if must:
        bounds = frames.fit(must)
        ample = frames.surroundings(bounds, NEARBY)
        outside = beyond + [f.place for f in pointed if not frames.holds(ample, frames.unrolled(lonlat(f.place), bounds))]
        return bounds, outside
    if pointed:
        points = [lonlat(finding.place) for finding in pointed]
        kept = set(frames.cluster(points, [finding.count for finding in pointed]))
        outside = [finding.place for i, finding in enumerate(pointed) if i not in kept]
        return frames.fit([point for i, point in enumerate(points) if i in kept]), outside
    return frames.fit([corner for finding in named for corner in _outline(finding.place, atlas)]), []


def _must_be_seen(found: Survey, atlas: Atlas) -> list[LonLat]:
    """Ends and stops of corridors, and border points; never the middle of a country."""
    points = [point for strand in found.strands for point in strand.path]
    points += _regions_of_departure(found, atlas, points)
    points += _borders_crossed(found, atlas)
    points += [corner for place in _whole_countries(found) for corner in _outline(place, atlas)]
    for place_id, place in found.places.items():
        if found.roles.get(place_id) and not is_area(place):
            points.append(lonlat(place))
    for corridor in found.findings.corridors:
        starts = [lonlat(place) for place in _places(corridor.origins)]
        if starts and all(strand.corridor is not corridor for strand in found.strands):
            points += [corner for place in _places(corridor.destinations) for corner in _outline(place, atlas)]
        if starts and not is_unpaired(corridor):
            continue      # the strands reach their ends themselves
        for place in _places(corridor.destinations):
            if is_area(place):
                reached = [atlas.border_point(place, start, NAMED_REACH_KM) for start in starts]
                near = [point for point in reached if point]
                points += near or (_outline(place, atlas) if place.kind is not Kind.COUNTRY or not starts else [])
    return points


def _frame_venues(found: Survey, atlas: Atlas, must: list[LonLat]) -> list[Place]:
    """Adds to ``must`` what is to be seen of venues; returns those too far away from the corridors to be framed with them.

    Talks in a distant capital would shrink the corridors that the story is about to a speck.
    """
    most = FARTHEST_VENUE * frames.diagonal_km(frames.fit(must)) if must else None

    def is_far(corners: list[LonLat]) -> bool:
        return most is not None and frames.diagonal_km(frames.fit([*corridors, *corners])) > most

    corridors, beyond = list(must), []
    for place_id in found.venues:
        place = found.places[place_id]
        corners = _outline(place, atlas) if is_area(place) and place.kind is not Kind.COUNTRY else [anchor(place, atlas)]
        if is_far(corners):
            beyond.append(place)
        else:
            must += corners
    ways = [list(strand.path) for strand in found.strands]
    venues = sorted(found.findings.venues, key=lambda venue: VENUE_ORDER.index(venue.status))
    found.borders = stretches(venues, atlas, [*ways, *([point] for point in must)])
    must += [corner for stretch in found.borders if not is_far(stretch.corners) for corner in stretch.corners]
    return beyond


def _whole_countries(found: Survey) -> list[Place]:
    """Countries that must be seen whole, since a corridor out of them is all that is known."""
    return [strand.origin.place for strand in found.strands if starts_anywhere(strand) and strand.origin.place]


def _borders_crossed(found: Survey, atlas: Atlas) -> list[LonLat]:
    """The ends of borders that corridors from country to country cross nobody knows where."""
    corners: list[LonLat] = []
    for strand in found.strands:
        a, b = strand.origin.place, strand.destination.place if strand.destination else None
        if a and b and a.kind is b.kind is Kind.COUNTRY and len(strand.path) == 2:
            line = shared_border(a, b, atlas)
            corners += [(line.bounds[0], line.bounds[1]), (line.bounds[2], line.bounds[3])] if line is not None else []
    return corners


def _regions_of_departure(found: Survey, atlas: Atlas, ways: list[LonLat]) -> list[LonLat]:
    """The outlines of regions that corridors begin in, unless they would blow the frame up."""
    if not ways:
        return []
    most = max(MOST_REGION_KM, 2 * frames.diagonal_km(frames.fit(ways)))
    regions = [place for corridor in found.findings.corridors for place in _places(corridor.origins)
               if is_area(place) and place.kind not in (Kind.COUNTRY, Kind.CONTINENT)]
    outlines = [_outline(place, atlas) for place in regions]
    return [point for outline in outlines if frames.diagonal_km(frames.fit(outline)) <= most for point in outline]


def _outline(place: Place, atlas: Atlas) -> list[LonLat]:
    """The corners of the area's bounds, part by part; its point where no shape is known.

    Small parts of a country are left out: islets overseas do not set the frame.
    """
    shape = atlas.polygon(place)
    if shape is None:
        return [lonlat(place)]
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    if place.kind is Kind.COUNTRY:
        parts = [part for part in parts if part.area >= 0.05 * parts[0].area]
    return [corner for part in parts for corner in (part.bounds[:2], part.bounds[2:])]


def focus(found: Survey) -> list[str]:
    """The countries the story is about: where corridors begin, else where talks are held, else what is named most."""
    origins = [place for corridor in found.findings.corridors for place in _places(corridor.origins or corridor.destinations)]
    venues = [place for venue in found.findings.venues for place in (venue.border if venue.place is None else (venue.place,))]
    for group in (origins, venues):
        codes = Counter(place.country for place in group if place.country)
        if codes:
            return [code for code, _ in codes.most_common(4)]
    counts: Counter[str] = Counter()
    for finding in found.named.values():
        if finding.place.country:
            counts[finding.place.country] += finding.count
    most = max(counts.values(), default=0)
    return [code for code, count in counts.most_common(3) if count * 2 >= most]
