"""The words in a sentence that stand for a way people or aid take, and the words that only look so.

"humanitarian corridor", "safe passage", "evacuation", "buses", "Rafah crossing", "Lachin corridor"; not "wildlife
corridor", "corridors of power", "economic corridor", "the corridor of the hotel", "military convoy".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gazetteer.model import Kind
from geomap.extract.lexicon import cue, words
from geomap.extract.phrases import Phrases
from geomap.model import CorridorKind

__all__ = ["Anchor", "Sort", "find_anchors", "states"]


class Sort(StrEnum):
    WAY = "way"  # said to be humanitarian by its own words
    BARE = "bare"  # "the corridor", "the route": the context says so
    NAMED = "named"  # "Lachin corridor", "Rafah crossing"
    EVACUATION = "evacuation"
    CONVOY = "convoy"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in the code a way is named, how, and whether as one already known ("the", "Moscow's", "both")."""

    start: int
    end: int
    sort: Sort
    kind: CorridorKind
    definite: bool = False
    plural: bool = False
    name: str | None = None
    bound: bool = False  # a convoy said to carry aid: its end alone tells where it goes
    weak: bool = False  # no word of war or need stands near: only what did happen, from one place to another, counts


@cache
def _pattern() -> re.Pattern[str]:
    qualified = (
        rf"{words('corridor.qualifier')}(?: (?:and|or|/) {words('corridor.qualifier')})?"
        rf"(?: (?:bus|rail|train|road|land|sea|{words('corridor.qualifier')}))?"
        rf"(?: (?:- )?(?:{words('corridor.way')}))"
    )
    return re.compile(
        rf"(?<!\S)(?:(?P<way>{qualified}|{words('corridor.fixed')})|(?P<bare>{words('corridor.bare')}|routes?|{words('corridor.way_out')})"
        rf"|(?P<evacuation>{words('corridor.evacuation')}|evacuate)|(?P<convoy>{words('corridor.convoy')})"
        rf"|(?P<people>{words('corridor.people|corridor.carried')}))(?!\S)"
    )


# armies and what they fire also move, on no corridor
_ARMED = re.compile(
    r"(?<!\S)(?:troops|forces|army|military|tanks?|armou?r|missiles?|drones?|rockets?|shells?|jets?|warplanes?|units?|brigades?"
    r"|battalions?|divisions?|peacekeepers|reinforcements|militiamen|convoys? of tanks|weapons|police|suspects?|gunmen|he"
    r"|she)(?!\S)(?! (?:to )?(?:let|allow|permit))"
)
_MEANS = re.compile(r"(?<!\S)by (?:\S+ )?(?:bus|train|lorry|truck|ferry|plane|boat|ship|helicopter|barge)$")
_ARMS = re.compile(r"(?<!\S)(?:weapons|arms|military|ammunition|armou?red) (?:convoys?|columns?|trucks?|shipments?)(?!\S)")
# A proper name before its generic word, in the text's own letters.
_NAMED = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:[A-ZÀ-ÝŁŠŽČĆĐİ][\w’'-]*|al-[A-Z][\w’'-]*|[a-z]{1,2}-[A-Z]\w+)\s+){1,4})"
    r"(?P<word>(?:[Bb]order\s+)?[Cc]rossing(?:\s+[Pp]oint)?|[Bb]order\s+(?:[Gg]ate|[Pp]ost|[Pp]oint)|[Cc]orridor|[Rr]oad|[Hh]ighway"
    r"|[Ss]treet|[Bb]ridge|[Pp]ass"
    r"|[Tt]errestrial\s+[Cc]rossing)(?!\w)"
)
# "Ukraine rejected the offer": the corridors just spoken of, by the act
_OFFER = re.compile(
    r"(?<!\S)(?:an? %\d+|the|this|that|these|those|such|both|'s) (?:(?:russian|%\d+|latest|new|same|evacuation|humanitarian) "
    r")?(?:offers?|proposals?|plans?|ideas?|initiatives?|requests?|moves?)(?!\S)"
    r"|(?<=rejected )(?:it|them|that|this)(?!\S)|(?<=refused )(?:it|them)(?!\S)"
    r"|(?<=turned )(?:it|them)(?= down)|(?<=called )(?:it|them|this|that)(?= (?:\S+ ){0,2}?(?:unacceptable|unworkable))"
    r"|(?<!\S)(?:refuse|refused|declined|balked|said no|rejected|objected)(?= (?:[,.;]|because|$))|(?:(?<=cut )|(?<=closed )"
    r"|(?<=blocked )|(?<=reopened )|(?<=shelled )|(?<=suspended "
    r")|(?<=severed )|(?<=shut ))(?:it|them)(?!\S)"
)
_GENERIC = re.compile(r"(?:crossing|corridor|road|highway|gate|street)$", re.IGNORECASE)
_NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "humanitarian",
        "safe",
        "green",
        "evacuation",
        "aid",
        "border",
        "rescue",
        "civilian",
        "escape",
        "in",
        "on",
        "from",
        "at",
        "for",
        "to",
        "russian",
        "ukrainian",
        "but",
        "and",
        "when",
        "while",
        "after",
        "two",
        "three",
        "four",
        "one",
        "another",
        "no",
        "each",
        "every",
        "these",
        "those",
        "its",
        "their",
        "medical",
        "exit",
        "any",
        "some",
        "red",
        "bailey",
        "pontoon",
    ]
)


