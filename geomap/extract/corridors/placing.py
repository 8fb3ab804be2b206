"""Which corridor a claim with places is of, or that it begins a new one: "the second would go to Russia"."""

from __future__ import annotations

from dataclasses import replace

from geomap.extract.corridors.drafts import NEAR, SOON, Draft, key_of, keys_of
from geomap.extract.corridors.ends import ends_known, ends_told
from geomap.extract.corridors.same_way import find_same, is_from_crossing, is_from_other_end
from geomap.extract.corridors.widths import (
    goes_beside,
    is_begun_closer,
    is_begun_wider,
    is_part,
    is_told_at_gate,
    is_told_closer,
    is_told_in_parts,
    is_told_wider,
    split,
)
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.within import holds
from geomap.model import Status

__all__ = ["place"]


def place(drafts: list[Draft], claim: Claim) -> None:
    """Give a claim with places to the corridors it speaks of, or begin one."""
    a_second = claim.deed and claim.another and not claim.definite  # "a second convoy is to go to A": not from where the first set out
    if claim.ordinal is not None and not (claim.path.origins or a_second) and _pair_by_ordinal(drafts, claim, claim.ordinal):
        return
    if claim.continues and ends_told(claim).both:
        # "arrived in Goma and was driven on to Bukavu": that it came to where this leg begins is no way by itself
        drafts[:] = [d for d in drafts if not (_ends_at(d, claim) and _only_came(d) and d.in_one_sentence(claim))]
    if claim.every and _lead_there(drafts, claim):
        return
    same = find_same(drafts, claim)
    if same is not None:
        same.take(_turned_to(same, claim), places=not _is_to_lead_elsewhere(same, claim))
        return
    latest_first = drafts[::-1]
    wider = next((d for d in latest_first if is_told_wider(d, claim)), None)
    if wider is not None:
        wider.take(replace(claim, path=replace(claim.path, destinations=())))
        return
    again = next((d for d in latest_first if is_begun_wider(d, claim)), None)
    if again is not None:
        again.last = max(again.last, claim.position)
        return
    begun = next((d for d in latest_first if is_begun_closer(d, claim)), None)
    if begun is not None:
        begun.origins = {k: m for k, m in begun.origins.items() if not any(holds(m, s) for s in claim.path.origins)}
        begun.take(claim)
        return
    whole = next((d for d in latest_first if _is_leg(drafts, d, claim)), None)
    if whole is not None:
        drafts[:] = [d for d in drafts if d is whole or not _ends_at(d, claim, whole)]
        whole.take(replace(claim, path=replace(claim.path, origins=(), via=claim.path.origins, destinations=())))
        return
    station = next((d for d in latest_first if _is_station(d, claim) or is_told_at_gate(d, claim)), None)
    if station is not None:
        station.take(claim, places=False)
        return
    halfway = next((d for d in latest_first if _is_on_the_way(d, claim) or _goes_further(d, claim)), None)
    if halfway is not None:
        onward = _goes_further(halfway, claim)
        halfway.via, halfway.destinations = {**halfway.via, **halfway.destinations}, {}
        halfway.take(replace(claim, path=replace(claim.path, origins=())) if onward else claim)
        return
    beside = next((d for d in latest_first if goes_beside(d, claim)), None)
    if beside is not None:
        drafts.append(_begun_with(beside, claim))
        return
    narrower = next((d for d in latest_first if is_told_closer(d, claim) or is_told_in_parts(d, claim)), None)
    if narrower is not None:
        ends = claim.path.destinations
        narrower.destinations = {k: m for k, m in narrower.destinations.items() if not any(holds(m, e) for e in ends)}
        narrower.take(claim)
        return
    group = next((d for d in latest_first if is_part(d, claim)), None)
    if group is not None and not _adds_anything(group, claim):
        group.take(claim, places=False)
        return
    if group is not None:
        drafts.append(split(group, claim))
        return
    spread = _spread(drafts, claim)
    for piece in spread:
        place(drafts, piece)
    if not spread:
        _begin(drafts, claim)


def _lead_there(drafts: list[Draft], claim: Claim) -> bool:
    """ "One route begins in Sumy, another in Izium. Both lead to Poltava": gives the end to each that lacks one."""
    waiting = [d for d in drafts if d.origins and not (d.destinations or d.name) and d.distance(claim) <= SOON]
    begun = {key for d in waiting for key in d.origins}
    if len(waiting) < 2 or not claim.path.destinations or not keys_of(claim.path.origins) <= begun:
        return False
    for draft in waiting:
        draft.take(replace(claim, path=replace(claim.path, origins=())))
    return True


