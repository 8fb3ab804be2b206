"""A scene as one static SVG: headline, legend, map with locator and scale bar, footer. No script, no outside files.

The same drawing stands in the HTML page for readers without JavaScript and for print, and is what PNG and PDF are made
from. Presentation attributes only, arrowheads as paths, halos as second text elements: rasterisers agree on those.
"""

from __future__ import annotations

import re
from math import isfinite, log10

import shapely

from geomap.errors import RenderError
from geomap.labels import Box, Taken
from geomap.render import svg_base, svg_globe, svg_marks
from geomap.render.svg_labels import Lettering
from geomap.render.svg_legend import legend
from geomap.render.svg_text import SANS, clean, is_rtl, number, text_element, wrap
from geomap.render.svg_view import View, fit, proportion
from geomap.scene.model import Area, LonLat, Role, Scene
from geomap.scene.symbols import PALETTES, Palette

NARROWEST, WIDEST = 240, 8000
MARGIN = 24.0             # of white around a sheet with furniture
PADDING = (52.0, 46.0, 64.0, 54.0)     # left, top, right, bottom of the frame in a map 1200 wide: room for labels
FLATTEST, STEEPEST = 0.5, 0.8          # height of the map by its width
GLOBE = 54.0              # radius of the locator
CORNER = 12.0             # of locator and scale bar from the map's edges
LONGEST = {"title": 300, "deck": 700, "footer": 500, "alt": 4000}


def render(scene: Scene, *, width: int = 1200, height: int | None = None, theme: str = "light", furniture: bool = True,
           prefix: str = "gm") -> str:
    """The scene as SVG text.

    ``width`` and ``height`` are CSS pixels of the whole sheet; without ``height`` it follows from the content. ``theme``
    is "light" or "dark". ``furniture=False`` draws the map alone, edge to edge. ``prefix`` begins every id, so that two
    drawings on one page do not clash.

    Raises RenderError for a size, theme or prefix that cannot be, and for a scene with coordinates off the globe.
    """
    colours = _check(scene, width, height, theme, prefix)
    margin = MARGIN if furniture else 0.0
    room = width - 2 * margin
    head, y = _head(scene, margin, room, colours) if furniture else ("", 0.0)
    if furniture:
        key, y = legend(scene, margin, y, room, colours, theme)
        head += key
    foot, foot_height = _foot(scene, margin, room, colours) if furniture else ("", 0.0)
    map_height = _map_height(scene, room, None if height is None else height - y - foot_height - margin)
    box = (margin, y, margin + room, y + map_height)
    total = y + map_height + foot_height + margin
    body = _map(scene, box, colours, theme, prefix, bare=not furniture)
    foot = f'<g transform="translate(0 {number(y + map_height)})">{foot}</g>' if foot else ""
    language = f' xml:lang="{clean(scene.language[:35])}"' if scene.language else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {number(total)}" width="{width}" height="{number(total)}" '
        f'role="img" aria-labelledby="{prefix}-title {prefix}-alt" font-family="{SANS}"{language}>'
        f'<title id="{prefix}-title">{clean(scene.title[:LONGEST["title"]])}</title>'
        f'<desc id="{prefix}-alt">{clean(scene.alt[:LONGEST["alt"]])}</desc>'
        f'<rect width="{width}" height="{number(total)}" fill="{colours.paper}"/>{head}{body}{foot}</svg>\n')


def size_of(drawing: str) -> tuple[float, float]:
    """Width and height in CSS pixels of an SVG that `render` made."""
    head = drawing[: drawing.index(">")]
    width, height = (float(head.partition(f' {side}="')[2].partition('"')[0]) for side in ("width", "height"))
    return width, height


def _check(scene: Scene, width: int, height: int | None, theme: str, prefix: str) -> Palette:
    if theme not in PALETTES:
        raise RenderError(f"no theme is called {theme!r}; known: {', '.join(PALETTES)}")
    if not NARROWEST <= width <= WIDEST:
        raise RenderError(f"a map {width} pixels wide cannot be drawn; {NARROWEST} to {WIDEST} can")
    if height is not None and not NARROWEST <= height <= WIDEST:
        raise RenderError(f"a map {height} pixels high cannot be drawn; {NARROWEST} to {WIDEST} can")
    if not re.fullmatch(r"[A-Za-z][\w-]{0,40}", prefix, re.ASCII):
        raise RenderError(f"ids cannot begin with {prefix!r}; use letters, digits, hyphen and underscore")
    points: list[tuple[str, LonLat]] = [(pin.id, pin.point) for pin in scene.pins]
    points += [(arrow.id, point) for arrow in scene.arrows for point in (*arrow.path, *arrow.stops)]
    points += [(area.id, point) for area in scene.areas
               for point in (area.anchor, *(point for rings in area.polygons for ring in rings for point in ring))]
    points += [(tag.text, spot) for tag in scene.tags for spot in tag.spots]
    for name, (lon, lat) in points:
        if not (isfinite(lon) and isfinite(lat) and -540 <= lon <= 540 and -90 <= lat <= 90):
            raise RenderError(f"{name[:60]!r} lies nowhere on the globe: lon {lon}, lat {lat}")
    return PALETTES[theme]


