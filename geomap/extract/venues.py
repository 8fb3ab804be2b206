"""Where talks were, are or will be held, with round, parties, date and status, as far as the text says.

Talks that need no place on a map (trade talks, coalition talks) are left alone. A round told of several times is one
venue; "the meeting" is the last one spoken of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gazetteer.model import Kind, Place
from geomap.extract.claims import evidence
from geomap.extract.lexicon import cue, words
from geomap.extract.meeting_places import (
    MOOTED,
    Border,
    border_of,
    hosts,
    is_meeting_place,
    is_mooted,
    name_of,
    parties_of,
    site_of,
    words_of,
)
from geomap.extract.paths import Role, Step, steps
from geomap.extract.phrases import Phrases
from geomap.extract.talks import find_talks, plain_name, round_name, round_of, status_of, talk_pattern
from geomap.model import Actor, Evidence, Venue, VenueStatus, When

__all__ = ["VenueReader"]

_SAME_PLACE = re.compile(
    r"(?<!\S)the same (?:location|place|venue|city|site|region|town|country) (?:as|where|that) (?P<what>(?:the|their"
    r"|in the|for the) (?:\w+ ){0,3}?(?:talks|rounds?|meetings?|negotiations|sessions?))"
)


_SUGGESTED = re.compile(
    r"(?<!\S)(?P<insist>insist\w* on)?(?(insist)|(?:suggest|propos|offer|nam|list|prefer|nominat|float)\w*)(?: "
    r"(?:instead|either|meeting in|to meet in|holding them in|talks in))? §(?P<n>\d+)(?!\S)"
)
_SIGNED = re.compile(
    r"(?<!\S)(?:(?P<what>(?:truce|cease-?fire|agreement|deal|accord|pact|plan|peace)) (?:that was |was |were |they "
    r")?(?:agreed|signed|reached|struck|sealed|brokered|concluded|initialled|initialed)"
    r"|(?:sign(?:ed|ing)|initial\w+)(?: (?!in\b)\S+){1,6}) (?:in|at) §(?P<n>\d+)(?!\S)"
)


_EARLIER = re.compile(
    r"(?<!\S)(?:after|following|since) (?:the|a|an|its|their|his)(?: \S+){0,3} (?:session|rounds?|meetings?|talks|summit"
    r"|negotiations)(?: (?!and\b)\S+){0,5} ?,? ?$"
    r"|(?<!\S)(?:follow-up to|continuation of|sequel to)(?: \S+){0,5}$"
)
# "Pretoria, where mediators will open negotiations"
_WHERE = re.compile(
    rf" (?:, )?(?:where|which is where)(?= )(?: (?!who|which|but)\S+){{0,9}}? (?:{words('talks.meet|talks.event')})(?: gets?"
    rf"| begins?| opens?| starts?)?(?!\S)"
)
_LATER = re.compile(r"(?<!\S)(?:will|are to|is to|due|would|expected|gets?|begins?|starts?|opens?|resumes?)(?!\S)")
_TO_COME = re.compile(
    r"(?<!\S)(?:before (?:moving|shifting)|to be followed|followed|next (?:week|month|year)|to (?:resume|continue|reconvene)"
    r"|will (?:resume|continue|reconvene|follow))(?: \S+){0,6}$"
)
_PLANNED_FOR = re.compile(
    r"(?<!\S)(?:talks|negotiations|rounds?|summit|meetings?|sessions?|conference)(?: (?:that )?(?:was|were|are|is"
    r"|had been))? (?:planned|scheduled|set|slated|due|arranged|announced) for$"
)
_SAME_AGAIN = re.compile(
    r"(?<!\S)(?:at|in) the same (?:location|place|venue|city|town|site|country|building|palace)(?! (?:as|where"
    r"|that))(?!\S)"
)


@dataclass(slots=True)
class _Event:
    """One meeting as the text has it so far."""

    name: str
    round: int | None = None
    parties: tuple[Actor, ...] = ()
    when: When | None = None


@dataclass(slots=True)
class VenueReader:
    """Reads sentences to venues; remembers the meeting spoken of last."""

    source: str
    parties: tuple[Actor, ...] = ()
    events: dict[int, _Event] = field(default_factory=dict)
    current: _Event | None = None
    venues: list[tuple[Venue, _Event]] = field(default_factory=list)

    def read(self, phrases: Phrases, start: int, end: int, *, near: bool = True) -> None:
        """Add the venues of the clause ``code[start:end]``; ``near``: the sentences around it are of a conflict's negotiation too."""
        same = _SAME_PLACE.search(phrases.code, start, end)
        if same is not None and phrases.code[start : same.start()].strip(" ,"):
            end = same.start()  # "the same location as the previous talks" speaks of another meeting
        match = find_talks(phrases.code, start, end, known=self.current is not None) or self._event_beside(phrases, start, end)
        if match is None and re.match(r" ?,? ?where(?!\S)", phrases.code[end:]):
            match = find_talks(phrases.code, end, len(phrases.code), known=self.current is not None)  # "is in Doha, where a round begins"
        if cue("talks.other").search(phrases.code) and cue("talks.truly").search(phrases.code) is None:
            return
        if near:
            self._proposed_or_agreed(phrases, start, end)
        if match is None or (not near and cue("talks.sure").search(match[0]) is None):
            return
        if re.search(rf"(?<!\S)(?:{words('talks.deny')}|rul\w+ out)(?!\S)", phrases.code[start : match.end()]) and not re.search(
            r"(?<!\S)not (?:only|yet)(?!\S)", phrases.code[start:end]
        ):
            return  # "no talks were held in Minsk"
        event = self._event(phrases, start, end, match)
        border = border_of(phrases, start, end)
        again = _SAME_AGAIN.search(phrases.code, start, end)
        if again is not None and self.venues:
            before = self.venues[-1][0]
            told = evidence(phrases, again.start(), again.end(), self.source, "at the same place")
            self.venues.append(
                (
                    replace(
                        before,
                        event=event.name,
                        status=status_of(phrases.code[start:end], match[0]),
                        when=None,
                        round=None,
                        parties=(),
                        evidence=(told,),
                        note="",
                    ),
                    event,
                )
            )
        for step, status, rule in self._places(phrases, start, end, match):
            if border is None or not border.start <= step.start <= border.end:
                self._add(phrases, event, step, status, match, rule)
        if border is not None and not any(v.border for v, e in self.venues if e is event):
            self._add_border(phrases, event, border, match, start, end)

    def _event_beside(self, phrases: Phrases, start: int, end: int) -> re.Match[str] | None:
        """The talks that another clause of the sentence names, where this clause says that people came together."""
        if cue("talks.held|talks.meet").search(phrases.code, start, end) is None:
            return None
        match = find_talks(phrases.code, 0, len(phrases.code))
        return match if match is not None and cue("talks.sure").search(match[0]) else None

    def _proposed_or_agreed(self, phrases: Phrases, start: int, end: int) -> None:
        """ "had suggested Warsaw, Budapest or Baku" right after a meeting was spoken of; "the truce agreed in Pretoria"."""
        for match in _SUGGESTED.finditer(phrases.code, start, end):
            places = phrases.places[int(match["n"])]
            if self.current is not None and (
                match["insist"]
                or (len(places.members) > 1 and re.search(r"(?<!\S)(?:or|and)(?!\S)|/", words_of(phrases, places)))
                or re.match(r" (?:[.,;]|$|instead|as (?:a|an|the)|but|while)", phrases.code[match.end() :])
            ):
                self._add(
                    phrases,
                    _Event(self.current.name),
                    Step(Role.AT, places, match.start("n") - 1, match.end()),
                    VenueStatus.PROPOSED,
                    match,
                    "offered A as venue",
                )
        for sign in re.compile(r"§(\d+)(?!\S)").finditer(phrases.code, start, end):
            if self.current is not None and is_mooted(phrases.code[sign.end() : end]):
                step = Step(Role.AT, phrases.places[int(sign[1])], sign.start(), sign.end())
                self._add(phrases, _Event(self.current.name), step, VenueStatus.PROPOSED, sign, "A was suggested")
        for match in _SIGNED.finditer(phrases.code, start, end):
            places = phrases.places[int(match["n"])]
            status = VenueStatus.PAST if match["what"] else VenueStatus.HELD
            if len(places.members) == 1:
                event = _Event("signing" if "sign" in match[0] else "agreement")
                day = next(
                    (d for i, d in enumerate(phrases.dates) if match.start() <= phrases.code.find(f"¤{i}") <= match.end() + 14), None
                )
                event.when = day.when if day else None
                self._add(phrases, event, Step(Role.AT, places, match.start("n") - 1, match.end()), status, match, "signed in A")

    def may_speak_of_talks(self, phrases: Phrases) -> bool:
        """Whether a sentence has any word for talks: most have none, and need no closer look."""
        code = phrases.code
        return any(pattern.search(code) is not None for pattern in (talk_pattern(), _SUGGESTED, _SIGNED, MOOTED))

    def finished(self) -> list[Venue]:
        """The venues, each with what the whole text says of its meeting; one a meeting, place and kind of status."""
        kept: dict[tuple[object, ...], Venue] = {}
        for venue, event in self.venues:
            full = replace(
                venue, event=event.name, round=event.round, parties=venue.parties or event.parties, when=venue.when or event.when
            )
            place = full.place.id if full.place else tuple(p.id for p in full.border) or full.name.casefold()
            key = (place, full.round)
            same = (
                key
                if key in kept
                else next(
                    (k for k, v in kept.items() if k[0] == place and (v.round is None or full.round is None) and _alike(v, full)), None
                )
            )
            if same is None:
                kept[key] = full
            else:
                kept[same] = _merged(kept[same], full)
        found = _without_vaguer(list(kept.values()))
        return [replace(v, id=f"v{number}") for number, v in enumerate(found, 1)]

    # ------------------------------------------------------------------------------------------------------------

    def _event(self, phrases: Phrases, start: int, end: int, match: re.Match[str]) -> _Event:
        code = phrases.code
        number = round_of(code, match, start, end)
        parties = parties_of(phrases, start, end) or ()
        if number is not None:
            event = self.events.setdefault(number, _Event(round_name(number, match[0]), number))
            if "round" in round_name(number, match[0]) and "round" not in event.name:
                event.name = round_name(number, match[0])
        elif (
            self.current is not None
            and re.search(r"(?<!\S)(?:the|these|this|those|both)(?: \S+){0,2} $", code[max(start, match.start() - 30) : match.start()])
            and not re.search(
                r"(?<!\S)(?:next|previous|earlier|new|another|latest|further)(?!\S)",
                match[0] + " " + code[max(start, match.start() - 20) : match.start()],
            )
        ):
            event = self.current
        else:
            event = _Event(plain_name(match[0]))
        if parties and not event.parties:
            event.parties = parties
        day = next(
            (
                d
                for i, d in enumerate(phrases.dates)
                if start <= code.find(f"¤{i}") < end and d.preposition not in ("since", "until", "before", "after")
            ),
            None,
        )
        if day is not None and event.when is None:
            event.when = day.when
        self.current = event
        return event

    def _places(self, phrases: Phrases, start: int, end: int, match: re.Match[str]) -> list[tuple[Step, VenueStatus, str]]:
        code = phrases.code
        clause = code[start:end]
        found: list[tuple[Step, VenueStatus, str]] = []
        status = status_of(clause, match[0])
        for step in steps(phrases, start, end):
            if step.role is Role.TO and re.match(r"met|welcom|await|receiv|shelter|land|touch", step.governor):
                verb, _, preposition = step.governor.rpartition(" ")
                step = replace(step, role=Role.AT, governor=preposition, start=step.start + len(verb) + bool(verb))
            told = status
            if status is VenueStatus.HELD and step.role is Role.AT and _EARLIER.search(code[max(start, step.start - 70) : step.start]):
                told = VenueStatus.PAST  # "met in Sirte after its first session, in Ghadames"
            head = code[max(start, step.start - 60) : step.start].rstrip()
            if told is VenueStatus.HELD and _TO_COME.search(head):
                told = VenueStatus.PLANNED  # "met in Astana, to be followed by a round in Geneva"
            where = _WHERE.match(code[step.end : step.end + 90])
            if where is not None and step.role in (Role.TO, Role.AT, Role.FROM):
                found.append(
                    (
                        step,
                        VenueStatus.PLANNED if _LATER.search(code[step.end : step.end + where.end() + 30]) else status,
                        "A, where they meet",
                    )
                )
            elif step.governor == "for" and _PLANNED_FOR.search(head + " for"):
                found.append((step, VenueStatus.PLANNED, "talks planned for A"))
            elif step.role is Role.AT and step.governor in ("in", "at", "near", "outside", "inside", "within"):
                if is_meeting_place(code[:end], head, step.start <= start + 1, match, step):
                    found.append((step, told, f"talks {step.governor} A"))
            elif step.role is Role.TO and re.match(r"end|land", step.governor) and step.start > match.start():
                found.append((step, status, f"talks {step.governor} A"))
            elif (
                step.role is Role.TO
                and re.search(
                    r"(?<!\S)(?:arriv|travel|flew|fly|head|went|go|come|came|gather|return|invit|mov|shift"
                    r"|sent|send|summon|dispatch|brought|call)\w*(?: \S+){0,3}$",
                    f"{head} {step.governor}".rsplit(" to", 1)[0],
                )
                and re.match(r"(?: \S+){0,6}? (?:for|to)(?: \S+){0,7}", code[step.end : end])
                and step.end < match.end() + 90
            ):
                found.append((step, status, "travelled to A for talks"))
            elif step.role is Role.FROM and re.match(r"start|begin", step.governor):
                found.append((step, told, f"talks {step.governor} A"))
            elif step.role in (Role.FROM, Role.TO) and re.search(r"(?<!\S)(?:mov\w*|shift\w*|transfer\w*|relocat\w*)(?: \S+){0,3}$", head):
                found.append((step, VenueStatus.PAST if step.role is Role.FROM else status, "talks moved from A to B"))
            elif (
                step.role is Role.FROM
                and cue("talks.sure").search(clause)
                and re.search(
                    r"(?<!\S)(?:home|back|return\w*|left|leaving|flew)(?: from)?$", f"{head} {step.governor}".rsplit(" from", 1)[0]
                )
            ):
                found.append((step, VenueStatus.HELD, "came back from talks in A"))
        found += hosts(phrases, start, end, match, status, {s.start for s, _, _ in found})
        # "in Istanbul ... at the Dolmabahce Palace": the palace is the site, the city the place.
        wider = [f for f in found if not all(m.place is not None and m.place.kind is Kind.SITE for m in f[0].places.members)]
        return wider or found

    def _add(self, phrases: Phrases, event: _Event, step: Step, status: VenueStatus, match: re.Match[str], rule: str) -> None:
        low, high = min(step.start, match.start()), max(step.end, match.end())
        shown = evidence(phrases, low, high, self.source, rule)
        again = _SAME_PLACE.search(phrases.code)
        note = ""
        if again and step.end <= again.start():
            span = phrases.span(again.start(), again.end())
            note = phrases.sentence.text[span[0] - phrases.sentence.start : span[1] - phrases.sentence.start]
        site = site_of(phrases, step)
        members = step.places.members
        if len(members) > 1 and status is not VenueStatus.PROPOSED and not re.search(r"(?<!\S)or(?!\S)", phrases.code):
            members = members if step.governor != "between" else ()
        for member in members:
            if member.place is not None and member.place.kind in (Kind.RIVER, Kind.SEA, Kind.CONTINENT):
                continue  # "near the Pripyat river" tells where about, and no more
            name = name_of(phrases, step, member)
            self.venues.append((Venue("", event.name, member.place, name, status, site=site, evidence=(shown,), note=note), event))
            if note:
                span = phrases.span(again.start(), again.end()) if again else (0, 0)
                past = _Event(plain_name(" ".join(again["what"].split()[1:]) if again else "previous talks"))
                past.parties = event.parties
                told = Evidence(span[0], span[1], phrases.sentence.text, self.source, "the same place as")
                self.venues.append((Venue("", past.name, member.place, name, VenueStatus.PAST, evidence=(told,)), past))

    def _add_border(self, phrases: Phrases, event: _Event, border: Border, match: re.Match[str], start: int, end: int) -> None:
        status = status_of(phrases.code[start:end], match[0])
        first, last = phrases.span(border.start, border.end)
        name = phrases.sentence.text[first - phrases.sentence.start : last - phrases.sentence.start]
        shown = evidence(
            phrases, min(border.start, match.start()), max(border.end, match.end()), self.source, "talks on the border of A and B"
        )
        self.venues.append((Venue("", event.name, None, name, status, border=border.places, evidence=(shown,)), event))


