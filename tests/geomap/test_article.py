"""From an article to its map: what must be there, and what must not be pretended.

The example in the package and, where it is present, the shared article tell the same story in different words.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gazetteer.model import Kind
from geomap import pipeline
from geomap.model import Findings, Label, Parsed, Status, VenueStatus
from geomap.read import read

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = {
    "example": ROOT / "geomap" / "examples" / "talks_2022-03-08.txt",
    "shared": ROOT.parent / "shared" / "seed" / "peace_talks_2022-03-08.txt",
}
CITIES = {"Kyiv", "Kharkiv", "Mariupol", "Sumy"}


@pytest.fixture(scope="module", params=ARTICLES)
def article(request: pytest.FixtureRequest) -> Path:
    path = ARTICLES[request.param]
    if not path.exists():
        pytest.skip(f"the {request.param} article is not on this machine")
    return path


@pytest.fixture(scope="module")
def parsed(article: Path) -> Parsed:
    from geomap.geoparse import parse

    return parse(read(str(article)))


@pytest.fixture(scope="module")
def found(article: Path) -> Findings:
    return pipeline.find([read(str(article))])


def names(stops: tuple[object, ...]) -> set[str]:
    return {stop.place.name for stop in stops if getattr(stop, "place", None)}  # type: ignore[attr-defined]


def test_the_venue_is_the_region_of_belarus_and_no_pin_in_it(found: Findings) -> None:
    (held,) = [v for v in found.venues if v.status is VenueStatus.HELD]
    assert held.place is not None
    assert (held.place.kind, held.place.country) == (Kind.REGION, "BY")
    assert "Brest" in held.place.name
    assert held.round == 3
    assert held.when is not None
    assert held.when.start == dt.date(2022, 3, 7)


def test_the_fourth_round_is_planned_somewhere_in_belarus(found: Findings) -> None:
    (planned,) = [v for v in found.venues if v.status is VenueStatus.PLANNED]
    assert planned.place is not None
    assert (planned.round, planned.place.kind, planned.place.country) == (4, Kind.COUNTRY, "BY")


def test_no_round_but_the_third_is_given_a_day(found: Findings) -> None:
    assert [v.round for v in found.venues if v.when is not None] == [3]


def test_the_offer_is_one_unpaired_corridor_proposed_by_russia_and_rejected_by_ukraine(found: Findings) -> None:
    (offer,) = [c for c in found.corridors if c.destinations]
    assert names(offer.origins) == CITIES
    assert names(offer.destinations) == {"Russia", "Belarus"}
    assert not offer.paired
    assert {a.country for a in offer.proposed_by} == {"RU"}
    assert {a.country for a in offer.rejected_by} == {"UA"}
    assert offer.status is Status.REJECTED
    assert {s.status for s in offer.history} >= {Status.PROPOSED, Status.REJECTED}


def test_the_announcement_has_the_cities_the_day_and_no_invented_end(found: Findings) -> None:
    (announced,) = [c for c in found.corridors if not c.destinations and c.origins]
    assert names(announced.origins) == CITIES
    assert announced.status is Status.ANNOUNCED
    assert announced.when is not None
    assert (announced.when.start, announced.when.open_ended) == (dt.date(2022, 3, 8), True)


def test_what_is_said_of_a_round_is_no_evidence_for_a_corridor(found: Findings) -> None:
    assert not [e.sentence for c in found.corridors for e in c.evidence if "fourth round" in e.sentence]


def test_governments_called_by_their_capitals_are_actors(parsed: Parsed) -> None:
    text = parsed.document.text
    actors = {m.start for m in parsed.mentions if m.label is Label.ACTOR}
    for words in ("Kyiv had", "Kyiv Rejects", "Kyiv had earlier rejected", "Moscow’s offer", "Moscow's corridors"):
        for start in range(len(text)):
            if text.startswith(words, start):
                assert start in actors, words


def test_kharkov_and_kharkiv_are_one_place(parsed: Parsed) -> None:
    spelt = {m.text: m.place.id for m in parsed.mentions if m.place and m.text.startswith("Khark")}
    assert set(spelt) == {"Kharkiv", "Kharkov"}
    assert len(set(spelt.values())) == 1


def test_every_finding_cites_words_of_the_article(found: Findings, parsed: Parsed) -> None:
    text = parsed.document.text
    said = [e for f in (*found.venues, *found.corridors, *found.places) for e in f.evidence]
    said += [s.evidence for c in found.corridors for s in c.history if s.evidence]
    assert said
    for evidence in said:
        assert evidence.sentence in text
        assert evidence.source == parsed.document.name
    assert all(f.evidence for f in (*found.venues, *found.corridors, *found.places))


def test_the_frame_is_where_the_story_is_not_where_russia_is(found: Findings) -> None:
    frame = pipeline.compose(found).frame
    assert frame.east < 50
    assert frame.north < 60


def test_the_scene_says_that_the_pairing_is_open(found: Findings) -> None:
    scene = pipeline.compose(found)
    (offer,) = [c.id for c in found.corridors if c.destinations]
    card = next(card for card in scene.cards if card.id == offer)
    assert "does not say" in card.note
    strands = [a for a in scene.arrows if a.card == offer]
    assert all(a.unpaired for a in strands)
