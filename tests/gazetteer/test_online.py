"""The online fallback, against a server on the loopback that speaks the services' documented formats."""

import json
import pickle
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Pelias, Photon
from geopy.geocoders.base import Geocoder

from gazetteer.chain import CERTAIN
from gazetteer.errors import OnlineError
from gazetteer.geocoder import Gazetteer, OnlineFallback, OnlineWarning, connect
from gazetteer.model import Kind, Method, NameKind, Place, Point
from gazetteer.online import UNRELATED
from gazetteer.rank import Wish
from gazetteer.store import Memory, opened

AGENT = "geomap-tests/1.0"


def hamlet(number: int = 42, lat: str = "50.25", lon: str = "36.75", **told: Any) -> dict[str, Any]:
    """A place as Nominatim tells it in the format "json", with its address, names and tags."""
    return {
        "place_id": 1, "licence": "Data © OpenStreetMap contributors, ODbL 1.0", "osm_type": "node", "osm_id": number, "lat": lat,
        "lon": lon, "class": "place", "type": "hamlet", "place_rank": 20, "importance": 0.1, "addresstype": "hamlet",
        "name": "Zyxivka", "display_name": "Zyxivka, Kharkiv Oblast, Ukraine",
        "address": {"hamlet": "Zyxivka", "country": "Ukraine", "country_code": "ua"},
        "namedetails": {"name": "Зиксівка", "name:uk": "Зиксівка", "name:en": "Zyxivka", "old_name": "Qwertske;Qwertsk"},
        "extratags": {"population": "310", "wikidata": "Q999999999"},
        "boundingbox": ["50.24", "50.26", "36.74", "36.76"], **told,
    }


def photon(*, name: str = "Zyxivka", number: int = 42, lon: float = 36.75, lat: float = 50.25) -> dict[str, Any]:
    """A feature as Photon tells it."""
    return {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "osm_type": "N", "osm_id": number, "osm_key": "place", "osm_value": "village", "type": "city", "countrycode": "UA",
            "name": name, "county": "Example Raion", "state": "Kharkiv Oblast", "country": "Ukraine", "extent": [36.7, 50.3, 36.8, 50.2],
        },
    }


def geonames(**told: Any) -> dict[str, Any]:
    """A record as GeoNames' searchJSON tells it."""
    return {
        "geonameId": 99999999, "toponymName": "Zyksivka", "name": "Zyxivka", "lat": "50.25", "lng": "36.75", "fcl": "P", "fcode": "PPL",
        "fclName": "city, village,...", "fcodeName": "populated place", "countryCode": "UA", "countryId": "690791",
        "countryName": "Ukraine", "adminCode1": "07", "adminName1": "Kharkiv", "population": 310, **told,
    }


def pelias() -> dict[str, Any]:
    """A feature as Pelias tells it."""
    return {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [36.75, 50.25]},
        "properties": {
            "id": "42", "gid": "whosonfirst:locality:42", "layer": "locality", "source": "whosonfirst", "source_id": "42",
            "name": "Zyxivka", "confidence": 1, "match_type": "exact", "accuracy": "centroid", "country_a": "UKR", "country_code": "UA",
            "country": "Ukraine", "region": "Kharkiv", "label": "Zyxivka, Ukraine",
        },
    }


REPLIES = {
    "Nominatim": lambda places: places,
    "Photon": lambda places: {"type": "FeatureCollection", "features": places},
    "GeoNames": lambda places: {"totalResultsCount": len(places), "geonames": places},
    "Pelias": lambda places: {"geocoding": {"version": "0.2"}, "type": "FeatureCollection", "features": places},
}


