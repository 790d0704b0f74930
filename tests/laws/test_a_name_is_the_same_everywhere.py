"""Law: the same name is the same everywhere. Each form is read back from the formats by readers that are not ours."""

import json
from functools import cache
from typing import Final

import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from bibtexparser.middlewares import names as bibtexparser_names
from lxml import etree, html
from pybtex.database import parse_string

from laws.article import article, rendered
from titelei.engine.citeproc import citations

NAME: Final = "<forename>Ada</forename> <surname>Brook</surname>"


def _parts(given: str, family: str, *, link: str = "", suffix: str = "") -> str:
    names = (("forename", given), ("nameLink", link), ("surname", family), ("genName", suffix))
    return " ".join(f"<{name}>{text}</{name}>" for name, text in names if text)


# The parts in the TEI; surname with the particle before it, given names, suffix.
FORMS: Final = {
    "two parts": (NAME, "Brook", "Ada", ""),
    "a particle": (_parts("Anna", "Dyk", link="van der"), "van der Dyk", "Anna", ""),
    "a suffix": (_parts("Karl", "Holm", suffix="Jr."), "Holm", "Karl", "Jr."),
    "particle and suffix": (_parts("Karl", "Holm", link="von", suffix="III"), "von Holm", "Karl", "III"),
    "a compound surname": (_parts("José", "Ortega y Gasset"), "Ortega y Gasset", "José", ""),
    "a surname in small letters": (_parts("lena", "brook"), "brook", "lena", ""),
    "two words in small letters": (_parts("danah", "lake river"), "lake river", "danah", ""),
    "a surname with “and”": (_parts("Ada", "Mill and Dam"), "Mill and Dam", "Ada", ""),
    "a hyphen": (_parts("Jean-Luc", "Brook-Fen"), "Brook-Fen", "Jean-Luc", ""),
    "a given name in two words": (_parts("Ada Maria", "Brook"), "Brook", "Ada Maria", ""),
    "Cyrillic letters": (_parts("Иван", "Плотинин"), "Плотинин", "Иван", ""),
    "initials": (_parts("И. П.", "Плотинин"), "Плотинин", "И. П.", ""),
    "letters of China": ("<surname>王</surname><forename>小明</forename>", "王", "小明", ""),
    "a particle with an apostrophe": (
        "<forename>Jean</forename> <nameLink>d’</nameLink><surname>Alembert</surname>",
        "d’Alembert",
        "Jean",
        "",
    ),
    "a particle with a hyphen": (
        "<forename>Abu</forename> <nameLink>al-</nameLink><surname>Biruni</surname>",
        "al-Biruni",
        "Abu",
        "",
    ),
    "letters with marks": (_parts("Łukasz", "Ångström"), "Ångström", "Łukasz", ""),
}
EACH: Final = pytest.mark.parametrize("form", FORMS)


FORMATS: Final = ("bibtex", "ris", "csl-json", "crossref", "jats", "datacite", "hal", "oai_dc", "mods")


@cache
def _made(markup: str, *formats: str) -> dict[str, str]:
    document = article((f'<persName type="main">{NAME}', f'<persName type="main">{markup}'))
    return rendered(document, *formats)[0]


def _of(form: str, *formats: str) -> tuple[dict[str, str], tuple[str, str, str]]:
    markup, family, given, suffix = FORMS[form]
    return _made(markup, *(formats or FORMATS)), (family, given, suffix)


def _indexed(form: str) -> str:
    """Give the name as an index has it, the particle behind the given names."""
    markup, family, given, suffix = FORMS[form]
    particle = markup.partition("<nameLink>")[2].partition("</nameLink>")[0]
    surname = family.removeprefix(particle).strip()
    return ", ".join(part for part in (surname, f"{given} {particle}".strip(), suffix) if part)


def _without_braces(words: list[str]) -> str:
    return " ".join(words).replace("{", "").replace("}", "")


@EACH
def test_two_readers_of_bibtex_read_its_parts(form: str) -> None:
    outputs, parts = _of(form)
    (entry,) = parse_string(outputs["bibtex"], "bibtex").entries.values()
    (person,) = entry.persons["author"]
    given = person.first_names + person.middle_names
    families = person.prelast_names + person.last_names
    assert tuple(map(_without_braces, (families, given, person.lineage_names))) == parts
    (other,) = parse_bibtex(outputs["bibtex"]).entries
    (author,) = bibtexparser_names.split_multiple_persons_names(other["author"])
    read = bibtexparser_names.parse_single_name_into_parts(author)
    assert tuple(map(_without_braces, (read.von + read.last, read.first, read.jr))) == parts


@EACH
def test_a_reader_of_ris_reads_it_as_an_index_has_it(form: str) -> None:
    outputs, parts = _of(form)
    (reference,) = rispy.loads(outputs["ris"])
    assert reference["authors"] == [", ".join(part for part in parts if part)]


