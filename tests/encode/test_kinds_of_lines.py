"""Lines that a page has around title and authors are taken for what they are: buttons, signs, posts, quoted titles."""

import pytest
from lxml import etree

from titelei.encode import encode
from titelei.encode.encoder import Draft

NS = {"t": "http://www.tei-c.org/ns/1.0"}
PROSE = "Forty mills stood along the old dyke, and each of them had a keeper."
ABSTRACT = f"Abstract\n{PROSE}\nKeywords: mills, fens\n"
TOP = "Fen Annals\nVol. 7 No. 2 (2019)\n\nMills of the Fen\n\n"


def _draft(page: str, name: str = "p.txt") -> Draft:
    return encode(page.encode(), name=name, when="2026-03-02", version="0.1.0", prose=False)


def _html(body: str, **head: str | list[str]) -> Draft:
    said = [(k, v) for k, many in head.items() for v in ([many] if isinstance(many, str) else many)]
    metas = "".join(f'<meta name="citation_{k}" content="{v}">' for k, v in said)
    body = f"{body}<h2>Abstract</h2><p>{PROSE}</p>"
    return _draft(f"<!DOCTYPE html><html><head><title>x</title>{metas}</head><body>{body}</body></html>", "p.html")


def _texts(draft: Draft, path: str) -> list[str]:
    found = etree.fromstring(draft.tei).xpath(path, namespaces=NS)
    return [" ".join("".join(e.itertext()).split()) for e in found]


def _authors(draft: Draft) -> list[str]:
    return _texts(draft, "//t:analytic/t:author")


def _titles(draft: Draft) -> list[str]:
    return _texts(draft, "//t:analytic/t:title")


def _placed(draft: Draft) -> list[tuple[str, str]]:
    """Give each author with their posts and where they work, by their entry."""
    root = etree.fromstring(draft.tei)
    out = []
    for name in root.xpath("//t:analytic/t:author/t:persName", namespaces=NS):
        person = root.xpath(f"//t:person[@xml:id='{name.get('ref')[1:]}']", namespaces=NS)[0]
        told = person.xpath("t:affiliation/t:orgName | t:occupation", namespaces=NS)
        out.append(("".join(name.itertext()), ", ".join("".join(e.itertext()) for e in told)))
    return out


@pytest.mark.parametrize("button", ["Download", "PDF", "Full text"])
def test_a_button_above_the_title_does_not_swallow_it(button: str) -> None:
    top = f"DOI:\nhttps://doi.org/10.5555/fen.7\n{button}\n"
    draft = _draft(f"{top}MILLS OF THE OLD FEN\nAna Reed\nUniversity of Fenton\n{ABSTRACT}")
    assert (_titles(draft), _authors(draft)) == (["MILLS OF THE OLD FEN"], ["Ana Reed"])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("© 2017 А.Б. Тростин, В.Г. Мельник", ["А.Б. Тростин", "В.Г. Мельник"]),
        ("© А.Б. Тростин, 2017", ["А.Б. Тростин"]),
        ("© Тростин А.Б., 2017", ["Тростин А.Б."]),
    ],
)
def test_a_sign_of_copyright_before_names_below_the_title_hides_no_author(line: str, authors: list[str]) -> None:
    page = (
        f"УДК 902.03\nВОДЯНЫЕ МЕЛЬНИЦЫ НА СТАРОЙ ТОПИ\n{line}\nБолотный государственный университет\n"
        "Статья поступила в редакцию 05.03.2017\nКлючевые слова: мельницы, топи, плотины.\n"
    )
    assert _authors(_draft(page)) == authors


def test_a_name_alone_between_title_and_abstract_is_the_author_s() -> None:
    draft = _html("<h1>Mills of the fen</h1><div><span>Ana</span> <span>Reed</span></div>", title="Mills of the fen")
    assert _authors(draft) == ["Ana Reed"]


@pytest.mark.parametrize("order", ["{0}\nProfessor\n{1}", "{0}\n{1}\nProfessor"])
def test_a_post_alone_on_a_line_of_a_block_is_the_author_s(order: str) -> None:
    block = order.format("Helena Reed", "Fen University") + "\n\n" + order.format("John Moss", "Bay College")
    draft = _draft(f"{TOP}Helena Reed, John Moss\n\n{ABSTRACT}\nAuthor information\n{block}\n")
    assert _placed(draft) == [("Helena Reed", "Professor, Fen University"), ("John Moss", "Professor, Bay College")]


def test_names_with_their_institutions_on_the_same_lines_are_a_block() -> None:
    block = "Helena Reed, Fen University\nJohn Moss, Bay College\n\n"
    draft = _draft(f"{TOP}{block}{ABSTRACT}\nAuthor information\n\nDOI: https://doi.org/10.5555/fen.7\n")
    assert _placed(draft) == [("Helena Reed", "Fen University"), ("John Moss", "Bay College")]


def test_the_institution_of_somebody_with_one_name_is_not_the_author_s_before() -> None:
    names = [("Ana Reed", "Fen University"), ("Surono", "Reed Archive"), ("John Moss", "Bay College")]
    items = "".join(f"<li><span>{n}</span><span class='affiliation'>{a}</span></li>" for n, a in names)
    body = f"<h1>Mills and Dams</h1><ul class='authors'>{items}</ul>"
    assert _placed(_html(body, title="Mills and Dams", author=[n for n, _ in names])) == names


