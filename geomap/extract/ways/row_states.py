"""What a row of a list, or the heading above it, says became of its ways: "18 trucks, delivered", "suspended after shelling"."""

from __future__ import annotations

import re

from geomap.model import Status

__all__ = ["first_said", "heading_state", "says_at", "state_of"]

_STATES = {
    Status.OPERATIONAL: (
        r"working|operating|operational|open(?:ed)?|reopened|functioning|in operation|active|running|resumed|delivered|completed?|concluded"
        r"|carried out|conducted|accomplished|successful|done|arrived|reached(?: (?:its|their) destination)?|under way|underway|on-?going"
        r"|in progress|continuing|continues|en route|on (?:its|their|the) way|in transit|on the road|departed|dispatched|despatched"
        r"|off-?loaded|distributed"
    ),
    Status.CLOSED: r"suspended|closed|cancelled|canceled|halted|shut|ended|discontinued|called off",
    Status.FAILED: (
        r"failed|disrupted|(?:did|does) not (?:work|open|operate|take place)|not working|thwarted|aborted|abandoned"
        r"|not (?:completed|delivered)"
    ),
    Status.BLOCKED: (
        r"blocked|impassable|cut|cut off|turned (?:back|away|around)|sent back|held up|held|stopped|stuck|stranded|waiting"
        r"|awaiting(?: \S+){1,2}|obstructed|impeded|delayed|impounded|denied access|access denied|not passable|not accessible|inaccessible"
    ),
    Status.REJECTED: r"rejected|refused|denied|not (?:approved|authori[sz]ed|cleared)|turned down",
    Status.AGREED: r"agreed|approved|confirmed|authori[sz]ed|cleared",
    Status.ANNOUNCED: (
        r"planned|announced|scheduled|expected|due|foreseen|ready|to (?:depart|leave|start|follow|resume|go)|postponed|rescheduled"
        r"|(?:not|yet to) (?:yet )?(?:start(?:ed)?|open(?:ed)?|depart(?:ed)?|begun|begin|left)"
    ),
    Status.PROPOSED: r"proposed|requested|offered|under (?:negotiation|discussion)",
}
_STATE = "|".join(f"(?P<{status.name}>{words})" for status, words in _STATES.items())
_HOW = (
    r"(?:(?:now|still|currently|already|again|all|both|partly|partially|fully|temporarily|successfully|safely|mostly|reported|since"
    r"|provisionally|status :?|it|they|is|are|was|were|has|have|had|been) )*"
)
# "18 trucks delivered", "the road is cut", "mission denied": of the row's own way, and of no other
_SUBJECT = (
    r"(?:(?:the|all|both) )*(?:\d\S* )?(?:trucks?|lorr(?:y|ies)|buses|vehicles|convoys?|flights?|missions?|movements?|deliver(?:y|ies)"
    r"|evacuations?|operations?|corridors?|routes?|roads?|transfers?|people|persons|patients|families|passengers|cargo|supplies"
    r"|(?:metric )?ton(?:ne)?s|mt) "
)
_ROW = re.compile(
    rf"(?:[:|,;(–—-]|(?P<and>and|but|then)|status :?|§\d+) (?P<subject>{_SUBJECT})?{_HOW}(?P<state>{_STATE})(?: \w+ly)?"
    r"(?= (?:[.;,):|]|because|since|due|after|as|at|by|in|on|near|for|from|until|till|owing|pending|with|without|following|and"
    r"|but|then|to|¤)"
    r"(?!\S)| ¤| \d|$)"
)
_HEADING = re.compile(rf"(?<!\S)(?:{_STATE})(?!\S)")
_OFFERED = re.compile(r"(?<!\S)(?:offers?|proposes?|proposals?|suggests?|demands?|requests?|calls? for)(?!\S)")
_SO_FAR = re.compile(r"(?<!\S)(?:status|so far|to date|sent|delivered)(?!\S)")
_TO_COME = re.compile(r"(?<!\S)(?:upcoming|forthcoming|next|plans?|schedule|will|programme)(?!\S)")


def first_said(code: str, begin: int) -> int:
    """Where an item begins to say what became of its way; its end where it doesn't."""
    found = _ROW.search(code, begin)
    return found.start("state") if found is not None else len(code)


def says_at(code: str, begin: int) -> bool:
    """Whether an item says what became of its way right behind the mark at ``begin``."""
    return _ROW.match(code, begin) is not None


def state_of(code: str, begin: int = 0, end: int | None = None) -> tuple[Status, int, int] | None:
    """What an item says of its way, and where: "Sumy – Poltava: suspended because of shelling".

    "Departed Monday, turned back at Kostiantynivka": the last that is said of the same holds.
    """
    found = None
    for match in _ROW.finditer(code, begin, len(code) if end is None else end):
        if found is None or (match["subject"] is None and not _parts_from(code, found[2], match.start())):
            found = _status(match), *match.span("state")
    return found


def _parts_from(code: str, first: int, second: int) -> bool:
    """ "Suspended because the bridge was hit and the road is closed": the second is said of what lies between."""
    return re.search(r"(?<!\S)(?:because|since|after|as|when|while|next|another)(?!\S)", code[first:second]) is not None


def heading_state(code: str) -> tuple[Status, int, int] | None:
    """What a heading says of all its rows, and where: "Planned movements", "Missions denied in March", "Airlift – status 28 March"."""
    for pattern, status in ((_OFFERED, Status.PROPOSED), (_TO_COME, Status.ANNOUNCED), (_HEADING, None), (_SO_FAR, Status.OPERATIONAL)):
        match = pattern.search(code)
        if match is not None:
            return status or _status(match), *match.span()
    return None


def _status(match: re.Match[str]) -> Status:
    return next(status for status in _STATES if match[status.name] is not None)
