"""The static drawing: well-formed whatever the words, deterministic, refusing what cannot be drawn."""

from __future__ import annotations

import re
import struct
import sys
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import scenes
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import KYIV, SUMY, WORLD, corridor

from geomap.errors import RenderError
from geomap.model import Findings, Status
from geomap.render import pdf, png, svg
from geomap.render.svg_text import MARKS, is_rtl, runs, shorten, text_element, width, wrap
from geomap.scene import compose
from geomap.scene.model import Area, Arrow, Ending, Pin, Role, Scene
from geomap.scene.symbols import DARK, LIGHT, STATUS, exit_angles

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "]]>&lt;&#0;", "{{ 7*7 }} ${x} `y`",
           "\x00\x07\x1b[31m", "\ud800", "\u202eevil\u2066", "' onload='x", "é" * 5000, "قال المتحدث (سومي–بولتافا).")


def scene_of(text: str) -> Scene:
    made = compose(Findings("t", corridors=(corridor("c1", Status.REJECTED, (KYIV,), (SUMY,)),)), atlas=WORLD)
    pins = tuple(replace(pin, label=text, sublabel=text) for pin in made.pins)
    legend = tuple(replace(item, text=text) for item in made.legend)
    tags = tuple(replace(tag, text=text) for tag in made.tags)
    return replace(made, title=text, deck=text, kicker=text, language=text, footer=(text,), alt=text, pins=pins, legend=legend,
                   tags=tags, empty=text)


@pytest.fixture(scope="module")
def paired() -> Scene:
    return compose(scenes.PAIRED, atlas=WORLD)


@pytest.mark.parametrize("name", scenes.STORIES)
def test_every_story_draws_the_same_twice_and_is_well_formed(name):
    scene = compose(scenes.STORIES[name], atlas=WORLD)
    drawing = svg.render(scene)
    assert drawing == svg.render(scene)
    root = ElementTree.fromstring(drawing)
    assert root.tag == f"{SVG}svg"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    root = ElementTree.fromstring(svg.render(scene_of(text)))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "g", "text", "tspan", "clipPath"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or name.endswith("href")]


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_can_be_set(text):
    element = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{text_element(text, 1, 2, 12, "#000", halo="#fff")}</svg>')
    assert len(element) == 2


def test_a_title_of_ten_megabytes_is_clipped():
    assert len(svg.render(scene_of("many words " * 1_000_000))) < 400_000


def test_ids_begin_with_the_prefix_so_that_two_drawings_do_not_clash(paired):
    ids = {prefix: set(re.findall(r' id="([^"]+)"', svg.render(paired, prefix=prefix))) for prefix in ("one", "two")}
    assert ids["one"]
    assert not ids["one"] & ids["two"]
    used = set(re.findall(r"url\(#([^)]+)\)", svg.render(paired, prefix="one")))
    assert used <= ids["one"]


def test_there_are_no_markers_patterns_styles_or_outside_files(paired):
    drawing = svg.render(paired)
    for feature in ("<marker", "<pattern", "<style", "<image", "<use", "href", "http://", "https://"):
        assert feature not in drawing.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_the_bare_map_has_no_headline_but_its_title_for_screen_readers(paired):
    bare = svg.render(paired, furniture=False)
    root = ElementTree.fromstring(bare)
    assert root.find(f"{SVG}title").text == paired.title
    assert paired.title not in [text.text for text in root.iter(f"{SVG}text")]


def test_size_is_what_was_asked_for(paired):
    root = ElementTree.fromstring(svg.render(paired, width=900, height=700))
    assert (root.get("width"), root.get("height")) == ("900", "700")


BAD = (({"width": 10}, "10 pixels wide"), ({"width": 10**6}, "pixels wide"), ({"height": 1}, "1 pixels high"),
       ({"theme": "neon"}, "no theme is called 'neon'"), ({"prefix": '"><'}, "ids cannot begin"))


@pytest.mark.parametrize(("asked", "said"), BAD)
def test_what_cannot_be_drawn_is_refused(paired, asked, said):
    with pytest.raises(RenderError, match=re.escape(said)):
        svg.render(paired, **asked)


OFF = (float("nan"), 0.0), (float("inf"), 0.0), (0.0, 91.0), (1000.0, 0.0)


@pytest.mark.parametrize("point", OFF)
def test_a_place_off_the_globe_is_refused_by_name(paired, point):
    pin = Pin("lost", point, "Lost", Role.PLACE)
    with pytest.raises(RenderError, match="'lost' lies nowhere on the globe"):
        svg.render(replace(paired, pins=(pin,)))
    arrow = Arrow("a1", "c1", Status.AGREED, (point, (0.0, 0.0)))
    with pytest.raises(RenderError, match="'a1' lies nowhere on the globe"):
        svg.render(replace(paired, arrows=(arrow,)))


