"""The cut: no gaps, borders after the view, enough detail, and frames anywhere on the globe."""

import json
from collections import Counter

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap import basemap
from geomap.basemap import coding
from geomap.scene.model import Bounds

FRAMES = {
    "Ukraine": (Bounds(22, 44, 41, 53), 6.5),
    "Gaza": (Bounds(33.8, 29.3, 36.2, 33.8), 8.5),
    "Kashmir": (Bounds(71.5, 31.5, 81, 37.5), 7.0),
    "Fiji to Samoa": (Bounds(176, -20, 190, -12), 6.0),
    "Chukotka": (Bounds(168, 60, 196, 72), 5.0),
    "Svalbard": (Bounds(5, 74, 35, 81.5), 5.5),
    "the world": (Bounds(-170, -58, 190, 84), 2.0),
}
everywhere = pytest.mark.parametrize(("frame", "zoom"), [pytest.param(*given, id=name) for name, given in FRAMES.items()])


def ukraine(**options):
    frame, zoom = FRAMES["Ukraine"]
    return basemap.cut(frame, zoom=zoom, focus=("UA",), **options)


def rings(cut):
    return [ring for land in cut.land for polygon in land.polygons for ring in polygon]


def drawn(cut, owner=None):
    polygons = [polygon for land in cut.land if owner in (None, land.owner) for polygon in land.polygons]
    shapes = [shapely.Polygon(cut.ring(polygon[0]), [cut.ring(hole) for hole in polygon[1:] if len(cut.ring(hole)) >= 4])
              for polygon in polygons if len(cut.ring(polygon[0])) >= 4]
    return shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))


@everywhere
def test_neighbours_share_every_arc_so_that_nothing_can_gap(frame, zoom):
    cut = basemap.cut(frame, zoom=zoom)
    uses = Counter(number for ring in rings(cut) for number in ring)
    assert max(uses.values()) == 1                                   # no arc bounds the same side twice
    lines = {*cut.borders, *cut.disputed}
    assert lines
    for number in cut.borders:
        # A border far off may have a country beyond the surroundings on its other side.
        assert uses[number] + uses[~number] in (1, 2)
    # A sliver one grid line wide has no area left to be drawn: its edges, shorter than this, have one user.
    crumb = 0.002
    inside = [n for n in cut.borders if touches(cut.arcs[n], frame) and np.ptp(cut.arcs[n], axis=0).max() > crumb]
    assert all(uses[n] == uses[~n] == 1 for n in inside)
    assert all(uses[n] + uses[~n] == 1 for n in cut.coast)


def touches(arc, frame):
    (west, south), (east, north) = arc.min(axis=0), arc.max(axis=0)
    return west < frame.east and east > frame.west and south < frame.north and north > frame.south


@everywhere
def test_rings_close_and_arcs_meet(frame, zoom):
    cut = basemap.cut(frame, zoom=zoom)
    for ring in rings(cut):
        lines = [cut.line(number) for number in ring]
        for one, two in zip(lines, lines[1:] + lines[:1], strict=True):
            assert one[-1].tolist() == two[0].tolist()


def test_thinned_land_leaves_no_slivers():
    cut = ukraine()
    frame = shapely.box(24, 46.8, 37, 52)                            # no sea in it but lakes' names
    land = shapely.intersection(drawn(cut), frame)
    assert frame.area - land.area < 1e-3 * frame.area


def test_what_is_left_out_cannot_be_seen():
    frame, zoom = FRAMES["Ukraine"]
    pixel = 360 / 256 / 2**zoom
    coarse, fine = (shapely.intersection(drawn(basemap.cut(frame, zoom=z), "UA"), shapely.box(22, 44, 41, 53)) for z in (zoom, 10.0))
    assert shapely.symmetric_difference(coarse, fine).area < fine.length * pixel / 2
    assert shapely.hausdorff_distance(shapely.get_parts(coarse)[shapely.area(shapely.get_parts(coarse)).argmax()].exterior,
                                      shapely.get_parts(fine)[shapely.area(shapely.get_parts(fine)).argmax()].exterior) < 6 * pixel


def test_less_zoom_means_fewer_points():
    frame, _ = FRAMES["Ukraine"]
    points = [sum(map(len, basemap.cut(frame, zoom=zoom).arcs)) for zoom in (3.0, 5.0, 7.0, 9.0)]
    assert points == sorted(points)
    assert points[0] < points[-1] / 5


def test_crimea_is_drawn_after_the_view():
    crimea = shapely.Point(34.1, 45.1)
    assert drawn(ukraine(), "UA").contains(crimea)
    assert drawn(ukraine(worldview="de-facto"), "RU").contains(crimea)
    isthmus = shapely.Point(33.7, 46.13)
    for view in ("un", "de-facto"):
        cut = ukraine(worldview=view)
        dotted = shapely.MultiLineString([cut.arcs[n] for n in cut.disputed])
        assert dotted.distance(isthmus) < 0.15


