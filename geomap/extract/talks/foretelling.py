"""Words around a meeting that say it lies ahead: "planned for Monday", "to be followed by", "Talks to open in A"."""

from __future__ import annotations

import re

from geomap.extract.syntax.propositions import Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, Verb
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import Grammar, base_of
from geomap.extract.talks.meeting_dates import Time
from geomap.model import VenueStatus, When

__all__ = [
    "has_happened",
    "is_headline_plan",
    "is_looked_forward_to",
    "is_plan_of",
    "is_planned_for",
    "is_prepared",
    "is_to_follow",
    "likelihood",
    "starts_today",
]

_PRESENT = re.compile(
    r"(?:re-?)?(?:opens?|begins?|starts?|resumes?|meets?|convenes?|gets?|continues?|comes?|reconvenes?|takes?|hosts?|gathers?|holds?|moves?|shifts?)"
)


_IS_PLANNED = re.compile(
    r"(?:also )?(?:(?:in|at|near) §\d+ |, (?:on|about) (?:(?!,)\S+ ){1,8}(?=,)"
    r"|(?:on|of|about|over|between|with) (?:(?![,;:]|that |which |who |and said )\S+ ){1,6}?)?,? ?"
    r"(?:(?:that |which )?(?:is|are|was|were|has been|had been) (?:now |also |already |provisionally )?)?"
    r"(?:(?:planned|scheduled|due|set|slated|expected|foreseen|envisaged|pencilled in|penciled in|tentatively)(?! out)"
    r"(?: to| for| on| over| later| ¤| in| at| next)(?! order)|(?P<wish>to (?:be held|take place|open|begin|convene)(?!\S)))"
)
_HOW_LIKELY = re.compile(
    r"(?:(?:a|an|the|also|still|now|very|quite|most|more|just|not|no longer|\w+ly) (?=\S))*"
    r"(?:(?P<open>possible|conceivable|thinkable|imaginable|feasible|plausible|unlikely|improbable|doubtful|uncertain|in doubt"
    r"|out of the question|possibility|ruled out|excluded|under (?:discussion|consideration)|on the cards|on offer|an option)"
    r"|(?P<near>likely|probable|certain|inevitable|imminent|in the offing|close))(?! to)(?!\S)"
)
_HELD_TO_BE = re.compile(r"(?:in|at) §\d+ (?:¤\d+ )?(?:possible|conceivable|feasible|likely|unlikely|desirable|useful)(?= [.,;])")
_SEEMS = re.compile(r"is|are|be|was|were|(?:seem|look|appear|remain|sound)(?:s|ed)?|becomes?|became")


def is_prepared(grammar: Grammar, cue: Cue) -> bool:
    """ "Delegations prepare for three-way talks in A", "preparations for a summit in A"."""
    ready = r"(?<!\S)(?:prepar(?:e|es|ed|ing|ation|ations)|brac(?:e|es|ing)) for(?: (?!,)\S+){0,4}$"
    return re.search(ready, grammar.text(cue.first - 8, cue.first)) is not None


def is_looked_forward_to(grammar: Grammar, cue: Cue) -> bool:
    """ "We look forward to hosting another round in A"."""
    return re.search(r"(?<!\S)(?:look|looks|looked|looking) forward to(?: \S+){0,4}$", grammar.text(cue.first - 7, cue.first)) is not None


def is_plan_of(grammar: Grammar, cue: Cue) -> bool:
    """ "There are plans for the leaders to hold another meeting in A", "the decision to resume the talks in A"."""
    plan = next((t for t in range(cue.first - 1, max(-1, cue.first - 14), -1) if grammar.codes[t] in {"plan", "plans", "decision"}), None)
    if plan is None or grammar.at(plan + 1) not in {"for", "to"}:
        return False
    verbs = grammar.groups(plan + 1, cue.last + 1)
    beside = grammar.at(phrase_begin(grammar, cue.first) - 1) in {"at", "during", "after", "in", "following"}
    return not beside and not any(g.finite for g in verbs) and (not verbs or base_of(grammar.codes, verbs[-1].head, "hold") is not None)


