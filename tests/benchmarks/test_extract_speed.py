"""Speed of `geomap.extract` on our development passages as one document after the other and as one long document::

    python -m pytest tests/benchmarks/test_extract_speed.py --benchmark-only -s

A long document must take no longer for its size than short ones: the figures of the two stand side by side. Nothing here asserts a
time: machines differ.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geomap.extract import extract
from geomap.geoparse import parse
from geomap.model import Document

CASES = Path(__file__).parents[1] / "cases"
FILES = [CASES / f"{name}.yaml" for name in ("corridors_dev", "corridors_dev_d")]
TEXTS = [case["text"] for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))]


@pytest.mark.parametrize("times", [0, 1, 4])
def test_a_long_document_is_read_as_fast_as_short_ones(benchmark, times: int) -> None:  # type: ignore[no-untyped-def]
    """``times`` 0: every passage a document of its own; else all of them in one document, that many times over."""
    texts = ["\n\n".join(TEXTS * times)] if times else TEXTS
    parsed = [parse(Document(text, "benchmark")) for text in texts]
    extract(parsed[0] if len(texts) > 1 else parse(Document(TEXTS[0], "warm")))
    benchmark.pedantic(lambda: [extract(each) for each in parsed], rounds=2)
    size = sum(map(len, texts))
    print(f"\n{len(texts)} documents, {size:,} characters: {size / benchmark.stats['min'] / 1e6:.3f} MB/s")
