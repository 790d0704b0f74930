"""The six verbs, in both databases: what they answer, and that it is valid."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from catalogue.articles import LICENCE, Clock, put
from oai.answers import BASE, NS, ask, codes, harvest, names, token
from oai.server import provider
from titelei import resources
from titelei.repository.catalogue import Catalogue

STRANGE = (
    "no \"such\" <item> & 'more'",
    "%zz",
    "[a]",
    "a#b#c",
    "::",
    "1:a",
    "oai:x y",
    "//[",
    "x:y",
    "http://a:b",
    "ü",
)
XSD = "{http://www.w3.org/2001/XMLSchema}"


def test_identify_says_who_answers(filled: Catalogue) -> None:
    answer = ask(provider(filled), verb="Identify")
    said = {etree.QName(e).localname: e.text for e in answer.find("o:Identify", NS)}  # type: ignore[union-attr]
    assert said["repositoryName"] == "Test & repository"
    assert said["baseURL"] == BASE
    assert said["deletedRecord"] == "persistent"
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert said["earliestDatestamp"] == "2026-03-01T12:00:07Z"
    assert answer.findtext(".//{*}repositoryIdentifier") == "titelei.example.org"
    manifest = answer.find(".//{http://www.openarchives.org/OAI/2.0/rights/}rightsReference")
    assert manifest is not None
    assert manifest.get("ref") == LICENCE


def test_records_come_whole_with_rights_and_sets(filled: Catalogue) -> None:
    answer = ask(provider(filled), verb="GetRecord", identifier="oai:titelei.example.org:a1", metadataPrefix="oai_dc")
    assert [e.text for e in answer.iterfind(".//o:setSpec", NS)] == [
        "journal",
        "journal:vestnik-seriya-4-c68133f7",
        "year",
        "year:2021",
        "lang",
        "lang:ru",
    ]
    assert answer.findtext(".//{*}title") == "The article a1 & more 1"
    reference = answer.find(".//o:about/{http://www.openarchives.org/OAI/2.0/rights/}rights/*", NS)
    assert reference is not None
    assert reference.get("ref") == LICENCE


def test_a_list_is_whole_in_order_and_counted(filled: Catalogue) -> None:
    pages = list(harvest(provider(filled), metadataPrefix="oai_dc"))
    assert [name for page in pages for name in names(page)] == ["a0", "a1", "a2", "a4", "a5", "a7", "a3"]
    told = [token(page) for page in pages]
    assert [(t.get("cursor"), t.get("completeListSize"), bool(t.text)) for t in told if t is not None] == [
        ("0", "7", True),
        ("3", "7", True),
        ("6", "7", False),
    ]
    identifiers = [n for p in harvest(provider(filled), "ListIdentifiers", metadataPrefix="oai_dc") for n in names(p)]
    assert identifiers == ["a0", "a1", "a2", "a4", "a5", "a7", "a3"]


def test_a_list_of_one_page_has_no_token(filled: Catalogue) -> None:
    (page,) = harvest(provider(filled, 100), metadataPrefix="oai_dc")
    assert token(page) is None


def test_records_with_xml_id_come_one_by_one(filled: Catalogue) -> None:
    # Each answer parses, though the same xml:id stands in every article.
    pages = list(harvest(provider(filled), metadataPrefix="tei"))
    assert [len(names(page)) for page in pages] == [1] * 8
    headers = list(harvest(provider(filled), "ListIdentifiers", metadataPrefix="tei"))
    assert [len(names(page)) for page in headers] == [3, 3, 2]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"set": "year:2020"}, "a0 a2 a4"),
        ({"set": "year"}, "a0 a1 a2 a4 a5 a7 a3"),
        ({"set": "lang:en"}, "a0 a3"),
        ({"from_": "2026-03-01T12:00:21Z", "until": "2026-03-01T12:00:42Z"}, "a2 a4 a5"),
        ({"from_": "2026-03-01T12:00:22Z", "until": "2026-03-01T12:00:41Z"}, "a4"),
        ({"until": "2026-03-01T12:00:07Z"}, "a0"),
        ({"from_": "2026-03-01", "until": "2026-03-01"}, "a0 a1 a2 a4 a5 a7 a3"),
        ({"from_": "2026-02-27", "until": "2026-03-02", "set": "year:2021"}, "a1 a5 a7 a3"),
        ({"from_": "2026-03-02"}, ""),
        ({"until": "2026-02-28"}, ""),
        ({"until": "0001-01-01"}, ""),
        ({"set": "no-such-set"}, ""),
    ],
)
def test_lists_are_bounded_by_dates_and_sets(filled: Catalogue, arguments: dict[str, str], expected: str) -> None:
    for size in (1, 3, 100):
        pages = list(harvest(provider(filled, size), metadataPrefix="oai_dc", **arguments))
        if not expected:
            assert codes(pages[0]) == ["noRecordsMatch"]
            continue
        assert [name for page in pages for name in names(page)] == expected.split()
        sizes = {t.get("completeListSize") for t in map(token, pages) if t is not None}
        assert sizes <= {str(len(expected.split()))}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"verb": "GetRecord", "identifier": "x", "metadataPrefix": "oai_dc"}, ["idDoesNotExist"]),
        (
            {"verb": "GetRecord", "identifier": "x", "metadataPrefix": "y"},
            ["idDoesNotExist", "cannotDisseminateFormat"],
        ),
        (
            {"verb": "GetRecord", "identifier": "oai:titelei.example.org:a6", "metadataPrefix": "oai_dc"},
            ["cannotDisseminateFormat"],
        ),
        ({"verb": "ListRecords", "metadataPrefix": "y"}, ["cannotDisseminateFormat"]),
        ({"verb": "ListMetadataFormats", "identifier": "x"}, ["idDoesNotExist"]),
        ({"verb": "ListMetadataFormats", "identifier": "oai:titelei.example.org:a3"}, ["noMetadataFormats"]),
        ({"verb": "ListRecords", "resumptionToken": "x"}, ["badResumptionToken"]),
        ({"verb": "ListSets", "resumptionToken": "x"}, ["badResumptionToken"]),
    ],
)
def test_what_cannot_be_is_said_with_the_protocols_word(
    filled: Catalogue, arguments: dict[str, str], expected: list[str]
) -> None:
    answer = ask(provider(filled), **arguments)
    assert codes(answer) == expected
    assert dict(answer.find("o:request", NS).attrib) == arguments  # type: ignore[union-attr]


def test_a_token_belongs_to_its_verb_and_survives_restart_and_rebuild(filled: Catalogue) -> None:
    found = token(ask(provider(filled), verb="ListRecords", metadataPrefix="oai_dc"))
    assert found is not None
    assert found.text
    assert codes(ask(provider(filled), verb="ListIdentifiers", resumptionToken=found.text)) == ["badResumptionToken"]
    assert names(ask(provider(filled), verb="ListRecords", resumptionToken=found.text)) == ["a4", "a5", "a7"]
    filled.rebuild()
    # Places were given anew, so the second that the token stood in is begun again: nothing can be missed.
    assert names(ask(provider(filled), verb="ListRecords", resumptionToken=found.text)) == ["a2", "a4", "a5"]


def test_formats_are_those_of_the_item(filled: Catalogue) -> None:
    def prefixes(**arguments: str) -> list[str]:
        answer = ask(provider(filled), verb="ListMetadataFormats", **arguments)
        return [e.text or "" for e in answer.iterfind(".//o:metadataPrefix", NS)]

    assert {"oai_dc", "tei"} <= set(prefixes())
    assert prefixes(identifier="oai:titelei.example.org:a0") == ["oai_dc", "tei"]
    assert prefixes(identifier="oai:titelei.example.org:a6") == ["tei"]


def test_a_name_that_is_no_domain_is_not_declared_as_one(filled: Catalogue) -> None:
    asked = provider(filled)
    asked._identity = replace(asked._identity, domain="localhost")
    assert ask(asked, verb="Identify").find(".//{*}repositoryIdentifier") is None


def test_an_empty_repository_answers_every_verb(catalogue: Catalogue) -> None:
    catalogue.path.mkdir()
    catalogue.migrate()
    empty = provider(catalogue)
    assert codes(ask(empty, verb="Identify")) == []
    assert codes(ask(empty, verb="ListSets")) == ["noSetHierarchy"]
    assert codes(ask(empty, verb="ListRecords", metadataPrefix="oai_dc")) == ["noRecordsMatch"]
    assert codes(ask(empty, verb="ListMetadataFormats")) == []


def test_sets_are_paged_like_any_list(filled: Catalogue) -> None:
    pages = list(harvest(provider(filled, 2), "ListSets"))
    specs = [e.text for page in pages for e in page.iterfind(".//o:setSpec", NS)]
    assert specs == sorted(specs, key=str)
    years = {"year:2020", "year:2021"}
    assert {"journal", "journal:vestnik-seriya-4-c68133f7", "lang:en", "lang:ru", *years} <= set(specs)
    assert token(pages[-1]) is not None


def test_while_a_change_is_under_way_answers_are_of_the_second_it_began(filled: Catalogue) -> None:
    with filled.marker.hold(wait_seconds=1) as held:
        held.begin("oai:titelei.example.org:new", 1_700_000_000)
        assert ask(provider(filled), verb="Identify").findtext("o:responseDate", "", NS) == "2023-11-14T22:13:20Z"
        held.done()
    assert ask(provider(filled), verb="Identify").findtext("o:responseDate", "", NS) > "2024"


@pytest.fixture(scope="session")
def lax_xsd(reference: Callable[[str], Path]) -> etree.XMLSchema:
    """Give OAI-PMH.xsd, with what formats hold left to their own schemas."""
    tree = etree.parse(str(reference("oai-pmh/OAI-PMH.xsd")))
    for element in tree.iter(f"{XSD}any"):
        element.set("processContents", "skip")
    return etree.XMLSchema(tree)


def test_every_answer_is_valid_by_the_protocols_schema_and_ours(filled: Catalogue, lax_xsd: etree.XMLSchema) -> None:
    grammar = etree.RelaxNG(etree.parse(str(resources.schemas() / "oai" / "envelope.rng")))
    asked = provider(filled)
    answers = [
        ask(asked, verb="Identify"),
        ask(asked, verb="ListMetadataFormats"),
        ask(asked),
        ask(asked, verb="Identify", x="1"),
        *(ask(asked, verb="GetRecord", identifier=text, metadataPrefix="oai_dc") for text in STRANGE),
        ask(asked, verb="ListRecords", metadataPrefix="oai_dc", from_="2030-01-01"),
        *harvest(asked, metadataPrefix="oai_dc", set="year:2021", until="2027-01-01T00:00:00Z"),
        *harvest(asked, "ListIdentifiers", metadataPrefix="tei", from_="2026-01-01"),
        *harvest(asked, "ListSets"),
        *harvest(asked, metadataPrefix="tei"),
    ]
    for answer in answers:
        lax_xsd.assertValid(answer)
        grammar.assertValid(answer)


def test_payloads_and_descriptions_are_valid_by_their_own_schemas(
    filled: Catalogue, reference: Callable[[str], Path]
) -> None:
    answer = ask(provider(filled), verb="Identify")
    description = answer.find(".//{http://www.openarchives.org/OAI/2.0/oai-identifier}oai-identifier")
    assert description is not None
    etree.XMLSchema(etree.parse(str(reference("oai-pmh/oai-identifier.xsd")))).assertValid(
        etree.fromstring(etree.tostring(description, with_tail=False))
    )
    schema = etree.XMLSchema(etree.parse(str(reference("oai-pmh/oai_dc.xsd"))))
    for page in harvest(provider(filled), metadataPrefix="oai_dc"):
        for metadata in page.iterfind(".//o:metadata", NS):
            schema.assertValid(etree.fromstring(etree.tostring(metadata[0], with_tail=False)))


def test_a_change_that_is_committed_is_in_the_next_answer(filled: Catalogue) -> None:
    asked = provider(filled, 100)
    clock = Clock()
    clock.seconds += 1000
    put(filled, "new", now=clock)
    assert names(ask(asked, verb="ListRecords", metadataPrefix="oai_dc"))[-1] == "new"
