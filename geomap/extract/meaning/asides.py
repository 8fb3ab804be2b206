"""Verbs that say nothing of how the way stands: they describe, they deny, or a noun beside them says it."""

from __future__ import annotations

import itertools

from geomap.extract.meaning.clause import Clause
from geomap.extract.meaning.judgements import MOTION, OBSTACLES
from geomap.extract.syntax.propositions import VerbGroup
from geomap.extract.syntax.verbhood import PREPOSITIONS, WHEN_OR_WHERE
from geomap.extract.syntax.verbs import Act, nouns

__all__ = [
    "describes_people",
    "gets_word",
    "goes_on",
    "goes_on_doing",
    "goes_to_organise",
    "is_denial",
    "is_expected",
    "is_for_later",
    "is_left_undone",
    "is_on_ending",
    "is_on_obstacle",
    "is_pending",
]

_WORDS = frozenset([Act.AGREE, Act.PROPOSE, Act.ANNOUNCE])


def gets_word(clause: Clause, group: VerbGroup) -> bool:
    """Whether what is secured or launched is an agreement or an appeal, and not the way itself."""
    after = clause.codes[group.last + 1 : group.last + 5]
    own = itertools.takewhile(lambda code: code not in PREPOSITIONS and code not in {"and", ",", "to"} and not code.startswith("§"), after)
    return any(nouns().get(code) in _WORDS for code in own)


def is_on_obstacle(clause: Clause, group: VerbGroup) -> bool:
    """Whether the verb is on what bars the way: "an end to the blockade", "condemned Russia for shelling it"."""
    following = next(iter(clause.verbs_after(group)), None)
    if group.act is Act.REJECT and following is not None and following.gerund and following.act in OBSTACLES:
        return True
    until = min([group.last + (5 if group.act is Act.REJECT else 7), *(g.first for g in clause.verbs_after(group) if not g.gerund)])
    after = clause.codes[group.last + 1 : until]
    acts = [nouns().get(code) for code in itertools.takewhile(lambda code: not code.startswith("§"), after)]
    return any(act in OBSTACLES and (act is not Act.CLOSE or group.act is Act.REJECT) for act in acts)


def describes_people(clause: Clause, group: VerbGroup) -> bool:
    """ "A route for people travelling by car": the motion is theirs and not told."""
    before = next((g for g in reversed(clause.proposition.groups) if g.first < group.first), None)
    if before is None or before.act not in (Act.OTHER, Act.REPORT, Act.LEAD, Act.ANNOUNCE):
        return False
    return "with" not in clause.codes[before.last + 1 : group.first]


def is_for_later(clause: Clause, group: VerbGroup) -> bool:
    """ "Carrying aid to be taken to Gaza through the crossing": it has not been taken there yet."""
    following = next(iter(clause.verbs_after(group)), None)
    return following is not None and following.act in MOTION and following.passive and clause.word(following.first) == "to"


def is_left_undone(clause: Clause, group: VerbGroup) -> bool:
    """ "Warned against closing it", "instead of opening it"."""
    before = clause.codes[max(0, group.first - 2) : group.first]
    return before[-1:] == ("against",) or before in (("instead", "of"), ("rather", "than"), ("short", "of"))


def goes_to_organise(clause: Clause, group: VerbGroup) -> bool:
    """ "The minister flew there to arrange for people to leave": who goes is none of them."""
    following = next(iter(clause.verbs_after(group)), None)
    return group.act in MOTION and following is not None and clause.word(following.first) == "to" and following.verb.base in _ORGANISING


_ORGANISING = frozenset(["arrange", "organise", "organize", "oversee", "supervise", "coordinate", "negotiate", "discuss", "prepare"])


def goes_on_doing(clause: Clause, group: VerbGroup) -> bool:
    """ "Went on denying them passage": nobody goes anywhere."""
    following = next(iter(clause.verbs_after(group)), None)
    on = group.verb.base == "go" and group.verb.particle == "on"
    return on and following is not None and following.gerund and following.first == group.last + 1 and following.act not in MOTION


def is_on_ending(clause: Clause, group: VerbGroup) -> bool:
    """ "Agreed to put off the convoy": agreed is not the way, but its end."""
    ended = next(iter(clause.verbs_after(group)), None)
    if group.act is not Act.AGREE or not clause.has_infinitive(group) or ended is None or ended.act not in (Act.FAIL, Act.CLOSE):
        return False
    return not is_on_obstacle(clause, ended)  # "agreed to end the blockade"


def is_denial(clause: Clause, group: VerbGroup) -> bool:
    """ "Denied blocking it", "denied any attack on it"; not "denied the convoy passage"."""
    if group.verb.base != "deny" or group.negated:
        return False
    after = clause.codes[group.last + 1 : group.last + 4]
    return any(code.endswith("ing") or nouns().get(code) in OBSTACLES for code in after)


def is_pending(clause: Clause, group: VerbGroup | None) -> bool:
    """ "Has not been agreed", "no deal so far": what is denied up to now may still come; what "was not agreed" on a day has failed."""
    begin, codes = clause.proposition.start, clause.codes
    words = codes[begin : clause.proposition.spans[-1][1]]
    if any(w in {"yet", "still"} or pair == ("so", "far") for w, pair in zip(words, itertools.pairwise((*words, "")), strict=True)):
        return True
    until_now = group is not None and not group.pluperfect and clause.word(group.first) in _UNTIL_NOW
    return until_now and not any(pair[0] == "for" and pair[1].startswith("¤") for pair in itertools.pairwise(words))


_UNTIL_NOW = frozenset(["has", "have", "hasn't", "haven't"])


def goes_on(clause: Clause, group: VerbGroup) -> bool:
    """ "Will continue to run", "would keep running": what is to go on does already; not "efforts to open it will continue"."""
    following = next(iter(clause.verbs_after(group)), None)
    if group.verb.base not in {"keep", "continue"} or following is None or following.first - group.last > 2:
        return False
    efforts = any(code in nouns() for code in clause.codes[clause.proposition.start : group.first])
    return not efforts and (following.act in MOTION or following.act in (Act.OPEN, Act.LEAD))


def is_expected(clause: Clause, group: VerbGroup) -> bool:
    """ "Is expected in Bangui on Friday"."""
    awaited = group.verb.base == "expect" and group.passive and group.finite and not clause.has_infinitive(group)
    return awaited and bool(clause.named_before(group.first)) and WHEN_OR_WHERE.fullmatch(clause.word(group.last + 1)) is not None
