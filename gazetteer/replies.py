"""What online services reply, read into places: Nominatim, Photon, GeoNames and Pelias, each in its documented format.

- Nominatim, JSON: https://nominatim.org/release-docs/latest/api/Output/
- Photon, GeoJSON: https://github.com/komoot/photon/blob/master/docs/api-v1.md
- GeoNames, searchJSON: https://www.geonames.org/export/geonames-search.html
- Pelias, GeoJSON: https://github.com/pelias/documentation/blob/master/response.md

A reply of any other service is read as far as it uses the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gazetteer.errors import InvalidPoint
from gazetteer.features import kind_of_feature
from gazetteer.model import Kind, Name, NameKind, Place, Point

__all__ = ["read_reply"]

# OpenStreetMap's words for places, Photon's layers and Pelias' layers; what is none of these is a site.
_KINDS = {
    "country": Kind.COUNTRY, "dependency": Kind.COUNTRY, "state": Kind.REGION, "region": Kind.REGION, "province": Kind.REGION,
    "county": Kind.COUNTY, "district": Kind.COUNTY, "city": Kind.CITY, "town": Kind.CITY, "village": Kind.CITY, "hamlet": Kind.CITY,
    "isolated_dwelling": Kind.CITY, "municipality": Kind.CITY, "suburb": Kind.CITY, "locality": Kind.CITY, "localadmin": Kind.CITY,
    "borough": Kind.CITY, "quarter": Kind.CITY, "neighbourhood": Kind.CITY, "continent": Kind.CONTINENT, "sea": Kind.SEA,
    "ocean": Kind.SEA, "marinearea": Kind.SEA, "bay": Kind.SEA, "strait": Kind.SEA, "river": Kind.RIVER,
}
# The keys of Nominatim's "namedetails" (OpenStreetMap's name tags) that hold names; "name:uk" is a name in Ukrainian.
_NAME_TAGS = {"name": NameKind.ALTERNATE, "int_name": NameKind.ALTERNATE, "official_name": NameKind.ALTERNATE,
              "alt_name": NameKind.ALTERNATE, "short_name": NameKind.ALTERNATE, "old_name": NameKind.HISTORIC}


@dataclass(frozen=True, slots=True)
class _Told:
    """The names that a reply told, as a place's source of names."""

    told: tuple[Name, ...]

    def names(self, place: Place) -> tuple[Name, ...]:
        return self.told


def read_reply(reply: Mapping[str, Any], service: str) -> Place | None:
    """The place in one reply: ``address``, ``lat`` and ``lon`` as geopy gives them, and the service's ``raw`` words.

    Its id is the service's, with the service before it ("nominatim:42"). None where the reply tells no name or no point.
    """
    raw = _mapping(reply.get("raw"))
    told = {**raw, **_mapping(raw.get("properties"))}                      # GeoJSON keeps what is told of a feature in its properties
    text = str(told.get("name") or str(reply.get("address") or "").split(",")[0]).strip()
    try:
        point = Point(float(reply["lon"]), float(reply["lat"]))
    except (InvalidPoint, KeyError, TypeError, ValueError):
        return None
    if not text:
        return None
    country = _mapping(told.get("address")).get("country_code") or next(
        (told[key] for key in ("countrycode", "countryCode", "country_code") if told.get(key)), ""
    )
    number = next((told[key] for key in ("osm_id", "geonameId", "gid") if told.get(key)), f"{point.lon:.5f},{point.lat:.5f}")
    tags = _mapping(told.get("extratags"))
    names = (Name(text, None, NameKind.CANONICAL), *dict.fromkeys(name for name in _names(told) if name.text != text or name.language))
    return Place(
        id=f"{service.lower()}:{number}",
        name=text,
        kind=_kind(told),
        point=point,
        country=str(country).upper() if len(str(country)) == 2 else None,
        population=_count(told.get("population") or tags.get("population")),
        wikidata=str(tags["wikidata"]) if "wikidata" in tags else None,
        source=_Told(names),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0


def _kind(told: Mapping[str, Any]) -> Kind:
    if told.get("fcl"):
        return kind_of_feature(str(told["fcl"]), str(told.get("fcode") or ""))
    place = told.get("osm_value") if told.get("osm_key") == "place" else None
    word = place or told.get("addresstype") or told.get("layer") or told.get("type")
    return _KINDS.get(str(word), Kind.SITE)


def _names(told: Mapping[str, Any]) -> Iterator[Name]:
    """What else the reply calls the place."""
    if told.get("toponymName"):
        yield Name(str(told["toponymName"]))
    for entry in told.get("alternateNames") or ():                         # GeoNames, in its fuller styles
        if isinstance(entry, Mapping) and entry.get("name") and entry.get("lang") not in ("link", "wkdt", "post"):
            yield Name(str(entry["name"]), str(entry["lang"]) if entry.get("lang") else None)
    for tag, texts in _mapping(told.get("namedetails")).items():
        base, _, language = str(tag).partition(":")
        if base in _NAME_TAGS:
            yield from (Name(text.strip(), language or None, _NAME_TAGS[base]) for text in str(texts).split(";") if text.strip())
