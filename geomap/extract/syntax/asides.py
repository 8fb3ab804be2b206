"""Where a clause set between commas ends, so that the sentence around it goes on: "left Homs, which was besieged, for Idlib"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.extract.syntax.links import Link
from geomap.extract.syntax.proposition import Proposition

__all__ = ["close_asides"]

_GOES_ON = frozenset(["from", "to", "into", "towards", "toward", "via", "through", "aboard"])


def close_asides(codes: tuple[str, ...], made: Sequence[Proposition]) -> None:
    """Give what follows a relative clause between commas back to the clause around it, where it tells of the way."""
    for aside in made:
        if aside.link is Link.RELATIVE and aside.parent is not None and aside.groups and aside.spans:
            start, end = aside.spans[-1]
            at = _end(codes, aside.start, max(start, aside.groups[-1].last), end)
            if at is not None:
                aside.spans[-1] = (start, at)
                aside.parent.spans = sorted([*aside.parent.spans, (at, end)])


def _end(codes: tuple[str, ...], marker: int, last: int, end: int) -> int | None:
    """The comma that closes the clause opened at ``marker``, after its last verb; None where a preposition of the way does not follow."""
    if not marker or codes[marker - 1] != ",":
        return None
    return next((at for at in range(last + 1, end) if codes[at] == "," and _resumes(codes[at + 1 : at + 4])), None)


def _resumes(following: tuple[str, ...]) -> bool:
    if following[:2] == ("on", "board") or (following[:1] == ("for",) and following[1:2] and following[1].startswith("§")):
        return True
    words = following[1:] if following[:1] == ("and",) else following
    return bool(words) and words[0] in _GOES_ON
