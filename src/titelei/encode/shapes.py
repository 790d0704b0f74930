"""What a line of a page is by its shape, and by what stands before and after it: a title, a name, prose, a list."""

import re
from typing import Final

from titelei.encode import knowledge, name_lists, name_patterns, people, title_choice
from titelei.encode.fields import byline, journal_line
from titelei.encode.knowledge import Labelled
from titelei.encode.languages import guess, is_cyrillic
from titelei.encode.page import Line, Page
from titelei.encode.segments import Declared, Segment, any_order, folded

DOI: Final = re.compile(r"\b10\.\d{4,9}/\S+")
BARE_DOI: Final = re.compile(r"\s*(?:https?://)?(?:dx\.)?doi\.org/10\.\S+\s*", re.I)
PROSE_END: Final = re.compile(r"[.!?…»”\")]\s*$")
LICENCE: Final = re.compile(
    r"licen[sc]ed under|under (?:the terms of )?(?:a |the )?(?:Creative Commons|CC[ "
    r"-]BY)|лицензи(?:ей|и|рован\w*|ю) (?:\w+ )?(?:Creative Commons|CC)|доступн\w+ "
    r"(?:по|под) лиценз|creativecommons\.org|^\s*copyright \(c\)|^\s*©\s?\d{4}.{0,80}(?:authors?|автор)",
    re.I,
)
LICENCE_BADGE: Final = re.compile(
    r"(?:(?:this work|эт[ао]\S* (?:произведение|работа|статья)).*)?(?:creative "
    r"commons|CC[ -]BY|attribution[ -]).{0,60}|.*лицензи\w+ creative commons.{0,60}",
    re.I,
)
DOWNLOAD: Final = re.compile(
    r"^(?:download|скачать|загрузить)\b.*|^[\w()., -]+\.(?:pdf|docx?|djvu|epub)\b.*|^\(?pdf[,) ].{0,40}$|.*\bpdf\)?$",
    re.I,
)
CITATION: Final = re.compile(r"\s//\s.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\b(?:pp?|с|С)\.\s?\d+")
DATED_NAMES: Final = re.compile(r"([^()\d]{5,300}?),?\s\((?:19|20)\d\d\)\.?\s")
NUMBERED: Final = re.compile(r"^\s*\[?\d{1,3}[.)\]]\s")
BARE_URL: Final = re.compile(r"^\s*https?://\S+\s*$")
DATES: Final = re.compile(
    r"^(?:received|поступила|submitted|получена).*(?:accepted|published|принята|опубликована).*\d{4}", re.I
)


def _tongue(text: str) -> str:
    """Tell texts in Latin letters from Russian, Kazakh, Ukrainian… ones, which their letters show."""
    return guess(text) if is_cyrillic(text) else "Latin"


