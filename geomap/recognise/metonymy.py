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
def _lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads(resources.files(__package__).joinpath("actors.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def chosen(spot: Spot) -> Sense:
    """The likeliest sense of a spot; the best known one where they have not been weighed."""
    senses, weights_ = spot.entry.senses, spot.weights
    return senses[max(range(len(senses)), key=weights_.__getitem__)] if len(weights_) == len(senses) else senses[0]


def actor_features(words: Words, spot: Spot) -> list[str]:
    """The observations that tell an actor from a place."""
    known = cues()
    lists = _lists()
    top = chosen(spot)
    features = ["bias", "capital" if top.capital else f"kind:{top.kind}"]
    _before(words, spot, lists, features)
    if (top.capital or top.kind is Kind.COUNTRY) and _between_parties(words, spot, lists["dealings"]):
        features.append("talks between")
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
        _after(words, at, word, lists, features)
    elif gap in ("-", "‐", "‑", "–"):
        features.append("hyphen based" if word in ("based", "born") else "hyphen")
    elif gap.strip()[:1] in (".", "!", "?", ";"):
        features.append("ends the sentence")
    elif gap.startswith(","):
        features.append("comma")
    if "hyphen" not in features and word in known.connectors:
        features.append("connector after")
    return features


_TOWARDS = frozenset({"at", "around", "toward", "towards", "leaving", "reaching", "entering", "of"})


def _before(words: Words, spot: Spot, lists: dict[str, frozenset[str]], features: list[str]) -> None:
    known = cues()
    at = spot.first - 1
    if at < 0 or words.opens_sentence(spot.first):
        features.append("begins the sentence")
        return
    gap = words.gap(at)
    word = folded(words.forms[at])
    if gap.strip():
        if gap.strip() in (",", ", ") and at not in words.owner:
            features.append("after a comma")
        return
    if word == "the" and at > 0:
        features.append("the")
        at -= 1
        word = folded(words.forms[at])
    if words.language != "en":
        if any(word in words_of(kind, words.language) for kind in ("locative", "direction")):
            features.append("preposition of place")
    elif word in known.locative or word in _TOWARDS or word in lists["moves"] or word in known.reach:
        features.append("of" if word == "of" else "preposition of place")
        if word == "of":
            head = folded(words.forms[at - 1]) if at > 0 else ""
            features.append("of a part" if head in lists["parts"] else "of a body" if head in lists["bodies"] else "of something")
    elif word in ("from", "to"):
        features.append(word)
        before = folded(words.forms[at - 1]) if at > 0 else ""
        if before in lists["moves"]:
            features.append(f"moving {word}")
        elif before in lists["giving"]:
            features.append(f"giving {word}")
    elif word in ("by", "with", "against", "between"):
        features.append(word)
    elif word == "and":
        features.append("and before")
        start = max(0, at - 4)
        if any(folded(words.forms[index]) == "between" for index in range(start, at)):
            features.append("between and")
    elif word in lists["pressing"]:
        features.append("object of pressure")
    elif word in known.compass:
        features.append("compass")
    elif word in ("for", "on", "over", "about"):
        features.append("loose preposition")
    elif word in ("that", "as", "if", "while", "because", "when", "but", "after", "whether", "said"):
        features.append("begins a clause")


def _between_parties(words: Words, spot: Spot, dealings: frozenset[str]) -> bool:
    """Whether "talks between A and B", "relations between A, B and C" holds the spot: only parties deal with each other."""
    for at in range(spot.first - 1, max(-1, spot.first - 9), -1):
        word = words.forms[at]
        if word == "between":
            return any(folded(words.forms[index]) in dealings for index in range(max(0, at - 3), at))
        if not words.capital[at] and word not in ("and", "the", "or"):
            return False
    return False


def _after(words: Words, at: int, word: str, lists: dict[str, frozenset[str]], features: list[str]) -> None:
    if word in lists["adverbs"] and at + 1 < len(words):
        at += 1
        word = folded(words.forms[at])
    if word in lists["saying"]:
        features.append("says or decides")
    elif word in lists["helping"]:
        following = folded(words.forms[at + 1]) if at + 1 < len(words) else ""
        if following in ("be", "been", "located", "situated", "home") or word in ("is", "was", "are", "were"):
            features.append("is")
        else:
            features.append("will, has, must")
    elif word in lists["bodies"]:
        features.append("modifies a body")
    elif word in lists["acts"]:
        features.append("modifies an act")
    elif word in lists["parts"]:
        features.append("modifies a part")
    elif word == "and":
        features.append("and after")
    elif word.endswith("ed") or word.endswith("es"):
        features.append("perhaps a verb after")
    elif words.capital[at]:
        features.append("modifies a name")
    elif word in cues().function:
        features.append("function word after")
    else:
        features.append("modifies a noun")


_WORDS = {
    "says or decides": "a verb of saying or deciding follows",
    "owns an act": "it owns an act, as only an actor can",
    "owns a body": "it owns a government's or an army's word",
    "talks between": "a party to talks or relations \"between ... and ...\"",
    "between and": "\"between ... and ...\"",
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
    if value <= 0:
        return value, ()
    return value, tuple(_WORDS.get(feature, feature) for feature, _ in strongest(features, table, 2, sign=1))
