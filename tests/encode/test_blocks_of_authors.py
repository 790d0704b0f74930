"""Each author of a block keeps their own institution, degree, ORCID and letters, however the block is laid out."""

import pytest
from lxml import etree

from titelei.encode import encode

NS = {"t": "http://www.tei-c.org/ns/1.0"}
TOP = "Fen Annals\nVol. 7 No. 2 (2019)\n\nMills of the Fen\n\n"
ABSTRACT = "\n\nAbstract\nForty mills stood along the dyke of the old fen.\n\n"


def _persons(page: str, name: str = "p.txt") -> list[str]:
    made = encode(page.encode(), name=name, when="2026-03-02", version="0.1.0", prose=False)
    root = etree.fromstring(made.tei)
    out = []
    for author in root.xpath("//t:biblStruct/t:analytic/t:author", namespaces=NS):
        ref = author.find("t:persName", NS).get("ref")[1:]
        person = root.xpath(f"//t:person[@xml:id='{ref}']", namespaces=NS)[0]
        told = person.xpath(
            "t:persName[@type='main'] | t:education | t:affiliation/t:orgName | .//t:email | t:idno", namespaces=NS
        )
        out.append(" | ".join("".join(e.itertext()) for e in told) + ("*" if author.get("role") else ""))
    return out


@pytest.mark.parametrize(
    "block",
    [
        "Author information\nHelena Reed\nFen University\n\nJohn Moss\nBay College",
        "Author information\nHelena Reed\nFen University\nJohn Moss\nBay College",
        "About the authors\nHelena Reed\nFen University, Fenton, UK\n\nJohn Moss\nBay College, Bayham, UK",
        "Authors and Affiliations\nFen University\nHelena Reed\n\nBay College\nJohn Moss",
    ],
    ids=["names first", "without gaps", "with towns", "institutions first"],
)
def test_institutions_do_not_shift_to_the_next_author(block: str) -> None:
    assert _persons(f"{TOP}Helena Reed, John Moss{ABSTRACT}{block}\n") == [
        "Helena Reed | Fen University",
        "John Moss | Bay College",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Corresponding author: Helena Reed",
        "Correspondence to Helena Reed.",
        "Correspondence: Helena Reed",
        "Corresponding author\nHelena Reed",
    ],
)
def test_letters_go_to_the_author_who_is_named(words: str) -> None:
    block = f"Author information\nHelena Reed\nFen University\n\nJohn Moss\nBay College\n\n{words}\n"
    persons = _persons(f"{TOP}Helena Reed, John Moss{ABSTRACT}{block}")
    assert [p.endswith("*") for p in persons] == [True, False]


def test_letters_go_to_the_author_whose_address_or_star_it_is() -> None:
    block = "Author information\nHelena Reed\nFen University\n\nJohn Moss\nBay College\n\n"
    persons = _persons(f"{TOP}Helena Reed, John Moss{ABSTRACT}{block}*Corresponding author: helena@example.org\n")
    assert persons == ["Helena Reed | Fen University | helena@example.org*", "John Moss | Bay College"]


def test_letters_go_to_the_author_with_the_star() -> None:
    block = "Author information\nHelena Reed\nFen University\n\nJohn Moss\nBay College\n\n"
    persons = _persons(f"{TOP}Helena Reed*, John Moss{ABSTRACT}{block}* Corresponding author\n")
    assert [p.endswith("*") for p in persons] == [True, False]


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("Helena Q. Reed, PhD, and John Moss, MD", ["Helena Q. Reed | PhD", "John Moss | MD"]),
        ("Helena Q. Reed, PhD & John Moss", ["Helena Q. Reed | PhD", "John Moss"]),
        ("Helena Reed (ORCID: 0000-0002-1825-0097), John Moss", ["Helena Reed | 0000-0002-1825-0097", "John Moss"]),
    ],
)
def test_an_author_behind_a_degree_or_a_number_is_not_swallowed(line: str, persons: list[str]) -> None:
    assert _persons(f"{TOP}{line}{ABSTRACT}Keywords: mills, dykes\n") == persons


def test_names_with_a_number_right_below_the_title_are_authors_where_nobody_else_is() -> None:
    line = "Helena Reed (ORCID: 0000-0002-1825-0097), John Moss"
    page = f"{TOP}{line}\n\nDOI: https://doi.org/10.5555/fen.7\n\nKeywords: mills, dykes{ABSTRACT}"
    assert _persons(page) == ["Helena Reed | 0000-0002-1825-0097", "John Moss"]


def test_a_life_in_words_names_no_institution() -> None:
    block = "Notes on contributors\nHelena Reed\nHelena Reed is Reader in Fen History at Bay College.\n"
    assert _persons(f"{TOP}Helena Reed\n\n{block}{ABSTRACT}") == ["Helena Reed"]


@pytest.mark.parametrize(
    ("declared", "shown", "parts"),
    [
        ("Ada Mill, PhD", "Ada Mill", "forename surname"),
        ("Dr. Ada Mill", "Ada Mill", "forename surname"),
        ("Ada Mill III", "Ada Mill III", "forename surname genName"),
        ("Surono", "Surono", "surname"),
    ],
)
def test_parts_of_a_declared_name_are_told_apart(declared: str, shown: str, parts: str) -> None:
    page = f"""<html lang="en"><head><meta name="citation_title" content="Mills of the Fen"><meta name="citation_author"
      content="{declared}"><meta name="citation_doi" content="10.5555/fen.7"></head><body><h1>Mills of the Fen</h1>
      <p>{declared}</p></body></html>"""
    root = etree.fromstring(encode(page.encode(), name="p.html", when="2026-03-02", version="0.1.0").tei)
    name = root.find(".//t:person/t:persName[@type='main']", NS)
    assert name is not None
    assert ("".join(name.itertext()), " ".join(etree.QName(p).localname for p in name)) == (shown, parts)


def test_an_orcid_that_is_only_an_icon_s_link_is_the_author_s_beside_it() -> None:
    page = """<html lang="en"><head><meta name="citation_title" content="Mills of the Fen"><meta name="citation_author"
      content="Helena Reed"><meta name="citation_author" content="John Moss"><meta name="citation_doi"
      content="10.5555/f.7"></head><body><h1>Mills of the Fen</h1><ul><li>Helena Reed <a href="https://orcid.org/0000-0002-1825-0097"><img
      alt="iD"></a></li><li>John Moss</li></ul></body></html>"""
    assert _persons(page, "p.html") == ["Helena Reed | 0000-0002-1825-0097", "John Moss"]
