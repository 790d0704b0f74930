"""The documents that every format is made of here: the first edition, the second, and those of the rendering tests."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from titelei.render.render import RenderSettings, render
from titelei.xml.read import Document, parse, read

TESTS = Path(__file__).resolve().parent.parent
SETTINGS = RenderSettings(
    publisher="Publisher of the Settings",
    crossref_depositor_name="A. Depositor",
    crossref_depositor_email="depositor@example.org",
    crossref_registrant="The Registrant",
)
FILES = {
    path.stem: path
    for path in (
        TESTS.parent / "tei" / "articles" / "ambartsumyan-2021.xml",
        *sorted((TESTS / "render" / "documents").glob("*.xml")),
        *sorted((TESTS / "grammar" / "accepted").glob("*.xml")),
        *sorted((TESTS / "editions").glob("*/tei/articles/*.xml")),
    )
}
"""Documents by the names of their files."""

Outputs = Mapping[str, str]
"""Format → text of its first file; a format impossible for the document is not there."""


@cache
def made(name: str) -> Outputs:
    """Render a document in all formats, the settings complete."""
    outputs, findings = render(read(FILES[name]), settings=SETTINGS)
    assert {f.severity for f in findings} <= {"info"}, findings
    found: dict[str, str] = {}
    for output in outputs:
        found.setdefault(output.format, output.data.decode("utf-8"))
    return found


def each(kind: str) -> dict[str, str]:
    """Give a format of every document that has it, by the document's name."""
    return {name: made(name)[kind] for name in FILES if kind in made(name)}


@cache
def alone(kind: str) -> Outputs:
    """Give a format of every document that has it, rendered without the others."""
    found: dict[str, str] = {}
    for name, path in FILES.items():
        outputs, findings = render(read(path), settings=SETTINGS, formats=(kind,))
        assert outputs or all("cannot be made" in finding.message for finding in findings), findings
        for output in outputs:
            found[name] = output.data.decode("utf-8")
    return found


def xml(text: str) -> "etree._Element":
    return etree.fromstring(text.encode("utf-8"))


def altered(name: str, *replacements: tuple[str, str]) -> Document:
    """Give a document with pairs replaced in its text."""
    text = FILES[name].read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return parse(text.encode("utf-8"), name=f"{name}.xml")
