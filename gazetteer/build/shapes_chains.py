"""Join arcs between regions into chains between countries: a border is one line however many provinces lie along it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

__all__ = ["chain"]


def chain(arcs: Sequence[Any], seams: Sequence[bool]) -> list[list[int]]:
    """Numbers of arcs in the order they follow each other, ``~n`` for backwards: one list a chain.

    ``arcs`` are int arrays (n, 2). A chain goes on where exactly two arcs meet, unless one of them runs along the edge of the
    sheet (``seams``) and the other does not.
    """
    leaving: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, arc in enumerate(arcs):
        leaving[_key(arc[0])].append(number)
        leaving[_key(arc[-1])].append(~number)

    def follower(number: int) -> int | None:
        end = arcs[number][-1] if number >= 0 else arcs[~number][0]
        meeting = leaving[_key(end)]
        if len(meeting) != 2:
            return None
        other = meeting[0] if meeting[1] == ~number else meeting[1]
        return None if seams[_arc(other)] != seams[_arc(number)] else other

    used = [False] * len(arcs)
    chains = []
    for number in range(len(arcs)):
        if used[number]:
            continue
        first = ~number
        while (before := follower(first)) is not None and _arc(before) != number:
            first = before
        links = [~first] if before is None else [number]        # from where the chain begins; a closed one begins here
        used[_arc(links[0])] = True
        while (after := follower(links[-1])) is not None and not used[_arc(after)]:
            used[_arc(after)] = True
            links.append(after)
        chains.append(links)
    return chains


def _arc(number: int) -> int:
    return number if number >= 0 else ~number


def _key(point: Any) -> tuple[int, int]:
    return int(point[0]), int(point[1])
