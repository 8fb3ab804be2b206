"""Text for SVG without a font at hand: how wide it is, where it wraps, how it reads from right to left.

Widths come from a table of advance widths for ASCII (the widest of the common sans serifs, so that labels err on the
roomy side) and from averages per script for the rest; good to some 5 %, which is what label placement needs.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

SANS = "Inter, 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
SERIF = "'Noto Serif', Georgia, 'Liberation Serif', 'DejaVu Serif', serif"

# Advance widths of U+0020 to U+007E in hundredths of the font size (measured on Inter and Liberation Sans, the wider).
ASCII = (
    28, 28, 40, 63, 64, 89, 67, 22, 36, 36, 50, 66, 28, 46, 28, 36, 62, 56, 61, 64, 64, 61, 62, 57, 62, 62, 28, 28, 66,
    66, 66, 56, 102, 68, 67, 73, 72, 67, 61, 78, 74, 28, 54, 67, 56, 89, 75, 78, 67, 78, 72, 67, 64, 74, 68, 95, 67, 67,
    62, 36, 36, 36, 47, 56, 50, 56, 62, 56, 62, 58, 36, 61, 59, 24, 24, 54, 24, 87, 59, 60, 61, 61, 37, 52, 36, 58, 56,
    81, 54, 56, 54, 36, 33, 36, 66)
# Upper ends of ranges of code points, and the average width of their letters in hundredths of the font size.
SCRIPTS = (
    (0x024F, 60), (0x036F, 0), (0x03FF, 61), (0x052F, 66), (0x058F, 62), (0x05FF, 54), (0x08FF, 66), (0x0DFF, 64),
    (0x0FFF, 60), (0x10FF, 66), (0x11FF, 92), (0x13FF, 72), (0x17FF, 64), (0x1FFF, 62), (0x206F, 50), (0x2E7F, 70),
    (0xD7FF, 100), (0xFAFF, 100), (0xFDFF, 66), (0xFEFF, 66), (0x10FFFF, 100))
# Families to ask for first where a text is in one of these scripts: left to themselves, rasterisers fall back to any font
# that has the letters, even an italic one. Ranges of code points.
FAMILIES = (
    (0x0530, 0x058F, "Noto Sans Armenian"), (0x0590, 0x05FF, "Noto Sans Hebrew"), (0x0600, 0x08FF, "Noto Sans Arabic"),
    (0x0900, 0x097F, "Noto Sans Devanagari"), (0x0980, 0x09FF, "Noto Sans Bengali"), (0x0A80, 0x0AFF, "Noto Sans Gujarati"),
    (0x0B80, 0x0BFF, "Noto Sans Tamil"), (0x0C00, 0x0C7F, "Noto Sans Telugu"), (0x0E00, 0x0E7F, "Noto Sans Thai"),
    (0x1000, 0x109F, "Noto Sans Myanmar"), (0x10A0, 0x10FF, "Noto Sans Georgian"), (0x1200, 0x139F, "Noto Sans Ethiopic"),
    (0x1780, 0x17FF, "Noto Sans Khmer"), (0x3000, 0x30FF, "Noto Sans CJK JP"), (0x4E00, 0x9FFF, "Noto Sans CJK SC"),
    (0xAC00, 0xD7AF, "Noto Sans CJK KR"), (0xFB50, 0xFDFF, "Noto Sans Arabic"), (0xFE70, 0xFEFC, "Noto Sans Arabic"))
BOLD = 1.06
MARKS = {"Mn", "Me", "Mc", "Cf"}
RTL_CLASSES = {"R", "AL"}
LTR_CLASSES = {"L"}


def width(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """About how wide ``text`` is at ``size`` pixels; ``spacing`` is letter spacing in em."""
    hundredths = sum(map(_advance, text))
    return size * (hundredths / 100 * (BOLD if bold else 1.0) + spacing * len(text))


def _advance(char: str) -> int:
    code = ord(char)
    if 0x20 <= code <= 0x7E:
        return ASCII[code - 0x20]
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return next(advance for last, advance in SCRIPTS if code <= last)


def wrap(text: str, size: float, room: float, *, bold: bool = False, lines: int = 99) -> list[str]:
    """``text`` in lines no wider than ``room`` pixels; at most ``lines``, the last then ends in an ellipsis.

    Breaks at spaces; a word wider than the room, or a script without spaces, breaks anywhere.
    """
    found: list[str] = []
    line = ""
    rest = text.split()
    while rest:
        word = rest.pop(0)
        joined = f"{line} {word}" if line else word
        if width(joined, size, bold=bold) <= room:
            line = joined
            continue
        if not line:
            cut = _fitting(word, size, room, bold)
            line, remainder = word[:cut], word[cut:]
            rest[:0] = [remainder] if remainder else []
        else:
            rest.insert(0, word)
        found.append(line)
        line = ""
        if len(found) == lines:
            break
    if line and len(found) < lines:
        found.append(line)
        line = ""
    if (rest or line) and found:
        found[-1] = shorten(found[-1] + " …", size, room, bold=bold)
    return found


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """``text``, or as much of it as fits into ``room`` pixels with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    cut = _fitting(text, size, room - width("…", size, bold=bold), bold)
    return text[:cut].rstrip(" …") + "…"


