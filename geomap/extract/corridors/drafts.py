"""A corridor in the making: its claims and places, and what they come to at the end of the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from geomap.extract.corridors.standing import standing
from geomap.extract.corridors.stations import on_the_way
from geomap.extract.dates import sums_up
from geomap.extract.lexicon import cue, spoken
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.facts import only_means
from geomap.extract.within import lies_in
from geomap.model import Actor, Corridor, CorridorKind, Evidence, Statement, Status, Stop, When

__all__ = ["CLOSE", "NEAR", "SOON", "Draft", "is_placed", "key_of", "keys_of", "kind_of", "to_corridor", "with_their_kind"]

# how far back a claim may point, in characters
_HALF = re.compile(r"(?:north|south|east|west)ern (?P<whole>.+)")
_FOR_PEOPLE = frozenset(["bus", "rail", "ambulance", "car", "on foot"])
_ON_THE_DAY = frozenset([Status.OPERATIONAL, Status.FAILED, Status.CLOSED])  # "was halted on Saturday"
CLOSE = 500  # the next sentence or the one after it
SOON = 700  # the next few
NEAR = 3500  # as far as "the corridor" still points back


@dataclass(slots=True)
class Draft:
    """A corridor in the making; places by key, in the order of the text."""

    origins: dict[str, Member] = field(default_factory=dict)
    via: dict[str, Member] = field(default_factory=dict)
    destinations: dict[str, Member] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    paired: bool = True
    two_way: bool = False
    name: str | None = None
    last: int = 0

    @property
    def offer(self) -> bool:
        """Whether it was only offered so far, and nobody has gone it."""
        first = next((c for c in self.claims if c.offer or (c.deed and Status.OPERATIONAL in {s.status for s in c.statements})), None)
        return first is not None and first.offer

    @property
    def proposers(self) -> set[str]:
        return {a.name for c in self.claims for a in c.proposed_by}

    @property
    def statuses(self) -> set[Status]:
        return {s.status for c in self.claims for s in c.statements}

    @property
    def placed(self) -> bool:
        return bool(self.origins or self.destinations or self.via or self.name)

    @property
    def deed(self) -> bool:
        return any(c.deed for c in self.claims)

    def goes_otherwise(self, claim: Claim) -> bool:
        """Whether ``claim`` names a means of travel, and others than that have been named."""
        modes = {c.mode for c in self.claims if c.mode is not None}
        return claim.mode is not None and bool(modes) and claim.mode not in modes

    def in_one_sentence(self, claim: Claim) -> bool:
        """Whether a sentence tells of this corridor and makes the claim."""
        return any(c.evidence.sentence == claim.evidence.sentence for c in self.claims)

    def distance(self, claim: Claim) -> int:
        """How many characters after the last word on this corridor ``claim`` stands."""
        return claim.position - self.last

    def take(self, claim: Claim, *, places: bool = True) -> None:
        self.claims.append(claim)
        self.last = max(self.last, claim.position)
        self.name = self.name or claim.name
        self.two_way = self.two_way or claim.path.two_way
        if places:
            self._add(self.origins, claim.path.origins)
            self._add(self.destinations, claim.path.destinations)
            self._add(self.via, claim.path.via)
            self.paired = self.paired and claim.path.paired

    def _add(self, known: dict[str, Member], members: Iterable[Member]) -> None:
        for member in members:
            known.setdefault(key_of(member), member)


def is_placed(claim: Claim) -> bool:
    return bool(claim.path.members or claim.name)


def key_of(member: Member) -> str:
    return member.key


def keys_of(members: Iterable[Member]) -> set[str]:
    return {key_of(m) for m in members}


def to_corridor(draft: Draft, identity: str, source: str, published: dt.date | None = None) -> Corridor:
    draft.claims.sort(key=lambda c: c.position)
    history = _history(draft.claims)
    stations = {k: m for k, m in draft.via.items() if k not in draft.origins and k not in draft.destinations}
    return Corridor(
        id=identity,
        status=standing(draft.claims, history, published),
        origins=_stops(_closest(draft.origins), "origin", draft, source),
        destinations=_stops(_closest(_reached(draft)), "destination", draft, source),
        via=_stops(on_the_way(draft.origins.values(), stations, draft.destinations.values()), "via", draft, source),
        paired=len(draft.origins) < 2 or len(draft.destinations) < 2,
        two_way=draft.two_way,
        kind=kind_of(draft.claims),
        name=draft.name,
        proposed_by=_actors(c.proposed_by for c in draft.claims),
        rejected_by=_actors(c.rejected_by for c in draft.claims),
        agreed_by=_actors(c.agreed_by for c in draft.claims),
        when=_when(draft.claims, history),
        mode=next((c.mode for c in draft.claims if c.mode), None) or only_means([c.evidence.sentence for c in draft.claims]),
        people=next((c.people for c in reversed(draft.claims) if c.people and c.kind is not CorridorKind.AID), None),
        history=history,
        evidence=tuple(dict.fromkeys(c.evidence for c in draft.claims)),
        fields=tuple(dict.fromkeys(f for c in draft.claims for f in c.fields)),
    )


def _history(claims: list[Claim]) -> tuple[Statement, ...]:
    """All statements in text order; one said again in the same words of status, actor and day is told once."""
    told: dict[tuple[object, ...], Statement] = {}
    for claim in claims:
        for statement in claim.statements:
            by = tuple(actor.name for actor in statement.by)
            again = next(
                (
                    key
                    for key in told
                    if key[0] == statement.status
                    and key[3] == statement.conditional
                    and (not by or not key[1] or key[1] == by)
                    and (statement.when is None or key[2] is None or key[2] == statement.when.start)
                ),
                None,
            )
            if again is None:
                told[(statement.status, by, statement.when.start if statement.when else None, statement.conditional)] = statement
            elif (by and not told[again].by) or (
                told[again].when is None and statement.when is not None and again[1] == by
            ):
                earlier = told[again]
                told[again] = replace(
                    earlier,
                    by=earlier.by or statement.by,
                    when=earlier.when or statement.when,
                    note=earlier.note or statement.note,
                    according_to=earlier.according_to if earlier.by else statement.according_to,
                )
    return tuple(told.values())


def _reached(draft: Draft) -> dict[str, Member]:
    """The destinations, without one that is told as a beginning too where there are others."""
    return {k: m for k, m in draft.destinations.items() if k not in draft.origins} or draft.destinations


def _closest(members: dict[str, Member]) -> dict[str, Member]:
    """The places without those that another of them lies in: not Gaza beside Gaza City, nor beside northern Gaza."""
    places = [m.place for m in members.values() if m.place is not None]
    halves = [half["whole"] for m in members.values() if (half := _HALF.fullmatch(m.mention.text))]
    members = {k: m for k, m in members.items() if not any(m.place is not None and m.mention.text.startswith(h) for h in halves)}
    return {k: m for k, m in members.items() if m.place is None or not any(lies_in(p, m.place) for p in places if p is not m.place)}


def _stops(members: dict[str, Member], role: str, draft: Draft, source: str) -> tuple[Stop, ...]:
    found = []
    for member in members.values():
        mention = member.mention
        sentence = next((c.evidence.sentence for c in draft.claims if any(m.mention is mention for m in c.path.members)), "")
        start, end = member.said or mention.span
        found.append(Stop(mention.text, member.place, Evidence(start, end, sentence, source, role)))
    return tuple(found)


def with_their_kind(drafts: Iterable[Draft]) -> None:
    """Say of journeys that they bring aid, where that is what is carried.

    "The food will be taken from the port to Bay"; "a second convoy is to go to Foua", in a text on aid convoys: lorries of which no
    more is said carry what the others do.
    """
    for draft in drafts:
        if kind_of(draft.claims) is CorridorKind.EVACUATION and _carries_goods(draft):
            draft.claims = [replace(c, kind=CorridorKind.AID, strong=False) for c in draft.claims]
    lorries = [d for d in drafts if all(c.sort is Sort.CONVOY and c.people is None and c.mode not in _FOR_PEOPLE for c in d.claims)]
    if not any(kind_of(d.claims) is CorridorKind.AID for d in lorries):
        return
    for draft in lorries:
        if kind_of(draft.claims) is CorridorKind.EVACUATION:
            draft.claims = [replace(c, kind=CorridorKind.AID) for c in draft.claims]


def _carries_goods(draft: Draft) -> bool:
    """Whether all that is told to be on the way are goods, and nobody."""
    told = spoken(" ".join(dict.fromkeys(c.evidence.sentence for c in draft.claims if c.path.members)))
    people = any(c.people is not None for c in draft.claims) or cue("corridor.people").search(told) is not None
    return not people and any(c.sort.travels for c in draft.claims) and cue("corridor.goods").search(told) is not None


def kind_of(claims: Sequence[Claim]) -> CorridorKind:
    """What the claims on one corridor say it is, the plainest of them first."""
    strong = [c.kind for c in claims if c.strong]
    if not strong and any(c.kind is CorridorKind.AID for c in claims) and all(c.sort is Sort.CONVOY for c in claims):
        return CorridorKind.AID  # "a convoy reached Homs. ... It carried flour"
    return strong[0] if strong else claims[0].kind


def _actors(groups: Iterable[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    named: dict[str, Actor] = {}
    for group in groups:
        for actor in group:
            named.setdefault(actor.name, actor)
    return tuple(named.values())


def _when(claims: list[Claim], history: Sequence[Statement]) -> When | None:
    """The day told last; a sum of what went before only where there is no other."""
    told = [c.when for c in reversed(claims) if c.when is not None]
    said = [s.when for s in reversed(history) if s.when is not None and s.status in _ON_THE_DAY]
    return next((when for when in [*told, *said] if not sums_up(when)), told[0] if told else None)