def _alike(one: Venue, other: Venue) -> bool:
    firm = {VenueStatus.HELD, VenueStatus.PAST}
    return one.status is other.status or {one.status, other.status} <= firm or VenueStatus.PROPOSED not in {one.status, other.status}


def _merged(one: Venue, other: Venue) -> Venue:
    order = [VenueStatus.HELD, VenueStatus.PLANNED, VenueStatus.PAST, VenueStatus.PROPOSED]
    status = min(one.status, other.status, key=order.index)
    seen = dict.fromkeys(one.evidence + other.evidence)
    return replace(
        one,
        status=status,
        round=one.round or other.round,
        event=one.event if one.round or not other.round else other.event,
        parties=one.parties or other.parties,
        when=one.when or other.when,
        site=one.site or other.site,
        evidence=tuple(seen),
        note=one.note or other.note,
    )


def _without_vaguer(found: list[Venue]) -> list[Venue]:
    """A venue known as a country goes where the same meeting is told to be in a city or region of it."""

    def vaguer(venue: Venue) -> bool:
        return (
            venue.place is not None
            and venue.place.kind in (Kind.COUNTRY, Kind.REGION)
            and any(
                o is not venue
                and o.place is not None
                and _lies_in(o.place, venue.place)
                and o.round == venue.round
                and o.event == venue.event
                and o.status is venue.status
                for o in found
            )
        )

    return [v for v in found if not vaguer(v)]


def _lies_in(inner: Place, outer: Place) -> bool:
    if outer.kind is Kind.COUNTRY:
        return inner.kind is not Kind.COUNTRY and inner.country == outer.country
    return inner.admin1 == outer.id and inner.id != outer.id
