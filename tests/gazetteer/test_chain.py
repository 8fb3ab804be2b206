"""The search chain on the embedded data, and on places in memory: what is found, in which order, how sure, and what is refused."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gazetteer
from gazetteer import AmbiguousName, Kind, Method, Name, Place, Point
from gazetteer.rank import Wish
from gazetteer.store import Chained, Embedded, Memory, opened

CASES = Path(__file__).parent.parent / "cases" / "lookup.tsv"


def rows(path: Path) -> list[tuple[str, dict[str, object], str, str]]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        query, options, id, why = line.split("\t")
        found.append((query, dict([parse(option) for option in options.split()]), id, why))
    return found


def parse(option: str) -> tuple[str, object]:
    key, _, value = option.partition("=")
    return (key, Point(*map(float, value.split(",")))) if key == "near" else (key, value)


LOOKUPS = rows(CASES)


def test_the_cases_are_there() -> None:
    assert len(LOOKUPS) > 25


@pytest.mark.parametrize(("query", "options", "id", "why"), LOOKUPS, ids=[f"{row[3]}: {row[0]}" for row in LOOKUPS])
def test_a_name_is_looked_up(query: str, options: dict[str, object], id: str, why: str) -> None:
    matches = gazetteer.search(query, **options)  # type: ignore[arg-type]
    assert matches, why
    assert matches[0].place.id == id, (why, matches[:2])
    place = gazetteer.lookup(query, **options)  # type: ignore[arg-type]
    assert place is not None, why
    assert place.id == id


@pytest.mark.parametrize("query", ["", " ", "\t\n", "\x00", "\ud800", "...", "🙂", "xqzzkv", "x" * 100_000, "Kyiv " * 50_000])
def test_what_is_no_name_has_no_answer(query: str) -> None:
    assert gazetteer.lookup(query) is None
    assert gazetteer.search(query) == ()


@pytest.mark.parametrize("query", ["Kyiv\x00", "\x07Kyiv", "Ky\u00adiv", "\ufeffKyiv", "Kyiv\ud800"])
def test_control_and_invisible_characters_are_looked_through(query: str) -> None:
    assert gazetteer.normalize(query) == "Kyiv"


@pytest.mark.parametrize("word", ["Monday", "Chronicle", "Regiment", "Weekend", "February", "Enterprise", "Professor"])
def test_common_words_are_not_answered_with_villages(word: str) -> None:
    assert gazetteer.lookup(word) is None


def test_an_ambiguous_name_has_no_single_answer_and_says_so_on_request() -> None:
    assert gazetteer.lookup("Springfield") is None
    with pytest.raises(AmbiguousName, match=r"Springfield.*several places.*US"):
        gazetteer.lookup("Springfield", ambiguous=True)
    assert gazetteer.lookup("Kharkiv", ambiguous=True) is not None


@pytest.mark.parametrize(("read", "was"), [("Khmelnvtskvi", "706369"), ("Zaporizhzhja", "687700"), ("Melitopul", "701404")])
def test_within_a_country_names_may_be_badly_read(read: str, was: str) -> None:
    assert gazetteer.search(read, country="UA")[0].place.id == was


MISSPELT = [line.split("\t") for line in CASES.with_name("misspelt.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("written", "id", "why"), MISSPELT)
def test_of_likenesses_the_one_with_most_of_the_letters_comes_first(written: str, id: str, why: str) -> None:
    assert gazetteer.search(written)[0].place.id == id, why


def test_codes_of_airports_are_no_names() -> None:
    assert all(match.place.id != "703448" for match in gazetteer.search("KBP"))


def test_matches_tell_how_and_why_and_how_sure() -> None:
    exact = gazetteer.search("Харьков")[0]
    assert (exact.method, exact.name.text) == (Method.EXACT, "Харьков")
    assert "another name of Kharkiv" in exact.reason
    romanised = gazetteer.search("Kharkyyv")[0]
    assert romanised.method is Method.ROMANISED
    misspelt = gazetteer.search("Mariupool", country="UA")
    assert misspelt[0].place.name == "Mariupol"
    variant = gazetteer.search("city of Odesa")[0]
    assert variant.method is Method.VARIANT
    assert 'without "city"' in variant.reason


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(["Kyiv", "Paris", "San José", "Springfield", "Georgia", "Lwów", "Santa Cruz"]), st.integers(1, 12))
def test_confidence_falls_along_the_list_and_the_limit_holds(name: str, limit: int) -> None:
    matches = gazetteer.search(name, limit=limit)
    sure = [match.confidence for match in matches]
    assert len(matches) <= limit
    assert sure == sorted(sure, reverse=True)
    assert all(0 <= value <= 1 for value in sure)
    assert len({match.place.id for match in matches}) == len(matches)


@pytest.mark.parametrize("name", ["Kyiv", "Paris", "Xyzzy", "Georgia", "Kharkov", "Springfield", "Lisbon"])
def test_look_up_is_the_first_match_or_nothing(name: str) -> None:
    place = gazetteer.lookup(name)
    assert place is None or place == gazetteer.search(name)[0].place


def test_many_look_ups_answer_in_order() -> None:
    names = ["Kharkov", "xqzzkv", "Kyiv", "Kharkov"]
    assert [place and place.name for place in gazetteer.lookup_many(names)] == ["Kharkiv", None, "Kyiv", "Kharkiv"]


def test_countries_and_kinds_are_limits_and_a_place_nearby_is_a_preference() -> None:
    assert all(match.place.country == "UA" for match in gazetteer.search("Brest", country="UA"))
    assert all(match.place.kind is Kind.REGION for match in gazetteer.search("Odesa", kind="region"))
    assert {match.place.country for match in gazetteer.search("Brest", country=["FR", "by"])} == {"FR", "BY"}
    near = gazetteer.search("Springfield", near=Point(-89.6, 39.8))[0].place
    assert gazetteer.parents(near)[0].name == "Illinois"


def test_threads_get_the_same_answers() -> None:
    names = ["Kharkov", "Brest, Belarus", "Lwow", "Korea, Dem. Rep.", "Kharkyyv"] * 40
    alone = [gazetteer.lookup(name) for name in names]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(gazetteer.lookup, names)) == alone


def _name_of(name: str) -> str | None:
    return gazetteer.normalize(name)


def test_a_forked_process_gets_the_same_answers() -> None:
    gazetteer.lookup("Kyiv")
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_name_of, ["Kharkov", "Lwow", "xqzzkv"]) == ["Kharkiv", "Lviv", None]


# ----------------------------------------------------------------------------------------------------------- in memory


class Listed:
    """The names of a place of our own."""

    def __init__(self, *names: Name) -> None:
        self._names = names

    def names(self, place: Place) -> tuple[Name, ...]:
        return self._names


DEPOT = Place("depot", "North Depot", Kind.SITE, Point(36.2, 50.0), "UA", source=Listed(Name("North Depot"), Name("Склад", "uk")))
VILLAGE = Place("village", "Kharkiv", Kind.CITY, Point(10.0, 50.0), "DE", population=50)


def test_places_in_memory_are_found_by_any_name_and_by_id() -> None:
    memory = Memory([DEPOT, VILLAGE])
    assert memory.lookup("склад") == DEPOT
    assert memory.lookup("nort depot") == DEPOT
    assert memory.get("DEPOT") == DEPOT
    assert memory.lookup("elsewhere") is None
    assert Memory([]).search("anything") == ()


def test_of_two_gazetteers_the_surer_answer_is_taken_and_places_are_not_repeated() -> None:
    both = Chained(Memory([DEPOT, VILLAGE]), opened())
    assert both.lookup("North Depot") == DEPOT
    assert both.lookup("Kyiv").id == "703448"  # type: ignore[union-attr]
    found = both.search("Kharkiv", limit=5)
    assert {"village", "706483"} <= {match.place.id for match in found}
    assert len({match.place.id for match in found}) == len(found)
    assert both.get("depot") == DEPOT
    assert both.get("706483") is not None
    assert both.get("nothing") is None


def test_the_embedded_gazetteer_searches_as_the_functions_do() -> None:
    store: Embedded = opened()
    assert store.search("Brest", Wish(frozenset({"FR"})), 3) == gazetteer.search("Brest", country="FR", limit=3)


# -------------------------------------------------------------------------------------------------------------- reverse


@pytest.mark.parametrize(
    ("lon", "lat", "city", "country"),
    [(36.2, 50.0, "Kharkiv", "UA"), (-179.9, -16.5, None, "FJ"), (23.7, 52.1, "Brest", "BY"), (-0.13, 51.5, None, "GB")],
)
def test_a_point_tells_city_and_country(lon: float, lat: float, city: str | None, country: str) -> None:
    found = gazetteer.reverse(lon=lon, lat=lat)
    assert found.country is not None
    assert found.country.country == country
    assert found.city is not None
    assert city is None or found.city.name == city
    assert found.distance_km < 300


def test_poles_and_the_antimeridian_are_ordinary_points() -> None:
    north = [gazetteer.reverse(lon=lon, lat=90.0) for lon in (-180.0, 0.0, 77.0)]
    assert len({found.city for found in north}) == 1
    assert len({round(found.distance_km) for found in north}) == 1
    east, west = gazetteer.reverse_many([180.0, -180.0], [-16.8, -16.8])
    assert east == west


def test_a_coast_reaches_over_the_antimeridian() -> None:
    (beyond,) = gazetteer.reverse_many([-179.98], [52.1])              # 25 km off Semisopochnoi, the Aleutian island at 179.6 degrees east
    assert beyond.country == gazetteer.get("US")


def test_many_points_are_answered_as_one_by_one_in_the_farthest_places() -> None:
    lons = [-180.0, -123.4, 0.0, 90.0, 179.99, -179.99, -140.0, 60.0, 12.5]
    lats = [90.0, -48.9, -90.0, 85.0, 51.0, -75.0, 5.0, -45.0, 41.9]
    assert gazetteer.reverse_many(lons, lats) == [gazetteer.reverse(lon=lon, lat=lat) for lon, lat in zip(lons, lats, strict=True)]


def test_the_high_sea_belongs_to_nobody() -> None:
    found = gazetteer.reverse(lon=-40.0, lat=30.0)
    assert found.country is None
    assert found.region is None
    assert found.distance_km > 500


@pytest.mark.parametrize(("lon", "lat"), [(181.0, 0.0), (0.0, 91.0), (float("nan"), 0.0)])
def test_a_point_off_the_globe_is_an_error(lon: float, lat: float) -> None:
    with pytest.raises(gazetteer.InvalidPoint, match="no point on the globe"):
        gazetteer.reverse(lon=lon, lat=lat)


def test_no_points_are_no_answers() -> None:
    assert gazetteer.reverse_many([], []) == []
