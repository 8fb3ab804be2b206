"""Reads a sentence's propositions to claims on corridors: which way, told as what, by whom, for when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geomap.extract.meaning.agency import Voices
from geomap.extract.meaning.judgements import ENDED, MOTION, Judgement
from geomap.extract.meaning.judging import is_on_condition, judge
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Proposition, propositions
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways import standing
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claiming import Said, Told, claims_of
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.content import Governor, as_content, governing, is_aim, is_content
from geomap.extract.ways.days import with_day_around
from geomap.extract.ways.describing import takes_over
from geomap.extract.ways.fetching import fetched
from geomap.extract.ways.further import prolonged
from geomap.extract.ways.going import is_way
from geomap.extract.ways.labels import labelled
from geomap.extract.ways.memory import Memory
from geomap.extract.ways.outcomes import Outcomes, unreached
from geomap.extract.ways.parts import only
from geomap.extract.ways.paths import paths, with_legs_joined
from geomap.extract.ways.relevance import another_act, another_way, is_beside, is_gone_along, relevant
from geomap.extract.ways.roles import Role, Step, steps
from geomap.extract.ways.sharing import others_too, own_paths, shared_out
from geomap.extract.ways.strangers import is_held_elsewhere, takes_a_place, tells_of_talks
from geomap.extract.ways.stretches import is_trouble_beside
from geomap.extract.ways.travel import (
    beside,
    by_journey,
    goes_on,
    is_arrival,
    is_borne,
    is_flight,
    is_on_people,
    is_tentative,
    named_in,
    out_again,
    tells_of_flight,
    tells_which,
    theme_of,
    with_stations,
)
from geomap.extract.ways.whereabouts import of_leg
from geomap.model import CorridorKind, Status

__all__ = ["Reader"]

_THEY = re.compile(r"(?:where |that |which |and )*(?:they|the (?:evacuees|buses|vehicles|convoy|trucks|refugees|families))(?!\S)")
_ARMS = re.compile(r"(?<!\S)(?:weapons|arms|ammunition)(?!\S)")


@dataclass(slots=True)
class Reader:
    """Reads sentences to claims; remembers who speaks and who is on the move, as a reader would."""

    source: str
    voices: Voices = field(default_factory=Voices)
    memory: Memory = field(default_factory=Memory)
    sentence: Phrases | None = None
    told: tuple[list[Judgement], Phrases] | None = None  # of the last way named, and where it is said
    origins: list[Step] = field(default_factory=list)  # of those on the move in the clause before
    outcomes: Outcomes = field(default_factory=Outcomes)
    governor: Governor | None = None  # what a "that" clause is the content of, and whose
    denied: bool = False
    beside: bool = False  # a clause tells of trouble beside the way only

    def read(self, phrases: Phrases, anchors: list[Anchor], *, known: bool) -> None:
        """Add the claims of a sentence; ``known``: corridors were told of just before, which "they" or "the route" may mean."""
        self.sentence = phrases
        self.memory.since += 1
        if standing.is_denied(phrases.code):
            return
        made = propositions(phrases.codes)
        finite = [g for p in made for g in p.groups if g.finite]
        said = any(g.act is Act.REPORT or g.verb.base == "tell" or standing.announced_so(phrases, g) for g in finite)
        told_on = known and "would" in phrases.codes and self.memory.arranged() is not None
        reported = told_on or said or '"' in phrases.code or "according to" in phrases.code
        uncertain = any(p.link is Link.CONDITION for p in made) or is_on_condition(phrases.code)
        self.told, self.origins, self.outcomes = None, [], Outcomes()
        before = len(self.memory.claims)
        carried: Anchor | None = None
        nearest: list[Anchor] = []  # the ways or the travellers named last, for a relative clause
        pluperfect = False
        outer: list[Claim] = []  # of the clause before
        ended: list[Proposition] = []  # tell how a way ended, or what is wished: their relative clauses tell no news
        for number, proposition in enumerate(made):
            part = only(phrases, proposition)
            content = proposition.link is Link.REPORTED or is_content(phrases, proposition) or is_aim(proposition, made[:number])
            self.governor = governing(phrases, made[:number], self.voices) if content else None
            self.denied = content and any(p.groups and p.groups[-1].verb.base == "deny" for p in made[max(0, number - 1) : number])
            of_ended = any(proposition.parent is p for p in ended) or standing.tells_who(phrases, proposition)
            of_ended = of_ended or standing.is_done_before(part.code)
            # "cannot be brought there because the road is closed": that holds
            background = (proposition.link is Link.BACKGROUND and proposition.marker != "because") or pluperfect or of_ended
            longer = prolonged(part, proposition, outer)
            if longer:
                self.memory.claims[-len(outer) :] = longer
                continue
            here, told_before, self.beside = named_in(anchors, proposition, phrases), len(self.memory.claims), False
            understood = carried
            if proposition.link is Link.RELATIVE:  # not "leaflets that were dropped over Homs showed the routes"
                ahead = [a for a in nearest if a.start < phrases.offsets[proposition.start]]
                # "routes for residents who want to leave": the routes
                understood = max(ahead, key=lambda a: (not a.sort.travels, a.sort is Sort.NAMED, a.start), default=None)
            if standing.is_of_others(phrases, proposition) or standing.is_on_speaker(phrases, proposition, made[:number]):
                understood = None
            anchor = self._read(
                part, proposition, here, understood, known=known, reported=reported, uncertain=uncertain, background=background
            )
            if anchor is None and carried is None and proposition.link in (Link.MAIN, Link.REPORTED):
                inside = [p for p in made[number + 1 :] if p.parent is proposition]
                inside += [p for p in made[number + 1 : number + 2] if standing.is_meanwhile(part, p)]
                if self.outcomes.take_from_around(part, [a for p in inside for a in named_in(anchors, p, phrases)], proposition):
                    ended.append(proposition)
            if standing.says_which_road(proposition) and (self.beside or any(c.path.members for c in self.memory.claims[told_before:])):
                # "the road that connects A and B came under fire": that road, and not the way told of before
                bare = [c for c in outer if not c.path.members and c.name is None]
                self.memory.claims = [c for c in self.memory.claims if not any(c is b for b in bare)]
            outer = self.memory.claims[told_before:]
            self.outcomes.note_way(proposition, outer)
            told = {s.status for c in outer for s in c.statements}
            if told & ENDED or self.outcomes.tells(proposition) or any(g.act is Act.PROPOSE and g.finite for g in proposition.groups):
                ended.append(proposition)
            lingering = self.memory.travellers(part, proposition) if anchor is None and carried is None else None
            if lingering is not None:
                self.memory.whereabouts.stay(steps(part), lingering, part.code)  # "they spent the night in Hama"
            # "the vehicles that could be driven returned": the vehicles did
            carried = carried if carried is not None and proposition.link is Link.RELATIVE else anchor or carried or lingering
            nearest = here or nearest
            moving = next((a for a in here if a.sort.travels), None)
            if moving is not None:
                self.memory.moving, self.memory.since = moving, 0
            pluperfect = pluperfect or standing.is_after_failure(part.code)
        for outcome in list(self.outcomes.settled(phrases, self.memory.claims[before:], known=known)):
            self._claim(outcome)
        self.memory.claims[before:] = with_day_around(phrases, made, self.memory.claims[before:], self.source)
        self.memory.talks = not anchors and tells_of_talks(phrases.code)

    def _read(
        self,
        part: Phrases,
        proposition: Proposition,
        here: list[Anchor],
        carried: Anchor | None,
        *,
        known: bool,
        reported: bool,
        uncertain: bool,
        background: bool,
    ) -> Anchor | None:
        """Add the claims of one proposition; the anchor that the next may go on about."""
        code = part.code
        anchor, own = self.memory.meant(part, proposition, here, carried, known=known)
        if anchor is None or (not own and (proposition.marker == "once" or _ARMS.search(code))):
            return None  # "would open corridors once they had left"
        if not own and standing.is_on_noun(part, proposition, anchor):
            return None  # "through the airport, closed since May"
        whole = self.sentence or part
        if is_held_elsewhere(whole, part, anchor, own=own, after_talks=self.memory.talks):
            return None
        named = steps(part)
        if own and is_beside(named, anchor):
            return None
        about = anchor if own or is_on_people(proposition, anchor) else None
        found = labelled(with_legs_joined(relevant(named, part, about, 0, here, anchor), code), whole, proposition)
        found = others_too(code, found, self.origins)
        if takes_a_place(anchor, found, proposition, part, whole.sentence.text, self.memory.claims):
            return None
        if anchor.sort is Sort.PEOPLE and is_flight(found, proposition, whole.code):
            for path in paths(found, code):
                self.memory.whereabouts.move(path, anchor, code, [])
            return anchor if own else None  # "thirty thousand refugees fled into Russia"
        if not is_way(part, anchor, here, found, proposition, under_way=self.memory.has_left()):
            self.memory.whereabouts.stay(named, anchor, code)
            back = self.memory.other_way(code)
            if back is None or not anchor.sort.travels:
                self.outcomes.take(part, proposition, anchor, here if own else [], own, background, reported)
                return anchor if own or anchor is not carried else None  # "it was stopped in B and never reached C"
            told = judge(part, proposition, theme_of(part, here if own else [], anchor), reported=reported)
            self._claim(Told(part, anchor, True, [back], told, background))  # no more of the way there
            return anchor
        undone = anchor.sort.travels and standing.never_was(code, whole.code)
        if undone and (proposition.link is not Link.RELATIVE or "should have" not in code):
            return anchor if own else None  # "it would have been the first convoy to get there"
        told, told_in, untrue = self._told(
            part, proposition, anchor, here, own, places=bool(found), known=known, reported=reported, uncertain=uncertain, undone=undone
        )
        found, told = unreached(proposition, found, told, self.memory.claims[-1:])
        left = standing.left_open(code, anchor)
        if left and {j.status for j in told} <= {Status.PROPOSED}:
            told = left
        tentative = untrue or is_tentative(code, proposition, anchor, here, found, own=own, known=known)
        if (
            own
            and anchor.sort is Sort.NAMED
            and found
            and (another_act(code, anchor, found[0]) or another_way(code, anchor, here, found[0]))
        ):
            # "reopen the Erez crossing and let aid move from Ashdod": two ways
            self._claim(Told(part, anchor, True, [], told, background))
            anchor = next(
                (a for a in here if a.sort is not Sort.NAMED), Anchor(found[0].start, found[0].start + 1, Sort.CONVOY, CorridorKind.AID)
            )
        if any(s.role is Role.TO for s in found):
            self.origins = [s for s in found if s.role is Role.FROM]
        (_, found), *others = shared_out(code, anchor, here if own else (), found)
        for other, theirs in others:
            self._claim(Told(part, other, True, paths(theirs, code), told, background, told_in))
        found = with_stations(fetched(found, part, proposition, self.memory.claims), part, proposition)
        ways = [path for steps_of_one in by_journey(found, part, proposition) for path in paths(steps_of_one, code)]
        there = standing.place_where(whole, proposition)
        made = [self.memory.onward(p, part, proposition, anchor, there, own=own) for p in out_again(ways, code)]
        goes_on_from = any(p.origins and not w.origins for p, w in zip(made, ways, strict=False))
        tentative = tentative and not (goes_on_from and not anchor.weak and any(not p.is_vague for p in made))
        leg = of_leg(told, code, proposition) if goes_on_from else told
        if leg is None or (made and not any(p.members for p in made)):
            return anchor
        if goes_on_from:
            # "have begun to leave Madaya. They will head for Idlib": that they are under way holds
            told, background = leg, background or self.memory.whereabouts.under_way
        made = [p.begun() for p in made]
        if anchor.sort is Sort.PEOPLE and all(j.status is Status.PROPOSED for j in told) and told:
            tentative = tentative or not any(p.destinations for p in made)  # "urged residents of Kherson to leave"
        if not (made or told):
            return anchor if own else None
        if proposition.link is Link.CONDITION and anchor.sort.travels and not told:
            return None  # "if the buses are not let into the town"
        journey = any(p.destinations and (p.origins or standing.is_on_the_way(code)) for p in made)
        moving = (anchor.sort.travels or is_arrival(code, anchor)) and not (told or untrue)
        if moving and journey and (status := standing.presumed(part, proposition, self.memory.arranged(3))):
            told = [Judgement(status, anchor.start, anchor.end)]  # "a convoy from Khartoum pulled into Port Sudan"
        if not (told or own) and anchor.sort is Sort.BARE and made and all(p.origins and p.destinations for p in made):
            told = self.memory.told_of_another(part, proposition, anchor)
        forced = tells_of_flight(code) and any(j.happened for j in told)
        if anchor.weak and not (forced or is_borne(proposition, found, made, code)):
            return None  # "the night bus from Tbilisi to Yerevan will run twice a week"
        if not own and not told and self.memory.tells_on(part, proposition, made, self.source):
            return None
        self.beside = known and is_trouble_beside(part, anchor, made, told, self.memory.claims)
        if self.beside:
            return anchor if own else None
        moves = any(a.sort.travels for a in here) or _THEY.match(code.lstrip("~ ,")) is not None or is_gone_along(anchor, code)
        travels = moves and any(g.act in MOTION for g in proposition.groups)
        continues = goes_on_from or proposition.marker == "so" or goes_on(part, proposition, anchor, own=own)
        continues = continues or (own and not left and tells_which(here, anchor))
        claimed = Told(part, anchor, own, made, told, background, told_in, tentative, travels, continues)
        self._claim(claimed, beside(here, anchor) if own else [])
        for path in made:
            self.memory.whereabouts.move(path, anchor, code, told)
        return anchor

    def _told(
        self,
        part: Phrases,
        proposition: Proposition,
        anchor: Anchor,
        here: list[Anchor],
        own: bool,
        *,
        places: bool,
        known: bool,
        reported: bool,
        uncertain: bool,
        undone: bool,
    ) -> tuple[list[Judgement], Phrases, bool]:
        """What a proposition says of the way, the part that says so, and whether that is denied."""
        whole = self.sentence or part
        arranged = self.memory.arranged(among=3) if known and standing.is_on_arrangement(part.code) else None
        deal = arranged is Status.AGREED or standing.is_under_deal(whole.code)
        reported = reported or deal or arranged is not None
        told = judge(part, proposition, theme_of(part, here if own else [], anchor), uncertain=uncertain, reported=reported, deal=deal)
        untrue = self.denied or any(standing.is_under_denial(whole.code, j.end) for j in told)
        # "convoys that should have gone from A to B were held up": the way alone
        told = as_content([] if untrue or undone else told, self.governor)
        told = [replace(j, earlier=True, attributed=False) if standing.is_of_earlier_word(whole.code, j.end) else j for j in told]
        content = is_content(part, proposition)
        refused = self.governor is not None and self.governor[0] is Act.REJECT and (content or proposition.link is Link.REPORTED)
        if own and refused and all(j.conditional or j.status in (Status.PROPOSED, Status.ANNOUNCED) for j in told):
            told = [Judgement(Status.REJECTED, anchor.start, anchor.end)]  # "vetoed a resolution that would have renewed deliveries"
        if self.told is not None:
            restrictive = part.codes[proposition.start - 1] != ","
            if content or takes_over(proposition, told, self.told[0], own=own, places=places, restrictive=restrictive):
                return (*self.told, untrue)  # "rejected an offer that established corridors"
        self.told = (told, part) if own else self.told
        return told, part, untrue

    def _claim(self, told: Told, besides: Sequence[Anchor] = ()) -> None:
        """Remember what is told of a way, and the same ``besides`` of those named in one breath with it."""
        said = Said(self.sentence or told.part, self.voices, self.governor)
        ways = (told.anchor, *besides)
        for anchor in ways:
            self.memory.claims += claims_of(replace(told, anchor=anchor, paths=own_paths(told.paths, anchor, ways)), said, self.source)
