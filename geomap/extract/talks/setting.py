"""Places that a sentence names as the venue of talks: "A will be the venue", "the venue is A", "A comes next", "it would be A"."""

from __future__ import annotations

import re
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Places
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import AT, base_of, is_sign, lexis
from geomap.extract.talks.siting import Siting, Window, first_siting
from geomap.extract.talks.verb_status import verbs_say
from geomap.model import VenueStatus

__all__ = ["is_setting", "site_by_setting"]


def site_by_setting(window: Window, token: int, places: Places) -> Siting | None:
    """How the sentence makes the place at ``token`` the venue; None where it does not."""
    return first_siting((_comes_next, _is_chosen, is_setting, _setting_is, _is_of_a_choice, _it_is), window, token, places)


_VIOLENCE = frozenset(["fighting", "clashes", "attack", "attacks", "battle", "battles", "protests", "unrest", "shelling", "massacre"])


_SERVED = frozenset(["serve", "served", "act", "acts", "acted", "acting"])
_BY = re.compile(r"(?<!\S)by (?:(?:the|,|and|@\d+|§\d+) )*$")
_FIRST_ROUNDS = re.compile(r"(?:of|for) the (?:first (?:two|three|few)|opening|previous|earlier)(?!\S)")  # others came after them


def is_setting(window: Window, token: int, places: Places) -> Siting | None:
    """ "A will be the venue", "A, scene of Friday's meeting", "offered A as a place for talks"."""
    grammar = window.grammar
    noun = next((t for t in range(token + 1, min(token + 10, len(grammar.codes))) if grammar.codes[t] in lexis("noun.setting")), None)
    if noun is not None and grammar.at(noun - 1) in {"to", "will", "would", "could", "can", "may", "should"}:
        return None  # "B was to host"
    if noun is None or grammar.at(noun + 1) == "up" or not grammar.is_open(token, noun):
        return None
    if grammar.at(grammar.skip_determiners(token)) == "where" or "where" in grammar.codes[token + 1 : noun]:
        return None  # "in B, where A acted as host": it was in B, and that is told already
    if _VIOLENCE.intersection(grammar.codes[noun + 2 : noun + 6]):
        return None  # "the scene of fierce fighting"
    words = re.sub(r"^and (?:several |some )?other (?:countries|places|cities|venues|capitals) ", "", grammar.text(token + 1, noun)).split()
    if grammar.at(noun - 1) in {"same", "take", "takes", "took", "taken", "taking", "in", "of"} or any(
        is_sign(c, "§@") or c in AT | {"and", "that", "who"} for c in words
    ):
        return None
    if _BY.search(grammar.text(token - 8, token) + " "):
        return None  # "B has been suggested by A as a site"
    if places.possessive or (
        "as" not in words
        and "," not in words
        and not any(c in lexis("set.copula") or c in {"provide", "provided"} | _SERVED for c in words)
    ):
        return None
    if not _is_about_talks(window, noun):
        return None
    begin = next((t + 1 for t in range(token - 1, -1, -1) if grammar.codes[t] == ";"), 0)
    groups = grammar.groups(max(begin, token - 6), noun)
    if words == ["as"] and grammar.codes[noun] == "host" and grammar.at(noun + 1) in {"country", "nation", ",", ""}:
        cue = window.cue_before(token)  # "under the aegis of A and B, with C as host"
        last = Places(places.start, places.end, places.members[-1:])
        return Siting(token, last, "A is the venue", cue.first, noun, cue) if cue is not None else None
    if "as" in words and not _SERVED & set(words):
        said = verbs_say(grammar, groups, grammar.proposition(token))
        if (
            said is None
            and not any(c in words for c in ("chosen", "picked", "selected", "fixed", "agreed"))
            and not any(
                base_of(grammar.codes, g.head, "plan") or grammar.codes[g.head] in {"chosen", "chose", "picked", "selected"} for g in groups
            )
        ):
            said = VenueStatus.PROPOSED
        said = said or VenueStatus.PLANNED
    elif set(words) & lexis("word.mooted") or grammar.codes[noun] in lexis("set.candidate"):
        said = VenueStatus.PROPOSED
    elif set(words) & {"remain", "remains"}:
        said = VenueStatus.PLANNED
    else:
        said = verbs_say(grammar, [g for g in groups if g.first > token], grammar.proposition(noun))
    if grammar.at(token - 1) in {"expect", "expects"}:
        said = VenueStatus.PLANNED  # "I expect A to be the venue"
    if any(g.negated for g in groups if g.first > token):
        return None
    cue = window.cue_in(noun, len(grammar.codes)) or window.cue_before(token) or Cue(Sort.VERB, noun, noun, "talks")
    if said is None and _FIRST_ROUNDS.match(grammar.text(noun + 1, noun + 7)):
        cue = replace(cue, earlier=True)
    return Siting(token, places, "A is the venue", token, noun, cue, said)


