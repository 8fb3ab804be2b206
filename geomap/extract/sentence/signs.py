"""A sentence as words and signs: "Kyiv rejected the offer on Monday" is ``@0 rejected the offer ¤0``.

A sign stands for a span that means more than its words: ``§`` for a place, ``@0`` for the first actor, ``%0`` for a
demonym used as an adjective, ``¤0`` for a date. The text's own such signs never reach the code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.extract.dates import Dated
from geomap.extract.sentence.actors import Acting
from geomap.extract.sentence.chains import named_row
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.sentence.stops import places_named
from geomap.extract.sentence.unknown import places_unknown
from geomap.model import Label, Mention

__all__ = ["ACTOR", "ADJECTIVE", "DATE", "PLACE", "Atom", "code_at", "encode"]

PLACE, ACTOR, ADJECTIVE, DATE = "§", "@", "%", "¤"
_WORD = re.compile(r"['’]s(?!\w)|\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|\w+(?:['’]\w+)?(?:-\w+)*|--|[^\w\s]")
_MARK = re.compile(r"[#@~](?=\w)")  # "#Mariupol", "~200,000 people"
_BARE_GENITIVE = re.compile(r"['’](?=\s)")
# "patients who've recovered": the relative and its verb
_CUT_SHORT = re.compile(r"(?P<who>who|which|that)['’](?P<verb>ve|re|ll|d)", re.IGNORECASE)
_WHOLE = {"ve": "have", "re": "are", "ll": "will", "d": "had"}

Meaningful = Mention | Acting | Dated


@dataclass(frozen=True, slots=True)
class Atom:
    """One word, or one span that stands for ``value``, as the code spells it."""

    start: int
    end: int
    code: str
    value: Meaningful | None = None


def code_at(atoms: Sequence[Atom], index: int) -> str:
    """The code at ``index``, "" behind the end."""
    return atoms[index].code if index < len(atoms) else ""


def encode(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    actors: Sequence[Acting],
    dates: Sequence[Dated],
    meant: Sequence[tuple[int, int, Mention]],
) -> list[Atom]:
    """The words and signs of a sentence in order; ``meant``: spans that stand for a place named elsewhere ("there")."""
    atoms: list[Atom] = []
    position, people, days = sentence.start, 0, 0
    before = (-1, -1)
    for start, end, value in _meaningful(text, sentence, mentions, actors, dates, meant):
        if (start, end) == before and isinstance(value, Mention) and value.span != before:
            atoms += [Atom(end, end, "and"), Atom(end, end, PLACE, value)]  # "the two towns" are both of them
            continue
        if start < position or end > sentence.end:
            continue
        atoms += _words(text, position, start)
        if isinstance(value, Acting):
            atoms.append(Atom(start, end, f"{ADJECTIVE if value.adjective else ACTOR}{people}", value))
            people += 1
        elif isinstance(value, Dated):
            atoms.append(Atom(start, end, f"{DATE}{days}", value))
            days += 1
        else:
            if text[start:end].lower() == "there" and not (atoms and atoms[-1].code == "from"):
                atoms.append(Atom(start, start, "to"))
            atoms.append(Atom(start, end, PLACE, value))
            before = (start, end)
        position = end
    return atoms + _words(text, position, sentence.end)


def _meaningful(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    actors: Sequence[Acting],
    dates: Sequence[Dated],
    meant: Sequence[tuple[int, int, Mention]],
) -> list[tuple[int, int, Meaningful]]:
    """The spans that stand for more than their words, in order; where an actor is a place's name, the place is meant."""
    named = places_named(text, sentence, mentions)
    row = named_row(sentence) if any(m.label is Label.PLACE for m in mentions) else None
    taken = [m.span for m in mentions if m.label not in (Label.OTHER, Label.PLACE) and not _is_village(text, m, row)]
    taken += [(a.start, a.end) for a in actors] + [(d.start, d.end) for d in dates] + [m.span for m in named]
    named += places_unknown(text, sentence, taken, named)
    spans: list[tuple[int, int, Meaningful]] = [(m.start, m.end, m) for m in named]
    spans += [(a.start, a.end, a) for a in actors if not any(_covers(m, a) for m in named)]
    spans += [(d.start, d.end, d) for d in dates]
    spans += meant
    # At one start the longer first: "Russia's defence ministry" is an actor before it is a place.
    return sorted(spans, key=lambda span: (span[0], -span[1]))


_PART = frozenset(["is followed by another name", "stands after another name"])
_VILLAGE_OF = re.compile(
    r"\b(?:villages?|towns?|settlements?|hamlets?|camps?|suburbs?)\s+(?:of|at)\s+(?:[^.;:()]{0,80},\s+(?:and\s+)?)?(?:[A-Z]\w+\s+)?$"
)


def _is_village(text: str, mention: Mention, row: tuple[int, int] | None) -> bool:
    """ "The village of Rima", "Rima – Sumy": what a person may be called elsewhere; ``row``: where names stand in a row."""
    if mention.label not in (Label.PERSON, Label.ORGANISATION):
        return False
    if mention.label is Label.ORGANISATION and not _PART.isdisjoint(mention.reasons):
        return True  # "Wadi Seidna": no more is known than that another name stands beside
    before = text[max(0, mention.start - 110) : mention.start]
    return _VILLAGE_OF.search(before) is not None or (row is not None and row[0] <= mention.start < row[1])


def _covers(place: Mention, actor: Acting) -> bool:
    """Whether a place's name overlaps an actor's and is at least as long."""
    return place.start < actor.end and actor.start < place.end and place.end - place.start >= actor.end - actor.start


_NUMBERED = re.compile(r"\bNos?\b(?=\. ?\d)|(?<=\bNo)\.(?= ?\d)|(?<=\bNos)\.(?= ?\d)")  # "train No. 274"


def _words(text: str, start: int, end: int) -> list[Atom]:
    """The words between two spans, "[the port of] Kherson" and "#Kherson" as without these signs, "Belarus' Brest region" as with "'s"."""
    atoms = []
    if start and text[start - 1] == "s" and _BARE_GENITIVE.match(text, start, end):
        atoms.append(Atom(start, start + 1, "'s"))
        start += 1
    for match in _WORD.finditer(text, start, end):
        cut = _CUT_SHORT.fullmatch(match[0])
        if match[0] in "[]" or _MARK.match(text, match.start()):
            continue
        if _NUMBERED.match(text, match.start()):
            atoms += [Atom(match.start(), match.end(), "number")] if match[0] != "." else []
            continue
        if cut is None:
            atoms.append(Atom(match.start(), match.end(), _spell(match[0])))
        else:
            middle = match.start() + len(cut["who"])
            atoms += [Atom(match.start(), middle, cut["who"].lower()), Atom(middle, match.end(), _WHOLE[cut["verb"].lower()])]
    return atoms


def _spell(word: str) -> str:
    if word in (PLACE, ACTOR, ADJECTIVE, DATE):
        return "?"
    if word in ("’s", "'s"):
        return "'s"
    if word in '“”«»„"':
        return '"'
    return word.lower().replace("’", "'")
