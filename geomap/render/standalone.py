"""A branca figure that is one file: no link to elsewhere, a strict content policy, the same bytes for the same map.

folium's maps name ten files on other people's servers, carry random ids, and pass every text twice through Jinja, so
that ``{{ ... }}`` in a popup runs as Python. This figure inlines Leaflet, leaves out what nobody needs, renders each
text once, and refuses what it does not know.
"""

from __future__ import annotations

import base64
import hashlib
import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from branca.element import CssLink, Element, Figure, JavascriptLink, Link

from geomap.errors import RenderError

__all__ = ["Finished", "NetworkNeeded", "StandaloneFigure", "script_tag", "style_tag"]

# folium asks for these by name on every map; our page needs none of them.
LEFT_OUT = {"jquery", "bootstrap", "bootstrap_css", "glyphicons_css", "awesome_markers", "awesome_markers_css",
            "awesome_markers_font_css", "awesome_rotate_css"}
# What folium.Map writes into the header that our page has itself: a viewport that forbids pinch zoom, global styles.
MAP_HEADER = re.compile(r'<meta name="viewport".*?/>|<style>\s*(?:html, body|#map)\s*\{.*?</style>', re.DOTALL)
RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}\b")
STYLE_ATTRIBUTE = re.compile(r"\sstyle\s*=\s*\\?[\"']")


class NetworkNeeded(UserWarning):
    """The page will ask this host when it is opened, because of a layer its maker added."""


