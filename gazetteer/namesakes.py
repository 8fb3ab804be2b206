"""The city that a region is called after: what a language calls the region, without a word for region, it calls the city as well.

CLDR names the regions of the world in most languages, and few of its cities: "Αντιτζάν" is known as Andijan Region's name only.
"""

from __future__ import annotations

import re

from gazetteer import variants
from gazetteer.editing import edits
from gazetteer.index import Origin, Posting
from gazetteer.model import Kind
from gazetteer.names import fold, romanise, skeleton
from gazetteer.readings import leaves_open, readings
from gazetteer.searchable import Searchable

__all__ = ["SHARED", "namesake"]

SHARED = frozenset((Origin.ENDONYM, Origin.LOCALE, Origin.ALTERNATE))
_HAN = re.compile("[\u4e00-\u9fff]")
_LIKE = 0.3              # what part of the letters may differ: "Karkov" is like Kharkiv, the adjective "Kharkivska" is not


def namesake(index: Searchable, region: Posting, text: str) -> int | None:
    """The row of the city that the region is called after, where ``text``, a `SHARED` name, may be the city's as well; else None."""
    if index.kind_of(region.row) is not Kind.REGION:
        return None
    if next(variants.without_generic_words(fold(text)), None) is not None:
        return None
    names = [name for name, origin, _ in index.spellings(region.row) if origin in (Origin.CANONICAL, Origin.BARE)]
    if _HAN.search(text) is None and not any(_is_like(name, text) for name in names):
        return None
    keys = {romanise(name) for name in names}
    cities = {
        posting.row
        for name in names
        for posting in index.names.postings(fold(name))
        if index.kind_of(posting.row) is Kind.CITY
        and index.region_of(posting.row) == region.row
        and romanise(index.name(posting.row)) in keys                     # not California City
    }
    return max(cities, key=lambda row: (index.population_of(row), -row), default=None)


def _is_like(name: str, text: str) -> bool:
    known, bones = romanise(name), skeleton(name) if leaves_open(text) else ""
    return any(
        edits(known, reading, len(known)) <= _LIKE * max(len(known), len(reading)) or (len(bones) > 1 and skeleton(reading) == bones)
        for reading in readings(text)
    )
