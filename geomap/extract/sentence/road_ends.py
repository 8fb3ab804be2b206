"""The two towns in the name of a road that the gazetteer knows as one: "the Aghdam-Khankendi road" leads from one to the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import gazetteer
from gazetteer.model import Kind
from geomap.model import Mention, Resolution

__all__ = ["with_ends"]

_ROAD = re.compile(r"([^\W\d_][^–—-]+)[–—-]([^\W\d_][^–—-]+?) (?:road|highway|motorway|route)", re.IGNORECASE)


def with_ends(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, each road called by two towns as these two, so that it reads as "the Homs-Hama highway" does."""
    return [part for mention in mentions for part in _ends(mention)]


def _ends(mention: Mention) -> Iterator[Mention]:
    road = mention.place
    found = _ROAD.fullmatch(mention.text) if road is not None and road.kind is Kind.SITE else None
    towns = [gazetteer.lookup(name, kind=Kind.CITY, near=road.point) for name in found.groups()] if found and road else []
    if found is None or not all(towns):
        yield mention
        return
    for number, town in enumerate(towns, 1):
        start, end = (mention.start + at for at in found.span(number))
        known = Resolution(town, reasons=("an end of the road that bears its name",))
        yield replace(mention, start=start, end=end, text=found[number], resolution=known)
