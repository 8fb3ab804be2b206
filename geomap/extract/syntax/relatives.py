"""Where a relative clause begins: "the convoy that left", "flour that Baku sent", "for treatment they cannot get there"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.syntax.links import COORDINATORS, RELATIVES, SUBORDINATORS
from geomap.extract.syntax.verbgroup import VerbGroup
from geomap.extract.syntax.verbhood import ADVERBS, HARD, PREPOSITIONS, skip_adverbs
from geomap.extract.syntax.verbs import Act, nouns

__all__ = ["TELLING", "is_contact", "is_of_journey", "is_of_subject", "is_relative"]

# verbs whose content may follow as a "that" clause
TELLING = frozenset([Act.REPORT, Act.ANNOUNCE, Act.AGREE, Act.PROPOSE, Act.REJECT, Act.ALLOW, Act.OTHER])
_THEY = frozenset(["they", "he", "she", "we", "it"])
_TIME = re.compile(r"day|week|month|year|night|evening|morning|afternoon|weekend|¤\d+")
_WAYS = frozenset(["corridor", "route", "road", "crossing"])
_ARTICLES = frozenset(["the", "a", "an", "one", "another", "first", "second", "this"])
_WHEN = re.compile(r"(?:day|week|month|year|night|morning|evening|time|moment|minute|hour|instant|way)s?")
_JOINING = COORDINATORS | RELATIVES | ADVERBS | PREPOSITIONS | SUBORDINATORS.keys()


def is_relative(codes: Sequence[str], groups: Sequence[VerbGroup], number: int, at: int, *, begun: bool) -> bool:
    """Whether a relative pronoun stands at ``at`` before the group of that ``number``: "which", or "that" after a noun.

    ``begun``: the clause around it has its verb already.
    """
    if codes[at] in RELATIVES:
        return True
    if codes[at] != "that" or at == 0 or at + 1 >= len(codes):
        return False
    its_subject = groups[number].first <= skip_adverbs(tuple(codes), at + 1)[0]  # no content: "the talks that had been set"
    if codes[at - 1] in nouns() and not its_subject:
        return False
    if number and groups[number - 1].last >= at - 1:
        return False  # right after a verb: its content
    noun = codes[at - 2] if at > 1 and codes[at - 1] == "," else codes[at - 1]  # "the corridor, that was agreed"
    if re.fullmatch(r"[a-z]+|§\d+", noun) is None:
        return False
    if its_subject:
        return True
    later = groups[number + 1] if number + 1 < len(groups) else None
    if begun or later is None or not later.finite:
        return False
    return not any(w in COORDINATORS or w in SUBORDINATORS or HARD.fullmatch(w) for w in codes[groups[number].last + 1 : later.first])


def is_of_journey(codes: Sequence[str], groups: Sequence[VerbGroup], number: int, at: int) -> bool:
    """ "On flights from Homs to Idlib that it had hired": behind the way's last place, what the relative is about stands before it."""
    named = codes[at] == "that" and codes[at - 1].startswith("§") and not _TIME.fullmatch(codes[at + 1])
    return named and groups[number - 1].act not in TELLING


def is_contact(codes: Sequence[str], groups: Sequence[VerbGroup], number: int, at: int) -> bool:
    """Whether a clause without a pronoun of its own begins at ``at``: "for treatment they cannot get there"."""
    if codes[at] not in _THEY or at == 0 or groups[number - 1].last >= at - 1:
        return False
    before = codes[at - 1]
    return re.fullmatch(r"[a-z]{3,}", before) is not None and before not in _JOINING and before not in {"that", "then"}


def is_of_subject(codes: Sequence[str], at: int) -> bool:
    """Whether a clause on the noun before it begins there: "the road they had been told to take was mined", not "the day they left"."""
    noun = codes[at - 1] if at > 1 and codes[at] in _THEY else ""
    who = next(iter(codes[at + 1 : at + 2]), "") if codes[at] == "the" else codes[at]
    if at > 1 and who.startswith("@") and (codes[at - 1] in nouns() or codes[at - 1] in _WAYS):
        return codes[at - 2] in _ARTICLES  # "one option the UN has put to the government is a corridor"
    named = not {"the", "this", "their", "every", "each"}.isdisjoint(codes[max(0, at - 4) : at - 1])
    return named and re.fullmatch(r"[a-z]{3,}", noun) is not None and not _WHEN.fullmatch(noun)
