"""A finding of any stage has file, line, column, path, quoted line, rule, severity, phase, message, repair, breaks."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from titelei import formats
from titelei import settings as settings_module
from titelei.model import WINDOW, Finding, Severity
from titelei.pipeline.completion import of_outputs
from titelei.pipeline.receivers import validate_all
from titelei.pipeline.run import prepare
from titelei.pipeline.validate import validate_file
from titelei.settings import Settings
from titelei.validate import rules
from titelei.xml import outline


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Settings:
    for folder in ("articles", "sources"):
        (tmp_path / "tei" / folder).mkdir(parents=True)
        for file in (root / "tei" / folder).iterdir():
            if file.is_file():
                (tmp_path / "tei" / folder / file.name).write_bytes(file.read_bytes())
    (tmp_path / "titelei.toml").write_bytes((root / "titelei.toml").read_bytes())
    return settings_module.load(tmp_path)


def _article(settings: Settings) -> Path:
    return settings.articles / "ambartsumyan-2021.xml"


def _damage(settings: Settings, old: str, new: str) -> Path:
    path = _article(settings)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def _is_whole(finding: Finding, text: str) -> None:
    lines = text.replace("\r", "").split("\n")
    assert finding.file
    assert 1 <= finding.line <= len(lines), finding
    line = lines[finding.line - 1]
    assert finding.source_line == line[finding.source_offset :][: min(len(line), WINDOW)], finding
    assert 0 <= finding.column - 1 - finding.source_offset <= len(finding.source_line), finding
    assert re.fullmatch(r"/|(/[\w:.@\[\]'()=-]+)+", finding.path), finding
    assert re.fullmatch(r"[a-z][a-z0-9-]+", finding.rule)
    assert finding.severity in Severity
    assert finding.phase in rules.PHASES, finding
    assert re.search(r"[.”>!?]$", finding.message), finding
    assert finding.repair.endswith((".", "?", "”", ">")), finding
    assert finding.breaks, finding
    assert all(finding.breaks)


EXCUSE = '<front><?titelei excuse rule="x"?>'
KINDS = {
    "xml-tags": ("</titleStmt>", "</title>"),
    "xml-doctype": ("<TEI ", "<!DOCTYPE TEI>\n<TEI "),
    "xml-encoding": ('encoding="UTF-8"', 'encoding="KOI8-R"'),
    "not-tei": ("http://www.tei-c.org/ns/1.0", "http://www.tei-c.org/ns/9.0"),
    "xml-xinclude": ("<front>", '<front><i:include xmlns:i="http://www.w3.org/2001/XInclude"/>'),
    "grammar-element-unknown": ("</front>", "<foo/></front>"),
    "grammar-text-not-allowed": ("<front>", "<front>text"),
    "grammar-attribute-missing": (' type="journalArticle"', ""),
    "grammar-attribute-value": ('status="published"', 'status="printed"'),
    "xml-id-unique": ('xml:id="per.kirov"', 'xml:id="per.chicherin"'),
    "article-id": ('xml:id="ambartsumyan-2021"', 'xml:id="Ambartsumyan"'),
    "file-name-is-id": ('xml:id="ambartsumyan-2021"', 'xml:id="ambartsumyan-2022"'),
    "pointer-resolves": ('ref="#per.kirov"', 'ref="#per.nobody"'),
    "excuse-incomplete": ("<front>", EXCUSE),
    "source-page-missing": ("ambartsumyan-2021.txt", "other.txt"),
    "source-page-name": ("ambartsumyan-2021.txt", "../other.txt"),
    "published-without-warnings": ('<persName ref="#per.kirov">S. Kirov</persName></term>', "S. Kirov</term>"),
}


@pytest.mark.parametrize("rule", KINDS)
def test_a_finding_about_a_document_is_whole(rule: str, project: Settings) -> None:
    path = _damage(project, *KINDS[rule])
    found = validate_file(path, project).findings
    assert rule in {f.rule for f in found}
    for finding in found:
        _is_whole(finding, path.read_text("utf-8"))


def test_a_page_that_has_changed_is_a_whole_finding(project: Settings) -> None:
    page = project.sources / "ambartsumyan-2021.txt"
    page.write_bytes(page.read_bytes() + b"x")
    path = _article(project)
    (finding,) = validate_file(path, project).findings
    assert finding.rule == "source-page-digest"
    _is_whole(finding, path.read_text("utf-8"))


def test_findings_between_documents_are_whole(project: Settings) -> None:
    path = _article(project)
    other = path.with_name("other-2021.xml")
    text = path.read_text("utf-8")
    other.write_text(text.replace('type="main">Moscow', 'type="main">Moskva'), "utf-8")
    *_, last = validate_all([path, other], project)
    assert {"article-id-unique", "entity-agrees"} <= {f.rule for f in last.findings}
    for finding in last.findings:
        _is_whole(finding, other.read_text("utf-8"))


def test_a_finding_of_the_renderer_is_whole(project: Settings) -> None:
    from titelei.pipeline.completion import of_document

    bare = Finding(rule="render-html", severity=Severity.ERROR, message="It cannot be made.", repair="Repair it.")
    data = _article(project).read_bytes()
    (finding,) = of_document([replace(bare, file="a.xml", breaks=("html",))], data, phase="publish")
    _is_whole(finding, data.decode("utf-8"))
    assert finding.breaks == ("html",)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("index.html", b"<main", b"<section"),
        ("ambartsumyan-2021.oai_dc.xml", b"dc:title", b"dc:titel"),
        ("ambartsumyan-2021.oai_dc.xml", b"</oai_dc:dc>", b""),
        ("ambartsumyan-2021.diplomatic.txt", b"Soviet", b"Sowjet"),
        ("ambartsumyan-2021.jsonld", b"{", b"["),
        ("ambartsumyan-2021.tei.xml", b"<front>", b"<front> "),
        ("ambartsumyan-2021.reading.txt", b"\n", b"\r\n"),
    ],
)
def test_a_finding_about_an_output_is_whole(name: str, old: bytes, new: bytes, project: Settings) -> None:
    made = prepare(_article(project), project)
    assert not made.stopped
    outputs = {o.file_name: o.data for o in made.outputs}
    assert old in outputs[name]
    outputs[name] = outputs[name].replace(old, new)
    page = (project.sources / "ambartsumyan-2021.txt").read_bytes()
    assert made.document is not None
    from titelei.check import check_outputs

    found = check_outputs(outputs, article_id=made.id, page=page, edition=made.document.data)
    found = of_outputs(found, outputs, article_id=made.id, phase="publish", formats=formats.registry())
    mine = [f for f in found if f.file == name]
    assert mine
    for finding in mine:
        if name.endswith((".txt", ".jsonld")):
            assert finding.path == ""  # a text has no elements
            finding = replace(finding, path="/")
        _is_whole(finding, outputs[name].decode("utf-8"))


def test_a_file_that_is_not_there_says_so(project: Settings) -> None:
    (finding,) = validate_file(project.articles / "nothing.xml", project).findings
    assert (finding.rule, finding.line, finding.phase) == ("read-missing", 0, "draft")
    assert finding.repair
    assert finding.breaks


@pytest.mark.parametrize(
    ("text", "place", "path"),
    [
        ("<a><b/><b><c/></b></a>", (1, 11), "/a/b[2]/c[1]"),
        ("<a>\n <b>x", (2, 5), "/a/b[1]"),
        ("<a><p:b xmlns:p='x'/></a>", (1, 5), "/a/b[1]"),
        ("", (1, 1), "/"),
        ("no markup", (1, 3), "/"),
    ],
)
def test_the_open_element_is_found(text: str, place: tuple[int, int], path: str) -> None:
    assert outline.of_xml(text.encode()).at(*place) == path


def test_the_open_element_is_found_in_html() -> None:
    page = "<!DOCTYPE html><html><head><meta charset=utf-8></head>\n<body><p>a<br>b</p></body>"
    assert outline.of_html(page).at(1, 30) == "/html/head[1]"
    assert outline.of_html(page).at(2, 12) == "/html/body[1]/p[1]"


def test_every_rule_that_code_reports_is_in_the_registry(root: Path) -> None:
    known = {rule.id for rule in rules.CODE_RULES}
    used: dict[str, str] = {}
    package = root / "src" / "titelei"
    for file in [*(package / "validate").rglob("*.py"), *(package / "xml").rglob("*.py")]:
        for name in re.findall(r'rule="([a-z][a-z-]+)"', file.read_text("utf-8")):
            used[name] = file.name
    assert {n: f for n, f in used.items() if n not in known and n not in ("schema", "schematron-schema")} == {}
