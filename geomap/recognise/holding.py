"""Which place is said to lie in which: "Paris, Texas", "Brest in western Belarus"."""

from __future__ import annotations

import re

from gazetteer.index import Origin
from gazetteer.model import Kind
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words


def hold(inner: Spot, outer: Spot) -> None:
    """Note that ``inner`` is said to lie in ``outer``: "Seattle, Washington" is about the state, not the capital."""
    inner.within = outer
    senses = outer.entry.senses
    if len(senses) > 1 and outer.cue is None and any(s.kind in _HOLDING and s.origin is Origin.CANONICAL for s in senses):
        outer.cue = _HOLDING


_HOLDING = frozenset({"region", "country"})
_LIES = re.compile(r",?\s(?:in|of|en|au|aux|w|we|v|ve|у|в|во|nella|nel|em|na|no)\s(?:(?:the|der|die|el|la)\s)?(?:[a-z]{4,12}\s)?|,\sthe\s")


def note_holder(words: Words, spot: Spot, after: Spot | None, features: list[str]) -> None:
    """"Brest in western Belarus", "Brest, en Biélorussie": the spot lies in the one after it."""
    if after is None or after.start - spot.end > 26 or after.entry.demonym or spot.entry.senses[0].kind is Kind.COUNTRY:
        return
    if _LIES.fullmatch(words.text, spot.end, after.start) and within(spot, after):
        hold(spot, after)
        features.append("after:in its region")
        if spot.cue is not None:
            features.append("name:with its kind, in its country")


def within(inner: Spot, outer: Spot) -> bool:
    """Whether some sense of ``inner`` lies in the region or country that ``outer`` may mean: "Paris, Texas"."""
    areas = [sense for sense in outer.entry.senses if sense.kind in (Kind.REGION, Kind.COUNTRY)]
    if not areas:
        return False
    regions = {sense.row for sense in areas if sense.kind is Kind.REGION}
    countries = {sense.country for sense in areas if sense.kind is Kind.COUNTRY}
    for sense in inner.entry.senses:
        if sense.kind is Kind.COUNTRY:
            continue
        if (sense.region in regions and sense.row not in regions) or sense.country in countries:
            return True
    return False
