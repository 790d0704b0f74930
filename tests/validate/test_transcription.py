"""The transcription is held against the page in tei/sources, and a difference is shown where it stands in the TEI."""

from pathlib import Path

import pytest

from titelei import settings as settings_module
from titelei.model import Finding
from titelei.pipeline.validate import validate_file
from titelei.settings import Settings
from titelei.validate import transcription

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Settings:
    for name in ("tei/articles/ambartsumyan-2021.xml", "tei/sources/ambartsumyan-2021.txt", "titelei.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((root / name).read_bytes())
    return settings_module.load(tmp_path)


def _findings(project: Settings, *changes: tuple[str, str], phase: str = "draft") -> tuple[Finding, ...]:
    path = project.articles / "ambartsumyan-2021.xml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    found = validate_file(path, project, phase=phase).findings
    return tuple(f for f in found if f.rule == "source-page-text")


def _marked(finding: Finding) -> str:
    return finding.source_line[finding.column - 1 :]


def test_the_edition_is_its_page(project: Settings) -> None:
    assert _findings(project, phase="publish") == ()


def test_a_changed_word_is_shown_beside_the_pages(project: Settings) -> None:
    (finding,) = _findings(project, ("A list of historical", "A lst of historical"))
    assert _marked(finding).startswith("lst of")
    assert "has “lst”, the page has “list”." in finding.message
    assert finding.path.endswith("/p[1]")


def test_several_changes_are_all_told(project: Settings) -> None:
    found = _findings(
        project,
        ("A list of historical", "A lst of historical"),
        ("Associate Professor</roleName>", "Associate professor</roleName>"),
    )
    assert [_marked(f)[:7] for f in found] == ["profess", "lst of "]


def test_a_space_that_is_another_is_named(project: Settings) -> None:
    (finding,) = _findings(project, ("A list of historical", f"A{NO_BREAK}list of historical"))
    assert "U+00A0 NO-BREAK SPACE in place of U+0020 SPACE" in finding.message


def test_a_line_too_much_and_a_line_too_few(project: Settings) -> None:
    (more,) = _findings(project, ("<lb/><address>", "<lb/>Room 5<lb/><address>"))
    assert "The line “Room 5” is not on the page." in more.message
    assert _marked(more).startswith("Room 5")
    (less,) = _findings(
        project,
        ("<lb/>Room 5<lb/><address>", "<lb/><address>"),
        ("Karine R. Ambartsumyan</persName></docAuthor>\n          <lb/>", "</persName></docAuthor>"),
    )
    assert "Karine R. Ambartsumyan" in less.message


def test_the_editors_own_words_do_not_count(project: Settings) -> None:
    assert not _findings(
        project, ("A list of historical", '<supplied resp="#resp.editors">[</supplied>A list of historical')
    )


def test_characters_written_as_references_are_counted_as_one(project: Settings) -> None:
    (finding,) = _findings(project, ("A list of historical", "&#65; list o&#102; histor&#x69;cal, sources"))
    assert _marked(finding).startswith("histor&#x69;cal, sources")


def test_a_page_that_has_changed_is_told_as_that_alone(project: Settings) -> None:
    page = project.sources / "ambartsumyan-2021.txt"
    page.write_bytes(page.read_bytes().replace(b"Stavropol", b"Stawropol", 1))
    path = project.articles / "ambartsumyan-2021.xml"
    assert [f.rule for f in validate_file(path, project).findings] == ["source-page-digest"]
    assert [f.rule for f in validate_file(path, project, phase="draft").findings] == ["source-page-text"]


def test_a_place_may_be_excused(project: Settings) -> None:
    excuse = '<?titelei excuse rule="source-page-text" reason="The page has been mended since."?>'
    (finding,) = _findings(project, ("<p>A list of historical", f"{excuse}<p>A lst of historical"))
    assert finding.excused


def test_of_a_page_of_many_lines_the_first_difference_is_told() -> None:
    written = [f"line {number}" for number in range(50_000)]
    (found,) = transcription._differences(written, [f"line {number + 7}" for number in range(50_000)])
    assert "“7”" in found.message
