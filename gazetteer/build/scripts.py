"""Which language a name is in, where its letters alone say so; and which script it is in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["language_of", "script_of"]

# Scripts that in place names belong to one language for all practical purposes. Arabic, Devanagari, Latin and Han do not.
_LANGUAGE_OF_SCRIPT = {
    "GEORGIAN": "ka", "ARMENIAN": "hy", "GREEK": "el", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn",
    "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "ORIYA": "or", "THAANA": "dv", "ETHIOPIC": "am",
}
# Letters that only one of the languages of a script writes.
_LETTERS = (
    ("CYRILLIC", "ґ", "uk"), ("CYRILLIC", "ѝ", "bg"), ("CYRILLIC", "ў", "be"), ("CYRILLIC", "ђћ", "sr"), ("CYRILLIC", "ѓќѕ", "mk"),
    ("ARABIC", "ټډړږښڼ", "ps"), ("ARABIC", "ٹڈڑے", "ur"), ("ARABIC", "ۋ", "ug"), ("ARABIC", "ةإأ", "ar"), ("ARABIC", "پچژگ", "fa"),
    ("HEBREW", "ײױװ", "yi"),
    ("LATIN", "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "vi"), ("LATIN", "ĥĵŭ", "eo"), ("LATIN", "ķļņģ", "lv"),
    ("LATIN", "ėį", "lt"), ("LATIN", "ąę", "pl"), ("LATIN", "ő", "hu"), ("LATIN", "ěů", "cs"), ("LATIN", "þð", "is"), ("LATIN", "ãõ", "pt"),
)
# Letters that other languages of the script write too, so that they speak only in the absence of the rest of its alphabet.
_RUSSIAN, _UKRAINIAN = set("ыэъё"), set("іїє")
_RUSSIAN_ALPHABET = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_UKRAINIAN_ALPHABET = set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")


@lru_cache(maxsize=65_536)
def _script_of_letter(char: str) -> str:
    return unicodedata.name(char, "").split(" ", 1)[0]


def script_of(text: str) -> str | None:
    """The one script of a text's letters by its Unicode name ("LATIN", "CJK"), None where there is none or more than one.

    >>> script_of("Харків-2"), script_of("Kharkіv")
    ('CYRILLIC', None)
    """
    scripts = {_script_of_letter(char) for char in text if char.isalpha()} - {"MODIFIER", "FEMININE", "MASCULINE"}
    return scripts.pop() if len(scripts) == 1 else None


def language_of(text: str) -> str | None:
    """The BCP 47 tag of the language whose letters these are, None where several write them.

    >>> language_of("ხარკოვი"), language_of("Київ"), language_of("Сызрань"), language_of("Харков"), language_of("東京")
    ('ka', 'uk', 'ru', None, None)
    """
    script = script_of(text)
    if script is None:
        scripts = {_script_of_letter(char) for char in text if char.isalpha()}
        return "ja" if scripts & {"HIRAGANA", "KATAKANA"} and scripts <= {"HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"} else None
    if script in _LANGUAGE_OF_SCRIPT:
        return _LANGUAGE_OF_SCRIPT[script]
    letters = {char for char in unicodedata.normalize("NFC", text).lower() if char.isalpha()}
    for of_script, telling, language in _LETTERS:
        if of_script == script and letters & set(telling):
            return language
    if script == "HEBREW":
        return "he"
    if script == "CYRILLIC":
        if letters & _RUSSIAN and letters <= _RUSSIAN_ALPHABET:
            return "ru"
        if letters & _UKRAINIAN and letters <= _UKRAINIAN_ALPHABET:
            return "uk"
    return None
