"""Whether a claim is of a way told of before: "the corridor from Sumy", after "a corridor from Sumy to Poltava was agreed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import gazetteer
from gazetteer.model import Kind
from geomap.extract.corridors.drafts import CLOSE, NEAR, Draft, keys_of
from geomap.extract.corridors.ends import ends_known, ends_told
from geomap.extract.corridors.halves import OTHER_TRAFFIC, completes, is_country_of, is_one_journey
from geomap.extract.corridors.names import is_same_name
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import LISTED, Claim
from geomap.model import CorridorKind, Status

__all__ = ["find_same", "is_from_crossing", "is_from_other_end", "is_of_others", "takes_another_way"]

_REFUSED = frozenset([Status.REJECTED, Status.CLOSED])

_ONLY = re.compile(
    r"\b(?:only|sole|single|last|main)\s+(?:[\w-]+\s+){0,2}(?:roads?|routes?|links?|corridors?|way|crossing|passage|highway)\b|\blifeline\b"
)

_THEIR_OWN = re.compile(r"\b(?:its|their|our)\s+(?:own\s+)?(?:remaining\s+)?(?:nationals|citizens|diplomats|staff|personnel|compatriots)\b")


def find_same(drafts: Sequence[Draft], claim: Claim) -> Draft | None:
    """The corridor that agrees with the claim in most; the one spoken of last among equals."""
    told = ends_told(claim)

    def agreement(draft: Draft) -> tuple[bool, int, int]:
        known = ends_known(draft)
        ends = (
            2 * (told.destinations == known.destinations)
            + 2 * (told.origins == known.origins)
            + bool(told.destinations & known.destinations)
            + bool(told.origins & known.origins)
            + (claim.offer == draft.offer)
            # "a ferry, which had carried people from A, docked in B"
            + 5 * ((claim.follows or claim.deed) and draft.in_one_sentence(claim) and completes(draft, claim))
        )
        return bool(claim.name and draft.name), ends, draft.last

    here = [d for d in drafts if d.in_one_sentence(claim)] if claim.follows and told.destinations and not told.origins else []
    found = max((d for d in here or drafts if _agrees(d, claim)), key=agreement, default=None)
    if found is not None and claim.continues and not claim.name and not told.origins and _is_named_since(drafts, found):
        return None  # "The Rafah crossing was closed. It had been opened for people who were taken to A": not of a way told before it
    if found is not None and not told.origins and told.destinations and completes(found, claim) and _is_told_since(drafts, found, claim):
        return None  # "people left A. Others went from B to C, and D is shelled. They were under fire on the way to E": not from A
    return found


def _is_told_since(drafts: Sequence[Draft], draft: Draft, claim: Claim) -> bool:
    """Whether another journey has been told of since, and whole."""
    return not draft.in_one_sentence(claim) and any(d.last > draft.last and d.deed and ends_known(d).both for d in drafts)


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
    stations = [m.mention.text.casefold() for m in draft.via.values()]
    if not (told or known) and any((claim.name or "").casefold().startswith(f"{station} ") for station in stations):
        return draft.distance(claim) <= NEAR  # "let nobody out through Goma's airport. ... called for Goma airport to be reopened"
    if not told and known.both and draft.in_one_sentence(claim):
        # not "Trucks entered through Rafah; Israel refuses to open the Kerem Shalom crossing"
        works = any(s.status is Status.OPERATIONAL for s in claim.statements)
        # "convoys are blocked since one was kept from entering the Lachin corridor"
        stopped = _ended(claim) & {status for c in draft.claims for status in _ended(c)}
        return draft.deed and (works or bool(stopped))  # "had crossed into Armenia, after Azerbaijan reopened the Lachin corridor"
    close = draft.distance(claim) <= CLOSE
    if not told and known.both and close and claim.deed and draft.deed and _connects(claim, draft):
        return True  # "a convoy has crossed into Syria from Turkey. Six lorries reached Bab al-Hawa"
    if not told and known.both and draft.distance(claim) <= NEAR and any(_ONLY.search(c.evidence.sentence) for c in draft.claims):
        # "Azerbaijan cut the only road to Armenia. ... The Lachin road remains closed"
        return not claim.statements or bool(_ended(claim)) is any(_ended(c) for c in draft.claims)
    if claim.continues and not claim.follows and not told and known and close:
        return True  # "a second route for residents of A. The new corridor will run along B Street"
    if claim.deed and draft.deed and told == known and known.origins and close:
        return True  # "people evacuated from A ... families from A arrived at the B crossing"
    if claim.along and draft.deed and told.both and known and known.origins <= told.origins and known.destinations <= told.destinations:
        return draft.distance(claim) <= NEAR  # "a convoy has entered B", and then "from A into B via the C crossing"
    if claim.along and draft.deed and not told.origins and told.destinations and told.destinations == known.destinations:
        return close  # "set off from A for B. They are to get to B via the C road"
    if claim.deed and completes(draft, claim):
        return close
    if claim.deed and claim.along and not told and close:
        return bool(known)  # not "a webcam at the crossing showed people who were fleeing"
    # "the wounded were taken from A to B. The C road, which links the two, is closed"
    otherwise = draft.deed and not claim.deed and _ended_otherwise(draft, claim)
    return told.both and told == known and not otherwise


def _connects(claim: Claim, draft: Draft) -> bool:
    """Whether the crossing that the claim names leads between the countries, or regions, that the draft does."""
    site = gazetteer.lookup(claim.name, kind=Kind.SITE) if claim.name else None
    countries = {near.country for near in gazetteer.neighbours(site)} if site else set()
    places = [m.place for m in (*draft.origins.values(), *draft.destinations.values())]
    return bool(countries) and {place.country for place in places if place} == countries


def is_from_crossing(draft: Draft, claim: Claim) -> bool:
    """ "From Adre to Darfur", where "the Adre crossing" is the way told of that leads there."""
    name = (draft.name or "").casefold()
    crossing = name.endswith(("crossing", "gate", "post", "point"))
    starts = [m.mention.text.casefold() for m in claim.path.origins]
    there = bool(ends_told(claim).destinations) and ends_told(claim).destinations <= ends_known(draft).destinations
    return crossing and there and bool(draft.origins) and len(starts) == 1 and name.startswith(f"{starts[0]} ")


def takes_another_way(draft: Draft, claim: Claim) -> bool:
    """ "The rebels refused to let them out through the airport. The convoy will leave through Lubero": nobody refuses that."""
    refused = bool(draft.statuses) and draft.statuses <= _REFUSED and bool(draft.via) and not ends_known(draft)
    goes = claim.deed and bool(claim.statements) and not {s.status for s in claim.statements} & _REFUSED
    return refused and goes and bool(claim.path.via) and not keys_of(claim.path.via) & set(draft.via)


def _is_another_row(draft: Draft, claim: Claim) -> bool:
    """Whether one list gives the two stations that they do not share: "Route 1 – through A to D", "Route 2 – through B and C to D"."""
    stations = keys_of(claim.path.via)
    beside = any(c.evidence.rule == claim.evidence.rule == LISTED and c.group == claim.group for c in draft.claims)
    return beside and bool(stations and draft.via) and not stations & set(draft.via)


def _ended(claim: Claim) -> set[Status]:
    return {s.status for s in claim.statements if s.status in (Status.BLOCKED, Status.CLOSED)}


def _is_of_named(draft: Draft, claim: Claim) -> bool:
    """Whether the claim goes on about a way with a name, without saying it: "It is the only road to Nagorno-Karabakh"."""
    known, told, distance = ends_known(draft), ends_told(claim), draft.distance(claim)
    if is_from_crossing(draft, claim):
        return True
    if claim.definite and not claim.deed:
        if not known and distance <= CLOSE:
            # "the only road that links A to B", not "nor was the road that links A to B used"
            return not told.both or draft.in_one_sentence(claim) or _ONLY.search(claim.evidence.sentence) is not None
        if told.destinations and not told.origins and told.destinations <= known.destinations and distance <= NEAR:
            return True  # "the crossing was opened to allow aid to reach Darfur", after "the Adre crossing from Chad to Darfur"
        if told.both and known and distance <= NEAR:
            return known.origins | known.destinations <= told.origins | told.destinations
    if claim.continues and claim.deed and draft.deed and not known and not told.origins and claim.sort is Sort.CONVOY and distance <= CLOSE:
        return claim.definite and not claim.another  # "a convoy entered through the A crossing. The convoy headed for B"
    if claim.continues and not known and draft.in_one_sentence(claim):
        return True  # "reopening the Rafah crossing so that the wounded can be taken to Egypt"
    if (claim.continues or claim.deed) and completes(draft, claim) and distance <= CLOSE:
        return not claim.another  # "reopened the Kerem Shalom crossing for aid to Gaza. Trucks from Egypt were arriving"
    part = bool(told.origins) and told.origins <= known.origins and told.destinations <= known.destinations
    if claim.deed and not claim.another and part and distance <= CLOSE:
        return True  # "foreigners began to leave Gaza", after "opened the Rafah crossing from Gaza to Egypt"
    if claim.continues and told.destinations and told.destinations <= known.destinations and told.origins <= known.origins:
        return True  # "the convoy left via the crossing and was escorted to Damascus"
    return told.both and told == known


def _is_of_unnamed(draft: Draft, claim: Claim) -> bool:
    """Whether the two agree in their places, as far as both name them."""
    known, told, distance = ends_known(draft), ends_told(claim), draft.distance(claim)
    if takes_another_way(draft, claim) or _is_another_row(draft, claim):
        return False
    if not told:
        if draft.goes_otherwise(claim):
            return False  # "aid lorries must also be let in through Rafah", after "the ship left Larnaca for Gaza"
        if distance <= CLOSE:  # "The wounded went first, through Ramouseh", not "aid came in through Rafah"
            return claim.continues or {claim.kind, draft.claims[0].kind} != OTHER_TRAFFIC
        return bool(keys_of(claim.path.via) & set(draft.via)) or (claim.definite and distance <= NEAR)
    if claim.path.rule == "name" and told.origins and not told.destinations and told.origins <= draft.via.keys():
        return True  # "entered Tigray via Gondar. The Gondar route had been closed"
    if is_from_other_end(draft, claim):
        return True
    if told.both and not known.origins and told.destinations < known.destinations:
        return False  # "food was flown to A, B and C. A plane from D flew on to A"
    if _contradicts(draft, claim) or is_of_others(draft, claim):
        return False
    if (told.both and known.both) or _tells_where_to(draft, claim):
        return True
    if completes(draft, claim) and is_one_journey(draft, claim):
        return True
    if _is_origin_told(draft, claim):
        return True
    if told == known and claim.deed and draft.deed and not claim.another and distance <= NEAR:
        return True  # told again, whatever was offered in between
    if claim.another and claim.deed and draft.deed and not claim.continues and _ended_otherwise(draft, claim):
        return False  # "a convoy entered A; a second one was turned back"
    # One of them leaves an end open: only the same telling may fill it.
    if claim.offer != draft.offer and not claim.definite and not _makes_good(draft, claim):
        return False
    if claim.offer and draft.offer and claim.proposed_by and draft.proposers and not draft.proposers & {a.name for a in claim.proposed_by}:
        return False
    pointing = (claim.definite or claim.offer) and not (claim.another and (claim.definite or claim.deed))
    if told.origins and known.origins:
        return pointing or distance <= NEAR
    if not told.origins and known:
        there = distance <= CLOSE and bool(told.destinations) and told.destinations <= known.destinations and not claim.another
        return pointing or claim.continues or there or not known.origins
    if draft.deed and not claim.deed and not claim.continues and _ended_otherwise(draft, claim):
        return False  # "medicines were flown to Mekelle. The road from Semera to Mekelle is blocked"
    return bool(known.destinations and told.destinations) and pointing


def _makes_good(draft: Draft, claim: Claim) -> bool:
    """ "Residents of Homs were offered safe corridors. Three routes out of Homs would be opened": what was offered, and by no other."""
    announced = bool(claim.statements) and all(s.status is Status.ANNOUNCED for s in claim.statements)
    by = {a.name for s in claim.statements for a in s.by}
    near = draft.distance(claim) <= CLOSE and not (claim.another or claim.deed or claim.ordinal is not None)
    same = ends_told(claim) == ends_known(draft)
    return draft.offer and announced and near and same and (not by or not draft.proposers or bool(by & draft.proposers))


def is_of_others(draft: Draft, claim: Claim) -> bool:
    """ "France plans to fly its nationals out of Khartoum", after "Saudi ships took 150 people from Khartoum to Jeddah": another's plan."""
    planned = {a.name for s in claim.statements if s.status is Status.ANNOUNCED for a in s.by}
    told, known = ends_told(claim), ends_known(draft)
    if not planned or told.both or not known.both or claim.definite or claim.continues or Status.OPERATIONAL not in draft.statuses:
        return False
    doers = {a.name for c in draft.claims for s in c.statements for a in s.by}
    return planned.isdisjoint(doers) if doers else _THEIR_OWN.search(claim.evidence.sentence) is not None


