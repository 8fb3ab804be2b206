"""Coordinates written in a text: decimal degrees, degrees with minutes and seconds, and MGRS (through the ``mgrs`` package)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer.model import Kind, Place, Point
from geomap.model import Candidate, Label, Mention, Resolution

_SIGN = "[-−–+]?"
_DEGREE = "[°º˚]"
_MINUTE = "['’′]"
_SECOND = "(?:[\"”″]|''|′′|’’)"
# 48.8566, 2.3522   48.8566° N, 2.3522° E   lat 48.8566 lon 2.3522: at least three decimals where no letter or sign tells.
_DECIMAL = re.compile(rf"""
    (?<![\w.])
    (?P<lat>{_SIGN}\d{{1,2}}\.\d{{3,}})\s?{_DEGREE}?\s?(?P<ns>[NSns](?![a-z]))?
    \s?[,;/]?\s?
    (?P<lon>{_SIGN}\d{{1,3}}\.\d{{3,}})\s?{_DEGREE}?(?:\s?(?P<ew>[EWew](?![a-z])))?
    (?![\w%]|\.\d)
""", re.VERBOSE)
_LETTERED = re.compile(rf"""
    (?<![\w.])
    (?P<lat>\d{{1,2}}(?:\.\d+)?)\s?{_DEGREE}?\s?(?P<ns>[NS])(?![a-z])
    \s?[,;/]?\s?
    (?P<lon>\d{{1,3}}(?:\.\d+)?)\s?{_DEGREE}?\s?(?P<ew>[EW])(?![A-Za-z])
""", re.VERBOSE)
# 50°27′01″N 30°31′24″E   50° 27.5' N, 30° 31.4' E
_ANGLE = rf"""
    (?P<d{{0}}>\d{{{{1,3}}}})\s?{_DEGREE}\s?
    (?:(?P<m{{0}}>\d{{{{1,2}}}}(?:\.\d+)?)\s?{_MINUTE}\s?)?
    (?:(?P<s{{0}}>\d{{{{1,2}}}}(?:\.\d+)?)\s?{_SECOND}\s?)?
    (?P<h{{0}}>[{{1}}])
"""
_SEXAGESIMAL = re.compile(_ANGLE.format(1, "NS") + r"\s?[,;/]?\s?" + _ANGLE.format(2, "EW") + r"(?![A-Za-z])", re.VERBOSE)
# 36UUA2520888190: zone, band, square, an even number of digits
_MGRS = re.compile(r"(?P<zone>\d{1,2})(?P<band>[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z]{2})\s?(?P<east>\d{2,5})\s?(?P<north>\d{2,5})(?!\w)")


def find_coordinates(text: str) -> tuple[Mention, ...]:
    """The coordinates in a text as mentions with a place of kind SITE, in text order. Numbers that lie nowhere on the globe are left alone.

    MGRS references are read where the optional package ``mgrs`` is installed.
    """
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for start, end, lon, lat, how in sorted([*_readings(text), *_grid_references(text)]):
        if -180 <= lon <= 180 and -90 <= lat <= 90 and not any(a < end and start < b for a, b in taken[-3:]):
            taken.append((start, end))
            found.append(_mention(text, start, end, Point(round(lon, 6), round(lat, 6)), how))
    return tuple(found)


def _readings(text: str) -> Iterator[tuple[int, int, float, float, str]]:
    if "°" in text or "º" in text or "˚" in text:
        for match in _SEXAGESIMAL.finditer(text):
            lat, lon = (_degrees(match, side) for side in (1, 2))
            yield match.start(), match.end(), lon, lat, "degrees, minutes and seconds"
    if not re.search(r"\d[NSns.°º˚]|\d [NS]", text):
        return
    for match in _DECIMAL.finditer(text):
        yield match.start(), match.end(), _signed(match["lon"], match["ew"]), _signed(match["lat"], match["ns"]), "decimal degrees"
    for match in _LETTERED.finditer(text):
        if "." in match["lat"] or "°" in match[0] or "º" in match[0] or "˚" in match[0]:
            yield match.start(), match.end(), _signed(match["lon"], match["ew"]), _signed(match["lat"], match["ns"]), "decimal degrees"


def _grid_references(text: str) -> Iterator[tuple[int, int, float, float, str]]:
    matches = [match for match in _MGRS.finditer(text) if not text[match.start() - 1 : match.start()].isalnum()]
    if not matches:
        return
    try:
        import mgrs
    except ImportError:
        return
    reader = mgrs.MGRS()
    for match in matches:
        if len(match["east"]) == len(match["north"]) and 1 <= int(match["zone"]) <= 60:
            try:
                lat, lon = reader.toLatLon("".join(match.group("zone", "band", "square", "east", "north")))
            except Exception:
                continue
            yield match.start(), match.end(), float(lon), float(lat), "MGRS"


def _degrees(match: re.Match[str], side: int) -> float:
    value = float(match[f"d{side}"]) + float(match[f"m{side}"] or 0) / 60 + float(match[f"s{side}"] or 0) / 3600
    return -value if match[f"h{side}"] in "SW" else value


def _signed(number: str, hemisphere: str | None) -> float:
    value = float(number.replace("−", "-").replace("–", "-"))
    return -abs(value) if hemisphere and hemisphere in "SWsw" else value


def _mention(text: str, start: int, end: int, point: Point, how: str) -> Mention:
    place = Place(id=f"point-{point.lat:.5f},{point.lon:.5f}", name=" ".join(text[start:end].split()), kind=Kind.SITE, point=point)
    reasons = (f"coordinates in {how}",)
    return Mention(start, end, text[start:end], Label.PLACE, reasons, Resolution(place, 1.0, reasons, (Candidate(place, 1.0, reasons),)))
