"""Verbs that settle how a way stands: "agreed on a corridor", "rejected the route", "the crossing was shelled", "opened"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from geomap.extract.meaning.asides import is_pending
from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.concerns import FIRE, is_taken
from geomap.extract.meaning.deeds import perform
from geomap.extract.meaning.judgements import MOTION, OBSTACLES, Judgement
from geomap.extract.meaning.obstructing import comes_back_empty, obstruct
from geomap.extract.meaning.scope import Scope, is_purpose
from geomap.extract.syntax.propositions import Mood, VerbGroup
from geomap.extract.syntax.verbgroups import takes_object
from geomap.extract.syntax.verbhood import PREPOSITIONS, state_at
from geomap.extract.syntax.verbs import Act, nouns
from geomap.model import Status

__all__ = ["decide", "is_offered", "make_so", "unoffered"]

_OFFERS = frozenset(["readiness", "willingness", "preparedness", "inclination", "offer", "offers", "proposal", "proposals"])

_TO_BE = frozenset(["will", "would", "could", "may", "might", "can", "if", "to"])
_OWN_WISH = frozenset(["want", "wish", "hope"])
_WISHING = frozenset(["want", "consider", "discuss", "negotiate", "wish"])
_ARRANGING = frozenset(["plan", "schedule", "arrange", "provide"])
_GRANTING = frozenset(["accept", "approve", "consent", "grant", "authorise", "authorize"])
_NO_FURTHER = re.compile(r"(?<!\S)(?:only as far as|(?:no|little) (?:further|farther) than)(?!\S)")
_UNDERTAKING = re.compile(r"(?<!\S)(?:evacuation|rescue|operation|mission|effort|attempt|plan)s?(?!\S)")
_JOURNEYS = frozenset(["landing", "journey", "trip", "attempt", "mission", "flight", "voyage", "crossing", "effort", "delivery"])
_ARRIVAL = frozenset(["arrival", "entry", "entrance", "departure"])


def decide(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """The status that a verb about the way gives it; None where it leaves the matter open ("might be closed")."""
    act = group.act
    by_word = _BY_WORD.get(act)
    if by_word is not None:
        if not _is_to_bar(clause, group):
            return by_word(clause, group, scope)
        barring = clause.verbs_after(group)[0]
        decided = nouns().get(clause.word(barring.first - 1)) is Act.ANNOUNCE and group.act is Act.REJECT
        # "condemned X's decision to block it"
        return clause.judgement(barring, OBSTACLES[barring.act]) if decided and scope.real and not scope.negated else None
    if group.verb.base == "stand" and clause.word(group.last + 1) in {"ready", "by", "in", "along", "guard"}:
        return None
    if group.gerund and group.verb.base == "shell" and clause.theme.travellers and not clause.named_after(group.last):
        return None  # "they have spent weeks hiding from shelling"
    if group.verb.base in {"trap", "besiege"}:
        return None  # "A and B, which the army besieges", "civilians trapped in A", "they are besieged": of the place
    if group.verb.base in {"return", "accompany"} and scope.negated:
        return None  # "the bus could not return for the others", "none of them accompanies the convoy"
    if act in OBSTACLES:
        return obstruct(clause, group, scope)
    told = scope.real and not scope.negated
    if act in MOTION and told and comes_back_empty(clause, group):
        return clause.judgement(group, Status.FAILED)
    undertaking = group.passive and _UNDERTAKING.search(" ".join(clause.codes[: group.first])) is not None
    journey = not _JOURNEYS.isdisjoint(clause.codes[group.last + 1 : group.last + 4])  # "had to abandon its landing"
    if act is Act.LEAVE and group.verb.base in {"abandon", "quit"} and (undertaking or journey or not clause.theme.travellers):
        return clause.judgement(group, Status.FAILED) if told else None
    if group.verb.base == "go" and group.verb.particle == "on" and not clause.theme.travellers:
        return perform(clause, group, scope)  # "the evacuation went on for a second day"
    if act in MOTION:
        if not clause.theme.travellers and FIRE.search(" ".join(clause.codes[: group.first])):
            return clause.judgement(group, Status.BLOCKED, note="shelled") if told else None  # "shells landed on the road"
        if not is_taken(clause, group) or _is_of_no_journey(clause, group):
            return None
    if group.verb.base == "clear" and clause.theme.travellers and told:
        return clause.judgement(group, Status.AGREED)  # "has cleared a convoy": it has leave to go
    proposition = clause.proposition
    beside = proposition.groups[0] is group and proposition.marker not in {"after", "since"} and not _goes_with_deed(clause, group)
    if group.gerund and not proposition.finite and beside:
        return None  # "passing through Berdiansk", "before reaching Zaporizhzhia": as the main verb has it
    return perform(clause, group, scope)


_NOUN = re.compile(r"(?!and|in|on|at|after|from|by|with|as|when|last|this|late|early|over|without)[a-z]{3,}|'s|-")  # "took Sumy residents"
_OF = re.compile(r"(?<!\S)(?:of|on|that|about|after|by)(?!\S)")
_ERUPTS = frozenset(["war", "fighting", "clashes", "violence", "hostilities", "conflict", "fire", "unrest", "battles", "cholera"])


def _is_of_no_journey(clause: Clause, group: VerbGroup) -> bool:
    """ "Since fighting broke out", "rebels took Sumy", "a plan to take them there was dropped", "buses to take them have arrived"."""
    after = clause.codes[group.last + 1 : group.last + 3]
    if group.verb.base == "take" and not group.passive and after[0:1] and after[0].startswith("§") and not _NOUN.fullmatch(after[-1]):
        return True
    if group.verb.base == "follow" and not clause.named_before(group.first):
        object_ = " ".join(clause.codes[group.last + 1 : min(clause.named_after(group.last), default=group.last + 1)])
        return _OF.search(object_) is not None  # "an attack followed reports of talks on a corridor"
    if group.verb.base == "head" and not group.passive and takes_object(clause.codes, group):
        return True  # "who heads the mission"
    if group.verb.base == "break":
        return not _ERUPTS.isdisjoint(clause.codes[max(0, group.first - 4) : group.first])
    start = clause.proposition.start
    if not group.finite:
        return False
    if any(nouns().get(code) is Act.PROPOSE for code in clause.codes[start : min(start + 3, group.first)]):
        return True
    before = [g for g in clause.proposition.groups if start < g.first < group.first]  # not "to reach them, they took the road to Sumy"
    return any(is_purpose(clause, g) and g.act in MOTION and bool(clause.named_after(g.last)) for g in before)


def _goes_with_deed(clause: Clause, group: VerbGroup) -> bool:
    """ "Carried out two evacuations, bringing the wounded to Sumy": as much a fact as what it goes with."""
    if group.act is Act.OPEN and clause.word(group.first - 1) == "," and clause.named_after(group.last):
        return _TO_BE.isdisjoint(clause.codes[: group.first])  # "a ship set out on Tuesday, opening the corridor to Gaza"
    outer = clause.proposition.parent
    first = outer.finite_verb if outer is not None else None
    if first is None or group.act is not Act.CARRY or clause.word(group.first - 1) != ",":
        return False
    return first.act in (Act.OPEN, Act.CARRY) and first.mood is Mood.REAL and not first.negated


def make_so(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Left the crossing unusable", "put it out of service": how the way is afterwards, not that anybody left."""
    if scope.real and not scope.negated and _NO_FURTHER.search(" ".join(clause.codes[group.first : group.last + 5])):
        return clause.judgement(group, Status.BLOCKED)  # "got only as far as Zvornik"
    if scope.real and not scope.negated and clause.codes[group.head] in _DIVERTED and _is_bound(clause, group):
        return clause.judgement(group, Status.BLOCKED)  # "a flight bound for Mekelle returned to Addis Ababa"
    if scope.real and not scope.negated and _is_kept_out(clause, group):
        return clause.judgement(group, Status.BLOCKED)
    if group.verb.base not in _MAKING or group.passive or not scope.real or scope.negated:
        return None
    codes, after = clause.codes, group.last + 1
    until = min(next((g.first for g in clause.verbs_after(group)), len(codes)), after + _LONGEST_OBJECT)
    for at in range(after + 1, until):
        if codes[at] in {",", "and", "for"} or (codes[at] == "to" and not clause.word(at + 1).startswith("§")):
            return None
        state = state_at(codes, at)
        if state is not None and state[0] in OBSTACLES:
            way = codes[at - 1] == "it" or any(after <= token < at for token in clause.theme.tokens)
            note = " ".join(codes[at : at + state[1]])
            return clause.judgement(group, OBSTACLES[state[0]], note=note if state[0] is Act.BLOCK else "") if way else None
    return None


