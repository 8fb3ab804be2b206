"""Places that one phrase joins, each with what holds it: "the besieged cities of A, B (in C) and D", "A – B – C".

The reader of a list goes over a sentence's atoms (see ``signs``) and gives the list and the index behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.apposed_lists import names_several
from geomap.extract.sentence.list_ends import (
    begins_clause,
    describes,
    ends_before_pair,
    is_apposition,
    is_speaker,
    leaves_country,
    opens_clause,
)
from geomap.extract.sentence.members import Member, is_modifier, read_member
from geomap.extract.sentence.signs import Atom, code_at
from geomap.model import Mention

__all__ = ["Places", "names_holder", "read_list"]

_DASH = re.compile(r"\s*(?:[-‐‑–—−→➔➜⇒⟶↔⇄>]|->|=>|--)>?\s*")
_MAX_LIST = 40
_MAX_BETWEEN = 8  # words between two places of one list
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
def _join() -> re.Pattern[str]:
    return re.compile(words("place.join"))


_HOLDING = frozenset(["controlled", "held", "run", "ruled", "occupied", "administered", "backed", "besieged", "majority", "dominated"])


def names_holder(codes: Sequence[str]) -> bool:
    """ "Houthi-held Sanaa", "Kyiv-controlled Lysychansk": the first only says whose the second is; ``codes``: three, up to the second."""
    return len(codes) == 3 and codes[2] in _HOLDING and codes[1] == "-" and codes[0][0] in "§@%"


def read_list(text: str, atoms: Sequence[Atom], at: int) -> tuple[Places, int]:
    """The list of places that begins with the place at ``at``, and the index after it."""
    member, after = read_member(atoms, at)
    members = [member]
    ends = [after]  # behind each member
    chain: bool | None = None  # the first joint decides
    closed = False  # "and" has been said
    while len(members) < _MAX_LIST:
        step = _next_member(text, atoms, after, chain, closed=closed)
        if step is None or _parts_a_dateline(text, atoms, at, after, step[0]):
            break
        following, is_chain = step
        closed = closed or any(atom.code == "and" for atom in atoms[after:following])
        if is_chain and not chain and _is_no_station(text, atoms, members[-1], after):
            break
        if members[-1].within is None and leaves_country(atoms, after, following):
            break
        chain = is_chain if chain is None else chain
        member, after = read_member(atoms, following)
        members.append(member)
        ends.append(after)
    kept = 0 if chain else ends_before_pair(atoms, at, ends)
    if kept:
        del members[kept:]
        after = ends[kept - 1]
    end = atoms[after - 1].end
    possessive = after < len(atoms) and atoms[after].code == "'s"
    return Places(atoms[at].start, end, tuple(members), bool(chain), possessive), after


def _next_member(text: str, atoms: Sequence[Atom], after: int, chain: bool | None, *, closed: bool) -> tuple[int, bool] | None:
    """Where the next place of the list stands and whether a dash or arrow joins it; None at the list's end."""
    within_reach = range(after, min(after + _MAX_BETWEEN + 1, len(atoms)))
    beyond = _behind_apposition(atoms, after)
    if beyond is not None:
        return beyond, False
    following = next((i for i in within_reach if isinstance(atoms[i].value, Mention) and not _is_holder(atoms, i)), None)
    if following is None:
        return None
    if chain is not False and _DASH.fullmatch(text[atoms[after - 1].end : atoms[following].start]):
        return following, True
    if chain:
        return None
    between = [atom.code for atom in atoms[after:following]]
    rest = _after_joint(between)
    if rest is None:
        return None
    held = next((n for n in range(len(rest) - 2) if names_holder(rest[n : n + 3])), None)
    rest = rest if held is None else rest[:held] + rest[held + 3 :]
    if not all(is_modifier(code) for code in rest):
        return None
    if between == [",", "the"] and (describes(atoms, following) or _is_capital(atoms[following])):
        return None  # "to Bujumbura, the Burundian capital"
    if "government" in rest and rest[rest.index("government") + 1 : rest.index("government") + 2] == ["of"]:
        return None  # "moved to South Africa, the government of Congo said"
    if rest == ["the"] and _ROAD.fullmatch(code_at(atoms, following + 1)):
        return None  # "from Armenia and the Agdam road": a way of that name
    if between == [","] and is_speaker(atoms, following):
        return None
    if code_at(atoms, following + 1) == "-" and _ROAD.fullmatch(code_at(atoms, following + 3).removesuffix("s")):
        return None  # "the Lachin and Aghdam-Khankendi roads"
    if is_apposition(between, rest) or opens_clause(atoms, after, following):
        return None
    if (chain is None or closed) and begins_clause(atoms, between, following):
        return None
    return following, False


_CLAUSE = frozenset(
    ["is", "was", "are", "were", "has", "had", "which", "who", "where", "that", "said", "says", "will", "would", "but", "as"]
)


def _behind_apposition(atoms: Sequence[Atom], after: int) -> int | None:
    """The next place of "from Lyman, a rail hub, Sviatohirsk and Sloviansk": what stands between commas says what the one before is."""
    if code_at(atoms, after) != "," or code_at(atoms, after + 1) not in {"a", "an", "the", "once", "now"}:
        return None
    close = next((i for i in range(after + 2, min(after + _MAX_BETWEEN, len(atoms))) if atoms[i].code == ","), None)
    if close is None or any(a.value is not None or a.code in _CLAUSE for a in atoms[after + 1 : close]):
        return None
    following = close + 1 + (code_at(atoms, close + 1) == "and")
    goes_on = following > close + 1 or code_at(atoms, following + 1) in {"and", ","}
    named = following < len(atoms) and isinstance(atoms[following].value, Mention)
    return following if named and goes_on and not is_speaker(atoms, following) else None


def _is_holder(atoms: Sequence[Atom], at: int) -> bool:
    return names_holder([atom.code for atom in atoms[at : at + 3]])


def _is_capital(atom: Atom) -> bool:
    return isinstance(atom.value, Mention) and atom.value.text.endswith(" capital")


def _parts_a_dateline(text: str, atoms: Sequence[Atom], at: int, after: int, following: int) -> bool:
    """ "ANTALYA, Turkey - Ukraine's minister": the dash ends where the report was written."""
    dash = _DASH.fullmatch(text[atoms[after - 1].end : atoms[following].start])
    town, then = text[atoms[at].start : atoms[at].end], text[atoms[following].start : atoms[following].end]
    shouted = then.isupper() and len(then.replace(".", "")) > len("USA")
    return at == 0 and dash is not None and len(town) > 3 and town.isupper() and not shouted


def _is_no_station(text: str, atoms: Sequence[Atom], member: Member, after: int) -> bool:
    """ "Ports on the Black Sea – A, B and C", "the Donetsk towns – A and B": the dash opens a list."""
    water = member.place is not None and member.place.kind in (Kind.SEA, Kind.RIVER)
    return water or names_several(text[member.mention.start : atoms[after - 1].end])


def _after_joint(codes: list[str]) -> list[str] | None:
    """What follows ", and" or "as well as" at the beginning; None where nothing there joins."""
    size = 0
    while size < len(codes) and (codes[size] in {",", "/"} or _join().fullmatch(codes[size])):
        size += 1
    if size == 0:
        size = next((n for n in (2, 3) if _join().fullmatch(" ".join(codes[:n]))), 0)
    return codes[size:] if size else None
