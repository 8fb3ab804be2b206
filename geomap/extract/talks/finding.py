"""Which words of a sentence tell of talks between those at war: their nouns, the verbs of those who meet, what they sign.

Trade talks, coalition talks, a minister's briefing and a football round are told from peace talks by what stands before
the noun and by the topic after it; a meeting whose words leave it open counts only where the text around speaks of a
negotiation (see ``Cue.sure``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.extract.meaning.parties import are_rivals, states
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.deals import find_deals
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis
from geomap.extract.talks.handing_on import find_continued, find_counted
from geomap.extract.talks.rounds import is_sequel, is_series, number_in
from geomap.extract.talks.seating import are_seated
from geomap.extract.talks.taken_up import find_meant
from geomap.extract.talks.talk_verbs import find_taken_up, find_verbs, is_alliance, is_allied

__all__ = ["find_cues", "speaks_of_other_business"]


_BUSINESS = r"(?:trade|industry|economy|economic|finance|commerce|agriculture|tourism|energy|mining)"
# those who come to talk of goods and money
_MINISTER_OF_BUSINESS = re.compile(
    rf"(?<!\S)(?<!former )(?:(?:minister|ministers|ministry|secretary) (?:for|of) (?:\w+ and )?{_BUSINESS}"
    rf"|{_BUSINESS} (?:minister|ministers|ministry|secretary|representative|representatives))(?!\S)"
)
_TOPIC = frozenset(["on", "about", "over", "regarding", "concerning", "to", "of", "for"])


def find_cues(grammar: Grammar, *, known: bool = False) -> list[Cue]:
    """The cues of a sentence in order; ``known``: talks were told of just before, which "the previous one" may mean."""
    if tells_of_other_business(grammar) and not (are_rivals(grammar.phrases) and lexis("noun.sure") & set(grammar.codes)):
        return []
    nouns = list(_nouns(grammar, known=known))
    taken = {t for cue in nouns for t in range(cue.first, cue.last + 1)}
    deals = [cue for cue in find_deals(grammar) if cue.first not in taken]
    sealed = {t for cue in deals for t in (cue.first, cue.last)}
    verbs = [cue for cue in find_verbs(grammar) if cue.first not in taken and (cue.sort is Sort.DEAL or cue.first not in sealed)]
    again = [cue for cue in find_taken_up(grammar, beside=bool(nouns)) if cue.first not in taken | sealed]
    handed = [cue for cue in (*find_continued(grammar), *find_counted(grammar)) if cue.first not in taken | sealed]
    verbs = [cue for cue in verbs if cue.first not in {c.first for c in handed}]
    named = [*nouns, *verbs, *deals, *again, *handed]
    meant = [
        cue
        for cue in find_meant(grammar, known=known or bool(named))
        if cue.first not in {c.first for c in named} | {c.last for c in named} | taken
    ]
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
    codes = {c for t, c in enumerate(grammar.codes) if c != "negotiating" or grammar.at(t + 1) not in {"group", "groups", "bloc", "blocs"}}
    if codes & (lexis("noun.peace") | {"mediators", "mediator", "warring", "hostages", "belligerents"}):
        return False
    if _MINISTER_OF_BUSINESS.search(grammar.text(0, len(grammar.codes))):
        return True
    if codes & (lexis("noun.deal") | lexis("noun.sure") | {"signing"}):
        codes -= {"ceremony", "final", "anniversary"}  # "came face to face at a ceremony that opened talks", "a final accord"
    if codes & lexis("word.elsewhere"):
        return True
    if any(_is_plain_meeting(grammar, token) for token in range(len(grammar.codes))):
        return False
    other = _other(grammar) - lexis("word.remote") - {"grain"}
    return any(
        (code in lexis("noun.envoy") | lexis("noun.sure") | lexis("noun.meeting") | {"deal", "deals", "pact", "pacts"})
        and grammar.at(token - 1) in other
        and not {"sidelines", "margins", "fringes"} & set(grammar.codes[max(0, token - 8) : token])
        for token, code in enumerate(grammar.codes)
    )


def _other(grammar: Grammar) -> frozenset[str]:
    """Words that make a meeting one of another kind; with Iran or North Korea nuclear talks are of war and peace."""
    feared = {"Iran", "North Korea"} & states(grammar.phrases)
    return lexis("word.other") - {"nuclear"} if feared else lexis("word.other")


def _is_plain_meeting(grammar: Grammar, token: int) -> bool:
    """ "My meeting with A, he told a cabinet meeting": a meeting that nothing makes one of another kind."""
    code, begin = grammar.codes[token], phrase_begin(grammar, token)
    if code not in lexis("noun.sure") | {"meeting", "summit"} or set(grammar.codes[begin:token]) & lexis("word.other"):
        return False
    return grammar.at(token + 1) in {"between", "with"}


# ----------------------------------------------------------------------------------------------------------------------


def _nouns(grammar: Grammar, *, known: bool) -> Iterator[Cue]:
    codes = grammar.codes
    token = 0
    while token < len(codes):
        begin = phrase_begin(grammar, token)
        modifiers = set(codes[begin:token])
        if _is_meeting(grammar, token, begin, known=known):
            last = token
            inner: set[str] = set()
            if grammar.at(token + 1) == "of":
                heads = lexis("noun.sure") | {"dialogue", "discussions", "consultations", "mediation", "contacts"}
                head = next((t for t in range(token + 2, min(token + 12, len(codes))) if codes[t] in heads), None)
                if head is not None and not any(codes[t] in lexis("set.noun_phrase_end") for t in range(token + 2, head)):
                    inner, last = set(codes[token + 2 : head]), head
            described = modifiers | inner
            sure = codes[last] in lexis("noun.sure") or bool(described & lexis("noun.peace"))
            sure = sure or bool({"war", "peace", "ceasefire", "truce", "fighting", "hostages", "conflict"} & _topic(grammar, last))
            allied = not sure and (is_alliance(grammar, begin) or _is_of_alliance(grammar, begin, last))
            if not allied and not _is_other_business(grammar, last, described):
                yield Cue(
                    Sort.NOUN,
                    token,
                    last,
                    " ".join(
                        [
                            *(
                                c
                                for c in codes[begin:token]
                                if re.fullmatch(r"[a-z][a-z-]+", c) and c not in lexis("set.opening") | {"also"}
                            ),
                            *codes[token : last + 1],
                        ]
                    ),
                    sure=sure,
                    earlier=bool(modifiers & lexis("word.earlier"))
                    or codes[token] in _TRACKS
                    or is_sequel(grammar, begin)
                    or is_series(grammar, token),
                    next=bool(modifiers & lexis("word.next")),
                    mooted=bool(modifiers & lexis("word.mooted")),
                    definite=bool(modifiers & {"the", "these", "this", "those", "both"}),
                    denied=bool(modifiers & {"no", "without"}) or grammar.at(begin - 1) in {"no", "without"},
                    number=number_in(codes, begin, last),
                )
            token = last
        token += 1


_RESUMPTION = frozenset(["continuation", "resumption", "relaunch"])
_TRACKS = frozenset(["process", "efforts", "effort", "track"])  # "the peace process began in A": what went before
_GOODS = frozenset(
    ["supplies", "aid", "assistance", "deliveries", "evacuations", "funding", "strikes", "airstrikes", "shelling", "fighting", "violence"]
)


def _is_meeting(grammar: Grammar, token: int, begin: int, *, known: bool) -> bool:
    word, before, after = grammar.codes[token], grammar.at(token - 1), grammar.at(token + 1)
    modifiers = grammar.codes[begin:token]
    if word in {"one", "ones"}:
        spoken_of = known or not lexis("noun.sure").isdisjoint(grammar.codes[:begin])  # "the talks follow earlier ones in A"
        another = spoken_of and bool(set(modifiers) & (lexis("word.earlier") | lexis("word.next")))
        return another or _is_one_in_a_place(grammar, token, begin, known=known)
    if word in _RESUMPTION:
        return after in AT and is_sign(grammar.at(token + 2), "§")  # "could imagine a continuation in A"
    if word == "signing":
        of_a_deal = after != "of" or bool(lexis("noun.deal") & set(grammar.codes[token + 2 : token + 8]))
        return of_a_deal and bool({"the", "a", "its"} & set(modifiers))
    if word in _TRACKS:
        described = set(modifiers) & (lexis("noun.peace") | {"mediation", "political", "his", "her"})
        return (before.endswith("'s") or bool(described)) and _takes_place(grammar, token) and bool(grammar.groups(token + 1, token + 4))
    if after in {"centre", "center", "hall", "room", "call", "venue", "commission", "committee"}:
        return False
    if word == "talk":
        return before in lexis("noun.peace")
    if word == "mediation" and after in {"role", "effort", "efforts", "team", "process"}:
        return False
    if word == "consultations" and before in {"for", "from"} and after not in {"with", "between"}:
        home = {"recalled", "return", "returned", "home", "back"} & set(grammar.codes[max(0, token - 8) : token])
        if before == "from" or home:
            return False  # "returned from consultations in A": with his own government
    if word in {"round", "rounds"} and after == "of" and _GOODS & set(grammar.codes[token + 2 : token + 7]):
        return False  # "the second round of urgently needed supplies"
    if word in {"room", "table"}:
        return are_seated(grammar, token)
    if word in lexis("noun.sure"):
        return before not in {"he", "she", "who"}
    if word not in lexis("noun.meeting") or (word == "ceremony" and before not in {"signing", "closing", "opening"}):
        return False
    if word == "congress" and after != "of" and (grammar.is_name(token) or ("the" in modifiers and not _takes_place(grammar, token))):
        return False  # "the General National Congress", "the congress in A refused"
    they = before in lexis("noun.delegate") or after in AT
    if word == "meeting" and they and re.fullmatch(r"[a-z]+[a-rt-z]s", before) and not set(modifiers) & lexis("set.opening"):
        return False  # "leaders meeting in A"
    if word == "meeting" and any(g.head == token and g.first < token and g.finite for g in grammar.groups(token, token + 1)):
        return False  # "are now meeting"
    if word == "meeting":
        return bool(modifiers) and before not in {"been", "is", "are", "was", "were", "be"} and (
            not is_sign(before, "@") or modifiers[0] in {"a", "an"} or grammar.at(token - 2) in lexis("word.earlier") | lexis("word.next")
        )
    if word in {"round", "rounds", "cycle", "cycles"}:
        numbered = number_in(grammar.codes, begin, token) is not None or re.fullmatch(r"\d{1,2}|one|two|three|four|five", after) is not None
        told = lexis("noun.peace") | lexis("word.next") | lexis("word.earlier")
        if word.startswith("round"):
            told |= lexis("set.opening") | {"one"}
        several = word.endswith("s") and (after in AT or _takes_place(grammar, token))
        return after == "of" or numbered or several or bool(set(modifiers) & told)
    if word in {"phase", "stage"}:
        return after == "of" and grammar.at(token + 2) in lexis("noun.sure") | {"dialogue", "discussions", "consultations", "the"}
    if word == "attempt":
        if after == "," and {"last", "previous", "first", "earlier"} & set(modifiers):
            return known and grammar.at(token + 2) in AT  # "the last attempt, in A, was abandoned"
        return after in {"at", "to"} and bool(set(grammar.codes[token + 2 : token + 5]) & (lexis("noun.peace") | lexis("noun.deal")))
    if word in {"contacts", "conversations"}:
        spoken_of = known and bool({"the", "these"} & set(modifiers))  # "the contacts are to be resumed at the same place"
        theirs = after in {"that", "which"} and lexis("noun.envoy") & set(grammar.codes[token + 2 : token + 7])  # "that envoys opened in A"
        return after in AT or after in {"between", "there"} or bool(theirs) or (spoken_of and _is_led_on(grammar, token))
    return True


def _is_one_in_a_place(grammar: Grammar, token: int, begin: int, *, known: bool) -> bool:
    """ "After the one on Thursday in A", "one in A could follow": beside talks told of, and with a verb of meetings where it is bare."""
    at = token + 1
    while is_sign(grammar.at(at), "¤") or grammar.at(at) == "on":
        at += 1
    if grammar.at(at) not in AT or not is_sign(grammar.at(at + 1), "§"):
        return False
    definite = {"the", "this", "that"} & set(grammar.codes[begin:token])
    beside = grammar.at(begin - 1) in {"after", "before", "like", "unlike", "since", "following", "than", "to"}
    told = bool(lexis("noun.meeting") & set(grammar.codes[: max(0, begin - 1)]))  # "a second meeting, after the one in A"
    if not definite:
        return (known or told) and begin == token and _takes_place(grammar, token)
    return (known and begin == 0) or (beside and ((known and begin == 1) or told))


def _is_led_on(grammar: Grammar, noun: int) -> bool:
    """Whether the verbs behind the noun say that it is resumed or goes on."""
    verbs = grammar.groups(noun + 1, min(noun + 9, len(grammar.codes)))
    return any(g.act is not Act.OTHER and base_of(grammar.codes, g.head, "event") for g in verbs) and grammar.is_subject_of(noun, verbs[0])


def _takes_place(grammar: Grammar, noun: int) -> bool:
    """Whether the next verb behind the noun says that it is held, opens, moves on ..., the noun being its subject."""
    group = next((g for g in grammar.groups(noun + 1, len(grammar.codes)) if g.finite), None)
    if group is None or not grammar.is_subject_of(noun, group) or group.verb.base == "be":
        return False
    return base_of(grammar.codes, group.head, "event") is not None or base_of(grammar.codes, group.head, "move") is not None


def _is_other_business(grammar: Grammar, last: int, modifiers: set[str]) -> bool:
    """Whether the noun that ends at ``last`` is of trade, a party, a league: by its modifiers, or by its topic."""
    if modifiers & lexis("noun.peace"):
        return False
    if modifiers & _other(grammar):
        return True
    topic = _topic(grammar, last)
    if topic & lexis("word.conflict"):
        return False
    if grammar.at(last + 1) in {"between", "with"} and lexis("noun.labour") & set(grammar.codes[last + 2 : last + 9]):
        return True
    audience = grammar.at(last + 1) in {"of", "for"} and bool(
        topic & ((lexis("noun.audience") - lexis("noun.delegate")) | {"council", "parliament", "board", "bank", "club"})
    )
    counted = grammar.codes[last] in {"discussions", "consultations"} and {"round", "rounds"} & set(grammar.codes[max(0, last - 3) : last])
    weak = not counted and grammar.codes[last] not in lexis("noun.sure") and grammar.at(last + 1) in {"on", "about", "of"}
    # "the summit of Obama and Castro", "the meeting of the two"
    of_both = grammar.at(last + 1) == "of" and ("two" in topic or ("and" in topic and grammar.is_name(last + 2)))
    unknown = weak and bool(topic) and not of_both and not any(is_sign(code) for code in topic) and not topic & lexis("noun.delegate")
    return bool(topic & lexis("word.topic")) or audience or unknown


def _is_of_alliance(grammar: Grammar, begin: int, last: int) -> bool:
    """ "The Nato summit", "a gathering of Nato's eastern members", "a European summit": allies among themselves."""
    told = [*range(begin, last)]
    if grammar.at(last + 1) == "of":
        told += range(last + 2, min(last + 5, len(grammar.codes)))
    signs = [t for t in told if is_sign(grammar.codes[t])]
    if grammar.codes[last] == "summit" and {"european", "community"} & set(grammar.codes[begin:last]):
        return True
    return len(signs) == 1 and is_allied(grammar, signs[0])


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
