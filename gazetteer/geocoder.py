"""geopy on both sides: the gazetteer as a geopy geocoder, and geopy's online geocoders as an opt-in fallback behind the gazetteer.

Nothing here opens a socket unless the caller makes an `OnlineFallback` and asks it something that the gazetteer does not know.
geopy speaks (latitude, longitude); the order flips here and nowhere else.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import sqlite3
import threading
import time
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderServiceError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from gazetteer import store as stores
from gazetteer.errors import GazetteerError, InvalidPoint, OnlineError
from gazetteer.model import Kind, Match, Method, Name, NameKind, Place, Point
from gazetteer.names import fold
from gazetteer.rank import NOTHING, Wish

__all__ = ["Gazetteer", "OnlineFallback", "OnlineWarning", "connect"]


class OnlineWarning(UserWarning):
    """The online geocoder or its cache did not answer; the gazetteer went on without."""


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
        source = match.reason.removeprefix("source: ") if match.method is Method.ONLINE else "gazetteer"
        raw |= {"confidence": match.confidence, "method": str(match.method), "reason": match.reason, "source": source}
    address = ", ".join(dict.fromkeys(parts))
    return Location(address, (place.point.lat, place.point.lon), raw)


# ------------------------------------------------------------------------------------------------------ online fallback


def connect(service: str, user_agent: str) -> Geocoder:
    """A geopy geocoder by the name of its service ("nominatim", "photon"), or a Nominatim server of one's own by its URL.

    Raises OnlineError where there is no such service.
    """
    from geopy.exc import GeocoderNotFound
    from geopy.geocoders import Nominatim, get_geocoder_for_service

    scheme, found, domain = service.partition("://")
    if found:
        return Nominatim(user_agent=user_agent, scheme=scheme, domain=domain.rstrip("/"))
    try:
        return get_geocoder_for_service(service)(user_agent=user_agent)
    except (GeocoderNotFound, TypeError, GeopyError) as error:
        raise OnlineError(f"cannot use the online service {service!r}: {error}") from None


class OnlineFallback:
    """A gazetteer that asks an online geocoder what ``local`` does not know; itself a `gazetteer.store.Gazetteer`.

    ``online`` is any geopy geocoder made with a user agent of your own, as the services' terms ask. It is asked at most once in
    ``min_delay_seconds``. Answers, also empty ones, are kept in the file ``cache`` for ``expires``. Where the service cannot be
    reached an OnlineWarning says so and the answer is None. Each answer tells its source in its reason.

    Raises OnlineError where ``online`` has no user agent of its own.
    """

    def __init__(
        self, local: stores.Gazetteer, online: Geocoder, *, cache: str | Path | None = None,
        expires: timedelta = timedelta(days=30), min_delay_seconds: float = 1.0,
    ) -> None:
        agent = str(online.headers.get("User-Agent", ""))
        if not agent or agent.startswith("geopy/"):
            raise OnlineError("the online geocoder needs a user agent of your own: pass user_agent='your-app/1.0 (your address)'")
        self._local, self._online = local, online
        self.service = type(online).__name__
        self._ask = RateLimiter(
            online.geocode, min_delay_seconds=min_delay_seconds, error_wait_seconds=min_delay_seconds, max_retries=0,
            swallow_exceptions=False,
        )
        self._known = set(inspect.signature(online.geocode).parameters)
        self._cache = _Cache(Path(cache), expires) if cache is not None else None

    def lookup(self, name: str, wish: Wish = NOTHING) -> Place | None:
        """The gazetteer's answer; where it has none, the online one."""
        place = self._local.lookup(name, wish)
        if place is None and (match := self._asked(name, wish)) is not None:
            return match.place
        return place

    def search(self, name: str, wish: Wish = NOTHING, limit: int = 10) -> tuple[Match, ...]:
        """The gazetteer's answers; before them the online one, where none of them is sure."""
        found = self._local.search(name, wish, limit)
        if self._local.lookup(name, wish) is not None:
            return found
        match = self._asked(name, wish)
        return found if match is None else (match, *found)[:limit]

    def get(self, id: str) -> Place | None:
        """As the local gazetteer's."""
        return self._local.get(id)

    def _asked(self, name: str, wish: Wish) -> Match | None:
        if not fold(name) or len(name) > 1000:
            return None
        options: dict[str, Any] = {}
        if wish.countries and "country_codes" in self._known:
            options["country_codes"] = sorted(code.lower() for code in wish.countries)
        if wish.language and "language" in self._known:
            options["language"] = wish.language
        if "addressdetails" in self._known:
            options["addressdetails"] = True
        domain = getattr(self._online, "domain", "")
        key = json.dumps([self.service, domain, fold(name), sorted(options.items())], ensure_ascii=True)
        answer = self._cache.get(key) if self._cache else None
        if answer is None:
            try:
                location = self._ask(name, **options)
            except GeopyError as error:
                reason = f"{type(error).__name__} {error}"[:200]
                warnings.warn(f"{self.service} did not answer for {name!r}: {reason}", OnlineWarning, 3)
                return None
            answer = _plain(location)
            if self._cache:
                self._cache.put(key, answer)
        return _online_match(answer, name, self.service, wish) if answer else None


