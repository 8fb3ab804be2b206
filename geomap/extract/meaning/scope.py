"""What the verbs around a verb make of it: "might not have wanted to let them leave" leaves little of the leaving."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.extract.meaning.clause import Clause
from geomap.extract.syntax.propositions import Mood, VerbGroup

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The mood that holds, and whether what is told is denied, only assumed, only tried, or past of the past."""

    mood: Mood = Mood.REAL
    negated: bool = False
    hypothetical: bool = False  # under a condition
    attempted: bool = False  # "tried to"
    earlier: bool = False  # "had been"
    uncertain: bool = False  # the sentence has a condition
    reported: bool = False  # somebody is quoted

    @property
    def real(self) -> bool:
        """Whether it is told as a fact."""
        return self.mood is Mood.REAL and not self.hypothetical

    def entered(self, clause: Clause, group: VerbGroup) -> Scope:
        """The scope within ``group``: its own mood and denial on top of those around it."""
        mood = self.mood
        if not group.finite and not group.gerund and not group.passive:
            alone = clause.first_finite < 0 and "to" in (clause.word(group.first), clause.word(group.first - 1))
            if alone or group.first < clause.first_finite:
                mood = Mood.FUTURE  # "army to let civilians leave", "to let them leave, a truce was agreed"
        told = group.finite or group.mood is not Mood.NONE
        if told and (mood is Mood.REAL or group.mood is not Mood.REAL):
            mood = group.mood
        doubtful = mood in (Mood.WOULD, Mood.MAY) or clause.word(group.first) == "can"
        return replace(
            self,
            mood=mood,
            negated=self.negated or group.negated,
            hypothetical=self.hypothetical or (self.uncertain and doubtful),
            earlier=self.earlier or group.pluperfect,
        )
