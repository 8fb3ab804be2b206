"""Places that one phrase joins, each with what holds it: "the besieged cities of A, B (in C) and D", "A – B – C".

The reader of a list goes over a sentence's atoms (see ``signs``) and gives the list and the index behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Kind, Place
from gazetteer.names import romanise
from geomap.extract.lexicon import words
from geomap.extract.sentence.list_ends import begins_clause, describes, is_apposition, leaves_country, opens_clause
from geomap.extract.sentence.signs import PLACE, Atom
from geomap.extract.within import lies_in
from geomap.model import Mention

__all__ = ["Member", "Places", "is_modifier", "is_type", "read_list"]

_DASH = re.compile(r"\s*(?:[-‐‑–—−→➔➜⇒⟶↔⇄>]|->|=>|--)>?\s*")
_MAX_LIST = 40
_MAX_BETWEEN = 8  # words between two places of one list, or within brackets


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

_ROAD = re.compile(r"road|highway|corridor|crossing|street|bridge")


@dataclass(frozen=True, slots=True)
class Places:
    """A list of places as the text joins them; ``chain`` where dashes or arrows do: "Sumy – Poltava"."""

    start: int
    end: int
    members: tuple[Member, ...]
    chain: bool = False
    possessive: bool = False
    nameless: bool = False  # "a Damascus suburb", "other parts of Syria": only says near what it lies


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('place.before')}|{words('place.before_suffix')}|{words('place.type')}|%\d+)")


@cache
def _type() -> re.Pattern[str]:
    return re.compile(words("place.type"))


@cache
def _join() -> re.Pattern[str]:
    return re.compile(words("place.join"))


def is_modifier(code: str) -> bool:
    """Whether a word may stand between a preposition and a place's name: "the", "besieged", "port"."""
    return _modifier().fullmatch(code) is not None


def is_type(code: str) -> bool:
    """Whether a word says what sort of place a name is: "city", "villages"."""
    return _type().fullmatch(code) is not None


def read_list(text: str, atoms: Sequence[Atom], at: int) -> tuple[Places, int]:
    """The list of places that begins with the place at ``at``, and the index after it."""
    member, after = _read_member(atoms, at)
    members = [member]
    chain: bool | None = None  # the first joint decides
    closed = False  # "and" has been said
    while len(members) < _MAX_LIST:
        step = _next_member(text, atoms, after, chain, closed=closed)
        if step is None or _parts_a_dateline(text, atoms, at, after, step[0]):
            break
        following, is_chain = step
        closed = closed or any(atom.code == "and" for atom in atoms[after:following])
        if members[-1].within is None and leaves_country(atoms, after, following):
            break
        chain = is_chain if chain is None else chain
        member, after = _read_member(atoms, following)
        members.append(member)
    end = atoms[after - 1].end
    possessive = after < len(atoms) and atoms[after].code == "'s"
    return Places(atoms[at].start, end, tuple(members), bool(chain), possessive), after


def _next_member(text: str, atoms: Sequence[Atom], after: int, chain: bool | None, *, closed: bool) -> tuple[int, bool] | None:
    """Where the next place of the list stands and whether a dash or arrow joins it; None at the list's end."""
    within_reach = range(after, min(after + _MAX_BETWEEN + 1, len(atoms)))
    following = next((i for i in within_reach if isinstance(atoms[i].value, Mention)), None)
    if following is None:
        return None
    if chain is not False and _DASH.fullmatch(text[atoms[after - 1].end : atoms[following].start]):
        return following, True
    if chain:
        return None
    between = [atom.code for atom in atoms[after:following]]
    rest = _after_joint(between)
    if rest is None or not all(is_modifier(code) for code in rest):
        return None
    if between == [",", "the"] and describes(atoms, following):
        return None
    if rest == ["the"] and _ROAD.fullmatch(_code(atoms, following + 1)):
        return None  # "from Armenia and the Agdam road": a way of that name
    if _code(atoms, following + 1) == "-" and _ROAD.fullmatch(_code(atoms, following + 3).removesuffix("s")):
        return None  # "the Lachin and Aghdam-Khankendi roads"
    if is_apposition(between, rest) or opens_clause(atoms, after, following):
        return None
    if (chain is None or closed) and begins_clause(atoms, between, following):
        return None
    return following, False


def _parts_a_dateline(text: str, atoms: Sequence[Atom], at: int, after: int, following: int) -> bool:
    """ "ANTALYA, Turkey - Ukraine's minister": the dash ends where the report was written."""
    dash = _DASH.fullmatch(text[atoms[after - 1].end : atoms[following].start])
    town, then = text[atoms[at].start : atoms[at].end], text[atoms[following].start : atoms[following].end]
    return at == 0 and dash is not None and len(town) > 3 and town.isupper() and not then.isupper()


def _after_joint(codes: list[str]) -> list[str] | None:
    """What follows ", and" or "as well as" at the beginning; None where nothing there joins."""
    size = 0
    while size < len(codes) and (codes[size] in {",", "/"} or _join().fullmatch(codes[size])):
        size += 1
    if size == 0:
        size = next((n for n in (2, 3) if _join().fullmatch(" ".join(codes[:n]))), 0)
    return codes[size:] if size else None


def _read_member(atoms: Sequence[Atom], at: int) -> tuple[Member, int]:
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
            inner = next((a.value for a in atoms[after:close] if isinstance(a.value, Mention)), None)
            if inner is not None and _holds(inner, mention):
                within = inner
            after = close + 1
        else:
            held = _read_container(atoms, after, mention)
            if held is None:
                break
            within, after = within or held[0], held[1]  # "the plant in Severodonetsk in Ukraine" lies in the town
    said = None if atoms[at].start == mention.start else (atoms[at].start, atoms[at].end)
    return Member(mention, within, said), after


