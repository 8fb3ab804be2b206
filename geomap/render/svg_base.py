"""The basemap's layers as SVG paths: sea, land, countries in focus, lakes, rivers, borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.render.svg_text import number
from geomap.render.svg_view import View
from geomap.scene.model import Bounds, Scene
from geomap.scene.symbols import Palette

if TYPE_CHECKING:
    from geomap.basemap import Cut

SMALLEST = 1.2            # square pixels; smaller islands and lakes are dust
RESOLUTION = 10           # steps a pixel: coordinates are written with one decimal
RIVERS_FROM = 3.2         # web map zoom; on a map of the world they are scratches
DETAIL = 0.4              # zoom levels finer than the page at the same scale: paper is sharp


def cut(scene: Scene, view: View) -> Cut:
    """The basemap for this view."""
    from geomap import basemap

    b = view.bounds
    wide, high = (b.east - b.west) * 0.15, (b.north - b.south) * 0.15
    outer = Bounds(b.west - wide, max(b.south - high, -90.0), b.east + wide, min(b.north + high, 90.0))
    return basemap.cut(b, zoom=min(view.zoom + DETAIL, 10.0), worldview=scene.worldview, focus=scene.focus, outer=outer)


def draw(pieces: Cut, by_owner: Mapping[str, BaseGeometry], scene: Scene, view: View, colours: Palette) -> str:
    """All layers, from the sea up to the borders. ``by_owner``: `polygons_by_owner` of the same pieces."""
    left, top, right, bottom = view.box
    focus = set(scene.focus)
    land = {True: "", False: ""}
    for owner, shape in by_owner.items():
        land[owner in focus] += areas(shape)
    lakes = areas(view.draw(_multipolygon(pieces, pieces.lakes)))

    def lines(numbers: Sequence[int], colour: str, width: float, more: str = "") -> str:
        data = "".join(_lines(pieces, numbers, view))
        return f'<path d="{data}" stroke="{colour}" stroke-width="{width:g}"{more}/>' if data else ""

    ours, others = _by_focus(pieces, focus)
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}" height="{number(bottom - top)}" '
        f'fill="{colours.sea}"/>'
        + _filled(land[False], colours.land) + _filled(land[True], colours.focus)
        + '<g fill="none" stroke-linejoin="round">'
        + lines(pieces.admin1, colours.admin1, 0.8) + lines(pieces.rivers if view.zoom > RIVERS_FROM else (), colours.river, 1.1) + "</g>"
        + _filled(lakes, colours.sea, f' stroke="{colours.coast}" stroke-width=".5"')
        + '<g fill="none" stroke-linejoin="round">'
        + lines(pieces.coast, colours.coast, 0.9) + lines(others, colours.border, 1.1)
        + lines(ours, colours.focus_border, 1.5)
        + lines(pieces.disputed, colours.border, 1.2, ' stroke-dasharray="1 4" stroke-linecap="round"') + "</g>")


def _filled(data: str, colour: str, more: str = "") -> str:
    return f'<path d="{data}" fill="{colour}"{more}/>' if data else ""


def _by_focus(pieces: Cut, focus: set[str]) -> tuple[list[int], list[int]]:
    """Border arcs of countries in focus, and the others."""
    near = {n if n >= 0 else ~n for owned in pieces.land if owned.owner in focus
            for polygon in owned.polygons for ring in polygon for n in ring}
    ours = [n for n in pieces.borders if n in near]
    return ours, [n for n in pieces.borders if n not in near]


def polygons_by_owner(pieces: Cut, view: View) -> dict[str, BaseGeometry]:
    """What each country owns in the view, in pixels."""
    return {owned.owner: view.draw(_multipolygon(pieces, owned.polygons)) for owned in pieces.land}


def _multipolygon(pieces: Cut, polygons: Iterable[Sequence[Sequence[int]]]) -> BaseGeometry:
    found = []
    for polygon in polygons:
        rings = [ring for ring in (pieces.ring(ring) for ring in polygon) if len(ring) >= 4]
        if rings:
            found.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.multipolygons(found) if found else shapely.MultiPolygon()


def _lines(pieces: Cut, numbers: Sequence[int], view: View) -> Iterator[str]:
    arcs = [pieces.line(n) for n in numbers]
    whole = shapely.MultiLineString([arc for arc in arcs if len(arc) > 1])
    drawn = view.draw(shapely.line_merge(whole))
    for part in getattr(drawn, "geoms", [drawn]):
        if part.geom_type == "LineString":
            yield path(shapely.get_coordinates(part), closed=False)


def areas(shape: BaseGeometry) -> str:
    """A shape in pixels as path data; dust is left out."""
    data = []
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and part.area >= SMALLEST:
            data += [path(shapely.get_coordinates(ring), closed=True) for ring in (part.exterior, *part.interiors)]
        elif part.geom_type in ("MultiPolygon", "GeometryCollection"):
            data.append(areas(part))
    return "".join(data)


def path(points: Any, *, closed: bool) -> str:
    """Path data with relative coordinates in tenths of a pixel, repeated points dropped."""
    grid = np.rint(np.asarray(points, float) * RESOLUTION).astype(int)
    keep = np.ones(len(grid), dtype=bool)
    keep[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    grid = grid[keep]
    if closed and len(grid) > 1 and (grid[0] == grid[-1]).all():
        grid = grid[:-1]
    if len(grid) < 2 or (closed and len(grid) < 3):
        return ""
    steps = "".join(f" {_tenths(dx)} {_tenths(dy)}" for dx, dy in np.diff(grid, axis=0).tolist())
    return f"M{_tenths(int(grid[0, 0]))} {_tenths(int(grid[0, 1]))}l{steps[1:]}{'z' if closed else ''}".replace(" -", "-")


def _tenths(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    text = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{text}" if value < 0 else text
