"""A verb with all that belongs to it, as a value: "had not been opened" is to open, passive, denied, past of the past."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.extract.syntax.verbhood import state_at
from geomap.extract.syntax.verbs import Act, Verb

__all__ = ["Mood", "VerbGroup", "group_of", "predicate_of"]


class Mood(StrEnum):
    REAL = "real"  # told as a fact, past or present
    FUTURE = "future"  # "will", "is to", "can"
    WOULD = "would"
    MAY = "may"  # "could", "might", "may"
    MUST = "must"  # "should", "must", "needs to"
    NONE = "none"  # an infinitive or participle: takes the mood of what governs it


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Tokens ``first``..``last`` (inclusive); ``head`` is the verb itself or, after a form of be, the predicate."""

    first: int
    last: int
    head: int
    verb: Verb
    mood: Mood
    finite: bool
    gerund: bool = False
    passive: bool = False
    negated: bool = False
    pluperfect: bool = False
    progressive: bool = False
    bare: bool = False  # a past form without auxiliary: finite, or a participle after its noun
    state: bool = False  # a predicate: "is open"

    @property
    def act(self) -> Act:
        return self.verb.act


def group_of(codes: tuple[str, ...], first: int, head: int, verb: Verb, mood: Mood, *, finite: bool) -> VerbGroup:
    """The group of a verb at ``head``, with the particle right behind it: "turned down"."""
    particle = tuple(verb.particle.split())
    # "hope to leave": the infinitive is a verb of its own
    joined = bool(particle) and particle != ("to",) and codes[head + 1 : head + 1 + len(particle)] == particle
    return VerbGroup(first, head + len(particle) if joined else head, head, verb, mood, finite)


def predicate_of(codes: tuple[str, ...], first: int, at: int, mood: Mood, *, finite: bool) -> VerbGroup | None:
    """The group of a predicate that begins at ``at``: "under fire", "ready"; None where there is none."""
    predicate = state_at(codes, at)
    if predicate is None:
        return None
    act, width = predicate
    return VerbGroup(first, at + width - 1, at, Verb(" ".join(codes[at : at + width]), act), mood, finite, state=True)
