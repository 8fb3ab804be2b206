"""A file, standard input or an address on the web, to a `Document`.

Plain text, Markdown and whatever else is text need nothing further; HTML and addresses need the extra ``web``, PDF the extra
``pdf``, Word the extra ``docx``. Nothing is fetched unless the source itself is an ``http://`` or ``https://`` address.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from geomap.errors import ReadError
from geomap.model import Document
from geomap.read.decode import decode
from geomap.read.plain import from_markdown, from_plain

__all__ = ["MAX_BYTES", "read", "read_bytes"]

MAX_BYTES = 50_000_000  # the largest source read, in bytes


def read(source: str | os.PathLike[str]) -> Document:
    """Read one source.

    ``source`` is a path, ``"-"`` for standard input, or an address that begins with ``http://`` or ``https://``.
    The result's ``title`` and ``published`` are set where the source says them. Raises ReadError where it cannot be
    read as text.
    """
    name = os.fspath(source)
    if name == "-":
        return read_bytes(_from_stdin(), "standard input")
    if name.lower().startswith(("http://", "https://")):
        from geomap.read.web import fetch

        page = fetch(name)
        return read_bytes(page.content, name, media_type=page.media_type, encoding=page.encoding)
    return read_bytes(_from_file(Path(name), name), name)


def read_bytes(content: bytes, name: str, *, media_type: str = "", encoding: str | None = None) -> Document:
    """A document from bytes already at hand; the format is told by the bytes themselves, else by name or media type.

    ``encoding`` is what the sender says of the text's encoding; it is tried first. Raises ReadError.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise ReadError(f"{name}: empty; give a text that names places")
    suffix = Path(name).suffix.lower()
    if content.startswith(b"%PDF-"):
        from geomap.read.pdf import from_pdf

        return from_pdf(content, name)
    if content.startswith(b"PK\x03\x04"):
        from geomap.read.docx import from_docx

        return from_docx(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name}: an old Word or Office file; save it as .docx or text first")
    if suffix in {".htm", ".html", ".xhtml"} or "html" in media_type or _looks_like_html(content):
        from geomap.read.html import from_html

        return from_html(content, name, encoding)
    text = decode(content, name, encoding)
    document = from_markdown(text, name) if suffix in {".md", ".markdown"} else from_plain(text, name)
    if not document.text.strip():
        raise ReadError(f"{name}: empty; give a text that names places")
    return document


def _from_file(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"{name}: a directory; give the files in it")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file; check the path") from None
    except PermissionError:
        raise ReadError(f"{name}: not readable; check the file's permissions") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    return _limited(content, name)


def _from_stdin() -> bytes:
    try:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError, AttributeError) as error:
        raise ReadError(f"standard input: cannot be read ({error})") from None
    return _limited(content, "standard input")


def _limited(content: bytes, name: str) -> bytes:
    if len(content) > MAX_BYTES:
        raise ReadError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB; give a single article")
    return content


def _looks_like_html(content: bytes) -> bool:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (head.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<html" in content[:4096].lower()) or head.startswith(
        (b"<!doctype html", b"<html")
    )
