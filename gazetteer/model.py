"""The values a gazetteer speaks in: points, names, places, matches. All frozen; none of them does input or output."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from gazetteer.errors import InvalidPoint


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A point on the globe: ``lon`` -180..180 and ``lat`` -90..90, in WGS 84 degrees, always in this order.

    >>> Point(30.52, 50.45)
    Point(lon=30.52, lat=50.45)

    Raises InvalidPoint where a coordinate is out of range or not a finite number.
    """

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):            # nor is nan between any two numbers
            raise InvalidPoint(f"no point on the globe: lon {self.lon}, lat {self.lat} (lon -180..180, lat -90..90)")


class Kind(StrEnum):
    """What sort of place: the feature class, as coarse as a map reader needs it."""

    COUNTRY = "country"      # countries and dependent territories, those with an ISO 3166-1 code and Kosovo
    REGION = "region"        # admin-1: oblast, state, province
    COUNTY = "county"        # admin-2, where known (US counties)
    CITY = "city"            # any populated place
    AREA = "area"            # a named region without an administration: Donbas, Sahel, Gaza Strip
    CONTINENT = "continent"
    SEA = "sea"              # seas, gulfs, straits, great lakes
    RIVER = "river"
    SITE = "site"            # a crossing, a road, a palace; anything that is a point and no settlement


class NameKind(StrEnum):
    """Why a place bears a name."""

    CANONICAL = "canonical"  # today's English usage; exactly one a place
    ALTERNATE = "alternate"
    HISTORIC = "historic"    # Leningrad, Artemivsk: answered, never offered as today's name
    CODE = "code"            # KBP, UA-63: matched only on request
    DEMONYM = "demonym"      # Ukrainian, Muscovite: matched only on request


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a place's name; ``language`` is a BCP 47 tag where the source says it, else None."""

    text: str
    language: str | None = None
    kind: NameKind = NameKind.ALTERNATE


class NameSource(Protocol):
    """Where a place's further names are read from when somebody asks for them."""

    def names(self, place: Place) -> tuple[Name, ...]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is known.

    ``id`` is the GeoNames id in decimal ("706483"), or a curated slug ("donbas") for what GeoNames does not carry.
    ``name`` is today's English usage. ``country`` is the ISO 3166-1 alpha-2 code, None for seas and areas over
    borders. ``admin1`` is the id of the region that holds it. ``population`` is 0 where not known.
    """

    id: str
    name: str
    kind: Kind
    point: Point
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    capital: bool = False                   # seat of its country's government
    codes: tuple[str, ...] = ()             # ISO 3166-1 alpha-2, alpha-3, numeric, ISO 3166-2
    wikidata: str | None = None
    bounds: tuple[float, float, float, float] | None = None   # west, south, east, north; east < west over 180°
    source: NameSource | None = field(default=None, compare=False, repr=False)

    @property
    def names(self) -> tuple[Name, ...]:
        """All names known, the canonical one first."""
        known = self.source.names(self) if self.source else ()
        return known or (Name(self.name, "en", NameKind.CANONICAL),)

    def name_in(self, language: str) -> str | None:
        """The name in ``language`` (BCP 47, e.g. "uk"), or None where no source gives one."""
        return next((n.text for n in self.names if n.language == language), None)


class Method(StrEnum):
    """Which link of the search chain found a match, from the surest to the least."""

    EXACT = "exact"
    VARIANT = "variant"          # simplified characters, suffixes, generic words ("city of"), comma context
    ROMANISED = "romanised"      # same romanisation key
    MISSPELT = "misspelt"        # one deletion away over romanisation keys; a suggestion
    ONLINE = "online"            # a geopy geocoder the user opted into


@dataclass(frozen=True, slots=True)
class Match:
    """One answer to a search: the place, the name that matched, how, how sure (0..1), and why, in words."""

    place: Place
    name: Name
    method: Method
    confidence: float
    reason: str
