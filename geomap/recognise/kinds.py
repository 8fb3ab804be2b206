"""Words that tell what kind of place a name is: "the Brest region", "the city of Brest", "Sumy oblast"."""

from __future__ import annotations

from functools import lru_cache

from gazetteer.model import Kind
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
        group = _group(entry, word, lexicon)
        if group is not None:
            spot.last, spot.end, spot.entry = after, words.ends[after], group
            return
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
        elif word == "the" and (river := _river_there(words, spot, lexicon)) is not None:
            spot.cue, spot.entry = _RIVER, river
        elif word == "the" and _stands_alone(words, spot) and (whole := lexicon.entry(f"the {entry.key}")) is not None:
            spot.entry = whole if whole.senses[0].kind is Kind.SEA else entry  # "in the Gulf"


_RIVER = frozenset({"river"})
_WITH_ARTICLE = frozenset({"congo", "gambia"})               # countries that usage calls so, too


def _river_there(words: Words, spot: Spot, lexicon: Lexicon) -> Entry | None:
    """ "Up the Nile to Malakal", "the left bank of the Dnipro": with an article and no noun behind it, the river."""
    entry = spot.entry
    if entry.key in _WITH_ARTICLE or spot.last in words.owner or not _stands_alone(words, spot):
        return None
    if any(sense.kind == "river" for sense in entry.senses):
        return entry
    longer = lexicon.entry(f"{entry.key} river")
    return longer if longer is not None and longer.senses[0].kind is Kind.RIVER else None


def _stands_alone(words: Words, spot: Spot) -> bool:
    """Whether no noun follows that the name would describe."""
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


_ONE_OF = frozenset({"state", "nation", "country", "kingdom", "emirate", "monarchy", "republic"})


def _group(entry: Entry, word: str, lexicon: Lexicon) -> Entry | None:
    """The group of countries of which one is told of that is not named: "a Gulf state", one of the Gulf states."""
    found = [lexicon.entry(f"{entry.key} {several}") for several in ("states", "countries")] if word in _ONE_OF else []
    return next((group for group in found if group is not None and group.senses[0].kind is Kind.AREA), None)


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
    longer_by = (word, *_REGION_WORDS) if kinds & {"region", "county"} else (word,) if word == "river" else ()
    for longer in longer_by:
        other = lexicon.entry(f"{entry.key} {longer}")
        for sense in other.senses if other else ():
            if sense.kind in kinds:
                part = True
                found.setdefault(sense.row, sense)
    for sense in entry.senses:
        if sense.kind in kinds:
            found.setdefault(sense.row, sense)
    return Entry(f"{entry.key} {word}" if part else "", tuple(found.values())) if found else None
