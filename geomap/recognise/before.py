"""What stands before a spelling and speaks for or against a place: "in X", "the X", "Mr X", "University of X"."""

from __future__ import annotations

from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.holding import within
from geomap.recognise.language import words_of
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded


def observe_left(words: Words, spot: Spot, before: Spot | None, features: list[str]) -> None:
    """Note what stands before a spot: "in X", "the X", "Mr X", "near Y, X"."""
    known = cues()
    at = spot.first - 1
    if at < 0:
        features.append("before:start")
        return
    gap = words.gap(at)
    word = folded(words.forms[at])
    if words.opens_sentence(spot.first):
        features.append("before:sentence start")
        if before is not None and before.last == at and "--" not in gap and "\n" not in gap and gap[:1] != ".":
            features.append("before:place and dash")
        return
    if gap.strip() == "":
        if words.language != "en" and _foreign(word, spot, words.language, features):
            return
        if word in known.locative:
            features.append(f"before:{'in' if word in ('in', 'inside', 'into') else word if word in ('near', 'outside') else 'throughout'}")
        elif word == "to" and at > 0 and words.forms[at - 1] == "according":
            features.append("before:according to")
        elif word in known.direction:
            moving = word in ("from", "to", "toward", "towards", "through")
            features.append("before:from, to" if moving else "before:at" if word == "at" else "before:around")
        elif word == "of":
            _of(words, spot, at, features)
        elif word == "the":
            placing = at > 0 and words.forms[at - 1] in ("in", "near", "outside", "throughout", "across") and words.gap(at - 1) == " "
            water = spot.entry.senses[0].kind in (Kind.SEA, Kind.RIVER)
            features.append("before:in the" if placing else "before:the, a water" if water else "before:the")
        elif word in known.weak:
            features.append("before:weak preposition")
        elif word in known.compass:
            features.append("before:compass")
        elif word in known.regions or word in ("downtown", "nearby", "neighboring", "neighbouring", "rural", "suburban", "central"):
            features.append("before:city, county")
        elif before is not None and before.last == at and before.end == words.ends[at]:
            features.append("before:demonym" if before.entry.demonym else "before:place beside")
        elif words.capital[at] and word not in known.function and words.language != "de":
            if words.opens_sentence(at) and word not in known.titles:
                features.append("before:first word, a name" if word in known.given_names else "before:first word")
            elif word in known.titles:
                features.append("before:title")
            elif len(word) == 1:
                features.append("before:initial")
            elif word in known.given_names:
                features.append("before:given name")
            elif word in known.company or word in known.head_of:
                features.append("before:institution")
            else:
                features.append("before:capital")
        elif word.isdigit():
            features.append("before:number")
        elif word in known.reach:
            features.append("before:verb that reaches a place")
        else:
            features.append("before:word")
    elif gap in ("-", "‐", "‑"):
        features.append("before:hyphen")
    elif at in words.owner:
        features.append("before:owner")
    elif gap == ", ":
        if before is not None and before.last == at:
            features.append("before:place, comma")
            if within(before, spot):
                features.append("before:place that it holds")
        else:
            features.append("before:comma")
    elif gap == ". ":
        features.append("before:initial" if len(word) == 1 else "before:title" if word in known.titles else "before:stop")
    elif gap.endswith("("):
        features.append("before:bracket")
    else:
        features.append("before:other")


def _foreign(word: str, spot: Spot, language: str, features: list[str]) -> bool:
    """Note a preposition of another language as its English counterpart; whether it was one."""
    for kind, feature in (("locative", "before:in"), ("direction", "before:from, to"), ("weak", "before:weak preposition"),
                          ("titles", "before:title")):
        if word in words_of(kind, language):
            if kind == "titles" and spot.entry.senses[0].kind is Kind.COUNTRY:
                continue                                     # "президент України"
            features.append(feature)
            return True
    return False


def _of(words: Words, spot: Spot, at: int, features: list[str]) -> None:
    """"University of X", "city of X", "outskirts of X", "X of Y"."""
    known = cues()
    head = folded(words.forms[at - 1]) if at > 0 else ""
    if at > 0 and words.capital[at - 1] and head not in known.place_of and not words.opens_sentence(at - 1):
        institution = head in known.head_of or head in known.company or head in known.facility
        features.append("before:institution of" if institution else "before:Capital of")
    elif head in known.place_of:
        features.append("before:city of")
    else:
        features.append("before:of")