def _is_to_lead_elsewhere(draft: Draft, claim: Claim) -> bool:
    """ "Patients left by the A crossing for B. The UN hopes that the A crossing will be opened to C": told so far only to B."""
    known, told = ends_known(draft), ends_told(claim)
    if not claim.name or not known.both or not told.destinations or told.destinations & known.destinations:
        return False
    if any(holds(d, e) or holds(e, d) for d in draft.destinations.values() for e in claim.path.destinations):
        return False
    only_to_be = {s.status for s in claim.statements} <= {Status.ANNOUNCED, Status.PROPOSED}
    return only_to_be and bool(claim.statements) and Status.OPERATIONAL in draft.statuses


def _spread(drafts: list[Draft], claim: Claim) -> list[Claim]:
    """ "Buses did not get to A and B", where A was told of by itself and B with C: a claim for each; [] where that does not fit."""
    told = ends_told(claim)
    if told.destinations or claim.path.via or claim.name or claim.offer or len(told.origins) < 2:
        return []
    pieces: dict[int, tuple[str | None, list[Member]]] = {}
    for member in claim.path.origins:
        draft = next((d for d in reversed(drafts) if _begins_at(d, member) and d.distance(claim) <= NEAR), None)
        if draft is None:
            return []
        pieces.setdefault(id(draft), (draft.name, []))[1].append(member)
    if len(pieces) < 2:
        return []
    return [
        replace(claim, path=replace(claim.path, origins=() if name else tuple(members)), name=name) for name, members in pieces.values()
    ]


def _begins_at(draft: Draft, member: Member) -> bool:
    """Whether a way begins at a place, or is called by it: "the roads from Homs and Adre" after "the Adre crossing"."""
    if draft.name:
        return draft.name.casefold().startswith(f"{member.mention.text.casefold()} ")
    return key_of(member) in draft.origins


def _is_on_the_way(draft: Draft, claim: Claim) -> bool:
    """ "The convoy, which left A for B, reached C": what was told as an end so far is a station."""
    known, told = ends_known(draft), ends_told(claim)
    if not (claim.follows and claim.continues and told.both and draft.deed and draft.in_one_sentence(claim)):
        return False
    if Status.OPERATIONAL not in draft.statuses:
        return False  # "the convoy bound for A left B for C"
    return bool(known.destinations) and not known.origins and not known.destinations & (told.origins | told.destinations)


def _is_leg(drafts: list[Draft], draft: Draft, claim: Claim) -> bool:
    """ "It sails to Arish, from which the aid will be taken to Gaza", after "a ship has left Mersin for Gaza"."""
    known, told = ends_known(draft), ends_told(claim)
    last_leg = told.both and known.both and told.destinations <= known.destinations and not told.origins & known.origins
    if not last_leg or not draft.deed or not claim.continues or draft.distance(claim) > SOON:
        return False
    return any(_ends_at(d, claim, draft) for d in drafts if d is not draft)


def _ends_at(draft: Draft, claim: Claim, whole: Draft | None = None) -> bool:
    """Whether all that is told of a way is that it ends where the claim's begins, and begins where the ``whole`` does."""
    known = ends_known(draft)
    begins = not known.origins or (whole is not None and known.origins <= whole.origins.keys())
    return draft.deed and begins and known.destinations == ends_told(claim).origins


def _only_came(draft: Draft) -> bool:
    """Whether all that is told of those on their way is that they came to a place."""
    return not draft.name and not draft.via and draft.statuses <= {Status.OPERATIONAL}


def _is_station(draft: Draft, claim: Claim) -> bool:
    """ "Before docking in Arish", where the ship was told to go to Gaza by way of Arish."""
    told = ends_told(claim)
    if told.both and told.origins <= draft.via.keys() and told.destinations == ends_known(draft).destinations:
        return claim.deed and draft.deed  # "will be taken from Sumy through Belarus to Russia"; "from Belarus they are taken to Russia"
    only_there = bool(told.destinations) and not told.origins and told.destinations <= draft.via.keys()
    return only_there and claim.continues and draft.deed and draft.distance(claim) <= SOON


def _goes_further(draft: Draft, claim: Claim) -> bool:
    """ "Were taken from Laukkai to Kunming, from where they were flown to Bangkok", "before they fly on": told as one journey."""
    known, told = ends_known(draft), ends_told(claim)
    of_them = claim.follows or claim.sort is Sort.PEOPLE  # not "from A by bus to B, to take people to C"
    goes_on = claim.continues and told.both and bool(known.origins) and known.destinations == told.origins
    return goes_on and (claim.path.rule == "onward" or (of_them and draft.in_one_sentence(claim)))