_KEEPING_OUT = re.compile(r"(?:(?:any|all|free|further|the|them|it) )*(?:passage|access|entry|exit|transit|entrance) (?:to|for) ")
_REFUSING = frozenset(["refuse", "deny", "withhold"])


def _is_kept_out(clause: Clause, group: VerbGroup) -> bool:
    """ "Refused passage to buses that were sent for people": it is them who do not get through."""
    codes, at = clause.codes, group.last + 1
    kept = group.verb.base in _REFUSING and not group.passive and clause.theme.travellers
    return kept and not {at, at + 1} & set(clause.theme.tokens) and _KEEPING_OUT.match(" ".join(codes[at : at + 6])) is not None


_DIVERTED = frozenset(["returned", "return", "diverted", "rerouted", "re-routed", "redirected", "towed"])
_BOUND = re.compile(r"(?<!\S)(?:bound|destined|headed|heading|en route|on (?:its|their) way) (?:for|to|towards?)(?!\S)")


def _is_bound(clause: Clause, group: VerbGroup) -> bool:
    """Whether what travels is said to have been on its way to somewhere else."""
    return clause.theme.travellers and _BOUND.search(" ".join(clause.codes[: group.first])) is not None


_DEAL = frozenset(["deal", "deals", "agreement", "agreements", "accord", "pact", "truce", "bargain", "compromise", "ceasefire"])
_MATTERS = frozenset(["issue", "issues", "matter", "matters", "concern", "concerns", "alarm", "question", "questions", "money", "funds"])
_MAKING = frozenset(["leave", "put", "render", "make", "keep", "knock", "declare"])
_LONGEST_OBJECT = 12  # words


