"""A sentence's verb groups and its propositions: which words belong to which verb, and what hangs on what.

A shallow parse of English news prose in one pass. A verb group is a verb with its auxiliaries ("had not been opened"); a
proposition is a finite verb with its subject, its objects and the infinitives that complete it ("agreed to let civilians
leave Sumy for Poltava"). Relative, reported and background clauses are propositions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from geomap.extract.verbs import Act, Form, Verb, nouns, states, verb_forms

__all__ = ["Link", "Mood", "Proposition", "VerbGroup", "propositions", "verb_groups"]


class Mood(StrEnum):
    REAL = "real"  # told as a fact, past or present
    FUTURE = "future"  # "will", "is to", "can"
    WOULD = "would"
    MAY = "may"  # "could", "might", "may"
    MUST = "must"  # "should", "must", "needs to"
    NONE = "none"  # an infinitive or participle: takes the mood of what governs it


class Link(StrEnum):
    """How a proposition hangs on the rest of its sentence."""

    MAIN = "main"
    RELATIVE = "relative"  # "which", "who", or a participle: about the noun before it
    REPORTED = "reported"
    BACKGROUND = "background"  # "after", "because": what went before
    CONDITION = "condition"  # "if", "unless"
    CONTRAST = "contrast"  # "but", "while"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Tokens ``first``..``last`` (inclusive); ``head`` is the verb itself or, after a form of be, the predicate."""

    first: int
    last: int
    head: int
    verb: Verb
    mood: Mood
    finite: bool
    gerund: bool = False
    passive: bool = False
    negated: bool = False
    pluperfect: bool = False
    progressive: bool = False
    bare: bool = False  # a past form without auxiliary: finite, or a participle after its noun
    state: bool = False  # a predicate: "is open"

    @property
    def act(self) -> Act:
        return self.verb.act


@dataclass(slots=True)
class Proposition:
    """Verb groups in the order of the text and the token ranges [start, end) they and their words take up."""

    link: Link = Link.MAIN
    groups: list[VerbGroup] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    parent: Proposition | None = None
    elliptic: bool = False  # shares the subject of the one before
    marker: str = ""  # the word that opens it

    @property
    def finite(self) -> bool:
        return any(g.finite for g in self.groups)

    @property
    def start(self) -> int:
        return self.spans[0][0] if self.spans else 0

    def holds(self, token: int) -> bool:
        return any(a <= token < b for a, b in self.spans)


_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "it's", "that's", "there's", "he's", "she's", "isn't", "aren't", "wasn't", "weren't"])
_STAY = frozenset(["remain", "remains", "remained", "stay", "stays", "stayed", "become", "became", "becomes", "stand", "stood", "stands", "come", "came",
                   "declared", "kept", "considered", "deemed", "called", "left", "found"])
_HAVE = frozenset(["has", "have", "had", "having", "hasn't", "haven't", "hadn't"])
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_MODALS = {
    "will": Mood.FUTURE, "won't": Mood.FUTURE, "shall": Mood.FUTURE, "can": Mood.FUTURE, "cannot": Mood.FUTURE, "can't": Mood.FUTURE,
    "would": Mood.WOULD, "wouldn't": Mood.WOULD, "could": Mood.MAY, "couldn't": Mood.MAY, "might": Mood.MAY, "may": Mood.MAY,
    "should": Mood.MUST, "shouldn't": Mood.MUST, "must": Mood.MUST, "ought": Mood.MUST, "mustn't": Mood.MUST,
}
_NEGATIVE = frozenset(["not", "never", "nor", "neither", "cannot", "hardly", "barely", "no"])
_ADVERBS = frozenset(
    ["also", "already", "again", "now", "soon", "still", "just", "yet", "then", "once", "since", "later", "earlier", "even", "ever", "only", "first",
     "today", "yesterday", "tomorrow", "together", "therefore", "however", "meanwhile", "so", "far", "both", "all", "here", "there", "further",
     "long", "twice", "instead", "sometimes", "often", "always", "perhaps", "almost", "nearly", "thus", "nevertheless", "too", "either"]
)
_ADVERBIALS = frozenset([("that", "day"), ("this", "week"), ("by", "now"), ("so", "far"), ("at", "last"), ("in", "turn"), ("of", "late"), ("as", "well"),
                         ("that", "morning"), ("that", "evening"), ("at", "once"), ("until", "now"), ("in", "fact")])
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "these", "those", "its", "their", "his", "her", "our", "my", "your", "'s", "any", "some", "each", "every", "another",
     "such", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "more", "most", "other", "few", "dozens",
     "hundreds", "thousands", "same", "new", "first", "second", "third", "last", "next", "of", "in", "for", "with", "by", "no", "only", "recent",
     "fresh", "joint", "possible", "without", "-", "under", "despite", "about", "on", "at", "from", "over", "against", "into", "through", "between", "humanitarian", "evacuation", "peace", "ceasefire", "aid", "safe", "military", "heavy", "fellow", "sick"]
)
_PRONOUNS = frozenset(["it", "they", "he", "she", "we", "i", "you", "who", "which", "that", "there", "them", "others", "everyone", "nobody", "none",
                       "both", "one", "all", "some", "many", "most", "those", "this", "these", "people", "anyone", "families", "women", "children"])
