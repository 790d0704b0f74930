"""Documents of small editions on which this program once failed have their right values in the formats named."""

from pathlib import Path
from typing import Final

import pytest

from laws.article import SETTINGS, element
from titelei import resources
from titelei.render.render import render
from titelei.validate import document as one
from titelei.xml.read import read

pytestmark = pytest.mark.long

# What rules say before publication, with the element of the TEI.
SAID: Final = {
    "two-dois/weber-2023": ("told-once", "idno"),
    "two-licences/ambartsumyan-2021": ("told-once", "licence"),
    "two-main-titles/weber-2023": ("told-once", "title"),
    "two-page-ranges/ambartsumyan-2021": ("numbers-printed", "biblScope"),
    "two-volumes/ambartsumyan-2021": ("told-once", "biblScope"),
    "surname-not-on-page/ambartsumyan-2021": ("name-printed", "persName"),
    "organisation-entry-typo/ambartsumyan-2021": ("name-printed", "orgName"),
    "forename-and-surname-swapped/ambartsumyan-2021": ("surname-no-initial", "persName"),
    "address-country-points-at-other-place/ambartsumyan-2021": ("address-place-agrees", "country"),
}

# What stands in a format of a document of the field edition, and what does not.
HAS: Final = {
    "t-subtitle": {
        "crossref": "<subtitle>A Survey of Forty Wheels<",
        "bibtex": "Mills and Dams: A Survey of Forty Wheels",
        "jats": "<subtitle",
    },
    "t-alternative": {"jats": ">Mills: Running Title<", "html": "Mills: Running Title"},
    "t-supsub": {"jats": "10<sup>−6</sup>", "crossref": "<sub>2</sub>", "ris": "H₂O at 10⁻⁶ m² s⁻¹"},
    "ab-nested": {"jats": "Methods", "oai_dc": "Methods"},
    "ab-listhead": {"jats": "LISTHEAD", "oai_dc": "LISTHEAD", "ris": "LISTHEAD"},
    "ab-twoheads": {"jats": "SECONDHEAD", "oai_dc": "SECONDHEAD", "ris": "SECONDHEAD"},
    "ab-byline": {"jats": "BYLINETEXT", "oai_dc": "BYLINETEXT", "ris": "BYLINETEXT"},
    "d-range-year": {"html": 'name="citation_publication_date" content="2019', "bibtex": "2019"},
    "d-range-month": {"html": 'name="citation_publication_date" content="2020/11"', "ris": "PY  - 2020"},
    "d-cert": {"html": 'name="citation_publication_date" content="2020"', "oai_dc": "<dc:date>2020<"},
    "d-season": {"jats": "<season>", "html": 'name="citation_publication_date" content="2021'},
    "d-two-published": {"jats": 'iso-8601-date="2022-02-01"', "html": 'content="2021/12/01"'},
    "d-two-received": {"jats": 'iso-8601-date="2021-02-01"', "datacite": "2021-02-01"},
    "dd-textlang2": {"oai_dc": "<dc:language>eng<", "datacite": "<language>en<"},
    "q-two-avail-lic": {
        "datacite": "publicdomain/zero/1.0",
        "jats": "publicdomain/zero/1.0",
        "json-ld": "licenses/by/4.0",
    },
    "p-eloc-pages": {"jats": "<elocation-id>104<", "csl-json": '"number": "104"', "ris": "SP  - 1"},
    "p-eloc": {"html": 'content="e0123456"', "csl-json": "e0123456", "ris": "e0123456"},
    "p-discont": {"jats": "<page-range>33–35, 40–41<", "csl-json": "33-35, 40-41", "html": "40–41"},
    "p-supplspace": {"jats": "3 Suppl 1", "crossref": "3 Suppl 1", "csl-json": "3 Suppl 1"},
    "p-special": {"jats": "Special Issue", "csl-json": "Special Issue"},
    "u-page-pdf": {"html": 'name="citation_pdf_url" content="https://journal.example.org/1.pdf"', "jats": "1.pdf"},
    "c-translator": {"jats": "Karr", "csl-json": '"translator"', "bibtex": "translator", "datacite": "Karr"},
    "c-editor": {"jats": "Karr", "csl-json": '"editor"', "ris": "Karr"},
    "f-statement": {"jats": "no conflict of interest", "html": "no conflict of interest"},
    "f-funder": {"crossref": "ror.org", "json-ld": "ror.org"},
    "i-eissn-only": {"crossref": 'publication_date media_type="online"'},
    "n-mononym": {"bibtex": "{Surono} and Mill, Ada", "ris": "AU  - Surono\n"},
    "n-icelandic": {"bibtex": "Björk Árnadóttir", "jats": "Árnadóttir"},
    "b-compound": {"bibtex": "{Ortega y Gasset}, José"},
    "b-lower": {"bibtex": "{brook}, lena"},
    "dp-orcid": {"csl-json": '"non-dropping-particle"'},
    "l-nc-permits": {"json-ld": "licenses/by/4.0"},
    "l-waiver": {"json-ld": "licenses/by/4.0"},
    "g-pt-br": {"csl-json": '"language": "pt-BR"'},
    "g-en-gb": {"csl-json": '"language": "en-GB"'},
}
HAS_NOT: Final = {
    "d-range-month": {"html": "2020/11/2020/12"},
    "d-cert": {"html": '"2020?"', "oai_dc": ">2020?<"},
    "d-season": {"html": "[2021/03"},
    "n-mononym": {"bibtex": "Surono, "},
}


@pytest.fixture(scope="session")
def shared_cases(root: Path) -> Path:
    folder = root.parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return folder


@pytest.mark.parametrize("case", SAID)
def test_the_rule_that_a_fault_breaks_names_its_element(case: str, shared_cases: Path) -> None:
    document = read(shared_cases / "validation" / f"{case}.xml")
    schemas = resources.schemas()
    found = one.validate(
        document, grammar=schemas / "frontmatter.rng", rules=schemas / "frontmatter.sch", phase="publish"
    )
    assert SAID[case] in [(f.rule, element(document, f)) for f in found if f.path]


@pytest.mark.parametrize("case", HAS)
def test_a_fact_of_the_field_arrives(case: str, shared_cases: Path) -> None:
    document = read(shared_cases / "field" / "tei" / "articles" / f"{case}.xml")
    wanted, unwanted = HAS[case], HAS_NOT.get(case, {})
    outputs, _ = render(document, settings=SETTINGS, formats=tuple({**wanted, **unwanted}))
    texts: dict[str, str] = {}
    for output in outputs:
        texts.setdefault(output.format, output.data.decode("utf-8"))
    assert {name: words for name, words in wanted.items() if words not in texts.get(name, "")} == {}
    assert {name: words for name, words in unwanted.items() if words in texts[name]} == {}


def test_every_document_of_the_field_has_its_page_and_all_that_its_receiver_takes(shared_cases: Path) -> None:
    lost = {}
    for path in sorted((shared_cases / "field" / "tei" / "articles").glob("*.xml")):
        document = read(path)
        outputs, findings = render(document, settings=SETTINGS)
        impossible = {name for f in findings if f.severity.value == "info" for name in f.breaks}
        lost[path.stem] = [f.message for f in findings if f.severity.value == "error"]
        assert {"html", "jats", "oai_dc", "csl-json"} <= {o.format for o in outputs}, path.stem
        assert impossible <= {"crossref", "doaj", "hal", "oai_openaire", "datacite"}, path.stem
    assert {name: said for name, said in lost.items() if said} == {}
