"""Places that act and places that are only there, from sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.geoparse import parse
from geomap.model import Label

CASES = [line.split("\t") for line in (Path(__file__).parents[1] / "cases" / "metonyms.tsv").read_text("utf-8").splitlines()
         if line and not line.startswith("#")]


@pytest.mark.parametrize(("marked", "reading"), CASES)
def test_a_sentence_tells_actor_from_place(marked: str, reading: str) -> None:
    start = marked.index("[")
    name = marked[start + 1:marked.index("]")]
    text = marked.replace("[", "").replace("]", "")
    found = next(m for m in parse(text).mentions if m.start == start)
    assert found.text == name
    assert found.place is not None, "an actor keeps its resolution"
    assert found.label is Label(reading), found.reasons


def test_both_readings_are_tried_often_enough() -> None:
    assert min(sum(reading == kind for _, reading in CASES) for kind in ("actor", "place")) >= 15
