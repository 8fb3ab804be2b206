"""The words for talks: which meeting a clause speaks of, its round, and whether it was, is or will be held."""

from __future__ import annotations

import re
from functools import cache

from geomap.extract.lexicon import cue, words
from geomap.model import VenueStatus

__all__ = ["find_talks", "plain_name", "round_name", "round_of", "status_of", "talk_pattern"]

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
} | {f"{n}th": n for n in range(4, 31)}
_NAMES = {number: name for name, number in _ORDINALS.items() if name.isalpha()}


@cache
def talk_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\S)(?:{words('talks.event')}(?: of (?:\S+ ){{0,3}}?(?:talks|negotiations|meetings|consultations|discussions"
        rf"|§\d+ (?:peace )?talks))?"
        rf"|(?P<meet>{words('talks.meet')}|(?:delegations|negotiators|envoys|delegates)(?= (?:(?:remain(?:ed)?|stay(?:ed)?|are"
        rf"|were|is|still|back) )*(?:at|in) (?:§\d+ 's )?§)))(?!\S)"
    )


def find_talks(code: str, start: int, end: int, *, known: bool = False) -> re.Match[str] | None:
    best = None
    for match in talk_pattern().finditer(code, start, end):
        left = code[max(start, match.start() - 30) : match.start()].rstrip()
        if re.search(rf"(?<!\S){words('talks.not_before')}$", left):
            continue
        text = match[0]
        if re.match(
            r" of the (?!two|leaders|parties|foreign|sides|negotiators|delegations|warring|talks)", code[match.end() : match.end() + 30]
        ):
            continue  # a body's meeting
        if (
            match["meet"]
            and cue("talks.near").search(code) is None
            and not re.search(
                r"(?:@\d+|%\d+|§\d+|delegations?|negotiators|sides|ministers?|envoys|leaders|presidents|teams|mediators|officials"
                r"|representatives|commission|committee|they)(?!\S)",
                code[start : match.start()],
            )
        ):
            continue
        sure = cue("talks.sure").search(text) is not None
        if (
            not sure
            and not known
            and re.fullmatch(r"sessions?|conference|dialogue|summits?|discussions|consultations", text)
            and not cue("talks.context").search(code)
        ):
            continue
        if best is None or (sure and cue("talks.sure").search(best[0]) is None) or (best["meet"] and not match["meet"]):
            best = match
    return best


def round_of(code: str, match: re.Match[str], start: int, end: int) -> int | None:
    near = code[max(start, match.start() - 50) : match.end()]
    for found in re.finditer(
        r"(?<!\S)(?P<nth>\w+)(?: (?:¤\d+|%\d+|§\d+|and|ukraine-russia|direct|peace|formal|face-to-face|online|indirect"
        r"|such|full|ceasefire))* (?:rounds?|meetings?|sessions?)(?!\S)",
        near,
    ):
        if found["nth"] in _ORDINALS:
            return _ORDINALS[found["nth"]]
    times = re.search(
        r"(?<!\S)(?:met|meet|sat down|sit down|talks|negotiat\w+)(?: \S+){0,6}? for (?:the|a) (?P<nth>\w+) time(?!\S)", code[start:end]
    )
    if times and times["nth"] in _ORDINALS:
        return _ORDINALS[times["nth"]]
    numbered = re.search(
        r"(?<!\S)round (?:(?P<digits>\d{1,2})|(?P<word>one|two|three|four|five|six|seven|eight|nine|ten))(?!\S)", code[start:end]
    )
    if numbered:
        small = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        return int(numbered["digits"]) if numbered["digits"] else small.index(numbered["word"]) + 1
    return None


def round_name(number: int, text: str) -> str:
    nth = _NAMES.get(number, f"{number}th")
    return f"{nth} meeting" if "meeting" in text and "round" not in text else f"{nth} round of talks"


def plain_name(text: str) -> str:
    if re.fullmatch(words("talks.meet"), text):
        return "talks" if "talks" in text else "agreement" if re.search("truce|fire|peace|armistice", text) else "meeting"
    cleaned = re.sub(r"[§@%¤]\d+ ?", "", text).strip()
    return re.sub(r"^(?:the|further|fresh|new) ", "", cleaned) or "talks"


def status_of(clause: str, event: str) -> VenueStatus:
    if re.search(r"(?<!\S)(?:previous|earlier|preceding) (?:\w+ )?(?:talks|rounds?|meetings?|negotiations)", clause):
        return VenueStatus.PAST
    if re.search(
        r"(?<!\S)(?:last|previously) (?:saw|met|sat|held|conven\w+)(?!\S)|(?<!\S)hosted (?:\S+ ){0,2}?(?:similar|earlier|previous|first)",
        clause,
    ):
        return VenueStatus.PAST
    if re.search(r"(?<!\S)(?:put off|postponed|delayed|called off)(?!\S)", clause):
        return VenueStatus.PLANNED
    held = re.search(rf"(?<!\S)(?:{words('talks.held')})(?!\S)", clause)
    planned = re.search(rf"(?<!\S)(?:{words('talks.planned')})(?!\S)", clause)
    proposed = re.search(
        rf"(?<!\S)(?:{words('talks.proposed')})(?!\S)(?!(?: (?!talks|meet)\S+){{0,3}} (?:corridors?|routes?|truce|pause"
        rf"|evacuations?|ceasefire|exchange)(?!\S))",
        clause,
    )
    if re.search(
        r"(?<!\S)(?:resumes?|reopens?|reconvenes?|begins?|opens?|starts?|continues?)(?: again)?(?: (?:in|at) §\d+)?(?: \S+)? ¤\d", clause
    ):
        return VenueStatus.PLANNED
    if proposed and not re.search(r"(?<!\S)(?:was|were) held(?!\S)|took place", clause):
        return VenueStatus.PROPOSED
    if planned and (held is None or planned.start() < held.start() or re.search(r"(?<!\S)be held", clause)):
        return VenueStatus.PLANNED
    if re.search(r"(?<!\S)had (?:been |also )?(?:held|met|taken place|hosted)", clause):
        return VenueStatus.PAST
    return VenueStatus.HELD
