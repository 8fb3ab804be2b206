"""Reads a sentence's propositions to claims on corridors: which way, told as what, by whom, for when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gazetteer.model import Kind
from geomap.extract.agency import as_actors, is_subject
from geomap.extract.anchors import Anchor, Sort
from geomap.extract.claims import Claim, evidence
from geomap.extract.facts import means, people_moved, place_of, statement_date
from geomap.extract.lexicon import cue, words
from geomap.extract.meaning import Judgement, Theme, judge
from geomap.extract.paths import Path, Role, Step, paths, steps
from geomap.extract.phrases import Phrases
from geomap.extract.relevance import another_act, goes_somewhere, is_elliptic, only_waits, relevant
from geomap.extract.syntax import Link, Mood, Proposition, propositions
from geomap.extract.verbs import Act, nouns
from geomap.model import Actor, CorridorKind, Evidence, Statement, Status, When

__all__ = ["Reader"]

_ORDINALS = {"first": 0, "one": 0, "former": 0, "second": 1, "latter": 1, "other": 1, "another": 1, "third": 2, "fourth": 3, "fifth": 4}
_ORDINAL = re.compile(
    r"(?:^|(?<=\s))(?:the |a |an )?(?P<nth>first|second|third|fourth|fifth|one|another|other|former|latter)"
    r"(?: (?:corridor|route|one|convoy|group|column|path|of (?:them|these|the (?:two|three|four) (?:corridors|routes))))?"
    r"(?= (?:would|will|was|is|goes|went|leads|led|runs|ran|to|from|out|via|leading|heading|going|running|through|toward"
    r"|towards|starting|into)(?!\S))"
)

# "deliver aid to Gaza" alone is no way; "from Ashdod" or "through Rafah" makes it one
_DELIVERY = re.compile(r"(?:mov|deliver|br|send|sent|get|transport|truck|carry|ship)\w* (?:in )?\S+(?!\S)")


# without a word of war or need near, only these tell of people who had to go, or of aid
_FLIGHT = re.compile(
    r"(?<!\S)(?:left|leave|fled|flee\w*|cross\w*|escap\w*|evacuat\w*|stream\w*|pour\w*|got out|made it|able to|managed to|allowed"
    r"|reach\w*|ferried|buss?ed|airlifted|carry\w*|carried|convoys?|turned back|set out|set off|wad\w+|trekk\w*|transferred|displaced"
    r"|rode|riding|took|brought|flew|abandoned|slipp\w+|boarded|pull\w* out|withdr\w+)(?!\S)"
)
_ERRAND = re.compile(
    r"(?<!\S)to (?:mark|sell|buy|study|visit|play|teach|see|celebrate|compete|perform|work|protest|demand|attend|watch|shop|raise)(?!\S)"
)
# "A first attempt had failed on Wednesday, and the route was shelled": what follows in the sentence is past as well
_PLUPERFECT = re.compile(r"(?<!\S)attempts?(?: \S+){0,3} had (?:\S+ )?\w+ed(?!\S)")
_ANAPHOR = re.compile(
    r"(?:(?:, |\" |and |but |that |while |then |¤\d+ ,? ?|\S+ly ,? ?|on ¤\d+ ,? ?)*)(?P<who>(?:it|both|both of them|the ones?(?= (?:from|to|out|via|through)(?!\S))|they|all (?:of them|three|four)|neither|the (?:first|second|third|other"
    r"|latter|former|two|three)(?: \S+)?|one|another(?: one| corridor| route)?(?= (?:will|would|was|is|leads?|goes|runs?"
    r"|from|to)(?!\S))|a (?:second|third|fourth)(?: one)?|these|"
    r"the (?:offer|proposal|plan|agreement|operation|effort|attempt|evacuation|evacuees|convoys?|buses|vehicles|trucks|lorries|route|road|group|column|mission|trip|passengers|wounded|patients|transfer|transport|arrangement|deal|move)s?|(?:some|most|many|all|more|\S+) of them) "
    r"|(?:the )?(?:offer|proposal) )"
)
_TRAVELLER = re.compile(
    r"(?:it|they|both|all|these|(?:some|most|many|all|more|\S+) of them|the (?:evacuees|convoys?|buses|vehicles|trucks|lorries|group|column|passengers|wounded|patients|first|second))(?!\S)"
)
_VERB = re.compile(r"(?<!\S)(?:is|are|was|were|will|would|has|have|had|did|do|does|said|\w{3,}ed)(?!\S)")


@dataclass(slots=True)
class Reader:
    """Reads clauses to claims; remembers the parties and the last speaker, as a reader would."""

    source: str
    parties: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    claims: list[Claim] = field(default_factory=list)
    sentence: Phrases | None = None
    told: tuple[list[Judgement], Phrases] | None = None  # of the last way named, and where it is said
    left_over: list[Step] = field(default_factory=list)  # where people come from who go somewhere in the next clause only
    outcomes: list[tuple[Phrases, Anchor, bool, list[Judgement], bool]] = field(default_factory=list)
    governor: tuple[Act, tuple[Actor, ...]] | None = None  # what a "that" clause is the content of, and whose
    moving: Anchor | None = None  # people or vehicles spoken of lately, whom "they" may mean
    since: int = 0  # sentences ago

    def read(self, phrases: Phrases, anchors: list[Anchor], *, known: bool) -> None:
        """Add the claims of a sentence; ``known``: corridors were told of just before, which "they" or "the route" may mean."""
        self.sentence, self.since = phrases, self.since + 1
        made = propositions([t.code for t in phrases.tokens])
        groups = [g for p in made for g in p.groups]
        reported = any(g.act is Act.REPORT and g.finite for g in groups) or '"' in phrases.code or "according to" in phrases.code
        uncertain = any(p.link is Link.CONDITION for p in made)
        self.told = None
        before = len(self.claims)
        carried: Anchor | None = None
        nearest: Anchor | None = None  # the way or the travellers named last, for a relative clause
        pluperfect = False
        for number, proposition in enumerate(made):
            part = _only(phrases, proposition)
            self.governor = self._governing(phrases, made[:number]) if proposition.link is Link.REPORTED else None
            background = proposition.link is Link.BACKGROUND or pluperfect
            here = [a for a in anchors if proposition.holds(phrases.index(a.start))]
            understood = nearest if proposition.link is Link.RELATIVE else carried
            anchor = self._read(
                part, proposition, here, understood, known=known, reported=reported, uncertain=uncertain, background=background
            )
            carried = anchor or carried
            nearest = max(here, key=lambda a: a.start, default=nearest)
            moving = next((a for a in here if a.sort in (Sort.CONVOY, Sort.PEOPLE)), None)
            if moving is not None:
                self.moving, self.since = moving, 0
            pluperfect = pluperfect or _PLUPERFECT.search(part.code) is not None
        for part, anchor, own, told, background in self.outcomes:
            told_of_them = any(
                c.follows and c.path.members for c in self.claims[before:]
            )  # in a clause on them: "whom they were driving to ..."
            if told_of_them or (anchor.definite and known and (anchor.sort is Sort.CONVOY or not own)):
                self._claim(part, replace(anchor, definite=True), own, [], told, background)
        self.outcomes.clear()

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
        anchor, own = _leading(here), True
        if anchor is not None and proposition.link is Link.RELATIVE and carried is not None and _says_more(carried, anchor):
            anchor, own = carried, False  # "a corridor that would run ... to civilians in Rakhine"
        if anchor is None:
            anchor, own = self._understood(part, proposition, carried, known=known), False
        if anchor is None:
            return None
        found = relevant(steps(part), part, anchor if own else None, 0)
        if (own or anchor.sort in (Sort.PEOPLE, Sort.CONVOY)) and not _is_way(part, anchor, here, found, proposition):
            self.left_over = [s for s in found if s.role is Role.FROM] if anchor.sort is Sort.PEOPLE else []
            back = self._other_way(code)
            if back is None or anchor.sort is not Sort.CONVOY:
                self._outcome(part, proposition, anchor, here, own, background)
                return anchor if own else None
            told = judge(part, proposition, _theme(part, here if own else [], proposition, anchor), reported=reported)
            self._claim(part, anchor, own, [back], told, background)
            return anchor
        if anchor.sort in (Sort.PEOPLE, Sort.CONVOY) and _NEVER_WAS.search(code):
            return anchor if own else None  # "it would have been the first convoy to get there"
        tentative = (
            own
            and anchor.sort in (Sort.PEOPLE, Sort.CONVOY)
            and (
                only_waits(found) or (not goes_somewhere(found, anchor, code) and (not known or _only_arrives(anchor, found, proposition)))
            )
        )
        theme = _theme(part, here if own else [], proposition, anchor)
        deal = self.sentence is not None and _UNDER_DEAL.search(self.sentence.code) is not None
        told = self._as_governed(judge(part, proposition, theme, uncertain=uncertain, reported=reported, deal=deal))
        told_in = part
        if self.told is not None and self._is_content(proposition):
            told, told_in = self.told  # "rejected an offer that established corridors": told of what is offered
        elif own:
            self.told = (told, part)
        if own and anchor.sort is Sort.NAMED and found and another_act(code, anchor, found[0]):
            # "reopen the Erez crossing and let aid move from Ashdod": two ways
            self._claim(part, anchor, True, [], told, background)
            anchor = next(
                (a for a in here if a.sort is not Sort.NAMED), Anchor(found[0].start, found[0].start + 1, Sort.CONVOY, CorridorKind.AID)
            )
        found = _fetched(self._with_left_over(found, proposition), part, proposition)
        ways = [path for steps_of_one in _by_journey(found, part, proposition) for path in paths(steps_of_one, code)]
        made = [self._onward(p, code, anchor) for p in _out_again(ways, code)]
        if any(j.conditional for j in told) and any(m is not w for m, w in zip(made, ways, strict=False)):
            return anchor  # "from where they can travel on to Dnipro if they wish"
        if anchor.sort is Sort.PEOPLE and all(j.status is Status.PROPOSED for j in told) and told:
            tentative = tentative or not any(p.destinations for p in made)  # "urged residents of Kherson to leave"
        if not made and not told:
            return anchor if own else None
        if proposition.link is Link.CONDITION and anchor.sort in (Sort.PEOPLE, Sort.CONVOY) and not told:
            return None  # "if the buses are not let into the town"
        if (
            not told
            and anchor.sort in (Sort.PEOPLE, Sort.CONVOY)
            and any(p.origins and p.destinations for p in made)
            and _is_fact(proposition)
        ):
            where = (anchor.start, anchor.end)
            told = [Judgement(Status.OPERATIONAL, *where)]  # "a convoy of buses from Khartoum pulled into Port Sudan"
        if own and anchor.weak and (not any(_happened(j) for j in told) or not _FLIGHT.search(code) or _ERRAND.search(code)):
            return None  # "the night bus from Tbilisi to Yerevan will run twice a week"
        if not own and not told and self._goes_on(part, made):
            return None
        travels = (any(a.sort in (Sort.PEOPLE, Sort.CONVOY) for a in here) or _THEY.match(code.lstrip("~ ,"))) and any(
            g.act in _MOVES for g in proposition.groups
        )
        purpose = proposition.marker == "so"
        self._claim(
            part,
            anchor,
            own,
            made,
            told,
            background,
            told_in=told_in,
            tentative=tentative,
            travels=bool(travels),
            purpose=purpose,
            elliptic=proposition.elliptic,
        )
        return anchor

    def _as_governed(self, told: list[Judgement]) -> list[Judgement]:
        """What is told in a "that" clause is agreed, announced or demanded as the verb before it says."""
        status = _SAYS.get(self.governor[0]) if self.governor is not None else None
        if status is None:
            return told
        found = []
        for judgement in told:
            planned = judgement.status in (Status.ANNOUNCED, Status.PROPOSED) and not judgement.presupposed
            if planned and not (status is Status.ANNOUNCED and judgement.status is Status.ANNOUNCED):
                judgement = replace(judgement, status=status, conditional=False)
            found.append(judgement)
        return found

    def _governing(self, phrases: Phrases, before: list[Proposition]) -> tuple[Act, tuple[Actor, ...]] | None:
        """The act a "that" clause is the content of, and whose it is: "Sudan announced that the crossing could be used"."""
        last = next((p for p in reversed(before) if p.groups and p.link is not Link.RELATIVE), None)
        if last is None or last.groups[-1].negated:
            return None
        group = next((g for g in last.groups if g.act in _SAYS), last.groups[-1])
        part = _only(phrases, last)
        start, end = _extent(part)
        at = part.offsets[group.first]
        return group.act, self._agents(part, start, end, Judgement(Status.ANNOUNCED, at, at + 1))

    def _understood(self, part: Phrases, proposition: Proposition, carried: Anchor | None, *, known: bool) -> Anchor | None:
        """The way a proposition goes on about without naming it: by its missing subject, a pronoun, or "the vehicles"."""
        words_here = " ".join(part.code.replace("~", " ").split())
        if carried is not None and (proposition.elliptic or proposition.link is Link.RELATIVE or not proposition.groups):
            return carried
        opening = _ANAPHOR.match(words_here)
        start = part.offsets[next(i for a, b in proposition.spans for i in range(a, b))]
        if carried is None and self.moving is not None and self.since <= 3 and _carries_them(part, proposition):
            return Anchor(start, start + 3, self.moving.sort, self.moving.kind, True, True)
        if opening is None:
            return carried if carried is not None and is_elliptic(words_here) else None
        if carried is not None:
            return carried
        if (
            self.moving is not None
            and self.since <= 2
            and any(g.act in _TRAVELS for g in proposition.groups)
            and _TRAVELLER.match(opening[0][opening.start("who") :] if opening["who"] else "")
        ):
            return Anchor(start, start + 3, self.moving.sort, self.moving.kind, True, True)
        if not known or not self.claims:
            return None
        return Anchor(start, start + 3, Sort.BARE, self.claims[-1].kind, True, True)

    def _is_content(self, proposition: Proposition) -> bool:
        """Whether the clause says what is offered or agreed: "an offer that ...", "an agreement that ..."."""
        first = proposition.start
        codes = [t.code for t in self.sentence.tokens] if self.sentence is not None else []
        return proposition.marker == "that" and 0 < first < len(codes) and nouns().get(codes[first - 1]) in (Act.PROPOSE, Act.AGREE)

    def _with_left_over(self, found: list[Step], proposition: Proposition) -> list[Step]:
        """ "3,200 people from Berdiansk who reached Zaporizhzhia": where from is told before the relative clause."""
        left_over, self.left_over = self.left_over, []
        if proposition.link is not Link.RELATIVE or any(s.role is Role.FROM for s in found):
            return found
        return [*left_over, *found]

    def _other_way(self, code: str) -> Path | None:
        """ "Eighty trucks moved in the other direction": the way just told of, from its end to its beginning."""
        last = next((c.path for c in reversed(self.claims) if c.path.origins and c.path.destinations), None)
        if last is None or not _OTHER_WAY.search(code):
            return None
        return replace(last, origins=last.destinations, destinations=last.origins, via=last.via[::-1])

    def _outcome(self, part: Phrases, proposition: Proposition, anchor: Anchor, here: list[Anchor], own: bool, background: bool) -> None:
        """ "They have been stuck at Serdo since": how the journey just told of went, without its ends."""
        told = [j for j in judge(part, proposition, _theme(part, here if own else [], proposition, anchor)) if j.status in _ENDED]
        if told:
            self.outcomes.append((part, anchor, own, told, background))

    def _onward(self, path: Path, code: str, anchor: Anchor) -> Path:
        """ "They will go on to Jeddah": from where the way just told of has ended."""
        last = next((c for c in reversed(self.claims[-3:]) if c.path.destinations), None)
        if last is None or path.origins or not path.destinations:
            return path
        back = anchor.definite and anchor.sort is Sort.CONVOY and _BACK.search(code) is not None
        if not back and not _ONWARD.search(code):
            return path
        known = {m.mention.text for m in last.path.destinations}
        if any(m.mention.text in known for m in path.destinations) or self.since > 2:
            return path
        return replace(path, origins=last.path.destinations)

    def _goes_on(self, phrases: Phrases, made: list[Path]) -> bool:
        """ "Agreed: Berdyansk to Zaporizhzhia; and Enerhodar to Zaporizhzhia": a clause without a verb says what the one before said."""
        last = self.claims[-1] if self.claims else None
        if (
            last is None
            or last.evidence.sentence != phrases.sentence.text
            or _VERB.search(phrases.code)
            or not all(p.origins for p in made)
        ):
            return False
        for path in made:
            told = evidence(phrases, path.start, path.end, self.source, last.evidence.rule)
            self.claims.append(
                replace(last, path=path, evidence=told, position=told.start, name=None, named=False, definite=False, ordinal=None)
            )
        return True

    # ------------------------------------------------------------------------------------------------------------

    def _claim(
        self,
        phrases: Phrases,
        anchor: Anchor,
        own: bool,
        made: list[Path],
        judgements: list[Judgement],
        background: bool,
        *,
        told_in: Phrases | None = None,
        tentative: bool = False,
        travels: bool = False,
        purpose: bool = False,
        elliptic: bool = False,
    ) -> None:
        start, end = _extent(phrases)
        where = (anchor.start, anchor.end) if own else (start, min(end, start + 40))
        statements, roles = self._statements(told_in or phrases, *_extent(told_in or phrases), judgements)
        when = self._when(phrases, start, end, judgements)
        fields = list(roles.fields)
        if when is not None:
            day = next((d for d in phrases.dates if d.when is when), None)
            if day:
                fields.append(("when", Evidence(day.start, day.end, phrases.sentence.text, self.source, "date")))
        mode, mode_at = means(phrases, start, end)
        if mode and mode_at:
            fields.append(("mode", evidence(phrases, mode_at[0], mode_at[1], self.source, "means of travel")))
        people, people_at = people_moved(phrases, start, end, judgements)
        if people and people_at:
            fields.append(("people", evidence(phrases, people_at[0], people_at[1], self.source, "people moved")))
        ordinals = list(_ORDINAL.finditer(phrases.code, start, end))
        offer = any(j.status is Status.PROPOSED for j in judgements) or any(j.status is Status.REJECTED for j in judgements)
        for path in made or [Path(start=where[0] - start, end=where[1] - start)]:
            nth = (
                next((_ORDINALS[m["nth"]] for m in reversed(ordinals) if m.start() <= max(path.start, where[0])), None)
                if ordinals
                else None
            )
            low = min([where[0]] + ([path.start] if path.members else []) + [j.start for j in judgements[:1]])
            high = max([where[1]] + ([path.end] if path.members else []) + [j.end for j in judgements[:1]])
            self.claims.append(
                Claim(
                    position=phrases.span(judgements[0].start if judgements and not made else where[0], where[1])[0],
                    path=path,
                    statements=statements,
                    kind=anchor.kind,
                    evidence=evidence(phrases, low, high, self.source, _rule(path, anchor)),
                    definite=anchor.definite,
                    follows=not own,
                    continues=not own or purpose or elliptic or (anchor.definite and anchor.sort in (Sort.PEOPLE, Sort.CONVOY)),
                    another=_ANOTHER.search(phrases.code[max(0, anchor.start - 24) : anchor.start]) is not None,
                    group=phrases.span(*where)[0],
                    plural=anchor.plural,
                    tentative=tentative,
                    deed=anchor.sort in (Sort.PEOPLE, Sort.CONVOY) or travels,
                    offer=offer and not any(j.status is Status.ANNOUNCED for j in judgements),
                    name=anchor.name,
                    proposed_by=roles.proposed,
                    rejected_by=roles.rejected,
                    agreed_by=roles.agreed,
                    when=when,
                    mode=mode,
                    people=people,
                    fields=tuple(fields),
                    asserted=any(not j.presupposed and not j.conditional for j in judgements),
                    ordinal=nth,
                    earlier=tuple(
                        background or j.presupposed or (j.earlier and (not j.attributed or j.status is Status.AGREED)) for j in judgements
                    ),
                    named=anchor.sort is Sort.NAMED,
                    strong=anchor.sort in (Sort.WAY, Sort.NAMED) or phrases.code.startswith("corridors", anchor.start),
                )
            )

    def _statements(self, phrases: Phrases, start: int, end: int, judgements: list[Judgement]) -> tuple[tuple[Statement, ...], _Roles]:
        roles = _Roles()
        statements = []
        speaker = self._speaker(self.sentence or phrases)
        for judgement in judgements:
            by = self._agents(phrases, start, end, judgement)
            if (
                not by
                and judgement.status in (Status.ANNOUNCED, Status.PROPOSED, Status.AGREED, Status.OPERATIONAL, Status.FAILED)
                and not judgement.presupposed
            ):
                by = (speaker,) if speaker and judgement.attributed and judgement.status is Status.ANNOUNCED else ()
            if (
                not by
                and self.governor is not None
                and self.governor[0] in _SAYS
                and not judgement.presupposed
                and judgement.status in _SAYS.values()
            ):
                by = self.governor[1]
            shown = evidence(phrases, judgement.start, judgement.end, self.source, f"status: {judgement.status}")
            roles.add(judgement, by, shown)
            when = statement_date(phrases, start, end, judgement)
            statements.append(Statement(judgement.status, by[0] if by else None, when, shown, judgement.conditional, judgement.note))
        return tuple(statements), roles

    def _agents(self, phrases: Phrases, start: int, end: int, judgement: Judgement) -> tuple[Actor, ...]:
        """Who did what the cue says: "by X" after a passive, the possessor of an offer, else the subject before the verb."""
        code = phrases.code
        after = re.match(
            r"(?: (?:\S+)){0,8}? by (?:both )?(?:the )?(?:two )?([@§]\d+|sides|parties|both)(?: and ([@§]\d+))?", code[judgement.end : end]
        )
        direct = after is not None and not re.search(r" (?:@|§)", code[judgement.end : judgement.end + after.start(1)][:-1])
        if after is not None and direct and (judgement.passive or judgement.presupposed):
            return self._actors(phrases, after[1]) + (self._actors(phrases, after[2]) if after[2] else ())
        if judgement.presupposed:
            owner = re.search(
                r"(?<!\S)(?:([@§]\d+) 's(?: \S+){0,3}|(%\d+)(?: -)?(?: (?!and|or|of|to)\S+){0,2}|([@§]\d+) -) $",
                code[start : judgement.start],
            )
            return self._actors(phrases, next(sign for sign in owner.groups() if sign)) if owner else ()
        if judgement.passive:
            return ()
        left = code[start : judgement.start]
        if _STATE.search(left):
            return ()
        sides = re.search(r"(?<!\S)(?:both|two|warring|the) (?:\w+ )?(?:sides|parties|countries|delegations|nations)(?!\S)", left)
        for match in reversed(list(re.finditer(r"(?<!\S)(?P<sign>[@§])(?P<n>\d+)(?!\S)", left))):
            if sides and sides.start() > match.start():
                break
            if not is_subject(left, match):
                continue
            actors = self._actors(phrases, match[0])
            if actors:
                return _joined(self, phrases, left, match, actors)
        return self.parties if sides else ()

    def _actors(self, phrases: Phrases, sign: str) -> tuple[Actor, ...]:
        number = int(sign[1:]) if sign[1:].isdigit() else -1
        if number < 0:
            return self.parties
        if sign[0] in "@%":
            return phrases.actors[number].actors
        return as_actors(phrases, number)

    def _speaker(self, phrases: Phrases) -> Actor | None:
        """Who is quoted: the actor beside a verb of saying, else the one "he" or "she" stands for."""
        code = phrases.code
        for match in cue("status.report").finditer(code):
            left = code[: match.start()].rstrip()
            near = re.search(r"([@§]\d+)(?: , (?:\S+ ){0,10}?,| (?:also|later|earlier|has|had|on|¤\d+|\S+ly))*$", left)
            if near is not None and not re.search(r"(?:to|from|of|with|by) $", left[: near.start()]):
                actors = self._actors(phrases, near[1])
                if actors:
                    return actors[0]
            inverted = re.match(r" (?:the )?(@\d+)", code[match.end() :])
            if inverted and match[0] != "according to" and not re.match(r"accus|told|inform|warn|blam|tell", match[0]):
                return self._actors(phrases, inverted[1])[0]
            if match[0] == "according to" and inverted:
                return self._actors(phrases, inverted[1])[0]
            if re.search(r"(?:^|\s)(?:he|she)(?: \S+)?$", left):
                return self.speaker
        return None

    def _when(self, phrases: Phrases, start: int, end: int, judgements: list[Judgement]) -> When | None:
        """The day the corridor is for: "from Tuesday", "for Sunday", "will open on Monday"; the day it ran where it did."""
        days = [(i, d) for i, d in enumerate(phrases.dates) if start <= place_of(phrases, i) < end]
        main = next((j for j in judgements if not j.presupposed), None)
        for i, day in days:
            left = phrases.code[start : place_of(phrases, i)].rstrip()
            if day.preposition in (
                "for",
                "from",
                "starting",
                "beginning",
                "as of",
                "effective",
                "starting on",
                "starting from",
                "beginning on",
            ) or re.search(r"(?:for|until)$", left):
                return day.when
        for i, day in days:
            if main is None or day.preposition in ("since", "until", "till", "by", "before", "after"):
                continue
            said = re.search(rf"{words('status.report')}(?: on)?$", phrases.code[start : place_of(phrases, i)].rstrip())
            if main.status in (Status.OPERATIONAL, Status.FAILED) and not main.conditional and not said:
                return day.when
            if main.future and place_of(phrases, i) > main.start and not said:
                return day.when
        return None


@dataclass(slots=True)
class _Roles:
    proposed: tuple[Actor, ...] = ()
    rejected: tuple[Actor, ...] = ()
    agreed: tuple[Actor, ...] = ()
    fields: list[tuple[str, Evidence]] = field(default_factory=list)

    def add(self, judgement: Judgement, by: tuple[Actor, ...], shown: Evidence) -> None:
        self.fields.append(("status", shown))
        if not by:
            return
        if judgement.status is Status.PROPOSED:
            self.proposed += by
            self.fields.append(("proposed_by", shown))
        elif judgement.status is Status.REJECTED:
            self.rejected += by
            self.fields.append(("rejected_by", shown))
        elif judgement.status is Status.AGREED:
            self.agreed += by
            self.fields.append(("agreed_by", shown))


# "remained closed", "is still blocked": a state, whose subject is the way itself and not who brought it about.
_STATE = re.compile(r"(?<!\S)(?:remain\w*|stay\w*|is|are|was|were|be|been|being|stands?|stood)(?: (?:still|again|now|largely|mostly))? $")


def _happened(judgement: Judgement) -> bool:
    return judgement.status not in (Status.ANNOUNCED, Status.PROPOSED) and not judgement.conditional and not judgement.presupposed


def _joined(reader: Reader, phrases: Phrases, left: str, match: re.Match[str], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Ukraine and the Russian military agreed": both."""
    other = re.search(r"(?<!\S)([@§%]\d+)(?: 's)? and (?:the )?$", left[: match.start()])
    return (reader._actors(phrases, other[1]) if other else ()) + actors


