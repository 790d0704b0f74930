"""What targets want to know of an article, read from its facts document (``schemas/facts.rng``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

_NS: Final = {"f": "urn:titelei:facts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """An author. ``family`` is empty for an organisation, or where the name has no parts."""

    name: str
    family: str = ""
    given: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    is_organisation: bool = False

    @property
    def as_read(self) -> str:
        """The name in the order in which it is read aloud, where its parts are known."""
        return f"{self.given} {self.family}" if self.given and self.family else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """An article in the words that deposit protocols have. What is not known is empty.

    ``changed`` is the date of the edition's newest change, as written there: a year at least.
    """

    title: str = ""
    title_language: str = ""
    subtitle: str = ""
    translated_titles: tuple[tuple[str, str], ...] = ()
    creators: tuple[Creator, ...] = ()
    issued: str = ""
    language: str = ""
    abstract: str = ""
    abstract_language: str = ""
    scope: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    journal: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    citation: str = ""
    doi: str = ""
    changed: str = ""


def describe(facts: bytes, *, publisher: str = "") -> Description:
    """Read the facts; ``publisher`` is that of the settings, for targets that demand one.

    Raises:
        ValueError: the facts are not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(facts, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the facts are not well-formed XML ({error})") from error
    titles = root.findall("f:title", _NS)
    first = titles[0] if titles else None
    abstract = root.find("f:abstract", _NS)
    return Description(
        title=_words(first),
        title_language=_language(first),
        subtitle=_text(root, "f:edition/f:title[@type='sub']"),
        translated_titles=tuple((_words(t), _language(t)) for t in titles[1:]),
        creators=tuple(_creator(author) for author in root.findall("f:author", _NS)),
        issued=_text(root, "f:date[@type='issued']"),
        language=_attribute(root, "f:work-language", "iso639-3"),
        abstract="\n\n".join(_paragraphs(abstract)),
        abstract_language=_language(abstract),
        scope=_text(root, "f:edition/f:scope"),
        subjects=_once(_words(k) for k in root.findall("f:keywords/f:keyword", _NS)),
        publisher=publisher or _text(root, "f:journal/f:publisher") or _text(root, "f:edition/f:publisher"),
        licence=_attribute(root, "f:edition/f:licence", "uri") or _attribute(root, "f:licence", "uri"),
        journal=_text(root, "f:journal/f:title"),
        issn=_text(root, "f:journal/f:issn"),
        volume=_text(root, "f:volume"),
        issue=_text(root, "f:issue"),
        pages="-".join(p for p in (_text(root, "f:first-page"), _text(root, "f:last-page")) if p),
        citation=_text(root, "f:citation"),
        doi=_text(root, "f:identifier[@type='DOI']"),
        changed=max((c.get("when", "") for c in root.findall("f:edition/f:change", _NS)), default=""),
    )


def _creator(author: "etree._Element") -> Creator:
    names = author.findall("f:name", _NS)
    name = next((n for n in names if n.get("preferred") == "true"), names[0] if names else author)
    given = " ".join(_words(f) for f in name.findall("f:forename", _NS))
    return Creator(
        name=_text(name, "f:inverted") or _text(name, "f:text") or _words(name),
        family=_text(name, "f:surname"),
        given=given,
        orcid=_text(author, "f:identifier[@type='ORCID']").rpartition("/")[2],
        affiliations=_once(_words(i) for i in author.findall("f:affiliation/f:institution", _NS)),
        is_organisation=author.get("kind") not in (None, "person"),
    )


def _paragraphs(abstract: "etree._Element | None") -> Iterable[str]:
    if abstract is None:
        return
    for section in abstract.findall("f:section", _NS):
        heading = _text(section, "f:heading")
        text = " ".join(_words(p) for p in section.findall("f:p", _NS))
        yield f"{heading.rstrip('.')}. {text}" if heading else text
    yield from (_words(p) for p in abstract.findall("f:p", _NS))


def _words(element: "etree._Element | None") -> str:
    return "" if element is None else " ".join("".join(str(t) for t in element.itertext()).split())


def _text(element: "etree._Element", path: str) -> str:
    return _words(element.find(path, _NS))


def _attribute(element: "etree._Element", path: str, name: str) -> str:
    found = element.find(path, _NS)
    return "" if found is None else found.get(name, "")


def _language(element: "etree._Element | None") -> str:
    return "" if element is None else element.get("{http://www.w3.org/XML/1998/namespace}lang", "")


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
