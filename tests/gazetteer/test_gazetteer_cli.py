"""The gazetteer command: what people and programs read from it, and how it fails."""

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from gazetteer.cli import main

OWN = "name,lon,lat,kind,country,also\nNorth Depot,36.1,50.1,site,UA,Depot Nord;Північний склад\n"


def run(*args: str, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, list(args), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


COMMANDS = sorted(main.commands.items())


def test_every_command_is_there() -> None:
    assert {name for name, _ in COMMANDS} >= {"lookup", "search", "reverse", "show", "info", "build"}


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_the_help_of_every_command_has_an_example_that_parses(name: str, command: click.Command) -> None:
    examples = [line.strip() for line in (command.help or "").splitlines() if f"gazetteer {name}" in line]
    assert examples, f"gazetteer {name} --help shows no example"
    known = {option for parameter in command.params for option in parameter.opts}
    used = {word for example in examples for word in example.split() if word.startswith("--") and len(word) > 2}
    assert used <= known
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_a_look_up_is_a_table_for_people() -> None:
    result = run("lookup", "Kharkov", "Brest, Belarus", "xqzzkv")
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["query", "id", "name"]
    assert "706483" in lines[1]
    assert "629634" in lines[2]
    assert "not found" in lines[3]


def test_standard_input_gets_one_line_a_line_whatever_it_holds() -> None:
    names = "Kharkov\n\nxqzzkv\nSäo\u2028Paulo\t\x07\nLwow".encode() + b"\n\xff\xfe\nKyiv"
    plain = run("lookup", "-", stdin=names)
    records = [json.loads(line) for line in run("lookup", "--json", "-", stdin=names).stdout.split("\n") if line]
    assert len([line for line in plain.stdout.split("\n") if line]) == len(records) == 7
    assert [record["id"] for record in records][:3] == ["706483", None, None]
    assert records[-1]["name"] == "Kyiv"


def test_a_search_tells_its_reasons() -> None:
    result = run("search", "--country", "ua", "--limit", "2", "--json", "Kharkyv")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 2
    assert records[0]["id"] == "706483"
    assert records[0]["reason"]
    assert 0 < records[0]["confidence"] <= 1
    assert "not found" in run("search", "xqzzkv").stdout


def test_a_point_is_turned_into_places() -> None:
    result = run("reverse", "36.2", "50.0", "--json")
    found = json.loads(result.stdout)
    assert (found["city"]["name"], found["region"]["codes"], found["country"]["country"]) == ("Kharkiv", ["UA-63"], "UA")
    assert run("reverse", "--", "-70.6", "-33.4").stdout.splitlines()[2].split()[1] == "Chile"


def test_a_place_is_shown_by_any_id() -> None:
    assert "Kharkiv Oblast" in run("show", "UA-63").stdout
    names = json.loads(run("show", "706483", "--json").stdout)["names"]
    assert {"Харків", "Kharkiv"} <= {name["text"] for name in names}


def test_info_counts_what_there_is() -> None:
    facts = json.loads(run("info", "--json", "--check").stdout)
    assert facts["places"] > 200_000
    assert facts["country"] > 240
    assert "places" in run("info").stdout


def test_a_csv_file_gets_columns_and_keeps_its_rows(tmp_path: Path) -> None:
    table = tmp_path / "deliveries.csv"
    table.write_text('\ufeffcity,lon,note\nKharkov,1,"a, b"\nxqzzkv,2,\nKyiv\n', encoding="utf-8")
    result = run("lookup", "--csv", str(table), "--column", "city")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["place_id"] for row in rows] == ["706483", "", "703448"]
    assert rows[0]["note"] == "a, b"
    assert (rows[0]["lon"], rows[0]["place_lon"]) == ("1", "36.25475")
    assert result.stderr == "2 of 3 rows located, 1 not\n"


def test_own_places_come_before_all_others(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")
    found = [json.loads(run("lookup", "--json", "--overlay", str(tmp_path / "own.csv"), name).stdout) for name in ("depot nord", "Kyiv")]
    assert [record["name"] for record in found] == ["North Depot", "Kyiv"]
    feature = {"type": "Feature", "id": "d1", "geometry": {"type": "Point", "coordinates": [36.1, 50.1]}, "properties": {"name": "Depot 7"}}
    (tmp_path / "own.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert json.loads(run("lookup", "--json", "--overlay", str(tmp_path / "own.geojson"), "Depot 7").stdout)["id"] == "d1"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no column lat, lon, name"),
        ("name,lon,lat\n", "no places"),
        ("name,lon\nX,1\n", "no column lat"),
        ("name,lon,lat\nX,200,1\n", "line 2: no point on the globe"),
        ("name,lon,lat\nX,east,1\n", "line 2: lon, lat and population must be numbers"),
        ("name,lon,lat\n,1,1\n", "line 2: a place without a name"),
        ('{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        ('{"features": [{"geometry": {"type": "Polygon"}}]}', "feature 1 is a Polygon"),
        ("{broken", "no GeoJSON FeatureCollection"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_own_places_that_cannot_be_read_are_told_by_line(content: str | bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "own"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("lookup", "--overlay", str(path), "Kyiv")
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["show", "no-such-id"], "no place with the id"),
        (["lookup", "--gazetteer", "missing.gaz", "Kyiv"], "missing.gaz"),
        (["lookup", "--csv", "missing.csv", "--column", "city"], "cannot read missing.csv"),
        (["reverse", "500", "0"], "no point on the globe"),
        (["build", "--geonames", "missing.zip", "-o", "big.gaz"], "cannot read missing.zip"),
        (["lookup", "--online", "nosuchservice", "--user-agent", "x/1", "Kyiv"], "nosuchservice"),
    ],
)
def test_errors_are_one_line_and_exit_code_one(args: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [
        ["lookup"], ["lookup", "--kind", "planet", "Kyiv"], ["lookup", "--near", "east", "Kyiv"], ["nonsense"], ["reverse", "1"],
        ["lookup", "--csv", "x.csv"], ["lookup", "--online", "nominatim", "Kyiv"], ["search", "--limit", "0", "Kyiv"],
    ],
)
def test_wrong_usage_is_exit_code_two(args: list[str]) -> None:
    assert run(*args).exit_code == 2


def test_a_missing_column_is_told_with_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("town,code\nKyiv,1\n", encoding="utf-8")
    result = run("lookup", "--csv", str(tmp_path / "t.csv"), "--column", "city")
    assert result.exit_code == 1
    assert "it has town, code" in result.stderr


@pytest.mark.parametrize("content", [b"", b"GAZ", b"\x89GAZ\r\n\x1a\n" + b"\xff" * 100])
def test_data_that_is_none_is_told_of(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.gaz").write_bytes(content)
    result = run("lookup", "--gazetteer", str(tmp_path / "bad.gaz"), "Kyiv")
    assert result.exit_code == 1
    assert "bad.gaz" in result.stderr
