"""How clauses hang together: the words that join them."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["COORDINATORS", "RELATIVES", "SUBORDINATORS", "Link"]


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
