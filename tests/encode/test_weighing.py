"""Values are weighed: sources that agree raise one another, a doubtful value is asked, another article's left out."""

import pytest

from titelei.encode import encode
from titelei.encode.encoder import Draft
from titelei.errors import DocumentError

HEAD = {
    "citation_title": "Mills of the Fen",
    "citation_author": "Reed, Ana",
    "citation_journal_title": "Annals of Fens",
    "citation_publication_date": "2019/03/04",
    "citation_volume": "7",
    "citation_issue": "2",
}


def _draft(body: str, **head: str) -> Draft:
    metas = "".join(f'<meta name="{k}" content="{v}">' for k, v in {**HEAD, **head}.items() if v)
    page = f"<!DOCTYPE html><html lang='en'><head><title>x</title>{metas}</head><body>{body}</body></html>"
    return encode(page.encode(), name="p.html", when="2026-03-02", version="0.1.0", prose=False)


def _values(draft: Draft, field: str) -> list[str]:
    return [v.value for v in draft.evidence.values if v.field == field]


BODY = (
    "<h1>Mills of the Fen</h1><p>Ana Reed</p><h2>Abstract</h2><p>Forty mills stood along the dyke of the old fen.</p>"
)


def test_a_first_page_alone_is_not_completed_to_a_span() -> None:
    assert _values(_draft(BODY, citation_firstpage="0410"), "pages") == []
    assert _values(_draft(BODY, citation_firstpage="0410", citation_lastpage="0419"), "pages") == ["0410"]


def test_numbers_of_a_work_that_is_cited_are_not_the_article_s() -> None:
    draft = _draft(BODY + "<p>Marsh Letters 2011, 31(4), pp. 300–317</p>")
    assert [_values(draft, f) for f in ("volume", "issue", "year", "pages")] == [["7"], ["2"], ["2019"], []]


def test_a_line_that_agrees_with_the_head_completes_it() -> None:
    draft = _draft(BODY + "<p>Annals of Fens 2019, vol. 7, no. 2, pp. 30–41</p>")
    assert _values(draft, "pages") == ["30"]


def test_a_name_of_a_journal_that_only_a_stray_line_gives_is_asked_and_not_stated() -> None:
    draft = _draft(BODY + "<p>JOURNAL TOOLS 2019</p>", citation_journal_title="", citation_doi="10.5555/fen.7")
    assert _values(draft, "journal") == []


def test_head_and_page_that_differ_in_a_number_are_told() -> None:
    draft = _draft(BODY + "<p>Volume: 8</p>")
    assert any(f.rule in ("encode-conflict", "encode-doubtful") and "volume" in f.message for f in draft.findings)


def test_the_byline_gives_the_order_of_authors_that_the_head_gives_in_another() -> None:
    body = BODY.replace("Ana Reed", "Ben K. Moss, Ana Reed")
    page = body.replace("<h1>", '<meta name="citation_author" content="Moss, Ben"><h1>', 1)
    draft = _draft(page)
    assert _values(draft, "author") == ["Ben K. Moss", "Reed, Ana"]


def test_a_publisher_s_page_with_its_references_is_no_list_of_articles() -> None:
    references = "".join(f"<li>Mill A, Dyke B. Waters {n}. J Fens 19{n}; {n}: {n}0–{n}9</li>" for n in range(60, 75))
    assert _values(_draft(BODY + f"<h2>References</h2><ol>{references}</ol>"), "title") == ["Mills of the Fen"]


def test_a_consortium_among_the_authors_is_a_group() -> None:
    draft = _draft(BODY + '<meta name="citation_author" content="The Dyke Consortium">')
    assert b'<orgName ref="#org.dyke-consortium">The Dyke Consortium</orgName>' in draft.tei


@pytest.mark.parametrize(
    ("head", "body", "told"),
    [
        ('<meta name="dc.type" content="Dataset">', "<h1>Waters</h1><p>March 2018 readings</p>", "a dataset"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dyke breaks"}</script>',
            "<h1>Dyke breaks</h1><p>By a reporter</p>",
            "a news page",
        ),
        ("<title>Just a moment...</title>", "", "whether a person reads it"),
        ("", "<h1>Annals of Fens</h1><h2>Comité editorial</h2><p>Ana Reed</p><p>Ben Moss</p>", "about the journal"),
        ("", "<h1>Annals of Fens</h1><h2>Wyniki wyszukiwania</h2><p>Ana Reed: Mills</p>", "search results"),
        ("", "<h1>Annals of Fens</h1><h2>Linee guida per gli autori</h2><p>Testi brevi</p>", "guidelines"),
    ],
)
def test_a_page_of_another_kind_is_refused_by_its_name(head: str, body: str, told: str) -> None:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    with pytest.raises(DocumentError) as refused:
        encode(page.encode(), name="p.html", when="2026-03-02", version="0.1.0")
    assert told in refused.value.findings[0].message


def test_raised_and_lowered_characters_of_a_title_stay_so_in_header_and_front() -> None:
    title = "Flow of H<sub>2</sub>O at 10<sup>−6</sup> m"
    draft = _draft(BODY.replace("Mills of the Fen", title), citation_title="Flow of H2O at 10−6 m")
    shown = 'Flow of H<hi rend="subscript">2</hi>O at 10<hi rend="superscript">−6</hi> m'
    assert draft.tei.decode().count(shown) == 3


def test_an_article_number_and_an_issue_with_a_supplement_are_kept_as_declared() -> None:
    draft = _draft(BODY + "<p>Vol. 7 No. 2 (2019)</p>", citation_firstpage="e0123456", citation_issue="2 Suppl 1")
    assert (_values(draft, "article_number"), _values(draft, "issue")) == (["e0123456"], ["2 Suppl 1"])


def test_the_address_of_the_pdf_is_kept() -> None:
    draft = _draft(BODY, citation_pdf_url="https://example.org/fen/7.pdf")
    assert b'type="fulltext" target="https://example.org/fen/7.pdf" mimeType="application/pdf"' in draft.tei


def test_what_is_too_doubtful_to_be_stated_is_kept_with_the_draft_as_a_question() -> None:
    draft = _draft(BODY, **{"DC.Subject": "Hydrology; Waters"})
    asked = [f.message for f in draft.findings if f.rule == "encode-doubtful"]
    assert len(asked) == 1
    assert [d.message for d in draft.evidence.open] == asked
    assert _values(draft, "keyword") == []
