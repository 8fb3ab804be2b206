"""The map's symbols, once, as data: the SVG renderer, page.css and page.js all take theirs from here.

A status never rests on colour alone: each has its own dash and its own glyph in a badge. The hues are told apart under
the common colour-vision deficiencies (they differ in lightness as well), and reach 4.5:1 against the paper of their theme.
"""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model import Status


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one status is drawn.

    ``dash`` is an SVG dash array for ``width`` pixels of line, empty for a solid one. ``glyph`` is an SVG path drawn
    as a line of 1.8 px around (0, 0), inside a badge of radius 8; ``sign`` is the same in one character, for text.
    """

    word: str  # "Rejected"
    light: str  # colour on light paper
    dark: str  # colour on dark paper
    dash: str
    width: float
    glyph: str
    sign: str
    order: int  # in the legend


STATUS: dict[Status, Symbol] = {
    Status.OPERATIONAL: Symbol("Operational", "#1d5fa8", "#6fb1f5", "", 3.6, "M-2.2-3.6L3-0L-2.2 3.6", "▸", 0),
    Status.AGREED: Symbol("Agreed", "#14795a", "#4fc79b", "", 2.6, "M-3.6.3L-1 2.9L3.7-2.9", "✓", 1),
    Status.ANNOUNCED: Symbol("Announced", "#0d6e86", "#57c1dd", "11 4", 2.6, "M0-3.8V.9M0 3.5V3.6", "!", 2),
    Status.PROPOSED: Symbol(
        "Proposed",
        "#96590a",
        "#e8b04c",
        "2 4.5",
        2.6,
        "M-2.3-1.9C-2.3-4.7 2.3-4.7 2.3-1.9C2.3-.3 0-.2 0 1.2M0 3.7V3.8",
        "?",
        3,
    ),
    Status.BLOCKED: Symbol("Blocked", "#8c2f6b", "#e58cc4", "7 3 2 3", 2.6, "M-3.6 0H3.6", "–", 4),
    Status.FAILED: Symbol("Failed", "#a03c10", "#f29a6b", "4 4", 2.6, "M-3.4 3.4L3.4-3.4", "∕", 5),
    Status.REJECTED: Symbol("Rejected", "#c22f2a", "#ff7a70", "7 4", 2.6, "M-3.2-3.2L3.2 3.2M3.2-3.2L-3.2 3.2", "✕", 6),
    Status.CLOSED: Symbol("Closed", "#5c5850", "#b3b0a8", "1.5 3", 2.6, "M-2.6-2.6H2.6V2.6H-2.6Z", "□", 7),
}


# The exit mark: a way whose direction the text does not give. Always the same, so that nobody takes it for a direction,
# and without a ring around the place: that would look like a target.
EXIT_STEM = 27.0          # pixels from the middle of the pin to the middle of the badge
EXIT_FAN = 54.0           # degrees between two stems at the same place
EXIT_MOST = 5             # corridors out of one place that are drawn; all have their cards


def exit_angles(count: int) -> list[float]:
    """The directions of ``count`` stems at one place, in degrees clockwise from east: a fan that opens upwards.

    >>> exit_angles(2)
    [-117.0, -63.0]
    """
    count = min(count, EXIT_MOST)
    return [-90.0 + (slot - (count - 1) / 2) * EXIT_FAN for slot in range(count)]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of everything that is not a status, for one theme."""

    sea: str
    land: str
    focus: str  # land of the countries the story is about
    border: str
    focus_border: str
    admin1: str
    coast: str
    river: str
    ink: str
    muted: str
    faint: str
    paper: str
    rule: str  # thin lines between furniture
    halo: str
    accent: str  # kicker, frame on the globe
    venue: str
    sea_label: str
    globe_land: str


LIGHT = Palette(
    sea="#d9e6ec",
    land="#efece5",
    focus="#fdfcf8",
    border="#9d9587",
    focus_border="#78726a",
    admin1="#d8d3c8",
    coast="#a9bfca",
    river="#a5c4d4",
    ink="#171717",
    muted="#625e57",
    faint="#7f796f",
    paper="#ffffff",
    rule="#e2ded6",
    halo="#fdfcf8",
    accent="#c22f2a",
    venue="#5a3d91",
    sea_label="#547f95",
    globe_land="#cfcabf",
)
DARK = Palette(
    sea="#16222b",
    land="#262a2d",
    focus="#33383b",
    border="#7d8285",
    focus_border="#a3a7a8",
    admin1="#43494d",
    coast="#3d5463",
    river="#35566a",
    ink="#f1efea",
    muted="#b9b6ae",
    faint="#9a9c99",
    paper="#14171a",
    rule="#33383c",
    halo="#1c2023",
    accent="#ff7a70",
    venue="#b49af0",
    sea_label="#7fa3b6",
    globe_land="#4a5055",
)
# For drawings inside the HTML page, which sets these properties for light and dark readers.
PAGE = Palette(**{name: f"var(--{name.replace('_', '-')})" for name in Palette.__slots__})
PALETTES = {"light": LIGHT, "dark": DARK, "page": PAGE}


def tint(symbol: Symbol, theme: str) -> str:
    """The status's colour in a theme of PALETTES."""
    if theme == "page":
        return f"var(--{symbol.word.lower()})"
    return symbol.dark if theme == "dark" else symbol.light
