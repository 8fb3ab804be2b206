"""What a clause on talks hands on to the next: its subject, its verb, its day, the town somebody came to.

"The talks were suspended but resumed in A", "The first round was in A, the second in B", "flew to A and met the rebels".
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.extract.meaning.parties import are_rivals
from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, Verb
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis, verb_at

__all__ = ["before_in_row", "find_continued", "find_counted", "met_on_arrival"]

_TOLD_ON = frozenset(["", "and", "but", "or", "then", "yet", ","])
_COUNTED = frozenset(["first", "second", "third", "fourth", "fifth", "sixth", "next", "last", "latest", "other", "previous"])


def before_in_row(grammar: Grammar, proposition: Proposition) -> Proposition | None:
    """The clause that a clause without a subject of its own goes on from: "the talks stalled in May | and resumed in A"."""
    if not proposition.elliptic or proposition.marker not in _TOLD_ON or proposition.link is Link.RELATIVE:
        return None
    before = (p for p in reversed(grammar.propositions) if p.start < proposition.start)
    return next((p for p in before if p.finite and p.link is not Link.RELATIVE), None)


def find_continued(grammar: Grammar) -> Iterator[Cue]:
    """ "The negotiations had been interrupted, but were resumed in A and were later held in B": the verbs that share a meeting for
    their subject."""
    for proposition in grammar.propositions:
        own, over = proposition.finite_verb, before_in_row(grammar, proposition)
        while over is not None and (further := before_in_row(grammar, over)) is not None:
            over = further
        if own is None or over is None:
            continue
        noun = _subject(grammar, over)
        for group in proposition.groups if noun is not None else ():
            event = verb_at(grammar.codes, group.head, "event")
            if event is not None and (group.passive or event[0] in lexis("set.happens")):
                yield Cue(Sort.VERB, group.head, event[2], noun or "talks", sure=noun in lexis("noun.sure"))
                break


def _subject(grammar: Grammar, proposition: Proposition) -> str | None:
    """The noun for a meeting that is the subject of a clause."""
    verb = proposition.finite_verb
    if verb is None:
        return None
    for token in range(proposition.start, verb.first):
        if grammar.codes[token] in lexis("noun.sure") | lexis("noun.meeting") and grammar.is_subject_of(token, verb):
            begin = phrase_begin(grammar, token)
            opens = begin <= proposition.start or grammar.at(begin - 1) in {",", "of", proposition.marker}
            return grammar.codes[token] if opens else None
    return None


def find_counted(grammar: Grammar) -> Iterator[Cue]:
    """ "The first round was held in A in March; the second in B": a meeting that is only counted, its verb that of the one before."""
    told = next((t for t in range(len(grammar.codes)) if _counts_a_meeting(grammar, t)), None)
    for token in range(told + 1, len(grammar.codes)) if told is not None else ():
        if grammar.codes[token] not in _COUNTED or grammar.at(token - 1) != "the":
            continue
        at, last = _past_its_day(grammar, token + 1), token
        if grammar.at(at) in {"held", "hosted", "staged", "convened"}:
            last, at = at, _into_town(grammar, _past_its_day(grammar, at + 1))  # "the second, held at a hotel in B"
        parted = grammar.at(token - 2) in {",", ";", "and", "but", "while"}
        if parted and grammar.at(at) in AT and is_sign(grammar.at(at + 1), "§"):
            yield Cue(Sort.VERB, token, last, "talks")


def _counts_a_meeting(grammar: Grammar, token: int) -> bool:
    """ "The first (round) was held", "the first took place"; not "the first was wounded", "the first bomb fell"."""
    if grammar.codes[token] not in _COUNTED or grammar.at(token - 1) != "the":
        return False
    named = grammar.at(token + 1) in lexis("noun.meeting") | lexis("noun.sure") | {"one"}
    verb = next((g for g in grammar.groups(token + 1, len(grammar.codes)) if g.finite), None)
    if verb is None or not (named or verb.first == token + 1):
        return False
    event = verb_at(grammar.codes, verb.head, "event")
    stood = verb.verb.base == "be" and grammar.at(verb.last + 1) in AT
    return stood or (event is not None and (verb.passive or event[0] in lexis("set.happens")))


def met_on_arrival(grammar: Grammar, cues: tuple[Cue, ...], token: int) -> Cue | None:
    """ "Flew to A on Sunday and held talks with B", "to return to A in two weeks' time and meet again": who came to the town at ``token``
    met there, unless the next clause has a place of its own."""
    joint = next((t for t in range(token + 1, min(token + 9, len(grammar.codes))) if grammar.codes[t] in {"and", ","}), None)
    if joint is None or grammar.groups(token + 1, joint) or any(is_sign(c, "§@") for c in grammar.codes[token + 1 : joint]):
        return None
    joint += grammar.text(joint, joint + 2) == ", and"
    verb = next(iter(grammar.groups(joint + 1, min(joint + 6, len(grammar.codes)))), None)
    if verb is None and verb_at(grammar.codes, joint + 1, "hold") is not None:  # "held talks": no verb to the parse
        verb = VerbGroup(joint + 1, joint + 1, joint + 1, Verb(grammar.codes[joint + 1], Act.OTHER), Mood.REAL, True)
    between = {c for c in grammar.codes[joint + 1 : verb.first] if not is_sign(c, "¤")} if verb is not None else set()
    if verb is None or verb.negated or between - lexis("set.light") - {"then", "there", "to", "on"}:
        return None
    reach = verb.last + (6 if base_of(grammar.codes, verb.head, "hold") else 1)  # "held talks" and "met"
    cue = next((c for c in cues if verb.first <= c.first <= (reach if c.sort is Sort.NOUN else verb.last + 1)), None)
    if cue is not None and cue.sort is Sort.NOUN and reach == verb.last + 1:
        return None
    if cue is None or any(code in {"which", "that", "who", ";"} for code in grammar.codes[verb.last + 1 : cue.first]):
        return None
    ends = {",", ";", "before", "after", "where", "who", "which"}
    end = next((t for t in range(cue.last + 1, len(grammar.codes)) if grammar.codes[t] in ends), len(grammar.codes))
    if _calls_on_statesman(grammar, cue, end):
        return None
    elsewhere = any(grammar.codes[t] in AT | {"to"} and is_sign(grammar.at(t + 1), "§") for t in range(cue.last + 1, end))
    return None if elsewhere else cue


def _calls_on_statesman(grammar: Grammar, cue: Cue, end: int) -> bool:
    """ "Flew to A and met the president": a courtesy, where neither foes nor a truce are spoken of."""
    host = {"president", "premier", "prime", "king", "emir", "chancellor", "counterpart", "pope", "sultan"}
    about = set(grammar.codes[cue.last + 1 : end])
    spoken_of = about & (lexis("noun.peace") | lexis("word.conflict") | {"talks", "negotiations"})
    return cue.sort is Sort.VERB and bool(about & host) and not spoken_of and not are_rivals(grammar.phrases)


def _into_town(grammar: Grammar, token: int) -> int:
    """The "in" of "at the Park Hotel in B", where "at" is at ``token``; else ``token``."""
    house = range(token + 1, min(token + 6, len(grammar.codes)))
    into = next((t for t in house if grammar.codes[t] in AT and is_sign(grammar.at(t + 1), "§")), token)
    return into if grammar.at(token) == "at" and not set(grammar.codes[token + 1 : into]) & {",", "and", ";"} else token


def _past_its_day(grammar: Grammar, token: int) -> int:
    """The first word from ``token`` on that is no day, no "one" and no adverb: "in" of "the second one on April 19, again in B"."""
    of_day = {"on", "in", "during", ","}
    while token < len(grammar.codes) and (
        is_sign(grammar.codes[token], "¤")
        or grammar.codes[token] in lexis("set.light") | {"one", "after", "that", "again"}
        or (grammar.codes[token] in of_day and (is_sign(grammar.at(token + 1), "¤") or grammar.codes[token] == ","))
    ):
        token += 1
    return token
