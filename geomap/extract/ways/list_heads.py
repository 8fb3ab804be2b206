"""The line above a list of ways, and what it says of all of them: "Planned movements, 14-18 February (all routes end in Poltava):"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from geomap.extract.lexicon import cue
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claims import LISTED, Claim, evidence
from geomap.extract.ways.facts import means
from geomap.extract.ways.list_items import FINITE
from geomap.extract.ways.paths import Path
from geomap.extract.ways.row_states import heading_state
from geomap.model import CorridorKind, Statement, Status

__all__ = ["all_end_in", "announcing", "end_below", "head_claim", "is_headline", "untold"]

_LONGEST = 16  # words of a heading without a colon
_WAYS = r"(?:routes|corridors|ways(?: out)?|directions|buses|convoys|columns|trains|roads|movements|journeys)"
# "week of 6 to 12 January": its last day is not that of each way
_PERIOD = re.compile(r"(?<!\S)(?:to|and|week|month|since|until|through) ¤")
_OF_PEOPLE = re.compile(r"(?<!\S)(?:refugees?|returnees?|displaced|idps?|patients?|wounded|stranded|medical)(?!\S)")
_OF_AID = re.compile(r"(?<!\S)(?:humanitarian|relief|aid|cross-?line|cross-?border)(?!\S)")
_OF_ALL = rf"(?:(?:of|for|on) (?:all|both|these|the|every|each)(?: \S+)?(?: \S+)?|of {_WAYS})"
_ALL_END_IN = re.compile(
    rf"(?<!\S)(?:(?:end|final|arrival|terminal) ?(?:points?|stops?|stations?|destinations?)|destinations?|terminus)(?: {_OF_ALL})?"
    r" (?::|is|will be|–|-|—)(?: in)? (?:the )?§(?P<point>\d+)(?= ?(?:[.,;):]|$))"
    rf"|(?<!\S)(?:all|both)(?: (?:of )?(?:the|these|them|two|three|four|five))*(?: (?!to|in|at)[a-z]+)? ?{_WAYS}?(?: will)?"
    r" (?:end|lead|go|run|terminate|finish|converge|arrive)(?: up)? (?:in|to|at|on|for|towards) (?:the )?§(?P<all>\d+)(?= ?(?:[.,;):]|$))"
)


def is_headline(phrases: Phrases) -> bool:
    """Whether a line stands as a heading does: no sentence, short, and without a full stop."""
    words = phrases.code.split()
    if not words or phrases.sentence.bullet or "|" in words or phrases.sentence.text[-1] in "!?;,":
        return False
    states = heading_state(phrases.code)
    rest = phrases.code if states is None else phrases.code[: states[1]] + phrases.code[states[2] :]
    stopped = phrases.sentence.text.endswith(".") and len(words) > _LONGEST // 2
    return not stopped and len(words) <= _LONGEST and FINITE.search(rest) is None and words[-1] != ":"


def announcing(phrases: Phrases, anchors: Sequence[Anchor], *, need: bool) -> list[Anchor]:
    """Of a line's anchors those that may announce a list: ways, and in a heading those who travel.

    ``need``: the text is of people in need.
    """
    headline = is_headline(phrases)
    heads = headline or ":" in phrases.codes
    movement = heads and cue("corridor.movement").search(phrases.code) is not None
    people, aid = (pattern.search(phrases.code) is not None for pattern in (_OF_PEOPLE, _OF_AID))
    trade = not (people or aid) and cue("corridor.commerce").search(phrases.code) is not None
    found = [
        a
        for a in anchors
        if a.sort in (Sort.WAY, Sort.BARE, Sort.EVACUATION)
        or (heads and a.sort is Sort.CONVOY and (not a.weak or (need and movement)) and not (headline and trade))
        or (movement and a.sort is Sort.PEOPLE and not a.weak)
    ]
    if not found and headline and movement and not trade and (need or people or aid):
        # "OCHA: missions in the north", "Refugee returns, first quarter"
        sort, kind = (Sort.PEOPLE, CorridorKind.EVACUATION) if people else (Sort.CONVOY, CorridorKind.AID)
        return [Anchor(0, len(phrases.code), sort, kind)]
    return found


def untold(phrases: Phrases, source: str, kind: CorridorKind = CorridorKind.HUMANITARIAN, status: Status = Status.ANNOUNCED) -> Claim:
    """What a list says of itself where nothing was said before it: that these ways are announced."""
    told = evidence(phrases, 0, len(phrases.code), source, LISTED)
    return Claim(phrases.sentence.start, Path(), (Statement(status, evidence=told),), kind, Sort.WAY, told, earlier=(0,))


def head_claim(phrases: Phrases, source: str, kind: CorridorKind, published: dt.date | None) -> Claim | None:
    """What a heading says of all that stands below it; None where it leaves open how far things are.

    "Convoys, week of 6 to 12 January": over when the report comes out.
    """
    told = heading_state(phrases.code)
    day = phrases.dates[0].when if phrases.dates else None
    last = (day.end or day.start) if day is not None and re.search(r"\d", day.text) else None  # "on Wednesday" may be either
    if told is not None:
        status, start, end = told
    elif last is not None and day is not None and published is not None and (last < published or day.start > published):
        status, start, end = Status.OPERATIONAL if last < published else Status.ANNOUNCED, 0, len(phrases.code)
    else:
        return None
    shown = evidence(phrases, start, end, source, f"status: {status}")
    if _PERIOD.search(phrases.code):
        day = None
    mode, at = means(phrases, 0, len(phrases.code))
    fields = (("mode", evidence(phrases, *at, source, "means of travel")),) if at is not None else ()
    whole = untold(phrases, source, kind)
    return Claim(
        whole.position,
        Path(),
        (Statement(status, when=day, evidence=shown),),
        kind,
        Sort.WAY,
        whole.evidence,
        when=day,
        mode=mode,
        fields=fields,
        earlier=(0,),
    )


_TO_THERE = re.compile(r"(?<!\S)(?:to|towards?|destination) (?:the )?§(?P<n>\d+) :$")


def end_below(phrases: Phrases) -> tuple[Member, ...]:
    """Where the ways below a line lead, if it is their heading: "By own transport to Zaporizhzhia:"."""
    found = _TO_THERE.search(phrases.code.strip())
    return phrases.places[int(found["n"])].members if found is not None else ()


def all_end_in(phrases: Phrases) -> tuple[Member, ...]:
    """Where all the ways listed lead, if the line says so: "(end point of all routes: Poltava)", "All routes lead to Poltava."."""
    found = _ALL_END_IN.search(phrases.code)
    return phrases.places[int(found["point"] or found["all"])].members if found is not None else ()
