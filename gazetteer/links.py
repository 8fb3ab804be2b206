"""The links of the search chain: each a function from an index and a question to finds. `gazetteer.chain` puts them in order."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gazetteer import variants
from gazetteer.countrynames import find_country
from gazetteer.editing import Spellings, misread, respelt, undigited
from gazetteer.index import Origin, Posting
from gazetteer.model import Kind, Method
from gazetteer.names import fold, romanise, skeleton
from gazetteer.namesakes import SHARED, namesake
from gazetteer.rank import Wish
from gazetteer.readings import leaves_open, readings
from gazetteer.searchable import Searchable, SearchableTable


class Question(NamedTuple):
    """One query on its way through the chain."""

    text: str
    key: str
    wish: Wish


class Find(NamedTuple):
    """A posting that a link found, how, the kind of place that the query implies, and what was done to find it."""

    posting: Posting
    method: Method
    implied: Kind | None = None
    deed: str = ""


Link = Callable[[Searchable, Question], Iterable[Find]]


def same_name(index: Searchable, question: Question) -> Iterator[Find]:
    """The folded name itself; beside it, unless something great goes by it, what is only transliterated in another way."""
    postings, great, countries = index.names.postings(question.key), False, question.wish.countries
    least = _GREAT_WITHIN if countries else _GREAT
    for posting in postings:
        row, origin, _ = posting
        yield Find(posting, _EXACT)
        if origin in SHARED:
            yield from _of_its_city(index, posting, question, _EXACT)
        if origin <= _ENGLISH and index.population_of(row) > least and (not countries or index.country_of(row) in countries):
            great = True
    if postings and len(question.key) == 3 and question.text.isupper():
        yield from iso_code(index, question)
    if postings and not great:
        rows = {posting.row: posting.origin for posting in postings}
        for number, find in enumerate(transliterated(index, question)):
            known = rows.get(find.posting.row)
            if number < _FEW if known is None else known > Origin.PRIMARY:     # a main name says no more in another way
                yield find


def _of_its_city(index: Searchable, posting: Posting, question: Question, method: Method) -> Iterator[Find]:
    city = namesake(index, posting, question.text)
    if city is not None:
        deed = f'"{question.text}" is a name of the region {index.name(posting.row)}, which is called after it'
        yield Find(Posting(city, posting.origin, 0), method, None, deed)


_EXACT, _ENGLISH = Method.EXACT, Origin.ENGLISH                 # read off its class, a member costs more than its use
# A place of this size that goes by the very name is not outdone by a mere likeness; one of a tenth of it is, by one name in 800.
_GREAT = 1_000
_GREAT_WITHIN = 5_000                   # within a country likenesses are few, and worth a look
_FEW = 4                                # postings come with the most important place first


def reordered(index: Searchable, question: Question) -> Iterator[Find]:
    """A country by the words of one of its English names in any order, abbreviated or with some left out."""
    for posting, deed in find_country(index, question.text):
        yield Find(posting, Method.VARIANT, Kind.COUNTRY, deed)


def station(index: Searchable, question: Question) -> Iterator[Find]:
    """A research station by some words of its name, where a word says that one is meant."""
    from gazetteer.stations import find_station  # not paid for by a name that is found at once

    for posting in find_station(index, question.key):
        yield Find(posting, Method.VARIANT, Kind.SITE, "by words of its name")


def rewritten(index: Searchable, question: Question) -> Iterator[Find]:
    """The name without generic words, its abbreviations spelled out: see `gazetteer.variants`."""
    whole, without = variants.less(question.text)
    if without and any(index.kind_of(row) is Kind.COUNTRY for row in index.names.rows(fold(without))):
        for posting in index.names.postings(fold(whole)):
            yield Find(posting, Method.VARIANT, Kind.COUNTRY, f'less "{without}"')
    for key, implied, deed in variants.rewritings(question.text, question.key):
        for posting in index.names.postings(key):
            yield Find(posting, Method.VARIANT, implied, deed)
            yield from _called_city(index, posting, implied)
            if posting.origin in SHARED:
                yield from _of_its_city(index, posting, question, Method.VARIANT)


def _called_city(index: Searchable, posting: Posting, implied: Kind | None) -> Iterator[Find]:
    """What English calls a city after the country or region found, where a word says that a city is meant: "Ciudad de México"."""
    if implied is Kind.CITY and index.kind_of(posting.row) is not Kind.CITY:
        for city in index.names.postings(f"{fold(index.name(posting.row))} city"):
            yield Find(city, Method.VARIANT, implied, 'with "city"')


def in_other_words(index: Searchable, question: Question) -> Iterator[Find]:
    """A name with its north, upper, new or and put into English or into the place's own language: see `gazetteer.bearings`."""
    from gazetteer import bearings

    for key in bearings.in_other_words(question.key):
        for reading in readings(key):
            for posting in index.romanised.postings(reading):
                yield Find(posting, Method.ROMANISED, Kind.REGION, f'as "{key}"')


