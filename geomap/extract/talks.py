"""Which words of a sentence tell of talks between those at war: their nouns, the verbs of those who meet, what they sign.

Trade talks, coalition talks, a minister's briefing and a football round are told from peace talks by what stands before
the noun and by the topic after it; a meeting whose words leave it open counts only where the text around speaks of a
negotiation (see ``Cue.sure``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from geomap.extract.grammar import AT, Grammar, is_sign, lexis, verb_at
from geomap.extract.parties import are_rivals, parties_of
from geomap.extract.rounds import number_in
from geomap.extract.syntax import Proposition
from geomap.extract.verbs import Act, Form

__all__ = ["Cue", "Sort", "find_cues", "phrase_begin", "speaks_of_other_business"]


class Sort(StrEnum):
    NOUN = "noun"  # "the talks"
    VERB = "verb"  # "the delegations met"
    DEAL = "deal"  # "signed a truce"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words for one meeting: the tokens ``first``..``last`` (inclusive), modifiers left out."""

    sort: Sort
    first: int
    last: int
    word: str
    sure: bool = False  # talks of peace beyond doubt
    earlier: bool = False  # "the previous round"
    next: bool = False  # "another round"
    mooted: bool = False  # "a possible meeting"
    definite: bool = False  # "the talks": those already spoken of
    denied: bool = False  # "no talks"
    presupposed: bool = False  # "the truce agreed in A": told in passing
    number: int | None = None


_DETERMINERS = frozenset(["the", "a", "an", "this", "these", "those", "that", "its", "their", "his", "her", "both", "some", "any", "each", "no", "without", "such", "whose"]) - {"such"}
_TOPIC = frozenset(["on", "about", "over", "regarding", "concerning", "to", "of", "for"])
_NOUN_PHRASE_END = frozenset(["of", "in", "at", "for", "to", "from", "with", "by", "on", "after", "before", "during", "since", "following", "and", "or", "but", ",", ";",
                              ":", '"', "(", ")", ".", "into", "as", "between", "that", "until", "than", "about", "over", "through", "amid", "despite", "per"])
_PRONOUNS = frozenset(["they", "both", "we", "who", "which", "he", "she", "them", "all", "neither", "it"])
# "see", "receive": whom they meet stands behind the verb
_RECEIVES = frozenset(["see", "receive", "welcome", "greet", "host"])


def find_cues(grammar: Grammar, *, known: bool = False) -> list[Cue]:
    """The cues of a sentence in order; ``known``: talks were told of just before, which "the previous one" may mean."""
    if tells_of_other_business(grammar):
        return []
    nouns = list(_nouns(grammar, known=known))
    taken = {t for cue in nouns for t in range(cue.first, cue.last + 1)}
    verbs = [cue for cue in _verbs(grammar) if cue.first not in taken]
    deals = [cue for cue in _deals(grammar) if cue.first not in taken]
    named = [*nouns, *verbs, *deals]
    meant = [cue for cue in _understood(grammar, known=known or bool(named)) if cue.first not in {c.first for c in named} | {c.last for c in named} | taken]
    return sorted([*named, *meant], key=lambda cue: cue.first)


def speaks_of_other_business(grammar: Grammar) -> bool:
    """Whether a sentence names talks or a meeting that are of trade, a party, a league: what follows may go on about those."""
    if tells_of_other_business(grammar):
        return True
    for token in range(len(grammar.codes)):
        begin = phrase_begin(grammar, token)
        if _is_meeting(grammar, token, begin, known=False) and _is_other_business(grammar, token, set(grammar.codes[begin:token])):
            return True
    return False


def tells_of_other_business(grammar: Grammar) -> bool:
    """Whether a sentence is of sport, learning, trade ..., and no word in it speaks of peace."""
    codes = set(grammar.codes)
    if codes & (lexis("noun.peace") | {"mediators", "mediator", "warring", "hostages", "belligerents"}):
        return False
    if codes & lexis("word.elsewhere"):
        return True
    return any(
        (code in lexis("noun.delegate") | lexis("noun.sure") | lexis("noun.meeting")) and grammar.at(token - 1) in lexis("word.other") - lexis("word.remote")
        for token, code in enumerate(grammar.codes)
    )


# ----------------------------------------------------------------------------------------------------------------------


