"""What libxml2 says of a file that is not well-formed, in sentences that name the repair (XML 1.0, fifth edition)."""

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from titelei.messages import Message, filled, say, template
from titelei.model import Finding, Severity
from titelei.xml import outline
from titelei.xml.positions import Positions


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of one error.

    ``{1}``, ``{2}`` stand for the groups of ``pattern``, searched in libxml2's text. ``begins`` is a pattern of how the
    faulty piece begins: libxml2 often gives the place right behind it.
    """

    rule: str
    what: str
    repair: str
    pattern: str = ""
    begins: str = ""


SENTENCES: Final = {
    "ERR_TAG_NAME_MISMATCH": Sentence(
        "xml-tags",
        template("<{first}>, opened in line {second}, is closed here by </{third}>."),
        template("Close <{first}> first, or correct the name in one of the two tags."),
        pattern=r"mismatch: (\S+) line (\d+) and ([^\s,]+)",
        begins="</",
    ),
    "ERR_TAG_NOT_FINISHED": Sentence(
        "xml-tags",
        template("The file ends while <{first}>, opened in line {second}, is still open."),
        template("Write </{first}> where it ends. Was the file saved whole?"),
        pattern=r"in tag (\S+) line (\d+)",
    ),
    "ERR_UNDECLARED_ENTITY": Sentence(
        "xml-entity",
        template("&{first}; is no entity of XML."),
        template("Write the character itself, or its number (&#160; for &nbsp;)."),
        pattern=r"Entity '([^']+)'",
        begins="&{1};",
    ),
    "WAR_UNDECLARED_ENTITY": Sentence(
        "xml-entity",
        template("{second} may be declared in a DTD outside this file, which is not read."),
        template("Write the characters themselves, or their numbers (&#160; for &nbsp;)."),
        pattern=r"Entity '([^']+)'",
        begins="[&%]{1};",
    ),
    "ERR_NAME_REQUIRED": Sentence(
        "xml-escape",
        template("A bare {first} stands here."),
        template("Write {second} for it where no {third} is meant."),
        begins="[&<]",
    ),
    "ERR_ENTITYREF_SEMICOL_MISSING": Sentence(
        "xml-escape",
        template("An & begins a reference that has no “;”."),
        template("Write &amp; where the character & is meant."),
        begins="&",
    ),
    "ERR_LT_IN_ATTRIBUTE": Sentence(
        "xml-escape", template("A < stands inside an attribute value."), template("Write &lt; for it.")
    ),
    "ERR_ATTRIBUTE_REDEFINED": Sentence(
        "xml-attribute",
        template("The attribute {first} is given twice."),
        template("Keep one of the two."),
        pattern=r"Attribute (\S+)",
        begins=r"(?<=\s){1}\s*=",
    ),
    "ERR_ATTRIBUTE_NOT_STARTED": Sentence(
        "xml-attribute", template("An attribute's value has no quotation marks."), template('Write name="value".')
    ),
    "ERR_ATTRIBUTE_WITHOUT_VALUE": Sentence(
        "xml-attribute",
        template("The attribute {first} has no value."),
        template('Write {first}="…".'),
        pattern=r"for attribute ([^\s,]+)",
        begins=r"(?<=\s){1}",
    ),
    "ERR_ATTRIBUTE_NOT_FINISHED": Sentence(
        "xml-attribute",
        template("The value of an attribute is not closed."),
        template("Close it with the quotation mark it began with."),
    ),
    "ERR_SPACE_REQUIRED": Sentence(
        "xml-attribute",
        template("A space is missing between two attributes, or a tag is not closed."),
        template("Write a space before the attribute, or close the tag with “>”. Was the file saved whole?"),
    ),
    "ERR_GT_REQUIRED": Sentence(
        "xml-tags", template("A tag has no closing “>” here."), template("Close the tag. Was the file saved whole?")
    ),
    "ERR_COMMENT_NOT_FINISHED": Sentence(
        "xml-comment", template("A comment is not closed."), template("Close it with “-->”."), begins="<!--"
    ),
    "ERR_CDATA_NOT_FINISHED": Sentence(
        "xml-escape",
        template("A CDATA section is not closed."),
        template("Close it with “]]>”."),
        begins=r"<!\[CDATA\[",
    ),
    "ERR_PI_NOT_FINISHED": Sentence(
        "xml-instruction",
        template("A processing instruction is not closed."),
        template("Close it with “?>”."),
        begins=r"<\?",
    ),
    "ERR_INVALID_CHAR": Sentence(
        "xml-character",
        template("The control character number {first} is not allowed in XML."),
        template("Delete it."),
        pattern=r"value (\d+)",
    ),
    "ERR_INVALID_ENCODING": Sentence(
        "xml-encoding",
        template("The bytes here are not in the encoding that the file declares (UTF-8 where it declares none)."),
        template("Save the file as UTF-8, or correct encoding= in its first line."),
    ),
    "ERR_UNSUPPORTED_ENCODING": Sentence(
        "xml-encoding",
        template("The encoding {first} is not known."),
        template('Save the file as UTF-8 and write encoding="UTF-8" in the first line.'),
        pattern=r"encoding:? ?([^\s,]+)",
    ),
    "ERR_DOCUMENT_EMPTY": Sentence(
        "xml-empty",
        template("The file is empty, or does not begin with a tag."),
        template("Is this an XML file? A page as text goes to “titelei encode”."),
    ),
    "ERR_DOCUMENT_END": Sentence(
        "xml-root",
        template("Something follows after the root element has ended."),
        template("Keep one root element; move the rest into it."),
    ),
    "ERR_RESERVED_XML_NAME": Sentence(
        "xml-declaration",
        template("The XML declaration is not at the very start of the file."),
        template("Delete what stands before <?xml."),
        begins=r"<\?xml",
    ),
    "NS_ERR_UNDEFINED_NAMESPACE": Sentence(
        "xml-namespace",
        template("The prefix {first}: is not declared."),
        template('Delete the prefix, or declare it with xmlns:{first}="…" on the root.'),
        pattern=r"prefix (\S+) ",
        begins=r"(?<=[</\s]){1}:",
    ),
    "ERR_RESOURCE_LIMIT": Sentence(
        "xml-limit",
        template("One tag, text, value or comment here is over 10 MB."),
        template("Is this an edition's file? Such a document is not read."),
    ),
    "TOO_DEEP": Sentence(
        "xml-limit",
        template("The document is nested over 95 deep."),
        template("Is this an edition's file? Such a document is not read."),
    ),
    "ENDS_IN_TAG": Sentence(
        "xml-tags",
        template("The file ends inside the tag {first}."),
        template("Was the file saved whole? Close the tag, and then what is still open."),
        begins="<",
    ),
    "ERR_ENTITY_LOOP": Sentence(
        "xml-entity", template("An entity refers to itself."), template("Delete the DOCTYPE and its entities.")
    ),
    "ERR_HYPHEN_IN_COMMENT": Sentence(
        "xml-comment", template("Two hyphens stand inside a comment."), template("Write one hyphen, or a dash.")
    ),
    "ERR_MISPLACED_CDATA_END": Sentence(
        "xml-escape", template("“]]>” stands in the text."), template("Write ]]&gt; for it.")
    ),
}


_PARTS: Final = ("first", "second", "third")
_UNKNOWN_REPAIR: Final = say("Make the file well-formed here.")
_BARE: Final = {"&": ("&", "&amp;", say("reference")), "<": ("<", "&lt;", say("tag"))}
_OPEN_VALUE: Final = re.compile(r"""\s(?P<name>[\w.:-]+)\s*=\s*(?:"[^"]*|'[^']*)$""")
_BEGUN_VALUE: Final = re.compile(r"\s(?P<name>[\w.:-]+)\s*=\s*$")
_LAST_TAG: Final = re.compile(r"<(?P<name>/?[^\W\d][\w:.-]*)(?=[\s/\"'=]|$)[^<>]*$")
_PARTED_TAG: Final = re.compile(
    r"""(?P<mark><(?:\s+/?|/)\s*)(?P<rest>[^\W\d][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>)"""
)
_TAIL: Final = 4_000
"""Bytes at the end of a file in which a tag is looked for that nothing closes."""

_DECLARED: Final = re.compile(rb"<!ENTITY\s+([^\s%]+)")
_REFERENCE: Final = re.compile(rb"&([^\s&;#<>\"']+);")
_NAMED: Final = 5
"""Entities that are named in one message."""

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
    if kind == "WAR_UNDECLARED_ENTITY":
        groups = (*groups, _undeclared(data, *groups))
    if kind == "ENDS_IN_TAG" and open_tag is not None:
        groups, line, column = (f"<{open_tag['name']}>",), len(positions.lines), len(positions.lines[-1]) + 1
    sentence, line, column = _closer(kind, sentence, groups, data, positions, line, column)
    try:
        what, repair = (_said(text, groups) for text in (sentence.what, sentence.repair))
    except KeyError:  # libxml2 gave no name where it mostly does
        what, repair = _plain(str(error.msg)), _UNKNOWN_REPAIR
    return Finding(
        rule=sentence.rule,
        severity=Severity.ERROR,
        file=name,
        line=line,
        column=column,
        source_line=positions.line_text(line),
        message=what if kind == "WAR_UNDECLARED_ENTITY" else say("{what} The file is not well-formed XML.", what=what),
        repair=repair,
        breaks=(say("every output"),),
        clause="XML 1.0, 2.1",
    )


def _groups(kind: str, sentence: Sentence, message: str, before: str) -> tuple[str, ...]:
    if kind == "ERR_NAME_REQUIRED":
        return _BARE.get(before[-1:], ())
    found = re.search(sentence.pattern, message) if sentence.pattern else None
    return found.groups() if found else ()


def _undeclared(data: bytes, first: str) -> str:
    """Name the entities that a file refers to and does not declare itself, as “&a;, &b; and 3 more”."""
    declared = {*_DECLARED.findall(data), b"amp", b"lt", b"gt", b"quot", b"apos"}
    named = dict.fromkeys(f"&{e.decode('utf-8', 'replace')};" for e in _REFERENCE.findall(data) if e not in declared)
    names = list(named) or [f"%{first};"]
    listed = ", ".join(names[:_NAMED])
    return say("{listed} and {n} more", listed=listed, n=len(names) - _NAMED) if len(names) > _NAMED else listed


def _said(text: str, groups: tuple[str, ...]) -> str:
    """Make a message of a template, unless it is one already."""
    return text if isinstance(text, Message) else filled(text, **dict(zip(_PARTS, groups, strict=False)))


def _pattern(text: str, groups: tuple[str, ...]) -> str:
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
        case "ERR_NAME_REQUIRED" | "ERR_GT_REQUIRED" if found := _parted(positions, line, column):
            place, tag, right = found
            what, mend = (
                say("A blank stands in the tag “{tag}”, right after its beginning.", tag=tag),
                say("Delete it: write {right}.", right=right),
            )
            return Sentence("xml-tags", what, mend), *place
        case "ERR_NAME_REQUIRED" if not groups:  # as in <b c="x" <d>
            what = say("A tag is not closed before this place, or an attribute's name is missing.")
            return replace(sentence, rule="xml-tags", what=what, repair=say("Close the tag with “>”.")), line, column
        case "ERR_TAG_NAME_MISMATCH" if groups and groups[2] not in _opened(data, positions, line, column):
            stray = template("</{third}> closes nothing: no <{third}> is open, but <{first}> of line {second}.")
            sentence = replace(
                sentence, what=stray, repair=template("Delete </{third}>, or correct its name to </{first}>.")
            )
        case "ERR_LT_IN_ATTRIBUTE" | "ERR_ATTRIBUTE_NOT_FINISHED":
            return _open_value(sentence, positions, line, column)
        case "ERR_ATTRIBUTE_NOT_STARTED":
            return _unquoted(sentence, positions.line_text(line), column), line, column
    begins = _pattern(sentence.begins, tuple(map(re.escape, groups)))
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
    return frozenset(re.sub(r"\[\d+\]", "", outline.of_xml(data).at(line, column)).split("/"))


def _open_value(sentence: Sentence, positions: Positions, line: int, column: int) -> tuple[Sentence, int, int]:
    """Tell a bare < inside a value from a value whose closing mark is missing, which begins further up."""
    first = max(1, line - _LOOKED_BACK)
    lines = [positions.line_text(n) for n in range(first, line)]
    text = "\n".join([*lines, positions.line_text(line)[: column - 1]])
    found = _OPEN_VALUE.search(text)
    if found is None or not (">" in found[0] or "\n" in found[0].strip()):
        return sentence, line, column
    what = say("The value of the attribute {name} has no closing quotation mark.", name=found["name"])
    before = text[: found.start("name")]
    place = (first + before.count("\n"), len(before) - before.rfind("\n"))
    return Sentence("xml-attribute", what, say("Close it with the quotation mark it began with.")), *place


def _parted(positions: Positions, line: int, column: int) -> tuple[tuple[int, int], str, str] | None:
    """Find a tag with blanks before its name, as “< p>” or “</ p>”: its place, itself, and as it should be."""
    for found in _PARTED_TAG.finditer(positions.line_text(line)):
        if found.start() < column <= found.end() + 1:
            return (line, found.start() + 1), found[0], re.sub(r"\s", "", found["mark"]) + found["rest"]
    return None


def _unquoted(sentence: Sentence, text: str, column: int) -> Sentence:
    begun = _BEGUN_VALUE.search(text[: column - 1])
    if begun is None:
        return sentence
    name = begun["name"]
    if text[column - 1 : column] in tuple("“”„«»‘’"):
        what = say("The value of {name} stands in typographic quotation marks; XML takes straight ones.", name=name)
    else:
        what = say("The value of {name} has no quotation marks.", name=name)
    return replace(sentence, what=what, repair=say('Write {name}="…".', name=name))


def _plain(text: str) -> str:
    """Cut libxml2's own place off its message and end it as a sentence."""
    return filled("{said}.", said=re.sub(r", line \d+, column \d+.*$", "", text).rstrip("."))
