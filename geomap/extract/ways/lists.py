"""Routes as lists: a heading that is a place, and below it "Route 1 - A, B, C" or bulleted ways.

Corridors agreed for Tuesday:
- Sumy - Poltava
Kyiv oblast: Bucha, Irpin - Kyiv
Mariupol
Route 1 - Novoazovsk, Taganrog, Rostov-on-Don
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claims import LISTED, Claim
from geomap.extract.ways.list_heads import all_end_in, end_below, head_claim, is_headline, untold
from geomap.extract.ways.list_items import (
    FINITE,
    Label,
    begins_with_way,
    is_row,
    label_of,
    listed_ways,
    members_in,
    rows_of_ways,
    through,
    town_left,
)
from geomap.extract.ways.paths import Path, paths
from geomap.extract.ways.roles import steps
from geomap.extract.ways.row_claims import row_claim
from geomap.extract.ways.tables import Table
from geomap.extract.within import holds
from geomap.model import CorridorKind, Status

__all__ = ["RouteList"]

_HEADING = re.compile(
    r"(?:\d+ [.)] )?(?:(?:for|from|out of|in|route|corridor|direction|city of|evacuation from) )*§(?P<n>\d+)(?: "
    r"(?:direction|corridor|route|city|:|-|–|—|\.|(?:two|three|four|\d+) (?:routes|corridors|ways|options)))*"
)
_ROUTE = re.compile(
    r"(?:the )?(?:(?:route|corridor|option|line|path)s? ?(?:number |# ?|№ )?(?P<number>\d+|[a-d]|one|two|three|four"
    r"|i|ii|iii|iv)|(?:first|second|third|fourth|fifth) (?:route|corridor)|(?:first|second|third)(?= (?:through|via|along|[:–—-]) ))"
    r" (?:[-–—:,] )?(?:(?:runs?|leads?|goes) )?"
)
_AID = re.compile(rf"(?<!\S){words('path.aid')}(?!\S)")
# "aid will be delivered to:", "people can be taken to the following towns:", "these towns will receive aid:"
_TOWARDS = re.compile(
    r"(?<!\S)(?:deliver\w*|sent|send|bring|brought|supplied|transported|taken|go|goes|leave|travel|evacuated)(?: \S+){0,6}"
    r" (?:to|into)(?: (?:the|these|those|following|next|\S+ing|cities|towns|villages|settlements|communities|areas|places|regions))* :$"
    r"|(?<!\S)(?:receive\w*|get|provided|supplied)(?: \S+){0,6} (?:aid|relief|assistance|food|supplies|cargo)(?: \S+){0,4} :$"
)
_DONE = re.compile(r"(?<!\S)(?:was|were|been|have|has|received|took|(?<!be )brought|went)(?!\S)")
# a list of what was hit and who was hurt is none of ways, though it follows one
_OF_HARM = re.compile(
    r"(?<!\S)(?:shell\w*|attack\w*|struck|strikes?|fire|hit|bomb\w*|kill\w*|wounded|injur\w+|destroyed|damage\w*|fighting|clashes)(?!\S)"
)
# "The full list:", "They are as follows:", "By bus:", "... he wrote:"; any other line before a list says what else it lists
_GOES_ON = re.compile(
    r"^(?:[\"*_(] )*(?:here (?:is|are) )?(?:the )?(?:\S+ )?(?:list|details|schedule|timetable|directions?|it|towns|cities|villages"
    r"|settlements|places|areas|regions|points|stops|namely|by)(?!\S)"
    r"|(?<!\S)(?:them|these|those|they|among|including|such as|region|oblast|district|province|governorate)(?!\S)"
    r"|(?<!\S)(?:said|says|wrote|writes|added|announced|stated|specified|reported|posted|named) :$"
)
_ON_OFFER = re.compile(r"\b(?:available|accessible|as follows)\b")  # "these routes are available:", as agreed before
_NUMBERED = re.compile(r"(?:number|№|#|n °) ?\d+(?!\S)")
_FAR = 12  # blocks over which a list still belongs to the routes spoken of


@dataclass(slots=True)
class RouteList:
    """Reads the lines of such a list; remembers the introducing claim and the heading while the list goes on."""

    source: str
    published: dt.date | None = None
    intro: Claim | None = None
    heading: Label | None = None
    bullet: Label | None = None  # a place that is an item, or a heading if routes follow
    before: Claim | None = None  # what was told last before the line that opens the list
    opening: bool = False  # that line has just been read
    open: bool = False  # each line is an item; else only what has both ends is
    last_block: int = -2
    towards: bool = False  # the places listed are where aid is taken
    told_of: int | None = None  # the block in which the text last spoke of routes
    table: Table = field(default_factory=Table)
    head: Claim | None = None  # what the line that opens the list says of all its rows
    goal: tuple[Member, ...] = ()  # where all the ways end
    kind: CorridorKind = CorridorKind.HUMANITARIAN
    leaving: bool = False  # it is of people who are taken out
    begin: int = 0  # of the list, in the text
    lone: bool = False  # each place alone on its line is where a way begins, which ends in the goal
    titled: bool = False  # the line that spoke of routes last is a title

    def read(self, phrases: Phrases, anchors: Sequence[Anchor], last: Claim | None, *, known: bool = False) -> list[Claim]:
        """The claims of a line that belongs to a list; [] where the line is ordinary text.

        ``anchors``: the words in it that may announce a list.
        """
        code = phrases.code.strip()
        block = phrases.sentence.block
        introduces = bool(anchors)
        if self.opening:
            self._introduce(last)
        if self.open and block - self.last_block > 2:
            self._close()
        if code.endswith(":") and not _HEADING.fullmatch(code) and self._opens(phrases, code, introduces, known=known):
            self.before, self.opening = last, self.open and self.intro is None
            self._begin(phrases, anchors)
            return []
        near = self.told_of is not None and block - self.told_of <= _FAR
        if near and not introduces:
            rows = self.table.read(phrases)
            if rows is not None:
                self.told_of = self.last_block = block
                return self._claims(phrases, rows, last)
        route = _ROUTE.match(code)
        if route:
            made = self._route(phrases, route.end())
            if not made and self.goal and self.bullet is not None and not FINITE.search(code):
                made = [Path((self.bullet.place,), (), self.goal, rule="stations")]  # by stations that nobody knows
            if made:
                self.last_block, self.open = block, True
            return self._claims(phrases, made, last)
        heading = _HEADING.fullmatch(code)
        if heading and not self.towards and not (self.open and self.lone) and len(phrases.places[int(heading["n"])].members) == 1:
            # A lone place is a heading; whether routes follow is seen on the next line.
            self.bullet, self.last_block = label_of(phrases, int(heading["n"])), block
            if not (self.open and phrases.sentence.bullet and not self.bullet.area and re.match(r"§\d+(?: [.;,])?$", code)):
                self.heading, self.open = self.bullet, self.open or introduces
                return []
        left = town_left(phrases) if near and self.leaving else []
        if left:
            self.told_of = self.last_block = block
            return self._claims(phrases, left, last)
        if self.open and self._is_item(phrases):
            self.last_block = block
            alone = phrases.sentence.bullet or len(code.split()) <= 6 or _NUMBERED.match(code) is not None
            return self._claims(phrases, listed_ways(phrases, heading=self.heading, towards=self.towards, alone=alone), last)
        if (near and begins_with_way(code)) or (introduces and is_row(code)):
            self.told_of = self.last_block = block
            return self._claims(phrases, [p for p in listed_ways(phrases, alone=False) if p.origins], last)
        in_list = self.told_of is not None and block - self.told_of <= 1 and re.search(r" : \S", code) and not FINITE.search(code)
        if introduces and block != self.last_block and not in_list:
            # the text speaks of routes; a list of them may follow anywhere below
            self.told_of, self.intro = block, self.intro if self.open else None
            self.table = Table()
            self._begin(phrases, anchors)
            self.titled = is_headline(phrases)
            if self.intro is None and self.titled:
                self.intro = self.head
        if len(code.split()) > 8 and not phrases.sentence.bullet:
            self._close()
        return []

    def leads_on(self, phrases: Phrases, claims: list[Claim]) -> bool:
        """Whether a line below the list says where all its ways end; then the ``claims`` of its rows lead there."""
        goal = all_end_in(phrases)
        rows = [n for n, c in enumerate(claims) if c.evidence.rule == LISTED and c.position >= self.begin]
        if not (goal and rows) or self.told_of is None or phrases.sentence.block - self.last_block > _FAR:
            return False
        self.goal = goal
        for n in rows:
            claims[n] = replace(claims[n], path=self._whole(claims[n].path))
        return True

    def row(self, phrases: Phrases, begin: int, last: Claim | None) -> list[Claim]:
        """The claims of the ways that a sentence lists behind its colon, of which ``last`` was said before it."""
        self.intro = None
        return self._claims(phrases, list(rows_of_ways(phrases, begin)), last)

    def _opens(self, phrases: Phrases, code: str, introduces: bool, *, known: bool) -> bool:
        """Whether a line that ends in a colon has a list of ways below it; one of something else ends what went before."""
        towards = _TOWARDS.search(code) is not None
        aid = towards and _AID.search(code) is not None
        since = phrases.sentence.block - self.told_of if self.told_of is not None else _FAR + 1
        # the line right under a title; "To Lviv:"
        below = (since <= 1 and self.titled) or (since <= _FAR and bool(end_below(phrases)))
        if not introduces and not towards and (_OF_HARM.search(code) or ("§" not in code and not (below or _GOES_ON.search(code)))):
            self._close()
            self.told_of = None
            return True
        if not (introduces or known or aid or below):
            return False
        self.open, self.heading, self.bullet = True, None, None
        self.last_block = self.told_of = phrases.sentence.block
        self.towards = towards
        kind = CorridorKind.AID if aid else CorridorKind.HUMANITARIAN
        done = Status.OPERATIONAL if _DONE.search(code) else Status.ANNOUNCED
        self.intro = untold(phrases, self.source, kind, done) if towards else None
        self.table = Table()
        return True

    def _begin(self, phrases: Phrases, anchors: Sequence[Anchor]) -> None:
        """Keep what a line that may open a list says of all its rows."""
        self.kind = anchors[0].kind if anchors else CorridorKind.HUMANITARIAN
        self.leaving = any(a.sort in (Sort.EVACUATION, Sort.PEOPLE) for a in anchors)
        self.head = head_claim(phrases, self.source, self.kind, self.published)
        below = end_below(phrases)
        self.goal, self.begin, self.lone = below or all_end_in(phrases), phrases.sentence.start, bool(below)

    def _introduce(self, last: Claim | None) -> None:
        """Keep what the opening line says of all items: later ones are not told by what is said of the first."""
        self.opening = False
        if self.head is not None and (last is None or last.position < self.begin):
            last = self.head
        offered = last is not None and _ON_OFFER.search(last.evidence.sentence) is not None
        self.intro = self.before if offered and self.before is not None and _is_to_be(self.before) else last

    def _close(self) -> None:
        self.open, self.heading, self.bullet, self.towards = False, None, None, False

    def _is_item(self, phrases: Phrases) -> bool:
        if begins_with_way(phrases.code):
            return True
        told = phrases.code.rstrip().endswith(".") and FINITE.search(phrases.code)
        return not told and (phrases.sentence.bullet or len(phrases.code.split()) <= 14) and bool(phrases.places)

    def _route(self, phrases: Phrases, begin: int) -> list[Path]:
        made = paths(steps(phrases, begin), phrases.code[begin:])
        if made and any(p.destinations for p in made) and all(p.origins for p in made):
            return made
        if self.bullet is None and any(p.via for p in made):
            return []  # "The second route will run through A and B": a sentence that leaves open where it begins
        head = self.bullet.place if self.bullet is not None else None
        other = re.search(r" ; (?:and )?(?=the second)", phrases.code[begin:])  # "the first through A; the second through B"
        if other is None:
            return through(members_in(phrases, begin), head)
        middle = begin + other.start()
        return through(members_in(phrases, begin, middle), head) + through(members_in(phrases, middle), head)

    def _claims(self, phrases: Phrases, made: list[Path], last: Claim | None) -> list[Claim]:
        made = [self._whole(path) for path in made if path.members]
        if not made:
            return []
        first = self.head or untold(phrases, self.source, self.kind)
        intro = self.intro or last or first
        self.intro = intro = intro if intro.statements else replace(intro, statements=first.statements, earlier=first.earlier)
        begins = [path.start for path in made]
        if not all(0 < one < other for one, other in itertools.pairwise(begins)):
            return [row_claim(phrases, path, intro, self.source, 0, len(phrases.code)) for path in made]
        spans = itertools.pairwise([0, *begins[1:], len(phrases.code)])
        return [row_claim(phrases, path, intro, self.source, *span) for path, span in zip(made, spans, strict=True)]

    def _whole(self, path: Path) -> Path:
        """A way with the end that only the line above the list gives: "Evacuation to Lubny:", "All routes end in Lubny."."""
        if path.rule == "stations" and self.goal and path.destinations[-1:] != self.goal[-1:]:
            return replace(path, via=(*path.via, *path.destinations), destinations=self.goal)
        above = self.intro.path if self.intro is not None and self.intro.position >= self.begin else Path()
        if path.origins and not path.destinations:
            return replace(path, destinations=self.goal or _apart(above.destinations, path.origins), paired=len(path.origins) < 2)
        if path.destinations and not path.origins and len(above.origins) == 1:
            return replace(path, origins=_apart(above.origins, path.destinations))
        return path


def _apart(ends: tuple[Member, ...], others: tuple[Member, ...]) -> tuple[Member, ...]:
    """The ends, unless one of them is or holds one of the others."""
    return () if any(e.key == o.key or holds(e, o) for e in ends for o in others) else ends


def _is_to_be(claim: Claim) -> bool:
    return bool(claim.statements) and claim.statements[-1].status in (Status.AGREED, Status.ANNOUNCED)
