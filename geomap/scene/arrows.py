"""Curves for strands: each arrow picks the bow that keeps it clear of the others and of places it does not serve.

All arrows start as slight bows. Then, one after the other and a few times over, each tries a handful of bows to either
side and keeps the one with the least trouble: points of other arrows or foreign pins close by, and bend for its own
sake. Arrows that share an end, run both ways or repeat a pair come apart by themselves. Arrows with via points are one
smooth line through them (a centripetal Catmull-Rom spline, which neither loops nor overshoots).

Worked out in Mercator units (degrees of longitude; y scaled likewise), so a bow looks the same on every map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import asinh, atan, degrees, hypot, radians, sinh, tan
from typing import TYPE_CHECKING

from geomap.scene.model import LonLat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Heights of the bow as shares of the chord; to the left of travel where positive.
BOWS = (0.08, -0.08, 0.16, -0.16, 0.25, -0.25, 0.35, -0.35)
# The same for each leg of a way with stops, tried only where another way has a leg in common with it.
LEG_BOWS = (0.0, 0.08, -0.08, 0.15, -0.15)
SAMPLES = 13  # points of a curve that are compared
DRAWN = 33  # points of a curve that are drawn
ROUNDS = 3  # how often every arrow may think again
NEAR = 0.035  # of the frame's diagonal: closer than that is trouble
WEIGHTS = {"arrow": 1.0, "pin": 1.6, "bend": 1.2}
CROWD = 60                # from here on only slight bows: high ones would not help
MANY = 400  # from here on bows are not negotiated: nobody could follow that many anyway


def mercator(point: LonLat) -> LonLat:
    """(lon, lat) to (x, y), both in degrees of longitude at the equator."""
    lat = max(-89.99, min(89.99, point[1]))
    return point[0], degrees(asinh(tan(radians(lat))))


def unmercator(point: LonLat) -> LonLat:
    return point[0], degrees(atan(sinh(radians(point[1]))))


def bow(courses: Sequence[Sequence[LonLat]], pins: Sequence[LonLat], *, diagonal: float) -> list[tuple[LonLat, ...]]:
    """A curve for every course (two or more unrolled waypoints), as a polyline in (lon, lat).

    ``diagonal`` is the frame's size in degrees of longitude: what counts as close depends on it.
    """
    import numpy as np

    if not courses:
        return []
    ends = [tuple(mercator(point) for point in course) for course in courses]
    bows = BOWS if len(courses) <= CROWD else BOWS[:4]
    legs = Counter(leg for course in ends for leg in {frozenset(pair) for pair in pairwise(course)})
    options, heights = [], []
    for points in ends:
        shared = any(legs[frozenset(pair)] > 1 for pair in pairwise(points))
        tried = bows if len(points) == 2 else LEG_BOWS if shared else LEG_BOWS[:1]
        options.append([_arc(points[0], points[1], b) if len(points) == 2 else _spline(points, b) for b in tried])
        heights.append([abs(b) - abs(tried[0]) for b in tried])
    choice = [0] * len(courses)
    near = NEAR * diagonal
    if len(courses) <= MANY:
        samples = [[np.asarray(_thin(curve), dtype=float) for curve in curves] for curves in options]
        foreign = [_foreign(points, pins, near) for points in ends]
        for _ in range(ROUNDS):
            if not _negotiate(choice, samples, heights, foreign, ends, near):
                break
    return [tuple(_rounded(unmercator(point)) for point in options[i][choice[i]]) for i in range(len(courses))]


def _negotiate(
    choice: list[int],
    samples: list[list[Floats]],
    heights: list[list[float]],
    foreign: list[Floats],
    ends: list[tuple[LonLat, ...]],
    near: float,
) -> bool:
    """One round: each arrow takes its least troublesome bow, given the others'. Says whether anything changed."""
    import numpy as np

    changed = False
    chosen = np.stack([samples[i][choice[i]] for i in range(len(samples))])
    low, high = chosen.min(axis=1), chosen.max(axis=1)
    for i, curves in enumerate(samples):
        if len(curves) == 1:
            continue
        reach = np.concatenate(curves)
        close = ((low < reach.max(axis=0) + near) & (high > reach.min(axis=0) - near)).all(axis=1)
        close[i] = False
        others = np.flatnonzero(close)
        costs = [
            _cost(curve, heights[i][k], chosen[others], foreign[i], ends[i], near) for k, curve in enumerate(curves)
        ]
        best = min(range(len(costs)), key=lambda k: (round(costs[k], 6), k))
        if best != choice[i]:
            choice[i], changed = best, True
            chosen[i] = curves[best]
            low[i], high[i] = chosen[i].min(axis=0), chosen[i].max(axis=0)
    return changed


