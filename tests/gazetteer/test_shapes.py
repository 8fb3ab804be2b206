"""Where a point lies, whose it is in which view, and where the nearest border is."""

from math import acos, cos, radians, sin
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import borders, index, shapes
from gazetteer.errors import DataError
from gazetteer.model import Kind, Place, Point
from gazetteer.worldview import BUILT_IN, disputed_areas, worldview

CASES = Path(__file__).parents[1] / "cases" / "disputed_points.tsv"
KHARKIV = Point(36.25, 49.98)


def country(code):
    return Place(code, code, Kind.COUNTRY, Point(0, 0), country=code)


def disputed_points():
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert rows
    return [pytest.param(float(lon), float(lat), un, facto, id=where) for lon, lat, un, facto, where in rows]


def kilometres(a, b):
    inner = sin(radians(a.lat)) * sin(radians(b.lat)) + cos(radians(a.lat)) * cos(radians(b.lat)) * cos(radians(a.lon - b.lon))
    return 6371 * acos(min(1, inner))


@pytest.mark.parametrize(("lon", "lat", "un", "facto"), disputed_points())
def test_each_disputed_area_has_its_owner_in_each_view(lon, lat, un, facto):
    assert (shapes.country_at(lon, lat) or "-") == un
    assert (shapes.country_at(lon, lat, "de-facto") or "-") == facto


def test_every_disputed_area_is_in_the_borders_with_words_and_sources():
    for area in disputed_areas().values():
        assert len(borders.default().unit_parts(area.id)) > 0
        assert all(area.words)
        assert all(area.sources)
        assert all(owner in ("", area.id) or len(owner) == 2 for owner in area.owners)


def test_the_open_sea_is_nobodys():
    assert shapes.country_at(-30, 30) is None
    assert shapes.region_at(-30, 30) is None


def test_a_point_just_off_the_coast_belongs_to_it():
    assert shapes.country_at(30.80, 46.45) == "UA"       # the roads of Odesa
    assert shapes.country_at(-9.50, 38.70) == "PT"       # west of Lisbon


def test_cities_lie_in_their_countries():
    world = index.default()
    rows = np.flatnonzero(world.kind == index.KINDS.index(Kind.CITY))[::20]
    assert len(rows) > 5000
    codes = [world.countries[number] for number in world.country[rows]]
    found = shapes.countries_at(world.lon[rows].astype(float), world.lat[rows].astype(float))
    # GeoNames lists Kosovo, Taiwan and Israeli towns on disputed ground by who administers them.
    known = {"XK", "TW", "IL"}
    right = [a == b for a, b in zip(found, codes, strict=True) if b not in known]
    assert sum(right) / len(right) > 0.996


def test_a_region_contains_its_city():
    assert shapes.region_at(*[36.25, 49.98]) == "706482"            # Kharkiv Oblast
    oblast = Place("706482", "Kharkiv", Kind.REGION, KHARKIV, country="UA")
    assert shapes.contains(oblast, KHARKIV)
    assert not shapes.contains(oblast, Point(30.5, 50.45))


def test_a_division_that_is_drawn_in_parts_is_one_shape():
    england = Place("6269131", "England", Kind.REGION, Point(-1, 52), country="GB")
    shape = shapes.polygon(england)
    assert shape is not None
    assert shapely.contains_xy(shape, -1.5, 52.5)
    assert not shapely.contains_xy(shape, -4.25, 55.86)             # Glasgow


def test_the_nearest_point_of_russia_from_kharkiv_is_near_and_in_russia():
    point = shapes.nearest_border_point(country("RU"), KHARKIV, inside_km=12)
    shore = shapes.nearest_border_point(country("RU"), KHARKIV, inside_km=0)
    assert kilometres(shore, KHARKIV) < 40
    assert kilometres(shore, KHARKIV) < kilometres(point, KHARKIV) < 55
    assert shapes.country_at(point.lon, point.lat) == "RU"


def test_there_is_no_way_to_the_border_of_where_one_is():
    assert shapes.nearest_border_point(country("UA"), KHARKIV) is None
    assert shapes.contains(country("UA"), KHARKIV)


