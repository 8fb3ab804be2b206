"""The ways that one line of a list names: "Sumy – Poltava", "Kyiv oblast: Bucha, Irpin – Kyiv", "13:00 – No. 274 Kramatorsk – Lviv".

A line is read from its beginning: marks, times and numbers, a label, then places and what joins them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.ways.paths import Path, paths
from geomap.extract.ways.roles import Role, steps
from geomap.extract.ways.row_states import first_said, says_at, state_of
from geomap.extract.within import lies_in
from geomap.sphere import distance_km

__all__ = [
    "FINITE",
    "Label",
    "begins_with_way",
    "is_row",
    "label_of",
    "listed_ways",
    "members_in",
    "row_behind_colon",
    "rows_of_ways",
    "through",
    "town_left",
]

FINITE = re.compile(r"(?<!\S)(?:was|were|is|are|did|does|had|has|have|said|will|would|can|could|may|must|should|\w{3,}ed)(?!\S)")
_JOINT = r"(?:[-–—→➔➜⇒⟶↔⇄−]+(?: >)?|= >|to|towards?|in the direction of|direction)"
_BRACKET = r"(?: \( (?!via|through|with)[^()]* \))"
_IN_BRACKETS = re.compile(_BRACKET)
_AROUND = r"(?: and (?!§)\S+(?: (?!§)\S+){0,3}(?= to ))"  # "from Sumy and the villages nearby to Lubny"
_ENDS = rf"(?:from (?:: )?)?(?:the )?§\d+(?:{_BRACKET}|{_AROUND})?"
_WAY = rf"{_ENDS}(?:(?: {_JOINT}(?: :)?)? (?:the )?§\d+{_BRACKET}?)*"
_CLOCK = r"(?:(?:at|from) )?(?:\d[\d:.]*|¤\d+)(?: ?[ap] ?\.? ?m ?\.?| hours)?"
_NUMBER = r"(?:(?:train|bus|flight|route|number|№|#|n °) )+\d\S*(?: / \d+)*"
_MARKS = rf"(?:(?:[\"*_(–—•-]|\d+ [.)]|{_NUMBER}|{_CLOCK}(?! §\d+ {_JOINT} \d))(?: [:–—,-])? ){{0,8}}"
_ALONG = r"(?:(?:(?:along|by|on) )?(?:the )?(?:following )?route|along|via|through)(?: of)?(?: :)?"
_LABEL = rf"§(?P<label>\d+){_BRACKET}? (?::|[–—-](?= (?:from|{_ALONG})(?!\S)))(?: {_ALONG}(?!\S))?"
_START = re.compile(rf"{_MARKS}(?:{_LABEL} )?(?:(?!from :)(?:(?!§)[^\s:.;]+ ){{1,6}}: )?{_MARKS}(?=(?:(?:in)?to (?:the )?)?{_WAY})")
_NEXT = re.compile(rf" ?(?:;|,|and|, and|\|)(?: (?:{_NUMBER}|{_CLOCK}|[–—-]))* (?={_WAY})")
_ONE_WAY = re.compile(_WAY)
_SIGN = re.compile(r"§(\d+)(?!\S)")
# "Izium (20 buses)", "Mariupol: by private car": what a place that stands alone may have behind it
_ALONE = re.compile(
    rf"(?:(?P<role>from|to|into|in|for) )?(?:the )?§\d+(?:(?: ,| ;| and)* §\d+)*{_BRACKET}?(?: (?:city|town|village))?"
    r"(?: [,:–—-]?(?: ?(?:by|via|through|along|at|from|with|assembly|gathering|meeting|collection|buses?|private|own"
    r"|¤\d+|\d\S*)(?!\S).*))?(?: [.;,:(–—\"-])*$"
)
_AREA = re.compile(r"\b(?:region|oblast|direction|district|province|governorate|area|state|raion|county|axis)\b", re.IGNORECASE)
_DIRECTION = re.compile(r"\b(?:direction|axis)\b", re.IGNORECASE)

@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a colon or above a list: the town where its ways begin, or the ``area`` in which the places lie."""

    place: Member
    area: bool = False
    direction: bool = False  # "Luhansk direction" is the town or what lies around it

    def holds(self, members: list[Member]) -> bool:
        """Whether the places are in the area, and none of them where a way from there leads."""
        whole = self.place.place
        if whole is None or not members:
            return self.area and not self.direction
        if self.direction and whole.kind is Kind.CITY:
            one = members[0].place if len(members) == 1 else None
            return one is not None and one.admin1 is not None and one.admin1 == whole.admin1
        return self.area or all(m.place is not None and lies_in(m.place, whole) for m in members)


