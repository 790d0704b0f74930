"""The site in a real browser: styles hold under the policy, nothing else is fetched, search works without a script."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from titelei.repository.catalogue import Catalogue
from titelei.settings import Settings
from titelei.site import Edition, static
from web.browser import Browser, browser

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGES = (
    "",
    "years",
    "years/2021",
    "issues",
    "entities",
    "entities/persons",
    "entities/per.orlova",
    "search?q=dyke",
    "articles/orlova-2020",
    "articles/weber-2023/index.ru.html",
    "articles/retraction-2022",
    "no/such/page",
)


@pytest.fixture(scope="module")
def page(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(chromium, tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(autouse=True)
def _afresh(page: Browser) -> None:
    page.requests.clear()
    page.complaints.clear()
    page.resize(1000)
    page.without_scripts(False)


@pytest.mark.parametrize("path", PAGES)
def test_styles_hold_and_nothing_else_is_fetched(page: Browser, url: str, path: str) -> None:
    page.open(f"{url}{path}")
    hosts = {urlsplit(request).netloc for request in page.requests if not request.startswith("data:")}
    assert hosts == {urlsplit(url).netloc}
    assert {urlsplit(request).path for request in page.requests} <= {f"/{path.partition('?')[0]}", "/favicon.ico"}
    # A status other than 200 is logged; a style or a link that the policy refuses would be, too.
    assert [c for c in page.complaints if "status of 4" not in c] == []
    assert page.value("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 249)"


@pytest.mark.parametrize(
    "path", [*PAGES, "oai?verb=ListRecords&metadataPrefix=mods", "oai?verb=ListIdentifiers&metadataPrefix=oai_dc"]
)
def test_no_page_is_wider_than_a_small_window(page: Browser, url: str, path: str) -> None:
    page.resize(320)
    page.open(f"{url}{path}")
    assert page.value("document.documentElement.scrollWidth") <= 320
    small = "[...document.querySelectorAll('.nav a, .pager a, .find button, .years a, .banner a')]"
    assert page.value(f"{small}.every(e => e.getBoundingClientRect().height >= 24)")


def test_a_reader_searches_by_keyboard_without_scripts(page: Browser, url: str) -> None:
    page.without_scripts()
    page.open(url)
    for _ in range(20):
        page.press("Tab", 9)
        if page.value("document.activeElement.name") == "q":
            break
    page.type("ледов")
    page.forget()
    page.press("Enter", 13, "\r")
    page.wait_for("Page.loadEventFired")
    assert page.value("location.pathname") == "/search"
    assert "Ледовые дороги" in page.value("document.querySelector('.list').textContent")
    assert page.value("document.querySelector('#q').value") == "ледов"
    page.forget()
    page.value("document.querySelector('.list a').focus()")
    page.press("Enter", 13, "\r")
    page.wait_for("Page.loadEventFired")
    assert page.value("location.pathname").startswith("/articles/")
    assert page.complaints == []


def test_the_timeline_of_an_article_keeps_its_measures(page: Browser, url: str) -> None:
    page.open(f"{url}articles/orlova-2020")
    widths = page.value("[...document.querySelectorAll('.track span')].map(e => e.style.width).filter(Boolean).length")
    drawn = page.value("[...document.querySelectorAll('.track span')].filter(e => e.offsetWidth > 0).length")
    assert widths == drawn > 0


@pytest.mark.parametrize("width", [390, 1280])
def test_a_name_shows_its_card_without_moving_the_page_or_a_script(page: Browser, url: str, width: int) -> None:
    page.resize(width)
    page.open(f"{url}articles/orlova-2020")
    page.value("document.querySelector('#text a.place').scrollIntoView({block: 'center'})")
    before = page.value("scrollY")
    page.value("document.querySelector('#text a.place').click()")
    card = "document.querySelector('.entries li:target')"
    assert page.value(f"getComputedStyle({card}).position") == "fixed"
    assert page.value(f"{card}.getBoundingClientRect().bottom <= innerHeight")
    assert page.value("scrollY") == before
    page.value(f"{card}.querySelector('.close').click()")
    assert page.value(f"{card} === null")
    assert page.value("scrollY") == before


def test_dark_pages_are_dark(page: Browser, url: str) -> None:
    page.dark()
    page.open(url)
    assert page.value("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"


def test_an_answer_to_harvesters_keeps_its_styles_when_it_is_looked_at_again(page: Browser, url: str) -> None:
    colours = set()
    for _ in range(3):
        page.open(f"{url}oai?verb=Identify")
        colours.add(
            page.value("getComputedStyle(document.querySelector('h1')).fontFamily + document.styleSheets.length")
        )
    assert len(colours) == 1
    assert page.complaints == []


@pytest.fixture(scope="module")
def files(catalogue: Catalogue, project: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    static.write(catalogue, Edition.of(project), folder)
    return folder


FOUND = "[...document.querySelectorAll('#found .name a')].map((a) => a.href.replace(/.*articles.([^/]*).*/, '$1'))"
QUESTIONS = (
    ("mills", ""),
    ("mill", "&year=2022"),
    ("ЛЕДОВЫМИ дорогами", ""),
    ("ледов", "&language=ru"),
    ("grosse der flosse", ""),
    ("https://orcid.org/0000-0002-1825-0097", ""),
    ("წისქვილები", ""),
    ("holm dyke", ""),
    ("the", "&journal=genesis-of-dykes"),
    ("dyke qqqq", ""),
    ("locks waterwheel", ""),
)


@pytest.mark.parametrize(("question", "kept"), QUESTIONS)
def test_files_are_searched_as_the_server_searches(
    page: Browser, client: httpx.Client, files: Path, question: str, kept: str
) -> None:
    asked = f"?q={quote(question)}{kept}"
    page.open(f"{files.as_uri()}/search/index.html{asked}")
    for _ in range(100):
        if page.value("document.querySelector('#found .also') === null"):
            break
        time.sleep(0.05)
    served = client.get(f"search{asked}").text
    assert sorted(page.value(FOUND)) == sorted(re.findall(r'class="name"><a href="\./articles/([^"]*)"', served))
    counts = "[...document.querySelectorAll('.facet a')].map((a) => a.textContent)"
    facets = re.search(r'<div class="facets">.*?</div>', served, re.DOTALL)
    counted = re.findall(r"<a [^>]*>(?:<[^>]*>)?([^<]*)<", facets[0]) if facets else []
    assert sorted(page.value(counts)) == sorted(counted)
    assert all(request.startswith(files.as_uri()) for request in page.requests)
