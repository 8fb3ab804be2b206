"""Places of talks that a sentence does not name: "there", "in the city", "in Sudan's capital", "on Belarusian soil"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gazetteer.model import Place
from geomap.extract.sentence.phrases import Phrases, Places
from geomap.extract.sentence.stops import capital_of
from geomap.extract.talks.attachment import attached
from geomap.extract.talks.borders import country
from geomap.extract.talks.cues import Cue
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis
from geomap.extract.talks.siting import Siting, Window
from geomap.extract.talks.towns import Towns, is_nameless, owner_of

__all__ = ["Meant", "places_meant"]

_NO_PLACES = Places(0, 0, ())
_ON = frozenset(["on", "about", "over", "regarding", "concerning"])


@dataclass(frozen=True, slots=True)
class Meant:
    """A siting whose place another sentence names (``home``), or none does: then ``place`` is it."""

    siting: Siting
    home: Phrases
    place: Place | None = None


def places_meant(window: Window, towns: Towns) -> Iterator[Meant]:
    """Where the sentence's talks are that it puts "there", "here", in a town without its name, on somebody's soil."""
    grammar = window.grammar
    for token, code in enumerate(grammar.codes):
        if code in {"soil", "territory"} and is_sign(grammar.at(token - 1), "%") and grammar.at(token - 2) == "on":
            yield from _on_soil(window, token)
            continue
        nameless = is_nameless(grammar, token)
        if not nameless and (code not in {"there", "here"} or grammar.at(token + 1) in lexis("set.exists")):
            continue
        found = towns.meant(grammar, token)
        if found is not None and nameless and is_sign(grammar.at(token - 1), "%"):
            towns.tell(*found)  # "they stay in the Swiss city": that is where "there" is from here on
        cue = _cue_of(window, token, nameless=nameless)
        if cue is None:
            continue
        siting = Siting(token, found[1] if found else _NO_PLACES, "talks there", min(token, cue.first), max(token, cue.last), cue)
        if found is not None:
            yield Meant(siting, found[0])
            continue
        owner = owner_of(grammar, token)
        seat = capital_of(owner) if owner is not None and not _lies_beside(grammar, token) else None
        if seat is not None:  # "in Sudan's capital", which the text has not named
            yield Meant(siting, grammar.phrases, seat)


def _cue_of(window: Window, token: int, *, nameless: bool) -> Cue | None:
    grammar = window.grammar
    cue = window.cue_before(token)
    if cue is not None and not nameless and _ON & set(grammar.codes[cue.last + 1 : token]) and not grammar.groups(cue.last + 1, token):
        return None  # "consultations on the future of the Armenians there"
    if cue is not None and attached(grammar, cue, _preposition(grammar, token) if nameless else token, None):
        return cue
    if cue is not None and grammar.codes[token] == "here" and _is_held(grammar, cue, token):
        return cue
    errand = grammar.codes[token : token + 12] if grammar.codes[token] == "there" else ()
    return window.cue_in(token, token + 12) if token < 3 or {"to", "for"} & set(errand) else None


def _is_held(grammar: Grammar, cue: Cue, here: int) -> bool:
    """ "The round of talks on B, held here by the UN, ended": the participle right before "here" is the meeting's."""
    verb = base_of(grammar.codes, here - 1, "event") or base_of(grammar.codes, here - 1, "seal")
    return verb is not None and not any(g.finite and g.last < here - 1 for g in grammar.groups(cue.last + 1, here))


def _on_soil(window: Window, token: int) -> Iterator[Meant]:
    """ "Met three times on Belarusian soil"."""
    grammar = window.grammar
    cue = window.cue_before(token - 2)
    land = country(grammar.phrases.actors[int(grammar.codes[token - 1][1:])].actors[0].country)
    if cue is not None and land is not None and attached(grammar, cue, token - 2, None):
        yield Meant(Siting(token, _NO_PLACES, "talks on A's soil", cue.first, token, cue), grammar.phrases, land)


def _lies_beside(grammar: Grammar, token: int) -> bool:
    """ "In A, a resort outside the Moroccan capital": only says where A lies."""
    at = _preposition(grammar, token)
    return grammar.codes[at] in {"near", "outside"} and grammar.at(at - 1) in lexis("noun.site")


def _preposition(grammar: Grammar, token: int) -> int:
    """The "in" of "in the city", "in the Swiss city"."""
    return next(t for t in range(token - 1, -1, -1) if grammar.codes[t] in AT)