def find_anchors(
    text: str, phrases: Phrases, *, humanitarian: bool, plainly: bool, conflict: bool, disaster: bool, known: bool, lately: bool = False
) -> list[Anchor]:
    """The anchors of a sentence in order.

    ``humanitarian``: the sentence or those around it speak of civilians, aid, sieges, ``plainly``: in words that leave no doubt;
    ``conflict``, ``disaster``: the
    document is of one; ``lately``: people or vehicles were told of just before;
    ``known``: a corridor was found just before, so that "the corridor" or "buses" can mean it.
    """
    code = phrases.code
    found = [
        a for a in _named(text, phrases) if known or _is_lifeline(a, code, humanitarian=humanitarian, plainly=plainly, conflict=conflict)
    ]
    for match in _pattern().finditer(code):
        if any(a.start < match.end() and match.start() < a.end for a in found):
            continue
        sort = Sort(match.lastgroup or "way")
        if sort is Sort.BARE and re.search(r"(?<!\S)by $", code[: match.start()]):
            continue  # "by road" is how, not which way
        if sort is Sort.CONVOY and _MEANS.search(code[: match.end()]):
            continue
        if sort is Sort.BARE and match[0].startswith("road") and _ARMS.search(code):
            continue
        if _is_other(code, match, sort) or (sort is Sort.CONVOY and _is_military(phrases, match)):
            continue
        if (
            sort is Sort.BARE
            and not (humanitarian or known or found or cue("corridor.people").search(code) or _LINKING.match(code, match.end()))
            and (_is_road(match[0]) or re.search(r"§\d+ $", code[: match.start()]))
        ):
            continue  # "the road from Babanusa", "the Lobito corridor": nobody in need is near
        if sort is Sort.BARE and not (
            known
            or _is_way(
                code,
                match,
                humanitarian or conflict,
                plainly,
                conflict or len(states(phrases)) > 1,
                bool(states(phrases)),
                any(a.sort not in (Sort.PEOPLE, Sort.CONVOY) or match[0] == "roads" for a in found),
            )
        ):
            continue
        if sort in (Sort.EVACUATION, Sort.CONVOY, Sort.PEOPLE) and disaster and not known:
            continue
        weak = sort in (Sort.CONVOY, Sort.PEOPLE) and not (plainly or conflict or known or lately)
        if weak and not _is_flight(code):
            continue
        if (sort is Sort.BARE or (sort is Sort.WAY and not plainly)) and cue("corridor.commerce").search(code):
            continue
        found.append(
            Anchor(
                match.start(),
                match.end(),
                sort,
                _kind(code, match, sort),
                _is_definite(code, match.start()),
                match[0].endswith("s") and not match[0].endswith("ss"),
                weak=weak,
                bound=sort is Sort.CONVOY
                and re.search(r"(?<!\S)(?:aid|relief|humanitarian|food|un|crescent|cross|icrc|wfp|@\d+) $", code[: match.start()])
                is not None
                and re.fullmatch(r"convoys?|columns?|trucks?|lorries|lorry|ships?|vessels?", match[0]) is not None,
            )
        )
    if known or found or humanitarian:
        found += [
            Anchor(m.start(), m.end(), Sort.BARE, CorridorKind.HUMANITARIAN, True)
            for m in _OFFER.finditer(code)
            if known or (humanitarian and m[0].startswith("a")) or any(a.start < m.start() for a in found)
        ]
    found.sort(key=lambda a: a.start)
    return found


def _is_flight(code: str) -> bool:
    """Whether a sentence without a word of war still tells of people or lorries on the way, and not of trade, sport or traffic."""
    return cue("corridor.commerce").search(code) is None and cue("conflict.civil").search(code) is None


_LINKING = re.compile(
    r" (?:linking|connecting|that links|that connects|between)(?!\S)(?=.*(?<!\S)(?:re-?open\w*|unblock\w*|closed|shut|cut)(?!\S))"
)
_IN_NEED = re.compile(r"(?<!\S)(?:aid|relief|humanitarian|civilians|evacu\w+|refugees|wounded|convoys?|un)(?!\S)")


