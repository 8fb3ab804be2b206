"""One journey found twice: leg by leg, or once with both its ends and once with only one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geomap.extract.corridors.drafts import SOON, Draft, kind_of
from geomap.extract.corridors.ends import lie_in
from geomap.extract.corridors.halves import OTHER_TRAFFIC
from geomap.extract.corridors.same_way import is_of_others
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.paths import Path
from geomap.extract.within import holds
from geomap.model import CorridorKind, Status

__all__ = ["with_gates", "without_crossed", "without_doubles", "without_halves"]

_TO_BE = frozenset([Status.PROPOSED, Status.ANNOUNCED, Status.AGREED])
_GOING = _TO_BE | {Status.OPERATIONAL}


def _absorbed(drafts: Sequence[Draft], belongs: Callable[[Draft, Draft], bool], give: Callable[[Draft, Draft], None]) -> list[Draft]:
    """The drafts less those that belong to another one, to which ``give`` hands what is told of them."""
    kept = list(drafts)
    for draft in drafts:
        other = next((d for d in kept if d is not draft and belongs(draft, d)), None)
        if other is not None:
            give(draft, other)
            kept = [d for d in kept if d is not draft]
    return kept


def _give_claims(draft: Draft, other: Draft) -> None:
    other.claims += draft.claims


def without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """ "Were flown from A to C", then "from A to B and from B to C": the same journey, told leg by leg."""
    return _absorbed(drafts, _is_double, _give_claims)


def _is_double(draft: Draft, legs: Draft) -> bool:
    same = draft.origins.keys() == legs.origins.keys() and draft.destinations.keys() == legs.destinations.keys()
    plain = not (draft.via or draft.name or legs.name) and bool(draft.origins and draft.destinations and legs.via)
    return same and plain and draft.statuses == legs.statuses and not any(c.another for c in [*draft.claims, *legs.claims])


def with_gates(drafts: Sequence[Draft]) -> list[Draft]:
    """ "300 people were taken from A to B. The convoy came through the C crossing": the name of where they passed."""
    return _absorbed(drafts, _is_gate_of, _name)


def _name(gate: Draft, way: Draft) -> None:
    way.name = gate.name
    _give_claims(gate, way)


def _is_gate_of(draft: Draft, way: Draft) -> bool:
    """Whether all that is told of a named way is that those passed who are told to go ``way``, or that it is open to them."""
    if not draft.name or draft.origins or draft.destinations or draft.via or way.name or not (way.origins and way.destinations):
        return False
    if draft.statuses != {Status.OPERATIONAL} or Status.OPERATIONAL not in way.statuses:
        return False
    if any(way.in_one_sentence(c) for c in draft.claims):
        return True
    passed = any(c.along for c in draft.claims)
    return passed and any(abs(a.position - b.position) <= SOON for a in draft.claims for b in way.claims if b.deed)


def without_crossed(drafts: Sequence[Draft]) -> list[Draft]:
    """ "A plane from Niger landed in Torrejon. It had taken off from Niamey for Spain": one way, from Niamey to Torrejon."""
    return _absorbed(drafts, _is_crossed, _lead_closer)


def _lead_closer(far: Draft, near: Draft) -> None:
    near.destinations = far.destinations
    _give_claims(far, near)


def _is_crossed(far: Draft, near: Draft) -> bool:
    """Whether ``near`` knows better where the journey began, and ``far`` where it ended."""
    if near.name or far.name or near.via or far.via or any(c.another for c in [*near.claims, *far.claims]):
        return False
    if kind_of(near.claims) is not kind_of(far.claims) or not near.statuses | far.statuses <= _GOING:
        return False
    inner = lie_in(near.origins, far.origins) and lie_in(far.destinations, near.destinations)
    # each country that the one names has a place that the other does
    return inner and all(any(holds(wide, end) for end in far.destinations.values()) for wide in near.destinations.values())


def without_halves(drafts: Sequence[Draft]) -> list[Draft]:
    """ "Food was sent to Buchanan", "a convoy will leave Monrovia for Buchanan": no second way to where the whole one leads."""
    kept = _absorbed(drafts, _is_half_of, _give_words)
    return [d for d in kept if not any(_are_to_fetch(d, way) for way in drafts)]


def _give_words(half: Draft, whole: Draft) -> None:
    whole.claims += [replace(c, path=Path()) for c in half.claims]


def _are_to_fetch(draft: Draft, way: Draft) -> bool:
    """ "Buses left A for B. They had pulled up in A the day before": vehicles that came to fetch those who left."""
    if draft.name or draft.origins or not (draft.destinations and way.destinations):
        return False
    if not draft.destinations.keys() <= way.origins.keys():
        return False
    came = [c for c in draft.claims if c.path.members]
    empty = all(c.sort is Sort.CONVOY and any(c.earlier) and c.people is None for c in came)
    return empty and all(kind_of(d.claims) is CorridorKind.EVACUATION for d in (draft, way))


def _is_half_of(draft: Draft, whole: Draft) -> bool:
    """Whether the one end that is told of ``draft`` is that of ``whole``, and nothing speaks against its being the same journey."""
    if draft.name or draft.via or bool(draft.origins) == bool(draft.destinations) or not (whole.origins and whole.destinations):
        return False
    if {kind_of(draft.claims), kind_of(whole.claims)} == OTHER_TRAFFIC or any(c.another for c in draft.claims):
        return False
    ends, known = (draft.origins, whole.origins) if draft.origins else (draft.destinations, whole.destinations)
    if not ends.keys() <= known.keys() or any(draft.goes_otherwise(c) for c in whole.claims):
        return False
    if any(is_of_others(whole, c) for c in draft.claims):
        return False
    return bool(draft.statuses) and draft.statuses | whole.statuses <= _GOING
