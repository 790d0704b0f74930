"""Elements put into the header where an editor would write them, and the notes that they make needless."""

from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from titelei.encode.languages import guess
from titelei.encode.review.tree import NS
from titelei.xml.edits import Edit
from titelei.xml.paths import exact


def behind(parent: Any, element: str, *after: str) -> Edit:
    """Put an element into a parent on a line of its own: behind the last child of these names, else at the end."""
    children = list(parent.iterchildren(etree.Element))
    named_so = [c for c in children if etree.QName(c).localname in after]
    if not children:
        return Edit(op="add", path=exact(parent), position="last-child", content=f"<edit>{element}</edit>")
    depth = len(list(children[-1].iterancestors()))
    place = named_so[-1] if named_so else children[-1]
    content = f"<edit>\n{'  ' * depth}{element}</edit>"
    return Edit(op="add", path=exact(place), position="after", content=content)


def unmissed(element: Any, subtype: str) -> tuple[Edit, ...]:
    """Take away the note that says that a fact is missing."""
    notes = element.findall(f"tei:note[@type='missing'][@subtype='{subtype}']", NS) if subtype else []
    return tuple(Edit(op="delete", path=exact(note)) for note in notes[:1])


def spoken(value: str, lang: str = "") -> str:
    """Give the attribute that says in which language words are; none for the edition's own, unless it is named."""
    lang = lang or ("" if (told := guess(value)) == "en" or value.isascii() else told)
    return f" xml:lang={quoteattr(lang)}" if lang else ""
