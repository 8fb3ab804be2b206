"""The static map as a PDF of one page, made from our SVG by typst: vector lines, embedded fonts, text to select.

The way was chosen by a spike over eleven scripts and the map of a five-corridor story (CPU, size; the last two with lines in
Latin, Cyrillic and the scripts named, the font family Noto Sans, looked at as pictures):

- typst 0.15 (Apache-2.0): 0.10 s, 119 kB. All right but for Indic scripts, whose vowel signs and conjuncts it misplaces.
- vl-convert 1.9 (BSD): 0.28 s, 138 kB; the same converter, the same flaw, worse fallback fonts.
- cairosvg 2.9 (LGPL): no font fallback: empty boxes for Arabic, Hebrew, Devanagari, Burmese, Thai, Georgian, Chinese, Korean.
- svglib 2.3 with reportlab 5.1 (LGPL, BSD): no font fallback: all words but the Latin and Cyrillic ones are missing.
- resvg's picture in a PDF: right in all eleven, but a picture.

So: typst draws the SVG, and where the map has words in a script that typst misplaces, typst sets resvg's picture at
300 dpi instead.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from geomap.errors import RenderError
from geomap.render import png, svg
from geomap.scene.model import Scene

POINTS = 0.75             # a CSS pixel in PostScript points
PICTURE_DPI = 300
# Scripts whose marks stand before, around or below their consonant: Indic, Tibetan, Burmese, Khmer.
MISPLACED = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x17FF))

# Everything variable comes in as input, never as source: no text of an article is ever run as typst code.
SOURCE = """#set document(title: sys.inputs.title, date: none)
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(sys.inputs.drawing, width: 100%, height: 100%, alt: sys.inputs.alt)
"""


def render(scene: Scene, *, width: int = 1200, height: int | None = None, theme: str = "light",
           furniture: bool = True) -> bytes:
    """The scene as a PDF file of one page, ``width`` by ``height`` CSS pixels (96 to the inch).

    Raises RenderError where the size cannot be drawn or the package typst (or, for the scripts above, resvg-py) is missing.
    """
    try:
        import typst
    except ImportError as error:
        raise RenderError("PDF needs the package typst: pip install 'geomap[pdf]'") from error
    drawing = svg.render(scene, width=width, height=height, theme=theme, furniture=furniture)
    size = svg.size_of(drawing)
    inputs = {"title": scene.title[:300], "alt": scene.alt[:4000], "width": f"{size[0] * POINTS:.2f}",
              "height": f"{size[1] * POINTS:.2f}"}
    with tempfile.TemporaryDirectory() as folder:
        if is_misplaced(drawing):
            inputs["drawing"] = "map.png"
            Path(folder, "map.png").write_bytes(png.rasterise(drawing, PICTURE_DPI / png.CSS_DPI))
        else:
            inputs["drawing"] = "map.svg"
            Path(folder, "map.svg").write_text(drawing, encoding="utf-8")
        source = Path(folder, "map.typ")
        source.write_text(SOURCE, encoding="utf-8")
        try:
            return bytes(typst.compile(str(source), root=folder, sys_inputs=inputs))
        except (RuntimeError, ValueError) as error:
            raise RenderError(f"the map could not be made into a PDF: {str(error).splitlines()[0]}") from error


def is_misplaced(text: str) -> bool:
    """Whether the text has letters that typst would set wrongly."""
    return any(low <= ord(char) <= high for char in set(text) for low, high in MISPLACED)
