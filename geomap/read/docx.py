"""Word documents by python-docx (extra ``docx``): paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
import zipfile

from geomap.errors import ReadError
from geomap.extract.dates import article_date
from geomap.model import Document
from geomap.read.plain import headline

__all__ = ["from_docx"]

_MAX_UNPACKED = 200_000_000  # bytes; a small file can unpack to anything


def from_docx(content: bytes, name: str) -> Document:
    """The text of a .docx. Raises ReadError: extra not installed, another kind of archive, broken."""
    _check_archive(content, name)
    try:
        import docx
        from docx.table import Table
    except ImportError:
        raise ReadError(f"{name}: reading .docx needs the extra: pip install 'geomap[docx]'") from None
    try:
        document = docx.Document(io.BytesIO(content))
        lines: list[str] = []
        for item in document.iter_inner_content():
            if isinstance(item, Table):
                lines += [" ; ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in item.rows]
            else:
                style = (item.style.name or "") if item.style else ""
                lines.append(f"- {item.text}" if style.startswith("List") and item.text.strip() else item.text)
        told = document.core_properties.title
    except Exception as error:
        raise ReadError(f"{name}: a broken .docx ({type(error).__name__}); save it again or as text") from None
    text = "\n\n".join(line for line in lines if line.strip())
    if not text.strip():
        raise ReadError(f"{name}: no text in this document")
    return Document(text, name, (told or "").strip() or headline(text), article_date(text))


def _check_archive(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            is_word = any(entry.filename == "word/document.xml" for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ReadError(f"{name}: a broken archive; save the article as text") from None
    if not is_word:
        raise ReadError(f"{name}: an archive, not a Word document; give text, Markdown, HTML, PDF or .docx")
    if unpacked > _MAX_UNPACKED:
        raise ReadError(f"{name}: unpacks to more than {_MAX_UNPACKED // 1_000_000} MB; save the article as text")
