"""What of the grammar some documents do not use: elements, attributes, values of closed lists, as the ODD has them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from titelei import resources
from titelei.names import TEI, XML

_T = f"{{{TEI}}}"


def elements(documents: Iterable[Path]) -> list["etree._Element"]:
    """Give every element of the documents."""
    return [node for path in documents for node in etree.parse(path).iter(f"{_T}*")]


def unused_elements(used: list["etree._Element"]) -> set[str]:
    """Name the elements that the ODD allows and none of the documents has."""
    allowed = {spec.get("ident", "") for spec in _odd().iter(f"{_T}elementSpec")}
    return allowed - {etree.QName(node).localname for node in used}


def unused_attributes(used: list["etree._Element"]) -> set[str]:
    """Name the attributes, as ``element/@name`` where they are defined, that no such element has."""
    uses = {(element, name) for element, name, _ in _uses(used)}
    return {
        f"{spec}/@{attribute.get('ident')}"
        for spec, element, attribute in _attributes()
        if (element, _name(attribute)) not in uses
    }


def unused_values(used: list["etree._Element"]) -> set[str]:
    """Name the values of closed lists, as ``element/@name = value``, that nobody uses."""
    uses = _uses(used)
    unused = set()
    for spec, element, attribute in _attributes():
        values = {(element, _name(attribute), value) for value in _items(attribute)}
        # A list that several attributes share is used where any of them uses it.
        for reference in attribute.iterfind(f"{_T}datatype/{_T}dataRef[@key]"):
            shared = _odd().find(f".//{_T}dataSpec[@ident='{reference.get('key')}']/{_T}content")
            values |= {("", _name(attribute), value) for value in _items(shared)}
        unused |= {f"{spec}/@{attribute.get('ident')} = {value}" for _, _, value in values - uses}
    return unused


def other_values(used: list["etree._Element"]) -> Iterator[tuple["etree._Element", str, str]]:
    """Give (element, attribute, value): of each list that some element uses, the values that no element has."""
    uses = _uses(used)
    for _, element, attribute in _attributes():
        name = _name(attribute)
        values = {value for value in _items(attribute) if (element, name, value) not in uses}
        place = next((n for n in used if n.get(name) and element in ("", etree.QName(n).localname)), None)
        if place is not None:
            yield from ((place, name, value) for value in sorted(values))


def closed_lists() -> set[tuple[str, str]]:
    """Give (element, attribute) of each attribute that an element defines with a list of values of its own."""
    return {(element, _name(each)) for _, element, each in _attributes() if element and any(_items(each))}


def _odd() -> "etree._Element":
    return etree.parse(resources.schemas() / "frontmatter.odd").getroot()


def _attributes() -> Iterator[tuple[str, str, "etree._Element"]]:
    """Give each attribute with the name of its spec, and of its element; empty where a class defines it."""
    for attribute in _odd().iter(f"{_T}attDef"):
        spec = next(attribute.iterancestors(f"{_T}elementSpec", f"{_T}classSpec"))
        ident = spec.get("ident", "")
        yield ident, ident if spec.tag == f"{_T}elementSpec" else "", attribute


def _name(attribute: "etree._Element") -> str:
    return attribute.get("ident", "").replace("xml:", f"{{{XML}}}")


def _uses(used: list["etree._Element"]) -> set[tuple[str, str, str]]:
    """Give (element, attribute, value), and the same with an empty element, as any element may have it."""
    uses = set()
    for node in used:
        for name, value in node.attrib.items():
            for word in str(value).split():
                uses.add((etree.QName(node).localname, str(name), word))
                uses.add(("", str(name), word))
    return uses


def _items(inside: "etree._Element | None") -> Iterator[str]:
    """Give the values of a closed list."""
    for item in () if inside is None else inside.iterfind(f"{_T}valList[@type='closed']/{_T}valItem"):
        yield item.get("ident", "")
