"""Reading grammars: the whole language, several files, and what is said of a broken schema."""

from pathlib import Path

import pytest

from relaxng.grammars import explained, made, source
from titelei.errors import AssetError
from titelei.validate.relaxng import grammar, validate
from titelei.xml.read import parse

EMPTY = '<element name="{}"><empty/></element>'


def test_definitions_combine_by_choice(tmp_path: Path) -> None:
    ours = made(
        tmp_path,
        '<start><element name="a"><ref name="x"/></element></start>'
        f'<define name="x" combine="choice">{EMPTY.format("b")}</define>'
        f'<define name="x" combine="choice">{EMPTY.format("c")}</define>',
    )
    assert explained(ours, "<a><b/></a>") == ()
    assert explained(ours, "<a><c/></a>") == ()
    assert explained(ours, "<a><b/><c/></a>") != ()


def test_definitions_combine_by_interleave(tmp_path: Path) -> None:
    ours = made(
        tmp_path,
        '<start><element name="a"><ref name="x"/></element></start>'
        f'<define name="x" combine="interleave">{EMPTY.format("b")}</define>'
        f'<define name="x">{EMPTY.format("c")}</define>',
    )
    assert explained(ours, "<a><b/><c/></a>") == ()
    assert explained(ours, "<a><c/><b/></a>") == ()
    assert explained(ours, "<a><c/></a>") != ()


def test_an_included_grammar_is_overridden(tmp_path: Path) -> None:
    (tmp_path / "base.rng").write_text(
        source(
            f'<start><element name="a"><ref name="x"/></element></start><define name="x">{EMPTY.format("b")}</define>'
        )
    )
    ours = made(tmp_path, f'<include href="base.rng"><define name="x">{EMPTY.format("c")}</define></include>')
    assert explained(ours, "<a><c/></a>") == ()
    assert explained(ours, "<a><b/></a>") != ()


def test_an_external_reference_and_a_grammar_inside_are_followed(tmp_path: Path) -> None:
    (tmp_path / "other.rng").write_text(source(f"<start>{EMPTY.format('b')}</start>"))
    ours = made(
        tmp_path,
        '<start><element name="a"><externalRef href="other.rng"/><grammar><start><element name="c">'
        '<parentRef name="x"/></element></start></grammar></element></start>'
        f'<define name="x">{EMPTY.format("d")}</define>',
    )
    assert explained(ours, "<a><b/><c><d/></c></a>") == ()
    assert explained(ours, "<a><b/><c/></a>") != ()


def test_names_are_taken_with_prefix_and_wildcard(tmp_path: Path) -> None:
    path = tmp_path / "names.rng"
    path.write_text(
        '<element xmlns="http://relaxng.org/ns/structure/1.0" xmlns:x="urn:x" name="x:a">'
        '<attribute name="n" ns="urn:y"/><zeroOrMore><attribute><nsName ns="urn:z"/></attribute></zeroOrMore>'
        '<element><anyName><except><nsName ns="urn:x"/></except></anyName><empty/></element></element>'
    )
    ours = grammar(path)
    valid = '<a xmlns="urn:x" xmlns:y="urn:y" xmlns:z="urn:z" y:n="" z:q="" z:r=""><b xmlns="urn:b"/></a>'
    for text, is_valid in (
        (valid, True),
        (valid.replace("urn:b", "urn:x"), False),
        (valid.replace(' y:n=""', ""), False),
    ):
        assert (validate(parse(text.encode(), name="a.xml", edition=False), ours) == ()) == is_valid


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('<start>\n<ref name="nothing"/></start>', 2, "nothing"),
        ('<start>\n<elment name="a"/></start>', 2, "elment"),
        ('<start><element name="a">\n<data type="dat"/></element></start>', 2, "dat"),
        ('\n<define name="x"><empty/></define>', 1, "<start>"),
        ('<start><ref name="x"/></start><define name="x">\n<ref name="x"/></define>', 2, "'x'"),
        ('<start><element name="a"><empty/></element></start>\n<include href="../other.rng"/>', 2, "../other.rng"),
        (
            '<start><element name="a"><empty/></element></start>\n<include href="https://example.org/a.rng"/>',
            2,
            "own folder",
        ),
        ('<start>\n<element name="q:a"><empty/></element></start>', 2, "'q'"),
    ],
)
def test_a_broken_schema_is_named_with_its_line(tmp_path: Path, body: str, line: int, words: str) -> None:
    path = tmp_path / "broken.rng"
    path.write_text(source(body))
    with pytest.raises(AssetError) as caught:
        grammar(path)
    assert f"broken.rng line {line}" in str(caught.value)
    assert words in str(caught.value)


def test_a_schema_that_is_not_xml_or_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"missing\.rng"):
        grammar(tmp_path / "missing.rng")
    compact = tmp_path / "compact.rnc"
    compact.write_text("start = element a { empty }")
    with pytest.raises(AssetError, match=r"compact\.rnc"):
        grammar(compact)
    other = tmp_path / "other.xml"
    other.write_text("<a/>")
    with pytest.raises(AssetError, match="not RELAX NG"):
        grammar(other)


def test_a_wrong_facet_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "facet.rng"
    path.write_text(
        source('<start><element name="a"><data type="token"><param name="pattern">[</param></data></element></start>')
    )
    with pytest.raises(AssetError, match=r"facet\.rng line 1.*pattern"):
        grammar(path)


def test_the_same_file_is_read_once_and_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "changing.rng"
    path.write_text(source(f"<start>{EMPTY.format('a')}</start>"))
    first = grammar(path)
    assert grammar(path) is first
    path.write_text(source(f"<start>{EMPTY.format('other')}</start>"))
    assert grammar(path) is not first


def test_nesting_at_the_parser_limit_is_no_stack_trace(tmp_path: Path) -> None:
    ours = made(
        tmp_path,
        '<start><ref name="x"/></start><define name="x"><element name="a">'
        '<optional><choice><ref name="x"/><ref name="y"/></choice></optional></element></define>'
        '<define name="y"><element name="a"><ref name="x"/></element></define>',
    )
    assert explained(ours, "<a>" * 94 + "</a>" * 94) == ()
    assert explained(ours, "<a>" * 94 + "<b/>" + "</a>" * 94) != ()
