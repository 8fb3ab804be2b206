"""Where talks were, are or will be held, with round, parties, date and status, as far as the text says.

A sentence is read once: its words for meetings (talks.py), how each of its places relates to one (meeting_places.py,
journeys.py, hosting.py, offers.py), and what the verbs make of it (occasion.py). Across sentences the reader remembers the
meeting spoken of last, so that "there", "the same place" and "Istanbul was also suggested" are understood.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from gazetteer.model import Kind, Place
from geomap.extract.meaning.parties import are_rivals
from geomap.extract.sentence.phrases import Phrases, Places
from geomap.extract.sentence.stops import capital_of
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.borders import Border, border_of, country, is_topic
from geomap.extract.talks.consent import agreed, takes_up_offer
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.desk import is_beside_a_town, is_out_of_the_way, site_at_desk, site_of_news
from geomap.extract.talks.finding import find_cues, speaks_of_other_business
from geomap.extract.talks.grammar import Grammar, lexis
from geomap.extract.talks.hosting import host_sitings, site_by_role
from geomap.extract.talks.meant import places_meant
from geomap.extract.talks.meeting_places import site_by_clause, site_by_place
from geomap.extract.talks.meetings import Meeting, Meetings
from geomap.extract.talks.merging import merge_venues
from geomap.extract.talks.naming import NAMED
from geomap.extract.talks.siting import Siting, Window
from geomap.extract.talks.tellings import Telling, telling_of
from geomap.extract.talks.theatre import is_where_arms_rest
from geomap.extract.talks.towns import Towns
from geomap.extract.talks.venue_names import (
    NOWHERE,
    in_town,
    is_dateline,
    is_part_of_a_name,
    island_meant,
    less_a_speaker,
    name_of,
    narrowed,
    only_locates,
    seat_meant,
    site_of,
)
from geomap.extract.ways.claims import evidence
from geomap.model import Actor, Evidence, Venue, VenueStatus

__all__ = ["VenueReader"]

_MEMORY = 3  # sentences in which "they suggested Warsaw" still speaks of the meeting
_SAME = re.compile(
    r"(?<!\S)(?:(?P<at>at|in) )?the same (?:location|place|venue|city|town|site|country|building|palace|region|hotel)"
    r"(?: (?:as|where|that) (?P<other>(?:\S+ ){0,3}?(?:talks|rounds?|meetings?|negotiations|sessions?)))?(?!\S)"
)


@dataclass(slots=True)
class VenueReader:
    """Reads sentences to venues; remembers the meeting spoken of last, and the place."""

    source: str
    parties: tuple[Actor, ...] = ()
    published: dt.date | None = None
    meetings: Meetings = field(default_factory=Meetings)
    venues: list[tuple[Telling, Meeting]] = field(default_factory=list)
    _towns: Towns = field(default_factory=Towns)
    _news: tuple[Window, Siting] | None = None  # the meeting that the report opens with, which it puts in no place
    _before: Phrases | None = None  # the sentence before
    _since: int = _MEMORY  # sentences since a meeting was spoken of
    _since_other: int = _MEMORY + 1  # and since one of trade, sport ...

    def __post_init__(self) -> None:
        self.meetings.published, self.meetings.parties = self.published, self.parties

    def read(self, phrases: Phrases, *, negotiation: bool, near: bool) -> None:
        """Add a sentence's venues.

        ``negotiation``: the text is of a conflict or its negotiation; ``near``: so are the sentences around this one.
        """
        self._since += 1
        self._since_other += 1
        self._towns.turn()
        self.meetings.follow(phrases)
        foes = are_rivals(phrases, self._before if phrases.codes[:1] in (("they",), ("both",)) else None)
        self._before = phrases
        known = self.meetings.current is not None and self._since <= _MEMORY
        if (negotiation or foes or known) and len(phrases.tokens) > 1:
            window = self._window(Grammar.of(phrases), near=near or foes or known, known=known, foes=foes)
            if window.cues or known or near:
                self._read(window)
            if window.cues:
                self._since = 0
            elif self._since == 1 and takes_up_offer(window.grammar):
                offer = self.venues[-1][0].venue.evidence[0].sentence if self.venues else ""
                self.venues = [(agreed(told, offer), meeting) for told, meeting in self.venues]
        self._towns.remember(phrases)

    def finished(self) -> list[Venue]:
        """The venues, each with what the whole text says of its meeting; one a meeting, place and kind of status."""
        held = any(told.venue.status is VenueStatus.HELD for told, _ in self.venues)
        if self._news is not None and not held and is_out_of_the_way(*self._news):
            self._add(*self._news, self._news[0].grammar.phrases)
        return merge_venues(
            [
                replace(
                    told,
                    venue=replace(
                        v := told.venue,
                        event=m.name,
                        round=m.round,
                        parties=v.parties or m.parties,
                        when=v.when or (m.when if m.round and v.status is not VenueStatus.PAST else None),
                    ),
                )
                for told, m in self.venues
            ]
        )

    # ------------------------------------------------------------------------------------------------------------

    def _window(self, grammar: Grammar, *, near: bool, known: bool, foes: bool) -> Window:
        """The sentence with those of its cues that are of a negotiation."""
        cues = tuple(c for c in find_cues(grammar, known=known) if c.sure or near)
        if not cues and speaks_of_other_business(grammar):
            self._since_other = 0
        elif foes:
            pass  # those at war are named
        elif self._since_other <= _MEMORY and self.meetings.current is None and not lexis("noun.peace") & set(grammar.codes):
            cues = tuple(c for c in cues if c.sort is not Sort.NOUN)  # the negotiations just spoken of, of trade, go on
        elif self._since_other <= _MEMORY:
            cues = tuple(c for c in cues if c.sure or c.number is not None or c.sort is not Sort.NOUN)  # not "the next conference"
        return Window(grammar, cues, known)

    def _read(self, window: Window) -> None:
        grammar, phrases = window.grammar, window.grammar.phrases
        self.meetings.note(window)
        border = border_of(phrases, 0, len(phrases.code))
        if border is not None and not is_topic(window, border.start, border.end):
            self._add_border(window, border)
        found: list[Siting | None] = []
        for token, places in grammar.places():
            if border is None or not border.start <= grammar.span(token, token)[0] < border.end:
                sited = site_by_role(window, token, places) or site_by_place(window, token, places)
                clause = site_by_clause(window, token, places)
                if sited is not None and clause is not None and clause.cue is not None and clause.cue.number is not None:
                    clause = replace(clause, status=VenueStatus.PAST)  # "a meeting in A, where the first round was held"
                if sited is not None and clause is not None and self.meetings.occasion(grammar, sited)[0] is VenueStatus.PAST:
                    clause = None  # "last year they met in A, where their talks began"
                found += [sited, clause]
        told = [s for s in found if s is not None and not is_part_of_a_name(grammar, s.token)]
        desk = self._towns.scene(grammar)
        room = site_at_desk(window, desk[1]) if desk is not None else None
        told = [s for s in told if not is_where_arms_rest(grammar, s, self.parties, beside=[*told, room] if room else told)]
        told = [s for s in told if not is_beside_a_town(grammar, s.token) and (border is None or not s.is_in_a_region)]
        if desk is not None and border is None and not told:
            again = room is not None and room.cue is not None and room.cue.definite and bool(self.venues)
            if room is not None and not again and self.meetings.occasion(grammar, room)[0] is VenueStatus.HELD:
                self._add(window, room, desk[0])
        if desk is not None and not told and not self.venues and is_dateline(grammar, 0):
            news = site_of_news(window, desk[1], self.parties)
            self._news = (window, news) if news is not None and self.meetings.occasion(grammar, news)[0] is VenueStatus.HELD else None
        self._confirm_news(grammar)
        for siting in in_town(grammar, narrowed(grammar, told)):
            self._add(window, siting, phrases)
            self._towns.tell(phrases, siting.places)
        self._add_hosts_by_name(window)
        self._add_meant(window)
        self._add_same(window)

    def _add(self, window: Window, siting: Siting, home: Phrases) -> None:
        """Add the places of a siting as venues; ``home`` is the sentence that names them."""
        if home is window.grammar.phrases:
            siting = island_meant(window.grammar, siting)
        members = siting.places.members
        if (siting.places.chain and len(members) > 1) or is_where_arms_rest(window.grammar, siting, self.parties):
            return
        site = site_of(window.grammar, siting.token) if home is window.grammar.phrases else None
        stops: list[tuple[Place | None, str]] = []
        for member in less_a_speaker(window.grammar, siting):
            nowhere = member.place is not None and member.place.kind in NOWHERE  # "near the Pripyat river" tells where about
            if not nowhere and (member is members[0] or not only_locates(home, siting.places, member)):
                seat = seat_meant(home, member)
                stops.append((seat or member.place, seat.name if seat is not None else name_of(home, siting.places, member)))
        self._tell(window, siting, stops, site)

    def _confirm_news(self, grammar: Grammar) -> None:
        """Place the meeting that a report opens with in the dateline's town, once a building of that town is where people speak."""
        if self._news is None:
            return
        news, town = self._news, self._news[1].places.members[0].place
        sites = (places.members[0].place for token, places in grammar.places() if grammar.is_at(grammar.governor(token), token))
        if any(site is not None and site.kind is Kind.SITE and self._towns.around(site) == town for site in sites):
            self._news = None
            self._add(*news, news[0].grammar.phrases)

    def _tell(self, window: Window, siting: Siting, stops: list[tuple[Place | None, str]], site: str | None = None) -> None:
        """Add one venue for each place and its name, with the status and the day the sentence gives."""
        grammar = window.grammar
        status, when = self.meetings.occasion(grammar, siting)
        if status is None:
            return
        meeting = self.meetings.at(window, siting, status)
        start, end = grammar.span(min(siting.first, siting.token), max(siting.last, siting.token))
        shown = (evidence(grammar.phrases, start, end, self.source, siting.rule),)
        for place, name in stops:
            town = self._towns.around(place) if place is not None and place.kind is Kind.SITE else None
            if town is not None:  # "at the Palais des Nations", in a text that is set in Geneva
                place, site = town, site or name
            told = Venue("", meeting.name, place, name, status, when=when, site=site, evidence=shown, parties=meeting.parties)
            self.venues.append((telling_of(grammar, siting, told, gone=self.meetings.is_gone(grammar, siting.cue)), meeting))

    # ------------------------------------------------------------------------------------------------------------

    def _add_border(self, window: Window, border: Border) -> None:
        grammar, phrases = window.grammar, window.grammar.phrases
        token = phrases.index(border.start)
        cue = window.cue_before(token - 1)
        if cue is None or any(g.finite and g.act is Act.REPORT for g in grammar.groups(cue.last + 1, token - 1)):
            cue = window.cue_in(token, len(grammar.codes))
        if cue is None:
            return
        beside = grammar.codes[grammar.head_before(token - 1)] in lexis("word.place_of_its_own")
        if beside and grammar.groups(cue.last + 1, token):
            return  # "talks, but declined to go on after violence along its border with A"
        siting = Siting(token, Places(0, 0, ()), "talks on the border of A and B", cue.first, cue.last, cue)
        status, when = self.meetings.occasion(grammar, siting)
        if status is None:
            return
        meeting = self.meetings.at(window, siting, status)
        low, high = grammar.span(min(cue.first, token), max(cue.last, token))
        shown = evidence(phrases, min(low, border.start), max(high, border.end), self.source, siting.rule)
        told = Venue(
            "", meeting.name, None, _words(phrases, border.start, border.end), status, when=when, border=border.places, evidence=(shown,)
        )
        self.venues.append((telling_of(grammar, siting, told), meeting))

    def _add_hosts_by_name(self, window: Window) -> None:
        """ "Turkey has offered to host the talks", "hosted by Qatar", where the country is told of as one who acts."""
        for siting in host_sitings(window):
            actor = window.grammar.phrases.actors[int(window.grammar.codes[siting.token][1:])].actors[0]
            seat = capital_of(actor.country) if actor.country is not None else None
            place = seat if siting.rule == NAMED else country(actor.country)  # "the previous Astana meeting"
            named = [p.name for p in (place, seat) if p is not None]  # "Ankara offered to host the talks"
            if place is not None and any(actor.text in name for name in named):
                self._tell(window, siting, [(place, place.name)])

    def _add_meant(self, window: Window) -> None:
        """ "There, they signed the declaration", "talks in the city", "on Belarusian soil"."""
        for meant in places_meant(window, self._towns):
            if meant.place is None:
                self._add(window, meant.siting, meant.home)
            else:
                self._tell(window, meant.siting, [(meant.place, meant.place.name)])

    def _add_same(self, window: Window) -> None:
        """ "will meet at the same location", "at the same location as the previous talks"."""
        grammar, phrases = window.grammar, window.grammar.phrases
        match = _SAME.search(phrases.code)
        if match is None or not self.venues:
            return
        last, meeting = self._lately_in()
        here = last.venue.evidence[0].sentence == phrases.sentence.text
        token = phrases.index(match.start())
        cue = window.cue_before(token) or window.cue_in(token, len(grammar.codes))
        if here and match["other"]:
            noted = replace(last.venue, note=_words(phrases, match.start(), match.end()))
            self.venues[self.venues.index((last, meeting))] = (replace(last, venue=noted), meeting)
        elif not here and match["at"] and cue is not None:
            self._add_again(
                window, cue, token, Evidence(*phrases.span(*match.span()), phrases.sentence.text, self.source, "at the same place")
            )

    def _lately_in(self) -> tuple[Telling, Meeting]:
        """The last venue in the town named last, or the last of all: what "the same city" takes up."""
        town = self._towns.last
        return next((v for v in reversed(self.venues) if town is not None and v[0].venue.place == town), self.venues[-1])

    def _add_again(self, window: Window, cue: Cue, token: int, told: Evidence) -> None:
        """The last venue once more, for the meeting that ``cue`` names."""
        siting = Siting(token, Places(0, 0, ()), told.rule, cue.first, cue.last, cue)
        status, when = self.meetings.occasion(window.grammar, siting)
        if status is None:
            return
        meeting = self.meetings.at(window, siting, status)
        before = self._lately_in()[0].venue
        site = before.place if before.place is not None and before.place.kind is Kind.SITE else None
        if site is not None and re.search(r"\b(?:city|town|capital)\b", window.grammar.text(token, token + 5)):
            town = self._towns.around(site)
            before = replace(before, place=town, name=town.name, site=None) if town is not None else before
        again = replace(before, event=meeting.name, status=status, when=when, round=None, parties=(), evidence=(told,), note="")
        self.venues.append((telling_of(window.grammar, siting, again), meeting))


def _words(phrases: Phrases, start: int, end: int) -> str:
    """The text's own words for ``code[start:end]``."""
    first, last = phrases.span(start, end)
    return phrases.sentence.text[first - phrases.sentence.start : last - phrases.sentence.start]
