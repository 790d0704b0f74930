"""Law: dates, numbers, terms, relations and statements arrive in every format, however they are combined."""

import json
from typing import Final

import pytest
import rispy
from lxml import etree

from laws.article import SETTINGS, article, cells, red, rendered
from laws.generated import generated
from titelei import parity
from titelei.check import check_outputs
from titelei.model import Severity
from titelei.render.render import render

ISSUED: Final = '<date when="2020">2020</date><biblScope'
ISSUE: Final = '<biblScope unit="issue" n="3">3</biblScope>'


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_lost_or_added_and_no_receiver_refuses(seed: int) -> None:
    document, told = generated(seed)
    outputs, findings = render(document, settings=SETTINGS)
    assert [f.message for f in findings if f.severity is Severity.ERROR] == [], told
    made = {output.file_name: output.data for output in outputs}
    refused = check_outputs(made, article_id=document.id, edition=document.data)
    assert [(f.file, f.message) for f in refused] == [], told
    assert red(cells(document, made, findings), parity.load().formats.names) == [], told


def test_years_before_christ_are_counted_as_each_receiver_counts_them() -> None:
    caesar = '<date when="-0044-03-15">15 March 44 B.C.</date><biblScope'
    made, findings = rendered(
        article((ISSUED, caesar)), "jats", "csl-json", "html", "oai_dc", "ris", "crossref", "datacite"
    )
    assert {name for finding in findings for name in finding.breaks} == {"crossref", "datacite"}
    date = etree.fromstring(made["jats"].encode()).find(".//pub-date")
    assert date is not None
    assert [date.findtext(part) for part in ("day", "month", "year", "era")] == ["15", "03", "44", "BCE"]
    assert json.loads(made["csl-json"])[0]["issued"] == {"date-parts": [[-44, 3, 15]]}
    assert "15 March 44 BCE, vol. 7" in made["html"]
    assert "Brook, A. (44 B.C.E.)." in made["html"]
    assert "<dc:date>-0043-03-15</dc:date>" in made["oai_dc"]
    assert rispy.loads(made["ris"])[0]["year"] == "-0043"


def test_an_issue_that_has_a_name_is_no_number() -> None:
    made, _ = rendered(article((ISSUE, '<biblScope unit="issue">Special Issue</biblScope>')), "html", "oai_dc")
    assert "vol. 7, Special Issue, pp. 12–19" in made["html"]
    assert "Vol. 7, Special Issue (2020); 12-19" in made["oai_dc"]


def test_a_date_is_one_date_where_one_is_held() -> None:
    span = '<date from="2020-11" to="2020-12">November–December 2020</date><biblScope'
    made, _ = rendered(article((ISSUED, span)), "jats", "oai_openaire", "ris", "mods")
    assert 'iso-8601-date="2020-11"' in made["jats"]
    assert '<datacite:date dateType="Issued">2020-11</datacite:date>' in made["oai_openaire"]
    assert rispy.loads(made["ris"])[0]["date"] == "2020/11//"
    assert "2020-11/" not in made["mods"]


def test_a_licence_of_a_country_or_of_igos_is_named_as_one() -> None:
    by = "https://creativecommons.org/licenses/by/4.0/"
    for path, name in (
        ("by/3.0/igo/", "CC BY 3.0 IGO"),
        ("by-nc/2.0/uk/", "CC BY-NC 2.0 UK"),
        ("by/4.0/", "CC BY 4.0"),
    ):
        page = rendered(article((by, f"https://creativecommons.org/licenses/{path}")), "html")[0]["html"]
        assert f'/licenses/{path}">{name}</a>' in page
