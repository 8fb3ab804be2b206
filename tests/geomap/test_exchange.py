"""GeoJSON, KML and CSV: valid, complete, honest about what the text leaves open, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

from gazetteer.model import Kind, Place, Point
from geomap.model import Actor, Corridor, Evidence, Findings, PlaceFinding, Status, Stop, Venue
from geomap.render import csv as tables
from geomap.render import geojson, kml

KML = "{http://www.opengis.net/kml/2.2}"
HOSTILE = "=HYPERLINK(\"x\") </script><b>&{{ 7*7 }}\x00\x1b ]]>"


def place(name: str, lon: float, lat: float) -> Place:
    return Place(name.lower(), name, Kind.CITY, Point(lon, lat), "UA")


def stop(name: str, lon: float, lat: float) -> Stop:
    return Stop(name, place(name, lon, lat))


KYIV, SUMY = stop("Kyiv", 30.5, 50.45), stop("Sumy", 34.8, 50.9)
POLTAVA, GOMEL = stop("Poltava", 34.55, 49.58), stop("Gomel", 30.98, 52.43)
SUVA, APIA = stop("Suva", 178.44, -18.14), stop("Apia", -171.77, -13.83)


def corridor(origins: tuple[Stop, ...], ends: tuple[Stop, ...] = (), *, paired: bool = True,
             via: tuple[Stop, ...] = ()) -> Corridor:
    return Corridor("c1", Status.PROPOSED, origins, ends, via, paired, proposed_by=(Actor("Russia", "RU"),),
                    evidence=(Evidence(0, 9, "A sentence.", "a.txt"),))


def geometry(found: Corridor) -> dict[str, object]:
    feature = json.loads(geojson.render(Findings(corridors=(found,))))["features"][0]
    shape: dict[str, object] = feature["geometry"]
    return shape


def test_a_corridor_is_a_line_through_its_way_stations() -> None:
    assert geometry(corridor((KYIV,), (POLTAVA,), via=(SUMY,))) == {
        "type": "LineString", "coordinates": [[30.5, 50.45], [34.8, 50.9], [34.55, 49.58]]}


def test_no_line_turns_at_the_middle_of_a_country_or_sea_it_passes() -> None:
    russia = Stop("Russia", Place("2017370", "Russia", Kind.COUNTRY, Point(100.0, 60.0), "RU"))
    sea = Stop("Black Sea", Place("630673", "Black Sea", Kind.SEA, Point(34.0, 43.0), ""))
    assert geometry(corridor((KYIV,), (POLTAVA,), via=(russia, sea)))["coordinates"] == [[30.5, 50.45], [34.55, 49.58]]


def test_one_origin_and_two_ends_are_two_lines() -> None:
    assert geometry(corridor((KYIV,), (POLTAVA, GOMEL)))["type"] == "MultiLineString"


def test_where_the_pairing_is_open_no_line_is_drawn() -> None:
    shape = geometry(corridor((KYIV, SUMY), (POLTAVA, GOMEL), paired=False))
    assert (shape["type"], len(shape["coordinates"])) == ("MultiPoint", 4)  # type: ignore[arg-type]


def test_a_corridor_without_a_known_end_is_its_origin() -> None:
    assert geometry(corridor((KYIV,))) == {"type": "Point", "coordinates": [30.5, 50.45]}


def test_a_line_over_the_antimeridian_is_cut_there() -> None:
    shape = geometry(corridor((SUVA,), (APIA,)))
    assert shape["type"] == "MultiLineString"
    west, east = shape["coordinates"]  # type: ignore[misc]
    assert west[-1][0] == 180
    assert east[0][0] == -180
    assert west[-1][1] == east[0][1] == pytest.approx(-17.46, abs=0.05)


def test_coordinates_are_longitude_first_and_each_finding_is_a_feature() -> None:
    found = Findings(venues=(Venue("v1", "Talks", KYIV.place, "Kyiv"),), corridors=(corridor((SUMY,), (POLTAVA,)),),
                     places=(PlaceFinding(place("Lviv", 24.03, 49.84)),))
    said = json.loads(geojson.render(found))
    assert [f["properties"]["feature"] for f in said["features"]] == ["venue", "corridor", "place"]
    assert said["features"][0]["geometry"]["coordinates"] == [30.5, 50.45]
    assert "crs" not in said


def test_kml_is_well_formed_whatever_the_text_holds() -> None:
    hostile = Corridor("c1", Status.REJECTED, (Stop(HOSTILE, place(HOSTILE, 1, 2)),), note=HOSTILE,
                       evidence=(Evidence(0, 1, HOSTILE),))
    said = kml.render(Findings(title=HOSTILE, deck=HOSTILE, corridors=(hostile,)))
    root = ET.fromstring(said)
    mark = root.find(f".//{KML}Placemark")
    assert mark is not None
    assert "<script" not in (mark.findtext(f"{KML}description") or "")
    assert mark.findtext(f"{KML}styleUrl") == "#rejected"


def test_kml_coordinates_are_longitude_first() -> None:
    root = ET.fromstring(kml.render(Findings(corridors=(corridor((SUMY,), (POLTAVA,)),))))
    assert root.findtext(f".//{KML}LineString/{KML}coordinates") == "34.8,50.9 34.55,49.58"


def test_csv_gives_every_end_a_row_and_every_corridor_one() -> None:
    found = Findings(corridors=(corridor((KYIV, SUMY), (POLTAVA,)),), places=(PlaceFinding(place("Lviv", 24, 49)),))
    rows = list(csv.DictReader(io.StringIO(tables.render_places(found))))
    assert [(r["role"], r["name"]) for r in rows] == [
        ("origin", "Kyiv"), ("origin", "Sumy"), ("destination", "Poltava"), ("place", "Lviv")]
    (row,) = csv.DictReader(io.StringIO(tables.render_corridors(found)))
    assert (row["from"], row["to"], row["proposed_by"]) == ("Kyiv; Sumy", "Poltava", "Russia")


def test_a_cell_never_becomes_a_formula() -> None:
    found = Findings(corridors=(Corridor("c1", Status.AGREED, (Stop(HOSTILE),), note="@SUM(1)"),))
    (row,) = csv.DictReader(io.StringIO(tables.render_corridors(found)))
    assert row["from"].startswith("'=")
    assert row["note"].startswith("'@")
