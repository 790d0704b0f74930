"""Facts that the page gives and no rule read, added to the header by an editor; notes that they are missing go."""

import re
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from titelei.encode.review import forms
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import NS, Step, entry_of, words
from titelei.names import TEI
from titelei.xml.edits import Edit
from titelei.xml.paths import exact

_RECORD: Final = "//tei:biblStruct[@xml:id='src.article']"
_DATES: Final = ("received", "revised", "accepted", "published")
_PLACES: Final = {
    "doi": (f"{_RECORD}/tei:analytic", "idno[@type='DOI']", "DOI"),
    "edn": (f"{_RECORD}/tei:analytic", "idno[@type='EDN']", ""),
    **{name: (f"{_RECORD}/tei:analytic", f"date[@type='{name}']", "") for name in _DATES},
    "issn": (f"{_RECORD}/tei:monogr", "idno[@type='ISSN']", "ISSN"),
    "year": (f"{_RECORD}/tei:monogr/tei:imprint", "date", "imprint"),
    "volume": (f"{_RECORD}/tei:monogr/tei:imprint", "biblScope[@unit='volume']", ""),
    "issue": (f"{_RECORD}/tei:monogr/tei:imprint", "biblScope[@unit='issue']", ""),
    "pages": (f"{_RECORD}/tei:monogr/tei:imprint", "biblScope[@unit='page']", ""),
}
FIELDS: Final = (*_PLACES, "orcid", "email")
_PAGES: Final = re.compile(r"(\w+)\s*[-–—]\s*(\w+)")


def place_of(root: Any, field: str) -> tuple[str, str]:
    """Give the path of a field's element in evidence, and the attribute that holds its value.

    ``field`` is one of :data:`FIELDS`; for ``orcid`` and ``email`` the author's number may follow.

    Raises:
        Refused: there is no such field or author.
    """
    name, number = _named(field)
    if name in ("orcid", "email"):
        identifier = _author(root, number)
        inner = "tei:idno[@type='ORCID']" if name == "orcid" else "tei:affiliation/tei:email"
        return f"//tei:person[@xml:id='{identifier}']/{inner}", ""
    parent, step, _ = _PLACES[name]
    attribute = {"volume": "n", "issue": "n", "pages": "from", "year": "when"}.get(
        name, "when" if name in _DATES else ""
    )
    return f"{parent}/tei:{step}", attribute


def steps(root: Any, field: str, value: str, who: str) -> tuple[Step, ...]:
    """Give the steps that add a fact.

    Raises:
        Refused: there is no such field, the header has the fact already, or the value is none.
    """
    name, number = _named(field)
    value = forms.check(name, value)
    path, _ = place_of(root, field)
    found = [e for e in root.getroottree().xpath(path, namespaces=NS) if words(e) and not e.findall("tei:gap", NS)]
    if found:
        raise Refused("there_is", words(found[0]))
    if name in ("orcid", "email"):
        identifier = _author(root, number)
        return (
            lambda now: _of_author(now, name, identifier, value, who),
            lambda now: _unmissed(entry_of(now, identifier), "ORCID" if name == "orcid" else "email"),
        )
    return (
        lambda now: _of_article(now, name, value, who),
        lambda now: _unmissed(now.xpath(_RECORD, namespaces=NS)[0], _PLACES[name][2]),
    )


def _named(field: str) -> tuple[str, int]:
    name, _, number = field.strip().lower().partition(" ")
    if name not in FIELDS or (number and not number.isdecimal()):
        raise Refused("no_field", field)
    return name, int(number or 1)


def _author(root: Any, number: int) -> str:
    authors = root.xpath(f"{_RECORD}/tei:analytic/tei:author/tei:persName/@ref", namespaces=NS)
    if not 1 <= number <= len(authors):
        raise Refused("no_author", str(number))
    return str(authors[number - 1]).removeprefix("#")


def _of_article(root: Any, name: str, value: str, who: str) -> tuple[Edit, ...]:
    parent_path, step, _ = _PLACES[name]
    parent = root.xpath(parent_path, namespaces=NS)[0]
    element = _element(name, step, value, who)
    if name == "year" and (old := parent.find("tei:date", NS)) is not None:
        return (Edit(op="replace", path=exact(old), content=f"<edit>{element}</edit>"),)
    if name == "issn":
        imprint = exact(parent.find("tei:imprint", NS))
        return (Edit(op="add", path=imprint, position="before", content=f"<edit>{element}</edit>"),)
    return (Edit(op="add", path=exact(parent), position="last-child", content=f"<edit>{element}</edit>"),)


def _element(name: str, step: str, value: str, who: str) -> str:
    tag = step.partition("[")[0]
    given = "".join(f" {k}={quoteattr(v)}" for k, v in re.findall(r"@(\w+)='(\w+)'", step))
    if name == "pages":
        found = _PAGES.fullmatch(value)
        if found is None and not value.isalnum():
            raise Refused("no_pages", value)
        first, last = (found[1], found[2]) if found else (value, value)
        given += f" from={quoteattr(first)} to={quoteattr(last)}"
    elif tag == "biblScope":
        given += f" n={quoteattr(value)}"
    elif tag == "date":
        given += f" when={quoteattr(value)}"
    return f'<{tag} xmlns="{TEI}"{given} resp="#{who}">{escape(value)}</{tag}>'


def _of_author(root: Any, name: str, identifier: str, value: str, who: str) -> tuple[Edit, ...]:
    entry = entry_of(root, identifier)
    if name == "orcid":
        element = f'<idno xmlns="{TEI}" type="ORCID" resp="#{who}">{escape(value)}</idno>'
        return (Edit(op="add", path=exact(entry), position="last-child", content=f"<edit>{element}</edit>"),)
    place = entry.find("tei:affiliation", NS)
    if place is None:
        raise Refused("by_hand", "")
    element = f'<email xmlns="{TEI}" resp="#{who}">{escape(value)}</email>'
    return (Edit(op="add", path=exact(place), position="last-child", content=f"<edit>{element}</edit>"),)


def _unmissed(element: Any, subtype: str) -> tuple[Edit, ...]:
    """Take away the note that says that a fact is missing."""
    notes = element.findall(f"tei:note[@type='missing'][@subtype='{subtype}']", NS) if subtype else []
    return tuple(Edit(op="delete", path=exact(note)) for note in notes[:1])
