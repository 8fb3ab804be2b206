"""A sentence as a sequence of tokens in which lists of places, actors and dates are single tokens.

Patterns are then ordinary regular expressions over ``Phrases.code``: lower-case words with one space between, where
``§3`` stands for the fourth list of places, ``@0`` for the first actor, ``%0`` for a demonym used as an adjective, and
``¤0`` for a date. The text's own such signs never reach the code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Kind, Place
from geomap.extract.actors import Acting
from geomap.extract.dates import Dated
from geomap.extract.lexicon import words
from geomap.extract.sentences import Sentence
from geomap.extract.stops import places_named, places_unknown
from geomap.extract.verbs import Form, verb_forms
from geomap.extract.within import lies_in
from geomap.model import Label, Mention

__all__ = ["PLACES", "Member", "Phrases", "Places", "Token", "read_phrases"]

PLACES, ACTOR, ADJECTIVE, DATE = "§", "@", "%", "¤"
_WORD = re.compile(r"['’]s(?!\w)|\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|\w+(?:['’]\w+)?(?:-\w+)*|--|[^\w\s]")
_DASH = re.compile(r"\s*(?:[-‐‑–—−→➔➜>]|->|=>|--)>?\s*")
_MAX_LIST = 40
_FINITE = re.compile(r"has|had|is|was|will|would|said|says|did|does|\w+ed")


@dataclass(frozen=True, slots=True)
class Member:
    """One place of a list: its mention, and the mention of what holds it ("Hama, in Syria")."""

    mention: Mention
    within: Mention | None = None
    said: tuple[int, int] | None = None  # where it is only meant: the span of "there", "the city"

    @property
    def place(self) -> Place | None:
        return self.mention.place


@dataclass(frozen=True, slots=True)
class Places:
    """A list of places as the text joins them; ``chain`` where dashes or arrows do: "Sumy – Poltava"."""

    start: int
    end: int
    members: tuple[Member, ...]
    chain: bool = False
    possessive: bool = False


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
    code: str
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
    atoms = _atoms(text, sentence, mentions, actors, dates, meant)
    tokens, lists = _gather(text, atoms)
    found_actors = [a.value for a in atoms if isinstance(a.value, Acting)]
    found_dates = [a.value for a in atoms if isinstance(a.value, Dated)]
    offsets, position = [], 0
    for token in tokens:
        offsets.append(position)
        position += len(token.code) + 1
    code = " ".join(token.code for token in tokens)
    return Phrases(sentence, tuple(tokens), code, tuple(offsets), tuple(lists), tuple(found_actors), tuple(found_dates))


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    code: str
    value: Mention | Acting | Dated | None = None


def _atoms(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    actors: Sequence[Acting],
    dates: Sequence[Dated],
    meant: Sequence[tuple[int, int, Mention]],
) -> list[_Atom]:
    """Words and the spans that stand for more, in order. A place's own span wins over a bare actor's (the list decides)."""
    special: list[tuple[int, int, Mention | Acting | Dated]] = []
    named = places_named(text, sentence, mentions)
    named += places_unknown(
        text,
        sentence,
        [
            *((m.start, m.end) for m in mentions if m.label not in (Label.OTHER, Label.PLACE)),
            *((a.start, a.end) for a in actors),
            *((d.start, d.end) for d in dates),
            *((m.start, m.end) for m in named),
        ],
    )
    place_spans = {(m.start, m.end) for m in named}
    special += [(m.start, m.end, m) for m in named]
    special += [
        (a.start, a.end, a)
        for a in actors
        if not any(s < a.end and a.start < e for s, e in place_spans if (s, e) != (a.start, a.end) and e - s >= a.end - a.start)
        and (a.start, a.end) not in place_spans
    ]
    special += [(d.start, d.end, d) for d in dates]
    special += meant
    # At one start the longer first: "Russia's defence ministry" is an actor before it is a place.
    special.sort(key=lambda s: (s[0], -s[1]))
    atoms: list[_Atom] = []
    position, people, days = sentence.start, 0, 0
    for start, end, value in special:
        if start < position or end > sentence.end:
            continue
        atoms += _plain(text, position, start)
        if isinstance(value, Acting):
            atoms.append(_Atom(start, end, f"{ADJECTIVE if value.adjective else ACTOR}{people}", value))
            people += 1
        elif isinstance(value, Dated):
            atoms.append(_Atom(start, end, f"{DATE}{days}", value))
            days += 1
        else:
            if text[start:end].lower() == "there" and not (atoms and atoms[-1].code == "from"):
                atoms.append(_Atom(start, start, "to"))
            atoms.append(_Atom(start, end, PLACES, value))
        position = end
    return atoms + _plain(text, position, sentence.end)


def _plain(text: str, start: int, end: int) -> list[_Atom]:
    return [_Atom(m.start(), m.end(), _code(m[0])) for m in _WORD.finditer(text, start, end)]


def _code(word: str) -> str:
    if word in (PLACES, ACTOR, ADJECTIVE, DATE):
        return "?"
    if word in ("’s", "'s"):
        return "'s"
    if word in '“”«»„"':
        return '"'
    return word.lower().replace("’", "'")


def _gather(text: str, atoms: list[_Atom]) -> tuple[list[Token], list[Places]]:
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
        places, after = _read_list(text, atoms, at)
        while tokens and _is_modifier(tokens[-1].code) and _reaches_back(tokens):
            tokens.pop()
        tokens.append(Token(atoms[at].start, places.end, f"{PLACES}{len(lists)}"))
        lists.append(places)
        at = after
    return tokens, lists


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('place.before')}|{words('place.before_suffix')}|{words('place.type')}|%\d+|[,\"])")


@cache
def _type() -> re.Pattern[str]:
    return re.compile(words("place.type"))


@cache
def _join() -> re.Pattern[str]:
    return re.compile(words("place.join"))


def _is_modifier(code: str) -> bool:
    return code not in {",", '"'} and _modifier().fullmatch(code) is not None


def _reaches_back(tokens: list[Token]) -> bool:
    """ "part of", "north of": an "of" is folded only with the noun before it."""
    if tokens[-1].code != "of":
        return True
    return len(tokens) > 1 and (
        (_type().fullmatch(tokens[-2].code) is not None and not tokens[-2].code.startswith("direction"))
        or tokens[-2].code in {"parts", "part", "rest", "areas", "north", "south", "east", "west"}
    )


def _read_list(text: str, atoms: list[_Atom], at: int) -> tuple[Places, int]:
    """The list of places that begins with the place at ``at``, and the index after it."""
    member, after = _read_member(text, atoms, at)
    members = [member]
    chain: bool | None = None
    while len(members) < _MAX_LIST:
        step = _next_member(text, atoms, after, chain)
        if step is None:
            break
        following, is_chain = step
        chain = is_chain if chain is None else chain
        member, after = _read_member(text, atoms, following)
        members.append(member)
    end = atoms[after - 1].end
    possessive = after < len(atoms) and atoms[after].code == "'s"
    return Places(atoms[at].start, end, tuple(members), bool(chain), possessive), after


def _next_member(text: str, atoms: list[_Atom], after: int, chain: bool | None) -> tuple[int, bool] | None:
    """Where the next place of the list stands and whether a dash or arrow joins it; None at the list's end."""
    if after >= len(atoms):
        return None
    following = next((i for i in range(after, min(after + 9, len(atoms))) if isinstance(atoms[i].value, Mention)), None)
    if following is None:
        return None
    between = atoms[after:following]
    if chain is not False and _DASH.fullmatch(text[atoms[after - 1].end : atoms[following].start]):
        return following, True
    if chain:
        return None
    codes = [atom.code for atom in between]
    joined = False
    while codes and (codes[0] in {",", "/"} or _join().fullmatch(codes[0])):
        joined = True
        codes.pop(0)
    if not joined:
        for size in (2, 3):
            if _join().fullmatch(" ".join(codes[:size])):
                joined, codes = True, codes[size:]
                break
    if not joined or not all(_is_modifier(code) for code in codes):
        return None
    if (
        codes
        and codes[0] == "the"
        and between[0].code == ","
        and len(between) > 3
        and codes[-1] == "of"
        and not any(c.endswith("s") for c in codes)
    ):
        return None  # "Nazran, the capital of Ingushetia"
    if _opens_clause(atoms, after, following):
        return None
    if (
        [atom.code for atom in between][:2] == [",", "and"]
        and chain is None
        and following + 1 < len(atoms)
        and _FINITE.fullmatch(atoms[following + 1].code)
    ):
        return None  # "talks in Minsk, and Kyiv said": the next clause's subject
    return following, False