def test_a_place_without_a_shape_has_no_border():
    city = Place("706483", "Kharkiv", Kind.CITY, KHARKIV, country="UA")
    assert shapes.polygon(city) is None
    assert shapes.nearest_border_point(city, Point(30, 50)) is None
    assert shapes.representative_point(city) == KHARKIV


def test_the_nearest_border_is_found_across_the_antimeridian():
    point = shapes.nearest_border_point(country("FJ"), Point(-172.0, -13.7), inside_km=2)     # from Samoa
    assert shapes.country_at(point.lon, point.lat) == "FJ"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["PL", "SS", "FJ", "NO", "CL", "RU", "US", "LS", "GM", "MD", "XK", "EH"]),
       st.floats(-179, 179), st.floats(-75, 80))
def test_an_arrow_ends_inside_its_country(code, lon, lat):
    place, origin = country(code), Point(lon, lat)
    tip = shapes.nearest_border_point(place, origin, inside_km=8)
    if tip is None:
        assert shapes.contains(place, origin)
    else:
        assert shapes.contains(place, tip)


def test_bounds_leave_out_what_is_far_overseas():
    assert shapes.bounds(country("ES"))[1] > 35                     # not the Canaries
    west, _, _, north = shapes.bounds(country("US"))
    assert west > -130                                              # not Alaska
    assert north < 50


def test_bounds_cross_the_antimeridian():
    west, _, east, _ = shapes.bounds(country("FJ"))
    assert 176 < west < 178
    assert -181 < east < -177
    west, _, east, _ = shapes.bounds(country("RU"))
    assert west > 25
    assert -172 < east < -168


def test_a_representative_point_lies_inside():
    for code in ("UA", "NO", "VN", "CL", "HR", "ID", "SO"):
        assert shapes.contains(country(code), shapes.representative_point(country(code)))


def test_a_named_area_is_the_union_of_its_members():
    donbas = Place("donbas", "Donbas", Kind.AREA, Point(38, 48), bounds=(36.5, 46.8, 40.2, 50.1))
    assert shapes.contains(donbas, Point(37.8, 48.0))
    assert shapes.contains(donbas, Point(39.3, 48.57))
    assert not shapes.contains(donbas, KHARKIV)


def test_a_named_area_without_members_is_an_ellipse_in_its_bounds():
    box = (-10.0, 12.0, 30.0, 18.0)
    area = Place("somewhere-dry", "Somewhere Dry", Kind.AREA, Point(10, 15), bounds=box)
    assert shapely.bounds(shapes.polygon(area)).tolist() == pytest.approx(box, abs=0.1)
    assert not shapes.contains(area, Point(-9.5, 12.2))


def test_an_ellipse_may_cross_the_antimeridian():
    area = Place("far-off", "Far Off", Kind.AREA, Point(180, -15), bounds=(170.0, -20.0, -170.0, -10.0))
    assert shapes.contains(area, Point(175, -15))
    assert shapes.contains(area, Point(-175, -15))
    assert not shapes.contains(area, Point(0, -15))


def test_kosovo_is_drawn_also_where_it_owns_nothing():
    assert shapes.contains(country("XK"), Point(21.17, 42.67))
    assert shapes.contains(country("RS"), Point(21.17, 42.67))
    assert not shapes.contains(country("RS"), Point(21.17, 42.67), worldview="de-facto")


