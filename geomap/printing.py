"""What the command line prints: tables for people, dictionaries for programs, a few words on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from geomap.model import Document, Findings, Mention


def say(findings: Findings) -> None:
    """What was found, on stderr: a map without corridors is a result, and the user is told."""
    pins = len(findings.places)
    if not (findings.corridors or findings.venues or pins):
        click.echo("geomap: no place was found in the text; the map is empty", err=True)
        return
    if not findings.corridors:
        click.echo("geomap: no corridor was found in the text; the map shows what was", err=True)
    counts = ((len(findings.corridors), "corridor"), (len(findings.venues), "venue"), (pins, "other place"))
    click.echo("geomap: " + ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counts), err=True)


@contextmanager
def progress(sources: tuple[str, ...]) -> Iterator[None]:
    """A word on a terminal's stderr while a longer text is being read; nothing in a pipe or log."""
    size = sum(Path(s).stat().st_size for s in sources if Path(s).is_file())
    shown = sys.stderr.isatty() and size > 200_000
    if shown:
        click.echo(f"geomap: reading {size / 1e6:.1f} MB ...", err=True)
    yield
    if shown:
        click.echo("geomap: read", err=True)


def mention_row(mention: Mention) -> tuple[str, ...]:
    place, resolution = mention.place, mention.resolution
    known = (place.name, place.kind.value, place.country or "", f"{place.point.lon:.4f}", f"{place.point.lat:.4f}",
             f"{resolution.confidence:.2f}" if resolution else "") if place else ("-", "", "", "", "", "")
    return (mention.text, f"{mention.start}-{mention.end}", mention.label.value, *known)


def mention_dict(document: Document, mention: Mention) -> dict[str, Any]:
    place, resolution = mention.place, mention.resolution
    said: dict[str, Any] = {"source": document.name, "start": mention.start, "end": mention.end, "text": mention.text,
                            "label": mention.label.value, "reasons": list(mention.reasons)}
    if resolution:
        said["confidence"] = round(resolution.confidence, 3)
        said["resolution"] = list(resolution.reasons)
        said["candidates"] = [{"id": c.place.id, "name": c.place.name, "country": c.place.country,
                               "score": round(c.score, 3), "reasons": list(c.reasons)} for c in resolution.candidates]
    if place:
        said |= {"id": place.id, "name": place.name, "kind": place.kind.value, "country": place.country,
                 "lon": place.point.lon, "lat": place.point.lat}
    return said


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their longest cell; control characters of a hostile text never reach the terminal."""
    clean = [tuple("".join(c if c.isprintable() else " " for c in cell) for cell in row) for row in (head, *rows)]
    widths = [min(40, max(len(row[i]) for row in clean)) for i in range(len(head))]
    for row in clean:
        click.echo("  ".join(cell[:40].ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
