"""Nearest places against the definition: the great-circle distance to every one of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.globe import distance_km
from gazetteer.nearest import Nearest

POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def _seeded(count: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    lon = np.r_[rng.uniform(-180, 180, count), [-180.0, 180.0, 179.99, -179.99, 0.0]]
    lat = np.r_[np.degrees(np.arcsin(rng.uniform(-1, 1, count))), [0.0, 0.0, 60.0, -60.0, 90.0]]
    town = rng.normal(0, 0.01, (2, count))                       # and as many in a single town
    return np.r_[lon, 36.0 + town[0]], np.r_[lat, 50.0 + town[1]]


LON, LAT = _seeded(600)
NEAREST = Nearest(LON, LAT)


@settings(deadline=None, max_examples=50)
@given(POINTS, st.integers(1, 6))
def test_the_nearest_are_those_with_the_shortest_distances(point: tuple[float, float], count: int) -> None:
    found, away = NEAREST.find([point[0]], [point[1]], count)
    distances = [distance_km(point[0], point[1], lon, lat) for lon, lat in zip(LON, LAT, strict=True)]
    assert np.allclose(away[0], sorted(distances)[:count], rtol=1e-6, atol=1e-3)
    assert np.allclose([distances[row] for row in found[0]], away[0], rtol=1e-6, atol=1e-3)


@settings(deadline=None, max_examples=50)
@given(st.lists(POINTS, min_size=1, max_size=20))
def test_many_points_are_answered_as_one_by_one(points: list[tuple[float, float]]) -> None:
    lons, lats = zip(*points, strict=True)
    _, together = NEAREST.find(lons, lats, 2)
    alone = [NEAREST.find([lon], [lat], 2)[1][0] for lon, lat in points]
    assert np.allclose(together, alone)


@settings(deadline=None, max_examples=50)
@given(POINTS, st.floats(1, 25_000))
def test_what_lies_beyond_the_reach_is_left_out(point: tuple[float, float], reach: float) -> None:
    _, away = NEAREST.find([point[0]], [point[1]], 3)
    _, within = NEAREST.find([point[0]], [point[1]], 3, within_km=reach)
    assert np.array_equal(within, np.where(away <= reach, away, np.inf))


def test_places_on_one_spot_come_in_their_order() -> None:
    pile = Nearest(np.full(500, 10.0), np.full(500, 50.0))
    assert pile.find([11.0], [50.0], 3)[0].tolist() == [[0, 1, 2]]


def test_where_there_is_no_place_there_is_no_nearest() -> None:
    found, away = Nearest([], []).find([11.0], [50.0])
    assert found.tolist() == [[-1]]
    assert away.tolist() == [[np.inf]]


def test_fewer_places_than_asked_for_leave_the_rest_open() -> None:
    found, away = Nearest([10.0], [50.0]).find([11.0], [50.0], 3)
    assert found.tolist() == [[0, -1, -1]]
    assert away[0, 1] == np.inf
