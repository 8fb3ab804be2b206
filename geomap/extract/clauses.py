"""Where a sentence's clauses begin and end, as spans of its code: each clause has its own verb and its own facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Clause", "clauses"]

_SUBJECT = (r"(?:(?:the|a|an|another|both|two|three|four|five|some|all|its|their|his|\d+|%\d+|no) )*(?:§\d+|@\d+|it|they|he|she|we|there|neither|one|others?|\w+s|"
            r"corridors?|routes?|evacuation|convoy|\w+ (?:corridors?|routes?|convoys?|forces|troops|officials|ministry|army|buses|sides))")
_FINITE = (r"(?:(?:also|later|then|had|earlier|has|already|again|now|only) )*(?:had|has|have|was|were|is|are|will|would|did|do|does|could|can|\w+ed|left|said|fled|began|took|held|"
           r"came|went|broke|met|shut|say|says|told|can|cannot|\w+n't)")
# Spaces would vanish in a verbose pattern.
_SUBJECT, _FINITE = _SUBJECT.replace(" ", r"\ "), _FINITE.replace(" ", r"\ ")
_BREAK = re.compile(
    rf"""
    (?P<hard> (?<!\S)(?:[;] | [.!?…]+\ "? | —\ (?=and|but) ) )
  | (?:,\ )? (?P<contrast> (?<!\S)(?:but|while|whereas|although|though|however|(?<=,\ )yet|(?<=and\ )yet|nevertheless|despite|even\ though|even\ as)(?!\S) )
  | (?:,\ )? (?P<time> (?<!\S)(?:after|before|when|until|as|since|because|once|hours\ after|days\ after|only\ for)(?!\S) ) (?=\ (?:{_SUBJECT}\ (?:\S+\ )?{_FINITE}|(?:the\ )?[§@]\d+\ \w+s|(?!\w+ing\ )(?:\S+\ ){1,7}?(?:ended|collapsed|failed|broke\ down|began|agreed|rejected|refused)|(?:the|a|an|its|their|his)\ (?:\w+\ ){1,3}?(?:was|were|had|has|have|is|are|did|failed|hit|came|broke|fell))(?!\S))
  | (?:,\ )? (?P<and> (?<!\S)and(?!\S) ) (?=\ {_SUBJECT}\ {_FINITE}(?!\S))
  | (?P<comma> (?<!\S), ) (?=\ {_SUBJECT}\ (?:will|would|was|were|had|has|have|is|are)(?!\S))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A span of the code; ``background`` where "after", "because" ... make it what went before the main clause."""

    start: int
    end: int
    background: bool = False


_PHRASE = re.compile(r"(?:from|in|at|on|under|for|via|through|with|out of|near|around|to|between|according to)(?: \S+){1,7}")
_BACKGROUND = frozenset({"after", "as", "since", "because", "once", "hours after", "days after"})


def clauses(code: str) -> list[Clause]:
    """The clauses of an encoded sentence, in order, leading conjunctions left out."""
    found: list[Clause] = []
    begin, background = 0, False
    for match in _BREAK.finditer(code):
        if match["comma"] and _PHRASE.fullmatch(code[begin : match.start()].strip()):
            continue            # "From Zaporizhzhia, the evacuees will ...": no clause of its own
        if match.start() > begin and code[begin : match.start()].strip(" ,"):
            found.append(Clause(begin, match.start(), background))
        begin = match.end()
        background = match["time"] in _BACKGROUND
    if code[begin:].strip(" ,."):
        found.append(Clause(begin, len(code), background))
    return found
