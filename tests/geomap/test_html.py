"""The standalone page as text: one file, the same bytes, nothing from elsewhere, clear errors."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import folium
import pytest
from branca.element import Element
from folium.plugins import MarkerCluster
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import RenderError
from geomap.model import Status, VenueStatus
from geomap.render import embed, html, notebook
from geomap.render.payload import inert_json
from geomap.render.standalone import NetworkNeeded, script_tag, style_tag
from geomap.scene.model import Arrow, Bounds, Card, LegendItem, Pin, Quote, Role, Scene

KYIV, GOMEL = (30.52, 50.45), (31.0, 52.43)
JINJA = '{{ self.__init__.__globals__.__builtins__.__import__("os").getcwd() }}'
SCENE = Scene(
    title="One way out", deck="", kicker="", language="en", frame=Bounds(28.0, 49.5, 34.0, 53.0),
    pins=(Pin("p1", KYIV, "Kyiv", Role.ORIGIN, card="p1"), Pin("p2", GOMEL, "Gomel", Role.DESTINATION, card="p2")),
    arrows=(Arrow("c1.1", "c1", Status.REJECTED, (KYIV, (30.9, 51.4), GOMEL), label="From Kyiv to Gomel"),),
    cards=(Card("c1", "Kyiv → Gomel", Status.REJECTED, "Rejected by Ukraine", (("Distance", "220 km"),),
                quotes=(Quote("The way leads from Kyiv to Gomel.", "report.txt"),)),
           Card("v1", "Talks", VenueStatus.PLANNED, "Planned"), Card("p1", "Kyiv"), Card("p2", "Gomel")),
    legend=(LegendItem("rejected", "Rejected (1)", ("c1",)),), footer=("Basemap: Natural Earth.",), alt="One arrow.")


@pytest.fixture(scope="module")
def page() -> str:
    return html.render(SCENE)


class Addresses(HTMLParser):
    """What a browser would fetch or go to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and name in ("src", "href", "action", "data", "poster", "srcset")]


def test_the_same_scene_is_the_same_bytes(page: str) -> None:
    assert html.render(SCENE) == page


def test_the_same_scene_with_own_layers_is_the_same_bytes() -> None:
    def make() -> str:
        made = html.folium_map(SCENE)
        folium.Marker([50, 30], popup="here").add_to(folium.FeatureGroup(name="own").add_to(made))
        return html.render_map(made)

    assert make() == make()


def test_a_map_can_be_rendered_again_after_more_was_added() -> None:
    made = html.folium_map(SCENE)
    first = html.render_map(made)
    folium.Marker([50, 30], tooltip="added later").add_to(made)
    second = html.render_map(made)
    assert "added later" not in first
    assert second.count("added later") == 1
    assert second.count("geomap.start(") == first.count("geomap.start(")


def test_the_page_names_no_address_but_its_own(page: str) -> None:
    parser = Addresses()
    parser.feed(page)
    assert parser.found
    assert all(address.startswith(("#", "data:")) for address in parser.found)
    assert "url(http" not in page


def test_the_page_stays_light(page: str) -> None:
    assert len(page.encode()) < 700_000
    assert len(gzip.compress(page.encode(), mtime=0)) < 250_000


def test_the_policy_names_a_hash_for_every_script_and_style_and_nothing_unsafe(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert len(re.findall("'sha256-", policy[1])) == len(set(re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)))


def test_jquery_bootstrap_and_font_awesome_are_left_out(page: str) -> None:
    assert not re.search(r"jquery|bootstrap|font-?awesome", page, re.IGNORECASE)


def test_leaflets_flag_is_switched_off(page: str) -> None:
    assert "mergeOptions({ prefix: false })" in page


def test_pinch_zoom_is_not_forbidden(page: str) -> None:
    assert "user-scalable" not in page
    assert page.count("<meta name=\"viewport\"") == 1


@pytest.mark.parametrize("point", [(float("nan"), 50.0), (30.0, float("inf")), (30.0, 91.0), (900.0, 10.0)])
def test_coordinates_off_the_globe_are_refused_by_name(point: tuple[float, float]) -> None:
    scene = replace(SCENE, pins=(replace(SCENE.pins[0], point=point),))
    with pytest.raises(RenderError, match="'Kyiv' lies nowhere on the globe"):
        html.render(scene)


def test_a_frame_that_is_no_frame_is_refused() -> None:
    with pytest.raises(RenderError, match="the map's frame"):
        html.render(replace(SCENE, frame=Bounds(float("nan"), 1.0, 2.0, 3.0)))


