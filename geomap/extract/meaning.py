"""What a proposition says of a way: proposed, agreed, opened, refused ..., from the verbs that govern it, outermost first.

Each verb turns the meaning of what it governs: to refuse to let people leave is a refusal, to be able to leave is to leave,
to fail to open is a failure, and what is only wished, possible or conditional never becomes more than a proposal. The first
verb that settles the matter decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.act_nouns import IN_PASSING, attributes, from_noun
from geomap.extract.concerns import (
    FIRE,
    begins,
    concerns,
    denies_existence,
    first_finite,
    has_infinitive,
    has_negative_subject,
    is_completed_by_infinitive,
    is_taken,
    keeps,
    says_there_is,
)
from geomap.extract.judgements import MOTION, Judgement, Theme, judgement_of
from geomap.extract.phrases import Phrases
from geomap.extract.syntax import Link, Mood, Proposition, VerbGroup
from geomap.extract.verbs import Act, nouns
from geomap.model import Status

__all__ = ["judge"]


def judge(
    phrases: Phrases, proposition: Proposition, theme: Theme, *, uncertain: bool = False, reported: bool = False, deal: bool = False
) -> list[Judgement]:
    """The statuses that a proposition gives the way named by ``theme``, what is presupposed first.

    ``uncertain``: its sentence has a condition; ``reported``: somebody is quoted; ``deal``: it is under an agreement.
    """
    codes = [t.code for t in phrases.tokens]
    found = [*attributes(phrases, codes, proposition, theme)]
    hypothetical = proposition.link is Link.CONDITION
    decided: Judgement | None = None
    mood, negated, earlier, attempt = Mood.REAL, has_negative_subject(codes, proposition), False, False
    for element in _elements(codes, proposition):
        if isinstance(element, int):
            given = from_noun(phrases, codes, proposition, element, theme, mood, decided)
            if given is not None and (given.presupposed or decided is None):
                if given.presupposed or decided is not None:
                    found.append(given)
                else:
                    decided = given
            continue
        if decided is not None:
            break
        if element.gerund and element.act in MOTION and _describes_people(codes, element, proposition):
            continue  # "a route for people travelling by car"
        if element.act in MOTION and nouns().keys() & codes[element.last + 1 : element.last + 4]:
            continue  # "reached an agreement": the noun says it
        if element.passive and not element.finite and element.first == element.head and proposition.finite:
            if element.act in IN_PASSING and concerns(codes, element, proposition, theme):
                found.append(replace(judgement_of(phrases, element, IN_PASSING[element.act]), presupposed=True))
            continue  # "the only crossing authorised by the council"
        if decided is None and not element.finite and not element.gerund and element.first < first_finite(proposition):
            mood = Mood.FUTURE
        if element.finite or element.mood is not Mood.NONE:
            mood = element.mood if mood is Mood.REAL or element.mood is not Mood.REAL else mood
        hypothetical = hypothetical or (uncertain and (mood in (Mood.WOULD, Mood.MAY) or codes[element.first] == "can"))
        negated = negated or element.negated
        earlier = earlier or element.pluperfect
        if element.act in (Act.REPORT, Act.OTHER, Act.LEAD, Act.BEGIN) and not begins(codes, element, proposition, theme):
            if keeps(codes, element):
                decided = judgement_of(phrases, element, Status.BLOCKED, note="kept")
            elif element.act is Act.OTHER and denies_existence(codes, element, theme):
                decided = judgement_of(phrases, element, Status.FAILED, negated=True)
            elif element.act is Act.OTHER and says_there_is(codes, element, theme):
                decided = (
                    _planned(phrases, element, mood, hypothetical, reported)
                    if mood is not Mood.REAL
                    else judgement_of(phrases, element, Status.OPERATIONAL)
                )
            elif element.act in (Act.REPORT, Act.OTHER) and element.finite and element.act is Act.REPORT:
                mood, negated = Mood.REAL, False
            elif (
                element.act is Act.OTHER
                and element.finite
                and mood is Mood.REAL
                and is_completed_by_infinitive(codes, proposition, element)
            ):
                mood = Mood.FUTURE  # "the plan was for lorries to drive in", "they gathered to leave"
            elif element.act is Act.LEAD and mood is not Mood.REAL and not negated:
                decided = _planned(phrases, element, mood, hypothetical, reported)
            continue
        if element.act is Act.TRY:
            if element.verb.base == "wait" and any(g.verb.base == "keep" and g.first < element.first for g in proposition.groups):
                decided = judgement_of(phrases, element, Status.BLOCKED, note="kept waiting")
                break
            if not has_infinitive(proposition, element) and any(t > element.last for t in theme.tokens) and not theme.travellers:
                decided = judgement_of(phrases, element, Status.OPERATIONAL)  # "Afghans try the overland route"
                break
            attempt = True
            continue
        if (
            element.verb.base == "get"
            and not has_infinitive(proposition, element)
            and not element.passive
            and any(t > element.last for t in theme.tokens)
        ):
            decided = judgement_of(phrases, element, Status.ANNOUNCED)  # "Mariupol gets two routes"
            break
        if element.act in (Act.READY, Act.DUE, Act.ABLE, Act.UNABLE, Act.UNWILLING, Act.ALLOW, Act.MANAGE):
            step = _enabling(phrases, element, mood, negated, proposition)
            if isinstance(step, Judgement):
                decided = replace(step, earlier=earlier)
            elif step is not None:
                mood, negated = step, False
            continue
        if not concerns(codes, element, proposition, theme):
            if element.act in (Act.AGREE, Act.PROPOSE, Act.ANNOUNCE, Act.REJECT) and has_infinitive(proposition, element):
                pass  # what is agreed is told by the infinitive
            else:
                continue
        decided = _decide(phrases, codes, element, mood, negated, hypothetical, reported, attempt, proposition, theme)
        if decided is not None:
            decided = replace(decided, earlier=earlier, attributed=reported, passive=element.passive, motion=element.act in MOTION)
        elif element.act not in MOTION:
            break
    if decided is not None:
        if decided.status is Status.ANNOUNCED and mood is Mood.WOULD and any(j.presupposed and j.status is Status.PROPOSED for j in found):
            decided = replace(decided, status=Status.PROPOSED, conditional=True)  # "the proposed route would run ..."
        if decided.status is Status.ANNOUNCED and deal:
            decided = replace(decided, status=Status.AGREED, earlier=True)
        found.append(replace(decided, note=decided.note or _note(phrases, decided)))
    return sorted(found, key=lambda j: not j.presupposed)


def _describes_people(codes: Sequence[str], group: VerbGroup, proposition: Proposition) -> bool:
    before = next((g for g in reversed(proposition.groups) if g.first < group.first), None)
    return (
        before is not None
        and before.act in (Act.OTHER, Act.REPORT, Act.LEAD, Act.ANNOUNCE)
        and "with" not in codes[before.last + 1 : group.first]
    )


def _elements(codes: Sequence[str], proposition: Proposition) -> list[VerbGroup | int]:
    """Verb groups and nouns for acts (as token numbers) in the order of the text."""
    inside = {i for g in proposition.groups for i in range(g.first, g.last + 1)}
    known = nouns()
    found: list[tuple[int, VerbGroup | int]] = [(g.first, g) for g in proposition.groups]
    for a, b in proposition.spans:
        found += [(i, i) for i in range(a, b) if i not in inside and codes[i] in known]
    ordered = [element for _, element in sorted(found, key=lambda pair: pair[0])]
    finite = next((i for i, e in enumerate(ordered) if isinstance(e, VerbGroup) and e.finite), 0)
    # "A truce to let families leave collapsed": what stands in the subject is governed by the verb after it.
    subject = [e for e in ordered[:finite] if isinstance(e, VerbGroup)]
    return [e for e in ordered if e not in subject] + subject


def _enabling(phrases: Phrases, group: VerbGroup, mood: Mood, negated: bool, proposition: Proposition) -> Judgement | Mood | None:
    """Verbs that let something happen: the mood they leave to what they govern, or a judgement where they forbid it."""
    has_more = has_infinitive(proposition, group) or any(g.first > group.last for g in proposition.groups)
    if group.act is Act.UNWILLING or (group.act is Act.READY and negated):
        return judgement_of(phrases, group, Status.REJECTED, negated=True)
    if group.act is Act.UNABLE:
        return judgement_of(phrases, group, Status.BLOCKED, negated=True)
    if group.act is Act.READY:
        return judgement_of(phrases, group, Status.PROPOSED)
    if group.act is Act.DUE:
        return Mood.FUTURE if not negated else None
    if negated:
        status = Status.REJECTED if mood in (Mood.FUTURE, Mood.WOULD) and group.act is Act.ALLOW else Status.BLOCKED
        return judgement_of(phrases, group, status, negated=True) if mood is not Mood.MUST else None
    if group.act is Act.ALLOW and not has_more:
        if group.verb.base not in {"let", "allow", "permit", "admit"}:
            return None
        if mood is Mood.REAL:
            return judgement_of(phrases, group, Status.OPERATIONAL)
        return judgement_of(
            phrases,
            group,
            Status.ANNOUNCED if mood is Mood.FUTURE else Status.PROPOSED,
            future=mood is Mood.FUTURE,
            conditional=mood is not Mood.FUTURE,
        )
    if group.verb.base == "tell" and not has_infinitive(proposition, group):
        return mood
    if group.verb.base in {"order", "tell", "instruct", "direct", "advise", "encourage"}:
        return Mood.FUTURE
    return mood


def _decide(
    phrases: Phrases,
    codes: Sequence[str],
    group: VerbGroup,
    mood: Mood,
    negated: bool,
    hypothetical: bool,
    reported: bool,
    attempt: bool,
    proposition: Proposition,
    theme: Theme,
) -> Judgement | None:
    act = group.act
    real = mood is Mood.REAL and not hypothetical
    if act is Act.PROPOSE:
        if negated:
            wanted = group.verb.base in {"want", "consider", "discuss", "negotiate", "wish"}
            return judgement_of(phrases, group, Status.REJECTED, negated=True) if wanted else None
        return judgement_of(phrases, group, Status.PROPOSED, conditional=hypothetical)
    if act is Act.ANNOUNCE:
        if negated:
            return (
                judgement_of(phrases, group, Status.FAILED, negated=True)
                if group.verb.base in {"plan", "schedule", "arrange", "provide"}
                else None
            )
        return judgement_of(
            phrases,
            group,
            Status.PROPOSED if hypothetical else Status.ANNOUNCED,
            conditional=hypothetical,
            future=has_infinitive(proposition, group),
        )
    if act is Act.AGREE:
        if negated:
            status = (
                Status.REJECTED
                if mood in (Mood.FUTURE, Mood.WOULD)
                or group.verb.base in {"accept", "approve", "consent", "grant", "authorise", "authorize"}
                else Status.FAILED
            )
            return judgement_of(phrases, group, status, negated=True) if not hypothetical else None
        if real:
            return judgement_of(phrases, group, Status.AGREED)
        return judgement_of(phrases, group, Status.PROPOSED, conditional=True)
    if act is Act.REJECT:
        return (
            judgement_of(phrases, group, Status.REJECTED)
            if not negated and not hypothetical and mood not in (Mood.MAY, Mood.MUST)
            else None
        )
    if group.verb.base == "stand" and (
        codes[group.last + 1 : group.last + 2] in (["ready"], ["by"], ["for"], ["in"])
        and "for" not in codes[group.last + 1 : group.last + 2]
    ):
        return None
    if act in (Act.FAIL, Act.BLOCK, Act.CLOSE):
        status = {Act.FAIL: Status.FAILED, Act.BLOCK: Status.BLOCKED, Act.CLOSE: Status.CLOSED}[act]
        if negated and real and act is Act.CLOSE and group.state is False:
            return None
        if negated or hypothetical or mood in (Mood.MAY, Mood.MUST, Mood.WOULD):
            return None
        if mood is Mood.FUTURE:
            return judgement_of(phrases, group, Status.CLOSED, conditional=True, future=True) if act is Act.CLOSE else None
        note = group.verb.base if act is Act.BLOCK else ""
        return judgement_of(phrases, group, status, note=note)
    if act is Act.LEAVE and group.verb.base in {"abandon", "quit"} and not theme.travellers:
        return judgement_of(phrases, group, Status.FAILED) if real and not negated else None
    if act in MOTION and not theme.travellers and FIRE.search(" ".join(codes[: group.first])):
        return judgement_of(phrases, group, Status.BLOCKED, note="shelled") if real and not negated else None  # "shells landed on the road"
    if act in MOTION and not is_taken(codes, group, theme):
        return None
    if group.gerund and not proposition.finite and proposition.marker not in {"after", "since"} and proposition.groups[0] is group:
        return None  # "passing through Berdiansk", "before reaching Zaporizhzhia": as the main verb has it
    return _deed(phrases, group, mood, negated, hypothetical, reported, attempt)


def _deed(
    phrases: Phrases, group: VerbGroup, mood: Mood, negated: bool, hypothetical: bool, reported: bool, attempt: bool
) -> Judgement | None:
    """Verbs of opening and of motion: done, to be done, possible, or not done."""
    motion = group.act in MOTION
    if hypothetical:
        return judgement_of(phrases, group, Status.PROPOSED, conditional=True) if not negated else None
    if negated:
        if mood is Mood.REAL:
            return judgement_of(phrases, group, Status.FAILED, negated=True)
        if mood is Mood.MAY or (mood is Mood.FUTURE and motion and phrases.tokens[group.first].code in {"can't", "cannot", "can"}):
            return judgement_of(phrases, group, Status.BLOCKED, negated=True)
        return (
            judgement_of(phrases, group, Status.CLOSED if mood is Mood.FUTURE else Status.REJECTED, negated=True)
            if mood is not Mood.MUST
            else None
        )
    if attempt:
        return judgement_of(phrases, group, Status.PROPOSED, conditional=True)
    if mood is Mood.REAL:
        return judgement_of(phrases, group, Status.OPERATIONAL)
    return _planned(phrases, group, mood, hypothetical, reported)


def _planned(phrases: Phrases, group: VerbGroup, mood: Mood, hypothetical: bool, reported: bool) -> Judgement:
    """What is to be: announced where somebody says that it will, else no more than proposed."""
    if mood is Mood.FUTURE and not hypothetical:
        return judgement_of(phrases, group, Status.ANNOUNCED, future=True)
    if (reported and mood in (Mood.WOULD, Mood.MAY)) and not hypothetical:
        return judgement_of(phrases, group, Status.ANNOUNCED, future=True)
    return judgement_of(phrases, group, Status.PROPOSED, conditional=mood is not Mood.MUST)


_AGAIN = re.compile(
    r" (?:\S+ ){0,4}?(for (?:the|a) (?:\w+ )?(?:straight|consecutive|running|successive)?\s?(?:day|time|week)(?: (?:in a row|running))?)"
)


def _note(phrases: Phrases, judgement: Judgement) -> str:
    """The words that qualify: "for the second day"."""
    again = _AGAIN.match(phrases.code, judgement.end, min(len(phrases.code), judgement.end + 80))
    return again[1] if again else ""
