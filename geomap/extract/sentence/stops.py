"""Which names of a sentence stand where a place stands, whatever the recogniser took them for, and names nobody knows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.extract.sentence.actors import speaks_for
from geomap.extract.sentence.chains import CAPITALISED, chained, enumerated, is_no_name
from geomap.extract.sentence.ports import town_of_port
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.sentence.spellings import named_beside
from geomap.extract.sentence.whose import is_whose
from geomap.model import Label, Mention, Resolution

__all__ = ["capital_of", "places_named", "places_unknown"]

_BEFORE_PLACE = re.compile(
    r"(?:\b(?:from|out of|to|into|towards?|via|through|between|in|near|at|around|leaving|left|of|and|or|connecting"
    r"|linking|with|(?:left|leav\w+|bound|head\w*|depart\w*|fled|flee\w*|sail\w*|set o\w+|made|making|destined|aid|relief|food"
    r"|convoys?|trucks|supplies)(?:\s+[^\s.;,]+){0,4}\s+for|reach\w*|inside|outside|across|border of)"
    r"(?:\s+(?:the|a|an|both|[a-z-]+ern|neighbou?ring|[a-z]+-(?:torn|held|controlled|ravaged|hit)|besieged|central|occupied|nearby|city|cities|town|towns|region|port|province"
    r"|of)){0,4}|,|[-–—/→(])\s*$"
)


def places_named(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that stand where a place stands: all places, and names of governments after "from", "to", "and" ..."""
    found = []
    for mention in mentions:
        if is_whose(text, sentence, mention):
            continue
        if mention.label is Label.PLACE:
            if not _TELLS.match(text, mention.end):
                found.append(_capital_meant(text, sentence, mention) or mention)
        elif mention.label is Label.DEMONYM:
            seat = _capital_named(text, sentence, mention) or _soil(text, sentence, mention) or _same_name(text, sentence, mention)
            if seat is not None:
                found.append(seat)
        elif mention.label is Label.ACTOR and mention.place is not None:
            before = text[max(sentence.start, mention.start - 50) : mention.start]
            if (
                _OF_PEOPLE.search(before)
                or _HOST_AFTER.match(text, mention.end)
                or (mention.place.kind is Kind.CITY and _TALKS_AFTER.match(text, mention.end))
                or not speaks_for(mention.place)
                or _ITS_CAPITAL.search(before)
                or _FLOWN.match(text, mention.end)
                or (_BEFORE_PLACE.search(before) and not _SUBJECT_AFTER.match(text, mention.end))
            ):
                found.append(mention)
        else:
            town = town_of_port(text, mention)
            found += [town] if town is not None else []
    return found


# "the Sanaa-Amman flight"
_FLOWN = re.compile(
    rf"[-–—]{CAPITALISED}(?:\s{CAPITALISED})?\s(?:[a-z]+\s)?"
    r"(?:flights?|road|route|highway|corridor|crossing|line|railway|train|convoy|bus|ferry)\b"
)
# "Anadolu reports": an agency or authorities
_TELLS = re.compile(r"\s+(?:has\s+|have\s+)?(?:reports?|reported|quotes?|quoted|cites?|cited)\b")
_ITS_CAPITAL = re.compile(r"['’]s\s+capital(?:\s+city)?,?\s+$")  # "Ethiopia's capital Addis Ababa"
_OF_PEOPLE = re.compile(r"\b(?:residents|inhabitants|civilians|population|people|villages|towns|outskirts)\s+(?:of|in)\s+(?:the\s+)?$")
_NO_ADJECTIVE = re.compile(
    r"\s*(?:[.,;:)”\"]|$)|\s+(?:[Ss]tate\b|to|from|and|or|on|in|by|via|through|after|since|was|were|is|are|has|had|will|would|for|with"
    r"|as|where|which|while|when|along|across|at)\b"
)


