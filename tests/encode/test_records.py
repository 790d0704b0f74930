"""``titelei encode`` over records: drafts that validate and render, evidence with the place in the record."""

import json
import shutil
from pathlib import Path
from typing import Final

import pytest
import typer
from typer.testing import CliRunner

from titelei import settings
from titelei.cli import encode as encode_command
from titelei.cli import explain as explain_command
from titelei.facts import read as read_facts
from titelei.pipeline.validate import validate_document
from titelei.render.render import render
from titelei.xml.read import read

KINDS: Final = Path(__file__).resolve().parents[1] / "sources" / "kinds"
RUN: Final = CliRunner()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "titelei.toml").write_text('[edition]\ntitle = "Annals"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    made = typer.Typer()
    made.command("encode")(encode_command.encode)
    made.command("explain")(explain_command.explain)
    return made


def encoded(app: typer.Typer, *arguments: str, code: int = 0, stdin: bytes | None = None) -> list[dict[str, object]]:
    result = RUN.invoke(app, ["encode", *arguments, "--json"], input=stdin)
    assert result.exit_code == code, result.output
    made: list[dict[str, object]] = json.loads(result.stdout)
    return made


def test_drafts_of_every_kind_validate_and_render(app: typer.Typer, project: Path) -> None:
    for number, path in enumerate(sorted(KINDS.iterdir())):
        # One DOI is one article, however many files speak of it.
        text = path.read_text("utf-8").replace("10.5555/waterways.2019.4.7", f"10.5555/waterways.2019.{number}")
        (project / path.name).write_text(text, encoding="utf-8")
    done = encoded(app, *(path.name for path in sorted(KINDS.iterdir())))
    assert {one["action"] for one in done} == {"new"}
    assert len(done) == len(list(KINDS.iterdir())) + 1  # the export of OJS holds two articles
    for path in sorted((project / "tei" / "articles").glob("*.xml")):
        document = read(path)
        errors = [f for f in validate_document(document, settings.Settings(), phase="draft").findings if not f.excused]
        assert [(f.rule, f.message) for f in errors] == []
        outputs, _ = render(document, formats=("facts", "jats", "mods", "csl-json"))
        assert {o.format for o in outputs} == {"facts", "jats", "mods", "csl-json"}


def test_a_draft_holds_the_facts_of_its_record(app: typer.Typer, project: Path) -> None:
    encoded(app, str(KINDS / "article.jats.xml"))
    outputs, _ = render(read(project / "tei" / "articles" / "orlova-2019.xml"), formats=("facts",))
    facts = read_facts(outputs[0].data)
    assert facts.titles[0].markup == "Ice roads on the <i>Heron</i> river"
    assert [a.names[0].surnames for a in facts.authors] == [("Orlova",), ("af Lind",)]
    assert [p.text for p in facts.authors[1].posts] == ["Ice master"]
    assert [i.text for a in facts.authors for p in a.affiliations for i in p.institutions] == ["Fen University"] * 2
    assert [(c.names[0].text, c.roles[0].key) for c in facts.contributors] == [("Ann Reed", "translator")]
    assert {d.type: d.text for d in facts.dates} == {"issued": "2019", "online": "2020-02-03", "received": "2018-11-08"}
    assert [s.heading.text for s in facts.abstracts[0].sections if s.heading] == ["Background", "Results"]
    assert [t.text for k in facts.keywords for t in k.terms] == ["ice roads", "carts"]


def test_explain_gives_line_and_path_of_the_record(app: typer.Typer, project: Path) -> None:
    encoded(app, str(KINDS / "article.jats.xml"))
    proof = json.loads((project / "tei" / "evidence" / "orlova-2019.json").read_text("utf-8"))
    volume = next(value for value in proof["values"] if value["field"] == "volume")
    lines = (KINDS / "article.jats.xml").read_text("utf-8").splitlines()
    assert "<volume>" in lines[volume["line"] - 1]
    assert volume["rule"] == "/*:article[1]/*:front[1]/*:article-meta[1]/*:volume[1]"
    assert volume["source"] == "jats"
    shown = RUN.invoke(app, ["explain", "tei/articles/orlova-2019.xml", "--field", "volume"])
    assert shown.exit_code == 0
    assert "14" in shown.output


def test_the_record_alone_is_kept_beside_the_draft(app: typer.Typer, project: Path) -> None:
    encoded(app, str(KINDS / "article.ojs.xml"))
    kept = sorted(path.name for path in (project / "tei" / "sources").iterdir())
    assert kept == ["orlova-2019.xml", "reed-2019.xml"]
    alone = (project / "tei" / "sources" / "orlova-2019.xml").read_text("utf-8")
    assert "Ice roads" in alone
    assert "Reed cutters" not in alone
    assert "titelei" not in alone


def test_a_record_that_is_encoded_again_changes_nothing(app: typer.Typer, project: Path) -> None:
    encoded(app, str(KINDS / "article.ris"))
    assert [one["action"] for one in encoded(app, str(KINDS / "article.ris"))] == ["unchanged"]


def test_two_records_of_one_author_and_year_get_two_ids(app: typer.Typer, project: Path) -> None:
    text = (KINDS / "article.ris").read_text("utf-8")
    (project / "two.ris").write_text(text + text.replace("Ice roads", "Reed roads"), encoding="utf-8")
    assert [one["article"] for one in encoded(app, "two.ris")] == ["orlova-2019", "orlova-2019-b"]
    assert read(project / "tei" / "articles" / "orlova-2019-b.xml").id == "orlova-2019-b"


def test_standard_input_is_read(app: typer.Typer, project: Path) -> None:
    (one,) = encoded(app, "-", stdin=(KINDS / "article.csl.json").read_bytes())
    assert (one["kind"], one["article"]) == ("CSL-JSON", "orlova-2019")


def test_nothing_in_a_folder_is_skipped_in_silence(app: typer.Typer, project: Path) -> None:
    folder = project / "mixed"
    folder.mkdir()
    shutil.copy(KINDS / "article.bib", folder)
    (folder / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    (folder / "data.xml").write_text("<table/>", encoding="utf-8")
    done = {Path(str(one["page"])).name: one for one in encoded(app, "mixed")}
    assert done["article.bib"]["action"] == "new"
    assert done["cover.png"]["kind"] == "a picture (PNG)"
    assert done["cover.png"]["action"] == done["data.xml"]["action"] == "refused"


def test_a_file_that_is_named_and_not_read_is_an_error(app: typer.Typer, project: Path) -> None:
    (project / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    (one,) = encoded(app, "cover.png", code=1)
    assert one["action"] == "refused"


def test_an_address_is_answered_with_what_to_save(app: typer.Typer, project: Path) -> None:
    result = RUN.invoke(app, ["encode", "https://doi.org/10.5555/waterways.2019.4.7"])
    assert result.exit_code != 0
    said = str(result.exception)
    assert "https://doi.org/10.5555/waterways.2019.4.7 is an address" in said
    assert "https://api.crossref.org/works/10.5555/waterways.2019.4.7" in said


def test_a_project_adds_a_kind_of_its_own(app: typer.Typer, project: Path) -> None:
    (project / "titelei.toml").write_text('[paths]\nxslt = "xslt"\n', encoding="utf-8")
    folder = project / "xslt" / "sources" / "card"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text('title = "card"\nsyntax = "xml"\nroots = ["card"]\n', encoding="utf-8")
    (folder / "main.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:titelei:facts">'
        '<xsl:template match="/card"><reading><facts><title role="main" from="/*:card[1]">'
        '<xsl:value-of select="@of"/></title></facts></reading></xsl:template></xsl:stylesheet>',
        encoding="utf-8",
    )
    (project / "one.xml").write_text('<card of="The roads of the Heron"/>', encoding="utf-8")
    (one,) = encoded(app, "one.xml")
    assert (one["kind"], one["article"]) == ("card", "the-roads-of")