# --------------------------------------------------------------------------------------------------------- furniture

def _head(scene: Scene, left: float, room: float, colours: Palette) -> tuple[str, float]:
    """Kicker, headline and deck; returns them and where the next line may begin."""
    large = 28.0 if room > 700 else 23.0
    y = MARGIN - 6
    svg = []
    kicker = scene.kicker[:120]
    if kicker:
        y += 16
        svg.append(_line(kicker, left, y, room, 11.5, colours.accent, bold=True, spacing=0.09))
        y += 3
    for line in wrap(scene.title[:LONGEST["title"]], large, room, bold=True, lines=3):
        y += large * 1.17
        svg.append(_line(line, left, y, room, large, colours.ink, bold=True, serif=True))
    y += 3
    for line in wrap(scene.deck[:LONGEST["deck"]], 15.0, min(room, 900.0), lines=4):
        y += 20
        svg.append(_line(line, left, y, room, 15.0, colours.muted))
    return "".join(svg), y + 14


def _line(text: str, left: float, y: float, room: float, size: float, colour: str, *, bold: bool = False, serif: bool = False,
          spacing: float = 0.0) -> str:
    """A line of running text, at the left or, where it runs from right to left, at the right."""
    weight = 700 if bold else 0
    if is_rtl(text):
        # The mark at the end keeps a full stop on the left, whatever the renderer takes for its base direction.
        return text_element(text + "\u200f", left + room, y, size, colour, weight=weight, anchor="end", serif=serif)
    return text_element(text, left, y, size, colour, weight=weight, serif=serif, spacing=spacing)


def _foot(scene: Scene, left: float, room: float, colours: Palette) -> tuple[str, float]:
    """Method, border note, sources: drawn from 0 downwards; returns it and its height."""
    y = 8.0
    svg = []
    for note in scene.footer[:12]:
        for line in wrap(note[:LONGEST["footer"]], 11.5, room, lines=8):
            y += 16
            svg.append(_line(line, left, y, room, 11.5, colours.muted))
    return "".join(svg), y


def _map_height(scene: Scene, room: float, given: float | None) -> float:
    if given is not None:
        return max(given, 0.25 * room, 120.0)
    share = min(1.0, max(0.5, room / 1200))
    wide, high = room - (PADDING[0] + PADDING[2]) * share, (PADDING[1] + PADDING[3]) * share
    steepest = STEEPEST if room > 600 else 1.2
    flattest = FLATTEST if room > 600 else 0.8
    return round(min(max(wide * proportion(scene.frame) + high, flattest * room), steepest * room))


# --------------------------------------------------------------------------------------------------------------- map

def _map(scene: Scene, box: Box, colours: Palette, theme: str, prefix: str, *, bare: bool) -> str:
    share = min(1.0, max(0.5, (box[2] - box[0]) / 1200))
    view = fit(scene.frame, box, (PADDING[0] * share, PADDING[1] * share, PADDING[2] * share, PADDING[3] * share))
    pieces = svg_base.cut(scene, view)
    land = svg_base.polygons_by_owner(pieces, view)
    taken = Taken()
    globe, scale = _corner_furniture(scene, view, colours, taken)
    base = svg_base.draw(pieces, land, scene, view, colours)
    origins = [shape for owner, shape in land.items() if owner in scene.focus]
    beside = shapely.union_all(shapely.make_valid(origins)) if origins else None
    shaded = "".join(svg_marks.area(area, view, colours, theme, beside) for area in _by_weight(scene.areas))
    svg_marks.occupy_outlines(scene.areas, view, taken)
    lines, badges = [], []
    many = len(scene.arrows) > 60
    for arrow in scene.arrows:
        line, badge = svg_marks.arrow(arrow, view, colours, theme, taken, badges=not many)
        lines.append(line)
        badges.append(badge)
    exits = svg_marks.exit_marks(scene.arrows, view, colours, theme, taken)
    labels = Lettering(view, taken, land, colours, theme).write(scene)
    left, top = box[0], box[1]
    size = f'x="{number(left)}" y="{number(top)}" width="{number(box[2] - left)}" height="{number(box[3] - top)}"'
    words = _empty(scene, box, colours) if scene.empty else ""
    return (f'<clipPath id="{prefix}-clip"><rect {size}/></clipPath><g clip-path="url(#{prefix}-clip)">{base}{shaded}'
            f'{"".join(lines)}{exits}{"".join(badges)}{labels}{globe}{scale}{words}</g>'
            f'<rect {size} fill="none" stroke="{colours.ink}" stroke-opacity=".14"/>')


