"""What a place is to a way, from the words around it: "from A, through B and C, before reaching D"; "in A" begins there.

The governing preposition or verb decides ("out of", "via", "bound for"), unless a turn of phrase does without one ("Idlib was
their destination") or the words before it say that nobody goes anywhere ("offers to Kyiv", "pressure from Moscow").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Phrases, Places

__all__ = ["Role", "Step", "steps"]

_LEFT, _RIGHT = 180, 90  # characters of the code around a place in which what governs it is looked for


class Role(StrEnum):
    FROM = "from"
    TO = "to"
    VIA = "via"
    AT = "at"  # "corridors in Mariupol": the way begins there, no more is said
    BETWEEN = "between"
    NAME = "name"  # "the Mariupol corridor"
    CHAIN = "chain"  # "Sumy – Poltava"


@dataclass(frozen=True, slots=True)
class Step:
    """A list of places with its role; ``start``..``end`` in the code, the governing words included."""

    role: Role
    places: Places
    start: int
    end: int
    governor: str = ""
    onward: bool = False  # "then to", "before reaching"
    fresh: bool = False  # "the second to Poltava": of another way than the step before
    joined: bool = False  # follows "and" or "," directly: "from A to B and from C to D"


_SIGN = re.compile(r"§(\d+)(?!\S)")
_ONWARD = re.compile(rf"(?<!\S)(?:{words('path.onward')}) \S+(?: \S+)?$|(?<!\S)before \S+$")
_FRESH = re.compile(
    r"(?<!\S)(?:the (?:second|third|fourth|other|rest)|another|a second|one|some|others|a few)(?: of them)?(?: going"
    r"| on| moving| travelling)*(?: (?:would|will|leads?|goes|ran|running|leading|go|lead|corridor|route|run))*$"
)
_JOINED = re.compile(r"(?:^|\s)(?:,|and|or|;|&)$")


def steps(phrases: Phrases, start: int = 0, end: int | None = None) -> list[Step]:
    """The lists of places in ``code[start:end]``, each with the role its governing words give it, those without left out."""
    return list(_steps(phrases, start, len(phrases.code) if end is None else end))


def _steps(phrases: Phrases, start: int, end: int) -> Iterator[Step]:
    for match in _SIGN.finditer(phrases.code, start, end):
        places = phrases.places[int(match[1])]
        left = phrases.code[max(start, match.start() - _LEFT) : match.start()].rstrip()
        right = phrases.code[match.end() : min(end, match.end() + _RIGHT)]
        found = _role(places, left, right)
        if found is None:
            continue
        role, governor = found
        begin = max(start, match.start() - (len(left) - left.rfind(governor) + 1 if governor else 0))
        before = phrases.code[start:begin].rstrip()
        yield Step(
            role,
            places,
            begin,
            match.end(),
            governor,
            onward=bool(governor) and _ONWARD.search(f"{before} {governor}") is not None,
            fresh=_FRESH.search(before) is not None,
            joined=_JOINED.search(before) is not None,
        )


def _role(places: Places, left: str, right: str) -> tuple[Role, str] | None:
    """The role of a list of places and the words that give it, "" where no preposition does."""
    for role, before, behind in _turns():
        match = before.search(left)
        if match is not None and behind.match(right):
            return (role, match.groupdict().get("gov", "")) if role is not None else None
    if _way_behind().match(right):  # "the Mariupol corridor"
        if places.chain:
            return Role.CHAIN, ""
        governed = _governed(left)
        if governed is None or governed[0] in (Role.AT, Role.VIA) or re.search(r"(?:the|a|an|and|to|on|of|this)$", left):
            return Role.NAME, ""
    country = all(m.place is not None and m.place.kind is Kind.COUNTRY for m in places.members)
    governed = _governed(left, country=country)
    if places.chain and (governed is None or governed[0] in (Role.AT, Role.FROM, Role.VIA)):
        return Role.CHAIN, governed[1] if governed else ""
    if governed is None and _begins_way(left, right):
        return Role.FROM, ""
    return governed


@cache
def _turns() -> tuple[tuple[Role | None, re.Pattern[str], re.Pattern[str]], ...]:
    """Turns of phrase that decide whatever preposition stands there: the role, what is left and what is right of the place."""
    turns: tuple[tuple[Role | None, str, str], ...] = (
        (None, "", r" 's §"),  # "Ukraine's capital Kyiv": only says whose
        (Role.FROM, "", rf" 's (?:\S+ )?{words('corridor.people')}(?!\S)"),  # "Grozny's residents may leave"
        (Role.FROM, r"(?:^|(?<!\S)(?:the|of|and|while|with|,))$", r" (?:evacuees|residents|refugees)(?!\S)"),  # "the Madaya evacuees"
        (Role.TO, rf"(?<!\S){words('path.link')} §\d+(?: 's \S+)? (?P<gov>to|with|and)$", ""),
        (Role.TO, r"§\d+ (?P<gov>to)$", ""),  # "a Kyiv to Gomel route"
        # "Mariupol gets two routes as well"
        (
            Role.FROM,
            "",
            r" (?:gets?|got|has|have|had|will (?:get|have)|(?:is|are|was|were) (?:given|assigned|offered))(?: also)?"
            r" (?:a|one|two|three|four|five|several|its|their) (?:\S+ )?(?:corridors?|routes?|roads?|ways? out|exits?)(?!\S)",
        ),
        (None, rf"(?<!\S){words('path.not_between')}(?: \S+)? between$", ""),
        # "Idlib was their destination"
        (
            Role.TO,
            "",
            r" ,? ?(?:was|is|being|as|were) (?:their|its|the|his|her) (?:final |ultimate |stated |intended )?destination(?!\S)",
        ),
        # "Tawila, a day's walk to the west, has taken in most of them"
        (
            Role.TO,
            "",
            r"(?: ,(?: (?!,)\S+){1,14} ,)?(?: (?:has|have|had|alone|already))* (?:taken in|took in|received|welcomed|absorbed"
            r"|sheltered) (?:most|many|some|all|them|thousands|hundreds|dozens|\d\S*)(?!\S)",
        ),
        # "leaving Kerem Shalom as the only route" leaves no place
        (
            Role.NAME,
            r"(?<!\S)(?:leaving|leaves?|left)$",
            r" as the (?:only|sole|last|one)(?: \S+){0,2} (?:routes?|roads?|crossings?|corridors?|way|passage|lifeline|entry point)(?!\S)",
        ),
        (None, r"(?<!\S)(?:leaving|leaves?|left)$", r" as (?:the|its|their|a|an)(?!\S)"),  # "leaves Douma as the last stronghold"
    )
    return tuple((role, re.compile(before), re.compile(behind)) for role, before, behind in turns)


@cache
def _way_behind() -> re.Pattern[str]:
    return re.compile(rf" (?:(?:{words('corridor.qualifier')}|%\d+|\d+|second|third|first|main) )*(?:{words('corridor.way')})(?!\S)")


def _begins_way(left: str, right: str) -> bool:
    """Whether a way begins at a place that nothing governs: "Sumy was evacuated", ": Sumy to Poltava"."""
    return (
        re.match(r" (?:was|were|is|are|being|be|been)(?: \S+ly)? (?:emptied|evacuated|cleared)(?!\S)", right) is not None
        or re.match(r" to (?:the )?§\d+ (?:\S+ )?(?:corridor|route|road|line|train|convoy|passage)", right) is not None
        or (re.match(r" to (?:the )?§\d+", right) is not None and re.search(r"(?:^|[:,;•]|\band|\d|routes?|corridors?)$", left) is not None)
    )


@cache
def _governors() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """The roles with the words that give them, those first that win where two fit."""
    tail = rf"(?: (?:§\d+ 's|@\d+ 's|any|some|al|el|%\d+|{words('place.before|place.before_suffix')}))*$"
    alternatives = (
        (Role.BETWEEN, "between"),
        (Role.BETWEEN, words("path.link")),
        (Role.TO, words("path.to")),
        (Role.FROM, words("path.from")),
        (Role.VIA, words("path.via")),
        (Role.AT, words("path.at")),
    )
    return tuple((role, re.compile(rf"(?<!\S)(?P<gov>{governor}){tail}")) for role, governor in alternatives)


def _governed(left: str, *, country: bool = False) -> tuple[Role, str] | None:
    """The role that the words right before a place give it, and these words; None where they lead nowhere."""
    found = next(((role, match) for role, pattern in _governors() if (match := pattern.search(left))), None)
    if found is None:
        return None
    role, match = found
    governor, upto = match["gov"], left[: match.end("gov")]
    if role is Role.AT:
        return _located(governor, upto, country=country) if not _ASIDE.search(upto) else None
    if role is Role.TO and _not_direction().search(upto):
        return None
    if role is Role.FROM and governor == "from" and _KEPT_FROM.search(upto):
        return Role.TO, governor
    if role is Role.FROM and governor in ("from", "out of") and (_is_no_departure(upto) or (country and _NATIONALS.search(upto))):
        return None
    return role, governor


@cache
def _not_direction() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.not_direction')}(?: (?:it|them|this|out|back|up|not|also|only|the|a|%\d+))* to$")


@cache
def _not_source() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.not_source')}(?: (?:the|a|%\d+))* (?:from|out of)$")


# "a town south-west of the capital": where it lies, and not the capital
_ASIDE = re.compile(
    r"(?<!\S)(?<!the )(?<!in )(?<!from )(?<!to )(?:north|south|east|west|north-?(?:east|west)|south-?(?:east|west))(?:-?wards?)? of$"
)
# "had travelled more than 1,800 km from Port Sudan"
_DISTANCE_FROM = re.compile(
    r"(?<!\S)(?:travel\w*|driv\w+|drove|walk\w*|cover\w*|come|came|sail\w*)(?: \S+){0,4} (?:km|kilomet\w+|miles) from$"
)
# "keeps 43 trucks of food aid from Tigray"
_KEPT_FROM = re.compile(
    r"(?<!\S)(?:keep|keeps|kept|keeping|withheld|withhold\w*|block\w*|bar|barr\w+|divert\w*) (?:\S+ ){0,5}?(?:aid|relief|food"
    r"|supplies|trucks|lorries|convoys?|assistance|medicines?|fuel|shipments?|deliveries)(?: of \S+(?: \S+)?)? from$"
)
# "students from India and China": whose they are
_NATIONALS = re.compile(
    r"(?<!\S)(?:students|nationals|citizens|workers|tourists|expatriates|volunteers|fighters|mercenaries|observers|monitors) from$"
)
_WITHDRAWN = re.compile(r"(?<!\S)(?:fighters|rebels|civilians|families|garrison|people)(?: \S+){0,2} withdr\w+ (?:from|out of)$")


def _is_no_departure(upto: str) -> bool:
    """ "pressure from Moscow", "far from Kyiv": a sender or a distance, but for distances gone and fighters withdrawn."""
    return bool(_not_source().search(upto)) and not _DISTANCE_FROM.search(upto) and not _WITHDRAWN.search(upto)


def _located(governor: str, upto: str, *, country: bool) -> tuple[Role, str] | None:
    """What a mere "in", "of" or "for" makes of a place: where people go or come from, by whom or what is there."""
    if governor == "for" and (_leave_for().search(upto) or _aid_for().search(upto)):
        return Role.TO, governor
    if governor in ("in", "of", "inside", "across") and any(p.search(upto) for p in (_REACHED, _TO_PEOPLE_AT, _NEEDS_AT)):
        return Role.TO, governor
    if governor in ("in", "of", "inside", "at") and _people_at().search(upto) and not _BY_WHOM.search(upto):
        return None if country else (Role.FROM, governor)
    outer = _within().search(upto)
    if outer is None:
        return Role.AT, governor
    if _from_whom().search(upto):
        return None
    if _THROUGH_WAYS_IN.search(upto):
        return Role.AT, governor
    role = next(role for role, pattern in _governors() if pattern.search(outer["outer"].split(" the")[0].rstrip()))
    return role, upto[outer.start("outer") :]


@cache
def _leave_for() -> re.Pattern[str]:
    """ "left Sumy for", "a ship set sail from Larnaca for": after leaving, "for" names where to."""
    return re.compile(rf"(?<!\S)(?:{words('motion.leave|motion.go|corridor.convoy')})(?: (?!for\b)\S+){{0,7}} for$")


@cache
def _aid_for() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.aid')}(?: (?:bound|meant|intended|destined))? for$")


# "so that relief can reach people hit by the war in Darfur"
_REACHED = re.compile(
    r"(?<!\S)reach(?:es|ed|ing)? (?:the |all |more |those |hungry |starving |trapped |needy )*(?:people|civilians|residents|families"
    r"|those|victims|refugees|communities|population|wounded|survivors)(?: \S+){0,6}? (?:in|of|inside|across)$"
)
# "aid to the people of Homs", not "to take people in Homs" nor "offered to civilians in Homs"
_TO_PEOPLE_AT = re.compile(
    r"(?<!offered )(?<!open )(?<!opened )(?<!given )(?<!promised )(?<!available )(?<!\S)to (?:the |all |more )?(?:(?!take|bring"
    r"|evacuat|let|allow|help|move|get|carry|rescue|transport|ferry|pick|collect|reach|save|send|drive|transfer)\S+ )?(?:civilians"
    r"|people|residents|families|refugees|victims|survivors|those|inhabitants|population|communities)(?: \S+){0,3} (?:in|of|inside|across)$"
)
# "to meet the needs of people in Tigray"
_NEEDS_AT = re.compile(r"(?<!\S)(?:needs? of|feed|help|serve)(?: \S+){0,4}? (?:people|civilians|residents|families) (?:in|of|across)$")
_BY_WHOM = re.compile(r"(?<!\S)by (?:the )?%\d+ (?:in|of|at)$")
# "evacuated through corridors in Ukraine"
_THROUGH_WAYS_IN = re.compile(r"(?<!\S)(?:through|via)(?: \S+)* (?:corridors?|routes?|roads?|crossings?) \S+$")


@cache
def _people_at() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\S)(?<!camp for )(?<!camps for )(?<!for )(?<!for displaced ){words('path.inhabitants')}"
        rf"(?: (?:trapped|stranded|stuck|living|sheltering|remaining|besieged|still))* (?:in|of|inside|at)$"
    )


@cache
def _from_whom() -> re.Pattern[str]:
    """ "criticism from politicians in Dhaka": who says it, not who leaves."""
    return re.compile(rf"(?<!\S)(?:from|to) (?:the |some |many |several )?(?:\S+ )?{words('path.speakers')} (?:in|of|at)$")


@cache
def _within() -> re.Pattern[str]:
    """ "from the steelworks in Mariupol", "to the airport of Kabul": the outer preposition rules."""
    noun = rf"(?!{words('path.not_building')}(?!\S))[a-z][\w'-]*"
    return re.compile(
        rf"(?<!\S)(?P<outer>(?:from|out of|into|through|via)(?: (?:the|a|an|its|their))?|(?:to|towards?) (?:the|a|an|its"
        rf"|their)|to(?= (?:\S+-held |\S+-controlled |\S+-run )?{words('path.refuge')}(?!\S)))(?: {noun}){{1,4}}"
        rf" (?:in|of|at|near|outside|around|inside|under|beneath|below)$"
    )
