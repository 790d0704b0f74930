"""HTML as a person sees it: its blocks as lines, hidden things dropped, links and raised marks kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from titelei.sources import head

_HIDDEN: Final = frozenset(
    "script style noscript template head svg math object iframe select option datalist audio video canvas".split()
)
_MENU_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "menu"))
_MENUS: Final = frozenset("nav footer aside header menu button".split())
_BLOCKS: Final = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr
    ul caption legend button title""".split()
)
_HIDDEN_CLASS: Final = re.compile(
    r"(^|\s)(?:pkp_screen_reader|sr-only|visually-hidden|visuallyhidden|"
    r"screen-reader-text|hidden|d-none|cmp_skip_to_content)($|\s)",
    re.I,
)
_BLOCK_CLASS: Final = re.compile(
    r"(^|\s)(?:name|affiliation|user-?affiliation|orcid|author[-_]?(?:name|affiliation)|author)($|\s)", re.I
)
_STYLE_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MENU_CLASS: Final = re.compile(
    r"(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|cookies?|pkp_nav\w*|pkp_structure_(?:head|"
    r"footer|sidebar)\w*|pkp_block|topbar|header)($|[\s_-])",
    re.I,
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3"))
_PARTED_BELOW: Final = frozenset(("p", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6"))
_PARTED: Final = _PARTED_BELOW | {"table", "ul", "ol", "dl", "li"}
_DEEPEST: Final = 400
"""Below so many elements the text is read without regard to what its elements are."""
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_START: Final = re.compile(
    r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A line before it is numbered on the page; ``number`` is the line of the file where it begins."""

    text: str
    number: int
    tag: str = ""
    lang: str = ""
    is_menu: bool = False
    after_gap: bool = False
    label_end: int = 0
    links: tuple[tuple[int, int, str], ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    lowered: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is read of a page in HTML: its pieces of text, what its head says, its language, and what was left out."""

    fragments: list[Fragment]
    head: head.Head
    lang: str
    has_password: bool
    is_cut: bool = False


def looks_like_html(text: str) -> bool:
    """Tell whether text begins as an HTML document does."""
    return bool(_START.match(text[:3000]))


def fragments(text: str) -> Content:
    """Give the lines that a reader sees, in order, and the statements of the head."""
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        # The size of a page is bounded before it is read, so a deep tree is no danger.
        parser = etree.HTMLParser(huge_tree=True)
        root = etree.fromstring(cleaned or "<html/>", parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        return Content(fragments=[], head=head.Head(), lang="", has_password=False)
    lang = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    is_cut = any("depth" in entry.message.lower() for entry in parser.error_log)
    walker = _Walker(lang)
    body = root.find("body")
    walker.walk(body if body is not None else root, "", lang, False)
    walker.end()
    password = bool(root.xpath("//input[@type='password']"))
    return Content(fragments=walker.found, head=head.read(root), lang=lang, has_password=password, is_cut=is_cut)


class _Walker:
    """Gathers inline text into lines, block by block."""

    def __init__(self, lang: str) -> None:
        self.found: list[Fragment] = []
        self._parts: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._raised: list[tuple[int, int]] = []
        self._lowered: list[tuple[int, int]] = []
        self._state = ("", lang, False)
        self._number = 0
        self._gap = True
        self._label_end = 0
        self._depth = 0

    def walk(self, element: Any, tag: str, lang: str, is_menu: bool) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in _HIDDEN:
            return
        said = dict(element.items())
        if _is_hidden(name, said):
            return
        lang = (said.get("lang") or lang).split("-")[0].lower()
        is_menu = is_menu or name in _MENUS or (bool(said) and _is_menu(element, said))
        if name == "br" and tag in _HEADINGS:
            self._add(" ", element.sourceline or 0, False)  # a heading is one line, wherever the designer broke it
            return
        if name == "br":
            self.end()
            self._state = (tag, lang, is_menu)
            return
        if name == "tr":
            self._row(element, lang, is_menu)
            return
        is_block = name in _BLOCKS or (
            name in ("span", "strong", "b") and "class" in said and _matches(_BLOCK_CLASS, said["class"])
        )
        if is_block:
            self.end()
            if name in _PARTED:
                self._gap = True
            tag = name if name in _BLOCKS else tag
        self._state = (tag, lang, is_menu)
        start = self._length
        self._add(element.text, element.sourceline or 0, tag == "pre")
        for child in element:
            if self._depth < _DEEPEST:
                self._depth += 1
                self.walk(child, tag, lang, is_menu)
                self._depth -= 1
            else:
                self._flat(child)
            self._state = (tag, lang, is_menu)
            self._add(child.tail, element.sourceline or 0, tag == "pre")
        self._note(element, start)
        if is_block:
            self.end()
            self._gap = self._gap or name in _PARTED_BELOW

    def _flat(self, element: Any) -> None:
        """Read what is nested too deep to walk: its text, each element of blocks on a line."""
        for node in element.iter():
            is_shown = isinstance(node.tag, str) and node.tag not in _HIDDEN and not _is_hidden(node.tag, node.attrib)
            if node.tag in _BLOCKS:
                self.end()
            if is_shown:
                self._add(node.text, node.sourceline or 0, False)
            if node is not element:
                self._add(node.tail, node.sourceline or 0, False)

    def _row(self, row: Any, lang: str, is_menu: bool) -> None:
        """A row of two cells, the first short, is a label and its value on one line, parted by a tab."""
        cells = [c for c in row if c.tag in ("td", "th")]
        simple = len(cells) == 2 and not any(c.xpath(".//table|.//p[2]|.//li|.//br|.//div[2]") for c in cells)
        if not simple or len(_shown(cells[0])) > 60 or not _shown(cells[0]) or not _shown(cells[1]):
            for cell in cells or list(row):
                self.walk(cell, "td", lang, is_menu)
            return
        self.end()
        self._gap = False
        self._state = ("tr", lang, is_menu)
        for number, cell in enumerate(cells):
            if number:
                self._label_end = len("".join(self._parts).rstrip())
                self._parts = ["".join(self._parts).rstrip(), "\t"]
                self._length = self._label_end + 1
            self._inline(cell, row.sourceline or 0)
        self.end()

    def _inline(self, element: Any, number: int) -> None:
        if not isinstance(element.tag, str) or element.tag in _HIDDEN or _is_hidden(element.tag, element.attrib):
            return
        start = self._length
        self._add(element.text, element.sourceline or number, False)
        for child in element:
            self._inline(child, number)
            self._add(child.tail, child.sourceline or number, False)
        self._note(element, start)

    def _note(self, element: Any, start: int) -> None:
        """Remember which characters of the line are a link or raised."""
        name = element.tag
        is_icon = self._length == start and "orcid.org/" in (element.get("href") or "")
        if self._length <= start and not is_icon:
            return
        if name == "a" and (target := element.get("href")):
            self._links.append((start, self._length, target.strip()))
        elif name == "sup":
            self._raised.append((start, self._length))
        elif name == "sub":
            self._lowered.append((start, self._length))

    def _add(self, text: str | None, number: int, keep: bool) -> None:
        if not text:
            return
        if keep and "\n" in text:
            for part in text.split("\n")[:-1]:
                self._add(part, number, True)
                self.end()
            text = text.rsplit("\n", 1)[-1]
        text = _SPACE.sub(" ", text)
        last = self._parts[-1][-1:] if self._parts else ""
        if text.startswith(" ") and (not self._parts or last in (" ", "\t")):
            text = text[1:]
        if text:
            if not self._parts:
                self._number = number
            self._parts.append(text)
            self._length += len(text)

    def end(self) -> None:
        if not (self._parts or self._links):
            self._label_end, self._raised, self._lowered = 0, [], []
            return
        text = "".join(self._parts).rstrip(" ")
        if text.strip():
            tag, lang, is_menu = self._state
            links = tuple((a, min(b, len(text)), t) for a, b, t in self._links if a < len(text) or a == b)
            self.found.append(
                Fragment(
                    text=text,
                    number=self._number,
                    tag=tag,
                    lang=lang,
                    is_menu=is_menu,
                    after_gap=self._gap,
                    label_end=self._label_end,
                    links=tuple(_trimmed(text, *link) for link in links),
                    raised=tuple(r for r in self._raised if r[1] <= len(text)),
                    lowered=tuple(r for r in self._lowered if r[1] <= len(text)),
                )
            )
            self._gap = False
        self._parts, self._length, self._links, self._label_end = [], 0, [], 0
        self._raised, self._lowered = [], []


def _trimmed(text: str, start: int, end: int, target: str) -> tuple[int, int, str]:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end, target


def _shown(cell: Any) -> str:
    return _SPACE.sub(" ", "".join(str(t) for t in cell.itertext())).strip()


@lru_cache(maxsize=1 << 12)
def _matches(pattern: re.Pattern[str], marks: str) -> bool:
    """Tell whether a pattern is in the classes of an element; a site has few, on many elements."""
    return pattern.search(marks) is not None


def _is_hidden(name: str, said: Mapping[str, str]) -> bool:
    """Tell whether an element, by its name and attributes, is not shown."""
    if not said:
        return name == "input"
    return (
        name == "input"
        or "hidden" in said
        or said.get("aria-hidden") == "true"
        or ("style" in said and _STYLE_HIDDEN.search(said["style"]) is not None)
        or ("class" in said and _matches(_HIDDEN_CLASS, said["class"]))
    )


def _is_menu(element: Any, said: Mapping[str, str]) -> bool:
    marks = f"{said.get('class') or ''} {said.get('id') or ''}".strip()
    if said.get("role") in _MENU_ROLES:
        return True
    if not marks or element.tag in ("body", "html", "main", "article") or not _matches(_MENU_CLASS, marks):
        return False
    return not element.xpath("boolean(.//h1)") or element.tag == "nav"
