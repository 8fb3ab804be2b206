"""Names in other languages, as their grammar writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.geoparse import parse
from geomap.recognise import inflection
from geomap.recognise.language import detect

CASES = [tuple(line.split("\t")) for line in (Path(__file__).parents[1] / "cases" / "inflected_names.tsv").read_text("utf-8").splitlines()
         if line and not line.startswith("#")]


def check(language: str, marked: str, id: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = next((m for m in parse(text, language=language).mentions if m.start == start), None)
    assert found is not None, "the name was not seen"
    assert found.end == end
    assert found.place is not None, (found.label, found.reasons)
    assert found.place.id == id


@pytest.mark.parametrize(("language", "marked", "id"), CASES)
def test_an_inflected_name_is_its_place(language: str, marked: str, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflection, "_morphology", lambda language: None)
    inflection.nominatives.cache_clear()
    check(language, marked, id)


@pytest.mark.parametrize(("language", "marked", "id"), [case for case in CASES if case[0] in ("uk", "ru")])
def test_so_it_is_with_the_morphological_dictionary(language: str, marked: str, id: str) -> None:
    pytest.importorskip("pymorphy3")
    if inflection._morphology(language) is None:
        pytest.skip(f"no pymorphy3 dictionary for {language}")
    inflection.nominatives.cache_clear()
    check(language, marked, id)


@pytest.mark.parametrize(("text", "language"), [
    ("The train was late and nobody knew why it had stopped.", "en"),
    ("Der Zug war nicht mit den anderen und auch sie ist da.", "de"),
    ("Le train est en retard et les gens sont dans la gare avec une valise.", "fr"),
    ("El tren no llega y los viajeros esperan en la estación con una maleta.", "es"),
    ("Потяг запізнюється, і люди чекають на вокзалі.", "uk"),
    ("Поезд опаздывает, и люди ждут на вокзале, но это не так.", "ru"),
    ("Pociąg nie jest o czasie i ludzie czekają na dworcu, ale to się zdarza.", "pl"),
    ("基辅和哈尔科夫的列车晚点了", "zh"),
    ("القطار في كييف متأخر عن موعده", "ar"),
    ("", "en"),
])
def test_a_language_is_told_by_its_letters_and_common_words(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(("text", "name", "country"), [
    ("基辅和哈尔科夫的列车晚点了", "哈尔科夫", "UA"),
    ("القتال مستمر في كييف", "كييف", "UA"),
    ("東京とソウルの会談", "東京", "JP"),
])
def test_scripts_without_capitals_or_spaces_are_read(text: str, name: str, country: str) -> None:
    found = next((m for m in parse(text).mentions if m.text == name), None)
    assert found is not None
    assert found.place is not None
    assert found.place.country == country
