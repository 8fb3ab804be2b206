"""What a place is to a way, from the words around it: "from A, through B and C, before reaching D"; "in A" begins there.

The governing preposition or verb decides (see ``governing``), unless a turn of phrase does without one ("Idlib was their
destination").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Member, Phrases, Places
from geomap.extract.ways.governing import Role, for_those, governed_by
from geomap.extract.ways.turns import turns
from geomap.extract.within import holds

__all__ = ["Role", "Step", "steps"]

_TO_ANOTHER = re.compile(r" (?:to|into|towards?) (?:the )?§")
_LEFT, _RIGHT = 180, 90  # characters of the code around a place in which what governs it is looked for


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
# "Tigray's capital, Mekelle", "the Damascus suburb's main town of Douma", "the Jordanian capital, Amman", "the capital, Khartoum"
_WHOSE_CAPITAL = re.compile(
    r"(?<= )(?:(?:§\d+ (?:\S+)?'s (?:\S+ ){0,2}?|%\d+ )(?:capital|city|port|town)(?: city)? (?:,|of)|the (?:\S+ )?capital ,)$"
)
_COMPASS = re.compile(r"(?:north|south)?-?(?:east|west)|north|south", re.IGNORECASE)
_TOWARDS = re.compile(r"(?<!\S)(?:to|towards?)(?: the)?$")
_ONWARD = re.compile(
    rf"(?<!\S)(?:{words('path.onward')}) \S+(?: \S+)?$|(?<!\S)before \S+$"
    # "for onward transfer by air to Russia"
    r"|(?<!\S)(?:(?:onward|further|subsequent) \w+|for (?:transfer|transit|transport|transportation|re-?settlement))"
    r"(?: (?!(?:from|and|or)(?!\S))[^\s,.]+){0,4} \S+$")
_OR_ON = re.compile(r"(?<!\S)or(?: (?:on|onwards?|then))?$")  # "to the camp, or on to Baghdad"
_FRESH = re.compile(
    r"(?<!\S)(?:the (?:second|third|fourth|other|rest)|another|a second|one|some|others|a few"
    r"|(?:as well as|and) (?:several|other|\d+|one|two|three|four|five) (?:(?:other|more|such) )?(?:corridors?|routes?|roads?|ways)"
    r"(?: around §\d+)?)(?: of them)?(?: going| on| moving| travelling)*"
    r"(?: (?:would|will|leads?|goes|ran|running|leading|go|lead|corridor|route|run))*$"
)
# "from Aden to Sanaa, not to Taiz", "rather than through Kherson"; not "did not enter Taiz"
_REFUSED = re.compile(
    r"(?<!\S)(?<!did )(?<!do )(?<!does )(?<!was )(?<!were )(?<!is )(?<!are )(?:not|never|rather than|instead of)"
    r" (?:from|out of|(?:in)?to|towards?|via|through|over|for|across|between)$"
)
_NOR = re.compile(r"(?<!\S)n?or$")
_COMMON_BORDER = re.compile(r"(?<!\S)(?:border|frontier) (?:of|between|shared by|common to)(?: the)?$")
_ROUTE_OF = re.compile(r"(?<!\S)routes?(?: (?![,.;:])\S+){0,8} :$")
_JOINED = re.compile(r"(?:^|\s)(?:,|and|or|;|&)$")


def steps(phrases: Phrases, start: int = 0, end: int | None = None) -> list[Step]:
    """The lists of places in ``code[start:end]``, each with the role its governing words give it, those without left out."""
    return list(_steps(phrases, start, len(phrases.code) if end is None else end))


def _steps(phrases: Phrases, start: int, end: int) -> Iterator[Step]:
    earlier: Step | None = None
    refused = False  # the place before is one that the way does not touch
    for match in _SIGN.finditer(phrases.code, start, end):
        places = phrases.places[int(match[1])]
        left = phrases.code[max(start, match.start() - _LEFT) : match.start()].rstrip()
        right = phrases.code[match.end() : min(end, match.end() + _RIGHT)]
        found = _role(places, left, right)
        if (
            earlier is not None
            and (found is None or found[0] is Role.AT)
            and _goes_on(phrases.code[earlier.end : match.start()].rstrip(), right)
        ):
            found = earlier.role, found[1] if found else ""
        if found == (Role.AT, "for") and earlier is not None and earlier.role is Role.TO and earlier.governor == "for":
            found = _and_for(phrases.code[earlier.end : match.start()])
        if found is None or (found[0] is not Role.VIA and all(_is_water(m) for m in places.members)):
            continue  # "from a Black Sea port", "docked at the Nile" do not say where
        role, governor = found
        if earlier is not None and earlier.role is Role.TO and not _lies_within(places, earlier.places):
            home = for_those().search(f"{left} 's" if right.startswith(" 's ") else left)
            role, governor = (Role.FROM, home["gov"]) if home is not None else found
        begin = max(start, match.start() - (len(left) - left.rfind(governor) + 1 if governor else 0))
        before = phrases.code[start:begin].rstrip()
        refused = _REFUSED.search(f"{before} {governor}") is not None or (refused and _NOR.search(before) is not None)
        if refused:
            continue
        earlier = Step(
            role,
            places,
            begin,
            match.end(),
            governor,
            onward=bool(governor) and _ONWARD.search(f"{before} {governor}") is not None and not _OR_ON.search(before),
            fresh=_FRESH.search(before) is not None,
            joined=_JOINED.search(before) is not None and not before.endswith(" respectively ,"),
        )
        yield earlier


_WHEN = r"(?:(?:(?:on|at) )?(?:¤\d+|\d\S*|noon|midnight|\S+day)|[ap]\.?m\.?|hours)"
_AND_FOR = re.compile(rf"(?: {_WHEN})*(?: (?:,|;|and))+(?: \S+){{0,4}} for(?: the)? ?")


def _and_for(between: str) -> tuple[Role, str]:
    """ "Trains leave A for B at 10 a.m. and for C at noon", "left: 200 for B and 100 for C"."""
    return (Role.TO if _AND_FOR.fullmatch(between) else Role.AT), "for"


def _lies_within(inner: Places, outer: Places) -> bool:
    return any(holds(o, i) for i in inner.members for o in outer.members)


def _is_water(member: Member) -> bool:
    dry = member.mention.text.startswith("Wadi")  # people live in a wadi
    return member.place is not None and member.place.kind in (Kind.SEA, Kind.RIVER) and not dry


_BEHIND_LIST = re.compile(r" (?:[.,;)]|to|from|on|in|for|by|via|through|after|before|at|was|were|will|would|has|have|had|is|are)(?!\S)|$")


def _goes_on(between: str, right: str) -> bool:
    """ "to depots in Kabul and in Herat", "to Foua and the village of Kefraya": what stands between joins the second to the first."""
    if between == " :":
        return True  # "to six townships in Rakhine: Buthidaung, Maungdaw ..."
    if re.fullmatch(r" ~+ (?:and|or|as well as)", between) and _BEHIND_LIST.match(right):
        return True  # "for Mariupol, a port in the south, and Volnovakha"
    if re.fullmatch(r"(?: ¤\d+)?(?: ,)?(?: and| while)? the (?:other|second|third|latter)(?: one)? (?:in|at)", between):
        return True  # "one ends in Zaporizhzhia, the other in Dnipro"
    if re.fullmatch(r"(?: (?:at|by) [^\s,]+| (?:on )?¤\d+)(?: ,)? and", between):
        return True  # "left Sumy at nine and Izium at ten"
    apart = r"(?: , the(?: (?!,)\S+){1,4}| in the \S+| ~+ ?| (?:on |by |early |late )?¤\d+)?(?: ,)?"
    joined = rf"{apart} (?:and|or|as well as)(?: \d\S*)? (?:in|at|with)(?: the)?"
    return re.fullmatch(joined, between) is not None


def _role(places: Places, left: str, right: str) -> tuple[Role, str] | None:
    """The role of a list of places and the words that give it, "" where no preposition does."""
    left = re.sub(r"(?<!\S)((?:in)?to|from|for) :$", r"\1", left)  # "aid will go to: A, B"
    country = all(m.place is not None and m.place.kind is Kind.COUNTRY for m in places.members)
    if places.nameless or (country and len(places.members) == 2 and _COMMON_BORDER.search(left)):
        return None
    if _TOWARDS.search(left) and all(_COMPASS.fullmatch(m.mention.text) for m in places.members):
        return None  # "towards the West, to Zaporizhzhia": a direction
    if not country and _RECEIVER.search(left) and _will_receive().match(right):
        return Role.TO, ""
    if len(places.members) > 2 and _ROUTE_OF.search(left):
        return Role.CHAIN, ""  # "along the route: A, B, C"
    if places.chain and re.match(r" (?:border|frontier|boundary)(?! (?:crossing|post|gate|point))(?!\S)", right):
        return None  # "at the Armenia-Azerbaijan border", "reached the border of Brazil and Venezuela"
    whose = _WHOSE_CAPITAL.search(left)
    if whose is not None:
        left = left[: whose.start()].rstrip()  # to Mekelle
    for role, before, behind in turns():
        match = before.search(left)
        if match is not None and behind.match(right):
            return (role, match.groupdict().get("gov", "")) if role is not None else None
    if _way_behind().match(right):  # "the Mariupol corridor"
        governed = governed_by(left)
        if places.chain:
            return Role.CHAIN, governed[1] if governed is not None and governed[0] is Role.VIA else ""
        if governed is not None and governed[0] is Role.VIA:
            return Role.NAME, governed[1]
        if governed is None or governed[0] is Role.AT or re.search(r"(?:the|a|an|and|to|on|of|this)$", left):
            return Role.NAME, ""
    governed = governed_by(left, country=country, onward=_TO_ANOTHER.match(right) is not None)
    if places.chain and (governed is None or governed[0] in (Role.AT, Role.FROM, Role.VIA)):
        return Role.CHAIN, governed[1] if governed else ""
    if governed is None and _begins_way(left, right):
        return Role.FROM, ""
    return governed


_RECEIVER = re.compile(
    r"(?:^|[~,;:•]|(?<!\S)(?:and|also|too|meanwhile|(?:residents|people|inhabitants|families|civilians|population|communities) (?:of|in)))$"
)


@cache
def _will_receive() -> re.Pattern[str]:
    """ "Bucha and Irpin will be provided with food and medicine": where aid is to be taken."""
    return re.compile(
        r"(?: (?:in|of) (?:the )?§\d+)? (?:will|would|shall|(?:is|are) (?:(?:due|set|expected|scheduled|about) )?to)(?: also| soon| now)*"
        r" (?:receive|get|be (?:provided|supplied) with)"
        rf"(?: (?!to(?!\S)|from(?!\S)|in(?!\S))\S+){{0,5}}? (?:{words('corridor.goods')}|cargo|assistance|parcels|convoys?|trucks)(?!\S)"
    )


@cache
def _way_behind() -> re.Pattern[str]:
    described = rf"(?:(?:{words('corridor.qualifier')}|%\d+|\d+|second|third|first|main) )*"
    return re.compile(rf" {described}(?:{words('corridor.way')}|evacuations?)(?!\S)")


# "the Frankfurt to Sarajevo air bridge"
_BETWEEN_ENDS = re.compile(r" to (?:the )?§\d+ (?:\S+ )?(?:corridor|route|road|line|train|convoy|passage|bridge|airlift|run)(?!\S)")
_IS = r"(?:was|were|is|are|being|be|been)"


def _begins_way(left: str, right: str) -> bool:
    """Whether a way begins at a place that nothing governs: "Sumy was evacuated", ": Sumy to Poltava"."""
    return (
        re.match(rf"(?: near §\d+)? {_IS}(?: being| been)?(?: \S+ly)? (?:emptied|evacuated|cleared)(?!\S)", right) is not None
        or _BETWEEN_ENDS.match(right) is not None
        or (re.match(r" to (?:the )?§\d+", right) is not None and re.search(r"(?:^|[:,;•]|\band|\d|routes?|corridors?)$", left) is not None)
    )
