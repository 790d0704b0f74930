"""What a page declares of itself is read whole, in every vocabulary, and each author keeps their own facts."""

import pytest
from lxml import html

from titelei.sources import head
from titelei.sources.head.text import plain


def _head(*lines: str, body: str = "") -> head.Head:
    page = f"<!DOCTYPE html><html lang='en'><head>{''.join(lines)}</head><body><p>x</p>{body}</body></html>"
    return head.read(html.document_fromstring(page))


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def _told(person: head.Person) -> tuple[str, list[str], str]:
    return person.name, [a.value for a in person.affiliations], person.orcid.value if person.orcid else ""


ANA = _meta("citation_author", "Ana Reed")
BEN = _meta("citation_author", "Ben Moss")
FEN = _meta("citation_author_institution", "Fen College")
BAY = _meta("citation_author_institution", "Bay College")


@pytest.mark.parametrize(
    "lines",
    [
        (ANA, FEN, BEN, BAY),
        (FEN, ANA, BAY, BEN),
        (ANA, BEN, FEN, BAY),
        (
            _meta("DC.Creator.PersonalName", "Ana Reed"),
            _meta("DC.Creator.PersonalName", "Ben Moss"),
            ANA,
            FEN,
            BEN,
            BAY,
        ),
        (ANA, _meta("citation_volume", "3"), FEN, BEN, BAY, _meta("DC.Creator", "Ben Moss")),
    ],
    ids=["facts follow", "facts precede", "facts in lists", "another vocabulary first", "statements between"],
)
def test_each_author_keeps_the_facts_whatever_the_order_of_statements(lines: tuple[str, ...]) -> None:
    people = _head(*lines).authors[0]
    assert [_told(p) for p in people] == [("Ana Reed", ["Fen College"], ""), ("Ben Moss", ["Bay College"], "")]


def test_a_fact_of_the_first_author_is_not_given_to_the_last() -> None:
    people = _head(ANA, FEN, BEN).authors[0]
    assert [_told(p)[1] for p in people] == [["Fen College"], []]


def test_facts_that_cannot_be_told_apart_are_given_to_nobody() -> None:
    people = _head(ANA, BEN, _meta("citation_author", "Cy Holt"), FEN, BAY).authors[0]
    assert [_told(p)[1] for p in people] == [[], [], []]


def test_json_ld_is_read_through_graph_main_entity_and_the_parts_of_a_journal() -> None:
    data = """{"@context":"https://schema.org","@graph":[{"@type":"WebPage","mainEntity":{"@type":"ScholarlyArticle",
      "headline":"Fens","author":[{"@type":"Person","givenName":"Ana","familyName":"Reed","affiliation":
      {"@type":"Organization","name":"Fen College"},"@id":"https://orcid.org/0000-0002-1825-0097"}],
      "isPartOf":{"@type":"PublicationIssue","issueNumber":"2","isPartOf":{"@type":"PublicationVolume",
      "volumeNumber":9,"isPartOf":{"@type":"Periodical","name":"Annals of Fens","issn":"1234-5679"}}}}}]}"""
    read = _head(f'<script type="application/ld+json">{data}</script>')
    fields = ("title", "journal", "volume", "issue", "issn")
    assert [read.first(f) for f in fields] == ["Fens", "Annals of Fens", "9", "2", "1234-5679"]
    assert [_told(p) for p in read.authors[0]] == [("Ana Reed", ["Fen College"], "0000-0002-1825-0097")]
    assert ("article", "scholarlyarticle") in [(kind, s.value) for kind, s in read.kinds]


def test_microdata_and_coins_are_read_as_the_other_vocabularies_are() -> None:
    micro = """<div itemscope itemtype="https://schema.org/ScholarlyArticle"><h1 itemprop="name">Fens</h1>
      <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ana Reed</b></span>
      </div>"""
    assert [p.name for p in _head(body=micro).authors[0]] == ["Ana Reed"]
    said = "rft.atitle=Fens&amp;rft.jtitle=Annals+of+Fens&amp;rft.aulast=Reed&amp;rft.aufirst=Ana"
    coins = f'<span class="Z3988" title="{said}"></span>'
    read = _head(body=coins)
    assert (read.first("title"), read.first("journal"), read.authors[0][0].name) == (
        "Fens",
        "Annals of Fens",
        "Reed, Ana",
    )


def test_highwire_is_believed_before_dublin_core_and_open_graph_last() -> None:
    read = _head(
        '<meta property="og:title" content="Fens | Annals">',
        _meta("DC.Title", "Fens!"),
        _meta("citation_title", "Fens"),
    )
    assert [s.value for s in read.fields["title"]] == ["Fens", "Fens!", "Fens | Annals"]


def test_a_file_of_data_beside_the_page_is_named() -> None:
    read = _head(
        '<link rel="alternate" type="application/x-bibtex" href="/a.bib">', _meta("citation_xml_url", "/a.xml")
    )
    assert sorted(s.value for s in read.beside) == ["/a.bib", "/a.xml"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Maize (&lt;i&gt;Zea mays&lt;/i&gt; L.)", "Maize (Zea mays L.)"),
        ("Flow of H<sub>2</sub>O at 10<sup>−6</sup> m<sup>2</sup>", "Flow of H₂O at 10⁻⁶ m²"),
        (
            "<math><msup><mi>x</mi><mn>2</mn></msup></math>, <m:msub><m:mi>y</m:mi><m:mn>1</m:mn></m:msub>",
            "x², y₁",
        ),
        ("a < b and c > d", "a < b and c > d"),
        ("Dose<sup>Ω</sup>", "Dose^Ω"),
    ],
)
def test_tags_of_a_title_are_read_as_what_they_show(written: str, shown: str) -> None:
    assert plain(written) == shown