def _nouns(grammar: Grammar, *, known: bool) -> Iterator[Cue]:
    codes = grammar.codes
    token = 0
    while token < len(codes):
        word = codes[token]
        begin = phrase_begin(grammar, token)
        modifiers = set(codes[begin:token])
        if _is_meeting(grammar, token, begin, known=known):
            last = token
            inner: set[str] = set()
            if grammar.at(token + 1) == "of":
                head = next((t for t in range(token + 2, min(token + 7, len(codes))) if codes[t] in lexis("noun.sure")), None)
                if head is not None and not any(codes[t] in _NOUN_PHRASE_END for t in range(token + 2, head)):
                    inner, last = set(codes[token + 2 : head]), head
            described = modifiers | inner
            sure = codes[last] in lexis("noun.sure") or bool(described & lexis("noun.peace"))
            sure = sure or bool({"war", "peace", "ceasefire", "truce", "fighting", "hostages", "conflict"} & _topic(grammar, last))
            allied = not sure and _is_alliance(grammar, begin)
            if not allied and not _is_other_business(grammar, last, described):
                yield Cue(
                    Sort.NOUN,
                    token,
                    last,
                    " ".join([*(c for c in codes[begin:token] if re.fullmatch(r"[a-z][a-z-]+", c) and c not in _DETERMINERS), *codes[token : last + 1]]),
                    sure=sure,
                    earlier=bool(modifiers & lexis("word.earlier")) or _is_sequel(grammar, begin) or _is_series(grammar, token),
                    next=bool(modifiers & lexis("word.next")),
                    mooted=bool(modifiers & lexis("word.mooted")),
                    definite=bool(modifiers & {"the", "these", "this", "those", "both"}),
                    denied=bool(modifiers & {"no", "without"}) or grammar.at(begin - 1) in {"no", "without"},
                    number=number_in(codes, begin, last),
                )
            token = last
        token += 1



def phrase_begin(grammar: Grammar, token: int) -> int:
    """Where the noun phrase that ends at ``token`` begins, its determiner included."""
    verbs = {t for group in grammar.groups(max(0, token - 9), token) for t in range(group.first, group.last + 1) if not _modifies(grammar, t)}
    begin = token
    while begin > 0 and token - begin < 8:
        before = grammar.codes[begin - 1]
        if before in _NOUN_PHRASE_END or begin - 1 in verbs:
            break
        begin -= 1
        if before in _DETERMINERS:
            break
    return begin


def _modifies(grammar: Grammar, token: int) -> bool:
    """ "UN-mediated talks", "the planned meeting": a participle before its noun is no verb of the clause."""
    return re.fullmatch(r"\w+ed", grammar.codes[token]) is not None and (grammar.at(token - 1) in {"-", "the", "a", "an", "any", "their", "of"})


def _is_meeting(grammar: Grammar, token: int, begin: int, *, known: bool) -> bool:
    word, before, after = grammar.codes[token], grammar.at(token - 1), grammar.at(token + 1)
    modifiers = grammar.codes[begin:token]
    if word in {"one", "ones"}:
        return known and bool(set(modifiers) & (lexis("word.earlier") | lexis("word.next")))
    if word == "table":
        return before in {"negotiating", "one", "same"} or grammar.text(token - 2, token) == "at the"
    if word in lexis("noun.sure"):
        return before not in {"he", "she", "who"}
    if word not in lexis("noun.meeting"):
        return False
    if word == "meeting" and before in lexis("noun.delegate") and before.endswith("s") and not set(modifiers) & _DETERMINERS:
        return False  # "leaders meeting in A"
    if word == "meeting":
        return bool(modifiers) and before not in {"been", "is", "are", "was", "were", "be"} and not is_sign(before, "@")
    if word in {"round", "rounds"}:
        numbered = number_in(grammar.codes, begin, token) is not None or re.fullmatch(r"\d{1,2}|one|two|three|four|five", after) is not None
        return after == "of" or numbered or (word == "rounds" and after in AT) or bool(set(modifiers) & (_DETERMINERS | lexis("noun.peace") | lexis("word.next") | lexis("word.earlier")))
    if word == "attempt":
        return after in {"at", "to"} and bool(set(grammar.codes[token + 2 : token + 5]) & (lexis("noun.peace") | lexis("noun.deal")))
    if word in {"contacts", "conversations"}:
        return after in AT or after in {"between", "there"}
    return True


