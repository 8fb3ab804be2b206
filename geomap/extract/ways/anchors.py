"""Words that stand for a way people or aid take, as values: "humanitarian corridor", "buses", "Rafah crossing"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model import CorridorKind

__all__ = ["Anchor", "Sort", "Surroundings"]


class Sort(StrEnum):
    WAY = "way"  # said to be humanitarian by its own words
    BARE = "bare"  # "the corridor", "the route": the context says so
    NAMED = "named"  # "Lachin corridor", "Rafah crossing"
    EVACUATION = "evacuation"
    CONVOY = "convoy"
    PEOPLE = "people"

    @property
    def travels(self) -> bool:
        """Whether it is those on the move, and no way that they take."""
        return self in (Sort.CONVOY, Sort.PEOPLE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in the code a way is named, how, and whether as one already known ("the", "Moscow's", "both")."""

    start: int
    end: int
    sort: Sort
    kind: CorridorKind
    definite: bool = False
    plural: bool = False
    name: str | None = None
    bound: bool = False  # a convoy said to carry aid: its end alone tells where it goes
    beside: bool = False  # a named way told in one breath with the one before it: "the Rafah and Kerem Shalom crossings"
    weak: bool = False  # no word of war or need stands near: only what did happen, from one place to another, counts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text around a sentence is about, as far as it tells what "the corridor" or "buses" mean."""

    humanitarian: bool = False  # civilians, aid, sieges
    plainly: bool = False  # these in words that leave no doubt
    conflict: bool = False
    war: bool = False  # the whole text is about one
    vouched: bool = False  # the whole text is plainly about people in need in a conflict, though this sentence be its first
    disaster: bool = False
    trade: bool = False
    grain: bool = False  # the text is about the ships that take grain out of a blockade under an agreement
    known: bool = False  # a corridor was found just before
    lately: bool = False  # people or vehicles were told of just before
    strip: bool = False  # the corridor named last is a strip of land that an army holds
    offered: bool = False  # what was told of last is only offered, planned or refused
