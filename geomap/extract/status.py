"""What a clause says happened to a corridor: proposed, agreed, opened, refused ..., by whom, and whether for a fact.

The first verb that governs the corridor decides ("refused to open" is a refusal), negation turns an opening into a
failure, and what is only wished, possible or conditional never becomes more than a proposal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geomap.extract.lexicon import cue, words
from geomap.extract.phrases import Phrases
from geomap.model import Status

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status a clause gives; ``start``..``end`` in the code is the cue. ``presupposed``: "Moscow's offer" says in passing that
    Moscow offered. ``earlier``: told as past of the past ("had been agreed")."""

    status: Status
    start: int
    end: int
    conditional: bool = False
    presupposed: bool = False
    earlier: bool = False
    attributed: bool = False  # inside reported speech
    future: bool = False
    passive: bool = False
    negated: bool = False
    note: str = ""


_CLASSES: tuple[tuple[str, Status], ...] = (
    ("propose", Status.PROPOSED),
    ("announce", Status.ANNOUNCED),
    ("agree", Status.AGREED),
    ("reject", Status.REJECTED),
    ("open", Status.OPERATIONAL),
    ("fail", Status.FAILED),
    ("block", Status.BLOCKED),
    ("close", Status.CLOSED),
)
_NOUNS: tuple[tuple[str, Status], ...] = (
    ("propose_noun", Status.PROPOSED),
    ("agree_noun", Status.AGREED),
    ("announce_noun", Status.ANNOUNCED),
    ("reject_noun", Status.REJECTED),
    ("open_noun", Status.OPERATIONAL),
    ("fail_noun", Status.FAILED),
    ("block_noun", Status.BLOCKED),
)
_BE = r"(?:is|are|was|were|been|being|be|got|gets)"
_AUX = r"(?:has|have|had|having)"
_ADVERB = r"(?:\w+ly|also|already|again|now|soon|still|just|yet|then|once|finally|since|later|earlier|even|ever|only|first|today|\S*¤\d+)"


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    text: str
    status: Status
    noun: bool
    kind: str


@cache
def _cue_pattern() -> re.Pattern[str]:
    named = [f"(?P<{name}>{words('status.' + name)})" for name, _ in _NOUNS + _CLASSES]
    motion = f"(?P<motion>{words('motion.leave|motion.go|motion.arrive')})"
    # Nouns before verbs, so that "agreement" is not cut to "agree"; the tokens are whole anyway.
    return re.compile(rf"(?<!\S)(?:{'|'.join([*named, motion])})(?!\S)")


_STATUS = dict(_CLASSES + _NOUNS) | {"motion": Status.OPERATIONAL}


# "offer", "plan", "demand" are nouns after one of these
_DETERMINED = re.compile(
    r"(?:(?<!\S)(?:the|a|an|this|that|its|their|his|her|any|no|'s|-|%\d+|new|latest|earlier|previous|similar|such|for"
    r"|of|under|with|evacuation|peace|by|first|second|same|"
    r"formal|joint|un|several|two|three|his|these|those|every|one|another) )$"
)


@cache
def _verb_too() -> re.Pattern[str]:
    return re.compile(words("status.propose"))


def _cues(code: str, start: int, end: int, motion: bool) -> list[_Cue]:
    found = []
    for match in _cue_pattern().finditer(code, start, end):
        kind = match.lastgroup or ""
        if kind == "motion" and not motion:
            continue
        if (
            kind == "propose_noun"
            and _verb_too().fullmatch(match[0])
            and not _DETERMINED.search(code[max(0, match.start() - 24) : match.start()])
        ):
            kind = "propose"
        found.append(_Cue(match.start(), match.end(), match[0], _STATUS[kind], kind.endswith("_noun"), kind))
    return found


