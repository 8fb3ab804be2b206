"""Where talks were, are or will be held, with round, parties, date and status, as far as the text says.

Talks that need no place on a map (trade talks, coalition talks) are left alone. A round told of several times is one
venue; "the meeting" is the last one spoken of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from gazetteer.model import Kind, Place
from geomap.extract.agency import as_actors
from geomap.extract.claims import evidence
from geomap.extract.lexicon import cue, words
from geomap.extract.paths import Role, Step, steps
from geomap.extract.phrases import Member, Phrases, Places
from geomap.model import Actor, Evidence, Venue, VenueStatus, When

__all__ = ["VenueReader", "parties_of"]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
             "eleventh": 11, "twelfth": 12, "1st": 1, "2nd": 2, "3rd": 3} | {f"{n}th": n for n in range(4, 31)}
_NAMES = {number: name for name, number in _ORDINALS.items() if name.isalpha()}
_SAME_PLACE = re.compile(r"(?<!\S)the same (?:location|place|venue|city|site|region|town|country) (?:as|where|that) (?P<what>(?:the|their|in the|for the) (?:\w+ ){0,3}?(?:talks|rounds?|meetings?|negotiations|sessions?))")


_SUGGESTED = re.compile(r"(?<!\S)(?P<insist>insist\w* on)?(?(insist)|(?:suggest|propos|offer|nam|list|prefer|nominat|float)\w*)(?: (?:instead|either|meeting in|to meet in|holding them in|talks in))? §(?P<n>\d+)(?!\S)")
_SIGNED = re.compile(r"(?<!\S)(?:(?P<what>(?:truce|cease-?fire|agreement|deal|accord|pact|plan|peace)) (?:that was |was |were |they )?(?:agreed|signed|reached|struck|sealed|brokered|concluded|initialled|initialed)"
                     r"|(?:sign(?:ed|ing)|initial\w+)(?: (?!in\b)\S+){1,6}) (?:in|at) §(?P<n>\d+)(?!\S)")


_EARLIER = re.compile(rf"(?<!\S)(?:after|following|since) (?:the|a|an|its|their|his)(?: \S+){{0,3}} (?:session|rounds?|meetings?|talks|summit|negotiations)(?: (?!and\b)\S+){{0,5}} ?,? ?$")
_SAME_AGAIN = re.compile(r"(?<!\S)(?:at|in) the same (?:location|place|venue|city|town|site|country|building|palace)(?! (?:as|where|that))(?!\S)")


@dataclass(slots=True)
class _Event:
    """One meeting as the text has it so far."""

    name: str
    round: int | None = None
    parties: tuple[Actor, ...] = ()
    when: When | None = None
    when_evidence: Evidence | None = None


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
            end = same.start()        # "the same location as the previous talks" speaks of another meeting
        match = _event(phrases.code, start, end) or self._event_beside(phrases, start, end)
        if near:
            self._proposed_or_agreed(phrases, start, end)
        if match is None or (not near and cue("talks.sure").search(match[0]) is None):
            return
        if re.search(rf"(?<!\S)(?:{words('talks.deny')}|rul\w+ out)(?!\S)", phrases.code[start : match.end()]) and not re.search(r"(?<!\S)not (?:only|yet)(?!\S)", phrases.code[start:end]):
            return                    # "no talks were held in Minsk"
        event = self._event(phrases, start, end, match)
        border = _border(phrases, start, end)
        again = _SAME_AGAIN.search(phrases.code, start, end)
        if again is not None and self.venues:
            before = self.venues[-1][0]
            told = evidence(phrases, again.start(), again.end(), self.source, "at the same place")
            self.venues.append((replace(before, event=event.name, status=_status(phrases.code[start:end], match[0]), when=None, round=None, parties=(),
                                        evidence=(told,), note=""), event))
        for step, status, rule in self._places(phrases, start, end, match):
            if border is None or not border.start <= step.start <= border.end:
                self._add(phrases, event, step, status, match, rule)
        if border is not None and not any(v.border for v, e in self.venues if e is event):
            self._add_border(phrases, event, border, match, start, end)

    def _event_beside(self, phrases: Phrases, start: int, end: int) -> re.Match[str] | None:
        """The talks that another clause of the sentence names, where this clause says that people came together."""
        if cue("talks.held|talks.meet").search(phrases.code, start, end) is None:
            return None
        match = _event(phrases.code, 0, len(phrases.code))
        return match if match is not None and cue("talks.sure").search(match[0]) else None

    def _proposed_or_agreed(self, phrases: Phrases, start: int, end: int) -> None:
        """ "had suggested Warsaw, Budapest or Baku" right after a meeting was spoken of; "the truce agreed in Pretoria"."""
        for match in _SUGGESTED.finditer(phrases.code, start, end):
            places = phrases.places[int(match["n"])]
            if self.current is not None and (match["insist"] or len(places.members) > 1 and re.search(r"(?<!\S)or(?!\S)|/", _inside(phrases, places))):
                self._add(phrases, _Event(self.current.name), Step(Role.AT, places, match.start("n") - 1, match.end()), VenueStatus.PROPOSED, match, "offered A as venue")
        for match in _SIGNED.finditer(phrases.code, start, end):
            places = phrases.places[int(match["n"])]
            status = VenueStatus.PAST if match["what"] else VenueStatus.HELD
            if len(places.members) == 1:
                event = _Event("signing" if "sign" in match[0] else "agreement")
                day = next((d for i, d in enumerate(phrases.dates) if match.start() <= phrases.code.find(f"¤{i}") <= match.end() + 14), None)
                event.when = day.when if day else None
                self._add(phrases, event, Step(Role.AT, places, match.start("n") - 1, match.end()), status, match, "signed in A")

    def may_speak_of_talks(self, phrases: Phrases) -> bool:
        """Whether a sentence has any word for talks: most have none, and need no closer look."""
        code = phrases.code
        return any(pattern.search(code) is not None for pattern in (_event_pattern(), _SUGGESTED, _SIGNED))

    def finished(self) -> list[Venue]:
        """The venues, each with what the whole text says of its meeting; one a meeting, place and kind of status."""
        kept: dict[tuple[object, ...], Venue] = {}
        for venue, event in self.venues:
            full = replace(venue, event=event.name, round=event.round, parties=venue.parties or event.parties, when=venue.when or event.when)
            place = full.place.id if full.place else tuple(p.id for p in full.border) or full.name.casefold()
            key = (place, full.round)
            same = key if key in kept else next((k for k, v in kept.items() if k[0] == place and (v.round is None or full.round is None)
                                                 and _alike(v, full)), None)
            if same is None:
                kept[key] = full
            else:
                kept[same] = _merged(kept[same], full)
        found = _without_vaguer(list(kept.values()))
        return [replace(v, id=f"v{number}") for number, v in enumerate(found, 1)]

    # ------------------------------------------------------------------------------------------------------------

    def _event(self, phrases: Phrases, start: int, end: int, match: re.Match[str]) -> _Event:
        code = phrases.code
        number = _round(code, match, start, end)
        parties = parties_of(phrases, start, end) or ()
        if number is not None:
            event = self.events.setdefault(number, _Event(_round_name(number, match[0]), number))
            if "round" in _round_name(number, match[0]) and "round" not in event.name:
                event.name = _round_name(number, match[0])
        elif self.current is not None and re.search(r"(?<!\S)(?:the|these|this|those|both)(?: \S+){0,2} $", code[max(start, match.start() - 30) : match.start()]) \
                and not re.search(r"(?<!\S)(?:next|previous|earlier|new|another|latest|further)(?!\S)", match[0] + " " + code[max(start, match.start() - 20) : match.start()]):
            event = self.current
        else:
            event = _Event(_plain_name(match[0]))
        if parties and not event.parties:
            event.parties = parties
        day = next((d for i, d in enumerate(phrases.dates) if start <= code.find(f"¤{i}") < end and d.preposition not in ("since", "until", "before", "after")), None)
        if day is not None and event.when is None:
            event.when = day.when
        self.current = event
        return event

    def _places(self, phrases: Phrases, start: int, end: int, match: re.Match[str]) -> list[tuple[Step, VenueStatus, str]]:
        code = phrases.code
        clause = code[start:end]
        found: list[tuple[Step, VenueStatus, str]] = []
        status = _status(clause, match[0])
        for step in steps(phrases, start, end):
            if step.role is Role.TO and re.match(r"met|welcom|await|receiv|shelter|land", step.governor):
                step = replace(step, role=Role.AT, governor=step.governor.rsplit(" ", 1)[-1])
            told = status
            if status is VenueStatus.HELD and step.role is Role.AT and _EARLIER.search(code[max(start, step.start - 70) : step.start]):
                told = VenueStatus.PAST         # "met in Sirte after its first session, in Ghadames"
            head = code[max(start, step.start - 60) : step.start].rstrip()
            if step.role is Role.AT and step.governor in ("in", "at", "near", "outside", "inside", "within"):
                if _is_meeting_place(code[:end], head, step.start <= start + 1, match, step):
                    found.append((step, told, f"talks {step.governor} A"))
            elif step.role is Role.TO and re.match(r"end|land", step.governor) and step.start > match.start():
                found.append((step, status, f"talks {step.governor} A"))
            elif step.role is Role.TO and re.search(r"(?<!\S)(?:arriv|travel|flew|fly|head|went|go|come|came|gather|return|invit|mov|shift|sent|send|summon|dispatch|brought|call)\w*(?: \S+){0,3}$", f"{head} {step.governor}".rsplit(" to", 1)[0]) \
                    and re.match(r"(?: \S+){0,6}? (?:for|to)(?: \S+){0,7}", code[step.end : end]) and step.end < match.end() + 90:
                found.append((step, status, "travelled to A for talks"))
            elif step.role is Role.FROM and re.match(r"start|begin", step.governor):
                found.append((step, told, f"talks {step.governor} A"))
            elif step.role in (Role.FROM, Role.TO) and re.search(r"(?<!\S)(?:mov\w*|shift\w*|transfer\w*|relocat\w*)(?: \S+){0,3}$", head):
                found.append((step, VenueStatus.PAST if step.role is Role.FROM else status, "talks moved from A to B"))
            elif step.role is Role.FROM and re.search(r"(?<!\S)(?:home|back|return\w*|left|leaving|flew)(?: from)?$", f"{head} {step.governor}".rsplit(" from", 1)[0]):
                found.append((step, VenueStatus.HELD, "came back from talks in A"))
        found += _subjects(phrases, start, end, match, status, {s.start for s, _, _ in found})
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
        site = _site(phrases, step)
        members = step.places.members
        if len(members) > 1 and status is not VenueStatus.PROPOSED and not re.search(r"(?<!\S)or(?!\S)", phrases.code):
            members = members if step.governor != "between" else ()
        for member in members:
            name = _name(phrases, step, member)
            self.venues.append((Venue("", event.name, member.place, name, status, site=site, evidence=(shown,), note=note), event))
            if note:
                span = phrases.span(again.start(), again.end()) if again else (0, 0)
                past = _Event(_plain_name(" ".join(again["what"].split()[1:]) if again else "previous talks"))
                past.parties = event.parties
                told = Evidence(span[0], span[1], phrases.sentence.text, self.source, "the same place as")
                self.venues.append((Venue("", past.name, member.place, name, VenueStatus.PAST, evidence=(told,)), past))

    def _add_border(self, phrases: Phrases, event: _Event, border: _Border, match: re.Match[str], start: int, end: int) -> None:
        status = _status(phrases.code[start:end], match[0])
        first, last = phrases.span(border.start, border.end)
        name = phrases.sentence.text[first - phrases.sentence.start : last - phrases.sentence.start]
        shown = evidence(phrases, min(border.start, match.start()), max(border.end, match.end()), self.source, "talks on the border of A and B")
        self.venues.append((Venue("", event.name, None, name, status, border=border.places, evidence=(shown,)), event))


@dataclass(frozen=True, slots=True)
class _Border:
    start: int
    end: int
    places: tuple[Place, ...]


@cache
def _event_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{words('talks.event')}(?: of (?:\S+ ){{0,3}}?(?:talks|negotiations|meetings|consultations|discussions|§\d+ (?:peace )?talks))?"
                      rf"|(?P<meet>{words('talks.meet')}|(?:delegations|negotiators|envoys|delegates)(?= (?:at|in) (?:§\d+ 's )?§)))(?!\S)")


def _event(code: str, start: int, end: int) -> re.Match[str] | None:
    best = None
    for match in _event_pattern().finditer(code, start, end):
        left = code[max(start, match.start() - 30) : match.start()].rstrip()
        if re.search(rf"(?<!\S){words('talks.not_before')}$", left):
            continue
        text = match[0]
        if re.match(r" of the (?!two|leaders|parties|foreign|sides|negotiators|delegations|warring|talks)", code[match.end() : match.end() + 30]):
            continue        # a body's meeting
        if match["meet"] and cue("talks.near").search(code) is None and not re.search(r"(?:@\d+|%\d+|§\d+|delegations?|negotiators|sides|ministers?|envoys|leaders|presidents|teams|mediators|officials|representatives|they)(?!\S)", code[start : match.start()]):
            continue
        sure = cue("talks.sure").search(text) is not None
        if not sure and re.fullmatch(r"sessions?|conference|dialogue|summits?|discussions|consultations", text) and not cue("talks.context").search(code):
            continue
        if best is None or (sure and cue("talks.sure").search(best[0]) is None) or (best["meet"] and not match["meet"]):
            best = match
    return best


def _round(code: str, match: re.Match[str], start: int, end: int) -> int | None:
    near = code[max(start, match.start() - 50) : match.end()]
    for found in re.finditer(r"(?<!\S)(?P<nth>\w+)(?: (?:¤\d+|%\d+|§\d+|and|ukraine-russia|direct|peace|formal|face-to-face|online|indirect|such|full|ceasefire))* (?:rounds?|meetings?|sessions?)(?!\S)", near):
        if found["nth"] in _ORDINALS:
            return _ORDINALS[found["nth"]]
    numbered = re.search(r"(?<!\S)round (?:(?P<digits>\d{1,2})|(?P<word>one|two|three|four|five|six|seven|eight|nine|ten))(?!\S)", code[start:end])
    if numbered:
        small = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        return int(numbered["digits"]) if numbered["digits"] else small.index(numbered["word"]) + 1
    return None


def _round_name(number: int, text: str) -> str:
    nth = _NAMES.get(number, f"{number}th")
    return f"{nth} meeting" if "meeting" in text and "round" not in text else f"{nth} round of talks"


def _plain_name(text: str) -> str:
    if re.fullmatch(words("talks.meet"), text):
        return "talks" if "talks" in text else "agreement" if re.search("truce|fire|peace|armistice", text) else "meeting"
    cleaned = re.sub(r"[§@%¤]\d+ ?", "", text).strip()
    return re.sub(r"^(?:the|further|fresh|new) ", "", cleaned) or "talks"


def _status(clause: str, event: str) -> VenueStatus:
    if re.search(r"(?<!\S)(?:previous|earlier|preceding) (?:\w+ )?(?:talks|rounds?|meetings?|negotiations)", clause):
        return VenueStatus.PAST
    if re.search(r"(?<!\S)(?:put off|postponed|delayed|called off)(?!\S)", clause):
        return VenueStatus.PLANNED
    held = re.search(rf"(?<!\S)(?:{words('talks.held')})(?!\S)", clause)
    planned = re.search(rf"(?<!\S)(?:{words('talks.planned')})(?!\S)", clause)
    proposed = re.search(rf"(?<!\S)(?:{words('talks.proposed')})(?!\S)", clause)
    if proposed and not re.search(r"(?<!\S)(?:was|were) held(?!\S)|took place", clause):
        return VenueStatus.PROPOSED
    if planned and (held is None or planned.start() < held.start() or re.search(r"(?<!\S)be held", clause)):
        return VenueStatus.PLANNED
    if re.search(r"(?<!\S)had (?:been |also )?(?:held|met|taken place|hosted)", clause):
        return VenueStatus.PAST
    return VenueStatus.HELD


_NOT_PLACE_OF_TALKS = re.compile(
    r"(?<!\S)(?:war|wars|conflict|fighting|crisis|invasion|situation|troops|forces|corridors?|ceasefire|cease-fire|truce|hostilities|violence|operation|people|civilians|interests?|"
    r"peace|elections?|attacks?|offensive|presence|influence|power|progress|hostages?|prisoners?|residents|citizens|territory|hospitals?|escalation|developments|killed|stability|"
    r"withdrawal|bloodshed|shelling|evacuations?|aid|security|famine|hunger|genocide|bases|army|military|refugees)$")


# what else can be in a city where the sentence also speaks of talks
_ELSEWHERE = re.compile(r"(?<!\S)(?:killed|wounded|officials?|government|governments|reporters|told|said|says|based|born|opposition|protest\w*|rall\w+|struck|strikes?|captured|advance\w*|bomb\w*|shell\w*|attack\w*|"
                        r"forces|troops|soldiers|rebels|residents|people|correspondent\w*|analysts?|diplomats?|speaking|speech|clashes|battles?|fight\w*|explosions?|prison\w*|court|hospital\w*|embassy|"
                        r"university|markets?|stocks?|authorities|administration|office|spokes\w+|allies|hostages|civilians|offensive|siege|war|crisis|situation|ceasefire|truce|corridors?|evacuat\w+|"
                        r"regime|leaders?|parliament|television|newspapers?|agency|institute|centre|journalists?|aid|convoys?|elections?|operations?|positions?|interests?|living|lives|exile|exiled|north|south|east|west|of)"
                        r"(?: (?:the|a|an|\S+ern|central))* (?:in|at|near|outside|inside|within)$")


def _is_meeting_place(code: str, head: str, first: bool, match: re.Match[str], step: Step) -> bool:
    if re.search(rf"(?<!\S)(?:at|in) (?:the )?(?:\S+ ){{0,6}}?{words('talks.site')}$", head) and step.start > match.start():
        return True         # "at an air force base outside Dayton"
    if re.search(r"(?<!\S)(?:delegations?|negotiators|envoys|sides|delegates)$", head):
        return True
    if re.search(r"(?<!\S)sign\w*(?: \S+){0,5}$", head):
        return True
    if _NOT_PLACE_OF_TALKS.search(head):
        return False
    if first:
        after = code[step.end :]
        event, verbs = words("talks.event"), words("talks.held|talks.planned")
        return re.search(rf"(?<!\S)(?:{event} (?:\S+ ){{0,5}}?{verbs}|(?:held|hosted|hold|resumed?|began|begin|opened) (?:\S+ ){{0,4}}{event}|met|meet)(?!\S)", after) is not None
    if step.start < match.start() and not (step.places.members[0].place is not None and step.places.members[0].place.kind in (Kind.CITY, Kind.SITE) and not _ELSEWHERE.search(f"{head} {step.governor}")):
        return re.search(r"(?:^|,|met|meeting|gathered|arrived|held|hosted|were|was|are|is|underway|under way)$", head.strip()) is not None \
            or re.search(r"(?<!\S)(?:met|gather\w+|conven\w+|arriv\w+|sat down|held|host\w+)(?: \S+){0,4}$", head) is not None
    if step.places.members[0].place is not None and step.places.members[0].place.kind in (Kind.CITY, Kind.SITE) and not _ELSEWHERE.search(f"{head} {step.governor}"):
        return True
    between = head.split()
    last = between[-1] if between else ""
    if re.fullmatch(rf"¤\d+|,|again|place|held|met|meet|there|herself|person|{words('talks.event')}|{words('talks.held')}|hosted|began|resume|resumed|start|begin|happen|today|back|under way|way|mediators|behind|be|on|mediation", last):
        return True
    if re.search(rf"(?:{words('talks.event')})(?: (?:between|with|of|among) (?:\S+ ){{0,8}}?\S+)?$", head):
        return True
    return len(head[head.rfind(" ") :]) > 0 and re.search(r"(?<!\S)(?:held|take place|took place|begin|began|resumed?|meet|met|hosted|conven\w+|continu\w+|open\w*|start\w*)(?: \S+){0,6}$", head) is not None


def _subjects(phrases: Phrases, start: int, end: int, match: re.Match[str], status: VenueStatus, taken: set[int]) -> list[tuple[Step, VenueStatus, str]]:
    """ "Istanbul hosted the talks", "the Geneva talks", "offered Warsaw or Baku as venues", "hosted by Turkey"."""
    code = phrases.code
    found: list[tuple[Step, VenueStatus, str]] = []
    for sign in re.compile(r"§(\d+)(?!\S)").finditer(code, start, end):
        places = phrases.places[int(sign[1])]
        if sign.start() in taken or places.chain:
            continue
        step = Step(Role.AT, places, sign.start(), sign.end())
        right = code[sign.end() : min(end, sign.end() + 60)]
        left = code[max(start, sign.start() - 60) : sign.start()].rstrip()
        hosting = re.match(r" (?:, \S+ (?:\S+ ){0,6}, |, which )?(?:(?:also|again|later|first) )?(?P<verb>hosted|hosts|is hosting|was hosting|has hosted|had hosted|will host|would host|is to host|to host|could host|may host"
                           r"|(?:has |had )?offered to host|(?:is|was|stands) (?:ready|willing|prepared) to (?:host|receive))", right)
        if hosting:
            verb = hosting["verb"]
            kind = VenueStatus.PAST if status is VenueStatus.PAST else VenueStatus.PROPOSED if re.search(r"offered|ready|willing|could|may", verb) else \
                VenueStatus.PLANNED if re.search(r"will|would|to host", verb) else VenueStatus.PAST if verb == "had hosted" else VenueStatus.HELD
            found.append((step, kind, "A hosted talks"))
        elif re.search(r"(?<!\S)(?:hosted|mediated and hosted) (?:by|in)$", left):
            found.append((step, status, "hosted by A"))
        elif re.match(r" (?:peace |ceasefire |truce )?(?:talks|negotiations|summit|conference|meeting|round)(?!\S)", right) and len(places.members) == 1 and not places.possessive \
                and places.members[0].place is not None and places.members[0].place.kind in (Kind.CITY, Kind.SITE) and re.search(r"(?:^|the|at|in|of|after|during|since|new|latest|this|,)$", left):
            found.append((step, status, "the A talks"))
        elif re.search(r"(?<!\S)(?:offer|propos|suggest|nam|list|prefer|nominat|mention|float)\w*(?: (?:the|either|instead|also|talks in|holding (?:talks|them|it) in|to meet in|meeting in))*$", left) \
                and re.search(r"(?<!\S)(?:venues?|locations?|host|hold|talks|negotiations|meet\w*|sites?)(?!\S)", code[start:end]) and status is VenueStatus.PROPOSED:
            found.append((step, VenueStatus.PROPOSED, "offered A as venue"))
    return found


def _border(phrases: Phrases, start: int, end: int) -> _Border | None:
    """ "on the border of A and B", "at the Ukrainian-Belarusian border", with "near the Pripyat river" if it follows."""
    code = phrases.code
    pattern = re.compile(r"(?<!\S)(?:on|at|near|along)(?: \S+){0,2}? (?:the )?(?:border (?:of|between|with) (?:the )?§(?P<of>\d+)|§(?P<chain>\d+) (?:state )?border|%(?P<one>\d+)(?: ?-|-| and)? %(?P<two>\d+) (?:state )?border)"
                         r"(?: , | )?(?:(?:near|by|on|close to|along) (?:the )?(?:river )?§\d+(?: river)?)?")
    for match in pattern.finditer(code, start, end):
        places: list[Place] = []
        for group in ("of", "chain"):
            if match[group]:
                places += [m.place for m in phrases.places[int(match[group])].members if m.place is not None and m.place.kind is Kind.COUNTRY]
        for group in ("one", "two"):
            if match[group]:
                code_of = phrases.actors[int(match[group])].actors[0].country
                place = _country(code_of)
                places += [place] if place else []
        if len(places) == 2:
            begin = match.start() + len(code[match.start() :].split(" ", 1)[0]) + 1
            return _Border(begin, match.end(), tuple(places))
    return None


def _country(code: str | None) -> Place | None:
    from gazetteer.errors import DataError
    from gazetteer.index import default

    if code is None:
        return None
    try:
        index = default()
    except DataError:
        return None
    row = index.row_of(code)
    return None if row is None else index.place(row)


def parties_of(phrases: Phrases, start: int, end: int) -> tuple[Actor, ...]:
    """Two who meet: "Ukraine and Russia", "Ukrainian and Russian negotiators", "Ukraine-Russia talks", "between A and B"."""
    code = phrases.code
    for match in re.compile(r"(?<!\S)(?:(?P<a>[@%§]\d+)(?: \( \S+ \))?(?: \w+)? (?:and|-|–|with) (?:the )?(?P<b>[@%§]\d+)|(?P<list>§\d+))(?!\S)").finditer(code, start, end):
        found: tuple[Actor, ...] = ()
        for sign in (match["a"], match["b"], match["list"]):
            if sign:
                found += as_actors(phrases, int(sign[1:])) if sign[0] == "§" else phrases.actors[int(sign[1:])].actors
        unique = tuple({a.name: a for a in found}.values())
        if len(unique) == 2:
            return unique
    return ()


_SITE = re.compile(r"(?:[A-ZÀ-ÝİŞÇ][\w’'-]+\s+){1,4}(?:Palace|Hotel|Residence|Mansion|Centre|Center|Hall|Villa|Embassy|Headquarters|Air Base|Castle|Monastery|House|Airport)|(?:Palace|Hotel|Palais|Château|Camp)\s+(?:of\s+|des\s+|de\s+)?[A-ZÀ-Ý][\w’'-]+")


def _site(phrases: Phrases, step: Step) -> str | None:
    first, last = phrases.span(step.start, step.end)
    base = phrases.sentence.start
    match = _SITE.search(phrases.sentence.text, max(0, first - base - 70), min(len(phrases.sentence.text), last - base + 60))
    return re.sub(r"^(?:The|At|In)\s+", "", match[0]) if match else None


def _name(phrases: Phrases, step: Step, member: Member) -> str:
    """The place as written, with what says where it lies."""
    if len(step.places.members) > 1:
        return member.mention.text
    base = phrases.sentence.start
    return phrases.sentence.text[step.places.members[0].mention.start - base : step.places.end - base]


def _inside(phrases: Phrases, places: Places) -> str:
    base = phrases.sentence.start
    return phrases.sentence.text[places.start - base : places.end - base]


def _alike(one: Venue, other: Venue) -> bool:
    firm = {VenueStatus.HELD, VenueStatus.PAST}
    return one.status is other.status or {one.status, other.status} <= firm or VenueStatus.PROPOSED not in {one.status, other.status}


def _merged(one: Venue, other: Venue) -> Venue:
    order = [VenueStatus.HELD, VenueStatus.PLANNED, VenueStatus.PAST, VenueStatus.PROPOSED]
    status = min(one.status, other.status, key=order.index)
    seen = dict.fromkeys(one.evidence + other.evidence)
    return replace(one, status=status, round=one.round or other.round, event=one.event if one.round or not other.round else other.event,
                   parties=one.parties or other.parties, when=one.when or other.when, site=one.site or other.site, evidence=tuple(seen), note=one.note or other.note)


def _without_vaguer(found: list[Venue]) -> list[Venue]:
    """A venue known as a country goes where the same meeting is told to be in a city or region of it."""
    def vaguer(venue: Venue) -> bool:
        return venue.place is not None and venue.place.kind in (Kind.COUNTRY, Kind.REGION) and any(
            o is not venue and o.place is not None and _lies_in(o.place, venue.place) and o.round == venue.round and o.event == venue.event and o.status is venue.status for o in found)
    return [v for v in found if not vaguer(v)]


def _lies_in(inner: Place, outer: Place) -> bool:
    if outer.kind is Kind.COUNTRY:
        return inner.kind is not Kind.COUNTRY and inner.country == outer.country
    return inner.admin1 == outer.id and inner.id != outer.id
