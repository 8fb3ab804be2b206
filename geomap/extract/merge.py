"""Claims to corridors: what is said of one way in several sentences becomes one corridor with its history.

Two claims are of one corridor when their places agree as far as both name them; an offer and an announced opening stay
apart unless they name the same ends. A claim that names no place ("the corridor", "Moscow's offer") goes to the corridor
spoken of last. What contradicts stays in the history; the corridor's status is what holds at its end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.claims import Claim
from geomap.extract.drafts import Draft, is_placed, key_of, keys_of, to_corridor
from geomap.extract.paths import Path
from geomap.extract.phrases import Member
from geomap.extract.within import lies_in
from geomap.model import Corridor, CorridorKind, Status

__all__ = ["merge"]

_CLOSE = 500  # characters: the next sentence or the one after it
_NEAR = 3500  # characters over which "the corridor" still points back


def merge(claims: Sequence[Claim], source: str, published: dt.date | None = None) -> list[Corridor]:
    """The corridors that ``claims`` of one document tell of, in the order in which the text first names them.

    ``published``: the document's day; what is dated before it does not outdo what holds on it.
    """
    drafts: list[Draft] = []
    waiting: list[Claim] = []
    general: list[Claim] = []  # what is said of ways that are named only later: "have agreed to evacuate four towns"
    before: list[Draft] = []  # the corridors of the claim just before; none where it had none
    group = -1
    for claim in claims:
        if claim.follows and before and not claim.path.origins and claim.ordinal is None and _adds(claim, before):
            for draft in before:
                draft.take(claim)
            continue
        if is_placed(claim):
            _place(drafts, claim)
            recent = max(drafts, key=lambda d: d.last)
            before = [*before, recent] if claim.group == group and recent not in before else [recent]
            group = claim.group
            continue
        target = before if claim.follows else _spoken_of(drafts, claim)
        for draft in target:
            draft.take(claim)
        if (
            not target
            and not claim.offer
            and not claim.follows
            and any(s.status in (Status.AGREED, Status.ANNOUNCED) and not s.conditional for s in claim.statements)
        ):
            general.append(claim)
        if not target and claim.offer and (claim.proposed_by or claim.rejected_by) and claim.definite:
            waiting.append(claim)
        before = target
        group = -1
    for claim in waiting:
        offered = next((d for d in drafts if d.offer and d.proposers & {a.name for a in claim.proposed_by}), None)
        offers = [d for d in drafts if d.offer and d.placed]
        if offered is None and not claim.proposed_by and offers and all(d in _told_together(drafts, offers[0]) for d in offers):
            offered = offers[0]  # "rejected the corridors" where the text tells of one offer
        if offered is not None:
            for draft in _told_together(drafts, offered):
                draft.take(claim)
    for claim in general:
        for draft in drafts:
            begun = min(c.position for c in draft.claims)
            told = {s.status for c in draft.claims for s in c.statements}
            if told == {Status.ANNOUNCED} and all(s.status is Status.ANNOUNCED for s in claim.statements):
                continue
            if 0 < begun - claim.position <= _NEAR // 5 and all(s.status is Status.ANNOUNCED for c in draft.claims for s in c.statements):
                draft.claims.insert(0, claim)
    drafts = _without_wider(drafts)
    kept = [d for d in drafts if d.placed and _is_told(d)]
    kept.sort(key=lambda d: min(c.position for c in d.claims if is_placed(c)))
    return [to_corridor(draft, f"c{number}", source, published) for number, draft in enumerate(kept, 1)]


def _without_wider(drafts: list[Draft]) -> list[Draft]:
    """ "Six corridors were agreed in the Sumy region", then one by one: what is said of the region's holds for each of them."""
    kept = []
    for draft in drafts:
        others = [d for d in drafts if d is not draft and d.origins and d.destinations and not draft.name]
        if draft.origins and draft.destinations:
            parts = [d for d in others if d.origins.keys() <= draft.origins.keys() and _lie_in(d.destinations, draft.destinations)]
            whole = {key for d in parts for key in d.origins} == draft.origins.keys()
            kept += [] if whole else [draft]
            for part in parts if whole else ():
                part.claims += [replace(c, path=Path()) for c in draft.claims]
            continue
        if not draft.destinations and draft.origins:
            parts = [d for d in others if _lie_in(d.origins, draft.origins)]
        else:
            parts = [d for d in others if draft.destinations and not draft.origins and _lie_in(d.destinations, draft.destinations)]
        if not parts:
            kept.append(draft)
        for part in parts:
            part.claims += [replace(c, path=Path()) for c in draft.claims]
    return kept


