"""What stands around a name in a byline and is no part of it: degrees, honorifics, ORCIDs, the sign of copyright."""

import re
from dataclasses import dataclass
from typing import Final

_DEGREES: Final = (
    r"Ph\.?\s?D\.?|D\.?\s?Phil\.?|M\.?\s?D\.?|Dr\.?\s?(?:habil|med|phil|rer\.\s?nat)\.?|Ed\.?\s?D\.?|LL\.?\s?[BMD]\.?|"
    r"J\.?\s?D\.?|M\.?\s?P\.?\s?H\.?|M\.?\s?B\.?\s?A\.?|M\.?\s?Sc\.?|M\.?\s?S\.?|M\.?\s?A\.?|B\.?\s?Sc\.?|B\.?\s?A\.?|"
    r"M\.?\s?Phil\.?|D\.?\s?Sc\.?|DVM|DDS|MBBS|FRCP|FRCS|RN|CSc\.?|DrSc\.?|prof\.\s?dr\.?\s?hab\.?"
)
_AFTER: Final = re.compile(rf"(?<=[^\W\d_]),?\s+(?P<degree>(?:{_DEGREES}))(?=\s*(?:[,;&(*]|and\b|und\b|et\b|$))")
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[,;&]\s))(?P<honour>(?:(?:Dr|Prof|Mr|Mrs|Ms|Professor|Doctor|Sir)\b\.?\s+)+)(?=[^\W\d_])"
)
_ORCID: Final = re.compile(
    r"(?<=[^\W\d_])\s+\(?\s*(?:ORCID(?:\s?iD)?\s*:?\s*)?(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dXx]\s*\)?(?!\S*@)",
    re.I,
)
_COPYRIGHT: Final = re.compile(
    r"^\s*(?:©|\([cс]\)|copyright\b)\s*(?:(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?\s*,?\s*)?", re.I
)
_YEAR_BEHIND: Final = re.compile(r",\s*(?:19|20)\d\d\s*\.?\s*$")
_NAME: Final = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Around:
    """A degree: its characters in the line."""

    start: int
    end: int


def degrees(text: str) -> list[Around]:
    """Find the degrees that stand behind names: “Jane Doe, PhD, and John Smith, MD”."""
    return [Around(m.start("degree"), m.end("degree")) for m in _AFTER.finditer(text)]


def bare(text: str) -> str:
    """Blank, character for character, what is no part of a name, so that a list of names can be read as one."""
    if len(text) > 600:
        return text
    if (mark := _COPYRIGHT.match(text)) and _NAME.search(text, mark.end()):
        text = " " * mark.end() + text[mark.end() :]
        text = _YEAR_BEHIND.sub(_blank, text)
    if "-" in text:
        text = _ORCID.sub(_blank, text)
    return text


def without_degrees(text: str) -> str:
    """Blank, character for character, degrees behind names and honorifics before them."""
    return _AFTER.sub(_blank, _BEFORE.sub(_blank, text)) if len(text) <= 600 else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
