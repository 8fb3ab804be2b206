"""Who acts: states, their capitals as metonyms, organisations by name, and people by the role the article gives them.

"Russia's lead negotiator, Vladimir Medinsky" makes Medinsky speak for Russia in the whole article; a person the
article gives no role stays a person and speaks for nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Kind, Place
from geomap.extract.lexicon import data
from geomap.model import Actor, Label, Mention, Parsed

__all__ = ["Acting", "Actors", "country_name", "find_actors", "speaks_for"]

_CAPITAL_WORD = r"(?:(?:[A-ZÀ-ÝŁŠŽČĆĐİ]|al-|el-|Al-|El-)[\w’'\-]*[\w])"
_NAME = rf"(?P<name>{_CAPITAL_WORD}(?:\s+(?:(?:al|el|bin|ibn|van|von|de|der|da|dos|abu|ould)\s+)?{_CAPITAL_WORD}){{1,3}})"
_AGENCY = re.compile(r"\b(?:agency|broadcaster|newspaper|daily|channel|television|TV|radio|outlet|website|magazine)\s+[\"'“‘]?$")
_AGAINST_STATE = re.compile(r"\b(?:rebels|separatists|militants?|militias?|insurgents|opposition|factions|fighters)$", re.IGNORECASE)
_LOCAL = re.compile(r"\b(?:local|ethnic|breakaway|separatist)\s+$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Acting:
    """A stretch of text that names who acts; ``adjective`` for a bare demonym, ``possessive`` where "'s" follows."""

    start: int
    end: int
    actors: tuple[Actor, ...]
    adjective: bool = False
    possessive: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors of a document in text order, never overlapping each other."""

    found: tuple[Acting, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Acting, ...]:
        """Those that lie wholly in ``[start, end)``."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end)
        return tuple(acting for acting in self.found[low:high] if acting.end <= end)


def find_actors(parsed: Parsed) -> Actors:
    """Every actor the document names, people with the role the document gives them included."""
    text = parsed.document.text
    taken: list[Acting] = list(_organisations(text))
    bounds = sorted((a.start, a.end) for a in taken)
    for mention in parsed.mentions:
        if not _overlaps(bounds, mention.start, mention.end):
            acting = _from_mention(text, mention)
            if acting:
                taken.append(acting)
    taken.sort(key=lambda a: a.start)
    people = _people(text, taken)
    if people:
        bounds = sorted((a.start, a.end) for a in taken)
        taken += [a for a in _named(text, people) if not _overlaps(bounds, a.start, a.end)]
        taken.sort(key=lambda a: a.start)
    return Actors(tuple(taken), tuple(a.start for a in taken))


def speaks_for(place: Place | None) -> bool:
    """Whether a place's name is used for its government: a country, a capital, a region with one of its own."""
    return place is not None and (place.kind in (Kind.COUNTRY, Kind.AREA) or place.capital)


def _from_mention(text: str, mention: Mention) -> Acting | None:
    place = mention.place
    if place is None and mention.label is Label.DEMONYM and mention.resolution and mention.resolution.candidates:
        place = mention.resolution.candidates[0].place  # demonyms are resolved to pins only on request
    if mention.label not in (Label.ACTOR, Label.DEMONYM, Label.PLACE) or place is None:
        return None
    if mention.label is Label.PLACE and not speaks_for(place):
        return None
    if _AGENCY.search(text[max(0, mention.start - 30) : mention.start]):
        return None  # "the state news agency Sana reported": no word of Sanaa's
    actor = Actor(_actor_name(place), place.country if place.kind is not Kind.AREA else None, mention.text)
    possessive = bool(_POSSESSIVE.match(text, mention.end)) and not mention.text.endswith(("'s", "’s"))
    end = mention.end
    adjective = mention.label is Label.DEMONYM
    body = _body_pattern().match(text, mention.end)
    if body and (local := _LOCAL.search(text[max(0, mention.start - 14) : mention.start])):
        whole = " ".join((local[0] + text[mention.start : body.end()]).split())  # "local Armenian officials" are not Armenia
        return Acting(mention.start, body.end(), (Actor(whole, None, whole),), False, bool(_POSSESSIVE.match(text, body.end())))
    if body:
        end, adjective, possessive = body.end(), False, bool(_POSSESSIVE.match(text, body.end()))
        actor = Actor(actor.name, actor.country, text[mention.start : end])
        people = mention.label is Label.DEMONYM and (mention.text in _peoples() or not speaks_for(place))
        if people or (_AGAINST_STATE.search(actor.text) and place.kind is not Kind.AREA):
            actor = Actor(" ".join(actor.text.split()), None, actor.text)  # "Syrian rebels" are not Syria, "Serb forces" not Serbia
    elif mention.label is Label.DEMONYM and mention.text in _peoples():
        actor = Actor(mention.text, None, mention.text)
    return Acting(mention.start, end, (actor,), adjective, possessive)


@cache
def _peoples() -> frozenset[str]:
    return frozenset(data("sentence/actors.toml")["peoples"]["stateless"])


def _actor_name(place: Place) -> str:
    if place.kind in (Kind.COUNTRY, Kind.AREA) or place.country is None:
        return place.name
    return country_name(place.country) or place.name


