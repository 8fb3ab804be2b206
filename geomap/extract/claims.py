"""What a document says of corridors, clause by clause: claims, still in the order of the text and not yet merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from geomap.extract.agency import as_actors, is_subject
from geomap.extract.anchors import Anchor, Sort
from geomap.extract.facts import means, people_moved, place_of, statement_date
from geomap.extract.lexicon import cue, words
from geomap.extract.paths import Path, Role, paths, steps
from geomap.extract.phrases import Phrases
from geomap.extract.relevance import another_act, goes_somewhere, is_elliptic, moves, only_leaves, only_waits, relevant
from geomap.extract.status import Judgement, judge
from geomap.model import Actor, CorridorKind, Evidence, Statement, Status, When

__all__ = ["Claim", "Reader", "evidence"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause's word on one corridor. ``definite``: as of one already known; ``offer``: what was offered, not what is."""

    position: int
    path: Path
    statements: tuple[Statement, ...]
    kind: CorridorKind
    evidence: Evidence
    definite: bool = False
    offer: bool = False
    name: str | None = None
    proposed_by: tuple[Actor, ...] = ()
    rejected_by: tuple[Actor, ...] = ()
    agreed_by: tuple[Actor, ...] = ()
    when: When | None = None
    mode: str | None = None
    people: int | None = None
    fields: tuple[tuple[str, Evidence], ...] = ()
    asserted: bool = True  # False where a status is only presupposed or assumed
    earlier: tuple[bool, ...] = ()  # of each statement: told as the past of the past, or as what led to it
    ordinal: int | None = None  # "the second would go to ..."
    named: bool = False
    strong: bool = False  # the way is named by its own words, not by context
    group: int = -1  # claims of one telling; "the offer" that follows means them all
    plural: bool = False
    deed: bool = False  # tells of people or lorries, not of a way
    tentative: bool = False  # people left a place: a way only where the text goes on to say where they went, or by which road
    follows: bool = False  # goes on about the claim just before, without naming the way again


def evidence(phrases: Phrases, start: int, end: int, source: str, rule: str) -> Evidence:
    """The words ``code[start:end]`` stands for, and their sentence."""
    first, last = phrases.span(start, end)
    return Evidence(first, last, phrases.sentence.text, source, rule)


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
_VERB = re.compile(r"(?<!\S)(?:is|are|was|were|will|would|has|have|had|did|do|does|said|\w{3,}ed)(?!\S)")