class Shapes:
    """The lines of one page, the parts made of them so far, and what can be told of a line by them."""

    def __init__(self, page: Page, known: Declared) -> None:
        self.lines = page.lines
        self.known = known
        self.out: list[Segment] = []
        self.seen: set[str] = set()
        self.labels: list[Labelled | None] = [knowledge.label_of(line.text, line.label_end) for line in page.lines]
        self.labelled = {la.label.name for la in self.labels if la}
        self.authors_open = False
        self._bars: dict[int, bool] = {}
        self.named: set[str] = set()

    def is_known_title(self, line: Line) -> bool:
        """Tell whether a line is the title that the page's head declares."""
        text = knowledge.furniture_part().sub("", line.text)
        return (
            bool(self.known.titles)
            and len(text) > 8
            and folded(text) in self.known.titles
            and (line.tag in ("h1", "h2", "h3") or "title" not in self.seen)
        )

    def is_menu_bar(self, line: Line) -> bool:
        """Tell whether a line stands in a bar of tabs: three or more labels or buttons in a row, none with a value."""
        if line.index in self._bars:
            return self._bars[line.index]
        run: list[Line] = []
        for other in self.lines[line.index :]:
            if not self._is_tab(other) or (run and other.after_gap and other.tag != "li"):
                break
            run.append(other)
        after = self.lines[run[-1].index + 1] if run and run[-1].index + 1 < len(self.lines) else None
        keeps_last = after is not None and not after.after_gap and run[-1].tag != "li"
        labels = sum(1 for x in run if (la := self.labels[x.index]) and la.is_alone)
        is_bar = len(run) > 2 and labels > 1
        for other in run:
            self._bars[other.index] = is_bar and not (keeps_last and other is run[-1])
        return self._bars.get(line.index, False)

    def is_lone_mark(self, line: Line) -> bool:
        """Tell whether a line is only an index mark, and the next line an institution: “1”, “Department of …”."""
        if not self.authors_open or not re.fullmatch(r"\s*(?:\d{1,2}|[*†‡])\s*", line.text):
            return False
        after = self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None
        return after is not None and byline.is_byline(after.indexed)

    def is_tab_of_later(self, line: Line) -> bool:
        """Tell whether a label alone only leads to the same label further down, as in a list of what the page has."""
        label = self.labels[line.index]
        if label is None or not label.is_alone or label.label.name not in ("abstract", "references", "keywords"):
            return False
        after = self.next(line)
        again = any(
            other is not None and other.is_alone and other.label.name == label.label.name
            for other in self.labels[line.index + 1 :]
        )
        return again and (after is None or (len(after.text.split()) < 9 and not re.search(r"[.;,]", after.text)))

    def _is_tab(self, line: Line) -> bool:
        label = self.labels[line.index]
        return len(line.text) < 40 and (
            bool(label and label.is_alone and ":" not in line.text)
            or (knowledge.is_furniture(line.text) and not re.search(r"\d", line.text))
        )

    def is_plain_furniture(self, line: Line) -> bool:
        """Tell whether a line is the page's machinery."""
        return line.is_menu or knowledge.is_furniture(line.text)

    def next(self, line: Line) -> Line | None:
        """Give the next line that is no furniture; None at the end."""
        return next((x for x in self.lines[line.index + 1 :] if not self.is_plain_furniture(x)), None)

    def next_is_not_citation(self, line: Line, name: str) -> bool:
        """Tell whether what follows a label is no citation."""
        after = self.next(line)
        if after is None:
            return True
        if name == "references" and re.fullmatch(r"\W*reference\W*", line.text, re.I):
            return not (
                NUMBERED.match(after.text) or (byline.leading_names(after.text) and CITATION.search(after.text))
            )
        if name == "references":
            return not (re.search(r"\d{4}", after.text) or NUMBERED.match(after.text))
        return not re.search(r"\b(?:19|20)\d\d\b", after.text)

    def byline_follows(self, line: Line) -> bool:
        """Tell whether a line is a byline, or one follows it."""
        after = self.next(line)
        return byline.is_byline(line.indexed) or (after is not None and byline.is_byline(after.indexed))

    def starts_something(self, line: Line) -> bool:
        """Tell whether a line opens a part of its own."""
        return bool(
            LICENCE.search(line.text)
            or DOWNLOAD.match(line.text)
            or journal_line.is_journal_line(line.text)
            or self.name_line(line)
        )

    def is_short_part(self, line: Line) -> bool:
        """Tell whether a line may go on a block of short lines."""
        return (
            len(line.text) < 120
            and not PROSE_END.search(line.text)
            and not journal_line.is_journal_line(line.text)
            and (not line.after_gap)
        )

    def heading(self, line: Line) -> bool:
        """Tell whether a line has an author's name in capitals and a title."""
        if "title" in self.seen or "abstract" in self.seen or ("author" in self.seen and CITATION.search(line.text)):
            return False
        found = name_patterns.HEADING.match(line.text.strip())
        if not found or not name_lists.split(found["names"]) or name_lists.split(line.indexed):
            return False
        if len(found["title"].split()) < 2:
            return False
        leading = byline.leading_names(line.indexed.strip())
        if leading and leading[-1][1] > found.end("names") + 1:
            return False  # “Jane Q. Public, PhD” is a name, and no title of Jane Q.’s
        first = byline.classify(found["title"].split(",", 1)[0])
        return first not in ("degree", "post", "department") and not re.search(r"\s//\s", line.text)

    def name_line(self, line: Line) -> bool:
        """Tell whether a line begins with names of authors; names that did so once are known from then on."""
        found = byline.leading_names(line.indexed)
        is_one = bool(found) and self._begins_with(found, line)
        if is_one:
            self.named |= {any_order(n.text) for _, _, n, _ in found}
        return is_one

    def _begins_with(self, found: list[tuple[int, int, people.Name, str]], line: Line) -> bool:
        sure = min(n.confidence for _, _, n, _ in found)
        alone = len(line.indexed.strip()) - (found[-1][1] - found[0][0]) < 12
        if any(any_order(n.text) in self.known.authors | self.named for _, _, n, _ in found):
            return True
        if (
            alone
            and sure >= 0.5
            and (len(found) > 2 or (len(found) == 2 and max(n.confidence for _, _, n, _ in found) >= 0.85))
        ):
            return True  # a list of names, some of them of a kind that no list knows
        if (sure >= 0.85 or (sure >= 0.5 and re.match(r"by\s", line.text, re.I))) and (
            alone or byline.is_byline(line.indexed)
        ):
            return True
        after = self.next(line)
        if alone and after is not None and len(found) == 1 and self._stands_between(line, after, sure):
            return True
        if after is None or not (alone or byline.is_byline(line.indexed)) or len(line.text) > 160:
            return False
        return sure >= 0.3 and byline.is_byline(after.indexed) and bool(self.seen & {"title"} or self.out)

    def _stands_between(self, line: Line, after: Line, sure: float) -> bool:
        """Tell whether what may be one name alone stands right after a title and before what follows the authors."""
        before = next((s for s in reversed(self.out) if s.kind != "furniture"), None)
        if before is None or before.kind not in ("title", "candidate") or "author" in self.seen or sure < 0.5:
            return False
        if len(title_choice.text_of(before, self.lines).split()) < 3:
            return False
        label = self.labels[after.index]
        beyond = self.next(after)
        if beyond is not None and journal_line.is_journal_line(beyond.text) and len(after.text.split()) <= 8:
            return sure >= 0.5 and len(line.text.split()) <= 4  # title, name, journal, its numbers
        return bool(
            (label is not None and label.label.kind in ("abstract", "keywords", "identifiers", "dates", "byline"))
            or journal_line.is_journal_line(DOI.sub("", after.text))
            or BARE_DOI.fullmatch(after.text)
        )

    def in_prose(self, line: Line) -> bool:
        """Tell whether a line is too long for a byline."""
        return len(line.text) > 400 and not byline.is_byline(line.indexed)

    def is_citation(self, line: Line) -> bool:
        """Tell whether a line cites the article: names, year, pages."""
        found = byline.leading_names(line.indexed)
        dated = DATED_NAMES.match(line.text)
        if dated and len(line.text) > 80 and name_lists.split(dated[1]):
            return True
        return bool(found and CITATION.search(line.text) and len(line.text) > 60) or (
            " // " in line.text and bool(CITATION.search(line.text))
        )

    def section_start(self, line: Line) -> bool:
        """Tell whether a line begins with the label of a section of an abstract."""
        if "abstract" in self.seen and "abstract" in self.labelled:
            return False
        found = knowledge.section_pattern()[0].match(line.text)
        return bool(found and len(line.text) > found.end() + 40 and found.lastgroup)

    def term_list(self, line: Line) -> bool:
        """Tell whether a line after the abstract is a list of terms: three or more, short, and no sentence."""
        last = next((s for s in reversed(self.out) if s.kind not in ("furniture", "unclassified")), None)
        if (
            last is None
            or last.kind != "abstract"
            or not last.texts
            or len(line.text) > 500
            or line.text.rstrip().endswith((".", ":"))
        ):
            return False
        terms = re.split(r"\s*[,;•]\s+", line.text.strip())
        if (
            not 3 <= len(terms) <= 25
            or any(not t or len(t.split()) > 6 for t in terms)
            or byline.is_byline(line.indexed)
        ):
            return False
        return is_cyrillic(line.text) == is_cyrillic(title_choice.text_of(last, self.lines)) and not self.name_line(
            line
        )

    def lacks_abstract(self, line: Line) -> bool:
        """Tell whether the page has no abstract, or has abstracts in other scripts only and a title in this one."""
        if "abstract" not in self.seen:
            return "abstract" not in self.labelled
        script = is_cyrillic(line.text)
        before = [s for s in self.out if s.kind not in ("furniture", "unclassified")]
        if any(is_cyrillic(title_choice.text_of(s, self.lines)) == script for s in before if s.kind == "abstract"):
            return False
        last = before[-1] if before else None
        return (
            last is not None
            and last.kind in ("title", "author", "candidate")
            and is_cyrillic(title_choice.text_of(last, self.lines)) == script
        )

    def second_title(self, line: Line) -> bool:
        """After an abstract in one script: a line in the other that reads like a title, with prose after it."""
        words = len(line.text.split())
        if (
            not self.seen & {"abstract", "keywords"}
            or not 3 <= words <= 40
            or line.is_menu
            or PROSE_END.search(line.text.rstrip(')"”»'))
        ):
            return False
        if self.seen & {"references"} and not line.after_gap:
            return False
        script, language = is_cyrillic(line.text), _tongue(line.text)
        before = [s for s in self.out if s.kind in ("abstract", "title", "candidate", "keywords")]
        repeats = folded(line.text)
        before = [s for s in before if folded(title_choice.text_of(s, self.lines)) != repeats]
        if any(_tongue(title_choice.text_of(s, self.lines)) == language for s in before if s.kind != "keywords"):
            return False
        after = self.next(line)
        return (
            after is not None
            and is_cyrillic(after.text) == script
            and (
                self.is_prose(after)
                or self.name_line(after)
                or ((la := self.labels[after.index]) is not None and la.label.kind in ("abstract", "author"))
            )
        )

    def near_name(self, line: Line) -> bool:
        """Tell whether names of authors follow a line."""
        after = self.next(line)
        return after is not None and self.name_line(after)

    def is_prose(self, line: Line) -> bool:
        """Tell whether a line is a paragraph of sentences."""
        words = len(line.text.split())
        if words < 9 or (line.tag.startswith("h") and line.tag != "html"):
            return False
        return (
            words >= 12 and bool(PROSE_END.search(line.text)) and bool(re.search(r"[.;]\s|\.$", line.text.rstrip()))
        ) or words > 45

    def may_be_title(self, line: Line) -> bool:
        """Tell whether a line reads like a title."""
        if self.seen & {"abstract", "keywords", "references"}:
            return False
        if line.tag in ("h1",) and len(line.text) > 5:
            return True
        words = len(line.text.split())
        if not (2 <= words <= 45 and 10 <= len(line.text) <= 400) or line.is_menu:
            return False
        return (
            not (
                line.text.rstrip().endswith((".", ";", ":", ","))
                and not (words <= 12 and re.search(r"\b(?:вв?|гг?|cc?|н\. ?э)\.$", line.text))
                and (words > 30 or "author" in self.seen)
            )
            and not (self.authors_open and byline.is_byline(line.indexed))
            and (words > 2 or line.tag.startswith("h") or not self.seen)
        )
