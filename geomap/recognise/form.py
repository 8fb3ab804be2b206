"""How a spelling is written, and who bears it: "MANSFIELD --" opens a dateline, "Paris Hilton" is a person."""

from __future__ import annotations

from gazetteer.model import Kind
from geomap.recognise.cues import cues
from geomap.recognise.people import People
from geomap.recognise.spot import Spot
from geomap.recognise.words import Words, folded


def observe_person(words: Words, spot: Spot, people: People, features: list[str]) -> None:
    """Note what the text knows of persons of that name: "Paris Hilton", "Hilton said"."""
    if spot.entry.demonym:
        return
    roles = [people.words.get(index) for index in range(spot.first, spot.last + 1)]
    if any(roles):
        if len(roles) > 1 and None not in roles:
            called = people.words.get(spot.first - 1) == "title" and spot.entry.senses[0].kind is not Kind.COUNTRY
            features.append("person:whole name after a title" if called else "person:whole name")
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


def observe_dateline(words: Words, spot: Spot, features: list[str]) -> None:
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
