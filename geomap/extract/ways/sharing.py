"""What clauses of one sentence share out: "the Lachin corridor from Armenia and the Agdam road from Baku", "and others to Juba"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.paths import Path
from geomap.extract.ways.roles import Role, Step
from geomap.model import CorridorKind

__all__ = ["others_too", "own_paths", "shared_out"]

_JOINED = re.compile(r"(?: %\d+| territory| soil| side)*(?: ,)? (?:and|or|as well as)(?: (?:the|a|an|through|via|over|along|by))* ?")


def shared_out(code: str, lead: Anchor, here: Sequence[Anchor], found: Sequence[Step]) -> list[tuple[Anchor, list[Step]]]:
    """The named ways of a clause with the steps that are theirs; all steps are ``lead``'s where no other has any of its own."""
    if lead.sort is not Sort.NAMED:
        return [(lead, list(found))]
    directed = [s for s in found if s.role not in (Role.AT, Role.NAME)]
    begins = [lead]
    for anchor in sorted(here, key=lambda a: a.start):
        before = [s for s in directed if begins[-1].start <= s.start and s.end <= anchor.start]
        is_way = anchor.sort in (Sort.NAMED, Sort.WAY, Sort.BARE)
        behind = is_way and anchor.start >= lead.end and any(s.start >= anchor.end for s in directed)
        if behind and before and _JOINED.fullmatch(code, before[-1].end, anchor.start):
            begins.append(anchor)
    if len(begins) < 2:
        return [(lead, list(found))]
    ends = [a.start for a in begins[1:]] + [len(code)]
    return [
        (anchor, [s for s in found if (anchor is lead or s.start >= anchor.start) and s.start < end and s.role is not Role.NAME])
        for anchor, end in zip(begins, ends, strict=True)
    ]


def own_paths(made: list[Path], way: Anchor, ways: Sequence[Anchor]) -> list[Path]:
    """The paths that are not only of another way told in one breath with this one: "the Lachin corridor and the Aghdam-Khankendi road"."""
    last = max(ways, key=lambda w: w.start)
    if way.kind is CorridorKind.CROSSING and last.kind is not CorridorKind.CROSSING:
        made = [p for p in made if p.rule != "from" or p.start < last.end]  # "the crossing at Adre and the Dabbah Road from Port Sudan"
    return [p for p in made if p.rule != "chain" or not any(w is not way and w.start <= p.start < w.end for w in ways)]


_OTHERS = re.compile(
    r"[~ ,;]*(?:(?:and|but|while|whereas) )?"
    r"(?:(?:the )?(?:others?|rest|remainder)|some(?! of)|(?:another|a further|\d\S* (?:more|others)|\d\S*)(?: \S+)?)"
    r"(?: (?:have|had|has|been|later|then|also|already|will|would|be))* (?:was |were |be |been )?"
    r"(?:taken|flown|driven|brought|carried|ferried|moved|transferred|bussed|bused|evacuated|sent|airlifted|shipped"
    r"|went|travelled|headed|fled|flew|left|made)(?!\S)"
)


def others_too(part: str, found: list[Step], origins: Sequence[Step]) -> list[Step]:
    """ "People were taken from Renk to Malakal, and others were flown to Juba": from there as well."""
    alone = bool(found) and all(s.role in (Role.TO, Role.VIA) for s in found)
    return [*origins, *found] if alone and _OTHERS.match(part) else found
