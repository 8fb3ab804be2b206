"""Which place is where a way begins, what it passes, where it ends: roles from the words that govern each list.

"from A, through B and C, before reaching D"; "out of A and B leading to X and Y" (which leads where is not said: one
unpaired path); "A – B – C"; "between A and B"; "left A for B"; "in A, B and C" (a way with no stated end).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.phrases import Member, Phrases, Places
from geomap.extract.within import lies_in

__all__ = ["Path", "Role", "Step", "paths", "steps"]


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


@dataclass(frozen=True, slots=True)
class Path:
    origins: tuple[Member, ...] = ()
    via: tuple[Member, ...] = ()
    destinations: tuple[Member, ...] = ()
    two_way: bool = False
    paired: bool = True
    rule: str = ""
    start: int = 0  # in the code
    end: int = 0

    @property
    def members(self) -> tuple[Member, ...]:
        return self.origins + self.via + self.destinations


@cache
def _governors() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    tail = r"(?: (?:§\d+ 's|@\d+ 's|the|a|an|any|some|all|al|el|%\d+))*$"
    return (
        (Role.BETWEEN, re.compile(rf"(?<!\S)(?P<gov>between){tail}")),
        (Role.BETWEEN, re.compile(rf"(?<!\S)(?P<gov>{words('path.link')}){tail}")),
        (Role.TO, re.compile(rf"(?<!\S)(?P<gov>{words('path.to')}){tail}")),
        (Role.FROM, re.compile(rf"(?<!\S)(?P<gov>{words('path.from')}){tail}")),
        (Role.VIA, re.compile(rf"(?<!\S)(?P<gov>{words('path.via')}){tail}")),
        (Role.AT, re.compile(rf"(?<!\S)(?P<gov>{words('path.at')}){tail}")),
    )


_AID_FOR = re.compile(
    r"(?<!\S)(?:aid|relief|food|supplies|flour|medicines?|fuel|trucks?|lorries|convoys?|parcels|help|shipments?"
    r"|deliver(?:y|ies)|assistance)(?: (?:bound|meant|intended|destined))? for$"
)
_PEOPLE_AT = re.compile(
    r"(?<!\S)(?<!camp for )(?<!camps for )(?<!for )(?<!for displaced )(?:civilians|residents|people|women and children|children"
    r"|rebels|fighters|garrison|population|defenders"
    r"|students|staff|everyone|everybody|everyone left|orphans|villagers|armenians|%\d+|inhabitants|refugees|patients"
    r"|families|those|anyone|wounded|the wounded)"
    r"(?: (?:trapped|stranded|stuck|living|sheltering|remaining|besieged|still))* (?:in|of|inside|at)$"
)
_NOT_BETWEEN = re.compile(
    r"(?<!\S)(?:border|agreements?|deals?|accords?|talks|negotiations|truce|ceasefire|cease-fire|war|fighting|clashes|battles?"
    r"|relations|contacts|meetings?|conflict"
    r"|dispute|coordination|understanding|exchange|swap|cooperation)(?: \S+)? between$"
)
_IS_GIVEN = re.compile(
    r" (?:gets?|got|has|have|had|will (?:get|have)|(?:is|are|was|were) (?:given|assigned|offered))(?: also)? (?:a|one|two|three|four"
    r"|five|several|its|their) (?:\S+ )?"
    r"(?:corridors?|routes?|roads?|ways? out|exits?)(?!\S)"
)
# "criticism from politicians in Dhaka"
_FROM_WHOM = re.compile(
    r"(?<!\S)(?:from|to) (?:the |some |many |several )?(?:\S+ )?(?:politicians|officials|leaders|critics|diplomats|analysts"
    r"|observers|experts|donors|governments?|sources|reporters|ministers|authorities) (?:in|of|at)$"
)
# "had travelled more than 1,800 km from Port Sudan"
_DISTANCE_FROM = re.compile(
    r"(?<!\S)(?:travel\w*|driv\w+|drove|walk\w*|cover\w*|come|came|sail\w*)(?: \S+){0,4} (?:km|kilomet\w+|miles) from$"
)
_TO_PEOPLE_AT = re.compile(
    r"(?<!offered )(?<!open )(?<!opened )(?<!given )(?<!promised )(?<!available )(?<!\S)to (?:the |all |more )?(?:(?!take|bring"
    r"|evacuat|let|allow|help|move|get|carry|rescue|transport|ferry|pick|collect|reach|save|send|drive|transfer)\S+ )?(?:civilians"
    r"|people|residents|families|refugees|victims|survivors|those|inhabitants|population|communities)(?: \S+){0,3} (?:in|of|inside|across)$"
)
# "so that relief can reach people hit by the war in Darfur"
_REACHED = re.compile(
    r"(?<!\S)reach(?:es|ed|ing)? (?:the |all |more |those |hungry |starving |trapped |needy )*(?:people|civilians|residents|families"
    r"|those|victims|refugees|communities|population|wounded|survivors)(?: \S+){0,6}? (?:in|of|inside|across)$"
)
# "Tawila, a day's walk to the west, has taken in most of them"
_TAKES_IN = re.compile(
    r"(?: ,(?: (?!,)\S+){1,14} ,)?(?: (?:has|have|had|alone|already))* (?:taken in|took in|received|welcomed|absorbed|sheltered)"
    r" (?:most|many|some|all|them|thousands|hundreds|dozens|\d\S*)(?!\S)"
)
_ONWARD = re.compile(rf"(?<!\S)(?:{words('path.onward')}) \S+(?: \S+)?$|(?<!\S)before \S+$")


@cache
def _leave_for() -> re.Pattern[str]:
    """ "left Sumy for", "a ship set sail from Larnaca for": after leaving, "for" names where to."""
    return re.compile(rf"(?<!\S)(?:{words('motion.leave|motion.go|corridor.convoy')})(?: (?!for\b)\S+){{0,7}} for$")


@cache
def _within() -> re.Pattern[str]:
    """ "from the steelworks in Mariupol", "to the airport of Kabul": the outer preposition rules."""
    small = "each|other|in|of|at|on|and|or|to|from|via|through|for|with|by|as|that|which|who|is|are|was|were|has|have|had|will|would"
    small += (
        "|plan|plans|deal|agreement|declaration|statement|proposal|talks|document|treaty|accord|pact|letter|request|meeting"
        "|conference|ceasefire|truce|war"
    )
    noun = rf"(?!(?:{small})(?!\S))[a-z][\w'-]*"
    return re.compile(
        rf"(?<!\S)(?P<outer>(?:from|out of|into|through|via)(?: (?:the|a|an|its|their))?|(?:to|towards?) (?:the|a|an|its"
        rf"|their)|to(?= (?:\S+-held |\S+-controlled |\S+-run )?(?:hospitals?|safety|camps?|shelters?|territory|areas?|towns?"
        rf"|villages?|homes?|clinics?|schools?"
        rf"|ports?|relatives|friends)(?!\S)))(?: {noun}){{1,4}} (?:in|of|at|near|outside|around|inside|under|beneath|below)$"
    )


@cache
def _not_direction() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.not_direction')}(?: (?:it|them|this|out|back|up|not|also|only|the|a|%\d+))* to$")


@cache
def _not_source() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){words('path.not_source')}(?: (?:the|a|%\d+))* (?:from|out of)$")


def steps(phrases: Phrases, start: int = 0, end: int | None = None) -> list[Step]:
    """The lists of places in ``code[start:end]``, each with the role its governing words give it, those without left out."""
    return list(_steps(phrases, start, len(phrases.code) if end is None else end))


def _steps(phrases: Phrases, start: int, end: int) -> Iterator[Step]:
    for match in re.compile(r"§(\d+)(?!\S)").finditer(phrases.code, start, end):
        places = phrases.places[int(match[1])]
        left = phrases.code[max(start, match.start() - 180) : match.start()].rstrip()
        right = phrases.code[match.end() : min(end, match.end() + 90)]
        step = _role(places, left, right)
        if step is not None:
            role, governor = step
            begin = match.start() - (len(left) - left.rfind(governor) + 1 if governor else 0)
            before = phrases.code[start : max(start, begin)].rstrip()
            yield Step(
                role,
                places,
                max(start, begin),
                match.end(),
                governor,
                onward=bool(governor) and _ONWARD.search(f"{before} {governor}") is not None,
                fresh=re.search(
                    r"(?<!\S)(?:the (?:second|third|fourth|other|rest)|another|a second|one|some|others|a few)(?: of them)?(?: going"
                    r"| on| moving| travelling)*(?: (?:would|will|leads?|goes|ran"
                    r"|running|leading|go|lead|corridor|route|run))*$",
                    before,
                )
                is not None,
                joined=re.search(r"(?:^|\s)(?:,|and|or|;|&)$", before) is not None,
            )


def _role(places: Places, left: str, right: str) -> tuple[Role, str] | None:
    if places.possessive and re.match(r" 's §", right):
        return None  # "Ukraine's capital Kyiv": only says whose
    if places.possessive and re.match(rf" 's (?:\S+ )?{words('corridor.people')}(?!\S)", right):
        return Role.FROM, ""  # "Grozny's residents may leave"
    if re.search(rf"(?<!\S){words('path.link')} §\d+(?: 's \S+)? (?:to|with|and)$", left):
        return Role.TO, left.rsplit(" ", 1)[-1]
    if re.search(r"\bto$", left) and re.search(r"§\d+ to$", left):
        return Role.TO, "to"  # "a Kyiv to Gomel route"
    if _IS_GIVEN.match(right):
        return Role.FROM, ""  # "Mariupol gets two routes as well"
    if _NOT_BETWEEN.search(left):
        return None
    if re.match(r" ,? ?(?:was|is|being|as|were) (?:their|its|the|his|her) (?:final |ultimate |stated |intended )?destination(?!\S)", right):
        return Role.TO, ""  # "Idlib was their destination"
    if _TAKES_IN.match(right) is not None:
        return Role.TO, ""
    if re.match(r" as the (?:only|sole|last|one)(?!\S)", right) and re.search(r"(?<!\S)(?:leaving|leaves?|left)$", left):
        return Role.NAME, ""  # "leaving Kerem Shalom as the only route" leaves no place
    if _is_name(right, places):
        governed = _governed(left)
        if places.chain:
            return Role.CHAIN, ""
        if governed is None or governed[0] in (Role.AT, Role.VIA) or re.search(r"(?:the|a|an|and|to|on|of|this)$", left):
            return Role.NAME, ""
    governed = _governed(left, country=all(m.place is not None and m.place.kind is Kind.COUNTRY for m in places.members))
    if governed is None:
        if places.chain:
            return Role.CHAIN, ""
        if re.match(r" (?:was|were|is|are|being|be|been)(?: \S+ly)? (?:emptied|evacuated|cleared)(?!\S)", right):
            return Role.FROM, ""
        if re.match(r" to (?:the )?§\d+", right) and re.search(r"(?:^|[:,;•]|\band|\d|routes?|corridors?)$", left):
            return Role.FROM, ""
        if re.match(r" to (?:the )?§\d+ (?:\S+ )?(?:corridor|route|road|line|train|convoy|passage)", right):
            return Role.FROM, ""
        return None
    role, governor = governed
    if places.chain and role in (Role.AT, Role.FROM, Role.VIA):
        return Role.CHAIN, governor
    return role, governor


def _is_name(right: str, places: Places) -> bool:
    return (
        re.match(rf" (?:(?:{words('corridor.qualifier')}|%\d+|\d+|second|third|first|main) )*(?:{words('corridor.way')})(?!\S)", right)
        is not None
        and not places.possessive
    )


def _governed(left: str, *, country: bool = False) -> tuple[Role, str] | None:
    for role, pattern in _governors():
        match = pattern.search(left)
        if match is None:
            continue
        governor = match["gov"]
        upto = left[: match.end("gov")]
        if role is Role.TO and (_not_direction().search(upto)):
            return None
        if (
            role is Role.FROM
            and governor in ("from", "out of")
            and _not_source().search(upto)
            and not _DISTANCE_FROM.search(upto)
            and not re.search(
                r"(?<!\S)(?:fighters|rebels|civilians|families|garrison|people)(?: \S+){0,2} withdr\w+ (?:from|out of)$", upto
            )
        ):
            return None
        if role is Role.AT:
            if governor == "for" and (_leave_for().search(upto) or _AID_FOR.search(upto)):
                return Role.TO, governor
            if governor in ("in", "of", "inside", "across") and (_REACHED.search(upto) or _TO_PEOPLE_AT.search(upto)):
                return Role.TO, governor
            if (
                governor in ("in", "of", "inside", "at")
                and _PEOPLE_AT.search(upto)
                and not re.search(r"(?<!\S)by (?:the )?%\d+ (?:in|of|at)$", upto)
            ):
                return None if country else (Role.FROM, governor)
            outer = _within().search(upto)
            if outer is not None and _FROM_WHOM.search(upto):
                return None
            if outer is not None and re.search(r"(?<!\S)(?:through|via)(?: \S+)* (?:corridors?|routes?|roads?|crossings?) \S+$", upto):
                return role, governor  # "evacuated through corridors in Ukraine"
            if outer is not None:
                role = next(r for r, p in _governors() if p.search(outer["outer"].split(" the")[0].rstrip()))
                return role, upto[outer.start("outer") :]
        return role, governor
    return None


@dataclass(slots=True)
class _Draft:
    origins: list[Member] = field(default_factory=list)
    via: list[Member] = field(default_factory=list)
    destinations: list[Member] = field(default_factory=list)
    two_way: bool = False
    rule: str = ""
    start: int = -1
    end: int = 0

    def cover(self, step: Step) -> None:
        self.start = step.start if self.start < 0 else min(self.start, step.start)
        self.end = max(self.end, step.end)

    @property
    def empty(self) -> bool:
        return not (self.origins or self.via or self.destinations)


def paths(found: list[Step], code: str) -> list[Path]:
    """Put the steps of one clause together to paths, in the order in which the text tells them."""
    found = [s for s in found if not _is_around(s, found)]
    drafts: list[_Draft] = [_Draft()]
    for position, step in enumerate(found):
        current = drafts[-1]
        members = list(step.places.members)
        if step.role is Role.CHAIN:
            drafts.append(_chain(members, step))
            drafts.append(_Draft())
            continue
        if step.role is Role.BETWEEN and step.governor == "between" and len(members) == 1:
            continue  # the other end is not known to be a place
        if step.role is Role.BETWEEN and (step.governor == "between" or len(members) > 1):
            drafts.append(_between(members, step))
            drafts.append(_Draft())
            continue
        if _begins_new(current, step, found[position + 1 :]):
            current = _Draft()
            drafts.append(current)
        if step.role in (Role.FROM, Role.AT, Role.NAME, Role.BETWEEN):
            current.origins += members
        elif step.role is Role.VIA:
            current.via += members
        else:
            if current.destinations and step.onward:
                current.via += current.destinations
                current.destinations = []
            current.destinations += members
        current.rule = current.rule or str(step.role)
        current.cover(step)
    two_way = re.search(r"(?<!\S)(?:both directions|two-way|both ways|either direction|back and forth|and back)(?!\S)", code)
    made = [_made(d, bool(two_way)) for d in drafts if not d.empty]
    if re.search(r"(?<!\S)respectively(?!\S)", code):
        made = [pair for path in made for pair in _respectively(path)]
    return [_clean(path) for path in made]


def _is_around(step: Step, found: list[Step]) -> bool:
    """ "In the Luhansk region, civilians will be evacuated from Lysychansk": only says where the way's own places lie."""
    if step.role is not Role.AT:
        return False
    others = [m.place for s in found if s is not step for m in s.places.members if m.place is not None]
    return any(m.place is not None and any(lies_in(o, m.place) for o in others) for m in step.places.members)


