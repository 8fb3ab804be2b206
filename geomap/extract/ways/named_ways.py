"""Ways that bear a proper name: "Lachin corridor", "Rafah crossing", "Salah al-Din Street"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer.model import Kind
from geomap.extract.lexicon import cue, words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Anchor, Sort, Surroundings
from geomap.model import CorridorKind

__all__ = ["is_lifeline", "named_ways"]

# A proper name before its generic word, in the text's own letters.
_NAMED = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:[A-ZÀ-ÝŁŠŽČĆĐİ][\w’'-]*|al-[A-Z][\w’'-]*|[a-z]{1,2}-[A-Z]\w+)\s+){1,4})"
    r"(?P<word>(?:[Bb]order\s+)?[Cc]rossing(?:\s+[Pp]oint)?|[Bb]order\s+(?:[Gg]ate|[Pp]ost|[Pp]oint)|[Cc]orridor|[Rr]oad|[Hh]ighway"
    r"|[Ss]treet|[Bb]ridge|[Pp]ass|[Tt]errestrial\s+[Cc]rossing)(?!\w)"
)
_GENERIC = re.compile(r"(?:crossing|corridor|road|highway|gate|street)$", re.IGNORECASE)
_CROSSING_AT = re.compile(r"(?<!\S)(?:border )?crossing (?:point )?at §(\d+)(?!\S)")
_IN_NEED = re.compile(r"(?<!\S)(?:aid|relief|humanitarian|civilians|evacu\w+|refugees|wounded|convoys?|un)(?!\S)")


def named_ways(text: str, phrases: Phrases) -> list[Anchor]:
    """The ways that a sentence names by a proper name."""
    found = list(_spelt(text, phrases))
    found += [site for site in _sites(phrases) if not any(a.start <= site.start < a.end for a in found)]
    return found + list(_crossings_at(phrases))


def is_lifeline(way: Anchor, code: str, around: Surroundings) -> bool:
    """Whether a named road or crossing is spoken of as a way for people or aid, and not as an address."""
    if way.kind is CorridorKind.CROSSING:
        return around.plainly or around.conflict
    name = (way.name or "").lower()
    only_way = re.match(words("named.lifeline"), name) is not None
    trade = cue("corridor.commerce").search(code) is not None
    if name.endswith("corridor"):
        if trade and not _IN_NEED.search(code):
            return False
        return around.plainly or only_way or (around.humanitarian and not trade)
    if name.endswith("street"):
        return only_way
    if name.endswith(("bridge", "pass", "road", "highway")):
        return around.plainly and around.conflict and not trade
    return around.plainly and around.conflict


def _spelt(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """Capitals before a generic word, without "the", "Two" or "Humanitarian" in front."""
    for match in _NAMED.finditer(text, phrases.sentence.start, phrases.sentence.end):
        name = match["name"].split()
        while name and re.fullmatch(words("named.not_part"), name[0].lower().strip("'’")):
            name.pop(0)
        owner = next((i for i, part in enumerate(name[:-1]) if re.search(r"['’]s?$", part)), None)
        if owner is not None:
            name = name[owner + 1 :]  # "Gaza's Rafah crossing"
        word = " ".join(match["word"].lower().split())
        if not name or (word == "corridor" and not re.fullmatch(words("named.corridor"), " ".join(name).lower())):
            continue
        if re.search(r"['’]s?$", name[-1]) or (word == "street" and name[-1].lower() in {"street", "central"}):
            continue
        start = match.start("name") + match["name"].index(name[0])
        first = next((i for i, t in enumerate(phrases.tokens) if t.end > start), None)
        last = next((i for i, t in enumerate(phrases.tokens) if t.end >= match.end()), None)
        if first is None or last is None:
            continue
        end = phrases.offsets[last] + len(phrases.tokens[last].code)
        crossing = "crossing" in word or "border" in word
        yield _named(phrases.offsets[first], end, f"{' '.join(name)} {match['word']}", crossing=crossing)


def _sites(phrases: Phrases) -> Iterator[Anchor]:
    """Crossings and roads that the gazetteer knows."""
    for number, places in enumerate(phrases.places):
        known = places.members[0].place
        if len(places.members) > 1 or known is None or known.kind is not Kind.SITE or not _GENERIC.search(known.name):
            continue
        at = re.search(rf"(?<!\S)§{number}(?!\S)", phrases.code)
        if at is not None:
            yield _named(at.start(), at.end(), known.name, crossing="crossing" in known.name.lower())


def _crossings_at(phrases: Phrases) -> Iterator[Anchor]:
    """ "the border crossing at Medyka"."""
    for match in _CROSSING_AT.finditer(phrases.code):
        place = phrases.places[int(match[1])].members[0].mention.text
        yield _named(match.start(), match.end(), f"{place} crossing", crossing=True)


def _named(start: int, end: int, name: str, *, crossing: bool) -> Anchor:
    kind = CorridorKind.CROSSING if crossing else CorridorKind.HUMANITARIAN
    return Anchor(start, end, Sort.NAMED, kind, definite=True, name=name)
