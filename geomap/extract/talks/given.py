"""Whether a verb near a meeting takes it as given, and so does not say whether it comes about: "the talks in A must not fail",
"would improve the atmosphere at the talks in A", "if the talks in A break down"."""

from __future__ import annotations

from geomap.extract.syntax.propositions import Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis

__all__ = ["is_aspect", "is_given", "is_object", "is_spoken_of", "takes_as_given"]

# "a resumption of the talks in A" brings them about
_BRINGS_ABOUT = frozenset(
    ["resumption", "start", "beginning", "continuation", "opening", "holding", "convening", "relaunch", "restart", "revival", "series"]
)


def takes_as_given(grammar: Grammar, cue: Cue, group: VerbGroup) -> bool:
    """Whether a verb behind the meeting's noun says what it does or brings, and not whether there is one: "the talks in A must
    not fail", "a meeting in A did not end the war", "a summit in A had called for peace"."""
    if cue.sort is not Sort.NOUN or group.first <= cue.last:
        return False
    after = grammar.at(group.last + 1)
    described = group.verb.base == "be" and not (after in AT | {"on", "to", "held"} or is_sign(after, "¤"))  # "must be over by Friday"
    if not described and base_of(grammar.codes, group.head, "happen") is not None:
        return False
    if group.negated or (group.mood in (Mood.MAY, Mood.MUST) and cue.definite):
        return True
    asks = group.act in (Act.PROPOSE, Act.AGREE, Act.REJECT) or base_of(grammar.codes, group.head, "propose") is not None
    return asks and group.finite and not group.passive and group.mood is Mood.REAL


def is_given(grammar: Grammar, cue: Cue, proposition: Proposition) -> bool:
    """ "If the talks in A fail", "if they make no headway at the talks in A": they are going on."""
    if cue.sort is not Sort.NOUN or not cue.definite or cue.next:
        return False
    own = next((g for g in proposition.groups if g.finite and g.first > cue.last), None)
    if own is None:
        return grammar.at(phrase_begin(grammar, cue.first) - 1) in {"at", "during"}
    return own.mood is Mood.REAL and base_of(grammar.codes, own.head, "happen") is None


def is_spoken_of(grammar: Grammar, cue: Cue, group: VerbGroup) -> bool:
    """ "Would improve the atmosphere at the talks in A", "could give new life to the talks in A": what is known to go on is not itself
    possible; "will go to the talks in A" may be the first to tell of them."""
    if cue.sort is not Sort.NOUN or not cue.definite or cue.next or group.last > cue.first:
        return False
    if is_object(grammar, cue, group) and "to" not in grammar.codes[group.last + 2 : cue.first]:
        return False
    verbs = grammar.groups(group.first, cue.first)
    to_come = any(base_of(grammar.codes, g.head, entry) for g in verbs for entry in ("hold", "travel", "attend", "plan"))
    return group.mood is not Mood.NONE and group.act is not Act.DUE and not to_come


def is_aspect(grammar: Grammar, cue: Cue) -> bool:
    """ "Discussed the results of the talks in A", "asked about the talks in A": something of the talks, which are known."""
    begin = phrase_begin(grammar, cue.first)
    if cue.sort is not Sort.NOUN or not cue.definite or cue.next:
        return False
    if grammar.at(begin - 1) in {"about", "between", "from"}:
        return True
    head = grammar.at(begin - 2)
    return grammar.at(begin - 1) == "of" and head not in _BRINGS_ABOUT | lexis("word.wish") | lexis("noun.meeting") | lexis("noun.setting")


def is_object(grammar: Grammar, cue: Cue, group: VerbGroup) -> bool:
    """Whether the noun stands right behind the verb and not in a phrase of its own: "announced fresh talks", not "agreed at talks"."""
    between = grammar.codes[group.last + 1 : cue.first]
    return group.last < cue.first and not any(
        c in {"at", "in", "during", "after", "following", "before", "by", "with", "from"} for c in between
    )
