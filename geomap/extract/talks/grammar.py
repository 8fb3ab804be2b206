"""A sentence's tokens beside its propositions: what stands before a place, which verb governs a word, where a date is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geomap.extract.lexicon import data
from geomap.extract.sentence.phrases import Phrases, Places
from geomap.extract.syntax.propositions import Link, Proposition, VerbGroup, propositions
from geomap.extract.syntax.verbs import Act, Form, inflected
from geomap.extract.talks.subjects import rejoined, unquoted

__all__ = ["AT", "Grammar", "base_of", "is_sign", "lexis", "verb_at"]

AT = frozenset(["in", "at", "near", "outside", "inside", "within", "around"])
_PREPOSITIONS = AT | {"on", "to", "from", "into", "for", "by", "with", "between", "of", "about", "over", "via", "through", "as", "towards"}
_PREPOSITIONS |= {"like", "including"}
_RESORTS = frozenset(["resort", "port", "seaside", "coastal", "border", "lakeside", "capital", "ski", "spa", "holiday"])
_STOPS = frozenset([";", ":", ".", "!", "?", '"', "(", ")"])


@cache
def lexis(entry: str) -> frozenset[str]:
    """The single words of ``"section.entry"`` of talks.toml."""
    section, _, name = entry.partition(".")
    return frozenset(data("talks/talks.toml")[section][name])


@cache
def _verbs(entry: str) -> dict[str, tuple[tuple[Form, str, tuple[str, ...]], ...]]:
    """Every form of the verbs of ``entry`` with its base and the words that must follow it."""
    found: dict[str, list[tuple[Form, str, tuple[str, ...]]]] = {}
    for line in data("talks/talks.toml")["verb"][entry]:
        base, *rest = line.split()
        for word, form in inflected(base):
            found.setdefault(word, []).append((form, base, tuple(rest)))
    return {word: tuple(sorted(readings, key=lambda r: -len(r[2]))) for word, readings in found.items()}


def is_sign(code: str, kinds: str = "@§%") -> bool:
    """Whether a token stands for a place list, an actor or a demonym rather than for a word."""
    return len(code) > 1 and code[0] in kinds and code[1:].isdigit()


@dataclass(frozen=True, slots=True)
class Grammar:
    """A sentence: ``codes`` are its tokens, ``propositions`` its clauses, both in the order of the text."""

    phrases: Phrases
    codes: tuple[str, ...]
    propositions: tuple[Proposition, ...]

    @classmethod
    def of(cls, phrases: Phrases) -> Grammar:
        meetings, events = lexis("noun.sure") | lexis("noun.meeting"), lexis("verb.event")
        codes = unquoted(phrases.codes, meetings)
        return cls(phrases, codes, rejoined(codes, propositions(codes), meetings, events))

    def at(self, token: int) -> str:
        """The word at ``token``; "" outside the sentence."""
        return self.codes[token] if 0 <= token < len(self.codes) else ""

    def text(self, first: int, end: int) -> str:
        return " ".join(self.codes[max(0, first) : end])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Tokens ``first``..``last`` (inclusive) as a stretch of ``phrases.code``."""
        offsets = self.phrases.offsets
        return offsets[first], offsets[last] + len(self.codes[last])

    def places(self) -> Iterator[tuple[int, Places]]:
        """The tokens that stand for places, with what they stand for."""
        for token, code in enumerate(self.codes):
            if is_sign(code, "§"):
                yield token, self.phrases.places[int(code[1:])]

    def proposition(self, token: int) -> Proposition:
        """The proposition that a token belongs to."""
        return next(p for p in self.propositions if p.holds(token))

    def groups(self, first: int, end: int) -> list[VerbGroup]:
        """The verb groups whose head lies in the tokens [first, end), in order."""
        return sorted((g for p in self.propositions for g in p.groups if first <= g.head < end), key=lambda g: g.head)

    def governor(self, token: int) -> int | None:
        """The preposition that governs the noun at ``token``: "in" of "in the %0 resort of §3", "at" of "at §0 's §1"."""
        before = self.skip_determiners(token)
        if self.at(before) in {"and", "or"} and self.is_name(before - 1) and self.at(before - 2) in AT:
            before -= 2  # "at Khalde and §0": the first of the two is in no gazetteer
        return before if before >= 0 and self.codes[before] in _PREPOSITIONS else None

    def is_at(self, governor: int | None, token: int) -> bool:
        """Whether the preposition at ``governor`` puts something in the place at ``token``: "in A", "on the island of A"."""
        if governor is None:
            return False
        if self.codes[governor] != "on":
            return self.codes[governor] in AT
        start, end = self.phrases.tokens[governor].end, self.phrases.places[int(self.codes[token][1:])].members[0].mention.start
        base = self.phrases.sentence.start
        return re.search(r"\b(?:island|peninsula|ship|outskirts)\b", self.phrases.sentence.text[start - base : end - base]) is not None

    def skip_determiners(self, token: int) -> int:
        """The first word before ``token`` that is no determiner, adjective of origin or possessor of it; -1 at the beginning."""
        before = token - 1
        while before >= 0:
            code = self.codes[before]
            if code in lexis("set.determiner") or is_sign(code, "%"):
                before -= 1
            elif code == "'s" and before > 0 and is_sign(self.codes[before - 1], "§@"):
                before -= 2
            elif code == "of" and self.at(before - 1) in lexis("noun.site"):
                before -= 2  # "in the resort of A"
            elif is_sign(code, "§") and self.at(before + 1) in lexis("noun.site") and self.at(before + 2) == "of":
                before -= 1  # "at the Red Sea resort of A"
            elif code in _RESORTS and (is_sign(self.at(before - 1), "§%@") or self.at(before - 1) == "'s"):
                before -= 1  # "in A's resort town of B"
            elif code == "," and self.at(before - 1) in {"capital", "city", "town", "resort", "port", "village"}:
                before -= 2  # "in the Kazakh capital, A"
            elif (opening := self._phrase_opening(before)) is not None:
                before = opening  # "in the Moroccan seaside town of A"
            else:
                break
        return before

    def _phrase_opening(self, token: int) -> int | None:
        """The preposition before a determiner and at most two adjectives that end at ``token``; None where it is no such phrase."""
        for before in range(token, max(0, token - 4), -1):
            code = self.codes[before]
            if code in {"the", "a", "an", "its", "their"} and before < token and self.codes[before - 1] in AT | {"to", "from"}:
                return before - 1
            if (
                not (is_sign(code, "%") or re.fullmatch(r"[a-z]+(?:-[a-z]+)*(?:'s)?", code))
                or code in _PREPOSITIONS
                or code in {"and", "or", "that", "'s"}
            ):
                return None
        return None

    def joins(self, dash: int) -> bool:
        """Whether no space stands beside a dash: "Elmendorf–Richardson", "US-chaired"."""
        tokens = self.phrases.tokens
        return 0 < dash < len(tokens) - 1 and tokens[dash - 1].end == tokens[dash].start and tokens[dash].end == tokens[dash + 1].start

    def is_name(self, token: int) -> bool:
        """Whether the word is written with a capital, and not because it opens the sentence."""
        if token <= 0 or not self.codes[token].isalpha():
            return False
        sentence = self.phrases.sentence
        return sentence.text[self.phrases.tokens[token].start - sentence.start].isupper()

    def head_before(self, token: int) -> int:
        """The last word before ``token`` that is no date, no adverb and no preposition of a date: what a phrase hangs on."""
        before = token - 1
        while before >= 0 and (
            self.codes[before] in lexis("set.light")
            or is_sign(self.codes[before], "¤")
            or _is_adverb(self.codes[before])
            or (self.codes[before] in {"for", "from", "until", "by"} and is_sign(self.at(before + 1), "¤"))  # "scheduled for Monday in A"
        ):
            before -= 1
        if self.codes[before : before + 1] == ("as",) and {"early", "soon"} & set(self.codes[max(0, before - 1) : before + 2]):
            return self.head_before(before - (self.at(before - 1) in {"early", "soon"}))  # "as early as next week in A"
        if self.text(before - 3, before + 1) in {"for the first time", "one after the other"} or self.at(before) == "time":
            head = self.head_before(before - 2)
            return self.head_before(head) if self.at(head) == "for" else head  # "met for a second time in A"
        return before

    def is_open(self, first: int, end: int) -> bool:
        """Whether no mark in [first, end) ends what was begun."""
        return not any(code in _STOPS for code in self.codes[first:end])

    def is_subject_of(self, last: int, group: VerbGroup) -> bool:
        """Whether the noun that ends at ``last`` is the subject of a verb behind it: nobody else stands between who could be."""
        between = self.codes[last + 1 : group.first]
        if any(is_sign(a, "§¤") and (b in {"the", "both", "all"} or is_sign(b, "@")) for a, b in pairwise(between)):
            return False  # "after talks in A the two sides agreed"
        if between.count(",") == 1 or any(c in {"he", "she", "they", "it", "we"} for c in between):
            return False
        return "," not in between or between[-1:] == (",",) or between.count(",") == 2

    def reported(self, proposition: Proposition) -> bool:
        """Whether somebody is quoted as saying it, before or after."""
        if proposition.link is Link.REPORTED:
            return True
        return any(
            g.act is Act.REPORT or base_of(self.codes, g.head, "say")
            for p in self.propositions
            if p is not proposition and not (p.marker in {"and", "but"} and p.start > proposition.start)  # "..., and the envoy believed"
            for g in p.groups
        )


def _is_adverb(code: str) -> bool:
    return code.endswith("ly") and code not in {"early", "assembly", "supply", "rally", "ally", "family", "italy", "july"}


def base_of(codes: tuple[str, ...], token: int, entry: str) -> str | None:
    """The verb of talks.toml's ``entry`` that the word at ``token`` is a form of, where what must follow does."""
    found = verb_at(codes, token, entry)
    return found[0] if found else None


def verb_at(codes: tuple[str, ...], token: int, entry: str) -> tuple[str, Form, int] | None:
    """Base, form and last token of the verb of ``entry`` at ``token``; a second word may stand up to three words later."""
    if not 0 <= token < len(codes):
        return None
    for form, base, rest in _verbs(entry).get(codes[token], ()):
        if not rest:
            return base, form, token
        for gap in range(1, 14 if rest == ("together",) else 4):
            begin = token + gap
            if codes[begin : begin + len(rest)] == rest and not any(
                re.fullmatch(r"[,;.]|to|in|at", c) or (c == "and" and rest != ("together",)) for c in codes[token + 1 : begin]
            ):
                return base, form, begin + len(rest) - 1
    return None