def _says_more(one: Anchor, other: Anchor) -> bool:
    return other.sort in (Sort.PEOPLE, Sort.CONVOY) and one.sort not in (Sort.PEOPLE, Sort.CONVOY)


def _leading(anchors: list[Anchor]) -> Anchor | None:
    """The anchor that says most: a named way before "civilians" on it."""
    order = (Sort.NAMED, Sort.WAY, Sort.BARE, Sort.EVACUATION, Sort.CONVOY, Sort.PEOPLE)
    return min(anchors, key=lambda a: (order.index(a.sort), a.start), default=None)


def _rule(path: Path, anchor: Anchor) -> str:
    words_of = {
        "from": "from A to B",
        "to": "to B",
        "via": "through",
        "at": "corridor in A",
        "between": "between A and B",
        "name": "the A corridor",
        "chain": "A – B",
        "respectively": "respectively",
        "": "named" if anchor.sort is Sort.NAMED else "mention",
    }
    return f"{anchor.sort}: {words_of.get(path.rule, path.rule)}"


def _carries_them(part: Phrases, proposition: Proposition) -> bool:
    """ "The Red Cross is escorting them from Goma to Kinshasa"."""
    return any(
        g.act in (Act.CARRY, Act.ALLOW) and g.last + 1 < len(part.tokens) and part.tokens[g.last + 1].code in {"them", "him", "her"}
        for g in proposition.groups
    )


