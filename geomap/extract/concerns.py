"""Whether a verb, or a noun for an act, is about the way: its object, its subject in the passive, or what it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.judgements import MOTION, Theme
from geomap.extract.syntax import Proposition, VerbGroup
from geomap.extract.verbs import Act

__all__ = [
    "FIRE",
    "begins",
    "concerns",
    "denies_existence",
    "first_finite",
    "has_infinitive",
    "has_negative_subject",
    "is_completed_by_infinitive",
    "is_taken",
    "keeps",
    "noun_concerns",
    "says_there_is",
]

_WORKS = re.compile(r"(?<!\S)(?:works?|construction|repairs?|talks|negotiations|fighting|shelling|war)$")
FIRE = re.compile(r"(?<!\S)(?:shells?|rockets?|mortars?|bombs?|missiles?|shelling|bullets|fire|drones?)(?!\S)")
# what is opened, blocked or agreed may be something else
_OTHER_OBJECT = re.compile(
    r"(?<!\S)(?:fire|talks|negotiations|office|embassy|investigation|inquiry|session|meeting|summit|resolution|tents?|checkpoints?"
    r"|barricades?|roadblocks?|schools?|school|war)(?!\S)"
)
_ALONG = frozenset(["through", "along", "via", "by", "over", "across", "on", "from", "in", "at", "using"])
_RANKED = frozenset(["first", "only", "last", "latest", "second", "third", "fourth", "fifth"])
_TALK = frozenset(["talks", "negotiations", "discussions", "consultations"])


def has_infinitive(proposition: Proposition, group: VerbGroup) -> bool:
    at = proposition.groups.index(group)
    return any(not g.finite for g in proposition.groups[at + 1 : at + 3])


def first_finite(proposition: Proposition) -> int:
    return next((g.first for g in proposition.groups if g.finite), -1)


def keeps(codes: Sequence[str], group: VerbGroup) -> bool:
    """ "kept them there all night"."""
    return (
        group.verb.base == "keep"
        and codes[group.last + 1 : group.last + 2] in (["them"], ["it"])
        and not codes[group.last + 2].endswith("ing")
    )


def begins(codes: Sequence[str], group: VerbGroup, proposition: Proposition, theme: Theme) -> bool:
    """ "the evacuation began": without an infinitive of its own, to begin is to open."""
    return group.act is Act.BEGIN and not has_infinitive(proposition, group) and concerns(codes, group, proposition, theme)


def concerns(codes: Sequence[str], group: VerbGroup, proposition: Proposition, theme: Theme) -> bool:
    """Whether the way is what the verb acts on: its object, or its subject in the passive and where it has no object."""
    if not theme.tokens:
        return True
    after = [t for t in theme.tokens if t > group.last]
    before = [t for t in theme.tokens if t < group.first]
    inside = [t for t in theme.tokens if group.first <= t <= group.last]
    if inside or (group.act in MOTION and theme.travellers):
        return True
    if group.passive or group.state:
        return bool(before) or (bool(after) and proposition.elliptic is False and not before and _is_inverted(codes, group))
    if after:
        nearest = min(after)
        between = codes[group.last + 1 : nearest]
        if group.act in (Act.PROPOSE, Act.AGREE, Act.ANNOUNCE, Act.REJECT):
            return not any(w in {"who", "which"} for w in between)
        return not _OTHER_OBJECT.search(" ".join(between))
    if _WORKS.search(" ".join(codes[: group.first])):
        return False  # "work has started on the road"
    return bool(before) and not _has_object(codes, group)


def _is_inverted(codes: Sequence[str], group: VerbGroup) -> bool:
    return codes[group.last + 1 : group.last + 2] in (["are"], ["were"], [":"])


def _has_object(codes: Sequence[str], group: VerbGroup) -> bool:
    following = codes[group.last + 1] if group.last + 1 < len(codes) else "."
    return re.fullmatch(r"§\d+|@\d+|the|an?|its|their|his|her|all|several|two|three|four|five|\d\S*|%\d+", following) is not None


def has_negative_subject(codes: Sequence[str], proposition: Proposition) -> bool:
    """ "no bus left", "neither route opened"."""
    if not proposition.groups or proposition.elliptic:
        return False
    first = proposition.groups[0].first
    subject = [codes[i] for a, b in proposition.spans for i in range(a, b) if i < first]
    for at, word in enumerate(subject):
        if word in {"no", "none", "neither", "nobody", "nothing"} or (
            word == "not" and subject[at + 1 : at + 2] in (["a"], ["one"], ["a"], ["all"])
        ):
            return not any(w in {"of", "with", "without", "in"} for w in subject[max(0, at - 1) : at])
    return False


def says_there_is(codes: Sequence[str], group: VerbGroup, theme: Theme) -> bool:
    """ "from Pavlohrad there are daily trains to Lviv"."""
    after = [t for t in theme.tokens if t > group.last]
    return bool(after) and group.verb.base == "be" and not group.negated and "there" in codes[max(0, group.first - 1) : group.first]


def is_completed_by_infinitive(codes: Sequence[str], proposition: Proposition, group: VerbGroup) -> bool:
    at = proposition.groups.index(group)
    following = proposition.groups[at + 1 : at + 2]
    if group.verb.base == "be" and following and _RANKED.intersection(codes[group.last + 1 : following[0].first]):
        return False  # "it was the first convoy to get there"
    return bool(following) and not following[0].finite and not following[0].gerund


def denies_existence(codes: Sequence[str], group: VerbGroup, theme: Theme) -> bool:
    """ "there will be no corridors", "had no way out"."""
    after = [t for t in theme.tokens if t > group.last]
    return bool(after) and group.verb.base in {"be", "have"} and "no" in codes[group.last + 1 : min(after)][:3]


def is_taken(codes: Sequence[str], group: VerbGroup, theme: Theme) -> bool:
    """Whether somebody moves, and on the way: "left by the corridor", not "tanks took the crossing"."""
    if theme.travellers or not theme.tokens or group.passive:
        return True
    before = [t for t in theme.tokens if t < group.first]
    after = [t for t in theme.tokens if t > group.last]
    if before or group.first <= theme.tokens[0] <= group.last:
        return True
    return bool(after) and bool(_ALONG.intersection(codes[group.last + 1 : min(after)]))


def noun_concerns(codes: Sequence[str], at: int, theme: Theme) -> bool:
    """Whether the noun is about the way: "agreement on corridors", "the closure of the crossing", "the corridor's closure"."""
    if not theme.tokens:
        return codes[at] not in _TALK and (codes[at - 1] if at else "") in {"the", "this", "that", "its", "their", "'s", "no", "such"}
    after = [t for t in theme.tokens if t > at]
    if after:
        between = codes[at + 1 : min(after)]
        return len(between) <= 14 and not any(w in {"said", "after", "while", "but", ";"} for w in between)
    return at - max(theme.tokens) <= 3
