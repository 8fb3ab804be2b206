"""Names in a row with known places: "Sumy – Holubivka – Nedrigailiv – Poltava", "the towns of Bucha, Irpin and Hostomel".

A list spells its villages as it likes; between two stations that are known, a name can only be a third.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from geomap.extract.lexicon import words
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.sentence.spellings import named_beside
from geomap.model import Mention

__all__ = ["CAPITALISED", "chained", "enumerated", "is_no_name", "named_row"]

_ARTICLE = "(?:[aA]l|[eE]l|[aA]r|[aA]s|[aA]d|[aA]n|[aA]z)"  # "Al-Dabbah" is one name
CAPITALISED = rf"(?:{_ARTICLE}-|(?!{_ARTICLE}-))[A-ZÀ-ÝŁŠŽČĆĐİ][a-zà-žı’'ʿ]+(?:-[A-Za-zà-ž]+)*"
_NAME = rf"{CAPITALISED}(?:(?:\s(?:el|al|ed|ad|ez|az|es|as|esh|ash|de|la|del))?\s{CAPITALISED})?"
_DASH = r"(?:\s+[-–—→⇒⟶↔⇄]+>?\s+|[–—→⇒⟶↔⇄])"
_AFTER = re.compile(rf"{_DASH}(?P<name>{_NAME})(?=\s*(?:[-–—→⇒⟶↔⇄;,.:()]|$)|\s+and\s+{_NAME}{_DASH})")
_BEFORE = re.compile(rf"(?:^|[;:(,]\s*|\band\s+|{_DASH})(?P<name>{_NAME}){_DASH}$")
_TYPE = r"(?:\s(?:village|town|city|settlement))?"
# a line of a list: "Kyiv oblast: Bohdanivka, Bobryk village – Brovary", "Zaporizhzhia – Mariupol: 30 buses"
_LINE = re.compile(
    rf"(?:[^:]{{0,60}}:\s*)?(?P<row>{_NAME}{_TYPE}(?:(?:,\s+|,?\s+and\s+){_NAME}{_TYPE})*(?:{_DASH}{_NAME}{_TYPE})+)"
    r"\s*(?:[;,.]?|\(.*|[:,]\s+[\da-z].*)"
)
_JOINED = re.compile(_DASH)
_HYPHENED = re.compile(rf"[-–](?P<name>{CAPITALISED})(?!\w)")
_BEGUN = re.compile(rf"(?P<name>{CAPITALISED}(?:\s{CAPITALISED})?)[-–](?=[A-Z])")
_HEADS = re.compile(r"(?:\s+(?:corridor|route|road|highway|airlift))?\s*[:(|]")
_WAY_WORD = re.compile(r"\b(?:crossings?|checkpoints?|corridors?|routes?)\b", re.IGNORECASE)
_REACH = 120  # letters that a name and what stands before it may take up
_ROW = "stands in a row with places"


def chained(text: str, sentence: Sentence, known: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The names in a chain that are no known places, in no particular order; ``known``: the places of the sentence."""
    found: list[Mention] = []
    here = sorted((m for m in known if sentence.start <= m.start and m.end <= sentence.end), key=lambda m: m.start)
    if _WAY_WORD.search(text, sentence.start, sentence.end):
        found += _hyphened(text, sentence, here, [*taken, *(m.span for m in here)])
    spans = [*taken, *(m.span for m in here), *(m.span for m in found)]
    found += _begun(text, sentence, here, taken)
    row = named_row(sentence) if here else None
    if row is not None:
        return found + [named_beside(*m.span(), m[0], _ROW, here) for m in _ITEM.finditer(text, *row) if _is_new(m, spans)]
    if not any(_JOINED.fullmatch(text, a.end, b.start) for a, b in itertools.pairwise(here)):
        return found
    waiting = list(here)
    while waiting:
        at = waiting.pop()
        for span in (_after(text, sentence, at.end), _before(text, sentence, at.start)):
            if span is None or is_no_name(text[slice(*span)]):
                continue
            start, end = span
            if any(s < end and start < e for s, e in spans):
                continue
            new = named_beside(start, end, text[start:end], _ROW, [at])
            found.append(new)
            spans.append(new.span)
            waiting.append(new)
    return found


def named_row(sentence: Sentence) -> tuple[int, int] | None:
    """Where a sentence is nothing but names in a row, with what may stand before and behind it in a list."""
    line = _LINE.fullmatch(sentence.text)
    return (sentence.start + line.start("row"), sentence.start + line.end("row")) if line is not None else None


_ENUMERATED = re.compile(
    rf"\b{words('place.several')}\b"
    rf"(?:(?:\s+(?:in|near|around|outside|before|along|west|east|north|south|north-?(?:east|west)|south-?(?:east|west))\b[^,.;:(]{{0,50}})?"
    rf"(?:\s*,?\s+(?:including|such\s+as|namely)|\s*:|\s+[–—-]|(?=\s+\())|\s+of)\s+\(?"
    rf"(?P<list>{_NAME}(?:\s*,\s+{_NAME})*(?:\s*,?\s+and\s+{_NAME})?)"
)
_ITEM = re.compile(_NAME)


def enumerated(text: str, sentence: Sentence, known: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The unknown names in "several towns west of the capital, including Bucha, Irpin and Hostomel", "the villages of A, B and C"."""
    found = []
    for match in _ENUMERATED.finditer(text, sentence.start, sentence.end):
        items = _ITEM.finditer(text, *match.span("list"))
        found += [named_beside(*item.span(), item[0], _ROW, known) for item in items if _is_new(item, [*taken, *(m.span for m in known)])]
    return found


def _begun(text: str, sentence: Sentence, known: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The unknown first end of a list's line, "Ancona-Sarajevo: 5 flights"."""
    match = _BEGUN.match(text, sentence.start, sentence.end)
    there = next((m for m in known if match is not None and m.start == match.end()), None)
    if match is None or there is None or not _HEADS.match(text, there.end) or not _is_new(match, [*taken, *(m.span for m in known)]):
        return []
    return [named_beside(*match.span("name"), match["name"], _ROW, [there])]


def _after(text: str, sentence: Sentence, start: int) -> tuple[int, int] | None:
    match = _AFTER.match(text, start, sentence.end)
    return match.span("name") if match else None


def _before(text: str, sentence: Sentence, end: int) -> tuple[int, int] | None:
    begin = max(sentence.start, end - _REACH)
    match = _BEFORE.search(text[begin:end])
    return (begin + match.start("name"), begin + match.end("name")) if match else None


def _is_new(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is none of those found before, nor a word that only has a capital."""
    return not any(s < match.end() and match.start() < e for s, e in spans) and not is_no_name(match[0])


def _hyphened(text: str, sentence: Sentence, known: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The unknown other end of "the Luhansk-Schastye crossing", "crossing points, Luhansk-Schastye and ..."."""
    matches = [m for _, end in taken if sentence.start < end < sentence.end and (m := _HYPHENED.match(text, end, sentence.end))]
    return [
        named_beside(*m.span("name"), m["name"], "stands where a place stands", known)
        for m in matches
        if not any(s < m.end() and m.start("name") < e for s, e in taken) and not is_no_name(m["name"])
    ]


def is_no_name(capitals: str) -> bool:
    """ "from Monday", "to President Assad": words that bear capitals without naming a place; not "May Tsebri"."""
    capitals = re.sub(r"^(?:May|March)\s+(?=[A-Z])", "", capitals)
    return any(re.fullmatch(words("place.not_name"), word.lower()) for word in capitals.split())
