"""Who meets: two states or bodies that a sentence puts together, by name or by demonym."""

from __future__ import annotations

import re
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import data
from geomap.extract.meaning.agency import BEHIND, as_actors
from geomap.extract.sentence.phrases import Phrases
from geomap.model import Actor

__all__ = ["are_rivals", "parties_of", "states", "those_who_meet"]

_SIGN = r"[@%§]\d+"
_THEIRS = r"(?:guerrillas|rebels|fighters|forces|delegates|delegations?|representatives|envoys|negotiators|insurgents)"
# how two parties are put together, the firmest way first
_TOGETHER = tuple(
    re.compile(rf"(?<!\S){pattern}(?!\S)")
    for pattern in (
        # "between Ethiopia's government and the forces of the Tigray region"
        rf"between (?:the )?(?:{_SIGN} - (?:{BEHIND}) )?"
        rf"(?P<a>{_SIGN})(?: (?!and|in|at|on|,)\S+){{0,4}} and (?:the )?"
        rf"(?:(?!in|at|on|and)[a-z'-]+ ){{0,4}}?(?P<b>{_SIGN})",
        # "Ukrainian and Russian negotiators", "Ukraine-Russia talks", "Kyiv with Moscow"
        rf"(?P<a>{_SIGN})(?: \( \S+ \))?(?: \w+)? (?:and|-|–|with) (?:the )?(?:{_THEIRS} (?:of|from) (?:the )?)?(?P<b>{_SIGN})",
        r"(?<!in )(?<!at )(?<!near )(?P<list>§\d+)",
        # "Delegations of the Houthis met the Saudis", "the army sat down with the RSF"
        rf"(?P<a>@\d+)(?: (?!in|at|said|says|that)\S+){{0,5}} (?:met|meet|meeting|saw|confer\w*|negotiat\w+|(?:sat|sit) down|talks)"
        rf"(?: with| to)?"
        rf"(?: (?:the|a|his|its|their))*(?: (?!in|at|near|outside|on|of|after|over|for)[a-z]+)? (?P<b>{_SIGN})",
    )
)
# "mediated by A and B", "C, A and B": others than the two who meet
_ARE_OTHERS = re.compile(r"(?:(?<!\S)(?:by|under)(?: the)?|[@%§]\d+ ,(?: the)?) $")
_BACKED = re.compile(rf" - (?:{BEHIND}|brokered|mediated|run)(?!\S)")
_BORDER = re.compile(r"(?: - )?(?: state| land| common)? (?:border|frontier)")


def parties_of(phrases: Phrases, start: int, end: int) -> tuple[Actor, ...]:
    """The two who are named together in ``code[start:end]``; () where it is not two."""
    row = those_who_meet(phrases, start, end)
    return row if len(row) == 2 else ()


def those_who_meet(phrases: Phrases, start: int, end: int) -> tuple[Actor, ...]:
    """Those who are named together in ``code[start:end]``, a third with them; () where it is only one."""
    for pattern in _TOGETHER:
        for match in pattern.finditer(phrases.code, _behind_dateline(phrases, start), end):
            if _ARE_OTHERS.search(phrases.code, 0, match.start()) or _BORDER.match(phrases.code, match.end()):
                continue
            if any(sign and _BACKED.match(phrases.code, match.end(name)) for name, sign in match.groupdict().items()):
                continue  # "the Houthis and the Saudi-backed government"
            found: tuple[Actor, ...] = ()
            for sign in match.groupdict().values():
                if sign:
                    found += as_actors(phrases, int(sign[1:])) if sign[0] == "§" else phrases.actors[int(sign[1:])].actors
            unique = tuple({a.name: a for a in found}.values())
            if len(unique) > 1:
                return unique
    return ()


def _behind_dateline(phrases: Phrases, start: int) -> int:
    """Past "CARACAS - ", which is no party to what follows."""
    dated = re.match(r"§0 (?:-{1,2}|–|—) ", phrases.code)
    town = phrases.places[0].members[0].mention.text if dated is not None else ""
    return max(start, dated.end()) if dated is not None and town.isupper() and len(town) > 3 else start


def states(phrases: Phrases, *kinds: Kind) -> set[str]:
    """The names of the states and bodies in a sentence; places of ``kinds`` stand for them, by default countries."""
    names = {actor.name for acting in phrases.actors for actor in acting.actors}
    places = (m.place for listed in phrases.places for m in listed.members)
    return names | {place.name for place in places if place is not None and place.kind in (kinds or (Kind.COUNTRY,))}


def are_rivals(phrases: Phrases, before: Phrases | None = None) -> bool:
    """Whether a sentence names two who are or were at war with each other: their meeting needs no other word to be a negotiation.

    ``before`` is the sentence before, where "they" goes back to it.
    """
    named = states(phrases, Kind.COUNTRY, Kind.AREA)
    if before is not None:
        named |= states(before, Kind.COUNTRY, Kind.AREA)
    for number, places in enumerate(phrases.places):
        if len(places.members) == 2:  # "the Belgrade-Pristina dialogue"
            named |= {actor.name for actor in as_actors(phrases, number)}
    return len(named) > 1 and any(pair <= named for pair in _rivals())


@cache
def _rivals() -> tuple[frozenset[str], ...]:
    pairs: list[list[str]] = data("talks/talks.toml")["rivals"]["pairs"]  # type: ignore[assignment]
    return tuple(frozenset(pair) for pair in pairs)