class Server:
    """A service that knows what it is given, and remembers what it was asked."""

    def __init__(self) -> None:
        self.places: list[dict[str, Any]] = [hamlet()]
        self.service = "Nominatim"
        self.reply: object = None                                                # something else than places
        self.asked: list[dict[str, list[str]]] = []
        self.agents: list[str] = []
        self.status = 200
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                server.asked.append(query)
                server.agents.append(self.headers["User-Agent"])
                known = server.places if "nowhere" not in str(query) else []
                body = json.dumps(server.reply or REPLIES[server.service](known)).encode()
                self.send_response(server.status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._http = HTTPServer(("127.0.0.1", 0), Handler)
        self.domain = f"127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def client(server: Server) -> Geocoder:
    return {
        "Nominatim": lambda: Nominatim(user_agent=AGENT, domain=server.domain, scheme="http"),
        "Photon": lambda: Photon(user_agent=AGENT, domain=server.domain, scheme="http"),
        "GeoNames": lambda: GeoNames("demo", user_agent=AGENT, domain=server.domain, scheme="http"),
        "Pelias": lambda: Pelias(server.domain, user_agent=AGENT, scheme="http"),
    }[server.service]()


def fallback(server: Server, **options: object) -> OnlineFallback:
    depot = Place("depot", "North Depot", Kind.SITE, Point(36.2, 50.0), "UA")
    return OnlineFallback(Memory([depot]), client(server), **{"min_delay_seconds": 0.0, **options})  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize(
    ("service", "place", "id", "population"),
    [
        ("Nominatim", hamlet(), "nominatim:42", 310),
        ("Photon", photon(), "photon:42", 0),
        ("GeoNames", geonames(), "geonames:99999999", 310),
        ("Pelias", pelias(), "pelias:whosonfirst:locality:42", 0),
    ],
)
def test_each_service_is_read_in_its_own_format(server: Server, service: str, place: dict[str, Any], id: str, population: int) -> None:
    server.service, server.places = service, [place]
    (match,) = fallback(server).search("Zyxivka", Wish(frozenset({"UA"})))
    found = match.place
    assert (found.id, found.name, found.kind, found.country) == (id, "Zyxivka", Kind.CITY, "UA")
    assert (found.point, found.population) == (Point(36.75, 50.25), population)
    assert match.reason.startswith(f"source: {service}; ")
    assert server.agents == [AGENT]


@pytest.mark.parametrize(
    ("service", "word"), [("Nominatim", "countrycodes"), ("GeoNames", "country"), ("Pelias", "boundary.country"), ("Photon", None)]
)
def test_countries_are_asked_for_in_the_words_of_the_service(server: Server, service: str, word: str | None) -> None:
    server.service, server.places = service, []
    fallback(server).search("Zyxivka", Wish(frozenset({"UA"})))
    (asked,) = server.asked
    assert word is None or [value.upper() for value in asked[word]] == ["UA"]
    assert word is not None or "UA" not in str(asked)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"fcl": "A", "fcode": "ADM1"}, Kind.REGION),
        ({"fcl": "A", "fcode": "PCLI"}, Kind.COUNTRY),
        ({"fcl": "H", "fcode": "STM"}, Kind.RIVER),
        ({"fcl": "S", "fcode": "BDGQ"}, Kind.SITE),
    ],
)
def test_feature_codes_tell_the_kind(server: Server, told: dict[str, str], kind: Kind) -> None:
    server.service, server.places = "GeoNames", [geonames(**told)]
    assert fallback(server).search("Zyxivka")[0].place.kind is kind


def test_all_names_that_are_told_are_names_of_the_place(server: Server) -> None:
    gazetteer = fallback(server)
    place = gazetteer.lookup("Зиксівка", Wish(frozenset({"UA"})))
    assert place is not None
    assert (place.name, place.name_in("uk"), place.wikidata) == ("Zyxivka", "Зиксівка", "Q999999999")
    assert {name.text for name in place.names if name.kind is NameKind.HISTORIC} == {"Qwertske", "Qwertsk"}
    assert pickle.loads(pickle.dumps(place)).names == place.names


