"""Which place of a sentence the talks are in: by the preposition before it and the word that its phrase hangs on.

"Delegations met in A", "talks on Sudan opened in A", "in A, they signed a truce", "A, where a round begins", "flew to A for
talks", "envoys are still in A", "the talks moved from A to B". A place that hangs on another noun ("fighting in A", "the
government in A") or another verb ("said in A") is none.
"""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.extract.meaning.parties import are_rivals
from geomap.extract.sentence.phrases import Places
from geomap.extract.syntax.propositions import Link, VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.attachment import attached, is_town
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.cuts import is_cut
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis
from geomap.extract.talks.journeys import site_by_journey
from geomap.extract.talks.siting import Siting, Window, first_siting
from geomap.model import VenueStatus

__all__ = ["site_by_clause", "site_by_place"]

_LASTED = re.compile(r"(?<!\S)after (?:\S+ ){0,3}(?:hours|days|weeks|minutes|day|night|week)(?: and a half)? of(?: \S+)?$")


def site_by_place(window: Window, token: int, places: Places) -> Siting | None:
    """How the sentence says that talks are in the place at ``token``; None where it does not."""
    return first_siting((site_by_journey, _after_cue, _before_cue), window, token, places)


# ----------------------------------------------------------------------------------------------------------------------


def site_by_clause(window: Window, token: int, places: Places) -> Siting | None:
    """ "flew to A, where talks open", "the process in A, whose next round ..."."""
    grammar = window.grammar
    before = grammar.head_before(grammar.skip_determiners(token))
    before -= grammar.at(before) == ","
    if grammar.at(token - 1) in {"near", "outside"} and (is_sign(grammar.at(before), "§") or grammar.is_name(before)):
        return None  # "in A, near B, where they meet"
    after = token + 1
    if grammar.at(after) == "," and grammar.at(after + 1) in {"near", "outside"} and is_sign(grammar.at(after + 2), "§"):
        after += 3
    while is_sign(grammar.at(after), "¤") or grammar.at(after) in {"on", ",", "-", "–", "—"}:
        after += 1
    if grammar.at(after) in {"in", "at", "during"} and grammar.at(after + 1) == "which":
        after += 1  # "a trip to A on Monday, during which they met"
    if grammar.at(after) == "and" or (
        grammar.at(after) == "the" and grammar.at(after - 1) == ","
    ):  # "A, the capital and seat of the union, where talks are held"
        end = next((t for t in range(after, min(after + 14, len(grammar.codes))) if grammar.codes[t] == ","), after)
        if grammar.at(end + 1) == "where" and not grammar.groups(after, end):
            after = end + 1
        elif grammar.at(after + 2) == "where" and grammar.at(after + 1) in {"city", "town", "capital", "place"}:
            after += 2  # "A, the city where they met"
    after = _was_where(grammar, token) or after
    bare = grammar.at(after) == "which" and grammar.at(after - 1) not in {"in", "at", "during"}
    if bare or grammar.at(after) not in {"where", "which", "whose"}:
        return None
    end = next(
        (t for t in range(after + 1, len(grammar.codes)) if grammar.codes[t] in {";", '"', "who", "whose", "but"}), len(grammar.codes)
    )
    clause = grammar.proposition(after)
    far = window.cue_in(after + 14, end)  # "where delegations of B and of what is left of C will have their third meeting"
    cue = window.cue_in(after, min(end, after + 14)) or (far if far is not None and clause.holds(far.first) else None)
    cue = None if cue is not None and cue.presupposed else cue
    if grammar.at(after) == "whose" and cue is not None and cue.sort is not Sort.NOUN:
        return None
    cue = cue or _deal_told(grammar, after, end)
    if cue is None or any(is_sign(c, "§") for c in grammar.codes[after : cue.first] if places.members[0].place is None):
        return None
    if any(g.act is Act.REPORT and g.finite for g in grammar.groups(after, cue.first)):
        return None
    if cue.sort is not Sort.DEAL and grammar.at(after + 1) in {"he", "she"} and not are_rivals(grammar.phrases):
        heads = {"president", "king", "emir", "prime", "premier", "sultan", "crown", "chancellor", "counterpart"}
        if heads & set(grammar.codes[cue.last + 1 : cue.last + 6]):
            return None  # "a visit to A, where he met the president", "where he has had talks with King B"
    if cue.sort is Sort.VERB and any(g.finite and g.act in (Act.ALLOW, Act.PROPOSE) for g in grammar.groups(after, cue.first)):
        return None  # "A, where they told the envoys to reconvene"
    if any(
        grammar.codes[t] in AT and is_sign(grammar.at(t + 1), "§") and _is_city(grammar, t + 1) and told.holds(t)
        for told in [grammar.proposition(cue.first)]
        for t in range(cue.last, min(end, len(grammar.codes)))
    ):
        return None  # "A, where he said that talks in B ..."
    avoided = any(g.negated for g in grammar.proposition(token).groups if g.last < token and base_of(grammar.codes, g.head, "travel"))
    return Siting(token, places, "A, where they meet", token, cue.last, cue, VenueStatus.PROPOSED if avoided else None)


