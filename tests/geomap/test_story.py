"""The story file: hand-written stories, every problem at once, and reading back what was written."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gazetteer
from gazetteer.model import Kind, Place, Point
from geomap import story
from geomap.errors import StoryError
from geomap.model import (
    Actor,
    Corridor,
    CorridorKind,
    Evidence,
    Findings,
    PlaceFinding,
    Statement,
    Status,
    Stop,
    Venue,
    VenueStatus,
    When,
)

TEN_LINES = """\
geomap: 1
title: A way out of Sumy
date: 2022-03-08
venues:
  - {event: Third round of talks, place: "Brest Region, Belarus", date: 2022-03-07, round: 3}
corridors:
  - {from: Sumy, to: Poltava, status: agreed, agreed_by: [Ukraine, Russia], source: Reuters, quote: Both agreed.}
  - {from: Kyiv, to: Gomel, via: Chernihiv, status: rejected, proposed_by: Russia, rejected_by: Ukraine}
places: [Lviv, {name: Field hospital, lat: 49.9, lon: 36.3}]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(StoryError) as raised:
        story.loads(text, "s.yaml")
    return str(raised.value).splitlines()


def test_ten_lines_by_hand_are_a_whole_story() -> None:
    found = story.loads(TEN_LINES)
    assert found.title == "A way out of Sumy"
    assert found.date == dt.date(2022, 3, 8)
    sumy, kyiv = found.corridors
    assert [s.place.name for s in (*sumy.origins, *sumy.destinations) if s.place] == ["Sumy", "Poltava"]
    assert [a.country for a in sumy.agreed_by] == ["UA", "RU"]
    assert sumy.evidence[0].sentence == "Both agreed."
    assert kyiv.via[0].place is not None
    assert kyiv.via[0].place.name == "Chernihiv"
    venue = found.venues[0].place
    assert venue is not None
    assert (venue.kind, venue.country) == (Kind.REGION, "BY")
    hospital = found.places[1].place
    assert (hospital.kind, hospital.point) == (Kind.SITE, Point(36.3, 49.9))


def test_json_reads_like_yaml() -> None:
    said = {"title": "J 😀", "corridors": [{"from": "Sumy", "to": "Poltava", "status": "agreed"}]}
    assert story.loads(json.dumps(said, indent="\t"), "s.json") == story.from_dict(said)


def test_all_problems_are_said_at_once_with_their_lines() -> None:
    said = problems("""\
title: T
corridors:
  - from: Xqzzyv
    to: Poltava
    status: agred
    propsed_by: Russia
  - {from: Sumy, to: Sumy, status: agreed}
places:
  - {name: A, lat: 95, lon: 10}
  - {name: B, lat: .nan, lon: 10}
  - {name: C, lat: 5}
""")
    assert len(said) == 7
    for line, words in ((3, "no place found for 'Xqzzyv'"), (5, "did you mean 'agreed'?"),
                        (6, "did you mean 'proposed_by'?"), (7, "to the same place"), (9, "-90 to 90"),
                        (10, "not '.nan'"), (11, "only one of lat and lon")):
        assert any(f"line {line}:" in text and words in text for text in said), (line, words, said)


def test_a_misspelt_name_comes_with_suggestions() -> None:
    (said,) = problems("corridors: [{from: Khrakiv, to: Poltava, status: agreed}]")
    assert "line 1" in said
    assert "Kharkiv (city, UA" in said


@pytest.mark.parametrize(("text", "words"), [
    ("", "empty"),
    ("title: T\nvenues: [1, 2", "not valid YAML"),
    ("- a\n- b", "a story is a map"),
    ("geomap: 2\ntitle: T", "format '2'"),
    ("title: &a x\ndeck: *a", "line 2: YAML aliases"),
    ("a: " + "[" * 300 + "]" * 300, "nested too deeply"),
    ("title: T\ntitel: U", "did you mean 'title'?"),
    ("title: [a, b]", "'title' of a story is text, not a list"),
    ("title: T\ntitle: U", "stands twice"),
    ("date: tomorrow", "YYYY-MM-DD"),
    ("venues: [{event: Talks}]", "needs a place"),
    ("corridors: [{from: Sumy}]", "needs a status"),
    ("corridors: [{status: agreed}]", "needs a from, a to, or a name"),
    ("places: [{id: '1', name: ''}]", "no place has the id '1'"),
    ("corridors: [{id: x, from: Sumy, status: agreed}, {id: x, from: Kyiv, status: agreed}]", "id 'x' is used twice"),
    ("corridors: [{from: Sumy, status: agreed, date: 2022-03-09..2022-03-08}]", "before it starts"),
    ("corridors: [{from: Sumy, status: agreed, people: -3}]", "whole number"),
    ("corridors: [{from: Sumy, status: agreed, paired: maybe}]", "true or false"),
    ("{\"title\": \"T\",, }", "not valid JSON"),
])
def test_a_wrong_story_is_refused_in_words(text: str, words: str) -> None:
    assert any(words in line for line in problems(text)), problems(text)


