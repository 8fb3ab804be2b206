"""Places with their roles become ways: "from A, through B, before reaching D"; "out of A and B leading to X and Y".

Which of several origins leads where may not be said: then it is one unpaired path. "A – B – C" is a chain, "between A and B"
goes both ways, "in A, B and C" names ways with no stated end.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.roles import Role, Step
from geomap.extract.within import lies_in

__all__ = ["Path", "paths", "with_legs_joined"]

_TWO_WAY = re.compile(r"(?<!\S)(?:both directions|two-way|both ways|either direction|back and forth|and back)(?!\S)")
_FURTHER = re.compile(
    r"(?<!\S)(?:tak|go|went|mov|travel|carr|fl[eoy]|driv|drove|continu|transfer|transport|ferr)\w*(?: [^\s.,]+){0,3}?"
    r" (?:on|onwards?|further)(?= (?:by|[,.])|$)"
)
_IN_ORDER_TO = re.compile(r"(?<!\S)to (?!§)")  # "reached the town to take people from there"
_THROUGH = frozenset(["via", "through", "along", "over", "by way of"])
_SIDE_BY_SIDE = len(" , and ") + 1  # characters between two places of a list
_PAIRWISE = re.compile(r"(?<!\S)respectively(?!\S)")


@dataclass(frozen=True, slots=True)
class Path:
    """A way as one clause tells it; ``paired``: every origin leads to every destination, else which leads where is not said."""

    origins: tuple[Member, ...] = ()
    via: tuple[Member, ...] = ()
    destinations: tuple[Member, ...] = ()
    two_way: bool = False
    paired: bool = True
    rule: str = ""
    start: int = 0  # in the code
    end: int = 0
    locates: bool = False  # "the Rafah crossing with Egypt", "the Adre crossing into Chad": where a crossing lies
    staged: bool = False  # its stations were told as ends: "flown to Goma and then driven to Bukavu"

    @property
    def members(self) -> tuple[Member, ...]:
        return self.origins + self.via + self.destinations

    def begun(self) -> Path:
        """ "The aid was flown to Goma and then driven to Bukavu": from Goma, where nothing says where it came from."""
        return replace(self, origins=self.via[:1], via=self.via[1:]) if self.staged and not self.origins else self

    @property
    def is_vague(self) -> bool:
        """ "From one country to another"."""
        return all(m.place is not None and m.place.kind is Kind.COUNTRY for m in self.members)


@dataclass(slots=True)
class _Draft:
    """A path in the making."""

    origins: list[Member] = field(default_factory=list)
    via: list[Member] = field(default_factory=list)
    destinations: list[Member] = field(default_factory=list)
    two_way: bool = False
    rule: str = ""
    start: int = -1
    end: int = 0
    locates: bool = False
    staged: bool = False

    def take(self, step: Step) -> None:
        """Add a step's places where its role puts them; "then to B" makes a stop of the end before it."""
        members = step.places.members
        self.locates = self.empty and _locates(step)
        if step.role in (Role.FROM, Role.AT, Role.NAME, Role.BETWEEN):
            self.origins += members
        elif step.role is Role.VIA:
            self.via += members
        else:
            if self.destinations and step.onward:
                self.staged = not self.via or self.staged
                self.via += self.destinations
                self.destinations = []
            self.destinations += members
        self.rule = self.rule or str(step.role)
        self.start = step.start if self.start < 0 else min(self.start, step.start)
        self.end = max(self.end, step.end)

    @property
    def empty(self) -> bool:
        return not (self.origins or self.via or self.destinations)

    def finished(self, *, two_way: bool) -> Path:
        return Path(
            tuple(self.origins),
            tuple(self.via),
            tuple(self.destinations),
            self.two_way or two_way,
            len(self.origins) < 2 or len(self.destinations) < 2,
            self.rule,
            max(0, self.start),
            self.end,
            self.locates,
            self.staged,
        )


