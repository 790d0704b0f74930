"""A page as a person sees it: lines with their places in the file, links, and what its head says of the article."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import Final

from titelei.encode import charset, index_marks
from titelei.encode.grammar import around
from titelei.encode.html import Fragment, fragments, looks_like_html
from titelei.sources.head import Head, Statement

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ADDRESS_LINE: Final = re.compile(r"^\s*(?:URL|Address|Адрес|Source|Источник)?\s*:?\s*(https?://\S+)\s*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a line: the characters it covers, and where it leads."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the page that is not empty.

    ``number`` counts the lines of the file from 1; ``text`` is exactly what is shown; ``tag`` the HTML block it
    stands in; ``is_menu`` tells that the page itself marks it as navigation; ``after_gap`` that empty space
    stands before it; ``label_end`` is where the heading cell of a table row ends, 0 where there is none.
    ``indexed`` is ``text`` with its index marks as raised characters, one for one: for reading names only.
    """

    index: int
    number: int
    text: str
    tag: str = ""
    lang: str = ""
    is_menu: bool = False
    after_gap: bool = False
    label_end: int = 0
    links: tuple[Link, ...] = ()
    indexed: str = ""
    shifted: tuple[tuple[int, int, str], ...] = ()
    """Characters above or below the line: first, the one after the last, ``superscript`` or ``subscript``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as received. ``kind`` is ``text`` or ``html``; ``replaced`` lists lines with signs XML cannot hold."""

    name: str
    kind: str
    sha256: str
    encoding: str
    lines: tuple[Line, ...]
    head: Head = field(default_factory=Head)
    lang: str = ""
    url: str = ""
    url_line: int = 0
    replaced: tuple[tuple[int, str], ...] = ()
    is_binary: bool = False
    size: int = 0
    has_password: bool = False
    is_cut: bool = False


def read(data: bytes, *, name: str, url: str = "") -> Page:
    """Read the bytes of a page. ``name`` is the file's name, ``url`` the page's address where it is known."""
    sha256 = hashlib.sha256(data).hexdigest()
    if _is_binary(data):
        return Page(name=name, kind="binary", sha256=sha256, encoding="", lines=(), is_binary=True, size=len(data))
    text, encoding, _ = charset.decode(data)
    text = text.removeprefix("\ufeff")
    is_html = PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml", ".mhtml") or looks_like_html(text)
    head = Head()
    lang = ""
    has_password = is_cut = False
    if is_html:
        content = fragments(text)
        found, head, lang, has_password = content.fragments, content.head, content.lang, content.has_password
        is_cut = content.is_cut
    else:
        found = _of_text(text)
    lines: list[Line] = []
    marks = frozenset[str]() if is_html else index_marks.letters(f.text for f in found)
    replaced: list[tuple[int, str]] = []
    for fragment in found:
        shown = fragment.text
        bad = _CONTROL.search(shown)
        if bad:
            replaced.append((fragment.number, f"U+{ord(bad[0]):04X}"))
            shown = _CONTROL.sub("\ufffd", shown)
        lines.append(
            Line(
                index=len(lines),
                number=fragment.number,
                text=shown,
                tag=fragment.tag,
                lang=fragment.lang,
                is_menu=fragment.is_menu,
                after_gap=fragment.after_gap,
                label_end=fragment.label_end,
                links=tuple(Link(start=a, end=b, target=t) for a, b, t in fragment.links),
                shifted=(
                    *((a, b, "superscript") for a, b in fragment.raised),
                    *((a, b, "subscript") for a, b in fragment.lowered),
                ),
                indexed=_indexed(shown, fragment.raised if is_html else (), marks),
            )
        )
    address, address_line = (url, 0) if url else _address(lines, head.metas)
    return Page(
        name=name,
        kind="html" if is_html else "text",
        sha256=sha256,
        encoding=encoding,
        lines=tuple(lines),
        head=head,
        lang=lang,
        url=address,
        url_line=address_line,
        replaced=tuple(replaced),
        size=len(data),
        has_password=has_password,
        is_cut=is_cut,
    )


@lru_cache(maxsize=1 << 13)
def _indexed(text: str, raised: tuple[tuple[int, int], ...], letters: frozenset[str]) -> str:
    """Write a line as names are read in it: with its index marks raised, without what stands around names."""
    text = index_marks.raised(text, raised) if raised else index_marks.lettered(text, letters)
    return around.bare(index_marks.without_buttons(text))


def _of_text(text: str) -> list[Fragment]:
    found = []
    after_gap = True
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line.strip():
            found.append(Fragment(text=line, number=number, after_gap=after_gap))
            after_gap = False
        else:
            after_gap = True
    return found


def _address(lines: list[Line], metas: tuple[Statement, ...]) -> tuple[str, int]:
    """Find the page's own address: a copied address line at the top or bottom, else what the head says."""
    for line in (*lines[:2], *lines[-1:]):
        found = _ADDRESS_LINE.match(line.text)
        if found and "doi.org" not in found[1] and "creativecommons" not in found[1]:
            return found[1], line.index + 1
    for name in ("link.canonical", "og.url", "citation_abstract_html_url", "dc.identifier.uri"):
        for meta in metas:
            if meta.name == name and meta.value.startswith("http"):
                return meta.value, 0
    return "", 0


def _is_binary(data: bytes) -> bool:
    if data.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
    ):
        return True
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nulls = head.count(0)
    if nulls > 3 + len(head) // 100 and not (
        head[1::2].count(0) > len(head) // 4 or head[0::2].count(0) > len(head) // 4
    ):
        return True
    return sum(1 for b in head if b < 9 or 13 < b < 27) > len(head) // 10 > 0 and not nulls
