"""A scene as one HTML file that needs no network: a folium map inside a page of our own.

``render`` is all most callers want. Who wants to add layers takes ``folium_map(scene)``, adds them as to any other
folium map, and calls ``render_map(map)``.
"""

from __future__ import annotations

from functools import lru_cache
from math import asinh, degrees, log2, radians, tan
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geomap.errors import RenderError
from geomap.labels import COSTS
from geomap.render import article
from geomap.render.payload import card_numbers, inert_json, page_data
from geomap.scene.model import Scene
from geomap.scene.symbols import PAGE as PAGE_COLOURS

if TYPE_CHECKING:
    import folium

__all__ = ["folium_map", "render", "render_map"]

PAGE = Path(__file__).parent / "page"
SCRIPTS = ("basemap.js", "areas.js", "routes.js", "labels.js", "pins.js", "view.js", "page.js")
MAP_ID = "geomap"
TILE_ZOOM = 18
WIDE = (1000, 640)       # pixels of the map on a wide screen
STATIC_WIDTH = 1000
FINEST_ZOOM = 9.0        # the embedded basemap has no more detail than this
HIGHEST_LATITUDE = 85.0  # Mercator's end of the world


def render(scene: Scene, *, tiles: str | None = None, allowed: tuple[str, ...] = ()) -> str:
    """The scene as a standalone HTML page; the same scene gives the same text.

    ``tiles`` is a tile layer's name ("OpenStreetMap") or address template, for readers who have a network: the page then
    names that host in its policy, and a NetworkNeeded warning says so. ``allowed`` is for ``folium_map``'s further layers.
    Raises RenderError for a scene that cannot be drawn.
    """
    return render_map(folium_map(scene, tiles=tiles, allowed=allowed))


def render_map(map: folium.Map) -> str:
    """The page around ``map`` (from ``folium_map``) with all layers it has by now."""
    from geomap.render.standalone import StandaloneFigure

    figure = map.get_root()
    if not isinstance(figure, StandaloneFigure):
        raise RenderError("this folium map has no page around it: make it with geomap.render.html.folium_map(scene)")
    return str(figure.render())


def folium_map(scene: Scene, *, tiles: str | None = None, allowed: tuple[str, ...] = ()) -> folium.Map:
    """The scene as a folium map inside its page, open to more layers: Marker, GeoJson, TileLayer and so on.

    ``allowed`` names hosts that readers' browsers may fetch a layer's scripts and styles from (folium's plugins need
    that). Raises RenderError for coordinates that lie nowhere, cards that share an id, or tiles folium does not know.
    """
    import folium

    from geomap.render.standalone import StandaloneFigure, script_tag, style_tag

    scene = article.tidy(scene)
    numbers = card_numbers(scene)
    data = page_data(scene, numbers)
    data["labels"] = COSTS
    if not tiles:
        _add_basemap(data, scene)
    data["attribution"] = bool(tiles)
    css, script = _sources()
    frame = scene.frame
    try:
        map = folium.Map(
            location=[(frame.south + frame.north) / 2, (frame.west + frame.east) / 2], zoom_start=4, tiles=tiles,
            attr=f"Tiles: {urlsplit(tiles).hostname}" if tiles and "://" in tiles else None,
            zoom_snap=1 if tiles else 0.05, zoom_delta=1 if tiles else 0.75, wheel_px_per_zoom_level=110,
            max_zoom=TILE_ZOOM if tiles else data["maxZoom"], attribution_control=False)
    except ValueError as error:
        raise RenderError(f"tiles {tiles!r} are not usable: {error}") from error
    map._id = MAP_ID
    static = _static(scene)
    empty = f'<p class="gm-empty" dir="auto">{article.words(scene.empty)}</p>' if scene.empty else ""
    figure = StandaloneFigure(
        title=scene.title, language=scene.language or "en", allowed=allowed,
        head=script_tag("document.documentElement.className='js'") + style_tag(css) + script_tag(script),
        before=(article.glyphs(article.statuses_of(scene)) + '<a class="gm-skip" href="#gm-list">Skip map</a>\n'
                f'<main class="gm-page{"" if scene.cards else " gm-bare"}">{article.head(scene)}\n{article.legend(scene.legend, numbers)}\n'
                f'<div class="gm-map">{empty}{_locator(scene)}'),
        after=(f'</div>\n<figure class="gm-static">{static}</figure>\n{article.side(scene, numbers)}\n{article.table(scene)}\n'
               f'{article.foot(scene)}</main>\n<script type="application/json" id="gm-data">{inert_json(data)}</script>'),
        boot=f"geomap.start({map.get_name()});")
    map.add_to(figure)
    return map


@lru_cache(maxsize=1)
def _sources() -> tuple[str, str]:
    """The page's style sheet and script, from their readable sources."""
    css = article.custom_properties() + "\n" + (PAGE / "page.css").read_text(encoding="utf-8")
    modules = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    bridge = (PAGE / "folium.js").read_text(encoding="utf-8")
    return _dense(css), _dense(f"{bridge}\n(() => {{\n{modules}\n}})();")


def _dense(source: str) -> str:
    """``source`` without indentation and without lines that are only comment: a third less to ship."""
    import re
    source = re.sub(r"^\s*/\*.*?\*/\s*$", "", source, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _add_basemap(data: dict[str, Any], scene: Scene) -> None:
    """The basemap around the scene's frame, and how far the map may be moved and zoomed on it."""
    from geomap import basemap

    frame = scene.frame
    high = degrees(asinh(tan(radians(frame.north))) - asinh(tan(radians(frame.south))))
    fitting = min(log2(WIDE[0] * 360 / 256 / max(frame.east - frame.west, 1e-3)), log2(WIDE[1] * 360 / 256 / max(high, 1e-3)))
    zoom = min(FINEST_ZOOM, max(1.0, fitting + 0.5))
    cut = basemap.cut(frame, zoom=zoom, worldview=scene.worldview, focus=scene.focus)
    data["basemap"] = basemap.compact(cut, focus=scene.focus)
    west, south, east, north = cut.outer
    data["outer"] = [west, max(south, -HIGHEST_LATITUDE), east, min(north, HIGHEST_LATITUDE)]
    data["maxZoom"] = round(min(FINEST_ZOOM + 1, max(zoom + 2.5, 5.0)), 2)


def _static(scene: Scene) -> str:
    """The drawing that takes the map's place in print and where scripts do not run; its colours are the page's."""
    from geomap.render import svg

    return svg.render(scene, width=STATIC_WIDTH, theme="page", furniture=False, prefix="gm-static")


def _locator(scene: Scene) -> str:
    """Where on the globe this is."""
    from geomap.render import svg_globe

    if not svg_globe.is_useful(scene.frame):
        return ""
    globe = svg_globe.draw(scene.frame, scene.focus, scene.worldview, (54.0, 54.0), 51.0, PAGE_COLOURS)
    return f'<svg class="gm-locator" viewBox="0 0 108 108" aria-hidden="true">{globe}</svg>'
