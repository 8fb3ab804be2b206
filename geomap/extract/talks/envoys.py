"""Envoys who come to a town or stay there: that is to talk, and for nothing else.

"The negotiators are still in A", "Delegations from Hamas and Qatar arrived in A on Sunday".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer.model import Kind
from geomap.extract.syntax.propositions import VerbGroup
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import Grammar, is_sign, lexis, verb_at

__all__ = ["find_arrivals", "find_stays", "words_of"]

_ARRIVES = frozenset(["arrive", "land", "fly", "travel", "come", "go", "head", "return"])
# what envoys come for: nothing else is said, or this
_ERRAND = re.compile(
    r"(?:attend|begin|bridge|conduct|confer|consult|continue|convene|coordinate|deliver|discuss|engage|examine|explore|finalise|finalize|hammer|hear|hold|join"
    r"|meet|negotiate|open|participate|present|reach|respond|restart|resume|review|sign|start|study|take part|talk|try|work out)(?!\S)"
)


def find_stays(grammar: Grammar) -> Iterator[Cue]:
    """ "The negotiators are still in A"."""
    for proposition in grammar.propositions:
        for group in proposition.groups:
            stays = group.verb.base == "be" or grammar.codes[group.head] in {"remain", "remained", "remains", "stay", "stayed"}
            if not stays or not group.finite or group.negated or grammar.at(group.first - 1) == "there":
                continue
            following = next((t for t in range(group.last + 1, len(grammar.codes)) if grammar.head_before(t + 1) == t), None)
            if (
                following is not None
                and grammar.codes[following] in {"in", "at"}
                and words_of(grammar, proposition.start, group.first) & lexis("noun.envoy")
            ):
                yield Cue(Sort.VERB, group.first, group.last, "talks")


def find_arrivals(grammar: Grammar) -> Iterator[Cue]:
    """ "A Hamas delegation arrived in A", "an Israeli delegation would come to A to coordinate ...": to a town not their own."""
    for proposition in grammar.propositions:
        for group in proposition.groups:
            found = verb_at(grammar.codes, group.head, "travel")
            if found is None or found[0] not in _ARRIVES or group.negated or group.gerund:
                continue
            town = _town_behind(grammar, group)
            subject = range(proposition.start, group.first)
            if town is None or not _are_envoys_abroad(grammar, subject, town):
                continue
            errand = next((t for t in range(town + 1, min(town + 5, len(grammar.codes))) if grammar.codes[t] in {"to", "for"}), None)
            if errand is not None and grammar.codes[errand] == "to" and not _ERRAND.match(grammar.text(errand + 1, errand + 3)):
                continue
            yield Cue(Sort.VERB, group.first, group.last, "talks", arrival=True)


def _town_behind(grammar: Grammar, group: VerbGroup) -> int | None:
    """The town that the verb leads to: "arrived (on Sunday) in A"."""
    for token in range(group.last + 1, min(group.last + 9, len(grammar.codes))):
        if is_sign(grammar.codes[token], "§"):
            governor = grammar.governor(token)
            place = grammar.phrases.places[int(grammar.codes[token][1:])].members[0].place
            reached = governor is not None and governor > group.last and grammar.at(governor) in {"in", "to", "at", "for"}
            beside = reached and governor is not None and grammar.head_before(governor) <= group.last
            return token if beside and place is not None and place.kind is Kind.CITY else None
    return None


def _are_envoys_abroad(grammar: Grammar, subject: range, town: int) -> bool:
    """Whether the subject are envoys of somebody named whose home the town is not."""
    told = words_of(grammar, subject.start, subject.stop)
    signs = [grammar.codes[t] for t in subject if is_sign(grammar.codes[t])]
    if not signs:
        return "negotiating" in told or ({"both", "two", "rival"} & told != set() and bool(told & lexis("noun.envoy")))
    if told & lexis("noun.audience") or told & lexis("word.other"):
        return False
    if not (told & lexis("noun.envoy") or (told & {"representatives", "teams"} and len(signs) > 1)):
        return False
    place = grammar.phrases.places[int(grammar.codes[town][1:])].members[0].place
    homes = {a.country for c in signs if c[0] in "@%" for a in grammar.phrases.actors[int(c[1:])].actors}
    homes |= {m.place.country for c in signs if c[0] == "§" for m in grammar.phrases.places[int(c[1:])].members if m.place is not None}
    return place is not None and (place.country not in homes or len(signs) > 1)


def words_of(grammar: Grammar, first: int, end: int) -> set[str]:
    """The words of the text itself, where a sign stands for "Hamas negotiators"."""
    if first >= end:
        return set()
    begin, stop = grammar.phrases.span(*grammar.span(first, end - 1))
    base = grammar.phrases.sentence.start
    return set(re.findall(r"\w+", grammar.phrases.sentence.text[begin - base : stop - base].lower()))
