"""Country, region and area polygons: what contains a point, whose it is, the nearest border, bounds for a frame.

Coordinates are WGS 84 degrees, longitude first; geometries are shapely's, on the sheet from -180 to 180. Countries follow a
worldview (see `gazetteer.worldview`); "un" where none is given.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gazetteer import borders
from gazetteer.locate import Coast, Locator
from gazetteer.model import Kind, Place, Point
from gazetteer.rings import dissolve
from gazetteer.sheet import AzimuthalSheet, main_bounds
from gazetteer.topology import Arcs, Ring
from gazetteer.worldview import Worldview, disputed_areas, worldview

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import shapely
    from numpy.typing import ArrayLike

__all__ = [
    "bounds",
    "contains",
    "countries_at",
    "country_at",
    "nearest_border_point",
    "polygon",
    "region_at",
    "representative_point",
]

ELLIPSE_CORNERS = 48
DEEPEST_TRIES = 6  # halvings of the depth until a country is thick enough for it


def polygon(place: Place, *, worldview: str | Worldview = "un", zoom: float | None = None) -> shapely.Geometry | None:
    """The place's area, or None where no shape is known (cities, sites, rivers).

    With ``zoom`` a country is only as detailed as a web map of that zoom (0 to 10) can show, which is much faster: for drawing and
    for finding room, not for asking what lies inside.

    Named areas are the union of their curated members, or else the ellipse that fills their bounds: roughly where, as any outline
    of the Sahel must be.
    """
    view = _view(worldview)
    if zoom is not None and place.kind is Kind.COUNTRY:
        return _country(place.country or place.id, view, round(zoom * 2) / 2)
    return _polygon(place, view)


def contains(place: Place, point: Point, *, worldview: str | Worldview = "un") -> bool:
    """Whether the point lies in the place's area; False where no shape is known."""
    import shapely

    shape = polygon(place, worldview=worldview)
    return shape is not None and bool(shapely.intersects_xy(shape, point.lon, point.lat))


def country_at(lon: float, lat: float, worldview: str | Worldview = "un") -> str | None:
    """The ISO code of the country that holds a point, or of the nearest one within 28 km of its coast; None at sea.

    A disputed area that is nobody's in this view gives ""; one that is an entity of its own gives its id ("transnistria").
    """
    return countries_at([lon], [lat], worldview)[0]


def countries_at(lons: ArrayLike, lats: ArrayLike, worldview: str | Worldview = "un") -> list[str | None]:
    """`country_at` for many points at once."""
    view = _view(worldview)
    owners = [view.owner(unit) for unit in borders.default().units]
    return [
        None if unit < 0 else owners[unit]
        for unit in _units().locate(np.asarray(lons, float), np.asarray(lats, float)).tolist()
    ]


def region_at(lon: float, lat: float) -> str | None:
    """The GeoNames id of the admin-1 region that holds a point (or of the nearest within 28 km); None at sea or where not known."""
    return regions_at([lon], [lat])[0]


def regions_at(lons: ArrayLike, lats: ArrayLike) -> list[str | None]:
    """`region_at` for many points at once."""
    known = borders.default().regions
    numbers = _regions().locate(np.asarray(lons, float), np.asarray(lats, float)).tolist()
    return [None if number < 0 else known[number].admin1_id or known[number].geonames or None for number in numbers]


def nearest_border_point(
    place: Place, point: Point, *, inside_km: float = 12.0, worldview: str | Worldview = "un"
) -> Point | None:
    """The point of the place's border that is nearest to ``point``, moved ``inside_km`` into the area.

    Less deep where the area is thinner than that. None where no shape is known, and where ``point`` lies inside already
    (`contains` tells the two apart). Islets are passed over for the area's main bodies.
    """
    import shapely

    shape = polygon(place, worldview=worldview)
    if shape is None or shapely.intersects_xy(shape, point.lon, point.lat):
        return None
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    parts = parts[areas >= min(0.02, areas.max() / 50)]
    sheet = AzimuthalSheet(point)
    shore = sheet.nearest(shapely.boundary(parts))
    if inside_km <= 0:
        return shore
    local = AzimuthalSheet(shore)
    window = 8 * inside_km
    near = local.window(parts, window)
    depth = inside_km
    for _ in range(DEEPEST_TRIES):
        core = shapely.buffer(near, -depth)
        if not core.is_empty:
            tip = local.point(*shapely.get_coordinates(shapely.shortest_line(core, shapely.Point(0, 0)))[0])
            if shapely.intersects_xy(shape, tip.lon, tip.lat):      # the sheet bends long edges, at a pole or the antimeridian
                return tip
        depth /= 2
    nearest = parts[shapely.distance(parts, shapely.Point(shore.lon, shore.lat)).argmin()]
    within = shapely.point_on_surface(nearest)
    return Point(within.x, within.y)


def bounds(place: Place, *, worldview: str | Worldview = "un") -> tuple[float, float, float, float] | None:
    """West, south, east, north of the place's main body, without exclaves far overseas; east < west over 180 degrees."""
    import shapely

    shape = polygon(place, worldview=worldview)
    if shape is None:
        return place.bounds
    parts = shapely.get_parts(shape)
    boxes = shapely.bounds(parts)
    return main_bounds(boxes, shapely.area(parts) * np.cos(np.radians((boxes[:, 1] + boxes[:, 3]) / 2)))


def representative_point(place: Place, *, worldview: str | Worldview = "un") -> Point:
    """A point inside the place's area, well off its edges: where a label goes. Its own point where no shape is known."""
    import shapely

    shape = polygon(place, worldview=worldview)
    if shape is None:
        return place.point
    parts = shapely.get_parts(shape)
    largest = parts[int(shapely.area(parts).argmax())]
    tolerance = max(largest.area, 1e-6) ** 0.5 / 50
    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, tolerance))[0]
    return Point(float(centre[0]), float(centre[1]))


