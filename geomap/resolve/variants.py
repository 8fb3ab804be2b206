"""Names in a spelling that the gazetteer does not have, where they stand among places: "from Kharkhiv, Kyiv and Zaporijia".

A name that no list of names has is looked for by sound and by letters, and only in the countries that the text is about; the places
beside it, or a preposition, say that it is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from gazetteer import chain
from gazetteer.index import Index
from gazetteer.model import Kind, Match, Method
from gazetteer.rank import Wish
from geomap.model import Candidate, Label, Mention, Resolution
from geomap.recognise.cues import cues
from geomap.recognise.lexicon import Lexicon
from geomap.recognise.people import find_people
from geomap.recognise.words import Words, folded

__all__ = ["with_variants"]

SURE_BESIDE = 0.9         # confidence asked of a name that stands in a list with places, or behind "the town of"
SURE_EXACT = 0.5          # ... where the gazetteer has it spelt so
SURE_ALONE = 0.97         # ... and of one that only a preposition commends
SHORTEST = 5              # letters; a shorter name is near to too many others
SHORTEST_KNOWN = 3        # ... of a name that the gazetteer has, though alone it was no place
WELL_KNOWN = 5_000        # inhabitants, of a place with a name of one word that only a preposition commends
ALIKE = 0.8               # share of letters that a misspelt name has in common with the right one, in their order
LONGEST = 3               # words
COUNTRIES = 2             # that a text is most about
ROUNDS = 3                # a name found vouches for its neighbours in the list
_LISTED = re.compile(r"\s*(?:[,/;–—-]|\(|, and|, or|and|or|&)\s*(?:the\s+)?")
_LABELS = re.compile(r":\s| [–—-] ")
_SETTLEMENTS = frozenset(["city", "cities", "town", "towns", "village", "villages", "port", "settlement", "settlements", "suburb"])
_LOCATIVE = frozenset(["in", "near", "from", "to", "into", "towards", "toward", "outside", "around", "through", "via", "reach", "reached"])
_CASED = frozenset(["en", "fr", "de", "es", "it", "pt", "nl", "pl", "uk", "ru", "tr"])      # languages that mark names by a capital


def with_variants(words: Words, mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions, and with them the names among places that only a search by sound and letters finds."""
    countries = Counter(m.place.country for m in mentions if m.label is Label.PLACE and m.place is not None and m.place.country)
    if not countries or words.language not in _CASED:
        return mentions
    named = [m for m in mentions if m.label is not Label.OTHER]
    about = [code for code, _ in countries.most_common(COUNTRIES)]
    search = _Search(words, {m.start: m for m in named}, {m.end: m for m in named}, about, lexicon)
    found: list[Mention] = []
    for _ in range(ROUNDS):
        more = list(search.found())
        if not more:
            break
        found += more
        search.heed(more)
    if not found:
        return mentions
    kept = [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)]
    return sorted([*kept, *found], key=lambda mention: mention.start)


