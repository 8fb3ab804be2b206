"""Verbs that bar a way or end it: "the route was shelled", "the crossing will be closed", "the evacuation failed"."""

from __future__ import annotations

import itertools

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.deeds import AT_THE_END
from geomap.extract.meaning.judgements import MOTION, OBSTACLES, Judgement
from geomap.extract.meaning.scope import Scope
from geomap.extract.syntax.propositions import Mood, VerbGroup
from geomap.extract.syntax.verbgroups import takes_object
from geomap.extract.syntax.verbs import Act, participle
from geomap.model import Status

__all__ = ["comes_back_empty", "obstruct"]

_LONGEST_OBJECT = 12  # words
_ONLY_FEARED = frozenset(["risk", "risks", "threat", "danger", "fear", "fears", "possibility"])


def obstruct(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "The route was shelled", "the crossing will be closed", "the evacuation failed"; "to cease hostilities" closes no way."""
    ended = itertools.takewhile(lambda word: word not in _CAUSES, clause.codes[group.last + 1 : group.last + 5])
    if group.act is Act.CLOSE and not group.passive and not _FIGHTING.isdisjoint(ended):
        purpose = next(iter(clause.verbs_after(group)), None)
        meant = purpose is not None and purpose.act in MOTION and (scope.real or scope.mood is Mood.FUTURE) and not scope.negated
        return clause.judgement(group, Status.ANNOUNCED, future=True) if meant else None  # "will cease fire to evacuate civilians"
    if scope.real and "longer" in clause.codes[group.first : group.last] and group.finite:
        return clause.judgement(group, Status.OPERATIONAL)  # "is no longer closed"
    if scope.negated or scope.hypothetical or scope.attempted or scope.mood in (Mood.MAY, Mood.MUST, Mood.WOULD):
        return None
    if group.act is Act.FAIL and any(g.verb.base in AT_THE_END for g in clause.verbs_after(group)[:1]):
        return None  # "fails to distribute the aid": it has got there
    if group.gerund and clause.word(group.first - 1) == "of":
        feared = clause.word(group.first - 2) in _ONLY_FEARED  # "the risk of looting"
        if feared or not (clause.theme.tokens or takes_object(clause.codes, group)):
            return None  # "bursts of shooting", beside the way told of before
    halts = group.verb.base == "stop" and not group.passive and clause.theme.travellers
    if halts and (clause.named_before(group.first) or clause.word(group.last + 1).startswith(("¤", "for", "to"))):
        return None  # "families stop at the tents", "and stopped overnight in Hama": of their own will
    ended_act = next((g for g in clause.verbs_after(group) if g.gerund and g.first - group.last <= _LONGEST_OBJECT), None)
    if ended_act is not None and ended_act.act in OBSTACLES and clause.word(ended_act.first - 1) in {clause.codes[group.last], "from"}:
        return None  # "stopped shelling the road", "kept them from closing it"
    if group.verb.base == "stop" and clause.word(group.last + 1).endswith("ing") and len(clause.word(group.last + 1)) > 5 and scope.real:
        return clause.judgement(group, Status.CLOSED)  # "had to stop evacuating patients"
    later = clause.codes[group.last + 1 : group.last + 3]
    if group.act is Act.FAIL and group.verb.base in _PUTTING_OFF and later[:1] in _TILL and later[-1].startswith("¤"):
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "was put off to Saturday"
    if comes_back_empty(clause, group):
        return clause.judgement(group, Status.FAILED, note=_how(group))
    if scope.mood is Mood.FUTURE:
        return clause.judgement(group, Status.CLOSED, conditional=True, future=True) if group.act is Act.CLOSE else None
    return clause.judgement(group, OBSTACLES[group.act], note=_how(group))


_CAUSES = frozenset(["by", "after", "amid", "due", "because", "since", "over"])


_PUTTING_OFF = frozenset(["postpone", "put", "delay"])
_TILL = (("to",), ("until",), ("till",))


def comes_back_empty(clause: Clause, group: VerbGroup) -> bool:
    """ "Had to turn back without having picked anyone up", "returned empty": unlike a convoy that turned back and may wait."""
    turns = (group.verb.base, group.verb.particle) in {("turn", "back"), ("turn", "around"), ("turn", "round")}
    if group.passive or not clause.theme.travellers or not (turns or clause.codes[group.head] in _RETURNED):
        return False
    return not _EMPTY.isdisjoint(clause.codes[group.last + 1 : group.last + 8])


_RETURNED = frozenset(["return", "returned", "returns"])
_EMPTY = frozenset(["without", "empty", "empty-handed"])
_FIGHTING = frozenset(
    ["hostilities", "fighting", "fire", "shelling", "bombing", "bombardment", "attacks", "strikes", "airstrikes", "offensive", "operations"]
)
_SAYS_NO_MORE = frozenset(["block", "blocked", "prevent", "stop", "stand", "languish", "idle"])


def _how(group: VerbGroup) -> str:
    """What was done to the way, where that is more than that it was blocked: "shelled", "turned back"."""
    if group.act is not Act.BLOCK or group.verb.base in _SAYS_NO_MORE:
        return ""
    return group.verb.base if group.state else participle(group.verb)
