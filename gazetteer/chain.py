"""The search: a chain of links, from exact to misspelt; the first that finds something answers.

    same name -> same words in another order -> comma context -> station -> rewritten -> ISO code -> transliterated in another way
    -> article -> rewritten and transliterated -> in other words -> spelt as of old
    -> digits misread -> misspelt in comma context -> one letter off -> two letters off -> two letters misread -> same consonants

What each link does is in `links` and `context`, scores and confidence are in `rank`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gazetteer import context, links, rank
from gazetteer.errors import AmbiguousName
from gazetteer.index import Origin
from gazetteer.likeness import compared
from gazetteer.links import Find, Link, Question
from gazetteer.model import Kind, Match, Method, Place
from gazetteer.names import fold, romanise
from gazetteer.rank import Candidate, Wish
from gazetteer.readings import is_latin, leaves_open, readings
from gazetteer.searchable import Searchable

__all__ = ["CERTAIN", "LINKS", "Searchable", "Wish", "lookup", "search"]

LONGEST = 200            # letters; no place has a longer name, and a longer text is none
CERTAIN = 0.5            # the confidence from which `lookup` answers: likelier right than not

# The chain: link after link, until one finds something that the caller's wish allows.
LINKS: tuple[Link, ...] = (
    links.same_name,
    links.reordered,
    context.in_context,
    links.station,
    links.rewritten,
    links.iso_code,
    links.transliterated,
    links.without_article,
    links.rewritten_and_transliterated,
    links.in_other_words,
    links.of_old,
    links.digits_misread,
    context.misspelt_in_context,
    links.one_letter_off,
    links.two_letters_off,
    links.misread_twice,
    links.same_consonants,
)


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
            sure = rank.share(first, best - candidate.score, candidate.method) if matches else first
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
    """Link after link, what it found that the caller's wish allows, best first; links that found nothing are passed over.

    What only sounds alike, and not much so, waits for what the next links find: "Brookyn" is rather Brooklyn than Bruqin.
    """
    doubted: list[Candidate] = []
    answered = False
    for link in LINKS:
        if answered and link is links.misread_twice:              # the longest shot, for a name that nothing else explains
            continue
        candidates = _scored(index, question, link(index, question))
        if not candidates:
            continue
        candidates = _together(doubted, candidates)
        if link in _LIKENESSES and not leaves_open(question.text) and _confidence(index, question, candidates) < _DOUBTFUL:
            doubted = candidates
        else:
            yield candidates
            doubted, answered = [], True
    if doubted:
        yield doubted


def _together(some: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    if not some:
        return others
    best = {candidate.posting.row: candidate for candidate in sorted(some + others, key=_by_score, reverse=True)}
    return sorted(best.values(), key=_by_score)


_LIKENESSES = (links.transliterated, links.rewritten_and_transliterated, links.of_old)
_DOUBTFUL = 0.2          # the confidence below which a likeness is weighed against what further links find


def _scored(index: Searchable, question: Question, finds: Iterable[Find]) -> list[Candidate]:
    wish, at_home, latin = question.wish, rank.homes(question.text), is_latin(question.key)
    countries, kind = wish.countries, wish.kind
    best: dict[int, Candidate] = {}
    for posting, method, implied, deed in finds:
        row = posting.row
        if (countries and index.country_of(row) not in countries) or (kind is not None and index.kind_of(row) is not kind):
            continue
        points = rank.score(index, posting, method, wish, implied, at_home, latin)
        known = best.get(row)
        if known is None:
            best[row] = Candidate(points, posting, method, deed)
        elif known.method is _EXACT and method is _ROMANISED and posting.origin <= Origin.PRIMARY < known.posting.origin:
            best[row] = known._replace(score=known.score + rank.AGREEMENT)
        elif points > known.score:
            best[row] = Candidate(points, posting, method, deed if method is not known.method else known.deed)
    if len(best) < 2:
        return list(best.values())
    methods = {candidate.method for candidate in best.values()}
    if _EXACT in methods:
        _prefer_as_written(index, question.text.strip().casefold(), best)
        if _ROMANISED in methods and not countries:
            _put_likenesses_back(best)
        _put_past_behind(index, best)
    ranked, rest = sorted(best.values(), key=_by_score), []
    if methods <= rank.ALIKE.keys():
        keys = readings(question.text) if leaves_open(question.text) else ()
        rest = ranked[_COMPARED:]
        ranked = sorted((compared(index, candidate, question.key, keys) for candidate in ranked[:_COMPARED]), key=_by_score)
    return (_cities_first(index, question, ranked) if kind is None else ranked) + rest


_EXACT, _ROMANISED, _HISTORIC = Method.EXACT, Method.ROMANISED, Origin.HISTORIC       # read off its class, a member costs more
_COMPARED = 10           # misspelt candidates whose spelling is compared letter by letter


def _prefer_as_written(index: Searchable, written: str, best: dict[int, Candidate]) -> None:
    """Who bears the name in these very letters, accents and all, is scored up: San Jose is not written San José."""
    for row, (points, posting, method, deed) in best.items():
        if posting.ordinal == 0 and method is _EXACT and index.name(row).casefold() == written:
            best[row] = Candidate(points + rank.LETTER_BY_LETTER, posting, method, deed)


def _put_past_behind(index: Searchable, best: dict[int, Candidate]) -> None:
    """Who bore the name once is scored down beside one that bears it today: York is no longer Toronto."""
    past = [row for row, candidate in best.items() if candidate.posting.origin is _HISTORIC]
    if past and any(
        candidate.posting.origin is Origin.CANONICAL and candidate.method is _EXACT and index.population_of(row) > rank.OF_NOTE
        for row, candidate in best.items()
    ):
        for row in past:
            best[row] = best[row]._replace(score=best[row].score - rank.PAST)


def _put_likenesses_back(best: dict[int, Candidate]) -> None:
    """What only sounds alike is scored down beside a place that has the name in these very letters; the world is full of likenesses."""
    for row, candidate in best.items():
        if candidate.method is _ROMANISED:
            best[row] = Candidate(candidate.score - rank.LIKENESS, *candidate[1:])


def _by_score(candidate: Candidate) -> tuple[float, int]:
    return -candidate.score, candidate.posting.row


def _cities_first(index: Searchable, question: Question, ranked: list[Candidate]) -> list[Candidate]:
    """The candidates in their final order. A region comes behind the city within it that bears the same name: "Kharkiv" is the
    city, "Kharkiv Oblast" the region. A county does behind the city in its midst.

    So does a country behind its capital where it has the name only in another language ("Tunis"), and where the language is
    not its own behind any great place that goes by that name ("Papua").
    """
    kinds = [index.kind_of(candidate.posting.row) for candidate in ranked]
    if _BEFORE.keys().isdisjoint(kinds):
        return ranked
    cities = [candidate for candidate, kind in zip(ranked, kinds, strict=True) if kind is Kind.CITY]
    found = ranked.copy()
    for at, (kind, holder) in enumerate(zip(kinds, ranked, strict=True)):
        if kind not in _BEFORE:
            continue
        comes_before, usual = _BEFORE[kind], holder.posting.origin is Origin.CURATED
        for other in ranked if kind is Kind.COUNTRY else cities:
            if other.score <= holder.score - rank.NAMESAKE:
                break
            if usual and other.posting.origin is Origin.ALTERNATE:
                continue                             # what usage calls so, before who is listed so: "Gaza" is the Strip
            if comes_before(index, question, other, holder):
                if other.score < holder.score:
                    found[at] = holder._replace(score=other.score - 0.05)
                break
    return sorted(found, key=_by_score)


def _is_its_city(index: Searchable, question: Question, city: Candidate, region: Candidate) -> bool:
    row = region.posting.row
    return index.region_of(city.posting.row) == row and not _is_dwarfed(index, city, row)


def _is_dwarfed(index: Searchable, city: Candidate, region: int) -> bool:
    """Whether a city that has the name only among others is so small beside its region that the region is meant: California City."""
    return city.posting.origin >= Origin.LOCALE and index.population_of(city.posting.row) * _DWARF < index.population_of(region)


_DWARF = 200


def _is_in_its_midst(index: Searchable, question: Question, city: Candidate, county: Candidate) -> bool:
    row, smaller = county.posting.row, city.posting.row
    return index.region_of(smaller) == index.region_of(row) and rank.is_near(index, row, smaller)


def _is_better(index: Searchable, question: Question, other: Candidate, holder: Candidate) -> bool:
    row, country, origin = other.posting.row, holder.posting.row, holder.posting.origin
    if origin <= Origin.ENGLISH or other.method is not Method.EXACT or index.kind_of(row) is Kind.COUNTRY:
        return False
    if index.is_capital(row) and index.country_of(row) == index.country_of(country) and origin is Origin.ALTERNATE:
        return True
    if other.posting.origin >= Origin.ENGLISH and romanise(index.name(row)) not in readings(question.text):
        return False
    if index.country_of(row) == index.country_of(country):
        return index.is_capital(row) or (index.kind_of(row) is not Kind.CITY and other.posting.origin <= Origin.PRIMARY)
    return origin is Origin.LOCALE and index.population_of(row) > 100_000


_BEFORE: dict[Kind, Callable[[Searchable, Question, Candidate, Candidate], bool]] = {
    Kind.REGION: _is_its_city, Kind.COUNTY: _is_in_its_midst, Kind.COUNTRY: _is_better,
}


def _confidence(index: Searchable, question: Question, candidates: list[Candidate]) -> float:
    first = candidates[0]
    return rank.confidence(
        first.method,
        leads=rank.leads(index, candidates),
        points=first.score,
        zipf=index.zipf(question.key),
        within=bool(question.wish.countries or question.wish.near),
        length=len(question.key),
        renown=index.renown_of(first.posting.row),
        latin=is_latin(question.key),
    )


def _match(index: Searchable, candidate: Candidate, sure: float) -> Match:
    place = index.place(candidate.posting.row)
    name = index.spelling(candidate.posting)
    return Match(place, name, candidate.method, round(sure, 3), rank.explain(place, name, candidate))


def _describe(index: Searchable, name: str, candidates: list[Candidate]) -> str:
    places = [index.place(candidate.posting.row) for candidate in candidates[:3]]
    options = "; ".join(f"{place.name}, {place.country} ({place.id})" for place in places)
    return f"{name!r} may mean several places: {options}: say which by country, kind or near"