def is_planned_for(grammar: Grammar, cue: Cue, *, wished: bool) -> bool:
    """ "its own round in Geneva, planned for 8 February", "a meeting on the details is expected in Geneva"; where somebody only wishes
    for it ("called for the next meeting to be held in A") the infinitive plans nothing."""
    found = _IS_PLANNED.match(grammar.text(cue.last + 1, cue.last + 16)) if cue.sort is Sort.NOUN else None
    return found is not None and not (wished and found["wish"])


def likelihood(grammar: Grammar, cue: Cue) -> VenueStatus | None:
    """ "Another round in A is possible", "a summit in A seems likely": what the meeting's own verb says of its coming about."""
    if cue.sort is not Sort.NOUN:
        return None
    if _HELD_TO_BE.match(grammar.text(cue.last + 1, cue.last + 6)):
        return VenueStatus.PROPOSED  # "thinks a meeting in A possible"
    end = min(cue.last + 14, len(grammar.codes))
    seems = next((t for t in range(cue.last + 1, end) if _SEEMS.fullmatch(grammar.codes[t])), None)
    own = VerbGroup(seems, seems, seems, Verb("seem", Act.OTHER), Mood.REAL, True) if seems is not None else None
    if own is None or not grammar.is_subject_of(cue.last, own):
        return None
    if any(g.finite and g.last < own.first for g in grammar.groups(cue.last + 1, end)):
        return None
    told = _HOW_LIKELY.match(grammar.text(own.last + 1, own.last + 7))
    if told is None:
        return None
    return VenueStatus.PLANNED if told["near"] and not {"not", "never"} & set(told[0].split()) else VenueStatus.PROPOSED


def is_to_follow(grammar: Grammar, cue: Cue) -> bool:
    """ "met in A, to be followed by a round in B", "before moving on to talks in B"."""
    before = grammar.text(cue.first - 12, cue.first)
    if re.search(r"(?<!\S)(?:eve of|ahead of|before|prior to|run-up to|in preparation for)(?: the| a)?(?: \S+)? $", before + " "):
        return True
    return (
        re.search(
            r"(?<!\S)(?:to|will) be followed(?: \S+){0,3} by(?: \S+){0,4}$"
            r"|(?<!\S)before (?:moving|shifting|resuming|travelling|flying)(?: \S+){0,4}$",
            before,
        )
        is not None
    )


def starts_today(grammar: Grammar, cue: Cue, chain: list[VerbGroup], when: When | None, time: Time) -> bool:
    """ "a new round gets under way on Sunday", told on Sunday: a present tense with a date tells what is to come."""
    finite = [g for g in chain if g.finite]
    if when is None or time.published is None:
        return False
    if not finite:  # a verb the parse takes for a noun: "heads of state meet in A on Saturday"
        return cue.sort is Sort.VERB and _PRESENT.fullmatch(grammar.codes[cue.first]) is not None
    return finite[-1].first == finite[-1].head and _PRESENT.fullmatch(grammar.codes[finite[-1].head]) is not None


def has_happened(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """Whether a verb in the past says that "the next round" was held; to confirm "the planned talks" does not hold them."""
    if cue.sort is Sort.NOUN and chain and not chain[-1].finite and chain[-1].last < cue.first and not chain[-1].gerund:
        return False  # "expressed willingness to hold the next meeting"
    told = [g for g in chain if g.finite and g.mood is Mood.REAL and not _PRESENT.fullmatch(grammar.codes[g.head])]
    ahead = {"planned", "scheduled", "upcoming", "forthcoming"}
    if cue.sort is not Sort.NOUN or not ahead & set(grammar.codes[max(0, cue.first - 4) : cue.first]):
        return bool(told)
    begin = phrase_begin(grammar, cue.first)
    return any((g.first > cue.last or g.last == begin - 1) and base_of(grammar.codes, g.head, "hold") is not None for g in told)


def is_headline_plan(grammar: Grammar, proposition: Proposition, cue: Cue) -> bool:
    """ "Talks to open in Geneva": an infinitive right behind the noun, and no finite verb in the clause."""
    return (
        cue.sort is Sort.NOUN
        and grammar.at(cue.last + 1) == "to"
        and not proposition.finite
        and any(g.first == cue.last + 1 for g in proposition.groups)
    )
