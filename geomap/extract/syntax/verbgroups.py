"""A sentence's verb groups: a verb with its auxiliaries, its mood, its voice, and whether it is denied ("had not been opened")."""

from __future__ import annotations

import re

from geomap.extract.syntax.auxiliaries import is_auxiliary, modal_of, read_auxiliaries
from geomap.extract.syntax.infinitives import read_infinitive
from geomap.extract.syntax.main_verbs import read_main_verb
from geomap.extract.syntax.verbgroup import Mood, VerbGroup
from geomap.extract.syntax.verbhood import DETERMINERS, PREPOSITIONS, word_before
from geomap.extract.syntax.verbs import function_words

__all__ = ["Mood", "VerbGroup", "takes_object", "verb_groups"]

_COORDINATORS = function_words("coordinators")
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
    return found


def _group_at(codes: tuple[str, ...], at: int) -> VerbGroup | None:
    word = codes[at]
    modal = modal_of(codes, at)
    if modal is not None:
        return read_auxiliaries(codes, at, modal, modal=True)
    if word == "to":
        return read_infinitive(codes, at, at + 1)
    if word == "being" and at and codes[at - 1] == "time":
        return None  # "for the time being"
    if not is_auxiliary(word):
        return read_main_verb(codes, at)
    if word == "be" and word_before(codes, at) in _COORDINATORS:
        return read_infinitive(codes, at, at)  # "they would travel ... and then be flown"
    # "demand that the corridor be reopened"
    return read_auxiliaries(codes, at, Mood.MUST if word == "be" else Mood.REAL, modal=False)


def takes_object(codes: tuple[str, ...], group: VerbGroup) -> bool:
    """Whether an object follows the verb directly."""
    following = codes[group.last + 1] if group.last + 1 < len(codes) else "."
    return following in DETERMINERS - PREPOSITIONS or _OBJECT.fullmatch(following) is not None