def judge(phrases: Phrases, start: int, end: int, anchor: tuple[int, int] | None, *, motion: bool = False) -> list[Judgement]:
    """The statuses that ``code[start:end]`` gives the corridor named at ``anchor`` (or understood where None).

    ``motion``: the clause tells of people or buses on the way, so that its verbs of motion count too.
    """
    code = phrases.code
    clause = code[start:end]
    cues = [c for c in _cues(code, start, end, motion) if not _is_noise(code, c, start, end)]
    hypothetical = (
        cue("status.hypothetical").search(clause) is not None
        or re.search(r"(?:^|\s)(?:if|unless)(?!\S)(?! \S+ reported)", code) is not None
    )
    reported = cue("status.report").search(code[:end]) is not None or '"' in code[:end]
    found: list[Judgement] = []
    main: _Cue | None = None
    for position, current in enumerate(cues):
        if _is_report_only(code, current, cues[position + 1 :], anchor, end):
            continue
        if _is_attributive(code, current, anchor):
            if current.status in (Status.PROPOSED, Status.AGREED, Status.ANNOUNCED):
                found.append(Judgement(current.status, current.start, current.end, presupposed=True))
            continue
        if (
            current.noun
            and current.status is Status.PROPOSED
            and re.search(r"(?<!\S)(?:the|this|that|its|their|such|'s) (?:\S+ )?$", code[max(start, current.start - 24) : current.start])
        ):
            found.append(Judgement(Status.PROPOSED, current.start, current.end, presupposed=True))
            continue
        if current.noun and main is not None:
            if current.status is Status.PROPOSED:
                found.append(Judgement(Status.PROPOSED, current.start, current.end, presupposed=True))
            continue
        if main is not None and not _stands_alone(code, main, current):
            if not ((_is_nonfinite(code, main, start) or _is_relative(code, main, current, start)) and _is_finite(current) and found):
                continue
            found.pop()  # "a truce to let families leave collapsed": the finite verb rules
        following = cues[position + 1 :]
        judgement = _read(code, start, end, current, following, hypothetical, reported)
        if judgement is not None:
            found.append(judgement)
            main = current
    return _in_order(found)


_PAST = frozenset(
    [
        "left",
        "went",
        "fled",
        "took",
        "began",
        "ran",
        "drove",
        "sent",
        "brought",
        "led",
        "came",
        "got",
        "shut",
        "cut",
        "broke",
        "fell",
        "hit",
        "struck",
        "met",
        "held",
        "rose",
        "took",
        "put",
        "set",
        "lifted",
    ]
)


def _is_finite(current: _Cue) -> bool:
    return not current.noun and (current.text.split()[0].endswith("ed") or current.text.split()[0] in _PAST)


def _is_nonfinite(code: str, main: _Cue, start: int) -> bool:
    """Whether the verb taken first only belongs to the subject: "to let", "carrying"."""
    return (
        not main.noun
        and (main.text.endswith("ing") or re.search(r"(?<!\S)to(?: \S+ly)? $", code[max(start, main.start - 20) : main.start]) is not None)
        and re.search(
            r"(?<!\S)(?:will|would|is|are|was|were|has|have|had|agreed|planned|ready|due|set|expected)(?: \S+){0,2} to $",
            code[max(start, main.start - 40) : main.start],
        )
        is None
    )


def _is_relative(code: str, main: _Cue, current: _Cue, start: int) -> bool:
    """Whether the verb taken first only says which: "lorries that set out from Tuzla were turned back"."""
    return (
        re.search(
            r"(?<!\S)(?:that|which|who)(?: (?:had|have|has|was|were|are|is))?(?: been)? $", code[max(start, main.start - 24) : main.start]
        )
        is not None
        and re.search(rf"(?<!\S)(?:{_BE}|{_AUX})(?: {_ADVERB}| not| been)* $", code[main.end : current.start]) is not None
    )


def _in_order(found: list[Judgement]) -> list[Judgement]:
    """What is presupposed came before what is said."""
    return sorted(found, key=lambda j: not j.presupposed)


def _is_noise(code: str, current: _Cue, start: int, end: int) -> bool:
    """Cue words that are something else here: "ceasefire talks began", "used by", "the open sea", "by the end"."""
    right = code[current.end : current.end + 24]
    left = code[max(start, current.start - 24) : current.start]
    if current.text == "return" and left.endswith("in "):
        return True
    if current.text in {"let", "lets"} and right.startswith(" alone"):
        return True
    if current.text in {"hit", "struck", "offers", "plans", "calls", "requests", "demands"} and re.search(r"(?:hard|worst|badly) $", left):
        return True
    if (
        current.kind == "motion"
        and current.text in {"left", "lead", "led"}
        and re.match(r" (?:negotiator|\d+ (?:people )?dead|dead|side|by)\b", right)
    ):
        return True
    if (
        current.kind in ("block", "close", "fail", "open")
        and re.match(r" (?:city|town|port|enclave|people|civilians|families|residents)\b", right)
        and current.text.endswith("ed")
        and re.search(r"(?:the|a|an|of|in|from) $", left)
    ):
        return True
    if current.kind in ("fail", "open", "close", "motion") and re.search(
        rf"(?<!\S)(?:talks|negotiations|cease-?fires?|truces?|meetings?|rounds?|war|invasion|offensive|fighting|summit|session|conflict"
        rf"|shelling|bombardment)(?: {_ADVERB}| {_BE}| {_AUX}| not)* $",
        left,
    ):
        return True
    if current.kind == "agree" and re.search(r"(?:not|n't|yet) to $", left):
        return False
    return False