@cache
def country_name(code: str) -> str | None:
    """The country's English name by its ISO 3166-1 alpha-2 code, from the gazetteer; None where it has none."""
    from gazetteer.errors import DataError
    from gazetteer.index import default

    try:
        index = default()
    except DataError:
        return None  # a checkout whose data is not built yet: the capital's own name stands in
    row = index.row_of(code)
    return None if row is None else index.name(row)


@cache
def _body_pattern() -> re.Pattern[str]:
    bodies = sorted(data("sentence/actors.toml")["roles"]["body"], key=len, reverse=True)
    before = (
        r"(?:foreign|defen[cs]e|interior|health|armed|security|air|ground|peace|lead|chief|state|news|government|military"
        r"|army|special|occupying|border|senior|top|local|de facto|transitional|civil)"
    )
    # "Russia's defence ministry", "Russian troops"; the apostrophe only with what follows it
    return re.compile(rf"(?:['’]s?)?(?:\s+{before}){{0,2}}\s+(?:{'|'.join(map(re.escape, bodies))})\b", re.IGNORECASE)


@cache
def _organisation_pattern() -> tuple[re.Pattern[str], dict[str, Actor]]:
    actors: dict[str, Actor] = {}
    for name, spellings in data("sentence/actors.toml")["organisations"].items():
        actors |= {spelling: Actor(name, None, spelling) for spelling in spellings}
    for code, spellings in data("sentence/actors.toml")["seats"].items():
        actors |= {spelling: Actor(country_name(code) or spelling, code, spelling) for spelling in spellings}
    names = "|".join(re.escape(s) for s in sorted(actors, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w])"), actors


def _organisations(text: str) -> list[Acting]:
    pattern, actors = _organisation_pattern()
    return [Acting(m.start(), m.end(), (actors[m[0]],), False, bool(_POSSESSIVE.match(text, m.end()))) for m in pattern.finditer(text)]


@cache
def _titles() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    roles = data("sentence/actors.toml")["roles"]
    word = "(?:" + "|".join(re.escape(w) for w in sorted(roles["title"], key=len, reverse=True)) + ")"
    head = re.compile(rf"\b(?:{'|'.join(map(re.escape, roles['head']))})\b", re.IGNORECASE)
    # [Russia]'s lead negotiator and presidential advisor, Vladimir Medinsky
    title = rf"(?i:(?P<title>(?:['’]s?)?(?:[\s,]+(?:{word})\b\.?)*))"
    after = re.compile(rf"{title}(?:,\s+|\s+){_NAME}")
    # Vladimir Medinsky, Russia's lead negotiator  /  Leonid Slutsky, another Russian negotiator
    before = re.compile(
        rf"{_NAME},\s+(?:who\s+(?:is|was|heads?|leads?|led|headed)\s+)?(?:(?:the|a|an|another|one\s+of)\s+)?"
        rf"(?i:(?:(?:{word})\s+){{0,6}}(?:(?:of|for|to|from)\s+(?:the\s+)?)?)$"
    )
    return after, before, head


def _people(text: str, actings: list[Acting]) -> dict[str, Actor]:
    """Surname and full name -> the state or body the person speaks for, from appositions."""
    after, before, head = _titles()
    people: dict[str, Actor] = {}
    for acting in actings:
        # A body ("Russian negotiator") may already have swallowed the title; read the title from the name's end.
        core_end = acting.start + len(acting.actors[0].text)
        body = text[acting.start : acting.end]
        match = after.match(text, acting.end)
        if match and (head.search(match["title"]) or head.search(body)) and _is_person(match["name"]):
            _add(people, match["name"], acting.actors[0])
        window = text[max(0, acting.start - 120) : acting.start]
        apposition = before.search(window)
        tail = text[acting.start : min(len(text), core_end + 60)]
        if apposition is None:
            continue
        told = apposition[0][apposition.end("name") - apposition.start() :] + tail.split(",")[0].split(".")[0]
        if head.search(told) or " who " in told:
            _add(people, apposition["name"], acting.actors[0])
    return people


def _is_person(name: str) -> bool:
    first = name.split()[0].lower()
    return first not in {"the", "a", "in", "on", "after", "but", "and", "he", "she"} and not name.isupper()


def _add(people: dict[str, Actor], name: str, actor: Actor) -> None:
    shown = Actor(actor.name, actor.country, name)
    people.setdefault(name, shown)
    surname = name.split()[-1]
    if len(surname) > 3:
        people.setdefault(re.sub(r"['’]s$", "", surname), shown)


def _named(text: str, people: dict[str, Actor]) -> list[Acting]:
    names = "|".join(re.escape(n) for n in sorted(people, key=len, reverse=True))
    return [
        Acting(
            m.start(), m.end(), (Actor(people[m[0]].name, people[m[0]].country, m[0]),), False, bool(_POSSESSIVE.match(text, m.end())), True
        )
        for m in re.finditer(rf"(?<![\w-])(?:{names})(?!\w)", text)
    ]


def _overlaps(bounds: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(bounds, (start, 0))
    return (at < len(bounds) and bounds[at][0] < end) or (at > 0 and bounds[at - 1][1] > start)
