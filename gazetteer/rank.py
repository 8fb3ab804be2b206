"""Which of the places so named is meant, how sure that is, and why: scores, calibrated confidence, reasons in words.

A score is in decimal orders of magnitude of population, so that its parts can be read: a city of a million scores 6 for its size.
The weights were chosen on development sets of place names and hold for all of them; none is for a single place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees, exp, log10
from typing import NamedTuple, Protocol

from gazetteer.globe import EARTH_RADIUS_KM, distance_km
from gazetteer.index import Origin, Posting
from gazetteer.model import Kind, Method, Name, NameKind, Place, Point


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller knows beside the name: countries (ISO 3166-1 alpha-2), kind, a point nearby, the language it is in."""

    countries: frozenset[str] = frozenset()
    kind: Kind | None = None
    near: Point | None = None
    language: str | None = None


NOTHING = Wish()


class Known(Protocol):
    """What ranking asks of an index, by row."""

    def kind_of(self, row: int) -> Kind: ...
    def population_of(self, row: int) -> int: ...
    def country_of(self, row: int) -> str | None: ...
    def region_of(self, row: int) -> int | None: ...
    def is_capital(self, row: int) -> bool: ...
    def renown_of(self, row: int) -> int: ...
    def lonlat(self, row: int) -> tuple[float, float]: ...
    def spelling(self, posting: Posting) -> Name: ...


class Candidate(NamedTuple):
    """A place that may be meant, the name that says so, and its score."""

    score: float
    posting: Posting
    method: Method
    deed: str                        # what was done to the name to find it, in words; "" for nothing


# A name that a place goes by is better evidence than one that some source lists among sixty others.
_ORIGIN_WEIGHT: tuple[float, ...] = tuple(
    {
        Origin.CANONICAL: 0.9,
        Origin.PRIMARY: 0.9,
        Origin.ENGLISH: 0.7,
        Origin.CURATED: 0.7,
        Origin.ENDONYM: 0.6,
        Origin.BARE: 0.1,
        Origin.LOCALE: -0.9,
        Origin.ALTERNATE: 0.0,
        Origin.HISTORIC: 0.7,
        Origin.CODE: -1.0,
        Origin.DEMONYM: -1.0,
    }[origin]
    for origin in Origin
)
_LOCALE_REGION = 0.7                 # regions have names in the languages that speak of them, countries in all of the world's
_LOCALE_UNLIKE_LATIN = 0.9           # no other language is mistaken for one that writes another script
# What a looser key costs; more so where the name is one among many of the place, which are that many chances to be hit: a country's
# fame does not help what merely sounds like its name in some language.
_METHOD_WEIGHT = {Method.EXACT: 0.0, Method.VARIANT: 0.0, Method.ROMANISED: -0.9, Method.MISSPELT: -2.5}
_LOOSE_NAME = {Method.ROMANISED: -0.7, Method.MISSPELT: -1.5}
_LIKENESS_WITHIN = 0.6               # within a country few places sound alike, and fewer by chance
_LOOSE_COUNTRY = -0.7                # countries are known by their very names in all languages
_RENOWN_WITHIN = 0.3               # within a country, where it is chance for most places
_RENOWN = 0.66                       # a tenfold of spellings: what is known in many languages is what a bare name means
# What stands for size where a kind has no settlement's population, and how much better a kind is known than its size says.
_FLOOR = {
    Kind.COUNTRY: 5.0, Kind.REGION: 5.0, Kind.COUNTY: 4.0, Kind.CITY: 2.5, Kind.AREA: 6.0, Kind.CONTINENT: 8.5,
    Kind.SEA: 6.0, Kind.RIVER: 5.8, Kind.SITE: 4.5,
}
_FAME = {Kind.COUNTRY: 0.6, Kind.REGION: -0.75, Kind.COUNTY: -1.9}
_COUNTY_ITSELF = 1.4                 # "Kent" is a county's whole name, "Washington" only what "Washington County" leaves
_SETTLED = frozenset((Kind.COUNTRY, Kind.REGION, Kind.COUNTY, Kind.CITY))      # elsewhere a small population is one that was counted
_CAPITAL = 0.6
_ONE_OF_MANY = 1.0                   # what a listed name loses where it is one of a hundred: "Victoria" of Hong Kong
_KIND_IMPLIED = 1.0                  # the words left out speak for this kind: "oblast"
_STATION_IMPLIED = 2.0               # so small a place is hardly meant without such a word
_LANGUAGE_WISHED = 0.7
_NEAR_KM = 100.0
_AT_HOME = 1.3                       # the place lies where the language is spoken whose letters the name is written in
SPELT_ALIKE = {Method.MISSPELT: 8.0, Method.ROMANISED: 6.0}          # three tenths of this are what all letters alike are worth
ALIKE = {Method.MISSPELT: 10.0, Method.ROMANISED: 3.0}      # in another script: half of this is what all letters alike are worth over half
AGREEMENT = 0.6                      # a minor name that is also the main name, transliterated: both say the same place
LETTER_BY_LETTER = 0.35              # the name as it is written, accents and all
LIKENESS = 1.9                       # what only sounds alike loses beside a name in the very letters
PAST = 0.9                           # what a former name loses beside a place of note that is called so today
OF_NOTE = 5_000
NAMESAKE = 3.0                       # by how much a region may outdo the city within it and still come behind


