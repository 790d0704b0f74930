"""Where on the page a part of ``front`` stands: the n-th character that is no white space is the n-th on the page."""

from bisect import bisect_right
from typing import Any, Final

from titelei.encode.page import Line
from titelei.encode.review.question import Where
from titelei.names import TEI, tei

_EDITORS: Final = frozenset(tei(name) for name in ("corr", "reg", "supplied", "desc", "gap"))
_BLOCKS: Final = frozenset(tei(name) for name in ("ab", "p", "byline", "titlePart", "head", "item", "bibl"))


class OnPage:
    """Places of the elements of one file's ``front`` on its pages; without places where the two differ."""

    def __init__(self, root: Any, *pages: tuple[Line, ...]) -> None:
        placed = [(page, line) for page, lines in enumerate(pages) for line in lines]
        self._lines = [line for _, line in placed]
        self._of_page = [page for page, _ in placed]
        self._page: list[tuple[int, int]] = []
        printed = []
        for number, line in enumerate(self._lines):
            for column, char in enumerate(line.text):
                if not char.isspace():
                    self._page.append((number, column))
                    printed.append(char)
        self._spans: dict[Any, tuple[int, int]] = {}
        self._written: list[str] = []
        front = root.find(f"{{{TEI}}}text/{{{TEI}}}front")
        for block in front if front is not None else ():
            if isinstance(block.tag, str) and len(pages) > (page := _page_of(block)) and pages[page]:
                self._walk(block)
        self.agrees = "".join(self._written) == "".join(printed)
        self._by_number: dict[tuple[int, int], list[int]] = {}
        for number, (page, line) in enumerate(placed):
            self._by_number.setdefault((page, line.number), []).append(number)
        self._starts = [self._first(number) for number in range(len(self._lines))]

    def _walk(self, element: Any) -> None:
        start = len(self._written)
        if not _is_editors(element):
            self._take(element.text)
            for child in element:
                if isinstance(child.tag, str):
                    self._walk(child)
                self._take(child.tail)
        self._spans[element] = (start, len(self._written))

    def _take(self, text: str | None) -> None:
        self._written += [c for c in text or "" if not c.isspace()]

    def _first(self, number: int) -> int:
        return bisect_right(self._page, (number, -1))

    def where(self, element: Any) -> Where:
        """Give the place of an element of the front; an empty one where it has none."""
        start, end = self._spans.get(element, (0, 0))
        if not self.agrees or start >= len(self._page):
            return Where()
        number, column = self._page[start]
        last, behind = self._page[end - 1] if end > start else (number, column - 1)
        line = self._lines[number]
        return Where(
            page=self._of_page[number],
            line=line.number,
            start=column + 1,
            end=behind + 1 if last == number else len(line.text.rstrip()),
            text=line.text,
        )

    def of_line(self, number: int, start: int = 0, end: int = 0, page: int = 0, said: str = "") -> Where:
        """Give a place by its line of the file; characters count from 1, pages from 0.

        Where several lines of the page stand in one line of the file, it is the one in which ``said`` stands there.
        """
        text = self._text(page, number, start, said)
        if start and not end and said and text[start - 1 :].startswith(said):
            end = start + len(said) - 1
        return Where(page=page, line=number, start=start, end=end or (len(text) if start else 0), text=text)

    def _text(self, page: int, number: int, start: int, said: str) -> str:
        found = [self._lines[n].text for n in self._by_number.get((page, number), ())]
        here = (t for t in found if said and t[max(start - 1, 0) :].startswith(said))
        inside = (t for t in found if said and said in t and start <= len(t))
        return next(here, "") or next(inside, "") or next(iter(found), "")

    def blocks(self, number: int, page: int = 0, said: str = "") -> list[Any]:
        """Give the blocks of the front that hold characters of a line of a page's file."""
        text = self._text(page, number, 0, said)
        found = next((n for n in self._by_number.get((page, number), ()) if self._lines[n].text == text), None)
        if found is None or not self.agrees:
            return []
        begin = self._starts[found]
        end = self._starts[found + 1] if found + 1 < len(self._starts) else len(self._page)
        return [e for e, (a, b) in self._spans.items() if e.tag in _BLOCKS and a < end and b > begin]


def _page_of(block: Any) -> int:
    """Give from which of several pages a block is, counted from 0; of a record nothing stands on a page."""
    number = str(block.get("source", "")).removeprefix("#src.page-")
    return int(number) - 1 if number.isdecimal() else 0


def _is_editors(element: Any) -> bool:
    """Tell whether an element holds the editors' words, which are not on the page."""
    if element.tag == tei("note"):
        return element.get("type") == "missing" or element.get("resp") is not None
    if element.tag == tei("expan"):
        return element.getparent() is not None and element.getparent().tag == tei("choice")
    return element.tag in _EDITORS
