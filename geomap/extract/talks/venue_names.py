"""What a venue is called, and which of several places of a sentence it is: the city and not its palace or its neighbour."""

from __future__ import annotations

import re
from dataclasses import replace

from gazetteer.model import Kind, Place
from geomap.extract.sentence.phrases import Member, Phrases, Places
from geomap.extract.sentence.stops import capital_of
from geomap.extract.talks.grammar import Grammar, is_sign, lexis
from geomap.extract.talks.siting import Siting

__all__ = [
    "NOWHERE",
    "in_town",
    "is_dateline",
    "is_goal",
    "is_part_of_a_name",
    "is_town",
    "island_meant",
    "less_a_speaker",
    "locates",
    "name_of",
    "narrowed",
    "only_locates",
    "seat_meant",
    "site_of",
]

NOWHERE = (Kind.RIVER, Kind.SEA, Kind.CONTINENT)


_SITE = re.compile(
    r"(?:[A-ZÀ-ÝİŞÇ][\w’'-]+\s+){1,4}(?:Palace|Hotel|Residence|Mansion|Centre|Center|Hall|Villa|Embassy|Headquarters|Air "
    r"Base|Castle|Monastery|House|Airport)|(?:Palace|Hotel|Palais|Château|Camp)\s+(?:of\s+|des\s+|de\s+)?[A-ZÀ-Ý][\w’'-]+"
)


def is_town(places: Places) -> bool:
    place = places.members[0].place
    return len(places.members) == 1 and (place is None or place.kind not in NOWHERE)


def is_goal(grammar: Grammar, token: int) -> bool:
    governor = grammar.governor(token)
    return governor is not None and (grammar.is_at(governor, token) or grammar.at(governor) in {"to", "into"})


def is_part_of_a_name(grammar: Grammar, token: int) -> bool:
    """ "Lancaster House": a house that bears a town's name is not in that town."""
    places = grammar.phrases.places[int(grammar.codes[token][1:])]
    house = grammar.at(token + 1) in {"house", "hall", "lodge", "castle", "manor"} and grammar.is_name(token + 1)
    return house and all(m.place is None or m.place.kind is Kind.CITY for m in places.members)


def is_dateline(grammar: Grammar, token: int) -> bool:
    """ "KINSHASA - Peace talks ...": where the report was written."""
    return token == 0 and grammar.at(1) in {"-", "–", "—", "--"} and len(next(p for t, p in grammar.places() if t == 0).members) == 1


def narrowed(grammar: Grammar, found: list[Siting]) -> list[Siting]:
    """ "at the Dolmabahce Palace in Istanbul": the palace is the site, the city the place; "in Rimbo, a village north of Stockholm":
    the second only says where the first lies."""

    def is_site(siting: Siting) -> bool:
        named = grammar.at(siting.token + 1) in {"hotel", "palace", "castle", "villa", "residence", "chateau", "château"}
        return named or all(m.place is not None and m.place.kind is Kind.SITE for m in siting.places.members)

    wider = [s for s in found if not is_site(s) or not any(o.cue == s.cue and not is_site(o) for o in found)]
    return [
        s
        for s in wider
        if not any(o.token < s.token <= o.token + 6 and o.cue is s.cue and locates(grammar.phrases, s.places.members[0]) for o in wider)
    ]


def only_locates(phrases: Phrases, places: Places, member: Member) -> bool:
    """Whether a place that stands behind another says no more than where that lies."""
    return locates(phrases, member) or _is_apposed(phrases, places)


def _is_apposed(phrases: Phrases, places: Places) -> bool:
    """ "in Armonk, New York": two places with a mere comma between them are no list."""
    if len(places.members) != 2:
        return False
    begin, end = places.members[0].mention.end, places.members[1].mention.start
    return phrases.sentence.text[begin - phrases.sentence.start : end - phrases.sentence.start].strip() == ","


