"""``titelei encode`` and ``explain`` from outside: files written, ids, diffs, refusals, evidence."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from encode.scoring import OWN
from titelei.cli import encode as encode_command
from titelei.cli import explain as explain_command

RUN = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command("encode")(encode_command.encode)
    made.command("explain")(explain_command.explain)
    return made


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "titelei.toml").write_text("")
    shutil.copytree(OWN, tmp_path / "pages")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_page_becomes_tei_source_and_evidence(app: typer.Typer, project: Path) -> None:
    result = RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)[0]["article"] == "petrov-2019"
    assert (project / "tei/articles/petrov-2019.xml").is_file()
    page = (project / "pages/joomla-petrov-2019.txt").read_bytes()
    assert (project / "tei/sources/petrov-2019.txt").read_bytes() == page
    assert json.loads((project / "tei/evidence/petrov-2019.json").read_text("utf-8"))["article"] == "petrov-2019"


def test_output_to_a_file_writes_only_the_tei_and_its_evidence(app: typer.Typer, project: Path) -> None:
    RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt", "-o", "draft.xml"])
    assert (project / "draft.xml").is_file()
    assert (project / "draft.evidence.json").is_file()
    assert not (project / "tei").exists()


def test_one_bad_page_does_not_stop_the_others(app: typer.Typer, project: Path) -> None:
    for page in sorted((project / "pages").glob("[!n]*"))[6:]:
        page.unlink() if page.is_file() else shutil.rmtree(page)  # six and the refused ones do
    result = RUN.invoke(app, ["encode", "pages", "--json"])
    assert result.exit_code == 1
    by_page = {Path(o["page"]).name: o for o in json.loads(result.stdout)}
    assert by_page["not-login.txt"]["action"] == "refused"
    assert by_page["not-login.txt"]["findings"][0]["rule"] == "encode-login"
    articles = [n for n in by_page if not n.startswith("not-") and n.endswith((".txt", ".html"))]
    assert [by_page[name]["action"] for name in articles] == ["new"] * len(articles)
    others = [o["findings"][0] for name, o in by_page.items() if name.endswith(".json")]
    assert {(f["rule"], f["severity"]) for f in others} == {("source-unknown", "info")}


def test_the_same_page_again_changes_nothing(app: typer.Typer, project: Path) -> None:
    RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt"])
    before = (project / "tei/articles/petrov-2019.xml").read_bytes()
    result = RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt", "--json"])
    assert json.loads(result.stdout)[0]["action"] == "unchanged"
    assert (project / "tei/articles/petrov-2019.xml").read_bytes() == before


def test_a_file_changed_by_hand_is_kept_and_the_diff_is_shown(app: typer.Typer, project: Path) -> None:
    RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt"])
    tei = project / "tei/articles/petrov-2019.xml"
    edited = tei.read_text("utf-8").replace('n="24"', 'n="25"')
    tei.write_text(edited, "utf-8")
    result = RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt"])
    assert tei.read_text("utf-8") == edited
    assert '-              <biblScope unit="volume" n="25">' in result.output
    assert '+              <biblScope unit="volume" n="24">' in result.output


def test_two_articles_of_one_author_and_year_get_two_ids(app: typer.Typer, project: Path) -> None:
    page = project / "pages/joomla-petrov-2019.txt"
    (project / "other.txt").write_text(page.read_text("utf-8").replace("Salt Trade", "Iron Trade"), "utf-8")
    result = RUN.invoke(app, ["encode", str(page), "other.txt", "--json"])
    assert [o["article"] for o in json.loads(result.stdout)] == ["petrov-2019", "petrov-2019-b"]


def test_a_list_names_pages_and_their_addresses(app: typer.Typer, project: Path) -> None:
    address = "https://example.org/archive/9-2018-vol-3-no-2/7-x"
    (project / "pages.lst").write_text(
        f"# two pages\npages/untitled-reed-2015.txt\npages/glued-fedotov-2016.txt\t{address}\n"
    )
    result = RUN.invoke(app, ["encode", "pages.lst", "--json"])
    made = json.loads(result.stdout)
    assert len(made) == 2
    told = [f["message"] for f in made[1]["findings"] if f["rule"] in ("encode-conflict", "encode-doubtful")]
    assert any("“2016”" in m and "“2018”" in m and "the page's address" in m for m in told)


def test_explain_says_where_a_value_was_read_and_what_was_set_by_hand(app: typer.Typer, project: Path) -> None:
    RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt"])
    tei = project / "tei/articles/petrov-2019.xml"
    result = RUN.invoke(app, ["explain", str(tei), "--field", "doi"])
    assert "10.5555/vogu.2019.3.2" in result.output
    assert "line 30, characters" in result.output
    tei.write_text(
        tei.read_text("utf-8").replace(">10.5555/vogu.2019.3.2</idno>", ">10.5555/vogu.2019.3.3</idno>", 1), "utf-8"
    )
    result = RUN.invoke(app, ["explain", str(tei), "--field", "doi", "--json"])
    assert json.loads(result.stdout)[0]["set_by_hand"] is True


def test_evidence_in_another_encoding_is_named_and_does_not_end_the_next_run(app: typer.Typer, project: Path) -> None:
    RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt"])
    (kept,) = (project / "tei/evidence").glob("petrov-2019*.json")
    kept.write_bytes(kept.read_text("utf-8").encode("cp1251", "replace"))
    result = RUN.invoke(app, ["explain", str(project / "tei/articles/petrov-2019.xml")])
    assert "is no evidence that can be read" in str(result.exception)
    result = RUN.invoke(app, ["encode", "pages/joomla-petrov-2019.txt"])
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_explain_of_a_file_without_evidence_says_so(app: typer.Typer, root: Path) -> None:
    result = RUN.invoke(app, ["explain", str(root / "tei/articles/ambartsumyan-2021.xml")])
    assert result.exit_code == 1
    assert "There is no evidence" in str(result.exception)
