"""The shallow parse: which words belong to which verb, told as a person would bracket the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from geomap.extract.syntax.propositions import propositions
from geomap.extract.syntax.verbs import inflected

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "propositions.yaml").read_text(encoding="utf-8"))


def bracketed(code: str) -> list[str]:
    """Each proposition as "link: its words", "..." where others stand within it."""
    codes = code.split()
    return [f"{p.link}: {' ... '.join(' '.join(codes[a:b]) for a, b in p.spans)}" for p in propositions(codes)]


@pytest.mark.parametrize("case", CASES, ids=[c["code"] for c in CASES])
def test_each_sentence_falls_into_its_propositions(case: dict[str, object]) -> None:
    assert bracketed(str(case["code"])) == case["propositions"]


_CODE = "the corridor from §0 to §1 was not opened by @0 and civilians who left , said that which buses will be able after agreed"
_WORDS = st.sampled_from(_CODE.split())


@given(st.lists(_WORDS, max_size=30))
def test_every_token_belongs_to_exactly_one_proposition(codes: list[str]) -> None:
    tokens = sorted(i for p in propositions(codes) for a, b in p.spans for i in range(a, b))
    assert tokens == list(range(len(codes)))


@given(st.lists(_WORDS, max_size=30))
def test_every_verb_stands_in_the_proposition_that_holds_it(codes: list[str]) -> None:
    for proposition in propositions(codes):
        assert all(proposition.holds(group.head) for group in proposition.groups)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("tie", {"tie", "ties", "tied", "tying"}),
        ("leave", {"leave", "leaves", "left", "leaving"}),
        ("travel", {"travel", "travels", "traveled", "travelled", "traveling", "travelling"}),
    ],
)
def test_verbs_are_inflected_as_english_does(base: str, forms: set[str]) -> None:
    assert {word for word, _ in inflected(base)} == forms
