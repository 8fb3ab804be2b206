"""Where a sentence's clauses begin and end, as spans of its code: each clause has its own verb and its own facts."""

from __future__ import annotations

import re

__all__ = ["clauses"]

_SUBJECT = (r"(?:(?:the|a|an|another|both|two|three|four|five|some|all|its|their|his|\d+|%\d+|no) )*(?:§\d+|@\d+|it|they|he|she|we|there|neither|one|others?|\w+s|"
            r"corridors?|routes?|evacuation|convoy|\w+ (?:corridors?|routes?|convoys?|forces|troops|officials|ministry|army|buses|sides))")
_FINITE = (r"(?:(?:also|later|then|had|earlier|has|already|again|now|only) )*(?:had|has|have|was|were|is|are|will|would|did|do|does|could|can|\w+ed|left|said|fled|began|took|held|"
           r"came|went|broke|met|shut|say|says|told|can|cannot|\w+n't)")
_BREAK = re.compile(
    rf"""
    (?P<hard> (?<!\S)(?:[;] | [.!?…]+\ "? | —\ (?=and|but) ) )
  | (?:,\ )? (?P<contrast> (?<!\S)(?:but|while|whereas|although|though|however|yet|nevertheless|despite|even\ though|even\ as)(?!\S) )
  | (?:,\ )? (?P<time> (?<!\S)(?:after|before|when|until|as|since|because|once|hours\ after|days\ after|only\ for)(?!\S) ) (?=\ (?:{_SUBJECT}\ (?:\S+\ )?{_FINITE}|(?:the\ )?[§@]\d+\ \w+s)(?!\S))
  | (?:,\ )? (?P<and> (?<!\S)and(?!\S) ) (?=\ {_SUBJECT}\ {_FINITE}(?!\S))
  | (?P<comma> (?<!\S), ) (?=\ {_SUBJECT}\ (?:will|would|was|were|had|has|have|is|are)(?!\S))
    """,
    re.VERBOSE,
)


def clauses(code: str) -> list[tuple[int, int]]:
    """The spans of the clauses of an encoded sentence, in order, leading conjunctions left out."""
    found: list[tuple[int, int]] = []
    begin = 0
    for match in _BREAK.finditer(code):
        if match.start() > begin and code[begin : match.start()].strip(" ,"):
            found.append((begin, match.start()))
        begin = match.end()
    if code[begin:].strip(" ,."):
        found.append((begin, len(code)))
    return found
