"""Verbs of opening and of motion: done, to be done, possible, or not done ("buses left", "will leave", "could not leave")."""

from __future__ import annotations

import re

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.judgements import MOTION, Judgement
from geomap.extract.meaning.scope import Scope
from geomap.extract.syntax.propositions import Mood, VerbGroup
from geomap.extract.syntax.verbs import Act, Form, forms_of
from geomap.model import Status

__all__ = ["AT_THE_END", "is_supplied", "perform", "plan"]


AT_THE_END = frozenset(["collect", "pick", "fetch", "unload", "offload", "distribute"])
_FOR_LONG = re.compile(r"(?<!\S)(?:since (?:¤\d+|%\d+|late|early|mid|\d+|the)|(?:for|in) (?:(?!§)\S+ ){0,4}(?:weeks|months|years))(?!\S)")
_REMAIN = frozenset(["remain", "stay"])
_FIT = frozenset(["accessible", "passable", "usable"])
_MADE = frozenset(["open", "reopen", "re-open", "establish", "set", "create", "organise", "organize", "launch", "activate", "work"])


def perform(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """How the way stands by what is done on it or to it: "opened", "tried to leave", "would reopen"."""
    if scope.negated:
        return _leave_undone(clause, group, scope) if not scope.hypothetical else None
    opening = group.act is Act.OPEN and group.verb.base in {"open", "reopen"} and clause.word(group.head).endswith("ing")
    if opening and not group.passive and scope.real and not scope.attempted and clause.word(group.first) in {"is", "are", "was", "were"}:
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "announced that it was opening corridors"
    if group.act is Act.OPEN and "conditions" in clause.codes[group.last + 1 : group.last + 4] and scope.mood is Mood.REAL:
        return None  # "created the conditions for a corridor"
    if scope.mood is Mood.REAL and group.finite and group.first == group.head and _is_in_timetable(clause, group):
        return clause.judgement(group, Status.ANNOUNCED, future=True)
    if scope.attempted and scope.mood is Mood.FUTURE and not scope.hypothetical:
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "is to try to reach the town on Wednesday"
    if scope.hypothetical or scope.attempted:
        return clause.judgement(group, Status.PROPOSED, conditional=True, note="" if scope.hypothetical else "tried")
    if scope.mood is Mood.REAL and group.progressive and group.passive and group.verb.base in _MADE:
        return clause.judgement(group, Status.ANNOUNCED, future=True)  # "corridors are being set up"
    return clause.judgement(group, Status.OPERATIONAL) if scope.mood is Mood.REAL else plan(clause, group, scope)


def _is_in_timetable(clause: Clause, group: VerbGroup) -> bool:
    """ "The corridor opens tomorrow", "the airlift starts on Wednesday": a present tense with a day that is to come, or may be."""
    codes, at = clause.codes, group.last + 1
    days = [code for code in codes[at : at + 9] if code.startswith("¤") and code[1:].isdigit()]
    texts = [clause.phrases.dates[int(day[1:])].when.text.lower() for day in days]
    if any(_TO_COME.search(text) for text in texts):
        return True
    present = Form.PAST not in forms_of(codes[group.head])
    soon = codes[at].startswith("¤") if at < len(codes) else False
    soon = soon or (codes[at : at + 1] == ("on",) and clause.word(at + 1).startswith("¤"))
    return present and soon and group.act in (Act.OPEN, Act.BEGIN) and _WEEKDAY.search(texts[0] if texts else "") is not None


_TO_COME = re.compile(r"tomorrow|^next|(?:coming|following) (?:day|week|month)")
_WEEKDAY = re.compile(r"^(?:(?:early|late) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?$")


def _leave_undone(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement | None:
    """ "Did not open" failed, "cannot leave" are blocked, "will not open" stays closed, "would not open" is refused."""
    if scope.mood is Mood.MUST or clause.word(group.first) in {"may", "might"}:
        return None  # "it may not have reached them"
    if group.verb.base in AT_THE_END or (group.verb.base == "use" and scope.mood is Mood.REAL):
        return None  # "the bridge has never been used", "500 lorries were not collected": open or not
    first = next((g.first for g in clause.proposition.groups if g.finite and g.first <= group.first), group.first)
    if scope.mood is Mood.REAL and any(clause.word(at) == "yet" for at in range(first, group.last + 3)):
        # "has not yet been opened": it is still to be; that people "have yet to cross and reach the town" promises nothing
        return None if group.act in MOTION else clause.judgement(group, Status.ANNOUNCED, future=True)
    if scope.mood is Mood.REAL and group.act in MOTION and "still" in clause.codes[max(0, group.first - 1) : group.last + 1]:
        return clause.judgement(group, Status.BLOCKED, negated=True)  # "aid had still not passed into Syria"
    if group.state and group.verb.base in _FIT:
        return clause.judgement(group, Status.BLOCKED, negated=True)  # "has not been accessible"
    if group.act is Act.OPEN and clause.word(group.first) in {"is", "are"} and not clause.theme.travellers:
        return clause.judgement(group, Status.CLOSED, negated=True)  # "is not opening the crossing"
    if group.act is Act.OPEN and scope.mood is Mood.FUTURE and not group.passive and clause.named_after(group.last):
        return clause.judgement(group, Status.REJECTED, negated=True)  # "the army won't open the road": unlike a road that won't open
    if scope.mood is Mood.REAL and group.act in MOTION and _is_so_for_long(clause, group):
        return clause.judgement(group, Status.BLOCKED, negated=True)  # "no convoy has reached the town since August"
    cannot = scope.mood is Mood.FUTURE and group.act in MOTION and clause.word(group.first) in {"can't", "cannot", "can"}
    if scope.mood is Mood.MAY or cannot:
        status = Status.BLOCKED
    else:
        status = {Mood.REAL: Status.FAILED, Mood.FUTURE: Status.CLOSED}.get(scope.mood, Status.REJECTED)
    return clause.judgement(group, status, negated=True)


def plan(clause: Clause, group: VerbGroup, scope: Scope) -> Judgement:
    """What is to be: announced where somebody says that it will ("buses will leave"), else no more than proposed."""
    if scope.mood is Mood.MAY and group.verb.base == "use" and clause.word(group.first + 1) == "still" and not scope.hypothetical:
        return clause.judgement(group, Status.OPERATIONAL)  # "civilians may still use three passages"
    promised = scope.mood is Mood.FUTURE or (scope.reported and scope.mood in (Mood.WOULD, Mood.MAY))
    if promised and not scope.hypothetical and _remains(clause, group):
        return clause.judgement(group, Status.OPERATIONAL)
    if promised and not scope.hypothetical and clause.word(group.first) != "might":
        return clause.judgement(group, Status.ANNOUNCED, future=True)
    return clause.judgement(group, Status.PROPOSED, conditional=scope.mood is not Mood.MUST)


def _is_so_for_long(clause: Clause, group: VerbGroup) -> bool:
    after = (code for code in clause.codes[group.last + 1 :] if code.startswith("¤") and code[1:].isdigit())
    since = any(clause.phrases.dates[int(code[1:])].preposition == "since" for code in after)
    return since or _FOR_LONG.search(" ".join(clause.codes[group.last + 1 :])) is not None


def _remains(clause: Clause, group: VerbGroup) -> bool:
    """ "Will remain open until Friday", "will continue to run along it": it is open; not "will open at nine and remain open"."""
    if group.verb.base == "continue" and clause.word(group.last + 1) == "to" and not clause.word(group.last + 2).startswith("§"):
        return True
    before = next((g for g in reversed(clause.proposition.groups) if g.last < group.first), None)
    lasting = group.state and group.act is Act.OPEN and not _REMAIN.isdisjoint(clause.codes[group.first : group.head + 1])
    return lasting and not clause.proposition.elliptic and before is None


def is_supplied(clause: Clause, group: VerbGroup) -> bool:
    """ "Bucha will receive food", "are to be provided with medicine": the aid is to go there."""
    given = group.verb.base in {"provide", "supply"} and group.passive and clause.word(group.last + 1) == "with"
    if not (given or (group.verb.base in {"receive", "get"} and not group.passive)) or not clause.theme.travellers:
        return False
    return group.mood is Mood.FUTURE and clause.word(group.first - 1).startswith("§")
