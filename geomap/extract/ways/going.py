"""Whether people or lorries named in a clause go anywhere in it: "residents left Homs", not "residents of Homs said"."""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Mood, Proposition
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.roles import Role, Step

__all__ = ["TRAVELS", "is_delivery", "is_way"]

TRAVELS = frozenset([Act.LEAVE, Act.GO, Act.ARRIVE, Act.CARRY, Act.ALLOW, Act.BLOCK, Act.OPEN])
# "deliver aid to Gaza" alone is no way; "from Ashdod" or "through Rafah" makes it one
_DELIVERY = re.compile(r"(?:(?:mov|deliver|br|send|sent|get|transport|carry)\w*|truck(?:ed|ing)?|ship(?:s|ped|ping)?)(?: \S+)+")
_IF_ONLY = re.compile(r"(?<!\S)(?:provided|if|unless|so|must|should|until|that|could|might)(?!\S)")
_GOODS = re.compile(r"(?:food|flour|medicines?|medical supplies|blankets|tents|rice|wheat)(?: (?:meal|parcels))?")
_HOUSED = re.compile(r"(?:refuge|shelter|hous|receiv|welcomed|accommodat|hospitali|lodg|handed over)\w* ")
_ON_THEIR_WAY = re.compile(
    r"(?:is|are|was|were|destination|bound|destined|expected|due|awaited|en route|on (?:its|their) way|back|home)(?!\S)"
)
_HELPERS = re.compile(r"(?<!\S)(?:aid|humanitarian|relief|rescue|health|medical) (?:workers|staff|personnel|teams)$")
# "to ease the suffering of civilians in A and to make it easier to move"
_HARDSHIP = re.compile(r"(?<!\S)(?:suffering|plight|misery|hardships?|needs|conditions|burden|pain) of (?:the |all )?$")
# "men want to go to Tskhinvali and help", "volunteers left for the front to fight"
_TO_FIGHT = re.compile(
    r"(?: ,)? (?:and|to)(?: (?:help|also))?(?: to)? (?:help|fight\w*|join(?! (?:his|her|their|other|family|relatives|friends))"
    r"|defend|enlist|take up arms|volunteer|report for duty)"
    r"(?= [.,;~]|$| (?:them|it|in|on|with|alongside|against|the|their|@\d+|%\d+)(?!\S))"
)
_FAR = frozenset([Role.FROM, Role.VIA, Role.CHAIN, Role.BETWEEN])


def is_way(part: Phrases, anchor: Anchor, here: list[Anchor], found: list[Step], proposition: Proposition, *, under_way: bool) -> bool:
    """Whether people or lorries named in a proposition go anywhere in it; a corridor always does.

    ``under_way``: people have been told to leave somewhere, and not yet where they go.
    """
    if not anchor.sort.travels:
        return True
    directed = [s for s in found if s.role is not Role.AT]
    if not directed:
        return False
    if anchor.sort is Sort.PEOPLE:
        if _stay(part, anchor, here, directed, proposition) or _are_on_foot(directed, proposition, under_way=under_way):
            return False
        return _go(part, anchor, here, found, directed, proposition)
    return any(s.role in _FAR for s in directed) or _are_brought(part, anchor, directed, proposition)


def _stay(part: Phrases, anchor: Anchor, here: list[Anchor], directed: list[Step], proposition: Proposition) -> bool:
    """Whether the people are only spoken of, speak themselves or go to fight."""
    if _HARDSHIP.search(part.code[: anchor.start]):
        return True
    if _HELPERS.search(part.code[: anchor.end]) and not any(s.role is Role.FROM for s in directed):
        return True  # "a flight with aid workers to Sanaa": nobody in need
    first = proposition.finite_verb
    if first is not None and first.act is Act.REPORT and not first.passive and here:
        speaks = part.offsets[first.first]
        if anchor.start < speaks and all(s.start < speaks for s in directed) and "," not in part.code[directed[-1].end : speaks]:
            return True  # "residents of Lashio and those trying to enter it told reporters"
    return _TO_FIGHT.match(part.code, directed[-1].end) is not None


_COUNTED = 3  # countries: "have gone to Chad, Egypt and Ethiopia" says where all have fled to
_BY_THEMSELVES = frozenset(["cross", "walk", "flee", "escape", "stream", "pour", "trek", "stagger"])


def _are_on_foot(directed: list[Step], proposition: Proposition, *, under_way: bool) -> bool:
    """ "Thousands walked over the border into Rwanda": into a country, and nobody takes them."""
    ends = [m for s in directed for m in s.places.members]
    go = any(g.finite and g.act in TRAVELS for g in proposition.groups)
    if under_way and go and len(ends) < _COUNTED and not any(g.verb.base in _BY_THEMSELVES for g in proposition.groups):
        return False
    carried = any(g.act is Act.CARRY or g.passive or g.verb.base == "fly" for g in proposition.groups)
    into = all(s.role is Role.TO for s in directed)
    return into and not carried and all(m.place is not None and m.place.kind is Kind.COUNTRY for m in ends)


def _go(part: Phrases, anchor: Anchor, here: list[Anchor], found: list[Step], directed: list[Step], proposition: Proposition) -> bool:
    travels = any(g.act in TRAVELS for g in proposition.groups) or any(_ON_THEIR_WAY.match(s.governor) for s in directed)
    housed = part.code[anchor.start : anchor.end] == "evacuees" and any(_HOUSED.match(s.governor) for s in directed)
    received = any(s.role is Role.TO and not s.governor for s in directed)  # "hospitals in B took in 20 wounded"
    return (travels or housed) and (not here or received or any(a.start < found[-1].end for a in here))


def _are_brought(part: Phrases, anchor: Anchor, directed: list[Step], proposition: Proposition) -> bool:
    """Whether goods of which only the end is told are on their way there."""
    if is_delivery(part, anchor) and not _is_done(directed, proposition):
        return False
    got = any(g.verb.base == "receive" and g.mood is Mood.REAL for g in proposition.groups)
    if got and _GOODS.fullmatch(part.code, anchor.start, anchor.end):
        return False  # "Bucha received food"
    plain = re.fullmatch(r"(?:humanitarian |food |un )?(?:aid|supplies)|relief supplies|food parcels", part.code[anchor.start : anchor.end])
    # "provided that aid reaches Tigray"
    return plain is None or proposition.marker == "so" or _IF_ONLY.search(part.code[max(0, anchor.start - 30) : anchor.start]) is None


def _is_done(directed: list[Step], proposition: Proposition) -> bool:
    """ "The Red Cross brought food to Homs": a town, and a deed."""
    towns = all(m.place is not None and m.place.kind in (Kind.CITY, Kind.SITE) for s in directed for m in s.places.members)
    return towns and any(g.finite and g.mood is Mood.REAL and not g.negated and g.act is Act.CARRY for g in proposition.groups)


def is_delivery(part: Phrases, anchor: Anchor) -> bool:
    """ "Delivering aid": what somebody does, and not who is on the way."""
    return anchor.sort is Sort.CONVOY and _DELIVERY.fullmatch(part.code, anchor.start, anchor.end) is not None
