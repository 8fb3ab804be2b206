"""Words that stand for the corridors just spoken of, by what becomes of them: "rejected the offer", "turned it down", "Kyiv agreed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.extract.ways.anchors import Anchor, Sort, Surroundings
from geomap.model import CorridorKind

__all__ = ["answers"]

_OFFER = re.compile(
    "|".join(
        (
            r"(?<!\S)(?:an? %\d+|the|this|that|these|those|such|both|'s) (?:(?:russian|%\d+|latest|new|same|evacuation|humanitarian) )?"
            r"(?:offers?|proposals?|plans?|ideas?|initiatives?|requests?|moves?)"
            r"(?! (?:to (?:hold|meet|host|talk|negotiate|convene|resume)|(?:for|on|of) (?:peace |direct |new |more )?"
            r"(?:talks|negotiations|meetings?|ceasefires?|truces?|summits?|elections?|sanctions))(?!\S))(?!\S)",
            r"(?<!\S)the (?:operation|effort|mission|rescue)(?= to be (?:suspended|halted|stopped|abandoned|postponed|called off)(?!\S))",
            r"(?P<refused>(?<=rejected )(?:it|them|that|this)(?!\S)"
            r"|(?:(?<=refused )|(?<=dismissed )|(?<=spurned )|(?<=vetoed )|(?<=rebuffed )|(?<=none of ))(?:it|them)(?!\S)"
            r"|(?:(?<=turned )|(?<=ruled )|(?<=waved )|(?<=brushed )|(?<=voted ))(?:it|them)(?= (?:down|out|away|aside|off))"
            r"|(?<!\S)(?<!been )(?<!were )(?<!was )(?:refuses?|refused|declines?|declined|balked|sa(?:id|ys?) no|rejected|objected)"
            r"(?= (?:(?:on )?¤\d+ )?(?:[,.;]|because|and (?:demand|insist|said)|$))|(?<=hear of )it(?!\S)"
            r"|(?<!\S)(?:(?:did|does|do|has|have|would|will) not|didn't|doesn't|hasn't|won't|wouldn't) (?:consent|agree|accept)(?:ed)?"
            r"(?= (?:[,.;]|because|$))"
            r"|(?<!\S)(?:the|its|their|his|her|'s|whose) (?:answer|reply|response|verdict)(?= .*(?:was|is) (?:\S+ ){0,4}(?:no|negative)"
            r" (?:[.,;]|$)))",
            r"(?<!\S)(?P<accepted>(?<!been )(?<!were )(?<!was )(?:agreed|accepted|consented|assented|concurred)"
            r"(?= (?:(?:(?:on )?¤\d+ )?(?:[,.;]|and (?:demand|insist|said)|$)"
            r"|to (?:this|that|the (?:proposal|plan|idea|offer|request))(?!\S))))",
            r"(?<=called )(?:it|them|this|that)(?= (?:\S+ ){0,2}?(?:unacceptable|unworkable|absurd|ridiculous|immoral))",
            r"(?:(?<=cut )|(?<=closed )|(?<=blocked )|(?<=reopened )|(?<=suspended )|(?<=severed )|(?<=shut ))"
            r"(?:it|them)(?!\S)",
        )
    )
)


def answers(code: str, found: list[Anchor], around: Surroundings) -> Iterator[Anchor]:
    """The words for the corridors just spoken of, in a sentence in which ``found`` are named."""
    if not (around.known or found or around.humanitarian):
        return
    for match in _OFFER.finditer(code):
        told_before = any(a.start < match.start() for a in found)
        if match["refused"] is not None and not _may_refuse(code, match, found, around):
            continue
        if match["accepted"] is not None and not (around.offered and _BY_PARTY.search(code[: match.start()])):
            continue
        if _SUCH.search(code[: match.end()]) and _EARLIER.search(code):
            continue  # "Kyiv has rejected such offers before": not the one told of
        if around.known or told_before or (around.humanitarian and match[0].startswith("a")):
            yield Anchor(match.start(), match.end(), Sort.BARE, CorridorKind.HUMANITARIAN, definite=True)


_SUCH = re.compile(r"(?<!\S)(?:such|similar)(?: \S+)? (?:offers?|proposals?|plans?|ideas?|initiatives?|requests?|moves?)$")
_EARLIER = re.compile(r"(?<!\S)(?:earlier|before|previously|already|repeatedly|in the past|last (?:week|month|year))(?!\S)")
_BY_PARTY = re.compile(
    r"(?:@\d+|(?<!\S)(?:both (?:sides|parties)|the (?:other side|government|rebels|army|militants)))(?: (?!,)\S+){0,5} $"
)
_OFFERED = re.compile(r"(?<!\S)(?:offer|propos|suggest|request|want|wish|asked|sought|planned|hop|agreement)\w*")
_WHICH = re.compile(r"(?<!\S)which (?:\S+ ){1,5}$")


def _may_refuse(code: str, match: re.Match[str], found: list[Anchor], around: Surroundings) -> bool:
    """Whether what is refused is a way: named before it in its clauses, or told of last as no more than planned.

    Not "wanted aircraft to be searched in Aden, which the Houthis rejected".
    """
    start = max(code.rfind(" ; ", 0, match.start()), 0)
    before = [a for a in found if a.start < match.start()]
    here = [a for a in before if start <= a.start]
    if not here and _OFFERED.search(code, 0, start):
        here, start = before, 0  # "a request to let them out was sent to Moscow; Moscow refused"
    offer = _OFFERED.search(code, start, match.start()) is not None
    told_before = any(offer or not a.sort.travels for a in here)
    return told_before if _WHICH.search(code[: match.start()]) else told_before or around.offered
