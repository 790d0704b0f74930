"""``titelei formats``: what an article can be given as."""

from titelei import resources
from titelei.cli import options
from titelei.formats import Format, registry
from titelei.messages import say


@options.command
def formats(
    call: options.Call,
) -> None:
    """List the formats: file, media type, OAI-PMH prefix; --json adds namespace, schema and check."""
    screen, kinds = call.screen, registry(call.settings.own_xslt)
    headings = ("format", "file", "media_type", "oai_prefix")
    screen.table([screen.word(h) for h in headings], (_row(kind) for kind in (*kinds, *kinds.on_demand)))
    for kind in kinds.on_demand:
        screen.note(
            say("{format} is made where it is named: in [render] formats, or by --format {format}.", format=kind.name)
        )
    screen.document([_object(kind) for kind in (*kinds, *kinds.on_demand)])


def _row(kind: Format) -> tuple[str, ...]:
    return kind.name, _file(kind), kind.media_type, kind.oai.prefix if kind.oai else ""


def _object(kind: Format) -> dict[str, object]:
    return {
        "format": kind.name,
        "file": _file(kind),
        "media_type": kind.media_type,
        "oai_prefix": kind.oai.prefix if kind.oai else "",
        "oai_namespace": kind.oai.namespace if kind.oai else "",
        "schema": resources.name_of(kind.grammar) if kind.grammar else "",
        "validator": kind.check,
        "is_conditional": kind.is_conditional,
        "per_language": kind.per_language,
        "is_on_demand": kind.is_on_demand,
    }


def _file(kind: Format) -> str:
    return kind.file("<id>")
