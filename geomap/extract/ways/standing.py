"""Where a clause stands in its sentence, and what it takes over from there: under a deal, after a failure, on what was offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.lexicon import cue
from geomap.extract.meaning.judgements import OBSTACLES, Judgement
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbgroups import takes_object
from geomap.extract.syntax.verbhood import PREPOSITIONS
from geomap.extract.syntax.verbs import Act, nouns
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.model import Status

__all__ = [
    "announced_so",
    "is_after_failure",
    "is_another",
    "is_denied",
    "is_done_before",
    "is_meanwhile",
    "is_of_earlier_word",
    "is_of_others",
    "is_on_arrangement",
    "is_on_noun",
    "is_on_speaker",
    "is_on_the_way",
    "is_under_deal",
    "is_under_denial",
    "left_open",
    "never_was",
    "place_where",
    "presumed",
    "says_what_it_is",
    "says_which_road",
    "tells_who",
]

# "A first attempt had failed on Wednesday, and the route was shelled": what follows in the sentence is past as well
_PLUPERFECT = re.compile(r"(?<!\S)attempts?(?: \S+){0,3} had (?:\S+ )?\w+ed(?!\S)")
# "Under the deal, buses would leave Homs"
_UNDER_DEAL = re.compile(
    r"(?<!\S)(?:under|as part of|in line with) (?:a|an|the|its|their)(?: \S+){0,3}?"
    r" (?:agreement|deal|accord|truce|understanding|arrangement)(?!\S)"
    r"|(?:agreement|deal|accord|truce)(?: , (?:which|that|announced|reached|signed|brokered|agreed)(?: [^\s,]+){1,12} ,)?"
    r"(?: \S+){0,4}? (?:under which|foresees|provides|stipulates|envisages|says|allows|involves|includes|covers)(?!\S)"
    # "agreed to observe a ceasefire so that civilians could leave"
    r"|(?<!\S)(?:agreed|agree)(?: (?:on )?¤\d+)? (?:to|on)(?: (?!,)\S+){1,12}? (?:ceasefire|truce|pause|shelling|fighting|hostilities|fire)"
    r"(?: (?!,)\S+){0,6}? so(?: that)? (?!far)(?!\S* (?:will|would) not)"
)
# "claims that the road is blocked are lies", "rejected accusations that it had blocked the road"
_DENIED = re.compile(
    r"(?<!\S)(?:claims?|allegations?|reports?|accusations?|statements?|rumou?rs|assertions?)(?!\S).*"
    r"(?<!\S)(?:is|are|was|were) (?:(?:a|an|all|just|simply|totally|completely|entirely|nothing but) )*"
    r"(?:lies?|false|untrue|not true|slander\w*|baseless|unfounded|groundless|fabricat\w+|fake|disinformation|propaganda)(?!\S)"
    r"|(?<!\S)(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|rebuff\w*|disput\w*)(?: as \S+)?(?: \S+){0,4}?"
    r" (?:claims?|allegations?|reports?|accusations?|charges?|rumou?rs|assertions?)(?: as \S+)? (?:that|of|about)(?!\S)"
    r"|(?<!\S)den(?:y|ies|ied|ying) (?:the|any) existence of(?!\S)"
)
# "Three corridors were agreed. The first would lead out of Sumy. Under it ..."
_ON_ARRANGEMENT = re.compile(
    r"[~ ,\"]*(?:(?:and|while|then) )*(?:under (?:it|its terms|the terms|this)(?!\S)"
    r"|(?:the (?:first|second|third|fourth|last|other|latter|routes?|corridors?|evacuation|operation|buses|convoys?)|it|they|these|one"
    r"|another|two|both)(?: \S+){0,2} would(?!\S))"
)
# "there is no truth in reports that Egypt has agreed", "denied blocking the convoy"
_UNTRUE = re.compile(
    r"(?<!\S)(?:no truth(?: ,(?: (?!,)\S+){1,8} ,| whatsoever| at all)? (?:in|to)"
    r"|(?:not|n't|hardly) true that|(?:untrue|false|incorrect) that"
    r"|den(?:y|ies|ied|ying) (?:that )?(?:having |ever )*\w+(?:ing|ed)"
    r"|(?:den(?:y|ies|ied|ying)|dismiss\w*|reject\w*|refut\w+)"
    r"(?: (?:the|any|all|these|those|such|media|as|false|\S+ly|@\d+|'s|%\d+|§\d+)){0,5}"
    r" (?:reports?|claims?|allegations?|accusations?|charges|rumou?rs|suggestions|assertions))(?!\S)"
    r"(?!.*(?: but |; |, however|\" , | and (?:said|says|added|insisted) ))"
)
_SAID_BY = re.compile(r", (?:said|says|told|reported|announced|stated|added|according to)(?!\S)")
# "an aid convoy bound for Mekelle was seen at the border"
_ON_THE_WAY = re.compile(
    r"(?<!\S)(?:under ?way to(?= §)|bound for|destined for|en route (?:to|for)|on (?:its|their) way (?:to|into))(?!\S)"
)
_THE_ATTACK = re.compile(r"[~ ,\"]*(?:that )?the (?:attack|ambush|shelling|incident|looting)(?!\S)")
_IT_IS = re.compile(r"[~ ,]*(?:and |but )?it (?:is|was|remains|has been) (?:also )?(?:the|an?|one of)(?!\S)")
_HANDLES = frozenset([Act.OTHER, Act.ABLE, Act.ALLOW, Act.UNABLE])
_ON_CARGO = frozenset(["board", "unload", "offload", "escort", "accompany", "climb into"])
_GOES_ALONG = frozenset(["use", "using", "used", "take", "cover", "pass", "enter", "through"])
_HELD = frozenset(["detain", "trap", "strand", "besiege"])


def is_after_failure(clause: str) -> bool:
    return _PLUPERFECT.search(clause) is not None


def is_on_speaker(phrases: Phrases, proposition: Proposition, before: Sequence[Proposition]) -> bool:
    """ ", said the headquarters, created by a decree": what follows is of who speaks, and not of what is told."""
    if not before or not proposition.elliptic or proposition.marker != ",":
        return False
    return _SAID_BY.match(" ".join(phrases.codes[before[-1].start : before[-1].start + 3])) is not None


def is_of_others(phrases: Phrases, proposition: Proposition) -> bool:
    """ "The army takes what it can from the town", "convoys, which the guards may not inspect": of somebody who does not travel.

    Unlike "with what is the first cargo", "corridors which civilians are not allowed to use".
    """
    if proposition.marker not in {"what", "which"} or not proposition.groups or proposition.groups[0].first <= proposition.start + 1:
        return False
    done = proposition.groups[-1]
    goes_along = any(phrases.codes[at] in _GOES_ALONG for a, b in proposition.spans for at in range(a, b))
    return proposition.marker == "what" or ((done.act in _HANDLES or done.verb.base in _ON_CARGO) and not goes_along)


def is_on_noun(phrases: Phrases, proposition: Proposition, anchor: Anchor) -> bool:
    """Whether a bare participle after a comma describes the noun before it, and that is not the way: "the airport, closed since May"."""
    first = proposition.start
    group = proposition.groups[0] if proposition.groups else None
    if group is not None and group.passive and group.act in OBSTACLES and proposition.marker in {"that", "which"}:
        by_whom = phrases.codes[group.last + 1 : group.last + 2] == ("by",)
        if by_whom and cue("conflict.disaster").search(phrases.code, phrases.offsets[first]):
            return True  # "to Myanmar, which was hit by a cyclone"
        return _is_some_other(phrases.codes[max(0, first - 6) : first], anchor, phrases.offsets[first - 1])
    if group is None or proposition.marker != "," or first < 1 or group.first != first + 1 or not (group.bare or group.passive):
        return False
    if group.act not in OBSTACLES or takes_object(phrases.codes, group) or not re.fullmatch(r"[a-z]+", phrases.codes[first - 1]):
        return False
    return phrases.offsets[first - 1] >= anchor.end


def _is_some_other(before: Sequence[str], anchor: Anchor, last: int) -> bool:
    """ "The crew of a plane that was hit", "from a hospital that was shelled": something the text has not told of."""
    words = list(before[:-1] if before[-1:] == (",",) else before)
    at = next((i for i in reversed(range(1, len(words))) if words[i] in {"a", "an"}), 0)
    if not at or not all(re.fullmatch(r"[a-z-]+|%\d+", word) for word in words[at:]) or not PREPOSITIONS.isdisjoint(words[at + 1 :]):
        return False
    return words[at - 1] == "of" or (words[at - 1] in PREPOSITIONS and last >= anchor.end)


def is_denied(sentence: str) -> bool:
    """Whether a sentence says of what it tells that it is not so."""
    return _DENIED.search(sentence) is not None


def is_under_denial(sentence: str, at: int) -> bool:
    """Whether what stands at ``at`` is the content of something that is denied."""
    return _UNTRUE.search(sentence[:at]) is not None


_HAD_SAID = re.compile(r'[^"]*" ,? ?(?:(?!")\S+ ){1,8}?had (?:also |already )*(?:said|told|announced|warned|stated|declared)(?!\S)')


def is_of_earlier_word(sentence: str, at: int) -> bool:
    """ '"We are preparing the evacuation," the ministry had said on Monday': whether what stands at ``at`` is old news."""
    return _HAD_SAID.match(sentence, at) is not None


def is_on_the_way(clause: str) -> bool:
    return _ON_THE_WAY.search(clause) is not None


def tells_who(phrases: Phrases, proposition: Proposition) -> bool:
    """ "Buses will pick up people who have not been able to leave": says which people are meant, and no news."""
    first = proposition.start
    if proposition.link is not Link.RELATIVE or proposition.marker != "who" or not first or phrases.codes[first - 1] == ",":
        return False
    return any(
        g.act is Act.UNABLE or (g.negated and g.act in (Act.ABLE, Act.MANAGE)) or (g.passive and g.verb.base in _HELD)
        for g in proposition.groups
    )


def is_meanwhile(clause: Phrases, following: Proposition) -> bool:
    """ "The attack came as the convoy was on its way"."""
    return following.marker in {"as", "when", "while"} and _THE_ATTACK.match(clause.code) is not None


def says_what_it_is(clause: str) -> bool:
    """ "It is the main way in for aid": of the way just told of, and not of the aid."""
    return _IT_IS.match(clause) is not None


def says_which_road(proposition: Proposition) -> bool:
    """ "The road that connects Sumy and Poltava"."""
    leads = any(g.act is Act.LEAD for g in proposition.groups)
    return leads and proposition.link is Link.RELATIVE and proposition.marker in {"that", "which"}


def place_where(sentence: Phrases, proposition: Proposition) -> tuple[Member, ...]:
    """ "To Arish, from which the aid will be taken to Gaza", "to Larnaca, where planes took them to London": the place before."""
    if proposition.link is not Link.RELATIVE or proposition.marker not in {"which", "where"}:
        return ()
    before = [w for w in sentence.codes[max(0, proposition.start - 3) : proposition.start] if w != ","]
    if before[-1:] != ["from"] and proposition.marker == "which":
        return ()
    place = next((w for w in reversed(before) if w != "from"), "")
    return sentence.places[int(place[1:])].members if place.startswith("§") else ()


def is_done_before(clause: str) -> bool:
    """ "The road was reopened, having been closed after clashes"."""
    return re.match(r"[~ ,]*having (?:already |also )?been(?!\S)", clause) is not None


_UNDER_PLAN = re.compile(r"(?<!\S)under (?:the|a|its|their|this|that|\S+ 's) (?:\S+ ){0,2}?(?:scheme|plan|proposal|offer|draft)s?(?!\S)")


def never_was(clause: str, sentence: str) -> bool:
    """ "It would have been the first convoy to get there"; not "under the plan, people would have been taken to A"."""
    return _UNDER_PLAN.search(sentence) is None and re.search(r"(?<!\S)(?:would|could|should) have(?! to)(?!\S)", clause) is not None


def is_on_arrangement(clause: str) -> bool:
    """Whether a clause goes on about what was arranged before, so that its "would" tells of a plan and no wish."""
    return _ON_ARRANGEMENT.match(clause) is not None


def is_under_deal(sentence: str) -> bool:
    return _UNDER_DEAL.search(sentence) is not None


def announced_so(phrases: Phrases, group: VerbGroup) -> bool:
    """ "..., the ministry announced on Tuesday": who says all that stands before."""
    return group.verb.base == "announce" and re.match(r"(?:on )?¤\d+|[.,]", " ".join(phrases.codes[group.last + 1 :])) is not None


_WISHES = frozenset([Act.PROPOSE, Act.TRY, Act.READY, Act.UNABLE, Act.UNWILLING])


_ANOTHER = re.compile(r"[~ ,\"]*(?:and |while |but )?(?:another|a (?:second|third|fourth)|the (?:second|other|third|last)|others?)(?!\S)")


def is_another(code: str) -> bool:
    """ "Another leads from C to D": of one more way like the one told of last."""
    return _ANOTHER.match(code) is not None


_BOUND_FOR = re.compile(r"(?<!\S)(?:is|are) (?:bound|destined|headed) for(?!\S)")
_DUE_IN = re.compile(r"(?<!\S)(?:is|are|were|was) (?:\S+ )?(?:due|expected|awaited|scheduled) (?:(?:on|at|by) \S+ )?(?:back )?(?:in|at) ")


def presumed(part: Phrases, proposition: Proposition, before: Status | None = None) -> Status | None:
    """How a journey stands that is told without a verb for it: made, unless it is denied, only wished ("dream of leaving") or due.

    ``before``: agreed or announced, where the way told of last is; "one is bound for Homs" then is no more.
    """
    groups = proposition.groups
    if proposition.link is Link.CONDITION or any(g.negated or g.mood not in (Mood.REAL, Mood.NONE) for g in groups):
        return None
    wished = any(g.finite and (g.act in _WISHES or g.verb.base == "deny") for g in groups)
    meant = [g.first - 1 for g in groups if g.gerund and part.codes[g.first - 1 : g.first] in (("of",), ("for",))]
    if wished or meant:  # "plans for getting people out of A" are no more than that
        return Status.PROPOSED if any(nouns().get(part.codes[at - 1]) is Act.PROPOSE for at in meant if at) else None
    # "is due to", "buses stand by to take them out"
    due = any(g.finite and (g.act is Act.DUE or (g.verb.base == "stand" and part.codes[g.last + 1] in {"by", "ready"})) for g in groups)
    due = due or _DUE_IN.search(part.code) is not None
    if before is not None and _BOUND_FOR.search(part.code):
        return before
    return Status.ANNOUNCED if due else _obstacle(proposition) or Status.OPERATIONAL


_LEFT_OPEN = re.compile(
    r"(?<!\S)(?:the|their|its) (?:only|sole|one|last|single)(?: \S+)? (?:route|road|crossing|corridor|way|passage|exit)(?: out)?(?: still)?"
    r" (?:left|open|remaining|available|usable)(?: (?!was|is)\S+){0,8} (?:was|is|remains)(?: the(?: \S+ern)?)? $"
)
_LIFELINE = re.compile(
    r"(?: (?:from|to|into|via|through|of|by) (?:the )?\S+){1,4} (?:is|are|remains?) (?:now |still )?(?:the|their|its|a|'s) "
    r"(?:(?:only|sole|one|last|main) (?:\S+ )?(?:means|way|source|link)|(?:\S+ )?lifeline)(?!\S)"
)


def left_open(code: str, anchor: Anchor) -> list[Judgement]:
    """ "The only route left to the south was the coastal road", "flights into Homs are its lifeline": that one is used."""
    used = anchor.sort is Sort.NAMED and _LEFT_OPEN.search(code, 0, anchor.start) is not None
    used = used or (anchor.sort is Sort.CONVOY and _LIFELINE.match(code, anchor.end) is not None)
    return [Judgement(Status.OPERATIONAL, anchor.start, anchor.end)] if used else []


_TAKEN_AWAY = frozenset(["seized", "captured", "stole", "stolen", "hit", "destroyed", "damaged", "requisitioned"])


def _obstacle(proposition: Proposition) -> Status | None:
    """How a clause that is about something else says that nobody gets through: "has been closed to vehicles"."""
    told = proposition.groups
    if proposition.link is Link.RELATIVE and proposition.parent is not None and not proposition.marker:
        told = [*told, *proposition.parent.groups]
    if any(g.finite and g.verb.base in _TAKEN_AWAY for g in told):
        return Status.BLOCKED  # "soldiers seized lorries bound for Dilling"
    halts = [g for g in told if g.verb.base in {"stop", "stand"} and not g.passive]  # of their own will: "and stopped overnight in Hama"
    return next((OBSTACLES[g.act] for g in told if g.finite and g.act in OBSTACLES and g not in halts), None)
