"""Projections: there and back again, the right one for each part of the world, nothing off the globe."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geomap.errors import RenderError
from geomap.projection import Azimuthal, EqualEarth, LambertConic, Mercator, choose
from geomap.scene.frame import fit
from geomap.scene.model import Bounds
from geomap.sphere import distance_km, span, unroll


@st.composite
def frames(draw):
    west, south = draw(st.floats(-180, 179)), draw(st.floats(-80, 79))
    east, north = west + draw(st.floats(0.5, 120)), min(85.0, south + draw(st.floats(0.5, 60)))
    assume(north - south > 0.4)
    return Bounds(west, south, east, north)


@given(frames(), st.floats(0, 1), st.floats(0, 1))
def test_a_point_comes_back_from_its_projection(frame, across, up):
    lon = frame.west + across * (frame.east - frame.west)
    lat = frame.south + up * (frame.north - frame.south)
    projection = choose(frame)
    back = projection.invert(*projection.project(np.array([lon]), np.array([lat])))
    assert back[0][0] == pytest.approx(lon, abs=1e-5)
    assert back[1][0] == pytest.approx(lat, abs=1e-5)


@given(frames())
def test_north_is_up_and_east_is_right_in_the_middle_of_the_frame(frame):
    lon, lat = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    x, y = choose(frame).project(np.array([lon, lon + 0.1, lon]), np.array([lat, lat, lat + 0.1]))
    assert x[1] > x[0]
    assert y[2] > y[0]


CHOICES = (
    (Bounds(22, 46, 40, 54), LambertConic), (Bounds(-70, -45, -50, -30), LambertConic), (Bounds(20, -10, 30, 9), Mercator),
    (Bounds(10, 76, 30, 81), Azimuthal), (Bounds(-60, -80, 60, -60), Azimuthal), (Bounds(-168, -56, 192, 78), EqualEarth))


@pytest.mark.parametrize(("frame", "expected"), CHOICES)
def test_each_part_of_the_world_has_its_projection(frame, expected):
    assert isinstance(choose(frame), expected)


NO_FRAMES = (Bounds(0, 0, 0, 1), Bounds(0, 1, 1, 0), Bounds(0, -91, 1, 0), Bounds(float("nan"), 0, 1, 1), Bounds(0, 0, float("inf"), 1))


@pytest.mark.parametrize("frame", NO_FRAMES)
def test_a_frame_that_is_none_is_refused(frame):
    with pytest.raises(RenderError, match="no frame for a map"):
        choose(frame)


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=12))
def test_the_span_of_longitudes_holds_them_all_the_short_way(lons):
    west, east = span(lons)
    assert -180 <= west <= 180
    assert 0 <= east - west <= 360
    for lon in lons:
        assert any(west - 1e-6 <= lon + turn <= east + 1e-6 for turn in (-360, 0, 360))


@given(st.floats(-180, 180), st.floats(-360, 360))
def test_an_unrolled_longitude_is_the_same_meridian_near_the_middle(lon, centre):
    turned = unroll(lon, centre)
    assert abs(turned - centre) <= 180 + 1e-9
    turns = (turned - lon) / 360
    assert turns == pytest.approx(round(turns), abs=1e-9)


def test_distances_are_great_circles():
    assert distance_km((30.5238, 50.4547), (36.2527, 49.9808)) == pytest.approx(411, abs=3)
    assert distance_km((179.5, 0), (-179.5, 0)) == pytest.approx(111.2, abs=0.2)


coordinates = st.tuples(st.floats(-180, 180), st.floats(-84, 84))


@given(st.lists(coordinates, min_size=1, max_size=8))
def test_a_frame_holds_its_points_with_a_margin_unless_it_is_the_world(points):
    frame = fit(points)
    middle = (frame.west + frame.east) / 2
    assert frame.south < frame.north
    if frame.east - frame.west < 300:
        for lon, lat in points:
            assert frame.west <= unroll(lon, middle) <= frame.east
            assert frame.south <= lat <= frame.north