def _cost(
    curve: Floats, height: float, others: Floats, foreign: Floats, ends: tuple[LonLat, ...], near: float
) -> float:
    import numpy as np

    cost = WEIGHTS["bend"] * height * 10
    # Close to its own ends an arrow cannot get out of the way of others that start or end there.
    chord = hypot(ends[0][0] - ends[-1][0], ends[0][1] - ends[-1][1])
    room = np.minimum(np.hypot(*(curve - ends[0]).T), np.hypot(*(curve - ends[-1]).T))
    inner = curve[room > 0.18 * chord]
    if len(others) and len(inner):
        gaps = np.hypot(
            inner[:, None, None, 0] - others[None, :, :, 0], inner[:, None, None, 1] - others[None, :, :, 1]
        )
        nearest = gaps.min(axis=2)
        reach = min(near, 0.16 * chord)
        cost += WEIGHTS["arrow"] * float(np.clip(1 - nearest / reach, 0, 1).sum())
    if len(foreign):
        gaps = np.hypot(curve[:, None, 0] - foreign[None, :, 0], curve[:, None, 1] - foreign[None, :, 1]).min(axis=0)
        cost += WEIGHTS["pin"] * float(np.clip(1 - gaps / (near * 0.8), 0, 1).sum())
    return cost


def _foreign(ends: tuple[LonLat, ...], pins: Sequence[LonLat], near: float) -> Floats:
    """Pins in reach of the curve that are not its own."""
    import numpy as np

    points = np.asarray([mercator(pin) for pin in pins], dtype=float).reshape(-1, 2)
    chord = hypot(ends[0][0] - ends[-1][0], ends[0][1] - ends[-1][1])
    low, high = np.min(ends, axis=0) - chord / 2 - near, np.max(ends, axis=0) + chord / 2 + near
    inside = ((points > low) & (points < high)).all(axis=1)
    for own in ends:
        inside &= np.hypot(points[:, 0] - own[0], points[:, 1] - own[1]) > 1e-6
    return np.asarray(points[inside], dtype=float)


def _arc(a: LonLat, b: LonLat, height: float) -> list[LonLat]:
    """A parabola from ``a`` to ``b`` whose apex stands ``height`` chords off the chord, to the left of travel."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    control = ((a[0] + b[0]) / 2 - dy * height * 2, (a[1] + b[1]) / 2 + dx * height * 2)
    curve = []
    for k in range(DRAWN):
        t = k / (DRAWN - 1)
        p, q, r = (1 - t) ** 2, 2 * (1 - t) * t, t * t
        curve.append((p * a[0] + q * control[0] + r * b[0], p * a[1] + q * control[1] + r * b[1]))
    return curve


def _spline(points: Sequence[LonLat], height: float = 0.0) -> list[LonLat]:
    """A centripetal Catmull-Rom spline through all points (Yuksel et al. 2011, knots at the root of the distance).

    Its legs stand off by ``height`` of their chords besides, to the left of travel.
    """
    points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(points) < 3:
        return [points[0], points[-1]] if len(points) == 1 else _arc(points[0], points[1], 0.0)
    first = (2 * points[0][0] - points[1][0], 2 * points[0][1] - points[1][1])
    last = (2 * points[-1][0] - points[-2][0], 2 * points[-1][1] - points[-2][1])
    guided = [first, *points, last]
    per_leg = max(8, DRAWN // (len(points) - 1))
    curve: list[LonLat] = []
    for i in range(len(points) - 1):
        leg = _leg(guided[i], guided[i + 1], guided[i + 2], guided[i + 3], per_leg)
        dx, dy = points[i + 1][0] - points[i][0], points[i + 1][1] - points[i][1]
        off = [4 * height * k * (per_leg - k) / per_leg**2 for k in range(per_leg)]
        curve += [(x - dy * share, y + dx * share) for (x, y), share in zip(leg, off, strict=True)]
    return [*curve, points[-1]]


def _leg(p0: LonLat, p1: LonLat, p2: LonLat, p3: LonLat, steps: int) -> list[LonLat]:
    """The stretch from ``p1`` up to, not including, ``p2`` (Barry and Goldman's pyramid)."""
    t0 = 0.0
    t1 = t0 + max(hypot(p1[0] - p0[0], p1[1] - p0[1]), 1e-12) ** 0.5
    t2 = t1 + max(hypot(p2[0] - p1[0], p2[1] - p1[1]), 1e-12) ** 0.5
    t3 = t2 + max(hypot(p3[0] - p2[0], p3[1] - p2[1]), 1e-12) ** 0.5

    def blend(a: LonLat, b: LonLat, ta: float, tb: float, t: float) -> LonLat:
        w = (t - ta) / (tb - ta)
        return a[0] + (b[0] - a[0]) * w, a[1] + (b[1] - a[1]) * w

    leg = []
    for k in range(steps):
        t = t1 + (t2 - t1) * k / steps
        a1, a2, a3 = blend(p0, p1, t0, t1, t), blend(p1, p2, t1, t2, t), blend(p2, p3, t2, t3, t)
        b1, b2 = blend(a1, a2, t0, t2, t), blend(a2, a3, t1, t3, t)
        leg.append(blend(b1, b2, t1, t2, t))
    return leg


def _thin(curve: Sequence[LonLat]) -> list[LonLat]:
    """SAMPLES points of the curve, its ends among them."""
    last = len(curve) - 1
    return [curve[round(k * last / (SAMPLES - 1))] for k in range(SAMPLES)]


def _rounded(point: LonLat) -> LonLat:
    return round(point[0], 5), round(point[1], 5)
