"""Talks on a border, and whose border it is: with the embedded atlas where views of disputed borders differ."""

from __future__ import annotations

import pytest
import scenes
from scenes import BELARUS, BREST_REGION, EGYPT, GOMEL, KYIV, POLTAVA, RUSSIA, SUMY, UKRAINE, WORLD, corridor, shapely

from geomap.model import Findings, Status, Venue, VenueStatus
from geomap.scene import compose
from geomap.scene.atlas import embedded
from geomap.scene.borders import shared_border
from geomap.scene.model import Ending, Role, Scene

ON_BORDER = Venue("v1", "second round of talks", None, "", border=(UKRAINE, BELARUS))
LINE = shapely.LineString([(23.7, 51.5), (30.6, 51.3), (31.8, 52.1)])


def talks(*venues: Venue, **more: object) -> Scene:
    return compose(Findings("Talks", venues=venues, **more), atlas=WORLD)  # type: ignore[arg-type]


def marked(scene: Scene):
    return next(area for area in scene.areas if area.role is Role.VENUE)


class TestTalksOnABorder:
    def test_all_of_the_border_is_marked_and_framed_where_nothing_else_is_known(self):
        scene = talks(ON_BORDER)
        band = shapely.unary_union([shapely.Polygon(polygon[0], polygon[1:]) for polygon in marked(scene).polygons])
        assert band.covers(LINE)
        assert not band.contains(shapely.Point(27, 53))
        assert scene.frame.west < 23.7 < 31.8 < scene.frame.east

    def test_label_card_and_footer_say_that_the_spot_is_not_known(self):
        scene = talks(ON_BORDER)
        card = next(card for card in scene.cards if card.id == "v1")
        assert (marked(scene).label, marked(scene).sublabel) == ("Second round of talks", "on the border of Ukraine and Belarus")
        assert "does not say where on the border" in card.note
        assert card.status_text == "Held: On the border of Ukraine and Belarus"
        assert any("the text does not say where, so all of the border is marked" in line for line in scene.footer)
        assert "on the border of Ukraine and Belarus" in scene.alt
        assert not scene.empty

    def test_the_symbol_stands_on_the_border_near_the_story_and_clear_of_it(self):
        scene = talks(ON_BORDER, corridors=(corridor("c1", Status.AGREED, (KYIV,), (GOMEL,)),))
        symbol = shapely.Point(marked(scene).anchor)
        arrow = shapely.LineString(scene.arrows[0].path)
        assert LINE.distance(symbol) < 0.01
        assert 0.15 < arrow.distance(symbol) < 2
        assert scene.frame.west < symbol.x < scene.frame.east

    def test_the_symbol_keeps_off_the_ends_where_a_third_country_begins(self):
        scene = talks(ON_BORDER, corridors=(corridor("c1", Status.AGREED, (SUMY,), (POLTAVA,)),))
        assert shapely.Point(31.8, 52.1).distance(shapely.Point(marked(scene).anchor)) > 0.5

    def test_a_place_that_is_given_too_wins(self):
        scene = talks(Venue("v1", "talks", BREST_REGION, "Brest", border=(UKRAINE, BELARUS)))
        assert marked(scene).sublabel.startswith("Brest Region")

    def test_one_of_the_two_countries_is_no_better_place_than_their_border(self):
        assert marked(talks(Venue("v1", "talks", BELARUS, "Belarus", border=(UKRAINE, BELARUS)))).sublabel.startswith("on the border")

    def test_rounds_on_the_same_border_share_its_mark_whichever_country_is_named_first(self):
        scene = talks(Venue("v0", "first round", None, "", VenueStatus.PAST, border=(BELARUS, UKRAINE)), ON_BORDER)
        areas = [area for area in scene.areas if area.role is Role.VENUE]
        assert [(area.card, area.also) for area in areas] == [("v1", ("v0",))]

    @pytest.mark.parametrize("border", [(UKRAINE, EGYPT), (UKRAINE, UKRAINE), (UKRAINE, scenes.SUVA)])
    def test_countries_that_do_not_meet_leave_a_card_that_says_so(self, border):
        scene = talks(Venue("v1", "talks", None, "", border=border))
        assert not scene.areas
        assert "Not on the map" in scene.cards[0].note

    def test_the_real_border_is_one_line_from_topology(self):
        world = embedded()
        line = shared_border(world.country("UA"), world.country("BY"), world)
        assert line.geom_type == "LineString"
        assert line.distance(shapely.Point(30.55, 51.32)) < 0.1


CRIMEA = scenes.place("693805", "Simferopol", 34.1024, 44.9572, country="UA", population=336460)
VIEWS = (("un", UKRAINE, Ending.EXIT), ("un", RUSSIA, Ending.AREA), ("de-facto", UKRAINE, Ending.AREA), ("de-facto", RUSSIA, Ending.EXIT))


@pytest.mark.parametrize(("worldview", "destination", "ending"), VIEWS)
def test_a_corridor_out_of_crimea_crosses_a_border_only_to_the_country_it_is_not_part_of_in_this_view(worldview, destination, ending):
    scene = compose(Findings("Out", corridors=(corridor("c1", Status.PROPOSED, (CRIMEA,), (destination,)),)), worldview=worldview)
    assert [arrow.ending for arrow in scene.arrows] == [ending]
    if ending is Ending.AREA:
        assert embedded(worldview).polygon(destination).contains(shapely.Point(scene.arrows[0].path[-1]))
