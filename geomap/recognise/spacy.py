"""Any spaCy pipeline as a recogniser, alone, united with the lexicon or intersected with it. Needs the extra ``[spacy]``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from geomap.model import Document, Label, Mention

Recogniser = Callable[[Document], tuple[Mention, ...]]

# spaCy's and CoNLL's labels for what may be a place, a people, an organisation, a person.
LABELS = {"GPE": Label.PLACE, "LOC": Label.PLACE, "FAC": Label.PLACE, "NORP": Label.DEMONYM, "ORG": Label.ORGANISATION,
          "PERSON": Label.PERSON, "PER": Label.PERSON, "placeName": Label.PLACE, "geogName": Label.PLACE, "persName": Label.PERSON,
          "orgName": Label.ORGANISATION}


def spacy_recogniser(pipeline: Any, *, labels: dict[str, Label] | None = None) -> Recogniser:
    """A recogniser from a loaded spaCy pipeline (``spacy.load(...)`` or a blank one with an entity ruler).

    ``labels`` says which entity labels become which of ours; entities with others are left out.

    >>> import spacy                                            # doctest: +SKIP
    >>> recogniser = spacy_recogniser(spacy.load("en_core_web_sm"))   # doctest: +SKIP
    """
    known = LABELS if labels is None else labels

    def run(document: Document) -> tuple[Mention, ...]:
        text = document.text
        return tuple(
            Mention(entity.start_char, entity.end_char, text[entity.start_char:entity.end_char], known[entity.label_],
                    (f"spaCy says {entity.label_}",))
            for entity in pipeline(text).ents if entity.label_ in known)

    return run


def unite(*recognisers: Recogniser) -> Recogniser:
    """What any of the recognisers finds; where two overlap, a place beats the rest, then the earlier recogniser wins."""

    def run(document: Document) -> tuple[Mention, ...]:
        found = [(mention.label not in _PLACES, rank, mention)
                 for rank, recogniser in enumerate(recognisers) for mention in recogniser(document)]
        found.sort(key=lambda item: item[:2])
        return _without_overlap(mention for _, _, mention in found)

    return run


def intersect(first: Recogniser, second: Recogniser) -> Recogniser:
    """What the first recogniser takes for a place and the second finds as well, with both reasons; the others keep their label as OTHER."""

    def run(document: Document) -> tuple[Mention, ...]:
        others = [mention for mention in second(document) if mention.label in _PLACES]
        result = []
        for mention in first(document):
            if mention.label in _PLACES:
                other = next((o for o in others if o.start < mention.end and mention.start < o.end), None)
                if other is None:
                    mention = replace(mention, label=Label.OTHER, reasons=(*mention.reasons, "the other recogniser does not agree"))
                else:
                    mention = replace(mention, reasons=(*mention.reasons, *other.reasons))
            result.append(mention)
        return tuple(result)

    return run


_PLACES = (Label.PLACE, Label.ACTOR, Label.DEMONYM)


def _without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions in text order, without those that overlap an earlier one of the iterable."""
    kept: list[Mention] = []
    for mention in mentions:
        at = bisect_left(kept, mention.start, key=lambda other: other.start)
        if (at == len(kept) or mention.end <= kept[at].start) and (at == 0 or kept[at - 1].end <= mention.start):
            kept.insert(at, mention)
    return tuple(kept)
