"""Nouns and adjectives for acts: "the proposal", "an agreement on corridors", "the closure of the crossing", "the agreed route"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.extract.concerns import noun_concerns
from geomap.extract.judgements import Judgement, Theme
from geomap.extract.phrases import Phrases
from geomap.extract.syntax import Mood, Proposition
from geomap.extract.verbs import Act, Form, nouns, verb_forms
from geomap.model import Status

__all__ = ["IN_PASSING", "attributes", "from_noun"]

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


def from_noun(
    phrases: Phrases, codes: Sequence[str], proposition: Proposition, at: int, theme: Theme, mood: Mood, decided: Judgement | None
) -> Judgement | None:
    """A noun for an act: what it presupposes, or what it says where the verb beside it says nothing ("reached an agreement")."""
    act = nouns()[codes[at]]
    status = _NOUN_STATUS.get(act)
    if status is None or not noun_concerns(codes, at, theme):
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


IN_PASSING = {Act.PROPOSE: Status.PROPOSED, Act.AGREE: Status.AGREED, Act.ANNOUNCE: Status.ANNOUNCED}


def attributes(phrases: Phrases, codes: Sequence[str], proposition: Proposition, theme: Theme) -> list[Judgement]:
    """ "the proposed corridor", "agreed evacuation routes": said in passing."""
    found = []
    for token in theme.tokens[:1]:
        for at in range(max(0, token - 4), token):
            readings = verb_forms().get(codes[at], ()) if codes[at].endswith("ed") else ()
            act = next((v.act for v, forms in readings if Form.PARTICIPLE in forms and not v.particle), None)
            if act in IN_PASSING and proposition.holds(at) and not any(g.first <= at <= g.last for g in proposition.groups):
                found.append(Judgement(IN_PASSING[act], phrases.offsets[at], phrases.offsets[at] + len(codes[at]), presupposed=True))
    return found
