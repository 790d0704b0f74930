"""What readers see of an article in lists and search, read from its facts; nothing of a withdrawn one."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from titelei.facts import Agent, Datum, Entity, Facts
from titelei.facts.passages import texts
from titelei.repository.catalogue import journals, sets

DATE: Final = "date"
_NO_DATE: Final = 0
_LONGEST_WORD: Final = 64
_LONGEST_SUBJECT: Final = 80
_IN_ADDRESSES: Final = str.maketrans({"/": "_", ".": "o", "[": "b", "]": "e", "?": "q", "~": "c", "%": "x"})
"""What stands in the address of a date's page for the signs of EDTF that no address may have."""
BEFORE_ALL: Final = 20_000
"""Added to years, so that those before ours sort by text, too."""


class _Said(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def lang(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the language it is written in (empty where that is not known)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One entity in one article: how often, under which names, the main one first, and what else is told of it.

    ``inverted`` is a person's name with the surname first; ``identifiers`` are (type, value); ``places`` are where an
    author (``is_author``) worked. A key word is an entity of the kind ``subject``, a date one of the kind
    ``date``, which is ``sorted`` by time.
    """

    entity: str
    kind: str
    mentions: int
    names: tuple[Name, ...]
    inverted: str = ""
    sorted: str = ""
    is_author: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()
    notes: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article in lists. ``year`` is 0 where no date is known; ``journal`` and ``issue`` are parts of addresses."""

    title: Name
    other_titles: tuple[Name, ...] = ()
    authors: tuple[Name, ...] = ()
    year: int = _NO_DATE
    journal: str = ""
    journal_titles: tuple[Name, ...] = ()
    volume: str = ""
    number: str = ""
    issue: str = ""
    issue_title: Name = Name(text="")
    kind: str = ""
    pages: str = ""
    language: str = ""
    abstract: str = ""
    names: str = ""
    mentions: tuple[Mention, ...] = ()

    def journal_title(self, language: str) -> Name:
        """Give what the journal is called in a language, else its own name."""
        same = (name for name in self.journal_titles if name.lang == language)
        return next(same, self.journal_titles[0] if self.journal_titles else Name(text=""))

    @property
    def order(self) -> str:
        """What the article is sorted by within its year: journal, volume, number, page, each number by its value."""
        return " ".join((self.journal, _by_value(self.volume), _by_value(self.number), _by_value(self.pages)))


def of_facts(facts: Facts) -> Shown:
    """Read it from the facts; what they do not say is empty."""
    titles = [_name(title) for title in facts.titles]
    journal_titles = [t for t in facts.journal.titles if t.role in journals.NAMES] if facts.journal is not None else []
    said = journals.of_facts(facts)
    issued = re.match(r"\d{4}", facts.date("issued"))
    volume, number, first, last = map(_text, (facts.volume, facts.issue, facts.first_page, facts.last_page))
    year = int(issued[0]) if issued else _NO_DATE
    mentions = (*_mentions(facts), *_dates(facts), *_subjects(facts))
    journal = said.address if said is not None else ""
    return Shown(
        title=titles[0] if titles else Name(text=facts.id),
        other_titles=tuple(titles[1:]),
        authors=tuple(_name(a.name) for a in facts.authors if a.name is not None and a.name.text),
        year=year,
        journal=journal,
        journal_titles=tuple(dict.fromkeys(map(_name, journal_titles))),
        volume=volume,
        number=number,
        issue=_issue(year, volume, number) if journal else "",
        issue_title=_name(facts.issue_titles[0]) if facts.issue_titles and journal else Name(text=""),
        kind=_text(facts.kind),
        pages="–".join(dict.fromkeys(page for page in (first, last) if page)),
        language=facts.work_language.tag if facts.work_language is not None else "",
        abstract=" ".join(_searched_text(facts)),
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


def _mentions(facts: Facts) -> Iterator[Mention]:
    authors = {author.ref: author for author in facts.authors if author.ref}
    for entity in facts.entities:
        if entity.id:
            yield _mention(entity, authors.get(entity.id))


def _mention(entity: Entity, author: Agent | None) -> Mention:
    names = dict.fromkeys([*map(_name, entity.names), *map(_name, entity.labels)])
    numbers = [(each.type, _words(each.text)) for each in entity.identifiers]
    if author is not None and author.orcid is not None:
        numbers.append(("ORCID", _words(author.orcid.text)))
    return Mention(
        entity=entity.id,
        kind=entity.kind,
        mentions=int(entity.mentions) if entity.mentions.isdigit() else 0,
        names=tuple(names) or (Name(text=entity.id),),
        inverted=next((_words(name.inverted) for name in entity.names if name.preferred), ""),
        is_author=author is not None,
        identifiers=tuple(dict.fromkeys(numbers)),
        notes=tuple(map(_name, entity.notes)),
        places=tuple(map(_name, author.affiliations)) if author is not None else (),
    )


def _dates(facts: Facts) -> Iterator[Mention]:
    """Give the dates that the article is about, by the year in which they begin."""
    for period in facts.periods:
        begins = re.search(r"-?\d{4}(-\d\d)*", period.edtf)
        if period.about and begins is not None:
            year, _, day = begins[0].removeprefix("-").partition("-")
            signed = -int(year) if begins[0].startswith("-") else int(year)
            yield Mention(
                entity=f"dat.{period.edtf.translate(_IN_ADDRESSES)}",
                kind=DATE,
                mentions=int(period.mentions) if period.mentions.isdigit() else 0,
                names=(Name(text=_words(period.text), lang=period.lang),),
                sorted=f"{signed + BEFORE_ALL:05} {day} {period.edtf}",
            )


def _subjects(facts: Facts) -> Iterator[Mention]:
    """Give the key words, each once: those that differ in case or in marks between words alone are one."""
    found: dict[str, list[Name]] = {}
    for keywords in facts.keywords:
        for term in keywords.terms:
            words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", term.text).lower())
            if words:
                found.setdefault(f"kw.{'-'.join(words)[:_LONGEST_SUBJECT]}", []).append(_name(term))
    for subject, names in found.items():
        yield Mention(entity=subject, kind="subject", mentions=0, names=tuple(dict.fromkeys(names)))


def _name(said: _Said) -> Name:
    return Name(text=_words(said.text), lang=said.lang)


def _searched_text(facts: Facts) -> Iterator[str]:
    for abstract in facts.abstracts:
        yield from map(_words, texts(abstract))
    yield from (_words(term.text) for keywords in facts.keywords for term in keywords.terms)


def _all_names(facts: Facts, mentions: tuple[Mention, ...]) -> list[str]:
    names = [name for author in facts.authors for name in author.names]
    found = [*(name.text for name in names), *(name.inverted for name in names)]
    found += [affiliation.text for author in facts.authors for affiliation in author.affiliations]
    found += [name.text for mention in mentions for name in mention.names]
    found += [number.text for number in facts.identifiers]
    found += [author.orcid.text for author in facts.authors if author.orcid is not None]
    found += [facts.date("issued")[:4]]
    return list(dict.fromkeys(words for text in found if (words := _words(text))))


def _text(datum: Datum | None) -> str:
    return "" if datum is None else _words(datum.text)


def _words(text: str) -> str:
    return " ".join(text.split())
