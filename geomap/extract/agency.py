"""Who does what a clause tells: which names can be its subject."""

from __future__ import annotations

import re

from geomap.extract.actors import country_name, speaks_for
from geomap.extract.phrases import Phrases
from geomap.model import Actor

__all__ = ["as_actors", "is_subject"]


def as_actors(phrases: Phrases, number: int) -> tuple[Actor, ...]:
    """A list of places read as those who act ("Russia and Ukraine agreed"); () where one of them cannot."""
    found = []
    for member in phrases.places[number].members:
        place = member.place
        if place is None or not speaks_for(place):
            return ()
        name = place.name
        if place.capital and place.country:
            name = country_name(place.country) or place.name
        found.append(Actor(name, place.country, member.mention.text))
    return tuple(found)


def is_subject(left: str, match: re.Match[str]) -> bool:
    before = left[: match.start()].rstrip()
    after = left[match.end() :]
    if re.match(r" 's(?!\S)", after) and not re.match(r" 's (?:\S+ ){0,3}$", after):
        return False
    if re.search(
        r"(?<!\S)(?:spokes\w+|advis[eo]r|aide|envoy|negotiators?|officials?|leaders?|delegat\w+|ministers?|authorities|president"
        r"|commanders?) (?:for|of|to|from|in)(?: (?:the|a|an|both))*$",
        before,
    ):
        return len(after.split()) <= 14
    if re.search(
        r"(?<!\S)(?:from|to|of|into|in|at|through|via|for|with|against|towards?|between|near|around|outside|leaving|left|reach\w*"
        r"|blam\w+|accus\w+|urg\w+|told|under|by|on|\w+ing)"
        r"(?: (?:the|a|an|both|%\d+|[\d,.]+|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|some|several|dozens of))*$",
        before,
    ):
        return False
    return len(after.split()) <= 14
