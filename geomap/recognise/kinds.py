"""Words that tell what kind of place a name is: "the Brest region", "the city of Brest", "Sumy oblast"."""

from __future__ import annotations

from functools import lru_cache

from geomap.recognise.cues import cues
from geomap.recognise.lexicon import Entry, Lexicon, Sense
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded

_REGION_WORDS = ("oblast", "region", "province", "governorate", "voivodeship", "state", "county", "krai", "prefecture", "district")


def heed_cue(words: Words, spot: Spot, lexicon: Lexicon) -> None:
    """Let the word beside a name say what kind of place it is, and belong to the name where the gazetteer knows such a place.

    "the Brest region" is Brest Region, span and sense; "the city of Brest", "the Kharkiv and Sumy regions" only tell the kind.
    """
    entry = spot.entry
    if entry.demonym:
        return
    regions = cues().regions
    after = spot.last + 1
    if after < len(words) and spot.last not in words.owner and words.gap(spot.last) in (" ", "\u00a0"):
        word = folded(words.forms[after])
        kinds = regions.get(word)
        if kinds is not None and entry.key.rsplit(" ", 1)[-1] not in regions:
            region = _region_entry(entry, word, lexicon)
            if region is not None:
                spot.cue = kinds
                if region.key:
                    spot.last, spot.end, spot.entry = after, words.ends[after], region
                return
        if word.endswith("s") and word[:-1] in regions:
            spot.cue = regions[word[:-1]]
            return
    before = spot.first - 1
    if before >= 1 and words.gap(before) == " ":
        word = folded(words.forms[before])
        head = folded(words.forms[before - 1]) if word == "of" and words.gap(before - 1) == " " else word
        if head in regions and head not in ("state", "republic", "area"):
            spot.cue = regions[head]
        elif word == "the" and _is_river_there(words, spot):
            spot.cue = _RIVER


_RIVER = frozenset({"river"})
_WITH_ARTICLE = frozenset({"congo", "gambia"})               # countries that usage calls so, too


def _is_river_there(words: Words, spot: Spot) -> bool:
    """ "Up the Nile to Malakal", "across the Jordan": with an article and no noun behind it, the river."""
    if spot.entry.key in _WITH_ARTICLE or not any(sense.kind == "river" for sense in spot.entry.senses) or spot.last in words.owner:
        return False
    after = spot.last + 1
    return after >= len(words) or words.gap(spot.last) != " " or folded(words.forms[after]) in cues().function


def share_cue(words: Words, spot: Spot, before: list[Spot]) -> None:
    """Let a plural tell the kind of every name in front of it: "the Kharkiv, Poltava and Sumy regions"."""
    if spot.cue is None or spot.last + 1 >= len(words) or folded(words.forms[spot.last + 1])[:-1] not in cues().regions:
        return
    later = spot
    for earlier in reversed(before):
        fits = earlier.cue is None and any(sense.kind in spot.cue for sense in earlier.entry.senses)
        if not fits or words.text[earlier.end:later.start] not in (", ", " and ", ", and ", " or "):
            return
        earlier.cue = spot.cue
        later = earlier


# Words that belong to a region's name even where the gazetteer does not spell it with them.
_PART_OF_NAME = frozenset({"oblast", "region", "province", "governorate", "voivodeship", "krai", "kray", "raion", "rayon", "prefecture"})


@lru_cache(maxsize=4_096)
def _region_entry(entry: Entry, word: str, lexicon: Lexicon) -> Entry | None:
    """The senses of a name that are of the kinds ``word`` asks for, those under longer keys ("brest oblast") first.

    Its key is "" where the word is no part of the name: "the Ohio Department of Health" is not about a department named Ohio.
    """
    kinds = cues().regions[word]
    found: dict[int, Sense] = {}
    part = word in _PART_OF_NAME
    for longer in (word, *_REGION_WORDS) if kinds & {"region", "county"} else ():
        other = lexicon.entry(f"{entry.key} {longer}")
        for sense in other.senses if other else ():
            if sense.kind in kinds:
                part = True
                found.setdefault(sense.row, sense)
    for sense in entry.senses:
        if sense.kind in kinds:
            found.setdefault(sense.row, sense)
    return Entry(f"{entry.key} {word}" if part else "", tuple(found.values())) if found else None
