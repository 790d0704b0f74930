"""JSON files of records: objects found by their members wherever they stand, each as the XML of XPath's json-to-xml().

Mark-up in a string (``<i>``, ``<jats:p>``, ``&amp;``) becomes elements, read as HTML is, so that none of it can break.
A file of one record a line (JSON Lines) is read line by line.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import html

from titelei.sources import latex
from titelei.sources.kinds import Kind

FN: Final = "http://www.w3.org/2005/xpath-functions"
_SOURCES: Final = "urn:titelei:sources"
_TAGS: Final = (
    "i|b|u|em|strong|sub|sup|sc|scp|inf|p|br|span|div|ul|ol|li|h[1-6]|a|italic|bold|underline|title|sec|list|list-item|"
    "math|m[a-z]+|inline-formula|disp-formula|tex-math|alternatives|abstract|xref|ext-link|named-content|break"
)
"""Elements that strings of records hold; what else stands in angle brackets is text."""
_MARKUP: Final = re.compile(rf"</?(jats:|mml:)?({_TAGS})(\s[^<>]*)?/?>|&(#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{{2,31}});", re.I)
_PLAIN: Final = re.compile(r"(doi|url|uri|id|identifier|href|type|date|time)$", re.IGNORECASE)
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ACCENT: Final = re.compile(r"""\\['"`^~=.]\{?\\?[A-Za-z]""")
_ELEMENT: Final = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An object that is a record: its kind, its JSON Pointer, its line (0 where it is not known), itself."""

    kind: Kind
    at: str
    line: int
    value: dict[str, Any]

    @property
    def xml(self) -> str:
        """The record as XML."""
        out: list[str] = []
        _write(out, self.value, None, f' xmlns="{FN}" xmlns:s="{_SOURCES}" s:at={quoteattr(self.at)}')
        return "".join(out)


def load(text: str) -> Any:
    """Read JSON.

    Raises:
        json.JSONDecodeError: it is none; ``lineno`` and ``colno`` say where.
    """
    return json.loads(text)


def is_lines(text: str) -> bool:
    """Tell whether a text has one JSON object on each line, and more than one."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except json.JSONDecodeError:
        return False


def records(value: Any, kinds: tuple[Kind, ...], *, at: str = "", line: int = 0, depth: int = 0) -> Iterator[Found]:
    """Give the outermost objects that are records of a kind, in their order; none below eight levels."""
    if isinstance(value, dict):
        kind = next((k for k in kinds if k.holds(value)), None)
        if kind is not None:
            yield Found(kind=kind, at=at, line=line, value=value)
            return
    if depth < 8 and isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from records(inner, kinds, at=f"{at}/{key}", line=line, depth=depth + 1)


def complaint(data: bytes) -> str:
    """Give what an answer without records says: its member error, message or the like."""
    try:
        value = json.loads(data)
    except ValueError:
        return ""
    for name in ("error", "errors", "message", "detail", "title") if isinstance(value, dict) else ():
        found = value.get(name)
        while isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, dict):
            keys = ("message", "title", "detail", "description", "value", "name")
            found = next((found[k] for k in keys if found.get(k) not in (None, "", "null")), None)
        if isinstance(found, str) and found.strip():
            return found
    return ""


def _write(out: list[str], value: Any, key: str | None, more: str = "") -> None:
    attributes = more + (f" key={quoteattr(_FORBIDDEN.sub('', key))}" if key is not None else "")
    if isinstance(value, dict):
        out.append(f"<map{attributes}>")
        for name, inner in value.items():
            _write(out, inner, name)
        out.append("</map>")
    elif isinstance(value, list):
        out.append(f"<array{attributes}>")
        for inner in value:
            _write(out, inner, None)
        out.append("</array>")
    elif isinstance(value, bool) or value is None:
        out.append(f"<null{attributes}/>" if value is None else f"<boolean{attributes}>{str(value).lower()}</boolean>")
    elif isinstance(value, str):
        text = _FORBIDDEN.sub("", value)
        out.append(f"<string{attributes}>{_inner(text, key or '')}</string>")
    else:
        out.append(f"<number{attributes}>{value}</number>")


def _inner(text: str, key: str) -> str:
    if _PLAIN.search(key):
        return escape(text)
    if _ACCENT.search(text):
        return latex.markup(text)
    return marked(text) if _MARKUP.search(text) else escape(text)


def marked(text: str) -> str:
    """Give the XML of a string with mark-up: its elements by their local names, without namespace and attributes."""
    out: list[str] = []
    for node in html.fragments_fromstring(re.sub(r"(</?)\w+:", r"\1", text)):
        if isinstance(node, str):
            out.append(escape(_FORBIDDEN.sub("", node)))
        else:
            _element(out, node)
    return "".join(out)


def _element(out: list[str], node: Any) -> None:
    if isinstance(node.tag, str):
        name = node.tag if _ELEMENT.fullmatch(node.tag) else "span"
        out.append(f'<{name} xmlns="">')
        out.append(escape(_FORBIDDEN.sub("", node.text or "")))
        for child in node:
            _element(out, child)
        out.append(f"</{name}>")
    out.append(escape(_FORBIDDEN.sub("", node.tail or "")))
