"""A sentence's verb groups: a verb with its auxiliaries, its mood, its voice, and whether it is denied ("had not been opened")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geomap.extract.verbhood import (
    ADVERBS,
    AFTER_VERB,
    DETERMINERS,
    NOUNS_RATHER,
    PREPOSITIONS,
    PRONOUNS,
    is_adjectival,
    is_let,
    readings,
    skip_adverbs,
    state_at,
    word_before,
)
from geomap.extract.verbs import Act, Form, Verb, function_words, nouns

__all__ = ["Mood", "VerbGroup", "takes_object", "verb_groups"]

_COORDINATORS = function_words("coordinators")


class Mood(StrEnum):
    REAL = "real"  # told as a fact, past or present
    FUTURE = "future"  # "will", "is to", "can"
    WOULD = "would"
    MAY = "may"  # "could", "might", "may"
    MUST = "must"  # "should", "must", "needs to"
    NONE = "none"  # an infinitive or participle: takes the mood of what governs it


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


_BE = function_words("be")
_STAY = function_words("stay")
_HAVE = function_words("have")
_DO = function_words("do")
_MODALS = {
    "will": Mood.FUTURE,
    "won't": Mood.FUTURE,
    "shall": Mood.FUTURE,
    "can": Mood.FUTURE,
    "cannot": Mood.FUTURE,
    "can't": Mood.FUTURE,
    "would": Mood.WOULD,
    "wouldn't": Mood.WOULD,
    "could": Mood.MAY,
    "couldn't": Mood.MAY,
    "might": Mood.MAY,
    "may": Mood.MAY,
    "should": Mood.MUST,
    "shouldn't": Mood.MUST,
    "must": Mood.MUST,
    "ought": Mood.MUST,
    "mustn't": Mood.MUST,
}
_NEGATIVE = function_words("negative")


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
    if word == "being" and at and codes[at - 1] == "time":
        return None
    if word in _BE or word in _HAVE or word in _DO or word.endswith(("'ve", "'re")):
        mood = Mood.MUST if word == "be" else Mood.REAL  # "demand that the corridor be reopened"
        if word == "be" and word_before(codes, at) in _COORDINATORS:
            return _after_to(codes, at, at)  # "they would travel ... and then be flown"
        return _after_auxiliary(codes, at, mood, negated=_is_negative(word), start=at)
    return _main_verb(codes, at)


def _is_month(codes: Sequence[str], at: int) -> bool:
    """ "early may", "11 may": the month and not the verb."""
    before, after = codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "."
    return (
        before in {"early", "late", "in", "since", "until", "of", "mid", "last", "by", "from", "on"}
        or before[:1].isdigit()
        or after[:1].isdigit()
        or after in {",", "."}
    )


def _modal(word: str) -> Mood | None:
    if word.endswith("'ll"):
        return Mood.FUTURE
    return Mood.WOULD if word.endswith("'d") and word != "'d" else _MODALS.get(word)


def _is_negative(word: str) -> bool:
    return word in _NEGATIVE or word.endswith("n't")


def _after_auxiliary(codes: Sequence[str], first: int, mood: Mood, *, negated: bool, start: int | None = None) -> VerbGroup | None:
    """The group that an auxiliary at ``first`` opens; ``start`` where that auxiliary is a form of be, have or do itself."""
    at = first + 1 if start is None else first
    pluperfect = passive_possible = progressive = False
    while at < len(codes):
        at, no = skip_adverbs(codes, at)
        negated = negated or no
        if at >= len(codes):
            break
        word = codes[at]
        if word in _HAVE or word.endswith("'ve"):
            pluperfect = pluperfect or word.startswith("had")
            negated = negated or _is_negative(word)
            if at + 1 < len(codes) and codes[at + 1] == "to":  # "have to leave"
                must = mood if mood is Mood.FUTURE or word == "had" else Mood.MUST
                return _complete(codes, first, at + 2, must, negated=negated)
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
            following, no = skip_adverbs(codes, at + 1)
            if (
                codes[following : following + 1] == ["to"]
                and mood is Mood.REAL
                and following + 1 < len(codes)
                and _base(codes, following + 1)
            ):
                return _complete(codes, first, following + 1, Mood.FUTURE, negated=negated or no)
            at += 1
        else:
            break
    if at >= len(codes):
        return None
    if passive_possible:
        predicate = state_at(codes, at)
        if predicate is not None:
            act, width = predicate
            return VerbGroup(
                first,
                at + width - 1,
                at,
                Verb(" ".join(codes[at : at + width]), act),
                mood,
                True,
                negated=negated,
                pluperfect=pluperfect,
                state=True,
            )
    for verb, forms in readings(codes, at):
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
    return VerbGroup(
        first,
        head,
        head,
        Verb("be" if passive_possible else "have", Act.OTHER),
        mood,
        True,
        negated=negated or _is_negative(codes[at]),
        pluperfect=pluperfect,
    )


def _complete(codes: Sequence[str], first: int, at: int, mood: Mood, *, negated: bool) -> VerbGroup | None:
    """A group whose lexical verb is an infinitive beginning at ``at``: "is to be opened", "has yet to leave"."""
    inner = _after_to(codes, first, at)
    if inner is None:
        return None
    return VerbGroup(
        first, inner.last, inner.head, inner.verb, mood, True, passive=inner.passive, negated=negated or inner.negated, state=inner.state
    )


def _infinitive(codes: Sequence[str], at: int) -> VerbGroup | None:
    return _after_to(codes, at, at + 1)


def _after_to(codes: Sequence[str], first: int, at: int) -> VerbGroup | None:
    at, negated = skip_adverbs(codes, at)
    if first > 0 and codes[first - 1] == "not":
        first, negated = first - 1, True
    passive = False
    while at < len(codes) and codes[at] in {"be", "have", "been", "get"}:
        if codes[at] == "get" and not (at + 1 < len(codes) and re.fullmatch(r"\w+ed", codes[at + 1])):
            break
        passive = passive or codes[at] in {"be", "been", "get"}
        at, no = skip_adverbs(codes, at + 1)
        negated = negated or no
    if at >= len(codes):
        return None
    if passive:
        predicate = state_at(codes, at)
        if predicate is not None:
            act, width = predicate
            return VerbGroup(
                first, at + width - 1, at, Verb(" ".join(codes[at : at + width]), act), Mood.NONE, False, negated=negated, state=True
            )
    for verb, forms in readings(codes, at):
        if passive and (Form.PARTICIPLE in forms or Form.GERUND in forms):
            return _made(codes, first, at, verb, Mood.NONE, False, passive=Form.PARTICIPLE in forms, negated=negated)
        if not passive and Form.BASE in forms:
            return _made(codes, first, at, verb, Mood.NONE, False, negated=negated)
    word = codes[at]
    known_noun = word in nouns() or word in DETERMINERS or word in PREPOSITIONS or word in ADVERBS
    if passive and re.fullmatch(r"[a-z]+(?:ed|en)", word):
        return VerbGroup(first, at, at, Verb(word, Act.OTHER), Mood.NONE, False, passive=True, negated=negated)
    if (
        not passive
        and not known_noun
        and re.fullmatch(r"[a-z]{2,}", word)
        and at + 1 < len(codes)
        and re.fullmatch(r"the|an?|its|their|his|her|them|him|it|these|those|all|§\d+|@\d+", codes[at + 1])
    ):
        return VerbGroup(first, at, at, Verb(word, Act.OTHER), Mood.NONE, False, negated=negated)
    return None


def _base(codes: Sequence[str], at: int) -> bool:
    at, _ = skip_adverbs(codes, at)
    return at < len(codes) and (codes[at] in {"be", "have"} or any(Form.BASE in forms for _, forms in readings(codes, at)))


def _made(
    codes: Sequence[str],
    first: int,
    head: int,
    verb: Verb,
    mood: Mood,
    finite: bool,
    *,
    passive: bool = False,
    negated: bool = False,
    pluperfect: bool = False,
    progressive: bool = False,
    gerund: bool = False,
    bare: bool = False,
) -> VerbGroup:
    last = head
    if verb.particle and list(codes[head + 1 : head + 1 + len(verb.particle.split())]) == verb.particle.split():
        last = head + len(verb.particle.split())
    return VerbGroup(
        first,
        last,
        head,
        verb,
        mood,
        finite,
        gerund=gerund,
        passive=passive,
        negated=negated,
        pluperfect=pluperfect,
        progressive=progressive,
        bare=bare,
    )


def _main_verb(codes: Sequence[str], at: int) -> VerbGroup | None:
    """A verb without auxiliary, where its neighbours say that it is one and no noun or adjective."""
    word = codes[at]
    meant = readings(codes, at)
    if not meant:
        if at and codes[at - 1] in {"who", "which"} and re.fullmatch(r"[a-z]{3,}s", word):
            return VerbGroup(at, at, at, Verb(word, Act.OTHER), Mood.REAL, True)
        if re.fullmatch(r"[a-z]{2,}ed", word) and not is_adjectival(codes, at):
            by = codes[at + 1 : at + 2] == ["by"]
            return VerbGroup(at, at, at, Verb(word, Act.OTHER), Mood.NONE if by else Mood.REAL, not by, passive=by, bare=not by)
        return None
    verb, forms = meant[0]
    before = word_before(codes, at)
    after = codes[at + 1] if at + 1 < len(codes) else "."
    if (
        word in {"close", "march", "second", "may", "safe", "found"}
        and (word != "close" or after == "to" or before in PREPOSITIONS)
        and (word != "march" or before in {"on", ",", "", "and", "in"})
    ):
        return None
    if word in _STAY:
        predicate = state_at(codes, at + 1)
        if predicate is not None and predicate[0] in (Act.OPEN, Act.CLOSE, Act.BLOCK, Act.FAIL):
            return VerbGroup(
                at,
                at + predicate[1],
                at + 1,
                Verb(" ".join(codes[at + 1 : at + 1 + predicate[1]]), predicate[0]),
                Mood.REAL,
                True,
                state=True,
            )
    if (
        word == "crossing"
        and re.fullmatch(r"[a-z]+", before)
        and before not in PREPOSITIONS | PRONOUNS | {"after", "before", "while", "when", "and"}
    ):
        return None  # "the Allenby crossing"
    if word == "crossing" and (
        before in {"border", ""}
        or before.endswith("'s")
        or before.startswith(("§", "@"))
        or before in DETERMINERS
        or after in {"point", "points", "with", "into"}
    ):
        return None
    if word in {"working", "holding", "opening", "killing", "landing"} and (
        before == "'s" or after in {"group", "point", "centre", "center", "camp", "of"}
    ):
        return None
    if Form.GERUND in forms:
        if before in {"the", "a", "an", "this", "'s"} or (before in DETERMINERS - PREPOSITIONS and after == "of"):
            return None
        return _made(codes, at, at, verb, Mood.NONE, False, gerund=True, negated="without" in codes[max(0, at - 5) : at])
    if Form.PAST in forms or (Form.PARTICIPLE in forms and Form.BASE not in forms):
        if is_adjectival(codes, at):
            return None
        if Form.BASE in forms and before in DETERMINERS:
            return None
        if Form.BASE in forms and before in {"and", "or"}:
            return _made(codes, at, at, verb, Mood.NONE, False)  # "would reopen the crossing and let aid move"
        bare = Form.PARTICIPLE in forms
        finite = Form.PAST in forms and after != "by"
        return _made(codes, at, at, verb, Mood.REAL if finite else Mood.NONE, finite, passive=not finite, bare=bare)
    if word in nouns() and before in DETERMINERS:
        return None
    if before in DETERMINERS or before in PREPOSITIONS or before.startswith(("%", "¤")) or before in {"", ",", '"'}:
        return None
    subject = before.startswith(("§", "@")) or before in {"it", "he", "she", "who", "which", "that", "one", "this"}
    plainly = before in {"it", "he", "she", "who"} or (before.startswith(("§", "@")) and word not in NOUNS_RATHER)
    if not AFTER_VERB.fullmatch(after) and not (Form.THIRD in forms and plainly):
        return None
    if Form.THIRD in forms and Form.BASE not in forms:
        if word in NOUNS_RATHER and not subject:
            return None
        if subject or (
            re.fullmatch(r"[a-z]+", before) and not before.endswith("s") and before not in _COORDINATORS and word not in nouns()
        ):
            return _made(codes, at, at, verb, Mood.REAL, True)
        return None
    subject = before.startswith(("§", "@")) or before in PRONOUNS or (before.endswith("s") and re.fullmatch(r"[a-z]+", before) is not None)
    if subject and after not in {"of"} and before not in {"it", "he", "she", "this", "one"}:
        # after "let civilians" a bare infinitive, else a present tense: the reader of the proposition decides
        return _made(codes, at, at, verb, Mood.NONE if is_let(codes, at) else Mood.REAL, not is_let(codes, at))
    if before in {"and", "or"} or is_let(codes, at):
        return _made(codes, at, at, verb, Mood.NONE, False)
    return None


def takes_object(codes: Sequence[str], group: VerbGroup) -> bool:
    """Whether an object follows the verb directly."""
    following = codes[group.last + 1] if group.last + 1 < len(codes) else "."
    return following in DETERMINERS - PREPOSITIONS or re.fullmatch(r"§\d+|@\d+|\d\S*|%\d+|them|it|him|her", following) is not None
