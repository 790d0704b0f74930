"""Damages to the first edition, each with the findings that are meant for it: any one of these has to be made."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from rules.rules import CASES, all_rules
from titelei.names import TEI, XML_ID, XML_LANG, tei

HERE: Final = Path(__file__).parent
ARTICLE: Final = HERE.parent.parent / "tei" / "articles" / "ambartsumyan-2021.xml"
_NS: Final = {"t": TEI}

Element = etree._Element
Change = Callable[[Element], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One damaged document. ``meant`` are the rules of which one has to find it, in ``phase``.

    ``is_rendered`` tells that the damage shows only when the diplomatic text is held to the page.
    """

    kind: str
    name: str
    data: bytes
    meant: frozenset[str]
    phase: str = "deposit"
    is_rendered: bool = False


@cache
def edition() -> "etree._ElementTree":
    """Give the valid edition; nobody changes it."""
    return etree.parse(str(ARTICLE))


def _damage(kind: str, name: str, element: Element, change: Change, *meant: str) -> Damage:
    tree = deepcopy(edition())
    (copy,) = tree.xpath(edition().getpath(element))
    change(copy)
    data = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    return Damage(kind=kind, name=name, data=data, meant=frozenset(meant), is_rendered="output-diplomatic" in meant)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


@cache
def _elements() -> Mapping[str, Element]:
    """Give the first element of each name."""
    found: dict[str, Element] = {}
    for element in edition().getroot().iter(etree.Element):
        found.setdefault(_local(str(element.tag)), element)
    return found


@cache
def _attributes() -> Mapping[tuple[str, str, str], Element]:
    """Give the first element of each name, type and attribute."""
    found: dict[tuple[str, str, str], Element] = {}
    for element in edition().getroot().iter(etree.Element):
        for attribute in element.attrib:
            kind = "" if attribute == "type" else element.get("type", "")
            found.setdefault((_local(str(element.tag)), kind, str(attribute)), element)
    return found


def _label(element: str, kind: str, attribute: str) -> str:
    return f"{element}{f'[{kind}]' if kind else ''}/{_local(attribute)}"


def unknown_elements() -> Iterator[Damage]:
    """Misspell the name of each element."""
    for name, element in _elements().items():
        meant = ("grammar-element-unknown",) if name != "TEI" else ("not-tei",)
        yield _damage("element-unknown", name, element, lambda e: _rename(e, f"{e.tag!s}s"), *meant)


def misplaced_elements() -> Iterator[Damage]:
    """Put an element into each where it must not stand."""
    for name, element in _elements().items():
        if name != "text":
            yield _damage("element-misplaced", name, element, _add_body, "grammar-element-not-allowed")


def missing_elements() -> Iterator[Damage]:
    """Take away each element that is needed."""
    for name, meant in _expected("element-missing").items():
        yield _damage("element-missing", name, _elements()[name], _cut_out, *meant)


def unknown_attributes() -> Iterator[Damage]:
    """Misspell the name of each attribute."""
    for (name, kind, attribute), element in _attributes().items():
        yield _damage(
            "attribute-unknown", _label(name, kind, attribute), element, _misspelt(attribute),
            "grammar-attribute-unknown",
        )  # fmt: skip


def wrong_values() -> Iterator[Damage]:
    """Give each attribute a value that it cannot have."""
    bad = {
        XML_ID: "1 x", XML_LANG: "english_", "ref": "nowhere", "resp": "nowhere", "who": "nowhere", "target": "",
        "source": "nowhere", "when": "20.12.2020", "from": "x", "to": "y", "n": "",
    }  # fmt: skip
    meant = {
        "ref": ("pointer-kind",),
        "resp": ("responsibility-kind",),
        "who": ("responsibility-kind",),
        XML_ID: ("grammar-attribute-value", "id-prefix"),
        "from": ("grammar-attribute-value", "pages-agree"),
        "to": ("grammar-attribute-value", "pages-agree"),
        "mainLang": ("languages-declared",),
        "ident": ("languages-declared",),
        "subtype": ("doi-or-note",),
    }
    for (name, kind, attribute), element in _attributes().items():
        rules = meant.get(attribute, ("grammar-attribute-value",))
        if attribute == "type" and name in ("bibl", "org"):
            rules = ("source-recorded", "state-agrees")  # any word is a type there, but these are asked for
        yield _damage(
            "attribute-value", _label(name, kind, attribute), element,
            _with(attribute, bad.get(attribute, "zzz")), *rules,
        )  # fmt: skip


