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

_CITY, _REGION, _COUNTY, _SEA, _RIVER, _SITE = Kind.CITY, Kind.REGION, Kind.COUNTY, Kind.SEA, Kind.RIVER, Kind.SITE
_GENERIC_WORDS: dict[Kind | None, str] = {
    _CITY: "city town village municipality metropolis capital settlement commune stadt ciudad municipio ville cidade citta"
           " сити ситі সিটি नगर सिटी سیتی سٹی סיטי 시티"
           " miasto mesto grad gorod misto selo gmina kota shahr sehri thanh pho tp város stad город місто г м с село"
           " مدينه مدينة شهر شہر שהר העיר שהר शहर শহর πολη دينة baladiyat ciutat shi si 시",
    _REGION: "region miền okrožje okrug акруга акруг вобласць мухафаза гувернорат өлкәһе"
             " oblast obl province state governorate prefecture department voivodeship krai kray republic territory"
             " provincia departamento departement estado region provinz land bundesland kanton canton wojewodztwo obwod"
             " область обл край республика провинция область республіка провінція محافظه استان ولايه صوبہ প্রদেশ प्रदेश"
             " ili provinsi tinh tỉnh comunidad autonoma autonomous vilayet viloyati wilaya muhafazat mohafazah"
             " περιφερεια νομος מחוז oblasti governorat gouvernorat regiao región regione région regio regionen regiunea regionas regija"
             " prowincja provincie provincia província provinsen provinssi provincija provinciya провінцыя eyaleti vilayeti bölgesi"
             " wilayah vùng bang stato état estat staat staten osavaltio állam stan штат штату kanton kantonu cantone cantón canton"
             " departament departamentul dipartimento departman departementet департамент préfecture prefettura prefectura prefettura"
             " präfektur prefektura префектура prefeitura prefectuur prefektur governatorato gobernación governadoria gouvernement"
             " губернія губерния воєводство воеводство voivodato voivodía voïvodie woiwodschaft voivodato lääni lan lans län maakond"
             " maakunta fylke lääni tartomány vármegye megye županija župa judet județ județul pokrajina kraj krajský okręg emirat emirate"
             " emirato parish paroisse parroquia parrocchia республика республики рэспубліка rzeczpospolita repubblica república république"
             " republika republiek republik cumhuriyeti territoire territorio território territorium territorija територія территория"
             " округ автономная автономный автономна autonome autonoma autónoma autonom özerk منطقه منطقة مقاطعه مقاطعة اقليم إقليم ولاية"
             " محافظة قضاء امارة إمارة ریاست استان ضلع علاقہ राज्य प्रांत प्रान्त क्षेत्र জেলা বিভাগ রাজ্য প্রদেশ অঞ্চল মন্ডল επαρχια"
             " πολιτεια περιφερειακη κυβερνειο διαμερισμα נפת נפה מחוז מדינת פרובינציית פרובינציה אזור",
    _COUNTY: "county district bezirk gun raion rayon kreis landkreis район powiat okres distretto distrito distrikt districto raionul"
             " arrondissement comté condado contea graafschap grafschaft comitat comarca kabupaten ilçesi ilce huyện quận kommun kommune"
             " gemeinde графство уезд повет округ жупанія жупания קומיטט מדיריית קאונטי comtat comitato provinz rajon जिला ज़िला জেলা"
             " distriktet bezirkes municipi munisipyo mandal tehsil taluka",
    _SEA: "sea gulf bay ocean strait",
    _RIVER: "river rio fluss fleuve rivière río fiume rzeka reka река річка nehir nehri sông sungai נהר نهر नदी নদী",
    _SITE: "station base baza research antarctic antarctique antartica antártica istasyonu üssü stasiun pangkalan trạm станция станція"
           " база stazione estación estação stacja stanice állomás kutatóállomás stationen bas basis محطه قاعدة پایگاه ایستگاه اسٹیشن بیس"
           " स्टेशन बेस স্টেশন ঘাঁটি בסיס תחנת סטיישן σταθμος βαση στέισιον 스테이션 기지",
    None: "island islands isle isles the île îles ile isla islas isola isole ilha ilhas insel inseln eiland eilanden ostrov ostrow otok"
          " остров острова острів острови wyspa wyspy pulau đảo adası adalari sziget ö öarna øya saari νησος νησι جزيره جزيرة جزر جزایر"
          " אי איי द्वीप দ্বীপ 섬",
}
GENERIC: dict[str, Kind | None] = {
    fold(word): kind for kind, words in reversed(_GENERIC_WORDS.items()) for word in words.split()
}
_JOINING = frozenset(["of", "de", "di", "da", "do", "du", "des", "dei", "del", "della", "delle", "dello", "dos", "das", "der", "van", "von",
                      "the", "la", "le", "el", "al"])

# What Chinese, Japanese and Korean write without a space at the end of a name.
_SUFFIXES: tuple[tuple[str, Kind | None], ...] = tuple(
    (fold(suffix), kind)
    for kind, suffixes in (
        (_CITY, "特别市 市 镇 町 村 城 特別市 特别行政区 특별시 광역시 시"),
        (_REGION, "自治州 自治区 自治共和国 共和国 大区 地区 地方 県 省 州 府 道 도 주 성 지방 공화국"),
        (None, "区 县 郡 岛 諸島 群岛 群島 島 海 군 구 섬 제도"),
        (_SITE, "站 基地 기지"),
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


_ELIDED = re.compile(r"(?<!\w)[dl]['’](?=\w)", re.IGNORECASE)          # "Wilaya de l'Assaba"


def rewritings(text: str, key: str) -> Iterator[Rewriting]:
    """All rewritings of a name, the likeliest first; ``key`` is the folded ``text``."""
    yield from unmangled(text)
    if _ELIDED.search(text):
        bare = fold(_ELIDED.sub("", text))
        yield Rewriting(bare, None, "without the article")
        yield from without_generic_words(bare)
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
