"""The page: what a browser, a screen reader and a citation manager need, as far as the markup tells."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from titelei.check import json_ld
from titelei.check.report import fault
from titelei.messages import joined, say
from titelei.model import Finding
from titelei.xml.paths import readable

_POINTERS: Final = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "popovertarget")
_WITH_ID: Final = etree.XPath("descendant-or-self::*[@id]")
_POINTING: Final = etree.XPath(
    f"descendant-or-self::*[starts-with(@href, '#') or {' or '.join(f'@{name}' for name in _POINTERS)}]"
)
_AUTHOR: Final = "citation_author"


def check(name: str, data: bytes, root: "etree._Element") -> tuple[Finding, ...]:
    """Check one HTML page, of which ``root`` is the tree."""
    lines = data.decode("utf-8", "replace").split("\n")
    found = []
    for rule, element, message in (*_document(root), *_ids(root), *_headings(root), *_citation(root), *_fetched(root)):
        line, column = _place(root, element, lines) if element is not None else (0, 0)
        path = readable(element) if element is not None else ""
        found.append(
            fault(f"output-html-{rule}", name, joined(": ", (name, message)), line=line, column=column, path=path)
        )
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            line = int(script.sourceline or 1) - 1
            found += json_ld.problems(
                name, script.text or "", say("{name}: the JSON-LD in its head is", name=name), line
            )
    return tuple(found)


def _place(root: "etree._Element", element: "etree._Element", lines: list[str]) -> tuple[int, int]:
    """Give line and column of an element's start tag: the n-th of its name in the line that the parser names."""
    line = int(element.sourceline or 0)
    same = [e for e in root.iter(str(element.tag)) if e.sourceline == element.sourceline]
    tags = re.compile(rf"<{re.escape(str(element.tag))}(?=[\s/>])", re.IGNORECASE)
    found = [m.start() + 1 for m in tags.finditer(lines[line - 1])] if 0 < line <= len(lines) else []
    number = same.index(element)
    return line, found[number] if number < len(found) else 0


Problem = tuple[str, "etree._Element | None", str]


def _document(root: "etree._Element") -> Iterator[Problem]:
    if not (root.get("lang") or "").strip():
        yield "lang", root, say("the element html has no lang.")
    titles = root.findall("head/title")
    if len(titles) != 1 or not (titles[0].text or "").strip():
        yield "title", root, say("the head needs one title with text.")
    for tag in ("main", "h1"):
        elements = list(root.iter(tag))
        if len(elements) != 1:
            yield (
                tag,
                elements[1] if elements else root,
                say("the page has {elements_count} elements {tag}, not one.", elements_count=len(elements), tag=tag),
            )
        elif not "".join(elements[0].itertext()).strip():
            yield tag, elements[0], say("the element {tag} is empty.", tag=tag)


def _ids(root: "etree._Element") -> Iterator[Problem]:
    ids: set[str] = set()
    for element in _WITH_ID(root):
        own = str(element.get("id"))
        if own in ids:
            yield "id", element, say("the id “{own}” stands twice.", own=own)
        if not own or re.search(r"\s", own):
            yield "id", element, say("the id “{own}” is empty or holds a space.", own=own)
        ids.add(own)
    for element in _POINTING(root):
        href = element.get("href", "")
        if href.startswith("#") and len(href) > 1 and unquote(href[1:]) not in ids:
            yield "link", element, say("the link to “{href}” leads nowhere.", href=href)
        for attribute in _POINTERS:
            for target in element.get(attribute, "").split():
                if target not in ids:
                    yield (
                        "link",
                        element,
                        say('{attribute}="{target}" points at no id.', attribute=attribute, target=target),
                    )


def _headings(root: "etree._Element") -> Iterator[Problem]:
    level = 0
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        own = int(str(element.tag)[1])
        if level and own > level + 1:
            yield (
                "heading",
                element,
                say("the heading h{own} follows an h{level}: a level is skipped.", own=own, level=level),
            )
        level = own


def _citation(root: "etree._Element") -> Iterator[Problem]:
    """Tags of one author are told apart by the author they follow; of all others no two are alike in one language."""
    seen: set[tuple[str, str, str, int]] = set()
    author = 0
    names: Counter[str] = Counter()
    for element in root.iter("meta"):
        tag = element.get("name", "")
        if not tag.startswith(("citation_", "DC.", "DCTERMS.")):
            continue
        content = (element.get("content") or "").strip()
        if not content:
            yield "meta", element, say("the tag {tag} is empty.", tag=tag)
        if tag == _AUTHOR:
            author += 1
        elif tag.startswith(f"{_AUTHOR}_") and not author:
            yield "meta", element, say("the tag {tag} stands before any citation_author.", tag=tag)
        key = (tag, content, element.get("lang", ""), author if tag.startswith(_AUTHOR) else 0)
        if key in seen:
            yield "meta", element, say("the tag {tag} with “{content}” stands twice.", tag=tag, content=content)
        seen.add(key)
        names[tag] += 1
    # A page may lack a title; that a known one is there, the agreement with the facts holds.
    for tag, allowed in (("citation_title", (0, 1)), ("citation_abstract_html_url", (1,))):
        if names[tag] not in allowed:
            yield "meta", None, say("the head has {names} tags {tag}, not one.", names=names[tag], tag=tag)


def _fetched(root: "etree._Element") -> Iterator[Problem]:
    """The page is self-contained: nothing is fetched to show it."""
    for element in root.iter("script", "img", "iframe", "source", "audio", "video", "embed"):
        source = element.get("src")
        if source is not None and not source.startswith("data:"):
            yield (
                "fetched",
                element,
                say(
                    "the element {tag!s} fetches “{source}”; the page must be self-contained.",
                    tag=element.tag,
                    source=source,
                ),
            )
    for element in root.iter("link"):
        if "stylesheet" in (element.get("rel") or "").split():
            yield (
                "fetched",
                element,
                say("a stylesheet is fetched from “{href}”; it must stand in the page.", href=element.get("href")),
            )
