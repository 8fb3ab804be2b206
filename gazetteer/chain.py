"""The search: a chain of links, from exact to misspelt; the first that finds something answers.

    same name -> same words in another order -> comma context -> rewritten -> ISO code -> transliterated in another way
    -> article -> one letter off -> same consonants

Each link is a function from an index and a question to finds; `LINKS` is the chain. Scores and confidence are in `rank`.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol

from gazetteer import rank, variants
from gazetteer.errors import AmbiguousName
from gazetteer.index import Origin, Posting
from gazetteer.model import Kind, Match, Method, Place
from gazetteer.names import fold, romanise, skeleton
from gazetteer.rank import Candidate, Wish

__all__ = ["LINKS", "Wish", "lookup", "search"]

LONGEST = 200            # letters; no place has a longer name, and a longer text is none
CERTAIN = 0.65            # the confidence from which `lookup` answers


class SearchableTable(Protocol):
    """Keys to postings."""

    def __contains__(self, key: str) -> bool: ...
    def postings(self, key: str) -> list[Posting]: ...
    def rows(self, key: str) -> list[int]: ...


class Searchable(rank.Known, Protocol):
    """What the chain asks of an index: `gazetteer.index.Index`, or places in memory."""

    @property
    def names(self) -> SearchableTable: ...
    @property
    def romanised(self) -> SearchableTable: ...
    @property
    def skeletons(self) -> SearchableTable: ...
    @property
    def ids(self) -> SearchableTable: ...
    @property
    def codes(self) -> SearchableTable: ...
    def place(self, row: int) -> Place: ...
    def row_of(self, id: str) -> int | None: ...
    def zipf(self, key: str) -> float: ...
    def of_kind(self, kind: Kind) -> list[int]: ...
    def spellings(self, row: int) -> list[tuple[str, Origin, tuple[str, ...]]]: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a place must lie because the name says so ("..., Texas"): in one of these countries or regions, or near a place."""

    countries: frozenset[str]
    regions: frozenset[int]
    near: tuple[int, ...]

    def holds(self, index: Searchable, row: int) -> bool:
        """Whether the place in this row lies within."""
        if index.country_of(row) in self.countries:
            return True
        if index.region_of(row) in self.regions or row in self.regions:
            return True
        return any(
            rank.distance_km(*index.lonlat(row), *index.lonlat(other)) < 60 and row != other
            for other in self.near
        )


class Question(NamedTuple):
    """One query on its way through the chain."""

    text: str
    key: str
    wish: Wish
    scopes: tuple[Scope, ...] = ()


class Find(NamedTuple):
    """A posting that a link found, how, the kind of place that the query implies, and what was done to find it."""

    posting: Posting
    method: Method
    implied: Kind | None = None
    deed: str = ""


Link = Callable[[Searchable, Question], Iterable[Find]]


# --------------------------------------------------------------------------------------------------------------- links


def same_name(index: Searchable, question: Question) -> Iterator[Find]:
    """The folded name itself; beside it, unless something great goes by it, what is only transliterated in another way."""
    postings = index.names.postings(question.key)
    yield from (Find(posting, Method.EXACT) for posting in postings)
    if postings and not any(p.origin <= Origin.ENGLISH and index.population_of(p.row) > _GREAT for p in postings):
        rows = {posting.row for posting in postings}
        for number, find in enumerate(transliterated(index, question)):
            if number < _FEW or find.posting.row in rows:
                yield find


_GREAT = 1_000_000
_FEW = 4                                # postings come with the most important place first


def reordered(index: Searchable, question: Question) -> Iterator[Find]:
    """A country by the words of one of its English names in any order, abbreviated or with some left out."""
    for posting, deed in _countries(index).find(question.text):
        yield Find(posting, Method.VARIANT, Kind.COUNTRY, deed)


def in_context(index: Searchable, question: Question) -> Iterator[Find]:
    """A name and where it lies: "Brest, Belarus"; "Springfield, Illinois, USA"; "Georgia (US state)"."""
    head, *tail = variants.parts(question.text)[:4] or [""]
    if not tail:
        return
    narrowed = Question(head, fold(head), question.wish)
    scopes = [scope for scope in (_scope(index, part) for part in tail) if scope]
    for link in (same_name, reordered, rewritten, transliterated):
        found = list(link(index, narrowed))
        inside = [find for find in found if all(scope.holds(index, find.posting.row) for scope in scopes)]
        if scopes and inside:
            yield from (find._replace(method=Method.VARIANT, deed=f'within "{", ".join(tail)}"') for find in inside)
            return
        if found and link is not transliterated:
            yield from (find._replace(method=Method.VARIANT, deed=f'without "{", ".join(tail)}"') for find in found)
            return


