"""A country of a few places, by which the build is tested without its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gazetteer.build.curated import Curated
from gazetteer.build.places import build
from gazetteer.build.sources import Division, Sources

CURATED = {
    "country_points": """
        [[group]]
        rows = [{ place = "FD", lon = 10.5, lat = 50.5 }, { place = "SY", lon = 12.0, lat = 50.0 }]
    """,
    "canonical": """
        [[rule]]
        countries = ["FD"]
        replace = [["['’]", ""]]

        [[region_rule]]
        countries = ["FD"]
        form = "{} Oblast"

        [[group]]
        rows = [{ place = "102", name = "Newton", also = ["Newtown"] }]
    """,
    "renamed": """
        [[group]]
        rows = [{ place = "102", former = ["Marxburg"] }]
    """,
    "demonyms": """
        [[group]]
        rows = [{ place = "FD", adjective = ["Freedonian"], people = ["Freedonians"] }]
    """,
    "towns": """
        [[town]]
        id = "smallville"
        name = "Smallville"
        lon = 10.7
        lat = 50.7
        countries = ["FD"]
    """,
    "areas": """
        [[area]]
        id = "lakeland"
        name = "Lakeland"
        lon = 10.2
        lat = 50.2
        bounds = [10.0, 50.0, 10.4, 50.4]
        countries = ["FD"]
        members = ["FD.01"]
        absorbs = ["15"]
        names = { de = "Seenland" }
    """,
}


def _city(
    id: int, name: str, lon: float, lat: float, people: int, *alternates: str, region: str = "01", country: str = "FD",
) -> dict[str, Any]:
    return {"geonameid": id, "name": name, "longitude": lon, "latitude": lat, "countrycode": country, "population": people,
            "admin1code": region, "alternatenames": list(alternates)}


class MiniSources(Sources):
    """The tables of Freedonia and its neighbour Sylvania; a test may change them before it builds."""

    def __init__(self) -> None:
        super().__init__()
        self.versions = {"freedonia": "1"}
        self.city_rows = [
            _city(101, "Sankt-Mark'", 10.25, 50.25, 90_000, "Санкт-Марк", "sankt marukeu", "SMK", "Saint Mark", "hindi"),
            _city(102, "Novgrad", 10.5, 50.5, 1_000_000, "", "Novograd", "Новоград", "Marxburg", "ნოვგრადი"),
            _city(103, "Reading", 10.75, 50.75, 500, region="02"),
            _city(104, "Novgrad", 12.0, 50.0, 4_000, region="01", country="SY"),
            _city(105, "Novgrad Old Town", 10.51, 50.5, 80_000),
            _city(106, "Annexton", 10.3, 50.2, 2_000, region="09", country="SY"),
        ]
        self.country_rows = {
            "FD": _country(1, "Freedonia", "FD", "FDN", 901, "Novgrad", "ru", "SY"),
            "SY": _country(2, "Sylvania", "SY", "SYL", 902, "", "de", "FD"),
        }

    def cities(self) -> dict[str, dict[str, Any]]:
        return {str(row["geonameid"]): row for row in self.city_rows}

    def countries(self) -> dict[str, dict[str, Any]]:
        return self.country_rows

    def continents(self) -> dict[str, dict[str, Any]]:
        return {}

    def counties(self) -> dict[str, tuple[str, float, float]]:
        return {}

    def states(self) -> dict[str, tuple[float, float]]:
        return {}

    def divisions(self) -> Iterator[Division]:
        yield Division("Markskaja oblast", "FD-MK", "FD.01", "11", "Region", ("Mark",), 1)
        yield Division("Redding", "FD-RD", "FD.02", "12", "Region", (), 1)
        yield Division("Readingshire District", "FD-RS", "FD.02.7", "13", "District", (), 2)
        yield Division("Lakeland Territory", "", "SY.09", "15", "Territory", (), 1)
        yield Division("Nowhere District", "FD-NW", "FD.02.8", "14", "District", (), 2)

    def admin1_names(self) -> dict[str, str]:
        return {"FD.01": "Mark", "FD.02": "Redding Oblast"}

    def admin2_cities(self) -> Iterator[tuple[str, str, float, float]]:
        yield "FD.02.7", "Reading", 10.75, 50.75
        yield "FD.02.7", "Readington", 10.95, 50.95

    def atlas_regions(self) -> Iterator[dict[str, Any]]:
        yield {"latitude": 50.3, "longitude": 10.3, "gn_id": 11, "gn_level": 1, "gn_a1_code": "FD.01", "name": "Mark", "gn_name": "Mark",
               "woe_name": None, "name_local": None, "name_alt": "Marque|Markland", "wikipedia": None}

    def subdivision_names(self) -> Iterator[tuple[str, str, str]]:
        yield "en", "fdmk", "Mark"
        yield "ru", "fdmk", "Марковская область"

    def country_names(self) -> Iterator[tuple[str, str, str]]:
        yield from (("en", "FD", "Freedonia"), ("ru", "FD", "Фридония"), ("fr", "FD", "Libertonie (Freedonie)"), ("de", "SY", "Sylvanien"),
                    ("eo", "FD", "Freedonian"), ("es", "FD", "F. D."))

    def city_names(self) -> Iterator[tuple[str, str, str, str]]:
        yield "ru", "FD", "Novgrad", "Новоград"
        yield "ja", "FD", "Novgrad", "ノヴグラード"
        yield "ja", "FD", "Atlantis", "アトランティス"
        yield "ja", "FD", "Lakeland", "レイクランド"

    def language_names(self) -> frozenset[str]:
        return frozenset({"hindi"})

    def word_frequency(self) -> Callable[[str], float]:
        return lambda key: 5.0 if key == "reading" else 0.0


def _country(id: int, name: str, iso: str, iso3: str, number: int, capital: str, languages: str, neighbours: str) -> dict[str, Any]:
    return {"geonameid": id, "name": name, "iso": iso, "iso3": iso3, "isonumeric": number, "capital": capital, "languages": languages,
            "neighbours": neighbours, "population": 1_100_000}


def make(folder: Path, *, sources: Sources | None = None, **tables: str) -> Path:
    """Build the country with curated tables changed by ``tables``; returns the artefact's path."""
    curated = folder / "curated"
    curated.mkdir(exist_ok=True)
    for stem, text in {**CURATED, **tables}.items():
        (curated / f"{stem}.toml").write_text(text, encoding="utf-8")
    output = folder / "mini.gaz"
    build(sources or MiniSources(), output, curated=Curated(curated))
    return output
