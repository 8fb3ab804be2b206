"""The whole story on one screen: read -> recognise -> resolve -> extract -> Findings -> compose -> Scene -> render.

Each step is a function of the values before it. What a format needs is imported when it is asked for, so that a table
of places does not pay for a map.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from geomap.errors import RenderError
from geomap.model import Document, Findings, Parsed
from geomap.scene.model import Scene


@dataclass(frozen=True, slots=True)
class Look:
    """How a map is to be drawn: sizes in CSS pixels, ``scale`` in device pixels a CSS pixel (1 = 96 dpi)."""

    worldview: str = "un"
    theme: str = "light"
    width: int = 1200
    height: int | None = None
    scale: float = 2.0
    tiles: str | None = None


PLAIN = Look()


def find(documents: Sequence[Document], *, date: dt.date | None = None, **reading: Any) -> Findings:
    """What the documents say; ``reading`` are the options of `geomap.parse`."""
    from geomap.extract import extract_all
    from geomap.geoparse import parse

    parsed: list[Parsed] = [parse(document, **reading) for document in documents]
    return extract_all(parsed, date=date)


def compose(findings: Findings, look: Look = PLAIN) -> Scene:
    """What to draw, where and in which words."""
    from geomap.scene import compose as composed

    return composed(findings, worldview=look.worldview)


def render(findings: Findings, suffix: str, look: Look = PLAIN) -> str | bytes:
    """The findings in the format of ``suffix`` (".html", ".svg" ...). Raises RenderError for one not known."""
    for known, renderer in FORMATS:
        if suffix.lower() == known:
            return renderer(findings, look)
    raise RenderError(f"no format is called {suffix or 'nothing'!r}; known: {', '.join(name for name, _ in FORMATS)}")


def suffix_of(path: str) -> str:
    """What the file name says about the format: ``story.corridors.csv`` asks for the table of corridors."""
    name = PurePath(path).name.lower()
    return next((known for known, _ in FORMATS if name.endswith(known)), PurePath(name).suffix)


def _html(findings: Findings, look: Look) -> str:
    from geomap.render import html

    return html.render(compose(findings, look), tiles=look.tiles)


def _svg(findings: Findings, look: Look) -> str:
    from geomap.render import svg

    return svg.render(compose(findings, look), width=look.width, height=look.height, theme=look.theme)


def _png(findings: Findings, look: Look) -> bytes:
    from geomap.render import png

    return png.render(compose(findings, look), width=look.width, height=look.height, theme=look.theme, scale=look.scale)


def _pdf(findings: Findings, look: Look) -> bytes:
    from geomap.render import pdf

    return pdf.render(compose(findings, look), width=look.width, height=look.height, theme=look.theme)


def _geojson(findings: Findings, look: Look) -> str:
    from geomap.render import geojson

    return geojson.render(findings)


def _kml(findings: Findings, look: Look) -> str:
    from geomap.render import kml

    return kml.render(findings)


def _places(findings: Findings, look: Look) -> str:
    from geomap.render import csv

    return csv.render_places(findings)


def _corridors(findings: Findings, look: Look) -> str:
    from geomap.render import csv

    return csv.render_corridors(findings)


def _yaml(findings: Findings, look: Look) -> str:
    from geomap.story import to_yaml

    return to_yaml(findings)


def _json(findings: Findings, look: Look) -> str:
    from geomap.story import to_json

    return to_json(findings)


# The longer endings first: a file name is matched from the top.
FORMATS: tuple[tuple[str, Callable[[Findings, Look], str | bytes]], ...] = (
    (".html", _html), (".htm", _html), (".svg", _svg), (".png", _png), (".pdf", _pdf), (".geojson", _geojson),
    (".kml", _kml), (".corridors.csv", _corridors), (".csv", _places), (".yaml", _yaml), (".yml", _yaml),
    (".json", _json))
