"""How a name in a script that leaves sounds open may be read: each reading a romanisation key, as `gazetteer.names.romanise` gives one.

Indic scripts do not write the vowel that a consonant carries of itself, nor say where it is silent; Hebrew writes b and v, p and f
with one letter; Arabic has no p; Greek writes nt, nd and d alike; Korean and Japanese have one letter for l and r, and put vowels
between consonants that they cannot join. The places' names are kept in Latin and Cyrillic keys, so that only a query is ever read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from anyascii import anyascii

from gazetteer.names import fold, romanise

__all__ = ["MOST", "is_latin", "leaves_open", "readings"]

MOST = 8                     # readings of one name that are worth looking up

_OPEN = re.compile("[\u0370-\u03ff\u0590-\u06ff\u0900-\u0d7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def leaves_open(text: str) -> bool:
    """Whether a text is written in a script that has several readings."""
    return not text.isascii() and _OPEN.search(text) is not None


_OTHER_LETTERS = re.compile(r"[^\W\d\u0000-\u024f\u1e00-\u1eff]")


def is_latin(key: str) -> bool:
    """Whether a folded name is in Latin letters, with or without marks.

    >>> is_latin("kharkiv"), is_latin("харків")
    (True, False)
    """
    return key.isascii() or _OTHER_LETTERS.search(key) is None


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """The romanisation keys of a name, the likeliest first; only one for scripts that write what is said.

    >>> romanise("Saharanpur") in readings("सहारनपुर"), romanise("Córdoba") in readings("קורדובה"), len(readings("Харків"))
    (True, True, 1)
    """
    found = [romanise(text)]
    if not leaves_open(text):
        return tuple(found) if found[0] else ()
    for script, read in _SCRIPTS:
        if script.search(text):
            found = [*(romanise(reading) for reading in read(text)), *found]
            break
    return tuple(dict.fromkeys(key for key in found if key))[:MOST]


# ---------------------------------------------------------------------------------------------------------------- Indic


def _from(offset: int, sounds: str) -> dict[int, str]:
    return dict(enumerate(sounds.split(), offset))


# The Indic blocks of Unicode share one order of letters; these are offsets within a block of 128.
_CONSONANTS = _from(0x15, "k kh g gh ng ch ch j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h")
_WITH_DOT = {0x15: "k", 0x16: "kh", 0x17: "gh", 0x1C: "z", 0x21: "r", 0x22: "r", 0x2B: "f", 0x2F: "y"}
_VOWELS = _from(0x05, "a a i i u u ri li e e e ai o o o au")
_SIGNS = _from(0x3E, "a i i u u ri ri e e e ai o o o au")
_NASALS, _DOT, _SILENT, _CARRIED = (0x01, 0x02), 0x3C, 0x4D, "A"
_BENGALI = range(0x0980, 0x0A00)
_GLIDE = re.compile("[ou]y(?=[aeiou])")              # Bengali writes w as o and y


def _read_indic(text: str) -> Iterator[str]:
    key = fold(text)
    spelt, bengali = _spell_indic(key), any(ord(char) in _BENGALI for char in key)
    spelt = re.sub(f"{_CARRIED}(?= |$)", "", spelt)                               # silent at the end of a word
    if bengali:
        spelt = _GLIDE.sub("w", spelt)
        likeliest = spelt.replace(_CARRIED, "o")
    else:
        likeliest = _fall_silent(spelt).replace(_CARRIED, "a")
    bare = spelt.replace(_CARRIED, "")
    yield likeliest
    yield spelt.replace(_CARRIED, "a")
    if bengali:
        yield likeliest.replace("bh", "v")
    yield bare
    if bare.endswith("iu"):
        yield bare[:-1] + "v"                                                     # Kharkiv
    spoken = _fall_silent(spelt).replace(_CARRIED, "o" if bengali else "a")
    yield from (spoken.replace("j", sound) for sound in ("dj", "g", "z"))         # Djibouti, Geneina, Brazil
    yield spoken.replace("s", "z")


def _spell_indic(key: str) -> str:
    """The letters in Latin ones, with a capital A for each vowel that a consonant carries unwritten."""
    found = []
    for at, char in enumerate(key):
        code = ord(char)
        if not 0x0900 <= code < 0x0D80:
            found.append(char)
            continue
        offset = code & 0x7F
        following = [ord(next) & 0x7F for next in key[at + 1 : at + 3]]
        if offset in _CONSONANTS:
            dotted = following[:1] == [_DOT]
            follower = following[1:] if dotted else following[:1]
            sound = _WITH_DOT.get(offset) if dotted else None
            sound = sound or ("j" if offset == 0x2F and code in _BENGALI else _CONSONANTS[offset])
            if offset == 0x2F and at and ord(key[at - 1]) & 0x7F == _SILENT and code in _BENGALI:
                sound = ""                                                        # colours the vowel, is no y of its own
            found.append(sound)
            if not follower or not (follower[0] in _SIGNS or follower[0] == _SILENT):
                found.append(_CARRIED)
        elif offset in _NASALS:
            found.append("ng" if code in _BENGALI and offset == 0x02 else "n")
        else:
            found.append(_VOWELS.get(offset) or _SIGNS.get(offset) or "")
    return "".join(found)


_CONSONANT = "(?:[kgcjtdpbsr]h|n[gy]|[^aeiouA h]|h)"
_MEDIAL = re.compile(f"(.*[aeiouA]{_CONSONANT})A(?={_CONSONANT}[aeiouA])")


def _fall_silent(spelt: str) -> str:
    """Without the carried vowels that Hindi and its sisters do not speak: between two open syllables, the last one first."""
    while found := _MEDIAL.match(spelt):
        spelt = found[1] + spelt[found.end() :]
    return spelt


# --------------------------------------------------------------------------------------------------------------- Hebrew

_FOREIGN_SOUNDS = (("ג", "j"), ("צ", "ch"), ("ץ", "ch"), ("ז", "zh"), ("ת", "th"), ("ד", "dh"), ("ח", "kh"))
_HEBREW = (
    (r"וו", "v"), (r"\bו", "v"), (r"\bא(?=[וי])", ""), (r"ו", "o"), (r"יי", "ai"), (r"י", "i"), (r"[אע]", "a"), (r"ה\b", "a"),
    (r"ה", "h"), (r"[כקך]", "k"), (r"[טת]", "t"), (r"[צץ]", "ts"), (r"ש", "sh"), (r"ח", "kh"), (r"ג", "g"), (r"ף", "f"),
)


def _read_hebrew(text: str) -> Iterator[str]:
    for letter, sound in _FOREIGN_SOUNDS:
        text = re.sub(f"{letter}['’׳`´]", sound, text)
    spelt = _replaced(fold(text), _HEBREW)
    for b, p in (("b", "p"), ("b", "f"), ("v", "p"), ("v", "f")):
        yield anyascii(spelt.replace("ב", b).replace("פ", p))
    plain = spelt.replace("ב", "b").replace("פ", "p")
    if "j" in plain:
        yield anyascii(plain.replace("j", "dj"))
        yield anyascii(plain.replace("j", "g"))
    if plain.endswith("a"):
        yield anyascii(plain[:-1] + "e")                                          # Kabwe


# --------------------------------------------------------------------------------------------------------------- Arabic

_ARABIC = (
    (r"\bا(?=[وي])", ""), (r"\bو", "w"), (r"و(?=ا)", "w"), (r"و", "o"), (r"\bي(?=[او])", "y"), (r"ي", "i"), (r"[اع]", "a"), (r"ه\b", "a"),
    ("[ےۓ]", "e"), ("ں", "n"),
)


def _read_arabic(text: str) -> Iterator[str]:
    key = fold(text)
    spelt = _replaced(key, _ARABIC)
    yield romanise(key)
    yield anyascii(spelt)
    yield anyascii(spelt.replace("ب", "p"))
    yield anyascii(spelt.replace("ج", "zh"))
    yield anyascii(spelt.replace("ج", "g"))


# ---------------------------------------------------------------------------------------------------------------- Greek

_GREEK = (("γι(?=[αεηουω])", "y"), ("τζ", "dzh"), ("νγκ", "ng"), (r"\bντ", "d"), (r"\bμπ", "b"), (r"\bγκ", "g"), ("οου", "o"), ("ου", "u"),
          ("αι", "e"), ("ει|οι", "i"), ("τσ", "ch"), ("γγ", "ng"))


_PARTED = str.maketrans({"ϊ": "i", "ΐ": "i", "Ϊ": "i", "ϋ": "y", "ΰ": "y"})          # a diaeresis keeps two vowels apart


def _read_greek(text: str) -> Iterator[str]:
    spelt = _replaced(fold(unicodedata.normalize("NFC", text).translate(_PARTED)), _GREEK)
    for nt, mp, nk in (("nt", "mp", "g"), ("nd", "mb", "ng"), ("d", "b", "g")):
        yield anyascii(spelt.replace("ντ", nt).replace("μπ", mp).replace("γκ", nk))


# --------------------------------------------------------------------------------------------------------------- Korean


def _read_korean(text: str) -> Iterator[str]:
    spelt = anyascii(fold(text)).replace("eu", "").replace("lL", "l")
    for liquid, lip, vowel in (("r", "P", "o"), ("l", "P", "o"), ("r", "F", "e"), ("l", "F", "e"), ("l", "P", "e")):
        yield spelt.replace("L", liquid).replace("P", lip).replace("eo", vowel).replace("Sya", "Sha")


# --------------------------------------------------------------------------------------------------------------- Chinese

_SYLLABLE = re.compile("[A-Z][a-z]*")
_SPOKEN_ALONE = re.compile("^(?:([dtkgslbpmf]|sh)[eiu])$")        # a consonant at the end of a foreign syllable: 德 for d, 斯 for s


def _read_han(text: str) -> Iterator[str]:
    """A foreign name put into Chinese syllables; none for what is too short to be one."""
    syllables = [syllable.lower() for syllable in _SYLLABLE.findall(anyascii(fold(text)))]
    yield romanise(text)
    if len(syllables) < 3:
        return
    bare = [syllables[0], *(_SPOKEN_ALONE.sub(r"\1", syllable) for syllable in syllables[1:])]
    for kept in (bare, [*bare[:-1], syllables[-1]], syllables):
        for er, liquid in (("l", "l"), ("r", "l"), ("r", "r"), ("l", "r")):
            yield "".join(er if syllable == "er" else syllable.replace("l", liquid, 1) for syllable in kept)


# -------------------------------------------------------------------------------------------------------------- Japanese

_KANA = {
    sign: sound
    for signs, sounds in (
        ("アイウエオ", "a i u e o"), ("カキクケコ", "ka ki ku ke ko"), ("ガギグゲゴ", "ga gi gu ge go"),
        ("サシスセソ", "sa shi su se so"), ("ザジズゼゾ", "za ji zu ze zo"), ("タチツテト", "ta chi tsu te to"),
        ("ダヂヅデド", "da ji zu de do"), ("ナニヌネノ", "na ni nu ne no"), ("ハヒフヘホ", "ha hi fu he ho"),
        ("バビブベボ", "ba bi bu be bo"), ("パピプペポ", "pa pi pu pe po"), ("マミムメモ", "ma mi mu me mo"),
        ("ヤユヨ", "ya yu yo"), ("ラリルレロ", "ra ri ru re ro"), ("ワヰヱヲンヴ", "wa i e o n vu"),
        ("ャュョ", "Ya Yu Yo"), ("ァィゥェォヮ", "A I U E O A"),              # small ones change the vowel before them
    )
    for sign, sound in zip(signs, sounds.split(), strict=True)
}
_JOINED = (("([a-z])[iu](?=Y)", r"\1"), ("(?<=sh|ch)Y|(?<=j)Y", ""), ("(?<=[a-z])[uio](?=[AIUEO])", ""), ("(?<=[td])e(?=I)", ""))
_FILLED = re.compile(r"(?<=[kgszbpfmrv])u(?=[^aeiou]|$)|(?<=ts)u(?=[^aeiou]|$)|(?<=[td])o(?=[^aeiou]|$)|(?<=ch)i(?=[^aeiou]|$)")


def _read_kana(text: str) -> Iterator[str]:
    hiragana = {code: code + 0x60 for code in range(0x3041, 0x3097)}
    text = unicodedata.normalize("NFKC", text).translate(hiragana)
    spelt = "".join(_KANA.get(sign, "" if sign in "ッー・゠" else sign) for sign in text)
    for pattern, sound in _JOINED:
        spelt = re.sub(pattern, sound, spelt)
    spelt = anyascii(spelt).lower()
    bare = _FILLED.sub("", spelt)                                                 # without the vowels that only part consonants
    first = bare.replace("r", "l", 1)
    last = first.replace("r", "l") if bare.count("r") < 2 else bare[::-1].replace("r", "l", 1)[::-1]
    yield from (bare, bare.replace("r", "l"), first, last, spelt)
    if bare.endswith("iu"):
        yield bare[:-1] + "v"                                                     # Kharkiv


def _replaced(key: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, sound in rules:
        key = re.sub(pattern, sound, key)
    return key


_SCRIPTS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[str]]], ...] = (
    (re.compile("[\u0900-\u0d7f]"), _read_indic),
    (re.compile("[\u0590-\u05ff]"), _read_hebrew),
    (re.compile("[\u0600-\u06ff]"), _read_arabic),
    (re.compile("[\u0370-\u03ff]"), _read_greek),
    (re.compile("[\u3040-\u30ff]"), _read_kana),
    (re.compile("[\uac00-\ud7af]"), _read_korean),
    (re.compile("[\u4e00-\u9fff]"), _read_han),
)
