"""Who acts: by country, capital, demonym, organisation, and by the role the article gives a person."""

from __future__ import annotations

import itertools

import pytest
from marked import marked

from geomap.extract.sentence.actors import find_actors
from geomap.geoparse import parse
from geomap.model import Document, Label


def named(text: str) -> list[tuple[str, str]]:
    return [(acting.actors[0].name, acting.actors[0].text) for acting in find_actors(marked(text)).found]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("{Ukraine} agreed.", ("Ukraine", "Ukraine")),
        ("<Russian> officials agreed.", ("Russia", "Russian officials")),
        ("[Russia]'s defence ministry agreed.", ("Russia", "Russia's defence ministry")),
        ("The UN agreed.", ("United Nations", "UN")),
        ("The Red Cross agreed.", ("International Committee of the Red Cross", "Red Cross")),
        ("The World Food Programme agreed.", ("World Food Programme", "World Food Programme")),
        ("Local <Armenian> officials agreed.", ("Local Armenian officials", "Local Armenian officials")),
        ("The RSF agreed.", ("Rapid Support Forces", "RSF")),
    ],
)
def test_bodies_act_under_one_name(text: str, actor: tuple[str, str]) -> None:
    assert named(text) == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "[Russia]'s lead negotiator, Vladimir Medinsky, left. Medinsky agreed.",
        "[Russia]'s lead negotiator and Presidential advisor, Vladimir Medinsky, left. Medinsky agreed.",
        "<Russian> Presidential advisor Vladimir Medinsky left. Medinsky agreed.",
        "Vladimir Medinsky, [Russia]'s lead negotiator, left. Medinsky agreed.",
        "Vladimir Medinsky, another <Russian> negotiator, left. Medinsky agreed.",
        "Vladimir Medinsky, who heads the <Russian> delegation, left. Medinsky agreed.",
    ],
)
def test_a_person_with_a_role_speaks_for_the_country_later_on(text: str) -> None:
    assert named(text)[-1] == ("Russia", "Medinsky")


def test_a_person_without_a_role_speaks_for_nobody() -> None:
    assert named("Vladimir Medinsky left [Russia]. Medinsky agreed.") == [("Russia", "Russia")]


def test_a_city_that_governs_nobody_is_no_actor() -> None:
    assert named("[Mariupol] agreed.") == []


def test_a_bare_demonym_is_an_adjective() -> None:
    (acting,) = find_actors(marked("The <Russian> proposal")).found
    assert acting.adjective


def test_spans_slice_and_never_overlap() -> None:
    parsed = marked(
        "<Ukrainian> President Volodymyr Zelensky accused <Russian> troops; [Russia]'s Foreign Minister Sergei Lavrov and the UN did not "
        "answer Zelensky."
    )
    found = find_actors(parsed).found
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert [a.actors[0].name for a in found if a.person] == ["Ukraine", "Russia", "Ukraine"]


def test_a_country_named_like_its_people_is_the_country() -> None:
    text = "Bangladesh and its neighbour Myanmar agreed to let aid into Myanmar."
    last = parse(Document(text, "case")).mentions[-1]
    assert (last.label, last.place and last.place.name) == (Label.PLACE, "Myanmar")


@pytest.mark.parametrize(("text", "names"), [
    ("Serb forces shelled the town.", ["Serb forces"]),
    ("Serbian forces shelled the town.", ["Serbia"]),
    ("Kurdish fighters left.", ["Kurdish fighters"]),
    ("Tigrayan forces and Ethiopian troops withdrew.", ["Tigrayan forces", "Ethiopia"]),
])
def test_a_people_without_a_state_is_not_taken_for_one(text: str, names: list[str]) -> None:
    assert [a.name for acting in find_actors(parse(Document(text, "x"))).found for a in acting.actors] == names
