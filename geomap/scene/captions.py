"""The words around the map: title, deck, kicker, legend, footer, alt text, and what an empty map says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geomap.model import Findings, Status
from geomap.scene import words
from geomap.scene.model import Area, Arrow, Bounds, Ending, LegendItem, Pin, Role
from geomap.scene.strands import is_unpaired
from geomap.scene.symbols import STATUS

UNPLACED = "What the text names could not be placed on the map; the list beside it says what was found."
EMPTY = "No place was found in the text, so there is nothing to draw. The map shows the world without pins."


@dataclass(frozen=True, slots=True)
class Captions:
    title: str
    deck: str
    kicker: str
    footer: tuple[str, ...]
    alt: str
    empty: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the captions need to know of the map: names of the countries in focus and of places beyond the frame, ..."""

    focus: tuple[str, ...]
    worldview: str
    frame: Bounds
    outside: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()            # what to say of borders that are marked as venues


def write(findings: Findings, arrows: Sequence[Arrow], pins: Sequence[Pin], areas: Sequence[Area], setting: Setting) -> Captions:
    """All captions of one map."""
    title = words.clip(findings.title) or _title(findings, setting.focus)
    deck = words.clip(findings.deck, 600) or _summary(findings, arrows)
    found = findings.corridors or findings.venues or findings.places
    empty = "" if pins or areas or arrows else UNPLACED if found else EMPTY
    return Captions(title, deck, _kicker(findings, setting.focus), _footer(findings, arrows, setting),
                    _alt(findings, title, arrows, pins, areas), empty)


def _title(findings: Findings, focus: Sequence[str]) -> str:
    subject = words.sentence(_subject(findings))
    where = words.listed(name for name in focus if name)
    if where and not findings.corridors and not findings.venues:
        return f"Places named: {where}"
    return f"{subject} in {where}" if where and subject else subject or where or "No places found"


def _subject(findings: Findings) -> str:
    """ "humanitarian corridors", "peace talks", "places named in the text"."""
    if findings.corridors:
        kinds = Counter(corridor.kind for corridor in findings.corridors)
        return words.PLURALS[kinds.most_common(1)[0][0]]
    if findings.venues:
        return "talks"
    return "places named in the text" if findings.places else ""


def _kicker(findings: Findings, focus: Sequence[str]) -> str:
    if not findings.corridors and not findings.venues:
        return ""
    return " · ".join(part for part in (words.listed(list(focus)[:2]), _subject(findings)) if part).upper()


def _groups(findings: Findings) -> dict[tuple[Status, str], list[str]]:
    """Corridor ids by status and by who stands behind it, in the legend's order."""
    groups: dict[tuple[Status, str], list[str]] = {}
    for corridor in findings.corridors:
        groups.setdefault((corridor.status, words.status_text(corridor)), []).append(corridor.id)
    return dict(sorted(groups.items(), key=lambda item: (STATUS[item[0][0]].order, item[0][1])))


def legend(findings: Findings, arrows: Sequence[Arrow], pins: Sequence[Pin], areas: Sequence[Area],
           beyond: Collection[str] = ()) -> tuple[LegendItem, ...]:
    """One line a status and its actors, with the number of arrows and exit marks; then the symbols that occur.

    ``beyond``: names of places far outside the frame.
    """
    strands = Counter(arrow.card for arrow in arrows)
    items = [LegendItem(status.value, f"{text} ({sum(max(1, strands[card]) for card in ids)})", tuple(ids))
             for (status, text), ids in _groups(findings).items()]
    items += _venue_items(pins, areas, beyond)
    roles = {pin.role for pin in pins}
    area_roles = {area.role for area in areas}
    symbols = (
        ("origin", "Start", roles & {Role.ORIGIN, Role.THROUGH}),
        ("destination", "Destination", roles & {Role.DESTINATION, Role.THROUGH}),
        ("via", "Way station", any(arrow.stops for arrow in arrows)),
        ("exit", "Direction not stated", any(arrow.ending is Ending.EXIT for arrow in arrows)),
        ("origin-area", "Area of departure", Role.ORIGIN in area_roles),
        ("destination-area", "Named as destination", Role.DESTINATION in area_roles),
        ("place", "Named in the text", Role.PLACE in roles | area_roles))
    items += [LegendItem(key, text) for key, text, occurs in symbols if occurs]
    return tuple(items)


