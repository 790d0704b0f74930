"""The site as files: the same pages and bytes, nothing of others touched, and links that hold below any path."""

import functools
import http.server
import re
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from lxml import html

from titelei.errors import UsageError
from titelei.repository.catalogue import Catalogue
from titelei.repository.ocfl import Repository
from titelei.settings import Settings
from titelei.site import Edition, static
from web.serving import alone, serving

pytestmark = pytest.mark.long


@contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """Serve a folder as plain web servers do; give the address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="session")
def edition(project: Settings) -> Edition:
    return Edition.of(project)


@pytest.fixture(scope="session")
def made(catalogue: Catalogue, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the site."""
    folder = tmp_path_factory.mktemp("static") / "site"
    done = static.write(catalogue, edition, folder)
    assert len(done.written) > 200
    return folder


def test_a_second_run_writes_nothing(made: Path, catalogue: Catalogue, edition: Edition, tmp_path: Path) -> None:
    before = contents(made)
    done = static.write(catalogue, edition, made)
    assert (done.written, done.removed) == ((), ())
    static.write(catalogue, edition, tmp_path / "other")
    assert contents(made) == contents(tmp_path / "other") == before


def test_the_files_of_an_article_are_those_that_were_deposited(made: Path, catalogue: Catalogue) -> None:
    stored = dict(catalogue.repository.get("oai:waterways.example.org:orlova-2020"))
    for path, data in stored.items():
        if path.startswith("out/"):
            written = (made / "articles" / "orlova-2020" / path.removeprefix("out/")).read_bytes()
            assert alone(written) == data


def test_it_says_what_the_server_says(made: Path, catalogue: Catalogue, project: Settings) -> None:
    def said(data: bytes) -> list[str]:
        page = html.document_fromstring(data)
        for element in page.xpath("//form | //a[contains(@href, 'search')]/.. | //footer"):
            element.getparent().remove(element)
        return [" ".join(str(text).split()) for text in page.xpath("//body//text()[normalize-space()]")]

    with serving(catalogue, project, base_url=project.edition.base_url) as url:
        for path in ("years/2021", "entities/per.holm", "issues", "entities/persons", "articles/retraction-2022"):
            served = httpx.get(f"{url}{path}")
            assert said((made / path / "index.html").read_bytes()) == said(served.content), path
        assert (made / "sitemap.xml").read_bytes() == httpx.get(f"{url}sitemap.xml").content
        assert (made / "feed.atom").read_bytes() == httpx.get(f"{url}feed.atom").content


def test_every_link_leads_somewhere_below_any_path(catalogue: Catalogue, edition: Edition, tmp_path: Path) -> None:
    below = tmp_path / "www" / "edition"
    static.write(catalogue, replace(edition, base_url="https://waterways.example.org/edition/"), below)
    with files_served(tmp_path / "www") as url, httpx.Client(follow_redirects=True) as client:
        start = f"{url}edition/"
        seen: set[str] = set()
        waiting = [start, f"{start}index.ru.html"]
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            response = client.get(address)
            assert response.status_code == 200, address
            if response.headers["content-type"].startswith("text/html") and "/articles/" not in address:
                page = html.document_fromstring(response.content)
                for href in page.xpath("//a/@href | //link/@href"):
                    target = urljoin(str(response.url), str(href)).partition("#")[0]
                    if target.startswith(url):
                        assert target.startswith(start)
                        waiting.append(target)
        assert len(seen) > 150
        assert 'href="/edition/' in (below / "404.html").read_text("utf-8")
        assert not any(urlsplit(address).query for address in seen)


