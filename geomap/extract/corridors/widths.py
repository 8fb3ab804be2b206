"""One way told wider or closer: the region for its town, a group of ways for each of them ("corridors in the Sumy region")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.corridors.drafts import CLOSE, SOON, Draft, keys_of
from geomap.extract.corridors.ends import ends_known, ends_told, is_country, lie_in
from geomap.extract.corridors.halves import is_country_of
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.paths import Path
from geomap.extract.within import holds
from geomap.model import Status

__all__ = [
    "goes_beside",
    "is_begun_closer",
    "is_begun_wider",
    "is_part",
    "is_told_closer",
    "is_told_in_parts",
    "is_told_wider",
    "split",
    "without_echoes",
    "without_namesakes",
    "without_wider",
]

_TO_COME = frozenset([Status.ANNOUNCED])
_OFFERED = frozenset([Status.PROPOSED, Status.REJECTED])


def is_told_wider(draft: Draft, claim: Claim) -> bool:
    """ "It was the first convoy to get to Tigray", after "lorries reached Mekelle": the region of the end already told."""
    ends, known = claim.path.destinations, list(draft.destinations.values())
    near = draft.in_one_sentence(claim) if claim.follows else claim.continues and draft.distance(claim) <= CLOSE
    begun = bool(claim.path.origins) and not draft.origins and not draft.name and near
    again = _tells_end_again(draft, claim) or (begun and bool(ends))  # "the convoy bound for Kefraya left Hama for Idlib province"
    whole = ends_told(claim).both and ends_told(claim).origins == ends_known(draft).origins and claim.deed and draft.deed
    known = [k for k in known if k.place is not None]
    again = again or (whole and claim.path.staged)  # "from A and B were flown to Beirut and driven into Syria"
    return again and bool(known) and all(any(holds(e, k) for e in ends) for k in known)


def is_begun_wider(draft: Draft, claim: Claim) -> bool:
    """ "Many were old people who had left Russia", after "from Sudzha to Ukraine": the country of the beginning already told.

    Nor do "vehicles from Ukraine" that took them begin another way there.
    """
    starts, near = claim.path.origins, draft.distance(claim) <= SOON and claim.sort.travels
    if not near or not starts or claim.path.destinations or not all(map(is_country, starts)) or not draft.destinations:
        return False
    if claim.tentative and claim.sort is Sort.PEOPLE and all(any(holds(s, o) for o in draft.origins.values()) for s in starts):
        return True
    return bool(draft.origins) and claim.kind is draft.claims[0].kind and keys_of(starts) <= draft.destinations.keys()


def is_told_closer(draft: Draft, claim: Claim) -> bool:
    """ "The lorry brought blankets to Stepanakert", after it "entered Nagorno-Karabakh": the place in the region already told."""
    ends, known = claim.path.destinations, list(draft.destinations.values())
    if not _tells_end_again(draft, claim) or claim.name or all(_is_gate(e) for e in ends):
        return False  # "were escorted to Kurdistan, where they arrived at the A border crossing"
    return draft.deed and all(any(holds(k, e) or (e.place is None and is_country(k)) for k in known) for e in ends)


def is_told_in_parts(draft: Draft, claim: Claim) -> bool:
    """ "Six lorries went to Pec and five to Prizren", after "convoys left Skopje for Kosovo": where each part of them went."""
    ends, told = claim.path.destinations, [m for c in draft.claims for m in c.path.destinations]
    of_lorries = claim.sort is Sort.CONVOY and claim.plural and all(c.sort is Sort.CONVOY for c in draft.claims)
    if not (of_lorries and _both_went(draft, claim) and draft.origins and ends):
        return False
    if claim.path.origins or claim.another or draft.distance(claim) > CLOSE:
        return False
    return all(any(holds(wide, end) for wide in told) for end in ends)


def goes_beside(draft: Draft, claim: Claim) -> bool:
    """ "78 patients travelled to A, while six went to B", after "patients left Gaza": both from there."""
    if claim.sort is not Sort.PEOPLE or claim.path.origins or not claim.path.destinations or claim.another or not draft.origins:
        return False
    back = any(is_country_of(end, origin) for end in claim.path.destinations for origin in draft.origins.values())
    if back or not _both_went(draft, claim):
        return False
    beside = [c for c in draft.claims if c.evidence.sentence == claim.evidence.sentence]
    return any(c.sort is Sort.PEOPLE and c.path.destinations and not c.path.origins for c in beside)


def _both_went(draft: Draft, claim: Claim) -> bool:
    return {s.status for s in claim.statements} == draft.statuses == {Status.OPERATIONAL}


def is_told_at_gate(draft: Draft, claim: Claim) -> bool:
    """ "Were escorted to Kurdistan, where they arrived at the A border crossing": no nearer end, but where they came in."""
    return _tells_end_again(draft, claim) and draft.deed and all(_is_gate(e) for e in claim.path.destinations)


def _is_gate(member: Member) -> bool:
    return member.place is not None and member.place.kind is Kind.SITE and "crossing" in member.place.name.lower()


def is_begun_closer(draft: Draft, claim: Claim) -> bool:
    """ "The ship was loaded at Mersin", after it "set sail from Turkey": the place in the country already told."""
    laden = (Sort.CONVOY, Sort.WAY)
    of_lorries = claim.sort in laden and all(c.sort in laden for c in draft.claims)
    # "the ship, which had left Beirut, reached Mersin", after "from Lebanon to Turkey"
    of_them = claim.follows and draft.in_one_sentence(claim)
    if not (of_lorries or of_them) or claim.another or claim.path.destinations or draft.distance(claim) > CLOSE:
        return False
    starts = claim.path.origins
    return bool(starts and draft.destinations) and all(any(holds(k, s) for k in draft.origins.values()) for s in starts)


def _tells_end_again(draft: Draft, claim: Claim) -> bool:
    """Whether the claim goes on about the same journey and says once more where it ended."""
    only_end = bool(claim.path.destinations) and not claim.path.origins
    goes_on = claim.continues or claim.tentative or (claim.sort is Sort.PEOPLE and not claim.another)
    return only_end and bool(draft.destinations) and goes_on and draft.distance(claim) <= CLOSE


def is_part(draft: Draft, claim: Claim) -> bool:
    """Whether the claim is of some of a group's origins: "corridors in A, B and C ... the A corridor failed"."""
    known, told = ends_known(draft), ends_told(claim)
    if not told.origins or not told.origins < known.origins or draft.name or (claim.offer and not claim.definite):
        return False
    return not told.destinations or not known.destinations or told.destinations <= known.destinations