_PREPOSITIONS = frozenset(["of", "in", "for", "with", "by", "on", "at", "from", "over", "against", "into", "through", "between", "via", "near", "under",
                           "towards", "toward", "out", "across", "along", "around", "inside", "outside", "about", "within", "without", "to", "as"])
_SUBORDINATORS = {
    "after": Link.BACKGROUND, "since": Link.BACKGROUND, "because": Link.BACKGROUND, "as": Link.BACKGROUND, "once": Link.BACKGROUND,
    "when": Link.CONTRAST, "while": Link.CONTRAST, "whereas": Link.CONTRAST, "although": Link.CONTRAST, "though": Link.CONTRAST,
    "before": Link.CONTRAST, "even": Link.CONTRAST, "until": Link.CONTRAST, "however": Link.CONTRAST, "despite": Link.CONTRAST, "so": Link.MAIN,
    "if": Link.CONDITION, "unless": Link.CONDITION, "whether": Link.CONDITION, "provided": Link.CONDITION, "lest": Link.CONDITION,
}
_COORDINATORS = frozenset(["and", "but", "or", "yet", "nor"])
_RELATIVES = frozenset(["which", "who", "whom", "whose", "where", "what"])
_HARD = re.compile(r"[;:.!?…—–]|--")
_QUOTE = '"'
# what may follow a verb: an object, a preposition, an adverb, the end
_AFTER_VERB = re.compile(
    r"§\d+|@\d+|%\d+|¤\d+|the|an?|its?|their|his|her|them|him|to|into|from|for|through|that|out|over|on|in|at|off|up|down|back|away|no|all|any|some|more|people"
    r"|civilians|residents|\d\S*|towards?|via|along|across|by|with|only|both|two|three|four|five|six|humanitarian|safe|safely|and|or|until|under|as|about|home|north|south|east|west|freely|together|here|there|two|again|[,.;:!?]"
)
_STRICTLY_NOUNS = frozenset(["buses", "trucks", "ships", "shells", "mines", "ferries", "heads", "forces", "lands", "marks", "boards", "talks", "lists",
                             "orders", "names", "reports", "efforts", "strikes", "works", "uses", "means", "ends", "supplies", "routes", "hopes", "winds",
                             "files", "streams", "rolls", "rivers", "posts", "bars", "bombs", "targets", "notes", "states"])


def verb_groups(codes: Sequence[str]) -> list[VerbGroup]:
    """The verb groups of a sentence given as encoded tokens, in order; they never overlap."""
    found: list[VerbGroup] = []
    at = 0
    while at < len(codes):
        group = _group_at(codes, at)
        if group is None:
            at += 1
        else:
            found.append(group)
            at = group.last + 1
    return found


def _group_at(codes: Sequence[str], at: int) -> VerbGroup | None:
    word = codes[at]
    modal = _modal(word) if word != "may" or not _is_month(codes, at) else None
    if modal is not None:
        return _after_auxiliary(codes, at, modal, negated=_is_negative(word))
    if word == "to":
        return _infinitive(codes, at)
    if word in _BE or word in _HAVE or word in _DO or word.endswith(("'ve", "'re")):
        mood = Mood.MUST if word == "be" else Mood.REAL  # "demand that the corridor be reopened"
        if word == "be" and _word_before(codes, at) in _COORDINATORS:
            return _after_to(codes, at, at)  # "they would travel ... and then be flown"
        return _after_auxiliary(codes, at, mood, negated=_is_negative(word), start=at)
    return _main_verb(codes, at)


def _is_month(codes: Sequence[str], at: int) -> bool:
    """ "early may", "11 may": the month and not the verb."""
    before, after = codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "."
    return before in {"early", "late", "in", "since", "until", "of", "mid", "last", "by", "from", "on"} or before[:1].isdigit() or after[:1].isdigit() or after in {",", "."}


def _modal(word: str) -> Mood | None:
    if word.endswith("'ll"):
        return Mood.FUTURE
    return Mood.WOULD if word.endswith("'d") and word != "'d" else _MODALS.get(word)


def _is_negative(word: str) -> bool:
    return word in _NEGATIVE or word.endswith("n't")


