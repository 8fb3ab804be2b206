"""The commands as a person meets them: what they print, write, and say when something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from geomap import cli

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "geomap" / "examples" / "talks_2022-03-08.txt"


def run(*arguments: object, text: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(a) for a in arguments], input=text, catch_exceptions=False)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "story.yaml"
    assert run("extract", EXAMPLE, "-o", path).exit_code == 0
    return path


def test_map_draws_the_example_into_one_file(tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    result = run("map", EXAMPLE, "-o", page)
    assert result.exit_code == 0, result.output
    said = page.read_text(encoding="utf-8")
    assert said.startswith("<!DOCTYPE html>")
    assert len(said.encode()) < 900_000
    assert "corridors" in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


@pytest.mark.parametrize("suffix", ["html", "svg", "geojson", "kml", "csv", "corridors.csv", "json", "yaml"])
def test_same_story_same_bytes(story: Path, tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    for path in (first, second):
        assert run("render", story, "-o", path).exit_code == 0
    assert first.read_bytes() == second.read_bytes() != b""


def test_render_makes_a_png_at_the_asked_size(story: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    path = tmp_path / "map.png"
    result = run("render", story, "-o", path, "--size", "800x600", "--dpi", "192")
    assert result.exit_code == 0, result.output
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1600, 1200)


def test_a_story_can_come_from_a_pipe_and_go_into_one(story: Path) -> None:
    result = run("render", "-", "-o", "-", "--format", "geojson", text=story.read_text(encoding="utf-8"))
    assert json.loads(result.stdout)["type"] == "FeatureCollection"


def test_places_prints_a_table_and_lines_of_json() -> None:
    table = run("places", EXAMPLE)
    assert "Kharkiv" in table.stdout
    rows = [json.loads(line) for line in run("places", EXAMPLE, "--json", "--all").stdout.splitlines()]
    text = EXAMPLE.read_text(encoding="utf-8")
    assert all(text[r["start"]:r["end"]] == r["text"] for r in rows)
    assert {"place", "actor"} <= {r["label"] for r in rows}


def test_places_reads_standard_input() -> None:
    assert "Poltava" in run("places", "-", text="Buses left Sumy for Poltava.").stdout


def test_explain_says_why_this_brest() -> None:
    said = run("explain", EXAMPLE, "Brest").stdout
    assert "Belarus" in said
    assert run("explain", EXAMPLE, "Atlantis").exit_code == 1


def test_extract_prints_a_table_for_people() -> None:
    said = run("extract", EXAMPLE, "--format", "table").stdout
    assert "Kharkiv" in said
    assert "rejected" in said.lower()


def test_embed_prints_a_fragment(story: Path) -> None:
    said = run("embed", story).stdout
    assert "<iframe" in said
    assert "<html" not in said.split("srcdoc", 1)[0]


def test_a_text_without_places_still_makes_a_map_and_says_so(tmp_path: Path) -> None:
    source, page = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_text("Nothing happened to anybody.\n")
    result = run("map", source, "-o", page)
    assert result.exit_code == 0
    assert "no place was found" in result.stderr
    assert page.exists()


def test_a_text_without_corridors_is_drawn_and_says_so(tmp_path: Path) -> None:
    source, page = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_text("It rained in Lviv and in Ternopil.\n")
    result = run("map", source, "-o", page)
    assert result.exit_code == 0
    assert "no corridor was found" in result.stderr


@pytest.mark.parametrize(("content", "words"), [
    (b"", "empty"),
    (b" \n\t\n", "empty"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "text"),
])
def test_a_source_that_is_no_text_is_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    source, page = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_bytes(content)
    result = run("map", source, "-o", page)
    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not page.exists()


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("map", "none.txt", "-o", "x.html"), 1, "none.txt: no such file"),
    (("map", EXAMPLE, "-o", "none/x.html"), 1, "cannot be written"),
    (("map", EXAMPLE, "-o", "x.docx"), 1, "no format is called '.docx'"),
    (("map", EXAMPLE), 2, "--output"),
    (("map", EXAMPLE, "-o", "x.html", "--colour", "red"), 2, "--colour"),
    (("map", EXAMPLE, "-o", "x.png", "--size", "huge"), 2, "no size"),
    (("map", EXAMPLE, "-o", "x.png", "--scale", "2", "--dpi", "96"), 2, "not both"),
    (("map", EXAMPLE, "-o", "x.html", "--worldview", "none.toml"), 1, "none.toml"),
    (("render", "none.yaml", "-o", "x.html"), 1, "no such file"),
    (("render", EXAMPLE, "-o", "x.html"), 2, "geomap map"),
    (("render", "none.yaml", "-o", "-"), 1, "no such file"),
    (("eval", "none.jsonl"), 1, "none.jsonl"),
])
def test_what_is_wrong_is_said_in_a_line_with_the_right_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_command_helps_with_an_example() -> None:
    for name, command in cli.main.commands.items():
        assert isinstance(command, click.Command)
        said = run(name, "--help").stdout
        assert f"geomap {name} " in said.split("Usage:", 1)[1].split("\n", 1)[1], name


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m geomap places {EXAMPLE} --json --all | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_help_starts_without_the_heavy_packages() -> None:
    check = ("import sys, geomap, geomap.cli; "
             "print([m for m in ('folium', 'shapely', 'numpy', 'geopy') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
