"""Names from CLDR: of countries (Babel, and the alternatives Babel leaves out), of the cities of time zones, of languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from anyascii import anyascii
from babel import Locale, localedata
from babel.core import get_global

from gazetteer.names import fold

__all__ = ["city_names", "country_names", "language_names"]

# A language, perhaps with a script; and the regional forms that name other countries differently than their parent does.
_TAG = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?|pt_PT|es_419|fr_CA|en_GB|zh_Hant_HK|de_AT|de_CH")


def _tags() -> list[str]:
    return sorted(tag for tag in localedata.locale_identifiers() if _TAG.fullmatch(tag) and tag != "root")


def country_names(cldr: Path) -> Iterator[tuple[str, str, str]]:
    """Language tag, ISO 3166-1 alpha-2 code, name; a country has several in one language where CLDR has variants ("UK").

    ``cldr`` is CLDR's folder ``common``.
    """
    for tag in _tags():
        for code, name in sorted(Locale.parse(tag).territories.items()):
            if len(code) == 2 and name != code:
                yield tag.replace("_", "-"), code, name
    for path in sorted((cldr / "main").glob("*.xml")):
        if not _TAG.fullmatch(path.stem):
            continue
        for entry in ElementTree.parse(path).iterfind(".//territories/territory[@alt]"):
            if entry.text and len(entry.attrib["type"]) == 2 and entry.text != "↑↑↑":
                yield path.stem.replace("_", "-"), entry.attrib["type"], entry.text


def city_names() -> Iterator[tuple[str, str, str, str]]:
    """Names of the some 400 cities that time zones are called by: language tag, ISO 3166-1 alpha-2 code, English name, name."""
    territories: dict[str, str] = dict(get_global("zone_territories"))
    for zone, older in get_global("zone_aliases").items():
        if zone in territories:
            territories.setdefault(older, territories[zone])
    english = Locale.parse("en").time_zones
    for tag in _tags():
        for zone, entry in sorted(Locale.parse(tag).time_zones.items()):
            if zone in territories and entry.get("city"):
                called = english[zone].get("city") if zone in english else None
                yield tag.replace("_", "-"), territories[zone], called or zone.rpartition("/")[2].replace("_", " "), entry["city"]


def language_names() -> frozenset[str]:
    """The names of languages, folded: in English and in the language itself, and the latter in Latin letters."""
    found: set[str] = set()
    english = Locale.parse("en").languages
    for tag in _tags():
        own = Locale.parse(tag).languages.get(tag.split("_")[0])
        names = [english.get(tag), own, anyascii(own) if own else None]
        found.update(fold(name) for name in names if name and name != tag)
    return frozenset(found - {""})
