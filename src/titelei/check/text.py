"""Text outputs: UTF-8 with line feeds, and the diplomatic text equal to the page it was encoded from."""

from itertools import zip_longest
from typing import Final

from titelei.characters.lines import is_html, lines
from titelei.check.report import code_points, fault
from titelei.model import Finding, Severity

_ENCODE: Final = "Correct the transcription in the TEI so that it keeps every character of the page, then render again."


def encoding(name: str, data: bytes) -> tuple[Finding, ...]:
    """Report bytes that are not UTF-8, a byte order mark, carriage returns, a missing line end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return (fault("output-encoding", name, f"{name} is not UTF-8 at byte {error.start + 1}.", line=line),)
    found = []
    if data.startswith(b"\xef\xbb\xbf"):
        found.append(fault("output-encoding", name, f"{name} begins with a byte order mark.", line=1))
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        found.append(fault("output-encoding", name, f"{name} holds a carriage return.", line=line))
    if not data.endswith(b"\n"):
        found.append(
            fault("output-encoding", name, f"{name} does not end with a line end.", line=data.count(b"\n") + 1)
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
        message = f"The page is not UTF-8 at byte {error.start + 1}, so {name} cannot be compared with it."
        repair = "Save the page in tei/sources/ as UTF-8."
        return (fault("output-diplomatic", name, message, repair=repair, severity=Severity.WARNING),)
    got = lines(data.decode("utf-8"))
    for number, (have, want) in enumerate(zip_longest(got, expected), start=1):
        if have == want:
            continue
        if want is None or have is None:
            message = (
                f"{name} has {len(got)} lines, the page {len(expected)} that are not empty; "
                f"{'too much' if want is None else 'missing'} from line {number}: “{_cut(have or want or '')}”."
            )
            return (fault("output-diplomatic", name, message, line=number, source_line=have or "", repair=_ENCODE),)
        return (_difference(name, number, have, want),)
    return ()


def _difference(name: str, number: int, have: str, want: str) -> Finding:
    at = next((i for i, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
    message = (
        f"Line {number} of {name} differs from the page at character {at + 1}: it has "
        f"{code_points(have[at : at + 3])}, the page has {code_points(want[at : at + 3])}, "
        f"after “{have[max(0, at - 20) : at]}”."
    )
    return fault("output-diplomatic", name, message, line=number, column=at + 1, source_line=have, repair=_ENCODE)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
