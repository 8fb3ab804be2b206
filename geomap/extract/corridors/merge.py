"""Claims to corridors: what is said of one way in several sentences becomes one corridor with its history.

Two claims are of one corridor when their places agree as far as both name them; an offer and an announced opening stay
apart unless they name the same ends. A claim that names no place ("the corridor", "Moscow's offer") goes to the corridor
spoken of last. What contradicts stays in the history; the corridor's status is what holds at its end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gazetteer.model import Kind
from geomap.extract.corridors.doubles import with_gates, without_crossed, without_doubles, without_halves
from geomap.extract.corridors.drafts import CLOSE, NEAR, SOON, Draft, is_placed, keys_of, to_corridor, with_their_kind
from geomap.extract.corridors.ends import is_country
from geomap.extract.corridors.halves import with_what_they_left
from geomap.extract.corridors.homeland import begun_at_home
from geomap.extract.corridors.names import is_same_name
from geomap.extract.corridors.placing import place
from geomap.extract.corridors.same_way import takes_another_way
from geomap.extract.corridors.towns import with_towns
from geomap.extract.corridors.widths import without_echoes, without_namesakes, without_wider
from geomap.extract.meaning.judgements import ENDED
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.model import Corridor, CorridorKind, Evidence, Statement, Status

__all__ = ["merge"]

_TO_BE = frozenset([Status.ANNOUNCED, Status.AGREED, Status.PROPOSED])
_ANNOUNCED = frozenset([Status.ANNOUNCED])
_SETTLED = frozenset([Status.ANNOUNCED, Status.AGREED])


def merge(claims: Sequence[Claim], source: str, published: dt.date | None = None) -> list[Corridor]:
    """The corridors that ``claims`` of one document tell of, in the order in which the text first names them.

    ``published``: the document's day; what is dated before it does not outdo what holds on it.
    """
    memory = _Memory()
    for claim in with_towns(with_what_they_left(claims)):
        memory.take(claim)
    for claim in memory.waiting:
        _give_to_offer(memory.drafts, claim)
    for claim in memory.general:
        _give_to_announced(memory.drafts, claim)
    for claim in memory.ended:
        _give_to_hoped(memory.drafts, claim)
    if not any(d.placed and _is_told(d) for d in memory.drafts):
        _give_to_left(memory.drafts, [c for c in claims if not is_placed(c)])
    begun_at_home(memory.drafts)
    _give_day(memory.drafts, claims)
    with_their_kind(memory.drafts)
    for draft in memory.drafts:
        _forget_where_it_lies(draft)
    kept = without_echoes([d for d in without_wider(memory.drafts) if d.placed and _is_told(d)])
    kept = without_halves(without_doubles(without_crossed(with_gates(without_namesakes(kept)))))
    kept.sort(key=lambda d: min(c.position for c in d.claims if is_placed(c)))
    return [to_corridor(draft, f"c{number}", source, published) for number, draft in enumerate(kept, 1)]


@dataclass(slots=True)
class _Memory:
    """The corridors told of up to some claim, and what has been said of none of them yet."""

    drafts: list[Draft] = field(default_factory=list)
    waiting: list[Claim] = field(default_factory=list)  # on offers that are told of later
    general: list[Claim] = field(default_factory=list)  # on ways that are named only later: "have agreed to evacuate four towns"
    ended: list[Claim] = field(default_factory=list)  # how an attempt ended of which only then is told from where it was
    before: list[Draft] = field(default_factory=list)  # the corridors of the claim just before; none where it had none
    group: int = -1  # and its telling
    part: tuple[Member, ...] = ()  # where it begins, which is only some of what that corridor is told to begin at
    fresh: Claim | None = None  # the claim just before, where it was of a way that nothing had told of
    awaited: Claim | None = None  # how a convoy fared: "was blocked at a checkpoint. They had left A for B"

    def take(self, claim: Claim) -> None:
        if claim.awaits:
            self.awaited = claim
            return
        if claim.deed and _only_locates(claim):  # "they had left through the Kerem Shalom crossing with Israel"
            claim = replace(claim, path=replace(claim.path, origins=(), destinations=()))
        fared = self.awaited if self.awaited is not None and _is_whose(claim, self.awaited) else None
        if fared is not None:
            # that it set out is no news any more
            claim = replace(claim, earlier=(1,) * len(claim.statements), another=fared.another, continues=not fared.another)
        self._sort(claim)
        if fared is not None:
            self.awaited = None
            for draft in self.before:
                draft.take(replace(fared, position=claim.position + 1), places=False)

    def _sort(self, claim: Claim) -> None:
        other = claim.name and any(d.name and is_same_name(d.name, claim.name) is not (d in self.before) for d in self.drafts)
        if claim.follows and self.before and not other and _only_adds(claim, self.before):
            if self.part and claim.path.members:  # "a corridor will be opened from Kyiv, which leads to Gomel", after "from four towns"
                place(self.drafts, replace(claim, path=replace(claim.path, origins=self.part), follows=False))
                self.before, self.part = [max(self.drafts, key=lambda d: d.last)], ()
                return
            for draft in self.before:
                draft.take(claim)
        elif is_placed(claim):
            if claim.follows and self.fresh is not None and self.fresh.evidence.sentence == claim.evidence.sentence:
                claim = replace(claim, follows=False, continues=False)  # "demands a corridor which ...": of none told before
            place(self.drafts, claim)
            recent = max(self.drafts, key=lambda d: d.last)
            part = keys_of(claim.path.origins) < recent.origins.keys() and not claim.path.destinations
            self.part = claim.path.origins if part else ()
            goes_on = claim.group == self.group and recent not in self.before
            self.before = [*self.before, recent] if goes_on else [recent]
            self.group = claim.group
        else:
            self.before = self.before if claim.follows else _spoken_of(self.drafts, claim)
            self.group = -1
            for draft in self.before:
                draft.take(claim)
            if not self.before:
                self._keep(claim)
        self.fresh = claim if not self.before and not claim.definite else None

    def _keep(self, claim: Claim) -> None:
        """Keep a claim of which it is not known yet what it is about."""
        told = {s.status for s in claim.statements if not s.conditional}
        if not claim.offer and not claim.follows and told & _SETTLED:
            self.general.append(claim)
        elif not (claim.offer or claim.another) and told & ENDED and claim.sort is not Sort.CONVOY:
            self.ended.append(claim)
        if claim.offer and (claim.proposed_by or claim.rejected_by) and claim.definite:
            self.waiting.append(claim)


_OPENING = re.compile(r"\W*(?:they|it|the (?:\S+ )?(?:convoys?|trucks|lorries|vehicles|ships?|boats|barges|columns?|aid))\b", re.IGNORECASE)


def _is_whose(claim: Claim, fared: Claim) -> bool:
    """Whether a claim says where the convoy went of which has just been told how it fared."""
    if claim.sort is not Sort.CONVOY or not is_placed(claim) or not 0 < claim.position - fared.position <= SOON:
        return False
    return _OPENING.match(claim.evidence.sentence) is not None and any(s.status is Status.OPERATIONAL for s in claim.statements)


def _only_adds(claim: Claim, drafts: Sequence[Draft]) -> bool:
    """Whether the clause only goes on about corridors whose ends were left open: "...; both lead to Russia"."""
    path = claim.path
    if path.origins or claim.ordinal is not None or claim.every:
        return False
    if path.destinations and any(keys_of(path.destinations) <= d.origins.keys() for d in drafts):
        return False  # "people will leave the villages; the buses have not got there yet"
    if any(takes_another_way(d, claim) for d in drafts):
        return False
    return bool(path.destinations or path.via) and not any(d.destinations and path.destinations for d in drafts)


def _spoken_of(drafts: Sequence[Draft], claim: Claim) -> list[Draft]:
    """The corridors a claim without places speaks of; none where that would be a guess."""
    if not claim.definite or claim.another or not drafts:
        return []
    names = {a.name for a in claim.proposed_by}
    if claim.offer and names:
        offered = [d for d in drafts if d.offer and d.proposers & names]
        return _told_together(offered, offered[-1]) if offered else []
    recent = max(_of_its_sort(drafts, claim), key=lambda d: d.last)
    if recent.distance(claim) > NEAR:
        return []
    return _told_together(drafts, recent) if claim.plural or claim.offer else [recent]


def _of_its_sort(drafts: Sequence[Draft], claim: Claim) -> Sequence[Draft]:
    """ "The evacuations resumed" is of those that take people out, not of the aid told of between; "the crossing closed", of a crossing."""
    if claim.sort is not Sort.EVACUATION and claim.kind is not CorridorKind.CROSSING:
        return drafts
    kind = CorridorKind.EVACUATION if claim.sort is Sort.EVACUATION else CorridorKind.CROSSING
    return [d for d in drafts if any(c.kind is kind for c in d.claims)] or drafts


def _told_together(drafts: Sequence[Draft], one: Draft) -> list[Draft]:
    """The corridors that were told of in one breath with ``one``: "the corridors", "the offer" means them all."""
    groups = {c.group for c in one.claims if is_placed(c)}
    return [d for d in drafts if d is one or groups & {c.group for c in d.claims if is_placed(c)}]


def _give_to_offer(drafts: Sequence[Draft], claim: Claim) -> None:
    """ "Kyiv had rejected Moscow's offer", told before the offer itself."""
    offered = next((d for d in drafts if d.offer and d.proposers & {a.name for a in claim.proposed_by}), None)
    offers = [d for d in drafts if d.offer and d.placed]
    if offered is None and not claim.proposed_by and offers and all(d in _told_together(drafts, offers[0]) for d in offers):
        offered = offers[0]  # "rejected the corridors" where the text tells of one offer
    for draft in _told_together(drafts, offered) if offered is not None else ():
        draft.take(claim)


def _give_to_announced(drafts: Sequence[Draft], claim: Claim) -> None:
    """ "Have agreed to evacuate four towns", told before the towns one by one; an announcement adds nothing to another."""
    for draft in drafts:
        told = draft.statuses
        if not told <= _ANNOUNCED or (told and {s.status for s in claim.statements} <= _ANNOUNCED):
            continue
        if all(c.kind is CorridorKind.AID for c in draft.claims) and claim.kind is not CorridorKind.AID:
            continue  # "nine corridors have been agreed; aid will be taken to Bucha"
        begun = min(c.position for c in draft.claims)
        if 0 < begun - claim.position <= SOON:
            draft.claims.insert(0, claim)


def _give_to_hoped(drafts: Sequence[Draft], claim: Claim) -> None:
    """ "A truce to evacuate two cities fell apart", told before the cities: the lead says how it ended."""
    for draft in drafts:
        begun = min(c.position for c in draft.claims)
        if draft.statuses and draft.statuses <= _TO_BE and not draft.offer and 0 < begun - claim.position <= SOON:
            draft.take(replace(claim, position=draft.last + 1), places=False)


def _give_to_left(drafts: Sequence[Draft], claims: Sequence[Claim]) -> None:
    """ "Civilians were told to leave Grozny. There will be a safe corridor": one that leads out of the town they leave."""
    left = [d for d in drafts if d.origins and not d.destinations and all(c.tentative and c.sort is Sort.PEOPLE for c in d.claims)]
    towns = {key for d in left for key in d.origins}
    if len(towns) != 1 or any(m.place is not None and m.place.kind not in (Kind.CITY, Kind.SITE) for d in left for m in d.origins.values()):
        return
    way = [c for c in claims if c.strong and c.statements and not c.offer and abs(left[-1].distance(c)) <= CLOSE]
    if way:
        left[-1].claims = [replace(c, tentative=False) for c in left[-1].claims]
        for claim in way:
            left[-1].take(replace(claim, position=max(claim.position, left[-1].last)))


def _give_day(drafts: Sequence[Draft], claims: Sequence[Claim]) -> None:
    """ "Three corridors will be open on Sunday", told before they are told one by one: that is the day of each."""
    announced = [c for c in claims if c.when is not None and c.plural and not (c.path.members or c.name) and _is_settled(c.statements)]
    for draft in drafts:
        begun = min(c.position for c in draft.claims)
        of_all = next((c for c in reversed(announced) if 0 < begun - c.position <= NEAR), None)
        settled = _is_settled([s for c in draft.claims for s in c.statements])
        if of_all is not None and settled and not any(c.when for c in draft.claims):
            draft.claims[0] = replace(draft.claims[0], when=of_all.when, fields=(*draft.claims[0].fields, *_dates(of_all)))


def _is_settled(statements: Sequence[Statement]) -> bool:
    return bool(statements) and {s.status for s in statements} <= _SETTLED


def _dates(claim: Claim) -> list[tuple[str, Evidence]]:
    return [(name, shown) for name, shown in claim.fields if name == "when"]


def _forget_where_it_lies(draft: Draft) -> None:
    """ "The Rafah crossing with Egypt was closed": the name of a crossing, not who comes from there or goes there."""
    if draft.name and bool(draft.origins) != bool(draft.destinations):
        ends = {key for c in draft.claims if not _only_locates(c) for key in keys_of(c.path.origins + c.path.destinations)}
        draft.origins = {k: m for k, m in draft.origins.items() if k in ends}
        draft.destinations = {k: m for k, m in draft.destinations.items() if k in ends}


def _only_locates(claim: Claim) -> bool:
    going = claim.deed and bool(claim.path.destinations)  # "lorries went into Afghanistan through the Torkham crossing"
    return claim.path.locates and claim.sort is Sort.NAMED and not going


def _is_told(draft: Draft) -> bool:
    """Whether enough is said to be a corridor: a status, or a way in so many words with both its ends."""
    if not draft.name and (_is_vague(draft) or _goes_nowhere(draft)):
        return False
    if any(c.statements for c in draft.claims):
        return draft.placed
    # "the Rafah crossing between Gaza and Egypt" only says where it is
    return bool(draft.origins and draft.destinations) and any(c.strong and not c.name for c in draft.claims)


def _goes_nowhere(draft: Draft) -> bool:
    """ "From the north of Gaza to the south of Gaza", where no more than Gaza is known."""
    return bool(draft.origins) and draft.origins.keys() == draft.destinations.keys()


def _is_vague(draft: Draft) -> bool:
    """Whether no way could be drawn: "the evacuations in Syria", "people left the town", "lorries from Turkey"."""
    if draft.origins and draft.destinations:
        return False
    placed = [c for c in draft.claims if is_placed(c)]
    sorts = {c.sort for c in placed}
    if sorts == ({Sort.CONVOY} if draft.origins else {Sort.EVACUATION}) and not draft.via:
        # where lorries come from, or the evacuated go, is no way by itself; "buses had started to leave Aleppo" is
        if draft.origins and all(is_country(m) for m in draft.origins.values()):
            return True
        return not any(c.kind is CorridorKind.EVACUATION and c.statements and not c.tentative for c in placed if draft.origins)
    if all(c.tentative for c in placed) and not any(c.sort is Sort.EVACUATION and c.definite for c in draft.claims):
        return True
    ends = [*draft.origins.values(), *draft.destinations.values()]
    if not ends:  # "aid trucks entered through Rafah" has no end that could be drawn
        return sorts <= {Sort.CONVOY, Sort.PEOPLE} or all(is_country(m) for m in draft.via.values())
    return not draft.via and all(is_country(m) for m in ends)
