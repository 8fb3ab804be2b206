"""Measuring on a gold file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gazetteer.model import Kind, Place, Point
from geomap.evaluate import GoldError, distance_km, evaluate, report
from geomap.model import Document, Mention, Parsed, Resolution


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def always(*found: tuple[int, int, float, float]):  # type: ignore[no-untyped-def]
    def parse(document: Document) -> Parsed:
        return Parsed(document, tuple(
            Mention(start, end, document.text[start:end], resolution=Resolution(Place("1", "X", Kind.CITY, Point(lon, lat))))
            for start, end, lon, lat in found))
    return parse


def test_the_figures_are_those_one_counts_by_hand(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", {"id": "1", "text": "Aaa Bbb Ccc Ddd", "toponyms": [
        {"start": 0, "end": 3, "text": "Aaa", "lat": 0.0, "lon": 0.0, "geonameid": "1"},
        {"start": 4, "end": 7, "text": "Bbb", "lat": 0.0, "lon": 0.0},
        {"start": 8, "end": 11, "text": "Ccc"}]})
    figures = evaluate(gold, parse=always((0, 3, 0.0, 1.0), (4, 7, 10.0, 0.0), (8, 15, 0.0, 0.0), (12, 13, 0.0, 0.0)))
    assert (figures["gold"], figures["predicted"]) == (3, 4)
    assert figures["exact"] == {"precision": 0.5, "recall": 0.6667, "f1": 0.5714}
    assert figures["overlap"] == {"precision": 0.75, "recall": 1.0, "f1": 0.8571}
    assert figures["resolution"]["counted"] == 2
    assert figures["resolution"]["acc161"] == 0.5
    assert figures["resolution"]["id_accuracy"] == 1.0
    assert "F1 0.571" in report(figures)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert distance_km(10, 0, 10, 1) == pytest.approx(111.19, abs=0.05)
    assert distance_km(-179.5, 0, 179.5, 0) == pytest.approx(111.19, abs=0.05)


@pytest.mark.parametrize("line", ["{", '{"text": "x"}', '{"text": "x", "toponyms": [{"start": 0, "end": 9}]}', "[]"])
def test_a_line_that_is_no_gold_document_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(GoldError, match="line 2"):
        evaluate(path, parse=always())


def test_our_own_sentences_are_read_well() -> None:
    figures = evaluate(Path(__file__).parents[1] / "cases" / "toponyms.jsonl")
    assert figures["exact"]["f1"] > 0.9
    assert figures["resolution"]["acc161"] > 0.93


@pytest.mark.parametrize(("corpus", "f1", "acc161"), [("LGL", 0.83, 0.89), ("GWN", 0.83, 0.94)])
def test_the_development_corpora_are_read_well(corpus: str, f1: float, acc161: float) -> None:
    gold = Path(__file__).parents[3] / "shared" / "corpora" / corpus / "gold.jsonl"
    if not gold.exists():
        pytest.skip(f"the corpus {corpus} is not beside the repository")
    figures = evaluate(gold)
    assert figures["exact"]["f1"] > f1
    assert figures["resolution"]["acc161"] > acc161