def _fitting(text: str, size: float, room: float, bold: bool) -> int:
    """How many characters fit, at least one letter's; a letter's marks stay with it."""
    used, letter = 0.0, 0
    for i, char in enumerate(text):
        if unicodedata.category(char) not in MARKS:
            letter = i
        used += _advance(char) / 100 * size * (BOLD if bold else 1.0)
        if used > room and letter > 0:
            return letter
    return len(text)


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left: the Unicode bidi algorithm's rule P2."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in RTL_CLASSES:
            return True
        if direction in LTR_CLASSES:
            return False
    return False


def runs(text: str) -> list[tuple[str, str]]:
    """The text cut where its script's font changes: (family to ask for first, or "" for the default; stretch of text).

    Spaces and marks go with the letters before them; other punctuation is the default font's, since many a script's own
    font has none.
    """
    found: list[tuple[str, str]] = []
    for char in text:
        joins = bool(found) and unicodedata.category(char)[0] in "MZ"
        name = found[-1][0] if joins else _family(ord(char))
        if found and found[-1][0] == name:
            found[-1] = name, found[-1][1] + char
        else:
            found.append((name, char))
    return found


def _family(code: int) -> str:
    if code < FAMILIES[0][0]:
        return ""
    return next((name for low, high, name in FAMILIES if low <= code <= high), "")


def _spans(text: str) -> str:
    """The text as SVG content, each script in its font."""
    return "".join(f'<tspan font-family="\'{name}\', {SANS}">{clean(part)}</tspan>' if name else clean(part)
                   for name, part in runs(text))


def clean(text: str) -> str:
    """``text`` as XML may hold it: control characters and lone surrogates out, markup escaped."""
    kept = "".join(char for char in text if char in "\t\n" or not _forbidden(ord(char)))
    return escape(kept, {'"': "&quot;", "'": "&#39;"})


def _forbidden(code: int) -> bool:
    """Outside XML 1.0's Char production, or a bidi override that would turn what stands around it."""
    return (code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
            or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)


def number(value: float) -> str:
    """A coordinate with at most one decimal, as short as SVG allows."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    if text == "-0":
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def text_element(text: str, x: float, y: float, size: float, colour: str, *, bold: bool = False, anchor: str = "start",
                 halo: str = "", spacing: float = 0.0, serif: bool = False, italic: bool = False, weight: int = 0) -> str:
    """A line of text with its baseline at ``y``. ``halo``: a colour to outline it with, as a second element beneath.

    Two elements instead of paint-order, which some rasterisers ignore.
    """
    attributes = f'x="{number(x)}" y="{number(y)}" font-size="{size:g}"'
    if bold or weight:
        attributes += f' font-weight="{weight or 600}"'
    if anchor != "start":
        attributes += f' text-anchor="{anchor}"'
    if spacing:
        attributes += f' letter-spacing="{number(spacing * size)}"'
    if serif:
        attributes += f' font-family="{SERIF}"'
    if italic:
        attributes += ' font-style="italic"'
    said = _spans(text)
    outline = ""
    if halo:
        outline = (f'<text {attributes} fill="none" stroke="{halo}" stroke-opacity=".9" stroke-width="3.2" '
                   f'stroke-linejoin="round" aria-hidden="true">{said}</text>')
    return f'{outline}<text {attributes} fill="{colour}">{said}</text>'