def test_pages_that_are_gone_are_removed_and_files_of_others_stay(
    made: Path, catalogue: Catalogue, edition: Edition, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(made, folder)
    stale = folder / "years" / "1999" / "index.html"
    stale.parent.mkdir()
    stale.write_text("old")
    manifest = folder / static.MANIFEST
    manifest.write_text(manifest.read_text("utf-8") + "years/1999/index.html\n../outside\n", "utf-8")
    (tmp_path / "outside").write_text("mine")
    (folder / "CNAME").write_text("waterways.example.org")
    done = static.write(catalogue, edition, folder)
    assert done.removed == ("years/1999/index.html",)
    assert not stale.parent.exists()
    assert (folder / "CNAME").read_text() == "waterways.example.org"
    assert (tmp_path / "outside").read_text() == "mine"


def test_a_run_that_is_stopped_leaves_nothing_unknown(
    catalogue: Catalogue, edition: Edition, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site"

    def stop_after(number: int) -> Callable[[str], None]:
        names: list[str] = []

        def step(name: str) -> None:
            names.append(name)
            if len(names) == number:
                raise KeyboardInterrupt

        return step

    with pytest.raises(KeyboardInterrupt):
        static.write(catalogue, edition, folder, progress=stop_after(17))
    known = set((folder / static.MANIFEST).read_text("utf-8").split())
    assert set(contents(folder)) - {static.MANIFEST} <= known
    static.write(catalogue, edition, folder)
    assert contents(folder) == contents(made)


def test_a_folder_of_somebody_else_is_refused(catalogue: Catalogue, edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="did not make"):
        static.write(catalogue, edition, tmp_path)
    assert contents(tmp_path) == {"index.html": b"mine"}


def test_without_a_script_the_search_of_files_says_how_it_works_and_leads_to_all_lists(made: Path) -> None:
    for file, word in (("index.html", "A script"), ("index.ru.html", "скрипт")):
        page = html.document_fromstring((made / "search" / file).read_bytes())
        assert word in page.xpath("string(//div[@id='found']/p)")
        lists = {
            str(href).removeprefix("../").partition("/index")[0] for href in page.xpath("//div[@id='found']//a/@href")
        }
        assert lists == {"issues", "years", "entities", "entities/persons", "entities/subjects"}
        assert page.xpath("//script/@src") == ["../search.js"]
    home = html.document_fromstring((made / "index.html").read_bytes())
    assert home.xpath("//form/@action") == ["./search/index.html"]


def test_a_damaged_file_is_left_as_it_was_and_the_rest_is_written(
    made: Path, project: Settings, edition: Edition, tmp_path: Path
) -> None:
    shutil.copytree(project.repository_path, tmp_path / "repository")
    shutil.copytree(made, tmp_path / "site")
    copy = Catalogue(Repository(tmp_path / "repository"))
    copy.ready()
    (damaged,) = (tmp_path / "repository" / "ocfl").rglob("v1/content/out/orlova-2020.mods.xml")
    damaged.write_bytes(b"<mods/>")
    (other,) = (p for p in (tmp_path / "repository" / "ocfl").rglob("*holm-2020") if p.is_dir())
    for inventory in other.rglob("inventory.json"):
        inventory.write_bytes(b"{")
    (tmp_path / "site" / "robots.txt").unlink()
    done = static.write(copy, edition, tmp_path / "site")
    assert (done.written, done.removed) == (("robots.txt",), ())
    assert contents(tmp_path / "site") == contents(made)
    lost, file, *of_its_issue = done.faults
    assert [fault.startswith("issues/") and "damaged" in fault for fault in of_its_issue] == [True] * 3
    assert lost.startswith("articles/holm-2020 was not written.")
    assert file.startswith("articles/orlova-2020/orlova-2020.mods.xml was not written.")
    copy.close()


def test_an_issue_is_one_file_of_references_and_one_archive_of_jats(made: Path) -> None:
    (issue,) = (made / "issues").glob("*/2021-15-1")
    ris = (issue / "issue.ris").read_text("utf-8")
    assert [ris.count(tag) for tag in ("\nER  -", "TY  - ")] == [2, 2]
    assert re.findall(r"^@\w+\{([^,]*)", (issue / "issue.bib").read_text("utf-8"), re.MULTILINE) == [
        "fenn-2021",
        "correction-2021",
    ]
    with zipfile.ZipFile(issue / "issue.jats.zip") as archive:
        assert archive.namelist() == ["fenn-2021.jats.xml", "correction-2021.jats.xml"]
        assert archive.read("fenn-2021.jats.xml") == (made / "articles/fenn-2021/fenn-2021.jats.xml").read_bytes()
    page = html.document_fromstring((issue / "index.html").read_bytes())
    linked = {str(href).rpartition("/")[2] for href in page.xpath("//p[@class='exports']/a/@href")}
    assert linked == {"issue.ris", "issue.bib", "issue.jats.zip"}


def test_an_article_leads_to_others_of_its_issue_and_by_its_authors(made: Path) -> None:
    page = html.document_fromstring((made / "articles" / "orlova-2020" / "index.ru.html").read_bytes())
    (around,) = page.find_class("around")
    assert [str(h.text_content()).split()[0] for h in around.iter("h2")] == ["Из", "Также"]
    links = [str(href).removeprefix("https://waterways.example.org/") for href in around.xpath(".//a/@href")]
    names = [link.replace("/index.ru.html", "").rpartition("/")[2] for link in links]
    assert names == ["2020-14-3", "fenn-2021", "correction-2021"]
    neighbour = html.document_fromstring((made / "articles" / "fenn-2021" / "index.html").read_bytes())
    assert "Исправление" in neighbour.xpath("string(//nav[@class='around']//li/a[@lang='ru'])")
