"""Verbs that let something happen, or do not: "was ready to open", "cannot leave", "ordered them to let the convoy through"."""

from __future__ import annotations

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.judgements import Judgement
from geomap.extract.meaning.scope import Scope
from geomap.extract.syntax.propositions import Mood, VerbGroup
from geomap.extract.syntax.verbs import Act, nouns
from geomap.model import Status

__all__ = ["ENABLING", "enable"]

ENABLING = frozenset([Act.READY, Act.DUE, Act.ABLE, Act.UNABLE, Act.UNWILLING, Act.ALLOW, Act.MANAGE])
_PERMITTING = frozenset(["let", "allow", "permit", "admit"])
_PERMITTED = _PERMITTING | {"permitted", "allowed"}
_ORDERING = frozenset(["order", "tell", "instruct", "direct", "advise", "encourage"])
# what permits on paper: "the resolution allows deliveries"
_PAPERS = frozenset(["resolution", "deal", "agreement", "accord", "mandate", "decree", "council", "decision", "vote", "law", "truce"])
_URGING = _ORDERING | {"force", "oblige", "compel", "cause", "make"}


def enable(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | Mood | None:
    """The mood that the verb leaves to what it governs; a judgement where it forbids it, or governs nothing."""
    act = group.act
    if act is Act.UNWILLING and clause.theme.travellers and clause.named_before(group.first):
        return Mood.MAY  # "people are afraid to leave": they refuse nothing
    if act is Act.UNWILLING or (act is Act.READY and scope.negated):
        return clause.judgement(group, Status.REJECTED, negated=True)
    if act is Act.UNABLE:
        return clause.judgement(group, Status.BLOCKED, negated=True)
    if act is Act.READY:
        return clause.judgement(group, Status.PROPOSED)
    if act is Act.DUE and not clause.has_infinitive(group) and not scope.negated and scope.real and clause.named_before(group.first):
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "is due in Bangui on Monday"
    if act is Act.DUE:
        return Mood.FUTURE if not scope.negated else None
    if scope.negated and group.verb.base == "make" and clause.word(group.last + 2) in nouns():
        return None  # "did not make any offer to open it"
    if scope.negated and group.verb.base in _URGING:
        return Mood.MAY  # "no one is forced to leave": they may
    if scope.negated:
        return _forbid(clause, group, scope)
    if act is Act.ALLOW and scope.mood in (Mood.WOULD, Mood.MAY) and _is_subject(clause, group):
        return clause.judgement(group, Status.PROPOSED, conditional=True)  # "a corridor between the two would enable aid"
    if group.verb.base in _PERMITTED and clause.word(group.first) in {"is", "are"} and scope.real and clause.theme.travellers:
        return clause.judgement(group, Status.AGREED)  # "369 lorries are permitted to enter": no word that they did
    if scope.mood is Mood.MUST and clause.word(group.first) == "should" and _is_subject(clause, group):
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "two routes should let people out": it is expected
    governs = clause.has_infinitive(group)
    if act is Act.ALLOW and not governs and not any(g.first > group.last for g in clause.proposition.groups):
        return _permit(clause, group, scope)
    following = next(iter(clause.verbs_after(group)), None)
    if group.verb.base in _PERMITTING and scope.real and following is not None and following.act is Act.OPEN and following.passive:
        return clause.judgement(group, Status.AGREED)  # "allowed two crossings to be used"
    if group.verb.base in _ORDERING and (governs or group.verb.base != "tell"):
        return Mood.FUTURE
    return scope.mood


def _is_subject(clause: Clause, group: VerbGroup) -> bool:
    """Whether the way itself is what would allow it."""
    before = clause.named_before(group.first)
    return bool(before) and clause.codes[before[-1]] in {"corridor", "corridors", "route", "routes", "passage", "crossing"}


def _forbid(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Will not let them leave" refuses, "were not able to leave" tells of what blocked them."""
    if scope.mood is Mood.MUST or scope.hypothetical:
        return None  # "if the buses are not let into the town"
    if group.act is Act.MANAGE and scope.mood is Mood.REAL:
        return clause.judgement(group, Status.FAILED, negated=True)  # "did not succeed in bringing them out"
    if group.verb.base == "get" and not clause.named_before(group.first):
        return None  # "treatment they cannot get in Yemen", unlike lorries that cannot get to Homs
    refuses = group.act is Act.ALLOW and group.verb.base != "get" and scope.mood in (Mood.FUTURE, Mood.WOULD)
    return clause.judgement(group, Status.REJECTED if refuses else Status.BLOCKED, negated=True)


def _permit(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Allowed the convoy in", with no verb after it."""
    if group.verb.base not in _PERMITTING:
        return None
    if scope.mood is Mood.REAL:
        on_paper = not _PAPERS.isdisjoint(clause.codes[max(0, group.first - 6) : group.first])
        return clause.judgement(group, Status.AGREED if on_paper else Status.OPERATIONAL)
    if scope.mood is Mood.FUTURE:
        return clause.judgement(group, Status.ANNOUNCED, future=True)
    return clause.judgement(group, Status.PROPOSED, conditional=True)
