"""HTML: the article without its page, by trafilatura (extra ``web``); metadata gives title and date."""

from __future__ import annotations

import logging
import re

from geomap.errors import ReadError
from geomap.extract.dates import article_date, parse_date
from geomap.model import Document
from geomap.read.decode import decode
from geomap.read.plain import headline

__all__ = ["from_html"]

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]+lang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)


def from_html(content: bytes, name: str, encoding: str | None = None) -> Document:
    """The article of a page. Raises ReadError where the extra is not installed or the page holds no text."""
    try:
        import trafilatura
        from trafilatura.settings import use_config
    except ImportError:
        raise ReadError(f"{name}: reading HTML needs the extra: pip install 'geomap[web]'") from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    declared = _CHARSET.search(content[:4096])
    html = decode(content, name, encoding or (declared[1].decode("ascii") if declared else None))
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")  # no signals: they work in the main thread only
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "50")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    try:
        text = trafilatura.extract(
            html, include_comments=False, include_tables=True, deduplicate=False, config=config
        ) or trafilatura.html2txt(html)
        metadata = trafilatura.extract_metadata(html)
    except Exception as error:
        raise ReadError(f"{name}: not readable as HTML ({type(error).__name__}); save the article as text") from None
    if not text or not text.strip():
        raise ReadError(f"{name}: no text in this page; save the article as text")
    title = (metadata.title if metadata else None) or headline(text)
    published = parse_date(metadata.date) if metadata and metadata.date else None
    # The headline often stands outside the article proper; it belongs to what the text says.
    if title and title.strip() not in text[:2000]:
        text = f"{title.strip()}\n\n{text}"
    language = _LANGUAGE.search(html[:4096])
    return Document(text, name, title.strip() if title else None, published or article_date(text), language[1] if language else None)
