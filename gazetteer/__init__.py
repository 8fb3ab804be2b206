"""Which place is this name, how is it spelled, where is it: offline answers from embedded data.

>>> import gazetteer
>>> gazetteer.lookup("Kharkov").name
'Kharkiv'
>>> gazetteer.normalize("Charkiw")
'Kharkiv'
>>> gazetteer.get("UA").name_in("uk")
'Україна'

Importing this package is cheap; the data is mapped into memory at the first question. Every function may be called from any thread.
Another artefact than the embedded one is used where the environment variable GAZETTEER_DATA names its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from gazetteer.errors import AmbiguousName, DataError, GazetteerError, InvalidPoint, OnlineError
from gazetteer.model import Kind, Match, Method, Name, NameKind, Place, Point

if TYPE_CHECKING:
    from gazetteer.index import Index
    from gazetteer.rank import Wish
    from gazetteer.whereabouts import Whereabouts

__all__ = [
    "AmbiguousName", "DataError", "GazetteerError", "InvalidPoint", "Kind", "Match", "Method", "Name", "NameKind", "OnlineError",
    "Place", "Point", "get", "lookup", "lookup_many", "neighbours", "normalize", "parents", "reverse", "reverse_many", "search", "within",
]


@cache
def _engine() -> tuple[Callable[..., Place | None], Callable[[], Index], Wish]:
    """What answers, imported at the first question; an import statement costs a twentieth of a look-up even when all is imported."""
    from gazetteer.chain import lookup
    from gazetteer.index import default
    from gazetteer.rank import NOTHING

    return lookup, default, NOTHING


def _wish(country: str | Iterable[str] | None, kind: Kind | str | None, near: Point | None, language: str | None) -> Wish:
    from gazetteer import rank

    codes = () if country is None else (country,) if isinstance(country, str) else country
    return rank.Wish(frozenset(code.upper() for code in codes), Kind(kind) if kind else None, near, language)


def lookup(
    name: str, *, country: str | Iterable[str] | None = None, kind: Kind | str | None = None, near: Point | None = None,
    language: str | None = None, ambiguous: bool = False,
) -> Place | None:
    """The place that ``name`` means, or None where no place is so named or the answer would be a guess.

    ``country`` (ISO 3166-1 alpha-2, one or several) and ``kind`` restrict the answer; ``near`` and ``language`` (BCP 47, of the name)
    favour. Raises AmbiguousName instead of answering None for a name with several good meanings, if ``ambiguous`` is set.
    """
    answer, default, wish = _engine()
    if country is not None or kind is not None or near is not None or language is not None:
        wish = _wish(country, kind, near, language)
    return answer(default(), name, wish, ambiguous=ambiguous)


def lookup_many(
    names: Iterable[str], *, country: str | Iterable[str] | None = None, kind: Kind | str | None = None, near: Point | None = None,
    language: str | None = None,
) -> list[Place | None]:
    """`lookup` for each name, in order; a name that comes again is looked up once.

    A column of a pandas frame: ``frame["place"] = gazetteer.lookup_many(frame["city"], country="UA")``, then for instance
    ``frame["place"].map(lambda place: place and place.point.lon)``; or ``frame["city"].map(gazetteer.normalize)``.

    >>> [place and place.name for place in lookup_many(["Kharkov", "Odessa", "xyzzy"], country="UA")]
    ['Kharkiv', 'Odesa', None]
    """
    from gazetteer import chain, index

    opened, wish, asked = index.default(), _wish(country, kind, near, language), list(names)
    known = {name: chain.lookup(opened, name, wish) for name in dict.fromkeys(asked)}
    return [known[name] for name in asked]


def search(
    name: str, *, country: str | Iterable[str] | None = None, kind: Kind | str | None = None, near: Point | None = None,
    language: str | None = None, limit: int = 10,
) -> tuple[Match, ...]:
    """The places that ``name`` may mean, the likeliest first, at most ``limit``, each with how it was found and how sure that is.

    The other arguments are those of `lookup`.
    """
    from gazetteer import chain, index

    return chain.search(index.default(), name, _wish(country, kind, near, language), limit)


def normalize(name: str, *, country: str | Iterable[str] | None = None, kind: Kind | str | None = None) -> str | None:
    """The canonical name of the place that ``name`` means; None where `lookup` has no answer."""
    place = lookup(name, country=country, kind=kind)
    return place.name if place else None


def get(id: str | int) -> Place | None:
    """The place with this id: GeoNames id, slug, ISO 3166-1 code (alpha-2, alpha-3, numeric), ISO 3166-2 code, or Wikidata id.

    >>> get("706483").name, get("UA-63").name, get("804").name, get("donbas").name
    ('Kharkiv', 'Kharkiv Oblast', 'Ukraine', 'Donbas')
    """
    from gazetteer.index import default

    index = default()
    row = index.row_of(str(id))
    return None if row is None else index.place(row)


def reverse(*, lon: float, lat: float) -> Whereabouts:
    """What lies around a point (WGS 84 degrees): the nearest city and how far it is, the region and the country that hold it.

    Region and country are told by their polygons and are None at sea. Raises InvalidPoint for a point nowhere on the globe.

    >>> found = reverse(lon=36.2, lat=50.0)
    >>> found.city.name, found.region.name, found.country.name, round(found.distance_km)
    ('Kharkiv', 'Kharkiv Oblast', 'Ukraine', 4)
    """
    return reverse_many([lon], [lat])[0]


def reverse_many(lons: Sequence[float], lats: Sequence[float]) -> list[Whereabouts]:
    """`reverse` for many points at once, in order; some thirty times faster a point, on land, at sea and at the poles alike."""
    from gazetteer.index import default
    from gazetteer.whereabouts import locate

    return locate(default(), lons, lats)


def within(place: Place, *, kind: Kind | str | None = None) -> tuple[Place, ...]:
    """The places that lie in a country or region by their codes, the most populous first; () for places of other kinds.

    >>> [place.name for place in within(get("UA"), kind="city")[:2]]
    ['Kyiv', 'Kharkiv']
    """
    from gazetteer.index import default

    index = default()
    row = index.row_of(place.id)
    if row is None:
        return ()
    rows = index.within(row).tolist()
    if kind:
        wanted = Kind(kind)
        rows = [inside for inside in rows if index.kind_of(inside) is wanted]
    return tuple(map(index.place, rows))


def neighbours(place: Place) -> tuple[Place, ...]:
    """The countries that share a land border with a country; what a border crossing or a named corridor leads between; else ().

    >>> [near.name for near in neighbours(get("rafah-crossing"))]
    ['Palestine', 'Egypt']
    """
    from gazetteer.index import default

    index = default()
    row = index.row_of(place.id)
    return () if row is None else tuple(map(index.place, index.neighbours(row)))


def parents(place: Place) -> tuple[Place, ...]:
    """The region and the country that hold a place, the nearest first.

    >>> [parent.name for parent in parents(get("706483"))]
    ['Kharkiv Oblast', 'Ukraine']
    """
    from gazetteer.index import default

    index = default()
    row = index.row_of(place.id)
    return () if row is None else tuple(map(index.place, index.parents(row)))
