"""Way stations that cannot be where their name was put: "Sumy – Holubivka – Romny" does not pass through the Holubivka of another region.

A village that the gazetteer lacks may share its name with a town far off; the station then keeps its name and has no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gazetteer.model import Kind, Place
from geomap.extract.sentence.phrases import Member
from geomap.model import Resolution
from geomap.sphere import distance_km

__all__ = ["on_the_way"]

_TIMES, _KM = 4, 150      # a station makes a way no longer than so many times the straight line, and so much more
_UNKNOWN = Resolution(None, reasons=("too far off the way to be the place of that name",))


def on_the_way(starts: Iterable[Member], stations: Mapping[str, Member], ends: Iterable[Member]) -> dict[str, Member]:
    """The stations in their order, those that would send the way across the country and back without their place."""
    begin = next((m for m in starts if _is_town(m.place)), None)
    finish = next((m for m in ends if _is_town(m.place)), None)
    row = [m for m in (begin, *stations.values(), finish) if m is not None]
    found = {}
    for key, member in stations.items():
        at = row.index(member)
        before = next((m for m in reversed(row[:at]) if _is_town(m.place)), None)
        after = next((m for m in row[at + 1 :] if _is_town(m.place)), None)
        if before is not None and after is not None and _strays(before, member, after):
            row[at] = found[key] = Member(replace(member.mention, resolution=_UNKNOWN), None, member.said)
        else:
            found[key] = member
    return found


def _is_town(place: Place | None) -> bool:
    return place is not None and place.kind in (Kind.CITY, Kind.SITE)


def _strays(before: Member, station: Member, after: Member) -> bool:
    if not _is_town(station.place):
        return False
    one, there, two = ((m.place.point.lon, m.place.point.lat) for m in (before, station, after) if m.place is not None)
    return distance_km(one, there) + distance_km(there, two) > _TIMES * distance_km(one, two) + _KM
