"""A gazetteer from dump files: what is taken over, what is skipped, and that nothing half-written stays behind."""

import io
import zipfile
from pathlib import Path

import pytest

from gazetteer.build.drafts import Draft
from gazetteer.build.dump import build_from_dump
from gazetteer.build.writer import Writer
from gazetteer.chain import lookup, search
from gazetteer.errors import DataError
from gazetteer.index import Index
from gazetteer.model import Kind
from gazetteer.rank import Wish


def line(id: int, name: str, *, lat: float = 50.0, lon: float = 36.0, feature: str = "P.PPL", country: str = "ZZ",
         admin1: str = "07", population: int = 0, also: str = "") -> str:
    """A row as the dump's readme describes it: 19 columns."""
    kind, code = feature.split(".")
    cells = [str(id), name, name, also, str(lat), str(lon), kind, code, country, "", admin1, "", "", "", str(population),
             "", "0", "Europe/Nowhere", "2024-01-01"]
    return "\t".join(cells)


PLACES = [
    line(900_000_001, "Lower Zyx", population=900, also="Zyksburg,ZYX"),
    line(900_000_002, "Zyx Province", feature="A.ADM1"),
    line(900_400_003, "Zyx Peak", feature="T.MT"),
    line(900_000_004, "Old Zyx", feature="P.PPLH"),
    line(900_000_005, "Zyxtown", population=50_000, feature="P.PPLC"),
]
BROKEN = ["not a row", line(1, "Nowhere", lat=91), line(2, ""), "x" + line(3, "Bad id"), line(4, "No numbers").replace("50.0", "fifty")]
NAMES = [
    "1\t900000001\tuk\tНижній Зикс\t\t\t\t",
    "2\t900000001\t\tZyxopolis\t\t\t\t1\t1900\t1950",
    "3\t900000001\tlink\thttps://example.org/Zyx\t\t\t\t",
    "4\t900000005\twkdt\tQ999999\t\t\t\t",
    "5\tnot-an-id\ten\tNowhere",
    "6",
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The data that a dump is laid over: one place that the dump has under another name, one that it has not."""
    writer = Writer()
    writer.add(Draft("900000005", "Zyxgrad", Kind.CITY, 36.0, 50.0, "ZZ"))
    writer.add(Draft("sea-of-zyx", "Sea of Zyx", Kind.SEA, 30.0, 45.0))
    path = tmp_path_factory.mktemp("base") / "base.gaz"
    writer.finish(path)
    return Index.open(path)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "ZZ.zip", "w") as packed:
        packed.writestr("readme.txt", "not data")
        packed.writestr("ZZ.txt", "\n".join([*PLACES, "", *BROKEN]))
    return tmp_path / "ZZ.zip"


def test_places_and_names_of_a_zipped_dump_are_found(dump: Path, base: Index, tmp_path: Path) -> None:
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text("\n".join(NAMES), encoding="utf-8")
    report = build_from_dump(dump, names, tmp_path / "big.gaz", base=base)
    index = Index.open(tmp_path / "big.gaz")
    place = lookup(index, "Нижній Зикс", Wish(frozenset({"ZZ"})))
    assert place is not None
    assert (place.id, place.name, place.population, place.admin1) == ("900000001", "Lower Zyx", 900, "900000002")
    assert ("Zyxopolis", "historic") in {(name.text, str(name.kind)) for name in place.names}
    assert place.name_in("uk") == "Нижній Зикс"
    assert not any("example.org" in name.text for name in place.names)
    assert (report.places, report.kept, report.skipped) == (3, 1, len(BROKEN) + 2)


def test_what_the_base_knows_better_is_laid_over_the_dump(dump: Path, base: Index, tmp_path: Path) -> None:
    build_from_dump(dump, None, tmp_path / "big.gaz", base=base)
    index = Index.open(tmp_path / "big.gaz")
    (city,) = {match.place.id: match.place for match in search(index, "Zyxtown", limit=1)}.values()
    assert (city.name, city.population) == ("Zyxgrad", 50_000)
    sea = index.row_of("sea-of-zyx")
    assert sea is not None
    assert index.place(sea).kind is Kind.SEA


def test_mountains_come_only_on_request(dump: Path, base: Index, tmp_path: Path) -> None:
    build_from_dump(dump, None, tmp_path / "few.gaz", base=base)
    build_from_dump(dump, None, tmp_path / "all.gaz", base=base, all_features=True)
    found = [Index.open(tmp_path / name).row_of("900400003") for name in ("few.gaz", "all.gaz")]
    assert found[0] is None
    assert found[1] is not None


def test_malformed_lines_are_told_with_their_number(dump: Path, base: Index, tmp_path: Path) -> None:
    report = build_from_dump(dump, None, tmp_path / "big.gaz", base=base)
    assert report.examples[0] == "ZZ.zip, line 7: 1 columns instead of 19"
    assert any("no point on the globe: 91.0" in example for example in report.examples)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe" * 100, b"PK\x03\x04 broken", b"\n\n\n"])
def test_a_file_that_is_no_dump_is_an_error_and_leaves_nothing_behind(content: bytes, base: Index, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(DataError):
        build_from_dump(tmp_path / "bad.zip", None, tmp_path / "big.gaz", base=base)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.zip"]


def test_a_zip_file_cut_short_is_an_error(dump: Path, base: Index, tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(dump.read_bytes()[:-30])
    with pytest.raises(DataError, match="without its end"):
        build_from_dump(tmp_path / "cut.zip", None, tmp_path / "big.gaz", base=base)
    assert not (tmp_path / "big.gaz").exists()


def test_a_missing_file_or_folder_is_named(base: Index, dump: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothing\.zip"):
        build_from_dump(tmp_path / "nothing.zip", None, tmp_path / "big.gaz", base=base)
    with pytest.raises(DataError, match="no folder"):
        build_from_dump(dump, None, tmp_path / "no" / "big.gaz", base=base)


def test_progress_is_shown_on_a_terminal_only(dump: Path, base: Index, tmp_path: Path) -> None:
    screen = io.StringIO()
    build_from_dump(dump, None, tmp_path / "big.gaz", base=base, screen=screen)
    assert screen.getvalue() == ""
