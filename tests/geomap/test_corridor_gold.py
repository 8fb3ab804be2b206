"""Extraction against the gold passages: pairs, statuses and venues, for the half the rules were written on and the half they were not.

Format and scoring: tests/cases/README.md. The figures are printed in the test's output; a passage is never printed, so that
the held-out half stays unread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

import gazetteer
from gazetteer.model import Kind
from gazetteer.names import fold
from geomap.extract import extract
from geomap.model import Corridor, Document, Findings, Stop, Venue
from geomap.sphere import distance_km

CASES = Path(__file__).parents[1] / "cases"
# What must hold, so that a change that costs quality is seen; the aim of both halves is .95, .90, .90, .95, .95.
FLOORS = {
    "dev": {"pair precision": 0.88, "pair recall": 0.78, "status": 0.86, "venue precision": 0.97, "venue recall": 0.76},
    "heldout": {"pair precision": 0.82, "pair recall": 0.70, "status": 0.80, "venue precision": 0.91, "venue recall": 0.80},
}
HALVES = {
    "dev": ("corridors_dev", "corridors_none_dev", "corridors_dev_b", "corridors_dev_c", "corridors_dev_d", "corridors_dev_e"),
    "heldout": (
        "corridors_heldout",
        "corridors_none_heldout",
        "corridors_heldout_b",
        "corridors_none_heldout_b",
        "corridors_heldout_c",
        "corridors_heldout_d",
        "corridors_heldout_e",
    ),
}

Pair = tuple[str | None, str | None]


@dataclass
class Tally:
    """Counts over many passages."""

    pairs_right: int = 0
    pairs_found: int = 0
    pairs_wanted: int = 0
    status_right: int = 0
    status_asked: int = 0
    venues_right: int = 0
    venues_found: int = 0
    venues_wanted: int = 0
    venue_status_right: int = 0
    venue_status_asked: int = 0
    quiet: int = 0
    quiet_asked: int = 0

    def figures(self) -> dict[str, float]:
        def share(part: int, whole: int) -> float:
            return part / whole if whole else 1.0

        return {
            "pair precision": share(self.pairs_right, self.pairs_found),
            "pair recall": share(self.pairs_right, self.pairs_wanted),
            "status": share(self.status_right, self.status_asked),
            "venue precision": share(self.venues_right, self.venues_found),
            "venue recall": share(self.venues_right, self.venues_wanted),
            "venue status": share(self.venue_status_right, self.venue_status_asked),
            "quiet where nothing is": share(self.quiet, self.quiet_asked),
        }


def alike(wanted: str | None, found: str | None) -> bool:
    """The place of that name, or the region or site meant by it: "Idlib Governorate" for "Idlib"."""
    if wanted is None or found is None:
        return wanted is found
    one, other = set(fold(wanted).split()), set(fold(found).split())
    return one <= other or other <= one


def is_stop(wanted: str, stop: Stop) -> bool:
    """The place of that name, or a site in the city of that name, as tests/cases/README.md has it."""
    if alike(wanted, stop.name) or (stop.place is not None and alike(wanted, stop.place.name)):
        return True
    if stop.place is None or stop.place.kind is not Kind.SITE:
        return False
    city = gazetteer.lookup(wanted, kind=Kind.CITY, near=stop.place.point)
    return city is not None and distance_km((city.point.lon, city.point.lat), (stop.place.point.lon, stop.place.point.lat)) < 15


def sides(origins: list[str], destinations: list[str]) -> list[Pair]:
    return [(a, b) for a in origins or [None] for b in destinations or [None]]  # type: ignore[list-item]


def wanted_pairs(case: dict[str, Any]) -> list[tuple[Pair, dict[str, Any]]]:
    found: list[tuple[Pair, dict[str, Any]]] = []
    for corridor in case.get("corridors") or []:
        ends = sides(corridor.get("from") or [], corridor.get("to") or [])
        if ends == [(None, None)]:
            ends = [("name " + (corridor.get("name") or " ".join(corridor.get("via") or [])), None)]
        found += [(pair, corridor) for pair in ends]
    return found


End = Stop | str | None  # a stop, the name of a corridor without ends, or "not said"


def found_pairs(findings: Findings) -> Iterator[tuple[tuple[End, End], Corridor]]:
    for corridor in findings.corridors:
        starts: list[End] = [*corridor.origins] or [None]
        ends: list[End] = [*corridor.destinations] or [None]
        if not corridor.origins and not corridor.destinations:
            starts = ["name " + (corridor.name or " ".join(s.name for s in corridor.via))]
        for start in starts:
            for end in ends:
                yield (start, end), corridor


def fits(wanted: Pair, found: tuple[End, End], two_way: bool) -> bool:
    def side(want: str | None, end: End) -> bool:
        if want is None or end is None:
            return want is end
        return alike(want, end) if isinstance(end, str) else is_stop(want, end)

    straight = side(wanted[0], found[0]) and side(wanted[1], found[1])
    return straight or (two_way and side(wanted[0], found[1]) and side(wanted[1], found[0]))


def score(case: dict[str, Any], findings: Findings, tally: Tally) -> list[str]:
    """Count one passage; returns what was missed or wrong, for whoever writes rules on the development half."""
    notes: list[str] = []
    wanted, found = wanted_pairs(case), list(found_pairs(findings))
    tally.pairs_wanted += len(wanted)
    tally.pairs_found += len(found)
    left = list(found)
    for pair, corridor in wanted:
        hit = next((f for f in left if fits(pair, f[0], bool(corridor.get("two_way")) or f[1].two_way)), None)
        if hit is None and str(pair[0]).startswith("name "):
            hit = next((f for f in left if f[1].name is not None and alike(str(pair[0]).removeprefix("name "), f[1].name)), None)
        if hit is None:
            notes.append(f"missed {pair}")
            continue
        left.remove(hit)
        if str(pair[0]).startswith("name "):
            # The name says which way is meant; ends that the text gives as well count neither way.
            tally.pairs_found -= sum(f[1] is hit[1] for f in left)
            left = [f for f in left if f[1] is not hit[1]]
        tally.pairs_right += 1
        if "status" in corridor:
            tally.status_asked += 1
            right = str(hit[1].status) == corridor["status"]
            tally.status_right += right
            if not right:
                notes.append(f"{pair}: {hit[1].status}, not {corridor['status']}")
    notes += [f"wrong {tuple(getattr(e, 'name', e) for e in pair)} ({corridor.status})" for pair, corridor in left]
    notes += score_venues(case, findings, tally)
    if not case.get("corridors") and not case.get("venues"):
        tally.quiet_asked += 1
        tally.quiet += not findings.corridors and not findings.venues
    return notes


def score_venues(case: dict[str, Any], findings: Findings, tally: Tally) -> list[str]:
    notes: list[str] = []
    wanted = case.get("venues") or []
    left = list(findings.venues)
    tally.venues_wanted += len(wanted)
    tally.venues_found += len(left)
    for venue in sorted(wanted, key=lambda v: v.get("round") is None):
        # Where one place is wanted twice (two rounds), the one of the right status first.
        hits = sorted((v for v in left if is_there(venue, v)), key=lambda v: str(v.status) != venue.get("status"))
        if not hits:
            notes.append(f"missed venue {venue}")
            continue
        left.remove(hits[0])
        tally.venues_right += 1
        if "status" in venue:
            tally.venue_status_asked += 1
            right = str(hits[0].status) == venue["status"]
            tally.venue_status_right += right
            if not right:
                notes.append(f"venue {venue.get('place')}: {hits[0].status}, not {venue['status']}")
    return notes + [f"wrong venue {v.place.name if v.place else v.name} ({v.status})" for v in left]


def is_there(wanted: dict[str, Any], found: Venue) -> bool:
    if wanted.get("border") and not wanted.get("place"):
        return {fold(b) for b in wanted["border"]} == {fold(p.name) for p in found.border}
    names = {n for n in (found.place.name if found.place else None, found.name, found.site) if n}
    return any(alike(want, name) for want in (wanted.get("place"), wanted.get("site")) if want for name in names)


def cases(half: str) -> list[tuple[str, dict[str, Any]]]:
    """Each passage of a half with the file it is from."""
    files = [(name, yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))) for name in HALVES[half]]
    return [(name, case) for name, loaded in files for case in loaded]


def find(case: dict[str, Any]) -> Findings:
    from geomap.geoparse import parse

    date = case.get("date")
    day = date if isinstance(date, dt.date) else dt.date.fromisoformat(str(date)) if date else None
    return extract(parse(Document(case["text"], case["id"], published=day)))


@pytest.mark.parametrize("half", ["dev", "heldout"])
def test_the_gold_passages_are_read_as_a_careful_reader_reads_them(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    loaded = cases(half)
    tallies = {name: Tally() for name in (half, *HALVES[half])}
    for name, case in loaded:
        findings = find(case)
        for tally in (tallies[half], tallies[name]):
            score(case, findings, tally)
    with capsys.disabled():
        for name, tally in tallies.items():
            told = ", ".join(f"{figure} {value:.2f}" for figure, value in tally.figures().items())
            print(f"\ncorridor gold, {name}, {sum(n == name or name == half for n, _ in loaded)} passages: {told}", end="")
    figures = tallies[half].figures()
    for name, floor in FLOORS[half].items():
        assert figures[name] >= floor, f"{half}: {name} fell to {figures[name]:.2f}"
