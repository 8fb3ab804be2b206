"""Ways in a table, or in fields on lines of their own: "1 | Sumy | Poltava", "From: Sumy / To: Poltava".

What became of a table on its way to plain text: rows of cells between bars, or one cell to a line below the column heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.ways.paths import Path

__all__ = ["Table"]

_HEADS = (
    ("from", re.compile(r"from|origin|start(?:ing point)?|departure(?: point)?|place of departure|point of departure")),
    ("to", re.compile(r"to|destination|end(?: point)?|arrival(?: point)?|place of arrival|final destination")),
    ("via", re.compile(r"via|through|stops|stations|transit(?: points?)?")),
)
_FIELD = re.compile(r"(?P<head>[a-z]+(?: [a-z]+){0,2}) :(?: (?P<cell>[^:]+))?")
_CELL = re.compile(r"§(?P<n>\d+)(?: [.,;])?")
_WORDS = 3  # of a column's head


@dataclass(slots=True)
class Table:
    """Reads line by line: the heads of the columns, then the cells in their order."""

    heads: list[str] = field(default_factory=list)
    cells: list[tuple[Member, ...]] = field(default_factory=list)
    begun: bool = False
    last_block: int = -2
    fields: dict[str, tuple[Member, ...]] = field(default_factory=dict)

    def read(self, phrases: Phrases) -> list[Path] | None:
        """The ways that a line completes; None where it is none of a table."""
        code = phrases.code.strip()
        named = _FIELD.fullmatch(code)
        if named is not None and named["cell"] is not None and _head(named["head"]):
            return self._field(phrases, _head(named["head"]), named["cell"])
        cells = [c.strip() for c in code.strip("| ").split("|")]
        if re.fullmatch(r"[|: –—-]*", code):
            self.last_block = phrases.sentence.block
            return []  # the rule between a table's head and its rows
        if phrases.sentence.block - self.last_block > 1 and (self.heads or self.begun):
            self.heads, self.cells, self.begun = [], [], False
        if not self.begun and all(not c or _is_head(c) for c in cells):
            self.heads = self.heads if len(cells) == 1 else []
            for head in map(_head, cells):
                self.heads = [*self.heads, "" if head in self.heads else head]  # a "departure" beside "from" is an hour
            self.last_block = phrases.sentence.block
            return []
        if not {"from", "to"} <= set(self.heads):
            return None
        self.begun, self.last_block = True, phrases.sentence.block
        row = [_members(phrases, c) for c in cells]
        if len(cells) == 1:
            row = self.cells = [*self.cells, *row]
            if len(row) < len(self.heads):
                return []
            self.cells = []
        if len(row) != len(self.heads) or any(bool(h) != bool(cell) for h, cell in zip(self.heads, row, strict=True) if h != "via"):
            self.heads = self.heads if len(cells) > 1 else []  # a cell is missing: what stands where is not known
            return []
        return _way(dict(zip(self.heads, row, strict=True)))

    def _field(self, phrases: Phrases, head: str, cell: str) -> list[Path]:
        if head == "from" or phrases.sentence.block - self.last_block > 1:
            self.fields = {}
        self.fields[head] = _members(phrases, cell)
        self.last_block = phrases.sentence.block
        return _way(self.fields)


def _head(text: str) -> str:
    """What a column is of, "" where it is of something else than places."""
    return next((head for head, pattern in _HEADS if pattern.fullmatch(text)), "")


def _is_head(text: str) -> bool:
    return re.fullmatch(r"[a-z№#]+(?: [a-z.]+)*", text) is not None and len(text.split()) <= _WORDS


def _members(phrases: Phrases, cell: str) -> tuple[Member, ...]:
    found = _CELL.fullmatch(cell)
    return phrases.places[int(found["n"])].members if found is not None else ()


def _way(row: dict[str, tuple[Member, ...]]) -> list[Path]:
    if not (row.get("from") and row.get("to")):
        return []
    return [Path(row["from"], row.get("via", ()), row["to"], paired=len(row["from"]) < 2 or len(row["to"]) < 2, rule="list")]
