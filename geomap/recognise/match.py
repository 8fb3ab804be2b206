"""Names of the gazetteer in a text: the longest key from each capitalised word on.

What is found here is only a spelling that the gazetteer knows; whether it names a place is for `geomap.recognise.context`.
"""

from __future__ import annotations

from dataclasses import replace

from gazetteer.index import Origin
from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.foreign import UNSPACED, inflected, prefixed, unspaced
from geomap.recognise.kinds import heed_cue, share_cue
from geomap.recognise.lexicon import Entry, Lexicon, short_beginnings
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded

LONGEST = 7               # words in a name
_CAMP = frozenset({Kind.CITY, Kind.SITE})
# written small behind a name: "the Castello road", "Zamzam camp"; and what is called so
_SORTS = {**dict.fromkeys(("road", "street", "highway"), frozenset({Kind.SITE})), "camp": _CAMP}
_EXPANDED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_STOPPED = frozenset({"st", "ste", "mt", "ft", "pt", "n", "s", "e", "w", "no", "so", "dr", "gen"})


def find_names(words: Words, lexicon: Lexicon, *, every_word: bool = False) -> list[Spot]:
    """The spots of a text in order, never overlapping. ``every_word`` also tries words without a capital (lower-case text)."""
    spots: list[Spot] = []
    capital = words.capital
    size = len(words)
    own = lexicon.has_own
    index = 0
    while index < size:
        lower = not (capital[index] or every_word)
        if lower and not (own and lexicon.opens_own(folded(words.forms[index]))):
            index += 1
            continue
        if UNSPACED.match(words.forms[index]):
            spots += unspaced(words, index, lexicon)
            index += 1
            continue
        spot = match_at(words, index, lexicon, spots, every_word=every_word)
        if spot is None or (lower and not lexicon.is_own(spot.entry.key)):      # "the Strip" is only the user's own name
            index += 1
        else:
            heed_cue(words, spot, lexicon)
            share_cue(words, spot, spots)
            spots.append(spot)
            index = spot.last + 1
    return spots


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
        longer = spelt is not None and (found is None or spelt.last > found.last)
        if spelt is not None and (longer or (found is not None and spelt.last == found.last and _better(spelt.entry, found.entry))):
            found = spelt
    if found is not None and found.last == index and _is_acronym(words, found):
        return None
    if words.language != "en" and not every_word:
        found = inflected(words, index, ends, found, lexicon) or _elided(words, index, parts, ends, lexicon, found)
        found = found or prefixed(words, index, lexicon)
    people = _demonym(words, index, parts, ends, lexicon)
    if people is not None and (found is None or people.last > found.last):
        return people
    if people is not None and found is not None and people.last == found.last and not _is_own_name(found, people):
        return people
    return found


def _is_own_name(found: Spot, people: Spot) -> bool:
    """Whether a place goes by the name of its people: "Myanmar" is the country wherever it stands."""
    first = found.entry.senses[0]
    return first.origin <= Origin.CURATED and first.row in {sense.row for sense in people.entry.senses}


def _is_acronym(words: Words, spot: Spot) -> bool:
    """Whether a short name in capitals, in running text, is rather an agency's: SANA, KUNA. A dateline is not: "BUCHA, Ukraine"."""
    at, form = spot.first, words.forms[spot.first]
    if not (form.isascii() and form.isupper() and 3 <= len(form) <= _ACRONYM):
        return False
    if any(len(words.forms[n]) > _ACRONYM and words.forms[n].isupper() for n in range(max(0, at - 6), min(len(words), at + 7))):
        return False                                         # a headline in capitals
    gap = words.gap(at)
    if gap.strip(" \u00a0") in {"-", "–", "—", "(", ":"} or (gap == ", " and at + 1 < len(words) and words.capital[at + 1]):
        return False
    top = min(spot.entry.senses, key=lambda sense: sense.origin)
    return top.origin > Origin.ENDONYM or (top.kind is Kind.CITY and top.population < _WELL_KNOWN)


_ACRONYM = 5              # letters
_WELL_KNOWN = 100_000     # inhabitants


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
        if following in _SORTS:
            parts.append(following)
            ends.append(at + 1)
            break
        hyphened = words.gap(at) == "-"                         # "Port-au-Prince"
        if not (words.capital[at + 1] or every_word or hyphened or following in connectors or following[:1].isdigit()
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
        small = last > index and words.forms[last] in _SORTS
        if last > index and not (words.capital[last] or every_word or words.forms[last][:1].isdigit() or small):
            continue
        if len(key) < 3 and key.isascii():
            continue
        entry = lexicon.entry(key)
        if small and (entry is None or entry.senses[0].kind not in _SORTS[words.forms[last]]):
            continue
        if entry is not None and not _overreaches(key, entry, lexicon):
            end = words.ends[last]
            if last in words.owner and key.endswith("s") and not folded(words.forms[last]).endswith("s"):
                end += 2                                    # the ending belongs to the name: "St. John's"
            return Spot(index, last, words.starts[index], end, replace(entry, sure=entry.sure or small))
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
