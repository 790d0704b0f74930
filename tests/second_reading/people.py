"""What the edition says about the authors, in their order: ``analytic/author`` points at entries of ``standOff``."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Final

from second_reading.tei import NS, Element, language_of, local, reading
from titelei.names import XML_ID
from titelei.parity.values import Values, bare_orcid

_NAMES: Final = ("persName", "orgName")


class Authors:
    """The authors of one TEI file."""

    def __init__(self, root: Element, analytic: Element, work: str) -> None:
        self._entries = {e.get(XML_ID, ""): e for e in root.iterfind("t:standOff//*[@xml:id]", {**NS, "xml": _XML})}
        self._authors = analytic.findall("t:author", NS)
        self._work = work.partition("-")[0]
        self.entries = [self._entry_of(a) for a in self._authors]

    def entry(self, pointer: str) -> Element:
        """Give the entry that a pointer means; an empty element where there is none."""
        found = self._entries.get(pointer.removeprefix("#"))
        return next(iter(self._entries.values())).makeelement("none", {}, None) if found is None else found

    def _entry_of(self, author: Element) -> Element:
        pointers = [n.get("ref", "") for n in (author, *author) if n.get("ref")]
        found = self._entries.get(pointers[0].removeprefix("#")) if pointers else None
        return author if found is None else found

    def values(self, fact: str) -> Values:
        """Give what the edition says about a fact of each author."""
        ask = self.FACTS[fact]
        return tuple(
            (number, value)
            for number, author in enumerate(self._authors, start=1)
            for value in ask(self, author)
            if value
        )

    def _names(self, author: Element) -> list[Element]:
        """All names of an author, the preferred first: the main name in the work's language, else the first main."""
        names = [n for n in self._entry_of(author) if local(n) in _NAMES]
        main = [n for n in names if n.get("type") == "main"]
        own = [n for n in main if language_of(n).partition("-")[0] == self._work]
        preferred = next(iter([*own, *main, *names]), None)
        return [] if preferred is None else [preferred, *(n for n in names if n is not preferred)]

    def _preferred(self, author: Element) -> Element | None:
        return next(iter(self._names(author)), None)

    def _others(self, author: Element) -> Iterator[str]:
        """The same author in other languages: one name in parts for each language beside the preferred name's."""
        names = self._names(author)
        seen = {language_of(n) for n in names[:1]}
        for name in names[1:]:
            in_parts = name.find("t:surname", NS) is not None or local(name) == "orgName"
            if in_parts and language_of(name) not in seen:
                seen.add(language_of(name))
                yield reading(name)

    def _part(self, author: Element, *parts: str) -> Iterator[str]:
        name = self._preferred(author)
        found = [] if name is None else [reading(c) for part in parts for c in name.findall(f"t:{part}", NS)]
        yield " ".join(found)

    def _family(self, author: Element) -> Iterator[str]:
        name = self._preferred(author)
        if name is not None and name.find("t:surname", NS) is not None:
            for family in self._part(author, "nameLink", "surname"):
                yield re.sub("(?<=[’'ʼ-]) ", "", family)

    def _listed(self, author: Element, *, is_inverted: bool) -> Iterator[str]:
        """Write a name as lists have it: the surname first, with the particles before it or behind the given names."""
        name = self._preferred(author)
        if name is None or name.find("t:surname", NS) is None:
            yield from (reading(n) for n in self._names(author)[:1])
            return
        links, surname, given, suffix = (
            " ".join(reading(c) for c in name.findall(f"t:{part}", NS))
            for part in ("nameLink", "surname", "forename", "genName")
        )
        before, behind = ("", links) if is_inverted else (links, "")
        parts = (f"{before} {surname}".strip(), f"{given} {behind}".strip(), suffix)
        yield ", ".join(part for part in parts if part)

    def listed(self, name: Element, *, is_inverted: bool) -> str:
        """Give the same of the entry that a name points at."""
        return next(self._listed(name, is_inverted=is_inverted), reading(name))

    def families(self, name: Element) -> list[str]:
        """Give the family name of a person at which a name points, or the whole where it has no parts."""
        if local(name) == "orgName":
            return []
        return [*self._family(name), *(reading(n) for n in self._names(name)[:1])][:1]

    def _organisations(self, author: Element, *, is_department: bool) -> list[Element]:
        return [
            o
            for affiliation in self._entry_of(author).findall("t:affiliation", NS)
            for o in affiliation.iterfind(".//t:orgName", NS)
            if (o.get("type") == "department") is is_department
        ]

    def _numbers_of_institutions(self, author: Element, kind: str) -> Iterator[str]:
        for organisation in self._organisations(author, is_department=False):
            entry = self.entry(organisation.get("ref", ""))
            yield from (reading(i) for i in entry.findall(f"t:idno[@type='{kind}']", NS)[:1])

    def _roles(self, author: Element) -> Iterator[Element]:
        """Give what the article says that an author did, by the name that points at the same entry."""
        wanted = self._entry_of(author).get(XML_ID, "")
        for statement in author.itersiblings("{*}respStmt"):
            if wanted in (name.get("ref", "").removeprefix("#") for name in statement if local(name) in _NAMES):
                yield from statement.findall("t:resp", NS)

    def contributors(self, analytic: Element, monogr: Element) -> Iterator[tuple[str, Element, Element]]:
        """(of the article or the issue, what was done, the name) of each that is no author."""
        known = {e.get(XML_ID, "") for e in self.entries}
        for of, parent in (("article", analytic), ("issue", monogr)):
            for statement in parent.findall("t:respStmt", NS):
                for name in (n for n in statement if local(n) in _NAMES):
                    if name.get("ref", "").removeprefix("#") not in known:
                        yield of, statement.findall("t:resp", NS)[0], name

    def name_of(self, name: Element) -> str:
        """Give the preferred name of the entry that a name points at."""
        return next((reading(n) for n in self._names(name)), reading(name))

    def institutions_of(self, name: Element, kind: str = "") -> Iterator[str]:
        """Give the institutions of an entry, or their numbers of a kind."""
        if kind:
            yield from self._numbers_of_institutions(name, kind)
        else:
            yield from (reading(o) for o in self._organisations(name, is_department=False))

    def orcids_of(self, name: Element) -> list[str]:
        """Give the ORCID identifier of an entry."""
        return [bare_orcid(reading(i)) for i in self._entry_of(name).findall("t:idno[@type='ORCID']", NS)[:1]]

    def more_of(self, name: Element) -> Iterator[str]:
        """Give the addresses, degrees, posts, numbers and lives of an entry."""
        entry = self._entry_of(name)
        yield from self._emails(name)
        paths = ("t:education[@type='degree']", "t:occupation")
        yield from (reading(e) for path in paths for e in entry.findall(path, NS))
        yield from (number for _, number in self._numbers(name))
        yield from (reading(n) for n in entry.findall("t:note[@type='biography']", NS))

    def _addresses(self, author: Element, *parts: str) -> Iterator[str]:
        for affiliation in self._entry_of(author).findall("t:affiliation", NS):
            for address in affiliation.findall("t:address", NS):
                yield from (reading(c) for c in address if local(c) in parts)

    def _emails(self, author: Element) -> Iterator[str]:
        found = [*self._entry_of(author).findall("t:affiliation/t:email", NS), *author.findall("t:email", NS)]
        return iter([reading(e) for e in found if e.find("t:gap", NS) is None and reading(e)])

    def _numbers(self, author: Element) -> list[tuple[str, str]]:
        """(kind, number), the addresses of the author's own pages last."""
        entry = self._entry_of(author)
        numbers = [(i.get("type", ""), reading(i)) for i in entry.findall("t:idno", NS) if i.get("type") != "ORCID"]
        return numbers + [("URI", r.get("target", "")) for r in entry.findall("t:ref[@target]", NS)]

    def _places(self, author: Element, *, with_address: bool) -> Iterator[str]:
        """Each place of work as one text: departments, institutions, and the address."""
        for affiliation in self._entry_of(author).findall("t:affiliation", NS):
            names = list(affiliation.iterfind(".//t:orgName", NS))
            ordered = sorted(names, key=lambda o: o.get("type") != "department")
            text = ", ".join(reading(o) for o in ordered)
            address = self._address(affiliation) if with_address else ""
            yield ", ".join(part for part in (text, address) if part)

    def _address(self, affiliation: Element) -> str:
        line, before = "", ""
        for part in affiliation.iterfind("t:address/*", NS):
            line += ("" if not line else " " if before == "postCode" else ", ") + reading(part)
            before = local(part)
        return line

    FACTS: ClassVar[Mapping[str, Callable[["Authors", Element], "Iterator[str] | list[str]"]]] = {
        "author": lambda s, a: [reading(n) for n in s._names(a)[:1]],
        "author.language": lambda s, a: [language_of(n) for n in s._names(a)[:1]],
        "author.kind": lambda s, a: ["organisation" if local(s._entry_of(a)) == "org" else "person"],
        "author.other": lambda s, a: s._others(a),
        "author.surname": lambda s, a: s._family(a),
        "author.given": lambda s, a: s._part(a, "forename") if [*s._family(a)] else [],
        "author.given.alone": lambda s, a: s._part(a, "forename"),
        "author.undivided": lambda s, a: [] if [*s._family(a)] else ["organisation"],
        "author.listed": lambda s, a: s._listed(a, is_inverted=False),
        "author.inverted": lambda s, a: s._listed(a, is_inverted=True),
        "author.generation": lambda s, a: s._part(a, "genName"),
        "author.corresponding": lambda s, a: ["yes"] if "corresponding" in a.get("role", "").split() else [],
        "author.equal": lambda s, a: ["yes"] if "equal" in a.get("role", "").split() else [],
        "author.deceased": lambda s, a: ["yes"] if s._entry_of(a).find("t:death", NS) is not None else [],
        "author.death": lambda s, a: [reading(d) for d in s._entry_of(a).findall("t:death", NS)],
        "author.death.when": lambda s, a: [d.get("when", "") for d in s._entry_of(a).findall("t:death", NS)],
        "author.biography": lambda s, a: [reading(n) for n in s._entry_of(a).findall("t:note[@type='biography']", NS)],
        "author.member": lambda s, a: [
            reading(n) for n in s._entry_of(a).findall("t:listPerson/t:person/t:persName[@type='main']", NS)
        ],
        "author.isni": lambda s, a: s._numbers_of_institutions(a, "ISNI"),
        "author.role": lambda s, a: (reading(resp) for resp in s._roles(a)),
        "author.role.key": lambda s, a: (resp.get("key", "") for resp in s._roles(a)),
        "author.degree": lambda s, a: [reading(e) for e in s._entry_of(a).findall("t:education[@type='degree']", NS)],
        "author.post": lambda s, a: [reading(e) for e in s._entry_of(a).findall("t:occupation", NS)],
        "author.department": lambda s, a: [reading(o) for o in s._organisations(a, is_department=True)],
        "author.institution": lambda s, a: [reading(o) for o in s._organisations(a, is_department=False)],
        "author.ror": lambda s, a: s._numbers_of_institutions(a, "ROR"),
        "author.street": lambda s, a: s._addresses(a, "street", "addrLine", "postCode"),
        "author.town": lambda s, a: s._addresses(a, "settlement", "region"),
        "author.country": lambda s, a: s._addresses(a, "country"),
        "author.email": lambda s, a: s._emails(a),
        "author.orcid": lambda s, a: [
            bare_orcid(reading(i)) for i in s._entry_of(a).findall("t:idno[@type='ORCID']", NS)[:1]
        ],
        "author.identifier": lambda s, a: [number for _, number in s._numbers(a)],
        "author.identifier.type": lambda s, a: [kind for kind, _ in s._numbers(a)],
        # parts that some formats hold together
        "author.place": lambda s, a: s._places(a, with_address=False),
        "author.affiliation": lambda s, a: s._places(a, with_address=True),
        "author.town and country": lambda s, a: s._addresses(a, "settlement", "region", "country"),
        "author.surname or name": lambda s, a: [*s._family(a), *(reading(n) for n in s._names(a)[:1])][:1],
    }
    """How to ask for each fact of an author."""


_XML: Final = "http://www.w3.org/XML/1998/namespace"
