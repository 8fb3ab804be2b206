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


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Talks between Russia and Ukraine opened in Ankara.", ["Russia", "Ukraine"]),
        ("Saudi Arabia and the United States adjourned the talks on Sudan in Jeddah.", []),
        ("Diplomats of the United States, the European Union and Russia met in Istanbul to end the war in Karabakh.",
         ["European Union", "Russia", "United States"]),
        ("CARACAS - Colombia's government and the guerrillas of the National Liberation Army will begin peace talks in Mexico on May 3.",
         ["Colombia", "National Liberation Army"]),
        ("The Nairobi and Luanda talks on the war in Congo go on in Doha.", []),
        ("Moscow and Kyiv met in Istanbul to end the war.", ["Russia", "Ukraine"]),
        ("A Sudanese delegation is to go to Cairo to hold talks on a truce with American and Egyptian mediators.", []),
        ("Armenia and Azerbaijan are at war. The peace talks are to rotate among Cuba, Norway and Chile. Both sides met in Cuba.",
         ["Armenia", "Azerbaijan"]),
    ],
)
def test_hosts_and_mediators_are_no_parties(text: str, parties: list[str]) -> None:
    published = dt.date(2023, 4, 30)
    found = read_document(parse(Document(text, "frame", published=published)), published).venues
    assert [sorted(actor.name for actor in venue.parties) for venue in found] == [parties]


def test_a_datelines_state_does_not_pull_world_cities_over() -> None:
    text = "DAYTON, Ohio - The presidents of Bosnia, Serbia and Croatia met on Monday. London, Brussels and Geneva had been turned down."
    countries = {m.text: m.place.country for m in parse(text).mentions if m.place is not None}
    assert [countries[name] for name in ("DAYTON", "London", "Brussels", "Geneva")] == ["US", "GB", "BE", "CH"]
