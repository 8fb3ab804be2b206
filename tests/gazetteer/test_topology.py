"""Arcs, rings and packs: what is shared stays shared, and what is written is read back."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import DataError
from gazetteer.rings import dissolve, ring_area, stitch
from gazetteer.topology import Arcs, Pack, Polygons, pack_sections

grid_points = st.lists(st.tuples(st.integers(-720_000, 720_000), st.integers(-180_000, 180_000)), min_size=2, max_size=30)


def arcs_of(*lines):
    points = np.concatenate([np.array(line, float) for line in lines])
    return Arcs(points, np.zeros(len(points), np.uint8), np.cumsum([0, *map(len, lines)]))


def area_of(arcs, polygon):
    return shapely.Polygon(arcs.ring(polygon[0]), [arcs.ring(hole) for hole in polygon[1:]]).area


@given(st.lists(grid_points, min_size=1, max_size=6))
def test_arcs_are_read_back_as_they_were_written(lines):
    arrays = [np.array(line, np.int64) for line in lines]
    zooms = [np.arange(len(line)) % 100 for line in lines]
    back = Arcs.decode(Arcs.encode(arrays, zooms), grid=2000)
    assert len(back) == len(lines)
    for number, line in enumerate(arrays):
        assert np.array_equal(np.rint(back.line(number) * 2000), line)
    assert np.array_equal(back.zoom, np.concatenate(zooms))


@given(st.lists(st.tuples(st.integers(0, 50), st.lists(st.lists(st.integers(-99, 99), min_size=1, max_size=4), min_size=1,
                                                      max_size=3)), min_size=1, max_size=8))
def test_polygons_are_read_back_as_they_were_written(given_polygons):
    polygons = Polygons.decode(Polygons.encode(given_polygons))
    assert len(polygons) == len(given_polygons)
    for number, (feature, rings) in enumerate(given_polygons):
        assert polygons.feature[number] == feature
        assert polygons.rings(number) == tuple(map(tuple, rings))


def test_an_arc_backwards_is_its_complement():
    arcs = arcs_of([(0, 0), (1, 0), (1, 1)])
    assert arcs.line(~0).tolist() == [[1, 1], [1, 0], [0, 0]]


def test_two_areas_that_touch_in_a_corner_stay_two_polygons():
    arcs = arcs_of([(0, 0), (-1, 0), (-1, -1), (0, -1), (0, 0)], [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
    polygons = stitch(arcs, [0, 1])
    assert sorted(area_of(arcs, polygon) for polygon in polygons) == [1, 1]


def test_a_lake_that_touches_the_shore_in_a_point_is_a_hole():
    shore = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
    lake = [(0, 0), (1, 2), (2, 1), (0, 0)]
    arcs = arcs_of(shore, lake)
    (polygon,) = stitch(arcs, [0, 1])
    assert len(polygon) == 2
    assert area_of(arcs, polygon) == pytest.approx(16 - 1.5)


def test_an_island_in_a_lake_is_a_polygon_of_its_own():
    square = lambda low, high: [(low, low), (high, low), (high, high), (low, high), (low, low)]  # noqa: E731
    arcs = arcs_of(square(0, 9), square(2, 7)[::-1], square(4, 5))
    polygons = stitch(arcs, [0, 1, 2])
    assert sorted(area_of(arcs, polygon) for polygon in polygons) == [1, 81 - 25]


def test_melting_neighbours_removes_the_line_between_them():
    arcs = arcs_of([(1, 0), (1, 1)], [(1, 1), (0, 1), (0, 0), (1, 0)], [(1, 0), (2, 0), (2, 1), (1, 1)])
    (polygon,) = dissolve(arcs, [((0, 1),), ((2, ~0),)])
    assert area_of(arcs, polygon) == 2
    assert not {0, ~0} & set(polygon[0])


def test_arcs_that_do_not_close_are_refused():
    with pytest.raises(DataError, match="do not close"):
        stitch(arcs_of([(0, 0), (1, 0), (1, 1)]), [0])


def test_shells_have_positive_area():
    assert ring_area(np.array([(0, 0), (1, 0), (1, 1), (0, 0)], float)) == 0.5


def test_a_pack_gives_back_its_sections(tmp_path):
    path = tmp_path / "small.bin"
    path.write_bytes(pack_sections({"about": {"grid": 2000}, "raw": b"\x00\x01"}))
    pack = Pack(path)
    assert pack.table("about") == {"grid": 2000}
    assert pack.section("raw") == b"\x00\x01"


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: b"no pack" + data, lambda data: data[:-3]])
def test_a_spoilt_pack_is_refused_in_words(tmp_path, spoil):
    path = tmp_path / "small.bin"
    path.write_bytes(spoil(pack_sections({"raw": bytes(range(256)) * 20})))
    with pytest.raises(DataError, match=r"small\.bin"):
        Pack(path).section("raw")


def test_a_pack_that_is_missing_is_refused_in_words(tmp_path):
    with pytest.raises(DataError, match="cannot read"):
        Pack(tmp_path / "nowhere.bin")