@dataclass(slots=True)
class Reader:
    """Reads clauses to claims; remembers the parties and the last speaker, as a reader would."""

    source: str
    parties: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    claims: list[Claim] = field(default_factory=list)

    def read(
        self,
        phrases: Phrases,
        start: int,
        end: int,
        anchors: list[Anchor],
        *,
        known: bool,
        carried: Anchor | None,
        background: bool = False,
    ) -> None:
        """Add the claims of the clause ``code[start:end]``; ``carried`` is the anchor of the clause before, which may go on here."""
        here = [a for a in anchors if start <= a.start < end]
        anchor = _leading(here) or carried
        clause = phrases.code[start:end]
        if anchor is None:
            return
        own = anchor in here
        motion = (
            not own or any(a.sort is Sort.EVACUATION for a in here) or cue("corridor.people|corridor.convoy").search(clause) is not None
        )
        found = relevant(steps(phrases, start, end), phrases, anchor if own else None, start)
        if anchor.sort in (Sort.PEOPLE, Sort.CONVOY) and own and not any(s.role is not Role.AT for s in found):
            return
        if (
            anchor.sort is Sort.CONVOY
            and own
            and _DELIVERY.match(phrases.code, anchor.start)
            and not any(s.role in (Role.FROM, Role.VIA, Role.CHAIN, Role.BETWEEN) for s in found)
        ):
            return
        if (
            anchor.sort is Sort.CONVOY
            and own
            and re.fullmatch(
                r"(?:humanitarian |food |un )?(?:aid|supplies)|relief supplies|food parcels", phrases.code[anchor.start : anchor.end]
            )
            and not any(s.role in (Role.FROM, Role.VIA, Role.CHAIN, Role.BETWEEN) for s in found)
            and re.search(
                r"(?<!\S)(?:provided|if|unless|so|must|should|until|that|could|might)(?!\S)",
                phrases.code[max(0, anchor.start - 30) : anchor.start],
            )
        ):
            return  # "provided that aid reaches Tigray"
        if anchor.sort is Sort.PEOPLE and own and found and not any(a.start < found[-1].end for a in here):
            return  # "rode from Cairo to Cape Town to raise money for refugees"
        tentative = (
            anchor.sort in (Sort.PEOPLE, Sort.CONVOY)
            and own
            and (only_waits(found) or (not known and not goes_somewhere(found, anchor, clause)))
        )
        if tentative and not only_leaves(found):
            return
        if anchor.sort is Sort.PEOPLE and own and not moves(clause):
            return
        if own and anchor.sort is Sort.NAMED and found and another_act(phrases.code, anchor, found[0]):
            # "reopen the Erez crossing and let aid move from Ashdod": two ways
            self._claim(phrases, start, end, anchor, True, [], judge(phrases, start, end, (anchor.start, anchor.end)), background)
            anchor = next(
                (a for a in here if a.sort is not Sort.NAMED), Anchor(found[0].start, found[0].start + 1, Sort.CONVOY, CorridorKind.AID)
            )
        made = paths(found, clause)
        judgements = judge(phrases, start, end, (anchor.start, anchor.end) if own else None, motion=motion)
        if not made and not judgements:
            return
        if own and anchor.weak and (not any(_happened(j) for j in judgements) or not _FLIGHT.search(clause) or _ERRAND.search(clause)):
            return  # "the night bus from Tbilisi to Yerevan will run twice a week"
        if not own and not made and not is_elliptic(clause):
            return
        if not own and not judgements and self._goes_on(phrases, clause, made):
            return
        self._claim(phrases, start, end, anchor, own, made, judgements, background, tentative=tentative)

    def _goes_on(self, phrases: Phrases, clause: str, made: list[Path]) -> bool:
        """ "Agreed: Berdyansk to Zaporizhzhia; and Enerhodar to Zaporizhzhia": a clause without a verb says what the one before said."""
        last = self.claims[-1] if self.claims else None
        if last is None or last.evidence.sentence != phrases.sentence.text or _VERB.search(clause) or not all(p.origins for p in made):
            return False
        at = phrases.code.find(clause)
        for path in made:
            told = evidence(phrases, at + path.start, at + path.end, self.source, last.evidence.rule)
            self.claims.append(
                replace(last, path=path, evidence=told, position=told.start, name=None, named=False, definite=False, ordinal=None)
            )
        return True

    # ------------------------------------------------------------------------------------------------------------

    def _claim(
        self,
        phrases: Phrases,
        start: int,
        end: int,
        anchor: Anchor,
        own: bool,
        made: list[Path],
        judgements: list[Judgement],
        background: bool,
        *,
        tentative: bool = False,
    ) -> None:
        where = (anchor.start, anchor.end) if own else (start, min(end, start + 40))
        statements, roles = self._statements(phrases, start, end, judgements)
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
                    position=phrases.span(*where)[0],
                    path=path,
                    statements=statements,
                    kind=anchor.kind,
                    evidence=evidence(phrases, low, high, self.source, _rule(path, anchor)),
                    definite=anchor.definite,
                    follows=not own,
                    group=phrases.span(*where)[0],
                    plural=anchor.plural,
                    tentative=tentative,
                    deed=anchor.sort in (Sort.PEOPLE, Sort.CONVOY),
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
        speaker = self._speaker(phrases)
        for judgement in judgements:
            by = self._agents(phrases, start, end, judgement)
            if (
                not by
                and judgement.status in (Status.ANNOUNCED, Status.PROPOSED, Status.AGREED, Status.OPERATIONAL, Status.FAILED)
                and not judgement.presupposed
            ):
                by = (speaker,) if speaker and judgement.attributed and judgement.status is Status.ANNOUNCED else ()
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
