"""What a document says of corridors, proposition by proposition: claims, in the order of the text and not yet merged."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.paths import Path
from geomap.model import Actor, CorridorKind, Evidence, Statement, When

__all__ = ["LISTED", "Claim", "evidence"]

LISTED = "list of routes"  # the rule of a claim that a list's row makes


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause's word on one corridor. ``definite``: as of one already known; ``offer``: what was offered, not what is."""

    position: int
    path: Path
    statements: tuple[Statement, ...]
    kind: CorridorKind
    sort: Sort  # of the words that name the way
    evidence: Evidence
    definite: bool = False
    offer: bool = False
    name: str | None = None
    proposed_by: tuple[Actor, ...] = ()
    rejected_by: tuple[Actor, ...] = ()
    agreed_by: tuple[Actor, ...] = ()
    when: When | None = None
    mode: str | None = None
    people: int | None = None
    fields: tuple[tuple[str, Evidence], ...] = ()
    asserted: bool = True  # False where a status is only presupposed or assumed
    earlier: tuple[int, ...] = ()  # of each statement: 1 told as the past of the past, or as what led to it; 2 as how it has long been
    every: bool = False  # of several told of together: "both lead to Poltava"
    ordinal: int | None = None  # "the second would go to ..."
    along: bool = False  # somebody is told to go along the way: "through the Lachin corridor"
    strong: bool = False  # the way is named by its own words, not by context
    group: int = -1  # claims of one telling; "the offer" that follows means them all
    plural: bool = False
    deed: bool = False  # tells of people or lorries, not of a way
    tentative: bool = False  # people left a place: a way only where the text goes on to say where they went, or by which road
    another: bool = False  # "a second convoy", "others"
    continues: bool = False  # of those just spoken of: "they", "the lorries"
    awaits: bool = False  # how a convoy fared of which only the next sentences say where it went
    follows: bool = False  # goes on about the claim just before, without naming the way again


def evidence(phrases: Phrases, start: int, end: int, source: str, rule: str) -> Evidence:
    """The words ``code[start:end]`` stands for, and their sentence."""
    first, last = phrases.span(start, end)
    return Evidence(first, last, phrases.sentence.text, source, rule)
