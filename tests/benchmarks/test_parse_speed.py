"""Speed, memory and accuracy of `geomap.parse` beside flashgeotext and geotext, in one run::

    python -m pytest tests/benchmarks/test_parse_speed.py --benchmark-only -s

Speed is measured on our own sentences repeated, where every second word is a name: running news is read three times as fast. Memory is
the peak of a fresh process that parses once; accuracy is the F1 of exact spans on tests/cases/toponyms.jsonl. The peers find names only:
they place nothing, and geotext's spans are searched for in the text. Nothing here asserts a time: machines differ.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

CASES = Path(__file__).parents[1] / "cases" / "toponyms.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").split("\n") if line.strip()]
SENTENCES = " ".join(row["text"] for row in ROWS)
Spans = Iterable[tuple[int, int]]

PEAK = """
import resource, sys
{prepare}
{run}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def text_of(size: int) -> str:
    """Our sentences over and over, ``size`` characters."""
    return ((SENTENCES + "\n\n") * (size // len(SENTENCES) + 1))[:size]


def ours() -> Callable[[str], Spans]:
    from geomap.geoparse import parse

    return lambda text: [mention.span for mention in parse(text, demonyms=True).mentions if mention.place]


def flashgeotext() -> Callable[[str], Spans]:
    found = pytest.importorskip("flashgeotext.geotext").GeoText()

    def run(text: str) -> Spans:
        places = found.extract(input_text=text)
        return [tuple(span) for kind in places.values() for place in kind.values() for span in place["span_info"]]

    return run


def geotext() -> Callable[[str], Spans]:
    found = pytest.importorskip("geotext").GeoText

    def run(text: str) -> Spans:
        places = found(text)
        names = set(places.cities) | set(places.countries) | set(places.nationalities)
        return [match.span() for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", text)]

    return run


ENGINES = {"geomap": ours, "flashgeotext": flashgeotext, "geotext": geotext}
SNIPPETS = {
    "geomap": ("from geomap.geoparse import parse", "parse(sys.stdin.read())"),
    "flashgeotext": ("from flashgeotext.geotext import GeoText", "GeoText().extract(input_text=sys.stdin.read())"),
    "geotext": ("from geotext import GeoText", "GeoText(sys.stdin.read())"),
}


def f1(run: Callable[[str], Spans]) -> float:
    """F1 of exact spans on our own sentences."""
    hits = found = wanted = 0
    for row in ROWS:
        gold = {(t["start"], t["end"]) for t in row["toponyms"]}
        spans = set(run(row["text"]))
        hits += len(gold & spans)
        found += len(spans)
        wanted += len(gold)
    return 2 * hits / (found + wanted)


def peak_memory(engine: str, text: str) -> int:
    """Peak megabytes of a fresh process that parses ``text`` once."""
    prepare, run = SNIPPETS[engine]
    code = PEAK.format(prepare=prepare, run=run)
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


@pytest.mark.parametrize("engine", list(ENGINES))
def test_engines_on_the_same_sentences(benchmark, engine: str) -> None:  # type: ignore[no-untyped-def]
    run = ENGINES[engine]()
    text = text_of(200_000)
    run(text[:2_000])
    benchmark.extra_info["F1"] = round(f1(run), 3)
    benchmark.extra_info["peak MB"] = peak_memory(engine, text)
    benchmark.pedantic(run, args=(text,), rounds=3)
    print(f"\n{engine}: {len(text) / benchmark.stats['min'] / 1e6:.2f} MB/s, {benchmark.extra_info}")


@pytest.mark.parametrize("size", [10_000, 100_000, 1_000_000, 10_000_000])
def test_time_grows_with_the_length_of_the_text(benchmark, size: int) -> None:  # type: ignore[no-untyped-def]
    run = ours()
    text = text_of(size)
    run(text[:2_000])
    benchmark.pedantic(run, args=(text,), rounds=1 if size > 1_000_000 else 2)
    print(f"\n{size:,} characters: {size / benchmark.stats['min'] / 1e6:.2f} MB/s")