def test_an_area_or_a_name_off_the_globe_is_refused_too(paired):
    area = replace(paired.areas[0], polygons=((((float("nan"), 0.0), (1.0, 0.0), (1.0, 1.0)),),))
    with pytest.raises(RenderError, match="'v1' lies nowhere on the globe"):
        svg.render(replace(paired, areas=(area,)))
    with pytest.raises(RenderError, match="lies nowhere on the globe"):
        svg.render(replace(paired, tags=(replace(paired.tags[0], spots=((0.0, 200.0),)),)))


def test_every_status_has_its_own_dash_or_glyph_and_colours_that_are_legible():
    assert set(STATUS) == set(Status)
    assert len({symbol.glyph for symbol in STATUS.values()}) == len(STATUS)
    assert len({symbol.sign for symbol in STATUS.values()}) == len(STATUS)
    for symbol in STATUS.values():
        assert contrast(symbol.light, LIGHT.paper) >= 4.5
        assert contrast(symbol.dark, DARK.paper) >= 4.5


def test_words_on_the_map_are_legible():
    for palette in (LIGHT, DARK):
        for colour in (palette.ink, palette.muted, palette.venue):
            assert contrast(colour, palette.land) >= 4.5
        assert contrast(palette.faint, palette.land) >= 3
        assert contrast(palette.sea_label, palette.sea) >= 3


