"""Those on the move under a noun that elsewhere means others: fighters who are taken away, "the group", "many", "the passengers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Anchor, Sort, Surroundings
from geomap.model import CorridorKind

__all__ = ["travellers"]

_COMBATANTS = re.compile(r"(?:rebels|fighters|insurgents|militants|jihadists|gunmen)$", re.IGNORECASE)
_AUX = (
    r"(?:(?:is|are|was|were|have|has|had|be|been|being|due|expected|scheduled|set|about|to|begun|began|started|now|will|would|also|then"
    r"|later|instead|only) )*"
)
_LEAVING = re.compile(
    rf" {_AUX}(?:leav\w+|left|evacuat\w+"
    r"|withdr\w+|pull\w* out|depart\w*|bussed|bused|taken|transferred|moved)(?!\S)"
)
# "smaller groups from Homs crossed into Idlib", "many of them went to Idlib", "426 passengers left"; not "two armed groups crossed"
_GROUPS = (
    r"(?:an?|the|another|one|other|two|three|four|several|smaller|larger|small|large|further|more|both)"
    r"(?: (?!armed|rebel|milit|jihad|terror|islam|opposition|aid|rights|other)[a-z]+)? groups?"
)
_NUMBER = (
    r"(?:(?:(?:another|some|about|around|nearly|almost|over|more than|at least|the (?:first|last|other|remaining|next)) )+"
    r"(?:\d\S*|hundreds|dozens|two|three|four|five|six|seven|eight|nine|ten)(?: (?:more|others))?|\d\S* (?:more|others)|the rest"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)"
)
_WHO = rf"(?:{_GROUPS}|{_NUMBER}|many|most|others|some|(?:(?:the|all|about|around|some|\d\S*) )+passengers)"
_GO = (
    r"(?:cross\w*|left|leaves?|leaving|arriv\w+|reach\w*|came|went|go|goes|going|moved?|moving|walk\w*|drove|driving|flew|fly|flying"
    r"|head\w*|travel\w*|set (?:off|out)|depart\w*|sail\w*)"
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[,;\"] )|(?<= and )|(?<= but )|(?<= that )|(?<= as ))(?P<who>{_WHO})"
    rf"(?: of (?:(?:about|around|some|over) )?(?:\d\S*|them|those))?(?: from (?:the )?§\d+)? {_AUX}{_GO}(?!\S)"
)
_OBJECT = re.compile(
    r"(?<!\S)(?:relocat|evacuat|transfer|transport|mov|tak|took|br(?:ing|ought)|carr|fl(?:y|ew|own)|escort|driv|ferr)\w* "
    r"(?P<who>(?:all |both )?the (?:\S+ )?(?:group|passengers))(?!\S)"
)


def travellers(phrases: Phrases, around: Surroundings) -> Iterator[Anchor]:
    """The anchors of such words; those that mean nobody by themselves only where people on the move were told of just before."""
    if around.conflict:
        yield from _combatants(phrases)
    if around.plainly and (around.lately or around.known):
        for pattern in (_SUBJECT, _OBJECT):
            for match in pattern.finditer(phrases.code):
                definite = match["who"].startswith(("the ", "all the", "both"))
                yield Anchor(*match.span("who"), Sort.PEOPLE, CorridorKind.EVACUATION, definite=definite, plural=True)


def _combatants(phrases: Phrases) -> Iterator[Anchor]:
    """ "Syrian rebels are leaving Homs": who elsewhere acts is here taken away."""
    for match in re.finditer(r"(?<!\S)@(\d+)(?!\S)", phrases.code):
        name = phrases.actors[int(match[1])].actors[0].text
        if _COMBATANTS.search(name) and _LEAVING.match(phrases.code, match.end()):
            yield Anchor(match.start(), match.end(), Sort.PEOPLE, CorridorKind.EVACUATION, plural=True)
