"""Findings -> KML 2.2 (OGC 07-147r2), a folder each for corridors, venues and places; Google Earth opens it."""

from __future__ import annotations

import html
import re
from typing import Any
from xml.etree import ElementTree as ET

from gazetteer.model import Place
from geomap.model import Corridor, Findings, PlaceFinding, Status, Venue
from geomap.render.geojson import corridor_geometry, title
from geomap.scene.symbols import STATUS

_NAMESPACE = "http://www.opengis.net/kml/2.2"
# XML 1.0 has no place for control characters, lone surrogates and non-characters.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Findings) -> str:
    """A KML document as text; coordinates are lon,lat. Texts are escaped; balloons hold plain paragraphs."""
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", findings.title or "geomap")
    if findings.deck:
        _text(document, "description", html.escape(findings.deck))
    for status in Status:
        _style(document, status)
    if findings.corridors:
        folder = _folder(document, "Corridors")
        for corridor in findings.corridors:
            _corridor(folder, corridor)
    if findings.venues:
        folder = _folder(document, "Venues")
        for venue in findings.venues:
            _venue(folder, venue)
    if findings.places:
        folder = _folder(document, "Places")
        for finding in findings.places:
            _place(folder, finding)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _folder(document: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(document, "Folder")
    _text(folder, "name", name)
    return folder


def _style(document: ET.Element, status: Status) -> None:
    symbol = STATUS[status]
    red, green, blue = (symbol.light[i : i + 2] for i in (1, 3, 5))
    style = ET.SubElement(document, "Style", id=status.value)
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", f"ff{blue}{green}{red}")     # KML writes aabbggrr
    _text(line, "width", "3")


def _corridor(folder: ET.Element, corridor: Corridor) -> None:
    facts = [
        ("Status", STATUS[corridor.status].word),
        ("Proposed by", ", ".join(a.name for a in corridor.proposed_by)),
        ("Rejected by", ", ".join(a.name for a in corridor.rejected_by)),
        ("Agreed by", ", ".join(a.name for a in corridor.agreed_by)),
        ("Date", corridor.when.start.isoformat() if corridor.when else ""),
        ("Note", "" if corridor.paired else "The text does not say which start leads to which end."),
    ]
    mark = _placemark(folder, title(corridor), facts, tuple(e.sentence for e in corridor.evidence))
    if corridor.when:
        _text(ET.SubElement(mark, "TimeStamp"), "when", corridor.when.start.isoformat())
    _text(mark, "styleUrl", f"#{corridor.status.value}")
    _geometry(mark, corridor_geometry(corridor))


def _venue(folder: ET.Element, venue: Venue) -> None:
    name = venue.place.name if venue.place else venue.name
    facts = [("Where", name), ("Status", venue.status.value), ("Site", venue.site or ""),
             ("Parties", ", ".join(a.name for a in venue.parties)),
             ("Date", venue.when.start.isoformat() if venue.when else ""),
             ("Precision", venue.place.kind.value if venue.place else "not known")]
    mark = _placemark(folder, f"{venue.event}: {name}", facts, tuple(e.sentence for e in venue.evidence))
    if venue.place:
        _geometry(mark, _point(venue.place))


def _place(folder: ET.Element, finding: PlaceFinding) -> None:
    mark = _placemark(folder, finding.label or finding.place.name, [("Kind", finding.place.kind.value)],
                      tuple(e.sentence for e in finding.evidence))
    _geometry(mark, _point(finding.place))


def _placemark(folder: ET.Element, name: str, facts: list[tuple[str, str]], quotes: tuple[str, ...]) -> ET.Element:
    mark = ET.SubElement(folder, "Placemark")
    _text(mark, "name", name)
    lines = [f"<p>{html.escape(key)}: {html.escape(value)}</p>" for key, value in facts if value]
    lines += [f"<blockquote>{html.escape(quote)}</blockquote>" for quote in dict.fromkeys(quotes) if quote]
    _text(mark, "description", "".join(lines))
    return mark


def _geometry(mark: ET.Element, shape: dict[str, Any] | None) -> None:
    if shape is None:
        return
    if not shape["type"].startswith("Multi"):
        _simple(mark, shape["type"], shape["coordinates"])
        return
    several = ET.SubElement(mark, "MultiGeometry")
    for coordinates in shape["coordinates"]:
        _simple(several, shape["type"].removeprefix("Multi"), coordinates)


def _simple(parent: ET.Element, kind: str, coordinates: Any) -> None:
    shape = ET.SubElement(parent, kind)
    points = [coordinates] if kind == "Point" else coordinates
    _text(shape, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in points))


def _point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [place.point.lon, place.point.lat]}


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", text)
