"""Names as other languages write them: with case endings, without spaces, with prepositions as prefixes."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.recognise.inflection import base_names
from geomap.recognise.lexicon import Lexicon
from geomap.recognise.names import importance
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded

# Scripts that write no spaces: Thai, Lao, Khmer, kana, Chinese characters.
UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def unspaced(words: Words, index: int, lexicon: Lexicon) -> list[Spot]:
    """The well-known names in a run of a script without spaces; short ones count only for places everybody knows."""
    form = words.forms[index]
    start = words.starts[index]
    found: list[Spot] = []
    at = 0
    while at < len(form) - 1:
        piece = folded(form[at:at + 12])
        same = len(piece) == len(form[at:at + 12])           # else the key's length says nothing about the text's
        for key in lexicon.index.names.prefixes(piece, whole_words=False):
            entry = lexicon.entry(key) if len(key) > 1 else None
            if entry is not None and same and importance(entry) > (4.8 if len(key) == 2 else 3.0):
                found.append(Spot(index, index, start + at, start + at + len(key), replace(entry, sure=True)))
                at += len(key) - 1
                break
        at += 1
    return found


# Where a language is at home: a short case form means a town there rather than a namesake in a far country.
_HOMES = {"uk": ("UA",), "ru": ("RU", "UA", "BY", "KZ"), "be": ("BY",), "pl": ("PL", "UA", "BY", "LT"), "cs": ("CZ",), "ro": ("RO", "MD"),
          "tr": ("TR",), "sv": ("SE",), "de": ("DE", "AT", "CH")}


def inflected(words: Words, index: int, ends: list[int], found: Spot | None, lexicon: Lexicon) -> Spot | None:
    """The name whose inflected form stands here, where it is longer or far better known than what stands here as written."""
    best = found
    for key, count in base_names([words.forms[end] for end in ends], words.language):
        if best is not None and ends[count - 1] < best.last:
            break
        entry = lexicon.entry(key) if len(key) > 2 else None
        if entry is None or (not words.capital[ends[count - 1]] and count == 1):
            continue
        home = 1.0 if entry.senses[0].country in _HOMES.get(words.language, ()) else 0.0
        longer = best is None or ends[count - 1] > best.last
        if longer or (best is not None and importance(entry) + home > importance(best.entry) + 0.7):
            last = ends[count - 1]
            best = Spot(index, last, words.starts[index], words.ends[last], entry)
    return best


_ATTACHED = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ה", "ב", "ל", "מ", "ו", "ש")


def prefixed(words: Words, index: int, lexicon: Lexicon) -> Spot | None:
    """Arabic and Hebrew write "in", "and", "to" and the article as letters before the word."""
    form = words.forms[index]
    if words.language not in ("ar", "he", "fa"):
        return None
    for letters in _ATTACHED:
        if form.startswith(letters) and len(form) - len(letters) > 2:
            entry = lexicon.entry(folded(form[len(letters):]))
            if entry is not None and importance(entry) > 3.5:
                return Spot(index, index, words.starts[index] + len(letters), words.ends[index], entry)
    return None
