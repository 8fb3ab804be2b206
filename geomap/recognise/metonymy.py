"""Is a place meant as a place, or as those who act in its name? "Fighting in Kyiv" against "Kyiv rejects the offer".

A linear model over named observations, as for recognition: what stands before (a preposition of place, "between ... and"), what
stands after (a verb of saying or deciding, a noun that only an actor can own), and what sort of place it is. The weights stand in
weights.toml under [actor].
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.language import words_of
from geomap.recognise.lexicon import Sense
from geomap.recognise.model import score, strongest, weights
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded


@cache
def actor_words() -> dict[str, frozenset[str]]:
    """The word lists of actors.toml."""
    table = tomllib.loads(resources.files(__package__).joinpath("actors.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def chosen(spot: Spot) -> Sense:
    """The likeliest sense of a spot; the best known one where they have not been weighed."""
    senses, weights_ = spot.entry.senses, spot.weights
    return senses[max(range(len(senses)), key=weights_.__getitem__)] if len(weights_) == len(senses) else senses[0]


def actor_features(words: Words, spot: Spot) -> list[str]:
    """The observations that tell an actor from a place."""
    known = cues()
    lists = actor_words()
    top = chosen(spot)
    features = ["bias", "capital" if top.capital else f"kind:{top.kind}"]
    head = _coordination(words, spot)
    governed = _before(words, head, lists, features)
    _between(words, head, top, lists, features)
    if spot.last in words.owner:
        at = spot.last + 1
        nouns = [folded(words.forms[index]) for index in range(at, min(at + 4, len(words)))]
        if nouns and words.gap(spot.last).endswith(" "):
            if any(noun in lists["acts"] for noun in nouns[:3]):
                features.append("owns an act")
            elif any(noun in lists["bodies"] for noun in nouns[:3]):
                features.append("owns a body")
            elif any(noun in lists["parts"] for noun in nouns[:2]):
                features.append("owns a part of the land")
            else:
                features.append("owns something")
        return features
    at = spot.last + 1
    if at >= len(words):
        return features
    gap = words.gap(spot.last)
    word = folded(words.forms[at])
    if gap in (" ", "\u00a0"):
        _after(words, at, word, lists, features, governed=governed)
    elif gap in ("-", "‐", "‑", "–"):
        beyond = [folded(form) for form in words.forms[at + 1:at + 3]]
        if words.capital[at] and any(noun in lists["ways"] for noun in beyond):
            features.append("modifies a part")               # "the Damascus-Qamishli airlift"
        else:
            features.append("hyphen based" if word in ("based", "born") else "hyphen")
    elif gap.strip()[:1] in (".", "!", "?", ";"):
        features.append("ends the sentence")
    elif gap.startswith(",") and (then := _past_aside(words, at)):
        _after(words, then, folded(words.forms[then]), lists, features, governed=governed)
    elif gap.startswith(","):
        features.append("comma")
    if "hyphen" not in features and word in known.connectors:
        features.append("connector after")
    return features


# what commas set off between subject and verb
ASIDES = frozenset({"however", "though", "meanwhile", "too", "also", "instead", "in turn", "for its part", "by contrast", "in response",
                    "on the other hand", "for instance", "for example"})


def _past_aside(words: Words, at: int) -> int:
    """The word behind an adverb that commas set off: "Israel, however, lets"; 0 where there is none."""
    for end in range(at, min(at + 4, len(words) - 1)):
        if words.gap(end) == ", ":
            return end + 1 if " ".join(words.forms[at:end + 1]) in ASIDES else 0
    return 0


_LONGEST_LIST = 60           # members that are gone back over: a table of places is no sentence


def _coordination(words: Words, spot: Spot) -> int:
    """The first word of the coordination that the spot belongs to: "in Lyon, Turin and [Chambéry]" is governed as "Lyon" is.

    A comma alone makes a list only where the list goes on or ends the clause: in "after the meeting in Geneva, Russia said" it does not.
    """
    first = spot.first
    joined = False
    for _ in range(_LONGEST_LIST):
        if first <= 1:
            break
        at = first - 1
        word, gap = words.forms[at], words.gap(at)
        if word in ("and", "or") and gap == " " and words.gap(at - 1) in (" ", ", "):
            if words.gap(at - 1) == ", " and not joined and _has_verb(words, spot):
                break                                        # ", and Moscow said": another clause
            at -= 1
            joined = True
        elif gap != ", " or not (joined or _list_goes_on(words, spot)):
            break
        start = at
        if not words.capital[at] or at in words.owner or folded(words.forms[at]) in cues().months:
            break
        while start > 0 and words.gap(start - 1) in (" ", "-") and words.capital[start - 1] and not words.opens_sentence(start) and (
                folded(words.forms[start - 1]) not in cues().function):
            start -= 1
        if folded(words.forms[start]) in cues().function:
            break
        first = start
    return first


def _list_goes_on(words: Words, spot: Spot) -> bool:
    gap = words.gap(spot.last)
    if spot.last in words.owner:
        return False
    if gap.strip():
        return True
    following = words.forms[spot.last + 1] if spot.last + 1 < len(words) else ""
    return following in ("and", "or") and spot.last + 2 < len(words) and words.capital[spot.last + 2]


def _has_verb(words: Words, spot: Spot) -> bool:
    """Whether a verb that the spot might be the subject of comes next."""
    if spot.last in words.owner or spot.last + 1 >= len(words):
        return False
    word = folded(words.forms[spot.last + 1])
    lists = actor_words()
    return any(word in lists[name] for name in ("saying", "doing", "helping", "adverbs"))


_TOWARDS = frozenset({"at", "around", "toward", "towards", "leaving", "reaching", "entering", "through", "via", "along"})


def _before(words: Words, first: int, lists: dict[str, frozenset[str]], features: list[str]) -> bool:
    """Note what stands before word ``first``; whether it is a preposition, so that a verb that follows has another subject."""
    known = cues()
    at = first - 1
    if at < 0 or words.opens_sentence(first):
        features.append("begins the sentence")
        return False
    gap = words.gap(at)
    word = folded(words.forms[at])
    if gap.strip():
        if gap.strip() in (",", ", ") and at not in words.owner:
            features.append("after a comma")
        return False
    if word == "the" and at > 0:
        features.append("the")
        at -= 1
        word = folded(words.forms[at])
    if word in known.compass and at > 0:                     # "in northern Iraq": governed all the same
        features.append("compass")
        at -= 1
        word = folded(words.forms[at])
        if word == "the" and at > 0:
            at -= 1
            word = folded(words.forms[at])
    head = folded(words.forms[at - 1]) if at > 0 else ""
    if words.language != "en":
        governed = any(word in words_of(kind, words.language) for kind in ("locative", "direction"))
        if governed:
            features.append("preposition of place")
        return governed
    if word in known.locative or word in _TOWARDS or word in lists["moves"] or word in known.reach:
        features.append("preposition of place")
    elif word == "of":
        features += ["of", "of a part" if head in lists["parts"] else "of a body" if head in lists["bodies"] else "of something"]
    elif word in ("from", "to"):
        features.append(word)
        if head in lists["moves"]:
            features.append(f"moving {word}")
        elif head in lists["giving"]:
            features.append(f"giving {word}")
    elif word in ("by", "with", "against", "between"):
        features.append(word)
    elif word in lists["pressing"] or (word == "on" and head in ("call", "called", "calls", "calling")):
        features.append("object of pressure")
    elif word in ("for", "on", "over", "about"):
        features.append("loose preposition")
    else:
        if word in ("and", "or"):
            features.append("and before")
        elif word in ("that", "as", "if", "while", "because", "when", "but", "after", "whether", "said"):
            features.append("begins a clause")
        return False
    return True


def _between(words: Words, first: int, top: Sense, lists: dict[str, frozenset[str]], features: list[str]) -> None:
    """Tell "talks between A and B" from "the road between A and B": only parties deal with each other, and only land is between places."""
    at = first - 1
    if at > 0 and words.forms[at] == "the":
        at -= 1
    if at < 0 or words.forms[at] != "between":
        return
    for index in range(at - 1, max(-1, at - 9), -1):
        word = folded(words.forms[index])
        if word in lists["dealings"]:
            if top.capital or top.kind is Kind.COUNTRY:
                features.append("talks between")
            return
        if word in lists["parts"] or word in lists["ways"] or words.opens_sentence(index + 1):
            break
    features.append("land between")


def _after(words: Words, at: int, word: str, lists: dict[str, frozenset[str]], features: list[str], *, governed: bool) -> None:
    if word in lists["adverbs"] and at + 1 < len(words):
        at += 1
        word = folded(words.forms[at])
    if word == "and":
        features.append("and after")
        at = _past_conjuncts(words, at)                      # "Damascus and Tehran signed": both did
        if at < 0 or governed:
            return
        word = folded(words.forms[at])
        if not (word in lists["saying"] or word in lists["doing"] or word in lists["acts"]):
            return
    if word in lists["saying"] or word in lists["doing"]:
        if not governed:
            features.append("says or decides" if word in lists["saying"] else "does something")
    elif word in lists["helping"]:
        following = folded(words.forms[at + 1]) if at + 1 < len(words) else ""
        if following in ("be", "been", "located", "situated", "home") or word in ("is", "was", "are", "were"):
            features.append("is")
        elif not governed:
            features.append("will, has, must")
    elif word in lists["parts"] or word in lists["ways"]:
        features.append("modifies a part")
    elif word in lists["bodies"]:
        features.append("modifies a body")
    elif word in lists["acts"]:
        features.append("modifies an act")
    elif word.endswith("ed") or word.endswith("es"):
        if not governed:
            features.append("perhaps a verb after")
    elif words.capital[at]:
        features.append("modifies a name")
    elif word in cues().function:
        features.append("function word after")
    else:
        features.append("modifies a noun")


def _past_conjuncts(words: Words, at: int) -> int:
    """The word after the capitalised name that follows the "and" at ``at``; -1 where there is none in the same clause."""
    end = at + 1
    while end < len(words) and words.capital[end]:
        if words.gap(end) != " " or end in words.owner:
            return -1
        end += 1
    return end if at + 1 < end < len(words) else -1


_WORDS = {
    "says or decides": "a verb of saying or deciding follows",
    "owns an act": "it owns an act, as only an actor can",
    "owns a body": "it owns a government's or an army's word",
    "talks between": "a party to talks or relations \"between ... and ...\"",
    "by": "stands after \"by\"",
    "with": "stands after \"with\"",
    "object of pressure": "somebody presses or accuses it",
    "modifies a body": "names whose body it is",
    "modifies an act": "names whose act it is",
    "will, has, must": "is the subject of the sentence",
    "giving to": "is given or told something",
    "giving from": "something is had from it",
    "kind:country": "a country",
    "capital": "a capital, which stands for its government",
}


def actor_score(words: Words, spot: Spot) -> tuple[float, tuple[str, ...]]:
    """Log odds that the place acts here, and the observations that say so, in words."""
    table = weights().actor
    features = actor_features(words, spot)
    value = score(features, table)
    if words.language != "en" and not (chosen(spot).kind is Kind.COUNTRY or chosen(spot).capital):
        return min(value, -1.0), ()
    if chosen(spot).kind not in (Kind.COUNTRY, Kind.REGION, Kind.CITY, Kind.COUNTY, Kind.CONTINENT, Kind.AREA):
        return min(value, -1.0), ()
    told = strongest(features, table, 2, sign=1) if value > 0 else ()
    return value, tuple(_WORDS.get(feature, feature) for feature, _ in told)
