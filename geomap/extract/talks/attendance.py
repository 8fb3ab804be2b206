"""Who meets: those whom the words of a meeting put together, and not its hosts or mediators."""

from __future__ import annotations

import re

from geomap.extract.meaning.parties import those_who_meet
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import Grammar, base_of, is_sign
from geomap.model import Actor

__all__ = ["who_meets"]

_MANY = 4  # more are those who stand by
_MEDIATES = re.compile(r"\b(?:mediators?|brokers?|facilitators?|hosts?|guarantors?)$")
_BETWEEN = frozenset(["between", "among", "with", "of", "involving"])
_BOTH = frozenset(["both", "sides", "parties", "delegations", "negotiators", "they", "foes", "rivals"])


def who_meets(grammar: Grammar, cue: Cue, parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The parties to the meeting of ``cue``; ``parties`` are the two of the whole text, whom "both sides" and "the talks" mean."""
    spans = grammar.proposition(cue.first).spans
    first, last = spans[0][0], spans[-1][1] - 1
    joined = next((t for t in range(cue.last + 1, min(cue.last + 5, last)) if grammar.codes[t] in _BETWEEN), None)
    beside = joined is not None and not grammar.groups(cue.last + 1, joined)
    if cue.sort is Sort.NOUN and joined is not None and beside:
        end = next((t - 1 for t in range(joined, last) if grammar.codes[t] in {"that", "which", "who", ";"}), last)
        if behind := _named(grammar, joined, end):
            return behind  # "talks between A and B"; not "talks with A, a meeting that B arranged"
    if cue.sort is Sort.NOUN and _is_mediated(grammar, first, cue.first):
        return ()
    begin = phrase_begin(grammar, cue.first)
    towns = any(is_sign(c, "§") for c in grammar.codes[begin : cue.first])  # "the Nairobi and Luanda talks": where, and not who
    named = _named(grammar, first, (begin - 1 if towns else cue.last) if cue.sort is Sort.NOUN else last)
    told = {p.name for p in parties}
    if named and len(told) == 2 and told <= _told(grammar, first, last) and not told & {a.name for a in named}:
        return parties  # "Negotiators from Qatar, the United States, Hamas and Israel"
    if named or any(is_sign(c, "@%") for c in grammar.codes[first : cue.first]):
        return named
    both = _BOTH & set(grammar.codes[first : cue.first]) or (cue.definite and cue.sure)
    return parties if both and not (cue.earlier or cue.mooted) else ()


def _named(grammar: Grammar, first: int, last: int) -> tuple[Actor, ...]:
    if first > last:
        return ()
    found = those_who_meet(grammar.phrases, grammar.span(first, first)[0], grammar.span(last, last)[1])
    found = tuple(actor for actor in found if not _MEDIATES.search(actor.text))
    return found if 1 < len(found) <= _MANY else ()


def _told(grammar: Grammar, first: int, last: int) -> set[str]:
    """The names of all who are told of in the tokens ``first``..``last``."""
    codes, phrases = grammar.codes[first : last + 1], grammar.phrases
    acting = {actor.name for c in codes if is_sign(c, "@") for actor in phrases.actors[int(c[1:])].actors}
    return acting | {m.place.name for c in codes if is_sign(c, "§") for m in phrases.places[int(c[1:])].members if m.place is not None}


def _is_mediated(grammar: Grammar, first: int, noun: int) -> bool:
    """ "A and B adjourned the talks": whose subject does not meet."""
    return any(base_of(grammar.codes, g.head, "preside") is not None and not g.passive for g in grammar.groups(first, noun))
