"""What GeoNames' alternate names carry beside names, and the rule that tells each from a name.

The alternates come without language or type: cities500 lists them as bare texts. Every rule states why it exists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from gazetteer.build.scripts import script_of
from gazetteer.index import Origin
from gazetteer.names import fold

__all__ = ["Cleaner"]

_CODE = re.compile(r"[A-Z]{2,4}|(?=[^\d]*\d)[A-Z\d-]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net)\b", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:[,،、]\s.*|\([^()]*\)|（[^（）]*）)\s*$")


class Cleaner:
    """Sorts a place's alternate names; ``counts`` tells how many each rule took.

    ``languages`` are the names of languages, folded: someone pasted the language list of a web page into many places
    (Mariupol is also "hindi", "ქართული" and "日本語").
    """

    def __init__(self, languages: Iterable[str] = ()) -> None:
        self._languages = frozenset(languages)
        self.counts: Counter[str] = Counter()

    def clean(self, primary: str, alternates: Iterable[str]) -> Iterator[tuple[str, Origin]]:
        """The alternates that are worth keeping, each with what it is: a name or a code. The primary name is not among them."""
        key = fold(primary)
        for text in alternates:
            for rule, verdict in self._judge(text, key):
                self.counts[rule] += 1
                if verdict is not None and verdict[0] != primary:
                    yield verdict

    def _judge(self, text: str, primary: str) -> Iterator[tuple[str, tuple[str, Origin] | None]]:
        text = " ".join(text.split())
        key = fold(text)
        if not key:
            # 42,984 places have one empty alternate: an artefact of splitting an empty field.
            yield "empty", None
        elif "\ufffd" in text or "?" in text or "|" in text:
            # Letters lost in some past conversion.
            yield "broken letters", None
        elif _ADDRESS.search(text):
            # Wikipedia addresses and web sites, mistyped as names.
            yield "web address", None
        elif _LATIN.search(text) and not any(char.isupper() for char in text):
            # GeoNames transliterates every other-script name automatically and writes the result small ("haleukiu"); nobody
            # writes a place so, and no look-up set lost an answer without them.
            yield "small letters", None
        elif key == primary:
            yield "same key as the main name", (text, Origin.ALTERNATE)
        elif _CODE.fullmatch(text):
            # Airport, railway and vehicle codes. As names they answer for words: "KO" for Kyiv, "IN" for anything.
            yield "code", (text, Origin.CODE)
        elif key in self._languages:
            yield "name of a language", None
        elif len(key) < 3 and script_of(text) == "LATIN":
            # Two-letter debris ("Ko" for Kyiv) answers for words of other languages; real two-letter places have it as main name.
            yield "two Latin letters", None
        else:
            yield "kept", (text, Origin.ALTERNATE)
            # Wikipedia titles tell namesakes apart after a comma or in brackets; the place itself is named by what stands before.
            short = _TAIL.sub("", text)
            if short != text and len(fold(short)) > 2:
                yield "kept without its tail", (short, Origin.ALTERNATE)
