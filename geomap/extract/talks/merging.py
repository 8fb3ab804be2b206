"""The same venue told several times is one: what the tellings say of it is put together, vaguer ones go."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from gazetteer.model import Kind, Place
from geomap.extract.talks.tellings import Telling
from geomap.extract.within import lies_in
from geomap.model import Venue, VenueStatus

__all__ = ["merge_venues"]

_TOWN = 0.15  # degrees of latitude, about 17 km
_COUNTY = 0.7  # about 80 km: as far as "outside A" reaches
_BESIDE_A_TOWN = frozenset(["talks outside A", "talks near A"])
_WEIGHT = [VenueStatus.HELD, VenueStatus.PLANNED, VenueStatus.PAST, VenueStatus.PROPOSED]
_LONG = dt.timedelta(3)  # a meeting that ended so long before another one began is told as its background


def merge_venues(told: Sequence[Telling]) -> list[Venue]:
    """One venue a meeting and place, in the order of the text, numbered "v1", "v2" ..."""
    tellings: list[Telling] = []
    for telling in _without_mentions(told):
        same = next((i for i, other in enumerate(tellings) if _is_same(other, telling)), None)
        if same is None:
            tellings.append(telling)
        else:
            tellings[same] = _merged(tellings[same], telling)
    tellings = _folded(tellings)
    kept = [replace(t.venue, status=VenueStatus.PAST) if _is_background(t, tellings) else t.venue for t in tellings]
    kept = [replace(v, status=VenueStatus.PAST) if _is_overtaken(v, kept) else v for v in kept]
    found = [v for v, telling in zip(kept, tellings, strict=True) if not any(_is_vaguer(v, o, telling) for o in kept if o is not v)]
    found = [v for i, v in enumerate(found) if not any(_is_old_too(v, o) for o in found[:i])]
    return [replace(v, id=f"v{number}") for number, v in enumerate(found, 1)]


def _is_old_too(venue: Venue, other: Venue) -> bool:
    """Whether both went before the news in one place, and nothing tells the second from the first."""
    earlier = venue.status is VenueStatus.PAST and other.status is VenueStatus.PAST
    return earlier and _where(venue) == _where(other) and venue.when is None and venue.round is None


def _folded(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings less those of a country where a town of it is told of alike: what they say of the day is the town's."""
    found = list(tellings)
    for wider in tellings:
        if wider.venue.place is None or wider.venue.place.kind is not Kind.COUNTRY:
            continue
        alike = [t for t in found if t is not wider and t.venue.status is wider.venue.status]
        same = [t for t in alike if _is_vaguer(wider.venue, t.venue, wider)]
        if len(same) == 1 and not _differ(same[0].venue, wider.venue):
            town, land = same[0].venue, wider.venue
            shown = tuple(dict.fromkeys(town.evidence + land.evidence))
            told = replace(town, when=town.when or land.when, round=town.round or land.round, evidence=shown)
            found[found.index(same[0])] = replace(same[0], venue=told)
            found.remove(wider)
    return found


def _without_mentions(told: Sequence[Telling]) -> list[Telling]:
    """The tellings less those that only name a meeting which others tell of; their words are evidence of the last one before."""
    found: list[Telling] = []
    for telling in told:
        others = [t for t in told if not t.mention and (_are_together(t.venue, telling.venue) or _holds(telling.venue, t.venue))]
        if not telling.mention or not others:
            found.append(telling)
            continue
        same = next((i for i in reversed(range(len(found))) if found[i].venue in [t.venue for t in others]), None)
        if same is not None:
            venue = found[same].venue
            shown = tuple(dict.fromkeys(venue.evidence + telling.venue.evidence))
            venue = _in_town(venue, telling.venue)
            found[same] = replace(found[same], venue=replace(venue, evidence=shown, parties=venue.parties or telling.venue.parties))
    return found


