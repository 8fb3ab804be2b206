"""The gazetteer as a geopy geocoder; and, from `gazetteer.online`, geopy's online geocoders as a fallback behind the gazetteer.

geopy speaks (latitude, longitude); the order flips here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from gazetteer import store as stores
from gazetteer.errors import GazetteerError
from gazetteer.model import Match, Method, Place
from gazetteer.online import OnlineFallback, OnlineWarning, connect
from gazetteer.rank import Wish

__all__ = ["Gazetteer", "OnlineFallback", "OnlineWarning", "connect"]


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """The gazetteer as a geopy geocoder: offline, hence without timeouts, keys or limits.

    ``store`` is any `gazetteer.store.Gazetteer`; without it the embedded data. ``exactly_one`` answers are sure ones, lists are
    all that the name may mean. Each location's ``raw`` tells id, kind, country, confidence, method and reason.

    >>> Gazetteer().geocode("Kharkov")
    Location(Kharkiv, Kharkiv Oblast, Ukraine, (49.98177, 36.25475, 0.0))
    >>> Gazetteer().reverse((49.99, 36.23)).raw["id"]
    '706483'
    """

    def __init__(self, store: stores.Gazetteer | None = None, *, user_agent: str | None = None) -> None:
        super().__init__(user_agent=user_agent)
        self._store = store or stores.opened()

    def geocode(
        self, query: str | Mapping[str, str], *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, limit: int = 10,
        country_codes: str | Iterable[str] | None = None, language: str | None = None,
    ) -> Location | list[Location] | None:
        """The place that ``query`` names, or all that it may mean; None where there is none.

        ``query`` is a name, or a mapping with ``city``, ``state``, ``country``. ``country_codes`` (ISO 3166-1 alpha-2) restrict the
        answer, ``language`` (BCP 47) is the one the address is given in where the name is known. ``timeout`` is ignored.
        Raises geopy.exc.GeocoderServiceError where the data cannot be read.
        """
        name = query if isinstance(query, str) else ", ".join(
            query[key] for key in ("city", "county", "state", "country") if query.get(key)
        )
        codes = [country_codes] if isinstance(country_codes, str) else country_codes or ()
        wish = Wish(frozenset(code.upper() for code in codes))
        try:
            place = self._store.lookup(name, wish) if exactly_one else None
            matches = self._store.search(name, wish, 1 if exactly_one else limit)
        except GazetteerError as error:
            raise GeocoderServiceError(str(error)) from error
        if exactly_one and place is None:
            return None
        if place is not None:
            return _location(place, language, next((match for match in matches if match.place == place), None))
        return [_location(match.place, language, match) for match in matches] or None

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, language: str | None = None
    ) -> Location | list[Location] | None:
        """The city nearest to a point (geopy's order: latitude, longitude), with ``distance_km`` in ``raw``.

        ``query`` is whatever geopy takes for a point. Raises ValueError for what is none.
        """
        from gazetteer import reverse

        latitude, longitude = map(float, self._coerce_point_to_string(query).split(","))
        found = reverse(lon=longitude, lat=latitude)
        if found.city is None:
            return None
        location = _location(found.city, language)
        location.raw["distance_km"] = found.distance_km
        location.raw["region"] = found.region.name if found.region else None
        location.raw["country_name"] = found.country.name if found.country else None
        return location if exactly_one else [location]


def _location(place: Place, language: str | None, match: Match | None = None) -> Location:
    from gazetteer import parents

    parts = [(language and part.name_in(language)) or part.name for part in (place, *parents(place))]
    raw: dict[str, Any] = {
        "id": place.id, "name": place.name, "kind": str(place.kind), "country": place.country, "population": place.population,
        "wikidata": place.wikidata, "source": "gazetteer",
    }
    if match is not None:
        source = match.reason.removeprefix("source: ").partition(";")[0] if match.method is Method.ONLINE else "gazetteer"
        raw |= {"confidence": match.confidence, "method": str(match.method), "reason": match.reason, "source": source}
    address = ", ".join(dict.fromkeys(parts))
    return Location(address, (place.point.lat, place.point.lon), raw)
