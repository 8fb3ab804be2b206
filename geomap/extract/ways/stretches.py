"""Trouble told beside a way: on a stretch of its road, or for one means of travel.

It neither blocks the whole way nor is the stretch a way of its own: "the road on the stretch between Vasylivka and
Zaporizhzhia has been washed away, and buses cannot take the route agreed for cars".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.meaning.judgements import ENDED, Judgement
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.facts import means
from geomap.extract.ways.parts import extent
from geomap.extract.ways.paths import Path

__all__ = ["is_trouble_beside"]

_STRETCH = r"(?:stretch|stretches|section|sections|segment|segments|portion|part|parts)"
_OF_STRETCH = re.compile(rf"(?<!\S){_STRETCH} of (?:the |this |that |a |its )?(?:\S+ )?$")
_ON_STRETCH = re.compile(rf" (?:on|along|in) (?:the|a|one) (?:\S+ )?{_STRETCH}(?!\S)")


def is_trouble_beside(part: Phrases, anchor: Anchor, made: Sequence[Path], told: Sequence[Judgement], claims: Sequence[Claim]) -> bool:
    """Whether a clause tells of no more than such trouble; ``claims``: what was told of ways before."""
    if anchor.sort is Sort.NAMED or not claims or any(j.status not in ENDED for j in told):
        return False
    stretch = _OF_STRETCH.search(part.code[: anchor.start]) is not None or _ON_STRETCH.match(part.code[anchor.end :]) is not None
    if stretch or part.code[anchor.start : anchor.end] == "stretch":
        return True
    if not told:
        return False
    return any(_lies_on(path, claim.path) for path in made for claim in claims) or (not made and _is_by_other_means(part, claims))


def _lies_on(path: Path, whole: Path) -> bool:
    """ "The road between Mariupol and Berdiansk", of the way from Mariupol through Berdiansk to Zaporizhzhia."""
    stops = {m.key for m in whole.members}
    ends = {m.key for m in path.origins} | {m.key for m in path.destinations}
    between = {m.key for m in whole.via}
    return bool(path.origins and path.destinations and not ends.isdisjoint(between)) and ends <= stops


def _is_by_other_means(part: Phrases, claims: Sequence[Claim]) -> bool:
    """ "Buses cannot take this route", of one that was said to be for private cars."""
    before = next((c.mode for c in reversed(claims) if c.path.members), None)
    here, _ = means(part, *extent(part))
    return before is not None and here is not None and here != before