def iso_code(index: Searchable, question: Question) -> Iterator[Find]:
    """A country by its ISO 3166-1 alpha-3 code, by alpha-2 in capitals, or by an abbreviation written as it always is: "DRC".

    A code that is an English word counts in capitals only.
    """
    code = question.text.strip()
    for posting in index.codes.postings(question.key):
        if index.kind_of(posting.row) is Kind.COUNTRY and index.spellings(posting.row)[posting.ordinal][0] == code:
            yield Find(posting._replace(origin=Origin.CURATED), Method.EXACT, Kind.COUNTRY, "by its abbreviation")
    if code.isascii() and code.isalpha() and len(code) in (2, 3) and (code.isupper() or (len(code) == 3 and question.key not in _WORDS)):
        for row in index.ids.rows(code.lower()):
            if index.kind_of(row) is Kind.COUNTRY:
                yield Find(Posting(row, Origin.CURATED, 0), Method.EXACT, Kind.COUNTRY, "by its ISO 3166 code")


_WORDS = frozenset(["and", "are", "bra", "can", "cod", "cog", "com", "cub", "dom", "fin", "gab", "gin", "gum", "guy", "lie", "mar", "nor",
                    "pan", "per", "pol", "sur", "ton", "tun"])


def transliterated(index: Searchable, question: Question) -> Iterator[Find]:
    """The same romanisation key: another transliteration, another script, a neighbour's spelling."""
    for key in readings(question.text):
        if len(key) > 1:
            for posting in index.romanised.postings(key):
                yield Find(posting, Method.ROMANISED, None, "written in another way")
    if not question.key.isascii():
        for less, implied, deed in variants.without_generic_words(question.key):
            for key in readings(less):
                if len(key) > 2:
                    yield from (Find(posting, Method.ROMANISED, implied, deed) for posting in index.romanised.postings(key))


def rewritten_and_transliterated(index: Searchable, question: Question) -> Iterator[Find]:
    """The name without generic words, transliterated in another way: "스자좡시", "Condado de Edineţ"."""
    for key, implied, deed in variants.without_generic_words(question.key):
        for reading in readings(key):
            if len(reading) > 2:
                for posting in index.romanised.postings(reading):
                    yield Find(posting, Method.ROMANISED, implied, f"{deed}, written in another way")
                    yield from _called_city(index, posting, implied)


def without_article(index: Searchable, question: Question) -> Iterator[Find]:
    """Arabic and English articles dropped, added or changed."""
    for key, implied, deed in variants.without_articles(question.key):
        yield from (Find(posting, Method.VARIANT, implied, deed) for posting in index.names.postings(key))


def of_old(index: Searchable, question: Question) -> Iterator[Find]:
    """The name as it may be spelt today, where the query is spelt as of old: "Bahndvng"."""
    if question.key.isascii():
        for key in respelt(question.key):
            for posting in index.romanised.postings(romanise(key)):
                yield Find(posting, Method.ROMANISED, None, f'spelt as of old for "{key}"')


def digits_misread(index: Searchable, question: Question) -> Iterator[Find]:
    """A name that a scanner took digits into: what it is with letters in their stead, else what is a letter from that."""
    letters = list(undigited(question.key))
    for key in letters:
        yield from (Find(posting, Method.MISSPELT, None, "digits misread") for posting in index.names.postings(key))
    for key in letters if not index.names.among(letters) else ():
        yield from one_letter_off(index, Question(key, key, question.wish))


_LETTERS = "abcdhiklmnprstuvz"          # what romanisation keys consist of, but for digits