def _is_other_business(grammar: Grammar, last: int, modifiers: set[str]) -> bool:
    """Whether the noun that ends at ``last`` is of trade, a party, a league: by its modifiers, or by its topic."""
    if modifiers & lexis("noun.peace"):
        return False
    if modifiers & lexis("word.other"):
        return True
    topic = _topic(grammar, last)
    if topic & lexis("word.conflict"):
        return False
    audience = grammar.at(last + 1) in {"of", "for"} and bool(topic & (lexis("noun.audience") | {"council", "parliament", "board", "bank", "club"}))
    weak = grammar.codes[last] not in lexis("noun.sure") and grammar.at(last + 1) in {"on", "about", "of"}
    unknown = weak and bool(topic) and not any(is_sign(code) for code in topic) and not topic & lexis("noun.delegate")
    return bool(topic & lexis("word.topic")) or audience or unknown


def _topic(grammar: Grammar, last: int) -> set[str]:
    """The words behind "on", "about" ... that say what the meeting whose noun ends at ``last`` is about."""
    topic: set[str] = set()
    last += grammar.at(last + 1) in {"yet", "so", "ever", "there"}
    if grammar.at(last + 1) not in _TOPIC or is_sign(grammar.at(last + 2), "¤"):
        return topic
    for token in range(last + 2, min(last + 10, len(grammar.codes))):
        code = grammar.codes[token]
        if code in AT or is_sign(code, "¤") or code in {",", ";", "which", "that", "who", "after", "before"}:
            break
        topic.add(code)
    return topic


def _is_series(grammar: Grammar, token: int) -> bool:
    """ "The first two rounds": the ones before the present one."""
    return grammar.codes[token].endswith("s") and grammar.at(token - 2) == "first" and grammar.at(token - 1) in {"two", "three", "four", "five", "six", "few", "several"}


def _is_sequel(grammar: Grammar, begin: int) -> bool:
    """ "the follow-up to sessions in A", "after its first session in A": the meeting went before the one told of."""
    if re.search(r"(?<!\S)(?:follow-up|sequel|successor|continuation|return match)(?: \S+)? (?:to|of)$", grammar.text(begin - 4, begin)):
        return True
    return grammar.at(begin - 1) in {"after", "following", "since"} and grammar.at(begin + 1) == "first"


# ----------------------------------------------------------------------------------------------------------------------


def _verbs(grammar: Grammar) -> Iterator[Cue]:
    yield from _stays(grammar)
    for token, word in enumerate(grammar.codes):
        if grammar.at(token - 1) in {"the", "a", "an", "this"}:
            continue
        meets, gathers = verb_at(grammar.codes, token, "meet"), verb_at(grammar.codes, token, "gather")
        found = meets or gathers
        if found is None and (joint := verb_at(grammar.codes, token, "deliberate")) is not None and _is_joint_act(grammar, token):
            yield Cue(Sort.VERB, token, joint[2], "talks")
        if found is None:
            continue
        base, form, last = found
        group = next(iter(grammar.groups(token, token + 1)), None)
        if group is not None and group.passive and base == "agree" and grammar.at(token + 1) in AT:
            yield Cue(Sort.DEAL, token, token, "agreement", presupposed=True)  # "what was agreed in A"
        if group is not None and group.passive and base not in {"convene", "reconvene"}:
            continue  # "residents will be met at the border"
        if form is Form.GERUND and word == "meeting" and is_sign(grammar.at(token - 1), "¤%"):
            continue  # "Friday's meeting"
        if meets is None and not _are_envoys(grammar, token, base):
            continue
        if _is_of_other_topic(grammar, last) or not _has_party(grammar, token) or _is_alliance(grammar, token) or _is_audience(grammar, last):
            continue
        yield Cue(Sort.VERB, token, last, base, number=number_in(grammar.codes, token, min(len(grammar.codes), token + 9)))


_MEANT = re.compile(
    r"(?:and |but |[,;] |(?:from|since|on|in) (?=they|it))*(?:it|they|which|that|this|both|(?:the|a) (?:(?:very|formal) )?(?P<nth>first|second|third|fourth|fifth|next|last|previous|other|latter|former|signing)"
    r"(?: (?:two|three|four|one|ones|of (?:them|these)))?)"
)


