"""The verbs of those who negotiate: they meet, sit down, are received, stay in a town, do something together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.extract.meaning.parties import are_rivals, parties_of
from geomap.extract.syntax.propositions import Proposition
from geomap.extract.syntax.verbs import Form
from geomap.extract.talks.cues import Cue, Sort
from geomap.extract.talks.envoys import find_arrivals, find_stays, words_of
from geomap.extract.talks.grammar import AT, Grammar, is_sign, lexis, verb_at
from geomap.extract.talks.rounds import number_in

__all__ = ["are_both_sides", "find_taken_up", "find_verbs", "is_alliance", "is_allied"]

# "see", "receive": whom they meet stands behind the verb
_RECEIVES = frozenset(["see", "receive", "welcome", "greet", "host"])
_NEGOTIATING = frozenset(["process", "table", "position", "positions", "group", "groups", "bloc", "blocs", "text"])
_THE_TWO = re.compile(r"(?<!\S)(?:the|these|those|all) (?:two|three|four|five|six|duo|trio)(?: \S+ly| also)? ?$")  # "The two are to meet"
_NO_PARTY = frozenset(["resistance", "demands", "conditions", "criticism", "needs", "deadline"])  # what else is met
_TAKEN_UP = frozenset(["discussed", "negotiated", "debated", "reviewed", "hammered", "thrashed"])
_BRINGS = frozenset(["assemble", "gather", "convene"])


def find_verbs(grammar: Grammar) -> Iterator[Cue]:
    """The verbs that say that envoys or both sides came together, in the order of the text; some may be told twice."""
    yield from find_stays(grammar)
    yield from find_arrivals(grammar)
    yield from _find_drafting(grammar)
    for token, word in enumerate(grammar.codes):
        if grammar.at(token - 1) in {"the", "a", "an", "this"}:
            continue
        if word in {"negotiating", "meeting"} and grammar.at(token + 1) in lexis("noun.delegate") | _NEGOTIATING:
            continue  # "the rebels' negotiating team"
        meets, gathers = verb_at(grammar.codes, token, "meet"), verb_at(grammar.codes, token, "gather")
        found = meets or gathers
        if found is None and (joint := verb_at(grammar.codes, token, "deliberate")) is not None and _is_joint_act(grammar, token):
            yield Cue(Sort.VERB, token, joint[2], "talks")
        if found is None:
            continue
        base, form, last = found
        if base == "meet" and _NO_PARTY & set(grammar.codes[last + 1 : last + 4]):
            continue  # "met fierce resistance in A"
        if (base, grammar.at(last), grammar.at(last + 1)) == ("come", "terms", "with"):
            continue  # "to come to terms with the loss"
        group = next(iter(grammar.groups(token, token + 1)), None)
        itself = base in {"sit", "come", "convene", "reconvene", "bring"} or _are_received(grammar, token, base)
        itself = itself or re.search(r"(?<!\S)(?:last|first|only) time(?!\S)", grammar.text(token - 12, token)) is not None
        itself = itself or _is_mutual(grammar, token, min(last + 2, len(grammar.codes)))
        if group is not None and group.passive and not (itself or _is_perfect(grammar, token)):
            continue  # "residents will be met at the border"
        named = is_sign(grammar.at(token - 1), "¤%") or grammar.at(token - 2) in lexis("word.earlier") | lexis("word.next")
        if form is Form.GERUND and word == "meeting" and named:
            continue  # "Friday's meeting"
        if meets is None and not _are_envoys(grammar, token, base):
            continue
        if (
            _is_of_other_topic(grammar, last)
            or not (_is_mutual(grammar, token, last) or base in _BRINGS or _has_party(grammar, token))
            or is_alliance(grammar, token)
            or _is_audience(grammar, last)
            or _is_assembly(grammar, token)
            or _is_custom(grammar, token)
        ):
            continue
        yield Cue(Sort.VERB, token, last, base, number=number_in(grammar.codes, token, min(len(grammar.codes), token + 9)))


def _find_drafting(grammar: Grammar) -> Iterator[Cue]:
    """ "What was signed in A", "the text was drawn up by negotiators in A": what came of talks, told with the place of its making."""
    for token in range(2, len(grammar.codes)):
        if grammar.codes[token - 1] not in {"was", "were", "been"}:
            continue
        made, sealed = verb_at(grammar.codes, token, "draft"), verb_at(grammar.codes, token, "seal")
        proposition = grammar.proposition(token)
        if sealed is not None and grammar.at(sealed[2] + 1) in AT and {"what", "as"} & set(grammar.codes[token - 3 : token - 1]):
            yield Cue(Sort.DEAL, token, token, "agreement", presupposed=True)
        elif made is not None and grammar.at(made[2] + 1) == "by" and lexis("noun.deal") & set(grammar.codes[proposition.start : token]):
            by = made[2] + 2
            end = next((t for t in range(by, min(by + 12, len(grammar.codes))) if grammar.codes[t] in AT), by)
            if words_of(grammar, by, end) & (lexis("noun.envoy") | {"ministers", "mediators", "sides", "parties", "leaders"}):
                yield Cue(Sort.VERB, token, end - 1, "talks", presupposed=True)


_PARTED = re.compile(r"(?<!\S)(?:has|have|had) (?:in|for|at|by|on|to|over) (?:(?!been|and|who|that)\S+ ){1,4}$")


def _is_perfect(grammar: Grammar, token: int) -> bool:
    """ "Has in the meantime seen the others": a phrase stands between the auxiliary and its verb."""
    return _PARTED.search(grammar.text(token - 7, token) + " ") is not None


def _are_received(grammar: Grammar, token: int, base: str) -> bool:
    """ "The envoys were received by B in A"."""
    if base not in _RECEIVES or "by" not in grammar.codes[token + 1 : token + 4]:
        return False
    guests = words_of(grammar, grammar.proposition(token).start, token)
    host = next((t for t in range(token + 1, token + 4) if grammar.at(t) == "by"), token) + 1
    statesman = bool({"he", "she"} & guests) and _is_somebody(grammar, host)  # "during which he was received by Vladimir Putin"
    return statesman or bool(guests & (lexis("noun.envoy") | {"leaders", "ministers", "presidents"}))


def find_taken_up(grammar: Grammar, *, beside: bool) -> Iterator[Cue]:
    """ "The idea was raised at the talks and is to be discussed again in A": ``beside`` words for talks; by both sides or by envoys at any
    time, "The terms were discussed by envoys of B and C in A"."""
    for group in grammar.groups(0, len(grammar.codes)):
        ahead = grammar.codes[group.first] == "to"  # "a plan to be discussed in A"
        if not group.passive or not (group.finite or ahead) or grammar.codes[group.head] not in _TAKEN_UP:
            continue
        after = next((t for t in range(group.last + 1, len(grammar.codes)) if grammar.head_before(t + 1) == t), None)
        if after is not None and grammar.codes[after] in AT and beside:
            yield Cue(Sort.VERB, group.first, group.last, "talks", next=ahead)
        elif after is not None and grammar.codes[after] == "by":
            end = next((t for t in range(after + 1, min(after + 14, len(grammar.codes))) if grammar.codes[t] in AT), after + 1)
            if are_both_sides(grammar, after + 1, end):
                yield Cue(Sort.VERB, group.first, end - 1, "talks", next=ahead)


def _is_joint_act(grammar: Grammar, token: int) -> bool:
    """Whether both sides, or envoys, do it: "the ministers of Armenia and Azerbaijan promised", "delegations went over it"."""
    group = next(iter(grammar.groups(token, token + 1)), None)
    proposition = grammar.proposition(token)
    if group is None or not group.finite or group.passive or group.negated or proposition.start >= group.first:
        return False
    return are_both_sides(grammar, proposition.start, group.first)


def are_both_sides(grammar: Grammar, start: int, end: int) -> bool:
    """Whether the words are those at war, or envoys: "the two delegations", "representatives of A and B"."""
    if start >= end:
        return False
    first, last = grammar.span(start, end - 1)
    words = words_of(grammar, start, end) - {"but", "then", "so"}
    together = bool({"and", "both"} & words) and bool(words & (lexis("set.principal") | {"officers", "commanders", "officials"}))
    theirs = "their" in words and bool(words & (lexis("noun.delegate") | {"experts", "staff"}))  # "their chiefs of staff discuss"
    together = together or (theirs and not {"his", "her", "families"} & words)
    together = together or words in ({"both"}, {"both", "sides"}, {"the", "two", "sides"}, {"the", "two", "parties"}, {"the", "two"})
    return (
        together
        or bool(words & {"delegations", "negotiators", "delegates", "mediators", "envoys", "foes", "rivals"})
        or (are_rivals(grammar.phrases) and len(parties_of(grammar.phrases, first, last + 1)) == 2)
    )


def _are_envoys(grammar: Grammar, token: int, base: str) -> bool:
    """Whether envoys and no crowd gather, or are received."""
    codes, proposition = grammar.codes, grammar.proposition(token)
    if base in {"continue", "resume"} and codes[token + 1 : token + 2] and codes[token + 1] in lexis("set.opening"):
        return False  # "continuing the sale"
    if base == "agree":
        at = token + 1
        while is_sign(grammar.at(at), "¤") or grammar.at(at) in {",", "on", "night", "evening", "morning", "late"}:
            at += 1  # "agreed on Saturday night, in A, to return to the table"
        return codes[token] == "agreed" and grammar.at(at) in AT and is_sign(grammar.at(at + 1), "§")
    if base == "part" and codes[token] != "parted":
        return False
    if base == "embrace":
        return are_both_sides(grammar, proposition.start, token) or _are_two_people(grammar, proposition.start, token)
    if base == "emerge" and not re.search(r"(?<!\S)(?:with|from)(?!\S)", grammar.text(token, token + 8)):
        return False
    if base in _BRINGS and set(codes[token + 1 : token + 4]) & (lexis("noun.envoy") | {"sides", "parties", "belligerents", "factions"}):
        return True
    if _are_received(grammar, token, base):
        return True
    where = range(token + 1, min(token + 7, len(codes))) if base in _RECEIVES else range(proposition.start, token)
    if base in _RECEIVES and codes[token] == "see" and grammar.at(token - 1) != "to":
        return False
    if base == "receive" and codes[token + 1] in {"them", "both"} and proposition.start < token and _is_somebody(grammar, token - 1):
        return True  # "Charles Michel received them"
    if (
        base in {"host", "receive"}
        and not any(codes[t] in lexis("noun.delegate") for t in where)
        and sum(is_sign(codes[t]) for t in where) < 2
    ):
        return False
    people = [t for t in where if codes[t] in lexis("noun.delegate") or is_sign(codes[t], "@%") or grammar.is_name(t)]
    people += [t for t in where if grammar.text(t - 1, t + 1) == "contact group"]
    crowd = any(codes[t] in lexis("noun.audience") or codes[t] in {"people", "thousands", "hundreds", "dozens", "shells"} for t in where)
    return bool(people) and not crowd


def _are_two_people(grammar: Grammar, start: int, end: int) -> bool:
    """ "Mr A and B": two who are called by their names."""
    named = [t for t in range(start, end) if grammar.is_name(t) or is_sign(grammar.codes[t], "@")]
    joint = next((t for t in range(start, end) if grammar.codes[t] == "and"), None)
    return joint is not None and any(t < joint for t in named) and any(joint < t <= joint + 4 for t in named)


def _is_somebody(grammar: Grammar, token: int) -> bool:
    titled = grammar.at(token) in {"minister", "president", "chancellor", "envoy"}
    return titled or is_sign(grammar.at(token), "@") or grammar.is_name(token)


def _has_party(grammar: Grammar, token: int) -> bool:
    """Whether somebody who can negotiate is named or meant before the verb."""
    if _THE_TWO.search(_subject_of_verb(grammar, token)):
        return True
    proposition: Proposition | None = grammar.proposition(token)
    while proposition is not None:
        for a, b in proposition.spans:
            for code in grammar.codes[a : min(b, token)]:
                if is_sign(code) or code in lexis("noun.delegate") | lexis("noun.member") or code in lexis("set.party_pronoun"):
                    return True
            if any(grammar.is_name(t) for t in range(a, min(b, token))):
                return True
        proposition = proposition.parent
    return any(is_sign(c, "@%") or c in lexis("noun.delegate") for c in grammar.codes[:token])


def _subject_of_verb(grammar: Grammar, token: int) -> str:
    group = next(iter(grammar.groups(token, token + 1)), None)
    first = grammar.proposition(token).finite_verb or group
    return grammar.text(grammar.proposition(token).start, first.first) if first is not None else grammar.text(token - 4, token)


def _is_mutual(grammar: Grammar, token: int, last: int) -> bool:
    """ "The four are to see each other again": no other party is needed."""
    return bool({"each", "one"} & set(grammar.codes[token + 1 : last + 1]))


def _is_assembly(grammar: Grammar, token: int) -> bool:
    """ "The Security Council was to meet in New York": a standing body among itself."""
    words = words_of(grammar, grammar.proposition(token).start, token)
    if words & {"donors", "co-chairs", "creditors", "lenders", "shareholders"}:
        return True
    return bool(words & {"council", "assembly", "parliament", "cabinet", "senate"}) and not words & lexis("noun.envoy")


def _is_custom(grammar: Grammar, token: int) -> bool:
    """ "A congress that convenes in A": where a body sits by custom."""
    if grammar.codes[token] in {"sit", "meet"} and grammar.proposition(token).marker == "which":
        return True  # "proximity talks, in which the delegates sit in two rooms"
    return grammar.at(token - 1) in {"that", "which"} and grammar.codes[token] in {"convenes", "meets", "sits", "gathers"}


def _is_of_other_topic(grammar: Grammar, last: int) -> bool:
    """ "met his Iraqi counterpart to discuss oil contracts"."""
    errand = next((t for t in range(last + 1, min(last + 14, len(grammar.codes))) if grammar.codes[t] in {"discuss", "about"}), None)
    about = set(grammar.codes[errand + 1 : errand + 5]) if errand is not None else set()
    return bool(about & lexis("word.topic")) and not about & lexis("word.conflict")


def is_alliance(grammar: Grammar, token: int) -> bool:
    """ "Nato's defence ministers met": allies among themselves, where nobody else is named before the verb."""
    if token == 0:
        return False
    start = grammar.proposition(token - 1).start
    signs = [t for t in range(start, token) if is_sign(grammar.codes[t]) and grammar.at(t - 1) not in AT]
    return len(signs) == 1 and is_allied(grammar, signs[0])


def is_allied(grammar: Grammar, token: int) -> bool:
    """Whether the sign at ``token`` stands for a body of states that confer among themselves."""
    code = grammar.codes[token]
    if code[0] == "§":
        members = grammar.phrases.places[int(code[1:])].members
        return len(members) == 1 and members[0].mention.text in {"EU", "European Union", "NATO", "Nato"}
    names = {actor.name for actor in grammar.phrases.actors[int(code[1:])].actors}
    return bool(names & {"NATO", "European Union", "Arab League"})


def _is_audience(grammar: Grammar, last: int) -> bool:
    """ "met his commanders", "sat down with reporters"."""
    for token in range(last + 1, min(last + 6, len(grammar.codes))):
        code = grammar.codes[token]
        if code in AT or code in {",", "for", "to"}:
            return False
        if code in lexis("noun.own") and {"his", "her", "their", "its"} & set(grammar.codes[last + 1 : token]):
            return True
        if code in lexis("noun.audience") - lexis("noun.delegate"):
            return True
    return False
