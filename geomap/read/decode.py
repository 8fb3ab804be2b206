"""Bytes to text: by byte order mark, UTF-8, UTF-16 without a mark, and the two code pages news archives still hold."""

from __future__ import annotations

import codecs
import itertools

from geomap.errors import ReadError

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}


def decode(content: bytes, name: str, encoding: str | None = None) -> str:
    """The text of ``content`` with ``\\n`` line ends; ``encoding`` (from a header or a page) is tried before guessing.

    Raises ReadError where the bytes are no text in any encoding known here.
    """
    return _clean(_decoded(content, name, encoding))


def _decoded(content: bytes, name: str, encoding: str | None) -> str:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _strictly(content, codec, name)
    if encoding and (text := _try(content, encoding)) is not None:
        return text
    wide = _unmarked_utf16(content)
    if wide:
        return _strictly(content, wide, name)
    if _is_binary(content):
        raise ReadError(f"{name}: not a text file; give text, Markdown, HTML, PDF or .docx")
    text = _try(content, "utf-8")
    if text is not None:
        return text
    codec = "cp1251" if _is_cyrillic(content) else "cp1252"
    text = _try(content, codec)
    if text is None:
        raise ReadError(f"{name}: not text in UTF-8, UTF-16, Windows-1251 or Windows-1252; save it as UTF-8")
    return text


def _try(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _strictly(content: bytes, codec: str, name: str) -> str:
    text = _try(content, codec)
    if text is None:
        raise ReadError(f"{name}: marked as {codec.removesuffix('-sig')} but broken; save it as UTF-8")
    return text


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 of a Latin text has a zero in every second byte."""
    sample = content[:4000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_binary(content: bytes) -> bool:
    sample = content[:65_536]
    return b"\x00" in sample or sum(byte in _CONTROLS for byte in sample) > len(sample) // 100


def _is_cyrillic(content: bytes) -> bool:
    """Whether high bytes come in runs, as the letters of a Cyrillic word do; in Western text they stand alone."""
    high = sum(byte >= 0xC0 or byte in (0xA8, 0xB8, 0xB2, 0xB3, 0xBF, 0xAF) for byte in content)
    pairs = sum(a >= 0xC0 and b >= 0xC0 for a, b in itertools.pairwise(content))
    return high > 4 and pairs > 0.5 * high


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
