"""One place as a list has it, with what follows its name: "city", "(Kharkov)", ", in Syria", "and the villages around it"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Kind, Place
from gazetteer.names import romanise
from geomap.extract.lexicon import words
from geomap.extract.sentence.apposed_lists import names_several
from geomap.extract.sentence.signs import PLACE, Atom, code_at
from geomap.extract.within import holds
from geomap.model import Mention

__all__ = ["Member", "is_modifier", "is_type", "read_member"]

_MAX_BETWEEN = 8  # words within brackets, or before "of"
_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|an|ar|at|the)[- ](?=\w)", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiou]+h?(?!\w)|[aeiou]+")


@cache
def _sound(name: str) -> str:
    """What spellings of one name share that no gazetteer knows: "al-Foua" and "Fuaa", "Kefraya" and "Kafraya"."""
    return _VOWELS.sub("a", romanise(_ARTICLE.sub("", name, count=1)))


@dataclass(frozen=True, slots=True)
class Member:
    """One place of a list: its mention, and the mention of what holds it ("Hama, in Syria")."""

    mention: Mention
    within: Mention | None = None
    said: tuple[int, int] | None = None  # where it is only meant: the span of "there", "the city"

    @property
    def place(self) -> Place | None:
        """Its own, or for a site the gazetteer lacks the town it stands in: "Shifa hospital in Gaza City"."""
        if self.mention.place is None and self.within is not None and self.within.place is not None and self.within.place.kind is Kind.CITY:
            return self.within.place
        return self.mention.place

    @property
    def key(self) -> str:
        """What is the same for two mentions of one place."""
        return self.place.id if self.place else _sound(self.mention.text)


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('place.before')}|{words('place.before_suffix')}|{words('place.type')}|%\d+)")


@cache
def _type() -> re.Pattern[str]:
    return re.compile(words("place.type"))


def is_modifier(code: str) -> bool:
    """Whether a word may stand between a preposition and a place's name: "the", "besieged", "port"."""
    return _modifier().fullmatch(code) is not None


def is_type(code: str) -> bool:
    """Whether a word says what sort of place a name is: "city", "villages"."""
    return _type().fullmatch(code) is not None


def read_member(atoms: Sequence[Atom], at: int) -> tuple[Member, int]:
    """One place with what follows it: "city", "(Kharkov)", ", in Syria", "and the villages around it"."""
    mention = atoms[at].value
    assert isinstance(mention, Mention)
    within: Mention | None = None
    after = at + 1
    owned = _named_of_owner(atoms, at)
    if owned is not None:
        return Member(owned.value, mention), atoms.index(owned) + 1  # type: ignore[arg-type]
    named = _named_of_sort(atoms, at)
    if named is not None and isinstance(named.value, Mention):
        mention, within, after = named.value, mention, atoms.index(named) + 1
    while after < len(atoms):
        if is_type(atoms[after].code):
            after += 1
        elif atoms[after].code == "(":
            close = next((i for i in range(after + 1, min(after + _MAX_BETWEEN + 1, len(atoms))) if atoms[i].code == ")"), None)
            if close is None or atoms[after + 1].code in {"via", "through", "with"}:
                break
            inside = sum(isinstance(a.value, Mention) for a in atoms[after:close])
            if inside > 1 and names_several(f"{mention.text} {code_at(atoms, after - 1)}"):
                break  # "three Black Sea ports (A, B and C)"
            inner = next((a.value for a in atoms[after:close] if isinstance(a.value, Mention)), None)
            if inner is not None and holds(inner, mention):
                within = inner
            after = close + 1
        else:
            held = _read_container(atoms, after, mention)
            if held is None and _is_neighbour_in_list(atoms, after):
                after += 2
                continue
            if held is None:
                break
            within, after = within or held[0], held[1]  # "the plant in Severodonetsk in Ukraine" lies in the town
    said = None if atoms[at].start == mention.start else (atoms[at].start, atoms[at].end)
    return Member(mention, within, said), after


def _is_neighbour_in_list(atoms: Sequence[Atom], after: int) -> bool:
    """ "Lunacharske near Berdiansk, Tokmak and Vasylivka": only says where the first lies; the list goes on."""
    beside = code_at(atoms, after) in {"near", "outside"} and code_at(atoms, after + 1) == PLACE
    goes_on = code_at(atoms, after + 2) == "," and code_at(atoms, after + 3) == PLACE and code_at(atoms, after + 4) in {",", "and"}
    return beside and (goes_on or (code_at(atoms, after + 2) == "and" and code_at(atoms, after + 3) == PLACE))


def _named_of_owner(atoms: Sequence[Atom], at: int) -> Atom | None:
    """ "Ukraine's city of Zaporizhzhia": the second is meant, and lies in the first."""
    if code_at(atoms, at + 1) != "'s":
        return None
    index = _skip(atoms, at + 2, is_modifier)
    outer, inner = atoms[at].value, atoms[index].value if index < len(atoms) else None
    if index == at + 2 or not isinstance(outer, Mention) or not isinstance(inner, Mention) or not holds(outer, inner):
        return None
    return atoms[index]


