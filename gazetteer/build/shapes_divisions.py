"""Which admin-1 division of GeoNames each of Natural Earth's areas belongs to: asked of the cities that lie in it.

Natural Earth draws some countries finer than GeoNames' first level (Britain's counties, France's departments) and codes some areas
wrongly or not at all; the cities know better, because each carries its division's code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from gazetteer.build.shapes_sources import Piece

__all__ = ["assign_divisions"]

MAJORITY = 0.6


def assign_divisions(
    pieces: Sequence[Piece], cities: Sequence[Mapping[str, Any]], divisions: Mapping[str, str]
) -> tuple[list[Piece], Counter[str]]:
    """Pieces with their admin-1 codes mended and their divisions by GeoNames id, and counts.

    ``divisions`` maps "UA.07" to the id. A division that most of a piece's cities name goes before the piece's own code.
    """
    votes = _votes(pieces, cities, divisions)
    mended = []
    counts: Counter[str] = Counter()
    for piece, counted in zip(pieces, votes, strict=True):
        own = f"{piece.country}.{piece.admin1}"
        winner, most = counted.most_common(1)[0] if counted else ("", 0)
        if most and most >= MAJORITY * counted.total():
            code = winner
            counts["by their cities" if code != own else "by their cities and their code"] += 1
        elif own in divisions:
            code = own
            counts["by their code"] += 1
        else:
            code = ""
            counts["not known"] += 1
        mended.append(replace(piece, admin1=code.partition(".")[2], division=divisions.get(code, "")))
    return mended, counts


def _votes(
    pieces: Sequence[Piece], cities: Sequence[Mapping[str, Any]], divisions: Mapping[str, str]
) -> list[Counter[str]]:
    points = shapely.points([(city["longitude"], city["latitude"]) for city in cities])
    tree = shapely.STRtree(np.array([piece.geometry for piece in pieces], dtype=object))
    votes: list[Counter[str]] = [Counter() for _ in pieces]
    for city, piece in tree.query(points, predicate="within").T.tolist():
        code = f"{cities[city]['countrycode']}.{cities[city]['admin1code']}"
        if code in divisions and cities[city]["countrycode"] == pieces[piece].country:
            votes[piece][code] += 1
    return votes
