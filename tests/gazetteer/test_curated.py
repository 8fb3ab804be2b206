"""The curated tables: well formed, sourced, and consistent with themselves. That references exist is the build's check."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gazetteer
from gazetteer.worldview import BUILT_IN

CURATED = Path(__file__).parents[2] / "gazetteer" / "curated"
FILES = sorted(path for path in CURATED.glob("*.toml") if path.name != "disputed.toml")
OWN_PLACES = {"areas": "area", "seas": "sea", "rivers": "river", "sites": "site", "towns": "town", "lands": "land",
              "islands": "island", "stations": "station"}

SHORT_TABLES = {"lands", "islands", "stations"}        # one row a line; bounds only where a map needs them

GEONAMES_ID = re.compile(r"[1-9]\d{3,8}")
COUNTRY = re.compile(r"[A-Z]{2}")
ADMIN1 = re.compile(r"[A-Z]{2}\.[0-9A-Z]{1,8}")
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
HOST = re.compile(r"https?://|\bwww\.|/work\b|/opt\b|/root\b")

Row = dict[str, Any]


def read(name: str) -> Row:
    with (CURATED / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def rows(table: Row) -> Iterator[Row]:
    """Every row of every group, with what it inherits from its group and its file."""
    top = {"source": table["source"]} if "source" in table else {}
    for group in table.get("group", []):
        inherited = top | {key: value for key, value in group.items() if key != "rows"}
        for row in group["rows"]:
            yield inherited | row


def own_places(name: str) -> list[Row]:
    places: list[Row] = read(name)[OWN_PLACES[name]]
    return places


def slugs() -> set[str]:
    return {place["id"] for name in OWN_PLACES for place in own_places(name)}


def is_reference(text: str) -> bool:
    patterns = (GEONAMES_ID, COUNTRY, ADMIN1)
    return any(pattern.fullmatch(text) for pattern in patterns) or text in slugs()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_parses_and_documents_its_keys(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert text.startswith("# "), "a header comment says what the file holds"
    assert not HOST.search(text), "sources are named in words"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_has_or_inherits_a_source(path: Path) -> None:
    table = read(path.stem)
    found = list(rows(table)) + list(table.get(OWN_PLACES.get(path.stem, ""), []))
    assert found
    assert "source" in table or [row for row in found if not row.get("source")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_reference_is_well_formed(path: Path) -> None:
    known = slugs()
    wrong = []
    for row in rows(read(path.stem)):
        for key in ("place", "city", "near", "country", "region"):
            text = row.get(key)
            if text is None:
                continue
            patterns = (GEONAMES_ID, COUNTRY, ADMIN1)
            if not (text in known or any(pattern.fullmatch(text) for pattern in patterns)):
                wrong.append((key, row))
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_alias_stands_twice_for_one_place_nor_at_two_places_of_one_country(path: Path) -> None:
    """A spelling may belong to a city and its region, or to cities of two countries; not to two cities of one."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in rows(read(path.stem)):
        for key in ("also", "former", "adjective", "people", "official", "abbreviations"):
            spellings = [row[key]] if isinstance(row.get(key), str) else row.get(key, [])
            assert len(spellings) == len(set(spellings)), row
            if key == "former":
                continue  # two towns of one country did bear one name, at one time or another: Ordzhonikidze
            for spelling in spellings:
                place = str(row.get("place", ""))
                level = "region" if "." in place else "city"
                seen[(key, level + str(row.get("country", place)), spelling)] += 1
                assert spelling.strip() == spelling != ""
    assert [item for item, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_place_has_two_rows_in_one_table(path: Path) -> None:
    if path.stem == "government":
        pytest.skip("a government has several metonyms, hence several rows")
    places = Counter(row["place"] for row in rows(read(path.stem)) if "place" in row)
    assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(OWN_PLACES))
def test_places_of_our_own_are_on_the_globe_and_inside_their_bounds(name: str) -> None:
    for place in own_places(name):
        lon, lat = place["lon"], place["lat"]
        assert -180 <= lon <= 180, place["id"]
        if name == "towns" or (name in SHORT_TABLES and "bounds" not in place):
            continue
        west, south, east, north = place["bounds"]
        assert -90 <= south < north <= 90, place["id"]
        inside = west <= lon <= east if west <= east else lon >= west or lon <= east
        assert inside, place["id"]
        assert south <= lat <= north, place["id"]


@pytest.mark.parametrize("name", sorted(OWN_PLACES))
def test_places_of_our_own_have_slugs_names_and_languages_in_good_form(name: str) -> None:
    for place in own_places(name):
        assert SLUG.fullmatch(place["id"]), place["id"]
        assert place["name"], place["id"]
        assert "(" not in place["name"], place["id"]
        assert all(LANGUAGE.fullmatch(language) for language in place.get("names", {})), place["id"]
        assert all(COUNTRY.fullmatch(code) for code in place.get("countries", [])), place["id"]
        assert all(is_reference(text) for text in place.get("members", []) + place.get("connects", [])), place["id"]


def test_slugs_are_distinct_over_all_files() -> None:
    every = Counter(place["id"] for name in OWN_PLACES for place in own_places(name))
    assert [slug for slug, count in every.items() if count > 1] == []


def test_canonical_rules_compile_and_do_what_they_say() -> None:
    rule = next(rule for rule in read("canonical")["rule"] if "UA" in rule["countries"])

    def apply(name: str) -> str:
        for pattern, replacement in rule["replace"]:
            name = re.sub(pattern, replacement, name)
        return name

    expected = {"Mykolayiv": "Mykolaiv", "Kostyantynivka": "Kostiantynivka", "Kryvyy Rih": "Kryvyi Rih",
                "Khmelnytskyi": "Khmelnytskyi", "Yalta": "Yalta", "Dzhankoy": "Dzhankoi", "Kup'yans'k": "Kupiansk"}
    assert {name: apply(name) for name in expected} == expected


def test_every_region_form_has_one_place_for_the_name() -> None:
    for rule in read("canonical")["region_rule"]:
        assert rule["form"].count("{}") == 1
        assert all(COUNTRY.fullmatch(code) for code in rule["countries"])


def test_actors_are_countries_entities_or_named_organisations() -> None:
    for row in rows(read("government")):
        actor = row["actor"]
        assert is_reference(actor) or actor in {"European Union", "NATO", "United Nations"}, actor
        assert row["kind"] in {"seat", "second seat"} or row["name"], actor


@pytest.mark.parametrize("seat", read("disputed")["seat"], ids=lambda seat: seat["name"])
def test_a_disputed_capital_is_a_place_of_the_gazetteer_with_a_source_for_each_view(seat: Row) -> None:
    place = gazetteer.get(seat["id"])
    assert (place.name, place.country, place.capital) == (seat["name"], seat["country"], True)
    assert all(seat[f"{view}-source"] for view in BUILT_IN)
