"""Dates in running news: a small grammar, resolved against the day the text was published.

"on Tuesday" is the nearest Tuesday on or before that day where the clause speaks of the past, on or after it where it
speaks of what will be. A date that cannot be placed (no year and no day of publication) is left out, never guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from geomap.datelines import dateline_at
from geomap.model import When

__all__ = ["Dated", "article_date", "find", "is_lone_dateline", "parse_date", "sums_up"]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

_MONTH = "|".join(sorted((m for m in _MONTHS if m != "may"), key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"""
    (?<![\w/.-])
    (?: (?P<prep> from|starting(?:\s+(?:on|from))?|beginning(?:\s+on)?|as\s+of|since|until|till|for|on|by|in|during|over|within
        |after|before|effective ) \s+ )?
    (?: the\s+ (?: morning|afternoon|evening|night|early\s+hours ) \s+ of \s+ )?
    (?:
        (?P<iso> (?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d) )
      | (?P<dotted> (?P<dd>{_DAY})\.(?P<dm>0?[1-9]|1[0-2])\.(?P<dy>\d{{4}}) )
      | (?: (?P<wd1>[A-Z][a-z]+day),?\s+ (?:the\s+)? )?
        (?: (?P<m1>{_MONTH}|May)\.? \s+ (?P<d1>{_DAY})(?:st|nd|rd|th)? (?: \s?[-–]\s? (?P<e1>{_DAY})(?!\d) )?
            (?!\d|:|\s?%) (?: ,?\s+ (?P<y1>(?:19|20)\d\d) )?
          | (?P<d2>{_DAY})(?:st|nd|rd|th)? (?: \s?[-–]\s? (?P<e2>{_DAY}) )? \s+ (?:of\s+)? (?P<m2>{_MONTH}|May)\b\.?
            (?: ,?\s+ (?P<y2>(?:19|20)\d\d) )? )
      | (?P<m3>{_MONTH}|May)\b\.? ,? \s+ (?P<y3>(?:19|20)\d\d)
      | (?: (?P<rel> last|next|this|coming|the\s+coming|this\s+coming|previous|the\s+following|the\s+previous ) \s+ )?
        (?: (?P<wd2> monday|tuesday|wednesday|thursday|friday|saturday|sunday ) \b (?:'s|’s)? )
      | (?P<near> today|tonight|yesterday|tomorrow|this\s+(?:morning|afternoon|evening)|
          the\s+day\s+(?:after\s+tomorrow|before\s+yesterday)|last\s+night|overnight|(?:the\s+)?previous\s+day|
          (?:the\s+)?following\s+day|(?:the\s+)?next\s+day ) \b
      | (?P<span> (?:(?:earlier|later)\s+)? (?:last|this|next|the\s+last|the\s+previous|the\s+following|the\s+past|the\s+coming)
          \s+ (?P<unit>week(?:end)?|month|year) ) \b (?! \s+ of \b )
      | (?P<n> \d{{1,2}}|a|an|one|two|three|four|five|six|seven|eight|nine|ten ) \s+ (?P<nunit>day|week|month|year)s?
          \s+ (?: (?P<ago> ago|earlier ) | (?P<later> later|from\s+now ) ) \b
      | (?P<day_alone> (?<=\b[Oo]n\s[Tt]he\s) (?P<d4>{_DAY})(?:st|nd|rd|th) \b )
      | (?: (?P<last4> last ) \s+ )? (?P<m4>{_MONTH}|(?<=[Ii]n\s)May|(?<=[Ss]ince\s)May) \b (?!\s+\d)
        (?: \s+ (?P<of4> last|this|next ) \s+ year \b )?
      | (?<=[Ii]n\s) (?P<y5>(?:19|20)\d\d) \b
    )
    (?P<onwards> \s+ (?:onwards?|on\s+out) \b )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Without one of these a sentence has no date; looking for them first is ten times cheaper.
_HINT = re.compile(
    rf"\d|day\b|days\b|day['’]|week|month|year|tonight|tomorrow|overnight|last\s+night|this\s+(?:morning|afternoon|evening)"
    rf"|\b(?:{_MONTH}|May)\b",
    re.IGNORECASE,
)
_FROM = frozenset({"from", "since", "as of", "effective", "starting", "starting on", "starting from", "beginning", "beginning on"})
_UP_TO_NOW = re.compile(r"\bthe\s+(?:past|last)\b", re.IGNORECASE)
_LONE_DATE = re.compile(r"(?:published|updated|posted|date)?\s*:?\s*(?:on\s+)?(?:[A-Z][a-z]+day,?\s+)?(?P<date>.+?)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression's span, what it means, and the preposition before it ("from", "for", "on"; may be empty)."""

    start: int
    end: int
    when: When
    preposition: str = ""


def find(text: str, start: int, end: int, published: dt.date | None, *, future: bool = False) -> list[Dated]:
    """The date expressions of ``text[start:end]`` that can be placed on the calendar, in order.

    ``published`` is the day relative words count from; ``future`` says that the clause speaks of what is to come.
    """
    found: list[Dated] = []
    if _HINT.search(text, start, end) is None:
        return found
    for match in _DATE.finditer(text, start, end):
        if _is_name(match):
            continue
        span = _resolve(match, published, future)
        if span is None:
            continue
        first, last = span
        preposition = " ".join((match["prep"] or "").lower().split())
        words = text[match.start() : match.end()].strip()
        begin = match.start()
        if preposition and preposition not in _FROM:
            begin = match.start() + len(match["prep"])
            begin += len(text[begin : match.end()]) - len(text[begin : match.end()].lstrip())
            words = text[begin : match.end()].strip()
        is_open = preposition in _FROM or match["onwards"] is not None
        found.append(Dated(begin, match.end(), When(first, last if last != first else None, words, is_open), preposition))
    return found


def parse_date(text: str) -> dt.date | None:
    """The one day that ``text`` names in full ("8 March 2022", "2022-03-08T10:00"), or None."""
    text = text.strip()
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        pass
    match = _DATE.match(text)
    if match is None or not (match["iso"] or match["dotted"] or match["y1"] or match["y2"]):
        return None
    span = _resolve(match, None, False)
    return span[0] if span else None


def article_date(text: str) -> dt.date | None:
    """The day the text itself bears: a line that is nothing but a date, else the dateline's, near the beginning."""
    head = text[:6000]
    for line in head.splitlines()[:60]:
        stripped = line.strip()
        if 6 <= len(stripped) <= 60 and (lone := _LONE_DATE.fullmatch(stripped)):
            found = _whole_date(lone["date"])
            if found:
                return found
    for line in head.splitlines()[:20]:
        written = dateline_at(line.strip())
        if written is not None and written.day is not None and (found := parse_date(written.day)):
            return found
    return None


def is_lone_dateline(line: str) -> bool:
    """Whether a line is nothing but a dateline with its day: "GOMA, Congo, 14 February 2025"."""
    written = dateline_at(line)
    return written is not None and written.alone and parse_date(written.day or "") is not None


def sums_up(when: When) -> bool:
    """Whether it is a time up to now, over which something is counted: "in the past month"."""
    return _UP_TO_NOW.search(when.text) is not None


def _whole_date(text: str) -> dt.date | None:
    match = _DATE.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip(" ,|·-–—")
    clock = re.compile(r"(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}|Z)?", re.IGNORECASE)
    return parse_date(text) if clock.fullmatch(rest) else None


def _is_name(match: re.Match[str]) -> bool:
    """Months and weekdays are written with a capital in English: "march" and "sun" in lower case are words."""
    name = next((match[g] for g in ("m1", "m2", "m3", "m4") if match[g]), "")
    if name and not name[0].isupper():
        return True
    return bool(match["wd1"]) and match["wd1"].lower() not in _WEEKDAYS


Span = tuple[dt.date, dt.date]


def _resolve(match: re.Match[str], published: dt.date | None, future: bool) -> Span | None:
    try:
        return next((span for span in _readings(match, published, future) if span is not None), None)
    except (ValueError, OverflowError):
        return None  # 31 June, year 0


def _readings(match: re.Match[str], published: dt.date | None, future: bool) -> Iterator[Span | None]:
    """Each way of reading the match; None where it does not apply."""
    if match["iso"]:
        yield _day(int(match["iy"]), int(match["im"]), int(match["id"]))
    if match["dotted"]:
        yield _day(int(match["dy"]), int(match["dm"]), int(match["dd"]))
    for number in "12":
        if match["m" + number]:
            yield _month_day(match, number, published, future)
    if match["m3"]:
        yield _month(int(match["y3"]), _MONTHS[match["m3"].lower()])
    if match["y5"]:
        yield dt.date(int(match["y5"]), 1, 1), dt.date(int(match["y5"]), 12, 31)
    if published is None:
        return
    if match["wd2"]:
        yield _weekday(_WEEKDAYS[match["wd2"].lower()], (match["rel"] or "").lower().split(), published, future)
    if match["near"]:
        yield _near(" ".join(match["near"].lower().split()), published)
    if match["span"]:
        yield _span(match["span"].lower(), match["unit"].lower(), published)
    if match["n"]:
        yield _steps(match, published)
    if match["day_alone"]:
        month = published.replace(day=1)
        day = month.replace(day=int(match["d4"]))
        if day > published and not future:
            month = (month - dt.timedelta(days=1)).replace(day=1)
            day = month.replace(day=int(match["d4"]))
        yield day, day
    if match["m4"]:
        month_number = _MONTHS[match["m4"].lower()]
        if match["of4"]:
            yield _month(published.year + {"last": -1, "this": 0, "next": 1}[match["of4"].lower()], month_number)
        future = future and not match["last4"]
        year = published.year - (month_number > published.month - bool(match["last4"]) and not future)
        yield _month(year + (month_number < published.month and future), month_number)


def _day(year: int, month: int, day: int) -> Span:
    date = dt.date(year, month, day)
    return date, date


def _month(year: int, month: int) -> Span:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _month_day(match: re.Match[str], number: str, published: dt.date | None, future: bool) -> Span | None:
    month, day = _MONTHS[match["m" + number].lower()], int(match["d" + number])
    last = int(match["e" + number] or day)
    if match["y" + number]:
        year = int(match["y" + number])
    elif published is None:
        return None
    else:
        # No year written: the one that brings the day nearest, with the tense as the tie's judge.
        years = (published.year - 1, published.year, published.year + 1)
        days = [dt.date(y, month, min(day, calendar.monthrange(y, month)[1])) for y in years]
        nearest = min(days, key=lambda d: (abs((d - published).days), d > published if not future else d < published))
        year = nearest.year
    first = dt.date(year, month, day)
    return first, dt.date(year, month, last) if last > day else first


def _weekday(number: int, relation: list[str], published: dt.date, future: bool) -> Span:
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    word = relation[-1] if relation else ""
    if word in {"last", "previous"}:
        date = published - dt.timedelta(days=back or 7)
    elif word in {"next", "coming", "following"}:
        date = published + dt.timedelta(days=ahead or 7)
    elif word == "this":
        date = published - dt.timedelta(days=published.weekday() - number)
    elif future:
        date = published + dt.timedelta(days=ahead)
    else:
        date = published - dt.timedelta(days=back)
    return date, date


def _near(words: str, published: dt.date) -> Span:
    if "after tomorrow" in words:
        shift = 2
    elif "before yesterday" in words:
        shift = -2
    elif words == "tomorrow" or "following" in words or "next" in words:
        shift = 1
    elif words in {"yesterday", "last night"} or "previous" in words:
        shift = -1
    else:
        shift = 0
    date = published + dt.timedelta(days=shift)
    return date, date


def _span(words: str, unit: str, published: dt.date) -> Span:
    if _UP_TO_NOW.match(words) and unit != "weekend":  # "over the past month": up to now
        days = {"week": 7, "month": 30, "year": 365}[unit]
        return published - dt.timedelta(days=days), published
    step = -1 if "last" in words or "previous" in words or "past" in words else 0 if "this" in words else 1
    if unit.startswith("week"):
        monday = published - dt.timedelta(days=published.weekday()) + dt.timedelta(weeks=step)
        return (monday + dt.timedelta(days=5 if unit == "weekend" else 0)), monday + dt.timedelta(days=6)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _month(months // 12, months % 12 + 1)
    year = published.year + step
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _steps(match: re.Match[str], published: dt.date) -> Span:
    count = _SMALL.get(match["n"].lower()) or int(match["n"])
    sign = -1 if match["ago"] else 1
    unit = match["nunit"].lower()
    if unit in {"day", "week"}:
        date = published + sign * count * dt.timedelta(days=7 if unit == "week" else 1)
        return date, date
    if unit == "month":
        months = published.year * 12 + published.month - 1 + sign * count
        return _month(months // 12, months % 12 + 1)
    year = published.year + sign * count
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
