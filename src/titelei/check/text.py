"""Text outputs: UTF-8 with line feeds, and the diplomatic text equal to the page it was encoded from."""

from itertools import zip_longest
from typing import Final

from titelei.characters.lines import is_html, lines
from titelei.check.report import code_points, fault
from titelei.messages import say
from titelei.model import Finding, Severity

_ENCODE: Final = say(
    "Correct the transcription in the TEI so that it keeps every character of the page, then render again."
)


def encoding(name: str, data: bytes) -> tuple[Finding, ...]:
    """Report bytes that are not UTF-8, a byte order mark, carriage returns, a missing line end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return (
            fault(
                "output-encoding",
                name,
                say("{name} is not UTF-8 at byte {start}.", name=name, start=error.start + 1),
                line=line,
            ),
        )
    found = []
    if data.startswith(b"\xef\xbb\xbf"):
        found.append(fault("output-encoding", name, say("{name} begins with a byte order mark.", name=name), line=1))
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        found.append(fault("output-encoding", name, say("{name} holds a carriage return.", name=name), line=line))
    if not data.endswith(b"\n"):
        found.append(
            fault(
                "output-encoding",
                name,
                say("{name} does not end with a line end.", name=name),
                line=data.count(b"\n") + 1,
            )
        )
    return tuple(found)


def diplomatic(name: str, data: bytes, page: bytes | None) -> tuple[Finding, ...]:
    """Compare the diplomatic text with the page's non-empty lines and report the first that differs.

    Runs of spaces and tabs are one space on both sides, as they are in the TEI; every other character counts. A page
    in HTML has no lines to compare with.
    """
    if page is None or is_html(page):
        return ()
    try:
        expected = lines(page.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = say(
            "The page is not UTF-8 at byte {start}, so {name} cannot be compared with it.",
            start=error.start + 1,
            name=name,
        )
        repair = say("Save the page in tei/sources/ as UTF-8.")
        return (fault("output-diplomatic", name, message, repair=repair, severity=Severity.WARNING),)
    got = lines(data.decode("utf-8"))
    for number, (have, want) in enumerate(zip_longest(got, expected), start=1):
        if have == want:
            continue
        if want is None or have is None:
            message = say(
                "{name} has {got_count} lines, the page {expected_count} that are not empty; {what} from "
                "line {number}: “{have}”.",
                name=name,
                got_count=len(got),
                expected_count=len(expected),
                what=say("too much") if want is None else say("missing"),
                number=number,
                have=_cut(have or want or ""),
            )
            return (fault("output-diplomatic", name, message, line=number, source_line=have or "", repair=_ENCODE),)
        return (_difference(name, number, have, want),)
    return ()


def _difference(name: str, number: int, have: str, want: str) -> Finding:
    at = next((i for i, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
    message = say(
        "Line {number} of {name} differs from the page at character {at}: it has {have}, the "
        "page has {want}, after “{have2}”.",
        number=number,
        name=name,
        at=at + 1,
        have=code_points(have[at : at + 3]),
        want=code_points(want[at : at + 3]),
        have2=have[max(0, at - 20) : at],
    )
    return fault("output-diplomatic", name, message, line=number, column=at + 1, source_line=have, repair=_ENCODE)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
