"""A spaCy pipeline in the lexicon's stead, united with it, or as a second opinion."""

from __future__ import annotations

import pytest

from geomap.geoparse import parse
from geomap.model import Document, Label
from geomap.recognise.recogniser import recognise
from geomap.recognise.spacy import intersect, spacy_recogniser, unite

spacy = pytest.importorskip("spacy")
TEXT = "The convoy went from Kyiv to Zhmerynkivka by way of Lviv, said Acme Corp. today"


@pytest.fixture(scope="module")
def ruled():  # type: ignore[no-untyped-def]
    """A recogniser over a blank pipeline with an entity ruler."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in (
        ("GPE", "Kyiv"), ("GPE", "Zhmerynkivka"), ("ORG", "Acme Corp."), ("MONEY", "convoy"))])
    return spacy_recogniser(pipeline)


def test_its_entities_become_mentions(ruled) -> None:  # type: ignore[no-untyped-def]
    found = ruled(Document(TEXT))
    assert [(m.text, m.label) for m in found] == [("Kyiv", Label.PLACE), ("Zhmerynkivka", Label.PLACE), ("Acme Corp.", Label.ORGANISATION)]
    assert all(TEXT[m.start:m.end] == m.text for m in found)


def test_they_are_resolved_like_any_others(ruled) -> None:  # type: ignore[no-untyped-def]
    parsed = parse(TEXT, recogniser=ruled)
    kyiv, unknown, acme = parsed.mentions
    assert kyiv.place is not None
    assert kyiv.place.country == "UA"
    assert unknown.place is None
    assert unknown.resolution is not None
    assert unknown.resolution.reasons == ("the gazetteer knows no such name",)
    assert acme.resolution is None


def test_united_both_count(ruled) -> None:  # type: ignore[no-untyped-def]
    texts = [m.text for m in unite(recognise, ruled)(Document(TEXT)) if m.label is not Label.OTHER]
    assert {"Kyiv", "Lviv", "Zhmerynkivka"} <= set(texts)
    assert texts.count("Kyiv") == 1


def test_intersected_only_what_both_say_is_a_place(ruled) -> None:  # type: ignore[no-untyped-def]
    labels = {m.text: m.label for m in intersect(recognise, ruled)(Document(TEXT))}
    assert labels["Kyiv"] is Label.PLACE
    assert labels["Lviv"] is Label.OTHER
