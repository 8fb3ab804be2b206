"""The table or the room at which those at war sit down: words that mean their talks."""

from __future__ import annotations

import re

from geomap.extract.talks.grammar import Grammar

__all__ = ["are_seated"]

_AT_TABLE = re.compile(r"(?<!\S)(?:at|(?:return\w*|back|brought|came|come) to) the$")  # "returned to the table in A"
# "brought the two generals into one room in A", "had not sat in the same room since A"
_INTO_A_ROOM = re.compile(
    r"(?<!\S)(?:bring|brings|brought|bringing|get|got|getting|put|putting|coax|coaxed|sit|sits|sat|sitting) (?:(?!;|that|which)\S+ ){0,16}?"
    r"(?:in|into|to) (?:the )?(?:one|same)$"
)


def are_seated(grammar: Grammar, token: int) -> bool:
    """Whether the "table" or the "room" at ``token`` is one of talks."""
    before = grammar.at(token - 1)
    if grammar.codes[token] == "room":
        return before in {"one", "same"} and _INTO_A_ROOM.search(grammar.text(token - 20, token)) is not None
    return before in {"negotiating", "one", "same"} or _AT_TABLE.search(grammar.text(token - 4, token)) is not None
