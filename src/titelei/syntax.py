"""What libxml2 says of a file that is not well-formed, in sentences that name the repair (XML 1.0, fifth edition)."""

import re
from typing import Final

from lxml import etree

from titelei.model import Finding, Severity
from titelei.positions import Positions

# libxml2's error name: (rule, pattern of its text, our sentence, repair); {1}, {2} are the pattern's groups.
_SENTENCES: Final = {
    "ERR_TAG_NAME_MISMATCH": (
        "xml-tags",
        r"mismatch: (\S+) line (\d+) and ([^\s,]+)",
        "<{1}>, opened in line {2}, is closed here by </{3}>.",
        "Close <{1}> first, or correct the name in one of the two tags.",
    ),
    "ERR_TAG_NOT_FINISHED": (
        "xml-tags",
        r"",
        "The file ends inside an element that is still open, or a tag has no closing “>”.",
        "Close every element that is open. Was the file saved whole?",
    ),
    "ERR_UNDECLARED_ENTITY": (
        "xml-entity",
        r"Entity '([^']+)'",
        "&{1}; is no entity of XML.",
        "Write the character itself, or its number (&#160; for &nbsp;).",
    ),
    "ERR_NAME_REQUIRED": (
        "xml-escape",
        r"",
        "A bare & or < stands here.",
        "Write &amp; for &, and &lt; for < where no tag is meant.",
    ),
    "ERR_ENTITYREF_SEMICOL_MISSING": (
        "xml-escape",
        r"",
        "An & begins a reference that has no “;”.",
        "Write &amp; where the character & is meant.",
    ),
    "ERR_LT_IN_ATTRIBUTE": ("xml-escape", r"", "A < stands inside an attribute value.", "Write &lt; for it."),
    "ERR_ATTRIBUTE_REDEFINED": (
        "xml-attribute",
        r"Attribute (\S+)",
        "The attribute {1} is given twice.",
        "Keep one of the two.",
    ),
    "ERR_ATTRIBUTE_NOT_STARTED": (
        "xml-attribute",
        r"",
        "An attribute's value has no quotation marks.",
        'Write name="value".',
    ),
    "ERR_ATTRIBUTE_WITHOUT_VALUE": ("xml-attribute", r"", "An attribute has no value.", 'Write name="value".'),
    "ERR_ATTRIBUTE_NOT_FINISHED": (
        "xml-attribute",
        r"",
        "The value of an attribute is not closed.",
        "Close it with the quotation mark it began with.",
    ),
    "ERR_SPACE_REQUIRED": (
        "xml-attribute",
        r"",
        "A space is missing between two attributes, or a tag is not closed.",
        "Write a space before the attribute, or close the tag with “>”. Was the file saved whole?",
    ),
    "ERR_GT_REQUIRED": (
        "xml-tags",
        r"",
        "A tag has no closing “>” here.",
        "Close the tag. Was the file saved whole?",
    ),
    "ERR_COMMENT_NOT_FINISHED": ("xml-comment", r"", "A comment is not closed.", "Close it with “-->”."),
    "ERR_CDATA_NOT_FINISHED": ("xml-escape", r"", "A CDATA section is not closed.", "Close it with “]]>”."),
    "ERR_PI_NOT_FINISHED": (
        "xml-instruction",
        r"",
        "A processing instruction is not closed.",
        "Close it with “?>”.",
    ),
    "ERR_INVALID_CHAR": (
        "xml-character",
        r"value (\d+)",
        "The control character number {1} is not allowed in XML.",
        "Delete it.",
    ),
    "ERR_INVALID_ENCODING": (
        "xml-encoding",
        r"",
        "The bytes here are not in the encoding that the file declares (UTF-8 where it declares none).",
        "Save the file as UTF-8, or correct encoding= in its first line.",
    ),
    "ERR_UNSUPPORTED_ENCODING": (
        "xml-encoding",
        r"encoding:? ?([^\s,]+)",
        "The encoding {1} is not known.",
        'Save the file as UTF-8 and write encoding="UTF-8" in the first line.',
    ),
    "ERR_DOCUMENT_EMPTY": (
        "xml-empty",
        r"",
        "The file is empty, or does not begin with a tag.",
        "Is this an XML file? A page as text goes to “titelei encode”.",
    ),
    "ERR_DOCUMENT_END": (
        "xml-root",
        r"",
        "Something follows after the root element has ended.",
        "Keep one root element; move the rest into it.",
    ),
    "ERR_RESERVED_XML_NAME": (
        "xml-declaration",
        r"",
        "The XML declaration is not at the very start of the file.",
        "Delete what stands before <?xml.",
    ),
    "NS_ERR_UNDEFINED_NAMESPACE": (
        "xml-namespace",
        r"prefix (\S+) ",
        "The prefix {1}: is not declared.",
        'Declare it with xmlns:{1}="…" on the root.',
    ),
    "ERR_RESOURCE_LIMIT": (
        "xml-limit",
        r"",
        "The document is nested over 256 deep, or one text or comment in it is over 10 MB.",
        "Is this an edition's file? Such a document is not read.",
    ),
    "ERR_ENTITY_LOOP": ("xml-entity", r"", "An entity refers to itself.", "Delete the DOCTYPE and its entities."),
    "ERR_HYPHEN_IN_COMMENT": (
        "xml-comment",
        r"",
        "Two hyphens stand inside a comment.",
        "Write one hyphen, or a dash.",
    ),
    "ERR_MISPLACED_CDATA_END": ("xml-escape", r"", "“]]>” stands in the text.", "Write ]]&gt; for it."),
}


def syntax_finding(error: "etree.XMLSyntaxError", data: bytes, name: str) -> Finding:
    """Turn libxml2's first error into a finding with line, column, cause and repair."""
    positions = Positions(data)
    line, column = error.position
    line, column = max(1, int(line)), max(1, int(column))
    kind = etree.ErrorTypes._getName(error.code, "") if hasattr(etree.ErrorTypes, "_getName") else ""
    if re.search(r"too (?:big|long)|[Hh]uge", str(error.msg)):
        kind = "ERR_RESOURCE_LIMIT"  # libxml2 gives several codes to what goes beyond its limits
    rule, pattern, sentence, repair = _SENTENCES.get(
        kind, ("xml-syntax", "", _plain(str(error.msg)), "Make the file well-formed here.")
    )
    found = re.search(pattern, str(error.msg)) if pattern else None
    for number, group in enumerate(found.groups() if found else (), start=1):
        sentence = sentence.replace(f"{{{number}}}", group)
        repair = repair.replace(f"{{{number}}}", group)
    if "{" in sentence:
        sentence = _plain(str(error.msg))
        repair = "Make the file well-formed here."
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        file=name,
        line=line,
        column=column,
        source_line=positions.line_text(line),
        message=f"{sentence} The file is not well-formed XML.",
        repair=repair,
        breaks=("every output",),
        clause="XML 1.0, 2.1",
    )


def _plain(text: str) -> str:
    """Cut libxml2's own place off its message and end it as a sentence."""
    return re.sub(r", line \d+, column \d+.*$", "", text).rstrip(".") + "."