# A member read off its class costs more than all that is done with it below.
_COUNTY, _COUNTRY, _SITE = Kind.COUNTY, Kind.COUNTRY, Kind.SITE
_LISTED, _LOCALE, _CANONICAL = Origin.ALTERNATE, Origin.LOCALE, Origin.CANONICAL
_EXACT, _ROMANISED = Method.EXACT, Method.ROMANISED

_TENFOLDS = (-1.0, *(log10(count) - 1 for count in range(1, 256)))     # by renown

# Letters (small ones) that one language writes and its neighbours do not, and where it is at home.
_HOMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(letters), country)
    for letters, country in (
        ("[іїєґ]|[сц]ьк", "UA"), ("ў", "BY"), ("[әғқңұһ]", "KZ"), ("[ћђ]", "RS"), ("[ѓќ]", "MK"), ("[ąęłńśźż]", "PL"), ("[ěřů]", "CZ"),
        ("[őű]", "HU"), ("[țşăţ]", "RO"), ("[ğış]", "TR"), ("[ơưạảấầẩậắặẹẻếềểễệọỏốồổộớờởợụủứừữựỳỹ]", "VN"), ("[þð]", "IS"), ("[åø]", "NO"),
        ("[åäö]", "SE"), ("ß", "DE"), ("[ãõ]", "BR"), ("ñ", "ES"), ("[ķļņģ]", "LV"), ("[ėį]", "LT"),
    )
)
_TELLING = re.compile("|".join(letters.pattern for letters, _ in _HOMES))


def homes(text: str) -> frozenset[str]:
    """The countries where the language is spoken that a name's letters tell; empty for most names.

    >>> homes("СЛОВ'ЯНСЬК"), homes("Kharkiv"), homes("Quilicura é")
    (frozenset({'UA'}), frozenset(), frozenset())
    """
    if text.isascii():
        return frozenset()
    small = text.lower()
    if not _TELLING.search(small):
        return frozenset()
    return frozenset(country for letters, country in _HOMES if letters.search(small))


def score(
    index: Known, posting: Posting, method: Method, wish: Wish, implied: Kind | None = None, at_home: frozenset[str] = frozenset(),
    latin: bool = True,
) -> float:
    """How likely the place is meant, in orders of magnitude of population; see the module's head.

    ``at_home`` are the countries where the language is spoken that the query's letters tell, ``latin`` whether it is in Latin letters.
    """
    row, origin, ordinal = posting
    kind = index.kind_of(row)
    population = index.population_of(row)
    floor = _FLOOR[kind]
    size = log10(population) if population else floor
    if kind is _COUNTY and ordinal == 0:
        size += _COUNTY_ITSELF
    if size < floor and kind in _SETTLED:
        size = floor
    renown = _TENFOLDS[index.renown_of(row)]
    points = size + _FAME.get(kind, 0.0) + _ORIGIN_WEIGHT[origin] + (_RENOWN_WITHIN if wish.countries else _RENOWN) * renown
    if method is not _EXACT:
        points += _METHOD_WEIGHT[method]
        if origin >= _LOCALE and method in _LOOSE_NAME:
            points += _LOOSE_NAME[method] - max(0.0, _FAME.get(kind, 0.0))
        if method is _ROMANISED:
            points += _LIKENESS_WITHIN if latin and wish.countries else 0.0
            points += _LOOSE_COUNTRY if kind is _COUNTRY else 0.0
    if origin is _LISTED and latin:
        points -= _ONE_OF_MANY * renown
    if origin is _LOCALE:
        points += _LOCALE_UNLIKE_LATIN if not latin else _LOCALE_REGION if kind is not _COUNTRY else 0.0
    if index.is_capital(row):
        points += _CAPITAL
    if implied is kind:
        points += _STATION_IMPLIED if kind is _SITE else _KIND_IMPLIED
    elif implied is _SITE:
        points -= _STATION_IMPLIED
    if at_home and index.country_of(row) in at_home:
        points += _AT_HOME
    if wish.near is not None:
        away = distance_km(wish.near.lon, wish.near.lat, *index.lonlat(row))
        points -= 2 * log10(1 + away / _NEAR_KM)
    if wish.language is not None and origin is not _CANONICAL:
        points += _LANGUAGE_WISHED if index.spelling(posting).language == wish.language else 0.0
    return points


_SAME_SPOT_KM = 30.0                 # a city and the region named after it are no rivals for a pin
_SAME_SPOT_DEGREES = degrees(1.001 * _SAME_SPOT_KM / EARTH_RADIUS_KM)
_RIVALS = 12                         # candidates that are looked at; the rest are far behind


