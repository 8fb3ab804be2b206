"""The names of a stretch of text, each with what is said at that very spot.

A *unit* is a name together with its qualifiers: "Paris, Texas" is another unit than "Paris". The same unit means the same place
throughout the stretch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gazetteer.model import Kind
from geomap.datelines import dateline_at
from geomap.recognise.lexicon import Entry
from geomap.recognise.spot import Spot

__all__ = ["Unit", "make_units"]


@dataclass(slots=True, eq=False)
class Unit:
    """A name with what is said of it at its spots."""

    entry: Entry
    spots: list[Spot] = field(default_factory=list)
    regions: set[int] = field(default_factory=set)          # rows of the regions it is said to lie in: "Paris, Texas"
    countries: set[str] = field(default_factory=set)
    beside_regions: set[int] = field(default_factory=set)   # named within a few words
    beside_countries: set[str] = field(default_factory=set)
    beside_people: set[str] = field(default_factory=set)    # countries of demonyms close by: "the Iranian city of X"
    listed: set[str] = field(default_factory=set)           # kinds of the names beside it in a list: "Ohio, New York and Maine"
    cue: frozenset[str] | None = None
    offset: int = 0                                         # where its senses begin in the arrays
    group: int = 0                                          # units of one name share it
    remote: bool = False                                    # named only as where a report on other countries was written


def make_units(spots: list[Spot], text: str = "", *, reach: int = 90) -> list[Unit]:
    """The units of a stretch's spots, and what is said at each: qualifiers, cues, regions and peoples within ``reach`` characters."""
    units: dict[tuple[object, ...], Unit] = {}
    groups: dict[str, int] = {}
    for position, spot in enumerate(spots):
        outer = spot.within
        key = (spot.entry.key, spot.entry.demonym, outer.entry.key if outer else None, spot.cue)
        unit = units.get(key)
        if unit is None:
            unit = units[key] = Unit(spot.entry, group=groups.setdefault(spot.entry.key, len(groups)), cue=spot.cue)
            if outer is not None:
                for sense in outer.entry.senses:
                    if sense.kind is Kind.REGION:
                        unit.regions.add(sense.row)
                    elif sense.kind is Kind.COUNTRY:
                        unit.countries.add(sense.country)
        unit.spots.append(spot)
        if len(spot.entry.senses) > 1 and len(unit.spots) < 20:
            _look_beside(spots, position, unit, reach, text)
            if text:
                _look_along(spots, position, unit, text)
    found = list(units.values())
    _set_datelines_apart(found, text)
    return found


_HEAD = 600              # characters in which a dateline may stand
_ABROAD = 3              # a report that names so many other countries is not on the place where it was written


def _set_datelines_apart(units: list[Unit], text: str) -> None:
    """Mark the names that only a dateline has: "DAYTON, Ohio - ..." over a story of Bosnia and Serbia says nothing of London."""
    lines = (dateline_at(text, match.end()) for match in re.finditer(r"\A|\n", text[:_HEAD]))
    written = next((line for line in lines if line is not None and "," in text[line.start:line.where_end]), None)
    if written is None:
        return
    first, last = written.start, written.where_end
    heads = [unit for unit in units if all(first <= spot.start < last for spot in unit.spots)]
    homes = {sense.country for unit in heads for sense in unit.entry.senses[:1]}
    named = {unit.entry.senses[0].country for unit in units if unit.entry.senses[0].kind is Kind.COUNTRY}
    if len(named - homes) >= _ABROAD:
        states = {sense.row for unit in heads for sense in unit.entry.senses[:1] if sense.kind is Kind.REGION}
        for unit in units:
            unit.remote = unit in heads or unit.entry.senses[0].region in states  # the base where they meet as well


_PARTING = frozenset({", ", " and ", ", and ", " or ", "; ", " & "})


def _look_along(spots: list[Spot], position: int, unit: Unit, text: str) -> None:
    """Note the kinds of the names that stand beside a spot in a list."""
    here = spots[position]
    for step in (-1, 1):
        at = position + step
        if not 0 <= at < len(spots):
            continue
        other = spots[at]
        gap = text[other.end:here.start] if step < 0 else text[here.end:other.start]
        if gap in _PARTING and not other.entry.demonym and here.within is not other and other.within is not here:
            unit.listed.add(other.entry.senses[0].kind)


_APART = re.compile(r"\b(?:and|or|then|but)\b|;")      # "in Geneva and then in Florida": neither lies in the other


def _look_beside(spots: list[Spot], position: int, unit: Unit, reach: int, text: str) -> None:
    here = spots[position]
    for step in (-1, 1):
        at = position + step
        while 0 <= at < len(spots) and abs(at - position) < 5:
            other = spots[at]
            gap = here.start - other.end if step < 0 else other.start - here.end
            if gap > reach:
                break
            if other.entry.key != here.entry.key and other.score > -1:
                top = other.entry.senses[0]
                if other.entry.demonym:
                    if step < 0 and gap < 25:
                        unit.beside_people.add(top.country)
                elif top.kind is Kind.COUNTRY:
                    unit.beside_countries.add(top.country)
                elif top.kind is Kind.REGION:
                    between = text[other.end : here.start] if step < 0 else text[here.end : other.start]
                    if not _APART.search(between):
                        unit.beside_regions.add(top.row)
            at += step
