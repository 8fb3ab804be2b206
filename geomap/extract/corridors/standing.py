"""How a way stands at the end of a text that said several things of it: agreed, then shelled, then open again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from geomap.extract.dates import sums_up
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.model import Statement, Status, When

__all__ = ["standing"]

_NEWS = dt.timedelta(days=1)  # what happened yesterday is the news
_LONG_AGO = dt.timedelta(days=30)
_TO_BE = frozenset([Status.ANNOUNCED, Status.PROPOSED])
_CAME_TO_NOTHING = frozenset([Status.FAILED, Status.BLOCKED])
_WAS_DUE = re.compile(r"\b(?:was|were|had been)\s+(?:expected|due|scheduled|supposed|meant|set|slated)\s+to\b")
_SINCE = re.compile(r"\bsince\b")
_OVER = frozenset([Status.FAILED, Status.REJECTED])
_ON = frozenset([Status.OPERATIONAL, Status.AGREED, Status.ANNOUNCED])
# what was agreed is not less agreed by being announced as well, nor what runs by being agreed
_STRONGER = {Status.ANNOUNCED: (Status.AGREED, Status.OPERATIONAL), Status.AGREED: (Status.OPERATIONAL,)}


def standing(claims: Sequence[Claim], history: Sequence[Statement], published: dt.date | None) -> Status:
    """The status that holds: the last one asserted, a later date before a later sentence.

    ``published``: the document's day; what is dated before it does not outdo what holds on it.
    """
    told = _asserted(claims)
    if not told:
        given = [s for s in history if not s.conditional]
        if not given and history and history[-1].status is Status.CLOSED:
            return Status.CLOSED  # "will be closed from Wednesday"
        return given[-1].status if given else Status.PROPOSED if history else Status.ANNOUNCED
    if published is not None and told[-1].when is not None and published - _newest_day(told[-1].when) > _NEWS:
        now = [s for s in _asserted(claims, news=True) if s in told and (s.when is None or s.when.start >= published)]
        if told[-1].status is Status.OPERATIONAL:
            now = [s for s in now if s.status is not Status.ANNOUNCED]  # what ran is not put back by what was to come
        if _lasts(told[-1]):  # "will open again. It has been shut since July", not "aid came in that way. It has been shut since July"
            now = [s for s in now if s.status is not Status.OPERATIONAL]
        told = now or told
    return _settled(told, _newest(told), published)


def _newest_day(when: When) -> dt.date:
    """Up to when what is told was news."""
    return when.start if sums_up(when) else when.end or when.start


def _asserted(claims: Sequence[Claim], *, news: bool = False) -> list[Statement]:
    """What is told as a fact, past things first, or (``news``) without them; a mere wish only where nothing else is."""
    others = any(c.statements and not all(c.earlier or (False,)) and not _is_of_people(c) for c in claims)
    told = [
        (statement, past)
        for claim in claims
        if claim.asserted and not (others and _is_of_people(claim))
        for statement, past in zip(claim.statements, claim.earlier or (0,) * len(claim.statements), strict=True)
        if not statement.conditional
    ]
    found = [s for s, past in sorted(told, key=lambda pair: -pair[1]) if not (news and past)]
    return [s for s in found if not (s.status is Status.PROPOSED and len(told) > 1)] or found


def _lasts(statement: Statement) -> bool:
    """ "Has been shut since March 1": up to now."""
    shown = statement.evidence
    return statement.status in (Status.CLOSED, Status.BLOCKED) and shown is not None and _SINCE.search(shown.sentence) is not None


def _is_of_people(claim: Claim) -> bool:
    """ "Students stranded in Sudan", "people walked out of Lebanon": of them, and not of the way that others tell of."""
    return claim.tentative and claim.sort is Sort.PEOPLE


def _newest(told: Sequence[Statement]) -> Status:
    """The last status, unless it is dated and another is dated later."""
    last = told[-1]
    if last.when is None:
        return last.status
    days = [s.when.start for s in told if s.when is not None]
    if last.when.end is not None and not sums_up(last.when) and last.when.start <= max(days) <= last.when.end:
        return last.status  # "the third such loss this month": no earlier than what went before
    return [s for s in told if s.when is not None and s.when.start == max(days)][-1].status


def _settled(told: Sequence[Statement], last: Status, published: dt.date | None) -> Status:
    """The last status, unless it says less than one before it."""
    statuses = [s.status for s in told]
    if last is Status.BLOCKED:
        # what was refused or came to nothing is not blocked by being shelled as well
        over = [at for at, status in enumerate(statuses) if status in _OVER]
        on = [at for at, status in enumerate(statuses) if status in _ON]
        return statuses[over[-1]] if over and not (on and on[-1] > over[-1]) else last
    if last is Status.FAILED and any(s.status is Status.CLOSED and _is_for_long(s) for s in told):
        return Status.CLOSED  # "flights are suspended until further notice. A plane had to turn back"
    if last is Status.ANNOUNCED and len(told) > 1 and told[-2].status in _CAME_TO_NOTHING and _was_due(told[-1]):
        return told[-2].status  # "the convoy is postponed. It was expected to bring food"
    before = [s.status for s in told if s.status not in _TO_BE and s.status is not last and not _is_history(s, published)]
    return before[-1] if before and before[-1] in _STRONGER.get(last, ()) else last


def _is_history(statement: Statement, published: dt.date | None) -> bool:
    """ "The government closed the crossing in February", told in August."""
    day = statement.when.end or statement.when.start if statement.when is not None else None
    return statement.status is Status.CLOSED and published is not None and day is not None and published - day > _LONG_AGO


_FOR_LONG = re.compile(r"\b(?:until further notice|indefinitely)\b")


def _is_for_long(statement: Statement) -> bool:
    return statement.evidence is not None and _FOR_LONG.search(statement.evidence.sentence) is not None


def _was_due(statement: Statement) -> bool:
    return statement.evidence is not None and _WAS_DUE.search(statement.evidence.sentence) is not None
