"""Verbs without auxiliary, where their neighbours say that they are verbs: "buses left", not "the buses left behind"."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.syntax.auxiliaries import is_auxiliary, modal_of
from geomap.extract.syntax.verbgroup import Mood, VerbGroup, group_of, predicate_of
from geomap.extract.syntax.verbhood import (
    AFTER_VERB,
    DETERMINERS,
    NOUNS_RATHER,
    PREPOSITIONS,
    PRONOUNS,
    is_adjectival,
    is_let,
    readings,
    word_before,
)
from geomap.extract.syntax.verbs import Act, Form, Verb, function_words, nouns

__all__ = ["read_main_verb"]

_COORDINATORS = function_words("coordinators")
_STAY = function_words("stay")
_STATES = frozenset([Act.OPEN, Act.CLOSE, Act.BLOCK, Act.FAIL, Act.PROPOSE])
_SUBJECTS = frozenset(["aid", "evacuation"])  # "aid enters Gaza"
_SOME_OF_THEM = frozenset(["some", "others", "many", "most", "several"])  # "some go on to Slovenia"
_BODIES = frozenset(["government", "army", "ministry", "military", "council", "agency", "president", "minister", "governor", "mayor"])
_INTRANSITIVE = frozenset(["heads", "ends", "works", "winds", "streams", "rolls", "lands", "files", "talks", "boards"])
_OBJECT = re.compile(r"the|an?|its|their|his|her|§\d+|@\d+")
# "would like to see the crossing opened", "wants the road reopened"
_TO_SEE = re.compile(
    r"(?<!\S)(?:to see|want(?:s|ed)?|demand(?:s|ed|ing)?|would like)"
    r" (?:the|a|an|its|their|§\d+)(?: (?!that|,|and|which|who)\S+)*$"
)
_VEHICLES = frozenset(["buses", "trucks", "ships", "ferries"])
_LINKING = frozenset(["after", "before", "while", "when", "and"])
_IN_EED = re.compile(r"(?:n|ind|sp|f|s|br|gr|cr|w|d|bl|exc|proc|succ)eed")  # no past forms: "people in need"
# "met unannounced", "left unharmed"
_NOT_DONE = re.compile(r"un(?!der|if|it|hinder|imped|veil|leash|earth|lock|fold|pack|cover|seat|mask|settl|nerv)\w+ed")
# "denied it had blocked the road", "denied there was a corridor"; not "denied it access", "denied the convoy that was due"
_THAT_IT_IS = re.compile(
    r"(?:there|it|he|she|they|we"
    r"|(?:the|its|their|any|[§@%]\d+)(?: (?!which|who|that|and|or|to|as|after|when|while)(?:[a-z-]+|[§@%]\d+)){0,4})"
    r" (?:had|has|have|was|were|is|are|would|will|did)(?!\S)"
)
_PROVIDED = re.compile(r"provided (?:that|(?:it|they|he|she|[§@]\d+|the \S+) (?!for|to|with|and|,)\S+)")  # ", provided that Moscow asks"
_NOMINAL = frozenset(["shell", "bomb", "mine", "shoot", "loot", "burn", "hit", "cut", "bombard", "block"])  # "after shelling", a noun
_BEFORE_GERUND = frozenset(["stop", "cease", "halt", "start", "begin", "keep", "continue"])
_NO_PASSIVE = frozenset(["arrive", "travel", "depart", "return"])  # "which arrived by plane in Goma"
_NEVER = re.compile(r"(?<!\S)(?:never|hardly|barely|scarcely)(?: (?:even|actually|really|fully))?$")
_PAPERS = frozenset(
    ["report", "reports", "statement", "statements", "bulletin", "update", "video", "footage", "photos", "images", "pictures", "letter",
     "study", "survey", "map", "figures", "data", "document", "documents", "text", "recording"]
)
# "suggested that it take place", "demanded that the army open the road": no ending tells the verb from a noun
_DEMANDED = re.compile(
    r"(?<!\S)(?:suggest|propos|demand|insist|recommend|urg|ask|request)(?:e?s|ed|ing) that"
    r" (?:it|he|she|(?:the|an?|its|their|each) (?:\S+ ){0,2}\S+)$"
)
_RUNS_OF = frozenset(["supply", "ambulance", "relief", "aid", "food", "mercy"])
_NEAR_NOUN_FORMS = frozenset(["working", "holding", "opening", "killing", "landing"])  # "the opening of", "a holding centre"

_OPENS_CLAUSE = frozenset(
    ["as", "because", "while", "since", "before", "after", "until", "when", "where", "if", "and", "but", "though", "amid", "despite", ""]
)
_HAS_OBJECT = re.compile(r"the|an?|its|their|his|her|them|it|all|both|two|three|any|[§@%]\d+|\d|[a-z]+s$")
# verbs that tell how long something lasts, of which a noun in -ing is the subject
_GOES_ON = re.compile(
    r"(?:continu|resum|persist|intensif|escalat|eas|stopp?|ceas|end|paus|subsid|abat|start|erupt|rag|flar|spread|worsen|draw|drag)"
    r"(?:e?s|e?d|ied|ies)|began|begins|broke|breaks|goes|went|drew|grew|grows"
)


def read_main_verb(codes: tuple[str, ...], at: int) -> VerbGroup | None:
    """The verb at ``at``, if the word is one there and no noun or adjective."""
    meant = readings(codes, at)
    if not meant:
        return _unknown(codes, at)
    before, after = word_before(codes, at), codes[at + 1] if at + 1 < len(codes) else "."
    behind_article = codes[max(0, at - 2) : at - 1] in (("a",), ("an",)) and re.fullmatch(r"[@§]\d+", before)
    if behind_article and all(forms == {Form.BASE} for _, forms in meant):
        return None  # "agreed to a US plan"; not "an Israeli official said"
    if _is_other_word(codes[at], before, after):
        return None
    if codes[at] in _STAY:
        predicate = predicate_of(codes, at, at + 1, Mood.REAL, finite=True)
        if predicate is not None and predicate.act in _STATES:
            return predicate  # "remained closed"
    if _where_many(codes, at) and any(Form.BASE in forms for _, forms in meant):
        return VerbGroup(at, at, at, meant[0][0], Mood.REAL, True)
    if _is_noun(codes[at], before, after):
        return None
    verb, forms = meant[0]
    if verb.base == "expire" and not {"deadline", "ultimatum", "visa", "visas", "permits"}.isdisjoint(codes[max(0, at - 10) : at]):
        verb = Verb(verb.base, Act.OTHER)  # "a day after the deadline for them to leave expired"
    if verb.base == "release" and not _PAPERS.isdisjoint(codes[max(0, at - 10) : at]):
        verb = Verb(verb.base, Act.OTHER)  # "its report on the crisis, released in Juba"
    if verb.base == "deny" and re.fullmatch(r"\w+ing|any|that|reports?|claims?|allegations?|accusations?", after):
        verb = Verb(verb.base, Act.OTHER)  # "denied blocking the convoy", where "denied access" blocks
    elif verb.base == "deny" and not {"request", "requests", "appeal", "application", "plea", "bid"}.isdisjoint(codes[at + 1 : at + 5]):
        verb = Verb("reject", Act.REJECT)  # "denied a request to open it"
    elif verb.base == "deny" and _THAT_IT_IS.match(" ".join(codes[at + 1 : at + 9])):
        return VerbGroup(at, at, at, Verb(verb.base, Act.REPORT), Mood.REAL, True)
    if verb.base == "provide" and before == "," and _PROVIDED.match(" ".join(codes[at : at + 6])):
        return None
    if Form.GERUND in forms:
        return _gerund(codes, at, verb, before, after)
    if Form.PAST in forms or (Form.PARTICIPLE in forms and Form.BASE not in forms):
        return _past(codes, at, verb, forms, before, after)
    return _present(codes, at, verb, forms, before, after)


def _where_many(codes: tuple[str, ...], at: int) -> bool:
    """ "Where hospitals report that", "where aid groups say": what the clause must have, though it is spelt like a noun."""
    start = next((i for i in range(at - 2, max(-1, at - 5), -1) if codes[i] == "where"), None)
    between = codes[start + 1 : at] if start is not None else ()
    return bool(between) and between[-1].endswith("s") and all(re.fullmatch(r"[a-z-]+", w) and w not in _COORDINATORS for w in between)


def _unknown(codes: tuple[str, ...], at: int) -> VerbGroup | None:
    """A word that is a verb by its form: "who speaks", "they walked"."""
    word = codes[at]
    subject = codes[at - 2] not in PREPOSITIONS if at > 1 else True  # not "on which coaches had carried them"
    used = at + 1 < len(codes) and (  # "which refugees use", "which monitors could not inspect"
        is_auxiliary(codes[at + 1])
        or modal_of(codes, at + 1) is not None
        or any(Form.BASE in forms for _, forms in readings(codes, at + 1))
    )
    if at and codes[at - 1] in {"who", "which"} and subject and not used and re.fullmatch(r"[a-z]{3,}s", word):
        return VerbGroup(at, at, at, Verb(word, Act.OTHER), Mood.REAL, True)
    if at and codes[at - 1] == "that" and re.fullmatch(r"[a-z]{3,}s", word) and _OBJECT.fullmatch(" ".join(codes[at + 1 : at + 2])):
        return VerbGroup(at, at, at, Verb(word, Act.OTHER), Mood.REAL, True)  # "the administration that includes the city"
    if not re.fullmatch(r"[a-z]{2,}ed", word) or _IN_EED.fullmatch(word) or _NOT_DONE.fullmatch(word) or is_adjectival(codes, at):
        return None
    passive = codes[at + 1 : at + 2] == ("by",)
    mood = Mood.NONE if passive else Mood.REAL
    return VerbGroup(at, at, at, Verb(word, Act.OTHER), mood, not passive, passive=passive, bare=not passive)


def _is_other_word(word: str, before: str, after: str) -> bool:
    """Words that are spelt like a verb and hardly ever are one: "close to", "in March", "the second"."""
    if word == "close":
        return after == "to" or before in PREPOSITIONS
    if word == "march":
        return before in {"on", ",", "", "and", "in"}
    if word == "found":
        return after not in {"refuge", "shelter", "safety", "sanctuary", "asylum"}
    return word in {"second", "may", "safe"}


def _is_noun(word: str, before: str, after: str) -> bool:
    """ "the Allenby crossing", "the opening of": nouns in -ing."""
    if word in _NEAR_NOUN_FORMS:
        return before == "'s" or after in {"group", "point", "centre", "center", "camp", "of"}
    if word == "runs":
        return before in _RUNS_OF  # "medical supply runs"
    if word != "crossing":
        return False
    return (
        (re.fullmatch(r"[a-z]+", before) is not None and before not in PREPOSITIONS | PRONOUNS | _LINKING)
        or before in DETERMINERS | {"border", ""}
        or before.endswith("'s")
        or before.startswith(("§", "@"))
        or after in {"point", "points", "with", "into"}
    )


def _gerund(codes: tuple[str, ...], at: int, verb: Verb, before: str, after: str) -> VerbGroup | None:
    """ "after leaving Sumy", not "the leaving"."""
    if before in {"the", "a", "an", "this", "'s", "no"} or (before in DETERMINERS - PREPOSITIONS and after == "of"):
        return None
    if before in _OPENS_CLAUSE and _has_verb_behind(codes, at):
        return None  # "as shelling continues", "because bombing had resumed", "before shelling forced the convoy back"
    if verb.base in _NOMINAL and before in PREPOSITIONS | _OPENS_CLAUSE and not _HAS_OBJECT.match(after):
        return None  # "resumed after shelling", "under way amid shelling"
    group = group_of(codes, at, at, verb, Mood.NONE, finite=False)
    return replace(group, gerund=True, negated="without" in codes[max(0, at - 5) : at])


def _has_verb_behind(codes: tuple[str, ...], at: int) -> bool:
    """Whether a noun in -ing is the subject of the verb behind it."""
    after, following = [*codes[at + 1 : at + 3], ".", "."][:2]
    acts_on = after.endswith("ed") and following in DETERMINERS - PREPOSITIONS
    return acts_on or is_auxiliary(after) or _GOES_ON.fullmatch(after) is not None


def _past(codes: tuple[str, ...], at: int, verb: Verb, forms: frozenset[Form], before: str, after: str) -> VerbGroup | None:
    """ "buses left Sumy", "a corridor agreed by both sides"."""
    if Form.PARTICIPLE in forms and is_adjectival(codes, at):
        return None
    goes = verb.particle and verb.act in (Act.LEAVE, Act.GO)  # "trucks with aid set out"
    if Form.BASE in forms and before in (DETERMINERS - _SUBJECTS if goes else DETERMINERS):
        return None
    if Form.BASE in forms and before in {"and", "or"}:
        return group_of(codes, at, at, verb, Mood.NONE, finite=False)  # "would reopen the crossing and let aid move"
    if after == "hard" or after.endswith("ly"):
        after = codes[at + 2] if at + 2 < len(codes) else after  # "the towns hit hard by the war"
    wished = Form.PARTICIPLE in forms and verb.act in _STATES and _TO_SEE.search(" ".join(codes[max(0, at - 9) : at])) is not None
    by_whom = after == "by" and verb.base not in _NO_PASSIVE
    if by_whom and before in {"but", "and"} and not _WAS.isdisjoint(codes[max(0, at - 12) : at - 1]):
        return replace(group_of(codes, at, at, verb, Mood.REAL, finite=True), passive=True)  # "was discussed but rejected by Damascus"
    finite = Form.PAST in forms and not by_whom and not wished
    group = group_of(codes, at, at, verb, Mood.REAL if finite else Mood.NONE, finite=finite)
    return replace(group, passive=not finite, bare=Form.PARTICIPLE in forms, negated=_is_denied(codes, at))


_WAS = frozenset(["was", "were", "been"])


def _is_denied(codes: tuple[str, ...], at: int) -> bool:
    """ "The corridor never opened", "buses never even left"."""
    return _NEVER.search(" ".join(codes[max(0, at - 3) : at])) is not None


def _present(codes: tuple[str, ...], at: int, verb: Verb, forms: frozenset[Form], before: str, after: str) -> VerbGroup | None:
    """ "the road leads to Chad", "buses leave Sumy", "let civilians leave"."""
    word, place = codes[at], before.startswith(("§", "@"))
    if before in _SOME_OF_THEM and Form.BASE in forms and after in {"on", "onwards", "to", "back"}:
        return group_of(codes, at, at, verb, Mood.REAL, finite=True)
    people = before.startswith("%") and Form.BASE in forms and word not in NOUNS_RATHER and word not in nouns()
    if people and at > 1 and codes[at - 2] == "the" and after in {"a", "an", "to", "their"}:
        return group_of(codes, at, at, verb, Mood.REAL, finite=True)  # "the Turks want a bridge"
    if before in DETERMINERS - _SUBJECTS or before in PREPOSITIONS or before.startswith(("%", "¤")) or before in {"", ",", '"'}:
        return None
    hopes = word == "hopes" and after == "to"  # "Russia hopes to open it"
    if word in NOUNS_RATHER - _INTRANSITIVE and place and not hopes and (after in PREPOSITIONS or after in {",", "."}):
        return None  # "United Nations forces from Srebrenica", "WFP trucks, laden with sorghum"
    plainly = before in {"it", "he", "she", "who"} or (place and word not in NOUNS_RATHER)
    going_on = verb.base in _BEFORE_GERUND and after.endswith("ing")  # "that they stop shelling the road"
    if not AFTER_VERB.fullmatch(after) and not going_on and verb.particle != "place" and not (Form.THIRD in forms and plainly):
        return None
    if word in _VEHICLES and before == "that" and not _OBJECT.fullmatch(after):
        return None  # "recommended that buses with refugees leave"
    if Form.THIRD in forms and Form.BASE not in forms:
        if _has_singular_subject(word, before):
            return group_of(codes, at, at, verb, Mood.REAL, finite=True)
        return None
    let = is_let(codes, at)
    subject = place or before in PRONOUNS or (before.endswith("s") and re.fullmatch(r"[a-z]+", before) is not None)
    if subject and after != "of" and before not in {"it", "he", "she", "this", "one"}:
        # after "let civilians" a bare infinitive, else a present tense: the reader of the proposition decides
        return group_of(codes, at, at, verb, Mood.NONE if let else Mood.REAL, finite=not let)
    if Form.BASE in forms and _is_demanded(codes, at):
        return group_of(codes, at, at, verb, Mood.REAL, finite=True)
    if before in {"and", "or"} or let:
        return group_of(codes, at, at, verb, Mood.NONE, finite=False)
    return None


def _is_demanded(codes: tuple[str, ...], at: int) -> bool:
    """ "Suggested that it take place in A"; not "insisted that the road block was lifted", which has its verb behind."""
    if codes[at] in NOUNS_RATHER or _DEMANDED.search(" ".join(codes[max(0, at - 8) : at])) is None:
        return False
    return not any(is_auxiliary(word) or word in {"will", "would"} for word in codes[at + 1 : at + 8])


def _has_singular_subject(word: str, before: str) -> bool:
    """Whether what stands before may be the subject of a verb in -s: "the road leads", not "the two offers"."""
    if before.startswith(("§", "@")) or before in {"it", "he", "she", "who", "which", "that", "one", "this"}:
        return True
    if word in nouns() and before in _BODIES:
        return True  # "the government plans to"
    if word in NOUNS_RATHER or word in nouns() or before in _COORDINATORS:
        return before == "but" and word not in NOUNS_RATHER and word not in nouns()  # "reopens, but closes"
    return re.fullmatch(r"[a-z]+", before) is not None and not before.endswith("s")