class Finished(Element):
    """Text that is already what it should be: no template ever reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        return self.text


def script_tag(code: str) -> str:
    """An inline script. Raises RenderError where the code would end its own element."""
    if re.search(r"</script|<!--", code, re.IGNORECASE):
        raise RenderError("a script on the page holds '</script' or '<!--': write it as '<\\/script'")
    return f"<script>{code}</script>"


def style_tag(css: str) -> str:
    """An inline style sheet. Raises RenderError where it would end its own element."""
    if "</style" in css.lower():
        raise RenderError("a style sheet on the page holds '</style'")
    return f"<style>{css}</style>"


@lru_cache(maxsize=1)
def leaflet() -> tuple[str, str]:
    """Leaflet's script and style sheet as the installed XStatic-Leaflet has them, its images inside."""
    from xstatic.pkg import leaflet as package

    folder = Path(package.BASE_DIR)

    def image(name: str) -> str:
        data = base64.b64encode((folder / "images" / name).read_bytes()).decode()
        return f"data:image/png;base64,{data}"

    css = (folder / "leaflet.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"[^{};]*behavior:[^;]+;", "", css)          # VML, for browsers that died before this page was born
    css = re.sub(r"url\([\"']?images/([^)\"']+)[\"']?\)", lambda found: f"url({image(found[1])})", css)
    script = (folder / "leaflet.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]
    # Leaflet guesses its pin's address from the style sheet, which fails for images that have no address.
    icons = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
    options = ",".join(f'{key}:"{image(name)}"' for key, name in icons.items())
    script += ("\nL.Icon.Default.prototype._getIconUrl=L.Icon.prototype._getIconUrl;"
               f"L.Icon.Default.mergeOptions({{{options}}});")
    return script, re.sub(r"\s*\n\s*", "\n", css)


class StandaloneFigure(Figure):
    """The page around a folium map.

    ``head`` is markup for the header, ``before`` and ``after`` go around the map's element, ``boot`` is the script run
    last. ``allowed`` names hosts the page may fetch scripts and styles from; images of tile layers are always allowed,
    with a NetworkNeeded warning. Raises RenderError from ``render()`` where a layer needs any other file.
    """

    def __init__(self, *, title: str = "", language: str = "en", head: str = "", before: str = "", after: str = "",
                 boot: str = "", allowed: tuple[str, ...] = ()) -> None:
        super().__init__(title=title)
        self.language, self.head, self.before, self.after, self.boot = language, head, before, after, boot
        self.allowed = allowed

    def render(self, **kwargs: Any) -> str:
        """The whole page. May be called again after more layers were added."""
        for part in (self.header, self.html, self.script):
            part._children.clear()
        try:
            for child in list(self._children.values()):
                child.render(**kwargs)
        except jinja2.TemplateError as error:
            raise RenderError("a layer added through folium holds '{{', '{%' or '{#' in its text, which folium takes for "
                              f"a template: write them as HTML entities ({error})") from error
        header = "".join(self._header_parts())
        map_element = "".join(self._texts(self.html))
        script = "\n".join(self._texts(self.script))
        header, map_element, script = _with_plain_ids(header, map_element, script)
        tiles = _tile_hosts(self)
        for host in sorted({*tiles, *self.allowed}):
            warnings.warn(f"the map needs the network: it asks {host} when opened", NetworkNeeded, stacklevel=2)
        # A layer's own HTML may carry style attributes; ours does not.
        loose = "style-src-attr 'unsafe-inline'; " if STYLE_ATTRIBUTE.search(map_element + script) else ""
        body = (f"{self.before}{map_element}{self.after}\n{script_tag(script)}"
                + (f"\n{script_tag(self.boot)}" if self.boot else ""))
        policy = content_policy(header + self.head + body, images=tiles, hosts=self.allowed, loose=loose)
        return (f'<!DOCTYPE html>\n<html lang="{escape(self.language)}" class="no-js">\n<head>\n<meta charset="utf-8">\n'
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
                '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
                '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
                f"<title>{escape(self.title or '')}</title>\n{header}{self.head}\n</head>\n<body>\n{body}\n</body>\n</html>\n")

    def _header_parts(self) -> Iterator[str]:
        """The header's children as markup: Leaflet first, links resolved, the rest without folium's page styles."""
        script, css = leaflet()
        yield style_tag(css) + "\n" + script_tag(script) + "\n"
        for name, child in self.header._children.items():
            if isinstance(child, JavascriptLink | CssLink):
                if name not in LEFT_OUT | {"leaflet", "leaflet_css"}:
                    yield self._link(name, child)
            else:
                yield MAP_HEADER.sub("", _text(child)).strip()

    def _link(self, name: str, link: Link) -> str:
        host = urlsplit(link.url).hostname or ""
        if host not in self.allowed:
            raise RenderError(f"a layer needs {link.url}, which is not in the page: allow its host "
                              f"(allowed=({host!r},)) to let readers' browsers fetch it, or leave the layer ({name}) out")
        url = escape(link.url)
        if isinstance(link, JavascriptLink):
            return f'<script src="{url}"></script>'
        return f'<link rel="stylesheet" href="{url}">'

    @staticmethod
    def _texts(part: Element) -> Iterator[str]:
        return (_text(child) for child in part._children.values())


def _text(child: Element) -> str:
    """A rendered child's text as it is. branca would read it as a template once more, and run what it finds."""
    if type(child) is Element and child._template_str is not None and not child._children:
        return str(child._template_str)
    return str(child.render())


def _with_plain_ids(*texts: str) -> tuple[str, ...]:
    """branca's random ids by numbers in order of appearance, so that the same map is the same text."""
    numbers: dict[str, str] = {}
    return tuple(RANDOM_ID.sub(lambda found: numbers.setdefault(found[0], str(len(numbers) + 1)), text) for text in texts)


def _walk(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        yield child
        yield from _walk(child)


def _tile_hosts(figure: Figure) -> tuple[str, ...]:
    """Where the figure's tile and image layers get their images: "https://*.example.org", sorted."""
    from folium.raster_layers import ImageOverlay, TileLayer, WmsTileLayer

    hosts = set()
    for layer in _walk(figure):
        if isinstance(layer, TileLayer):
            address = str(layer.tiles)
        elif isinstance(layer, WmsTileLayer | ImageOverlay):
            address = str(layer.url)
        else:
            continue
        if address.startswith("data:"):
            continue
        parts = urlsplit(address)
        host = re.sub(r"\{s\}", "*", parts.netloc)
        if parts.scheme not in ("http", "https") or not re.fullmatch(r"(\*\.)?[\w.-]+(:\d+)?", host):
            raise RenderError(f"a tile layer's address is not understood: {address} (expected https://{{s}}.host/{{z}}/...)")
        hosts.add(f"{parts.scheme}://{host}")
    return tuple(sorted(hosts))


def content_policy(markup: str, *, images: tuple[str, ...] = (), hosts: tuple[str, ...] = (), loose: str = "") -> str:
    """The Content-Security-Policy that admits exactly the inline scripts and styles of ``markup``, by hash."""
    def hashes(tag: str) -> str:
        # In an SVG, a style's text is decoded before it is hashed; ours holds no entities, so both ways agree.
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", markup, re.DOTALL)
        digests = {base64.b64encode(hashlib.sha256(unescape(text).encode() if tag == "style" else text.encode()).digest())
                   .decode() for text in found}
        return " ".join(f"'sha256-{digest}'" for digest in sorted(digests)) or "'none'"

    outside = "".join(f" https://{host}" for host in hosts)
    return (f"default-src 'none'; script-src {hashes('script')}{outside}; style-src {hashes('style')}{outside}; {loose}"
            f"img-src data:{''.join(f' {image}' for image in images)}; font-src data:{outside}; base-uri 'none'; "
            "form-action 'none'")
