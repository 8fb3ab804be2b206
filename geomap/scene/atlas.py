"""What the composer asks of the world: shapes of areas, cities to lean on, countries and seas in view.

The composer knows only the Protocol; `embedded()` answers from the gazetteer's own data, tests bring a small world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from gazetteer.model import Place
from geomap.scene.model import Bounds, LonLat

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

RENOWN = 0.66             # as `gazetteer.rank` weighs it against population


@dataclass(frozen=True, slots=True)
class ContextCity:
    """A city that may help the reader: ``point`` is (lon, lat), never unrolled; ``renown`` is in how many spellings it is known."""

    id: str
    name: str
    point: LonLat
    population: int
    capital: bool = False
    country: str | None = None
    renown: int = 10

    @property
    def prominence(self) -> float:
        """How well it serves to lean on: people, weighed by how widely the name is known, for a new town may outgrow the city beside it."""
        return self.population * float((self.renown / 10) ** RENOWN)


class Atlas(Protocol):
    """The world as the composer needs it. Longitudes are -180..180; frames may run past 180 to the east."""

    def polygon(self, place: Place) -> BaseGeometry | None:
        """The area of a country, region or named area; None where no shape is known."""
        ...

    def border_point(self, place: Place, towards: LonLat, inside_km: float) -> LonLat | None:
        """The point of ``place``'s border nearest to ``towards``, moved ``inside_km`` into the area."""
        ...

    def cities(self, frame: Bounds) -> list[ContextCity]:
        """Cities in the frame, capitals first, then by population."""
        ...

    def countries(self, frame: Bounds) -> Sequence[tuple[Place | None, BaseGeometry]]:
        """Countries whose area meets the frame, with that area cut to about the frame; None: land that nobody owns."""
        ...

    def seas(self, frame: Bounds) -> list[Place]:
        """Seas, gulfs and great lakes whose bounds or point lie in the frame."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        ...


@lru_cache(maxsize=4)
def embedded(worldview: str = "un") -> Atlas:
    """The atlas over the gazetteer's embedded data, countries as ``worldview`` has them; opened once."""
    from geomap.scene.embedded import EmbeddedAtlas

    return EmbeddedAtlas(worldview)
