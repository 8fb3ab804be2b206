"""The map's words: small, exact phrases built from findings. Says what the text says, and says what it leaves open."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

from gazetteer.model import Kind, Place
from geomap.model import Actor, Corridor, CorridorKind, Evidence, Statement, Status, Stop, Venue, VenueStatus, When
from geomap.scene.model import Quote
from geomap.scene.strands import is_unpaired
from geomap.scene.symbols import STATUS

LONGEST = 300  # characters of any one phrase on the map; a quote may be longer
LONGEST_QUOTE = 700
METHOD = "Arrows show origin and destination, not the roads."
BASEMAP_CREDIT = "Basemap: Natural Earth (public domain). Place data: GeoNames (CC BY 4.0)."
PLURALS = {
    CorridorKind.HUMANITARIAN: "humanitarian corridors",
    CorridorKind.EVACUATION: "evacuation routes",
    CorridorKind.AID: "aid routes",
    CorridorKind.GREEN: "green corridors",
    CorridorKind.SAFE_PASSAGE: "safe passages",
    CorridorKind.CROSSING: "crossings",
}
NOUNS = {Kind.COUNTRY: ("country", "countries"), Kind.REGION: ("region", "regions"), Kind.CITY: ("city", "cities")}
VENUE_WORDS = {
    VenueStatus.HELD: "Held",
    VenueStatus.PLANNED: "Planned",
    VenueStatus.PROPOSED: "Proposed",
    VenueStatus.PAST: "Earlier meeting",
}


def clip(text: str, longest: int = LONGEST) -> str:
    """``text`` in one line, cut at a word with an ellipsis where it is too long to read on a map."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest:
        return line
    cut = line[:longest].rsplit(" ", 1)[0] if " " in line[longest // 2 : longest] else line[:longest]
    return cut.rstrip(" ,;:") + "…"


def sentence(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str], word: str = "and") -> str:
    """ "Kyiv, Sumy and Kharkiv"; long lists end in "and 5 more"."""
    unique = list(dict.fromkeys(name for name in names if name))
    if len(unique) > 8:
        unique = [*unique[:6], f"{len(unique) - 6} more"]
    return f" {word} ".join([", ".join(unique[:-1]), unique[-1]]) if len(unique) > 1 else "".join(unique)


def stop_name(stop: Stop) -> str:
    """Today's name of the place; the text's own words where the place is not known."""
    return clip(stop.place.name if stop.place else stop.name, 80)


def stops(found: Sequence[Stop]) -> str:
    return listed(stop_name(stop) for stop in found)


def day(date: dt.date) -> str:
    return f"{date.day} {date:%B} {date.year:04d}"


def time(value: When) -> str:
    """ "8 March 2022", "from 8 March 2022", "8 to 10 March 2022"; a whole month or year by its name: "March 2022"."""
    if value.end is None or value.end == value.start:
        return f"from {day(value.start)}" if value.open_ended else day(value.start)
    same_month = (value.start.year, value.start.month) == (value.end.year, value.end.month)
    last = calendar.monthrange(value.end.year, value.end.month)[1]
    whole = (value.start.day, value.end.day) == (1, last)
    if whole and same_month:
        return f"{'from ' if value.open_ended else ''}{value.start:%B} {value.start.year:04d}"
    if whole and value.start.year == value.end.year and (value.start.month, value.end.month) == (1, 12):
        return f"{'from ' if value.open_ended else ''}{value.start.year:04d}"
    first = str(value.start.day) if same_month else day(value.start)
    return f"{first} to {day(value.end)}"


def when(value: When | None) -> str:
    """When, with the words it came from where they differ."""
    if value is None:
        return ""
    said = time(value)
    words = clip(value.text, 60)
    return f"{said} (“{words}”)" if words and words.casefold() not in said.casefold() else said


def actors(found: Sequence[Actor]) -> str:
    return listed(clip(actor.name, 80) for actor in found)


def heading(corridor: Corridor) -> str:
    """ "Kyiv → Gomel", "Lachin corridor: Goris ↔ Stepanakert", "Out of Kyiv and Sumy"."""
    origins, destinations = stops(corridor.origins), stops(corridor.destinations)
    if origins and destinations:
        ends = f"{origins} {'↔' if corridor.two_way else '→'} {destinations}"
    elif origins:
        ends = f"Out of {origins}"
    elif destinations:
        ends = f"To {destinations}"
    else:
        ends = f"By way of {stops(corridor.via)}" if corridor.via else ""
    if corridor.name:
        return f"{clip(corridor.name, 80)}: {ends}" if ends else clip(corridor.name, 80)
    return ends or sentence(corridor.kind.value)


# What somebody does. Nobody does "operational" or "failed": "failed by" whoever reported it would be a false charge.
DEEDS = frozenset(Status) - {Status.OPERATIONAL, Status.FAILED}


