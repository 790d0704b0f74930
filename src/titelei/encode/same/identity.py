"""Whether two drafts, or a draft and an article of the edition, are of one article: by DOI, else by place, authors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode.languages import fold
from titelei.encode.segments import folded
from titelei.names import TEI, XML_ID, XML_LANG

_NS: Final = {"t": TEI}
_TITLES: Final = (None, "main", "translated")
_RECORD: Final = "t:teiHeader/t:fileDesc/t:sourceDesc/t:biblStruct"


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an article from others: its DOI; its place in the journal; the surnames of its authors."""

    doi: str = ""
    place: tuple[str, ...] = ()
    authors: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    def is_same(self, other: "Identity") -> bool:
        """Tell whether two are one article. Two DOIs decide; else volume, issue, pages and an author must agree.

        Titles in one language that differ are two articles', whatever a page says of DOI or pages.
        """
        if self.doi and other.doi and self.doi != other.doi:
            return False
        if any(other.titles.get(lang, title) != title for lang, title in self.titles.items()):
            return False
        if self.doi and other.doi:
            return True
        return bool(self.place) and self.place == other.place and bool(self.authors & other.authors)


def identity(root: Any) -> Identity:
    """Give the identity that the header of a TEI document states."""
    record = root.find(_RECORD, _NS)
    if record is None:
        return Identity()
    doi = record.findtext("t:analytic/t:idno[@type='DOI']", "", _NS).strip().casefold()
    issn = record.findtext("t:monogr/t:idno[@type='ISSN']", "", _NS).strip()
    journal = issn or fold(record.findtext("t:monogr/t:title", "", _NS))
    scopes = {s.get("unit"): s.get("n") or s.get("from") or "" for s in record.iterfind(".//t:biblScope", _NS)}
    numbers = tuple(scopes.get(unit, "") for unit in ("volume", "issue", "page"))
    names = record.iterfind("t:analytic/t:author/t:persName", _NS)
    titles = {
        str(t.get(XML_LANG, "")): folded("".join(t.itertext()))
        for t in reversed(record.findall("t:analytic/t:title", _NS))
        if t.get("type") in _TITLES
    }
    place = (journal, *numbers) if journal and all(numbers) else ()
    return Identity(doi, place, _surnames(root, names), titles)


def _surnames(root: Any, names: Iterable[Any]) -> frozenset[str]:
    """Give the surnames of authors in a form that is equal across scripts."""
    of_id = {p.get(XML_ID): p for p in root.iterfind(".//t:person", _NS)}
    persons = (of_id.get(str(name.get("ref", "")).removeprefix("#")) for name in names)
    found = (p.findtext("t:persName[@type='main']/t:surname", "", _NS) for p in persons if p is not None)
    return frozenset(fold(surname) for surname in found if surname)


def of_bytes(tei: bytes) -> Identity:
    """Give the identity of a draft in memory."""
    return identity(etree.fromstring(tei, etree.XMLParser(resolve_entities=False, no_network=True)))


class Articles:
    """The articles so far, with the names of the files that they are known by."""

    def __init__(self) -> None:
        self._by_doi: dict[str, list[tuple[Identity, str]]] = {}
        self._by_place: dict[tuple[str, ...], list[tuple[Identity, str]]] = {}

    def add(self, found: Identity, name: str) -> None:
        """Take an article."""
        if found.doi:
            self._by_doi.setdefault(found.doi, []).append((found, name))
        if found.place:
            self._by_place.setdefault(found.place, []).append((found, name))

    def of(self, wanted: Identity) -> str:
        """Give the name of the article that this is; empty where it is a new one."""
        able = [*self._by_doi.get(wanted.doi, ()), *self._by_place.get(wanted.place, ())]
        return next((name for one, name in able if one.is_same(wanted)), "")