def contrast(one: str, two: str) -> float:
    """WCAG 2 contrast ratio."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i: i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_exit_stems_never_point_down_and_are_the_same_for_every_place():
    assert exit_angles(1) == [-90.0]
    for count in range(1, 4):
        assert all(-180 < angle < 0 for angle in exit_angles(count))


@given(st.text(max_size=200), st.floats(30, 400))
@settings(max_examples=80)
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text, room):
    lines = wrap(text, 13, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 13) <= room or sum(unicodedata.category(char) not in MARKS for char in line) <= 1 for line in lines)


def test_a_mark_goes_to_the_next_line_with_its_letter():
    assert wrap("000000\u0b3e", 13, 30) == ["000", "00", "0\u0b3e"]


def test_a_text_too_long_ends_in_an_ellipsis():
    assert wrap("one two three four five six", 13, 60, lines=2)[-1].endswith("…")
    assert width(shorten("a very long label indeed", 13, 60), 13) <= 60


@pytest.mark.parametrize(("text", "expected"), [("abc", False), ("مرحبا", True), ("12 ירושלים", True), ("", False), ("Kyiv مرحبا", False)])
def test_the_direction_of_a_text_is_that_of_its_first_letter(text, expected):
    assert is_rtl(text) is expected


def test_each_script_asks_for_its_own_font_and_punctuation_for_the_default():
    assert runs("北京 (Beijing)") == [("Noto Sans CJK SC", "北京 "), ("", "(Beijing)")]
    assert runs("Київ") == [("", "Київ")]


def test_png_states_its_size_and_resolution(paired):
    pytest.importorskip("resvg_py")
    picture = png.render(paired, width=600, height=500, scale=2)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 1000)
    at = picture.index(b"pHYs") + 4
    assert struct.unpack(">II", picture[at: at + 8]) == (round(192 / 0.0254),) * 2


def test_png_takes_dots_per_inch_and_refuses_what_is_too_large(paired):
    pytest.importorskip("resvg_py")
    assert struct.unpack(">I", png.render(paired, width=480, height=400, dpi=300)[16:20])[0] == 1500
    with pytest.raises(RenderError, match="cannot be drawn at scale"):
        png.render(paired, scale=0)
    with pytest.raises(RenderError, match="too large"):
        png.render(paired, width=8000, height=8000, scale=10)


def test_pdf_is_one_page_of_the_asked_size_and_the_same_twice(paired):
    pytest.importorskip("typst")
    document = pdf.render(paired, width=800, height=600)
    assert document.startswith(b"%PDF-")
    assert document == pdf.render(paired, width=800, height=600)
    assert b"/MediaBox [0 0 600 450]" in document or b"/MediaBox[0 0 600 450]" in document


MISSING = ((png, "resvg_py", "geomap[png]", "Way out"), (pdf, "typst", "geomap[pdf]", "Way out"), (pdf, "resvg_py", "geomap[png]", "दिल्ली"))


@pytest.mark.parametrize(("renderer", "package", "extra", "title"), MISSING)
def test_a_package_that_is_not_installed_is_named_with_its_extra_in_one_line(paired, monkeypatch, renderer, package, extra, title):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RenderError, match=re.escape(f"pip install '{extra}'")) as caught:
        renderer.render(replace(paired, title=title))
    assert "\n" not in str(caught.value)


def test_pdf_sets_scripts_that_would_be_misplaced_as_a_picture(paired):
    pytest.importorskip("typst")
    pytest.importorskip("resvg_py")
    assert pdf.is_misplaced("दिल्ली")
    assert not pdf.is_misplaced("Київ القاهرة 北京")
    document = pdf.render(replace(paired, title="दिल्ली"), width=400, height=400)
    assert b"/Subtype/Image" in document.replace(b" /", b"/")
    assert b"/Subtype/Image" not in pdf.render(paired, width=400, height=400).replace(b" /", b"/")


def test_code_in_a_title_is_not_run_by_the_typesetter(paired):
    pytest.importorskip("typst")
    assert pdf.render(replace(paired, title='"); #panic("ran")'), width=400, height=400).startswith(b"%PDF-")


def test_a_name_wider_than_the_map_has_room_for_is_cut_and_stays_on_the_map():
    wide = replace(KYIV, name="W" * 300)
    drawing = svg.render(compose(Findings("t", corridors=(corridor("c1", Status.REJECTED, (wide,), (SUMY,)),)), atlas=WORLD), width=700)
    label = next(text for text in ElementTree.fromstring(drawing).iter(f"{SVG}text") if (text.text or "").startswith("WWW"))
    assert label.text.endswith("…")
    assert width(label.text, float(label.get("font-size")), bold=True) <= 0.4 * 700


def words_of(scene: Scene, width: int = 1000) -> list[str]:
    """The texts of a drawing, without the halos below them."""
    texts = ElementTree.fromstring(svg.render(scene, width=width, furniture=False)).iter(f"{SVG}text")
    return ["".join(text.itertext()) for text in texts if not text.get("stroke")]


CITIES = tuple(replace(KYIV, id=name, name=name, point=replace(KYIV.point, lon=KYIV.point.lon + i * 0.01))
               for i, name in enumerate(("Upper Town", "Lower Town", "Old Town", "New Town", "Port")))


def test_ends_of_corridors_a_few_pixels_apart_share_one_label():
    for number, said in ((2, "Upper Town, Lower Town"), (3, "Upper Town, Lower Town, Old Town"), (5, "Upper Town, Lower Town and 3 more")):
        words = words_of(compose(Findings("t", corridors=(corridor("c1", Status.AGREED, CITIES[:number], (SUMY,)),)), atlas=WORLD))
        assert said in words
        assert not {city.name for city in CITIES} & set(words)


def test_a_shared_label_without_room_is_set_in_lines():
    scene = compose(Findings("t", corridors=(corridor("c1", Status.AGREED, CITIES[:3], (SUMY,)),)), atlas=WORLD)
    assert {"Upper Town, Lower Town,", "Old Town"} <= set(words_of(scene, 400))


def test_ends_of_corridors_that_stand_apart_have_labels_of_their_own():
    apart = tuple(replace(city, point=replace(city.point, lon=KYIV.point.lon + i)) for i, city in enumerate(CITIES))
    words = words_of(compose(Findings("t", corridors=(corridor("c1", Status.AGREED, apart, (SUMY,)),)), atlas=WORLD))
    assert {city.name for city in CITIES} <= set(words)


@pytest.mark.parametrize(("role", "east", "named"), [(Role.PLACE, 0.1, 1), (Role.ORIGIN, 0.1, 1), (Role.DESTINATION, 0.1, 1),
                                                    (Role.PLACE, 6.0, 2), (Role.DESTINATION, 6.0, 1)])
def test_a_region_is_named_once_unless_far_from_where_an_arrow_ends_in_it(paired, role, east, named):
    tip = paired.arrows[0].path[-1]
    arrow = replace(paired.arrows[0], ending=Ending.AREA, end_label="Steppe")
    anchor = (tip[0] - east, tip[1])
    square = tuple((anchor[0] + dx, anchor[1] + dy) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    area = Area("a1", "c1", "Steppe", role, ((square,),), anchor)
    words = words_of(replace(paired, arrows=(arrow,), areas=(area, replace(area, id="a2"))))
    assert sum("Steppe" in word for word in words) == named


def test_a_region_whose_name_has_no_room_at_an_arrows_end_is_named_in_its_middle(paired):
    tip = paired.arrows[0].path[-1]
    arrow = replace(paired.arrows[0], ending=Ending.AREA, end_label="Steppe")
    anchor = (tip[0], tip[1] - 1)
    square = tuple((anchor[0] + dx, anchor[1] + dy) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    area = Area("a1", "c1", "Steppe", Role.DESTINATION, ((square,),), anchor)
    crowd = tuple(Pin(f"n{i}", (tip[0] + dx, tip[1] + dy), "Ford", Role.ORIGIN) for i, (dx, dy) in enumerate(
        (dx / 5, dy / 5) for dx in range(-3, 4) for dy in range(-1, 2)))
    words = words_of(replace(paired, arrows=(arrow,), areas=(area,), pins=crowd))
    assert "Steppe" in words
    assert "to Steppe" not in words
