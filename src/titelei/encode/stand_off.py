"""The entries of a document's ``standOff`` by id, with what matters to other documents: kind and main name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from titelei.names import TEI, XML_ID, XML_LANG, tei

_ENTRIES: Final = ("person", "org", "place", "event", "bibl")
_NAMES: Final = tuple(tei(name) for name in ("persName", "orgName", "placeName", "label", "title"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One entry of a ``standOff``: id, kind of element, main name and its language."""

    id: str
    kind: str
    name: str
    lang: str = ""


def named(root: Any) -> Iterator[Named]:
    """List the entries of a document with their main names."""
    for element in root.iterfind(f"{{{TEI}}}standOff/*/*[@{XML_ID}]"):
        kind = str(element.tag).rpartition("}")[2]
        names = [child for child in element if child.tag in _NAMES]
        if kind in _ENTRIES and names:
            main = next((n for n in names if n.get("type") == "main"), names[0])
            name = " ".join("".join(main.itertext()).split())
            yield Named(id=element.get(XML_ID), kind=kind, name=name, lang=main.get(XML_LANG, ""))
