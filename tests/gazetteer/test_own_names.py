"""A place's own name finds the place: nothing looser may come before it."""

from __future__ import annotations

import numpy as np
import pytest

import gazetteer
from gazetteer.index import default
from gazetteer.model import Kind, Method


def test_a_well_known_name_is_never_beaten_by_one_that_only_sounds_like_it() -> None:
    index = default()
    population = np.asarray(index.population).astype(np.int64)          # unsigned numbers have no negatives to sort by
    biggest = [p for p in (index.place(int(row)) for row in np.argsort(-population)[:4000]) if p.kind is Kind.CITY][:1500]
    beaten = {p.name: m.place.name for p in biggest
              if (m := gazetteer.search(p.name, limit=1)[0]).method not in (Method.EXACT, Method.VARIANT)}
    assert beaten == {}


@pytest.mark.parametrize("name", ["Sumy", "Kharkiv", "Mariupol", "Goris", "Rafah", "Poltava", "Semera", "Kota", "Tuzla"])
def test_a_city_in_the_news_is_found_by_its_plain_name(name: str) -> None:
    place = gazetteer.lookup(name)
    assert place is not None
    assert place.kind is Kind.CITY
