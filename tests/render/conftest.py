"""Documents to render: the first edition, and small invented ones under ``documents/``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from titelei.model import Output
from titelei.names import DC
from titelei.render.render import RenderSettings, render
from titelei.xml.read import Document, parse, read

Texts = dict[str, str]
"""Format → text of its (first) file."""

FACTS = {"f": "urn:titelei:facts", "dc": DC}


@pytest.fixture(scope="session")
def seed(root: Path) -> Document:
    """Give the first edition's article."""
    return read(root / "tei" / "articles" / "ambartsumyan-2021.xml")


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Give a function from the name of an invented document to it; further pairs are replaced in its text."""

    def load(name: str, *replacements: tuple[str, str]) -> Document:
        text = (Path(__file__).parent / "documents" / f"{name}.xml").read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new)
        return parse(text.encode("utf-8"), name=f"{name}.xml")

    return load


@pytest.fixture(scope="session")
def texts() -> Callable[..., Texts]:
    """Give a function that renders a document without a finding and gives its texts by format."""

    def make(document: Document, *formats: str, settings: RenderSettings | None = None) -> Texts:
        outputs, findings = render(document, settings=settings, formats=formats)
        assert findings == ()
        return by_format(outputs)

    return make


def by_format(outputs: tuple[Output, ...]) -> Texts:
    found: Texts = {}
    for output in outputs:
        found.setdefault(output.format, output.data.decode("utf-8"))
    return found


@pytest.fixture(scope="session")
def facts(texts: Callable[..., Texts]) -> Callable[[Document], "etree._Element"]:
    """Give a function from a document to the root of its facts."""
    return lambda document: etree.fromstring(texts(document, "facts")["facts"].encode("utf-8"))


@pytest.fixture(scope="session")
def said() -> Callable[..., list[str]]:
    """Give a function that lists the strings an XPath finds (prefixes f: facts, dc: Dublin Core)."""

    def find(element: "etree._Element", path: str) -> list[str]:
        result = element.xpath(path, namespaces=FACTS)
        assert isinstance(result, list)
        return [str(r) for r in result]

    return find
