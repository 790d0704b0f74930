"""What is whole in a file that breaks: records of XML or JSON that is not well-formed from some place on.

A record that is whole is taken out by its tags, with the names of namespaces that the file declares, and read alone.
What stood around it, such as the issue of an export of OJS, is not known there.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from titelei.sources.kinds import Kind
from titelei.sources.xml import Found, Places, inside

_DECLARED: Final = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"<]*"|'[^'<]*')""")
_HEAD: Final = 200_000
"""Bytes at the beginning of a file in which namespaces are declared for what stands in it."""


def whole(data: bytes, kinds: tuple[Kind, ...], given: Iterable[int]) -> Iterator[Found | int]:
    """Give the records that are whole, and of each that cannot be read the line on which it begins.

    ``given`` are the lines of records that were given before the break: these are left out.
    """
    names = sorted({re.escape(root.name.encode()) for kind in kinds for root in kind.roots if root.name != "*"})
    begins = re.compile(rb"<((?:[\w.-]+:)?(?:" + b"|".join(names) + rb"))(?=[\s>/])")
    shell, known = _shell(data), Counter(given)
    at = counted = told = 0
    line = 1
    while start := begins.search(data, at):
        line += data.count(b"\n", counted, start.start())
        counted = start.start()
        end = re.compile(rb"</" + re.escape(start[1]) + rb"\s*>").search(data, start.end())
        if end is None:
            yield line
            return
        found = _alone(shell + data[start.start() : end.end()] + b"</shell>", kinds, line - 1)
        at = end.end() if found else start.end()
        if found is None:
            if start.start() >= told:
                yield line
            told = end.end()
        for one in found or ():
            if known[one.line]:
                known[one.line] -= 1
            else:
                yield one


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


def values(text: str) -> Iterator[Any]:
    """Give the outermost objects that are whole in a text that is no whole JSON."""
    decoder, at = json.JSONDecoder(), 0
    while (at := text.find("{", at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            at += 1
            continue
        yield value
