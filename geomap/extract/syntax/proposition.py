"""A proposition as a value: a verb with the words that belong to it, and what it hangs on; and where one begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.extract.syntax.links import Link
from geomap.extract.syntax.verbgroup import VerbGroup

__all__ = ["Opening", "Proposition"]


@dataclass(slots=True)
class Proposition:
    """Verb groups in the order of the text and the token ranges [start, end) they and their words take up."""

    link: Link = Link.MAIN
    groups: list[VerbGroup] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    parent: Proposition | None = None
    elliptic: bool = False  # shares the subject of the one before
    marker: str = ""  # the word that opens it

    @property
    def finite(self) -> bool:
        return any(g.finite for g in self.groups)

    @property
    def finite_verb(self) -> VerbGroup | None:
        """The first verb with a tense."""
        return next((g for g in self.groups if g.finite), None)

    @property
    def unfinished(self) -> Proposition | None:
        """The nearest proposition around this one whose subject still waits for its verb."""
        outer = self.parent
        while outer is not None and outer.finite:
            outer = outer.parent
        return outer

    @property
    def start(self) -> int:
        return self.spans[0][0] if self.spans else 0

    def holds(self, token: int) -> bool:
        return any(a <= token < b for a, b in self.spans)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a proposition begins, or (``target``) the one around it that goes on here."""

    start: int
    link: Link = Link.MAIN
    marker: str = ""
    elliptic: bool = False
    target: Proposition | None = None
    inside: bool = False  # between a subject and its verb
