"""What users add through folium appears; where it needs the network they are told, and only that host is let in."""

from __future__ import annotations

from typing import Any

import folium
import pytest
from stories import STORY

from geomap.render import html
from geomap.render.standalone import NetworkNeeded


def policy(reader: Any) -> str:
    return str(reader.ask("document.querySelector('meta[http-equiv=Content-Security-Policy]').content"))


def test_a_marker_with_pop_up_and_tooltip_works_without_jquery(reader: Any) -> None:
    made = html.folium_map(STORY)
    folium.Marker([50.0, 30.0], popup=folium.Popup("<b>My own</b> spot", max_width=200), tooltip="Hover").add_to(made)
    reader.open(html.render_map(made))
    reader.do("document.querySelector('img.leaflet-marker-icon').click()")
    reader.wait("document.querySelector('.leaflet-popup')?.textContent.includes('My own spot')")
    assert reader.ask("document.querySelector('img.leaflet-marker-icon').naturalWidth") > 0, "its picture is in the page"
    assert reader.errors == []
    assert reader.requests == []


def test_a_marker_with_an_icon_of_font_awesome_gets_a_plain_pin(reader: Any) -> None:
    made = html.folium_map(STORY)
    folium.Marker([50.0, 30.0], icon=folium.Icon(color="red", icon="info-sign")).add_to(made)
    reader.open(html.render_map(made))
    assert reader.ask("document.querySelectorAll('img.leaflet-marker-icon').length") == 1
    assert reader.errors == []


def test_shapes_circles_lines_and_geojson_appear(reader: Any) -> None:
    made = html.folium_map(STORY)
    square = {"type": "Polygon", "coordinates": [[[29, 50], [30, 50], [30, 51], [29, 50]]]}
    folium.GeoJson(square, style_function=lambda _: {"className": "own-shape"}, tooltip="mine").add_to(made)
    folium.CircleMarker([50, 31], radius=8, popup="here").add_to(made)
    folium.PolyLine([[50, 28], [51, 29]]).add_to(made)
    reader.open(html.render_map(made))
    assert reader.ask("!!document.querySelector('.own-shape')")
    assert reader.ask("document.querySelectorAll('.leaflet-overlay-pane path').length") == 3
    assert reader.errors == []


def test_styles_inside_a_users_own_markup_work(reader: Any) -> None:
    made = html.folium_map(STORY)
    folium.Marker([50, 30], icon=folium.DivIcon(html='<div id="own" style="color: rgb(1, 2, 3)">text</div>')).add_to(made)
    reader.open(html.render_map(made))
    assert reader.ask("getComputedStyle(document.getElementById('own')).color") == "rgb(1, 2, 3)"


def test_tiles_are_announced_and_only_their_host_is_let_in(reader: Any) -> None:
    with pytest.warns(NetworkNeeded, match=r"tiles\.example\.org"):
        page = html.render(STORY, tiles="https://{s}.tiles.example.org/{z}/{x}/{y}.png")
    reader.open(page)
    assert "img-src data: https://*.tiles.example.org;" in policy(reader)
    reader.wait("document.querySelectorAll('.leaflet-tile').length > 0")
    assert all(".tiles.example.org/" in url for url in reader.requests)


def test_without_tiles_the_policy_lets_nobody_in(reader: Any) -> None:
    reader.open(html.render(STORY))
    assert "http" not in policy(reader)
    assert "unsafe" not in policy(reader)


def test_a_layer_control_of_folium_lists_what_was_added(reader: Any) -> None:
    made = html.folium_map(STORY)
    group = folium.FeatureGroup(name="Field hospitals").add_to(made)
    folium.Marker([50, 30]).add_to(group)
    folium.LayerControl(collapsed=False).add_to(made)
    reader.open(html.render_map(made))
    assert "Field hospitals" in reader.ask("document.querySelector('.leaflet-control-layers').textContent")
    assert reader.errors == []
