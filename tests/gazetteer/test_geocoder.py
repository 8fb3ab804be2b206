"""geopy on both sides; the online one is a server on the loopback that speaks Nominatim's documented format."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import Geocoder

from gazetteer.errors import OnlineError
from gazetteer.geocoder import Gazetteer, OnlineFallback, OnlineWarning, connect
from gazetteer.model import Kind, Method, Place, Point
from gazetteer.rank import Wish
from gazetteer.store import Memory, opened

HAMLET = {
    "place_id": 1, "licence": "Data © OpenStreetMap contributors, ODbL 1.0", "osm_type": "node", "osm_id": 42, "lat": "50.25",
    "lon": "36.75", "class": "place", "type": "hamlet", "place_rank": 20, "importance": 0.1, "addresstype": "hamlet",
    "name": "Zyxivka", "display_name": "Zyxivka, Kharkiv Oblast, Ukraine",
    "address": {"hamlet": "Zyxivka", "country": "Ukraine", "country_code": "ua"},
    "boundingbox": ["50.24", "50.26", "36.74", "36.76"],
}


class Server:
    """A Nominatim that knows one hamlet, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.status = 200
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
                server.asked.append(query)
                server.agents.append(self.headers["User-Agent"])
                body = json.dumps([HAMLET] if "zyxivka" in query["q"].lower() else []).encode()
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


def fallback(server: Server, **options: object) -> OnlineFallback:
    online = Nominatim(user_agent="geomap-tests/1.0", domain=server.domain, scheme="http")
    depot = Place("depot", "North Depot", Kind.SITE, Point(36.2, 50.0), "UA")
    return OnlineFallback(Memory([depot]), online, **{"min_delay_seconds": 0.0, **options})  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------- ours, to geopy's users


def test_it_is_a_geopy_geocoder_and_works_behind_the_rate_limiter() -> None:
    geocoder = Gazetteer()
    assert isinstance(geocoder, Geocoder)
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert [limited(name).raw["id"] for name in ("Kharkov", "Kyiv")] == ["706483", "703448"]


def test_latitude_comes_first_as_geopy_has_it() -> None:
    location = Gazetteer().geocode("Kharkiv")
    assert (round(location.latitude), round(location.longitude)) == (50, 36)
    assert location.address == "Kharkiv, Kharkiv Oblast, Ukraine"


def test_a_list_holds_all_meanings_and_one_answer_is_a_sure_one() -> None:
    geocoder = Gazetteer()
    many = geocoder.geocode("Springfield", exactly_one=False, limit=5)
    assert len(many) == 5
    assert all(location.raw["name"] == "Springfield" for location in many)
    assert geocoder.geocode("Qqqzzzyy") is None
    assert geocoder.geocode("Qqqzzzyy", exactly_one=False) is None


def test_countries_and_structured_queries_narrow_the_answer() -> None:
    geocoder = Gazetteer()
    assert geocoder.geocode("Brest", country_codes=["fr"]).raw["country"] == "FR"
    assert geocoder.geocode({"city": "Brest", "country": "Belarus"}).raw["country"] == "BY"


def test_addresses_come_in_the_language_asked_for() -> None:
    assert Gazetteer().geocode("Kharkiv", language="uk").address.endswith("Україна")


def test_reverse_takes_whatever_geopy_takes_for_a_point() -> None:
    geocoder = Gazetteer()
    for point in ((49.99, 36.23), "49.99, 36.23"):
        location = geocoder.reverse(point)
        assert location.raw["id"] == "706483"
        assert location.raw["country_name"] == "Ukraine"
    assert len(geocoder.reverse("0, 0", exactly_one=False)) == 1
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("nowhere")


def test_a_column_of_a_data_frame_is_geocoded() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"city": ["Kharkov", "Qqqzzzyy"]})
    located = frame["city"].apply(Gazetteer().geocode)
    assert located[0].raw["id"] == "706483"
    assert located[1] is None


# ------------------------------------------------------------------------------------------------ geopy's, behind ours


def test_what_is_known_is_never_asked_online(server: Server) -> None:
    assert fallback(server).lookup("North Depot").id == "depot"  # type: ignore[union-attr]
    assert server.asked == []


def test_what_is_not_known_is_asked_and_tells_its_source(server: Server) -> None:
    (match, *_) = fallback(server).search("Zyxivka", Wish(frozenset({"UA"}), language="uk"))
    place = match.place
    assert (place.name, place.kind, place.country, place.point) == ("Zyxivka", Kind.CITY, "UA", Point(36.75, 50.25))
    assert (match.method, match.reason, place.id) == (Method.ONLINE, "source: Nominatim", "nominatim:42")
    assert server.agents == ["geomap-tests/1.0"]
    assert (server.asked[0]["countrycodes"], server.asked[0]["accept-language"]) == ("ua", "uk")


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
    assert type(connect("photon", "geomap-tests/1.0")).__name__ == "Photon"
    own = connect(f"http://{server.domain}", "geomap-tests/1.0")
    assert OnlineFallback(opened(), own, min_delay_seconds=0).lookup("Zyxivka").id == "nominatim:42"  # type: ignore[union-attr]
    with pytest.raises(OnlineError, match="nosuchservice"):
        connect("nosuchservice", "geomap-tests/1.0")


def test_geopy_itself_can_use_the_fallback(server: Server) -> None:
    location = Gazetteer(fallback(server)).geocode("Zyxivka")
    assert location.raw["source"] == "Nominatim"
    assert location.address == "Zyxivka"


def test_the_command_line_asks_online_on_request_only(server: Server, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from gazetteer.cli import main

    online = ["--online", f"http://{server.domain}", "--user-agent", "geomap-tests/1.0", "--cache", str(tmp_path / "cache")]
    assert "not found" in CliRunner().invoke(main, ["lookup", "Zyxivka"]).stdout
    assert server.asked == []
    for _ in range(2):
        result = CliRunner().invoke(main, ["lookup", "--json", *online, "Zyxivka"])
        record = json.loads(result.stdout)
        assert (record["id"], record["method"], record["reason"]) == ("nominatim:42", "online", "source: Nominatim")
    assert len(server.asked) == 1
