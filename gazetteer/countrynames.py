"""Countries as tables write them: the words of one of their English names, turned round, abbreviated, some left out."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

from gazetteer import variants
from gazetteer.index import Origin, Posting
from gazetteer.model import Kind
from gazetteer.names import fold
from gazetteer.searchable import Searchable

__all__ = ["find_country"]


def find_country(index: Searchable, text: str) -> Iterator[tuple[Posting, str]]:
    """The countries that the words of ``text`` name, each with what was done to find it."""
    found = _NAMES.get(index)
    if found is None:
        found = _NAMES[index] = _CountryNames(index)
    return found.find(text)


class _CountryNames:
    """The English names of countries as sets of words; a few thousand, made at first need."""

    def __init__(self, index: Searchable) -> None:
        self._sets: dict[frozenset[str], list[Posting]] = {}
        self._names: list[tuple[frozenset[str], list[str], Posting]] = []
        for row in index.of_kind(Kind.COUNTRY):
            for ordinal, (text, origin, tags) in enumerate(index.spellings(row)):
                if origin > Origin.CURATED and origin is not Origin.HISTORIC and "en" not in tags:
                    continue
                words = variants.word_set(text)
                if words:
                    posting = Posting(row, origin, ordinal)
                    self._sets.setdefault(words, []).append(posting)
                    self._names.append((words, fold(text).split(), posting))
        self._words = frozenset().union(*self._sets)

    def find(self, text: str) -> Iterator[tuple[Posting, str]]:
        """Countries with a name of these very words; else the only one whose name holds them all and a few more."""
        words = variants.word_set(text)
        same = self._sets.get(words)
        if same:
            yield from ((posting, "the same words in another order") for posting in same)
            return
        if len(words) < 2 or not words & self._words:
            return
        spelt = fold(text).split()
        holders = [posting for name, ordered, posting in self._names if _says(words, spelt, name, ordered)]
        if len({posting.row for posting in holders}) == 1:
            yield holders[0], "some words left out or abbreviated"


def _says(words: frozenset[str], spelt: list[str], name: frozenset[str], ordered: list[str]) -> bool:
    """Whether the words are the name with a few left out, or turned into initials: "DPR Korea", "P. N. Guinea"."""
    extra = words - name
    if not extra:
        return len(name) - len(words) <= 2
    if len(words) - len(extra) < 1:
        return False
    rest = [word for word in ordered if word not in spelt]
    letters = [word for word in spelt if len(word) == 1]
    if letters and len(letters) + len(words & name) >= len(words):
        return letters == [word[0] for word in rest]
    if len(extra) == 1:
        (short,) = extra
        full = "".join(word[0] for word in rest)
        plain = "".join(word[0] for word in rest if word != "of")
        bare = "".join(word[0] for word in rest if word in name)
        return 2 <= len(short) <= 5 and short in (full, plain, bare)
    return False


_NAMES: weakref.WeakKeyDictionary[Searchable, _CountryNames] = weakref.WeakKeyDictionary()
