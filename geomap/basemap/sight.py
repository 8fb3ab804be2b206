"""What of the world is seen from a frame, and in how much detail: all of it within, less and less towards the edge of what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["PIXEL", "Sight", "surroundings"]

FAR_LEVELS = 5.0  # zoom levels of detail lost between the frame and the edge of its surroundings
SURROUNDINGS = 2.5  # frames of surroundings on every side where none are asked for
BEYOND = 1.0  # detail of what lies beyond the surroundings
PIXEL = 360 / 256  # degrees of longitude a pixel at zoom 0

Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """A frame (west, south, east, north), what is cut around it, and the zoom of the frame."""

    frame: Frame
    outer: Frame
    zoom: float

    @property
    def copies(self) -> list[int]:
        """The degrees by which the world is moved to lie in view: more than one over the antimeridian."""
        return [turn for turn in (-360, 0, 360) if self.outer[0] < 180 + turn and self.outer[2] > -180 + turn]

    def distance(self, xy: Any) -> tuple[Any, Any]:
        """How many degrees points (n, 2) lie beside, and above or below the frame; 0 within."""
        west, south, east, north = self.frame
        return np.maximum(0, np.maximum(west - xy[:, 0], xy[:, 0] - east)), np.maximum(0, np.maximum(south - xy[:, 1], xy[:, 1] - north))

    def near(self) -> Frame:
        """The frame and half as much again on every side: where admin-1 borders are worth their weight."""
        west, south, east, north = self.frame
        wide, high = (east - west) / 2, (north - south) / 2
        return west - wide, south - high, east + wide, north + high

    def in_view(self, boxes: Any, turn: int, area: Any = None) -> Any:
        """Which bounds (n, 4), moved by ``turn`` degrees, meet the area, by default all that is cut."""
        west, south, east, north = area or self.outer
        return (boxes[:, 0] + turn < east) & (boxes[:, 2] + turn > west) & (boxes[:, 1] < north) & (boxes[:, 3] > south)

    def too_small(self, areas: Any, boxes: Any, least: float) -> Any:
        """Which areas (square degrees) with these bounds are less than so many square pixels where they are seen best."""
        pixels = areas / np.cos(np.radians(np.clip((boxes[:, 1] + boxes[:, 3]) / 2, -85, 85)))
        return pixels * 4 ** self.local_zoom(boxes) / PIXEL**2 < least

    def local_zoom(self, boxes: Any) -> Any:
        """The detail at which something with these bounds is seen: that of its nearest point to the frame, whichever copy."""
        best = None
        for turn in self.copies:
            west, east = boxes[:, 0] + turn, boxes[:, 2] + turn
            detail = self.detail(
                np.maximum(0, np.maximum(west - self.frame[2], self.frame[0] - east)),
                np.maximum(0, np.maximum(boxes[:, 1] - self.frame[3], self.frame[1] - boxes[:, 3])),
            )
            best = detail if best is None else np.maximum(best, detail)
        return best

    def detail(self, aside: Any, above: Any) -> Any:
        """Zoom to be detailed for, so many degrees beside and above or below the frame."""
        west, south, east, north = self.frame
        reach_aside = max(west - self.outer[0], self.outer[2] - east, 0.01)
        reach_above = max(south - self.outer[1], self.outer[3] - north, 0.01)
        out = np.maximum(aside / reach_aside, above / reach_above)
        # log: each doubling of the distance from the frame costs as much as each step of zooming out does
        level = self.zoom - FAR_LEVELS * np.log2(1 + 15 * np.minimum(out, 1)) / 4
        return np.where(out > 1, np.minimum(level, BEYOND), level)


def surroundings(frame: Frame) -> Frame:
    """What is cut around a frame where nobody says: six times the frame, at most the whole world."""
    west, south, east, north = frame
    wide, high = max(east - west, 2.0) * SURROUNDINGS, max(north - south, 1.0) * SURROUNDINGS
    west, east = west - wide, east + wide
    if east - west > 360:
        middle = (west + east) / 2
        west, east = middle - 180, middle + 180
    return west, max(-90.0, south - high), east, min(90.0, north + high)
