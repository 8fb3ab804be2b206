"""Empty buses sent for people: where they drive to is where the evacuation begins, as the rest of the text may tell.

"Rebels burned buses on their way to Foua. ... 4,000 people will be evacuated from Foua": no way leads to Foua.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.roles import Role, Step
from geomap.extract.ways.whereabouts import overlap
from geomap.model import CorridorKind, Status

__all__ = ["fetched", "with_fetchers_turned"]

_STOPPED = frozenset([Status.BLOCKED, Status.FAILED])
_FETCH_PEOPLE = frozenset(["bus", "ambulance"])
_BUSES = re.compile(r"\b(?:buses|ambulances|convoys?)\b")
# what is said of vehicles that have nobody on board yet
_SENT = re.compile(
    r"\b(?:on (?:their|its) way|head(?:ed|ing)|bound|sen(?:t|d|ding)|dispatched|dr[io]v(?:e|ing)|enter\w*|going|near(?:er)?|g[eo]t to"
    r"|travel\w*|to reach|let in(?:to)?|(?:reach\w*|arriv\w* at|wait\w* (?:at|outside)) the (?:entrance|edge|outskirts|gates?))\b"
)


_EMPTY = re.compile(
    r"\b(?:empty (?:green )?(?:buses|coaches|vehicles|ambulances)|to be (?:filled|loaded) with|to (?:pick up|collect|fetch|take out))\b"
)
_LADEN = re.compile(
    r"\b(?:carry\w*|bringing|with|of|on board|full) (?:\S+ ){0,4}(?:people|evacuees|civilians|residents|fighters|rebels|families|wounded)"
)


def with_fetchers_turned(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those of vehicles that were to fetch people told as ways out of the places they were sent to."""
    left = {m.key for c in claims if _takes_out(c) for m in c.path.origins}
    reached = {m.key for c in claims if c.path.origins for m in c.path.destinations}
    return [
        _turned(c)
        if _fetches(c, claims) and (_EMPTY.search(c.evidence.sentence) or {m.key for m in c.path.destinations} <= left - reached)
        else c
        for c in claims
    ]


def _takes_out(claim: Claim) -> bool:
    return claim.kind is not CorridorKind.AID and bool(claim.path.origins)


