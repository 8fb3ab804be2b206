"""A border as a place of talks: "on the border of A and B", "at the Ukrainian-Belarusian border", "on its border with B"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.talks.cues import Sort
from geomap.extract.talks.grammar import AT
from geomap.extract.talks.siting import Window

__all__ = ["Border", "border_of", "country", "is_topic"]

_NEAR_BY = r"(?:(?: , | )(?:near|by|on|in|close to|along|not far from)(?: the)?(?: river| area of(?: the)?| area)? §\d+(?: river)?)?"
_BORDER = re.compile(
    r"(?<!\S)(?P<at>on|at|near|along|across)(?: \S+){0,2}? (?:(?:the )?(?:common |shared |state )?(?:border|frontier)"
    r" (?:of|between|with) (?:the )?§(?P<of>\d+)"
    r"|(?:the )?§(?P<chain>\d+)(?: -)? (?:state )?(?:border|frontier)"
    r"|(?:the )?[%@](?P<one>\d+)(?: ?-|-|–| and)? [%@](?P<two>\d+) (?:state )?(?:border|frontier)"
    r"|(?P<shared>(?:the )?(?:border|frontier) (?:between|of) (?:the two(?: \w+)?|them)"
    r"|their (?:common |shared )?(?:border|frontier)(?! with)|(?:the )?(?:border|frontier|line|boundary) between their countries)"
    r"|(?:its|their|his|the country's|the) (?:\w+ )?(?:border|frontier) with (?:the )?(?P<with>[§@]\d+))" + _NEAR_BY
)
_WHERE_THEY_TOUCH = re.compile(r"(?<!\S)where (?:the )?(?P<one>[@§]\d+) (?:borders|meets|touches|adjoins) (?:the )?(?P<two>[@§]\d+)")
_OWNER = re.compile(r"(?<!\S)(?P<sign>[@§%]\d+)(?!\S)")


@dataclass(frozen=True, slots=True)
class Border:
    """The words ``code[start:end]`` name the border of two countries."""

    start: int
    end: int
    places: tuple[Place, ...]


def border_of(phrases: Phrases, start: int, end: int) -> Border | None:
    """The border that ``code[start:end]`` puts something on, with "near the Pripyat river" if it follows; None without one."""
    touching = _WHERE_THEY_TOUCH.search(phrases.code, start, end)
    if touching is not None:
        sides = (*_countries(phrases, touching["one"]), *_countries(phrases, touching["two"]))
        return Border(touching.start(), touching.end(), sides) if len(sides) == 2 else None
    for match in _BORDER.finditer(phrases.code, start, end):
        found: list[Place] = []
        for group in ("of", "chain"):
            if match[group]:
                found += _countries(phrases, f"§{match[group]}")
        for group in ("one", "two"):
            if match[group]:
                place = country(phrases.actors[int(match[group])].actors[0].country)
                found += [place] if place else []
        if match["shared"]:
            found = _owners(phrases, match.start())
        if match["with"]:
            found += _countries(phrases, match["with"])
        if len(found) == 1:
            owner = next((p for m in _OWNER.finditer(phrases.code, 0, match.start()) for p in _countries(phrases, m["sign"])), None)
            found = [owner, *found] if owner is not None and owner.id != found[0].id else found
        if len(found) == 2:
            return Border(match.end("at") + 1, match.end(), tuple(found))
    return None


def is_topic(window: Window, start: int, end: int) -> bool:
    """ "Talks on the border of A and B opened in C": what they are about, where the meeting's verb has a place of its own."""
    grammar = window.grammar
    token = grammar.phrases.index(start)
    if grammar.at(token - 1) != "on" or not any(c.sort is Sort.NOUN and c.last < token for c in window.cues):
        return False
    told = next((g for g in grammar.groups(grammar.phrases.index(end), len(grammar.codes)) if g.finite), None)
    if told is None or "," in grammar.codes[token : told.first]:
        return False
    for at, _ in grammar.places():
        if at > told.last and grammar.governor(at) is not None and grammar.at(grammar.governor(at) or 0) in AT:
            return not {",", ";", "and", "where", "after"} & set(grammar.codes[told.last : at])
    return False


def _owners(phrases: Phrases, end: int) -> list[Place]:
    """The two countries named before ``end``: "A and B", "Kyrgyz and Tajik negotiators"; [] where it is not two."""
    found: list[Place] = []
    for match in _OWNER.finditer(phrases.code, 0, end):
        theirs = _countries(phrases, match["sign"])
        if len(theirs) == 2:
            return theirs
        found += [place for place in theirs if all(place.id != other.id for other in found)]
    return found if len(found) == 2 else []


def _countries(phrases: Phrases, sign: str) -> list[Place]:
    if sign[0] in "@%":
        place = country(phrases.actors[int(sign[1:])].actors[0].country)
        return [place] if place else []
    return [m.place for m in phrases.places[int(sign[1:])].members if m.place is not None and m.place.kind is Kind.COUNTRY]


def country(code: str | None) -> Place | None:
    """The country of an ISO 3166-1 alpha-2 code; None where the gazetteer has none, or is not built."""
    from gazetteer.index import default

    if code is None:
        return None
    try:
        index = default()
    except DataError:
        return None
    row = index.row_of(code)
    return None if row is None else index.place(row)
