"""Ways that bear a proper name: "Lachin corridor", "Rafah crossing", "Salah al-Din Street"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.lexicon import cue, words
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.ways.anchors import Anchor, Surroundings
from geomap.extract.ways.spelt_names import apposed, is_opened, named, on_border, spelt, told_elsewhere
from geomap.model import CorridorKind

__all__ = ["is_lifeline", "is_strip", "is_told_beside", "named_ways", "names_strip"]

_END_BEFORE = re.compile(r"(?<!\S)(?:from|out of|to) $")  # "the convoy from Kerem Shalom to Khan Yunis": a place where it set out
# "a convoy on its way to the Erez crossing", "they had got as far as the Erez crossing": where it goes, and not what is told of
_HEADED_FOR = re.compile(
    r"(?<!\S)(?:on (?:its|their) way to|(?:en|on) route to|bound for|head(?:ed|ing) (?:to|for|towards?)|destined for|as far as"
    r"|(?:it|they|the \S+)(?: (?:has|have|had|then|later|finally))* (?:reached|arrived at|got to))"
    r"(?: the(?: (?!and|to|from|through|via|across|over|by|along)[a-z-]+){0,3})? $"
)
# "avoiding the slower Tina crossing", "instead of through the Rafah crossing": the way not taken
_AVOIDED = re.compile(
    r"(?<!\S)(?:avoid\w*|by-?pass\w*|circumvent\w*"
    r"|(?:not|instead of|rather than)(?: (?:passing|going|travelling|driving))? (?:through|via|over|across|along))"
    r"(?: (?:the|an?|its|their)(?: (?!and|to|from)\S+){0,2}?)? $"
)
# "five kilometres from the Tina crossing": a landmark
_MEASURED_FROM = re.compile(r"(?<!\S)(?:kms?|(?:kilo)?met(?:re|er)s?|miles?|yards|minutes|hours)(?: away)? (?:from|off)(?: the)? $")
# "exports by way of the Tina crossing are suspended": trade, which says nothing of aid
_OF_TRADE = re.compile(
    r"(?<!\S)(?:exports|imports|trade|commerce|(?:commercial|trade|transit) (?:goods|cargo|traffic|shipments|trucks|movement))"
    r"(?: and (?:exports|imports|trade|transit))? (?:by way of|by|via|through|across|over|at)(?: the)? $"
)
# "warehouses in the Bab al-Hawa area": a place that has its name from a way
_AREA = re.compile(r"\s+(?:area|district|region|neighbou?rhood|town|village|camp|quarter|suburb|countryside|side)\b")
_GENERIC = re.compile(r"(?:crossing|corridor|road|highway|gate|street)$", re.IGNORECASE)
# "a full withdrawal from the strip and from the Palestinian side of the Rafah crossing"
_WITHDRAWN = re.compile(
    r"(?<!\S)(?:withdr\w+|pull-?out|retreat\w*)(?: (?!to|so|that|which|who|as|and (?!from)|but)\S+){0,12} (?:from|of)(?: the)? $"
)
_GONE_ALONG = re.compile(r"(?<!\S)(?:through|via|along|across|over|by|use|using|used)(?: the| that| so-called| \")* $")
_OPENED_TO = re.compile(r"(?: \S+){0,3} (?:re-?opened|opened|reopens|opens|open)(?: \S+){0,3} (?:to|for)(?!\S)")
_OPENED_LATER = re.compile(r"(?<!\S)(?:re-?open\w*|opened|closed|shut)(?!\S)")
_OPENING = re.compile(r"(?<!\S)(?:re-?open\w*|open(?:ed|ing|s)?)(?: the| of)* $")
_GATE = re.compile(r"\b(?:air|sea)?port$", re.IGNORECASE)  # not "Davenport"
_GATE_BEHIND = re.compile(r"(?:['’]s)?\s+(?:[Ii]nternational\s+)?(?P<gate>(?:sea)?port|airport)\b", re.IGNORECASE)
_GATE_BEFORE = re.compile(r"\b(?P<gate>port|airport)\s+(?:of|in|at)\s+$", re.IGNORECASE)
_DESCRIBED = re.compile(r"(?<!\S)(?:the|its|their|'s|main) ((?:coastal|desert|mountain) (?:road|highway))(?!\S)")
_CROSSING_AT = re.compile(
    r"(?<!\S)(?:(?:(?:border )?crossings?(?: points?)?|border (?:posts?|gates?))(?: in §\d+)? (?:at|of)"
    r"|(?<=the )(?:border )?crossing (?:point )?in) §(\d+)(?!\S)"
)
# "the crossings of Torkham, in the north, and Chaman"
_AND_AT = re.compile(r" ,? ?(?:(?:in|near|on|between) (?:(?!and |,)\S+ ){1,6}, )?(?:and|as well as) (?:at |of )?§(\d+)(?!\S)")
# "the Rafah and Kerem Shalom crossings", "§0 and al-rai crossings"
# "two more crossings from Turkey, Bab al-Salama and al-Rai"
_CROSSINGS_NAMED = re.compile(
    r"(?<!\S)(?:crossings|crossing points|border points|gateways|entry points)"
    r"(?: (?:from|to|into|with|between|on) (?:the )?\S+){0,3}(?: (?:to|can|could|may|will) be (?:used|opened|reopened))? , §(\d+)(?!\S)"
)
_CROSSINGS_LISTED = re.compile(
    r"(?<!\S)§(\d+)(?: ,? ?and (?!§|the )\S+(?: \S+){0,2})? (?:border )?(?:crossings|crossing points|border gates|border posts)(?!\S)"
)
# "will be let cross A Street on foot from 7 am and the eastern B Street by car"
_LATER_BESIDE = re.compile(
    r"(?: (?![§@~]|(?:to|from|which|that|who|where|while|but|was|were|is|are|has|had|will|would)(?!\S))\S+){1,12}"
    r" and(?: the)?(?: \S+ern)? "
)
_BESIDE = re.compile(r"(?: ,| and| or| as well as| both| the| border)*(?: crossings?(?: points?)?)?(?: ,| and| or| as well as| the)* ?")
_IN_NEED = re.compile(
    r"(?<!\S)(?:aid|relief|humanitarian|civilians|evacu\w+|refugees|wounded|convoys?|un|medicines?|medical|besieg\w+|blockad\w+"
    r"|displaced|residents|families|people)(?!\S)"
)


def named_ways(text: str, phrases: Phrases) -> list[Anchor]:
    """The ways that a sentence names by a proper name, in its order."""
    found: list[Anchor] = []
    for anchors in (
        _gateways(text, phrases),
        _described(phrases),
        _across_seas(phrases),
        _crossings_listed(phrases),
        _crossings_at(phrases),
        apposed(text, phrases),
        spelt(text, phrases),
        on_border(text, phrases),
        _sites(text, phrases),
        told_elsewhere(text, phrases),
    ):
        found += [new for new in list(anchors) if not any(a.start < new.end and new.start < a.end for a in found)]
    beside = (_HEADED_FOR, _AVOIDED, _MEASURED_FROM, _OF_TRADE)
    found = sorted((a for a in found if not any(b.search(phrases.code[: a.start]) for b in beside)), key=lambda a: a.start)
    found = [a for n, a in enumerate(found) if n or not is_told_beside(phrases.code, a.start)]
    found = [a for a in found if not (_DESCRIBED.match(phrases.code, a.start - 4) and any(_is_apposed(phrases.code, b, a) for b in found))]
    return found[:1] + [_joined(phrases.code, before, here) for before, here in itertools.pairwise(found)]


def is_told_beside(code: str, at: int, way: Anchor | None = None) -> bool:
    """ "Lorries, in parallel with the Tina road, also went through Erez": a way other than ``way``."""
    own = way is not None and way.start <= at < way.end
    return not own and _IN_PARALLEL.search(code, 0, at) is not None


_IN_PARALLEL = re.compile(r"(?<!\S)in parallel (?:with|to)(?: the)? ?$")


def _is_apposed(code: str, before: Anchor, here: Anchor) -> bool:
    """ "the Lachin corridor, the mountain highway from Stepanakert to Goris": one way."""
    return before is not here and code[before.end : here.start] == " , the "


def _joined(code: str, before: Anchor, here: Anchor) -> Anchor:
    """The second of two named ways, marked where the two are told in one breath."""
    between = code[before.end : max(before.end, here.start)]
    return replace(here, beside=here.beside or bool(_BESIDE.fullmatch(between) or _LATER_BESIDE.fullmatch(between)))


def names_strip(name: str) -> bool:
    """Whether a proper name is that of a strip of land that an army holds: "Netzarim", "Philadelphi"."""
    return re.fullmatch(words("named.strip"), name.lower()) is not None


def is_strip(way: Anchor, code: str) -> bool:
    """ "Withdraw from the Netzarim corridor": land that an army holds, or a line on a map, and nobody is said to go along it."""
    if _WITHDRAWN.search(code[: way.start]) and not _OPENED_LATER.search(code, way.end):
        return True
    name, _, noun = (way.name or "").rpartition(" ")
    if noun.lower() != "corridor" or not names_strip(name):
        return False
    gone = _GONE_ALONG.search(code[: way.start]) or _OPENED_TO.match(code, way.end) or _OPENING.search(code[: way.start])
    return not (gone and _IN_NEED.search(code))


def is_lifeline(way: Anchor, code: str, around: Surroundings) -> bool:
    """Whether a named road or crossing is spoken of as a way for people or aid, and not as an address."""
    if _GATE.search(way.name or ""):
        return around.plainly and around.conflict
    if way.kind is CorridorKind.CROSSING:
        return around.plainly or around.conflict
    name = (way.name or "").lower()
    only_way = re.match(words("named.lifeline"), name) is not None
    trade = cue("corridor.commerce").search(code) is not None
    if name.endswith("corridor"):
        if trade and not _IN_NEED.search(code):
            return False
        return around.plainly or only_way or (around.humanitarian and not trade)
    if name.endswith("street"):
        return only_way
    if name.endswith(("bridge", "pass", "road", "highway")):
        return around.conflict and (around.plainly or only_way) and not trade
    return around.plainly and around.conflict


def _sites(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """Crossings and roads that the gazetteer knows."""
    for number, places in enumerate(phrases.places):
        member = places.members[0]
        known = member.place
        if len(places.members) > 1 or known is None or known.kind is not Kind.SITE or not _GENERIC.search(known.name):
            continue
        at = re.search(rf"(?<!\S)§{number}(?!\S)", phrases.code)
        a_way = _GENERIC.search(member.mention.text) is not None
        where = not a_way and _AREA.match(text, member.mention.end) is not None
        if at is not None and not where and (a_way or not _END_BEFORE.search(phrases.code[: at.start()])):
            yield named(at.start(), at.end(), known.name, crossing="crossing" in known.name.lower())


def _gateways(text: str, phrases: Phrases) -> Iterator[Anchor]:
    """ "Hodeidah port and Sanaa airport will be reopened": where they stand as what is opened or closed."""
    for match in re.finditer(r"(?<!\S)§(\d+)(?!\S)", phrases.code):
        if not is_opened(phrases.code, match.start(), match.end()):
            continue
        for place, member in enumerate(phrases.places[int(match[1])].members):
            name = _gateway_name(text, member)
            if name:
                yield replace(named(match.start(), match.end(), name, crossing=True), beside=place > 0)


def _gateway_name(text: str, member: Member) -> str:
    """The name of the airport or port that a place is said to be or to have, before or behind its own; "" for other places."""
    start, end = member.mention.span
    name = member.place.name if member.place is not None else member.mention.text
    if _GATE.search(name):
        return name
    found = _GATE_BEHIND.match(text, end) or _GATE_BEFORE.search(text[max(0, start - 20) : start])
    return f"{name} {found['gate'].lower()}" if found is not None else ""


def _described(phrases: Phrases) -> Iterator[Anchor]:
    """ "the coastal road": a description that names one road in its country."""
    for match in _DESCRIBED.finditer(phrases.code):
        yield named(match.start(1), match.end(), match[1], crossing=False)


def _across_seas(phrases: Phrases) -> Iterator[Anchor]:
    """ "A Black Sea corridor": the sea is its name, and no place where it begins."""
    for match in re.finditer(r"(?<!\S)§(\d+) (?:maritime |grain |shipping |humanitarian )?corridor(?!\S)", phrases.code):
        sea = phrases.places[int(match[1])].members
        if len(sea) == 1 and sea[0].place is not None and sea[0].place.kind is Kind.SEA:
            yield named(match.start(), match.end(), f"{sea[0].place.name} corridor", crossing=False)


def _crossings_at(phrases: Phrases) -> Iterator[Anchor]:
    """ "the border crossing at Medyka", "the crossings of Torkham, in the north, and Chaman"."""
    for match in _CROSSING_AT.finditer(phrases.code):
        several = "crossings" in match[0] or "points" in match[0]
        alone = len(phrases.places[int(match[1])].members) < 2 and not _AND_AT.match(phrases.code, match.end())
        if " at §" not in match[0] and (_is_wide(phrases, int(match[1])) or (several and alone)):
            continue  # "the crossings of Gaza"
        yield from _each(phrases, int(match[1]), match.start(), match.end())
        end = match.end()
        while several and (further := _AND_AT.match(phrases.code, end)) is not None:
            start, end = further.start(1) - 1, further.end()
            for anchor in _each(phrases, int(further[1]), start, end):
                yield replace(anchor, beside=True)


def _crossings_listed(phrases: Phrases) -> Iterator[Anchor]:
    """ "the Rafah and Kerem Shalom crossings", "two crossings, Rafah and Kerem Shalom"."""
    for match in _CROSSINGS_NAMED.finditer(phrases.code):
        if not _is_wide(phrases, int(match[1])) and len(phrases.places[int(match[1])].members) > 1:
            at = match.start() if " be " in match[0] else match.start(1) - 1  # "to be used" is said of them
            yield from _each(phrases, int(match[1]), at, match.end())
    for match in _CROSSINGS_LISTED.finditer(phrases.code):
        if len(phrases.places[int(match[1])].members) > 1 or " and " in match[0]:
            yield from _each(phrases, int(match[1]), match.start(), match.start() + match[0].index(" "))


def _is_wide(phrases: Phrases, number: int) -> bool:
    """Whether a list names more than towns and sites: "the crossings of Syria"."""
    return any(m.place is not None and m.place.kind not in (Kind.CITY, Kind.SITE) for m in phrases.places[number].members)


def _each(phrases: Phrases, number: int, start: int, end: int) -> Iterator[Anchor]:
    """A crossing for each place of a list, not for those of a chain: "the Luhansk-Shchastia crossing"."""
    if phrases.places[number].chain:
        return
    for place, member in enumerate(phrases.places[number].members):
        known = member.place is not None and member.place.kind is Kind.SITE and _GENERIC.search(member.place.name)
        name = member.place.name if known and member.place is not None else f"{member.mention.text} crossing"
        yield replace(named(start, end, name, crossing=True), beside=place > 0)
