"""Research stations by some words of their names: "Stazione Zucchelli", "Trạm Arturo Prat", "محطة كارليني".

Each language has its own word for station or base, leaves out other ranks and first names, and puts the rest into its own letters. There
are so few stations that all of them can be compared.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator

from gazetteer import variants
from gazetteer.editing import edits
from gazetteer.index import Posting
from gazetteer.model import Kind
from gazetteer.names import fold, romanise
from gazetteer.readings import readings
from gazetteer.searchable import Searchable

__all__ = ["find_station"]

# What stations are called beside their names: what they do, whose they are, ranks; none tells one from another.
_RANKS_AND_TASKS = (
    "antarctic antarctica antarctique antártica antártida polar naval scientific cientifica nghiên cứu pesquisa ricerca recherche"
    " investigación penelitian araştırma badawcza kutató forschungsstation исследовательская дослідницька polarna полярная полярна"
    " מחקר תחקירית بحثية ابحاث للابحاث تحقیقاتی پژوهشی ریسرچ ہوائی هوایی अनुसंधान रिसर्च গবেষণা অনুসন্ধান কেন্দ্র केंद्र 리서치 연구 과학 베이스"
    " ερευνητικός ρίσερτς μπέις"
    " general gen captain capitan capitaine kapitan president presidente professor lieutenant teniente vicecomodoro commodore"
    " căn cứ of di de da do du del i ii iii iv 2 3"
)
_BESIDE = frozenset(map(fold, _RANKS_AND_TASKS.split()))
# At the end of a word: what Chinese, Japanese and Korean write without a space, and German and its sisters in one word.
_STATION = "考察站 科考站 研究站 站 基地 과학기지 기지 베이스 ステーション ベース stationen stasjonen station"
_ENDINGS = tuple(map(fold, _STATION.split()))
_LIKE = 0.25             # what part of a word's letters may differ
_LEAST = 0.5             # what part of the query's letters must be a station's


def find_station(index: Searchable, key: str) -> Iterator[Posting]:
    """The stations that a folded name with a word for station may mean; none without such a word."""
    words = key.split()
    asked = _telling(words)
    if not asked or not any(_is_generic(word) or word.endswith(_ENDINGS) for word in words):
        return
    known = _STATIONS.get(index)
    if known is None:
        known = _STATIONS[index] = _stations(index)
    heard = [readings(word) for word in asked]
    size = sum(len(sounds[0]) for sounds in heard if sounds)
    fits = [((sum(_shared(sounds, name) for sounds in heard), -len("".join(name))), posting) for name, posting in known]
    best = max((fit for fit, _ in fits), default=(0, 0))                # the shortest name that shares most: Scott Base, not Amundsen–Scott
    if best[0] and best[0] >= _LEAST * size:
        yield from (posting for fit, posting in fits if fit == best)


def _stations(index: Searchable) -> list[tuple[list[str], Posting]]:
    return [
        ([romanise(word) for word in _telling(words)], Posting(row, origin, ordinal))
        for row in index.of_kind(Kind.SITE)
        if any(_is_generic(word) for word in fold(index.name(row)).split())
        for ordinal, (text, origin, _) in enumerate(index.spellings(row))
        if (words := fold(text).split())
    ]


def _is_generic(word: str) -> bool:
    return variants.GENERIC.get(word) is Kind.SITE


def _telling(words: list[str]) -> list[str]:
    """The words that tell one station from another, without a word for station at the end of any."""
    rest = [_without_ending(word) for word in words if not _is_generic(word)]
    return [word for word in rest if word and word not in _BESIDE]


def _without_ending(word: str) -> str:
    return next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), word)


def _shared(sounds: tuple[str, ...], name: list[str]) -> int:
    """How many letters of a word of the query are a word of a station's name."""
    if not sounds:
        return 0
    alike = any(edits(sound, word, len(word) + 1) <= _LIKE * min(len(sound), len(word)) for sound in sounds for word in name)
    return len(sounds[0]) if alike else 0


_STATIONS: weakref.WeakKeyDictionary[Searchable, list[tuple[list[str], Posting]]] = weakref.WeakKeyDictionary()
