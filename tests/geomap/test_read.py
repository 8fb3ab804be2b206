"""Files, bytes and addresses to documents, and the one line a person reads where that fails."""

from __future__ import annotations

import datetime as dt
import io
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import ReadError
from geomap.read import read, read_bytes
from geomap.read.plain import headline
from geomap.read.web import fetch, is_public

ARTICLE = "Corridors open for Sumy\n\nMarch 8, 2022\n\nBuses left Sumy for Poltava on Tuesday.\n"


def fails(function: object, *arguments: object) -> str:
    with pytest.raises(ReadError) as caught:
        function(*arguments)  # type: ignore[operator]
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_a_text_file_has_its_headline_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    document = read(path)
    assert (document.title, document.published, document.name) == ("Corridors open for Sumy", dt.date(2022, 3, 8), str(path))
    assert document.text == ARTICLE


def test_left_overs_of_a_page_are_no_headline() -> None:
    assert headline("!-- Google tag (gtag.js) -->\n\nThird round of talks fails\n\nText follows here.") == "Third round of talks fails"
    assert headline("March 8, 2022\nBy Some Author\nTalks fail again\nText.") == "Talks fail again"
    assert headline("GOMA, Congo, 14 February 2025\nConvoy reaches Goma\nText.") == "Convoy reaches Goma"
    assert headline("This is a whole sentence of the article.\nAnd another.") is None
    assert headline("") is None


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encodings_of_western_news(codec: str) -> None:
    text = "Ukraine’s talks in Besançon – a new “round” of talks in Orléans, the café said."
    assert read_bytes(text.encode(codec), "a.txt").text == text


def test_windows_cyrillic_is_told_from_western() -> None:
    text = "Харьков и Сумы: эвакуация жителей началась, сообщили власти."
    assert read_bytes(text.encode("cp1251"), "a.txt").text == text


