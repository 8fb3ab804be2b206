"""The standalone page as its readers meet it: in a real Chromium with no network."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest import PHONE, WIDE
from stories import NOTHING, POLTAVA, SENTENCE, STORY, bowed, crowded

from geomap.model import Status
from geomap.render import html
from geomap.scene.model import Area, Arrow, Bounds, Ending, Pin, Precision, Role, Scene

OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll('.gm-label.gm-shown')].map(e => [e.textContent, e.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) found.push([a, b]);
  }));
  return found;
})()"""


@pytest.fixture(scope="module")
def page() -> str:
    return html.render(STORY)


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light")])
def test_the_page_asks_nothing_of_the_network_and_logs_nothing(reader: Any, page: str, size: Any, scheme: str) -> None:
    reader.open(page, size=size, features={"prefers-color-scheme": scheme})
    assert reader.requests == []
    assert reader.errors == []
    assert reader.shows(".leaflet-container")


def test_an_injected_script_is_refused_by_the_policy(reader: Any, page: str) -> None:
    reader.open(page)
    reader.driver.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);")
    assert reader.ask("window.ran === undefined")


def test_a_picture_from_elsewhere_is_refused_by_the_policy(reader: Any, page: str) -> None:
    reader.open(page)
    outcome = reader.driver.execute_async_script(
        "const done = arguments[0]; document.addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));"
        "const i = new Image(); i.src = 'https://example.org/x.png'; document.body.append(i);")
    assert outcome == "img-src"


