"""What libxml2 says of a file that is not well-formed, in sentences that name the repair (XML 1.0, fifth edition)."""

import re
from dataclasses import replace
from typing import Final

from lxml import etree

from titelei.model import Finding, Severity
from titelei.open_elements import path_at
from titelei.positions import Positions
from titelei.syntax_sentences import SENTENCES, Sentence

_UNKNOWN_REPAIR: Final = "Make the file well-formed here."
_BARE: Final = {"&": ("&", "&amp;", "reference"), "<": ("<", "&lt;", "tag")}
_OPEN_VALUE: Final = re.compile(r"""\s(?P<name>[\w.:-]+)\s*=\s*(?:"[^"]*|'[^']*)$""")
_BEGUN_VALUE: Final = re.compile(r"\s(?P<name>[\w.:-]+)\s*=\s*$")
_LAST_TAG: Final = re.compile(r"<(?P<name>/?[^\W\d][\w:.-]*)(?=[\s/\"'=]|$)[^<>]*$")
_TAIL: Final = 4_000
"""Bytes at the end of a file in which a tag is looked for that nothing closes."""

_LOOKED_BACK: Final = 40
"""Lines in which the beginning of a value is looked for."""


def syntax_finding(error: "etree.XMLSyntaxError", data: bytes, name: str) -> Finding:
    """Turn libxml2's first error into a finding with line, column, cause and repair."""
    positions = Positions(data)
    line, column = error.position
    line, column = max(1, int(line)), max(1, int(column))
    kind = etree.ErrorTypes._getName(error.code, "") if hasattr(etree.ErrorTypes, "_getName") else ""
    if re.search(r"too (?:big|long)|[Hh]uge", str(error.msg)):
        kind = "ERR_RESOURCE_LIMIT"  # libxml2 gives several codes to what goes beyond its limits
    if "depth" in str(error.msg):
        kind = "TOO_DEEP"
    open_tag = _LAST_TAG.search(data[-_TAIL:].decode("utf-8", "replace"))
    if open_tag is not None and line >= len(positions.lines) - open_tag[0].count("\n"):
        kind = "ENDS_IN_TAG"
    sentence = SENTENCES.get(kind, Sentence("xml-syntax", _plain(str(error.msg)), _UNKNOWN_REPAIR))
    groups = _groups(kind, sentence, str(error.msg), positions.line_text(line)[: column - 1])
    if kind == "ENDS_IN_TAG" and open_tag is not None:
        groups, line, column = (f"<{open_tag['name']}>",), len(positions.lines), len(positions.lines[-1]) + 1
    sentence, line, column = _closer(kind, sentence, groups, data, positions, line, column)
    what, repair = (_filled(text, groups) for text in (sentence.what, sentence.repair))
    if "{" in what:
        what, repair = _plain(str(error.msg)), _UNKNOWN_REPAIR
    return Finding(
        rule=sentence.rule,
        severity=Severity.ERROR,
        file=name,
        line=line,
        column=column,
        source_line=positions.line_text(line),
        message=f"{what} The file is not well-formed XML.",
        repair=repair,
        breaks=("every output",),
        clause="XML 1.0, 2.1",
    )


def _groups(kind: str, sentence: Sentence, message: str, before: str) -> tuple[str, ...]:
    if kind == "ERR_NAME_REQUIRED":
        return _BARE.get(before[-1:], ())
    found = re.search(sentence.pattern, message) if sentence.pattern else None
    return found.groups() if found else ()


def _filled(text: str, groups: tuple[str, ...]) -> str:
    for number, group in enumerate(groups, start=1):
        text = text.replace(f"{{{number}}}", group)
    return text


def _closer(
    kind: str,
    sentence: Sentence,
    groups: tuple[str, ...],
    data: bytes,
    positions: Positions,
    line: int,
    column: int,
) -> tuple[Sentence, int, int]:
    """Give the sentence that fits best, and the place where the faulty piece begins."""
    match kind:
        case "ERR_TAG_NOT_FINISHED":
            while line > 1 and not positions.line_text(line).strip():
                line -= 1
                column = len(positions.line_text(line).rstrip()) + 1
        case "ERR_NAME_REQUIRED" if not groups:  # as in <b c="x" <d>
            what = "A tag is not closed before this place, or an attribute's name is missing."
            return replace(sentence, rule="xml-tags", what=what, repair="Close the tag with “>”."), line, column
        case "ERR_TAG_NAME_MISMATCH" if groups and groups[2] not in _opened(data, positions, line, column):
            stray = "</{3}> closes nothing: no <{3}> is open, but <{1}> of line {2}."
            sentence = replace(sentence, what=stray, repair="Delete </{3}>, or correct its name to </{1}>.")
        case "ERR_LT_IN_ATTRIBUTE" | "ERR_ATTRIBUTE_NOT_FINISHED":
            return _open_value(sentence, positions, line, column)
        case "ERR_ATTRIBUTE_NOT_STARTED":
            return _unquoted(sentence, positions.line_text(line), column), line, column
    begins = _filled(sentence.begins, tuple(map(re.escape, groups)))
    return sentence, *_begin(begins, positions, line, column)


def _begin(begins: str, positions: Positions, line: int, column: int) -> tuple[int, int]:
    """Give the last place at or before this one where a pattern matches; this one where there is none."""
    if begins and "{" not in begins:
        for earlier in range(line, max(0, line - _LOOKED_BACK), -1):
            text = positions.line_text(earlier)
            found = [m.start() for m in re.finditer(begins, text[: column - 1] if earlier == line else text)]
            if found:
                return earlier, found[-1] + 1
    return line, column


def _opened(data: bytes, positions: Positions, line: int, column: int) -> frozenset[str]:
    """Give the names of the elements that are open before an end tag."""
    line, column = _begin("</", positions, line, column)
    return frozenset(re.sub(r"\[\d+\]", "", path_at(data, line, column)).split("/"))


def _open_value(sentence: Sentence, positions: Positions, line: int, column: int) -> tuple[Sentence, int, int]:
    """Tell a bare < inside a value from a value whose closing mark is missing, which begins further up."""
    first = max(1, line - _LOOKED_BACK)
    lines = [positions.line_text(n) for n in range(first, line)]
    text = "\n".join([*lines, positions.line_text(line)[: column - 1]])
    found = _OPEN_VALUE.search(text)
    if found is None or not (">" in found[0] or "\n" in found[0].strip()):
        return sentence, line, column
    what = f"The value of the attribute {found['name']} has no closing quotation mark."
    before = text[: found.start("name")]
    place = (first + before.count("\n"), len(before) - before.rfind("\n"))
    return Sentence("xml-attribute", what, "Close it with the quotation mark it began with."), *place


def _unquoted(sentence: Sentence, text: str, column: int) -> Sentence:
    begun = _BEGUN_VALUE.search(text[: column - 1])
    if begun is None:
        return sentence
    name = begun["name"]
    if text[column - 1 : column] in tuple("“”„«»‘’"):
        what = f"The value of {name} stands in typographic quotation marks; XML takes straight ones."
    else:
        what = f"The value of {name} has no quotation marks."
    return replace(sentence, what=what, repair=f'Write {name}="…".')


def _plain(text: str) -> str:
    """Cut libxml2's own place off its message and end it as a sentence."""
    return re.sub(r", line \d+, column \d+.*$", "", text).rstrip(".") + "."