def _same_name(text: str, sentence: Sentence, demonym: Mention) -> Mention | None:
    """ "Across the border from Myanmar", "civilians in Rakhine": a people's name that is the place's as well."""
    meant = demonym.resolution.candidates[0].place if demonym.resolution and demonym.resolution.candidates else None
    if meant is None or not (meant.name == demonym.text or meant.name == f"{demonym.text} State"):
        return None
    before = text[max(sentence.start, demonym.start - 50) : demonym.start]
    if not _BEFORE_PLACE.search(before) or not _NO_ADJECTIVE.match(text, demonym.end):
        return None
    told = ("stands where a place stands",)
    return Mention(demonym.start, demonym.end, demonym.text, Label.PLACE, told, Resolution(meant, 0.9, told))


_HOST_AFTER = re.compile(
    r"\s+(?:comes?\s+next|(?:(?:also|again|has|had|have|will|is|was|previously|earlier|first|once)\s+){0,3}host(?:s|ed|ing)?\b"
    r"|is\s+next|(?:was|is|will\s+be|has\s+been|could\s+be)\s+(?:the|a|an|also|another)\s+(?:\w+\s+)?"
    r"(?:setting|venue|host|site"
    r"|scene|option|place|suggested|proposed)"
    r"|remains?\s+the\s+(?:\w+\s+)?(?:place|venue|site|host)"
    r"|as\s+(?:a|an|the|its|their)\s+(?:\w+\s+)?(?:place|venue|site|setting|host))"
)
_TALKS_AFTER = re.compile(r"\s+(?:peace\s+|ceasefire\s+|truce\s+)?(?:talks|negotiations|conference|summit|round)\b")  # "the Doha talks"
# no name follows, though a day may: "in the Ethiopian capital Monday"
_CAPITAL_AFTER = re.compile(r"\s+capital\b(?!\s*,?\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-ZÀ-Ý])")


def _capital_named(text: str, sentence: Sentence, demonym: Mention) -> Mention | None:
    """ "the Egyptian capital": the city that is meant, where the name does not follow anyway."""
    after = _CAPITAL_AFTER.match(text, demonym.end)
    meant = demonym.resolution.candidates[0].place if demonym.resolution and demonym.resolution.candidates else None
    if after is None or meant is None or meant.country is None or after.end() > sentence.end:
        return None
    place = capital_of(meant.country)
    if place is None or re.search(rf"\b{re.escape(place.name)},\s+the\s+$", text[max(sentence.start, demonym.start - 60) : demonym.start]):
        return None  # "Kabul, the Afghan capital"
    span = text[demonym.start : after.end()]
    return Mention(demonym.start, after.end(), span, Label.PLACE, ("the capital of a named country",), Resolution(place, 0.9, ("capital",)))


_SOIL_AFTER = re.compile(r"\s+(?:territory|soil)\b")
_CARRIED = re.compile(r"\b(?:corridors?|routes?|roads?|crossings?|convoys?|trucks?|lorries|aid|relief|supplies)\b", re.IGNORECASE)
_TO_SOIL = re.compile(r"\b(?:from|into|to|through|via|across|over|onto|enter(?:s|ed|ing)?|reach(?:es|ed|ing)?|cross(?:es|ed|ing)?)\s+$")


def _soil(text: str, sentence: Sentence, demonym: Mention) -> Mention | None:
    """ "Aid from Armenian territory": the country that is meant."""
    if not _CARRIED.search(text, sentence.start, sentence.end):
        return None
    after = _SOIL_AFTER.match(text, demonym.end)
    meant = demonym.resolution.candidates[0].place if demonym.resolution and demonym.resolution.candidates else None
    if after is None or meant is None or meant.kind is not Kind.COUNTRY or not _TO_SOIL.search(text[sentence.start : demonym.start]):
        return None
    told = ("the territory of a named country",)
    return Mention(demonym.start, after.end(), text[demonym.start : after.end()], Label.PLACE, told, Resolution(meant, 0.9, told))


