"""The desk in a real browser: pages become published, harvested articles, by mouse and by keyboard alone."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

import httpx
import pytest
from sickle import Sickle

from desk.conftest import TOKEN, Desk, desk_over
from desk.pages import SETTINGS, page
from html_checks import inaccessible
from titelei.pipeline.run import open_catalogue
from web.browser import Browser, browser
from web.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.long]

RUSSIAN = """\
Журнал переправ. 2024. Т. 3, № 2. С. 15–27

Паромы нижней Амбры

Иванова Анна Петровна
Самплинский государственный университет, Самплинск, Россия

Аннотация. До 1890 года паромы были единственной переправой через нижнюю реку. В статье перечислены двести двенадцать
грамот, в которых они упомянуты, одиннадцать из них изданы впервые; поставлен вопрос, кому принадлежало право переправы,
кто платил за суда и как менялись цены на перевоз людей, скота и товаров в разные десятилетия.

Ключевые слова: паромы, грамоты, право переправы

Для цитирования: Иванова А. П. Паромы нижней Амбры // Журнал переправ. 2024. Т. 3, № 2. С. 15–27.
DOI: 10.5555/zhp.2024.15
"""


class Hands:
    """A mouse and a keyboard on one page."""

    def __init__(self, made: Browser) -> None:
        self._page = made

    def until(self, test: str) -> None:
        """Wait until an expression is true in a page that is shown whole."""
        for _ in range(600):
            if self._page.value(f"document.readyState === 'complete' && ({test})"):
                return
            sleep(0.1)
        raise AssertionError((test, self._page.value("document.body.innerText")))

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""
        x, y = self._page.value(
            f"(() => {{ const e = document.querySelector({selector!r}); e.scrollIntoView({{block: 'center'}});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._page._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tab_to(self, test: str) -> None:
        """Press the tab key until what has the focus passes a test (``e`` is the element)."""
        for _ in range(200):
            self._page.press("Tab", 9)
            if self._page.value(f"(e => {test})(document.activeElement)"):
                return
        raise AssertionError(test)

    def enter(self) -> None:
        """Press the enter key."""
        self._page.press("Enter", 13, "\r")


@pytest.fixture
def by_hand(chromium: Path, tmp_path: Path) -> Iterator[tuple[Browser, Hands, Desk]]:
    """Give a browser that shows the desk of an edition without articles."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "titelei.toml").write_text(SETTINGS, "utf-8")
    with desk_over(folder) as desk, browser(chromium, tmp_path / "profile") as made:
        made.resize(1280)
        made.open(f"{desk.client.base_url}/?token={TOKEN}")
        yield made, Hands(made), desk


def _harvested(desk: Desk) -> dict[str, list[str]]:
    catalogue = open_catalogue(desk.settings)
    try:
        with serving(catalogue, desk.settings) as url:
            records = list(Sickle(f"{url}oai").ListRecords(metadataPrefix="oai_dc"))
    finally:
        catalogue.close()
    return {r.header.identifier: r.metadata["title"] for r in records}


