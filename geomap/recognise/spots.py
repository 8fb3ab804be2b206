"""Text to spots with their features: the lexicon recogniser before any decision."""

from __future__ import annotations

from geomap.recognise.agencies import without_agencies
from geomap.recognise.context import observe
from geomap.recognise.cues import cues
from geomap.recognise.language import detect
from geomap.recognise.lexicon import Lexicon
from geomap.recognise.match import find_names
from geomap.recognise.names import importance
from geomap.recognise.people import find_people
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded, read_words

UNCASED = frozenset({"ar", "fa", "he", "zh", "ja", "ko", "th", "ka", "hi"})     # languages whose script has no capitals
SHOUT = 4                # so many words in capitals one after the other are a shouted stretch


def read_spots(text: str, lexicon: Lexicon, *, language: str | None = None) -> tuple[Words, list[Spot]]:
    """The words of a text and the spots in it, each with its features. The language is detected where not given."""
    words = read_words(text)
    words.language = (language or detect(text)).split("-")[0].lower()
    flat = _is_flat(words)
    spots = without_agencies(text, find_names(words, lexicon, every_word=flat))
    shouting, stretches = _shouted(words)
    if stretches:
        spots = _soften(words, spots, stretches)
    if words.language in UNCASED:
        spots = _soften(words, spots, frozenset(range(len(words))))
    people = find_people(words)
    if flat:
        spots = [spot for spot in spots if _stands_out(words, spot)]
    observe(words, spots, people, shouting=shouting, flat=flat)
    return words, spots


def _is_flat(words: Words) -> bool:
    """Whether the text has no capitals to speak of."""
    return len(words) >= 3 and sum(words.capital) < len(words) * 0.02


def _shouted(words: Words) -> tuple[frozenset[int], frozenset[int]]:
    """The words written in capitals throughout, from four letters on, and those in stretches of such words."""
    alone, stretches = set(), set()
    run: list[int] = []
    for index, form in enumerate(words.forms):
        if words.capital[index] and form.isupper():
            run.append(index)
            if len(form) > 3:
                alone.add(index)
        elif not form.isdigit():
            if len(run) >= SHOUT:
                stretches.update(run)
            run = []
    if len(run) >= SHOUT:
        stretches.update(run)
    return frozenset(alone), frozenset(stretches)


def _soften(words: Words, spots: list[Spot], stretches: frozenset[int]) -> list[Spot]:
    """In a shouted stretch a capital tells nothing: only names count as capitalised, and no word of the dictionary is a name."""
    kept = []
    named: set[int] = set()
    for spot in spots:
        if spot.first in stretches and not _stands_out(words, spot):
            continue
        kept.append(spot)
        named.update(range(spot.first, spot.last + 1))
    known = cues()
    for index in stretches - named:
        word = folded(words.forms[index])
        if word not in known.given_names and word not in known.surnames:
            words.capital[index] = False
    return kept


def _stands_out(words: Words, spot: Spot) -> bool:
    """Whether a name is a name even where capitals tell nothing: well known, or of several words, or no word that is common."""
    known = cues()
    entry = spot.entry
    if entry.demonym or entry.sure:
        return len(entry.key) > 2 or not entry.key.isascii()
    if spot.last > spot.first:
        return importance(entry) > 3.5
    if entry.key in known.dictionary or entry.key in known.function or entry.key in known.months or len(entry.key) < 4:
        return False
    return importance(entry) > (4.0 if entry.zipf < 3 else 5.0)
