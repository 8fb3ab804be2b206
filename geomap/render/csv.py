"""Findings -> CSV (RFC 4180): a table of places and a table of corridors, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gazetteer.model import Place
from geomap.model import Actor, Corridor, Evidence, Findings, Stop

PLACE_COLUMNS = ("role", "of", "name", "as_written", "place_id", "kind", "country", "lon", "lat", "status", "date",
                 "count", "quote", "source")
CORRIDOR_COLUMNS = ("id", "from", "via", "to", "paired", "two_way", "kind", "status", "proposed_by", "rejected_by",
                    "agreed_by", "date", "date_as_written", "mode", "people", "note", "quote", "source")


def render_places(findings: Findings) -> str:
    """One row a place and what it is for: venue, origin, destination, via, or place (named in the text)."""
    rows: list[Sequence[object]] = []
    for venue in findings.venues:
        date = venue.when.start.isoformat() if venue.when else ""
        rows.append(("venue", venue.id, *_place(venue.place, venue.name), venue.status.value, date, "",
                     *_quote(venue.evidence)))
    for corridor in findings.corridors:
        ends = {"origin": corridor.origins, "via": corridor.via, "destination": corridor.destinations}
        date = corridor.when.start.isoformat() if corridor.when else ""
        for role, stops in ends.items():
            rows += [(role, corridor.id, *_place(s.place, s.name), corridor.status.value, date, "",
                      *_quote((s.evidence,) if s.evidence else corridor.evidence)) for s in stops]
    rows += [("place", "", *_place(p.place, p.place.name), "", "", p.count, *_quote(p.evidence))
             for p in findings.places]
    return _table(PLACE_COLUMNS, rows)


def render_corridors(findings: Findings) -> str:
    """One row a corridor; several starts, ends or way stations stand in one cell, parted by semicolons."""
    return _table(CORRIDOR_COLUMNS, [_corridor(c) for c in findings.corridors])


def _corridor(c: Corridor) -> Sequence[object]:
    return (c.id, _names(c.origins), _names(c.via), _names(c.destinations), _flag(c.paired), _flag(c.two_way),
            c.kind.value, c.status.value, _actors(c.proposed_by), _actors(c.rejected_by), _actors(c.agreed_by),
            c.when.start.isoformat() if c.when else "", c.when.text if c.when else "", c.mode or "",
            "" if c.people is None else c.people, c.note, *_quote(c.evidence))


def _place(place: Place | None, words: str) -> tuple[object, ...]:
    if place is None:
        return ("", words, "", "", "", "", "")
    return (place.name, words, place.id, place.kind.value, place.country or "", place.point.lon, place.point.lat)


def _names(stops: Iterable[Stop]) -> str:
    return "; ".join(s.place.name if s.place else s.name for s in stops)


def _actors(actors: Iterable[Actor]) -> str:
    return "; ".join(a.name for a in actors)


def _quote(evidence: tuple[Evidence, ...]) -> tuple[str, str]:
    return (evidence[0].sentence, evidence[0].source) if evidence else ("", "")


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if isinstance(value, str):
        value = value.replace("\0", "")
        if value[:1] in ("=", "+", "-", "@", "\t", "\r"):
            return "'" + value
    return value
