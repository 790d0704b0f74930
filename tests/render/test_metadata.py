"""oai_dc, the OAI-PMH record, the tags of the page's head and JSON-LD: what libraries and indexes read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from lxml import etree
from lxml import html as lxml_html

from titelei.render.render import RenderSettings, render
from titelei.xml.read import Document

Load = Callable[..., Document]
Texts = Callable[..., dict[str, str]]
Said = Callable[..., list[str]]
Reference = Callable[[str], Path]

NAMES = ["ambartsumyan-2021", "bilingual", "sparse", "awkward"]
ENVELOPE = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2026-01-01T00:00:00Z</responseDate>
<request verb="GetRecord" identifier="oai:titelei.example.org:x" metadataPrefix="oai_dc">https://example.org/oai</request>
<GetRecord>{record}</GetRecord></OAI-PMH>"""

BOTH = """<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="http://www.openarchives.org/OAI/2.0/" schemaLocation="{oai}"/>
<import namespace="http://www.openarchives.org/OAI/2.0/oai_dc/" schemaLocation="{dc}"/></schema>"""
"""OAI-PMH.xsd holds metadata to its own schema strictly, so both are needed at once."""


@pytest.fixture
def named(seed: Document, document: Load) -> Callable[[str], Document]:
    """Give a function from a name to the first edition or an invented document."""
    return lambda name: seed if name == seed.id else document(name)


def _xml(text: str) -> "etree._Element":
    return etree.fromstring(text.encode("utf-8"))


@pytest.mark.reference
@pytest.mark.parametrize("name", NAMES)
def test_oai_dc_is_valid_by_the_official_schema(
    named: Callable[[str], Document], texts: Texts, reference: Reference, name: str
) -> None:
    schema = etree.XMLSchema(etree.parse(reference("oai-pmh/oai_dc.xsd")))
    schema.assertValid(_xml(texts(named(name), "oai_dc")["oai_dc"]))


@pytest.mark.reference
@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_valid_inside_a_get_record_answer(
    named: Callable[[str], Document], texts: Texts, reference: Reference, name: str
) -> None:
    schema = etree.XMLSchema(
        _xml(BOTH.format(oai=reference("oai-pmh/OAI-PMH.xsd").as_uri(), dc=reference("oai-pmh/oai_dc.xsd").as_uri()))
    )
    record = texts(named(name), "oai-record")["oai-record"].split("?>", 1)[1]
    schema.assertValid(_xml(ENVELOPE.format(record=record)))


SEED = {
    "dc:title/text()": [
        "Policy of Postponed Sovetization: Russian Soviet Federative Socialist Republic and Georgia in 1920–1921"
    ],
    "dc:title/@xml:lang": ["en"],
    "dc:creator/text()": ["Ambartsumyan, Karine R."],
    "dc:type[1]/text()": ["info:eu-repo/semantics/article"],
    "dc:rights/text()": ["info:eu-repo/semantics/openAccess", "https://creativecommons.org/licenses/by/4.0/"],
    "dc:language/text()": ["rus"],
    "dc:date/text()": ["2021"],
    "dc:identifier/text()": ["https://titelei.example.org/articles/ambartsumyan-2021"],
    "dc:description/@xml:lang": ["en"],
    "dc:publisher/text()": [],
    "dc:coverage[not(@xml:lang)]/text()": ["1920/1921", "1920", "1920-05"],
    "dc:source[2]/text()": [
        "Science Journal of Volgograd State University. History. Area Studies. International Relations;"
        " Vol. 26 No. 2 (2021); 119-132"
    ],
}


@pytest.mark.parametrize("path", SEED)
def test_what_oai_dc_says_of_the_first_edition(seed: Document, texts: Texts, said: Said, path: str) -> None:
    assert said(_xml(texts(seed, "oai_dc")["oai_dc"]), path) == SEED[path]


def test_one_subject_a_key_word_and_the_description_without_the_word_abstract(
    seed: Document, texts: Texts, said: Said
) -> None:
    root = _xml(texts(seed, "oai_dc")["oai_dc"])
    assert said(root, "dc:subject/text()") == [
        "Caucasus Bureau",
        "S. Kirov",
        "Sovietization",
        "Georgia",
        "Russian Soviet Federative Socialist Republic",
        "G. Chicherin",
        "international relations",
        "Soviet embassy",
    ]
    (description,) = said(root, "dc:description/text()")
    assert description.startswith("Introduction. The author presents")
    assert " Methods and materials. A list" in description


