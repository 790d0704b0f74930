"""Ways to damage the edition so that the grammar refuses it: an XPath, and what is done to what it selects."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from titelei.names import TEI, XML_ID, XML_LANG, tei

NS = {"t": TEI}
Damage = Callable[["etree._Element"], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One damage; ``rule`` is the finding meant for it."""

    name: str
    path: str
    damage: Damage
    rule: str


def drop(element: "etree._Element") -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def rename(name: str) -> Damage:
    def damage(element: "etree._Element") -> None:
        element.tag = tei(name)

    return damage


def other_namespace(element: "etree._Element") -> None:
    element.tag = f"{{urn:other}}{etree.QName(element).localname}"


def put(name: str, text: str = "", **attributes: str) -> Damage:
    def damage(element: "etree._Element") -> None:
        child = etree.SubElement(element, tei(name), attributes)
        child.text = text or None

    return damage


def put_first(name: str, text: str = "") -> Damage:
    def damage(element: "etree._Element") -> None:
        child = etree.Element(tei(name))
        child.text = text or None
        element.insert(0, child)

    return damage


def give(name: str, value: str) -> Damage:
    return lambda element: element.set(name, value)


def take(name: str) -> Damage:
    def damage(element: "etree._Element") -> None:
        del element.attrib[name]

    return damage


def write(text: str) -> Damage:
    def damage(element: "etree._Element") -> None:
        element.text = text + (element.text or "")

    return damage


def last_first(element: "etree._Element") -> None:
    element.insert(0, element[-1])


def twice(element: "etree._Element") -> None:
    parent = element.getparent()
    assert parent is not None
    copy = etree.fromstring(etree.tostring(element))
    copy.attrib.pop(XML_ID, "")
    copy.tail = element.tail
    parent.insert(parent.index(element) + 1, copy)


CASES = (
    Case("no titleStmt", "//t:titleStmt", drop, "grammar-element-missing"),
    Case("no publicationStmt", "//t:publicationStmt", drop, "grammar-element-missing"),
    Case("no sourceDesc", "//t:sourceDesc", drop, "grammar-element-missing"),
    Case("no fileDesc", "//t:fileDesc", drop, "grammar-element-missing"),
    Case("no teiHeader", "//t:teiHeader", drop, "grammar-element-missing"),
    Case("no body", "//t:body", drop, "grammar-element-missing"),
    Case("no imprint", "//t:imprint", drop, "grammar-element-missing"),
    Case("no monogr", "//t:monogr", drop, "grammar-element-missing"),
    Case("title misspelt", "//t:titleStmt/t:title[1]", rename("titel"), "grammar-element-unknown"),
    Case("persName misspelt", "//t:person/t:persName", rename("perName"), "grammar-element-unknown"),
    Case("wrong case", "//t:biblScope", rename("biblscope"), "grammar-element-unknown"),
    Case("HTML b in a paragraph", "//t:projectDesc/t:p", put("b", "x"), "grammar-element-unknown"),
    Case("unknown element", "//t:front", put("chapter"), "grammar-element-unknown"),
    Case("other namespace", "//t:front/t:div", other_namespace, "grammar-namespace"),
    Case("title in a div", "//t:front/t:div", put("surname", "x"), "grammar-element-not-allowed"),
    Case("div in a paragraph", "//t:projectDesc/t:p", put("div"), "grammar-element-not-allowed"),
    Case("p in titleStmt", "//t:titleStmt", put("p", "x"), "grammar-element-not-allowed"),
    Case("second titleStmt", "//t:titleStmt", twice, "grammar-element-not-allowed"),
    Case("second profileDesc content", "//t:fileDesc", twice, "grammar-element-not-allowed"),
    Case("order of fileDesc", "//t:fileDesc", last_first, "grammar-element-not-allowed"),
    Case("order of biblStruct", "//t:biblStruct", last_first, "grammar-element-not-allowed"),
    Case("order of TEI", "/t:TEI", last_first, "grammar-element-not-allowed"),
    Case("surplus in front", "//t:front", put_first("surplus", "x"), "grammar-element-not-allowed"),
    Case("text in fileDesc", "//t:fileDesc", write("words"), "grammar-text-not-allowed"),
    Case("text in listPerson", "//t:listPerson", write("words"), "grammar-text-not-allowed"),
    Case("text in front", "//t:front", write("words"), "grammar-text-not-allowed"),
    Case("text in biblStruct", "//t:biblStruct", write("words"), "grammar-text-not-allowed"),
    Case("attribute misspelt", "//t:date[@when]", give("whenn", "2021"), "grammar-attribute-unknown"),
    Case("id without xml:", "//t:person", give("id", "a"), "grammar-attribute-unknown"),
    Case("href on ref", "//t:persName[@ref]", give("href", "#a"), "grammar-attribute-unknown"),
    Case("class on p", "//t:projectDesc/t:p", give("class", "a"), "grammar-attribute-unknown"),
    Case("attribute in the TEI namespace", "//t:persName", give(tei("type"), "main"), "grammar-attribute-unknown"),
    Case("date in words", "//t:date[@when]", give("when", "May 2021"), "grammar-attribute-value"),
    Case("date with a month 13", "//t:date[@when]", give("when", "2021-13"), "grammar-attribute-value"),
    Case("pointer with a space", "//t:persName[@ref]", give("ref", "#a b"), "grammar-attribute-value"),
    Case("empty pointer", "//t:persName[@ref]", give("ref", ""), "grammar-attribute-value"),
    Case("status misspelt", "//t:revisionDesc", give("status", "publshed"), "grammar-attribute-value"),
    Case("level misspelt", "//t:title[@level]", give("level", "journal"), "grammar-attribute-value"),
    Case("language with a space", "//t:title[@xml:lang]", give(XML_LANG, "en us"), "grammar-attribute-value"),
    Case("id with a space", "//t:person[@xml:id]", give(XML_ID, "a b"), "grammar-attribute-value"),
    Case("no mainLang", "//t:textLang[@mainLang]", take("mainLang"), "grammar-attribute-missing"),
    Case("no ident", "//t:language", take("ident"), "grammar-attribute-missing"),
    Case("another root", "/t:TEI", rename("text"), "grammar-root"),
)
