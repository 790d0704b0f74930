"""One run of a compiled schema on a document, again after each time it asked for files.

Where it stops, it is run once more to learn where in the schema that was.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final

from lxml import etree

from titelei.engine import saxon
from titelei.errors import AssetError, DocumentError
from titelei.messages import say
from titelei.validate.schematron import schema_source
from titelei.validate.schematron.compiled_schema import Compiled, fault_sentence
from titelei.validate.schematron.schema_reads import Reads
from titelei.validate.schematron.schema_source import ENGINE, Place, fault
from titelei.xml.read import Document

NO_ANSWERS: Final[Mapping[str, str]] = MappingProxyType({})

_END: Final = 10_000
"""A column beyond what any line of a compiled schema has."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A compiled schema on a document. ``given`` is the document as the schema's processor has it, if it does."""

    compiled: Compiled
    document: Document
    answers: Mapping[str, str] = NO_ANSWERS
    given: saxon.Node | None = field(default=None, repr=False)

    @cached_property
    def reads(self) -> Reads:
        own = (self.document.path.resolve().parent,) if self.document.path is not None else ()
        folders = (*own, *self.compiled.readable)
        asking = self.compiled.place_of_reading() or self.compiled.root
        return Reads(primary=self.document, folders=folders, engine=self.compiled.engine, schema=asking)

    @cached_property
    def node(self) -> saxon.Node:
        return parsed(self.document, self.compiled.engine) if self.given is None else self.given

    def report(self, *, fired: bool, fixes: bool) -> str:
        """Give the report, with the rules that fired and with what would repair each hit, or without.

        Raises:
            AssetError: an expression of the schema fails on this document; the text names element, file and line.
            DocumentError: a subordinate document (``pattern/@documents``) cannot be read.
        """
        if self.compiled.has_subordinate_documents:
            self.reads.subordinates(self.transform(titelei_list=True))
        asked: dict[str, saxon.Value] = {"titelei_entries": (self._entries(),)} if self.answers else {}
        return self.transform(titelei_fired=fired, titelei_fixes=fixes, **asked)

    def transform(self, **parameters: saxon.Value) -> str:
        stylesheet = self.compiled.stylesheet
        stopped: saxon.TransformError | None = None
        while True:
            given = {**parameters, **self.reads.parameters(), "titelei_explain": stopped is not None}
            try:
                result = stylesheet.transform(self.node, **given)
            except saxon.TransformError as error:
                if self.reads.take(stylesheet.messages):
                    continue
                if stopped is not None:
                    raise self._failed(self._failed_variable(parameters), stopped.message) from error
                stopped = error
                continue
            if self.reads.take(stylesheet.messages):
                stopped = None
                continue
            if stopped is not None:
                raise self._stopped(result, stopped.message) from stopped
            return result

    def _entries(self) -> saxon.Node:
        root = etree.Element(f"{{{ENGINE}}}entries", nsmap={"titelei": ENGINE})
        for name, answer in self.answers.items():
            etree.SubElement(root, f"{{{ENGINE}}}entry", name=name).text = answer
        return self.compiled.engine.parse(etree.tostring(root, encoding="unicode"))

    def _failed_variable(self, parameters: Mapping[str, saxon.Value]) -> Place | None:
        """Find the variable of the schema, a phase or a pattern that fails here."""
        told = Run(compiled=self.compiled.telling_variables(), document=self.document)
        flags = {name: value for name, value in parameters.items() if not isinstance(value, tuple)}
        try:
            while True:
                told.compiled.stylesheet.transform(told.node, **flags, **told.reads.parameters())
                if not told.reads.take(told.compiled.stylesheet.messages):
                    return None
        except saxon.TransformError as error:
            return self.compiled.place_of_variable(error.message)
        except AssetError:
            return None

    def _stopped(self, result: str, message: str) -> AssetError:
        try:
            stopped = schema_source.parsed(result)
        except etree.XMLSyntaxError:  # it stopped inside an element, as where text comes before an attribute
            what, _, where = message.partition(" Most recent element start tag was output at line ")
            line = where.partition(" ")[0]
            return self._failed(self.compiled.place(int(line), _END) if line.isdecimal() else None, what)
        place = self.compiled.place_of(stopped.get("at", "")) or self.compiled.place(
            int(stopped.get("line") or 0), int(stopped.get("column") or 0)
        )
        code = stopped.get("code", "")
        if place is None and code in ("FODC0002", "FOUT1170"):
            place = self.compiled.place_of_reading()
        return self._failed(place, stopped.text or "", code)

    def _failed(self, place: Place | None, message: str, code: str = "") -> AssetError:
        """Tell that an expression of the schema failed on the document, and where in the schema it stands."""
        said = fault_sentence(place.what if place else "", None, self.reads.told(message), code)
        text = say("{said} This happened on {name}.", said=said, name=self.document.name)
        return fault(place or self.compiled.root, text)


def parsed(document: Document, engine: saxon.Sealed) -> saxon.Node:
    """Give a document as a schema's processor has it, with its address.

    Raises:
        DocumentError: Saxon's parser refuses what libxml2 took: names, attributes or values beyond its limits.
    """
    base = document.path.resolve().as_uri() if document.path is not None else None
    try:
        return engine.parse(document.xml, base)
    except saxon.TransformError as error:
        message = say(
            "{name} goes beyond what is read: {of_parser}", name=document.name, of_parser=_of_parser(error.message)
        )
        repair = say("Check that this is the right file, and shorten what is named.")
        found = document.finding("xml-limit", document.root, message, repair, path="/", breaks=(say("every output"),))
        raise DocumentError(found) from error


def _of_parser(message: str) -> str:
    """Leave of a parser's message what it says of the document."""
    said = re.sub(r"^.*?JAXP\d+: ", "", message, flags=re.DOTALL)
    return re.sub(r', "\d+" is the limit set by "[^"]*"', "", said)
