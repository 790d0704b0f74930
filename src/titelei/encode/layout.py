"""Which part of the page each line belongs to: title, byline, abstract, key words, furniture, …; nothing is left out.

A label opens a part and says what belongs to it (``labels.toml``); lines without one are known by their shape and
by what stands before them. What no rule knows is ``unclassified``.
"""

import re
from typing import Final

from titelei.encode import knowledge, name_lists, name_patterns, people, title_choice
from titelei.encode.fields import byline, journal_line, licence
from titelei.encode.fields.citation import language_code
from titelei.encode.knowledge import Labelled
from titelei.encode.page import Line, Page
from titelei.encode.segments import Declared, Segment, Stretch
from titelei.encode.shapes import (
    BARE_DOI,
    BARE_URL,
    CITATION,
    DATES,
    DOI,
    DOWNLOAD,
    LICENCE,
    LICENCE_BADGE,
    NUMBERED,
    PROSE_END,
    Shapes,
)

_DATED_BAR: Final = re.compile(r"\s[|·•]\s(?:first )?(?:published|received|accepted)(?: online)?:? .{0,12}\d", re.I)
_FUNDED: Final = re.compile(
    r"^(?:(?:работа|исследование|статья|публикация)\s(?:была\s)?(?:выполнен|подготовлен|проведен|осуществлен|поддержан)"
    r".{0,80}(?:поддержк|грант|сч[её]т средств|фонд|проект)|"
    r"(?:this|the)\s(?:\w+\s)?(?:work|research|study|article|paper)\s"
    r"(?:was|is|has been)\s(?:\w+\s){0,2}(?:support|fund|financ|carried out with))",
    re.I,
)
_LISTED: Final = re.compile(r"(?:19|20)\d\d\s/\s")
_LANGUAGE: Final = re.compile(
    r"^(?:this|the) article (?:is |was )?(?:written )?in [A-Z]\w+|^статья (?:написана )?на \w+ском языке", re.I
)


def segments(page: Page, known: Declared) -> list[Segment]:
    """Give the parts of a page in order; every line belongs to exactly one, or is shared by label and text."""
    return _Layout(page, known).run()


