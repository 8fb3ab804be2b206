"""Text to spots with their features: the lexicon recogniser before any decision."""

from __future__ import annotations

from geomap.recognise.context import observe
from geomap.recognise.lexicon import Lexicon
from geomap.recognise.match import Spot, find_names
from geomap.recognise.people import find_people
from geomap.recognise.words import Words, read_words


def read_spots(text: str, lexicon: Lexicon, *, language: str | None = None) -> tuple[Words, list[Spot]]:
    """The words of a text and the spots in it, each with its features."""
    words = read_words(text)
    shouting = _shouted(words)
    flat = _is_flat(words)
    people = find_people(words)
    spots = find_names(words, lexicon, every_word=flat)
    observe(words, spots, people, shouting=shouting, flat=flat)
    return words, spots


def _is_flat(words: Words) -> bool:
    """Whether the text has no capitals to speak of."""
    return len(words) >= 3 and sum(words.capital) < len(words) * 0.02


def _shouted(words: Words) -> frozenset[int]:
    """The words written in capitals throughout, from four letters on."""
    return frozenset(index for index, form in enumerate(words.forms) if words.capital[index] and len(form) > 3 and form.isupper())
