"""Whether a meeting told as a fact went before the news: by its day, a pluperfect, a clause of background."""

from __future__ import annotations

import re

from geomap.extract.syntax.propositions import Link, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import Grammar, is_sign, lexis
from geomap.extract.talks.handing_on import before_in_row
from geomap.extract.talks.looking_back import is_done_since, is_of_old, is_row_of_meetings, is_told_after, is_told_as_before
from geomap.extract.talks.meeting_dates import Time
from geomap.model import When

__all__ = ["is_earlier"]


def is_earlier(grammar: Grammar, cue: Cue, proposition: Proposition, chain: list[VerbGroup], when: When | None, time: Time) -> bool:
    if proposition.link is Link.RELATIVE and any(g.pluperfect and g.act is not Act.REPORT for g in grammar.groups(0, proposition.start)):
        return True  # "the last one had taken place during a summit that was held in A"
    if (
        is_of_old(grammar, cue)
        or _is_long_ago(grammar, proposition)
        or _is_beside_another(grammar, cue, time)
        or (when is None and _is_beside_current(grammar, cue))
        or (when is None and _goes_on_from_old(grammar, proposition, time))
        or is_told_as_before(grammar, cue, proposition)
        or time.is_past(when, began=_has_begun(grammar, cue, chain))
        or is_done_since(grammar, chain)
        or is_row_of_meetings(grammar, cue, chain)
    ):
        return True
    if any(
        g.pluperfect and g.act is not Act.REPORT
        for g in chain
        if (grammar.codes[g.first] == "had" or "had" in grammar.codes[g.first : g.head])
        and not (g.last < cue.first and is_told_after(grammar, cue))
    ):
        if re.search(r"(?<!\S)(?:day|days|hours|minutes) $", grammar.text(proposition.start - 2, proposition.start) + " "):
            return False  # "a day after they had met"
        if proposition.link is Link.BACKGROUND:
            return when is None and proposition.marker not in {"after", "once"}
        recent = when is not None and when.end is None  # "said that they had met on Monday"
        news = grammar.reported(proposition) and (recent or when is None)
        return not news or (when is None and _is_old_report(grammar, proposition, time))
    if (
        proposition.link is Link.RELATIVE
        and when is None
        and not (cue.sort is Sort.VERB and cue.word in lexis("noun.sure") | lexis("noun.meeting"))  # "the talks, which were held in A, ..."
        and any(g.passive and g.finite and grammar.codes[g.first] not in {"is", "are"} for g in chain)
        and "since" not in grammar.codes[chain[-1].last : chain[-1].last + 7]  # "a round that has been held in A since Monday"
    ):
        return True  # "a plan that was worked out in meetings near A"
    described = proposition.marker == "that" and grammar.at(proposition.start - 1) in lexis("noun.deal") | {"round", "talks"}
    described = described or proposition.link is Link.RELATIVE
    if described and cue.sort is not Sort.VERB and time.is_stale(when) and not _has_begun(grammar, cue, chain):
        return True  # "part of the truce that they reached at a meeting in A on July 28", told a week later
    last = chain[-1] if chain else None
    return (
        last is not None
        and bool({"last", "previously"} & set(grammar.codes[max(0, last.first - 1) : last.last + 2]))
        and "at last" not in grammar.text(last.first - 2, last.last)
    )


def _is_old_report(grammar: Grammar, proposition: Proposition, time: Time) -> bool:
    """ "In early April media reported that they had met in A": told in June."""
    over = proposition.parent if proposition.link is Link.REPORTED else None
    days = [int(c[1:]) for a, b in (over.spans if over else ()) for c in grammar.codes[a:b] if is_sign(c, "¤")]
    return any(time.is_past(grammar.phrases.dates[day].when) for day in days)


def _is_beside_current(grammar: Grammar, cue: Cue) -> bool:
    """ "The talks that were held in A and the current sessions in B": those that are over beside those that go on."""
    meetings = lexis("noun.sure") | lexis("noun.meeting") | {"ones"}
    now = (t for t, c in enumerate(grammar.codes) if c in {"current", "present", "ongoing"} and grammar.at(t + 1) in meetings)
    return any(t > cue.last for t in now)


def _goes_on_from_old(grammar: Grammar, proposition: Proposition, time: Time) -> bool:
    """ "Were resumed in A in November and later held in B": in a row of past deeds the day of one is about that of the next."""
    over = before_in_row(grammar, proposition)
    own = proposition.finite_verb
    if over is None or own is None or grammar.codes[own.first] not in {"was", "were"}:
        return False
    days = [int(c[1:]) for c in grammar.codes[: proposition.start] if is_sign(c, "¤")]
    return bool(days) and time.is_past(grammar.phrases.dates[days[-1]].when)


def _has_begun(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """ "Talks, which commenced on 14 August in A, go on": the day is their first."""
    told = [*chain, *grammar.groups(cue.last + 1, cue.last + 8)]
    return any(g.act is Act.BEGIN or grammar.codes[g.head] in {"opened", "launched"} for g in told)


def _is_long_ago(grammar: Grammar, proposition: Proposition) -> bool:
    """ "Several months ago they met in A", "before the war the two had met in A"."""
    text = " ".join(grammar.text(a, b) for a, b in proposition.spans)
    if re.search(r"(?<!\S)over (?:\S+ ){0,2}(?:years|months)(?! of)(?!\S)", text):
        return True  # "subsequent meetings, over three years, took place in A"
    if re.search(r"(?<!\S)(?:months|years|decades|(?:a|one) (?:month|year|decade)) (?:ago|before|earlier)(?!\S)", text):
        return True
    had = any(g.pluperfect for g in proposition.groups)
    return had and re.match(r"(?:(?:and|but|even|shortly|just|long) )*(?:before|prior to) (?!¤)", grammar.text(0, 5)) is not None


def _is_beside_another(grammar: Grammar, cue: Cue, time: Time) -> bool:
    """ "A previous meeting took place in A last month, with others held in B": told of the same time."""
    begin = phrase_begin(grammar, cue.first)
    if cue.sort is not Sort.NOUN or grammar.text(begin - 2, begin) != ", with":
        return False
    told = grammar.codes[: begin - 2]
    if {"previous", "earlier", "past", "former", "prior"} & set(told):
        return True
    return any(time.is_past(grammar.phrases.dates[int(c[1:])].when) for c in told if is_sign(c, "¤"))
