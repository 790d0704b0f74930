"""What docs/encode.md tells of findings and fields is what the encoder has."""

import re
from pathlib import Path

from encode.scoring import OWN, draft, page_files

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs/encode.md").read_text("utf-8")


def test_every_finding_of_the_encoder_is_told_and_no_other() -> None:
    sources = [*(ROOT / "src/titelei/encode").rglob("*.py"), *(ROOT / "src/titelei/cli").glob("*e*.py")]
    sources += (ROOT / "src/titelei/pipeline").glob("*.py")
    made = {rule for path in sources for rule in re.findall(r'"(encode-[a-z-]+)"', path.read_text("utf-8"))}
    assert set(re.findall(r"^\| `(encode-[a-z-]+)`", DOC, re.MULTILINE)) == made


def test_every_field_that_pages_have_is_told() -> None:
    told = set(re.findall(r"\w+", DOC.partition("The fields are")[2].partition(". What a page")[0]))
    pages = [p for p in page_files(OWN) if not p.name.startswith("not-")]
    fields = {v.field.partition(" ")[0] for p in pages for v in draft(p).evidence.values}
    assert {f for f in fields if f.islower()} - told - {"corresponding"} == set()


def test_the_session_in_the_readme_is_the_real_one() -> None:
    made = draft(OWN / "joomla-veretennikov-2022.txt")
    doi = next(v for v in made.evidence.values if v.field == "doi")
    said = f"line {doi.line}, characters {doi.start}–{doi.end} ({doi.source}): “{doi.printed}”"
    for text in (DOC, (ROOT / "README.md").read_text("utf-8")):
        assert said in text
        assert f"rule: {doi.rule}; confidence {doi.confidence:.2f}" in text