def rewritten(index: Searchable, question: Question) -> Iterator[Find]:
    """The name without generic words, its abbreviations spelled out: see `gazetteer.variants`."""
    whole, without = variants.less(question.text)
    if without and any(index.kind_of(row) is Kind.COUNTRY for row in index.names.rows(fold(without))):
        for posting in index.names.postings(fold(whole)):
            yield Find(posting, Method.VARIANT, Kind.COUNTRY, f'less "{without}"')
    for key, implied, deed in variants.rewritings(question.text, question.key):
        yield from (Find(posting, Method.VARIANT, implied, deed) for posting in index.names.postings(key))


def iso_code(index: Searchable, question: Question) -> Iterator[Find]:
    """A country by its ISO 3166-1 alpha-3 code, by alpha-2 in capitals, or by an abbreviation written as it always is: "DRC"."""
    code = question.text.strip()
    for posting in index.codes.postings(question.key):
        if index.kind_of(posting.row) is Kind.COUNTRY and index.spellings(posting.row)[posting.ordinal][0] == code:
            yield Find(posting._replace(origin=Origin.CURATED), Method.EXACT, Kind.COUNTRY, "by its abbreviation")
    if code.isascii() and code.isalpha() and (len(code) == 3 or (len(code) == 2 and code.isupper())):
        for row in index.ids.rows(code.lower()):
            if index.kind_of(row) is Kind.COUNTRY:
                yield Find(Posting(row, Origin.CURATED, 0), Method.EXACT, Kind.COUNTRY, "by its ISO 3166 code")


def transliterated(index: Searchable, question: Question) -> Iterator[Find]:
    """The same romanisation key: another transliteration, another script, a neighbour's spelling."""
    key = romanise(question.text)
    if len(key) > 1:
        for posting in index.romanised.postings(key):
            yield Find(posting, Method.ROMANISED, None, "written in another way")


def without_article(index: Searchable, question: Question) -> Iterator[Find]:
    """Arabic and English articles dropped, added or changed."""
    for key, implied, deed in variants.without_articles(question.key):
        yield from (Find(posting, Method.VARIANT, implied, deed) for posting in index.names.postings(key))


_LETTERS = "abcdhiklmnprstuvz"          # what romanisation keys consist of, but for digits


def one_letter_off(index: Searchable, question: Question) -> Iterator[Find]:
    """A romanisation key one letter away: dropped, added, replaced, or swapped with its neighbour."""
    key = romanise(question.text)
    if not 4 <= len(key) <= 40:
        return
    table = index.romanised
    for near in _one_edit_away(key):
        if near in table:
            for posting in table.postings(near):
                yield Find(posting, Method.MISSPELT, None, "one letter off")


def _one_edit_away(key: str) -> Iterator[str]:
    seen = {key}
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        edits = [head + letter + tail for letter in _LETTERS]
        if tail:
            edits += [head + letter + tail[1:] for letter in _LETTERS]
            edits.append(head + tail[1:])
        if len(tail) > 1:
            edits.append(head + tail[1] + tail[0] + tail[2:])
        for edit in edits:
            if edit not in seen:
                seen.add(edit)
                yield edit


def same_consonants(index: Searchable, question: Question) -> Iterator[Find]:
    """The same consonants: within a country, or for a script whose sounds match Latin ones only roughly."""
    if not question.wish.countries and not _FOREIGN.search(question.key):
        return
    bones = skeleton(question.text)
    if len(bones) > 2:
        for posting in index.skeletons.postings(bones):
            yield Find(posting, Method.MISSPELT, None, "the same consonants")


_FOREIGN = re.compile("[\u0370-\u03ff\u0530-\u1cff\u3040-\u30ff\uac00-\ud7af]")   # neither Latin, Cyrillic nor Han


# The chain: link after link, until one finds something that the caller's wish allows.
LINKS: tuple[Link, ...] = (
    same_name,
    reordered,
    in_context,
    rewritten,
    iso_code,
    transliterated,
    without_article,
    one_letter_off,
    same_consonants,
)


# --------------------------------------------------------------------------------------------------------------- chain