def _is_report_only(code: str, current: _Cue, later: list[_Cue], anchor: tuple[int, int] | None, end: int) -> bool:
    """ "confirmed that a corridor will be opened": the verb only reports, the clause it reports decides."""
    if current.kind not in ("announce", "agree", "propose", "reject") or not cue("status.report").fullmatch(current.text):
        return False
    right = code[current.end : end]
    if not later:
        return False
    that = re.match(r"(?: (?:on|in|via|to|¤\d+|§\d+|\w+day|twitter|telegram|reporters|journalists|late|earlier))* that\b", right)
    if that:
        return True
    # "announced the corridor would open" / "had failed": a finite verb further on
    return any(
        re.search(rf"(?<!\S)(?:will|would|had|has|have|was|were|is|are)(?: {_ADVERB}| be| been| not)* $", code[current.end : c.start] + "")
        is not None
        for c in later
        if not c.noun
    )


def _is_attributive(code: str, current: _Cue, anchor: tuple[int, int] | None) -> bool:
    """ "the proposed corridor", "a planned evacuation route", "the newly opened crossing"."""
    if current.noun or not current.text.endswith("ed"):
        return False
    after = code[current.end : current.end + 70]
    nouns = f"{words('corridor.way')}|{words('corridor.crossing')}|evacuations?|convoys?|ceasefire"
    return (
        re.match(rf" (?:(?:{words('corridor.qualifier')}|and|%\d+|\d+|§\d+) )*(?:{nouns})(?!\S)", after) is not None
        and re.search(
            r"(?:^|\s)(?:the|a|an|'s|any|all|its|their|this|that|some|of|%\d+|-|two|three|four|five|six|seven|eight|nine|ten|\d+"
            r"|newly|previously|recently|jointly|other|such)"
            r" $",
            code[max(0, current.start - 24) : current.start],
        )
        is not None
    )


def _stands_alone(code: str, main: _Cue, current: _Cue) -> bool:
    """Whether a later verb says something more: coordinated or in a relative clause, not the first verb's complement."""
    between = code[main.end : current.start]
    if re.fullmatch(
        r" (?:\S+ ){0,3}(?:to|on|of|for|about|from|in|with)(?: (?:the|a|an|be|have|been|their|its|any|\S+ly|try\w*|to))* ", between
    ):
        return False
    if re.search(
        r"(?<!\S)(?:§\d+|corridors?|routes?|offer|proposal|plan) , which (?:(?!was|were|is|are|had|has|would|will)\S+ ){1,5}$", between
    ) and _is_finite(current):
        return True  # "a route to Stepanakert, which the local authorities refused"
    if re.search(r"(?<!\S)(?:and|but|or|which|that|then|however|only to|while|after|before|when|as)(?!\S)", between) is None:
        return False
    if main.status is Status.PROPOSED and re.match(r" (?:\S+ )?that ", between) and re.search(r"(?<!\S)be $", between):
        return False  # "demanded that the corridor be reopened"
    # a relative clause of the complement: "offer that established corridors" is still the offer
    if main.status in (Status.PROPOSED, Status.REJECTED) and re.search(r"(?<!\S)that(?: would| will)? $", between):
        return False
    if main.status in (Status.PROPOSED, Status.REJECTED, Status.AGREED, Status.ANNOUNCED) and re.search(
        r"(?<!\S)to(?: \S+){0,2} $", between
    ):
        return False
    return bool(
        re.search(
            rf"(?<!\S)(?:{_BE}|{_AUX}|will|would|not|\w+n't|and|but|which|then)(?: {_ADVERB}| be| been| not| to| were| was)* "
            rf"$",
            between,
        )
    )


