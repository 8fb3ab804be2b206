"""A cue: the words of a sentence that tell of one meeting between those at war."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from geomap.extract.talks.grammar import Grammar, lexis

__all__ = ["Cue", "Sort", "phrase_begin"]


class Sort(StrEnum):
    NOUN = "noun"  # "the talks"
    VERB = "verb"  # "the delegations met"
    DEAL = "deal"  # "signed a truce"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words for one meeting: the tokens ``first``..``last`` (inclusive), modifiers left out."""

    sort: Sort
    first: int
    last: int
    word: str
    sure: bool = False  # talks of peace beyond doubt
    earlier: bool = False  # "the previous round"
    next: bool = False  # "another round"
    mooted: bool = False  # "a possible meeting"
    definite: bool = False  # "the talks": those already spoken of
    denied: bool = False  # "no talks"
    presupposed: bool = False  # "the truce agreed in A": told in passing
    arrival: bool = False  # envoys come to a town, and nothing else is said of talks
    number: int | None = None


def phrase_begin(grammar: Grammar, token: int) -> int:
    """Where the noun phrase that ends at ``token`` begins, its determiner included."""
    verbs = {
        t for group in grammar.groups(max(0, token - 9), token) for t in range(group.first, group.last + 1) if not _modifies(grammar, t)
    }
    begin = token
    while begin > 0 and token - begin < 8:
        before = grammar.codes[begin - 1]
        if before in lexis("set.noun_phrase_end") or begin - 1 in verbs:
            break
        begin -= 1
        if before in lexis("set.opening"):
            break
    return begin


def _modifies(grammar: Grammar, token: int) -> bool:
    """ "UN-mediated talks", "the planned meeting": a participle before its noun is no verb of the clause."""
    return re.fullmatch(r"\w+ed", grammar.codes[token]) is not None and (
        grammar.at(token - 1) in {"-", "the", "a", "an", "any", "their", "of"}
    )