def _only(phrases: Phrases, proposition: Proposition) -> Phrases:
    """The sentence with all but the proposition's own words blanked, so that patterns and offsets still fit."""
    ends = [*(o - 1 for o in phrases.offsets[1:]), len(phrases.code)]
    shown = ["~"] * len(phrases.code)
    for a, b in proposition.spans:
        start, end = phrases.offsets[a], ends[b - 1]
        shown[max(0, start - 1) : end + 1] = f" {phrases.code} "[start : end + 2] if start else f"{phrases.code} "[start : end + 1]
    code = "".join(shown)[: len(phrases.code)]
    return replace(phrases, code=_APPOSITION.sub(lambda m: f" {'~' * (len(m[0]) - 2)} ", code))


# "Douma, the last town outside the government's control, for Jarabulus": says what Douma is, and nothing of the way
_APPOSITION = re.compile(
    r"(?<=[\d~]) , (?:the|an?|one of|about|some|now|once|just|nearly|home to|already|\d\S*|more than|less than)(?: (?!,|§|to(?!\S)|from(?!\S)|and(?!\S)|or(?!\S)|which|was|were|will|is|are|had|has)\S+){1,12}"
    r"(?: (?:of|in|from|to) (?:the )?[§@%]\d+)?(?: (?!,|§|to(?!\S)|for(?!\S)|from(?!\S)|was|were|will|is|are|had|has)\S+){0,6} ,(?= )"
)


