"""A country's name that only says whose something is: "agreed to a US proposal", "told the UK envoy"."""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.extract.sentence.sentences import Sentence
from geomap.model import Mention

__all__ = ["is_whose"]

_WORDS_OF = re.compile(
    r"\s+(?:\w+\s+)?(?:proposals?|plans?|offers?|requests?|initiatives?|demands?|calls?|appeals?|statements?|drafts?|resolutions?|suggestions?"
    r"|pledges?|decisions?|officials?|envoys?|diplomats?|mediators?|negotiators?|delegations?|ambassadors?|representatives?)\b"
)
_ARTICLE = re.compile(r"\b(?:an?|the|this|another|any|new)\s+(?:\w+ed\s+|latest\s+|new\s+)?$")


def is_whose(text: str, sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is no place that anybody goes to, whatever preposition stands before it."""
    if mention.place is None or mention.place.kind is not Kind.COUNTRY or not _WORDS_OF.match(text, mention.end, sentence.end):
        return False
    return _ARTICLE.search(text, sentence.start, mention.start) is not None
