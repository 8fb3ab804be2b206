"""A place of a sentence that is where talks are, and how the sentence says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Places
from geomap.extract.talks.cues import Cue
from geomap.extract.talks.grammar import Grammar
from geomap.model import VenueStatus

__all__ = ["Siting", "Window", "first_siting"]


@dataclass(frozen=True, slots=True)
class Siting:
    """``token`` stands for the place; the tokens ``first``..``last`` are the words that say it. ``status`` where they settle it."""

    token: int
    places: Places
    rule: str
    first: int
    last: int
    cue: Cue | None = None
    status: VenueStatus | None = None

    @property
    def is_in_a_region(self) -> bool:
        """ "By the A, where B borders C": a river or a province, which says no more than the border does."""
        return all(m.place is not None and m.place.kind is Kind.REGION for m in self.places.members)


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence as the rules for venues see it: its grammar, its cues, and whether talks were told of just before."""

    grammar: Grammar
    cues: tuple[Cue, ...]
    known: bool = False

    def cue_in(self, first: int, end: int) -> Cue | None:
        """The first cue that begins in [first, end)."""
        return next((c for c in self.cues if first <= c.first < end and not c.arrival), None)

    def cue_before(self, token: int) -> Cue | None:
        """The nearest cue that ends before ``token``."""
        return next((c for c in reversed(self.cues) if c.last < token and not c.arrival), None)


Rule = Callable[[Window, int, Places], Siting | None]


def first_siting(rules: Iterable[Rule], window: Window, token: int, places: Places) -> Siting | None:
    """What the first rule that has anything to say makes of the place at ``token``."""
    return next(filter(None, (rule(window, token, places) for rule in rules)), None)
