"""What the head of a page says of each author, after the author's name: institution, e-mail address, ORCID."""

from dataclasses import dataclass, field, replace
from typing import Final

from titelei.encode import people
from titelei.encode.fields.author_facts import Describing
from titelei.encode.fields.authors import Affiliation, Author, Value, put
from titelei.encode.fields.byline import EMAIL, ORCID
from titelei.encode.html_head import Meta
from titelei.encode.page import Page

_AUTHOR: Final = ("citation_author", "author", "dc.creator.personalname", "dc.creator", "eprints.creators_name")
_FACTS: Final = {
    "citation_author_institution": "organisation",
    "citation_author_email": "email",
    "citation_author_orcid": "ORCID",
    "author.affiliation": "organisation",
    "author.email": "email",
    "author.orcid": "ORCID",
    "eprints.creators_orcid": "ORCID",
}


@dataclass(slots=True)
class Declared:
    """An author whom the head names, and the statements that follow the name."""

    name: people.Name
    statements: list[tuple[str, Meta]] = field(default_factory=list)


def read(page: Page) -> list[Declared]:
    """Gather the statements of each author, from the kind of statement that names them first."""
    out: list[Declared] = []
    for kind in _AUTHOR:
        current: Declared | None = None
        for meta in page.metas:
            if meta.name == kind and (meta.kind == "jsonld") == (kind == "author"):
                name = people.parse(meta.value)
                current = Declared(name) if name else None
                out += [current] if current else []
            elif current is not None and meta.name in _FACTS:
                current.statements.append((_FACTS[meta.name], meta))
    return out


def give(author: Author, declared: list[Declared]) -> None:
    """Give an author what the head says and the page does not show."""
    has_place, has_email, has_orcid = bool(author.affiliations), bool(author.emails), bool(author.orcids)
    for one in declared:
        if not people.is_same(one.name, author.name):
            continue
        for kind, meta in one.statements:
            if kind == "organisation" and not has_place:
                _institution(author, meta)
            elif kind == "email" and not has_email and (found := EMAIL.search(meta.value)):
                put(author, "email", _value(found[0], meta))
            elif kind == "ORCID" and not has_orcid and (found := ORCID.search(meta.value)):
                put(author, "ORCID", _value(found[1].upper(), meta))
        has_place, has_email, has_orcid = bool(author.affiliations), bool(author.emails), bool(author.orcids)


def _value(text: str, meta: Meta) -> Value:
    kind = "JSON-LD" if meta.kind == "jsonld" else "meta"
    source = "jsonld" if meta.kind == "jsonld" else "meta"
    return Value(text, None, f"{kind} {meta.name}", 0.85, meta.number, source)


def _institution(author: Author, meta: Meta) -> None:
    """Read department, institution and address in a statement; else all of it is the institution."""
    reader, nobody = Describing(), Author(name=author.name, place=None, rule="")
    reader.current, reader.shown = [nobody], meta.value
    reader.describe(meta.value)
    found = nobody.affiliations
    if not any(a.organisation for a in found):
        found = [Affiliation(organisation=_value(meta.value, meta))]
    for one in found:
        author.affiliations.append(
            Affiliation(
                department=_of(one.department, meta),
                organisation=_of(one.organisation, meta),
                address=[(kind, replace(_value(v.text, meta), confidence=0.7)) for kind, v in one.address],
            )
        )


def _of(value: Value | None, meta: Meta) -> Value | None:
    return _value(value.text, meta) if value else None
