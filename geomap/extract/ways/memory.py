"""What a reader keeps in mind of the sentences before: the ways told of and who is on the move."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geomap.extract.meaning.judgements import Judgement
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.syntax.propositions import Link, Proposition
from geomap.extract.syntax.verbgroups import takes_object
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claims import Claim, evidence
from geomap.extract.ways.going import TRAVELS, is_delivery
from geomap.extract.ways.paths import Path
from geomap.extract.ways.relevance import is_elliptic
from geomap.extract.ways.standing import is_another, presumed, says_what_it_is
from geomap.extract.ways.travel import carries_them, leading, says_more
from geomap.extract.ways.whereabouts import Whereabouts, overlap
from geomap.model import CorridorKind, Statement, Status

__all__ = ["Memory"]

_OF_TALKS = r"(?! (?:rounds?|meetings?|sessions?|summits?|talks)(?!\S))"  # "a fourth round" is no fourth corridor
_NO_OTHERS = r"(?! (?!(?:corridors|routes|roads|convoys|buses|vehicles|trucks|groups)(?!\S))[a-z]+s(?!\S))"  # "all three bridges"
_ANAPHOR = re.compile(
    r"(?:(?:, |\" |and |but |that |while |then |after |when |before |since |as |because |until |once |where |¤\d+ ,? ?|\S+ly ,? ?"
    r"|on ¤\d+ ,? ?|(?:from|(?:in)?to|at|in) §\d+ ,? ?(?:(?:in|near|on) (?:[^\s,]+ ){1,6}, )?)*)(?P<who>(?:it|both|both of them"
    r"|each(?: of (?:them|these))?|the last one|the ones?(?= (?:from|to|out|via|through)(?!\S))|they|neither"
    r"|all (?:of them|(?:three|four)" + _NO_OTHERS + r")|the (?:first|second|third|other"
    r"|latter|former|two|three)" + _OF_TALKS + r"(?: \S+)?"
    r"|their (?:final |stated )?destination"
    r"|one(?! of)|another(?: one| corridor| route)?(?= (?:will|would|was|is|leads?|goes|runs?"
    r"|from|to)(?!\S))|a (?:second|third|fourth)(?: one)?" + _OF_TALKS + r"|these|"
    r"the (?:offer|proposal|plan|agreement|operation|effort|attempt|evacuation|evacuees|convoys?|buses|vehicles|trucks|lorries|route"
    r"|road|group|column|mission|trip|passengers|wounded|patients|transfer|transport|arrangement|deal|move|load|cargo|shipment"
    r"|consignment)s?"
    r"(?! (?:teams?|crews?|workers?|drivers?)(?!\S))|(?:some|most|many|all"
    r"|more|\S+) of them|(?:some|others|most|many|several|the rest)(?= (?:(?:will|would|are|were|have|then|later|also) )*(?:to )?"
    r"(?:go|goes|went|gone|going|travel\w*|continu\w*|taken|driven|flown|mov\w+|head\w*)(?: \S+){0,2} (?:on|onwards?)(?!\S))) "
    r"|(?:the )?(?:offer|proposal) )"
)
_OWN_SUBJECT = re.compile(
    r"(?:~ )*(?:where (?:an?|the|his|her|its) (?!convoys?|buses|evacu|civilians|trucks|group|column)\S+"
    r"|where (?:heavy |fierce |intense )?(?:[a-z]+ing|clashes|war|violence|battles|shells|rockets)(?!\S)"
    r"|where (?:they|many|most|some) (?:had |have |has )?(?:been|become|were|are|got) (?:\S+ )?(?:stranded|trapped|stuck|besieged)(?!\S)"
    r"|(?:where|how|as) (?:it|they|things|matters) (?:now )?stands?(?!\S)"  # "where they stand": a heading, and no standstill
    r"|what (?:it|they|he|she|we|[@§]\d+)(?!\S))"
)
# "the opening of the crossing was decided and came after a swap": when something was, and no journey
_TOOK_PLACE = re.compile(
    r"(?:(?:,|and|but|which|it|that) )*(?:also )?(?:comes?|came|coming)(?:(?: \S+){0,2} (?:after|amid|as|despite)(?!\S)| \.?$|$)"
    # "whether the bus was one of these could not be established"
    r"|(?:these|those|this|that|it|them) could not (?:\S+ )?be (?:established|confirmed|verified|ascertained|determined)(?!\S)"
)
_TRAVELLER = re.compile(
    r"(?:it|they|their(?: \S+)? destination|both|each|one(?! of)|all|these|some|others|most|many|several|the rest"
    r"|(?:some|most|many|all|more|\S+) of them"
    r"|the (?:evacuees|convoys?|buses|vehicles|trucks|lorries|group|column|passengers|wounded|patients|first|second|other"
    r"|loads?|cargo|shipments?|consignments?))(?!\S)"
)
_IS_THERE = re.compile(
    r"(?<!\S)(?:is|are|was|were) (?:bound|destined|headed) (?:from|for|to)(?!\S)"
    r"|(?<!\S)(?:(?:is|are|was|were) (?:(?:now|already|safely|safe|finally|in safety|by now|at last) )+(?:in|at)|destination (?:is|was)) §"
)
_AGENT = re.compile(r"(?:it|they)(?!\S)")
_BY_PARTIES = frozenset([Act.ANNOUNCE, Act.PROPOSE, Act.AGREE, Act.REJECT, Act.REPORT])
_ON_WAYS = frozenset([Act.FAIL, Act.BLOCK, Act.CLOSE, Act.OPEN])


def _acts(part: Phrases, proposition: Proposition) -> bool:
    """Whether the first verb is one of those who speak or decide, or has an object that somebody opens or breaks."""
    first = proposition.finite_verb
    if first is None or first.passive or first.state:
        return False
    at_others = first.act is Act.BLOCK and first.verb.particle.split()[-1:] in (["on"], ["at"])  # "opened fire on settlements"
    return first.act in _BY_PARTIES or at_others or (first.act in _ON_WAYS and takes_object(part.codes, first))


def _brings(proposition: Proposition) -> bool:
    """ "It has brought two flights a week": the truce has, and no way."""
    first = proposition.finite_verb
    return first is not None and first.verb.base == "bring" and not first.passive


def _lacks_object(part: Phrases, proposition: Proposition) -> bool:
    """ "Has not confirmed the corridor that Moscow proposed": what looks like the content of a report is of the noun before it."""
    first = proposition.finite_verb
    return first is not None and not first.passive and first.last + 1 < len(part.codes) and part.codes[first.last + 1] in {".", ",", ";"}


def _does_to_others(part: Phrases, proposition: Proposition) -> bool:
    """Whether a relative clause tells what its noun does to something else."""
    first = proposition.finite_verb
    if first is None or first.passive or first.state or proposition.marker not in {"which", "that"}:
        return False
    return first.act in _ON_WAYS - {Act.OPEN} and takes_object(part.codes, first)


def _is_of_subject(part: Phrases, proposition: Proposition, opening: re.Match[str] | None) -> bool:
    """ "The talks have dragged on since they began": of what the clause before is about, which is no way."""
    if opening is None or proposition.marker not in {"since", "when", "before", "until", "as"} or not proposition.start:
        return False
    return _AGENT.match(opening["who"] or "") is not None and any(g.act in (Act.BEGIN, Act.OPEN) for g in proposition.groups)


_VERB = re.compile(r"(?<!\S)(?:is|are|was|were|will|would|has|have|had|did|do|does|said|\w{3,}ed)(?!\S)")
_REFUSABLE = frozenset([Status.PROPOSED, Status.ANNOUNCED, Status.REJECTED, Status.AGREED])
_ARRANGED = frozenset([Status.AGREED, Status.ANNOUNCED])
_OTHER_WAY = re.compile(
    r"(?<!\S)(?:in|from) the (?:other|opposite|reverse) direction(?!\S)|(?<!\S)the (?:other|opposite) way(?!\S)(?! (?:round|around)(?!\S))"
)
_BACK = re.compile(r"(?<!\S)(?:bring|take|carry|ferry|fly|drive|brought|taken|carried)(?: \S+){0,4} back(?!\S)")
_RETURNED = re.compile(r"(?<!\S)(?:back|return(?:s|ed|ing)?)(?: (?:home|safely))* (?:to|into)(?!\S)")
_LEFT_EMPTY = re.compile(
    r"\b(?:left|leave|leaving|departed|withdrew|pulled out) (?:of )?(?:the )?\S+ again\b(?!.*\b(?:with|carrying|taking)\b)"
    r"|\b(?:left|leave|leaving|departed|withdrew|pulled out)\b.* (?:once|after|having)(?: they| it| the \S+)?(?: had| having)?(?: been)?"
    r" (?:unload|offload|deliver|dropp)(?:ed|ing)\b"
)
_ABOARD = re.compile(r"(?<!\S)(?:with|carrying|bringing)(?: (?!§)\S+){0,5} $")


def _is_aboard(part: Phrases, named: Anchor) -> bool:
    return named.sort is Sort.PEOPLE and _ABOARD.search(part.code[: named.start]) is not None


@dataclass(slots=True)
class Memory:
    """The claims read so far, and whom "they" or "the vehicles" may mean."""

    claims: list[Claim] = field(default_factory=list)
    moving: Anchor | None = None  # people or vehicles spoken of lately
    since: int = 0  # sentences ago
    talks: bool = False  # the sentence before was of talks, and of nobody on the move
    whereabouts: Whereabouts = field(default_factory=Whereabouts)

    def meant(
        self, part: Phrases, proposition: Proposition, here: list[Anchor], carried: Anchor | None, *, known: bool
    ) -> tuple[Anchor | None, bool]:
        """The way a proposition is about, named among its own words (``here``, then True) or going on from before."""
        named = leading(here)
        relative = proposition.link is Link.RELATIVE and proposition.marker != "where"  # "where people huddled underground"
        if named is not None and relative and carried is not None and says_more(carried, named):
            return carried, False  # "a corridor that would run ... to civilians in Rakhine"
        loaded = named is not None and proposition.elliptic and (is_delivery(part, named) or _is_aboard(part, named))
        if loaded and carried is not None and carried.sort is Sort.CONVOY:
            return carried, False  # "a convoy came under fire while delivering aid to Homs", "and reached Sumy with 50 evacuees"
        described = known and named is not None and named.sort.travels and says_what_it_is(part.code)
        if named is None or described:
            return self.understood(part, proposition, carried, known=known), False
        return named, True

    def _told_last(self, among: int = 0) -> Statement | None:
        """The statement told last, of the last ``among`` claims if so many are given."""
        return next((c.statements[-1] for c in reversed(self.claims[-among:]) if c.statements), None)

    def told_of_another(self, part: Phrases, proposition: Proposition, anchor: Anchor) -> list[Judgement]:
        """ "Another leads from C to D": it stands as the way told of last, where no more is said."""
        if not is_another(part.code):
            return []
        last = self._told_last(3)
        leads = any(g.act is Act.LEAD for g in proposition.groups)
        status = (last.status if last is not None else None) if leads else presumed(part, proposition)
        return [Judgement(status, anchor.start, anchor.end)] if status is not None else []

    def arranged(self, among: int = 0) -> Status | None:
        """Agreed or announced, where the way told of last is: "The first route would go to Poltava" then proposes nothing."""
        last = self._told_last(among)
        return last.status if last is not None and last.status in _ARRANGED and not last.conditional else None

    def understood(self, part: Phrases, proposition: Proposition, carried: Anchor | None, *, known: bool) -> Anchor | None:
        """The way a proposition goes on about without naming it: by its missing subject, a pronoun, or "the vehicles"."""
        words_here = " ".join(part.code.replace("~", " ").split()).lstrip(":;–— ")  # what follows a colon goes on as a sentence would
        if _OWN_SUBJECT.match(words_here) or _TOOK_PLACE.match(words_here):
            return None  # "near Kyiv, where a camp was set up", "brings what it can from Goma"
        if proposition.link is Link.RELATIVE and _does_to_others(part, proposition):
            return None  # "an operation which targeted gangs", "quakes that disrupted assistance"
        if proposition.elliptic and any(g.verb.base == "break" and takes_object(part.codes, g) for g in proposition.groups):
            return None  # "they took our phones and broke them"
        if carried is not None and (proposition.elliptic or proposition.link is Link.RELATIVE or not proposition.groups):
            return carried
        opening = _ANAPHOR.match(words_here)
        if opening is not None and _AGENT.match(words_here, opening.start("who") if opening["who"] else 0) and _acts(part, proposition):
            return None  # "it declared", "they had broken the siege": who acts, and no way
        start = part.offsets[next(i for a, b in proposition.spans for i in range(a, b))]
        if carried is None and _is_of_subject(part, proposition, opening):
            return None
        if carried is None and self.moving is not None and self.since <= 3 and carries_them(part, proposition):
            return replace(self.moving, start=start, end=start + 3, definite=True, plural=True, bound=False)
        if opening is None and self.other_way(part.code) is not None and any(g.act in TRAVELS for g in proposition.groups):
            return Anchor(start, start + 3, Sort.CONVOY, CorridorKind.EVACUATION)  # "and two more had made the trip the other way"
        if opening is None:  # "residents said that troops were brought into the town": the troops were
            told = proposition.link is Link.REPORTED and not _lacks_object(part, proposition)
            content = words_here.removeprefix("that ") if told else words_here
            return carried if carried is not None and (is_elliptic(content) or content.startswith("another ")) else None
        if carried is not None:
            return carried
        if " of them " in opening[0] and not any(c.plural for c in self.claims[-3:]):
            return None  # "various steps were taken; one of them was to ..."
        if opening[0].endswith("it ") and _brings(proposition) and (self.moving is None or self.moving.plural):
            return None
        if (
            self.moving is not None
            and self.since <= 2
            and (any(g.act in TRAVELS for g in proposition.groups) or _IS_THERE.search(words_here))
            and _TRAVELLER.match(opening[0][opening.start("who") :] if opening["who"] else "")
        ):
            return replace(self.moving, start=start, end=start + 3, definite=True, plural=True, bound=False)
        if not known or not self.claims:
            return None
        return Anchor(start, start + 3, Sort.BARE, self.claims[-1].kind, True, True)

    def travellers(self, part: Phrases, proposition: Proposition) -> Anchor | None:
        """Who is on the move, where a clause that tells of no journey is about them: "They spent the night and left"."""
        if self.moving is None or self.since > 2 or proposition.link is not Link.MAIN:
            return None
        opening = _ANAPHOR.match(" ".join(part.code.replace("~", " ").split()))
        if opening is None or not opening["who"] or opening["who"].startswith("it") or not _TRAVELLER.match(opening["who"]):
            return None
        start = part.offsets[proposition.start]
        return replace(self.moving, start=start, end=start + 3, definite=True, plural=True, bound=False)

    def has_left(self) -> bool:
        """Whether people were just told to leave somewhere, and not where they go."""
        left = [c for c in self.claims[-3:] if c.kind is CorridorKind.EVACUATION and c.path.origins]
        return bool(left) and not any(c.path.destinations for c in left)

    def is_open(self) -> bool:
        """Whether the way told of last may still be refused: it is offered, planned or refused, and nobody goes it."""
        last = self._told_last()
        return last is not None and last.status in _REFUSABLE

    def other_way(self, code: str) -> Path | None:
        """ "Eighty trucks moved in the other direction": the way just told of, from its end to its beginning."""
        last = next((c.path for c in reversed(self.claims) if c.path.origins and c.path.destinations), None)
        if last is None or not _OTHER_WAY.search(code):
            return None
        return replace(last, origins=last.destinations, destinations=last.origins, via=last.via[::-1])

    def onward(
        self, path: Path, part: Phrases, proposition: Proposition, anchor: Anchor, beside: Sequence[Member], *, own: bool
    ) -> Path:
        """The path, begun where those on the move are by now; one without members for lorries that drive home."""
        last = next((c for c in reversed(self.claims[-3:]) if c.path.destinations), None)
        arrived = {m.key for c in self.claims[-3:] for m in c.path.destinations}
        only_left = anchor.sort is Sort.CONVOY and not path.destinations and {m.key for m in path.origins} <= arrived
        if only_left and path.origins and _LEFT_EMPTY.search(part.sentence.text):
            return Path()  # "reached Homs and left the city again once they had unloaded"
        if last is not None and path.destinations and not path.origins:
            starts = {m.key for m in last.path.origins}
            lorries, returned = anchor.sort is Sort.CONVOY, _RETURNED.search(part.code) is not None
            if lorries and returned and not starts and any(s.status is Status.BLOCKED for s in last.statements):
                return Path()  # "was ambushed on the road into Gorazde and escorted back to Sarajevo"
            back = _BACK.search(part.code) is not None
            home = returned and bool(starts) and {m.key for m in path.destinations} <= starts
            if home and lorries and not back:
                return Path()  # "the lorries drove back to Damascus": nobody is taken anywhere
            if home or (back and lorries and anchor.definite):
                return replace(path, origins=last.path.destinations)  # "three others were taken back to Goma": to where the way began
        came = any(g.act is Act.ARRIVE for g in proposition.groups)
        # "refugees who arrive in A are taken to B"
        first = came and proposition.link is Link.RELATIVE and bool(self.claims) and self.claims[-1].path.start > path.start
        if (first or proposition.marker == "after") and self._came_first(path, part):
            return path if path.origins else Path()
        begun = self.whereabouts.begin(path, part, proposition, anchor, beside, own=own)
        if begun is not path and self.whereabouts.under_way and self.claims:
            self.claims[-1] = replace(self.claims[-1], tentative=False)  # "had begun to leave Madaya. They will head for Idlib"
        return begun

    def tells_on(self, phrases: Phrases, proposition: Proposition, made: list[Path], source: str) -> bool:
        """ "Agreed: Berdyansk to Zaporizhzhia; and Enerhodar to Zaporizhzhia": a clause without a verb says what the one before said."""
        last = self.claims[-1] if self.claims else None
        if (
            last is None
            or any(g.act is Act.LEAD for g in proposition.groups)
            or last.evidence.sentence != phrases.sentence.text
            or _VERB.search(phrases.code)
            or not all(p.origins for p in made)
        ):
            return False
        for path in made:
            told = evidence(phrases, path.start, path.end, source, last.evidence.rule)
            self.claims.append(
                replace(last, path=path, evidence=told, position=told.start, name=None, sort=Sort.WAY, definite=False, ordinal=None)
            )
        return True

    def _came_first(self, path: Path, part: Phrases) -> bool:
        """ "The patients were flown to Rome after they had been driven to Cairo": the leg told before begins in Cairo."""
        last = self.claims[-1] if self.claims else None
        if last is None or last.evidence.sentence != part.sentence.text or last.path.origins or not last.path.destinations:
            return False
        if not path.destinations or any(overlap(one, end) for one in path.destinations for end in last.path.destinations):
            return False
        self.claims[-1] = replace(last, path=replace(last.path, origins=path.destinations), tentative=False)
        return True
