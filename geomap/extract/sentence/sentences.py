"""Text to blocks (paragraphs, headings, list items) to sentences, as spans.

A rule splitter, linear in the text: news has abbreviations, initials and quotations that end inside a sentence, and
a map's evidence must be a whole sentence and never half of one.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

__all__ = ["Sentence", "blocks", "split"]

# A full stop after one of these does not end a sentence; lower-case, without the stop.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "adm",
        "brig",
        "cmdr",
        "sen",
        "rep",
        "gov",
        "pres",
        "hon",
        "rev",
        "fr",
        "jr",
        "sr",
        "messrs",
        "no",
        "nos",
        "vs",
        "etc",
        "approx",
        "dept",
        "est",
        "fig",
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "e.g",
        "i.e",
        "u.n",
        "u.s",
        "u.k",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "al",
        "ca",
        "cf",
        "km",
    ]
)

# These may also stand at a sentence's very end ("at 10 a.m. The buses ..."): a capital after them decides.
_MAY_END = frozenset(["u.n", "u.s", "u.k", "e.u", "d.c", "a.m", "p.m", "etc", "co", "inc", "ltd", "corp", "jr", "sr", "km"])

_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "it",
        "he",
        "she",
        "they",
        "we",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "however",
        "meanwhile",
        "earlier",
        "later",
        "after",
        "before",
        "since",
        "while",
        "when",
        "civilians",
        "buses",
        "convoys",
        "people",
        "officials",
        "russia",
        "ukraine",
    ]
)

_END = re.compile(
    r"""
    (?P<stop> [.!?…]+ | [。！？؟۔।] )        # the mark, in the scripts that have their own
    (?P<close> ["'”’»)\]]* )                  # what closes after it
    (?= \s | $ )
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"[ \t]*(?:[-–—•*●▪◦·‣]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+")
_WORD_BEFORE = re.compile(r"([^\s\"'“”‘’()\[\]]+)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in the text; ``block`` numbers the paragraph or line, ``bullet`` is true of a list item."""

    start: int
    end: int
    text: str
    block: int
    bullet: bool = False


def blocks(text: str) -> list[tuple[int, int, bool]]:
    """The spans of paragraphs, headings and list items, each with whether it is a list item.

    A single line break separates blocks unless the text is hard-wrapped (mail, old wires, PDF): then it is a space.
    """
    found: list[tuple[int, int, bool]] = []
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\f\u2028\u2029]+", text)]
    wrapped = _is_hard_wrapped(text, lines)
    previous_end = -1
    for start, end in lines:
        stripped = text[start:end].strip()
        if not stripped:
            continue
        left = start + len(text[start:end]) - len(text[start:end].lstrip())
        right = left + len(stripped)
        bullet = _BULLET.match(text, start, end)
        gap = text[previous_end:start] if previous_end >= 0 else "\n\n"
        one_break = len(re.findall(r"\r\n|\n|\r|[\f\u2028\u2029]", gap)) < 2
        if found and wrapped and one_break and not bullet and _continues(text, found[-1], left):
            found[-1] = (found[-1][0], right, found[-1][2])
        elif bullet and bullet.end() < right:
            found.append((bullet.end(), right, True))
        else:
            found.append((left, right, False))
        previous_end = end
    return found


def split(text: str) -> list[Sentence]:
    """The sentences of ``text`` in order; ``text[s.start:s.end] == s.text`` for each."""
    result: list[Sentence] = []
    for number, (start, end, bullet) in enumerate(blocks(text)):
        begin = start
        for mark in _END.finditer(text, start, end):
            if mark.end() < end and not _ends_here(text, begin, mark, end):
                continue
            _append(result, text, begin, mark.end(), number, bullet)
            begin = mark.end()
        _append(result, text, begin, end, number, bullet)
    return result


def _append(result: list[Sentence], text: str, start: int, end: int, block: int, bullet: bool) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        left = start + len(piece) - len(piece.lstrip())
        result.append(Sentence(left, left + len(stripped), stripped, block, bullet))


def _ends_here(text: str, begin: int, mark: re.Match[str], end: int) -> bool:
    """Whether a full stop inside a block ends a sentence: by the word before it and the letter after it."""
    following = text[mark.end() : min(end, mark.end() + 40)].lstrip()
    opener = following.lstrip("\"'“‘«([")[:1]
    if opener.islower():
        return False  # "evacuate?" she asked; "at 10 a.m. on Tuesday"
    if mark["stop"][0] not in "." or len(mark["stop"]) > 1:
        return True
    before = _WORD_BEFORE.search(text, max(begin, mark.start() - 30), mark.start())
    word = before[1].lower() if before else ""
    if word in _MAY_END or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        first = re.match(r"[\"'“‘«(\[]*(\w+)", following)
        return bool(first and first[1].lower() in _STARTERS)
    if word in _ABBREVIATIONS:
        return False
    # An initial: "A. Guterres"; but "Route A." at a line's end never comes here.
    return not (len(word) == 1 and word.isalpha() and opener.isupper())


def _continues(text: str, block: tuple[int, int, bool], start: int) -> bool:
    """Whether the line at ``start`` goes on with the block before: not after a short last line or a colon, nor as a list's item."""
    last = text[max(block[0], block[1] - 200) : block[1]]
    line = re.split(r"[\n\r]", last)[-1]
    if line.endswith(":") or _ITEM.match(text, start):
        return False
    return len(line) >= 40 or text[start : start + 1].islower()


_ITEM = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?: [–—→-]|:) ")  # "Sumy – Poltava", "Kyiv: via Bucha"


def _is_hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Many lines, none very long, most of which do not end where a sentence does and had no room for the next line's first word."""
    pairs = [(text[s:e].strip(), text[t:f].split()[0]) for (s, e), (t, f) in itertools.pairwise(lines) if t - e <= 2 and text[t:f].strip()]
    inner = [(line, word) for line, word in pairs if line]
    width = max((e - s for s, e in lines), default=0)
    if len(inner) < 3 or width > 132:
        return False
    open_ended = sum(line[-1] not in ".!?:;\"”'’)" for line, _ in inner)
    full = sum(len(line) >= 50 and len(line) + 1 + len(word) >= _FULL * width for line, word in inner)
    return open_ended >= 0.6 * len(inner) and full >= 0.6 * len(inner)


_FULL = 0.85             # of the longest line's width, in letters that are not all of one width
