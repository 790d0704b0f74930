"""The stage itself: which files come out, always the same bytes, and what is said where a stylesheet stops."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from titelei import formats, resources
from titelei.engine import saxon
from titelei.errors import AssetError, UsageError
from titelei.model import Severity
from titelei.render.render import RenderSettings, render
from titelei.xml.read import Document

Load = Callable[..., Document]
SETTINGS = RenderSettings()
IMPOSSIBLE = {"datacite", "crossref", "doaj"}
"""What the first edition's article, which has no DOI, cannot be given as."""


def test_every_format_gives_its_files(seed: Document) -> None:
    outputs, findings = render(seed)
    assert {(f.rule, f.severity) for f in findings} == {(f"render-{name}", Severity.INFO) for name in IMPOSSIBLE}
    assert tuple(o.file_name for o in outputs) == tuple(
        name
        for name in formats.registry().file_names(seed.id, SETTINGS)
        if not name.endswith((".datacite.xml", ".crossref.xml", ".doaj.json"))
    )
    assert {o.format for o in outputs} == {f.name for f in formats.registry()} - IMPOSSIBLE
    assert all(o.data.endswith(b"\n") and b"\r" not in o.data for o in outputs)


def test_the_tei_output_is_the_edition_s_file_unchanged(seed: Document) -> None:
    (output,), _ = render(seed, formats=("tei",))
    assert output.data == seed.data


def test_only_the_formats_asked_for_are_made_and_their_bytes_are_the_same(seed: Document) -> None:
    alone, _ = render(seed, formats=("oai_dc", "html"))
    together, _ = render(seed)
    assert {o.format for o in alone} == {"oai_dc", "html"}
    assert set(alone) <= set(together)


def test_the_settings_say_what_is_offered(seed: Document) -> None:
    offer = RenderSettings(formats=("reading", "html"), languages=("en",))
    outputs, _ = render(seed, settings=offer)
    assert [o.file_name for o in outputs] == ["index.html", "ambartsumyan-2021.reading.txt"]
    page = outputs[0].data.decode()
    assert "ambartsumyan-2021.reading.txt" in page
    assert "oai_dc.xml" not in page


def test_the_rendered_document_is_not_changed(document: Load) -> None:
    lent = document("bilingual")
    before = lent.xml
    render(lent)
    assert lent.xml == before


SCRIPT = """
import hashlib, sys
from titelei.xml.read import read
from titelei.render.render import render
for name in sys.argv[1:]:
    for output in render(read(name))[0]:
        print(output.file_name, hashlib.sha256(output.data).hexdigest())
"""


@pytest.mark.long
def test_two_processes_give_the_same_bytes(root: Path) -> None:
    documents = Path(__file__).parent / "documents"
    names = [str(root / "tei" / "articles" / "ambartsumyan-2021.xml"), *map(str, sorted(documents.glob("*.xml")))]
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, *order],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
        ).stdout
        for order, seed, zone in ((names, "1", "UTC"), (names[::-1], "2", "Asia/Vladivostok"))
    ]
    first, second = (sorted(run.splitlines()) for run in runs)
    always = RenderSettings(formats=tuple(f.name for f in formats.registry() if not f.is_conditional))
    assert len(first) >= 4 * len(formats.registry().file_names("x", always))
    assert first == second


def test_rendering_again_in_one_process_gives_the_same_bytes(seed: Document, document: Load) -> None:
    first, _ = render(seed)
    render(document("awkward"))
    again, _ = render(seed)
    assert [hashlib.sha256(o.data).digest() for o in first] == [hashlib.sha256(o.data).digest() for o in again]


def test_an_unknown_element_is_reported_once_with_name_path_and_line(document: Load) -> None:
    strange = document("bilingual", ("<p>They are useful.</p>", "<p>They are <dingbat>useful</dingbat>.</p>"))
    outputs, findings = render(strange)
    assert [o.format for o in outputs] == ["tei"]
    by_rule = {f.rule: f for f in findings}
    assert set(by_rule) == {"render-facts", "render-diplomatic"}
    finding = by_rule["render-facts"]
    assert finding.severity is Severity.ERROR
    assert finding.message.startswith("The element dingbat in p has no rule in xslt/")
    assert finding.path.endswith("/div[1]/p[1]/dingbat[1]")
    assert "<dingbat>" in finding.source_line
    assert finding.line == strange.xml[: strange.xml.index("<dingbat>")].count("\n") + 2  # .xml has no declaration
    assert finding.column == finding.source_line.index("<dingbat>") + 1
    assert finding.repair
    assert set(finding.breaks) == {f.name for f in formats.registry()} - {"tei", "diplomatic"}


