"""Every kind of fault in an ODD is named, with its specification and its line."""

from pathlib import Path

import pytest

from titelei.engine import saxon
from titelei.errors import AssetError
from titelei.schema.compile import compiled

SMALL = Path(__file__).parent / "cases" / "small" / "small.odd"

ITEM_REF = '<elementRef key="item" minOccurs="2" maxOccurs="4"/>'
SM01 = 'ident="SM01" scheme="schematron" type="draft"'

# name: (text of the sound ODD, what is written in its place, rule of the fault, words of its message)
FAULTS = {
    "a construct in content": (ITEM_REF, "<anyElement/>", "odd-unknown", "does not know anyElement inside sequence"),
    "an attribute of a construct": (ITEM_REF, '<elementRef key="item" subtype="x"/>', "odd-unknown", "@subtype"),
    "a value of an attribute": ('expand="sequenceOptional"', 'expand="all"', "odd-unknown", "the value all"),
    "a reference to the schema of others": (
        '<moduleSpec ident="core">',
        '<moduleRef key="tei"/><moduleSpec ident="core">',
        "odd-unknown",
        "moduleRef",
    ),
    "an element of another namespace": (
        ITEM_REF,
        '<text xmlns="http://relaxng.org/ns/structure/1.0"/>',
        "odd-unknown",
        "does not know text",
    ),
    "another rule language": (
        'ident="SM01" scheme="schematron"',
        'ident="SM01" scheme="private"',
        "odd-unknown",
        "private",
    ),
    "a dangling elementRef": (ITEM_REF, '<elementRef key="itme"/>', "odd-dangling", "elementRef/@key names itme"),
    "a dangling classRef": ('classRef key="model.info"', 'classRef key="model.inf"', "odd-dangling", "classRef/@key"),
    "a classRef to an element": ('classRef key="model.info"', 'classRef key="num"', "odd-dangling", "no classSpec"),
    "a dangling macroRef": ('macroRef key="macro.phrase"', 'macroRef key="macro.x"', "odd-dangling", "macroRef/@key"),
    "a dangling dataRef": ('dataRef key="data.percent"', 'dataRef key="data.x"', "odd-dangling", "dataRef/@key"),
    "a dangling memberOf": ('memberOf key="model.name"', 'memberOf key="model.x"', "odd-dangling", "memberOf/@key"),
    "a key left out": (ITEM_REF, "<elementRef/>", "odd-dangling", "elementRef needs a @key"),
    "a dangling start": ('start="list"', 'start="lits"', "odd-dangling", "schemaSpec/@start names lits"),
    "no start": ('start="list" ', "", "odd-start", "schemaSpec/@start"),
    "a dangling module": ('ident="num" module="core"', 'ident="num" module="cor"', "odd-dangling", "@module names cor"),
    "a dangling class in attRef": ('class="att.global" name', 'class="att.x" name', "odd-dangling", "att.x"),
    "a dangling attribute in attRef": (
        'name="n"/></attList>',
        'name="m"/></attList>',
        "odd-dangling",
        "att.global does not",
    ),
    "an ident twice": ('ident="num"', 'ident="state"', "odd-duplicate", "the ident state is taken"),
    "an ident with a colon": ('elementSpec ident="num"', 'elementSpec ident="x:num"', "odd-ident", "without colon"),
    "a value twice": ('<valItem ident="old"/>', '<valItem ident="new"/>', "odd-duplicate", "the value new"),
    "a rule twice": ('ident="SM02" scheme', 'ident="SM01" scheme', "odd-duplicate", "the rule SM01"),
    "a membership twice": (
        '<memberOf key="model.name"/>',
        '<memberOf key="model.name"/><memberOf key="model.name"/>',
        "odd-duplicate",
        "membership of model.name",
    ),
    "an element that nothing uses": (
        '<elementRef key="last" minOccurs="0"/>',
        '<elementRef key="head" minOccurs="0"/>',
        "odd-unused",
        "elementSpec last",
    ),
    "a macro that nothing uses": (
        '<macroRef key="macro.phrase"/>',
        "<textNode/>",
        "odd-unused",
        "macroSpec macro.phrase",
    ),
    "a class of attributes that nothing uses": (
        '<memberOf key="att.dated"/>',
        '<memberOf key="att.global"/>',
        "odd-unused",
        "classSpec att.dated",
    ),
    "a class without members": (
        '<memberOf key="model.name"/>',
        '<memberOf key="model.phrase"/>',
        "odd-class",
        "model.name has no member",
    ),
    "a class of attributes in content": (
        'classRef key="model.info"',
        'classRef key="att.global"',
        "odd-class",
        "no place",
    ),
    "a model class in a class of attributes": (
        '<memberOf key="att.global"/></classes>\n          <attList org="choice">',
        '<memberOf key="model.info"/></classes>\n          <attList org="choice">',
        "odd-class",
        "cannot be a member",
    ),
    "a class in itself": (
        '<desc xml:lang="en">Phrases.</desc>',
        '<desc xml:lang="en">Phrases.</desc><classes><memberOf key="model.name"/></classes>',
        "odd-cycle",
        "member of itself",
    ),
    "a macro in itself": (
        "<textNode/><classRef",
        '<macroRef key="macro.phrase"/><classRef',
        "odd-cycle",
        "contains itself",
    ),
    "an attribute without a type": (
        '<desc xml:lang="en">Its number.</desc><datatype><dataRef key="data.word"/></datatype>',
        '<desc xml:lang="en">Its number.</desc>',
        "odd-attribute",
        "neither datatype nor closed valList",
    ),
    "an inherited attribute defined again": (' mode="replace"', "", "odd-attribute", "inherits @n from att.global"),
    "an attribute replaced that is not inherited": (
        'ident="cert" usage="rec"',
        'ident="cert" mode="replace" usage="rec"',
        "odd-attribute",
        "nothing to replace",
    ),
    "an attribute from two classes": (
        'ident="when" usage="opt"',
        'ident="n" usage="opt"',
        "odd-attribute",
        "inherits @n from",
    ),
    "an attribute twice": ('ident="rend" usage="opt"', 'ident="type" usage="opt"', "odd-duplicate", "defined twice"),
    "a reference to one attribute in a class": (
        '<attList org="choice">',
        '<attList org="choice"><attRef class="att.global" name="n"/>',
        "odd-attribute",
        "its place in an elementSpec",
    ),
    "text beside data": (
        '<content><dataRef key="data.percent"/></content>',
        '<content><sequence><dataRef key="data.percent"/><textNode/></sequence></content>',
        "odd-data",
        "beside a datatype",
    ),
    "data several times": (
        '<content><dataRef key="data.percent"/></content>',
        '<content><dataRef key="data.percent" maxOccurs="2"/></content>',
        "odd-data",
        "once",
    ),
    "a restriction of a datatype of ours": (
        '<content><dataRef key="data.percent"/></content>',
        '<content><dataRef key="data.percent" restriction="7"/></content>',
        "odd-content",
        "restriction of a dataSpec",
    ),
    "the same element twice in any order": (
        '<elementRef key="last" minOccurs="0"/>',
        '<elementRef key="first"/>',
        "odd-interleave",
        "admit first",
    ),
    "a sequence of one": (
        '<elementRef key="first"/><elementRef key="last" minOccurs="0"/>',
        '<elementRef key="first"/>',
        "odd-content",
        "at least two members",
    ),
    "content of two constructs": ("<content><textNode/>", "<content><textNode/><empty/>", "odd-content", "here are 2"),
    "elements in a datatype": (
        '<content><dataRef name="token" restriction="\\S+"/></content>',
        "<content><empty/></content>",
        "odd-content",
        "a datatype is made of",
    ),
    "no content": ("<content><textNode/></content>", "", "odd-content", "needs one content"),
    "a minimum above the maximum": (
        'minOccurs="2" maxOccurs="4"',
        'minOccurs="2" maxOccurs="1"',
        "odd-occurrence",
        "above",
    ),
    "a bound that is no number": ('minOccurs="2" maxOccurs="4"', 'maxOccurs="many"', "odd-occurrence", "unbounded"),
    "a bound too large": (
        'minOccurs="2" maxOccurs="4"',
        'maxOccurs="90"',
        "odd-occurrence",
        "hold the number by a rule",
    ),
    "a rule without phase": (SM01, SM01.replace(' type="draft"', ""), "odd-phase", "SM01"),
    "a rule without severity": ('id="SM01" role="error"', 'id="SM01"', "odd-rule", "@role"),
    "a rule without repair": ('role="warning" diagnostics="SM02.repair"', 'role="warning"', "odd-rule", "@diagnostics"),
    "a repair that is not there": (
        'diagnostic id="SM02.repair"',
        'diagnostic id="SM02.x"',
        "odd-dangling",
        "SM02.repair",
    ),
    "a repair twice": ('diagnostic id="SM02.repair"', 'diagnostic id="SM01.repair"', "odd-duplicate", "SM01.repair"),
    "a property of no known kind": (
        'property id="SM01.breaks"',
        'property id="SM01.ruins"',
        "odd-rule",
        "must end in .repair, .breaks, .clause, .attributes, .meant, .missing or .needs",
    ),
    "a rule on an element there is not": ('value="tei:item/', 'value="tei:itme/', "odd-dangling", "tei:itme"),
    "a function that only XSLT has": ('test="@n"', "test=\"key('a', @n)\"", "odd-rule", "XPath 3.1"),
    "a context tried from everywhere": ('context="tei:list"', 'context="//tei:list"', "odd-rule", "bare name"),
    "a construct of Schematron": (
        '<sch:let name="items"',
        '<sch:extends rule="r"/><sch:let name="items"',
        "odd-unknown",
        "sch:extends",
    ),
    "a constraint that says nothing": (
        '<sch:let name="ids" value="//@xml:id"/>',
        "",
        "odd-rule",
        "must hold a sch:rule",
    ),
}


