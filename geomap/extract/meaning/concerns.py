"""Whether a verb, or a noun for an act, is about the way: its object, its subject in the passive, or what it is on.

"Opened a corridor" and "the corridor was opened" are; "opened fire near the corridor" is not.
"""

from __future__ import annotations

import re

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.judgements import MOTION
from geomap.extract.meaning.scope import RANKED
from geomap.extract.syntax.propositions import Link, VerbGroup
from geomap.extract.syntax.verbgroups import takes_object
from geomap.extract.syntax.verbs import Act, Form, forms_of, nouns

__all__ = [
    "FIRE",
    "begins",
    "concerns",
    "denies_existence",
    "has_negative_subject",
    "is_completed_by_infinitive",
    "is_named_by",
    "is_of_another",
    "is_taken",
    "keeps",
    "lasts",
    "noun_concerns",
    "says_there_is",
]

_WORKS = re.compile(r"(?<!\S)(?:works?|construction|repairs?|talks|negotiations|fighting|shelling|war)$")
FIRE = re.compile(r"(?<!\S)(?:shells?|rockets?|mortars?|bombs?|missiles?|shelling|bullets|fire|drones?)(?!\S)")
# what is opened, blocked or agreed may be something else
_OTHER_OBJECT = re.compile(
    r"(?<!\S)(?:fire|talks|negotiations|office|embassy|investigation|inquiry|session|meeting|summit|resolution|tents?|checkpoints?"
    r"|barricades?|roadblocks?|schools?|school|war|preparations|reviews?|inspections?|training|boycotts?|bans?|embargo|sanctions)(?!\S)"
)
_OBJECT = re.compile(r"§\d+|@\d+|the|an?|its|their|his|her|all|several|two|three|four|five|\d\S*|%\d+")
_ALONG = frozenset(["through", "along", "via", "by", "over", "across", "on", "from", "in", "at", "using"])
_NEARBY = re.compile(r"(?<!\S)(?:near|beside|outside|close to)(?: (?:the|a|an|its))?$")
_PLACED = frozenset(["on", "at", "near", "beside", "along"])
_DURATION = re.compile(r"(?:(?!the\b)\S+ ){0,6}(?:minutes|hours?|days?|weeks?|months)(?!\S)")
# what is shelled or bombed beside a way: "residential buildings were bombed"
_HIT = frozenset(
    ["building", "buildings", "houses", "homes", "apartments", "blocks", "hospital", "hospitals", "school", "schools", "market",
     "markets", "neighbourhoods", "districts", "quarters", "towns", "villages", "cities", "plants", "factories", "depots", "people"]
)
_TALKED = re.compile(
    r"(?<!\S)(?:talks|negotiations|discussions|consultations|haggling|bargaining|wrangling"
    r"|contacts|mediation|meeting|session|summit|conference|dialogue|round of \S+)"
    r"(?: (?!,|who|which|that)\S+)*$"
)
_TALKED_OF = re.compile(r"(?<!\S)(?:talks|negotiations|discussions|consultations|contacts) (?:on|about|over|for)(?: [^\s,]+){0,3}$")
_ON_WAY = frozenset(["evacuation", "evacuations", "operation", "convoy", "delivery", "deliveries", "ceasefire", "truce", "plan", "effort",
                     "attempt", "transfer", "mission", "opening"])
_TALK = frozenset(["talks", "negotiations", "discussions", "consultations"])


_HINDERING = frozenset(["hinder", "hindered", "impede", "hamper", "discouraged", "deterred", "dissuaded"])


def keeps(clause: Clause, group: VerbGroup) -> bool:
    """ "kept them there all night", "kept forty lorries from Homs", "hindered families from leaving"."""
    if group.verb.base in _HINDERING:
        at = group.last + 1
        return any(clause.word(i) == "from" and clause.word(i + 1).endswith("ing") for i in range(at, at + 6))
    if group.act is Act.BLOCK:  # "the UN was barred by the army from taking aid to Sumy"
        following = clause.verbs_after(group)[:1]
        barred = any(g.gerund and g.act in MOTION and clause.word(g.first - 1) == "from" for g in following)
        return barred and not concerns(clause, group)
    if group.verb.base != "keep":
        return False
    if clause.word(group.last + 1) in {"them", "it"}:
        return not clause.word(group.last + 2).endswith("ing")
    # not "will keep a corridor from A to B open"
    travellers = clause.theme.travellers and bool(clause.named_after(group.last))
    return travellers and "from" in clause.codes[group.last + 1 : group.last + 9]


