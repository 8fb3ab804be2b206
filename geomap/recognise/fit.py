"""Fit the weights of weights.toml on annotated texts. A developer's script, not imported at run time::

    python -m geomap.recognise.fit GOLD.jsonl [GOLD.jsonl ...] [--folds 5] [--write]

A gold file holds one document a line: ``{"id", "text", "toponyms": [{"start", "end", "lat", "lon", "geonameid"?, "kind"?}]}``. Five small
models are fitted one after the other, all of them linear with named features: logistic regressions by Newton's method for
"is this a place" (``name``, then ``joint``) and "is it meant as an actor" (``actor``), conditional logits for the choice among senses
(``said``, then ``shared``). ``--folds`` measures by cross-validation over documents; ``--write`` fits on everything and
writes the weights. Only the weights enter the repository, never the texts.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.globe import distance_km
from geomap.recognise.lexicon import Lexicon, Sense, standard
from geomap.recognise.metonymy import actor_features
from geomap.recognise.model import THRESHOLD, Weights, score
from geomap.recognise.spot import Spot
from geomap.recognise.spots import read_spots
from geomap.resolve.evidence import NAMES, SAID, STATIC, Evidence
from geomap.resolve.settle import gather, second_look, settle, stretches, write_back
from geomap.resolve.shares import Floats

ACTING = {"associative"}             # gold kinds that mean an actor, where a gold file has kinds
LITERAL = {"literal"}
FREE = 4.0                           # L2: a weight costs FREE * w² / 2


@dataclass(slots=True)
class Sample:
    """One annotated document with its spots."""

    text: str
    gold: dict[tuple[int, int], dict[str, Any]]
    spots: list[Spot] = field(default_factory=list)
    words: Any = None
    parts: list[Evidence] = field(default_factory=list)


def read_gold(path: Path) -> list[Sample]:
    """The documents of a gold file."""
    samples = []
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            samples.append(Sample(row["text"], {(t["start"], t["end"]): t for t in row["toponyms"]}))
    return samples


def prepare(samples: list[Sample], lexicon: Lexicon) -> None:
    """Find the spots of every document and what speaks for them."""
    for sample in samples:
        sample.words, sample.spots = read_spots(sample.text, lexicon)


def logit(rows: list[dict[str, float]], labels: list[int], *, penalty: float = FREE, least: int = 8) -> dict[str, float]:
    """Logistic regression by Newton's method; features seen less than ``least`` times are left out."""
    seen: dict[str, int] = defaultdict(int)
    for row in rows:
        for name, value in row.items():
            seen[name] += value != 0
    names = sorted(name for name, count in seen.items() if count >= least)
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                x[number, column[name]] = value
    y = np.array(labels, float)
    w = np.zeros(len(names))
    cost = np.full(len(names), penalty)
    if "bias" in column:
        cost[column["bias"]] = 0.01
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + cost * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(cost)
        step = np.linalg.solve(curve, gradient)
        w -= step
        if abs(step).max() < 1e-5:
            break
    return dict(zip(names, w.tolist(), strict=True))


def choice(blocks: list[tuple[Floats, Floats, float]], active: list[int], *, penalty: float = 2.0) -> Floats:
    """Conditional logit: blocks of (features of the senses, target weights of the senses, weight of the block)."""
    w = np.zeros(len(NAMES))
    for _ in range(30):
        gradient = penalty * w[active]
        curve = np.eye(len(active)) * penalty
        for features, target, weight in blocks:
            x = features[:, active]
            s = features @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            mean = p @ x
            gradient = gradient + weight * (mean - target @ x)
            curve += weight * ((x * p[:, None]).T @ x - np.outer(mean, mean))
        step = np.linalg.solve(curve, gradient)
        w[active] -= np.clip(step, -2, 2)
        if abs(step).max() < 1e-4:
            break
    return w


def distance(sense: Sense, lat: float, lon: float) -> float:
    """Kilometres between a sense and a point."""
    return distance_km(sense.lon, sense.lat, lon, lat)


