"""Journeys to and from talks: "flew to A for talks", "left A without a deal", "the talks moved from A to B"."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.meaning.parties import are_rivals
from geomap.extract.sentence.phrases import Places
from geomap.extract.syntax.propositions import Mood, VerbGroup
from geomap.extract.syntax.verbs import Act, Form, Verb
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis, verb_at
from geomap.extract.talks.handing_on import met_on_arrival
from geomap.extract.talks.siting import Siting, Window, first_siting
from geomap.extract.talks.talk_verbs import are_both_sides
from geomap.extract.talks.verb_status import verbs_say
from geomap.model import VenueStatus

__all__ = ["site_by_journey"]

_WHERE = re.compile(r"(?:¤\d+ )?(?:, )?where(?!\S)")
_BRING = frozenset(["call", "summon", "send", "dispatch", "despatch", "take"])  # these make others come
_ERRANDS = frozenset(["for", "to", "ahead", "before"])


def site_by_journey(window: Window, token: int, places: Places) -> Siting | None:
    """How a journey to or from the place at ``token`` says that talks are there; None where none does."""
    return first_siting((_moved, _left, _travelled), window, token, places)


def _moved(window: Window, token: int, places: Places) -> Siting | None:
    """ "the talks moved from A to B"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is None or grammar.at(governor) not in {"from", "to"}:
        return None
    proposition = grammar.proposition(governor)
    group = next((g for g in proposition.groups if g.head < governor and base_of(grammar.codes, g.head, "move")), None)
    cue = next((c for c in window.cues if proposition.holds(c.first) and c.last < governor), None)
    if group is not None and cue is None and proposition.elliptic:
        cue = window.cue_before(group.first)  # "the process had opened in A, moved on to B"
    they = {"they", "it", "these"} & set(grammar.codes[max(0, group.first - 2) : group.first]) if group is not None else None
    if group is not None and cue is None and they:
        # "opened talks in A before they moved to B"
        cue = next((c for c in window.cues if c.sort is Sort.NOUN and c.last < group.first), None)
    if group is None or cue is None or (group.finite and cue.last < group.first and not _is_its_subject(grammar, cue, group)):
        return None
    leaves = grammar.at(governor) == "from"
    wished = bool(lexis("word.wish") & set(grammar.codes[max(0, group.first - 3) : group.first]))  # "a request to move the talks to B"
    said = VenueStatus.PROPOSED if group.negated or wished else verbs_say(grammar, [group], proposition)
    if said is None and any(g.pluperfect for g in grammar.groups(cue.first, group.first)):
        said = VenueStatus.PAST
    return Siting(token, places, "talks moved from A to B", cue.first, token, cue, VenueStatus.PAST if leaves else said)


def _is_its_subject(grammar: Grammar, cue: Cue, group: VerbGroup) -> bool:
    """Whether it is the talks that move: not "under the agreement 1,500 fighters are to move to A"."""
    movers = set(grammar.codes[cue.last + 1 : group.first])
    return not movers & {"militants", "fighters", "rebels", "people", "civilians", "families", "troops", "forces", "refugees", "members"}


