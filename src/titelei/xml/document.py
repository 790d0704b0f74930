"""One well-formed XML file as it was read, and findings at its nodes."""

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from titelei.model import NOTHING, About, Finding, Severity
from titelei.names import XML_ID
from titelei.xml.paths import Paths
from titelei.xml.positions import Place, Positions


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One well-formed XML file.

    ``name`` is the path as it is shown to people; ``data`` the bytes as received; ``tree`` must not be
    changed by anyone who was lent it. ``positions`` finds lines and columns, and is filled on first use.
    """

    name: str
    path: Path | None
    data: bytes
    tree: "etree._ElementTree"
    positions: Positions = field(repr=False)

    @property
    def root(self) -> "etree._Element":
        return self.tree.getroot()

    @property
    def id(self) -> str:
        """The article's id, ``TEI/@xml:id``; empty where there is none."""
        return str(self.root.get(XML_ID, ""))

    @property
    def xml(self) -> str:
        """The document as text without prolog DOCTYPE, fit to be given to Saxon."""
        # An empty doctype= replaces one that is there; None leaves the prolog as it is.
        has_doctype = bool(self.tree.docinfo.internalDTD)
        return str(etree.tostring(self.tree, encoding="unicode", doctype="" if has_doctype else None))

    @property
    def paths(self) -> Paths:
        """The writer and reader of paths in this tree."""
        return self.positions.paths

    def finding(
        self,
        rule: str,
        node: "etree._Element",
        message: str,
        repair: str = "",
        *,
        attribute: str = "",
        place: Place | None = None,
        path: str | None = None,
        severity: Severity = Severity.ERROR,
        phase: str = "",
        breaks: tuple[str, ...] = (),
        clause: str = "",
        about: About = NOTHING,
    ) -> Finding:
        """Make a finding about an element, or about one of its attributes, named as it is written.

        Its place, its path and its line are looked up here. ``place`` is for what stands inside an element: an end
        tag, a character of a text; ``path`` for a node that is no element.
        """
        if place is None:
            place = self.positions.of_attribute(node, attribute) if attribute else self.positions.of(node)
        return Finding(
            rule=rule,
            severity=severity,
            message=message,
            repair=repair,
            phase=phase,
            file=self.name,
            line=place[0],
            column=place[1],
            path=self.paths.readable(node, attribute) if path is None else path,
            source_line=self.positions.line_text(place[0]),
            breaks=breaks,
            clause=clause,
            about=about,
        )