def _propose(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Offered a corridor"; not to want one is to reject it, and to bring a matter up proposes nothing."""
    if group.verb.base in {"raise", "discuss", "talk"} and not _MATTERS.isdisjoint(clause.codes[group.last + 1 : group.last + 4]):
        return None
    if group.verb.base == "mediate" and not _DEAL.isdisjoint(clause.codes[group.last + 1 : group.last + 5]):
        return _agree(clause, group, scope)
    of_travellers = clause.theme.travellers and bool(clause.named_before(group.first))
    if group.verb.base in _OWN_WISH and (of_travellers or (clause.proposition.marker == "who" and not clause.named_after(group.last))):
        return None  # "civilians who wanted to leave": nobody offers them anything
    if group.verb.base in {"need", "work"} and not {"you", "we", "i", "who"}.isdisjoint(clause.codes[max(0, group.first - 1) : group.last]):
        return None  # "we know you need a way out, we are working on it"
    following = next(iter(clause.verbs_after(group)), None)
    if following is not None and following.negated and not following.finite:
        return None  # "urged Russia not to open it"
    if group.state and group.verb.base == "essential" and clause.word(group.last + 1) in {"for", "to"} and clause.named_before(group.first):
        return None  # "the crossing is essential for aid": it may well be open
    if group.state and scope.mood is Mood.FUTURE and group.verb.base == "possible" and not scope.negated:
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "evacuation will be possible by two routes"
    if scope.negated:
        refused = group.negated and group.verb.base in _WISHING  # "was not involved in negotiating it" refuses nothing
        return clause.judgement(group, Status.REJECTED, negated=True) if refused else None
    return clause.judgement(group, Status.PROPOSED, conditional=scope.hypothetical)


def _announce(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Announced a corridor"; one that was not arranged came to nothing."""
    if group.verb.base == "provide" and group.passive and clause.theme.travellers:
        return None  # "the evacuees were provided with food"
    if scope.negated:
        return clause.judgement(group, Status.FAILED, negated=True) if group.verb.base in _ARRANGING else None
    if group.verb.base == "announce" and not _ARRIVAL.isdisjoint(clause.codes[group.last + 1 : group.last + 4]):
        return clause.judgement(group, Status.OPERATIONAL) if scope.real else None  # "announced the entry of a convoy"
    ended = _ending(clause, group, scope)
    if ended is not None:
        return ended
    offered = not (_OFFERS | {"ready", "willing"}).isdisjoint(clause.codes[group.last + 1 : group.last + 4])
    open_ = scope.hypothetical or scope.mood in (Mood.MUST, Mood.MAY)
    # "is trying to arrange a corridor"
    status = Status.PROPOSED if open_ or offered or scope.attempted else Status.ANNOUNCED
    following = next(iter(clause.verbs_after(group)), None)
    if group.verb.base == "decide" and scope.real and following is not None and following.act is Act.CLOSE and not following.negated:
        status = Status.CLOSED  # "decided to pause deliveries"
    return clause.judgement(group, status, conditional=scope.hypothetical, future=clause.has_infinitive(group))


def _ending(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """The end of the way, where that is what is announced: "announced the suspension of flights", not "an end to the blockade"."""
    codes, at = clause.codes, group.last + 1
    noun = next((i for i in range(at, min(at + 4, len(codes))) if codes[i] in PREPOSITIONS or nouns().get(codes[i]) in OBSTACLES), at)
    way = min(clause.named_after(noun), default=noun)
    between = codes[noun + 1 : way]
    ended = nouns().get(codes[noun]) if noun < way else None
    if ended not in (Act.CLOSE, Act.FAIL) or "and" in between or any(nouns().get(code) in OBSTACLES for code in between):
        return None
    to_be = not scope.real or group.verb.base in _ARRANGING
    start = clause.phrases.offsets[noun]  # of the noun: who announces a failure has not brought it about
    return Judgement(OBSTACLES[ended], start, start + len(codes[noun]), conditional=to_be, future=to_be)


def _agree(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Agreed on a corridor"; who would not accept it rejects it, and who did not agree on it has failed to."""
    if group.verb.base == "strike" and clause.theme.travellers and _DEAL.isdisjoint(clause.codes[group.last + 1 : group.last + 7]):
        return clause.judgement(group, Status.BLOCKED) if scope.real and not scope.negated else None  # "a drone struck the convoy"
    if not scope.negated and group.verb.base in _UNDERWRITING and _is_of_asking(clause, group):
        return clause.judgement(group, Status.PROPOSED)  # "renewed its call for a corridor", "signed an appeal"
    if not scope.negated:
        return clause.judgement(group, Status.AGREED if scope.real else Status.PROPOSED, conditional=not scope.real)
    if scope.hypothetical:
        return None
    if is_pending(clause, group):
        return clause.judgement(group, Status.PROPOSED)
    refuses = scope.mood in (Mood.FUTURE, Mood.WOULD) or group.verb.base in _GRANTING
    return clause.judgement(group, Status.REJECTED if refuses else Status.FAILED, negated=True)


_UNDERWRITING = frozenset(["renew", "sign", "endorse", "adopt"])
# "a resolution", "talks" are not for somebody else to answer
_ASKING = frozenset(
    ["call", "appeal", "request", "demand", "plea", "petition", "bid", "offer", "proposal", "suggestion", "idea", "hope", "letter"]
)


def _is_of_asking(clause: Clause, group: VerbGroup) -> bool:
    """Whether what is renewed or signed only asks for the way."""
    if group.passive:
        beside = clause.codes[clause.proposition.start : group.first]
    else:
        beside = tuple(itertools.takewhile(lambda code: code not in PREPOSITIONS, clause.codes[group.last + 1 : group.last + 7]))
    asking = [code.removesuffix("s") in _ASKING for code in beside]
    return any(asking) and not any(nouns().get(code) is Act.AGREE for code in beside)


def _reject(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Rejected the route", unless that is denied, assumed or only possible."""
    if scope.negated or scope.hypothetical or scope.mood in (Mood.MAY, Mood.MUST):
        return None
    return clause.judgement(group, Status.REJECTED)


_BY_WORD: dict[Act, Callable[[Clause, VerbGroup, Scope], Judgement | None]] = {
    Act.PROPOSE: _propose,
    Act.ANNOUNCE: _announce,
    Act.AGREE: _agree,
    Act.REJECT: _reject,
}


def _is_to_bar(clause: Clause, group: VerbGroup) -> bool:
    """ "Refused to block it", "agreed to close it": no way is refused or agreed; "decided to close it" closes it."""
    following = next(iter(clause.verbs_after(group)), None)
    if following is None or following.finite or following.negated or following.passive or group.verb.base == "decide":
        return False
    barred = clause.codes[following.last + 1 : following.last + 4]
    freeing = any(code.endswith("ing") or nouns().get(code) in OBSTACLES for code in barred)  # "agreed to end the blockade"
    barring = following.act in OBSTACLES and clause.word(following.first) == "to" and not freeing
    return barring and bool(clause.named_after(following.last))


def is_offered(clause: Clause, group: VerbGroup) -> bool:
    """ "Expressed its readiness to open", "sent a request to let them leave"."""
    noun = clause.word(group.first - 1)
    return clause.word(group.first) == "to" and (noun in _OFFERS or nouns().get(noun) is Act.PROPOSE)


def unoffered(clause: Clause, group: VerbGroup) -> Judgement | None:
    """ "Showed no willingness to open it"."""
    willing = clause.word(group.first - 1) in {"readiness", "willingness", "preparedness", "inclination"}
    none = willing and clause.word(group.first - 2) in {"no", "little"}
    return clause.judgement(group, Status.REJECTED, negated=True) if none else None