def search(index: Searchable, name: str, wish: Wish = Wish(), limit: int = 10) -> tuple[Match, ...]:  # noqa: B008
    """The places that ``name`` may mean, the likeliest first, at most ``limit``."""
    question = _ask(name, wish)
    if question is None or limit < 1:
        return ()
    matches: list[Match] = []
    met: set[int] = set()
    first, best = 0.0, 0.0
    for candidates in _answers(index, question):
        if not matches:
            first, best = _confidence(index, question, candidates), candidates[0].score
        for candidate in candidates:
            if candidate.posting.row in met:
                continue
            met.add(candidate.posting.row)
            sure = rank.share(first, best - candidate.score) if matches else first
            matches.append(_match(index, candidate, min(sure, matches[-1].confidence) if matches else sure))
            if len(matches) == limit:
                return tuple(matches)
    return tuple(matches)


def lookup(index: Searchable, name: str, wish: Wish = Wish(), *, ambiguous: bool = False) -> Place | None:  # noqa: B008
    """The place that ``name`` means, where that is sure enough, else None."""
    question = _ask(name, wish)
    if question is None:
        return None
    candidates = next(_answers(index, question), None)
    if candidates is None:
        return None
    if _confidence(index, question, candidates) >= CERTAIN:
        return index.place(candidates[0].posting.row)
    if ambiguous:
        raise AmbiguousName(_describe(index, name, candidates))
    return None


def _ask(name: str, wish: Wish) -> Question | None:
    if len(name) > LONGEST:
        return None
    key = fold(name)
    return Question(name, key, wish) if key else None


def _answers(index: Searchable, question: Question) -> Iterator[list[Candidate]]:
    """Link after link, what it found that the caller's wish allows, best first; links that found nothing are passed over."""
    for link in LINKS:
        candidates = _scored(index, question, link(index, question))
        if candidates:
            yield candidates


def _scored(index: Searchable, question: Question, finds: Iterable[Find]) -> list[Candidate]:
    wish, at_home = question.wish, rank.homes(question.text)
    best: dict[int, Candidate] = {}
    for posting, method, implied, deed in finds:
        row = posting.row
        if wish.countries and index.country_of(row) not in wish.countries:
            continue
        if wish.kind is not None and index.kind_of(row) is not wish.kind:
            continue
        points = rank.score(index, posting, method, wish, implied, at_home)
        known = best.get(row)
        if known is None:
            best[row] = Candidate(points, posting, method, deed)
            continue
        if known.method is Method.EXACT and method is Method.ROMANISED and posting.origin <= Origin.PRIMARY < known.posting.origin:
            points, posting, method = known.score + rank.AGREEMENT, known.posting, known.method
        if points > known.score:
            best[row] = Candidate(points, posting, method, deed if method is not known.method else known.deed)
    if len(best) < 2:
        return list(best.values())
    if wish.kind is None:
        _put_cities_first(index, best)
    return sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.posting.row))


def _put_cities_first(index: Searchable, best: dict[int, Candidate]) -> None:
    """A region comes behind the city within it that bears the same name: "Kharkiv" is the city, "Kharkiv Oblast" the region.

    So does a country behind its capital where it has the name only in another language ("Tunis"), and where the language is
    not its own behind any great place that goes by that name ("Papua").
    """
    others = [candidate for candidate in best.values() if index.kind_of(candidate.posting.row) is not Kind.COUNTRY]
    for holder in list(best.values()):
        row, origin = holder.posting.row, holder.posting.origin
        kind = index.kind_of(row)
        if kind is Kind.REGION:
            before = [other for other in others if index.region_of(other.posting.row) == row]
        elif kind is Kind.COUNTRY and origin > Origin.ENGLISH:
            before = [other for other in others if _is_better(index, other, row, origin)]
        else:
            continue
        behind = max((other.score for other in before), default=-inf)
        if holder.score > behind > holder.score - rank.NAMESAKE:
            best[row] = holder._replace(score=behind - 0.05)


def _is_better(index: Searchable, other: Candidate, country: int, origin: Origin) -> bool:
    row = other.posting.row
    if other.posting.origin >= Origin.ENGLISH or other.method is not Method.EXACT:
        return False
    if index.country_of(row) == index.country_of(country):
        return index.is_capital(row)
    return origin is Origin.LOCALE and index.population_of(row) > 100_000


def _confidence(index: Searchable, question: Question, candidates: list[Candidate]) -> float:
    first = candidates[0]
    return rank.confidence(
        first.method,
        lead=rank.margin(index, candidates),
        points=first.score,
        zipf=index.zipf(question.key),
        within=bool(question.wish.countries or question.wish.near),
        length=len(question.key),
    )


