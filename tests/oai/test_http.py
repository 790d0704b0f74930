"""OAI-PMH over HTTP: methods, compression, tags, load, and clients that mean no good."""

import gzip
import re
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import httpx
import pytest

from catalogue.articles import Clock, open_catalogue, put
from oai.conftest import fill
from oai.server import serving
from titelei.web import server as server_module
from titelei.web.gate import Gate
from titelei.web.harvesting import Look, readable

LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_get_and_post_give_the_same(url: str) -> None:
    got, posted = httpx.get(url, params=LIST), httpx.post(url, data=LIST)
    assert got.headers["content-type"] == posted.headers["content-type"] == "text/xml; charset=utf-8"
    strip = re.compile("<responseDate>.*?</responseDate>")
    assert strip.sub("", got.text) == strip.sub("", posted.text)
    assert httpx.head(url, params=LIST).status_code == 200


def test_what_people_read_of_an_answer_has_the_edition_s_name_and_look(url: str) -> None:
    answer = httpx.get(url, params={"verb": "Identify"}).content
    page = readable(
        answer, Look(edition="Annals & “Locks”", style=":root { --accent: #7a1f2b; }\na > b { c: 'd\"e' }")
    ).decode()
    assert '<p><a href="./">Annals &amp; “Locks”</a></p>' in page
    assert page.index("--accent: #1a4f8a") < page.index("--accent: #7a1f2b; }\na > b { c: 'd\"e' }")
    assert readable(answer, Look()).count(b"<style>") == 1


def test_without_a_base_url_it_answers_under_the_address_asked_for(url: str) -> None:
    other = url.replace("127.0.0.1", "localhost")
    for address in (url, other):
        assert f"<baseURL>{address}</baseURL>" in httpx.get(address, params={"verb": "Identify"}).text


