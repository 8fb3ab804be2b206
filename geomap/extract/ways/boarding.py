"""Where people got on what takes them further: "at Lviv they boarded a train to Poland", "got on buses in Homs for Idlib"."""

from __future__ import annotations

from geomap.extract.lexicon import words

__all__ = ["BOARDING"]

_ABOARD = (
    r"(?:board\w*|embark\w* on|(?:g[eo]t|climb\w*|step\w*|went|chang\w+|switch\w+|put|loaded|placed|transferred|packed|crammed)"
    r" (?:on|onto|into|aboard|on board|to)) (?:(?!,)\S+ ){0,4}?"
    r"(?:buses|bus|coach(?:es)?|minibus(?:es)?|trains?|planes?|aircraft|flights?|ferry|ferries|ships?|boats?|trucks|lorries)"
)
_AT_FIRST = r"(?:^|(?<=[~,;\"] )|(?<!\S)(?:and|but|then|where) )(?P<gov>at|in)(?: the)?$"
_ASIDE = r"(?: ,(?: (?!,)\S+){1,8} ,| ,)?"  # "At Lviv, in the west,"
_AND_TAKEN = r"(?: ,)? and (?:(?:then|later|were|was) )*(?:driven|taken|carried|flown|ferried|brought|sent|set (?:off|out)|left|headed)"

# what stands before the place, and what behind it
BOARDING: tuple[tuple[str, str], ...] = (
    (_AT_FIRST, rf"{_ASIDE}(?: (?!,)\S+){{0,6}}? {_ABOARD}(?: (?!,)\S+){{0,3}}? (?:to|for) (?:the )?§"),
    (
        rf"(?<!\S){_ABOARD} (?P<gov>in|at)$",
        rf"(?: (?:on )?(?:¤\d+|\w+day|overnight))?(?: (?:to|for|bound for) (?:the )?§|{_AND_TAKEN}(?!\S))",
    ),
    # "two ferries are to pick up foreigners in Beirut"
    (
        rf"(?<!\S)(?:(?:pick|picks|picked|picking) up|collect(?:s|ed|ing)?|fetch(?:es|ed|ing)?|load(?:s|ed|ing)?"
        rf"|(?:took|taken?|taking) on board|embark(?:s|ed|ing)?) (?:(?!,|§|from|of)\S+ ){{0,5}}?{words('corridor.people')}"
        r" (?:(?!,|§|who|from|to)\S+ ){0,4}?(?P<gov>at|in)(?: the)?$",
        "",
    ),
)