def _fetches(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether vehicles for people are said to go somewhere, and not from where."""
    path = claim.path
    there = {m.key for m in path.destinations}
    # "buses arrived in two towns, and people will leave the two towns for Aleppo"
    leave = any(c.evidence.sentence == claim.evidence.sentence and there == {m.key for m in c.path.origins} for c in claims)
    if not leave and not _SENT.search(claim.evidence.sentence):
        return False  # "ten buses left the villages for Aleppo"
    if _LADEN.search(claim.evidence.sentence) and not _EMPTY.search(claim.evidence.sentence):
        return False  # "buses with evacuees reached the town"
    return (
        claim.sort is Sort.CONVOY
        and (claim.mode in _FETCH_PEOPLE or (claim.mode is None and _BUSES.search(claim.evidence.sentence) is not None))
        and claim.kind is not CorridorKind.AID
        and bool(path.destinations)
        and not path.origins
    )


def _turned(claim: Claim) -> Claim:
    """Where the bus was kept from coming, nobody was fetched; that it drives there says nothing yet of the way out."""
    path = replace(claim.path, origins=claim.path.destinations, destinations=())
    kept = [n for n, s in enumerate(claim.statements) if s.status in _STOPPED]
    earlier = tuple(claim.earlier[n] for n in kept) if claim.earlier else ()
    return replace(claim, path=path, statements=tuple(claim.statements[n] for n in kept), earlier=earlier)


_VEHICLES = re.compile(
    r"(?<!\S)(?:bus(?:es)?|coaches|convoys?|vehicles|trucks?|lorries|ambulances|ships?|boats?|helicopters?|planes?|aircraft|trains?"
    r"|cars|volunteers|teams?|boeing|airbus|jets?|airliners?|hercules|ferr(?:y|ies)|vessels?|warships?)(?!\S)"
)
_BOUND = re.compile(r"(?<!\S)(?:en route|on (?:its|their|the) way|bound|head(?:ed|ing)) (?:to|for|towards?) §\d+$")
_TAKEN_AWAY = re.compile(
    r"(?:the |some |more |sick |wounded |trapped |remaining |\d\S* )*(?:residents|civilians|people|evacuees|families|women|children"
    r"|fighters|rebels|refugees|wounded|patients|inhabitants|villagers|students|foreigners)(?!\S)"
)
_FETCH = frozenset(["pick", "collect", "fetch", "evacuate", "bring", "rescue", "take", "extract", "remove"])


def fetched(found: list[Step], part: Phrases, proposition: Proposition, claims: Sequence[Claim]) -> list[Step]:
    """ "Buses drove into Aleppo to pick up civilians": where empty vehicles go to fetch people is where the way begins.

    Unless others are taken there (``claims``): "buses will go from A to the Poltava region to take out those without a car".
    """
    if not _VEHICLES.search(part.code) or _is_where_all_go(found, claims):
        return found
    for_people = [g for g in proposition.groups if _is_for_people(g, part)]
    task = part.offsets[for_people[0].first] if for_people else 0
    bound = [s for s in found if s.end < task and _BOUND.search(part.code[: s.end])]
    if bound:  # "a team en route to Mariupol to facilitate the evacuation of civilians had to turn round"
        return [replace(s, role=Role.FROM) if s in bound else s for s in found]
    moving = [g for g in proposition.groups if g.act in (Act.GO, Act.ARRIVE, Act.CARRY, Act.LEAVE)]
    going = next((g for g in moving if g.finite), moving[0] if moving else None)
    fetching = next((g for g in for_people if g is not going and not g.finite), None)
    if going is None or fetching is None:
        return found
    begins = part.offsets[fetching.first]
    if going.first > fetching.last and fetching.gerund:
        return found  # "buses carrying off civilians left Mariupol for Zaporizhzhia": they are full
    if going.first > fetching.last:  # "buses set to evacuate two towns have entered Foua"
        return [replace(s, role=Role.FROM) for s in found if s.role is Role.TO and s.start >= part.offsets[going.first]] or found
    further = [s for s in found if s.role is Role.TO and s.start > begins]
    taken_on = any(g.first > fetching.last and (g.act is Act.CARRY or g.verb.base == "fly") for g in proposition.groups)
    if further and taken_on and not any(s.role is Role.FROM for s in found):
        # "a plane landed in A to pick up evacuees and fly them to B"
        return [replace(s, role=Role.FROM) if s.role is Role.TO and s not in further else s for s in found]
    if any(s.role in (Role.FROM, Role.TO) and s.start > begins for s in found):
        return (
            [s for s in found if s.start > begins or s.role not in (Role.TO,)]
            if any(s.role is Role.FROM and s.start > begins for s in found)
            else found
        )
    return [replace(s, role=Role.FROM) if s.role is Role.TO else s for s in found if s.role is not Role.FROM]


def _is_where_all_go(found: list[Step], claims: Sequence[Claim]) -> bool:
    """Whether the way has both its ends, and that where it leads is, or holds, where the ways told of before lead."""
    there = [m for s in found if s.role is Role.TO for m in s.places.members]
    ends = [m for c in claims if c.path.origins for m in c.path.destinations]
    left = [m for c in claims for m in c.path.origins]
    if not there or not any(s.role is Role.FROM for s in found) or any(overlap(m, o) for m in there for o in left):
        return False
    return all(any(overlap(m, end) for end in ends) for m in there)


def _is_for_people(group: VerbGroup, part: Phrases) -> bool:
    """ "to pick up civilians", "to help evacuate civilians"; not "a convoy of people evacuated from"."""
    if group.passive:
        return False
    if group.verb.base == "help" and group.last + 1 < len(part.codes):
        return part.codes[group.last + 1] in _FETCH - {"bring", "take", "pick"}
    if group.verb.base in {"take", "bring", "transport", "move"} and part.codes[group.first - 1 : group.first] != ("that",):
        following = " ".join(part.codes[group.last + 1 : group.last + 5])
        if _TAKEN_AWAY.match(following):
            return True  # "made the trip to A to take residents to safety"
    way_out = {"evacuation", "passage", "exit"} & set(part.codes[group.last + 1 : group.last + 4])
    if way_out and (group.act is Act.BEGIN or group.verb.base in {"facilitate", "ensure", "secure"}):
        return True  # "entered the town to begin the evacuation"
    alone = group.verb.base in {"collect", "fetch", "evacuate", "rescue", "extract"}
    return group.verb.base in _FETCH and (alone or group.verb.particle in {"up", "out"})