def begins(clause: Clause, group: VerbGroup) -> bool:
    """ "the evacuation began": without an infinitive of its own, to begin is to open; to keep a base is not."""
    if group.verb.base == "keep" and not clause.theme.tokens and takes_object(clause.codes, group):
        return False
    kept_up = any(g.gerund and g.first - group.last <= 1 for g in clause.verbs_after(group)[:1])  # "would keep running"
    return group.act is Act.BEGIN and not kept_up and not clause.has_infinitive(group) and concerns(clause, group)


def concerns(clause: Clause, group: VerbGroup) -> bool:
    """Whether the way is what the verb acts on: its object, or its subject in the passive and where it has no object."""
    theme = clause.theme
    if not theme.tokens and group.act is Act.FAIL and not group.passive and _breaks_other(clause, group):
        return False
    if not theme.tokens:
        hit = group.act is Act.BLOCK and group.passive and clause.word(group.first - 1) in _HIT
        return not hit and not _is_of_bodies(clause)
    before, after = clause.named_before(group.first), clause.named_after(group.last)
    if group.act in (Act.OPEN, Act.BEGIN) and not before and _TALKED.search(" ".join(clause.codes[: group.first])):
        return False  # "talks opened in Amman to discuss roads"
    if group.act in (Act.OPEN, Act.BEGIN) and before and _TALKED_OF.search(" ".join(clause.codes[: before[0]])):
        return False  # "talks on a corridor are continuing"
    ended_so = group.act is Act.CLOSE and (clause.word(group.last + 1),) in _ENDED_SO
    if before and ended_so and _TALKED.search(" ".join(clause.codes[: group.first])):
        return False  # "talks on a corridor ended without agreement"
    inside = any(group.first <= t <= group.last for t in theme.tokens)
    if inside or (group.act in MOTION and theme.travellers):
        return True
    on = clause.word(group.last + 1) in {"to", "on", "over", "about"}
    on = on or clause.codes[group.last] == "against"
    if on and after and not before and group.act in (Act.REJECT, Act.FAIL, Act.AGREE):
        return True  # "are opposed to a corridor", "are divided over it"
    if group.passive or group.state:
        inverted = clause.word(group.last + 1) in {"are", "were", ":"}
        return bool(before) or (bool(after) and not clause.proposition.elliptic and inverted)
    if after:
        between = clause.codes[group.last + 1 : min(after)]
        if ended_so:
            return bool(before)  # "talks ended without a deal on it"
        if group.act is Act.BLOCK and _NEARBY.search(" ".join(between)):
            return False  # "fired at a crowd near the bridge"
        if group.act is Act.OPEN and group.verb.base == "use" and _ALONG.intersection(between[1:]):
            return False  # "using its medical vehicles for smuggling through this corridor"
        if group.act is Act.OPEN and not before and len(between) <= 3 and _PLACED.intersection(between[:1]):
            return False  # "a checkpoint set up on the corridor"
        if group.act in (Act.PROPOSE, Act.AGREE, Act.ANNOUNCE, Act.REJECT):
            return not any(w in {"who", "which", "checkpoint", "checkpoints", "roadblock"} for w in between)
        return not _OTHER_OBJECT.search(" ".join(between))
    if _WORKS.search(" ".join(clause.codes[: group.first])):
        return False  # "work has started on the road"
    following = clause.word(group.last + 1)
    if group.act in (Act.LEAVE, Act.ARRIVE) and following.startswith("§"):
        return bool(before)  # "the evacuation left Homs"
    return bool(before) and not _OBJECT.fullmatch(following)


_ENDED = frozenset(["ended", "end", "ends", "concluded", "closed", "finished", "adjourned", "up"])
_ENDED_SO = (("without",), ("with",), ("in",), ("amid",), ("after",))