def _named_of_owner(atoms: Sequence[Atom], at: int) -> Atom | None:
    """ "Ukraine's city of Zaporizhzhia": the second is meant, and lies in the first."""
    if _code(atoms, at + 1) != "'s":
        return None
    index = _skip(atoms, at + 2, is_modifier)
    outer, inner = atoms[at].value, atoms[index].value if index < len(atoms) else None
    if index == at + 2 or not isinstance(outer, Mention) or not isinstance(inner, Mention) or not _holds(outer, inner):
        return None
    return atoms[index]


_SETTLEMENTS = re.compile(r"(?:suburb|port|town|village|city|district|neighbou?rhood|settlement|camp|quarter)s?|cities")


def _named_of_sort(atoms: Sequence[Atom], at: int) -> Atom | None:
    """ "the Sarajevo suburb of Lukavica", "the Adriatic port of Split": the second is meant, and lies in the first."""
    index = at + 1
    while is_modifier(_code(atoms, index)) and not _SETTLEMENTS.fullmatch(_code(atoms, index)):
        index += 1
    if index - at > _MAX_BETWEEN or not _SETTLEMENTS.fullmatch(_code(atoms, index)) or _code(atoms, index + 1) != "of":
        return None
    index = _skip(atoms, index + 2, is_modifier)
    outer, inner = atoms[at].value, atoms[index].value if index < len(atoms) else None
    if not isinstance(outer, Mention) or not isinstance(inner, Mention) or _holds(inner, outer):
        return None
    if outer.place is None and inner.place is not None and inner.place.kind is Kind.CITY:
        return None  # "the Waer district of Homs": a part that no gazetteer has
    return atoms[index]


def _read_container(atoms: Sequence[Atom], after: int, mention: Mention) -> tuple[Mention, int] | None:
    """ ", Syria" or "in southern Ukraine": a larger place that only says where the smaller one lies."""
    index = after
    comma = _code(atoms, index) == ","
    if comma:
        index = _skip(atoms, _past_type(atoms, index + 1), is_modifier)
    if _code(atoms, index) in {"in", "of"}:
        index = _skip(atoms, index + 1, is_modifier)
    elif not comma:
        return None
    if _code(atoms, index).startswith(PLACE) and _code(atoms, index + 1) == "'s" and index + 2 < len(atoms):
        index = _skip(atoms, index + 2, is_modifier)  # "the capital of Ethiopia's Tigray region"
    outer = atoms[index].value if index < len(atoms) else None
    if not isinstance(outer, Mention):
        return None
    end = _skip(atoms, index + 1, is_type)
    # a crossing lies in either country: "Torkham, in northwest Pakistan, and Chaman"
    beside = comma and _code(atoms, after + 1) == "in" and _code(atoms, end) == "," and _is_wide(outer)
    # "Kereneik, West Darfur, on Tuesday", a name that the gazetteer lacks
    goes_on = _code(atoms, end) == "and" or (_code(atoms, end) == "," and _code(atoms, end + 1) in {"and", "or", PLACE})
    beside = beside or (mention.place is None and comma and index == after + 1 and _is_wide(outer) and not goes_on)
    around = not _AROUND.isdisjoint(atom.code for atom in atoms[after:index])
    city = outer.place is not None and outer.place.kind is Kind.CITY and not around
    beside = beside or (mention.place is None and not comma and (city or (_is_wide(outer) and _code(atoms, after) == "in")))
    # "al-Waer, Homs, arrived"
    closed = _code(atoms, end) == "," and _code(atoms, end + 1) not in {"and", "or"} and not _code(atoms, end + 1).startswith(PLACE)
    beside = beside or (mention.place is None and comma and index == after + 1 and city and closed and end + 1 < len(atoms))
    if not _holds(outer, mention) and not beside:
        return None
    index = end
    # The comma that closes the apposition; kept where a list goes on ("Hama, Syria, and Homs").
    if comma and _code(atoms, index) == "," and _code(atoms, index + 1) not in {"and", "or", PLACE}:
        index += 1
    return outer, index


_AROUND = frozenset(["rural", "countryside"])  # "Kafraya in rural Idlib" is no part of the town


def _past_type(atoms: Sequence[Atom], at: int) -> int:
    """Past "the capital" in ", the capital of Ingushetia": what sort of place the one before the comma is."""
    index = at
    while index - at < _MAX_BETWEEN and _code(atoms, index) != "of" and (is_modifier(_code(atoms, index)) or is_type(_code(atoms, index))):
        index += 1
    typed = any(is_type(atom.code) for atom in atoms[at:index])
    return index if typed and _code(atoms, index) in {"in", "of"} else at


def _skip(atoms: Sequence[Atom], index: int, passes: Callable[[str], bool]) -> int:
    while index < len(atoms) and passes(atoms[index].code):
        index += 1
    return index


def _code(atoms: Sequence[Atom], index: int) -> str:
    """The code at ``index``, "" behind the end."""
    return atoms[index].code if index < len(atoms) else ""


def _is_wide(outer: Mention) -> bool:
    return outer.place is not None and outer.place.kind in (Kind.COUNTRY, Kind.REGION, Kind.AREA)


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.place is not None and inner.place is not None and lies_in(inner.place, outer.place)