def split(group: Draft, claim: Claim) -> Draft:
    """The part of ``group`` that the claim is of, as a corridor of its own, with all that was said of the group."""
    origins = ends_told(claim).origins
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


def without_wider(drafts: Sequence[Draft]) -> list[Draft]:
    """ "Six corridors were agreed in the Sumy region", then one by one: what is said of the region's holds for each of them."""
    kept = []
    for draft in drafts:
        parts = _parts(draft, drafts)
        if not parts:
            kept.append(draft)
        for part in parts if draft.destinations or not _is_of_countries(draft) else ():
            part.claims += [replace(c, path=Path()) for c in draft.claims]
    return kept


def without_namesakes(drafts: Sequence[Draft]) -> list[Draft]:
    """ "From Suwayda province to Daraa", then "from Suwayda": of a region and the town it is called after, one way."""
    kept: list[Draft] = []
    for draft in drafts:
        other = next((d for d in drafts if d is not draft and _is_namesake(draft, d) and (d in kept or d.destinations)), None)
        if other is None:
            kept.append(draft)
        else:
            other.claims += [replace(c, path=Path()) for c in draft.claims]
    return kept


def _is_namesake(draft: Draft, other: Draft) -> bool:
    """Whether no more is told of ``draft`` than where it begins, and that is where the other begins, by a region's name or its town's."""
    if draft.name or draft.destinations or draft.via or len(draft.origins) != 1:
        return False
    one = next(iter(draft.origins.values()))
    known = other.statuses | (_TO_COME if Status.OPERATIONAL in other.statuses else frozenset())
    if _is_region(one) and any(holds(one, m) for m in other.origins.values()) and draft.statuses <= known:
        return True  # "villages of the Kherson region", three of them told of by name; "will continue the evacuation from Donbas"
    if len(other.origins) != 1:
        return False
    two = next(iter(other.origins.values()))
    alike = _REGION.sub("", one.mention.text) == _REGION.sub("", two.mention.text)
    return one.key != two.key and alike and (holds(one, two) or holds(two, one))


def _is_region(member: Member) -> bool:
    return member.place is not None and member.place.kind in (Kind.REGION, Kind.AREA)


