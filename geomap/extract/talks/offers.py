"""Places suggested for talks: "had suggested A, B or C", "A, B, C - we offered every one", "A was ruled out as a venue"."""

from __future__ import annotations

import re

from geomap.extract.sentence.phrases import Places
from geomap.extract.syntax.verbs import Form
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis, verb_at
from geomap.extract.talks.siting import Siting, Window, first_siting
from geomap.model import VenueStatus

__all__ = ["site_by_offer"]

_MANY = re.compile(r"(?<!\S)(?:or|and|either)(?!\S)|/")


_OFFERED = re.compile(
    r" (?:[-–—,:] )?(?:all (?:of (?:them|these) )?)?(?:we|they|he|she|i|[@§]\d+)?(?: (?:have|has|had|all|also|already))*"
    r" ?(?P<verb>offered|suggested|proposed|named|listed|put forward|floated|mentioned)(?!\S)"
)


def site_by_offer(window: Window, token: int, places: Places) -> Siting | None:
    """How the sentence suggests the place at ``token`` for talks; None where it does not."""
    return first_siting((_offered_list, _object_of_offer, _was_suggested), window, token, places)


def _offered_list(window: Window, token: int, places: Places) -> Siting | None:
    """ "A, B, C - we offered every one of them"."""
    grammar = window.grammar
    if not window.known or len(places.members) < 2 or grammar.governor(token) is not None or grammar.groups(0, token):
        return None
    right = " " + grammar.text(token + 1, token + 10)
    match = _OFFERED.match(right)
    if match is None or re.search(r"(?<!\S)to (?!host)[a-z]+", right[match.end() :]):
        return None
    return _suggested(token, places, "A, B: all offered")


def _object_of_offer(window: Window, token: int, places: Places) -> Siting | None:
    """ "had suggested A, B or C", "wants A as the venue", "proposed meeting in A instead", "ruled out A"."""
    grammar = window.grammar
    before = grammar.skip_determiners(token)
    at = before if grammar.at(before) in AT else None
    if at is not None:
        before -= 1 + (grammar.at(before - 1) == "back")  # "wants them back in A"
        if grammar.at(before) not in {"meeting", "it", "them", "one"}:
            return None
        before -= 1
    before = _past_an_aside(grammar, before)
    while before >= 0 and grammar.codes[before] in lexis("set.offer_link"):
        before -= 1
    if grammar.at(before - 1) in {"nobody", "no-one", "one", "none", "neither"}:
        return None  # "nobody mentioned A"
    verb = verb_at(grammar.codes, before, "propose") or verb_at(grammar.codes, before, "reject") or _put_forward(grammar, before)
    if verb is None or places.possessive or not (window.known or window.cues):
        return None
    if verb[0] in lexis("set.asks_somebody") and len(places.members) < 2:
        return None  # "asked Egypt to ..."
    season = at is not None and grammar.at(token + 1) in {"in", "before", "next", "this", "at"}  # "wants them back in A in the spring"
    if grammar.at(token + 1) not in lexis("set.object_end") and not is_sign(grammar.at(token + 1), "¤") and not season:
        return None
    if (
        grammar.at(token + 1) in {"to", "for", "on", "over"}
        and verb[0] != "add"
        and "host" not in grammar.codes[token + 2 : token + 4]
        and not _is_venue_for(window, token)
    ):
        return None
    several = len(places.members) > 1 and _MANY.search(_between(grammar, places)) is not None
    # "refused to go to B for talks and suggested A instead", "while the government prefers A"
    instead = grammar.at(token + 1) == "instead" or verb[0] in {"prefer", "favour", "favor"}
    if not (several or instead or at is not None or window.known or _has_setting(grammar) or _is_venue_for(window, token)):
        return None
    return _suggested(token, places, "offered A as venue")


def _put_forward(grammar: Grammar, before: int) -> tuple[str, Form, int] | None:
    """ "put forward A", "added A and B to the list"; "brought up A" beside another offer, for a topic may be brought up as well."""
    if grammar.text(before, before + 5).endswith("to the list"):
        return verb_at(grammar.codes, before, "add")
    offered = any(base_of(grammar.codes, g.head, "propose") for g in grammar.groups(0, before - 1))
    return verb_at(grammar.codes, before - 1, "put_forward") if offered or grammar.at(before) == "forward" else None


def _past_an_aside(grammar: Grammar, before: int) -> int:
    """The word before A of "mentioned A, where the last round failed, and B", for B; else ``before`` itself."""
    if grammar.at(before) not in {"and", "or"} or grammar.at(before - 1) != ",":
        return before
    where = next((t for t in range(before - 2, 1, -1) if grammar.codes[t] in {"where", "which"} and grammar.codes[t - 1] == ","), None)
    return where - 3 if where is not None and is_sign(grammar.at(where - 2), "§") else before


def _is_venue_for(window: Window, token: int) -> bool:
    grammar = window.grammar
    after = token + 1 + 2 * (grammar.at(token + 1) == "to" and is_sign(grammar.at(token + 2)))  # "offered A to Russia for the talks"
    return grammar.at(after) == "for" and window.cue_in(after, after + 7) is not None


def _was_suggested(window: Window, token: int, places: Places) -> Siting | None:
    """ "B was also suggested", "A is under discussion"."""
    grammar = window.grammar
    if not (window.known or window.cues) or grammar.governor(token) is not None or places.possessive:
        return None
    group = next((g for g in grammar.groups(token + 1, min(token + 9, len(grammar.codes))) if g.finite), None)
    if group is None or any(is_sign(c, "§@") or c in {",", ";", "that"} for c in grammar.codes[token + 1 : group.first]):
        return None
    if grammar.at(group.last + 1) == "to" and grammar.at(group.last + 2) not in {"host", "be"}:
        return None
    passive = group.passive or group.state
    offered = base_of(grammar.codes, group.head, "propose") or base_of(grammar.codes, group.head, "reject")
    option = re.search(
        r"(?<!\S)(?:under (?:discussion|consideration)|on offer|in (?:the )?(?:running|question|play)"
        r"|on the table|on the list|an option|acceptable)(?!\S)",
        grammar.text(group.first, group.last + 4),
    )
    if not ((passive and offered) or option):
        return None
    return _suggested(token, places, "A was suggested")


def _suggested(token: int, places: Places, rule: str) -> Siting:
    cue = Cue(Sort.VERB, token, token, "talks", mooted=True)
    return Siting(token, places, rule, token, token, cue, VenueStatus.PROPOSED)


def _has_setting(grammar: Grammar) -> bool:
    return any(code in lexis("noun.setting") for code in grammar.codes)


def _between(grammar: Grammar, places: Places) -> str:
    base = grammar.phrases.sentence.start
    return grammar.phrases.sentence.text[places.start - base : places.end - base]