def _plain(location: Location | None) -> dict[str, Any]:
    if location is None:
        return {}
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    return {"address": location.address, "lat": location.latitude, "lon": location.longitude, "raw": dict(raw)}


_KINDS = {
    "country": Kind.COUNTRY, "state": Kind.REGION, "region": Kind.REGION, "province": Kind.REGION, "county": Kind.COUNTY,
    "city": Kind.CITY, "town": Kind.CITY, "village": Kind.CITY, "hamlet": Kind.CITY, "municipality": Kind.CITY, "suburb": Kind.CITY,
    "locality": Kind.CITY,
}


def _online_match(answer: Mapping[str, Any], name: str, service: str, wish: Wish) -> Match | None:
    """A service's answer as a match; None where it lies outside the countries wished for, or nowhere."""
    raw: Mapping[str, Any] = answer.get("raw") or {}
    details: Mapping[str, Any] = next((raw[key] for key in ("address", "properties") if isinstance(raw.get(key), Mapping)), {})
    country = details.get("country_code") or details.get("countrycode") or raw.get("countryCode") or raw.get("countrycode")
    country = str(country).upper() if country else None
    if wish.countries and country and country not in wish.countries:
        return None
    kind = _KINDS.get(str(raw.get("addresstype") or details.get("type") or raw.get("type")), Kind.SITE)
    if wish.kind is not None and kind is not wish.kind:
        return None
    text = str(raw.get("name") or details.get("name") or str(answer["address"]).split(",")[0])
    try:
        point = Point(float(answer["lon"]), float(answer["lat"]))
    except (InvalidPoint, TypeError, ValueError):
        return None
    number = raw.get("osm_id") or details.get("osm_id") or raw.get("geonameId")
    id = f"{service.lower()}:{number or f'{point.lon:.5f},{point.lat:.5f}'}"
    place = Place(id, text, kind, point, country)
    sure = 0.8 if fold(text) == fold(name) else 0.6                    # the services give no probability; this is none
    return Match(place, Name(text, None, NameKind.ALTERNATE), Method.ONLINE, sure, f"source: {service}")


@dataclass(frozen=True, slots=True)
class _Cache:
    """Answers on disk, by question. A cache that cannot be used is told of by a warning and then does nothing."""

    path: Path
    expires: timedelta

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer, {} for one that was empty, None where there is none yet or it has expired."""
        found = self._run("SELECT answer FROM answers WHERE question = ? AND asked > ?", (_digest(key), self._oldest()))
        try:
            answer = json.loads(found[0][0]) if found else None
        except (TypeError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer, and let go of expired ones."""
        self._run("DELETE FROM answers WHERE asked <= ?", (self._oldest(),))
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (_digest(key), time.time(), json.dumps(answer, default=str)))

    def _oldest(self) -> float:
        return time.time() - self.expires.total_seconds()

    def _run(self, question: str, values: tuple[Any, ...]) -> list[Any]:
        try:
            with _LOCK, sqlite3.connect(self.path, timeout=5) as database:
                database.execute("CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, asked REAL, answer TEXT)")
                found = database.execute(question, values).fetchall()
            database.close()
        except sqlite3.Error as error:
            warnings.warn(f"cannot use the cache {self.path}: {error}; remove the file or name another", OnlineWarning, 5)
            return []
        return found


_LOCK = threading.Lock()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
