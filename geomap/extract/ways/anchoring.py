"""Finds the words in a sentence that stand for a way: "the evacuation of Homs", "buses left", "Ukraine rejected the offer".

Some say so by themselves ("safe passage"), some only where the text around is about people in need ("the route").
"""

from __future__ import annotations

import re
from functools import cache

from geomap.extract.lexicon import cue, words
from geomap.extract.meaning.parties import states
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.verbs import Act, has_verb
from geomap.extract.ways.anchors import Anchor, Sort, Surroundings
from geomap.extract.ways.answers import answers
from geomap.extract.ways.journeys import journeys
from geomap.extract.ways.lookalikes import is_lookalike
from geomap.extract.ways.named_ways import is_lifeline, is_strip, named_ways, names_strip
from geomap.extract.ways.spelt_names import anaphors
from geomap.extract.ways.travellers import travellers
from geomap.model import CorridorKind

__all__ = ["find_anchors", "strips_named"]


@cache
def _pattern() -> re.Pattern[str]:
    """The words for a way, each sort a group of its own."""
    qualified = (
        rf"{words('corridor.qualifier')}(?: (?:and|or|/) {words('corridor.qualifier')})?"
        rf"(?: (?:bus|rail|train|road|land|sea|{words('corridor.qualifier')}))?"
        rf"(?: (?:- )?(?:{words('corridor.way')}))"
    )
    return re.compile(
        rf"(?<!\S)(?:(?P<way>{qualified}|{words('corridor.fixed')})|(?P<bare>{words('corridor.bare')}|routes?|{words('corridor.way_out')})"
        rf"|(?P<evacuation>{words('corridor.evacuation')}|evacuate)|(?P<convoy>{words('corridor.convoy|corridor.ship')})"
        rf"|(?P<people>{words('corridor.people|corridor.carried')}))(?!\S)"
    )


def find_anchors(text: str, phrases: Phrases, around: Surroundings) -> list[Anchor]:
    """The anchors of a sentence in order; ``around``: what the text around it is about."""
    code = phrases.code
    named = named_ways(text, phrases)
    strips = [a for a in named if is_strip(a, code)]
    found = [a for a in named if a not in strips and (around.known or is_lifeline(a, code, around))]
    for match in _pattern().finditer(code):
        sort = Sort(match.lastgroup or "way")
        if any(a.start < match.end() and match.start() < a.end for a in found + strips):
            continue
        if around.grain and cue("corridor.ship").fullmatch(match[0]) and not _OF_NAVY.search(code[: match.start()]):
            found.append(_anchor(code, match, sort, around))
            continue
        if is_lookalike(phrases, match, sort, known=around.known or ((around.vouched or around.conflict) and around.lately)):
            continue
        if around.strip and match[0] == "corridor" and _DEFINITE.search(code, 0, match.start()):
            continue  # "the army keeps the corridor"
        if _is_meant(phrases, match, sort, around, found):
            found.append(_anchor(code, match, sort, around))
    found += [new for new in travellers(phrases, around) if not any(a.start < new.end and new.start < a.end for a in found)]
    if around.known or (around.conflict and (around.plainly or around.vouched)):
        unnamed = anaphors(text, phrases, known=around.known)
        found += [new for new in unnamed if not any(a.start < new.end and new.start < a.end for a in found)]
    found += journeys(phrases, around, found)
    heads = {a.start for a in found if a.sort is Sort.CONVOY and not _DOING.match(code, a.start)}
    found = [a for a in found if a.sort is not Sort.CONVOY or a.end + 1 not in heads]  # "aid convoy" is a convoy
    return sorted([*found, *answers(code, found, around)], key=lambda anchor: anchor.start)


_OF_NAVY = re.compile(r"(?<!\S)(?:war|naval|military|russian|%\d+|@\d+|navy|patrol|landing|black sea fleet) $")
_NAMED_CORRIDOR = re.compile(r"(?P<name>[A-Z][\w-]+)[\"'”’]? [Cc]orridor\b")


def strips_named(text: str) -> list[tuple[int, bool]]:
    """Where a text names a corridor, and whether that is a strip of land that an army holds."""
    return [(match.start(), names_strip(match["name"])) for match in _NAMED_CORRIDOR.finditer(text)]