def _understood(grammar: Grammar, *, known: bool) -> Iterator[Cue]:
    """Verbs whose subject is a meeting meant without its noun: "It will be signed in A", "The first two had taken place in A"."""
    for proposition in grammar.propositions if known else ():
        group = next((g for g in proposition.groups if g.finite), None)
        if group is None:
            continue
        event = verb_at(grammar.codes, group.head, "event")
        if group.verb.base == "be" and grammar.at(group.last + 1) in AT:
            event = ("go", Form.PAST, group.last)  # "it would be in A"
        if event is None or not (group.passive or event[0] in {"take", "open", "begin", "start", "resume", "continue", "collapse", "follow", "end", "go"}):
            continue
        subject = " ".join(c for t in range(proposition.start, group.first) for c in [grammar.codes[t]] if not is_sign(c, "¤") and not c.endswith("ly"))
        meant = _MEANT.fullmatch(subject)
        if meant is not None:
            earlier = meant["nth"] in {"last", "previous", "former"}
            yield Cue(Sort.VERB, group.head, event[2], "signing" if event[0] == "sign" else "talks", earlier=earlier, next=meant["nth"] == "next")


def _is_joint_act(grammar: Grammar, token: int) -> bool:
    """Whether both sides, or envoys, do it: "the foreign ministers of Armenia and Azerbaijan promised", "delegations went over the plan"."""
    group = next(iter(grammar.groups(token, token + 1)), None)
    proposition = grammar.proposition(token)
    if group is None or not group.finite or group.passive or group.negated or proposition.start >= group.first:
        return False
    first, last = grammar.span(proposition.start, group.first - 1)
    words = _words(grammar, proposition.start, group.first)
    together = "and" in words and bool(words & {"ministers", "leaders", "presidents", "negotiators", "delegations", "delegates", "representatives"})
    return together or bool(words & {"delegations", "negotiators", "delegates", "mediators", "foes", "rivals"}) or (are_rivals(grammar.phrases) and len(parties_of(grammar.phrases, first, last + 1)) == 2)


def _words(grammar: Grammar, first: int, end: int) -> set[str]:
    """The words of the text itself, where a sign stands for "Hamas negotiators"."""
    if first >= end:
        return set()
    begin, stop = grammar.phrases.span(*grammar.span(first, end - 1))
    base = grammar.phrases.sentence.start
    return set(re.findall(r"\w+", grammar.phrases.sentence.text[begin - base : stop - base].lower()))


def _stays(grammar: Grammar) -> Iterator[Cue]:
    """ "The negotiators are still in A": they are there to talk, and for nothing else."""
    for proposition in grammar.propositions:
        for group in proposition.groups:
            stays = group.verb.base == "be" or grammar.codes[group.head] in {"remain", "remained", "remains", "stay", "stayed"}
            if not stays or not group.finite or group.negated or grammar.at(group.first - 1) == "there":
                continue
            following = next((t for t in range(group.last + 1, len(grammar.codes)) if grammar.head_before(t + 1) == t), None)
            if following is not None and grammar.codes[following] in {"in", "at"} and _words(grammar, proposition.start, group.first) & lexis("noun.envoy"):
                yield Cue(Sort.VERB, group.first, group.last, "talks")


def _are_envoys(grammar: Grammar, token: int, base: str) -> bool:
    """Whether envoys and no crowd gather, or are received."""
    codes, proposition = grammar.codes, grammar.proposition(token)
    if base == "agree":
        return codes[token] == "agreed" and grammar.at(token + 1) in AT and is_sign(grammar.at(token + 2), "§")
    if base == "emerge" and not re.search(r"(?<!\S)(?:with|from)(?!\S)", grammar.text(token, token + 8)):
        return False
    where = range(token + 1, min(token + 7, len(codes))) if base in _RECEIVES else range(proposition.start, token)
    if base in _RECEIVES and codes[token] == "see" and grammar.at(token - 1) != "to":
        return False
    if base in {"host", "receive"} and not any(codes[t] in lexis("noun.delegate") for t in where) and sum(is_sign(codes[t]) for t in where) < 2:
        return False
    people = [t for t in where if codes[t] in lexis("noun.delegate") or is_sign(codes[t], "@%") or grammar.is_name(t)]
    crowd = any(codes[t] in lexis("noun.audience") or codes[t] in {"people", "thousands", "hundreds", "dozens", "shells"} for t in where)
    return bool(people) and not crowd


