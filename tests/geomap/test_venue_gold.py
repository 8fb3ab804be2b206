"""Venues out of passages of our own, many conflicts and ways of telling: places and statuses, and quiet where there are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_corridor_gold import Tally, find, score_venues

CASES = Path(__file__).parents[1] / "cases"
# What must hold, so that a change that costs quality is seen; these are passages the rules were written on.
FLOORS = {
    "venues_dev.yaml": {"venue precision": 0.95, "venue recall": 0.95, "venue status": 0.95},
    "venues_short.txt": {"venue precision": 0.94, "venue recall": 0.83, "venue status": 0.93},
}


def short_passages(path: Path) -> list[dict[str, Any]]:
    """The lines "day | text | place:status; ..." as cases."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        day, text, told = line.split("|")
        venues = []
        for entry in filter(None, told.split(";")):
            place, _, status = entry.rpartition(":")
            where = {"border": place.split("/")} if "/" in place else {"place": place}
            venues.append({**where, "status": status})
        cases.append({"id": f"{path.stem}-{number}", "date": day, "text": text, "venues": venues})
    return cases


@pytest.mark.parametrize("name", list(FLOORS))
def test_venues_are_read_as_a_careful_reader_reads_them(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = CASES / name
    loaded = short_passages(path) if path.suffix == ".txt" else yaml.safe_load(path.read_text(encoding="utf-8"))
    assert len(loaded) >= 40
    tally = Tally()
    for case in loaded:
        score_venues(case, find(case), tally)
    figures = {figure: value for figure, value in tally.figures().items() if figure.startswith("venue")}
    with capsys.disabled():
        told = ", ".join(f"{figure} {value:.2f}" for figure, value in figures.items())
        print(f"\nvenues, {name}, {len(loaded)} passages: {told}")
    for figure, floor in FLOORS[name].items():
        assert figures[figure] >= floor, f"{name}: {figure} fell to {figures[figure]:.2f}"


def test_passages_with_the_same_words_and_no_talks_yield_none() -> None:
    loaded = yaml.safe_load((CASES / "venues_dev.yaml").read_text(encoding="utf-8"))
    loud = [case["id"] for case in loaded if not case.get("venues") and find(case).venues]
    assert not loud
