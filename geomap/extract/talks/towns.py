"""The towns that a text has named: what "there", "in the city", "in the Swiss city" mean a sentence or more later."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gazetteer.model import Kind, Place
from geomap.datelines import dateline_at
from geomap.extract.sentence.phrases import Phrases, Places
from geomap.extract.talks.grammar import AT, Grammar, is_sign
from geomap.extract.talks.venue_names import is_dateline, is_goal, is_town

__all__ = ["Named", "Towns", "is_nameless", "owner_of"]

Named = tuple[Phrases, Places]  # a place with the sentence that names it

_NAMELESS = frozenset(["city", "town", "capital", "village", "resort"])
_MADE_READY = re.compile(r"(?<!\S)(?:getting §\d+ ready|(?:prepar\w+|picked|chosen?|selected|settled on|booked) §\d+)(?! 's)(?!\S)")
_LATELY = 2  # sentences after which "there" no longer means a place
_TOWN = 0.15  # degrees of latitude, about 17 km


@dataclass(slots=True)
class Towns:
    """What a reader remembers of towns; ``turn`` to the next sentence, then ``tell`` or ``remember`` its places."""

    _here: Named | None = None  # that of the sentence being read
    _then: Named | None = None
    _age: int = 0
    _told: bool = False  # whether a meeting of this sentence is there
    _all: list[Named] = field(default_factory=list)
    _scene: Named | None = None  # the town that the sentence before opens with: "In A the truce holds"
    _desk: Named | None = None  # the town of the dateline: where "here" is

    def turn(self) -> None:
        """Begin a sentence."""
        self._age += 1
        place = self._then[1].members[0].place if self._then is not None else None
        lasts = self._age <= _LATELY and place is not None and place.kind is Kind.CITY
        if self._here is not None or not lasts:
            self._then, self._age = self._here, 1
        self._here, self._told = None, False

    def tell(self, phrases: Phrases, places: Places) -> None:
        """The sentence puts a meeting in a place."""
        self._here, self._told = (phrases, places), True

    @property
    def last(self) -> Place | None:
        """The town that "there" would mean."""
        return self._then[1].members[0].place if self._then is not None else None

    def remember(self, phrases: Phrases) -> None:
        """The last town that a sentence puts something in is what "there" means next."""
        second = phrases.codes[1] if phrases.codes[:1] == ("in",) and len(phrases.codes) > 1 else ""
        scene = phrases.places[int(second[1:])] if is_sign(second, "§") else None  # "In Geneva, talks opened"
        self._scene = (phrases, scene) if scene is not None and is_town(scene) else None
        for token, code in enumerate(phrases.codes):
            if not is_sign(code, "§"):
                continue
            places, place = phrases.places[int(code[1:])], phrases.places[int(code[1:])].members[0].place
            if token == 0 and self._desk is None and _heads_the_report(phrases):
                self._desk = (phrases, places)
                if len(places.members) > 1:  # "GENEVA / CAIRO - "
                    self._all += [(phrases, Places(places.start, places.end, (m,))) for m in places.members]
            if is_town(places):
                self._all.append((phrases, places))
                posted = token > 1 and phrases.codes[token - 2] in {"ambassador", "envoy", "consul"}  # "the ambassador to A"
                if self._here is None and place is not None and place.kind is Kind.CITY and _MADE_READY.search(phrases.code):
                    self._here = (phrases, places)
                if not self._told and not posted and token and phrases.codes[token - 1] in {"in", "to", "at", "near"}:
                    self._here = (phrases, places)

    def meant(self, grammar: Grammar, token: int) -> Named | None:
        """The place that "there" or a nameless town at ``token`` means; None where none may be called so."""
        if grammar.codes[token] == "here" or grammar.at(token - 1 - is_sign(grammar.at(token - 1))) == "this":
            return self.desk(grammar)  # "announced here", "near this Mediterranean resort"
        owner = grammar.at(token - 1)
        if owner_of(grammar, token) is not None and owner == "'s":
            return None
        if grammar.codes[token] in _NAMELESS and is_sign(owner, "%"):
            return self._of_country(grammar.phrases.actors[int(owner[1:])].actors[0].country)
        inside = [
            places
            for at, places in grammar.places()
            if at < token and is_town(places) and (is_goal(grammar, at) or is_dateline(grammar, at))
        ]
        found = (grammar.phrases, inside[-1]) if inside else self._sited_before(grammar, token) or self._then
        if found is None or (grammar.codes[token] in _NAMELESS and not _is_called(found[1], grammar.codes[token])):
            return None
        return found

    def _sited_before(self, grammar: Grammar, token: int) -> Named | None:
        """ "A had been the seat of the talks; the last session there": the place of this sentence's own talks."""
        if self._here is None or not self._told or self._here[0] is not grammar.phrases:
            return None
        return self._here if any(at < token and places is self._here[1] for at, places in grammar.places()) else None

    def desk(self, grammar: Grammar) -> Named | None:
        """The town in which the report was written: that of its dateline."""
        first = next(grammar.places(), None)
        heads = first is not None and first[0] == 0 and _heads_the_report(grammar.phrases)
        return (grammar.phrases, first[1]) if first is not None and heads else self._desk

    def scene(self, grammar: Grammar) -> Named | None:
        """The town in which a building without its town is: that in which the sentence before is set, else the dateline's."""
        return self._scene or self.desk(grammar)

    def around(self, site: Place) -> Place | None:
        """The town that a palace is in, where the text has named it."""
        for _, places in reversed(self._all):
            place = places.members[0].place
            near = place is not None and abs(place.point.lat - site.point.lat) < _TOWN and abs(place.point.lon - site.point.lon) < _TOWN * 2
            if near and place is not None and place.kind is Kind.CITY:
                return place
        return None

    def _of_country(self, country: str | None) -> Named | None:
        """ "In the Swiss city": the town of that country named last."""
        for named in reversed(self._all):
            place = named[1].members[0].place
            if country is not None and place is not None and place.kind is Kind.CITY and place.country == country:
                return named
        return None


