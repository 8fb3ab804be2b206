"""Past forms that only describe the noun before them: "the corridor agreed on Monday was shelled"."""

from __future__ import annotations

from geomap.extract.syntax.links import COORDINATORS, RELATIVES, SUBORDINATORS
from geomap.extract.syntax.verbgroups import Mood, VerbGroup, takes_object
from geomap.extract.syntax.verbhood import HARD, PRONOUNS
from geomap.extract.syntax.verbs import Act

__all__ = ["describes"]

# before an infinitive these are what the noun does: "the session sought to build on the truce agreed in May"
_ACTS = frozenset(
    ["sought", "tried", "failed", "refused", "managed", "hoped", "wanted", "began", "continued", "attempted", "vowed", "declined"]
)
_SINCE = frozenset(["since", "after", "before"])
_GOVERNS = frozenset(["at", "on", "in", "by", "of", "for"])  # "talks aimed at freeing the hostages resumed"

_DESCRIBED = frozenset(["people", "those", "children", "women", "families"])  # "those rescued from the plant arrived"
_FILLED = frozenset(["filled", "loaded", "packed", "stocked", "laden", "piled", "crammed"])


def describes(codes: tuple[str, ...], groups: list[VerbGroup], number: int) -> bool:
    """Whether a past form without auxiliary only describes the noun before it: "the corridor agreed on Monday was shelled"."""
    group = groups[number]
    if group.bare and group.finite and (_is_inserted(codes, group) or _is_caught(codes, groups, number)):
        return True
    later = [g for g in groups[number + 1 :] if g.finite or (g.gerund and codes[g.first - 1] not in _GOVERNS)]
    if not (group.bare and group.finite) or not later:
        return False
    following = later[0]
    between = codes[group.last + 1 : following.first]
    before = codes[group.first - 1] if group.first else ""
    if group.act is Act.REPORT or not before or before in PRONOUNS - _DESCRIBED or before in COORDINATORS:
        return False
    if codes[group.head] in _ACTS and codes[group.last + 1 : group.last + 2] == ("to",):
        return False
    set_off = _is_in_opening_phrase(codes, groups, number) or _is_set_off(codes, groups, number)
    if set_off or _ends_clause_later(codes, groups, number):
        return True
    if codes[group.head] in _FILLED and "with" in codes[group.last + 1 : group.last + 3]:
        return True  # "trucks filled with food and blankets were able to reach Djibo"
    if following.act is Act.REPORT and "," in between[:-1]:
        return False  # "WFP trucks, laden with oil, arrived in Kereneik, the agency said"
    # "people stranded there since the invasion are to leave": no clause of its own
    barring = SUBORDINATORS.keys() - (_SINCE if following.mood is not Mood.REAL else set())
    free = not any(w in COORDINATORS or w in barring or w in RELATIVES or w in {"that", '"'} or HARD.fullmatch(w) for w in between)
    # "the corridor authorised for aid, from A to B, has been shut": an aside, and the noun's own verb behind it
    aside = between.count(",") == 2 and between[-1] == "," and following.act is not Act.REPORT
    if not following.finite or not free or ("," in between and before != "," and not aside):
        return False
    if following.bare and "," not in between:
        # "opened a corridor agreed on Monday": the later one describes
        return not takes_object(codes, group) and group.act not in (Act.LEAVE, Act.GO, Act.ARRIVE, Act.AGREE, Act.PROPOSE)
    return True


_CAUGHT = frozenset(["trapped", "besieged", "stranded", "encircled", "surrounded", "marooned", "stuck"])


def _is_caught(codes: tuple[str, ...], groups: list[VerbGroup], number: int) -> bool:
    """ "The lorries reached families besieged in Homs": says which, where the clause has its verb."""
    group = groups[number]
    if codes[group.head] not in _CAUGHT or not {"in", "inside", "at", "on"}.intersection(codes[group.last + 1 : group.last + 2]):
        return False
    return any(g.finite and g.last + 1 < group.first and "," not in codes[g.last : group.first] for g in groups[:number])


_WAY_ON = frozenset(["for", "to", "into", "from", "towards", "toward", "via", "through"])
_LONG = 8  # words


def _is_inserted(codes: tuple[str, ...], group: VerbGroup) -> bool:
    """ "Has left Goma with food, urgently needed, for Bukavu", "the buses left, escorted by police, for Idlib": between two commas,
    the way going on behind the second."""
    start = group.first
    while start > 1 and (codes[start - 1].endswith("ly") or codes[start - 1] in {"long", "much", "badly", "most", "now", "all"}):
        start -= 1
    after = codes[group.last + 1 : group.last + 1 + _LONG]
    if start == 0 or codes[start - 1] != "," or "," not in after or takes_object(codes, group):
        return False
    inserted = after[: after.index(",")]
    behind = codes[group.last + 2 + len(inserted) :][:4]
    goes_on = bool(behind) and behind[0] in _WAY_ON and any(code.startswith("§") for code in behind[1:])
    return goes_on and not any(HARD.fullmatch(word) or word in COORDINATORS for word in inserted)


_OPENS_PHRASE = frozenset(["in", "at", "with", "under", "during", "amid", "by", "on", "for"])


def _is_in_opening_phrase(codes: tuple[str, ...], groups: list[VerbGroup], number: int) -> bool:
    """ "In a move aimed at helping civilians, the army agreed": no subject stands before the first comma."""
    if number or codes[0] not in _OPENS_PHRASE or "," in codes[: groups[0].first]:
        return False
    finite = next((g for g in groups[1:] if g.finite), None)
    return finite is not None and "," in codes[groups[0].last + 1 : finite.first - 1]


def _is_set_off(codes: tuple[str, ...], groups: list[VerbGroup], number: int) -> bool:
    """ "The talks, aimed at ending the war and opening the border, began": set between commas, the finite verb behind the second."""
    group = groups[number]
    following = next((g for g in groups[number + 1 :] if g.finite), None)
    if following is None or codes[group.first - 1] != "," or codes[following.first - 1] != "," or following.act is Act.REPORT:
        return False
    return not takes_object(codes, group) and not any(HARD.fullmatch(w) for w in codes[group.last : following.first])


def _ends_clause_later(codes: tuple[str, ...], groups: list[VerbGroup], number: int) -> bool:
    """ "a trip arranged for several dozen people, which ..., had been called off": a finite verb right after a closing comma."""
    if number + 1 >= len(groups):
        return False
    group, following = groups[number], groups[number + 1]
    after = codes[group.last + 1 : following.first]
    if number + 2 < len(groups) and any(w in SUBORDINATORS for w in after) and not ("," in after or takes_object(codes, group)):
        # "the first convoy allowed in since the war broke out crossed on Friday"
        then = codes[following.last + 1 : groups[number + 2].first]
        marked = any(w in COORDINATORS or w in SUBORDINATORS or w in RELATIVES or w in {",", "that"} or HARD.fullmatch(w) for w in then)
        return following.finite and groups[number + 2].finite and not marked and following.act is not Act.REPORT
    if not any(w in RELATIVES for w in after) or any(w in COORDINATORS for w in after) or number + 2 >= len(groups):
        return False
    last = groups[number + 2]
    return last.finite and not last.bare and codes[last.first - 1] == "," and not takes_object(codes, group)
