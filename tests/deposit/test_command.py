"""``titelei deposit --to``, ``deposit status`` and ``deposit verify``, from the edition to a target and back."""

import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest

from cli.calls import Titelei
from deposit.articles import patience
from repository.looks import check_with_ocfl_py
from servers.invenio import InvenioServer
from servers.sword import SwordServer
from titelei.pipeline.delivery import counter
from titelei.repository.ocfl import Repository

OBJECT = "oai:titelei.example.org:ambartsumyan-2021"


def add_target(project: Path, text: str) -> None:
    with (project / "titelei.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{text}\n")


def change(article: Path) -> None:
    """Change the words of the newest change, which no rule holds to anything."""
    text = article.read_text("utf-8")
    changed = text.replace("First edition: the page", "First edition, looked through: the page", 1)
    assert changed != text
    article.write_text(changed, "utf-8")


@pytest.fixture
def invenio(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InvenioServer]:
    """Give a double of InvenioRDM, which the project has as the target ``zenodo``."""
    with InvenioServer() as server:
        add_target(project, f'[targets.zenodo]\nkind = "invenio"\nurl = "{server.public}"')
        monkeypatch.setenv("TITELEI_ZENODO_TOKEN", server.token)
        yield server


@pytest.fixture
def sword(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SwordServer]:
    """Give a double of a SWORD v2 server, which the project has as the target ``library``."""
    with SwordServer() as server:
        add_target(project, f'[targets.library]\nkind = "swordv2"\nurl = "{server.service_document}"')
        monkeypatch.setenv("TITELEI_LIBRARY_USER", server.user)
        monkeypatch.setenv("TITELEI_LIBRARY_PASSWORD", server.password)
        yield server


def test_a_deposit_a_second_one_a_change_and_what_is_known_of_them(
    project: Path, article: Path, titelei: Titelei, invenio: InvenioServer
) -> None:
    first = titelei("deposit", "--to", "zenodo", "--json")
    assert first.code == 0
    assert [(s["state"], s["sent"]) for s in first.json["sent"]] == [("published", True)]
    assert len(invenio.published) == 1
    held = invenio.published[0]
    assert held.files["ambartsumyan-2021.xml"] == article.read_bytes()
    assert held.metadata["creators"][0]["person_or_org"]["family_name"] == "Ambartsumyan"

    again = titelei("deposit", "--to", "zenodo", "--json")
    assert [(s["state"], s["sent"]) for s in again.json["sent"]] == [("published", False)]

    change(article)
    titelei("deposit")
    waiting = titelei("deposit", "status", "--json").json
    assert [(row["state"], row["version"], row["waits"]) for row in waiting] == [("published", "v1", "v3")]

    changed = titelei("deposit", "--to", "zenodo", "--json")
    assert changed.code == 0
    assert [r.version for r in invenio.published] == [1, 2]
    assert invenio.published[1].files["ambartsumyan-2021.xml"] == article.read_bytes()
    verified = titelei("deposit", "verify", "--json")
    assert (verified.code, verified.json[0]["differences"]) == (0, [])


def test_a_receipt_lies_beside_what_was_sent_and_makes_no_change(
    project: Path, titelei: Titelei, sword: SwordServer
) -> None:
    titelei("deposit", "--to", "library")
    repository = Repository(project / "repository")
    log = repository.log(OBJECT)
    assert [v.message for v in log[1:]] == ["receipt: library"]
    assert log[1].changed == ("receipts/library/1.json",)
    files = dict(repository.get(OBJECT))
    receipt = json.loads(files["receipts/library/1.json"])
    assert (receipt["version"], receipt["state"], receipt["object"]) == ("v1", "published", OBJECT)
    sent = {each["path"]: each["size"] for each in receipt["files"]}
    assert sent == {path: len(data) for path, data in files.items() if not path.startswith("receipts/")}
    assert sword.password not in files["receipts/library/1.json"].decode()

    assert "unchanged" in titelei("deposit", "--to", "library").out
    assert titelei("run", "--json").json[0]["deposit"]["changed"] is False
    assert len(Repository(project / "repository").log(OBJECT)) == 2


def test_a_dry_run_is_readable_and_touches_nothing(project: Path, titelei: Titelei, sword: SwordServer) -> None:
    planned = titelei("deposit", "--to", "library", "--dry-run")
    assert planned.code == 0
    assert sword.asked == []
    assert not (project / "repository").exists()
    for words in (
        "Nothing has been sent",
        "Accept-Encoding",
        "line breaks added",
        "POST",
        "Content-Type: multipart/related",
        "tei/ambartsumyan-2021.xml",
    ):
        assert words in planned.out
    assert "<dcterms:title" in planned.out
    for secret in (sword.password, "Authorization"):
        assert secret not in planned.out
    whole = titelei("deposit", "--to", "library", "--dry-run", "--json").json
    assert [r["method"] for r in whole["plans"][0]["requests"]] == ["GET", "GET", "POST", "GET"]


