"""Where a sentence's clauses begin and end, as spans of its code: each clause has its own verb and its own facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Clause", "clauses"]

_SUBJECT = (
    r"(?:(?:the|a|an|another|both|two|three|four|five|some|all|its|their|his|\d+|%\d+|no) )*(?:§\d+|@\d+|it|they|he|she|we|there"
    r"|neither|one|others?|\w+s|"
    r"corridors?|routes?|evacuation|convoy|\w+ (?:corridors?|routes?|convoys?|forces|troops|officials|ministry|army|buses|sides))"
)
_FINITE = (
    r"(?:(?:also|later|then|had|earlier|has|already|again|now|only) )*(?:had|has|have|was|were|is|are|will|would|did|do|does|could"
    r"|can|\w+ed|left|said|fled|began|took|held|"
    r"came|went|broke|met|shut|say|says|told|can|cannot|\w+n't)"
)
_CONTRAST = r"but|while|whereas|although|though|however|(?<=, )yet|(?<=, )where|(?<=and )yet|nevertheless|despite|even though|even as"
_TIME = r"after|before|when|until|as|since|because|once|hours after|days after|only for"
# What follows "after" where a clause does and not a noun alone: "after Kyiv rejected", "after two days of talks ended".
_CLAUSE_AFTER = (
    rf"(?:{_SUBJECT} (?:\S+ )?{_FINITE}|(?:fighting|shelling|violence|gunfire|rain|war) (?:\w+ed|broke|was|had|went|has)"
    rf"|(?:the )?[§@]\d+ \w+s"
    r"|(?!\w+ing )(?:\S+ ){1,7}?(?:ended|collapsed|failed|broke down|began|agreed|rejected|refused)"
    r"|(?:the|a|an|its|their|his) (?:\w+ ){1,3}?(?:was|were|had|has|have|is|are|did|failed|hit|came|broke|fell))"
)
_BREAK = re.compile(
    r"(?P<hard>(?<!\S)(?:;|[.!?…]+ \"?|— (?=and|but)))"
    rf"|(?:, )?(?P<contrast>(?<!\S)(?:{_CONTRAST})(?!\S))"
    rf"|(?:, )?(?P<time>(?<!\S)(?:{_TIME})(?!\S))(?= {_CLAUSE_AFTER}(?!\S))"
    rf"|(?:, )?(?P<and>(?<!\S)and(?!\S))(?= {_SUBJECT} {_FINITE}(?!\S))"
    r"|(?P<saying>(?<!\S),)(?= (?:saying|arguing|insisting|adding|citing|claiming|calling|leaving §\d+ (?:as|the))(?!\S))"
    rf"|(?P<comma>(?<!\S),)(?= {_SUBJECT} (?:will|would|was|were|had|has|have|is|are)(?!\S))"
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
            continue  # "From Zaporizhzhia, the evacuees will ...": no clause of its own
        if match.start() > begin and code[begin : match.start()].strip(" ,"):
            found.append(Clause(begin, match.start(), background))
        begin = match.end()
        background = match["time"] in _BACKGROUND
    if code[begin:].strip(" ,."):
        found.append(Clause(begin, len(code), background))
    return found
