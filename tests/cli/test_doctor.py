"""``titelei doctor``: one thing of the set-up is damaged, and that one is named with its repair."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from cli.calls import Titelei
from titelei import settings
from titelei.pipeline import doctor


@pytest.fixture
def edition(titelei: Titelei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new edition with nothing wrong, and make it the working folder."""
    folder = tmp_path / "edition"
    said = (
        "--title",
        "Samples",
        "--base-url",
        "https://samples.example.org/",
        "--contact",
        "office@samples.example.org",
    )
    titelei("new", folder, *said, "--publisher", "Sample Press", "--editor", "Anna Editor", "--yes")
    monkeypatch.chdir(folder)
    (folder / "tei" / "articles" / "voss-1998.xml").write_text("<TEI/>", "utf-8")
    return folder


def rules(folder: Path, now: datetime | None = None) -> set[str]:
    examined = doctor.examine(settings.load(folder), now=now or datetime.now(UTC))
    return {f.rule for part in examined for f in part.findings if part.name != "versions" or f.rule == "doctor-version"}


def test_an_edition_that_was_just_made_has_nothing_wrong(edition: Path) -> None:
    assert rules(edition) == set()


def append(name: str, text: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    return damage


def take_away(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), "utf-8")

    return damage


def own_labels(folder: Path) -> None:
    append(
        "own/labels/de.xml",
        '<labels xmlns="urn:titelei:labels" xml:lang="de"><label key="skip">Zum Text</label></labels>',
    )(folder)
    replace("titelei.toml", '#xslt = "own"', 'xslt = "own"')(folder)


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (append("schemas/frontmatter.sch", "<!-- older -->"), "doctor-schemas"),
        (take_away("schemas/frontmatter.rng"), "doctor-schemas"),
        (replace("requirements.txt", "titelei==", "titelei==0.0."), "doctor-version"),
        (replace("titelei.toml", 'publisher = "Sample Press"', ""), "doctor-setting"),
        (own_labels, "doctor-labels"),
        (append("tei/articles/notes.docx", "x"), "doctor-unknown-file"),
        (append("tei/sources/stray-2001.txt", "x"), "doctor-stray-source"),
        (append("out/gone-2001/gone-2001.tei.xml", "<TEI/>"), "doctor-forgotten"),
        (append("out/voss-1998/voss-1998.tei.xml", "<TEI>older</TEI>"), "doctor-stale"),
        (append("repository/catalogue.sqlite", "this is no database" * 100), "doctor-database"),
        (append("titelei.toml", '\n[targets.bags]\nkind = "bagit"\n'), "doctor-target"),
        (append("titelei.toml", '\n[targets.hal]\nkind = "hal"\nurl = "https://hal.example.org/"\n'), "doctor-target"),
    ],
)
def test_what_is_wrong_is_named(edition: Path, damage: Callable[[Path], None], rule: str) -> None:
    damage(edition)
    assert rules(edition) == {rule}


def test_a_clock_that_is_behind_is_named(edition: Path) -> None:
    assert rules(edition, datetime(2001, 1, 1, tzinfo=UTC)) == {"doctor-clock"}


def test_a_folder_that_cannot_be_written_is_named(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: "sources" not in str(path))  # tests may run as root
    (edition / "tei" / "sources").mkdir()
    assert rules(edition) == {"doctor-writing"}


def test_every_finding_has_a_repair_and_warnings_leave_the_exit_code(titelei: Titelei, edition: Path) -> None:
    append("schemas/frontmatter.sch", "<!-- older -->")(edition)
    (edition / "tei" / "articles" / "x.odt").write_text("x", "utf-8")
    found = [f for part in titelei("doctor", "--json").json for f in part["findings"]]
    assert len(found) >= 2
    assert all(f["repair"] and f["file"] for f in found)
    assert titelei("doctor", "--fail-on", "warning").code == 1
    titelei("schema", "export", "schemas")
    assert "doctor-schemas" not in titelei("doctor", "--lang", "ru").out


def test_outside_of_an_edition_it_says_how_to_begin(
    titelei: Titelei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "titelei new DIR" in titelei("doctor").out


class _Answering(BaseHTTPRequestHandler):
    """Answers with the status that its path names; keeps what it was asked."""

    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.headers["Authorization"]))
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join(10)


def test_targets_are_asked_where_it_is_wished_and_get_no_secret(
    titelei: Titelei, edition: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = {"there": f"{server}/200", "closed": f"{server}/401", "gone": f"{server}/404", "ill": f"{server}/503"}
    addresses["silent"] = "http://127.0.0.1:9"
    for name, url in addresses.items():
        append("titelei.toml", f'\n[targets.{name}]\nkind = "invenio"\nurl = "{url}"\n')(edition)
        monkeypatch.setenv(f"TITELEI_{name.upper()}_TOKEN", "secret")
    _Answering.asked.clear()
    assert titelei("doctor").code == 0
    assert _Answering.asked == []
    done = titelei("doctor", "--targets", "--json")
    found = [f for part in done.json if part["part"] == "reachable" for f in part["findings"]]
    assert done.code == 1
    assert [(f["rule"], f["severity"]) for f in found] == [
        ("doctor-unreachable", severity) for severity in ("error", "warning", "error")
    ]
    said = [f"{f['message']} {f['repair']}" for f in found]
    assert all(word in text for word, text in zip(("/404", "503", "cannot be reached"), said, strict=True))
    assert _Answering.asked == [("HEAD", None)] * 4
