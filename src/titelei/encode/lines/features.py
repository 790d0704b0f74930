"""What is measured of a line before anything is decided: features that no language owns.

Words come in only as hits in the word files of all languages together, and as agreement with the head of the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from titelei.encode import name_lists, people, words
from titelei.encode.lines.labels import Label, label_of
from titelei.encode.page import Line, Page
from titelei.encode.segments import Declared, any_order, folded

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DIGIT: Final = re.compile(r"\d")
_CJK: Final = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_INITIAL: Final = re.compile(r"\b[^\W\d_]\.")
_RANGE: Final = re.compile(r"\b[a-zA-Z]?\d{1,5}\s?[-–—]\s?[a-zA-Z]?\d{1,5}\b")
_DOI: Final = re.compile(r"\b10\.\d{4,9}/\S")
_LICENCE: Final = re.compile(r"creative ?commons|\bCC[ -]?BY|©|\(c\) ?\d{4}|copyright|licen[sc]|лицензи", re.I)
_MARK: Final = re.compile(r"[¹²³⁰⁴-⁹ᵃ-ᵖ*†‡§]|(?<=[^\W\d_])\d(?=\W|$)")
_NO_TAG: Final = 12.0
_TAGS: Final = {
    **{f"h{n + 1}": float(n) for n in range(6)},
    **{tag: 7.0 + n for n, tag in enumerate(("p", "li", "td", "tr", "div"))},
}
_MOST_CHARACTERS: Final = 700
"""Nothing more is told by what stands beyond so many characters of a line."""
LABEL_KINDS: Final = (
    "title", "author", "byline", "journal", "identifiers", "classification", "dates", "citation", "abstract",
    "keywords", "references", "licence", "download", "related", "funding", "body",
)  # fmt: skip
OWN: Final = (
    "characters", "words", "capitalised", "all_capitals", "digits", "commas", "semicolons", "ends", "starts_digit",
    "years", "initials", "function", "institution", "department", "rank", "address_sign", "orcid", "doi", "url",
    "licence", "volume_words", "page_range", "months", "journal_words", "label", "label_alone", "button", "names",
    "names_sure", "marks", "sentence", "links", "tag", "menu", "gap", "quotes", "colon", "slashes", "parentheses",
    "cjk", "cyrillic",
)  # fmt: skip
_NEAR: Final = (
    "words", "capitalised", "digits", "ends", "function", "institution", "label", "label_alone", "button", "names",
    "sentence", "tag", "menu", "years", "licence", "gap", "marks", "address_sign",
)  # fmt: skip
PLACE: Final = (
    "position", "index", "lines", "from_heading", "from_abstract", "from_end", "above_label", "above_distance",
    "again", "inside_longer", "is_title", "in_title", "is_author", "share_author", "is_journal", "has_journal",
    "is_term", "longest_so_far", "titles_above", "names_above", "after_references", "after_body", "is_first_long",
    "shares_with_citation",
)  # fmt: skip
NAMES: Final = (
    *OWN,
    *PLACE,
    *(f"{side}_{name}" for side in ("before", "after", "second") for name in _NEAR),
)
"""The names of all features, in the order of the columns."""
_AT: Final = {name: i for i, name in enumerate(OWN)}
_NEAR_AT: Final = tuple(_AT[n] for n in _NEAR)
_NOBODY: Final = (-1.0,) * len(_NEAR)


@dataclass(frozen=True, slots=True)
class Measured:
    """One line with its own features, its label and its words."""

    line: Line
    own: tuple[float, ...]
    label: Label | None
    folded: str


@cache
def _joined_stems(key: str) -> dict[int, frozenset[str]]:
    return words.stems("people", key)


@lru_cache(maxsize=1 << 16)
def _word(token: str) -> tuple[int, int, int, int, int, int]:
    """Tell of a word in small letters: is it a function word, of an institution, a department, a number, a month."""
    return (
        token in _function_words(),
        any(token[:n] in found for n, found in _joined_stems("organisation").items()),
        any(token[:n] in found for n, found in _joined_stems("department").items()),
        token in _number_words(),
        token in words.months(),
        token in _journal_words(),
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(w for lang in words.languages().values() for w in lang.function)


@cache
def _journal_words() -> frozenset[str]:
    return frozenset(words.plain("page", "journals"))


@cache
def _number_words() -> frozenset[str]:
    keys = ("volume", "issue", "pages")
    return frozenset(w.rstrip(".") for key in keys for w in words.plain("page", key))


def own_features(line: Line) -> Measured:
    """Measure one line by itself."""
    first, last, label, bare = _of_text(line.text, line.indexed, line.label_end)
    of_page = (
        sum(link.end - link.start for link in line.links) / (len(line.text) or 1),
        _TAGS.get(line.tag, _NO_TAG),
        float(line.is_menu),
        float(line.after_gap),
    )
    return Measured(line, first + of_page + last, label, bare)


_Features = tuple[float, ...]


@lru_cache(maxsize=1 << 13)
def _of_text(whole: str, indexed: str, label_end: int) -> tuple[_Features, _Features, Label | None, str]:
    """Measure words, in two rows; the pages of a site have most of their lines in common."""
    text = whole[:_MOST_CHARACTERS]
    tokens = _WORD.findall(text)
    is_ascii = text.isascii()
    han = 0 if is_ascii else len(_CJK.findall(text))
    hits = [_word(t.lower()) for t in tokens[:80]]
    function, institution, department, numbers, months, journals = (
        map(sum, zip(*hits, strict=True)) if hits else (0,) * 6
    )
    count = len(tokens) or 1
    upper = sum(t[0].isupper() for t in tokens)
    label = label_of(text, label_end)
    found = _names(whole, indexed, text, 1.0 if han else upper / count)
    size = len(text) or 1
    digits = len(_DIGIT.findall(text))
    stripped, lower = text.rstrip(), text.lower()
    is_short = len(whole) < 500
    first = (
        float(min(len(whole), 3000)),
        float(len(tokens) + han // 2),
        upper / count,
        sum(t.isupper() and len(t) > 1 for t in tokens) / count,
        digits / size,
        float(text.count(",") + text.count("，") + text.count("、")),
        float(text.count(";") + text.count("；")),
        float(".,:;?!。：)".find(stripped[-1:]) if stripped else -1),
        float(text[:1].isdigit()),
        float(len(_YEAR.findall(text)) if digits else 0),
        float(len(_INITIAL.findall(text)) if "." in text else 0),
        function / (len(hits) or 1),
        float(institution) if is_short else 0.0,
        float(department) if is_short else 0.0,
        float(bool(words.at_start("people", "degree").match(text) or words.at_start("people", "post").match(text)))
        if is_short and len(tokens) < 40
        else 0.0,
        float("@" in text),
        float("0000-000" in text or "orcid" in lower),
        float(digits > 0 and bool(_DOI.search(text))),
        float("http://" in text or "https://" in text or "www." in text),
        float(len(_LICENCE.findall(text))),
        float(numbers) if is_short else 0.0,
        float(len(_RANGE.findall(text))) if is_short and digits else 0.0,
        float(months) if is_short else 0.0,
        float(journals) if is_short else 0.0,
        float(LABEL_KINDS.index(label.part.kind) + 1) if label and label.part.kind in LABEL_KINDS else 0.0,
        float(bool(label and label.is_alone)),
        float(len(text) < 120 and words.is_whole(text, "page", "buttons")),
        float(len(found)),
        min((n.confidence for _, _, n, _ in found), default=0.0),
        float(len(_MARK.findall(indexed[:_MOST_CHARACTERS]))),
        float(stripped.endswith((".", "。", "!", "?", ".”", "…")) and len(tokens) > 9),
    )  # fmt: skip
    last = (
        float(text.count("“") + text.count("«") + text.count('"')),
        float(text.count(":")),
        float(text.count("/") + text.count(">") + text.count("|")),
        float(text.count("(")),
        han / size,
        0.0 if is_ascii else len(_CYRILLIC.findall(text)) / size,
    )
    return first, last, label, folded(text)


def _names(whole: str, indexed: str, text: str, capitalised: float) -> list[tuple[int, int, people.Name, str]]:
    if capitalised < 0.6 and indexed != whole:
        shown = _WORD.findall(indexed[:_MOST_CHARACTERS])  # without the words of buttons
        capitalised = sum(t[0].isupper() for t in shown) / (len(shown) or 1)
    if capitalised < 0.6 or len(text) > 600 or not 1 < len(text.split()) < 90:
        return []
    return name_lists.split(indexed)


def measure(page: Page, known: Declared) -> tuple[list[Measured], list[tuple[float, ...]]]:
    """Give the lines of a page with their labels, and one row of features for each."""
    measured = [own_features(line) for line in page.lines]
    places = _places(page, measured, known)
    near = [tuple(m.own[i] for i in _NEAR_AT) for m in measured]
    rows = []
    last = len(measured)
    for i, m in enumerate(measured):
        before = near[i - 1] if i else _NOBODY
        after = near[i + 1] if i + 1 < last else _NOBODY
        second = near[i + 2] if i + 2 < last else _NOBODY
        rows.append((*m.own, *places[i], *before, *after, *second))
    return measured, rows


_REFERENCE: Final = re.compile(r"\s*(?:\[?\d{1,3}[.)\]]|[•·*–-])\s?\S|.*(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def opens_references(lines: Sequence[Measured], at: int) -> bool:
    """Tell whether a line heads the references: its label stands alone, and what follows is numbered or has a year."""
    label = lines[at].label
    if label is None or label.part.kind != "references" or not label.is_alone or lines[at].line.is_menu:
        return False
    after = [m.line.text for m in lines[at + 1 : at + 4] if not m.line.is_menu]
    return sum(_REFERENCE.match(text) is not None and len(text) > 20 for text in after) > len(after) // 3


def _places(page: Page, measured: list[Measured], known: Declared) -> list[tuple[float, ...]]:
    """Measure where each line stands among the others, and what else on the page is like it."""
    size = len(measured)
    at = _AT
    heading = next((i for i, m in enumerate(measured) if m.line.tag == "h1" and not m.line.is_menu), -1)
    abstract = next((i for i, m in enumerate(measured) if m.label and m.label.part.kind == "abstract"), -1)
    counts: dict[str, int] = {}
    for m in measured:
        counts[m.folded] = counts.get(m.folded, 0) + 1
    longer = " \n ".join(m.folded for m in measured if 8 <= m.own[1] <= 120)
    dated = " ".join(m.folded for m in measured if m.own[at["years"]] and m.own[1] > 12 and m.own[0] < 700)
    surnames = frozenset(w for name in known.authors for w in name.split() if len(w) > 2)
    titles = " \n ".join(known.titles)
    out: list[tuple[float, ...]] = []
    longest, above, above_at, names_above, titles_above = 0.0, 0.0, -1, 0, 0
    after_references = after_body = False
    seen_long = False
    for i, m in enumerate(measured):
        own, text = m.own, m.folded
        tokens = text.split()
        is_title = text in known.titles and len(text) > 3
        if i > size * 0.2 and opens_references(measured, i):
            after_references = True
        is_long = own[0] > 200 and own[at["sentence"]] > 0
        first_long = is_long and not seen_long
        seen_long = seen_long or is_long
        out.append((
            i / (size or 1), float(min(i, 400)), float(min(size, 1500)),
            float(max(-60, min(60, i - heading))) if heading >= 0 else -99.0,
            float(max(-60, min(60, i - abstract))) if abstract >= 0 else -99.0,
            float(min(size - i, 100)), above, float(min(i - above_at, 40)) if above_at >= 0 else 99.0,
            float(counts[text] - 1), float(len(text) > 12 and own[1] < 60 and longer.count(text) > counts[text]),
            float(is_title), float(not is_title and len(text) > 12 and text in titles),
            float(any_order(text) in known.authors),
            sum(t in surnames for t in tokens) / len(tokens) if tokens and surnames and len(tokens) < 90 else 0.0,
            float(text in known.journals), float(any(j in text for j in known.journals if len(j) > 3)),
            float(text in known.terms), longest, float(titles_above), float(names_above),
            float(after_references), float(after_body), float(first_long),
            sum(len(t) > 3 and t in dated for t in tokens) / len(tokens)
            if tokens and len(tokens) < 40 and dated and not own[at["years"]] else 0.0,
        ))  # fmt: skip
        longest = max(longest, own[1]) if own[1] < 60 else longest
        names_above += own[at["names"]] > 0 and own[at["names_sure"]] >= 0.5
        titles_above += is_title
        after_body = after_body or bool(m.label and m.label.part.kind == "body" and m.label.is_alone)
        if m.label:
            above, above_at = own[at["label"]], i
    return out