_DEFINITE = re.compile(r"(?<!\S)(?:the|this|that) $")


# "brought food", told of a convoy and no name for one
_DOING = re.compile(r"(?:mov|deliver(?!y|ies)|bring|brought|send|sent|get|transport|truck(?:ed|ing)|carry|ship)\w* ")
_PLAINLY = re.compile(r"evacu|medevac|airlift")


def _is_meant(phrases: Phrases, match: re.Match[str], sort: Sort, around: Surroundings, found: list[Anchor]) -> bool:
    """Whether words that may stand for a way do so in this text."""
    trade = cue("corridor.commerce").search(_IN_NEED.sub("", phrases.code)) is not None
    if sort is Sort.WAY:
        return around.plainly or around.conflict or not trade
    if sort is Sort.BARE and around.war and _is_bargained_for(phrases, match):
        return True
    if sort is Sort.BARE:
        return not trade and not (around.trade and not around.plainly) and _is_way(phrases, match, around, found)
    aid = sort is Sort.CONVOY and cue("corridor.goods").search(phrases.code) is not None  # for those whom a flood has struck
    if around.disaster and not (around.known or aid):
        return False
    if sort is Sort.EVACUATION and not _PLAINLY.match(match[0]):
        return around.plainly  # not a departure from the European Union, nor the transfer of citizens' data
    if around.trade and not (around.plainly or around.known or (around.vouched and match[0].startswith("airlift"))):
        return False
    if around.war and _CHARTERED.fullmatch(match[0]):
        return True
    return not _is_weak(sort, around) or (not trade and cue("conflict.civil").search(phrases.code) is None)


# the words of trade, told of those in need: "the only entry for relief cargo", "humanitarian flights"
_IN_NEED = re.compile(
    r"(?<!\S)(?:relief|aid|humanitarian|food|medical|evacuation|rescue|emergency) (?:cargo|goods|flights|logistics|imports?)(?!\S)"
)
_CHARTERED = re.compile(r"(?:charter|chartered|evacuation|repatriation) flights?")  # out of a country at war, whatever else is told
# "UN aid trucks crossed into Idlib" after an earthquake is still aid across a front; what a flood drives out is not
_OF_AID = re.compile(r"(?<!\S)(?:@\d+ (?:\S+ )?aid|aid (?:trucks?|convoys?|lorries)|convoys? (?:of|with|carrying) (?:\S+ ){0,2}aid)$")


def _is_weak(sort: Sort, around: Surroundings) -> bool:
    """Whether nothing around says that people or lorries on the way are more than trade, sport or traffic."""
    return sort.travels and not (around.plainly or around.conflict or around.known or around.lately)


_ARRANGING = frozenset([Act.PROPOSE, Act.ANNOUNCE, Act.AGREE, Act.OPEN, Act.BEGIN, Act.ALLOW])
_COUNTED = re.compile(r"(?<!\S)(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|these|following|the)(?: (?:safe|possible))?$")
_ROAD = re.compile(r"roads?|highways?|tracks?|paths?")
_NAMED_BY_PLACE = re.compile(r"§\d+$")
_REOPENED_LINK = re.compile(
    r" (?:linking|connecting|that links|that connects|between)(?!\S)(?=.*(?<!\S)(?:re-?open\w*|unblock\w*|closed|shut|cut)(?!\S))"
)
_LINK = re.compile(
    r" (?:linking|connecting|between|from|towards?|by which|(?:that|which) (?:links?|connects?|joins?|(?:runs?|leads?) from)"
    r"|(?:running|leading) (?:from|(?:in)?to|out of))(?!\S)"
)
# "The army has blocked the highway from A to B": what an article begins with, before it says who is in need
_SHUT = re.compile(r"(?<!\S)(?:block|clos|shut|cut|sever|seal|re-?open|unblock)\w*(?: off)? (?:the|a|both)(?: \S+)?$")
_TRAFFIC = re.compile(r"(?<!\S)(?:traffic|services?)(?!\S)")  # that was cut or resumed
_FROM_TO = re.compile(r" (?:from §\d+ to §\d+|(?:between|linking|connecting) §\d+)(?!\S)")
_INTO_CITY = re.compile(r" (?:in|into|to|out of|from) §\d+(?!\S)")
_TO_OPEN = re.compile(r"(?<!\S)(?:(?:re-?)?open(?:ed|ing|s)?|unblock\w*)(?: \S+){0,4}$")
_INSISTED = re.compile(r"(?<!\S)(?:insist\w* on|demand\w*|propos\w+|offer\w*|agree\w* on)(?: \S+){0,3}$")
# "agreed to open the coastal road between A and B", item five of eight in a list of what the warring sides agreed
_BARGAINED = re.compile(
    r"(?<!\S)(?:agree\w*|agreement|deal|accord|urg\w+|propos\w+|offer\w*|insist\w*|demand\w*|call\w*|ask\w*|pledg\w+|promis\w+"
    r"|refus\w+|accept\w*|re-?open\w*|unblock\w*)(?!\S)"
)
_REOPENED = re.compile(r"(?<!\S)(?:re-?open\w*|unblock\w*|agreed)(?!\S)")