def test_places_of_the_author_s_address_are_no_coverage(seed: Document, texts: Texts, said: Said) -> None:
    places = said(_xml(texts(seed, "oai_dc")["oai_dc"]), "dc:coverage[@xml:lang]/text()")
    assert "South Caucasus" in places
    assert not {"Stavropol", "Russian Federation", "Moscow"} & set(places)


def test_each_language_goes_to_its_own_element(document: Load, texts: Texts, said: Said) -> None:
    root = _xml(texts(document("bilingual"), "oai_dc")["oai_dc"])
    assert said(root, "dc:title/@xml:lang") == ["ru", "en", "ru-Latn"]
    assert said(root, "dc:description/@xml:lang") == ["ru", "en"]
    assert said(root, "dc:subject[@xml:lang='en']/text()") == ["example", "use"]
    assert said(root, "dc:identifier/text()")[1] == "https://doi.org/10.12345/example.2019.1"
    assert "info:eu-repo/classification/udc/001.8(09)" in said(root, "dc:subject/text()")
    assert said(root, "dc:relation/text()") == ["https://doi.org/10.12345/example.2019.9"]


def test_a_restricted_licence_is_not_called_open(document: Load, texts: Texts, said: Said) -> None:
    closed = document(
        "bilingual",
        (
            'status="free"><licence target="https://creativecommons.org/licenses/by-nc/4.0/">CC BY-NC 4.0',
            'status="restricted"><licence target="https://example.org/terms">Terms',
        ),
    )
    assert said(_xml(texts(closed, "oai_dc")["oai_dc"]), "dc:rights/text()") == ["https://example.org/terms"]


def test_addresses_and_identifiers_come_from_the_settings(seed: Document, texts: Texts, said: Said) -> None:
    settings = RenderSettings(base_url="https://journal.example.net/edition/", domain="journal.example.net")
    made = texts(seed, "oai-record", settings=settings)["oai-record"]
    assert "<identifier>oai:journal.example.net:ambartsumyan-2021</identifier>" in made
    identifiers = said(_xml(made), "//dc:identifier/text()")
    assert identifiers == ["https://journal.example.net/edition/articles/ambartsumyan-2021"]


def test_the_datestamp_is_the_newest_change(seed: Document, document: Load, texts: Texts) -> None:
    assert "<datestamp>2026-11-22</datestamp>" in texts(seed, "oai-record")["oai-record"]
    assert "<datestamp>2026-01-02T23:30:00Z</datestamp>" in texts(document("bilingual"), "oai-record")["oai-record"]
    west = document("bilingual", ("2026-01-02T23:30:00Z", "2026-01-02T23:30:00-05:00"))
    assert "<datestamp>2026-01-03T04:30:00Z</datestamp>" in texts(west, "oai-record")["oai-record"]


def test_a_record_without_a_day_is_impossible_and_says_so(document: Load) -> None:
    vague = document("sparse", ('<change when="2026-01-02">', '<change when="2026-01">'))
    outputs, (finding,) = render(vague, formats=("oai-record", "oai_dc"))
    assert [o.format for o in outputs] == ["oai_dc"]
    assert finding.rule == "render-oai-record"
    assert finding.severity == "error"
    assert "“2026-01”" in finding.message
    assert finding.breaks == ("oai-record",)
    assert '<change when="2026-01">' in finding.source_line
    _, unasked = render(vague)
    assert {f.rule: f.severity for f in unasked}["render-oai-record"] == "info"


