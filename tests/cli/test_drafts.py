"""Drafts: left out by ``run``, refused by ``deposit``, stored as such by ``--drafts``, and shown to nobody."""

from pathlib import Path

import pytest

import titelei as api
from cli.calls import Titelei
from titelei.errors import DocumentError
from titelei.pipeline.run import open_catalogue
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.reading import snapshot
from titelei.settings import load
from titelei.site import Edition
from titelei.site.articles import Articles

ID = "ambartsumyan-2021"


def shown(project: Path) -> tuple[list[str], list[str | None]]:
    """Give what the catalogue has: articles, and of each why it is withdrawn."""
    catalogue = open_catalogue(load(project))
    catalogue.ready()
    with snapshot(catalogue.database) as found:
        entries = list(found.entries())
    catalogue.close()
    return [e.article for e in entries], [e.reason for e in entries]


def test_run_renders_a_draft_and_does_not_store_it(titelei: Titelei, project: Path, draft: Path) -> None:
    result = titelei("run")
    assert (result.code, "draft, not stored" in result.out) == (0, True)
    assert (project / "out" / ID / "index.html").is_file()
    assert titelei("repository", "list", "--json").json == []
    assert titelei("run", "--json").json[0]["deposit"] is None


def test_deposit_refuses_a_draft_with_all_that_keeps_it_from_being_published(
    titelei: Titelei, project: Path, draft: Path
) -> None:
    draft.write_text(draft.read_text("utf-8").replace('ref="#per.kirov"', 'ref="#per.kirow"'), "utf-8")
    for words in ((), ("--dry-run",), (draft,)):
        result = titelei("deposit", *words, "--json")
        rules = {f["rule"] for f in result.json["findings"] if f["severity"] == "error"}
        assert result.code == 1
        assert {"deposit-draft", "pointer-resolves"} <= rules
        assert result.json["deposits"][0]["version"] is None
    with pytest.raises(DocumentError, match="is a draft"):
        api.deposit(draft, settings=load(project))
    assert not (project / "repository" / "ocfl").exists()


def test_a_stored_draft_is_shown_to_nobody_until_it_is_published(titelei: Titelei, project: Path, draft: Path) -> None:
    assert "v1, draft" in titelei("run", "--drafts").out
    assert "v1, draft, unchanged" in titelei("deposit", "--drafts").out
    assert [(o["version"], o["draft"]) for o in titelei("repository", "list", "--json").json] == [("v1", True)]
    assert shown(project) == ([], [])
    assert titelei("repository", "rebuild", "--json").json["articles"] == 0
    assert titelei("repository", "check", "--json").json == []
    site = titelei("site", "--json").json
    assert not [name for name in site["written"] if ID in name]
    assert titelei("publish", ID, "--as", "Anna Editor").code == 0
    assert "v2" in titelei("run").out
    assert shown(project) == ([ID], [None])
    assert titelei("repository", "check", "--json").json == []
    assert [o["draft"] for o in titelei("repository", "list", "--json").json] == [False]
    catalogue = open_catalogue(load(project))
    found = Articles(catalogue, Edition.of(load(project)))
    entry = found.entry(ID)
    assert entry is not None
    assert found.article(entry, "v1") is None, "the draft of before is nobody's to read"
    assert found.article(entry, "v2") is not None
    assert versions(catalogue) == [2]
    catalogue.close()


def versions(catalogue: Catalogue) -> list[int]:
    with catalogue.database.reading() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT number FROM version")]


@pytest.mark.long
def test_a_draft_does_not_take_from_readers_what_was_published(titelei: Titelei, project: Path, article: Path) -> None:
    assert titelei("run", "-q").code == 0
    assert titelei("unpublish", ID, "--as", "Anna Editor").code == 0
    result = titelei("run", "--drafts", "--json")
    assert (result.code, result.json[0]["deposit"]) == (0, None)
    assert "draft-of-published" in [f["rule"] for f in result.json[0]["findings"]]
    assert shown(project) == ([ID], [None])
    assert titelei("repository", "withdraw", ID, "--reason", "Being revised").code == 0
    assert titelei("run", "--drafts", "--json").json[0]["deposit"]["version"] == "v3"
    assert shown(project) == ([ID], ["Being revised"])
    assert titelei("repository", "restore", ID).code == 0
    (reason,) = shown(project)[1]
    assert "draft" in str(reason), "a draft is not shown by undoing the withdrawal of what was published"
    assert titelei("publish", ID, "--as", "Anna Editor").code == 0
    assert titelei("run", "-q").code == 0
    assert shown(project) == ([ID], [None])
    assert titelei("repository", "check", "--json").json == []


def test_others_are_sent_no_drafts(titelei: Titelei, project: Path, draft: Path) -> None:
    with (project / "titelei.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[targets.archive]\nkind = "bagit"\npath = "bags"\n')
    refused = titelei("deposit", "--to", "archive", "--json")
    assert (refused.code, refused.json["sent"]) == (1, [])
    assert "deposit-draft" in [f["rule"] for f in refused.json["findings"]]
    assert titelei("deposit", "--to", "archive", "--drafts").code == 2
    assert not list((project / "bags").glob("*")) if (project / "bags").exists() else True
