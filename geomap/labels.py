"""Label placement: every label takes the cheapest of a few positions, the important ones first.

One design for the static map and for the page, which gets the same COSTS as data: eight positions around a symbol (or
the candidate spots of a country or sea), each with its own small cost, plus a cost for whatever the label would cover.
A label that the map can do without is dropped as soon as it would cover anything; a needed one is placed where it does
the least harm. Needed labels of symbols that almost lie on each other would all cover each other: they become one.

Greedy placement in order of importance is near the best known results for point labels at these densities and, unlike
annealing, gives the same map twice (Christensen, Marks and Shieber 1995 compare the two).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import dist, isfinite
from typing import Any, TypeVar

Box = tuple[float, float, float, float]      # left, top, right, bottom in pixels
XY = tuple[float, float]
T = TypeVar("T")

# Unitless; only their proportions count. Positions: what readers and cartographers prefer (Imhof 1975: right of the
# symbol, slightly raised before slightly lowered; left only when the right is taken). "cover": for each thing covered.
COSTS: dict[str, Any] = {
    "positions": {"right": 0, "left": 2, "upperRight": 1.5, "lowerRight": 1.6, "upperLeft": 3, "lowerLeft": 3.2,
                  "above": 2.6, "below": 2.4},
    "next_spot": 2,           # for each further candidate of a country's or sea's name
    "edge": 60,               # a needed label that reaches over the edge of the view
    "cover": {"label": 100, "symbol": 60, "line": 7},
    "give_up": 24,            # a label that would cost more is dropped ...
    "give_up_needed": 4000,   # ... and a needed one hardly ever
    "margin": 3,              # pixels kept free along the view's edges
    "share_within": 10,       # pixels between symbols below which their needed labels become one ...
    "most_names": 3,          # ... that has no more names than this: of more, it has the first two and counts the others
    "same_region": 200,       # pixels: a region's name is not repeated closer to where it stands
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label that wants a place: ``width`` and ``height`` in pixels.

    Around a symbol: ``at`` is its middle and ``radius`` its reach. Without one: ``spots`` are middles for the label
    itself, best first. ``needed``: the map makes no sense without it. Equal ``key`` means the same symbol and label.
    """

    key: str
    width: float
    height: float
    at: XY | None = None
    radius: float = 0.0
    spots: tuple[XY, ...] = ()
    needed: bool = False


class Taken:
    """What is on the map already, in a grid of cells, so that a crowded map stays quick."""

    CELL = 64.0

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, str, str]]] = {}

    def add(self, box: Box, kind: str, owner: str = "") -> None:
        """A ``kind`` of thing ("label", "symbol", "line") in ``box``; it is no hindrance to labels keyed ``owner``."""
        for cell in self._around(box):
            self._cells.setdefault(cell, []).append((box, kind, owner))

    def add_line(self, line: Iterable[XY]) -> None:
        """A line as points; points no farther apart than a few pixels make it solid."""
        for x, y in line:
            self.add((x - 2, y - 2, x + 2, y + 2), "line")

    def covered(self, box: Box, owner: str) -> list[str]:
        """The kinds of the things that ``box`` would cover, each thing once."""
        found: dict[tuple[Box, str, str], None] = {}
        for cell in self._around(box):
            for entry in self._cells.get(cell, ()):
                other, _, other_owner = entry
                if owner and other_owner == owner:
                    continue
                if box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]:
                    found[entry] = None
        return [kind for _, kind, _ in found]

    def _around(self, box: Box) -> Iterable[tuple[int, int]]:
        for column in range(int(box[0] // self.CELL), int(box[2] // self.CELL) + 1):
            for row in range(int(box[1] // self.CELL), int(box[3] // self.CELL) + 1):
                yield column, row


def share(items: Iterable[T], place: Callable[[T], XY | None]) -> list[list[T]]:
    """The items in groups that share a label, each with the first to lie near it; ``place`` gives None for one that never does."""
    groups: list[tuple[XY | None, list[T]]] = []
    for item in items:
        at = place(item)
        near = (group for first, group in groups if at and first and dist(at, first) < COSTS["share_within"])
        group = next(near, None)
        if group is None:
            groups.append((at, [item]))
        else:
            group.append(item)
    return [group for _, group in groups]


def enumerated(names: Sequence[str]) -> list[str]:
    """The pieces of a shared label: "Khartoum,", "Omdurman", "and 3 more"."""
    if len(names) > COSTS["most_names"]:
        return [f"{names[0]},", names[1], f"and {len(names) - 2} more"]
    return [*(f"{name}," for name in names[:-1]), *names[-1:]]


def around(at: XY, radius: float, width: float, height: float) -> list[tuple[str, Box]]:
    """The eight positions of a label around a symbol, named as in COSTS."""
    x, y = at
    gap, slant = radius + 3, radius * 0.7 + 1
    corners = {
        "right": (gap, -height / 2), "left": (-gap - width, -height / 2),
        "upperRight": (slant, -height - slant * 0.4), "lowerRight": (slant, slant * 0.4),
        "upperLeft": (-slant - width, -height - slant * 0.4), "lowerLeft": (-slant - width, slant * 0.4),
        "above": (-width / 2, -height - gap + 1), "below": (-width / 2, gap - 1),
    }
    return [(name, (x + dx, y + dy, x + dx + width, y + dy + height)) for name, (dx, dy) in corners.items()]


def place(labels: Sequence[Label], view: Box, taken: Taken) -> dict[str, Box]:
    """Where each label goes, by key; those without a place are missing. ``taken`` grows by the labels placed.

    Labels come most important first. Symbols of labels must be in ``taken`` already, with the label's key as owner.
    Raises ValueError where a size or position is not a finite number.
    """
    placed: dict[str, Box] = {}
    for label in labels:
        box = _best(label, view, taken)
        if box is not None:
            placed[label.key] = box
            taken.add(box, "label", label.key)
    return placed


def _best(label: Label, view: Box, taken: Taken) -> Box | None:
    """The cheapest position that costs less than giving up."""
    best, lowest = None, COSTS["give_up_needed"] if label.needed else COSTS["give_up"]
    margin = COSTS["margin"]
    for box, cost in _candidates(label):
        if not all(map(isfinite, box)):
            raise ValueError(f"label {label.key!r} has no finite place: {box}")
        if box[0] < view[0] + margin or box[1] < view[1] + margin or box[2] > view[2] - margin or box[3] > view[3] - margin:
            if not label.needed:
                continue
            cost += COSTS["edge"]
        if cost >= lowest:
            continue
        cost += sum(COSTS["cover"][kind] for kind in taken.covered((box[0] - 1, box[1], box[2] + 1, box[3]), label.key))
        if cost < lowest:
            best, lowest = box, cost
    return best


def _candidates(label: Label) -> list[tuple[Box, float]]:
    if label.at is not None:
        return [(box, COSTS["positions"][name]) for name, box in around(label.at, label.radius, label.width, label.height)]
    half_width, half_height = label.width / 2, label.height / 2
    return [((x - half_width, y - half_height, x + half_width, y + half_height), i * COSTS["next_spot"])
            for i, (x, y) in enumerate(label.spots)]
