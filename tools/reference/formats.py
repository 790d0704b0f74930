"""Every format: its file, its media type, which facts it carries, and why it cannot hold the others."""

from collections import Counter
from typing import Final

from reference.markdown import code, table
from titelei import parity
from titelei.formats import Format, registry
from titelei.parity.table import Column

_INTRODUCTION: Final = """# Formats

`titelei render` makes these of each article; `[render] formats` chooses among them. Which facts a format carries is
said by its `parity.toml`, and `titelei parity` reads the finished files back and compares. One made *where it can be*
demands facts that an article need not have; without them there is no such file.
"""


def page() -> str:
    """Give the page: a table of the formats, then each with its facts."""
    known, all_formats = parity.load(), registry()
    rows = (
        (code(kind.name), str(kind.label["en"]), code(kind.file("ID")), code(kind.media_type), _offered(kind))
        for kind in all_formats
    )
    parts = [_INTRODUCTION, table(("format", "what", "file", "media type", "is"), rows)]
    for name, column in known.columns.items():
        if column.reader != "tei":
            parts += [f"## {name}\n", _facts(name, column, known)]
    return "\n".join(parts)


def _offered(kind: Format) -> str:
    said = (
        f"over OAI-PMH as `{kind.oai.prefix}`" if kind.oai else "",
        "made where it can be" if kind.is_conditional else "",
        "for members of an agency" if kind.is_for_agency else "",
        "one a language" if kind.per_language else "",
    )
    return "; ".join(filter(None, said))


def _facts(name: str, column: Column, known: parity.Table) -> str:
    carried = [row.is_ for fact, row in known.facts.items() if column.place(fact)]
    cannot = Counter(known.reason(fact, name) for fact in known.facts if column.place(fact) is None)
    said = [f"Carries {len(carried)} of {len(known.facts)} facts: {', '.join(carried)}.\n"]
    said += [f"- {times} not: {reason}" for reason, times in cannot.most_common()]
    return "\n".join(said) + "\n"
