"""What only looks like a way for people or aid: "wildlife corridor", "corridors of power", "military convoy", "by road"."""

from __future__ import annotations

import re
from functools import cache

from geomap.extract.lexicon import cue, words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Sort

__all__ = ["is_lookalike", "others"]

_BY = re.compile(r"(?<!\S)(?:by|en)$")
_ON_THE_ROAD = re.compile(r"(?<!\S)(?:been|were|was|are|is|still|back|out|hours?|days?|nights?|weeks|months|while) on the$")
_OF_ROAD = re.compile(r" (?:from|to|out|in|into|between|linking|connecting|leading|running|that|which|was|is|has|had)(?!\S)")
_BY_MEANS = re.compile(r"(?<!\S)by (?:\S+ )?(?:bus|train|lorry|truck|ferry|plane|boat|ship|helicopter|barge)$")
_ARMS_SENT = re.compile(r"(?<!\S)(?:weapons|arms|military|ammunition|armou?red) (?:convoys?|columns?|trucks?|shipments?)(?!\S)")
# "Dhale sits at the junction of two highways": where a town lies
_MEETING_OF = re.compile(r"(?<!\S)(?:junction|intersection|crossroads) of(?: (?:the|two|three|four|main|major|several|these))*$")
# "in the corridor of the hotel, delegates waited"
_INDOORS = re.compile(r"(?<!\S)(?:in|along|down|into|through|across) (?:the|a|its|their|every|long|dark|narrow)$")
_LEADS_ON = re.compile(r" (?:from|to|for|between|linking|connecting|was|were)")
_BUILDING = re.compile(r"(?<!\S)(?:walked|stood|sat|met|waited|lined|hotel|hospital|ministry|building|offices?|doors?)(?!\S)")
_OF_MARCH = re.compile(r" (?:of|for) (?:the )?(?:march|parade|race|pipeline)")
_OTHER_ADJECTIVE = re.compile(r"(?<!\S)(?:fire|emergency exit|hurricane|flood|ecological|economic|wildlife)$")
_DRILL = re.compile(r" (?:drills?|exercises?|rehearsals?|chairs?|slides?|teams?|crews?|workers?)(?!\S)")
_DEFINITE = re.compile(r"(?<!\S)(?:the|this|that)(?: (?:@\d+|%\d+|\( \S+ \)|international|airlines|first)){0,4}$")
_FOR_PEOPLE = re.compile(r"(?<!\S)(?:passenger|evacuation|rescue|aid|relief|hospital|mercy|@\d+)$")
_HELPERS = re.compile(r"(?<!\S)(?:aid|relief|humanitarian|health|medical|rescue) (?:workers|staff|personnel|teams)(?!\S)")
_ONE_VEHICLE = re.compile(r"flight|bus|vehicle|ferry|train|plane|car|ship|boat|flagship|tug|dhow|tcg|hm\w+|ins|usns|rfa|mv")
_OF_DIGNITARY = re.compile(r" of (?:the |a )?(?:\S+ )?(?:prime|president\S*|king|queen|ministers?|minister's|pope|ambassador)(?!\S)")
_OTHER_RELIEF = re.compile(
    r"(?<!\S)(?:drought|tax|debt|pain|rent|mortgage|sanctions|great|huge|collective|comic|much|some|such|to (?:our|their|his|her)|of|an?"
    r"|welcome|big|immense|brief|sheer|visible|with|in)$"
)
_BODY = re.compile(
    r" (?:agenc(?:y|ies)|commission\w*|workers?|groups?|organi[sz]ations?|bod(?:y|ies)|officials?|chiefs?|charit(?:y|ies)|coordinators?"
    r"|director|ministry|office|budgets?|cuts|packages?|donors?|funding|appeals?|sector|community|seekers|distributions?|sites?"
    r"|centres?|centers?|hubs?|piers?|kitchens?|efforts?)(?!\S)"
)
_STRIKES = re.compile(
    r" (?:(?:had|have|has|then|also) )*(?:destroy|bomb|str[iu]ck|hit|attack|fired|shell|dropp|target|pound|raid)\w*(?!\S)"
)
_ABSTRACT = re.compile(r"(?<!\S)(?:measures?|steps?|decisions?|actions?|care|pictures?|photos?|votes?|oath|charges) $")
_REMAINS = re.compile(r"(?<!\S)(?:bodies|remains|corpses|coffins) (?:of|with)(?: \S+){1,5}$")
_FIGHTERS = re.compile(r"fighters|rebels|soldiers|militants|insurgents|jihadists|gunmen|defenders|troops(?: and civilians)?")
_ATTACKING = re.compile(
    r" (?:(?!who|,)\S+ ){0,4}?(?:advanc|storm|push|attack|captur|seiz|overr[au]n|launch|clash|infiltrat|assault|fought|fight)"
)
_BRINGING = re.compile(
    r"(?<!\S)(?:br(?:ing|ought)|fl(?:y|ew|own)|t(?:ake|aking|ook|aken)|g[eo]t|help|evacuat|airlift|ferr(?:y|ie)|bus|carr(?:y|ie)|transport|escort|lead|led"
    r"|rescu)\w*(?: (?!and|but|to|from)\S+){0,3} $"
)
_HIRED = re.compile(r"(?<!\S)(?:foreign|mercenar\w+(?: and)?(?: foreign)?) $")
_CIVIL = re.compile(r"nationals|citizens|students|residents|passport holders|diplomats|staff|workers|aid workers|families")
_OF_ONE = re.compile(r"(?<!\S)(?:with|and) (?:his|her|my)(?: (?!own)\S+)? $")  # "left with his relatives": one man's journey
_DRIVER = re.compile(r" (?:drivers?|stops?|station|bombs?)(?!\S)")
_ARMY_BEFORE = re.compile(r"(?<!\S)@(\d+)(?: 's)?(?: \S+)?$")
_IS_TO_LEAVE = re.compile(r" (?:will|is to|is due to|is set to) (?:leave|depart|set (?:off|out)|go|run)(?!\S)")
_ARMY = re.compile(r"military|army|troops|forces|navy|militia|soldiers")


