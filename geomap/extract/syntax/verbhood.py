"""Whether a word is a verb where it stands: what its form may be, which particle belongs to it, and what stands beside it.

English marks few of its verbs: "offers" may be a noun, "besieged" an adjective; the words around them decide.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from geomap.extract.syntax.verbs import Act, Form, Verb, function_words, is_verb, nouns, states, verb_forms
from geomap.recognise.metonymy import ASIDES

__all__ = [
    "ADVERBS",
    "AFTER_VERB",
    "DETERMINERS",
    "HARD",
    "NOUNS_RATHER",
    "PREPOSITIONS",
    "PRONOUNS",
    "WHEN_OR_WHERE",
    "is_adjectival",
    "is_let",
    "readings",
    "skip_adverbs",
    "state_at",
    "word_before",
]

HARD = re.compile(r"[;:.!?…—–]|--")
ADVERBS = function_words("adverbs")
_ADVERBIALS = frozenset(
    [
        ("that", "day"),
        ("this", "week"),
        ("by", "now"),
        ("so", "far"),
        ("at", "last"),
        ("at", "first"),
        ("in", "turn"),
        ("of", "late"),
        ("as", "well"),
        ("that", "morning"),
        ("that", "evening"),
        ("at", "once"),
        ("at", "present"),
        ("until", "now"),
        ("in", "fact"),
    ]
)
_NO_ADVERBS = frozenset(["supply", "rally", "apply", "reply", "fly", "rely", "comply", "family", "assembly", "ally", "italy", "july"])
DETERMINERS = function_words("determiners")
PRONOUNS = function_words("pronouns")
PREPOSITIONS = function_words("prepositions")
# what may follow a verb: an object, a preposition, an adverb, the end
AFTER_VERB = re.compile(
    r"§\d+|@\d+|%\d+|¤\d+|the|an?|its?|their|his|her|them|those|him|to|into|from|for|through|that|out|over|on|in|at|off|up|down|back|away"
    r"|no|all|any|some|more|people|hundreds|thousands|dozens|scores|evacuees|refugees|patients|passengers|women|children|families"
    r"|civilians|residents|evacuations|\d\S*|towards?|via|along|across|by|with|only|both|two|three|four|five|six|humanitarian|safe|safely|and|or"
    r"|deliver(?:y|ies)|aid|relief|supplies|convoys?|trucks|lorries|food|access|passage|entry|goods|traffic|flights|ships|vessels|foreigners"
    r"|again|daily|today|tomorrow|soon|now|later|until|under|as|about|home|silent|apart|still|quiet|ready|north|south|east|west|freely|together|here|there|[,.;:!?]"
)
NOUNS_RATHER = function_words("nouns_rather")


def skip_adverbs(codes: tuple[str, ...], at: int) -> tuple[int, bool]:
    """The next word that is no adverb, and whether a negation was passed; "on Tuesday" may stand between as well."""
    negated = False
    while at < len(codes):
        word = codes[at]
        if word in ADVERBS or (word.endswith("ly") and word not in _NO_ADVERBS) or word.startswith("¤"):
            at += 1
        elif word == '"' and at + 1 < len(codes) and codes[at + 1] in {"ready", "prepared", "willing", "unable", "impossible", "open"}:
            at += 1  # 'is "ready to help"'
        elif word in {"not", "never", "hardly", "barely"}:
            negated = True
            at += 1
        elif tuple(codes[at : at + 2]) == ("no", "longer"):
            negated = True
            at += 2
        elif (word == "on" and at + 1 < len(codes) and codes[at + 1].startswith("¤")) or tuple(codes[at : at + 2]) in _ADVERBIALS:
            at += 2
        else:
            break
    return at, negated


_BARGAINS = frozenset(  # "struck a deal", where "struck the crossing" hits it
    ["deal", "deals", "agreement", "agreements", "accord", "accords", "bargain", "pact", "truce", "ceasefire", "compromise",
     "understanding", "arrangement", "balance"]
)
_GIVING_UP = frozenset([("abandon", ""), ("drop", ""), ("give", "up"), ("quit", "")])
_PLANS = frozenset([Act.PROPOSE, Act.TRY, Act.ANNOUNCE])


def _is_plan(codes: tuple[str, ...], at: int) -> bool:
    """ "Abandoned a plan to lift them out", "dropped its attempt": what is left is no place."""
    other = PREPOSITIONS | {",", "talks", "demand", "demands"}
    return any(nouns().get(code) in _PLANS for code in itertools.takewhile(lambda code: code not in other, codes[at + 1 : at + 6]))


def readings(codes: tuple[str, ...], at: int) -> list[tuple[Verb, frozenset[Form]]]:
    """What the word at ``at`` may be as a verb: verbs whose particle follows, else the verb without one."""
    found = []
    far = 14 if codes[max(0, at - 1)] in {"was", "were", "been"} else 8  # "a deal to take them from A to B was struck"
    for verb, forms in verb_forms().get(codes[at], ()):
        leads = verb.act is Act.LEAD and codes[at + 1 : at + 2] == (verb.particle,)  # "the road ends in Belarus"
        if not verb.particle or leads or _particle_at(codes, at, verb.particle) is not None:
            hits = verb.base == "strike" and not verb.particle and _BARGAINS.isdisjoint(codes[max(0, at - far) : at + 8])
            if (verb.base, verb.particle) in _GIVING_UP and _is_plan(codes, at):
                verb = replace(verb, act=Act.FAIL)
            found.append((Verb(verb.base, Act.BLOCK) if hits else verb, forms))
    return found


_SEPARABLE = function_words("separable")
_WHERE_TO = re.compile(r"§\d+|the|an?|its|their|safety|safer")
_NUMBER = re.compile(r"\d\S*|half|a|an|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety")


def _particle_at(codes: tuple[str, ...], at: int, particle: str) -> int | None:
    """Where the particle stands: right after the verb, or after a short object where English allows it."""
    parts = tuple(particle.split())
    if particle == "up" and codes[at + 1 : at + 3] == ("up", "to"):
        return None  # "to bring up to 90 wounded to Egypt"
    out_of = parts[:2] == ("out", "of")  # "put the crossing out of service"
    if codes[at + 1 : at + 1 + len(parts)] == parts:
        behind = codes[at + 1 + len(parts)] if at + 1 + len(parts) < len(codes) else "."
        if (particle == "in" and behind.startswith("§")) or (particle == "about" and _NUMBER.fullmatch(behind)):
            return None  # "the care they cannot get in Yemen", "bringing about 300 people"
        if particle == "on" and behind.startswith("¤"):
            return None  # "did not work on Monday"
        if codes[at].startswith("continu") and particle == "to" and not _WHERE_TO.fullmatch(behind):
            return None  # "continued to shell the town"
        return at + len(parts)
    if not out_of and (len(parts) > 1 or particle not in _SEPARABLE):
        following, _ = skip_adverbs(codes, at + 1)
        return following if len(parts) == 1 and codes[following : following + 1] == parts else None
    for position in range(at + 2, min(at + 7, len(codes))):
        if out_of and codes[position : position + len(parts)] == parts:
            return position + len(parts) - 1
        if codes[position] == particle:
            follows = codes[position + 1] if position + 1 < len(codes) else "."
            if particle == "out" and follows == "of":
                return None  # "set up safe passages out of the town": a preposition
            if particle in {"in", "through", "over"} and (follows.startswith(("§", "¤", "@")) or follows in DETERMINERS):
                return None  # "sent buses in March": a preposition
            return position
        if HARD.fullmatch(codes[position]) or codes[position] in {",", "and", "to", "from", "that"} or codes[position].startswith("¤"):
            return None
    return None


_WHO_PASSES = frozenset(
    ["those", "civilians", "people", "residents", "refugees", "traffic", "vehicles", "trucks", "lorries", "convoys", "pedestrians", "aid"]
)


_AWAITED = frozenset(["due", "awaited"])  # "is due in Bangui on Monday"
WHEN_OR_WHERE = re.compile(r"in|at|on|from|back|there|here|later|soon|shortly|home|next|early|¤\d+")
_FOR_SOMEBODY = frozenset([("available",), ("accessible",), ("passable",), ("usable",)])  # "accessible to convoys", not "agreed to"


def state_at(codes: tuple[str, ...], at: int) -> tuple[Act, int] | None:
    if codes[at : at + 1] == ("under",) and codes[at + 2 : at + 3] == ("fire",):
        return Act.BLOCK, 3  # "came under artillery fire"
    if codes[at : at + 1] == ("back",) and (again := state_at(codes, at + 1)) is not None:
        return again[0], again[1] + 1  # "is back in operation", "were back under fire"
    for words, act in states():
        if codes[at : at + len(words)] == words:
            following = codes[at + len(words)] if at + len(words) < len(codes) else "."
            if words[0].endswith("ed") and codes[at - 1 : at] == ("being",):
                continue  # "were being prepared for Thursday": the passive of the verb
            if act in (Act.READY, Act.OPEN) and words == ("open",) and following == "to":
                for_people = codes[at + 2 : at + 3] and codes[at + 2] in _WHO_PASSES
                if (act is Act.OPEN) is bool(for_people):
                    return act, 1  # "will be open to civilians", but "is open to talks"
                continue
            to_do = following == "to" or (following == "for" and act is Act.READY)
            if following in {"to", "for"} and (words, Act.UNABLE) in states() and act is not Act.UNABLE:
                continue  # "it is impossible to evacuate them"
            if following == "to" and (words, Act.ABLE) in states() and act is not Act.ABLE:
                continue  # "it was possible to evacuate them"
            if following == "for" and act is Act.UNABLE:
                return act, len(words)
            if act in (Act.READY, Act.DUE, Act.ABLE, Act.UNABLE, Act.UNWILLING):
                if to_do or (words[0] in _AWAITED and WHEN_OR_WHERE.fullmatch(following)):
                    return act, len(words)
                continue
            if to_do and act in (Act.OPEN, Act.ANNOUNCE, Act.AGREE) and words not in _FOR_SOMEBODY:
                continue
            if act in (Act.CLOSE, Act.AGREE, Act.ANNOUNCE) and words[0].endswith("ed"):
                continue  # the passive of the verb, read as such
            if words == ("set",) or (words in (("off",), ("over",)) and following not in {".", ",", "and", "for"}):
                continue  # "is over the river"
            return act, len(words)
    return None


def is_let(codes: tuple[str, ...], at: int) -> bool:
    """Whether "let", "help", "make" or "see" stands before with its object in between."""
    return any(
        word in {"let", "lets", "letting", "help", "helped", "helping", "helps", "make", "made", "see", "watched"}
        for word in codes[max(0, at - 7) : at]
    )


def word_before(codes: tuple[str, ...], at: int) -> str:
    """The word before, adverbs left out, also those that commas set off: "Israel, however, lets"."""
    position = at - 1
    if position > 2 and codes[position] == ",":
        comma = next((n for n in range(position - 2, max(0, position - 6), -1) if codes[n] == ","), 0)
        if " ".join(codes[comma + 1 : position]) in ASIDES:
            position = comma - 1
    while position >= 0 and (codes[position] in ADVERBS - {"all", "both"} or codes[position].endswith("ly")):
        position -= 1
    return codes[position] if position >= 0 else ""


_CONDITIONS = function_words("conditions")
_ARTICLES = frozenset(["the", "a", "an", "its", "their", "this", "both"])
_STATES_OF_PEOPLE = frozenset(["wounded", "injured", "displaced"])
_CARRIES = frozenset([Act.CARRY])
_DETERMINING = function_words("determining")


def is_adjectival(codes: tuple[str, ...], at: int) -> bool:
    """ "the besieged city", "newly opened crossings": a participle before its noun."""
    if at and codes[at - 1] == "behind":
        return True  # "behind closed doors"
    following = codes[at + 1] if at + 1 < len(codes) else "."
    if codes[at] in _CONDITIONS and following in _ARTICLES and at and codes[at - 1] not in DETERMINERS:
        return False  # "bombed the crossing"
    if codes[at] in _CONDITIONS and following[0] == "§" and at and codes[at - 1][0] in "@§":
        return False  # "Israel bombed Rafah"
    if (codes[at] in _CONDITIONS or (at and codes[at - 1].endswith("ly"))) and _is_noun_like(following) and following not in {"by"}:
        return True  # "badly wounded people"
    if codes[at] in _STATES_OF_PEOPLE and at and is_verb(codes, at - 1, _CARRIES):
        return True  # "will take wounded from Misrata"
    if codes[at] in _CONDITIONS and not AFTER_VERB.fullmatch(codes[at + 1] if at + 1 < len(codes) else "."):
        return True  # "wounded people", "behind closed doors"
    if (
        codes[at] in _CONDITIONS
        and at
        and (codes[at - 1] in DETERMINERS or codes[at - 1] in {"and", "or", ","} or _is_noun_like(codes[at - 1]) is False)
    ):
        return True  # "the sick and wounded from Aleppo"
    before = word_before(codes, at)
    after = codes[at + 1] if at + 1 < len(codes) else "."
    if before in _DETERMINING or re.fullmatch(r"%\d+|\d\S*", before):
        if before.startswith("%"):
            return not AFTER_VERB.fullmatch(after)  # "the %0 occupied town", but "several %0 evacuated the enclave"
        if before[0].isdigit() and after.startswith("§"):
            return codes[at] in _CONDITIONS  # "another 200 left Homs"
        if before == "and" and after.startswith("%") and codes[at - 2].endswith("ed") and word_before(codes, at - 2) in DETERMINERS:
            return True  # "the besieged and bombarded %0 civilians"
        if before in {"and", "or", "all", "most", "many", "some", "two", "three", "four", "others", "those", "these", "this"}:
            return _is_noun_like(after) and not AFTER_VERB.fullmatch(after)
        return before not in {"of", "in", "for", "with", "by", "on", "from", "to"} or _is_noun_like(after)
    return False


def _is_noun_like(word: str) -> bool:
    return re.fullmatch(r"[a-z][a-z-]+", word) is not None and word not in PREPOSITIONS and word not in DETERMINERS and word not in ADVERBS
