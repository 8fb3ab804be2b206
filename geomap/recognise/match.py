"""Names of the gazetteer in a text: the longest key from each capitalised word on.

What is found here is only a spelling that the gazetteer knows; whether it names a place is for `geomap.recognise.context`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log10

from gazetteer.index import Origin
from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.inflection import base_names
from geomap.recognise.lexicon import Entry, Lexicon, Sense, short_beginnings
from geomap.recognise.words import Words, folded

LONGEST = 7               # words in a name
_EXPANDED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_STOPPED = frozenset({"st", "ste", "mt", "ft", "pt", "n", "s", "e", "w", "no", "so", "dr", "gen"})


@dataclass(slots=True, eq=False)
class Spot:
    """Words ``first`` up to ``last`` (inclusive) that spell a name; what becomes of it is filled in on the way."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry
    features: list[str] = field(default_factory=list)
    score: float = 0.0                        # log odds of being a toponym
    cue: frozenset[str] | None = None         # kinds that a word beside it asks for ("Brest region")
    within: Spot | None = None                # "Paris, Texas": the spot that says where
    weights: list[float] = field(default_factory=list)      # probability of each sense


def find_names(words: Words, lexicon: Lexicon, *, every_word: bool = False) -> list[Spot]:
    """The spots of a text in order, never overlapping. ``every_word`` also tries words without a capital (lower-case text)."""
    spots: list[Spot] = []
    capital = words.capital
    size = len(words)
    index = 0
    while index < size:
        if not (capital[index] or every_word):
            index += 1
            continue
        if _UNSPACED.match(words.forms[index]):
            spots += _unspaced(words, index, lexicon)
            index += 1
            continue
        spot = match_at(words, index, lexicon, spots, every_word=every_word)
        if spot is None:
            index += 1
        else:
            _heed_cue(words, spot, lexicon)
            spots.append(spot)
            index = spot.last + 1
    return spots


# Scripts that write no spaces: Thai, Lao, Khmer, kana, Chinese characters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _unspaced(words: Words, index: int, lexicon: Lexicon) -> list[Spot]:
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


def match_at(words: Words, index: int, lexicon: Lexicon, before: list[Spot], *, every_word: bool = False) -> Spot | None:
    """The longest name that begins at word ``index``, or None."""
    short = _abbreviation(words, index, lexicon, before)
    if short is not None:
        return short
    parts, ends = _run(words, index, every_word=every_word)
    if not parts:
        return None
    found = _longest(words, index, parts, ends, lexicon, every_word=every_word)
    if ends[-1] in words.owner:                             # "St. John's": the ending may belong to the name
        owned_parts, owned_ends = _run(words, index, every_word=every_word, past_owner=True)
        owned = _longest(words, index, owned_parts, owned_ends, lexicon, every_word=every_word)
        if owned is not None and owned.last > index and (found is None or owned.end > found.end):
            found = owned
    first = parts[0]
    if first in _EXPANDED and len(parts) > 1:
        spelt = _longest(words, index, [_EXPANDED[first], *parts[1:]], ends, lexicon, every_word=every_word)
        if spelt is not None and (found is None or spelt.last > found.last or (spelt.last == found.last and _better(spelt.entry, found.entry))):
            found = spelt
    if words.language != "en" and not every_word:
        found = _inflected(words, index, ends, found, lexicon) or _elided(words, index, parts, ends, lexicon, found)
        found = found or _prefixed(words, index, lexicon)
    people = _demonym(words, index, parts, ends, lexicon)
    if people is not None and (found is None or people.last >= found.last):
        return people
    return found


def _better(one: Entry, other: Entry) -> bool:
    """Whether the first entry is the better known of two spellings of one name."""
    return (one.senses[0].origin >= Origin.ALTERNATE, -one.senses[0].population) < (
        other.senses[0].origin >= Origin.ALTERNATE, -other.senses[0].population)


def _abbreviation(words: Words, index: int, lexicon: Lexicon, before: list[Spot]) -> Spot | None:
    form = words.forms[index]
    if form not in short_beginnings():
        return None
    start, end = words.starts[index], words.ends[index]
    gap = words.gap(index - 1) if index else ""
    if form in ("BC", "B.C.") and index and words.forms[index - 1].isdigit():
        return None                                          # 300 BC
    follows = index > 0 and gap in (", ", " (", ",", ",\u00a0") and words.capital[index - 1]
    if words.text[end:end + 1] == "." and not form.endswith("."):
        entry = lexicon.abbreviation(form + ".", after_place=follows)
        if entry is not None:
            return Spot(index, index, start, end + 1, entry)
    follows = follows and gap == ", " and bool(before) and before[-1].last == index - 1
    entry = lexicon.abbreviation(form, after_place=follows)
    return Spot(index, index, start, end, entry) if entry is not None else None


def _run(words: Words, index: int, *, every_word: bool, past_owner: bool = False) -> tuple[list[str], list[int]]:
    """The folded words from ``index`` on that could make one name, and the word index each one is.

    ``past_owner`` keeps the first possessive ending as a part of the name and reads on behind it.
    """
    connectors = cues().connectors
    parts: list[str] = []
    ends: list[int] = []
    at = index
    size = len(words)
    while True:
        key = folded(words.forms[at])
        if not key:
            break
        parts.append(key)
        ends.append(at)
        if len(parts) >= LONGEST or at + 1 >= size:
            break
        if not words.joined(at):
            if past_owner and at in words.owner:
                past_owner = False
                parts[-1] += "s"
                if words.gap(at)[2:] != " ":
                    break
            elif not (key in _STOPPED and words.gap(at) in (". ", ".\u00a0", ".")):
                break
        following = words.forms[at + 1]
        if not (words.capital[at + 1] or every_word or following in connectors or following[:1].isdigit()
                or (following.startswith("област") and words.language in ("uk", "ru"))):
            break
        at += 1
    return parts, ends


