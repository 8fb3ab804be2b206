"""What a proposition says of a way: proposed, agreed, opened, refused ..., from the verbs that govern it, outermost first.

Each verb turns the meaning of what it governs: to refuse to let people leave is a refusal, to be able to leave is to leave,
to fail to open is a failure, and what is only wished, possible or conditional never becomes more than a proposal. The first
verb that settles the matter decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.extract.phrases import Phrases
from geomap.extract.syntax import Link, Mood, Proposition, VerbGroup
from geomap.extract.verbs import Act, Form, nouns, verb_forms
from geomap.model import Status

__all__ = ["Judgement", "Theme", "judge"]

_MOTION = frozenset([Act.LEAVE, Act.GO, Act.ARRIVE, Act.CARRY])
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status a proposition gives; ``start``..``end`` in the code are the words. ``presupposed``: "Moscow's offer" says in
    passing that Moscow offered. ``earlier``: told as past of the past ("had been agreed")."""

    status: Status
    start: int
    end: int
    conditional: bool = False
    presupposed: bool = False
    earlier: bool = False
    attributed: bool = False  # inside reported speech
    future: bool = False
    passive: bool = False
    negated: bool = False
    note: str = ""
    motion: bool = False  # from a verb of motion, not from one about the way


@dataclass(frozen=True, slots=True)
class Theme:
    """What the proposition is asked about: the tokens that name the way, and whether it is people or vehicles rather than a road."""

    tokens: tuple[int, ...] = ()  # empty: understood from the proposition before
    travellers: bool = False