_CAPITAL_BEFORE = re.compile(
    r"(?<!,)\s(?:in|to|from|into|out of|for|around|leaving|left|fled|reach(?:ed|ing)?)\s+the\s+(?:[a-z]+-[a-z]+\s+)?"
    r"(?P<said>capital\s+of\s+)$"
)


def _capital_meant(text: str, sentence: Sentence, country: Mention) -> Mention | None:
    """ "in the capital of Haiti": the city that is meant."""
    before = _CAPITAL_BEFORE.search(text, sentence.start, country.start) if country.place and country.place.kind is Kind.COUNTRY else None
    if before is None or country.place is None or country.place.country is None or re.match(r",?\s+[A-ZÀ-Ý]", text[country.end :]):
        return None
    place = capital_of(country.place.country)
    start = before.start("said")
    told = ("the capital of a named country",)
    if place is None:
        return None
    return Mention(start, country.end, text[start : country.end], Label.PLACE, told, Resolution(place, 0.9, ("capital",)))


@cache
def capital_of(country: str) -> Place | None:
    """The seat of the country's government (ISO 3166-1 alpha-2), as the gazetteer has it; the largest where it has several."""
    from gazetteer.index import default

    try:
        index = default()
    except DataError:
        return None
    seats = [index.place(int(row)) for row in index.capital.nonzero()[0]]
    return max((p for p in seats if p.country == country), key=lambda p: p.population or 0, default=None)


