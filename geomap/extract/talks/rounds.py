"""Rounds of talks: their numbers as the text gives them, and what a meeting is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.talks.grammar import Grammar

__all__ = ["event_name", "is_sequel", "is_series", "number_in"]

_SPELLED = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINALS = {word: number for number, word in enumerate(_SPELLED, 1)}
_DIGITS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_COUNTED = frozenset(["round", "cycle", "rounds", "meeting", "session", "summit", "time", "phase", "stage"])


def number_in(codes: Sequence[str], first: int, last: int) -> int | None:
    """The number of the round that ``codes[first:last + 1]`` names: "the third round", "for a third time", "round four"."""
    ordinal: int | None = None
    for token in range(max(0, first), min(last + 2, len(codes))):
        word = codes[token]
        counted = word in _COUNTED
        if counted and ordinal is not None and token <= last:
            return None if (word, ordinal) == ("time", 1) else ordinal  # "met for the first time since the war"
        if word in {"round"} and token <= last and token + 1 < len(codes):
            following = codes[token + 1]
            if following in _CARDINALS:
                return _CARDINALS.index(following) + 1
            if re.fullmatch(r"\d{1,2}", following):
                return int(following)
        if _ordinal(word) is not None and token <= last:
            ordinal = _ordinal(word)
        elif re.fullmatch(r"\d{1,2}", word) and "".join(codes[token + 1 : token + 2]) in {"st", "nd", "rd", "th"}:
            ordinal = int(word)  # "the 34th round" as its tokens are
        elif word in {"of", "in", "at", ",", "after"} and not counted:
            ordinal = None
    return None


def _ordinal(word: str) -> int | None:
    digits = _DIGITS.fullmatch(word)
    return int(digits[1]) if digits else _ORDINALS.get(word)


def event_name(word: str, number: int | None) -> str:
    """What a meeting is called: "third round of talks", "meeting", "signing"."""
    if number is not None:
        nth = _SPELLED[number - 1] if number <= len(_SPELLED) else f"{number}{_suffix(number)}"
        return f"{nth} meeting" if "meeting" in word and "round" not in word else f"{nth} round of talks"
    if word in {"signing", "agreement"}:
        return word
    cleaned = re.sub(r"^(?:the|further|fresh|new|another|next|previous|last|earlier) ", "", word)
    return (
        cleaned
        if re.search(r"talk|negotiat|round|meeting|summit|session|conference|gathering|dialogue|discussion|consultation", cleaned)
        else "meeting"
    )


def _suffix(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def is_series(grammar: Grammar, token: int) -> bool:
    """ "The first two rounds": the ones before the present one."""
    return (
        grammar.codes[token].endswith("s")
        and grammar.at(token - 2) == "first"
        and grammar.at(token - 1) in {"two", "three", "four", "five", "six", "few", "several"}
    )


def is_sequel(grammar: Grammar, begin: int) -> bool:
    """ "the follow-up to sessions in A", "after its first session in A": the meeting went before the one told of."""
    if re.search(r"(?<!\S)(?:follow-up|sequel|successor|continuation|return match)(?: \S+)? (?:to|of)$", grammar.text(begin - 4, begin)):
        return True
    return grammar.at(begin - 1) in {"after", "following", "since"} and grammar.at(begin + 1) == "first"
