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
from geomap.extract.ways.boarding import BOARDING
from geomap.extract.ways.governing import Role, for_those, governed_by
from geomap.extract.within import lies_in

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


_GOING_AWAY = r"(?:leav\w+|left|withdr\w+|evacuat\w+|buss?ed|taken|pull\w* out)"
_FIGHTERS = r"(?:rebels|fighters|insurgents|militants|militias?|gunmen|soldiers|troops|forces|defenders|garrison)"
# "the base for the flights was moved from Zagreb to Falconara"
_BASE_MOVED = (
    r"(?<!\S)(?:base|hub|headquarters|offices?|seat)(?: (?:of|for)(?: (?!,)\S+){1,4}?)?"
    r"(?: (?:is|was|has|had|having|been|being|to|be|will))* (?:moved|transferred|relocated|shifted)(?: from §\d+)? (?:from|to)$"
)
_ATTACKS = r" (?:attacks?|air|raids?|massacre|killings|bombings?|strikes?|offensive)(?!\S)"
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
            joined=_JOINED.search(before) is not None,
        )
        yield earlier


def _lies_within(inner: Places, outer: Places) -> bool:
    return any(o.place is not None and i.place is not None and lies_in(i.place, o.place) for i in inner.members for o in outer.members)


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
    joined = r"(?: , the(?: (?!,)\S+){1,4}| in the \S+| ~+ ?)?(?: ,)? (?:and|or|as well as)(?: \d\S*)? (?:in|at|with)(?: the)?"
    return re.fullmatch(joined, between) is not None


# "areas held by rebels in Idlib"
_HELD_BY = re.compile(
    r"(?<!\S)(areas?|territor(?:y|ies)|parts|districts|towns|villages) (?:held|controlled|run|ruled) by(?: (?!in )\S+){1,3}(?= in$)"
)


def _role(places: Places, left: str, right: str) -> tuple[Role, str] | None:
    """The role of a list of places and the words that give it, "" where no preposition does."""
    left = re.sub(r"(?<!\S)((?:in)?to|from|for) :$", r"\1", left)  # "aid will go to: A, B"
    left = _HELD_BY.sub(r"\1", left)
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
    for role, before, behind in _turns():
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


