"""What the verbs around a verb make of it: "might not have wanted to let them leave" leaves little of the leaving."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.judgements import OBSTACLES
from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, nouns

__all__ = ["RANKED", "Scope", "is_imagined", "is_meant", "is_on_condition", "is_purpose"]

RANKED = frozenset(["first", "only", "last", "latest", "second", "third", "fourth", "fifth"])
_DONE = frozenset(["first", "only", "last", "latest"])
# before a verb in -ing, and not "by" nor "after"
_MEANT = frozenset(["of", "about", "on", "to", "towards", "at", "with"])


def is_purpose(clause: Clause, group: VerbGroup) -> bool:
    """ "Buses to take them out", not "the first convoy to reach them", which did."""
    begin = clause.proposition.start
    ranked = not RANKED.isdisjoint(clause.codes[max(begin, group.first - 6) : group.first])
    if clause.first_finite < 0 and not begin and clause.codes[0] in RANKED - _DONE:
        ranked = False  # the headline "Third aid ship to sail from Benghazi"
    return clause.word(group.first) == "to" and not group.finite and not ranked


def is_meant(clause: Clause, group: VerbGroup) -> bool:
    """ "Spoke of opening it", "tasked with opening it": has not been done; charges are another matter ("accused of shelling it")."""
    before = clause.word(group.first - 1)
    planned = before in {"for", "to"} and nouns().get(clause.word(group.first - 2)) is Act.PROPOSE  # "plans for getting them out"
    return group.gerund and (before in _MEANT or planned) and group.act not in OBSTACLES


def is_imagined(proposition: Proposition) -> bool:
    """ "The convoy would bring food delivered from Turkey": what describes something that would be is no more than that."""
    outer = proposition.parent
    if outer is None or not proposition.elliptic:
        return False
    first = outer.finite_verb
    if proposition.link in (Link.BACKGROUND, Link.CONTRAST):
        return first is not None and first.mood is not Mood.REAL  # "would be flown out after crossing the river"
    if proposition.link is not Link.RELATIVE or proposition.marker:
        return False
    # "if Kyiv had the approaches cleared": no more than the condition it stands in
    return outer.link is Link.CONDITION or (first is not None and first.mood is Mood.WOULD)


# "would be opened on condition that ...", "provided the truce held"
_ON_CONDITION = re.compile(
    r"(?<!\S)(?:on (?:the|one|two|several|its|certain) conditions?|on condition|(?:as|so) long as|assuming|supposing|providing that"
    r"|in the event|(?:contingent|conditional) (?:up)?on)(?!\S)"
    # "would be restored should guarantees be given"
    r"|would (?!have )(?:[^\s,]+ ){1,8}should (?!be |have |not |also )(?:[^\s,]+ ){1,5}"
    r"(?:be|hold|agree|allow|permit|improve|stop|end|open|prevail|cease|fail)(?!\S)"
    r"|(?:^|(?<=, )|(?<=\" )|§\d+ |¤\d+ )provided (?:the|a|that|both|it|they|@\d+)(?!\S)"
)


def is_on_condition(code: str) -> bool:
    """Whether a sentence has a condition that no "if" begins."""
    return _ON_CONDITION.search(code) is not None


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

    @property
    def promised(self) -> bool:
        """Whether it is told as what will be: "will", or somebody's word that it would."""
        return not self.hypothetical and (self.mood is Mood.FUTURE or (self.reported and self.mood is Mood.WOULD))

    def entered(self, clause: Clause, group: VerbGroup) -> Scope:
        """The scope within ``group``: its own mood and denial on top of those around it."""
        mood = self.mood
        marked = "to" in (clause.word(group.first), clause.word(group.first - 1))
        if not group.finite and not group.gerund and (is_purpose(clause, group) if marked else not group.passive):
            led = any(g.gerund and g.last < group.first for g in clause.proposition.groups)  # "forcing it to turn back"
            alone = clause.first_finite < 0 and marked and not led
            if alone or group.first < clause.first_finite:
                # "army to let civilians leave", "routes to be opened lead to Lviv", "to let them leave, a truce was agreed"
                mood = Mood.FUTURE
        if marked and clause.codes[max(0, group.first - 3) : max(0, group.first - 1)] == ("up", "to"):
            mood = Mood.MUST  # "it is up to Kyiv to open it"
        told = group.finite or group.mood is not Mood.NONE
        if told and (mood is Mood.REAL or group.mood is not Mood.REAL):
            mood = group.mood
        if mood is Mood.REAL and is_meant(clause, group):
            mood = Mood.MUST
        doubtful = mood in (Mood.WOULD, Mood.MAY) or clause.word(group.first) == "can"
        return replace(
            self,
            mood=mood,
            negated=self.negated or group.negated,
            hypothetical=self.hypothetical or (self.uncertain and doubtful),
            earlier=self.earlier or group.pluperfect,
        )
