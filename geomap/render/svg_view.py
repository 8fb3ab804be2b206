"""From the globe to the sheet: a projection, scaled and moved so that a scene's frame fills a rectangle of pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log2, pi, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geomap.labels import XY, Box
from geomap.projection import Azimuthal, EqualEarth, Projection, choose
from geomap.scene.model import Bounds, LonLat

Floats = NDArray[np.float64]
BEYOND = 4.0              # pixels drawn beyond the map's edge, so that outlines do not end in sight
STEP = 1 / 60             # of the view's width in degrees: longer straight edges are bent with the projection


@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of pixels that shows a piece of the globe."""

    box: Box
    projection: Projection
    scale: float             # pixels an Earth radius
    left: float              # pixel of x = 0
    top: float               # pixel of y = 0
    bounds: Bounds           # what the rectangle shows at most, in degrees

    @property
    def zoom(self) -> float:
        """The web map zoom of the same scale."""
        lat = (self.bounds.south + self.bounds.north) / 2
        return log2(self.scale * 2 * pi * max(0.15, cos(radians(lat))) / 256)

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for second lines."""
        return self.box[2] - self.box[0] < 520

    @property
    def grain(self) -> float:
        """By how much letters and marks shrink on a narrow map."""
        return min(1.0, max(0.8, (self.box[2] - self.box[0]) / 800))

    def pixels(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        x, y = self.projection.project(np.asarray(lon, float), np.asarray(lat, float))
        return self.left + x * self.scale, self.top - y * self.scale

    def pixel(self, point: LonLat) -> XY:
        x, y = self.pixels(np.array([point[0]]), np.array([point[1]]))
        return float(x[0]), float(y[0])

    def line(self, points: object) -> list[XY]:
        """A polyline of (lon, lat) in pixels."""
        lonlat = np.asarray(points, float)
        x, y = self.pixels(lonlat[:, 0], lonlat[:, 1])
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def shows(self, point: XY, margin: float = 0.0) -> bool:
        left, top, right, bottom = self.box
        return left + margin <= point[0] <= right - margin and top + margin <= point[1] <= bottom - margin

    def draw(self, shape: BaseGeometry, beyond: float = BEYOND) -> BaseGeometry:
        """A shape of (lon, lat) in pixels, cut ``beyond`` pixels outside the rectangle; long straight edges are bent."""
        b = self.bounds
        wide, high = (b.east - b.west) * 0.1, (b.north - b.south) * 0.1
        wide = min(wide, max(0.0, (360 - (b.east - b.west)) / 2))
        cut = _cut(shape, b.west - wide, max(b.south - high, -89.0), b.east + wide, min(b.north + high, 89.9))
        if cut.is_empty:
            return cut
        cut = shapely.segmentize(cut, max((b.east - b.west) * STEP, 0.05))
        drawn = shapely.transform(cut, lambda c: np.stack(self.pixels(c[:, 0], c[:, 1]), axis=1))
        left, top, right, bottom = self.box
        return _cut(drawn, left - beyond, top - beyond, right + beyond, bottom + beyond)

    def km_per_pixel(self, at: XY) -> float:
        """How many kilometres a level pixel is at this point: what a scale bar there must say."""
        from geomap.sphere import distance_km

        x = (np.array([at[0] - 20, at[0] + 20]) - self.left) / self.scale
        y = (self.top - np.array([at[1], at[1]])) / self.scale
        lon, lat = self.projection.invert(x, y)
        return distance_km((float(lon[0]), float(lat[0])), (float(lon[1]), float(lat[1]))) / 40


def _cut(shape: BaseGeometry, *rectangle: float) -> BaseGeometry:
    """The part of a shape in a rectangle. Thinned outlines may cross themselves, and clipping those can fill the sea."""
    return shapely.clip_by_rect(shape if shape.is_valid else shapely.make_valid(shape), *rectangle)


def fit(frame: Bounds, box: Box, padding: tuple[float, float, float, float]) -> View:
    """The view of ``frame`` in ``box``: all of it at least ``padding`` (left, top, right, bottom) pixels from the edges."""
    projection = choose(frame)
    x, y = projection.project(*_edge(frame))
    left, top, right, bottom = box
    room_x, room_y = right - left - padding[0] - padding[2], bottom - top - padding[1] - padding[3]
    scale = min(room_x / float(np.ptp(x)), room_y / float(np.ptp(y)))
    at_left = left + padding[0] + (room_x - np.ptp(x) * scale) / 2 - x.min() * scale
    at_top = top + padding[1] + (room_y - np.ptp(y) * scale) / 2 + y.max() * scale
    bounds = _seen(projection, box, scale, float(at_left), float(at_top), frame)
    return View(box, projection, float(scale), float(at_left), float(at_top), bounds)


def proportion(frame: Bounds) -> float:
    """Height by width of the projected frame."""
    x, y = choose(frame).project(*_edge(frame))
    return float(np.ptp(y) / np.ptp(x))


def _edge(frame: Bounds, steps: int = 17) -> tuple[Floats, Floats]:
    """Points along the frame's four sides."""
    lon, lat = np.linspace(frame.west, frame.east, steps), np.linspace(frame.south, frame.north, steps)
    return (np.concatenate([lon, lon, np.full(steps, frame.west), np.full(steps, frame.east)]),
            np.concatenate([np.full(steps, frame.south), np.full(steps, frame.north), lat, lat]))


def _seen(projection: Projection, box: Box, scale: float, left: float, top: float, frame: Bounds) -> Bounds:
    """What of the globe the rectangle shows."""
    px, py = np.meshgrid(np.linspace(box[0], box[2], 25), np.linspace(box[1], box[3], 25))
    lon, lat = projection.invert((px.ravel() - left) / scale, (top - py.ravel()) / scale)
    middle = (frame.west + frame.east) / 2
    known = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon - middle) <= 180)
    west, east = float(lon[known].min()), float(lon[known].max())
    south, north = float(lat[known].min()), float(lat[known].max())
    if isinstance(projection, EqualEarth):
        return Bounds(middle - 180, -90.0, middle + 180, 90.0)
    if isinstance(projection, Azimuthal):
        for pole in (90.0, -90.0):
            x, y = projection.project(np.array([middle]), np.array([pole]))
            px_pole, py_pole = left + float(x[0]) * scale, top - float(y[0]) * scale
            if box[0] <= px_pole <= box[2] and box[1] <= py_pole <= box[3]:
                west, east = middle - 180, middle + 180
                south, north = (south, 90.0) if pole > 0 else (-90.0, north)
    return Bounds(west, south, east, north)
