"""Sites that the text tells in their town once: "the Azot plant in Severodonetsk", and later only "Azot"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.claims import Claim
from geomap.model import Mention

__all__ = ["with_towns"]


def with_towns(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the town added to each site that the gazetteer lacks, where any of them tells it."""
    members = [m for c in claims for m in c.path.members]
    towns = {m.mention.text: m.within for m in members if m.mention.place is None and m.place is not None and m.within is not None}
    return [_placed(claim, towns) for claim in claims] if towns else list(claims)


def _placed(claim: Claim, towns: dict[str, Mention]) -> Claim:
    def placed(members: Sequence[Member]) -> tuple[Member, ...]:
        return tuple(replace(m, within=towns.get(m.mention.text)) if m.place is None and m.within is None else m for m in members)

    path = claim.path
    return replace(claim, path=replace(path, origins=placed(path.origins), via=placed(path.via), destinations=placed(path.destinations)))
