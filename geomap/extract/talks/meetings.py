"""The meetings of a text as it goes on: numbered rounds, the one spoken of last, and the day its narrative has come to."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.verbs import Act, Form
from geomap.extract.talks.attendance import who_meets
from geomap.extract.talks.consent import is_accepted
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis, verb_at
from geomap.extract.talks.looking_back import is_given_up, is_told_after, never_was, was_to_be
from geomap.extract.talks.meeting_dates import Time, counted_on, date_of, years_on
from geomap.extract.talks.naming import NAMED, is_dated_beside
from geomap.extract.talks.occasion import is_asserted, status_of
from geomap.extract.talks.relative_clauses import took_place_there
from geomap.extract.talks.rounds import event_name
from geomap.extract.talks.siting import Siting, Window
from geomap.model import Actor, VenueStatus, When

__all__ = ["Meeting", "Meetings"]

_WEEK = 7
_LATELY = 3
_LATE_DAYS = 14  # a sentence that opens with a day so lately is back at the news
_OLD_DAYS = 60  # a text that opens a sentence with a day so long ago tells of old times
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOW = re.compile(r"\b(?:today|yesterday|tomorrow|this week|last week|now)\b|day$")


@dataclass(slots=True)
class Meeting:
    """One meeting as the text has it so far; later sentences add its parties and its day."""

    name: str
    round: int | None = None
    parties: tuple[Actor, ...] = ()
    when: When | None = None


@dataclass(slots=True)
class Meetings:
    """What a reader remembers of meetings; ``published`` is the day of the news."""

    published: dt.date | None = None
    parties: tuple[Actor, ...] = ()  # those whom the text tells of
    current: Meeting | None = None
    _rounds: dict[int, Meeting] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)  # "decided after consultations": nouns of what went before
    _lies_ahead: bool = False  # the meeting told of last is still to come
    _narrative: dt.date | None = None  # the day a text of old times has come to
    _chronicle: bool = False  # that day was told as a day, as in a row of days; "in 2022" is but an aside of the news

    def follow(self, phrases: Phrases) -> None:
        """ "On August 12, 1996, ...": from here on the text tells of old times, until it comes back to the news."""
        if self.published is None:
            return
        for number, day in enumerate(phrases.dates):
            age = (self.published - (day.when.end or day.when.start)).days
            opens = phrases.code.startswith((f"¤{number}", f"on ¤{number}", f"in ¤{number}"))
            if age >= _OLD_DAYS and opens and _YEAR.search(day.when.text):
                self._narrative, self._chronicle = day.when.start, day.when.end is None
                return
            dated = _YEAR.search(day.when.text) or (not self._chronicle and 0 <= age < _LATE_DAYS and opens)
            if abs(age) < _OLD_DAYS and (dated or _NOW.search(day.when.text.lower())):
                self._narrative = None

    def note(self, window: Window) -> None:
        """Take in the meetings that a sentence names, wherever they are held."""
        for cue in window.cues:
            if is_told_after(window.grammar, cue):
                self._gone.add(window.grammar.codes[cue.last])
            if is_asserted(window.grammar, cue) and not (cue.earlier or cue.arrival):
                told = status_of(window.grammar, cue, self.day(window.grammar, cue, cue.first), Time(self.published, self._narrative))
                self._lies_ahead = told is VenueStatus.PLANNED
            if cue.sort is Sort.NOUN or cue.number is not None or self.current is None:
                meeting, current = self.named(window, cue), self.current
                looks_back = current is not None and (cue.earlier or (meeting.round or 99) < (current.round or 0))
                self.current = current if looks_back else meeting

    def is_gone(self, grammar: Grammar, cue: Cue | None) -> bool:
        """ "The consultations were held in A", where "it was decided after consultations" has been said; talks and rounds go on."""
        word = grammar.codes[cue.last] if cue is not None and cue.sort is Sort.NOUN and cue.definite else ""
        return word in self._gone - lexis("noun.sure") - {"round", "rounds"}

    def named(self, window: Window, cue: Cue) -> Meeting:
        """The meeting a cue names: a numbered round, the one just spoken of ("the talks"), or a new one."""
        grammar = window.grammar
        if cue.number is not None:
            meeting = self._rounds.setdefault(cue.number, Meeting(event_name(cue.word, cue.number), cue.number))
        elif self.current is not None and cue.definite and not (cue.earlier or cue.next):
            meeting = self.current
        else:
            meeting = Meeting(event_name(cue.word, None))
        meeting.parties = meeting.parties or who_meets(grammar, cue, self.parties)
        meeting.when = meeting.when or self.day(grammar, cue, cue.first)
        return meeting

    def at(self, window: Window, siting: Siting, status: VenueStatus) -> Meeting:
        """The meeting that is in a place: its round's where a number stands beside ("met for a second round in A")."""
        cue = siting.cue
        if cue is None or status is VenueStatus.PROPOSED:
            return Meeting(self.current.name if self.current else "talks")
        if cue.number is None and cue.sort is not Sort.NOUN and not cue.presupposed:
            home = window.grammar.proposition(cue.first)
            beside = next((c for c in window.cues if c.number is not None and window.grammar.proposition(c.first) is home), None)
            cue = beside if beside is not None and not beside.earlier else cue
        return self.named(window, cue)

    def occasion(self, grammar: Grammar, siting: Siting) -> tuple[VenueStatus | None, When | None]:
        """The status and the day of the meeting in a place; no status where the text says that there was none."""
        cue, status = siting.cue, siting.status
        if cue is None:
            return status, None
        if never_was(grammar, cue):
            return None, None
        named = siting.rule == NAMED and not is_asserted(grammar, cue) and not is_dated_beside(grammar, siting)
        when = None if named else self.day(grammar, cue, siting.token)
        if status is None and (told := took_place_there(grammar, cue, siting.token)) is not None:
            when = self._behind(when)
            long_ago = Time(self.published, self._narrative).is_past(when, began=told.act in (Act.OPEN, Act.BEGIN))
            return VenueStatus.PAST if long_ago else VenueStatus.HELD, when
        if cue.presupposed or _is_past_tense(grammar, cue) or _was_sealed(grammar, cue) or is_told_after(grammar, cue):
            when = self._behind(when)
        status = status or status_of(grammar, cue, when, Time(self.published, self._narrative))
        if status is VenueStatus.HELD and when is None and self._lies_ahead and cue.definite and not is_asserted(grammar, cue):
            status = VenueStatus.PLANNED  # "will meet on Wednesday. The rendezvous in A is the latest effort"
        if siting.status is VenueStatus.PLANNED and siting.rule.startswith("travelled") and Time(self.published).is_behind(when):
            status = VenueStatus.PAST if Time(self.published).is_past(when) else VenueStatus.HELD  # "sent a delegation to A last week"
        if status is VenueStatus.PROPOSED and is_accepted(grammar, cue):
            status = VenueStatus.PAST if Time(self.published).is_past(when) else VenueStatus.PLANNED
        if status is VenueStatus.PLANNED and is_given_up(grammar, cue, grammar.proposition(cue.first).groups):
            status = VenueStatus.PROPOSED
        if status is VenueStatus.PLANNED and not (was_to_be(grammar, grammar.proposition(cue.first).groups) and self._was_just(when)):
            when = self._ahead(when)  # "moves to A on Friday"; "they were to meet on Tuesday", told on Wednesday, is behind
        return status, None if status is VenueStatus.PROPOSED else when

    def day(self, grammar: Grammar, cue: Cue, place: int) -> When | None:
        """The day of a meeting in the place at ``place``; in a text of old times a day without its year is not known."""
        across = place < cue.first and grammar.proposition(place) is not grammar.proposition(cue.first)
        day = date_of(grammar, cue, cue.first if across else place)
        if day is None or (self._narrative is not None and _YEAR.search(day.when.text) is None):
            return None
        when = counted_on(grammar.phrases, day)
        return self._ahead(when) if day.preposition == "for" else when  # "has called a congress for Tuesday"

    def _behind(self, when: When | None) -> When | None:
        """A day that was read as the one to come, as the last one: "under the deal struck on Wednesday, they will ..."."""
        ahead = when is not None and self.published is not None and when.start > self.published and _YEAR.search(when.text) is None
        if when is not None and ahead and re.search(r"[A-Z][a-z]+ ?\d|\d ?[A-Z]", when.text):  # "signed on July 30"
            return replace(when, start=years_on(when.start, -1), end=years_on(when.end, -1) if when.end else None)
        if when is None or self.published is None or not 0 < (when.start - self.published).days < _WEEK or "next" in when.text.lower():
            return when
        week = dt.timedelta(_WEEK)
        return replace(when, start=when.start - week, end=when.end - week if when.end else None)

    def _was_just(self, when: When | None) -> bool:
        return when is not None and self.published is not None and 0 < (self.published - when.start).days < _LATELY

    def _ahead(self, when: When | None) -> When | None:
        """A weekday that was read as the last one, as the one to come."""
        by_name = when is not None and re.search(r"day\b", when.text.lower()) is not None and re.search(r"\d", when.text) is None
        if when is None or self.published is None or not by_name or not 0 < (self.published - when.start).days < _WEEK:
            return when
        week = dt.timedelta(_WEEK)
        return replace(when, start=when.start + week, end=when.end + week if when.end else None)


