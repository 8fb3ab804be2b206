"""Which place of a sentence the talks are in: by the preposition before it and the word that its phrase hangs on.

"Delegations met in A", "talks on Sudan opened in A", "in A, they signed a truce", "A, where a round begins", "flew to A for
talks", "envoys are still in A", "the talks moved from A to B". A place that hangs on another noun ("fighting in A", "the
government in A") or another verb ("said in A") is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.grammar import AT, Grammar, base_of, is_sign, lexis, verb_at
from geomap.extract.occasion import verbs_say
from geomap.extract.phrases import Places
from geomap.extract.siting import Siting, Window
from geomap.extract.syntax import Link, Mood, VerbGroup
from geomap.extract.talks import Cue, Sort
from geomap.extract.verbs import Act, Form, Verb
from geomap.model import VenueStatus

__all__ = ["attached", "site_by_clause", "site_by_place"]

_CUTS = frozenset([";", ":", '"', "which", "who", "whose", "where", "when", "while", "although", "though", "because", "but", "as", "if", "before", "amid", "despite", "until",
                   "said", "says", "(", "–", "—"])
_AFTER = frozenset(["after", "following", "since", "once"])
_TIMES = frozenset(["day", "days", "hour", "hours", "week", "weeks", "night", "nights", "month", "months", "year", "years", "morning", "evening", "weekend", "minutes"])
_LASTED = re.compile(r"(?<!\S)after (?:\S+ ){0,3}(?:hours|days|weeks|minutes|day|night|week)(?: and a half)? of(?: \S+)?$")
_ERRANDS = frozenset(["for", "to", "ahead", "before"])


def site_by_place(window: Window, token: int, places: Places) -> Siting | None:
    """How the sentence says that talks are in the place at ``token``; None where it does not."""
    for rule in (_moved, _left, _travelled, _after_cue, _before_cue):
        found = rule(window, token, places)
        if found is not None:
            return found
    return None


# ----------------------------------------------------------------------------------------------------------------------


def site_by_clause(window: Window, token: int, places: Places) -> Siting | None:
    """ "flew to A, where talks open", "the process in A, whose next round ..."."""
    grammar = window.grammar
    after = token + 1
    while is_sign(grammar.at(after), "¤") or grammar.at(after) in {"on", ","}:
        after += 1
    if grammar.at(after) in {"in", "at"} and grammar.at(after + 1) == "which":
        after += 1
    if grammar.at(after) not in {"where", "which", "whose"} or (grammar.at(after) == "which" and grammar.at(after - 1) not in {"in", "at"}):
        return None
    end = next((t for t in range(after + 1, len(grammar.codes)) if grammar.codes[t] in {";", '"', "who", "whose", "but"}), len(grammar.codes))
    cue = window.cue_in(after, min(end, after + 14))
    if grammar.at(after) == "whose" and cue is not None and cue.sort is not Sort.NOUN:
        return None
    cue = cue or _deal_told(grammar, after, end)
    if cue is None or any(is_sign(c, "§") for c in grammar.codes[after:cue.first] if places.members[0].place is None):
        return None
    if any(g.act is Act.REPORT and g.finite for g in grammar.groups(after, cue.first)):
        return None
    if any(grammar.codes[t] in AT and is_sign(grammar.at(t + 1), "§") and _is_city(grammar, t + 1) for t in range(cue.last, min(end, len(grammar.codes)))):
        return None  # "A, where he said that talks in B ..."
    avoided = any(g.negated for g in grammar.proposition(token).groups if g.last < token and base_of(grammar.codes, g.head, "travel"))
    return Siting(token, places, "A, where they meet", token, cue.last, cue, VenueStatus.PROPOSED if avoided else None)


def _deal_told(grammar: Grammar, after: int, end: int) -> Cue | None:
    """ "A, where a deal failed last year"."""
    noun = next((t for t in range(after, min(end, after + 8)) if grammar.codes[t] in lexis("noun.deal") - {"plan", "document", "documents"}), None)
    verb = next((g for g in grammar.groups(after, end) if noun is not None and g.first > noun), None)
    ended = {Act.FAIL, Act.AGREE, Act.CLOSE}
    return Cue(Sort.NOUN, noun, noun, "agreement") if noun is not None and verb is not None and verb.act in ended else None


def _is_city(grammar: Grammar, token: int) -> bool:
    members = grammar.phrases.places[int(grammar.codes[token][1:])].members
    return members[0].place is not None and members[0].place.kind in (Kind.CITY, Kind.SITE)


def _moved(window: Window, token: int, places: Places) -> Siting | None:
    """ "the talks moved from A to B"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is None or grammar.at(governor) not in {"from", "to"}:
        return None
    proposition = grammar.proposition(governor)
    group = next((g for g in proposition.groups if g.head < governor and base_of(grammar.codes, g.head, "move")), None)
    cue = next((c for c in window.cues if proposition.holds(c.first) and c.last < governor), None)
    if group is None or cue is None:
        return None
    leaves = grammar.at(governor) == "from"
    said = verbs_say(grammar, [group], proposition)
    return Siting(token, places, "talks moved from A to B", cue.first, token, cue, VenueStatus.PAST if leaves else said)


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
    cue = window.cue_in(token, min(len(grammar.codes), token + 14))
    link = next((c for c in grammar.codes[token + 1 : cue.first] if c in {"after", "without", "following", "from", "for", "to"}), None) if cue else None
    if cue is None or link in {None, "for", "to"} or ";" in grammar.codes[token : cue.first]:
        return None
    return Siting(token, places, "left A after talks", leaves, cue.last, replace(cue, denied=False), VenueStatus.HELD)


