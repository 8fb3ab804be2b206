"""What the build works on: places while their names are still being gathered, and why each name is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from gazetteer.index import Origin
from gazetteer.model import Kind

__all__ = ["Draft", "Spelling"]


@dataclass(slots=True)
class Spelling:
    """One text that names a place: the best reason to know it, and the languages that are known to write it so."""

    origin: Origin
    languages: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A place on its way into the artefact; the fields are those of `gazetteer.Place`."""

    id: str
    name: str
    kind: Kind
    lon: float
    lat: float
    country: str | None = None
    admin1: str | None = None                       # id of the region
    population: int = 0
    capital: bool = False
    codes: tuple[str, ...] = ()
    wikidata: str | None = None
    bounds: tuple[float, float, float, float] | None = None
    neighbours: tuple[str, ...] = ()                # ISO 3166-1 alpha-2, of countries
    countries: tuple[str, ...] = ()                 # ISO 3166-1 alpha-2, of an area, sea or river in several
    members: tuple[str, ...] = ()                   # ids of the places an area roughly is the union of
    connects: tuple[str, ...] = ()                  # ids of what a crossing or corridor leads between
    city: str | None = None                         # id of the city that a site stands in or by
    type: str | None = None                         # of a site: "crossing", "palace"
    aliases: tuple[str, ...] = ()                   # further ids: the slug of a curated row about a place of another source
    spellings: dict[str, Spelling] = field(default_factory=dict)
    demonyms: list[str] = field(default_factory=list)     # apart: "Somali" is also what the country calls itself

    def call(self, text: str, origin: Origin, *languages: str) -> None:
        """Add a spelling. The same text twice is one spelling: the better reason stays, the languages add up."""
        text = " ".join(text.split())
        if not text:
            return
        known = self.spellings.get(text)
        if known is None:
            known = self.spellings[text] = Spelling(origin)
        elif origin < known.origin:
            known.origin = origin
        known.languages += [tag for tag in languages if tag not in known.languages]

    def take(self, other: Draft) -> None:
        """Take over another draft's spellings."""
        for text, spelling in other.spellings.items():
            self.call(text, spelling.origin, *spelling.languages)