def _skip_adverbs(codes: Sequence[str], at: int) -> tuple[int, bool]:
    """The next word that is no adverb, and whether a negation was passed; "on Tuesday" may stand between as well."""
    negated = False
    while at < len(codes):
        word = codes[at]
        if word in _ADVERBS or (word.endswith("ly") and word not in {"supply", "rally", "apply", "reply"}) or word.startswith("¤"):
            at += 1
        elif word in {"not", "never", "hardly", "barely"}:
            negated = True
            at += 1
        elif word == "on" and at + 1 < len(codes) and codes[at + 1].startswith("¤"):
            at += 2
        elif tuple(codes[at : at + 2]) in _ADVERBIALS:
            at += 2
        else:
            break
    return at, negated


def _after_auxiliary(codes: Sequence[str], first: int, mood: Mood, *, negated: bool, start: int | None = None) -> VerbGroup | None:
    """The group that an auxiliary at ``first`` opens; ``start`` where that auxiliary is a form of be, have or do itself."""
    at = first + 1 if start is None else first
    pluperfect = passive_possible = progressive = False
    while at < len(codes):
        at, no = _skip_adverbs(codes, at)
        negated = negated or no
        if at >= len(codes):
            break
        word = codes[at]
        if word in _HAVE or word.endswith("'ve"):
            pluperfect = pluperfect or word.startswith("had")
            negated = negated or _is_negative(word)
            if at + 1 < len(codes) and codes[at + 1] == "to":  # "have to leave"
                return _complete(codes, first, at + 2, Mood.MUST, negated=negated)
            if codes[at + 1 : at + 3] == ["yet", "to"]:
                return _complete(codes, first, at + 3, mood, negated=True)
            at += 1
        elif word in _DO:
            negated = negated or _is_negative(word)
            at += 1
        elif word in _BE or word.endswith("'re"):
            negated = negated or _is_negative(word)
            if word == "being":
                progressive = True
            passive_possible = True
            following, no = _skip_adverbs(codes, at + 1)
            if codes[following : following + 1] == ["to"] and mood is Mood.REAL and following + 1 < len(codes) and _base(codes, following + 1):
                return _complete(codes, first, following + 1, Mood.FUTURE, negated=negated or no)
            at += 1
        else:
            break
    if at >= len(codes):
        return None
    if passive_possible:
        predicate = _state(codes, at)
        if predicate is not None:
            act, width = predicate
            return VerbGroup(first, at + width - 1, at, Verb(" ".join(codes[at : at + width]), act), mood, True, negated=negated,
                             pluperfect=pluperfect, state=True)
    for verb, forms in _readings(codes, at):
        if passive_possible and Form.PARTICIPLE in forms:
            return _made(codes, first, at, verb, mood, True, passive=True, negated=negated, pluperfect=pluperfect, progressive=progressive)
        if passive_possible and Form.GERUND in forms:
            return _made(codes, first, at, verb, mood, True, negated=negated, pluperfect=pluperfect, progressive=True)
        if not passive_possible and (Form.PARTICIPLE in forms or Form.BASE in forms or Form.PAST in forms):
            return _made(codes, first, at, verb, mood, True, negated=negated, pluperfect=pluperfect)
    word = codes[at]
    if re.fullmatch(r"[a-z]+(?:ed|en)", word) or (not passive_possible and re.fullmatch(r"[a-z]+", word) and start is None):
        return VerbGroup(first, at, at, Verb(word, Act.OTHER), mood, True, passive=passive_possible, negated=negated, pluperfect=pluperfect)
    if passive_possible and re.fullmatch(r"[a-z]+ing", word):
        return VerbGroup(first, at, at, Verb(word, Act.OTHER), mood, True, negated=negated, progressive=True, pluperfect=pluperfect)
    # a copula or "have" alone: "are refugees", "had no food"
    head = max(first, at - 1)
    while head > first and codes[head] not in _BE and codes[head] not in _HAVE:
        head -= 1
    return VerbGroup(first, head, head, Verb("be" if passive_possible else "have", Act.OTHER), mood, True, negated=negated or _is_negative(codes[at]),
                     pluperfect=pluperfect)


def _complete(codes: Sequence[str], first: int, at: int, mood: Mood, *, negated: bool) -> VerbGroup | None:
    """A group whose lexical verb is an infinitive beginning at ``at``: "is to be opened", "has yet to leave"."""
    inner = _after_to(codes, first, at)
    if inner is None:
        return None
    return VerbGroup(first, inner.last, inner.head, inner.verb, mood, True, passive=inner.passive, negated=negated or inner.negated, state=inner.state)


def _infinitive(codes: Sequence[str], at: int) -> VerbGroup | None:
    return _after_to(codes, at, at + 1)


