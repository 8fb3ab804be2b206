"""What the page's script needs of a scene, as one JSON text that is inert wherever it stands."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any

from geomap.errors import RenderError
from geomap.render.article import LONGEST, MAP_NAME, clean, spoken, spoken_pin
from geomap.scene.model import Scene

DECIMALS = 4             # of a degree: 11 m, finer than a pixel at every zoom the basemap has
# In a script element only "<" could end the data; the rest keeps it inert in Jinja, in JavaScript and in other pages.
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
INERT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029`$"}


def inert_json(data: Any) -> str:
    """``data`` as JSON without any character that HTML, JavaScript or a template language might take for its own."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(INERT)
    # JSON's own braces cannot be escaped, those inside its strings can; and "{{", "{%", "{#" only ever stand there.
    return STRING.sub(lambda found: found[0].replace("{", "\\u007b").replace("}", "\\u007d"), text)


def card_numbers(scene: Scene) -> dict[str, int]:
    """Card ids to positions in the list. Raises RenderError where two cards share an id."""
    numbers: dict[str, int] = {}
    for position, card in enumerate(scene.cards):
        if card.id in numbers:
            raise RenderError(f"two cards share the id {card.id[:80]!r}: every venue, corridor and place needs its own")
        numbers[card.id] = position
    return numbers


def page_data(scene: Scene, numbers: dict[str, int]) -> dict[str, Any]:
    """Everything but the basemap. Raises RenderError for coordinates that are not on the globe."""
    def at(point: tuple[float, float], owner: str) -> list[float]:
        lon, lat = point
        if not (isfinite(lon) and isfinite(lat) and -540 <= lon <= 540 and -90 <= lat <= 90):
            raise RenderError(f"{owner[:80]!r} lies nowhere on the globe: lon {lon}, lat {lat}")
        return [round(lon, DECIMALS), round(lat, DECIMALS)]

    def line(points: tuple[tuple[float, float], ...], owner: str) -> list[list[float]]:
        return [at(point, owner) for point in points]

    def others(cards: tuple[str, ...]) -> list[int]:
        return [numbers[card] for card in cards if card in numbers]

    frame = scene.frame
    (west, south), (east, north) = line(((frame.west, frame.south), (frame.east, frame.north)), "the map's frame")
    return {
        "frame": [west, south, east, north],
        "pins": [{"label": spoken_pin(pin), "sub": clean(pin.sublabel, LONGEST["heading"]), "point": at(pin.point, pin.label),
                  "role": pin.role, "precision": pin.precision, "rank": pin.rank, "capital": pin.capital,
                  "card": numbers.get(pin.card or ""), "also": others(pin.also), "status": pin.status} for pin in scene.pins],
        "arrows": [{"card": numbers.get(arrow.card), "status": arrow.status, "path": line(arrow.path, arrow.id),
                    "stops": line(arrow.stops, arrow.id), "ending": arrow.ending,
                    "endLabel": clean(arrow.end_label, LONGEST["heading"]), "unpaired": arrow.unpaired,
                    "twoWay": arrow.two_way, "label": spoken(arrow), "slot": arrow.slot} for arrow in scene.arrows if arrow.path],
        "areas": [{"card": numbers.get(area.card), "also": others(area.also), "label": clean(area.label, LONGEST["heading"]),
                   "sub": clean(area.sublabel, LONGEST["heading"]), "role": area.role, "precision": area.precision,
                   "status": area.status,
                   "polygons": [[line(ring, area.id) for ring in polygon] for polygon in area.polygons],
                   "anchor": at(area.anchor, area.id)} for area in scene.areas],
        "tags": [{"text": clean(tag.text, LONGEST["heading"]), "kind": tag.kind, "spots": line(tag.spots, tag.text),
                  "rank": tag.rank, "focus": tag.focus} for tag in scene.tags if tag.spots],
        "words": {"map": MAP_NAME, "reset": "Reset view"},
    }
