"""What a "that" clause is the content of: "Sudan announced that the crossing could be used", "an offer that establishes corridors"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.meaning.agency import Voices
from geomap.extract.meaning.judgements import Judgement
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Mood, Proposition
from geomap.extract.syntax.verbs import Act, nouns
from geomap.extract.ways.parts import extent, only
from geomap.model import Actor, Status

__all__ = ["CONTENT_OF", "Governor", "as_content", "governing", "is_aim", "is_content"]

Governor = tuple[Act, tuple[Actor, ...], bool]  # its act, whose it is, whether it is the past of the past

# what is told in a "that" clause after such a verb
CONTENT_OF = {Act.AGREE: Status.AGREED, Act.ANNOUNCE: Status.ANNOUNCED, Act.PROPOSE: Status.PROPOSED}


def is_content(phrases: Phrases, proposition: Proposition) -> bool:
    """Whether the clause says what is offered or agreed: "an offer that ...", "an agreement that ..."."""
    first, codes = proposition.start, phrases.codes
    return proposition.marker == "that" and 0 < first < len(codes) and nouns().get(codes[first - 1]) in (Act.PROPOSE, Act.AGREE)


def is_aim(proposition: Proposition, before: Sequence[Proposition]) -> bool:
    """ "Agreed on a truce so that they could leave": what the truce is for has been agreed with it."""
    around = next((p for p in reversed(before) if p.groups and p.link is not Link.RELATIVE), None)
    verb = around.finite_verb if around is not None else None
    settled = verb is not None and verb.act in (Act.AGREE, Act.ANNOUNCE) and verb.mood is Mood.REAL and not verb.negated
    open_ = any(g.mood in (Mood.MAY, Mood.WOULD, Mood.FUTURE) and not g.negated for g in proposition.groups)
    return proposition.marker == "so" and settled and open_


def governing(phrases: Phrases, before: Sequence[Proposition], voices: Voices) -> Governor | None:
    """The verb a "that" clause is the content of, ``before`` being the propositions in front of it."""
    last = next((p for p in reversed(before) if p.groups and p.link is not Link.RELATIVE), None)
    if last is None:
        return None
    refused = last.groups[-1]
    if refused.negated and not (refused.act is Act.AGREE and refused.mood in (Mood.FUTURE, Mood.WOULD)):
        return None
    group = next((g for g in last.groups if g.act in CONTENT_OF), last.groups[-1])
    part = only(phrases, last)
    start, end = extent(part)
    at = part.offsets[group.first]
    act = Act.REJECT if refused.negated else group.act  # "would not agree to the road being opened"
    return act, voices.agents(part, start, end, Judgement(Status.ANNOUNCED, at, at + 1)), group.pluperfect


def as_content(told: Sequence[Judgement], governor: Governor | None) -> list[Judgement]:
    """What is told in a "that" clause is agreed, announced or demanded as the verb before it says."""
    if governor is None:
        return list(told)
    if governor[2]:
        told = [replace(j, earlier=True, attributed=False) for j in told]  # "Russia had said it would open a corridor"
    status = CONTENT_OF.get(governor[0])
    found = []
    for judgement in told:
        planned = judgement.status in (Status.ANNOUNCED, Status.PROPOSED) and not judgement.presupposed
        if status is not None and planned and not (status is Status.ANNOUNCED and judgement.status is Status.ANNOUNCED):
            judgement = replace(judgement, status=status, conditional=False)
        found.append(judgement)
    return found