def _after_to(codes: Sequence[str], first: int, at: int) -> VerbGroup | None:
    at, negated = _skip_adverbs(codes, at)
    if first > 0 and codes[first - 1] == "not":
        first, negated = first - 1, True
    passive = False
    while at < len(codes) and codes[at] in {"be", "have", "been", "get"}:
        if codes[at] == "get" and not (at + 1 < len(codes) and re.fullmatch(r"\w+ed", codes[at + 1])):
            break
        passive = passive or codes[at] in {"be", "been", "get"}
        at, no = _skip_adverbs(codes, at + 1)
        negated = negated or no
    if at >= len(codes):
        return None
    if passive:
        predicate = _state(codes, at)
        if predicate is not None:
            act, width = predicate
            return VerbGroup(first, at + width - 1, at, Verb(" ".join(codes[at : at + width]), act), Mood.NONE, False, negated=negated, state=True)
    for verb, forms in _readings(codes, at):
        if passive and (Form.PARTICIPLE in forms or Form.GERUND in forms):
            return _made(codes, first, at, verb, Mood.NONE, False, passive=Form.PARTICIPLE in forms, negated=negated)
        if not passive and Form.BASE in forms:
            return _made(codes, first, at, verb, Mood.NONE, False, negated=negated)
    word = codes[at]
    known_noun = word in nouns() or word in _DETERMINERS or word in _PREPOSITIONS or word in _ADVERBS
    if passive and re.fullmatch(r"[a-z]+(?:ed|en)", word):
        return VerbGroup(first, at, at, Verb(word, Act.OTHER), Mood.NONE, False, passive=True, negated=negated)
    if not passive and not known_noun and re.fullmatch(r"[a-z]{2,}", word) and at + 1 < len(codes) and re.fullmatch(
        r"the|an?|its|their|his|her|them|him|it|these|those|all|§\d+|@\d+", codes[at + 1]
    ):
        return VerbGroup(first, at, at, Verb(word, Act.OTHER), Mood.NONE, False, negated=negated)
    return None


def _base(codes: Sequence[str], at: int) -> bool:
    at, _ = _skip_adverbs(codes, at)
    return at < len(codes) and (codes[at] in {"be", "have"} or any(Form.BASE in forms for _, forms in _readings(codes, at)))


# with these the verb says nothing of a way: "took part", "brought charges"
_LIGHT = {
    "take": frozenset(["part", "over", "note", "care", "charge", "aim", "up", "office", "control", "pictures", "advantage", "power", "responsibility", "steps"]),
    "bring": frozenset(["charges", "about", "peace", "up"]),
    "run": frozenset(["out", "short", "a", "the", "for", "into"]),
    "lead": frozenset(["the", "a", "an", "its", "his", "her"]),
}


def _readings(codes: Sequence[str], at: int) -> list[tuple[Verb, frozenset[Form]]]:
    """What the word at ``at`` may be as a verb: verbs whose particle follows, else the verb without one."""
    following = codes[at + 1] if at + 1 < len(codes) else "."
    if any(following in _LIGHT.get(verb.base, ()) for verb, _ in verb_forms().get(codes[at], ())):
        bare = [(Verb(v.base, Act.OTHER), forms) for v, forms in verb_forms()[codes[at]] if not v.particle]
        return [*[(v, f) for v, f in verb_forms()[codes[at]] if v.particle and _particle_at(codes, at, v.particle) is not None], *bare]
    found = []
    for verb, forms in verb_forms().get(codes[at], ()):
        if not verb.particle or _particle_at(codes, at, verb.particle) is not None:
            found.append((verb, forms))
    return found


_SEPARABLE = frozenset(["back", "off", "up", "down", "out", "away", "through", "in", "over", "aside"])


def _particle_at(codes: Sequence[str], at: int, particle: str) -> int | None:
    """Where the particle stands: right after the verb, or after a short object where English allows it."""
    parts = particle.split()
    if list(codes[at + 1 : at + 1 + len(parts)]) == parts:
        return at + len(parts)
    if len(parts) > 1 or particle not in _SEPARABLE:
        following, _ = _skip_adverbs(codes, at + 1)
        return following if len(parts) == 1 and codes[following : following + 1] == parts else None
    for position in range(at + 2, min(at + 7, len(codes))):
        if codes[position] == particle:
            follows = codes[position + 1] if position + 1 < len(codes) else "."
            if particle in {"in", "through", "over"} and (follows.startswith(("§", "¤", "@")) or follows in _DETERMINERS):
                return None  # "sent buses in March": a preposition
            return position
        if _HARD.fullmatch(codes[position]) or codes[position] in {",", "and", "to", "from", "that"} or codes[position].startswith("¤"):
            return None
    return None


def _state(codes: Sequence[str], at: int) -> tuple[Act, int] | None:
    for words, act in states():
        if tuple(codes[at : at + len(words)]) == words:
            following = codes[at + len(words)] if at + len(words) < len(codes) else "."
            to_do = following == "to" or (following == "for" and act is Act.READY)
            if act in (Act.READY, Act.DUE, Act.ABLE, Act.UNABLE, Act.UNWILLING):
                if to_do:
                    return act, len(words)
                continue
            if to_do and act in (Act.OPEN, Act.ANNOUNCE, Act.AGREE):
                continue
            if act in (Act.CLOSE, Act.AGREE, Act.ANNOUNCE) and words[0].endswith("ed"):
                continue  # the passive of the verb, read as such
            if words == ("set",) or words == ("off",) and following not in {".", ",", "and", "for"}:
                continue
            return act, len(words)
    return None