class _Layout(Shapes):
    def __init__(self, page: Page, known: Declared) -> None:
        super().__init__(page, known)
        self.open: Segment | None = None
        self.takes = ""
        self.url_line = page.url_line - 1
        self.in_body = False

    def run(self) -> list[Segment]:
        for line in self.lines:
            self._place(line)
        return title_choice.resolve(self.out, self.lines, self.known)

    def _place(self, line: Line) -> None:
        text = line.text
        if line.index == self.url_line:
            self._add("address", "address", "the page's own address, copied", line)
            return
        if self._is_body(line):
            self._close()
            self._add("unclassified", "", "text of the article itself", line)
            return
        if self.is_known_title(line):
            self._close()
            self._add("title", "title", "equals the title in the page's head", line)
            return
        if self.authors_open and knowledge.cloak().search(text) and knowledge.furniture_part().search(text):
            self._author_line(line, "words that hide an address")
            return
        if self.is_lone_mark(line):
            self._author_line(line, "an index mark on a line of its own")
            return
        if knowledge.is_counter(text) or self.is_menu_bar(line) or self.is_tab_of_later(line):
            self._furniture(line)
            return
        labelled = self.labels[line.index]
        if labelled and self._label_counts(labelled, line):
            self._labelled(line, labelled)
            return
        if self._is_furniture(line):
            self._furniture(line)
            return
        if self.open is not None and self._goes_on(line):
            if self.out[-1] is not self.open:
                # Furniture stands between: what follows it is a part of its own, so that the page keeps its order.
                part = self.open
                self.open = Segment(part.kind, part.field, part.rule, lang=part.lang, is_alone=part.is_alone)
                self.out.append(self.open)
            self.open.texts.append(Stretch(line.index, 0, len(text)))
            if self.takes == "line":
                self._close()
            return
        self._close()
        self._unlabelled(line)

    def _is_body(self, line: Line) -> bool:
        """Tell whether the article itself has begun: it is no front matter, and nothing is read from it."""
        if self.in_body:
            la = self.labels[line.index]
            self.in_body = la is None or la.label.name not in ("references", "abstract", "licence")
        elif "abstract" in self.seen or "keywords" in self.seen:
            self.in_body = bool(knowledge.whole("furniture", "body").fullmatch(line.text))
        return self.in_body

    def _is_furniture(self, line: Line) -> bool:
        if knowledge.is_furniture(line.text) or knowledge.furniture_part().fullmatch(line.text.strip()):
            if licence.canonical(line.text):
                return False
            if re.fullmatch(r"\s*(?:19|20)\d\d\s*", line.text) and self.out and self.out[-1].kind == "journal":
                return False
            waits = self.open is not None and not self.open.texts and self.open.is_alone
            if waits and self.open is not None and self.open.field == "language":
                return not language_code(line.text)
            return not (waits and re.search(r"\d", line.text))
        if not line.is_menu:
            return False
        names = name_lists.split(line.indexed)
        is_names = bool(names) and min(n.confidence for _, _, n, _ in names) >= 0.8
        return not (line.tag == "h1" or is_names or (byline.is_byline(line.indexed) and self.authors_open))

    def _furniture(self, line: Line) -> None:
        cloaked = knowledge.cloak().search(line.text) and self.authors_open
        if cloaked:
            self._author_line(line, "words that hide an address")
            return
        self.out.append(
            Segment("furniture", "", "the page's machinery", None, [Stretch(line.index, 0, len(line.text))])
        )

    def _label_counts(self, la: Labelled, line: Line) -> bool:
        name = la.label.name
        if line.is_menu and not line.label_end:
            return False
        if name in ("citation", "references") and la.is_alone and self.next_is_not_citation(line, name):
            return name == "citation" and not self.open
        if self.open is not None and self.open.kind == "related" and la.label.field in ("doi", "handle"):
            return la.is_alone
        if (
            self.open is not None
            and self.open.kind == "references"
            and la.label.kind in ("byline", "journal", "identifiers")
        ):
            return False
        if name == "contacts" and self.open is not None and self.open.kind == "abstract":
            return False
        if name == "rubric" and not la.is_alone and len(line.text) > 160:
            return False
        if name in (
            "email",
            "address",
            "city",
            "orcid",
            "person_ids",
            "affiliation",
            "degree",
            "post",
            "department",
            "contacts",
        ):
            return True
        if name == "author" and line.text[la.start : la.end].lower().strip(": ") == "by":
            return "author" not in self.seen
        if name in ("download", "kind_of_article", "funding", "licence") and la.is_alone and len(line.text) < 5:
            return True
        if (
            self.open is not None
            and self.open.kind == "abstract"
            and name in ("volume", "year", "pages", "issue_line", "download", "title", "journal", "rubric", "published")
        ):
            return bool(line.text[la.end - 1 : la.end] == ":" or line.label_end) and line.after_gap
        return True

    def _labelled(self, line: Line, la: Labelled) -> None:
        kind, name = la.label.kind, la.label.field
        if kind == "byline":
            if self.authors_open or self.seen & {"author"} or name in ("email", "orcid", "affiliation"):
                self._author_line(line, f"label “{line.text[la.start : la.end]}”")
                return
            kind = "author"
        self._close()
        segment = Segment(
            kind, name, f"label “{line.text[la.start : la.end].strip()}”", Stretch(line.index, 0, la.value)
        )
        segment.is_alone = la.is_alone
        if not la.is_alone:
            segment.texts.append(Stretch(line.index, la.value, len(line.text)))
        else:
            segment.label = Stretch(line.index, 0, len(line.text))
        segment.lang = _label_language(line.text[: la.value])
        self.out.append(segment)
        self.seen.add(kind)
        self.authors_open = kind == "author"
        if la.label.takes == "nothing" or (la.label.takes == "line" and not la.is_alone):
            return
        self.open, self.takes = segment, la.label.takes

    def _goes_on(self, line: Line) -> bool:
        segment = self.open
        assert segment is not None
        has_text = bool(segment.texts)
        if has_text and segment.kind == "abstract" and segment is not self.out[-1] and not self.is_prose(line):
            return False
        if self.takes == "line" and segment is not self.out[-1] and segment.kind == "metadata":
            return False
        if self.takes == "line":
            if segment.field == "edn":
                return bool(re.fullmatch(r"\s*[A-Z]{6}\s*", line.text))
            if segment.kind == "identifiers" or segment.kind == "dates":
                return bool(re.search(r"\d", line.text)) and len(line.text) < 200
            if segment.kind == "title":
                return True
            return len(line.text) < 300 and not name_patterns.HEADING.match(line.text)
        match segment.kind:
            case "abstract":
                return self._abstract_goes_on(line, has_text)
            case "keywords":
                return self._keywords_go_on(line, segment)
            case "author":
                return self._author_goes_on(line)
            case "citation":
                if not has_text:
                    return True
                return bool(CITATION.search(line.text)) and not NUMBERED.match(line.text)
            case "references":
                return not (LICENCE.search(line.text) or DOWNLOAD.match(line.text)) or bool(NUMBERED.match(line.text))
            case "licence":
                return bool(LICENCE.search(line.text) or LICENCE_BADGE.fullmatch(line.text)) or (
                    segment.is_alone
                    and not has_text
                    and bool(re.search(r"licen|лиценз|©|copyright|автор", line.text, re.I))
                )
            case "related":
                return (
                    bool(DOI.search(line.text))
                    or _LISTED.match(line.text) is not None
                    or ((after := self.next(line)) is not None and _LISTED.match(after.text) is not None)
                    or line.text.rstrip().endswith(";")
                    or line.tag == "li"
                    or (
                        bool(NUMBERED.match(line.text))
                        or (segment.is_alone and bool(re.search(r"(?:19|20)\d\d", line.text)))
                    )
                )
            case _:
                if not has_text:
                    return True
                return not line.after_gap and not self.starts_something(line)

    def _abstract_goes_on(self, line: Line, has_text: bool) -> bool:
        if not has_text:
            return True
        if LICENCE.search(line.text) or DOWNLOAD.match(line.text) or BARE_URL.match(line.text):
            return False
        if (self.name_line(line) and self.byline_follows(line)) or self.term_list(line):
            return False
        if journal_line.is_journal_line(line.text) and len(line.text) < 120 and not PROSE_END.search(line.text):
            return False
        if knowledge.section_pattern()[0].fullmatch(line.text):
            # A label on a line of its own goes on an abstract only where the abstract began with one.
            first = self.open.texts[0] if self.open else None
            return bool(first and knowledge.section_pattern()[0].fullmatch(self.lines[first.line].text))
        return len(line.text) > 30 or PROSE_END.search(line.text) is not None or line.tag == "li"

    def _keywords_go_on(self, line: Line, segment: Segment) -> bool:
        if not segment.texts:
            return len(line.text) < 1500
        last = segment.texts[-1]
        before = self.lines[last.line].text[last.start : last.end].rstrip()
        if before.endswith((",", ";", "-")):
            return True
        if segment.is_alone and (line.tag == "li" or not line.after_gap):
            return len(line.text) < 80 and not before.endswith(".") and "," not in before and not self.name_line(line)
        return False

    def _author_goes_on(self, line: Line) -> bool:
        if self.name_line(line) or byline.is_byline(line.indexed):
            return True
        if re.fullmatch(r"\W{0,3}", line.text):
            return True
        return self.is_short_part(line) and self.open is not None and bool(self.open.texts) and self.open.is_alone

    def _unlabelled(self, line: Line) -> None:
        text = line.text
        if journal_line.title_line(text):
            self._add("metadata", "title_line", "title of the page that names article and journal", line)
        elif self.heading(line):
            self._add("title", "heading", "author's name and title on one line", line)
            self.authors_open = True
        elif LICENCE.search(text) or licence.canonical(text) or (LICENCE_BADGE.fullmatch(text) and len(text) < 120):
            self._add("licence", "licence", "words of a licence", line)
        elif (DATES.match(text) or _DATED_BAR.search(text)) and len(text) < 200:
            self._add("dates", "dates", "dates of the article's way on one line", line)
        elif knowledge.whole("journals", "kind").fullmatch(text):
            self._add("journal", "journal_kind", "says what kind of journal it is", line)
        elif self.section_start(line):
            self._open_abstract(line, "begins with the label of a section")
        elif journal_line.is_journal_line(bare := DOI.sub("", text)) and bare != text and re.match(r"[^\W\d_]", text):
            self._add("journal", "journal_line", "year, volume, issue or pages on one line", line)
        elif DOI.search(text) and len(text) < 120 and (not self.authors_open or BARE_DOI.fullmatch(text)):
            self._add("identifiers", "doi", "a DOI on a line of its own", line)
        elif self.is_citation(line):
            self._add("citation", "citation", "names, year and pages on one line", line)
        elif journal_line.is_journal_line(text) and not self.name_line(line):
            self._add("journal", "journal_line", "year, volume, issue or pages on one line", line)
        elif self.name_line(line) and not self.in_prose(line) and not self.is_citation(line):
            self._author_line(line, "begins with a person's name")
        elif self.authors_open and byline.is_byline(line.indexed) and not self.is_prose(line):
            self._author_line(line, "words of a byline")
        elif ("abstract" in self.seen and DOWNLOAD.match(text)) or (DOWNLOAD.match(text) and len(text) < 90):
            self._add("download", "download", "name of a file", line)
        elif _FUNDED.search(text) and len(text) < 600:
            self._add("funding", "funding", "a sentence that says who paid", line)
        elif _LANGUAGE.search(text):
            self._add("metadata", "language", "a sentence that names the language", line)
        elif (found := knowledge.starts("people", "corresponding").match(text)) and people.parse(
            text[found.end() :].strip(" .")
        ):
            self._author_line(line, "words that say who answers letters")
        elif self.term_list(line):
            self._add("keywords", "keywords", "a list of terms after the abstract", line)
        elif self.second_title(line):
            self._add("title", "title", "a line in another language before its abstract", line)
        elif self.may_be_title(line):
            self._add("candidate", "", "may be a title", line)
        elif self.is_prose(line) and self.lacks_abstract(line):
            self._open_abstract(line, "first paragraph after title and authors")
        elif self.authors_open and byline.is_byline(line.indexed, loose=True):
            self._author_line(line, "words of a byline")
        elif (
            not self.seen & {"abstract", "keywords", "author"}
            and byline.is_byline(line.indexed)
            and self.near_name(line)
        ):
            self._author_line(line, "words of a byline before the name")
        else:
            self._add("unclassified", "", "no rule knows it", line)

    def _add(self, kind: str, name: str, rule: str, line: Line) -> None:
        self.out.append(Segment(kind, name, rule, None, [Stretch(line.index, 0, len(line.text))]))
        if kind not in ("unclassified", "candidate"):
            self.seen.add(kind)
        if kind in ("abstract", "keywords", "citation", "references", "licence"):
            self.authors_open = False

    def _author_line(self, line: Line, rule: str) -> None:
        last = self.out[-1] if self.out else None
        if last is not None and last.kind == "author" and (self.open is None or self.open is last):
            last.texts.append(Stretch(line.index, 0, len(line.text)))
        else:
            keep = self.open
            self.out.append(Segment("author", "author", rule, None, [Stretch(line.index, 0, len(line.text))]))
            if keep is not None and keep.kind == "author":
                self.open = self.out[-1]
            else:
                self._close()
        self.seen.add("author")
        self.authors_open = True

    def _open_abstract(self, line: Line, rule: str) -> None:
        self._add("abstract", "abstract", rule, line)
        self.open, self.takes = self.out[-1], "paragraphs"

    def _close(self) -> None:
        self.open, self.takes = None, ""


def _label_language(label: str) -> str:
    low = label.lower()
    for lang, words in knowledge.table("journals")["label_languages"].items():
        if re.search(words, low):
            return str(lang)
    if re.search(r"english|\(en|англ", low):
        return "en"
    if re.search(r"russian|\(ru|рус", low):
        return "ru"
    return ""
