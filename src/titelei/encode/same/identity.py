"""Whether two drafts, or a draft and an article of the edition, are of one article: by DOI, numbers or title."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode.languages import fold
from titelei.encode.segments import folded
from titelei.names import TEI, XML_ID, XML_LANG

_NS: Final = {"t": TEI}
_ISSN: Final = re.compile(r"\d{4}-\d{3}[\dXx]")
_WORDS: Final = 4
"""Words of a title from which on it is hardly another article's by the same authors."""

_TITLES: Final = (None, "main", "translated")
_RECORD: Final = "t:teiHeader/t:fileDesc/t:sourceDesc/t:biblStruct"


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an article from others: its DOI; volume, issue and first page; journals; surnames; titles by language.

    ``journals`` are ISSNs, and names in a form that is equal across prints of one name.
    """

    doi: str = ""
    numbers: tuple[str, ...] = ()
    journals: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    def is_same(self, other: "Identity") -> bool:
        """Tell whether two are one article.

        Two DOIs decide; else volume, issue, page, journal and an author must agree; where one of them has no numbers, a
        title of some length and all authors. Titles in one language that differ are two articles', whatever a page says
        of DOI or pages.
        """
        if self.doi and other.doi and self.doi != other.doi:
            return False
        if any(other.titles.get(lang, title) != title for lang, title in self.titles.items()):
            return False
        if self.doi and other.doi:
            return True
        if self.numbers and other.numbers:
            return self.numbers == other.numbers and bool(self.authors & other.authors) and self._is_in(other)
        return bool(self.authors) and self.authors == other.authors and bool(set(self.long) & set(other.long))

    @property
    def long(self) -> tuple[str, ...]:
        """The titles that are long enough to be one article's alone."""
        return tuple(title for title in self.titles.values() if title.count(" ") + 1 >= _WORDS)

    def _is_in(self, other: "Identity") -> bool:
        """Tell whether both can be in one journal: names in two languages are no reason against it, two ISSNs are."""
        mine, theirs = (one.journals for one in (self, other))
        if mine & theirs or not mine or not theirs:
            return True
        return not all(any(_ISSN.fullmatch(j) for j in journals) for journals in (mine, theirs)) and not (
            set(self.titles) & set(other.titles)
        )


def identity(root: Any) -> Identity:
    """Give the identity that the header of a TEI document states."""
    record = root.find(_RECORD, _NS)
    if record is None:
        return Identity()
    doi = record.findtext("t:analytic/t:idno[@type='DOI']", "", _NS).strip().casefold()
    issns = ("".join(i.itertext()).strip() for i in record.iterfind("t:monogr/t:idno", _NS))
    names = (fold("".join(t.itertext())) for t in record.iterfind("t:monogr/t:title[@level='j']", _NS))
    journals = frozenset((*filter(_ISSN.fullmatch, issns), *filter(None, names)))
    scopes = {s.get("unit"): s.get("n") or s.get("from") or "" for s in record.iterfind(".//t:biblScope", _NS)}
    numbers = tuple(scopes.get(unit, "") for unit in ("volume", "issue", "page"))
    persons = record.iterfind("t:analytic/t:author/t:persName", _NS)
    titles = {
        str(t.get(XML_LANG, "")): folded("".join(t.itertext()))
        for t in reversed(record.findall("t:analytic/t:title", _NS))
        if t.get("type") in _TITLES
    }
    return Identity(doi, numbers if all(numbers) else (), journals, _surnames(root, persons), titles)


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
        self._known: dict[object, list[tuple[Identity, str]]] = {}
        self._without_doi: dict[object, list[tuple[Identity, str]]] = {}

    def add(self, found: Identity, name: str) -> None:
        """Take an article."""
        for key in self._keys(found):
            self._known.setdefault(key, []).append((found, name))
            if not found.doi:
                self._without_doi.setdefault(key, []).append((found, name))

    def of(self, wanted: Identity) -> str:
        """Give the name of the article that this is; empty where it is a new one.

        Thousands of one issue may lack pages: with a DOI, only those are compared that can be the same.
        """
        rest = self._without_doi if wanted.doi else self._known
        able = (one for key in self._keys(wanted) for one in (self._known if key == wanted.doi else rest).get(key, ()))
        return next((name for one, name in able if one.is_same(wanted)), "")

    @staticmethod
    def _keys(found: Identity) -> Iterator[object]:
        """Give what two articles must have in common to be asked whether they are one."""
        yield from filter(None, (found.doi, found.numbers))
        yield from found.long