def one_letter_off(index: Searchable, question: Question) -> Iterator[Find]:
    """A romanisation key one letter away (dropped, added, replaced, or swapped with its neighbour), or a letter misread."""
    if 3 < len(question.key) <= 40:
        for key in index.names.among(misread(question.key)):
            yield from (Find(posting, Method.MISSPELT, None, "a letter misread") for posting in index.names.postings(key))
    if leaves_open(question.text):
        yield from same_consonants(index, question)              # no worse a likeness, for such a script
    found, wish = set[str](), question.wish
    most = None if wish.countries or wish.kind or wish.near else _FEW
    for key in readings(question.text)[:_READ]:
        if 4 <= len(key) <= 40:
            for near in _one_edit_away(index.romanised, key, _LETTERS):
                if near not in found:
                    found.add(near)
                    postings = index.romanised.postings(near)
                    yield from (Find(posting, Method.MISSPELT, None, "one letter off") for posting in postings[:most])
    if not found and question.key.isascii() and 4 <= len(question.key) <= 40:
        for near in _one_edit_away(index.names, question.key, _ALPHABET):     # a letter that makes a double changes two of the other key
            yield from (Find(posting, Method.MISSPELT, None, "one letter off") for posting in index.names.postings(near))


_READ = 3                               # readings of a name that are varied by a letter
_ALPHABET = "abcdefghijklmnopqrstuvwxyz "


def _one_edit_away(table: SearchableTable, key: str, letters: str) -> Iterator[str]:
    """The keys of a table that one letter dropped, added, replaced or swapped with its neighbour makes of ``key``."""
    seen = {key}
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        if not table.begins(head):                               # nor does any with a later letter changed
            return
        edits = [head + letter + tail for letter in letters]
        if tail:
            edits += [head + letter + tail[1:] for letter in letters]
            edits.append(head + tail[1:])
        if len(tail) > 1:
            edits.append(head + tail[1] + tail[0] + tail[2:])
        for edit in table.among(edits):
            if edit not in seen:
                seen.add(edit)
                yield edit


def misread_twice(index: Searchable, question: Question) -> Iterator[Find]:
    """The name with two letters, or groups of them, taken back for what a scanner may have read them from: "Pbiladelpbia"."""
    if 6 <= len(question.key) <= 40:
        for key in index.names.among(dict.fromkeys(twice for once in misread(question.key) for twice in misread(once))):
            yield from (Find(posting, Method.MISSPELT, None, "two letters misread") for posting in index.names.postings(key))


def two_letters_off(index: Searchable, question: Question) -> Iterator[Find]:
    """Within a country, a main name at most two letters away."""
    if not 6 <= len(question.key) <= 60:
        return
    for code in sorted(question.wish.countries):
        rows, spellings = _spellings(index, code)
        for at in spellings.near(question.key):
            yield Find(Posting(rows[at], Origin.CANONICAL, 0), Method.MISSPELT, None, "two letters off")


_SPELLINGS: weakref.WeakKeyDictionary[Searchable, dict[str, tuple[list[int], Spellings]]] = weakref.WeakKeyDictionary()


def _spellings(index: Searchable, country: str) -> tuple[list[int], Spellings]:
    """The places of a country with their main names, gathered at the first question about it."""
    known = _SPELLINGS.setdefault(index, {})
    if country not in known:
        held = index.row_of(country)
        rows = [] if held is None or index.kind_of(held) is not Kind.COUNTRY else [int(row) for row in index.within(held)]
        known[country] = rows, Spellings([fold(index.name(row)) for row in rows])
    return known[country]


def same_consonants(index: Searchable, question: Question) -> Iterator[Find]:
    """The same consonants: within a country, or for a script whose sounds match Latin ones only roughly."""
    if not question.wish.countries and not _FOREIGN.search(question.key):
        return
    seen = set()
    for reading in (question.text, *(readings(question.text) if leaves_open(question.text) else ())):
        bones = skeleton(reading)
        for key in (bones, bones.replace("ks", "k")):                # an x is taken for kh everywhere else
            if len(key) > 2 and key not in seen:
                seen.add(key)
                yield from (Find(posting, Method.MISSPELT, None, "the same consonants") for posting in index.skeletons.postings(key))


_FOREIGN = re.compile("[\u0370-\u03ff\u0530-\u1cff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")   # neither Latin nor Cyrillic
