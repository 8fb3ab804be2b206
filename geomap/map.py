"""A map in a program or a notebook: what `geomap.draw` returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geomap.errors import StoryError
from geomap.model import Document, Findings, Parsed
from geomap.output import write
from geomap.pipeline import PLAIN, Look, compose, find, render, suffix_of
from geomap.scene.model import Scene


class Map:
    """Findings with a look. Show it in the last line of a notebook cell, or ``save`` it in any format.

    ``findings`` is the data; ``scene`` what is drawn; ``folium_map`` the underlying `folium.Map`, to which own layers
    may be added before saving as HTML.
    """

    def __init__(self, findings: Findings, look: Look = PLAIN) -> None:
        self.findings = findings
        self.look = look
        self._scene: Scene | None = None
        self._folium: Any = None

    @property
    def scene(self) -> Scene:
        if self._scene is None:
            self._scene = compose(self.findings, self.look)
        return self._scene

    @property
    def folium_map(self) -> Any:
        """The `folium.Map` behind the page; layers added to it appear in `to_html` and in files saved as HTML."""
        if self._folium is None:
            from geomap.render import html

            self._folium = html.folium_map(self.scene, tiles=self.look.tiles)
        return self._folium

    def to_html(self) -> str:
        """The standalone page."""
        from geomap.render import html

        if self._folium is not None:
            return html.render_map(self._folium)
        return html.render(self.scene, tiles=self.look.tiles)

    def save(self, path: str | Path) -> Path:
        """Write the map; the file's ending tells the format: .html .svg .png .pdf .geojson .kml .csv .yaml .json.

        Returns the path. Raises RenderError where the format is not known or the file cannot be written.
        """
        suffix = suffix_of(str(path))
        content = self.to_html() if suffix in (".html", ".htm") else render(self.findings, suffix, self.look)
        write(path, content)
        return Path(path)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from geomap.render import notebook

        return notebook.mimebundle(self.scene, self.to_html())

    def __repr__(self) -> str:
        found = self.findings
        return (f"<Map {found.title[:60]!r}: {len(found.corridors)} corridors, {len(found.venues)} venues, "
                f"{len(found.places)} places>")


def draw(what: Any, *, worldview: str = "un", theme: str = "light", width: int = 1200, height: int | None = None,
         scale: float = 2.0, tiles: str | None = None) -> Map:
    """A map of ``what``: Findings, Parsed text, a Document, a story as a dict, or the path of a story or text file.

    ``worldview`` is "un", "de-facto" or the path of a file with owners of disputed areas. ``theme``, ``width`` and
    ``height`` (CSS pixels) and ``scale`` (device pixels a CSS pixel) are for static formats. ``tiles`` is a tile
    server's URL template for the page; without it the page needs no network.

    Raises GeomapError where ``what`` cannot be read.
    """
    return Map(_findings(what), Look(worldview, theme, width, height, scale, tiles))


def _findings(what: Any) -> Findings:
    if isinstance(what, Findings):
        return what
    if isinstance(what, Document):
        return find([what])
    if isinstance(what, Parsed):
        from geomap.extract import extract

        return extract(what)
    if isinstance(what, dict):
        from geomap.story import from_dict

        return from_dict(what)
    if isinstance(what, str | Path):
        return _read(what)
    raise StoryError(f"cannot draw a {type(what).__name__}; give Findings, a story, a Document, or a file's path")


def _read(path: str | Path) -> Findings:
    if Path(path).suffix.lower() in STORY_SUFFIXES:
        from geomap.story import load

        return load(path)
    from geomap.read import read

    return find([read(str(path))])


STORY_SUFFIXES = (".yaml", ".yml", ".json", ".geojson")