@pytest.mark.long
def test_a_withdrawal_here_is_one_there(project: Path, article: Path, titelei: Titelei, sword: SwordServer) -> None:
    titelei("deposit", "--to", "library")
    titelei("repository", "withdraw", "ambartsumyan-2021", "--reason", "Printed twice")
    # Also when its file is gone.
    article.unlink()
    gone = titelei("deposit", "--to", "library", "--json")
    assert [s["state"] for s in gone.json["sent"]] == ["withdrawn"]
    assert (sword.items, sword.deleted) == ({}, [1])
    assert titelei("deposit", "status", "--json").json[0]["state"] == "withdrawn"


@pytest.mark.long
def test_a_dry_run_of_a_withdrawal_shows_it(project: Path, article: Path, titelei: Titelei, sword: SwordServer) -> None:
    titelei("deposit", "--to", "library")
    titelei("repository", "withdraw", "ambartsumyan-2021", "--reason", "Printed twice")
    assert "DELETE" in titelei("deposit", "--to", "library", "--dry-run").out
    article.unlink()
    planned = titelei("deposit", "--to", "library", "--dry-run", "--json").json
    assert [r["method"] for r in planned["plans"][0]["requests"]] == ["GET", "GET", "DELETE"]
    assert list(sword.items) == [1]


@pytest.mark.long
def test_no_secret_is_in_any_byte_that_a_command_writes_or_says(
    project: Path, titelei: Titelei, sword: SwordServer, invenio: InvenioServer
) -> None:
    said = ""
    for words in (["--dry-run"], []):
        for name in ("library", "zenodo"):
            result = titelei("deposit", "--to", name, *words)
            said += result.out + result.err
    for command in (["deposit", "status"], ["deposit", "verify", "--json"]):
        result = titelei(*command)
        said += result.out + result.err
    written = [path.read_bytes() for path in project.rglob("*") if path.is_file()]
    written.append(said.encode())
    basic_form = base64.b64encode(f"{sword.user}:{sword.password}".encode())
    secrets = (sword.password.encode(), basic_form, invenio.token.encode(), base64.b64encode(invenio.token.encode()))
    assert any(b"/edit/1" in data for data in written)
    assert [data[:80] for data in written for secret in secrets if secret in data] == []


def test_a_refusal_is_exit_1_in_the_servers_own_words_beside_ours(titelei: Titelei, sword: SwordServer) -> None:
    sword.quirks.add("error-in-201")
    refused = titelei("deposit", "--to", "library")
    assert refused.code == 1
    assert "| " in refused.out
    assert "the package could not be imported" in refused.out
    assert "its words count" in refused.out
    status = titelei("deposit", "status")
    assert "refused" in status.out
    assert "the package could not be imported" in status.out


def test_what_is_in_review_is_verified_after_a_change_of_it_was_refused(
    article: Path, titelei: Titelei, sword: SwordServer
) -> None:
    sword.quirks |= {"reviewed", "closed-review", "eprints-receipt"}
    assert titelei("deposit", "--to", "library").code == 0
    change(article)
    assert titelei("deposit", "--to", "library").code == 1
    verified = titelei("deposit", "verify", "--json")
    assert [(v["article"], v["state"], v["differences"]) for v in verified.json] == [
        ("ambartsumyan-2021", "in review", [])
    ]


