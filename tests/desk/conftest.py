"""A desk over an edition that has one draft, served on a socket of its own in a thread."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import httpx
import pytest
import uvicorn

from desk.pages import SETTINGS, page
from titelei.desk.app import create_app
from titelei.settings import Settings, load
from titelei.web.server import configuration, listen

TOKEN = "a-token-of-the-tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk that runs, a client that is let in, and the edition behind it."""

    client: httpx.Client
    settings: Settings

    def form(self, path: str, data: Mapping[str, object] | None = None, **more: object) -> httpx.Response:
        """Send one of the desk's forms."""
        return self.client.post(path, data={"form_token": self.token, **(data or {})}, **more)  # type: ignore[arg-type]

    @property
    def token(self) -> str:
        """What each form of the desk carries."""
        return _found(r'name="form_token" value="(\w+)"', self.client.get("/").text)

    def bring(self, *files: tuple[str, bytes], **data: object) -> str:
        """Bring files, wait until drafts are made, give the page that tells of it."""
        answer = self.form("/bring", data, files=[("file", each) for each in files])
        return self.done(answer)

    def done(self, answer: httpx.Response) -> str:
        """Wait for the job that a form has started, and give its page."""
        assert answer.status_code == 303, answer.text
        for _ in range(600):
            text = self.client.get(answer.headers["location"]).text
            if 'http-equiv="refresh"' not in text:
                return text
            sleep(0.05)
        raise AssertionError("the job does not end")

    def state(self, article: str) -> str:
        """Give the state of an article as its page has it."""
        return _found(r'name="state" value="([\w-]+)"', self.client.get(f"/article/{article}").text)

    def step(self, article: str, step: str, **data: object) -> httpx.Response:
        """Take a step on an article as it stands."""
        return self.form(f"/article/{article}/{step}", {"state": self.state(article), **data})

    def tei(self, article: str) -> Path:
        """Give the file of an article."""
        return self.settings.articles / f"{article}.xml"


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found[1]


@contextmanager
def desk_over(folder: Path) -> Iterator[Desk]:
    """Run a desk over an edition."""
    settings = load(folder)
    app = create_app(settings, token=TOKEN, by="M. Editor")
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as client:
            assert client.get("/", params={"token": TOKEN}).status_code == 303
            yield Desk(client=client, settings=settings)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an edition without articles."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "titelei.toml").write_text(SETTINGS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(edition: Path) -> Iterator[Desk]:
    """Give a desk whose edition has one draft, “brandt-2024”."""
    with desk_over(edition) as made:
        made.bring(("ferries.html", page()))
        yield made


@pytest.fixture
def as_it_was(desk: Desk) -> Iterator[Callable[[], bytes]]:
    """Give what reads the draft's file, and put the draft back as it was after the test."""
    path = desk.tei("brandt-2024")
    proof = desk.settings.articles.parent / "evidence" / "brandt-2024.json"
    before = path.read_bytes(), proof.read_bytes()
    yield path.read_bytes
    path.write_bytes(before[0])
    proof.write_bytes(before[1])
