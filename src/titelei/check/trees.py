"""The outputs of one article as trees, each parsed once for all checks that look at it."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from titelei.xml.foreign import parsed

_HTML: Final = etree.HTMLParser(encoding="utf-8")


class Trees:
    """Trees of outputs, by file name; made when somebody asks first, and changed by nobody."""

    def __init__(self, outputs: Mapping[str, bytes]) -> None:
        self._outputs = outputs
        self._known: dict[str, etree._Element | etree.LxmlError] = {}

    def of(self, name: str) -> "etree._Element":
        """Give the root of an output in HTML (by the end of its name) or XML.

        Raises:
            lxml.etree.LxmlError: it is neither.
        """
        if name not in self._known:
            try:
                data = self._outputs[name]
                self._known[name] = etree.fromstring(data, _HTML) if name.endswith(".html") else parsed(data)
            except etree.LxmlError as error:
                self._known[name] = error
        known = self._known[name]
        if isinstance(known, etree.LxmlError):
            raise known
        return known
