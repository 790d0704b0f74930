"""XML that is no edition's file, such as an answer or an output: read without entities of its own, files or network."""

from lxml import etree


def parsed(data: bytes, *, base: str = "", is_huge: bool = False) -> "etree._Element":
    """Read XML and give its root. ``base`` is its address; ``is_huge`` takes away the parser's limits.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=is_huge)
    return etree.fromstring(data, parser, base_url=base or None)


def words(element: "etree._Element | None") -> str:
    """Give the words of an element and of all in it, one space between them; empty where there is none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