def _tags(page: str) -> list[tuple[str, str]]:
    root = lxml_html.document_fromstring(page.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    return [(m.get("name", ""), m.get("content", "")) for m in root.iter("meta") if m.get("name")]


def test_the_citation_tags_of_the_first_edition(seed: Document, texts: Texts) -> None:
    tags = [t for t in _tags(texts(seed, "html")["html"]) if t[0].startswith("citation_")]
    assert tags == [
        ("citation_title", SEED["dc:title/text()"][0]),
        ("citation_author", "Ambartsumyan, Karine R."),
        ("citation_author_institution", "North-Caucasus Federal University"),
        ("citation_publication_date", "2021"),
        (
            "citation_journal_title",
            "Vestnik Volgogradskogo gosudarstvennogo universiteta. Seriya 4. Istoriya. Regionovedenie."
            " Mezhdunarodnye otnosheniya",
        ),
        ("citation_volume", "26"),
        ("citation_issue", "2"),
        ("citation_firstpage", "119"),
        ("citation_lastpage", "132"),
        ("citation_language", "ru"),
        ("citation_abstract_html_url", "https://titelei.example.org/articles/ambartsumyan-2021"),
        (
            "citation_keywords",
            "Caucasus Bureau; S. Kirov; Sovietization; Georgia; Russian Soviet Federative Socialist Republic;"
            " G. Chicherin; international relations; Soviet embassy",
        ),
    ]


def test_an_author_s_tags_follow_that_author(document: Load, texts: Texts) -> None:
    tags = [t for t in _tags(texts(document("bilingual"), "html")["html"]) if t[0].startswith("citation_author")]
    assert tags == [
        ("citation_author", "Иванов, Иван Петрович"),
        ("citation_author_institution", "Примерский университет"),
        ("citation_author_institution", "Примерский музей"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author_email", "ivanov@example.org"),
        ("citation_author", "Dyk, Anna van, Jr."),
        ("citation_author_institution", "Примерский университет"),
        ("citation_author", "Кружок любителей примеров"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_dc_tags_say_what_oai_dc_says(named: Callable[[str], Document], texts: Texts, name: str) -> None:
    made = texts(named(name), "html", "oai_dc")
    tags = [(n.removeprefix("DC."), c) for n, c in _tags(made["html"]) if n.startswith("DC.")]
    # HTML has its letters composed.
    said = [(etree.QName(e).localname, normalize("NFC", e.text or "")) for e in _xml(made["oai_dc"])]
    assert tags == said


@pytest.mark.parametrize("name", NAMES)
def test_the_page_holds_the_same_json_ld_as_the_file(named: Callable[[str], Document], texts: Texts, name: str) -> None:
    made = texts(named(name), "html", "json-ld")
    inside = made["html"].split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(inside) == json.loads(normalize("NFC", made["json-ld"]))
    assert "<" not in inside


def _json_ld(document: Document, texts: Texts) -> dict[str, Any]:
    value = json.loads(texts(document, "json-ld")["json-ld"])
    assert isinstance(value, dict)
    return value


def test_json_ld_of_the_first_edition(seed: Document, texts: Texts) -> None:
    value = _json_ld(seed, texts)
    assert value["@type"] == "ScholarlyArticle"
    assert value["inLanguage"] == "ru"
    assert value["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (value["pageStart"], value["pageEnd"], value["datePublished"]) == ("119", "132", "2021")
    assert value["author"]["familyName"] == "Ambartsumyan"
    assert value["author"]["affiliation"]["address"]["addressLocality"] == "Stavropol"
    issue = value["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "2")
    assert (issue["isPartOf"]["@type"], issue["isPartOf"]["volumeNumber"]) == ("PublicationVolume", "26")
    assert issue["isPartOf"]["isPartOf"]["@type"] == "Periodical"
    assert "identifier" not in value


def test_json_ld_keeps_the_order_of_authors_and_the_characters(document: Load, texts: Texts) -> None:
    value = _json_ld(document("bilingual"), texts)
    assert [a["name"] for a in value["author"]] == [
        "Иван Петрович Иванов",
        "Anna van Dyk Jr.",
        "Кружок любителей примеров",
    ]
    assert value["identifier"][0]["value"] == "10.12345/example.2019.1"
    assert _json_ld(document("awkward"), texts)["name"]["@value"] == (
        'A </script> & "B" \\n ]]> <!-- é e\u0301 \u202bעברית\u202c 𝔘 a b'
    )


def test_a_document_that_says_nearly_nothing_has_no_empty_statement(document: Load, texts: Texts) -> None:
    made = texts(document("sparse"), "html", "oai_dc", "json-ld")
    assert all(content.strip() for _, content in _tags(made["html"]))
    assert all(e.text for e in _xml(made["oai_dc"]))
    assert set(json.loads(made["json-ld"])) == {
        "@context", "@type", "@id", "url", "name", "headline", "dateModified", "subjectOf",
    }  # fmt: skip
