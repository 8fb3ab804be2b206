"""Roads that lead further than their clause says: "the road from Homs to Hama, the one that goes on to Aleppo"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.roles import Role, steps

__all__ = ["prolonged"]

_GOES_FURTHER = re.compile(
    r"[~ ,]*(?:that|which) (?:goes|leads|runs|continues|extends|stretches|carries) (?:on|onwards?|further)(?: on)?"
    r" (?:in)?to (?:the )?§\d+(?!\S)"
)


def prolonged(part: Phrases, proposition: Proposition, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the clause before, whose road the relative clause makes longer; none where it does not."""
    roads = all(c.path.origins and c.path.destinations and not c.sort.travels for c in claims)
    if proposition.link is not Link.RELATIVE or not roads or not _GOES_FURTHER.match(part.code):
        return []
    ends = next(s.places.members for s in steps(part) if s.role is Role.TO)
    return [replace(c, path=replace(c.path, via=c.path.via + c.path.destinations, destinations=ends)) for c in claims]
