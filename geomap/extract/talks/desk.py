"""Talks that a report places only in a room: "RIYADH - The negotiators sat together in a hotel" was in the dateline's town."""

from __future__ import annotations

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Places
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue
from geomap.extract.talks.grammar import AT, Grammar, is_sign, lexis
from geomap.extract.talks.occasion import is_asserted
from geomap.extract.talks.siting import Siting, Window
from geomap.extract.talks.venue_names import NOWHERE, locates
from geomap.model import Actor

__all__ = ["is_beside_a_town", "is_out_of_the_way", "site_at_desk", "site_of_news"]

_ELSEWHERE = frozenset(["city", "town", "village", "capital", "district", "port", "island", "suburb", "oasis", "forest", "outskirts"])
_SMALL = 100_000  # people
_FAR = 40  # tokens between the meeting's words and the room


def site_at_desk(window: Window, town: Places) -> Siting | None:
    """Where the sentence tells of a meeting in a building it does not name, ``town`` being the dateline's; None where it does not."""
    place = town.members[0].place
    if place is None or place.kind is not Kind.CITY:
        return None
    grammar = window.grammar
    for token in range(len(grammar.codes)):
        if not _is_unnamed_building(grammar, token):
            continue
        cue = _cue_beside(window, token)
        if cue is not None:
            return Siting(token, town, "told in the dateline's town", min(token, cue.first), max(token, cue.last), cue)
    return None


def site_of_news(window: Window, town: Places, parties: tuple[Actor, ...]) -> Siting | None:
    """The meeting that "GENEVA - A meeting on Cyprus ended on Tuesday" opens with, as one in the dateline's town, no home of those who
    meet; that it was there is still to be borne out."""
    place = town.members[0].place
    if place is None or place.kind is not Kind.CITY or place.country in {actor.country for actor in parties}:
        return None
    for cue in window.cues:
        if is_asserted(window.grammar, cue) and not (cue.earlier or cue.next or cue.mooted or cue.denied or cue.arrival):
            return Siting(0, town, "the news of a dateline's town", 0, cue.last, cue)
    return None


def is_out_of_the_way(window: Window, news: Siting) -> bool:
    """Whether nobody reports from a town but of what goes on there: "RAMBOUILLET, France - The talks on Kosovo ended on Tuesday"; not
    "REYHANLI - Rebels said that the talks had ended"."""
    place = news.places.members[0].place
    heard = any(g.act is Act.REPORT and not g.passive for g in window.grammar.groups(0, len(window.grammar.codes)))
    return not heard and place is not None and not place.capital and 0 < place.population < _SMALL


def _is_unnamed_building(grammar: Grammar, token: int) -> bool:
    """ "In a tent", "behind closed doors of the villa": no town stands beside it."""
    if grammar.codes[token] not in (lexis("noun.site") | {"room"}) - _ELSEWHERE:
        return False
    beside = range(token - 6 if token > 6 else 1, min(token + 5, len(grammar.codes)))
    if any(is_sign(grammar.codes[t], "§") and not _only_locates(grammar, t) for t in beside):
        return False
    before = grammar.codes[max(0, token - 5) : token]
    article = next((i for i in range(len(before) - 1, -1, -1) if before[i] in {"a", "an", "the"}), None)
    return article is not None and article > 0 and before[article - 1] in AT | {"behind"}


def _only_locates(grammar: Grammar, token: int) -> bool:
    """ "In a hotel near this Mediterranean resort", "in a castle north of A"."""
    member = grammar.phrases.places[int(grammar.codes[token][1:])].members[0]
    return (member.place is not None and member.place.kind in NOWHERE) or locates(grammar.phrases, member)


def is_beside_a_town(grammar: Grammar, token: int) -> bool:
    """Whether the town at ``token`` only says where an unnamed building is: "in a castle north of A"."""
    rooms = range(max(0, token - 4), token)
    if grammar.at(token - 1) in {"outside", "near"}:
        return False  # "at a hotel outside A": there or thereabouts
    return _only_locates(grammar, token) and any(_is_unnamed_building(grammar, t) for t in rooms)


def _stands_right_behind(grammar: Grammar, cue: Cue, token: int) -> bool:
    """ "The encounter on Wednesday, in a tent"."""
    between = grammar.codes[cue.last + 1 : token]
    named = (t for t in range(cue.last + 1, token) if grammar.is_name(t))  # "in the Aquiles Nazoa House"
    words = AT | {"on", ",", "a", "an", "the", "behind", *(grammar.codes[t] for t in named)}
    return 0 < len(between) < 8 and all(c in words or is_sign(c, "¤") for c in between)


def _cue_beside(window: Window, token: int) -> Cue | None:
    """The meeting told of in the clause of the building at ``token``."""
    grammar = window.grammar
    home = grammar.proposition(token)
    for cue in window.cues:
        first, last = min(cue.first, token), max(cue.last, token)
        near = last - first <= _FAR and not {";", '"'} & set(grammar.codes[first:last])
        told = home.holds(cue.first) and near and not (cue.earlier or cue.next or cue.mooted or cue.denied or cue.arrival)
        if told and (is_asserted(grammar, cue) or _stands_right_behind(grammar, cue, token)):
            return cue
    return None
