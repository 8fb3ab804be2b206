"""What a list's row tells of its way besides the ends: status, day, people, means; the rest is as the line above the list says."""

from __future__ import annotations

import re

from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import LISTED, Claim, evidence
from geomap.extract.ways.days import day_of_row
from geomap.extract.ways.facts import means, people_named
from geomap.extract.ways.paths import Path
from geomap.extract.ways.row_states import state_of
from geomap.model import CorridorKind, Evidence, Statement

__all__ = ["row_claim"]

_CARGO = re.compile(rf"(?<!\S)(?:{words('corridor.goods')}|delivered|off-?loaded|(?:metric )?ton(?:ne)?s|mt|pallets|aid)(?!\S)")


def row_claim(phrases: Phrases, path: Path, intro: Claim, source: str, begin: int, end: int) -> Claim:
    """The claim of one way, of which ``code[begin:end]`` tells; ``intro``: what is said of all the list."""
    told = evidence(phrases, 0, len(phrases.code), source, LISTED)
    fields = [("route", told), *intro.fields]
    day = day_of_row(phrases, begin, end)
    if day is not None:
        fields.append(("when", Evidence(day.start, day.end, phrases.sentence.text, source, "date")))
    state = state_of(phrases.code, begin, end)
    shown = evidence(phrases, *state[1:], source, f"status: {state[0]}") if state is not None else None
    told_here = (Statement(state[0], when=day.when if day is not None else None, evidence=shown),) if state is not None else ()
    mode, at = means(phrases, begin, end)
    if at is not None:
        fields.append(("mode", evidence(phrases, *at, source, "means of travel")))
    people, counted = people_named(phrases, begin, end)
    if counted is not None:
        fields.append(("people", evidence(phrases, *counted, source, "people moved")))
    return Claim(
        position=phrases.sentence.start,
        path=path,
        statements=told_here or intro.statements,
        kind=CorridorKind.AID if people is None and _CARGO.search(phrases.code, begin, end) else intro.kind,
        sort=Sort.WAY,
        evidence=told,
        offer=intro.offer,
        proposed_by=intro.proposed_by,
        rejected_by=intro.rejected_by,
        agreed_by=intro.agreed_by,
        when=day.when if day is not None else intro.when,
        mode=mode or intro.mode,
        people=people,
        fields=tuple(fields),
        asserted=intro.asserted or bool(told_here),
        earlier=(0,) if told_here else intro.earlier,
        strong=True,
        group=intro.position,
    )
