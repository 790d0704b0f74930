"""Every kind of bad file, by name: one error that names the file, the place where it has one, and the repair."""

import gzip
from pathlib import Path
from typing import Final

import pytest

from sources.test_bad_input import HERE, PNG, WORD, docx, dublin_core, oai, pdf
from titelei.encode import many
from titelei.model import Severity

JATS: Final = (HERE / "article.jats.xml").read_bytes()
HOW: Final = many.How(when="2026-11-22", version="0.1.0")
BAD: Final = {
    "cut.xml": (JATS[: len(JATS) // 2], "source-broken", "ends inside the tag"),
    "ampersand.xml": (oai(dublin_core("Ice & roads")), "source-broken", "bare & stands here"),
    "entities.xml": (
        b"<article><front><article-meta>&laughs;</article-meta></front></article>",
        "source-broken",
        "laughs",
    ),
    "deep.xml": (b"<a>" * 10_000, "source-broken", "nested"),
    "deep.json": (b"[" * 100_000, "source-broken", "nested too deeply"),
    "cut.json": (b'[{"type": "article-journal",\n "title": "A', "source-broken", "line 2"),
    "error.json": (b'{"status": "error", "message": [{"message": "No such DOI"}]}', "source-unknown", "No such DOI"),
    "other.xml": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "source-unknown", "no record of an article"),
    "brace.bib": (b"@article{a, title = {Ice, author = {Reed, Ann}\n", "source-broken", "line 1"),
    "book.ris": (b"TY  - BOOK\nTI  - Ice\nAU  - Reed, Ann\nER  - \n", "source-other-work", "BOOK"),
    "nameless.ris": (b"TY  - JOUR\nPY  - 2019\nER  - \n", "source-empty", "neither a title nor an author"),
    "password.pdf": (pdf(b"", encrypt="yes"), "encode-unreadable", "password"),
    "scan.pdf": (pdf(b""), "encode-unreadable", "pictures of its pages"),
    "bomb.docx": (docx(bytes(80_000_000)), "encode-unreadable", "would unpack to 80 MB"),
    "damaged.docx": (docx(b"<w:document>"), "encode-unreadable", "damaged"),
    "macro.docm": (docx(f'<w:document xmlns:w="{WORD}"/>'.encode()), "encode-empty", "no text"),
    "picture.png": (PNG, "source-foreign", "picture"),
    "packed.gz": (gzip.compress(JATS), "source-foreign", "packed with gzip"),
    "zeros.bin": (bytes(1000), "source-foreign", "neither text nor a document"),
    "empty.xml": (b"", "source-foreign", "empty file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_error_with_file_and_repair(name: str) -> None:
    data, rule, said = BAD[name]
    outcomes = many.every(many.Item(path=Path(name), data=data), HOW)
    found = [f for outcome in outcomes for f in outcome.findings]
    assert [(f.rule, f.file, f.severity) for f in found] == [(rule, name, Severity.ERROR)]
    assert said in found[0].message
    assert found[0].repair.endswith(".")
    assert all(outcome.draft is None for outcome in outcomes)


def test_what_stands_beside_pages_in_a_folder_is_told_and_is_no_error(tmp_path: Path) -> None:
    for name, data in {"a.js": b"var a = 1;", "b.png": PNG, "c.zip": b"PK\x03\x04", "d.csv": b"a,b\n"}.items():
        (tmp_path / name).write_bytes(data)
    items = many.items((tmp_path,))
    found = [f for item in items for outcome in many.every(item, HOW) for f in outcome.findings]
    assert [f.severity for f in found] == [Severity.INFO] * len(items) == [Severity.INFO] * 4