def test_with_a_base_url_it_answers_under_that(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    fill(catalogue)
    with serving(catalogue, base_url="https://repository.university.edu/x/") as address:
        text = httpx.get(address, params={"verb": "Identify"}).text
    assert "<baseURL>https://repository.university.edu/x/oai</baseURL>" in text


def test_answers_are_compressed_for_those_who_ask(url: str) -> None:
    with httpx.stream("GET", url, params=LIST, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert b"<ListRecords>" in gzip.decompress(raw)
    for refused in ("identity", "gzip;q=0", ""):
        plain = httpx.get(url, params=LIST, headers={"Accept-Encoding": refused})
        assert "content-encoding" not in plain.headers


def test_a_tag_holds_until_something_changes(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    fill(catalogue)
    with serving(catalogue) as address:
        first = httpx.get(address, params=LIST)
        tag = first.headers["etag"]
        again = httpx.get(address, params=LIST, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        clock = Clock()
        clock.seconds += 9999
        put(catalogue, "new", now=clock)
        assert httpx.get(address, params=LIST, headers={"If-None-Match": tag}).status_code == 200


def test_what_is_known_in_one_form_is_given_in_the_other(url: str) -> None:
    xml = httpx.get(url, params=LIST).headers["etag"]
    page = httpx.get(url, params=LIST, headers={"Accept": BROWSER})
    for accept, tags, status in (
        ("*/*", xml, 304),
        (BROWSER, xml, 200),
        ("*/*", page.headers["etag"], 200),
        (BROWSER, f'W/"{"0" * 24}h", {xml}, {page.headers["etag"]}', 304),
        ("*/*", f'W/"{"0" * 24}x", {xml}', 304),
    ):
        again = httpx.get(url, params=LIST, headers={"Accept": accept, "If-None-Match": tags})
        assert again.status_code == status, (accept, tags)
        if status == 304:
            assert again.headers["etag"] == (xml if accept == "*/*" else page.headers["etag"])
        if accept == BROWSER:
            assert again.headers["content-security-policy"] == page.headers["content-security-policy"]
        elif status == 304:
            assert "content-security-policy" not in again.headers


def test_a_browser_gets_a_page_and_a_harvester_xml(url: str) -> None:
    page = httpx.get(url, params=LIST, headers={"Accept": BROWSER})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in page.headers["vary"]
    assert "The article a0 &amp;amp; more 1" in page.text or "The article a0 &amp; more 1" in page.text
    assert "Next page" in page.text
    java = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
    assert httpx.get(url, params=LIST, headers={"Accept": java}).headers["content-type"].startswith("text/xml")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "", 405),
        ("DELETE", "", 405),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404),
        ("GET", "?verb=" + "x" * 9_000, 414),
    ],
)
def test_what_is_no_request_of_the_protocol_is_refused(url: str, method: str, path: str, status: int) -> None:
    answer = httpx.request(method, url + path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_the_address_with_a_slash_at_its_end_answers_and_sends_nobody_elsewhere(url: str) -> None:
    answer = httpx.get(f"{url}/", params={"verb": "Identify"}, follow_redirects=False)
    assert answer.status_code == 200
    assert f"<baseURL>{url}/</baseURL>" in answer.text
    assert "<Identify>" in httpx.post(f"{url}/", data={"verb": "Identify"}, follow_redirects=False).text


def test_posts_are_bounded_and_of_one_form(url: str) -> None:
    assert 'code="badVerb"' in httpx.post(url).text
    assert httpx.post(url, content=b"verb=Identify").status_code == 415
    assert httpx.post(url, content=b"<verb/>", headers={"Content-Type": "text/xml"}).status_code == 415
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert httpx.post(url, content=b"verb=" + b"x" * 100_000, headers=form).status_code == 413


@pytest.mark.parametrize("host", ["a b", "x/y", 'x"y', "<script>"])
def test_a_host_that_is_none_is_refused(url: str, host: str) -> None:
    assert httpx.get(url, params=LIST, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "garbage",
    [
        b"GET /oai?verb=\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /oai?verb=%FF%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"GET /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"POST /oai HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_garbage_is_answered_and_shows_nothing_of_us(url: str, garbage: bytes) -> None:
    port = int(url.rpartition(":")[2].partition("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(garbage)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
    assert not answer or answer.split()[1] in (b"200", b"400", b"404", b"413", b"431")
    assert b"Traceback" not in answer
    assert b"site-packages" not in answer


def test_beyond_what_can_be_answered_clients_are_asked_to_come_back(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    fill(catalogue)
    held, inside = threading.Event(), threading.Event()
    gate = Gate(at_once=1, waiting=0)
    with serving(catalogue, gate=gate) as address:
        marker = catalogue.marker

        class Slow:
            def note(self) -> None:
                inside.set()
                held.wait(20)

        catalogue.marker = Slow()  # type: ignore[assignment]
        first = threading.Thread(target=httpx.get, args=(address,), kwargs={"params": LIST, "timeout": 30})
        first.start()
        assert inside.wait(20)
        refused = httpx.get(address, params=LIST)
        held.set()
        first.join()
        catalogue.marker = marker
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert httpx.get(address, params=LIST).status_code == 200


def test_a_catalogue_that_cannot_be_read_now_is_503(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    fill(catalogue)
    with serving(catalogue) as address:
        catalogue.close()
        (tmp_path / "repository" / "catalogue.sqlite").rename(tmp_path / "away")
        answer = httpx.get(address, params=LIST)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        (tmp_path / "repository" / "catalogue.sqlite").unlink(missing_ok=True)
        (tmp_path / "away").rename(tmp_path / "repository" / "catalogue.sqlite")
        catalogue.close()
        assert httpx.get(address, params=LIST).status_code == 200


def test_slow_clients_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_REQUEST_SECONDS", 0.5)
    catalogue = open_catalogue(tmp_path / "repository")
    fill(catalogue)
    with serving(catalogue) as address:
        port = int(address.rpartition(":")[2].partition("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            begun = time.monotonic()
            connection.sendall(b"GET /oai?verb=Identify HTTP/1.1\r\nHo")
            assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")
            assert connection.recv(1000) == b""
            assert time.monotonic() - begun < 8
        with socket.create_connection(("127.0.0.1", port), timeout=10) as idle:
            assert idle.recv(1000) == b""
        assert httpx.get(address, params=LIST).status_code == 200


@pytest.mark.long
def test_the_page_is_valid_html(url: str, root: Path, tmp_path: Path) -> None:
    jar = root / "tools" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file() or shutil.which("java") is None:
        pytest.skip("vnu-jar or Java is not installed: tools/npm.sh, apt-get install default-jre-headless")
    pages = []
    for n, query in enumerate((LIST, {"verb": "Identify"}, {"verb": "ListSets"}, {"verb": "ListMetadataFormats"}, {})):
        pages.append(tmp_path / f"{n}.html")
        pages[-1].write_bytes(httpx.get(url, params=query, headers={"Accept": BROWSER}).content)
    done = subprocess.run(["java", "-jar", jar, *pages], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
