"""Asides in brackets, which the clause around them is parsed without: "refugees (most of them were women) left Homs"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.syntax.links import Link
from geomap.extract.syntax.proposition import Proposition
from geomap.extract.syntax.verbgroups import verb_groups

__all__ = ["bracketed", "of_aside", "put_back"]

_SHORTEST = 4  # words; fewer only gloss a name


def bracketed(codes: Sequence[str]) -> list[range]:
    """Where the asides stand, brackets included; without those that name a place or end the sentence."""
    found = []
    opened: int | None = None
    for at, code in enumerate(codes):
        if code == "(":
            opened = at
        elif code == ")" and opened is not None:
            words = codes[opened + 1 : at]
            if len(words) >= _SHORTEST and opened > 0 and at + 2 < len(codes) and not any(w.startswith("§") for w in words):
                found.append(range(opened, at + 1))
            opened = None
    return found


def put_back(proposition: Proposition, kept: Sequence[int]) -> None:
    """Count a proposition's tokens as in the sentence with its asides; ``kept``: where each token of the rest stands."""
    proposition.spans = [run for start, end in proposition.spans for run in _runs(kept[start:end])]
    proposition.groups = [replace(g, first=kept[g.first], last=kept[g.last], head=kept[g.head]) for g in proposition.groups]


def _runs(tokens: Sequence[int]) -> list[tuple[int, int]]:
    breaks = [0, *(n + 1 for n, (one, two) in enumerate(itertools.pairwise(tokens)) if two != one + 1), len(tokens)]
    return [(tokens[a], tokens[b - 1] + 1) for a, b in itertools.pairwise(breaks) if a < b]


def of_aside(codes: tuple[str, ...], aside: range) -> Proposition:
    """What an aside tells besides."""
    groups = [
        replace(g, first=g.first + aside.start, last=g.last + aside.start, head=g.head + aside.start)
        for g in verb_groups(codes[aside.start : aside.stop])
    ]
    return Proposition(Link.BACKGROUND, groups, [(aside.start, aside.stop)])
