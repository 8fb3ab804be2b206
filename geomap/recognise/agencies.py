"""News agencies that bear a place's name: "Xinhua news agency said", "the state news agency Saba"."""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.recognise.spot import Spot

__all__ = ["without_agencies"]

_SORT = r"(?:[Nn]ews|[Pp]ress)\s+[Aa]gency"
_AGENCY = re.compile(rf"\b(?P<name>[A-Z]\w+)\s+{_SORT}\b|\b{_SORT},?\s+(?P<behind>[A-Z]\w+)")
_STANDS_AT = re.compile(r"\b(?:in|near|at|to|around|outside|into|through|of|towards?)\s+(?:the\s+)?$", re.IGNORECASE)


def without_agencies(text: str, spots: list[Spot]) -> list[Spot]:
    """The spots without the names of news agencies, also where such a name stands alone, unless a preposition says that it is a place."""
    names = {match["name"] or match["behind"] for match in _AGENCY.finditer(text)}
    return [spot for spot in spots if text[spot.start : spot.end] not in names or _is_place(text, spot)] if names else spots


def _is_place(text: str, spot: Spot) -> bool:
    """Whether a name that an agency bears is the place: a country's or a capital's, or one where something stands or goes."""
    if any(sense.kind is Kind.COUNTRY or sense.capital for sense in spot.entry.senses[:1]) or spot.entry.demonym:
        return True
    beside = _AGENCY.match(text, spot.start) is not None
    return not beside and _STANDS_AT.search(text[max(0, spot.start - 20) : spot.start]) is not None
