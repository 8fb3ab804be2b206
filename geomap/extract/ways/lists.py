"""Routes as lists: a heading that is a place, and below it "Route 1 - A, B, C" or bulleted ways.

Corridors agreed for Tuesday:
- Sumy - Poltava
Kyiv oblast: Bucha, Irpin - Kyiv
Mariupol
Route 1 - Novoazovsk, Taganrog, Rostov-on-Don
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim, evidence
from geomap.extract.ways.facts import means
from geomap.extract.ways.list_items import (
    FINITE,
    Label,
    begins_with_way,
    label_of,
    listed_ways,
    members_in,
    rows_of_ways,
    state_of,
    through,
)
from geomap.extract.ways.paths import Path, paths
from geomap.extract.ways.roles import steps
from geomap.extract.ways.tables import Table
from geomap.model import CorridorKind, Statement, Status

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
_FAR = 12  # blocks over which a list still belongs to the routes spoken of


def _untold(phrases: Phrases, source: str, kind: CorridorKind = CorridorKind.HUMANITARIAN, status: Status = Status.ANNOUNCED) -> Claim:
    """What a list says of itself where nothing was said before it: that these ways are announced."""
    told = evidence(phrases, 0, len(phrases.code), source, "list of routes")
    return Claim(phrases.sentence.start, Path(), (Statement(status, evidence=told),), kind, Sort.WAY, told, earlier=(0,))


@dataclass(slots=True)
class RouteList:
    """Reads the lines of such a list; remembers the introducing claim and the heading while the list goes on."""

    source: str
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

    def read(self, phrases: Phrases, introduces: bool, last: Claim | None, *, known: bool = False) -> list[Claim]:
        """The claims of a line that belongs to a list; [] where the line is ordinary text."""
        code = phrases.code.strip()
        block = phrases.sentence.block
        if self.opening:
            self._introduce(last)
        if self.open and block - self.last_block > 2:
            self._close()
        if code.endswith(":") and not _HEADING.fullmatch(code) and self._opens(phrases, code, introduces, known=known):
            self.before, self.opening = last, self.open and self.intro is None
            return []
        if self.told_of is not None and block - self.told_of <= _FAR and not introduces:
            rows = self.table.read(phrases)
            if rows is not None:
                self.told_of = self.last_block = block
                return self._claims(phrases, rows, last)
        route = _ROUTE.match(code)
        if route:
            made = self._route(phrases, route.end())
            if made:
                self.last_block, self.open = block, True
            return self._claims(phrases, made, last)
        heading = _HEADING.fullmatch(code)
        if heading and not self.towards and len(phrases.places[int(heading["n"])].members) == 1:
            # A lone place is a heading; whether routes follow is seen on the next line.
            self.bullet, self.last_block = label_of(phrases, int(heading["n"])), block
            if not (self.open and phrases.sentence.bullet and not self.bullet.area and re.match(r"§\d+(?: [.;,])?$", code)):
                self.heading, self.open = self.bullet, self.open or introduces
                return []
        if self.open and self._is_item(phrases):
            self.last_block = block
            alone = phrases.sentence.bullet or len(code.split()) <= 6
            return self._claims(phrases, listed_ways(phrases, heading=self.heading, towards=self.towards, alone=alone), last)
        if self.told_of is not None and block - self.told_of <= _FAR and begins_with_way(code):
            self.told_of = self.last_block = block
            return self._claims(phrases, [p for p in listed_ways(phrases, alone=False) if p.origins], last)
        if introduces and block != self.last_block:
            # the text speaks of routes; a list of them may follow anywhere below
            self.told_of, self.intro = block, self.intro if self.open else None
            self.table = Table()
        if len(code.split()) > 8 and not phrases.sentence.bullet:
            self._close()
        return []

    def row(self, phrases: Phrases, begin: int, last: Claim | None) -> list[Claim]:
        """The claims of the ways that a sentence lists behind its colon, of which ``last`` was said before it."""
        self.intro = None
        return self._claims(phrases, list(rows_of_ways(phrases, begin)), last)

    def _opens(self, phrases: Phrases, code: str, introduces: bool, *, known: bool) -> bool:
        """Whether a line that ends in a colon has a list of ways below it; one of something else ends what went before."""
        towards = _TOWARDS.search(code) is not None
        aid = towards and _AID.search(code) is not None
        if not introduces and not towards and (_OF_HARM.search(code) or ("§" not in code and not _GOES_ON.search(code))):
            self._close()
            self.told_of = None
            return True
        if not (introduces or known or aid):
            return False
        self.open, self.heading, self.bullet = True, None, None
        self.last_block = self.told_of = phrases.sentence.block
        self.towards = towards
        kind = CorridorKind.AID if aid else CorridorKind.HUMANITARIAN
        done = Status.OPERATIONAL if _DONE.search(code) else Status.ANNOUNCED
        self.intro = _untold(phrases, self.source, kind, done) if towards else None
        self.table = Table()
        return True

    def _introduce(self, last: Claim | None) -> None:
        """Keep what the opening line says of all items: later ones are not told by what is said of the first."""
        self.opening = False
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
        if not made:
            return []
        untold = _untold(phrases, self.source)
        intro = self.intro or last or untold
        self.intro = intro = intro if intro.statements else replace(intro, statements=untold.statements, earlier=untold.earlier)
        told = evidence(phrases, 0, len(phrases.code), self.source, "list of routes")
        state = state_of(phrases.code)
        shown = evidence(phrases, *state[1:], self.source, f"status: {state[0]}") if state is not None else None
        told_here = (Statement(state[0], evidence=shown),) if state is not None else ()
        mode, at = means(phrases, 0, len(phrases.code))
        fields = (("route", told), *intro.fields)
        if at is not None:
            fields = (*fields, ("mode", evidence(phrases, *at, self.source, "means of travel")))
        listed = Claim(
            position=phrases.sentence.start,
            path=Path(),
            statements=told_here or intro.statements,
            kind=intro.kind,
            sort=Sort.WAY,
            evidence=told,
            offer=intro.offer,
            proposed_by=intro.proposed_by,
            rejected_by=intro.rejected_by,
            agreed_by=intro.agreed_by,
            when=intro.when,
            mode=mode or intro.mode,
            asserted=intro.asserted,
            earlier=(0,) if told_here else intro.earlier,
            strong=True,
            group=intro.position,
            fields=fields,
        )
        return [replace(listed, path=path) for path in made if path.members]


def _is_to_be(claim: Claim) -> bool:
    return bool(claim.statements) and claim.statements[-1].status in (Status.AGREED, Status.ANNOUNCED)