def is_lookalike(phrases: Phrases, match: re.Match[str], sort: Sort, *, known: bool = False) -> bool:
    """Whether the words of ``match`` mean something else than a way for people or aid, by the words right beside them.

    ``known``: such a way was told of just before, so that "the train" is one on it.
    """
    code = phrases.code
    left = code[max(0, match.start() - 50) : match.start()].rstrip()
    right = code[match.end() : match.end() + 80]
    if sort is Sort.BARE:
        return _is_other_corridor(code, left, right, match[0])
    if sort is Sort.WAY:
        return _OTHER_ADJECTIVE.search(left) is not None
    if sort is Sort.EVACUATION:
        return _DRILL.match(right) is not None
    if sort is Sort.CONVOY:
        return _is_other_convoy(code, left, right, match[0], told=known) or (
            _with_aid().search(right) is None and _is_of_army(phrases, left)
        )
    return _is_armed(code, right, match)


def _is_other_corridor(code: str, left: str, right: str, noun: str) -> bool:
    if _BY.search(left) or left.endswith("among other"):
        return True  # "by road" is how, not which way; "en route" goes with who travels
    if noun == "road" and _ON_THE_ROAD.search(left) and not _OF_ROAD.match(right):
        return True  # "had been on the road for 18 hours"
    if _MEETING_OF.search(left):
        return True
    if noun.startswith("road") and _ARMS_SENT.search(code):
        return True
    if _AIR.search(left) and _FROM_TO.match(right) and "drone" not in code:
        return False  # "asked for an air corridor from Luanda to Kuito"
    if _other_before().search(left) or _other_after().match(right):
        return True
    if _INDOORS.search(left) and not _LEADS_ON.match(right) and _BUILDING.search(code):
        return True
    return noun.startswith("route") and _OF_MARCH.match(right) is not None


_AIR = re.compile(r"(?<!\S)air$")
_FROM_TO = re.compile(r" from (?:the )?§\d+ to (?:the )?§\d+(?!\S)")


@cache
def _other_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{words('named.corridor')}|{words('corridor.not_before')}(?: (?:and|or) \S+)?)$")


@cache
def _other_after() -> re.Pattern[str]:
    return re.compile(rf" {words('corridor.not_after')}(?!\S)")


