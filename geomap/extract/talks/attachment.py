"""Whether a phrase of place belongs to a meeting's words, or to another noun or verb that stands between."""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Places
from geomap.extract.syntax.propositions import Link, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.cuts import is_cut
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis
from geomap.extract.talks.relative_clauses import is_told_beside, stands_beside

__all__ = ["attached", "is_town"]

_PARTIES = frozenset(["between", "and", "the", "with", "of", "both", "two", "rival", "warring", ",", "'s"])
_ARRANGED = frozenset(["called", "convened", "organised", "organized", "arranged", "sponsored"])
_FORESEEN = frozenset(["expected", "foreseen", "envisaged", "anticipated"])
# who may be at war in the place behind them: "talks between the warring sides in A"
_AT_WAR = frozenset(
    ["government", "rebels", "opposition", "belligerents", "insurgents", "junta", "factions", "movement", "front", "enemies", "foes"]
)
_PROCESS = frozenset(["process", "effort", "efforts", "track", "attempt"])  # "the political process in Yemen"
_SWAP = frozenset(["exchange", "exchanges", "exchanging", "swap", "swaps", "swapping"])
_ABOVE_ALL = re.compile(r"(?:above all|especially|particularly|in particular|notably|chiefly|mainly|mostly|primarily|not least)$")


def attached(grammar: Grammar, cue: Cue, governor: int, places: Places | None) -> bool:
    """Whether the phrase that begins at ``governor`` says where the meeting of ``cue`` is."""
    between = grammar.codes[cue.last + 1 : governor]
    if grammar.at(cue.last + 1) == "there" and governor > cue.last + 1:
        return False  # "the meetings there supplement the process in A"
    if not grammar.is_open(cue.last + 1, governor):
        return False
    if _is_in_a_name(grammar, governor):
        return False
    if is_cut(grammar, cue.last + 1, governor):
        return is_told_beside(grammar, cue, governor)
    place = next((t for t in range(governor + 1, governor + 5) if is_sign(grammar.at(t), "§")), governor)
    if "," in between and any(g.act is Act.REPORT and g.first <= place + 1 for g in grammar.groups(place + 1, place + 3)):
        return False  # "at the talks, officials in A said, ..."
    if "," in between and grammar.at(governor - 2) == "the" and grammar.at(governor - 1) in {"second", "third", "other", "last"}:
        return False  # "before talks began, the second in A": another one of what the first was
    if "," in between and _ABOVE_ALL.search(grammar.text(governor - 2, governor)):
        return False  # "talks on the sieges of several towns, above all in A"
    between_verbs = grammar.groups(cue.last + 1, governor)
    told = [g for g in between_verbs if g.finite and grammar.codes[g.head] not in _FORESEEN]  # "a meeting (is) expected in A"
    if any(g.act is Act.REPORT or base_of(grammar.codes, g.head, "say") for g in told):
        return False
    stays = cue.sort is Sort.VERB and grammar.codes[cue.last] in {"is", "are", "was", "were", "be", "been"}
    if stays and any(is_sign(c, "§") for c in between):
        return False  # "was in B to discuss the fate of those held in A"
    if cue.sort is Sort.DEAL and places is not None and not is_town(places) and any(not g.finite for g in between_verbs):
        return False  # "signed an agreement to mine diamonds in A"
    verbs = [g for g in between_verbs if not stands_beside(grammar, g) and not _describes_a_party(grammar, cue, g, governor)]
    of_time = cue.sort is Sort.VERB and _is_time_of(grammar, cue)
    if of_time:
        verbs = [g for g in verbs if g.verb.base != "be"]  # "the last time that they met was in A"
    finite = [g for g in verbs if g.finite and grammar.codes[grammar.proposition(g.head).start] != "likely"]
    called = [g for g in verbs if grammar.codes[g.head] in _ARRANGED and grammar.proposition(g.head).marker in {"that", "which"}]
    if called and grammar.head_before(governor) == called[-1].last:
        return True  # "a summit that he had called in A failed"
    if len(finite) > (1 if cue.sort is Sort.NOUN else 0):
        return False
    if finite and (not grammar.is_subject_of(cue.last, finite[0]) or _is_aim_of_subject(grammar, cue)):
        return False
    home, here = grammar.proposition(cue.last if cue.sort is Sort.DEAL else cue.first), grammar.proposition(governor)
    waiting = not home.finite or of_time or grammar.codes[here.start] == "likely"  # the subject's verb is still to come
    if here is not home and ((finite and here.link is not Link.RELATIVE and not waiting) or here.marker in {"and", "but", "or", "nor"}):
        return False
    described = here is not home and here.link is Link.RELATIVE and here.marker == "that" and here.start - 1 > cue.last
    if described and not any(base_of(grammar.codes, g.head, "event") for g in here.groups):
        return False  # "talks aim to find a solution that would let them stay in A"
    if here is not home and any(g.finite for g in here.groups if g.first < governor) and here.link is not Link.RELATIVE and not waiting:
        return False
    head = grammar.head_before(governor)
    if head <= cue.last:
        return True
    word = grammar.codes[head]
    if word == "," and (("," in between and len(between) > 12) or (cue.sort is Sort.VERB and _is_held_by_another(grammar, cue, head))):
        return False
    truces = {"truce", "ceasefire", "cease-fire"}
    if cue.sort is Sort.DEAL and any(grammar.codes[t] in truces and grammar.at(t + 1) in AT for t in range(cue.last + 1, governor)):
        return False  # "signed an agreement for a ceasefire in the Waer district of A"
    housed = word in lexis("noun.site") and "at" in grammar.codes[max(cue.last + 1, head - 5) : head]  # "at the Russian embassy in A"
    meant_for = cue.sort is Sort.DEAL and "for" in between and places is not None
    housed = housed or (meant_for and word not in lexis("noun.peace"))  # "signed a deal for a unity government in A"
    swaps = bool(_SWAP & {word, grammar.at(head - 1), grammar.at(head - 2)})
    housed = housed or (swaps and cue.sort is not Sort.DEAL)  # "talks on an exchange of prisoners in A": two sides are needed for it
    if (grammar.is_name(head) or is_sign(grammar.at(head - 1), "@")) and word in lexis("noun.body"):
        return False  # "the UN Support Mission in A said"
    person = word in lexis("noun.delegate") and not word.endswith("s")
    if person and places is not None and not is_town(places) and grammar.codes[governor - 1] == word:
        return False  # "the AU's high representative in the Horn of Africa"
    people = re.fullmatch(words("corridor.people"), word) is not None and "for" in between
    if people and cue.sort is Sort.NOUN and grammar.codes[governor - 1] == word:
        return False  # "talks on corridors for the wounded in A"
    at_war = word in _AT_WAR or grammar.at(head - 1) in {"warring", "rival", "opposing", "hostile"}
    if at_war and places is not None and not is_town(places) and grammar.at(head + 1) in AT:
        return False  # "talks between the warring sides in Syria"
    if word in lexis("word.place_of_its_own") and not housed and not (cue.sort is Sort.DEAL and head <= cue.last + 2):
        return False
    bare = [g for g in verbs if not g.finite and g.passive and not any(f.last == g.first - 1 for f in finite)]
    if any(g.first <= head <= g.last and not _is_its_own(grammar, cue, g) for g in bare):
        return False  # "talks on hostages held in A"
    if places is None or (places.members[0].place is not None and places.members[0].place.kind in (Kind.CITY, Kind.SITE)):
        return True
    return (
        word in {",", "and", "there", "way", "place", "location", "venue", "person", "end", "doors", "table", "mediation", "auspices"}
        or is_sign(word)
        or "auspices" in between
        or swaps
        or word in lexis("set.time")
        or grammar.at(head - 1) == "to"
        or word in lexis("noun.delegate") | lexis("noun.site") | lexis("noun.deal") | (lexis("noun.meeting") - _PROCESS)
        or any(g.first <= head <= g.last for g in verbs)
        or any(g.first <= head <= g.last and _is_its_own(grammar, cue, g) for g in between_verbs)  # "negotiations last held in A"
    )


