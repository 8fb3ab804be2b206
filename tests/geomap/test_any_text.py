"""Whatever the text, the parser returns spans that slice it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.geoparse import parse

PIECES = st.sampled_from([
    "Kyiv", "Brest", " region", ", ", "Texas", "U.S.", "’s", "'s ", "St. ", "-", "\u00ad", "\u200b", "Харкові", "基辅市",
    "القاهرة", "d'Odessa", "\n", ". ", "GEORGIA", "in ", "the ", "Mr. ", "50.45, 30.52", "48°51'N 2°21'E",
    "36UUA2520888190", "🙂", "İ", "ß", "ﬁ", "\ud800", "\x00"])


def check(text: str) -> None:
    end = 0
    for mention in parse(text, demonyms=True).mentions:
        assert text[mention.start:mention.end] == mention.text
        assert mention.start >= end
        assert mention.text
        end = mention.end


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_spans_slice_any_text(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_spans_slice_texts_made_of_awkward_pieces(text: str) -> None:
    check(text)


def test_one_line_of_a_megabyte_is_read() -> None:
    text = "The road from Kyiv to Lviv was open, " * 27_000
    parsed = parse(text)
    assert sum(m.text == "Kyiv" for m in parsed.mentions) == 27_000
