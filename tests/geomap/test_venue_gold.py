"""Venues out of passages of our own, many conflicts and ways of telling: places and statuses, and quiet where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from test_corridor_gold import Tally, find, score_venues

PATH = Path(__file__).parents[1] / "cases" / "venues_dev.yaml"
FLOORS = {"venue precision": 0.95, "venue recall": 0.95, "venue status": 0.95}


def test_venues_are_read_as_a_careful_reader_reads_them(capsys: pytest.CaptureFixture[str]) -> None:
    loaded = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    assert len(loaded) >= 40
    tally, loud = Tally(), []
    for case in loaded:
        findings = find(case)
        score_venues(case, findings, tally)
        if not case.get("venues") and findings.venues:
            loud.append(case["id"])
    figures = {name: value for name, value in tally.figures().items() if name.startswith("venue")}
    with capsys.disabled():
        told = ", ".join(f"{name} {value:.2f}" for name, value in figures.items())
        print(f"\nvenue passages, {len(loaded)}: {told}; none where none is: all but {len(loud)}")
    assert not loud
    for name, floor in FLOORS.items():
        assert figures[name] >= floor, f"{name} fell to {figures[name]:.2f}"
