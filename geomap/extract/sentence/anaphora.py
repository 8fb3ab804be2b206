"""Places meant without their name: "the city", "there". The antecedent is the place of that sort the text dwells on."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gazetteer.model import Kind
from geomap.datelines import dateline_at
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.within import holds
from geomap.model import Label, Mention

__all__ = ["places_meant"]

_SORTS = {
    **dict.fromkeys(["city", "town", "port", "village", "settlement", "capital"], frozenset([Kind.CITY])),
    **dict.fromkeys(["enclave", "pocket"], frozenset([Kind.CITY, Kind.AREA, Kind.REGION])),
    **dict.fromkeys(["strip", "territory", "region", "province", "governorate"], frozenset([Kind.REGION, Kind.AREA, Kind.COUNTY])),
    **dict.fromkeys(["camp", "plant", "steelworks", "hospital"], frozenset([Kind.SITE, Kind.CITY])),
    "area": frozenset([Kind.CITY, Kind.REGION, Kind.AREA, Kind.COUNTY, Kind.SITE]),
    "country": frozenset([Kind.COUNTRY]),
    "there": frozenset([Kind.CITY, Kind.REGION, Kind.AREA, Kind.SITE, Kind.COUNTY]),
}
_SITES = frozenset(["camp", "plant", "steelworks", "hospital"])
_TOWARDS = (
    r"(?:from|out of|to|into|towards?|leav(?:e|es|ing)|left|flee(?:s|ing)?|fled|enter(?:s|ed|ing)?|reach(?:es|ed|ing)?|evacuat(?:e|ed|ing)"
    r"|connect(?:s|ed|ing)|link(?:s|ed|ing)|join(?:s|ed|ing)?(?=\s+the\s+\w+\s+(?:with|to|and)\s+(?-i:[A-Z]))|between|escap(?:e|ed|ing)|quit|depart(?:ed|ing)?|abandon(?:ed|ing)?)"
)
_NAMELESS = re.compile(
    rf"\b(?:{_TOWARDS}|with(?=\s+the\s+same)|(?:residents|people|civilians|inhabitants)\s+(?:of|in))\s+(?P<said>(?:the|that|this"
    rf"|their)\s+(?:(?:besieged"
    rf"|encircled|stricken|old|(?P<same>same)|embattled|port|surrounded"
    rf"|blockaded|ruined|shattered|devastated|battered|war[ -]torn|beleaguered|bombarded|starving|stricken"
    rf"|\w+-(?:stricken|torn|hit|ravaged|battered|held|controlled|occupied|scarred|ridden|wracked|racked))\s+)*"
    r"(?P<whose>(?-i:[A-Z])\w+\s+(?!capital))?"
    rf"(?P<sort>{'|'.join(s for s in _SORTS if s != 'there')}))\b(?![’'-]|\s+(?:of|council|hall|limits|authorities|mayor|officials"
    rf"|government|proper)\b|(?:(?<=area)|(?<=territory))\s+(?:around|near|north|south|east|west|where|which|that|held|under"
    rf"|controlled|occupied|in)\b)",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:taken|brought|bussed|bused|driven|moved|sent|evacuated|go|goes|going|went|travel(?:s|led|ed|ling)?|deliver(?:ed|ing)?|get"
    r"|got|flown|transferred"
    r"|walk(?:ed|ing)?|headed|arriv(?:e|es|ed|ing)|ferried|take|bring|move|drive|send|back|people"
    r"|(?<!kept )(?<!keep )(?<!held )(?<!left )them|aid|from)\s+(?:back\s+|safely\s+|on\s+foot\s+|by\s+\w+\s+)?"
    r"(?P<said>(?P<sort>there))\b(?!\s+(?:is|are|was|were|will|would|has|have|had|can|could)\b)",
    re.IGNORECASE,
)
# "corridors are to be opened into it"
_INTO_IT = re.compile(
    r"\b(?:corridors?|routes?|roads?|convoys?|aid|relief|food|supplies|lorries|trucks|buses|access|residents|civilians|people)\s+"
    r"(?:(?!(?:said|says|which|that|who|and|but|because|agreed|objected|referr\w+|respon\w+|reject\w+|accord\w+|due|contrary"
    r"|open|close[dr]?)\b)[\w-]+\s+){0,4}?"
    r"(?:to|into|out of)\s+(?P<said>it)\b(?!\s+(?:is|was|will|would|has|had|that|being)\b)(?!\s*[’'])",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(r"\s+(?:from|out of)\s+", re.IGNORECASE)
# "a corridor that would run from its soil"
_OWN_SOIL = re.compile(r"\b(?:from|through|across|via|over)\s+(?P<said>(?:its|their)\s+(?:own\s+)?(?:soil|territory))\b")
_AS_FOR = re.compile(r"\W*(?:As\s+for|In)\s+(?:the\s+(?:\w+\s+){1,3}of\s+)?")  # "As for A, there are people in the city"
_LABEL = 20  # characters before a list in which it is called "villages"
_FAR = 1200  # characters over which "the two towns" still means those
_ONE_SENTENCE = 160  # characters
_BACK = 6  # how many mentions back a place is still dwelt on


def places_meant(
    text: str, sentence: Sentence, mentions: Sequence[Mention], unknown: Sequence[Mention] = ()
) -> list[tuple[int, int, Mention]]:
    """The spans in ``sentence`` that stand for a place, each with the mention that names it.

    ``mentions`` are the document's, ``unknown`` the places of the sentences before that are not among them.
    """
    found = []
    for pattern in (_NAMELESS, _THERE):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            start, end = match.span("said")
            if _is_named(text, end, mentions):
                continue
            # "the same city", "a convoy to that city": the one named last
            same = pattern is _THERE or match.groupdict().get("same") is not None or match["said"].lower().startswith("that ")
            known = mentions
            if whose := match.groupdict().get("whose"):
                known = _in_country_of(mentions, match.start("whose"), match.start("whose") + len(whose.rstrip()))
            meant = _antecedent(text, known, start, sentence, match["sort"].lower(), there=same)
            called = [m for m in unknown if start - m.end <= _FAR and _is_called(text, m, match["sort"].lower(), start)]
            if called and (meant is None or not _is_called(text, meant, match["sort"].lower(), start)):
                meant = called[-1]  # "Abu Hamra camp": "the camp" is that, and not the last town named
            found += [(start, end, m) for m in _with_those_beside(text, mentions, meant, there=pattern is _THERE)]
    for match in _INTO_IT.finditer(text, sentence.start, sentence.end):
        town = _pronoun_means(mentions, sentence, match.start("said"))
        if town is not None:
            found.append((*match.span("said"), town))
    found += _several_meant(text, sentence, mentions)
    for match in _OWN_SOIL.finditer(text, sentence.start, sentence.end):
        owner = next((m for m in mentions if sentence.start <= m.start < match.start() and _is_state(m)), None)
        if owner is not None:
            found.append((*match.span("said"), owner))
    return found


def _in_country_of(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Where "the Turkish city" may be: the places named so far that lie in the country; none if the word is no people's."""
    named = [m for m in mentions if (m.start, m.end, m.label) == (start, end, Label.DEMONYM)]
    people = next((m for m in named if m.resolution and m.resolution.candidates), None)
    place = people.resolution.candidates[0].place if people is not None and people.resolution is not None else None
    return [m for m in mentions if place is not None and m.place is not None and m.place.country == place.country]


