"""Law: the header is held to the page. What it says is printed there, or marked with where it comes from."""

from typing import Final

import pytest

from laws.article import found

AUTHOR: Final = "<forename>Ada</forename> <surname>Brook</surname>"
PLACE_OF_WORK: Final = 'ref="#org.fen-university">Fen University</orgName>, <address>'
EMAIL: Final = "<email>ada@fen.example.org</email></affiliation>"
RECEIVED: Final = '<date type="received" when="2019-11-04">4 November 2019</date>'
# What is wrong, where, and the rule and the element that the one finding names.
DAMAGES: Final = {
    "a surname is misspelt": ("<surname>Brook<", "<surname>Brooke<", "name-printed", "persName"),
    "a forename is misspelt": ("<forename>Ada<", "<forename>Adah<", "name-printed", "persName"),
    "a part of a name is added": (AUTHOR, f"{AUTHOR} <genName>Jr.</genName>", "name-printed", "persName"),
    "forename and surname are swapped": (
        AUTHOR, "<forename>Brook</forename> <surname>A.</surname>", "surname-no-initial", "persName",
    ),
    "an organisation is misspelt": (
        '<orgName type="main">Fen ', '<orgName type="main">Fenn ', "name-printed", "orgName",
    ),
    "a place of work is misspelt": (
        PLACE_OF_WORK, PLACE_OF_WORK.replace("Fen U", "Fenn U"), "author-facts-printed", "person",
    ),
    "a department is another": ("Department of Sluices</orgName>", "Locks</orgName>", "author-facts-printed", "person"),
    "a post is added": (
        '<affiliation><orgName type', '<occupation>Dean</occupation><affiliation><orgName type',
        "author-facts-printed", "person",
    ),
    "a street is added": (
        "<address><", "<address><street>9 Mill Lane</street><", "author-facts-printed", "person",
    ),
    "a country is another": (
        '<country ref="#pla.norland">Norland', "<country>Sutherland", "author-facts-printed", "person",
    ),
    "the country of an address points at the town": (
        '<country ref="#pla.norland">', '<country ref="#pla.fenborough">', "address-place-agrees", "country",
    ),
    "the town of an address points at the country": (
        '<settlement ref="#pla.fenborough">', '<settlement ref="#pla.norland">', "address-place-agrees", "settlement",
    ),
    "a place is misspelt": (
        '<placeName type="main">Fenborough', '<placeName type="main">Fenburgh', "name-printed", "placeName",
    ),
    "an e-mail address is another": (
        f"{EMAIL}\n", EMAIL.replace("ada", "eda") + "\n",
        "numbers-printed", "email",
    ),
    "a volume is another": ('"volume" n="7">7<', '"volume" n="8">8<', "volume-agrees", "biblScope"),
    "an issue is another": ('"issue" n="3">3<', '"issue" n="4">4<', "issue-agrees", "biblScope"),
    "a last page is another": ('to="19">12-19<', 'to="21">12-21<', "pages-agree", "biblScope"),
    "a range of pages is added": (
        "12-19</biblScope></imprint>",
        '12-19</biblScope><biblScope unit="page" from="1" to="9">1-9</biblScope></imprint>',
        "numbers-printed", "biblScope",
    ),
    "a year is another": (
        '<date when="2020">2020</date><bibl', '<date when="2021">2021</date><bibl', "year-agrees", "date",
    ),
    "a day is another": (
        f"{RECEIVED}\n", RECEIVED.replace("-04", "-05").replace("4 N", "5 N") + "\n", "numbers-printed", "date",
    ),
    "a DOI is another": (
        "10.5555/annals.2020.7</idno>\n", "10.5555/annals.2020.8</idno>\n", "identifier-agrees", "idno",
    ),
    "an ISSN is another": ("1234-5679</idno>\n", "2049-3630</idno>\n", "identifier-agrees", "idno"),
    "a journal is another": (
        'xml:lang="en">Annals of Waterways', 'xml:lang="en">Annals of Locks', "journal-agrees", "title",
    ),
    "a key word is another": ('"kw.dykes">dykes', '"kw.dykes">dams', "keywords-agree", "keywords"),
}  # fmt: skip


def test_an_article_that_says_what_its_page_says_has_no_finding() -> None:
    assert found() == []


@pytest.mark.parametrize("name", DAMAGES)
def test_what_the_page_does_not_say_is_one_finding_at_its_element(name: str) -> None:
    old, new, rule, element = DAMAGES[name]
    assert found((old, new)) == [(rule, element)]


# As above, each with the mark that says where it comes from.
MARKED: Final = {
    "name": (f'<persName type="main">{AUTHOR}', f'<persName type="main" resp="#resp.editors">{AUTHOR}'),
    "organisation": ('<orgName type="main">Fen ', '<orgName type="main" source="#src.page">Fenn '),
    "e-mail": (f"{EMAIL}\n", EMAIL.replace("<email>ada", '<email resp="#resp.editors">eda') + "\n"),
    "date": (f"{RECEIVED}\n", RECEIVED.replace("-11-04", '-12-04" resp="#resp.editors') + "\n"),
    "street": ("<address><", '<address><street resp="#resp.editors">9 Mill Lane</street><'),
}


@pytest.mark.parametrize("name", MARKED)
def test_what_says_where_it_comes_from_need_not_be_printed(name: str) -> None:
    old, new = MARKED[name]
    assert found((old, new.replace(">Ada<", ">Adah<"))) == []


TEXT_LANGUAGE: Final = '<textLang mainLang="en">English</textLang>\n'
BY_NC: Final = '<licence target="https://creativecommons.org/licenses/by-nc/4.0/">CC BY-NC 4.0</licence>'
# What there is, and a second one before it.
ONCE: Final = {
    "volume": ('<biblScope unit="issue" n="3">3<', '<biblScope unit="volume" n="17">17</biblScope>'),
    "DOI": ('<idno type="DOI">10.5555/annals.2020.7</idno>\n', '<idno type="DOI">10.5555/other</idno>'),
    "ISSN of one kind": ('<idno type="eISSN">1234-5679</idno>\n', '<idno type="eISSN">2049-3630</idno>'),
    "licence": ('<licence target="https://creativecommons.org/licenses/by/4.0/">Creative', BY_NC),
    "main title": (TEXT_LANGUAGE, '<title level="a" type="main" xml:lang="en">Mills</title>'),
    "text language": (TEXT_LANGUAGE, TEXT_LANGUAGE.strip()),
}


@pytest.mark.parametrize("name", ONCE)
def test_what_an_article_has_once_is_refused_a_second_time(name: str) -> None:
    there, second = ONCE[name]
    assert "told-once" in {rule for rule, _ in found((there, second + there))}
