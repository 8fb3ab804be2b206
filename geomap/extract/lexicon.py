"""The cue words of ``cues.toml`` as regular expressions over lower-case tokens separated by one space."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["cue", "data", "words"]


@cache
def data(name: str) -> dict[str, dict[str, list[str]]]:
    """One TOML file of this package, parsed once."""
    return tomllib.loads(files("geomap.extract").joinpath(name).read_text(encoding="utf-8"))


@cache
def words(path: str) -> str:
    """The alternatives of ``"section.entry"`` (several joined by "|"), the longest first, ready for a pattern."""
    entries = [entry for part in path.split("|") for entry in _entries(part)]
    return "(?:" + "|".join(sorted(entries, key=len, reverse=True)) + ")"


@cache
def cue(path: str) -> re.Pattern[str]:
    """A pattern that finds the cues of ``path`` as whole tokens of an encoded sentence."""
    return re.compile(rf"(?<!\S){words(path)}(?!\S)")


def spoken(text: str) -> str:
    """The words of a text as the cues' patterns want them: in small letters, with blanks between."""
    return " ".join(re.findall(r"[\w'-]+", text.lower()))


def _entries(part: str) -> list[str]:
    section, _, entry = part.partition(".")
    return data("cues.toml")[section][entry]
