"""Journeys told with both their ends, whoever makes them: "flew nineteen of the worst cases from A to B", "by barge from A to B".

No list of nouns knows all that is carried out of a war; that somebody carries it from one place to another does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from geomap.extract.lexicon import cue, words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.verbs import Act, is_verb
from geomap.extract.ways.anchors import Anchor, Sort, Surroundings
from geomap.extract.ways.lookalikes import others
from geomap.extract.ways.roles import Role, Step, steps
from geomap.model import CorridorKind

__all__ = ["journeys"]

_REACH = 14  # tokens before the first end among which what moves is told
_APART = 60  # characters between the two ends
_BREAK = frozenset([";", ":", '"', "•"])
_CARRIED = frozenset([Act.CARRY])
_GOES = frozenset([Act.GO, Act.LEAVE, Act.ARRIVE])
_CARRIES_TOO = re.compile(r"fl(?:y|ies|ew|own|ying)|driv\w+|drove")  # of what flies somebody; of those who fly, nothing is known
_VEHICLE = re.compile(
    r"(?<!\S)(?:planes?|aircraft|charters?|helicopters?|flights?|ships?|vessels?|ferr(?:y|ies)|boats?|barges?|freighters?|buses|coaches|minibuses"
    r"|trucks?|lorr(?:y|ies)|trains?|ambulances?|convoys?|columns?|caravans?|(?:c|mi|il|an)-\d+s?|hercules|antonovs?)(?!\S)"
)
_BY = re.compile(
    r"(?<!\S)(?:by|aboard) (?:\S+ )?(?:air|sea|road|land|ship|boat|barge|ferry|truck|lorry|bus|train|rail|plane|helicopter)(?!\S)"
)
_MOVE = re.compile(r"(?<!\S)(?:repatriat\w+|evacuat\w+|airlift\w*|deportations?|transfers?|returns?|relocations?|medevac\w*)(?!\S)")

def journeys(phrases: Phrases, around: Surroundings, found: Sequence[Anchor]) -> Iterator[Anchor]:
    """The anchors of journeys in a sentence that names no way, nobody and nothing known to travel on one."""
    if around.trade or around.strip or not (around.conflict or around.humanitarian or around.vouched):
        return
    named = [s for s in steps(phrases) if s.role in (Role.FROM, Role.TO)]
    for one, other in itertools.pairwise(named):
        if one.role is other.role or other.start - one.end > _APART or ";" in phrases.code[one.end : other.start]:
            continue
        anchor = _anchor(phrases, around, one, other)
        if anchor is not None and not any(_same_clause(phrases.code, a, anchor, other) for a in found):
            yield anchor
            return


def _same_clause(code: str, known: Anchor, new: Anchor, last: Step) -> bool:
    low, high = min(known.start, new.start), max(known.end, last.end)
    return ";" not in code[low:high]


def _anchor(phrases: Phrases, around: Surroundings, one: Step, other: Step) -> Anchor | None:
    first, last = phrases.index(one.start), phrases.index(other.end - 1)
    begin = first
    while begin > max(0, first - _REACH) and phrases.codes[begin - 1] not in _BREAK:
        begin -= 1
    told = " ".join(phrases.codes[begin : last + 1])
    if others().search(told) or _armed().search(told) or (cue("corridor.cargo").search(told) and not cue("corridor.goods").search(told)):
        return None
    for at in range(first - 1, begin - 1, -1):
        word = phrases.codes[at]
        if _MOVE.fullmatch(word):
            return _made(phrases, at, Sort.EVACUATION)
        if _is_means(phrases.codes, at):
            continue
        if is_verb(phrases.codes, at, _CARRIED) or _CARRIES_TOO.fullmatch(word):
            return _made(phrases, at, Sort.PEOPLE)
        if is_verb(phrases.codes, at, _GOES) and (_VEHICLE.search(told) or _BY.search(told)):
            return _made(phrases, at, Sort.CONVOY)
    return None


@cache
def _armed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('corridor.armed')}(?!\S)")


def _is_means(codes: Sequence[str], at: int) -> bool:
    """ "By ship", "two trucks": a noun that elsewhere is a verb."""
    return _VEHICLE.fullmatch(codes[at]) is not None and (at == 0 or codes[at - 1] != "to")


def _made(phrases: Phrases, at: int, sort: Sort) -> Anchor:
    start = phrases.offsets[at]
    aid = cue("corridor.goods").search(phrases.code) is not None
    return Anchor(start, start + len(phrases.codes[at]), sort, CorridorKind.AID if aid else CorridorKind.EVACUATION, plural=True)
