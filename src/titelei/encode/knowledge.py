"""What is known of pages in general: labels, furniture, words of bylines and addresses. Read from ``knowledge/*.toml``.

A new journal is a change of those files and a test page; nothing here names a journal.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

_I: Final = re.IGNORECASE


@cache
def table(name: str) -> dict[str, Any]:
    """Give one file of knowledge as its tables."""
    text = resources.files(__package__).joinpath("knowledge", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def any_of(words: list[str]) -> str:
    return "(?:" + "|".join(words) + ")"


_SIGNS: Final = r"[^\w(]*"


@cache
def starts(name: str, key: str) -> re.Pattern[str]:
    """Compile a list of words as a pattern that matches the beginning of a text."""
    return re.compile(rf"(?:the |a |an )?{any_of(table(name)[key])}", _I)


@cache
def holds(name: str, key: str, *, part: str = "") -> re.Pattern[str]:
    """Compile a list of words as a pattern to be searched for; ``part`` is the table of the file that has it."""
    return re.compile(any_of((table(name)[part] if part else table(name))[key]), _I)


@cache
def whole(name: str, key: str, *, part: str = "") -> re.Pattern[str]:
    """Compile a list of words as a pattern for a whole text, but for signs around it."""
    words = any_of((table(name)[part] if part else table(name))[key])
    before, after = (_SIGNS, _SIGNS) if part else (r"\s*", r"\s*[.:;,]?\s*")
    return re.compile(before + words + after, _I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label opens; see the head of ``labels.toml``."""

    name: str
    kind: str
    field: str
    takes: str
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label that a text begins with: as printed it ends at ``end``, and the value begins at ``value``."""

    label: Label
    start: int
    end: int
    value: int
    is_alone: bool


_AFTER: Final = (
    r"(?P<after>\s*(?:/\s?[^\W\d_][\w ]{1,24}(?=\s?:))?"
    r"(?:\((?:received|revised|accepted|published|english|russian|eng|rus|en|ru|англ\.?|рус\.?|на \w+ языке|"
    r"print|online)\))?\s*(?::|\.\s*(?=[A-ZА-ЯЁ«\"“]|$)|\.?\s*[—–-]\s+|\t|\s*$))"
)


@cache
def _labels() -> tuple[tuple[Label, ...], re.Pattern[str], re.Pattern[str]]:
    labels = []
    groups, bare = [], []
    for name, entry in table("labels").items():
        labels.append(
            Label(
                name=name,
                kind=entry["kind"],
                field=entry["field"],
                takes=entry["takes"],
                bare=bool(entry.get("bare")),
            )
        )
        words = any_of(sorted([*entry["en"], *entry["ru"]], key=len, reverse=True))
        groups.append(f"(?P<{name}>{words}{_AFTER.replace('after', 'after_' + name)})")
        if name in ("doi", "edn", "udc", "bbk", "issn", "other_classes"):
            bare.append(f"(?P<{name}>{words}\\s+(?=\\d|10\\.|[A-Z]{{6}}\\b|https?://))")
        if name in ("received", "revised", "reviewed", "accepted", "published"):
            bare.append(f"(?P<{name}>{words}\\s+(?=(?:on )?\\d|[A-Z][a-z]+ \\d))")
        if name in ("issue_line", "volume", "pages", "year"):
            bare.append(f"(?P<{name}>{words}\\s+(?=[№#]?\\s?\\d))")
    lead = r"[\s•·*■►▪–—-]{0,4}"
    return (
        tuple(labels),
        re.compile(rf"{lead}(?:{'|'.join(groups)})", _I),
        re.compile(rf"{lead}(?:{'|'.join(bare)})", _I),
    )


@cache
def _glued() -> re.Pattern[str]:
    words = {
        "abstract": "Abstract|ABSTRACT|Аннотация|АННОТАЦИЯ|Резюме",
        "keywords": "Key ?words|KEY ?WORDS|Ключевые слова|КЛЮЧЕВЫЕ СЛОВА",
        "references": "References|Список литературы",
        "citation": "Для цитирования|Citation|For citation",
        "author": "Authors|Авторы|Автор",
        "journal": "Журнал",
        "doi": "DOI(?=10\\.)",
        "funding": "Funding|Финансирование",
    }
    parts = [f"(?P<{name}>{w})" for name, w in words.items()]
    return re.compile(rf"\s*(?:{'|'.join(parts)})(?=[A-ZА-ЯЁ«“\"][a-zа-яё]|10\.)")


def label_of(text: str, cell_end: int = 0) -> Labelled | None:
    """Find the label that a text begins with; ``cell_end`` is where a table's heading cell ends.

    A label counts where a colon, dash or the line's end follows; some also before a number, and those of
    ``abstract`` and the like where the value is run together with them.
    """
    _, pattern, bare = _labels()
    if cell_end:
        found = pattern.match(text[:cell_end] + "\t")
        if found and found.end() >= cell_end:
            name = _name(found)
            value = cell_end + 1
            return Labelled(label=_by_name(name), start=found.start(name), end=cell_end, value=value, is_alone=False)
        return None
    found = pattern.match(text)
    if found is None:
        found = bare.match(text) or _glued().match(text)
        if found is None:
            return None
    name = _name(found)
    end = found.start(name) + len(found[name].rstrip())
    value = found.end()
    while value < len(text) and text[value] in " \t\u00a0":
        value += 1
    return Labelled(
        label=_by_name(name), start=found.start(name), end=end, value=value, is_alone=not text[value:].strip()
    )


def _name(found: re.Match[str]) -> str:
    return next(k for k, v in found.groupdict().items() if v is not None and not k.startswith("after_"))


@cache
def _by_name(name: str) -> Label:
    return next(label for label in _labels()[0] if label.name == name)


@cache
def section_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give patterns of labels of an abstract's sections: at the beginning of a text, and inside one."""
    groups = "|".join(f"(?P<{key}>{any_of(words)})" for key, words in table("sections").items())
    start = re.compile(rf"\s*(?:{groups})\s*(?P<mark>[.:]|\s[—–-](?=\s(?-i:[A-ZА-ЯЁ«“]))|$)\s*", _I)
    exact = "|".join(
        f"(?P<{key}>{any_of([w[:1].upper() + w[1:] if w[0].isalpha() else w for w in words])})"
        for key, words in table("sections").items()
    )
    upper = re.compile(
        rf"(?:(?<=[.!?;]\s)|(?<=[.!?;]))(?:{exact})(?P<mark>[.:])(?=\s*[A-ZА-ЯЁ«“\"(\d]|\s+[a-zа-яё])\s*"
    )
    return start, upper


@cache
def furniture_part() -> re.Pattern[str]:
    return re.compile(any_of(table("furniture")["part"]), _I)


@cache
def cloak() -> re.Pattern[str]:
    return re.compile(any_of(table("furniture")["cloak"]), _I)


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Tell whether a whole line is the page's machinery: one button, or several with tabs or strokes between."""
    if whole("furniture", "line").fullmatch(text):
        return True
    parts = [p for p in re.split(r"\t|\s\|\s|\s·\s|\s{2,}|\u2003", text) if p.strip()] if len(text) < 300 else []
    return len(parts) > 1 and all(whole("furniture", "line").fullmatch(p) for p in parts)


def is_counter(text: str) -> bool:
    """Tell whether a line counts views or files: “Abstract - 415”, which no label may take."""
    return len(text) < 60 and bool(whole("furniture", "counter").fullmatch(text))