def _venue_items(pins: Sequence[Pin], areas: Sequence[Area], beyond: Collection[str]) -> list[LegendItem]:
    """"Talks: Brest Region": one line for shaded venues and one for those that are points."""
    shaded = [area for area in areas if area.role is Role.VENUE]
    pinned = [pin for pin in pins if pin.role is Role.VENUE]
    items = []
    if shaded:
        names = words.listed(area.sublabel.partition(",")[0] or area.label for area in shaded)
        ids = tuple(card for area in shaded for card in (area.card, *area.also))
        items.append(LegendItem("venue-area", words.clip(f"Talks: {names}", 90), ids))
    if pinned:
        said = dict.fromkeys(pin.sublabel or pin.label for pin in pinned)
        names = words.listed(f"{name} (outside this map)" if name.rpartition(", ")[2] in beyond else name for name in said)
        ids = tuple(card for pin in pinned for card in (pin.card or "", *pin.also))
        items.append(LegendItem("venue", words.clip(f"Talks: {names}", 90), ids))
    return items


def _summary(findings: Findings, arrows: Sequence[Arrow]) -> str:
    """The deck where nobody wrote one: counts of what is on the map, and what is not."""
    parts = []
    if findings.corridors:
        strands = Counter(arrow.card for arrow in arrows)
        said = [
            f"{text[:1].lower()}{text[1:]} ({sum(max(1, strands[card]) for card in ids)})"
            for (_, text), ids in _groups(findings).items()
        ]
        parts.append(f"{words.sentence(_subject(findings))}: {'; '.join(said)}.")
    for venue in findings.venues[:2]:
        date = words.time(venue.when) if venue.when else ""
        where = ", ".join(part for part in (words.venue_place(venue), date) if part)
        parts.append(f"{words.event(venue)}: {where}." if where else f"{words.event(venue)}.")
    if not parts and findings.places:
        number = len(findings.places)
        named = "the one place it names" if number == 1 else f"the {number:,} places it names"
        parts.append(f"No corridor and no venue was found in the text; the map shows {named}.")
    return " ".join(parts)


def _footer(findings: Findings, arrows: Sequence[Arrow], setting: Setting) -> tuple[str, ...]:
    """Method and what it leaves open, border note, what is beyond the map, notes, sources: one line each."""
    method = [words.METHOD] if any(len(arrow.path) > 1 for arrow in arrows) else []
    if any(arrow.ending is Ending.EXIT for arrow in arrows):
        method.append("Short stems mark ways whose direction the text does not give.")
    method += setting.borders
    method += dict.fromkeys(words.pairing_note(corridor) for corridor in findings.corridors if is_unpaired(corridor))
    beyond = f"Named, but far outside this map: {words.listed(setting.outside)}." if setting.outside else ""
    sources = words.listed(words.source_name(name) for name in findings.sources)
    date = f", {words.day(findings.date)}" if findings.date else ""
    credit = f"Source: {sources}{date}. {words.BASEMAP_CREDIT}" if sources else words.BASEMAP_CREDIT
    lines = [" ".join(method), border_note(setting.worldview, setting.frame), beyond,
             *(words.clip(note) for note in findings.notes), credit]
    return tuple(line for line in lines if line)


def border_note(worldview: str, frame: Bounds) -> str:
    """The basemap's one honest sentence on disputed borders in the frame."""
    from geomap import basemap

    return basemap.worldview(worldview).note((frame.west, frame.south, frame.east, frame.north))


def _alt(findings: Findings, title: str, arrows: Sequence[Arrow], pins: Sequence[Pin], areas: Sequence[Area]) -> str:
    """What the map shows, for those who do not see it: every corridor while they are few, else their number by status."""
    said = [f"Map: {title}."]
    if findings.corridors:
        if len(arrows) <= 12:
            said += [f"{arrow.label}." for arrow in arrows]
        else:
            said.append(_summary(findings, arrows))
    for venue in findings.venues[:6]:
        where = words.venue_place(venue)
        said.append(f"{words.event(venue)}: {where}." if where else f"{words.event(venue)}.")
    named = [pin.label for pin in pins if pin.role is Role.PLACE]
    named += [area.label for area in areas if area.role is Role.PLACE]
    if named:
        said.append(f"Also named: {words.listed(named)}.")
    return " ".join(said) if len(said) > 1 else f"{said[0]} {UNPLACED if findings.places else EMPTY}"
