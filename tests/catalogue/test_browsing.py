"""Lists, mentions and search over a changing catalogue, in SQLite and in PostgreSQL."""

from catalogue.articles import DOMAIN, USER, Clock, content, identifier, put, restore, withdraw
from titelei.deposit import package
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.browsing import Shelves, shelves

FACTS = (
    '<facts xmlns="urn:titelei:facts" id="{name}" xml:lang="en">'
    '<title role="main" xml:lang="ru">{title}</title>'
    '<journal><title role="main" xml:lang="en">Annals</title></journal>'
    "<volume>9</volume><issue>{number}</issue><first-page>{page}</first-page><last-page>{page}</last-page>"
    '<date type="issued">{year}</date>'
    '<author n="1" kind="person"><name type="main" preferred="true"><text>Jürgen Ёлкин</text></name></author>'
    "<abstract><p>{abstract}</p></abstract>"
    '<person id="{person}" mentions="2" about="true"><name type="main" xml:lang="en"><text>Old {person}</text></name>'
    '<name type="variant"><text>{name} the Other</text></name></person></facts>'
)


def put_article(
    catalogue: Catalogue,
    name: str,
    title: str,
    *,
    abstract: str = "Words",
    year: int = 2021,
    number: str = "1",
    page: int = 1,
    person: str = "per.one",
) -> None:
    """Deposit an article with facts of its own."""
    facts = FACTS.format(name=name, title=title, abstract=abstract, year=year, number=number, page=page, person=person)
    files = {**content(name), f"out/{name}.facts.xml": facts.encode()}
    catalogue.put(identifier(name), files, message="m", now=Clock(), counts=package.counts, **USER)


def found(shelf: Shelves, question: str) -> list[str]:
    return [each.article for each in shelf.search(question, 10)[1]]


def test_a_search_goes_with_every_change(catalogue: Catalogue) -> None:
    put_article(catalogue, "a", "Паровые мельницы", abstract="Über die Schiffe")
    put_article(catalogue, "b", "Weirs", abstract="паровых мельниц здесь нет")
    with shelves(catalogue.database) as shelf:
        assert found(shelf, "паровые") == found(shelf, "ПАРОВЫМИ") == found(shelf, "ПАРОВ") == ["a", "b"]
        assert found(shelf, "weir") == ["b"]
        assert found(shelf, "uber schiffe") == ["a"]
        assert sorted(found(shelf, "елкин jurgen")) == ["a", "b"]
        assert found(shelf, "' & | ! :* \\ \"") == []
        assert found(shelf, "weirs' | 'паровозы") == []
        assert shelf.search("паровоз", 10) == (0, ())
        assert shelf.facets("паров")["year"] == ((2021, 2),)
        assert shelf.facets("паров", {"journal": "annals"})["kind"] == (("", 2),)
        assert shelf.search("паров", 10, kept={"journal": "annals", "year": 2021})[0] == 2
        assert shelf.search("паров", 10, kept={"year": 2020}) == (0, ())
        assert shelf.search("паров", 1, 1)[0] == 2
    put_article(catalogue, "a", "Ветряные мельницы")
    withdraw(catalogue, "b", now=Clock())
    with shelves(catalogue.database) as shelf:
        assert found(shelf, "паровые") == []
        assert found(shelf, "ветряные") == ["a"]
        assert (shelf.count(), found(shelf, "weirs")) == (1, [])
    restore(catalogue, "b", now=Clock())
    with shelves(catalogue.database) as shelf:
        assert found(shelf, "weirs") == ["b"]


def test_words_are_found_whatever_stands_between_them(catalogue: Catalogue) -> None:
    put_article(
        catalogue,
        "a",
        "O’Quill’s «guillemets» and/or ma.example.org/path?x=1 e-mail user@host.net 1.5e10 under_score",
        abstract="https://www.example.com/some-page_2 foo+bar 12/2021 -7 C3PO &amp;amp; &lt;b&gt;bold&lt;/b&gt;",
    )
    asked = "quill guillemets or example org path 5e10 score host com page foo bar 12 2021 7 c3po bold b amp user mail"
    with shelves(catalogue.database) as shelf:
        for word in asked.split():
            assert found(shelf, word) == ["a"], word
        assert found(shelf, "O’Quill’s «guillemets» ma.example.org") == ["a"]
        assert found(shelf, "www.example.com/some-page_2") == ["a"]