def _is_background(told: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether a meeting told as held went before the one that is the news, in another place."""
    if told.venue.status is not VenueStatus.HELD:
        return False
    if told.before and told.venue.when is None:
        beside = [t for t in tellings if t is not told and t.firm and _where(t.venue) == _where(told.venue)]
        if any(t.venue.status is VenueStatus.PLANNED for t in beside):
            return True
    others = [t for t in tellings if not (_are_together(t.venue, told.venue) or _holds(t.venue, told.venue) or _holds(told.venue, t.venue))]
    elsewhere = [t.venue for t in others if t.firm and not (t.perfect or t.before)]
    if (told.perfect or told.before) and any(v.status is VenueStatus.HELD for v in elsewhere):
        return True
    if told.before and told.venue.when is None and any(v.status is VenueStatus.PLANNED for v in elsewhere):
        return True
    return told.over and _has_sequel(told, tellings)


def _has_sequel(ended: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether talks elsewhere are the news, where these "broke down"."""
    alive = (t for t in tellings if t.firm and not t.over and not t.perfect and _where(t.venue) != _where(ended.venue))
    return any(t.venue.status is VenueStatus.HELD and t.venue.when is not None for t in alive)


def _is_overtaken(venue: Venue, all_told: Sequence[Venue]) -> bool:
    """Whether a held meeting is only looked back at: a later round was held, or it was "last week" and another is the news."""
    if venue.status is not VenueStatus.HELD:
        return False
    others = [o for o in all_told if o is not venue and o.status in (VenueStatus.HELD, VenueStatus.PLANNED)]
    if venue.when is not None and any(
        o.status is VenueStatus.HELD and o.when is not None and o.when.start - (venue.when.end or venue.when.start) >= _LONG for o in others
    ):
        return True
    if venue.round is not None and any(o.status is VenueStatus.HELD and o.round is not None and o.round > venue.round for o in others):
        return True
    offered = any(o.status is VenueStatus.PROPOSED for o in all_told)
    return venue.when is not None and venue.when.text.lower().startswith("last week") and (bool(others) or offered)


def _where(venue: Venue) -> object:
    if venue.place is not None:
        return venue.place.id
    return tuple(sorted(p.id for p in venue.border)) or venue.name.casefold()


def _holds(country: Venue, venue: Venue) -> bool:
    """Whether a country is named and the other venue, which is not only offered, lies in it."""
    if country.place is None or venue.place is None or country.place.kind is not Kind.COUNTRY or venue.place.kind is Kind.COUNTRY:
        return False
    return venue.status is not VenueStatus.PROPOSED and lies_in(venue.place, country.place)


def _are_together(one: Venue, other: Venue) -> bool:
    """Whether two venues are one place, or one is a palace in the town that is the other."""
    if _where(one) == _where(other):
        return True
    if one.place is None or other.place is None or {one.place.kind, other.place.kind} != {Kind.SITE, Kind.CITY}:
        return False
    return _is_near(one.place, other.place)


def _in_town(venue: Venue, other: Venue) -> Venue:
    """A palace as the site of a venue in its town, where the other names that."""
    if venue.place is None or other.place is None or venue.place.kind is not Kind.SITE or other.place.kind is not Kind.CITY:
        return venue
    return replace(venue, place=other.place, name=other.name, site=venue.site or venue.name)


def _is_same(first: Telling, second: Telling) -> bool:
    """Whether both tell of one meeting: same place, no two round numbers, and no earlier meeting beside a later one."""
    one, other = first.venue, second.venue
    if not _are_together(one, other):
        return False
    if one.round is not None and other.round is not None:
        return one.round == other.round
    statuses = {one.status, other.status}
    if len(statuses) == 1:
        return True
    if _are_two(first, second):
        return False
    if VenueStatus.PAST in statuses:
        if VenueStatus.HELD in statuses and _are_days_apart(one, other):
            return True  # "signed in A on Wednesday", where talks "had opened on Monday"
        undated = one.when is None or other.when is None
        if undated and VenueStatus.HELD in statuses and any(v.evidence[0].rule.startswith("talks moved") for v in (one, other)):
            return True  # "agreed to move the talks from A", where they met this week
        return undated and VenueStatus.HELD in statuses and {one.event, other.event} <= {"agreement", "signing"}
    if one.status is VenueStatus.HELD and first.firm and other.status is VenueStatus.PROPOSED:
        return False  # held, and then offered: for the next one
    if statuses == {VenueStatus.HELD, VenueStatus.PROPOSED} and first.sequel is not second.sequel:
        return False
    if statuses == {VenueStatus.HELD, VenueStatus.PLANNED}:
        held, ahead = (first, second) if one.status is VenueStatus.HELD else (second, first)
        if (held.firm and ahead.sequel and not held.sequel) or (held.before and ahead.firm and held.venue.when is None):
            return False  # "talks are due to open in A. They were arranged after a meeting in A"
        if held.firm and ahead.firm and held.venue.when is not None and ahead.venue.when is None and ahead is first:
            return False  # "will meet in A in the next days. A consultation was held in A on October 18"
        if _came_for(held, ahead):
            return True  # "came to A on Wednesday"; "the talks begin in A today"
        alike = (one.round is None and other.round is None) or not held.firm
        return alike and (not _differ(one, other) or (not held.firm and _is_a_week_early(held.venue, ahead.venue)))
    return True


def _came_for(came: Telling, talks: Telling) -> bool:
    """Whether of two tellings the one is of those who came for the ``talks``, some days before."""
    journeys = [t.venue.evidence[0].rule == "travelled to A for talks" for t in (came, talks)]
    return journeys == [True, False] and talks.venue.status is VenueStatus.PLANNED and _are_days_apart(came.venue, talks.venue)


def _are_days_apart(one: Venue, other: Venue) -> bool:
    """Whether both have a day, and the two are of one week."""
    if one.when is None or other.when is None or one.when.end or other.when.end:
        return False
    return abs(one.when.start - other.when.start) < dt.timedelta(7)


def _is_a_week_early(venue: Venue, ahead: Venue) -> bool:
    """ "During the talks in A on Monday", where those are to open next Monday: a weekday that was read as the last one."""
    if venue.when is None or ahead.when is None or not re.fullmatch(r"[A-Z][a-z]+day", venue.when.text):
        return False
    return ahead.when.start <= venue.when.start + dt.timedelta(7) <= (ahead.when.end or ahead.when.start)


def _are_two(first: Telling, second: Telling) -> bool:
    """Whether a meeting that "has been held" stands beside one on a day to come."""
    held, ahead = sorted((first, second), key=lambda t: t.venue.status is VenueStatus.PLANNED)
    if held.venue.status is not VenueStatus.HELD or ahead.venue.status is not VenueStatus.PLANNED:
        return False
    return held.firm and held.perfect and ahead.firm and ahead.venue.when is not None


def _differ(one: Venue, other: Venue) -> bool:
    """Whether the two have days of their own that do not meet."""
    if one.when is None or other.when is None:
        return False
    first, second = sorted((one.when, other.when), key=lambda w: w.start)
    return (first.end or first.start) < second.start


def _merged(told: Telling, again: Telling) -> Telling:
    weightier = min(told, again, key=lambda t: _WEIGHT.index(t.venue.status))
    moved = any(t.venue.evidence[0].rule.startswith("talks moved") for t in (told, again))
    moved = moved or _are_days_apart(told.venue, again.venue)
    if {told.venue.status, again.venue.status} == {VenueStatus.HELD, VenueStatus.PAST} and not moved:
        weightier = again if weightier is told else told  # "the truce signed in A in May", "both agreed to it in A"
    plan = again if weightier is told else told
    if _came_for(weightier, plan):  # they are there: the talks are on
        weightier = replace(plan, venue=replace(plan.venue, status=VenueStatus.HELD))
    if weightier.venue.status is VenueStatus.HELD and not weightier.firm and plan.venue.status is VenueStatus.PLANNED and plan.firm:
        weightier = plan  # "the A talks are due to open on Monday"; a meeting that is only named does not outweigh it
    firm = any(t.firm for t in (told, again) if t.venue.status is weightier.venue.status)
    return Telling(
        _combined(told.venue, again.venue, weightier.venue),
        firm,
        told.sequel and again.sequel,
        told.perfect and again.perfect,
        told.over and again.over,
        told.before and again.before,
    )


def _combined(one: Venue, other: Venue, first: Venue) -> Venue:
    """Both tellings as one; ``first`` is the one of the two whose status holds."""
    one, other = _in_town(one, other), _in_town(other, one)
    return replace(
        one,
        status=first.status,
        round=one.round or other.round,
        event=one.event if one.round or not other.round else other.event,
        parties=one.parties or other.parties,
        when=first.when or (one.when or other.when if one.status is other.status else None),
        site=one.site or other.site,
        evidence=tuple(dict.fromkeys(one.evidence + other.evidence)),
        note=one.note or other.note,
    )


def _is_vaguer(venue: Venue, other: Venue, telling: Telling) -> bool:
    """Whether a country or region is only another ``telling`` of the meeting in a town of it, or a palace of that in its town."""
    firm = (telling.firm and not telling.before) or venue.when is not None
    if venue.place is None or other.place is None:
        return False
    beside = venue.status is other.status and all(e.rule in _BESIDE_A_TOWN for e in venue.evidence)
    if beside and _is_near(venue.place, other.place, _COUNTY):
        return venue.place.id != other.place.id  # "outside Stockholm", where a village is named elsewhere
    if venue.place.kind not in (Kind.COUNTRY, Kind.REGION, Kind.SITE):
        return False
    if venue.place.kind is Kind.SITE:
        return other.place.kind is Kind.CITY and venue.status is other.status and _is_near(venue.place, other.place)
    told_apart = venue.round is not None and other.round is not None and venue.round != other.round
    if not lies_in(other.place, venue.place) or told_apart or (venue.status is not other.status and _differ(venue, other)):
        return False
    earlier, proposed = VenueStatus.PAST, VenueStatus.PROPOSED
    if telling.sequel and venue.status is VenueStatus.PLANNED and other.status is VenueStatus.HELD:
        return False  # "ended in A. They are to be resumed in the same country, at a place not yet fixed"
    if venue.status is proposed and (other.status is VenueStatus.PLANNED or (other.status is VenueStatus.HELD and not telling.sequel)):
        return True
    if not firm and {venue.status, other.status} == {VenueStatus.HELD, earlier}:
        return True  # "the talks in South Africa", which were those in Pretoria
    return (venue.status is earlier) == (other.status is earlier) and (venue.status is proposed) == (other.status is proposed)


def _is_near(one: Place, other: Place, width: float = _TOWN) -> bool:
    """Whether two points are no further apart than a town is wide, in degrees."""
    return abs(one.point.lat - other.point.lat) < width and abs(one.point.lon - other.point.lon) < width * 2