# who bargains over roads does so over flights and passengers as well
_WOULD_RUN = re.compile(r" (?:would|will|could|is to) (?:begin|start|run|lead|go) (?:at|in|from|to|through|via)(?!\S)")
_OUT_OR_BETWEEN = re.compile(r" (?:from|out of) (?:the )?§\d+(?: (?:to|leading to|and) (?:the )?§\d+)?(?!\S)")
_OF_TRANSPORT = re.compile(
    r"(?<!\S)(?:company|firms?|airlines?|amtrak|rail\w*|trains?|high-speed|highways?|motorways?|interstate|i ?-? ?\d+|expressway|freight"
    r"|fiber|fibre|cable|pipeline|power|transmission|trucks|cars|commuters?|drivers|toll|state (?:approved|legislat\w+)|county|counties"
    r"|project|investors?|investments?|passengers|tourists?|wildlife|species|migration|flyway)(?!\S)"
)
_TODAY = re.compile(r" (?:for )?¤\d+ ?[,:–-]? ?§(?P<n>\d+)")  # "one corridor today, Mariupol – Zaporizhzhia"
_BESIDE_ROADS = frozenset(["flights", "passengers", "goods"])


def _is_bargained_for(phrases: Phrases, match: re.Match[str]) -> bool:
    """Whether a road between two places is what those at war agree to open, or insist on."""
    left, right = phrases.code[: match.start()].rstrip(), phrases.code[match.end() :]
    if not (_LINK.match(right) and _BARGAINED.search(left) and (_TO_OPEN.search(left) or _INSISTED.search(left))):
        return False
    return set(cue("corridor.commerce").findall(phrases.code)) <= _BESIDE_ROADS


def _is_way(phrases: Phrases, match: re.Match[str], around: Surroundings, found: list[Anchor]) -> bool:
    """Whether a bare "corridors", "routes" or "roads" is one for people or aid."""
    code, noun = phrases.code, match[0]
    left, right = code[: match.start()].rstrip(), code[match.end() :]
    need = around.humanitarian or bool(found) or cue("corridor.people").search(code) is not None
    if around.vouched and around.conflict and _FROM_TO.match(right) and (_SHUT.search(left) or _TRAFFIC.search(noun)):
        return True
    if not (need or around.known or _REOPENED_LINK.match(right)) and (_ROAD.fullmatch(noun) or _NAMED_BY_PLACE.search(left)):
        return False  # "the road from Babanusa", "the Lobito corridor": nobody in need is near
    if around.known or any(noun == "roads" or not a.sort.travels for a in found):
        return True  # "offered corridors ..., but most of the roads led to Russia"
    if noun == "ways out" and need and _COUNTED.search(left):
        return True
    acting = states(phrases)
    today = _TODAY.match(right) if noun.startswith("corridor") else None
    if today is not None and phrases.places[int(today["n"])].chain:
        return True
    if noun.startswith(("corridor", "route")):  # what makes it another sort of corridor has been looked at
        arranged = noun == "corridors" or _OUT_OR_BETWEEN.match(right) is not None
        plain = arranged and not (around.trade or _OF_TRANSPORT.search(code))
        told_of = noun.startswith("corridor") and plain and has_verb(code.split(), _ARRANGING)
        return around.humanitarian or around.conflict or bool(acting) or told_of
    if "crossing" in noun and right.startswith(" , §"):
        return around.conflict and _TO_OPEN.search(left) is not None  # "the opening of two crossing points, Luhansk-Shchastia and ..."
    if _INTO_CITY.match(right) and _TO_OPEN.search(left):
        return around.plainly and around.conflict  # "to open the roads into Taiz, a besieged city"
    if _WOULD_RUN.match(right):
        return need and around.conflict
    if not _LINK.match(right):
        return False
    return around.plainly or ((around.conflict or len(acting) > 1) and (_REOPENED.search(left) or _REOPENED_LINK.match(right)) is not None)


