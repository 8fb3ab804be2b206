"""Settled spots to mentions that carry their place, the alternatives, and the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Candidate, Document, Label, Mention, Resolution
from geomap.recognise.lexicon import Entry, Lexicon, standard
from geomap.recognise.reasons import sense_reasons
from geomap.recognise.spot import Spot
from geomap.recognise.words import folded
from geomap.resolve.settle import settle

SHOWN = 4                # candidates kept with a resolution
FAINT = 0.02             # a candidate less likely than this is not worth showing


def resolve(document: Document, mentions: Sequence[Mention], *, lexicon: Lexicon | None = None,
            countries: frozenset[str] = frozenset(), near: tuple[float, float] | None = None) -> tuple[Mention, ...]:
    """Give every mention that may be a place its resolution; the others pass through. Order and spans are kept.

    For mentions from any recogniser: `geomap.parse` calls the parts of this module itself. ``countries`` (ISO 3166-1 alpha-2) and
    ``near`` (lon, lat) are hints. A mention whose name the gazetteer does not know gets an empty resolution that says so.
    """
    lexicon = lexicon or standard()
    spots: list[Spot] = []
    spot_of: dict[int, Spot] = {}
    for number, mention in enumerate(mentions):
        if mention.resolution is not None or mention.label in (Label.PERSON, Label.ORGANISATION, Label.OTHER):
            continue
        entry = entry_for(mention.text, lexicon, demonym=mention.label is Label.DEMONYM)
        if entry is not None:
            spot = spot_of[number] = Spot(-1, -1, mention.start, mention.end, entry, score=2.0)
            spots.append(spot)
    settle(document.text, spots, lexicon, countries=countries, near=near, joint=False)
    resolved = []
    known: dict[int, Resolution] = {}
    for number, mention in enumerate(mentions):
        settled = spot_of.get(number)
        resolution = mention.resolution
        if settled is not None:
            resolution = resolution_of(settled, known)
        elif resolution is None and mention.label in (Label.PLACE, Label.ACTOR, Label.DEMONYM):
            resolution = Resolution(None, 0.0, ("the gazetteer knows no such name",))
        resolved.append(Mention(mention.start, mention.end, mention.text, mention.label, mention.reasons, resolution))
    return tuple(resolved)


def entry_for(text: str, lexicon: Lexicon, *, demonym: bool = False) -> Entry | None:
    """The entry for a mention's text as a whole, also without a leading article or a trailing generic word."""
    short = lexicon.abbreviation(text, after_place=True)
    if short is not None:
        return short
    key = folded(text)
    if demonym:
        return lexicon.demonym(key)
    tries = [key]
    if key.startswith("the "):
        tries.append(key[4:])
    tries += [key.removesuffix(ending) for ending in (" area", " city", " region") if key.endswith(ending)]
    return next((entry for key in tries if (entry := lexicon.entry(key)) is not None), None) or lexicon.demonym(key)


def resolution_of(spot: Spot, known: dict[int, Resolution]) -> Resolution:
    """A settled spot's resolution. Spots of one unit share their weights, hence (through ``known``) their resolution, too."""
    weights = spot.weights
    found = known.get(id(weights))
    if found is None:
        senses = spot.entry.senses
        if len(senses) == 1:
            order = [0]
        else:
            order = sorted(range(len(senses)), key=lambda number: -weights[number])
            order = [order[0], *(number for number in order[1:SHOWN] if weights[number] >= FAINT)]
        candidates = tuple(Candidate(senses[number].place(), round(weights[number], 4), sense_reasons(spot, number)) for number in order)
        top = candidates[0]
        found = known[id(weights)] = Resolution(top.place, top.score, top.reasons, candidates)
    return found
