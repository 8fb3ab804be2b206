"""Spots to places, jointly over a stretch of text; then a second look at which spots are places at all.

A name that fits the map of the other names ("Genoa" beside DeKalb and Sycamore) is likelier to be a place; so is one that is surely a
place elsewhere in the same text. The second look weighs that on top of the first score.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

import numpy as np

from gazetteer.names import fold
from geomap.recognise.lexicon import Entry, Lexicon
from geomap.recognise.model import Weights, weights
from geomap.recognise.spot import Spot
from geomap.resolve.evidence import NAMES, SAID, STATIC, Evidence
from geomap.resolve.shares import Floats
from geomap.resolve.units import Unit, make_units

STRETCH = 24_000          # characters that are weighed together; a longer text is cut at paragraphs
_PHONE = re.compile(r"([2-9]\d\d)\)?[-./ ] ?\d{3}[-. ]\d{4}(?!\d)")


def settle(text: str, spots: list[Spot], lexicon: Lexicon, *, table: Weights | None = None, countries: frozenset[str] = frozenset(),
           near: tuple[float, float] | None = None, joint: bool = True) -> None:
    """Weigh the senses of every spot (``spot.weights``) and look a second time at each spot's score.

    ``countries`` are ISO codes to prefer, ``near`` a (lon, lat) to prefer; ``joint`` False keeps the first scores.
    """
    table = table or weights()
    for part in stretches(text, spots):
        evidence = gather(text, part, lexicon, countries=countries, near=near)
        evidence.settle(*columns(table))
        write_back(evidence)
        if joint:
            _rescore(evidence, part, table.joint)


def gather(text: str, spots: list[Spot], lexicon: Lexicon, *, countries: frozenset[str] = frozenset(),
           near: tuple[float, float] | None = None) -> Evidence:
    """The evidence of one stretch."""
    phones = _telephones(text[spots[0].start - 2000 if spots[0].start > 2000 else 0 : spots[-1].end + 2000], lexicon)
    return Evidence(make_units(spots, text), phones=phones, prefer=countries, near=near)


@lru_cache(maxsize=8)
def _columns(said: tuple[tuple[str, float], ...], shared: tuple[tuple[str, float], ...]) -> tuple[Floats, Floats]:
    first, then = dict(said), dict(shared)
    return (np.array([first.get(name, 0.0) for name in NAMES]), np.array([then.get(name, 0.0) for name in NAMES]))


def columns(table: Weights) -> tuple[Floats, Floats]:
    """The weights of the senses' features as vectors: for the first round and for the joint ones."""
    return _columns(tuple(table.said.items()), tuple(table.shared.items()))