def target_of(spot: Spot, gold: dict[str, Any]) -> Floats | None:
    """Which senses the gold means: by id where it has one, else those nearest to its point; None where none is near."""
    senses = spot.entry.senses
    if gold.get("lat") is None:
        return None
    id = str(gold.get("geonameid") or "")
    hits = [float(bool(id) and sense.place().id == id) for sense in senses]
    if not any(hits):
        far = [distance(sense, gold["lat"], gold["lon"]) for sense in senses]
        nearest = min(far)
        if nearest > 161:
            return None
        hits = [float(d <= max(nearest * 1.5, 20)) for d in far]
    return np.array(hits) / sum(hits)


# What English news cannot teach: weights set by hand, for other languages and for talks between governments.
BY_HAND = {"name": {"name:well known": 2.0, "name:known": 1.0, "name:exonym": -0.3, "name:with its kind, in its country": 3.0,
                    "after:treaty": -3.0, "after:team": -3.0, "person:whole name after a title": -5.0, "before:the, a water": 1.5,
                    "before:outside": 1.3, "before:throughout": 1.3},
           "joint": {"map:few names": 0.8},
           "actor": {"talks between": 3.2, "says or decides": 2.8, "owns an act": 2.4, "land between": -3.0,
                     "kind:city": -1.4, "kind:county": -1.4, "kind:region": -0.8, "kind:area": -0.5, "kind:country": 0.3, "capital": 0.1},
           "said": {"overshadowed": -3.0, "cue fits": 1.5, "cue does not fit": -1.5, "preferred": 4.0, "hinted near": 5.0}}


def fit(samples: list[Sample], lexicon: Lexicon) -> Weights:
    """All five models from prepared documents."""
    rows: list[dict[str, float]] = []
    labels: list[int] = []
    for sample in samples:
        for spot in sample.spots:
            rows.append(dict.fromkeys(spot.features, 1.0))
            labels.append((spot.start, spot.end) in sample.gold)
    name = logit(rows, labels)
    for sample in samples:
        for spot in sample.spots:
            spot.score = score(spot.features, name)
        sample.parts = [gather(sample.text, part, lexicon) for part in stretches(sample.text, sample.spots)]
    said_columns = list(range(len(STATIC) + len(SAID)))
    said = choice(_blocks(samples), said_columns)
    for sample in samples:
        for part in sample.parts:
            part.weigh(said)
            part.share()
    every = list(range(len(NAMES)))
    shared = choice(_blocks(samples), every)
    for _ in range(2):
        for sample in samples:
            for part in sample.parts:
                part.settle(said, shared)
        shared = choice(_blocks(samples), every)
    joint = _fit_joint(samples, said, shared)
    name.update(BY_HAND["name"])
    joint.update(BY_HAND["joint"])
    return Weights(name, joint, {**dict(zip(NAMES, said.tolist(), strict=True)), **BY_HAND["said"]},
                   {**dict(zip(NAMES, shared.tolist(), strict=True)), **BY_HAND["said"]}, {**fit_actor(samples), **BY_HAND["actor"]})


def _blocks(samples: list[Sample]) -> list[tuple[Floats, Floats, float]]:
    blocks = []
    for sample in samples:
        for part in sample.parts:
            for unit in part.units:
                if len(unit.entry.senses) < 2:
                    continue
                targets = [target for spot in unit.spots if (gold := sample.gold.get((spot.start, spot.end))) is not None
                           and (target := target_of(spot, gold)) is not None]
                if targets:
                    features = part.features[unit.offset : unit.offset + len(unit.entry.senses)]
                    blocks.append((features, np.mean(targets, axis=0), 1 + math.log(len(targets))))
    return blocks


def _fit_joint(samples: list[Sample], said: Floats, shared: Floats) -> dict[str, float]:
    rows: list[dict[str, float]] = []
    labels: list[int] = []
    for sample in samples:
        for part, evidence in zip(stretches(sample.text, sample.spots), sample.parts, strict=True):
            evidence.settle(said, shared)
            write_back(evidence)
            rows += second_look(evidence, part)
            labels += [(spot.start, spot.end) in sample.gold for spot in part]
    return logit(rows, labels, penalty=1.0)


