"""Where those on the move are by now: after "refugees reached Kukes", "most of them were taken to Tirana" begins in Kukes.

Each claim moves them on: to where it leads, else to where it says that they set out. A clause that takes the same people or
vehicles to a place, and does not say where from, begins there. Where nobody has been told of yet it is the scene: "In Bakhmut
the hospital is closed. The wounded are driven to Dnipro".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.model import Kind
from geomap.extract.meaning.judgements import ENDED, Judgement
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.going import TRAVELS
from geomap.extract.ways.paths import Path
from geomap.extract.ways.roles import Role, Step
from geomap.extract.ways.travel import carries_them
from geomap.extract.within import holds
from geomap.model import Status

__all__ = ["Whereabouts", "of_leg", "overlap"]

_TRAVELLERS = frozenset([Sort.PEOPLE, Sort.CONVOY, Sort.EVACUATION])
_TOWNS = frozenset([Kind.CITY, Kind.SITE])
_INSIDE = frozenset(["in", "at", "inside"])
_LONG = 2  # sentences for which they stay where they were told to be
_TOPIC = 6  # and for which a scene holds, if no other place is named
_ONWARD = re.compile(
    r"(?<!\S)(?:go|goes|going|went|gone|travel\w*|continu\w*|mov\w+|taken?|takes|took|driven?|drove|flown|fly|flies|flew|sail\w*|carr\w+"
    r"|transfer\w+|head\w*)(?: \S+){0,2} on(?= (?:to|by|foot|from|through|across)(?!\S))"
    r"|(?<!\S)(?:is|are|was|were|be) then (?:taken|driven|flown|buss?ed|transferred|moved|brought|carried|sent)(?!\S)"
    r"|(?<!\S)on (?:its|their|the) way (?:back|out)(?!\S)"
    r"|(?<!\S)(?:people|civilians|wounded|patients|evacuees|refugees|families) out to(?!\S)"
    r"|(?<!\S)(?:onwards?|from there|the rest of the way|continu\w+(?= to §)|continu\w+ (?:its|their|the) (?:journey|way)(?= to §))(?!\S)"
)
_LEAD_IN = (
    r"(?:[~ ,;:–\"-]|(?:after|following) (?:\S+ ){0,3}(?:nights?|days?|hours?|weeks?|stops?|rest|checks?|screening|treatment)(?!\S)"
    r"|(?:and|but|that|then|later|there|from|where|which|while|as|when|once|after|before|on|meanwhile|¤\d+|§\d+|\S+ly)(?!\S))*"
)
_ALL_OF_THEM = re.compile(
    _LEAD_IN
    + r"(?:they|it|all(?: of (?:them|those))?|both|(?:the )?(?:most|majority)(?: of (?:them|those))?"
    r"|(?:the|these|those) (?:\S+ )?(?:evacuees|refugees|group|column|convoys?|passengers|returnees|cargo|load|consignment|shipment))(?!\S)"
)
_SOME_OF_THEM = re.compile(
    _LEAD_IN
    + r"(?:\S+(?: \S+)? of (?:them|those)"
    r"|(?:(?:some|about|nearly|almost) )?(?:some|many|several|others|the others|the rest|\d\S*)"
    r"(?= (?:were|are|was|is|have|has|had|will|would|can|could|then|later|went|go|left|continued|moved|headed|travelled)(?!\S))"
    r"|the (?:sick|wounded|injured|patients|elderly|casualties|survivors|displaced)(?!\S))"
)
_OTHERS = re.compile(_LEAD_IN + r"(?:(?:the )?others|the rest|another)(?!\S)")
# of a scene, whoever is there: "In Bakhmut the hospital is closed. Patients are driven to Dnipro"
_PEOPLE = re.compile(
    _LEAD_IN + r"(?:the )?(?:\S+ )?(?:wounded|patients|civilians|residents|people|families|injured|sick|children)(?= (?:are|were|have|had))"
)
_MORE = re.compile(r"(?<!\S)(?:a (?:third|fourth|fifth)|also|too|as well|instead|another|the other|second|more|back|again)(?!\S)")
_SCENE = re.compile(
    r"(?:[~ ,\"]|(?:but|and|meanwhile|also|now|today|back|¤\d+|\S+ly)(?!\S))*(?P<how>in|inside|at|as for) §(?P<place>\d+)(?!\S)"
)
_OTHERS_WHO = re.compile(
    r"(?<!\S)(?:and|with|join\w*|as well as|from) (?:(?:the|another|some|about|other|an?) )+"
    r"(?:\d\S*|two|three|four|five|six|seven|eight|nine|ten|others|rest|first|second)(?: \S+)?$"
)
# "the mayor of Sumy said 300 people had been evacuated to Poltava": out of his town
_OFFICIAL = re.compile(
    r"(?<!\S)(?:mayor|deputy mayor|administration|city council|military administration) (?P<how>of|in) §(?P<place>\d+)(?!\S)"
)
_SETTING_OUT = re.compile(
    r"(?<!\S)(?:start\w*|beg[aiu]n\w*|prepar\w+) (?:to (?:cross|move|leave|head|travel|go|drive|walk|flow|roll)"
    r"|(?:crossing|moving|leaving|heading|travelling|driving|walking))(?!\S)"
)
_REST = re.compile(r"(?<!\S)(?:spen[dt]\w*|overnight|night|rest(?:ed|s|ing)?|stopped over|paused|halted)(?!\S)")
_ROAD_TO = re.compile(r"(?<!\S)(?<!by )(?:roads?|routes?|highways?|corridors?)(?: \S+)? ?$")
_HURT = re.compile(r"(?<!\S)(?:(?:captur|arrest|detain|kill|shot|jail|buried|died)\w*|(?:was|were|been) (?:wound|injur)ed)(?!\S)")
_CUSTODY = re.compile(r"(?<!\S)(?:jails?|prisons?|custody|courts?|police station)(?!\S)")
_SPOKEN = re.compile(r"(?<!\S)(?:said|says|told|met|held|talks|officials?|reporters|minister|president)(?!\S)")
_FLIGHT = re.compile(r"(?:\S+ )?flights?")
_FLEW = re.compile(r"(?<!\S)(?:fl[yie]\w*|flew|airlift\w*)(?!\S)")


@dataclass(slots=True)
class Whereabouts:
    """``whole``: the way they came is told as well, so that what is said of some of them may be of where they set out."""

    at: tuple[Member, ...] = ()
    left: tuple[Member, ...] = ()  # where they set out
    home: tuple[Member, ...] = ()  # and where all did who were told of before
    ahead: tuple[Member, ...] = ()  # where they have only begun to go
    stops: tuple[Member, ...] = ()  # where they have stayed since, while it is not told yet for where they left
    since: int = 0  # sentences ago
    sort: Sort | None = None  # who; None for the scene
    whole: bool = False
    came: bool = False  # it is the end of a leg
    under_way: bool = False  # they have left, and it is not told yet for where
    flew: bool = False
    told: int = 0  # sentences since the scene was set

    def pass_sentence(self, phrases: Phrases) -> None:
        """Another sentence begins; it may set the scene."""
        elsewhere = [m for p in phrases.places for m in p.members if not any(overlap(m, one) for one in self.at)]
        self.told += 1
        self.since += 1 if self.sort is not None or elsewhere or self.told > _TOPIC else 0
        scene = _SCENE.match(phrases.code) or _OFFICIAL.search(phrases.code)
        if scene is None or (scene["how"] in _INSIDE and _SPOKEN.search(phrases.code)):
            return
        members = phrases.places[int(scene["place"])].members
        if len(members) == 1 and _is_town(members[0]):
            self._be(members, None)

    def move(self, path: Path, anchor: Anchor, code: str, told: Sequence[Judgement]) -> None:
        """Note where a clause takes them: nowhere that can be told if they were stopped."""
        if not (path.destinations or path.origins) or (_SOME_OF_THEM.match(code) and path.destinations):
            return
        if path.destinations and told and all(j.conditional for j in told) and anchor.sort is Sort.CONVOY:
            return  # "the first load would be 100 tons of food for Goma"
        known = (*self.home, *self.at) if self.since <= _LONG else self.home
        if not path.destinations and all(any(holds(wide, one) for one in known) for wide in path.origins):
            return  # "reached Port Sudan. ... helped a thousand people to leave Sudan": they are still there
        if not path.destinations and self.since == 0 and self.came:
            self.left, self.whole = path.origins, True  # "reached Port Sudan, having left Khartoum"
            return
        self._be(path.destinations or path.origins, anchor.sort)
        if path.destinations and any(j.status in ENDED for j in told):
            self.at = ()
        self.ahead = path.destinations if _SETTING_OUT.search(code[: path.end]) else ()
        self.home += path.origins
        self.left, self.came, self.whole = path.origins, bool(path.destinations), bool(path.origins and path.destinations)
        self.under_way = not self.came and anchor.sort in _TRAVELLERS and any(j.status is Status.OPERATIONAL for j in told)
        self.flew = _FLEW.search(code) is not None

    def stay(self, named: Sequence[Step], anchor: Anchor, code: str) -> None:
        """ "There are people from Sudzha who are in Sumy": where they are, and else where they come from."""
        if not anchor.sort.travels or _HURT.search(code):
            return
        inside = [s for s in named if s.role is Role.AT and s.governor in _INSIDE]
        members = tuple(m for s in inside[-1:] or named if s.role in (Role.AT, Role.FROM) for m in s.places.members)
        if not members or not all(map(_is_town, members)):
            return
        if self.sort is None and any(overlap(m, one) for m in members for one in self.at):
            return  # "as for Pokrovsk, 1,200 people are in the city"
        starts = tuple(m for s in named if s.role is Role.FROM for m in s.places.members)
        if inside and starts and _REST.search(code):
            self._be(starts, anchor.sort)
            self.stops = members  # "evacuees from Homs spent the night in Hama"
        elif self.under_way and self.since <= _LONG:
            self.stops += members  # "left Homs and spent the night in Hama"
        else:
            self._be(members, anchor.sort)

    def _be(self, at: tuple[Member, ...], sort: Sort | None) -> None:
        self.at, self.left, self.stops, self.ahead, self.since, self.told, self.sort = at, (), (), (), 0, 0, sort
        self.whole = self.came = self.under_way = self.flew = False

    def begin(self, path: Path, part: Phrases, proposition: Proposition, anchor: Anchor, beside: Sequence[Member], *, own: bool) -> Path:
        """The path, from where they are if that is all it lacks; ``beside``: the place before "where"."""
        if path.origins or not path.destinations or path.rule not in ("to", "via"):
            return path
        if _ROAD_TO.search(part.code[: path.start]) or _CUSTODY.search(part.code):
            return path  # "where they put up checkpoints on the road to Kabul"
        another = anchor.sort is Sort.CONVOY and _FLIGHT.fullmatch(part.code, anchor.start, anchor.end) is not None
        if another and self.flew and self.left and self.since == 1:
            return replace(path, origins=self.left)  # "flew out of Skopje to Turkey. Two flights to Canada are scheduled"
        several = len(self.at) > 1 and len(path.destinations) > 1  # who of them goes where is not said
        at = self._held_by(beside) or (self.at if not several and self._goes_on(part, proposition, anchor, own=own) else ())
        if self.ahead and at is self.at and self._is_halfway(path, proposition):
            return replace(path, via=path.via + path.destinations, destinations=self.ahead)
        if not at or {m.key for m in path.destinations} & {m.key for m in (*at, *self.left)}:
            return path
        if not any(overlap(one, end) for one in at for end in path.destinations):
            rule = "onward" if proposition.marker == "before" else path.rule
            return replace(path, origins=at, via=(*(self.stops if at is self.at else ()), *path.via), rule=rule)
        wider = any(holds(end, one) for end in path.destinations for one in at)
        # "to Lozova, from where they can go on to western Ukraine": no end that could be drawn
        return Path() if wider and (beside or _ONWARD.search(part.code)) else path

    def _is_halfway(self, path: Path, proposition: Proposition) -> bool:
        """ "Buses began to cross into Idlib province. They came to Saan at noon": Saan is on their way there."""
        came = any(g.finite and not g.passive and (g.act is Act.ARRIVE or g.verb.base == "come") for g in proposition.groups)
        return came and not any(overlap(one, end) for one in self.ahead for end in path.destinations)

    def _held_by(self, beside: Sequence[Member]) -> tuple[Member, ...]:
        """ "To Larnaca, in Cyprus, where": Larnaca."""
        near = self.since == 0 and any(overlap(one, wide) for one in self.at for wide in beside)
        return self.at if near else tuple(beside)

    def _goes_on(self, part: Phrases, proposition: Proposition, anchor: Anchor, *, own: bool) -> bool:
        """Whether a clause takes those on who are told of."""
        if not self.at or self.since > _LONG:
            return False
        if any(g.pluperfect for g in proposition.groups) and (proposition.link is not Link.MAIN or not proposition.elliptic):
            return False  # "they had been driven to Homs"
        if _ONWARD.search(part.code):
            return True
        before = " ".join(part.codes[max(0, proposition.start - 5) : proposition.start])
        if proposition.link is Link.RELATIVE and (self.since or _OTHERS_WHO.search(before)):
            return False  # "most of the food, which arrived by plane in Goma", "and the 23 who landed in Paris"
        if anchor.sort not in _TRAVELLERS or not any(g.act in TRAVELS for g in proposition.groups):
            return False
        if _MORE.search(part.code):
            return False
        if carries_them(part, proposition):
            return True
        if _SOME_OF_THEM.match(part.code):
            beside = self.since == 0 and _OTHERS.match(part.code)  # "six trucks went to A, and others are due in B"
            return not (self.whole or beside)
        if own and proposition.link is not Link.RELATIVE and not _ALL_OF_THEM.match(part.code):
            carried = any(g.act is Act.CARRY or g.passive for g in proposition.groups)
            return self.sort is None and carried and _PEOPLE.match(part.code) is not None
        return self.sort is not None or proposition.link is Link.MAIN


_IF_THEY_LIKE = re.compile(r"(?<!\S)(?:can|could|may|might|if|able|hope\w*|free)(?!\S)")


def of_leg(told: list[Judgement], code: str, proposition: Proposition) -> list[Judgement] | None:
    """How a next leg stands: "before they fly on to Oslo" is a plan; None for "from where they can travel on if they wish"."""
    if proposition.marker == "before" or " waiting to " in code:
        return [replace(j, status=Status.ANNOUNCED, conditional=False) for j in told]
    return None if any(j.conditional for j in told) and _IF_THEY_LIKE.search(code) else told


def _is_town(member: Member) -> bool:
    """Whether people may be there so that a way could begin: an unknown name is most often a small town's."""
    return member.place is None or member.place.kind in _TOWNS


def overlap(one: Member, other: Member) -> bool:
    """Whether one of two places is in the other."""
    return one.key == other.key or holds(one, other) or holds(other, one)
