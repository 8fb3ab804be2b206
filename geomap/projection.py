"""Map projections for static maps, on the unit sphere: ours, since four formulas do not need a 9.5 MB dependency.

`choose` picks one for a frame: Lambert's conformal conic for mid-latitudes, Mercator where the frame lies about the
equator, Lambert's azimuthal equal-area near the poles, Equal Earth for (most of) the world. On a sphere instead of the
ellipsoid a point moves by less than 0.2 % of the frame, under two pixels on a wide map.

Formulas: Snyder, Map Projections: A Working Manual (1987), p. 41, 104, 185; Šavrič, Patterson and Jenny, The Equal Earth
map projection (2018). Arrays in, arrays out; degrees in, x to the east and y to the north in Earth radii out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, isfinite, log, pi, radians, sin, tan
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geomap.errors import RenderError
from geomap.scene.model import Bounds

Floats = NDArray[np.float64]
LOWEST, HIGHEST = -89.5, 89.5    # latitudes are clamped to this: poles lie at infinity in some projections


class Projection(Protocol):
    """From (lon, lat) in degrees to (x, y) in Earth radii, and back. Longitudes may be unrolled past 180."""

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]: ...

    def invert(self, x: Floats, y: Floats) -> tuple[Floats, Floats]: ...


@dataclass(frozen=True, slots=True)
class LambertConic:
    """Lambert conformal conic with two standard parallels, a sixth of the frame's height from its edges."""

    lon0: float
    n: float
    f: float
    rho0: float

    @classmethod
    def over(cls, bounds: Bounds) -> LambertConic:
        step = (bounds.north - bounds.south) / 6
        low, high = radians(bounds.south + step), radians(bounds.north - step)
        middle = radians((bounds.south + bounds.north) / 2)
        n = log(cos(low) / cos(high)) / log(_t(high) / _t(low)) if high - low > 1e-6 else sin(middle)
        f = cos(low) * _t(low) ** n / n
        return cls((bounds.west + bounds.east) / 2, n, f, f / _t(middle) ** n)

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        rho = self.f / np.tan(pi / 4 + np.radians(_clamped(lat)) / 2) ** self.n
        theta = self.n * np.radians(np.asarray(lon, float) - self.lon0)
        return rho * np.sin(theta), self.rho0 - rho * np.cos(theta)

    def invert(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        sign = 1.0 if self.n > 0 else -1.0
        down = self.rho0 - np.asarray(y, float)
        rho = sign * np.hypot(x, down)
        theta = np.arctan2(sign * np.asarray(x, float), sign * down)
        lat = 2 * np.arctan((self.f / np.where(rho == 0, 1e-12, rho)) ** (1 / self.n)) - pi / 2
        return self.lon0 + np.degrees(theta / self.n), np.degrees(lat)


def _t(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


@dataclass(frozen=True, slots=True)
class Mercator:
    """Mercator: right along the equator, and what the page uses at every latitude."""

    lon0: float

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        return np.radians(np.asarray(lon, float) - self.lon0), np.arcsinh(np.tan(np.radians(_clamped(lat))))

    def invert(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        return self.lon0 + np.degrees(x), np.degrees(np.arctan(np.sinh(y)))


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert azimuthal equal-area around the frame's middle: the poles are points like any other."""

    lon0: float
    lat0: float

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        phi, phi0, theta = np.radians(lat), radians(self.lat0), np.radians(np.asarray(lon, float) - self.lon0)
        across = sin(phi0) * np.sin(phi) + cos(phi0) * np.cos(phi) * np.cos(theta)
        k = np.sqrt(2 / np.maximum(1 + across, 1e-9))
        return (k * np.cos(phi) * np.sin(theta),
                k * (cos(phi0) * np.sin(phi) - sin(phi0) * np.cos(phi) * np.cos(theta)))

    def invert(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        x, y = np.asarray(x, float), np.asarray(y, float)
        rho = np.hypot(x, y)
        c = 2 * np.arcsin(np.clip(rho / 2, -1, 1))
        phi0 = radians(self.lat0)
        safe = np.where(rho == 0, 1.0, rho)
        lat = np.arcsin(np.clip(np.cos(c) * sin(phi0) + y * np.sin(c) * cos(phi0) / safe, -1, 1))
        lon = np.arctan2(x * np.sin(c), rho * cos(phi0) * np.cos(c) - y * sin(phi0) * np.sin(c))
        return self.lon0 + np.degrees(lon), np.degrees(np.where(rho == 0, phi0, lat))


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """Equal Earth: the whole world in its true proportions."""

    lon0: float

    A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
    M = 3 ** 0.5 / 2

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        theta = np.arcsin(self.M * np.sin(np.radians(lat)))
        squared = theta * theta
        sixth = squared ** 3
        x = np.radians(np.asarray(lon, float) - self.lon0) * np.cos(theta) / (
            self.M * (self.A1 + 3 * self.A2 * squared + sixth * (7 * self.A3 + 9 * self.A4 * squared)))
        return x, theta * (self.A1 + self.A2 * squared + sixth * (self.A3 + self.A4 * squared))

    def invert(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        y = np.asarray(y, float)
        theta = np.clip(y, -1.3, 1.3)
        for _ in range(12):      # Newton's method: converges to 1e-12 within six rounds
            squared = theta * theta
            sixth = squared ** 3
            value = theta * (self.A1 + self.A2 * squared + sixth * (self.A3 + self.A4 * squared)) - y
            slope = self.A1 + 3 * self.A2 * squared + sixth * (7 * self.A3 + 9 * self.A4 * squared)
            theta = np.clip(theta - value / slope, -1.0472, 1.0472)
        squared = theta * theta
        sixth = squared ** 3
        slope = self.A1 + 3 * self.A2 * squared + sixth * (7 * self.A3 + 9 * self.A4 * squared)
        lon = self.M * np.asarray(x, float) * slope / np.cos(theta)
        return self.lon0 + np.degrees(lon), np.degrees(np.arcsin(np.clip(np.sin(theta) / self.M, -1, 1)))


CHOICES: tuple[tuple[str, Callable[[Bounds], bool], Callable[[Bounds], Projection]], ...] = (
    ("world", lambda b: b.east - b.west > 130 or b.north - b.south > 100, lambda b: EqualEarth((b.west + b.east) / 2)),
    ("pole", lambda b: max(b.north, -b.south) > 78 or abs(b.south + b.north) / 2 > 68,
     lambda b: Azimuthal((b.west + b.east) / 2, (b.south + b.north) / 2)),
    ("equator", lambda b: abs(b.south + b.north) / 2 < 12 or b.south < 0 < b.north, lambda b: Mercator((b.west + b.east) / 2)),
    ("middle", lambda b: True, LambertConic.over),
)


def choose(bounds: Bounds) -> Projection:
    """The projection for a frame. Raises RenderError for a frame that is none: not finite, empty, or off the globe."""
    edges = bounds.west, bounds.south, bounds.east, bounds.north
    if not all(map(isfinite, edges)) or not (-90 <= bounds.south < bounds.north <= 90 and bounds.west < bounds.east):
        raise RenderError(f"no frame for a map: west {bounds.west}, south {bounds.south}, east {bounds.east}, north {bounds.north}")
    return next(make(bounds) for _, fits, make in CHOICES if fits(bounds))


def _clamped(lat: Floats) -> Floats:
    clamped: Floats = np.clip(np.asarray(lat, float), LOWEST, HIGHEST)
    return clamped