def fit_actor(samples: list[Sample]) -> dict[str, float]:
    """The metonym model, from the gold mentions that tell literal from associative use."""
    rows: list[dict[str, float]] = []
    labels: list[int] = []
    for sample in samples:
        for spot in sample.spots:
            kind = sample.gold.get((spot.start, spot.end), {}).get("kind")
            if kind in ACTING or kind in LITERAL:
                rows.append(dict.fromkeys(actor_features(sample.words, spot), 1.0))
                labels.append(kind in ACTING)
    return logit(rows, labels, least=4) if len(set(labels)) == 2 else {}


def predict(samples: list[Sample], table: Weights, lexicon: Lexicon, *, threshold: float = THRESHOLD) -> list[list[tuple[int, int, Sense]]]:
    """For every document, the spans taken for places and their senses."""
    result = []
    for sample in samples:
        for spot in sample.spots:
            spot.score = score(spot.features, table.name)
        settle(sample.text, sample.spots, lexicon, table=table)
        result.append([(spot.start, spot.end, spot.entry.senses[int(np.argmax(spot.weights))]) for spot in sample.spots
                       if spot.score > threshold])
    return result


def measure(samples: list[Sample], predictions: list[list[tuple[int, int, Sense]]]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 of exact spans, and the share of the found ones placed within 161 km."""
    hits = found = wanted = near = placed = 0
    for sample, spans in zip(samples, predictions, strict=True):
        found += len(spans)
        wanted += len(sample.gold)
        for start, end, sense in spans:
            gold = sample.gold.get((start, end))
            if gold is not None:
                hits += 1
                if gold.get("lat") is not None:
                    placed += 1
                    near += distance(sense, gold["lat"], gold["lon"]) <= 161
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), near / max(placed, 1)


def write_weights(table: Weights, path: Path) -> None:
    """Write weights.toml, each table by falling weight."""
    lines = ["# Fitted by `python -m geomap.recognise.fit`: log odds by observation. context.py and evidence.py make the observations.", ""]
    for name in ("name", "joint", "said", "shared", "actor"):
        lines.append(f"[{name}]")
        lines += [f"{json.dumps(feature, ensure_ascii=False)} = {weight:.3f}"
                  for feature, weight in sorted(getattr(table, name).items(), key=lambda pair: (-pair[1], pair[0]))]
        lines.append("")
    path.write_text("\n".join(lines), "utf-8")


def main() -> None:
    """The script's command line."""
    parser = argparse.ArgumentParser(description="Fit the weights on annotated texts.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lexicon = standard()
    corpora = [read_gold(path) for path in options.gold]
    for corpus in corpora:
        prepare(corpus, lexicon)
    everything = [(number, sample) for number, corpus in enumerate(corpora) for sample in corpus]
    if options.folds:
        random.Random(1).shuffle(everything)
        outcome: dict[int, list[Any]] = defaultdict(lambda: [[], []])
        for fold in range(options.folds):
            table = fit([s for n, (_, s) in enumerate(everything) if n % options.folds != fold], lexicon)
            held = [pair for n, pair in enumerate(everything) if n % options.folds == fold]
            for (number, sample), spans in zip(held, predict([s for _, s in held], table, lexicon), strict=True):
                outcome[number][0].append(sample)
                outcome[number][1].append(spans)
        for number, (samples, spans) in sorted(outcome.items()):
            print(f"{options.gold[number].parent.name}: held out P %.3f R %.3f F1 %.3f acc161 %.3f" % measure(samples, spans))
    if options.write:
        for corpus in corpora:
            prepare(corpus, lexicon)
        table = fit([sample for _, sample in everything], lexicon)
        for path, corpus in zip(options.gold, corpora, strict=True):
            print(f"{path.parent.name}: fitted P %.3f R %.3f F1 %.3f acc161 %.3f" % measure(corpus, predict(corpus, table, lexicon)))
        write_weights(table, Path(__file__).with_name("weights.toml"))


if __name__ == "__main__":
    main()
