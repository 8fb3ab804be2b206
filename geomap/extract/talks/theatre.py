"""The place where a truce holds is none where it was agreed: "a ceasefire was agreed in Mariupol, and the buses left"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazetteer.model import Kind
from geomap.extract.meaning.parties import those_who_meet
from geomap.extract.syntax.propositions import Link
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import Grammar, base_of, is_sign
from geomap.extract.talks.siting import Siting
from geomap.model import Actor

__all__ = ["is_where_arms_rest"]

_TRUCE = frozenset(["truce", "truces", "ceasefire", "ceasefires", "cease-fire", "cessation", "pause", "lull"])
_MEDIATED = frozenset(
    ["mediators", "mediator", "mediation", "mediated", "brokered", "talks", "negotiations", "auspices", "delegations", "envoys"]
)
# what is done with a truce from afar; to sign one takes a room, and so do its text and its terms
_AGREED = frozenset(["agree", "reach", "announce", "declare", "strike", "secure"])
_BROKERED = frozenset(["broker", "mediate", "negotiate"])  # done by a third, who may do it at home
_LINKS = re.compile(r"(?:in|for|across|throughout)(?: the)?(?: whole| all)?(?: of)?")
_PAPER = frozenset(["text", "terms", "details", "draft", "document"])


def is_where_arms_rest(grammar: Grammar, siting: Siting, parties: tuple[Actor, ...], beside: Sequence[Siting] = ()) -> bool:
    """Whether the place is where the fighting is to stop: a truce is agreed for a town of those at war, and agreed in one abroad.

    ``parties``: those whom the text tells of; ``beside``: the other places of talks that the sentence has ("agreed to a truce in A
    after talks in B")."""
    cue = siting.cue
    if cue is None or cue.sort is not Sort.DEAL or cue.first == cue.last:
        return False
    truce = {grammar.codes[cue.first], grammar.codes[cue.last]} & _TRUCE
    sealed = {base_of(grammar.codes, t, "seal") for t in (cue.first, cue.last)}
    paper = _PAPER & set(grammar.codes[cue.first : cue.last])
    if not truce or not sealed & (_AGREED | _BROKERED) or paper or not siting.rule.startswith("talks") or siting.rule == "talks at A":
        return False
    clause = grammar.proposition(cue.first)
    others = (o.cue for o in beside if o.cue is not None and o.places is not siting.places)
    for other in others:
        within = grammar.proposition(other.first)
        said = all(g.act is Act.REPORT for g in within.groups if g.finite)  # "..., B said at the end of talks in C"
        if other.sort is not Sort.DEAL and (within is clause or said or within.link is Link.RELATIVE):
            return True
    place = siting.places.members[0].place if siting.places.members else None
    if place is None or place.country is None:
        return False
    if place.kind is Kind.REGION and _LINKS.fullmatch(grammar.text(cue.last + 1, siting.token)):
        return True  # "agreed on a ceasefire in northern Shan"
    sought = any(not g.finite and not g.passive for g in grammar.groups(cue.first, cue.last + 1))
    if sought and place.kind is not Kind.CITY:
        return True  # "met in an effort to reach a truce in Gaza"
    brokers = _brokers(grammar, cue) if sealed & _BROKERED else None
    if brokers is not None:
        homes = {actor.country for actor in parties} - brokers - {None}
        if homes:
            return place.country in homes
        return place.country not in brokers if brokers else not place.capital
    named = those_who_meet(grammar.phrases, 0, len(grammar.phrases.code)) or parties
    homes = {actor.country for actor in named} - {None}
    if homes:
        return place.country in homes
    return not place.capital and not _MEDIATED & set(grammar.codes)


def _brokers(grammar: Grammar, cue: Cue) -> set[str] | None:
    """The countries of those who "brokered a truce in A", which may be at home; None where nobody does it."""
    own = next(iter(grammar.groups(cue.first, cue.first + 1)), None)
    if own is None or not own.finite or own.passive:
        return None
    codes, phrases = grammar.codes[grammar.proposition(cue.first).start : own.first], grammar.phrases
    found = {a.country for c in codes if is_sign(c, "@") for a in phrases.actors[int(c[1:])].actors}
    found |= {m.place.country for c in codes if is_sign(c, "§") for m in phrases.places[int(c[1:])].members if m.place is not None}
    return {country for country in found if country is not None}
