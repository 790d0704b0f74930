"""The imprint of an edition in an article: publisher, licence, persons who answer for it, as the settings have them.

A draft names the program that made it as publisher, since nobody has published it yet. Publishing writes who does; what
the settings leave open, and what an editor has written, stays.
"""

from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from titelei.encode.review import responsible
from titelei.encode.review.marking import set_attribute, set_text
from titelei.encode.review.tree import NS, Step, words
from titelei.messages import say
from titelei.model import About, Finding
from titelei.names import TEI
from titelei.settings import Edition
from titelei.xml.edits import Edit
from titelei.xml.paths import exact
from titelei.xml.read import Document

PROGRAM: Final = "titelei"
"""What stands for the publisher in a draft."""

_STATEMENT: Final = "tei:teiHeader/tei:fileDesc/tei:publicationStmt"
_ENCODER: Final = f"tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application[@ident='{PROGRAM}']"
_CHANGES: Final = "tei:teiHeader/tei:revisionDesc//tei:change"


def steps(edition: Edition, root: Any, when: str) -> Iterator[Step]:
    """Give the steps that write the imprint; ``root`` is the file as it stands before them."""
    if edition.publisher:
        yield lambda now: _publisher(now, edition.publisher)
    yield lambda now: _licence(now, edition.rights)
    if not any(change.get("status") == "published" for change in root.iterfind(_CHANGES, NS)):
        yield lambda now: _day(now, when)
    for name in edition.responsible:
        yield responsible.stated(responsible.id_of(root, name), name, what="edition")


def lacking(document: Document, edition: Edition) -> tuple[Finding, ...]:
    """Say of a draft that the program made that nobody is named who publishes it."""
    root: Any = document.root
    publisher = root.find(f"{_STATEMENT}/tei:publisher", NS)
    if edition.publisher or publisher is None or words(publisher) != PROGRAM or root.find(_ENCODER, NS) is None:
        return ()
    return (
        document.finding(
            "edition-publisher",
            publisher,
            say("Nobody is named who publishes the edition; a program cannot."),
            say('Set publisher in [edition] of titelei.toml, such as publisher = "Sample Press".'),
            about=About(values=(PROGRAM,)),
        ),
    )


def _publisher(root: Any, name: str) -> tuple[Edit, ...]:
    publisher = root.find(f"{_STATEMENT}/tei:publisher", NS)
    if publisher is None or words(publisher) != PROGRAM or len(publisher):
        return ()
    return tuple(set_text(publisher, name))


def _licence(root: Any, address: str) -> tuple[Edit, ...]:
    licence = root.find(f"{_STATEMENT}/tei:availability/tei:licence", NS)
    if licence is None or licence.get("target") == address or root.find(_ENCODER, NS) is None:
        return ()
    content = (
        f'<edit><licence xmlns="{TEI}" target={quoteattr(address)}>'
        f"The edition is licensed under {escape(address)}.</licence></edit>"
    )
    return (Edit(op="replace", path=exact(licence), content=content),)


def _day(root: Any, when: str) -> tuple[Edit, ...]:
    date = root.find(f"{_STATEMENT}/tei:date", NS)
    if date is None or len(date) or date.get("when") == when or root.find(_ENCODER, NS) is None:
        return ()
    return (*set_text(date, when), *set_attribute(date, "when", when))
