"""Drafts made together are one edition: ids agree over the files, and encoding again changes nothing."""

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from encode.scoring import OWN, page_files
from titelei import resources
from titelei.encode import Draft, encode
from titelei.encode.agreeing import Register
from titelei.names import XML_ID, XML_LANG
from titelei.validate import document as validation
from titelei.validate.edition import Register as Edition
from titelei.validate.edition import summary
from titelei.xml.read import parse

pytestmark = pytest.mark.long

NS = {"t": "http://www.tei-c.org/ns/1.0"}
TWO = (
    (
        "saratov-en.txt",
        "Salt Roads to the Town\n\nPeter Lind, Saratov State University, Saratov, Russia\n\nAbstract: Carts.",
    ),
    (
        "saratov-ru.txt",
        "Соляные обозы в город\n\nПётр Линд, Саратовский университет, Саратов, Россия\n\nАннотация: Обозы.",
    ),
)


SHARED = ("orcid-unique", "issn-one-journal")
"""What several invented persons and journals share: an ORCID of ORCID's own documentation, an ISSN."""


def _together(drafts: list[Draft]) -> list[Draft]:
    register = Register()
    return [register.agree(draft) for draft in drafts]


def _of(name: str, text: str) -> Draft:
    return encode(text.encode(), name=name, when="2026-11-22", version="0.1.0", identifier=Path(name).stem)


@cache
def _own_pages() -> list[Draft]:
    """Draft every invented page, each under an id of its own, as the command gives them."""
    pages = [p for p in page_files(OWN) if not p.name.startswith("not-")]
    return [encode(p.read_bytes(), name=p.name, when="2026-11-22", version="0.1.0", identifier=p.stem) for p in pages]


def test_drafts_of_all_pages_have_one_name_for_each_id() -> None:
    edition = Edition()
    for draft in _together(_own_pages()):
        found = edition.add(summary(parse(draft.tei, name=f"{draft.id}.xml")))
        assert [f.message for f in found if f.rule not in SHARED] == []


def test_a_place_named_in_two_scripts_is_one_entry_with_both_names() -> None:
    drafts = _together([_of(*page) for page in TWO])
    names = [
        [
            (n.get("type"), n.get(XML_LANG), n.text)
            for n in root.xpath("//t:place[@xml:id='pla.saratov']/*", namespaces=NS)
        ]
        for root in (etree.fromstring(d.tei) for d in drafts)
    ]
    assert names == [[("main", None, "Saratov")], [("main", None, "Saratov"), ("variant", "ru", "Саратов")]]


def test_persons_of_two_files_whose_names_differ_are_two_candidates() -> None:
    first, second = _together([_of(*page) for page in TWO])
    ids = [etree.fromstring(d.tei).xpath("string(//t:person/@xml:id)", namespaces=NS) for d in (first, second)]
    assert ids == ["per.lind-p", "per.lind-p-b"]
    root = etree.fromstring(second.tei)
    assert root.xpath("//t:author/t:persName/@ref", namespaces=NS)[0] == "#per.lind-p-b"
    path = next(v.path for v in second.evidence.values if v.field == "name")
    assert root.xpath(path.replace("tei:", "t:"), namespaces=NS)


def test_drafts_that_took_a_name_from_another_file_pass_the_rules_of_drafts() -> None:
    for draft in _together([_of(*page) for page in reversed(TWO)]):
        found = validation.validate(
            parse(draft.tei, name=f"{draft.id}.xml"),
            grammar=resources.schemas() / "frontmatter.rng",
            rules=resources.schemas() / "frontmatter.sch",
            phase="draft",
        )
        assert [f.message for f in found if f.severity == "error"] == []


def test_encoding_a_page_of_the_edition_again_gives_the_same_draft() -> None:
    register, again = Register(), Register()
    made = [register.agree(_of(*page)) for page in TWO]
    for draft in reversed(made):
        again.add(draft.id, draft.entries)
    assert [again.agree(_of(*page)).tei for page in TWO] == [d.tei for d in made]


def test_no_two_entries_of_a_draft_share_an_id() -> None:
    for draft in _together(_own_pages()):
        ids = [str(e.get(XML_ID)) for e in etree.fromstring(draft.tei).iter() if e.get(XML_ID)]
        assert len(ids) == len(set(ids)), draft.id
        refs = set(re.findall(r'ref="#([^"]+)"', draft.tei.decode()))
        assert refs <= set(ids), draft.id


def test_drafts_of_all_pages_together_are_an_edition_that_renders(tmp_path: Path) -> None:
    (tmp_path / "titelei.toml").write_text("")
    shutil.copytree(OWN, tmp_path / "pages")
    titelei = [sys.executable, "-c", "from titelei.cli.main import main; main()"]
    subprocess.run([*titelei, "encode", "pages", "-q"], cwd=tmp_path, capture_output=True, check=False)
    done = subprocess.run(
        [*titelei, "render", "--format", "html,jats,oai_dc", "--json"], cwd=tmp_path, capture_output=True, check=False
    )
    found = json.loads(done.stdout)
    assert len(found["outputs"]) > 3 * 80
    assert [f["message"] for f in found["findings"] if f["severity"] == "error" and f["rule"] not in SHARED] == []
    again = subprocess.run([*titelei, "encode", "pages", "--json"], cwd=tmp_path, capture_output=True, check=False)
    assert {o["action"] for o in json.loads(again.stdout)} == {"unchanged", "refused"}
