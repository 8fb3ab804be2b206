"""The story's marks in SVG: shaded areas, arrows, exit marks, badges, pins. Plain paths only, no markers, no patterns.

Whatever is drawn is also entered in `Taken`, so that labels keep clear of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.labels import XY, Taken
from geomap.model import Status, VenueStatus
from geomap.render import svg_base
from geomap.render.svg_text import number
from geomap.render.svg_view import View
from geomap.scene.model import Area, Arrow, Ending, Pin, Precision, Role
from geomap.scene.symbols import EXIT_STEM, STATUS, Palette, Symbol, exit_angles, tint

RADIUS = {Role.ORIGIN: 5.5, Role.DESTINATION: 5.5, Role.THROUGH: 5.5, Role.VIA: 4.0, Role.VENUE: 13.0, Role.PLACE: 4.0,
          Role.CONTEXT: 2.4}
BADGE = 8.0
BADGE_PLACES = (0.48, 0.4, 0.56, 0.32, 0.64, 0.26, 0.7)     # shares of the line, the best first
BADGE_ROOM = 46.0         # pixels of line below which a badge would hide its arrow
OUTLINE_STEP = 14.0       # pixels between the points of an outline that count as covered
BAND = 11.0               # width of the tint along the border of a country that is named as destination


def colour_of(status: Status | VenueStatus | None, colours: Palette, theme: str) -> str:
    return tint(STATUS[status], theme) if isinstance(status, Status) else colours.venue


# ------------------------------------------------------------------------------------------------------------- areas

def area(drawn: Area, view: View, colours: Palette, theme: str, beside: BaseGeometry | None = None) -> str:
    """A shaded area: a region in full; a country that is named as destination as a band along its border.

    All of it would drown the map. ``beside``: the countries of departure, in pixels; the band keeps to the border with them
    where there is one.
    """
    shape = shapely.multipolygons([shapely.Polygon(rings[0], rings[1:]) for rings in drawn.polygons])
    colour = colours.muted if drawn.role is Role.PLACE else colour_of(drawn.status, colours, theme)
    if drawn.precision is Precision.COUNTRY and drawn.role is not Role.DESTINATION:
        data = svg_base.areas(view.draw(shape))
        return f'<path d="{data}" fill="{colour}" fill-opacity=".05" stroke="{colour}" stroke-width="1.2" stroke-dasharray="4 3"/>'
    if drawn.precision is Precision.COUNTRY and drawn.role is Role.DESTINATION:
        band_width = BAND * view.grain ** 2
        whole = view.draw(shape, beyond=3 * BAND)
        band = shapely.difference(whole, shapely.buffer(whole, -band_width))
        facing = shapely.intersection(band, shapely.buffer(beside, band_width + 1)) if beside is not None else band
        band = facing if facing.area > BAND * BAND else band
        band = shapely.multipolygons([part for part in getattr(band, "geoms", [band])
                                      if part.geom_type == "Polygon" and part.area > 2 * BAND * BAND])
        return f'<path d="{svg_base.areas(band)}" fill="{colour}" fill-opacity=".3"/>'
    data = svg_base.areas(view.draw(shape))
    dash = "4 3" if drawn.role is Role.VENUE else "2 3"
    return (f'<path d="{data}" fill="{colour}" fill-opacity="{".1" if drawn.precision is Precision.COUNTRY else ".14"}" '
            f'stroke="{colour}" stroke-opacity=".8" stroke-width="1.4" stroke-dasharray="{dash}"/>')


def occupy_outlines(areas: Sequence[Area], view: View, taken: Taken) -> None:
    """Outlines of venues are in the way of labels, a little: names that can stand elsewhere do."""
    for drawn in areas:
        if drawn.role is Role.VENUE:
            for shell, *_ in drawn.polygons:
                outline = shapely.linestrings(view.line(shell))
                spots = shapely.line_interpolate_point(outline, np.arange(0.0, outline.length, OUTLINE_STEP))
                taken.add_line((spot.x, spot.y) for spot in spots if view.shows((spot.x, spot.y)))


# ------------------------------------------------------------------------------------------------------------ arrows

def arrow(drawn: Arrow, view: View, colours: Palette, theme: str, taken: Taken, *, badges: bool = True) -> tuple[str, str]:
    """One arrow: its line with the head, and its badge, which belongs above all lines."""
    points = view.line(drawn.path)
    if len(points) < 2:
        return "", ""
    symbol = STATUS[drawn.status]
    colour = tint(symbol, theme)
    whole = _length(points)
    size = max(0.55, min(1.0, whole / 60))
    tail = (RADIUS[Role.ORIGIN] + 3) * size
    tip = {Ending.PLACE: (RADIUS[Role.DESTINATION] + 4) * size}.get(drawn.ending, 0.0)
    head = 13 * size
    points = trim(points, tail, tip)
    length = _length(points)
    if length < 6:
        return "", ""
    taken.add_line(_dense(points))
    heads = _head(points, head, colour) if drawn.ending is not Ending.EXIT else ""
    line = trim(points, head * 0.75 if drawn.two_way else 0.0, head * 0.75 if drawn.ending is not Ending.EXIT else 0.0)
    if drawn.two_way:
        heads += _head(points[::-1], head, colour)
    width = max(1.6, symbol.width * size)
    data = "M" + " ".join(f"{number(x)} {number(y)}" for x, y in line)
    cap = ' stroke-linecap="round"' if symbol.dash.startswith(("1 ", "1.5", "2 ")) else ""
    dash = f' stroke-dasharray="{symbol.dash}"' if symbol.dash else ""
    svg = (f'<path d="{data}" fill="none" stroke="{colours.halo}" stroke-opacity=".9" stroke-width="{width + 3.8:g}" '
           f'stroke-linecap="round"/><path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dash}{cap}/>{heads}')
    for stop in drawn.stops:
        x, y = view.pixel(stop)
        svg += f'<circle cx="{number(x)}" cy="{number(y)}" r="3.4" fill="{colours.paper}" stroke="{colour}" stroke-width="2"/>'
    if not badges or length < BADGE_ROOM:
        return svg, ""
    at = _badge_place(points, length, [view.pixel(stop) for stop in drawn.stops], taken)
    taken.add((at[0] - 10, at[1] - 10, at[0] + 10, at[1] + 10), "symbol")
    return svg, badge(symbol, at, colour, colours)


def _badge_place(points: Sequence[XY], length: float, stops: Sequence[XY], taken: Taken) -> XY:
    """Near the line's middle, clear of its stops and of other badges if it can be."""
    places = [along(points, length * share) for share in BADGE_PLACES]
    for x, y in places:
        far = all(hypot(x - stop_x, y - stop_y) > 2.5 * BADGE for stop_x, stop_y in stops)
        if far and "symbol" not in taken.covered((x - 9, y - 9, x + 9, y + 9), ""):
            return x, y
    return places[0]