def _heads_the_report(phrases: Phrases) -> bool:
    """ "ABUJA, Dec 13 (AFP) - ...": whether the first words of a sentence say where and when it was written."""
    codes = phrases.codes
    if codes[1:2] == (":",) and phrases.places[0].members[0].mention.text.isupper():
        return True  # "PRETORIA: ..."
    if dateline_at(phrases.sentence.text) is not None:
        return True
    dash = next((t for t in range(1, min(10, len(codes))) if codes[t] in {"-", "–", "—", "--"}), None)
    return dash is not None and (dash == 1 or any(c in {"(", ","} or is_sign(c, "¤") for c in codes[1:dash]))


def is_nameless(grammar: Grammar, token: int) -> bool:
    """ "In the city", "in the capital", "in the Swiss city": a place meant without its name."""
    if grammar.codes[token] not in _NAMELESS or grammar.at(token + 1) in {"of", "'s"} or is_sign(grammar.at(token + 1), "§"):
        return False
    if grammar.at(token + 1) == "," and is_sign(grammar.at(token + 2), "§"):
        return False  # "in the Turkish city, A"
    if owner_of(grammar, token) is not None and grammar.at(token - 1) == "'s":
        return grammar.at(token - 3) in AT  # "in Sudan's capital"
    first = token - 1 - is_sign(grammar.at(token - 1), "%")
    return grammar.at(first) in {"the", "that"} and grammar.at(first - 1) in AT


def owner_of(grammar: Grammar, token: int) -> str | None:
    """The country (ISO 3166-1 alpha-2) whose capital the word at ``token`` means: "the Sudanese capital", "Sudan's capital"."""
    sign = grammar.at(token - 1 - (grammar.at(token - 1) == "'s"))
    if grammar.codes[token] != "capital" or not is_sign(sign):
        return None
    if sign[0] == "§":
        place = grammar.phrases.places[int(sign[1:])].members[0].place
        return place.country if place is not None and place.kind is Kind.COUNTRY else None
    return grammar.phrases.actors[int(sign[1:])].actors[0].country


def _is_called(places: Places, word: str) -> bool:
    """Whether a place may be called "the city", or "the capital"."""
    place = places.members[0].place
    return place is not None and place.kind is Kind.CITY and (word != "capital" or place.capital)
