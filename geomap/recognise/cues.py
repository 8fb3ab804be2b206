"""The word lists of cues.toml and of the names of persons, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by name; see cues.toml for what each is for."""

    connectors: frozenset[str]
    function: frozenset[str]
    locative: frozenset[str]
    direction: frozenset[str]
    weak: frozenset[str]
    titles: frozenset[str]
    civic: frozenset[str]
    facility: frozenset[str]
    street: frozenset[str]
    company: frozenset[str]
    head_of: frozenset[str]
    place_of: frozenset[str]
    compass: frozenset[str]
    months: frozenset[str]
    speech: frozenset[str]
    agencies: frozenset[str]
    reach: frozenset[str]
    treaties: frozenset[str]
    teams: frozenset[str]
    regions: dict[str, frozenset[str]]
    given_names: frozenset[str]
    surnames: frozenset[str]
    dictionary: frozenset[str]


def _words(name: str) -> frozenset[str]:
    return frozenset(resources.files(__package__).joinpath(name).read_text("utf-8").split())


@cache
def cues() -> Cues:
    """The lists, read at the first call."""
    table = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))
    regions = {word: frozenset(kinds) for word, kinds in table.pop("regions").items()}
    lists = {name: frozenset(words.split()) for name, words in table.items()}
    return Cues(**lists, regions=regions, given_names=_words("given_names.txt"), surnames=_words("surnames.txt"),
                dictionary=_words("dictionary.txt"))