def _opens_clause(atoms: list[_Atom], after: int, following: int) -> bool:
    """ "After talks in Moscow, Armenia and Azerbaijan agreed": countries behind a town and a comma, with a verb of their own."""
    last = next((a.value for a in reversed(atoms[:after]) if isinstance(a.value, Mention)), None)
    new = atoms[following].value
    if (
        last is None
        or last.place is None
        or not isinstance(new, Mention)
        or new.place is None
        or [a.code for a in atoms[after:following]] != [","]
    ):
        return False
    opening = next((i for i, a in enumerate(atoms) if isinstance(a.value, Mention)), 0)  # "In Doha, Kinshasa goes on"
    if (
        not (new.place.kind is Kind.COUNTRY or (new.place.capital and opening == 1 and atoms[1].value is last))
        or last.place.kind is Kind.COUNTRY
    ):
        return False
    end = next((a.code for a in atoms[following:] if not isinstance(a.value, Mention) and a.code not in {"and", ",", "the"}), "")
    return _FINITE.fullmatch(end) is not None or any(Form.THIRD in forms for _, forms in verb_forms().get(end, ()))


def _read_member(text: str, atoms: list[_Atom], at: int) -> tuple[Member, int]:
    """One place with what follows it: "city", "(Kharkov)", ", in Syria", "and the villages around it"."""
    mention = atoms[at].value
    assert isinstance(mention, Mention)
    within: Mention | None = None
    after = at + 1
    while after < len(atoms):
        if _type().fullmatch(atoms[after].code):
            after += 1
        elif atoms[after].code == "(":
            close = next((i for i in range(after + 1, min(after + 9, len(atoms))) if atoms[i].code == ")"), None)
            if close is None:
                break
            inner = next((a.value for a in atoms[after:close] if isinstance(a.value, Mention)), None)
            if inner is not None and _holds(inner, mention):
                within = inner
            after = close + 1
        else:
            held = _container(atoms, after, mention)
            if held is None:
                break
            within, after = held
    said = None if atoms[at].start == mention.start else (atoms[at].start, atoms[at].end)
    return Member(mention, within, said), after