def test_a_title_of_honour_before_a_name_does_not_part_it_from_its_institution() -> None:
    item = "<span>Dr. Ada Mill</span><span class='affiliation'>Fen University</span>"
    body = f"<h1>Mills and Dams</h1><ul><li>{item}</li></ul>"
    assert _placed(_html(body, title="Mills and Dams", author="Dr. Ada Mill")) == [("Ada Mill", "Fen University")]


def test_a_line_that_quotes_the_title_in_a_path_is_not_the_title() -> None:
    title = "Which Tools for a Reflexive Practice of Fen Research?"
    page = f"Home > Issues > No. 16. Dykes > {title}\n\nAna Reed, Ben Moss\n\n{title}\n\n{ABSTRACT}"
    assert _titles(_draft(page)) == [title]


def test_the_journal_before_a_doi_on_its_line_is_read() -> None:
    top = "Fen Letters 2016, 21(2), 187; doi:10.5555/fen.187\nArticle\n"
    draft = _draft(f"{top}Mills of the Old Fen\nAna Reed and Ben Moss\n{ABSTRACT}")
    found = {v.field: v.value for v in draft.evidence.values}
    assert [found[f] for f in ("journal", "year", "volume", "issue")] == ["Fen Letters", "2016", "21", "2"]


def test_the_name_of_a_journal_in_another_script_does_not_gainsay_the_declared_one() -> None:
    cited = "Trostina A. Mills of the Old Dyke. <em>Fen Annals</em>. 2019;7(2):101-119. (In Russ.)"
    body = f"<h1>Мельницы старой топи</h1><p>Анна Тростина</p><h3>For citation:</h3><p>{cited}</p>"
    draft = _html(
        body, title="Мельницы старой топи", author="Анна Тростина", journal_title="Летопись топи",
        date="2019/03/04", volume="7", issue="2",
    )  # fmt: skip
    assert _texts(draft, "//t:monogr/t:title[@level='j']") == ["Летопись топи", "Fen Annals"]


def test_other_words_at_a_label_of_the_journal_are_not_marked_as_its_title() -> None:
    menu = "<div><p>Journal: Fen Letters</p><p>Journal: Advanced</p></div>"
    draft = _html(
        f"<h1>Mills of the fen</h1><p>Ana Reed</p>{menu}",
        title="Mills of the fen", author="Ana Reed", journal_title="Fen Letters", date="2019/03/04", volume="7",
    )  # fmt: skip
    assert _texts(draft, "//t:front//t:title[@level='j']") == ["Fen Letters"]
    assert "Advanced" in draft.tei.decode()


def test_all_authors_of_the_byline_stand_where_the_head_names_one_of_them() -> None:
    byline = "Ana M. Reed,<sup>1,2</sup>\u00a0Carl D. Lane,<sup>1</sup>\u00a0and Ben K. Moss<sup>2</sup>"
    draft = _html(f"<h1>Mills of the fen</h1><div>{byline}</div>", title="Mills of the fen", author="Moss, Ben K.")
    assert _authors(draft) == ["Ana M. Reed", "Carl D. Lane", "Moss, Ben K."]


def test_the_journal_above_its_numbers_is_read_also_where_other_lines_part_them() -> None:
    top = (
        "Home\nFen Archives\nList of Issues\nVolume 211, March 2022, 104711\nMills of the Old Fen in Leases and Maps\n"
    )
    draft = _draft(f"{top}Ana Reed, Ben Moss\nhttps://doi.org/10.5555/fen.7\n{ABSTRACT}")
    assert _texts(draft, "//t:monogr/t:title[@level='j']") in (["Fen Archives"], [])


def test_letters_tie_authors_to_institutions_whose_letters_stand_alone() -> None:
    byline = "Author links open overlay panelHelena Brandt a, Tomás Ferreira b, Ana Chao a b"
    block = f"{byline}\na\nDepartment of History, Fen University, Fenton\nb\nBay College, Bayham\n"
    dates = "Received 3 April 2021, Accepted 11 January 2022\nhttps://doi.org/10.5555/fen.7\n"
    draft = _draft(f"{TOP}{block}{dates}{ABSTRACT}")
    both = "Department of History, Fen University, Bay College"
    assert _placed(draft) == [
        ("Helena Brandt", "Department of History, Fen University"),
        ("Tomás Ferreira", "Bay College"),
        ("Ana Chao", both),
    ]


def test_labels_glued_behind_numbers_are_read() -> None:
    page = (
        "ВОДЯНЫЕ МЕЛЬНИЦЫ НА СТАРОЙ ТОПИ\nТРОСТИНА АННА ПЕТРОВНА\nТип: статья в журнале Язык: русский\n"
        f"Том: 14Номер: 3 (55) Год: 2021\nСтраницы: 214-229\nАННОТАЦИЯ:\n{PROSE}\nКЛЮЧЕВЫЕ СЛОВА:\nМЕЛЬНИЦЫ, ТОПИ\n"
    )
    found = {v.field: v.value for v in _draft(page).evidence.values}
    assert [found[f] for f in ("language", "volume", "issue", "year")] == ["ru", "14", "3", "2021"]


def test_a_licence_below_the_references_is_read() -> None:
    body = (
        "<h1>Mills of the fen</h1><p>Ana Reed</p><h2>References</h2><ul><li>MOSS, B. The roads of Fenton. Fenton: "
        "Example Press, 1999.</li><li>REED, C. Carts of the fen. Fen Letters, v. 3, p. 4-19, 2004.</li></ul>"
        "<p>This is open access under a licence <a href='https://creativecommons.org/licenses/by/4.0/'>so</a></p>"
    )
    draft = _html(body, title="Mills of the fen", author="Ana Reed")
    assert [v.value for v in draft.evidence.values if v.field == "licence"] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