def _lie_in(inner: dict[str, Member], outer: dict[str, Member]) -> bool:
    return all(any(_holds(large, small) for large in outer.values()) for small in inner.values())


def _spoken_of(drafts: list[Draft], claim: Claim) -> list[Draft]:
    """The corridors a claim without places speaks of; none where that would be a guess."""
    if not claim.definite or not drafts:
        return []
    names = {a.name for a in claim.proposed_by}
    if claim.offer and names:
        offered = [d for d in drafts if d.offer and d.proposers & names]
        return _told_together(offered, offered[-1]) if offered else []
    recent = max(drafts, key=lambda d: d.last)
    if claim.position - recent.last > _NEAR:
        return []
    return _told_together(drafts, recent) if claim.plural or claim.offer else [recent]


def _adds(claim: Claim, drafts: list[Draft]) -> bool:
    """Whether the clause only goes on about corridors whose ends were left open: "...; both lead to Russia"."""
    return bool(claim.path.destinations or claim.path.via) and not any(d.destinations and claim.path.destinations for d in drafts)


def _told_together(drafts: list[Draft], one: Draft) -> list[Draft]:
    """The corridors that were told of in one breath with ``one``: "the corridors", "the offer" means them all."""
    groups = {c.group for c in one.claims if is_placed(c)}
    return [d for d in drafts if d is one or groups & {c.group for c in d.claims if is_placed(c)}]


def _place(drafts: list[Draft], claim: Claim) -> None:
    """Give a claim with places to the corridors it speaks of, or begin one."""
    origins, destinations = keys_of(claim.path.origins), keys_of(claim.path.destinations)
    if claim.ordinal is not None and not origins and _by_ordinal(drafts, claim):
        return
    exact = _best(drafts, claim, origins, destinations)
    if exact is not None:
        if claim.path.rule == "between" and origins and origins <= set(exact.destinations):
            claim = replace(claim, path=replace(claim.path, origins=claim.path.destinations, destinations=claim.path.origins))
        exact.take(claim)
        return
    narrower = next((d for d in reversed(drafts) if _is_told_closer(d, claim)), None)
    if narrower is not None:
        narrower.destinations.clear()
        narrower.take(claim)
        return
    wider_end = next((d for d in reversed(drafts) if _is_told_wider(d, claim)), None)
    if wider_end is not None:
        wider_end.take(claim, places=False)
        return
    group = next((d for d in reversed(drafts) if _is_part(d, claim, origins, destinations)), None)
    if group is not None:
        drafts.append(_split(group, claim, origins))
        return
    wider = [
        d
        for d in drafts
        if d.origins
        and not claim.offer
        and set(d.origins) < origins
        and (set(d.destinations) == destinations or not (d.destinations and (destinations or not claim.definite)))
        and claim.position - d.last <= _NEAR
        and not d.offer
    ]
    fresh = Draft()
    fresh.take(claim)
    if wider:
        for draft in wider:
            draft.take(claim, places=False)
            for key in draft.origins:
                fresh.origins.pop(key, None)
        if not fresh.origins:
            return
    drafts.append(fresh)


def _best(drafts: list[Draft], claim: Claim, origins: set[str], destinations: set[str]) -> Draft | None:
    """The corridor that agrees in most; the one spoken of last among equals."""
    agreeing = [d for d in drafts if _agrees(d, claim, origins, destinations)]

    def agreement(draft: Draft) -> tuple[int, int]:
        ends = (
            2 * (destinations == set(draft.destinations))
            + 2 * (origins == set(draft.origins))
            + bool(destinations & set(draft.destinations))
            + bool(origins & set(draft.origins))
            + (claim.offer == draft.offer)
        )
        return ends, draft.last

    return max(agreeing, key=agreement, default=None)


