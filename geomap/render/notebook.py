"""A map in a Jupyter notebook: interactive where scripts run, a picture where they do not.

The picture lies below the frame in the same HTML: sites that strip frames from notebooks (GitHub does) show it. It
also stands in the bundle as PNG, for the exports that take no HTML.
"""

from __future__ import annotations

import base64
from typing import Any

from geomap.errors import RenderError
from geomap.render import article, embed
from geomap.scene.model import Scene

__all__ = ["mimebundle"]

WIDTH = 1000             # CSS pixels of the picture
HEIGHT = 640             # of the frame
COVER = "position:absolute;inset:0;width:100%;height:100%;border:0;background:Canvas"


def mimebundle(scene: Scene, page: str | None = None) -> dict[str, Any]:
    """What IPython shows for a map: HTML, PNG (where resvg-py is installed, else SVG) and plain text.

    ``page`` is the standalone page where it is already at hand; else it is rendered.
    """
    from geomap.render import html, svg

    scene = article.tidy(scene)
    page = page if page is not None else html.render(scene)
    bundle: dict[str, Any] = {"text/plain": scene.alt or scene.title}
    try:
        from geomap.render import png

        picture = base64.b64encode(png.render(scene, width=WIDTH, scale=1.5)).decode()
        kind = "image/png"
        bundle[kind] = picture
    except (ImportError, RenderError):
        kind = "image/svg+xml"
        drawing = svg.render(scene, width=WIDTH)
        bundle[kind] = drawing
        picture = base64.b64encode(drawing.encode()).decode()
    alt = article.words(scene.alt or scene.title)
    bundle["text/html"] = (
        f'<div style="position:relative;width:100%;min-height:{HEIGHT}px">'
        f'<img src="data:{kind};base64,{picture}" alt="{alt}" style="display:block;width:100%;max-width:{WIDTH}px">'
        f"{embed.frame(scene, page, COVER)}</div>")
    return bundle