def test_lists_go_by_year_issue_and_page(catalogue: Catalogue) -> None:
    put_article(catalogue, "late", "Late", page=100)
    put_article(catalogue, "early", "Early", page=9)
    put_article(catalogue, "next", "Next", number="10")
    put_article(catalogue, "older", "Older", year=1999)
    with shelves(catalogue.database) as shelf:
        assert shelf.years() == ((2021, 3), (1999, 1))
        assert [each.article for each in shelf.of_year(2021, 10)] == ["early", "late", "next"]
        assert [each.article for each in shelf.of_year(2021, 1, 1)] == ["late"]
        assert [(each.issue, each.articles) for each in shelf.issues()] == [
            ("2021-9-10", 1),
            ("2021-9-1", 2),
            ("1999-9-1", 1),
        ]
        assert [each.article for each in shelf.of_issue("annals", "2021-9-1", 10)] == ["early", "late"]
        assert [each.article for each in shelf.newest(2)] == ["older", "next"]
        assert "early" in shelf.near(f"oai:{DOMAIN}:earli")


def test_an_entity_is_there_as_long_as_an_article_mentions_it(catalogue: Catalogue) -> None:
    put_article(catalogue, "a", "A")
    put_article(catalogue, "b", "B")
    put_article(catalogue, "c", "C", person="per.two")
    with shelves(catalogue.database) as shelf:
        assert shelf.kinds() == {"person": 2}
        shared = shelf.entity("per.one")
        assert shared is not None
        assert (shared.name.text, shared.articles) == ("Old per.one", 2)
        assert [(n.listed.article, n.told.mentions) for n in shelf.naming("per.one", 10)] == [("a", 2), ("b", 2)]
        assert [[n.text for n in told.names] for told in shelf.told("per.one")] == [
            ["Old per.one", "a the Other"],
            ["Old per.one", "b the Other"],
        ]
    withdraw(catalogue, "c", now=Clock())
    put_article(catalogue, "a", "A", person="per.three")
    with shelves(catalogue.database) as shelf:
        assert shelf.entity("per.two") is None
        assert [each.id for each in shelf.entities("person", 10)] == ["per.one", "per.three"]


def test_persons_stand_under_their_surnames_and_key_words_are_subjects(catalogue: Catalogue) -> None:
    facts = (
        '<facts xmlns="urn:titelei:facts" id="a" xml:lang="en"><title role="main" xml:lang="en">A</title>'
        '<identifier type="DOI">10.5555/x.7</identifier><author n="1" kind="person" ref="per.o">'
        '<name type="main" preferred="true" xml:lang="en"><text>Ann Otter</text><inverted>Otter, Ann</inverted></name>'
        '<affiliation xml:lang="en"><text>Fen University</text></affiliation>'
        "<orcid>0000-0002-1825-0097</orcid></author>"
        '<keywords xml:lang="en"><keyword xml:lang="en">Ice roads</keyword><keyword xml:lang="en">ice–roads</keyword>'
        "<keyword>…</keyword></keywords>"
        '<person id="per.z" mentions="1" about="true"><name type="main" xml:lang="en">'
        "<text>Zoe Adder</text></name></person>"
        '<person id="per.o" mentions="0" about="true"><name type="main" preferred="true" xml:lang="en">'
        "<text>Ann Otter</text><inverted>Otter, Ann</inverted></name></person></facts>"
    )
    files = {**content("a"), "out/a.facts.xml": facts.encode()}
    catalogue.put(identifier("a"), files, message="m", now=Clock(), counts=package.counts, **USER)
    with shelves(catalogue.database) as shelf:
        assert [each.inverted for each in shelf.entities("person", 10)] == ["Otter, Ann", ""]
        assert shelf.letters("person") == (("o", 1), ("z", 1))
        assert [each.id for each in shelf.entities("subject", 10)] == ["kw.ice-roads"]
        (told,) = shelf.told("per.o")
        assert (told.is_author, told.identifiers) == (True, (("ORCID", "0000-0002-1825-0097"),))
        assert [place.text for place in told.places] == ["Fen University"]
        assert found(shelf, "10.5555/x.7") == found(shelf, "https://orcid.org/0000-0002-1825-0097") == ["a"]


def test_a_rebuilt_catalogue_shows_the_same(catalogue: Catalogue) -> None:
    put_article(catalogue, "a", "Weirs")
    put_article(catalogue, "b", "Weirs again", person="per.two")
    put(catalogue, "bare")
    withdraw(catalogue, "b", now=Clock())

    def shown() -> object:
        with shelves(catalogue.database) as shelf:
            return (
                shelf.count(),
                shelf.years(),
                shelf.issues(),
                shelf.entities("person", 10),
                shelf.search("weirs", 10),
                shelf.of_year(2021, 10),
            )

    before = shown()
    catalogue.rebuild()
    assert shown() == before
