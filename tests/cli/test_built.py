"""A file that has not changed is not rendered anew, and whatever changes is."""

import json
from pathlib import Path

import pytest

from cli.calls import Titelei
from titelei.messages import joined, say, say_n
from titelei.model import About, Finding, Severity, told_finding
from titelei.pipeline import built, render, run
from titelei.pipeline.article import Article


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that grows by each article that is really rendered."""
    made: list[str] = []

    def counted(article: Article, *rest: object) -> Article:
        made.append(article.id)
        return render.make(article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "make", counted)
    return made


def test_an_unchanged_article_is_not_rendered_again_and_says_the_same(
    project: Path, titelei: Titelei, renders: list[str]
) -> None:
    first = titelei("run", "--json").json
    second = titelei("run", "--json").json
    assert len(renders) == 1
    assert second[0]["findings"] == first[0]["findings"]
    assert second[0]["outputs"] == first[0]["outputs"]


def test_findings_of_last_time_are_told_in_russian_as_they_were(tmp_path: Path) -> None:
    breaks = (say("There is no command {name}.", name="valdate"), "search")
    finding = Finding(
        rule="example",
        severity=Severity.WARNING,
        message=say_n("{n} file, {what}", "{n} files, {what}", 2, what=joined("; ", breaks)),
        repair=say("Run “titelei render”, or “titelei run”."),
        breaks=breaks,
        about=About(values=("valdate",)),
    )
    built.remember(tmp_path / "example.json", "key", [finding], [])
    recalled = built.recall(tmp_path / "example.json", "key", tmp_path)
    assert recalled == ((finding,), ())
    assert told_finding(recalled[0][0], "ru") == told_finding(finding, "ru") != finding


@pytest.mark.parametrize("change", ["tei", "page", "setting", "output changed", "output gone", "record damaged"])
def test_whatever_changes_is_made_again(
    project: Path, article: Path, titelei: Titelei, renders: list[str], change: str
) -> None:
    titelei("run")
    before = {p.name: p.read_bytes() for p in (project / "out/ambartsumyan-2021").iterdir()}
    page = project / "out/ambartsumyan-2021/index.html"
    match change:
        case "tei":
            article.write_bytes(article.read_bytes() + b"\n")
        case "page":
            (project / "tei/sources/ambartsumyan-2021.txt").write_bytes(b"another page")
        case "setting":
            (project / "titelei.toml").write_text('[edition]\ntitle = "Another"\n', "utf-8")
        case "output changed":
            page.write_bytes(page.read_bytes().replace(b"Abstract", b"Obstruct"))
        case "output gone":
            page.unlink()
        case "record damaged":
            (project / ".titelei/built/ambartsumyan-2021.json").write_text('{"key": 1', "utf-8")
    result = titelei("run", "--json", "--verify")
    if change == "page":
        assert result.code == 1
        assert "source-page-digest" in {f["rule"] for f in result.json[0]["findings"]}
        return
    assert len(renders) == 2
    if change in ("output changed", "output gone", "record damaged"):
        assert {p.name: p.read_bytes() for p in (project / "out/ambartsumyan-2021").iterdir()} == before


def test_the_record_holds_no_path_of_the_machine(project: Path, titelei: Titelei) -> None:
    titelei("run")
    record = json.loads((project / ".titelei/built/ambartsumyan-2021.json").read_text("utf-8"))
    assert str(project) not in json.dumps(record)