def _read(code: str, start: int, end: int, current: _Cue, later: list[_Cue], hypothetical: bool, reported: bool) -> Judgement | None:
    left = code[max(start, current.start - 80) : current.start]
    negated = _is_negated(left, current)
    status = current.status
    conditional = False
    attributed = reported and (cue("status.report").search(code[: current.start]) is not None or '"' in code[: current.start])
    passive = re.search(rf"(?<!\S){_BE}(?: {_ADVERB}| not)* $", left) is not None and not current.noun
    earlier = re.search(rf"(?<!\S)had(?: {_ADVERB}| been| not)* $", left) is not None
    future = (
        re.search(
            rf"(?<!\S)(?:will|'ll|shall|to be|to|going to|set to|due to|expected to|about to|can)(?: {_ADVERB}| be| have| been| "
            rf"not)* $",
            left,
        )
        is not None
    )
    would = re.search(rf"(?<!\S)(?:would|'d)(?: {_ADVERB}| be| have| been| not)* $", left) is not None
    maybe = (
        re.search(
            rf"(?<!\S)(?:could|might|may|should|must|ought to|needs? to|possibly|potentially)(?: {_ADVERB}| be| have| been| "
            rf"not)* $",
            left,
        )
        is not None
    )
    done = re.search(
        rf"(?<!\S)(?:(?:was|were|been|being)(?: {_ADVERB})* (?:able|permitted|allowed|forced|ordered to leave and allowed)"
        rf"|managed|began|started|continued|helped)"
        rf"(?: \S+){{0,2}} to(?: {_ADVERB}| be)* $",
        left,
    )
    if done is not None and not re.search(r"(?<!\S)(?:to|will|would|could|may|might|not)(?: be)? (?:able|allowed|permitted) ", left):
        future = False
    infinitive = done is None and re.search(rf"(?<!\S)to(?: {_ADVERB}| be| have| been)* $", left) is not None
    head = current.text.split()[0]
    base = (
        not current.noun
        and done is None
        and not passive
        and re.search(rf"(?<!\S)(?:{_AUX})(?: {_ADVERB}| been| not)* $", left) is None
        and re.fullmatch(r"[a-z]+", head) is not None
        and not re.search(r"(?:ed|ing|s)$", head)
        and current.text.split()[0] not in _PAST
        and not (future or would or maybe or infinitive)
    )
    if base:
        modal = re.search(
            r"(?<!\S)(will|would|could|can|may|might|to|let|lets|allow\w*|should|must|wants?|refus\w+)(?: \S+){0,2} $"
            r"|(?<!\S)(will|would|could|can|may|might|to)(?: \S+){1,9} and(?: \S+){0,2} $",
            left,
        )
        verb = next((g for g in modal.groups() if g), "") if modal else ""
        would, future = verb == "would", verb in ("will", "can", "to", "let", "lets")
        maybe = verb in ("could", "may", "might", "should", "must")
    gerund = current.text.endswith("ing") and not re.search(rf"(?<!\S)(?:{_BE})(?: {_ADVERB}| not)* $", left)
    act = status in (Status.OPERATIONAL, Status.FAILED, Status.BLOCKED, Status.CLOSED)

    if (
        current.kind == "motion"
        and current.text in {"lead", "leads", "leading", "run", "runs", "running", "bound", "destined", "extends", "stretches"}
        and not (would or future)
    ):
        return None  # says where it goes, not that anybody went
    if current.kind == "motion" and gerund and re.search(r"(?:people|civilians|those|residents|anyone|buses|convoys?) $", left):
        return None if later else Judgement(Status.OPERATIONAL, current.start, current.end)
    if current.kind == "motion" and gerund and any(not c.noun and not c.text.endswith("ing") for c in later):
        return None  # "trucks carrying food crossed"
    if (
        status is Status.FAILED
        and re.match(r"fail", current.text)
        and re.match(r" to(?: \S+)? (?:agree|reach|sign|find)", code[current.end : current.end + 30])
    ):
        return Judgement(Status.FAILED, current.start, current.end, negated=True)
    if current.kind != "reject" and re.search(r"(?<!\S)den(?:y|ies|ied|ying)(?: \S+){0,2}? that(?!\S)", code[start : current.start]):
        return None
    if current.kind == "reject" and re.match(r"den", current.text) and re.match(r"(?: \S+){0,2} (?:that|any)(?!\S)", code[current.end :]):
        return None  # "denied that a corridor had been agreed"
    if negated:
        return _negated(current, status, left, hypothetical or maybe, future or would)
    if (maybe and reported and not hypothetical and current.kind == "motion") or (maybe and reported and re.match(r"us", current.text)):
        return Judgement(Status.ANNOUNCED, current.start, current.end, attributed=True, future=True)  # "said civilians could leave"
    if act and (hypothetical or (maybe and not passive) or maybe):
        conditional = True
        status = Status.PROPOSED if status is Status.OPERATIONAL else status
        if status is not Status.PROPOSED:
            return None  # "if it is shelled": nothing happened
    elif status is Status.OPERATIONAL and would:
        status = Status.ANNOUNCED if reported else Status.PROPOSED
        conditional = not reported
    elif status is Status.OPERATIONAL and (future or infinitive):
        status = Status.ANNOUNCED
    elif status in (Status.CLOSED, Status.BLOCKED, Status.FAILED) and (future or would or infinitive):
        if status is Status.CLOSED and future:
            return Judgement(Status.CLOSED, current.start, current.end, conditional=True, future=True)
        return None
    elif status is Status.AGREED and (hypothetical or maybe or would or future):
        status, conditional = Status.PROPOSED, True
    elif status is Status.REJECTED and (hypothetical or maybe or would):
        return None
    elif status is Status.ANNOUNCED and (hypothetical and not reported):
        status, conditional = Status.PROPOSED, True
    elif status is Status.OPERATIONAL and gerund:
        status = Status.OPERATIONAL if re.search(r"(?:began|started|resumed|continued|after|since|by|,) $", left) else Status.ANNOUNCED
        if re.search(r"(?:for|on|about|of|over) (?:the )?$", left):
            status = Status.PROPOSED
    if status is Status.ANNOUNCED and current.kind in ("motion", "open") and _UNDER_DEAL.search(code):
        status, earlier = Status.AGREED, True
    if current.noun and status is Status.OPERATIONAL:
        status = Status.OPERATIONAL if re.search(r"(?:after|since|following|despite|with) (?:the )?$", left) else Status.ANNOUNCED
    return Judgement(
        status,
        current.start,
        current.end,
        conditional=conditional,
        earlier=earlier,
        attributed=attributed,
        future=future or (would and reported),
        passive=passive,
        note=_note(code, current, end),
    )