def _made(
    codes: Sequence[str], first: int, head: int, verb: Verb, mood: Mood, finite: bool, *, passive: bool = False, negated: bool = False,
    pluperfect: bool = False, progressive: bool = False, gerund: bool = False, bare: bool = False,
) -> VerbGroup:
    last = head
    if verb.particle and list(codes[head + 1 : head + 1 + len(verb.particle.split())]) == verb.particle.split():
        last = head + len(verb.particle.split())
    return VerbGroup(first, last, head, verb, mood, finite, gerund=gerund, passive=passive, negated=negated, pluperfect=pluperfect,
                     progressive=progressive, bare=bare)


def _main_verb(codes: Sequence[str], at: int) -> VerbGroup | None:
    """A verb without auxiliary, where its neighbours say that it is one and no noun or adjective."""
    word = codes[at]
    readings = _readings(codes, at)
    if not readings:
        if at and codes[at - 1] in {"who", "which"} and re.fullmatch(r"[a-z]{3,}s", word):
            return VerbGroup(at, at, at, Verb(word, Act.OTHER), Mood.REAL, True)
        if re.fullmatch(r"[a-z]{2,}ed", word) and not _is_adjectival(codes, at):
            by = codes[at + 1 : at + 2] == ["by"]
            return VerbGroup(at, at, at, Verb(word, Act.OTHER), Mood.NONE if by else Mood.REAL, not by, passive=by, bare=not by)
        return None
    verb, forms = readings[0]
    before = _word_before(codes, at)
    after = codes[at + 1] if at + 1 < len(codes) else "."
    if word in {"close", "march", "second", "may", "safe", "found"} and (word != "close" or after == "to" or before in _PREPOSITIONS) and (word != "march" or before in {"on", ",", "", "and", "in"}):
        return None
    if word in _STAY:
        predicate = _state(codes, at + 1)
        if predicate is not None and predicate[0] in (Act.OPEN, Act.CLOSE, Act.BLOCK, Act.FAIL):
            return VerbGroup(at, at + predicate[1], at + 1, Verb(" ".join(codes[at + 1 : at + 1 + predicate[1]]), predicate[0]), Mood.REAL, True, state=True)
    if word == "crossing" and (before in {"border", ""} or before.endswith("'s") or before.startswith(("§", "@")) or before in _DETERMINERS or after in {"point", "points", "with", "into", "from"}):
        return None
    if word in {"working", "holding", "opening", "killing", "landing"} and (before == "'s" or after in {"group", "point", "centre", "center", "camp", "of"}):
        return None
    if Form.GERUND in forms:
        if before in {"the", "a", "an", "this", "'s"} or (before in _DETERMINERS - _PREPOSITIONS and after == "of"):
            return None
        return _made(codes, at, at, verb, Mood.NONE, False, gerund=True, negated="without" in codes[max(0, at - 5) : at])
    if Form.PAST in forms or (Form.PARTICIPLE in forms and Form.BASE not in forms):
        if _is_adjectival(codes, at):
            return None
        if Form.BASE in forms and before in _DETERMINERS:
            return None
        if Form.BASE in forms and before in {"and", "or"}:
            return _made(codes, at, at, verb, Mood.NONE, False)  # "would reopen the crossing and let aid move"
        bare = Form.PARTICIPLE in forms
        finite = Form.PAST in forms and after != "by"
        return _made(codes, at, at, verb, Mood.REAL if finite else Mood.NONE, finite, passive=not finite, bare=bare)
    if word in nouns() and before in _DETERMINERS:
        return None
    if before in _DETERMINERS or before in _PREPOSITIONS or before.startswith(("%", "¤")) or before in {"", ",", '"'}:
        return None
    subject = before.startswith(("§", "@")) or before in {"it", "he", "she", "who", "which", "that", "one", "this"}
    plainly = before in {"it", "he", "she", "who"} or (before.startswith(("§", "@")) and word not in _STRICTLY_NOUNS)
    if not _AFTER_VERB.fullmatch(after) and not (Form.THIRD in forms and plainly):
        return None
    if Form.THIRD in forms and Form.BASE not in forms:
        if word in _STRICTLY_NOUNS and not subject:
            return None
        if subject or (re.fullmatch(r"[a-z]+", before) and not before.endswith("s") and before not in _COORDINATORS and word not in nouns()):
            return _made(codes, at, at, verb, Mood.REAL, True)
        return None
    subject = before.startswith(("§", "@")) or before in _PRONOUNS or (before.endswith("s") and re.fullmatch(r"[a-z]+", before) is not None)
    if subject and after not in {"of"} and before not in {"it", "he", "she", "this", "one"}:
        # after "let civilians" a bare infinitive, else a present tense: the reader of the proposition decides
        return _made(codes, at, at, verb, Mood.NONE if _is_let(codes, at) else Mood.REAL, not _is_let(codes, at))
    if before in {"and", "or"} or _is_let(codes, at):
        return _made(codes, at, at, verb, Mood.NONE, False)
    return None


