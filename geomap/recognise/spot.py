"""A stretch of text that spells a name of the gazetteer, on its way from a mere spelling to a resolved mention."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.recognise.lexicon import Entry


@dataclass(slots=True, eq=False)
class Spot:
    """Words ``first`` up to ``last`` (inclusive) that spell a name; what becomes of it is filled in on the way."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry
    features: list[str] = field(default_factory=list)
    score: float = 0.0                        # log odds of being a toponym
    cue: frozenset[str] | None = None         # kinds that a word beside it asks for ("Brest region")
    within: Spot | None = None                # "Paris, Texas": the spot that says where
    weights: list[float] = field(default_factory=list)      # probability of each sense
