"""``titelei formats``: what an article can be given as."""

from titelei import formats as registry
from titelei.cli import options
from titelei.formats import Format


@options.command
def formats(
    call: options.Call,
) -> None:
    """List the formats: file, media type, OAI-PMH prefix; --json adds namespace, schema and check."""
    screen = call.screen
    headings = ("format", "file", "media_type", "oai_prefix")
    screen.table([screen.word(h) for h in headings], (_row(kind) for kind in registry.FORMATS))
    screen.document([_object(kind) for kind in registry.FORMATS])


def _row(kind: Format) -> tuple[str, ...]:
    return kind.name, _file(kind), kind.media_type, kind.oai_prefix


def _object(kind: Format) -> dict[str, object]:
    return {
        "format": kind.name,
        "file": _file(kind),
        "media_type": kind.media_type,
        "oai_prefix": kind.oai_prefix,
        "oai_namespace": kind.oai_namespace,
        "schema": _schema(kind),
        "validator": kind.validator,
        "is_conditional": kind.is_conditional,
        "per_language": kind.per_language,
    }


def _file(kind: Format) -> str:
    return kind.file("<id>")


def _schema(kind: Format) -> str:
    """Give the grammar or schema that the output is held to; empty where a check in the program does that."""
    if kind.source == "edition":
        return "schemas/frontmatter.rng"
    return kind.schema
