"""Hand-made scenes for the browser: a small story, one of hostile words, one of very many places."""

from __future__ import annotations

import random
from dataclasses import replace

from geomap.model import Status, VenueStatus
from geomap.scene.model import Area, Arrow, Bounds, Card, Ending, LegendItem, LonLat, Pin, Precision, Quote, Role, Scene, Tag

KYIV, SUMY, GOMEL, POLTAVA, LVIV, MINSK = ((30.52, 50.45), (34.80, 50.91), (31.01, 52.44), (34.55, 49.59), (24.03, 49.84),
                                           (27.56, 53.9))
SENTENCE = "One of the ways led from Kyiv to Gomel, across the border."


def bowed(a: LonLat, b: LonLat, bow: float = 0.2) -> tuple[LonLat, ...]:
    """A curve of 25 points from ``a`` to ``b``."""
    middle = (a[0] + b[0]) / 2 + (b[1] - a[1]) * bow, (a[1] + b[1]) / 2 - (b[0] - a[0]) * bow
    curve = []
    for step in range(25):
        t = step / 24
        weights = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points = (a, middle, b)
        curve.append((sum(w * p[0] for w, p in zip(weights, points, strict=True)),
                      sum(w * p[1] for w, p in zip(weights, points, strict=True))))
    return tuple(curve)


BREST = (((23.6, 52.1), (24.6, 52.8), (25.3, 53.3), (26.9, 52.2), (25.2, 51.9), (23.7, 51.5), (23.6, 52.1)),)

STORY = Scene(
    title="Two ways out, one refused",
    deck="Talks went on in the Brest Region.",
    kicker="UKRAINE · HUMANITARIAN CORRIDORS",
    language="en",
    frame=Bounds(23.0, 48.8, 36.0, 53.6),
    pins=(
        Pin("p1", KYIV, "Kyiv", Role.ORIGIN, card="p1", capital=True),
        Pin("p2", SUMY, "Sumy", Role.ORIGIN, card="p2", rank=1),
        Pin("p3", GOMEL, "Gomel", Role.DESTINATION, card="p3", rank=2),
        Pin("p4", POLTAVA, "Poltava", Role.DESTINATION, card="p4", rank=3),
        Pin("p5", LVIV, "Lviv", Role.PLACE, card="p5", rank=4),
        Pin("x1", MINSK, "Minsk", Role.CONTEXT, rank=1000, capital=True),
    ),
    arrows=(
        Arrow("c1.1", "c1", Status.REJECTED, bowed(KYIV, GOMEL), label="Corridor from Kyiv to Gomel: rejected"),
        Arrow("c2.1", "c2", Status.AGREED, bowed(SUMY, POLTAVA), label="Corridor from Sumy to Poltava: agreed"),
        Arrow("c3.1", "c3", Status.ANNOUNCED, (KYIV,), ending=Ending.EXIT, unpaired=True,
              label="Corridor out of Kyiv, destination not stated: announced"),
    ),
    areas=(Area("v1", "v1", "Third round of talks", Role.VENUE, (BREST,), (25.2, 52.4), "Brest Region, Belarus",
                Precision.REGION, VenueStatus.HELD),),
    tags=(Tag("Ukraine", "country", ((31.0, 49.3), (28.0, 49.6)), focus=True), Tag("Belarus", "country", ((28.5, 53.0),), 1)),
    cards=(
        Card("c1", "Kyiv → Gomel", Status.REJECTED, "Rejected by Ukraine", (("Proposed by", "Russia"), ("Distance", "220 km")),
             quotes=(Quote(SENTENCE, "report.txt"),)),
        Card("c2", "Sumy → Poltava", Status.AGREED, "Agreed", (("Distance", "150 km"),)),
        Card("c3", "Out of Kyiv", Status.ANNOUNCED, "Announced", note="The text does not say where it leads."),
        Card("v1", "Third round of talks", VenueStatus.HELD, "Held", (("Where", "Brest Region, Belarus"),)),
        *(Card(f"p{i}", name) for i, name in enumerate(("Kyiv", "Sumy", "Gomel", "Poltava", "Lviv"), 1)),
    ),
    legend=(LegendItem("rejected", "Rejected (1)", ("c1",)), LegendItem("agreed", "Agreed (1)", ("c2",)),
            LegendItem("announced", "Announced (1)", ("c3",)), LegendItem("venue-area", "Talks: Brest Region", ("v1",)),
            LegendItem("origin", "Start"), LegendItem("destination", "Destination"), LegendItem("exit", "Way out")),
    focus=("UA",),
    footer=("Arrows show origin and destination, not the roads.", "Basemap: Natural Earth. Place data: GeoNames, CC BY 4.0."),
    alt="Two corridors in Ukraine and talks in the Brest Region of Belarus.",
)

