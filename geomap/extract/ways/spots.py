"""What is in a town stands for it: "arrived in a camp near Kukes" and "reached rebel-held areas of Idlib" are read without the camp."""

from __future__ import annotations

import re
from functools import cache

from geomap.extract.lexicon import words

__all__ = ["without_spot"]

_INTO = r"to|into|for|in|at|towards?|(?:reach|enter)(?:e?s|ed|ing)?"
_LEAVING = r"quit|fle(?:d|e|es|eing)|abandon(?:s|ed|ing)?|leav(?:es?|ing)|left"
# "to Kyiv from several towns west of the capital, including Bucha": the list says which towns
_AMONG = re.compile(
    r"(?<=\S)(?P<whole> (?:(?:the|several|many|some|other|a number of|various|nearby|neighbou?ring|besieged|front-?line|surrounding"
    r"|two|three|four|five|six|seven|eight|nine|ten|\d+|more|dozens of|occupied|small|embattled) )*"
    r"(?:\S+ )?(?:towns|cities|villages|areas|districts|suburbs|settlements|communities|places|parts|regions|provinces|camps|locations"
    r"|neighbou?rhoods|hotspots|points|destinations|ports|stops|stations)"
    r"(?: (?:in|of|near|around|outside|across|to the \S+ of|(?:north|south)?-?(?:east|west)?(?:ern)? of)(?: (?!,)\S+){1,4})?"
    r" ,? ?(?:including|such as|among them|namely|notably)(?: the)?)$"
)

# "with tents from UNHCR's stockpile in Kuwait"
_STORE = re.compile(
    r"(?<!\S)from (?:(?!in |at |to |for )\S+ ){0,4}?"
    r"(?:warehouses?|depots?|stockpiles?|stocks|stores|storehouses?|hubs?|supply (?:base|centre)|silos?|factor(?:y|ies))"
    r" (?:in|at|near|outside)$"
)


def without_spot(left: str, *, country: bool) -> str:
    """The words before a place without what only says where in it, or which of several it is.

    ``country``: the place is one; who leaves a camp in a country stays in it.
    """
    among = _AMONG.search(left)
    left = left[: among.start("whole")] if among is not None else left
    return _STORE.sub("from", _spot(_INTO if country else f"{_INTO}|{_LEAVING}").sub(r"\1", left))


@cache
def _spot(governors: str) -> re.Pattern[str]:
    of_grammar = rf"(?:{words('path.not_building')}|{words('path.to|path.from|path.via|path.at')}|the|an?)"
    return re.compile(
        rf"(?<!\S)({governors})"
        r" (?:(?:the|an?|its|their|some|several|two|three|other|various|nearby|\d+) )?"
        rf"(?:(?!{of_grammar}(?!\S))[\w'-]+ ){{0,2}}(?:{words('path.refuge|place.several')}|places?)"
        rf"(?: (?:(?:that|which) (?:are|is|were|was) )?(?:still |now )?(?:held|controlled|run|ruled|taken) by(?: (?!in )\S+){{1,3}})?"
        r" (?:in|of|at|near|inside|outside|around|within|close to|on the outskirts of)$"
    )
