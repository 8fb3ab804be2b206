"""Whether a meeting was held, is planned, was only proposed, or is an earlier one: from the verbs that govern its words.

The verbs of a proposition are read from the outermost to the meeting's own. The first that settles the matter decides: what
is offered, refused or possible stays a proposal, what is agreed or will be is planned. A meeting told as a fact is the
news, unless its date, a pluperfect or a word such as "previous" puts it before the news.
"""

from __future__ import annotations

import re

from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.earlier import is_earlier
from geomap.extract.talks.foretelling import (
    has_happened,
    is_headline_plan,
    is_looked_forward_to,
    is_plan_of,
    is_planned_for,
    is_prepared,
    is_to_follow,
    likelihood,
    starts_today,
)
from geomap.extract.talks.given import is_aspect, is_given, is_object, is_spoken_of, takes_as_given
from geomap.extract.talks.grammar import Grammar, base_of, is_sign, lexis
from geomap.extract.talks.looking_back import is_called_off, is_given_up, is_going_on, is_stalled, is_told_after, was_to_have_been
from geomap.extract.talks.meeting_dates import Time
from geomap.extract.talks.verb_status import is_headline, verbs_say
from geomap.model import VenueStatus, When

__all__ = ["is_asserted", "is_over", "is_perfect", "status_of"]

_PAST = re.compile(r"met|was|were|took|began|sat|held|came|spoke|saw|\w{3,}ed")
# "ten hours of (talks)", "the second day of (talks)"
_AMOUNT = re.compile(
    r"(?<!\S)(?:(?!after|following|during|in|at|of|on)\S+ ){1,3}(?:hours|days|weeks|months|years|rounds|day|night|week) of$"
)
# "talks planned for Thursday in A did not take place"
_SET_FOR = re.compile(
    r"(?: ?(?:in|between|of|with|on|at|and|,|[§@¤]\d+|the|that|which|had|been|was|were))*? ?(?:planned|scheduled|set|arranged|due)"
    r"(?: \S+){0,9} (?:did|will|would|could) not take place(?!\S)"
)
_BEFORE = re.compile(r"(?:(?:and|but|even|shortly|just|long) )*before (?!¤)")
_OPEN = frozenset(["possible", "conceivable", "unlikely", "doubtful", "uncertain", "unclear"])
_BESIDE = frozenset(["at", "in", "during", "after", "before", "following", "since", "for", "from"])


def status_of(grammar: Grammar, cue: Cue, when: When | None, time: Time) -> VenueStatus | None:
    """The status of the meeting that ``cue`` names; None where the text says that there was none."""
    proposition = grammar.proposition(cue.first)
    chain = _chain(grammar, proposition, cue)
    if cue.denied or _is_denied(grammar, cue, chain) or was_to_have_been(grammar, cue):
        return VenueStatus.PROPOSED if _SET_FOR.match(grammar.text(cue.last + 1, cue.last + 14)) else None
    if is_called_off(grammar, cue, proposition) or is_given_up(grammar, cue, chain):
        return VenueStatus.PROPOSED
    if (likely := likelihood(grammar, cue)) is not None:
        return likely
    if is_going_on(grammar, cue, chain):
        return VenueStatus.PAST if time.is_past(when, began=True) else VenueStatus.HELD
    if cue.presupposed:
        if time.is_fresh(when):
            return VenueStatus.HELD  # "a deal signed in A on Wednesday", told on Thursday
        return VenueStatus.PLANNED if time.is_ahead(when) else VenueStatus.PAST
    if is_stalled(grammar, cue, proposition):
        return VenueStatus.PAST
    if cue.earlier and not any(g.mood is Mood.FUTURE for g in chain):
        return VenueStatus.PAST
    decided = _decided(grammar, cue, chain, proposition)
    if is_looked_forward_to(grammar, cue):
        return VenueStatus.PROPOSED
    if (
        is_planned_for(grammar, cue, wished=decided is VenueStatus.PROPOSED)
        or is_prepared(grammar, cue)
        or re.match(r"(?:is|are|was|were) (?:now |most )?likely to", grammar.text(cue.last + 1, cue.last + 6))
    ):
        return VenueStatus.PAST if time.is_past(when) else VenueStatus.PLANNED
    if decided is not None:
        if decided is not VenueStatus.PLANNED or not time.is_past(when) or (when is None and not _was_planned(grammar, chain)):
            return decided
        unmet = any(g.pluperfect and (g.act is Act.DUE or base_of(grammar.codes, g.head, "plan")) for g in chain)
        return VenueStatus.PROPOSED if unmet else VenueStatus.PAST  # "had been due to meet in A last May"
    if cue.mooted:
        return VenueStatus.PROPOSED
    is_next = cue.next and not has_happened(grammar, cue, chain) and not time.is_behind(when)
    follows = is_to_follow(grammar, cue) and not _has_come_about(grammar, proposition)
    if follows or time.is_ahead(when) or is_next:
        return VenueStatus.PLANNED
    if starts_today(grammar, cue, chain, when, time):
        return VenueStatus.PLANNED
    return VenueStatus.PAST if is_earlier(grammar, cue, proposition, chain, when, time) else VenueStatus.HELD


