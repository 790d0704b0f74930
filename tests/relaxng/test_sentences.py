"""What an editor reads about each kind of fault: which, where, what was expected, how to repair it."""

from pathlib import Path

import pytest

from relaxng.grammars import LETTER, explained, made
from titelei.model import Finding
from titelei.validate import relaxng
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.words import nearest
from titelei.xml.read import parse


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    return made(tmp_path_factory.mktemp("letter"), LETTER)


def only(grammar: Grammar, text: str) -> Finding:
    findings = explained(grammar, text)
    assert len(findings) == 1, [f.message for f in findings]
    return findings[0]


def test_a_valid_document_has_no_finding(letter: Grammar) -> None:
    text = (
        '<letter status="draft" xml:id="a"><head>x</head><date when="2021-05">May</date>'
        '<p>a <hi rend="bold  italic">b</hi><link key="k"/></p><closer><count> 12 </count></closer></letter>'
    )
    assert explained(letter, text) == ()


def test_an_unknown_element_is_reported_with_its_place_and_the_name_that_is_meant(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft">\n  <haed>x</haed>\n  <p/></letter>')
    assert (found.rule, found.line, found.column, found.path) == (
        "grammar-element-unknown",
        2,
        3,
        "/letter/haed[1]",
    )
    assert found.source_line == "  <haed>x</haed>"
    assert "<haed> in <letter>" in found.message
    assert "Did you mean <head>?" in found.message


def test_a_misspelt_element_is_taken_for_the_one_meant_so_that_its_insides_are_looked_at(letter: Grammar) -> None:
    findings = explained(letter, '<letter status="draft"><head/><p/><closr><count>many</count></closr></letter>')
    assert [f.rule for f in findings] == ["grammar-element-unknown", "grammar-text-value"]


def test_an_element_in_the_wrong_parent_says_where_it_may_stand(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head><hi>x</hi></head><p/></letter>')
    assert found.rule == "grammar-element-not-allowed"
    assert "<hi> is not allowed in <head>. Expected here: text or the end of <head>." in found.message
    assert "<hi> may stand in <p>." in found.repair


def test_an_element_that_could_be_wrapped_says_in_what(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><hi>x</hi><p/></letter>')
    assert found.repair.startswith("Wrap it in <p>")


def test_an_element_that_a_sibling_may_hold_is_to_be_moved_there(tmp_path: Path) -> None:
    path = tmp_path / "g.rng"
    path.write_text(
        '<element name="bibl" xmlns="http://relaxng.org/ns/structure/1.0"><element name="analytic">'
        '<zeroOrMore><element name="idno"><text/></element></zeroOrMore></element></element>',
        "utf-8",
    )
    document = parse(b"<bibl><idno>1</idno><analytic/></bibl>", name="a.xml", edition=False)
    (found,) = relaxng.validate(document, relaxng.grammar(path))
    assert found.repair == "Move it into <analytic>, or take it out."


def test_an_element_too_late_says_before_which_it_belongs(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/>\n<p/>\n<date when="2021"/></letter>')
    assert found.rule == "grammar-element-not-allowed"
    assert "it must come before <p> (line 2)" in found.message
    assert found.line == 3


def test_an_element_too_early_says_after_which_it_belongs(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><p/>\n<head/><p/></letter>')
    assert "<head> (line 2) must come first" in found.message


def test_a_second_element_where_one_may_stand_says_that_there_is_one(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/>\n<head/><p/></letter>')
    assert "<letter> has one already (line 1)" in found.message


def test_a_missing_element_before_another_is_named(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft">\n<p/></letter>')
    assert found.rule == "grammar-element-missing"
    assert found.message == "<p> is not allowed yet: <head> is missing before it in <letter>."
    assert found.line == 2


def test_a_missing_element_at_the_end_is_reported_at_the_end_tag(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft">\n<head/>\n</letter>')
    assert found.rule == "grammar-element-missing"
    assert (found.line, found.column, found.path) == (3, 1, "/letter")
    assert found.message == "<letter> (opened in line 1) ends without <p>, which must not be missing."


def test_text_that_is_not_allowed_is_quoted_with_its_own_place(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/>\n\n   Dear <p/></letter>')
    assert found.rule == "grammar-text-not-allowed"
    assert (found.line, found.column) == (3, 4)
    assert "The text “Dear” is not allowed directly in <letter>" in found.message
    assert found.repair == "Put the text into <p>, or delete it."


def test_text_around_a_comment_is_one_text(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/>De<!-- c -->ar<p/></letter>')
    assert "“Dear”" in found.message


def test_an_unknown_attribute_names_the_one_that_is_meant_and_those_allowed(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p><hi rent="bold"/></p></letter>')
    assert found.rule == "grammar-attribute-unknown"
    assert found.path.endswith("/hi[1]/@rent")
    assert found.message == "The attribute rent is not allowed on <hi>. Allowed is rend."
    assert found.repair.startswith("Write rend")


def test_id_is_known_to_mean_the_one_of_xml(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft" id="a"><head/><p/></letter>')
    assert found.repair.startswith("Write xml:id in place of id")


def test_an_attribute_has_its_own_line_and_column(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"\n   class="a"><head/><p/></letter>')
    assert (found.line, found.column) == (2, 4)


def test_a_missing_attribute_says_what_may_be_written(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p><date/></p></letter>')
    assert found.rule == "grammar-attribute-missing"
    assert found.message == "<date> lacks the attribute when."
    assert found.repair == 'Add when="…": a date such as 2021, 2021-05 or 2021-05-17.'


def test_one_of_several_attributes_missing_is_said_as_such(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p><link/></p></letter>')
    assert found.message == "<link> needs one of the attributes target or key."


def test_attributes_that_may_not_stand_together_are_named(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p><link target="a" key="b"/></p></letter>')
    assert found.rule == "grammar-attribute-conflict"
    assert "The attribute key of <link> may not stand beside target" in found.message


def test_a_wrong_date_is_explained_in_words(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p><date when="May 2021"/></p></letter>')
    assert found.rule == "grammar-attribute-value"
    assert "The value “May 2021” of when on <date>" in found.message
    assert "a date such as 2021, 2021-05 or 2021-05-17" in found.message


def test_a_value_near_an_allowed_one_is_repaired_to_it(letter: Grammar) -> None:
    found = only(letter, '<letter status="publised"><head/><p/></letter>')
    assert "it must be “draft” or “published”" in found.message
    assert found.repair == 'Write status="published".'


def test_text_of_a_datatype_is_explained_in_words(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p/><closer><count>many</count></closer></letter>')
    assert found.rule == "grammar-text-value"
    assert "The text “many” of <count> is not allowed: it must be a whole number, 0 or larger." in found.message


def test_an_empty_element_of_a_datatype_is_said_to_be_empty(letter: Grammar) -> None:
    found = only(letter, '<letter status="draft"><head/><p/><closer><count/></closer></letter>')
    assert found.message.startswith("<count> is empty: it must be a whole number")


def test_a_wrong_root_says_which_is_right(letter: Grammar) -> None:
    found = only(letter, "<mail/>")
    assert found.rule == "grammar-root"
    assert "<mail>" in found.message
    assert "<letter>" in found.message


def test_all_faults_are_found_at_once(letter: Grammar) -> None:
    text = (
        '<letter status="late">\n<head class="a"><hi>x</hi></head>\nwords\n<date when="x"/>\n'
        "<p><q/></p>\n<closer><count>x</count></closer>\n</letter>"
    )
    assert [(f.line, f.rule) for f in explained(letter, text)] == [
        (1, "grammar-attribute-value"),
        (2, "grammar-attribute-unknown"),
        (2, "grammar-element-not-allowed"),
        (3, "grammar-text-not-allowed"),
        (4, "grammar-attribute-value"),
        (5, "grammar-element-unknown"),
        (6, "grammar-text-value"),
    ]


def test_a_forgotten_namespace_is_told_once_and_as_such(tmp_path: Path) -> None:
    grammar = made(tmp_path, LETTER, namespace="http://www.tei-c.org/ns/1.0")
    findings = explained(grammar, '<letter status="draft"><head/><p/><p><q/></p></letter>')
    assert [f.rule for f in findings] == ["grammar-namespace", "grammar-element-unknown"]
    assert "<letter> is in no namespace; the schema has it in the TEI namespace" in findings[0].message
    assert 'xmlns="http://www.tei-c.org/ns/1.0"' in findings[0].repair


def test_an_element_that_leaves_the_namespace_itself_is_told_so(tmp_path: Path) -> None:
    grammar = made(tmp_path, LETTER, namespace="http://www.tei-c.org/ns/1.0")
    root = '<letter xmlns="http://www.tei-c.org/ns/1.0" status="draft"><head xmlns="urn:x"/><p/></letter>'
    (finding,) = explained(grammar, root)
    assert finding.rule == "grammar-namespace"
    assert finding.repair == 'Delete xmlns="urn:x" from <head>.'


def test_a_letter_left_out_of_a_short_name_is_seen() -> None:
    assert nearest("rf", ("resp", "cert", "ref")) == "ref"
    assert nearest("xy", ("resp", "cert", "ref")) is None


def test_a_list_of_many_names_is_cut(tmp_path: Path) -> None:
    many = "".join(f'<element name="n{number}"><empty/></element>' for number in range(30))
    grammar = made(
        tmp_path, f'<start><element name="a"><zeroOrMore><choice>{many}</choice></zeroOrMore></element></start>'
    )
    found = only(grammar, "<a><bold/></a>")
    assert "<n7> and 22 more" in found.message


def test_a_pattern_chosen_by_an_attribute_is_explained_as_that_pattern(tmp_path: Path) -> None:
    grammar = made(
        tmp_path,
        '<start><element name="a"><zeroOrMore><choice>'
        '<element name="b"><attribute name="t"><value>x</value></attribute>'
        '<element name="c"><empty/></element></element>'
        '<element name="b"><attribute name="t"><value>y</value></attribute>'
        '<element name="d"><empty/></element></element>'
        "</choice></zeroOrMore></element></start>",
    )
    assert explained(grammar, '<a><b t="x"><c/></b><b t="y"><d/></b></a>') == ()
    found = only(grammar, '<a><b t="y"><d/><c/></b></a>')
    assert "<c> is not allowed in <b>" in found.message


def test_a_flood_of_faults_is_cut_and_says_so(letter: Grammar) -> None:
    text = (
        '<letter status="draft"><head/><p>'
        + "<q/>" * 5000
        + "</p><p "
        + " ".join(f'a{n}=""' for n in range(5000))
        + "/></letter>"
    )
    findings = explained(letter, text)
    assert len(findings) < 200
    assert any("many more faults" in f.message for f in findings)
    assert any("more attributes" in f.message for f in findings)
