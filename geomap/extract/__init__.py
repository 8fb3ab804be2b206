"""From mentions to findings: venues, corridors, dates and actors, each with the words that say so.

Rules over cue words (``cues.toml``) and the places already recognised; nothing is guessed. ``explain`` shows which rule
found what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from geomap.extract.combine import combine
from geomap.extract.explain import explain, table
from geomap.extract.reading import read_document
from geomap.model import Findings, Parsed

__all__ = ["explain", "extract", "extract_all", "table"]


def extract(parsed: Parsed, *, date: dt.date | None = None) -> Findings:
    """The venues, corridors and places that one document tells of.

    ``date`` is the day relative words ("on Tuesday") count from; without it the document's own day of publication, or the
    date its text bears. Without any, relative dates stay open.
    """
    return extract_all((parsed,), date=date)


def extract_all(documents: Sequence[Parsed], *, date: dt.date | None = None) -> Findings:
    """The findings of several documents as one, each citing its document; the same corridor or venue told twice is one."""
    from geomap.extract.dates import article_date

    readings = []
    for parsed in documents:
        published = date or parsed.document.published or article_date(parsed.document.text)
        readings.append(read_document(parsed, published))
    return combine(readings)