def test_a_target_that_is_not_there_is_exit_2_and_its_articles_are_queued(
    project: Path, titelei: Titelei, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SwordServer() as server:
        address = server.service_document
    add_target(project, f'[targets.library]\nkind = "swordv2"\nurl = "{address}"')
    monkeypatch.setattr(counter, "Patience", patience)
    unreachable = titelei("deposit", "--to", "library")
    assert unreachable.code == 2
    assert "could not be reached" in unreachable.err
    assert "TITELEI_LIBRARY_USER" in unreachable.err
    assert [row["state"] for row in titelei("deposit", "status", "--json").json] == ["queued"]


def test_a_folder_of_bags_is_valid_by_bagit_python(project: Path, article: Path, titelei: Titelei) -> None:
    add_target(project, '[targets.bags]\nkind = "bagit"\npath = "bags"')
    assert titelei("deposit", "--to", "bags").code == 0
    change(article)
    assert titelei("deposit", "--to", "bags").code == 0
    bags = sorted((project / "bags").iterdir())
    assert [bag.name for bag in bags] == ["ambartsumyan-2021.v1", "ambartsumyan-2021.v2"]
    for bag in bags:
        assert bagit.Bag(str(bag)).validate()
    assert bagit.Bag(str(bags[0])).info["External-Identifier"] == OBJECT
    (bags[1] / "data" / "out" / "index.html").write_bytes(b"spoilt")
    verified = titelei("deposit", "verify", "--json")
    assert (verified.code, [d["what"] for d in verified.json[0]["differences"]]) == (1, ["out/index.html"])


@pytest.mark.long
def test_another_storage_root_gets_versions_of_its_own(project: Path, article: Path, titelei: Titelei) -> None:
    add_target(project, '[targets.mirror]\nkind = "ocfl"\npath = "mirror"')
    titelei("deposit", "--to", "mirror")
    change(article)
    titelei("deposit", "--to", "mirror")
    other = Repository(project / "mirror")
    assert [v.number for v in other.log(OBJECT)] == ["v1", "v2"]
    assert not any(path.startswith("receipts/") for path, _ in other.get(OBJECT))
    assert titelei("deposit", "verify").code == 0
    titelei("repository", "withdraw", "ambartsumyan-2021", "--reason", "Printed twice")
    assert titelei("deposit", "--to", "mirror").code == 0
    assert "withdrawn.json" in dict(other.get(OBJECT))
    check_with_ocfl_py(project / "mirror", objects=1)


@pytest.mark.parametrize("agency", ["crossref", "datacite", "doaj"])
def test_nothing_is_sent_to_agencies_and_the_command_says_so(titelei: Titelei, agency: str) -> None:
    told = titelei("deposit", "--to", agency)
    assert told.code == 2
    assert f"Nothing is sent to {agency}" in told.err


def test_an_unknown_target_is_told_with_those_that_there_are(titelei: Titelei, sword: SwordServer) -> None:
    told = titelei("deposit", "--to", "libary")
    assert told.code == 2
    assert "Did you mean “library”?" in told.err


def test_a_path_called_status_is_written_with_its_folder(project: Path, article: Path, titelei: Titelei) -> None:
    (project / "status").mkdir()
    shutil.copy(article, project / "status")
    assert titelei("deposit", "--json", "status").json == []
    deposited = titelei("deposit", "./status", "--json")
    assert [row["article"] for row in deposited.json["deposits"]] == ["ambartsumyan-2021"]


def test_the_ledger_survives_a_rebuilt_catalogue(project: Path, titelei: Titelei, sword: SwordServer) -> None:
    titelei("deposit", "--to", "library")
    before = (project / "repository" / "ledger.sqlite").read_bytes()
    assert titelei("repository", "rebuild").code == 0
    assert (project / "repository" / "ledger.sqlite").read_bytes() == before


def test_where_nothing_was_sent_a_sentence_says_so(titelei: Titelei) -> None:
    assert "There is no target" in titelei("deposit", "status").err
    verified = titelei("deposit", "verify")
    assert (verified.code, verified.out) == (0, "")
    assert "nothing to verify" in verified.err


def test_tables_speak_russian(titelei: Titelei, sword: SwordServer) -> None:
    assert "опубликовано" in titelei("deposit", "--to", "library", "--lang", "ru").out
    assert "опубликовано" in titelei("deposit", "status", "--lang", "ru").out


def test_what_was_found_by_hand_is_said_of_one_article_alone(
    project: Path, article: Path, titelei: Titelei, sword: SwordServer
) -> None:
    address = f"{sword.public}/edit/1"
    for more in ([], [str(article.parent)]):
        if more:
            shutil.copy(article, article.with_name("another-2021.xml"))
        told = titelei("deposit", *more, "--to", "library", "--found", address)
        assert (told.code, "one article" in told.err) == (2, True)
    assert sword.asked == []
    assert titelei("deposit", str(article), "--found", address).code == 2


def test_a_dry_run_gives_bodies_that_are_text_and_quiet_still_says_why_it_ends_with_2(
    project: Path, titelei: Titelei, invenio: InvenioServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = titelei("deposit", "--to", "zenodo", "--dry-run", "--json").json["plans"][0]["requests"]
    described = next(r["body"]["text"] for r in planned if r["purpose"] == "create")
    assert json.loads(described)["metadata"]["title"]
    monkeypatch.setattr(counter, "Patience", lambda: patience())
    invenio.quirks.add("down")
    told = titelei("deposit", "--to", "zenodo", "--quiet")
    assert (told.code, "could not be reached" in told.err) == (2, True)
