"""The legend: each line's symbol drawn as on the map, set in rows that wrap."""

from __future__ import annotations

from dataclasses import replace

from geomap.model import Status
from geomap.render import svg_marks
from geomap.render.svg_text import number, shorten, text_element, width
from geomap.scene.model import LegendItem, Pin, Precision, Role, Scene
from geomap.scene.symbols import STATUS, Palette, tint

SIZE = 13.0
ROW = 24.0
GAP = 22.0                # between items
ROWS = 5                  # more statuses than fit into that many rows are left to the side list


def legend(scene: Scene, left: float, top: float, room: float, colours: Palette, theme: str) -> tuple[str, float]:
    """The legend from ``top`` downwards; returns it and where the map may begin."""
    if not scene.legend:
        return "", top + 2
    x, y = left, top + ROW / 2
    svg, row = [], 1
    for item in scene.legend:
        symbol, wide = _symbol(item, scene, colours, theme)
        text = shorten(item.text[:300], SIZE, room - wide - 8)
        needed = wide + 8 + width(text, SIZE)
        if x > left and x + needed > left + room:
            row += 1
            if row > ROWS:
                break
            x, y = left, y + ROW
        svg.append(f'<g transform="translate({number(x)} {number(y)})">{symbol}</g>')
        svg.append(text_element(text, x + wide + 8, y + SIZE * 0.36, SIZE, colours.ink))
        x += needed + GAP
    return "".join(svg), y + ROW / 2 + 8


def _symbol(item: LegendItem, scene: Scene, colours: Palette, theme: str) -> tuple[str, float]:
    """The item's symbol, its middle line at y = 0, and its width."""
    if item.key in {status.value for status in Status}:
        return _status(Status(item.key), colours, theme), 34.0
    if item.key in ("venue-area", "origin-area", "destination-area"):
        status = next((area.status for area in scene.areas if area.role.value == item.key.partition("-")[0]), None)
        colour = svg_marks.colour_of(status, colours, theme)
        if item.key == "destination-area":
            return (f'<path d="M1-7h24v14h-24zM6-2.5v5h14v-5z" fill="{colour}" fill-opacity=".3" fill-rule="evenodd"/>', 26.0)
        dash = "4 3" if item.key == "venue-area" else "2 3"
        return (f'<rect x="1" y="-6.5" width="24" height="13" fill="{colour}" fill-opacity=".14" stroke="{colour}" '
                f'stroke-width="1.4" stroke-dasharray="{dash}"/>', 26.0)
    if item.key == "venue":
        return svg_marks.venue((9, 0), colours, radius=9.0), 18.0
    if item.key == "exit":
        mark = svg_marks.exit_mark((0, 0), [_NEUTRAL], colours, theme)
        pin = svg_marks.pin(Pin("", (0.0, 0.0), "", Role.ORIGIN), (0, 0), colours)
        return f'<g transform="translate(6 6) scale(.62)">{mark}{pin}</g>', 13.0
    role = {"origin": Role.ORIGIN, "destination": Role.DESTINATION, "via": Role.VIA}.get(item.key, Role.PLACE)
    return svg_marks.pin(Pin("", (0.0, 0.0), "", role, Precision.CITY), (6, 0), colours), 13.0


def _status(status: Status, colours: Palette, theme: str) -> str:
    """A short arrow with its badge before it: colour, dash and glyph in one."""
    symbol = STATUS[status]
    colour = tint(symbol, theme)
    dash = f' stroke-dasharray="{symbol.dash}"' if symbol.dash else ""
    return (svg_marks.badge(symbol, (7, 0), colour, colours, 6.5)
            + f'<path d="M15 0H27" fill="none" stroke="{colour}" stroke-width="{symbol.width:g}"{dash}/>'
            f'<path d="M35 0L25-4.4L27.5 0L25 4.4Z" fill="{colour}"/>')


_NEUTRAL = replace(STATUS[Status.CLOSED], glyph="M0 0")     # a stem and a badge that say no status
