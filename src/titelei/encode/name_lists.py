"""Lists of names: where each name of a byline begins and ends, and the index marks behind it."""

import re
from functools import lru_cache
from typing import Final

from titelei.encode import index_marks
from titelei.encode.name_patterns import INITIAL, WORD
from titelei.encode.people import Name, parse

_MARK: Final = rf"[{index_marks.RAISED}*†‡✉#\d]"
_SUPERSCRIPT: Final = re.compile(
    r"\s?[(\[]\d{1,2}(?:,\s?\d{1,2})*[)\]]|"
    rf"(?<=[^\W\d_]),?\s?{_MARK}+(?:\s?,?\s?{_MARK}+)*|(?<=\.)\s?{_MARK}+(?:\s?,?\s?{_MARK}+)*|\s[*†‡✉#]"
)

_BETWEEN: Final = re.compile(
    r"\s*[;；、，]\s*|,?\s+(?:and|и|&|und|et|y|та|және)\s+|\s*(?:,\s*)?(?:…|\.\.\.)\s*|\s+/\s+|"
    rf"(?<=[\d{index_marks.RAISED}])[ \u00a0]+(?=[^\W\d_{index_marks.RAISED}])"
)
_SURNAME: Final = re.compile(rf"(?:[^\W\d_A-ZА-ЯЁ][\w’']{{0,3}}\s){{0,3}}{WORD}(?:\s{WORD})?")
_ENDS_INITIAL: Final = re.compile(rf"{INITIAL}\s*$")
_ONE_WORD: Final = re.compile(WORD)
_COMMA: Final = re.compile(",")
_ONE_NAME: Final = re.compile(rf"[^,]+,\s*(?:{INITIAL}\s*)+|[^,\s]+,\s+\S+(?:\s\S+)?")
_INITIALS: Final = re.compile(rf"(?:{INITIAL}[ \u00a0]?)+(?:,|$|\s*$)")
_INDEX: Final = re.compile(_MARK)


def split(text: str) -> list[tuple[int, int, Name, str]]:
    """Find the names in a list of names: start, end, name, index marks after it; empty where it is no such list."""
    return list(_split(text))


@lru_cache(maxsize=4096)
def _split(text: str) -> list[tuple[int, int, Name, str]]:
    found: list[tuple[int, int, Name, str]] = []
    body = text.rstrip(" .,;\u00a0\t") if not _ENDS_INITIAL.search(text) else text.rstrip(" ,;\u00a0\t")
    lead = len(text) - len(text.lstrip(" \t\u00a0"))
    spans = _split_at(body, _BETWEEN, lead)
    if len(spans) == 1 or ";" not in body:
        spans = [s for a, b in spans for s in _by_commas(body, a, b)]
    for start, end in spans:
        piece = body[start:end]
        marks = ""
        tail = _SUPERSCRIPT.search(piece)
        if tail and tail.end() == len(piece):
            marks, piece = tail[0].strip(), piece[: tail.start()]
        stripped = piece.strip(" \t\u00a0")
        name = parse(stripped)
        if name is None and ";" in body and len(spans) > 1 and _ONE_WORD.fullmatch(stripped):
            name = Name(text=stripped, parts=(), confidence=0.5)  # somebody with one name only
        if name is None:
            return []
        start += len(piece) - len(piece.lstrip(" \t\u00a0"))
        found.append((start, start + len(stripped), name, marks))
    return found


def _split_at(text: str, pattern: re.Pattern[str], lead: int) -> list[tuple[int, int]]:
    spans, at = [], lead
    for cut in pattern.finditer(text):
        if cut.start() > at:
            spans.append((at, cut.start()))
        at = cut.end()
    if at < len(text):
        spans.append((at, len(text)))
    return spans


def _by_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at commas, except between a surname and the initials after it (“Ivanov, I. I.”)."""
    cuts = [m.start() for m in _COMMA.finditer(text, start, end)]
    if not cuts:
        return [(start, end)]
    whole = text[start:end]
    tail = _SUPERSCRIPT.search(whole)
    whole = whole[: tail.start()] if tail and tail.end() == len(whole) else whole
    if parse(whole) is not None and _ONE_NAME.fullmatch(whole.strip()):
        alone = parse(whole.split(",", 1)[0].strip())
        if alone is None:
            return [(start, end)]
    spans, at = [], start
    for cut in cuts:
        after = text[cut + 1 : end].lstrip()
        before = text[at:cut].strip()
        if _INITIALS.match(after) and _SURNAME.fullmatch(before):
            continue
        if _INDEX.match(after):
            continue  # index marks: “Ivanov I.I.1,2”
        spans.append((at, cut))
        at = cut + 1
        while at < end and text[at] in " \t\u00a0":
            at += 1
    spans.append((at, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]