def _container(atoms: list[_Atom], after: int, mention: Mention) -> tuple[Mention, int] | None:
    """ ", Syria" or "in southern Ukraine": a larger place that only says where the smaller one lies."""
    index = after
    if index < len(atoms) and atoms[index].code == ",":
        index += 1
    comma = index > after
    if comma:
        index = _past_type(atoms, index)
        while index < len(atoms) and _is_modifier(atoms[index].code):
            index += 1
    if index < len(atoms) and atoms[index].code in {"in", "of"}:
        index += 1
        while index < len(atoms) and _is_modifier(atoms[index].code):
            index += 1
    elif not comma:
        return None
    if index >= len(atoms):
        return None
    if index + 2 < len(atoms) and isinstance(atoms[index].value, Mention) and atoms[index + 1].code == "'s":
        index += 2  # "the capital of Ethiopia's Tigray region"
        while index < len(atoms) and _is_modifier(atoms[index].code):
            index += 1
    if index >= len(atoms):
        return None
    value = atoms[index].value
    if not isinstance(value, Mention) or not _holds(value, mention):
        return None
    index += 1
    while index < len(atoms) and _type().fullmatch(atoms[index].code):
        index += 1
    if index < len(atoms) and atoms[index].code == "," and comma:
        # The comma that closes the apposition; kept where a list goes on ("Hama, Syria, and Homs").
        following = atoms[index + 1].code if index + 1 < len(atoms) else ""
        if following not in {"and", "or"} and not following.startswith(PLACES):
            index += 1
    return value, index


def _past_type(atoms: list[_Atom], at: int) -> int:
    """Past "the capital" in ", the capital of Ingushetia": what sort of place the one before the comma is."""
    index = at
    while (
        index < len(atoms)
        and index - at < 8
        and (_is_modifier(atoms[index].code) or _type().fullmatch(atoms[index].code))
        and atoms[index].code != "of"
    ):
        index += 1
    typed = any(_type().fullmatch(atom.code) for atom in atoms[at:index])
    return index if typed and index < len(atoms) and atoms[index].code in {"in", "of"} else at


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.place is not None and inner.place is not None and lies_in(inner.place, outer.place)
