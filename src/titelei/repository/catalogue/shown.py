"""What readers see of an article in lists and search, read from its facts; nothing of a withdrawn one."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from lxml import etree

from titelei.repository.catalogue import sets
from titelei.names import XML_LANG

_FACTS: Final = {"f": "urn:titelei:facts"}
_KINDS: Final = ("person", "organisation", "place", "event", "document")
_NO_DATE: Final = 0
_LONGEST_WORD: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the language it is written in (empty where that is not known)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One entity in one article: how often, and under which names, the main one first."""

    entity: str
    kind: str
    mentions: int
    is_about: bool
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article in lists. ``year`` is 0 where no date is known; ``journal`` and ``issue`` are parts of addresses."""

    title: Name
    other_titles: tuple[Name, ...] = ()
    authors: tuple[Name, ...] = ()
    year: int = _NO_DATE
    journal: str = ""
    journal_title: Name = Name(text="")
    volume: str = ""
    number: str = ""
    issue: str = ""
    pages: str = ""
    language: str = ""
    abstract: str = ""
    names: str = ""
    mentions: tuple[Mention, ...] = ()

    @property
    def order(self) -> str:
        """What the article is sorted by within its year: journal, volume, number, page, each number by its value."""
        return " ".join((self.journal, _by_value(self.volume), _by_value(self.number), _by_value(self.pages)))


def of_facts(facts: "etree._Element") -> Shown:
    """Read it from the facts; what they do not say is empty."""
    titles = [_name(title) for title in facts.findall("f:title", _FACTS)]
    journals = [_name(title) for title in facts.findall("f:journal/f:title", _FACTS)]
    slugs = [spec.partition(":")[2] for spec, _ in sets.of_facts(facts, holds_file=False) if spec.startswith("journal")]
    year = re.match(r"\d{4}", facts.findtext("f:date[@type='issued']", "", _FACTS))
    volume, number = (_words(facts.findtext(f"f:{what}", "", _FACTS)) for what in ("volume", "issue"))
    pages = [_words(facts.findtext(f"f:{what}", "", _FACTS)) for what in ("first-page", "last-page")]
    number_of_year = int(year[0]) if year else _NO_DATE
    authors = tuple(_preferred(author) for author in facts.findall("f:author", _FACTS))
    mentions = tuple(_mentions(facts))
    journal = slugs[0] if slugs else ""
    return Shown(
        title=titles[0] if titles else Name(text=facts.get("id", "")),
        other_titles=tuple(titles[1:]),
        authors=tuple(name for name in authors if name.text),
        year=number_of_year,
        journal=journal,
        journal_title=journals[0] if journals else Name(text=""),
        volume=volume,
        number=number,
        issue=_issue(number_of_year, volume, number) if journal else "",
        pages="–".join(dict.fromkeys(page for page in pages if page)),
        language=next((e.get("tag", "") for e in facts.findall("f:work-language", _FACTS)), ""),
        abstract=" ".join(_abstract(facts)),
        names=" · ".join(_all_names(facts, mentions)),
        mentions=mentions,
    )


def folded(text: str) -> str:
    """Write a text as it is searched: no case, no marks over or under letters, ё as е, letters of ligatures apart.

    The index and the question are both folded here, so both databases find the same.
    """
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c))).casefold()


def searched(text: str) -> list[str]:
    """Give the words of a text as they are searched: letters and digits only, all else is a gap between them.

    Both databases are given these words, and cut no texts themselves: each would find other words.
    """
    return [word[:_LONGEST_WORD] for word in re.findall(r"[^\W_]+", folded(text))]


def _issue(year: int, volume: str, number: str) -> str:
    parts = [sets.slug(part) for part in (str(year or "undated"), volume, number)]
    return "-".join(part for part in parts if part)


def _by_value(text: str) -> str:
    """Write the first number in a text so that texts sort by it."""
    found = re.search(r"\d+", text)
    return found[0].zfill(8)[:12] if found else "0"


def _mentions(facts: "etree._Element") -> list[Mention]:
    found = []
    for entity in facts.iterchildren(*(f"{{urn:titelei:facts}}{kind}" for kind in _KINDS)):
        names = [_spoken(name) for name in entity.findall("f:name", _FACTS)]
        names += [_name(label) for label in entity.findall("f:label", _FACTS)]
        number = entity.get("mentions", "0")
        found.append(
            Mention(
                entity=entity.get("id", ""),
                kind=etree.QName(entity).localname,
                mentions=int(number) if number.isdigit() else 0,
                is_about=entity.get("about") == "true",
                names=tuple(dict.fromkeys(names)) or (Name(text=entity.get("id", "")),),
            )
        )
    return [mention for mention in found if mention.entity]


def _preferred(author: "etree._Element") -> Name:
    names = author.findall("f:name", _FACTS)
    chosen = next((name for name in names if name.get("preferred") == "true"), names[0] if names else None)
    return Name(text="") if chosen is None else _spoken(chosen)


def _spoken(name: "etree._Element") -> Name:
    return Name(text=_words(name.findtext("f:text", "", _FACTS)), lang=name.get(XML_LANG, ""))


def _name(element: "etree._Element") -> Name:
    return Name(text=_words("".join(element.itertext())), lang=element.get(XML_LANG, ""))


def _abstract(facts: "etree._Element") -> list[str]:
    wanted = ("f:abstract//f:heading", "f:abstract//f:p", "f:keywords/f:keyword")
    return [_words("".join(e.itertext())) for path in wanted for e in facts.findall(path, _FACTS)]


def _all_names(facts: "etree._Element", mentions: tuple[Mention, ...]) -> list[str]:
    of_authors = [
        _words("".join(e.itertext()))
        for path in ("f:author/f:name/f:text", "f:author/f:name/f:inverted", "f:author/f:affiliation/f:text")
        for e in facts.findall(path, _FACTS)
    ]
    return list(dict.fromkeys([*of_authors, *(name.text for mention in mentions for name in mention.names)]))


def _words(text: str) -> str:
    return " ".join(text.split())
