"""What speaks for and against a spelling being a place here: named observations about the words around it.

Every observation is a short string such as ``before:in`` or ``after:street``; each has a weight in weights.toml, fitted by
fit.py. A spot's score is the sum of the weights of its observations: log odds that it names a place. That keeps the reasons readable: the
observations that weighed most are the explanation.
"""

from __future__ import annotations

from collections import Counter

from geomap.recognise.before import observe_left
from geomap.recognise.behind import observe_right
from geomap.recognise.form import observe_dateline, observe_person
from geomap.recognise.names import name_features
from geomap.recognise.people import People
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words


def observe(words: Words, spots: list[Spot], people: People, *, shouting: frozenset[int] = frozenset(), flat: bool = False) -> None:
    """Fill in the features of every spot. ``shouting`` holds the words of all-capital stretches, ``flat`` means that case tells nothing."""
    english = words.language == "en"
    names = Counter(spot.entry.key for spot in spots)
    placed: Counter[str] = Counter()
    small = {form for form, capital in zip(words.forms, words.capital, strict=True) if not capital}
    for position, spot in enumerate(spots):
        before = spots[position - 1] if position else None
        after = spots[position + 1] if position + 1 < len(spots) else None
        spot.features = features = list(name_features(spot.entry, spot.last - spot.first + 1, english))
        if spot.first == spot.last and not flat and spot.entry.key in small and not spot.entry.demonym:
            features.append("document:also in small letters")
        if flat:
            features.append("text:no capitals")
        observe_left(words, spot, before, features)
        observe_right(words, spot, after, people, features)
        observe_person(words, spot, people, features)
        if spot.entry.demonym:                # what speaks for a place need not speak for a people
            features[2:] = [f"demonym {feature}" for feature in features[2:]]
        if spot.first in shouting:
            features.append("form:shouted")
            observe_dateline(words, spot, features)
        if placed_here(features):
            placed[spot.entry.key] += 1
    for spot in spots:
        features = spot.features
        many = names[spot.entry.key]
        if many > 1:
            features.append("document:often" if many > 3 else "document:again")
        if placed[spot.entry.key]:
            if not placed_here(features):
                features.append("document:placed elsewhere")
        elif many > 1:
            features.append("document:never placed")


def placed_here(features: list[str]) -> bool:
    """Whether the words around the spot put something there: "in X", "X, Ohio"."""
    return any(feature in _PLACING for feature in features)


_PLACING = frozenset({"before:in", "before:in the", "before:near", "before:outside", "before:throughout", "after:its region",
                      "after:in its region", "form:dateline"})