def label_of(phrases: Phrases, number: int) -> Label:
    """The label that the list of places of that ``number`` is."""
    places = phrases.places[number]
    at = places.start - phrases.sentence.start
    text = phrases.sentence.text[at : places.end - phrases.sentence.start]
    towns = any(m.place is None or m.place.kind in (Kind.CITY, Kind.SITE) for m in places.members)
    return Label(places.members[0], not towns or _AREA.search(text) is not None, _DIRECTION.search(text) is not None)


def listed_ways(phrases: Phrases, begin: int = 0, *, heading: Label | None = None, towards: bool = False, alone: bool = True) -> list[Path]:
    """The ways of a list's line from ``begin``; ``heading``: the place it stands below; ``towards``: the places are where aid goes;
    ``alone``: a place by itself names a way, too."""
    start = _START.match(phrases.code, begin)
    label = label_of(phrases, int(start["label"])) if start is not None and start["label"] is not None else heading
    ways = list(rows_of_ways(phrases, start.end())) if start is not None else []
    if any(w.destinations for w in ways):
        return ways
    found = paths([s for s in steps(phrases, begin) if s.role is not Role.AT], phrases.code[begin:])
    if any(p.origins and p.destinations for p in found):
        return found
    rest = start.end() if start is not None else begin
    members = members_in(phrases, rest)
    if label is not None and not label.holds(members):
        return [way for first, last in _parts(phrases.code, rest) for way in through(members_in(phrases, first, last), label.place)]
    matched = _ALONE.match(phrases.code[: first_said(phrases.code, rest)].rstrip(), rest)  # "Sumy: completed, 600 people"
    if not members or matched is None or not (alone or label is not None):
        return []
    brought = towards or _BROUGHT.search(phrases.code, rest) is not None
    goal = brought if matched["role"] in (None, "in") else matched["role"] != "from"
    after = _BY_WAY.search(phrases.code, rest)
    via = tuple(members_in(phrases, after.start())) if after is not None else ()
    ends = tuple(m for m in members if m not in via)
    return [Path((), via, ends, rule="list") if goal else Path(ends, via, (), rule="list")]


_BROUGHT = re.compile(r"(?<!\S)(?:delivered|arrived|reached|received|off-?loaded|distributed)(?!\S)")  # "Sumy: 12 trucks, delivered"
_BY_WAY = re.compile(r"(?<!\S)(?:by|via|through|by way of|over|along) (?:the )?§")


_ONWARD = re.compile(r" (?:and )?(?:then|from there|onwards?)(?!\S)")


def members_in(phrases: Phrases, begin: int, end: int | None = None) -> list[Member]:
    """The places named in ``code[begin:end]``, up to "then by air to Russia", which is no part of the way."""
    code = phrases.code[begin:end]
    onward = _ONWARD.search(code)
    return [m for n in _SIGN.findall(code[: onward.start()] if onward else code) for m in phrases.places[int(n)].members]


def _parts(code: str, begin: int) -> Iterator[tuple[int, int]]:
    """Two ways of one town in one line: "Sumy: Sudzha, Belgorod; Romny, Lubny, Poltava"."""
    for part in re.finditer(r"[^;]+", code[begin:]):
        yield begin + part.start(), begin + part.end()


