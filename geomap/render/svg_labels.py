"""The words on the map: which labels want a place, in which order, and how they look once they have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.labels import XY, Label, Taken, place
from geomap.model import VenueStatus
from geomap.render import svg_marks
from geomap.render.svg_text import text_element, width
from geomap.render.svg_view import View
from geomap.scene.model import Area, Arrow, Ending, Pin, Precision, Role, Scene, Tag
from geomap.scene.symbols import STATUS, Palette, tint

NEEDED = 60               # so many pins with a part in the story are labelled come what may
PLACES_SMALL = 60         # with more places than that their symbols shrink
PLACES_LARGE = 25         # ... and only the first so many have large labels
LINE = 1.18               # line height in em
COUNTRY_SIZES = ((12.5, 0.24), (10.0, 0.1))     # font size and letter spacing, largest first
FOCUS_SIZES = ((17.0, 0.34), *COUNTRY_SIZES)
SEA_SIZES = (14.0, 11.5)
CANDIDATES = 12           # places tried for the name of a country or sea


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    size: float
    colour: str
    bold: bool = False
    spacing: float = 0.0
    sea: bool = False

    @property
    def width(self) -> float:
        return width(self.text, self.size, bold=self.bold, spacing=self.spacing)


def draw(scene: Scene, view: View, taken: Taken, land: Mapping[str, BaseGeometry], colours: Palette, theme: str) -> str:
    """All symbols of places and all labels, the important ones first."""
    texts: list[str] = []
    symbols: list[str] = []
    story = [pin for pin in scene.pins if pin.role is not Role.CONTEXT]
    at = {pin.id: view.pixel(pin.point) for pin in story}
    small = sum(pin.role is Role.PLACE for pin in story) > PLACES_SMALL
    symbols += [svg_marks.pin(pin, at[pin.id], colours, 2.8 if small and pin.role is Role.PLACE else None)
                for pin in reversed(story)]
    for pin in story:
        r = _radius(pin, small)
        x, y = at[pin.id]
        taken.add((x - r, y - r, x + r, y + r), "symbol", pin.id)
    for area in scene.areas:
        if area.role is Role.VENUE:
            x, y = view.pixel(area.anchor)
            taken.add((x - 14, y - 14, x + 14, y + 14), "symbol", area.id)
            status = area.status if isinstance(area.status, VenueStatus) else None
            symbols.append(svg_marks.venue((x, y), colours, status))
    for area in sorted(scene.areas, key=lambda a: a.role is not Role.VENUE):
        texts += _area_label(area, view, taken, land, colours, theme)
    said = {arrow.path[-1]: tint(STATUS[arrow.status], theme) for arrow in scene.arrows if arrow.unpaired}
    visible = [pin for pin in sorted(story, key=lambda p: p.rank) if view.shows(at[pin.id])]
    for number, pin in enumerate(visible):
        lines = _pin_lines(pin, said.get(pin.point, colours.ink), small and number >= PLACES_LARGE, colours)
        needed = pin.role is not Role.PLACE and number < NEEDED
        label = Label(pin.id, *_size(lines), at=at[pin.id], radius=_radius(pin, small), needed=needed)
        texts += _settle(label, lines, view, taken, colours)
    texts += _end_labels(scene.arrows, view, taken, colours, theme)
    shown = {area.label for area in scene.areas if area.precision is Precision.COUNTRY}
    for tag in scene.tags:
        if tag.kind == "country" and tag.text not in shown:
            texts += _country(tag, view, taken, land, colours)
    everything = list(land.values())
    for tag in scene.tags:
        if tag.kind == "sea" and view.zoom + 0.3 >= tag.zoom:
            texts += _sea(tag, view, taken, everything, colours)
    for pin in scene.pins:
        if pin.role is Role.CONTEXT:
            found = _city(pin, view, taken, colours)
            texts += found[1:]
            symbols += found[:1]
    return "".join(symbols) + "".join(texts)


def _radius(pin: Pin, small: bool) -> float:
    return 2.8 if small and pin.role is Role.PLACE else svg_marks.RADIUS[pin.role] + 1


def _pin_lines(pin: Pin, said: str, small: bool, colours: Palette) -> list[Line]:
    """The pin's label; ``said``: the colour of what its second line says."""
    if pin.role is Role.VENUE:
        lines = [Line(pin.label, 13.5, colours.venue, bold=True)]
        return [*lines, Line(pin.sublabel, 11.5, colours.venue)] if pin.sublabel else lines
    if pin.role is Role.PLACE:
        return [Line(pin.label, 11.0, colours.ink)] if small else [Line(pin.label, 12.5, colours.ink, bold=True)]
    if pin.role is Role.VIA:
        return [Line(pin.label, 12.0, colours.ink, bold=True)]
    lines = [Line(pin.label, 14.0, colours.ink, bold=True)]
    return [*lines, Line(pin.sublabel, 11.0, said)] if pin.sublabel else lines


