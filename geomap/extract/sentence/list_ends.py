"""Where a list of places ends, though a comma or "and" and another place follow: the next clause, or a word on the place before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.members import is_type
from geomap.extract.sentence.signs import Atom, code_at
from geomap.extract.syntax.verbhood import PREPOSITIONS
from geomap.extract.syntax.verbs import Form, forms_of
from geomap.model import Mention

__all__ = ["begins_clause", "describes", "ends_before_pair", "is_apposition", "is_speaker", "leaves_country", "opens_clause"]

_FINITE = re.compile(r"has|had|is|was|will|would|said|says|did|does|\w+ed")
_AUXILIARY = re.compile(r"has|had|have|is|was|are|were|will|would|did|does")
_SET_BEFORE = frozenset(["at", "in", "on", "during", "after", "following", "before", "since", "amid", "despite", "with", "by"])
_COMPASS = re.compile(r"(?:north|south)?-?(?:east|west)|north|south")
_MAX_BETWEEN = 8  # words within brackets


def begins_clause(atoms: Sequence[Atom], between: Sequence[str], at: int) -> bool:
    """ "Talks in Minsk, and Kyiv said", "would lead to Belarus, and Kyiv at once threw out the plan": the next clause's subject."""
    if list(between[:2]) != [",", "and"]:
        return False
    if _FINITE.fullmatch(code_at(atoms, at + 1)):
        return True
    named = atoms[at].value
    place = named.place if isinstance(named, Mention) else None
    if len(between) > 2 or place is None or not (place.kind is Kind.COUNTRY or place.capital):
        return False
    codes = [code_at(atoms, index) for index in range(at + 1, at + 4)]
    verb = next((n for n, code in enumerate(codes) if _is_finite(code)), None)
    return verb is not None and not any(code in {",", ".", "and", "to", "from", ""} for code in codes[:verb])


def ends_before_pair(atoms: Sequence[Atom], at: int, ends: Sequence[int]) -> int:
    """How many members a list of ends keeps where the next pair follows: "from A to B, C to D", "to B, C and D to E"; else 0.

    ``ends``: behind each member. Who is named right before the second "to" begins the next way, with those that "and" joins to it.
    """
    behind = ends[-1]
    if len(ends) < 2 or code_at(atoms, behind) not in {"to", "for"}:
        return 0
    governor = next((a.code for a in reversed(atoms[:at]) if not re.fullmatch(words("place.before"), a.code)), "")
    if code_at(atoms, behind) != governor:
        return 0
    if not any(isinstance(atom.value, Mention) for atom in atoms[behind + 1 : behind + 3]):
        return 0
    joints = [{atom.code for atom in atoms[one : one + 3]} for one in ends[:-1]]
    return 1 if "and" in joints[-1] and "," in joints[0] else len(ends) - 1


def is_apposition(between: list[str], rest: list[str]) -> bool:
    """ "Nazran, the capital of Ingushetia", "Hamam al-Alil, south of Mosul": says what the first is; "A, the towns of B" goes on."""
    if between[0] == "," and rest[-1:] == ["of"] and len(rest) > 1 and _COMPASS.fullmatch(rest[-2]):
        return True
    head = rest[: rest.index("of")] if "of" in rest else []
    if between[0] == "," and "and" not in between and head and "the" not in head and is_type(head[-1]):
        return True  # "Qudsaya and al-Hama, suburbs of Damascus"
    return between[:2] == [",", "the"] and len(between) > 3 and rest[-1] == "of" and not any(code.endswith("s") for code in rest)


def describes(atoms: Sequence[Atom], at: int) -> bool:
    """ "To Armenia, the Karabakh (Artsakh) information centre reported": a name before a noun that is not a place's sort."""
    index = at + 1
    if code_at(atoms, index) == "(":
        index = next((i + 1 for i in range(index, min(index + _MAX_BETWEEN, len(atoms))) if atoms[i].code == ")"), index)
    word = code_at(atoms, index)
    return re.fullmatch(r"[a-z][\w'-]+", word) is not None and not is_type(word) and word not in PREPOSITIONS and word not in {"and", "or"}


