"""What the page's script needs of a scene, as one JSON text that is inert wherever it stands."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any

from geomap.errors import RenderError
from geomap.render.article import MAP_NAME
from geomap.scene.model import Area, Arrow, Pin, Scene, Tag
from geomap.scene.symbols import EXIT_MOST, EXIT_STEM, exit_angles

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
    """Everything but the basemap, of a tidy scene. Raises RenderError for coordinates that are not on the globe."""
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
    def pin(it: Pin) -> dict[str, Any]:
        return {"label": it.label, "sub": it.sublabel, "point": at(it.point, it.label), "role": it.role,
                "precision": it.precision, "rank": it.rank, "capital": it.capital, "card": numbers.get(it.card or ""),
                "also": others(it.also), "status": it.status}

    def arrow(it: Arrow) -> dict[str, Any]:
        return {"card": numbers.get(it.card), "status": it.status, "path": line(it.path, it.id), "stops": line(it.stops, it.id),
                "ending": it.ending, "endLabel": it.end_label, "unpaired": it.unpaired, "twoWay": it.two_way,
                "label": it.label or f"Corridor, {it.status}", "slot": it.slot}

    def area(it: Area) -> dict[str, Any]:
        return {"card": numbers.get(it.card), "also": others(it.also), "label": it.label, "sub": it.sublabel, "role": it.role,
                "precision": it.precision, "status": it.status, "anchor": at(it.anchor, it.id),
                "polygons": [[line(ring, it.id) for ring in polygon] for polygon in it.polygons]}

    def tag(it: Tag) -> dict[str, Any]:
        return {"text": it.text, "kind": it.kind, "spots": line(it.spots, it.text), "rank": it.rank, "focus": it.focus,
                "zoom": it.zoom}

    return {
        "frame": [west, south, east, north],
        "pins": [pin(it) for it in scene.pins],
        "arrows": [arrow(it) for it in scene.arrows if it.path],
        "areas": [area(it) for it in scene.areas],
        "tags": [tag(it) for it in scene.tags if it.spots],
        "exits": {"stem": EXIT_STEM, "angles": [exit_angles(count) for count in range(1, EXIT_MOST + 1)]},
        "words": {"map": MAP_NAME, "reset": "Reset view", "destination": "named as destination"},
    }
