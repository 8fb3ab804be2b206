"""The smaller facts a clause tells of a way: by what means, how many people, on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from geomap.extract.lexicon import data, spoken
from geomap.extract.meaning.judgements import Judgement
from geomap.extract.sentence.phrases import Phrases
from geomap.model import Status, When

__all__ = ["day_before", "ground_date", "means", "only_means", "people_moved", "people_named", "place_of", "said_on", "statement_date"]

_NUMBER = re.compile(
    r"(?<!\S)(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?: (?:more|other|ukrainian|syrian|%\d+|injured|wounded|sick|elderly|trapped|exhausted"
    r"|displaced|foreign|besieged|stranded|forcibly|vulnerable|mostly|the|of))*"
    r" (?:people|civilians|residents|refugees|evacuees|inhabitants|women|children|patients|persons|citizens|students|passengers"
    r"|foreigners|nationals|expatriates|survivors|villagers|migrants|workers|militants|members|returnees|orphans|pilgrims|families"
    r"|fighters|wounded|rebels|%\d+(?= (?:who|were|was|are|have|had|left|from|on|in|out|to|and|by|[,.])(?!\S)))(?!\S)"
    r"(?! (?:were |was |are |had been )?(?:killed|injured|wounded|dead|hurt|died|crossed|remain))"
)
_TRAPPED = re.compile(
    r"(?:trapped|stranded|remain\w*|still|live|home to|besieged|population|are stuck|need|killed|dead|wounded|some of|each|every|families)"
)

# "food for 40,000 people"; not "left for Lviv, 300 people"
_FOR = re.compile(
    r"(?<!\S)(?:for|feed|help|serve|assist)(?: (?:about|around|some|nearly|almost|over|more|than|at|least|up|to|an|estimated))* $"
)


@cache
def _modes() -> dict[str, re.Pattern[str]]:
    return {mode: re.compile(rf"(?<!\S)(?:{'|'.join(entries)})(?!\S)") for mode, entries in data("cues.toml")["move"].items()}


def means(phrases: Phrases, start: int, end: int) -> tuple[str | None, tuple[int, int] | None]:
    for mode, pattern in _modes().items():
        match = pattern.search(phrases.code, start, end)
        if match:
            return mode, (match.start(), match.end())
    return None, None


def only_means(sentences: Iterable[str]) -> str | None:
    """The means of travel that these sentences name, where it is one."""
    told = [spoken(sentence) for sentence in dict.fromkeys(sentences)]
    found = {mode for mode, pattern in _modes().items() if any(map(pattern.search, told))}
    return found.pop() if len(found) == 1 else None


def people_moved(phrases: Phrases, start: int, end: int, judgements: list[Judgement]) -> tuple[int | None, tuple[int, int] | None]:
    """How many were moved, where the clause says that they were."""
    if not any(j.status in (Status.OPERATIONAL, Status.ANNOUNCED) and not j.conditional for j in judgements):
        return None, None
    return people_named(phrases, start, end)


def people_named(phrases: Phrases, start: int, end: int) -> tuple[int | None, tuple[int, int] | None]:
    """How many people the words count as those on the move: "260 persons", not "food for 40,000 people"."""
    for match in _NUMBER.finditer(phrases.code, start, end):
        beside = phrases.code[max(start, match.start() - 24) : match.end() + 16]
        if not (_TRAPPED.search(beside) or _FOR.search(phrases.code, start, match.start())):
            return int(match["n"].replace(",", "")), (match.start(), match.end())
    return None, None


def place_of(phrases: Phrases, number: int) -> int:
    found = re.search(rf"(?<!\S)¤{number}(?!\S)", phrases.code)
    return found.start() if found else -1


_NOT_ON = frozenset(["for", "from", "since", "until", "till", "before", "by"])


def statement_date(phrases: Phrases, start: int, end: int, judgement: Judgement) -> When | None:
    """The day that stands with the verb: right after it, or at the clause's beginning."""
    if judgement.presupposed:
        return None
    for number, day in enumerate(phrases.dates):
        at = place_of(phrases, number)
        lasting = day.preposition == "since" and judgement.status in (Status.CLOSED, Status.BLOCKED)  # "has been shut since July 13"
        if not start <= at < end or (day.preposition in _NOT_ON and not lasting):
            continue
        if judgement.future:
            continue
        between = phrases.code[judgement.end : at] if at > judgement.end else phrases.code[at : judgement.start]
        if len(between.split()) <= 14:
            return day.when
    return None


_SAID_ON = re.compile(
    r"(?<!\S)(?:said|told \S+|reported|confirmed|announced)(?: (?:in|at|to)(?: \S+){1,3})?(?: late| early)?(?: on)? ¤(\d+)[ .\"]*$"
)


def said_on(sentence: Phrases, judgement: Judgement) -> When | None:
    """The day on which it was said: "the road was damaged, a spokesman said on Tuesday"."""
    if judgement.presupposed or judgement.future:
        return None
    found = _SAID_ON.search(sentence.code, judgement.end)
    return sentence.dates[int(found[1])].when if found else None


_JUST_BEFORE = re.compile(r"(?:on )?¤(\d+)(?: \S+ly)? $")


def day_before(sentence: Phrases, judgement: Judgement) -> When | None:
    """The day that stands right before the verb, in whichever clause: "an attempt to evacuate the town on Friday failed"."""
    if judgement.presupposed or judgement.future:
        return None
    found = _JUST_BEFORE.search(sentence.code[: judgement.start])
    return sentence.dates[int(found[1])].when if found else None


_GROUND = re.compile(r"(?: \S+){0,4} (?:after|when|since)(?!\S)(?: [^\s;.]+){0,16}? ¤(\d+)(?!\S)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def ground_date(sentence: Phrases, judgement: Judgement) -> When | None:
    """The day of what ended a way: "was closed after the army had taken it in May 2024"."""
    if judgement.status not in (Status.CLOSED, Status.BLOCKED):
        return None
    found = _GROUND.match(sentence.code, judgement.end)
    when = sentence.dates[int(found[1])].when if found else None
    return when if when is not None and _YEAR.search(when.text) else None