def is_speaker(atoms: Sequence[Atom], at: int) -> bool:
    """ "To Kinshasa, Congo and Rwanda officials said", "Homs residents said": who tells it, and no further place."""
    return _speaker().match(" ".join(code_at(atoms, index) for index in range(at, at + _MAX_BETWEEN))) is not None


@cache
def _speaker() -> re.Pattern[str]:
    noun = rf"(?!{words('place.type')} )[a-z]+"
    joined = r"\S+(?: (?:and|,) [§@%]\S*)*?"
    told_by = rf"(?:{noun}|and (?:the )?@\d+) (?:[a-z]+ )?{words('status.report')}"
    return re.compile(rf"{joined} (?:{told_by}|(?:said|says|told))(?!\S)")


def opens_clause(atoms: Sequence[Atom], after: int, following: int) -> bool:
    """ "After talks in Moscow, Armenia and Azerbaijan agreed", "At the talks in Belarus, Russia sent Medinsky", "After the summit in
    Alaska, Ukraine's partners had begun": countries behind a comma, with a verb of their own."""
    if [atom.code for atom in atoms[after:following]] != [","]:
        return False
    last = next((a.value for a in reversed(atoms[:after]) if isinstance(a.value, Mention)), None)
    new = atoms[following].value
    if last is None or last.place is None or not isinstance(new, Mention) or new.place is None:
        return False
    opens_sentence = next((i for i, a in enumerate(atoms) if isinstance(a.value, Mention)), 0) == 1 and atoms[1].value is last
    if not (new.place.kind is Kind.COUNTRY or (new.place.capital and opens_sentence)):  # "In Doha, Kinshasa goes on"
        return False
    behind = _behind_names(atoms, following)
    verb = code_at(atoms, behind)
    if verb == "'s":
        if last.place.kind is Kind.CITY and last.place.country != new.place.country and behind == following + 1:
            return True  # "talks in Jeddah, Egypt's envoy ...": what is another country's stands beside no town
        ahead = [code_at(atoms, i) for i in range(behind + 1, behind + 6)]
        aux = next((n for n, code in enumerate(ahead) if _AUXILIARY.fullmatch(code)), None)
        return aux is not None and aux > 0 and all(re.fullmatch(r"[a-z]+", code) and code not in PREPOSITIONS for code in ahead[:aux])
    told = _AUXILIARY.fullmatch(verb) is not None or Form.PAST in forms_of(verb)
    if last.place.kind is Kind.COUNTRY:
        return told and _is_set_before(atoms, after)
    return told or _FINITE.fullmatch(verb) is not None or Form.THIRD in forms_of(verb)


def _behind_names(atoms: Sequence[Atom], at: int) -> int:
    """The first atom behind the names that begin at ``at`` and an adverb: "sent" of "Armenia and Azerbaijan also sent"."""
    while at < len(atoms) and (
        isinstance(atoms[at].value, Mention)
        or re.fullmatch(r"@\d*", atoms[at].code)
        or atoms[at].code in {"and", ",", "the", "also", "then", "still"}
        or re.fullmatch(r"[a-z]+ly", atoms[at].code)
    ):
        at += 1
    return at


def _is_set_before(atoms: Sequence[Atom], end: int) -> bool:
    """Whether the words up to ``end`` are a phrase before its clause: "At the talks in Belarus", "In parallel with the rounds in A"."""
    start = next((i + 1 for i in range(end - 1, -1, -1) if atoms[i].code in {".", ";", ":", '"', "that"}), 0)
    words_before = [atoms[i].code for i in range(start, end)]
    told = any(_AUXILIARY.fullmatch(c) or forms_of(c) == {Form.PAST} for c in words_before)
    return words_before[0] in _SET_BEFORE and not told


def leaves_country(atoms: Sequence[Atom], after: int, following: int) -> bool:
    """ "Two crossings to Turkey, Bab al-Salama and al-Rai": a country and, behind a comma, no country, are no list."""
    last = next((a.value for a in reversed(atoms[:after]) if isinstance(a.value, Mention)), None)
    new = atoms[following].value
    if atoms[after].code != "," or not isinstance(new, Mention) or last is None or last.place is None:
        return False
    return last.place.kind is Kind.COUNTRY and (new.place is None or new.place.kind is Kind.SITE)


def _is_finite(code: str) -> bool:
    return not forms_of(code).isdisjoint((Form.PAST, Form.THIRD))
