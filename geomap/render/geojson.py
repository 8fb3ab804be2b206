"""Findings -> GeoJSON (RFC 7946): one feature a venue, corridor and place, all that is known in its properties.

``properties.story`` holds the story file's own words for the feature and the collection's ``geomap`` member the rest of
the story, so that ``geomap.story.loads`` reads the file back to equal Findings.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from gazetteer.model import Place
from geomap.model import Corridor, Findings, Stop, Venue
from geomap.scene.strands import stations
from geomap.sphere import unroll
from geomap.story.writing import corridor_dict, finding_dict, to_dict, venue_dict

_Geometry = dict[str, Any] | None
_LonLat = tuple[float, float]


def render(findings: Findings) -> str:
    """A FeatureCollection as text; coordinates are (lon, lat) in WGS 84, lines are cut at the antimeridian."""
    features = [
        *(_feature("venue", _venue_geometry(v), _venue_properties(v), venue_dict(v)) for v in findings.venues),
        *(_feature("corridor", corridor_geometry(c), _corridor_properties(c), corridor_dict(c))
          for c in findings.corridors),
        *(_feature("place", _point(p.place), _place_properties(p.place, p.count), finding_dict(p))
          for p in findings.places),
    ]
    story = {k: v for k, v in to_dict(findings).items() if k not in ("venues", "corridors", "places")}
    return json.dumps({"type": "FeatureCollection", "geomap": story, "features": features},
                      ensure_ascii=False, indent=1) + "\n"


def corridor_geometry(corridor: Corridor) -> _Geometry:
    """A line where the text says the way from one place to another; otherwise only the points that are known.

    Several ends whose pairing is open become a MultiPoint: a line would say more than the text does.
    """
    origins, ends = _points(corridor.origins), _points(corridor.destinations)
    via = [(place.point.lon, place.point.lat) for place in stations(corridor)]
    if origins and ends and corridor.paired:
        if len(origins) == len(ends):
            lines = [[a, *via, b] for a, b in zip(origins, ends, strict=True)]
        else:
            lines = [[a, *via, b] for a in origins for b in ends]
        return lines_geometry(lines)
    points = [*origins, *via, *ends]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    return {"type": "MultiPoint", "coordinates": [list(p) for p in points]}


def lines_geometry(lines: list[list[_LonLat]]) -> dict[str, Any]:
    """LineString or MultiLineString, cut where a leg crosses the antimeridian (RFC 7946, section 3.1.9)."""
    parts = [part for line in lines for part in _cut(line)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _cut(line: list[_LonLat]) -> list[list[list[float]]]:
    parts = [[list(line[0])]]
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(line):
        straight = unroll(lon_b, lon_a)
        if abs(straight) > 180 and lon_b != straight:
            edge = 180.0 if straight > 180 else -180.0
            share = (edge - lon_a) / (straight - lon_a)
            lat = round(lat_a + share * (lat_b - lat_a), 6)
            parts[-1].append([edge, lat])
            parts.append([[-edge, lat]])
        parts[-1].append([lon_b, lat_b])
    return parts


def _feature(what: str, geometry: _Geometry, properties: dict[str, Any], story: dict[str, Any]) -> dict[str, Any]:
    said = {"feature": what, **{k: v for k, v in properties.items() if v not in (None, "", [])}, "story": story}
    return {"type": "Feature", "id": story.get("id") or said.get("place_id"), "geometry": geometry, "properties": said}


def _venue_geometry(venue: Venue) -> _Geometry:
    return _point(venue.place) if venue.place else None


def _venue_properties(venue: Venue) -> dict[str, Any]:
    place = venue.place
    return {
        "title": venue.event, "name": place.name if place else venue.name, "status": venue.status.value,
        "round": venue.round, "precision": place.kind.value if place else None, "site": venue.site,
        "parties": [a.name for a in venue.parties], "date": venue.when.start.isoformat() if venue.when else None,
        "border": [p.name for p in venue.border], "quote": venue.evidence[0].sentence if venue.evidence else None,
        "source": venue.evidence[0].source if venue.evidence else None,
    }


def _corridor_properties(corridor: Corridor) -> dict[str, Any]:
    said = corridor.evidence
    return {
        "title": title(corridor), "kind": corridor.kind.value, "status": corridor.status.value,
        "from": _names(corridor.origins), "to": _names(corridor.destinations), "via": _names(corridor.via),
        "paired": corridor.paired, "proposed_by": [a.name for a in corridor.proposed_by],
        "rejected_by": [a.name for a in corridor.rejected_by], "agreed_by": [a.name for a in corridor.agreed_by],
        "date": corridor.when.start.isoformat() if corridor.when else None, "mode": corridor.mode,
        "people": corridor.people, "quote": said[0].sentence if said else None,
        "source": said[0].source if said else None,
    }


def _place_properties(place: Place, count: int) -> dict[str, Any]:
    return {"title": place.name, "place_id": place.id, "kind": place.kind.value, "country": place.country,
            "count": count}


def title(corridor: Corridor) -> str:
    """"Kyiv, Sumy – Russia": who reads a layer list needs a name for the feature."""
    ends = [", ".join(_names(corridor.origins)), ", ".join(_names(corridor.destinations))]
    return " – ".join(filter(None, ends)) or corridor.name or corridor.kind.value


def _names(stops: tuple[Stop, ...]) -> list[str]:
    return [s.place.name if s.place else s.name for s in stops]


def _points(stops: tuple[Stop, ...]) -> list[_LonLat]:
    return [(s.place.point.lon, s.place.point.lat) for s in stops if s.place]


def _point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [place.point.lon, place.point.lat]}