def judge(
    phrases: Phrases, proposition: Proposition, theme: Theme, *, uncertain: bool = False, reported: bool = False, deal: bool = False
) -> list[Judgement]:
    """The statuses that a proposition gives the way named by ``theme``, what is presupposed first.

    ``uncertain``: its sentence has a condition; ``reported``: somebody is quoted; ``deal``: it is under an agreement.
    """
    codes = [t.code for t in phrases.tokens]
    found = [*_attributes(phrases, codes, proposition, theme)]
    hypothetical = proposition.link is Link.CONDITION
    decided: Judgement | None = None
    mood, negated, earlier, attempt = Mood.REAL, _has_negative_subject(codes, proposition), False, False
    for element in _elements(codes, proposition):
        if isinstance(element, int):
            given = _noun(phrases, codes, proposition, element, theme, mood, decided)
            if given is not None and (given.presupposed or decided is None):
                if given.presupposed or decided is not None:
                    found.append(given)
                else:
                    decided = given
            continue
        if decided is not None:
            break
        if element.passive and not element.finite and element.first == element.head and proposition.finite:
            if element.act in _ATTRIBUTES and _concerns(codes, element, proposition, theme):
                found.append(replace(_judgement(phrases, element, _ATTRIBUTES[element.act]), presupposed=True))
            continue  # "the only crossing authorised by the council"
        if decided is None and not element.finite and not element.gerund and element.first < _first_finite(proposition):
            mood = Mood.FUTURE
        if element.finite or element.mood is not Mood.NONE:
            mood = element.mood if mood is Mood.REAL or element.mood is not Mood.REAL else mood
        hypothetical = hypothetical or (uncertain and (mood in (Mood.WOULD, Mood.MAY) or codes[element.first] == "can"))
        negated = negated or element.negated
        earlier = earlier or element.pluperfect
        if element.act in (Act.REPORT, Act.OTHER, Act.LEAD, Act.BEGIN) and not _begins(codes, element, proposition, theme):
            if _keeps(codes, element):
                decided = _judgement(phrases, element, Status.BLOCKED, note="kept")
            elif element.act is Act.OTHER and _denies_existence(codes, element, theme):
                decided = _judgement(phrases, element, Status.FAILED, negated=True)
            elif element.act is Act.OTHER and _says_there_is(codes, element, theme):
                decided = (
                    _planned(phrases, element, mood, hypothetical, reported)
                    if mood is not Mood.REAL
                    else _judgement(phrases, element, Status.OPERATIONAL)
                )
            elif element.act in (Act.REPORT, Act.OTHER) and element.finite and element.act is Act.REPORT:
                mood, negated = Mood.REAL, False
            elif (
                element.act is Act.OTHER
                and element.finite
                and mood is Mood.REAL
                and _is_completed_by_infinitive(codes, proposition, element)
            ):
                mood = Mood.FUTURE  # "the plan was for lorries to drive in", "they gathered to leave"
            elif element.act is Act.LEAD and mood is not Mood.REAL and not negated:
                decided = _planned(phrases, element, mood, hypothetical, reported)
            continue
        if element.act is Act.TRY:
            if element.verb.base == "wait" and any(g.verb.base == "keep" and g.first < element.first for g in proposition.groups):
                decided = _judgement(phrases, element, Status.BLOCKED, note="kept waiting")
                break
            if not _has_infinitive(proposition, element) and any(t > element.last for t in theme.tokens) and not theme.travellers:
                decided = _judgement(phrases, element, Status.OPERATIONAL)  # "Afghans try the overland route"
                break
            attempt = True
            continue
        if (
            element.verb.base == "get"
            and not _has_infinitive(proposition, element)
            and not element.passive
            and any(t > element.last for t in theme.tokens)
        ):
            decided = _judgement(phrases, element, Status.ANNOUNCED)  # "Mariupol gets two routes"
            break
        if element.act in (Act.READY, Act.DUE, Act.ABLE, Act.UNABLE, Act.UNWILLING, Act.ALLOW, Act.MANAGE):
            step = _enabling(phrases, element, mood, negated, proposition)
            if isinstance(step, Judgement):
                decided = replace(step, earlier=earlier)
            elif step is not None:
                mood, negated = step, False
            continue
        if not _concerns(codes, element, proposition, theme):
            if element.act in (Act.AGREE, Act.PROPOSE, Act.ANNOUNCE, Act.REJECT) and _has_infinitive(proposition, element):
                pass  # what is agreed is told by the infinitive
            else:
                continue
        decided = _decide(phrases, codes, element, mood, negated, hypothetical, reported, attempt, proposition, theme)
        if decided is not None:
            decided = replace(decided, earlier=earlier, attributed=reported, passive=element.passive, motion=element.act in _MOTION)
        elif element.act not in _MOTION:
            break
    if decided is not None:
        if decided.status is Status.ANNOUNCED and mood is Mood.WOULD and any(j.presupposed and j.status is Status.PROPOSED for j in found):
            decided = replace(decided, status=Status.PROPOSED, conditional=True)  # "the proposed route would run ..."
        if decided.status is Status.ANNOUNCED and deal:
            decided = replace(decided, status=Status.AGREED, earlier=True)
        found.append(replace(decided, note=decided.note or _note(phrases, decided)))
    return sorted(found, key=lambda j: not j.presupposed)


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


def _first_finite(proposition: Proposition) -> int:
    return next((g.first for g in proposition.groups if g.finite), -1)


def _keeps(codes: Sequence[str], group: VerbGroup) -> bool:
    """ "kept them there all night"."""
    return (
        group.verb.base == "keep"
        and codes[group.last + 1 : group.last + 2] in (["them"], ["it"])
        and not codes[group.last + 2].endswith("ing")
    )


def _begins(codes: Sequence[str], group: VerbGroup, proposition: Proposition, theme: Theme) -> bool:
    """ "the evacuation began": without an infinitive of its own, to begin is to open."""
    return group.act is Act.BEGIN and not _has_infinitive(proposition, group) and _concerns(codes, group, proposition, theme)


def _has_infinitive(proposition: Proposition, group: VerbGroup) -> bool:
    at = proposition.groups.index(group)
    return any(not g.finite for g in proposition.groups[at + 1 : at + 3])


