"""The proof of inclusion on small grammars: it holds where it should, and its counterexamples are real."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conformance.inclusion import counterexamples, inclusion
from relaxng.grammars import made, source
from titelei.validate.relaxng.grammar import Grammar


def a(content: str) -> str:
    return f'<start><element name="a">{content}</element></start>'


def leaf(name: str) -> str:
    return f'<element name="{name}"><empty/></element>'


B, C = leaf("b"), leaf("c")
MANY = f"<zeroOrMore><choice><text/>{B}{C}</choice></zeroOrMore>"


def attribute(value: str, name: str = "t") -> str:
    return f'<attribute name="{name}">{value}</attribute>'


def pattern(expression: str, type_: str = "token") -> str:
    return f'<data type="{type_}"><param name="pattern">{expression}</param></data>'


INCLUDED = [
    (B + C, MANY),
    (f"<optional>{B}</optional>", f"<zeroOrMore>{B}</zeroOrMore>"),
    (B + C, f"<interleave>{B}{C}</interleave>"),
    (f"<choice>{B}<group>{B}{C}</group></choice>", f"{B}<optional>{C}</optional>"),
    (f"<oneOrMore>{B}{C}</oneOrMore>", f"<oneOrMore><choice>{B}{C}</choice></oneOrMore>"),
    ("<empty/>", "<text/>"),
    ('<data type="date"/>', "<text/>"),
    (attribute('<data type="date"/>'), attribute('<choice><data type="gYear"/><data type="date"/></choice>')),
    (attribute("<value>x</value>"), attribute(pattern("[a-z]+"))),
    (attribute("<choice><value>x</value><value>2021</value></choice>"), attribute(pattern("[a-z]+|[0-9]{4}"))),
    (attribute(pattern("[a-z]{2}(-[A-Z]{2})?")), attribute(pattern(r"\S+"))),
    (
        attribute(pattern(r"#\S+", "anyURI")),
        attribute(f"<list><oneOrMore>{pattern(r'\S+', 'anyURI')}</oneOrMore></list>"),
    ),
    (attribute('<data type="positiveInteger"/>'), attribute('<data type="decimal"/>')),
    (attribute('<data type="NCName"/>'), attribute(pattern(r"[^\p{C}\p{Z}]+"))),
    (attribute('<data type="integer"/>'), attribute(pattern(r"[+\-]?\d+"))),
    (
        attribute("<list><value>x</value><value>y</value></list>"),
        attribute(f"<list><oneOrMore>{pattern('[xy]')}</oneOrMore></list>"),
    ),
    (attribute("<text/>") + B, f"<optional>{attribute('<text/>')}</optional>{B}"),
    (
        f"<choice>{attribute('<value>x</value>')}{attribute('<value>y</value>')}</choice>",
        attribute("<choice><value>x</value><value>y</value><value>z</value></choice>"),
    ),
    (
        f"{attribute('<value>x</value>')}{B}",
        f"<choice><group>{attribute('<value>x</value>')}{B}</group><group>{attribute('<value>y</value>')}{C}</group></choice>",
    ),
]

NOT_INCLUDED = [
    (MANY, B + C, "<b> must follow"),
    (f"<zeroOrMore>{B}</zeroOrMore>", f"<optional>{B}</optional>", "<b>"),
    (f"<interleave>{B}{C}</interleave>", B + C, "<c>"),
    (B, B + C, "<c> must follow"),
    (f"<optional>{attribute('<text/>')}</optional>", attribute("<text/>"), "@t may be left out"),
    ("<empty/>", attribute("<text/>"), "@t may be left out"),
    (attribute("<text/>", "u"), "<empty/>", "@u is not allowed"),
    (attribute('<data type="gYear"/>'), attribute('<data type="date"/>'), "2021"),
    (attribute("<choice><value>x</value><value>yy</value></choice>"), attribute(pattern("[a-z]")), '"yy"'),
    (attribute(pattern("[a-z ]+")), attribute(pattern(r"\S+")), "@t"),
    (attribute('<data type="decimal"/>'), attribute('<data type="integer"/>'), "@t"),
    (attribute('<data type="NCName"/>'), attribute('<data type="ID"/>'), "cannot be shown"),
    (attribute(pattern("[a-z]+", "string")), attribute('<data type="date"/>'), '"a"'),
    (
        f"<optional>{attribute('<text/>')}</optional><optional>{attribute('<text/>', 'u')}</optional>",
        f"<choice>{attribute('<text/>')}{attribute('<text/>', 'u')}</choice>",
        "@t",
    ),
    (
        f"{attribute('<value>y</value>')}{B}",
        f"<choice><group>{attribute('<value>x</value>')}{B}</group><group>{attribute('<value>y</value>')}{C}</group></choice>",
        "<b>",
    ),
]


@pytest.mark.parametrize(("ours", "theirs"), INCLUDED)
def test_inclusion_is_proved(tmp_path: Path, ours: str, theirs: str) -> None:
    found = inclusion(made(tmp_path, a(ours)), made(tmp_path, a(theirs), name="theirs.rng"))
    assert found is None, str(found)


@pytest.mark.parametrize(("ours", "theirs", "words"), NOT_INCLUDED)
def test_a_counterexample_names_what_differs(tmp_path: Path, ours: str, theirs: str, words: str) -> None:
    found = inclusion(made(tmp_path, a(ours)), made(tmp_path, a(theirs), name="theirs.rng"))
    assert found is not None
    assert words in str(found)


@pytest.mark.parametrize(("ours", "theirs", "words"), NOT_INCLUDED)
def test_a_sure_counterexample_is_a_document_of_ours_and_not_of_theirs(
    tmp_path: Path, ours: str, theirs: str, words: str
) -> None:
    found = inclusion(made(tmp_path, a(ours)), made(tmp_path, a(theirs), name="theirs.rng"))
    assert found is not None
    if found.is_certain:
        assert found.document is not None
        assert etree.RelaxNG(etree.fromstring(source(a(ours)))).validate(found.document)
        assert not etree.RelaxNG(etree.fromstring(source(a(theirs)))).validate(found.document)


def test_another_root_is_a_counterexample(tmp_path: Path) -> None:
    found = inclusion(made(tmp_path, f"<start>{B}</start>"), made(tmp_path, f"<start>{C}</start>", name="theirs.rng"))
    assert found is not None
    assert "root" in found.message


def test_all_counterexamples_are_listed_by_element(tmp_path: Path) -> None:
    ours = made(tmp_path, a(f"{attribute('<text/>', 'x')}{attribute('<text/>', 'y')}<element name='b'>{C}</element>"))
    theirs = made(tmp_path, a(B), name="theirs.rng")
    assert {(one.element, one.message.split()[0]) for one in counterexamples(ours, theirs)} == {
        ("<a>", "@x"),
        ("<a>", "@y"),
        ("<b>", "<c>"),
    }


CONTENTS = st.recursive(
    st.sampled_from([B, C, leaf("d"), "<empty/>"]),
    lambda inner: st.builds(
        lambda join, parts: f"<{join}>{''.join(parts)}</{join}>",
        st.sampled_from(["group", "choice", "optional", "zeroOrMore", "oneOrMore"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)


@pytest.mark.long
@given(ours=CONTENTS, theirs=CONTENTS)
@settings(max_examples=150, deadline=None)
def test_the_verdict_on_random_contents_is_that_of_all_short_documents(
    ours: str, theirs: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("random")
    one, other = made(folder, a(ours)), made(folder, a(theirs), name="theirs.rng")
    found = inclusion(one, other)
    if found is not None:
        assert found.document is not None
        text = etree.tostring(found.document)
        assert (_valid(one, text), _valid(other, text)) == (True, False)
        return
    for word in _WORDS:
        text = f"<a>{''.join(f'<{name}/>' for name in word)}</a>".encode()
        assert not _valid(one, text) or _valid(other, text)


_WORDS = ["", *"bcd", *(x + y for x in "bcd" for y in "bcd"), *(x + y + z for x in "bcd" for y in "bcd" for z in "bcd")]


def _valid(grammar: Grammar, text: bytes) -> bool:
    state = grammar.models.closed(grammar.content(grammar.models.elements(grammar.start, "a")[0]))
    for child in etree.fromstring(text):
        state = grammar.models.after(state, grammar.models.elements(state, str(child.tag)))
    return state.nullable


def test_the_command_prints_each_counterexample_on_a_line(root: Path, tmp_path: Path) -> None:
    ours, theirs = made(tmp_path, a(B)), made(tmp_path, a(C), name="theirs.rng")
    command = [sys.executable, "-m", "conformance.prove"]
    path = os.environ | {"PYTHONPATH": str(root / "tools")}
    told = subprocess.run([*command, ours.path, theirs.path], env=path, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stdout == "<a>: <b> may stand here after the start, but is not allowed there (there: <c>).\n"
    told = subprocess.run([*command, ours.path, ours.path], env=path, capture_output=True, text=True, check=False)
    assert told.returncode == 0
