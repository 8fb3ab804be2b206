"""Coordinates written in running text."""

from __future__ import annotations

import pytest

from gazetteer.model import Kind
from geomap.geoparse import parse
from geomap.recognise import find_coordinates


@pytest.mark.parametrize(("text", "span", "lat", "lon"), [
    ("Drop at 48.8566, 2.3522 today.", "48.8566, 2.3522", 48.8566, 2.3522),
    ("Drop at -33.8688, 151.2093 today.", "-33.8688, 151.2093", -33.8688, 151.2093),
    ("Drop at 48.8566° N, 2.3522° E today.", "48.8566° N, 2.3522° E", 48.8566, 2.3522),
    ("Drop at 33.86 S, 151.21 E today.", "33.86 S, 151.21 E", -33.86, 151.21),
    ("Post at 50°27′01″N 30°31′24″E, north gate.", "50°27′01″N 30°31′24″E", 50.450278, 30.523333),
    ("Post at 50° 27.5' N, 30° 31.4' W.", "50° 27.5' N, 30° 31.4' W", 50.458333, -30.523333),
])
def test_a_written_point_is_a_mention(text: str, span: str, lat: float, lon: float) -> None:
    (found,) = find_coordinates(text)
    assert found.text == span
    assert text[found.start:found.end] == span
    assert found.place is not None
    assert found.place.kind is Kind.SITE
    assert found.place.point.lat == pytest.approx(lat, abs=1e-5)
    assert found.place.point.lon == pytest.approx(lon, abs=1e-5)


@pytest.mark.parametrize("text", [
    "Shares rose 2.352, 4.51 in all.", "It cost 95.8566, 2.3522 there.", "Version 3.11.7, 2.0.1.", "At 12.5, 13.5.", "Call 555 1234."])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_coordinates(text) == ()


def test_a_military_grid_reference_is_read_where_the_package_is_there() -> None:
    pytest.importorskip("mgrs")
    (found,) = find_coordinates("The bridge at 36UUA2520888190 is down.")
    assert found.text == "36UUA2520888190"
    assert found.place is not None
    assert found.place.point.lat == pytest.approx(50.43, abs=0.2)
    assert found.place.point.lon == pytest.approx(30.54, abs=0.2)


def test_coordinates_stand_among_the_other_mentions_and_can_be_left_out() -> None:
    text = "From Kyiv to 48.8566, 2.3522."
    assert [m.text for m in parse(text).mentions if m.place] == ["Kyiv", "48.8566, 2.3522"]
    assert [m.text for m in parse(text, coordinates=False).mentions if m.place] == ["Kyiv"]