def _is_other_convoy(code: str, left: str, right: str, noun: str, *, told: bool) -> bool:
    meant = told and _DEFINITE.search(left) is not None
    if _BY_MEANS.search(f"{left} {noun}") or _OF_DIGNITARY.match(right):
        return True
    aid = _with_aid().search(right) is not None
    taken = cue("corridor.people").search(_HELPERS.sub("", code)) is not None or _FOR_PEOPLE.search(left) is not None
    taken = taken or (told and "passengers" in code)  # "a ferry sailed from Tripoli, and 426 passengers got off": it took them out
    # one bus, and nobody said to be on it; but "from A a bus will leave for B" among the routes that a text lists
    if not (meant or aid or taken or (told and _IS_TO_LEAVE.match(right))) and _ONE_VEHICLE.fullmatch(noun):
        return True
    if noun == "relief" and _OTHER_RELIEF.search(left):
        return True
    if noun.endswith(("aid", "relief")) and _BODY.match(right):
        return True  # "aid agencies urged", "the humanitarian aid commission"
    if _STRIKES.match(right):
        return True  # "aircraft destroyed a bridge"
    military = not aid and _military_before().search(left) is not None  # not "a military plane carrying relief goods"
    return military or _DRIVER.match(right) is not None or _cargo().search(right) is not None


@cache
def _military_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('named.military')}$")


@cache
def _with_aid() -> re.Pattern[str]:
    """ "a ship carrying Ukrainian grain", "a plane loaded with 30 tonnes of medicines"."""
    return re.compile(
        rf"(?<!\S)(?:carrying|transporting|bringing|delivering|(?:loaded|laden)(?: up)? with|^ with)(?: (?!,)\S+){{0,6}}?"
        rf" {words('corridor.goods')}(?!\S)(?! (?:aid )?(?:workers|staff|personnel|experts))"
    )


@cache
def _cargo() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:carrying|of|with|loaded with) {words('corridor.cargo')}(?!\S)")


def _is_of_army(phrases: Phrases, left: str) -> bool:
    """ "a Russian military convoy": the actor before it is an army."""
    before = _ARMY_BEFORE.search(left)
    return before is not None and _ARMY.search(phrases.actors[int(before[1])].actors[0].text) is not None


def _is_armed(code: str, right: str, match: re.Match[str]) -> bool:
    """ "dozens of armed pick-ups", "missiles were taken", "foreign fighters": not people in need."""
    if match[0] == "staff" and code[: match.start()].endswith(("general ", "of ")):
        return True  # "hit the general staff"
    if match[0][0] == "%" and right.startswith(" out of") and not _BRINGING.search(code[: match.start()]):
        return True  # "drove the Russians out of the town"
    if _FIGHTERS.fullmatch(match[0]) and _ATTACKING.match(right):
        return True  # "fighters began to advance into Homs"
    if _REMAINS.search(code, 0, match.end()):
        return True  # "the bodies of 20 soldiers were taken"
    if _ABSTRACT.search(code[max(0, match.start() - 24) : match.start()]):
        return True  # "the measure was taken"
    if _OF_ONE.search(code[max(0, match.start() - 24) : match.start()]):
        return True
    if _of_armed().match(right):
        return True
    if _HIRED.search(code[max(0, match.start() - 24) : match.start()]) and not _CIVIL.fullmatch(match[0]):
        return True
    if _TAKING.match(right) and (taken := others().search(right, 0, _NEAR)) and "," not in right[: taken.start()]:
        return True  # "rebels brought rockets from Homs to Idlib"
    moved = cue("corridor.carried").fullmatch(match[0]) is not None
    if moved and others().search(code[max(0, match.start() - _NEAR) : match.start()].rpartition(",")[2]):
        return True  # "the president was flown to Homs"
    return moved and _armed().search(code[max(0, match.start() - 70) : match.start()]) is not None


_NEAR = 40  # characters
_TAKING = re.compile(
    r" (?:(?:has|have|had|also|then) )*(?:brought|took|taken|carried|moved|sent|smuggled|shipped|bring|take|carry|move|send)(?!\S)"
)


@cache
def others() -> re.Pattern[str]:
    """Those and that which are taken from one place to another and are neither people in need nor aid."""
    return re.compile(rf"(?<!\S){words('corridor.others')}(?!\S)")


@cache
def _of_armed() -> re.Pattern[str]:
    return re.compile(rf" of {words('corridor.not_people')}(?!\S)")


@cache
def _armed() -> re.Pattern[str]:
    """Armies and what they fire also move, on no corridor; but where they let others pass."""
    return re.compile(rf"(?<!\S){words('corridor.armed')}(?!\S)(?! (?:to )?(?:let|allow|permit))")
