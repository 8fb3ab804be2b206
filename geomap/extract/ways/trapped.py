"""People who are trapped in a place: whether aid is brought to them there, or they are who is taken away."""

from __future__ import annotations

import re

from geomap.extract.lexicon import words

__all__ = ["ends_in_people", "is_for_trapped", "is_meant_for_trapped"]

_WHO = (
    r"(?:civilians|people|residents|inhabitants|families|those|refugees|villagers|survivors|women|children|wounded|students"
    r"|citizens|%\d+)"
)
_HELD = (
    r"(?: (?:who|that) (?:are|were|is|have been|had been))?(?: still)?"
    r" (?:trapped|stranded|besieged|encircled|stuck|cut off|surrounded|marooned|sheltering) (?:in|inside|at|on)$"
)
_GOODS = rf"(?:{words('corridor.goods')}|water|assistance|parcels|cargo|bread)"
_THEM = rf"(?:(?!from(?!\S)|,)\S+ ){{0,4}}?{_WHO}{_HELD}"
_MEANT_FOR_THEM = re.compile(rf"(?<!\S){_GOODS} (?:meant |destined |sent )?for {_THEM}")
_VERB = r"(?:br(?:ing|ought)|deliver|t(?:ake|ook)|sen[dt]|carr[yi]|fl(?:y|ew|own)|drop|parachut|air-?drop|distribut|handed out|gave)\w*"
_BROUGHT = re.compile(
    rf"(?<!\S){_VERB} (?:\S+ ){{0,7}}?{_GOODS}(?: \S+){{0,4}}? (?:to|for|on|among) {_THEM}"
    rf"|(?<!\S)(?:{_GOODS}|convoys?|trucks|lorries|air-?drops?)(?: \S+){{0,3}}? reach(?:ed|es|ing)? {_THEM}"
)
_PEOPLE = re.compile(rf"(?<!\S){_WHO}$")


def ends_in_people(left: str) -> bool:
    """Whether people stand right before "trapped in Homs", and not the lorries."""
    return _PEOPLE.search(left) is not None


def is_for_trapped(left: str) -> bool:
    """ "Took food to civilians trapped in", "aid has reached families stranded in": they stay where they are."""
    return _BROUGHT.search(left) is not None


def is_meant_for_trapped(left: str) -> bool:
    """ "Medicines for children stranded in": nobody comes from there, and the medicines may have come to another place."""
    return _MEANT_FOR_THEM.search(left) is not None
