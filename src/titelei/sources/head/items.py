"""Items of schema.org, whether a page writes them as JSON-LD or as microdata: one form, a dictionary of lists."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from titelei.sources.head.statements import Statement

Value = "str | Item"
_ARTICLES: Final = frozenset(
    ("article", "scholarlyarticle", "medicalscholarlyarticle", "techarticle", "report", "creativework", "webpage")
)
_PARTS: Final = ("ispartof", "publication")
_CONTROL: Final = re.compile(r"[\x00-\x1f]+")
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its properties by their names in small letters, each with all its values."""

    properties: dict[str, list[Any]]
    number: int
    kind: str

    def words(self, name: str) -> list[str]:
        """Give the values of a property as text; an item's by its name, value or address."""
        out = []
        for value in self.properties.get(name, ()):
            text = value if isinstance(value, str) else value.label()
            if text.strip():
                out.append(" ".join(text.split()))
        return out

    def items(self, name: str) -> "list[Item]":
        """Give the values of a property that are items themselves."""
        return [v for v in self.properties.get(name, ()) if isinstance(v, Item)]

    def label(self) -> str:
        """Give what an item is called."""
        for key in ("name", "@value", "value", "@id", "url"):
            for value in self.properties.get(key, ()):
                if isinstance(value, str) and value.strip():
                    return value
        given, family = (next(iter(self.words(k)), "") for k in ("givenname", "familyname"))
        return f"{given} {family}".strip()

    @property
    def types(self) -> list[str]:
        """Give the item's types in small letters, without the vocabulary's address."""
        return [t.rpartition("/")[2].lower() for t in self.words("@type")]


def items(root: Any) -> list[Item]:
    """Give all items of a page, those inside others as well, the ones nearest to an article first."""
    found = [item for script in root.iter("script") for item in _json_ld(script)]
    found += [_microdata(element, 0) for element in root.iterfind(".//*[@itemscope]") if not element.get("itemprop")]
    flat: list[Item] = []
    for item in found:
        _flatten(item, flat, 0)
    return flat


def article(found: list[Item]) -> Item | None:
    """Choose the item that is the article: by its type, and among these the one that says most."""
    ranks = {"scholarlyarticle": 3, "medicalscholarlyarticle": 3, "article": 2, "techarticle": 2, "report": 1}
    able = [(max(ranks.get(t, 0) for t in [*i.types, ""]), len(i.properties), i) for i in found]
    able = [a for a in able if a[0]]
    return max(able, key=lambda a: (a[0], a[1]))[2] if able else None


def said(item: Item) -> Iterator[Statement]:
    """Give an article's item as statements ``schema.…``; its authors are read from the item itself."""
    for name in (
        *("headline", "name", "alternativeheadline", "abstract", "description", "keywords", "inlanguage", "license"),
        *("datepublished", "pagestart", "pageend", "pagination", "identifier", "sameas", "@id", "doi", "url"),
        "publisher",
    ):
        for word in item.words(name):
            yield Statement(name=f"schema.{name}", value=word, number=item.number, kind=item.kind)
    parts = [p for name in _PARTS for p in item.items(name)]
    for part in parts:
        parts += [p for name in _PARTS for p in part.items(name)]
        for name in ("issuenumber", "volumenumber", "issn"):
            for word in part.words(name):
                yield Statement(name=f"schema.{name}", value=word, number=part.number, kind=part.kind)
        if "periodical" in part.types or ("journal" in part.types and part.label()):
            yield Statement(name="schema.periodical", value=part.label(), number=part.number, kind=part.kind)


def _flatten(item: Item, out: list[Item], depth: int) -> None:
    if depth > _DEEPEST:
        return
    out.append(item)
    for name in ("@graph", "mainentity", "mainentityofpage", "about", "itemlistelement"):
        for inner in item.items(name):
            _flatten(inner, out, depth + 1)


def _json_ld(script: Any) -> Iterator[Item]:
    if "ld+json" not in (script.get("type") or "").lower() or not script.text:
        return
    text = (
        script.text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    )
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    number = int(script.sourceline or 0)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield _item(one, number, 0)


def _item(value: dict[str, Any], number: int, depth: int) -> Item:
    properties: dict[str, list[Any]] = {}
    for key, inner in value.items():
        made = [_value(v, number, depth + 1) for v in (inner if isinstance(inner, list) else [inner])]
        properties[key.rpartition(":")[2].lower() if ":" in key else key.lower()] = [v for v in made if v is not None]
    return Item(properties, number, "jsonld")


def _value(value: Any, number: int, depth: int) -> Any:
    if isinstance(value, dict):
        return _item(value, number, depth) if depth < _DEEPEST else None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return _CONTROL.sub(" ", str(value))
    return None


def _microdata(element: Any, depth: int) -> Item:
    properties: dict[str, list[Any]] = {"@type": (element.get("itemtype") or "").split()}
    if element.get("itemid"):
        properties["@id"] = [element.get("itemid")]
    _properties(element, properties, depth)
    return Item(properties, int(element.sourceline or 0), "microdata")


def _properties(element: Any, properties: dict[str, list[Any]], depth: int) -> None:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        names = (child.get("itemprop") or "").lower().split()
        is_item = child.get("itemscope") is not None
        if names and depth < _DEEPEST:
            value: Any = _microdata(child, depth + 1) if is_item else _shown(child)
            for name in names:
                properties.setdefault(name, []).append(value)
        if not is_item:
            _properties(child, properties, depth)


def _shown(element: Any) -> str:
    """Give a property's value by its element. Source: https://html.spec.whatwg.org/multipage/microdata.html#values"""
    for attribute in ("content", "datetime", "href", "src"):
        if element.get(attribute):
            return str(element.get(attribute))
    return " ".join("".join(element.itertext()).split())
