"""What stands behind a spelling and speaks for or against a place: "X, Ohio", "X County", "X Smith", "X said"."""

from __future__ import annotations

from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.holding import hold, note_holder, within
from geomap.recognise.metonymy import actor_words
from geomap.recognise.people import People
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded


def observe_right(words: Words, spot: Spot, after: Spot | None, people: People, features: list[str]) -> None:
    """Note what stands behind a spot: "X, Ohio", "X County", "X Smith", "X said"."""
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
        note_holder(words, spot, after, features)
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
        note_holder(words, spot, after, features)
        if after is not None and after.first == at and not after.entry.demonym:
            if within(spot, after):
                features.append("after:its region")
                hold(spot, after)
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
