"""Places that a sentence names as the host of talks, or names them after: "A hosted the talks", "hosted by A", "the A talks"."""

from __future__ import annotations

import re
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Places
from geomap.extract.sentence.stops import capital_of
from geomap.extract.syntax.propositions import Mood
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.attachment import is_town
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis
from geomap.extract.talks.looking_back import is_done_since, is_row_of_meetings
from geomap.extract.talks.occasion import is_asserted
from geomap.extract.talks.offers import site_by_offer
from geomap.extract.talks.setting import is_setting, site_by_setting
from geomap.extract.talks.siting import Siting, Window, first_siting
from geomap.extract.talks.talk_verbs import is_allied
from geomap.extract.talks.verb_status import verbs_say
from geomap.model import VenueStatus

__all__ = ["host_sitings", "site_by_role"]

_NO_PLACES = Places(0, 0, ())
# "A accepted a UN request to host"
_ACCEPTED = re.compile(
    r"^(?:(?:has|had|have|on|¤\d+|formally) )*(?:accepted|approved|granted|agreed to) "
    r"(?:\S+ ){0,4}(?:request|invitation|appeal|proposal) to$"
)


def site_by_role(window: Window, token: int, places: Places) -> Siting | None:
    """How the sentence makes the place at ``token`` a host, a venue or a suggested one; None where it does not."""
    return first_siting((_hosted_by, _hosts, site_by_setting, _named_after, site_by_offer), window, token, places)


def host_sitings(window: Window) -> list[Siting]:
    """Countries told of as those who act ("Turkey offered to host the talks"), as sitings whose ``token`` stands for the actor."""
    rules = (_hosted_by, _hosts, is_setting, _named_after_seat)
    acting = (token for token, code in enumerate(window.grammar.codes) if is_sign(code, "@"))
    found = (first_siting(rules, window, token, _NO_PLACES) for token in acting)
    return [siting for siting in found if siting is not None]


# ----------------------------------------------------------------------------------------------------------------------


def _hosted_by(window: Window, token: int, places: Places) -> Siting | None:
    grammar = window.grammar
    governor = grammar.skip_determiners(token)
    verb = grammar.head_before(governor) if governor >= 0 else -1
    if is_allied(grammar, token):
        return None  # "hosted by the European Union"
    if grammar.at(governor) != "by" or verb < 0 or base_of(grammar.codes, verb, "host") is None:
        return None
    cue = window.cue_before(verb + 1) or window.cue_in(token, len(grammar.codes))
    return Siting(token, places, "hosted by A", cue.first, token, cue) if cue else None


def _hosts(window: Window, token: int, places: Places) -> Siting | None:
    """ "A hosted the first round", "A has offered to host them", "A, which hosted the talks"."""
    grammar = window.grammar
    governed = grammar.governor(token) is not None and grammar.at(token + 1) not in {",", "which"}
    if governed or is_allied(grammar, token) or places.chain or places.possessive:
        return None
    verb = next((t for t in range(token + 1, min(token + 17, len(grammar.codes))) if _is_hosting(grammar, t)), None)
    if verb is not None and grammar.at(verb + 1) == "by":
        return None  # "A and B during four days of talks hosted by C"
    if verb is None or (grammar.at(verb) == "hosts" and grammar.at(verb - 1) in {"the", "of", "its", "their", "as"}):
        return None
    if _ACCEPTED.search(grammar.text(token + 1, verb)) and not places.possessive:
        told = window.cue_in(verb, min(len(grammar.codes), verb + 10)) or Cue(Sort.VERB, verb, verb, "talks")
        return Siting(token, places, "A hosts talks", token, verb, told, VenueStatus.PLANNED)
    begin = token + 1
    while grammar.at(begin) in {"and", ","} and is_sign(grammar.at(begin + 1), "§@"):
        begin += 2  # "A, B and C offered to host them"
    if any(is_sign(code, "§@") or code in {";", '"', "by"} for code in grammar.codes[begin:verb]):
        return None
    if grammar.governor(token) is not None and grammar.at(token + 1 + (grammar.at(token + 1) == ",")) != "which":
        return None
    cue = window.cue_in(verb, min(len(grammar.codes), verb + 10)) or (window.cue_before(token) if window.cues else None)
    contacts = any(code in lexis("noun.meeting") | lexis("noun.sure") for code in grammar.codes[verb + 1 : verb + 6])
    received = contacts or any(
        code in lexis("noun.envoy") or code in {"sides", "parties", "them", "one", "it"} for code in grammar.codes[verb + 1 : verb + 6]
    )
    if cue is None and not (received and (window.known or (contacts and window.cues))):
        return None
    groups = grammar.groups(token + 1, verb + 1)
    if grammar.proposition(verb).elliptic:
        groups = [g for g in groups if grammar.proposition(verb).holds(g.head)]  # "arranged and hosted the dialogue"
    further = bool(set(grammar.codes[verb + 1 : verb + 4]) & lexis("word.next"))
    if base_of(grammar.codes, verb, "house"):
        return Siting(token, places, "A hosts talks", token, verb, cue or Cue(Sort.VERB, verb, verb, "talks"), VenueStatus.PROPOSED)
    said = verbs_say(grammar, groups, grammar.proposition(verb))
    if said is None and cue is not None and cue.earlier:
        said = VenueStatus.PAST
    if said is None and cue is not None and not any(g.negated for g in groups):
        before = any(g.pluperfect for g in groups) or is_row_of_meetings(grammar, cue, groups) or is_done_since(grammar, groups)
        own = Cue(Sort.VERB, verb, max(verb, cue.last), cue.word, cue.sure, earlier=before, number=cue.number)
        return Siting(token, places, "A hosted talks", token, max(verb, cue.last), own)
    if any(g.negated and g.act is not Act.REPORT for g in groups):
        return None
    return Siting(token, places, "A hosts talks", token, verb, cue or Cue(Sort.VERB, verb, verb, "talks", next=further), said)


