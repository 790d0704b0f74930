"""The statements of a page's head, in the order of the document: ``meta``, ``link``, licence links, COinS."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_VENDORS: Final = re.compile(r"^(?:bepress_|wkhealth_)(?=citation_|)")
_PREFIXES: Final = re.compile(r"^(dc|dcterms|dcterm|prism|eprints|og|article)[:._]")
_RELATIONS: Final = frozenset(("canonical", "license", "alternate"))
_LONGEST: Final = 20_000
"""Statements longer than this are data of a program, not words about an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement: ``name`` as in ``vocabularies.toml``, ``value``, language, line of the file.

    ``kind`` is ``meta``, ``link``, ``jsonld``, ``microdata``, ``coins`` or ``opengraph``; ``media`` the type that a
    link gives.
    """

    name: str
    value: str
    lang: str = ""
    number: int = 0
    kind: str = "meta"
    media: str = ""


def statements(root: Any) -> Iterator[Statement]:
    """Give what ``meta``, ``link``, ``title``, licence links and COinS of a page say, in their order."""
    for element in root.iter("meta", "link", "title", "a", "span"):
        match element.tag:
            case "meta":
                yield from _meta(element)
            case "link":
                yield from _link(element)
            case "title":
                text = " ".join((element.text or "").split())
                if text and element.getparent().tag == "head":
                    yield Statement(name="html:title", value=text, number=element.sourceline or 0)
            case "a":
                if "license" in (element.get("rel") or "").lower().split() and element.get("href"):
                    yield Statement(
                        name="link.license", value=element.get("href").strip(), number=_line(element), kind="link"
                    )
            case _:
                if "Z3988" in (element.get("class") or ""):
                    yield from _coins(element)


def name_of(raw: str) -> str:
    """Give a statement's name in one spelling: “DC:title”, “dc.Title” are ``dc.title``."""
    name = _VENDORS.sub("", raw.strip().lower())
    found = _PREFIXES.match(name)
    if not found:
        return name
    prefix = "dcterms" if found[1] == "dcterm" else found[1]
    return f"{prefix}.{name[found.end() :].replace(':', '.')}"


def language(element: Any) -> str:
    """Give the language that an element states of itself, without its region."""
    lang = element.get("lang") or element.get(_XML_LANG) or element.get("xml:lang") or ""
    return str(lang).split("-")[0].split("_")[0].lower()


def _line(element: Any) -> int:
    return int(element.sourceline or 0)


def _meta(element: Any) -> Iterator[Statement]:
    value = element.get("content")
    raw = element.get("name") or element.get("property")
    if not raw or not value or not value.strip() or len(value) > _LONGEST:
        return
    name = name_of(raw)
    kind = "opengraph" if name.startswith(("og.", "article.")) else "meta"
    yield Statement(name=name, value=" ".join(value.split()), lang=language(element), number=_line(element), kind=kind)


def _link(element: Any) -> Iterator[Statement]:
    href = (element.get("href") or "").strip()
    if not href:
        return
    for relation in (element.get("rel") or "").lower().split():
        if relation in _RELATIONS:
            media = (element.get("type") or "").lower()
            yield Statement(name=f"link.{relation}", value=href, number=_line(element), kind="link", media=media)


def _coins(element: Any) -> Iterator[Statement]:
    """Read an OpenURL in a span's title. Source: https://www.niso.org/publications/z39882004r2010 (context object)."""
    pairs = parse_qsl(element.get("title") or "")
    names = {key for key, _ in pairs}
    for key, value in pairs:
        if value.strip():
            yield Statement(
                name=f"coins.{key.lower()}", value=" ".join(value.split()), number=_line(element), kind="coins"
            )
    if "rft.au" not in names:
        parts = dict(pairs)
        name = f"{parts.get('rft.aulast', '')}, {parts.get('rft.aufirst') or parts.get('rft.auinit') or ''}".strip(", ")
        if name:
            yield Statement(name="coins.rft.au", value=name, number=_line(element), kind="coins")