def begins_with_way(code: str) -> bool:
    """Whether a line is of the form of a way with both its ends, and tells nothing about it: "Sumy, Trostianets – Poltava"."""
    start = _START.match(code)
    way = _ONE_WAY.match(code, start.end()) if start is not None else None
    if way is None:
        return False
    rest = code[way.end() :]
    chained = len(_SIGN.findall(way[0])) > 1
    state = state_of(code, way.start())
    # "suspended after a plane was hit" says why
    beside = rest if state is None else code[way.end() : first_said(code, way.start())] + _WHY.split(code[state[2] :], maxsplit=1)[0]
    told = FINITE.search(beside)
    return (chained or state is not None or re.match(r" ?(?:[*_,.;:(|]|by|on|via|through)(?!\S)|$", rest) is not None) and told is None


_WHY = re.compile(r"(?<!\S)(?:because|since|after|as|when|while|where|which|who|that|until|;|:|,|\()(?!\S)")
_NOUN = (
    r"(?: (?:(?:humanitarian|evacuation|aid|relief|road|rail|land|sea|supply) )?"
    r"(?:corridor|route|road|highway|airlift|air-? ?bridge|convoy|line|axis|crossing))?"
)
_STATED = re.compile(rf"{_NOUN} (?::|\(|-|–|—|\|) ")


def is_row(code: str) -> bool:
    """Whether a line tells by itself what became of a way: "A–B corridor: open, 20 lorries yesterday"."""
    start = _START.match(code)
    way = _ONE_WAY.match(code, start.end()) if start is not None else None
    stated = _STATED.match(code, way.end()) if way is not None else None
    return stated is not None and says_at(code, stated.end() - 2) and begins_with_way(code)


_TOWN = re.compile(rf"{_MARKS}§(?P<n>\d+) (?:[:|]|[–—-](?!\S)) ")


def town_left(phrases: Phrases) -> list[Path]:
    """The way out of the town that heads a row: "Sumy: completed; residents were driven to Lubny", "Izium: suspended"."""
    label = _TOWN.match(phrases.code)
    if label is None or phrases.places[int(label["n"])].chain or not says_at(phrases.code, label.end() - 2):
        return []
    towns = phrases.places[int(label["n"])].members
    made = [p for p in paths(steps(phrases, label.end()), phrases.code[label.end() :]) if p.destinations and not p.origins]
    if label_of(phrases, int(label["n"])).area or not (made or "§" not in phrases.code[label.end() :]):
        return []
    return [replace(p, origins=towns, start=0) for p in made] or [Path(towns, (), (), rule="list")]


def rows_of_ways(phrases: Phrases, begin: int) -> Iterator[Path]:
    """The ways in a row from ``begin``: "Sumy – Lubny; Konotop, Romny – Lubny (20 buses)"."""
    found = _ONE_WAY.match(phrases.code, begin)
    while found is not None:
        way = _way(phrases, found)
        if way is None:
            return
        onward = _NEXT.match(phrases.code, way.end)
        found = _ONE_WAY.match(phrases.code, onward.end()) if onward is not None else None
        after = _way(phrases, found) if found is not None else None
        if found is not None and after is not None and _is_more_of(way, after):
            way = _with_stops(way, after)
            onward = _NEXT.match(phrases.code, way.end)
            found = _ONE_WAY.match(phrases.code, onward.end()) if onward is not None else None
        yield way


def _is_more_of(way: Path, after: Path) -> bool:
    """ "Sumy – Romny, Lubny, Poltava": whether the places behind the comma belong to the way before it."""
    return bool(way.destinations) and not after.destinations and all(m.place is None or m.place.kind is Kind.CITY for m in after.origins)


def _with_stops(way: Path, after: Path) -> Path:
    """A way with the places behind its comma: stations where they lie along one line, each farther away, else further ends."""
    stops = (*way.destinations, *after.origins)
    if _lie_on_line([way.origins[0], *stops]):
        return replace(way, via=(*way.via, *stops[:-1]), destinations=stops[-1:], end=after.end)
    return replace(way, destinations=stops, paired=len(way.origins) < 2, end=after.end)