def _concerns(codes: Sequence[str], group: VerbGroup, proposition: Proposition, theme: Theme) -> bool:
    """Whether the way is what the verb acts on: its object, or its subject in the passive and where it has no object."""
    if not theme.tokens:
        return True
    after = [t for t in theme.tokens if t > group.last]
    before = [t for t in theme.tokens if t < group.first]
    inside = [t for t in theme.tokens if group.first <= t <= group.last]
    if inside or (group.act in _MOTION and theme.travellers):
        return True
    if group.passive or group.state:
        return bool(before) or (bool(after) and proposition.elliptic is False and not before and _is_inverted(codes, group))
    if after:
        nearest = min(after)
        between = codes[group.last + 1 : nearest]
        if group.act in (Act.PROPOSE, Act.AGREE, Act.ANNOUNCE, Act.REJECT):
            return not any(w in {"who", "which"} for w in between)
        return not _OTHER_OBJECT.search(" ".join(between))
    if _WORKS.search(" ".join(codes[: group.first])):
        return False  # "work has started on the road"
    return bool(before) and not _has_object(codes, group)


_WORKS = re.compile(r"(?<!\S)(?:works?|construction|repairs?|talks|negotiations|fighting|shelling|war)$")
_FIRE = re.compile(r"(?<!\S)(?:shells?|rockets?|mortars?|bombs?|missiles?|shelling|bullets|fire|drones?)(?!\S)")
# what is opened, blocked or agreed may be something else
_OTHER_OBJECT = re.compile(
    r"(?<!\S)(?:fire|talks|negotiations|office|embassy|investigation|inquiry|session|meeting|summit|resolution|schools?|school|war)(?!\S)"
)


def _is_inverted(codes: Sequence[str], group: VerbGroup) -> bool:
    return codes[group.last + 1 : group.last + 2] in (["are"], ["were"], [":"])


def _has_object(codes: Sequence[str], group: VerbGroup) -> bool:
    following = codes[group.last + 1] if group.last + 1 < len(codes) else "."
    return re.fullmatch(r"§\d+|@\d+|the|an?|its|their|his|her|all|several|two|three|four|five|\d\S*|%\d+", following) is not None


def _has_negative_subject(codes: Sequence[str], proposition: Proposition) -> bool:
    """ "no bus left", "neither route opened"."""
    if not proposition.groups or proposition.elliptic:
        return False
    first = proposition.groups[0].first
    subject = [codes[i] for a, b in proposition.spans for i in range(a, b) if i < first]
    for at, word in enumerate(subject):
        if word in {"no", "none", "neither", "nobody", "nothing"} or (
            word == "not" and subject[at + 1 : at + 2] in (["a"], ["one"], ["a"], ["all"])
        ):
            return not any(w in {"of", "with", "without", "in"} for w in subject[max(0, at - 1) : at])
    return False


def _says_there_is(codes: Sequence[str], group: VerbGroup, theme: Theme) -> bool:
    """ "from Pavlohrad there are daily trains to Lviv"."""
    after = [t for t in theme.tokens if t > group.last]
    return bool(after) and group.verb.base == "be" and not group.negated and "there" in codes[max(0, group.first - 1) : group.first]


def _is_completed_by_infinitive(codes: Sequence[str], proposition: Proposition, group: VerbGroup) -> bool:
    at = proposition.groups.index(group)
    following = proposition.groups[at + 1 : at + 2]
    if group.verb.base == "be" and following and _RANKED.intersection(codes[group.last + 1 : following[0].first]):
        return False  # "it was the first convoy to get there"
    return bool(following) and not following[0].finite and not following[0].gerund


_RANKED = frozenset(["first", "only", "last", "latest", "second", "third", "fourth", "fifth"])


def _denies_existence(codes: Sequence[str], group: VerbGroup, theme: Theme) -> bool:
    """ "there will be no corridors", "had no way out"."""
    after = [t for t in theme.tokens if t > group.last]
    return bool(after) and group.verb.base in {"be", "have"} and "no" in codes[group.last + 1 : min(after)][:3]