def _left(window: Window, token: int, places: Places) -> Siting | None:
    """ "The negotiators left A after four hours of talks", "returned home from A without signing the truce"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    leaves = grammar.skip_determiners(token) if governor is None else grammar.head_before(governor)
    if grammar.at(leaves) in {"home", "back", "empty-handed"}:
        leaves -= 1
    verb = verb_at(grammar.codes, leaves, "leave")
    if verb is None or (governor is not None and grammar.at(governor) != "from") or (governor is None and verb[0] not in {"leave", "quit"}):
        return None
    cue = window.cue_in(token, min(len(grammar.codes), token + 18))
    link = (
        next((c for c in grammar.codes[token + 1 : cue.first] if c in {"after", "without", "following", "from", "for", "to"}), None)
        if cue
        else None
    )
    if (cue is None or cue.presupposed) and _brings_home(grammar, token):
        told = Cue(Sort.VERB, leaves, leaves, "talks")
        return Siting(token, places, "left A with a deal", leaves, token + 1, told, VenueStatus.HELD)
    if cue is None or link in {None, "for", "to"} or ";" in grammar.codes[token : cue.first]:
        return None
    return Siting(token, places, "left A after talks", leaves, cue.last, replace(cue, denied=False), VenueStatus.HELD)


def _brings_home(grammar: Grammar, token: int) -> bool:
    """ "The foes leave A without a date", "came home from A with a truce"."""
    results = lexis("noun.deal") | {"date", "result", "results", "breakthrough", "compromise", "progress"}
    time = {"on", "late", "early", "morning"}
    after = next(t for t in range(token + 1, token + 5) if not (is_sign(grammar.at(t), "¤") or grammar.at(t) in time))
    return grammar.at(after) in {"with", "without"} and bool(results & set(grammar.codes[after + 1 : after + 7]))


def _travelled(window: Window, token: int, places: Places) -> Siting | None:
    """ "flew to A for talks", "are due in A to meet ...", "invited both sides to A"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is None:
        governor = grammar.skip_determiners(token)  # "visited A for talks"
        visits = grammar.at(governor) in {"visit", "visits", "visited", "visiting"}
        if not visits or not any(g.head == governor for g in grammar.groups(governor, token)):
            return None
    elif grammar.at(governor) not in {"to", "into", "in", "for", "at"} and not _is_of_a_room(grammar, governor):
        return None
    elif grammar.at(governor) == "to" and grammar.at(governor - 1) in {"up", "down", "left"}:
        return None  # "it is up to A to resume the talks"
    proposition = grammar.proposition(governor)
    groups = [g for g in proposition.groups if g.head < governor or grammar.codes[g.head].startswith("visit")]
    stays = [g for g in groups if g.verb.base in {"be", "due"} or _is_under_way(g)]
    journey = next((g for g in reversed(groups) if g in stays or base_of(grammar.codes, g.head, "travel")), None)
    journey = journey or _bare_journey(grammar, governor)
    if journey is None or not grammar.is_open(journey.first, token):
        return None
    if any(g.first > journey.last for g in groups) or lexis("set.cut") & set(grammar.codes[journey.last + 1 : governor]):
        return None
    if any(journey.last < c.first < governor and _ON & set(grammar.codes[c.last + 1 : governor]) for c in window.cues):
        return None  # "invited to A for talks on a corridor to B"
    if grammar.at(governor) in AT and "to" in grammar.codes[journey.last + 1 : journey.last + 3]:
        return None  # "came to blows in A", "was up to the mediators in A"
    if grammar.at(governor) in AT and grammar.codes[grammar.head_before(governor)] in lexis("word.place_of_its_own"):
        return None
    base = base_of(grammar.codes, journey.head, "travel") or "go"
    if base in _BRING and grammar.at(governor) != "to":
        return None  # "would call his colleagues in A to talk it over"
    if base == "take" and {"on", "in", "part", "her", "his"} & set(grammar.codes[journey.last + 1 : governor]):
        return None  # "took the town on its way to A"
    cue = _errand(window, token) or met_on_arrival(grammar, window.cues, token)
    cue = cue or next((c for c in window.cues if c.arrival and c.first == journey.first), None)
    called = (base in {"invite", "summon", "call"} and grammar.at(governor) == "to") or (
        base in {"expect", "await"} and grammar.at(governor) in AT
    )
    expected = base == "expect" and journey.passive and grammar.at(governor) in AT
    if expected and any(c in lexis("noun.delegate") or is_sign(c) for c in grammar.codes[proposition.start : journey.first]):
        cue = cue or Cue(Sort.VERB, journey.first, journey.last, "meeting")  # "the two leaders are expected in A on Thursday"
    called = called or (base == "bring" and bool({"both", "sides", "parties", "rivals"} & set(grammar.codes[journey.last + 1 : governor])))
    sent = base in {"send", "dispatch", "despatch"} and grammar.at(governor) == "to"
    guests = grammar.codes[journey.last + 1 : governor]
    welcome = lexis("noun.envoy") if sent else lexis("noun.delegate") | {"both", "each"}  # "sent its special envoy to A" to look around
    if cue is None and (called or sent) and any(c in welcome for c in guests):
        cue = Cue(Sort.VERB, journey.first, journey.last, "meeting")
    joint = base in {"return", "arrive", "come", "go", "travel", "fly"} and grammar.at(governor) in {"to", "in"}
    joint = joint and journey.mood is not Mood.REAL and grammar.head_before(governor) <= journey.last
    joint = joint and any(not c.denied for c in window.cues) and not _WHERE.match(grammar.text(token + 1, token + 4))
    if cue is None and joint and are_both_sides(grammar, proposition.start, journey.first):
        cue = Cue(Sort.VERB, journey.first, journey.last, "talks")  # "A and B will return to C on Monday", where talks are spoken of
    if cue is None and _is_on_offer(window, journey, places):
        return Siting(
            token, places, "would go to A", journey.first, token, Cue(Sort.VERB, journey.first, journey.last, "talks"), VenueStatus.PROPOSED
        )
    if cue is None:
        return None
    if _is_courtesy_call(grammar, journey, cue):
        return None
    said = _journey_status(grammar, journey, base, cue)
    if cue.arrival and said in {None, VenueStatus.PAST}:
        said = VenueStatus.HELD  # "had arrived in A last weekend": they are there
    return Siting(token, places, "travelled to A for talks", min(journey.first, cue.first), max(token, cue.last), cue, said)


_ON = frozenset(["on", "about", "over", "regarding", "concerning"])


def _is_of_a_room(grammar: Grammar, governor: int) -> bool:
    """ "Arrived at a hotel outside A for talks"."""
    room = grammar.at(governor - 1) in lexis("noun.site") and "at" in grammar.codes[max(0, governor - 5) : governor]
    return room and grammar.at(governor) in {"outside", "near"}