def _begins_new(current: _Draft, step: Step, later: list[Step]) -> bool:
    """Whether a step opens the next path: an origin where one path already has its own, or its end."""
    if current.empty:
        return False
    if step.fresh and (current.destinations or current.origins):
        return True
    if step.role is Role.FROM and not current.destinations and current.rule == "from" and any(s.role is Role.TO for s in later):
        return False  # "192 residents of Mariupol and 3,200 people from Berdiansk reached Zaporizhzhia"
    if step.role in (Role.FROM, Role.NAME, Role.BETWEEN):
        return bool(current.origins) or bool(current.destinations and step.joined)
    if step.role is Role.AT:
        return bool(current.origins)
    if step.role is Role.TO and current.destinations and not step.onward:
        return not step.joined and not current.origins
    return False


def _chain(members: list[Member], step: Step) -> _Draft:
    return _Draft(members[:1], members[1:-1], members[-1:] if len(members) > 1 else [], rule="chain", start=step.start, end=step.end)


def _between(members: list[Member], step: Step) -> _Draft:
    if len(members) == 2:
        return _Draft(members[:1], [], members[1:], two_way=True, rule="between", start=step.start, end=step.end)
    return _Draft(members, [], [], rule="between", start=step.start, end=step.end)


def _made(draft: _Draft, two_way: bool) -> Path:
    paired = not (len(draft.origins) > 1 and len(draft.destinations) > 1)
    return Path(
        tuple(draft.origins),
        tuple(draft.via),
        tuple(draft.destinations),
        draft.two_way or two_way,
        paired,
        draft.rule,
        max(0, draft.start),
        draft.end,
    )


