"""Cards: the same words for the side list, the popup, the table and the screen reader; one a corridor, venue, place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from gazetteer.model import Place
from geomap.model import Corridor, PlaceFinding, Venue
from geomap.scene import words
from geomap.scene.model import Card, Ending
from geomap.scene.strands import Strand, is_area

CountryName = Callable[[str | None], str]


def corridor_card(corridor: Corridor, strands: Sequence[Strand]) -> Card:
    facts = [
        ("Kind", words.sentence(corridor.kind.value)),
        ("From", words.stops(corridor.origins)),
        ("Via", words.stops(corridor.via)),
        ("To", words.stops(corridor.destinations)),
        ("Distance", _distance(strands)),
        ("Date", words.sentence(words.when(corridor.when))),
        ("Travel", words.clip(corridor.mode or "", 60)),
        ("People", f"{corridor.people:,}" if corridor.people is not None else ""),
        ("Direction", "Both ways" if corridor.two_way else ""),
    ]
    evidence = [*corridor.evidence, *(said.evidence for said in corridor.history if said.evidence)]
    named = [stop.name for stop in (*corridor.origins, *corridor.via, *corridor.destinations)]
    evidence.sort(key=lambda said: -sum(name in said.sentence for name in named))      # first the sentence that tells most of the way
    return Card(
        corridor.id,
        words.heading(corridor),
        corridor.status,
        words.status_text(corridor),
        tuple(fact for fact in facts if fact[1]),
        tuple(dict.fromkeys(map(words.statement, corridor.history))),
        words.quotes(evidence),
        words.corridor_note(corridor),
    )


def _distance(strands: Sequence[Strand]) -> str:
    """Straight-line distances of what is paired; to the border where the arrow ends in an area."""
    known = [strand for strand in strands if strand.km and strand.ending is not Ending.EXIT and strand.destination]
    if not known or len(known) > 6:
        return ""
    said = []
    for strand in known:
        assert strand.destination is not None
        way = " along its stops" if len(strand.path) > 2 else ""
        km = words.distance(strand.km)
        text = (
            f"{km} to the border{way}"
            if strand.ending is Ending.AREA
            else f"{km}, straight line{way and ' from stop to stop'}"
        )
        if len(known) > 1:
            other = strand.origin if len({s.origin for s in known}) > 1 else strand.destination
            text = f"{words.stop_name(other)}: {text}"
        said.append(text)
    return "; ".join(said)


def venue_card(venue: Venue, country: CountryName, drawn: Collection[str] = ()) -> Card:
    """``drawn``: ids of the venues that are marked as a stretch of border."""
    place = venue.place
    where = words.where(place, country(place.country)) if place else words.clip(venue.name, 120) or words.sentence(words.on_border(venue))
    facts = [
        ("Where", where),
        ("Site", words.clip(venue.site or "", 120)),
        ("Between", words.listed(side.name for side in venue.border) + (" (on the border)" if venue.border else "")),
        ("Date", words.sentence(words.when(venue.when))),
        ("Parties", words.actors(venue.parties)),
    ]
    notes = [words.clip(venue.note)] if venue.note else []
    if venue.id in drawn:
        notes.append("The text does not say where on the border: all of it is marked.")
    elif place and is_area(place) and not venue.site:
        notes.append(
            f"The text names the {words.NOUNS.get(place.kind, ('area',))[0]}, not the site: all of it is shaded."
        )
    elif place is None and venue.name:
        notes.append("Not on the map, since no place of that name is known.")
    elif place is None:
        notes.append("Not on the map, since the text names no place.")
    return Card(
        venue.id,
        words.event(venue),
        venue.status,
        f"{words.venue_status(venue)}: {where}" if where else words.venue_status(venue),
        tuple(fact for fact in facts if fact[1]),
        (),
        words.quotes(venue.evidence),
        " ".join(notes),
    )


def place_card(key: str, place: Place, finding: PlaceFinding | None, uses: Sequence[str], country: CountryName) -> Card:
    """``uses``: what the story does with the place, one line each, e.g. "Start: Kyiv → Gomel, rejected"."""
    name = finding.label if finding and finding.label else place.name
    where = words.where(place, country(place.country))
    facts = [
        ("Where", where if where != name else ""),
        ("Named", words.counted(finding.count, "time") if finding else ""),
    ]
    return Card(
        key,
        words.clip(name, 80),
        None,
        "",
        tuple(fact for fact in facts if fact[1]),
        tuple(uses),
        words.quotes(finding.evidence) if finding else (),
    )