def locates(phrases: Phrases, member: Member) -> bool:
    """ "near Paris", "a village north of Stockholm": the place only says where another one lies."""
    before = phrases.sentence.text[: member.mention.start - phrases.sentence.start]
    if re.search(r"\b(?:near|outside)(?: the \w+ of)? $|, (?:the )?(?:\w+ )?capital of (?:the )?(?:\w+ern )?$", before):
        return True  # "in Juba, the capital of southern Sudan"
    return (
        re.search(
            r"\b(?:north|south|east|west|kilomet\w+|miles|outskirts|suburb|close|far)(?:-?(?:east|west))?(?: \w+)? (?:of|from|to) "
            r"(?:the (?:\w+ )?(?:capital|city|town|port)(?: of)? )?$",
            before,
        )
        is not None
    )


def seat_meant(phrases: Phrases, member: Member) -> Place | None:
    """The capital, where a country is only named as whose capital it is: "in the capital of the United Arab Emirates"."""
    before = phrases.sentence.text[: member.mention.start - phrases.sentence.start]
    if member.place is None or member.place.kind is not Kind.COUNTRY or member.place.country is None:
        return None
    behind = phrases.sentence.text[member.mention.end - phrases.sentence.start :]
    named = re.search(r"\bcapital of (?:the )?$", before) or re.match(r"(?:['’]s)? capital\b(?! of)", behind)
    return capital_of(member.place.country) if named else None


def island_meant(grammar: Grammar, siting: Siting) -> Siting:
    """ "In the Caribbean island of A": A, and not the sea around it."""
    named = siting.places.members[-1:] and re.search(r"\b[Ii]slands?$", name_of(grammar.phrases, siting.places, siting.places.members[-1]))
    if not named or grammar.at(siting.token + 1) != "of" or not is_sign(grammar.at(siting.token + 2), "§"):
        return siting
    return replace(siting, places=grammar.phrases.places[int(grammar.at(siting.token + 2)[1:])])


def in_town(grammar: Grammar, found: list[Siting]) -> list[Siting]:
    """ "RIYADH - They met at Diriyah Palace": the dateline's town, where only a palace of its country is named."""
    if not found or not grammar.codes or not is_sign(grammar.codes[0], "§") or not is_dateline(grammar, 0):
        return found
    town = grammar.phrases.places[int(grammar.codes[0][1:])]
    home = town.members[0].place

    def inside(siting: Siting) -> bool:
        place = siting.places.members[0].place
        return place is not None and home is not None and place.kind is Kind.SITE and place.country == home.country

    return [replace(s, places=town) if inside(s) else s for s in found]


def less_a_speaker(grammar: Grammar, siting: Siting) -> tuple[Member, ...]:
    """The places of a siting less a country that begins what follows: "After rounds in A, US envoy B said ..."."""
    members = siting.places.members
    last = members[-1].place if members else None
    speaks = len(members) > 1 and last is not None and last.kind is Kind.COUNTRY and grammar.at(siting.token + 1) in lexis("noun.delegate")
    return members[:-1] if speaks else members


def name_of(phrases: Phrases, places: Places, member: Member) -> str:
    """The place as written, with what says where it lies."""
    if len(places.members) > 1:
        return member.mention.text
    if member.place is not None and member.mention.text.isupper() and len(member.mention.text) > 3:
        return member.place.name  # a dateline's "GENEVA"
    base = phrases.sentence.start
    return phrases.sentence.text[places.members[0].mention.start - base : places.end - base].rstrip(" ,")


def site_of(grammar: Grammar, token: int) -> str | None:
    """The palace or hotel that is named beside the place."""
    phrases = grammar.phrases
    first, last = phrases.tokens[token].start, phrases.tokens[token].end
    base = phrases.sentence.start
    match = _SITE.search(phrases.sentence.text, max(0, first - base - 70), min(len(phrases.sentence.text), last - base + 60))
    return re.sub(r"^(?:The|At|In)\s+", "", match[0]) if match else None
