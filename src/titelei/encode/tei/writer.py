"""Facts to a TEI draft: the header, the entries, and the front of the page, or one made of the facts.

Nothing is written that is no fact; what a reader may expect and no source says has a note that it is missing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from titelei.encode.entries import Entries, Entry
from titelei.encode.languages import CYRILLIC, is_cyrillic, slug
from titelei.encode.prose import Known
from titelei.encode.tei import agents
from titelei.encode.tei.agents import Roster
from titelei.encode.tei.article import article
from titelei.encode.tei.builder import ENCODER, Builder, Made, Proof, Shown, language_name
from titelei.encode.tei.front import front as front_of_facts
from titelei.encode.tei.layout import PROLOG, lay_out
from titelei.facts import Agent, Facts, Name
from titelei.names import TEI, XML_ID, XML_LANG, tei

_LISTS: Final = (
    ("org", "listOrg", "org", "orgName"),
    ("place", "listPlace", "place", "placeName"),
    ("event", "listEvent", "event", "label"),
    ("document", "listBibl", "bibl", "title"),
)
"""Kinds of entries: list, element, element of the name."""
_SCHEMES: Final = {"udc": "Universal Decimal Classification", "bbk": "Library Bibliographic Classification (BBK)"}

Ids = Mapping[tuple[int, int], str]
"""The id of each key word, by its list and its place there."""
Show = Callable[[Entries, Ids], Shown]
"""What makes the front of a page, with the entries of the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The copy that was encoded: its file in ``tei/sources``, the day of the draft, and the version of the encoder."""

    file: str
    when: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft: bytes and root, each value with its proof, and (what, value, place) of what the grammar cannot hold."""

    data: bytes
    root: Any
    values: tuple[Made, ...]
    orphans: tuple[tuple[str, str, str], ...]


def write(
    facts: Facts,
    *,
    identifier: str,
    copy: Copy,
    sha256: str,
    proofs: Mapping[str, Proof],
    known: Known | None = None,
    what: str = "Record of the article",
    how: str = "by rules",
    url: str = "",
    front: Show | None = None,
) -> Written:
    """Write the draft of one article.

    ``proofs`` says of the places in the facts (``from_``) why they are believed; ``what`` names the copy for people,
    ``how`` says what read it; ``front`` makes that of the page, where there is a page.
    """
    builder = Builder(proofs=proofs)
    roster = Roster(builder, Entries(known or Known()))
    authors = _authors(roster, facts)
    terms = _terms(facts)
    root = etree.Element(tei("TEI"), nsmap={None: TEI})
    root.set(XML_ID, identifier)
    root.set(XML_LANG, "en")
    header = builder.sub(root, "teiHeader")
    _file_desc(builder, roster, header, facts, authors, copy, sha256, what, how, url, is_page=front is not None)
    schemes = _encoding_desc(builder, header, facts, copy)
    if front is None:
        shown = Shown(front_of_facts(builder, roster, facts, authors, terms))
    else:
        shown = front(roster.entries, terms)
        builder.languages |= shown.languages
    stand_off = _stand_off(builder, roster, facts)
    _profile_desc(builder, header, facts, terms, schemes)
    _revision_desc(builder, header, copy, how)
    if len(stand_off):
        root.append(stand_off)
    text = builder.sub(root, "text")
    text.append(shown.element)
    gap = builder.sub(builder.sub(builder.sub(text, "body"), "ab"), "gap", reason="sampling")
    builder.sub(gap, "desc", "The article itself is not part of the edition.")
    lay_out(root, 0, shown.glued)
    for element, proof in shown.passages:
        builder.made.append(Made("abstract", element, "", " ".join("".join(element.itertext()).split()), proof))
    data = PROLOG + etree.tostring(root, encoding="unicode") + "\n"
    return Written(data=data.encode("utf-8"), root=root, values=tuple(builder.made), orphans=tuple(builder.orphans))


def identifier_of(facts: Facts) -> str:
    """Make the article's id: surname of the first author and year, else the title's first words."""
    name = ""
    if facts.authors:
        first = facts.authors[0].names[0]
        name = slug(first.surnames[0] if first.surnames else first.text, words=3)
    if not name and facts.titles:
        name = slug(facts.titles[0].text, words=3)
    year = (facts.date("issued") or facts.date("published") or facts.date("online"))[:4]
    base = re.sub(r"^[^a-z]+", "", f"{name or 'article'}{'-' + year if year else ''}")
    return base[:70] or "article"


