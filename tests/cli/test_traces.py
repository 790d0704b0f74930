"""An article all of whose files are as they were is not read again, and says the same; whatever changed is noticed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.calls import Titelei
from titelei.pipeline import render, run
from titelei.pipeline.article import Article
from titelei.settings import Settings

pytestmark = pytest.mark.long


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that grows by each file that is read and prepared."""
    read: list[str] = []
    prepare = run.prepare

    def counted(path: Path, *rest: object, **options: object) -> Article:
        read.append(path.name)
        return prepare(path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "prepare", counted)
    return read


OUT = "out/ambartsumyan-2021"


def _copy(article: Path, name: str) -> Path:
    """Make a second article of the first one, which gives a person another name."""
    other = article.with_name(f"{name}.xml")
    text = article.read_text("utf-8").replace('xml:id="ambartsumyan-2021"', f'xml:id="{name}"')
    other.write_text(text.replace("<forename>G.</forename>", "<forename>Georgy</forename>"), "utf-8")
    return other


def _told(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Give rows without what is of one run alone."""
    return [{k: v for k, v in row.items() if k not in ("written", "deposit")} for row in rows]


def test_what_is_unchanged_is_not_read_and_says_the_same(project: Path, titelei: Titelei, reads: list[str]) -> None:
    first = titelei("run", "--json")
    again = titelei("run", "--json")
    assert len(reads) == 1
    assert _told(again.json) == _told(first.json)
    assert again.json[0]["written"] == []
    assert again.json[0]["deposit"] == {**first.json[0]["deposit"], "changed": False}
    assert again.code == first.code == 0


def _touched(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


HARMLESS: dict[str, Callable[[Path], object]] = {
    "an output": lambda p: _touched(p / OUT / "index.html", lambda data: data.replace(b"Abstract", b"Obstruct")),
    "an output gone": lambda p: (p / OUT / "index.html").unlink(),
    "a file of a format no longer made": lambda p: (p / OUT / "ambartsumyan-2021.crossref.xml").write_bytes(b"<a/>"),
    "a stored file": lambda p: _touched(next((p / "repository").rglob("*.ris")), lambda data: data + b"x"),
    "a stored file gone": lambda p: next((p / "repository").rglob("*.ris")).unlink(),
    "an inventory": lambda p: _touched(
        next((p / "repository").rglob("0=ocfl_object*")).with_name("inventory.json"), lambda data: data + b" "
    ),
    "the repository gone": lambda p: shutil.rmtree(p / "repository"),
}
"""What a run puts right again."""

OTHERWISE: dict[str, Callable[[Path], object]] = {
    "a setting": lambda p: _touched(p / "titelei.toml", lambda data: data + b"\n[render]\nwidth = 60\n"),
    "the TEI": lambda p: _touched(p / "tei/articles/ambartsumyan-2021.xml", lambda data: data + b"\n"),
    "the page": lambda p: _touched(p / "tei/sources/ambartsumyan-2021.txt", lambda data: data + b"more\n"),
    "the page gone": lambda p: (p / "tei/sources/ambartsumyan-2021.txt").unlink(),
}
"""What makes something else of an article."""


def test_whatever_changed_is_looked_at(project: Path, titelei: Titelei, reads: list[str]) -> None:
    titelei("run")
    outputs = {p.name: p.read_bytes() for p in (project / OUT).iterdir()}
    for what, change in HARMLESS.items():
        change(project)
        seen = len(reads)
        titelei("run")
        assert len(reads) == seen + 1, what
        assert {p.name: p.read_bytes() for p in (project / OUT).iterdir()} == outputs, what
        assert titelei("repository", "check").code == 0, what
        titelei("run")
        assert len(reads) == seen + 1, f"{what}: not known again"
    told = titelei("run", "--json").json
    for what, change in OTHERWISE.items():
        change(project)
        seen = len(reads)
        now = titelei("run", "--json").json
        assert len(reads) == seen + 1, what
        assert now != told, what
        told = now


def test_a_change_that_no_time_tells_is_found_by_its_bytes(project: Path, titelei: Titelei, reads: list[str]) -> None:
    titelei("run")
    page = project / OUT / "index.html"
    data, status = page.read_bytes(), page.stat()
    page.write_bytes(data.replace(b"Abstract", b"Obstruct"))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    titelei("run")
    assert len(reads) == 1
    titelei("run", "--verify")
    assert page.read_bytes() == data


def test_what_cannot_be_read_says_so_again_without_being_read(
    project: Path, article: Path, titelei: Titelei, reads: list[str]
) -> None:
    article.write_bytes(article.read_bytes().replace(b"</titlePage>", b"</titelPage>"))
    first, again = titelei("run", "--json"), titelei("run", "--json")
    assert len(reads) == 1
    assert again.json == first.json
    assert again.code == first.code == 1


def test_faults_that_stop_an_article_are_told_again(
    project: Path, article: Path, titelei: Titelei, reads: list[str]
) -> None:
    article.write_bytes(article.read_bytes().replace(b' type="abstract"', b' kind="abstract"', 1))
    first, again = titelei("run", "--json"), titelei("run", "--json")
    assert len(reads) == 1
    assert again.json == first.json
    article.write_bytes(article.read_bytes().replace(b' kind="abstract"', b' type="abstract"', 1))
    assert titelei("run").code == 0


def test_articles_run_one_by_one_are_held_against_each_other_when_run_together(
    project: Path, article: Path, titelei: Titelei, reads: list[str]
) -> None:
    other = _copy(article, "other-2021")
    alone = [titelei("run", "--json", article).json[0], titelei("run", "--json", other).json[0]]
    assert "entity-agrees" not in {f["rule"] for row in alone for f in row["findings"]}
    together = titelei("run", "--json").json
    assert "entity-agrees" in {f["rule"] for f in together[1]["findings"]}
    seen = len(reads)
    assert _told(titelei("run", "--json").json) == _told(together)
    assert len(reads) == seen
    article.unlink()  # then nothing disagrees with the other any more
    assert "entity-agrees" not in {f["rule"] for f in titelei("run", "--json").json[0]["findings"]}
    assert len(reads) == seen + 1


def test_a_draft_that_is_left_is_not_read_again_and_is_stored_when_drafts_are_asked_for(
    project: Path, draft: Path, titelei: Titelei, reads: list[str]
) -> None:
    titelei("run")
    titelei("run")
    assert len(reads) == 1
    assert titelei("run", "--drafts", "--json").json[0]["deposit"]["version"] == "v1"


def test_records_serve_another_clone_whose_files_have_other_times(
    project: Path, titelei: Titelei, reads: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[str] = []

    def counted(article: Article, settings: Settings) -> Article:
        made.append(article.id)
        return render.make(article, settings)

    monkeypatch.setattr(run, "make", counted)
    titelei("run")
    shutil.copytree(project, tmp_path / "clone", copy_function=shutil.copy)
    monkeypatch.chdir(tmp_path / "clone")
    titelei("run")
    assert (len(reads), len(made)) == (2, 1)


def test_damaged_rows_cost_time_and_nothing_else(project: Path, titelei: Titelei, reads: list[str]) -> None:
    first = titelei("run", "--json")
    (project / ".titelei/built/traces.db").write_bytes(b"not a database" * 400)
    assert _told(titelei("run", "--json").json) == _told(first.json)
    titelei("run")
    assert len(reads) == 2