def _enabling(phrases: Phrases, group: VerbGroup, mood: Mood, negated: bool, proposition: Proposition) -> Judgement | Mood | None:
    """Verbs that let something happen: the mood they leave to what they govern, or a judgement where they forbid it."""
    has_more = _has_infinitive(proposition, group) or any(g.first > group.last for g in proposition.groups)
    if group.act is Act.UNWILLING or (group.act is Act.READY and negated):
        return _judgement(phrases, group, Status.REJECTED, negated=True)
    if group.act is Act.UNABLE:
        return _judgement(phrases, group, Status.BLOCKED, negated=True)
    if group.act is Act.READY:
        return _judgement(phrases, group, Status.PROPOSED)
    if group.act is Act.DUE:
        return Mood.FUTURE if not negated else None
    if negated:
        status = Status.REJECTED if mood in (Mood.FUTURE, Mood.WOULD) and group.act is Act.ALLOW else Status.BLOCKED
        return _judgement(phrases, group, status, negated=True) if mood is not Mood.MUST else None
    if group.act is Act.ALLOW and not has_more:
        if group.verb.base not in {"let", "allow", "permit", "admit"}:
            return None
        if mood is Mood.REAL:
            return _judgement(phrases, group, Status.OPERATIONAL)
        return _judgement(
            phrases,
            group,
            Status.ANNOUNCED if mood is Mood.FUTURE else Status.PROPOSED,
            future=mood is Mood.FUTURE,
            conditional=mood is not Mood.FUTURE,
        )
    if group.verb.base == "tell" and not _has_infinitive(proposition, group):
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
            return _judgement(phrases, group, Status.REJECTED, negated=True) if wanted else None
        return _judgement(phrases, group, Status.PROPOSED, conditional=hypothetical)
    if act is Act.ANNOUNCE:
        if negated:
            return (
                _judgement(phrases, group, Status.FAILED, negated=True)
                if group.verb.base in {"plan", "schedule", "arrange", "provide"}
                else None
            )
        return _judgement(
            phrases,
            group,
            Status.PROPOSED if hypothetical else Status.ANNOUNCED,
            conditional=hypothetical,
            future=_has_infinitive(proposition, group),
        )
    if act is Act.AGREE:
        if negated:
            status = (
                Status.REJECTED
                if mood in (Mood.FUTURE, Mood.WOULD)
                or group.verb.base in {"accept", "approve", "consent", "grant", "authorise", "authorize"}
                else Status.FAILED
            )
            return _judgement(phrases, group, status, negated=True) if not hypothetical else None
        if real:
            return _judgement(phrases, group, Status.AGREED)
        return _judgement(phrases, group, Status.PROPOSED, conditional=True)
    if act is Act.REJECT:
        return (
            _judgement(phrases, group, Status.REJECTED) if not negated and not hypothetical and mood not in (Mood.MAY, Mood.MUST) else None
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
            return _judgement(phrases, group, Status.CLOSED, conditional=True, future=True) if act is Act.CLOSE else None
        note = group.verb.base if act is Act.BLOCK else ""
        return _judgement(phrases, group, status, note=note)
    if act is Act.LEAVE and group.verb.base in {"abandon", "quit"} and not theme.travellers:
        return _judgement(phrases, group, Status.FAILED) if real and not negated else None
    if act in _MOTION and not theme.travellers and _FIRE.search(" ".join(codes[: group.first])):
        return _judgement(phrases, group, Status.BLOCKED, note="shelled") if real and not negated else None  # "shells landed on the road"
    if act in _MOTION and not _is_taken(codes, group, theme):
        return None
    if group.gerund and not proposition.finite and proposition.marker not in {"after", "since"} and proposition.groups[0] is group:
        return None  # "passing through Berdiansk", "before reaching Zaporizhzhia": as the main verb has it
    return _deed(phrases, group, mood, negated, hypothetical, reported, attempt)


def _is_taken(codes: Sequence[str], group: VerbGroup, theme: Theme) -> bool:
    """Whether somebody moves, and on the way: "left by the corridor", not "tanks took the crossing"."""
    if theme.travellers or not theme.tokens or group.passive:
        return True
    before = [t for t in theme.tokens if t < group.first]
    after = [t for t in theme.tokens if t > group.last]
    if before or group.first <= theme.tokens[0] <= group.last:
        return True
    return bool(after) and bool(_ALONG.intersection(codes[group.last + 1 : min(after)]))


_ALONG = frozenset(["through", "along", "via", "by", "over", "across", "on", "from", "in", "at", "using"])


def _deed(
    phrases: Phrases, group: VerbGroup, mood: Mood, negated: bool, hypothetical: bool, reported: bool, attempt: bool
) -> Judgement | None:
    """Verbs of opening and of motion: done, to be done, possible, or not done."""
    motion = group.act in _MOTION
    if hypothetical:
        return _judgement(phrases, group, Status.PROPOSED, conditional=True) if not negated else None
    if negated:
        if mood is Mood.REAL:
            return _judgement(phrases, group, Status.FAILED, negated=True)
        if mood is Mood.MAY or (mood is Mood.FUTURE and motion and phrases.tokens[group.first].code in {"can't", "cannot", "can"}):
            return _judgement(phrases, group, Status.BLOCKED, negated=True)
        return (
            _judgement(phrases, group, Status.CLOSED if mood is Mood.FUTURE else Status.REJECTED, negated=True)
            if mood is not Mood.MUST
            else None
        )
    if attempt:
        return _judgement(phrases, group, Status.PROPOSED, conditional=True)
    if mood is Mood.REAL:
        return _judgement(phrases, group, Status.OPERATIONAL)
    return _planned(phrases, group, mood, hypothetical, reported)


def _planned(phrases: Phrases, group: VerbGroup, mood: Mood, hypothetical: bool, reported: bool) -> Judgement:
    """What is to be: announced where somebody says that it will, else no more than proposed."""
    if mood is Mood.FUTURE and not hypothetical:
        return _judgement(phrases, group, Status.ANNOUNCED, future=True)
    if (reported and mood in (Mood.WOULD, Mood.MAY)) and not hypothetical:
        return _judgement(phrases, group, Status.ANNOUNCED, future=True)
    return _judgement(phrases, group, Status.PROPOSED, conditional=mood is not Mood.MUST)


def _noun(
    phrases: Phrases, codes: Sequence[str], proposition: Proposition, at: int, theme: Theme, mood: Mood, decided: Judgement | None
) -> Judgement | None:
    """A noun for an act: what it presupposes, or what it says where the verb beside it says nothing ("reached an agreement")."""
    act = nouns()[codes[at]]
    status = _NOUN_STATUS.get(act)
    if status is None or not _noun_concerns(codes, at, theme):
        return None
    start, end = phrases.offsets[at], phrases.offsets[at] + len(codes[at])
    before = codes[at - 1] if at else ""
    absent = "no" in codes[max(0, at - 2) : at]
    definite = before in {"the", "this", "that", "its", "their", "'s", "such"} or codes[max(0, at - 2) : at - 1] == ["the"]
    if absent:
        return Judgement(Status.FAILED, start, end, negated=True) if act is Act.AGREE else None
    earlier_verb = next((g for g in reversed(proposition.groups) if g.last < at), None)
    later_verb = next((g for g in proposition.groups if g.first > at), None)
    if act is Act.PROPOSE:
        if later_verb is not None and later_verb.verb.base == "be" and later_verb.act is Act.OTHER and earlier_verb is None:
            return Judgement(Status.PROPOSED, start, end, earlier=True)  # "the plan was for lorries to drive in"
        light = earlier_verb is not None and earlier_verb.act in (Act.OTHER, Act.REPORT, Act.ANNOUNCE, Act.ALLOW, Act.GO)
        if definite or decided is not None or later_verb is not None or not light:
            return Judgement(Status.PROPOSED, start, end, presupposed=definite or decided is not None or later_verb is not None)
        return Judgement(Status.PROPOSED, start, end)
    if act is Act.AGREE:
        if decided is not None:
            return Judgement(Status.AGREED, start, end, presupposed=True) if decided.status in (Status.FAILED, Status.BLOCKED) else None
        if later_verb is not None and later_verb.act in (Act.FAIL, Act.BLOCK) and later_verb.finite:
            return Judgement(Status.AGREED, start, end, presupposed=True)
        if earlier_verb is not None and earlier_verb.act in (Act.PROPOSE, Act.TRY, Act.REJECT):
            return None
        if mood in (Mood.MAY, Mood.MUST, Mood.WOULD) or (mood is Mood.FUTURE and earlier_verb is not None):
            return Judgement(Status.PROPOSED, start, end, conditional=True)
        return Judgement(Status.AGREED, start, end)
    if decided is not None or (earlier_verb is not None and earlier_verb.act in (Act.PROPOSE, Act.AGREE)):
        return None
    if act is Act.OPEN:
        after_fact = (
            codes[max(0, at - 2) : at] == ["at", "the"]
            or before in {"after", "since", "following", "with"}
            or codes[max(0, at - 2) : at - 1] in (["after"], ["since"], ["following"], ["with"])
        )
        return Judgement(Status.OPERATIONAL if after_fact else Status.ANNOUNCED, start, end, earlier=after_fact)
    return Judgement(status, start, end, earlier=before == "after" or codes[max(0, at - 2) : at - 1] == ["after"])


_TALK = frozenset(["talks", "negotiations", "discussions", "consultations"])


def _noun_concerns(codes: Sequence[str], at: int, theme: Theme) -> bool:
    """Whether the noun is about the way: "agreement on corridors", "the closure of the crossing", "the corridor's closure"."""
    if not theme.tokens:
        return codes[at] not in _TALK
    after = [t for t in theme.tokens if t > at]
    if after:
        between = codes[at + 1 : min(after)]
        return len(between) <= 14 and not any(w in {"said", "after", "while", "but", ";"} for w in between)
    return at - max(theme.tokens) <= 3


_ATTRIBUTES = {Act.PROPOSE: Status.PROPOSED, Act.AGREE: Status.AGREED, Act.ANNOUNCE: Status.ANNOUNCED}


def _attributes(phrases: Phrases, codes: Sequence[str], proposition: Proposition, theme: Theme) -> list[Judgement]:
    """ "the proposed corridor", "agreed evacuation routes": said in passing."""
    found = []
    for token in theme.tokens[:1]:
        for at in range(max(0, token - 4), token):
            readings = verb_forms().get(codes[at], ()) if codes[at].endswith("ed") else ()
            act = next((v.act for v, forms in readings if Form.PARTICIPLE in forms and not v.particle), None)
            if act in _ATTRIBUTES and proposition.holds(at) and not any(g.first <= at <= g.last for g in proposition.groups):
                found.append(Judgement(_ATTRIBUTES[act], phrases.offsets[at], phrases.offsets[at] + len(codes[at]), presupposed=True))
    return found


def _judgement(
    phrases: Phrases,
    group: VerbGroup,
    status: Status,
    *,
    conditional: bool = False,
    future: bool = False,
    negated: bool = False,
    note: str = "",
) -> Judgement:
    start = phrases.offsets[group.first]
    end = phrases.offsets[group.last] + len(phrases.tokens[group.last].code)
    return Judgement(status, start, end, conditional=conditional, future=future, passive=group.passive, negated=negated, note=note)


_AGAIN = re.compile(
    r" (?:\S+ ){0,4}?(for (?:the|a) (?:\w+ )?(?:straight|consecutive|running|successive)?\s?(?:day|time|week)(?: (?:in a row|running))?)"
)


def _note(phrases: Phrases, judgement: Judgement) -> str:
    """The words that qualify: "for the second day"."""
    again = _AGAIN.match(phrases.code, judgement.end, min(len(phrases.code), judgement.end + 80))
    return again[1] if again else ""
