"""Where a relative clause ends, so that the one around it goes on: "left Homs, which was besieged, for Idlib"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from geomap.extract.syntax.links import Link
from geomap.extract.syntax.proposition import Proposition
from geomap.extract.syntax.verbs import Act, function_words

__all__ = ["close_asides"]

_GOES_ON = frozenset(["from", "to", "into", "towards", "toward", "via", "through", "aboard"])


def close_asides(codes: tuple[str, ...], made: Sequence[Proposition]) -> None:
    """Give what follows a relative clause back to the clause around it, where it tells of the way."""
    for aside in made:
        if aside.link is Link.RELATIVE and aside.parent is not None and aside.groups and aside.spans:
            start, end = aside.spans[-1]
            at = _end(codes, aside.start, max(start, aside.groups[-1].last), end)
            at = _way_of_those_taken(codes, aside, aside.parent, end) if at is None else at
            if at is not None:
                aside.spans[-1] = (start, at)
                aside.parent.spans = sorted([*aside.parent.spans, (at, end)])


def _end(codes: tuple[str, ...], marker: int, last: int, end: int) -> int | None:
    """The comma that closes the clause opened at ``marker``, after its last verb; None where a preposition of the way does not follow."""
    if not marker or codes[marker - 1] != ",":
        return None
    return next((at for at in range(last + 1, end) if codes[at] == "," and _resumes(codes[at + 1 : at + 4])), None)


_MOVES = frozenset([Act.CARRY, Act.GO, Act.LEAVE, Act.ARRIVE])
_ENDS = frozenset(["from", "to", "into"])


def _way_of_those_taken(codes: tuple[str, ...], aside: Proposition, parent: Proposition, end: int) -> int | None:
    """Where "take evacuees who were wounded from Homs to Idlib" goes on with the way of those who are taken."""
    taken = next((g for g in reversed(parent.groups) if g.last < aside.start), None)
    done = aside.groups[-1]
    if taken is None or taken.act not in _MOVES:
        return None
    # "ferries those who flee from Port Sudan"
    flees = taken.act is Act.CARRY and done.verb.base in {"flee", "escape"} and not done.pluperfect
    if done.act in _MOVES and not flees:
        return None
    if any(code in _ENDS and codes[at].startswith("§") for at, code in enumerate(codes[taken.last : aside.start], taken.last + 1)):
        return None  # "took to Lviv people who ..."
    for at in range(done.last + 1, end - 1):
        named = codes[at + 1].startswith("§")
        goes_to = any(a in _ENDS and b.startswith("§") for a, b in itertools.pairwise(codes[at + 2 : end]))
        if codes[at] == "from" and named and (flees or goes_to):
            return at
        if codes[at] in {"to", "into"} and named and codes[done.head] in function_words("undergone"):
            return at
    return None


def _resumes(following: tuple[str, ...]) -> bool:
    if following[:2] == ("on", "board") or (following[:1] == ("for",) and following[1:2] and following[1].startswith("§")):
        return True
    words = following[1:] if following[:1] == ("and",) else following
    return bool(words) and words[0] in _GOES_ON