_HOLDS_IT = re.compile(r"\s*(?:,|\(|,?\s+(?:in|of))\s*(?:(?:the|\w+ern|far)\s+){0,2}")  # "A in B region", "A, in eastern B"
_OR = re.compile(r",?\s+(?:and|or)\s+|,\s+")


def _with_those_beside(text: str, mentions: Sequence[Mention], meant: Mention | None, *, there: bool) -> list[Mention]:
    """ "From there", after "the trains end at A or B in C region": A and B, and not the region that only says where they lie."""
    if meant is None or not there:
        return [meant] if meant is not None else []
    before = [m for m in mentions if m.end <= meant.start and m.place is not None and m.label is Label.PLACE]
    if before and holds(meant, before[-1]) and _HOLDS_IT.fullmatch(text, before[-1].end, meant.start):
        meant = before.pop()
    listed = [meant]
    while before and before[-1].place is not None and _OR.fullmatch(text, before[-1].end, listed[0].start):
        if meant.place is None or before[-1].place.kind is not meant.place.kind:
            break
        listed.insert(0, before.pop())
    return listed


_TO_NAME = re.compile(r"\s+(?:(?:city|town)\s+)?|(?:\s+(?:city|town))?,\s+")
_NAME_ENDS = re.compile(r"\s*(?:[,.;)]|$)")