def _match(index: Searchable, candidate: Candidate, sure: float) -> Match:
    place = index.place(candidate.posting.row)
    name = index.spelling(candidate.posting)
    return Match(place, name, candidate.method, round(sure, 3), rank.explain(place, name, candidate))


def _describe(index: Searchable, name: str, candidates: list[Candidate]) -> str:
    places = [index.place(candidate.posting.row) for candidate in candidates[:3]]
    options = "; ".join(f"{place.name}, {place.country} ({place.id})" for place in places)
    return f"{name!r} may mean several places: {options}: say which by country, kind or near"


# --------------------------------------------------------------------------------------------------- comma context


def _scope(index: Searchable, text: str) -> Scope | None:
    """What a qualifier such as "Texas", "TX", "USA", "Belarus" or "Los Angeles" stands for; None where it is not known."""
    key = fold(text)
    postings = [*index.names.postings(key)]
    for other, _, _ in () if postings else variants.without_generic_words(key):
        postings += index.names.postings(other)
    rows = [posting.row for posting in postings if posting.origin is not Origin.ALTERNATE] or [p.row for p in postings]
    if len(key) in (2, 3) and key.isascii():
        rows += index.ids.rows(key)
        rows += [row for country in ("us", "ca", "au", "br", "in", "gb") for row in index.ids.rows(f"{country}-{key}")]
    kinds = [(row, index.kind_of(row)) for row in rows]
    countries = frozenset(code for row, kind in kinds if kind is Kind.COUNTRY and (code := index.country_of(row)))
    regions = frozenset(row for row, kind in kinds if kind is Kind.REGION)
    near = tuple(row for row, kind in kinds if kind in (Kind.CITY, Kind.COUNTY, Kind.AREA))[:5]
    return Scope(countries, regions, near) if countries or regions or near else None


# ----------------------------------------------------------------------------------------- countries by sets of words


class _Countries:
    """The English names of countries as sets of words; a few thousand, made at first need."""

    def __init__(self, index: Searchable) -> None:
        self._sets: dict[frozenset[str], list[Posting]] = {}
        self._names: list[tuple[frozenset[str], list[str], Posting]] = []
        for row in index.of_kind(Kind.COUNTRY):
            for ordinal, (text, origin, tags) in enumerate(index.spellings(row)):
                if origin > Origin.CURATED and "en" not in tags:
                    continue
                words = variants.word_set(text)
                if words:
                    posting = Posting(row, origin, ordinal)
                    self._sets.setdefault(words, []).append(posting)
                    self._names.append((words, fold(text).split(), posting))
        self._words = frozenset().union(*self._sets)

    def find(self, text: str) -> Iterator[tuple[Posting, str]]:
        """Countries with a name of these very words; else the only one whose name holds them all and a few more."""
        words = variants.word_set(text)
        same = self._sets.get(words)
        if same:
            yield from ((posting, "the same words in another order") for posting in same)
            return
        if len(words) < 2 or not words & self._words:
            return
        spelt = fold(text).split()
        holders = [posting for name, ordered, posting in self._names if _says(words, spelt, name, ordered)]
        if len({posting.row for posting in holders}) == 1:
            yield holders[0], "some words left out or abbreviated"


def _says(words: frozenset[str], spelt: list[str], name: frozenset[str], ordered: list[str]) -> bool:
    """Whether the words are the name with a few left out, or turned into initials: "DPR Korea", "P. N. Guinea"."""
    extra = words - name
    if not extra:
        return len(name) - len(words) <= 2
    if len(words) - len(extra) < 1:
        return False
    rest = [word for word in ordered if word not in spelt]
    letters = [word for word in spelt if len(word) == 1]
    if letters and len(letters) + len(words & name) >= len(words):
        return letters == [word[0] for word in rest]
    if len(extra) == 1:
        (short,) = extra
        full = "".join(word[0] for word in rest)
        plain = "".join(word[0] for word in rest if word != "of")
        bare = "".join(word[0] for word in rest if word in name)
        return 2 <= len(short) <= 5 and short in (full, plain, bare)
    return False


_COUNTRIES: weakref.WeakKeyDictionary[Searchable, _Countries] = weakref.WeakKeyDictionary()


def _countries(index: Searchable) -> _Countries:
    found = _COUNTRIES.get(index)
    if found is None:
        found = _COUNTRIES[index] = _Countries(index)
    return found
