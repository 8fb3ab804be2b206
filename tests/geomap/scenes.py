"""Hand-made findings on real coordinates, and a small world to compose them in without the embedded data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from gazetteer.model import Kind, Place, Point
from geomap.model import (
    Actor,
    Corridor,
    CorridorKind,
    Evidence,
    Findings,
    PlaceFinding,
    Statement,
    Status,
    Stop,
    Venue,
    VenueStatus,
    When,
)
from geomap.scene.atlas import ContextCity
from geomap.scene.model import Bounds, LonLat


def place(
    id: str,
    name: str,
    lon: float,
    lat: float,
    kind: Kind = Kind.CITY,
    country: str | None = None,
    population: int = 0,
    **more: object,
) -> Place:
    return Place(id, name, kind, Point(lon, lat), country, population=population, **more)  # type: ignore[arg-type]


KYIV = place("703448", "Kyiv", 30.5238, 50.4547, country="UA", population=2952301, capital=True)
KHARKIV = place("706483", "Kharkiv", 36.2527, 49.9808, country="UA", population=1430885)
MARIUPOL = place("701822", "Mariupol", 37.5494, 47.0951, country="UA", population=425681)
SUMY = place("692194", "Sumy", 34.8003, 50.9216, country="UA", population=294456)
POLTAVA = place("696643", "Poltava", 34.5407, 49.5937, country="UA", population=317847)
GOMEL = place("627907", "Gomel", 30.9754, 52.4345, country="BY", population=481200)
BELGOROD = place("578072", "Belgorod", 36.5802, 50.6107, country="RU", population=345289)
ROSTOV = place("501175", "Rostov-on-Don", 39.7139, 47.2313, country="RU", population=1074482)
UKRAINE = place("690791", "Ukraine", 32.0, 49.0, Kind.COUNTRY, "UA", 44622516)
RUSSIA = place("2017370", "Russia", 100.0, 60.0, Kind.COUNTRY, "RU", 144478050)
BELARUS = place("630336", "Belarus", 28.0, 53.0, Kind.COUNTRY, "BY", 9485386)
BREST_REGION = place("629631", "Brest Region", 25.3333, 52.3333, Kind.REGION, "BY")
RAFAH = place("281102", "Rafah", 34.2595, 31.2870, country="PS", population=126305)
GAZA = place("281133", "Gaza", 34.4667, 31.5, country="PS", population=410000)
KHAN_YUNIS = place("281124", "Khan Yunis", 34.3033, 31.3402, country="PS", population=173183)
WADI_GAZA = place("wadi-gaza", "Wadi Gaza", 34.395, 31.45, Kind.SITE, "PS")
EGYPT = place("357994", "Egypt", 30.0, 27.0, Kind.COUNTRY, "EG", 98423595)
KHARTOUM = place("379252", "Khartoum", 32.5325, 15.5518, country="SD", population=1974647, capital=True)
WAD_MADANI = place("364706", "Wad Madani", 33.5261, 14.4012, country="SD", population=332714)
GEDAREF = place("377039", "Gedaref", 35.3838, 14.0354, country="SD", population=363945)
KASSALA = place("372753", "Kassala", 36.4, 15.451, country="SD", population=401477)
PORT_SUDAN = place("370481", "Port Sudan", 37.2164, 19.6175, country="SD", population=489725)
STEPANAKERT = place("585220", "Stepanakert", 46.7515, 39.8177, country="AZ", population=75000)
LACHIN = place("585763", "Lachin", 46.5461, 39.6383, country="AZ", population=11990)
GORIS = place("174895", "Goris", 46.3382, 39.5111, country="AM", population=20591)
SEMERA = place("semera", "Semera", 41.0053, 11.7943, country="ET", population=2625)
MEKELLE = place("331180", "Mekelle", 39.4753, 13.4967, country="ET", population=215546)
ABALA = place("abala", "Abala", 39.755, 13.362, country="ET", population=16000)
ALEPPO = place("170063", "Aleppo", 37.1612, 36.2012, country="SY", population=1602264)
IDLIB = place("169577", "Idlib", 36.6339, 35.9306, country="SY", population=128840)
SUVA = place("2198148", "Suva", 178.4415, -18.1416, country="FJ", population=77366, capital=True)
APIA = place("4035413", "Apia", -171.7667, -13.8333, country="WS", population=40407, capital=True)
LONGYEARBYEN = place("2729907", "Longyearbyen", 15.6401, 78.2186, country="SJ", population=2060)

RUSSIA_SAYS = Actor("Russia", "RU", "Medinsky")
UKRAINE_SAYS = Actor("Ukraine", "UA", "Kyiv")
SOURCE = "report.txt"


def said(sentence: str) -> Evidence:
    return Evidence(0, len(sentence), sentence, SOURCE)


def stops(*places: Place) -> tuple[Stop, ...]:
    return tuple(Stop(p.name, p) for p in places)


def corridor(
    id: str,
    status: Status,
    origins: tuple[Place, ...] = (),
    destinations: tuple[Place, ...] = (),
    via: tuple[Place, ...] = (),
    **more: object,
) -> Corridor:
    return Corridor(id, status, stops(*origins), stops(*destinations), stops(*via), **more)  # type: ignore[arg-type]


TALKS = Venue(
    "v1",
    "third round of talks",
    BREST_REGION,
    "Brest region of western Belarus",
    VenueStatus.HELD,
    3,
    (UKRAINE_SAYS, RUSSIA_SAYS),
    When(dt.date(2022, 3, 7), text="Monday"),
    evidence=(said("Negotiators met for three hours in the Brest region of Belarus."),),
)

SEED_LIKE = Findings(
    "Evacuation offer refused as talks end without a ceasefire",
    "",
    dt.date(2022, 3, 8),
    (TALKS,),
    (
        corridor(
            "c1",
            Status.REJECTED,
            (KYIV, KHARKIV, MARIUPOL, SUMY),
            (RUSSIA, BELARUS),
            paired=False,
            proposed_by=(RUSSIA_SAYS,),
            rejected_by=(UKRAINE_SAYS,),
            history=(Statement(Status.PROPOSED, (RUSSIA_SAYS,)), Statement(Status.REJECTED, (UKRAINE_SAYS,))),
            evidence=(
                said("Ukraine turned down the offer of ways out of four cities that lead to Russia and Belarus."),
            ),
        ),
        corridor(
            "c2",
            Status.ANNOUNCED,
            (KYIV, KHARKIV, SUMY, MARIUPOL),
            when=When(dt.date(2022, 3, 8), text="from Tuesday", open_ended=True),
            history=(Statement(Status.ANNOUNCED, (RUSSIA_SAYS,)),),
            evidence=(said("From Tuesday, he said, a corridor will work in Kyiv, Kharkiv, Sumy and Mariupol."),),
        ),
    ),
    tuple(
        PlaceFinding(p, n)
        for p, n in ((KYIV, 4), (KHARKIV, 2), (SUMY, 2), (MARIUPOL, 2), (RUSSIA, 9), (BELARUS, 3), (UKRAINE, 9))
    ),
    (SOURCE,),
)

PAIRED = Findings(
    "Four of five proposed corridors led to Russia or Belarus",
    "Only Sumy to Poltava, inside Ukraine, was agreed.",
    dt.date(2022, 3, 8),
    (TALKS,),
    (
        *(
            corridor(
                f"c{i}",
                Status.REJECTED,
                (a,),
                (b,),
                proposed_by=(RUSSIA_SAYS,),
                rejected_by=(UKRAINE_SAYS,),
                evidence=(said(f"The plan offers a way from {a.name} to {b.name}."),),
            )
            for i, (a, b) in enumerate(((KYIV, GOMEL), (SUMY, BELGOROD), (KHARKIV, BELGOROD), (MARIUPOL, ROSTOV)), 1)
        ),
        corridor(
            "c5",
            Status.AGREED,
            (SUMY,),
            (POLTAVA,),
            agreed_by=(UKRAINE_SAYS, RUSSIA_SAYS),
            evidence=(said("Both sides agreed to open the road from Sumy to Poltava."),),
        ),
    ),
    (),
    (SOURCE,),
)

TO_COUNTRIES = Findings(
    "Ways over the border",
    "",
    None,
    (),
    (
        corridor("c1", Status.PROPOSED, (KHARKIV,), (RUSSIA,), proposed_by=(RUSSIA_SAYS,)),
        corridor("c2", Status.OPERATIONAL, (KYIV,), (BELARUS,), two_way=True),
        corridor("c3", Status.BLOCKED, (SUMY,), (POLTAVA,)),
        corridor("c4", Status.FAILED, (POLTAVA,), (SUMY,)),
    ),
)

GAZA_ROADS = Findings(
    "Four hours to walk south",
    "",
    dt.date(2023, 11, 9),
    (),
    (
        corridor(
            "c1",
            Status.OPERATIONAL,
            (GAZA,),
            (KHAN_YUNIS,),
            (WADI_GAZA,),
            name="Salah al-Din Road",
            kind=CorridorKind.EVACUATION,
            mode="on foot",
            people=50000,
            evidence=(said("Tens of thousands walked down Salah al-Din Road past Wadi Gaza."),),
        ),
        corridor("c2", Status.OPERATIONAL, (EGYPT,), (RAFAH,), kind=CorridorKind.AID),
        corridor("c3", Status.CLOSED, (RAFAH,), (EGYPT,), kind=CorridorKind.CROSSING, name="Rafah crossing"),
    ),
    (),
    (SOURCE,),
)

SUDAN = Findings(
    "Convoys to the sea",
    "",
    dt.date(2023, 4, 24),
    (),
    (
        corridor(
            "c1",
            Status.OPERATIONAL,
            (KHARTOUM,),
            (PORT_SUDAN,),
            (WAD_MADANI, GEDAREF, KASSALA),
            kind=CorridorKind.EVACUATION,
            mode="bus",
            evidence=(said("Convoys left Khartoum for Port Sudan by way of Wad Madani, Gedaref and Kassala."),),
        ),
        corridor("c2", Status.PROPOSED, (KHARTOUM,), (EGYPT,), kind=CorridorKind.EVACUATION),
    ),
    (),
    (SOURCE,),
)

LACHIN_ROAD = Findings(
    "The one road",
    "",
    dt.date(2022, 12, 12),
    (),
    (
        corridor(
            "c1",
            Status.BLOCKED,
            (STEPANAKERT,),
            (GORIS,),
            (LACHIN,),
            name="Lachin corridor",
            two_way=True,
            evidence=(said("The Lachin corridor, the one road from Stepanakert to Goris, is blocked."),),
        ),
    ),
    (),
    (SOURCE,),
)

TIGRAY = Findings(
    "Aid trucks set off",
    "",
    dt.date(2022, 4, 1),
    (),
    (corridor("c1", Status.OPERATIONAL, (SEMERA,), (MEKELLE,), (ABALA,), kind=CorridorKind.AID),),
    (),
    (SOURCE,),
)

SYRIA = Findings(
    "Green buses",
    "",
    dt.date(2016, 12, 15),
    (),
    (
        corridor("c1", Status.OPERATIONAL, (ALEPPO,), (IDLIB,), kind=CorridorKind.GREEN, mode="bus"),
        corridor("c2", Status.FAILED, (IDLIB,), (ALEPPO,), kind=CorridorKind.AID),
    ),
    (),
    (SOURCE,),
)

PACIFIC = Findings(
    "Over the date line", "", None, (), (corridor("c1", Status.OPERATIONAL, (SUVA,), (APIA,)),), (), (SOURCE,)
)

ONE_PLACE = Findings(
    "A night in Poltava", "", None, (), (), (PlaceFinding(POLTAVA, 3, (said("It was quiet in Poltava."),)),)
)
ARCTIC = Findings("Far north", "", None, (), (), (PlaceFinding(LONGYEARBYEN, 1),))
NONE = Findings("Nothing to see")

STORIES: dict[str, Findings] = {
    "seed-like": SEED_LIKE,
    "paired": PAIRED,
    "to-countries": TO_COUNTRIES,
    "gaza": GAZA_ROADS,
    "sudan": SUDAN,
    "lachin": LACHIN_ROAD,
    "tigray": TIGRAY,
    "syria": SYRIA,
    "pacific": PACIFIC,
    "one-place": ONE_PLACE,
    "arctic": ARCTIC,
    "none": NONE,
}


@dataclass
class SmallWorld:
    """An atlas with a few coarse shapes: enough to reason about borders, sides and sight."""

    shapes: dict[str, BaseGeometry] = field(default_factory=dict)
    places: tuple[Place, ...] = ()

    def polygon(self, place: Place) -> BaseGeometry | None:
        return self.shapes.get(place.id)

    def border_point(self, place: Place, towards: LonLat, inside_km: float) -> LonLat | None:
        shape = self.shapes.get(place.id)
        if shape is None:
            return None
        origin = shapely.Point(towards)
        near = nearest_points(shape.boundary, origin)[0]
        inner = shape.buffer(-inside_km / 111)
        inside = nearest_points(inner, near)[0] if not inner.is_empty else near
        return inside.x, inside.y

    def cities(self, frame: Bounds) -> list[ContextCity]:
        return [
            ContextCity(p.id, p.name, (p.point.lon, p.point.lat), p.population, p.capital, p.country)
            for p in self.places
            if p.kind is Kind.CITY
        ]

    def countries(self, frame: Bounds) -> list[tuple[Place, BaseGeometry]]:
        return [(p, self.shapes[p.id]) for p in self.places if p.kind is Kind.COUNTRY and p.id in self.shapes]

    def seas(self, frame: Bounds) -> list[Place]:
        return [p for p in self.places if p.kind is Kind.SEA]

    def country(self, code: str) -> Place | None:
        return next((p for p in self.places if p.kind is Kind.COUNTRY and p.country == code), None)



BLACK_SEA = place("black-sea", "Black Sea", 33.0, 43.5, Kind.SEA, bounds=(27.5, 41.0, 41.5, 46.6))

WORLD = SmallWorld(
    {
        UKRAINE.id: shapely.Polygon(
            [
                (22.1, 48.4),
                (23.7, 51.5),
                (30.6, 51.3),
                (31.8, 52.1),
                (34.2, 52.3),
                (35.5, 50.4),
                (40.1, 49.6),
                (38.2, 47.1),
                (35.0, 46.2),
                (33.6, 44.4),
                (31.5, 46.6),
                (29.6, 45.3),
                (26.6, 48.2),
            ]
        ),
        RUSSIA.id: shapely.Polygon(
            [
                (34.2, 52.3),
                (35.5, 50.4),
                (40.1, 49.6),
                (38.2, 47.1),
                (38.0, 44.5),
                (48.0, 42.0),
                (60.0, 51.0),
                (120.0, 50.0),
                (135.0, 44.0),
                (179.9, 65.0),
                (179.9, 71.0),
                (60.0, 75.0),
                (28.0, 69.0),
                (28.0, 56.0),
                (31.8, 52.1),
            ]
        ),
        BELARUS.id: shapely.Polygon(
            [(23.7, 51.5), (30.6, 51.3), (31.8, 52.1), (30.8, 55.6), (26.6, 55.6), (23.5, 53.9)]
        ),
        BREST_REGION.id: shapely.Polygon([(23.6, 51.5), (27.2, 51.6), (27.1, 52.5), (25.7, 53.3), (23.4, 52.5)]),
        EGYPT.id: shapely.Polygon([(25.0, 22.0), (36.8, 22.0), (34.25, 31.28), (25.0, 31.6)]),
    },
    (UKRAINE, RUSSIA, BELARUS, EGYPT, BLACK_SEA, KYIV, KHARKIV, POLTAVA, GOMEL, BELGOROD, ROSTOV, KHARTOUM, PORT_SUDAN),
)


def hundreds(count: int = 300, corridors: int = 0) -> Findings:
    """Many places over central Europe in a fixed pattern, and corridors between some of them."""
    places = [
        place(f"m{i}", f"Place {i}", round(8 + (i * 7.31) % 22, 4), round(44 + (i * 3.77) % 11, 4), population=1000 * i)
        for i in range(count)
    ]
    ways = tuple(
        corridor(f"c{i}", list(Status)[i % len(Status)], (places[i],), (places[(i * 37 + 11) % count],))
        for i in range(corridors)
        if i != (i * 37 + 11) % count
    )
    return Findings(
        "Very many places", "", None, (), ways, tuple(PlaceFinding(p, 1 + i % 5) for i, p in enumerate(places))
    )