# "..., Ukraine said" and "and Kyiv rejected" are no places whatever stands before them
_SUBJECT_AFTER = re.compile(
    r"\s+(?:said|says|rejects?|rejected|agreed|refused|accused|announced|proposed|offered|denied|confirmed|wants"
    r"|blamed|called|demanded|insisted|had|has|did|ruled)\b|['’]s\s+(?:offer|proposal|plan|demand)"
)
_LONGEST = 4000  # characters of a sentence in which names are looked for
_UNKNOWN = re.compile(
    rf"(?:\b(?:from|out of|by way of|in the direction of|direction of|bound for|heading for|headed for|into|via|through|leav(?:e|es|ing)"
    rf"|enter(?:s|ed|ing)?|(?:arriv(?:e|es|ed|ing)|land(?:s|ed|ing)?|dock(?:s|ed|ing)?)\s+(?:\w+ly\s+)?(?:in|at)|safety of"
    rf"|left|fled|abandon|abandoned|flee|evacuated?|reach|between|reached|towards"
    rf"|to)\s+(?:the\s+)?(?:(?:[A-Za-z-]+\s+)?(?:city|town|village|villages|towns|camp|district|suburb|enclave|territory"
    rf"|suburbs)\s+of\s+|[a-z]+ern\s+|central\s+|[a-z]+-(?:held|controlled|run|occupied)\s+)?)"
    rf"(?P<name>{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}})(?:\s+and\s+(?P<second>{CAPITALISED}(?:\s+{CAPITALISED})?)(?=\s+(?:to"
    rf"|for|in|from|by|at|near|via|through|after|will|were|was|are|on|is|has|had|have|remains?|stays?)\b|[,.;]))?"
)
_UNKNOWN_END = re.compile(
    rf"\b(?:leave|leaves|left|leaving|bound|headed|heading|sailed|sail"
    rf"|departed|set out|set off|setting (?:out|off))\s+(?:[^\s.;]+\s+){{0,5}}?for\s+(?:[a-z]+ern\s+|central\s+"
    rf"|rural\s+)?(?P<name>{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}})(?:\s+and\s+(?P<second>{CAPITALISED})(?=\s*[,.]|\s+(?:on|in)\b))?"
)
_UNKNOWN_CARGO = re.compile(
    rf"\b(?:left|leav\w+|depart\w+|set (?:off|out)|sail\w+|sent|dispatched)\b[^.;]{{0,120}}?\b(?:aid|relief|food|supplies|items"
    rf"|medicines?|cargo|flour|assistance)\s+for\s+(?P<name>{CAPITALISED})(?P<second>(?!))?(?=\s*[,.]|\s+(?:on|in)\b)"
)
_UNKNOWN_PAIR = re.compile(
    rf"\bbetween\s+(?:the\s+)?(?:{CAPITALISED}\s+){{1,3}}and\s+(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)(?P<second>(?!))?"
)
_UNKNOWN_CHAIN = re.compile(
    rf"\b(?!(?:A[ldnrsz]|El)-)(?P<name>{CAPITALISED})(?P<second>(?!))?\s?[-–]\s?(?={CAPITALISED}\s+(?:corridor|road|route|highway|line)\b)"
)
_UNKNOWN_HOME = re.compile(
    rf"\b(?:children|women|residents|people|civilians|inhabitants|families|population|defenders|villagers)\s+(?:of"
    rf"|in|at|inside)\s+(?:the\s+)?(?P<name>{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}})(?P<second>(?!))?"
)
_UNKNOWN_TYPED = re.compile(
    rf"\b(?:villages?|towns?|settlements?|hamlets?|suburbs?|districts?|neighbou?rhoods?|quarters?|localit(?:y|ies)"
    rf"|camps?)\s+of\s+(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)"
    rf"(?:\s+and\s+(?P<second>{CAPITALISED}))?"
)
_UNKNOWN_WITHIN = re.compile(
    rf"\b(?:to|into|from|out of|towards|reach(?:es|ed|ing)?)\s+(?:the|a|an|their|its)\s+(?:[a-z-]+\s+){{0,3}}?(?:camps?|cent(?:re|er)s?"
    rf"|hospitals?|shelters?|schools?|crossings?|points?|bases?|stations?|checkpoints?|airports?|ports?|areas?|sanatorium|dormitor(?:y|ies))"
    rf"\s+(?:in|at|of|near)\s+(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)(?P<second>(?!))?"
)
_UNKNOWN_SITE = re.compile(
    rf"['’]s\s+(?:[a-z-]+\s+){{0,2}}(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)(?P<second>(?!))?"
    r"(?=\s+(?:(?:displacement|refugee|transit)\s+camp|camp|town|village|district|neighbou?rhood|county|locality|area|region|province|state)\b)"
)
_UNKNOWN_CROSSINGS = re.compile(
    rf"\b(?:crossing(?:s|\s+points)|gateways)(?:\s+(?:at|of|in)|(?:\s+[\w-]+){{0,6}},)\s+(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)"
    rf"(?:,\s+(?:in|near|on)\s+[^,.;]{{1,50}},)?\s+and\s+(?:at\s+|of\s+)?(?P<second>{CAPITALISED}(?:\s+{CAPITALISED})?)"
)
_UNKNOWN_BETWEEN = re.compile(
    rf"\b(?:between|the)\s+(?!(?:A[ldnrsz]|El)-)(?P<name>{CAPITALISED})(?:\s+and\s+|\s?[-–—]\s?)(?P<second>{CAPITALISED})"
    rf"(?=\s+(?:checkpoint|crossing|corridor|road|route|highway|line|border|,|is|was|has|will|would|remain)|[,.;])"
)

_UNKNOWN_ANYWHERE = (
    _UNKNOWN,
    _UNKNOWN_END,
    _UNKNOWN_CARGO,
    _UNKNOWN_PAIR,
    _UNKNOWN_CHAIN,
    _UNKNOWN_HOME,
    _UNKNOWN_TYPED,
    _UNKNOWN_WITHIN,
    _UNKNOWN_SITE,
    _UNKNOWN_CROSSINGS,
    _UNKNOWN_BETWEEN,
)


