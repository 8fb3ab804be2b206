"""What is said of a way, as values: the status a proposition gives it, and what the proposition is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.extract.syntax.verbs import Act
from geomap.model import Status

__all__ = ["ENDED", "MOTION", "OBSTACLES", "Judgement", "Theme"]

MOTION = frozenset([Act.LEAVE, Act.GO, Act.ARRIVE, Act.CARRY])
OBSTACLES = {Act.FAIL: Status.FAILED, Act.BLOCK: Status.BLOCKED, Act.CLOSE: Status.CLOSED}
ENDED = frozenset(OBSTACLES.values())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status a proposition gives; ``start``..``end`` in the code are the words. ``presupposed``: "Moscow's offer" says in
    passing that Moscow offered. ``earlier``: told as past of the past ("had been agreed")."""

    status: Status
    start: int
    end: int
    conditional: bool = False
    presupposed: bool = False
    earlier: bool = False
    attributed: bool = False  # inside reported speech
    future: bool = False
    passive: bool = False
    negated: bool = False
    note: str = ""
    motion: bool = False  # from a verb of motion, not from one about the way
    of_others: bool = False  # "Kyiv should open it", "could open it": not what Kyiv says

    @property
    def happened(self) -> bool:
        """Whether something is told to have come about, and not only to be planned or wished."""
        return self.status not in (Status.ANNOUNCED, Status.PROPOSED) and not self.conditional and not self.presupposed


@dataclass(frozen=True, slots=True)
class Theme:
    """What the proposition is asked about: the tokens that name the way, and whether it is people or vehicles rather than a road."""

    tokens: tuple[int, ...] = ()  # empty: understood from the proposition before
    travellers: bool = False