def _extent(part: Phrases) -> tuple[int, int]:
    """Where in the code the words that are not blanked begin and end."""
    kept = part.code.strip("~ ")
    start = part.code.find(kept) if kept else 0
    return start, start + len(kept)


def _is_fact(proposition: Proposition) -> bool:
    return not any(g.negated or g.mood not in (Mood.REAL, Mood.NONE) for g in proposition.groups) and proposition.link is not Link.CONDITION


def _only_arrives(anchor: Anchor, found: list[Step], proposition: Proposition) -> bool:
    """People who only come to a place by themselves: a way where the text also says where from."""
    return (
        anchor.sort is Sort.PEOPLE
        and not any(s.role in (Role.FROM, Role.VIA, Role.CHAIN, Role.BETWEEN) for s in found)
        and not any(g.act is Act.CARRY for g in proposition.groups)
    )


def _theme(part: Phrases, here: list[Anchor], proposition: Proposition, anchor: Anchor) -> Theme:
    """The tokens that name the way or those who take it; a verb form among them ("evacuated") speaks for itself."""
    tokens = {i for a in here for i in range(part.index(a.start), part.index(max(a.start, a.end - 1)) + 1)}
    travellers = any(a.sort in (Sort.PEOPLE, Sort.CONVOY) for a in here) or anchor.sort in (Sort.PEOPLE, Sort.CONVOY)
    return Theme(tuple(sorted(tokens)), travellers)


