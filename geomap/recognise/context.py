"""What speaks for and against a spelling being a place here: named observations about the words around it.

Every observation is a short string such as ``before:in`` or ``after:street``; each has a weight in weights.toml, fitted by
fit.py. A spot's score is the sum of the weights of its observations: log odds that it names a place. That keeps the reasons readable: the
observations that weighed most are the explanation.
"""

from __future__ import annotations

import re
from collections import Counter

from gazetteer.index import Origin
from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.language import words_of
from geomap.recognise.metonymy import actor_words
from geomap.recognise.names import name_features
from geomap.recognise.people import People
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded


def observe(words: Words, spots: list[Spot], people: People, *, shouting: frozenset[int] = frozenset(), flat: bool = False) -> None:
    """Fill in the features of every spot. ``shouting`` holds the words of all-capital stretches, ``flat`` means that case tells nothing."""
    english = words.language == "en"
    names = Counter(spot.entry.key for spot in spots)
    placed: Counter[str] = Counter()
    small = {form for form, capital in zip(words.forms, words.capital, strict=True) if not capital}
    for position, spot in enumerate(spots):
        before = spots[position - 1] if position else None
        after = spots[position + 1] if position + 1 < len(spots) else None
        spot.features = features = list(name_features(spot.entry, spot.last - spot.first + 1, english))
        if spot.first == spot.last and not flat and spot.entry.key in small and not spot.entry.demonym:
            features.append("document:also in small letters")
        if flat:
            features.append("text:no capitals")
        _left(words, spot, before, people, features)
        _right(words, spot, after, people, features)
        _person(words, spot, people, features)
        if spot.entry.demonym:                # what speaks for a place need not speak for a people
            features[2:] = [f"demonym {feature}" for feature in features[2:]]
        if spot.first in shouting:
            features.append("form:shouted")
            _dateline(words, spot, features)
        if placed_here(features):
            placed[spot.entry.key] += 1
    for spot in spots:
        features = spot.features
        many = names[spot.entry.key]
        if many > 1:
            features.append("document:often" if many > 3 else "document:again")
        if placed[spot.entry.key]:
            if not placed_here(features):
                features.append("document:placed elsewhere")
        elif many > 1:
            features.append("document:never placed")


def placed_here(features: list[str]) -> bool:
    """Whether the words around the spot put something there: "in X", "X, Ohio"."""
    return any(feature in _PLACING for feature in features)


_PLACING = frozenset({"before:in", "before:in the", "before:near", "before:outside", "before:throughout", "after:its region",
                      "after:in its region", "form:dateline"})


def _left(words: Words, spot: Spot, before: Spot | None, people: People, features: list[str]) -> None:
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


def _right(words: Words, spot: Spot, after: Spot | None, people: People, features: list[str]) -> None:
    known = cues()
    at = spot.last + 1
    text = words.text
    if spot.last in words.owner and spot.end == words.ends[spot.last]:
        features.append("after:owner")
        return
    if at >= len(words):
        features.append("after:end")
        return
    gap = text[spot.end:words.starts[at]]
    form = words.forms[at]
    word = folded(form)
    if gap in (" ", "\u00a0"):
        _said_to_lie(words, spot, after, features)
        capital = words.capital[at] and words.language != "de"       # German writes every noun with a capital
        if word in known.regions or word[:-1] in known.regions or word == "counties":
            features.append(_region_word(word, capital))
        elif word in known.street and capital:
            features.append("after:street")
        elif word in known.treaties:
            features.append("after:treaty")
        elif word in known.civic:
            features.append("after:Civic" if capital else "after:civic")
        elif word in known.facility and capital:
            features.append("after:Facility")
        elif word in known.teams and capital:
            features.append("after:team")
        elif word in known.company and capital:
            features.append("after:Company")
        elif word in known.months or (form.isdigit()):
            features.append("after:number")
        elif capital and after is not None and after.first == at:
            features.append("after:demonym" if after.entry.demonym else "after:place beside")
        elif capital and word not in known.function:
            if len(word) == 1:
                features.append("after:initial")
            elif people.words.get(at) == "surname" and people.words.get(spot.last):
                features.append("after:surname")
            elif word in known.surnames and word not in known.facility:
                features.append("after:like a surname")
            elif word in known.given_names:
                features.append("after:given name")
            elif word.endswith("s") and len(word) > 4:
                features.append("after:Plural")
            else:
                features.append("after:capital")
            _institution(words, at, features)
        elif _is_state(spot) and word in actor_words()["saying"]:
            features.append("after:said, of a state")
        elif word in known.speech:
            features.append("after:said")
        elif word in known.connectors and at + 1 < len(words) and words.capital[at + 1] and word in ("of", "and", "de", "la", "for"):
            if features[-1] not in ("after:in its region", "name:with its kind, in its country"):
                features.append("after:of Capital" if word in ("of", "for") else "after:and Capital")
        elif word in known.function or word in known.weak:
            features.append("after:function word")
        else:
            features.append("after:word")
    elif gap == ", " or gap == "," or gap == " (":
        _said_to_lie(words, spot, after, features)
        if after is not None and after.first == at and not after.entry.demonym:
            if within(spot, after):
                features.append("after:its region")
                _hold(spot, after)
            else:
                features.append("after:comma, place")
        elif form.isdigit() and gap == ", ":
            features.append("after:age" if len(form) < 3 else "after:comma")
        else:
            features.append("after:comma")
    elif gap in ("-", "‐", "‑", "–"):
        features.append("after:based" if word in ("based", "area", "born", "held", "controlled", "backed", "led") else "after:hyphen")
    elif gap[:1] in ".!?":
        features.append("after:stop" if len(gap) > 1 or at + 1 >= len(words) else "after:dot")
        if gap == "." and words.starts[at] == spot.end + 1:
            features.append("after:domain")
    elif gap.strip()[:1] in ("—", "–", "-"):
        features.append("after:dash")
    elif gap[:1] == ":":
        features.append("after:colon")
    elif gap == "/":
        features.append("after:slash")
    elif gap in ("@", " & ", "&"):
        features.append("after:ampersand")
    else:
        features.append("after:other")