def _is_named(text: str, end: int, mentions: Sequence[Mention]) -> bool:
    """ "The capital Kyiv", "the port city, Berdyansk,": the name follows."""
    gap = _TO_NAME.match(text, end)
    named = next((m for m in mentions if gap is not None and m.start == gap.end()), None)
    if gap is None or named is None or named.place is None:
        return False
    return "," not in gap[0] or _NAME_ENDS.match(text, named.end) is not None


_SEVERAL = re.compile(
    rf"\b(?:{_TOWARDS}|(?:residents|people|civilians|inhabitants|trapped|evacuation)\s+(?:of|in))\s+(?P<said>(?:both|(?:both\s+)?(?:the|these|those))\s+"
    rf"(?:(?P<count>two|three|four|five|six)\s+)?(?:(?:besieged|encircled|stricken|same|embattled|surrounded|blockaded|\S+-held|mainly|Shia|Shiite"
    rf"|Sunni|rebel|government|loyalist|Syrian)\s+)*(?P<noun>towns|villages|cities|enclaves|camps|settlements|suburbs|neighbou?rhoods|districts|areas|places))\b"
    rf"(?!['’-]|\s+(?:of|in|near|around|north|south|east|west|where|which|that|held|under|controlled)\b|\s*[,(:–-]\s*[A-Z])",
    re.IGNORECASE,
)
_OUT_OF_THEM = re.compile(
    r"\b(?:taken|evacuated|brought|bussed|moved|driven|ferried|come|came|leave|go|get|got)\s+(?:\w+\s+)?out\s+of\s+(?P<said>them)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:north|south|east|west)(?:-?(?:east|west))?\s+of\s+\Z", re.IGNORECASE)  # "a castle an hour north of Stockholm"
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LIST_JOINT = re.compile(
    r"\s*(?:,|and|,\s*and|&|/)\s*(?:(?:the|both|al|el)[\s-]+)?(?:(?:towns?|villages?|cit(?:y|ies))\s+of\s+)?", re.IGNORECASE
)


def _several_meant(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, Mention]]:
    """ "Out of the two towns", "taken out of them": the towns that the text named together last."""
    for match in itertools.chain(
        _SEVERAL.finditer(text, sentence.start, sentence.end), _OUT_OF_THEM.finditer(text, sentence.start, sentence.end)
    ):
        count = _COUNTS.get((match.groupdict().get("count") or ("two" if match["said"].lower().startswith("both") else "")).lower())
        start, end = match.span("said")
        lists = [g for g in _lists_before(text, mentions, start) if count is None or len(g) == count]
        groups = [g for g in lists if start - g[-1].end <= _FAR]
        noun = (match.groupdict().get("noun") or "them").lower()
        called = [_names(g) for g in lists if noun in text[max(0, g[0].start - _LABEL) : g[0].start].lower()]
        group = next(reversed([g for g in groups if _names(g) in called] or groups), None)
        for mention in group or ():
            yield start, end, mention


def _names(group: Sequence[Mention]) -> set[str]:
    return {m.place.id for m in group if m.place is not None}


def _lists_before(text: str, mentions: Sequence[Mention], before: int) -> list[list[Mention]]:
    """The towns that are named together, list by list, up to a position."""
    kinds = _SORTS["enclave"] | _SORTS["camp"]
    lists: list[list[Mention]] = []
    for mention in mentions:
        if mention.end > before or mention.place is None or mention.place.kind not in kinds:
            continue
        if lists and _LIST_JOINT.fullmatch(text, lists[-1][-1].end, mention.start):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return [found for found in lists if len(found) > 1]


