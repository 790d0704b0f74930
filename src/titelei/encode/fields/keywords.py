"""Key words: the terms of a list, whatever parts them."""

import re
from typing import Final

from titelei.encode.claims import Place

_SEPARATORS: Final = (
    r"\s*;\s*",
    r"\s*[•·|∙⋅‧◦♦]\s*",
    r"\s*,\s*(?![^()\[\]«»]*[)\]»])",
    r"\s+[–—-]\s+",
    r"(?<=[\w)»])\.\s+(?=\w)",
    r"\s*/\s+",
)


def terms(text: str, line: int, start: int, end: int) -> list[tuple[str, Place]]:
    """Give the terms between ``start`` and ``end`` of a line. The separator is the first that parts the list at all.

    A list on lines of its own, one term a line, is read line by line.
    """
    pattern = next((p for p in _SEPARATORS if re.compile(p).search(text, start, end - 1)), None)
    spans: list[tuple[int, int]] = []
    at = start
    if pattern is not None:
        for cut in re.compile(pattern).finditer(text, start, end):
            spans.append((at, cut.start()))
            at = cut.end()
    spans.append((at, end))
    out = []
    for a, b in spans:
        a, b = _edges(text, a, b)
        if b > a:
            out.append((text[a:b], Place(line=line, start=a, end=b)))
    return out


def _edges(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a] in " \t\u00a0,;.•·∙⋅‧◦♦–—-|:":
        a += 1
    while b > a and text[b - 1] in " \t\u00a0,;•·|:":
        b -= 1
    if b > a and text[b - 1] == "." and not re.search(r"(?:\b[^\W\d]|\b(?:etc|cent|в|г|гг|вв|н\. ?э))\.$", text[a:b]):
        b -= 1
    return a, b