_SETTLEMENTS = re.compile(r"(?:suburb|port|town|village|city|district|neighbou?rhood|settlement|camp|quarter)s?|cities")


def _named_of_sort(atoms: Sequence[Atom], at: int) -> Atom | None:
    """ "the Sarajevo suburb of Lukavica", "the Adriatic port of Split": the second is meant, and lies in the first."""
    index = at + 1
    while is_modifier(code_at(atoms, index)) and not _SETTLEMENTS.fullmatch(code_at(atoms, index)):
        index += 1
    if index - at > _MAX_BETWEEN or not _SETTLEMENTS.fullmatch(code_at(atoms, index)) or code_at(atoms, index + 1) != "of":
        return None
    index = _skip(atoms, index + 2, is_modifier)
    outer, inner = atoms[at].value, atoms[index].value if index < len(atoms) else None
    if not isinstance(outer, Mention) or not isinstance(inner, Mention) or holds(inner, outer):
        return None
    if outer.place is None and inner.place is not None and inner.place.kind is Kind.CITY:
        return None  # "the Waer district of Homs": a part that no gazetteer has
    return atoms[index]


def _read_container(atoms: Sequence[Atom], after: int, mention: Mention) -> tuple[Mention, int] | None:
    """ ", Syria" or "in southern Ukraine": a larger place that only says where the smaller one lies."""
    index = after
    comma = code_at(atoms, index) == ","
    if comma:
        index = _skip(atoms, _past_type(atoms, index + 1), is_modifier)
    if code_at(atoms, index) in {"in", "of"}:
        index = _skip(atoms, index + 1, is_modifier)
    elif not comma:
        return None
    if code_at(atoms, index).startswith(PLACE) and code_at(atoms, index + 1) == "'s" and index + 2 < len(atoms):
        index = _skip(atoms, index + 2, is_modifier)  # "the capital of Ethiopia's Tigray region"
    outer = atoms[index].value if index < len(atoms) else None
    if not isinstance(outer, Mention):
        return None
    end = _skip(atoms, index + 1, is_type)
    # a crossing lies in either country: "Torkham, in northwest Pakistan, and Chaman"
    beside = comma and code_at(atoms, after + 1) == "in" and code_at(atoms, end) == "," and _is_wide(outer)
    # "Kereneik, West Darfur, on Tuesday", a name that the gazetteer lacks
    goes_on = code_at(atoms, end) == "and" or (code_at(atoms, end) == "," and code_at(atoms, end + 1) in {"and", "or", PLACE})
    beside = beside or (mention.place is None and comma and index == after + 1 and _is_wide(outer) and not goes_on)
    around = not _AROUND.isdisjoint(atom.code for atom in atoms[after:index])
    city = outer.place is not None and outer.place.kind is Kind.CITY and not around
    beside = beside or (mention.place is None and not comma and (city or (_is_wide(outer) and code_at(atoms, after) == "in")))
    # "al-Waer, Homs, arrived"
    closed = code_at(atoms, end) == "," and code_at(atoms, end + 1) not in {"and", "or"} and not code_at(atoms, end + 1).startswith(PLACE)
    beside = beside or (mention.place is None and comma and index == after + 1 and city and closed and end + 1 < len(atoms))
    if not holds(outer, mention) and not beside:
        return None
    index = end
    # The comma that closes the apposition; kept where a list goes on ("Hama, Syria, and Homs").
    closes = comma and code_at(atoms, index) == "," and code_at(atoms, index + 1) not in {"and", "or", PLACE}
    if closes and not _is_told_by(atoms, index + 1):
        index += 1
    return outer, index


@cache
def _teller() -> re.Pattern[str]:
    return re.compile(
        r"according to|(?:(?:an?|the|its|his|her|two|several|some) )?(?:(?:[a-z'-]+|@|%) ){0,5}?"
        rf"{words('status.report')}(?= (?:on|in|at|late|early|¤|\S+day|[.,;:])|$)"
    )


def _is_told_by(atoms: Sequence[Atom], at: int) -> bool:
    """ "In Nairobi, Kenya, a mediator said": the comma parts what is told from who tells it."""
    return _teller().match(" ".join(code_at(atoms, index) for index in range(at, at + _MAX_BETWEEN))) is not None


_AROUND = frozenset(["rural", "countryside"])  # "Kafraya in rural Idlib" is no part of the town


def _past_type(atoms: Sequence[Atom], at: int) -> int:
    """Past "the capital" in ", the capital of Ingushetia": what sort of place the one before the comma is."""
    index = at
    while index - at < _MAX_BETWEEN and (code := code_at(atoms, index)) != "of" and (is_modifier(code) or is_type(code)):
        index += 1
    typed = any(is_type(atom.code) for atom in atoms[at:index])
    return index if typed and code_at(atoms, index) in {"in", "of"} else at


def _skip(atoms: Sequence[Atom], index: int, passes: Callable[[str], bool]) -> int:
    while index < len(atoms) and passes(atoms[index].code):
        index += 1
    return index


def _is_wide(outer: Mention) -> bool:
    return outer.place is not None and outer.place.kind in (Kind.COUNTRY, Kind.REGION, Kind.AREA)
