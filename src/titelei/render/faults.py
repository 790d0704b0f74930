"""What a stylesheet said when it stopped, as a finding with its place in the TEI."""

from titelei import resources
from titelei.engine.saxon import TransformError
from titelei.errors import AssetError
from titelei.formats import Format
from titelei.messages import known, say
from titelei.model import Finding, Severity
from titelei.xml.read import Document


def finding(error: TransformError, document: Document, kind: Format, *, failed: str, is_requested: bool) -> Finding:
    """Make a finding of what stopped a transform; ``failed`` names the format whose stylesheet stopped.

    Raises:
        AssetError: the stylesheet itself is incomplete, whatever the document.
    """
    if error.kind == "stylesheet":
        raise AssetError(
            say(
                "The stylesheet {sheet} stopped: {message} {repair}",
                sheet=_sheet(kind),
                message=known(error.message),
                repair=known(error.repair),
            ).rstrip()
        )
    impossible = error.kind == "impossible"
    path, text, repair = error.path, known(error.message), known(error.repair)
    if impossible:
        text = say("{name} cannot be made: {text}", name=kind.name, text=text)
    elif not path:
        text = say("{sheet} cannot render this document: {text}", sheet=_sheet(kind), text=text)
        repair = repair or (
            say("Hold the document to the schema with “titelei validate”. If it is valid, the stylesheet has a fault.")
        )
    severity = Severity.INFO if impossible and not is_requested else Severity.ERROR
    rule, breaks = f"render-{failed}", (kind.name,)
    element, attribute = document.paths.resolve(document.root, path) if path else (None, "")
    if element is None:
        return Finding(
            rule=rule, severity=severity, message=text, repair=repair, file=document.name, path=path, breaks=breaks
        )
    place = document.positions.of_path(document.root, path)
    return document.finding(
        rule, element, text, repair, attribute=attribute, place=place, severity=severity, breaks=breaks
    )


def _sheet(kind: Format) -> str:
    return resources.name_of(kind.stylesheet) if kind.stylesheet is not None else kind.name