def _longest(words: Words, index: int, parts: list[str], ends: list[int], lexicon: Lexicon, *, every_word: bool) -> Spot | None:
    for key in lexicon.prefixes(" ".join(parts)):
        count = _count(parts, key)
        if count == 0:
            continue
        if count > 1 and parts[0] == "the" and lexicon.entry(key[4:]) is not None:
            continue                                        # "The United States": the article is no part of the name
        last = ends[count - 1]
        if last > index and not (words.capital[last] or every_word or words.forms[last][:1].isdigit()):
            continue
        if len(key) < 3 and key.isascii():
            continue
        entry = lexicon.entry(key)
        if entry is not None and not _overreaches(key, entry, lexicon):
            end = words.ends[last]
            if last in words.owner and key.endswith("s") and not folded(words.forms[last]).endswith("s"):
                end += 2                                    # the ending belongs to the name: "St. John's"
            return Spot(index, last, words.starts[index], end, entry)
    return None


def _overreaches(key: str, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a longer key is only an odd alternate name that swallows the word after a much better known place.

    "Ohio Department", "Dublin City": GeoNames lists such names for other places, and a text means Ohio and Dublin.
    """
    if " " not in key or min(sense.origin for sense in entry.senses) < Origin.ALTERNATE:
        return False
    shorter = lexicon.entry(key.rsplit(" ", 1)[0])
    if shorter is None:
        return False
    top = shorter.senses[0]
    known = top.origin < Origin.ALTERNATE and (top.kind in (Kind.COUNTRY, Kind.REGION) or top.population >= 100_000)
    return known and all(sense.row != top.row for sense in entry.senses)


def _count(parts: list[str], key: str) -> int:
    """How many of ``parts`` the key spells; 0 where it ends within one."""
    size = len(key)
    length = -1
    for count, part in enumerate(parts, 1):
        length += len(part) + 1
        if length == size:
            return count
        if length > size:
            return 0
    return 0


def _inflected(words: Words, index: int, ends: list[int], found: Spot | None, lexicon: Lexicon) -> Spot | None:
    """The name whose inflected form stands here, where it is longer or far better known than what stands here as written."""
    best = found
    for key, count in base_names([words.forms[end] for end in ends], words.language):
        if best is not None and ends[count - 1] < best.last:
            break
        entry = lexicon.entry(key) if len(key) > 2 else None
        if entry is None or (not words.capital[ends[count - 1]] and count == 1):
            continue
        longer = best is None or ends[count - 1] > best.last
        if longer or (best is not None and importance(entry) > importance(best.entry) + 0.7):
            last = ends[count - 1]
            best = Spot(index, last, words.starts[index], words.ends[last], entry)
    return best


def importance(entry: Entry) -> float:
    """How well known the best known place of a name is: about the tens of its inhabitants, more for countries and regions."""
    best = 0.0
    for sense in entry.senses[:4]:
        value = 8.0 if sense.kind is Kind.COUNTRY else 6.0 if sense.kind is Kind.REGION else log10(sense.population + 300)
        best = max(best, value - (1.5 if sense.origin >= Origin.ALTERNATE else 0.0))
    return best


_ATTACHED = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ה", "ב", "ל", "מ", "ו", "ש")


def _prefixed(words: Words, index: int, lexicon: Lexicon) -> Spot | None:
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


def _elided(words: Words, index: int, parts: list[str], ends: list[int], lexicon: Lexicon, found: Spot | None) -> Spot | None:
    """"d'Odessa", "l'Ukraine", "nell'Aquila": the name behind an elided article or preposition, where there is no name with it."""
    form = words.forms[index]
    mark = next((at for at, char in enumerate(form[:6]) if char in "'’ʼ"), 0)
    if found is not None or not mark or mark + 2 >= len(form) or not form[mark + 1].isupper():
        return found
    spot = _longest(words, index, [folded(form[mark + 1:]), *parts[1:]], ends, lexicon, every_word=False)
    if spot is not None:
        spot.start += mark + 1
    return spot


def _demonym(words: Words, index: int, parts: list[str], ends: list[int], lexicon: Lexicon) -> Spot | None:
    """The longest name of a people, or adjective, that begins at word ``index``: "South Ossetian", "Ukrainians"."""
    if len(parts) > 1:
        for key in lexicon.index.demonyms.prefixes(" ".join(parts)):
            last = ends[_count(parts, key) - 1]
            entry = lexicon.demonym(key)
            if last > index and entry is not None:
                return Spot(index, last, words.starts[index], words.ends[last], entry)
    entry = lexicon.demonym(parts[0])
    if entry is None:
        return None
    return Spot(index, index, words.starts[index], words.ends[index], entry)


_REGION_WORDS = ("oblast", "region", "province", "governorate", "voivodeship", "state", "county", "krai", "prefecture", "district")


def _heed_cue(words: Words, spot: Spot, lexicon: Lexicon) -> None:
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