def _is_lifeline(anchor: Anchor, code: str, *, humanitarian: bool, plainly: bool, conflict: bool) -> bool:
    """Whether a named road or crossing is spoken of as a way for people or aid, and not as an address."""
    if anchor.kind is CorridorKind.CROSSING:
        return plainly or conflict
    if (anchor.name or "").lower().endswith("corridor"):
        if cue("corridor.commerce").search(code) and not _IN_NEED.search(code):
            return False
        return (
            plainly
            or re.match(words("named.lifeline"), (anchor.name or "").lower()) is not None
            or (humanitarian and cue("corridor.commerce").search(code) is None)
        )
    if re.search(r"street$", (anchor.name or "").lower()):
        return re.match(words("named.lifeline"), (anchor.name or "").lower()) is not None
    if re.search(r"(?:bridge|pass|road|highway)$", (anchor.name or "").lower()):
        return plainly and conflict and cue("corridor.commerce").search(code) is None
    return plainly and conflict


def _is_road(noun: str) -> bool:
    return re.fullmatch(r"roads?|highways?|tracks?|paths?", noun) is not None


def _is_way(code: str, match: re.Match[str], context: bool, plainly: bool, states: bool, acted: bool, other: bool) -> bool:
    """Whether a bare "corridors", "routes" or "roads" is one for people or aid."""
    noun = match[0]
    left, right = code[: match.start()], code[match.end() :]
    if noun.startswith(("corridor", "route")):
        return (
            context
            or other
            or acted
            or (noun == "corridors" and cue("status.open|status.announce|status.agree|status.propose").search(code) is not None)
        )  # what makes it another sort of corridor has been looked at
    if other:
        return True  # "offered corridors ..., but most of the roads led to Russia"
    if re.match(r" (?:linking|connecting|between|from|by which)(?!\S)", right) is None:
        return False
    return plainly or (states and re.search(r"(?<!\S)(?:re-?open\w*|unblock\w*|agreed)(?!\S)", left) is not None)


def states(phrases: Phrases) -> set[str]:
    """The states and bodies a sentence names."""
    names = {a.name for acting in phrases.actors for a in acting.actors}
    names |= {m.place.name for places in phrases.places for m in places.members if m.place is not None and m.place.kind is Kind.COUNTRY}
    return names


def _named(text: str, phrases: Phrases) -> list[Anchor]:
    found = []
    sentence = phrases.sentence
    for match in _NAMED.finditer(text, sentence.start, sentence.end):
        name = match["name"].split()
        while name and name[0].lower().strip("'’") in _NOT_NAMES:
            name.pop(0)
        word = " ".join(match["word"].lower().split())
        if not name or (word == "corridor" and not re.fullmatch(words("named.corridor"), " ".join(name).lower())):
            continue
        if re.search(r"['’]s?$", name[-1]) or (word == "street" and name[-1].lower() in {"street", "central"}):
            continue
        start = match.end("name") - len(match["name"]) + match["name"].index(name[0])
        first = next((i for i, t in enumerate(phrases.tokens) if t.end > start), None)
        last = next((i for i, t in enumerate(phrases.tokens) if t.end >= match.end()), None)
        if first is None or last is None:
            continue
        begin = phrases.offsets[first]
        kind = CorridorKind.CROSSING if "crossing" in word or "border" in word else CorridorKind.HUMANITARIAN
        found.append(
            Anchor(
                begin,
                phrases.offsets[last] + len(phrases.tokens[last].code),
                Sort.NAMED,
                kind,
                True,
                False,
                f"{' '.join(name)} {match['word']}",
            )
        )
    for number, places in enumerate(phrases.places):
        known = places.members[0].place
        if len(places.members) == 1 and known is not None and known.kind is Kind.SITE and _GENERIC.search(known.name):
            at = re.search(rf"(?<!\S)§{number}(?!\S)", phrases.code)
            if at is not None and not any(a.start <= at.start() < a.end for a in found):
                kind = CorridorKind.CROSSING if "crossing" in known.name.lower() else CorridorKind.HUMANITARIAN
                found.append(Anchor(at.start(), at.end(), Sort.NAMED, kind, True, False, known.name))
    for match in re.compile(r"(?<!\S)(?:border )?crossing (?:point )?at §(\d+)(?!\S)").finditer(phrases.code):
        place = phrases.places[int(match[1])].members[0].mention.text
        found.append(Anchor(match.start(), match.end(), Sort.NAMED, CorridorKind.CROSSING, True, False, f"{place} crossing"))
    return found


