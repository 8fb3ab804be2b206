"""Misspelt and misread names: the distance obeys its definition, and nothing near is overlooked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.editing import Spellings, edits, misread

WORD = st.text("abchkrv ", max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("kharkiv", "kharkiv", 0), ("kharkiv", "kharkv", 1), ("kharkiv", "khrakiv", 1), ("", "ab", 2), ("odesa", "sumy", 3)],
)
def test_letters_dropped_added_replaced_and_swapped_count_one(one: str, other: str, apart: int) -> None:
    assert edits(one, other) == apart


@given(WORD, WORD)
def test_the_distance_is_the_same_both_ways_and_nought_only_for_equals(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)


@given(WORD, st.integers(0, 8), st.sampled_from("abk"))
def test_one_edit_is_one_apart_at_most(word: str, at: int, letter: str) -> None:
    at = min(at, len(word))
    assert edits(word, word[:at] + letter + word[at:]) == 1
    assert edits(word, word[:at] + letter + word[at + 1 :]) <= 1


@given(st.lists(WORD, max_size=30), WORD)
def test_all_names_within_two_edits_are_found(names: list[str], word: str) -> None:
    assert list(Spellings(names).near(word)) == [at for at, name in enumerate(names) if edits(word, name) <= 2]


@pytest.mark.parametrize(("read", "was"), [("bem", "bern"), ("0desa", "odesa"), ("parif", "paris"), ("vvarsaw", "warsaw")])
def test_what_a_scanner_mistook_is_taken_back(read: str, was: str) -> None:
    assert was in set(misread(read))


@given(WORD)
def test_misreadings_are_others_and_come_once(word: str) -> None:
    found = sorted(misread(word))
    assert word not in found
    assert all(one != other for one, other in pairwise(found))