def _view(name: str | Worldview) -> Worldview:
    return name if isinstance(name, Worldview) else worldview(name)


@lru_cache(maxsize=256)
def _polygon(place: Place, view: Worldview) -> shapely.Geometry | None:
    world = borders.default()
    if place.kind is Kind.COUNTRY:
        return _country(place.country or place.id, view)
    if place.kind in (Kind.REGION, Kind.COUNTY):
        numbers = _regions_of(place.id)
        return _geometry(world.all_arcs, world.region_parts(*numbers)) if numbers else None
    if place.kind is Kind.AREA:
        return _area(place, view)
    return None


@lru_cache(maxsize=512)
def _country(code: str, view: Worldview, zoom: float | None = None) -> shapely.Geometry | None:
    """All that a country owns in this view; a code that owns nothing there (XK in "un") is still drawn as its own land."""
    world = borders.default()
    units = [unit for unit in world.units if view.owner(unit) == code]
    if not units:
        units = [area.id for area in disputed_areas().values() if area.country == code]
    if not units:
        return None
    parts = [part for unit in units for part in world.unit_parts(unit)]
    melted = dissolve(world.arcs, parts) if len(units) > 1 else parts
    return _geometry(world.arcs, melted) if zoom is None else _coarse(_arcs_at(zoom), melted)


@lru_cache(maxsize=4)
def _arcs_at(zoom: float) -> Arcs:
    return borders.default().arcs.at_zoom(zoom)


def _coarse(arcs: Arcs, parts: Iterable[Sequence[Ring]]) -> shapely.Geometry | None:
    """Polygons of thinned arcs: what has no area left goes, and lines that have come to cross are mended."""
    import shapely

    rings = [[arcs.ring(ring) for ring in part] for part in parts]
    drawn = [shapely.Polygon(shell, [hole for hole in holes if len(hole) >= 4]) for shell, *holes in rings if len(shell) >= 4]
    mended = shapely.get_parts(shapely.get_parts(shapely.make_valid(np.array(drawn, dtype=object))))
    solid = mended[shapely.get_dimensions(mended) == 2]
    return shapely.union_all(solid) if len(solid) else None


def _area(place: Place, view: Worldview) -> shapely.Geometry | None:
    """A disputed area as it is drawn, a region told of as an area, the union of curated members, or else an ellipse."""
    import shapely

    world = borders.default()
    if place.id in disputed_areas():
        return _geometry(world.arcs, world.unit_parts(place.id))
    members = world.area_members.get(place.id, [])
    countries = [_country(member, view) for member in members if not member.isdigit()]
    numbers = [number for member in members if member.isdigit() for number in _regions_of(member)] or _regions_of(
        place.id
    )
    regions = [_geometry(world.all_arcs, world.region_parts(*numbers))] if numbers else []
    parts = [part for part in countries + regions if part is not None]
    if parts:
        return shapely.union_all(parts) if len(parts) > 1 else parts[0]
    return _ellipse(place.bounds) if place.bounds else None


@lru_cache(maxsize=1)
def _region_index() -> dict[str, tuple[int, ...]]:
    """Region numbers by GeoNames id: of a whole admin-1 division, else of a single area."""
    found: dict[str, list[int]] = {}
    regions = borders.default().regions
    for number, region in enumerate(regions):
        if region.admin1_id:
            found.setdefault(region.admin1_id, []).append(number)
    divisions = set(found)
    for number, region in enumerate(regions):
        if region.geonames and region.geonames not in divisions:
            found.setdefault(region.geonames, []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def _regions_of(id: str) -> tuple[int, ...]:
    return _region_index().get(id, ())


def _geometry(arcs: Arcs, parts: Iterable[Sequence[Ring]]) -> shapely.Geometry:
    import shapely

    polygons = [shapely.Polygon(arcs.ring(rings[0]), [arcs.ring(ring) for ring in rings[1:]]) for rings in parts]
    shape = shapely.multipolygons(polygons)
    shapely.prepare(shape)
    return shape


def _ellipse(box: tuple[float, float, float, float]) -> shapely.Geometry:
    import shapely

    west, south, east, north = box
    if east < west:
        east += 360
    turn = np.linspace(0, 2 * np.pi, ELLIPSE_CORNERS, endpoint=False)
    points = np.stack(
        [
            (west + east) / 2 + (east - west) / 2 * np.cos(turn),
            (south + north) / 2 + (north - south) / 2 * np.sin(turn),
        ],
        axis=1,
    )
    whole = shapely.Polygon(points)
    inside, beyond = shapely.clip_by_rect(whole, -180, -90, 180, 90), shapely.clip_by_rect(whole, 180, -90, 540, 90)
    return inside if beyond.is_empty else shapely.union(inside, shapely.transform(beyond, lambda xy: xy - (360, 0)))


@lru_cache(maxsize=1)
def _coast() -> Coast:
    """The coast in the pieces that regions cut it into: one for countries and regions alike."""
    world = borders.default()
    return Coast(world.pieces, (world.region_sides[: len(world.pieces)] == borders.WATER).any(axis=1))


@lru_cache(maxsize=1)
def _units() -> Locator:
    world = borders.default()
    ashore = np.repeat(world.sides.max(axis=1), world.piece_counts)
    return Locator(world.arcs, world.polygons, _coast, ashore)


@lru_cache(maxsize=1)
def _regions() -> Locator:
    world = borders.default()
    return Locator(world.all_arcs, world.region_polygons, _coast, world.region_sides.max(axis=1))