def _was_sealed(grammar: Grammar, cue: Cue) -> bool:
    """ "a truce signed in A", "the meeting was held in A": in the past, whatever day is nearest."""
    if cue.sort is Sort.DEAL:
        return any(g.bare for g in grammar.groups(cue.first, cue.last + 1))
    own = next((g for g in grammar.proposition(cue.first).groups if g.finite and g.first > cue.last), None)
    was = own is not None and grammar.codes[own.first] in {"was", "were"} and own.act is not Act.DUE
    if was and own is not None and own.verb.base == "be":
        after = grammar.at(own.last + 1)
        return cue.sort is Sort.NOUN and (after in AT | {"on"} or is_sign(after, "¤"))  # "was in A on July 30"
    past = was and own is not None and own.passive
    return past and own is not None and base_of(grammar.codes, own.head, "plan") is None


def _is_past_tense(grammar: Grammar, cue: Cue) -> bool:
    """ "Received them on July 15", "started talks on March 11": told in autumn, that is this year's."""
    if cue.sort is Sort.NOUN:
        before = next((g for g in reversed(grammar.groups(max(0, cue.first - 6), cue.first)) if g.finite), None)
        if before is None or before.first != before.head or before.passive:
            return False
        did = verb_at(grammar.codes, before.head, "hold")
        return did is not None and did[1] is Form.PAST
    found = verb_at(grammar.codes, cue.first, "meet") or verb_at(grammar.codes, cue.first, "gather")
    own = next((g for g in grammar.groups(cue.first, cue.first + 1) if g.first == g.head and g.finite), None)
    return cue.sort is Sort.VERB and own is not None and not own.passive and found is not None and found[1] is Form.PAST
