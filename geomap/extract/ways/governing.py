"""What the words right before a place make of it: "out of", "via", "bound for"; "in", where it leads somewhere.

Unless these words say that nobody goes anywhere: "offers to Kyiv", "pressure from Moscow".
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from geomap.extract.lexicon import words
from geomap.extract.meaning.judgements import MOTION
from geomap.extract.sentence.phrases import LYING
from geomap.extract.syntax.verbs import Act, has_verb
from geomap.extract.ways.spots import without_spot
from geomap.extract.ways.trapped import is_for_trapped, is_meant_for_trapped

__all__ = ["Role", "for_those", "governed_by"]


class Role(StrEnum):
    FROM = "from"
    TO = "to"
    VIA = "via"
    AT = "at"  # "corridors in Mariupol": the way begins there, no more is said
    BETWEEN = "between"
    NAME = "name"  # "the Mariupol corridor"
    CHAIN = "chain"  # "Sumy – Poltava"


@cache
def _governors() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """The roles with the words that give them, those first that win where two fit."""
    described = rf"{words('place.before_suffix')} and|{words('place.before|place.before_suffix')}"
    adjective = r"(?:[a-z]+-[a-z]+|[a-z]+(?:ed|ern|al|ous|ic|ful|ive|ble|ish|ent|ant|ary|less|est|some)|[a-z]+ly)"
    typed = rf"(?:the|its|their)(?: {adjective}){{1,3}}"  # "the once-thriving city of", of which the list has taken "city of"
    tail = rf"(?: (?:{typed}|§\d+ (?:[a-z]+)?'s|@\d+ 's|any|some|al|el|\d\S*|%\d+|{described}))*$"
    alternatives = (
        (Role.BETWEEN, "between"),
        (Role.BETWEEN, words("path.link")),
        (Role.TO, words("path.to")),
        (Role.FROM, words("path.from")),
        (Role.VIA, words("path.via")),
        (Role.AT, words("path.at")),
    )
    return tuple((role, re.compile(rf"(?<!\S)(?P<gov>{governor}){tail}")) for role, governor in alternatives)


def governed_by(left: str, *, country: bool = False, onward: bool = False) -> tuple[Role, str] | None:
    """The role that the words right before a place give it, and these words; None where they lead nowhere.

    ``onward``: "to B" follows the place, so that "blocked the convoy from A" is no place that it was kept from.
    """
    if _ASIDE.search(left):
        return None
    left = without_spot(left, country=country)
    housed = _HOUSED.search(left)
    if housed is not None:
        return Role.FROM, left[housed.start() :]
    if _SHELTERING.search(left):
        return Role.FROM, left.rsplit(" ", 1)[-1]
    found = next(((role, match) for role, pattern in _governors() if (match := pattern.search(left))), None)
    if found is None:
        return None
    role, match = found
    governor, upto = match["gov"], left[: match.end("gov")]
    if role is Role.FROM and is_for_trapped(upto):
        return Role.TO, governor
    if role is Role.BETWEEN and _MEDIATES.search(upto):
        return None
    if role is Role.AT:
        return _located(governor, upto, country=country, onward=onward)
    if role is Role.TO and (_not_direction().search(upto) or _UP_TO_WHOM.search(upto)):
        return None
    if (governor == "away from" and _DISTANCE_AWAY.search(upto)) or (role is Role.FROM and is_meant_for_trapped(upto)):
        return None
    if role is Role.FROM and governor == "from" and not onward and _KEPT_FROM.search(upto):
        return Role.TO, governor
    measured = onward and _DISTANCE.search(upto) is not None
    stays = (_is_no_departure(upto) and not measured) or (country and _NATIONALS.search(upto))
    if role is Role.FROM and governor in ("from", "out of") and stays:
        return None
    return role, governor


# "left a shelter in Mariupol", which elsewhere is where somebody finds one
_HOUSED = re.compile(
    r"(?<!\S)(?:from|out of|left|leav(?:e|es|ing)) (?:(?:the|an?|their|its|several|two|three|temporary|bomb|underground|\S+-run) )*"
    r"(?:shelters?|refuge|accommodation) (?:in|at|of)$"
)


_MEDIATES = re.compile(r"(?<!\S)(?:mediat|arbitrat|negotiat)\w*(?: (?:the )?(?:talks|dialogue|conflict|dispute))? between$")
_UP_TO_WHOM = re.compile(r"(?<!\S)(?:is|was|be|been|remains?|now|entirely|leave it|left it) up to$")  # "it is up to Kyiv to let them go"


@cache
def _not_direction() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.not_direction')}(?: (?:it|them|this|out|back|up|not|also|only|the|a|%\d+))* to$")


@cache
def _not_source() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.not_source')}(?: (?:the|a|\)|%\d+))* (?:from|out of)$")


# "a town south-west of the capital": where it lies, and not the capital
_ASIDE = re.compile(
    r"(?<!\S)(?<!the )(?<!in )(?<!from )(?<!to )(?:north|south|east|west|north-?(?:east|west)|south-?(?:east|west))(?:-?wards?)? of$"
    rf"|(?<!\S)(?:leads?|leading|lies|lying|located|[(]|{'|'.join(sorted(LYING))})"
    r" (?:just )?to the (?:north|south)?-?(?:east|west)?(?:ern outskirts)? of$"
)
# "had travelled more than 1,800 km from Port Sudan"
_DISTANCE_FROM = re.compile(
    r"(?<!\S)(?:travel\w*|driv\w+|drove|walk\w*|cover\w*|come|came|sail\w*)(?: \S+){0,4} (?:km|kilomet\w+|miles) from$"
)
_DISTANCE = re.compile(r"(?<!\S)(?:km|kilomet\w+|miles) from$")  # "the 800 km from Kenzou to Douala"
_DISTANCE_AWAY = re.compile(
    r"(?<!\S)(?:km|kilomet\w+|miles?|hours?|minutes?|metres?|meters?|yards?) away from$"
)  # "30 miles away from the border"
# "keeps 43 trucks of food aid from Tigray"
_KEPT_FROM = re.compile(
    r"(?<!\S)(?:keep|keeps|kept|keeping|withheld|withhold\w*|block\w*|bar|barr\w+|divert\w*) (?:\S+ ){0,5}?(?:aid|relief|food"
    r"|supplies|trucks|lorries|convoys?|assistance|medicines?|fuel|shipments?|deliveries)(?: of \S+(?: \S+)?)? from$"
    r"|(?<!\S)(?:convoys?|trucks|lorries|flights?|ships?|vessels?|aid)(?: (?:was|were|is|are|has|have|had|been))*"
    r" turned (?:back|away) from$"
)
# "students from India and China": whose they are
_NATIONALS = re.compile(
    r"(?<!\S)(?:students|nationals|citizens|workers|tourists|expatriates|volunteers|fighters|mercenaries|observers|monitors) from$"
)
_WITHDRAWN = re.compile(r"(?<!\S)(?:fighters|rebels|civilians|families|garrison|people)(?: \S+){0,2} withdr\w+ (?:from|out of)$")


def _is_no_departure(upto: str) -> bool:
    """ "pressure from Moscow", "far from Kyiv": a sender or a distance, but for distances gone and fighters withdrawn."""
    return bool(_not_source().search(upto)) and not _DISTANCE_FROM.search(upto) and not _WITHDRAWN.search(upto)


_WHERE = frozenset(["in", "of", "inside", "across", "near", "around", "outside", "close to"])


def _located(governor: str, upto: str, *, country: bool, onward: bool) -> tuple[Role, str] | None:
    """What a mere "in", "of" or "for" makes of a place: where people go or come from, by whom or what is there."""
    if governor == "for" and (_is_on_the_move(upto) or _aid_for().search(upto)):
        return Role.TO, governor
    if governor in ("in", "of", "inside", "across") and (_TOLD_TO_LEAVE.search(upto) or _WAY_FOR.search(upto)):
        return Role.FROM, governor
    reached = (_REACHED, _TO_PEOPLE_AT, _NEEDS_AT, _sent_for(), _unloaded())
    if governor in _WHERE and not onward and any(p.search(upto) for p in reached):
        return Role.TO, governor
    if governor in ("in", "of", "inside", "at") and _people_at().search(upto) and not _BY_WHOM.search(upto):
        return None if country else (Role.FROM, governor)
    outer = _within().search(upto)
    if outer is None:
        return Role.AT, governor
    if upto[: outer.start("outer")].endswith("according "):
        return None  # "according to the ministry in Moscow"
    if _from_whom().search(upto) or (country and outer["outer"].startswith(("leav", "left", "abandon", "from", "out of"))):
        return None  # "criticism from politicians in Dhaka", "left a camp in Mexico", "from the combat zones in Sri Lanka"
    if _THROUGH_WAYS_IN.search(upto):
        return Role.AT, governor
    role = next(role for role, pattern in _governors() if pattern.search(re.sub(r" (?:the|@\d+)$", "", outer["outer"].rstrip())))
    return role, upto[outer.start("outer") :]


def _is_on_the_move(upto: str) -> bool:
    """ "Left Sumy for", "a ship set sail from Larnaca for": after leaving, "for" names where to."""
    # "left Beirut for Tyre and for Qana", "for Tyre and another 200 for Qana"
    upto = re.sub(rf" for §\d+(?: (?:on )?(?:¤\d+|\w+day))?(?: ,)? and(?: {_SOME_MORE}){{0,4}}(?= for$)", "", upto)
    moving = upto.removesuffix(" for").rpartition(" for ")[2].split()[-_FAR_FROM_FOR:]
    return not _BOUND.isdisjoint(moving) or has_verb(moving, _MOVING) or _convoy().search(" ".join(moving)) is not None


_SOME_MORE = r"(?:another|a|an|the|some|about|around|other|others|more|further|rest|hundreds?|dozens?|\d\S*)"
_MOVING = MOTION - {Act.ARRIVE} | {Act.LEAD}
_BOUND = frozenset(["bound", "destined", "set", "withdrew", "run", "runs", "ran", "running", "departure", "departures"])
_FAR_FROM_FOR = 12  # words


@cache
def _convoy() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('corridor.convoy|corridor.ship')}(?!\S)")


@cache
def _aid_for() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.aid')}(?: (?:bound|meant|intended|destined))? for$")


@cache
def for_those() -> re.Pattern[str]:
    """ "A corridor to Idlib for the people of Homs", "for Homs's wounded"; but not "an aid corridor to" it."""
    those = rf"(?:the|all|some|those|any|trapped|besieged|remaining|\d\S*|{words('path.inhabitants')}|leaving|fleeing|of|in|inside|from)"
    return re.compile(
        rf"(?<!\S)(?<!aid )(?<!relief )(?<!food )(?:{words('corridor.way')}|safe passage)(?: \S+){{0,2}}? (?:in)?to (?:the )?§\d+"
        rf" (?P<gov>for(?: {those})+ (?:of|in|inside|from)|for(?= 's))(?: (?:the|'s))?$"
    )


# "so that relief can reach people hit by the war in Darfur"
_REACHED = re.compile(
    r"(?<!\S)reach(?:es|ed|ing)? (?:the |all |more |those |hungry |starving |trapped |needy )*(?:people|civilians|residents|families"
    r"|those|victims|refugees|communities|population|wounded|survivors)(?: \S+){0,6}? (?:in|of|inside|across|near|around|outside|close to)$"
)
# "aid to the people of Homs", not "to take people in Homs" nor "offered to civilians in Homs"
_TO_PEOPLE_AT = re.compile(
    r"(?<!offered )(?<!open )(?<!opened )(?<!given )(?<!promised )(?<!available )(?<!\S)to (?:the |all |more |some |than |about |over "
    r"|around |nearly |an estimated |tens of thousands of |(?:hundreds|thousands|dozens|millions) of |\d\S* |million )*(?:(?!take|bring"
    r"|evacuat|let|allow|help|move|get|carry|rescue|transport|ferry|pick|collect|reach|save|send|drive|transfer)\S+ )?(?:civilians"
    r"|people|residents|families|refugees|victims|survivors|those|inhabitants|population|communities|agencies|%\d+)"
    r"(?: \S+){0,5} (?:in|of|inside|across|near|around|outside|close to)$"
)
# "to meet the needs of people in Tigray"
_NEEDS_AT = re.compile(
    r"(?<!\S)(?:needs? of|feed|help|serve)(?: \S+){0,4}? (?:people|civilians|residents|families)(?: living| trapped)? (?:in|of|across)$"
)
# "issued evacuation orders to residents of Rafah"
_TOLD_TO_LEAVE = re.compile(
    r"(?<!\S)evacuation (?:orders?|notices?|warnings?|calls?|alerts?|instructions?) (?:to|for) (?:\S+ ){0,8}(?:in|of|inside|across)$"
)
# "a corridor into Russia for the people of Sumy"
_WAY_FOR = re.compile(
    r"(?<!\S)(?:corridors?|routes?|passages?|roads?|ways?) (?:out )?(?:in)?to (?:\S+ ){1,3}for (?:the |all )?(?:\S+ )?"
    r"(?:people|residents|civilians|population|families|inhabitants|citizens|refugees|wounded) (?:of|in|inside)$"
)


@cache
def _sent_for() -> re.Pattern[str]:
    """ "Food sent from Baku for the residents of Karabakh"."""
    return re.compile(
        rf"(?<!\S)(?:sent|destined|intended|meant|bound|{words('corridor.goods')}|cargo|assistance)"
        r"(?: (?!has|have|had|reach|arriv|camp)\S+){0,6} for (?:the |some )*(?:\S+ ){0,2}"
        r"(?:people|residents|civilians|population|communities|families|inhabitants|victims|survivors|homeless|displaced|refugees|%\d+)"
        r"(?: \S+){0,2} (?:of|in|inside)$"
    )


@cache
def _unloaded() -> re.Pattern[str]:
    """ "Offloaded 450 tonnes of food in Renk": where it was brought to."""
    return re.compile(
        rf"(?<!\S)(?:offload|unload|discharg)\w*(?: (?!(?:by|from|to|at)(?!\S)|[,.;])\S+){{0,7}}?"
        rf" (?:{words('corridor.goods')}|cargo|assistance)"
        r"(?: (?!(?:and|by|from|to|at)(?!\S)|[,.;])\S+){0,3} in$"
    )


# "soldiers seeking refuge at the base in Goma are being taken out": where they are so far
_SHELTERING = re.compile(
    r"(?<!\S)(?:(?:seeking|taking) (?:refuge|shelter)|(?:who|that) (?:had|have|has) (?:been )?(?:shelter\w*|stay\w*|liv\w+"
    r"|(?:sought|taken|seeking) (?:refuge|shelter)))(?: \S+){0,6} (?:in|at|of|inside)$"
)
_PEOPLE = r"(?:people|civilians|men|women|children|fighters|residents|soldiers)"
_BY_WHOM = re.compile(
    r"(?<!\S)by (?:the )?%\d+ (?:in|of|at)$|(?<!\S)"
    rf"(?:kill|wound|injur|detain|arrest)\w*(?! {_PEOPLE}(?!\S))(?: \S+){{1,4}} (?:in|of|at)$"
)
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


_SOME = r"two|three|four|five|six|seven|eight|nine|ten|\d+|several|all|many|some|other"


@cache
def _within() -> re.Pattern[str]:
    """ "from the steelworks in Mariupol", "to the airport of Kabul": the outer preposition rules."""
    noun = rf"(?!{words('path.not_building')}(?!\S))[a-z][\w'-]*"
    return re.compile(
        rf"(?<!\S)(?P<outer>(?:from|out of|into|through|via)(?: (?:the|a|an|its|their))?|(?:leaving|leaves?|left|abandon(?:ed|ing)?)"
        rf"(?: (?:the|an?|their))?(?= (?:(?!{words('path.not_building')} )\S+ ){{0,2}}{words('path.refuge')} )"
        r"|as far as (?:an?|the)"
        rf"|(?:(?:arriv(?:e|es|ed|ing)|dropped(?: off)?|set down|put up|housed) at|reach(?:es|ed|ing)?)"
        rf" (?:an?|the|their)(?= (?:\S+ ){{0,2}}{words('path.refuge')} )"
        r"|(?:to|towards?) (?:the|a|an|its"
        rf"|their)|(?:on (?:its|their) way|(?:en|on) route|headed|heading|bound|destined) (?:to|for)(?: @\d+)?"
        rf"|to(?: @\d+)?(?= (?:(?:{_SOME}) )?(?:\S+-held |\S+-controlled |\S+-run )?{words('path.refuge')}(?!\S)))"
        rf"(?: {noun}){{1,4}}"
        rf" (?:in|of|at|near|outside|around|inside|under|beneath|below)$"
    )
