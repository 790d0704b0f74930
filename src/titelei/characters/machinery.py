"""What a page's programs left in its text: template code, entities, hidden addresses, ranges without their dash."""

import html
import re
from collections.abc import Iterator
from typing import Final

from titelei.characters.fault import Fault, shown
from titelei.messages import say

_CODE: Final = re.compile(
    r"\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|<\?(?:php\b|=)[^\n]{0,200}?(?:\?>|$)|<%[^%\n]{0,200}%>"
    r"|\$\{[A-Za-z_][^{}\n]{0,100}\}|\{\$[A-Za-z_][^{}\n]{0,100}\}|##[a-z][\w.]{2,80}##|\[object Object\]"
    r"|</?(?:p|br|i|b|u|em|strong|sup|sub|span|div|font|a|img|li|ul|ol|td|tr|h[1-6])(?:\s[^<>\n]{0,200})?/?>",
    re.IGNORECASE | re.MULTILINE,
)
_ENTITY: Final = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|laquo|raquo|ldquo|rdquo|lsquo|rsquo|bdquo|[mn]dash|hellip|copy|reg|deg|shy|middot"
    r"|[a-z]+(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)|#\d{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
_GAP: Final = r"[ \t\xa0]"
_LOCAL: Final = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}"
_NAME: Final = r"[A-Za-z0-9-]{1,63}"
_DOG: Final = r"(?:at|@|a|а|собака|dog|ät|et)"
_BRACKETED: Final = rf"(?:[\[({{<«]{_GAP}*{_DOG}{_GAP}*[\])}}>»]|[＠﹫])"
_DOT: Final = rf"(?:\.|{_GAP}*[\[({{]{_GAP}*(?:dot|\.|точка){_GAP}*[\])}}]{_GAP}*|{_GAP}+(?:dot|точка){_GAP}+)"
_HIDDEN: Final = re.compile(
    rf"(?<![\w.@])({_LOCAL}){_GAP}*{_BRACKETED}{_GAP}*({_NAME}(?:{_DOT}{_NAME}){{0,4}}{_DOT}[A-Za-z]{{2,10}})(?![\w@])"
    rf"|(?<![\w.@])({_LOCAL}){_GAP}+(?:at|собака){_GAP}+({_NAME}(?:{_GAP}+(?:dot|точка){_GAP}+{_NAME}){{1,4}})(?![\w@])",
    re.IGNORECASE,
)
_MARK: Final = re.compile(rf"{_BRACKETED}|[ \t\xa0](?:dot|точка)[ \t\xa0]", re.IGNORECASE)
_DOT_ALONE: Final = re.compile(_DOT, re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{4,8}")
_PAGES: Final = re.compile(r"(?:^|[^\w.])(pp\.?|pages|стр\.|с\.|p\.|s\.|стор\.|pag\.)[ \t\xa0]*$", re.IGNORECASE)
_YEARS: Final = re.compile(r"^(1[5-9]\d\d|20\d\d)(1[5-9]\d\d|20\d\d)$")
_TOUCHING: Final = re.compile(r"[\w.:/–—-]")


def leaked_code(text: str, lang: str) -> Iterator[Fault]:
    """Find the code of templates, tags and entities that stand as text."""
    for found in _CODE.finditer(text):
        yield Fault(
            start=found.start(),
            end=found.end(),
            kind="leaked-code",
            message=say("{found} is code of the page, not its text.", found=shown(found[0])),
            repair=say('Delete it; on the page itself, tag it <surplus reason="furniture">.'),
            remedy="furniture",
        )
    for found in _ENTITY.finditer(text):
        meant = html.unescape(found[0])
        if meant == found[0]:
            continue
        yield Fault(
            start=found.start(),
            end=found.end(),
            kind="leaked-code",
            message=say("{found} stands as text where a character was meant.", found=shown(found[0])),
            repair=say("Write “{meant}”.", meant=meant)
            if meant.strip()
            else say("Write the character U+{ord:04X}.", ord=ord(meant[0])),
            replacement=meant,
            remedy="correct",
        )


def cloaked_email(text: str, lang: str) -> Iterator[Fault]:
    """Find e-mail addresses that are written for people alone: ``name [at] example (dot) org``."""
    if not _MARK.search(text):
        return
    for found in _HIDDEN.finditer(text):
        local, domain = (found[1], found[2]) if found[1] else (found[3], found[4])
        meant = f"{local}@{_DOT_ALONE.sub('.', domain)}"
        yield Fault(
            start=found.start(),
            end=found.end(),
            kind="cloaked-email",
            message=say("{found} is an e-mail address hidden from programs.", found=shown(found[0])),
            repair=say(
                "Write {meant} in <email> of the author’s entry; the page keeps what it shows.", meant=shown(meant)
            ),
            replacement=meant,
        )


def lost_dashes(text: str, lang: str) -> Iterator[Fault]:
    """Find ranges of pages or years that have lost their dash: ``pp. 145158``."""
    for found in _NUMBER.finditer(text):
        number = found[0]
        after = text[found.end() : found.end() + 2]
        if len(number) % 2 or after[:1].isalnum() or after[:1] in ("–", "—", "-"):
            continue
        half = len(number) // 2
        first, last = int(number[:half]), int(number[half:])
        before = text[max(0, found.start() - 12) : found.start()]
        marked = _PAGES.search(before)
        years = _YEARS.match(number)
        if years and 0 < last - first <= 150 and not _TOUCHING.match(before[-1:]) and not after.startswith(("/", ":")):
            yield _range_fault(found.start(), number, half, "years")
        elif marked and number[half] != "0" and first < last < first + 100:
            is_plural = marked[1].lower().startswith(("pp", "pages"))
            if len(number) > 4 or is_plural:
                yield _range_fault(found.start(), number, half, "pages")


def _range_fault(start: int, number: str, half: int, of: str) -> Fault:
    meant = f"{number[:half]}–{number[half:]}"
    return Fault(
        start=start,
        end=start + len(number),
        kind="lost-dash",
        message=say("“{number}” is probably a range of {of} that has lost its dash.", number=number, of=of),
        repair=say("Write “{meant}”.", meant=meant),
        replacement=meant,
        remedy="correct",
    )