NOTHING = replace(STORY, title="Nothing", pins=(), arrows=(), areas=(), tags=(), cards=(), legend=(), focus=(),
                  frame=Bounds(-168.0, -56.0, 192.0, 78.0), empty="No place was found in the text.")

HOSTILE = (
    '{{ self.__init__.__globals__.__builtins__.__import__("os").getcwd() }}',
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{# gone #}",
    "</script><script>window.hacked = 1</script>",
    "</style></title></textarea></noscript><img src=x onerror='window.hacked = 2'>",
    "${window.hacked = 3} `${window.hacked = 4}` \\u0022 \\",
    "<a href=\"javascript:window.hacked = 5\">go</a><svg onload='window.hacked = 6'>",
    "javascript:window.hacked = 7",
    "\ufeffmark \u202e backwards \u2066 isolate \u2028 line \x00 \x1b end \ud800",
    "<!--<script>--> ]]> --!> &lt;b&gt; &#x7b;&#x7b;",
)


def hostile(text: str) -> Scene:
    """The story with ``text`` in every field that takes words."""
    return replace(
        STORY, title=text, deck=text, kicker=text, alt=text, empty=text, footer=(text,), language="en",
        pins=tuple(replace(pin, label=text, sublabel=text) for pin in STORY.pins),
        arrows=tuple(replace(arrow, label=text, end_label=text) for arrow in STORY.arrows),
        areas=tuple(replace(area, label=text, sublabel=text) for area in STORY.areas),
        tags=tuple(replace(tag, text=text) for tag in STORY.tags),
        legend=tuple(replace(item, text=text) for item in STORY.legend),
        cards=tuple(replace(card, heading=text, status_text=text and card.status_text and text, facts=((text, text),),
                            history=(text, text), quotes=(Quote(text, text),), note=text) for card in STORY.cards))


def crowded(places: int = 1000, corridors: int = 200) -> Scene:
    """Places all over the Horn of Africa and corridors between them."""
    chance = random.Random(1)
    spots = [(round(chance.uniform(34, 46), 4), round(chance.uniform(4, 15), 4)) for _ in range(places)]
    ends = [chance.sample(range(places), 2) for _ in range(corridors)]
    used = {origin: Role.ORIGIN for origin, _ in ends} | {end: Role.DESTINATION for _, end in ends}
    statuses = list(Status)
    return Scene(
        title="Very many places", deck="", kicker="", language="en", frame=Bounds(33.0, 3.0, 47.0, 16.0),
        pins=tuple(Pin(f"p{i}", spot, f"Place {i}", used.get(i, Role.PLACE), rank=i, card=f"p{i}")
                   for i, spot in enumerate(spots)),
        arrows=tuple(Arrow(f"c{i}.1", f"c{i}", statuses[i % 8], bowed(spots[a], spots[b]), label=f"Corridor {i}")
                     for i, (a, b) in enumerate(ends)),
        cards=(*(Card(f"c{i}", f"Place {a} → Place {b}", statuses[i % 8], statuses[i % 8].value.capitalize())
                 for i, (a, b) in enumerate(ends)),
               *(Card(f"p{i}", f"Place {i}") for i in range(places))),
        footer=("Basemap: Natural Earth.",), alt="Very many places.")
