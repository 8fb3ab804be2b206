"""Where talks were, are or will be held, with round, parties, date and status, as far as the text says.

A sentence is read once: its words for meetings (talks.py), how each of its places relates to one (meeting_places.py,
hosting.py), and what the verbs make of it (occasion.py). Across sentences the reader remembers the meeting spoken of
last, so that "there", "the same place" and "Istanbul was also suggested" are understood.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from gazetteer.model import Kind
from geomap.extract.borders import border_of, country
from geomap.extract.claims import evidence
from geomap.extract.cues import Cue, Sort
from geomap.extract.grammar import Grammar, is_sign, lexis
from geomap.extract.hosting import site_by_role
from geomap.extract.meeting_dates import Time, date_of
from geomap.extract.meeting_places import attached, site_by_clause, site_by_place
from geomap.extract.occasion import status_of
from geomap.extract.parties import are_rivals, parties_of
from geomap.extract.phrases import Phrases, Places
from geomap.extract.rounds import event_name
from geomap.extract.siting import Siting, Window
from geomap.extract.talks import find_cues, speaks_of_other_business
from geomap.extract.venue_merge import merge_venues
from geomap.extract.venue_names import NOWHERE, extent, is_dateline, is_goal, is_town, locates, name_of, narrowed, site_of
from geomap.extract.verbs import Act
from geomap.model import Actor, Evidence, Venue, VenueStatus, When

__all__ = ["VenueReader"]

_MEMORY = 3  # sentences in which "they suggested Warsaw" still speaks of the meeting
_WEEK = 7
_OLD_DAYS = 60  # a text that opens a sentence with a day so long ago tells of old times
_SAME = re.compile(
    r"(?<!\S)(?:(?P<at>at|in) )?the same (?:location|place|venue|city|town|site|country|building|palace|region|hotel)(?: (?:as|where|that) (?P<other>(?:\S+ ){0,3}?"
    r"(?:talks|rounds?|meetings?|negotiations|sessions?)))?(?!\S)"
)
_NAMELESS = frozenset(["city", "town", "capital", "village", "resort"])


@dataclass(slots=True)
class _Event:
    """One meeting as the text has it so far."""

    name: str
    round: int | None = None
    parties: tuple[Actor, ...] = ()
    when: When | None = None


@dataclass(slots=True)
class VenueReader:
    """Reads sentences to venues; remembers the meeting spoken of last, and the place."""

    source: str
    parties: tuple[Actor, ...] = ()
    published: dt.date | None = None
    events: dict[int, _Event] = field(default_factory=dict)
    current: _Event | None = None
    venues: list[tuple[Venue, _Event]] = field(default_factory=list)
    narrative: dt.date | None = None  # the day a text of old times has come to
    _last_place: tuple[Phrases, Places] | None = None
    _place_then: tuple[Phrases, Places] | None = None  # that of the sentence before
    _since: int = _MEMORY  # sentences since a meeting was spoken of
    _since_other: int = _MEMORY + 1  # and since one of trade, sport ...

    def read(self, phrases: Phrases, *, negotiation: bool, near: bool) -> None:
        """Add a sentence's venues.

        ``negotiation``: the text is of a conflict or its negotiation; ``near``: so are the sentences around this one.
        """
        self._since += 1
        self._since_other += 1
        self._place_then = self._last_place
        self._last_place = None
        self._follow_narrative(phrases)
        foes = are_rivals(phrases)
        known = self.current is not None and self._since <= _MEMORY
        near = near or foes or known
        if (negotiation or foes or known) and len(phrases.tokens) > 1:
            grammar = Grammar.of(phrases)
            cues = tuple(c for c in find_cues(grammar, known=known) if c.sure or near)
            if not cues and speaks_of_other_business(grammar):
                self._since_other = 0
            elif self._since_other <= _MEMORY:
                cues = tuple(c for c in cues if c.sure or c.sort is not Sort.NOUN)  # "the next conference" is of that other kind
            if cues or known:
                self._read(Window(grammar, cues, known))
            if cues:
                self._since = 0
        self._remember_place(phrases)

    def finished(self) -> list[Venue]:
        """The venues, each with what the whole text says of its meeting; one a meeting, place and kind of status."""
        told = [
            replace(v, event=e.name, round=e.round, parties=v.parties or e.parties, when=v.when or (e.when if e.round else None))
            for v, e in self.venues
        ]
        return merge_venues(told)

    # ------------------------------------------------------------------------------------------------------------

    def _read(self, window: Window) -> None:
        phrases, grammar = window.grammar.phrases, window.grammar
        for cue in window.cues:
            if cue.sort is Sort.NOUN or cue.number is not None or self.current is None:
                event = self._event(window, cue)
                self.current = self.current if self.current is not None and cue.earlier else event
        border = border_of(phrases, 0, len(phrases.code))
        if border is not None:
            self._add_border(window, border.start, border.end, border.places)
        found = []
        for token, places in grammar.places():
            start, _ = grammar.span(token, token)
            if border is not None and border.start <= start < border.end:
                continue
            siting = site_by_role(window, token, places) or site_by_place(window, token, places)
            clause = site_by_clause(window, token, places)
            found += [s for s in (siting, clause) if s is not None]
        for siting in narrowed(grammar, found):
            self._add(window, siting)
        self._add_hosts_by_name(window)
        self._add_there(window)
        self._add_same(window)

    def _event(self, window: Window, cue: Cue) -> _Event:
        """The meeting a cue names: a numbered round, the one just spoken of ("the talks"), or a new one."""
        phrases = window.grammar.phrases
        low, high = extent(window.grammar, cue)
        parties = parties_of(phrases, low, high)
        if cue.number is not None:
            event = self.events.setdefault(cue.number, _Event(event_name(cue.word, cue.number), cue.number))
        elif self.current is not None and cue.definite and not (cue.earlier or cue.next):
            event = self.current
        else:
            event = _Event(event_name(cue.word, None))
        event.parties = event.parties or parties
        event.when = event.when or self._when(window.grammar, cue, cue.first)
        return event

    def _event_of(self, window: Window, siting: Siting) -> _Event:
        cue = siting.cue
        if cue is None or siting.status is VenueStatus.PROPOSED:
            return _Event(self.current.name if self.current else "talks")
        numbered = cue
        if cue.number is None and cue.sort is not Sort.NOUN:
            # "met for a second round in A": the noun beside the verb has the number
            near = [
                c
                for c in window.cues
                if c.number is not None and window.grammar.proposition(c.first) is window.grammar.proposition(cue.first)
            ]
            numbered = near[0] if near and not near[0].earlier else cue
        if numbered.number is not None:
            return self._event(window, numbered)
        return self._event(window, cue)

    # ------------------------------------------------------------------------------------------------------------

    def _add(self, window: Window, siting: Siting) -> None:
        grammar = window.grammar
        status, when = self._occasion(window, siting)
        if status is None:
            return
        event = self._event_of(window, siting if siting.status is not None else replace(siting, status=status))
        members = siting.places.members
        if len(members) > 1 and status is not VenueStatus.PROPOSED and siting.places.chain:
            return
        start, end = grammar.span(min(siting.first, siting.token), max(siting.last, siting.token))
        shown = evidence(grammar.phrases, start, end, self.source, siting.rule)
        for member in members:
            if member.place is not None and member.place.kind in NOWHERE:
                continue  # "near the Pripyat river" tells where about, and no more
            if member is not members[0] and locates(grammar.phrases, member):
                continue
            venue = Venue(
                "",
                event.name,
                member.place,
                name_of(grammar.phrases, siting.places, member),
                status,
                when=when,
                site=site_of(grammar, siting.token),
                evidence=(shown,),
                parties=event.parties,
            )
            self.venues.append((venue, event))
            self._last_place = (grammar.phrases, siting.places)

    def _occasion(self, window: Window, siting: Siting) -> tuple[VenueStatus | None, When | None]:
        """The status and the day of the meeting in a place."""
        cue, grammar = siting.cue, window.grammar
        time = Time(self.published, self.narrative)
        if cue is None:
            return siting.status, None
        when = self._when(grammar, cue, siting.token)
        if siting.status is not None:
            return siting.status, None if siting.status is VenueStatus.PROPOSED else when
        status = status_of(grammar, cue, when, time)
        if (
            status is VenueStatus.PLANNED
            and when is not None
            and self.published is not None
            and 0 < (self.published - when.start).days < _WEEK
        ):
            when = replace(
                when, start=when.start + dt.timedelta(_WEEK), end=when.end + dt.timedelta(_WEEK) if when.end else None
            )  # "moves to A on Friday"
        return status, None if status is VenueStatus.PROPOSED else when

    def _when(self, grammar: Grammar, cue: Cue, place: int) -> When | None:
        """The day of a meeting; in a text of old times a day without its year is not known."""
        across = place < cue.first and grammar.proposition(place) is not grammar.proposition(cue.first)
        day = date_of(grammar, cue, cue.first if across else place)
        if day is None or (self.narrative is not None and re.search(r"\b(?:19|20)\d\d\b", day.when.text) is None):
            return None
        when = day.when
        if day.preposition == "for" and self.published is not None and 0 < (self.published - when.start).days < _WEEK:
            return replace(when, start=when.start + dt.timedelta(_WEEK))  # "has called a congress for Tuesday"
        return when

    def _add_border(self, window: Window, start: int, end: int, places: tuple[object, ...]) -> None:
        grammar = window.grammar
        token = grammar.phrases.index(start)
        governor = token - 1
        cue = window.cue_before(governor)
        between = grammar.groups(cue.last + 1, governor) if cue is not None else []
        if cue is None or any(g.finite and g.act is Act.REPORT for g in between):
            cue = window.cue_in(token, len(grammar.codes))
        if cue is None:
            return
        first, last = grammar.phrases.span(start, end)
        base = grammar.phrases.sentence.start
        name = grammar.phrases.sentence.text[first - base : last - base]
        border = border_of(grammar.phrases, 0, len(grammar.phrases.code))
        when = self._when(grammar, cue, token)
        status = status_of(grammar, cue, when, Time(self.published, self.narrative))
        if status is None or border is None:
            return
        event = self._event(window, cue)
        low, high = grammar.span(min(cue.first, token), max(cue.last, token))
        shown = evidence(grammar.phrases, min(low, start), max(high, end), self.source, "talks on the border of A and B")
        self.venues.append((Venue("", event.name, None, name, status, when=when, border=border.places, evidence=(shown,)), event))

    # ------------------------------------------------------------------------------------------------------------

    def _add_there(self, window: Window) -> None:
        """ "There, they signed the declaration", "had called off talks there", "talks in the city": the place spoken of last."""
        grammar = window.grammar
        for token, code in enumerate(grammar.codes):
            nameless = (
                code in _NAMELESS and grammar.text(token - 2, token) in {"in the", "in that"} and grammar.at(token + 1) not in {"of", "'s"}
            )
            if not nameless and (code != "there" or grammar.at(token + 1) in lexis("set.exists")):
                continue
            cue = window.cue_before(token)
            if cue is None or not attached(grammar, cue, token - 2 if nameless else token, None):
                cue = window.cue_in(token, token + 12) if token < 3 else None
            place = self._place_before(grammar, token)
            if cue is None or place is None:
                continue
            phrases, places = place
            found = places.members[0].place
            if len(places.members) == 1 and not (
                nameless and (found is None or found.kind is not Kind.CITY or (code == "capital" and not found.capital))
            ):
                self._add_elsewhere(window, Siting(token, places, "talks there", min(token, cue.first), max(token, cue.last), cue), phrases)

    def _place_before(self, grammar: Grammar, token: int) -> tuple[Phrases, Places] | None:
        """The place a "there" at ``token`` means: the last one of the sentence before it, else the one remembered."""
        inside = [
            places
            for at, places in grammar.places()
            if at < token and is_town(places) and (is_goal(grammar, at) or is_dateline(grammar, at))
        ]
        return (grammar.phrases, inside[-1]) if inside else self._place_then

    def _add_same(self, window: Window) -> None:
        """ "will meet at the same location", "at the same location as the previous talks"."""
        grammar = window.grammar
        match = _SAME.search(grammar.phrases.code)
        if match is None:
            return
        token = grammar.phrases.index(match.start())
        cue = window.cue_before(token) or window.cue_in(token, len(grammar.codes))
        here = next((v for v, _ in reversed(self.venues) if grammar.phrases.sentence.text == v.evidence[0].sentence), None)
        first, last = grammar.phrases.span(match.start(), match.end())
        told = Evidence(first, last, grammar.phrases.sentence.text, self.source, "at the same place")
        base = grammar.phrases.sentence.start
        if here is not None and match["other"]:
            self.venues[-1] = (
                replace(self.venues[-1][0], note=grammar.phrases.sentence.text[first - base : last - base]),
                self.venues[-1][1],
            )
        elif here is None and match["at"] and cue is not None and self.venues:
            when = self._when(grammar, cue, token)
            status = status_of(grammar, cue, when, Time(self.published, self.narrative))
            before = self.venues[-1][0]
            if status is not None:
                event = self._event(window, cue)
                self.venues.append(
                    (replace(before, event=event.name, status=status, when=when, round=None, parties=(), evidence=(told,), note=""), event)
                )

    def _add_hosts_by_name(self, window: Window) -> None:
        """ "Turkey has offered to host the talks", "hosted by Qatar", where the country is told of as one who acts."""
        from geomap.extract.hosting import host_sitings

        for siting in host_sitings(window):
            acting = window.grammar.phrases.actors[int(window.grammar.codes[siting.token][1:])]
            actor = acting.actors[0]
            place = country(actor.country)
            if place is None or actor.text not in place.name:
                continue  # "Ankara offered to host them" speaks of a government, not of a city
            status, when = self._occasion(window, siting)
            if status is None:
                continue
            event = self._event_of(window, replace(siting, status=status))
            start, end = window.grammar.span(min(siting.first, siting.token), max(siting.last, siting.token))
            shown = evidence(window.grammar.phrases, start, end, self.source, siting.rule)
            self.venues.append((Venue("", event.name, place, place.name, status, when=when, evidence=(shown,)), event))

    def _add_elsewhere(self, window: Window, siting: Siting, home: Phrases) -> None:
        """A venue whose place stands in an earlier sentence."""
        status, when = self._occasion(window, siting)
        if status is None:
            return
        event = self._event_of(window, siting if siting.status is not None else replace(siting, status=status))
        member = siting.places.members[0]
        start, end = window.grammar.span(siting.first, siting.last)
        shown = evidence(window.grammar.phrases, start, end, self.source, siting.rule)
        self.venues.append(
            (Venue("", event.name, member.place, name_of(home, siting.places, member), status, when=when, evidence=(shown,)), event)
        )

    # ------------------------------------------------------------------------------------------------------------

    def _follow_narrative(self, phrases: Phrases) -> None:
        """ "On August 12, 1996, ...": from here on the text tells of old times, until it comes back to the news."""
        if self.published is None:
            return
        for number, day in enumerate(phrases.dates):
            age = (self.published - (day.when.end or day.when.start)).days
            opens = phrases.code.startswith((f"¤{number}", f"on ¤{number}", f"in ¤{number}"))
            if age >= _OLD_DAYS and opens and re.search(r"\b(?:19|20)\d\d\b", day.when.text):
                self.narrative = day.when.start
                return
            if re.search(r"\b(?:today|yesterday|tomorrow|this week|last week|now)\b|day$", day.when.text.lower()) and abs(age) < _OLD_DAYS:
                self.narrative = None

    def _remember_place(self, phrases: Phrases) -> None:
        """The last town that a sentence puts something in: what "there" means next."""
        for token, code in reversed(list(enumerate(t.code for t in phrases.tokens))):
            if (
                is_sign(code, "§")
                and is_town(phrases.places[int(code[1:])])
                and token
                and phrases.tokens[token - 1].code in {"in", "to", "at", "near"}
            ):
                self._last_place = (phrases, phrases.places[int(code[1:])])
                return
