"""The fitted weights, and the scores they give. They are plain numbers with names in weights.toml: open it and read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

THRESHOLD = -0.3
"""From this score (log odds) on a spot is a place: probability 0.43, where F1 is best for a model whose F1 is about 0.86."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds weights by observation: ``name`` for recognition by context, ``joint`` for its second look (with geography),
    ``said`` and ``shared`` for the choice among senses, ``actor`` for metonyms."""

    name: Mapping[str, float]
    joint: Mapping[str, float]
    said: Mapping[str, float]
    shared: Mapping[str, float]
    actor: Mapping[str, float]


class _Table(dict[str, float]):
    """Weights by observation; one without a weight weighs nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


@cache
def weights() -> Weights:
    """The committed weights."""
    text = resources.files(__package__).joinpath("weights.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Weights(*(_Table(table[name]) for name in ("name", "joint", "said", "shared", "actor")))


def score(features: list[str], table: Mapping[str, float]) -> float:
    """The sum of the weights of the features that have one."""
    if isinstance(table, _Table):
        return sum(map(table.__getitem__, features))
    return sum(table.get(feature, 0.0) for feature in features)


def strongest(features: list[str], table: Mapping[str, float], count: int = 3, *, sign: int = 0) -> list[tuple[str, float]]:
    """The features that weighed most, either way or (``sign`` 1, -1) for or against."""
    known = [(feature, table[feature]) for feature in dict.fromkeys(features) if feature in table and feature != "bias"]
    known = [(feature, weight) for feature, weight in known if weight * sign >= 0 and abs(weight) > 0.05]
    return sorted(known, key=lambda pair: -abs(pair[1]))[:count]
