"""Findings to Scene, in a small world of coarse shapes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from math import hypot

import pytest
import scenes
from scenes import BELARUS, BREST_REGION, EGYPT, KHARKIV, KYIV, MARIUPOL, POLTAVA, RUSSIA, SUMY, UKRAINE, WORLD, corridor

from gazetteer.model import Kind, Place
from geomap.model import Actor, Corridor, Evidence, Findings, PlaceFinding, Statement, Status, Stop, Venue, VenueStatus, When
from geomap.scene import compose
from geomap.scene.model import Ending, Role, Scene


def composed(*corridors: Corridor, **more: object) -> Scene:
    return compose(Findings("Title", corridors=corridors, **more), atlas=WORLD)  # type: ignore[arg-type]


def card(scene: Scene, id: str):
    return next(card for card in scene.cards if card.id == id)


@pytest.mark.parametrize("name", scenes.STORIES)
def test_every_story_composes_the_same_twice(name):
    assert compose(scenes.STORIES[name], atlas=WORLD) == compose(scenes.STORIES[name], atlas=WORLD)


@pytest.mark.parametrize("name", scenes.STORIES)
def test_ids_are_unique_and_cards_are_there_for_all_that_is_drawn(name):
    scene = compose(scenes.STORIES[name], atlas=WORLD)
    cards = {card.id for card in scene.cards}
    assert len(cards) == len(scene.cards)
    for drawn in (scene.pins, scene.arrows, scene.areas):
        ids = [item.id for item in drawn]
        assert len(set(ids)) == len(ids)
    assert {item.card for item in (*scene.pins, *scene.arrows, *scene.areas) if item.card} <= cards
    assert {card for item in scene.legend for card in item.cards} <= cards


@pytest.mark.parametrize("name", scenes.STORIES)
def test_everything_of_the_story_lies_in_the_frame(name):
    scene = compose(scenes.STORIES[name], atlas=WORLD)
    frame = scene.frame
    assert -180 <= frame.west < 180
    assert frame.west < frame.east <= frame.west + 360
    points = [pin.point for pin in scene.pins if pin.role is not Role.CONTEXT]
    points += [arrow.path[i] for arrow in scene.arrows for i in (0, -1)]
    for lon, lat in points:
        assert frame.west <= lon <= frame.east
        assert frame.south <= lat <= frame.north


class TestUnpairedGroups:
    scene = compose(scenes.SEED_LIKE, atlas=WORLD)

    def test_no_arrow_leads_from_a_city_to_a_country(self):
        assert {arrow.ending for arrow in self.scene.arrows} == {Ending.EXIT}
        assert all(len(arrow.path) == 1 for arrow in self.scene.arrows)

    def test_each_origin_has_its_own_mark_at_its_place(self):
        marks = [arrow for arrow in self.scene.arrows if arrow.card == "c1"]
        assert {arrow.path[0] for arrow in marks} == {(p.point.lon, p.point.lat) for p in (KYIV, KHARKIV, MARIUPOL, SUMY)}
        assert all(arrow.unpaired for arrow in marks)

    def test_two_marks_at_one_place_take_different_slots(self):
        at_kyiv = [arrow.slot for arrow in self.scene.arrows if arrow.path[0] == (KYIV.point.lon, KYIV.point.lat)]
        assert sorted(at_kyiv) == [0, 1]

    def test_the_card_the_footer_and_the_arrow_say_that_the_pairing_is_not_stated(self):
        sentence = "The text does not say which city’s corridor leads to which country."
        assert card(self.scene, "c1").note == sentence
        assert any(sentence in line for line in self.scene.footer)
        assert "which of them is not stated" in self.scene.arrows[0].label

    def test_the_named_countries_are_marked_and_named_at_the_pins(self):
        areas = {area.label for area in self.scene.areas if area.role is Role.DESTINATION}
        assert areas == {"Russia", "Belarus"}
        assert {pin.sublabel for pin in self.scene.pins if pin.role is Role.ORIGIN} == {"to Russia or Belarus"}

    def test_the_heading_keeps_both_sides_whole(self):
        assert card(self.scene, "c1").heading == "Kyiv, Kharkiv, Mariupol and Sumy → Russia and Belarus"

    def test_a_pairing_that_is_stated_for_other_numbers_of_ends_is_still_open(self):
        scene = composed(corridor("c1", Status.AGREED, (KYIV, SUMY, KHARKIV), (RUSSIA, BELARUS), paired=True))
        assert all(arrow.ending is Ending.EXIT for arrow in scene.arrows)

    def test_one_known_end_of_two_is_no_pairing(self):
        unknown = Corridor("c1", Status.AGREED, scenes.stops(KYIV, SUMY), (Stop("Nowhereville"), *scenes.stops(POLTAVA)), paired=False)
        scene = composed(unknown)
        assert {arrow.ending for arrow in scene.arrows} == {Ending.EXIT}
        assert "Nowhereville" in card(scene, "c1").note


class TestPairedCorridors:
    scene = compose(scenes.PAIRED, atlas=WORLD)

    def test_each_leads_from_its_origin_to_its_destination(self):
        arrow = next(arrow for arrow in self.scene.arrows if arrow.card == "c1")
        assert arrow.path[0] == (KYIV.point.lon, KYIV.point.lat)
        assert arrow.path[-1] == (scenes.GOMEL.point.lon, scenes.GOMEL.point.lat)
        assert arrow.ending is Ending.PLACE

    def test_equally_many_ends_called_paired_go_in_order(self):
        scene = composed(corridor("c1", Status.AGREED, (KYIV, SUMY), (scenes.GOMEL, POLTAVA)))
        ends = {(arrow.path[0], arrow.path[-1]) for arrow in scene.arrows}
        assert ends == {((p.point.lon, p.point.lat), (q.point.lon, q.point.lat)) for p, q in ((KYIV, scenes.GOMEL), (SUMY, POLTAVA))}

    def test_several_origins_share_one_destination(self):
        scene = composed(corridor("c1", Status.AGREED, (KYIV, SUMY), (POLTAVA,), paired=True))
        assert [arrow.path[-1] for arrow in scene.arrows] == [(POLTAVA.point.lon, POLTAVA.point.lat)] * 2

    def test_the_distance_is_the_great_circle(self):
        facts = dict(card(self.scene, "c1").facts)
        assert facts["Distance"] == "about 220 km, straight line"

    def test_both_who_proposed_and_who_refused_are_said(self):
        assert card(self.scene, "c1").status_text == "Proposed by Russia, rejected by Ukraine"
        assert card(self.scene, "c5").status_text == "Agreed by Ukraine and Russia"

    def test_the_legend_groups_by_status_and_actors_and_counts(self):
        items = {item.key: item for item in self.scene.legend}
        assert items["rejected"].text == "Proposed by Russia, rejected by Ukraine (4)"
        assert items["rejected"].cards == ("c1", "c2", "c3", "c4")
        assert items["agreed"].text == "Agreed by Ukraine and Russia (1)"

    def test_a_start_that_is_also_an_end_is_one_pin(self):
        scene = composed(corridor("c1", Status.AGREED, (KYIV,), (SUMY,)), corridor("c2", Status.AGREED, (SUMY,), (POLTAVA,)))
        sumy = [pin for pin in scene.pins if pin.label == "Sumy"]
        assert [pin.role for pin in sumy] == [Role.THROUGH]


class TestAreasAtTheEnds:
    def test_an_arrow_to_a_country_ends_just_inside_its_nearest_border_and_names_it(self):
        scene = composed(corridor("c1", Status.PROPOSED, (KHARKIV,), (RUSSIA,)))
        arrow = scene.arrows[0]
        assert arrow.ending is Ending.AREA
        assert arrow.end_label == "Russia"
        end = arrow.path[-1]
        assert hypot(end[0] - KHARKIV.point.lon, end[1] - KHARKIV.point.lat) < 2
        assert WORLD.shapes[RUSSIA.id].contains(scenes.shapely.Point(end))

    def test_the_middle_of_russia_does_not_set_the_frame(self):
        scene = composed(corridor("c1", Status.PROPOSED, (KHARKIV,), (RUSSIA,)))
        assert scene.frame.east < 45

    def test_the_fact_is_the_distance_to_the_border(self):
        scene = composed(corridor("c1", Status.PROPOSED, (KHARKIV,), (RUSSIA,)))
        assert dict(card(scene, "c1").facts)["Distance"].endswith("km to the border")

    def test_a_corridor_within_its_own_country_points_nowhere(self):
        scene = composed(corridor("c1", Status.AGREED, (KYIV,), (UKRAINE,)))
        assert [arrow.ending for arrow in scene.arrows] == [Ending.EXIT]
        assert dict(card(scene, "c1").facts)["To"] == "Ukraine"

    def test_a_country_is_left_at_its_border(self):
        scene = composed(corridor("c1", Status.OPERATIONAL, (EGYPT,), (scenes.RAFAH,)))
        start = scene.arrows[0].path[0]
        assert hypot(start[0] - scenes.RAFAH.point.lon, start[1] - scenes.RAFAH.point.lat) < 0.6

    def test_an_area_of_unknown_shape_is_a_pin_of_its_precision(self):
        nowhere = scenes.place("r1", "Some Region", 33.0, 50.0, Kind.REGION, "UA")
        scene = composed(corridor("c1", Status.AGREED, (nowhere,), (KYIV,)))
        pin = next(pin for pin in scene.pins if pin.label == "Some Region")
        assert pin.precision.value == "region"

    def test_a_destination_without_an_origin_is_marked_and_not_pointed_at(self):
        scene = composed(corridor("c1", Status.PROPOSED, (), (BELARUS,)))
        assert not scene.arrows
        assert [area.label for area in scene.areas] == ["Belarus"]
        assert card(scene, "c1").note == "The text does not say where it begins."


class TestOpenEnds:
    def test_a_corridor_with_no_known_destination_is_an_exit_mark(self):
        scene = composed(corridor("c1", Status.ANNOUNCED, (KYIV,)))
        assert [(arrow.ending, arrow.path) for arrow in scene.arrows] == [(Ending.EXIT, ((KYIV.point.lon, KYIV.point.lat),))]
        assert card(scene, "c1").note == "The text does not say where it leads."
        assert card(scene, "c1").heading == "Out of Kyiv"

    def test_an_end_that_is_its_start_is_no_line(self):
        scene = composed(corridor("c1", Status.AGREED, (KYIV,), (KYIV,)))
        assert [arrow.path for arrow in scene.arrows] == [((KYIV.point.lon, KYIV.point.lat),)]

    def test_a_corridor_without_any_known_place_still_has_its_card(self):
        scene = composed(Corridor("c1", Status.AGREED, (Stop("Atlantis"),), (Stop("Avalon"),), name="Sunken road"))
        assert not scene.arrows
        assert card(scene, "c1").heading == "Sunken road: Atlantis → Avalon"
        assert "Atlantis and Avalon" in card(scene, "c1").note


def test_a_line_passes_its_stops_in_order():
    scene = compose(scenes.SUDAN, atlas=WORLD)
    arrow = scene.arrows[0]
    nearest = [min(range(len(arrow.path)), key=lambda i: hypot(arrow.path[i][0] - x, arrow.path[i][1] - y)) for x, y in arrow.stops]
    assert len(arrow.stops) == 3
    assert nearest == sorted(nearest)
    for i, (x, y) in zip(nearest, arrow.stops, strict=True):
        assert hypot(arrow.path[i][0] - x, arrow.path[i][1] - y) < 0.05


def test_arrows_both_ways_bow_apart():
    scene = compose(scenes.SYRIA, atlas=WORLD)
    there, back = (arrow.path for arrow in scene.arrows)
    middle, other = there[len(there) // 2], back[len(back) // 2]
    chord = hypot(there[0][0] - there[-1][0], there[0][1] - there[-1][1])
    assert hypot(middle[0] - other[0], middle[1] - other[1]) > 0.1 * chord


def test_three_corridors_between_the_same_places_are_three_curves():
    three = (Status.AGREED, Status.FAILED, Status.BLOCKED)
    scene = composed(*(corridor(f"c{i}", status, (KYIV,), (SUMY,)) for i, status in enumerate(three)))
    middles = [arrow.path[len(arrow.path) // 2] for arrow in scene.arrows]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert hypot(middles[a][0] - middles[b][0], middles[a][1] - middles[b][1]) > 0.2


def test_the_date_line_is_crossed_the_short_way():
    scene = compose(scenes.PACIFIC, atlas=WORLD)
    assert 170 < scene.frame.west < 180 < scene.frame.east < 200
    lons = [lon for lon, _ in scene.arrows[0].path]
    assert all(abs(b - a) < 2 for a, b in pairwise(lons))
    assert {pin.label: pin.point[0] > 180 for pin in scene.pins if pin.role is not Role.CONTEXT} == {"Suva": False, "Apia": True}


def test_a_region_that_holds_talks_is_shaded_and_not_pinned():
    scene = compose(scenes.SEED_LIKE, atlas=WORLD)
    area = next(area for area in scene.areas if area.role is Role.VENUE)
    assert area.label == "Third round of talks"
    assert area.sublabel == "Brest Region, Belarus"
    assert WORLD.shapes[BREST_REGION.id].contains(scenes.shapely.Point(area.anchor))
    assert not [pin for pin in scene.pins if pin.role is Role.VENUE]
    assert "the region, not the site" in card(scene, "v1").note


def test_several_rounds_at_one_place_are_one_pin_with_all_their_cards():
    rounds = tuple(Venue(f"v{i}", f"round {i}", KYIV, "Kyiv", status) for i, status in enumerate((VenueStatus.PAST, VenueStatus.HELD)))
    scene = compose(Findings("Talks", venues=rounds), atlas=WORLD)
    pin = next(pin for pin in scene.pins if pin.role is Role.VENUE)
    assert (pin.card, pin.also) == ("v1", ("v0",))
    assert {"v0", "v1"} <= {card.id for card in scene.cards}


def test_places_far_from_a_story_are_told_and_not_framed():
    scene = composed(corridor("c1", Status.AGREED, (KYIV,), (SUMY,)), places=(PlaceFinding(scenes.SUVA, 1),))
    assert scene.frame.east < 60
    assert any("Suva" in line for line in scene.footer)
    assert "Suva" in {card.heading for card in scene.cards}


def test_a_cluster_of_places_is_framed_without_its_far_outlier():
    near = tuple(PlaceFinding(p, 3) for p in (KYIV, SUMY, POLTAVA, KHARKIV, MARIUPOL))
    scene = compose(Findings("Places", places=(*near, PlaceFinding(scenes.SUVA, 1))), atlas=WORLD)
    assert scene.frame.east < 60


def test_nothing_found_gives_an_empty_map_of_the_world_that_says_so():
    scene = compose(scenes.NONE, atlas=WORLD)
    assert scene.empty
    assert scene.frame.east - scene.frame.west > 300
    assert scene.empty in scene.alt


def test_context_cities_never_repeat_the_story_and_capitals_come_first():
    scene = compose(scenes.TO_COUNTRIES, atlas=WORLD)
    context = [pin for pin in scene.pins if pin.role is Role.CONTEXT]
    assert not {pin.label for pin in context} & {pin.label for pin in scene.pins if pin.role is not Role.CONTEXT}
    assert [pin.rank for pin in context] == sorted(pin.rank for pin in context)


def test_names_of_countries_lie_in_what_is_seen_of_them():
    scene = compose(scenes.PAIRED, atlas=WORLD)
    for tag in scene.tags:
        if tag.text in ("Ukraine", "Russia", "Belarus"):
            shape = WORLD.shapes[{"Ukraine": UKRAINE, "Russia": RUSSIA, "Belarus": BELARUS}[tag.text].id]
            assert shape.contains(scenes.shapely.Point(tag.spots[0]))
            assert scene.frame.west <= tag.spots[0][0] <= scene.frame.east


def test_the_name_of_a_sea_lies_on_its_water():
    scene = compose(Findings("Port", places=(PlaceFinding(scenes.place("o", "Odesa", 30.7, 46.5, country="UA"), 1),)), atlas=WORLD)
    sea = next(tag for tag in scene.tags if tag.text == "Black Sea")
    land = scenes.shapely.union_all(list(WORLD.shapes.values()))
    assert not land.contains(scenes.shapely.Point(sea.spots[0]))


WHENS = (
    (When(dt.date(2022, 3, 8)), "8 March 2022"),
    (When(dt.date(2022, 3, 8), text="from Tuesday", open_ended=True), "From 8 March 2022 (“from Tuesday”)"),
    (When(dt.date(2022, 3, 8), dt.date(2022, 3, 10)), "8 to 10 March 2022"),
    (When(dt.date(2022, 2, 28), dt.date(2022, 3, 1), text="overnight"), "28 February 2022 to 1 March 2022 (“overnight”)"),
    (When(dt.date(2022, 2, 1), dt.date(2022, 2, 28), text="last month"), "February 2022 (“last month”)"),
    (When(dt.date(2022, 1, 1), dt.date(2022, 12, 31), text="2022"), "2022"),
    (When(dt.date(2022, 3, 8), text="8 March"), "8 March 2022"))


@pytest.mark.parametrize(("value", "said"), WHENS)
def test_dates_are_said_with_the_words_they_came_from(value, said):
    scene = composed(corridor("c1", Status.ANNOUNCED, (KYIV,), when=value))
    assert dict(card(scene, "c1").facts)["Date"] == said


STATUS_TEXTS = (
    (corridor("c", Status.PROPOSED, proposed_by=(Actor("Russia"),)), "Proposed by Russia"),
    (corridor("c", Status.PROPOSED), "Proposed"),
    (corridor("c", Status.REJECTED, rejected_by=(Actor("Ukraine"),)), "Rejected by Ukraine"),
    (corridor("c", Status.AGREED, proposed_by=(Actor("UN"),), agreed_by=(Actor("A"), Actor("B"))), "Proposed by UN, agreed by A and B"),
    (corridor("c", Status.CLOSED, history=(Statement(Status.CLOSED, (Actor("Syria"), Actor("Russia"))),)), "Closed by Syria and Russia"),
    (corridor("c", Status.BLOCKED, history=(Statement(Status.BLOCKED, (Actor("Azerbaijan"),)),)), "Blocked by Azerbaijan"),
    (corridor("c", Status.BLOCKED, history=(Statement(Status.BLOCKED, (Actor("Russia"),), according_to=Actor("Ukraine")),)),
     "Blocked by Russia, according to Ukraine"),
    (corridor("c", Status.BLOCKED, history=(Statement(Status.BLOCKED, according_to=Actor("Ukraine")),)), "Blocked"),
    (corridor("c", Status.REJECTED, rejected_by=(Actor("Ukraine"),),
              history=(Statement(Status.REJECTED, (Actor("Ukraine"),), according_to=Actor("Russia")),)),
     "Rejected by Ukraine, according to Russia"),
    (corridor("c", Status.OPERATIONAL, history=(Statement(Status.OPERATIONAL, (Actor("X"),), conditional=True),)), "Operational"),
    (corridor("c", Status.ANNOUNCED, proposed_by=(Actor("Russia", text="Moscow"),),
              history=(Statement(Status.ANNOUNCED, (Actor("Russia", text="Medinsky"),)),)), "Announced by Russia"),
    (corridor("c", Status.FAILED, proposed_by=(Actor("Russia"),)), "Proposed by Russia, failed"))


@pytest.mark.parametrize(("said", "text"), STATUS_TEXTS)
def test_the_status_is_said_with_who_stands_behind_it(said, text):
    assert card(composed(replace(said, id="c1")), "c1").status_text == text


def test_texts_of_any_length_are_clipped_for_the_map():
    long = "word " * 2_000_000
    findings = Findings(long, long, venues=(Venue("v1", long, KYIV, long, note=long),), notes=(long,), sources=(long,),
                        corridors=(corridor("c1", Status.AGREED, (KYIV,), (SUMY,), name=long, note=long, mode=long),))
    scene = compose(findings, atlas=WORLD)
    assert len(scene.title) <= 300
    assert len(repr(scene)) < 60_000


def test_three_hundred_places_are_ranked_by_how_often_they_are_named():
    scene = compose(scenes.hundreds(300), atlas=WORLD)
    pins = [pin for pin in scene.pins if pin.role is Role.PLACE]
    counts = {f"p{finding.place.id}": finding.count for finding in scenes.hundreds(300).places}
    ranked = [counts[pin.id] for pin in sorted(pins, key=lambda pin: pin.rank)]
    assert len(pins) == 300
    assert ranked == sorted(ranked, reverse=True)


def test_a_place_beyond_the_poles_is_never_made():
    with pytest.raises(ValueError, match="no point on the globe"):
        Place("x", "X", Kind.CITY, scenes.Point(0, float("nan")))


def test_of_a_country_named_as_destination_only_the_border_that_is_meant_is_marked():
    scene = compose(scenes.SEED_LIKE, atlas=WORLD)
    russia = next(area for area in scene.areas if area.label == "Russia")
    lons = [lon for polygon in russia.polygons for ring in polygon for lon, _ in ring]
    assert max(lons) < 41.5


def test_sources_are_named_without_the_folder_they_lie_in():
    sources = ("/home/somebody/articles/report.txt", "https://example.org/a/b")
    scene = compose(Findings("t", places=(PlaceFinding(KYIV, 1),), sources=sources), atlas=WORLD)
    assert any("Source: report.txt and https://example.org/a/b" in line for line in scene.footer)


def test_a_text_that_names_only_a_country_has_that_country_shaded():
    scene = compose(Findings("", places=(PlaceFinding(UKRAINE, 2),)), atlas=WORLD)
    assert [(area.label, area.role) for area in scene.areas] == [("Ukraine", Role.PLACE)]
    assert scene.title == "Places named: Ukraine"
    assert not scene.empty


def test_a_region_of_departure_is_seen_whole():
    scene = composed(corridor("c1", Status.AGREED, (BREST_REGION,), (KYIV,)))
    west, south, _, north = WORLD.shapes[BREST_REGION.id].bounds
    assert scene.frame.west < west
    assert scene.frame.south < south
    assert scene.frame.north > north


class TestCountriesAsEnds:
    def test_out_of_a_country_is_the_whole_country_and_a_mark(self):
        scene = composed(corridor("c1", Status.AGREED, (UKRAINE,)))
        assert [(area.label, area.role) for area in scene.areas] == [("Ukraine", Role.ORIGIN)]
        assert [arrow.ending for arrow in scene.arrows] == [Ending.EXIT]
        west, south, east, north = WORLD.shapes[UKRAINE.id].bounds
        assert scene.frame.west < west < east < scene.frame.east
        assert scene.frame.south < south < north < scene.frame.north

    def test_from_a_country_to_a_city_in_it_is_no_line_since_nobody_says_where_it_begins(self):
        scene = composed(corridor("c1", Status.AGREED, (UKRAINE,), (SUMY,)))
        assert not scene.arrows
        assert [pin.label for pin in scene.pins if pin.role is Role.DESTINATION] == ["Sumy"]

    def test_from_a_country_to_a_region_of_it_the_region_is_framed(self):
        scene = composed(corridor("c1", Status.AGREED, (BELARUS,), (BREST_REGION,)))
        assert not scene.arrows
        assert scene.frame.east - scene.frame.west < 10

    def test_from_a_country_to_its_neighbour_leads_over_the_border_and_shows_all_of_it(self):
        scene = composed(corridor("c1", Status.AGREED, (UKRAINE,), (BELARUS,)))
        first, last = scenes.shapely.Point(scene.arrows[0].path[0]), scenes.shapely.Point(scene.arrows[0].path[-1])
        assert WORLD.shapes[UKRAINE.id].contains(first)
        assert WORLD.shapes[BELARUS.id].contains(last)
        assert scene.frame.west < 23.7 < 31.8 < scene.frame.east
        assert "Distance" not in dict(card(scene, "c1").facts)


EDGES = ((180, 0), (-180, 10), (180, -90), (0, 90), (0, -90), (-180, 90))


@pytest.mark.parametrize(("lon", "lat"), EDGES)
def test_places_at_the_edges_of_the_globe_are_in_the_frame_and_arrows_reach_them(lon, lat):
    there = scenes.place("e", "Edge", lon, lat, Kind.SITE)
    near = scenes.place("n", "Near", lon - 3 if lon > 0 else lon + 3, max(-80, min(80, lat - 2)))
    alone = compose(Findings("Edge", places=(PlaceFinding(there, 1),)), atlas=WORLD)
    reached = composed(corridor("c1", Status.AGREED, (near,), (there,)))
    for scene in (alone, reached):
        assert scene.frame.south < scene.frame.north
        point = next(pin.point for pin in scene.pins if pin.label == "Edge")
        assert scene.frame.west <= point[0] <= scene.frame.east
        assert scene.frame.south <= point[1] <= scene.frame.north
    assert abs(reached.arrows[0].path[-1][1] - lat) < 0.02


def test_talks_far_away_do_not_shrink_the_corridors_but_are_told():
    suva = Venue("v1", "talks", scenes.SUVA, "Suva")
    scene = composed(corridor("c1", Status.AGREED, (KYIV,), (SUMY,)), venues=(suva,))
    assert scene.frame.east < 40
    assert any("far outside this map: Suva" in line for line in scene.footer)
    assert "Talks: Suva (outside this map)" in {item.text for item in scene.legend}
    assert "v1" in {pin.id for pin in scene.pins}


def test_talks_next_door_are_framed_with_the_corridors():
    scene = composed(corridor("c1", Status.AGREED, (KYIV,), (SUMY,)), venues=(Venue("v1", "talks", KHARKIV, "Kharkiv"),))
    assert scene.frame.east > KHARKIV.point.lon
    assert not any("outside" in line for line in scene.footer)


@pytest.mark.parametrize(("via", "end"), [((SUMY, POLTAVA), KYIV), ((POLTAVA, KHARKIV, SUMY), KHARKIV)])
def test_a_way_that_comes_back_ends_where_it_is_said_to_end(via, end):
    path = composed(corridor("c1", Status.AGREED, (KYIV,), (end,), via)).arrows[0].path
    assert path[0] == (KYIV.point.lon, KYIV.point.lat)
    assert path[-1] == (end.point.lon, end.point.lat)


def test_a_way_by_way_of_a_country_does_not_turn_at_the_middle_of_that_country():
    scene = composed(corridor("c1", Status.ANNOUNCED, (KYIV,), (KHARKIV,), (RUSSIA, POLTAVA)))
    (arrow,) = scene.arrows
    assert arrow.stops == ((POLTAVA.point.lon, POLTAVA.point.lat),)
    assert scene.frame.east < RUSSIA.point.lon
    assert ("Via", "Russia and Poltava") in card(scene, "c1").facts


SECOND_WAYS = (((KYIV,), (KHARKIV,), (POLTAVA,)), ((KHARKIV,), (KYIV,), (POLTAVA,)), ((SUMY,), (KHARKIV,), (KYIV, POLTAVA)))


@pytest.mark.parametrize("second", SECOND_WAYS)
def test_ways_by_the_same_stops_do_not_hide_each_other_and_still_pass_them(second):
    scene = composed(corridor("c1", Status.AGREED, (KYIV,), (KHARKIV,), (POLTAVA,)), corridor("c2", Status.FAILED, *second))
    first, other = (scenes.shapely.LineString(arrow.path) for arrow in scene.arrows)
    stop = scenes.shapely.Point(POLTAVA.point.lon, POLTAVA.point.lat)
    assert first.hausdorff_distance(other) > 0.1
    assert max(first.distance(stop), other.distance(stop)) < 0.01


def test_arrows_that_bow_far_out_stay_in_the_frame():
    scene = composed(*(corridor(f"c{i}", Status.FAILED, (KYIV,), (SUMY,)) for i in range(12)))
    for lon, lat in (point for arrow in scene.arrows for point in arrow.path):
        assert scene.frame.west <= lon <= scene.frame.east
        assert scene.frame.south <= lat <= scene.frame.north


@pytest.mark.parametrize("status", [Status.OPERATIONAL, Status.FAILED])
def test_who_reports_a_state_is_not_said_to_have_brought_it_about(status):
    told = Statement(status, (Actor("Armenia", "AM"),))
    scene = compose(Findings(corridors=(corridor("c1", status, (KYIV,), (POLTAVA,), history=(told,)),)), atlas=WORLD)
    assert not any("Armenia" in words for card in scene.cards for words in (card.status_text, *card.history))
    assert not any("Armenia" in item.text for item in scene.legend)


def test_land_that_nobody_owns_is_no_water_for_the_name_of_a_sea():
    scene = compose(Findings(corridors=(corridor("c1", Status.PROPOSED, (scenes.KHARTOUM,), (scenes.PORT_SUDAN,)),)))
    abyei = (27.4, 9.2, 29.3, 10.4)
    seas = [spot for tag in scene.tags if tag.kind == "sea" for spot in tag.spots]
    assert seas
    assert not [s for s in seas if abyei[0] < s[0] < abyei[2] and abyei[1] < s[1] < abyei[3]]


def test_the_sentence_that_tells_most_of_the_way_is_quoted_first():
    said = (Evidence(0, 1, "The offer was turned down."), Evidence(2, 3, "Buses would go from Kyiv to Poltava."))
    scene = compose(Findings(corridors=(corridor("c1", Status.REJECTED, (KYIV,), (POLTAVA,), evidence=said),)), atlas=WORLD)
    assert [quote.text[:5] for quote in card(scene, "c1").quotes] == ["Buses", "The o"]