def _travelled(window: Window, token: int, places: Places) -> Siting | None:
    """ "flew to A for talks", "are due in A to meet ...", "invited both sides to A"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is None or grammar.at(governor) not in {"to", "into", "in", "for", "at"}:
        return None
    proposition = grammar.proposition(governor)
    groups = [g for g in proposition.groups if g.head < governor]
    journey = next((g for g in reversed(groups) if base_of(grammar.codes, g.head, "travel") or g.verb.base == "be" or _is_under_way(g)), None)
    journey = journey or _bare_journey(grammar, governor)
    if journey is None or not grammar.is_open(journey.first, token):
        return None
    if any(g.first > journey.last for g in groups) or _CUTS & set(grammar.codes[journey.last + 1 : governor]):
        return None
    if grammar.at(governor) in AT and grammar.codes[grammar.head_before(governor)] in lexis("word.place_of_its_own"):
        return None
    base = base_of(grammar.codes, journey.head, "travel") or "go"
    cue = _errand(window, token)
    called = (base in {"invite", "summon", "call"} and grammar.at(governor) == "to") or (base in {"expect", "await"} and grammar.at(governor) in AT)
    if cue is None and called and any(c in lexis("noun.delegate") for c in grammar.codes[journey.last + 1 : governor]):
        cue = Cue(Sort.VERB, journey.first, journey.last, "meeting")
    if cue is None and _is_on_offer(window, journey, places):
        return Siting(token, places, "would go to A", journey.first, token, Cue(Sort.VERB, journey.first, journey.last, "talks"), VenueStatus.PROPOSED)
    if cue is None:
        return None
    return Siting(token, places, "travelled to A for talks", min(journey.first, cue.first), max(token, cue.last), cue, _journey_status(grammar, journey, base, cue))


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
    while after < len(grammar.codes) and (is_sign(grammar.codes[after], "¤") or grammar.codes[after] in {"on", ",", "late", "early", "evening", "morning", "again", "later"}):
        after += 1
    if grammar.at(after) == "with":
        after = next((t for t in range(after + 1, after + 8) if grammar.at(t) in {"for", "to", ",", "", "and"}), after)
    if grammar.at(after) not in _ERRANDS:
        return None
    cue = window.cue_in(after, after + 9)
    if cue is None or any(c in {",", ";", "and"} for c in grammar.codes[after : cue.first]):
        return None
    if cue.sort is Sort.NOUN and grammar.at(after) == "to" and not grammar.groups(after, cue.first):
        return None
    return replace(cue, earlier=False)


def _journey_status(grammar: Grammar, journey: VerbGroup, base: str, cue: Cue) -> VenueStatus | None:
    proposition = grammar.proposition(journey.head)
    upto = [g for g in proposition.groups if g.first <= journey.first]
    said = verbs_say(grammar, upto, proposition)
    if said is not None:
        return said
    beside = grammar.codes[max(0, journey.first - 1) : journey.last + 3]
    if (journey.progressive and base in {"travel", "fly", "head", "go", "come", "return", "arrive", "journey"}) or "due" in beside or "expected" in beside or _is_under_way(journey) or "way" in beside:
        return VenueStatus.PLANNED
    ahead = re.search(r"(?<!\S)(?:due|scheduled|to (?:begin|start|open|resume)|set to|that (?:will|are to|is to)|next ¤?|tomorrow)(?!\S)", grammar.text(cue.last + 1, cue.last + 8))
    if ahead is not None or (base in lexis("verb.bound") and not journey.pluperfect):
        return VenueStatus.PLANNED
    return VenueStatus.PAST if journey.pluperfect and not grammar.reported(proposition) else None


# ----------------------------------------------------------------------------------------------------------------------


def _after_cue(window: Window, token: int, places: Places) -> Siting | None:
    """The place behind the meeting's words: "talks on Sudan opened in A", "met for a second round in A"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is not None and grammar.at(governor) == "for":
        return _planned_for(window, token, places, governor)
    if governor is None or not grammar.is_at(governor, token):
        return None
    cue = window.cue_before(governor)
    if cue is None or not attached(grammar, cue, governor, places):
        return None
    return Siting(token, places, f"talks {grammar.at(governor)} A", cue.first, token, cue)