def _was_where(grammar: Grammar, token: int) -> int | None:
    """The "where" of "The house in A, a village in the zone that parts the two, was where they met"; A is the first place of it."""
    where = next((t for t in range(token + 1, min(token + 26, len(grammar.codes))) if grammar.codes[t] == "where"), None)
    if where is None or grammar.at(where - 1) not in {"was", "is"} or any(is_sign(c, "§") for c in grammar.codes[:token]):
        return None
    return where if grammar.proposition(token).link is Link.MAIN and not {";", ":", "and"} & set(grammar.codes[token:where]) else None


def _deal_told(grammar: Grammar, after: int, end: int) -> Cue | None:
    """ "A, where a deal failed last year"."""
    noun = next(
        (t for t in range(after, min(end, after + 8)) if grammar.codes[t] in lexis("noun.deal") - {"plan", "document", "documents"}), None
    )
    verb = next((g for g in grammar.groups(after, end) if noun is not None and g.first > noun), None)
    ended = {Act.FAIL, Act.AGREE, Act.CLOSE}
    return Cue(Sort.NOUN, noun, noun, "agreement") if noun is not None and verb is not None and verb.act in ended else None


def _is_city(grammar: Grammar, token: int) -> bool:
    members = grammar.phrases.places[int(grammar.codes[token][1:])].members
    return members[0].place is not None and members[0].place.kind in (Kind.CITY, Kind.SITE)


# ----------------------------------------------------------------------------------------------------------------------


def _after_cue(window: Window, token: int, places: Places) -> Siting | None:
    """The place behind the meeting's words: "talks on Sudan opened in A", "met for a second round in A"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is not None and grammar.at(governor) == "for":
        return _planned_for(window, token, places, governor)
    if governor is None or not grammar.is_at(governor, token):
        return None
    if grammar.at(governor) in {"near", "outside"} and _says_where_another_lies(grammar, governor):
        return None
    if grammar.at(governor) in {"outside", "inside"} and not is_town(places):
        return None  # "the first four rounds were held outside Libya"
    if grammar.at(token + 1) in {"mission", "embassy", "consulate"} and not is_town(places):
        return None  # "at the US mission in A"
    owns = grammar.at(token + 1) == "'s" or (grammar.at(token + 1) == "-" and grammar.joins(token + 1))
    if owns and not _is_of_a_site(grammar, token):
        return None  # "at Mozambique's peace talks", "at a US-chaired meeting"
    if grammar.at(token + 1) in {"process", "processes", "format", "framework", "platform", "track", "agreement", "accord", "accords"}:
        return None  # "progress in the Luanda and Nairobi processes"
    around = next((c for c in window.cues if c.sort is Sort.DEAL and c.first < governor < c.last), None)
    if around is not None and not grammar.groups(around.first + 1, governor):
        return Siting(token, places, f"signed {grammar.at(governor)} A", around.first, around.last, around)
    cue = window.cue_before(governor)
    if cue is not None and cue.first > 1 and _is_in_passing(grammar, cue, governor) and not attached(grammar, cue, governor, places):
        cue = window.cue_before(cue.first)  # "talks on agreeing a ceasefire opened in A", "the dialogue that began on Monday resumes in A"
    if cue is None or not attached(grammar, cue, governor, places):
        return None
    return Siting(token, places, f"talks {grammar.at(governor)} A", cue.first, token, cue)


def _is_in_passing(grammar: Grammar, cue: Cue, governor: int) -> bool:
    """Whether the words are a deal's, or stand in a clause that only describes what the place is of."""
    aside = grammar.proposition(cue.first)
    return cue.sort is Sort.DEAL or (cue.sort is Sort.VERB and aside.link is Link.RELATIVE and not aside.holds(governor))


def _is_of_a_site(grammar: Grammar, token: int) -> bool:
    """ "In Maputo's Peace Square", "at Istanbul's historic Dolmabahce Palace"."""
    site = next((t for t in range(token + 2, token + 6) if grammar.at(t) in lexis("noun.site") | {"square", "stadium", "park"}), None)
    if grammar.at(token + 1) != "'s" or site is None or grammar.at(site + 1) == "of" or is_sign(grammar.at(site + 1), "§"):
        return False
    return _is_city(grammar, token) and grammar.is_open(token, site) and not set(grammar.codes[token + 2 : site]) & {",", "and", "in"}


def _says_where_another_lies(grammar: Grammar, near: int) -> bool:
    """ "To evacuate A, near B", "at Vouliagmeni near B", where the first is in no gazetteer."""
    if is_sign(grammar.at(near - 1 - (grammar.at(near - 1) == ",")), "§"):
        return True
    if grammar.at(near - 1) in lexis("noun.site") and re.search(r"§\d+ , an? (?:\S+ ){1,3}$", grammar.text(near - 7, near) + " "):
        return True  # "in A, a seaside resort outside B"
    return grammar.is_name(near - 1) and grammar.at(near - 2) in AT


