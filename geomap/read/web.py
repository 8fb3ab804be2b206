"""Fetch one page from the public web, only when its address was given: with limits of time and size, and no way in.

A page could redirect to a file, to this machine or into the local network; so every hop's scheme is checked, its host is
resolved here, every address must be public, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from geomap.errors import ReadError

__all__ = ["Page", "fetch", "is_public"]

MAX_BYTES = 10_000_000  # of one page
SECONDS = 20.0  # for all of it, redirects included
_MAX_HOPS = 5
_HEADERS = {
    "User-Agent": "geomap/0.1 (reads one page for its user)",
    "Accept": "text/html,text/plain,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the bytes, their media type ("text/html") and the encoding the server names, if any."""

    content: bytes
    media_type: str
    encoding: str | None
    url: str


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not loopback, private, link-local, reserved or multicast."""
    ip = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None and not is_public(str(mapped)):
        return False
    return ip.is_global and not ip.is_multicast


def fetch(url: str, *, allow: Callable[[str], bool] = is_public, seconds: float = SECONDS) -> Page:
    """Get ``url`` (http or https) and follow redirects to public addresses.

    ``allow`` judges each IP address before anything is sent to it. Raises ReadError: not found, refused, too slow, too
    large, or a redirect to where it must not lead.
    """
    deadline = time.monotonic() + seconds
    here = url
    for _ in range(_MAX_HOPS + 1):
        response, connection = _request(here, url, allow, deadline)
        try:
            if response.status in (301, 302, 303, 307, 308):
                target = response.getheader("Location")
                if not target:
                    raise ReadError(f"{url}: redirects to nowhere")
                here = urljoin(here, target)
                continue
            if response.status != 200:
                raise ReadError(f"{url}: the server answered {response.status} {response.reason}; check the address")
            content = _body(response, connection, url, deadline)
        except (OSError, http.client.HTTPException) as error:
            raise ReadError(f"{url}: cannot be fetched ({error or type(error).__name__})") from None
        finally:
            connection.close()
        return Page(content, response.headers.get_content_type(), response.headers.get_content_charset(), here)
    raise ReadError(f"{url}: redirects more than {_MAX_HOPS} times")


def _request(
    here: str, url: str, allow: Callable[[str], bool], deadline: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    try:
        parts = urlsplit(here)
        port = parts.port
    except ValueError:
        raise ReadError(f"{url}: not an address") from None
    if parts.scheme not in ("http", "https"):
        raise ReadError(f"{url}: leads to {parts.scheme or 'no'}: address; only http and https are read")
    if not parts.hostname:
        raise ReadError(f"{url}: no host in the address")
    port = port or (443 if parts.scheme == "https" else 80)
    address = _resolve(parts.hostname, port, url, allow)
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=_left(deadline, url))
    try:
        sock = socket.create_connection(address, timeout=_left(deadline, url))
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", _quoted(target), headers={**_HEADERS, "Host": parts.netloc.rpartition("@")[2]})
        return connection.getresponse(), connection
    except TimeoutError:
        connection.close()
        raise ReadError(f"{url}: no answer in time; try again or save the page") from None
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        connection.close()
        raise ReadError(f"{url}: cannot be fetched ({error or type(error).__name__})") from None


def _resolve(host: str, port: int, url: str, allow: Callable[[str], bool]) -> tuple[str, int]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(f"{url}: no such host {host}; check the address and the network") from None
    addresses = [str(info[4][0]) for info in found]
    # All of them, not only the one used: a name that also points inside is not to be trusted.
    if not addresses or not all(allow(address) for address in addresses):
        raise ReadError(f"{url}: leads to a private or local address; only the public web is read")
    return addresses[0], port


def _body(response: http.client.HTTPResponse, connection: http.client.HTTPConnection, url: str, deadline: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline, url))
        try:
            chunk = response.read1(65_536)
        except TimeoutError:
            raise ReadError(f"{url}: took too long; try again or save the page") from None
        if not chunk:
            return b"".join(chunks)
        size += len(chunk)
        if size > MAX_BYTES:
            raise ReadError(f"{url}: larger than {MAX_BYTES // 1_000_000} MB; save the article and give the file")
        chunks.append(chunk)


def _left(deadline: float, url: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise ReadError(f"{url}: took too long; try again or save the page")
    return left


def _quoted(target: str) -> str:
    from urllib.parse import quote

    return quote(target, safe="/?&=%:;,+@!$'()*~-._#[]")