def stretches(text: str, spots: list[Spot]) -> Iterable[list[Spot]]:
    """The spots in stretches of about ``STRETCH`` characters, cut at a paragraph where there is one."""
    if not spots:
        return
    starts = [spot.start for spot in spots]
    begin, limit = 0, STRETCH
    while begin < len(spots):
        if len(text) <= limit + STRETCH // 2:
            yield spots[begin:]
            return
        cut = text.rfind("\n\n", limit - STRETCH // 2, limit)
        edge = cut if cut > 0 else limit
        end = bisect_left(starts, edge)
        if end > begin:
            yield spots[begin:end]
            begin = end
        limit = edge + STRETCH


@lru_cache(maxsize=4)
def _areas(lexicon: Lexicon) -> dict[str, int]:
    table = tomllib.loads(resources.files(__package__).joinpath("telephones.toml").read_text("utf-8"))["areas"]
    found: dict[str, int] = {}
    for name, codes in table.items():
        entry = lexicon.entry(fold(name))
        senses = entry.senses if entry else ()
        row = next((sense.row for sense in senses if sense.kind == "region" and sense.country in ("US", "CA")), None)
        if row is not None:
            found.update(dict.fromkeys(codes.split(), row))
    return found


def _telephones(text: str, lexicon: Lexicon) -> set[int]:
    """The regions (rows) that telephone numbers in the text belong to."""
    codes = {match[1] for match in _PHONE.finditer(text) if not text[match.start() - 1 : match.start()].isdigit()}
    if not codes:
        return set()
    areas = _areas(lexicon)
    return {areas[code] for code in codes if code in areas}


def write_back(evidence: Evidence) -> None:
    """Give every spot the weights of its senses."""
    probabilities = evidence.weights.tolist()
    for unit in evidence.units:
        part = probabilities[unit.offset : unit.offset + len(unit.entry.senses)]
        for spot in unit.spots:
            spot.weights = part


def _rescore(evidence: Evidence, spots: list[Spot], table: Mapping[str, float]) -> None:
    """Set the scores that `second_look` and its weights give."""
    get = table.get
    alone = get("map:few names", 0.0) if len(evidence.units) < FEW else 0.0
    bias, first, best = get("bias", 0.0), get("first score", 0.0), get("best score of the name", 0.0)
    surest, demonym = get("surest", 0.0), get("demonym", 0.0)
    small, near = get("small place", 0.0), get("small place × neighbourhood", 0.0)
    strongest = _strongest(spots)
    for unit in evidence.units:
        values = _map_of(evidence, unit)
        base = bias + alone + sum(get(name, 0.0) * value for name, value in values.items())
        if unit.entry.demonym:
            base += demonym
        if _is_small(unit.entry):
            base += small + near * values["map:neighbourhood"]
        top = strongest[unit.entry.key]
        base += best * top + (surest if top > SUREST else 0.0)
        for spot in unit.spots:
            spot.score = base + first * spot.score


SUREST = 2.0             # a first score that leaves no doubt
FEW = 4                  # so few different names make no map: a short text is not held against its only place


def _strongest(spots: list[Spot]) -> dict[str, float]:
    """The best score of each name."""
    found: dict[str, float] = {}
    for spot in spots:
        key = spot.entry.key
        if spot.score > found.get(key, -99.0):
            found[key] = spot.score
    return found


@lru_cache(maxsize=32_768)
def _is_small(entry: Entry) -> bool:
    return entry.senses[0].kind == "city" and max(sense.population for sense in entry.senses) < 30_000


_SHARED = len(STATIC) + len(SAID)
_TELEPHONE = len(STATIC) + SAID.index("telephone")


def _map_of(evidence: Evidence, unit: Unit) -> dict[str, float]:
    """What the map of the stretch says of a unit's likeliest sense."""
    at = unit.offset
    if len(unit.entry.senses) > 1:
        at += int(evidence.weights[at : at + len(unit.entry.senses)].argmax())
    row = evidence.features[at].tolist()
    return {
        "map:country shared": row[_SHARED], "map:country named": row[_SHARED + 1], "map:region shared": row[_SHARED + 2],
        "map:region named": row[_SHARED + 3], "map:neighbourhood": row[_SHARED + 4], "map:close neighbourhood": row[_SHARED + 5],
        "map:sure of the sense": float(evidence.weights[at]), "map:telephone": row[_TELEPHONE],
    }


def second_look(evidence: Evidence, spots: list[Spot]) -> list[dict[str, float]]:
    """For every spot, what the map of the stretch and the other spots of the same name say, as features with values: what fit.py fits
    and `_rescore` weighs."""
    strongest = _strongest(spots)
    maps = {id(spot): values for unit in evidence.units for values in (_map_of(evidence, unit),) for spot in unit.spots}
    result = []
    for spot in spots:
        values = maps[id(spot)]
        top = strongest[spot.entry.key]
        found = {"bias": 1.0, "first score": spot.score, "best score of the name": top, "surest": float(top > SUREST),
                 "demonym": float(spot.entry.demonym), **values}
        if len(evidence.units) < FEW:
            found["map:few names"] = 1.0
        if _is_small(spot.entry):
            found["small place"] = 1.0
            found["small place × neighbourhood"] = values["map:neighbourhood"]
        result.append(found)
    return result