@pytest.mark.parametrize(("sound", "faulty", "rule", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_line(tmp_path: Path, sound: str, faulty: str, rule: str, words: str) -> None:
    text = SMALL.read_text()
    assert sound in text
    odd = tmp_path / "faulty.odd"
    odd.write_text(text.replace(sound, faulty))
    with pytest.raises(AssetError) as caught:
        compiled(odd)
    found = [f for f in caught.value.findings if f.rule == rule and words in f.message]
    assert found, str(caught.value)
    assert found[0].line > 0
    assert f"faulty.odd line {found[0].line}: " in str(caught.value)


def test_the_line_of_a_fault_is_where_it_stands(tmp_path: Path) -> None:
    text = SMALL.read_text().replace(ITEM_REF, '<elementRef key="itme"/>')
    odd = tmp_path / "faulty.odd"
    odd.write_text(text)
    line = text[: text.index('key="itme"')].count("\n") + 1
    with pytest.raises(AssetError) as caught:
        compiled(odd)
    dangling = next(f for f in caught.value.findings if "itme" in f.message)
    assert (dangling.line, dangling.message.split(":")[0]) == (line, "elementSpec list")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    odd = tmp_path / "faulty.odd"
    odd.write_text(SMALL.read_text().replace(ITEM_REF, '<elementRef key="a"/><elementRef key="b"/>'))
    with pytest.raises(AssetError, match="has 2 faults"):
        compiled(odd)


def test_an_odd_that_is_not_well_formed_is_refused_with_its_line(tmp_path: Path) -> None:
    odd = tmp_path / "broken.odd"
    odd.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text>\n</TEI>')
    with pytest.raises(AssetError) as caught:
        compiled(odd)
    assert caught.value.findings[0].line == 3


def test_the_stylesheet_itself_stops_at_what_it_does_not_know(root: Path) -> None:
    text = SMALL.read_text()
    rng = saxon.stylesheet(root / "xslt" / "odd" / "rng.xsl")
    with pytest.raises(
        saxon.TransformError, match=r"elementSpec list: .*anyElement inside sequence.* At /.*anyElement\[1"
    ):
        rng.transform(saxon.parse(text.replace(ITEM_REF, "<anyElement/>")))
    with pytest.raises(saxon.TransformError, match=r"elementSpec list: elementRef/@key names itme"):
        rng.transform(saxon.parse(text.replace(ITEM_REF, '<elementRef key="itme"/>')))
