"""The observations behind a decision, in words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from gazetteer.model import Kind
from geomap.recognise.model import strongest, weights
from geomap.recognise.spot import Spot


@cache
def _phrases() -> dict[str, str]:
    return dict(tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text("utf-8"))["phrases"])


def phrase(feature: str) -> str:
    """An observation in words: "before:in" is 'stands after "in"'."""
    return _phrases().get(feature.removeprefix("demonym ")) or feature.replace(":", ": ", 1)


def name_reasons(spot: Spot, *, sign: int = 0, count: int = 3) -> tuple[str, ...]:
    """What weighed most for (``sign`` 1) or against (-1) the spot being a place."""
    known = _phrases()
    told = [feature for feature in spot.features if feature.removeprefix("demonym ") in known]
    return tuple(phrase(feature) for feature, _ in strongest(told, weights().name, count, sign=sign))


def sense_reasons(spot: Spot, number: int) -> tuple[str, ...]:
    """Why this sense of the spot's name, as far as it can be told without the other spots."""
    entry = spot.entry
    sense = entry.senses[number]
    reasons = []
    if entry.sure:
        reasons.append("a fixed reading of this form")
    if len(entry.senses) == 1:
        reasons.append("the only place of this name in the gazetteer")
    if spot.within is not None:
        outer = spot.within.entry
        inside = any((s.kind is Kind.REGION and s.row == sense.region) or (s.kind is Kind.COUNTRY and s.country == sense.country)
                     for s in outer.senses)
        if inside:
            reasons.append(f"the text says it lies in {outer.senses[0].place().name}")
    if spot.cue is not None and sense.kind in spot.cue:
        reasons.append(f"a word beside it asks for a {' or '.join(sorted(spot.cue))}")
    if number == 0 and len(entry.senses) > 1:
        reasons.append("the best known place of this name")
    if sense.capital:
        reasons.append("a capital")
    elif sense.kind is Kind.CITY and sense.population:
        reasons.append(f"{sense.population:,} inhabitants")
    return tuple(reasons)
