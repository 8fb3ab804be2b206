"""Verbs and what they do to a way: forms derived from base forms, particles, predicates and nouns of the same meaning.

``verbs.toml`` holds base forms by act; English inflects them by a few rules and a table of the irregular ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from geomap.extract.lexicon import data

__all__ = [
    "Act",
    "Form",
    "Verb",
    "forms_of",
    "function_words",
    "has_verb",
    "inflected",
    "is_verb",
    "nouns",
    "participle",
    "states",
    "verb_forms",
]


class Act(StrEnum):
    """What a verb does to a way, or says of it."""

    PROPOSE = "propose"
    ANNOUNCE = "announce"
    AGREE = "agree"
    REJECT = "reject"
    OPEN = "open"
    BEGIN = "begin"
    ALLOW = "allow"
    MANAGE = "manage"
    TRY = "try"
    FAIL = "fail"
    BLOCK = "block"
    CLOSE = "close"
    REPORT = "report"
    LEAVE = "leave"
    GO = "go"
    ARRIVE = "arrive"
    CARRY = "carry"
    LEAD = "lead"
    READY = "ready"  # "is ready to", "is willing to"
    DUE = "due"  # "is due to", "is expected to"
    ABLE = "able"
    UNABLE = "unable"
    UNWILLING = "unwilling"
    OTHER = "other"  # a verb that says nothing of a way


class Form(StrEnum):
    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its base form, its act, and the particle that belongs to it ("down" of "turn down"), "" where none does."""

    base: str
    act: Act
    particle: str = ""


def _table(name: str) -> dict[str, list[str]]:
    return data("syntax/verbs.toml")[name]


@cache
def verb_forms() -> dict[str, tuple[tuple[Verb, frozenset[Form]], ...]]:
    """Every form of every verb that is known, with what it may be; verbs with a particle first."""
    found: dict[str, dict[Verb, set[Form]]] = defaultdict(lambda: defaultdict(set))
    known = {entry for entries in _table("act").values() for entry in entries}
    for act, entries in _table("act").items():
        for entry in entries:
            base, _, particle = entry.partition(" ")
            for word, form in inflected(base):
                found[word][Verb(base, Act(act), particle)].add(form)
    for base in sorted({*_table("forms"), *known}):
        if base not in known and base not in {"be", "have", "do"}:
            for word, form in inflected(base):
                found[word][Verb(base, Act.OTHER)].add(form)
    return {
        word: tuple(sorted(((v, frozenset(f)) for v, f in verbs.items()), key=lambda pair: -len(pair[0].particle)))
        for word, verbs in found.items()
    }


def forms_of(word: str) -> frozenset[Form]:
    """All that a word may be as a verb's form; nothing where it is no known verb."""
    return frozenset().union(*(forms for _, forms in verb_forms().get(word, ())))


@cache
def states() -> tuple[tuple[tuple[str, ...], Act], ...]:
    """Predicates ("under fire", "due") as tuples of words with their act, the longest first."""
    entries = [(tuple(entry.split()), Act(act)) for act, listed in _table("state").items() for entry in listed]
    return tuple(sorted(entries, key=lambda e: -len(e[0])))


@cache
def nouns() -> dict[str, Act]:
    """Nouns that stand for an act ("refusal"), singular and plural."""
    found: dict[str, Act] = {}
    for act, entries in _table("noun").items():
        for entry in entries:
            found[entry] = Act(act)
            if not entry.endswith("s"):
                found[f"{entry[:-1]}ies" if entry.endswith("y") else f"{entry}s"] = Act(act)
    return found


def function_words(sort: str) -> frozenset[str]:
    """The small words of one sort ("determiners", "adverbs" ...)."""
    return frozenset(_table("words")[sort])


def has_verb(words: Sequence[str], acts: frozenset[Act]) -> bool:
    """Whether one of the words is a form of a verb of these acts, with its particle behind it where it has one."""
    return any(is_verb(words, at, acts) for at in range(len(words)))


def is_verb(words: Sequence[str], at: int, acts: frozenset[Act]) -> bool:
    """Whether a form of a verb of these acts stands there, whatever else it may be."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return any(verb.act in acts and verb.particle in ("", after) for verb, _ in verb_forms().get(words[at], ()))


def inflected(base: str) -> Iterator[tuple[str, Form]]:
    yield base, Form.BASE
    yield _third(base), Form.THIRD
    yield _stem(base, "ing") + "ing", Form.GERUND
    irregular = _table("forms").get(base)
    if irregular is not None:
        yield irregular[0], Form.PAST
        for word in irregular[1:]:
            yield word, Form.PARTICIPLE
        return
    past = _stem(base, "ed") + "ed"
    yield past, Form.PAST
    yield past, Form.PARTICIPLE
    if base == "bus":
        yield "bussed", Form.PAST
        yield "bussed", Form.PARTICIPLE
        yield "bussing", Form.GERUND
    elif base.endswith("l") and base[-2] in "aeiou":  # "travelled" beside "traveled"
        yield f"{base}led", Form.PAST
        yield f"{base}led", Form.PARTICIPLE
        yield f"{base}ling", Form.GERUND


def participle(verb: Verb) -> str:
    """ "shelled", "turned back", "held up"."""
    word = next(word for word, form in inflected(verb.base) if form is Form.PARTICIPLE)
    return f"{word} {verb.particle}".rstrip()


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "go", "do")) else f"{base}s"


def _stem(base: str, ending: str) -> str:
    """The base as it stands before -ed or -ing: "agre", "stopp", "carri"."""
    if base in _table("double")["base"]:
        return base + base[-1]
    if base.endswith("ie") and ending == "ing":
        return f"{base[:-2]}y"
    if base.endswith("ee"):
        return base[:-1] if ending == "ed" else base
    if base.endswith("e"):
        return base[:-1]
    if ending == "ed" and base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}i"
    return base