def paths(found: list[Step], code: str) -> list[Path]:
    """Put the steps of one clause together to paths, in the order in which the text tells them."""
    found = _without_organiser([s for s in found if not _is_around(s, found)], code)
    found = _with_ways_out(with_legs_joined(found, code), code)
    if any(s.role is Role.FROM for s in found):  # "left Ghouta through the Harasta corridor"
        found = [replace(s, role=Role.VIA) if s.role is Role.NAME and s.governor else s for s in found]
    if any(s.role is Role.TO for s in found):  # "to Stepanakert via the Aghdam-Askeran road"
        found = [replace(s, role=Role.VIA) if s.role is Role.CHAIN and s.governor in _THROUGH else s for s in found]
    stations = {m.key for s in found if s.role is Role.CHAIN for m in s.places.members}
    # "to C along the route: A, B, C"
    found = [s for s in found if s.role is Role.CHAIN or not {m.key for m in s.places.members} <= stations]
    drafts: list[_Draft] = [_Draft()]
    for position, step in enumerate(found):
        if step.role is Role.CHAIN:
            drafts += [_chained(step), _Draft()]
        elif step.role is Role.BETWEEN and len(step.places.members) > 1:
            drafts += [_paired(step), _Draft()]
        elif step.role is Role.BETWEEN and step.governor == "between":
            continue  # the other end is not known to be a place
        else:
            if _begins_new(drafts[-1], step, found[position + 1 :]):
                drafts.append(_Draft())
            drafts[-1].take(step)
    two_way = _TWO_WAY.search(code) is not None
    made = [draft.finished(two_way=two_way) for draft in drafts if not draft.empty]
    if _PAIRWISE.search(code):
        made = [pair for path in made for pair in _respectively(path)]
    return [_clean(path) for path in made]


_TO_ORGANISE = re.compile(
    r" to (?:help |personally )?(?:arrange|organi[sz]e|oversee|supervise|coordinate|monitor|negotiate|discuss|prepare|direct|inspect)(?!\S)"
)


def _without_organiser(found: list[Step], code: str) -> list[Step]:
    """ "The minister flew to Vladikavkaz to arrange for people to leave Grozny": where he went is no end of their way."""
    for number in range(1, len(found)):
        if found[number - 1].role is Role.TO and _TO_ORGANISE.search(code, found[number - 1].end, found[number].start):
            return found[number:]
    return found


def _is_around(step: Step, found: list[Step]) -> bool:
    """ "In the Luhansk region, civilians will be evacuated from Lysychansk": only says where the way's own places lie."""
    if step.role is not Role.AT:
        return False
    if step.governor == "in" and any(s.role in (Role.AT, Role.FROM) and s.end + 1 == step.start for s in found):
        return True  # "from 18 villages of the A community in the B district"
    others = [m.place for s in found if s is not step for m in s.places.members if m.place is not None]
    return any(m.place is not None and any(lies_in(o, m.place) for o in others) for m in step.places.members)


def _with_ways_out(found: list[Step], code: str) -> list[Step]:
    """ "Evacuation from Sumy will go via Belgorod or via Poltava": two ways, and no more is said of where they lead."""
    through = [s for s in found if s.role is Role.VIA]
    others = [s for s in found if s.role is not Role.VIA]
    either = any(code[one.end : two.start].strip(" ,") == "or" for one, two in itertools.pairwise(through))
    towns = all(m.place is not None and m.place.kind is Kind.CITY for s in found for m in s.places.members)
    if not either or not towns or not others or any(s.role is not Role.FROM for s in others):
        return found
    return [replace(s, role=Role.TO, onward=False) if s.role is Role.VIA else s for s in found]


def with_legs_joined(found: list[Step], code: str) -> list[Step]:
    """ "To Rostov, and from there to Moscow" goes on to Moscow; without an end that is named it goes to Rostov only."""
    kept: list[Step] = []
    onward = False
    for step in found:
        if step.role is Role.FROM and all(m.said is not None for m in step.places.members):
            ends = {m.key for s in kept if s.role is Role.TO for m in s.places.members}
            again = any(s.role is Role.FROM and all(m.said is None for m in s.places.members) for s in kept)
            fetches = bool(kept) and _IN_ORDER_TO.search(code, kept[-1].end, step.start) is not None
            onward = {m.key for m in step.places.members} <= ends and not fetches
            lone = not any(s.role is Role.TO and s.start > step.end for s in found)
            if onward or again or (lone and _is_there(step) and (kept or _FURTHER.search(code, step.end))):
                continue  # again: "civilians in A and B will be taken from this enclave"
        kept.append(replace(step, onward=step.onward or (onward and step.role is Role.TO)))
        onward = onward and step.role is not Role.TO
    return kept