def test_one_faulty_document_leaves_the_next_alone(seed: Document, document: Load) -> None:
    render(document("bilingual", ("<p>They are useful.</p>", "<p><dingbat/></p>")))
    _, findings = render(seed)
    assert {f.severity for f in findings} == {Severity.INFO}


def test_saxon_prints_nothing_of_its_own(document: Load, capfd: pytest.CaptureFixture[str]) -> None:
    render(document("bilingual", ("<p>They are useful.</p>", "<p><dingbat/></p>")))
    assert capfd.readouterr() == ("", "")


def test_an_article_that_is_not_described_is_reported(document: Load) -> None:
    text = document("sparse").xml
    start, end = text.index("<biblStruct"), text.index("</biblStruct>") + len("</biblStruct>")
    _, findings = render(document("sparse", (text[start:end], "")), formats=("oai_dc",))
    assert [f.rule for f in findings] == ["render-facts"]
    assert "sourceDesc holds no biblStruct" in findings[0].message


def test_an_unknown_format_names_the_nearest(seed: Document) -> None:
    with pytest.raises(UsageError, match="Did you mean “oai_dc”"):
        render(seed, formats=("oai_cd",))


def test_a_language_without_labels_is_a_fault_of_the_project(seed: Document) -> None:
    with pytest.raises(AssetError, match="no labels in “tlh”"):
        render(seed, settings=RenderSettings(languages=("tlh",)), formats=("reading",))


def test_a_project_s_own_stylesheet_comes_first(seed: Document, tmp_path: Path) -> None:
    own = tmp_path / "formats" / "oai_dc" / "main.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:param name="base-url"/><xsl:template match="/"><own url="{$base-url}"/></xsl:template></xsl:stylesheet>'
    )
    outputs, _ = render(seed, settings=RenderSettings(xslt=tmp_path), formats=("oai_dc", "reading"))
    assert b'<own url="https://titelei.example.org/"/>' in outputs[1].data
    assert outputs[0].data.startswith(b"Policy")


def test_a_broken_stylesheet_is_an_asset_error_with_file_and_line(seed: Document, tmp_path: Path) -> None:
    own = tmp_path / "formats" / "oai_dc" / "main.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n'
        '<xsl:template match="/"><xsl:value-of select="1 +"/></xsl:template></xsl:stylesheet>'
    )
    with pytest.raises(AssetError, match=r"main\.xsl line 2"):
        render(seed, settings=RenderSettings(xslt=tmp_path), formats=("oai_dc",))


def test_each_language_has_the_same_labels() -> None:
    from lxml import etree

    folder = resources.xslt() / "labels"
    keys = {
        file.stem: [e.get("key") for e in etree.parse(file).getroot().iterchildren(etree.Element)]
        for file in sorted(folder.glob("*.xml"))
    }
    assert {"en", "ru"} <= set(keys)
    for language, own in keys.items():
        assert len(own) == len(set(own)), f"{language}.xml has a key twice"
        assert set(own) == set(keys["en"]), f"{language}.xml and en.xml differ: {set(own) ^ set(keys['en'])}"


@pytest.mark.parametrize("kind", [f for f in formats.registry() if f.stylesheet], ids=lambda f: f.name)
def test_each_registered_stylesheet_compiles_and_each_grammar_is_there(kind: formats.Format) -> None:
    assert kind.stylesheet is not None
    saxon.stylesheet(kind.stylesheet)
    assert kind.grammar is None or kind.grammar.is_file()


def test_a_file_name_leads_back_to_its_format() -> None:
    for kind in formats.registry():
        for name, _ in kind.files("a-2000", ("en", "ru")):
            assert formats.registry().of_file(name, "a-2000") is kind
    assert formats.registry().of_file("other.reading.txt", "a-2000") is None