def test_a_melted_country_has_no_seam_where_its_disputed_part_begins():
    cut = ukraine()
    (land,) = [land for land in cut.land if land.owner == "UA"]
    holder = [polygon for polygon in land.polygons
              if shapely.Polygon(cut.ring(polygon[0])).contains(shapely.Point(34.1, 45.1))]
    assert shapely.Polygon(cut.ring(holder[0][0])).contains(shapely.Point(30.5, 50.4))
    assert not {*cut.disputed} & {n if n >= 0 else ~n for ring in holder[0] for n in ring}


def test_what_nobody_owns_is_land_of_its_own():
    cut = basemap.cut(Bounds(26, 8, 31, 11.5), zoom=7)
    assert drawn(cut, "").contains(shapely.Point(28.4, 9.8))         # Abyei


def test_admin1_borders_are_drawn_in_focus_and_close_by_everywhere():
    frame, _ = FRAMES["Ukraine"]
    assert basemap.cut(frame, zoom=5).admin1 == ()
    focused = basemap.cut(frame, zoom=5, focus=("UA",))
    assert focused.admin1
    poland = shapely.box(16, 50.5, 22.5, 53)
    assert not any(shapely.LineString(focused.arcs[n]).intersects(poland) for n in focused.admin1)
    assert len(basemap.cut(frame, zoom=8).admin1) > len(basemap.cut(frame, zoom=8, focus=("UA",), admin1=False).admin1) == 0


def test_the_edge_of_an_oblast_that_is_a_unit_of_its_own_is_still_an_admin1_border():
    cut = ukraine()
    between = shapely.Point(36.60, 48.45)                            # Donetsk and Dnipropetrovsk oblasts
    lines = shapely.MultiLineString([cut.arcs[n] for n in cut.admin1])
    assert lines.distance(between) < 0.25


def test_frames_over_the_antimeridian_are_in_one_piece():
    cut = basemap.cut(Bounds(176, -20, 190, -12), zoom=6)
    fiji, samoa = drawn(cut, "FJ"), drawn(cut, "WS")
    assert fiji.bounds[2] < 183
    assert 186 < samoa.bounds[0] < 188
    chukotka = drawn(basemap.cut(Bounds(168, 60, 196, 72), zoom=5), "RU")
    assert chukotka.buffer(1e-6).contains(shapely.LineString([(178, 67), (182, 67)]))


@everywhere
def test_the_edge_of_the_sheet_is_never_a_line(frame, zoom):
    cut = basemap.cut(frame, zoom=zoom)
    for number in (*cut.coast, *cut.borders, *cut.disputed, *cut.admin1):
        lon = cut.arcs[number][:, 0]
        assert not (np.ptp(lon) == 0 and abs(lon[0]) % 360 == 180)


def test_rivers_and_lakes_are_there():
    cut = ukraine()
    dnieper = shapely.MultiLineString([cut.arcs[n] for n in cut.rivers])
    assert dnieper.distance(shapely.Point(30.57, 50.45)) < 0.1
    victoria = basemap.cut(Bounds(28, -5, 37, 3), zoom=6)
    assert max(shapely.Polygon(victoria.ring(lake[0])).area for lake in victoria.lakes) > 4


def test_the_surroundings_reach_beyond_the_frame():
    cut = ukraine()
    west, _south, east, _north = cut.outer
    assert west < 0
    assert east > 70
    assert drawn(cut, "FR").bounds[0] < 0


@everywhere
def test_the_page_form_reads_back_within_half_a_pixel(frame, zoom):
    cut = basemap.cut(frame, zoom=zoom)
    page = json.loads(json.dumps(basemap.compact(cut)))
    arcs = coding.decode(page["text"])
    assert len(arcs) == len(cut.arcs)
    half = 360 / 256 / 2**zoom / 2
    for mine, theirs in zip(cut.arcs, arcs, strict=True):
        assert np.abs(mine - (np.array(theirs) / page["perDegree"] + page["origin"])).max() <= half
    assert {fill["kind"] for fill in page["fills"]} <= {"land", "focus", "lake"}
    assert all(0 <= (n if n >= 0 else ~n) < len(arcs) for fill in page["fills"] for ring in fill["rings"] for n in ring)


def test_the_page_form_is_light_and_inert():
    text = json.dumps(basemap.compact(ukraine(), focus=("UA",)), separators=(",", ":"))
    assert len(text) < 130_000
    assert "{{" not in text
    assert "{%" not in text


def test_the_page_form_tells_the_focus_apart():
    cut = ukraine()
    page = basemap.compact(cut, focus=("UA",))
    kinds = [part["kind"] for part in page["fills"] + page["lines"]]
    assert kinds == ["land", "focus", "lake", "river", "admin1", "coast", "border", "focus-border", "disputed"]


@given(st.lists(st.lists(st.tuples(st.integers(-10**6, 10**6), st.integers(-10**6, 10**6)), max_size=12), max_size=6))
def test_coded_arcs_read_back(arcs):
    text = coding.encode(arcs)
    assert coding.decode(text) == arcs
    assert set(text) <= set(coding.ALPHABET)


def test_the_same_frame_gives_the_same_bytes():
    assert basemap.compact(ukraine()) == basemap.compact(ukraine())
