"""A compiled Schematron schema, and the way back from Saxon's faults to the lines of the schema."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from titelei.engine import saxon
from titelei.errors import AssetError
from titelei.messages import Message, joined, known, say
from titelei.model import Finding, Severity
from titelei.names import XSL
from titelei.validate.schematron.schema_source import ENGINE, Place, at_root, finding, parsed

_AT: Final = re.compile(r'titelei[\d.]*:at="(?P<file>\d+):(?P<line>\d+) ?(?P<what>[^"]*)"')
_BASE: Final = re.compile(r'xml:base="urn:titelei:file/(\d+)"')
_HEAD: Final = re.compile(
    r'<titelei[\d.]*:schema\s[^>]*?files="(?P<files>[^"]*)"[^>]*?phase="(?P<phase>[^"]*)"[^>]*?documents="(?P<documents>[a-z]+)"',
    re.S,
)
_WARNING: Final = re.compile(r'<titelei[\d.]*:warning [^>]*?at="([^"]*)" of="([^"]*)">([^<]*)<')
_READS: Final = re.compile(r"static-base-uri\(\), (?:'|&apos;|&#39;)([^'&]*)")
_ASK: Final = "titelei:ask"
"""Word that a compiled schema holds where it may ask for files."""

_SAXON_ERROR: Final = r"(?:Error|(?:Type|Static|Syntax|Dynamic) error)"
_SAXON_FAULT: Final = re.compile(
    _SAXON_ERROR + r" (?:in \{(?P<expression>.*?)\} )?(?:at char \d+ )?(?:in |at )?(?P<node>.*?) ?on line (?P<line>\d+)"
    r" column (?P<column>\d+) of (?P<module>\S+): (?P<code>[A-Z]{4}\d{4}) (?P<text>.*?)"
    r"(?= " + _SAXON_ERROR + r" (?:in|at|on|evaluating) | Correct it there\.$|$)",
    re.S,
)


_SEALED: Final = re.compile(r"\s*External function calls have been\s+disabled")
_OWN_VALUE: Final = re.compile(r"Variable \$(?P<name>\S+) cannot be used within its own declaration")
_TOLD: Final = re.compile(r"titelei:at (?P<at>[^|]*)\|")


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A schema compiled for one phase: ``xslt`` is all of it, ``folder`` is where its relative addresses start.

    ``allowed`` are further folders that it may read files from.
    """

    xslt: str
    folder: Path | None = None
    allowed: tuple[Path, ...] = ()

    @classmethod
    def from_xslt(cls, text: str, folder: Path | None = None) -> "Compiled":
        """Take up a schema that was compiled before.

        Raises:
            AssetError: the text is no compiled schema.
        """
        if not _HEAD.search(text):
            raise AssetError(say("This stylesheet is not a compiled Schematron schema. Compile the schema again."))
        return cls(xslt=text, folder=folder)

    @property
    def files(self) -> tuple[Path, ...]:
        """The schema and the files it brought in."""
        head = _HEAD.search(self.xslt)
        return tuple((self.folder or Path()) / unquote(name) for name in head["files"].split()) if head else ()

    @cached_property
    def root(self) -> Place:
        """Where a fault is told that nothing narrower is known of; the schema is read for it once."""
        return at_root(self.files[0] if self.files else Path("schema"))

    @property
    def readable(self) -> tuple[Path, ...]:
        """The folders that it may read files from, besides the document's."""
        own = () if self.folder is None else (self.folder.resolve(),)
        return (*own, *(folder.resolve() for folder in self.allowed))

    @property
    def brings_in_stylesheets(self) -> bool:
        """Tell whether the schema's own XSLT includes or imports files."""
        return re.search(r"<xsl[\d.]*:(include|import|import-schema)\s", self.xslt) is not None

    @property
    def phase(self) -> str:
        """The phase it was compiled for: an id, ``#ALL``, or ``#ANY``."""
        head = _HEAD.search(self.xslt)
        return head["phase"] if head else ""

    @property
    def has_subordinate_documents(self) -> bool:
        head = _HEAD.search(self.xslt)
        return head is not None and head["documents"] == "true"

    @cached_property
    def engine(self) -> saxon.Sealed:
        """The processor that the schema runs in; nodes for it must be its own."""
        return saxon.Sealed(imports=True) if self.brings_in_stylesheets else saxon.sealed()

    @cached_property
    def stylesheet(self) -> saxon.Stylesheet:
        """The schema as Saxon compiled it, on first use.

        Raises:
            AssetError: an expression of the schema is faulty; ``findings`` name element, file and line.
        """
        return self._built[0]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is odd in the schema but keeps nobody from validating, each with its place."""
        told = (
            (self.place_of(at), known(unescape(text))) for at, of, text in _WARNING.findall(self.xslt) if of == "schema"
        )
        odd = (finding(place, text) for place, text in told if place is not None)
        return tuple(replace(f, severity=Severity.WARNING) for f in (*odd, *self.faults_of_fixes))

    @property
    def faults_of_fixes(self) -> tuple[Finding, ...]:
        """What is wrong with the schema's quick fixes: those are left out, and the schema validates without them."""
        told = (
            (self.place_of(at), known(unescape(text))) for at, of, text in _WARNING.findall(self.xslt) if of == "fix"
        )
        return (*(finding(place, text) for place, text in told if place is not None), *self._built[1])

    @cached_property
    def _built(self) -> tuple[saxon.Stylesheet, tuple[Finding, ...]]:
        """Compile the schema, without its quick fixes where the fault is in one of these."""
        try:
            return self._build(self.xslt), ()
        except AssetError as error:
            whole = error
        bare = _without_fixes(self.xslt)
        try:
            return self._build(bare), self._explained(whole).findings
        except AssetError as error:
            raise self._explained(whole if bare == self.xslt else error) from error

    def _build(self, xslt: str) -> saxon.Stylesheet:
        name = self.files[0].name if self.files else "schema"
        return self.engine.stylesheet(_BASE.sub(self._base, xslt), name, listen=_ASK in xslt)

    def telling_variables(self) -> "Compiled":
        """Give the schema so that a failing variable of it, a phase or a pattern says where; no try around its use can.

        The error that it stops with is read by :meth:`place_of_variable`.
        """
        return replace(self, xslt=_variables_told(self.xslt))

    def place_of_variable(self, message: str) -> Place | None:
        """Find the variable that an error of :meth:`telling_variables` names."""
        told = _TOLD.match(message)
        return self.place_of(told["at"]) if told else None

    def _base(self, found: "re.Match[str]") -> str:
        files = self.files
        uri = files[int(found[1])].resolve().as_uri() if self.folder is not None else "urn:titelei:none"
        return f'xml:base="{uri}"'

    def place(self, line: int, column: int) -> Place | None:
        """Find where in the schema an instruction of the compiled stylesheet came from."""
        lines = _BASE.sub(self._base, self.xslt).split("\n")
        before = "\n".join([*lines[: line - 1], lines[line - 1][:column]]) if 0 < line <= len(lines) else ""
        last = next(iter(reversed(list(_AT.finditer(before)))), None)
        return self._place(last)

    def place_of(self, at: str) -> Place | None:
        """Find the place that a compiled stylesheet writes as ``FILE:LINE WHAT``."""
        return self._place(_AT.match(f'titelei:at="{at}"'))

    def place_of_reading(self) -> Place | None:
        """Find the first call that reads a file, where Saxon loses the place of one that failed, as ``-doc('x')``."""
        told = _READS.search(self.xslt)
        return self.place_of(told[1]) if told else None

    def _place(self, last: "re.Match[str] | None") -> Place | None:
        files = self.files
        if last is None or int(last["file"]) >= len(files):
            return None
        return Place(file=files[int(last["file"])], line=int(last["line"]), what=last["what"])

    def _explained(self, error: AssetError) -> AssetError:
        faults: dict[str, Finding] = {}
        for found in _SAXON_FAULT.finditer(str(error)):
            if not found["module"].endswith("/"):  # a stylesheet that the schema includes or imports
                text = f"{found['text']} ({found['code']})."
                faults[f"{found['module']} line {found['line']}: {text}"] = Finding(
                    rule="schematron-schema",
                    severity=Severity.ERROR,
                    file=found["module"],
                    line=int(found["line"]),
                    message=text,
                )
                continue
            place = self.place(int(found["line"]), int(found["column"]))
            if place is None or (found["expression"] or "").startswith("/descendant"):
                continue  # made from a context, whose own fault is told as well
            what = place.what
            if found["node"].startswith("svrl:") and "/@" in found["node"]:
                what = f"{what.partition('/')[0]}/{found['node'].partition('/')[2]}"
            text = fault_sentence(what, found["expression"], found["text"], found["code"])
            faults.setdefault(f"{place}: {text}", finding(place, text))
        if not faults and (own := _OWN_VALUE.search(str(error))):
            name = re.escape(own["name"].rpartition("}")[2])
            variable = re.search(rf'<xsl[\d.]*:variable [^>]*?name="{name}"[^>]*', self.xslt)
            place = self._place(_AT.search(variable[0])) if variable else None
            if place is not None:
                text = say(
                    "The variable ${name} asks for its own value. Rename it, or what it is made from.", name=own["name"]
                )
                faults[str(place)] = finding(place, text)
                return all_faults({f"{place}: {text}": faults[str(place)]})
        return all_faults(faults) if faults else self._unplaced(str(error))

    def _unplaced(self, text: str) -> AssetError:
        """Tell a fault that Saxon names no line of: at the function it names, else at the schema as a whole."""
        text = re.sub(r"^The stylesheet .*? does not compile, [^:]*: ", "", text)
        called = re.search(r"call to (?P<name>[^\s#]+)#", text)
        function = (
            re.search(rf'<xsl[\d.]*:function [^>]*?name="{re.escape(called["name"])}"[^>]*', self.xslt)
            if called
            else None
        )
        place = self._place(_AT.search(function[0])) if function else None
        place = place or self.root
        message = say("The schema does not compile: {text}.", text=text.removesuffix(" Correct it there."))
        return all_faults({f"{place}: {message}": finding(place, message)})