def _authors(roster: Roster, facts: Facts) -> list[tuple[Agent, str]]:
    authors: list[tuple[Agent, str]] = []
    for author in facts.authors:
        identifier = roster.enter(author, "author")
        if all(identifier != known for _, known in authors):
            authors.append((author, identifier))
        for place in author.affiliations:
            of = place.institutions[0].text if place.institutions else ""
            for department in place.departments:
                roster.entries.thing("org", department.text, department.lang or "en", of=of)
    return authors


def _terms(facts: Facts) -> dict[tuple[int, int], str]:
    taken: set[str] = set()
    out: dict[tuple[int, int], str] = {}
    for at, keywords in enumerate(facts.keywords):
        for n, term in enumerate(keywords.terms):
            base = name = f"kw.{slug(term.text) or 'term'}"
            number = 1
            while name in taken:
                number += 1
                name = f"{base}-{number}"
            taken.add(name)
            out[at, n] = name
    return out


def _file_desc(
    builder: Builder,
    roster: Roster,
    header: Any,
    facts: Facts,
    authors: list[tuple[Agent, str]],
    copy: Copy,
    sha256: str,
    what: str,
    how: str,
    url: str,
    *,
    is_page: bool,
) -> None:
    desc = builder.sub(header, "fileDesc")
    statement = builder.sub(desc, "titleStmt")
    main = next((t for t in facts.titles if t.role == "main"), facts.titles[0] if facts.titles else None)
    element = builder.sub(statement, "title", type="main")
    if main is not None:
        builder.lang(builder.rich(element, main.text, main.markup), main.lang if main.lang != "en" else "")
        if not main.lang.startswith(CYRILLIC):
            builder.foreign(element)
    else:
        builder.sub(builder.sub(element, "gap", reason="omitted"), "desc", "The source gives no title.")
    builder.sub(statement, "title", "The front matter of the article: a TEI edition", type="sub")
    for author, identifier in authors:
        agents.point(roster, builder.sub(statement, "author"), author, identifier)
    responsible = builder.sub(statement, "respStmt")
    builder.id(responsible, ENCODER)
    builder.sub(responsible, "resp", f"draft: transcription and encoding {how}, not yet read by a person")
    builder.sub(responsible, "name", "titelei encode")
    publication = builder.sub(desc, "publicationStmt")
    builder.sub(publication, "publisher", "titelei")
    builder.sub(publication, "date", copy.when, when=copy.when)
    builder.sub(
        builder.sub(publication, "availability", status="free"),
        "licence",
        "The edition is licensed under a Creative Commons Attribution 4.0 International License.",
        target="https://creativecommons.org/licenses/by/4.0/",
    )
    scope = f"The edition holds the front matter of the article as its source gives it: {what[:1].lower()}{what[1:]}."
    builder.sub(builder.sub(desc, "notesStmt"), "note", f"{scope} The article itself is not held.", type="scope")
    source = builder.sub(desc, "sourceDesc")
    article(builder, roster, source, facts, authors, is_page=is_page)
    _copy(builder, source, copy, sha256, what, url)


def _copy(builder: Builder, source: Any, copy: Copy, sha256: str, what: str, url: str) -> None:
    element = builder.sub(source, "bibl", type="page")
    builder.id(element, "src.page")
    builder.sub(element, "title", what, level="u").tail = ", file "
    builder.sub(element, "idno", copy.file, type="file").tail = ", SHA-256 "
    digest = builder.sub(element, "idno", sha256, type="sha256")
    digest.tail = ". "
    if url:
        digest.tail = ", "
        builder.sub(element, "ref", url, target=url, type="page").tail = ". "
    lacks = "The date of access was not recorded." if url else "Its address and the date of access were not recorded."
    builder.sub(element, "note", lacks, type="missing", subtype="address")


def _encoding_desc(builder: Builder, header: Any, facts: Facts, copy: Copy) -> dict[str, str]:
    """Write what the edition is for and the lists that key words and classes are from; give the lists' ids."""
    desc = builder.sub(header, "encodingDesc")
    builder.sub(
        builder.sub(desc, "projectDesc"),
        "p",
        "The front matter of journal articles is encoded from pages and records, so that persons, organisations, "
        "places and dates can be found, and so that libraries and indexes get one set of facts in the formats they "
        "ask for.",
    )
    addresses = {k.scheme: k.scheme_uri for k in facts.keywords if k.scheme}
    names = [*addresses, *(c.scheme or "other" for c in facts.classifications)]
    schemes: dict[str, str] = {}
    if names:
        declared = builder.sub(desc, "classDecl")
        for name in dict.fromkeys(names):
            taxonomy = builder.sub(declared, "taxonomy")
            schemes[name] = builder.id(taxonomy, slug(name) or "scheme")
            words = builder.sub(taxonomy, "desc", _SCHEMES.get(name, name))
            if addresses.get(name):
                words.text = f"{name}: "
                builder.sub(words, "ref", addresses[name], target=addresses[name])
    application = builder.sub(builder.sub(desc, "appInfo"), "application", ident="titelei", version=copy.version)
    builder.sub(application, "label", "titelei encode")
    told = f"Made the draft from {copy.file}; the evidence file says of every value where it was read."
    builder.sub(application, "desc", told)
    return schemes


