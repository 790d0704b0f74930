"""Valid or not: our verdict on random documents is libxml2's, on plain grammars, and jing's on any grammar."""

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from relaxng.grammars import LETTER, explained, made, source
from relaxng.random_grammars import random_document, random_grammar
from titelei.validate.relaxng import grammar, validate
from titelei.validate.relaxng.explain import Explainer
from titelei.validate.relaxng.grammar import Grammar
from titelei.xml.read import parse, read

pytestmark = pytest.mark.long

_NAMES = st.sampled_from(["head", "date", "p", "hi", "link", "closer", "count", "q"])
_VALUES = st.sampled_from(["draft", "2021", "2021-05-17", "bold", "bold italic", "a", "#a b", "", "12"])
_ATTRIBUTES = st.dictionaries(st.sampled_from(["when", "rend", "target", "key", "status"]), _VALUES, max_size=2)
_TEXTS = st.sampled_from(["", " ", "words", "12", "\n"])


@st.composite
def letters(draw: st.DrawFn) -> str:
    """A document that is a letter or nearly one."""
    root = etree.Element("letter", draw(st.just({"status": "draft"}) | _ATTRIBUTES))
    for _ in range(draw(st.integers(0, 3))):
        _grow(draw, root, 2)
    return etree.tostring(root, encoding="unicode")


def _grow(draw: st.DrawFn, parent: "etree._Element", depth: int) -> None:
    child = etree.SubElement(parent, draw(_NAMES), draw(_ATTRIBUTES))
    child.text, child.tail = draw(_TEXTS), draw(_TEXTS)
    if depth:
        for _ in range(draw(st.integers(0, 2))):
            _grow(draw, child, depth - 1)


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    return made(tmp_path_factory.mktemp("letter"), LETTER)


def test_an_identifier_used_twice_is_reported_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "ids.rng"
    path.write_text(
        source(
            '<start><element name="a"><oneOrMore><element name="b"><attribute name="n"><data type="ID"/></attribute>'
            "<empty/></element></oneOrMore></element></start>"
        )
    )
    document = parse(b'<a><b n="x"/>\n<b n="y"/><b n="x"/></a>', name="a.xml", edition=False)
    assert validate(document, grammar(path)) == ()
    (found,) = validate(document, grammar(path), with_ids=True)
    assert (found.rule, found.line, found.path) == ("grammar-id-repeated", 2, "/a/b[3]/@n")
    assert "“x” of <b> stands already on <b> in line 1" in found.message


def test_a_document_validated_twice_is_as_valid_as_before(root: Path) -> None:
    document = read(root / "tei" / "articles" / "ambartsumyan-2021.xml")
    ours = grammar(root / "schemas" / "frontmatter.rng")
    assert [validate(document, ours, with_ids=True) for _ in range(3)] == [(), (), ()]


@given(text=letters())
@settings(max_examples=200, deadline=None)
def test_our_verdict_is_that_of_libxml2(text: str, letter: Grammar) -> None:
    judge = etree.RelaxNG(etree.fromstring(source(LETTER)))
    assert (explained(letter, text) == ()) == judge.validate(etree.fromstring(text))


def test_the_edition_damaged_at_random_gets_the_verdict_of_libxml2(root: Path) -> None:
    schema = root / "schemas" / "frontmatter.rng"
    judge, ours = etree.RelaxNG(etree.parse(schema)), Grammar(schema)
    data = (root / "tei" / "articles" / "ambartsumyan-2021.xml").read_bytes()
    chance = random.Random(2021)
    verdicts = set()
    for _ in range(100):
        tree = etree.fromstring(data)
        elements = list(tree.iter(etree.Element))
        for _ in range(chance.randint(0, 2)):
            _damage(chance.choice(elements), elements, chance)
        document = parse(etree.tostring(tree), name="damaged.xml", edition=False)
        verdict = judge.validate(document.tree)
        assert (Explainer(ours, document).findings() == ()) == verdict, etree.tostring(tree)
        verdicts.add(verdict)
    assert verdicts == {True, False}


def _damage(element: "etree._Element", elements: "list[etree._Element]", chance: random.Random) -> None:
    parent = element.getparent()
    other = chance.choice(elements)
    match chance.randrange(5):
        case 0 if parent is not None:
            parent.remove(element)
        case 1:
            element.tag = other.tag
        case 2:
            for name, value in other.attrib.items():
                element.set(name, value)
        case 3 if element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]
        case _:
            element.text = "words"


@pytest.mark.parametrize("seed", range(25))
def test_on_random_grammars_our_verdict_is_that_of_jing(seed: int, tmp_path: Path, jing: Path) -> None:
    chance = random.Random(seed)
    schema = tmp_path / "random.rng"
    for _ in range(20):
        schema.write_text(random_grammar(chance), encoding="utf-8")
        probe = tmp_path / "probe.xml"
        probe.write_text("<probe/>", encoding="utf-8")
        said = subprocess.run([jing, schema, probe], capture_output=True, text=True, check=False).stdout
        if "random.rng" not in said:
            break
    else:
        pytest.fail("no grammar of twenty was one to jing")
    files = []
    for number in range(120):
        files.append(tmp_path / f"{number:03}.xml")
        files[-1].write_text(random_document(chance), encoding="utf-8")
    said = subprocess.run([jing, schema, *files], capture_output=True, text=True, check=False).stdout
    refused = {line.split(":", 1)[0] for line in said.splitlines()}
    ours = Grammar(schema)
    for file in files:
        document = parse(file.read_bytes(), name=file.name, edition=False)
        is_valid = Explainer(ours, document).findings() == ()
        assert is_valid == (str(file) not in refused), (schema.read_text(), file.read_text())
