"""``titelei parity``: a table in words, one JSON object a column, and exit code 1 on red."""

from pathlib import Path

import pytest

from cli.calls import Titelei
from titelei import parity


@pytest.fixture
def rendered(second_edition: Path, titelei: Titelei, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the second edition with the outputs of two articles, and make it the working folder."""
    monkeypatch.chdir(second_edition)
    for path in (second_edition / "tei" / "articles").glob("*.xml"):
        if path.stem not in ("orlova-2020", "petrov-2024"):
            path.unlink()
    assert titelei("render", "--quiet").code == 0
    return second_edition


def test_finished_outputs_without_red_leave_with_0(rendered: Path, titelei: Titelei) -> None:
    result = titelei("parity")
    assert result.code == 0, result.out
    assert "carried" in result.out
    assert "no: a" in result.out
    assert "2 articles:" in result.out
    assert ", 0 red." in result.out


@pytest.mark.long
def test_a_damaged_output_is_red_and_leaves_with_1(rendered: Path, titelei: Titelei) -> None:
    file = rendered / "out" / "orlova-2020" / "orlova-2020.oai_dc.xml"
    file.write_text(file.read_text("utf-8").replace("<dc:date>2020<", "<dc:date>2002<"), encoding="utf-8")
    result = titelei("parity", "--quiet")
    assert result.code == 1
    assert "RED: orlova-2020, date.issued × oai_dc: It lacks “2020”; it says “2002”" in result.out
    assert titelei("parity", "--quiet", "--fresh").code == 0
    assert titelei("parity", "--quiet", "--format", "ris,jats").code == 0


def test_a_missing_output_is_red_unless_the_format_is_impossible(rendered: Path, titelei: Titelei) -> None:
    assert not (rendered / "out" / "petrov-2024" / "petrov-2024.crossref.xml").exists()
    (rendered / "out" / "petrov-2024" / "petrov-2024.ris").unlink()
    result = titelei("parity", "--quiet")
    assert result.code == 1
    assert "petrov-2024.ris is not there." in result.out
    assert "crossref" not in result.out


def test_a_missing_output_is_told_once(rendered: Path, titelei: Titelei) -> None:
    (rendered / "out" / "petrov-2024" / "petrov-2024.ris").unlink()
    lines = titelei("parity", "--quiet").out.splitlines()
    assert lines == [f"RED: petrov-2024, ris ({len(parity.load().facts)}): petrov-2024.ris is not there."]


def test_before_rendering_it_says_what_to_run_and_prints_no_table(second_edition: Path, titelei: Titelei) -> None:
    result = titelei("parity", "--project", str(second_edition))
    assert result.code == 1
    assert "aas-2021 and 13 other articles have no outputs in out/" in result.out
    assert result.out.count("Run “titelei render” first") == 1
    assert "RED" not in result.out
    assert titelei("parity", "--project", str(second_edition), "--json").json == []


def test_outputs_of_an_earlier_state_are_red(rendered: Path, titelei: Titelei) -> None:
    file = rendered / "tei" / "articles" / "petrov-2024.xml"
    file.write_text(file.read_text("utf-8").replace("ABCDEF", "FEDCBA"), encoding="utf-8")
    result = titelei("parity", "--quiet", "--format", "tei,facts")
    assert result.code == 1
    assert "Run “titelei render”." in result.out


def test_json_has_one_object_a_column(rendered: Path, titelei: Titelei) -> None:
    columns = titelei("parity", "--json").json
    table = parity.load()
    assert [column["column"] for column in columns] == list(table.columns)
    assert {column["red"] for column in columns} == {0}
    for column in columns:
        assert [fact["fact"] for fact in column["facts"]] == list(table.facts)
        assert all(fact["why"] for fact in column["facts"] if fact["state"] == "reason")


def test_what_cannot_be_read_is_a_finding(rendered: Path, titelei: Titelei) -> None:
    (rendered / "tei" / "articles" / "broken.xml").write_text("<TEI", encoding="utf-8")
    result = titelei("parity", "--quiet")
    assert result.code == 1
    assert "broken.xml" in result.out


def test_an_unknown_column_is_a_usage_error_with_the_nearest_name(rendered: Path, titelei: Titelei) -> None:
    result = titelei("parity", "--format", "jast")
    assert result.code == 2
    assert "jats" in result.err


@pytest.mark.long
def test_no_line_of_the_table_is_wider_than_the_terminal(
    rendered: Path, titelei: Titelei, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (80, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        tables = [line for line in titelei("parity").out.splitlines() if line.startswith(" ") and "  no: " in line]
        assert len(tables) > 100
        assert [line for line in tables if len(line.rstrip()) > width] == []


def test_russian_words(rendered: Path, titelei: Titelei) -> None:
    result = titelei("parity", "--lang", "ru", "--format", "ris")
    assert result.code == 0
    assert "Сведение" in result.out
    assert "нет: a" in result.out
