"""How clauses hang together: the words that join them, and where a clause begins."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from geomap.extract.syntax.verbhood import PREPOSITIONS

__all__ = ["COORDINATORS", "RELATIVES", "SUBORDINATORS", "Link", "subject_start", "subordinates"]


class Link(StrEnum):
    """How a proposition hangs on the rest of its sentence."""

    MAIN = "main"
    RELATIVE = "relative"  # "which", "who", or a participle: about the noun before it
    REPORTED = "reported"
    BACKGROUND = "background"  # "after", "because": what went before
    CONDITION = "condition"  # "if", "unless"
    CONTRAST = "contrast"  # "but", "while"


SUBORDINATORS = {
    **dict.fromkeys(["after", "since", "because", "as", "once"], Link.BACKGROUND),
    **dict.fromkeys(["when", "while", "whereas", "although", "though", "before", "even", "until", "despite"], Link.CONTRAST),
    **dict.fromkeys(["if", "unless", "whether", "provided", "lest"], Link.CONDITION),
    "so": Link.MAIN,
}
COORDINATORS = frozenset(["and", "but", "or", "yet", "nor"])
RELATIVES = frozenset(["which", "who", "whom", "whose", "where", "what"])


def subordinates(codes: Sequence[str], at: int) -> bool:
    """Whether a subordinator stands at ``at`` and no preposition or adverb: not "as a result", "since Tuesday", "so far"."""
    word = codes[at]
    if word not in SUBORDINATORS:
        return False
    if word == "as" and codes[max(0, at - 2) : at] in (("as", "far"), ("as", "near"), ("as", "many"), ("as", "much"), ("as", "well")):
        return False
    following = codes[at + 1] if at + 1 < len(codes) else "."
    if word == "once" and following in {"again", "more", "a", "every"}:
        return False
    if word in {"as", "since", "until", "before", "after", "once"}:
        return not (following.startswith("¤") or following in {"well", "part", "of", "many", "far"})
    if word == "so":
        return following in {"that", "civilians", "people", "residents", "the", "they", "aid"}
    if word == "even":
        return following in {"though", "as", "if"}
    return word != "provided" or following not in {"by", "with", "the", "no"}


def subject_start(codes: Sequence[str], end: int, begin: int) -> int:
    """Where the noun phrase right before ``end`` begins."""
    at = end
    while at > begin and not (codes[at - 1] in PREPOSITIONS or codes[at - 1] == "," or codes[at - 1].startswith("¤")):
        at -= 1
    return at if at < end else begin
