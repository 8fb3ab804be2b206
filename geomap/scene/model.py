"""What to draw, where, and in which words: independent of projection and output format, plain data only.

Every text is raw (never escaped); each renderer escapes at its own door. Longitudes may run past 180 where the frame
crosses the antimeridian: everything in one scene is unrolled to the same side, so that renderers need not care.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model import Status, VenueStatus

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A frame in degrees; ``east`` exceeds 180 (never ``west``) where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


class Role(StrEnum):
    """What a pin is for; one pin may be an origin of one corridor and a destination of another: THROUGH."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    THROUGH = "through"
    VIA = "via"
    VENUE = "venue"
    PLACE = "place"          # named in the text, nothing more
    CONTEXT = "context"      # not in the text: helps the reader


class Precision(StrEnum):
    POINT = "point"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class Ending(StrEnum):
    """How an arrow ends."""

    PLACE = "place"          # at a pin
    AREA = "area"            # just inside the border of a country or region, named there
    EXIT = "exit"            # destination not stated: an exit mark at the last point of the path, pointing nowhere


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence: a sentence and the document it stands in."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the side list, the popup and the table say of one venue, corridor or place: the same words in all."""

    id: str                                  # same id as the pin, area or arrow(s) it speaks of
    heading: str                             # "Kyiv → Gomel"
    status: Status | VenueStatus | None = None
    status_text: str = ""                    # "Rejected by Ukraine"
    facts: tuple[tuple[str, str], ...] = ()  # ("Proposed by", "Russia"), ("Distance", "220 km"), ...
    history: tuple[str, ...] = ()            # "Proposed by Russia, 7 March 2022", "Rejected by Ukraine"
    quotes: tuple[Quote, ...] = ()
    note: str = ""                           # "The text does not say which city's corridor leads to which country."


@dataclass(frozen=True, slots=True)
class Pin:
    id: str
    point: LonLat
    label: str
    role: Role
    precision: Precision = Precision.CITY
    sublabel: str = ""                       # "Brest Region, Belarus" below "Peace talks"
    rank: int = 0                            # smaller is labelled first
    capital: bool = False
    card: str | None = None                  # Card.id
    status: VenueStatus | None = None
    also: tuple[str, ...] = ()               # further cards that speak of the same spot: a second round of talks


@dataclass(frozen=True, slots=True)
class Arrow:
    """A corridor (or one strand of one) as a curve: ``path`` is the polyline to draw, already bowed, in (lon, lat).

    A path of one point has no line at all, only an exit mark: a short stem up from the pin to the status's badge, without an
    arrowhead, the same at every place, since the text gives no direction. ``slot`` counts the exit marks at the same point
    (0, 1, ...), whose stems open as a fan: `geomap.scene.symbols.exit_angles`.
    """

    id: str                                  # unique; strands of one corridor: "c1.1", "c1.2"
    card: str
    status: Status
    path: tuple[LonLat, ...]
    stops: tuple[LonLat, ...] = ()           # via points, small marks
    ending: Ending = Ending.PLACE
    end_label: str = ""                      # name of the area where ending is AREA
    unpaired: bool = False                   # one of several origins or ends whose pairing is not stated
    two_way: bool = False
    label: str = ""                          # for screen readers: "Corridor from Kyiv to Gomel, rejected"
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """A region, country or named area that is shaded: a venue or place known no more precisely."""

    id: str
    card: str
    label: str
    role: Role
    polygons: tuple[tuple[tuple[LonLat, ...], ...], ...]   # polygons -> rings -> points; first ring is the shell
    anchor: LonLat                           # where the symbol and label go: inside the polygon
    sublabel: str = ""
    precision: Precision = Precision.REGION
    status: Status | VenueStatus | None = None   # of the corridor or venue that it belongs to: sets the tint
    also: tuple[str, ...] = ()               # further cards that speak of the same area


@dataclass(frozen=True, slots=True)
class Tag:
    """A label with no symbol of ours: country, sea, river. ``spots`` are candidate positions, best first."""

    text: str
    kind: str                                # "country" | "sea" | "area"
    spots: tuple[LonLat, ...]
    rank: int = 0
    focus: bool = False                      # a country the story is about
    zoom: float = 0.0                        # web map zoom from which the name has room at its best spot


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One line of the legend, which is also a layer switch for the cards it lists."""

    key: str                                 # css class / symbol key: a Status, "venue", "origin", "destination", ...
    text: str                                # "Proposed by Russia, rejected by Ukraine (4)"
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    title: str
    deck: str
    kicker: str                              # "UKRAINE · HUMANITARIAN CORRIDORS"; empty where it adds nothing
    language: str
    frame: Bounds                            # what must be seen
    pins: tuple[Pin, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    areas: tuple[Area, ...] = ()
    tags: tuple[Tag, ...] = ()
    cards: tuple[Card, ...] = ()             # corridors, then venues, then places
    legend: tuple[LegendItem, ...] = ()
    focus: tuple[str, ...] = ()              # ISO codes of the countries the story is about
    worldview: str = "un"
    footer: tuple[str, ...] = ()             # method, border note, sources, licences: one sentence or line each
    alt: str = ""                            # one paragraph that says what the map shows
    empty: str = ""                          # words to show where there is nothing to draw
