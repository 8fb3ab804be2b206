"""An online geocoder of geopy's as an opt-in fallback behind the gazetteer: cached, rate-limited, its answers judged as our own are.

Nothing here opens a socket unless the caller makes an `OnlineFallback` and asks it something that the gazetteer does not know.
"""

from __future__ import annotations

import inspect
import json
import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderNotFound, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from gazetteer import store as stores
from gazetteer.answers import AnswerCache, OnlineWarning
from gazetteer.chain import CERTAIN
from gazetteer.errors import OnlineError
from gazetteer.model import Match, Method, Place
from gazetteer.names import fold
from gazetteer.rank import NOTHING, Wish
from gazetteer.replies import read_reply

__all__ = ["UNRELATED", "OnlineFallback", "OnlineWarning", "connect"]

# The confidence in a place that the service offers under names none of which we can relate to the one asked for. Nothing was
# measured here; it is below `CERTAIN`, so that such a place is a suggestion and no answer.
UNRELATED = 0.3

_LIMIT = 5                       # places asked for, so that namesakes show
_LONGEST = 1000                  # letters of a question that a service is bothered with


def connect(service: str, user_agent: str) -> Geocoder:
    """A geopy geocoder by the name of its service ("nominatim", "photon"), or a Nominatim server of one's own by its URL.

    Services that want a user name or a key (GeoNames, Pelias) are made with geopy itself and handed to `OnlineFallback`.
    Raises OnlineError where there is no such service, or where it wants more than a user agent.
    """
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
    reached an OnlineWarning says so and the answer is None. Each answer tells its source at the head of its reason.

    The services give no probability (Nominatim's importance is a fame, Pelias' confidence a share of matched words). Hence their
    places are searched for the name by the same chain as our own, and have the confidence that the chain gives: by how the name
    matches (the very name, another transliteration, a letter off), by the rivals of that name among the service's answers, by the
    population where it is told, by whether the caller said where. That scale was fitted to the gazetteer's own places, not to any
    service's: take it as an order of trust. What matches by no name that the service tells has `UNRELATED`.

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
        self._known = frozenset(inspect.signature(online.geocode).parameters)
        self._cache = AnswerCache(Path(cache), expires) if cache is not None else None

    def lookup(self, name: str, wish: Wish = NOTHING) -> Place | None:
        """The gazetteer's answer; where it has none, the online one that is sure enough."""
        place = self._local.lookup(name, wish)
        if place is None:
            place = next((match.place for match in self._asked(name, wish) if match.confidence >= CERTAIN), None)
        return place

    def search(self, name: str, wish: Wish = NOTHING, limit: int = 10) -> tuple[Match, ...]:
        """The gazetteer's answers where one of them is sure; else the online ones among them, the surest first."""
        found = self._local.search(name, wish, limit)
        if self._local.lookup(name, wish) is not None:
            return found
        matches = sorted((*self._asked(name, wish), *found), key=lambda match: -match.confidence)
        return tuple(matches[:limit])

    def get(self, id: str) -> Place | None:
        """As the local gazetteer's."""
        return self._local.get(id)

    def _asked(self, name: str, wish: Wish) -> tuple[Match, ...]:
        if not fold(name) or len(name) > _LONGEST:
            return ()
        options = self._options(wish)
        domain = getattr(self._online, "domain", None) or getattr(self._online, "api", "")
        question = json.dumps([self.service, domain, fold(name), sorted(options.items())], ensure_ascii=True)
        replies = self._cache.get(question) if self._cache else None
        if replies is None:
            try:
                locations = self._ask(name, exactly_one=False, **options) or ()
            except (GeopyError, ValueError, TypeError, LookupError, AttributeError) as error:     # geopy lets malformed replies through
                reason = f"{type(error).__name__} {error}"[:200]
                warnings.warn(f"{self.service} did not answer for {name!r}: {reason}", OnlineWarning, 3)
                return ()
            replies = [_plain(location) for location in locations if location is not None]
            if self._cache:
                self._cache.put(question, replies)
        places = [place for reply in replies if (place := read_reply(reply, self.service)) is not None]
        return _judge(places, name, wish, self.service)

    def _options(self, wish: Wish) -> dict[str, Any]:
        """What this geocoder of geopy's can be told: each takes other words for the same."""
        options: dict[str, Any] = {
            "country_codes": sorted(code.lower() for code in wish.countries), "countries": sorted(wish.countries),
            "country": sorted(wish.countries), "language": wish.language, "limit": _LIMIT,
            "addressdetails": True, "namedetails": True, "extratags": True,
        }
        return {key: value for key, value in options.items() if value and key in self._known}


def _plain(location: Location) -> dict[str, Any]:
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    return {"address": location.address, "lat": location.latitude, "lon": location.longitude, "raw": dict(raw)}


def _judge(places: list[Place], name: str, wish: Wish, service: str) -> tuple[Match, ...]:
    """A service's places as matches, the surest first; without those outside the wish."""
    allowed: dict[str, Place] = {}
    for place in places:
        elsewhere = wish.countries and place.country and place.country not in wish.countries
        if not elsewhere and (wish.kind is None or place.kind is wish.kind):
            allowed.setdefault(place.id, place)
    # A place whose country the service does not tell was asked for within the countries: it is not held against it.
    judged = stores.Memory(replace(place, country=place.country or min(wish.countries, default=None)) for place in allowed.values())
    matches = [
        replace(match, place=allowed[match.place.id], method=Method.ONLINE, reason=f"source: {service}; {match.reason}")
        for match in judged.search(name, wish, len(places))
    ]
    known = {match.place.id for match in matches}
    unrelated = [
        Match(place, place.names[0], Method.ONLINE, UNRELATED, f"source: {service}; offered under a name that is not the one asked for")
        for place in allowed.values() if place.id not in known
    ]
    return tuple(sorted((*matches, *unrelated[:1]), key=lambda match: -match.confidence))
