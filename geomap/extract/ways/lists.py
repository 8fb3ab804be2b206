"""Routes as lists: a heading that is a place, and below it "Route 1 - A, B, C" or bulleted ways.

Corridors agreed for Tuesday:
- Sumy - Poltava
Mariupol
Route 1 - Novoazovsk, Taganrog, Rostov-on-Don
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim, evidence
from geomap.extract.ways.paths import Path, paths
from geomap.extract.ways.roles import Role, steps
from geomap.model import CorridorKind, Statement, Status

__all__ = ["RouteList"]

_HEADING = re.compile(
    r"(?:\d+ [.)] )?(?:(?:for|from|out of|in|route|corridor|direction|city of|evacuation from) )*§(?P<n>\d+)(?: "
    r"(?:direction|corridor|route|city|:|-|–|—|\.))*"
)
_ROUTE = re.compile(
    r"(?:the )?(?:(?:route|corridor|option|line|path)s? ?(?:no \. |number |# ?|№ )?(?P<number>\d+|[a-d]|one|two|three|four"
    r"|i|ii|iii|iv)|(?:first|second|third|fourth|fifth) (?:route|corridor))"
    r" (?:[-–—:,] )?(?:(?:runs?|leads?|goes) )?"
)
_ENDS = re.compile(r"(?:from )?(?:the )?§\d+(?: and \S+(?: \S+){0,3})? to (?:the )?§\d+(?!\S)|§\d+(?= (?:[,.;(]|by|on|via|through)|$)")
_DELIVERED = re.compile(
    r"(?<!\S)(?:aid|relief|supplies|food|trucks|convoys)(?!\S).*"
    r"(?<!\S)(?:deliver\w*|sent|bring|brought|supplied|transported|go)(?: \S+){0,4} to :$"
)
_VERB = re.compile(r"(?<!\S)(?:was|were|is|are|had|has|have|said|will|would|\w{3,}ed)(?!\S)")
_FAR = 12  # blocks over which a list still belongs to the routes spoken of


def _untold(phrases: Phrases, source: str, kind: CorridorKind = CorridorKind.HUMANITARIAN) -> Claim:
    """What a list says of itself where nothing was said before it: that these ways are announced."""
    told = evidence(phrases, 0, len(phrases.code), source, "list of routes")
    stated = (Statement(Status.ANNOUNCED, evidence=told),)
    return Claim(phrases.sentence.start, Path(), stated, kind, Sort.WAY, told, earlier=(0,))


@dataclass(slots=True)
class RouteList:
    """Reads the lines of such a list; remembers the introducing claim and the heading while the list goes on."""

    source: str
    intro: Claim | None = None
    heading: Member | None = None
    open: bool = False
    last_block: int = -2
    towards: bool = False  # the places listed are where aid is taken
    told_of: int | None = None  # the block in which the text last spoke of routes

    def read(self, phrases: Phrases, introduces: bool, last: Claim | None, *, known: bool = False) -> list[Claim]:
        """The claims of a line that belongs to a list; [] where the line is ordinary text."""
        code = phrases.code.strip()
        block = phrases.sentence.block
        if self.open and block - self.last_block > 2:
            self._close()
        if (introduces or known or _DELIVERED.search(code)) and code.endswith(":") and not _HEADING.fullmatch(code):
            self.open, self.heading, self.last_block = True, None, block
            self.intro = _untold(phrases, self.source, CorridorKind.AID) if _DELIVERED.search(code) else None
            self.towards = self.intro is not None
            return []
        route = _ROUTE.match(code)
        if route:
            made = self._route(phrases, route.end())
            if made:
                self.last_block, self.open = block, True
            return self._claims(phrases, made, last)
        heading = _HEADING.fullmatch(code)
        if (
            heading
            and not self.towards
            and len(phrases.places[int(heading["n"])].members) == 1
            and not phrases.places[int(heading["n"])].chain
        ):
            # A lone place is a heading; whether routes follow is seen on the next line.
            self.heading, self.last_block = phrases.places[int(heading["n"])].members[0], block
            self.open = self.open or introduces
            return []
        if self.open and self._is_item(phrases):
            self.last_block = block
            return self._claims(phrases, self._item(phrases), last or _untold(phrases, self.source))
        if introduces and not _ENDS.match(code):
            self.told_of = block  # the text speaks of routes; a list of them may follow anywhere below
        elif _ENDS.match(code) and self.told_of is not None and block - self.told_of <= _FAR and not _VERB.search(code):
            made = [p for p in self._item(phrases) if p.origins and p.destinations]
            self.told_of = block if made else self.told_of
            return self._claims(phrases, made, last or _untold(phrases, self.source))
        if len(code.split()) > 8 and not phrases.sentence.bullet:
            self._close()
        return []

    def _close(self) -> None:
        self.open, self.heading, self.intro, self.towards = False, None, None, False

    def _is_item(self, phrases: Phrases) -> bool:
        told = phrases.code.rstrip().endswith(".") and re.search(r"(?<!\S)(?:was|were|is|are|had|has|said|\w{3,}ed)(?!\S)", phrases.code)
        if told and phrases.sentence.bullet and not re.match(r"§\d+ (?:[-–—:,]|to|→)(?!\S)", phrases.code):
            return False  # "- Kyiv region. Residents of Borodianka were able to leave": prose
        return (phrases.sentence.bullet or (len(phrases.code.split()) <= 14 and not told)) and bool(phrases.places)

    def _route(self, phrases: Phrases, begin: int) -> list[Path]:
        made = paths(steps(phrases, begin), phrases.code[begin:])
        if made and any(p.destinations for p in made) and all(p.origins for p in made):
            return made
        members = [m for places in self._after(phrases, begin) for m in places]
        return self._through(members)

    def _item(self, phrases: Phrases) -> list[Path]:
        """One bullet: "Sumy – Poltava", "from Sumy to Poltava", "Kharkiv: Belgorod, then Moscow", or a lone "Mariupol"."""
        found = steps(phrases)
        made = paths([s for s in found if s.role is not Role.AT], phrases.code)
        if any(p.origins and p.destinations for p in made):
            return made
        lists = self._after(phrases, 0)
        if not lists:
            return []
        if ":" in phrases.code and len(lists) > 1:
            return [Path((lists[0][0],), tuple(lists[1][:-1]), (lists[1][-1],), rule="list")]
        if self.heading is not None:
            return self._through([m for places in lists for m in places])
        if self.towards:
            return [Path((), (), tuple(m for places in lists for m in places), rule="list")]
        if len(lists) > 1 and re.search(r"§\d+ (?:(?:[-–—]|to|→) )?§\d+", phrases.code):
            return [Path(tuple(lists[0]), (), (lists[-1][-1],), rule="list")]
        return [Path(tuple(lists[0]), (), (), rule="list")] if len(phrases.code.split()) <= 6 else []

    def _through(self, members: list[Member]) -> list[Path]:
        if not members:
            return []
        if len(members) == 1 and members[0].within is not None:
            members = [members[0], Member(members[0].within)]  # "Nekhoteyevka, Belgorod": two stations, not a place and its region
        if self.heading is not None:
            head = _same(self.heading, members[0])
            rest = members[1:] if head else members
            return [Path((self.heading,), tuple(rest[:-1]), (rest[-1],), rule="list")] if rest else []
        if len(members) < 2:
            return []
        return [Path((members[0],), tuple(members[1:-1]), (members[-1],), rule="list")]

    def _after(self, phrases: Phrases, begin: int) -> list[list[Member]]:
        return [list(phrases.places[int(m[1])].members) for m in re.finditer(r"§(\d+)(?!\S)", phrases.code) if m.start() >= begin]

    def _claims(self, phrases: Phrases, made: list[Path], last: Claim | None) -> list[Claim]:
        result = []
        intro = self.intro or last
        for path in made:
            if not path.members or intro is None:
                continue
            told = evidence(phrases, 0, len(phrases.code), self.source, "list of routes")
            result.append(
                Claim(
                    position=phrases.sentence.start,
                    path=path,
                    statements=intro.statements,
                    kind=intro.kind,
                    sort=Sort.WAY,
                    evidence=told,
                    offer=intro.offer,
                    proposed_by=intro.proposed_by,
                    rejected_by=intro.rejected_by,
                    agreed_by=intro.agreed_by,
                    when=intro.when,
                    mode=intro.mode,
                    asserted=intro.asserted,
                    earlier=intro.earlier,
                    strong=True,
                    group=intro.position,
                    fields=(("route", told), *intro.fields),
                )
            )
        self.intro = intro
        return result


def _same(one: Member, other: Member) -> bool:
    return one.place is not None and other.place is not None and one.place.id == other.place.id
