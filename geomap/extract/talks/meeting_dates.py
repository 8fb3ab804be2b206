"""The day of a meeting: which date of its sentence is its own, and whether it lies before the news or ahead of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from geomap.extract.dates import Dated
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import Grammar, base_of, is_sign, lexis
from geomap.extract.talks.handing_on import before_in_row
from geomap.extract.talks.looking_back import is_told_after
from geomap.extract.talks.relative_clauses import tells_more
from geomap.model import When

__all__ = ["Time", "counted_on", "date_of", "years_on"]

_OTHERWISE = frozenset(["since", "until", "till", "before", "after", "by"])  # a date behind these is not the day itself
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LATER = re.compile(r"(a|one|two|three|four|five|six|\d{1,2}) (day|week|month|year)s? later")
_FRESH_DAYS = 3
_LONG_DAYS = 21  # talks that began so lately may still go on
_NEWS_DAYS = 7  # a meeting whose last day lies so many days back is no news


@dataclass(frozen=True, slots=True)
class Time:
    """The day of the news and, in a text that tells of old times, the day its narrative has come to."""

    published: dt.date | None
    narrative: dt.date | None = None

    def is_past(self, when: When | None, *, began: bool = False) -> bool:
        """Whether the day lies so far back that the meeting is no news; ``began``: it is only the first of its days."""
        if self.published is None:
            return False
        if when is None:
            return self.narrative is not None and self._is_old(self.narrative)
        text = when.text.lower()
        if text.startswith(("from ", "since ")) and when.end is None:
            return False  # where it ended is not said
        if began and self.published is not None and (self.published - when.start).days < _LONG_DAYS:
            return False
        if re.search(r"\blast (?:month|year)\b|\bearlier this (?:month|year)\b", text):
            return True
        return self._is_old(when.end or when.start) or (self.narrative is not None and self._is_old(self.narrative) and "day" not in text)

    def is_behind(self, when: When | None) -> bool:
        """Whether the words of the day itself look back: "last week", "two days ago"."""
        return when is not None and re.search(r"\b(?:last|ago|earlier|yesterday|previous)\b", when.text.lower()) is not None

    def is_fresh(self, when: When | None) -> bool:
        """Whether the day, named as a day of the week, is at most three days ago."""
        if when is None or self.published is None or re.search(r"day\b|\b(?:today|overnight|yesterday)\b", when.text.lower()) is None:
            return False
        return 0 <= (self.published - when.start).days <= _FRESH_DAYS

    def is_stale(self, when: When | None) -> bool:
        """Whether the day is one by itself, and further back than what is still news."""
        one = when is not None and when.end is None and not when.open_ended
        return one and when is not None and self.published is not None and (self.published - when.start).days > _FRESH_DAYS

    def is_ahead(self, when: When | None) -> bool:
        ahead = when is not None and self.published is not None and when.start > self.published
        # "in A on 2 April, and in B the following week"
        return ahead and when is not None and re.search(r"\b(?:earlier|the following)\b", when.text.lower()) is None

    def _is_old(self, day: dt.date) -> bool:
        return self.published is not None and (self.published - day).days >= _NEWS_DAYS


def date_of(grammar: Grammar, cue: Cue, place: int) -> Dated | None:
    """The day of the meeting of ``cue`` in the place at token ``place``: the nearest date of the same proposition, none across
    another verb."""
    best: tuple[int, Dated] | None = None
    first, last = min(cue.first, place), max(cue.last, place)
    home, here = grammar.proposition(cue.last if cue.sort is Sort.DEAL else cue.first), grammar.proposition(place)
    aside = is_told_after(grammar, cue) or not _OTHERWISE.isdisjoint(grammar.codes[max(cue.first - 2, 0) : cue.first])
    for token, code in enumerate(grammar.codes):
        if not is_sign(code, "¤"):
            continue
        day = grammar.phrases.dates[int(code[1:])]
        before = grammar.at(token - 1)
        # "at the end of June", "the meeting of July 7"
        edge = before == "of" and (grammar.at(token - 2) in {"end", "beginning", "start", "middle", "hours"} or token - 2 == cue.last)
        if day.preposition in _OTHERWISE or before in _OTHERWISE or (before == "of" and not edge):
            continue
        if grammar.at(token - 1) == "the" and not cue.first - 3 <= token <= cue.first:
            continue  # "the March 23 Movement"
        told_of_one = cue.sort is Sort.NOUN and token < first and any(is_sign(c, "§") for c in grammar.codes[max(0, token - 3) : token])
        if told_of_one and "and" in grammar.codes[token + 1 : first]:
            continue  # "the talks in B last year and the present ones in A"
        if aside and token < cue.first and grammar.at(token + 1) in {"after", "following", "before"}:
            continue  # "meet on Tuesday after talks in B"
        if aside and token not in {cue.last + 1, place + 1, place + 2, cue.first - 1, cue.first - 2}:
            continue  # "said after the meeting that corridors would open on Tuesday"
        if _is_day_of_when(grammar, token, cue):
            return day
        if tells_more(told := grammar.proposition(token)) and told is not home and told is not here:
            continue  # "the talks, which opened in B on Monday, will resume in A"
        inside = home.holds(token) or _is_day_of_row(grammar, home, token) or (here.holds(token) and here.link is not Link.MAIN)
        gap = grammar.codes[token + 1 : first] if token < first else grammar.codes[last + 1 : token]
        if not inside and (len(gap) > 3 or "that" in gap or grammar.groups(min(token, last), max(token, first))):
            continue
        if any(code in {";", "which", "who", "whose"} for code in gap) or (token > last and _is_of_another(grammar, cue, last, token)):
            continue
        distance = min(abs(token - place), abs(token - cue.last) + 1, abs(token - cue.first) + 1)
        if best is None or distance < best[0]:
            best = distance, day
    return best[1] if best else None


def _is_day_of_row(grammar: Grammar, home: Proposition, token: int) -> bool:
    """ "Earlier this month A brokered and hosted the dialogue": what opens a row of deeds is the day of all."""
    over = before_in_row(grammar, home)
    verb = over.finite_verb if over is not None else None
    return over is not None and verb is not None and over.start <= token < min(over.start + 2, verb.first)


def _is_day_of_when(grammar: Grammar, token: int, cue: Cue) -> bool:
    """ "Was agreed last month when the two leaders, B and C, met in A": the day before "when" is that of the meeting."""
    between = grammar.codes[token + 1 : cue.first]
    return between[:1] == ("when",) and len(between) < 20 and ";" not in between and not any(is_sign(c, "§") for c in between)


def counted_on(phrases: Phrases, day: Dated) -> When:
    """ "in A on 12 April, in B the following weekend": a day counted from the one named before it."""
    match = re.fullmatch(r"the following (day|week|weekend)", day.when.text.lower())
    number = phrases.dates.index(day)
    behind = phrases.dates[number + 1].when if number + 1 < len(phrases.dates) else None
    if behind is not None and behind.text.lower() == "last year" and re.search(r"[A-Za-z]+ ?\d|\d ?[A-Za-z]", day.when.text):
        start = years_on(day.when.start, behind.start.year - day.when.start.year)  # "on Feb 28 last year"
        return replace(day.when, start=start, end=None)
    if behind is not None and day.when.end is None and re.search(rf"(?<!\S)¤{number} (?:to|until) ¤{number + 1}(?!\S)", phrases.code):
        return replace(day.when, end=behind.end or behind.start, open_ended=False)  # "from November 21 to December 12"
    first = re.search(rf"(?<!\S)(?:from|between) (\d{{1,2}}) (?:to|until|and) ¤{number}(?!\S)", phrases.code)
    if first is not None and day.when.end is None and 0 < int(first[1]) < day.when.start.day:
        return replace(day.when, start=day.when.start.replace(day=int(first[1])), end=day.when.start)  # "from 1 to 3 March"
    later = _LATER.fullmatch(day.when.text.lower())
    if later is not None and number > 0:
        return _put_off(day.when, phrases.dates[number - 1].when, _COUNTS.get(later[1]) or int(later[1]), later[2])
    if match is None or number == 0:
        return day.when
    start = phrases.dates[number - 1].when.start
    days = {"day": 1, "week": 7}.get(match[1], (4 - start.weekday()) % 7 + 1)
    return replace(day.when, start=start + dt.timedelta(days), end=None)


def _put_off(when: When, before: When, count: int, unit: str) -> When:
    """ "Started in 2017 and was moved a year later": counted from the date named before it, and as exact as that."""
    if unit == "year":
        return replace(when, start=years_on(before.start, count), end=years_on(before.end, count) if before.end else None)
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    return replace(when, start=(before.end or before.start) + dt.timedelta(days), end=None)


def years_on(day: dt.date, count: int) -> dt.date:
    """The same day so many years later, or earlier."""
    return day.replace(year=day.year + count, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _is_of_another(grammar: Grammar, cue: Cue, last: int, token: int) -> bool:
    """Whether a further verb or meeting stands before the date: "met in A, to be followed on Monday by ...", "after a meeting in B
    on Saturday".

    "talks due to open on Monday" has its own."""
    if any(c in lexis("noun.sure") | lexis("noun.meeting") | {"ones"} for c in grammar.codes[last + 1 : token]):
        return True
    verbs = grammar.groups(last + 1, token)
    if any(base_of(grammar.codes, g.head, "seal") for g in verbs[1:]):
        return True  # "the talks in A followed an accord signed in B last week"
    return bool(verbs) and (cue.sort is not Sort.NOUN or "," in grammar.codes[last + 1 : verbs[0].first])