def badge(symbol: Symbol, at: XY, colour: str, colours: Palette, radius: float = BADGE) -> str:
    """A status's glyph in a small disc."""
    scale = f" scale({radius / BADGE:.2f})" if radius != BADGE else ""
    return (f'<g transform="translate({number(at[0])} {number(at[1])}){scale}"><circle r="{BADGE:g}" fill="{colours.paper}" '
            f'stroke="{colour}" stroke-width="2"/><path d="{symbol.glyph}" fill="none" stroke="{colour}" stroke-width="1.8" '
            'stroke-linecap="round" stroke-linejoin="round"/></g>')


def _head(points: Sequence[XY], size: float, colour: str) -> str:
    """An arrowhead whose tip is the last point, in the direction the line arrives."""
    tip, back = points[-1], along(points[::-1], size)
    angle = atan2(tip[1] - back[1], tip[0] - back[0])
    outline = [(0.0, 0.0), (-size, 0.41 * size), (-0.75 * size, 0.0), (-size, -0.41 * size)]
    turned = [(tip[0] + x * cos(angle) - y * sin(angle), tip[1] + x * sin(angle) + y * cos(angle)) for x, y in outline]
    return f'<path d="M{"L".join(f"{number(x)} {number(y)}" for x, y in turned)}Z" fill="{colour}"/>'


