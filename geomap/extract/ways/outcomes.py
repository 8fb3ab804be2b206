"""How journeys went that are told of without their ends: "they have been stuck at Serdo since", "the convoy had to turn around"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geomap.extract.meaning.judgements import ENDED
from geomap.extract.meaning.judging import judge
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claiming import Told
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.travel import theme_of

__all__ = ["Outcomes"]


@dataclass(slots=True)
class Outcomes:
    """The outcomes that a sentence tells, until it has been read which journeys it tells of."""

    waiting: list[tuple[Told, Proposition]] = field(default_factory=list)
    # whose subject a relative clause tells the way of: "buses that were to take people from A to B were turned back"
    described: list[Proposition | None] = field(default_factory=list)

    def take(
        self,
        part: Phrases,
        proposition: Proposition,
        anchor: Anchor,
        here: list[Anchor],
        own: bool,
        background: bool = False,
        reported: bool = False,
    ) -> bool:
        """Keep how the journey went that ``anchor`` names, if ``proposition`` says so."""
        told = [j for j in judge(part, proposition, theme_of(part, here, anchor), reported=reported) if j.status in ENDED]
        if told:
            self.waiting.append((Told(part, anchor, own, [], told, background), proposition))
        return bool(told)

    def take_from_around(self, part: Phrases, inside: list[Anchor], proposition: Proposition) -> bool:
        """ "A team that set out to escort a convoy from A to B had to turn around": how it went is told around what it was."""
        travellers = next((a for a in inside if a.sort.travels), None)
        return travellers is not None and self.take(part, proposition, replace(travellers, definite=True), [], own=False)

    def tells(self, proposition: Proposition) -> bool:
        """Whether a proposition says how a journey went, so that "a convoy bound for B" in it is what went before."""
        return any(clause is proposition for _, clause in self.waiting)

    def note_way(self, proposition: Proposition, claims: Sequence[Claim]) -> None:
        """Remember whom a relative clause tells the way of."""
        if proposition.link is Link.RELATIVE and any(c.path.origins for c in claims):
            self.described.append(proposition.parent)

    def settled(self, phrases: Phrases, claims: Sequence[Claim], *, known: bool) -> Iterator[Told]:
        """Those of ways that the sentence, whose ``claims`` these are, or the text before it tells of."""
        # in a clause on them: "patients, whom they were driving to Armenia, were not let through"
        told_of_them = any(c.follows and c.path.members for c in claims)
        for outcome, clause in self.waiting:
            anchor = outcome.anchor
            same = any(p is clause for p in self.described) or any(c.group == phrases.span(anchor.start, anchor.end)[0] for c in claims)
            spoken_of = anchor.definite and (known or bool(claims)) and (anchor.sort is Sort.CONVOY or not outcome.own)
            if told_of_them or same or spoken_of:
                yield replace(outcome, anchor=replace(anchor, definite=True))
            elif outcome.own and anchor.sort is Sort.CONVOY and not anchor.definite and not all(j.earlier for j in outcome.judgements):
                yield replace(outcome, tentative=True, awaits=True)