def is_perfect(grammar: Grammar, cue: Cue) -> bool:
    """ "Has talked to them in A", "said that they had met in A": some time before now."""
    chain = _chain(grammar, grammar.proposition(cue.first), cue)
    told = [g for g in chain if g.mood is Mood.REAL and g.act not in (Act.BEGIN, Act.OPEN)]
    return any({"have", "has", "had"} & set(grammar.codes[g.first : g.head]) for g in told)


def is_over(grammar: Grammar, cue: Cue) -> bool:
    """ "Talks in A broke down", "ended without a deal"."""
    if cue.sort is not Sort.NOUN:
        return False
    if re.match(r"(?:\S+ ){0,12}?(?:but|and) (?:ended|failed|collapsed|broke up|closed) (?:without|with no)(?!\S)", _behind(grammar, cue)):
        return True
    ended = [g for g in _chain(grammar, grammar.proposition(cue.first), cue) if g.first > cue.last and g.mood is Mood.REAL]
    return any(
        g.act is Act.FAIL
        or grammar.codes[g.head] in {"broke", "stalled", "foundered"}
        or (g.act is Act.CLOSE and {"without", "nothing"} & set(grammar.codes[g.last + 1 : g.last + 8]))
        for g in ended
    )


def _behind(grammar: Grammar, cue: Cue) -> str:
    return grammar.text(cue.last + 1, len(grammar.codes))


def is_asserted(grammar: Grammar, cue: Cue) -> bool:
    """Whether a verb tells of the meeting itself ("met", "talks opened"), and it is not only named ("after the talks in A")."""
    if cue.sort is not Sort.NOUN:
        return not cue.arrival and not cue.presupposed
    chain = _chain(grammar, grammar.proposition(cue.first), cue)
    if is_going_on(grammar, cue, chain):
        return True
    return any(
        base_of(grammar.codes, g.head, "hold") is not None and g.verb.base != "be" and (g.first > cue.last or is_object(grammar, cue, g))
        for g in chain
    )


# ----------------------------------------------------------------------------------------------------------------------


def _chain(grammar: Grammar, proposition: Proposition, cue: Cue) -> list[VerbGroup]:
    """The verbs over the cue, outermost first: those before it, its own, and where it is the subject the one it belongs to."""
    before = [g for g in proposition.groups if g.first <= cue.last]
    if cue.sort is not Sort.NOUN or any(g.finite for g in before):
        return before
    after = [g for g in proposition.groups if g.first > cue.last]
    begin = phrase_begin(grammar, cue.first)
    begin -= len(amount[0].split()) if (amount := _AMOUNT.search(grammar.text(begin - 5, begin))) else 0
    opens = proposition.start == begin - 1 and proposition.marker == grammar.at(begin - 1)
    if (grammar.at(begin - 1) in _BESIDE or (amount and grammar.at(begin - 1) == "on")) and not opens:
        return before  # "At a summit in A leaders demanded": the verb is not the summit's; "before the talks begin" is a clause
    first = next((g for g in after if g.finite), None)
    if first is not None and not grammar.is_subject_of(cue.last, first):
        return before
    own = next((i for i, g in enumerate(after) if g.finite), None)
    if own is None:
        return before
    completes = (
        own + 1 < len(after) and not after[own + 1].finite and not after[own + 1].gerund and after[own + 1].first - after[own].last <= 2
    )
    return before + after[: own + 1 + completes]


