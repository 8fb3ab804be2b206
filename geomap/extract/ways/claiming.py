"""Claims out of what a proposition tells: which way, which statements by whom, for which day, how many people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geomap.extract.meaning.agency import Voices, of_oneself
from geomap.extract.meaning.judgements import ENDED, Judgement
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.claims import Claim, evidence
from geomap.extract.ways.content import CONTENT_OF, Governor
from geomap.extract.ways.days import day_of
from geomap.extract.ways.facts import day_before, ground_date, means, people_moved, said_on, statement_date
from geomap.extract.ways.parts import extent
from geomap.extract.ways.paths import Path
from geomap.extract.ways.relevance import is_gone_along
from geomap.model import Actor, Evidence, Statement, Status

__all__ = ["Said", "Told", "claims_of"]

_GOVERNING = frozenset([*CONTENT_OF, Act.REJECT])  # those who do so state what the clause tells
_GOVERNED = frozenset([*CONTENT_OF.values(), Status.REJECTED])
_CHARGES = frozenset([*ENDED, Status.REJECTED])  # what one side says of the other
_ORDINALS = {"first": 0, "one": 0, "former": 0, "second": 1, "latter": 1, "other": 1, "another": 1, "third": 2, "fourth": 3, "fifth": 4}
_ORDINAL = re.compile(
    r"(?:^|(?<=\s))(?:the |a |an )?(?P<nth>first|second|third|fourth|fifth|one|another|other|former|latter)"
    r"(?: (?:corridor|route|one|convoy|group|column|path|bus|ship|boat|ferry|vessel|plane|jet|flight|train"
    r"|of (?:them|these|the (?:two|three|four) (?:corridors|routes))))?"
    r"(?= (?:, (?:(?!,)\S+ ){1,8}, )?"
    r"(?:would|will|was|is|has|had|goes|went|leads|led|runs|ran|to|from|out|via|leading|heading|going|running|through|toward"
    r"|towards|starting|into|bound|ends|ended|took|takes|flew|flies|sailed|sails|drove|carried|carries|headed|heads|set|left|leaves"
    r"|reached|reaches|arrived|arrives|made|makes|travelled|continued|crossed|brought|came|comes)(?!\S))"
)
_SINCE_YEAR = re.compile(r"(?<!\S)since (?:%\d+|(?:19|20)\d\d)(?!\S)")
_FOR_LONG = re.compile(r"(?: \S+){0,3} for (?:\S+ ){0,4}(?:weeks|months|years|decades)(?!\S)")
_UNTIL = re.compile(r"(?: \S+){0,3} until(?!\S)")
_OTHER_WAYS = re.compile(
    r"(?<!\S)(?:instead|also (?:sent|dispatched|delivered|took|brought|left|set off|set out|took off|departed|sailed|arrived|landed)"
    r"|another (?:\S+ )?(?:crossing|route|road|corridor)"
    r"|(?<!among )(?:(?:two|three|four|several|some) )?(?:more|other|additional|further|new)(?: border)?"
    r" (?:crossings|routes|roads|corridors))(?!\S)"
)
_ANOTHER = re.compile(r"(?<!\S)(?:another|second|third|other|others|more(?! than)|further|separate|separately|elsewhere)(?: \S+){0,2} $")


_EVERY = re.compile(
    r"[~ ,;:\"]*(?:(?:and|but|which|that|while) )*(?:both|all|each)"
    r"(?: (?:of (?:them|these|which)|(?:the )?(?:two|three|four)(?: [a-z]+s)?|[a-z]+s))?"
    r" (?:will|would|are|were|is|was|have|has|had|to|lead|leads|led|end|ends|ended|go|goes|went|run|runs|reached|arrived|headed|came"
    r"|finish)(?!\S)"
)
_ONE_MORE = re.compile(  # "but another on its way to Podujevo was turned back"
    r"[~ ,\"]*(?:(?:and|but|that|while) )*(?:another|a (?:second|third|fourth|further))(?: one)?"
    r"(?= (?:on|from|to|was|were|is|had|has|left|that|which|bound)(?!\S))"
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who may be speaking: the sentence, those who speak and act in the document, and the verb a "that" clause is the content of."""

    sentence: Phrases
    voices: Voices
    governor: Governor | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a proposition tells of a way. ``part``: its sentence, the rest blanked; ``told_in``: another part that gives the statuses."""

    part: Phrases
    anchor: Anchor
    own: bool  # names the way itself, and does not only go on about it
    paths: list[Path]
    judgements: list[Judgement]
    background: bool = False
    told_in: Phrases | None = None
    tentative: bool = False
    travels: bool = False
    continues: bool = False
    awaits: bool = False


def claims_of(told: Told, said_by: Said, source: str) -> list[Claim]:
    """The claims that a proposition makes, one for each way it tells of."""
    phrases, anchor, judgements = told.part, told.anchor, told.judgements
    start, end = extent(phrases)
    where = (anchor.start, anchor.end) if told.own else (start, min(end, start + 40))
    statements, roles = _statements(told, said_by, source)
    when = day_of(phrases, start, end, judgements)
    fields = list(roles.fields)
    if when is not None:
        day = next((d for d in phrases.dates if d.when is when), None)
        if day:
            fields.append(("when", Evidence(day.start, day.end, phrases.sentence.text, source, "date")))
    mode, mode_at = means(phrases, start, end)
    if mode and mode_at:
        fields.append(("mode", evidence(phrases, mode_at[0], mode_at[1], source, "means of travel")))
    people, people_at = people_moved(phrases, start, end, judgements)
    if people and people_at:
        fields.append(("people", evidence(phrases, people_at[0], people_at[1], source, "people moved")))
    ordinals = list(_ORDINAL.finditer(phrases.code, start, end))
    wished = any(j.status is Status.PROPOSED and not j.presupposed and j.note != "tried" for j in judgements)
    offer = wished or any(j.status is Status.REJECTED for j in judgements)
    one_more = not told.own and _ONE_MORE.match(phrases.code) is not None
    another = one_more or _ANOTHER.search(phrases.code[max(0, anchor.start - 48) : anchor.start]) is not None
    claims = []
    for path in told.paths or [Path(start=where[0] - start, end=where[1] - start)]:
        nth = next((_ORDINALS[m["nth"]] for m in reversed(ordinals) if m.start() <= max(path.start, where[0])), None) if ordinals else None
        low = min([where[0]] + ([path.start] if path.members else []) + [j.start for j in judgements[:1]])
        high = max([where[1]] + ([path.end] if path.members else []) + [j.end for j in judgements[:1]])
        claims.append(
            Claim(
                position=phrases.span(judgements[0].start if judgements and not told.paths else where[0], where[1])[0],
                path=path,
                statements=statements,
                kind=anchor.kind,
                sort=anchor.sort,
                evidence=evidence(phrases, low, high, source, _rule(path, anchor)),
                definite=anchor.definite,
                follows=not told.own,
                continues=not one_more
                and (
                    told.continues
                    or not told.own
                    or (anchor.definite and anchor.sort.travels and not (another and anchor.plural))
                ),
                another=another or _OTHER_WAYS.search(phrases.code) is not None,
                group=phrases.span(*where)[0],
                plural=anchor.plural,
                tentative=told.tentative,
                awaits=told.awaits,
                deed=anchor.sort.travels or told.travels,
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
                every=_EVERY.match(phrases.code) is not None,
                earlier=tuple(_how_long_ago(told, j) for j in judgements),
                along=is_gone_along(anchor, phrases.code),
                strong=not told.tentative and (anchor.sort in (Sort.WAY, Sort.NAMED) or phrases.code.startswith("corridor", anchor.start)),
            )
        )
    return claims


def _how_long_ago(told: Told, judgement: Judgement) -> int:
    """0 for news, 1 for what led to it, 2 for what has been so for long."""
    if _is_of_old(told.part, judgement):
        return 2
    if judgement.presupposed and any(_is_of_old(told.part, j) for j in told.judgements):
        return 2  # "the corridor authorised for aid has been shut since December": that came after
    past = judgement.earlier and (not judgement.attributed or judgement.status is Status.AGREED)
    return int(told.background or judgement.presupposed or past)


def _is_of_old(phrases: Phrases, judgement: Judgement) -> bool:
    """ "Has been shut since February", "since 2016": how things were before the news, unless nothing else is told."""
    rest = phrases.code[judgement.start :]
    if judgement.status is Status.OPERATIONAL:
        return _UNTIL.match(phrases.code, judgement.end) is not None  # "was in use until yesterday"
    if judgement.status not in (Status.CLOSED, Status.BLOCKED):
        return False
    since = [d for number, d in enumerate(phrases.dates) if f"¤{number}" in rest and d.preposition == "since"]
    month = any(day.when.end is not None for day in since)
    return month or _SINCE_YEAR.search(rest) is not None or _FOR_LONG.match(phrases.code, judgement.end) is not None


def _statements(told: Told, said_by: Said, source: str) -> tuple[tuple[Statement, ...], _Roles]:
    """What is stated, by whom and when, and what that makes of those who state it."""
    phrases = told.told_in or told.part
    start, end = extent(phrases)
    roles = _Roles()
    statements = []
    speaker = said_by.voices.quoted(said_by.sentence)
    for judgement in told.judgements:
        if judgement.of_others or _is_wished(said_by.governor, judgement):
            by = _wishing(said_by, speaker, judgement)
        else:
            by = said_by.voices.agents(phrases, start, end, judgement)
        if (
            not by
            and judgement.status in (Status.ANNOUNCED, Status.PROPOSED, Status.AGREED, Status.OPERATIONAL, Status.FAILED)
            and not judgement.presupposed
        ):
            by = (speaker,) if speaker and judgement.attributed and judgement.status is Status.ANNOUNCED else ()
        if not by and speaker and judgement.attributed and judgement.status in _CHARGES and of_oneself(phrases, start, judgement):
            by = (speaker,)
        if (
            not by
            and said_by.governor is not None
            and said_by.governor[0] in _GOVERNING
            and not judgement.presupposed
            and judgement.status in _GOVERNED
        ):
            by = said_by.governor[1]
        shown = evidence(phrases, judgement.start, judgement.end, source, f"status: {judgement.status}")
        roles.add(judgement, by, shown)
        when = (
            statement_date(phrases, start, end, judgement)
            or day_before(said_by.sentence, judgement)
            or ground_date(said_by.sentence, judgement)
        )
        if when is None and judgement.status in ENDED:
            when = said_on(said_by.sentence, judgement)
        teller = None
        if judgement.status in _CHARGES and not judgement.presupposed:
            teller = said_by.voices.source(phrases, start, judgement, speaker)
        if teller is not None and teller.name in {actor.name for actor in by}:
            teller = None
        statements.append(Statement(judgement.status, by, when, shown, judgement.conditional, judgement.note, teller))
    return tuple(statements), roles


def _is_wished(governor: Governor | None, judgement: Judgement) -> bool:
    """ "Demanded that Kyiv provide a corridor"."""
    return governor is not None and governor[0] is Act.PROPOSE and judgement.status is Status.PROPOSED and not judgement.presupposed


def _wishing(said_by: Said, speaker: Actor | None, judgement: Judgement) -> tuple[Actor, ...]:
    """Who wants it of others: the subject of "demanded that", else who says that they should."""
    if judgement.conditional or judgement.status not in (Status.PROPOSED, Status.ANNOUNCED):
        return ()
    if said_by.governor is not None and said_by.governor[1]:
        return said_by.governor[1]
    return (speaker,) if speaker and judgement.attributed else ()


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
