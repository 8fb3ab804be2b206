"""Which language a text is in, by its letters and its commonest words; and what recognition knows of each language."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from gazetteer.names import fold

SAMPLE = 6_000          # characters looked at
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (("ja", re.compile(r"[\u3040-\u30ff]")), ("ko", re.compile(r"[\uac00-\ud7af]")), ("zh", re.compile(r"[\u4e00-\u9fff]")),
            ("el", re.compile(r"[\u0370-\u03ff]")), ("he", re.compile(r"[\u0590-\u05ff]")), ("th", re.compile(r"[\u0e00-\u0e7f]")),
            ("ka", re.compile(r"[\u10a0-\u10ff]")), ("hy", re.compile(r"[\u0530-\u058f]")), ("hi", re.compile(r"[\u0900-\u097f]")))

_UNLATIN = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff]")


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("languages.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words_of(kind: str, language: str) -> frozenset[str]:
    """The words of a kind ("locative", "titles" ...) in a language, folded; empty where none are known."""
    return frozenset(_table()[kind].get(language, "").split())


@cache
def endings_of(language: str) -> tuple[tuple[str, str], ...]:
    """The case endings of a language, each with what replaces it in the nominative."""
    pairs = (rule.partition(":") for rule in _table()["endings"].get(language, "").split())
    return tuple((ending, base) for ending, _, base in pairs)


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """For each common word, the languages it is common in."""
    found: dict[str, list[str]] = {}
    for language, words in _table()["common"].items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def detect(text: str) -> str:
    """The language of a text (BCP 47, two letters); "en" where nothing tells.

    >>> detect("Евакуація з Маріуполя почалася після обстрілу, повідомили у Києві")
    'uk'
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script in _SCRIPTS if _UNLATIN.search(sample) else ():
        if len(script.findall(sample)) > letters * 0.2:
            return language
    owners = _owners()
    votes: Counter[str] = Counter()
    count = 0
    for match in _WORD.finditer(sample):
        word = match[0]
        count += 1
        if len(word) == 1 and match.start() and sample[match.start() - 1] in "'’":
            continue                                         # "Kyiv's" is no Czech preposition
        for language in owners.get(fold(word) if not word.isascii() else word.lower(), ()):
            votes[language] += 1
    cyrillic = 0 if sample.isascii() else len(re.findall(r"[\u0400-\u04ff]", sample))
    if cyrillic > letters * 0.4:
        votes["uk"] += 2 * len(re.findall(r"[іїєґ]", sample.lower()))
        votes["ru"] += 2 * len(re.findall(r"[ыэъё]", sample.lower()))
        votes["be"] += 4 * len(re.findall(r"ў", sample.lower()))
        return max(("uk", "ru", "be", "bg"), key=lambda language: votes[language])
    if not sample.isascii() and len(re.findall(r"[\u0600-\u06ff]", sample)) > letters * 0.4:
        return max(("ar", "fa"), key=lambda language: votes[language])
    best, most = votes.most_common(1)[0] if votes else ("en", 0)
    sure = most > votes["en"] and most >= max(2, 0.1 * min(count, 40))
    return best if sure else "en"