def test_two_pages_are_published_and_harvested_by_mouse(by_hand: tuple[Browser, Hands, Desk], tmp_path: Path) -> None:
    made, hands, desk = by_hand
    (tmp_path / "ferries.html").write_bytes(page())
    (tmp_path / "паромы.txt").write_text(RUSSIAN, "utf-8")
    root = made._call("DOM.getDocument")["root"]["nodeId"]
    node = made._call("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
    made._call("DOM.setFileInputFiles", nodeId=node, files=[str(tmp_path / n) for n in ("ferries.html", "паромы.txt")])
    hands.click(".drop button")
    hands.until("document.querySelectorAll('.results .good').length === 2 && !document.querySelector('progress')")
    for article in sorted(path.stem for path in desk.settings.articles.glob("*.xml")):
        _answer_all(made, hands, f"{desk.client.base_url}/article/{article}")
    made.open(f"{desk.client.base_url}/")
    for number in (1, 2):
        hands.click(f"tbody tr:nth-child({number}) input[type=checkbox]")
    hands.click(".list button.main")
    hands.until("location.pathname === '/publish'")
    hands.click("form button.main")
    hands.until("location.pathname.startsWith('/job/') && !document.querySelector('progress')")
    said = made.value("document.querySelector('.results').innerText")
    assert said.count("published and deposited") == 2, said
    assert sorted(title for titles in _harvested(desk).values() for title in titles) == [
        "Ferries of the Lower Ambra",
        "Паромы нижней Амбры",
    ]
    assert [c for c in made.complaints if "status of 4" not in c] == []


def _answer_all(made: Browser, hands: Hands, address: str) -> None:
    """Accept what is asked, one question after the other, with a reason where one is wanted."""
    made.open(address)
    for _ in range(40):
        if not made.value("document.querySelectorAll('.question').length"):
            return
        before = made.value("document.querySelector('[name=state]').value")
        if made.value("!!document.querySelector('.question [minlength]')"):
            hands.click(".question [minlength]")
            made.type("It stands so on the page.")
        hands.click(".question button[value=accept]")
        hands.until(f"document.querySelector('[name=state]')?.value !== {before!r}")
    raise AssertionError(made.value("document.querySelector('.question').innerText"))


def test_a_page_is_published_by_keyboard_alone(by_hand: tuple[Browser, Hands, Desk]) -> None:
    made, hands, desk = by_hand
    hands.tab_to("e.tagName === 'SUMMARY'")
    hands.enter()
    hands.tab_to("e.id === 'text'")
    made.type(page().decode())
    hands.tab_to("e.tagName === 'BUTTON'")
    hands.enter()
    hands.until("!!document.querySelector('.results .good a') && !document.querySelector('progress')")
    hands.tab_to("!!e.closest('.results .good') && e.tagName === 'A'")
    hands.enter()
    hands.until("!!document.querySelector('.question')")
    while made.value("document.querySelectorAll('.question').length"):
        before = made.value("document.querySelector('[name=state]').value")
        made.press("j", 74, "j")
        assert made.value("document.activeElement.className").startswith("question")
        made.press("a", 65, "a")
        hands.until(f"document.querySelector('[name=state]')?.value !== {before!r}")
    hands.tab_to("e.tagName === 'BUTTON' && e.className === 'main'")
    hands.enter()
    hands.until("location.pathname === '/publish'")
    hands.tab_to("e.tagName === 'BUTTON' && e.className === 'main'")
    hands.enter()
    hands.until("location.pathname.startsWith('/job/') && !document.querySelector('progress')")
    assert _harvested(desk) == {"oai:ferry.example.org:brandt-2024": ["Ferries of the Lower Ambra"]}


VIEWS = (
    "/",
    "/article/brandt-2024",
    "/article/brandt-2024?view=findings",
    "/article/brandt-2024?view=tei",
    "/article/brandt-2024?view=page",
    "/article/brandt-2024?view=past",
    "/publish?article=brandt-2024",
    "/article/none",
)


def test_no_view_is_wider_than_a_phone_and_nothing_is_refused(by_hand: tuple[Browser, Hands, Desk]) -> None:
    made, _, desk = by_hand
    desk.bring(("ferries.html", page()))
    made.complaints.clear()
    made.resize(390)
    for view in VIEWS:
        made.open(f"{desk.client.base_url}{view}")
        assert made.value("document.documentElement.scrollWidth") <= 390, view
    assert [c for c in made.complaints if "status of 4" not in c] == []
    hosts = {urlsplit(request).netloc for request in made.requests if not request.startswith("data:")}
    assert hosts == {urlsplit(str(desk.client.base_url)).netloc}


@pytest.mark.timeout(900)
def test_every_view_is_accessible(desk: Desk, pa11y: Path, chromium: Path, tmp_path: Path) -> None:
    """Each view in both languages, as a file with its styles inside, light and dark."""
    files = []
    style = desk.client.get("/static/desk.css").text
    try:
        for lang in ("en", "ru"):
            desk.form("/language", {"lang": lang, "back": "/"})
            for number, view in enumerate(VIEWS):
                text = desk.client.get(view).text
                text = text.replace('<link rel="stylesheet" href="/static/desk.css">', f"<style>{style}</style>")
                text = re.sub(r"<script.*?</script>|<iframe.*?</iframe>", "", text, flags=re.DOTALL)
                files.append(tmp_path / f"{lang}-{number}.html")
                files[-1].write_text(text, "utf-8")
    finally:
        desk.client.cookies.delete("titelei_desk_lang")
    assert inaccessible(files, pa11y, chromium, timeout=840) == []


def test_a_kill_in_the_middle_of_publishing_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "titelei.toml").write_text(SETTINGS, "utf-8")
    names = ["Adler", "Berg", "Conti", "Dorn"]
    files = [(f"{n}.html", page(f"Crossings of {n}", n, "Ida", 200 + i)) for i, n in enumerate(names)]
    articles = [f"{n.lower()}-2024" for n in names]
    program = str(Path(sys.executable).with_name("titelei"))
    command = [program, "desk", "--project", str(folder), "--port", "0", "--no-browser", "--as", "M. Editor"]
    with desk_over(folder) as desk:
        desk.bring(*files)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        address = re.search(r"http://\S+", running.stderr.readline())
        assert address
        with httpx.Client(base_url=address[0].partition("?")[0], timeout=60) as client:
            client.get("/", params={"token": address[0].partition("token=")[2]})
            token = re.search(r'name="form_token" value="(\w+)"', client.get("/").text)
            assert token
            client.post("/publish", data={"form_token": token[1], "article": articles})
            while not any(b'status="published"' in p.read_bytes() for p in (folder / "tei/articles").glob("*.xml")):
                sleep(0.01)
        running.kill()
    with desk_over(folder) as desk:
        told = desk.done(desk.form("/publish", {"article": articles}))
        assert told.count("published and deposited") + told.count("the repository has it already") == 4, told
        assert set(_harvested(desk)) == {f"oai:ferry.example.org:{each}" for each in articles}
