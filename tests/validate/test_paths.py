"""The path of a finding: one form for all who find, and exactly one place; found quickly however many there are."""

import re
from pathlib import Path

import pytest
from lxml import etree

from titelei import resources
from titelei.names import TEI
from titelei.validate import document as one
from titelei.validate import edition, hygiene
from titelei.xml.read import Document, parse

ARTICLE = (Path(__file__).parent.parent.parent / "tei" / "articles" / "ambartsumyan-2021.xml").read_text("utf-8")
RULES = resources.schemas() / "frontmatter.sch"

DAMAGES = {
    "an unknown element": ("<langUsage>", "<langUsage><foo/>"),
    "a pointer that leads nowhere": ('ref="#per.', 'ref="#per.x'),
    "an invisible character": ("historical sources", "histo\u200brical  sources"),
    "a place no text mentions": ("<listPlace>", '<listPlace><place xml:id="pla.x"><placeName>X</placeName></place>'),
    "an id twice": ("<langUsage>", '<langUsage xml:id="src.article">'),
    "an excuse without a reason": ("<langUsage>", '<?titelei excuse rule="id-prefix"?><langUsage>'),
    "a name in no index": ("historical sources", "<placeName>Nowhere</placeName>"),
    "a date that is none": ('when="20', 'when="2021-13-45" n="20'),
}


def selected(document: Document, path: str) -> int:
    """Count what a path selects, its names taken for TEI's."""
    steps = re.sub(r"/(?=[A-Za-z_])(?!text\(\))", "/t:", path)
    found = etree.XPath(steps, namespaces={"t": TEI})(document.tree)
    return len(found) if isinstance(found, list) else 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_path_of_a_finding_selects_one_place(damage: str) -> None:
    old, new = DAMAGES[damage]
    assert old in ARTICLE
    document = parse(ARTICLE.replace(old, new, 1).encode(), name="d.xml")
    found = one.validate(document, grammar=resources.schemas() / "frontmatter.rng", rules=RULES, phase="deposit")
    assert found
    for finding in (*found, *edition.source_page(document, lambda _name: None)):
        holder = finding.path.rpartition("/@")[0] or finding.path
        assert finding.path == "/" or selected(document, holder) == 1, finding.path
        assert not re.search(r"/[^/\[@]+(?=/(?!@))", holder.removeprefix("/TEI")), "a step without its number"


def test_each_of_many_findings_in_one_line_has_its_own_place() -> None:
    at = ARTICLE.index("</p>", ARTICLE.index('type="abstract"'))
    many = hygiene.findings(parse((ARTICLE[:at] + "word\u200b " * 4000 + ARTICLE[at:]).encode(), name="d.xml"))
    assert len({(f.line, f.column) for f in many}) == len(many) == 4000
