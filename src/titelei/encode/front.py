"""The page in TEI: every line in its place, with what was read in it marked (``titlePage``, ``div``, ``ab``)."""

import re
from typing import Any, Final

from titelei.encode.choose import Choice
from titelei.encode.claims import Place
from titelei.encode.entries import Entries
from titelei.encode.found import Reading, Section
from titelei.encode.languages import guess
from titelei.encode.segments import Segment, Stretch
from titelei.encode.tei.builder import Proof, Shown
from titelei.encode.transcription import SPACE, Annotate, Transcriber
from titelei.names import tei

_WORD: Final = re.compile(r"[^\W\d_]+")
_DIV_ONLY: Final = frozenset(
    {"abstract", "keywords", "citation", "references", "licence", "funding", "statement", "acknowledgement", "download"}
)
_TITLE_TYPES: Final = ("main", "translated", "transliterated")


def build(
    reading: Reading,
    choice: Choice,
    entries: Entries,
    terms: dict[tuple[str, str], str],
    annotate: Annotate,
    *,
    resp: str,
) -> Shown:
    """Build ``front``. ``terms`` gives ids of key words by language and term; ``resp`` who proposes corrections."""
    return _Builder(reading, choice, entries, terms, annotate, resp).run()


class _Builder(Transcriber):
    def run(self) -> Shown:
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
        if len(segment.texts) > 1 and not segment.label:
            lang = guess(" ".join(self._text(s) for s in segment.texts)) or "en"
            block = self._sub(parent, "titlePart", type=self._title_type(lang, parent))
            self._lines(block, segment.texts, lang=lang, wrap="title")
            block[0].set("level", "a")
            return
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
                head.set(SPACE, "preserve")
                bare, gap = text, ""
            if gap == "":
                self.front.glued.add(head)
            stretch = Stretch(segment.label.line, segment.label.start, segment.label.start + len(bare))
        else:
            stretch = segment.label
        self._lines(head, [stretch], keep=head.get(SPACE) == "preserve")

    def _fill(self, div: Any, segment: Segment) -> None:
        if not segment.texts:
            return
        match segment.kind:
            case "abstract":
                self._abstract(div, segment)
                self.front.passages.append((div, self._proof(segment)))
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

    def _proof(self, segment: Segment) -> Proof:
        """Say where an abstract begins, and by which rule it was known."""
        first = segment.texts[0]
        end = len(self.page.lines[first.line].text[: first.end].rstrip())
        return Proof(
            source="label" if segment.label else "prose",
            rule=segment.rule,
            confidence=0.95 if segment.label else 0.75,
            place=Place(line=first.line, start=first.start, end=end),
        )

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
                head.set(SPACE, "preserve")
                stop = section.value
            self.front.glued.add(head)
        self._lines(head, [Stretch(section.line, start, stop)], keep=head.get(SPACE) == "preserve")
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
