"""Whether a meeting told as a fact went before the news: by its day, a pluperfect, a clause of background."""

from __future__ import annotations

import re

from geomap.extract.syntax.propositions import Link, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue
from geomap.extract.talks.grammar import Grammar
from geomap.extract.talks.looking_back import is_done_since, is_of_old, is_row_of_meetings, is_told_after, is_told_as_before
from geomap.extract.talks.meeting_dates import Time
from geomap.model import When

__all__ = ["is_earlier"]


def is_earlier(grammar: Grammar, cue: Cue, proposition: Proposition, chain: list[VerbGroup], when: When | None, time: Time) -> bool:
    if (
        is_of_old(grammar, cue)
        or is_told_as_before(grammar, cue, proposition)
        or time.is_past(when, began=_has_begun(grammar, cue, chain))
        or is_done_since(grammar, chain)
        or is_row_of_meetings(grammar, cue, chain)
    ):
        return True
    if any(
        g.pluperfect and g.act is not Act.REPORT
        for g in chain
        if (grammar.codes[g.first] == "had" or "had" in grammar.codes[g.first : g.head])
        and not (g.last < cue.first and is_told_after(grammar, cue))
    ):
        if re.search(r"(?<!\S)(?:day|days|hours|minutes) $", grammar.text(proposition.start - 2, proposition.start) + " "):
            return False  # "a day after they had met"
        if proposition.link is Link.BACKGROUND:
            return when is None and proposition.marker not in {"after", "once"}
        recent = when is not None and when.end is None  # "said that they had met on Monday"
        return not (grammar.reported(proposition) and (recent or when is None))
    if (
        proposition.link is Link.RELATIVE
        and when is None
        and any(g.passive and g.finite and grammar.codes[g.first] not in {"is", "are"} for g in chain)
    ):
        return True  # "a plan that was worked out in meetings near A"
    last = chain[-1] if chain else None
    return (
        last is not None
        and bool({"last", "previously"} & set(grammar.codes[max(0, last.first - 1) : last.last + 2]))
        and "at last" not in grammar.text(last.first - 2, last.last)
    )


def _has_begun(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """ "Talks, which commenced on 14 August in A, go on": the day is their first."""
    told = [*chain, *grammar.groups(cue.last + 1, cue.last + 8)]
    return any(g.act is Act.BEGIN or grammar.codes[g.head] in {"opened", "launched"} for g in told)