@dataclass(slots=True)
class _Search:
    """A text, what is named in it by the character where it begins and ends, and the countries that it is most about."""

    words: Words
    begins: dict[int, Mention]
    ends: dict[int, Mention]
    about: list[str]
    lexicon: Lexicon
    others: _Others | None = None  # read once a name asks for it

    def heed(self, mentions: Sequence[Mention]) -> None:
        """Take mentions as places that vouch for those beside them."""
        self.begins |= {m.start: m for m in mentions}
        self.ends |= {m.end: m for m in mentions}

    def found(self) -> Iterator[Mention]:
        """The mentions of places in other spellings; a spelling that was found once holds for the whole text."""
        known: dict[str, tuple[Match, ...]] = {}
        runs = list(self._runs())
        for first, last in runs:
            text = self._text(first, last)
            listed = self._countries_beside(first, last)
            vouched = bool(listed) or self._is_called_town(first) or self._is_label(first, last)
            if text in known or not (vouched or self._is_behind_preposition(first)):
                continue
            self.others = self.others or _others(self.words)
            listed_word = bool(listed) and self.lexicon.entry(folded(text)) is not None      # "Gondar – Humera – Shire"
            if self.others.has(self.words, first, last, words_too=listed_word) or folded(text) in self.lexicon.overlay.blocked:
                continue
            matches = self._matches(text, [*listed, *self.about], vouched=vouched, several=last > first)
            if matches:
                known[text] = matches
        for first, last in runs if known else ():
            text = self._text(first, last)
            if text in known:
                yield _mention(self.words.starts[first], self.words.ends[last], text, known[text])

    def _text(self, first: int, last: int) -> str:
        return self.words.text[self.words.starts[first] : self.words.ends[last]]

    def _runs(self) -> Iterator[tuple[int, int]]:
        """The first and last word of every capitalised name that is no mention yet."""
        words = self.words
        covered = 0                                          # up to which character a mention goes
        index = 0
        while index < len(words):
            mention = self.begins.get(words.starts[index])
            if mention is not None:
                covered = mention.end
            if words.starts[index] < covered or not words.capital[index] or words.forms[index].isupper():
                index += 1
                continue
            last = index
            while last + 1 < len(words) and words.capital[last + 1] and words.joined(last) and words.starts[last + 1] not in self.begins:
                last += 1
            if last - index < LONGEST:
                yield index, last
            index = last + 1

    def _countries_beside(self, first: int, last: int) -> list[str]:
        """The countries of the places that the name stands in a list with, right before and right behind it."""
        words = self.words
        beside = []
        if first and last not in words.owner and _LISTED.fullmatch(words.gap(first - 1)):
            beside.append(self.ends.get(words.ends[first - 1]))
        elif first > 1 and words.forms[first - 1] in ("and", "or"):
            beside.append(self.ends.get(words.ends[first - 2]))
        if last + 1 < len(words) and _LISTED.fullmatch(words.gap(last)):
            beside.append(self.begins.get(words.starts[last + 1]))
        elif last + 2 < len(words) and words.forms[last + 1] in ("and", "or"):
            beside.append(self.begins.get(words.starts[last + 2]))
        return [m.place.country for m in beside if m is not None and m.label is Label.PLACE and m.place is not None and m.place.country]

    def _is_behind_preposition(self, first: int) -> bool:
        return first > 0 and self.words.forms[first - 1] in _LOCATIVE and self.words.gap(first - 1) == " "

    def _is_called_town(self, first: int) -> bool:
        """ "The town of Soumy"."""
        words = self.words
        return first > 1 and words.forms[first - 1] == "of" and words.forms[first - 2] in _SETTLEMENTS and words.gap(first - 1) == " "

    def _is_label(self, first: int, last: int) -> bool:
        """A line that begins with a name and a colon or dash: "Kiev: through Bucha", as such lists do."""
        words = self.words
        opens = first == 0 or "\n" in words.gap(first - 1)
        return opens and _LABELS.match(words.gap(last)) is not None

    def _matches(self, text: str, countries: Sequence[str], *, vouched: bool, several: bool) -> tuple[Match, ...]:
        """What the name means in one of the countries; nothing where that is not sure. ``vouched``: the words around name a place."""
        exact = self.lexicon.entry(folded(text)) is not None
        if len(text) < (SHORTEST_KNOWN if exact else SHORTEST) or (exact and not vouched):
            return ()
        for wanted in (countries, countries[:1]):            # all at once: of two places of one name the better known
            matches = _search(self.lexicon.index, text, frozenset(wanted))
            if not matches or _is_sure(folded(text), matches[0], vouched=vouched, several=several):
                return matches
        return ()


@lru_cache(maxsize=8_192)                                    # the same names come again and again in a collection
def _search(index: Index, text: str, countries: frozenset[str]) -> tuple[Match, ...]:
    return chain.search(index, text, Wish(countries), 3)


def _is_sure(key: str, match: Match, *, vouched: bool, several: bool) -> bool:
    if match.method is Method.VARIANT:
        return False                                         # "Federal" for "Federal City"
    if match.method is Method.MISSPELT and SequenceMatcher(None, key, folded(match.name.text)).ratio() < ALIKE:
        return False                                         # "Humaymah" for "Hamah"
    if match.place.kind is not Kind.CITY:
        return vouched and match.method is Method.EXACT
    if vouched:
        return match.confidence >= (SURE_EXACT if match.method is Method.EXACT else SURE_BESIDE)
    return match.confidence >= SURE_ALONE and (several or match.place.population >= WELL_KNOWN)


@dataclass(frozen=True, slots=True)
class _Others:
    """What else a capitalised name may be in a text: persons (folded), and words that the text writes small as well."""

    persons: frozenset[str]
    small: frozenset[str]

    def has(self, words: Words, first: int, last: int, *, words_too: bool = False) -> bool:
        """Whether it is a person's name, an office, a word of the language ("Monday, Fargo's mayor said") or a part of another name.

        ``words_too``: words of the language may name a place.
        """
        known = cues()
        forms = {folded(form) for form in words.forms[first : last + 1]}
        lists = (self.persons, known.surnames, known.months, known.civic, known.facility, known.street, known.company, known.titles,
                 known.compass)
        if any(not forms.isdisjoint(listed) for listed in lists):
            return True
        if first == last and not words_too and (forms <= known.dictionary or words.forms[first].lower() in self.small):
            return True
        return last in words.owner and last + 1 < len(words) and words.capital[last + 1]  # "Addenbrooke's Hospital"


def _others(words: Words) -> _Others:
    people = find_people(words)
    small = frozenset(form for form, capital in zip(words.forms, words.capital, strict=True) if not capital)
    return _Others(frozenset(people.surnames) | frozenset(people.given), small)


def _mention(start: int, end: int, text: str, matches: tuple[Match, ...]) -> Mention:
    candidates = tuple(Candidate(m.place, m.confidence, (m.reason,)) for m in matches)
    top = candidates[0]
    reasons = ("stands where a place is named", f"spelt {matches[0].name.text!r} in the gazetteer")
    return Mention(start, end, text, Label.PLACE, reasons, Resolution(top.place, top.score, top.reasons, candidates))
