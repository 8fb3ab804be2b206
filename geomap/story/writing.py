"""Findings -> the story file. Empty fields are left out; what is written reads back to equal Findings."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import yaml

import gazetteer
from gazetteer.model import Kind, Place
from geomap.model import Actor, Corridor, CorridorKind, Evidence, Findings, PlaceFinding, Statement, Stop, Venue, When
from geomap.story.schema import VERSION

_HEADER = """\
# A geomap story: correct it, then draw it with: geomap render THIS_FILE -o map.html
# A place may be just a name; geomap looks it up. Keys are explained in the README.
"""


def to_dict(findings: Findings) -> dict[str, Any]:
    """Plain data for JSON or YAML; ``geomap.story.from_dict`` reads it back to equal Findings."""
    return _filled({
        "geomap": VERSION,
        "title": findings.title,
        "deck": findings.deck,
        "date": _day(findings.date),
        "language": findings.language if findings.language != "en" else "",
        "sources": list(findings.sources),
        "notes": list(findings.notes),
        "venues": [venue_dict(v) for v in findings.venues],
        "corridors": [corridor_dict(c) for c in findings.corridors],
        "places": [finding_dict(p) for p in findings.places],
    })


def to_json(findings: Findings) -> str:
    return json.dumps(to_dict(findings), ensure_ascii=False, indent=2) + "\n"


def to_yaml(findings: Findings) -> str:
    """The story for a person to edit, keys in the order of the documentation, one sentence a line."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return _HEADER + yaml.dump(to_dict(findings), Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)


def venue_dict(venue: Venue) -> dict[str, Any]:
    return _filled({
        "id": venue.id,
        "event": venue.event,
        "place": _place(venue.place, venue.name) if venue.place or venue.name else None,
        "status": venue.status.value,
        "round": venue.round,
        "parties": [_actor(a) for a in venue.parties],
        "date": _when(venue.when),
        "site": venue.site,
        "border": [_place(p, p.name) for p in venue.border],
        "note": venue.note,
        "evidence": [_evidence(e) for e in venue.evidence],
    })


def corridor_dict(corridor: Corridor) -> dict[str, Any]:
    several = len(corridor.origins) > 1 and len(corridor.destinations) > 1
    return _filled({
        "id": corridor.id,
        "name": corridor.name,
        "kind": corridor.kind.value if corridor.kind is not CorridorKind.HUMANITARIAN else None,
        "status": corridor.status.value,
        "from": [_stop(s) for s in corridor.origins],
        "to": [_stop(s) for s in corridor.destinations],
        "via": [_stop(s) for s in corridor.via],
        "paired": corridor.paired if several or not corridor.paired else None,
        "two_way": corridor.two_way or None,
        "proposed_by": [_actor(a) for a in corridor.proposed_by],
        "rejected_by": [_actor(a) for a in corridor.rejected_by],
        "agreed_by": [_actor(a) for a in corridor.agreed_by],
        "date": _when(corridor.when),
        "mode": corridor.mode,
        "people": corridor.people,
        "note": corridor.note,
        "history": [_statement(s) for s in corridor.history],
        "evidence": [_evidence(e) for e in corridor.evidence],
        "fields": {name: _evidence(e) for name, e in corridor.fields},
    })


def finding_dict(finding: PlaceFinding) -> dict[str, Any]:
    place = _place(finding.place, finding.place.name)
    assert isinstance(place, dict)
    return _filled(place | {
        "label": finding.label,
        "count": finding.count if finding.count != 1 else None,
        "evidence": [_evidence(e) for e in finding.evidence],
    })


def _statement(said: Statement) -> dict[str, Any]:
    return _filled({
        "status": said.status.value,
        "by": [_actor(a) for a in said.by] if len(said.by) > 1 else _actor(said.by[0]) if said.by else None,
        "according_to": _actor(said.according_to) if said.according_to else None,
        "date": _when(said.when),
        "conditional": said.conditional or None,
        "note": said.note,
        "evidence": _evidence(said.evidence) if said.evidence else None,
    })


def _stop(stop: Stop) -> dict[str, Any]:
    return _place(stop.place, stop.name) | ({"evidence": _evidence(stop.evidence)} if stop.evidence else {})


def _place(place: Place | None, words: str) -> dict[str, Any]:
    """By id where the gazetteer holds it, else by coordinates, so that the file stands alone."""
    if place is None:
        return {"name": words, "unresolved": True}
    known = gazetteer.get(place.id)
    said: dict[str, Any] = {"name": place.name, "as": words if words != place.name else "", "id": place.id}
    if known != place:
        said |= {"lat": place.point.lat, "lon": place.point.lon, "country": place.country,
                 "kind": place.kind.value if place.kind is not Kind.SITE else None}
        if known is not None or place.id == f"{place.point.lon:.5f},{place.point.lat:.5f}":
            del said["id"]
    return _filled(said)


def _actor(actor: Actor) -> dict[str, Any]:
    return _filled({"name": actor.name, "country": actor.country, "text": actor.text})


def _when(when: When | None) -> Any:
    if when is None:
        return None
    return _filled({"start": _day(when.start), "end": _day(when.end), "text": when.text,
                    "open_ended": when.open_ended or None})


def _evidence(said: Evidence) -> dict[str, Any]:
    return _filled({"sentence": said.sentence, "source": said.source, "start": said.start or None,
                    "end": said.end or None, "rule": said.rule})


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in (None, "", [], {})}
