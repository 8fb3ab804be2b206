"""Persons in a text, by pattern: who is once named in full is a person wherever the surname stands alone.

What counts: a given name before a capitalised word ("Ashley Judd"), a title before one ("Mayor Curtis McCoy", "Mr. Brown"), initials
("G.B. Hall", "John F. Kennedy"), and a capitalised pair before an age or a verb of speech ("Les Bellah, 54," "Les Bellah said").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.recognise.cues import Cues, cues
from geomap.recognise.words import Words, folded


@dataclass(slots=True)
class People:
    """Which words belong to a person's name in full, and the surnames and given names learnt from them (folded)."""

    words: dict[int, str] = field(default_factory=dict)       # word index -> "title", "given", "middle", "surname"
    surnames: dict[str, int] = field(default_factory=dict)    # folded surname -> how often it stood in a full name
    given: dict[str, int] = field(default_factory=dict)


def find_people(words: Words) -> People:
    """The persons named in full. One pass over the capitalised words."""
    known = cues()
    people = People()
    size = len(words)
    forms, capital = words.forms, words.capital
    index = 0
    while index < size:
        if not capital[index]:
            index += 1
            continue
        start = index
        word = folded(forms[index])
        title = word in known.titles and _follows(words, index)
        if title:
            people.words[index] = "title"
            index += 1
            while index < size and capital[index] and folded(forms[index]) in known.titles and _follows(words, index):
                people.words[index] = "title"
                index += 1
        end = _name_end(words, index)
        full = end - index >= 2 and _is_given(words, index, known)
        told = end - index in (2, 3) and word not in known.function and _person_follows(words, end, known)
        if full or told or (title and end > index):
            _note(words, people, index, end)
            index = end
        else:
            index = start + 1
    return people


def _follows(words: Words, index: int) -> bool:
    """Whether the next word has a capital and only a space, or a full stop and a space, stands between."""
    if index + 1 >= len(words) or not words.capital[index + 1] or index in words.owner:
        return False
    return words.gap(index) in (" ", ". ", "\u00a0", ".\u00a0")


def _name_end(words: Words, index: int) -> int:
    """One past the last word of the capitalised run that begins at ``index`` and could be one person's name (up to 4 words)."""
    size = len(words)
    if index >= size or not words.capital[index]:
        return index
    end = index + 1
    while end < size and end - index < 4 and (end - 1) not in words.owner:
        gap = words.gap(end - 1)
        initial = len(words.forms[end - 1].rstrip(".")) == 1 or words.forms[end - 1].endswith(".")
        nickname = gap in (' "', '" ', " “", "” ")
        if not (gap == " " or gap == "\u00a0" or nickname or (gap == ". " and initial)) or not words.capital[end]:
            break
        end += 1
    return end


def _is_given(words: Words, index: int, known: Cues) -> bool:
    form = words.forms[index]
    if len(form) == 1:                                       # "J. Smith"; without its full stop it is a word in many languages
        return words.gap(index).startswith(".") and form not in ("N", "S", "E", "W")
    if form.endswith(".") and len(form) == 4 and form.isupper():                                      # G.B.
        return form not in ("U.S.", "U.K.", "D.C.", "N.Y.", "N.J.", "L.A.")
    return folded(form) in known.given_names


def _person_follows(words: Words, end: int, known: Cues) -> bool:
    """Whether ", 54," or a verb of speech comes after the words up to ``end``."""
    if end >= len(words) or end - 1 in words.owner:
        return False
    gap = words.gap(end - 1)
    form = words.forms[end]
    if gap == ", " and form.isdigit() and 5 < int(form[:3]) < 110 and words.gap(end)[:1] in (",", "."):
        return True
    return gap == " " and form in known.speech


def _note(words: Words, people: People, start: int, end: int) -> None:
    """Remember the words from ``start`` up to ``end`` as a person's name."""
    last = end - 1
    while last > start and folded(words.forms[last]) in ("jr", "sr", "ii", "iii"):
        last -= 1
    for index in range(start, end):
        part = "surname" if index >= last else "given" if index == start else "middle"
        people.words[index] = part
    surname = folded(words.forms[last])
    people.surnames[surname] = people.surnames.get(surname, 0) + 1
    if last > start:
        given = folded(words.forms[start])
        people.given[given] = people.given.get(given, 0) + 1