def _is_there(step: Step) -> bool:
    return all(m.said is not None and m.said[1] - m.said[0] == len("there") for m in step.places.members)


def _begins_new(current: _Draft, step: Step, later: list[Step]) -> bool:
    """Whether a step opens the next path: an origin where one path already has its own, or its end."""
    if current.empty:
        return False
    if step.fresh and (current.destinations or current.origins):
        return True
    goes_on = not current.destinations and not current.via and current.rule == "from"
    if step.role is Role.FROM and goes_on and any(s.role is Role.TO for s in later):
        return False  # "192 residents of Mariupol and 3,200 people from Berdiansk reached Zaporizhzhia"
    if step.role is Role.FROM and goes_on and step.joined and step.start - current.end < _SIDE_BY_SIDE:
        return False  # "two routes, from Luhansk and from Rubizhne"
    if step.role in (Role.FROM, Role.NAME, Role.BETWEEN):
        return bool(current.origins) or bool(current.destinations and step.joined)
    if step.role is Role.AT:
        return bool(current.origins)
    if step.role is Role.TO and current.destinations and not step.onward:
        return not step.joined and not current.origins
    return False


def _locates(step: Step) -> bool:
    """Whether the place may be no end, but only what is on the other side of a crossing."""
    abroad = all(m.place is not None and m.place.kind is Kind.COUNTRY for m in step.places.members)
    return step.governor.endswith(" with") or (step.role is Role.TO and abroad)


def _chained(step: Step) -> _Draft:
    """ "A – B – C"."""
    first, *others = step.places.members
    return _Draft([first], others[:-1], others[-1:], rule="chain", start=step.start, end=step.end)


def _paired(step: Step) -> _Draft:
    """ "between A and B"; of more than two it is not said which leads where."""
    members = list(step.places.members)
    if len(members) == 2:
        return _Draft(members[:1], [], members[1:], two_way=True, rule="between", start=step.start, end=step.end)
    return _Draft(members, rule="between", start=step.start, end=step.end)


def _respectively(path: Path) -> list[Path]:
    """ "from A and B to C and D respectively": a path for each pair."""
    if len(path.origins) != len(path.destinations) or len(path.origins) < 2:
        return [path]
    return [
        replace(path, origins=(origin,), destinations=(destination,), paired=True, rule="respectively")
        for origin, destination in zip(path.origins, path.destinations, strict=True)
    ]


def _clean(path: Path) -> Path:
    """The same place is not both way station and end, nor twice in a list."""
    ends = _without_wider(_unique(path.destinations))
    # "from southern Gaza to Gaza City" may be one place to the gazetteer; only the same name is the same stop.
    same = {(m.key, m.mention.text) for m in ends}
    starts = tuple(m for m in _without_wider(_unique(path.origins)) if (m.key, m.mention.text) not in same)
    if not starts and path.origins:
        starts, ends = _unique(path.origins), ()
    reached = {m.key for m in starts + ends}
    via = tuple(m for m in _unique(path.via) if m.key not in reached)
    return replace(path, origins=starts, destinations=ends, via=via, paired=path.paired or len(starts) < 2 or len(ends) < 2)


def _without_wider(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """ "Mariupol and other parts of Ukraine": without the place that another of the list lies in."""

    def is_wider(member: Member) -> bool:
        others = [m.place for m in members if m is not member and m.place is not None]
        return member.place is not None and any(lies_in(o, member.place) for o in others)

    return tuple(m for m in members if not is_wider(m))


def _unique(members: tuple[Member, ...]) -> tuple[Member, ...]:
    seen: dict[str, Member] = {}
    for member in members:
        seen.setdefault(member.key, member)
    return tuple(seen.values())