def _is_denied(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """ "did not meet in A", "no talks were held", "never took place"; "not only" and "not yet over" deny nothing."""
    own = [g for g in chain if g.negated and g.act is not Act.REPORT]
    if not own or cue.presupposed:
        return False  # "what was not dealt with in the accord signed in A"
    negated = own[-1]
    if re.search(r"(?<!\S)not (?:only|yet|just|immediately)(?!\S)", grammar.text(negated.first, negated.last + 2)):
        return False
    if base_of(grammar.codes, negated.head, "attend"):
        return False  # they were held without him
    if cue.sort is not Sort.NOUN:
        return negated is chain[-1] or (len(chain) > 1 and negated is chain[-2])
    return not takes_as_given(grammar, cue, negated) and (negated.first > cue.last or is_object(grammar, cue, negated))


def _decided(grammar: Grammar, cue: Cue, chain: list[VerbGroup], proposition: Proposition) -> VenueStatus | None:
    if proposition.link is Link.CONDITION and not (_has_come_about(grammar, proposition) or is_given(grammar, cue, proposition)):
        return VenueStatus.PLANNED if cue.next and cue.definite else VenueStatus.PROPOSED  # "whether he would join the coming talks"
    told = [g for g in chain if _bears(grammar, cue, g, chain) and not _is_own(cue, g) and not _is_its_aim(grammar, cue, g)]
    if cue.sort is Sort.DEAL and grammar.codes[cue.first] in lexis("noun.deal"):  # "announced a truce signed in A": it has been
        told = [g for g in told if g.last > cue.first or grammar.codes[g.head] not in {"announced", "confirmed"}]
    own = next((g for g in chain if _is_own(cue, g)), None)
    said = verbs_say(grammar, told, proposition) or (_mood_says(own, grammar.reported(proposition)) if own is not None else None)
    if said is None and own is not None and is_headline(grammar, own, proposition):
        return VenueStatus.PLANNED
    parent = proposition.parent
    if _is_content(grammar, proposition) and parent is not None and parent.groups:
        over = parent.groups[-1]
        denied = base_of(grammar.codes, over.head, "reject")
        if denied is not None and not over.passive:
            return VenueStatus.PROPOSED
        if said is VenueStatus.PROPOSED and (over.act in (Act.AGREE, Act.ANNOUNCE) or base_of(grammar.codes, over.head, "plan")):
            return VenueStatus.PLANNED  # "agreed that a congress should convene"
        if over.state and grammar.codes[over.head] in _OPEN and proposition.start == over.last + 1:
            return VenueStatus.PROPOSED  # "it is possible that the talks will be held in A"
        open_yet = any(g.mood is not Mood.REAL or not g.finite for g in chain)
        if said is not VenueStatus.HELD and over.act is Act.PROPOSE and not over.state and open_yet:
            return VenueStatus.PROPOSED
    if said is None and (_is_wished(grammar, proposition, cue) or _is_wish_of(grammar, proposition, cue)):
        ended = any(g.act is Act.FAIL and g.mood is Mood.REAL for g in grammar.groups(cue.last + 1, len(grammar.codes)))
        return VenueStatus.PAST if ended else VenueStatus.PROPOSED
    if said is None and (is_headline_plan(grammar, proposition, cue) or is_plan_of(grammar, cue)):
        return VenueStatus.PLANNED
    if said is None and not is_told_after(grammar, cue) and re.search(
        r"(?<!\S)(?:accepted an invitation|due|en route|on (?:its|their|his|her) way|bound|scheduled|slated)(?!\S)",
        " ".join(grammar.text(a, min(b, cue.first)) for a, b in proposition.spans if a < cue.first),
    ):
        return VenueStatus.PLANNED
    return None if said is VenueStatus.HELD else said


def _has_come_about(grammar: Grammar, proposition: Proposition) -> bool:
    """ "Announced a truce in August, before delegates met in A", "Even before the summit in A, they had begun": told as done, where
    "before they meet" is a condition."""
    if proposition.link is Link.MAIN and _BEFORE.match(grammar.text(0, 5)) and any(g.pluperfect for g in proposition.groups):
        return True
    finite = proposition.finite_verb
    past = finite is not None and finite.mood is Mood.REAL and _PAST.fullmatch(grammar.codes[finite.first]) is not None
    return past and proposition.marker == "before"


def _is_content(grammar: Grammar, proposition: Proposition) -> bool:
    """Whether a "that" clause says what is reported, and does not describe talks: "negotiations that are set to open in A"."""
    described = grammar.at(proposition.start - 1) in lexis("noun.sure") | lexis("noun.meeting") | lexis("noun.deal")
    return proposition.link is Link.REPORTED and not (proposition.marker == "that" and described)


def _is_wished(grammar: Grammar, proposition: Proposition, cue: Cue) -> bool:
    """ "Russia and Turkey want the rebels to negotiate in A": a present tense that the parse may take for a noun."""
    for token in range(proposition.start, cue.first):
        if grammar.codes[token] in {"want", "wants", "proposes", "urges", "prefers", "wishes"} or (
            is_sign(grammar.at(token - 1)) and grammar.codes[token] in {"hope", "hopes", "propose", "offer", "offers", "urge", "prefer"}
        ):
            described = {"which", "who", "whom", "whose"} & set(grammar.codes[max(0, token - 4) : token])
            return not (described and "," in grammar.codes[token : cue.first])  # "A and B, which want peace, met in C"
    return False


def _is_wish_of(grammar: Grammar, proposition: Proposition, cue: Cue) -> bool:
    """ "Turkey's offer to hold talks in A": a noun for a wish before the meeting, and no finite verb in between."""
    wish = next(
        (t for t in range(cue.first - 1, max(proposition.start, cue.first - 16) - 1, -1) if grammar.codes[t] in lexis("word.wish")), None
    )
    if wish is None or any(g.finite for g in grammar.groups(wish, cue.first)):
        return False
    if any(g.act is Act.AGREE for g in grammar.groups(proposition.start, wish)):
        return False  # "has accepted an invitation to talks in A"
    return grammar.at(wish + 1) in {"to", "for", "of", "that"}


def _is_its_aim(grammar: Grammar, cue: Cue, group: VerbGroup) -> bool:
    """ "The second session, in A, sought to build on that": what the meeting was for."""
    wishes = base_of(grammar.codes, group.head, "propose") in {"seek", "try", "attempt", "hope", "want"}
    return cue.sort is Sort.NOUN and group.first > cue.last and wishes and grammar.at(group.last + 1) == "to"


def _is_own(cue: Cue, group: VerbGroup) -> bool:
    return cue.sort is not Sort.NOUN and cue.first <= group.head <= cue.last


def _mood_says(group: VerbGroup, reported: bool) -> VenueStatus | None:
    """What the mood of the meeting's own verb says: "agreed in A" is held though to agree on a meeting is to plan one."""
    if group.mood is Mood.FUTURE:
        return VenueStatus.PLANNED
    if group.mood is Mood.WOULD:
        return VenueStatus.PLANNED if reported else VenueStatus.PROPOSED
    return VenueStatus.PROPOSED if group.mood in (Mood.MAY, Mood.MUST) else None


def _bears(grammar: Grammar, cue: Cue, group: VerbGroup, chain: list[VerbGroup]) -> bool:
    """Whether a verb says something of the meeting and does not merely take place at it ("agreed at the talks in A to ...")."""
    if takes_as_given(grammar, cue, group) or (group.last < cue.first and is_aspect(grammar, cue)):
        return False
    if group.last < cue.first and (is_told_after(grammar, cue) or (cue.sort is Sort.VERB and _describes(grammar, cue, chain))):
        return False
    if cue.sort is not Sort.NOUN or group.mood not in (Mood.REAL, Mood.NONE) or group.first > cue.last or group.act is Act.DUE:
        return not is_spoken_of(grammar, cue, group)  # "are due to sign it at a summit in A"
    begin = phrase_begin(grammar, cue.first)
    if grammar.at(begin - 1) in {"at", "during", "after", "following"} or grammar.text(begin - 2, begin) in {"ahead of", "wake of"}:
        return False  # "did not discuss how to end the war during talks in A"
    later = [g for g in chain if group.first < g.first <= cue.last]
    return bool(later) or is_object(grammar, cue, group)


def _describes(grammar: Grammar, cue: Cue, chain: list[VerbGroup]) -> bool:
    """ "Urged lawmakers meeting in A to agree": who they are, and not what they are urged to do."""
    own = any(g.gerund and g.head == cue.first for g in chain)
    return own and re.fullmatch(r"[a-z]+[a-rt-z]s", grammar.at(cue.first - 1)) is not None


def _was_planned(grammar: Grammar, chain: list[VerbGroup]) -> bool:
    """ "was to be held in March", told in May."""
    return any(grammar.codes[g.first] in {"was", "were", "had"} for g in chain)


