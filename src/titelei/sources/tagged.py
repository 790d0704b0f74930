"""Records of named statements (RIS, BibTeX) as XML, so that one place, ``xslt/sources``, maps what all sources say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from titelei.sources.xml import AT

LINE: Final = "line "


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement: name, line, text; ``markup`` is the text as XML where it has any, ``people`` the names it lists."""

    name: str
    line: int
    text: str
    markup: str = ""
    people: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record: its type, its line, its statements; ``fault`` is why it cannot be read; ``raw`` is its text."""

    type: str
    line: int
    statements: tuple[Statement, ...] = ()
    fault: str = ""
    raw: str = ""


def to_xml(entry: Entry) -> str:
    """Write an entry: an element a statement, named after it, that says the line it stands on."""
    root = etree.Element("entry", type=entry.type)
    root.set(AT, f"{LINE}{entry.line}")
    for statement in entry.statements:
        root.append(_element(statement))
    return str(etree.tostring(root, encoding="unicode"))


def _element(statement: Statement) -> Any:
    inner = statement.markup
    made = etree.fromstring(f"<f>{inner}</f>") if inner else etree.Element("f")
    if not inner:
        made.text = _clean(statement.text)
    made.tag = "f"
    made.set("name", statement.name)
    made.set(AT, f"{LINE}{statement.line}, {statement.name}")
    for person in statement.people:
        etree.SubElement(made, "person", {key: _clean(value) for key, value in person.items() if value})
    return made


def line_of(place: str) -> int:
    """Give the line that a place of such an entry says."""
    figures = place.removeprefix(LINE).partition(",")[0]
    return int(figures) if figures.isdigit() else 0


def lines_of(places: Iterator[str]) -> dict[str, int]:
    """Give the line of each place."""
    return {place: line_of(place) for place in places}


def _clean(text: str) -> str:
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
