"""What a shallow parse takes apart in sentences on talks: a subject of two names, a term in quotation marks.

"Direct talks between A and B would start": the "and" opens no clause of its own. 'agreed that "peace negotiations" would
begin': the marks end nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.syntax.verbs import Act

__all__ = ["rejoined", "unquoted"]

_TERM = 5  # words that a term in quotation marks has at most
_SILENT = "also"  # a word that neither opens nor ends anything
_SIGN = re.compile(r"[@%§]\d+")
_BOUNDARY = frozenset([",", ";", ":", '"', "that", "which", "where", "in", "at", "on", "to", "for", "from", "of", "after", "and"])
_BETWEEN = frozenset(["between", "among", "of", "with", "involving"])


def unquoted(codes: Sequence[str], named: frozenset[str]) -> tuple[str, ...]:
    """The codes with an empty word for each mark around a term: 'signed a "framework" accord', "the commission (JMC)"; behind one of the
    nouns ``named`` and no comma, "which" is "that"."""
    found = list(codes)
    opened: int | None = None
    for token, code in enumerate(codes):
        if code != '"':
            continue
        if opened is None or token - opened > _TERM + 1:
            opened = token
        elif (
            token > opened + 1
            and not any(re.fullmatch(r"[,.;:!?]", c) for c in codes[opened:token])
            and codes[opened - 1 : opened] != (",",)
        ):
            found[opened] = found[token] = _SILENT
            opened = None
        else:
            opened = token
    for token, code in enumerate(codes[:-1]):
        if token and code in {"–", "—"} and _SIGN.fullmatch(codes[token - 1]) and _SIGN.fullmatch(codes[token + 1]):
            found[token] = "-"  # "a Thailand – Cambodia meeting"
    for token, code in enumerate(codes[1:], 1):
        if code == "which" and codes[token - 1] in named:
            found[token] = "that"  # "the talks which had been planned in A were put off"
    for token, code in enumerate(codes[:-2]):
        if code == "(" and codes[token + 2] == ")":  # "the Joint Military Commission (JMC)", "on Wednesday (Dec 21)"
            found[token] = found[token + 2] = _SILENT
    return tuple(found)


def rejoined(
    codes: tuple[str, ...], parsed: Sequence[Proposition], meetings: frozenset[str], events: frozenset[str]
) -> tuple[Proposition, ...]:
    """The propositions, those that begin amid "talks between A and B" moved back to where that begins.

    ``meetings`` are the nouns for talks, ``events`` the verbs that a meeting is the subject of.
    """
    made = list(parsed)
    for number, later in enumerate(made):
        if later.marker != "and" or later.elliptic or not later.groups or later.start == 0 or codes[later.start] != "and":
            continue
        before = next((p for p in made if p is not later and p.holds(later.start - 1)), None)
        start = _subject(codes, later, before, meetings, events) if before is not None else None
        if before is None or start is None:
            continue
        link = Link.REPORTED if any(g.act in (Act.REPORT, Act.ANNOUNCE) for g in before.groups[-1:]) else later.link
        moved = replace(
            later, spans=_within(later.spans, start), marker="", link=link, parent=before if link is Link.REPORTED else later.parent
        )
        cut = replace(before, spans=_upto(before.spans, start))
        made[number], made[made.index(before)] = moved, cut
        made = [replace(p, parent=moved if p.parent is later else cut) if p.parent is later or p.parent is before else p for p in made]
    return tuple(p for p in made if p.spans)


def _subject(
    codes: tuple[str, ...], later: Proposition, before: Proposition, meetings: frozenset[str], events: frozenset[str]
) -> int | None:
    """Where "direct talks between A" begins that the "and" of ``later`` goes on with; None where it is another thing."""
    head = later.groups[0]
    after = max((g.last + 1 for g in before.groups if g.first < later.start), default=before.start)
    noun = next((t for t in range(later.start - 1, after - 1, -1) if codes[t] in meetings and codes[t + 1] in _BETWEEN), None)
    if noun is None or not (head.verb.base in events or head.act in (Act.BEGIN, Act.OPEN, Act.CLOSE)):
        return None
    if any(c in {"that", "which", "who", ";"} for c in codes[noun : later.start]) or not head.finite:
        return None
    begin = noun
    while begin > after and codes[begin - 1] not in _BOUNDARY:
        begin -= 1
    return begin


def _within(spans: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    return [(start, spans[0][1]), *spans[1:]]


def _upto(spans: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    return [(a, min(b, end)) for a, b in spans if a < end]
