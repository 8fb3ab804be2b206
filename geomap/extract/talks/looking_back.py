"""Words around a meeting that say it went before the news: "since 2012, when", "has hosted several rounds", "after talks in A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import Grammar, base_of, lexis

__all__ = [
    "is_called_off",
    "is_done_since",
    "is_given_up",
    "is_going_on",
    "is_of_old",
    "is_row_of_meetings",
    "is_stalled",
    "is_told_after",
    "is_told_as_before",
    "never_was",
    "was_to_be",
    "was_to_have_been",
]

# "since 2012, when the last of the meetings in A ..."
_WHEN_THEN = re.compile(r"(?<!\S)(?:since|until|in|of|after|before) ?(?:¤\d+|(?:19|20)\d\d)? ?,? when(?: (?!,)\S+){0,8}$")
_UP_TO_NOW = re.compile(
    r"(?<!\S)(?:have|has) (?:\S+ )*?"
    r"(?:since|long|often|repeatedly|previously|regularly|frequently|for (?:\S+ )?(?:years|months|decades))(?!\S)"
)
_HAD_BEEN_THOUGHT = re.compile(r"(?<!\S)had (?:initially |first |originally )?been (?:thought|expected|believed|hoped) that(?!\S)")
_NEVER_BEGAN = re.compile(
    r"(?<!\S)(?:collapsed|failed|fell through|fell apart)(?: \S+){0,2} before (?:it|they)(?: \S+)? (?:began|started|opened)(?!\S)"
)
_CALLED_OFF = re.compile(r"(?<!\S)(?:cancell?ed|called off|scrapped)(?!\S)")
_WAS_TO = re.compile(r"(?<!\S)(?:was|were) (?:due |set |scheduled |supposed )?to(?!\S)")
_FIRST_PLANNED = re.compile(
    r"(?:\S+ ){0,4}?(?:(?:was|were) (?:at first|first|initially|originally)|had (?:at first |first |initially |originally )been)"
    r" (?:(?:planned|scheduled|slated|expected|set|foreseen|due|announced|pencilled in)(?: to be held)?|to be held|to take place|to open)"
    r" (?:for|on|in|at)(?!\S)"
)
_FOLLOWS = re.compile(r"(?<!\S)(?:follows?|followed|following)(?: (?!by|,|and)\S+){0,4}$")
_GOES_ON = re.compile(
    r"(?:(?!gets? )\S+ ){0,5}?(?:under way|underway|in progress)(?!\S)"
    r"|(?:, )?(?:which|that) (?:began|opened|started|kicked off|got under way)(?!\S)"
)
_FOR_LONG = re.compile(r"(?<!\S)(?:after|following) (?:\S+ ){0,3}(?:weeks|months|years|rounds)(?: and a half)? of$")
_AFTER_ITS_END = re.compile(r"(?<!\S)(?:after|following) the (?:end|close|closing|conclusion|collapse|failure|breakdown|opening|start) of$")
_NEVER = re.compile(
    r"(?<!\S)(?:never (?:took place|happened|materiali[sz]ed|came about|met)"
    r"|(?:did not|didn't|failed to) (?:take place|happen|materiali[sz]e|occur|go ahead))(?!\S)"
)


def is_of_old(grammar: Grammar, cue: Cue) -> bool:
    """ "Since 2012, when the last of the meetings in A ...", "the last time they met was in A"."""
    if re.search(r"(?<!\S)last time(?: \S+){0,10}$", grammar.text(cue.first - 12, cue.first)):
        return cue.sort is not Sort.NOUN
    return _WHEN_THEN.search(grammar.text(cue.first - 12, cue.first)) is not None


def is_going_on(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """ "Ongoing talks in A", "the summit, which began on Wednesday", "the session now under way": told in passing, but as a fact."""
    if cue.sort is not Sort.NOUN:
        return False
    if {"ongoing", "on-going", "current", "present", "continuing"} & set(grammar.codes[phrase_begin(grammar, cue.first) : cue.first]):
        return True
    own = any(g.first > cue.last for g in chain)  # "the dialogue that began in May will be resumed"
    return not own and _GOES_ON.match(grammar.text(cue.last + 1, cue.last + 9)) is not None


def is_stalled(grammar: Grammar, cue: Cue, proposition: Proposition) -> bool:
    """ "to revive the talks stalled in A", "no progress since the round in A": told only as what went before."""
    behind = grammar.groups(cue.last + 1, cue.last + 3)
    if cue.sort is Sort.NOUN and grammar.at(cue.last + 1) == "last" and behind and behind[0].bare:
        return True  # "to restart the talks last held in A"
    if (
        cue.sort is Sort.NOUN
        and cue.definite
        and behind
        and behind[0].bare
        and grammar.codes[behind[0].head] in {"stalled", "suspended", "begun", "started", "launched", "broken", "adjourned"}
    ):
        return bool([g for g in grammar.groups(0, cue.first) if g.finite])
    if cue.sort is not Sort.NOUN or grammar.at(phrase_begin(grammar, cue.first) - 1) not in {"since", "like", "unlike"}:
        return False
    told = any(g.finite and g.first > cue.last for g in proposition.groups)  # "Like the talks in A, those in B will be ..."
    return told or any(g.finite and g.last < cue.first and g.act is not Act.REPORT for g in proposition.groups)


def is_told_after(grammar: Grammar, cue: Cue) -> bool:
    """ "met in A after rounds in B", "agreed to go on in A, following a meeting in B", "after boycotting talks in B"."""
    begin = phrase_begin(grammar, cue.first)
    begin -= any(g.gerund and g.head == begin - 1 for g in grammar.groups(begin - 1, begin))
    begin -= grammar.at(begin - 1) in lexis("set.opening")
    if cue.sort is Sort.NOUN and _FOLLOWS.search(grammar.text(begin - 6, begin)):
        return True  # "the meeting in B follows a second round in A"
    if _FOR_LONG.search(grammar.text(begin - 8, begin)) or _AFTER_ITS_END.search(grammar.text(begin - 4, begin)):
        return cue.sort is Sort.NOUN
    return cue.sort is Sort.NOUN and (grammar.at(begin - 1) in {"after", "following"} or grammar.text(begin - 3, begin) == "the wake of")


def never_was(grammar: Grammar, cue: Cue) -> bool:
    """ "A round that had been announced for A never took place"."""
    rest = grammar.text(cue.last + 1, cue.last + 18)
    found = _NEVER.search(rest)
    return cue.sort is Sort.NOUN and found is not None and not {";", ":", "talks", "meeting"} & set(rest[: found.start()].split())


def is_told_as_before(grammar: Grammar, cue: Cue, proposition: Proposition) -> bool:
    """ "Hours after talks in A collapsed", "three months after they had met in A": the clause tells what went before."""
    if grammar.at(cue.last + 1) == "earlier" and grammar.at(cue.last + 2) != "today":
        return True  # "a truce brokered earlier in A"
    if proposition.marker != "after":
        return False
    unit = grammar.at(proposition.start - 1)
    if cue.sort is not Sort.NOUN:
        return unit in {"days", "weeks", "months", "years", "week", "month", "year"}  # "ten days after they signed a truce in A"
    lately = unit in {"hours", "day", "days"} and any(g.act is Act.FAIL for g in proposition.groups)
    return lately or unit in {"week", "weeks", "month", "months", "year", "years"}


def is_done_since(grammar: Grammar, chain: list[VerbGroup]) -> bool:
    """ "Russia and Turkey have since sponsored meetings in A", "A has for years hosted talks": up to now, and not the news."""
    return any(_UP_TO_NOW.search(grammar.text(g.first - 4, g.head + 1)) for g in chain)


def is_row_of_meetings(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """ "A has hosted several rounds of talks", "have held three meetings in A": up to now, and not the news itself."""
    row = any(c in {"rounds", "meetings", "sessions"} for c in grammar.codes[cue.first : cue.last + 1])
    counted = {"several", "many", "numerous", "repeated", "multiple", "two", "three", "four", "five", "six", "previous"}
    if not row or not counted & set(grammar.codes[max(0, cue.first - 4) : cue.first]):
        return False
    return any({"have", "has"} & set(grammar.codes[g.first : g.head + 1]) for g in chain)


def was_to_have_been(grammar: Grammar, cue: Cue) -> bool:
    """ "A round was to have taken place in A", "they were to have met in A", "it had been thought that the talks would be in A":
    they were not."""
    if _HAD_BEEN_THOUGHT.search(grammar.text(0, cue.first)):
        return cue.sort is Sort.NOUN
    told = grammar.text(cue.last + 1, cue.last + 9) if cue.sort is Sort.NOUN else grammar.text(cue.first - 5, cue.last + 1)
    return re.search(r"(?<!\S)(?:was|were) (?:(?:originally|initially|first) )?to have \w+(?!\S)", told) is not None


def _was_first_planned(grammar: Grammar, cue: Cue) -> bool:
    """ "The round had at first been planned for A", "was originally scheduled for Monday in A": it is no more, or not on that day."""
    return cue.sort is Sort.NOUN and _FIRST_PLANNED.match(grammar.text(cue.last + 1, cue.last + 14)) is not None


def was_to_be(grammar: Grammar, chain: Sequence[VerbGroup]) -> bool:
    """ "They were to meet in A", "talks were due to open in A": what was ahead then."""
    return any(_WAS_TO.search(grammar.text(g.first - 2, g.last + 2)) for g in chain)


def is_given_up(grammar: Grammar, cue: Cue, chain: Sequence[VerbGroup]) -> bool:
    """ "They were to meet in A, but the rebels pulled out"."""
    if _was_first_planned(grammar, cue):
        return True
    if not was_to_be(grammar, chain):
        return False
    if re.search(r"(?<!\S)but (?:\S+ )?instead(?!\S)", grammar.text(cue.last + 1, len(grammar.codes))):
        return True  # "was supposed to go to A for talks, but instead ..."
    return any(
        base_of(grammar.codes, g.head, "withdraw") is not None and g.finite and g.mood is Mood.REAL
        for p in grammar.propositions
        if p.start > cue.last and (p.link is Link.CONTRAST or p.marker in {"but", "after", "because", "when", "until", "as"})
        for g in p.groups
    )


def is_called_off(grammar: Grammar, cue: Cue, proposition: Proposition) -> bool:
    """ "A round set for Tuesday in A was cancelled", where the verb is the meeting's own; "thwarted a summit planned in A"."""
    before = next((g for g in reversed(proposition.groups) if g.last < cue.first), None)
    if before is not None and cue.sort is Sort.NOUN and not cue.definite and not (before.negated or before.passive):
        object_ = not {"in", "at", "on", "to", "by", "with", "for", "from"} & set(grammar.codes[before.last + 1 : cue.first])
        if object_ and before.mood is Mood.REAL and base_of(grammar.codes, before.head, "thwart") is not None:
            return True
    over = proposition.parent if proposition.link is Link.RELATIVE and proposition.marker in {"that", "which"} else proposition
    if over is None or (cue.sort is not Sort.NOUN and over is proposition):
        return False
    if _NEVER_BEGAN.search(grammar.text(cue.last + 1, len(grammar.codes))):
        return True
    ends = over.finite_verb
    if ends is None or ends.first <= cue.last or not ends.passive:
        return False
    return _CALLED_OFF.search(grammar.text(ends.first, ends.head + 2)) is not None
