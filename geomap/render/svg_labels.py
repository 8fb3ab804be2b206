"""The words on the map: which labels want a place, in which order, and how they look once they have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.labels import COSTS, XY, Label, Taken, enumerated, place, share
from geomap.model import VenueStatus
from geomap.render import svg_marks
from geomap.render.svg_text import shorten, text_element, width
from geomap.render.svg_view import View
from geomap.scene.model import Area, Arrow, Ending, Pin, Precision, Role, Scene, Tag
from geomap.scene.symbols import STATUS, Palette, tint

NEEDED = 60               # so many pins with a part in the story are labelled come what may
PLACES_SMALL = 60         # with more places than that their symbols shrink ...
PLACES_LARGE = 25         # ... and only the first so many have large labels
LONGEST = 80              # characters of a label
WIDEST = (0.4, 160.0)     # a label's share of the map's width, and pixels that any label may have
LINE = 1.18               # line height in em
COUNTRY_SIZES = ((12.5, 0.24), (10.0, 0.1))     # font size and letter spacing, largest first
FOCUS_SIZES = ((17.0, 0.34), *COUNTRY_SIZES)
SEA_SIZES = (14.0, 11.5)
CANDIDATES = 12           # places tried for the name of a country or sea
COUNTRY_CLEAR = (14.0, 2.0)     # pixels kept free around a country's name: first choice, and at least
AROUND = ((0, 0), (0, 22), (0, -22), (40, 0), (-40, 0), (60, 30), (-60, 30), (60, -30), (-60, -30))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label; a sea's is set in italics."""

    text: str
    size: float
    colour: str
    bold: bool = False
    spacing: float = 0.0
    sea: bool = False


