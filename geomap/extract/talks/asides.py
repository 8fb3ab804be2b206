"""What a relative clause tells of a meeting: "the talks between A and B, which opened in C on Monday, will resume in D"."""

from __future__ import annotations

from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, Form
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import Grammar, verb_at

__all__ = ["is_aside", "told_aside"]


def told_aside(grammar: Grammar, cue: Cue, place: int) -> VerbGroup | None:
    """The verb of the relative clause in which the token ``place`` stands, where it tells that the meeting took place there."""
    clause = grammar.proposition(place)
    if cue.sort is not Sort.NOUN or clause is grammar.proposition(cue.first) or not is_aside(clause) or clause.start < cue.last:
        return None
    told = clause.finite_verb
    if told is None or told.mood is not Mood.REAL or told.negated:
        return None
    past = told.passive and grammar.codes[told.first] in {"was", "were"}
    if not told.passive and told.first == told.head:
        form = verb_at(grammar.codes, told.head, "hold")
        past = form is not None and form[1] is Form.PAST
    return told if past and (told.act in (Act.OPEN, Act.BEGIN) or verb_at(grammar.codes, told.head, "event") is not None) else None


def is_aside(clause: Proposition) -> bool:
    """Whether a proposition is a relative clause that tells something more: "which opened in A on Monday"."""
    return clause.link is Link.RELATIVE and clause.marker == "which"
