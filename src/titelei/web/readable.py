"""An answer as a page for people: the stylesheet ``xslt/oai/answer.xsl``, run here since browsers give up XSLT."""

from functools import cache

from lxml import etree

from titelei import resources


@cache
def _stylesheet() -> etree.XSLT:
    control = etree.XSLTAccessControl.DENY_ALL
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.parse(str(resources.xslt() / "oai" / "answer.xsl"), parser)
    return etree.XSLT(tree, access_control=control)


def readable(answer: bytes) -> bytes:
    """Write an answer of the provider as an HTML page."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)
    page = _stylesheet()(etree.fromstring(answer, parser))
    return str(page).encode("utf-8")