_SAYS = {Act.AGREE: Status.AGREED, Act.ANNOUNCE: Status.ANNOUNCED, Act.PROPOSE: Status.PROPOSED}
_ENDED = frozenset([Status.BLOCKED, Status.FAILED, Status.CLOSED])
_ANOTHER = re.compile(r"(?<!\S)(?:another|second|third|other|others|more|further|separate|separately|elsewhere)(?: \S+){0,2} $")
_MOVES = frozenset([Act.LEAVE, Act.GO, Act.ARRIVE, Act.CARRY])
_TRAVELS = frozenset([Act.LEAVE, Act.GO, Act.ARRIVE, Act.CARRY, Act.ALLOW, Act.BLOCK, Act.OPEN])


def _is_way(part: Phrases, anchor: Anchor, here: list[Anchor], found: list[Step], proposition: Proposition) -> bool:
    """Whether people or lorries named in a proposition go anywhere in it; a corridor always does."""
    if anchor.sort not in (Sort.PEOPLE, Sort.CONVOY):
        return True
    directed = [s for s in found if s.role is not Role.AT]
    if not directed:
        return False
    travels = any(g.act in _TRAVELS for g in proposition.groups)
    carried = any(g.act is Act.CARRY or g.passive for g in proposition.groups)
    if (
        anchor.sort is Sort.PEOPLE
        and not carried
        and all(s.role is Role.TO and all(m.place is not None and m.place.kind is Kind.COUNTRY for m in s.places.members) for s in directed)
    ):
        return False  # "thousands walked over the border into Rwanda"
    if anchor.sort is Sort.PEOPLE:
        return travels and (not here or any(a.start < found[-1].end for a in here))
    strict = [s for s in directed if s.role in (Role.FROM, Role.VIA, Role.CHAIN, Role.BETWEEN)]
    if strict:
        return True
    if _DELIVERY.match(part.code, anchor.start):
        return False
    plain = re.fullmatch(r"(?:humanitarian |food |un )?(?:aid|supplies)|relief supplies|food parcels", part.code[anchor.start : anchor.end])
    # "provided that aid reaches Tigray"
    return plain is None or _IF_ONLY.search(part.code[max(0, anchor.start - 30) : anchor.start]) is None