def test_tab_reaches_every_pin_and_every_arrow(reader: Any, page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.open(page)
    reached = set()
    for _ in range(40):
        reader.press(Keys.TAB)
        reached.add(reader.ask("document.activeElement.getAttribute('aria-label') || ''"))
    wanted = {"Kyiv", "Sumy", "Gomel", "Poltava", "Lviv", "Third round of talks, Brest Region, Belarus",
              *(arrow.label for arrow in STORY.arrows)}
    assert wanted <= reached


def test_enter_opens_the_pop_up_with_the_sentence_and_escape_gives_the_focus_back(reader: Any, page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.open(page)
    reader.do("document.querySelector('[aria-label^=\"Corridor from Kyiv\"]').focus()")
    reader.press(Keys.ENTER)
    reader.wait("document.querySelector('.leaflet-popup')")
    assert SENTENCE in reader.ask("document.querySelector('.leaflet-popup').textContent")
    assert reader.ask("document.querySelector('.leaflet-popup').getAttribute('role')") == "dialog"
    assert reader.ask("document.querySelector('.leaflet-popup').contains(document.activeElement)")
    reader.press(Keys.ESCAPE)
    reader.wait("!document.querySelector('.leaflet-popup')")
    assert reader.ask("document.activeElement.getAttribute('aria-label')") == "Corridor from Kyiv to Gomel: rejected"


MIDDLE = """(element => {
  const line = element instanceof SVGPathElement && element.matches('.gm-target');
  const p = line && element.getPointAtLength(element.getTotalLength() * 0.7).matrixTransform(element.getScreenCTM());
  const r = element.getBoundingClientRect();
  return line ? [p.x, p.y] : element.matches('path') ? [r.left + r.width * 0.75, r.top + r.height * 0.6]
    : [r.left + r.width / 2, r.top + r.height / 2];
})"""


@pytest.mark.parametrize(("selector", "heading"), [
    (".gm-pin-venue", "Third round of talks"), (".gm-pin-place", "Lviv"), (".gm-target", "Kyiv → Gomel"),
    ("path.gm-area", "Third round of talks")])
def test_a_click_opens_a_pop_up_that_stays(reader: Any, page: str, selector: str, heading: str) -> None:
    reader.open(page, features={"prefers-reduced-motion": "reduce"})
    x, y = reader.ask(f"{MIDDLE}(document.querySelector('{selector}'))")
    for kind in ("mousePressed", "mouseReleased"):
        reader.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    reader.wait(f"document.querySelector('.leaflet-popup h3')?.textContent === '{heading}'")


@pytest.mark.parametrize("key", ["ENTER", "SPACE"])
def test_a_pin_opens_by_key(reader: Any, page: str, key: str) -> None:
    from selenium.webdriver.common.keys import Keys

    reader.open(page)
    reader.do("document.querySelector('[aria-label=\"Lviv\"]').focus()")
    reader.press(getattr(Keys, key))
    reader.wait("document.querySelector('.leaflet-popup h3')?.textContent === 'Lviv'")


def test_a_long_list_scrolls_beside_the_map_and_a_long_pop_up_leaves_the_map_in_sight(reader: Any) -> None:
    card = STORY.cards[0]
    long = replace(STORY, cards=(replace(card, quotes=tuple(replace(card.quotes[0], text=f"{SENTENCE} {i} " * 9) for i in range(9))),
                                 *STORY.cards[1:]))
    reader.open(html.render(long))
    high = "document.querySelector('{}').getBoundingClientRect().height"
    assert reader.ask(high.format(".gm-side")) < 800
    assert reader.ask(high.format(".gm-map")) >= 500
    reader.do("document.querySelector('.gm-find').click()")
    reader.wait("document.querySelector('.leaflet-popup')")
    assert reader.ask(high.format(".leaflet-popup")) < 0.75 * reader.ask(high.format(".gm-map"))


def test_the_list_opens_the_same_pop_up(reader: Any, page: str) -> None:
    reader.open(page)
    reader.driver.find_element("css selector", "[data-card='1'] .gm-find").click()
    reader.wait("document.querySelector('.leaflet-popup h3')?.textContent === 'Sumy → Poltava'")


def test_the_legend_switches_its_corridors_off_and_on(reader: Any, page: str) -> None:
    reader.open(page)
    arrows = "document.querySelectorAll('.gm-target').length"
    before = reader.ask(arrows)
    reader.do("document.querySelector('.gm-key input').click()")
    assert reader.ask(arrows) == before - 1
    assert not reader.ask("!!document.querySelector('[aria-label=\"Gomel\"]')"), "its destination goes with it"
    assert reader.ask("!!document.querySelector('[aria-label=\"Kyiv\"]')"), "its origin has another corridor"
    reader.do("document.querySelector('.gm-key input').click()")
    assert reader.ask(arrows) == before


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_labels_never_cover_each_other_at_any_zoom(reader: Any, page: str, size: Any) -> None:
    reader.open(page, size=size)
    for step in (0, -1, 1):
        reader.do(f"geomap.page.map.setZoom(geomap.page.view.fitted + {step}, {{ animate: false }})")
        shown = reader.ask("document.querySelectorAll('.gm-label.gm-shown').length")
        assert shown > 0
        assert reader.ask(OVERLAPS) == [], f"at zoom {step:+d}"


def test_the_storys_labels_are_all_shown_in_the_first_view(reader: Any, page: str) -> None:
    for size in (WIDE, PHONE):
        reader.open(page, size=size)
        shown = reader.ask("[...document.querySelectorAll('.gm-label.gm-shown')].map(e => e.firstChild.textContent)")
        assert {"Kyiv", "Sumy", "Gomel", "Poltava", "Third round of talks"} <= set(shown)


def test_reset_brings_the_first_view_back(reader: Any, page: str) -> None:
    reader.open(page, features={"prefers-reduced-motion": "reduce"})
    zoom = reader.ask("geomap.page.map.getZoom()")
    reader.do("geomap.page.map.setView([51, 40], 8, { animate: false })")
    reader.driver.find_element("css selector", ".gm-reset a").click()
    assert reader.ask("geomap.page.map.getZoom()") == pytest.approx(zoom, abs=0.3)


def test_a_phone_scrolls_only_downwards_and_may_zoom_by_pinching(reader: Any, page: str) -> None:
    reader.open(page, size=PHONE)
    assert reader.ask("document.documentElement.scrollWidth <= innerWidth")
    viewport = reader.ask("[...document.querySelectorAll('meta[name=viewport]')].map(m => m.content).join()")
    assert viewport == "width=device-width, initial-scale=1"


def test_without_scripts_the_drawing_takes_the_maps_place(reader: Any, page: str) -> None:
    reader.open(page, scripts=False)
    assert reader.shows(".gm-static svg")
    assert not reader.shows(".gm-map")
    assert reader.shows("[data-card]")
    assert reader.requests == []


def test_where_the_script_fails_the_drawing_takes_the_maps_place(reader: Any, page: str) -> None:
    reader.open(page.replace('"arrows":[', '"arrows":0,"broken":['), wait="document.documentElement.classList.contains('no-js')")
    assert reader.shows(".gm-static svg")
    assert not reader.shows(".gm-map")


def test_print_shows_the_drawing_on_light_paper(reader: Any, page: str) -> None:
    reader.open(page, media="print", features={"prefers-color-scheme": "dark"})
    assert reader.shows(".gm-static svg")
    assert not reader.shows(".gm-map")
    assert reader.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_dark_readers_get_a_dark_page(reader: Any, page: str) -> None:
    reader.open(page, features={"prefers-color-scheme": "dark"})
    assert reader.ask("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"


def test_readers_who_want_less_motion_get_none(reader: Any, page: str) -> None:
    reader.open(page, features={"prefers-reduced-motion": "reduce"})
    assert reader.ask("geomap.page.map.options.zoomAnimation") is False


@pytest.mark.parametrize(("sandbox", "visible", "hidden"), [("allow-scripts", ".gm-map", ".gm-static"),
                                                           ("", ".gm-static", ".gm-map")])
def test_the_page_lives_in_a_sandboxed_frame(reader: Any, page: str, sandbox: str, visible: str, hidden: str) -> None:
    from html import escape

    reader.open(f'<!DOCTYPE html><iframe sandbox="{sandbox}" width=1000 height=700 srcdoc="{escape(page)}"></iframe>',
                wait="document.querySelector('iframe')")
    reader.driver.switch_to.frame(0)
    try:
        if sandbox:
            reader.wait("document.documentElement.classList.contains('gm-ready')")
            shown = "getComputedStyle(document.querySelector('{}')).display"
            assert reader.ask(shown.format(visible)) != "none"
            assert reader.ask(shown.format(hidden)) == "none"
    finally:
        reader.driver.switch_to.default_content()
    picture = reader.cdp("Page.captureScreenshot", format="png")["data"]
    assert len(picture) > 20_000, "an empty frame is a small picture"
    assert reader.requests == []


def test_screen_readers_get_a_named_map_a_description_and_a_table(reader: Any, page: str) -> None:
    reader.open(page)
    assert reader.ask("document.querySelector('.leaflet-container').getAttribute('role')") == "region"
    described = reader.ask("document.getElementById(document.querySelector('.leaflet-container')"
                           ".getAttribute('aria-describedby')).textContent")
    assert described == STORY.alt
    assert reader.ask("document.querySelectorAll('table tbody tr').length") == 4


def test_an_empty_map_says_so(reader: Any) -> None:
    reader.open(html.render(NOTHING))
    assert reader.ask("document.querySelector('.gm-empty').textContent") == NOTHING.empty
    assert reader.errors == []


def test_a_thousand_places_and_two_hundred_corridors_stay_within_reach(reader: Any) -> None:
    reader.open(html.render(crowded()))
    assert reader.errors == []
    counted = "[...document.querySelectorAll('.gm-pin-place > span')].reduce((n, e) => n + (Number(e.textContent) || 1), 0)"
    places = sum(pin.role.value == "place" for pin in crowded().pins)
    assert reader.ask(counted) == places, "none is lost behind another"
    assert reader.ask("document.querySelectorAll('.gm-target').length") == 200
    assert reader.ask(OVERLAPS) == []
    reader.do("document.querySelector('.gm-cluster').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    reader.wait("geomap.page.map.getZoom() > geomap.page.view.fitted")


def test_a_country_named_as_destination_is_a_band_with_its_name_that_answers_keys(reader: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    belarus = ((((23.6, 51.5), (23.2, 53.9), (26.5, 55.7), (31.0, 55.0), (32.0, 53.1), (31.5, 52.1), (23.6, 51.5)),),)
    area = Area("c1.by", "c1", "Belarus", Role.DESTINATION, belarus, (28.0, 53.4), precision=Precision.COUNTRY, status=Status.REJECTED)
    reader.open(html.render(replace(STORY, areas=(area,))))
    assert reader.ask("document.querySelector('.gm-label-named.gm-shown').textContent") == "Belarusnamed as destination"
    assert reader.ask("[...document.querySelectorAll('.gm-label')].filter(e => /^Belarus/.test(e.textContent)).length") == 1
    reader.do("document.querySelector('path.gm-band').focus()")
    reader.press(Keys.ENTER)
    reader.wait("document.querySelector('.leaflet-popup h3')?.textContent === 'Kyiv → Gomel'")
    assert reader.errors == []


def test_two_opposite_sides_of_the_antimeridian_are_neighbours(reader: Any) -> None:
    suva, apia = (178.44, -18.14), (188.23, -13.83)
    scene = replace(STORY, frame=Bounds(176.0, -20.0, 190.0, -12.0), areas=(), tags=(), focus=("FJ",),
                    pins=(Pin("p1", suva, "Suva", Role.ORIGIN, card="p1"), Pin("p2", apia, "Apia", Role.DESTINATION, card="p2")),
                    arrows=(Arrow("c1.1", "c1", Status.AGREED, bowed(suva, apia), label="From Suva to Apia"),))
    reader.open(html.render(scene))
    left, right = (reader.ask(f"document.querySelector('[aria-label=\"{name}\"]').getBoundingClientRect().x") for name in ("Suva", "Apia"))
    assert 50 < left < right < 900
    assert reader.ask(OVERLAPS) == []


SHOWN = "[...document.querySelectorAll('.gm-label.gm-shown')].map(e => e.textContent)"


def neighbours(names: tuple[str, ...]) -> Scene:
    """The story with Sumy's corridor leaving from several places a kilometre or two apart."""
    places = tuple(Pin(f"n{i}", (34.80 + i * 0.02, 50.91), name, Role.DESTINATION if i == 1 else Role.ORIGIN, card="p2", rank=10 + i)
                   for i, name in enumerate(names))
    arrows = tuple(replace(STORY.arrows[1], id=f"c2.{i}", path=bowed(pin.point, POLTAVA)) for i, pin in enumerate(places))
    return replace(STORY, pins=(*(pin for pin in STORY.pins if pin.id != "p2"), *places), arrows=(*STORY.arrows[:1], *arrows))


@pytest.mark.parametrize(("names", "said"), [
    (("Upper Town", "Lower Town", "Old Town"), "Upper Town, Old Town, Lower Town"),
    (("Upper Town", "Lower Town", "Old Town", "New Town", "Port"), "Upper Town, Old Town and 3 more")])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_pins_a_few_pixels_apart_share_one_label_until_the_reader_zooms_in(reader: Any, names: Any, said: str, size: Any) -> None:
    reader.open(html.render(neighbours(names)), size=size)
    shown = reader.ask(SHOWN)
    assert said in shown
    assert not set(names) & set(shown)
    assert reader.ask(OVERLAPS) == []
    reader.do("const { map, view } = geomap.page; view.moved = true; map.setMaxZoom(14);"
              "map.setView([50.91, 34.84], 12, { animate: false })")
    shown = reader.ask(SHOWN)
    assert set(names) <= set(shown)
    assert said not in shown


def test_each_name_of_a_shared_label_keeps_its_style(reader: Any) -> None:
    reader.open(html.render(neighbours(("Upper Town", "Lower Town", "Old Town"))))
    styles = reader.ask("[...document.querySelectorAll('.gm-label.gm-shown > span')].map(e => getComputedStyle(e).fontWeight)")
    assert styles == ["700", "700", "600"]


def test_the_legend_takes_a_hidden_corridors_name_out_of_a_shared_label(reader: Any) -> None:
    scene = neighbours(("Upper Town", "Old Town"))
    gone = replace(scene.arrows[-1], card="c1")
    reader.open(html.render(replace(scene, arrows=(*scene.arrows[:-1], gone))))
    assert "Upper Town, Old Town" in reader.ask(SHOWN)
    reader.do("document.querySelector('.gm-key input').click()")
    assert "Upper Town" in reader.ask(SHOWN)


@pytest.mark.parametrize(("west", "named"), [(0.3, 1), (5.0, 2)])
def test_a_region_is_named_once_unless_far_from_where_an_arrow_ends_in_it(reader: Any, west: float, named: int) -> None:
    x, y = POLTAVA
    square = ((((x - 6, y - 0.8), (x + 1, y - 0.8), (x + 1, y + 0.8), (x - 6, y + 0.8), (x - 6, y - 0.8)),),)
    area = Area("c2.r", "c1", "Steppe", Role.PLACE, square, (x - west, y), status=Status.AGREED)
    arrow = replace(STORY.arrows[1], ending=Ending.AREA, end_label="Steppe")
    reader.open(html.render(replace(STORY, areas=(area,), arrows=(STORY.arrows[0], arrow))))
    steppes = f"{SHOWN}.filter(text => text === 'Steppe').length"
    assert reader.ask(steppes) == named
    reader.do("document.querySelectorAll('.gm-key input')[1].click()")
    assert reader.ask(steppes) == 1, "the area's own name, where the arrow is switched off"


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize(("corner", "low"), [((36.0, 53.6), True), ((36.0, 48.8), False)])
def test_the_locator_leaves_the_corner_in_which_something_happens(reader: Any, size: Any, corner: tuple[float, float], low: bool) -> None:
    far = Pin("p9", corner, "Far", Role.VENUE, card="p5", rank=9)
    reader.open(html.render(replace(STORY, pins=(*STORY.pins, far), frame=Bounds(23.0, 48.8, 36.0, 53.6))), size=size)
    hidden = """(() => {
      const globe = document.querySelector('.gm-locator').getBoundingClientRect();
      return [...document.querySelectorAll('.gm-pin')].some(pin => {
        const r = pin.getBoundingClientRect();
        return r.left < globe.right && r.right > globe.left && r.top < globe.bottom && r.bottom > globe.top;
      });
    })()"""
    assert not reader.ask(hidden)
    if size is WIDE:
        assert reader.ask("document.querySelector('.gm-locator').classList.contains('gm-low')") is low
