"""The day a way is for, or the day it was gone: "from Tuesday", "for Sunday", "left Homs on Monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.dates import Dated
from geomap.extract.lexicon import words
from geomap.extract.meaning.judgements import Judgement
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.facts import place_of
from geomap.model import Evidence, Status, When

__all__ = ["day_of", "day_of_row", "with_day_around"]

_FROM = frozenset(["for", "from", "starting", "beginning", "as of", "effective", "starting on", "starting from", "beginning on"])
_BEYOND = frozenset(["since", "until", "till", "by", "before", "after"])
_DONE = frozenset([Status.OPERATIONAL, Status.FAILED])


def day_of(phrases: Phrases, start: int, end: int, judgements: list[Judgement]) -> When | None:
    """The day the corridor is for: "from Tuesday", "for Sunday", "will open on Monday"; the day it ran where it did."""
    days = [(i, d) for i, d in enumerate(phrases.dates) if start <= place_of(phrases, i) < end]
    main = next((j for j in judgements if not j.presupposed), None)
    for i, day in days:
        left = phrases.code[start : place_of(phrases, i)].rstrip()
        if day.preposition in _FROM or re.search(r"(?:for|until)$", left):
            return day.when
    for i, day in days:
        if main is None or day.preposition in _BEYOND:
            continue
        said = _is_of_report(phrases, start, i)
        if main.status in _DONE and not main.conditional and not said:
            return day.when
        if main.future and place_of(phrases, i) > main.start and not said:
            return day.when
    return None


def day_of_row(phrases: Phrases, start: int, end: int) -> Dated | None:
    """The day that a list's row gives its way: "Tuesday: A – B", "A to B, 12 trucks, 3 March"."""
    return next((d for i, d in enumerate(phrases.dates) if start <= place_of(phrases, i) < end and d.preposition not in _BEYOND), None)


def _is_of_report(phrases: Phrases, start: int, number: int) -> bool:
    return re.search(rf"{words('status.report')}(?: on)?$", phrases.code[start : place_of(phrases, number)].rstrip()) is not None


# what such a clause tells was at another time
_OTHER_TIME = frozenset(["after", "since", "because", "where", "until", "before", "once", "although", "though", "which", "who", "if"])


def with_day_around(phrases: Phrases, made: Sequence[Proposition], claims: Sequence[Claim], source: str) -> list[Claim]:
    """The claims of a sentence, with the one day it names where their own clauses have none.

    "Would halt fire on Tuesday and open corridors from A", "cars crawled along the road on Tuesday as families left A for B"; not
    "buses left A, after it had been shelled on Tuesday".
    """
    day, to_come = _only_day(phrases, made)
    if day is None:
        return list(claims)
    shown = Evidence(day.start, day.end, phrases.sentence.text, source, "date")
    return [
        replace(c, when=day.when, fields=(*c.fields, ("when", shown))) if _lacks_day(c, day.when, to_come=to_come) else c for c in claims
    ]


def _only_day(phrases: Phrases, made: Sequence[Proposition]) -> tuple[Dated | None, bool]:
    """The one day of a sentence, where it is that of a deed, and whether that deed is to come."""
    if len(phrases.dates) != 1 or phrases.dates[0].preposition in _BEYOND:
        return None, False
    token = phrases.codes.index("¤0") if "¤0" in phrases.codes else -1
    home = next((p for p in made if p.holds(token)), None)
    if home is None or home.link in (Link.RELATIVE, Link.CONDITION) or home.marker in _OTHER_TIME:
        return None, False
    if home.link is Link.BACKGROUND and home.marker != "as":
        return None, False
    if _is_of_deed_to_come(home, token):
        return phrases.dates[0], True
    verb = home.finite_verb
    reports = verb is not None and verb.act in (Act.REPORT, Act.ANNOUNCE, Act.PROPOSE, Act.AGREE, Act.REJECT) and not verb.passive
    if (reports and home.marker != "as") or any(g.pluperfect for g in home.groups) or _is_of_report(phrases, 0, 0):
        return None, False
    return phrases.dates[0], False


def _is_of_deed_to_come(home: Proposition, token: int) -> bool:
    """ "Agreed on corridors to evacuate civilians from A on Saturday": the day of what the last verb before it says shall be done."""
    verb = next((g for g in reversed(home.groups) if g.last < token), None)
    return verb is not None and not (verb.finite or verb.gerund or verb.passive or verb.pluperfect)


def _lacks_day(claim: Claim, day: When, *, to_come: bool) -> bool:
    """Whether the claim is of a way that is told to stand somehow, and has no day yet that is of more than words."""
    if claim.when is not None or not claim.path.members or not claim.statements:
        return False
    days = [s for s in claim.statements if s.when is not None]
    return all(s.when == day and (to_come or s.status in _DONE) for s in days)