def _is_state(spot: Spot) -> bool:
    top = spot.entry.senses[0]
    return top.capital or top.kind is Kind.COUNTRY


def _hold(inner: Spot, outer: Spot) -> None:
    """Note that ``inner`` is said to lie in ``outer``: "Seattle, Washington" is about the state, not the capital."""
    inner.within = outer
    senses = outer.entry.senses
    if len(senses) > 1 and outer.cue is None and any(s.kind in _HOLDING and s.origin is Origin.CANONICAL for s in senses):
        outer.cue = _HOLDING


_HOLDING = frozenset({"region", "country"})
_LIES = re.compile(r",?\s(?:in|of|en|au|aux|w|we|v|ve|у|в|во|nella|nel|em|na|no)\s(?:(?:the|der|die|el|la)\s)?(?:[a-z]{4,12}\s)?")


def _said_to_lie(words: Words, spot: Spot, after: Spot | None, features: list[str]) -> None:
    """"Brest in western Belarus", "Brest, en Biélorussie": the spot lies in the one after it."""
    if after is None or after.start - spot.end > 26 or after.entry.demonym or spot.entry.senses[0].kind is Kind.COUNTRY:
        return
    if _LIES.fullmatch(words.text, spot.end, after.start) and within(spot, after):
        _hold(spot, after)
        features.append("after:in its region")
        if spot.cue is not None:
            features.append("name:with its kind, in its country")


def _region_word(word: str, capital: bool) -> str:
    if word in ("county", "parish", "borough", "township", "district", "river", "sea", "island"):
        return f"after:{word}" if capital else "after:county, lower case"
    if word in ("city", "town", "village", "state", "republic", "area", "port"):
        return f"after:{word if word in ('city', 'state') else 'town'}" + ("" if capital else ", lower case")
    return "after:region word" if not word.endswith("s") else "after:counties"


def _institution(words: Words, at: int, features: list[str]) -> None:
    """What the capitalised run behind a name ends in: "Bluffton Icon Community College"."""
    known = cues()
    end = at
    while end + 1 < len(words) and end - at < 4 and words.capital[end + 1] and words.joined(end):
        end += 1
    for index in range(at + 1, end + 1):
        word = folded(words.forms[index])
        if word in known.facility or word in known.civic:
            features.append("after:…facility")
            return
        if word in known.company:
            features.append("after:…company")
            return
        if word in known.street:
            features.append("after:…street")
            return


def _person(words: Words, spot: Spot, people: People, features: list[str]) -> None:
    if spot.entry.demonym:
        return
    roles = [people.words.get(index) for index in range(spot.first, spot.last + 1)]
    if any(roles):
        if len(roles) > 1 and None not in roles:
            features.append("person:whole name")
        else:
            features.append(f"person:{next(role for role in roles if role)}")
    elif spot.first == spot.last:
        key = spot.entry.key
        if key in people.surnames:
            top = spot.entry.senses[0]
            known = spot.entry.sure or top.kind is Kind.COUNTRY or top.population >= 300_000
            features.append("person:surname elsewhere, but a well-known place" if known else "person:surname elsewhere")
        elif key in people.given:
            features.append("person:given name elsewhere")


def _dateline(words: Words, spot: Spot, features: list[str]) -> None:
    """"BREST, Belarus (Reuters) -", "MANSFIELD --": a shouted name at the start of a line or sentence, then a dash within a few words."""
    known = cues()
    text = words.text
    head = text[max(0, spot.start - 3):spot.start].strip(" \"“")
    tail = text[spot.end:spot.end + 48]
    if head and head[-1] not in "\n.)|:•-—–!?" and not head.endswith("by"):
        return
    after = spot.last + 1
    if (not head or head[-1] == "\n") and after < len(words) and tail[:1] == " " and not words.forms[after].isupper():
        features.append("form:shouted, then not")            # "LONDON Pope Francis said": a dateline that lost its dash
    for mark in ("—", "–", "--", " - ", "|"):
        position = tail.find(mark)
        if position >= 0 and position < 40:
            between = tail[:position]
            if position < 3 or "," in between or "(" in between or any(word in known.agencies for word in folded(between).split()):
                features.append("form:dateline")
                return


def within(inner: Spot, outer: Spot) -> bool:
    """Whether some sense of ``inner`` lies in the region or country that ``outer`` may mean: "Paris, Texas"."""
    areas = [sense for sense in outer.entry.senses if sense.kind in (Kind.REGION, Kind.COUNTRY)]
    if not areas:
        return False
    regions = {sense.row for sense in areas if sense.kind is Kind.REGION}
    countries = {sense.country for sense in areas if sense.kind is Kind.COUNTRY}
    for sense in inner.entry.senses:
        if sense.kind is Kind.COUNTRY:
            continue
        if (sense.region in regions and sense.row not in regions) or sense.country in countries:
            return True
    return False
