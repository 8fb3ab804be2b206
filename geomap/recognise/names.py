"""What a name itself says of being a place's: its kind, its size, how common it is as a word and as a person's name."""

from __future__ import annotations

from functools import lru_cache
from math import log10

from gazetteer.index import Origin
from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.lexicon import Entry, Sense

_POPULATIONS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
_WIDE = (Kind.SEA, Kind.CONTINENT, Kind.AREA, Kind.RIVER)       # "Atlantic" is the ocean before it is a town in Iowa
_ZIPFS = (1.0, 2.0, 2.75, 3.25, 3.75, 4.25, 5.0)


def _bucket(value: float, bounds: tuple[float, ...]) -> int:
    return sum(value >= bound for bound in bounds)


@lru_cache(maxsize=32_768)
def name_features(entry: Entry, count: int, english: bool = True) -> tuple[str, ...]:
    """What the name itself says: its kind, size, length, how common it is as a word, as a given name and as a surname.

    In other languages than English it says less: alternate names are the usual ones, and no list of common words is at hand.
    """
    top = next((sense for sense in entry.senses[:8] if sense.kind in _WIDE and sense.origin <= Origin.CURATED),
               max((sense for sense in entry.senses[:6] if sense.row not in entry.lesser), key=standing))
    if entry.demonym:
        return "bias", "name:demonym"
    if entry.sure:
        return "bias", "name:sure"
    known = cues()
    features = ["bias", f"kind:{top.kind}"]
    if top.kind is Kind.CITY:
        features.append(f"size:{_bucket(max(sense.population for sense in entry.senses), _POPULATIONS)}")
        if top.capital:
            features.append("name:capital city")
    if len(entry.senses) > 5:
        features.append("name:many places")
    if not english:
        known_well = importance(entry)
        if known_well >= 3.3:
            features.append("name:well known" if known_well >= 4.3 else "name:known")
    elif min(sense.origin for sense in entry.senses) >= Origin.LOCALE:
        former = any(sense.origin is Origin.HISTORIC for sense in entry.senses)
        exonym = count == 1 and standing(top) > 4 and entry.key not in known.dictionary and entry.key not in known.given_names
        features.append("name:exonym" if exonym else "name:historic" if former else "name:only alternate")
    elif (best := min(sense.origin for sense in entry.senses)) >= Origin.PRIMARY:
        features.append("name:bare" if best is Origin.BARE else "name:short name of a region" if top.kind is Kind.REGION
                        else "name:not canonical")
    if count > 1:
        features.append("name:two words" if count == 2 else "name:long")
        first, last = entry.key.split(" ", 1)[0], entry.key.rsplit(" ", 1)[-1]
        if last in known.compass or (first in known.compass and last in known.regions):
            features.append("name:ends in a compass word")
        if last in known.street:
            features.append("name:ends like a street")
        if last in known.civic or last in known.facility or last in known.company:
            features.append("name:ends like an institution")
        if first in known.given_names:
            features.append("name:begins with a given name")
    else:
        big = top.kind in (Kind.COUNTRY, Kind.REGION) or top.capital or top.population >= 100_000
        features.append(f"word:{_bucket(entry.zipf, _ZIPFS) if english else 1} {'big' if big else 'small'}")
        if english and entry.key in known.dictionary and top.kind not in (Kind.SEA, Kind.COUNTRY):
            features.append("word:in the dictionary")
        if entry.key in known.compass or entry.key in known.regions:
            features.append("word:compass or kind of place")
        if entry.key in known.months or entry.key in known.function or entry.key in known.titles:
            features.append("word:calendar, title or function word")
        if entry.key in known.given_names:
            features.append("name:given name, but a country" if top.kind is Kind.COUNTRY else "name:given name")
        if entry.key in known.surnames and top.kind is not Kind.COUNTRY:
            features.append("name:surname")
        if len(entry.key) < 4:
            features.append("name:short")
    return tuple(features)


def importance(entry: Entry) -> float:
    """How well known the best known place of a name is: about the tens of its inhabitants, more for countries and regions."""
    return max(map(standing, entry.senses[:6]))


def standing(sense: Sense) -> float:
    """How well known one place is under the name; less by an alternate name, or by that of the county around it."""
    if sense.kind is Kind.COUNTRY:
        value = 8.0
    elif sense.kind is Kind.REGION:
        value = 6.0
    else:
        value = log10(sense.population + 300) * (0.8 if sense.kind is Kind.COUNTY else 1.0)
    return value - (1.5 if sense.origin >= Origin.ALTERNATE else 1.0 if sense.origin is Origin.BARE else 0.0)
