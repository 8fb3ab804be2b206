"""What is signed or agreed at the end of talks, and where: "signed a truce in A", "the accord reached in A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.extract.syntax.propositions import VerbGroup
from geomap.extract.syntax.verbs import Act
from geomap.extract.talks.cues import Cue, Sort, phrase_begin
from geomap.extract.talks.grammar import AT, Grammar, base_of, is_sign, lexis, verb_at

__all__ = ["find_deals"]

_FROM_AFAR = re.compile(r"(?:by|over|on) (?:the )?(?:tele)?phone(?!\S)|by (?:video|letter|radio|mail)(?!\S)|online(?!\S)")


def find_deals(grammar: Grammar) -> Iterator[Cue]:
    """What was signed, agreed or brokered: the verb with its object, or the noun with the participle behind it."""
    codes = grammar.codes
    for token, _ in enumerate(codes):
        found = verb_at(codes, token, "seal")
        if grammar.at(token - 1) == "-" or _is_attribute(grammar, token):
            continue  # "a UN-brokered deal", "the agreed ceasefire"
        if found is not None and _FROM_AFAR.match(grammar.text(found[2] + 1, found[2] + 5)):
            continue  # "the bargain struck by telephone"
        if found is None or (found[0] in {"announce", "declare"} and not _is_joint(grammar, token)):
            continue
        group = next(iter(grammar.groups(token, token + 1)), None)
        if codes[token] == "mediating" or (group is None and codes[token] in {"sign", "signs", "strike", "strikes", "seal", "seals"}):
            continue  # "the mediating officer", "in the first sign of peace", "a strike over pay"
        before = next((t for t in range(token - 1, max(-1, token - 15), -1) if codes[t] in lexis("noun.deal")), None)
        between = codes[before + 1 : token] if before is not None else ()
        between = _without_aside(between)
        passes = (before is not None and (between[-1:] == (",",) and len(between) <= 6 and not grammar.groups(before, token))) or (
            before is not None and all(c in lexis("set.deal_link") or c.endswith("ly") or is_sign(c, "%@¤") for c in between)
        )
        theirs = before is not None and group is not None and _which_they_signed(grammar, before, group)
        passes = passes or theirs or (before is not None and group is not None and _is_of_its_matter(grammar, before, group))
        own = group is not None and group.finite and not group.bare
        elsewhere = before is not None and group is not None and group.finite and not grammar.proposition(token).holds(before)
        if elsewhere and not theirs and "," in between:
            passes = False  # "A and B, who hope to sign a treaty, negotiated in C"
        if before is not None and passes:
            finite = own and not {"that", "they", "which"} & set(between)
            begin = phrase_begin(grammar, before)
            news = codes[begin] in {"a", "an"} and grammar.at(begin - 1) not in {"under", "of", "with", "by", "than", "to"}
            news = news and not lexis("word.earlier") & set(codes[begin:before])
            last = found[2] if found[2] <= token + 2 else token  # "was hammered out"
            yield Cue(Sort.DEAL, before, last, "agreement", sure=_is_truce(codes[before]), presupposed=not finite and not news)
            continue
        if group is not None and group.act is Act.AGREE and group.passive and not group.finite and not group.bare:
            continue
        if codes[token] == "made" and codes[found[2]] == "peace":  # "made his own peace in A"
            yield Cue(Sort.DEAL, token, found[2], "agreement", sure=True)
            continue
        after = next((t for t in range(found[2] + 1, min(found[2] + 11, len(codes))) if codes[t] in lexis("noun.deal")), None)
        other = after is not None and (_is_make(grammar, after) or _is_on_business(grammar, after))
        if after is not None and _is_its_object(grammar, found[2], after) and not other:
            yield Cue(
                Sort.DEAL,
                token,
                after,
                "signing" if found[0] in {"sign", "initial", "ink", "put"} else "agreement",
                sure=_is_truce(codes[after]) or _is_joint(grammar, token),
            )
        elif found[0] == "sign" and _sign_at_a_town(grammar, token):
            yield Cue(Sort.DEAL, token, token, "signing")
        elif found[0] in {"sign", "initial"} and re.search(r"(?<!\S)(?:it|one|them)(?!\S)", grammar.text(token + 1, token + 2)):
            yield Cue(Sort.DEAL, token, token + 1, "signing")


def _which_they_signed(grammar: Grammar, noun: int, verb: VerbGroup) -> bool:
    """ "The accord that the army and the rebels signed", "the agreement, which A and B signed": its subject alone stands between."""
    noun += grammar.text(noun + 1, noun + 3) == ", which"
    between = grammar.codes[noun + 1 : verb.first]
    return between[:1] in (("that",), ("which",)) and "," not in between and not grammar.groups(noun + 1, verb.first)


def _is_of_its_matter(grammar: Grammar, noun: int, participle: VerbGroup) -> bool:
    """ "The cessation of hostilities signed in A", "the accord on B's status reached in A on Monday": what the deal is of is between."""
    between = grammar.codes[noun + 1 : participle.first]
    opens = between[:1] and between[0] in {"of", "on", "over", "about", "between", "with", "for"}
    if not opens or grammar.groups(noun, participle.first):
        return False
    told = {",", ";", ":", "that", "which", "who"} | AT
    behind = grammar.at(participle.last + 1)
    told_where = behind in AT | {"on", "here", "there", "last"} or is_sign(behind, "¤")
    alone = participle.first == participle.head and (participle.bare or (participle.passive and not participle.finite))
    return alone and told_where and not told & set(between)


def _sign_at_a_town(grammar: Grammar, token: int) -> bool:
    """ "Got the parties to sign at Houston": what is signed goes without saying."""
    parties = {"parties", "sides", "leaders", "presidents", "delegations", "both", "all", "rebels", "they"}
    return (
        grammar.at(token + 1) in AT
        and is_sign(grammar.at(token + 2), "§")
        and bool(parties & set(grammar.codes[max(0, token - 6) : token]))
    )


def _is_on_business(grammar: Grammar, noun: int) -> bool:
    """ "Signed an agreement (between the two) on passports"."""
    on = next((t for t in range(noun + 1, noun + 6) if grammar.at(t) == "on"), None)
    about = set(grammar.codes[on + 1 : on + 5]) if on is not None else set()
    return bool(about & lexis("word.topic")) and not about & lexis("word.conflict")


def _is_make(grammar: Grammar, noun: int) -> bool:
    """ "Struck a Honda Accord": one of many things that bear a name is no treaty."""
    begin = phrase_begin(grammar, noun)
    return grammar.codes[begin] in {"a", "an", "her", "his", "another"} and grammar.is_name(noun) and grammar.is_name(noun - 1)


def _is_attribute(grammar: Grammar, token: int) -> bool:
    """Whether a participle stands between the article and its noun: "the agreed ceasefire in A"."""
    return grammar.codes[token].endswith("ed") and grammar.at(token - 1) in {"the", "a", "an", "any", "this", "that", "its", "their"}


def _is_its_object(grammar: Grammar, verb: int, noun: int) -> bool:
    """Whether the noun is what is signed: "signed (in A) a truce"; not "reached B and the truce"."""
    between = grammar.codes[verb + 1 : noun]
    if any(c in {",", "and", ";", "not", "about", "over"} for c in between):
        return False
    if "on" in between and base_of(grammar.codes, verb, "seal") in {"negotiate", "mediate"}:
        return False  # "negotiating on a truce in A"
    return not any(c in AT and not _is_place_phrase(grammar, verb + 1 + i) for i, c in enumerate(between))


def _is_place_phrase(grammar: Grammar, at: int) -> bool:
    """Whether "in A" stands at ``at`` and what is signed comes behind it: "put their names in A to a pact"."""
    place = next((t for t in range(at + 1, at + 5) if is_sign(grammar.at(t), "§")), None)
    return place is not None and grammar.at(place + 1) in {"to", "a", "an", "the"}


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
