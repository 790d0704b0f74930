"""What the head of a page in HTML states: ``meta``, ``link``, ``title``, licence links and JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One statement of the page's head: ``name`` in small letters, ``value``, language, line of the file, and kind."""

    name: str
    value: str
    lang: str = ""
    number: int = 0
    kind: str = "meta"


def statements(root: Any) -> Iterator[Meta]:
    """Give what the elements ``meta``, ``link``, ``title`` and JSON-LD of a page say of it, in their order."""
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        value = element.get("content")
        if name and value and value.strip():
            lang = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
            lang = lang or element.get("xml:lang") or ""
            yield Meta(
                name=name.strip().lower(),
                value=" ".join(value.split()),
                lang=lang.split("-")[0].lower(),
                number=element.sourceline or 0,
            )
    for element in root.iter("link"):
        for relation in (element.get("rel") or "").lower().split():
            if relation in ("canonical", "license", "schema.dc", "alternate") and element.get("href"):
                yield Meta(
                    name=relation, value=element.get("href").strip(), number=element.sourceline or 0, kind="link"
                )
    for element in root.iter("title"):
        if element.text and element.text.strip() and element.getparent().tag == "head":
            yield Meta(name="html:title", value=" ".join(element.text.split()), number=element.sourceline or 0)
    for element in root.iter("a"):
        if "license" in (element.get("rel") or "").lower().split() and element.get("href"):
            yield Meta(name="license", value=element.get("href").strip(), number=element.sourceline or 0, kind="link")
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json" and element.text:
            yield from _json_ld(element.text, element.sourceline or 0)


_TYPES: Final = ("Article", "ScholarlyArticle", "MedicalScholarlyArticle", "TechArticle", "Report")


def _json_ld(text: str, number: int) -> Iterator[Meta]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    queue: list[Any] = value if isinstance(value, list) else [value]
    for item in queue:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        if isinstance(graph, list):
            queue.extend(graph)
        kinds = item.get("@type")
        if any(k in _TYPES for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield from _article(item, number)


def _article(item: dict[str, Any], number: int) -> Iterator[Meta]:
    def words(value: Any) -> Iterator[str]:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                one = one.get("name") or one.get("@value") or one.get("value") or one.get("@id") or ""
            if isinstance(one, str | int) and str(one).strip():
                yield " ".join(str(one).split())

    for key in (
        "name",
        "headline",
        "description",
        "abstract",
        "keywords",
        "inLanguage",
        "license",
        "datePublished",
        "pageStart",
        "pageEnd",
        "pagination",
        "url",
    ):
        for word in words(item.get(key)):
            yield Meta(name=key, value=word, number=number, kind="jsonld")
    authors = item.get("author")
    for person in authors if isinstance(authors, list) else [authors]:
        full = f"{person.get('givenName') or ''} {person.get('familyName') or ''}" if isinstance(person, dict) else ""
        for word in [*words(person)][:1] or [*words(full)]:
            yield Meta(name="author", value=word, number=number, kind="jsonld")
        if isinstance(person, dict):
            for key in ("affiliation", "email"):
                for word in words(person.get(key)):
                    yield Meta(name=f"author.{key}", value=word, number=number, kind="jsonld")
            for key in ("@id", "identifier", "sameAs"):
                for word in words(person.get(key)):
                    if "orcid.org" in word:
                        yield Meta(name="author.orcid", value=word, number=number, kind="jsonld")
    for key in ("sameAs", "identifier", "@id"):
        for word in words(item.get(key)):
            if "10." in word:
                yield Meta(name="identifier", value=word, number=number, kind="jsonld")
    queue = [item.get("isPartOf")]
    while queue:
        part = queue.pop(0)
        if isinstance(part, dict):
            for key in ("issueNumber", "volumeNumber", "issn"):
                for word in words(part.get(key)):
                    yield Meta(name=key, value=word, number=number, kind="jsonld")
            kinds = part.get("@type")
            if "Periodical" in (kinds if isinstance(kinds, list) else [kinds]):
                for word in words(part.get("name")):
                    yield Meta(name="journal", value=word, number=number, kind="jsonld")
            queue.append(part.get("isPartOf"))