@pytest.mark.parametrize(("name", "text"), [
    ("house.toml", 'base = "un"\nname = "our desk"\n[owners]\nkosovo = "XK"\n'),
    ("house.yaml", "base: un\nname: our desk\nowners:\n  kosovo: XK\n"),
])
def test_a_small_file_overrides_single_answers(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    view = worldview(tmp_path / name)
    assert shapes.country_at(21.17, 42.67, view) == "XK"
    assert shapes.country_at(34.10, 44.95, view) == "UA"
    assert view.line("kosovo", "RS") == "disputed"
    assert "our desk" in view.note((20, 41.5, 22, 43.5))


@pytest.mark.parametrize(("text", "said"), [
    ("owners = 3", "table of owners"),
    ('[owners]\natlantis = "GR"', "no disputed area 'atlantis'"),
    ('[owners]\nkosovo = "Serbia"', "owner of kosovo"),
    ('base = "mine"', "base is 'mine'"),
    ('owner = "RS"', "unknown key 'owner'"),
    ("[owners", "house.toml"),
])
def test_a_file_that_cannot_be_followed_is_refused_in_words(tmp_path, text, said):
    path = tmp_path / "house.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=said):
        worldview(path)


def test_an_unknown_view_is_refused_with_the_known_ones():
    with pytest.raises(DataError, match="un or de-facto"):
        worldview("martian")


def test_lines_follow_from_the_owners():
    un, facto = map(worldview, BUILT_IN)
    assert un.line("PL", "DE") == "border"
    assert un.line("crimea", "kherson-oblast") == "disputed"        # inside one owner
    assert un.line("donetsk-oblast", "RU") == "border"
    assert un.line("donetsk-oblast", "UA") is None
    assert un.line("transnistria", "UA") == "border"                # Ukraine claims nothing there
    assert facto.line("transnistria", "MD") == "disputed"
    assert un.line("western-sahara", "western-sahara-west") is None
    assert facto.line("western-sahara", "western-sahara-west") == "disputed"
    assert un.line("arunachal-pradesh", "CN") == "disputed"
    assert un.line("arunachal-pradesh", "IN") is None
    assert un.line("abyei", "SD") == "disputed"


CAPITALS = (  # GeoNames id, country, whether it is marked as a capital by the UN's view and by who administers
    ("281184", "IL", False, True),       # Jerusalem
    ("7303419", "PS", False, False),     # East Jerusalem
    ("1668341", "TW", False, True),      # Taipei
    ("786714", "XK", False, True),       # Pristina
    ("146268", "CY", True, True),        # Nicosia: a part of Cyprus is disputed, not the state
    ("703448", "UA", True, True),        # Kyiv
    ("2988507", "FR", True, True),       # Paris
)


@pytest.mark.parametrize(("city", "country", "un", "facto"), CAPITALS)
def test_a_capital_is_marked_where_the_view_accepts_it(city, country, un, facto):
    assert tuple(worldview(view).is_capital(city, country) for view in BUILT_IN) == (un, facto)


def test_the_note_names_only_what_is_in_view():
    ukraine = worldview("un").note((22, 44, 41, 53))
    assert "Crimea as part of Ukraine" in ukraine
    assert "Kosovo" not in ukraine
    assert "endorsement" in ukraine
    assert "Crimea under Russian control" in worldview("de-facto").note((22, 44, 41, 53))
    assert worldview("un").note((-5, 45, 5, 50)) == "Borders follow United Nations practice; no boundary shown implies endorsement."
    assert "more disputed areas" in worldview("un").note()


def test_the_note_looks_at_outlines_and_not_at_boxes():
    beside = (34.90, 31.60, 34.95, 31.70)                            # in the box of the West Bank, but west of it
    assert borders.default().unit_meets("west-bank", (35.1, 31.6, 35.2, 31.7))
    assert not borders.default().unit_meets("west-bank", (34.88, 32.3, 34.93, 32.4))
    assert "Gaza" not in worldview("un").note(beside)


def test_the_note_names_a_country_that_only_an_override_puts_there(tmp_path):
    (tmp_path / "house.toml").write_text('[owners]\nabyei = "SS"\nsomaliland = "somaliland"\n', "utf-8")
    note = worldview(tmp_path / "house.toml").note()
    assert "Abyei as part of South Sudan" in worldview(tmp_path / "house.toml").note((27, 9, 30, 10.5))
    assert "Crimea as part of Ukraine" in note


@settings(max_examples=60, deadline=None)
@given(st.floats(-180, 180), st.floats(-89, 89))
def test_the_country_at_a_point_contains_it_or_is_near(lon, lat):
    code = shapes.country_at(lon, lat)
    if code:
        shape = shapes.polygon(country(code))
        assert shapely.distance(shape, shapely.Point(lon, lat)) * cos(radians(lat)) <= 0.26


@pytest.mark.parametrize("zoom", [3, 5, 7])
def test_a_coarser_country_is_about_the_same_and_lighter(zoom):
    for code in ("UA", "NO", "RU", "ID", "CL"):
        fine, coarse = shapes.polygon(country(code)), shapes.polygon(country(code), zoom=zoom)
        assert shapely.is_valid(coarse)
        assert coarse.area == pytest.approx(fine.area, rel=0.05)
        assert shapely.get_num_coordinates(coarse) < shapely.get_num_coordinates(fine)