def _agrees(draft: Draft, claim: Claim, origins: set[str], destinations: set[str]) -> bool:
    if claim.name or draft.name:
        if (
            claim.name is None
            and claim.definite
            and not claim.deed
            and not draft.origins
            and not draft.destinations
            and claim.position - draft.last <= _CLOSE
        ):
            return True  # "It is the only road connecting Armenia to Nagorno-Karabakh"
        if claim.name is None and claim.definite and not claim.deed and origins and destinations and claim.position - draft.last <= _NEAR:
            return set(draft.origins) | set(draft.destinations) <= origins | destinations
        same_sentence = any(c.evidence.sentence == claim.evidence.sentence for c in draft.claims)
        if claim.name is None and claim.continues and same_sentence and not (draft.origins or draft.destinations):
            return True  # "reopening the Rafah crossing so that the wounded can be taken to Egypt"
        if claim.name and not (origins or destinations) and same_sentence and draft.origins and draft.destinations and not draft.name:
            return any(c.deed for c in draft.claims)  # "had crossed into Armenia, after Azerbaijan reopened the Lachin corridor"
        if claim.name is None and claim.continues and _completes(draft, origins, destinations) and claim.position - draft.last <= _CLOSE:
            return not claim.another  # "to open the Adre crossing with Chad so that relief can reach Darfur"
        if claim.name and draft.name is None and claim.deed and _completes(draft, origins, destinations):
            return claim.position - draft.last <= _CLOSE
        if claim.name and draft.name is None and claim.deed and not origins and not destinations and claim.position - draft.last <= _CLOSE:
            return bool(draft.origins or draft.destinations)  # "they came back in this way through the Lachin corridor"
        if (
            claim.name is None
            and claim.continues
            and destinations
            and destinations <= set(draft.destinations)
            and origins <= set(draft.origins)
        ):
            return True  # "the convoy left via the crossing and was escorted to Damascus"
        if claim.name and draft.name:
            return claim.name.casefold() == draft.name.casefold()
        if claim.name is None and claim.deed and _completes(draft, origins, destinations) and claim.position - draft.last <= _CLOSE:
            return not claim.another  # "reopened the Kerem Shalom crossing for aid to Gaza. Trucks from Egypt were arriving"
        return bool(origins and destinations) and origins == set(draft.origins) and destinations == set(draft.destinations)
    known_from, known_to = set(draft.origins), set(draft.destinations)
    if not origins and not destinations:
        if claim.position - draft.last <= _CLOSE:
            return True  # "The wounded went first, through Ramouseh."
        return bool(keys_of(claim.path.via) & set(draft.via)) or (claim.definite and claim.position - draft.last <= _NEAR)
    one_offer = claim.offer and draft.offer and (origins <= known_from or known_from <= origins) and destinations and known_to
    if origins and known_from and origins != known_from and not one_offer:
        return False
    if destinations and known_to and not (destinations <= known_to or known_to <= destinations):
        return False
    if origins and known_from and destinations and known_to:
        return True
    if (
        not origins
        and not known_to
        and not (destinations & known_from)
        and not claim.offer
        and claim.position - draft.last <= _CLOSE
        and (claim.continues or not all(c.tentative for c in draft.claims))
        and (claim.kind is CorridorKind.AID) == (draft.claims[0].kind is CorridorKind.AID)
    ):
        return True  # "the evacuation of Mariupol ... were to leave along a corridor to Zaporizhzhia"
    if _completes(draft, origins, destinations) and _is_one_journey(draft, claim):
        return True  # "The lorries had left Semera", after they "reached Mekelle"
    # One of them leaves an end open: only the same telling may fill it.
    if claim.offer != draft.offer and not claim.definite:
        return False
    if claim.offer and draft.offer and claim.proposed_by and draft.proposers and not draft.proposers & {a.name for a in claim.proposed_by}:
        return False
    if origins and known_from:
        return claim.definite or claim.position - draft.last <= _NEAR or claim.offer
    if not origins and destinations and (known_to or known_from):
        return claim.definite or claim.offer or claim.continues or bool(known_to and not known_from)
    return bool(known_to and destinations) and (claim.offer or claim.definite)


def _completes(draft: Draft, origins: set[str], destinations: set[str]) -> bool:
    """Whether one of the two knows only where from, and the other only where to."""
    known_from, known_to = set(draft.origins), set(draft.destinations)
    if origins and not destinations:
        return bool(known_to) and not known_from and not origins & known_to
    return bool(destinations and known_from) and not origins and not known_to and not destinations & known_from


def _is_told_wider(draft: Draft, claim: Claim) -> bool:
    """ "It was the first convoy to get to Tigray", after "lorries reached Mekelle": the region of the end already told."""
    ends, known = claim.path.destinations, list(draft.destinations.values())
    if claim.path.origins or not ends or not known or not claim.continues or claim.position - draft.last > _CLOSE:
        return False
    return all(any(_holds(e, k) for e in ends) for k in known)


def _is_told_closer(draft: Draft, claim: Claim) -> bool:
    """ "The lorry brought blankets to Stepanakert", after it "entered Nagorno-Karabakh": the place in the region already told."""
    ends, known = claim.path.destinations, list(draft.destinations.values())
    if claim.path.origins or not ends or not known or not claim.continues or claim.name or claim.position - draft.last > _CLOSE:
        return False
    return any(c.deed for c in draft.claims) and all(any(_holds(k, e) for k in known) for e in ends)


