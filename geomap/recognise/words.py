"""A text as words with spans: what every recogniser looks at. One pass, linear in the length of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from gazetteer.names import fold

# Marks that \w does not match although they belong to the letter before them (NFD accents, Hebrew and Arabic points, Indic
# and Thai vowel signs), and characters that are not seen at all (soft hyphen, zero-width space and joiners, BOM).
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e30-\u0eff\u1000-\u109f"
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_APOSTROPHES = "'’‘ʼʹʻ`´"
_WORD = re.compile(
    rf"W\. ?Va\.|(?<![\w.])[^\W\d_]\.(?:[^\W\d_]\.)+"     # U.S., N.Y.
    rf"|\w[\w{_MARKS}{_UNSEEN}]*(?:[{_APOSTROPHES}][\w{_MARKS}{_UNSEEN}]+)*"
)
_ELIDED = re.compile(rf"[a-z]{{1,5}}[{_APOSTROPHES}][^\W\d_a-z]")            # d'Odessa, dell'Aquila
_OWNER = re.compile(rf"[{_APOSTROPHES}][sS]$")

# What may stand between two words of one name: spaces (also non-breaking and thin ones), one line break, a hyphen.
_JOINT = re.compile(rf"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000{_UNSEEN}]{{1,3}}\n?|\n|[-\u2010\u2011]|-\n|[{_APOSTROPHES}]")
_SENTENCE_END = re.compile(r"[.!?:;…\n\r\u2028\u2029。！？•*|]|--|[“”\"«»]\s*$|^\s*[“”\"«»]|[—–]")


@dataclass(slots=True)
class Words:
    """The words of ``text``; word i is ``text[starts[i]:ends[i]]``, without a possessive ending."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)       # as written, without the possessive ending
    capital: list[bool] = field(default_factory=list)    # begins with a capital, or with a letter of an uncased script
    owner: set[int] = field(default_factory=set)         # indices of words that stood with 's
    language: str = "en"                                 # BCP 47

    def __len__(self) -> int:
        return len(self.forms)

    def gap(self, index: int) -> str:
        """The text between word ``index`` and the next one ("" after the last)."""
        if index + 1 >= len(self.starts):
            return self.text[self.ends[index]:self.ends[index] + 8] if index < len(self.ends) else ""
        return self.text[self.ends[index]:self.starts[index + 1]]

    def joined(self, index: int) -> bool:
        """Whether word ``index`` and the next may belong to one name: nothing but a space or a hyphen parts them."""
        if index in self.owner or index + 1 >= len(self.starts):
            return False
        end, start = self.ends[index], self.starts[index + 1]
        if start - end == 1:
            char = self.text[end]
            return char == " " or _JOINT.fullmatch(char) is not None
        return start - end < 5 and _JOINT.fullmatch(self.text, end, start) is not None

    def opens_sentence(self, index: int) -> bool:
        """Whether word ``index`` begins a sentence, a line or a quotation, where any word has a capital."""
        if index == 0:
            return True
        gap = self.text[self.ends[index - 1]:self.starts[index]]
        if gap == " ":
            return self.forms[index - 1][-1:] == "." and False
        if index - 1 in self.owner:
            gap = _OWNER.sub("", gap)
        return _SENTENCE_END.search(gap) is not None


@lru_cache(maxsize=131_072)
def folded(form: str) -> str:
    """`gazetteer.names.fold`, remembered: a text repeats its words."""
    return fold(form)


def _is_capital(char: str) -> bool:
    return char.isupper() or char.istitle() or (not char.isascii() and char.isalpha() and char.lower() == char.upper())


def read_words(text: str) -> Words:
    """Cut ``text`` into words. Every span slices the text itself: nothing is normalised here."""
    words = Words(text)
    starts, ends, forms, capital, owner = words.starts, words.ends, words.forms, words.capital, words.owner
    memo: dict[str, bool] = {}
    for match in _WORD.finditer(text):
        start, end = match.span()
        form = text[start:end]
        if form[-1] in "sS" and len(form) > 2 and form[-2] in _APOSTROPHES:
            owner.add(len(forms))
            form = form[:-2]
            end -= 2
        first = form[0]
        flag = memo.get(first)
        if flag is None:
            flag = memo[first] = _is_capital(first)
        if not flag and not form.isalnum() and _ELIDED.match(form):
            flag = True
        starts.append(start)
        ends.append(end)
        forms.append(form)
        capital.append(flag)
    return words
