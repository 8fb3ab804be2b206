"""Whether a claim is of a way told of before: "the corridor from Sumy", after "a corridor from Sumy to Poltava was agreed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.corridors.drafts import CLOSE, NEAR, Draft, keys_of
from geomap.extract.corridors.ends import ends_known, ends_told
from geomap.extract.corridors.halves import completes, is_one_journey
from geomap.extract.corridors.names import is_same_name
from geomap.extract.ways.claims import Claim
from geomap.model import CorridorKind, Status

__all__ = ["find_same"]

_OTHER_TRAFFIC = {CorridorKind.EVACUATION, CorridorKind.AID}
_ONLY = re.compile(r"\b(?:only|sole|single|last|lifeline)\b")


def find_same(drafts: Sequence[Draft], claim: Claim) -> Draft | None:
    """The corridor that agrees with the claim in most; the one spoken of last among equals."""
    told = ends_told(claim)

    def agreement(draft: Draft) -> tuple[int, int]:
        known = ends_known(draft)
        ends = (
            2 * (told.destinations == known.destinations)
            + 2 * (told.origins == known.origins)
            + bool(told.destinations & known.destinations)
            + bool(told.origins & known.origins)
            + (claim.offer == draft.offer)
        )
        return ends, draft.last

    found = max((d for d in drafts if _agrees(d, claim)), key=agreement, default=None)
    if found is not None and claim.continues and not claim.name and not told.origins and _is_named_since(drafts, found):
        return None  # "The Rafah crossing was closed. It had been opened for people who were taken to A": not of a way told before it
    return found


def _is_named_since(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether a way with a name has been told of since."""
    return any(d.name and d.last > draft.last for d in drafts)


def _agrees(draft: Draft, claim: Claim) -> bool:
    if claim.name and draft.name:
        return is_same_name(claim.name, draft.name)
    if claim.name:
        return _is_named_by(draft, claim)
    return _is_of_named(draft, claim) if draft.name else _is_of_unnamed(draft, claim)


def _is_named_by(draft: Draft, claim: Claim) -> bool:
    """Whether the claim names a way told without a name: "they came back in this way through the Lachin corridor"."""
    known, told = ends_known(draft), ends_told(claim)
    if not told and known.both and draft.in_one_sentence(claim):
        # not "Trucks entered through Rafah; Israel refuses to open the Kerem Shalom crossing"
        works = any(s.status is Status.OPERATIONAL for s in claim.statements)
        return draft.deed and works  # "had crossed into Armenia, after Azerbaijan reopened the Lachin corridor"
    close = draft.distance(claim) <= CLOSE
    if claim.deed and completes(draft, claim):
        return close
    if claim.deed and claim.along and not told and close:
        return bool(known)  # not "a webcam at the crossing showed people who were fleeing"
    return told.both and told == known


def _is_of_named(draft: Draft, claim: Claim) -> bool:
    """Whether the claim goes on about a way with a name, without saying it: "It is the only road to Nagorno-Karabakh"."""
    known, told, distance = ends_known(draft), ends_told(claim), draft.distance(claim)
    if claim.definite and not claim.deed:
        if not known and distance <= CLOSE:
            # "the only road that links A to B", not "nor was the road that links A to B used"
            return not told.both or draft.in_one_sentence(claim) or _ONLY.search(claim.evidence.sentence) is not None
        if told.both and known and distance <= NEAR:
            return known.origins | known.destinations <= told.origins | told.destinations
    if claim.continues and not known and draft.in_one_sentence(claim):
        return True  # "reopening the Rafah crossing so that the wounded can be taken to Egypt"
    if (claim.continues or claim.deed) and completes(draft, claim) and distance <= CLOSE:
        return not claim.another  # "reopened the Kerem Shalom crossing for aid to Gaza. Trucks from Egypt were arriving"
    if claim.deed and not claim.another and told.origins and told.origins <= known.origins and told.destinations <= known.destinations:
        return distance <= CLOSE  # "foreigners began to leave Gaza", after "opened the Rafah crossing from Gaza to Egypt"
    if claim.continues and told.destinations and told.destinations <= known.destinations and told.origins <= known.origins:
        return True  # "the convoy left via the crossing and was escorted to Damascus"
    return told.both and told == known


def _is_of_unnamed(draft: Draft, claim: Claim) -> bool:
    """Whether the two agree in their places, as far as both name them."""
    known, told, distance = ends_known(draft), ends_told(claim), draft.distance(claim)
    if not told:
        if distance <= CLOSE:  # "The wounded went first, through Ramouseh", not "aid came in through Rafah"
            return claim.continues or {claim.kind, draft.claims[0].kind} != _OTHER_TRAFFIC
        return bool(keys_of(claim.path.via) & set(draft.via)) or (claim.definite and distance <= NEAR)
    if _contradicts(draft, claim):
        return False
    if (told.both and known.both) or _tells_where_to(draft, claim):
        return True
    if completes(draft, claim) and is_one_journey(draft, claim):
        return True
    if told == known and claim.deed and draft.deed and not claim.another and distance <= NEAR:
        return True  # told again, whatever was offered in between
    # One of them leaves an end open: only the same telling may fill it.
    if claim.offer != draft.offer and not claim.definite:
        return False
    if claim.offer and draft.offer and claim.proposed_by and draft.proposers and not draft.proposers & {a.name for a in claim.proposed_by}:
        return False
    pointing = claim.definite or claim.offer
    if told.origins and known.origins:
        return pointing or distance <= NEAR
    if not told.origins and known:
        there = distance <= CLOSE and told.destinations == known.destinations and not claim.another
        return pointing or claim.continues or there or not known.origins
    return bool(known.destinations and told.destinations) and pointing


def _contradicts(draft: Draft, claim: Claim) -> bool:
    """Whether they name other places for the same end; one offer may be told with fewer of its origins."""
    known, told = ends_known(draft), ends_told(claim)
    if told.origins and known.origins and told.origins != known.origins:
        comparable = told.origins <= known.origins or known.origins <= told.origins
        if not (claim.offer and draft.offer and comparable and told.destinations and known.destinations):
            return True
    if told.destinations and told.destinations <= known.origins and not told.origins:
        return True  # "people will leave the villages; the buses have not got there yet"
    if not told.destinations or not known.destinations:
        return False
    return not (told.destinations <= known.destinations or known.destinations <= told.destinations)


def _tells_where_to(draft: Draft, claim: Claim) -> bool:
    """ "The evacuation of Mariupol ... were to leave along a corridor to Zaporizhzhia"."""
    known, told = ends_known(draft), ends_told(claim)
    return (
        not told.origins
        and not known.destinations
        and not told.destinations & known.origins
        and not claim.offer
        and draft.distance(claim) <= CLOSE
        and (claim.continues or not all(c.tentative for c in draft.claims))
        and (claim.kind is CorridorKind.AID) == (draft.claims[0].kind is CorridorKind.AID)
    )