def test_a_place_without_a_name_is_none(server: Server) -> None:
    server.places = [hamlet(name="", display_name="")]
    assert fallback(server).search("Zyxivka") == ()


@pytest.mark.parametrize("told", [{"namedetails": None, "extratags": []}, {"address": "Ukraine"}, {"extratags": {"population": "many"}}])
def test_what_is_told_in_an_odd_way_is_left_out(server: Server, told: dict[str, object]) -> None:
    server.places = [hamlet(**told)]
    (match,) = fallback(server).search("Zyxivka")
    assert match.place.point == Point(36.75, 50.25)


@pytest.mark.parametrize(
    ("service", "reply"),
    [
        ("Nominatim", [hamlet(lat="ninety")]), ("Nominatim", [hamlet(lat="nan")]), ("Nominatim", "busy"), ("Photon", {"message": "busy"}),
        ("Photon", {"features": [{"type": "Feature"}]}), ("GeoNames", {"status": {"message": "daily limit exceeded", "value": 18}}),
        ("Pelias", {"features": [{"geometry": {"coordinates": []}}]}),
    ],
)
def test_a_reply_that_cannot_be_read_is_a_warning_and_no_answer(server: Server, service: str, reply: object) -> None:
    server.service, server.reply = service, reply
    with pytest.warns(OnlineWarning, match=f"{service} did not answer"):
        assert fallback(server).search("Zyxivka") == ()


# ----------------------------------------------------------------------------------------------------------- confidence


def test_a_single_place_of_the_very_name_is_sure_and_surer_within_its_country(server: Server) -> None:
    gazetteer = fallback(server)
    (anywhere,), (within,) = gazetteer.search("Zyxivka"), gazetteer.search("Zyxivka", Wish(frozenset({"UA"})))
    assert CERTAIN <= anywhere.confidence < within.confidence < 1


def test_namesakes_far_apart_are_no_answer_but_suggestions(server: Server) -> None:
    server.places = [hamlet(), hamlet(43, lat="48.0", lon="30.0")]
    gazetteer = fallback(server)
    matches = gazetteer.search("Zyxivka")
    assert [match.place.id for match in matches] == ["nominatim:42", "nominatim:43"]
    assert sum(match.confidence for match in matches) <= 1
    assert gazetteer.lookup("Zyxivka") is None


def test_the_town_and_its_outline_are_one_place(server: Server) -> None:
    server.places = [hamlet(), hamlet(43, lat="50.26", addresstype="municipality", type="administrative")]
    assert fallback(server).lookup("Zyxivka") is not None


def test_a_name_that_is_only_alike_is_less_sure(server: Server) -> None:
    gazetteer = fallback(server)
    exact, other, misspelt = (gazetteer.search(name)[0].confidence for name in ("Zyxivka", "Zyxiwka", "Zyxivca"))
    assert exact > other >= misspelt


def test_a_place_under_another_name_is_a_faint_suggestion(server: Server) -> None:
    server.service, server.places = "Photon", [photon(name="Elsewhere")]
    gazetteer = fallback(server)
    (match,) = gazetteer.search("Zyxivka")
    assert (match.place.name, match.confidence) == ("Elsewhere", UNRELATED)
    assert UNRELATED < CERTAIN
    assert gazetteer.lookup("Zyxivka") is None


# ------------------------------------------------------------------------------------------------------------ behaviour


def test_what_is_known_is_never_asked_online(server: Server) -> None:
    assert fallback(server).lookup("North Depot").id == "depot"  # type: ignore[union-attr]
    assert server.asked == []


def test_what_is_not_known_is_asked_and_tells_its_source(server: Server) -> None:
    (match, *_) = fallback(server).search("Zyxivka", Wish(frozenset({"UA"}), language="uk"))
    place = match.place
    assert (place.name, place.kind, place.country, place.point) == ("Zyxivka", Kind.CITY, "UA", Point(36.75, 50.25))
    assert (match.method, place.id) == (Method.ONLINE, "nominatim:42")
    assert match.reason.startswith("source: Nominatim; ")
    assert server.agents == [AGENT]
    assert (server.asked[0]["countrycodes"], server.asked[0]["accept-language"]) == (["ua"], ["uk"])