_AID_BEFORE = re.compile(r"(?<!\S)(?:aid|relief|humanitarian|food|un|crescent|cross|icrc|wfp|@\d+)$")
_CARRIER = re.compile(r"convoys?|columns?|trucks?|lorries|lorry|ships?|vessels?")
_DEFINITE = re.compile(
    r"(?<!\S)(?:the|this|these|those|both|'s|their|its|his|her|all|said|same|such|each|other|neither|either|of the|every)"
    r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+|proposed|agreed|planned|new|announced|first|second|other|same|only|sole"
    r"|next|latest|medical|empty|forced|mandatory|compulsory|designated|so-called|temporary|special))*$"
)

# "the 10-truck convoy", "the UN convoy", not "the first convoy" nor "the arrival of a convoy"
_THE_CONVOY = re.compile(
    r"(?<!\S)the (?:(?!(?:of|in|to|from|for|and|with|by|on|at|that|first|latest|is|are|was|were|has|have|had|will|would|said)(?!\S))"
    r"[a-z0-9@%-]+(?<!ing)(?<!ed)(?: |$)){1,4}$"
)
_THAT = re.compile(r"(?<!\S)(?:on|along|through|via|over|of|using|to) that$")
_POSSESSED = re.compile(r"(?<!\S)(?:their|his|her|its|'s)$")  # "left with their families": not those told of before


def _is_definite(left: str, noun: str, sort: Sort) -> bool:
    if sort is Sort.PEOPLE and _POSSESSED.search(left):
        return False
    if sort is Sort.CONVOY and _THE_CONVOY.search(left) is not None:
        return True
    return _DEFINITE.search(left) is not None or _THAT.search(left) is not None


def _anchor(code: str, match: re.Match[str], sort: Sort, around: Surroundings) -> Anchor:
    left, noun = code[: match.start()].rstrip(), match[0]
    return Anchor(
        match.start(),
        match.end(),
        sort,
        _kind(code, match, sort),
        definite=_is_definite(left[-40:], noun, sort),
        plural=noun.endswith("s") and not noun.endswith("ss"),
        bound=sort is Sort.CONVOY and _AID_BEFORE.search(left) is not None and _CARRIER.fullmatch(noun) is not None,
        weak=_is_weak(sort, around),
    )


def _kind(code: str, match: re.Match[str], sort: Sort) -> CorridorKind:
    phrase = match[0]
    near = code[max(0, match.start() - 40) : match.end() + 60]
    if "green" in phrase:
        return CorridorKind.GREEN
    if "safe passage" in phrase:
        return CorridorKind.SAFE_PASSAGE
    if "humanitarian" in phrase and "corridor" in phrase:
        return CorridorKind.HUMANITARIAN
    if phrase.startswith(("aid", "relief")) or (
        sort is Sort.CONVOY and re.search(rf"(?<!\S){words('corridor.goods')}(?!\S)", near)
    ):
        return CorridorKind.AID
    if sort in (Sort.EVACUATION, Sort.CONVOY, Sort.PEOPLE) or "evacuation" in phrase or "escape" in phrase:
        return CorridorKind.EVACUATION
    return CorridorKind.HUMANITARIAN