def _is_let(codes: Sequence[str], at: int) -> bool:
    """Whether "let", "help", "make" or "see" stands before with its object in between."""
    return any(word in {"let", "lets", "letting", "help", "helped", "helping", "helps", "make", "made", "see", "watched"} for word in codes[max(0, at - 7) : at])


def _word_before(codes: Sequence[str], at: int) -> str:
    position = at - 1
    while position >= 0 and (codes[position] in _ADVERBS - {"all", "both"} or codes[position].endswith("ly")):
        position -= 1
    return codes[position] if position >= 0 else ""


_CONDITIONS = frozenset(["wounded", "injured", "displaced", "besieged", "trapped", "televised", "stranded", "armed", "elderly", "disabled", "detained"])


def _is_adjectival(codes: Sequence[str], at: int) -> bool:
    """ "the besieged city", "newly opened crossings": a participle before its noun."""
    if at and codes[at - 1] == "behind":
        return True  # "behind closed doors"
    following = codes[at + 1] if at + 1 < len(codes) else "."
    if (codes[at] in _CONDITIONS or (at and codes[at - 1].endswith("ly"))) and _is_noun_like(following) and following not in {"by"}:
        return True  # "badly wounded people"
    if codes[at] in _CONDITIONS and not _AFTER_VERB.fullmatch(codes[at + 1] if at + 1 < len(codes) else "."):
        return True  # "wounded people", "behind closed doors"
    if codes[at] in _CONDITIONS and at and (codes[at - 1] in _DETERMINERS or codes[at - 1] in {"and", "or", ","} or _is_noun_like(codes[at - 1]) is False):
        return True  # "the sick and wounded from Aleppo"
    before = _word_before(codes, at)
    after = codes[at + 1] if at + 1 < len(codes) else "."
    if before in {"the", "a", "an", "its", "their", "his", "her", "'s", "of", "in", "for", "with", "by", "on", "from", "and", "or", "no", "any", "some", "two", "three",
                  "four", "five", "six", "seven", "many", "more", "several", "other", "these", "those", "this", "to", "-", "all", "most"} or re.fullmatch(r"%\d+|\d\S*", before):
        if before in {"and", "or", "all", "most", "many", "some", "two", "three", "four", "others", "those", "these", "this"}:
            return _is_noun_like(after) and not _AFTER_VERB.fullmatch(after)
        return before not in {"of", "in", "for", "with", "by", "on", "from", "to"} or _is_noun_like(after)
    return False


def _is_noun_like(word: str) -> bool:
    return re.fullmatch(r"[a-z][a-z-]+", word) is not None and word not in _PREPOSITIONS and word not in _DETERMINERS and word not in _ADVERBS


# ----------------------------------------------------------------------------------------------------------------------


def propositions(codes: Sequence[str]) -> list[Proposition]:
    """The propositions of a sentence, in the order in which they begin; together they take up every token once."""
    groups = verb_groups(codes)
    current = Proposition()
    made = [current]
    position = 0  # the first token not yet given to a proposition
    for number, group in enumerate(groups):
        group = _settled(codes, groups, number)
        boundary = _boundary(codes, groups, number, group, current, position)
        if boundary is None:
            current.groups.append(group)
            continue
        start, link, marker, elliptic, target = boundary
        moved = [g for g in current.groups if g.first >= start]
        current.spans.append((position, start))
        if target is None:
            parent = current if link in (Link.RELATIVE, Link.REPORTED) else current.parent
            target = Proposition(link, parent=parent, elliptic=elliptic, marker=marker)
            made.append(target)
        for each in moved:
            current.groups.remove(each)
        current = target
        current.groups += [*moved, group]
        position = start
    current.spans.append((position, len(codes)))
    for proposition in made:
        proposition.spans = [(a, b) for a, b in proposition.spans if a < b]
    return [p for p in made if p.spans]


def _settled(codes: Sequence[str], groups: list[VerbGroup], number: int) -> VerbGroup:
    """A bare past form before the clause's finite verb is a participle: "the corridor agreed on Monday was shelled"."""
    group = groups[number]
    if not (group.bare and group.finite) or number + 1 >= len(groups):
        return group
    following = groups[number + 1]
    between = codes[group.last + 1 : following.first]
    before = codes[group.first - 1] if group.first else ""
    if group.act is Act.REPORT or not before or before in _PRONOUNS or before in _COORDINATORS:
        return group
    if _ends_clause_later(codes, groups, number):
        return _as_participle(group)
    free = not any(w in _COORDINATORS or w in _SUBORDINATORS or w in _RELATIVES or w == "that" or _HARD.fullmatch(w) or w == _QUOTE for w in between)
    if not following.finite or not free or ("," in between and before != ","):
        return group
    if following.bare and "," not in between and (_takes_object(codes, group) or group.act in (Act.LEAVE, Act.GO, Act.ARRIVE, Act.AGREE, Act.PROPOSE)):
        return group  # "opened a corridor agreed on Monday": the later one is the participle
    return _as_participle(group)