def is_near(index: Known, row: int, other: int) -> bool:
    """Whether two places are one spot on a map of the country."""
    return _one_spot(index.lonlat(row), index.lonlat(other))


def _one_spot(here: tuple[float, float], there: tuple[float, float]) -> bool:
    if abs(here[1] - there[1]) > _SAME_SPOT_DEGREES:                 # most rivals: this is a tenth of the work
        return False
    return distance_km(*here, *there) <= _SAME_SPOT_KM


def leads(index: Known, candidates: Sequence[Candidate]) -> list[float]:
    """By how much the first candidate outdoes each of those that lie elsewhere."""
    if len(candidates) == 1:
        return []
    best = candidates[0]
    row = best.posting.row
    region, here, found = index.region_of(row), index.lonlat(row), []
    for other in candidates[1:_RIVALS]:
        rival = other.posting.row
        if region == rival or index.region_of(rival) == row:
            continue                 # the region around the city, and named after it
        if not _one_spot(here, index.lonlat(rival)):
            found.append(best.score - other.score)
    return found


class _Fit(NamedTuple):
    """What each fact adds to the log odds that the name means one of its candidates at all, and how a point of lead divides them."""

    start: float
    points: float                    # a point of score over 6
    word: float                      # a point of Zipf frequency over 1.5, as a word of running English
    within: float                    # the caller said where
    short: float                     # a letter less than seven; each one more counts for the name, up to fifteen
    renown: float                    # a tenfold of spellings over ten: what is known in many languages is what a bare name means
    unlike_latin: float              # the name is in another script, hence no word of English and no surname
    sharp: float                     # the odds against a rival grow e-fold with 1/sharp points of lead


# Fitted to one half of development sets (names in 29 languages, misspellings, former names, regions, capitalised words that are no
# places), checked on the other: within each tenth of confidence the share of right answers was as said, to about 0.1.
_CONFIDENCE: dict[Method, _Fit] = {
    Method.EXACT: _Fit(4.2, 1.38, -1.4, 1.6, -0.29, 2.05, 1.28, 1.98),
    Method.VARIANT: _Fit(0.7, 0.64, 0.0, 0.0, -0.31, 1.67, -0.17, 0.98),
    Method.ROMANISED: _Fit(0.5, 0.7, -1.07, 4.1, -0.76, 0.5, 3.5, 1.03),
    Method.MISSPELT: _Fit(-1.9, 0.39, 0.0, 4.4, -0.51, 0.76, 2.7, 0.94),
}


_SHARPER_WITHIN = 1.25               # who says where knows the place, and the less known of two namesakes would be told apart
_UNCOMMON = 1.5                       # the Zipf frequency up to which a name is hardly ever met as a word
_LONGEST = -8
_LEAST_RENOWN = -0.3                 # a place with five spellings is as little known as one with a single one


def confidence(
    method: Method, leads: Sequence[float], points: float, zipf: float, within: bool, length: int, renown: int = 10, latin: bool = True
) -> float:
    """The probability, 0 to 1, that the first candidate is right, calibrated per method: that the name means any of the candidates,
    times the first one's share among them.

    ``leads`` are how far it is ahead of each rival, ``points`` its score, ``zipf`` how common the name is as an English word,
    ``within`` whether the caller said where, ``length`` the letters of the name, ``renown`` in how many spellings the place is
    known, ``latin`` whether the name is in Latin letters.
    """
    fit = _CONFIDENCE[method]
    logit = (
        fit.start + fit.points * (points - 6) + fit.word * max(0.0, zipf - _UNCOMMON) + fit.within * within
        + fit.short * max(_LONGEST, 7 - length) + fit.renown * max(_LEAST_RENOWN, _TENFOLDS[renown])
        + fit.unlike_latin * (not latin)
    )
    sharp = fit.sharp * (_SHARPER_WITHIN if within else 1)
    odds = 1.0
    for lead in leads:
        odds += exp(-sharp * lead)
    return 1 / (1 + exp(-logit)) / odds


def share(first: float, behind: float, method: Method) -> float:
    """The confidence in a candidate that is ``behind`` the first one by so many points, where the first has ``first``."""
    return min(1 - first, first * exp(-_CONFIDENCE[method].sharp * max(behind, 0.0)))


def explain(place: Place, name: Name, candidate: Candidate) -> str:
    """Why a place is offered, in words, for a person to read.

    The name that matched, what was done to find it, and what speaks for the place.
    """
    if name.kind is NameKind.CANONICAL:
        why = f'"{name.text}" is its name'
    elif name.kind is NameKind.HISTORIC:
        why = f'"{name.text}" is a former name of {place.name}'
    else:
        tongue = f" ({name.language})" if name.language else ""
        why = f'"{name.text}"{tongue} is another name of {place.name}'
    parts = [why]
    if candidate.deed:
        parts.append(candidate.deed)
    if place.capital:
        parts.append("a capital")
    elif place.population:
        parts.append(f"population {place.population:,}")
    return "; ".join(parts)
