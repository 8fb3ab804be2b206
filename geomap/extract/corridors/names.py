"""Whether two names are of one way: "Lachin corridor" and "Lachin road", "Rafah crossing" and "Rafah border crossing"."""

from __future__ import annotations

import re
from functools import lru_cache

import gazetteer
from gazetteer.model import Kind
from gazetteer.names import fold

__all__ = ["is_same_name"]

_CROSSING = re.compile(r"\s+(?:border\s+)?(?:(?:terrestrial\s+)?crossing(?:\s+point)?|gate|post|point|checkpoint)$", re.IGNORECASE)
_ENDING = re.compile(r"(?<=\w{3})(?:ah|eh|a|e)$")  # "Bab al-Salam", "Bab al-Salama" and "Bab al-Salameh"
_DOUBLED, _VOWELS = re.compile(r"(\w)\1"), re.compile(r"[aeiou]+")  # "the Abala road" and "the Abella Road"
_ROAD = re.compile(r"\s+(?:corridor|road|route|highway|street)$", re.IGNORECASE)


def is_same_name(one: str, other: str) -> bool:
    """Whether the proper names agree, and both are of a crossing or both of a road; or the gazetteer knows both as one way."""
    if one.casefold() == other.casefold():
        return True
    if any(_proper(one, sort) == _proper(other, sort) != "" for sort in (_CROSSING, _ROAD)):
        return True
    known = _site(one)
    return known is not None and known == _site(other)  # "the Goris-Stepanakert road", "the Lachin corridor"


@lru_cache(maxsize=256)
def _site(name: str) -> str | None:
    site = gazetteer.lookup(name, kind=Kind.SITE)
    return site.id if site is not None else None


def _proper(name: str, sort: re.Pattern[str]) -> str:
    """The proper name before the word for a way of this sort; "" where it is of another."""
    proper, found = sort.subn("", name)
    return _VOWELS.sub("a", _DOUBLED.sub(r"\1", _ENDING.sub("", fold(proper)))) if found else ""
