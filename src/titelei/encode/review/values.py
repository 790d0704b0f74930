"""Values of the header corrected, with the copies that rules hold equal, and the words beside a number."""

import re
from typing import Any, Final

from titelei.encode import people
from titelei.encode.languages import LANGUAGES, guess
from titelei.encode.review import entries, forms
from titelei.encode.review.marking import assessed, set_attribute, set_text
from titelei.encode.review.question import Question
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import NS, Step, element_at, words
from titelei.names import TEI, XML_ID, XML_LANG, tei
from titelei.xml.edits import Edit, text
from titelei.xml.paths import exact

_NAMED: Final = frozenset(tei(name) for name in ("settlement", "region", "country"))


def corrected(question: Question, value: str, who: str) -> tuple[Step, ...]:
    """Give the steps that put another value into the header; ``none`` takes it out.

    Raises:
        Refused: there is no value, or it has not the form of this one.
    """
    if not value:
        raise Refused("no_value")
    if value != "none":
        value = forms.check(question.what, value)
    before: list[str] = []

    def edit(root: Any) -> tuple[Edit, ...]:
        before.append(str(element_at(root, question.paths[0]).get("ref", "")).removeprefix("#"))
        return _edits(root, question, value, who)

    return (edit, lambda root: entries.dropped(before[0])(root) if before[0] else ())


def _edits(root: Any, question: Question, value: str, who: str) -> tuple[Edit, ...]:
    element, attribute = element_at(root, question.paths[0]), question.target
    if value == "none":
        return (_without(element, attribute),)
    edits = list(assessed(element, who, sure=False))
    if question.what == "pages":
        return (*edits, *_pages(element, value))
    if attribute == "mainLang":
        return (*edits, *set_attribute(element, attribute, value), *set_text(element, LANGUAGES.get(value, value)))
    if attribute:
        old = str(element.get(attribute, ""))
        edits += set_attribute(element, attribute, value)
        if not len(element) and old and attribute != "target":
            edits += set_text(element, (element.text or "").replace(old, value))
        return tuple(edits)
    if element.tag == tei("persName"):
        return (*edits, *_person(root, element, value))
    if len(element):
        raise Refused("has_parts")
    for copy in (element, *_copies(root, element)):
        edits += (*set_text(copy, value), *_language(copy, value))
    if element.tag in _NAMED:
        edits += set_attribute(element, "ref", _place(root, value))
    return tuple(edits)


def _without(element: Any, attribute: str) -> Edit:
    if attribute == "role":
        return Edit(op="delete", path=f"{exact(element)}/@{attribute}")
    while element.getparent() is not None and len(element.getparent()) == 1:
        element = element.getparent()
    return Edit(op="delete", path=exact(element))


def _pages(element: Any, value: str) -> list[Edit]:
    first, last = forms.pages(value)
    return [
        *set_attribute(element, "from", first),
        *set_attribute(element, "to", last or first),
        *set_text(element, value),
    ]


def _copies(root: Any, element: Any) -> list[Any]:
    """Give the copies of a title or an author's name in ``titleStmt``."""
    kind = element.tag.rpartition("}")[2]
    path = {"title": "tei:title", "persName": "tei:author/tei:persName"}.get(kind)
    statement = root.find("tei:teiHeader/tei:fileDesc/tei:titleStmt", NS)
    if path is None or statement is None:
        return []
    same = (words(element), element.get("ref"))
    return [e for e in statement.iterfind(path, NS) if (words(e), e.get("ref")) == same]


def _person(root: Any, element: Any, value: str) -> list[Edit]:
    """Write a name anew: in parts, where it is the main one of an entry."""
    if not len(element):
        both = (element, *_copies(root, element))
        return [edit for e in both for edit in (*set_text(e, value), *_language(e, value))]
    name = people.parse(value)
    if name is None or not name.surname:
        raise Refused("no_person", value)
    given = "".join(f' xml:lang="{lang}"' for lang in (element.get(XML_LANG),) if lang)
    type_ = f' type="{element.get("type")}"' if element.get("type") else ""
    content = f'<persName xmlns="{TEI}"{type_}{given}>{entries.parts(name)}</persName>'
    return [Edit(op="replace", path=exact(element), content=f"<edit>{content}</edit>")]


def _language(element: Any, value: str) -> list[Edit]:
    """Cyrillic words stand under a Cyrillic language, others not."""
    cyrillic, lang = bool(re.search(r"[Ѐ-ӿ]", value)), element.get(XML_LANG)
    if cyrillic and lang in (None, "en", "ru-Latn"):
        return [Edit(op="add", path=exact(element), target="xml:lang", content=text(guess(value, "ru")))]
    return []


def _place(root: Any, name: str) -> str:
    """Give the pointer to the place of this name; empty where the file has no such entry."""
    for place in root.iterfind("tei:standOff/tei:listPlace/tei:place", NS):
        if any(known.casefold() == name.casefold() for known, _ in entries.names_of(place)):
            return f"#{place.get(XML_ID)}"
    return ""