def places_unknown(text: str, sentence: Sentence, taken: Sequence[tuple[int, int]], known: Sequence[Mention]) -> list[Mention]:
    """Names the gazetteer does not know in places where only a place can stand: "from Foua and Kefraya to Aleppo".

    Stops without a place, so that the map can say that they are not on it, unless one near ``known``, the sentence's places,
    is spelt like them.
    """
    if sentence.end - sentence.start > _LONGEST:
        return []  # a table, where every name would be held against every other
    found = chained(text, sentence, known, taken)
    found += enumerated(text, sentence, known, [*taken, *(m.span for m in found)])
    if _is_headline(text[sentence.start : sentence.end]):
        return found  # words that all bear capitals
    matches = [m for pattern in _UNKNOWN_ANYWHERE for m in pattern.finditer(text, sentence.start, sentence.end)]
    for match in sorted(matches, key=lambda m: m.start("name")):
        for group in ("name", "second"):
            start, end = match.span(group)
            if (
                start < 0
                or any(m.start < end and start < m.end for m in found)
                or any(s < end and start < e for s, e in taken)
                or is_no_name(text[start:end])
                or _OF_BODY.match(text, end)
            ):
                continue
            found.append(named_beside(start, end, text[start:end], "stands where a place stands", known))
    return found + _listed(text, sentence, known, [*taken, *(m.span for m in found)])


# "the Monusco peacekeeping mission"
_OF_BODY = re.compile(
    r"\s+(?:\w+\s+)?(?:missions?|agenc(?:y|ies)|forces?|groups?|organi[sz]ations?|charit(?:y|ies)|militias?|battalions?|brigades?|rebels?"
    r"|fighters?|backgrounds?|communit(?:y|ies)|famil(?:y|ies)|tribes?|clans?|origins?)\b"
)


def _is_headline(sentence: str) -> bool:
    """ "Fifty Buses Stand By to Take Civilians Out": capitals say nothing here."""
    long = re.findall(r"[^\W\d_]{4,}", sentence)
    if 2 * sentence.count(",") >= len(long):
        return False  # "Vorzel, Bucha, Irpin, Hostomel - Kyiv": a row of names
    return len(long) > 4 and not sentence.rstrip().endswith(".") and sum(word[0].isupper() for word in long) > 0.8 * len(long)


_BESIDE = re.compile(
    rf"\s*,\s+(?:and\s+)?(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)(?=\s*,|\s+and\b)|\s+and\s+(?P<last>{CAPITALISED})(?=\s*[,.;]"
    rf"|\s+(?:to|were|was|are|have|had|on|in|by)\b)"
)


_NAMES = re.compile(rf"{CAPITALISED}(?:\s+{CAPITALISED})?")
_BETWEEN = re.compile(rf"(?P<names>(?:,\s+{_NAMES.pattern}){{1,4}}),\s+(?:and\s+)?")


def _listed(text: str, sentence: Sentence, known: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """Unknown names that go on a list of at least two known ones: "Zamalka, Arbin, Ain Tarma and Jobar"."""
    found: list[Mention] = []
    spans = sorted(s for s in taken if sentence.start <= s[0] < sentence.end)
    for before, here in itertools.pairwise(spans):
        between = _BETWEEN.fullmatch(text, before[1], here[0])
        names = list(_NAMES.finditer(text, *between.span("names"))) if between is not None else []
        if not any(is_no_name(m[0]) for m in names):
            found += [named_beside(*m.span(), m[0], "stands between places of a list", known) for m in names]
        if text[before[1] : here[0]].strip() not in {",", ", and", "and"}:
            continue
        at = here[1]
        while (match := _BESIDE.match(text, at, sentence.end)) is not None:
            start, at = match.span("name" if match["name"] else "last")
            if any(s < at and start < e for s, e in spans) or is_no_name(text[start:at]):
                break
            found.append(named_beside(start, at, text[start:at], "goes on a list of places", known))
    return found
