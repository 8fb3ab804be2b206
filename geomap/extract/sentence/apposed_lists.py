"""A list that says which places a plural noun before it means: "two besieged towns, Fuaa and Kefraya,", "three ports (A, B and C)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geomap.extract.lexicon import words
from geomap.extract.sentence.signs import Atom, code_at

__all__ = ["ends_apposition", "names_several", "several_named"]

_CLOSING = {"(": ")", "–": "–", "—": "—", "-": "-", "--": "--"}
_AFTER_LIST = frozenset(
    [".", ";", ",", ")", '"', "", "to", "from", "for", "by", "in", "on", "and", "into", "via", "through", "at", "aboard"]
)
_WITH_MORE = re.compile(r"\S\s(?:in|on|near|around|outside|of|along|across|before|beyond|after|under|nearby)(?!\S)")
_LONGEST = 10  # words between the noun and its list


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(rf"\b{words('place.several')}\W*$")


@cache
def _noun_before_list() -> re.Pattern[str]:
    """The noun, and what may stand between it and its list: "in the east", "on the Black Sea", "before it", "nearby"."""
    side = r"coast|border|river|road|way|line|sea|route|\S*(?:east|west|north|south)\S*"
    place = rf"(?:the|its|their|it|them|'s|[§@%]\d+|{words('place.type')}|{side})"
    where = rf"(?: nearby| (?:in|on|near|around|outside|of|along|across|before|beyond|after|under)(?: {place}){{1,4}})?"
    return re.compile(rf"(?<!\S)(?:[§%]\d+ (?:'s )?)?{words('place.several')}{where}$")


def names_several(said: str) -> bool:
    """Whether a name as the list has it goes on to a plural: "the Donetsk towns", "Black Sea ports"."""
    return _plural().search(said.lower()) is not None


def several_named(codes: Sequence[str], *, of_name: bool) -> int | None:
    """How many words from the noun on, the mark before the list included, the list stands for; None where it stands for itself.

    ``of_name``: the word before the mark is a name that goes on to the plural.
    """
    if len(codes) < 2 or codes[-1] not in {",", ":", *_CLOSING}:
        return None
    if of_name:
        return None if codes[-1] == "," else 2
    found = _noun_before_list().search(" ".join(codes[-_LONGEST - 1 : -1]))
    if found is None or (codes[-1] == "," and _WITH_MORE.search(found[0])):
        return None  # "two towns in Syria, Fuaa and Kefraya"
    return len(found[0].split()) + 1


def ends_apposition(atoms: Sequence[Atom], after: int, mark: str) -> int | None:
    """Where the sentence goes on behind the list that ``mark`` opened, its closing mark passed over; None where the list is more."""
    code = code_at(atoms, after)
    if mark == "(":
        return after + 1 if code == ")" else None
    if mark in _CLOSING and code == mark:
        return after + 1
    if mark == ",":
        return after + (code == "," and code_at(atoms, after + 1) not in {"and", "or"})
    return after if code in _AFTER_LIST else None
