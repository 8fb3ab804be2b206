"""How journeys went that are told of without their ends: "they have been stuck at Serdo since", "the convoy had to turn around"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geomap.extract.meaning.judgements import ENDED, Judgement
from geomap.extract.meaning.judging import judge
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Mood, Proposition
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claiming import Told
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.roles import Step
from geomap.extract.ways.travel import theme_of
from geomap.model import Status

__all__ = ["Outcomes", "unreached"]


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


_HELD_UP = frozenset(["held", "turned", "halted", "barred", "stalled", "detained", "obstructed", "restricted", "kept", "stuck"])


def unreached(
    proposition: Proposition, found: list[Step], told: list[Judgement], before: Sequence[Claim]
) -> tuple[list[Step], list[Judgement]]:
    """ "Was hit before it could reach A": it has failed to, unless it was only held up; that it went there is not said."""
    could = proposition.marker == "before" and any(g.mood is Mood.MAY and g.finite for g in proposition.groups)
    if not could or not all(j.conditional for j in told):
        return found, told
    hit = any(s.status is Status.BLOCKED and s.note and s.note.split()[0] not in _HELD_UP for c in before for s in c.statements)
    known = {m.key for c in before for m in c.path.members}  # "the town" is the one it was going to, or has left
    found = [s for s in found if not {m.key for m in s.places.members} <= known]
    return found, [replace(j, status=Status.FAILED, conditional=False, negated=True) for j in told[:1]] if hit else []
