"""A proposition as it is asked about a way: its words, its verbs, and which words name the way ("the corridor was opened")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.extract.meaning.judgements import OBSTACLES, Judgement, Theme
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, nouns
from geomap.model import Status

__all__ = ["Clause", "clause_of", "elements"]

_AGAIN = re.compile(
    r" (?:\S+ ){0,4}?(for (?:the|a) (?:\w+ )?(?:straight|consecutive|running|successive)?\s?(?:day|time|week)(?: (?:in a row|running))?)"
)
_STATES = frozenset([Act.OPEN, *OBSTACLES])  # how a way is, which its subject has not done: "a UN convoy is stuck"


@dataclass(frozen=True, slots=True)
class Clause:
    """``codes`` are the words of the sentence, ``proposition`` the part of it that is read; ``theme`` names the way."""

    phrases: Phrases
    codes: tuple[str, ...]
    proposition: Proposition
    theme: Theme

    @property
    def first_finite(self) -> int:
        """The token with which the first finite verb begins; -1 where there is none."""
        return next((g.first for g in self.proposition.groups if g.finite), -1)

    def word(self, at: int) -> str:
        """The word at a token; "" before the sentence and behind it."""
        return self.codes[at] if 0 <= at < len(self.codes) else ""

    def named_before(self, token: int) -> list[int]:
        """The tokens before ``token`` that name the way: its subject."""
        return [t for t in self.theme.tokens if t < token]

    def named_after(self, token: int) -> list[int]:
        """The tokens after ``token`` that name the way: its object."""
        return [t for t in self.theme.tokens if t > token]

    def verbs_after(self, group: VerbGroup) -> list[VerbGroup]:
        """The verbs that come after ``group`` in its proposition."""
        return self.proposition.groups[self.proposition.groups.index(group) + 1 :]

    def verbs_behind(self, token: int) -> list[VerbGroup]:
        """The verbs that come after ``token``."""
        return [g for g in self.proposition.groups if g.first > token]

    def has_infinitive(self, group: VerbGroup) -> bool:
        """Whether the verb is completed by another: "agreed to let people leave"."""
        return any(not g.finite and g.act is not Act.LEAD for g in self.verbs_after(group)[:2])

    def judgement(
        self,
        group: VerbGroup,
        status: Status,
        *,
        conditional: bool = False,
        future: bool = False,
        negated: bool = False,
        note: str = "",
    ) -> Judgement:
        """The status that the words of ``group`` give."""
        start = self.phrases.offsets[group.first]
        end = self.phrases.offsets[group.last] + len(self.codes[group.last])
        undergone = group.passive or (group.state and group.act in _STATES)
        return Judgement(status, start, end, conditional=conditional, future=future, passive=undergone, negated=negated, note=note)

    def qualifying(self, judgement: Judgement) -> str:
        """The words behind a judgement that qualify it: "for the second day"."""
        code = self.phrases.code
        again = _AGAIN.match(code, judgement.end, min(len(code), judgement.end + 80))
        return again[1] if again else ""


def clause_of(phrases: Phrases, proposition: Proposition, theme: Theme) -> Clause:
    """The clause of a proposition of the sentence ``phrases``."""
    return Clause(phrases, phrases.codes, proposition, theme)


def elements(clause: Clause) -> list[VerbGroup | int]:
    """Verb groups and nouns for acts (as token numbers) in the order of the text, those of the subject after its verb."""
    groups = clause.proposition.groups
    inside = {i for g in groups for i in range(g.first, g.last + 1)}
    known = nouns()
    tokens = (i for a, b in clause.proposition.spans for i in range(a, b))
    found: list[tuple[int, VerbGroup | int]] = [(g.first, g) for g in groups]
    found += [(i, i) for i in tokens if i not in inside and clause.codes[i] in known]
    ordered = [element for _, element in sorted(found, key=lambda pair: pair[0])]
    finite = next((i for i, e in enumerate(ordered) if isinstance(e, VerbGroup) and e.finite), 0)
    # "A truce to let families leave collapsed": what stands in the subject is governed by the verb after it.
    subject = [e for e in ordered[:finite] if isinstance(e, VerbGroup)]
    return [e for e in ordered if e not in subject] + subject
