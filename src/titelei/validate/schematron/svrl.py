"""Reports in SVRL, the Schematron Validation Report Language (ISO/IEC 19757-3, Annex D), as values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from lxml import etree

from titelei.messages import LANGUAGES
from titelei.names import SVRL, XML_LANG
from titelei.xml.edits import ENGINE, Edit, Fix

_HITS: Final = {f"{{{SVRL}}}failed-assert": "assert", f"{{{SVRL}}}successful-report": "report"}
_PATTERNS: Final = (f"{{{SVRL}}}active-pattern", f"{{{SVRL}}}active-group")
_RULE: Final = f"{{{SVRL}}}fired-rule"
_TEXT: Final = f"{{{SVRL}}}text"
_FIX: Final = f"{{{ENGINE}}}fix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One assertion that failed, or report that succeeded.

    ``pattern`` is the id of the pattern, ``location`` the node it was found at, as ``path()`` writes it:
    ``/Q{uri}name[1]/@name``. ``subject`` is where an assertion names one: the same node, else empty.
    ``diagnostics`` hold (id, text), ``properties`` (id, role, text), in the order the assertion names them;
    ``translations`` are diagnostics as (language, id, text) whose id is another's with the language behind it.
    Texts have white space normalised; no-break spaces stay. ``document`` is the address of a subordinate
    document, empty for the one that was validated. ``fixes`` are the quick fixes that can be made here.
    """

    kind: Literal["assert", "report"]
    pattern: str = ""
    id: str = ""
    role: str = ""
    flag: str = ""
    severity: str = ""
    location: str = ""
    subject: str = ""
    test: str = ""
    text: str = ""
    diagnostics: tuple[tuple[str, str], ...] = ()
    translations: tuple[tuple[str, str, str], ...] = ()
    properties: tuple[tuple[str, str, str], ...] = ()
    see: str = ""
    icon: str = ""
    fpi: str = ""
    lang: str = ""
    document: str = ""
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True)
class Svrl:
    """A report. ``xml`` is SVRL as the engine wrote it; ``hits`` is what it says.

    ``brief`` may lack the rules that fired, which are most of a report and cost a third of the time; ``full``
    then writes the report with them, when somebody asks. ``document`` is the address of what was validated.
    """

    brief: str
    document: str = ""
    full: Callable[[], str] | None = None

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The report's hits in its own order: by pattern, then by place in the document."""
        parser = etree.XMLParser(collect_ids=False)  # the same xml:id may stand in several fixes
        return tuple(_hits(etree.fromstring(self.brief.encode(), parser), self.document))

    @cached_property
    def xml(self) -> str:
        """The whole report."""
        return self.full() if self.full is not None else self.brief


def normalised(text: str) -> str:
    """Fold white space as XPath's ``normalize-space()`` does: blanks, tabs and line ends, not U+00A0."""
    return " ".join(part for part in text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if part)


def _hits(root: "etree._Element", primary: str) -> Iterator[Hit]:
    pattern = document = ""
    for element in root:
        if element.tag in _PATTERNS:
            pattern, document = element.get("id", ""), ""
        elif element.tag == _RULE:
            document = element.get("document", "")
        elif element.tag in _HITS:
            yield _hit(element, pattern, "" if document == primary else document)


def _language(reference: "etree._Element") -> str:
    """Give the language of a diagnostic; an engine may leave it to the end of its name."""
    text = reference.find(_TEXT)
    given = reference.get(XML_LANG, "") or (text.get(XML_LANG, "") if text is not None else "")
    return given or reference.get("diagnostic", "").rpartition(".")[2]


def _is_translation(name: str, lang: str) -> bool:
    return lang in LANGUAGES[1:] and name.endswith(f".{lang}")


def _hit(element: "etree._Element", pattern: str, document: str) -> Hit:
    text = element.find(_TEXT)
    told = [
        (e.get("diagnostic", ""), _language(e), _plain(e.find(_TEXT)))
        for e in element.iterfind(f"{{{SVRL}}}diagnostic-reference")
    ]
    kind: Literal["assert", "report"] = "assert" if _HITS[str(element.tag)] == "assert" else "report"
    return Hit(
        kind=kind,
        pattern=pattern,
        id=element.get("id", ""),
        role=element.get("role", ""),
        flag=element.get("flag", ""),
        severity=element.get("severity", ""),
        location=element.get("location", ""),
        subject=element.get("subject", ""),
        test=element.get("test", ""),
        text=_plain(text),
        diagnostics=tuple((name, said) for name, lang, said in told if not _is_translation(name, lang)),
        translations=tuple((lang, name, said) for name, lang, said in told if _is_translation(name, lang)),
        properties=tuple(
            (e.get("property", ""), e.get("role", ""), _plain(e.find(_TEXT)))
            for e in element.iterfind(f"{{{SVRL}}}property-reference")
        ),
        see=text.get("see", "") if text is not None else "",
        icon=text.get("icon", "") if text is not None else "",
        fpi=text.get("fpi", "") if text is not None else "",
        lang=element.get(XML_LANG, ""),
        document=document,
        fixes=tuple(_fix(e, pattern or element.get("id", ""), element) for e in element.iterfind(_FIX)),
    )


def _fix(element: "etree._Element", rule: str, hit: "etree._Element") -> Fix:
    return Fix(
        id=element.get("id", ""),
        rule=rule,
        title=normalised(element.get("title", "")),
        location=hit.get("location", ""),
        edits=tuple(_edit(e) for e in element),
        failure=element.get("failure", ""),
        asks=element.get("code") == "entry",
    )


def _edit(element: "etree._Element") -> Edit:
    element.tail = None
    return Edit(
        op=element.get("op"),  # type: ignore[arg-type]  # the compiled schema writes these four
        path=element.get("path", ""),
        target=element.get("target", ""),
        position=element.get("position", ""),
        start=int(element.get("start") or 1) - 1,
        length=int(element.get("length") or 0),
        content=etree.tostring(element, encoding="unicode"),
    )


def _plain(text: "etree._Element | None") -> str:
    return normalised("".join(str(part) for part in text.itertext())) if text is not None else ""