def _by_weight(areas: tuple[Area, ...]) -> list[Area]:
    """Large tints below, venues on top."""
    return sorted(areas, key=lambda area: (area.role is Role.VENUE, area.precision.value == "region"))


def _corner_furniture(scene: Scene, view: View, colours: Palette, taken: Taken) -> tuple[str, str]:
    """The locator and the scale bar, each in the corner where the story leaves most room."""
    left, top, right, bottom = view.box
    radius = GLOBE * min(1.0, max(0.55, (right - left) / 1000))
    side = 2 * radius + 2
    story = [view.pixel(pin.point) for pin in scene.pins if pin.role is not Role.CONTEXT]
    story += [point for arrow in scene.arrows for point in view.line(arrow.path)[::4]]
    story += [view.pixel(area.anchor) for area in scene.areas]

    def crowd(box: Box, reach: float) -> int:
        return sum(box[0] - reach < x < box[2] + reach and box[1] - reach < y < box[3] + reach for x, y in story)

    globe = ""
    corners = [(right - CORNER - side, top + CORNER), (left + CORNER, top + CORNER),
               (right - CORNER - side, bottom - CORNER - side), (left + CORNER, bottom - CORNER - side)]
    boxes = [(x, y, x + side, y + side) for x, y in corners]
    taken_corner = None
    if svg_globe.is_useful(scene.frame) and bottom - top > 3 * side:
        spot = min(boxes, key=lambda b: (crowd(b, 12), boxes.index(b)))
        if crowd(spot, 0) == 0:
            globe = svg_globe.draw(scene.frame, scene.focus, scene.worldview,
                                   ((spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2), radius, colours)
            taken.add((spot[0] - 4, spot[1] - 4, spot[2] + 4, spot[3] + 4), "symbol")
            taken_corner = spot
    bars = [(left + CORNER, bottom - 34, left + CORNER + 170, bottom - 8), (right - CORNER - 170, bottom - 34, right - CORNER, bottom - 8)]
    free = [b for b in bars if taken_corner is None or b[2] < taken_corner[0] or b[0] > taken_corner[2] or b[1] > taken_corner[3]]
    bar = min(free or bars, key=lambda b: (crowd(b, 20), bars.index(b)))
    return globe, _scale_bar(view, bar, colours, taken, at_right=bar is bars[1])


def _scale_bar(view: View, box: Box, colours: Palette, taken: Taken, *, at_right: bool) -> str:
    """A bar of a round number of kilometres; none where the map is too wide for one scale to hold."""
    if view.bounds.east - view.bounds.west > 90:
        return ""
    km_per_pixel = view.km_per_pixel(((box[0] + box[2]) / 2, box[3]))
    if not 0 < km_per_pixel < 1e4:
        return ""
    most = 140 * km_per_pixel
    power = 10 ** int(log10(most) // 1)
    km = next(step * power for step in (5, 2, 1) if step * power <= most)
    pixels = km / km_per_pixel
    left = box[2] - pixels if at_right else box[0]
    y = box[3] - 4
    taken.add((left - 2, y - 20, left + pixels + 2, y + 4), "symbol")
    bar = f"M{number(left)} {number(y - 5)}v5h{number(pixels)}v-5"
    label = f"{km:,g} km"
    return (f'<path d="{bar}" fill="none" stroke="{colours.halo}" stroke-opacity=".85" stroke-width="4"/><path d="{bar}" fill="none" '
            f'stroke="{colours.muted}" stroke-width="1.4"/>'
            + text_element(label, left + 5, y - 6, 11, colours.muted, halo=colours.halo))


def _empty(scene: Scene, box: Box, colours: Palette) -> str:
    """What an empty map says, in its middle."""
    room = min(420.0, box[2] - box[0] - 40)
    lines = wrap(scene.empty[:400], 15.0, room - 40, lines=5)
    high = 22 * len(lines) + 30
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3] - high) / 2
    svg = [f'<rect x="{number(x - room / 2)}" y="{number(y)}" width="{number(room)}" height="{number(high)}" rx="6" '
           f'fill="{colours.paper}" stroke="{colours.rule}"/>']
    svg += [text_element(line, x, y + 32 + 22 * i, 15, colours.ink, anchor="middle") for i, line in enumerate(lines)]
    return "".join(svg)