def _size(lines: Sequence[Line]) -> tuple[float, float]:
    return max(line.width for line in lines), sum(line.size * LINE for line in lines)


def _settle(label: Label, lines: Sequence[Line], view: View, taken: Taken, colours: Palette, *, halo: bool = True,
            clear: float = 0.0) -> list[str]:
    """The label's text where it found a place, [] where it did not. ``clear``: pixels around it that stay free too."""
    if clear:
        label = replace(label, width=label.width + 2 * clear, height=label.height + 2 * clear)
    box = place([label], view.box, taken).get(label.key)
    if box is None:
        return []
    box = box[0] + clear, box[1] + clear, box[2] - clear, box[3] - clear
    # Flush with its symbol where it stands beside it, else centred.
    anchor = "middle"
    if label.at is not None:
        anchor = "start" if box[0] >= label.at[0] else "end" if box[2] <= label.at[0] else "middle"
    x = {"start": box[0], "middle": (box[0] + box[2]) / 2, "end": box[2]}[anchor]
    y = box[1]
    drawn = []
    for line in lines:
        # Letter spacing also follows the last letter: half of it shifts the middle.
        shift = line.spacing * line.size / 2 if anchor == "middle" else 0.0
        drawn.append(text_element(line.text, x + shift, y + line.size * 0.94, line.size, line.colour, bold=line.bold,
                                  anchor=anchor, halo=colours.halo if halo else "", spacing=line.spacing, serif=line.sea,
                                  italic=line.sea))
        y += line.size * LINE
    return drawn


def _area_label(area: Area, view: View, taken: Taken, land: Mapping[str, BaseGeometry], colours: Palette, theme: str) -> list[str]:
    at = view.pixel(area.anchor)
    colour = colours.ink if area.role is Role.PLACE else svg_marks.colour_of(area.status, colours, theme)
    if area.role is Role.VENUE:
        lines = [Line(area.label, 13.5, colour, bold=True)] + ([Line(area.sublabel, 11.5, colour)] if area.sublabel else [])
        return _settle(Label(area.id, *_size(lines), at=at, radius=14, needed=view.shows(at)), lines, view, taken, colours)
    if area.precision is Precision.COUNTRY:
        role = "named as destination" if area.role is Role.DESTINATION else ""
        lines = [Line(area.label.upper(), 12.5, colour, bold=True, spacing=0.2)] + ([Line(role, 11.0, colour)] if role else [])
    else:
        lines = [Line(area.label, 13.0, colour, bold=True)]
    wide, high = _size(lines)
    shape = next((shape for shape in land.values() if shapely.contains_xy(shape, *at)), None)
    roomy = _roomy(shape, wide, high, at, view) if shape is not None and area.precision is Precision.COUNTRY else []
    spots = roomy or [at, *((at[0], at[1] + dy) for dy in (18, -18, 36, -36, 60, -60))]
    return _settle(Label(area.id, wide, high, spots=tuple(spots), needed=view.shows(at)), lines, view, taken, colours)


def _end_labels(arrows: Iterable[Arrow], view: View, taken: Taken, colours: Palette, theme: str) -> list[str]:
    """The names of the areas that arrows end in, at their tips; once where several tips lie close together."""
    texts: list[str] = []
    named: list[tuple[str, XY]] = []
    for arrow in arrows:
        if arrow.ending is not Ending.AREA or not arrow.end_label:
            continue
        tip = view.pixel(arrow.path[-1])
        if any(name == arrow.end_label and abs(x - tip[0]) + abs(y - tip[1]) < 160 for name, (x, y) in named):
            continue
        named.append((arrow.end_label, tip))
        lines = [Line(f"to {arrow.end_label}", 12.0, tint(STATUS[arrow.status], theme), bold=True)]
        texts += _settle(Label(f"end {arrow.id}", *_size(lines), at=tip, radius=5, needed=True), lines, view, taken, colours)
    return texts