def _planned_for(window: Window, token: int, places: Places, governor: int) -> Siting | None:
    """ "another encounter was pencilled in for A"."""
    grammar = window.grammar
    cue = window.cue_before(governor)
    verb = next((t for t in (governor - 1, governor - 2) if base_of(grammar.codes, t, "plan") or grammar.at(t) in {"pencilled", "penciled"}), None)
    if cue is None or verb is None or not any(g.first > cue.last for g in grammar.groups(cue.last + 1, verb + 1)):
        return None
    return Siting(token, places, "talks planned for A", cue.first, token, cue, VenueStatus.PLANNED)


def attached(grammar: Grammar, cue: Cue, governor: int, places: Places | None) -> bool:
    """Whether the phrase that begins at ``governor`` says where the meeting of ``cue`` is."""
    between = grammar.codes[cue.last + 1 : governor]
    if grammar.at(cue.last + 1) == "there" and governor > cue.last + 1:
        return False  # "the meetings there supplement the process in A"
    if not grammar.is_open(cue.last + 1, governor) or _is_cut(grammar, cue.last + 1, governor):
        return False
    between_verbs = grammar.groups(cue.last + 1, governor)
    if any(g.act is Act.REPORT or base_of(grammar.codes, g.head, "say") for g in between_verbs if g.finite):
        return False
    verbs = [g for g in between_verbs if not _is_aside(grammar, g)]
    finite = [g for g in verbs if g.finite]
    if len(finite) > (1 if cue.sort is Sort.NOUN else 0):
        return False
    if finite and not grammar.is_subject_of(cue.last, finite[0]):
        return False
    home, here = grammar.proposition(cue.first), grammar.proposition(governor)
    if here is not home and ((finite and here.link is not Link.RELATIVE) or here.marker in {"and", "but", "or", "nor"}):
        return False
    if here is not home and any(g.finite for g in here.groups if g.first < governor) and here.link is not Link.RELATIVE:
        return False
    head = grammar.head_before(governor)
    if head <= cue.last:
        return True
    word = grammar.codes[head]
    if word == "," and "," in between and len(between) > 12:
        return False
    housed = word in lexis("noun.site") and "at" in grammar.codes[max(cue.last + 1, head - 5) : head]  # "at the Russian embassy in A"
    housed = housed or (cue.sort is Sort.DEAL and "for" in between and places is not None)  # "signed a deal for a unity government in A"
    if word in lexis("word.place_of_its_own") and not housed and not (cue.sort is Sort.DEAL and head <= cue.last + 2):
        return False
    if any(g.first <= head <= g.last and not g.finite and g.passive and not base_of(grammar.codes, g.head, "seal") for g in verbs):
        return False  # "talks on hostages held in A"
    if places is None or (places.members[0].place is not None and places.members[0].place.kind in (Kind.CITY, Kind.SITE)):
        return True
    return (
        word in {",", "and", "there", "way", "place", "person", "end", "doors", "table", "mediation", "auspices"}
        or is_sign(word)
        or word in _TIMES
        or grammar.at(head - 1) == "to"
        or word in lexis("noun.delegate") | lexis("noun.site") | lexis("noun.deal")
        or any(g.first <= head <= g.last for g in verbs)
    )


