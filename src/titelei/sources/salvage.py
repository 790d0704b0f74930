"""What is whole in a file that breaks: records of XML or JSON that is not well-formed from some place on.

A record that is whole is taken out by its tags or braces, with the names of namespaces that the file declares, and
read alone. What stood around it, such as the issue of an export of OJS, is not known there. What stands inside a record
that broke, such as the work that it reviews, is no record of the file.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.sources.json import records
from titelei.sources.kinds import Kind, Root
from titelei.sources.xml import Found, Places, inside

_DECLARED: Final = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"<]*"|'[^'<]*')""")
_HEAD: Final = 200_000
"""Bytes at the beginning of a file in which namespaces are declared for what stands in it."""


_TAG: Final = re.compile(
    rb"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)"
    rb"|<(?P<end>/?)(?P<name>[A-Za-z_\x80-\xff][\w.:\x80-\xff-]*)"
    rb"""(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>?""",
    re.DOTALL,
)
"""A tag, even where it is not closed; comments and the like are passed over."""
_TOKEN: Final = re.compile(r'"(?:[^"\\\n]++|\\.|"(?!\s*(?:[,:}\]]|\Z)))*+"?|[{}\[\],:]')
"""A string or a sign of JSON; a quotation mark with more text behind it ends no string."""
_DEPTH: Final = 8
"""How many records and what may be one are looked for inside one another."""

_DEEPEST: Final = 256
"""How deep elements stand in one another at most; libxml2 reads no deeper ones."""


@dataclass(slots=True, kw_only=True)
class _Open:
    """An element or object that begins at a place, with the names of what it holds; ``end`` is 0 until it is closed."""

    name: bytes | str
    start: int
    tag: str = ""
    roots: tuple[Root, ...] = ()
    spaces: dict[bytes, str] = field(default_factory=dict)
    holds: set[str] = field(default_factory=set)
    inner: "list[_Open]" = field(default_factory=list)
    end: int = 0

    @property
    def is_record(self) -> bool:
        """Tell whether an element is a record by what it holds so far."""
        return any(r.starts(self.tag) and (not r.child or r.child in self.holds) for r in self.roots)


def whole(data: bytes, kinds: tuple[Kind, ...], given: Iterable[int]) -> Iterator[Found | int]:
    """Give the records that are whole, and of each that cannot be read the line on which it begins.

    ``given`` are the lines of records that were given before the break: these are left out.
    """
    shell, known = _shell(data), Counter(given)
    line, counted = 1, 0
    for one in _outermost(data, kinds):
        line += data.count(b"\n", counted, one.start)
        counted = one.start
        for found in _of(one, data, kinds, (shell, line, ())):
            if isinstance(found, int) or not known[found.line]:
                yield found
            else:
                known[found.line] -= 1


def _of(
    one: _Open, data: bytes, kinds: tuple[Kind, ...], at: tuple[bytes, int, tuple[str, ...]]
) -> Iterator[Found | int]:
    """Give what an element is or holds, once it is known where it ends; nothing that stands in a record that broke."""
    shell, line, above = at
    found = _alone(shell + data[one.start : one.end] + b"</shell>", kinds, line - 1) if one.end else None
    if found is not None:
        yield from found
        return
    is_told = False
    if not one.is_record and len(above) < _DEPTH:
        for inner in one.inner:
            if inner.tag not in (*above, one.tag):
                below = (shell, line + data.count(b"\n", one.start, inner.start), (*above, one.tag))
                for each in _of(inner, data, kinds, below):
                    is_told = True
                    yield each
    if not is_told:
        yield line


