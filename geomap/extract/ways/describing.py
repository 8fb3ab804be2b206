"""Clauses that only describe a way which the clause around them tells the news of: "rejected a corridor that would run from A"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.extract.meaning.judgements import Judgement
from geomap.extract.syntax.propositions import Link, Mood, Proposition
from geomap.model import Status

__all__ = ["takes_over"]

_ONLY_TO_BE = frozenset([Status.ANNOUNCED])
_NOT_SETTLED = frozenset([Status.PROPOSED, Status.REJECTED])
_RUNS = frozenset(["start", "begin", "run", "lead", "link", "connect", "join", "pass", "go", "end", "finish", "stretch"])


def takes_over(
    proposition: Proposition, told: Sequence[Judgement], around: Sequence[Judgement], *, own: bool, places: bool, restrictive: bool
) -> bool:
    """Whether a clause only describes what the one around it tells of, which says how that stands; ``own``: names a way itself.

    "Proposed to open it so that the wounded can leave", "a passage for civilians trapped in Homs" (``places``), "is open to a
    corridor that would run from Dhaka".
    """
    if proposition.marker == "so" and any(g.mood in (Mood.MAY, Mood.WOULD, Mood.FUTURE) for g in proposition.groups):
        return True
    if proposition.link is not Link.RELATIVE or own:
        return False
    if proposition.marker == "who" and restrictive and around:
        return True  # "agreed on a corridor for civilians who are fleeing the town"
    planned = bool({j.status for j in around} & _NOT_SETTLED)
    if planned and all(g.verb.base in _RUNS for g in proposition.groups if g.finite):
        return True  # "an option is a corridor that starts in Djibouti and runs past Semera"
    if not told:
        return places
    # "rejected an appeal for a passage by which civilians could leave"
    refused = any(j.status is Status.REJECTED for j in around) and all(j.conditional and j.status is Status.PROPOSED for j in told)
    return refused or ({j.status for j in told} <= _ONLY_TO_BE and planned)
