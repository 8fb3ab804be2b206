"""The atlas over the gazetteer's embedded data: `gazetteer.index` for points, `gazetteer.shapes` for areas."""

from __future__ import annotations

from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

from gazetteer import index, shapes
from gazetteer.model import Kind, Place, Point
from gazetteer.worldview import worldview
from geomap.scene.atlas import ContextCity
from geomap.scene.model import Bounds, LonLat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

DETAIL = 1.5              # web map zoom levels finer than a world 256 pixels wide needs: room for names is judged on it
ENOUGH = 1500  # cities a view is chosen from, the biggest first


class EmbeddedAtlas:
    """Answers from the embedded artefacts; see `geomap.scene.atlas.Atlas`."""

    def __init__(self, worldview: str = "un") -> None:
        self._index = index.default()
        self._worldview = worldview
        self._codes: dict[str, Place] | None = None

    def polygon(self, place: Place) -> BaseGeometry | None:
        return _polygon(place, self._worldview)

    def border_point(self, place: Place, towards: LonLat, inside_km: float) -> LonLat | None:
        point = shapes.nearest_border_point(place, Point(*towards), inside_km=inside_km, worldview=self._worldview)
        return (point.lon, point.lat) if point else None

    def cities(self, frame: Bounds) -> list[ContextCity]:
        import numpy as np

        found = self._index
        rows = np.flatnonzero(self._inside(frame) & (found.kind == index.KINDS.index(Kind.CITY)))
        population, capital = found.population[rows].astype(np.int64), found.capital[rows].astype(np.int64)
        rows = rows[np.lexsort((rows, -population, -capital))][:ENOUGH]
        view = worldview(self._worldview)
        return [
            ContextCity(
                found.id_of(row),
                found.name(row),
                (float(found.lon[row]), float(found.lat[row])),
                int(found.population[row]),
                bool(found.capital[row]) and view.is_capital(found.id_of(row), found.country_of(row)),
                found.country_of(row),
                found.renown_of(row),
            )
            for row in map(int, rows)
        ]

    def countries(self, frame: Bounds) -> list[tuple[Place | None, BaseGeometry]]:
        # From the basemap, not from `shapes`: what is in view comes in the detail of the view, in milliseconds.
        import shapely

        from geomap import basemap

        zoom = max(0.0, min(log2(360 / (frame.east - frame.west)) + DETAIL, 8.0))
        pieces = basemap.cut(frame, zoom=zoom, worldview=self._worldview, admin1=False, outer=frame)
        found: list[tuple[Place | None, BaseGeometry]] = []
        for owned in pieces.land:
            place = self._countries().get(owned.owner) if owned.owner else None
            rings = [[ring for ring in map(pieces.ring, polygon) if len(ring) >= 4] for polygon in owned.polygons]
            shapes_of = [shapely.Polygon(kept[0], kept[1:]) for kept in rings if kept]
            if shapes_of:
                found.append((place, shapely.MultiPolygon(shapes_of)))
        return found

    def seas(self, frame: Bounds) -> list[Place]:
        import numpy as np

        rows = np.flatnonzero(self._index.kind == index.KINDS.index(Kind.SEA))
        places = [self._index.place(int(row)) for row in rows]
        return [place for place in places if _meets(place, frame)]

    def country(self, code: str) -> Place | None:
        return self._countries().get(code)

    def _countries(self) -> dict[str, Place]:
        if self._codes is None:
            import numpy as np

            rows = np.flatnonzero(self._index.kind == index.KINDS.index(Kind.COUNTRY))
            places = [self._index.place(int(row)) for row in rows]
            self._codes = {place.country or place.id: place for place in places}
        return self._codes

    def _inside(self, frame: Bounds) -> NDArray[np.bool_]:
        """Which rows lie in the frame, whichever side of the antimeridian it is written on."""
        import numpy as np

        lon, lat = self._index.lon, self._index.lat
        rows: NDArray[np.bool_] = np.zeros(len(lon), dtype=bool)
        for turn in _turns(frame):
            rows |= (lon >= frame.west + turn) & (lon <= frame.east + turn)
        return rows & (lat >= frame.south) & (lat <= frame.north)


def _turns(frame: Bounds) -> list[float]:
    """By how much to move the frame so that its parts lie in -180..180."""
    return [turn for turn in (-360.0, 0.0, 360.0) if frame.west + turn < 180 and frame.east + turn > -180]


def _meets(place: Place, frame: Bounds) -> bool:
    west, south, east, north = place.bounds or (place.point.lon, place.point.lat, place.point.lon, place.point.lat)
    if east < west:
        east += 360
    return (
        south <= frame.north
        and north >= frame.south
        and any(west + turn <= frame.east and east + turn >= frame.west for turn in (-360, 0, 360))
    )


@lru_cache(maxsize=512)
def _polygon(place: Place, worldview: str) -> BaseGeometry | None:
    return shapes.polygon(place, worldview=worldview)  # type: ignore[return-value]