_DETOUR = 1.25  # how much longer than the straight line a way may be that goes through its stations
_MANY = 5  # so many places are stations: nobody opens four ways out of one town at a time


def _lie_on_line(members: list[Member]) -> bool:
    """Whether places follow each other as stations do."""
    known = [(m.place.point.lon, m.place.point.lat) for m in members if m.place is not None]
    if len(members) >= _MANY or len(known) < len(members):
        return len(members) >= _MANY
    away = [distance_km(known[0], point) for point in known[1:]]
    length = sum(distance_km(one, two) for one, two in itertools.pairwise(known))
    return away == sorted(away) and length <= _DETOUR * away[-1]


_THESE = r"^(?:\" )?(?:these|those|they) (?:are|were) (?:the )?(?:following )?(?:routes|corridors|directions|roads)"


def row_behind_colon(phrases: Phrases) -> int | None:
    """Where in "Corridors will open on Wednesday, he said: from Sumy to Lubny; from Izium to Lozova." the ways begin.

    Or in "These are the routes Sumy - Lubny and Izium - Lozova.".
    """
    for colon in re.finditer(rf"(?: :|{_THESE}) (?:{_LABEL} )?(?:{_MARKS})(?={_WAY})", phrases.code):
        ways = list(rows_of_ways(phrases, colon.end()))
        whole = bool(ways) and re.fullmatch(rf"{_BRACKET}?[ .;,\"]*", phrases.code[ways[-1].end :]) is not None
        if whole and all(w.destinations for w in ways) and "§" not in phrases.code[: colon.start()]:
            return colon.end()
    return None


def _way(phrases: Phrases, found: re.Match[str]) -> Path | None:
    """ "A, B – C – D": from A and B through C to D, with the stations that follow after "via"."""
    first, *others = (phrases.places[int(n)] for n in _SIGN.findall(_IN_BRACKETS.sub("", found[0])))
    if any(p.chain for p in others):
        return None
    stops = [[m] for m in first.members] if first.chain else [list(first.members)]
    stops += [list(p.members) for p in others]
    via = [m for stop in stops[1:-1] for m in stop]
    after = re.match(r" ?,? ?\(? ?(?:via|through|with (?:a )?stops? (?:in|at)) §(\d+)(?!\S)", phrases.code[found.end() :])
    if after is not None:
        via += phrases.places[int(after[1])].members
    end = found.end() + (after.end() if after is not None else 0)
    ends = tuple(stops[-1]) if len(stops) > 1 else ()
    bracket = _IN_BRACKETS.search(found[0])  # "Sumy – Poltava (Sumy, Romny, Lubny, Poltava)"
    within = [m for n in _SIGN.findall(bracket[0] if bracket else "") for m in phrases.places[int(n)].members]
    if len(within) > 1 and any(_same(within[-1], m) for m in ends):
        via += [m for m in within[:-1] if not any(_same(m, start) for start in stops[0])]
    return Path(tuple(stops[0]), tuple(via), ends, False, len(stops[0]) < 2 or len(ends) < 2, "list", found.start(), end)


def through(members: list[Member], head: Member | None) -> list[Path]:
    """ "Mariupol" and below it "Route 1 - Novoazovsk, Taganrog, Rostov": the last place is where it leads."""
    if len(members) == 1 and members[0].within is not None:
        members = [members[0], Member(members[0].within)]  # "Nekhoteyevka, Belgorod": two stations, not a place and its region
    origin, rest = (head, members) if head is not None else (members[0] if members else None, members[1:])
    if head is not None and members and _same(head, members[0]):
        rest = members[1:]
    return [Path((origin,), tuple(rest[:-1]), (rest[-1],), rule="stations")] if origin is not None and rest else []


def _same(one: Member, other: Member) -> bool:
    return one.place is not None and other.place is not None and one.place.id == other.place.id
