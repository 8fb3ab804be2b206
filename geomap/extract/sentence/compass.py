"""Halves of a place as two ends of a way: "from northern to southern Gaza", "left the north of the Strip for the south".

Only where a text tells opposite halves apart: elsewhere "northern Syria" is Syria, drawn where Syria is. A half the gazetteer
does not know is a stop without a place, which is honest: an arrow from Gaza to Gaza would not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.model import Label, Mention, Resolution

__all__ = ["halves_told"]

_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_HALVED = frozenset([Kind.CITY, Kind.REGION, Kind.AREA, Kind.COUNTY, Kind.COUNTRY])
# where a place stands that somebody leaves or goes to
_GOVERNED = re.compile(
    r"\b(?:from|out of|to|into|towards?|between|and|for|reach\w*|leav(?:e|es|ing)|left|fle(?:e|es|eing|d)|evacuat\w+|quit|escap\w+"
    r"|(?:people|civilians|residents|those|inhabitants|refugees|families|anyone|everyone)\s+(?:\w+\s+)?(?:in|of))\s+"
    r"(?P<said>(?P<the>the\s+)?(?P<side>north|south|east|west)(?P<ern>ern)?)\b(?!-)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?P<part>\s+(?:parts?|half|side|end))?\s+of\s+(?:the\s+)?"
    r"(?=(?P<common>strip|enclave|territory|city|country|province|region)\b)?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\s*(?:[.,;:)”\"—–]|$)|\s+(?:to|along|on|through|by|via|because|as|and|or|where|since|after|before|in search|was|were|is|are|for"
    r"|over|with|when|while|until|at|had|have|has|will|would|can|could)\b"
)
_FAR = 1500  # characters over which "the south" still is that of the place told of


@dataclass(frozen=True, slots=True)
class _Half:
    """A half as the text tells it; ``whole``: the mention of the place, None where only "the south" is said."""

    start: int
    end: int
    side: str
    whole: Mention | None


def halves_told(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int, Mention]]:
    """The spans that stand for one of two opposite halves of a place, each with a mention of that half."""
    found = list(_halves(text, mentions))
    told: list[tuple[_Half, Mention]] = []
    for half in found:
        whole = half.whole or _whole_meant(half, found)
        if whole is not None and whole.place is not None:
            told.append((half, whole))
    sides = {(whole.place.id, half.side) for half, whole in told if whole.place}
    return [
        (half.start, half.end, _mention(half, whole))
        for half, whole in told
        if whole.place and (whole.place.id, _OPPOSITE[half.side]) in sides
    ]


def _halves(text: str, mentions: Sequence[Mention]) -> Iterator[_Half]:
    begins = {m.start: m for m in mentions if m.label is Label.PLACE and m.place is not None and m.place.kind in _HALVED}
    for match in _GOVERNED.finditer(text):
        start, end, side = match.start("side"), match.end("said"), match["side"].lower()
        direct = re.compile(r"\s+").match(text, end)
        named = begins.get(direct.end()) if direct is not None else None
        if named is not None:
            yield _Half(start, named.end, side, named)
            continue
        of = _OF.match(text, end)
        if of is not None and bool(of["part"]) is bool(match["ern"]):  # "the north of", "the northern part of"
            named = begins.get(of.end())
            if named is not None:
                yield _Half(match.start("said"), named.end, side, named)
            elif of["common"]:
                whole = max((m for m in begins.values() if m.end <= start), key=lambda m: m.end, default=None)
                yield _Half(match.start("said"), of.end("common"), side, whole)
        elif _ALONE.match(text, end) is not None and (match["the"] or match["ern"] or " to " in text[end : end + 4]):
            yield _Half(match.start("said"), end, side, None)


def _whole_meant(half: _Half, found: Sequence[_Half]) -> Mention | None:
    """The place whose half is meant by "the south" or by "northern" in "from northern to southern Gaza"."""
    opposite = [h for h in found if h.whole is not None and abs(h.start - half.start) < _FAR]
    near = min(opposite, key=lambda h: (abs(h.start - half.start), h.start), default=None)
    return near.whole if near is not None else None


def _mention(half: _Half, whole: Mention) -> Mention:
    name = f"{half.side}ern {whole.text}"
    place = _half_known(half.side, whole.place) if whole.place is not None else None
    resolution = Resolution(place, 0.9, ("a half of a named place",)) if place is not None else None
    return Mention(half.start, half.end, name, Label.PLACE, ("a half of a named place",), resolution)


@cache
def _half_known(side: str, whole: Place) -> Place | None:
    """The half as a place of its own ("Eastern Aleppo"), where the gazetteer has one by that name."""
    import gazetteer

    try:
        found = (gazetteer.lookup(f"{side}{ending} {name}", country=whole.country) for ending in ("ern", "") for name in _names(whole))
        return next((p for p in found if p is not None and p.id != whole.id and side in p.name.lower()), None)
    except DataError:
        return None  # a checkout whose data is not built yet


def _names(whole: Place) -> tuple[str, ...]:
    short = re.sub(r" (?:City|Strip|Governorate|Province|Region)$", "", whole.name)
    return (whole.name,) if short == whole.name else (whole.name, short)
