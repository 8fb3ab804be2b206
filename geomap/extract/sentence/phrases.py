"""A sentence as a sequence of tokens in which lists of places, actors and dates are single tokens.

Patterns are then ordinary regular expressions over ``Phrases.code``: lower-case words with one space between, where
``§3`` stands for the fourth list of places, ``@0`` for the first actor, ``%0`` for a demonym used as an adjective, and
``¤0`` for a date (see ``signs``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.model import Kind
from geomap.extract.dates import Dated
from geomap.extract.sentence.actors import Acting
from geomap.extract.sentence.apposed_lists import ends_apposition, names_several, several_named
from geomap.extract.sentence.members import Member, is_modifier, is_type
from geomap.extract.sentence.place_lists import Places, names_holder, read_list
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.sentence.signs import PLACE, Atom, encode
from geomap.model import Mention

__all__ = ["LYING", "Member", "Phrases", "Places", "Token", "read_phrases"]

_NAMELESS = re.compile(r"\b(?:suburb|district|neighbou?rhood|quarter|village|town)\b")
# before "to the north of A", which then tells where it lies: "an airfield to the north of Khartoum", "under rebel control to the ..."
LYING = frozenset(
    [",", "control", "rule", "airfield", "airport", "airstrip", "airbase", "base", "camp", "village", "town", "suburb", "bridge", "just",
     "km", "kilometres", "kilometers", "miles"]
)
_THESE = frozenset(["the", "following", "these", "those", "such", "next"])
_PART_OF = frozenset({"safety", "parts", "part", "rest", "areas", "north", "south", "east", "west"})


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """A sentence's tokens, their code, and what the signs in it stand for."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    codes: tuple[str, ...]  # of the tokens
    code: str  # the same as one string
    offsets: tuple[int, ...]  # where each token begins in ``code``
    places: tuple[Places, ...]
    actors: tuple[Acting, ...]
    dates: tuple[Dated, ...]

    def index(self, position: int) -> int:
        """The token that the code's ``position`` lies in."""
        return max(0, bisect_right(self.offsets, position) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the document that ``code[start:end]`` stands for."""
        if not self.tokens:
            return self.sentence.start, self.sentence.end
        first, last = self.index(start), self.index(max(start, end - 1))
        return self.tokens[first].start, self.tokens[last].end

    def upto(self, position: int) -> Phrases:
        """The same without the tokens from the code's ``position`` on."""
        kept = bisect_right(self.offsets, position - 1)
        codes = self.codes[:kept]
        return replace(self, tokens=self.tokens[:kept], codes=codes, code=" ".join(codes), offsets=self.offsets[:kept])


def read_phrases(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    actors: Sequence[Acting],
    dates: Sequence[Dated],
    meant: Sequence[tuple[int, int, Mention]] = (),
) -> Phrases:
    """Tokenise a sentence around its mentions, actors and dates, and gather neighbouring places into lists.

    ``meant``: spans that stand for a place named elsewhere ("there").
    """
    atoms = encode(text, sentence, mentions, actors, dates, meant)
    tokens, places = _gather(text, atoms)
    codes = tuple(_bracketed(text, tokens))
    offsets, position = [], 0
    for code in codes:
        offsets.append(position)
        position += len(code) + 1
    return Phrases(
        sentence,
        tuple(tokens),
        codes,
        " ".join(codes),
        tuple(offsets),
        tuple(places),
        tuple(a.value for a in atoms if isinstance(a.value, Acting)),
        tuple(a.value for a in atoms if isinstance(a.value, Dated)),
    )


_DASHES = frozenset(["-", "–", "—", "--"])
_LONGEST_ASIDE = 25  # tokens


def _bracketed(text: str, tokens: Sequence[Token]) -> list[str]:
    """The tokens' code, with an aside between two dashes in brackets: "refugees – most of them women – left Homs"."""
    codes = [token.code for token in tokens]
    dashes = [at for at, t in enumerate(tokens) if t.code in _DASHES and text[t.start - 1].isspace() and text[t.end : t.end + 1].isspace()]
    dashes = dashes[1:] if len(dashes) == 3 else dashes  # the first closes a dateline
    if len(dashes) == 2 and 1 < dashes[1] - dashes[0] <= _LONGEST_ASIDE and dashes[0] > 0 and not any(_joins(codes, at) for at in dashes):
        codes[dashes[0]], codes[dashes[1]] = "(", ")"
    return codes


def _joins(codes: Sequence[str], at: int) -> bool:
    """ "Sumy – Poltava"; a dash behind the sentence's first words opens what it is about: "SUMY – The buses"."""
    return at + 1 >= len(codes) or (codes[at - 1].startswith(PLACE) and (at == 1 or codes[at + 1].startswith(PLACE)))


def _gather(text: str, atoms: Sequence[Atom]) -> tuple[list[Token], list[Places]]:
    """Fold "the besieged cities of A, B (in C) and D" into one token."""
    tokens: list[Token] = []
    lists: list[Places] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if not isinstance(atom.value, Mention):
            tokens.append(Token(atom.start, atom.end, atom.code))
            at += 1
            continue
        places, after = read_list(text, atoms, at)
        taken = _stands_for(text, atoms, after, tokens, lists, places)
        if taken is not None:
            size, after = taken
            del tokens[-size:]
            while tokens and tokens[-1].code in _THESE:
                tokens.pop()
        called = _is_called(tokens)
        if called:
            tokens.pop()
            if tokens[-1].code == ",":
                tokens.pop()
                after += after < len(atoms) and atoms[after].code == ","
        article, popped = "", set[str]()
        while tokens and (is_modifier(tokens[-1].code) or (called and tokens[-1].code == "another")) and _reaches_back(tokens):
            if names_holder([t.code for t in tokens[-3:]]):
                del tokens[-3:]
                continue
            if _is_deed(tokens, article):
                break
            article = tokens.pop().code
            popped.add(article)
        if taken is not None and [t.code for t in tokens[-2:]] == [f"{PLACE}{len(lists) - 1}", "and"]:  # "A and the ports before it (B, C)"
            del tokens[-2:]
            places = replace(places, start=lists[-1].start, members=lists[-1].members + places.members)
        part = article in {"a", "an"} and _NAMELESS.search(text, atom.end, places.end) is not None
        if len(places.members) == 1 and (part or ({"other", "parts"} <= popped and _is_country(places))):
            places = replace(places, nameless=True)
        tokens.append(Token(atom.start, places.end, f"{PLACE}{len(lists)}"))
        lists.append(places)
        at = after
    return tokens, lists


def _stands_for(
    text: str, atoms: Sequence[Atom], after: int, tokens: Sequence[Token], lists: Sequence[Places], places: Places
) -> tuple[int, int] | None:
    """How many tokens before it the list stands for, and where the sentence goes on: "from two besieged towns, Madaya and Zabadani,"."""
    if len(places.members) < 2 or places.chain or len(tokens) < 2:
        return None
    own_name = lists[-1] if lists and tokens[-2].code == f"{PLACE}{len(lists) - 1}" else None
    of_name = own_name is not None and names_several(text[own_name.start : own_name.end])
    size = several_named([token.code for token in tokens], of_name=of_name)
    end = ends_apposition(atoms, after, tokens[-1].code) if size is not None else None
    return None if size is None or end is None else (size, end)


def _is_called(tokens: Sequence[Token]) -> bool:
    """ "To a border village called Rmeish", "a town, named Tawila,"."""
    if len(tokens) < 3 or tokens[-1].code not in {"called", "named"}:
        return False
    return is_type(tokens[-3 if tokens[-2].code == "," else -2].code)


def _is_country(places: Places) -> bool:
    return all(m.place is not None and m.place.kind is Kind.COUNTRY for m in places.members)


def _is_deed(tokens: Sequence[Token], article: str) -> bool:
    """ "Jets hit the city": before an article the word is a verb, where "of the hard-hit city" is none."""
    return article in {"the", "a", "an", "its", "their"} and (tokens[-1].code == "hit" or tokens[-1].code.endswith("ed"))


def _reaches_back(tokens: Sequence[Token]) -> bool:
    """ "part of", "north of": an "of" is folded only with the noun before it."""
    if tokens[-1].code != "of":
        return True
    noun = tokens[-2].code if len(tokens) > 1 else ""
    if len(tokens) > 4 and tokens[-5].code in LYING and [t.code for t in tokens[-4:-2]] == ["to", "the"]:
        return False  # "through Afar, to the east of Tigray": where it lies
    return noun in _PART_OF or (is_type(noun) and not noun.startswith("direction"))
