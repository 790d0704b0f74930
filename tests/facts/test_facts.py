"""Facts as values: what is read is what was written, and nothing of the vocabulary is unknown to them."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from titelei import facts
from titelei.names import FACTS
from titelei.render.render import render
from titelei.xml.binding import BindingError
from titelei.xml.read import read

ROOT: Final = Path(__file__).resolve().parents[2]
EDITION: Final = ROOT / "tests" / "editions" / "waterways"
ARTICLES: Final = tuple(sorted((EDITION / "tei" / "articles").glob("*.xml")))
SHORT: Final = f'<facts xmlns="{FACTS}" id="a">{{}}</facts>'


@cache
def facts_xml(path: Path) -> bytes:
    outputs, _ = render(read(path), formats=("facts",))
    return outputs[0].data


def canonical(data: bytes) -> bytes:
    """Give XML without the indentation between elements."""
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.fromstring(data, parser), method="c14n2")


@pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])
def test_facts_that_are_read_and_written_are_the_same_file(path: Path) -> None:
    data = facts_xml(path)
    assert canonical(facts.write(facts.read(data))) == canonical(data)


@pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])
def test_facts_that_are_written_and_read_are_the_same_values(path: Path) -> None:
    values = facts.read(facts_xml(path))
    assert facts.read(facts.write(values)) == values


def test_an_unknown_fact_is_an_error_with_its_line() -> None:
    with pytest.raises(BindingError, match="holds <colour>, which is not in the vocabulary") as caught:
        facts.read(SHORT.format("\n<colour>blue</colour>"))
    assert caught.value.line == 2


def test_an_unknown_attribute_is_an_error() -> None:
    with pytest.raises(BindingError, match="has @colour"):
        facts.read(SHORT.format('<volume colour="blue">1</volume>'))


def test_a_fact_that_stands_once_may_not_stand_twice() -> None:
    with pytest.raises(BindingError, match="holds <volume> twice"):
        facts.read(SHORT.format("<volume>1</volume><volume>2</volume>"))


def test_what_is_not_known_is_not_written() -> None:
    assert facts.write(facts.Facts(id="a")).endswith(b'<facts xmlns="urn:titelei:facts" id="a"/>\n')


def test_identifiers_and_dates_are_found_by_their_kind() -> None:
    values = facts.read(SHORT.format('<date type="issued">2021</date><identifier type="DOI">10.5555/a</identifier>'))
    assert (values.identifier("doi"), values.date("issued"), values.date("received")) == ("10.5555/a", "2021", "")


def test_words_with_mark_up_have_their_text_and_their_mark_up() -> None:
    inner = 'H<sub>2</sub>O &amp; <i>C<sup>+</sup></i> in <formula notation="TeX">x&lt;y</formula>'
    written = f'<title role="main">{inner}</title>'
    values = facts.read(SHORT.format(written))
    (title,) = values.titles
    assert title.text == "H2O & C+ in x<y"
    assert title.markup == inner
    assert written.encode() in facts.write(values)


def test_members_of_a_group_are_agents_as_it_is() -> None:
    values = facts.read(
        SHORT.format(
            '<author n="1" kind="organisation"><name type="main"><text>Group</text></name>'
            '<member kind="person"><name type="main"><text>Ann Reed</text></name></member></author>'
        )
    )
    assert values.authors[0].members[0].names[0].text == "Ann Reed"
    assert facts.read(facts.write(values)) == values


def test_what_is_not_in_the_vocabulary_is_left_out_where_reading_is_not_strict() -> None:
    values = facts.read(
        SHORT.format('<volume colour="blue">1</volume><volume>2</volume><colour>blue</colour>'), is_strict=False
    )
    assert values == facts.Facts(id="a", volume=facts.Datum(text="1"))
