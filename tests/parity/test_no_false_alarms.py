"""Law: parity cries only where a fact is lost: a format that holds one of several, or less than all, loses nothing."""

import pytest

from laws.article import SETTINGS, article, cells, red
from titelei import parity
from titelei.parity import State
from titelei.render.render import render

ISSUED = '<date when="2020">2020</date><biblScope'
RECEIVED = '<date type="received" when="2019-11-04">4 November 2019</date>\n          </analytic>'
TONGUE = '<textLang mainLang="en">English</textLang>\n'
GIVEN = '<persName type="main"><forename>Ada</forename> <surname>Brook</surname></persName>'


@pytest.mark.parametrize(
    "change",
    [
        (ISSUED, '<date from="2019" to="2020">2019–2020</date><biblScope'),
        (ISSUED, '<date from="2020-11" to="2020-12">November–December 2020</date><biblScope'),
        (ISSUED, '<date when="2020" cert="low">2020</date><biblScope'),
        (ISSUED, '<date notBefore="2020-03" notAfter="2020-05" subtype="spring">Spring 2020</date><biblScope'),
        (RECEIVED, RECEIVED.replace("</date>", '</date><date type="received" when="2020-02-01">February</date>', 1)),
        (
            RECEIVED,
            '<date type="published" when="2020-01-02">2 January</date>'
            '<date type="published" when="2020-02-03">3 February</date></analytic>',
        ),
        (TONGUE, '<textLang mainLang="pt-BR">Portuguese</textLang>\n'),
        (TONGUE, '<textLang mainLang="en-GB">English</textLang>\n'),
        (GIVEN, '<persName type="main"><surname>Surono</surname></persName>'),
        (GIVEN, '<persName type="main"><forename>Surono</forename></persName>'),
        (
            GIVEN,
            '<persName type="main"><forename>Jean</forename> <nameLink>d’</nameLink><surname>Alembert</surname>'
            "</persName>",
        ),
        (TONGUE, '<textLang mainLang="zh-Hant">Chinese</textLang>\n'),
        ("Keepers of the Dyke", "堤防守護者：四十座水車的歷史"),
        (
            "</monogr>\n",
            '</monogr><note type="funding"><orgName>Reed Fund</orgName>, grants <idno type="award">RF-20-33</idno> and '
            '<idno type="award">RF-20-34</idno>; <orgName>Reed Fund</orgName>, <idno type="award">RF-21</idno>.</note>',
        ),
        (
            '<div type="keywords"',
            '<div type="abstract" subtype="summary" xml:lang="en">'
            '<div type="section"><head>Aim.</head><p>To count.</p></div>'
            '<div type="section"><p>And to ask.</p></div></div><div type="keywords"',
        ),
    ],
    ids=[
        *("years", "months", "unsure", "season", "received", "published", "pt-BR", "en-GB", "surname", "forename"),
        *("particle", "zh-Hant", "title without spaces", "two awards", "section without heading"),
    ],
)
def test_what_a_format_can_hold_is_compared_and_nothing_more(change: tuple[str, str]) -> None:
    document = article(change)
    formats = tuple(name for name in parity.load().formats.names if name not in ("html", "tei"))
    outputs, findings = render(document, settings=SETTINGS, formats=formats)
    made = {output.file_name: output.data for output in outputs}
    compared = cells(document, made, findings)
    assert red(compared, formats) == []
    assert sum(c.state is State.CARRIED for c in compared) > 200