def _breaks_other(clause: Clause, group: VerbGroup) -> bool:
    """ "Took their phones and broke them", "called off a visit": not the way told of before, nor a deal on it."""
    after = clause.codes[group.last + 1 : group.last + 5]
    if after[:1] in (("it",), ("them",)):
        return group.verb.base == "break"
    return takes_object(clause.codes, group) and _ON_WAY.isdisjoint(after) and not any(nouns().get(c) is Act.AGREE for c in after)


def is_of_another(clause: Clause, group: VerbGroup) -> bool:
    """ "Announcing its readiness to help": what is announced has a name of its own, and is not the way told of before."""
    if clause.theme.tokens or group.act not in (Act.ANNOUNCE, Act.PROPOSE) or group.passive:
        return False
    done = next(iter(clause.verbs_after(group)), None)
    if done is not None and clause.word(done.last + 1) in {"it", "them", "this", "one", ",", "."}:
        return False  # "announcing its readiness to open it"
    following = clause.codes[group.last + 1 : group.last + 5]
    owned = following[:1] in _OF_ITS_OWN or following[1:2] == ("'s",)
    return owned and nouns().keys().isdisjoint(following) and not _PLANNED.intersection(following)


_OF_ITS_OWN = (("its",), ("their",), ("his",), ("her",), ("a",), ("an",))


def _is_of_bodies(clause: Clause) -> bool:
    """ "Organisations that come to help", "the plant, which has sheltered people": of who helps or where, not of the way told of before."""
    proposition = clause.proposition
    if proposition.link is not Link.RELATIVE or not proposition.marker or not proposition.start:
        return False
    codes, at = clause.phrases.codes, proposition.start - 1
    return codes[at - 1 if codes[at] == "," and at else at] in _BODIES


_BODIES = frozenset(
    ["organizations", "organisations", "agencies", "groups", "charities", "bodies", "officials", "workers", "volunteers", "partners",
     "donors", "companies", "countries", "states", "members", "services", "plant", "steelworks", "steelmill", "factory", "shelter",
     "building", "hospital", "school", "theatre"]
)
_CHIEF = frozenset(["main", "principal", "chief", "key", "usual", "vital", "primary", "major"])
_PLANNED = frozenset(["plan", "plans", "idea", "route", "way", "solution", "alternative", "list", "schedule", "date", "time", "day"])


def has_negative_subject(clause: Clause) -> bool:
    """ "no bus left", "neither route opened"."""
    proposition = clause.proposition
    if not proposition.groups or proposition.elliptic:
        return False
    first = proposition.groups[0].first
    subject = [clause.codes[i] for a, b in proposition.spans for i in range(a, b) if i < first]
    if subject[:1] == ["nor"]:
        return True  # "nor had the road been used"
    for at, word in enumerate(subject):
        if subject[at + 1 : at + 3] in _AT_LEAST:
            continue
        if word in {"no", "none", "neither", "nobody", "nothing"} or (
            word == "not" and subject[at + 1 : at + 2] in (["a"], ["one"], ["all"])
        ):
            return not any(w in {"of", "with", "without", "in"} for w in subject[max(0, at - 1) : at])
    return False


_AT_LEAST = (["fewer", "than"], ["less", "than"], ["more", "than"])  # "no fewer than 300 people left"


def says_there_is(clause: Clause, group: VerbGroup) -> bool:
    """ "from Pavlohrad there are daily trains to Lviv"."""
    there_is = group.verb.base == "be" and not group.negated and clause.word(group.first - 1) == "there"
    after = clause.named_after(group.last)
    if not there_is or not after:
        return False
    return not any(g.first < min(after) for g in clause.verbs_after(group))  # "there is hope of opening it"


def is_named_by(clause: Clause, group: VerbGroup) -> bool:
    """Whether the verb only says which way the way is: "the route will be Salah al-Din Street"."""
    after = clause.named_after(group.last)
    return group.verb.base == "be" and bool(clause.named_before(group.first)) and bool(after) and min(after) - group.last <= 2


