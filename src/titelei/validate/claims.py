"""Facts that one article, person or journal alone can have in an edition: DOI, ORCID, ISSN, a person's full name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from titelei.messages import say
from titelei.model import About, Finding, Severity
from titelei.names import TEI, XML_ID
from titelei.xml.document import Document

_NS: Final = {"t": TEI}
_ARTICLE: Final = etree.XPath("(//t:sourceDesc//t:biblStruct)[1]", namespaces=_NS)
_DOI: Final = etree.XPath("t:analytic/t:idno[@type='DOI']", namespaces=_NS)
_ISSN: Final = etree.XPath("t:monogr/t:idno[@type='ISSN' or @type='eISSN' or @type='pISSN']", namespaces=_NS)
_JOURNAL: Final = etree.XPath("t:monogr/t:title[@level='j']", namespaces=_NS)
_PERSONS: Final = etree.XPath("//t:standOff//t:person[@xml:id]", namespaces=_NS)
_ORCID: Final = etree.XPath("t:idno[@type='ORCID']", namespaces=_NS)
_NAMES: Final = etree.XPath("t:persName", namespaces=_NS)
_TITLES: Final = etree.XPath("t:analytic/t:title", namespaces=_NS)

Kind = Literal["doi", "orcid", "issn", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``owner`` says that ``value`` is its own. ``names`` are what it is called, folded; ``shown`` is that for people.

    ``owner`` is the id of an article or an entry; a journal, which has none, is known by its ``names``.
    """

    kind: Kind
    value: str
    owner: str
    names: frozenset[str]
    shown: str
    file: str
    line: int


Placed = tuple[Claim, "etree._Element"]


def of(document: Document) -> tuple[Placed, ...]:
    """Give what a document claims, each with the element that says so."""
    return (*_of_article(document), *_of_persons(document))


def _of_article(document: Document) -> Iterator[Placed]:
    for article in _elements(_ARTICLE, document.root):
        title = next((_text(t) for t in _elements(_TITLES, article)), "")
        for idno in _elements(_DOI, article):
            if value := _text(idno):
                yield _claim("doi", value.lower(), document.id, (title,), title, document, idno), idno
        journals = [_text(t) for t in _elements(_JOURNAL, article)]
        for idno in _elements(_ISSN, article):
            if (value := _text(idno)) and journals:
                yield _claim("issn", value.upper(), "", journals, journals[0], document, idno), idno


def _of_persons(document: Document) -> Iterator[Placed]:
    for person in _elements(_PERSONS, document.root):
        names = _elements(_NAMES, person)
        main = next((n for n in names if n.get("type") == "main"), names[0] if names else None)
        shown = "" if main is None else _text(main)
        owner = person.get(XML_ID, "")
        orcid = [_text(idno) for idno in _elements(_ORCID, person)]
        for idno, value in zip(_elements(_ORCID, person), orcid, strict=True):
            if value:
                yield _claim("orcid", value.rpartition("/")[2].upper(), owner, (shown,), shown, document, idno), idno
        if main is not None and _is_full(main):
            yield _claim("name", shown.casefold(), owner, orcid, shown, document, person), person


def _claim(
    kind: Kind,
    value: str,
    owner: str,
    names: "tuple[str, ...] | list[str]",
    shown: str,
    document: Document,
    element: "etree._Element",
) -> Claim:
    folded = frozenset(name.casefold() for name in names if name)
    line = int(element.sourceline or 0)
    return Claim(kind=kind, value=value, owner=owner, names=folded, shown=shown, file=document.name, line=line)


def _is_full(name: "etree._Element") -> bool:
    """Tell whether a name has a surname and a forename written out, so that two bearers are rare."""
    surname = "".join(_text(s) for s in name.iterfind("t:surname", _NS))
    forenames = [_text(f) for f in name.iterfind("t:forename", _NS)]
    return len(surname) > 1 and any(len(f) > 1 and "." not in f for f in forenames)


def disagree(claim: Claim, known: Claim) -> bool:
    """Tell whether two claims on the same value cannot both be right."""
    if claim.kind == "issn":
        return not claim.names & known.names
    if claim.kind == "name":  # an ORCID of their own tells two people of one name apart
        return claim.owner != known.owner and not (claim.names and known.names)
    return claim.owner != known.owner


def finding(claim: Claim, known: Claim) -> Finding:
    """Say that two claims disagree, at the later one."""
    where = say("{file} line {line}", file=known.file, line=known.line)
    rule, severity = f"{claim.kind}-unique", Severity.ERROR
    if claim.kind == "doi":
        message = say(
            "The DOI {value} is also that of the article {owner} in {where}.",
            value=claim.value,
            owner=known.owner,
            where=where,
        )
        repair = say(
            "Compare with both pages: a DOI names one article. Correct the wrong one, or note that it is missing."
        )
    elif claim.kind == "issn":
        rule = "issn-one-journal"
        message = say(
            "The ISSN {value} belongs to “{shown}” here and to “{shown2}” in {where}.",
            value=claim.value,
            shown=claim.shown,
            shown2=known.shown,
            where=where,
        )
        repair = say("An ISSN names one journal: correct it, or write the journal’s titles alike, variants as such.")
    elif claim.kind == "orcid" and not claim.names & known.names:
        message = say(
            "The ORCID {value} is that of {owner}, “{shown}”, and of {owner2}, “{shown2}”, in {where}.",
            value=claim.value,
            owner=claim.owner,
            shown=claim.shown,
            owner2=known.owner,
            shown2=known.shown,
            where=where,
        )
        repair = say("An ORCID names one person: correct the wrong one, or note that it is missing.")
    else:
        rule = "person-unique"
        severity = Severity.ERROR if claim.kind == "orcid" else Severity.WARNING
        message = say(
            "“{shown}” is {owner} here and {owner2} in {where}.",
            shown=claim.shown,
            owner=claim.owner,
            owner2=known.owner,
            where=where,
        )
        repair = say(
            "Give one person one id in all files; where they are two of one name, excuse the place with the reason."
        )
    return Finding(
        rule=rule,
        severity=severity,
        file=claim.file,
        line=claim.line,
        message=message,
        repair=repair,
        breaks=("html", "json-ld", "crossref"),
        about=About(values=(claim.value,)),
    )


def _elements(path: etree.XPath, start: "etree._Element") -> "list[etree._Element]":
    found = path(start)
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _text(element: "etree._Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())