def test_files_that_cannot_be_read_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("title: Zürich".encode("latin-1"))
    with pytest.raises(StoryError, match="no such file"):
        story.load(tmp_path / "none.yaml")
    with pytest.raises(StoryError, match="UTF-8"):
        story.load(tmp_path / "latin.yaml")
    with pytest.raises(StoryError, match="cannot be read"):
        story.load(tmp_path)


# ---------------------------------------------------------------------------------------------------------- round trip

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
whens = st.builds(lambda start, more, text, tail: When(start, start + dt.timedelta(more) if more else None, text, tail),
                  days, st.integers(0, 30), words, st.booleans())
evidences = st.builds(Evidence, st.integers(0, 999), st.integers(0, 999), words, words, words)
actors = st.builds(Actor, words, st.just("UA"), words)
known = st.sampled_from(["703448", "706483", "701822", "692194", "696643"]).map(gazetteer.get)
degrees = st.integers(-89_99999, 89_99999).map(lambda n: n / 100_000)


@st.composite
def own_places(draw: st.DrawFn) -> Place:
    lon, lat = draw(degrees), draw(degrees)
    return Place(f"{lon:.5f},{lat:.5f}", draw(words).strip(), Kind.SITE, Point(lon, lat))


places = st.one_of(known, own_places())
stops = st.builds(Stop, words, places | st.none(), evidences | st.none())
statements = st.builds(Statement, st.sampled_from(Status), st.lists(actors, max_size=3).map(tuple), whens | st.none(),
                       evidences | st.none(),
                       st.booleans(), words, actors | st.none())


@st.composite
def stories(draw: st.DrawFn) -> Findings:
    corridors = tuple(
        Corridor(id=f"c{n}", status=draw(st.sampled_from(Status)),
                 origins=tuple(draw(st.lists(stops, min_size=1, max_size=2))),
                 via=tuple(draw(st.lists(stops, max_size=2))), paired=draw(st.booleans()), two_way=draw(st.booleans()),
                 kind=draw(st.sampled_from(CorridorKind)), name=draw(words | st.none()),
                 proposed_by=tuple(draw(st.lists(actors, max_size=2))), when=draw(whens | st.none()),
                 people=draw(st.integers(0, 10**6) | st.none()), history=tuple(draw(st.lists(statements, max_size=2))),
                 evidence=tuple(draw(st.lists(evidences, max_size=2))),
                 fields=tuple({draw(words): draw(evidences)}.items()), note=draw(words))
        for n in range(1, draw(st.integers(0, 2)) + 1))
    venues = tuple(
        Venue(f"v{n}", draw(words), place, place.name, draw(st.sampled_from(VenueStatus)), draw(st.integers(1, 9)),
              tuple(draw(st.lists(actors, max_size=2))), draw(whens | st.none()), evidence=(draw(evidences),))
        for n, place in enumerate(draw(st.lists(places, max_size=2)), 1))
    listed = tuple(PlaceFinding(p, draw(st.integers(1, 9)), (draw(evidences),))
                   for p in draw(st.lists(places, max_size=2)))
    return Findings(draw(words), draw(words), draw(days | st.none()), venues, corridors, listed,
                    tuple(draw(st.lists(words, max_size=2))), tuple(draw(st.lists(words, max_size=2))), "uk")


@settings(max_examples=60, deadline=None)
@given(stories())
def test_what_is_written_reads_back_equal(found: Findings) -> None:
    assert story.loads(story.to_yaml(found), "s.yaml") == found
    assert story.loads(story.to_json(found), "s.json") == found


@pytest.mark.parametrize("odd", ["\ufffe", "\uffff", "\x7f", "\x80"])
def test_a_character_that_yaml_refuses_survives_in_either_format(odd: str) -> None:
    found = Findings(f"a{odd}b", venues=())
    assert story.loads(story.to_yaml(found), "s.yaml").title == f"a{odd}b"
    assert story.loads(story.to_json(found), "s.json").title == f"a{odd}b"


@settings(max_examples=30, deadline=None)
@given(stories())
def test_geojson_reads_back_equal(found: Findings) -> None:
    from geomap.render import geojson

    assert story.loads(geojson.render(found), "s.geojson") == found


def test_a_foreign_geojson_is_refused() -> None:
    with pytest.raises(StoryError, match="not written by geomap"):
        story.loads('{"type": "FeatureCollection", "features": []}', "s.geojson")
