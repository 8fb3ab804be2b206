"""Geoparsing in one call: text to mentions, each labelled, resolved and with its reasons."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace

from gazetteer.model import Kind, Place, Point
from geomap.model import Document, Label, Mention, Parsed, Resolution
from geomap.recognise.coordinates import find_coordinates
from geomap.recognise.lexicon import Lexicon, standard
from geomap.recognise.overlay import Overlay, read_overlay
from geomap.recognise.recogniser import HOPELESS, score_spots, to_mention
from geomap.recognise.spots import read_spots
from geomap.resolve.resolution import resolution_of, resolve
from geomap.resolve.settle import settle
from geomap.resolve.variants import with_variants

__all__ = ["explain", "parse"]


def parse(source: str | Document, *, demonyms: bool = False, language: str | None = None,
          overlay: Overlay | str | os.PathLike[str] | None = None, lexicon: Lexicon | None = None, country: str | Iterable[str] = (),
          near: Point | tuple[float, float] | None = None, min_population: int = 0, coordinates: bool = True,
          recogniser: Callable[[Document], tuple[Mention, ...]] | None = None) -> Parsed:
    """Find every place that a text names and put it on the right spot.

    The result's mentions are in text order and never overlap; ``text[m.start:m.end] == m.text``. A mention's label tells what it is. Those
    that name a place (PLACE), those who act in its name (ACTOR: "Kyiv rejects") and, with ``demonyms``, its people and adjectives
    (DEMONYM) have a ``.place``; persons, organisations and other words are kept with their label and reasons, without one.

    Parameters
    ----------
    source
        A text, or a `Document` whose language is then taken.
    demonyms
        Whether "Ukrainian" gets Ukraine as its place. Without it the mention is there, its place None, Ukraine its candidate.
    language
        BCP 47, "uk"; told from the letters and the commonest words where not given.
    overlay
        Own places, aliases, blocked names, forced readings: an `Overlay` or the path of its TOML file.
    lexicon
        Names other than the embedded gazetteer's; an overlay is already in it.
    country
        ISO 3166-1 alpha-2 code or codes to prefer where a name is ambiguous.
    near
        A point (lon, lat) to prefer the neighbourhood of.
    min_population
        Settlements known to have fewer inhabitants, or whose number is not known, are no places (0: all are).
    coordinates
        Whether coordinates written in the text count as mentions.
    recogniser
        Finds the mentions in the lexicon's stead, see `geomap.recognise.spacy`; they are resolved all the same.

    Raises OverlayError where the overlay file cannot be read.

    >>> [(m.text, m.label.value, m.place.id) for m in parse("Kyiv rejects an offer to move the talks to Brest, Belarus.").mentions][0]
    ('Kyiv', 'actor', '703448')
    """
    document = source if isinstance(source, Document) else Document(source)
    if language is not None:
        document = replace(document, language=language)
    lexicon = _lexicon(lexicon, overlay)
    text = document.text
    here = (near.lon, near.lat) if isinstance(near, Point) else near
    codes = frozenset(code.upper() for code in ((country,) if isinstance(country, str) else country) if code)
    if recogniser is not None:
        given = resolve(document, recogniser(document), lexicon=lexicon, countries=codes, near=here)
        mentions = [_admit(mention, demonyms, min_population) for mention in given]
        return Parsed(document, tuple(_unite(mentions, find_coordinates(text)) if coordinates else mentions))
    words, spots = read_spots(text, lexicon, language=document.language)
    score_spots(spots)
    settle(text, spots, lexicon, countries=codes, near=here)
    known: dict[int, Resolution] = {}
    mentions = []
    for spot in spots:
        if spot.score <= HOPELESS:
            continue
        mention = to_mention(words, spot)
        if mention.label in (Label.PLACE, Label.ACTOR, Label.DEMONYM):
            resolution = resolution_of(spot, known)
            mention = Mention(mention.start, mention.end, mention.text, mention.label, mention.reasons, resolution)
        mentions.append(mention)
    mentions = [_admit(mention, demonyms, min_population) for mention in with_variants(words, mentions, lexicon)]
    if coordinates:
        mentions = _unite(mentions, find_coordinates(text))
    return Parsed(document if document.language else replace(document, language=words.language), tuple(mentions))


def _lexicon(lexicon: Lexicon | None, overlay: Overlay | str | os.PathLike[str] | None) -> Lexicon:
    if lexicon is not None:
        return lexicon
    if overlay is None:
        return standard()
    return Lexicon(overlay=overlay if isinstance(overlay, Overlay) else read_overlay(overlay))


def _admit(mention: Mention, demonyms: bool, min_population: int) -> Mention:
    """The mention, without its place where the caller wants none of its sort."""
    resolution = mention.resolution
    if resolution is None or resolution.place is None:
        return mention
    if mention.label is Label.DEMONYM and not demonyms:
        return replace(mention, resolution=replace(resolution, place=None))
    if min_population and _is_small(resolution.place, min_population):
        reasons = (f"fewer than {min_population:,} inhabitants",)
        return replace(mention, label=Label.OTHER, resolution=replace(resolution, place=None, reasons=reasons))
    return mention


def _is_small(place: Place, least: int) -> bool:
    return place.kind is Kind.CITY and place.population < least


def _unite(mentions: list[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Both in text order; where they overlap, the others win."""
    extra = list(others)
    if not extra:
        return mentions
    kept = [m for m in mentions if not any(o.start < m.end and m.start < o.end for o in extra)]
    return sorted([*kept, *extra], key=lambda mention: mention.start)


def explain(source: str | Document | Parsed | Mention, name: str = "") -> str:
    """Why each mention of ``name`` in a text (or the one mention given) is what it is, and why that place; several lines a mention.

    ``name`` is matched without regard to case. Says so where the text has no such mention.
    """
    if isinstance(source, Mention):
        return _explain("", source)
    parsed = source if isinstance(source, Parsed) else parse(source, demonyms=True)
    wanted = name.casefold()
    found = [m for m in parsed.mentions if m.text.casefold() == wanted] or [m for m in parsed.mentions if wanted in m.text.casefold()]
    if not found:
        return f"no mention of {name!r}: the gazetteer knows no such name, or it is not written as a name here"
    return "\n\n".join(_explain(parsed.document.text, mention) for mention in found)


def _explain(text: str, mention: Mention) -> str:
    before = " ".join(text[max(0, mention.start - 40):mention.start].split())
    after = " ".join(text[mention.end:mention.end + 40].split())
    quote = f": … {before} [{mention.text}] {after} …" if text else ""
    lines = [f"{mention.text} at {mention.start}{quote}",
             f"  {mention.label.value}" + (": " + "; ".join(mention.reasons) if mention.reasons else "")]
    resolution = mention.resolution
    if resolution is None:
        return "\n".join([*lines, "  no pin"])
    for number, candidate in enumerate(resolution.candidates, 1):
        place = candidate.place
        where = ", ".join(part for part in (place.kind.value, place.country) if part)
        chosen = "→" if resolution.place is not None and place.id == resolution.place.id else " "
        why = "; ".join(candidate.reasons) or "no particular reason"
        spot = f"{place.point.lat:.2f}, {place.point.lon:.2f}"
        lines.append(f"  {chosen} {number}. {place.name} ({where}; {spot}) {candidate.score:.0%}: {why}")
    if resolution.place is None:
        lines.append("  no pin" + (": " + "; ".join(resolution.reasons) if resolution.reasons else ""))
    return "\n".join(lines)
