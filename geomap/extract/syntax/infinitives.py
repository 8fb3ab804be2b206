"""Infinitives: "to be opened", "not to let them leave", and a finite verb that ends in one ("has yet to leave")."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.syntax.verbgroup import Mood, VerbGroup, group_of, predicate_of
from geomap.extract.syntax.verbhood import ADVERBS, DETERMINERS, PREPOSITIONS, readings, skip_adverbs
from geomap.extract.syntax.verbs import Act, Form, Verb, nouns

__all__ = ["complete", "is_base", "read_infinitive"]

_OBJECT = re.compile(r"the|an?|its|their|his|her|them|him|it|these|those|all|§\d+|@\d+")


def complete(codes: tuple[str, ...], first: int, at: int, mood: Mood, *, negated: bool) -> VerbGroup | None:
    """A group whose lexical verb is an infinitive beginning at ``at``: "is to be opened", "has yet to leave"."""
    inner = read_infinitive(codes, first, at)
    if inner is None:
        return None
    return replace(inner, first=first, mood=mood, finite=True, negated=negated or inner.negated)


def read_infinitive(codes: tuple[str, ...], first: int, at: int) -> VerbGroup | None:
    """The infinitive that begins at ``at``, behind a "to" at ``first``: "to have been opened"."""
    at, negated = skip_adverbs(codes, at)
    if first > 0 and codes[first - 1] == "not":
        first, negated = first - 1, True
    passive, perfect = False, codes[at : at + 1] == ("have",)
    while at < len(codes) and (codes[at] in {"be", "have", "been"} or _is_get_done(codes, at)):
        passive = passive or codes[at] != "have"
        at, no = skip_adverbs(codes, at + 1)
        negated = negated or no
    if at >= len(codes):
        return None
    found = _passive(codes, first, at) if passive else _active(codes, first, at, perfect=perfect)
    return replace(found, negated=negated) if found is not None else None


def _is_get_done(codes: tuple[str, ...], at: int) -> bool:
    """ "to get evacuated"."""
    return codes[at] == "get" and at + 1 < len(codes) and re.fullmatch(r"\w+ed", codes[at + 1]) is not None


def _passive(codes: tuple[str, ...], first: int, at: int) -> VerbGroup | None:
    """What follows "to be": a predicate, a participle, or a form in -ing."""
    predicate = predicate_of(codes, first, at, Mood.NONE, finite=False)
    if predicate is not None:
        return predicate
    for verb, forms in readings(codes, at):
        if Form.PARTICIPLE in forms or Form.GERUND in forms:
            return replace(group_of(codes, first, at, verb, Mood.NONE, finite=False), passive=Form.PARTICIPLE in forms)
    if re.fullmatch(r"[a-z]+(?:ed|en)", codes[at]):
        return VerbGroup(first, at, at, Verb(codes[at], Act.OTHER), Mood.NONE, False, passive=True)
    return None


def _active(codes: tuple[str, ...], first: int, at: int, *, perfect: bool) -> VerbGroup | None:
    """What follows "to" or, ``perfect``, "to have": a verb that is known, or a word with an object behind it."""
    for verb, forms in readings(codes, at):
        if (Form.PARTICIPLE if perfect else Form.BASE) in forms:
            return group_of(codes, first, at, verb, Mood.NONE, finite=False)
    word = codes[at]
    no_verb = word in nouns() or word in DETERMINERS or word in PREPOSITIONS or word in ADVERBS
    if no_verb or not re.fullmatch(r"[a-z]{2,}", word) or at + 1 >= len(codes) or not _OBJECT.fullmatch(codes[at + 1]):
        return None
    return VerbGroup(first, at, at, Verb(word, Act.OTHER), Mood.NONE, False)


def is_base(codes: tuple[str, ...], at: int) -> bool:
    """Whether an infinitive stands at ``at``, adverbs aside."""
    at, _ = skip_adverbs(codes, at)
    return at < len(codes) and (codes[at] in {"be", "have"} or any(Form.BASE in forms for _, forms in readings(codes, at)))
