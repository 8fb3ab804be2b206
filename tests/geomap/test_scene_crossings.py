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
