"""The locator: a small globe, turned to the frame, with the frame marked on it."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from typing import Any

import numpy as np

from geomap.render.svg_text import number
from geomap.scene.frame import centre
from geomap.scene.model import Bounds
from geomap.scene.symbols import Palette

WIDEST = 100.0            # degrees; a frame wider than that needs no locator
DETAIL = 1.2              # web map zoom of the outlines
SMALLEST = 2.0            # square pixels
MARK = 5.0                # the frame's mark is never smaller than that


def is_useful(frame: Bounds) -> bool:
    return frame.east - frame.west <= WIDEST and frame.north - frame.south <= WIDEST


def draw(frame: Bounds, focus: tuple[str, ...], worldview: str, at: tuple[float, float], radius: float, colours: Palette) -> str:
    """The globe with its middle ``at`` these pixels: land, the countries in focus, and the frame."""
    lon0, lat0 = centre(frame)
    lat0 = max(-70.0, min(70.0, lat0))
    land: list[str] = []
    ours: list[str] = []
    for owner, rings in _outlines(worldview):
        for ring in rings:
            data = _outline(ring, lon0, lat0, radius)
            if data:
                (ours if owner in focus else land).append(data)
    edge = _edge(frame)
    x, y, _ = _orthographic(edge, lon0, lat0, radius)
    left, right, top, bottom = float(x.min()), float(x.max()), float(y.min()), float(y.max())
    if right - left < MARK and bottom - top < MARK:
        middle = (left + right) / 2, (top + bottom) / 2
        mark = (f'<circle cx="{number(middle[0])}" cy="{number(middle[1])}" r="{MARK - 1:g}" fill="none" '
                f'stroke="{colours.accent}" stroke-width="1.8"/>')
    else:
        data = "M" + "L".join(f"{number(a)} {number(b)}" for a, b in zip(x, y, strict=True)) + "Z"
        mark = f'<path d="{data}" fill="{colours.accent}" fill-opacity=".12" stroke="{colours.accent}" stroke-width="1.5"/>'
    return (f'<g transform="translate({number(at[0])} {number(at[1])})"><circle r="{radius + 1:g}" fill="{colours.paper}" '
            f'stroke="{colours.border}" stroke-width=".8"/><path d="{"".join(land)}" fill="{colours.globe_land}" '
            f'stroke="{colours.paper}" stroke-width=".3"/><path d="{"".join(ours)}" fill="{colours.muted}"/>{mark}</g>')


@lru_cache(maxsize=4)
def _outlines(worldview: str) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The world's land in its coarsest form: (owner, shells as arrays of (lon, lat))."""
    from geomap import basemap

    world = Bounds(-180.0, -90.0, 180.0, 90.0)
    pieces = basemap.cut(world, zoom=DETAIL, worldview=worldview, admin1=False, outer=world)
    return tuple((owned.owner, tuple(pieces.ring(polygon[0]) for polygon in owned.polygons)) for owned in pieces.land)


def _outline(ring: Any, lon0: float, lat0: float, radius: float) -> str:
    """A ring as path data; what lies behind the horizon is pressed to the limb."""
    if len(ring) < 4:
        return ""
    x, y, front = _orthographic(_dense(ring), lon0, lat0, radius)
    if not front.any():
        return ""
    if abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2 < SMALLEST:
        return ""
    return _path_of(np.rint(x * 2), np.rint(y * 2))


def _path_of(x: Any, y: Any) -> str:
    """A closed outline through these points, given in half pixels, as steps: a globe is drawn twice on every page."""
    moved = np.concatenate([[True], (np.diff(x) != 0) | (np.diff(y) != 0)])
    x, y = x[moved], y[moved]
    steps = "".join(f"{a / 2:g} {b / 2:g} " for a, b in zip(np.diff(x), np.diff(y), strict=True))
    return f"M{x[0] / 2:g} {y[0] / 2:g}l{steps.replace(' -', '-').rstrip()}z" if len(x) > 2 else ""


def _dense(ring: Any, step: float = 8.0) -> Any:
    """The ring with extra points on long edges, so that they follow the limb."""
    legs = np.abs(np.diff(ring, axis=0)).max(axis=1)
    if legs.max() <= step:
        return ring
    pieces = [np.linspace(ring[i], ring[i + 1], int(legs[i] // step) + 2)[:-1] for i in range(len(legs))]
    return np.concatenate([*pieces, ring[-1:]])


def _orthographic(lonlat: Any, lon0: float, lat0: float, radius: float) -> tuple[Any, Any, Any]:
    """x, y (downwards) and whether the point is on the near side."""
    lon, lat = np.radians(lonlat[:, 0] - lon0), np.radians(lonlat[:, 1])
    phi = radians(lat0)
    depth = sin(phi) * np.sin(lat) + cos(phi) * np.cos(lat) * np.cos(lon)
    x = np.cos(lat) * np.sin(lon)
    y = cos(phi) * np.sin(lat) - sin(phi) * np.cos(lat) * np.cos(lon)
    press = np.where(depth < 0, 1 / np.maximum(np.hypot(x, y), 1e-9), 1.0)
    return x * press * radius, -y * press * radius, depth >= 0


def _edge(frame: Bounds) -> Any:
    steps = np.linspace(0, 1, 8)
    lon, lat = frame.west + steps * (frame.east - frame.west), frame.south + steps * (frame.north - frame.south)
    return np.concatenate([np.stack([lon, np.full(8, frame.north)], 1), np.stack([np.full(8, frame.east), lat[::-1]], 1),
                           np.stack([lon[::-1], np.full(8, frame.south)], 1), np.stack([np.full(8, frame.west), lat], 1)])
