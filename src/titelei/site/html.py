"""A page's XML to its HTML, by ``xslt/site/main.xsl``. Saxon is not for several threads: one at a time is let in."""

from threading import Lock
from typing import Final

from lxml import etree

from titelei import resources
from titelei.engine import saxon
from titelei.site.document import Element
from titelei.site.edition import Edition

_ONE: Final = Lock()


def html(page: Element, edition: Edition) -> bytes:
    """Write a page.

    Raises:
        AssetError: the stylesheet is broken, or lacks a label.
    """
    with _ONE:
        stylesheet = saxon.stylesheet(resources.xslt() / "site" / "main.xsl")
        source = etree.tostring(page, encoding="unicode")
        text = stylesheet.transform(
            saxon.parse(source), base_url=edition.base_url, languages=" ".join(edition.languages)
        )
    return f"{text}\n".encode()
