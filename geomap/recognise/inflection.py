"""Inflected names to their nominative: "у Харкові" is Харків, "из Сум" is Сумы, "w Kijowie" is Kijów.

Two ways: the morphological dictionaries of pymorphy3 where installed (extra ``[slavic]``, Russian and Ukrainian), and light suffix rules
for several languages (languages.toml). Both only propose; the gazetteer decides.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import Any

from gazetteer.names import fold
from geomap.recognise.language import endings_of

MOST_FORMS = 8           # nominatives tried for one word
LONGEST = 4              # words of an inflected name


@cache
def _morphology(language: str) -> Any:
    """pymorphy3's analyser for the language, or None where it or its dictionary is not installed."""
    if language not in ("uk", "ru"):
        return None
    try:
        import pymorphy3

        return pymorphy3.MorphAnalyzer(lang=language)
    except (ImportError, ValueError, OSError):
        return None


@lru_cache(maxsize=32_768)
def nominatives(form: str, language: str) -> tuple[str, ...]:
    """What a word as written may be in the nominative, folded, the likeliest first; the word itself is among them."""
    key = fold(form)
    found = {key: None}
    analyser = _morphology(language)
    if analyser is not None:
        for parse in analyser.parse(form)[:4]:
            inflected = parse.inflect({"nomn"})
            if inflected is not None:
                found[fold(inflected.word)] = None
            found[fold(parse.normal_form)] = None
    for ending, base in endings_of(language):
        if key.endswith(ending) and len(key) - len(ending) >= (3 if 0 < len(ending) < 3 else 2):
            found.setdefault(key[: len(key) - len(ending)] + base)
        if len(found) > MOST_FORMS * 2:
            break
    return tuple(found)


def base_names(forms: list[str], language: str) -> list[tuple[str, int]]:
    """Keys that a run of words may be in the nominative, with how many words each takes; the longest first.

    >>> ("новая каховка", 2) in base_names(["Новой", "Каховке"], "ru")
    True
    """
    if not endings_of(language):
        return []
    choices = [nominatives(form, language) if form[:1].isupper() or form.startswith("област") else (fold(form),)
               for form in forms[:LONGEST]]
    found: list[tuple[str, int]] = []
    for count in range(len(choices), 0, -1):
        inflected = sum(len(choice) > 1 for choice in choices[:count])
        limit = MOST_FORMS * 3 if inflected < 2 else MOST_FORMS if inflected == 2 else 4
        combined = product(*(choice[:limit] for choice in choices[:count]))
        found += [(" ".join(words), count) for words in combined]
    return found
