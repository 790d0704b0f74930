"""The door of the stage: each output by the check of its format, then all of them against the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from titelei.check import agreement, bibtex, characters, csl_json, html, json_grammar, json_ld, linkset, ris, text, xml
from titelei.check.report import fault
from titelei.check.trees import Trees
from titelei.formats import Format, Registry, registry
from titelei.messages import say
from titelei.model import Finding

_RENDER: Final = say("Render again with “titelei render”.")


def check_outputs(
    outputs: Mapping[str, bytes],
    *,
    article_id: str,
    page: bytes | None = None,
    edition: bytes | None = None,
    explain: xml.Explain | None = None,
    formats: Registry | None = None,
) -> tuple[Finding, ...]:
    """Check the outputs of one article, by file name; any of them may be absent.

    ``page`` are the bytes of the page the article was encoded from, to which the diplomatic text is held;
    ``edition`` those of the TEI file, to which its copy is held. ``explain`` tells the faults of an XML output against
    its grammar. ``formats`` are the project's; without them the shipped ones.
    """
    formats = formats or registry()
    trees = Trees(outputs)
    beside = _Beside(page=page, edition=edition, explain=explain, trees=trees)
    found: list[Finding] = []
    for name in sorted(outputs):
        found += _one(formats.of_file(name, article_id), name, outputs[name], article_id, beside)
    known = edition if edition is not None else outputs.get(f"{article_id}.tei.xml")
    return (*found, *agreement.check(outputs, article_id, formats, trees), *characters.check(outputs, known, trees))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What outputs are held to, and their trees."""

    page: bytes | None
    edition: bytes | None
    explain: xml.Explain | None
    trees: Trees


def _one(kind: Format | None, name: str, data: bytes, article_id: str, beside: _Beside) -> tuple[Finding, ...]:
    if kind is None:
        message = say("No format makes a file {name} of the article {article_id}.", name=name, article_id=article_id)
        return (fault("output-unknown", name, message, repair=say("Remove the file.")),)
    if not data.strip():
        return (fault("output-empty", name, say("{name} is empty.", name=name), repair=_RENDER),)
    if kind.check == "pdf":
        return _pdf(name, data)
    if kind.check == "copy":
        return _copy(name, data, beside)
    return text.encoding(name, data) or _by_kind(kind, name, data, beside)


def _by_kind(kind: Format, name: str, data: bytes, beside: _Beside) -> tuple[Finding, ...]:
    match kind.check:
        case "grammar":
            return _grammar(kind, name, data, beside)
        case "html":
            return html.check(name, data, beside.trees.of(name))
        case "json-ld":
            return json_ld.check(name, data)
        case "csl-json":
            return csl_json.check(name, data)
        case "linkset":
            return linkset.check(name, data)
        case "bibtex":
            return bibtex.check(name, data)
        case "ris":
            return ris.check(name, data)
        case "diplomatic":
            return text.diplomatic(name, data, beside.page)
        case _:
            return ()


def _pdf(name: str, data: bytes) -> tuple[Finding, ...]:
    if data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"):
        return ()
    return (fault("output-syntax", name, say("{name} is no whole PDF.", name=name), repair=_RENDER),)


def _grammar(kind: Format, name: str, data: bytes, beside: _Beside) -> tuple[Finding, ...]:
    assert kind.grammar is not None  # the registry holds such a format to have one
    if kind.media_type.endswith("json"):
        return json_grammar.check(name, data, kind.grammar, beside.explain)
    return xml.check(name, data, kind.grammar, beside.explain, beside.trees)


def _copy(name: str, data: bytes, beside: _Beside) -> tuple[Finding, ...]:
    found = xml.well_formed(name, beside.trees)
    if beside.edition is not None and data != beside.edition:
        message = say("{name} differs from the edition's file, of which it is a copy.", name=name)
        found += (fault("output-copy", name, message, repair=_RENDER),)
    return found
