"""An offer of talks that the other side takes up: "proposed talks in A, and the South accepted"; then they are planned."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.syntax.propositions import Link, Mood
from geomap.extract.talks.cues import Cue
from geomap.extract.talks.grammar import Grammar
from geomap.extract.talks.tellings import Telling
from geomap.model import VenueStatus

__all__ = ["agreed", "is_accepted", "takes_up_offer"]

_ASSENTS = re.compile(r"(?:accepted|agreed|consented|assented|obliged)(?!\S)")
_TO_THE_OFFER = re.compile(
    r"(?:(?:to|with|¤\d+) )*(?:(?:the|this|that|its|his|her|their|both) )?(?:\w+ )?"
    r"(?:offer|proposal|invitation|idea|suggestion|request|call|it|both)(?!\S)|[.,;]|$|¤"
)
_TAKES_IT_UP = re.compile(
    r"(?<!\S)(?:accepted|agreed to|consented to|taken up|took up) (?:the|this|that|its|his|her|their) (?:\w+ )?"
    r"(?:offer|proposal|invitation|idea|suggestion)(?!\S)"
)


def is_accepted(grammar: Grammar, cue: Cue) -> bool:
    """ "The North proposed talks in A, and the South quickly accepted": the offer's other side says yes to it."""
    for proposition in grammar.propositions:
        verb = proposition.finite_verb
        if verb is None or verb.first <= cue.last or proposition.elliptic or proposition.link in (Link.CONDITION, Link.RELATIVE):
            continue
        assents = _ASSENTS.match(grammar.codes[verb.head]) and verb.mood is Mood.REAL and not (verb.negated or verb.passive)
        nobody = {"neither", "none", "nobody", "no", "nor"} & set(grammar.codes[proposition.start : verb.first])
        if assents and not nobody and _TO_THE_OFFER.match(grammar.text(verb.last + 1, verb.last + 7)):
            return True
    return False


def takes_up_offer(grammar: Grammar) -> bool:
    """ "Both sides have accepted the offer", in the sentence after it; "accepted it, but said that a day was not yet set" leaves it one."""
    found = _TAKES_IT_UP.search(grammar.text(0, len(grammar.codes)))
    if found is None:
        return False
    head = len(grammar.text(0, len(grammar.codes))[: found.start()].split())
    own = next(iter(grammar.groups(head, head + 1)), None)
    told = own is not None and own.mood is Mood.REAL and not own.negated and not own.passive
    proviso = "but" in grammar.codes[head:]
    return told and not proviso and grammar.proposition(head).link is not Link.CONDITION


def agreed(told: Telling, sentence: str) -> Telling:
    """The telling of a venue, which if ``sentence`` offered it is now planned."""
    venue = told.venue
    offered = venue.status is VenueStatus.PROPOSED and venue.evidence[0].sentence == sentence
    return replace(told, venue=replace(venue, status=VenueStatus.PLANNED)) if offered else told