def _without_fixes(xslt: str) -> str:
    """Take the quick fixes out of a compiled schema; its lines stay, by which places are found."""
    return re.sub(r'(<xsl[\d.]*:if )(test="\$titelei-fixes")', r'\1use-when="false()" \2', xslt)


def _variables_told(xslt: str) -> str:
    """Let each global variable of a compiled schema that fails tell its place."""
    root = parsed(xslt)
    for variable in root.iterfind(f"{{{XSL}}}variable"):
        at = variable.get(f"{{{ENGINE}}}at")
        if not at:
            continue
        attempt = etree.Element(f"{{{XSL}}}try", nsmap={"err": "http://www.w3.org/2005/xqt-errors"})
        inner = etree.SubElement(attempt, f"{{{XSL}}}variable", name="titelei.value")
        if (select := variable.attrib.pop("select", None)) is not None:
            inner.set("select", select)
            variable.set("as", variable.get("as", "item()*"))
        if (kind := variable.get("as")) is not None:  # so that a value of another type fails inside
            inner.set("as", kind)
        inner.extend(list(variable))
        etree.SubElement(attempt, f"{{{XSL}}}sequence", select="$titelei.value")
        told = f"error($err:code, concat('titelei:at {re.sub('[^A-Za-z0-9:/@ -]', '', at)}|', $err:description))"
        etree.SubElement(attempt, f"{{{XSL}}}catch", errors="*", select=told)
        variable.append(attempt)
    return etree.tostring(root, encoding="unicode")


