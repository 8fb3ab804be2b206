"""Verbs whose subject is a meeting meant without its noun: "It will be signed in A", "The first two had taken place in A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.extract.syntax.propositions import Proposition
from geomap.extract.syntax.verbs import Act, Form
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import AT, Grammar, is_sign, lexis, verb_at

__all__ = ["find_meant"]

# what "which" may take up where a meeting is meant
_STANDS_FOR = lexis("noun.deal") | {"one", "ones", "process", "second", "third", "fourth", "fifth", "first", "next", "last", "latest"}
_OF_A_BODY = re.compile(r"(?<!\S)(?P<head>\w+) of (?:the )?(?:(?!of )(?:[a-z-]+|[@%§]\d+) ?){1,5}$")  # "session of the border committee"
_MEANT = re.compile(
    r"(?:and |but |[,;] |(?:from|since|on|in) (?=they|it))*(?:it|they|which|that|this|both|(?:the|a) "
    r"(?:(?:very|formal) )?(?P<nth>first|second|third|fourth|fifth|next|last|previous|other|latter|former|signing)"
    r"(?: (?:two|three|four|one|ones|of (?:them|these)))?)"
)


def find_meant(grammar: Grammar, *, known: bool) -> Iterator[Cue]:
    """Verbs whose subject is a meeting meant without its noun: "It will be signed in A", "The first two had taken place in A"."""
    if known:
        yield from _find_expected(grammar)
    for proposition in grammar.propositions if known else ():
        group = proposition.finite_verb
        if group is None:
            continue
        begin, last = group.first, proposition.groups[-1]
        meant_by = _antecedent(grammar, _first_in_row(grammar, proposition))
        of_talks = proposition.marker in {"that", "which"} and meant_by in lexis("noun.sure") | lexis("noun.meeting")
        if of_talks and not last.finite:
            group, begin = last, last.first  # "negotiations that are set to open in A"
        elif group.act is Act.DUE and not last.finite and last.first == group.last + 1:
            group = last  # "they are scheduled to open in A"
        event = verb_at(grammar.codes, group.head, "event")
        if event is not None and of_talks:
            yield Cue(Sort.VERB, group.head, event[2], meant_by)  # "the discussions that both have been holding in A"
            continue
        if group.verb.base == "be" and grammar.at(group.last + 1) in AT:
            event = ("go", Form.PAST, group.last)  # "it would be in A"
        if event is None or not (group.passive or event[0] in lexis("set.happens")):
            continue
        subject = " ".join(
            c for t in range(proposition.start, begin) for c in [grammar.codes[t]] if not is_sign(c, "¤") and not c.endswith("ly")
        )
        meant = _MEANT.fullmatch(subject)
        other = proposition.marker == "which" and re.fullmatch(r"[a-z]+", meant_by) and not (of_talks or meant_by in _STANDS_FOR)
        if meant is not None and not other:  # not "a truce for Ramadan, which begins on Monday"
            earlier = meant["nth"] in {"last", "previous", "former"}
            word = "signing" if event[0] in {"sign", "initial"} else "talks"
            yield Cue(Sort.VERB, group.head, event[2], word, earlier=earlier, next=meant["nth"] == "next")


_IT_TO_BE = re.compile(
    r"(?<!\S)(?:it|them|this one|that) to (?:be(?: held)?|take place|happen|go on|be staged)(?= (?:again |once more )?(?:in|at|near) §)"
)


def _find_expected(grammar: Grammar) -> Iterator[Cue]:
    """ "Agencies expect it to be in A again"."""
    for match in _IT_TO_BE.finditer(grammar.text(0, len(grammar.codes))):
        first = len(grammar.text(0, len(grammar.codes))[: match.start()].split())
        yield Cue(Sort.VERB, first + 2, first + len(match[0].split()) - 1, "talks")


def _first_in_row(grammar: Grammar, proposition: Proposition) -> int:
    """The marker behind the noun: the first "which" of "the round, which A brokered and which was held in B"."""
    start = proposition.start
    if grammar.at(start - 1) != "and":
        return start
    return next((p.start for p in grammar.propositions if p.marker == proposition.marker and p.holds(start - 1)), start)


def _antecedent(grammar: Grammar, marker: int) -> str:
    """The noun that a relative pronoun stands for: "talks" of "talks between A and B, which", "session" of "a session of the border
    committee, which"."""
    before = marker - 1 - (grammar.at(marker - 1) == ",")
    while is_sign(grammar.at(before)) or grammar.at(before) in {"between", "with", "and", "the"}:
        before -= 1
    found = grammar.at(before)
    match = None if found in lexis("noun.sure") | lexis("noun.meeting") else _OF_A_BODY.search(grammar.text(before - 8, before + 1))
    body = match is not None and not grammar.groups(before + 2 - len(match[0].split()), before + 1)
    return match["head"] if match is not None and body and match["head"] in lexis("noun.meeting") else found
