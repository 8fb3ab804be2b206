"""The columns of an artefact as numpy arrays, for who asks about many places at once; a single look-up never comes here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gazetteer.artefact import Artefact
from gazetteer.model import Kind

if TYPE_CHECKING:                          # see gazetteer.artefact: a look-up does without numpy
    import numpy as np
    from numpy.typing import NDArray

    from gazetteer.index import Index

__all__ = ["DEGREE", "Arrays", "rows_within"]

DEGREE = 100_000                           # coordinates are whole hundred-thousandths of a degree, about one metre


class Arrays:
    """Columns by row, each made when first asked for."""

    artefact: Artefact

    @cached_property
    def lon(self) -> NDArray[np.float64]:
        """Longitudes by row, in degrees."""
        return self.artefact.array("lon") / DEGREE

    @cached_property
    def lat(self) -> NDArray[np.float64]:
        """Latitudes by row, in degrees."""
        return self.artefact.array("lat") / DEGREE

    @cached_property
    def kind(self) -> NDArray[np.uint8]:
        """Kinds by row: positions in `gazetteer.index.KINDS`."""
        return self.artefact.array("kind")

    @cached_property
    def country(self) -> NDArray[np.uint16]:
        """Countries by row: positions in the index's ``countries``, 0 for none."""
        return self.artefact.array("country")

    @cached_property
    def admin1(self) -> NDArray[np.int32]:
        """Regions by row: the region's row, -1 for none."""
        return self.artefact.array("admin1")

    @cached_property
    def population(self) -> NDArray[np.uint32]:
        """Populations by row, 0 where not known; a region's is that of its known cities."""
        return self.artefact.array("population")

    @cached_property
    def capital(self) -> NDArray[np.uint8]:
        """1 by row for capitals of countries, else 0."""
        return self.artefact.array("capital")

    @cached_property
    def geonames(self) -> NDArray[np.uint32]:
        """GeoNames ids by row, 0 for places that have none."""
        return self.artefact.array("geonames")


def rows_within(index: Index, row: int) -> NDArray[np.intp]:
    """The rows of the places that lie in a country, a region or the members of an area, the most populous first.

    What counts is the places' codes, not their coordinates; empty for other kinds and for areas without members.
    """
    import numpy as np

    rows = np.flatnonzero(_inside(index, row))
    rows = rows[rows != row]
    found: NDArray[np.intp] = rows[np.argsort(-index.population[rows].astype(np.int64), kind="stable")]
    return found


def _inside(index: Index, row: int) -> NDArray[np.bool_]:
    import numpy as np

    kind = index.kind_of(row)
    if kind is Kind.COUNTRY:
        same: NDArray[np.bool_] = index.country == index.country[row]
        return same
    if kind is Kind.REGION:
        same = index.admin1 == row
        return same
    inside = np.zeros(len(index), bool)
    for id in index.facts(row).get("members", ()):
        member = index.row_of(id)
        if member is not None and member != row:
            inside |= _inside(index, member)
            inside[member] = True
    return inside