@EACH
def test_csl_has_its_parts(form: str) -> None:
    outputs, parts = _of(form)
    (author,) = json.loads(outputs["csl-json"])[0]["author"]
    family = " ".join(filter(None, (author.get("non-dropping-particle"), author["family"])))
    family = family.replace("d’ ", "d’").replace("al- ", "al-")  # which processors write without a space
    assert (family, author["given"], author.get("suffix", "")) == parts


# Of each format the element of an author, and what holds the parts in it.
XML: Final = {
    "crossref": ("person_name", "local-name()='surname'", "local-name()='given_name'", "local-name()='suffix'"),
    "jats": ("contrib", "local-name()='surname'", "local-name()='given-names'", "local-name()='suffix'"),
    "mods": ("name", "@type='family'", "@type='given'", "@type='termsOfAddress'"),
    "datacite": ("creator", "local-name()='familyName'", "local-name()='givenName'"),
    "hal": ("author", "local-name()='surname'", "local-name()='forename'"),
}


@EACH
@pytest.mark.parametrize("kind", XML)
def test_formats_of_xml_have_its_parts(kind: str, form: str) -> None:
    outputs, parts = _of(form)
    place, *held = XML[kind]
    person = etree.fromstring(outputs[kind].encode()).xpath(f"//*[local-name()='{place}']")[0]
    read = tuple(str(person.xpath(f"string(.//*[{part}])")) for part in held)
    family, given, suffix = parts
    # HAL has no place for a suffix, and keeps it behind the surname.
    wanted = (", ".join(filter(None, (family, suffix))), given) if kind == "hal" else parts[: len(held)]
    assert read == wanted


@EACH
def test_catalogues_have_it_as_an_index_has_it(form: str) -> None:
    outputs, _ = _of(form)
    dublin_core = etree.fromstring(outputs["oai_dc"].encode()).xpath("//*[local-name()='creator']/text()")
    assert list(map(str, dublin_core)) == [_indexed(form)]


@pytest.mark.parametrize("form", ["particle and suffix", "two words in small letters"])
def test_the_page_tells_machines_the_form_of_an_index(form: str) -> None:
    outputs, _ = _of(form, "html")
    told = html.fromstring(outputs["html"]).xpath("//meta[@name='citation_author']/@content")
    assert list(map(str, told)) == [_indexed(form)]


# Names that are one: in the TEI, and as every format has it.
WHOLE: Final = {
    "one forename": ("<forename>Surono</forename>", "Surono"),
    "one surname": ("<surname>Surono</surname>", "Surono"),
    "no parts": ("Madonna of the Fens", "Madonna of the Fens"),
    "a number": ("<forename>Juan Carlos</forename> <genName>I</genName>", "Juan Carlos I"),
}


@pytest.mark.parametrize("form", WHOLE)
def test_who_has_one_name_has_it_once_in_every_format(form: str) -> None:
    markup, name = WHOLE[form]
    outputs = _made(markup, *FORMATS, "marcxml", "oai_openaire", "json-ld", "doaj")
    (entry,) = parse_string(outputs["bibtex"], "bibtex").entries.values()
    assert _without_braces(entry.persons["author"][0].last_names) == name
    assert rispy.loads(outputs["ris"])[0]["authors"] == [name]
    (item,) = json.loads(outputs["csl-json"])
    assert list(item["author"][0].values()) == [name]
    assert json.loads(outputs["json-ld"])["author"]["name"] == name
    assert json.loads(outputs["doaj"])["bibjson"]["author"][0]["name"] == name
    paths = {
        "oai_dc": "//*[local-name()='creator']",
        "jats": "//contrib//*[self::name or self::string-name]",
        "crossref": "//*[local-name()='person_name']/*[contains('given_name surname suffix', local-name())]",
        "mods": "//*[local-name()='name'][1]/*[local-name()='namePart']",
        "marcxml": "//*[@tag='100']/*[@code='a' or @code='b' or @code='c']",
        "datacite": "//*[local-name()='creatorName']",
        "oai_openaire": "//*[local-name()='creatorName']",
    }
    for kind, path in paths.items():
        found = etree.fromstring(outputs[kind].encode()).xpath(path)
        assert [" ".join("".join(node.itertext()).split()) for node in found] == [name], kind
    for _, _, text in citations(outputs["csl-json"], "en"):
        assert text.startswith(name), text


@pytest.mark.parametrize(
    ("form", "apa"),
    [
        ("letters of China", "王小明. (2020)"),
        ("a particle with an apostrophe", "d’Alembert, J. (2020)"),
        ("particle and suffix", "von Holm, K., III. (2020)"),
        ("a compound surname", "Ortega y Gasset, J. (2020)"),
        ("initials", "Плотинин, И. П. (2020)"),
    ],
)
def test_a_citation_writes_it_as_people_do(form: str, apa: str) -> None:
    outputs, _ = _of(form)
    assert dict((name, text) for name, _, text in citations(outputs["csl-json"], "en"))["APA"].startswith(apa)