def _as_participle(group: VerbGroup) -> VerbGroup:
    return VerbGroup(group.first, group.last, group.head, group.verb, Mood.REAL, False, passive=True, negated=group.negated)


def _takes_object(codes: Sequence[str], group: VerbGroup) -> bool:
    following = codes[group.last + 1] if group.last + 1 < len(codes) else "."
    return following in _DETERMINERS - _PREPOSITIONS or re.fullmatch(r"§\d+|@\d+|\d\S*|%\d+|them|it|him|her", following) is not None


def _ends_clause_later(codes: Sequence[str], groups: list[VerbGroup], number: int) -> bool:
    """ "a trip arranged for several dozen people, which ..., had been called off": a finite verb right after a closing comma."""
    group, following = groups[number], groups[number + 1]
    after = codes[group.last + 1 : following.first]
    if not any(w in _RELATIVES for w in after) or any(w in _COORDINATORS for w in after) or number + 2 >= len(groups):
        return False
    last = groups[number + 2]
    return last.finite and not last.bare and codes[last.first - 1] == "," and not _takes_object(codes, group)


_Boundary = tuple[int, Link, str, bool, "Proposition | None"]


def _boundary(
    codes: Sequence[str], groups: list[VerbGroup], number: int, group: VerbGroup, current: Proposition, position: int
) -> _Boundary | None:
    """Where the proposition of ``group`` begins if it is another than ``current``: start, link, marker, elliptic, or the one it returns to."""
    before = groups[number - 1].last + 1 if number else 0
    between = range(max(before, position), group.first)
    words = [codes[i] for i in between]
    for index in reversed(between):
        if _HARD.fullmatch(codes[index]) and (current.groups or index > 2):
            return _after_hard(codes, index, group, current)
    if not group.finite:
        return _nonfinite_boundary(codes, group, current, between)
    relative = next((i for i in reversed(between) if codes[i] in _RELATIVES or (codes[i] == "that" and _is_relative_that(codes, i, groups, number))), None)
    if relative is not None and i_is_open(codes, relative, group):
        return relative, Link.RELATIVE, codes[relative], True, None
    subordinator = next((i for i in between if codes[i] in _SUBORDINATORS and not _is_preposition_here(codes, i)), None)
    if subordinator is not None and (current.groups or subordinator == 0):
        if not current.groups:
            current.link = _SUBORDINATORS[codes[subordinator]]
            current.marker = codes[subordinator]
            return None
        link = _SUBORDINATORS[codes[subordinator]]
        return subordinator, link, codes[subordinator], False, None
    if not current.groups:
        return None
    previous = groups[number - 1]
    if previous.act in (Act.REPORT, Act.ANNOUNCE, Act.AGREE, Act.PROPOSE, Act.REJECT, Act.ALLOW, Act.OTHER) and "that" in words:
        start = before + words.index("that") if before == between.start else between.start + words.index("that")
        return start, Link.REPORTED, "that", False, None
    waiting = _without_finite(current)
    coordinator = next((i for i in reversed(between) if codes[i] in _COORDINATORS), None)
    if waiting is not None and (coordinator is None or (codes[group.first - 1] == "," and not group.bare)):
        comma = next((i for i in reversed(between) if codes[i] == ","), None)
        return (comma if comma is not None else group.first), Link.MAIN, "", False, waiting
    if not current.finite and not current.link == Link.RELATIVE:
        return None
    last_comma = next((i for i in reversed(between) if codes[i] == ","), None)
    if coordinator is not None and last_comma is not None and last_comma > coordinator and group.first - last_comma > 1 and group.act is Act.REPORT:
        return last_comma, Link.MAIN, ",", False, None  # "cargo and passenger traffic on the corridor, the centre reported"
    if coordinator is not None:
        own = any(codes[i].startswith(("§", "@", "%")) or re.fullmatch(r"[a-z]+", codes[i]) for i in range(coordinator + 1, group.first)
                  if codes[i] not in _ADVERBS and codes[i] not in {"then", "had"})
        link = Link.CONTRAST if codes[coordinator] in {"but", "yet"} else current.link if current.link is Link.CONDITION else Link.MAIN
        if waiting is not None and not own:
            return None
        parent_link = Link.REPORTED if current.link is Link.REPORTED and link is Link.MAIN else link
        return coordinator, parent_link, codes[coordinator], not own, None
    if group.bare and group.act is Act.OTHER and codes[group.first - 1] == "," and not _takes_object(codes, group):
        return None  # "them, disarmed, from Goma to Kinshasa"
    commas = [i for i in between if codes[i] == ","]
    opening = [i for i in commas if codes[i + 1] not in _PREPOSITIONS] or commas
    comma = (opening[-1] if group.act is Act.REPORT else opening[0]) if opening else None
    if previous.act is Act.REPORT and comma is None:
        return between.start, Link.REPORTED, "", False, None
    if comma is not None:
        return comma, Link.MAIN, ",", group.first == comma + 1, None
    if group.bare:
        return group.first, Link.RELATIVE, "", True, None
    opened = _coordinated_subject(codes, groups, number, position)
    if opened is not None:
        return opened, Link.MAIN, codes[opened], False, None
    return _subject_start(codes, group.first, between.start), Link.REPORTED, "", False, None


