"""The lexicon recogniser: spots, decided and labelled."""

from __future__ import annotations

from geomap.model import Document, Label, Mention
from geomap.recognise.lexicon import Lexicon, standard
from geomap.recognise.metonymy import actor_score
from geomap.recognise.model import THRESHOLD, score, weights
from geomap.recognise.reasons import name_reasons, phrase
from geomap.recognise.spot import Spot
from geomap.recognise.spots import read_spots
from geomap.recognise.words import Words

HOPELESS = -6.0           # a spot scored below this is not worth showing even among the rejected


def recognise(document: Document, *, lexicon: Lexicon | None = None) -> tuple[Mention, ...]:
    """The names of places in a text by the lexicon and the words around them, in text order, never overlapping.

    Those that are no places stay, labelled, with the reasons. Without the second look that `geomap.parse` takes once the
    places are known.
    """
    lexicon = lexicon or standard()
    words, spots = read_spots(document.text, lexicon)
    score_spots(spots)
    return tuple(to_mention(words, spot) for spot in spots if spot.score > HOPELESS)


def score_spots(spots: list[Spot]) -> None:
    """The first score of every spot: the sum of its observations' weights."""
    table = weights().name
    for spot in spots:
        spot.score = score(spot.features, table)


def to_mention(words: Words, spot: Spot) -> Mention:
    """A decided spot as a mention without a resolution."""
    label, reasons = label_of(words, spot)
    return Mention(spot.start, spot.end, words.text[spot.start:spot.end], label, reasons)


_ORGANISED = ("before:institution", "before:institution of", "before:Capital of", "after:Company", "after:…company", "after:Facility",
              "after:…facility", "after:capital", "before:capital", "after:Civic", "after:of Capital", "after:ampersand",
              "after:treaty", "after:team")


def label_of(words: Words, spot: Spot) -> tuple[Label, tuple[str, ...]]:
    """What the spot is, and why in words."""
    if spot.score > THRESHOLD:
        if spot.entry.demonym:
            return Label.DEMONYM, ("a word for a people or what is theirs",)
        acting, why = actor_score(words, spot)
        if acting > 0:
            return Label.ACTOR, why
        return Label.PLACE, name_reasons(spot, sign=1)
    features = spot.features
    against = name_reasons(spot, sign=-1)
    if any(feature.startswith("person:") or feature in ("before:title", "before:initial", "before:given name") for feature in features):
        return Label.PERSON, tuple(phrase(f) for f in features if f.startswith("person:")) or against
    if any(feature in _ORGANISED for feature in features):
        return Label.ORGANISATION, tuple(phrase(f) for f in features if f in _ORGANISED)
    return Label.OTHER, against