def _is_courtesy_call(grammar: Grammar, journey: VerbGroup, cue: Cue) -> bool:
    """ "Is going to Paris to see Emmanuel Macron": one statesman calls on another, and nobody else is named."""
    if cue.word == "meet" and grammar.at(cue.last + 1) in {"him", "her"}:
        return not grammar.codes[grammar.proposition(journey.head).start : journey.first].count("and")
    if cue.word != "see" or are_rivals(grammar.phrases):
        return False
    hosts = grammar.codes[cue.last + 1 : cue.last + 6]
    guests = grammar.codes[grammar.proposition(journey.head).start : journey.first]
    return not any(c in lexis("noun.envoy") or c in {"and", "both", "sides", "parties", "rebels", "leaders"} for c in (*hosts, *guests))


def _is_on_offer(window: Window, journey: VerbGroup, places: Places) -> bool:
    """ "Kyiv ... would go to Warsaw or Baku": a choice of towns, of one who speaks of talks."""
    wished = journey.mood in (Mood.WOULD, Mood.MAY) and len(places.members) > 1
    return wished and bool(window.cues) and not {"people", "civilians", "refugees"} & set(window.grammar.codes[: journey.first])


def _bare_journey(grammar: Grammar, governor: int) -> VerbGroup | None:
    """ "the Americans flew to A": a past tense right before its preposition is a verb, whatever stands before it."""
    head = grammar.head_before(governor)
    found = verb_at(grammar.codes, head, "travel")
    if found is None or found[1] is not Form.PAST:
        return None
    return VerbGroup(head, head, head, Verb(found[0], Act.GO), Mood.REAL, True)


def _is_under_way(group: VerbGroup) -> bool:
    return group.state and group.act is Act.GO


def _errand(window: Window, token: int) -> Cue | None:
    """What somebody comes to a place for: "for a fresh round of talks", "to meet the other side"."""
    grammar = window.grammar
    after = token + 1
    time = {"on", ",", "late", "early", "evening", "morning", "again", "later", "over", "the", "weekend"}
    while after < len(grammar.codes) and (is_sign(grammar.codes[after], "¤") or grammar.codes[after] in time):
        after += 1
    if grammar.at(after) == "with":
        after = next((t for t in range(after + 1, after + 8) if grammar.at(t) in {"for", "to", ",", "", "and"}), after)
    if grammar.at(after) not in _ERRANDS:
        return None
    if grammar.at(after) == "to" and grammar.at(after + 1) == "mediate":
        return Cue(Sort.VERB, after, after + 1, "talks")  # "flew to A to mediate between the two"
    cue = window.cue_in(after, after + 9)
    if cue is None or any(c in {",", ";", "and"} for c in grammar.codes[after : cue.first]):
        return None
    takes_part = grammar.at(after + 1) in {"participate", "attend", "join", "take"}
    if cue.sort is Sort.NOUN and grammar.at(after) == "to" and not takes_part and not grammar.groups(after, cue.first):
        return None
    return replace(cue, earlier=False)


def is_progressive(grammar: Grammar, journey: VerbGroup) -> bool:
    """ "Are returning to A", "are reported to be returning to A"."""
    return journey.progressive or (grammar.codes[journey.head].endswith("ing") and "be" in grammar.codes[journey.first : journey.head])


def _journey_status(grammar: Grammar, journey: VerbGroup, base: str, cue: Cue) -> VenueStatus | None:
    proposition = grammar.proposition(journey.head)
    if journey.negated and not journey.finite:
        return VenueStatus.PROPOSED  # "decided not to travel to A for the meeting"
    upto = [g for g in proposition.groups if g.first <= journey.first]
    said = verbs_say(grammar, upto, proposition)
    if said is VenueStatus.PROPOSED and base == "invite" and any(g.pluperfect for g in upto):
        return VenueStatus.PAST  # "had begun by inviting both to A"
    if said is not None:
        return said
    beside = grammar.codes[max(0, journey.first - 1) : journey.last + 3]
    if (
        (is_progressive(grammar, journey) and base in {"travel", "fly", "head", "go", "come", "return", "arrive", "journey"})
        or "due" in beside
        or "expected" in beside
        or _is_under_way(journey)
        or "way" in beside
    ):
        return VenueStatus.PLANNED
    ahead = re.search(
        r"(?<!\S)(?:due|scheduled|to (?:begin|start|open|resume)|set to|that (?:will|are to|is to)|next ¤?|tomorrow)(?!\S)",
        grammar.text(cue.last + 1, cue.last + 8),
    )
    if ahead is not None or (base in lexis("verb.bound") and not journey.pluperfect):
        return VenueStatus.PLANNED
    return VenueStatus.PAST if journey.pluperfect and not grammar.reported(proposition) else None
