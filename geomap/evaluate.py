"""Measure recognition and resolution on a gold file: ``geomap eval gold.jsonl``.

One JSON object a line: ``{"id", "text", "toponyms": [{"start", "end", "text", "lat", "lon", "geonameid"?}]}``; offsets are
characters of ``text``. Recognition is counted by exact spans and by overlapping ones, resolution on the mentions found, by
distance to the gold's point, as the literature does (Gritta et al., "A pragmatic guide to geoparsing evaluation", 2020; the
161 km are a hundred miles).

Metonyms count as found: gold standards annotate "Moscow" in "Moscow's offer" as a toponym, and so do we here, although only literal
places become pins.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from gazetteer.globe import distance_km
from geomap.errors import GeomapError
from geomap.model import Document, Label, Parsed

__all__ = ["GoldError", "distance_km", "evaluate", "report"]

NEAR_KM = 161.0
FARTHEST_KM = 20_039.0           # half the Earth's circumference
Span = tuple[int, int]


class GoldError(GeomapError):
    """A gold file that cannot be read; the line's number is in the text."""


def evaluate(gold: str | os.PathLike[str], *, demonyms: bool = True, language: str | None = None,
             parse: Callable[[Document], Parsed] | None = None) -> dict[str, Any]:
    """Figures for a gold file as a nested dictionary: "exact" and "overlap" with precision, recall, f1; "resolution" with acc161,
    median_km, mean_km, id_accuracy and what they are counted on.

    ``demonyms`` False leaves the demonyms out of the predictions and the gold alike, where the gold says so (``"kind": "demonym"``).
    ``parse`` replaces `geomap.parse`, to measure something else on the same file. Raises GoldError.
    """
    if parse is None:
        from geomap.geoparse import parse as whole

        def parse(document: Document) -> Parsed:
            return whole(document, demonyms=demonyms, language=language)

    exact, overlap = [0, 0, 0], [0, 0, 0]
    errors: list[float] = []
    ids = same_id = documents = 0
    for row in read_gold(gold):
        documents += 1
        wanted = [t for t in row["toponyms"] if demonyms or t.get("kind") != "demonym"]
        found = [m for m in parse(Document(row["text"])).mentions
                 if m.place is not None and (demonyms or m.label is not Label.DEMONYM)]
        spans = {m.span: m for m in found}
        gold_spans = {(t["start"], t["end"]): t for t in wanted}
        hits = spans.keys() & gold_spans.keys()
        _count(exact, len(hits), len(spans), len(gold_spans))
        _count(overlap, _overlapping(list(gold_spans), list(spans)), len(spans), len(gold_spans))
        for span in hits:
            truth, place = gold_spans[span], spans[span].place
            if truth.get("lat") is None or place is None:
                continue
            errors.append(distance_km(place.point.lon, place.point.lat, float(truth["lon"]), float(truth["lat"])))
            if truth.get("geonameid") and place.id.isdigit():
                ids += 1
                same_id += str(truth["geonameid"]) == place.id
    errors.sort()
    count = len(errors)
    return {
        "documents": documents,
        "gold": exact[2],
        "predicted": exact[1],
        "exact": _scores(exact),
        "overlap": _scores(overlap),
        "resolution": {
            "counted": count,
            "acc161": _share(sum(error <= NEAR_KM for error in errors), count),
            "median_km": round((errors[count // 2] + errors[(count - 1) // 2]) / 2, 1) if count else None,
            "mean_km": round(sum(errors) / count, 1) if count else None,
            "auc": round(_auc(errors), 4) if count > 1 else None,
            "id_accuracy": _share(same_id, ids),
            "ids": ids,
        },
    }


def report(figures: dict[str, Any]) -> str:
    """The figures of `evaluate` as lines for people."""
    exact, overlap, resolution = figures["exact"], figures["overlap"], figures["resolution"]
    lines = [
        f"{figures['documents']} documents, {figures['gold']} toponyms, {figures['predicted']} predicted",
        f"recognition, exact spans:  precision {exact['precision']:.3f}  recall {exact['recall']:.3f}  F1 {exact['f1']:.3f}",
        f"recognition, overlapping:  precision {overlap['precision']:.3f}  recall {overlap['recall']:.3f}  F1 {overlap['f1']:.3f}",
    ]
    if resolution["counted"]:
        lines.append(f"resolution of {resolution['counted']} found:  within 161 km {resolution['acc161']:.3f}  "
                     f"median {resolution['median_km']} km  mean {resolution['mean_km']} km")
    if resolution["ids"]:
        lines.append(f"same GeoNames id:  {resolution['id_accuracy']:.3f} of {resolution['ids']}")
    return "\n".join(lines)


def read_gold(path: str | os.PathLike[str]) -> Iterable[dict[str, Any]]:
    """The documents of a gold file one by one. Raises GoldError where the file or a line cannot be read."""
    try:
        lines = Path(path).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot read the gold file {path}: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
            for toponym in row["toponyms"]:
                if not 0 <= toponym["start"] < toponym["end"] <= len(text):
                    raise GoldError(f"{path}, line {number}: span {toponym['start']}-{toponym['end']} lies outside the text")
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: not a gold document ({type(error).__name__}: {error})") from None
        yield row


def _count(sums: list[int], hits: int, predicted: int, gold: int) -> None:
    sums[0] += hits
    sums[1] += predicted
    sums[2] += gold


def _scores(sums: list[int]) -> dict[str, float]:
    hits, predicted, gold = sums
    precision, recall = hits / max(predicted, 1), hits / max(gold, 1)
    both = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(both, 4)}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _overlapping(gold: list[Span], found: list[Span]) -> int:
    """How many gold spans pair one to one with a span that overlaps them; exact ones first, then the longest overlap."""
    pairs = []
    for i, (start, end) in enumerate(gold):
        for j, (begin, stop) in enumerate(found):
            shared = min(end, stop) - max(start, begin)
            if shared > 0:
                pairs.append(((start, end) != (begin, stop), -shared, i, j))
    taken: tuple[set[int], set[int]] = set(), set()
    for _, _, i, j in sorted(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return len(taken[0])


def _auc(errors: list[float]) -> float:
    """Area under the sorted log errors, 0 best, 1 worst (Gritta et al. 2018)."""
    heights = [math.log(min(error, FARTHEST_KM) + 1) / math.log(FARTHEST_KM + 1) for error in errors]
    return sum((a + b) / 2 for a, b in pairwise(heights)) / (len(heights) - 1)
