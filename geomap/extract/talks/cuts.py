"""Where a clause of its own begins between a meeting's words and a place: "the talks turn on how the committee can work in A"."""

from __future__ import annotations

from geomap.extract.talks.grammar import Grammar, is_sign, lexis

__all__ = ["is_cut"]

_ASKS = frozenset(["how", "whether", "why", "what"])
_AFTER = frozenset(["after", "following", "since", "once"])


def is_cut(grammar: Grammar, first: int, end: int) -> bool:
    """Whether a clause of its own begins in between; "after the other" and an aside between commas do not count."""
    aside = False
    for token in range(first, end):
        code = grammar.codes[token]
        if code in {"–", "—", "-"} and grammar.joins(token):
            continue
        if code == "as" and {"early", "soon"} & {grammar.at(token - 1), grammar.at(token + 1)}:
            continue
        if code in {"who", "which", "whose"} and grammar.at(token - 1) == ",":
            aside = True
        elif aside and code == ",":
            aside = False
        elif code in _ASKS and grammar.at(token + 1) != "to" and sum(g.finite for g in grammar.groups(token + 1, end)) == 1:
            return True  # "the talks turn on how the committee can resume its work in A"
        elif (not aside and code in lexis("set.cut")) or (
            not aside
            and code in _AFTER
            and (grammar.groups(token, end) or (grammar.at(token - 1) == "," and "," not in grammar.codes[token:end]))
            and not _is_of_noun(grammar, first - 1, token)
            and grammar.text(token, token + 3) not in {"after the other", "after the another"}
            and not is_sign(grammar.at(token + 1), "¤")
        ):
            return True
    return aside


def _is_of_noun(grammar: Grammar, cue: int, token: int) -> bool:
    """ "The first talks since the August war broke up in A": the phrase belongs to the subject, whose verb is still to come."""
    proposition = grammar.proposition(cue)
    return proposition.start <= cue and not any(g.finite and g.first < token for g in proposition.groups) and grammar.at(token - 1) != ","
