"""Datelines: where, when and for whom a report was written: "GOMA, Congo, 14 February 2025 (Agency) - The convoy ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Dateline", "dateline_at"]

_TOWN = r"(?: (?=[^\Wa-z\d_]{2}) [^a-z\n,(—–]{2,40}? | [A-Z][\w.'’-]* (?: \s [A-Z][\w.'’-]* ){0,3} )"
_NAMES = r"(?: ,? \s+ (?: [^\Wa-z\d_][\w.'’-]* | of | the | and ) )*?"
_MONTH = r"(?: Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec ) [a-z]* \b \.?"
_DAY = rf"(?: {_MONTH} \s+ \d{{1,2}} | \d{{1,2}} \s+ {_MONTH} ) (?! \d ) (?: ,? \s+ \d{{4}} \b )?"
_AGENCY = r"(?: \s* \( [^()\n]{1,40} \) )"
_DASH = r"(?: -{1,2} | [–—] )"
_PATTERN = re.compile(
    rf"""
    (?P<where> (?P<town> {_TOWN} ) {_NAMES} )
    {_AGENCY}? (?: ,? \s* (?: [A-Z][a-z]+day ,? \s+ )? (?P<day> {_DAY} ) )? {_AGENCY}?
    (?P<end> (?: \s+ {_DASH} | (?<=\)) {_DASH} | {_DASH} (?=\s) ) | [ \t]* (?: \n | \Z ) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The names (``text[start:where_end]``), the day as written, where given, and whether the line ends there."""

    start: int
    where_end: int
    day: str | None
    alone: bool


def dateline_at(text: str, start: int = 0) -> Dateline | None:
    """The dateline that begins at ``start``, which is the start of a line; None where no town, or nothing but a name, stands there.

    A town in capitals is one before a dash; one in small letters needs more beside it: "Dayton, Ohio -". A line that is nothing
    else must have a day.
    """
    match = _PATTERN.match(text, start)
    if match is None:
        return None
    alone = not match["end"].strip()
    shouted = match["town"].isupper()
    more = match["day"] is not None or any(c in match[0] for c in ",(")
    if (alone and match["day"] is None) or not (shouted or more) or (alone and not shouted):
        return None
    return Dateline(start, match.end("where"), match["day"], alone)