def _outermost(data: bytes, kinds: tuple[Kind, ...]) -> list[_Open]:
    """Give the elements that may be records by their names, those inside one another as ``inner``."""
    roots = [root for kind in kinds for root in kind.roots]
    names = {each.name: tuple(root for root in roots if root.name == each.name) for each in roots}
    top = _Open(name=b"", start=0)
    stack = [top]
    for match in _TAG.finditer(data):
        name: bytes | None = match["name"]
        if name is None:
            continue
        if match["end"]:
            depth = next((n for n in range(len(stack) - 1, 0, -1) if stack[n].name == name), 0)
            if depth:
                stack[depth].end = match.end()
                del stack[depth:]
            continue
        del stack[_unclosed(stack, name) :]
        prefix, _, local_name = name.rpartition(b":")
        local = local_name.decode("utf-8", "replace")
        declared = {p: a[1:-1].decode("utf-8", "replace") for p, a in _DECLARED.findall(match["rest"])}
        spaces = {**stack[-1].spaces, **declared} if declared else stack[-1].spaces
        stack[-1].holds.add(local)
        if match["rest"].endswith(b"/") or len(stack) > _DEEPEST:
            continue
        one = _Open(name=name, start=match.start(), spaces=spaces)
        if local in names:
            one.roots = names[local]
            one.tag = f"{{{spaces[prefix]}}}{local}" if spaces.get(prefix) else local
            next((e for e in reversed(stack) if e.tag), top).inner.append(one)
        stack.append(one)
    return top.inner


def _unclosed(stack: list[_Open], name: bytes) -> int:
    """Give how much of what is open is open still where an element begins, since no record holds what it stands in."""
    if stack[-1].tag and stack[-1].name == name:
        return len(stack) - 1
    if not any(one.name == name for one in stack):
        return len(stack)
    inmost = next((n for n in range(len(stack) - 1, 0, -1) if stack[n].is_record), 0)
    return next((n for n in range(1, inmost) if stack[n].name == name), len(stack))


def _alone(data: bytes, kinds: tuple[Kind, ...], shift: int) -> list[Found] | None:
    """Read what was taken out; None where it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return list(inside(root[0], kinds, Places(), shift=shift))


def _shell(data: bytes) -> bytes:
    """Give an element that declares what the file declares, the first of each prefix."""
    declared: dict[bytes, bytes] = {}
    for prefix, address in _DECLARED.findall(data[:_HEAD]):
        declared.setdefault(prefix, address)
    written = b"".join(b" xmlns%s=%s" % (b":" + p if p else b"", a) for p, a in declared.items())
    return b"<shell%s>" % written


def values(text: str, kinds: tuple[Kind, ...]) -> Iterator[Any]:
    """Give the records that are whole in a text that is no whole JSON, and of each that broke its line.

    What an object is can be said by a member behind what it holds, so the text is walked to its end first.
    """
    decoder, at, before = json.JSONDecoder(), 0, ""
    stack: list[_Open] = []
    held: list[tuple[dict[str, Any] | _Open, tuple[_Open, ...]]] = []
    while match := _TOKEN.search(text, at):
        sign, at = match[0], match.end()
        if sign == "{":
            if before != ":":
                while stack and stack[-1].name == "{":
                    stack.pop()
            is_known = before != ":" or (bool(stack) and stack[-1].name == "{")
            objects = tuple(one for one in stack if one.name == "{") if is_known and len(stack) < 2 * _DEPTH else None
            try:
                if objects is None:
                    raise ValueError
                value, at = decoder.raw_decode(text, match.start())
                held.append((value, objects))
                sign = "}"
            except (ValueError, RecursionError):
                stack.append(_Open(name=sign, start=match.start()))
                if objects is not None:
                    held.append((stack[-1], objects))
        elif sign == "[":
            stack.append(_Open(name=sign, start=match.start()))
        elif sign in ("}", "]"):
            opened = "{" if sign == "}" else "["
            depth = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].name == opened), len(stack))
            del stack[depth:]
        elif sign == ":" and before.startswith('"') and stack:
            stack[-1].holds.add(before[1:-1])
        before = sign
    for one, objects in held:
        if any(_holds(kinds, outer) for outer in objects):
            continue
        if isinstance(one, _Open):
            if _holds(kinds, one):
                yield text.count("\n", 0, one.start) + 1
            continue
        outer_names = {name for outer in objects for name in outer.holds}
        for found in records(one, kinds):
            own = (choice for kind in kinds if kind.holds(found.value) for choice in kind.members)
            if not any(outer_names.intersection(choice) for choice in own):
                yield found.value


def _holds(kinds: tuple[Kind, ...], one: _Open) -> bool:
    return any(kind.holds(dict.fromkeys(one.holds)) for kind in kinds)
