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
