"""Ways that have the name of a place lead over it: border crossings, named roads."""

from __future__ import annotations

import pytest
import shapely

import gazetteer
from geomap.model import Corridor, CorridorKind, Findings, PlaceFinding, Status, Stop
from geomap.scene import compose
from geomap.scene.model import Ending, Role, Scene
from geomap.sphere import length_km


def scene(name: str, origin: str, destination: str, *named: str) -> Scene:
    places = [gazetteer.lookup(place) for place in (origin, destination, *named)]
    assert all(places)
    ends = [Stop(place.name, place) for place in places[:2] if place]
    way = Corridor("c1", Status.OPERATIONAL, (ends[0],), (ends[1],), kind=CorridorKind.CROSSING, name=name)
    return compose(Findings("A way", corridors=(way,), places=tuple(PlaceFinding(place) for place in places if place)))


CROSSINGS = (  # name, from, to, the place it is at
    ("Adre border crossing", "Chad", "Darfur", "Adré"),           # the town lies within the country of departure
    ("Rafah crossing", "Egypt", "Gaza Strip", "Rafah crossing"),  # the site lies within the area it leads to
    ("Medyka border crossing", "Ukraine", "Poland", "Medyka"),
    ("Lachin corridor", "Goris", "Stepanakert", "Lachin corridor"),
)


@pytest.mark.parametrize(("name", "origin", "destination", "site"), CROSSINGS)
def test_a_way_that_has_the_name_of_a_place_leads_over_it(name: str, origin: str, destination: str, site: str) -> None:
    drawn = scene(name, origin, destination, site)
    (arrow,) = drawn.arrows
    place = gazetteer.lookup(site)
    assert place is not None
    here = (place.point.lon, place.point.lat)
    line = shapely.LineString(arrow.path)
    near = line.interpolate(line.project(shapely.Point(here)))
    assert length_km((here, (near.x, near.y))) < 2
    assert arrow.ending is not Ending.EXIT
    assert [pin.role for pin in drawn.pins if pin.label == place.name] == [Role.VIA]


def test_a_namesake_far_away_is_no_way_station() -> None:
    drawn = scene("Medyka border crossing", "Egypt", "Gaza Strip", "Medyka")
    assert not drawn.arrows[0].stops
    assert all(pin.role is not Role.VIA for pin in drawn.pins)


def test_a_road_to_a_town_does_not_lead_over_that_town() -> None:
    drawn = scene("Damascus road", "Homs", "Hama", "Damascus")
    assert not drawn.arrows[0].stops


def at_site(*destinations: str) -> Scene:
    site, *ends = [gazetteer.lookup(name) for name in ("Kerem Shalom crossing", *destinations)]
    assert site
    assert all(ends)
    stops = tuple(Stop(end.name, end) for end in ends if end)
    way = Corridor("c1", Status.CLOSED, (), stops, kind=CorridorKind.CROSSING, name="Kerem Shalom crossing")
    return compose(Findings("A way", corridors=(way,), places=tuple(PlaceFinding(place) for place in (site, *ends) if place)))


def test_a_crossing_of_which_nothing_else_is_known_bears_its_status() -> None:
    (arrow,) = at_site().arrows
    assert (arrow.ending, arrow.status, arrow.label) == (Ending.EXIT, Status.CLOSED, "Crossing at Kerem Shalom crossing; closed")


def test_what_is_told_to_lead_somewhere_by_a_crossing_begins_there() -> None:
    (arrow,) = at_site("Gaza Strip").arrows
    assert (arrow.ending, arrow.end_label) == (Ending.AREA, "Gaza Strip")
    assert arrow.path[0] == pytest.approx((34.284, 31.228), abs=0.01)
    assert arrow.label == "Crossing over Kerem Shalom crossing to Gaza Strip; closed"