_THEY = re.compile(r"(?:where |that |which |and )*(?:they|the (?:evacuees|buses|vehicles|convoy|trucks|refugees|families))(?!\S)")
_NEVER_WAS = re.compile(r"(?<!\S)(?:would|could|should) have(?!\S)")
_OTHER_WAY = re.compile(r"(?<!\S)(?:in|from) the (?:other|opposite) direction(?!\S)|(?<!\S)the other way(?!\S)")
_BACK = re.compile(r"(?<!\S)(?:bring|take|carry|ferry|fly|drive|brought|taken|carried)(?: \S+){0,4} back(?!\S)")
# "Under the deal, buses would leave Homs"
_UNDER_DEAL = re.compile(
    r"(?<!\S)(?:under|as part of|in line with) (?:a|an|the|its|their)(?: \S+){0,3}? (?:agreement|deal|accord|truce)(?!\S)"
    r"|(?:agreement|deal|accord|truce)(?: \S+){0,4}? (?:under which|foresees|provides|stipulates|envisages|says|allows)(?!\S)"
)
_ONWARD = re.compile(
    r"(?<!\S)(?:go|goes|going|went|gone|travel\w*|continu\w*|mov\w+|taken?|takes|driven?|drove|flown|fly|sail\w*|carr\w+|transfer\w+|head\w*)(?: \S+){0,2} on(?= (?:to|by|foot|from|through|across)(?!\S))"
    r"|(?<!\S)(?:onwards?|from there)(?!\S)"
)
_IF_ONLY = re.compile(r"(?<!\S)(?:provided|if|unless|so|must|should|until|that|could|might)(?!\S)")
_VEHICLES = re.compile(
    r"(?<!\S)(?:bus(?:es)?|coaches|convoys?|vehicles|trucks?|lorries|ambulances|ships?|boats?|helicopters?|planes?|aircraft|trains?|cars|volunteers)(?!\S)"
)
_FETCH = frozenset(["pick", "collect", "evacuate", "bring", "rescue", "take", "extract", "remove"])