def fault_sentence(what: str, expression: str | None, text: str, code: str) -> str:
    """Say what is wrong with an expression of a schema, and where."""
    element, _, attribute = what.partition("/")
    subject = (
        say("{attribute} of <{element}>", attribute=attribute, element=element)
        if attribute
        else f"<{element}>"
        if element
        else say("an expression")
    )
    quoted = say(", at “{expression}”", expression=expression.strip()) if expression and expression.strip() else ""
    advice = say(' Declare it with <sch:ns prefix="…" uri="…"/>.') if code == "XPST0081" else ""
    coded = f" ({code})" if code else ""
    reason = _refused(text) or re.sub(r"( before)?[ .]*$", "", " ".join(_SEALED.sub("", text).split()))
    if isinstance(text, Message):
        return say(
            "{subject} is faulty: {reason}{code}", subject=subject, reason=text, code=f" ({code})" if code else ""
        )
    return say(
        "{subject} is faulty{quoted}: {reason}{code}.{advice}",
        subject=subject,
        quoted=quoted,
        reason=known(reason),
        code=coded,
        advice=advice,
    )


def _refused(text: str) -> str:
    """Say in our words what the sealed processor refused; nothing of a fault that is another one."""
    if "DOCTYPE is disallowed" in text or "Scanner State 24" in text:  # so Xerces meets one in a fragment
        return say("what parse-xml() is given has a DOCTYPE, which is not read, so that it draws no file or address in")
    if found := re.search(r"Access to URI (\S+) has been prohibited|URI scheme '(\w+)' has been disallowed", text):
        return say(
            "{found} is out of reach for a schema",
            found=found[1] or say("an address that begins with {found}:", found=found[2]),
        )
    return ""


def all_faults(faults: dict[str, Finding]) -> AssetError:
    """Give the error that tells all faults of a schema, in the order of their places."""
    ordered = sorted(faults.items(), key=lambda item: (item[1].file, item[1].line))
    return AssetError(joined(" ", (text for text, _finding in ordered)), *(f for _text, f in ordered))
