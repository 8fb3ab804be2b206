"""The gazetteer as geopy's users have it."""

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder

from gazetteer.geocoder import Gazetteer


def test_it_is_a_geopy_geocoder_and_works_behind_the_rate_limiter() -> None:
    geocoder = Gazetteer()
    assert isinstance(geocoder, Geocoder)
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert [limited(name).raw["id"] for name in ("Kharkov", "Kyiv")] == ["706483", "703448"]


def test_latitude_comes_first_as_geopy_has_it() -> None:
    location = Gazetteer().geocode("Kharkiv")
    assert (round(location.latitude), round(location.longitude)) == (50, 36)
    assert location.address == "Kharkiv, Kharkiv Oblast, Ukraine"


def test_a_list_holds_all_meanings_and_one_answer_is_a_sure_one() -> None:
    geocoder = Gazetteer()
    many = geocoder.geocode("Springfield", exactly_one=False, limit=5)
    assert len(many) == 5
    assert all(location.raw["name"] == "Springfield" for location in many)
    assert geocoder.geocode("Qqqzzzyy") is None
    assert geocoder.geocode("Qqqzzzyy", exactly_one=False) is None


def test_countries_and_structured_queries_narrow_the_answer() -> None:
    geocoder = Gazetteer()
    assert geocoder.geocode("Brest", country_codes=["fr"]).raw["country"] == "FR"
    assert geocoder.geocode({"city": "Brest", "country": "Belarus"}).raw["country"] == "BY"


def test_addresses_come_in_the_language_asked_for() -> None:
    assert Gazetteer().geocode("Kharkiv", language="uk").address.endswith("Україна")


def test_reverse_takes_whatever_geopy_takes_for_a_point() -> None:
    geocoder = Gazetteer()
    for point in ((49.99, 36.23), "49.99, 36.23"):
        location = geocoder.reverse(point)
        assert location.raw["id"] == "706483"
        assert location.raw["country_name"] == "Ukraine"
    assert len(geocoder.reverse("0, 0", exactly_one=False)) == 1
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("nowhere")


def test_a_column_of_a_data_frame_is_geocoded() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"city": ["Kharkov", "Qqqzzzyy"]})
    located = frame["city"].apply(Gazetteer().geocode)
    assert located[0].raw["id"] == "706483"
    assert located[1] is None
