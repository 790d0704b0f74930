"""Conformance cases: small XML files that hold a schema, a document and what must come out.

::

    <case title="…" phase="…">
      <file name="schema.sch"><sch:schema>…</sch:schema></file>
      <file name="document.xml"><root/></file>
      <hit id="a" location="/root[1]">text</hit>      each attribute is a field of Hit; in the report's order
      <svrl test="//svrl:fired-rule"/>                  XPath 1.0 that must hold for the report
      <error file="schema.sch">part of the message</error>   the place is the element with c:fault="here"
      <warning>part of the message</warning>            of the schema, which validates; the place likewise
    </case>

The first file is the schema, the second the document. Without ``hit`` and ``error`` nothing may be reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

CASES = "urn:titelei:schematron-cases"
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, kw_only=True)
class Case:
    name: str
    phase: str
    files: dict[str, bytes]
    hits: tuple[dict[str, str], ...]
    assertions: tuple[str, ...]
    error: str
    error_file: str
    warning: str

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write the case's files and give the paths of schema and document."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        schema, document = list(self.files)[:2]
        return (folder / schema, folder / document)

    @property
    def error_line(self) -> int:
        """Line of the element marked as faulty in the file as written; 0 where none is marked."""
        root = etree.fromstring(self.files[self.error_file])
        marked = root.xpath("//*[@c:fault]", namespaces={"c": CASES})
        return int(marked[0].sourceline) if isinstance(marked, list) and marked else 0


def all_cases() -> Iterator[Case]:
    """Read every case, in the order of file names and of the cases in each."""
    for path in sorted(FOLDER.glob("*.xml")):
        for element in etree.parse(str(path), etree.XMLParser(collect_ids=False)).getroot().iterfind("case"):
            yield _case(path.stem, element)


def _case(group: str, element: "etree._Element") -> Case:
    files = {str(f.get("name")): etree.tostring(_detached(f[0]), encoding="utf-8") for f in element.iterfind("file")}
    error = element.find("error")
    return Case(
        name=f"{group}: {element.get('title')}",
        phase=element.get("phase", "#DEFAULT"),
        files=files,
        hits=tuple(_expected(h) for h in element.iterfind("hit")),
        assertions=tuple(str(a.get("test")) for a in element.iterfind("svrl")),
        error=(error.text or "").strip() if error is not None else "",
        error_file=error.get("file", next(iter(files))) if error is not None else next(iter(files)),
        warning=element.findtext("warning", ""),
    )


def _expected(hit: "etree._Element") -> dict[str, str]:
    text = (hit.text or "").strip(" \n")
    return {str(name): str(value) for name, value in hit.attrib.items()} | ({"text": text} if text else {})


def _detached(element: "etree._Element") -> "etree._Element":
    """Copy an element without the namespaces that only the case file needs."""
    copy = etree.fromstring(
        etree.tostring(element, encoding="utf-8", with_tail=False), etree.XMLParser(collect_ids=False)
    )
    etree.cleanup_namespaces(copy, keep_ns_prefixes=["x", "f", "xs", "ж"])
    return copy