def _is_military(phrases: Phrases, match: re.Match[str]) -> bool:
    """ "a Russian military convoy": the actor before it is an army."""
    before = re.search(r"(?<!\S)@(\d+)(?: 's)?(?: \S+)? $", phrases.code[: match.start()])
    return (
        before is not None
        and re.search(r"military|army|troops|forces|navy|militia|soldiers", phrases.actors[int(before[1])].actors[0].text) is not None
    )


def _is_other(code: str, match: re.Match[str], sort: Sort) -> bool:
    left = code[max(0, match.start() - 50) : match.start()].rstrip()
    right = code[match.end() : match.end() + 40]
    if sort is Sort.BARE:
        if re.search(rf"(?<!\S){words('named.corridor')}$", left):
            return True
        if re.search(rf"(?<!\S){words('corridor.not_before')}(?: (?:and|or) \S+)?$", left):
            return True
        if re.match(rf" {words('corridor.not_after')}(?!\S)", right):
            return True
        if (
            re.search(r"(?<!\S)(?:in|along|down|into|through|across) (?:the|a|its|their|every|long|dark|narrow)$", left)
            and not re.match(r" (?:from|to|for|between|linking|connecting|was|were)", right)
            and re.search(r"(?<!\S)(?:walked|stood|sat|met|waited|lined|hotel|hospital|ministry|building|offices?|doors?)(?!\S)", code)
        ):
            return True
        return match[0].startswith("route") and re.match(r" (?:of|for) (?:the )?(?:march|parade|race|pipeline)", right) is not None
    if sort is Sort.WAY:
        return re.search(r"(?<!\S)(?:fire|emergency exit|hurricane|flood|ecological|economic|wildlife)$", left) is not None
    if sort is Sort.PEOPLE and re.match(
        r" of (?:armed|tanks?|pick-ups?|troops|soldiers|fighters|gunmen|missiles?|drones?|rockets?|houses|homes|vehicles|dollars)(?!\S)",
        right,
    ):
        return True  # "dozens of armed pick-ups"
    if sort is Sort.EVACUATION and re.match(r" (?:drills?|exercises?|rehearsals?|chairs?|slides?)(?!\S)", right):
        return True
    if sort is Sort.CONVOY and re.match(
        r" of (?:the |a )?(?:\S+ )?(?:prime|president\S*|king|queen|ministers?|minister's|pope|ambassador)(?!\S)", right
    ):
        return True
    if (
        sort is Sort.CONVOY
        and re.fullmatch(r"bus|ferry|train|plane|car|ship|boat", match[0])
        and cue("corridor.people").search(code) is None
    ):
        return True  # one bus, and nobody said to be on it
    if sort is Sort.PEOPLE and cue("corridor.carried").fullmatch(match[0]):
        return _ARMED.search(code[max(0, match.start() - 70) : match.start()]) is not None
    if sort is Sort.CONVOY:
        return (
            re.search(rf"(?<!\S){words('named.military')}$", left) is not None
            or re.match(r" (?:drivers?|stops?|station|bombs?)(?!\S)", right) is not None
            or re.search(
                r"(?<!\S)(?:carrying|of|with|loaded with) (?:grain|coal|oil|fuel|weapons|ammunition|goods|timber|cars|tanks|troops"
                r"|soldiers)(?!\S)",
                right,
            )
            is not None
        )
    return False


def _is_definite(code: str, start: int) -> bool:
    left = code[max(0, start - 40) : start].rstrip()
    return (
        re.search(
            r"(?<!\S)(?:the|this|these|those|both|'s|their|its|his|her|all|said|same|such|each|other|neither|either|of the"
            r"|every)"
            r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+|proposed|agreed|planned|new|announced|first|second|other"
            r"|same|only))*$",
            left,
        )
        is not None
    )


def _kind(code: str, match: re.Match[str], sort: Sort) -> CorridorKind:
    phrase = match[0]
    near = code[max(0, match.start() - 40) : match.end() + 60]
    if "green" in phrase:
        return CorridorKind.GREEN
    if "safe passage" in phrase:
        return CorridorKind.SAFE_PASSAGE
    if "humanitarian" in phrase and "corridor" in phrase:
        return CorridorKind.HUMANITARIAN
    if phrase.startswith(("aid", "relief")) or (
        sort is Sort.CONVOY and re.search(r"(?<!\S)(?:aid|relief|humanitarian|food|medic\w+|supplies)(?!\S)", near)
    ):
        return CorridorKind.AID
    if sort in (Sort.EVACUATION, Sort.CONVOY, Sort.PEOPLE) or "evacuation" in phrase or "escape" in phrase:
        return CorridorKind.EVACUATION
    return CorridorKind.HUMANITARIAN