def is_from_other_end(draft: Draft, claim: Claim) -> bool:
    """ "Urged the army to secure the road to Damascus", after "the road between Damascus and Suwayda": a road is the same both ways."""
    known, told = ends_known(draft), ends_told(claim)
    road = claim.sort is Sort.BARE and claim.definite and not (claim.deed or claim.another or told.origins)
    back = bool(told.destinations) and told.destinations == known.origins and known.both
    return road and back and draft.distance(claim) <= NEAR and any(c.sort is Sort.BARE and not c.deed for c in draft.claims)


def _is_origin_told(draft: Draft, claim: Claim) -> bool:
    """ "Convoys have reached Madaya. Fifty lorries left Damascus for Madaya": where from is told of the same lorries."""
    told, known = ends_told(claim), ends_known(draft)
    alike = claim.sort is Sort.CONVOY and draft.claims[0].sort is Sort.CONVOY and not claim.another
    if not alike or not told.both or known.origins or known.destinations != told.destinations or draft.distance(claim) > NEAR:
        return False
    return not _ended_otherwise(draft, claim)


def _ended_otherwise(draft: Draft, claim: Claim) -> bool:
    """Whether one of the two came to a stop and the other did not."""
    return bool(_ended(claim)) != any(_ended(c) for c in draft.claims)


def _contradicts(draft: Draft, claim: Claim) -> bool:
    """Whether they name other places for the same end; one offer may be told with fewer of its origins."""
    known, told = ends_known(draft), ends_told(claim)
    if told.origins and known.origins and told.origins != known.origins:
        comparable = told.origins <= known.origins or known.origins <= told.origins
        if not (claim.offer and draft.offer and comparable and told.destinations and known.destinations):
            return True
    if not told.origins and any(is_country_of(o, d) for o in draft.origins.values() for d in claim.path.destinations):
        return True  # "evacuated from Sudan", "buses arrived in Port Sudan"
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
        and not claim.another
        and draft.distance(claim) <= CLOSE
        and (claim.continues or not all(c.tentative for c in draft.claims))
        and (claim.kind is CorridorKind.AID) == (draft.claims[0].kind is CorridorKind.AID)
    )