def _is_hosting(grammar: Grammar, token: int) -> bool:
    """Whether the verb at ``token`` is to host, or says that the parties may come: "could receive them"."""
    if base_of(grammar.codes, token, "host"):
        return grammar.at(token - 1) not in {"a", "the", "an", "-", "as"}  # "a staging ground", "Qatari-hosted talks", "as host"
    if base_of(grammar.codes, token, "house") is None:
        return False
    group = next((g for g in reversed(grammar.groups(max(0, token - 4), token + 1)) if g.finite), None)
    guests = {"everybody", "everyone", "them", "both", "delegations", "sides", "leaders", "presidents", "parties"}
    return group is not None and group.mood in (Mood.MAY, Mood.WOULD) and bool(guests & set(grammar.codes[token + 1 : token + 4]))


# ----------------------------------------------------------------------------------------------------------------------


def _named_after(window: Window, token: int, places: Places) -> Siting | None:
    """ "the Geneva talks": a city before the noun; a country's talks may be anywhere."""
    grammar = window.grammar
    member = places.members[0].place
    if places.members and is_town(places) and _is_accord_of(grammar, token):
        accord = Cue(Sort.DEAL, token - 2, token - 2, "agreement", presupposed=True)
        return Siting(token, places, "the accord of A", token - 2, token, accord)
    cue = next((c for c in window.cues if c.sort is Sort.NOUN and token < c.first <= token + 3), None)
    around = next((c for c in window.cues if c.sort is Sort.NOUN and c.first < token < c.last), None)
    if cue is None and around is not None and "of" in grammar.codes[around.first : token] and not grammar.groups(around.first, token):
        cue = replace(around, first=around.last)  # "the third round of the A talks"
    towns = all(m.place is not None and m.place.kind in (Kind.CITY, Kind.SITE) for m in places.members)
    if cue is None or places.chain or member is None or not towns:
        return None
    if _is_of_a_person(grammar, token) or _is_one_of_two(grammar, token, places, cue):
        return None
    between = grammar.codes[token + 1 : cue.first]
    if any(
        not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", c)
        or c in lexis("set.noun_phrase_end") | lexis("set.opening") | lexis("set.cut") | AT | lexis("noun.delegate")
        or c in {"held", "hosted", "led", "called"}
        or base_of(grammar.codes, token + 1 + i, "hold")
        for i, c in enumerate(between)
    ):
        return None
    before = grammar.at(token - 1)
    if places.possessive or before in {"with", "between", "and", "-"} or (member.capital and is_sign(before, "@")):
        return None  # "the Moscow-Kyiv talks"
    return Siting(token, places, "the A talks", token, cue.last, cue)


def _is_accord_of(grammar: Grammar, token: int) -> bool:
    """ "Since the accord of A": called after the town where it was signed."""
    accord = grammar.at(token - 1) == "of" and grammar.at(token - 2) in {"accord", "accords", "agreements", "protocol", "protocols"}
    return accord and bool({"the", "peace"} & set(grammar.codes[max(0, token - 5) : token - 2]))


def _named_after_seat(window: Window, token: int, places: Places) -> Siting | None:
    """ "the previous Astana meeting", where the town is told of as a government."""
    grammar = window.grammar
    actors = grammar.phrases.actors[int(grammar.codes[token][1:])].actors
    cue = next((c for c in window.cues if c.sort is Sort.NOUN and token < c.first <= token + 3), None)
    seat = capital_of(actors[0].country) if len(actors) == 1 and actors[0].country is not None else None
    if cue is None or seat is None or actors[0].text != seat.name or grammar.at(token - 1) in {"with", "between", "and", "-", "by", "of"}:
        return None
    between = grammar.codes[token + 1 : cue.first]
    if not all(c in lexis("noun.peace") | {"round", "of"} for c in between):
        return None
    return Siting(token, places, "the A talks", token, cue.last, cue)


def _is_one_of_two(grammar: Grammar, token: int, places: Places, cue: Cue) -> bool:
    """ "To merge the A and the B talks": two processes, where nothing tells of meetings."""
    joined = len(places.members) > 1 or re.search(r"the §\d+ and the §\d+ \w+", grammar.text(token - 4, token + 6)) is not None
    return joined and not is_asserted(grammar, cue)


def _is_of_a_person(grammar: Grammar, token: int) -> bool:
    """ "Its representative at the A talks": says who somebody is, and not that there are talks."""
    before = grammar.skip_determiners(token)
    person = lexis("noun.delegate") - {"sides", "parties", "leaders", "delegations", "negotiators"}
    return grammar.at(before) in {"at", "to", "in", "for"} and grammar.at(before - 1) in person
