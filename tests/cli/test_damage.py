"""Damage in the repository: of an object it is its article's finding; of the catalogue it is made good in passing."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.calls import Titelei

ID, OTHER = "ambartsumyan-2021", "other-2021"


@pytest.fixture
def both(titelei: Titelei, article: Path) -> tuple[Path, Path]:
    """Give two articles, deposited."""
    other = article.with_name(f"{OTHER}.xml")
    other.write_text(article.read_text("utf-8").replace(f'xml:id="{ID}"', f'xml:id="{OTHER}"', 1), "utf-8")
    assert titelei("run", "-q").code == 0
    return article, other


def object_of(project: Path, name: str) -> Path:
    (found,) = (project / "repository" / "ocfl").rglob(f"*{name}")
    return found


def spoil(project: Path, name: str) -> None:
    """Leave an object without any inventory that could be read."""
    for file in object_of(project, name).rglob("inventory.json"):
        file.write_bytes(b"")


def change(*articles: Path) -> None:
    for file in articles:
        file.write_text(file.read_text("utf-8").replace("gives no ISSN.", "gives no ISSN at all."), "utf-8")


def test_a_damaged_object_is_a_finding_of_its_article_and_the_others_go_on(
    titelei: Titelei, project: Path, both: tuple[Path, Path]
) -> None:
    spoil(project, ID)
    planned = titelei("deposit", "--dry-run", "--json")
    assert (planned.code, [d["version"] for d in planned.json["deposits"]]) == (1, [None, "v1"])
    change(*both)
    result = titelei("run", "--json")
    assert result.code == 1
    spoiled, sound = result.json
    assert (spoiled["stage"], spoiled["stopped"], spoiled["deposit"]) == ("deposit", True, None)
    (finding,) = [f for f in spoiled["findings"] if f["severity"] == "error"]
    assert (finding["rule"], Path(finding["file"]).stem) == ("object-damaged", ID)
    assert "backup" in finding["repair"]
    assert sound["deposit"] == {"object": f"oai:titelei.example.org:{OTHER}", "version": "v2", "changed": True}
    again = titelei("deposit", "--json")
    assert (again.code, [d["version"] for d in again.json["deposits"]]) == (1, [None, "v2"])


def test_what_an_interrupted_deposit_left_of_a_damaged_object_stops_no_other(
    titelei: Titelei, project: Path, both: tuple[Path, Path]
) -> None:
    spoil(project, ID)
    staged = project / "repository" / "staging" / f"{object_of(project, ID).name}.v2"
    staged.mkdir(parents=True)
    (staged / "kept").write_text("the last that is whole")
    change(*both)
    result = titelei("run", both[1])
    assert result.code == 0
    assert "set-aside" in result.err
    (kept,) = (project / "repository" / "set-aside").rglob("kept")
    assert kept.read_text() == "the last that is whole"


def test_others_are_sent_what_is_whole(titelei: Titelei, project: Path, both: tuple[Path, Path]) -> None:
    with (project / "titelei.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[targets.archive]\nkind = "bagit"\npath = "bags"\n')
    for file in object_of(project, ID).rglob("*.jsonld"):
        file.unlink()
    facts = next(object_of(project, ID).rglob("*.facts.xml"))
    facts.chmod(0o644)
    facts.unlink()
    spoil(project, ID)
    result = titelei("deposit", "--to", "archive", "--json")
    assert result.code == 1
    assert [s["article"] for s in result.json["sent"]] == [OTHER]
    assert "object-damaged" in [f["rule"] for f in result.json["findings"]]
    assert titelei("deposit", "status").code == 0


def test_a_damaged_object_without_a_file_ends_no_withdrawals(
    titelei: Titelei, project: Path, both: tuple[Path, Path]
) -> None:
    with (project / "titelei.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[targets.archive]\nkind = "bagit"\npath = "bags"\n')
    assert titelei("deposit", "--to", "archive", "-q").code == 0
    for file, name in zip(both, (ID, OTHER), strict=True):
        titelei("repository", "withdraw", name, "--reason", "Printed twice")
        file.unlink()
    spoil(project, ID)
    planned = titelei("deposit", "--to", "archive", "--dry-run", "--json")
    assert (planned.code, [plan["article"] for plan in planned.json["plans"]]) == (1, [ID, OTHER])
    assert "is damaged" in planned.json["plans"][0]["faults"][0]
    done = titelei("deposit", "--to", "archive", "--json")
    assert (done.code, [sent["article"] for sent in done.json["sent"]]) == (1, [ID, OTHER])
    assert (done.json["sent"][0]["state"], "is damaged" in done.json["sent"][0]["message"]) == ("refused", True)


def test_a_dry_run_goes_on_where_it_cannot_be_read_that_an_article_is_withdrawn(
    titelei: Titelei, project: Path, both: tuple[Path, Path]
) -> None:
    with (project / "titelei.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[targets.archive]\nkind = "bagit"\npath = "bags"\n')
    titelei("repository", "withdraw", ID, "--reason", "Printed twice")
    (stone,) = object_of(project, ID).rglob("withdrawn.json")
    stone.chmod(0o644)
    stone.write_bytes(b"{}")
    planned = titelei("deposit", "--to", "archive", "--dry-run", "--json")
    assert (planned.code, [plan["article"] for plan in planned.json["plans"]]) == (1, [OTHER])
    assert "object-damaged" in [finding["rule"] for finding in planned.json["findings"]]


def _rubbish(file: Path) -> None:
    file.write_bytes(b"rubbish" * 4000)


def _cut_off(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _without_a_table(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE member")
        connection.execute("DROP TABLE shown")


def _without_its_number(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE state")


@pytest.mark.parametrize(
    "damage",
    [_rubbish, *(pytest.param(d, marks=pytest.mark.long) for d in (_cut_off, _without_a_table, _without_its_number))],
)
@pytest.mark.long
def test_a_damaged_catalogue_is_made_anew_by_whatever_needs_it(
    titelei: Titelei, project: Path, damage: Callable[[Path], None]
) -> None:
    assert titelei("run", "-q").code == 0
    catalogue = project / "repository" / "catalogue.sqlite"
    for words in (
        ("site",),
        ("repository", "check"),
        ("repository", "withdraw", ID, "--reason", "Twice"),
        ("repository", "restore", ID),
        ("repository", "rebuild"),
        ("repository", "migrate"),
    ):
        for beside in catalogue.parent.glob("catalogue.sqlite-*"):
            beside.unlink()
        damage(catalogue)
        assert (words, titelei(*words).code) == (words, 0)
    change(project / "tei" / "articles" / f"{ID}.xml")
    damage(catalogue)
    assert titelei("run", "--json").json[0]["deposit"]["changed"]
    assert titelei("repository", "check", "--json").json == []