def lasts(clause: Clause, group: VerbGroup) -> bool:
    """ "The crossing takes about 25 hours": how long a way is, and not that anybody has gone it."""
    if group.verb.base != "take":
        return False
    return _DURATION.match(" ".join(clause.codes[group.last + 1 : group.last + 8])) is not None


def is_completed_by_infinitive(clause: Clause, group: VerbGroup) -> bool:
    """ "the plan was for lorries to drive in"."""
    following = next(iter(clause.verbs_after(group)), None)
    if following is None or nouns().get(clause.word(following.first - 1)) is Act.AGREE:
        return False  # "obtained guarantees to let a convoy go"
    if group.verb.base == "be" and RANKED.intersection(clause.codes[group.last + 1 : following.first]):
        return False  # "it was the first convoy to get there"
    return not following.finite and not following.gerund


_TO_BE_DONE = frozenset([Act.TRY, Act.PROPOSE, Act.ANNOUNCE])


def is_attempt(clause: Clause, group: VerbGroup) -> bool:
    """ "Works to free them", "efforts are being made to free them", "made plans to": like "tries to"."""
    if group.verb.base == "make" and clause.has_infinitive(group):
        noun = clause.codes[group.first - 1 : group.first] if group.passive else clause.codes[group.last + 1 : group.last + 5]
        return any(nouns().get(word) in _TO_BE_DONE for word in noun)
    return group.verb.base == "work" and "to" in clause.codes[group.last + 1 : group.last + 6] and clause.has_infinitive(group)


def tells_what_for(clause: Clause) -> bool:
    """ "It is the main road along which aid reaches the north": what a way serves, whether or not it does so today."""
    proposition, verb = clause.proposition, clause.proposition.finite_verb
    if proposition.link is not Link.RELATIVE or proposition.marker != "which" or verb is None or verb.first != verb.head:
        return False
    undated = Form.PAST not in forms_of(clause.codes[verb.head])
    return undated and not _CHIEF.isdisjoint(clause.codes[max(0, proposition.start - 6) : proposition.start])


def denies_existence(clause: Clause, group: VerbGroup) -> bool:
    """ "there will be no corridors", "had no way out"."""
    if clause.word(group.first) == "having":
        return False  # "having no airport would be bad"
    after = clause.named_after(group.last)
    if after and nouns().get(clause.codes[after[-1]]) is Act.PROPOSE:
        return False  # "Spain has no such plans"
    return bool(after) and group.verb.base in {"be", "have"} and "no" in clause.codes[group.last + 1 : min(after)][:3]


def is_taken(clause: Clause, group: VerbGroup) -> bool:
    """Whether somebody moves, and on the way: "left by the corridor", not "tanks took the crossing"."""
    theme = clause.theme
    if theme.travellers or not theme.tokens or group.passive:
        return True
    after = clause.named_after(group.last)
    if group.first <= theme.tokens[0] <= group.last:
        return True
    if clause.named_before(group.first):
        return group.act is not Act.GO  # "the road crosses the enclave": where it leads
    if group.verb.base == "take" and after and after[0] - group.last <= 4 and clause.codes[after[-1]] in {"route", "routes", "path"}:
        return True  # "has taken the longer route through Tine"
    return bool(after) and bool(_ALONG.intersection(clause.codes[group.last + 1 : min(after)]))


def noun_concerns(clause: Clause, at: int) -> bool:
    """Whether the noun is about the way: "agreement on corridors", "the closure of the crossing", "the corridor's closure"."""
    tokens, codes = clause.theme.tokens, clause.codes
    if not tokens:
        pointing = clause.word(at - 1) in {"the", "this", "that", "its", "their", "'s", "no", "such"}
        return pointing and codes[at] not in _TALK and clause.word(at + 1) != "of"  # "the end of the war"
    after = clause.named_after(at)
    if after:
        between = codes[at + 1 : min(after)]
        return len(between) <= 30 and not any(w in {"said", "after", "while", "but", ";", "checkpoint"} for w in between)
    ended = next((i for i in range(max(1, at - 4), at) if (codes[i],) in _ENDED_SO and codes[i - 1] in _ENDED), 0)
    if ended and _TALKED.search(" ".join(codes[:ended])):
        return True  # "talks on a corridor ended without agreement"
    return at - max(tokens) <= 3