class Lettering:
    """Sets one map's labels. ``land``: what each country owns, in pixels, to keep its name inside and seas' names out."""

    def __init__(self, view: View, taken: Taken, land: Mapping[str, BaseGeometry], colours: Palette, theme: str) -> None:
        self.view, self.taken, self.land, self.colours, self.theme = view, taken, land, colours, theme
        self.symbols: list[str] = []
        self.texts: list[str] = []
        self.regions: list[tuple[str, XY]] = []

    def write(self, scene: Scene) -> str:
        """All symbols of places and all labels, the important ones first."""
        story = [pin for pin in scene.pins if pin.role is not Role.CONTEXT]
        self._symbols(scene, story)
        ends = self._ends(scene.arrows)
        led_to = {arrow.end_label for arrow, _ in ends}
        told: dict[str, Area] = {}
        for area in sorted(scene.areas, key=lambda area: area.role is not Role.VENUE):
            is_told = area.role is Role.DESTINATION and area.label in led_to
            if area.role is Role.VENUE or (not is_told and self._is_news(area.label, self.view.pixel(area.anchor))):
                self._area(area)
            else:
                told.setdefault(area.label, area)
        self._pins(scene, story)
        for arrow, tip in ends:
            lines = [Line(f"to {arrow.end_label}", 12.0, tint(STATUS[arrow.status], self.theme), bold=True)]
            needed = arrow.end_label not in told and self.view.shows(tip)
            if not self._settle(f"end {arrow.id}", lines, at=tip, radius=5, needed=needed) and arrow.end_label in told:
                self._area(told.pop(arrow.end_label))      # no room at the tip: then in the area's middle
        shaded = {area.label for area in scene.areas if area.precision is Precision.COUNTRY}
        for tag in scene.tags:
            if tag.kind == "country" and tag.text not in shaded:
                self._country(tag)
        for tag in scene.tags:
            if tag.kind == "sea" and self.view.zoom + 0.3 >= tag.zoom:
                self._sea(tag)
        for pin in scene.pins:
            if pin.role is Role.CONTEXT:
                self._city(pin)
        return "".join(self.symbols) + "".join(self.texts)

    # -------------------------------------------------------------------------------------------------------- story

    def _symbols(self, scene: Scene, story: Sequence[Pin]) -> None:
        """The story's symbols, the lesser ones first, so that they lie below; all are in the way of labels."""
        small = _is_small(story)
        for pin in reversed(story):
            at, radius = self.view.pixel(pin.point), _radius(pin, small)
            self.symbols.append(svg_marks.pin(pin, at, self.colours, radius if small and pin.role is Role.PLACE else None))
            self._occupy(at, radius + 1, pin.id)
        for area in scene.areas:
            if area.role is Role.VENUE:
                at = self.view.pixel(area.anchor)
                status = area.status if isinstance(area.status, VenueStatus) else None
                self.symbols.append(svg_marks.venue(at, self.colours, status))
                self._occupy(at, svg_marks.RADIUS[Role.VENUE] + 1, area.id)

    def _pins(self, scene: Scene, story: Sequence[Pin]) -> None:
        small = _is_small(story)
        open_ends = {arrow.path[-1]: tint(STATUS[arrow.status], self.theme) for arrow in scene.arrows if arrow.unpaired}
        visible = [pin for pin in sorted(story, key=lambda pin: pin.rank) if self.view.shows(self.view.pixel(pin.point))]
        needed = [pin for pin in visible if pin.role is not Role.PLACE][:NEEDED]
        large = visible[:PLACES_LARGE]
        for group in share(visible, lambda pin: self.view.pixel(pin.point) if pin in needed and pin.role is not Role.VENUE else None):
            pin = group[0]
            names = self._joined([self._name(other, small and other not in large) for other in group])
            seconds = {other.sublabel for other in group}
            at, radius = self._circle([other for other in visible if any(other.point == member.point for member in group)], small)
            # A second line only where it covers nothing: the names alone must stand.
            if pin.sublabel and len(seconds) == 1 and not self.view.is_narrow:
                second = self._second(pin, open_ends.get(pin.point, self.colours.ink))
                if self._settle(pin.id, [*names, second], at=at, radius=radius):
                    continue
            self._settle(pin.id, names, at=at, radius=radius, needed=pin in needed)

    def _name(self, pin: Pin, small: bool) -> Line:
        ink = self.colours.ink
        lines = {Role.VENUE: Line(pin.label, 13.5, self.colours.venue, bold=True), Role.VIA: Line(pin.label, 12.0, ink, bold=True),
                 Role.PLACE: Line(pin.label, 11.0, ink) if small else Line(pin.label, 12.5, ink, bold=True)}
        return lines.get(pin.role, Line(pin.label, 14.0, ink, bold=True))

    def _second(self, pin: Pin, said: str) -> Line:
        """The line below the pin's name; ``said``: its colour where it says where a way out may lead."""
        return Line(pin.sublabel, 11.5, self.colours.venue) if pin.role is Role.VENUE else Line(pin.sublabel, 11.0, said)

    def _joined(self, names: Sequence[Line]) -> list[Line]:
        """The names of a shared label: those in one style behind each other, as far as a line has room."""
        lines: list[Line] = []
        for text, name in zip(enumerated([name.text for name in names]), names, strict=False):
            name = replace(name, text=text)
            longer = replace(name, text=f"{lines[-1].text} {text}") if lines else name
            if lines and longer == replace(lines[-1], text=longer.text) == self._clipped(longer):
                lines[-1] = longer
            else:
                lines.append(name)
        return lines

    def _circle(self, pins: Sequence[Pin], small: bool) -> tuple[XY, float]:
        """Middle and radius of a circle around the symbols of ``pins``."""
        spots = [self.view.pixel(pin.point) for pin in pins]
        xs, ys = zip(*spots, strict=True)
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        return middle, max(dist(middle, spot) + _radius(pin, small) for pin, spot in zip(pins, spots, strict=True)) + 1

    def _area(self, area: Area) -> None:
        at = self.view.pixel(area.anchor)
        needed = self.view.shows(at)
        colour = self.colours.ink if area.role is Role.PLACE else svg_marks.colour_of(area.status, self.colours, self.theme)
        sublabel = [Line(area.sublabel, 11.5, colour)] if area.sublabel and not self.view.is_narrow else []
        if area.role is Role.VENUE:
            lines = [Line(area.label, 13.5, colour, bold=True), *sublabel]
            self._settle(area.id, lines, at=at, radius=svg_marks.RADIUS[Role.VENUE] + 1, needed=needed)
            return
        spots = [(at[0], at[1] + dy) for dy in (0, 18, -18, 36, -36, 60, -60)]
        lines = [Line(area.label, 13.0, colour, bold=True)]
        if area.precision is Precision.COUNTRY:
            lines = [Line(area.label.upper(), 12.5, colour, bold=True, spacing=0.2)]
            if area.role is Role.DESTINATION and not self.view.is_narrow:
                lines.append(Line("named as destination", 11.0, colour))
            shape = self._land_at([at])
            spots = self._roomy(shape, *self._size(lines), at) or spots if shape is not None else spots
        self._settle(area.id, lines, spots=spots, needed=needed)

    def _ends(self, arrows: Iterable[Arrow]) -> list[tuple[Arrow, XY]]:
        """Arrows whose tips say in which area they end, with the tips: once where several lie close together."""
        tips = [(arrow, self.view.pixel(arrow.path[-1])) for arrow in arrows if arrow.ending is Ending.AREA and arrow.end_label]
        return [(arrow, tip) for arrow, tip in tips if self._is_news(arrow.end_label, tip)]

    def _is_news(self, region: str, at: XY) -> bool:
        """Whether the region's name does not stand near ``at`` yet; from now on it does."""
        if any(name == region and dist(at, spot) < COSTS["same_region"] for name, spot in self.regions):
            return False
        self.regions.append((region, at))
        return True

    # ------------------------------------------------------------------------------------------------------ context

    def _country(self, tag: Tag) -> None:
        """A country's name in the largest size that fits into what is seen of it."""
        spots = [spot for spot in map(self.view.pixel, tag.spots) if self.view.shows(spot)]
        shape = self._land_at(spots)
        if shape is None:
            return
        for size, spacing in FOCUS_SIZES if tag.focus else COUNTRY_SIZES:
            lines = [Line(tag.text.upper(), size, self.colours.faint, bold=True, spacing=spacing)]
            wide, high = self._size(lines)
            roomy = self._roomy(shape, wide + 4, high, spots[0])
            if any(self._settle(f"tag {tag.text}", lines, spots=roomy, clear=clear) for clear in COUNTRY_CLEAR):
                return

    def _sea(self, tag: Tag) -> None:
        """A sea's name on open water."""
        middles = [self.view.pixel(spot) for spot in tag.spots]
        for size in SEA_SIZES:
            lines = [Line(tag.text, size, self.colours.sea_label, spacing=0.04, sea=True)]
            wide, high = self._size(lines)
            tried = [(x + dx, y + dy) for x, y in middles for dx, dy in AROUND]
            spots = [(x, y) for x, y in tried if self.view.shows((x, y)) and not self._is_on_land(
                shapely.box(x - wide / 2 - 3, y - high / 2, x + wide / 2 + 3, y + high / 2))]
            if self._settle(f"tag {tag.text}", lines, spots=spots[:CANDIDATES], halo=False):
                return

    def _city(self, pin: Pin) -> None:
        """A context city's dot and name: both or neither."""
        at = self.view.pixel(pin.point)
        if not self.view.shows(at, 8) or self.taken.covered((at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4), pin.id):
            return
        lines = [Line(pin.label, 11.5 if pin.capital else 11.0, self.colours.muted, bold=pin.capital)]
        if self._settle(pin.id, lines, at=at, radius=2.5):
            self._occupy(at, 4, pin.id)
            self.symbols.append(svg_marks.pin(pin, at, self.colours))

    # ------------------------------------------------------------------------------------------------------ setting

    def _occupy(self, at: XY, radius: float, owner: str) -> None:
        self.taken.add((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), "symbol", owner)

    def _clipped(self, line: Line) -> Line:
        """The line, cut where no map has room for it: a scene may come from anywhere."""
        room = max(WIDEST[0] * (self.view.box[2] - self.view.box[0]), WIDEST[1])
        text = line.text if len(line.text) <= LONGEST else line.text[: LONGEST - 1] + "…"
        return replace(line, text=shorten(text, line.size * self.view.grain, room, bold=line.bold))

    def _size(self, lines: Sequence[Line]) -> tuple[float, float]:
        """Width and height of a label in pixels."""
        grain = self.view.grain
        lines = [self._clipped(line) for line in lines]
        return (max(width(line.text, line.size * grain, bold=line.bold, spacing=line.spacing) for line in lines),
                sum(line.size * grain * LINE for line in lines))

    def _settle(self, key: str, lines: Sequence[Line], *, at: XY | None = None, radius: float = 0.0, spots: Sequence[XY] = (),
                needed: bool = False, clear: float = 0.0, halo: bool = True) -> bool:
        """Find a place for a label and set it; says whether there was one. ``clear``: pixels around it that stay free too."""
        wide, high = self._size(lines)
        label = Label(key, wide + 2 * clear, high + 2 * clear, at, radius, tuple(spots), needed)
        box = place([label], self.view.box, self.taken).get(key)
        if box is None:
            return False
        # Flush with its symbol where it stands beside it, else centred.
        anchor = "middle" if at is None else "start" if box[0] >= at[0] else "end" if box[2] <= at[0] else "middle"
        x = {"start": box[0] + clear, "middle": (box[0] + box[2]) / 2, "end": box[2] - clear}[anchor]
        y = box[1] + clear
        for line in map(self._clipped, lines):
            size = round(line.size * self.view.grain, 1)
            # Letter spacing also follows the last letter: half of it shifts the middle.
            shift = line.spacing * size / 2 if anchor == "middle" else 0.0
            self.texts.append(text_element(
                line.text, x + shift, y + size * 0.94, size, line.colour, bold=line.bold, anchor=anchor,
                halo=self.colours.halo if halo else "", spacing=line.spacing, serif=line.sea, italic=line.sea))
            y += size * LINE
        return True

    def _land_at(self, spots: Iterable[XY]) -> BaseGeometry | None:
        """The land that the first of ``spots`` to hit any lies on."""
        return next((shape for spot in spots for shape in self.land.values() if shapely.contains_xy(shape, *spot)), None)

    def _is_on_land(self, box: BaseGeometry) -> bool:
        return any(shapely.intersects(shape, box) for shape in self.land.values())

    def _roomy(self, shape: BaseGeometry, wide: float, high: float, near: XY) -> list[XY]:
        """Middles of boxes of this size that lie inside ``shape``: the ones well inside first, and near ``near``."""
        left, top, right, bottom = self.view.box
        window = shapely.box(left, top, right, bottom)
        parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
        part = max(parts, key=lambda part: shapely.area(shapely.intersection(part, window)), default=None)
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
        xs, ys, boxes = xs[inside], ys[inside], boxes[inside]
        edge = shapely.intersection(part.boundary, window)
        clear = np.minimum(shapely.distance(boxes, edge), 40.0) if not edge.is_empty else np.full(len(xs), 40.0)
        order = np.argsort(np.hypot(xs - near[0], (ys - near[1]) * 1.3) * 0.5 - 2.0 * clear, kind="stable")
        chosen: list[XY] = []
        for i in order.tolist():
            if all(abs(xs[i] - x) > wide / 3 or abs(ys[i] - y) > high * 1.2 for x, y in chosen):
                chosen.append((float(xs[i]), float(ys[i])))
                if len(chosen) == CANDIDATES:
                    break
        return chosen


def _is_small(story: Sequence[Pin]) -> bool:
    return sum(pin.role is Role.PLACE for pin in story) > PLACES_SMALL


def _radius(pin: Pin, small: bool) -> float:
    return 2.8 if small and pin.role is Role.PLACE else svg_marks.RADIUS[pin.role]
