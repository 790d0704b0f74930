"""Schemas damaged at random: each gives a report, or a fault with its line; nothing else comes out."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from schematron.case_files import Case, all_cases
from titelei.errors import AssetError, DocumentError
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
    *('doc("x")', 'xs:date("x")', 'key("a","b")', "Q{x}y", "map{}", "function($x){$x}", "no/such/file.sch#id"),
)
ATTRIBUTES = (
    *("id", "name", "role", "context", "test", "is-a", "abstract", "select", "documents", "subject", "flag", "href"),
    *("rule", "visit-each", "from", "when", "as", "value", "path", "queryBinding", "defaultPhase", "diagnostics"),
)
CASES = tuple(all_cases())


def _damage(root: "etree._Element", chance: random.Random) -> None:
    elements = list(root.iter(etree.Element))
    element, other = chance.choice(elements), chance.choice(elements)
    kind = chance.randrange(7)
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
