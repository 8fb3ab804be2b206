"""The static map as PNG, rasterised from our SVG by resvg (no browser, no network).

resvg (MPL-2.0, through the package resvg-py, MIT) drew all ten scripts tried rightly with the fonts of the machine;
cairosvg drew empty boxes where its first font had no letter, typst and vl-convert misplaced the marks of Hindi and Bengali.
"""

from __future__ import annotations

import struct
import zlib

from geomap.errors import RenderError
from geomap.render import svg
from geomap.scene.model import Scene

CSS_DPI = 96              # a CSS pixel is 1/96 inch, so scale 1 is 96 dpi and scale 3.125 is 300 dpi
LARGEST = 40_000_000      # pixels; four bytes each while drawing


def render(scene: Scene, *, width: int = 1200, height: int | None = None, theme: str = "light", scale: float = 2.0,
           dpi: float | None = None, furniture: bool = True) -> bytes:
    """The scene as a PNG file.

    ``width`` and ``height`` are CSS pixels, as for SVG; ``scale`` is device pixels a CSS pixel. ``dpi`` says the same in
    print terms (96 is scale 1) and wins where both are given. The resolution is written into the file, so that word
    processors place the picture at its natural size.

    Raises RenderError where the size cannot be drawn or the package resvg-py is missing.
    """
    factor = dpi / CSS_DPI if dpi is not None else scale
    if not 0.1 <= factor <= 10:
        raise RenderError(f"a map cannot be drawn at scale {factor:g} ({factor * CSS_DPI:g} dpi); 0.1 to 10 can")
    drawing = svg.render(scene, width=width, height=height, theme=theme, furniture=furniture)
    return with_resolution(rasterise(drawing, factor), factor * CSS_DPI)


def rasterise(drawing: str, scale: float) -> bytes:
    """An SVG text as PNG, ``scale`` device pixels a CSS pixel."""
    try:
        import resvg_py
    except ImportError as error:
        raise RenderError("PNG and PDF need the package resvg-py: pip install 'geomap[png]'") from error
    width, height = svg.size_of(drawing)
    if width * height * scale * scale > LARGEST:
        raise RenderError(f"a picture of {width * scale:.0f} by {height * scale:.0f} pixels is too large; use a smaller scale")
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=scale))
    except (ValueError, RuntimeError) as error:
        raise RenderError(f"the map could not be rasterised: {error}") from error


def with_resolution(png: bytes, dpi: float) -> bytes:
    """The PNG with its resolution stated: a pHYs chunk (PNG specification, 11.3.5.3) before the picture's data."""
    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    place = png.index(b"IDAT") - 4
    return png[:place] + chunk + png[place:]
