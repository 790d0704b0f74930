"""The functions of ``titelei.__all__``, as another program calls them."""

import shutil
from pathlib import Path

import pytest

import titelei
from titelei.errors import DocumentError
from titelei.names import SVRL


@pytest.fixture
def article(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(root / "tei", tmp_path / "tei")
    shutil.copy(root / "titelei.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tei/articles/ambartsumyan-2021.xml"


def test_every_public_name_is_there() -> None:
    for name in titelei.__all__:
        assert getattr(titelei, name) is not None


def test_a_document_is_read_and_validated(article: Path) -> None:
    document = titelei.read(article)
    assert document.id == "ambartsumyan-2021"
    assert titelei.validate(document) == ()
    assert titelei.validate(article, phase="draft") == ()


def test_a_fault_is_a_finding_with_its_place(article: Path) -> None:
    article.write_text(article.read_text("utf-8").replace('ref="#per.kirov"', 'ref="#per.kirow"'), "utf-8")
    findings = titelei.validate(article)
    assert any(f.rule == "pointer-resolves" and f.severity is titelei.Severity.ERROR and f.line > 0 for f in findings)


def test_a_document_is_rendered_without_writing_anything(article: Path) -> None:
    outputs, findings = titelei.render(article, formats=("reading",))
    assert findings == ()
    assert [o.file_name for o in outputs] == ["ambartsumyan-2021.reading.txt"]
    assert not Path("out").exists()


def test_an_article_is_deposited_and_then_unchanged(article: Path) -> None:
    assert titelei.deposit(article).version == "v1"
    again = titelei.deposit(article)
    assert (again.version, again.changed) == ("v1", False)


def test_an_article_with_an_error_is_not_deposited(article: Path) -> None:
    article.write_text("<TEI/>", "utf-8")
    with pytest.raises(DocumentError) as error:
        titelei.deposit(article)
    assert error.value.findings[0].rule == "not-tei"


def test_schematron_runs_any_schema_on_any_document(tmp_path: Path) -> None:
    schema = tmp_path / "s.sch"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern id="p"><rule context="a">'
        '<assert test="@x">No x.</assert></rule></pattern></schema>',
        "utf-8",
    )
    document = tmp_path / "d.xml"
    document.write_text("<a/>", "utf-8")
    svrl = titelei.schematron(schema, document)
    assert SVRL in svrl
    assert "No x." in svrl


def test_a_page_becomes_a_draft_with_evidence(article: Path) -> None:
    draft = titelei.encode("tei/sources/ambartsumyan-2021.txt")
    assert draft.id == "ambartsumyan-2021"
    assert b"Ambartsumyan" in draft.tei
    # Called twice: the package of the stage must not take the function's place.
    assert titelei.encode("tei/sources/ambartsumyan-2021.txt").tei == draft.tei


def test_a_page_that_is_not_there_is_a_finding() -> None:
    with pytest.raises(DocumentError) as error:
        titelei.encode("nowhere.txt")
    assert error.value.findings[0].rule == "read-denied"
