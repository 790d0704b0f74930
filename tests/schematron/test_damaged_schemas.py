"""Schemas damaged at random: each gives a report, or a fault with its line; nothing else comes out."""

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from schematron.case_files import Case, all_cases
from titelei.errors import AssetError, DocumentError
from titelei.names import SCH, SQF
from titelei.validate.schematron import compile_schema, run
from titelei.xml.read import read

VALUES = (
    *(
        "",
        "x",
        "$",
        "$x",
        "/",
        "//",
        "@",
        "{",
        "}",
        "{$a}",
        "1 +",
        "(:",
        '"',
        "'",
        "#ALL",
        "*",
        "..",
        "true",
        "a b",
        "٣",
    ),
    *("ns:x", "error()", "1 div 0", "()", "(1,2)", "a[", "current()", "position()", "@*", "namespace::*", "\\"),
    *(
        "Ж",
        "ж:б",
        "xsl:x",
        "titelei:x",
        "svrl:x",
        "xml",
        "xmlns",
        "java:x",
        "xslt",
        "xpath31",
        "&",
        "<",
        "\U0001d4b3",
        " x ",
    ),
    *("parse-xml('<!DOCTYPE a []><a/>')", "collection()", "transform(map{})", "-doc('x')", "map{'a':doc('x')}", "f(.)"),
    *('doc("x")', 'xs:date("x")', 'key("a","b")', "Q{x}y", "map{}", "function($x){$x}", "no/such/file.sch#id"),
)
ATTRIBUTES = (
    *("id", "name", "role", "context", "test", "is-a", "abstract", "select", "documents", "subject", "flag", "href"),
    *("rule", "visit-each", "from", "when", "as", "value", "path", "queryBinding", "defaultPhase", "diagnostics"),
    *("prefix", "uri", "pattern", "properties", "match", "_select", "use-when", "static", "expand-text", "Ж"),
    *(f"{{{SQF}}}fix", f"{{{SQF}}}default-fix", "target", "position", "node-type", "regex", "use-for-each", "ref"),
)
CASES = tuple(all_cases())
PREFIXES = ("xsl", "titelei", "svrl", "xs", "ж", "xml", "xmlns", "f", "err", "1", "")
URIS = ("urn:x", "urn:titelei:schematron", "http://www.w3.org/XML/1998/namespace", "java:a.B", "", "ж", "a b")
FIXES = f"""<sqf:fixes xmlns:sqf="{SQF}"><sqf:fix id="f"><sqf:description><sqf:title>T</sqf:title></sqf:description>
<sqf:user-entry name="u"/><sqf:param name="p" default="1"/><sqf:call-fix ref="g"/><sqf:delete match="@*"/></sqf:fix>
<sqf:fix id="g"><sqf:description><sqf:title>T</sqf:title></sqf:description>
<sqf:add position="before"><?x y?><b/></sqf:add><sqf:replace match="text()" select="'x'"/>
<sqf:stringReplace regex="[a]+"/></sqf:fix></sqf:fixes>"""


def _damage(root: "etree._Element", chance: random.Random) -> None:
    elements = list(root.iter(etree.Element))
    element, other = chance.choice(elements), chance.choice(elements)
    kind = chance.randrange(9)
    if kind == 0 and element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]
    elif kind == 1 and element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))
    elif kind == 2:
        element.tag = other.tag
    elif kind == 3 and (parent := element.getparent()) is not None:
        parent.remove(element)
    elif kind == 4:
        element.append(etree.fromstring(etree.tostring(other, encoding="utf-8", with_tail=False), _PARSER))
    elif kind == 7:
        root.append(etree.fromstring(FIXES))
        for assertion in root.iter(f"{{{SCH}}}assert", f"{{{SCH}}}report"):
            assertion.set(f"{{{SQF}}}fix", "f g")
    elif kind == 8:
        root.insert(0, root.makeelement(f"{{{SCH}}}ns", prefix=chance.choice(PREFIXES), uri=chance.choice(URIS)))
    elif kind == 5:
        element.text = chance.choice(VALUES)
    else:
        element.set(chance.choice(ATTRIBUTES), chance.choice(VALUES))


_PARSER = etree.XMLParser(collect_ids=False)


def _damaged(folder: Path, chance: random.Random, number: int) -> Iterator[tuple[Case, Path, Path]]:
    for n in range(number):
        case = chance.choice(CASES)
        schema, document = case.write(folder / str(n))
        damaged = chance.choice([folder / str(n) / name for name in case.files if not name.endswith("document.xml")])
        tree = etree.parse(str(damaged), _PARSER)
        for _ in range(chance.randint(1, 3)):
            _damage(tree.getroot(), chance)
        damaged.write_bytes(etree.tostring(tree, encoding="utf-8"))
        yield case, schema, document


def _faults(folder: Path, seed: int, number: int) -> list[tuple[AssetError, str]]:
    """Run damaged schemas and give the faults of those that have any, each with the schema."""
    faults = []
    for case, schema, document in _damaged(folder, random.Random(seed), number):
        try:
            report = run(compile_schema(schema, phase=case.phase), read(document, edition=False))
            etree.fromstring(report.xml.encode(), _PARSER)
            _ = report.hits
        except DocumentError:
            continue  # a subordinate document that is not there
        except AssetError as error:
            faults.append((error, schema.read_text("utf-8")))
    return faults


def _without_place(faults: list[tuple[AssetError, str]]) -> list[str]:
    return [f"{error}\n{text}" for error, text in faults if not error.findings or error.findings[0].line < 1]


def test_a_damaged_schema_gives_a_report_or_a_fault_with_its_line(tmp_path: Path) -> None:
    faults = _faults(tmp_path, 1, 80)
    assert 20 < len(faults) < 80
    assert _without_place(faults) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 5))
def test_no_damage_of_a_schema_stops_us(tmp_path: Path, seed: int) -> None:
    assert _without_place(_faults(tmp_path, seed, 500)) == []


@pytest.mark.long
@pytest.mark.timeout(0)
def test_no_damage_stops_us_for_as_long_as_is_asked(tmp_path: Path) -> None:
    """Anything but our own errors, each with its line, is a failure here; the seed tells how to repeat it."""
    end = time.monotonic() + float(os.environ.get("TITELEI_FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("TITELEI_FUZZ_SEED", "2021"))
    while time.monotonic() < end:
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert _without_place(_faults(folder, seed, 20)) == [], f"seed {seed}"
        shutil.rmtree(folder)
        seed += 1
