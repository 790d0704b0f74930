"""Values against datatypes and values of RELAX NG (XML Schema Part 2; RELAX NG DTD Compatibility, 2).

XML Schema's own types and facets are left to libxml2, one small grammar a datatype, so that our verdict and
its verdict on a whole document cannot differ. Results are kept, since values repeat.
"""

import re
from functools import cache
from typing import Final

from lxml import etree

from titelei.errors import AssetError
from titelei.messages import say
from titelei.names import RNG
from titelei.validate.relaxng.patterns import Data, Value

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"
LIBRARIES: Final = frozenset(("", XSD, COMPATIBILITY))

_XSD_TYPES: Final = """
    string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName
    NOTATION boolean decimal integer nonPositiveInteger negativeInteger nonNegativeInteger positiveInteger long int
    short byte unsignedLong unsignedInt unsignedShort unsignedByte float double duration dateTime date time gYear
    gYearMonth gMonth gMonthDay gDay hexBinary base64Binary anyURI
""".split()
_XS: Final = "http://www.w3.org/2001/XMLSchema"
_FACETS: Final = """
    minInclusive maxInclusive minExclusive maxExclusive length minLength maxLength totalDigits fractionDigits pattern
""".split()
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_NCNAME: Final = {"ID": "NCName", "IDREF": "NCName", "IDREFS": "NMTOKENS"}
_MAX_KEPT: Final = 50_000


def is_known(library: str, name: str) -> bool:
    """Tell whether a datatype library has this type."""
    if library == XSD:
        return name in _XSD_TYPES
    return name in (("ID", "IDREF", "IDREFS") if library == COMPATIBILITY else ("string", "token"))


@cache
def facet_fault(name: str, facets: tuple[tuple[str, str], ...]) -> str | None:
    """Say what is wrong with facets of a type of XML Schema; None where they are right."""
    schema = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
    simple = etree.SubElement(schema, f"{{{_XS}}}simpleType", {"name": "probe"})
    restriction = etree.SubElement(simple, f"{{{_XS}}}restriction", {"base": f"xs:{name}"})
    for facet, value in facets:
        if facet not in _FACETS:
            return say("there is no facet {facet!r}", facet=facet)
        etree.SubElement(restriction, f"{{{_XS}}}{facet}", {"value": value})
    try:
        etree.XMLSchema(schema)
    except etree.XMLSchemaParseError as error:
        return str(error).rpartition("}")[2].partition(": ")[2].strip().rstrip(".")
    return None


def tokens(text: str) -> list[str]:
    """Split text at XML's white space, and at no other (a no-break space is none)."""
    return [part for part in _BLANKS.split(text) if part]


def is_blank(text: str) -> bool:
    """Tell whether text is nothing but XML's white space."""
    return not text.strip(" \t\r\n")


class Datatypes:
    """Answers whether a text is of a datatype; keeps its answers."""

    def __init__(self) -> None:
        self._grammars: dict[Data | Value, etree.RelaxNG] = {}
        self._answers: dict[tuple[Data | Value, str], bool] = {}

    def allows(self, pattern: Data | Value, text: str) -> bool:
        """Tell whether ``text`` is of the datatype, or equals the value, leaving ``except`` aside."""
        if pattern.library == "" or (
            pattern.library == XSD and pattern.type in ("string", "token") and getattr(pattern, "params", ()) == ()
        ):
            return _allows_text(pattern, text)
        key = (pattern, text)
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= _MAX_KEPT:
                self._answers.clear()
            answer = self._answers[key] = self._ask(pattern, text)
        return answer

    def _ask(self, pattern: Data | Value, text: str) -> bool:
        grammar = self._grammars.get(pattern)
        if grammar is None:
            grammar = self._grammars[pattern] = _compiled(pattern)
        probe = etree.Element("v")
        probe.set("a", text)
        return bool(grammar.validate(probe))


def _allows_text(pattern: Data | Value, text: str) -> bool:
    if isinstance(pattern, Data):
        return True
    if pattern.type == "string":
        return pattern.text == text
    return tokens(pattern.text) == tokens(text)


def _compiled(pattern: Data | Value) -> "etree.RelaxNG":
    """Compile the grammar of an attribute of this datatype.

    Raises:
        AssetError: the value is none of its type.
    """
    library, name = pattern.library, pattern.type
    if library == COMPATIBILITY:
        library, name = XSD, _NCNAME[name]
    elif name == "QName":
        name = "NMTOKEN"  # its prefix is looked up by nobody: a probe has no declarations
    element = etree.Element(f"{{{RNG}}}element", {"name": "v", "datatypeLibrary": library}, {None: RNG})
    attribute = etree.SubElement(element, f"{{{RNG}}}attribute", {"name": "a"})
    if isinstance(pattern, Value):
        etree.SubElement(attribute, f"{{{RNG}}}value", {"type": name}).text = pattern.text
    else:
        data = etree.SubElement(attribute, f"{{{RNG}}}data", {"type": name})
        for facet, value in pattern.params:
            etree.SubElement(data, f"{{{RNG}}}param", {"name": facet}).text = value
    try:
        return etree.RelaxNG(element)
    except etree.RelaxNGParseError as error:
        raise AssetError(
            say("The schema gives the datatype {name} what it cannot have: {error}.", name=name, error=error)
        ) from error
