"""Texts whose mentions are marked by hand, so that extraction is tested apart from recognition and resolution.

``[Mariupol]`` is a place, ``{Kyiv}`` a place's name used for who governs there, ``<Russian>`` a demonym. The places are a
handful of their own: a name that is none of them is a mention without a place.
"""

from __future__ import annotations

import datetime as dt
import re

from gazetteer.model import Kind, Place, Point
from geomap.model import Document, Label, Mention, Parsed, Resolution

_PLACES = """
    UA country 31.2 48.4 Ukraine|Ukrainian
    RU country 37.6 61.5 Russia|Russian
    BY country 27.9 53.7 Belarus|Belarusian
    AM country 45.0 40.1 Armenia|Armenian
    AZ country 47.6 40.1 Azerbaijan|Azerbaijani
    TR country 35.2 39.0 Turkey|Turkish
    SY country 38.0 35.0 Syria|Syrian
    SD country 30.2 15.0 Sudan|Sudanese
    TD country 18.7 15.5 Chad|Chadian
    EG country 30.8 26.8 Egypt|Egyptian
    FR country 2.2 46.2 France|French
    UA capital 30.5 50.4 Kyiv
    RU capital 37.6 55.7 Moscow
    PL capital 21.0 52.2 Warsaw
    AZ capital 49.9 40.4 Baku
    UA city 37.5 47.1 Mariupol
    UA city 35.1 47.8 Zaporizhzhia
    UA city 34.8 50.9 Sumy
    UA city 34.6 49.6 Poltava
    UA city 36.2 50.0 Kharkiv|Kharkov
    UA city 37.3 49.2 Izium
    UA city 36.3 48.9 Lozova
    UA city 37.2 47.2 Nikolske
    UA city 36.3 47.5 Polohy
    UA city 31.3 51.5 Chernihiv
    BY city 31.0 52.4 Gomel
    RU city 36.6 50.6 Belgorod
    RU city 39.7 47.2 Rostov-on-Don
    RU city 38.9 47.2 Taganrog
    SY city 37.2 36.2 Aleppo
    SY city 36.6 35.9 Idlib
    SY city 36.7 34.7 Homs
    TR city 29.0 41.0 Istanbul
    CH city 6.1 46.2 Geneva
    TD city 22.2 13.5 Adre
    BA city 19.3 44.1 Srebrenica
    BA city 18.7 44.5 Tuzla
    BY region 25.5 52.5 Brest Region|Brest region
    SD area 24.0 13.0 Darfur
    AZ area 46.7 39.8 Nagorno-Karabakh
    PS area 34.4 31.4 Gaza
"""
_KINDS = {"country": Kind.COUNTRY, "capital": Kind.CITY, "city": Kind.CITY, "region": Kind.REGION, "area": Kind.AREA}
_MARK = re.compile(r"\[(?P<place>[^\]]+)\]|\{(?P<actor>[^}]+)\}|<(?P<demonym>[^>]+)>")


def _table() -> dict[str, Place]:
    found = {}
    for line in _PLACES.strip().splitlines():
        country, kind, lon, lat, *rest = line.split()
        names = " ".join(rest).split("|")
        place = Place(names[0].lower(), names[0], _KINDS[kind], Point(float(lon), float(lat)), country, capital=kind == "capital")
        found |= dict.fromkeys(names, place)
    return found


PLACES = _table()


def marked(text: str, *, published: dt.date | None = dt.date(2022, 3, 8), name: str = "case") -> Parsed:
    """The document without its marks, and its mentions."""
    plain, mentions, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        word = match["place"] or match["actor"] or match["demonym"]
        label = Label.PLACE if match["place"] else Label.ACTOR if match["actor"] else Label.DEMONYM
        place = PLACES.get(word)
        mentions.append(Mention(len(plain), len(plain) + len(word), word, label, (), Resolution(place, 1.0) if place else None))
        plain += word
        at = match.end()
    return Parsed(Document(plain + text[at:], name, published=published), tuple(mentions))
