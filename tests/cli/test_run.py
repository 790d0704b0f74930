"""``titelei run``: the whole line on a project, its table, and a second run that changes nothing."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from cli.calls import Titelei


def _digests(*folders: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_run_ends_with_a_table_and_says_what_to_open(project: Path, titelei: Titelei) -> None:
    result = titelei("run")
    assert result.code == 0
    for word in ("Article", "Findings", "Outputs", "Deposit", "ambartsumyan-2021", "3 notes", "index.html", "v1"):
        assert word in result.out
    assert "Open out/ambartsumyan-2021/index.html to read the page." in result.out
    assert (project / "out/ambartsumyan-2021/index.html").is_file()
    assert (project / "repository/ocfl/0=ocfl_1.1").is_file()


def test_a_second_run_says_unchanged_and_changes_no_byte(project: Path, titelei: Titelei) -> None:
    titelei("run")
    watched = [project / name for name in ("tei", "out", "repository")]
    before = _digests(*watched)
    times = {p: Path(p).stat().st_mtime_ns for p in before}
    result = titelei("run")
    assert result.code == 0
    assert "v1, unchanged" in result.out
    assert _digests(*watched) == before
    assert {p: Path(p).stat().st_mtime_ns for p in before} == times


def test_a_change_becomes_the_next_version_with_its_message(article: Path, titelei: Titelei) -> None:
    titelei("run")
    text = article.read_text("utf-8")
    article.write_text(text.replace("The page gives no ISSN.", "The page gives no ISSN at all."), "utf-8")
    result = titelei("run", "--message", "Say more of the ISSN", "--json")
    assert result.code == 0
    assert result.json[0]["deposit"] == {
        "object": "oai:titelei.example.org:ambartsumyan-2021",
        "version": "v2",
        "changed": True,
    }
    log = titelei("repository", "log", "ambartsumyan-2021", "--json").json
    assert [v["message"] for v in log][1] == "Say more of the ISSN"
    assert "tei/ambartsumyan-2021.xml" in log[1]["modified"]


def test_an_article_with_an_error_stops_and_the_others_go_on(project: Path, article: Path, titelei: Titelei) -> None:
    broken = project / "tei/articles/broken.xml"
    broken.write_text(article.read_text("utf-8").replace("</front>", "</frnt>"), "utf-8")
    result = titelei("run", "--json")
    assert result.code == 1
    by_file = {Path(a["file"]).name: a for a in result.json}
    assert by_file["broken.xml"]["stage"] == "read"
    assert by_file["broken.xml"]["stopped"]
    assert by_file["ambartsumyan-2021.xml"]["deposit"]["version"] == "v1"
    assert not (project / "out/broken").exists()


def test_two_files_with_one_id_do_not_overwrite_each_other(project: Path, article: Path, titelei: Titelei) -> None:
    (project / "tei/articles/b.xml").write_bytes(article.read_bytes())
    result = titelei("run", "--json")
    assert result.code == 1
    rules = {f["rule"] for a in result.json for f in a["findings"]}
    assert "article-id-unique" in rules
    assert "file-name-is-id" in rules


def test_a_deposit_of_one_file_is_held_against_the_others_of_the_edition(
    project: Path, article: Path, titelei: Titelei
) -> None:
    text = article.read_text("utf-8").replace("<analytic>", '<analytic><idno type="DOI">10.5555/a</idno>', 1)
    text = re.sub(r'\s*<note type="missing" subtype="DOI">.*?</note>', "", text)
    article.write_text(text, "utf-8")
    other = article.with_name("other-2021.xml")
    other.write_text(text.replace('xml:id="ambartsumyan-2021"', 'xml:id="other-2021"', 1), "utf-8")
    for more in ([], ["--dry-run"]):
        result = titelei("deposit", other, *more)
        assert result.code == 1
        assert "doi-unique" in result.out + result.err
    assert not (project / "out" / "other-2021").exists()


def test_an_article_taken_out_of_the_edition_loses_its_outputs_and_stays_in_the_repository(
    project: Path, article: Path, titelei: Titelei
) -> None:
    titelei("run")
    article.unlink()
    result = titelei("run")
    assert "out/ambartsumyan-2021 is removed" in result.err
    assert not (project / "out/ambartsumyan-2021").exists()
    assert [o["version"] for o in titelei("repository", "list", "--json").json] == ["v1"]


def test_a_folder_of_somebody_else_under_out_is_left_alone(project: Path, titelei: Titelei) -> None:
    (project / "out/notes").mkdir(parents=True)
    (project / "out/notes/mine.txt").write_text("mine", "utf-8")
    titelei("run")
    assert (project / "out/notes/mine.txt").read_text("utf-8") == "mine"


def test_run_in_russian_speaks_russian(project: Path, titelei: Titelei) -> None:
    result = titelei("run", "--lang", "ru")
    assert "Статья" in result.out
    assert "Страница статьи: out/ambartsumyan-2021/index.html" in result.out


def test_json_is_one_document_and_nothing_else(project: Path, titelei: Titelei) -> None:
    document = json.loads(titelei("run", "--json").out)
    assert {o["format"] for o in document[0]["outputs"]} >= {
        "html",
        "reading",
        "diplomatic",
        "tei",
        "oai_dc",
        "oai-record",
    }


@pytest.mark.long
def test_several_processes_give_the_same_bytes(project: Path, article: Path, titelei: Titelei) -> None:
    text = article.read_text("utf-8")
    for number in range(1, 26):
        identifier = f"ambartsumyan-2021-{number:02}"
        copy = text.replace('xml:id="ambartsumyan-2021"', f'xml:id="{identifier}"')
        article.with_name(f"{identifier}.xml").write_text(copy, "utf-8")
    assert titelei("run", "--jobs", "1").code == 0
    one = _digests(project / "out")
    assert titelei("run", "--jobs", "2").code == 0
    assert _digests(project / "out") == one
