"""Each frame of ``tests/cases/venues_frames.txt``: its venues come out just as they stand there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from geomap.extract.reading import read_document
from geomap.geoparse import parse
from geomap.model import Document

FRAMES = Path(__file__).parents[1] / "cases" / "venues_frames.txt"
LEAD = "Peace talks between the government and the rebels to end the war were resumed on Monday. "
LINES = [line for line in FRAMES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_a_frame_gives_its_venues_and_no_others(line: str) -> None:
    day, text, told = line.split("|")
    published = dt.date.fromisoformat(day)
    document = Document(LEAD + text[2:] if text.startswith("+ ") else text, "frame", published=published)
    found = read_document(parse(document), published).venues
    dated = "@" in told
    shown = [f"{v.name}:{v.status.value}" + (f"@{v.when.start}" if dated and v.when else "") for v in found]
    assert sorted(shown) == sorted(filter(None, told.split(";")))
