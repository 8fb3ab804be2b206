"""Which names of a sentence stand where a place stands, whatever the recogniser took them for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.extract.sentence.actors import speaks_for
from geomap.extract.sentence.chains import CAPITALISED
from geomap.extract.sentence.ports import town_of_port
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.sentence.whose import is_whose
from geomap.model import Label, Mention, Resolution

__all__ = ["capital_of", "places_named"]

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
                or _is_other_end(text, sentence, mention)
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
_WAY_TO = re.compile(r"[-–—→]\s?[A-ZÀ-Ý]")
_WAY_BEFORE = re.compile(r"\b(?:flights?|corridors?|routes?|roads?|trains?|convoys?|ferry|line|highway)\s+$")
_LINKED = re.compile(
    r"\b(?:roads?|corridors?|routes?|highway|crossing|bridge|railway|line|path)\b[^.;]{0,40}?"
    r"\b(?:link|connect|join)(?:s|ed|ing)?\s+[^.;,]{1,60}?\s+(?:with|to|and)\s+(?:the\s+)?$"
)


def _is_other_end(text: str, sentence: Sentence, actor: Mention) -> bool:
    """ "The road linking Stepanakert with Armenia has been blocked", "flights Khartoum-Jeddah": no one who acts."""
    before = text[max(sentence.start, actor.start - 130) : actor.start]
    return _LINKED.search(before) is not None or bool(_WAY_BEFORE.search(before) and _WAY_TO.match(text, actor.end))


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
