"""The characters of the page in TEI: each stays as it is; marks become elements, languages are named."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from titelei.characters.look_alikes import writes_cyrillic
from titelei.characters.mixed_scripts import mixed_scripts
from titelei.encode import people
from titelei.encode.choose import Choice
from titelei.encode.claims import Mark, Place
from titelei.encode.entries import Entries
from titelei.encode.fields import numbers
from titelei.encode.found import Reading
from titelei.encode.languages import CYRILLIC_RUN, guess
from titelei.encode.page import Page
from titelei.encode.segments import Stretch, folded
from titelei.encode.tei.builder import CLOAKED, Shown
from titelei.names import XML, XML_LANG, tei

SPACE: Final = f"{{{XML}}}space"
_PLAIN: Final = frozenset({"idno", "postCode", "val"})


@dataclass(frozen=True, slots=True)
class Found:
    """A name or date that the recogniser found in prose, as a mark of the front understands it."""

    start: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()


Annotate = Callable[[str, str], Sequence[Found]]


class Transcriber:
    """Writes lines of the page into blocks, with what was read in them as elements; white space that counts is kept."""

    def __init__(
        self,
        reading: Reading,
        choice: Choice,
        entries: Entries,
        terms: dict[tuple[str, str], str],
        annotate: Annotate,
        resp: str,
    ) -> None:
        self.reading, self.choice, self.entries, self.terms, self.annotate, self.resp = (
            reading,
            choice,
            entries,
            terms,
            annotate,
            resp,
        )
        self.page: Page = reading.page
        self.front = Shown(etree.Element(tei("front"), nsmap={None: tei("")[1:-1]}))
        self._titles = {lang: i for i, (lang, _) in enumerate(choice.titles)}

    def _lines(
        self,
        block: Any,
        stretches: list[Stretch],
        *,
        surplus: bool = False,
        wrap: str = "",
        prose: bool = False,
        lang: str = "",
        keep: bool = False,
    ) -> None:
        """Write lines into a block, parted by ``lb``, with marks as elements; white space that counts is preserved."""
        texts = [self._text(s) for s in stretches]
        keep = keep or any(_needs_preserving(t) for t in texts)
        if keep:
            block.set(SPACE, "preserve")
        context = self._language_at(block)
        lang = lang or guess(" ".join(texts)) or context
        lang = context if lang == "ru-Latn" and block.tag != tei("titlePart") else lang
        if lang != context and not (context == "ru-Latn" and lang == "en"):
            self._lang(block, lang)
        target = block
        if surplus:
            target = self._sub(block, "surplus", reason="furniture")
        elif wrap:
            target = self._sub(block, wrap)
        for number, stretch in enumerate(stretches):
            if number:
                if not keep:
                    _append(target, "\n")
                self._sub(target, "lb")
            marks = self._marks(stretch)
            if surplus:
                marks = [m for m in marks if m.what == "file"]
            if prose:
                marks = marks + self._prose_marks(stretch, marks, lang)
            self._write(target, stretch.line, stretch.start, stretch.end, _nested(marks))

    def _marks(self, stretch: Stretch) -> list[Mark]:
        return [
            m
            for m in self.reading.marks.get(stretch.line, ())
            if stretch.start <= m.place.start and m.place.end <= stretch.end
        ]

    def _prose_marks(self, stretch: Stretch, marks: list[Mark], lang: str) -> list[Mark]:
        """Ask the recogniser about the stretches of prose: titles and terms by themselves, paragraphs whole."""
        text = self.page.lines[stretch.line].text
        inner = [m.place for m in marks if m.what in ("title", "term", "journal")]
        spans = [(p.start, p.end) for p in inner] or [(stretch.start, stretch.end)]
        out = []
        for a, b in spans:
            for found in self.annotate(text[a:b], lang):
                place = Place(line=stretch.line, start=a + found.start, end=a + found.end)
                if any(_crosses(place, m.place) for m in marks):
                    continue
                out.append(Mark(place=place, what="found", value=found.element, extra=found.attributes))
        return out

    def _write(self, parent: Any, line: int, start: int, end: int, tree: list[tuple[Mark, list[Any]]]) -> None:
        text = self.page.lines[line].text
        at = start
        for mark, inner in tree:
            self._plain(parent, text[at : mark.place.start])
            at = mark.place.end
            target = self._element(parent, mark)
            if target is None:
                self._write(parent, line, mark.place.start, mark.place.end, inner)
            elif mark.what not in ("omitted",):
                self._write(target, line, mark.place.start, mark.place.end, inner)
        self._plain(parent, text[at:end])

    def _plain(self, parent: Any, text: str) -> None:
        """Write text; Cyrillic words under another language become ``foreign``, words of two scripts a ``choice``."""
        if not text:
            return
        if text.isascii() or etree.QName(parent).localname in _PLAIN or not _CYRILLIC.search(text):
            _append(parent, text)
            return
        lang = self._language_at(parent)
        is_cyrillic = writes_cyrillic(lang)
        at = 0
        for fault in mixed_scripts(text, lang):
            if fault.replacement is None:
                continue
            self._foreign(parent, text[at : fault.start], is_cyrillic)
            choice = self._sub(parent, "choice")
            _append(self._sub(choice, "sic"), text[fault.start : fault.end])
            _append(self._sub(choice, "corr", cert="high", resp=self.resp), fault.replacement)
            at = fault.end
        self._foreign(parent, text[at:], is_cyrillic)

    def _foreign(self, parent: Any, text: str, is_cyrillic: bool) -> None:
        if is_cyrillic:
            _append(parent, text)
            return
        at = 0
        for found in CYRILLIC_RUN.finditer(text):
            _append(parent, text[at : found.start()])
            element = self._sub(parent, "foreign")
            self._lang(element, guess(found[0]) or "ru")
            _append(element, found[0])
            at = found.end()
        _append(parent, text[at:])

    def _element(self, parent: Any, mark: Mark) -> Any:
        """Make the element of a mark; None where it cannot stand here, so that only its text is written."""
        text = self.reading.text(mark.place)
        name = etree.QName(parent).localname
        match mark.what:
            case "author":
                outer = self._sub(parent, "docAuthor") if name == "byline" else parent
                return self._person(outer, text, "byline")
            case "heading_author" | "cited_author":
                outer = self._sub(parent, "author") if name == "bibl" else parent
                return self._person(outer, text, "heading" if mark.what.startswith("h") else "citation")
            case "title":
                return self._titled(parent, "a", mark)
            case "journal":
                return self._titled(parent, "j", mark) if self._is_its_journal(mark, text) else None
            case "year":
                return self._sub(parent, "date", when=mark.value)
            case "date":
                return self._sub(parent, "date", **({"when": mark.value} if numbers.is_real(mark.value) else {}))
            case "volume" | "issue":
                if name != "bibl":
                    return None
                number = mark.value
                if mark.to and mark.what == "issue" and self.choice.value("issue") == mark.to:
                    number = mark.to  # the journal counts this issue twice; the header has the other number
                return self._sub(parent, "biblScope", unit=mark.what, n=number)
            case "page":
                return (
                    self._sub(parent, "biblScope", unit="page", **{"from": mark.value, "to": mark.to})
                    if name == "bibl"
                    else None
                )
            case "textLang":
                if name != "bibl":
                    return None
                self.front.languages.add(mark.value)
                return self._sub(parent, "textLang", mainLang=mark.value)
            case "idno":
                return self._sub(parent, "idno", type=mark.value)
            case "email":
                return self._sub(parent, "email") if "@" in text else None
            case "cloak":
                self._cloak(self._sub(parent, "email"))
                return self._sub(parent, "surplus", reason="furniture")
            case "surplus":
                return self._sub(parent, "surplus", reason="furniture")
            case "degree" | "post":
                return self._sub(parent, "roleName", type=mark.what)
            case "affiliation":
                return self._sub(parent, "affiliation")
            case "department" | "organisation":
                kind = "department" if mark.what == "department" else "institution"
                entry = self.entries.thing("org", text, guess(text) or "en")
                element = self._sub(parent, "orgName", type=kind, ref=f"#{entry.id}")
                return self._with_language(element, text)
            case "licensor":
                entry = self.entries.thing("org", text, "en")
                return self._sub(parent, "orgName", ref=f"#{entry.id}", cert="high", resp=self.resp)
            case "address":
                return self._sub(self._sub(parent, "address"), "addrLine")
            case "place":
                entry = self.entries.thing("place", text, guess(text) or "en")
                return self._sub(parent, "placeName", ref=f"#{entry.id}")
            case "term":
                element = self._sub(parent, "term")
                ref = self.terms.get((mark.value, mark.to))
                if ref:
                    element.set("ref", f"#{ref}")
                return self._with_language(element, text)
            case "licence":
                return self._sub(parent, "ref", target=mark.value)
            case "file":
                element = self._sub(parent, "ref")
                return self._with_language(element, text)
            case "omitted":
                gap = self._sub(parent, "gap", reason="omitted")
                _append(self._sub(gap, "desc"), f"No {mark.value} follows on the page.")
                return gap
            case "shifted":
                return self._sub(parent, "hi", rend=mark.value)
            case "found":
                element = self._sub(parent, mark.value, **dict(mark.extra))
                return self._with_language(element, text)
        return None

    def _person(self, parent: Any, text: str, kind: str) -> Any:
        element = self._sub(parent, "persName", type=kind)
        name = people.parse(text)
        if name is not None:
            entry = self.entries.person(name, guess(text) or "en")
            element.set("ref", f"#{entry.id}")
        return self._with_language(element, text)

    def _is_its_journal(self, mark: Mark, text: str) -> bool:
        """Tell whether a line names the article's journal; a menu's other words (“Advanced”, “Home >”) do not."""
        known = [c.claim.value for c in self.choice.journals] + [c.value for c in self.choice.journals_translated]
        return bool(mark.to) or not known or folded(text) in {folded(k) for k in known}

    def _titled(self, parent: Any, level: str, mark: Mark) -> Any:
        element = self._sub(parent, "title", level=level)
        if mark.to:
            element.set("type", mark.to)
        if mark.value and mark.value != self._language_at(parent):
            self._lang(element, mark.value)
        return element

    def _with_language(self, element: Any, text: str) -> Any:
        lang = guess(text)
        context = self._language_at(element)
        if lang and writes_cyrillic(lang) is not writes_cyrillic(context):
            self._lang(element, lang)
        return element

    def _cloak(self, email: Any) -> None:
        gap = self._sub(email, "gap", reason="cloaked")
        _append(self._sub(gap, "desc"), CLOAKED)

    def _text(self, stretch: Stretch) -> str:
        return self.page.lines[stretch.line].text[stretch.start : stretch.end]

    def _language_at(self, element: Any) -> str:
        while element is not None:
            lang = element.get(XML_LANG)
            if lang:
                return str(lang)
            element = element.getparent()
        return "en"

    def _lang(self, element: Any, lang: str) -> None:
        element.set(XML_LANG, lang)
        self.front.languages.add(lang)

    def _sub(self, parent: Any, name: str, **attributes: str) -> Any:
        return etree.SubElement(parent, tei(name), attributes)


_KEPT: Final = re.compile(r"[ \t]{2}|\t|^[ \t]|[ \t]$")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")


def _needs_preserving(text: str) -> bool:
    return _KEPT.search(text) is not None


def _crosses(a: Place, b: Place) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _nested(marks: list[Mark]) -> list[tuple[Mark, list[Any]]]:
    """Put marks into one another; of two that cross, the later is dropped."""
    order = {"affiliation": 0, "term": 1, "title": 1, "address": 2, "found": 9}
    ordered = sorted(marks, key=lambda m: (m.place.start, -m.place.end, order.get(m.what, 5)))
    root: list[tuple[Mark, list[Any]]] = []
    stack: list[tuple[Mark, list[Any]]] = []
    for mark in ordered:
        while stack and stack[-1][0].place.end <= mark.place.start:
            stack.pop()
        if stack and mark.place.end > stack[-1][0].place.end:
            continue
        siblings = stack[-1][1] if stack else root
        same = (
            stack
            and stack[-1][0].place == mark.place
            and (stack[-1][0].what, mark.what)
            not in (
                ("term", "found"),
                ("affiliation", "organisation"),
                ("affiliation", "department"),
                ("affiliation", "address"),
                ("address", "place"),
            )
        )
        if same:
            continue
        node: tuple[Mark, list[Any]] = (mark, [])
        siblings.append(node)
        if mark.place.end > mark.place.start:
            stack.append(node)
    return root


def _append(element: Any, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def corrected(text: str) -> str:
    """Give a text with letters of the other script in its words replaced, as the front's ``corr`` has it."""
    made, at = "", 0
    for fault in mixed_scripts(text, ""):
        if fault.replacement is not None:
            made += text[at : fault.start] + fault.replacement
            at = fault.end
    return made + text[at:]
