"""Our words for libxml2's errors: under its name for each, the rule, what is wrong, the repair, and where to look."""

from dataclasses import dataclass
from typing import Final


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
        "<{1}>, opened in line {2}, is closed here by </{3}>.",
        "Close <{1}> first, or correct the name in one of the two tags.",
        pattern=r"mismatch: (\S+) line (\d+) and ([^\s,]+)",
        begins="</",
    ),
    "ERR_TAG_NOT_FINISHED": Sentence(
        "xml-tags",
        "The file ends while <{1}>, opened in line {2}, is still open.",
        "Write </{1}> where it ends. Was the file saved whole?",
        pattern=r"in tag (\S+) line (\d+)",
    ),
    "ERR_UNDECLARED_ENTITY": Sentence(
        "xml-entity",
        "&{1}; is no entity of XML.",
        "Write the character itself, or its number (&#160; for &nbsp;).",
        pattern=r"Entity '([^']+)'",
        begins="&{1};",
    ),
    "ERR_NAME_REQUIRED": Sentence(
        "xml-escape",
        "A bare {1} stands here.",
        "Write {2} for it where no {3} is meant.",
        begins="[&<]",
    ),
    "ERR_ENTITYREF_SEMICOL_MISSING": Sentence(
        "xml-escape",
        "An & begins a reference that has no “;”.",
        "Write &amp; where the character & is meant.",
        begins="&",
    ),
    "ERR_LT_IN_ATTRIBUTE": Sentence("xml-escape", "A < stands inside an attribute value.", "Write &lt; for it."),
    "ERR_ATTRIBUTE_REDEFINED": Sentence(
        "xml-attribute",
        "The attribute {1} is given twice.",
        "Keep one of the two.",
        pattern=r"Attribute (\S+)",
        begins=r"(?<=\s){1}\s*=",
    ),
    "ERR_ATTRIBUTE_NOT_STARTED": Sentence(
        "xml-attribute", "An attribute's value has no quotation marks.", 'Write name="value".'
    ),
    "ERR_ATTRIBUTE_WITHOUT_VALUE": Sentence(
        "xml-attribute",
        "The attribute {1} has no value.",
        'Write {1}="…".',
        pattern=r"for attribute ([^\s,]+)",
        begins=r"(?<=\s){1}",
    ),
    "ERR_ATTRIBUTE_NOT_FINISHED": Sentence(
        "xml-attribute",
        "The value of an attribute is not closed.",
        "Close it with the quotation mark it began with.",
    ),
    "ERR_SPACE_REQUIRED": Sentence(
        "xml-attribute",
        "A space is missing between two attributes, or a tag is not closed.",
        "Write a space before the attribute, or close the tag with “>”. Was the file saved whole?",
    ),
    "ERR_GT_REQUIRED": Sentence(
        "xml-tags", "A tag has no closing “>” here.", "Close the tag. Was the file saved whole?"
    ),
    "ERR_COMMENT_NOT_FINISHED": Sentence(
        "xml-comment", "A comment is not closed.", "Close it with “-->”.", begins="<!--"
    ),
    "ERR_CDATA_NOT_FINISHED": Sentence(
        "xml-escape", "A CDATA section is not closed.", "Close it with “]]>”.", begins=r"<!\[CDATA\["
    ),
    "ERR_PI_NOT_FINISHED": Sentence(
        "xml-instruction", "A processing instruction is not closed.", "Close it with “?>”.", begins=r"<\?"
    ),
    "ERR_INVALID_CHAR": Sentence(
        "xml-character",
        "The control character number {1} is not allowed in XML.",
        "Delete it.",
        pattern=r"value (\d+)",
    ),
    "ERR_INVALID_ENCODING": Sentence(
        "xml-encoding",
        "The bytes here are not in the encoding that the file declares (UTF-8 where it declares none).",
        "Save the file as UTF-8, or correct encoding= in its first line.",
    ),
    "ERR_UNSUPPORTED_ENCODING": Sentence(
        "xml-encoding",
        "The encoding {1} is not known.",
        'Save the file as UTF-8 and write encoding="UTF-8" in the first line.',
        pattern=r"encoding:? ?([^\s,]+)",
    ),
    "ERR_DOCUMENT_EMPTY": Sentence(
        "xml-empty",
        "The file is empty, or does not begin with a tag.",
        "Is this an XML file? A page as text goes to “titelei encode”.",
    ),
    "ERR_DOCUMENT_END": Sentence(
        "xml-root",
        "Something follows after the root element has ended.",
        "Keep one root element; move the rest into it.",
    ),
    "ERR_RESERVED_XML_NAME": Sentence(
        "xml-declaration",
        "The XML declaration is not at the very start of the file.",
        "Delete what stands before <?xml.",
        begins=r"<\?xml",
    ),
    "NS_ERR_UNDEFINED_NAMESPACE": Sentence(
        "xml-namespace",
        "The prefix {1}: is not declared.",
        'Delete the prefix, or declare it with xmlns:{1}="…" on the root.',
        pattern=r"prefix (\S+) ",
        begins=r"(?<=[</\s]){1}:",
    ),
    "ERR_RESOURCE_LIMIT": Sentence(
        "xml-limit",
        "One tag, text, value or comment here is over 10 MB.",
        "Is this an edition's file? Such a document is not read.",
    ),
    "TOO_DEEP": Sentence(
        "xml-limit",
        "The document is nested over 95 deep.",
        "Is this an edition's file? Such a document is not read.",
    ),
    "ENDS_IN_TAG": Sentence(
        "xml-tags",
        "The file ends inside the tag {1}.",
        "Was the file saved whole? Close the tag, and then what is still open.",
        begins="<",
    ),
    "ERR_ENTITY_LOOP": Sentence("xml-entity", "An entity refers to itself.", "Delete the DOCTYPE and its entities."),
    "ERR_HYPHEN_IN_COMMENT": Sentence(
        "xml-comment", "Two hyphens stand inside a comment.", "Write one hyphen, or a dash."
    ),
    "ERR_MISPLACED_CDATA_END": Sentence("xml-escape", "“]]>” stands in the text.", "Write ]]&gt; for it."),
}