def _adds_anything(group: Draft, claim: Claim) -> bool:
    """Whether more is told of some of a group than was told of all: another status, or where to."""
    return bool(claim.path.destinations or claim.path.via) or not {s.status for s in claim.statements} <= group.statuses


def _turned_to(draft: Draft, claim: Claim) -> Claim:
    """ "Between A and B" takes its direction from the way already told; a crossing's own place is where the way passes."""
    told, known = ends_told(claim), ends_known(draft)
    comes_from = bool(told.origins) and told.origins <= known.destinations
    goes_out = bool(told.destinations) and told.destinations <= known.origins and not told.origins & known.origins
    named_by_station = claim.path.rule == "name" and bool(told.origins) and told.origins <= draft.via.keys()
    if is_from_other_end(draft, claim):
        return replace(claim, path=replace(claim.path, destinations=()))
    if is_from_crossing(draft, claim) or named_by_station:
        return replace(claim, path=replace(claim.path, origins=(), via=claim.path.origins + claim.path.via))
    if claim.path.rule != "between" or not (comes_from or goes_out):
        return claim
    return replace(claim, path=replace(claim.path, origins=claim.path.destinations, destinations=claim.path.origins))


def _begin(drafts: list[Draft], claim: Claim) -> None:
    """Begin a corridor with what the claim adds to those told of before: "from A", then "from A, B and C to D"."""
    fresh = Draft()
    fresh.take(claim)
    covered = [d for d in drafts if _is_covered(d, claim)]
    for draft in covered:
        own = tuple(m for m in claim.path.origins if key_of(m) in draft.origins)
        draft.take(replace(claim, path=replace(claim.path, origins=own)), places=not draft.destinations)
        for key in draft.origins:
            fresh.origins.pop(key, None)
    if fresh.origins or not covered:
        drafts.append(fresh)


def _is_covered(draft: Draft, claim: Claim) -> bool:
    """Whether the claim is of this corridor and of others beside it."""
    known, told = ends_known(draft), ends_told(claim)
    if claim.offer or draft.offer or draft.distance(claim) > NEAR:
        return False
    fitting = known.destinations == told.destinations or not (known.destinations and (told.destinations or not claim.definite))
    return bool(known.origins) and known.origins < told.origins and fitting


def _begun_with(draft: Draft, claim: Claim) -> Draft:
    """A corridor of its own that begins where ``draft`` does."""
    claims = [_without_fate(c) if claim.statements else c for c in draft.claims if c.path.origins]
    part = Draft(origins=dict(draft.origins), claims=claims, last=claim.position)
    part.take(claim)
    return part


_ARRANGED = frozenset([Status.PROPOSED, Status.ANNOUNCED, Status.AGREED])  # may be said of all ways at once


def _without_fate(claim: Claim) -> Claim:
    """ "The first convoy reached Baidoa. The second will go to Bardera": how the first fared is not told of the second."""
    if not claim.path.destinations or {s.status for s in claim.statements} <= _ARRANGED:
        return claim
    return replace(claim, statements=(), earlier=(), when=None)


def _pair_by_ordinal(drafts: list[Draft], claim: Claim, ordinal: int) -> bool:
    """ "The first would lead to Belarus, the second to Russia": pair the origins, or one origin's several ways."""
    if not drafts:
        return False
    recent = max(drafts, key=lambda d: d.last)
    base = next((c for c in recent.claims if c.path.origins), None)
    if base is None or recent.distance(claim) > SOON or keys_of(claim.path.destinations) <= recent.destinations.keys():
        return False  # "will bring aid to A and B: one part will go to B and the other to A"
    if base.sort is Sort.CONVOY and claim.sort in (Sort.WAY, Sort.BARE) and not claim.definite:
        return False  # "the lorries left A. The army was opening two corridors, one to B and another to C"
    members = base.path.origins
    if len(members) > 1 and ordinal < len(members) and not base.path.destinations:
        chosen = members[ordinal]
        for draft in drafts:
            if base in draft.claims:
                draft.origins.pop(key_of(chosen), None)
        members = (chosen,)
    elif ordinal == 0 and not recent.destinations:
        recent.take(claim)
        return True
    drafts.append(_begun_with(Draft(origins={key_of(m): m for m in members}, claims=[base]), claim))
    drafts[:] = [d for d in drafts if d.placed]
    return True