def _planned_for(window: Window, token: int, places: Places, governor: int) -> Siting | None:
    """ "another encounter was pencilled in for A"."""
    grammar = window.grammar
    cue = window.cue_before(governor)
    verb = next(
        (t for t in (governor - 1, governor - 2) if base_of(grammar.codes, t, "plan") or grammar.at(t) in {"pencilled", "penciled"}), None
    )
    if cue is None or verb is None or not any(g.first > cue.last for g in grammar.groups(cue.last + 1, verb + 1)):
        return None
    return Siting(token, places, "talks planned for A", cue.first, token, cue, VenueStatus.PLANNED)


# ----------------------------------------------------------------------------------------------------------------------


def _before_cue(window: Window, token: int, places: Places) -> Siting | None:
    """The place ahead of the meeting's words: "In A, the envoys resumed talks", "has been in A since Monday for talks"."""
    grammar = window.grammar
    governor = grammar.governor(token)
    if governor is None or grammar.at(governor) not in AT:
        return None
    cue = window.cue_in(token + 1, len(grammar.codes))
    if cue is None or not grammar.is_open(token, cue.first) or is_cut(grammar, token + 1, cue.first):
        return None
    if cue.sort is Sort.NOUN and "that" in grammar.codes[token:cue.first]:
        return None  # "announced in A that talks would resume"
    before = grammar.head_before(governor)
    opens = (
        before < 0
        or _opens_with_a_house(grammar, token, governor)
        or grammar.codes[before] in {",", "and", '"', ";", "but", "-", "–", "—", "where"}
        or (grammar.at(before) in lexis("set.time") and before < 5)
    )
    groups = grammar.groups(token, cue.last + 1)
    main = next((g for g in groups if g.finite), None)
    if opens and cue.sort is not Sort.NOUN:
        going_on = main is not None and (
            main.act is Act.BEGIN or grammar.text(main.head, main.head + 2) in {"goes on", "go on", "went on", "going on"}
        )
        theirs = main is None or main.last >= cue.first or main is groups[-1] or going_on or _is_brought_about(grammar, main, cue)
        return Siting(token, places, "in A, they met", token, cue.last, cue) if theirs else None
    if not opens and _is_outcome(grammar, token, governor, cue):
        return Siting(token, places, "in A, after hours of talks", token, cue.last, cue)
    if opens and main is not None and base_of(grammar.codes, main.head, "hold"):
        return Siting(token, places, "in A, talks were held", token, cue.last, cue)
    if opens and main is None and cue.sort is Sort.NOUN:
        after = next((g for g in grammar.groups(cue.last + 1, len(grammar.codes)) if g.finite), None)
        if after is not None and base_of(grammar.codes, after.head, "hold") and grammar.is_subject_of(cue.last, after):
            return Siting(token, places, "in A, talks were held", token, cue.last, cue)
    if not opens and cue.sort is not Sort.NOUN and cue.first <= token + 4 and grammar.at(token + 1) in {"to", ","}:
        word = grammar.codes[before]
        if word in lexis("noun.site") | lexis("noun.delegate"):
            return Siting(token, places, "in A, they met", token, cue.last, cue)
    return None


def _opens_with_a_house(grammar: Grammar, token: int, governor: int) -> bool:
    """ "Over dinner at the Park Hotel in A, they agreed": the sentence begins with the room, and a comma ends that."""
    start = grammar.proposition(token).start
    words = grammar.codes[start:governor]
    if grammar.at(token + 1) != "," or grammar.groups(start, governor) or not words:
        return False
    return words[0] in AT | {"over", "under", "behind"} and words[-1] in lexis("noun.site") and "," not in words


def _is_brought_about(grammar: Grammar, main: VerbGroup, cue: Cue) -> bool:
    """ "In A, B persuaded the sides to sign a truce"."""
    caused = base_of(grammar.codes, main.head, "cause") is not None and not main.negated
    return caused and not any(g.finite for g in grammar.groups(main.last + 1, cue.first + 1))


def _is_outcome(grammar: Grammar, token: int, governor: int, cue: Cue) -> bool:
    """ "settled their quarrel in A after hours of talks": what came of the talks was done where they were."""
    if re.fullmatch(r"(?:, )?at the (?:end|close|conclusion) of(?: their| the)?", grammar.text(token + 1, cue.first)):
        return _is_city(grammar, token)  # "announced in A, at the end of their meetings"
    proposition = grammar.proposition(token)
    if _LASTED.search(grammar.text(cue.first - 7, cue.first)) is None or not _is_city(grammar, token) or not proposition.holds(cue.first):
        return False
    verb = next((g for g in reversed(grammar.groups(proposition.start, governor)) if g.finite), None)
    if verb is None or verb.act is Act.REPORT or (base_of(grammar.codes, verb.head, "say") and not verb.passive):
        return False
    return grammar.codes[grammar.head_before(governor)] not in lexis("word.place_of_its_own")