def _by_journey(found: list[Step], part: Phrases, proposition: Proposition) -> list[list[Step]]:
    """The steps of each verb of motion apart where one verb's would repeat another's: "to take people to Kyiv and to bring aid into the city"."""
    begins = [part.offsets[g.first] for g in proposition.groups if g.act in _MOVES]
    journeys: list[list[Step]] = [[]]
    for step in found:
        earlier = journeys[-1]
        again = any(s.role is step.role for s in earlier) and step.role in (Role.FROM, Role.TO) and not step.onward
        if again and any(earlier[-1].start < b <= step.start for b in begins):
            journeys.append([])
        journeys[-1].append(step)
    return journeys


def _out_again(made: list[Path], code: str) -> list[Path]:
    """ "To drive into the town with food and to carry people out to Tuzla": out of where they drove in."""
    if len(made) == 2 and not made[0].origins and not made[1].origins and made[1].destinations:
        if (
            re.search(r"(?<!\S)out to(?: \S+)? $", code[made[0].end : made[1].start + 3] + " ")
            or " out to " in code[made[0].end : made[1].end]
        ):
            return [replace(made[1], origins=made[0].destinations)]
    return made


def _fetched(found: list[Step], part: Phrases, proposition: Proposition) -> list[Step]:
    """ "Buses drove into Aleppo to pick up civilians": where empty vehicles go to fetch people is where the way begins."""
    going = next((g for g in proposition.groups if g.act in (Act.GO, Act.ARRIVE, Act.CARRY, Act.LEAVE)), None)
    fetching = next(
        (
            g
            for g in proposition.groups
            if going is not None
            and g is not going
            and not g.finite
            and g.verb.base in _FETCH
            and g.first > going.last
            and (g.verb.particle in {"up", "out"} or g.verb.base in {"collect", "evacuate", "rescue", "extract"})
        ),
        None,
    )
    if going is None or fetching is None or not _VEHICLES.search(part.code):
        return found
    begins = part.offsets[fetching.first]
    if any(s.role in (Role.FROM, Role.TO) and s.start > begins for s in found):
        return (
            [s for s in found if s.start > begins or s.role not in (Role.TO,)]
            if any(s.role is Role.FROM and s.start > begins for s in found)
            else found
        )
    return [replace(s, role=Role.FROM) if s.role is Role.TO else s for s in found if s.role is not Role.FROM]
