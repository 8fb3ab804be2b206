"""Auxiliaries and the verb they lead to: "will not have been opened", "has to leave", "is under fire"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geomap.extract.syntax.infinitives import complete, is_base
from geomap.extract.syntax.verbgroup import Mood, VerbGroup, group_of, predicate_of
from geomap.extract.syntax.verbhood import DETERMINERS, PREPOSITIONS, readings, skip_adverbs
from geomap.extract.syntax.verbs import Act, Form, Verb, function_words, nouns

__all__ = ["is_auxiliary", "modal_of", "read_auxiliaries"]

_BE = function_words("be")
_HAVE = function_words("have")
_DO = function_words("do")
_NEGATIVE = function_words("negative")
_LASTING = frozenset(["remain", "remained", "stay", "stayed"])
_STATES = frozenset([Act.OPEN, Act.CLOSE, Act.BLOCK])
_MODALS = {
    **dict.fromkeys(["will", "won't", "shall", "can", "cannot", "can't"], Mood.FUTURE),
    **dict.fromkeys(["would", "wouldn't"], Mood.WOULD),
    **dict.fromkeys(["could", "couldn't", "might", "may"], Mood.MAY),
    **dict.fromkeys(["should", "shouldn't", "must", "ought", "mustn't"], Mood.MUST),
}


def modal_of(codes: tuple[str, ...], at: int) -> Mood | None:
    """The mood of a modal verb, also of one cut short ("they'll"); None for other words."""
    word = codes[at]
    if word.endswith("'ll"):
        return Mood.FUTURE
    if word.endswith("'d") and word != "'d":
        return Mood.WOULD
    return None if word == "may" and _is_month(codes, at) else _MODALS.get(word)


def _is_month(codes: tuple[str, ...], at: int) -> bool:
    """ "early may", "11 may": the month and not the verb."""
    before, after = codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "."
    return (
        before in {"early", "late", "in", "since", "until", "of", "mid", "last", "by", "from", "on"}
        or before[:1].isdigit()
        or after[:1].isdigit()
        or after in {",", "."}
    )


def is_auxiliary(word: str) -> bool:
    """Whether the word is a form of be, have or do, also one cut short ("they're")."""
    return word in _BE or word in _HAVE or word in _DO or word.endswith(("'ve", "'re"))


def _is_negative(word: str) -> bool:
    return word in _NEGATIVE or word.endswith("n't")


def read_auxiliaries(codes: tuple[str, ...], first: int, mood: Mood, *, modal: bool) -> VerbGroup | None:
    """The group that an auxiliary at ``first`` opens; ``modal``: it is a modal verb, not a form of be, have or do."""
    chain = _Chain(codes, first, first + 1 if modal else first, mood, modal, _is_negative(codes[first]))
    return chain.read()


@dataclass(slots=True)
class _Chain:
    """Auxiliaries read from ``first`` up to ``at``, and what they come to."""

    codes: tuple[str, ...]
    first: int
    at: int
    mood: Mood
    modal: bool
    negated: bool
    pluperfect: bool = False
    progressive: bool = False
    copula: bool = False  # a form of be stood among them: the verb is passive or progressive, or there is a predicate only

    def read(self) -> VerbGroup | None:
        while self._skip_adverbs() and is_auxiliary(self.codes[self.at]):
            infinitive = self._infinitive_at()
            if infinitive is not None:
                at, mood = infinitive
                return complete(self.codes, self.first, at, mood, negated=self.negated)
            self._pass()
            self._pass_going_to()
        if self.at >= len(self.codes):
            return None
        found = self._predicate() or self._known_verb() or self._other_verb() or self._auxiliary_alone()
        return replace(found, negated=self.negated, pluperfect=self.pluperfect)

    def _skip_adverbs(self) -> bool:
        """Go on to the next word that is no adverb; whether there is one."""
        self.at, denied = skip_adverbs(self.codes, self.at)
        self.negated = self.negated or denied
        return self.at < len(self.codes)

    def _infinitive_at(self) -> tuple[int, Mood] | None:
        """Where an infinitive begins that the auxiliary leads to, and its mood: "has to leave", "is (going) to be opened"."""
        codes, at, word = self.codes, self.at, self.codes[self.at]
        if word in _HAVE or word.endswith("'ve"):
            self.negated = self.negated or _is_negative(word)
            if at + 1 < len(codes) and codes[at + 1] == "to":
                return at + 2, self.mood if self.mood is Mood.FUTURE or word == "had" else Mood.MUST
            if codes[at + 1 : at + 3] == ("yet", "to"):
                self.negated = True
                return at + 3, self.mood
        elif self.mood is Mood.REAL and (word in _BE or word.endswith("'re")):
            following, denied = skip_adverbs(codes, at + 1)
            if codes[following : following + 1] == ("going",):
                following += 1
            if codes[following : following + 1] == ("to",) and is_base(codes, following + 1):
                self.negated = self.negated or denied or _is_negative(word)
                wished = "how" in codes[max(0, self.first - 4) : self.first]  # "how important it is to open the road"
                return following + 1, Mood.MUST if wished else Mood.FUTURE
        return None

    def _pass(self) -> None:
        """Note what the auxiliary says and go on to the next word."""
        word = self.codes[self.at]
        self.negated = self.negated or _is_negative(word)
        if word in _HAVE or word.endswith("'ve"):
            self.pluperfect = self.pluperfect or word.startswith("had")
        elif word not in _DO:
            self.copula = True
            self.progressive = self.progressive or word == "being"
        self.at += 1

    def _pass_going_to(self) -> None:
        """ "Is going to host talks": as "will", before a verb that is not known; not "is going to the front"."""
        rest = self.codes[self.at : self.at + 3]
        verb = rest[2] if rest[:2] == ("going", "to") and self.copula and len(rest) > 2 else ""
        if self.mood is Mood.REAL and re.fullmatch(r"[a-z]{3,}", verb) and verb not in DETERMINERS | PREPOSITIONS and verb not in nouns():
            self.at, self.mood, self.modal, self.copula = self.at + 2, Mood.FUTURE, True, False

    def _predicate(self) -> VerbGroup | None:
        if self.copula:
            return predicate_of(self.codes, self.first, self.at, self.mood, finite=True)
        if self.codes[self.at] not in _LASTING | {"become"}:
            return None
        found = predicate_of(self.codes, self.first, self.at + 1, self.mood, finite=True)  # "where they had become stranded"
        lasts = self.codes[self.at] in _LASTING  # "will remain open", not "would remain agreed"
        return found if found is not None and (not lasts or found.act in _STATES) else None

    def _known_verb(self) -> VerbGroup | None:
        for verb, forms in readings(self.codes, self.at):
            group = group_of(self.codes, self.first, self.at, verb, self.mood, finite=True)
            if not self.copula and not forms.isdisjoint((Form.PARTICIPLE, Form.BASE, Form.PAST)):
                return group
            if self.copula and Form.PARTICIPLE in forms:
                return replace(group, passive=True, progressive=self.progressive)
            if self.copula and Form.GERUND in forms:
                return replace(group, progressive=True)
        return None

    def _other_verb(self) -> VerbGroup | None:
        """A word that must be a verb by its form or by the modal before it."""
        word = self.codes[self.at]
        group = VerbGroup(self.first, self.at, self.at, Verb(word, Act.OTHER), self.mood, True)
        participle = re.fullmatch(r"(?!(?:wo)?men$|children$)[a-z]+(?:ed|en)", word)
        if participle or (self.modal and not self.copula and re.fullmatch(r"(?!none$)[a-z]+", word)):
            return replace(group, passive=self.copula)
        return replace(group, progressive=True) if self.copula and re.fullmatch(r"[a-z]+ing", word) else None

    def _auxiliary_alone(self) -> VerbGroup:
        """A copula or "have" alone: "are refugees", "had no food"."""
        head = max(self.first, self.at - 1)
        while head > self.first and self.codes[head] not in _BE and self.codes[head] not in _HAVE:
            head -= 1
        self.negated = self.negated or _is_negative(self.codes[self.at])
        return VerbGroup(self.first, head, head, Verb("be" if self.copula else "have", Act.OTHER), self.mood, True)