_BODIES = frozenset(["front", "movement", "union", "alliance", "army", "party", "council", "coalition", "congress", "organisation"])


def _is_in_a_name(grammar: Grammar, governor: int) -> bool:
    """ "The Front for Change and Concord in Chad": the place belongs to what the body is called."""
    before = range(max(0, governor - 8), governor - 1)
    begin = next((t for t in before if grammar.codes[t] in _BODIES and grammar.is_name(t) and grammar.at(t + 1) in {"for", "of"}), None)
    return begin is not None and grammar.is_name(governor - 1)


def _is_aim_of_subject(grammar: Grammar, cue: Cue) -> bool:
    """ "The decision to hold a round in A was taken in B": the verb behind is that of the decision."""
    before = [g for g in grammar.proposition(cue.first).groups if g.last < cue.first]
    aim = bool(before) and not any(g.finite for g in before) and grammar.codes[before[-1].first] == "to"
    return cue.sort is Sort.NOUN and aim and before[-1].first > 0 and grammar.codes[before[-1].first - 1] in {"decision", "agreement"}


def _is_held_by_another(grammar: Grammar, cue: Cue, comma: int) -> bool:
    """ "Settle on one corridor, in A": the noun before the comma has a place of its own."""
    between = grammar.codes[cue.last + 1 : comma]
    return between != () and "," not in between and between[-1] in lexis("word.place_of_its_own")


def _is_its_own(grammar: Grammar, cue: Cue, participle: VerbGroup) -> bool:
    """Whether a participle belongs to the meeting: "negotiations, held in A", "a truce signed in A"; not "on hostages held in A"."""
    if base_of(grammar.codes, participle.head, "seal"):
        return True
    if base_of(grammar.codes, participle.head, "plan"):
        between = grammar.codes[cue.last + 1 : participle.first]
        return all(is_sign(c) or c in _PARTIES or c in lexis("noun.delegate") for c in between)  # "the talks, scheduled for Monday in A"
    if base_of(grammar.codes, participle.head, "event") is None:
        return False
    set_off = cue.sort is Sort.NOUN and grammar.at(participle.first - 1) == "," and grammar.at(participle.last + 1) in AT
    between = grammar.codes[cue.last + 1 : participle.first]
    plain = all(is_sign(c) or c in _PARTIES or c in {"on", "about", "over"} for c in between)  # "a conference on B held in A"
    return set_off or plain or participle.first <= cue.last + 2  # "the meeting of the border committee, held in A, has agreed"


def _describes_a_party(grammar: Grammar, cue: Cue, group: VerbGroup, governor: int) -> bool:
    """ "Talks between A and the group that has captured B will take place in C": the meeting's verb is still to come."""
    proposition = grammar.proposition(group.head)
    if proposition.link is not Link.RELATIVE or proposition.marker != "that":
        return False
    return any(g.finite and g.first > group.last and g.head < governor for g in grammar.proposition(cue.first).groups)


def _is_time_of(grammar: Grammar, cue: Cue) -> bool:
    return re.search(r"(?<!\S)(?:last|first|only) time(?!\S)", grammar.text(cue.first - 12, cue.first)) is not None


def is_town(places: Places) -> bool:
    return places.members[0].place is None or places.members[0].place.kind in (Kind.CITY, Kind.SITE)