# "Under the deal, buses would leave Homs"
_UNDER_DEAL = re.compile(
    r"(?<!\S)(?:under|as part of|in line with) (?:a|an|the|its|their)(?: \S+){0,3}? (?:agreement|deal|accord"
    r"|truce)(?!\S)|(?:agreement|deal|accord|truce)(?: \S+){0,4}? under which(?!\S)"
)


def _is_negated(left: str, current: _Cue) -> bool:
    near = re.search(
        rf"(?<!\S)(?:{words('status.negation')})(?: {_ADVERB}| {_BE}| {_AUX}| to| yet| be| been| able| manage| managed| an?| "
        rf"any| the| single| will| would| corridors?| routes?| evacuations?| convoys?| humanitarian| agreement| for| "
        rf"from| out of| §\d+| buses| aid| such| on| ¤\d+)* $",
        left,
    )
    if near is None:
        return False
    if current.status is Status.FAILED and near[0].startswith("fail"):
        return False
    return not re.match(r"(?:not|never) (?:only|just|merely) ", near[0])


def _negated(current: _Cue, status: Status, left: str, hypothetical: bool, future: bool) -> Judgement | None:
    """ "did not open" failed; "no agreement" failed; "did not reject" says nothing."""
    if hypothetical and status is not Status.OPERATIONAL:
        return None
    if status in (Status.OPERATIONAL, Status.AGREED):
        if re.search(r"(?:will|would)(?: not|n't)", left) or re.search(r"won't|wouldn't", left):
            return Judgement(Status.REJECTED, current.start, current.end, negated=True)
        return Judgement(Status.FAILED, current.start, current.end, negated=True)
    if status is Status.ANNOUNCED and current.text in {"planned", "scheduled"}:
        return Judgement(Status.FAILED, current.start, current.end, negated=True)
    return None


def _note(code: str, current: _Cue, end: int) -> str:
    """The words that qualify: "for the second day", "shelled"."""
    again = re.compile(
        r" (?:\S+ ){0,4}?(for (?:the|a) (?:\w+ )?(?:straight|consecutive|running|successive)?\s?(?:day|time|week)(?: (?:in "
        r"a row|running))?)"
    )
    found = again.match(code, current.end, min(end, current.end + 80))
    if found:
        return found[1]
    if current.status in (Status.BLOCKED,):
        return current.text
    return ""
