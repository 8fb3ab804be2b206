"""Findings <-> the story file, YAML or JSON: what a person reads, corrects and writes by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geomap.errors import StoryError
from geomap.model import Findings
from geomap.story.nodes import parse, wrap
from geomap.story.reading import read
from geomap.story.writing import to_dict, to_json, to_yaml

__all__ = ["from_dict", "load", "loads", "to_dict", "to_json", "to_yaml"]


def load(path: str | Path) -> Findings:
    """Findings of a story file: .yaml, .yml, .json, or .geojson written by geomap.

    Raises StoryError naming every problem with its line, and where the file cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StoryError(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise StoryError(f"{path}: not a text in UTF-8; save the story as UTF-8") from None
    except OSError as error:
        raise StoryError(f"{path}: cannot be read: {error.strerror}") from None
    return loads(text, str(path))


def loads(text: str, name: str = "story") -> Findings:
    """Findings of a story's text. Raises StoryError."""
    if name.endswith((".geojson", ".json")):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            data = None          # the line-aware reader below says where
        if isinstance(data, dict) and data.get("type") == "FeatureCollection":
            return from_dict(_story_of(data, name), name)
    return read(parse(text, name), name)


def from_dict(data: dict[str, Any], name: str = "story") -> Findings:
    """Findings of plain data, as ``to_dict`` gives it. Raises StoryError."""
    return read(wrap(data), name)


def _story_of(collection: dict[str, Any], name: str) -> dict[str, Any]:
    """The story inside a GeoJSON that geomap wrote."""
    story = collection.get("geomap")
    features = collection.get("features")
    if not isinstance(story, dict) or not isinstance(features, list):
        raise StoryError(f"{name}: this GeoJSON was not written by geomap; only those can be rendered again")
    story = dict(story)
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict) and properties.get("feature") in ("venue", "corridor", "place"):
            story.setdefault(properties["feature"] + "s", []).append(properties.get("story"))
    return story
