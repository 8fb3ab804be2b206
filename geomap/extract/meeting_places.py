"""Which place of a clause is where the talks are: in it, hosted by it, named after it, or on the border of two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.extract.agency import as_actors
from geomap.extract.lexicon import words
from geomap.extract.paths import Role, Step
from geomap.extract.phrases import Member, Phrases, Places
from geomap.model import Actor, VenueStatus

__all__ = ["MOOTED", "Border", "border_of", "hosts", "is_meeting_place", "is_mooted", "name_of", "parties_of", "site_of", "words_of"]


@dataclass(frozen=True, slots=True)
class Border:
    start: int
    end: int
    places: tuple[Place, ...]


_NOT_PLACE_OF_TALKS = re.compile(
    r"(?<!\S)(?:war|wars|conflict|fighting|crisis|invasion|situation|troops|forces|corridors?|ceasefire|cease-fire|truce|hostilities"
    r"|violence|operation|people|civilians|interests?|"
    r"peace|elections?|attacks?|offensive|presence|influence|power|progress|hostages?|prisoners?|residents|citizens|territory|hospitals?"
    r"|escalation|developments|killed|stability|"
    r"withdrawal|bloodshed|shelling|evacuations?|aid|security|famine|hunger|genocide|bases|army|military|refugees)$"
)


# what else can be in a city where the sentence also speaks of talks
_ELSEWHERE = re.compile(
    r"(?<!\S)(?:killed|wounded|officials?|government|governments|reporters|told|said|says|based|born|opposition"
    r"|protest\w*|rall\w+|struck|strikes?|captured|advance\w*|bomb\w*|shell\w*|attack\w*|"
    r"forces|troops|soldiers|rebels|residents|people|correspondent\w*|analysts?|diplomats?|speaking|speech|clashes"
    r"|battles?|fight\w*|explosions?|prison\w*|court|hospital\w*|embassy|"
    r"university|markets?|stocks?|authorities|administration|office|spokes\w+|allies|hostages|civilians|offensive|siege"
    r"|war|crisis|situation|ceasefire|truce|corridors?|evacuat\w+|"
    r"regime|leaders?|parliament|television|newspapers?|agency|institute|centre|journalists?|aid|convoys?|elections?"
    r"|operations?|positions?|interests?|living|lives|exile|exiled|north|south|east|west|of)"
    r"(?: (?:the|a|an|\S+ern|central))* (?:in|at|near|outside|inside|within)$"
)


def is_meeting_place(code: str, head: str, first: bool, match: re.Match[str], step: Step) -> bool:
    if re.search(rf"(?<!\S)(?:at|in) (?:the )?(?:\S+ ){{0,6}}?{words('talks.site')}$", head) and step.start > match.start():
        return True  # "at an air force base outside Dayton"
    if re.search(rf"(?<!\S){words('talks.event')}(?: \S*¤\d+)? (?:was|were|is|are|will be|would be|is to be)$", head):
        return True  # "the meeting was in ..."
    if re.search(r"(?<!\S)(?:delegations?|negotiators|envoys|sides|delegates)$", head):
        return True
    if re.search(r"(?<!\S)sign\w*(?: \S+){0,5}$", head):
        return True
    if _NOT_PLACE_OF_TALKS.search(head):
        return False
    if first:
        after = code[step.end :]
        event, verbs = words("talks.event"), words("talks.held|talks.planned")
        return (
            re.search(
                rf"(?<!\S)(?:{event} (?:\S+ ){{0,5}}?{verbs}|(?:held|hosted|hold|resumed?|began|begin|opened) (?:\S+ "
                rf"){{0,4}}{event}|met|meet)(?!\S)",
                after,
            )
            is not None
        )
    if step.start < match.start() and not (
        step.places.members[0].place is not None
        and step.places.members[0].place.kind in (Kind.CITY, Kind.SITE)
        and not _ELSEWHERE.search(f"{head} {step.governor}")
    ):
        return (
            re.search(r"(?:^|,|met|meeting|gathered|arrived|held|hosted|were|was|are|is|underway|under way)$", head.strip()) is not None
            or re.search(r"(?<!\S)(?:met|gather\w+|conven\w+|arriv\w+|sat down|held|host\w+)(?: \S+){0,4}$", head) is not None
        )
    if (
        step.places.members[0].place is not None
        and step.places.members[0].place.kind in (Kind.CITY, Kind.SITE)
        and not _ELSEWHERE.search(f"{head} {step.governor}")
    ):
        return True
    between = head.split()
    last = between[-1] if between else ""
    if re.fullmatch(
        rf"¤\d+|,|again|place|held|met|meet|there|herself|person|{words('talks.event')}|{words('talks.held')}|hosted|began"
        rf"|resume|resumed|start|begin|happen|today|back|under way|way|mediators|behind|be|on|mediation",
        last,
    ):
        return True
    if re.search(rf"(?:{words('talks.event')})(?: (?:between|with|of|among) (?:\S+ ){{0,8}}?\S+)?$", head):
        return True
    return (
        len(head[head.rfind(" ") :]) > 0
        and re.search(
            r"(?<!\S)(?:held|follow|continue|reconvene|take place|took place|begin|began|resumed?|meet|met|hosted"
            r"|conven\w+|continu\w+|open\w*|start\w*)(?: \S+){0,6}$",
            head,
        )
        is not None
    )


def hosts(
    phrases: Phrases, start: int, end: int, match: re.Match[str], status: VenueStatus, taken: set[int]
) -> list[tuple[Step, VenueStatus, str]]:
    """ "Istanbul hosted the talks", "the Geneva talks", "offered Warsaw or Baku as venues", "hosted by Turkey"."""
    code = phrases.code
    found: list[tuple[Step, VenueStatus, str]] = []
    for sign in re.compile(r"§(\d+)(?!\S)").finditer(code, start, end):
        places = phrases.places[int(sign[1])]
        if sign.start() in taken or places.chain:
            continue
        step = Step(Role.AT, places, sign.start(), sign.end())
        right = code[sign.end() : min(end, sign.end() + 60)]
        left = code[max(start, sign.start() - 60) : sign.start()].rstrip()
        hosting = re.match(
            r" (?:, \S+ (?:\S+ ){0,6}, |, which )?(?:(?:also|again|later|first) )?(?P<verb>hosted|hosts|is hosting|was "
            r"hosting|has hosted|had hosted|will host|would host|is to host|to host|could host|may host"
            r"|(?:has |had )?offered to host|(?:is|was|stands) (?:ready|willing|prepared) to (?:host|receive))",
            right,
        )
        if hosting:
            verb = hosting["verb"]
            kind = (
                VenueStatus.PAST
                if status is VenueStatus.PAST
                else VenueStatus.PROPOSED
                if re.search(r"offered|ready|willing|could|may", verb)
                else VenueStatus.PLANNED
                if re.search(r"will|would|to host", verb)
                else VenueStatus.PAST
                if verb == "had hosted"
                else VenueStatus.HELD
            )
            found.append((step, kind, "A hosted talks"))
        elif _SETTING.match(right) is not None:
            later = re.match(r" (?:will|would|is to|could|may|might)(?!\S)", right)
            told = (
                status if later is None else VenueStatus.PROPOSED if later[0].strip() in {"could", "may", "might"} else VenueStatus.PLANNED
            )
            found.append((step, told, "A is the venue"))
        elif _NEXT.match(right) is not None:
            found.append((step, VenueStatus.PLANNED, "A comes next"))
        elif MOOTED.match(right) is not None:
            found.append((step, VenueStatus.PROPOSED, "A was suggested"))
        elif re.search(r"(?<!\S)(?:offer\w*|propos\w*|suggest\w*|nam\w*)(?: the)?$", left) and re.match(
            r" (?:city )?as (?:a|an|the|its|their)(?: \S+){0,2} (?:place|venue|site|setting|location|host|alternative)", right
        ):
            found.append((step, VenueStatus.PROPOSED, "offered A as venue"))
        elif re.search(
            r"(?<!\S)(?:venue|setting|site|location)(?: (?:for|of) (?:\S+ ){0,8}?)? (?:is|was|will be|would be|being)(?: the)?$", left
        ):
            found.append((step, status, "the venue is A"))
        elif re.search(r"(?<!\S)(?:hosted|mediated and hosted) (?:by|in)$", left):
            found.append((step, status, "hosted by A"))
        elif (
            re.match(r" (?:peace |ceasefire |truce )?(?:talks|negotiations|summit|conference|meeting|round)(?!\S)", right)
            and len(places.members) == 1
            and not places.possessive
            and places.members[0].place is not None
            and places.members[0].place.kind in (Kind.CITY, Kind.SITE)
            and re.search(r"(?:^|the|at|in|of|after|during|since|new|latest|this|,)$", left)
        ):
            found.append((step, status, "the A talks"))
        elif (
            re.search(
                r"(?<!\S)(?:offer|propos|suggest|nam|list|prefer|nominat|mention|float)\w*(?: (?:the|either|instead|also|talks in"
                r"|holding (?:talks|them|it) in|to meet in|meeting in))*$",
                left,
            )
            and re.search(r"(?<!\S)(?:venues?|locations?|host|hold|talks|negotiations|meet\w*|sites?)(?!\S)", code[start:end])
            and status is VenueStatus.PROPOSED
        ):
            found.append((step, VenueStatus.PROPOSED, "offered A as venue"))
    return found


_SETTING = re.compile(
    r" (?:, )?(?:(?:was|is|were|has been|had been|will be|would be|is to be|could be|may be|might be|will serve as|will provide"
    r"|provided|as|being|becomes?|became) "
    r"(?:again )?)?(?:the|a|an|their|its)? ?(?:\S+ )?(?:setting|venue|scene|site|stage|backdrop|seat|host)(?: \S+){0,2}? (?:of"
    r"|for|to)(?!\S)"
)
_NEXT = re.compile(r" (?:comes|is|will be|follows|would be)(?: the)? (?:next|to follow)(?!\S)|  ?(?:will )?follows?(?= ,| \.)")
MOOTED = re.compile(
    r" (?:(?:has|have|had|was|were|is|are|been|also|being|both|all|since|later|once|earlier|already) )+(?:suggested|proposed"
    r"|floated|mentioned|mooted|offered|discussed|considered"
    r"|named|under discussion|under consideration|in (?:the )?(?:running|question|play)|on offer|an option|options)(?!\S)(?! to)"
)


def is_mooted(right: str) -> bool:
    """Whether what follows a place says that it was suggested: "Sirte was also proposed"."""
    return MOOTED.match(right) is not None


def border_of(phrases: Phrases, start: int, end: int) -> Border | None:
    """ "on the border of A and B", "at the Ukrainian-Belarusian border", with "near the Pripyat river" if it follows."""
    code = phrases.code
    pattern = re.compile(
        r"(?<!\S)(?:on|at|near|along)(?: \S+){0,2}? (?:the )?(?:border (?:of|between|with) (?:the )?§(?P<of>\d+)"
        r"|§(?P<chain>\d+) (?:state )?border|%(?P<one>\d+)(?: ?-|-| and)? %(?P<two>\d+) (?:state )?border)"
        r"(?: , | )?(?:(?:near|by|on|close to|along) (?:the )?(?:river )?§\d+(?: river)?)?"
    )
    for match in pattern.finditer(code, start, end):
        places: list[Place] = []
        for group in ("of", "chain"):
            if match[group]:
                places += [
                    m.place for m in phrases.places[int(match[group])].members if m.place is not None and m.place.kind is Kind.COUNTRY
                ]
        for group in ("one", "two"):
            if match[group]:
                code_of = phrases.actors[int(match[group])].actors[0].country
                place = _country(code_of)
                places += [place] if place else []
        if len(places) == 2:
            begin = match.start() + len(code[match.start() :].split(" ", 1)[0]) + 1
            return Border(begin, match.end(), tuple(places))
    return None


def _country(code: str | None) -> Place | None:
    from gazetteer.index import default

    if code is None:
        return None
    try:
        index = default()
    except DataError:
        return None
    row = index.row_of(code)
    return None if row is None else index.place(row)


def parties_of(phrases: Phrases, start: int, end: int) -> tuple[Actor, ...]:
    """Two who meet: "Ukraine and Russia", "Ukrainian and Russian negotiators", "Ukraine-Russia talks", "between A and B"."""
    code = phrases.code
    for match in re.compile(
        r"(?<!\S)(?:(?P<a>[@%§]\d+)(?: \( \S+ \))?(?: \w+)? (?:and|-|–|with) (?:the )?(?P<b>[@%§]\d+)"
        r"|(?P<list>§\d+))(?!\S)"
    ).finditer(code, start, end):
        found: tuple[Actor, ...] = ()
        for sign in (match["a"], match["b"], match["list"]):
            if sign:
                found += as_actors(phrases, int(sign[1:])) if sign[0] == "§" else phrases.actors[int(sign[1:])].actors
        unique = tuple({a.name: a for a in found}.values())
        if len(unique) == 2:
            return unique
    return ()


_SITE = re.compile(
    r"(?:[A-ZÀ-ÝİŞÇ][\w’'-]+\s+){1,4}(?:Palace|Hotel|Residence|Mansion|Centre|Center|Hall|Villa|Embassy|Headquarters|Air "
    r"Base|Castle|Monastery|House|Airport)|(?:Palace|Hotel|Palais|Château|Camp)\s+(?:of\s+|des\s+|de\s+)?[A-ZÀ-Ý][\w’'-]+"
)


def site_of(phrases: Phrases, step: Step) -> str | None:
    first, last = phrases.span(step.start, step.end)
    base = phrases.sentence.start
    match = _SITE.search(phrases.sentence.text, max(0, first - base - 70), min(len(phrases.sentence.text), last - base + 60))
    return re.sub(r"^(?:The|At|In)\s+", "", match[0]) if match else None


def name_of(phrases: Phrases, step: Step, member: Member) -> str:
    """The place as written, with what says where it lies."""
    if len(step.places.members) > 1:
        return member.mention.text
    base = phrases.sentence.start
    return phrases.sentence.text[step.places.members[0].mention.start - base : step.places.end - base]


def words_of(phrases: Phrases, places: Places) -> str:
    base = phrases.sentence.start
    return phrases.sentence.text[places.start - base : places.end - base]
