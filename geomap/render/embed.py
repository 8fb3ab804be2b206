"""Fragments to paste into other pages: the whole page in a frame of its own, or a figure without scripts.

Both are one element without blank lines, so that Markdown leaves them alone, and hold no braces, so that the macro
languages of MkDocs, Quarto and Jekyll do too.
"""

from __future__ import annotations

import hashlib
import re

from geomap.render import article
from geomap.scene.model import Scene

__all__ = ["caption", "frame", "iframe", "inline"]

HEIGHT = "min(86vh, 720px)"
CREDIT = "Map: geomap."


def iframe(scene: Scene, *, tiles: str | None = None, page: str | None = None) -> str:
    """The interactive page as an ``<iframe>``: it neither sees the page around it nor is seen by it.

    ``page`` is the page's text where it is already at hand. As wide as its surroundings; the list moves below the map
    where that is narrow. Raises RenderError as ``geomap.render.html.render`` does.
    """
    from geomap.render import html

    return frame(scene, page or html.render(scene, tiles=tiles))


def frame(scene: Scene, page: str, style: str = "") -> str:
    """``page`` in an iframe whose title is the scene's."""
    look = style or f"display:block;width:100%;height:{HEIGHT};min-height:480px;border:0"
    return (f'<iframe title="{article.words(_title(scene), article.LONGEST["heading"])}" style="{look}" '
            f'sandbox="allow-scripts allow-popups" srcdoc="{_attribute(page)}"></iframe>\n')


def inline(scene: Scene, *, theme: str = "light", width: int = 1000) -> str:
    """The map as a ``<figure>`` with caption, alt text and credit: no script, no outside file, nothing that leaks.

    Ids and class names carry a mark made from the content, so that several figures live on one page. ``theme`` is
    "light" or "dark", ``width`` that of the drawing in CSS pixels; it shrinks with its surroundings.
    """
    from geomap.render import svg

    scene = article.tidy(scene)
    drawing = svg.render(scene, width=width, theme=theme, furniture=True, prefix=_mark(scene, theme, width))
    drawing = re.sub(r'(<svg [^>]*?) width="[\d.]+" height="[\d.]+"', r'\1 style="display:block;width:100%;height:auto"',
                     drawing.strip(), count=1)
    body = f'<figure style="margin:1em 0;max-width:{width}px">{drawing}{caption(scene)}</figure>'
    return _one_line(body).translate({ord("{"): "&#123;", ord("}"): "&#125;"}) + "\n"


def caption(scene: Scene) -> str:
    """A figure's caption: its title and whose data it is."""
    credit = " ".join([*scene.footer[-1:], CREDIT])
    return (f'<figcaption dir="auto" style="margin-top:.4em;font:13px/1.4 sans-serif;opacity:.8">'
            f'{article.words(scene.title, article.LONGEST["heading"])} <small>{article.words(credit)}</small></figcaption>')


def _title(scene: Scene) -> str:
    return f"Map: {scene.title}" if scene.title else "Map"


def _mark(scene: Scene, *more: object) -> str:
    return "gm-" + hashlib.sha256(repr((scene, more)).encode()).hexdigest()[:8]


def _attribute(page: str) -> str:
    """A page as an attribute's value; line breaks and braces as entities, which only the iframe decodes."""
    escaped = page.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", "&#10;").replace("{", "&#123;").replace("}", "&#125;")


def _one_line(markup: str) -> str:
    return re.sub(r"\s*\n\s*", " ", markup)