def _is_cut(grammar: Grammar, first: int, end: int) -> bool:
    """Whether a clause of its own begins in between; "after the other" and an aside between commas do not count."""
    aside = False
    for token in range(first, end):
        code = grammar.codes[token]
        if code in {"who", "which", "whose"} and grammar.at(token - 1) == ",":
            aside = True
        elif aside and code == ",":
            aside = False
        elif not aside and code in _CUTS:
            return True
        elif not aside and code in _AFTER and grammar.groups(token, end) and not _is_of_noun(grammar, first - 1, token) and grammar.text(token, token + 3) not in {"after the other", "after the another"} and not is_sign(grammar.at(token + 1), "¤"):
            return True
    return aside


def _is_of_noun(grammar: Grammar, cue: int, token: int) -> bool:
    """ "The first talks since the August war broke up in A": the phrase belongs to the subject, whose verb is still to come."""
    proposition = grammar.proposition(cue)
    return proposition.start <= cue and not any(g.finite and g.first < token for g in proposition.groups) and grammar.at(token - 1) != ","


def _is_aside(grammar: Grammar, group: VerbGroup) -> bool:
    """Whether the verb stands in a relative clause: "talks, which should have ended on Sunday, go on in A", "the last held there"."""
    proposition = grammar.proposition(group.head)
    return proposition.link is Link.RELATIVE and (proposition.marker in {"which", "who", "whose"} or group.bare)


# ----------------------------------------------------------------------------------------------------------------------


def _before_cue(window: Window, token: int, places: Places) -> Siting | None:
    """The place ahead of the meeting's words: "In A, the envoys resumed talks", "has been in A since Monday for talks"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is None or grammar.at(governor) not in AT:
        return None
    cue = next((c for c in window.cues if c.first > token), None)
    if cue is None or not grammar.is_open(token, cue.first) or _is_cut(grammar, token + 1, cue.first):
        return None
    before = grammar.head_before(governor)
    opens = before < 0 or grammar.codes[before] in {",", "and", '"', ";", "but", "-", "–", "—", "where"} or (grammar.at(before) in _TIMES and before < 5)
    groups = grammar.groups(token, cue.last + 1)
    main = next((g for g in groups if g.finite), None)
    if opens and cue.sort is not Sort.NOUN:
        going_on = main is not None and (main.act is Act.BEGIN or grammar.text(main.head, main.head + 2) in {"goes on", "go on", "went on", "going on"})
        own = main is None or main.last >= cue.first or main is groups[-1] or going_on
        return Siting(token, places, "in A, they met", token, cue.last, cue) if own else None
    if not opens and _LASTED.search(grammar.text(cue.first - 7, cue.first)) and _is_city(grammar, token) and grammar.proposition(token).holds(cue.first):
        own = [g for g in grammar.groups(grammar.proposition(token).start, governor) if g.finite]
        if own and own[-1].act is not Act.REPORT and (own[-1].passive or not base_of(grammar.codes, own[-1].head, "say")) and grammar.codes[before] not in lexis("word.place_of_its_own"):
            return Siting(token, places, "in A, after hours of talks", own[-1].first, cue.last, cue)
    if opens and main is not None and base_of(grammar.codes, main.head, "hold"):
        return Siting(token, places, "in A, talks were held", token, cue.last, cue)
    if opens and main is None and cue.sort is Sort.NOUN:
        after = next((g for g in grammar.groups(cue.last + 1, len(grammar.codes)) if g.finite), None)
        if after is not None and base_of(grammar.codes, after.head, "hold") and grammar.is_subject_of(cue.last, after):
            return Siting(token, places, "in A, talks were held", token, cue.last, cue)
    if not opens and cue.sort is not Sort.NOUN and cue.first <= token + 4 and grammar.at(token + 1) in {"to", ","}:
        word = grammar.codes[before]
        if word in lexis("noun.site") | lexis("noun.delegate"):
            return Siting(token, places, "in A, they met", token, cue.last, cue)
    return None
