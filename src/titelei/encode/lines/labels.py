"""The label that a line begins with, in any language that has a file of words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from titelei.encode import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a label opens; see the head of ``parts.toml``."""

    name: str
    kind: str
    field: str
    takes: str
    bare: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label that a text begins with: as printed it ends at ``end``, and the value begins at ``value``.

    ``lang`` is the language whose file has the word first; several may have it.
    """

    part: Part
    lang: str
    start: int
    end: int
    value: int
    is_alone: bool


_LONGEST: Final = 64
_LEAD: Final = re.compile(r"[\s•·*■►▪●–—\-【\[«]{0,4}(?:\d\.?\s)?")
_ENDS: Final = re.compile(
    r"(?P<mark>\s*[:：】\]»]\s*[:：]?|\t|\s*/\s?[^\W\d_][\w ]{1,24}(?=\s?:)\s?:|"
    r"\.\s*[—–-]\s+|\s+[—–-]\s+|\.\s*(?=[^\W\d_]|$)|\s*$)"
    r"|(?P<number>\s+(?=(?:on |am |le |el |em |il )?[\d#№]|10\.|https?:|[A-Z]{6}\b|[A-Z][a-z]+ \d))"
    r"|(?P<glued>(?<=[a-zа-яёç-ÿ])(?=[A-ZА-ЯЁ«“])|(?<=DOI)(?=10\.))"
    r"|(?P<value>\s+(?=[^\W\d_]))"
)
_GLUED: Final = ("abstract", "keywords", "doi", "authors", "references", "citation", "аннотация", "резюме", "авторы",
                 "автор")  # fmt: skip
_GLUED_PARTS: Final = ("author", "references", "citation", "funding")
_FIRST: Final = re.compile(r"[^\W\d_]+|№|n[º°]", re.I)
_OPENS: Final = re.compile(r"[^\W\d_]")
_BRACKET: Final = re.compile(r"\s*\((?:[^\W\d_]|[ .-]){2,20}\)")


@cache
def parts() -> dict[str, Part]:
    """Give what every label opens, by the label's name."""
    table = tomllib.loads(resources.files(__package__).joinpath("parts.toml").read_text("utf-8"))
    return {name: Part(name=name, **entry) for name, entry in table.items()}


@cache
def _wordings() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    """Give each finite wording with its label and language, and one pattern of the others."""
    found: dict[str, tuple[str, str]] = {}
    other = []
    for name in parts():
        for wording, lang in words.plain("labels", name).items():
            found.setdefault(wording, (name, lang))
        for number, (pattern, lang) in enumerate(words.endless("labels", name)):
            other.append(f"(?P<{name}__{lang}_{number}>{pattern})")
    return found, re.compile("|".join(other) or "(?!)", re.I)


@lru_cache(maxsize=4096)
def label_of(text: str, cell_end: int = 0) -> Label | None:
    """Find the label that a text begins with; ``cell_end`` is where a table's heading cell ends.

    A label counts where a colon, dash or the line's end follows; some also before a number or any value.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    if cell_end:
        found = _named(text[start:cell_end].strip(" :："))
        return found and _label(found, text, start, cell_end, cell_end + 1)
    head = text[start : start + _LONGEST]
    first = _FIRST.match(head)
    if first is None or not _may_begin(first[0].lower()):
        return _open(text, start) if _OPENS.match(head) else None
    for cut in _ENDS.finditer(head):
        wording = head[: cut.start()].strip()
        if not wording or (cut.lastgroup == "mark" and cut.end() == len(head) < len(text) - start):
            continue
        found = _named(wording) or ("(" in wording and _named(_BRACKET.sub("", wording))) or None
        if found is None or not _counts(found[0], cut, head):
            continue
        return _label(found, text, start, start + cut.start(), start + cut.end())
    return _open(text, start)


@cache
def _firsts() -> frozenset[str]:
    """Give the first words of all labels; Chinese ones by their first character."""
    firsts = {m[0] for w in _wordings()[0] if (m := _FIRST.match(w))}
    return frozenset(firsts) | {w[:1] for w in firsts if w[:1] >= "\u3400"}


def _may_begin(word: str) -> bool:
    return word in _firsts() or word[:1] >= "\u3400" or any(word.startswith(w) for w in _GLUED if w in _firsts())


def _counts(part: Part, cut: re.Match[str], head: str) -> bool:
    """Tell whether what stands behind a word makes it a label."""
    after = head[cut.end() :]
    match cut.lastgroup:
        case "mark":
            return True
        case "number":
            return part.bare != ""
        case "value":
            return part.bare == "value" and after[:1].isupper() and head[:1].isupper()
    return ((part.bare == "value" or part.name in _GLUED_PARTS) and not after[1:2].isupper()) or (
        part.name == "doi" and after.startswith("10.")
    )


def _open(text: str, start: int) -> Label | None:
    found = _wordings()[1].match(text, start)
    if found is None or found.lastgroup is None:
        return None
    cut = _ENDS.match(text, found.end())
    if cut is None or cut.lastgroup != "mark":
        return None
    name, _, lang = found.lastgroup.partition("__")
    return _label((parts()[name], lang.split("_")[0]), text, start, found.end(), cut.end())


def _named(wording: str) -> tuple[Part, str] | None:
    found = _wordings()[0].get(wording.lower()) or _wordings()[0].get(" ".join(wording.lower().split()))
    return (parts()[found[0]], found[1]) if found else None


def _label(found: tuple[Part, str], text: str, start: int, end: int, value: int) -> Label:
    while value < len(text) and text[value] in " \t\u00a0：:":
        value += 1
    alone = not text[value:].strip()
    return Label(part=found[0], lang=found[1], start=start, end=end, value=value, is_alone=alone)