def test_an_answer_outside_the_wished_country_or_kind_is_refused(server: Server) -> None:
    gazetteer = fallback(server)
    assert gazetteer.lookup("Zyxivka", Wish(frozenset({"PL"}))) is None
    assert gazetteer.lookup("Zyxivka", Wish(kind=Kind.COUNTRY)) is None


def test_answers_also_empty_ones_are_kept_on_disk_until_they_expire(server: Server, tmp_path: Path) -> None:
    cache = tmp_path / "answers.sqlite"
    for _ in range(2):
        gazetteer = fallback(server, cache=cache)
        assert gazetteer.lookup("Zyxivka") is not None
        assert gazetteer.lookup("nowhere at all") is None
    assert len(server.asked) == 2
    fallback(server, cache=cache, expires=timedelta(0)).lookup("Zyxivka")
    assert len(server.asked) == 3


def test_it_waits_between_two_questions(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(RateLimiter, "_sleep", lambda self, seconds: waits.append(seconds))
    monkeypatch.setattr(RateLimiter, "_clock", lambda self: 1000.0 + sum(waits))
    gazetteer = fallback(server, min_delay_seconds=3600.0)
    for name in ("Zyxivka", "Zyxivka 2"):
        gazetteer.lookup(name)
    assert waits == [3600.0]


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_cache_that_cannot_be_read_is_told_of_and_gone_without(content: bytes, server: Server, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(content)
    with pytest.warns(OnlineWarning, match="cannot use the cache"):
        assert fallback(server, cache=tmp_path / "cache").lookup("Zyxivka") is not None
    assert (tmp_path / "cache").read_bytes() == content


def test_a_service_that_is_down_is_a_warning_and_no_answer(server: Server) -> None:
    gazetteer = fallback(server)
    server.status = 503
    with pytest.warns(OnlineWarning, match="Nominatim did not answer"):
        assert gazetteer.lookup("Zyxivka") is None
    server.close()
    with pytest.warns(OnlineWarning, match="Nominatim did not answer"):
        assert gazetteer.lookup("Zyxivka") is None


def test_a_user_agent_of_ones_own_is_demanded() -> None:
    with pytest.raises(OnlineError, match="user agent of your own"):
        OnlineFallback(Memory([]), Photon())


def test_services_are_found_by_name_or_by_the_address_of_ones_own_server(server: Server) -> None:
    assert type(connect("photon", AGENT)).__name__ == "Photon"
    own = connect(f"http://{server.domain}", AGENT)
    assert OnlineFallback(opened(), own, min_delay_seconds=0).lookup("Zyxivka").id == "nominatim:42"  # type: ignore[union-attr]
    with pytest.raises(OnlineError, match="nosuchservice"):
        connect("nosuchservice", AGENT)


def test_geopy_itself_can_use_the_fallback(server: Server) -> None:
    location = Gazetteer(fallback(server)).geocode("Zyxivka")
    assert location.raw["source"] == "Nominatim"
    assert location.address == "Zyxivka"


def test_the_command_line_asks_online_on_request_only(server: Server, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from gazetteer.cli import main

    online = ["--online", f"http://{server.domain}", "--user-agent", AGENT, "--cache", str(tmp_path / "cache")]
    assert "not found" in CliRunner().invoke(main, ["lookup", "Zyxivka"]).stdout
    assert server.asked == []
    for _ in range(2):
        result = CliRunner().invoke(main, ["lookup", "--json", *online, "Zyxivka"])
        record = json.loads(result.stdout)
        assert (record["id"], record["method"]) == ("nominatim:42", "online")
        assert record["reason"].startswith("source: Nominatim; ")
    assert len(server.asked) == 1
