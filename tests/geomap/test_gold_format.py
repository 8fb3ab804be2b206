"""The gold passages are well formed and big enough; what they hold is scored elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from geomap.model import Status, VenueStatus

CASES = Path(__file__).parents[1] / "cases"
YIELDING = ("corridors_dev", "corridors_dev_b", "corridors_heldout", "corridors_heldout_b")
MIXED = ("corridors_dev_c", "corridors_heldout_c", "corridors_dev_e", "corridors_heldout_e")   # both sorts in one file, as news has them
EMPTY = ("corridors_none_dev", "corridors_none_heldout", "corridors_none_heldout_b")

CORRIDOR_KEYS = {"name", "from", "to", "via", "status", "proposed_by", "rejected_by", "when", "people", "mode", "kind",
                 "two_way", "paired"}
VENUE_KEYS = {"place", "site", "border", "status", "round", "date"}


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def test_there_are_sixty_passages_of_either_sort_and_no_id_twice() -> None:
    assert sum(len(cases(name)) for name in YIELDING) >= 60
    assert sum(len(cases(name)) for name in EMPTY) >= 60
    ids = [case["id"] for name in YIELDING + MIXED + EMPTY for case in cases(name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", YIELDING + MIXED)
def test_yielding_passages_say_what_they_yield_in_known_words(name: str) -> None:
    for case in cases(name):
        assert isinstance(case["date"], dt.date), case["id"]
        for corridor in case["corridors"]:
            assert corridor.keys() <= CORRIDOR_KEYS, case["id"]
            assert corridor.get("name") or corridor.get("from") or corridor.get("to"), case["id"]
            assert "status" not in corridor or corridor["status"] in set(Status), case["id"]
        for venue in case["venues"]:
            assert venue.keys() <= VENUE_KEYS, case["id"]
            assert venue.get("place") or venue.get("border"), case["id"]
            assert "status" not in venue or venue["status"] in set(VenueStatus), case["id"]


@pytest.mark.parametrize("name", EMPTY)
def test_empty_passages_say_why_they_are_traps(name: str) -> None:
    for case in cases(name):
        assert case["text"].strip(), case["id"]
        assert case["why"], case["id"]
        assert not case.get("corridors", []), case["id"]
        assert not case.get("venues", []), case["id"]


def test_marked_toponyms_slice_their_text_and_stand_on_the_globe() -> None:
    lines = (CASES / "toponyms.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 120
    for row in map(json.loads, lines):
        end = 0
        for toponym in row["toponyms"]:
            assert row["text"][toponym["start"]:toponym["end"]] == toponym["text"], row["id"]
            assert toponym["start"] >= end, row["id"]
            assert toponym["kind"] in {"literal", "associative", "adjective", "demonym"}, row["id"]
            assert -90 <= toponym.get("lat", 0) <= 90, row["id"]
            end = toponym["end"]
