"""Names that no gazetteer has, where only a place can stand: "from Foua and Kefraya to Aleppo".

They are stops without a place, which tables name and a map cannot draw. Whom the text makes a person or a body is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from geomap.extract.sentence.chains import CAPITALISED, chained, enumerated, is_no_name
from geomap.extract.sentence.sentences import Sentence
from geomap.extract.sentence.spellings import named_beside
from geomap.model import Mention

__all__ = ["places_unknown"]

_LONGEST = 4000  # characters of a sentence in which names are looked for
_UNKNOWN = re.compile(
    rf"(?:\b(?:from|out of|by way of|in the direction of|direction of|bound for|heading for|headed for|mak(?:e|es|ing) for"
    rf"|made for|into|via|through|leav(?:e|es|ing)"
    rf"|enter(?:s|ed|ing)?|(?:arriv(?:e|es|ed|ing)|land(?:s|ed|ing)?|dock(?:s|ed|ing)?|(?:board\w*|put|loaded|got)\s+(?:[a-z]+\s+){{0,3}}?(?:buses|coaches|trucks|trains?|planes?|ships?))"
    rf"\s+(?:\w+ly\s+)?(?:in|at)|safety of"
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
    rf"(?:\s+and\s+(?P<second>{CAPITALISED}(?:\s+{CAPITALISED})?))?"
)
_UNKNOWN_WITHIN = re.compile(
    rf"\b(?:to|into|from|out of|towards|reach(?:es|ed|ing)?)\s+(?:(?:the|a|an|their|its|two|three|several)\s+)?"
    rf"(?:[a-z-]+\s+){{0,3}}?(?:camps?|cent(?:re|er)s?"
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

_UNKNOWN_LINK = re.compile(  # "the road linking Taiz with X"
    rf"\b(?:road|route|corridor|highway|crossing|bridge|path|railway)s?\b[^.;]{{0,60}}?\b(?:link|connect|join)\w*\s+(?:the\s+(?:\w+\s+)?of\s+)?"
    rf"(?P<name>{CAPITALISED}(?:\s+{CAPITALISED})?)\s+(?:with|to|and)\s+"
    rf"(?:the\s+(?:\w+\s+)?of\s+|[a-z]+-held\s+)?(?P<second>{CAPITALISED}(?:\s+{CAPITALISED})?)"
)

_UNKNOWN_ANYWHERE = (
    _UNKNOWN_LINK,
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
                or _is_no_place(text, text[start:end])
                or _OF_BODY.match(text, end)
            ):
                continue
            found.append(named_beside(start, end, text[start:end], "stands where a place stands", known))
    return found + list(_listed(text, sentence, known, [*found], taken))


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


_SPEECH = r"(?:said|says|told|added|noted|stressed|wrote|tweeted|explained|warned|insisted|denied|announced|confirmed|agreed|refused)"
_TITLE = (
    r"(?:Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Gov|Sen|President|Minister|Secretary|Ambassador|General|Colonel|Governor|Mayor|Chancellor|King|Sheikh"
    r"|Prince|Pope|Father|[Ss]pokes(?:man|woman|person)|[Dd]irector|[Cc]oordinator|[Ee]nvoy|[Nn]egotiator|[Cc]hief|[Ll]eader|[Cc]ommander"
    r"|[Mm]ediator|[Dd]iplomat|[Jj]ournalist|[Rr]eporter|[Rr]esident|[Dd]river|[Dd]octor)"
)
_BODY = r"(?:charity|agency|groups?|organi[sz]ation|NGO|company|airline|militia|newspaper|broadcaster|channel|movement|party|operator)"


_NAME = rf"{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}}"
_OTHERS = (
    re.compile(rf"(?P<name>{_NAME})(?:,[^,.;]{{3,60}},)?\s+(?:also\s+|later\s+)?{_SPEECH}\b"),
    re.compile(rf"\b{_TITLE}\.?,?\s+(?P<name>{_NAME})"),
    re.compile(rf"\b{_BODY},?\s+(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME})(?:,\s+an?)?\s+(?:[a-z][\w-]+\s+){{0,2}}{_BODY}\b"),
)


@lru_cache(maxsize=4)
def _others(text: str) -> frozenset[str]:
    """Names that a text makes a person's or a body's, each with its last word: "Petrenko said", "the charity Caritas", "Mr Ivanenko"."""
    names = {match["name"] for pattern in _OTHERS for match in pattern.finditer(text)}
    return frozenset(names | {name.split()[-1] for name in names})


def _is_no_place(text: str, name: str) -> bool:
    return is_no_name(name) or name in _others(text)


_SORT = r"(?:\s+(?:camps?|city|town|village|district|province|region|state|county|area|governorate|oblast))?"
_JOINT = re.compile(rf"{_SORT}(?:\s*,\s+(?:(?P<last>and|or)\s+)?|\s+(?P<and>and|or|as well as)\s+|(?P<slash>/))")
_ITEM = re.compile(rf"(?:the\s+)?(?:(?:town|city|village|port|camp)\s+of\s+)?(?P<name>{_NAME})")
_WAY = re.compile(r"(?:Road|Street|Highway|Bridge|Crossing|Corridor|Avenue|Pass)$")
_GOVERNED = re.compile(
    r"\b(?:from|out of|to|into|towards?|via|through|between|in|at|near|reach\w*|leaving|left|for|of)"
    r"(?:\s+(?:the|both|[a-z]+ern|central|besieged|nearby|\S+-held|\S+-controlled|cities|towns|villages|camps|of)){0,4}\s+$"
)
_CLOSED = re.compile(
    rf"{_SORT}(?:\s*(?:[.,;:)\]]|$)|\s+(?:to|from|for|by|on|in|via|through|after|before|during|under|aboard|with|since|until|where|as|at|when|while"
    r"|because|and|were|was|are|have|had|will|would|has|is|that|which|who|leading|towards)\b|\s+[-–—])"
)


def _is_no_stop(text: str, name: str) -> bool:
    return _WAY.search(name) is not None or _is_no_place(text, name)


def _listed(
    text: str, sentence: Sentence, known: Sequence[Mention], found: Sequence[Mention], taken: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """The unknown names of a list that a place opens: "from Sumy, X and Y to Poltava", "Zamalka, X and Jobar were shelled"."""
    stops = {m.start: m.end for m in (*known, *found)}
    done = sentence.start
    for start in sorted(stops):
        if start < done:
            continue
        items = _items(text, sentence, stops, stops[start], taken)
        new = [(a, b) for a, b in items if a not in stops]
        done = items[-1][1] if items else done
        places = 1 + len(items) - len(new)
        governed = _GOVERNED.search(text, max(sentence.start, start - 60), start) is not None
        if new and (places > 1 or governed) and (items[-1] not in new or _CLOSED.match(text, done, sentence.end)):
            yield from (named_beside(a, b, text[a:b], "goes on a list of places", known) for a, b in new)


def _items(
    text: str, sentence: Sentence, stops: dict[int, int], at: int, taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans that a list goes on with: up to what "and" joins, else up to the last known place before a name that is no place's."""
    items: list[tuple[int, int]] = []
    while (joint := _JOINT.match(text, at, sentence.end)) is not None:
        start = joint.end()
        item = _ITEM.match(text, start, sentence.end)
        if start in stops:
            items.append((start, stops[start]))
        elif item is None or any(s < item.end() and item.start("name") < e for s, e in taken) or _is_no_stop(text, item["name"]):
            break
        else:
            items.append(item.span("name"))
        at = items[-1][1]
        if joint["last"] or joint["and"] or (joint["slash"] and not _JOINT.match(text, at)):
            return items
    while items and items[-1][0] not in stops:
        items.pop()
    return items