def _is_state(mention: Mention) -> bool:
    """Whether a country is named, as a place or as who acts."""
    return mention.label in (Label.PLACE, Label.ACTOR) and mention.place is not None and mention.place.kind is Kind.COUNTRY


def _pronoun_means(mentions: Sequence[Mention], sentence: Sentence, before: int) -> Mention | None:
    """The one town or area that a sentence has named before it says "it"."""
    kinds = _SORTS["enclave"] | _SORTS["camp"]
    named = [m for m in mentions if sentence.start <= m.start < before and m.place is not None and m.place.kind is not Kind.COUNTRY]
    only = len({m.place.id for m in named if m.place is not None}) == 1 and named[0].label is Label.PLACE
    return named[0] if only and named[0].place is not None and named[0].place.kind in kinds else None


def _is_dateline(text: str, mention: Mention) -> bool:
    """ "KHARTOUM, 14 October (WFP) -- A convoy has left Malakal for Juba": where it was written, and not what "that city" means."""
    begins = not mention.start or text[mention.start - 1] == "\n"
    return begins and dateline_at(text, mention.start) is not None


def _is_called(text: str, mention: Mention, sort: str, before: int) -> bool:
    """Whether a place is called by the noun where it is named: "the village of Zamzam", "Zamzam camp"."""
    return sort in text[max(0, mention.start - 14) : min(before, mention.end + 14)].lower()


def _antecedent(text: str, mentions: Sequence[Mention], before: int, sentence: Sentence, sort: str, *, there: bool) -> Mention | None:
    kinds = _SORTS[sort]
    labels = {Label.PLACE, Label.ACTOR} if sort == "capital" else {Label.PLACE}  # "to the capital, Kyiv said"
    earlier = [m for m in mentions if m.end <= before and m.label in labels and m.place is not None and m.place.kind in kinds][-_BACK:]
    earlier = [m for m in earlier if not _is_dateline(text, m)] or earlier
    if not earlier or before - earlier[-1].end > _FAR:
        return None
    if sort in _SITES:
        earlier = [m for m in earlier if m.place is not None and m.place.kind is Kind.SITE] or earlier  # "the plant", not its town
    if _FROM_HERE.fullmatch(text, earlier[-1].end, before) and len(earlier) > 1:
        earlier = earlier[:-1]  # "taken towards Idlib from there"
    topic = [m for m in earlier if _AS_FOR.fullmatch(text, sentence.start, m.start)]
    if topic and not there:
        return topic[0]
    near = [m for m in earlier if sort != "there" and _is_called(text, m, sort, before)]
    if sort == "area" and not near:
        return None
    if sort in {"town", "village", "settlement"} and not near:
        earlier = [m for m in earlier if m.place is not None and not m.place.capital] or earlier
    if sort == "port" and not near:  # a seat of government would have been called one
        earlier = [m for m in earlier if m.place is not None and not m.place.capital]
        earlier = [m for m in earlier if m.start >= sentence.start][:1] or earlier
    earlier = near or earlier  # "the camp" is the one called so: "Zamzam camp"
    if not earlier:
        return None
    if there:
        clause = max(text.rfind(",", sentence.start, before), text.rfind(" while ", sentence.start, before))
        free = [m for m in earlier if not (clause < m.start < before and clause > 0)] if sort != "there" else earlier
        return (free or earlier)[-1]
    if sort == "capital":
        earlier = [m for m in earlier if m.place is not None and m.place.capital and not _ASIDE.search(text, max(0, m.start - 20), m.start)]
        if not earlier:
            return None
    dwelt = Counter(m.place.id for m in earlier if m.place is not None)
    here = {m.place.id for m in earlier if m.start >= sentence.start and m.place is not None}
    last = max(dwelt.values())
    if last > 1:
        return max(earlier, key=lambda m: (dwelt[m.place.id] if m.place else 0, bool(m.place and m.place.id not in here), m.start))
    # Nothing is dwelt on: what the last sentence begins with.
    free = [m for m in earlier if m.place is not None and m.place.id not in here] or earlier
    return next(m for m in free if free[-1].start - m.start <= _ONE_SENTENCE)
