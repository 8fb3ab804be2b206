"""Other ways to write the same name, by rule: what people abbreviate, add, leave out, turn round and mangle.

Every function takes a name and gives further keys (as `gazetteer.names.fold` makes them) worth looking up. Nothing here knows any
place: the rules hold for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazetteer.model import Kind
from gazetteer.names import fold

# ------------------------------------------------------------------------------------------------------ generic words

_CITY, _REGION, _COUNTY, _SEA, _RIVER = Kind.CITY, Kind.REGION, Kind.COUNTY, Kind.SEA, Kind.RIVER
_GENERIC_WORDS: dict[Kind | None, str] = {
    _CITY: "city town village municipality metropolis capital settlement commune stadt ciudad municipio ville cidade citta"
           " miasto mesto grad gorod misto selo gmina kota shahr sehri thanh pho tp város stad город місто г м с село"
           " مدينه مدينة شهر شہر שהר העיר שהר शहर শহর πολη دينة baladiyat ciutat shi si 시",
    _REGION: "region oblast obl province state governorate prefecture department voivodeship krai kray republic territory"
             " provincia departamento departement estado region provinz land bundesland kanton canton wojewodztwo obwod"
             " область обл край республика провинция область республіка провінція محافظه استان ولايه صوبہ প্রদেশ प्रदेश"
             " ili provinsi tinh comunidad autonoma autonomous vilayet viloyati wilaya muhafazat mohafazah"
             " περιφερεια νομος מחוז oblasti governorat regiao",
    _COUNTY: "county district bezirk gun raion rayon kreis landkreis район powiat okres",
    _SEA: "sea gulf bay ocean strait",
    _RIVER: "river rio fluss fleuve",
    None: "island islands isle isles the",
}
GENERIC: dict[str, Kind | None] = {
    fold(word): kind for kind, words in reversed(_GENERIC_WORDS.items()) for word in words.split()
}
_JOINING = frozenset(["of", "de", "di", "da", "do", "du", "des", "del", "der", "von", "the", "la", "le", "el"])

# What Chinese, Japanese and Korean write without a space at the end of a name.
_SUFFIXES: tuple[tuple[str, Kind | None], ...] = tuple(
    (fold(suffix), kind)
    for kind, suffixes in (
        (_CITY, "特别市 市 镇 町 村 城 특별시 광역시 시"),
        (_REGION, "自治州 自治区 地区 県 省 州 府 道 도 주"),
        (None, "区 县 郡 岛 군 구"),
    )
    for suffix in suffixes.split()
)


class Rewriting(NamedTuple):
    """Another key for the same name; the kind of place that the words left out speak for; what was done, in words."""

    key: str
    kind: Kind | None
    deed: str


def without_generic_words(key: str) -> Iterator[Rewriting]:
    """The key without "city of", "oblast", "the" ... at either end; and without such a suffix where no spaces are written.

    >>> [rewriting.key for rewriting in without_generic_words("city of odesa")]
    ['odesa']
    """
    words = key.split()
    if len(words) == 1:
        for suffix, kind in _SUFFIXES:
            if key.endswith(suffix) and len(key) > len(suffix) + (suffix < "가"):
                yield Rewriting(key.removesuffix(suffix), kind, f"without {suffix}")
        return
    for word, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        if word not in GENERIC:
            continue
        kind, trimmed = GENERIC[word], _trim(rest)
        if not trimmed:
            continue
        yield Rewriting(" ".join(trimmed), kind, f'without "{word}"')
        if len(trimmed) > 1 and trimmed[-1] in GENERIC:                    # "autonomous region", "thành phố"
            yield Rewriting(" ".join(trimmed[:-1]), kind, f'without "{trimmed[-1]} {word}"')
        if len(trimmed) > 1 and trimmed[0] in GENERIC:
            yield Rewriting(" ".join(_trim(trimmed[1:])), kind, f'without "{word} {trimmed[0]}"')


def _trim(words: list[str]) -> list[str]:
    while words and words[0] in _JOINING and len(words) > 1:
        words = words[1:]
    while words and words[-1] in ("of", "de"):
        words = words[:-1]
    return words


def with_generic_words(key: str) -> Iterator[Rewriting]:
    """The key with the word that lists add where people do not: "Harbin" is 哈尔滨市 in some sources.

    >>> next(with_generic_words("哈尔滨")).key
    '哈尔滨市'
    """
    if key and not key.isascii() and " " not in key:
        if "\u4e00" <= key[-1] <= "\u9fff":
            yield from (Rewriting(key + suffix, None, f"with {suffix}") for suffix in ("市", "县", "州", "省"))
        elif "\uac00" <= key[-1] <= "\ud7a3":
            yield from (Rewriting(key + suffix, None, f"with {suffix}") for suffix in ("시", "군"))
    if key.isascii() and not key.endswith(" city"):
        yield Rewriting(f"{key} city", _CITY, 'with "city"')


# ------------------------------------------------------------------------------------------------- abbreviated words

_FULL: dict[str, tuple[str, ...]] = {
    "st": ("saint",), "ste": ("sainte",), "sta": ("santa",), "sto": ("santo",), "s": ("south", "san"), "n": ("north",),
    "e": ("east",), "w": ("west",), "mt": ("mount",), "ft": ("fort",), "pt": ("port", "point"), "hts": ("heights",),
    "spgs": ("springs",), "is": ("islands", "island"), "isl": ("islands", "island"), "isds": ("islands", "island"),
    "isls": ("islands",), "rep": ("republic",), "dem": ("democratic",), "terr": ("territory", "territories"),
    "br": ("british",), "fr": ("french",), "occ": ("occupied",), "fed": ("federated",), "utd": ("united",),
    "afr": ("african",), "eq": ("equatorial",), "u": ("united",), "dr": ("democratic republic",), "obl": ("oblast",),
    "p": ("papua",), "uk": ("british",),
}
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "north": "n", "south": "s"}


def spelled_out(key: str) -> Iterator[Rewriting]:
    """The key with its abbreviated words in full, and with words abbreviated that lists like to abbreviate.

    >>> [rewriting.key for rewriting in spelled_out("st johns")]
    ['saint johns']
    """
    words = key.split()
    if len(words) < 2 or len(words) > 12:
        return
    for choice in (0, -1):
        full = [_FULL[word][choice] if word in _FULL else word for word in words]
        if full != words and (choice == 0 or any(len(_FULL.get(word, ())) > 1 for word in words)):
            yield Rewriting(" ".join(full), None, "abbreviations in full")
    short = [_SHORT.get(word, word) for word in words]
    if short != words:
        yield Rewriting(" ".join(short), None, "abbreviated")


# -------------------------------------------------------------------------------------------------- articles, accents

_ARABIC_ARTICLES = frozenset(["al", "el", "ad", "ar", "as", "at", "az", "an", "ash", "adh", "ath", "ul"])
_ARTICLE = "ال"


def without_articles(key: str) -> Iterator[Rewriting]:
    """Arabic and English articles left out or added: "Ad Dammam", "Dammam", "الدمام".

    >>> [rewriting.key for rewriting in without_articles("ad dammam")]
    ['dammam', 'al dammam', 'ad dammam', 'el dammam']
    """
    head, _, rest = key.partition(" ")
    if head in _ARABIC_ARTICLES and len(rest) > 3:
        yield Rewriting(rest, None, "without the article")
        yield from (Rewriting(f"{article} {rest}", None, "another article") for article in ("al", "ad", "el"))
    elif head == "the" and rest:
        yield Rewriting(rest, None, "without the article")
    elif key.startswith(_ARTICLE) and len(key) > 4:
        yield Rewriting(key.removeprefix(_ARTICLE), None, "without the article")
    elif key and "\u0621" <= key[0] <= "\u064a":
        yield Rewriting(_ARTICLE + key, None, "with the article")


def unmangled(text: str) -> Iterator[Rewriting]:
    """Text whose UTF-8 was read as Latin-1, once or twice, put right: "CÃ´te".

    >>> [rewriting.key for rewriting in unmangled("CÃ´te d'Ivoire")]
    ['cote divoire']
    """
    for _ in range(2):
        if not any(char in text for char in "ÃÂÅÐÑØÙ"):
            return
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            try:
                text = text.encode("latin-1").decode("utf-8")
            except UnicodeError:
                return
        yield Rewriting(fold(text), None, "mangled encoding put right")


def rewritings(text: str, key: str) -> Iterator[Rewriting]:
    """All rewritings of a name, the likeliest first; ``key`` is the folded ``text``."""
    yield from unmangled(text)
    if "&" in text:
        yield Rewriting(fold(text.replace("&", " and ")), None, "& as and")
    yield from spelled_out(key)
    for rewriting in without_generic_words(key):
        yield rewriting
        if rewriting.kind is _CITY and rewriting.key.isascii():                # "Thành phố Kansas"
            yield Rewriting(f"{rewriting.key} city", _CITY, f'{rewriting.deed}, with "city"')
    yield from with_generic_words(key)


# ------------------------------------------------------------------------------------------------------ comma context

_PARTS = re.compile(r"\s*[,،٬;、，]\s*|\s+[-–—]\s+|\s*\(\s*|\s*\)\s*|\s*（\s*|\s*）\s*|\s*/\s*")


def parts(text: str) -> list[str]:
    """What commas, brackets and dashes part: "Brest (Belarus)", "Springfield, Illinois, USA"; the name first.

    >>> parts("Brest, Belarus"), parts("Georgia (US state)")
    (['Brest', 'Belarus'], ['Georgia', 'US state'])
    """
    return [part for part in _PARTS.split(text) if part and fold(part)]


_LESS = re.compile(r"\s*(.+?)\s+(?:excluding|excl\.?|except)\s+(.+)", re.IGNORECASE | re.DOTALL)


def less(text: str) -> tuple[str, str]:
    """A whole and what tables of countries leave out of it: "China excluding Macao"; the second is "" where nothing is.

    >>> less("China excluding Macao")
    ('China', 'Macao')
    """
    found = _LESS.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


# ------------------------------------------------------------------------------------------------------- sets of words

_EMPTY = frozenset(["the", "of", "and", "for", "la", "le", "de", "du", "des", "d", "da", "do"])


def word_set(text: str) -> frozenset[str]:
    """The words that carry meaning, in full and without their order: "Korea, Dem. Rep." and "Democratic Republic Korea" agree.

    >>> word_set("Korea, Dem. Rep.") == word_set("Democratic Republic of Korea")
    True
    """
    words = []
    for word in fold(text.replace("'s ", " ").replace("’s ", " ")).split():
        words += _FULL[word][0].split() if word in _FULL else [word]
    return frozenset(word.removesuffix("s").removesuffix("ern") if len(word) > 4 else word for word in words if word not in _EMPTY)
