"""No cell is red on any article, every cell is tried by some article, and no cell is blind to a wrong value."""

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from parity.conftest import Rendered, edition_of
from titelei import parity
from titelei.names import TEI
from titelei.parity import Cell, State, Table
from titelei.render.render import render
from titelei.xml.read import parse


def test_nothing_is_red(cells: tuple[Cell, ...]) -> None:
    red = [f"{c.article}, {c.fact} × {c.column}: {c.why}" for c in cells if c.state is State.RED]
    assert red == []


def test_every_cell_that_is_carried_is_tried_by_an_article(cells: tuple[Cell, ...]) -> None:
    tried = {(c.fact, c.column) for c in cells if c.state in (State.CARRIED, State.REASON)}
    table = parity.load()
    assert {(fact, column) for fact in table.facts for column in table.columns} - tried == set()


# Between them they differ from every article in every fact. The seed, made elsewhere, is another edition.
OTHERS = (
    "orlova-2020",
    "sedge-2024",
    "aas-2021",
    "sokolov-2022",
    "fenn-2021",
    "holm-2020",
    "weber-2023",
    "nameless-page",
)


def test_no_cell_is_blind(articles: dict[str, Rendered], cells: tuple[Cell, ...]) -> None:
    """Held against the TEI of other articles, each cell that is carried turns red for some of them."""
    draft = deepcopy(articles["nameless-page"].root)
    for status in draft.iter(f"{{{TEI}}}revisionDesc"):
        status.set("status", "draft")
    editions = [*(articles[name].edition for name in OTHERS), edition_of(draft)]
    blind = {(c.fact, c.column) for c in cells if c.state is State.CARRIED}
    for article in sorted(articles.values(), key=lambda a: a.id not in OTHERS):
        for edition in editions if blind else ():
            if edition.root is not article.root:
                left = _only({fact for fact, _ in blind}, {column for _, column in blind})
                red = (c for c in article.compare(edition=edition, table=left) if c.state is State.RED)
                blind -= {(c.fact, c.column) for c in red}
    assert blind == set()


def _only(facts: set[str], columns: set[str]) -> Table:
    """Give the table with some rows and columns."""
    table = parity.load()
    return replace(
        table,
        facts={name: row for name, row in table.facts.items() if name in facts},
        columns={name: column for name, column in table.columns.items() if name in columns},
    )


def _red(cells: tuple[Cell, ...]) -> dict[tuple[str, str], str]:
    return {(c.fact, c.column): c.why for c in cells if c.state is State.RED}


def test_a_wrong_value_is_red_and_both_values_are_told(articles: dict[str, Rendered]) -> None:
    article = articles["orlova-2020"]
    data = article.output("jats.xml").replace(b"<volume>14<", b"<volume>41<")
    red = _red(article.compare({"jats.xml": data}))
    assert set(red) == {("volume", "jats")}
    assert "“14”" in red["volume", "jats"]
    assert "“41”" in red["volume", "jats"]


def test_a_lost_value_is_red(articles: dict[str, Rendered]) -> None:
    article = articles["orlova-2020"]
    lines = article.output("ris").decode().split("\n")
    data = "\n".join(line for line in lines if line != "KW  - тростник").encode()
    red = _red(article.compare({"ris": data}))
    assert set(red) == {("keyword", "ris")}
    assert "тростник" in red["keyword", "ris"]


def test_an_invented_value_is_red(articles: dict[str, Rendered]) -> None:
    article = articles["petrov-2024"]
    data = article.output("csl.json").replace(b'"title"', b'"DOI": "10.5555/x", "title"')
    red = _red(article.compare({"csl.json": data}))
    assert set(red) == {("doi", "csl-json")}
    assert "the edition says nothing" in red["doi", "csl-json"]


def test_values_in_another_order_are_red(articles: dict[str, Rendered]) -> None:
    article = articles["orlova-2020"]
    tree = etree.fromstring(article.output("oai_dc.xml"))
    first = tree.find("{*}creator")
    assert first is not None
    tree.append(first)  # moves it behind the others
    red = _red(article.compare({"oai_dc.xml": etree.tostring(tree)}))
    assert ("author", "oai_dc") in red


def test_a_number_at_the_wrong_author_is_red(articles: dict[str, Rendered]) -> None:
    article = articles["orlova-2020"]
    data = article.output("jats.xml")
    one, other = b"0000-0002-1825-0097", b"0000-0001-5109-3700"
    swapped = data.replace(one, b"%%").replace(other, one).replace(b"%%", other)
    assert set(_red(article.compare({"jats.xml": swapped}))) == {("author.orcid", "jats")}


def test_a_title_in_the_wrong_language_is_red(articles: dict[str, Rendered]) -> None:
    article = articles["beridze-2022"]
    data = article.output("datacite.xml").replace(b'<title xml:lang="ka"', b'<title xml:lang="ru"')
    assert ("title.language", "datacite") in _red(article.compare({"datacite.xml": data}))


def test_a_missing_file_and_one_that_cannot_be_read_are_red(articles: dict[str, Rendered]) -> None:
    article = articles["orlova-2020"]
    red = _red(article.compare({"jats.xml": b"<article>"}))
    assert "cannot be read" in red["title", "jats"]
    outputs = {name: data for name, data in article.outputs.items() if not name.endswith(".ris")}
    cells = parity.compare(article.root, article.edition.facts, outputs, article_id=article.id, not_made={})
    assert {c.why for c in cells if c.column == "ris"} == {"orlova-2020.ris is not there."}


def test_an_impossible_format_is_not_red_and_says_why(articles: dict[str, Rendered]) -> None:
    cells = [c for c in articles["petrov-2024"].compare() if c.column == "crossref"]
    assert {c.state for c in cells} == {State.NOT_MADE}
    assert all("DOI" in c.why for c in cells)


def test_the_publisher_of_the_settings_stands_in_where_a_format_demands_one(articles: dict[str, Rendered]) -> None:
    article = articles["beridze-2022"]
    assert article.edition.values("publisher") == ()
    (cell,) = (c for c in article.compare() if (c.fact, c.column) == ("publisher", "datacite"))
    assert (cell.state, cell.found) == (State.CARRIED, ())
    assert "settings" in cell.why


def test_an_abstract_of_one_section_is_not_red(articles: dict[str, Rendered]) -> None:
    root = deepcopy(articles["ambartsumyan-2021"].root)
    _, *others = root.iterfind(".//t:front/t:div[@type='abstract']/t:div", {"t": TEI})
    for section in others:
        parent = section.getparent()
        assert parent is not None
        parent.remove(section)
    outputs, _ = render(parse(etree.tostring(root), name="ambartsumyan-2021.xml"), formats=("jats", "oai_dc"))
    made = {o.file_name: o.data for o in outputs}
    cells = parity.compare(root, edition_of(root).facts, made, article_id="ambartsumyan-2021", not_made={})
    rows = {c.fact: c for c in cells if c.column == "jats" and c.fact.startswith("abstract")}
    assert {c.state for c in rows.values()} == {State.CARRIED, State.NOTHING}, rows
    assert rows["abstract.section"].state is State.NOTHING