def missing_attributes() -> Iterator[Damage]:
    """Take away each attribute that is needed."""
    labels = {_label(*key): (key[2], element) for key, element in _attributes().items()}
    for label, meant in _expected("attribute-missing").items():
        attribute, element = labels[label]
        yield _damage("attribute-missing", label, element, _without(attribute), *meant)


def stray_text() -> Iterator[Damage]:
    """Write text into each element that holds elements only."""
    for name, element in _elements().items():
        texts = (element.text, *(child.tail for child in element))
        if len(element) and name not in _MIXED and not any((t or "").strip() for t in texts):
            yield _damage("text-not-allowed", name, element, _with_text, "grammar-text-not-allowed")


# Elements with mixed content that happen to hold elements only where they first stand.
_MIXED: Final = frozenset(
    "titlePart byline docAuthor p ab bibl item head title persName orgName placeName surplus email ref rs "
    "corr sic orig reg licence name resp note author affiliation desc label roleName addrLine".split()
)


def pointers() -> Iterator[Damage]:
    """Let each pointer lead nowhere, and to something of another kind."""
    for number, (element, attribute) in enumerate(_pointers()):
        name = f"{number} {_local(str(element.tag))}/{attribute}={element.get(attribute)}"
        prefix = element.get(attribute, "").partition(".")[0]
        yield _damage("pointer-nowhere", name, element, _with(attribute, f"{prefix}.no-such"), "pointer-resolves")
        kind = "responsibility-kind" if attribute in ("resp", "who") else "pointer-kind"
        yield _damage("pointer-kind", name, element, _with(attribute, "#src.article"), kind)


def _pointers() -> Iterator[tuple[Element, str]]:
    for element in edition().getroot().iter(etree.Element):
        for attribute in ("ref", "resp", "who"):
            if element.get(attribute, "").startswith("#"):
                yield element, attribute


def identifiers() -> Iterator[Damage]:
    """Use each identifier twice, and give it the prefix of nothing."""
    for element in edition().getroot().iterfind(".//*[@xml:id]", {"xml": XML_ID[1:].split("}")[0]}):
        identifier = element.get(XML_ID, "")
        other = "src.page" if identifier != "src.page" else "src.article"
        yield _damage("id-twice", identifier, element, _with(XML_ID, other), "xml-id-unique")
        yield _damage("id-prefix", identifier, element, _with(XML_ID, f"x.{identifier}"), "id-prefix")


def dates() -> Iterator[Damage]:
    """Give each date a day that is not, a value that is not the printed one, an order that cannot be."""
    for number, element in enumerate(edition().getroot().iter(tei("date"), tei("change"))):
        for attribute in ("when", "from", "to", "notBefore", "notAfter"):
            value = element.get(attribute)
            if value is None:
                continue
            name = f"{number} {_local(str(element.tag))}/{attribute}={value}"
            yield _damage(
                "date-impossible", name, element, _with(attribute, "2021-02-30"), "date-exists",
                "grammar-attribute-value",
            )  # fmt: skip
            yield _damage(
                "date-form", name, element, _with(attribute, "May 1920"), "grammar-attribute-value", "date-form"
            )
            if element.text and any(c.isdigit() for c in element.text):
                yield _damage("date-text", name, element, _with(attribute, "1871"), "date-text-agrees", "year-agrees")
        if element.get("from"):
            yield _damage("date-order", str(number), element, _swapped, "date-order")
            yield _damage("date-order", f"{number} with when", element, _with("when", "1920"), "date-when-alone")


def transcription() -> Iterator[Damage]:
    """Change one character in each text of the page, and fold each no-break space."""
    for number, element in enumerate(edition().getroot().iterfind("t:text/t:front//*", _NS)):
        inside = element.iterancestors(tei("corr"), tei("reg"), tei("desc"))
        if element.tag in (tei("corr"), tei("reg"), tei("desc")) or any(True for _ in inside):
            continue
        if (element.text or "").strip():
            name = f"{number} {_local(str(element.tag))}"
            yield _damage("transcription", name, element, _retyped, "output-diplomatic")


def rules() -> Iterator[Damage]:
    """Break each rule of the schema, on the document that is kept for it."""
    for rule in all_rules():
        data = (CASES / rule.id / "fail.xml").read_bytes()
        yield Damage(kind="rule", name=rule.id, data=data, meant=frozenset({rule.id}), phase=rule.phase)