_REGION = re.compile(r"\s+(?:province|region|oblast|governorate|state|district|city)$", re.IGNORECASE)


def without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """ "The Zikim crossing to Gaza was opened. The UN had long asked to let aid into Gaza": no way beside the one that has a name."""
    firm = [d for d in drafts if d.destinations and (d.name or d.origins)]
    return [d for d in drafts if not any(_echoes(d, f) for f in firm if f is not d)]


def _echoes(draft: Draft, named: Draft) -> bool:
    """Whether no more is told than that aid should get to where the named way leads."""
    if draft.name or draft.origins or draft.via or not draft.destinations:
        return False
    told = draft.statuses
    same = bool(named.name) and Status.OPERATIONAL in named.statuses and told == {Status.OPERATIONAL}
    only_wished = same or told <= {Status.PROPOSED, Status.ANNOUNCED}
    there = list(named.destinations.values())
    return only_wished and all(
        key in named.destinations or any(holds(member, n) or holds(n, member) for n in there) for key, member in draft.destinations.items()
    )


def _parts(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The ways with both their ends that ``draft`` tells of together."""
    if draft.name:
        return []
    others = [d for d in drafts if d is not draft and d.origins and d.destinations]
    if draft.origins and draft.destinations and any(c.another for c in draft.claims):
        return []  # "a separate convoy from A to B"
    if draft.origins and draft.destinations:
        parts = [d for d in others if _fall_in(d.origins, draft.origins) and _fall_in(d.destinations, draft.destinations)]
        parts = [d for d in parts if ends_known(d) != ends_known(draft)]
        parts = [d for d in parts if d.origins.keys() <= draft.origins.keys() or _is_same_news(d, draft)]
        whole = all(any(key in d.origins or _holds_any(origin, d.origins) for d in parts) for key, origin in draft.origins.items())
        return parts if whole else []
    if draft.origins and _is_summary(draft):
        alike = [d for d in others if draft.statuses <= _OFFERED or not d.statuses <= _OFFERED]  # an announcement is of no mere offer
        parts = [d for d in alike if _touches({**d.origins, **d.destinations}, draft.origins)]
        whole = all(any(_touches({**d.origins, **d.destinations}, {key: origin}) for d in parts) for key, origin in draft.origins.items())
        return parts if whole else []
    if draft.origins:
        return [d for d in others if lie_in(d.origins, draft.origins)]
    # "a convoy entered Tigray": the one whose lorries "arrived in Mekelle"
    arrived = [d for d in drafts if d is not draft and d.deed and draft.deed and d.destinations and not d.origins and not d.name]
    parts = [d for d in others + arrived if draft.destinations and lie_in(d.destinations, draft.destinations)]
    return [d for d in parts if draft.via.keys() <= d.via.keys() | d.origins.keys()]  # not "entered Tigray via Gondar", by another road


def _is_summary(draft: Draft) -> bool:
    """ "Three roads were opened in Taiz", and then each of them with both its ends."""
    placed = [c for c in draft.claims if c.path.members]
    return all(c.plural and c.path.rule == "at" and c.sort in (Sort.WAY, Sort.BARE) for c in placed)


def _touches(ends: dict[str, Member], where: dict[str, Member]) -> bool:
    """Whether a way ends in one of the places, or in something that lies there."""
    return any(key in where or any(holds(w, end) for w in where.values()) for key, end in ends.items())


def _is_of_countries(draft: Draft) -> bool:
    """ "Have helped thousands to leave Sudan": nothing that would hold for each way in it."""
    return all(is_country(m) for m in draft.origins.values())


def _fall_in(inner: dict[str, Member], outer: dict[str, Member]) -> bool:
    """Whether all ends of the one are ends of the other, or lie in them: "from Armenia", "from Yerevan"."""
    return all(key in outer or any(holds(large, small) for large in outer.values()) for key, small in inner.items())


def _is_same_news(part: Draft, draft: Draft) -> bool:
    """ "Refugees returned from Armenia to Karabakh. ... Buses went from Yerevan to Stepanakert": told near each other, and alike."""
    near = any(abs(a.position - b.position) <= CLOSE for a in part.claims for b in draft.claims)
    near = near or part.destinations.keys() == draft.destinations.keys()
    told, known = ([s.status for c in d.claims for s in c.statements if not s.conditional][-1:] for d in (part, draft))
    return near and told == known


def _holds_any(large: Member, members: dict[str, Member]) -> bool:
    return any(holds(large, small) for small in members.values())
