"""The page in TEI: every line in its place, with what was read in it marked (``titlePage``, ``div``, ``ab``)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode import knowledge, people
from titelei.encode.claims import Mark, Place
from titelei.encode.entries import Entries
from titelei.encode.facts import Facts
from titelei.encode.languages import guess
from titelei.encode.page import Page
from titelei.encode.reading import Reading, Section
from titelei.encode.segments import Segment, Stretch
from titelei.names import XML, XML_LANG, tei

_SPACE: Final = f"{{{XML}}}space"
_CYRILLIC_RUN: Final = re.compile(r"[^\WA-Za-zÀ-ɏ_]*[Ѐ-ӿ][Ѐ-ӿ\w’'.-]*(?:[\s\u00a0«»,;:()–—-]+[Ѐ-ӿ][Ѐ-ӿ\w’'.-]*)*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_TO_LATIN: Final = str.maketrans("аеорсухіјѕАВЕКМНОРСТУХІЈЅ", "aeopcyxijsABEKMHOPCTYXIJS")
_TO_CYRILLIC: Final = str.maketrans("aeopcyxijABEKMHOPCTYXIJ", "аеорсухіјАВЕКМНОРСТУХІЈ")
_CYRILLIC_LANGUAGES: Final = ("ru", "uk", "be", "kk", "bg", "sr", "mk", "ky", "tg", "mn")
CLOAKED: Final = "The page hides the address from programs."
_PLAIN: Final = frozenset({"idno", "postCode", "val"})
_DIV_ONLY: Final = frozenset(
    {"abstract", "keywords", "citation", "references", "licence", "funding", "statement", "acknowledgement", "download"}
)
_TITLE_TYPES: Final = ("main", "translated", "transliterated")


@dataclass(slots=True)
class Front:
    """The front being built, and what the header needs to know of it."""

    element: Any
    languages: set[str] = field(default_factory=set)
    glued: set[Any] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """A name or date that the recogniser found in prose, as a mark of the front understands it."""

    start: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()


Annotate = Callable[[str, str], Sequence[Found]]


def build(
    reading: Reading,
    facts: Facts,
    entries: Entries,
    terms: dict[tuple[str, str], str],
    annotate: Annotate,
    *,
    resp: str,
) -> Front:
    """Build ``front``. ``terms`` gives ids of key words by language and term; ``resp`` who proposes corrections."""
    return _Builder(reading, facts, entries, terms, annotate, resp).run()


class _Builder:
    def __init__(
        self,
        reading: Reading,
        facts: Facts,
        entries: Entries,
        terms: dict[tuple[str, str], str],
        annotate: Annotate,
        resp: str,
    ) -> None:
        self.reading, self.facts, self.entries, self.terms, self.annotate, self.resp = (
            reading,
            facts,
            entries,
            terms,
            annotate,
            resp,
        )
        self.page: Page = reading.page
        self.front = Front(etree.Element(tei("front"), nsmap={None: tei("")[1:-1]}))
        self.annotated: set[int] = set()
        self._titles = {lang: i for i, (lang, _) in enumerate(facts.titles)}

    def run(self) -> Front:
        segments = self.reading.segments
        zone = _zone(segments)
        self._head(segments[:zone])
        self._divs(segments[zone:])
        if not len(self.front.element):
            raise AssertionError("a page without lines was to be refused before")
        return self.front

    # -- before the first div ------------------------------------------------------------------------------------------

    def _head(self, segments: list[Segment]) -> None:
        root = self.front.element
        title_page: Any = None
        last = max((i for i, s in enumerate(segments) if s.kind in ("title", "author")), default=-1)
        for number, segment in enumerate(segments):
            inside = title_page is not None and number < last
            if segment.kind == "title":
                title_page = title_page if title_page is not None else self._sub(root, "titlePage")
                doc_title = (
                    title_page[-1]
                    if len(title_page) and title_page[-1].tag == tei("docTitle")
                    else self._sub(title_page, "docTitle")
                )
                self._title_part(doc_title, segment)
            elif segment.kind == "author":
                title_page = title_page if title_page is not None else self._sub(root, "titlePage")
                self._bylines(title_page, _all(segment))
            elif inside and segment.kind in ("furniture", "unclassified", "related"):
                block = self._sub(title_page, "byline")
                self._lines(block, _all(segment), surplus=segment.kind == "furniture")
            else:
                title_page = None
                for stretch in _all(segment):
                    self._ab(root, segment, stretch)

    def _title_part(self, parent: Any, segment: Segment) -> None:
        for stretch in _all(segment):
            text = self._text(stretch)
            lang = guess(text) or "en"
            kind = self._title_type(lang, parent)
            block = self._sub(parent, "titlePart", type=kind)
            self._lines(block, [stretch], lang=lang, prose=True)

    def _title_type(self, lang: str, parent: Any) -> str:
        if lang == "ru-Latn":
            return "transliterated"
        order = self._titles.get(lang, 0)
        return "main" if order == 0 and not any(p.get("type") == "main" for p in parent) else "translated"

    def _ab(self, parent: Any, segment: Segment, stretch: Stretch) -> None:
        block = self._sub(parent, "ab")
        if segment.kind in ("furniture", "address"):
            self._lines(block, [stretch], surplus=True)
            return
        if segment.kind not in ("unclassified", "candidate", "title", "author"):
            block.set("type", segment.kind)
        wrap = "bibl" if segment.kind == "journal" and self._has_numbers(stretch) else ""
        self._lines(block, [stretch], wrap=wrap)

    def _has_numbers(self, stretch: Stretch) -> bool:
        return any(m.what in ("year", "volume", "issue", "page", "journal") for m in self._marks(stretch))

    # -- divisions -----------------------------------------------------------------------------------------------------

    def _divs(self, segments: list[Segment]) -> None:
        root = self.front.element
        loose: Any = None
        for segment in segments:
            if segment.kind in ("furniture", "unclassified", "candidate", "address"):
                loose = loose if loose is not None else self._sub(root, "div", type="unclassified")
                for stretch in _all(segment):
                    self._ab(loose, segment, stretch)
                continue
            loose = None
            kind = "metadata" if segment.kind == "title" else segment.kind
            div = self._sub(root, "div", type=kind)
            lang = segment.lang or self._segment_language(segment)
            lang = "en" if lang == "ru-Latn" else lang
            if lang and (lang != "en" or kind in ("abstract", "keywords")):
                self._lang(div, lang)
            if segment.label:
                self._label(div, segment)
            self._fill(div, segment)

    def _segment_language(self, segment: Segment) -> str:
        text = " ".join(self._text(s) for s in _all(segment))[:800]
        return guess(text)

    def _label(self, div: Any, segment: Segment) -> None:
        assert segment.label is not None
        text = self._text(segment.label)
        head = self._sub(div, "head")
        if segment.texts and segment.texts[0].line == segment.label.line:
            head.set("rend", "run-in")
            bare = text.rstrip(" \t\u00a0")
            gap = text[len(bare) :]
            if gap not in ("", " "):
                head.set(_SPACE, "preserve")
                bare, gap = text, ""
            if gap == "":
                self.front.glued.add(head)
            stretch = Stretch(segment.label.line, segment.label.start, segment.label.start + len(bare))
        else:
            stretch = segment.label
        self._lines(head, [stretch], keep=head.get(_SPACE) == "preserve")

    def _fill(self, div: Any, segment: Segment) -> None:
        if not segment.texts:
            return
        match segment.kind:
            case "abstract":
                self._abstract(div, segment)
            case "author":
                self._bylines(div, segment.texts)
            case "references":
                parent = self._sub(div, "listBibl")
                for stretch in segment.texts:
                    self._lines(self._sub(parent, "bibl"), [stretch])
            case "download":
                for stretch in segment.texts:
                    self._lines(self._sub(div, "ab"), [stretch], surplus=True)
            case _:
                wrap = "bibl" if segment.kind in ("citation", "journal") else ""
                for stretch in segment.texts:
                    is_prose = segment.kind in ("keywords", "citation", "funding", "licence")
                    own = wrap if segment.kind == "citation" or self._has_numbers(stretch) else ""
                    self._lines(self._sub(div, "p"), [stretch], wrap=own, prose=is_prose)

    def _abstract(self, div: Any, segment: Segment) -> None:
        current = div
        for stretch in segment.texts:
            sections = self.reading.sections.get(stretch.line, [])
            at = stretch.start
            for section in sections:
                if section.start > at and self.page.lines[stretch.line].text[at : section.start].strip():
                    self._paragraph(current, Stretch(stretch.line, at, section.start), trim=section.is_inline)
                current = self._section(div, section)
                at = section.value if self._same_line_text(section, stretch) else section.end
            if at < stretch.end and self.page.lines[stretch.line].text[at : stretch.end].strip():
                self._paragraph(current, Stretch(stretch.line, at, stretch.end), trim=False)

    def _same_line_text(self, section: Section, stretch: Stretch) -> bool:
        return bool(self.page.lines[section.line].text[section.end : stretch.end].strip())

    def _section(self, div: Any, section: Section) -> Any:
        part = self._sub(div, "div", type="section", n=section.n)
        head = self._sub(part, "head")
        text = self.page.lines[section.line].text
        runs = bool(text[section.end :].strip())
        if section.is_inline:
            head.set("rend", "inline")
        elif runs:
            head.set("rend", "run-in")
        start = section.start
        stop = section.end
        gap = text[section.end : section.value]
        if runs and gap != " ":
            if gap:
                head.set(_SPACE, "preserve")
                stop = section.value
            self.front.glued.add(head)
        self._lines(head, [Stretch(section.line, start, stop)], keep=head.get(_SPACE) == "preserve")
        return part

    def _paragraph(self, parent: Any, stretch: Stretch, *, trim: bool) -> None:
        if trim:
            text = self.page.lines[stretch.line].text
            stretch = Stretch(
                stretch.line, stretch.start, stretch.start + len(text[stretch.start : stretch.end].rstrip(" "))
            )
        self._lines(self._sub(parent, "p"), [stretch], prose=True)

    def _bylines(self, parent: Any, stretches: list[Stretch]) -> None:
        group: list[Stretch] = []
        for stretch in stretches:
            starts = any(m.what == "author" and m.place.start < 6 + stretch.start for m in self._marks(stretch))
            if starts and any(m.what == "author" for s in group for m in self._marks(s)):
                self._lines(self._sub(parent, "byline"), group)
                group = []
            group.append(stretch)
        if group:
            self._lines(self._sub(parent, "byline"), group)

    # -- the characters ------------------------------------------------------------------------------------------------

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
            block.set(_SPACE, "preserve")
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
        name = etree.QName(parent).localname
        if name in _PLAIN or not re.search(r"[Ѐ-ӿ]", text):
            _append(parent, text)
            return
        lang = self._language_at(parent)
        is_cyrillic = lang.split("-")[0] in _CYRILLIC_LANGUAGES and "Latn" not in lang
        at = 0
        for found in re.finditer(r"[^\W_]+", text):
            word = found[0]
            if not (re.search(r"[Ѐ-ӿ]", word) and re.search(r"[A-Za-zÀ-ɏ]", word)):
                continue
            corrected = _one_script(word)
            if corrected is None:
                continue
            self._foreign(parent, text[at : found.start()], is_cyrillic)
            choice = self._sub(parent, "choice")
            _append(self._sub(choice, "sic"), word)
            _append(self._sub(choice, "corr", cert="high", resp=self.resp), corrected)
            at = found.end()
        self._foreign(parent, text[at:], is_cyrillic)

    def _foreign(self, parent: Any, text: str, is_cyrillic: bool) -> None:
        if is_cyrillic:
            _append(parent, text)
            return
        at = 0
        for found in _CYRILLIC_RUN.finditer(text):
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
                return self._titled(parent, "j", mark)
            case "year":
                return self._sub(parent, "date", when=mark.value)
            case "date":
                return self._sub(parent, "date", when=mark.value)
            case "volume" | "issue":
                if name != "bibl":
                    return None
                number = mark.value
                if mark.to and mark.what == "issue" and self.facts.value("issue") == mark.to:
                    number = mark.to  # the journal counts this issue twice; the header has the other number
                return self._sub(parent, "biblScope", unit=mark.what, n=number)
            case "page":
                return (
                    self._sub(parent, "biblScope", unit="page", **{"from": mark.value, "to": mark.to})
                    if name == "bibl"
                    else None
                )
            case "textLang":
                return self._sub(parent, "textLang", mainLang=mark.value) if name == "bibl" else None
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
        if (lang and lang in _CYRILLIC_LANGUAGES and context not in _CYRILLIC_LANGUAGES) or (
            lang and lang not in _CYRILLIC_LANGUAGES and context in _CYRILLIC_LANGUAGES
        ):
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


def _zone(segments: list[Segment]) -> int:
    """Give how many segments stand before the first division: up to the last title or author block of the top."""
    end = 0
    for number, segment in enumerate(segments):
        if segment.kind in _DIV_ONLY or (segment.kind == "author" and segment.label):
            break
        if segment.kind == "title" or segment.kind == "author":
            end = number + 1
    if end == 0:
        for number, segment in enumerate(segments):
            if segment.kind not in ("furniture", "journal", "unclassified", "metadata", "address") or segment.label:
                return number
        return len(segments)
    return end


def _all(segment: Segment) -> list[Stretch]:
    """Give the stretches of a segment as whole lines, its label included."""
    if segment.label is None:
        return segment.texts
    if segment.texts and segment.texts[0].line == segment.label.line:
        first = Stretch(segment.label.line, segment.label.start, segment.texts[0].end)
        return [first, *segment.texts[1:]]
    return [segment.label, *segment.texts]


def _needs_preserving(text: str) -> bool:
    return bool(re.search(r"[ \t]{2}|\t|^[ \t]|[ \t]$", text))


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


def _one_script(word: str) -> str | None:
    """Write a word of two scripts in the one that most of its letters have; None where a letter has no double."""
    cyrillic = len(re.findall(r"[Ѐ-ӿ]", word))
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]", word))
    if latin >= cyrillic:
        made = word.translate(_TO_LATIN)
        return made if not re.search(r"[Ѐ-ӿ]", made) and made != word else None
    made = word.translate(_TO_CYRILLIC)
    return made if not re.search(r"[A-Za-z]", made) and made != word else None


def corrected(text: str) -> str:
    """Give a text with letters of the other script in its words replaced, as the front's ``corr`` has it."""
    return re.sub(
        r"[^\W_]+",
        lambda m: (_one_script(m[0]) or m[0]) if re.search(r"[Ѐ-ӿ]", m[0]) and re.search(r"[A-Za-z]", m[0]) else m[0],
        text,
    )


__all__ = ["Annotate", "Found", "Front", "build", "corrected", "knowledge"]