def syntax() -> Iterator[Damage]:
    """Make the file not well-formed, or something else than it says."""
    text = ARTICLE.read_text("utf-8")
    for name, meant, old, new in _SYNTAX:
        assert old in text, old
        yield Damage(kind="syntax", name=name, data=text.replace(old, new, 1).encode("utf-8"), meant=frozenset({meant}))
    yield Damage(kind="syntax", name="cut off", data=text[:9010].encode(), meant=frozenset({"xml-tags"}))
    yield Damage(kind="syntax", name="cut off in a tag", data=text[:9000].encode(), meant=frozenset({"xml-tags"}))
    yield Damage(kind="syntax", name="cut off in an end tag", data=text[:3000].encode(), meant=frozenset({"xml-tags"}))
    yield Damage(kind="syntax", name="empty", data=b"", meant=frozenset({"xml-empty"}))
    yield Damage(kind="syntax", name="another encoding", data=text.encode("cp1251", "replace"),
                 meant=frozenset({"xml-encoding"}))  # fmt: skip


_SYNTAX: Final = (
    ("tags crossed", "xml-tags", "</titleStmt>", "</titleStatement>"),
    ("bare ampersand", "xml-escape", "<front>", "<front>&  "),
    ("entity of HTML", "xml-entity", "<front>", "<front>&nbsp;"),
    ("no quotation marks", "xml-attribute", 'level="a"', "level=a"),
    ("attribute twice", "xml-attribute", 'level="a"', 'level="a" level="a"'),
    ("control character", "xml-character", "<front>", "<front>\x08"),
    ("prefix not declared", "xml-namespace", "<front>", "<front><q:x/>"),
    ("two roots", "xml-root", "</TEI>", "</TEI><TEI/>"),
    ("text before the declaration", "xml-declaration", "<?xml ", "\n<?xml "),
    ("DOCTYPE", "xml-doctype", "<TEI ", '<!DOCTYPE TEI [<!ENTITY x "y">]>\n<TEI '),
    ("no space between attributes", "xml-attribute", 'level="a" ', 'level="a"'),
    ("attribute without a value", "xml-attribute", 'level="a"', "level"),
    ("quotation mark left open", "xml-attribute", 'level="a"', 'level="a'),
    ("comment left open", "xml-comment", "<front>", "<front><!-- "),
    ("hyphens in a comment", "xml-comment", "<front>", "<front><!-- a -- b -->"),
    ("lesser sign in a value", "xml-escape", 'level="a"', 'level="<"'),
    ("XInclude", "xml-xinclude", "<front>", '<front><x:include xmlns:x="http://www.w3.org/2001/XInclude" href="a"/>'),
    ("another root", "not-tei", 'xmlns="http://www.tei-c.org/ns/1.0"', 'xmlns="http://www.tei-c.org/ns/2.0"'),
    ("encoding declared wrongly", "xml-encoding", 'encoding="UTF-8"', 'encoding="windows-1251"'),
)


def all_damages() -> Iterator[Damage]:
    """Give every damage, kind by kind."""
    for kind in (
        syntax, unknown_elements, misplaced_elements, missing_elements, stray_text, unknown_attributes, wrong_values,
        missing_attributes, pointers, identifiers, dates, transcription, rules,
    ):  # fmt: skip
        yield from kind()


@cache
def _expected(kind: str) -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))[kind]
    return {name: tuple(meant) for name, meant in table.items()}


def _rename(element: Element, tag: str) -> None:
    element.tag = tag


def _add_body(element: Element) -> None:
    etree.SubElement(element, tei("body"))


def _cut_out(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _misspelt(attribute: str) -> Change:
    def change(element: Element) -> None:
        value = element.attrib.pop(attribute)
        element.set(f"{_local(attribute)}x", value)

    return change


def _with(attribute: str, value: str) -> Change:
    return lambda element: element.set(attribute, value)


def _without(attribute: str) -> Change:
    def change(element: Element) -> None:
        del element.attrib[attribute]

    return change


def _with_text(element: Element) -> None:
    element.text = "stray text"


def _swapped(element: Element) -> None:
    first, last = element.get("from", ""), element.get("to", "")
    element.set("from", last)
    element.set("to", first)


def _retyped(element: Element) -> None:
    text = element.text or ""
    at = len(text) - len(text.lstrip())
    element.text = f"{text[:at]}{'Z' if text[at] != 'Z' else 'Y'}{text[at + 1 :]}"
