"""Whom, what and when the title, the abstract and the key words name."""

from collections.abc import Iterator, Sequence

from second_reading.tei import NS, Element, edtf, reading
from titelei.names import XML_ID


class Mentions:
    """The names and dates of one front, and the entries of ``standOff`` that they point at; authors are none."""

    def __init__(self, root: Element, front: Element, authors: Sequence[Element]) -> None:
        self._root = root
        self._front = front
        self._authors = authors

    def _all(self, path: str, node: Element) -> list[Element]:
        return node.findall(path, NS)

    def entries(self, kind: str) -> Iterator[str]:
        """Name the entries but the authors that title, abstract or key words mention, by the first main name."""
        about = {
            target.removeprefix("#")
            for mention in self._mentions()
            for target in (mention.get("ref") or "").split()
            if target.startswith("#")
        }
        path = "t:standOff//t:listBibl/t:bibl" if kind == "bibl" else f"t:standOff//t:{kind}"
        for entry in self._all(path, self._root):
            if entry.get(XML_ID) in about and not any(entry is author for author in self._authors):
                yield self._label(entry, kind)

    def _label(self, entry: Element, kind: str) -> str:
        if kind == "bibl":
            return reading(entry)
        if kind == "event":
            return reading(entry.find("t:label", NS))
        names = [n for n in entry if n.get("type") in ("main", "variant")]
        return reading(next(iter([*(n for n in names if n.get("type") == "main"), *names]), None))

    def _about(self) -> list[Element]:
        return [
            *self._all(".//t:docTitle", self._front),
            *(d for kind in ("abstract", "keywords") for d in self._all(f".//t:div[@type='{kind}']", self._front)),
        ]

    def _mentions(self) -> Iterator[Element]:
        for part in self._about():
            for node in part.iter("{*}*"):
                parent = node.getparent()
                stands_for = parent is not None and parent.get("type") == "metonym"
                if not (stands_for and node.tag == f"{{{NS['t']}}}placeName"):
                    yield node

    def periods(self) -> Iterator[str]:
        found = [edtf(d) for part in self._about() for d in part.iter(f"{{{NS['t']}}}date")]
        return iter(sorted({period for period in found if period}))
