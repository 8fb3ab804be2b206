"""A sentence with all but one proposition's words blanked, so that patterns over its code see that proposition alone."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Proposition
from geomap.extract.syntax.verbs import Act

__all__ = ["extent", "only"]

# "Douma, the last town outside the government's control, for Jarabulus": says what Douma is, and nothing of the way
_APPOSITION = re.compile(
    r"(?<=[\d~]) , (?:the|an?|one of|about|some|now|once|just|nearly|home to|already|\d\S*|more than|less than)(?: (?!,|§|to(?!\S)"
    r"|from(?!\S)|and(?!\S)|or(?!\S)|which|was|were|will|is|are|had|has)\S+){1,12}"
    r"(?: (?:of|in|from|to) (?:the )?[§@%]\d+)?(?: (?!,|§|to(?!\S)|for(?!\S)|from(?!\S)|was|were|will|is|are|had|has)\S+){0,6} ,(?= )"
)
# "the evacuees, among them nine priests from Italy, were flown to Dakar"; not "six towns, among them Homs, were ..."
_AMONG_THEM = re.compile(
    r"(?<=\S) , (?:(?![,§])(?:\S+ ){1,8}among them ,"
    r"|(?:among (?:them|whom)|including|(?:many|most|some) of (?:them|whom)|mostly|mainly)(?: (?![,§])\S+){2,14}(?: §\d+)? ,)"
    r"(?= (?:out|from|to|into|was|were|is|are|had|has|have|will|would|left|leave|arriv|reach|went|go|came|land|dock|flew|set"
    r"|cross|mov|travel|sail|drove)\w*(?!\S))"
)


def only(phrases: Phrases, proposition: Proposition) -> Phrases:
    """The sentence with all but the proposition's own words blanked, so that patterns and offsets still fit."""
    ends = [*(o - 1 for o in phrases.offsets[1:]), len(phrases.code)]
    shown = ["~"] * len(phrases.code)
    for a, b in proposition.spans:
        start, end = phrases.offsets[a], ends[b - 1]
        shown[max(0, start - 1) : end + 1] = f" {phrases.code} "[start : end + 2] if start else f"{phrases.code} "[start : end + 1]
    code = "".join(shown)[: len(phrases.code)]
    verbs = [phrases.offsets[g.first] for g in proposition.groups if g.finite and g.act is not Act.REPORT]

    def blanked(match: re.Match[str]) -> str:
        told = any(match.start() < verb < match.end() for verb in verbs)  # "under the plan, the route would run from A, through B"
        return match[0] if told else f" {'~' * (len(match[0]) - 1)}"

    for pattern in (_APPOSITION, _AMONG_THEM):
        code = pattern.sub(blanked, code)
    return replace(phrases, code=code)


def extent(part: Phrases) -> tuple[int, int]:
    """Where in the code the words that are not blanked begin and end."""
    kept = part.code.strip("~ ")
    start = part.code.find(kept) if kept else 0
    return start, start + len(kept)
