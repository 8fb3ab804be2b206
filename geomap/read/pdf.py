"""PDF by pypdf (extra ``pdf``): the text layer, its hard-broken words mended."""

from __future__ import annotations

import io
import logging
import re

from geomap.errors import ReadError
from geomap.extract.dates import article_date
from geomap.model import Document
from geomap.read.plain import headline

__all__ = ["from_pdf"]

_MAX_PAGES = 500


def from_pdf(content: bytes, name: str) -> Document:
    """The text of a PDF. Raises ReadError: extra not installed, locked, broken, or pictures only."""
    try:
        import pypdf
    except ImportError:
        raise ReadError(f"{name}: reading PDF needs the extra: pip install 'geomap[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{name}: the PDF is locked with a password; save an open copy")
        pages = [page.extract_text() or "" for page in reader.pages[:_MAX_PAGES]]
        told = reader.metadata.title if reader.metadata else None
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(f"{name}: a broken PDF ({type(error).__name__}); save the article as text") from None
    text = "\n\n".join(_mended(page) for page in pages)
    if not text.strip():
        raise ReadError(f"{name}: no text in this PDF, only pictures; recognise its text (OCR) first")
    title = told.strip() if isinstance(told, str) and len(told.split()) > 2 else headline(text)
    return Document(text, name, title, article_date(text))


def _mended(page: str) -> str:
    page = page.replace("\u00ad\n", "").replace("\r\n", "\n").replace("\x00", "")
    return re.sub(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])", "", page)