def _setting_is(window: Window, token: int, places: Places) -> Siting | None:
    """ "The venue is A", "possible venues include A and B", "the venue, A, was agreed"."""
    grammar = window.grammar
    before = grammar.head_before(token)
    while before >= 0 and grammar.codes[before] in {"the", "either", "probably", "likely", "in"}:
        before -= 1
    if before < 0 or grammar.codes[before] not in lexis("set.copula") | {","}:
        return None
    noun = next((t for t in range(before, max(-1, before - 9), -1) if grammar.codes[t] in lexis("set.venue_noun")), None)
    if (
        noun is None
        or not grammar.is_open(noun, before)
        or (grammar.codes[before] == "," and before != noun + 1)
        or not _is_about_talks(window, noun)
    ):
        return None
    if any(g.last < before and g.first > noun and g.act is not Act.OTHER for g in grammar.groups(noun, before)) or grammar.at(noun - 1) in {
        "take",
        "took",
        "taking",
    }:
        return None
    groups = grammar.groups(noun, token)
    mooted = bool(set(grammar.codes[max(0, noun - 3) : noun]) & lexis("word.mooted")) or grammar.codes[noun] in {
        "venues",
        "options",
        "alternatives",
    }
    said = VenueStatus.PROPOSED if mooted else verbs_say(grammar, groups, grammar.proposition(noun))
    cue = window.cue_before(token) or window.cue_in(token, len(grammar.codes)) or Cue(Sort.VERB, noun, noun, "talks")
    return Siting(token, places, "the venue is A", noun, token, cue, said)


_IT_IS = re.compile(
    r"(?:^|.* (?:that|and|but|,) )(?:it|the (?:place|venue)|that) (?P<will>will|would|could|may|might|is to)(?: (?!in|at)\w+){0,3} be$"
)


_CHOICE = re.compile(r"(?<!\S)(?:places?|countries|cities|capitals|venues?|locations?|options?)(?: (?!:)\S+){0,4} :$")


def _is_of_a_choice(window: Window, token: int, places: Places) -> Siting | None:
    """ "The talks would be moved to one of the places agreed beforehand: A, B or C"."""
    grammar = window.grammar
    cue = window.cue_before(token)
    if cue is None or _CHOICE.search(grammar.text(token - 8, token)) is None or len(places.members) < 2:
        return None
    return Siting(token, places, "a choice of A and B", cue.first, token, cue, VenueStatus.PROPOSED)


def _it_is(window: Window, token: int, places: Places) -> Siting | None:
    """ "It would most likely be A": the place of the meeting spoken of before."""
    grammar = window.grammar
    match = _IT_IS.match(grammar.text(0, token))
    town = all(m.place is not None and m.place.kind is Kind.CITY for m in places.members)
    if match is None or not window.known or not town or grammar.at(token + 1) not in lexis("set.object_end") - {"to"}:
        return None
    said = VenueStatus.PLANNED if match["will"] in {"will", "is to"} else VenueStatus.PROPOSED
    return Siting(token, places, "it is A", token, token, Cue(Sort.VERB, token, token, "talks"), said)


def _is_about_talks(window: Window, noun: int) -> bool:
    return (
        window.known or bool(window.cues) or window.grammar.text(noun + 1, noun + 4).startswith(("for talks", "of talks", "for a meeting"))
    )


_NEXT = re.compile(
    r"(?:comes?|will come|are|is|will be|follows|would be)(?: the)? (?:next|to follow)(?! (?:to|in|for))(?!\S)"
    r"|(?:is|are|will be|is to be) (?:to be )?the next (?:stop|venue|host)(?!\S)|(?:will )?follows? [,.;]"
)


def _comes_next(window: Window, token: int, places: Places) -> Siting | None:
    """ "B comes next, on 14 May"."""
    right = window.grammar.text(token + 1, token + 8)
    if not (window.known or window.cues) or _NEXT.match(right) is None:
        return None
    cue = Cue(Sort.VERB, token + 1, token + 1, "meeting", next=True)
    return Siting(token, places, "A comes next", token, token + 2, cue, VenueStatus.PLANNED)


_CHOSEN = re.compile(
    r"(?:, [^,]+ ,)?(?: (?:has|have|had|will|now|also|already|provisionally))* (?P<verb>is|are|was|were|been|be)"
    r"(?: (?:now|also|already|being|provisionally))*"
    r" (?P<how>pencilled in|penciled in|chosen|picked|selected|earmarked|designated|tipped|mooted) for(?= )"
)


def _is_chosen(window: Window, token: int, places: Places) -> Siting | None:
    """ "A is pencilled in for a third cycle", "A has been chosen for the next round"."""
    grammar = window.grammar
    match = _CHOSEN.match(" " + grammar.text(token + 1, token + 12))
    if match is None or grammar.governor(token) is not None or places.possessive:
        return None
    end = token + 1 + len(match[0].split())
    cue = window.cue_in(end, end + 6)
    if cue is None or not grammar.is_open(end, cue.first):
        return None
    said = VenueStatus.PROPOSED if match["how"] in {"tipped", "mooted"} else VenueStatus.PLANNED
    return Siting(token, places, "A is chosen for talks", token, cue.last, cue, said)
