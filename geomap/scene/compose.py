"""Findings to Scene: what to draw, where, in which words. The whole composition on one screen."""

from __future__ import annotations

from collections import defaultdict

from geomap.model import Findings
from geomap.scene import captions, cards, context, placing, words
from geomap.scene import frame as frames
from geomap.scene.atlas import Atlas, embedded
from geomap.scene.model import Card, Scene
from geomap.scene.strands import Strand
from geomap.scene.survey import Survey, all_strands, focus, frame, survey

REACH = 0.03              # how far an arrow reaches into its destination area, as a share of the frame's diagonal


def compose(findings: Findings, *, worldview: str = "un", atlas: Atlas | None = None) -> Scene:
    """The scene for ``findings``: pins, arrows, shaded areas, context, cards, legend, and the words around them.

    ``worldview`` names whose view of disputed borders the map and its border note follow. ``atlas`` is where shapes and
    context come from, the embedded data unless given. Deterministic; draws nothing the findings do not say.
    """
    atlas = atlas or embedded(worldview)
    found = survey(findings, atlas)
    bounds, outside = frame(found, atlas)
    found.strands = all_strands(findings, atlas, REACH * frames.diagonal_km(bounds))
    about = focus(found)

    def country(code: str | None) -> str:
        place = atlas.country(code) if code else None
        return place.name if place else ""

    pins = placing.pins(found, atlas, bounds, outside)
    arrows = placing.lines(found.strands, bounds, [pin.point for pin in pins])
    bounds = frames.holding(bounds, [point for arrow in arrows for point in arrow.path])
    areas = placing.areas(found, atlas, bounds, country)
    said = captions.write(findings, arrows, pins, areas, captions.Setting(
        tuple(country(code) for code in about), worldview, bounds, tuple(place.name for place in outside),
        tuple(words.border_note(stretch.venues[0]) for stretch in found.borders)))
    return Scene(
        title=said.title, deck=said.deck, kicker=said.kicker, language=findings.language, frame=bounds,
        pins=(*pins, *context.cities(atlas, bounds, pins)), arrows=tuple(arrows), areas=tuple(areas),
        tags=tuple(context.tags(atlas, bounds, about)), cards=_cards(found, country),
        legend=captions.legend(findings, arrows, pins, areas, {place.name for place in outside}), focus=tuple(about), worldview=worldview,
        footer=said.footer, alt=said.alt, empty=said.empty)


def _cards(found: Survey, country: placing.CountryName) -> tuple[Card, ...]:
    """Corridors, then venues, then places: those with a part first, then by how often they are named."""
    by_corridor: dict[str, list[Strand]] = defaultdict(list)
    for strand in found.strands:
        by_corridor[strand.corridor.id].append(strand)
    made = [cards.corridor_card(corridor, by_corridor[corridor.id]) for corridor in found.findings.corridors]
    on_borders = {venue.id for stretch in found.borders for venue in stretch.venues}
    made += [cards.venue_card(venue, country, on_borders) for venue in found.findings.venues]
    counts = {key: finding.count for key, finding in found.named.items()}
    order = sorted(found.places, key=lambda key: (not found.plays(key), -counts.get(key, 0)))
    made += [cards.place_card(f"p{key}", found.places[key], found.named.get(key),
                              list(dict.fromkeys(found.uses.get(key, ()))), country) for key in order]
    return tuple(made)