def _has_party(grammar: Grammar, token: int) -> bool:
    """Whether somebody who can negotiate is named or meant before the verb."""
    proposition: Proposition | None = grammar.proposition(token)
    while proposition is not None:
        for a, b in proposition.spans:
            for code in grammar.codes[a : min(b, token)]:
                if is_sign(code) or code in lexis("noun.delegate") or code in _PRONOUNS:
                    return True
            if any(grammar.is_name(t) for t in range(a, min(b, token))):
                return True
        proposition = proposition.parent
    return any(is_sign(c, "@%") or c in lexis("noun.delegate") for c in grammar.codes[:token])


def _is_of_other_topic(grammar: Grammar, last: int) -> bool:
    """ "met his Iraqi counterpart to discuss oil contracts"."""
    errand = next((t for t in range(last + 1, min(last + 14, len(grammar.codes))) if grammar.codes[t] in {"discuss", "about"}), None)
    about = set(grammar.codes[errand + 1 : errand + 5]) if errand is not None else set()
    return bool(about & lexis("word.topic")) and not about & lexis("word.conflict")


def _is_alliance(grammar: Grammar, token: int) -> bool:
    """ "Nato's defence ministers met": allies among themselves, where nobody else is named before the verb."""
    if token == 0:
        return False
    start = grammar.proposition(token - 1).start
    signs = [code for code in grammar.codes[start:token] if is_sign(code)]
    if len(signs) != 1 or signs[0][0] == "§":
        return False
    names = {actor.name for actor in grammar.phrases.actors[int(signs[0][1:])].actors}
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


# ----------------------------------------------------------------------------------------------------------------------


def _deals(grammar: Grammar) -> Iterator[Cue]:
    codes = grammar.codes
    for token, _ in enumerate(codes):
        found = verb_at(codes, token, "seal")
        if grammar.at(token - 1) == "-":
            continue  # "a UN-brokered deal"
        if found is None or (found[0] in {"announce", "declare"} and not _is_joint(grammar, token)):
            continue
        group = next(iter(grammar.groups(token, token + 1)), None)
        before = next((t for t in range(token - 1, max(-1, token - 15), -1) if codes[t] in lexis("noun.deal")), None)
        between = codes[before + 1 : token] if before is not None else ()
        between = _without_aside(between)
        passes = before is not None and (between[-1:] == (",",) and len(between) <= 6 and not grammar.groups(before, token)) or before is not None and all(c in {"that", "which", "was", "were", "they", "it", "had", "been", "has", "have", "be", "will", "is", "to", "being", "both", "sides",
                                                  "first", "itself", "originally", "once", "since", "yet", "last"} or is_sign(c, "%@¤") for c in between)
        if before is not None and passes:
            finite = group is not None and group.finite and not group.bare and "that" not in between and "they" not in between and "which" not in between
            news = codes[phrase_begin(grammar, before)] in {"a", "an"}
            yield Cue(Sort.DEAL, before, token, "agreement", sure=_is_truce(codes[before]), presupposed=not finite and not news)
            continue
        if group is not None and group.act is Act.AGREE and group.passive and not group.finite and not group.bare:
            continue
        after = next((t for t in range(found[2] + 1, min(found[2] + 9, len(codes))) if codes[t] in lexis("noun.deal")), None)
        if after is not None and not any(c in AT or c in {",", "and", ";", "not"} for c in codes[token + 1 : after]):
            yield Cue(Sort.DEAL, token, after, "signing" if found[0] in {"sign", "initial", "ink", "put"} else "agreement", sure=_is_truce(codes[after]) or _is_joint(grammar, token))
        elif found[0] in {"sign", "initial"} and re.search(r"(?<!\S)(?:it|one|them)(?!\S)", grammar.text(token + 1, token + 2)):
            yield Cue(Sort.DEAL, token, token + 1, "signing")


def _is_joint(grammar: Grammar, token: int) -> bool:
    """Whether two announce it together, and not one to the press."""
    subject = [c for c in grammar.codes[grammar.proposition(token).start : token] if c != "in"]
    return bool({"and", "both", "sides", "parties", "leaders"} & set(subject)) and "," not in subject


def _without_aside(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without phrases of their own at the beginning: "deal (with the insurgents) was signed"."""
    if words[:1] and words[0] in {"with", "between", "on", "for", "to", ","}:
        verb = next((i for i, w in enumerate(words) if w in {"was", "were", "that", "which", "had", "has", "is", "they", "will"}), None)
        if verb is not None:
            return words[verb:]
    return words


def _is_truce(word: str) -> bool:
    return word in lexis("noun.peace") or word in {"armistice", "accord", "accords"}