def status_text(corridor: Corridor) -> str:
    """ "Proposed by Russia, rejected by Ukraine": who stands behind the status, as far as the text says."""
    word = STATUS[corridor.status].word.lower()
    by = {
        Status.PROPOSED: corridor.proposed_by,
        Status.REJECTED: corridor.rejected_by,
        Status.AGREED: corridor.agreed_by,
    }.get(corridor.status, ())
    last = _last_doing(corridor)
    if last is not None and (last.according_to or not by):
        by, said = last.by, f"{word}{_by_whom(last)}"
    else:
        said = f"{word} by {actors(by)}" if by else word
    if corridor.status is not Status.PROPOSED and corridor.proposed_by and actors(corridor.proposed_by) != actors(by):
        said = f"proposed by {actors(corridor.proposed_by)}, {said}"
    return sentence(said)


def _last_doing(corridor: Corridor) -> Statement | None:
    """The last statement that says who set the corridor's present status."""
    if corridor.status not in DEEDS:
        return None
    return next((s for s in reversed(corridor.history) if s.status is corridor.status and s.by and not s.conditional), None)


def _by_whom(said: Statement) -> str:
    """ " by Russia, according to Ukraine": nobody is charged with what only the other side says without saying so."""
    by = f" by {actors(said.by)}" if said.by and said.status in DEEDS else ""
    return f"{by}, according to {clip(said.according_to.name, 80)}" if said.according_to else by


def statement(said: Statement) -> str:
    """One line of a corridor's history."""
    words = STATUS[said.status].word.lower()
    if said.conditional:
        words = f"{words}, on a condition"
    words += _by_whom(said)
    if said.when:
        words += f", {when(said.when)}"
    if said.note:
        words += f": {clip(said.note, 160)}"
    return sentence(words)


def corridor_note(corridor: Corridor) -> str:
    """What the reader must know of what the text leaves open, and the story file's own note."""
    notes = [clip(corridor.note)] if corridor.note else []
    if is_unpaired(corridor):
        notes.append(pairing_note(corridor))
    elif not corridor.destinations and corridor.origins:
        notes.append(
            "The text does not say where it leads."
            if len(corridor.origins) == 1
            else "The text does not say where they lead."
        )
    elif not corridor.origins and corridor.destinations:
        notes.append("The text does not say where it begins.")
    if corridor.is_pieced and not is_unpaired(corridor):
        notes.append("No one sentence names both ends: they are put together from several.")
    unknown = [stop.name for stop in (*corridor.origins, *corridor.via, *corridor.destinations) if stop.place is None]
    if unknown:
        notes.append(
            f"Not on the map, since no place of that name is known: {listed(clip(name, 80) for name in unknown)}."
        )
    return " ".join(notes)


def pairing_note(corridor: Corridor) -> str:
    """What an unpaired group leaves open."""
    return f"The text does not say which {noun(corridor.origins)}’s corridor leads to which {noun(corridor.destinations)}."


def noun(found: Sequence[Stop]) -> str:
    """What to call these stops: city, region, country where they are all of one kind, else place."""
    kinds = {stop.place.kind for stop in found if stop.place}
    return NOUNS.get(kinds.pop(), ("place",))[0] if len(kinds) == 1 else "place"


def distance(km: float) -> str:
    """A distance as exact as a straight line between two towns deserves."""
    if km < 1:
        return "less than 1 km"
    rounded = round(km) if km < 20 else round(km / 5) * 5 if km < 100 else round(km / 10) * 10
    return f"about {rounded:,} km"


def event(venue: Venue) -> str:
    """What is held there, short enough for a label."""
    return sentence(clip(venue.event, 60)) or "Talks"


def on_border(venue: Venue) -> str:
    """"on the border of Ukraine and Belarus"; empty where the text names no border."""
    return clip(f"on the border of {listed(side.name for side in venue.border)}", 90) if len(venue.border) > 1 else ""


def border_note(venue: Venue) -> str:
    """What a venue that is known only as a border leaves open."""
    return f"{event(venue)} {on_border(venue)}: the text does not say where, so all of the border is marked."


def venue_place(venue: Venue) -> str:
    """Where it was held in a few words: the place, else the text's own name for it, else the border; may be empty."""
    return venue.place.name if venue.place else clip(venue.name, 80) or on_border(venue)


def venue_status(venue: Venue) -> str:
    return VENUE_WORDS[venue.status]


def where(place: Place, country: str) -> str:
    """ "Brest Region, Belarus"; the country is left off where the place is one."""
    return (
        place.name if not country or place.kind is Kind.COUNTRY or country == place.name else f"{place.name}, {country}"
    )


def source_name(name: str) -> str:
    """A document's name for readers: an address whole, of a file only its name, not where it lies on somebody's disk."""
    return clip(name if "://" in name else name.replace("\\", "/").rstrip("/").rpartition("/")[2], 120)


def quotes(evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    """The sentences, each once, in the order found."""
    seen = dict.fromkeys(
        (clip(item.sentence, LONGEST_QUOTE), source_name(item.source)) for item in evidence if item.sentence
    )
    return tuple(Quote(text, source) for text, source in seen)


def counted(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