def _length(points: Sequence[XY]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def along(points: Sequence[XY], distance: float) -> XY:
    """The point ``distance`` pixels along the line."""
    for a, b in pairwise(points):
        step = hypot(b[0] - a[0], b[1] - a[1])
        if step >= distance and step > 0:
            share = distance / step
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        distance -= step
    return points[-1]


def trim(points: Sequence[XY], start: float, end: float) -> list[XY]:
    """The line without its first ``start`` and last ``end`` pixels; never less than a third of it."""
    whole = _length(points)
    cut = start + end
    if cut > whole * 2 / 3 and cut > 0:
        start, end = (part * whole * 2 / 3 / cut for part in (start, end))
    front = _after(points, start) if start > 0 else list(points)
    return _after(front[::-1], end)[::-1] if end > 0 else front


def _after(points: Sequence[XY], distance: float) -> list[XY]:
    first = along(points, distance)
    walked = 0.0
    for i, (a, b) in enumerate(pairwise(points)):
        walked += hypot(b[0] - a[0], b[1] - a[1])
        if walked > distance:
            return [first, *points[i + 1:]]
    return [first, points[-1]]


def _dense(points: Sequence[XY], step: float = 7.0) -> list[XY]:
    length = _length(points)
    count = max(1, int(length / step))
    return [along(points, length * k / count) for k in range(count + 1)]


# -------------------------------------------------------------------------------------------------------- exit marks

def exit_marks(arrows: Sequence[Arrow], view: View, colours: Palette, theme: str, taken: Taken) -> str:
    """Stems with badges at places that corridors leave without a stated direction."""
    groups: dict[XY, list[Arrow]] = {}
    for drawn in arrows:
        if drawn.ending is Ending.EXIT:
            groups.setdefault(drawn.path[-1], []).append(drawn)
    svg = []
    for point, leaving in groups.items():
        at = view.pixel(point)
        symbols = [STATUS[drawn.status] for drawn in sorted(leaving, key=lambda a: a.slot)]
        svg.append(exit_mark(at, symbols, colours, theme, view.grain))
        for x, y in _stems(at, len(symbols), view.grain):
            taken.add((x - 9, y - 9, x + 9, y + 9), "symbol")
            taken.add_line([((at[0] + x) / 2, (at[1] + y) / 2)])
    return "".join(svg)


def _stems(at: XY, count: int, grain: float) -> list[XY]:
    """The upper ends of ``count`` stems."""
    angles = [radians(angle) for angle in exit_angles(count)]
    stem = EXIT_STEM * grain
    return [(at[0] + stem * cos(angle), at[1] + stem * sin(angle)) for angle in angles]


def exit_mark(at: XY, symbols: Sequence[Symbol], colours: Palette, theme: str, grain: float = 1.0) -> str:
    """One stem a corridor, in its status's colour and dash, with its badge."""
    svg = []
    for symbol, (x, y) in zip(symbols, _stems(at, len(symbols), grain), strict=False):
        colour = tint(symbol, theme)
        data = f"M{number(at[0])} {number(at[1])}L{number(x)} {number(y)}"
        svg.append(f'<path d="{data}" stroke="{colours.halo}" stroke-width="5.6" stroke-opacity=".85"/>'
                   f'<path d="{data}" stroke="{colour}" stroke-width="2.4"/>' + badge(symbol, (x, y), colour, colours, 7.4 * grain))
    return "".join(svg)


# -------------------------------------------------------------------------------------------------------------- pins

def pin(drawn: Pin, at: XY, colours: Palette, radius: float | None = None) -> str:
    """A place's symbol: what it is for by shape and fill, how precisely it is known by disc, diamond or dashed ring."""
    x, y = number(at[0]), number(at[1])
    if drawn.role is Role.VENUE:
        return venue(at, colours, drawn.status)
    if drawn.role is Role.CONTEXT:
        if drawn.capital:
            return f'<rect x="{number(at[0] - 2.8)}" y="{number(at[1] - 2.8)}" width="5.6" height="5.6" fill="{colours.muted}"/>'
        return f'<circle cx="{x}" cy="{y}" r="2.3" fill="{colours.faint}"/>'
    r = radius or RADIUS[drawn.role]
    fill, stroke, width = {
        Role.ORIGIN: (colours.ink, colours.paper, 1.8), Role.DESTINATION: (colours.paper, colours.ink, 2.7),
        Role.THROUGH: (colours.paper, colours.ink, 2.7), Role.VIA: (colours.paper, colours.ink, 1.9),
        Role.PLACE: (colours.ink, colours.paper, 1.3)}[drawn.role]
    if drawn.precision is Precision.POINT:
        d = r * 1.25
        shape = f'<path d="M{x} {number(at[1] - d)}l{d:g} {d:g}l{-d:g} {d:g}l{-d:g} {-d:g}z"'
    else:
        shape = f'<circle cx="{x}" cy="{y}" r="{r - width / 2:.1f}"' if width > 2 else f'<circle cx="{x}" cy="{y}" r="{r:g}"'
    svg = f'{shape} fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"/>'
    if drawn.role is Role.THROUGH:
        svg += f'<circle cx="{x}" cy="{y}" r="1.7" fill="{colours.ink}"/>'
    if drawn.precision in (Precision.REGION, Precision.COUNTRY):
        svg = (f'<circle cx="{x}" cy="{y}" r="{r + 5:g}" fill="{colours.ink}" fill-opacity=".08" stroke="{colours.ink}" '
               f'stroke-width="1.2" stroke-dasharray="2 3"/>{svg}')
    return svg


def venue(at: XY, colours: Palette, status: VenueStatus | None = None, radius: float = 13.0) -> str:
    """People around a table: a full disc where talks were held, a ring where they are planned or only proposed."""
    held = status in (VenueStatus.HELD, VenueStatus.PAST, None)
    ground, figure = (colours.venue, colours.paper) if held else (colours.paper, colours.venue)
    seats = "".join(f'<circle cx="{7.6 * cos(k * pi / 3 + pi / 6):.1f}" cy="{7.6 * sin(k * pi / 3 + pi / 6):.1f}" r="1.7" '
                    f'fill="{figure}"/>' for k in range(6))
    opacity = ' opacity=".75"' if status is VenueStatus.PAST else ""
    return (f'<g transform="translate({number(at[0])} {number(at[1])}) scale({radius / 13:.2f})"{opacity}>'
            f'<circle r="13" fill="{ground}" stroke="{colours.paper if held else colours.venue}" stroke-width="2.2"/>'
            f'<circle r="3.6" fill="none" stroke="{figure}" stroke-width="1.8"/>{seats}</g>')