def _country(tag: Tag, view: View, taken: Taken, land: Mapping[str, BaseGeometry], colours: Palette) -> list[str]:
    """A country's name in the largest size that fits into what is seen of it."""
    spots = [view.pixel(spot) for spot in tag.spots]
    spots = [spot for spot in spots if view.shows(spot)]
    shape = next((shape for spot in spots for shape in land.values() if shapely.contains_xy(shape, *spot)), None)
    if shape is None:
        return []
    for size, spacing in FOCUS_SIZES if tag.focus else COUNTRY_SIZES:
        lines = [Line(tag.text.upper(), size, colours.faint, bold=True, spacing=spacing)]
        wide, high = _size(lines)
        roomy = _roomy(shape, wide + 4, high, spots[0], view)
        label = Label(f"tag {tag.text}", wide, high, spots=tuple(roomy))
        for clear in (14.0, 2.0):
            found = _settle(label, lines, view, taken, colours, clear=clear) if roomy else []
            if found:
                return found
    return []


def _roomy(shape: BaseGeometry, wide: float, high: float, near: XY, view: View) -> list[XY]:
    """Middles of boxes of this size that lie inside ``shape``: the ones well inside first, and near ``near``."""
    left, top, right, bottom = view.box
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    part = max(parts, key=lambda p: shapely.area(shapely.clip_by_rect(p, left, top, right, bottom)), default=None)
    if part is None:
        return []
    a, b, c, d = part.bounds
    a, b, c, d = max(a, left) + wide / 2, max(b, top) + high / 2, min(c, right) - wide / 2, min(d, bottom) - high / 2
    if a > c or b > d:
        return []
    columns, rows = np.meshgrid(np.linspace(a, c, 24), np.linspace(b, d, 20))
    xs, ys = columns.ravel(), rows.ravel()
    boxes = shapely.box(xs - wide / 2, ys - high / 2, xs + wide / 2, ys + high / 2)
    shapely.prepare(part)
    inside = shapely.contains_properly(part, boxes)
    if not inside.any():
        return []
    xs, ys, boxes = xs[inside], ys[inside], boxes[inside]
    edge = shapely.intersection(part.boundary, shapely.box(left, top, right, bottom))
    clear = np.minimum(shapely.distance(boxes, edge), 40.0) if not edge.is_empty else np.full(len(xs), 40.0)
    order = np.argsort(np.hypot(xs - near[0], (ys - near[1]) * 1.3) * 0.5 - 2.0 * clear, kind="stable")
    chosen: list[XY] = []
    for i in order.tolist():
        if all(abs(xs[i] - x) > wide / 3 or abs(ys[i] - y) > high * 1.2 for x, y in chosen):
            chosen.append((float(xs[i]), float(ys[i])))
            if len(chosen) == CANDIDATES:
                break
    return chosen


def _sea(tag: Tag, view: View, taken: Taken, land: Sequence[BaseGeometry], colours: Palette) -> list[str]:
    """A sea's name on open water."""
    middles = [view.pixel(spot) for spot in tag.spots]
    for size in SEA_SIZES:
        lines = [Line(tag.text, size, colours.sea_label, spacing=0.04, sea=True)]
        wide, high = _size(lines)
        spots = []
        for x, y in middles:
            for dx, dy in ((0, 0), (0, 22), (0, -22), (40, 0), (-40, 0), (60, 30), (-60, 30), (60, -30), (-60, -30)):
                box = shapely.box(x + dx - wide / 2 - 3, y + dy - high / 2, x + dx + wide / 2 + 3, y + dy + high / 2)
                if view.shows((x + dx, y + dy)) and not any(shapely.intersects(shape, box) for shape in land):
                    spots.append((x + dx, y + dy))
        label = Label(f"tag {tag.text}", wide, high, spots=tuple(spots[:CANDIDATES]))
        found = _settle(label, lines, view, taken, colours, halo=False) if spots else []
        if found:
            return found
    return []


def _city(pin: Pin, view: View, taken: Taken, colours: Palette) -> list[str]:
    """A context city's dot and name: both or neither."""
    at = view.pixel(pin.point)
    dot = (at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4)
    if not view.shows(at, 8) or taken.covered(dot, pin.id):
        return []
    lines = [Line(pin.label, 11.5 if pin.capital else 11.0, colours.muted, bold=pin.capital)]
    found = _settle(Label(pin.id, *_size(lines), at=at, radius=2.5), lines, view, taken, colours)
    if found:
        taken.add(dot, "symbol", pin.id)
        return [svg_marks.pin(pin, at, colours), *found]
    return []