def _respectively(path: Path) -> list[Path]:
    if len(path.origins) != len(path.destinations) or len(path.origins) < 2:
        return [path]
    return [
        replace(path, origins=(origin,), destinations=(destination,), paired=True, rule="respectively")
        for origin, destination in zip(path.origins, path.destinations, strict=True)
    ]


def _clean(path: Path) -> Path:
    """The same place is not both way station and end, nor twice in a list."""
    ends = _unique(path.destinations)
    # "from southern Gaza to Gaza City" may be one place to the gazetteer; only the same name is the same stop.
    starts = tuple(m for m in _unique(path.origins) if (_key(m), m.mention.text) not in {(_key(d), d.mention.text) for d in ends})
    if not starts and path.origins:
        starts, ends = _unique(path.origins), ()
    via = tuple(m for m in _unique(path.via) if _key(m) not in {_key(x) for x in starts + ends})
    return replace(path, origins=starts, destinations=ends, via=via, paired=path.paired or len(starts) < 2 or len(ends) < 2)


def _unique(members: tuple[Member, ...]) -> tuple[Member, ...]:
    seen: dict[str, Member] = {}
    for member in members:
        seen.setdefault(_key(member), member)
    return tuple(seen.values())


def _key(member: Member) -> str:
    return member.place.id if member.place else member.mention.text.casefold()