def _coordinated_subject(codes: Sequence[str], groups: list[VerbGroup], number: int, position: int) -> int | None:
    """The "and" before a subject that has an infinitive of its own: "..., and a request to send supplies has not been answered"."""
    at = number - 1
    while at >= 0 and not groups[at].finite:
        at -= 1
    if at == number - 1 or at < 0:
        return None
    found = range(max(groups[at].last + 1, position), groups[at + 1].first)
    return next((i for i in reversed(found) if codes[i] in _COORDINATORS and i + 1 < groups[at + 1].first), None)


def _subject_start(codes: Sequence[str], end: int, begin: int) -> int:
    """Where the noun phrase right before ``end`` begins."""
    at = end
    while at > begin and not (codes[at - 1] in _PREPOSITIONS or codes[at - 1] == "," or codes[at - 1].startswith("¤")):
        at -= 1
    return at if at < end else begin


def _after_hard(codes: Sequence[str], index: int, group: VerbGroup, current: Proposition) -> _Boundary:
    del codes, group, current
    return index, Link.MAIN, "", False, None


def _nonfinite_boundary(codes: Sequence[str], group: VerbGroup, current: Proposition, between: range) -> _Boundary | None:
    """An infinitive completes its proposition; a participle after a comma, or after "after", tells something of its own."""
    if not current.groups:
        return None
    before = codes[group.first - 1] if group.first else ""
    opener = next((i for i in between if codes[i] in _SUBORDINATORS and not _is_preposition_here(codes, i)), None)
    if group.gerund and opener is not None and opener < group.first - 1:
        return opener, _SUBORDINATORS[codes[opener]], codes[opener], False, None  # "while people leaving Foua are to go to Aleppo"
    if group.gerund and before in {"after", "before", "since", "while", "when"}:
        link = Link.CONTRAST if before == "before" else Link.BACKGROUND
        return group.first - 1, link, before, True, None
    if group.gerund and before == "," and len(between) > 0:
        return group.first - 1, Link.MAIN, ",", True, None
    if not group.gerund and group.passive and group.mood is not Mood.NONE:
        return group.first, Link.RELATIVE, "", True, None
    return None


def i_is_open(codes: Sequence[str], relative: int, group: VerbGroup) -> bool:
    """Whether nothing between the relative pronoun and the verb ends the relative clause."""
    return not any(_HARD.fullmatch(w) for w in codes[relative:group.first])


def _is_relative_that(codes: Sequence[str], at: int, groups: list[VerbGroup], number: int) -> bool:
    """ "the convoy that left": after a noun, and its verb follows at once."""
    if at == 0 or at + 1 >= len(codes) or codes[at - 1] in nouns():
        return False
    verb_next = groups[number].first <= _skip_adverbs(codes, at + 1)[0]
    noun_before = re.fullmatch(r"[a-z]+|§\d+", codes[at - 1]) is not None and (number == 0 or groups[number - 1].last < at - 1)
    return verb_next and noun_before


def _is_preposition_here(codes: Sequence[str], at: int) -> bool:
    """ "as a result", "since Tuesday", "so far": no clause follows."""
    following = codes[at + 1] if at + 1 < len(codes) else "."
    if codes[at] in {"as", "since", "until", "before", "after", "once"} and (following.startswith("¤") or following in {"well", "part", "of", "many", "far"}):
        return True
    if codes[at] == "so" and following not in {"that", "civilians", "people", "residents", "the", "they", "aid", "§"}:
        return True
    if codes[at] == "even" and following not in {"though", "as", "if"}:
        return True
    return codes[at] == "however" or codes[at] == "provided" and following in {"by", "with", "the", "no"}


def _without_finite(current: Proposition) -> Proposition | None:
    """The nearest proposition around this one whose subject still waits for its verb."""
    outer = current.parent
    while outer is not None:
        if not outer.finite:
            return outer
        outer = outer.parent
    return None
