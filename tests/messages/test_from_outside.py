"""Commands that are called wrongly, or with bad inputs, say nothing in English where a reader asks for Russian."""

import re
import shutil
from pathlib import Path

import pytest

from in_this_process import titelei

ARTICLE = "tei/articles/ambartsumyan-2021.xml"
TARGETS = """
[targets.gone]
kind = "swordv2"
url = "http://127.0.0.1:9/sword"
[targets.hal]
kind = "hal"
url = "http://127.0.0.1:9/hal"
[targets.zenodo]
kind = "invenio"
url = "http://127.0.0.1:9/api"
[targets.bags]
kind = "bagit"
path = "bags"
[targets.root]
kind = "ocfl"
path = "root"
"""

_QUOTED = re.compile(
    r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^”]*”|<[^<>]*>|\([^()]*\)|\[[^\]]*\]|\{[^{}]*\}|`[^`]*`|\"[^\"]*\"|\S*[/\\]\S*"
    r"|\btitelei(?: [a-z./-]+)+"
)
_ENGLISH = re.compile(r"\b[A-Za-z]{2,},? (?:a |an )?[a-z]{2,} [a-z]{2,}\b|\b(?:the|is|of|are|not|cannot) [a-z]{2,}\b")
_AS_THEY_ARE = re.compile(r"^ *\d* *\| |^ +\||^\S*titelei |^ {2,}-|^[ +-] *<|^Вызов: |^Traceback")
"""Lines of the file that is spoken of, its difference, and calls of commands."""


def english(text: str) -> list[str]:
    """Give the lines that hold English words in a row, beside quotes, names, paths, markup and lines of a file."""
    lines = (line for line in text.splitlines() if not _AS_THEY_ARE.search(line))
    return [line for line in lines if _ENGLISH.search(_QUOTED.sub("", line))]


def test_english_is_told_from_russian_with_names() -> None:
    assert english("Файла /a/b c.xml нет. Проверьте путь.") == []
    assert english("«There is no file»: файла нет (there is no file).") == []
    assert english("Ошибка: There is no file a.xml.") != []
    assert english("a.xml cannot be read: Permission denied.") != []


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Give a copy of the shipped edition, with targets nobody answers at, and some broken files beside it."""
    made = tmp_path_factory.mktemp("outside") / "edition"
    made.mkdir()
    for name in ("tei", "schemas", "out"):
        shutil.copytree(root / name, made / name)
    (made / "titelei.toml").write_text((root / "titelei.toml").read_text("utf-8") + TARGETS, "utf-8")
    for name, data in BROKEN.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(data)
    return made


def _sch(inside: str, *, head: str = "") -> bytes:
    return (
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">{head}'
        f'<pattern id="p">{inside}</pattern></schema>'
    ).encode()


BROKEN: dict[str, bytes] = {
    "bad/empty.xml": b"",
    "bad/text.xml": b"no markup",
    "bad/tags.xml": b"<TEI><a></b></TEI>",
    "bad/html.xml": b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    "bad/entity.xml": b"<a>&nosuch;</a>",
    "bad/doctype.xml": b"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a>&x;</a>",
    "bad/encoding.xml": b"<?xml version='1.0' encoding='klingon'?><a/>",
    "bad/bytes.xml": b"<?xml version='1.0'?><a>\xff\xfe</a>",
    "bad/control.xml": b"<a>\x01</a>",
    "bad/two.xml": b"<a/><b/>",
    "bad/prefix.xml": b"<a:b/>",
    "bad/attribute.xml": b"<a b='1' b='2'/>",
    "bad/comment.xml": b"<a><!-- a -- b --></a>",
    "bad/pi.xml": b"<a><?x </a>",
    "bad/deep.xml": b"<a>" * 300 + b"</a>" * 300,
    "bad/tei.xml": b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="A B"><foo/><teiHeader n="1" nosuch="2"/></TEI>',
    "d.xml": b"<a><b/></a>",
    "s/xpath.sch": _sch('<rule context="a"><assert test="]">x</assert></rule>'),
    "s/function.sch": _sch('<rule context="a"><assert test="nosuch()">x</assert></rule>'),
    "s/prefix.sch": _sch('<rule context="q:a"><assert test="1">x</assert></rule>'),
    "s/variable.sch": _sch('<rule context="a"><assert test="$v">x</assert></rule>'),
    "s/let.sch": _sch('<rule context="a"><assert test="1">x</assert></rule>', head='<let name="x" value="1 div 0"/>'),
    "s/value.sch": _sch('<rule context="a"><let name="x" value="xs:date(\'x\')"/><assert test="$x">x</assert></rule>'),
    "s/read.sch": _sch('<rule context="a"><assert test="doc(\'/etc/passwd\')">x</assert></rule>'),
    "s/lacking.sch": _sch('<rule context="a"><assert test="doc(\'no.xml\')">x</assert></rule>'),
    "s/network.sch": _sch('<rule context="a"><assert test="doc(\'http://example.org/\')">x</assert></rule>'),
    "s/parse.sch": _sch('<rule context="a"><assert test="parse-xml(\'&lt;!DOCTYPE a>&lt;a/>\')">x</assert></rule>'),
    "s/extends.sch": _sch('<rule context="a"><extends rule="no"/><assert test="1">x</assert></rule>'),
    "s/include.sch": _sch('<include href="no.sch"/>'),
    "s/abstract.sch": _sch("", head='<pattern is-a="no" id="q"/>'),
    "s/binding.sch": b'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="sql"/>',
    "s/other.sch": b"<a/>",
    "s/syntax.sch": b"<a>",
    "s/rng.rng": b"<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='no'/></start></grammar>",
    "s/type.rng": b"<element name='a' xmlns='http://relaxng.org/ns/structure/1.0' "
    b"datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'><data type='nosuch'/></element>",
    "pages/binary.html": b"\x00\x01\x02" * 100,
    "pages/empty.html": b"",
    "pages/login.html": b"<html><title>Log in</title><body><form><input type=password></form></body></html>",
    "pages/a.bib": b"@article{x,",
    "pages/a.ris": b"TY  - ",
    "pages/a.json": b"{",
    "pages/a.docx": b"PK\x03\x04 no zip",
    "pages/a.pdf": b"%PDF-1.4 broken",
    "pages/a.jats.xml": b"<article><front></article>",
    "answers.json": b"{}",
    "list.txt": b"no.html\n",
}

CALLS: tuple[str, ...] = (
    "",
    "nosuch",
    "validat",
    "--nosuch",
    "validate --nosuch",
    "validate --jobs x",
    "validate --fail-on never",
    "validate --report word",
    "validate --engine xerces",
    "validate --phase no",
    "validate --to nobody",
    "validate --project nowhere",
    "validate nosuch.xml",
    "validate pages",
    *(f"validate {name}" for name in BROKEN if name.startswith("bad/")),
    "validate bad --report html",
    "validate bad --report junit -o no/such/report.xml",
    *(f"validate d.xml --schematron {name}" for name in BROKEN if name.endswith(".sch")),
    *(f"validate d.xml --schema {name}" for name in BROKEN if name.endswith(".rng")),
    "validate d.xml --schema no.rng",
    "validate d.xml --schematron s/xpath.sch --phase no",
    "validate d.xml --engine both --schematron s/let.sch",
    "fix bad",
    "fix --rule no",
    "fix --dry-run",
    "fix",
    "encode",
    "encode no.html",
    "encode pages",
    "encode list.txt",
    *(f"encode {name}" for name in BROKEN if name.startswith("pages/")),
    "encode pages/login.html --answers answers.json",
    "encode pages/login.html --answers no.json",
    "encode --url nonsense pages/login.html",
    "explain",
    "explain no.xml",
    f"explain {ARTICLE} --field nosuch",
    f"explain {ARTICLE}",
    "render no.xml",
    "render bad",
    f"render {ARTICLE} --format nosuch",
    f"render {ARTICLE} --format hal,crossref -o d.xml/in",
    "check no.xml",
    "check",
    "formats",
    "formats --nosuch",
    "parity",
    "parity no.xml",
    "publish",
    "publish nobody",
    f"publish {ARTICLE}",
    f"publish {ARTICLE} --as X",
    f"unpublish {ARTICLE} --dry-run --as X",
    "unpublish nobody",
    "deposit status",
    "deposit --found x",
    "deposit --to nobody",
    "deposit --dry-run",
    "deposit --message Впервые",
    "deposit bad",
    "deposit --to gone --dry-run",
    "deposit --to gone",
    "deposit --to hal",
    "deposit --to zenodo",
    "deposit --to bags",
    "deposit --to bags",
    "deposit --to root",
    "deposit --to gone --drafts",
    "deposit --to gone --found http://example.org/",
    "deposit status",
    "deposit verify",
    "deposit verify --to nobody",
    "repository list",
    "repository log nobody",
    "repository log ambartsumyan-2021",
    "repository get nobody -o got",
    "repository get ambartsumyan-2021 -o tei",
    "repository get ambartsumyan-2021 -o got --version v99",
    "repository get ambartsumyan-2021 -o got --version x",
    "repository withdraw ambartsumyan-2021",
    "repository withdraw ambartsumyan-2021 --reason",
    "repository restore ambartsumyan-2021",
    "repository withdraw ambartsumyan-2021 --reason Дважды",
    "repository withdraw ambartsumyan-2021 --reason Дважды",
    "repository log ambartsumyan-2021",
    "deposit --message Впервые",
    "deposit --to bags",
    "deposit verify",
    "repository restore ambartsumyan-2021",
    "repository list",
    "repository rebuild",
    "repository migrate",
    "repository check",
    "repository nosuch",
    "site -o d.xml/site",
    "site",
    "serve --port 99999",
    "serve --host 203.0.113.7",
    "serve --base-url nonsense",
    "serve --host nosuch.invalid --base-url http://example.org/",
    "oai",
    "oai check",
    "oai check nonsense",
    "oai check http://127.0.0.1:9/oai",
    "schema",
    "schema export d.xml/x",
    "schema compile nosuch.odd",
    "new d.xml/x",
    "new tei",
    "new other --yes --issn 1234-5678",
    "new other --yes --language zzzz",
    "doctor",
    "run nosuch.xml",
    "run bad",
    "desk --port 99999",

    *(f"{name} --help" for name in (
        "run", "desk", "encode", "explain", "validate", "fix", "publish", "unpublish", "render", "check", "formats",
        "parity", "deposit", "deposit status", "deposit verify", "repository", "repository list", "repository log",
        "repository get", "repository withdraw", "repository restore", "repository rebuild", "repository check",
        "repository migrate", "serve", "site", "oai", "oai check", "schema", "schema compile", "schema export", "watch",
        "new", "doctor", "cluster",
    )),
)  # fmt: skip


@pytest.mark.long
def test_no_command_says_an_english_sentence_in_russian(project: Path) -> None:
    found = {}
    for call in CALLS:
        done = titelei("--lang", "ru", *call.split(), cwd=project)
        if lines := english(done.stdout + done.stderr):
            found[call] = lines
    assert found == {}


SETTINGS: tuple[str, ...] = (
    "a",
    "a = ",
    "[edition\n",
    "[edition]\nbase_url = 'x'\n",
    "[edition]\nbase_url = 1\n",
    "[edition]\nlanguages = ['zz-zz-zz']\n",
    "[edition]\nlanguages = []\n",
    "[edition]\ntitel = 'x'\n",
    "[edishun]\n",
    "[edition]\ntitle = 'a'\ntitle = 'b'\n",
    "[edition]\ntitle = 'a\n",
    "x = \\",
    "[validate]\nfail_on = 'never'\n",
    "[validate]\nengine = 'x'\n",
    "[validate.severity]\nnosuch = 'error'\n",
    "[validate.severity]\nxml-syntax = 'info'\n",
    "[render]\nformats = ['x']\n",
    "[render]\nwidth = -1\n",
    "[repository]\npage_size = 0\n",
    "[repository]\ndatabase = 'x://y'\n",
    "[repository]\ndomain = 'a b'\n",
    "[repository]\nadmin_email = 'x'\n",
    "[targets.a]\nkind = 'x'\n",
    "[targets.a]\nkind = 'hal'\n",
    "[targets.a]\nurl = 'x'\n",
    "[look]\nlogo = 'no.png'\n",
    "[look]\ncss = 'no.css'\n",
    "[look]\ncolours = {accent = 'x'}\n",
    "[batch]\njobs = 'x'\n",
    "[batch]\ncluster = 1\n",
    "[journal]\nissn = '1234'\n",
    "[paths]\narticles = '/no/such'\n",
    "[paths]\nxslt = 'no'\n",
    "[authorities]\nx = 1\n",
)


@pytest.mark.long
def test_no_fault_of_the_settings_is_told_in_english(tmp_path: Path) -> None:
    found = {}
    for text in SETTINGS:
        (tmp_path / "titelei.toml").write_text(text, "utf-8")
        for call in ("validate", "render", "deposit status", "repository list", "doctor"):
            done = titelei("--lang", "ru", *call.split(), cwd=tmp_path)
            if lines := english(done.stdout + done.stderr):
                found[text, call] = lines
    assert found == {}
