"""Names with where they lie: "Brest, Belarus"; "Springfield, Illinois, USA"; "Georgia (US state)". Two links of the search chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gazetteer import variants
from gazetteer.globe import distance_km
from gazetteer.index import Origin
from gazetteer.links import (
    Find,
    Question,
    one_letter_off,
    reordered,
    rewritten,
    same_consonants,
    same_name,
    transliterated,
    two_letters_off,
)
from gazetteer.model import Kind, Method
from gazetteer.names import fold
from gazetteer.searchable import Searchable

__all__ = ["in_context", "misspelt_in_context"]


def in_context(index: Searchable, question: Question) -> Iterator[Find]:
    """A name and where it lies: "Brest, Belarus"; "Springfield, Illinois, USA"; "Georgia (US state)"."""
    head, *tail = variants.parts(question.text)[:4] or [""]
    if not tail:
        return
    narrowed = Question(head, fold(head), question.wish)
    scopes = _scopes(index, tail)
    for link in (same_name, reordered, rewritten, transliterated):
        found = list(link(index, narrowed))
        inside = [find for find in found if all(scope.holds(index, find.posting.row) for scope in scopes)]
        if scopes and inside:
            yield from (find._replace(method=Method.VARIANT, deed=f'within "{", ".join(tail)}"') for find in inside)
            return
        if found and link is not transliterated:
            yield from (find._replace(method=Method.VARIANT, deed=f'without "{", ".join(tail)}"') for find in found)
            return


def misspelt_in_context(index: Searchable, question: Question) -> Iterator[Find]:
    """A misspelt name and the country or region where it lies: "Berdyanks, Ukraine"."""
    head, *tail = variants.parts(question.text)[:4] or [""]
    scopes = _scopes(index, tail) if tail else []
    countries = frozenset(code for scope in scopes for code in (*scope.countries, *map(index.country_of, scope.regions)) if code)
    if countries:
        narrowed = Question(head, fold(head), replace(question.wish, countries=countries))
        for link in (one_letter_off, two_letters_off, same_consonants):
            for find in link(index, narrowed):
                if all(scope.holds(index, find.posting.row) for scope in scopes):
                    yield find._replace(deed=f'{find.deed}, within "{", ".join(tail)}"')


def _scopes(index: Searchable, tail: list[str]) -> list[Scope]:
    return [scope for scope in (_scope(index, part) for part in tail) if scope]


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
            distance_km(*index.lonlat(row), *index.lonlat(other)) < 60 and row != other
            for other in self.near
        )


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
