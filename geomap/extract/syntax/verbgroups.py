"""A sentence's verb groups: a verb with its auxiliaries, its mood, its voice, and whether it is denied ("had not been opened")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geomap.extract.syntax.auxiliaries import is_auxiliary, modal_of, read_auxiliaries
from geomap.extract.syntax.infinitives import complete, is_base, read_infinitive
from geomap.extract.syntax.main_verbs import read_main_verb
from geomap.extract.syntax.verbgroup import Mood, VerbGroup, predicate_of
from geomap.extract.syntax.verbhood import DETERMINERS, PREPOSITIONS, word_before
from geomap.extract.syntax.verbs import Act, Verb, function_words

__all__ = ["Mood", "VerbGroup", "takes_object", "verb_groups"]

_COORDINATORS = function_words("coordinators")
_LETTING = frozenset(["let", "lets", "letting"])
_SUBJECT = re.compile(r"§\d+|(?!(?:the|an?|its|their|no|and|or)$)[a-z]\S*")
_BEHIND_STATE = re.compile(r"[,.;:–—]|as|after|amid|despite|for|from|in|on|to|until|since|again|due|because|but|while|over|with|¤\d+")
_WAY = re.compile(r"(?:roads?|routes?|corridors?|crossings?|bridges?|vehicles|trucks|buses|ships?|boats?|,)")
_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|¤\d+")
_OBJECT = re.compile(r"§\d+|@\d+|\d\S*|%\d+|them|it|him|her")


def verb_groups(codes: tuple[str, ...]) -> list[VerbGroup]:
    """The verb groups of a sentence given as encoded tokens, in order; they never overlap."""
    found: list[VerbGroup] = []
    at = 0
    while at < len(codes):
        group = _group_at(codes, at)
        if group is None:
            at += 1
        else:
            found.append(group)
            at = group.last + 1
    return found if any(g.finite for g in found) else [*_without_copula(codes, found), *found]


def _without_copula(codes: tuple[str, ...], found: list[VerbGroup]) -> Iterator[VerbGroup]:
    """ "Sumy evacuation under way amid shelling": a headline leaves out "is"."""
    for at in range(1, found[0].first if found else len(codes)):
        state = predicate_of(codes, at, at, Mood.REAL, finite=True)
        if state is None or codes[at - 1] in PREPOSITIONS or not _SUBJECT.fullmatch(codes[at - 1]):
            continue
        if state.last + 1 == len(codes) or _BEHIND_STATE.fullmatch(codes[state.last + 1]):
            yield state
            return


def _group_at(codes: tuple[str, ...], at: int) -> VerbGroup | None:
    word = codes[at]
    modal = modal_of(codes, at)
    if modal is not None:
        return read_auxiliaries(codes, at, modal, modal=True)
    if word == "to":
        return read_infinitive(codes, at, at + 1)
    if word == "am" and at and codes[at - 1][0].isdigit():
        return None  # "at 7 am"
    if word == "being" and at and codes[at - 1] == "time":
        return None  # "for the time being"
    if word == "used" and _is_habit(codes, at):
        habit = complete(codes, at, at + 2, Mood.REAL, negated=False)
        return None if habit is None else replace(habit, pluperfect=True)
    if word == "have" and not _LETTING.isdisjoint(codes[max(0, at - 3) : at]):
        return VerbGroup(at, at, at, Verb("have", Act.OTHER), Mood.NONE, False)  # "refused to let them have the road"
    if not is_auxiliary(word):
        return read_main_verb(codes, at)
    # "having left Sumy, the buses ...", "without being shelled"
    if word == "having" or (word == "being" and codes[at - 1 : at] == ("without",)):
        done = read_auxiliaries(codes, at, Mood.NONE, modal=False)
        denied = "without" in codes[max(0, at - 5) : at]
        return None if done is None else replace(done, finite=False, gerund=True, pluperfect=False, negated=done.negated or denied)
    if word == "be" and word_before(codes, at) in _COORDINATORS:
        return read_infinitive(codes, at, at)  # "they would travel ... and then be flown"
    # "demand that the corridor be reopened"
    return read_auxiliaries(codes, at, Mood.MUST if word == "be" else Mood.REAL, modal=False)


def _is_habit(codes: tuple[str, ...], at: int) -> bool:
    """ "aid used to reach the strip", not "was used to bring aid" nor "the road, used to reach it"."""
    before = codes[at - 1] if at else ","
    habit = codes[at + 1 : at + 2] == ("to",) and is_base(codes, at + 2)
    return habit and not is_auxiliary(word_before(codes, at)) and not _WAY.fullmatch(before)


def takes_object(codes: tuple[str, ...], group: VerbGroup) -> bool:
    """Whether an object follows the verb directly."""
    at = group.last + 1
    if codes[at : at + 1] == ("on",) and _DAY.fullmatch(" ".join(codes[at + 1 : at + 2])):
        at += 1
    if _DAY.fullmatch(" ".join(codes[at : at + 1])):
        at += 1  # "evacuated on Monday 400 civilians"
    following = codes[at] if at < len(codes) else "."
    return following in DETERMINERS - PREPOSITIONS or _OBJECT.fullmatch(following) is not None