def _holds(outer: Member, inner: Member) -> bool:
    return outer.place is not None and inner.place is not None and lies_in(inner.place, outer.place)


def _is_one_journey(draft: Draft, claim: Claim) -> bool:
    """Whether two tellings near each other are of the same people or vehicles on their way."""
    near = claim.position - draft.last
    if (
        not claim.continues
        and _went_well(claim) is not None
        and _went_well(claim) is not next((w for w in map(_went_well, reversed(draft.claims)) if w is not None), _went_well(claim))
    ):
        return False  # "buses bring people out of Tokmak; buses are not let into Mariupol"
    if claim.tentative and all(c.tentative for c in draft.claims) and not claim.continues:
        return near <= _CLOSE // 2
    if any(c.evidence.sentence == claim.evidence.sentence for c in draft.claims):
        return claim.deed or any(c.deed for c in draft.claims)  # "a second convoy, which left Port Sudan, is on its way to the camp"
    if claim.continues:
        return near <= 2 * _CLOSE
    return claim.deed and any(c.deed for c in draft.claims) and near <= _CLOSE and not claim.another


def _went_well(claim: Claim) -> bool | None:
    told = [s.status for s in claim.statements if not s.conditional]
    return None if not told else told[-1] not in (Status.BLOCKED, Status.FAILED, Status.CLOSED, Status.REJECTED)


def _is_part(draft: Draft, claim: Claim, origins: set[str], destinations: set[str]) -> bool:
    """Whether the claim is of some of a group's origins: "corridors in A, B and C ... the A corridor failed"."""
    if not origins or not origins < set(draft.origins) or draft.name or (claim.offer and not claim.definite):
        return False
    known_to = set(draft.destinations)
    return not destinations or not known_to or destinations <= known_to


def _split(group: Draft, claim: Claim, origins: set[str]) -> Draft:
    part = Draft(paired=True, two_way=group.two_way)
    part.claims = list(group.claims)
    part.origins = {key: group.origins.pop(key) for key in list(group.origins) if key in origins}
    if not claim.path.destinations:
        part.destinations = dict(group.destinations)
        part.via = dict(group.via)
    part.take(claim)
    part.paired = len(part.origins) < 2 or len(part.destinations) < 2
    group.paired = len(group.origins) < 2 or len(group.destinations) < 2 or group.paired
    return part


def _by_ordinal(drafts: list[Draft], claim: Claim) -> bool:
    """ "The first would lead to Belarus, the second to Russia": pair the origins, or one origin's several ways."""
    if not drafts or claim.ordinal is None:
        return False
    recent = max(drafts, key=lambda d: d.last)
    if claim.position - recent.last > 700:
        return False
    everything = list(recent.claims)
    base = next((c for c in everything if c.path.origins), None)
    if base is None:
        return False
    members = base.path.origins
    if len(members) > 1 and claim.ordinal < len(members) and not base.path.destinations:
        chosen = members[claim.ordinal]
        part = Draft(origins={key_of(chosen): chosen}, claims=[base], last=claim.position)
        for draft in drafts:
            if base in draft.claims:
                draft.origins.pop(key_of(chosen), None)
        part.take(claim)
        drafts.append(part)
        drafts[:] = [d for d in drafts if d.origins or d.destinations or d.via or d.name]
        return True
    if claim.ordinal == 0 and not recent.destinations:
        recent.take(claim)
        return True
    part = Draft(origins={key_of(m): m for m in members}, claims=[base], last=claim.position)
    part.take(claim)
    drafts.append(part)
    return True


def _is_country(member: Member) -> bool:
    return member.place is not None and member.place.kind is Kind.COUNTRY


def _is_told(draft: Draft) -> bool:
    """Whether enough is said to be a corridor: a status, or a way in so many words with both its ends."""
    if all(c.tentative for c in draft.claims if is_placed(c)) and not (draft.origins and draft.destinations) and not draft.name:
        return False
    ends = [*draft.origins.values(), *draft.destinations.values()]
    if not ends and not draft.name and all(_is_country(m) for m in draft.via.values()):
        return False
    if ends and not draft.name and not (draft.origins and draft.destinations) and not draft.via and all(_is_country(m) for m in ends):
        return False  # "the evacuations in Syria": no way that could be drawn
    if any(c.statements for c in draft.claims):
        return bool(draft.origins or draft.destinations or draft.via or draft.name)
    return bool(draft.origins and draft.destinations) and any(c.strong for c in draft.claims)