def test_line_ends_are_one_kind() -> None:
    assert read_bytes(b"a b\r\nc d\re f", "a.txt").text == "a b\nc d\ne f"


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    source = (
        '---\ntitle: "Talks in Geneva"\ndate: 2022-03-08\n---\n'
        "# Heading\n\nTalks in **[Geneva](https://x.example/Paris)** and *Basel*.\n\n- Sumy\n"
    )
    document = read_bytes(source.encode(), "a.md")
    assert (document.title, document.published) == ("Talks in Geneva", dt.date(2022, 3, 8))
    assert document.text == "Heading\n\nTalks in Geneva and Basel.\n\n- Sumy\n"


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    assert "no such file" in fails(read, tmp_path / "none.txt")
    assert "directory" in fails(read, tmp_path)
    (tmp_path / "empty.txt").write_bytes(b" \n")
    assert "empty" in fails(read, tmp_path / "empty.txt")
    assert "not a text file" in fails(read_bytes, bytes(range(256)) * 10, "a.bin")
    assert "save it as UTF-8" in fails(read_bytes, b"talks \x81\x8d\x8f\x90\x9d in Geneva and elsewhere", "a.txt")
    assert "broken" in fails(read_bytes, b"\xef\xbb\xbfabc\xff\xfe", "a.txt")
    assert "not a Word document" in fails(read_bytes, _archive({"a.txt": b"x"}), "a.zip")
    assert "broken PDF" in fails(read_bytes, b"%PDF-1.7 nothing more", "a.pdf")
    assert "old Word" in fails(read_bytes, b"\xd0\xcf\x11\xe0 old", "a.doc")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_locked_file_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "permissions" in fails(read, path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(ARTICLE.encode())

    monkeypatch.setattr("sys.stdin", Input())
    document = read("-")
    assert (document.name, document.title) == ("standard input", "Corridors open for Sumy")


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Corridors open for Sumy</title>
<meta property="article:published_time" content="2022-03-08T10:00:00Z"></head><body>
<nav>Home World Sport</nav><article><h1>Corridors open for Sumy</h1>
<p>Buses with several hundred people on board left Sumy for Poltava on Tuesday morning, officials of the region said.</p>
<p>A second convoy was expected to follow later in the day, if the ceasefire along the road held, they added.</p></article></body></html>"""


def test_html_gives_the_article_with_title_and_date() -> None:
    pytest.importorskip("trafilatura", reason="the extra geomap[web] is not installed")
    document = read_bytes(PAGE.encode(), "page.html")
    assert (document.title, document.published, document.language) == ("Corridors open for Sumy", dt.date(2022, 3, 8), "en")
    assert "left Sumy for Poltava" in document.text
    assert "Sport" not in document.text


def test_html_is_known_by_its_bytes_whatever_its_name() -> None:
    pytest.importorskip("trafilatura", reason="the extra geomap[web] is not installed")
    assert "left Sumy for Poltava" in read_bytes(PAGE.encode(), "page.txt").text


def test_a_word_document_gives_paragraphs_lists_and_title() -> None:
    docx = pytest.importorskip("docx", reason="the extra geomap[docx] is not installed")
    written = docx.Document()
    written.core_properties.title = "Corridors open"
    written.add_paragraph("Buses left Sumy for Poltava.")
    written.add_paragraph("Sumy – Poltava", style="List Bullet")
    buffer = io.BytesIO()
    written.save(buffer)
    document = read_bytes(buffer.getvalue(), "a.docx")
    assert document.title == "Corridors open"
    assert document.text == "Buses left Sumy for Poltava.\n\n- Sumy – Poltava"


def test_a_pdf_gives_its_text_layer() -> None:
    pytest.importorskip("pypdf", reason="the extra geomap[pdf] is not installed")
    assert "Buses left Sumy for Poltava." in read_bytes(_pdf("Buses left Sumy for Poltava."), "a.pdf").text
    assert "OCR" in fails(read_bytes, _pdf(""), "a.pdf")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "224.0.0.1",
        "2002:7f00:1::",
        "100.64.0.1",
    ],
)
def test_private_and_local_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_of_the_public_internet_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")


def test_an_address_of_this_machine_is_refused() -> None:
    assert "private or local" in fails(read, "http://127.0.0.1:9/")
    assert "private or local" in fails(read, "http://localhost:9/")


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/page":
            self._send(200, {"Content-Type": "text/plain; charset=utf-8"}, ARTICLE.encode())
        elif self.path == "/moved":
            self._send(302, {"Location": "/page"})
        elif self.path == "/file":
            self._send(302, {"Location": "file:///etc/hostname"})
        elif self.path == "/inside":
            self._send(302, {"Location": "http://127.0.0.2/"})
        elif self.path == "/round":
            self._send(302, {"Location": "/round"})
        elif self.path == "/large":
            self._send(200, {"Content-Type": "text/plain"}, b"x" * 10_100_000)
        else:
            self._send(404, {})

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *arguments: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(address: str) -> bool:
    return address == "127.0.0.1"


def test_a_page_is_fetched_with_its_encoding_and_redirects_followed(site: str) -> None:
    for path in ("/page", "/moved"):
        page = fetch(site + path, allow=here)
        assert (page.content, page.media_type, page.encoding, page.url) == (ARTICLE.encode(), "text/plain", "utf-8", site + "/page")


def test_redirects_never_leave_the_public_web(site: str) -> None:
    def from_site(path: str) -> str:
        return fails(lambda: fetch(site + path, allow=here))

    assert "only http and https" in from_site("/file")
    assert "private or local" in from_site("/inside")
    assert "redirects more than" in from_site("/round")


def test_a_page_that_is_missing_or_too_large_is_told_so(site: str) -> None:
    assert "404" in fails(lambda: fetch(site + "/none", allow=here))
    assert "larger than" in fails(lambda: fetch(site + "/large", allow=here))
    assert "took too long" in fails(lambda: fetch(site + "/page", allow=here, seconds=0))


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.bin"]))
def test_any_bytes_are_text_or_an_error_of_ours(content: bytes, name: str) -> None:
    line, text = "", "x"
    try:
        text = read_bytes(content, name).text
    except ReadError as error:
        line = str(error)
    assert "\n" not in line
    assert text.strip()


def _archive(files: dict[str, bytes]) -> bytes:
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _pdf(line: str) -> bytes:
    """A PDF of one page with one line, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
