"""Secrets: where they come from, and that they are nowhere else afterwards."""

import base64
import html
import importlib
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

import pytest

from deposit.articles import NOON, QUICK, item, ledger, patience
from servers.invenio import InvenioServer
from servers.sword import SwordServer
from titelei import settings
from titelei.deposit.desk import Desk
from titelei.deposit.errors import RefusedError
from titelei.deposit.network import secrets
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.opening import open_target
from titelei.deposit.target import Target
from titelei.deposit.targets.hal import Hal
from titelei.deposit.targets.invenio import Invenio
from titelei.deposit.targets.swordv2 import SwordV2
from titelei.deposit.values import Request, State
from titelei.errors import SettingsError
from titelei.repository.ocfl import Repository


@pytest.mark.parametrize(
    ("key", "variable"),
    [
        ("token", "TITELEI_MY_ZENODO_TOKEN"),
        ("user", "TITELEI_MY_ZENODO_USER"),
        ("password", "TITELEI_MY_ZENODO_PASSWORD"),
    ],
)
def test_a_secret_in_the_settings_is_an_error_that_names_its_variable(key: str, variable: str) -> None:
    text = f'[targets.my-zenodo]\nkind = "invenio"\nurl = "https://example.org"\n{key} = "x-secret-x"\n'
    with pytest.raises(SettingsError, match=variable) as caught:
        settings.parse(text)
    assert "line 4" in str(caught.value)
    assert "x-secret-x" not in str(caught.value)
    assert secrets.variable("my-zenodo", key) == variable


@pytest.mark.parametrize("url", ["https://me:x-secret-x@example.org", "https://example.org/?access_token=x-secret-x"])
def test_a_secret_in_an_address_is_an_error_that_does_not_repeat_it(url: str) -> None:
    found = settings.parse(f'[targets.z]\nkind = "invenio"\nurl = "{url}"\n')
    with pytest.raises(SettingsError, match="TITELEI_Z_TOKEN") as caught:
        open_target("z", found, storage_root=Repository, now=lambda: NOON, environment={})
    assert "x-secret-x" not in str(caught.value)


def test_plain_http_is_refused_except_to_this_machine() -> None:
    for url, is_right in [
        ("http://example.org", False),
        ("http://127.0.0.1:5000", True),
        ("https://example.org", True),
    ]:
        found = settings.parse(f'[targets.z]\nkind = "invenio"\nurl = "{url}"\n')
        if is_right:
            open_target("z", found, storage_root=Repository, now=lambda: NOON, environment={})
        else:
            with pytest.raises(SettingsError, match="https"):
                open_target("z", found, storage_root=Repository, now=lambda: NOON, environment={})


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".x"])
def test_a_name_that_could_leave_its_folder_is_refused(name: str) -> None:
    found = settings.parse(f'[targets."{name}"]\nkind = "bagit"\npath = "bags"\n')
    with pytest.raises(SettingsError, match="letters"):
        open_target(name, found, storage_root=Repository, now=lambda: NOON, environment={})


def test_the_environment_is_asked_and_its_lack_is_told() -> None:
    found = settings.parse('[targets.z]\nkind = "invenio"\nurl = "https://example.org"\n')
    without = open_target("z", found, storage_root=Repository, now=lambda: NOON, environment={})
    assert "TITELEI_Z_TOKEN" in without.warnings[0]
    given = open_target(
        "z", found, storage_root=Repository, now=lambda: NOON, environment={"TITELEI_Z_TOKEN": "x-secret-x"}
    )
    assert given.warnings == ()
    assert "x-secret-x" not in repr(given)


def test_no_form_of_a_secret_is_written_down_even_where_the_server_repeats_it(tmp_path: Path) -> None:
    with SwordServer("echo", "error-in-201") as server, InvenioServer("echo") as other:
        known = Secrets(user=server.user, password="wrong horse")
        wrong = Secrets(token="wrong-token-0123456789")
        right = Secrets(user=server.user, password=server.password)
        tries: list[tuple[str, Target, Client, Secrets]] = [
            ("a", SwordV2(url=server.service_document), Client(server.public, known, timeouts=QUICK), known),
            ("b", SwordV2(url=server.service_document), Client(server.public, right, timeouts=QUICK), right),
            ("c", Invenio(url=other.public), Client(other.public, wrong, timeouts=QUICK), wrong),
            ("d", Hal(url=server.service_document, domain="shs"), Client(server.public, right, timeouts=QUICK), right),
        ]
        notes = ledger(tmp_path)
        for name, target, client, used in tries:
            desk = Desk(name=name, kind="swordv2", target=target, ledger=notes, client=client, patience=patience())
            sent = desk.send(item(1))
            assert sent.state is State.REFUSED
            _refuse(repr(sent), used)
        notes.close()
        kept = b"".join(path.read_bytes() for path in (tmp_path / "repository").iterdir())
        whole = "\n".join(sqlite3.connect(tmp_path / "repository" / "ledger.sqlite").iterdump())
        for used in (known, wrong, right):
            _refuse(whole, used)
            _refuse(kept.decode("latin-1"), used)
        # It had been there to be found: the servers did repeat what they were sent.
        assert secrets.MASK in whole


def test_what_a_server_hands_out_as_a_password_is_masked() -> None:
    reply = Secrets().mask(b'<hal:password>abc</hal:password> {"access_token": "def", "title": "password"}')
    assert b"abc" not in reply
    assert b"def" not in reply
    assert b'"title": "password"' in reply


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", " "])
def test_the_end_of_a_line_behind_a_token_is_taken_off(end: str) -> None:
    assert secrets.find("z", {"TITELEI_Z_TOKEN": f"x-secret-x{end}"}).token == "x-secret-x"
    given = {"TITELEI_Z_USER": "me", "TITELEI_Z_PASSWORD": "x secret x\r\n"}
    assert secrets.find("z", given).password == "x secret x"


