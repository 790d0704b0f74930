"""One document to all its outputs: parsed once, its facts extracted once, each stylesheet compiled once a process."""

from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Final
from unicodedata import normalize

from titelei import facts, resources
from titelei import formats as known_formats
from titelei.engine import citeproc, saxon, weasyprint
from titelei.formats import FACTS, Format, Registry
from titelei.model import Finding, Output
from titelei.render.faults import finding
from titelei.xml.read import Document

_CITED_FROM: Final = "csl-json"
"""The format that the citation styles read."""

_PRINT: Final = "print.css"
"""The style of a format that prints the page, beside its description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderSettings:
    """What stylesheets know of the project (``xslt/settings/settings.xsl`` has the same names and defaults).

    ``formats`` are those offered of each article (none: all); the page links to them even where only some are
    rendered now. ``xslt`` is the folder of the project's own stylesheets and formats, ``labels`` are its own files of
    labels, ``house`` is what it sets of the look (``titelei.settings.house``).
    """

    base_url: str = "https://titelei.example.org/"
    domain: str = "titelei.example.org"
    languages: tuple[str, ...] = ("en", "ru")
    width: int = 80
    publisher: str = ""
    crossref_depositor_name: str = ""
    crossref_depositor_email: str = ""
    crossref_registrant: str = ""
    crossref_crossmark_policy: str = ""
    edition_title: str = ""
    house: str = ""
    labels: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    xslt: Path | None = None


def render(
    document: Document, *, settings: RenderSettings | None = None, formats: tuple[str, ...] = ()
) -> tuple[tuple[Output, ...], tuple[Finding, ...]]:
    """Render a document in the formats named, else in all that the settings offer.

    A format that fails on this document gives a finding ``render-<format>`` and no file; the others go on. A fact
    that a format demands and the document has not is an error where the format was named, else information.

    Raises:
        AssetError: a stylesheet is missing, does not compile, or lacks a label.
        UsageError: there is no format of that name.
    """
    settings = settings or RenderSettings()
    work = _Work(document, settings)
    outputs: list[Output] = []
    findings: list[Finding] = []
    for kind in work.registry.chosen(formats or settings.formats):
        try:
            outputs += work.outputs(kind)
        except saxon.TransformError as error:
            stage = FACTS if work.is_without_facts and (kind.source == FACTS or FACTS in kind.needs) else kind.name
            findings.append(finding(error, document, kind, failed=stage, is_requested=bool(formats)))
    return tuple(outputs), _once(findings)


class _Work:
    """What is made on the way to several formats of one document, each when it is first needed."""

    def __init__(self, document: Document, settings: RenderSettings) -> None:
        self.registry: Registry = known_formats.registry(settings.xslt)
        self._document = document
        self._settings = settings
        self._tei: saxon.Node = None
        self._facts: saxon.Node = None
        self._citations: saxon.Node = None
        self._links: saxon.Node = None
        self._facts_text = ""
        self._failure: saxon.TransformError | None = None
        self._offered: tuple[str, ...] = ()
        self._conditionals: dict[str, str | saxon.TransformError] = {}

    @property
    def is_without_facts(self) -> bool:
        return self._failure is not None

    def outputs(self, kind: Format) -> list[Output]:
        return [
            Output(format=kind.name, file_name=name, media_type=kind.media_type, data=self._data(kind, language))
            for name, language in kind.files(self._document.id, self._settings.languages)
        ]

    def _data(self, kind: Format, language: str) -> bytes:
        if kind.source == "edition":
            return self._document.data
        if kind.name == FACTS:
            return _bytes(self._facts_source())
        if kind.source == "page":
            page = self.registry.named(known_formats.PAGE)
            style = resources.xslt() / known_formats.FOLDER / kind.name / _PRINT
            return weasyprint.printed(self._transform(page, self._tei_node(), language), style.read_text("utf-8"))
        if kind.is_conditional:
            return _bytes(self._conditional(kind))
        node = self._facts_node() if kind.source == FACTS else self._tei_node()
        text = self._transform(kind, node, language)
        # HTML's checkers ask for composed letters; where the page has them otherwise, its other files keep them so.
        return _bytes(normalize("NFC", text) if kind.check == "html" else text)

    def _conditional(self, kind: Format) -> str:
        """Render a format that may be impossible, once: whoever links to it asks first."""
        if kind.name not in self._conditionals:
            try:
                self._conditionals[kind.name] = self._transform(kind, self._facts_node())
            except saxon.TransformError as error:
                self._conditionals[kind.name] = error
        made = self._conditionals[kind.name]
        if isinstance(made, saxon.TransformError):
            raise made
        return made

    def _transform(self, kind: Format, node: saxon.Node, language: str = "") -> str:
        settings = self._settings
        params: dict[str, saxon.Value] = {
            "base_url": settings.base_url,
            "domain": settings.domain,
            "edition_title": settings.edition_title,
            "languages": " ".join(settings.languages),
            "page_language": language,
            "width": settings.width,
            "publisher": settings.publisher,
            "crossref_depositor_name": settings.crossref_depositor_name,
            "crossref_depositor_email": settings.crossref_depositor_email,
            "crossref_registrant": settings.crossref_registrant,
            "crossref_crossmark_policy": settings.crossref_crossmark_policy,
        }
        if kind.per_language and settings.house:
            params["house"] = (saxon.parse(settings.house),)
        if "outputs" in kind.needs:
            params["outputs"] = (self._links_node(),)
        if "facts" in kind.needs:
            params["facts"] = (self._facts_node(),)
        if "citations" in kind.needs:
            params["citations"] = (self._citations_node(),)
        assert kind.stylesheet is not None  # the registry holds every format to have one
        return saxon.stylesheet(kind.stylesheet, settings.labels).transform(node, **params)

    def _links_node(self) -> saxon.Node:
        """What pages link to; the same for all of them."""
        if self._links is None:
            text = _links_text(self._possible(), self._settings.languages, self._settings.xslt)
            self._links = saxon.parse(text.replace("{id}", escape(self._document.id)))
        return self._links

    def _possible(self) -> tuple[str, ...]:
        """Name the formats that this document will have of those offered: what others link to."""
        if not self._offered:
            offered = self.registry.chosen(self._settings.formats)
            self._offered = tuple(k.name for k in offered if not k.is_conditional or self._can_be_made(k))
        return self._offered

    def _can_be_made(self, kind: Format) -> bool:
        try:
            self._conditional(kind)
        except saxon.TransformError:
            return False
        return True

    def _citations_node(self) -> saxon.Node:
        """How to cite the article, in each style; none where it has no title to cite."""
        if self._citations is None:
            try:
                item = self._conditional(self.registry.named(_CITED_FROM))
                made = citeproc.citations(item, _title_language(_bytes(self._facts_source())))
            except saxon.TransformError:
                made = ()
            rows = "".join(
                f'<citation style="{escape(name)}" lang="{escape(language)}">{text}</citation>'
                for name, language, text in made
            )
            self._citations = saxon.parse(f'<citations xmlns="urn:titelei:citations">{rows}</citations>')
        return self._citations

    def _tei_node(self) -> saxon.Node:
        if self._tei is None:
            self._tei = saxon.parse(self._document.xml)
        return self._tei

    def _facts_node(self) -> saxon.Node:
        if self._facts is None:
            self._facts = saxon.parse(self._facts_source())
        return self._facts

    def _facts_source(self) -> str:
        if self._failure is not None:
            raise self._failure
        if not self._facts_text:
            try:
                self._facts_text = self._transform(self.registry.named(FACTS), self._tei_node())
            except saxon.TransformError as error:
                self._failure = error
                raise
        return self._facts_text


def _title_language(said: bytes) -> str:
    """Give the language of the main title; empty where there is none."""
    titles = facts.read(said, is_strict=False).titles
    return next((title.lang for title in titles if title.role == "main"), "")


@cache
def _links_text(offered: tuple[str, ...], languages: tuple[str, ...], own: Path | None) -> str:
    """Give the list of offered files as XML, ``{id}`` standing for the article."""
    rows = (
        f"<output format='{escape(kind.name)}' file='{escape(name)}' media-type='{escape(kind.media_type)}'"
        f" lang='{escape(language if kind.per_language else '')}' is-content='{str(kind.is_content).lower()}'>"
        f"{''.join(_label(*pair) for pair in kind.label.items())}</output>"
        for kind in known_formats.registry(own).chosen(offered)
        for name, language in kind.files("{id}", languages)
    )
    return f'<outputs xmlns="urn:titelei:settings">{"".join(rows)}</outputs>'


def _label(language: str, text: str) -> str:
    return f"<label xml:lang='{escape(language)}'>{escape(text)}</label>"


def _bytes(text: str) -> bytes:
    """UTF-8 with line feeds, and one at the end."""
    text = text.replace("\r\n", "\n")
    return (text if text.endswith("\n") else f"{text}\n").encode("utf-8")


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Join findings that differ only in the output they break: one fault of the facts breaks many."""
    joined: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        joined.setdefault((found.rule, found.path), []).append(found)
    return tuple(_joined(group) for group in joined.values())


def _joined(group: list[Finding]) -> Finding:
    return replace(group[0], breaks=tuple(name for found in group for name in found.breaks))
