"""Our readers of BibTeX and RIS read what independent ones do; pandoc and a citation processor read what we say."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from parity.conftest import Rendered
from titelei import parity
from titelei.parity import State, records
from titelei.parity.values import words


def test_our_bibtex_fields_are_those_of_bibtexparser(articles: dict[str, Rendered]) -> None:
    for article in articles.values():
        text = article.output("bib").decode("utf-8")
        library = parse_string(text)
        assert library.failed_blocks == []
        (entry,) = library.entries
        ours = records.bibtex(text)
        assert ours["key"] == [entry.key]
        assert set(ours) - {"key", "entry"} == {field.key for field in entry.fields}
        for field in entry.fields:
            # It leaves names and key words in one piece, and LaTeX as it is.
            separator = {"author": " and ", "keywords": ", "}.get(field.key, "")
            assert records.unescaped(field.value) == separator.join(ours[field.key]), (article.id, field.key)


def test_our_ris_fields_are_those_of_rispy(articles: dict[str, Rendered]) -> None:
    for article in articles.values():
        text = article.output("ris").decode("utf-8")
        (theirs,) = rispy.loads(text, implementation=rispy.RisParser)
        ours = records.ris(text)
        names = rispy.config.TAG_KEY_MAPPING
        for tag, values in ours.items():
            found = theirs.get(names[tag], [])
            found = found if isinstance(found, list) else [found]
            assert found == values or " ".join(found) == " ".join(values), (article.id, tag)
        assert {names[tag] for tag in ours} == set(theirs) - {"unknown_tag"}


def _by_bibtexparser(text: str) -> records.Record:
    """Read an entry as :func:`records.bibtex` does, with bibtexparser alone."""
    (entry,) = parse_string(
        text, append_middleware=[middlewares.LatexDecodingMiddleware(), middlewares.SeparateCoAuthors()]
    ).entries
    record: records.Record = {"entry": [entry.entry_type], "key": [entry.key]}
    for field in entry.fields:
        value = field.value.split(", ") if field.key == "keywords" else field.value
        # It leaves a formula between its signs.
        record[field.key] = [re.sub(r"\\[()]", "", v) for v in (value if isinstance(value, list) else [value])]
    return record


def _by_rispy(text: str) -> records.Record:
    """Read a record as :func:`records.ris` does, with rispy alone."""
    (entry,) = rispy.loads(text, implementation=rispy.RisParser)
    tags = {key: tag for tag, key in rispy.config.TAG_KEY_MAPPING.items()}
    return {tags[key]: value if isinstance(value, list) else [value] for key, value in entry.items() if key in tags}


def test_parity_is_the_same_by_bibtexparser_and_rispy(
    articles: dict[str, Rendered], monkeypatch: pytest.MonkeyPatch
) -> None:
    """bibtexparser takes every brace for TeX's, which the article of awkward characters has in its title."""
    monkeypatch.setattr(records, "bibtex", _by_bibtexparser)
    monkeypatch.setattr(records, "ris", _by_rispy)
    table = parity.load()
    small = replace(table, columns={name: table.columns[name] for name in ("bibtex", "ris")})
    cells = [
        cell
        for article in articles.values()
        for cell in article.compare(table=small)
        if (article.id, cell.column) != ("quill-2022", "bibtex")
    ]
    assert [c for c in cells if c.state is State.RED] == []
    assert len([c for c in cells if c.state is State.CARRIED]) > 350


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"@article{k, title = {{A \& B \% \textbackslash{}x {C}}}, year = 2020}", {"title": [r"A & B % \x C"]}),
        ('@article{k,\n title = "Quoted {"}mark{"}",\n}', {"title": ['Quoted "mark"']}),
        (
            "@article{k, author = {Dyk, Anna and {Reed and Sons} and {A}, B}}",
            {"author": ["Dyk, Anna", "Reed and Sons", "A, B"]},
        ),
        (r"@article{k, keywords = {a, {b, c}, \{d\}}}", {"keywords": ["a", "b, c", "{d}"]}),
        ("@article{k,}", {"entry": ["article"], "key": ["k"]}),
    ],
)
def test_bibtex_is_read_by_its_braces(text: str, wanted: dict[str, list[str]]) -> None:
    read = records.bibtex(text)
    assert {name: read[name] for name in wanted} == wanted


@pytest.mark.parametrize("text", ["", "no entry", "@article{k, title = {open", "@article{k, title = }"])
def test_what_is_no_bibtex_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        records.bibtex(text)


def test_ris_lines_that_go_on_are_joined_and_other_text_is_refused() -> None:
    assert records.ris("TY  - JOUR\nTI  - One\n  two\nER  - \nTY  - BOOK\n") == {"TY": ["JOUR"], "TI": ["One two"]}
    for text in ("", "TI  - One\n"):
        with pytest.raises(ValueError, match="record"):
            records.ris(text)


def test_a_citation_processor_finds_authors_title_year_and_pages(root: Path, articles: dict[str, Rendered]) -> None:
    style = CitationStylesStyle(str(root / "src/titelei/engine/styles/apa.csl"), validate=False)
    article = articles["orlova-2020"]
    source = CiteProcJSON(json.loads(article.output("csl.json")))
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("orlova-2020")]))
    (text,) = (str(entry) for entry in bibliography.bibliography())
    for said in ("Орлова", "Линд", "Фенн", "2020", "Ледовые дороги Нижних лугов", "Летопись водных путей", "11", "29"):
        assert said in text


def _strings(node: object) -> Iterator[str]:
    """Give the words of pandoc's document in their order, without the spaces between them."""
    if isinstance(node, dict) and node.get("t") == "Str":
        yield str(node["c"])
    elif isinstance(node, dict) and node.get("t") == "Math":
        yield re.sub(r"\s+", "", node["c"][1])
    elif isinstance(node, dict):
        yield from (word for inner in node.values() for word in _strings(inner))
    elif isinstance(node, list):
        yield from (word for inner in node for word in _strings(inner))


def test_pandoc_reads_title_authors_and_abstract_from_jats(articles: dict[str, Rendered], pandoc: Path) -> None:
    for article in articles.values():
        done = subprocess.run(
            [pandoc, "--from=jats", "--to=json", "--standalone"],
            input=article.output("jats.xml"),
            capture_output=True,
            check=True,
        )
        text = words("".join(_strings(json.loads(done.stdout)["meta"])))
        edition = article.edition
        said = [*edition.values("title"), *edition.values("author.surname"), *edition.values("abstract.main")]
        for _, value in said:
            assert re.sub(r"\s+", "", words(value))[-40:] in text, (article.id, value)