@pytest.mark.parametrize("token", ["x-secret\n-x", "x-secret-ж", "x secret", "x-secret\x00x"])
def test_a_token_that_no_header_carries_is_an_error_that_does_not_repeat_it(token: str) -> None:
    with pytest.raises(SettingsError, match="TITELEI_Z_TOKEN") as caught:
        secrets.find("z", {"TITELEI_Z_TOKEN": token})
    assert "secret-" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("token", ["top-secret\r", "top-secret-ж"])
def test_a_header_that_cannot_be_written_is_not_quoted(token: str) -> None:
    with InvenioServer() as server:
        client = Client(server.public, Secrets(token=token), timeouts=QUICK)
        look = Request(purpose="look", method="GET", address=f"{server.public}/api/records")
        with pytest.raises(RefusedError, match="could not be written") as caught:
            client.exchange(look)
    assert "top-secret" not in str(caught.value)


def test_a_secret_is_masked_in_every_writing() -> None:
    password = "a/b+c\"d'e<f>&g h\\%жé=😀"
    writings = [
        quote(password, safe=""),
        quote(password, safe="").lower(),
        quote_plus(password),
        escape(password),
        escape(password, {'"': "&quot;", "'": "&apos;"}),
        html.escape(password),
        html.escape(password).replace("&#x27;", "&#39;").replace("&quot;", "&#34;"),
        "".join(f"&#{ord(character)};" for character in password),
        json.dumps(password),
        re.sub(r"(?<=\\u)[0-9a-f]{4}", lambda found: found[0].upper(), json.dumps(password)),
        json.dumps(password, ensure_ascii=False).replace("/", "\\/"),
        json.dumps(password).replace("<", "\\u003c").replace(">", "\\u003E").replace("&", "\\u0026"),
        quote(base64.b64encode(f"me:{password}".encode()), safe=""),
        json.dumps(base64.b64encode(password.encode()).decode()).replace("/", "\\/"),
    ]
    known = Secrets(user="me", password=password)
    for written in writings:
        bare = written[1:-1] if written.startswith('"') else written
        assert known.mask_text(f"x {bare} y") == f"x {secrets.MASK} y", written


def _refuse(text: str, used: Secrets) -> None:
    forms = [used.token, used.password, used.authorization().partition(" ")[2]]
    assert [form for form in forms if form and form in text] == []


@pytest.fixture
def ring() -> Iterator[Any]:
    """Give the real package keyring with a keyring of ours in memory, which asks nobody."""
    keyring = pytest.importorskip("keyring", reason="the package keyring is not there: pip install titelei[keyring]")
    backend = importlib.import_module("keyring.backend")

    class InMemory(backend.KeyringBackend):  # type: ignore[misc, name-defined]
        priority = 1

        def __init__(self) -> None:
            super().__init__()
            self.kept: dict[tuple[str, str], str] = {}
            self.is_locked = False

        def get_password(self, service: str, username: str) -> str | None:
            if self.is_locked:
                raise importlib.import_module("keyring.errors").KeyringLocked("nobody unlocked it")
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    yield keyring
    keyring.set_keyring(before)


def test_secrets_come_from_the_systems_keyring(ring: Any) -> None:
    ring.set_password("titelei:my-zenodo", "token", "kept-in-the-ring")
    assert secrets.find("my-zenodo", {}).authorization() == "Bearer kept-in-the-ring"
    assert secrets.find("other", {}) == Secrets()


def test_the_environment_comes_before_the_keyring(ring: Any) -> None:
    ring.set_password("titelei:library", "user", "from-the-ring")
    ring.set_password("titelei:library", "password", "kept-in-the-ring")
    assert secrets.find("library", {"TITELEI_LIBRARY_TOKEN": "given"}) == Secrets(token="given")
    assert secrets.find("library", {}) == Secrets(user="from-the-ring", password="kept-in-the-ring")
    given = {"TITELEI_LIBRARY_USER": "given"}
    assert secrets.find("library", given) == Secrets(user="given", password="kept-in-the-ring")


def test_a_locked_keyring_is_told_and_stops_nothing(ring: Any) -> None:
    ring.set_password("titelei:z", "token", "kept-in-the-ring")
    ring.get_keyring().is_locked = True
    found = settings.parse('[targets.z]\nkind = "invenio"\nurl = "https://example.org"\n')
    opened = open_target("z", found, storage_root=Repository, now=lambda: NOON, environment={})
    assert "nobody unlocked it" in opened.warnings[0]
    assert "TITELEI_Z_TOKEN" in opened.warnings[0]


@pytest.mark.parametrize("word", ["sword", "title", "Articles"])
def test_a_password_that_is_a_word_of_the_answers_breaks_no_reading(word: str, tmp_path: Path) -> None:
    with SwordServer() as server:
        server.password = word
        own = Secrets(user=server.user, password=word)
        client = Client(server.public, own, timeouts=QUICK)
        notes = ledger(tmp_path)
        desk = Desk(
            name="a",
            kind="swordv2",
            target=SwordV2(url=server.service_document),
            ledger=notes,
            client=client,
            patience=patience(),
        )
        assert desk.send(item(1)).state is State.PUBLISHED
        assert desk.send(item(2)).state is State.PUBLISHED
        assert (len(server.items), server.items[1].revisions) == (1, 2)
        assert desk.verify(item(2))[0].state is State.PUBLISHED
        kept = b"".join(bytes(row["reply_body"] or b"") for row in notes.all("SELECT reply_body FROM steps"))
        assert word.encode() not in kept
        notes.close()
