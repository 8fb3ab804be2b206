"""Pieces that overlap and gap by a hair, to one planar topology: arcs shared by neighbours, each with what lies left and right.

All edges are noded on a grid, faces are polygonised, and each face goes to the first piece that covers it; a face that no piece
covers is water, unless it is so thin that it can only be a misfit of two sources. What two pieces share is afterwards one arc by
construction, so that nothing can gap whatever is simplified later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

__all__ = ["GRID", "Arrangement", "arrange"]

GRID = 2000  # grid lines a degree: 55 m, half a pixel at zoom 10
MISFIT_WIDTH = 0.003  # degrees; a face thinner than this on average, shut in between pieces, is no water
SEAM = 180 * GRID  # longitude where sources cut polygons; also |latitude| 90 below Antarctica
WATER = -1


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``arcs`` are int arrays (n, 2) on the grid; ``sides`` (n, 2) the pieces left and right of each, -1 for water."""

    arcs: list[Any]
    sides: Any
    misfits: int  # thin faces between sources that went to a neighbour
    overlaps: int  # faces that more than one piece claimed


def arrange(geometries: Sequence[Any]) -> Arrangement:
    """Node all edges of the polygons on the grid and give each face to the first (in order) that covers it."""
    snapped = shapely.set_precision(np.asarray(geometries, dtype=object), 1 / GRID)
    edges = shapely.union_all(shapely.boundary(snapped), grid_size=1 / GRID)
    faces = shapely.orient_polygons(shapely.get_parts(shapely.polygonize(shapely.get_parts(edges))))
    owner, overlaps = _claim(faces, snapped)
    start, end, left = _directed_segments(faces)
    segments, left_face, right_face = _pair(start, end, left)
    misfits = _settle_misfits(faces, owner, segments, left_face, right_face)
    piece = np.append(owner, WATER)  # face -1, outside everything, is water too
    sides = np.stack([piece[left_face], piece[right_face]], axis=1)
    real = sides[:, 0] != sides[:, 1]
    arcs, arc_sides = _trace(segments[real], sides[real])
    return Arrangement(arcs, arc_sides, misfits, overlaps)


def _claim(faces: Any, pieces: Any) -> tuple[Any, int]:
    """The first piece that holds each face's inner point, and how many faces several pieces hold."""
    face, piece = shapely.STRtree(pieces).query(shapely.point_on_surface(faces), predicate="within")
    owner = np.full(len(faces), len(pieces))
    np.minimum.at(owner, face, piece)
    owner[owner == len(pieces)] = WATER
    return owner, int((np.bincount(face, minlength=len(faces)) > 1).sum())


def _directed_segments(faces: Any) -> tuple[Any, Any, Any]:
    """Start and end vertex (as one number each) of every edge of every face, and the face on its left."""
    rings, face = shapely.get_rings(faces, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    vertex = _number(np.rint(points * GRID).astype(np.int64))
    inner = ring[1:] == ring[:-1]
    return vertex[:-1][inner], vertex[1:][inner], face[ring[:-1][inner]]


def _number(grid: Any) -> Any:
    return (grid[:, 0] + 400 * GRID) * (1 << 32) + grid[:, 1] + 100 * GRID


def _grid(vertex: Any) -> Any:
    return np.stack([(vertex >> 32) - 400 * GRID, (vertex & 0xFFFFFFFF) - 100 * GRID], axis=-1)


def _pair(start: Any, end: Any, face: Any) -> tuple[Any, Any, Any]:
    """Undirected segments (n, 2) with the face left and right of each (-1 where there is none)."""
    forward = start < end
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((high, low))
    low, high, forward, face = low[order], high[order], forward[order], face[order]
    new = np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1]))
    number = np.cumsum(new) - 1
    left, right = np.full(number[-1] + 1, -1), np.full(number[-1] + 1, -1)
    left[number[forward]] = face[forward]
    right[number[~forward]] = face[~forward]
    return np.stack([low[new], high[new]], axis=1), left, right


def _settle_misfits(faces: Any, owner: Any, segments: Any, left: Any, right: Any) -> int:
    """Give each thin face that lies between two or more pieces to the neighbour it shares the longest edge with."""
    thin = 2 * shapely.area(faces) / shapely.length(faces) < MISFIT_WIDTH
    open_faces = np.flatnonzero((owner == WATER) & thin)
    ends = _grid(segments)
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    settled = 0
    for face in open_faces:
        at_left, at_right = left == face, right == face
        other = np.concatenate([right[at_left], left[at_right]])
        shared = np.concatenate([length[at_left], length[at_right]])
        if (other == -1).any():
            continue
        neighbours, index = np.unique(owner[other], return_inverse=True)
        if len(neighbours[neighbours != WATER]) < 2 or WATER in neighbours:
            continue
        owner[face] = neighbours[np.bincount(index, shared).argmax()]
        settled += 1
    return settled


def _trace(segments: Any, sides: Any) -> tuple[list[Any], Any]:
    """Chain segments into arcs, which end where three meet, where a seam begins, or (rings) at their smallest vertex."""
    vertices, flat = np.unique(segments, return_inverse=True)
    flat = flat.reshape(-1, 2)
    grid = _grid(vertices)
    degree = np.bincount(flat.ravel(), minlength=len(vertices))
    at = np.argsort(flat.ravel(), kind="stable")  # segment ends, sorted by vertex
    first = np.concatenate([[0], np.cumsum(degree)])
    seam = _is_seam(grid[flat[:, 0]], grid[flat[:, 1]])
    joint = degree != 2
    pair = np.flatnonzero(~joint)
    joint[pair] = seam[at[first[pair]] // 2] != seam[at[first[pair] + 1] // 2]
    flat_list, at_list, first_list, joint_list = flat.tolist(), at.tolist(), first.tolist(), joint.tolist()
    used = bytearray(len(segments))
    arcs, arc_sides = [], []

    def walk(vertex: int, segment: int) -> None:
        path = [vertex]
        forward = flat_list[segment][0] == vertex
        arc_sides.append(sides[segment] if forward else sides[segment][::-1])
        while True:
            used[segment] = 1
            low, high = flat_list[segment]
            vertex = high if vertex == low else low
            path.append(vertex)
            if joint_list[vertex] or vertex == path[0]:
                break
            one, two = at_list[first_list[vertex]] >> 1, at_list[first_list[vertex] + 1] >> 1
            segment = two if one == segment else one
        arcs.append(grid[path])

    for vertex in np.flatnonzero(joint).tolist():
        for end in at_list[first_list[vertex] : first_list[vertex + 1]]:
            if not used[end >> 1]:
                walk(vertex, end >> 1)
    for segment in range(len(segments)):  # what is left are rings without a joint
        if not used[segment]:
            walk(flat_list[segment][0], segment)
    return arcs, np.array(arc_sides)


def _is_seam(start: Any, end: Any) -> Any:
    """Whether a segment runs along the antimeridian or the pole: an edge of the sheet, not of any land."""
    return (np.abs(start[:, 0]) == SEAM) & (start[:, 0] == end[:, 0]) | (start[:, 1] == -90 * GRID) & (
        end[:, 1] == -90 * GRID
    )
