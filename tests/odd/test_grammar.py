"""The compiled grammar accepts what the ODD allows and nothing else, in libxml2 and in jing, byte for byte the same."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree

from titelei.names import RNG, TEI
from titelei.schema.compile import compile_odd, compiled

SMALL = Path(__file__).parent / "cases" / "small" / "small.odd"

ITEMS = "<item>1</item><item>2</item>"

ACCEPTED = {
    "the least": ITEMS,
    "as many as a bound allows": ITEMS * 2,
    "text with names": "<item>a <name n='x'>b</name> c</item><item/>",
    "members of a class in sequence": f"<num>7</num><state>old</state>{ITEMS}",
    "one member of a class in sequence": f"<state>new</state>{ITEMS}",
    "elements in any order": f"{ITEMS}<last/><first/>",
    "an attribute of a class of a class": "<item n='a' xml:id='i'>1</item><item/>",
    "one of a choice of attributes": "<item when='2020-01-01'>1</item><item/>",
    "the other of a choice of attributes": "<item from='2020-01-01' to='2020-01-02'>1</item><item/>",
    "a replaced attribute": f"<head n='1'>x</head>{ITEMS}",
    "several listed values": "<item type='a b a'>1</item><item/>",
    "a value beside an open list": "<item rend='bold odd'>1</item><item/>",
}

REFUSED = {
    "less than a minimum": "<item/>",
    "more than a bound": ITEMS * 2 + "<item/>",
    "an order that is not allowed": f"{ITEMS}<num>7</num>",
    "a member of a class twice": f"<num>7</num><num>7</num>{ITEMS}",
    "a missing member of any order": f"{ITEMS}<last/>",
    "both of a choice of attributes": "<item when='2020-01-01' from='2020-01-01' to='2020-01-02'/><item/>",
    "half of a group of attributes": "<item from='2020-01-01'/><item/>",
    "a missing required attribute": f"<head>x</head>{ITEMS}",
    "the inherited type of a replaced attribute": f"<head n='a'>x</head>{ITEMS}",
    "a deleted attribute": f"<head n='1' xml:id='h'>x</head>{ITEMS}",
    "a value that is not listed": "<item type='c'/><item/>",
    "a listed datatype": "<item cert='medium'/><item/>",
    "more values than a bound": "<item rend='a b c'/><item/>",
    "a facet": f"<num>101</num>{ITEMS}",
    "a restriction": "<item n='two words'/><item/>",
    "listed content": f"<state>elsewhere</state>{ITEMS}",
    "an attribute of a class an element only refers into": "<item><name xml:id='n'>x</name></item><item/>",
    "text where none is allowed": f"x{ITEMS}",
    "an element of another namespace": f"{ITEMS}<first xmlns=''/>",
}


def _document(inside: str) -> str:
    return f'<list xmlns="{TEI}">{inside}</list>'


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(compiled(SMALL))


@pytest.fixture(scope="module")
def grammar(files: dict[str, bytes]) -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(files["small.rng"]))


@pytest.mark.parametrize("inside", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_the_odd_allows_is_accepted(grammar: etree.RelaxNG, inside: str) -> None:
    assert grammar.validate(etree.fromstring(_document(inside))), grammar.error_log


@pytest.mark.parametrize("inside", REFUSED.values(), ids=REFUSED.keys())
def test_what_the_odd_does_not_allow_is_refused(grammar: etree.RelaxNG, inside: str) -> None:
    assert not grammar.validate(etree.fromstring(_document(inside)))


def test_jing_decides_as_libxml2_does(jing: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    schema = tmp_path / "small.rng"
    schema.write_bytes(files["small.rng"])
    paths = []
    for number, inside in enumerate([*ACCEPTED.values(), *REFUSED.values()]):
        path = tmp_path / f"{number:02}.xml"
        path.write_text(_document(inside))
        paths.append(str(path))
    said = subprocess.run([str(jing), str(schema), *paths], capture_output=True, text=True, timeout=60).stdout
    refused = {Path(line.split(":", 1)[0]).name for line in said.splitlines() if "error:" in line}
    assert refused == {f"{n:02}.xml" for n in range(len(ACCEPTED), len(paths))}, said


def test_each_specification_has_a_definition_with_its_description(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files["small.rng"])
    defined = {str(d.get("name")) for d in root.iter(f"{{{RNG}}}define")}
    assert {"list", "model.phrase", "macro.phrase", "data.word", "att.dated.attributes"} <= defined
    assert len(defined) == len(list(root.iter(f"{{{RNG}}}define")))
    assert "(list) A list of <item> elements." in "".join(root.itertext())


def test_the_same_odd_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(compiled(SMALL)) == files


def test_what_is_written_is_what_is_compiled_and_a_second_time_nothing(tmp_path: Path, files: dict[str, bytes]) -> None:
    written = compile_odd(SMALL, tmp_path)
    assert {str(p.relative_to(tmp_path)): p.read_bytes() for p in written} == files
    assert compile_odd(SMALL, tmp_path) == ()


def test_the_page_of_an_element_that_is_gone_is_deleted(tmp_path: Path) -> None:
    stale = tmp_path / "reference" / "element-gone.html"
    stale.parent.mkdir()
    stale.write_text("")
    compile_odd(SMALL, tmp_path)
    assert not stale.exists()


def test_the_small_odd_is_tei(jing: Path, tei_all: Path) -> None:
    done = subprocess.run([str(jing), str(tei_all), str(SMALL)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