def test_two_cards_of_one_id_are_refused() -> None:
    with pytest.raises(RenderError, match="two cards share the id 'c1'"):
        html.render(replace(SCENE, cards=(*SCENE.cards, SCENE.cards[0])))


def test_an_arrow_between_the_same_place_is_drawn_without_failing() -> None:
    assert html.render(replace(SCENE, arrows=(replace(SCENE.arrows[0], path=(KYIV, KYIV)),)))


def test_a_plugin_from_elsewhere_is_refused_with_its_address_and_a_way_out() -> None:
    made = html.folium_map(SCENE)
    MarkerCluster().add_to(made)
    with pytest.raises(RenderError, match=r"needs https://\S+markercluster\S+, which is not in the page: allow its host"):
        html.render_map(made)


def test_a_host_that_was_allowed_is_let_in_and_announced() -> None:
    made = html.folium_map(SCENE, allowed=("cdnjs.cloudflare.com",))
    MarkerCluster().add_to(made)
    with pytest.warns(NetworkNeeded, match=r"asks cdnjs\.cloudflare\.com"):
        page = html.render_map(made)
    assert re.search(r"script-src [^;]*https://cdnjs\.cloudflare\.com", page)


def test_tiles_that_folium_does_not_know_are_an_error_not_a_traceback() -> None:
    with pytest.raises(RenderError, match="'nonsense' are not usable"):
        html.render(SCENE, tiles="nonsense")


def test_a_map_from_elsewhere_has_no_page() -> None:
    with pytest.raises(RenderError, match=r"folium_map\(scene\)"):
        html.render_map(folium.Map(tiles=None))


def test_nothing_that_passes_through_branca_is_read_as_a_template_twice() -> None:
    made = html.folium_map(SCENE)
    folium.Marker([50, 30], popup=folium.Popup(JINJA, parse_html=False), tooltip="{{ 6 * 7 }}").add_to(made)
    made.get_root().html.add_child(Element("<p>kept</p>"))
    page = html.render_map(made)
    assert "getcwd() }}" in page
    assert "{{ 6 * 7 }}" in page


def test_a_template_tag_in_an_own_layer_is_a_clear_error() -> None:
    made = html.folium_map(SCENE)
    folium.Marker([50, 30], tooltip="{% for %}").add_to(made)
    with pytest.raises(RenderError, match="write them as HTML entities"):
        html.render_map(made)


@given(st.recursive(st.text() | st.integers() | st.booleans(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_data_in_the_page_reads_back_and_is_inert(data: Any) -> None:
    text = inert_json(data)
    assert json.loads(text) == data
    assert not re.search(r"[<>&`$\u2028\u2029]|\{\{|\{%|\{#", text)


def test_a_number_that_is_none_is_no_data() -> None:
    with pytest.raises(ValueError, match="JSON"):
        inert_json({"x": float("nan")})


def test_scripts_and_styles_cannot_end_themselves() -> None:
    with pytest.raises(RenderError):
        script_tag("x = '</script>'")
    with pytest.raises(RenderError):
        style_tag("</STYLE>")


# --- fragments

@pytest.mark.parametrize("make", [embed.iframe, embed.inline])
def test_a_fragment_is_one_line_without_braces_in_its_markup(make: Any) -> None:
    fragment = make(SCENE)
    assert fragment.endswith(">\n")
    assert fragment.count("\n") == 1
    assert not re.search(r"[{}]", fragment)


def test_fragments_are_the_same_twice() -> None:
    assert embed.inline(SCENE) == embed.inline(SCENE)
    assert embed.iframe(SCENE) == embed.iframe(SCENE)


def test_ids_of_different_figures_differ() -> None:
    other = replace(SCENE, title="Another")
    assert not set(re.findall(r' id="([^"]+)"', embed.inline(SCENE))) & set(re.findall(r' id="([^"]+)"', embed.inline(other)))


def test_a_figure_has_alt_text_a_caption_and_a_credit() -> None:
    figure = embed.inline(SCENE)
    assert "One arrow." in figure
    assert re.search(r"<figcaption.*One way out.*Natural Earth.*</figcaption>", figure)


def test_a_notebook_gets_a_frame_a_picture_and_words() -> None:
    bundle = notebook.mimebundle(SCENE)
    assert bundle["text/plain"] == "One arrow."
    assert bundle["text/html"].index("<img") < bundle["text/html"].index("<iframe")
    assert {"image/png", "image/svg+xml"} & set(bundle)
