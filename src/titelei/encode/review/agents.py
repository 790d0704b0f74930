"""Authors added by an editor, and facts of an author: name, ORCID, e-mail, institution, degree, post."""

from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from titelei.encode import people
from titelei.encode.entries import Entries
from titelei.encode.prose import Known
from titelei.encode.review import entries
from titelei.encode.review.fact import Fact
from titelei.encode.review.placing import behind, spoken, unmissed
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import NS, Step, entry_of
from titelei.names import TEI, XML_ID
from titelei.xml.edits import Edit
from titelei.xml.paths import exact

_AUTHORS: Final = "//tei:biblStruct[@xml:id='src.article']/tei:analytic/tei:author"
_BEFORE_NUMBERS: Final = ("persName", "education", "occupation", "affiliation")
_BEFORE_NOTES: Final = (*_BEFORE_NUMBERS, "idno")


def of_number(root: Any, number: int) -> str:
    """Give the id of the author of this number; without one, of the only author.

    Raises:
        Refused: there is no such author, or there are several.
    """
    authors = [str(ref) for ref in root.xpath(f"{_AUTHORS}/*/@ref", namespaces=NS)]
    if not number and len(authors) > 1:
        raise Refused("which_author", str(len(authors)))
    if not 1 <= (number or 1) <= len(authors):
        raise Refused("no_author", str(number or 1))
    return authors[(number or 1) - 1].removeprefix("#")


def author(root: Any, fact: Fact, value: str, who: str) -> tuple[Step, ...]:
    """Give the steps that add an author: the entry, the name in the record and among the edition's authors."""
    name = people.parse(value)
    if name is None:
        raise Refused("no_person", value)
    known = root.xpath(f"{_AUTHORS}/*/@ref", namespaces=NS)
    taken = {str(i) for i in root.xpath("//@xml:id", namespaces=NS)}
    wanted = Entries(Known()).person(name, "en").id
    identifier = next(i for i in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if i not in taken)
    lang = spoken(value)
    here = fact.number if 0 < fact.number <= len(known) else 0
    pointer = f'<persName ref="#{identifier}"{lang}'

    def record(now: Any) -> tuple[Edit, ...]:
        named = f'{pointer} resp="#{who}">{escape(value)}</persName>'
        return _among(now.xpath(_AUTHORS, namespaces=NS), now.xpath(_AUTHORS + "/..", namespaces=NS), now, here, named)

    def statement(now: Any) -> tuple[Edit, ...]:
        listed = now.find("tei:teiHeader/tei:fileDesc/tei:titleStmt", NS)
        return _among(listed.findall("tei:author", NS), [listed], now, here, f"{pointer}>{escape(value)}</persName>")

    def entry(now: Any) -> tuple[Edit, ...]:
        body = entries.parts(name) if name.surname else escape(value)
        made = (
            f'<person xmlns="{TEI}" role="author" xml:id={quoteattr(identifier)}>\n        '
            f'<persName type="main"{lang}>{body}</persName>\n      </person>'
        )
        return (_listed(now, made, identifier),)

    return _stood_off, entry, record, statement


def _among(authors: list[Any], parents: list[Any], root: Any, here: int, named: str) -> tuple[Edit, ...]:
    element = f'<author xmlns="{TEI}">{named}</author>'
    if here:
        depth = "  " * len(list(authors[here - 1].iterancestors()))
        content = f"<edit>{element}\n{depth}</edit>"
        return (Edit(op="add", path=exact(authors[here - 1]), position="before", content=content),)
    if not authors and parents and parents[0].tag == f"{{{TEI}}}titleStmt":
        return (behind(parents[0], element, "title"),)
    if not authors:
        analytic = root.xpath("//tei:biblStruct[@xml:id='src.article']/tei:analytic", namespaces=NS)[0]
        return (Edit(op="add", path=exact(analytic), position="first-child", content=f"<edit>{element}</edit>"),)
    return (behind(authors[-1].getparent(), element, "author"),)


def _stood_off(root: Any) -> tuple[Edit, ...]:
    """Make the room of the entries where the draft has none."""
    if root.find("tei:standOff", NS) is not None:
        return ()
    header = root.find("tei:teiHeader", NS)
    content = f'<edit>\n  <standOff xmlns="{TEI}">\n    <listPerson>\n    </listPerson>\n  </standOff></edit>'
    return (Edit(op="add", path=exact(header), position="after", content=content),)


def _listed(root: Any, made: str, identifier: str) -> Edit:
    listed = root.find("tei:standOff/tei:listPerson", NS)
    if listed is None:
        stand_off = root.find("tei:standOff", NS)
        content = f'<edit><listPerson xmlns="{TEI}">\n      {made}\n    </listPerson>\n    </edit>'
        return Edit(op="add", path=exact(stand_off), position="first-child", content=content)
    later = [p for p in listed.iterfind("tei:person", NS) if str(p.get(XML_ID, "")) > identifier]
    if later:
        content = f"<edit>{made}\n      </edit>"
        return Edit(op="add", path=exact(later[0]), position="before", content=content)
    return behind(listed, made)


def detail(root: Any, fact: Fact, value: str, who: str) -> tuple[Step, ...]:
    """Give the steps that add a fact of an author to their entry."""
    identifier = of_number(root, fact.number)
    kind, lang = fact.kind, spoken(value)
    given = f' type="{kind.type}"' if kind.type else ""
    forget: Step = lambda now: unmissed(entry_of(now, identifier), kind.missing)  # noqa: E731
    if kind.name == "affiliation":
        return (*_affiliation(root, identifier, value, who, lang), forget)
    if kind.name == "email":
        return (lambda now: _email(now, identifier, value, who), forget)
    if kind.name == "name":
        element = f'<persName xmlns="{TEI}" type="variant"{lang} resp="#{who}">{escape(value)}</persName>'
        return (lambda now: (behind(entry_of(now, identifier), element, "persName"),),)
    element = f'<{kind.tag} xmlns="{TEI}"{given}{lang} resp="#{who}">{escape(value)}</{kind.tag}>'
    return (lambda now: (behind(entry_of(now, identifier), element, *_BEFORE_NOTES),), forget)


def _affiliation(root: Any, identifier: str, value: str, who: str, lang: str) -> tuple[Step, ...]:
    known = next((e for e in root.iterfind("tei:standOff/tei:listOrg/tei:org", NS) if _has(e, value)), None)
    org = str(known.get(XML_ID)) if known is not None else Entries(Known()).thing("org", value, "en").id
    name = f'<orgName type="institution" ref="#{org}"{lang} resp="#{who}">{escape(value)}</orgName>'
    element = f'<affiliation xmlns="{TEI}">\n          {name}\n        </affiliation>'
    return (
        lambda now: (behind(entry_of(now, identifier), element, "persName", "education", "occupation", "affiliation"),),
        entries.entered(org, ((value, ""),)),
    )


def _has(entry: Any, name: str) -> bool:
    return any(known.casefold() == name.casefold() for known, _ in entries.names_of(entry))


def _email(root: Any, identifier: str, value: str, who: str) -> tuple[Edit, ...]:
    """Put an address beside the institution, else beside the author's name in the record."""
    element = f'<email xmlns="{TEI}" resp="#{who}">{escape(value)}</email>'
    place = entry_of(root, identifier).find("tei:affiliation", NS)
    if place is not None:
        return (behind(place, element),)
    pointed = root.xpath(f"{_AUTHORS}[*/@ref='#{identifier}']", namespaces=NS)[0]
    content = f"<edit> {element}</edit>"
    return (Edit(op="add", path=exact(pointed[-1]), position="after", content=content),)
