"""BibTeX and RIS read as records of fields: small readers of our own, held to bibtexparser and rispy by the tests.

BibTeX as in the manual of BibTeX 0.99; RIS as in Reference Manager's format of tags at the beginning of lines.
"""

import re
from typing import Final

from titelei.messages import say

Record = dict[str, list[str]]
"""Field or tag → values in order. A BibTeX author or keyword is one value each."""

_ENTRY: Final = re.compile(r"@(\w+)\s*\{\s*([^,\s]+)\s*,")
_FIELD: Final = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*")
_TAG: Final = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
_COMMANDS: Final = {
    r"\textbackslash": "\\",
    r"\textasciitilde": "~",
    r"\textasciicircum": "^",
    r"\textless": "<",
    r"\textgreater": ">",
    r"\textbar": "|",
    r"\textquotedbl": '"',
    r"\textdollar": "$",
    r"\textbraceleft": "{",
    r"\textbraceright": "}",
    r"\{": "{",
    r"\}": "}",
    r"\&": "&",
    r"\%": "%",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
}
# Words with their type.
_MARKS: Final = (r"\textit", r"\textbf", r"\textsc", r"\textsuperscript", r"\textsubscript", r"\underline")
_COMMAND: Final = re.compile(r"(\\text[a-z]+|\\underline)(?:\{\}|\s+)?|(\\[{}&%$#_])|([{}])|~|\\\((.*?)\\\)")


def bibtex(text: str) -> Record:
    """Read the first entry; its key is the field ``key``, its kind ``entry``.

    Raises:
        ValueError: it is no entry.
    """
    start = _ENTRY.search(text)
    if start is None:
        raise ValueError(say("no entry begins with @ and a brace"))
    record: Record = {"entry": [start[1].lower()], "key": [start[2]]}
    at = start.end()
    while (field := _FIELD.match(text, at)) is not None:
        value, at = _value(text, field.end())
        name = field[1].lower()
        record[name] = [unescaped(part) for part in _parts(name, value)]
        comma = re.compile(r"\s*,?").match(text, at)
        at = comma.end() if comma else at
    return record


def _value(text: str, at: int) -> tuple[str, int]:
    """Give the value that begins here, without its delimiters, and where it ends."""
    if text[at] not in '{"':
        bare = re.compile(r"[^,}\s]+").match(text, at)
        if bare is None:
            raise ValueError(say("a field has no value at character {at}", at=at))
        return bare[0], bare.end()
    closing, depth, here = ("}" if text[at] == "{" else '"'), 0, at + 1
    while here < len(text):
        character = text[here]
        if character == "\\":
            here += 2
            continue
        if character == closing and not depth:
            return text[at + 1 : here], here + 1
        depth += {"{": 1, "}": -1}.get(character, 0)
        here += 1
    raise ValueError(say("the value at character {at} does not end", at=at))


def _parts(name: str, value: str) -> list[str]:
    if name in ("author", "editor"):
        return _outside_braces(value, re.compile(r"\s+and\s+"))
    if name == "keywords":
        return _outside_braces(value, re.compile(r",\s*"))
    return [value]


def _outside_braces(value: str, separator: re.Pattern[str]) -> list[str]:
    """Split where the separator stands outside braces."""
    parts, depth, begin, here = [], 0, 0, 0
    while here < len(value):
        if value[here] == "\\":
            here += 2
            continue
        depth += {"{": 1, "}": -1}.get(value[here], 0)
        found = separator.match(value, here) if not depth else None
        if found:
            parts.append(value[begin:here])
            begin = here = found.end()
        else:
            here += 1
    return [*parts, value[begin:]]


def unescaped(value: str) -> str:
    """Take LaTeX's escapes and protecting braces away, and the signs around a formula, whose source stays."""

    def plain(match: re.Match[str]) -> str:
        if match[4] is not None:
            return str(match[4])
        command = match[1] or match[2]
        if command:
            return "" if command in _MARKS else _COMMANDS.get(command, command)
        return "" if match[3] else "\u00a0"

    return re.sub(r"\s+", " ", _COMMAND.sub(plain, value)).strip()


def ris(text: str) -> Record:
    """Read the first record, up to ``ER``.

    Raises:
        ValueError: it does not begin with ``TY``.
    """
    record: Record = {}
    last = ""
    for line in text.removeprefix("\ufeff").splitlines():
        match = _TAG.match(line)
        if match is None:
            if last and line.strip():
                record[last][-1] += f" {line.strip()}"
            continue
        last, value = match[1], match[2].strip()
        if last == "ER":
            break
        if not record and last != "TY":
            raise ValueError(say("the record does not begin with TY"))
        record.setdefault(last, []).append(value)
    if not record:
        raise ValueError(say("there is no record"))
    return record
