"""Withdraw, restore, rebuild, check and migrate from the command line; what a stopped command leaves is carried on."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from cli.calls import Titelei
from titelei.model import User
from titelei.repository.ocfl import Repository

ID = "ambartsumyan-2021"
OBJECT = "oai:titelei.example.org:ambartsumyan-2021"


def test_withdraw_and_restore_are_versions(titelei: Titelei, project: Path) -> None:
    assert titelei("run", "-q").code == 0
    withdrawn = titelei("repository", "withdraw", ID, "--reason", "Printed twice", "--json")
    assert (withdrawn.code, withdrawn.json) == (0, {"object": OBJECT, "version": "v2", "changed": True})
    again = titelei("repository", "withdraw", ID, "--reason", "Printed twice")
    assert again.code == 2
    assert "withdrawn already" in again.err
    assert titelei("run").code == 0, "a withdrawn article is not brought back by depositing it again"
    assert [each["withdrawn"] for each in titelei("repository", "list", "--json").json] == [True]
    assert "withdrawn" in titelei("repository", "list").out
    assert titelei("repository", "restore", ID).code == 0
    assert [each["withdrawn"] for each in titelei("repository", "list", "--json").json] == [False]
    messages = [v["message"] for v in titelei("repository", "log", ID, "--json").json]
    assert messages[1:] == ["withdraw: Printed twice", "restore"]
    assert titelei("repository", "get", ID, "--version", "v2", "-o", project / "v2").code == 0
    assert "Printed twice" in (project / "v2" / "withdrawn.json").read_text()


def test_a_withdrawal_without_reason_is_refused(titelei: Titelei, project: Path) -> None:
    assert titelei("repository", "withdraw", ID).code == 2


def test_rebuild_and_check_and_migrate(titelei: Titelei, project: Path) -> None:
    assert titelei("run", "-q").code == 0
    (project / "repository" / "catalogue.sqlite").unlink()
    rebuilt = titelei("repository", "rebuild", "--json")
    assert rebuilt.code == 0
    assert rebuilt.json["articles"] == 1
    checked = titelei("repository", "check", "--json")
    assert (checked.code, checked.json) == (0, [])
    migrated = titelei("repository", "migrate", "--json").json
    assert migrated["before"] == migrated["after"]
    (damaged,) = (project / "repository").rglob("*.jsonld")
    damaged.write_bytes(damaged.read_bytes() + b" ")
    checked = titelei("repository", "check", "--json")
    assert checked.code == 1
    assert [(f["rule"], f["file"]) for f in checked.json] == [("file-damaged", str(damaged))]


def test_a_damaged_object_is_reported_and_the_others_are_listed(titelei: Titelei, project: Path) -> None:
    repository = Repository(project / "repository")
    for name in ("good", "bad"):
        repository.put(
            f"oai:titelei.example.org:{name}",
            {"a.txt": name.encode()},
            message="m",
            user=User(name="U", address="mailto:u@example.org"),
            now=datetime(2026, 3, 1, tzinfo=UTC),
        )
    damaged = [p for p in (project / "repository").rglob("inventory.json") if "3abad" in str(p)]
    assert len(damaged) == 2
    for inventory in damaged:
        inventory.write_bytes(b"{")
    listed = titelei("repository", "list")
    assert listed.code == 1
    assert "oai:titelei.example.org:good" in listed.out
    assert "oai:titelei.example.org:bad: The object in" in listed.err
    assert "backup" in listed.err
    good, bad = titelei("repository", "list", "--json").json
    assert (good["object"], good["version"]) == ("oai:titelei.example.org:good", "v1")
    assert set(bad) == {"object", "error"}
    assert titelei("repository", "log", "good").code == 0
    assert titelei("repository", "log", "bad").code == 2


def test_a_copy_that_lacks_the_newest_version_says_so(titelei: Titelei, project: Path) -> None:
    assert titelei("run", "-q").code == 0
    assert titelei("repository", "withdraw", ID, "--reason", "Printed twice").code == 0
    (newest,) = (p for p in (project / "repository").rglob("v2") if p.is_dir())
    shutil.rmtree(newest)
    said = f"{OBJECT}: this copy of the repository holds v1 whole; v2 was under way"
    for command in (["list"], ["log", ID], ["get", ID, "-o", project / "given"], ["rebuild"]):
        called = titelei("repository", *command)
        assert (called.code, said in called.err) == (0, True), command
    checked = titelei("repository", "check", "--json")
    assert (checked.code, [f["rule"] for f in checked.json]) == (1, ["version-unfinished"])
    assert said in titelei("repository", "withdraw", ID, "--reason", "Again").err
    assert titelei("repository", "check", "--json").json == []
    assert [o["version"] for o in titelei("repository", "list", "--json").json] == ["v2"]


def test_without_a_repository_each_says_so(titelei: Titelei, project: Path) -> None:
    for command in (["rebuild"], ["check"], ["migrate"], ["withdraw", ID, "--reason", "x"], ["restore", ID]):
        called = titelei("repository", *command)
        assert called.code == 2
        assert "There is no repository" in called.err
    assert not (project / "repository").exists()


def test_an_unchanged_run_touches_no_byte_of_the_repository(titelei: Titelei, project: Path) -> None:
    assert titelei("run", "-q").code == 0
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (project / "repository").rglob("*") if p.is_file()}
    assert titelei("run", "-q").code == 0
    after = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (project / "repository").rglob("*") if p.is_file()}
    assert after == before


def test_a_wrong_database_is_a_fault_of_the_settings(titelei: Titelei, project: Path) -> None:
    settings = project / "titelei.toml"
    plain = settings.read_text()
    for value, said in (
        ("mysql://x/y", "SQLite or PostgreSQL"),
        ("nonsense", "is no URL"),
        ("postgresql://nobody@127.0.0.1:9/none", "it cannot be reached"),
    ):
        settings.write_text(plain.replace("[repository]", f'[repository]\ndatabase = "{value}"'))
        called = titelei("run")
        assert called.code == 2
        assert said in called.err
        assert "Traceback" not in called.err