def _profile_desc(
    builder: Builder, header: Any, facts: Facts, terms: Mapping[tuple[int, int], str], schemes: Mapping[str, str]
) -> None:
    desc = builder.sub(header, "profileDesc")
    usage = builder.sub(desc, "langUsage")
    if facts.keywords or facts.classifications:
        classes = builder.sub(desc, "textClass")
        for at, keywords in enumerate(facts.keywords):
            scheme = f"#{schemes[keywords.scheme]}" if keywords.scheme else ""
            group = builder.lang(builder.sub(classes, "keywords", scheme=scheme), keywords.lang)
            for n, term in enumerate(keywords.terms):
                element = builder.sub(group, "term", ref=term.uri)
                builder.rich(element, term.text, term.markup).set(XML_ID, terms[at, n])
                if is_cyrillic(term.text) and not keywords.lang.startswith(CYRILLIC):
                    builder.script(element, term.text)
                builder.prove("keyword", element, term.from_)
        for code in facts.classifications:
            element = builder.sub(classes, "classCode", code.text, scheme=f"#{schemes[code.scheme or 'other']}")
            builder.prove("classification", builder.script(element, code.text, code.lang), code.from_)
    for lang in sorted(builder.languages):
        builder.sub(usage, "language", language_name(lang), ident=lang)


def _revision_desc(builder: Builder, header: Any, copy: Copy, how: str) -> None:
    desc = builder.sub(header, "revisionDesc", status="draft")
    told = f"Draft made from {copy.file} {how}."
    builder.sub(desc, "change", told, when=copy.when, who=f"#{ENCODER}", status="draft")


def _stand_off(builder: Builder, roster: Roster, facts: Facts) -> Any:
    stand_off = etree.Element(tei("standOff"), nsmap={None: TEI})
    people = builder.sub(stand_off, "listPerson")
    own = {a.ref: [m for m in facts.missing if m.of == a.ref] for a in facts.authors if a.ref}
    for identifier, agent, role in roster.persons:
        agents.person(roster, people, agent, identifier, role, lacks=own.get(agent.ref, ()))
    for entry in roster.entries.made.values():
        if entry.kind == "person" and entry.id not in roster.entered:
            _person(builder, people, entry)
    # Groups first: their members name further organisations.
    made = {identifier: agents.group(roster, identifier, agent) for identifier, agent in roster.groups}
    people[:] = sorted(people, key=lambda e: str(e.get(XML_ID)))
    if not len(people):
        stand_off.remove(people)
    for kind, list_name, tag, name in _LISTS:
        entries = sorted((e for e in roster.entries.made.values() if e.kind == kind), key=lambda e: e.id)
        if not entries:
            continue
        parent = builder.sub(stand_off, list_name)
        for entry in entries:
            if entry.id in made:
                parent.append(made[entry.id])
            else:
                _entry(builder, roster, parent, tag, name, entry)
    return stand_off


def _person(builder: Builder, parent: Any, entry: Entry) -> None:
    """Write the entry of somebody whom the page names and who is no author."""
    element = builder.sub(parent, "person")
    element.set(XML_ID, entry.id)
    for number, (text, lang) in enumerate(entry.names):
        is_parsed = not number and entry.name is not None and entry.name.text == text
        name = agents.of_parsed(entry.name) if is_parsed and entry.name else Name(text=text, lang=lang)
        agents.named(builder, element, name, "variant" if number else "main")


def _entry(builder: Builder, roster: Roster, parent: Any, tag: str, name: str, entry: Entry) -> None:
    """Write the entry of an organisation, a place, an event or a document; the last two have one name."""
    is_named_once = tag in ("event", "bibl")
    element = builder.sub(parent, tag, type="" if is_named_once else entry.type)
    element.set(XML_ID, entry.id)
    for number, (text, lang) in enumerate(entry.names[: 1 if is_named_once else None]):
        words = " ".join(text.split())
        made = builder.sub(element, name, words, type="" if is_named_once else "variant" if number else "main")
        builder.script(made, text, lang if lang != "en" else "")
    for kind_, value in roster.numbers.get(entry.id, {}).items():
        builder.sub(element, "idno", value, type=kind_, source="#src.page")
