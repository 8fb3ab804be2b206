"""Nouns and adjectives for acts: "the proposal", "an agreement on corridors", "the closure of the crossing", "the agreed route"."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.meaning.asides import is_pending
from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.concerns import noun_concerns
from geomap.extract.meaning.judgements import ENDED, MOTION, OBSTACLES, Judgement
from geomap.extract.syntax.propositions import Link, Mood, VerbGroup
from geomap.extract.syntax.verbgroups import takes_object
from geomap.extract.syntax.verbhood import PREPOSITIONS
from geomap.extract.syntax.verbs import Act, Form, nouns, verb_forms
from geomap.model import Status

__all__ = ["IN_PASSING", "attributes", "from_noun", "is_another_s_offer"]

_NOUN_STATUS = {
    Act.PROPOSE: Status.PROPOSED,
    Act.ANNOUNCE: Status.ANNOUNCED,
    Act.AGREE: Status.AGREED,
    Act.REJECT: Status.REJECTED,
    Act.OPEN: Status.OPERATIONAL,
    Act.FAIL: Status.FAILED,
    Act.BLOCK: Status.BLOCKED,
    Act.CLOSE: Status.CLOSED,
}
_SETTLING = frozenset([Act.FAIL, Act.CLOSE, Act.PROPOSE, Act.AGREE, Act.REJECT])
_POINTING = frozenset(["the", "this", "that", "its", "their", "'s", "such"])
_NEEDED = frozenset(["need", "needs", "needed", "require", "requires", "required", "await", "awaits", "awaiting", "without", "lack"])
_DRAFTED = frozenset(["draft", "drafts", "proposed", "possible", "potential", "prospective", "would-be"])
_AFTER = frozenset(["after", "since", "following", "with"])
_LED = frozenset(["following", "after"])
_OF_ANYTHING = frozenset(["end", "ends", "start", "starts", "beginning", "beginnings"])  # of a week, a war, a street
_WITHHELD = frozenset(["deny", "withhold", "refuse"])
_REACHED = frozenset(["reach", "make", "conclude", "find", "finalise", "finalize", "sign", "strike", "come"])
_AT_TIME = frozenset(["at", "by", "in", "until", "till", "towards", "toward", "before", "near", "since", "after", "from"])
_NEAR_NOUN = 5  # words
_ACCORDING = re.compile(
    r"(?:in (?:line|accordance|keeping|accord) with|pursuant to|contrary to|in violation of|(?:^|[,;] )under the)(?: \S+){0,4}$"
)

_IN_SPITE = re.compile(
    r"(?<!\S)(?:despite|notwithstanding|(?:in spite|in defiance|regardless|irrespective) of|undeterred by|defying)(?: [^\s,;]+)*$"
)


def from_noun(clause: Clause, at: int, mood: Mood, decided: Judgement | None) -> Judgement | None:
    """A noun for an act: what it presupposes, or what it says where the verb beside it says nothing ("reached an agreement")."""
    given = _meaning(clause, at, mood, decided)
    if given is None or given.presupposed or clause.proposition.link is not Link.CONDITION:
        return given
    # "if the closure goes on", where "if the talks do not lead to its reopening" says nothing
    return replace(given, presupposed=True) if given.status in ENDED else None


def _meaning(clause: Clause, at: int, mood: Mood, decided: Judgement | None) -> Judgement | None:
    act = nouns()[clause.codes[at]]
    status = _NOUN_STATUS.get(act)
    if status is None or not noun_concerns(clause, at) or (clause.codes[at] in _OF_ANYTHING and not _is_of_way(clause, at)):
        return None
    if act is Act.AGREE and clause.word(at + 1) == "with" and clause.word(at + 2).endswith("ing"):
        return None  # "the talks deal with opening it"
    if act is Act.CLOSE and any(nouns().get(code) in OBSTACLES for code in clause.codes[at + 1 : at + 5]):
        return None  # "an end to the blockade"
    if act in OBSTACLES and _IN_SPITE.search(" ".join(clause.codes[:at])):
        return None  # "in spite of the attack on the station, the evacuation will go on"
    if act is Act.BLOCK and clause.theme.travellers and not _happened(clause, at):
        return None  # "they are in the midst of shelling"
    if act is Act.BLOCK and clause.proposition.link is Link.CONDITION and any(g.act in OBSTACLES for g in clause.verbs_behind(at)):
        return None  # "provided that the shelling stops"
    if act is Act.BLOCK and any(g.first == at + 1 and takes_object(clause.codes, g) for g in clause.verbs_behind(at)):
        return None  # "shelling forced the operation to be suspended": the verb tells
    start = clause.phrases.offsets[at]
    end = start + len(clause.codes[at])
    before, second = clause.word(at - 1), clause.word(at - 2)
    groups = clause.proposition.groups
    verb_before = next((g for g in reversed(groups) if g.last < at), None)
    verb_after = next((g for g in groups if g.first > at), None)
    missing = Status.PROPOSED if is_pending(clause, verb_after if verb_before is None else verb_before) else Status.FAILED
    if "no" in (before, second) or (act is Act.AGREE and "without" in clause.codes[max(0, at - 4) : at]):
        return Judgement(missing, start, end, negated=True) if act is Act.AGREE else None
    according = act is Act.AGREE or (act is Act.PROPOSE and clause.word(0) != "under")
    if according and _ACCORDING.search(" ".join(clause.codes[:at])):
        return None  # "in line with the agreement, peacekeepers are deployed in the corridor"
    if act is Act.PROPOSE and verb_after is not None and verb_after.act in OBSTACLES and clause.word(verb_after.first) == "to":
        codes = clause.codes
        way = min(clause.named_after(verb_after.last), default=len(codes))
        between = codes[verb_after.last + 1 : way]
        if way < len(codes) and "and" not in between and not any(nouns().get(code) in OBSTACLES for code in between):
            return None  # "a request to close it", not "a proposal to end the blockade"
    if act is Act.PROPOSE:
        definite = before in _POINTING or second == "the"
        if verb_before is not None and verb_before.negated and not definite and decided is None and before in {"any", "an", "a"}:
            return None  # "did not make any offer"
        return _of_proposal(Judgement(status, start, end), verb_before, verb_after, definite=definite or decided is not None)
    if act is Act.AGREE and _DRAFTED.intersection(clause.codes[max(0, at - 4) : at]):
        return Judgement(Status.PROPOSED, start, end, presupposed=True)  # "a draft of an agreement"
    if act is Act.AGREE and _NEEDED.intersection(clause.codes[max(0, at - 5) : at]):
        lacking = Judgement(Status.PROPOSED, start, end, negated=True)
        return lacking if clause.named_before(at) else None  # "still needs approval", but "needs guarantees for the routes"
    of_other = verb_before is not None and "of" in clause.codes[verb_before.last + 1 : at]
    if act is Act.AGREE and verb_before is not None and verb_before.negated and decided is None and not of_other:
        return Judgement(missing, start, end, negated=True)  # "did not renew the approval for the crossing"
    if act is Act.AGREE and not _LED.isdisjoint(clause.codes[max(0, at - 4) : at]):
        return Judgement(status, start, end, presupposed=True)  # "following Israel's permission, lorries entered"
    if act is Act.AGREE:
        past = verb_before is not None and verb_before.pluperfect
        # "agreement on moving the wounded eluded them"
        told_of_it = next((g for g in groups if g.first > at and g.finite), verb_after) if verb_before is None else verb_after
        return _of_agreement(Judgement(status, start, end, earlier=past), verb_before, told_of_it, mood, decided, missing)
    wished = verb_before is not None and verb_before.act in (Act.PROPOSE, Act.AGREE)
    if decided is not None or (wished and act is not Act.BLOCK):
        return None
    if act is Act.OPEN:
        if verb_after is not None and verb_after.finite and verb_after.act in _SETTLING:
            return None  # "the opening was delayed"
        if verb_after is not None and verb_after.first == at + 1 and verb_after.act in MOTION:
            return None  # "a charitable establishment sent lorries"
        if verb_before is not None and verb_before.verb.base in {"extend", "prolong"} and verb_before.mood is Mood.REAL:
            return Judgement(Status.OPERATIONAL, start, end)  # "extended the opening of the crossing"
        after_fact = (second, before) == ("at", "the") or before in _AFTER or second in _AFTER
        return Judgement(Status.OPERATIONAL if after_fact else Status.ANNOUNCED, start, end, earlier=after_fact)
    past = verb_before is None and verb_after is not None and verb_after.pluperfect  # "the closure had caused shortages"
    return Judgement(status, start, end, earlier=past or not _AFTER.isdisjoint(clause.codes[max(0, at - 4) : at]))


def _is_of_way(clause: Clause, at: int) -> bool:
    """ "An end to the airlift", "the start of the evacuation"; not "to this end", "by the end of the week"."""
    last = clause.codes[at] == "end" and not _AT_TIME.isdisjoint(clause.codes[max(0, at - 2) : at])
    if last or clause.word(at + 1) not in {"of", "to"}:
        return False
    return any(t - at <= _NEAR_NOUN for t in clause.named_after(at))


def _happened(clause: Clause, at: int) -> bool:
    """ "The attack occurred as the convoy was carrying food"."""
    following = next((g for g in clause.proposition.groups if g.first > at), None)
    return following is not None and following.first - at <= 2 and following.verb.base.startswith(("occur", "happen", "come", "take"))


def _of_proposal(said: Judgement, verb_before: VerbGroup | None, verb_after: VerbGroup | None, *, definite: bool) -> Judgement:
    """ "The plan was for lorries to drive in" proposes; "rejected the plan" only presupposes that somebody did."""
    if verb_after is not None and verb_after.verb.base == "be" and verb_after.act is Act.OTHER and verb_before is None:
        return replace(said, earlier=True)
    return replace(said, presupposed=definite or verb_after is not None)


def _of_agreement(
    said: Judgement, verb_before: VerbGroup | None, verb_after: VerbGroup | None, mood: Mood, decided: Judgement | None, missing: Status
) -> Judgement | None:
    """ "Reached an agreement" agrees, "an agreement collapsed" presupposes it, "could reach an agreement" leaves it open."""
    if verb_before is not None and verb_before.verb.base in {"deny", "withhold", "withdraw", "revoke"}:
        return None  # "denying permission"
    if verb_after is not None and verb_after.passive and verb_after.finite and verb_after.verb.base in _WITHHELD:
        return None  # "permission was refused": the verb tells
    if verb_after is not None and (verb_after.verb.base == "elude" or (verb_after.negated and verb_after.verb.base in _REACHED)):
        return replace(said, status=missing, negated=True)  # "agreement eluded them", "no deal could be reached"
    if decided is not None:
        return replace(said, presupposed=True) if decided.status in (Status.FAILED, Status.BLOCKED) else None
    if verb_after is not None and verb_after.act in (Act.FAIL, Act.BLOCK) and verb_after.finite:
        return replace(said, presupposed=True)
    if verb_before is not None and verb_before.act in (Act.PROPOSE, Act.TRY, Act.REJECT):
        return None
    if mood in (Mood.MAY, Mood.MUST, Mood.WOULD) or (mood is Mood.FUTURE and verb_before is not None):
        return replace(said, status=Status.PROPOSED, conditional=True)
    return said


def is_another_s_offer(clause: Clause, said: Judgement) -> bool:
    """ "A Russian proposal", "Baku's offer" as the object of a verb: nobody else has offered it by speaking of it."""
    offsets = clause.phrases.offsets
    at = next((i for i, offset in enumerate(offsets) if offset == said.start), 0)
    named = clause.word(at - 1) == "'s" or clause.word(at - 1).startswith("%")
    verb = next((g for g in clause.proposition.groups if g.last < at), None)
    return said.presupposed and said.status is Status.PROPOSED and named and verb is not None and clause.codes[at] in nouns()


IN_PASSING = {Act.PROPOSE: Status.PROPOSED, Act.AGREE: Status.AGREED, Act.ANNOUNCE: Status.ANNOUNCED}


def attributes(clause: Clause) -> list[Judgement]:
    """ "the proposed corridor", "agreed evacuation routes": said in passing."""
    found = []
    codes, offsets, proposition = clause.codes, clause.phrases.offsets, clause.proposition
    for token in clause.theme.tokens[:1]:
        for at in range(max(0, token - 4), token):
            readings = verb_forms().get(codes[at], ()) if codes[at].endswith("ed") else ()
            act = next((v.act for v, forms in readings if Form.PARTICIPLE in forms and not v.particle), None)
            if not PREPOSITIONS.isdisjoint(codes[at + 1 : token]):
                continue  # "a renewed push for a corridor"
            if act in IN_PASSING and proposition.holds(at) and not any(g.first <= at <= g.last for g in proposition.groups):
                found.append(Judgement(IN_PASSING[act], offsets[at], offsets[at] + len(codes[at]), presupposed=True))
    return found