@cache
def _turns() -> tuple[tuple[Role | None, re.Pattern[str], re.Pattern[str]], ...]:
    """Turns of phrase that decide whatever preposition stands there: the role, what is left and what is right of the place."""
    turns: tuple[tuple[Role | None, str, str], ...] = (
        *((Role.FROM, before, behind) for before, behind in BOARDING),
        # "Ukraine's capital Kyiv": only says whose
        (None, "", r" (?:\S+)?'s (?:(?:\S+ ){0,2}?(?:capital|city|port|town)(?: city| of)? ,? ?)?§"),
        (None, "", r" - (?:controlled|held|run|ruled|occupied|administered|backed|led|based)(?!\S)"),  # "Baku-controlled territory"
        (Role.TO, "", r" - (?:bound|destined)(?!\S)"),  # "a Tigray-bound convoy"
        # "a convoy on its way to the Erez crossing": which it is to pass
        (
            Role.VIA,
            r"(?<!\S)(?P<gov>(?:on (?:its|their) way|en route|bound|head(?:ed|ing)|destined|sent|driven) (?:to|for|towards?))(?: the)?$",
            r" (?:(?:border|mobile) )?(?:crossing|post|gate|point|checkpoint)(?!\S)",
        ),
        # "left the last §0": "the last rebel-held district of Homs", "the last district in Homs" is not named
        (None, r"(?<!\S)(?:the|their|its) last$", ""),
        (
            None,
            r"(?<!\S)(?:an?|the last|another) (?:\S+ ){0,3}(?:districts?|suburbs?|neighbou?rhoods?|quarters?|towns?|villages?)"
            r" (?:in|of|near)$",
            "",
        ),
        (None, r"(?<!\S)(?:in|after|during|since|by)(?: the)?$", _ATTACKS),  # "in the Qana attack"
        (None, _BASE_MOVED, ""),
        # "the rebels in Idlib would let them go", "opened fire": who does this to others does not leave himself
        (
            None,
            rf"(?<!\S){_FIGHTERS} (?:in|inside|around|near)$",
            r" (?:(?:have|had|has|would|will|also|then|later|to|are|were) )*(?:let|allow|permit|open(?:ed|ing)? fire|fir(?:ed|ing)|shell"
            r"|attack|besieg|kidnap|abduct|block|prevent|stopp|halt|detain|releas|freed|free|kill|target)\w*(?!\S)",
        ),
        # "Tigray's rebels retook": where they come from, and no way
        (None, "", rf" 's (?:\S+ )?{_FIGHTERS}(?!\S)(?!(?: \S+){{0,5}}? {_GOING_AWAY}(?!\S))"),
        # "Grozny's residents may leave", not "support for Gaza's residents"
        (Role.FROM, r"(?:^|(?<!\S)(?!for|to|with)\S+)$", rf" 's (?:\S+ )?{words('corridor.people')}(?!\S)"),
        (
            Role.FROM,
            r"(?:^|(?<!\S)(?:the|of|and|while|with|urg\w+|told|order\w*|ask\w*|advis\w+|allow\w*|help\w*|,|\d\S*))$",
            r" (?:evacuees|residents|refugees)(?!\S)",
        ),  # "the Madaya evacuees"
        (Role.TO, rf"(?<!\S){words('path.link')} §\d+(?: 's \S+)? (?P<gov>to|with|and)$", ""),
        (Role.TO, r"§\d+ (?P<gov>to)$", ""),  # "a Kyiv to Gomel route"
        # "leave Sumy for Poltava, Izium for Lozova"
        (Role.FROM, r" for (?:the )?§\d+(?: ,)?(?: and)?$", r" for (?:the )?§"),
        (Role.TO, r" for (?:the )?§\d+(?: ,)?(?: and)?(?: from)? §\d+ (?P<gov>for)$", ""),
        # "Mariupol gets two routes as well"
        (
            Role.FROM,
            "",
            r" (?:gets?|got|has|have|had|will (?:get|have)|(?:is|are|was|were) (?:given|assigned|offered))(?: also)?"
            r" (?:a|one|two|three|four|five|several|its|their) (?:\S+ )?(?:corridors?|routes?|roads?|ways? out|exits?)(?!\S)",
        ),
        (Role.TO, r"(?<!\S)(?P<gov>to and from|in and out of|into and out of)(?: the)?$", ""),  # "the road to and from the Vanni"
        (None, rf"(?<!\S){words('path.not_between')}(?: \S+)? between$", ""),
        # "over Iran's border into Iraq"
        (Role.FROM, r"(?<!\S)(?P<gov>over|across|through)(?: the)?$", r" 's (?:\S+ )?(?:border|frontier)s? (?:in)?to(?!\S)"),
        # "were evacuated by United Nations forces from Srebrenica to Tuzla"
        (Role.FROM, r"(?<!\S)by (?:the )?[@%]\d+(?: \S+){0,2} (?P<gov>from)$", r" to (?:the )?§"),
        # "blocked the convoy from Sumy to Poltava", where "blocked aid from Tigray" keeps it away
        (Role.FROM, r"(?<!\S)(?:convoys?|trucks|lorries|aid|relief|food|supplies|flights?)(?: of \S+)? (?P<gov>from)$", r" (?:in)?to §"),
        (None, r"(?<!\S)(?:stay|stays|stayed|staying) (?:put )?in$", ""),  # "to make them stay in Aleppo"
        # "a crossing that lies on the Damascus-Amman highway"
        (
            None,
            r"(?<!\S)(?:lie|lies|lay|lying|located|situated|stands?|standing)(?: \S+){0,3}? (?:on|along)(?: the)?$",
            r"(?: \S+){0,2} (?:road|highway)s?(?!\S)",
        ),
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
            r"(?: ,(?: (?!,)\S+){1,14} ,)?(?: (?:camp|has|have|had|alone|already|also|been|is|are|was))*"
            r" (?:receiving|receives|taken in|took in|received|welcomed|absorbed|sheltered)"
            r"(?: (?:their|its|the|an?|some|first|second|third|new|another|much|more|needed|un|humanitarian|medical|[@%]\d+|\S+ly"
            r"|\S+-\S+)){0,5}"
            r" (?:aid|food|relief|supplies|help|assistance|convoys?|shipments?|consignments?|airdrops?|deliver(?:y|ies)|flights?"
            r"|most|many|some|all|them|thousands|hundreds|dozens|\d\S*)(?!\S)",
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


_IS = r"(?:was|were|is|are|being|be|been)"


def _begins_way(left: str, right: str) -> bool:
    """Whether a way begins at a place that nothing governs: "Sumy was evacuated", ": Sumy to Poltava"."""
    return (
        re.match(rf"(?: near §\d+)? {_IS}(?: being| been)?(?: \S+ly)? (?:emptied|evacuated|cleared)(?!\S)", right) is not None
        or re.match(r" to (?:the )?§\d+ (?:\S+ )?(?:corridor|route|road|line|train|convoy|passage)", right) is not None
        or (re.match(r" to (?:the )?§\d+", right) is not None and re.search(r"(?:^|[:,;•]|\band|\d|routes?|corridors?)$", left) is not None)
    )
