"""Proper names of crossings and roads as the text itself spells them, known to the gazetteer or not: "the Karni cargo crossing"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.sentence.signs import ACTOR, ADJECTIVE, DATE, PLACE
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.model import CorridorKind

__all__ = ["anaphors", "apposed", "is_opened", "named", "on_border", "spelt", "told_elsewhere"]

_PART = r"(?:[A-ZÀ-ÝŁŠŽČĆĐİ](?:[\w-]|[’'](?=\w))*|al[- ][A-Z][\w’'-]*|[a-z]{1,2}-[A-Z]\w+)"
_SORT_OF = r"(?:cargo|commercial|land|overland|goods|freight|trade|pedestrian|passenger|vehicle|civilian|humanitarian|aid|fuel|main)"
_CROSSING = r"(?:[Bb]order\s+)?[Cc]rossing(?:\s+[Pp]oint)?|[Bb]order\s+(?:[Gg]ate|[Pp]ost|[Pp]oint)"
# A proper name before its generic word, in the text's own letters: "the Karni cargo crossing", "the Nusaybin (Qamishli) border gate".
_NAMED = re.compile(
    rf"(?<![\w-])(?P<name>{_PART}(?:\s+{_PART}){{0,3}})[\"”’'»]?\s+(?:\([^()\n]{{2,40}}\)\s+)?"
    rf"(?P<word>(?:{_SORT_OF}\s+)?(?:{_CROSSING})|[Cc]orridor|[Rr]oad|[Hh]ighway|[Ss]treet|[Bb]ridge|Pass|[Tt]errestrial\s+[Cc]rossing"
    r"|(?P<several>(?:[Bb]order\s+)?[Cc]rossing(?:s|\s+[Pp]oints)))(?!\w)"
)
# "Masnaa, the main crossing between the two countries", "Gaza's only commercial crossing, Karni,"
_APPOSED = re.compile(
    rf"(?<![\w-])(?<!\b[Ii]n )(?<!\b[Oo]n )(?<!\b[Tt]o )(?<!\b[Bb]y )(?<!\b[Oo]f )(?<!\b[Ff]rom )(?<!\b[Ff]or )(?<!\b[Nn]ear )"
    rf"(?P<name>{_PART}(?:\s+{_PART}){{0,2}})[\"”’'»]?,\s+"
    rf"(?:the|an?|its|their|one of (?:the|its)|[A-Z][\w-]+[’']s)\s+(?:[a-z][\w-]*\s+){{0,3}}?"
    rf"(?:{_CROSSING}|crossings)(?=\s*,|\s+(?:with|into|between|from|to|for|through|on|in|linking|connecting|used|that|which|where)\b)"
    rf"|\b(?:the|its|their|[’']s)\s+(?:[a-z][\w-]*\s+){{0,3}}?(?:{_CROSSING})(?:\s+(?:with|into|between|from|to)(?:\s+[\w-]+){{1,3}})?,\s+"
    rf"(?P<behind>{_PART}(?:\s+{_PART}){{0,2}})(?=,|\.|\s+(?:was|is|has|had|will|would)\b)"
)
_SIGN = re.compile(rf"{PLACE}(\d+)")
_COMPASS = re.compile(r"(?:(?:North|South)-?)?(?:[Ee]ast|[Ww]est)(?:ern)?|(?:North|South)(?:ern)?")
_AND_BEFORE = re.compile(r"\band(?:\s+the)?\s+$")
_OPENS = r"(?:re-?open\w*|opened|opening|clos(?:e|es|ed|ing|ure)|shut)"
_ASIDE = r"(?: ,(?: (?!,)\S+){1,4} ,)?"  # "the crossing, however, closed"
_OPENED_AFTER = re.compile(
    rf"{_ASIDE} (?:(?:was|were|is|are|will|would|to|has|have|had|remain\w*|should|must)(?: \S+){{0,3}} {_OPENS}"
    r"|(?:(?:has|had|also|then|later|again|soon) )*(?:re-?open(?:s|ed)|clos(?:es|ed)|shut))(?!\S)"
)
_OPENED_BEFORE = re.compile(rf"(?<!\S){_OPENS} (?:of |down |off |up )?$")


def is_opened(code: str, start: int, end: int) -> bool:
    """Whether what stands there is told to be opened or closed."""
    return _OPENED_AFTER.match(code, end) is not None or _OPENED_BEFORE.search(code[:start]) is not None


def spelt(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """Capitals before a generic word, without "the", "Two" or "Humanitarian" in front."""
    for match in _NAMED.finditer(text, phrases.sentence.start, phrases.sentence.end):
        name = _proper(match["name"])
        word = " ".join(match["word"].lower().split())
        if match["several"] and not _AND_BEFORE.search(text, phrases.sentence.start, match.start("name")):
            continue  # "the Gaza crossings"
        known = _corridor().fullmatch(" ".join(name).lower())
        if not name or (word == "corridor" and known is None):
            continue
        if known is not None:
            name = [" ".join(name)[known.start("last") :]]
        if re.search(r"['’]s?$", name[-1]) or (word == "street" and name[-1].lower() in {"street", "central"}):
            continue
        if len(name) == 1 and _COMPASS.fullmatch(name[0]):
            continue  # "the Western border crossing at Adre"
        start = match.start("name") + match["name"].index(name[0])
        where = _in_code(phrases, start, match.end())
        if where is None or (len(name) == 1 and phrases.code[where[0]] == ADJECTIVE):
            continue  # "at a Turkish border crossing"
        sign = _SIGN.match(phrases.code, where[0])
        ends = phrases.places[int(sign[1])] if sign is not None else None
        if ends is not None and ends.chain:
            name = text[ends.start : ends.end].split()  # "the Izium–Lozova road", not "Lozova road"
        if re.match(_SORT_OF, word) and not _may_be_name(phrases, where[0]):
            continue  # "the Gaza aid crossing"
        crossing = "crossing" in word or "border" in word
        generic = re.sub(rf"^{_SORT_OF}\s+", "", re.sub(r"s$", "", match["word"]) if match["several"] else match["word"])
        yield named(*where, f"{' '.join(name)} {generic}", crossing=crossing)


def _proper(name: str) -> list[str]:
    """The words of a name without what only stands in capitals before it: "The Karni", "Gaza's Rafah"."""
    parts = name.split()
    while parts and re.fullmatch(words("named.not_part"), parts[0].lower().strip("'’")):
        parts.pop(0)
    owner = next((i for i, part in enumerate(parts[:-1]) if re.search(r"['’]s?$", part)), None)
    return parts if owner is None else parts[owner + 1 :]


def _in_code(phrases: Phrases, start: int, end: int) -> tuple[int, int] | None:
    """Where in the code a stretch of the text stands."""
    first = next((i for i, t in enumerate(phrases.tokens) if t.end > start), None)
    last = next((i for i, t in enumerate(phrases.tokens) if t.end >= end), None)
    if first is None or last is None:
        return None
    return phrases.offsets[first], phrases.offsets[last] + len(phrases.tokens[last].code)


def apposed(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """ "Masnaa, the main crossing between the two countries"."""
    for match in _APPOSED.finditer(text, phrases.sentence.start, phrases.sentence.end):
        part = "name" if match["name"] else "behind"
        where, at = _in_code(phrases, *match.span()), _in_code(phrases, *match.span(part))
        if where is None or at is None or DATE in phrases.code[slice(*at)] or not _may_be_name(phrases, at[0]):
            continue
        yield named(*where, f"{match[part]} crossing", crossing=True)


# "across al-Yarubiyah on the Iraqi-Syrian border and Ramtha on the Jordanian-Syrian border"
_ON_BORDER = re.compile(
    rf"\b(?P<by>through|across|via|and)\s+(?P<name>{_PART}(?:\s+{_PART}){{0,2}}),?\s+on\s+the\s+{_PART}[-–]{_PART}\s+(?:border|frontier)\b"
)


def on_border(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """A place on a border that aid or people go through: the crossing there."""
    gone = False
    for match in _ON_BORDER.finditer(text, phrases.sentence.start, phrases.sentence.end):
        gone = gone or match["by"] != "and"
        where = _in_code(phrases, *match.span("name"))
        if gone and where is not None and _may_be_name(phrases, where[0]):
            yield replace(named(*where, f"{match['name']} crossing", crossing=True), beside=match["by"] == "and")


# "shut down a key border crossing with Afghanistan", "the crossing, however, closed"; a terminal or gate where the text names a crossing
_UNNAMED = re.compile(
    r"(?<!\S)(?P<which>the|an?|this|that|its|their|both|'s)(?: (?:(?!of|in|to|at|on|and|or)[a-z]+|%\d+)){0,2}?"
    r" (?P<noun>(?:border |frontier )?crossings?(?: points?)?|(?:border|frontier) (?:posts?|gates?|junction)|(?P<gate>terminal|gate))"
    r"(?: (?:with|to|into|between) §\d+)?(?!\S)"
)


def anaphors(text: str, phrases: Phrases, *, known: bool) -> Iterator[Anchor]:
    """Crossings without their name, as what is opened or closed: "The terminal was shut again"; ``known``: ways were told of before."""
    for match in _UNNAMED.finditer(phrases.code):
        told = is_opened(phrases.code, *match.span()) and not phrases.code.endswith(" of ", 0, match.start())  # not "the closure of"
        if told and (not match["gate"] or (known and _crossings_of(text))):
            definite, plural = match["which"] not in ("a", "an"), match["noun"].endswith("s")
            yield Anchor(*match.span("noun"), Sort.BARE, CorridorKind.CROSSING, definite=definite, plural=plural)


def _may_be_name(phrases: Phrases, at: int) -> bool:
    """Whether what stands there may give a crossing its name: no date, no actor, no country."""
    sign = re.match(rf"([{PLACE}{ACTOR}{ADJECTIVE}{DATE}])(\d+)", phrases.code[at:])
    if sign is None or sign[1] != PLACE:
        return sign is None
    place = phrases.places[int(sign[2])].members[0].place
    return place is None or place.kind in (Kind.CITY, Kind.SITE)


@lru_cache(maxsize=4)
def _crossings_of(text: str) -> re.Pattern[str] | None:
    """The names that a text gives to crossings: "Karni", where it tells of the "Karni crossing"."""
    found = (_proper(m["name"]) for m in _NAMED.finditer(text) if re.search("crossing|border", m["word"].lower()) and not m["several"])
    names = {" ".join(name) for name in found if name}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])") if longest else None


def told_elsewhere(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """ "Karni reopened": what the text elsewhere calls a crossing, where it stands as what is opened or closed."""
    known = _crossings_of(text)
    for match in known.finditer(text, phrases.sentence.start, phrases.sentence.end) if known else ():
        where = _in_code(phrases, *match.span())
        if where is None or not _may_be_name(phrases, where[0]):
            continue
        if is_opened(phrases.code, *where):
            yield named(*where, f"{match[0]} crossing", crossing=True)


@cache
def _corridor() -> re.Pattern[str]:
    """ "Lachin", and both its names at once: "Berdzor-Lachin"."""
    return re.compile(rf"(?:{words('named.corridor')}-)?(?P<last>{words('named.corridor')})")


def named(start: int, end: int, name: str, *, crossing: bool) -> Anchor:
    kind = CorridorKind.CROSSING if crossing else CorridorKind.HUMANITARIAN
    return Anchor(start, end, Sort.NAMED, kind, definite=True, name=name)
