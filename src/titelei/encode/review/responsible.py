"""Who answered: a ``respStmt`` made once, and a change of the day that counts the answers."""

from typing import Any, Final
from xml.sax.saxutils import escape

from titelei.encode.languages import LANGUAGES, slug
from titelei.encode.review.marking import set_attribute, set_text
from titelei.encode.review.tree import NS, Step, words
from titelei.names import TEI, XML_ID, XML_LANG
from titelei.xml.edits import Edit
from titelei.xml.paths import exact

_STATEMENTS: Final = "tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:respStmt"
_BEGIN: Final = "Draft reviewed: "
UNREAD: Final = ", not yet read by a person"
"""How a draft says that only rules have made it; publishing takes it away."""


def id_of(root: Any, name: str) -> str:
    """Give the id of a person's ``respStmt``: of the one that is there, else of the one to be made."""
    taken = set()
    for statement in root.iterfind(_STATEMENTS, NS):
        identifier = str(statement.get(XML_ID, ""))
        taken.add(identifier)
        if identifier and any(words(e) == name for e in statement.iterfind("*", NS)):
            return identifier
    base = f"resp.{slug(name) or 'editor'}"
    return next(i for i in (base, *(f"{base}-{n}" for n in range(2, 1000))) if i not in taken)


def stated(identifier: str, name: str, *, what: str = "review of the draft") -> Step:
    """Give the step that makes the ``respStmt`` where it is not there; ``what`` they are responsible for."""

    def step(root: Any) -> tuple[Edit, ...]:
        statements = root.findall(_STATEMENTS, NS)
        if any(s.get(XML_ID) == identifier for s in statements):
            return ()
        lang = ' xml:lang="ru"' if any("Ѐ" <= c <= "ӿ" for c in name) else ""
        content = (
            f'<edit><respStmt xmlns="{TEI}" xml:id="{identifier}">\n'
            f"          <resp>{escape(what)}</resp>\n          <name{lang}>{escape(name)}</name>\n"
            f"        </respStmt></edit>"
        )
        return (Edit(op="add", path=exact(statements[-1]), position="after", content=content),)

    return step


def changed(identifier: str, when: str, *, accepted: int, corrected: int) -> Step:
    """Give the step that says in ``revisionDesc`` how much was answered on this day."""
    said = f"{_BEGIN}{accepted} accepted, {corrected} corrected."

    def step(root: Any) -> tuple[Edit, ...]:
        newest = root.find("tei:teiHeader/tei:revisionDesc/tei:change", NS)
        if newest is None:
            return ()
        day = max(when, str(newest.get("when", ""))[:10])
        if newest.get("who") == f"#{identifier}" and newest.get("when") == day and words(newest).startswith(_BEGIN):
            return tuple(set_text(newest, said))
        content = f'<edit><change xmlns="{TEI}" when="{day}" who="#{identifier}">{escape(said)}</change></edit>'
        return (Edit(op="add", path=exact(newest), position="before", content=content),)

    return step


def standing(identifier: str, when: str, status: str, said: str) -> Step:
    """Give the step that says in ``revisionDesc`` which status the edition has from this day, who gave it and why."""

    def step(root: Any) -> tuple[Edit, ...]:
        description = root.find("tei:teiHeader/tei:revisionDesc", NS)
        if description is None:
            return ()
        newest = description.find("tei:change", NS)
        day = max(when, str(newest.get("when", ""))[:10]) if newest is not None else when
        content = (
            f'<edit><change xmlns="{TEI}" when="{day}" who="#{identifier}" status="{status}">{escape(said)}</change>'
            "</edit>"
        )
        path, position = (exact(newest), "before") if newest is not None else (exact(description), "first-child")
        added = Edit(op="add", path=path, position=position, content=content)
        return (*set_attribute(description, "status", status), added)

    return step


def read(root: Any) -> tuple[Edit, ...]:
    """Take away from every responsibility that no person has read the draft yet."""
    edits: list[Edit] = []
    for said in root.iterfind(f"{_STATEMENTS}/tei:resp", NS):
        text = words(said)
        if text.endswith(UNREAD):
            edits += set_text(said, text.removesuffix(UNREAD))
    return tuple(edits)


def languages(root: Any) -> tuple[Edit, ...]:
    """Declare in ``langUsage`` the languages that answers brought in."""
    usage = root.find("tei:teiHeader/tei:profileDesc/tei:langUsage", NS)
    if usage is None:
        return ()
    declared = {str(e.get("ident", "")) for e in usage.iterfind("tei:language", NS)}
    used = {str(e.get(XML_LANG)) for e in root.iter() if isinstance(e.tag, str) and e.get(XML_LANG)}
    used |= {str(e.get("mainLang")) for e in root.iterfind(".//tei:textLang[@mainLang]", NS)}
    edits = []
    for lang in sorted(used - declared):
        content = f'<language xmlns="{TEI}" ident="{lang}">{escape(LANGUAGES.get(lang, lang))}</language>'
        edits.append(Edit(op="add", path=exact(usage), position="last-child", content=f"<edit>{content}</edit>"))
    return tuple(edits)
